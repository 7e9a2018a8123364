"""The other stated figures that a total is compared with: in tables made at random, with
groups in groups and an `all` column, and in areas that state totals by themselves, a total
that is off must be compared with the sum of the rows' totals, of its own cells for the years,
and of the subtotals below it, each computed here from the rules of LANGUAGE.md alone.

    python3 tests/property/comparisons.py PATH_TO_INTEG [DOCUMENTS [SEED]]

The seed is fixed. Exits with 1 where a sum differs, and prints the document.
"""

import json
import random
import subprocess
import sys
import tempfile

YEARS = ("2020", "2021", "2022")
WIDTH = 14  # of a cell, so that its column in the file says which it is


def text_of(tenths):
    return "?" if tenths is None else f"{'-' * (tenths < 0)}{abs(tenths) // 10}.{abs(tenths) % 10}"


class Group:
    """Rows, groups, and a total or none."""

    def __init__(self, table, depth):
        rng, self.table = table.rng, table
        self.rows, self.groups, self.parts = [], [], []
        for _ in range(rng.randrange(1, 4)):
            if depth > 0 and rng.random() < 0.45:
                self.groups.append(Group(table, depth - 1))
                self.parts.append(self.groups[-1])
            else:
                self.rows.append(table.row())
                self.parts.append(self.rows[-1])
        self.name = table.name("a")
        self.total = None

    def all_rows(self):
        return self.rows + [row for group in self.groups for row in group.all_rows()]

    def all_groups(self):
        return [self] + [one for group in self.groups for one in group.all_groups()]

    def entries(self, column):
        """The sum of its entries."""
        columns = range(len(YEARS)) if column == len(YEARS) else [column]
        return sum(row[k] for row in self.all_rows() for k in columns)

    def state(self, rate):
        """Each figure of the total: right, off, or not given."""
        rng = self.table.rng
        if rng.random() < rate:
            self.total = [None if rng.random() < 0.1 else self.entries(k) +
                          rng.choice([0, 0, rng.randrange(50, 300), -rng.randrange(50, 300)])
                          for k in range(len(YEARS) + self.table.crossed)]

    # ---- the rules ----

    def rows_sum(self, column):
        """Of the rows' totals, where one is given."""
        if column < len(YEARS) or not self.table.printed:
            return None
        given = [row[column] for row in self.all_rows() if row[column] is not None]
        return sum(given) if given else None

    def columns_sum(self, column):
        given = [cell for cell in self.total[:len(YEARS)] if cell is not None]
        return sum(given) if column == len(YEARS) and given else None

    def below(self, column):
        """The subtotals that count, and the rows in none of their groups."""
        totals, rows = [], list(self.rows)
        for group in self.groups:
            if group.total and group.total[column] is not None:
                totals.append(group.total[column])
            else:
                more, left = group.below(column)
                totals += more
                rows += left
        return totals, rows

    def subtotals_sum(self, column):
        totals, rows = self.below(column)
        columns = range(len(YEARS)) if column == len(YEARS) else [column]
        return sum(totals) + sum(row[k] for row in rows for k in columns) if totals else None

    def compared(self, column):
        sums = {"entries": self.entries(column), "rows": self.rows_sum(column),
                "columns": self.columns_sum(column),
                "subtotals": self.subtotals_sum(column)}
        return {name: one for name, one in sums.items() if one is not None}


class Table:
    """The text of a table, and where each of its totals is."""

    printed = True

    def __init__(self, rng):
        self.rng, self.names = rng, 0
        self.crossed = rng.random() < 0.7
        self.lines, self.totals = [], {}  # {(line, column): group}
        self.top = Group(self, 2)
        for group in self.top.all_groups()[1:]:
            group.state(0.7)
        self.top.state(1)

    def name(self, letter):
        self.names += 1
        return f"{letter}{self.names}"

    def row(self):
        """Cells for the years, and under `all` their sum, another figure or none."""
        rng = self.rng
        cells = [rng.randrange(1, 200) for _ in YEARS]
        return cells + ([None if rng.random() < 0.15 else
                         sum(cells) + rng.choice([0, 0, rng.randrange(30, 99)])]
                        if self.crossed else [])

    def write(self, number):
        self.lines.append(f'table t{number} "Table {number}" {", ".join(YEARS)}'
                          f'{", all" * self.crossed} {{')
        self.write_group(self.top)
        self.lines.append("}")
        return self.lines

    def write_group(self, group):
        for part in group.parts:
            if isinstance(part, Group):
                self.lines.append(f'area {part.name} "Area {part.name}" {{')
                self.write_group(part)
                self.lines.append("}")
            else:
                name = self.name("p")
                self.write_cells(f'{name} "Project {name}"', part)
        if group.total:
            self.totals[len(self.lines)] = group
            self.write_cells("total", group.total)

    def write_cells(self, head, cells):
        self.lines.append(f"{head:30}" + "".join(f"{text_of(cell):>{WIDTH}}" for cell in cells))


class Areas(Table):
    """The same, stated by each project and area by itself."""

    printed = False

    def name(self, letter):
        return super().name(f"{letter}{letter}")

    def write(self, number):
        self.write_group(self.top)
        return self.lines

    def write_cells(self, head, cells):
        years = [f"{year}:" for year in (*YEARS, "all")]
        if head == "total":
            self.lines.append(f"{head:30}" + ", ".join(
                f"{year}{text_of(cell):>{WIDTH - 2 - len(year)}}" for year, cell in
                zip(years, cells)))
        else:
            money = ", ".join(f"{year} {text_of(cell)}" for year, cell in
                              zip(years, cells[:len(YEARS)]))
            self.lines.append(f"project {head} {{ funding {money} }}")


def tenths_of(text):
    whole, _, rest = text.lstrip("-").partition(".")
    return (int(whole) * 10 + int((rest + "0")[0])) * (-1 if text[0] == "-" else 1)


def check(program, tables, head):
    """What differs, and how many totals were off."""
    lines, starts = list(head), []
    for number, table in enumerate(tables):
        starts.append(len(lines))
        lines += table.write(number)
    with tempfile.NamedTemporaryFile("w", suffix=".integ", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
        file.flush()
        done = subprocess.run([program, "check", "--only", "T02", "--format", "json", file.name],
                              capture_output=True, check=False)
    wrong, found = [], set()
    for finding in json.loads(done.stdout)["findings"]:
        table, start = [(one, start) for one, start in zip(tables, starts)
                        if start < finding["line"]][-1]
        group = table.totals.get(finding["line"] - 1 - start)
        if group is None:
            continue  # a row that is off under `all`
        column = (finding["end_column"] - 2 - 30) // WIDTH
        found.add((finding["line"], column))
        want = group.compared(column)
        got = {one["with"]: tenths_of(one["computed"]) for one in finding["compared"]}
        if got != want:
            wrong.append(f"line {finding['line']}, column {column}: {got}, by the rules {want}")
    for table, start in zip(tables, starts):
        for line, group in table.totals.items():
            for column, cell in enumerate(group.total):
                off = cell is not None and abs(cell - group.entries(column)) > 40
                if off != ((line + 1 + start, column) in found):
                    wrong.append(f"line {line + 1 + start}, column {column}: T02 {not off}")
    if wrong:
        print("\n".join(f"{i + 1:4} {line}" for i, line in enumerate(lines)))
        print("\n".join(wrong))
    return len(wrong), len(found)


def main():
    program = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 150
    rng = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 20260611)
    head = ["unit mio DKK", "years 2020..2022"]
    failed = off = 0
    for _ in range(count):
        kinds = [Table, Table] if rng.random() < 0.7 else [Areas]
        wrong, found = check(program, [kind(rng) for kind in kinds], head)
        failed, off = failed + wrong, off + found
        if failed > 20:
            break
    print(f"comparisons: {off} totals that are off, {failed} otherwise")
    return failed > 0


sys.exit(main())
