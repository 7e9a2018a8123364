"""integ diff: laws, and a planted change of each kind, which must be told first.

    diff.py INTEG

    diff(A, A) is empty; diff(B, A) is the mirror of diff(A, B); laying out either side,
    another order and another file for a declaration change nothing.
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

INTEG = os.path.abspath(sys.argv[1])
ROOT = pathlib.Path(__file__).resolve().parent.parent.parent

SETTINGS = 'unit mio DKK\ndocument answer "The answer" { date: 2023-06-01 }\n'
SOURCES = 'source pool "Pool"\nsource state "State" { kind: external }\n' \
          'organisation city "City"\norganisation county "County"\n'
SCALE = 'dimension jobs "Jobs"\ncategory clear "Clear"\ncategory partly "Partly" { requires met > 0 }\n'
MONEY = 'money plan "Plan"\nmoney used "Used"\n'
TABLE = '''table t "Table 1" 2021..2023 {
  area green "Green" {
    trees "Trees"   from pool   1.4  3.1  2.5
    lakes "Lakes"   from pool   6.2  4.9  5.5
    total                       7.6  8.0  8.0
  }
  area play "Play" {
    benches "Benches" from state  0.5  0.5  0.7
    total                       0.5  0.5  0.7
  }
  total                         8.1  8.5  8.7
}
'''
PROJECT = '''project trees {
  owner: city
  expires: 2023
  effect clear on jobs
  indicator planted "Planted" {
    baseline 2020: 5
    target 2022: >= 10
    actual 2022: 12
    judged: met
  }
}
'''
SHARED = '''project ponds_fund "Ponds fund" {
  share pool: 50%, state: 50%
  gross 2023: 5.0 refund 50% from state
  funding 2023: 2.5
}
'''
CHECK = 'check "plans hold" 2 = 2\n'
BASE = SETTINGS + SOURCES + SCALE + MONEY + TABLE + PROJECT + SHARED + CHECK

# Kind, what is replaced, by what, and what must stand in the first three lines.
PLANTED = [
    ("entry", "6.2  4.9", "6.2  5.1", "Total of Green 2022"),
    ("entry and total", ("6.2  4.9", "7.6  8.0", "8.1  8.5"), ("6.2  5.0", "7.6  8.1", "8.1  8.6"),
     '"Green" 2022: 8.0 → 8.1'),
    ("total", "8.1  8.5  8.7", "8.1  8.9  8.7", "8.5; stated 8.5 → 8.9: now 0.4 too high"),
    ("total, by rounding", "8.1  8.5  8.7", "8.1  8.6  8.7", "stated 8.5 → 8.6: now within rounding"),
    ("row gone", '    lakes "Lakes"   from pool   6.2  4.9  5.5\n', "", "Total of Green 2021"),
    ("row new", "    total                       7.6", '    ponds "Ponds" from pool 0.9 - -\n    total  7.6',
     "Total of Green 2021: 7.6 → 8.5"),
    ("source of a row", "from state  0.5", "from pool  0.5", '"Benches" 2023 from "Pool": new, 0.7'),
    ("moved area", ('    lakes "Lakes"   from pool   6.2  4.9  5.5\n', "    benches"),
     ("", '    lakes "Lakes"   from pool   6.2  4.9  5.5\n    benches'), "Total of Green 2021"),
    ("owner", "owner: city", "owner: county", 'owner of "Trees": "City" → "County"'),
    ("expires", "expires: 2023", "expires: 2024", 'expires of "Trees": 2023 → 2024'),
    ("expires gone", "  expires: 2023\n", "", 'expires of "Trees": gone, was 2023'),
    ("title", '"Trees"', '"All trees"', 'title "Trees" → "All trees"'),
    ("renamed", ("lakes ",), ("ponds ",), "project ponds \"Lakes\": probably renamed, was lakes"),
    ("renamed source", ("pool ",), ("fund ",), "source fund \"Pool\": probably renamed, was pool"),
    ("target lowered", "target 2022: >= 10", "target 2022: >= 8", "target 2022: >= 10 → >= 8"),
    ("target raised over the result", "target 2022: >= 10", "target 2022: >= 15",
     "Judgement of Planted"),
    ("result", "actual 2022: 12", "actual 2022: 11", "actual 2022: 12 → 11"),
    ("result of a quarter", "actual 2022: 12", "actual 2022: 12\n    actual 2022-q2: 7",
     "actual 2022-q2: new, 7"),
    ("dates of a property", "expires: 2023", "expires: 2023-09-30", "2023 → 2023-09-30"),
    ("a month of a property", "expires: 2023", "expires: 2023-09", "2023 → 2023-09"),
    ("result below the target", "actual 2022: 12", "actual 2022: 9", "Judgement of Planted"),
    ("baseline", "baseline 2020: 5", "baseline 2020: 4", "baseline 2020: 5 → 4"),
    ("judgement", "judged: met", "judged: missed", "Judgement of Planted"),
    ("judgement gone", "    judged: met\n", "", "Judgement of Planted: no longer claimed"),
    ("effect", "effect clear on jobs", "effect partly on jobs", "Effect of Trees"),
    ("effect gone", "  effect clear on jobs\n", "", "Effect of Trees"),
    ("check", "check \"plans hold\" 2 = 2", "check \"plans hold\" 2 = 3", 'Check "plans hold"'),
    ("check new", CHECK, CHECK + 'check "more" 1 = 1\n', 'Check "more"'),
    ("not stated", "0.5  0.5  0.7\n    total", "0.5  0.5  ?\n    total", "2023"),
    ("document's title", '"The answer"', '"An answer"', 'title "The answer" → "An answer"'),
    ("kind of a source", "kind: external", "kind: internal", 'kind of "State": external → internal'),
    ("year of a table", ("2021..2023", "1.4  3.1  2.5", "6.2  4.9  5.5", "7.6  8.0  8.0",
                         "0.5  0.5  0.7\n    total", "0.5  0.5  0.7", "8.1  8.5  8.7"),
     ("2021..2022", "1.4  3.1", "6.2  4.9", "7.6  8.0", "0.5  0.5\n    total", "0.5  0.5", "8.1  8.5"),
     '"Green" 2023: gone, was 8.0'),
    ("approximate", "1.4  3.1", "~1.4  3.1", 'marked with ~ of "Trees" 2021'),
    ("a version", "money used \"Used\"", 'money used "Used" { version_of: plan }',
     'version_of of "Used": new, "Plan"'),
    ("note of a dimension", 'dimension jobs "Jobs"', 'dimension jobs "Jobs" { note: "x" }', 'note of "Jobs": new, "x"'),
    ("check's operator", '"plans hold" 2 = 2', '"plans hold" 2 >= 2', '2 >= 2'),
    ("share", "share pool: 50%, state: 50%", "share pool: 40%, state: 60%", "pool: 40%"),
    ("gross", "gross 2023: 5.0 refund 50% from state", "gross 2023: 6.25 refund 60% from state",
     "6.25 refund 60%"),
    ("rule", 'category partly "Partly" { requires met > 0 }',
     'category partly "Partly" { requires met > 0 and measured > 1 }', "measured > 1"),
    ("tolerance", "unit mio DKK\n", "unit mio DKK\ntolerance exact\n", "tolerance"),
    ("years", "unit mio DKK\n", "unit mio DKK\nyears 2020..2023\n", "years 2020..2023"),
    ("a new thing", SCALE, SCALE + 'area empty "Empty"\n', 'area empty "Empty": new'),
]


def run(*arguments, folder):
    done = subprocess.run([INTEG, "diff", *arguments], cwd=folder, capture_output=True, check=False)
    assert done.returncode in (0, 1), (arguments, done.returncode, done.stderr.decode())
    return done.returncode, done.stdout.decode("utf-8")


def changes(folder, old, now):
    status, text = run("--format", "json", old, now, folder=folder)
    found = json.loads(text)["changes"]
    assert (status == 1) == bool(found), (status, found)
    return found


TURNS = {"broke": "holds", "holds": "broke", "differs": "differs"}


def plain(change, mirrored):
    """What a change says, with its sides exchanged where it is seen from the other one."""
    change = dict(change)
    for place in ("file", "line", "percent"):
        change.pop(place, None)
    if change.get("before") is not None and change.get("after") is not None:
        change.pop("label", None)  # of the later side
        change.pop("table", None)
    if mirrored:
        change["before"], change["after"] = change["after"], change["before"]
        if "difference" in change:
            figure = change["difference"]
            zero = not re.search(r"[1-9]", figure)
            change["difference"] = (figure if zero else figure[1:] if figure.startswith("-")
                                    else "-" + figure)
        if "was" in change:
            change["name"], change["was"] = change["was"], change["name"]
        if "turn" in change:
            change["turn"] = TURNS[change["turn"]]
    return json.dumps(change, sort_keys=True)


def seen(found, mirrored=False):
    return sorted(plain(change, mirrored) for change in found)


def fmt(path):
    done = subprocess.run([INTEG, "fmt", "--quiet", path.name], cwd=path.parent, check=False,
                          capture_output=True)
    assert done.returncode in (0, 1), done.stderr.decode()


def replace(text, old, new):
    for a, b in zip((old,) if isinstance(old, str) else old, (new,) if isinstance(new, str) else new):
        assert a in text, a
        count = -1 if a.endswith(" ") else 1  # a name is replaced wherever it stands
        text = text.replace(a, b, count)
    return text


def write(folder, name, text):
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_planted(folder):
    write(folder, "old.integ", BASE)
    for kind, old, new, wanted in PLANTED:
        path = write(folder, "new.integ", replace(BASE, old, new))
        _, text = run("old.integ", "new.integ", folder=folder)
        lines = text.split("\n")
        head = "\n".join(lines[:6])
        if wanted not in head:
            print("WANTED", kind, wanted, "\n" + text)
            continue
        found = changes(folder, "old.integ", "new.integ")
        assert found, kind
        assert seen(found) == seen(changes(folder, "new.integ", "old.integ"), True), kind
        fmt(path)
        assert seen(changes(folder, "old.integ", "new.integ")) == seen(found), kind
        assert not changes(folder, "new.integ", "new.integ"), kind


def test_accepted(folder):
    """A finding that an allow accepts from now on, and the claim as off as it was."""
    off = BASE.replace("8.1  8.5  8.7\n", "8.1  8.9  8.7\n")
    write(folder, "old.integ", off)
    write(folder, "new.integ", off.replace(
        "8.9  8.7\n", '8.9  8.7\n  allow T02 0.4 "printed so"\n'))
    status, text = run("old.integ", "new.integ", folder=folder)
    assert status == 1 and "now accepted" in text and "T02" in text, text
    status, text = run("new.integ", "old.integ", folder=folder)
    assert status == 1 and "no longer accepted" in text, text


def test_nothing(folder):
    """Layout, order and files make no difference."""
    write(folder, "old.integ", BASE)
    rows = TABLE.split("\n")
    rows[2], rows[3] = rows[3], rows[2]
    others = {
        "rows.integ": SETTINGS + SOURCES + SCALE + MONEY + "\n".join(rows) + PROJECT + SHARED + CHECK,
        "order.integ": SETTINGS + PROJECT + CHECK + TABLE + SHARED + MONEY + SCALE + SOURCES,
        "comments.integ": BASE.replace("\n", "  # a comment\n\n"),
        "blanks.integ": re.sub(r"(?<=[0-9])  (?=[0-9])", "      ", BASE),
    }
    for name, text in others.items():
        write(folder, name, text)
        assert not changes(folder, "old.integ", name), name
        assert run("old.integ", name, folder=folder) == (0, "No difference.\n"), name
    write(folder, "two/a.integ", SETTINGS + 'include "b.integ"\n' + TABLE + PROJECT + SHARED + CHECK)
    write(folder, "two/b.integ", SOURCES + SCALE + MONEY)
    assert not changes(folder, "old.integ", "two/a.integ"), changes(folder, "old.integ", "two/a.integ")


def test_examples(folder):
    """Real files: nothing against themselves and against their laid-out selves, and the
    mirror of what two of them say differently."""
    names = sorted(p.name for p in (ROOT / "examples/copenhagen").glob("*.integ"))
    for name in names:
        write(folder / "x", name, (ROOT / "examples/copenhagen" / name).read_text(encoding="utf-8"))
    assert not changes(folder, "x", str(ROOT / "examples/copenhagen"))
    documents = [name for name in names if name != "common.integ"]
    for old, now in zip(documents, documents[1:]):
        there = changes(folder / "x", old, now)
        assert there and seen(there) == seen(changes(folder / "x", now, old), True), (old, now)
    ids = ["answer2020", "expiring2023"]
    there = json.loads(run("--documents", "--format", "json", *ids, "x", folder=folder)[1])
    back = json.loads(run("--documents", "--format", "json", *ids[::-1], "x", folder=folder)[1])
    assert there["changes"]
    assert seen(there["changes"]) == seen(back["changes"], True), set(seen(
        there["changes"])) ^ set(seen(back["changes"], True))


def test_finds(folder):
    """What others made it say wrongly."""
    table = 'unit {}\ntable "{}" 2022 {{\n  "A" {}\n{}  total {}\n}}\n'
    # Units: both sides in that of the later one.
    write(folder, "old.integ", table.format("thousand EUR", "T", 40, "", 40))
    write(folder, "new.integ", table.format("mio EUR", "T", "0.04", '  "B" 1.5\n', "1.54"))
    text = run("--only", "money", "old.integ", "new.integ", folder=folder)[1]
    assert "funding of 2022: 0.040 → 1.54 mio EUR (+1.500" in text and "A" not in text.split(
        "Money by project")[1], text
    write(folder, "same.integ", table.format("mio EUR", "T", "0.04", "", "0.04"))
    assert run("old.integ", "same.integ", folder=folder) == (0, "No difference.\n")
    # A table by another title has the same claims.
    write(folder, "titled.integ", table.format("thousand EUR", "Another title", 40, "", 40))
    found = changes(folder, "old.integ", "titled.integ")
    assert {change["group"] for change in found} == {"names"}, found
    # Another area of a project: sums differ, though no amount does.
    area = 'unit mio DKK\narea a "A"\narea b "B"\ntable "T" 2022 {{\n  area {} {{ p "P" 2 }}\n}}\n'
    write(folder, "a.integ", area.format("a"))
    write(folder, "b.integ", area.format("b"))
    status, text = run("--only", "money", "a.integ", "b.integ", folder=folder)
    assert status == 1 and text.startswith("2 sums by area and year differ"), text
    # A range, a formula, a dimension, an amount that is not stated.
    measured = 'dimension d "D"\ndimension e "E"\nproject a "A" {{ indicator i "I" on {} {{ ' \
               'target 2024: {} }} }}\n'
    write(folder, "a.integ", measured.format("d", "40%..50%"))
    for what, wanted in ((("d", "60%..70%"), "40%..50% → 60%..70%"), (("e", "40%..50%"), '"D" → "E"'),
                         (("d", "?"), "40%..50% → ?"), (("d", ">= 40%"), "2024: new, >= 40%")):
        write(folder, "b.integ", measured.format(*what))
        text = run("a.integ", "b.integ", folder=folder)[1]
        assert wanted in text, text
    formula = 'unit mio DKK\ntable "T" 2023, 2024, "Sum" = 2023 {} 2024 {{\n  "A" 1.0 - 1.0\n}}\n'
    write(folder, "a.integ", formula.format("+"))
    write(folder, "b.integ", formula.format("-"))
    assert 'formula of "Sum"' in run("a.integ", "b.integ", folder=folder)[1]
    # What each of several documents says, and which.
    said = 'organisation p "P"\norganisation q "Q"\ndocument x "X" {{ date: 2008-12-31\nunit mio DKK\n' \
           'project a "{}" {{ expires: {} owner: {} funding 2023: {} total 2023: 1.0 }} }}\n' \
           'document y "Y" {{ date: 2009-12-31\nunit mio DKK\n' \
           'project a "Lakes and ponds" {{ expires: 2011 owner: p funding 2023: {} }} }}\n'
    base = ("Lakes", "2010", "p", "1.0", "2.0")
    write(folder, "a.integ", said.format(*base))
    for at, value, wanted in ((0, "Ponds", '"Lakes" → "Ponds"'), (1, "2015", "2010 → 2015"),
                              (2, "q", '"P" → "Q"')):
        write(folder, "b.integ", said.format(*base[:at], value, *base[at + 1:]))
        text = run("a.integ", "b.integ", folder=folder)[1]
        assert wanted in text and 'in "X"' in text, text
    write(folder, "b.integ", said.format("Lakes", "2010", "p", "1.5", "5.0"))
    text = run("a.integ", "b.integ", folder=folder)[1]
    assert text.count("    by ") == 1 and '2023 in "X": 1.0 → 1.5' in text.split("\n")[2], text
    # The largest amounts behind a total stand first.
    old = "".join(f'  p{i} "P{i}" 1\n' for i in range(6))
    now = "".join(f'  p{i} "P{i}" {2 if i < 5 else 40}\n' for i in range(6))
    head = 'unit mio DKK\ntable "T" 2022 {\n'
    write(folder, "old.integ", head + old + "  total 6\n}\n")
    write(folder, "new.integ", head + now + "  total 6\n}\n")
    assert 'by funding of "P5" 2022: 1 → 40' in run("old.integ", "new.integ", folder=folder)[1]


def git(folder, *arguments):
    subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@example.org", *arguments],
                   cwd=folder, check=True, capture_output=True)


def test_commits(folder):
    """What git holds is read without being checked out, and a fmt commit is no change."""
    git(folder, "init", "-q", "-b", "main")
    path = write(folder, "a.integ", BASE)
    write(folder, "sub/b.integ", 'include "../a.integ"\n')
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "one")
    fmt(path)
    git(folder, "commit", "-qam", "two")
    assert run("HEAD~1", "HEAD", folder=folder) == (0, "No difference.\n")
    path.write_text(replace(path.read_text(encoding="utf-8"), "8.1  8.5", "8.1  8.1"),
                    encoding="utf-8")
    assert "now 0.4 too low" in run(folder=folder)[1]
    assert "now 0.4 too low" in run("HEAD", "a.integ", folder=folder)[1]
    assert "now 0.4 too low" in run("HEAD", "../a.integ", folder=folder / "sub")[1]
    # A second file that is none is no path of a commit.
    done = subprocess.run([INTEG, "diff", "a.integ", "nwe.integ"], cwd=folder, capture_output=True,
                          check=False)
    assert (done.returncode, done.stdout) == (2, b""), done
    git(folder, "commit", "-qam", "three")
    assert run(folder=folder) == (0, "No difference.\n")
    status, text = run("HEAD~1", "HEAD", folder=folder)
    assert status == 1 and "stated 8.5 → 8.1: now 0.4 too low" in "\n".join(text.split("\n")[:3])
    markdown = run("--format", "markdown", "HEAD~1", "HEAD", folder=folder)[1]
    assert "now 0.4 too low" in "\n".join(markdown.split("\n")[:3])
    git(folder, "rm", "-q", "a.integ", "sub/b.integ")
    write(folder, "c.integ", BASE)
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "four")
    # Another file for all of it: the totals are those of before, but for the mended one.
    found = changes(folder, "HEAD~1", "HEAD")
    assert [change["turn"] for change in found if change["group"] == "claims"] == ["holds"], found
    assert not [change for change in found if change["group"] in ("money", "sums", "names")]


def test_links(folder):
    """A link in a commit is its file; what is left out is said; nothing that is compared is lost."""
    git(folder, "init", "-q", "-b", "main")
    write(folder, "real/l.txt", 'unit mio DKK\nproject l "L" { funding 2023: 5.0 }\n')
    (folder / "l.integ").symlink_to("real/l.txt")
    (folder / "m.integ").symlink_to("l.integ")
    (folder / "gone.integ").symlink_to("/nowhere")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "one")
    (folder / "gone.integ").unlink()
    git(folder, "rm", "-q", "--cached", "gone.integ")
    git(folder, "commit", "-qm", "two")
    assert run(folder=folder) == (0, "No difference.\n")
    write(folder, "real/l.txt", 'unit mio DKK\nproject l "L" { funding 2023: 6.0 }\n')
    git(folder, "commit", "-qam", "three")
    assert "5.0 → 6.0" in run("HEAD~1", "HEAD", folder=folder)[1]
    done = subprocess.run([INTEG, "diff", "HEAD~2", "HEAD~1"], cwd=folder, capture_output=True,
                          check=False)
    assert b"gone.integ is a link that is left out" in done.stderr, done
    for old, now, out in (("a.integ", "b.integ", "a.integ"), ("a.integ", "b.integ", "b.integ"),
                          ("a.integ", "b.integ", "-")):
        texts = write(folder, "a.integ", BASE), write(folder, "b.integ", BASE + "# b\n")
        done = subprocess.run([INTEG, "diff", "-o", out, old, now], cwd=folder, capture_output=True,
                              check=False)
        assert done.returncode == 2 and not (folder / "-").exists(), done
        assert [path.read_text(encoding="utf-8") for path in texts] == [BASE, BASE + "# b\n"]
    before = write(folder, "kept.integ", BASE).read_text(encoding="utf-8")
    git(folder, "add", "kept.integ")
    git(folder, "commit", "-qm", "four")
    git(folder, "rm", "-q", "--cached", "kept.integ")
    git(folder, "commit", "-qm", "five")
    done = subprocess.run([INTEG, "diff", "-o", "kept.integ", "HEAD~1", "HEAD"], cwd=folder,
                          capture_output=True, check=False)
    assert done.returncode == 2 and (folder / "kept.integ").read_text(encoding="utf-8") == before


def main():
    for test in (test_planted, test_accepted, test_nothing, test_finds, test_examples, test_commits, test_links):
        with tempfile.TemporaryDirectory() as folder:
            test(pathlib.Path(folder))
    print(f"diff: {len(PLANTED)} kinds of change")


main()
