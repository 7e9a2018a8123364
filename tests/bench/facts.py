"""Writes a million facts as wide tables, the same every time:

    python3 tests/bench/facts.py PATH [FACTS]

Ten tables of twenty areas each, a row for each project, ten years to a row, and no
totals: what is measured on it is loading and asking, not checking.
"""

import pathlib
import random
import sys

YEARS = (2015, 2024)
AREAS = 200
SOURCES = 12


def write(path, facts):
    rng = random.Random(20201202)
    columns = YEARS[1] - YEARS[0] + 1
    rows = facts // columns
    lines = ['document budget "Budget" { date: 2025-01-01 }\n',
             f"years {YEARS[0]}..{YEARS[1]}\nunit mio DKK\n"]
    lines += [f'source s{n} "Source {n}" {{ kind: {"external" if n % 3 == 0 else "own"} }}\n'
              for n in range(SOURCES)]
    row = 0
    for area in range(AREAS):
        if area % 20 == 0:
            lines.append(f'table t{area // 20} "Table {area // 20}" '
                         f"{YEARS[0]}..{YEARS[1]} {{\n")
        lines.append(f'  area a{area} "Area {area}" {{\n')
        while row < rows * (area + 1) // AREAS:
            cells = " ".join(f"{rng.randrange(1, 400) / 10:5.1f}" for _ in range(columns))
            lines.append(f'    project_{row:06} "Project {row}" from s{row % SOURCES} {cells}\n')
            row += 1
        lines.append("  }\n")
        if area % 20 == 19:
            lines.append("}\n")
    pathlib.Path(path).write_text("".join(lines))


if __name__ == "__main__":
    write(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000)
