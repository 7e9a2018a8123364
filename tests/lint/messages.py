#!/usr/bin/env python3
"""Compares the rows of what findings say (src/source/messages.def) with their templates and
with the calls that fill them in: each has the same parts, and each row is said somewhere.
Codes whose families are rows are said in no other way."""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
ROWS = ROOT / "src/source/messages.def"
FAMILIES = "K"  # each is whole
ROW = re.compile(r'^MESSAGE\((\w+),\s*(?:PARTS\(([^)]*)\)|NO_PARTS),\s*((?:"(?:[^"\\]|\\.)*"\s*)+)\)',
                 re.M)
HOLE = re.compile(r"\{(\w+)(\|[^}]*)?\}")
CALL = re.compile(r"\bSAY(_PLAIN)?\(\s*(\w+)")


def closing(text, start):
    """Behind the parenthesis that closes the one before `start`."""
    depth, quoted = 1, False
    while depth:
        if text[start] == '"' and text[start - 1] != "\\":
            quoted = not quoted
        elif not quoted:
            depth += (text[start] == "(") - (text[start] == ")")
        start += 1
    return start


def main():
    text, wrong = ROWS.read_text(encoding="utf-8"), []
    rows = {name: [part.strip() for part in (parts or "").split(",") if part.strip()]
            for name, parts, _ in ROW.findall(text)}
    if len(rows) != len(re.findall(r"^MESSAGE\(", text, re.M)):
        wrong.append(f"{ROWS}: a row that this test does not understand, or one twice")
    for name, _, template in ROW.findall(text):
        holes = {hole for hole, _ in HOLE.findall(template)}
        if holes != set(rows[name]):
            wrong.append(f"{name} has the parts {rows[name]}, its template {sorted(holes)}")
        if re.search(r"[{}]", HOLE.sub("", template)):
            wrong.append(f"{name}: a brace that is no part")
    said = set()
    for path in sorted((ROOT / "src").rglob("*.[ch]")):
        source = path.read_text(encoding="utf-8")
        if path.name == "message.h":
            continue
        for call in CALL.finditer(source):
            plain, name = call.groups()
            inside = source[call.end():closing(source, call.end())]
            given = re.findall(r"(?:^|[,{(\s])\.(\w+)\s*=", inside)
            said.add(name)
            if name not in rows:
                wrong.append(f"{path}: there is no row {name}")
            elif bool(plain) != (not rows[name]) or given != rows[name]:
                wrong.append(f"{path}: {name} has the parts {rows[name]}, the call {given}")
        for code in re.findall(rf"findings_add\([^;]*?CODE_([{FAMILIES}]\d\d)", source):
            wrong.append(f"{path}: {code} is not said by a row of {ROWS.name}")
    wrong += [f"no call says {name}" for name in sorted(set(rows) - said)]
    for line in wrong:
        print(line)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
