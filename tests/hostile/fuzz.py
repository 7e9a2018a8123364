#!/usr/bin/python3
"""Workspaces that are almost right: known files mutated word by word, spliced, nested and
multiplied, and whole ones made up. The same seed makes the same workspace.

    tests/hostile/fuzz.py INTEG [--seed N] [--rounds N] [--keep FOLDER]

runs the program over many and keeps those at which it ends with anything but 0 or 1, or
late. The hostile tests run a few of them (cases.py).
"""

import argparse
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
TOKEN = re.compile(r'"(?:[^"\\\n]|\\.)*"|#[^\n]*|[^\W\d]\w*|[-~]?\d[\w.]*%?'
                   r'|\.\.|[<>!=]=|<>|\|\||\s+|.', re.S)
KINDS = "document organisation area source money project goal indicator dimension category"
NUMBERS = ["0", "0.0", "1", "-1", "-0.4", "~65", "~0", "~1.5", "1.5", "2.05", "1_000", "-", "?",
           "999999999999999999", "0.000000000000000001", "999_999_999.999999999", "40%", "-10%",
           "+10%", "+10 pp", "1 mio", "1 mia EUR", "999999999999999999 mia DKK", "35 of 36",
           "0 of 0", "1..2", "2_568 + ~140", "100000000000000000000", "1,5", "1.2.3"]
TIMES = ["2020", "2021", "2022", "1900", "2199", "0", "20222", "2020..2022", "2020..", "..2022",
         "2022..2020", "1900..2199", "2020-12", "2020-02-30", "2020-12-31", "over 2020..2022",
         "over 2020..", "over 1900..2199", "all", "?", "2020 as m0", "2021 from s0"]
OPERATORS = ["or", "and", "=", "!=", "<", "<=", ">", ">=", "+", "-", "*", "/", "||", "like"]
COLUMNS = ["project", "area", "source", "money", "document", "year", "amount", "gross",
           "refund", "approximate", "over_from", "over_to", "file", "line", "name", "title",
           "parent", "owner", "starts", "expires", "purpose", "effect", "targets", "measured",
           "met", "missed", "pending", "unmeasured", "category", "dimension", "status", "at",
           "goal", "indicator", "baseline", "target", "actual", "progress", "judged", "kind",
           "value", "table", "subject", "stated", "computed", "difference", "code", "level",
           "message", "column", "age", "p0", "a0", "t0", "t1", "source.kind", "owner.title",
           "project.owner.title", "area.parent.parent", "project.part_of", "x.y.z.w"]
TABLES = ["funding", "spending", "parts", "projects", "effects", "indicators", "measures",
          "claims", "areas", "documents", "sources", "goals", "organisations", "findings", "t0"]
CODES = re.findall(r"\b([A-Z]\d\d)\b",
                   (ROOT / "src/source/checks.def").read_text(encoding="utf-8")) \
    if (ROOT / "src/source/checks.def").exists() else ["T02"]


def corpus():
    paths = [*ROOT.glob("examples/**/*.integ"), *ROOT.glob("tests/checks/**/*.integ")]
    return [path.read_text(encoding="utf-8", errors="surrogateescape")
            for path in sorted(paths) if path.stat().st_size < 30000]


class Maker:
    """Makes one workspace after another out of a seed."""

    def __init__(self, seed, texts=None):
        self.rng = random.Random(seed)
        self.texts = texts or corpus()
        self.wild = 0.2  # how often a number or time is a strange one

    def workspace(self):
        """{path: text} of one to four files."""
        rng = self.rng
        count = rng.choice([1, 1, 1, 2, 3, 4])
        names = [f"f{n}.integ" for n in range(count)]
        files = {}
        for name in names:
            text = self.made_up() if rng.random() < 0.35 else self.mutated()
            while rng.random() < 0.15:
                path = rng.choice([*names, "*.integ", ".", "none", "../x", "[", "f?.integ"])
                text = f'include "{path}"\n{text}'
            files[name] = text
        return files

    # ---- what is known, mutated ----

    def mutated(self):
        rng = self.rng
        words = TOKEN.findall(rng.choice(self.texts))
        for _ in range(rng.choice([1, 1, 2, 3, 5, 9])):
            words = rng.choice([self.lose, self.repeat, self.swap, self.shuffle, self.splice,
                                self.numbers, self.numbers, self.names, self.names, self.kinds,
                                self.move_block, self.nest, self.insert, self.insert,
                                self.whole, self.multiply])(words) or [" "]
        return "".join(words)[:200_000]

    def at(self, words):
        return self.rng.randrange(len(words))

    def lose(self, words):
        at = self.at(words)
        return words[:at] + words[at + self.rng.randrange(1, 6):]

    def repeat(self, words):
        at = self.at(words)
        part = words[at:at + self.rng.randrange(1, 30)]
        return words[:at] + part * self.rng.randrange(1, 4) + words[at:]

    def swap(self, words):
        a, b = self.at(words), self.at(words)
        words[a], words[b] = words[b], words[a]
        return words

    def shuffle(self, words):
        at = self.at(words)
        part = words[at:at + 12]
        self.rng.shuffle(part)
        return words[:at] + part + words[at + 12:]

    def splice(self, words):
        other = TOKEN.findall(self.rng.choice(self.texts))
        lines = [n for n, word in enumerate(words) if "\n" in word] or [0]
        at, start = self.rng.choice(lines), self.at(other)
        part = other[start:start + self.rng.choice([20, 100, 1000])]
        return words[:at] + ["\n"] + part + ["\n"] + words[at:]

    def replaced(self, words, pattern, choices):
        found = [n for n, word in enumerate(words) if re.fullmatch(pattern, word)]
        for n in self.rng.sample(found, min(len(found), self.rng.choice([1, 1, 2, 8]))):
            words[n] = self.rng.choice(choices)
        return words

    def numbers(self, words):
        return self.replaced(words, r"[-~]?\d.*|\?|-", NUMBERS + TIMES)

    def names(self, words):
        pattern = r"[^\W\d]\w*"
        return self.replaced(words, pattern, re.findall(pattern, " ".join(words)) or ["a"])

    def kinds(self, words):
        pattern = KINDS.replace(" ", "|")
        return self.replaced(words, pattern, KINDS.split())

    def block(self, words):
        """Where a "{" and its "}" stand."""
        opens = [n for n, word in enumerate(words) if word == "{"]
        if not opens:
            return 0, 0
        start, depth = self.rng.choice(opens), 0
        for end in range(start, len(words)):
            depth += (words[end] == "{") - (words[end] == "}")
            if depth == 0:
                return start, end
        return start, len(words) - 1

    def move_block(self, words):
        start, end = self.block(words)
        part, rest = words[start:end + 1], words[:start] + words[end + 1:]
        at = self.rng.randrange(len(rest) + 1)
        return rest[:at] + part + rest[at:]

    def nest(self, words):
        deep = self.rng.choice([1, 2, 5, 50, 98, 99, 100, 101, 300])
        head = self.rng.choice(['area n{} "N" {{ ', "area n {{ ", 'project n{} "N" {{ ',
                                'goal n{} "N" {{ ', 'document n{} "N" {{ ', "table 2020 {{ "])
        start, end = self.block(words)
        inside = words[start + 1:end] if self.rng.random() < 0.5 else words
        nested = [head.format(n) for n in range(deep)] + inside + ["}"] * deep
        return words[:start + 1] + nested + words[end:] if inside is not words else nested

    def insert(self, words):
        start, _ = self.block(words)
        return words[:start + 1] + ["\n", self.statement(2), "\n"] + words[start + 1:]

    def whole(self, words):
        return words + ["\n", self.statement(2), "\n"]

    def multiply(self, words):
        """A line many times, its names with numbers."""
        lines = "".join(words).split("\n")
        line = self.rng.choice(lines)
        count = self.rng.choice([3, 30, 300])
        lines += [re.sub(r"\b[a-z_]+\b(?= \")", lambda m, k=k: f"{m[0]}{k}", line)
                  for k in range(count)]
        return ["\n".join(lines)]

    # ---- what is made up ----

    def made_up(self):
        self.wild = self.rng.choice([0, 0.02, 0.2])
        head = self.rng.choice(["", "unit mio DKK\n", "unit DKK\nyears 2020..2022\n",
                                "years 1900..2199\n", 'document d0 "D" { date: 2021-05-05 }\n'])
        return head + "\n".join(self.statement(3) for _ in range(self.rng.randrange(1, 25)))

    def name(self, letter=None):
        return f"{letter or self.rng.choice('apsmogdcirt')}{self.rng.randrange(3)}"

    def maybe(self, text, chance=0.5):
        return text if self.rng.random() < chance else ""

    def some(self, make, most=3, between=", "):
        return between.join(make() for _ in range(self.rng.randrange(1, most + 1)))

    def number(self):
        rng = self.rng
        return rng.choice(NUMBERS) if rng.random() < self.wild else \
            f"{rng.randrange(-1, 100)}.{rng.randrange(10)}"

    def time(self):
        strange = self.rng.random() < 2 * self.wild
        return self.rng.choice(TIMES if strange else TIMES[:3])

    def expression(self, depth=3):
        rng = self.rng
        if depth == 0 or rng.random() < 0.2:
            return rng.choice([self.number(), rng.choice(COLUMNS), rng.choice(COLUMNS), '"x%_"',
                               self.name(), "null", "true", "false", "$x", rng.choice(TIMES[:14]),
                               "2020-12"])
        one, two = self.expression(depth - 1), self.expression(depth - 1)
        where = self.maybe(f" where {self.expression(depth - 1)}", 0.4)
        table = rng.choice(TABLES)
        return rng.choice([
            f"{one} {rng.choice(OPERATORS)} {two}", f"{one} {rng.choice(OPERATORS)} {two}",
            f"({one})", f"not {one}", f"-{one}", f"{one} in ({two}, {one})",
            f"{one} not between {two} and {one}", f"{one} is {self.maybe('not ')}null",
            f"case when {one} then {two} else {one} end", f"case {one} when {two} then {one} end",
            f"sum({table}.amount{where})", f"count({self.maybe('distinct ')}{table}{where})",
            f"{rng.choice(['avg', 'min', 'max', 'list', 'share', 'change', 'count', 'none'])}"
            f"({self.maybe('distinct ')}{table}.{rng.choice(COLUMNS)}{where})",
            f"sum({one}{where})", "count(*)", f"{self.name('t')} {rng.choice('+-*/=')} "
            f"{self.name('t')}"])

    def filter(self, chance=0.3):
        return self.maybe(f" where {self.expression(2)}", chance)

    def modifiers(self):
        return self.maybe(f" from {self.name('s')}", 0.3) + \
            self.maybe(f" as {self.name('m')}", 0.2) + \
            self.maybe(f" within {self.name('p')}", 0.15) + \
            self.maybe(f" refund {self.number()} from {self.name('s')}", 0.1)

    def dated(self, most=3):
        return self.some(lambda: f"{self.time()}: {self.number()}", most)

    def value(self):
        return self.rng.choice([self.name(), '"text"', self.number(), self.time(), "?", "met",
                                "missed", "partly", "unknown", "none", "never", "external"])

    def members(self, depth):
        if depth <= 0:
            return "{ }"
        return "{\n" + self.some(lambda: self.statement(depth - 1), 8, "\n") + "\n}"

    def statement(self, depth):
        rng = self.rng
        makers = [self.declare, self.declare, self.money, self.money, self.table, self.table,
                  self.total, self.total, self.setting, self.property, self.check, self.allow,
                  self.indicator, self.effect, self.query, self.every]
        return rng.choice(makers)(depth)

    def declare(self, depth):
        kind = self.rng.choice(KINDS.split()[:8] + ["project", "project", "area", "area"])
        letter = {"money": "m", "goal": "g", "document": "d"}.get(kind, kind[0])
        name = self.name(letter) if self.rng.random() < 0.95 else self.name()
        return f"{kind} {name}" + self.maybe(' "Title"', 0.8) + \
            self.maybe(" " + self.members(depth - 1), 0.7)

    def money(self, _):
        kind = self.rng.choice(["funding", "funding", "funding", "spending", "gross"])
        if self.rng.random() < 0.1:
            return "share " + self.some(lambda: f"{self.name()}: {self.number()}")
        return f"{kind} {self.dated()}{self.modifiers()}"

    def row(self, columns, depth):
        cells = " ".join(self.number() for _ in range(columns + self.rng.choice([0] * 30 + [1])))
        rng = self.rng
        if rng.random() < 0.3:
            of = self.maybe(" of " + self.name(), 0.2)
            return f"total{of} {cells}{self.filter(0.15)}"
        if rng.random() < 0.15 and depth > 0:
            rows = self.some(lambda: self.row(columns, depth - 1), 5, "\n")
            return f"area {self.name('a')} \"A\" {{\n{rows}\n}}"
        return self.name("p") + self.maybe(' "P"') + f"{self.modifiers()} {cells}" + \
            self.maybe(" " + self.members(depth - 2), 0.1)

    def table(self, depth):
        rng = self.rng
        columns = [rng.choice(["2020", "2021", "2022", "all", "2020 as m0", "2020..2022",
                               "2021 from s0", "all"]) for _ in range(rng.choice([1, 2, 3, 9]))]
        count = sum(3 if ".." in column else 1 for column in columns)
        if rng.random() < 0.03:
            columns, count = ["1900..2154"], 255
        rows = self.some(lambda: self.row(count, depth), 12, "\n")
        return self.maybe("spending ", 0.1) + f"table {self.name('t')}" + \
            self.maybe(' "T"') + f" {', '.join(columns)}{self.filter(0.1)} {{\n{rows}\n}}"

    def total(self, _):
        of = self.maybe(" of " + self.some(self.name), 0.3)
        return self.maybe("spending ", 0.1) + f"total{of} {self.dated()}{self.filter()}"

    def setting(self, _):
        return self.rng.choice([f"years {self.time()}", "unit mio DKK", "unit DKK", "unit mia",
                                "unit EUR", "tolerance exact", "tolerance rounding"])

    def property(self, _):
        key = self.rng.choice(["date", "case", "page", "owner", "purpose", "contributes",
                               "starts", "expires", "kind", "judged", "expected", "part_of",
                               "note", "colour", "ovner", "x"])
        return f"{key}: {self.some(self.value, 2)}"

    def check(self, _):
        return f'check "c" {self.expression(4)}'

    def allow(self, _):
        return f"allow {self.rng.choice(CODES)}" + self.maybe(" " + self.number(), 0.4) + \
            self.maybe(' "why"')

    def indicator(self, _):
        target = self.rng.choice(["", ">= ", "> ", "<= ", "< ", "= ", "!= ", "+", "-"])
        body = [self.rng.choice([f"baseline {self.time()}: {self.number()}",
                                 f"baseline: {self.number()}",
                                 f"target {self.time()}: {target}{self.number()}",
                                 f"target {self.time()}: rising", "target: falling",
                                 f"actual {self.time()}: {self.number()}",
                                 f"judged: {self.value()}", f"expected: {self.value()}"])
                for _ in range(self.rng.randrange(5))]
        on = self.maybe(" on " + self.name("d"), 0.3)
        return f"indicator {self.name('i')} \"I\"{on} {{\n" + "\n".join(body) + "\n}"

    def effect(self, _):
        if self.rng.random() < 0.3:
            return f'category {self.name("c")} "C" {{ requires {self.expression(3)} }}'
        return f"effect {self.name('c')}" + self.maybe(" on " + self.name("d"))

    def every(self, depth):
        if self.rng.random() < 0.4:
            types = self.rng.choice(["text", "number", "money", "percent", "date", "month",
                                     "year", "range", "project", "a | b | met", "area"])
            kind = self.rng.choice(KINDS.split())
            return f"attribute x on {kind}{self.maybe(' required', 0.3)}: {types}"
        return f"every {self.rng.choice(KINDS.split())} {{ {self.property(depth)} }}"

    def query(self, _):
        rng = self.rng
        return f"query q{rng.randrange(3)} {{ select {self.maybe('distinct ', 0.2)}" \
               f"{self.some(lambda: self.expression(2) + self.maybe(' as x', 0.2))} " \
               f"from {rng.choice(TABLES)}{self.maybe(' of all', 0.2)}{self.filter()}" \
               f"{self.maybe(f' group by {self.expression(1)}', 0.3)}" \
               f"{self.maybe(f' having {self.expression(2)}', 0.2)}" \
               f"{self.maybe(f' pivot by {self.expression(1)}', 0.2)}" \
               f"{self.maybe(' with totals', 0.2)}" \
               f"{self.maybe(f' order by {self.expression(1)} desc nulls last', 0.2)}" \
               f"{self.maybe(' limit 3', 0.2)} }}"


def write(files, folder):
    for name, text in files.items():
        pathlib.Path(folder, name).write_bytes(text.encode("utf-8", "surrogateescape"))


def options(number):
    """How integ check is asked, in turn."""
    return [[], ["--format", "json"], ["--all", "--strict"],
            ["--as-of", "2021-07-01"]][number % 4]


def main():
    parser = argparse.ArgumentParser(description="Checks workspaces that are almost right.")
    parser.add_argument("integ")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=1000)
    parser.add_argument("--keep", default="/tmp")
    parser.add_argument("--late", type=float, default=5, help="seconds that are too many")
    given = parser.parse_args()
    integ = os.path.abspath(given.integ)
    env = {"LC_ALL": "C", "ASAN_OPTIONS": "exitcode=99",
           "UBSAN_OPTIONS": "halt_on_error=1:exitcode=99:print_stacktrace=1"}
    texts, bad = corpus(), 0
    for number in range(given.seed, given.seed + given.rounds):
        files = Maker(number, texts).workspace()
        with tempfile.TemporaryDirectory() as folder:
            write(files, folder)
            why = ""
            try:
                done = subprocess.run([integ, "check", *options(number), *files], cwd=folder, env=env,
                                      capture_output=True, timeout=given.late, check=False)
                if done.returncode not in (0, 1):
                    why = f"exit {done.returncode}\n" + \
                        done.stderr.decode(errors="replace")[-3000:]
            except subprocess.TimeoutExpired:
                why = f"longer than {given.late} s"
            if why:
                bad += 1
                keep = pathlib.Path(given.keep, f"fuzz-{number}")
                keep.mkdir(parents=True, exist_ok=True)
                write(files, keep)
                print(f"seed {number}, kept in {keep}: {why}", flush=True)
    print(f"{given.rounds} workspaces, {bad} bad")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
