"""What totals are over: in documents made at random, with areas in areas, projects in
projects, money within other money, printed tables, months, spans and filters, every total
must be computed as it is here, from the rules of LANGUAGE.md alone. In some documents money
goes round in rings: these must be N06, and the totals over them are not computed.

    python3 tests/property/totals.py PATH_TO_INTEG [DOCUMENTS [SEED]]

The seed is fixed. Exits with 1 where a sum differs, and prints the document.
"""

import os
import sys

# decimal.py beside this has the name of a module that others need.
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:] = [path for path in sys.path if os.path.abspath(path or ".") != HERE]

import json
import random
import subprocess
import tempfile
from collections import namedtuple

YEARS = range(2020, 2024)
AREAS = {"a1": None, "a2": "a1", "a3": "a2", "a4": "a1", "a5": None}
SOURCES = {"s1": "external", "s2": "internal", "s3": "external"}
MONEY = ["m1", "m2"]

# time: ("year", 2020), ("month", 202003), ("span", 2020, 2021) or ("unstated",). tenths: of a
# mio DKK. table, row, column: where it is printed, or None.
# number: of two that are alike.
Entry = namedtuple("Entry", "number kind project time tenths source money within table row column")


def time_text(time):
    kind = time[0]
    if kind == "year":
        return str(time[1])
    if kind == "month":
        return f"{time[1] // 100}-{time[1] % 100:02}"
    return f"over {time[1]}..{time[2]}" if kind == "span" else kind if kind == "all" else "?"


def tenths_text(tenths):
    return f"{tenths // 10}.{tenths % 10}"


class Document:
    """Things and entries at random, and the text that states them."""

    def __init__(self, rng):
        self.rng = rng
        self.parent, self.area = {}, {}  # of projects
        self.entries, self.totals, self.lines = [], [], []
        self.tables = 0
        self.links = []  # kind, project, within
        self.rings = rng.random() < 0.15
        for i in range(rng.randrange(3, 12)):
            name = f"p{i}"
            tops = [p for p in self.parent if self.parent[p] is None or rng.random() < 0.3]
            self.parent[name] = rng.choice(tops) if tops and rng.random() < 0.3 else None
            above = self.parent[name]
            self.area[name] = self.area[above] if above else rng.choice([None, *AREAS])
        self.write('unit mio DKK\nyears 2020..2023')
        for name, kind in SOURCES.items():
            self.write(f'source {name} "{name}" {{ kind: {kind} }}')
        for name in MONEY:
            self.write(f'money {name} "{name}"')
        self.write_area(None)
        for _ in range(rng.randrange(3)):
            self.write_table(None)
        self.add_totals(None, None)

    def write(self, text):
        self.lines += text.split("\n")

    # ---- blocks ----

    def write_area(self, area):
        for name in AREAS:
            if AREAS[name] == area:
                self.write(f'area {name} "Area {name}" {{')
                self.write_area(name)
                if self.rng.random() < 0.4:
                    self.write_table(name)
                self.add_totals("area", name)
                self.write("}")
        for name, own in self.area.items():
            if own == area and self.parent[name] is None:
                self.write_project(name)

    def write_project(self, name):
        self.write(f'project {name} "Project {name}" {{')
        for _ in range(self.rng.randrange(4)):
            self.add_statement(name)
        for child, parent in self.parent.items():
            if parent == name:
                self.write_project(child)
        self.add_totals("project", name)
        self.write("}")

    def tags(self):
        return (self.rng.choice([None, None, *SOURCES]), self.rng.choice([None, None, None, *MONEY]))

    def within(self, project, kind):
        """An earlier project, so that there are no rings, or any other."""
        names = list(self.parent)
        others = [p for p in names if p != project] if self.rings else \
            names[:names.index(project)]
        chosen = self.rng.choice(others) if others and self.rng.random() < 0.2 else None
        self.links += [(kind, project, chosen)] * bool(chosen)
        return chosen

    def tenths(self):
        return self.rng.randrange(1, 90)

    def time(self):
        rng, year = self.rng, self.rng.choice(YEARS)
        first, last = sorted(rng.sample(list(YEARS), 2))
        return rng.choice([("year", year)] * 5 + [
            ("month", year * 100 + rng.randrange(1, 4)), ("unstated",), ("span", first, last)])

    def add_statement(self, project):
        kind = "spending" if self.rng.random() < 0.2 else "funding"
        (source, money), within = self.tags(), self.within(project, kind)
        times = sorted({self.time() for _ in range(self.rng.randrange(1, 4))}, key=str)
        parts = []
        for time in times:
            tenths = self.tenths()
            parts.append(f"{time_text(time)}: {tenths_text(tenths)}")
            self.entries.append(Entry(len(self.entries), kind, project, time, tenths, source,
                                      money, within, None, None, None))
        words = [f"from {source}"] * bool(source) + [f"as {money}"] * bool(money)
        words += [f"within {within}"] * bool(within)
        self.write(f"{kind} {', '.join(parts)} {' '.join(words)}")

    def write_table(self, area):
        """Rows of projects of the area, in groups or not; a total for each column."""
        projects = [p for p in self.area if self.area[p] == area]
        if not projects:
            return
        rng, self.tables = self.rng, self.tables + 1
        table, kind = self.tables, "spending" if rng.random() < 0.2 else "funding"
        columns = [("year", year, None, None) for year in sorted(rng.sample(list(YEARS), 2))]
        if rng.random() < 0.4:
            columns = [(what, year, *self.tags()) for what, year, _, _ in columns]
        crossed = rng.random() < 0.4
        where = self.condition() if rng.random() < 0.2 else None
        heads = [time_text(c[:2]) + (f" from {c[2]}" if c[2] else "") +
                 (f" as {c[3]}" if c[3] else "") for c in columns] + ["all"] * crossed
        self.write(f'{"spending " * (kind == "spending")}table t{table} "Table {table}" '
                   f'{", ".join(heads)}{f" where {where[0]}" if where else ""} {{')
        for project in rng.sample(projects, min(len(projects), rng.randrange(1, 4))):
            self.write_row(table, kind, project, columns, crossed)
        self.write_total(table, kind, columns, crossed, where)
        self.write("}")

    def write_row(self, table, kind, project, columns, crossed):
        row = len(self.lines) + 1
        source, money = self.tags() if all(c[2] is None and c[3] is None for c in columns) else \
            (None, None)
        within = self.within(project, kind)
        cells = []
        for number, column in enumerate(columns):
            if self.rng.random() < 0.15:
                cells.append("-")
                continue
            tenths = self.tenths()
            cells.append(tenths_text(tenths))
            self.entries.append(Entry(len(self.entries), kind, project, column[:2], tenths,
                                      column[2] or source, column[3] or money, within, table,
                                      row, number))
        words = [f"from {source}"] * bool(source) + [f"as {money}"] * bool(money)
        words += [f"within {within}"] * bool(within)
        if crossed:
            self.totals.append((row, None, lambda e, row=row: e.row == row, "row"))
        self.write(f"{project} {' '.join(words)} {' '.join(cells)} {'7777' if crossed else ''}")
        return row

    def write_total(self, table, kind, columns, crossed, where):
        line = len(self.lines) + 1
        for number in range(len(columns)):
            self.totals.append((line, columns[number][1], lambda e, number=number: e.table == table
                                and e.column == number and (not where or where[1](e)), "table"))
        if crossed:
            self.totals.append((line, None, lambda e: e.table == table and
                                (not where or where[1](e)), "table"))
        self.write("total " + " ".join(["7777"] * (len(columns) + crossed)))

    # ---- totals elsewhere ----

    def condition(self):
        rng = self.rng
        source, money = rng.choice(list(SOURCES)), rng.choice(MONEY)
        project, area = rng.choice(list(self.parent)), rng.choice(list(AREAS))
        one = rng.choice([
            (f"source = {source}", lambda e: e.source == source),
            (f"source != {source}", lambda e: e.source != source),
            (f"money = {money}", lambda e: e.money == money),
            ("source.kind = external", lambda e: SOURCES.get(e.source) == "external"),
            (f"project = {project}", lambda e: e.project == project),
            (f"area = {area}", lambda e: self.area[e.project] == area),
            ("source is null", lambda e: e.source is None),
            ("amount > 4 mio DKK", lambda e: e.tenths > 40)])
        if rng.random() < 0.2:
            other = self.condition()
            if rng.random() < 0.5:
                return f"{one[0]} and {other[0]}", lambda e: one[1](e) and other[1](e)
            return f"({one[0]} or {other[0]})", lambda e: one[1](e) or other[1](e)
        return one

    def add_totals(self, kind, name):
        for _ in range(self.rng.randrange(3)):
            self.add_total(kind, name)

    def add_total(self, what, name):
        rng = self.rng
        line, subjects = len(self.lines) + 1, [(what, name)] if what else []
        of = ""
        if what is None and rng.random() < 0.5:
            things = [("area", a) for a in AREAS] + [("project", p) for p in self.parent]
            rng.shuffle(things)
            subjects = things[:rng.randrange(1, 4)]
            of = "of " + ", ".join(thing for _, thing in subjects)
        kind = "spending" if rng.random() < 0.2 else "funding"
        time = self.time() if rng.random() < 0.8 else ("all",)
        where = self.condition() if rng.random() < 0.3 else None
        year = time[1] if time[0] == "year" else None
        self.write(f'{"spending " * (kind == "spending")}total {of} {time_text(time)}: 7777'
                   f'{f" where {where[0]}" if where else ""}')
        self.totals.append((line, year, (kind, subjects, time, where), "free"))

    # ---- the rules ----

    def steps(self, project, kind):
        """What a project is part of, in one step; of no kind, by money of any."""
        return {self.parent[project]} - {None} | \
            {w for k, p, w in self.links if p == project and kind in (k, None)}

    def above(self, wholes, kind):
        """These projects and all that they are part of."""
        reached, left = set(), set(wholes) - {None}
        while left:
            one = left.pop()
            reached.add(one)
            left |= self.steps(one, kind) - reached
        return reached

    def ring(self):
        """The projects that are part of themselves, by money of whatever kind."""
        return {p for p in self.parent if p in self.above(self.steps(p, None), None)}

    def is_part(self, entries, entry):
        """Whether what it is a part of states money for that time."""
        above = self.above({self.parent[entry.project], entry.within}, entry.kind)
        return any(e.kind == entry.kind and e.project in above and states(e.time, entry.time)
                   for e in entries)

    def over(self, total):
        _, _, rule, scope = total
        if scope == "row":
            return [e for e in self.entries if rule(e)]
        if scope == "table":
            printed = [e for e in self.entries if rule(e)]
            return [e for e in printed if not self.is_part(
                [o for o in self.entries if o.table == e.table], e)]
        kind, subjects, time, where = rule
        mine = [e for e in self.entries if e.kind == kind]
        chosen, seen = set(), set()
        # Areas decide whether an entry counts, then all projects together.
        names = {name for what, name in subjects if what == "project"}
        for what, name in [s for s in subjects if s[0] != "project"] or [("all", None)] * \
                (not subjects):
            found = {e for e in mine if what == "all" or self.is_in(e, name)}
            chosen |= {e for e in found - seen if not self.is_part(mine, e)}
            seen |= found
        own = [e for e in mine if names & self.above({e.project}, kind)]
        found = {e for e in mine if e.project in names or
                 names & self.above({self.parent[e.project], e.within}, kind)}
        chosen |= {e for e in found - seen if not self.is_part(own, e)}
        return [e for e in chosen if counts(time, e.time) and (not where or where[1](e))]

    def is_in(self, entry, area):
        return self.is_under(self.area[entry.project], area)

    @staticmethod
    def is_under(one, area):
        while one and one != area:
            one = AREAS[one]
        return one == area


def counts(time, entry):
    """Whether a total of a time counts an entry of another."""
    if time[0] == "all":
        return True
    if time[0] == "year":
        return entry[0] in ("year", "month") and year_of(entry) == time[1]
    if time[0] == "span":
        if entry[0] == "span":
            return time[1] <= entry[1] and entry[2] <= time[2]
        return entry[0] != "unstated" and time[1] <= year_of(entry) <= time[2]
    return time == entry


def year_of(time):
    return time[1] if time[0] == "year" else time[1] // 100


def states(whole, part):
    """Whether money of one time is stated when that of another is."""
    if part[0] == "unstated" or whole[0] == "unstated":
        return part[0] == "unstated"
    first, last = days(whole)
    begin, end = days(part)
    return first <= end and begin <= last


def days(time):
    if time[0] == "month":
        return time[1], time[1]
    years = (time[1], time[1]) if time[0] == "year" else time[1:]
    return years[0] * 100 + 1, years[1] * 100 + 12


def check_ring(document, ring, total, got):
    """Of a document with rings: totals over what is in one are not computed, and of the
    others it is enough that they are."""
    _, _, rule, scope = total
    subjects = rule[1] if scope == "free" else []
    if scope == "row" or not any(what == "project" and name in ring for what, name in subjects):
        return []
    return [f"line {total[0]}: {got}, though in a ring"] if got is not None else []


def check(program, document):
    """The totals that differ."""
    ring = document.ring()
    with tempfile.NamedTemporaryFile("w", suffix=".integ", encoding="utf-8") as file:
        file.write("\n".join(document.lines) + "\n")
        file.flush()
        done = subprocess.run(
            [program, "query", "--format", "jsonl", "--quiet", "--unit", "mio DKK",
             "select line, year, computed from claims where kind = total", file.name],
            capture_output=True, check=False)
        found = subprocess.run([program, "check", "--only", "N06", "--quiet", file.name],
                               capture_output=True, check=False)
    if done.returncode not in (0, 1):
        return [done.stderr.decode()]
    if (found.returncode == 1) != bool(ring):
        return [f"N06: {found.returncode}, in rings: {sorted(ring)}"]
    came = {}
    for text in done.stdout.decode().splitlines():
        row = json.loads(text)
        came.setdefault(row["line"], []).append(row["computed"])
    wrong = []
    for total in document.totals:
        line, year = total[:2]
        if ring:
            wrong += check_ring(document, ring, total, came.get(line, [None]).pop(0))
            continue
        entries = document.over(total)
        want = sum(e.tenths for e in entries)
        got = came.get(line, [None]).pop(0)
        if entries and round(float(got or 0) * 10) != want:
            wrong.append(f"line {line}, {year}: {got}, by the rules {want / 10}")
    return wrong


def main():
    program = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 300
    rng = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 20260114)
    totals = failed = 0
    for _ in range(count):
        document = Document(rng)
        totals += len(document.totals)
        wrong = check(program, document)
        failed += len(wrong)
        if wrong and failed <= 20:
            print("\n".join(f"{i + 1:4} {line}" for i, line in enumerate(document.lines)))
            print("\n".join(wrong))
    print(f"totals: {totals} over {count} documents, {failed} otherwise")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
