"""integ fmt: laid out twice is laid out once; the tree, the tokens and the comments are as
they were, and in their order. Held over every file there is, over what people do to files
(comments and line ends put in anywhere, spaces taken out), and over mutated ones. And what
--diff shows is a patch that does the same.

    fmt.py DRIVER
"""

import pathlib
import random
import re
import subprocess
import sys
import tempfile

DRIVER = pathlib.Path(sys.argv[1]).resolve()
INTEG = DRIVER.parent.parent.parent / "integ"
ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
ROUNDS = 16  # for each file and way of changing it
SIZE = 40_000  # bytes; longer files are taken as they are

TOKEN = re.compile(rb'"(?:[^"\\\n]|\\[^\n])*"|#[^\n]*|[ \t\r]+|\n|[^\s"#]+|.', re.S)


def files():
    """(name, bytes): files, and the examples of the documents and of the codes."""
    found = []
    for folder in ("examples", "tests/golden", "tests/checks", "tests/property"):
        for path in sorted((ROOT / folder).rglob("*.integ")):
            if path.is_file():
                found.append((str(path.relative_to(ROOT)), path.read_bytes()))
    for name in ("README.md", "grammar/LANGUAGE.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        for i, body in enumerate(re.findall(r"^```integ[^\n]*\n(.*?)^```", text, re.M | re.S)):
            found.append((f"{name} {i}", body.encode()))
    return found


def tokens(data):
    return TOKEN.findall(data)


def gaps(chance, data):
    """Spaces, line ends and comments in other places; what was there may go."""
    out = []
    for token in tokens(data):
        blank = not token.strip()
        if blank and chance.random() < 0.3:
            token = chance.choice([b" ", b"\n", b"\n\n", b"\t", b"\n\n\n  ", b"\r\n", b"  "])
        if token.startswith(b"#") or (not blank and chance.random() < 0.03):
            out.append(token)
            out.append(chance.choice([b"\n", b" # why\n", b"\n# own\n", b"\n\n  #\n\n", b" #x \r\n",
                                      b"\n#a\n#b\n\n#c\n", b" ", b";", b" ; # c\n"])
                       if not token.startswith(b"#") else b"\n")
        else:
            out.append(token)
    return b"".join(out)


def squeezed(chance, data):
    """As few line ends and spaces as can be."""
    words = [t for t in tokens(data) if t.strip() and not t.startswith(b"#")]
    return chance.choice([b" ", b"\n", b"\t \n"]).join(words)


def moved(chance, data):
    """Words in other places: other files altogether, where they can be read."""
    words = tokens(data)
    for _ in range(chance.randint(1, 4)):
        at, to = chance.randrange(len(words)), chance.randrange(len(words))
        words[at], words[to] = words[to], words[at]
    return b"".join(words)


def lines_moved(chance, data):
    """Lines in other places, doubled or gone."""
    lines = data.splitlines(keepends=True)
    for _ in range(chance.randint(1, 3)):
        lines.insert(chance.randrange(len(lines) + 1), chance.choice(lines))
        if chance.random() < 0.6:
            lines.pop(chance.randrange(len(lines)))
    return b"".join(lines)


def bytes_changed(chance, data):
    out = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        out[chance.randrange(len(out))] = chance.choice(b'{}"#\n ,.;:-()09%~?ax')
    return bytes(out)


def hand_made():
    """Edges."""
    deep = b"area a {\n" * 99 + b"# in the deep\nkind: x # there\n" + b"}" * 99
    names = b", ".join(b"name%d" % i for i in range(300))
    expr = b" + ".join(b"a%d.b" % i for i in range(150))
    cells = b" ".join(b"%d.%d" % (i, i % 7) for i in range(2000))
    yield from {
        "empty": b"", "blank": b" \n\t\n", "comment": b"#", "no end": b"# a\n\n\n#b",
        "bom": b"\xef\xbb\xbfunit mio DKK", "deep": deep, "crlf": b"unit mio DKK\r\n\r\n# a\r\n",
        "list": b"project p { owner: " + names + b" }", "semicolons": b";;unit mio DKK;;# a\n;",
        "sum": b'check "x" ' + expr + b" = 0", "row": b"table 2020 { r " + cells + b" }",
        "parens": b'check "x" ' + b"(" * 90 + b"1 and # why\n 2" + b")" * 90,
        "title": b'table t "' + b"x" * 5000 + b'" 2020 {\n a "' + b"y" * 300 + b'" 1\n b 2.55}',
        "signs": b'check "x" -a - -1 + - 2 -3 = -(b) - -c\ncheck "y" f (a ,b) in ( 1,2 )',
        "percent": b"share a: 40 %, b : 60%\nindicator i { target: + 10 pp; actual: 20% .. 43%}",
        "case": b'check "x" case when a then b else c end = case a when 1 then 2 end # c',
        "query": b"query q{select a.b,count ( * ) as n,sum(distinct x where y) from funding of all "
                 b"# why\nwhere a not in (1,2) and b between 1 and 2 or c like \"x\" and d is not null "
                 b"group by a,b having n>1 pivot by c with totals order by a desc nulls last,b "
                 b"limit 5 offset 2}",
        "rows": b'table t 2020..2021, all where a = b { x "X" as m from s within w refund 50% '
                b'from st 1 -2.5 ~3 mio DKK {owner:o;kind:k} area a{total of x,y - ? 3 where z '
                b'# c\n area b # b\n{ y "Y" # y\n from s # s\n 1 # 1\n 2 3 {# in\n}}}}',
        "titles": b'source "S" money "M" table 2020 as "M" from "S" { area a; "A" 1 area "B" {kind:x}'
                  b'\nallow T02 ; # c\n"C" as "M" within "A" 2 {owner: "O"} allow T02 -1.5;"D" ?\n'
                  b'area green # c\n; "E" 3 total of "A","B" 4 e "E" 5 ;"' + b"y" * 60 + b'" 6}',
        "titles alone": b'table 2020, 2021{"' + b"y" * 60 + b'" 1.5 2\n"B" 10.25 - total 11 ?}',
        "dash, cell": b'table 2020, 2021{"B" 10.25 # c\n- total #x \n 11 ?}',
    }.items()


def run(cases):
    data = b"".join(b"%d\n%s" % (len(body), body) for _, body in cases)
    done = subprocess.run([DRIVER], input=data, capture_output=True, check=False, timeout=300)
    answers = done.stdout.split(b"\n")
    counts = {b"laid out": 0, b"syntax": 0}
    for i, (name, body) in enumerate(cases):
        answer = answers[i] if i < len(answers) else b""
        if answer not in counts:
            print(f"{name}: {answer.decode(errors='replace')} (exit {done.returncode})")
            print("---- of", body.decode(errors="replace"), sep="\n")
            print("---- laid out", b"\n".join(answers[i + 1:]).decode(errors="replace"),
                  done.stderr.decode(errors="replace"), sep="\n")
            sys.exit(1)
        counts[answer] += 1
    return counts


def patched(cases):
    """The files of a folder, the patch applied to them, are as fmt would have them."""
    with tempfile.TemporaryDirectory() as folder:
        for i, (_, body) in enumerate(cases):
            pathlib.Path(folder, f"{i}.integ").write_bytes(body)

        def fmt(*arguments):
            return subprocess.run([INTEG, "fmt", *arguments], cwd=folder, check=False,
                                  capture_output=True, timeout=100)
        whole = [p for p in pathlib.Path(folder).iterdir() if fmt("--diff", p.name).stderr == b""]
        diff = fmt("--diff", *[p.name for p in whole])
        assert diff.returncode == 1 and diff.stderr == b"", diff
        done = subprocess.run(["git", "apply", "--whitespace=nowarn"], cwd=folder, check=False,
                              input=diff.stdout, capture_output=True)
        assert done.returncode == 0, done.stderr
        left = fmt("--check", *[p.name for p in whole])
        assert left.returncode == 0 and left.stdout == b"", left.stdout


def main():
    chance = random.Random(7)
    given = files() + list(hand_made())
    counts = run(given)
    plain = counts[b"laid out"]
    for name, body in hand_made():
        assert run([(name, body)])[b"laid out"] == 1, f"{name} has findings of syntax"
    cases = []
    for name, body in given:
        if not body.strip() or len(body) > SIZE:
            continue
        for change in (gaps, squeezed, moved, lines_moved, bytes_changed):
            for i in range(ROUNDS if len(body) < 4000 else 3):
                cases.append((f"{name} {change.__name__} {i}", change(chance, body)))
    counts = run(cases)
    patched([case for case in chance.sample(cases, 300) if b"\r" not in case[1]])
    print(f"fmt: {plain} files and {counts[b'laid out']} mutated ones laid out, "
          f"{counts[b'syntax']} with findings of syntax left alone")


if __name__ == "__main__":
    main()
