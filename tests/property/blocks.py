"""integ query --format integ: what it prints, put back into a file, gives the same entries,
or it was refused with a reason. Over random files and queries.

    blocks.py INTEG
"""

import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile

INTEG = os.path.abspath(sys.argv[1])
FILES, QUERIES = 100, 6
THINGS = ('source fund "The Green Fund"\nsource plan "Plan"\nmoney once "One-off"\n')
LIST = ("select project, area, source, money, year, amount, approximate, gross from {} {} "
        "order by project, area, source, money, year, amount")


def figure(rng):
    return rng.choice(["?", "-", "1", "~1", "0.5", "2.50", "~140", "~65", "150 thousand DKK",
                       "2_500_000 DKK", "0.4 + ~0.1", "-0.6", "0.0", "~2 mia", "1 mio EUR",
                       "0.3", "12", "7.25", "3.3"])


def entries(rng, kind):
    years = sorted(rng.sample(range(2020, 2024), rng.randrange(1, 4)))
    times = [str(y) for y in years] + (["over 2020..2021"] if rng.random() < 0.05 else [])
    listed = ", ".join(f"{time}: {figure(rng)}" for time in times)
    tail = rng.choice(["", "", "", " from fund", " from plan", " as once"])
    tail += rng.choice([""] * 19 + [" within p0"])
    return f"{kind} {listed}{tail}"


def document(rng):
    lines = ["document a \"A\" { date: 2025 }", "unit mio DKK", THINGS]
    for i in range(rng.randrange(1, 6)):
        kind = rng.choice(["funding"] * 5 + ["spending"])
        body = "  ".join(entries(rng, kind) for _ in range(rng.choice([1, 1, 1, 2])))
        project = f'project p{i} "Project {i}" {{ {body} }}'
        area = rng.choice(["", "", "green", "play"])
        lines.append(f'area {area} "Area {area}" {{ {project} }}' if area else project)
    return "\n".join(lines) + "\n"


def query(rng):
    table = rng.choice(["funding"] * 6 + ["spending", "parts"])
    keys = rng.choice([["area", "project", "source", "money"]] * 5 +
                      [["project", "area", "source"], ["project"], ["area", "project"],
                       ["area"], ["project", "money"]])
    where = rng.choice(["where year is not null"] * 4 +
                       ["", "where year is not null and source is null",
                        "where area is not null", "where year >= 2021"])
    groups = ", ".join([*keys, "year"])
    item = rng.choice(["sum(amount)"] * 12 + ["max(amount)", "2 * sum(amount)"])
    rest = rng.choice(["", "", " with totals"]) + rng.choice([""] * 9 + [" limit 1"])
    return table, where, "limit" in rest, (
        f"select {', '.join(keys)}, {item} from {table} {where} group by {groups} "
        f"pivot by year{rest}")


def run(folder, *arguments):
    return subprocess.run([INTEG, *arguments], cwd=folder, capture_output=True, check=False)


def listed(folder, table, where, file):
    done = run(folder, "query", "-q", "--unit", "mio", "--format", "json",
               LIST.format(table, where), file)
    assert done.returncode in (0, 1), done.stderr.decode()
    answer = json.loads(done.stdout)
    units = [column["unit"] for column in answer["columns"]]
    return [tuple(f"{cell} {unit}" if unit and cell is not None else cell
                  for cell, unit in zip(row, units)) for row in answer["rows"]]


def main():
    rng = random.Random(9)
    counts = {"printed": 0, "refused": 0, "entries": 0}
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for _ in range(FILES):
            text = document(rng)
            (folder / "a.integ").write_text(text, encoding="utf-8")
            for _ in range(QUERIES):
                table, where, limited, asked = query(rng)
                unit = rng.choice([[]] * 4 + [["--unit", "DKK"], ["--unit", "thousand"]])
                done = run(folder, "query", "-q", "--format", "integ", *unit, asked, "a.integ")
                if done.returncode not in (0, 1):
                    assert done.returncode == 2 and done.stderr, (text, asked, done)
                    counts["refused"] += 1
                    continue
                counts["printed"] += 1
                block = done.stdout.decode()
                back = THINGS + 'area green "Area green"\narea play "Area play"\n' + block
                (folder / "b.integ").write_text(back, encoding="utf-8")
                report = json.loads(run(folder, "check", "--format", "json", "b.integ").stdout)
                wrong = [f["code"] for f in report["findings"] if f["level"] == "error"]
                if "project" not in asked.split(" from ", 1)[0]:
                    continue  # totals of areas, which hold no entries
                assert not wrong, (text, asked, block, wrong)
                before = [row for row in listed(folder, table, where, "a.integ")
                          if row[4] is not None]
                after = listed(folder, table, "", "b.integ")
                same = set(after) <= set(before) if limited else after == before
                assert same, f"{text}\n{asked} {unit}\n{block}\n{before}\n{after}"
                counts["entries"] += len(after)
    assert counts["printed"] > FILES and counts["refused"] > FILES, counts
    print(f"blocks: {counts['printed']} put back with {counts['entries']} entries, "
          f"{counts['refused']} refused")


main()
