"""What each operator and function makes of values of each type: of each left side the right
sides, and what came out, or the code of the finding. One run of integ answers them all."""

import csv
import itertools
import re
import subprocess
import sys

OF_PROJECT = ["owner", "name", "part", "size", "cost", "tag", "starts", "born"]
VALUES = ["2", "50%", '"red"', "null", "2020-05", "year", "amount", "project",
          *(f"project.{name}" for name in OF_PROJECT)]
PAIRS = ["{} + {}", "{} - {}", "{} * {}", "{} / {}", "{} = {}", "{} < {}", "{} || {}",
         "{} like {}", "{} in (null, {})", "{} between {} and 3", "coalesce({}, {})",
         "nullif({}, {})", "iif(project.size > 3, {}, {})", "case {} when {} then 1 end",
         "round({}, {})", "substr({}, {})"]
SINGLES = ["-({})", "not {}", "{} is null", "abs({})", "round({})", "lower({})", "upper({})",
           "length({})", "trim({})", "replace({}, 2, 3)", 'replace({}, "e", "E")', "year({})",
           "substr({}, 2, 1)", "sum({})", "avg({})", "min({})", "max({})", "count({})",
           "count(distinct {})", "list({})", "share({})", "change({})", "{}.title"]
FOLDS = ["sum(worth where {})", "avg(worth where {})", "min(worth where {})",
         "max(worth where {})", "count(worth where {})", "list(worth where {})",
         "sum(distinct worth where {})", "sum(worth / 3 where {})"]
PARAMS = ["2", "-2.5", "+3", "1e3", "40%", "40 %", "% 4", "3 DKK", "3 mio EUR", "3 mio", "3 kr",
          "2023", "2023-01", "2023-13", "2023-01-31", "2023-02-30", "2023/01", "2023-1", "true",
          "false", "lakes", "Lakes", "never", "red", '"red"', "", "a b", "1.", ".5", "1_000", "?"]
USES = ["$x", "$x + 1", "$x || 1", "amount > $x", "year = $x", "project.starts > $x",
        "project = $x", "project.name = $x", "project.title = $x", "project.part = $x",
        "project.size < $x", "project.tag = $x", "$x is null", "not $x", "project.born = $x",
        "source.kind = $x"]


def outcomes(expressions, table="funding"):
    """What is shown of each: its unit and value, and whether more is said of it; or codes."""
    return answers([f"select {text} as c{number} from {table};"
                    for number, text in enumerate(expressions)])


def answers(expressions):
    """Of each line of input, a query of one column c and the line's number."""
    asked = "\n".join(expressions) + "\n"
    done = subprocess.run(["integ", "repl", "--keep-going", "--format", "csv", "a.integ"],
                          input=asked, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          text=True, check=False)
    shown = [[] for _ in expressions]
    number, lines = 0, iter(done.stdout.splitlines())
    pending = []
    for line in lines:
        heading = re.match(r"c(\d+)(.*)", line)
        place = re.search(r" stdin:(\d+):", line)
        if heading:
            number = int(heading[1])
            value = " ".join(next(csv.reader([next(lines)]))).strip() or "missing"
            shown[number].append(value + heading[2].replace(",unit", "").strip(" ()"))
        elif line.startswith("error"):
            pending.append(line[len("error["):].split("]")[0])
        elif place:
            number = int(place[1]) - 1
            shown[number] += pending
            pending = []
        elif line.startswith("integ: "):
            shown[number].append("with a remark")
    return [" ".join(parts) for parts in shown]


def sides(values, shown):
    """A line for each outcome, after the values that give it."""
    those = {}
    for value, outcome in zip(values, shown):
        those.setdefault(outcome, []).append(value)
    return "".join(f"    {', '.join(group)}: {outcome}\n" for outcome, group in those.items())


def folds():
    """Aggregates of one and two values of several types."""
    names = [f"v{number}" for number in range(1, 13)]
    sets = [those for size in (1, 2) for those in itertools.combinations(names, size)]
    for fold in FOLDS:
        shown = outcomes([fold.format(" or ".join(f"name = {name}" for name in those))
                          for those in sets], "projects")
        print(f"{fold.format('…')}\n{sides([' '.join(those) for those in sets], shown)}", end="")


def parameters():
    """What a parameter is, by its text and by what it stands beside."""
    lines = []
    for text in PARAMS:
        lines.append(f".param x {text}")
        lines += [f"select {use} as c{len(lines) + i} from funding;" for i, use in enumerate(USES)]
    shown = iter(answers(lines))
    for text in PARAMS:
        next(shown)
        print(f"$x is {text}\n{sides(USES, [next(shown) for _ in USES])}".replace("project.", "."),
              end="")


def main():
    texts = [form.format(left, right) for form in PAIRS for left in VALUES for right in VALUES]
    texts += [form.format(value) for form in SINGLES for value in VALUES]
    shown, tables = iter(outcomes(texts)), {}
    for form in PAIRS:
        for left in VALUES:
            table = sides(VALUES, [next(shown) for _ in VALUES])
            tables.setdefault((form, table), []).append(left)
    for form in SINGLES:
        tables[form, sides(VALUES, [next(shown) for _ in VALUES])] = ["…"]
    for (form, table), left in tables.items():
        left = ", ".join(left)
        print(f"{form.format(left, '…')}\n{table}".replace("project.", "."), end="")
    folds()
    parameters()


sys.exit(main())
