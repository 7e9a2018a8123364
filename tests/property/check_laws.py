"""The laws of checks, on random tables and expressions.

    python3 tests/property/check_laws.py PATH_TO_INTEG [DOCUMENTS [SEED]]

1. `sum(funding.amount) = X` comes out as `total X` over the same entries.
2. No check holds for two claims further apart than its figures and the claim allow.
3. `=`, `<=`, `>=`, `!=`, `<` and `>` agree; so they do in queries.
4. A number in the midst of an expression says the same with more digits.

Each verdict is also compared with another one, made here with fractions from the rule in
LANGUAGE.md. The seed is fixed. Exits with 1 where a law is broken.
"""

import os
import sys

# decimal.py beside this has the name of a module that fractions needs.
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:] = [path for path in sys.path if os.path.abspath(path or ".") != HERE]

import json
import random
import subprocess
import tempfile
from fractions import Fraction

OPERATORS = ("=", "!=", "<", "<=", ">", ">=")


# ---- the rule ----

class Value:
    """A number and how it changes with each figure: {figure: slope}."""

    def __init__(self, number, slopes=None):
        self.number = Fraction(number)
        self.slopes = {k: v for k, v in (slopes or {}).items() if v != 0}

    def mixed(self, other, number, mine, its):
        slopes = {k: v * mine for k, v in self.slopes.items()}
        for figure, slope in other.slopes.items():
            slopes[figure] = slopes.get(figure, 0) + slope * its
        return Value(number, slopes)

    def __add__(self, other):
        return self.mixed(other, self.number + other.number, 1, 1)

    def __sub__(self, other):
        return self.mixed(other, self.number - other.number, 1, -1)

    def __mul__(self, other):
        return self.mixed(other, self.number * other.number, other.number, self.number)

    def __truediv__(self, other):
        quotient = self.number / other.number
        return self.mixed(other, quotient, 1 / other.number, -quotient / other.number)


def within(difference, parts, claim_half, alike):
    """Both bounds of rounding. parts: {figure: half-unit times slope}. alike: lists of
    figures that a row repeats, which were rounded together if they were rounded alike."""
    halves = [abs(part) for part in parts.values()] + [claim_half]
    squares = claim_half ** 2
    for run in alike:
        here = [parts.pop(figure) for figure in run if figure in parts]
        squares += max(sum(part ** 2 for part in here), sum(here) ** 2)
    squares += sum(part ** 2 for part in parts.values())
    return abs(difference) <= sum(halves) and 10 * difference ** 2 <= 36 * squares


def verdict(left, right, claim_half, fine, own, exact=False, open_=None, alike=()):
    """holds, rounding, coarse, off or open. claim_half: of the claim, which is on the
    right; fine, own: {figure: half-unit}. open_: the sign of what a `?` may add on the
    left, None where there is none. alike: lists of equal figures beside each other in a
    row."""
    difference = left.number - right.number
    slopes = (left - right).slopes

    def halves(units):
        return {figure: slope * units[figure] for figure, slope in slopes.items()}

    def rounds(units):
        return within(difference, halves(units), claim_half, alike)

    def agrees(units):
        parts = [abs(part) for part in halves(units).values()]
        return abs(difference) <= max([claim_half] + (parts if len(parts) == 1 else []))

    one = len(slopes) == 1 and open_ is None
    if open_ is not None and not slopes:
        return "open"
    if agrees(fine):
        return "holds"
    if open_ is not None and difference * (-1 if right.number < 0 else 1) < 0:
        return "open"
    if not one and not exact and rounds(fine):
        return "rounding"
    if exact:
        return "off"
    coarse = agrees(own) if one else rounds(own)
    return "coarse" if coarse else "off"


def expected(operator, how, difference, strict):
    """The verdict of another operator, from that of `=`. strict: that of an exact mark,
    for `<` and `>`."""
    less, more = difference < 0, difference > 0
    if operator in ("<", ">"):
        if strict in ("open", "rounding", "coarse"):
            return "open"
        if strict == "holds" and difference != 0:
            return "open"
        return "holds" if (less if operator == "<" else more) else "off"
    if how == "open":
        return "open"
    if operator == "!=":
        return {"holds": "off", "off": "holds"}.get(how, "open")
    if how == "off":
        return "holds" if {"=": False, "<=": less, ">=": more}[operator] else "off"
    if how == "holds" or {"=": False, "<=": less, ">=": more}[operator]:
        return "holds"
    return how


# ---- running ----

STATUS = {"exact": "holds", "holds": "holds", "rounding": "rounding", "coarse": "coarse",
          "off": "off", "blank": "open", "unverifiable": "open"}


def run(program, text, query):
    with tempfile.NamedTemporaryFile("w", suffix=".integ", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        done = subprocess.run([program, "query", query, "--format", "json", file.name],
                              capture_output=True, check=False)
    if done.returncode != 0:
        sys.exit(f"check_laws: {done.stderr.decode()}\n{text[:2000]}")
    answer = json.loads(done.stdout)
    return answer["rows"] if isinstance(answer, dict) else answer


def statuses(program, text):
    """The status of each check by its words, and of each total by its document."""
    checks, totals = {}, {}
    for row in run(program, text, "select kind, subject, status, document from claims"):
        kind, subject, status, document = list(row.values()) if isinstance(row, dict) else row
        if kind == "check":
            checks[subject] = STATUS.get(status, status)
        else:
            totals[document] = STATUS.get(status, status)
    return checks, totals


def decimal(units, scale):
    """units × 10^-scale as it is written."""
    sign, digits = "-" if units < 0 else "", str(abs(units)).rjust(scale + 1, "0")
    return sign + (f"{digits[:-scale]}.{digits[-scale:]}" if scale else digits)


def half(scale):
    return Fraction(1, 2 * 10 ** scale)


# ---- law 1 ----

def random_cell(rng, digits):
    """Text, units, scale and whether it says about; None: not stated; 0 digits: `-`."""
    kind = rng.random()
    if kind < 0.08:
        return "?", None, None, False
    if kind < 0.12:
        return "-", 0, None, False
    scale = rng.choice(digits)
    units = rng.randrange(-20 if rng.random() < 0.1 else 1, 60 * 10 ** scale)
    about = units > 0 and rng.random() < 0.05
    return ("~" if about else "") + decimal(units, scale), units, scale, about


def last_digit(units, scale):
    """Of `~140` the tens."""
    while units % 10 == 0:
        units //= 10
        scale -= 1
    return scale


def table_rows(rng, digits, years):
    """Rows of cells; half of them repeat a figure."""
    rows = []
    for _ in range(rng.choice([1, 1, 2, 3, 4, 6, 12, 20])):
        constant, row = rng.random() < 0.5, []
        for _ in range(years):
            again = constant and row and rng.random() < 0.8
            row.append(row[-1] if again else random_cell(rng, digits))
        rows.append(row)
    return rows


def alike_of(rows):
    """The figures (counted over all rows) that stand beside an equal one in their row, but
    for cells without a figure."""
    runs, number = [], 0
    for row in rows:
        last = None
        for cell in row:
            if cell[1] is not None and cell[2] is not None:
                if cell == last:
                    runs[-1].append(number)
                else:
                    runs.append([number])
                last = cell
            number += 1
    return runs


def table_case(rng, number):
    digits = rng.choice([[1], [0], [1, 2], [0, 1], [2], [0, 1, 3]])
    years = rng.choice([1, 1, 2, 3, 4])
    table = table_rows(rng, digits, years)
    cells = [cell for row in table for cell in row]
    exact = rng.random() < 0.15
    known = [cell for cell in cells if cell[1] is not None and cell[2] is not None]
    total = sum((Fraction(units, 10 ** scale) for _, units, scale, _ in known), Fraction(0))
    finest = max((scale for _, _, scale, _ in known), default=0)
    scale = rng.choice([0, 1, 1, 2, finest])
    off = rng.choice([0, 0, 0, 1, -1, 1, 2, -2, 3, rng.randrange(-40, 40)])
    units = round(total * 10 ** scale) + off * 10 ** max(0, scale - rng.choice([1, finest]))
    rows = "\n".join(f'    r{i} "R{i}" {" ".join(cell[0] for cell in row)}'
                     for i, row in enumerate(table))
    last = 2022 + years
    text = (f'document d{number} "D{number}" {{\n  unit mio DKK\n'
            f'{"  tolerance exact" if exact else ""}\n'
            f'  years 2023..{last}\n'
            f'  table t {"2023" if years == 1 else f"2023..{last}"} {{\n{rows}\n  }}\n'
            f'  total all: {decimal(units, scale)}\n'
            f'  check "c{number}" sum(funding.amount where year >= 2023) = '
            f'{decimal(units, scale)}\n}}\n')
    common = {s: sum(cell[2] == s for cell in known) for s in (0, 1, 2, 3)}
    fine, own, slopes = {}, {}, {}
    commonest = max(common, key=lambda s: (common[s], s))
    for i, (_, cell_units, cell_scale, about) in enumerate(cells):
        if cell_units is None or cell_scale is None:
            continue
        slopes[i] = Fraction(1)
        if about:
            fine[i] = own[i] = 2 * half(0) / Fraction(10) ** last_digit(cell_units, cell_scale)
        else:
            fine[i] = half(finest)
            own[i] = half(max(commonest, cell_scale) if cell_scale == 0 else cell_scale)
    open_ = 1 if any(cell[1] is None for cell in cells) else None
    claim = Fraction(units, 10 ** scale)
    tied = sum(count == common[commonest] for count in common.values()) > 1
    how = verdict(Value(total, slopes), Value(claim), half(scale), fine, own, exact, open_,
                  alike_of(table))
    return text, None if tied and how in ("coarse", "off") else how


def law_of_sums(program, rng, count):
    wrong, seen = [], {}
    cases = [table_case(rng, number) for number in range(count)]
    checks, totals = statuses(program, "".join(text for text, _ in cases))
    for number, (text, how) in enumerate(cases):
        check, total = checks[f"c{number}"], totals[f"d{number}"]
        seen[check] = seen.get(check, 0) + 1
        if check != total:
            wrong.append(f"total: {total}, check: {check}\n{text}")
        if how is not None and check != how:
            wrong.append(f"check: {check}, by the rule: {how}\n{text}")
    return wrong, seen


# ---- laws 2 to 4 ----

def number_of(value):
    return value.number


FORMS = {
    "{a} + {b} - {c}": lambda a, b, c: a + b - c,
    "{b} / {a} - 1": lambda a, b, c: b / a - Value(1),
    "{b} / {a} - 1.0000": lambda a, b, c: b / a - Value(1),
    "({b} - {a}) / {a}": lambda a, b, c: (b - a) / a,
    "{a} / ({a} + {b} + {c})": lambda a, b, c: a / (a + b + c),
    "{a} / {b} + {b} / {c}": lambda a, b, c: a / b + b / c,
    "2 * {a} - {b} * 0.50": lambda a, b, c: Value(2) * a - b * Value(Fraction(1, 2)),
    "{a} / 3 * 3": lambda a, b, c: a,
    "{b} / {b}": lambda a, b, c: Value(1),
    "{c} - {a}": lambda a, b, c: c - a,
    "{b}": lambda a, b, c: b,
    "-{b} + {c}": lambda a, b, c: c - b,
    "abs({c} - {a})": lambda a, b, c: c - a if c.number >= a.number else a - c,
    "avg(funding.amount)": lambda a, b, c: (a + b + c) / Value(3),
    "max(funding.amount) - min(funding.amount)":
        lambda a, b, c: max((a, b, c), key=number_of) - min((a, b, c), key=number_of),
    "max(funding.amount) / {a} - 1":
        lambda a, b, c: max((a, b, c), key=number_of) / a - Value(1),
    "{a} * 40% - {b}": lambda a, b, c: a * Value(Fraction(2, 5)) - b,
}


def figure_case(rng, number):
    """Three figures, an expression of them, claims near its value. In a third of the cases
    the first two are one that a row repeats."""
    scales = [rng.choice([0, 1, 1, 2]) for _ in range(3)]
    units = [rng.randrange(3 * 10 ** s, 200 * 10 ** s) for s in scales]
    again = rng.random() < 1 / 3
    if again:
        scales[1], units[1] = scales[0], units[0]
    values = [Value(Fraction(u, 10 ** s), {i: Fraction(1)})
              for i, (u, s) in enumerate(zip(units, scales))]
    halves = {i: half(s) for i, s in enumerate(scales)}
    form = rng.choice(list(FORMS))
    value = FORMS[form](*values)
    ratio = "/" in form and form != "{a} / 3 * 3"
    names = {name: f"sum(funding.amount where project = {name})" for name in "abc"}
    if again:
        names |= {name: f"sum(funding.amount where project = a and year = {year})"
                  for name, year in (("a", 2023), ("b", 2024))}
    written = form.format(**names)
    lines = [f'document d{number} "D{number}" {{\n  unit mio DKK']
    for name, u, s in zip("abc", units, scales):
        more = f", 2024: {decimal(u, s)}" if again and name == "a" else ""
        if not again or name != "b":
            lines.append(f'  project {name} "{name.upper()}" '
                         f'{{ funding 2023: {decimal(u, s)}{more} }}')
    reach = sum(abs(s) * halves[f] for f, s in value.slopes.items())
    scale = rng.choice([0, 1, 2, 3])
    percent = ratio and rng.random() < 0.5
    checks = []
    shown = value.number * (100 if percent else 1)
    step = Fraction(1, 10 ** scale)
    spread = reach * (100 if percent else 1) / step
    for off in (0, 1, -1, 2, -2, int(spread), -int(spread), int(spread) + 2,
                rng.randrange(-1000, 1000)):
        claim_units = round(shown / step) + off
        claim = Fraction(claim_units, 10 ** scale) / (100 if percent else 1)
        claim_half = half(scale) / (100 if percent else 1)
        for operator in OPERATORS:
            words = f"c{number} {operator} {len(checks)}"
            lines.append(f'  check "{words}" {written} {operator} '
                         f'{decimal(claim_units, scale)}{"%" if percent else ""}')
            how, strict = (verdict(value, Value(claim), h, halves, halves,
                                   alike=[[0, 1]] if again else [])
                           for h in (claim_half, Fraction(0)))
            checks.append((words, operator, expected(operator, how, value.number - claim,
                                                     strict), claim, claim_half))
    return "\n".join(lines) + "\n}\n", checks, reach


def law_of_claims(program, rng, count):
    wrong, seen = [], {}
    cases = [figure_case(rng, number) for number in range(count)]
    found, _ = statuses(program, "".join(text for text, _, _ in cases))
    for text, checks, reach in cases:
        holding = []
        for words, operator, how, claim, claim_half in checks:
            status = found[words]
            seen[status] = seen.get(status, 0) + 1
            if status != how:
                line = next(line for line in text.splitlines() if f'"{words}"' in line)
                wrong.append(f"{status}, by the rule {how}: {line}\n{text[:300]}")
            if operator == "=" and status in ("holds", "rounding", "coarse"):
                holding.append((claim, claim_half))
        claims = [claim for claim, _ in holding]
        if claims and max(claims) - min(claims) > 2 * (reach + max(h for _, h in holding)):
            wrong.append(f"holds for claims too far apart:\n{text[:600]}")
    return wrong, seen


# ---- law 3, in queries ----

def law_of_queries(program, rng, count):
    lines, wrong = ["unit mio DKK\n"], []
    numbers = [rng.randrange(1, 5000) for _ in range(count)]
    divisors = [rng.choice([3, 6, 7, 9, 11, 13, 97]) for _ in range(count)]
    for i, number in enumerate(numbers):
        lines.append(f'project p{i} "P{i}" {{ size: {decimal(number, 1)} by: {divisors[i]} }}\n')
    for operator in OPERATORS:
        got = run(program, "".join(lines),
                  f"select count(*) from projects where size / by * by {operator} size")
        value = next(iter(got[0].values())) if isinstance(got[0], dict) else got[0][0]
        if int(value) != (count if operator in ("=", "<=", ">=") else 0):
            wrong.append(f"size / by * by {operator} size holds for {value} of {count}")
    parts = run(program, "".join(lines), "select size / by as part from projects group by size / by")
    if len(parts) != len({Fraction(n, d) for n, d in zip(numbers, divisors)}):
        wrong.append(f"{len(parts)} groups by size / by")
    return wrong


def main():
    program = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 250
    rng = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 20090614)
    sums, of_sums = law_of_sums(program, rng, 5 * count)
    claims, of_claims = law_of_claims(program, rng, count)
    wrong = sums + claims + law_of_queries(program, rng, 300)
    for text in wrong[:5]:
        print(text)
    print(f"checks: {sum(of_sums.values())} sums ({of_sums}), "
          f"{sum(of_claims.values())} comparisons ({of_claims}), {len(wrong)} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
