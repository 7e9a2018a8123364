"""One slip makes one finding. In sound files a colon, a quote or a brace is dropped, a
digit made a letter, a point a comma. What was slipped is reported once, as an error, and
nothing else is that was not found before. Beside it other documents keep their findings,
and the effects, judgements and properties of other projects theirs.

    one_slip.py INTEG [NUMBER [SEED [show]]]

A slip need not be one of syntax: `expires 2024` is a row of figures (N04), and `x024` a
name, which is of the wrong type (P02, Q02), unknown (N01, Q03) or, where any value may
stand, no mistake. A comma beside figures of three decimals makes these doubtful too (T13).
Those are counted apart. The rate of the rest is held to where there are enough slips to make
one; of fewer (the sanitizers' run has few) only that none is silent.
"""

import collections
import concurrent.futures
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile

INTEG = os.path.abspath(sys.argv[1])
NUMBER = int(sys.argv[2]) if len(sys.argv) > 2 else 1400
SEED = int(sys.argv[3]) if len(sys.argv) > 3 else 9
SHOW = "show" in sys.argv
ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SLIPS_LEAST = 1000  # that make a rate
ONCE_LEAST = 0.99  # of the slips, with those that are none of syntax
OTHERS = {"colon": {"N04"}, "digit": {"P02", "Q02", "N01", "Q03", "K02"}}
ONE_A_DOCUMENT = {"E03", "G04"}  # their place is that of the first of several
TOKEN = re.compile(r'(?P<comment>#[^\n]*)|(?P<text>"(?:[^"\\\n]|\\.)*")'
                   r'|(?P<number>\d[\d_]*(?:\.\d[\d_]*)?)|(?P<name>[^\W\d]\w*)'
                   r'|(?P<sign>[:{}])|.|\n')
SIGNS = {":": "colon", "{": "open brace", "}": "close brace"}

# Two documents that share their projects, each with something to find of every family.
FIRST = """document first "First" { date: 2023-06-01 }
years 2020..2022
unit mio DKK
dimension use "Use of the parks"
category clear "Clear effect" { requires measured > 0 and met = measured }
source fund "The fund"
attribute code on project required: text
project lakes "Lakes" {
  code: "A1"
  starts: 2020
  funding 2020: 1.0, 2022: 1.5 from fund
  indicator visits "Visits" on use { baseline 2020: 80  target 2022: >= 100  actual 2022: 90 }
  effect clear on use
  judged: missed
}
table t "Table 1" 2020..2021 {
  area green "Green" {
    paths "Paths"  1.0  2.0  { code: "B2" }
    swings "Swings"  0.5  -  { code: "C3" }
    total  1.5  2.0
  }
  total  1.5  2.0
}
"""
SECOND = """document second "Second" { date: 2024-06-01 }
years 2020..2022
unit mio DKK
project ponds "Ponds" {
  expires: 2020
  funding 2021: 1.0
  total 2021: 2.0
  indicator depth "Depth" on use { target 2022: +10%  actual 2023: 5  actual 2022: 4 }
  effect clear on use
  judged: met
}
project piers "Piers" {
  owner: nobody
  indicator length "Length" { target 2022: >= 5  actual 2022: 4 }
  judged: met
}
check "one" sum(funding.amount) = 5
"""


def slips(text):
    """(kind, offset, length, what comes instead) of each slip that can be made."""
    for token in TOKEN.finditer(text):
        start, found = token.start(), token.group()
        if token.lastgroup == "sign":
            yield SIGNS[found], start, 1, ""
        elif token.lastgroup == "text":
            yield "open quote", start, 1, ""
            yield "close quote", token.end() - 1, 1, ""
        elif token.lastgroup == "number":
            for at, digit in enumerate(found):
                if digit.isdigit():
                    yield "digit", start + at, 1, {"0": "o", "1": "l"}.get(digit, "x")
                elif digit == ".":
                    yield "point", start + at, 1, ","


def make(text, slip):
    _, start, length, instead = slip
    return text[:start] + instead + text[start + length:]


def check(folder, path="."):
    done = subprocess.run([INTEG, "check", "--format", "json", path], cwd=folder,
                          capture_output=True, stdin=subprocess.DEVNULL, check=False,
                          timeout=120)
    assert done.returncode in (0, 1), (done.returncode, done.stderr)
    return done.returncode, json.loads(done.stdout)["findings"]


def files():
    """(name, text) of files that can be read, and need no other."""
    yield "small.integ", (ROOT / "examples/small.integ").read_text(encoding="utf-8")
    for path in sorted(ROOT.glob("tests/checks/*/near*.integ")):
        try:
            yield str(path.relative_to(ROOT / "tests/checks")), path.read_bytes().decode()
        except UnicodeDecodeError:
            continue
    reference = (ROOT / "grammar/LANGUAGE.md").read_text(encoding="utf-8")
    for block in re.finditer(r"^```integ( [^\n]*)?\n(.*?)^```", reference, re.M | re.S):
        yield f"LANGUAGE.md:{reference.count(chr(10), 0, block.start()) + 1}", block.group(2)
    done = subprocess.run([INTEG, "explain", "--format", "json"], capture_output=True,
                          check=True)
    for info in json.loads(done.stdout)["codes"]:
        yield f"{info['code']} good", info["good"]


def key(finding):
    line = 0 if finding["code"] in ONE_A_DOCUMENT else finding["line"]
    return finding["code"], finding["file"], line


def is_syntax(finding):
    return finding["level"] == "error" and finding["code"][0] in "SF"


def report(text):
    with tempfile.TemporaryDirectory() as folder:
        pathlib.Path(folder, "a.integ").write_text(text, encoding="utf-8")
        return check(folder)


def outcome(kind, before, status, after):
    """What came of a slip: once, other (none of syntax), sound, or what is wrong."""
    known = collections.Counter(map(key, before))
    after = [f for f in after if kind != "point" or f["code"] != "T13"]
    new = [f for f in after if not known[key(f)]]
    count = sum((collections.Counter(map(key, after)) - known).values())
    if count == 0:
        return ("sound" if kind == "digit" and not any(map(is_syntax, after))
                else "silent"), new
    if count > 1:
        return "more", new
    if new and is_syntax(new[0]):
        return ("once" if status == 1 else "silent"), new
    good = new and new[0]["level"] == "error" and new[0]["code"] in OTHERS.get(kind, ())
    return ("other" if good else "no syntax"), new


def choose(chance):
    """As many of each kind, from all files."""
    by_kind = collections.defaultdict(list)
    for name, text in files():
        _, before = report(text)
        if not any(map(is_syntax, before)):
            for slip in slips(text):
                by_kind[slip[0]].append((name, text, before, slip))
    for kind in sorted(by_kind):
        most = min(len(by_kind[kind]), NUMBER // len(by_kind))
        yield from chance.sample(by_kind[kind], most)


def tell(name, text, slip, result, new):
    line = text.count("\n", 0, slip[1])
    print(f"{result}: {slip[0]} in {name}:{line + 1}: "
          f"{(make(text, slip).splitlines() + [''])[line].strip()}")
    for finding in new:
        print(f"    {finding['line']}: {finding['code']} {finding['message'][:110]}")


def once(chance, pool):
    """One slip, one finding."""
    tally, chosen = collections.Counter(), list(choose(chance))
    reports = pool.map(lambda site: report(make(site[1], site[3])), chosen)
    for (name, text, before, slip), (status, after) in zip(chosen, reports):
        result, new = outcome(slip[0], before, status, after)
        tally[result] += 1
        if SHOW and result != "once" or result in ("more", "silent", "no syntax"):
            tell(name, text, slip, result, new)
    total = sum(tally.values())
    bad = tally["more"] + tally["silent"] + tally["no syntax"]
    print(f"{total} slips: {tally['once']} found once, {tally['other']} as none of syntax, "
          f"{tally['sound']} sound all the same, {bad} otherwise")
    assert tally["silent"] == 0, "a slip was not reported"
    assert total < SLIPS_LEAST or 1 - bad / total >= ONCE_LEAST, \
        f"{bad} of {total} slips are not found once"


def beside(chance, pool):
    """A slip in one document leaves the other what it has."""
    def both(text):
        with tempfile.TemporaryDirectory() as folder:
            pathlib.Path(folder, "first.integ").write_text(text, encoding="utf-8")
            pathlib.Path(folder, "second.integ").write_text(SECOND, encoding="utf-8")
            return [f for f in check(folder)[1] if f["file"].endswith("second.integ")]

    wanted = {key(f) for f in both(FIRST)}
    chosen = chance.sample(list(slips(FIRST)), 120)
    hidden = collections.Counter()
    for slip, found in zip(chosen, pool.map(lambda slip: both(make(FIRST, slip)), chosen)):
        found = {key(f) for f in found}
        line = FIRST.count("\n", 0, slip[1])
        # What the second document takes from the first can be lost with it.
        shared = re.match(r"(dimension|category|document|source)", FIRST.splitlines()[line])
        for code, _, at in wanted ^ found:
            hidden[bool(shared)] += 1
            if not shared:
                print(f"{slip[0]} in line {line + 1}: {code} in line {at} of another document")
    print(f"{len(chosen)} slips beside {len(wanted)} findings: {hidden[True]} went with what "
          f"documents share, {hidden[False]} otherwise")
    assert len(wanted) >= 8 and hidden[False] == 0


def main():
    chance = random.Random(SEED)
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        once(chance, pool)
        beside(chance, pool)


if __name__ == "__main__":
    main()
