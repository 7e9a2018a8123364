"""How targets come out, by what they ask, what was measured and when; and what judgements,
forecasts and effects are worth beside them."""

import itertools
import json
import pathlib
import subprocess
import sys

TARGETS = [">= 40%", "> 40%", "<= 40%", "< 40%", "= 40%", "!= 40%", "30%..40%", "rising",
           "falling", "+10%", "-10%", "+10 pp", "-10 pp", "+10", "-10", "40%", "40", ">= ~40",
           "~40%", "2 of 5", ">= 0.5 mio DKK", "?"]
BASELINES = ["", "?", "50%", "30%", "~30%", "40", "20 of 50", "20%..43%", "0.4 mio DKK"]
ACTUALS = ["?", "40%", "39.5%", "41%", "60%", "20%", "~40%", "40", "44", "36", "~44", "50", "30",
           "20 of 50", "21 of 50", "~20 of 50", "35%..40%", "40%..45%", "30%..60%", "33%",
           "500 thousand DKK", "0.4 mio EUR", "499_999 DKK"]
TARGET_TIMES = ["", "2023", "2024-06", "2024-06-30", "2023..2024", "2026"]
ACTUAL_TIMES = ["", "2021", "2022", "2023", "2023-06", "2023-12-31", "2024", "2024-05",
                "2024-06", "2024-06-30", "2024-07-01", "2024-12", "2025-03-01", "2025-03-02",
                "2026", "2023..2024"]
STATUSES = {"met": "target 2024: >= 5  actual 2024: 6", "missed": "target 2024: >= 5  actual 2024: 4",
            "pending": "target 2026: >= 5  actual 2024: 6", "unmeasured": "target 2024: >= 5",
            "unclear": "target 2024: >= 5  actual 2024: ~5"}
PURPOSES = {"on it": "purpose: use", "on another": "purpose: other", "none": "purpose: none",
            "not said": ""}
STARTS = ["", "starts: 2020", "starts: 2023-03-01", "starts: 2023-03-02", "starts: 2025"]
RULES = ["purpose", "not purpose", "targets > 1", "measured = targets", "met > 0", "missed = 0",
         "pending > 0", "purpose and met = measured", "age >= 2", "age < 2 or met > 1"]


def run(*arguments):
    done = subprocess.run(["integ", *arguments, "all.integ"], capture_output=True, check=False)
    return done.stdout.decode()


def findings():
    """{line: what is found there}."""
    found = {}
    for finding in json.loads(run("check", "--format", "json"))["findings"]:
        found.setdefault(finding["line"], []).append(finding)
    return found


def rows(query):
    return [json.loads(line) for line in run("query", "--format", "jsonl", query).splitlines()]


HEAD = """document d "Plan" { date: 2025-03-01 }
dimension use "Use"
dimension other "Other"
"""


def write(lines):
    """Each line stands for itself; the number of the first one."""
    pathlib.Path("all.integ").write_text(HEAD + "".join(f"{line}\n" for line in lines),
                                         encoding="utf-8")
    return HEAD.count("\n") + 1


def indicators(bodies):
    """What came of the target of each indicator."""
    first = write([f'goal g{i} "G{i}" {{ indicator i "I" {{ {body} }} }}'
                   for i, body in enumerate(bodies)])
    found = findings()
    shown = {}
    for row in rows("select goal.name as name, status, progress from indicators"):
        shown.setdefault(int(row["name"][1:]), []).append(row)
    for i in range(len(bodies)):
        row = shown.get(i, [{"status": "no target"}])[0]
        codes = [finding["code"] for finding in found.get(first + i, [])]
        progress = [f"{value}%" for name, value in row.items() if "progress" in name and value]
        yield " ".join([row["status"], *progress, *codes])


def table(values, outcomes):
    """A line for each outcome, after the values that give it."""
    those = {}
    for value, outcome in zip(values, outcomes):
        those.setdefault(outcome, []).append(value or "none")
    return "".join(f"    {', '.join(group)}: {outcome}\n" for outcome, group in those.items())


def alike(values, tables):
    """Each table once, after the values that give it."""
    those = {}
    for value, text in zip(values, tables):
        those.setdefault(text, []).append(value or "none")
    return [(", ".join(group), text) for text, group in those.items()]


def by_figures():
    cases = list(itertools.product(TARGETS, BASELINES, ACTUALS))
    came = indicators([f"{f'baseline 2020: {baseline}  ' if baseline else ''}"
                       f"target 2024: {target}  actual 2024: {actual}"
                       for target, baseline, actual in cases])
    for target in TARGETS:
        tables = [table(ACTUALS, [next(came) for _ in ACTUALS]) for _ in BASELINES]
        for baselines, text in alike(BASELINES, tables):
            print(f"target {target}, baseline {baselines}\n{text}", end="")


def timed(word, time, figure):
    return f"{word} {time}: {figure}" if time else f"{word}: {figure}"


def by_times():
    """Two results; only the first meets the target."""
    came = indicators([f"{timed('target', target, '>= 5')} {timed('actual', one, 7)} "
                       f"{timed('actual', other, 3)}"
                       for target in TARGET_TIMES for one in ACTUAL_TIMES
                       for other in ACTUAL_TIMES])
    for target in TARGET_TIMES:
        tables = [table(ACTUAL_TIMES, [next(came) for _ in ACTUAL_TIMES]) for _ in ACTUAL_TIMES]
        for times, text in alike(ACTUAL_TIMES, tables):
            print(f"target {target or 'of no time'}, met {times}, missed …\n{text}", end="")


def by_judgement():
    pairs = list(itertools.combinations_with_replacement(STATUSES, 2))
    says = [f"judged: {word}" for word in ("met", "partly", "missed", "unknown")]
    says += ["expected: met", "expected: missed"]
    first = write([f'goal g{i} "G{i}" {{ {say}  indicator i "I" {{ {STATUSES[one]} }} '
                   f'indicator j "J" {{ {STATUSES[other]} }} }}'
                   for i, (say, (one, other)) in enumerate(itertools.product(says, pairs))])
    found = findings()
    came = {row["line"]: row for row in rows("select line, computed, status from claims")}
    for i, (say, (one, other)) in enumerate(itertools.product(says, pairs)):
        row = came.get(first + i, {"computed": None, "status": "no claim"})
        said = "".join(f", {f['code']}" for f in found.get(first + i, []))
        print(f"{say}, targets {one} and {other}: {row['status']}, {row['computed']}{said}")


def by_rule():
    pairs = list(itertools.combinations(STATUSES, 2))
    lines = [f'category c{i} "C{i}" {{ requires {rule} }}' for i, rule in enumerate(RULES)]
    cases = [(f"purpose {name}, targets {one} and {other}, {starts or 'no start'}",
              f'{purpose} {starts} indicator i "I" on use {{ {STATUSES[one]} }} '
              f'indicator j "J" on use {{ {STATUSES[other]} }}')
             for (name, purpose), starts, (one, other) in itertools.chain(
                 itertools.product(PURPOSES.items(), [""], pairs),
                 itertools.product([("on it", "purpose: use")], STARTS, pairs[:1]))]
    write(lines + [f'project p{i} "P{i}" {{ {body} ' +
                   " ".join(f"effect c{rule} on use" for rule in range(len(RULES))) + " }"
                   for i, (_, body) in enumerate(cases)])
    came = {}
    for row in rows("select project.name as p, category.name as c, status from effects"):
        came[row["p"], row["c"]] = row["status"]
    for i, (words, _) in enumerate(cases):
        print(words)
        statuses = [came.get((f"p{i}", f"c{rule}"), "none") for rule in range(len(RULES))]
        print(table(RULES, statuses), end="")


def main():
    by_figures()
    by_times()
    by_judgement()
    by_rule()


sys.exit(main())
