"""Compares base/decimal with Python's decimal on random cases.

    python3 tests/property/decimal.py PATH_TO_DRIVER [CASES [SEED]]

The driver is tests/property/decimal_driver.c. The seed is fixed, so that the
same cases come each time. Exits with 1 at a mismatch.
"""

import os
import sys

# This file has the name of the module that it needs, and stands first in the path.
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:] = [path for path in sys.path if os.path.abspath(path or ".") != HERE]

import decimal
import random
import re
import subprocess
from decimal import Decimal

MOST = 2**127 - 1
LOW, HIGH = -30, 30
decimal.setcontext(
    decimal.Context(
        prec=400, rounding=decimal.ROUND_HALF_EVEN, Emin=-9999, Emax=9999,
        traps=[decimal.InvalidOperation, decimal.Inexact, decimal.Overflow],
    )
)


def value(a):
    """The number that units and scale stand for."""
    return Decimal(a[0]).scaleb(-a[1])


def at_scale(number, scale):
    """Units of `number` at `scale`, rounded half-even; exact where it can be."""
    return int(number.scaleb(scale).to_integral_value(decimal.ROUND_HALF_EVEN))


def give(units, scale):
    return None if abs(units) > MOST or not LOW <= scale <= HIGH else (units, scale)


def add(a, b):
    scale = max(a[1], b[1])
    return give(at_scale(value(a) + value(b), scale), scale)


def sub(a, b):
    return add(a, (-b[0], b[1]))


def mul(a, b):
    """At the finer scale, or as many digits more as the product needs."""
    product, scale = value(a) * value(b), max(a[1], b[1])
    while Decimal(at_scale(product, scale)).scaleb(-scale) != product:
        scale += 1
    return give(at_scale(product, scale), scale)


def div(a, b, scale):
    if b[0] == 0:
        return None
    # By integers, as a quotient may have no end.
    power = b[1] - a[1] + scale
    above, below = abs(a[0]) * 10 ** max(power, 0), abs(b[0]) * 10 ** max(-power, 0)
    units, rest = divmod(above, below)
    if 2 * rest > below or (2 * rest == below and units % 2 == 1):
        units += 1
    return give(-units if (a[0] < 0) != (b[0] < 0) else units, scale)


def rescale(a, scale):
    return give(at_scale(value(a), scale), scale)


def trim(a, least):
    units, scale = a
    while scale > least and units % 10 == 0:
        units, scale = units // 10, scale - 1
    return units, scale


def text(a):
    units, scale = a
    if scale <= 0:
        return str(units * 10**-scale)
    return format(value(a), f".{scale}f") if units else "0." + "0" * scale


NUMBER = re.compile(r"([-+]?)([0-9]+(?:_[0-9]+)*)(?:\.([0-9]+(?:_[0-9]+)*))?")


def parse(word):
    match = NUMBER.fullmatch(word)
    if match is None:
        return None
    whole, part = match[2].replace("_", ""), (match[3] or "").replace("_", "")
    return give(int(match[1] + whole + part), len(part))


class Cases:
    def __init__(self, seed):
        self.random = random.Random(seed)

    def units(self):
        r = self.random
        kind = r.randrange(10)
        if kind == 0:
            units = r.choice([0, 1, 5, MOST, MOST - 1, 2**64, 2**64 - 1, 2**63, 10**38,
                              10**19, 5 * 10**18])
        elif kind == 1:
            units = r.randint(1, 999) * 10 ** r.randint(0, 35)
        elif kind == 2:
            units = 10 ** r.randint(0, 38) + r.randint(-2, 2)
        else:
            units = r.randrange(10 ** r.randint(1, 39))
        return r.choice([1, -1]) * min(abs(units), MOST)

    def scale(self):
        r = self.random
        return r.randint(0, 4) if r.random() < 0.5 else r.randint(LOW, HIGH)

    def number(self):
        return self.units(), self.scale()

    def near(self, a):
        """A number equal to `a`, or next to it, at another scale where it fits."""
        scale = a[1] + self.random.randint(-8, 8)
        scale = max(LOW, min(HIGH, scale))
        units = at_scale(value(a), scale) + self.random.choice([0, 0, 1, -1])
        return (units, scale) if abs(units) <= MOST else self.number()

    def pair(self):
        a = self.number()
        b = self.near(a) if self.random.random() < 0.3 else self.number()
        if self.random.random() < 0.1:
            b = (-b[0], b[1])
        return a, b

    def word(self):
        """A number as a person might print it, at times not quite one."""
        r = self.random
        word = text(self.number()) if r.random() < 0.7 else text((self.units(), r.randint(0, 33)))
        if r.random() < 0.3:
            place = r.randint(0, len(word))
            word = word[:place] + r.choice("_.-+,09x") + word[place:]
        if r.random() < 0.1:
            word = "0" * r.randint(1, 50) + word
        if r.random() < 0.1:
            word = "+" + word
        return word

    def case(self):
        """A line for the driver and what it should answer."""
        r = self.random
        op = r.choice(["parse", "text", "add", "sub", "mul", "div", "compare", "rescale",
                       "trim", "shift", "within"])
        show = lambda a: f"{a[0]}@{a[1]}"
        result = lambda a: "none" if a is None else show(a)
        if op == "parse":
            word = self.word()
            return f"parse {word}", result(parse(word))
        if op == "text":
            a = self.number()
            return f"text {show(a)}", text(a)
        if op in ("add", "sub", "mul"):
            a, b = self.pair()
            expected = {"add": add, "sub": sub, "mul": mul}[op](a, b)
            return f"{op} {show(a)} {show(b)}", result(expected)
        if op == "div":
            a, b = self.pair()
            if r.random() < 0.3:  # halves, that even must decide
                b = (r.choice([2, 4, 8, 20, 200, -2]), b[1])
            scale = self.scale() if r.random() < 0.95 else r.choice([LOW - 1, HIGH + 1])
            return f"div {show(a)} {show(b)} {scale}", result(div(a, b, scale))
        if op == "compare":
            a, b = self.pair()
            return f"compare {show(a)} {show(b)}", str(int(value(a).compare(value(b))))
        if op == "rescale":
            a = self.number()
            if r.random() < 0.3:
                a = (r.randint(-10**6, 10**6) * 10 ** r.randint(0, 20) * 5, a[1])
            scale = a[1] + r.randint(-12, 12) if r.random() < 0.7 else r.randint(-33, 33)
            return f"rescale {show(a)} {scale}", result(rescale(a, scale))
        if op == "trim":
            a, least = self.number(), self.scale()
            return f"trim {show(a)} {least}", result(trim(a, least))
        if op == "shift":
            a, power = self.number(), r.randint(-9, 9)
            return f"shift {show(a)} {power}", show((a[0], a[1] + power))
        a, k, b = self.number(), r.choice([0, 1, 2, 3, 9, -9, 2**63 - 1, -(2**63)]), None
        if r.random() < 0.5 and k != 0:
            # b next to a * a / k
            square, scale = value(a) ** 2, self.scale()
            units = int((square.scaleb(scale)).to_integral_value()) // k + r.choice([-1, 0, 0, 1])
            b = (units, scale) if abs(units) <= MOST else None
        b = b or self.number()
        return f"within {show(a)} {k} {show(b)}", str(int(value(a) ** 2 <= k * value(b)))


def main():
    driver = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 44000
    cases = Cases(int(sys.argv[3]) if len(sys.argv) > 3 else 20180401)
    rows = [cases.case() for _ in range(count)]
    run = subprocess.run([driver], input="".join(line + "\n" for line, _ in rows),
                         capture_output=True, text=True, check=False)
    answers = run.stdout.splitlines()
    wrong = [(line, expected, got) for (line, expected), got in zip(rows, answers)
             if expected != got]
    for line, expected, got in wrong[:10]:
        print(f"decimal: {line}: {got}, but Python says {expected}", file=sys.stderr)
    if wrong or run.returncode != 0 or len(answers) != len(rows):
        print(f"decimal: {len(wrong)} of {len(answers)} answers differ, {len(rows)} asked, "
              f"exit {run.returncode}\n{run.stderr}", file=sys.stderr)
        return 1
    print(f"decimal: {len(rows)} cases agree")
    return 0


sys.exit(main())
