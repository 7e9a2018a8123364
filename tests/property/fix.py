"""integ check --fix: what people and their programs do to a clean file, it undoes, byte by
byte; and of any file, however broken, it changes only what --diff shows, in one go.

    fix.py INTEG
"""

import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile

INTEG = os.path.abspath(sys.argv[1])
ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
NAMES = ["budgetplan", "greenfund", "statepool", "Innovation", "økonomiudvalg"]
TITLES = ["Budget", "Den grønne fond", "2 – 3 % af det hele", "Søer, 1,5 km", "Æ: ?"]


def clean(chance):
    """A file without findings that a mend could be for."""
    lines = ["document plan \"En plan\" { date: 2024-01-01 }", "unit mio DKK",
             "tolerance rounding"]
    lines += [f"source {name} \"{chance.choice(TITLES)}\"" for name in NAMES]
    lines.append("table t \"Tabel 1\" 2020..2022 {")
    for row in range(chance.randint(1, 12)):
        cells = "  ".join(chance.choice(["-", "?", f"{chance.randint(0, 999)}",
                                         f"{chance.randint(0, 99)}.{chance.randint(0, 9)}",
                                         f"-{chance.randint(1, 9)}.{chance.randint(10, 99)}",
                                         "1_234_567"]) for _ in range(3))
        lines.append(f"  row{row} \"{chance.choice(TITLES)}\"  from {chance.choice(NAMES)}"
                     f"  {cells}")
    lines.append("}")
    return "\n".join(lines) + chance.choice(["", "\n"])


def slip(chance, name):
    """One letter wrong, as fingers do it; the digits as they are."""
    at = chance.randrange(1, len(name) - 1)
    return chance.choice([name[:at] + name[at + 1:], name[:at] + name[at] + name[at:],
                          name[:at] + "x" + name[at + 1:],
                          name[:at] + name[at + 1] + name[at] + name[at + 2:],
                          name.swapcase()])


def damage(chance, text):
    """The same with decimal commas, odd dashes, curly quotes and slips."""
    done = []
    for line in text.split("\n"):
        head, quote, rest = line.partition('"')
        title, _, cells = rest.rpartition('"') if quote else ("", "", "")
        if line.startswith("  row") and quote:
            if chance.random() < 0.5:
                cells = re.sub(r"(\d)\.(\d{1,2})\b", r"\1,\2", cells)
            if chance.random() < 0.5:
                cells = re.sub(r"(?<= )-", chance.choice("–—−‐"), cells)
            if chance.random() < 0.3:
                cells = cells.replace("1_234_567", "1.234.567")
            for name in NAMES:
                if chance.random() < 0.3:
                    cells = cells.replace(f"from {name} ", f"from {slip(chance, name)} ")
        if quote:
            left, right = chance.choice(['""', '""', "“”", "„“", "»«", "«»", "””"])
            line = head + left + title + right + cells
        done.append(line.replace("rounding", chance.choice(["rounding", "roundin"])))
    return "\n".join(done)


def check(folder, *arguments):
    done = subprocess.run([INTEG, "check", *arguments], cwd=folder, capture_output=True,
                          stdin=subprocess.DEVNULL, check=False, timeout=120)
    assert done.returncode in (0, 1), (arguments, done.returncode, done.stderr)
    return done.stdout


def fixed(folder, data):
    """What --fix makes of the bytes; the diff must say the same, and no more is left."""
    path = folder / "a.integ"
    path.write_bytes(data)
    patch = check(folder, "--fix", "--diff", "a.integ")
    assert path.read_bytes() == data
    check(folder, "--fix", "--quiet", "--fail-on", "never", "a.integ")
    after = path.read_bytes()
    assert (after != data) == bool(patch), patch
    assert after.count(b"\n") == data.count(b"\n")
    assert check(folder, "--fix", "--diff", "a.integ") == b""
    if patch:
        path.write_bytes(data)
        subprocess.run(["git", "apply", "-"], cwd=folder, input=patch, check=True,
                       env=os.environ | {"GIT_CEILING_DIRECTORIES": str(folder.parent)})
        assert path.read_bytes() == after
    return after


def main():
    chance = random.Random(1)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name).resolve()
        undone = 0
        for _ in range(60):
            text = clean(chance)
            assert fixed(folder, text.encode()) == text.encode(), text
            broken = damage(chance, text)
            undone += broken != text
            after = fixed(folder, broken.encode()).decode()
            assert after == text, f"{broken}\n-- became\n{after}\n-- and was\n{text}"
        files = sorted(ROOT.glob("tests/checks/*/*.integ"))
        for path in chance.sample(files, 60):
            data = bytearray(path.read_bytes())
            for _ in range(chance.randint(0, 6)):
                at = chance.randrange(len(data) + 1)
                data[at:at + chance.randint(0, 2)] = chance.choice(
                    [b",", "–".encode(), "“".encode(), "”".encode(), b'"', b"\\", b"\xff",
                     b"\x00", b"\r\n", b"1,5", b"{", b"}", b" ", b"\xef\xbb\xbf"])
            fixed(folder, bytes(data))
    print(f"fix: {undone} damaged files made as they were, 60 broken ones changed as shown")


main()
