"""What is found of statements that are made of each two parts: the codes, and the second parts
that give them. Each statement stands in a line of its own."""

import itertools
import json
import pathlib
import subprocess
import sys

HEAD = """document d "Plan" { date: 2025-03-15 }
unit mio DKK
years 2020..2026
source fund "The fund"
source state "The state"
money once "One-off"
organisation dept "Department"
dimension use "Use"
goal better "Better lakes"
"""
TYPES = ["text", "number", "money", "percent", "date", "month", "year", "range", "low | high",
         "source", "organisation", "project", "goal"]
VALUES = ['"words"', "5", "5.5", "-5", "~5", "5%", "5 pp", "5 DKK", "5 mio EUR", "1899", "1900",
          "2199", "2200", "2024", "2024-05", "2024-05-06", "2024..2025", "2024-05..2024-06",
          "2024..", "?", "-", "none", "never", "low", "medium", "fund", "dept", "better", "p1",
          "p1, p2", "low, high", '"a", "b"', "1 of 3"]
BUILT_IN = ["owner", "starts", "expires", "purpose", "judged", "expected", "contributes", "page",
            "note", "date", "kind", "part_of", "case"]
STARTS = ["2022", "2022-05", "2022-05-04"]
EXPIRES = ["2023", "2023-06", "2023-06-30", "never", "?"]
TIMES = ["2021", "2021-12", "2022", "2022-04", "2022-05", "2023", "2023-06", "2023-07", "2024",
         "2021..2022", "over 2021..2022", "over 2023..2024", "over 2021..2024", "?"]
MEASURED = ["", "2019", "2020", "2020-06", "2020-06-30", "2021", "2024", "2025", "2025-03",
            "2025-03-14", "2025-03-15", "2025-03-16", "2025-04", "2026", "2020..2021"]
TARGETS = [">= 40%", "> 40%", "<= 40%", "< 40%", "= 40%", "!= 40%", ">= 41%", "<= 39%", "= 41%",
           "30%..40%", "40%..50%", "41%..50%", "rising", "falling", "+10%", "-10%", "+10 pp",
           "-10 pp", "40%", "41%", "~40%", "2 of 5", "3 of 5", "?"]
ENTRIES = ["", "funding 2023: 26.9", "funding 2023: 26.9 from fund", "funding 2023: 26.9 as once",
           "funding 2023: 26.9 from fund as once", "funding 2023: 27", "funding 2023: ~27",
           "funding 2023: ~26.9", "funding 2023: ?", "funding 2023: -", "funding 2023: 26.8",
           "funding 2023: 26.85", "funding 2023: 0.0269 mia DKK",
           "funding 2024: 26.9", "spending 2023: 26.9", "funding 2023-05: 26.9",
           "funding over 2023..2024: 26.9", "funding 2023..2024: 26.9",
           "funding 2023: 53.8 refund 50% from state", "funding 2023: 20.0 from fund; "
           "funding 2023: 6.9 from state", "funding 2023: 26.9; funding 2023: 5.0 from fund"]
GROSS = ["2023: 53.8 refund 50% from state", "2023: 53.8 refund 50% from fund",
         "2023: 53.8 refund 50% from state from fund", "2023: 53.8 as once refund 50% from state",
         "2023: 54 refund 50% from state", "2023: ~54 refund 50% from state",
         "2023: 26.9 refund 0% from state", "2023: 26.9 refund 100% from state",
         "2023: ? refund 50% from state", "2023..2024: 53.8 refund 50% from state",
         "2023: 107.6 refund 75% from state", "2023: 40.35 refund 33.3% from state",
         "2023: 53.9 refund 50% from state"]
SHARES = ["50%", "25%", "33.3%", "33%", "66.7%", "75%", "49.9%", "50.1%", "100%", "0%", "~50%", "?",
          "50", "-5%", "110%"]
WHOLES = ["", "funding 2023: 5.0", "funding 2023: 5", "funding 2023: ~5", "funding 2023: ?",
          "funding 2023: -", "funding 2023: 5.0 mio EUR", "spending 2023: 5.0",
          "funding over 2022..2023: 5.0", "funding 2023-04: 5.0", "funding 2022..2023: 5.0"]
PARTS = ["funding 2023: 5.0", "funding 2023: 5.1", "funding 2023: 4.9", "funding 2023: 5.04",
         "funding 2023: 6", "funding 2023: ?", "funding 2023: 2.5; funding 2023: 2.5 from fund",
         "funding 2023: 2.5; funding 2023: 2.6 from fund", "spending 2023: 5.1",
         "funding 2022: 5.1", "funding 2023-04: 5.1", "funding over 2022..2023: 5.1",
         "funding 2023: 5.1 mio EUR"]


def found(head, lines):
    """The codes at each line."""
    text = HEAD + head
    pathlib.Path("all.integ").write_text(text + "".join(f"{line}\n" for line in lines),
                                         encoding="utf-8")
    done = subprocess.run(["integ", "check", "--format", "json", "all.integ"],
                          capture_output=True, check=False)
    first, codes = text.count("\n") + 1, [[] for _ in lines]
    for finding in json.loads(done.stdout)["findings"]:
        if finding["line"] >= first:
            codes[finding["line"] - first].append(finding["code"])
    return [" ".join(sorted(set(those))) or "fine" for those in codes]


def show(title, firsts, seconds, line, head=""):
    """line: the statement that two parts make, with its number."""
    pairs = list(itertools.product(firsts, seconds))
    codes = iter(found(head, [line(*pair, number) for number, pair in enumerate(pairs)]))
    tables = {}
    for first in firsts:
        those = {}
        for second in seconds:
            those.setdefault(next(codes), []).append(second or "none")
        table = "".join(f"    {', '.join(values)}: {code}\n" for code, values in those.items())
        tables.setdefault(table, []).append(first or "none")
    for table, values in tables.items():
        print(f"{title} {', '.join(values)}\n{table}", end="")


def measured(word, time, figure):
    return f"{word} {time}: {figure}" if time else f"{word}: {figure}"


def main():
    names = {kind: f"t{number}" for number, kind in enumerate(TYPES)}
    attributes = "".join(f"attribute {name} on project: {kind}\n" for kind, name in names.items())
    projects = 'project p1 "P1"\nproject p2 "P2"\n'
    show("an attribute of type", TYPES, VALUES,
         lambda kind, value, n: f'project q{n} "Q{n}" {{ {names[kind]}: {value} }}',
         attributes + projects)
    show("the property", BUILT_IN, VALUES,
         lambda name, value, n: f'project q{n} "Q{n}" {{ {name}: {value} }}', projects)
    show("starts", STARTS, TIMES, lambda start, time, n:
         f'project q{n} "Q{n}" {{ starts: {start}  funding {time}: 1 }}')
    show("expires", EXPIRES, TIMES, lambda end, time, n:
         f'project q{n} "Q{n}" {{ expires: {end}  funding {time}: 1 }}')
    show("starts", STARTS, EXPIRES, lambda start, end, n:
         f'project q{n} "Q{n}" {{ starts: {start}  expires: {end} }}')
    show("expires", ["2021", "2022", "2022-04", "2022-05-03", "2022-05-04"], STARTS,
         lambda end, start, n: f'project q{n} "Q{n}" {{ starts: {start}  expires: {end} }}')
    show("a baseline of", MEASURED, MEASURED, lambda base, actual, n:
         f'goal q{n} "Q{n}" {{ indicator i "I" {{ {measured("baseline", base, 4)}  '
         f'{measured("actual", actual, 5)} }} }}')
    show("a target", TARGETS, TARGETS, lambda one, other, n:
         f'goal q{n} "Q{n}" {{ indicator i "I" {{ baseline 2020: 50%  target 2024: {one}  '
         f'target 2024: {other} }} }}')
    show("a target of times", MEASURED[:5], MEASURED[:5], lambda one, other, n:
         f'goal q{n} "Q{n}" {{ indicator i "I" {{ {measured("target", one, ">= 5")}  '
         f'{measured("target", other, "<= 4")} }} }}')
    show("an entry", ENTRIES, GROSS, lambda entry, gross, n:
         f'project q{n} "Q{n}" {{ {entry}; gross {gross} }}')
    show("a share of", SHARES, SHARES, lambda one, other, n:
         f'project q{n} "Q{n}" {{ share city: {one}, others: {other} }}')
    show("a whole", WHOLES, PARTS, lambda whole, part, n:
         f'project q{n} "Q{n}" {{ {whole}; project r{n} "R{n}" {{ {part} }} }}')


sys.exit(main())
