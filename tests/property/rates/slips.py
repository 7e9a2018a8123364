"""The slips that are planted. Each function readies a document and gives back what spoils
it, or None where the document has no room for that slip. The spoiling gives a Slip."""

from documents import DASH, ONE, Figure

TYPED = {"digit", "digits-interchanged", "decimal-point", "digit-added", "digit-omitted",
         "thousands", "sign", "figure"}
OF_SLIP = {"swapped": {"digits-interchanged"}, "replaced": {"digit"},
           "point": {"decimal-point", "thousands", "digit-added", "digit-omitted"},
           "thousands": {"thousands", "decimal-point"}}
SLID = {"slid", "shifted", "row-slid", "row-shifted"}


class Slip:
    """`kinds`: what the finding may call it. `named`: groups of printed lines (of totals or
    rows), of each of which a right explanation has an entry, and none from elsewhere.
    `cost`: how much it assumes; `touched`: the claims that it changed."""

    def __init__(self, kinds, named, cost=1):
        self.kinds, self.named, self.cost = kinds, named, cost
        self.touched = set()


# ---- a total's make-up ----

def area_with(doc, rows=2):
    areas = [a for a in range(len(doc.areas))
             if sum(row.area == a for row in doc.rows) >= rows]
    return doc.random.choice(areas) if areas else None


def change_totals(doc, area, amounts):
    """Adds amounts to an area's totals and their copies; every second time the grand total
    is added up from them."""
    carried = doc.random.random() < 0.5
    for line in doc.lines:
        if line.over == (area,) or (carried and area in line.over):
            for year, amount in enumerate(amounts):
                if amount:
                    doc.add_amount(line, year, amount)
            doc.print_line(line)


def of_row(kinds, times, once=False, cost=1, area_of=area_with):
    def ready(doc):
        area = area_of(doc)
        if area is None:
            return None
        row = doc.random.choice([row for row in doc.rows if row.area == area])
        year = doc.random.randrange(doc.years)
        amounts = [times * amount if not once or y == year else 0
                   for y, amount in enumerate(row.behind)]

        def spoil():
            change_totals(doc, area, amounts)
            return Slip(kinds, [{row}], cost)
        return spoil
    return ready


def largest_area(doc):
    """Of three rows at least."""
    sizes = [sum(row.area == a for row in doc.rows) for a in range(len(doc.areas))]
    return sizes.index(max(sizes)) if max(sizes) > 2 else None


def last_years_figure(doc):
    area = area_with(doc)
    if area is None:
        return None
    row = doc.random.choice([row for row in doc.rows if row.area == area])
    year = doc.random.randrange(1, doc.years)
    amounts = [row.behind[year - 1] - row.behind[year] if y == year else 0
               for y in range(doc.years)]

    def spoil():
        change_totals(doc, area, amounts)
        return Slip({"neighbour-figure"}, [{row}], 2)
    return spoil


def other_area(doc):
    area = area_with(doc, 1)
    others = [row for row in doc.rows if row.area != area]
    if not others:
        return None
    row = doc.random.choice(others)

    def spoil():
        change_totals(doc, area, row.behind)
        return Slip({"other-scope"}, [{row}], 2)
    return spoil


def moved(doc):
    area = area_with(doc)
    if area is None or len(doc.areas) == 1:
        return None
    row = doc.random.choice([row for row in doc.rows if row.area == area])
    target = doc.random.choice([a for a in range(len(doc.areas)) if a != area])

    def spoil():
        row.area = target
        return Slip({"left-out", "other-scope"}, [{row}], 2)
    return spoil


def grand_not_updated(doc):
    grand = [line for line in doc.lines if len(line.over) > 1]
    if not grand:
        return None
    row = doc.random.choice(doc.rows)

    def spoil():
        for line in grand:
            doc.add(line, row, -1)
            doc.print_line(line)
        return Slip({"left-out"}, [{row}])
    return spoil


def unpublished(doc):
    area = area_with(doc)
    if area is None:
        return None
    row = doc.random.choice([row for row in doc.rows if row.area == area])

    def spoil():
        doc.rows.remove(row)
        return Slip({"missing-rows"}, [], 3)
    return spoil


# ---- one printed figure ----

def read(text):
    whole, _, part = text.partition(".")
    return Figure(int(whole) * ONE + int(part.ljust(4, "0")), len(part))


def misprint(random, figure, how):
    """A figure mistyped, or None."""
    text = figure.text()
    if figure.value <= 0:
        return None
    wrong = None
    if how == "thousands":
        if figure.places:
            wrong = Figure(figure.amount * 1000, 0)
        elif figure.amount % (100 * ONE) == 0:
            thousands = figure.amount // 1000
            wrong = Figure(thousands, 0 if thousands % ONE == 0 else 1)
    elif how == "point":
        if random.random() < 0.5:
            wrong = Figure(figure.amount * 10, max(figure.places - 1, 0))
        elif figure.amount % 10 == 0:
            whole = figure.places == 0 and figure.amount % (10 * ONE) == 0
            wrong = Figure(figure.amount // 10, 0 if whole else figure.places + 1)
    else:
        digits = [i for i, c in enumerate(text) if c.isdigit()]
        if how == "swapped":
            pairs = [(i, j) for i, j in zip(digits, digits[1:]) if text[i] != text[j]]
            if not pairs:
                return None
            i, j = random.choice(pairs)
            text = text[:i] + text[j] + text[i + 1:j] + text[i] + text[j + 1:]
        else:
            i = random.choice(digits)
            text = text[:i] + random.choice([d for d in "0123456789" if d != text[i]]) \
                + text[i + 1:]
        wrong = read(text)
        if wrong.text() != text:
            return None
    return wrong if wrong and wrong.value not in (0, figure.value) else None


def copies(doc, line):
    return [other for other in doc.lines if other.over == line.over]


def places_of(doc, line):
    """Where a spoilt total stands: there, or in its copies as well."""
    return copies(doc, line) if doc.random.random() < 0.5 else [line]


def typed_total(how):
    def ready(doc):
        line, column = doc.random.choice(doc.lines), doc.random.randrange(doc.columns)
        wrong = misprint(doc.random, line.figures[column], how)
        if wrong is None:
            return None

        def spoil():
            where = places_of(doc, line)
            for place in where:
                place.figures[column] = wrong
            return Slip(OF_SLIP[how], [set(where)])
        return spoil
    return ready


def typed_entry(how):
    def ready(doc):
        row, year = doc.random.choice(doc.rows), doc.random.randrange(doc.years)
        wrong = misprint(doc.random, row.figures[year], how)
        if wrong is None:
            return None

        def spoil():
            row.figures[year] = wrong
            return Slip(OF_SLIP[how] | {"figure"}, [{row}])
        return spoil
    return ready


def dash(doc):
    """A figure was left out in print. The totals then have what the row has beside the
    dash, where it is constant: that says it as well."""
    row, year = doc.random.choice(doc.rows), doc.random.randrange(doc.years)
    if row.figures[year].amount is DASH:
        return None

    def spoil():
        row.figures[year] = Figure(DASH, 0)
        return Slip({"blank", "figure", "dash", "neighbour-figure"}, [{row}], 2)
    return spoil


def sign_added(doc):
    if doc.random.random() < 0.5:
        return of_row({"other-sign"}, -2, cost=2)(doc)
    return lone_sign(doc, doc.random.choice(doc.rows))


def lone_sign(doc, row):
    years = [y for y in range(doc.years) if row.figures[y].value]

    def spoil():
        year = doc.random.choice(years)
        figure = row.figures[year]
        row.figures[year] = Figure(-figure.amount, figure.places)
        return Slip({"sign", "figure"}, [{row}], 2)
    return spoil


def sign_lost(doc):
    """Of a deduction: in print, or when the total was added up."""
    area = area_with(doc)
    if area is None:
        return None
    row = doc.random.choice([row for row in doc.rows if row.area == area])
    for figure in row.figures:
        figure.amount = figure.amount and -figure.amount
    row.behind = [-b for b in row.behind]
    doc.make_lines()
    if doc.random.random() < 0.5:
        return lone_sign(doc, row)

    def spoil():
        change_totals(doc, area, [-2 * b for b in row.behind])
        return Slip({"other-sign"}, [{row}], 2)
    return spoil


# ---- two figures, or a line ----

def last_years_total(doc):
    line, year = doc.random.choice(doc.lines), doc.random.randrange(1, doc.years)

    def spoil():
        where = places_of(doc, line)
        for place in where:
            place.figures[year] = place.figures[year - 1]
        return Slip({"neighbour-total"}, [set(where)])
    return spoil


def total_of_neighbour(same_table):
    """The totals of the line of totals above or below, or of the next table's."""
    def ready(doc):
        random = doc.random
        pairs = [(a, b) for a, b in zip(doc.lines, doc.lines[1:])
                 if (a.table == b.table) == same_table and a.over != b.over]
        if not pairs:
            return None
        line, other = random.choice(pairs)
        if random.random() < 0.5:
            line, other = other, line
        columns = range(doc.columns) if random.random() < 0.5 \
            else (random.randrange(doc.columns),)

        def spoil():
            for column in columns:
                line.figures[column] = other.figures[column]
            return Slip({"neighbour-total", "copied"}, [{line}, set(copies(doc, other))])
        return spoil
    return ready


def slid(doc):
    """A row's figures stand one column to the left or right, in print."""
    row = doc.random.choice(doc.rows)
    right = doc.random.random() < 0.5
    edge = doc.years - 1 if right else 0
    row.figures[edge], row.behind[edge] = Figure(DASH, 0), 0
    if not any(figure.value for figure in row.figures):
        return None
    doc.make_lines()

    def spoil():
        figures = row.figures
        row.figures = [figures[-1], *figures[:-1]] if right else [*figures[1:], figures[0]]
        return Slip(SLID, [{row}], 2)
    return spoil


def exchanged(doc):
    random, how = doc.random, doc.random.random()
    year = random.randrange(doc.years - 1)
    if how < 0.4:
        row = random.choice(doc.rows)

        def spoil():
            figures = row.figures
            figures[year], figures[year + 1] = figures[year + 1], figures[year]
            return Slip({"exchanged"}, [{row}], 2)
        return spoil
    line = random.choice(doc.lines)
    if how < 0.7:
        def spoil():
            figures = line.figures
            figures[year], figures[year + 1] = figures[year + 1], figures[year]
            return Slip({"exchanged"}, [{line}], 2)
        return spoil
    pairs = [(a, b) for a, b in zip(doc.lines, doc.lines[1:])
             if a.table == b.table and a.over != b.over]
    if not pairs:
        return None
    one, two = random.choice(pairs)

    def spoil():
        one.figures[year], two.figures[year] = two.figures[year], one.figures[year]
        return Slip({"exchanged"}, [{one}, {two}], 2)
    return spoil


def one_digit(old, new):
    """Whether they differ in one printed digit."""
    a, b = old.text(), new.text()
    return old.value > 0 < new.value and len(a) == len(b) \
        and sum(x != y for x, y in zip(a, b)) == 1


def same_in_line(doc):
    """The same digit is wrong in every year: of a constant row, or a line of totals."""
    random = doc.random
    constant = [row for row in doc.rows
                if row.figures[0].value and len({f.amount for f in row.figures}) == 1]
    entries = bool(constant) and random.random() < 0.5
    line = random.choice(constant if entries else doc.lines)
    figures = line.figures[:doc.years]
    by = random.choice([d for d in range(-9, 10) if d]) * doc.unit * 10 ** random.randrange(3)
    wrong = [Figure(figure.value + by, figure.places) for figure in figures]
    if any(not one_digit(old, new) for old, new in zip(figures, wrong)):
        return None

    def spoil():
        line.figures[:doc.years] = wrong
        if not entries and doc.cross and random.random() < 0.5:
            line.figures[-1] = Figure(sum(f.value for f in line.figures[:-1]), doc.places)
        return Slip({"digit", "figure"}, [{line}], 3)
    return spoil


PAYERS = ("state", "city", "region", "fund", "others")


def shares(doc):
    """A digit of a project's shares, which make 100 without it."""
    random = doc.random
    cuts = sorted(random.sample(range(5, 96), random.randint(1, 4)))
    parts = [b - a for a, b in zip([0, *cuts], [*cuts, 100])]

    def spoil():
        texts = [str(part) for part in parts]
        at = random.randrange(len(texts))
        digit = random.randrange(len(texts[at]))
        new = random.choice([d for d in "123456789" if d != texts[at][digit]])
        texts[at] = texts[at][:digit] + new + texts[at][digit + 1:]
        doc.share = ", ".join(f"{name}: {text}%" for name, text in zip(PAYERS, texts))
        return Slip({"digit"}, [{"share"}])
    return spoil


# ---- at random ----

def step(doc, figure):
    reach = max(20, abs(figure.value) // 4 // doc.unit)
    by = doc.random.randint(1, reach) * doc.unit
    return -by if doc.random.random() < 0.5 and by < figure.value else by


def moved_total(doc):
    line, column = doc.random.choice(doc.lines), doc.random.randrange(doc.columns)

    def spoil():
        figure = line.figures[column]
        line.figures[column] = Figure(figure.amount + step(doc, figure), figure.places)
        return Slip(TYPED, [{line}])
    return spoil


def moved_entry(doc):
    row, year = doc.random.choice(doc.rows), doc.random.randrange(doc.years)

    def spoil():
        figure = row.figures[year]
        row.figures[year] = Figure(figure.value + step(doc, figure), doc.places)
        return Slip(TYPED, [{row}])
    return spoil


def moved_line(doc):
    line, alike = doc.random.choice(doc.lines), doc.random.random() < 0.5

    def spoil():
        by = step(doc, min(line.figures, key=lambda figure: figure.value))
        for column, figure in enumerate(line.figures):
            by = by if alike else step(doc, figure)
            line.figures[column] = Figure(figure.value + by, figure.places)
        return Slip(TYPED, [{line}])
    return spoil


SIMPLE = (of_row({"left-out"}, -1), of_row({"counted-twice"}, 1), typed_total("replaced"),
          typed_entry("replaced"), other_area)
TWO_ROWS = (of_row({"left-out"}, -1, area_of=largest_area),
            of_row({"left-out"}, -1, area_of=largest_area))

# name: (what plants it, how many, the shape that it needs)
KINDS = {
    "row left out": ((of_row({"left-out"}, -1),), None),
    "left out, one year": ((of_row({"left-out"}, -1, once=True),), None),
    "row twice": ((of_row({"counted-twice"}, 1),), None),
    "two rows left out": (TWO_ROWS, None),
    "last year's total": ((last_years_total,), None),
    "last year's figure": ((last_years_figure,), None),
    "total: swapped": ((typed_total("swapped"),), None),
    "total: digit": ((typed_total("replaced"),), None),
    "total: point": ((typed_total("point"),), None),
    "total: thousands": ((typed_total("thousands"),), None),
    "sign added": ((sign_added,), None),
    "sign lost": ((sign_lost,), None),
    "row slid": ((slid,), None),
    "row of another area": ((other_area,), "areas"),
    "row moved": ((moved,), "areas"),
    "grand not updated": ((grand_not_updated,), "areas"),
    "total of next line": ((total_of_neighbour(True),), "overview"),
    "total of next table": ((total_of_neighbour(False),), "split"),
    "entry: swapped": ((typed_entry("swapped"),), None),
    "entry: digit": ((typed_entry("replaced"),), None),
    "entry: point": ((typed_entry("point"),), None),
    "entry: thousands": ((typed_entry("thousands"),), None),
    "entry: dash": ((dash,), None),
    "unpublished row": ((unpublished,), None),
    "two exchanged": ((exchanged,), None),
    "two slips": (SIMPLE, None),
    "same slip in a line": ((same_in_line,), None),
    "shares": ((shares,), None),
}
MOVES = {"moved total": ((moved_total,), None), "moved entry": ((moved_entry,), None),
         "moved line": ((moved_line,), None)}
