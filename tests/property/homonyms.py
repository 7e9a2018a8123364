"""N07, one name for two things: silent in a series of documents of which each renames some
of its projects, whatever the order of the files; found between documents that have nothing to
do with each other but short names, each name once.

    homonyms.py INTEG
"""

import json
import os
import pathlib
import random
import string
import subprocess
import sys
import tempfile

INTEG = os.path.abspath(sys.argv[1])
ROUNDS = 60


class Words:
    """Titles of words that no other title has: they differ in their first letters."""

    def __init__(self, chance):
        self.chance, self.given = chance, set()

    def word(self):
        while True:
            start = "".join(self.chance.choices(string.ascii_lowercase + "æøå", k=4))
            if start not in self.given:
                self.given.add(start)
                return start + "".join(self.chance.choices(string.ascii_lowercase, k=3))

    def title(self):
        between = self.chance.choice([" ", " of the ", " og ", " 2023 ", " i "])
        return between.join(self.word() for _ in range(2)).capitalize()


def changed(chance, title):
    """The same thing in other words: one word is kept, in another form."""
    kept = max(title.lower().split(), key=len)[:5]
    return chance.choice([f"{kept.upper()}erne", f"nyt: {kept}s", f"{kept} (ny)", title])


def document(name, year, projects, more=""):
    """projects: name and title, None where it is only referred to."""
    rows = "".join(f'  {p} "{t}" 1.5\n' if t else f"  {p} 1.5\n" for p, t in projects)
    return (f'document {name} "Status {name}" {{ date: {year}-03-01 }}\nunit mio DKK\n{more}'
            f"table {year} {{\n{rows}}}\n")


def findings(texts):
    """(file, names) of each N07."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in texts.items():
            pathlib.Path(folder, name).write_text(text, encoding="utf-8")
        done = subprocess.run([INTEG, "check", "--format", "json", "."], cwd=folder,
                              capture_output=True, check=False)
        assert done.returncode in (0, 1), done.stderr
        report = json.loads(done.stdout)
    assert {f["code"] for f in report["findings"]} <= {"N07"}, report["findings"]
    found = []
    for finding in report["findings"]:
        notes = [n for n in finding["notes"] if "without a word in common" in n]
        listed = notes[0].split(": ", 1)[1] if notes else finding["message"]
        names = listed.split('"')[1::2] if notes else [finding["message"].split('"')[1]]
        found.append((finding["file"], sorted(names)))
    return sorted(found)


def series(chance, words, mark, names, years, shared=""):
    """The documents of one series, {file: text}: a part of the projects each year, of which
    up to a third have a new title and others the same in other words; some are only referred
    to."""
    titles = {name: words.title() for name in names}
    texts, known = {}, set()
    for year in years:
        shown = chance.sample(sorted(titles), max(2, len(titles) * 4 // 5))
        renamed = set(chance.sample(shown, len(shown) // 3))
        rows = []
        for name in shown:
            if name in renamed and chance.random() < 0.7:
                titles[name] = words.title()
            elif chance.random() < 0.3:
                titles[name] = changed(chance, titles[name])
            refers = name in known - renamed and chance.random() < 0.3
            rows.append((name, None if refers else titles[name]))
        known |= set(shown)
        # The files come in another order than the years.
        texts[f"{chance.randrange(10 ** 6)}{mark}{year}.integ"] = document(
            f"{mark}{year}", year, rows, shared)
    return texts


def one_series(chance, words):
    """Nothing is found."""
    names = [f"{chance.choice('abcd')}{i}" for i in range(chance.randrange(4, 30))]
    shared = 'source city "The city"\narea north "North"\n' * chance.randrange(2)
    texts = series(chance, words, "x", names, range(2010, 2010 + chance.randrange(2, 9)),
                   shared)
    if chance.random() < 0.3:  # titles in a file of their own, with the first ones
        texts["common.integ"] = 'organisation town "The town"\n'
    found = findings(texts)
    assert not found, (found, texts)


def strangers(chance, words):
    """Each name is found once, in the document that has it second or later, with those that
    the same document had first."""
    pool = list("abcdefgh")
    shared = 'source city "The city"\n' * chance.randrange(2)
    texts, first, wanted = {}, {}, []
    for i in range(chance.randrange(2, 7)):
        file, names = f"f{i}.integ", chance.sample(pool, 4)
        groups = {}
        for name in names:
            if name in first:
                groups.setdefault(first[name], []).append(name)
            first.setdefault(name, i)
        if sum(map(len, groups.values())) > 1 or not shared:
            wanted += [(file, sorted(group)) for group in groups.values()]
        texts[file] = document(f"d{i}", 2020 + i, [(n, words.title()) for n in names], shared)
    found = findings(texts)
    assert found == sorted(wanted), (found, wanted, texts)


def two_series(chance, words):
    """Two series with the same short names, year by year beside each other: their first
    documents are told of, and nothing of the years after."""
    names = [f"p{i}" for i in range(8)]
    steady = {mark: {name: words.title() for name in names} for mark in "xy"}
    texts = {}
    for year in range(2018, 2023):
        for mark in "xy":
            rows = [(n, changed(chance, t)) for n, t in steady[mark].items()]
            texts[f"{mark}{year}.integ"] = document(f"{mark}{year}", year, rows)
    found = findings(texts)
    assert found == [("y2018.integ", names)], (found, texts)


def main():
    for seed in range(ROUNDS):
        for law in (one_series, strangers, two_series):
            chance = random.Random(f"{law.__name__} {seed}")
            try:
                law(chance, Words(chance))
            except AssertionError as wrong:
                raise SystemExit(f"{law.__name__}, seed {seed}: {wrong}") from wrong
    print(f"{ROUNDS} series, {ROUNDS} sets of strangers, {ROUNDS} pairs of series")


main()
