#!/usr/bin/python3
"""One thing has one name: no message, help or document says what is listed here.

Each pattern comes with what to say instead. Messages and help are the texts in quotes of
src/ and of checks.def; documents are README.md and the Markdown of grammar/ and examples/,
without their blocks of code, whose output comes from the program."""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent

WORDS = [
    (r"mend(s|ed|ing)?\b", "fix, of what --fix does; correct, of what a person does"),
    (r"silences? nothing", "has no effect"),
    (r"note it: allow", "accept it: allow"),
    (r"keep (it|them) and note", "accept it: allow"),
    (r"(hold|held)\b[^.;:\"]{0,30} against", "compare with, check against"),
    (r"cannot be verified", "cannot be checked"),
    (r"can name nothing|can name no", "cannot be a name"),
    (r"cannot stand|can(not)? only stand|stands? (here|elsewhere|beside|behind|before|in|under|outside)\b",
     "is, is written, appears"),
    (r"outside of\b", "outside"),
    (r"inside of\b", "inside"),
    (r"lays? out|laid out", "formats"),
    (r"read anew|anew\b", "again, reload"),
    (r"counted aloud|aloud\b", "the answer says how many"),
    (r"tak(e|es|en) up (as|by)\b", "known, in the baseline"),
    (r"checked: nothing is entered|is entered for", "there are no entries"),
    (r"the blanks? must hold", "the amount not given must be"),
    (r"hidden by the level", "hidden by --level"),
    (r"not asked for\b", "skipped"),
    (r"unchosen", "skipped"),
    (r"but (an? |\w+ )?[^,;\"]*is wanted here", "must be"),
    (r"is (not )?in it\b|it holds \\\"", "the total leaves out, counts twice, includes"),
    (r"it (agrees with|follows) ", "… add up to this total"),
    (r"explains (%u|\d+) of (%u|\d+)", "that explains 2 of the 6 figures that are off"),
]

def texts_of_source(path):
    """(line, text) for each text in quotes, those that are broken over lines as one."""
    source = path.read_text()
    source = re.sub(r"/\*.*?\*/", lambda m: re.sub(r"[^\n]", " ", m.group()), source,
                    flags=re.S)
    for found in re.finditer(r'"(?:[^"\\\n]|\\.)*"(?:\s*"(?:[^"\\\n]|\\.)*")*', source):
        line = source.count("\n", 0, found.start()) + 1
        start = source.rfind("\n", 0, found.start()) + 1
        if not source[start:].startswith("#include"):
            yield line, re.sub(r'"\s*"', "", found.group())


def texts_of_document(path):
    """(line, text) for each line that is no code."""
    code = False
    for number, line in enumerate(path.read_text().split("\n"), 1):
        if line.startswith("```"):
            code = not code
        elif not code:
            yield number, re.sub(r"`[^`]*`", "`…`", line)


def files():
    for path in sorted((ROOT / "src").rglob("*")):
        if path.suffix in (".c", ".def"):
            yield path, texts_of_source
    for name in sys.argv[1:]:
        path = ROOT / name
        for document in sorted(path.rglob("*.md")) if path.is_dir() else [path]:
            yield document, texts_of_document


def main():
    wrong = 0
    for path, texts in files():
        for line, text in texts(path):
            for pattern, instead in WORDS:
                found = re.search(r"\b(?:" + pattern + ")", text, re.I)
                if found:
                    print(f"{path.relative_to(ROOT)}:{line}: \"{found.group()}\": say "
                          f"{instead}")
                    wrong += 1
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
