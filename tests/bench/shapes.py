"""Writes facts in the two shapes in which documents have them, the same every time, with
totals that hold for each area and year:

    python3 tests/bench/shapes.py SHAPE PATH FACTS

SHAPE is `funding`, a statement of ten years in each project, or `tables`, a row of ten
years for each.
"""

import pathlib
import random
import sys

YEARS = range(2015, 2025)
SOURCES = 12
PROJECTS = 100  # in an area
AREAS = 20  # in a table


def areas(facts, most):
    """The projects of each area in turn: a number and its figures in tenths."""
    rng = random.Random(20201202)
    projects = facts // len(YEARS)
    for first in range(0, projects, PROJECTS):
        yield [(number, [rng.randrange(1, most) for _ in YEARS])
               for number in range(first, min(first + PROJECTS, projects))]


def tenths(figures):
    return [f"{figure // 10}.{figure % 10}" for figure in figures]


def sums(area):
    return tenths(sum(column) for column in zip(*(figures for _, figures in area)))


def head():
    yield f'document budget "Budget" {{ date: 2025-01-01 }}\nyears {YEARS[0]}..{YEARS[-1]}\n'
    yield "unit mio DKK\n"
    for number in range(SOURCES):
        yield f'source s{number} "Source {number}" {{ kind: own }}\n'


def funding(facts):
    yield from head()
    for number, area in enumerate(areas(facts, 40000)):
        yield f'area a{number} "Area {number}" {{\n'
        for project, figures in area:
            entries = ", ".join(f"{year}: {text}" for year, text in
                                zip(YEARS, tenths(figures)))
            yield (f'  project project_{project:06} "Project {project}" {{\n'
                   f"    funding {entries} from s{project % SOURCES}\n"
                   "    expires: never\n  }\n")
        yield from (f"  total {year}: {text}\n" for year, text in zip(YEARS, sums(area)))
        yield "}\n"


def tables(facts):
    yield from head()
    groups = list(areas(facts, 4000))
    for first in range(0, len(groups), AREAS):
        yield f'table t{first} "Table {first}" {YEARS[0]}..{YEARS[-1]} {{\n'
        for number, area in enumerate(groups[first:first + AREAS], first):
            yield f'  area a{number} "Area {number}" {{\n'
            for project, figures in area:
                cells = " ".join(f"{text:>5}" for text in tenths(figures))
                yield (f'    project_{project:06} "Project {project}" '
                       f"from s{project % SOURCES} {cells}\n")
            yield f"    total {' '.join(sums(area))}\n  }}\n"
        yield "}\n"


SHAPES = {"funding": funding, "tables": tables}


def write(shape, path, facts):
    pathlib.Path(path).write_text("".join(SHAPES[shape](facts)), encoding="utf-8")


if __name__ == "__main__":
    write(sys.argv[1], sys.argv[2], int(sys.argv[3]))
