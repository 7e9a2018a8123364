"""What is in a list: for each type of value, and lists that are short, just at the length from
which they are looked up in another way, and longer, the rows found must be those whose value
is written, and with `not in` the others.

    python3 tests/property/among.py PATH_TO_INTEG

Exits with 1 where a list finds other rows, and prints the query.
"""

import random
import subprocess
import sys
import tempfile

COUNT = 24
LENGTHS = (1, 2, 3, 8, 15, 16, 17, 18, 23)  # sixteen are compared one by one

# The column, and how its value in the row i is written: as an item of a list.
KINDS = {
    "thing": ("project", lambda i: f"p{i}"),
    "title": ("project", lambda i: f'"Project {i}"'),
    "text": ("project.title", lambda i: f'"Project {i}"'),
    "area": ("area", lambda i: f"a{i}"),
    "year": ("year", lambda i: f"{2001 + i}"),
    "month": ("project.starts", lambda i: f"20{i + 10}-0{i % 9 + 1}"),
    "word": ("project.tag", lambda i: f"w{i}"),
    "number": ("project.size", lambda i: f"{i + 5}"),
    "negative": ("project.depth", lambda i: f"-{i + 1}"),
    "fraction": ("project.height", lambda i: f"{i}.50"),
    "percent": ("project.rate", lambda i: f"{i + 1}%"),
    "percent as number": ("project.rate", lambda i: f"0.{i + 1:02}"),
    "amount": ("amount", lambda i: f"{i + 1}.5 mio DKK"),
    "amount in another scale": ("amount", lambda i: f"{i + 1}_500 thousand DKK"),
    "page": ("project.note", lambda i: f'"see {i}"'),
}


def facts():
    lines = ["unit mio DKK", "years 2000..2050"]
    for i in range(COUNT):
        lines.append(
            f'area a{i} "Area {i}" {{ project p{i} "Project {i}" {{ starts: 20{i + 10}-0{i % 9 + 1}'
            f" tag: w{i} size: {i + 5} depth: -{i + 1} height: {i}.5 rate: {i + 1}%"
            f' note: "see {i}" funding {2001 + i}: {i + 1}.5 }} }}')
    return "\n".join(lines) + "\n"


def found(program, path, where):
    done = subprocess.run([program, "query", "--format", "csv", "--quiet",
                           f"select year from funding where {where}", path],
                          capture_output=True, check=False, text=True)
    if done.returncode not in (0, 1) or done.stderr:
        return done.stderr
    return {int(line) - 2001 for line in done.stdout.splitlines()[1:]}


def main():
    program, rng, failed, asked = sys.argv[1], random.Random(8), 0, 0
    with tempfile.NamedTemporaryFile("w", suffix=".integ", encoding="utf-8") as file:
        file.write(facts())
        file.flush()
        for column, write in KINDS.values():
            for length in LENGTHS:
                chosen = rng.sample(range(COUNT), length)
                items = [write(i) for i in chosen] + [write(chosen[0])] * (length > 16)
                for word, wanted in (("in", set(chosen)),
                                     ("not in", set(range(COUNT)) - set(chosen))):
                    where = f"{column} {word} ({', '.join(items)})"
                    got = found(program, file.name, where)
                    asked += 1
                    if got != wanted:
                        failed += 1
                        print(f"{where}\n  {got}, wanted {wanted}")
    print(f"among: {asked} lists, {failed} otherwise")
    return failed > 0


sys.exit(main())
