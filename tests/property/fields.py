"""The fields of integ check --format json are those of the table for programs, over every
example, every file that fires and what cannot be read.

    fields.py INTEG
"""

import json
import os
import pathlib
import re
import subprocess
import sys

INTEG = os.path.abspath(sys.argv[1])
ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


def told():
    """The names in the table behind "--format json": all that stand in code type, but for
    what a row gives as values of a field."""
    text = (ROOT / "examples/ci/README.md").read_text(encoding="utf-8")
    table = text.split("`--format json` gives one object.", 1)[1].split("\n\n", 2)[1]
    names = set()
    for row in table.split("\n")[2:]:
        fields, holds = [cell.strip() for cell in row.strip("|").split(" | ", 1)]
        holds = re.sub(r"\([^()]*\)", "", holds)
        names |= {name.strip(".[]") for name in re.findall(r"`([^`]+)`", fields + holds)}
    return names


def keys(value):
    if isinstance(value, dict):
        return set(value) | set().union(*map(keys, value.values()))
    return set().union(*map(keys, value)) if isinstance(value, list) else set()


def main():
    files = [*sorted(ROOT.glob("tests/checks/*/fire*.integ")),
             *sorted(ROOT.glob("examples/**/*.integ")), ROOT / "none.integ"]
    found = set()
    for path in files:
        done = subprocess.run([INTEG, "check", "--format", "json", path.name],
                              cwd=path.parent, capture_output=True, check=False)
        assert done.returncode == 2 or path.exists(), path
        found |= keys(json.loads(done.stdout))
    names = told()
    assert found <= names, f"the table says nothing of {sorted(found - names)}"
    # "error" is a value, as are all that are not written so.
    lacking = {name for name in names - found if re.fullmatch("[a-z_]+", name)} - {"error"}
    assert not lacking, f"no report has {sorted(lacking)}"
    print(f"json: {len(found)} fields over {len(files)} files, all in the table")


main()
