"""Compares queries with SQLite: thousands of them, made at random, over facts made at
random and over examples/copenhagen.

    python3 tests/property/query_oracle.py PATH_TO_DRIVER [QUERIES [SEED]]

The facts go into files and, as whole numbers (amounts in hundredths, sizes in thousandths),
into a table of SQLite. Each query is written twice. SQLite filters, groups, adds up and
orders; what it does not have is laid out here from its rows: pivots, totals, shares,
changes, rounding. Cells must be the same, in the same order. Where the two languages mean
different things (missing values are equal to each other here, and comparisons with them do
not hold), the SQL says so: `is`, `coalesce`. The seed is fixed. Exits with 1 at a
difference, and prints the query.
"""

import os
import sys

# Beside this file stands one with the name of a module that others need.
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:] = [path for path in sys.path if os.path.abspath(path or ".") != HERE]
sys.path.append(os.path.join(HERE, "oracle"))

import pathlib
import random
import re
import subprocess
import tempfile

from aggregates import GroupMaker
from examples import Examples
from expressions import FUNDING, PROJECTS
from facts import World
from queries import Query
from texts import read_cell


def answers(driver, paths, queries):
    """What the driver makes of the queries."""
    done = subprocess.run([driver, *paths], input="\n".join(queries) + "\n", text=True,
                          capture_output=True, timeout=600, check=False)
    if done.returncode != 0 or done.stderr:
        sys.exit(f"the driver ended with {done.returncode}\n{done.stderr}")
    lines = iter(done.stdout.split("\n"))
    for line in lines:
        if line == "":
            return
        head = line.split("\t")
        if head[0] == "error":
            next(lines)
            yield line, None, None, None
            continue
        rows, totals = int(head[1]), int(head[3])
        next(lines)
        cells = [[read_cell(c) for c in next(lines).split("\t")] for _ in range(rows + totals)]
        remarks = next(lines).split("\t")
        next(lines)
        yield None, cells[:rows], cells[rows] if totals else None, remarks


def left_out(remarks):
    for remark in remarks:
        words = remark.split()
        if "single" in words and words[0].isdigit():
            return int(words[0])
    return 0


def is_nowhere(error, text):
    """Whether the error says that no thing has a title, or no property a value, and that is
    so in the files: what is misspelt is an error here and an empty result in SQLite."""
    said = re.fullmatch(r'error\tN01 "[\w.]*?(\w+)" is never "(.*)"', error)
    if said is not None:
        name, value = said.groups()
        values = re.findall(rf'\b{name}: ([^;}}\n]*)', text)
        return not any(f'"{value}"' in one or value in re.split(r"\W+", one.strip())
                       for one in values if value or one.strip() == '""')
    said = re.fullmatch(r'error\tN01 no (\w+) has the title "(.*)"', error)
    if said is None:
        return False
    kind, title = said.groups()
    word = rf"(?:{kind}\s+){'?' if kind == 'project' else ''}"  # rows of tables have none
    declared = rf"^\s*{word}\w+\s+" + re.escape(f'"{title}"')
    return re.search(declared, text, re.MULTILINE) is None


def differs(query, answer, text):
    """What is not as SQLite has it; None where all is."""
    error, rows, total, remarks = answer
    if error is not None:
        return None if is_nowhere(error, text) else error
    if rows != query.expected:
        for number, (got, want) in enumerate(zip(rows, query.expected)):
            if got != want:
                return f"row {number}: {got}, SQLite {want}"
        return f"{len(rows)} rows, SQLite {len(query.expected)}"
    if total != query.total:
        return f"total: {total}, SQLite {query.total}"
    wanted = query.left_out()
    full = query.limit is None
    if full and wanted != left_out(remarks):
        return f"left out: {left_out(remarks)}, SQLite {wanted}"
    return None


def compare(driver, paths, queries):
    """Prints what differs; how many queries had rows, and how many differ."""
    failed = full = 0
    text = "".join(pathlib.Path(path).read_text() for path in paths)
    for query, answer in zip(queries, answers(driver, paths, [q.text for q in queries])):
        wrong = differs(query, answer, text)
        full += bool(answer[1])
        if wrong is not None:
            failed += 1
            if failed <= 10:
                print(f"{query.text}\n    {wrong}")
    return full, failed


def over_facts(driver, rng, count):
    with tempfile.TemporaryDirectory() as folder:
        world = World(rng, folder)
        base = world.database()
        makers = [GroupMaker(rng, base, "funding", FUNDING),
                  GroupMaker(rng, base, "projects", PROJECTS)]
        queries = [Query(base, makers[rng.random() < 0.12], world.documents)
                   for _ in range(count)]
        return compare(driver, world.paths, queries)


def over_examples(driver, rng, count):
    with tempfile.TemporaryDirectory() as folder:
        return over_copies(driver, rng, count, Examples(folder))


def over_copies(driver, rng, count, examples):
    (_, rows, _, _), = answers(driver, examples.paths, [examples.query()])
    kinds, asked = zip(*examples.title_queries())
    things = [answer[1] for answer in answers(driver, examples.paths, asked)]
    base = examples.database(rows, zip(kinds, things))
    maker = GroupMaker(rng, base, "funding", Examples.columns)
    maker.orders_things = False
    queries = [Query(base, maker, Examples.documents) for _ in range(count)]
    return compare(driver, examples.paths, queries)


def main():
    driver = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 3000
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 20201202
    rng = random.Random(seed)
    full, failed = over_facts(driver, rng, count)
    more_full, more_failed = over_examples(driver, rng, count // 4)
    print(f"{count + count // 4} queries, {full + more_full} with rows, "
          f"{failed + more_failed} differ")
    sys.exit(failed + more_failed > 0)


if __name__ == "__main__":
    main()
