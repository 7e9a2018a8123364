#!/usr/bin/python3
"""Counts the statements of the five documents that can be checked, by kind and document, from
their files: the table in examples/copenhagen/README.md. usage: statements.py INTEG"""

import json
import pathlib
import re
import subprocess
import sys

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "examples/copenhagen"
FILES = ["effects-2018", "funding-2020", "status-2009", "social-2008", "expiring-2023"]
KINDS = [  # of the table `claims`
    (("total", "gross", "share"), "totals, gross and net, shares"),
    (("check",), "checks, each cell or figure compared"),
    (("effect",), "effects, each on one dimension"),
    (("judgement", "forecast"), "judgements and forecasts"),
]
TARGETS = "targets with a result"
REASONS = "cannot be checked, with the reason in a comment"
HOLD = {"exact", "holds", "met"}
ROUNDING = {"rounding", "coarse"}
OFF = {"off", "missed"}


def rows(integ, query, path):
    done = subprocess.run([integ, "query", "--format", "json", query, path],
                          capture_output=True, check=True)
    return json.loads(done.stdout)["rows"]


def count(integ):
    """{(kind, file): statements}, and {(verdict, file): statements}."""
    kinds, verdicts = {}, {}
    for name in FILES:
        path = FOLDER / f"{name}.integ"
        claims = rows(integ, "select kind, status from claims", path)
        targets = rows(integ, "select status from indicators where actual is not null", path)
        for group, label in KINDS:
            kinds[label, name] = sum(kind in group for kind, _ in claims)
        kinds[TARGETS, name] = len(targets)
        kinds[REASONS, name] = len(re.findall(r"# *cannot be checked:", path.read_text("utf-8"),
                                              re.I))
        for status in [row[1] for row in claims] + [row[0] for row in targets]:
            verdict = ("hold" if status in HOLD else
                       "differ by rounding" if status in ROUNDING else
                       "are off, contradicted or missed" if status in OFF else
                       "are open: a blank, a time to come, nothing recorded")
            verdicts[verdict, name] = verdicts.get((verdict, name), 0) + 1
    return kinds, verdicts


def lines(counts, labels):
    for label in labels:
        numbers = [counts.get((label, name), 0) for name in FILES]
        yield [label, *(str(n) if n else "-" for n in numbers), str(sum(numbers))]


def table(integ):
    kinds, verdicts = count(integ)
    labels = [label for _, label in KINDS] + [TARGETS, REASONS]
    outcomes = ["hold", "differ by rounding", "are off, contradicted or missed",
                "are open: a blank, a time to come, nothing recorded"]
    sums = [sum(kinds[label, name] for label in labels) for name in FILES]
    out = [["statements", *(name[-4:] for name in FILES), "all"],
           ["---", *("---:" for _ in range(6))],
           *lines(kinds, labels),
           ["**all**", *(f"**{n}**" for n in [*sums, sum(sums)])],
           *lines(verdicts, outcomes)]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in out)


if __name__ == "__main__":
    sys.stdout.write(table(sys.argv[1]))
