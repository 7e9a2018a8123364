"""What each way to name cells of printed tables means: the figure, or what is said instead; and
how whole tables are compared."""

import itertools
import json
import pathlib
import re
import subprocess
import sys

PARTS = {
    "t1": (["", "green", "woods", "play", "lakes", "paths", "swings"], ["", "2023", "all"],
           ["", "fund"], ["", "where source = fund"]),
    "t2": (["", "benches"], ["", "2023", "2024", "year = 2023"],
           ["", "running", "oneoff", "money = oneoff"], [""]),
    "t3": (["", "lakes", "green", "area = green", "project = green"], ["", "2023"], [""], [""]),
    "t4": (["", "green", "lakes", "green, play", "play, green", "play", "green, lakes"],
           ["", "2023", "2024"], [""],
           ["", "where source = fund", "where source.kind = external"]),
    "t5": (["", "green"], ["", "2023"], ["", "fund", "budget", "fund, budget", "source = fund"],
           [""]),
    "t6": (["", "months"], ["", "2024", "2024-01", "2024-02", "2024-03", "2024-01..2024-02"], [""],
           [""]),
}
THINGS = r"\b(?:green|woods|play|lakes|paths|swings|trees|budget|fund|running|oneoff|benches)\b"
CLAIMS = "select line, year, stated, computed, status from claims where kind = check"
ODD = ["t1(area = lake)", "t1(area = gren)", "t1(project = gren)", "t1(project = benches)",
       "t2(money = nothing)", "t1(source = nothing)", "t5(source = running)",
       "t1(near)", "t1(benches)", 't1("Green spaces", 2023)', 't1("Green space")', "t1(lake)",
       "t1(project = lakes, 2023)", "t1(area = lakes)", "t2(fund)", "t2(one-off)",
       "t4(2023 where  source\t=fund)", "t4(where source = budget)", "t4(play where source = fund)",
       "t1(2025)", "t1(green, 2025)", "t1(2025, budget)", "t1(2023, 2024)", "t1(green, green)", "t1(green, woods)", "t1(3)", "t1(2.5)", "t1(null)",
       "t1(area > green)", "t1(year = green)", "t1(all, all)", "t1(distinct 2023)", "t1(1 + 2)",
       "t1(owner = green)", "t1(area.title = green)", "t2(running, oneoff)", "t5(fund, running)",
       "t7(2023)", "t1()", "sum(t1)", "t1(green) + t4(green, 2023)", "-t1(lakes, 2023)",
       "abs(t1(lakes, 2023))", "t1(lakes, 2023) / t1(green, 2023)", "t1(paths, 2024)",
       "t1(swings, 2024) + 1", "t1(lakes, 2023) + 1", "2 * t1(lakes, 2023)"]
TABLES = ["t1", "t1(green)", "t1(2023)", "t1(lakes)", "t1(where source = fund)", "t2",
          "t2(running)", "t2(oneoff)", "t3", "t4", "t4(green)", "t4(2024)",
          "t4(where source = fund)", "t5", "t5(fund)", "t6", "2 * t4", "t4 - t1", "t4 + t5",
          "t5(budget) + t5(fund)", "t1 / 2"]


def named():
    for table, parts in PARTS.items():
        for combined in itertools.product(*parts):
            names = ", ".join(part for part in combined[:-1] if part)
            words = f"{names} {combined[-1]}".strip()
            yield f"{table}({words})" if words else table
    yield from ODD


def run(*arguments):
    done = subprocess.run(["integ", *arguments, "all.integ"], capture_output=True, check=False)
    return done.stdout.decode()


def answers(checks):
    """Of each check its claims and its findings. Each stands in a line of its own."""
    facts = pathlib.Path("a.integ").read_text(encoding="utf-8")
    first = facts.count("\n") + 1
    lines = [f'check "c{number}" {check}\n' for number, check in enumerate(checks)]
    pathlib.Path("all.integ").write_text(facts + "".join(lines), encoding="utf-8")
    claims, findings = [[] for _ in checks], [[] for _ in checks]
    for line in run("query", "--format", "jsonl", CLAIMS).splitlines():
        row = json.loads(line)
        if row["line"] >= first:
            claims[row["line"] - first].append(row)
    for finding in json.loads(run("check", "--format", "json"))["findings"]:
        if finding["line"] >= first:
            findings[finding["line"] - first].append(finding)
    return list(zip(claims, findings))


def told(claims, findings):
    """A figure that is as the document prints it, or the code and the cells that are named."""
    for finding in findings:
        if finding["code"] != "C01":
            said = [finding["message"], *(label["message"] for label in finding["labels"]),
                    *finding["notes"], finding["help"] or ""]
            cells = re.findall(r"t\d\([^()]*\)(?:, …)?", " ".join(said))
            things = re.findall(THINGS, " ".join(said[1:]))
            cells = dict.fromkeys(cells or things) if finding["code"] in ("Q03", "N01") else []
            yield " / ".join([finding["code"], *cells])
    for claim in claims:
        year = f"{claim['year']} " if claim["year"] else ""
        status = "" if claim["computed"] == "77" else f" against {claim['computed']}: {claim['status']}"
        yield f"{year}{claim['stated']}{status}"


def show(checks):
    """Those that mean something are asked again, without the others."""
    came = answers(checks)
    sound = [check for check, (_, found) in zip(checks, came)
             if not any(f["code"][0] in "SNQ" for f in found)]
    again = dict(zip(sound, answers(sound)))
    for check, (claims, found) in zip(checks, came):
        claims, found = again.get(check, ([], found))
        lines = list(told(claims, found))
        check = check.removesuffix(" = 77")
        print(f"{check}: {lines[0]}" if len(lines) == 1 else f"{check}:")
        for line in lines if len(lines) != 1 else ():
            print(f"    {line}")


def main():
    show([f"{name} = 77" for name in named()])
    show([f"{one} = {other}" for one, other in itertools.combinations(TABLES, 2)])


sys.exit(main())
