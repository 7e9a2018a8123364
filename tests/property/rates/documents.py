"""Documents in the shape of published ones, made at random, all of whose totals are right.

Amounts are whole numbers of 1/10000. A figure is an amount as it is printed; a row also
has the amounts behind its figures, which differ where totals were added up before rounding.
"""

ONE = 10_000
FIRST_YEAR = 2019
DASH = None

NOUNS = ("Lakes", "Paths", "Swings", "Benches", "Trees", "Bridges", "Courts", "Libraries",
         "Schools", "Mentors", "Advisers", "Language", "Sports", "Music", "Theatre",
         "Housing", "Nurses", "Interpreters", "Internships", "Apprentices")
PLACES = ("north", "south", "harbour", "hill", "meadow", "canal", "market", "island")
AREAS = ("Work", "Health", "Children", "Culture", "Refugees", "Democracy")


class Figure:
    """An amount (DASH: `-`) and the decimals with which it is printed."""

    def __init__(self, amount, places):
        self.amount, self.places = amount, places

    @property
    def value(self):
        return self.amount or 0

    def text(self):
        return "-" if self.amount is DASH else printed(self.amount, self.places)


def printed(amount, places):
    whole, part = divmod(abs(amount), ONE)
    text = str(whole)
    if places > 0:
        text += f".{part:04d}"[:places + 1]
    return "-" + text if amount < 0 else text


def rounded(amount, places):
    """To `places` decimals, halves away from zero."""
    unit = ONE // 10 ** places
    size = (abs(amount) + unit // 2) // unit * unit
    return -size if amount < 0 else size


class Row:
    """A project: a figure for each year, and what was added up for each year."""

    def __init__(self, title, area):
        self.title, self.area = title, area
        self.figures, self.behind = [], []
        self.all = None  # its stated total


class Line:
    """A printed line of totals over the areas `over`."""

    def __init__(self, name, over, table):
        self.name, self.over, self.table = name, over, table
        self.exact, self.figures = [], []


class Document:
    """`tables` are lists of areas; `lines` are all printed lines of totals, the overview's
    after the others'. The last column of a line is the total of all years, if `cross`."""

    def __init__(self, random, kind_of_shape=None):
        self.random = random
        self.years = random.choice((3, 4))
        self.cross = random.random() < 0.5
        self.before_rounding = random.random() < 0.25
        self.alike = random.random() < 0.5  # what constant rows lose by rounding
        self.make_sizes()
        areas = random.randint(1, 6)
        if kind_of_shape is not None:
            areas = max(areas, 2)
        self.split = areas > 1 and (kind_of_shape == "split" or random.random() < 0.15)
        self.overview = areas > 1 and (self.split or random.random() < 0.45
                                       or kind_of_shape == "overview")
        self.areas = AREAS[:areas]
        self.make_rows(max(random.randint(5, 40), 2 * areas))
        self.make_lines()
        self.share = None

    def make_sizes(self):
        kind = self.random.random()
        if kind < 0.6:
            self.places, self.low, self.high, self.step = 1, 2_000, 50_000, 1_000
        elif kind < 0.8:
            self.places, self.low, self.high, self.step = 2, 2_000, 50_000, 100
        else:
            step = self.random.choice((1, 1, 1000))
            self.places, self.step = 0, step * ONE
            self.low, self.high = 1_000 * ONE, 90_000 * ONE
        self.unit = ONE // 10 ** self.places

    @property
    def columns(self):
        return self.years + self.cross

    def amount(self):
        return self.random.randrange(self.low, self.high + self.step, self.step)

    def make_rows(self, count):
        random = self.random
        titles = random.sample([f"{noun} {place}" for noun in NOUNS for place in PLACES], count)
        owners = [a % len(self.areas) for a in range(2 * len(self.areas))]
        owners += [random.randrange(len(self.areas)) for _ in range(count - len(owners))]
        self.rows = [self.make_row(title, area) for title, area in zip(titles, sorted(owners))]

    def make_row(self, title, area):
        random, row = self.random, Row(title, area)
        constant, amount = random.random() < 0.5, self.amount()
        first, last = 0, self.years
        if random.random() < 1 / 3:
            if random.random() < 0.5:
                first = random.randrange(1, self.years)
            else:
                last = random.randrange(1, self.years)
        for year in range(self.years):
            if not constant:
                amount = self.amount()
            here = first <= year < last
            row.figures.append(Figure(amount if here else DASH, self.places))
            row.behind.append(amount if here else 0)
        if self.before_rounding:
            bend = random.randrange(-self.unit // 2 + 1, self.unit // 2)
            row.behind = [b and b + bend if constant and self.alike else
                          b and b + random.randrange(-self.unit // 2 + 1, self.unit // 2)
                          for b in row.behind]
        return row

    def make_lines(self):
        self.lines, everything = [], tuple(range(len(self.areas)))
        for area in everything:
            self.lines.append(Line(self.areas[area], (area,), area if self.split else 0))
        if len(self.areas) > 1 and not self.split:
            self.lines.append(Line("", everything, 0))
        if self.overview:
            last = len(self.areas)
            for area in everything:
                self.lines.append(Line(self.areas[area], (area,), last))
            self.lines.append(Line("", everything, last))
        for row in self.rows:
            row.all = Figure(rounded(sum(row.behind), self.places), self.places)
        for line in self.lines:
            line.exact = [0] * self.columns
            for row in self.rows_of(line):
                self.add(line, row, 1)
            self.print_line(line)

    def rows_of(self, line):
        return [row for row in self.rows if row.area in line.over]

    def add(self, line, row, times, only=None):
        """Adds a row's amounts to a line's; `only`: one year's."""
        for year in range(self.years):
            if only in (None, year):
                self.add_amount(line, year, times * row.behind[year])

    def add_amount(self, line, year, amount):
        line.exact[year] += amount
        if self.cross:
            line.exact[self.years] += amount

    def print_line(self, line):
        line.figures = [Figure(rounded(e, self.places), self.places) for e in line.exact]

    # ---- what is claimed ----

    def addends(self, line, column):
        """The figures that a total claims to be the sum of, with their rows."""
        years = range(self.years) if column == self.years else (column,)
        return [(row, year, row.figures[year]) for row in self.rows_of(line) for year in years]

    def claims(self):
        """(total, its addends, where) of each printed total, rows' among them; `where` is
        (line or row, column)."""
        for line in self.lines:
            for column in range(self.columns):
                yield line.figures[column], self.addends(line, column), (line, column)
        for row in self.rows if self.cross else ():
            members = [(row, year, row.figures[year]) for year in range(self.years)]
            yield row.all, members, (row, self.years)

    # ---- as text ----

    def text(self):
        """The file, and what stands where: `cells` {(line, column of text): (line of
        totals or row, column)}, `at` {line of totals or row: line of the file}."""
        self.out, self.cells, self.at = [], {}, {}
        last = FIRST_YEAR + self.years - 1
        heads = f"{FIRST_YEAR}..{last}" + (", all" if self.cross else "")
        self.out.append(f"years {FIRST_YEAR}..{last}")
        self.out.append("unit mio DKK" if self.places else "unit thousand DKK")
        for table in sorted({line.table for line in self.lines}):
            here = [line for line in self.lines if line.table == table]
            self.out.append(f'table t{table} "Table {table + 1}" {heads} {{')
            if self.overview and table == len(self.areas):
                for line in here:
                    self.write_line(line, f"total of a{line.over[0]}" if line.name else "total")
            else:
                self.write_groups(here)
            self.out.append("}")
        if self.share:
            self.at["share"] = len(self.out) + 1
            self.out.append(f'project extra "Extra" {{ share {self.share} }}')
        return "\n".join(self.out) + "\n"

    def write_groups(self, lines):
        for line in lines:
            if line.name == "":
                self.write_line(line, "total")
                continue
            area = line.over[0]
            self.out.append(f'  area a{area} "{line.name}" {{')
            for index, row in enumerate(self.rows):
                if row.area == area:
                    cells = row.figures + ([row.all] if self.cross else [])
                    self.write_cells(row, f'    r{index} "{row.title}"', cells)
            self.write_line(line, "  total")
            self.out.append("  }")

    def write_line(self, line, head):
        self.write_cells(line, "  " + head, line.figures)

    def write_cells(self, what, text, figures):
        self.at[what] = len(self.out) + 1
        for column, figure in enumerate(figures):
            text += "  "
            self.cells[len(self.out) + 1, len(text) + 1] = (what, column)
            text += figure.text()
        self.out.append(text)
