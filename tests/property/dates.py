"""Figures entered twice (Y03) and years without money (Y08): small documents made at random,
each with one or none, told by the rules of LANGUAGE.md alone.

    python3 tests/property/dates.py PATH_TO_INTEG [DOCUMENTS [SEED]]

The seed is fixed. Exits with 1 where a document has one of the two and should not, or should.
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

YEARS = range(2020, 2026)


def time(rng):
    """As it is written, and the years, months or span that it states."""
    year = rng.choice(YEARS)
    kind = rng.randrange(10)
    if kind < 5:
        return str(year), [year]
    if kind < 7:
        last = min(year + rng.randrange(1, 3), 2025)
        return f"{year}..{last}" if last > year else str(year), list(range(year, last + 1))
    month = year * 100 + rng.randrange(1, 4)
    return f"{year}-{month % 100:02}", [month]


def document(rng, number):
    """Its text, in one line, and its entries."""
    entries, statements = [], []
    for _ in range(rng.randrange(1, 5)):
        kind = "spending" if rng.random() < 0.15 else "funding"
        source = rng.choice(["", "", "s1", "s2"])
        money = rng.choice(["", "", "", "m1"])
        text, times = time(rng)
        amount = rng.choice(["1.5", "2.5", "0.5", "-", "?"]) if rng.random() < 0.4 else "1.1"
        statements.append(f"{kind} {text}: {amount}" + (f" from {source}" if source else "") +
                          (f" as {money}" if money else ""))
        entries += [(kind, source, money, one, amount) for one in times]
    return (f'document d{number} "D{number}" {{ project p{number} "P{number}" {{ '
            f'{"; ".join(statements)} }} }}'), entries


def is_twice(entries):
    """The same year or month, source and kind of money; or a year beside its month."""
    stated = [entry for entry in entries if entry[4] not in "-?"]
    for i, one in enumerate(stated):
        for other in stated[:i]:
            if one[:3] == other[:3] and meets(one[3], other[3]):
                return True
    return False


def meets(one, other):
    return one == other or one == other // 100 or other == one // 100


def has_gap(entries):
    """A year without money between two years of one source. A `-` or `?` is no gap."""
    for source in ("s1", "s2"):
        own = [entry for entry in entries if entry[:2] == ("funding", source)]
        years = {year(e) for e in own if e[4] != "-"}
        said = {year(e) for e in own}
        if years and any(y not in said for y in range(min(years), max(years))):
            return True
    return False


def year(entry):
    return entry[3] if entry[3] < 10000 else entry[3] // 100


def main():
    program = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 3000
    rng = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 20261127)
    cases = [document(rng, number) for number in range(count)]
    with tempfile.NamedTemporaryFile("w", suffix=".integ", encoding="utf-8") as file:
        file.write('unit mio DKK\nyears 2020..2025\nsource s1 "S1"\nsource s2 "S2"\nmoney m1 "M1"\n')
        first = 6
        file.write("".join(f"{text}\n" for text, _ in cases))
        file.flush()
        done = subprocess.run([program, "check", "--format", "json", file.name],
                              capture_output=True, check=False)
    found = [set() for _ in cases]
    for finding in json.loads(done.stdout)["findings"]:
        if finding["line"] >= first:
            found[finding["line"] - first].add(finding["code"])
    wrong, seen = 0, {"Y03": 0, "Y08": 0}
    for (text, entries), codes in zip(cases, found):
        for code, expected in (("Y03", is_twice(entries)), ("Y08", has_gap(entries))):
            seen[code] += expected
            if (code in codes) != expected:
                wrong += 1
                if wrong <= 10:
                    print(f"{code} is {'not ' * expected}reported: {text}")
    print(f"dates: {count} documents, {seen}, {wrong} otherwise")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
