"""Bad input of every kind: each must end in a clear finding and a proper exit, lose
nothing, and send nothing raw to a terminal. tests/run asks for cases(); sizes are smaller
under the sanitizers."""

import os
import pathlib
import random
import resource
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import bounds  # noqa: E402
import fuzz  # noqa: E402
import growth  # noqa: E402

TOTAL = 'unit mio DKK\nyears 2020..2022\narea green "Green" {{\n{}\n}}\n'
SMALL = TOTAL.format('  project a "A" { funding 2020: 1.0, 2021: 2.0 }\n  total 2020: 1.0')


def cases(runner, wrong, root):
    hostile = Hostile(runner, wrong, root)
    for name in sorted(dir(hostile)):
        if name.startswith("case_"):
            case = getattr(hostile, name)
            assert case.__doc__, f"{name} does not say what it holds"
            yield name[5:], case
    small = bounds.Bounds(runner, wrong)
    for topic in growth.TOPICS:
        yield f"growth_{topic}", small.topic(topic)
    yield "big_file", small.case_big_file
    yield "walks", small.case_walks
    yield "limits", small.case_limits
    yield "steps", small.case_steps
    yield "steps_known", small.case_steps_known
    yield "small_stack", small.case_small_stack


def row(number):
    return f'    name_{number:07d} "Title {number}" {number % 97}.5 - {number % 89}.25\n'


class Hostile:
    def __init__(self, runner, wrong, root):
        self.runner, self.wrong, self.root = runner, wrong, root
        self.scale = 20 if runner.asan else 1

    # ---- helpers ----

    def need(self, truth, message):
        if not truth:
            raise self.wrong(message)

    def json(self, data, *arguments, folder=None, files=None):
        """integ check of one file's bytes: its exit status and the object."""
        with tempfile.TemporaryDirectory() as own:
            place = pathlib.Path(folder or own)
            for name, text in ({"x.integ": data} | (files or {})).items():
                place.joinpath(name).parent.mkdir(parents=True, exist_ok=True)
                place.joinpath(name).write_bytes(
                    text.encode() if isinstance(text, str) else text)
            return self.runner.check(*arguments, "x.integ", cwd=place)

    def text(self, data, *arguments):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "x.integ")
            path.write_bytes(data.encode() if isinstance(data, str) else data)
            done = self.runner.run([self.runner.integ, "check", *arguments, "x.integ"],
                                   cwd=folder)
        self.harmless(done.stdout)
        return done

    def harmless(self, output):
        """Nothing that a terminal would obey."""
        text = output.decode()  # valid UTF-8, or this raises
        for c in text:
            code = ord(c)
            bad = (code < 32 and c != "\n") or 127 <= code < 160 or \
                0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069 or \
                code in (0x200E, 0x200F, 0x061C)
            self.need(not bad, f"sends U+{code:04X} to the terminal")

    def clean(self, data):
        status, report = self.json(data)
        self.need(status == 0, f"should be clean, but has {report['findings'][:3]}")
        return report

    def finds(self, data, code, only=True):
        """The code is found; with `only` it is all that is found at error level."""
        status, report = self.json(data)
        found = [f["code"] for f in report["findings"] if f["level"] == "error"]
        self.need(status == 1 and code in found, f"{code} is not among {found[:9]}")
        self.need(not only or set(found) == {code}, f"not {code} alone: {found[:9]}")
        self.text(data)
        return report

    # ---- text ----

    def case_empty(self):
        """A file with nothing in it, or with blanks alone, is clean."""
        self.clean("")
        self.clean("\n")
        self.clean(" \t\r\n ")

    def case_comments(self):
        """A file of comments alone is clean, with or without a last newline."""
        self.clean("# nothing here")
        self.clean("# nothing here\n#\n# at all\n")

    def case_open_string(self):
        """A quote that is never closed is found where it is opened."""
        report = self.finds('area green "Green {\n  total 2020: 1\n}\n', "S02", only=False)
        self.need(report["findings"][0]["line"] == 1, "not at the line that opens it")
        self.finds('area green "Green', "S02", only=False)

    def case_open_block(self):
        """A brace too few, or too many, is found: at the end of the file, too."""
        self.finds("area green \"G\" {\n", "S03")
        self.finds("area green \"G\" {", "S03")
        self.finds("}\n", "S03")

    def case_nul(self):
        """A NUL is found in a file, a name or a text, and is no end of the file."""
        self.finds(b"unit mio DKK\n\0\nyears 2020..2021\n", "S07")
        self.finds(b"\0", "S07")
        self.finds(b'area a "x\0y" {}\n', "S07")
        self.text(b"# a comment \0 with one\n")
        self.finds(b"\0\xff", "S07", only=False)

    def case_invalid_utf8(self):
        """Bytes that are no UTF-8 are found: lone ones, surrogates, Latin 1."""
        self.finds(b'area a "x\xff\xfey" {}\n', "S07")
        self.finds(b"area \xc3\x28 {}\n", "S07", only=False)
        self.finds(b'area a "\xed\xa0\x80" {}\n', "S07")
        self.text(b"# latin 1: Gr\xf8n\n")
        self.finds(b"\xa7\xad" + b"x" * 300 + b" ?", "S07", only=False)

    def case_other_encodings(self):
        """A file in UTF-16 or UTF-32 is one finding, which names the encoding."""
        text = '# Søer\nunit mio DKK\nproject lakes "Søer" { funding 2020: 1.0, }\n'
        for encoding in ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"):
            for data in (text, "\ufeff" + text, "\ufeff"):
                _, report = self.json('include "y.integ"\nproject lakes { owner: parks }\n',
                                      files={"y.integ": data.encode(encoding)})
                found = report["findings"]
                self.need([f["code"] for f in found] == ["S07"] and
                          encoding[:6].upper() in found[0]["message"], f"{encoding}: {found}")
        self.finds("a\0".encode(), "S07", only=False)

    def case_bom_and_crlf(self):
        """A byte order mark and \\r\\n change neither what is found nor on which line."""
        plain = self.clean(SMALL)
        for data in ("\ufeff" + SMALL, SMALL.replace("\n", "\r\n")):
            self.need(self.clean(data)["summary"] == plain["summary"], "counts differ")
        status, report = self.json("\ufeffarea green \"G\" {\r\n  totl 2020: 1\r\n}\r\n")
        first = report["findings"][0]
        self.need((status, first["line"]) == (1, 2), f"at {first}")

    def case_controls(self):
        """No escape, override or other control of a file is sent to the terminal."""
        for data in ('area a "\x1b[31mred\x07\x9b" {}\nprojekt \x1b]0;x\x07 {}\n',
                     'project "\u202egnp" {\n', "total \x08\x08 2020: 1\r2\n",
                     "\x7f\x85 area\n", "unit \u2028 x \u200f\n"):
            self.text(data)
            self.text(data.encode() + b"\xff")

    def case_turning(self):
        """Bidirectional controls in a text or comment are a finding, however they are shown."""
        for c in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c\x9b":
            for data in (f'unit DKK # {c}\n', f'area a "x{c}y"\n', f'query a "{c}" {{ select a }}\n'):
                self.finds(data, "S07", only=False)
                for form in ("text", "gnu", "github", "json", "sarif"):
                    self.text(data, "--format", form)
            title = f'unit DKK\nproject p "a\\u{{{ord(c):x}}}b" {{ funding 2020: 1 }}\n'
            self.clean(title)
            with tempfile.TemporaryDirectory() as folder:
                pathlib.Path(folder, f"{c}.integ").write_text(title, encoding="utf-8")
                for form in ("table", "markdown", "json", "jsonl", "integ"):
                    done = self.runner.run(
                        [self.runner.integ, "query", "--format", form,
                         "select project.title, sum(amount) from funding group by project", "."],
                        cwd=folder)
                    self.harmless(done.stdout)
                self.harmless(self.runner.run([self.runner.integ, "query", "--format", "csv",
                                               "select title from projects", "."],
                                              cwd=folder).stdout.replace(b"\r", b""))

    def case_combining_flood(self):
        """A letter with marks without end is told without harm."""
        self.text("area " + "e\u0301" * 40 + "\u0301" * (200000 // self.scale) + " %\n")

    # ---- size ----

    def case_hundred_megabytes(self):
        """A table of millions of rows is read whole, and its facts are counted."""
        rows = 2_400_000 // self.scale
        text = "unit DKK\ntable 2020..2022 {\n" + "".join(map(row, range(rows))) + "}\n"
        report = self.clean(text)
        self.need(report["summary"]["facts"] >= rows, f"lost rows: {report['summary']}")

    def case_line_of_ten_megabytes(self):
        """A line of megabytes is read, and its findings show little of it."""
        count = 250_000 // self.scale
        line = " ".join(f"area a_{n} \"A\" {{ note: \"x{n}\" }}" for n in range(count))
        self.clean(line)
        done = self.text(line + " %% " + line.replace("a_", "b_"))
        self.need(done.returncode == 1, f"exit {done.returncode}")
        self.need(len(done.stdout) < 20000, f"{len(done.stdout)} bytes of output")
        self.clean("# " + "x" * (10_000_000 // self.scale))

    def case_hundred_thousand_errors(self):
        """Each of a hundred thousand errors counts; the text shows a few."""
        count = 100_000 // self.scale
        data = "".join(f"area a{n} \"A\" {{ owner: nobody_{n} }}\n" for n in range(count))
        status, report = self.json(data)
        self.need(status == 1 and report["summary"]["errors"] >= count,
                  f"{report['summary']['errors']} errors of {count}")
        done = self.text(data)
        self.need(len(done.stdout) < 40000, f"{len(done.stdout)} bytes of text")
        data = "".join(f"project p{n} \"P\" {{ funding 2020: {n}o0 }}\n" for n in range(count))
        status, report = self.json(data)
        self.need(report["summary"]["errors"] >= count, "syntax errors are lost")
        status, report = self.json(data.replace("\n", " "))
        self.need(report["summary"]["errors"] >= count, "on one line they are lost")
        self.text(data.replace("\n", " "))

    def case_deep(self):
        """Blocks, brackets and signs nested without end are findings, and no crash."""
        deep = 100_000
        for data in ("area a { " * deep, "area a { " * deep + "} " * deep,
                     "check \"x\" " + "(" * deep + "1" + ")" * deep + " = 1\n",
                     "check \"x\" " + "not " * deep + "true\n",
                     "check \"x\" " + "- " * deep + "1 = 1\n",
                     "table 2020 { " + "area a { " * deep,
                     "project a { " * deep + "total 2020: 1" + "}" * deep):
            status, _ = self.json(data)
            self.need(status == 1, f"{data[:20]!r}…: exit {status}")
        self.finds("area a { " * deep + "} " * deep, "S08", only=False)
        long = "check \"x\" " + " + ".join(["1"] * deep) + " = 1\n"
        self.need(self.json(long)[0] in (0, 1), "a long sum")

    def case_digits(self):
        """A number of more digits than can be kept is found, and not rounded."""
        for digits in ("9" * 10000, "0." + "0" * 10000 + "1", "1" * 40):
            self.finds(TOTAL.format(f"  total 2020: {digits}"), "S06")
        self.json(TOTAL.format("  total 2020: " + "0" * 10000))

    def case_overflow(self):
        """Sums and products beyond the largest amount end in a finding, not in a wrap."""
        big = "999999999999999999 mia DKK"
        rows = "\n".join(f"  project p{n} \"P\" {{ funding 2020: {big} }}" for n in range(1000))
        self.need(self.json(TOTAL.format(rows + f"\n  total 2020: {big}"))[0] == 1, "clean")
        self.json(f'check "x" {" * ".join(["999999999999999999"] * 9)} = 1\n')

    def case_years(self):
        """A year that is none is found, as a time and as a setting."""
        for year in ("0", "20222", "-5", "99999999999"):
            status, _ = self.json(f"unit DKK\nproject a \"A\" {{ funding {year}: 1 }}\n")
            self.need(status == 1, f"year {year}: exit {status}")
            self.need(self.json(f"years {year}..{year}\n")[0] == 1, f"years {year}")

    def case_ranges(self):
        """A range that goes back, or over more years than there are, is found."""
        for span in ("2022..2020", "1..1000000000", "0..4000000000", "2020..99999999999999"):
            for data in (f"years {span}\n", f"unit DKK\nproject a \"A\" {{ funding {span}: 1 }}\n",
                         f"table {span} {{ a 1 }}\n", f"project a {{ expires: {span} }}\n"):
                status, _ = self.json(data)
                self.need(status == 1, f"{data.strip()}: exit {status}")

    def case_decimal_commas(self):
        """Decimal commas in all of a table are one finding, with a fix for each."""
        rows = "".join(f"  row{n} \"R\" {n},{n % 10} 2,5 3,25\n" for n in range(1, 40))
        report = self.finds(f"unit DKK\ntable 2020..2022 {{\n{rows}}}\n", "S05")
        self.need(len(report["findings"]) == 1, "more than one finding")
        self.need(len(report["findings"][0]["fixes"]) == 3 * 39, "not a fix for each")

    def case_missing_brace(self):
        """A brace left out in the midst of thousands of blocks is found there."""
        areas = [f"area a{n} \"A\" {{\n  note: \"x\"\n}}\n" for n in range(2000)]
        areas[1000] = areas[1000].replace("}\n", "")
        report = self.finds("".join(areas), "S03")
        line = report["findings"][0]["line"]
        self.need(3000 <= line <= 3003, f"at line {line}, not where it is missing")

    def one_finding(self, data, code, line=None):
        """One mistake is one finding, whatever the level."""
        status, report = self.json(data)
        found = [(f["code"], f["line"]) for f in report["findings"]]
        self.need(status == 1 and [c for c, _ in found] == [code], f"{found[:9]} in\n{data[:400]}")
        self.need(line in (None, found[0][1]), f"at line {found[0][1]}, not {line}")

    def case_missing_braces(self):
        """Each brace left out is one finding, indented or not, at what it leaves open."""
        block = "area a{0} \"A\" {{\n  project p{0} \"P\" {{\n    funding 2020: 1.0\n  }}\n" \
                "  total 2020: 1.0\n}}\n"
        lines = ("unit mio DKK\n" + "".join(map(block.format, range(300)))).split("\n")
        flat = [line.strip() for line in lines]
        # Line 604 of 0.. is the "}" of p100, 606 that of its area.
        for kept, place in ((lines, {604: 603, 606: 602}), (flat, {604: 602, 606: 602})):
            for lost, opener in place.items():
                self.one_finding("\n".join(kept[:lost] + kept[lost + 1:]), "S03", opener)
        several = [line for n, line in enumerate(lines) if n not in (604, 906, 1206)]
        _, report = self.json("\n".join(several))
        self.need([f["code"] for f in report["findings"]] == ["S03"] * 3, f"{report['findings']}")
        self.one_finding("\n".join(lines[:607] + ["}"] + lines[607:]), "S03")

    def case_one_mistake(self):
        """One mistake is one finding: nothing that only follows from it is told."""
        head = "unit mio DKK\nyears 2020..2022\n"
        table = head + "table t \"T\" 2020..2022 {{\n  a \"A\" {}\n  b \"B\" 1 2 3\n" \
            "  total 2 4 6\n}}\ncheck \"x\" count(projects) = 2\n"
        for data, code in (
                ('area a "Green {\n  project p "P" { funding 2020: 1 }\n}\n', "S02"),
                ('project p "P" { note: "x }\nproject q "Q"\n', "S02"),
                ("project a\0b \"x\" {}\n", "S07"), (b"project \xc3( \"B\" {}\n", "S07"),
                ("projekt \x1b[2J {}\n", "S07"), ("project a 'A' { note: \"x\" }\n", "S07"),
                (table.format("1 – –"), "S07"), (table.format("1O 2 3"), "S04"),
                (table.format("1 x 3"), "S04"), (table.format("1, 2, 3"), "S04"),
                (head + 'table t "T" 2020\n  p "P" 1\n  total 1\n}\n', "S03"),
                (head + 'project p "P" { fundng 2020: 1.5 }\n', "S01"),
                (head + 'project p "Say "hello" there" { funding 2020: 1 }\n', "S01"),
                ('unit DKK\nyears 202..2022\nproject p "P" { funding 2020..: 1 }\n', "Y10"),
                ('unit million kr\nproject a "A" { funding 2020: 1.5 }\n', "S01"),
                ('document d "D" { date: 2020 }\ninclude "nope.integ"\nproject p { owner: o }\n',
                 "F01"),
                (head + 'project a "A" { part_of: b funding 2020: 1 }\n'
                 'project b "B" { part_of: a funding 2020: 2 }\n', "N06"),
                ('unit DKK\nproject a "A" { expires: 2019-13  funding 2020: 1 }\n', "Y10")):
            self.one_finding(data, code)

    def case_many_of_each(self):
        """Nothing grows with the square of a file."""
        count = 20_000 // self.scale
        for data in (
                "".join(f'organisation organisation_number_{n} "O"\n'
                        f'project p{n} "P" {{ owner: organisatoin_nubmer_x{n} }}\n'
                        for n in range(count)),
                "".join(f"attribute attr_{n} on project: text\n"
                        f'project p{n} "P" {{ atr_{n}: "x" }}\n' for n in range(count)),
                "unit DKK\n" + "".join(f'project p{n} "P" {{ funding 2010: 1.0 '
                                       f"total 2010: {n}.0 }}\nallow T02 {n - 1}.0\n"
                                       for n in range(count // 2)),
                'goal g "G" { indicator i "I" {\nbaseline 2010: 5\n' + "".join(
                    f"target {1990 + n % 40}-{1 + n % 12:02d}: {n % 50}\n"
                    f"actual {1990 + n % 40}-{1 + n % 12:02d}: {n % 61}\n"
                    for n in range(count)) + "}}\n"):
            with tempfile.TemporaryDirectory() as folder:
                pathlib.Path(folder, "x.integ").write_text(data, encoding="utf-8")
                self.runner.run([self.runner.integ, "check", "x.integ"], cwd=folder,
                                timeout=20)

    def case_deep_parts(self):
        """What a whole is part of does not hang on how far up it stands; what stands in
        more wholes than there may be is S11, and never a silent pass."""
        for count in (100, 20_000 // self.scale):
            last = count - 1
            chain = "".join(f'project p{n} "P" {{ part_of: p{n - 1} }}\n'
                            for n in range(1, count))
            funded = "".join(f"project p{n} {{ funding {1900 + n % 100}: 1 }}\n"
                             for n in range(1, last))
            for data, found in (
                    ('project p0 "P" { funding 2023: 1.0 }\n' + chain + funded +
                     f"project p{last} {{ funding 2023: 0.9 }}\n"
                     "total 2023: 1.0\ntotal of p0 2023: 1.0\n", set()),
                    ('project p0 "P" { funding 2023: 1.0 }\n' + chain + funded +
                     f"project p{last} {{ funding 2023: 1.9 }}\n", {"T06"}),
                    ('table "T" 2023 { p0 "P" 1.0 ' +
                     "".join(f"p{n} {'0.5' if n == last else '-'}\n"
                             for n in range(1, count)) + "total 1.0 }\n" + chain, set())):
                _, report = self.json("unit mio DKK\n" + data, "--level", "warning")
                codes = {f["code"] for f in report["findings"]}
                self.need(codes == found if count <= 100 else "S11" in codes,
                          f"{count}: {report['findings'][:2]}")

    def case_many_targets(self):
        """What is said of an indicator's targets does not hang on how many there are."""
        years = "".join(f"target {1900 + n}: >= 50\n" for n in range(100))
        open_ones = "".join(f"target {1900 + n}: ?\n" for n in range(100))
        for targets, code in ((years + "target 2010: >= 50\ntarget 2010: <= 40\n", "G05"),
                              (years + "target 2010: >= 50%\n", "G02"),
                              (open_ones + "target 2010: 5\ntarget 2011: 5%\n", "G02")):
            self.finds(f'goal g "G" {{ indicator i "I" {{\n{targets}}} }}\n', code)

    def case_totals_below_totals(self):
        """A row of a table of totals that lies below another one counts once, however many
        rows there are."""
        names = range(150)
        _, report = self.json(
            'unit mio DKK\narea sub "Sub" { part_of: a7 }\n' +
            "".join(f'area a{n} "A"\n' for n in names) + 'table "T" 2023 {\n' +
            "".join(f"total of a{n} 1.0\n" for n in names) +
            "total of sub 0.5\ntotal 150.0\n}\n")
        self.need(report["summary"]["totals"]["hold"] == 1, f"{report['summary']}")

    def case_long_name(self):
        """A name of a million letters is shown cut."""
        name = "x" * (1_000_000 // self.scale)
        done = self.text(f"area {name} {{ owner: y{name} }}\n")
        self.need(done.returncode == 1, f"exit {done.returncode}")
        self.need(len(done.stdout) < 8000, f"{len(done.stdout)} bytes of output")
        self.text(f'area a "{name}" {{ {name}: 1 }} }}\n')

    # ---- files ----

    def case_include_itself(self):
        """Files that include themselves or each other are read once."""
        self.clean('include "x.integ"\n')
        status, report = self.json('include "y.integ"\n', files={
            "y.integ": 'include "x.integ"\ninclude "./x.integ"\ninclude "d/../y.integ"\n',
            "d/z.integ": ""})
        self.need(status == 0 and report["summary"]["files"] == 2, f"{report}")

    def case_include_chain(self):
        """A chain of thousands of includes is followed to its end."""
        count = 2000 // self.scale
        files = {f"f{n}.integ": f'include "f{n + 1}.integ"\n' for n in range(count)}
        status, report = self.json('include "f0.integ"\n', files=files)
        self.need(status == 1 and report["summary"]["files"] == count + 1, f"{report}")

    def case_include_what_is_no_file(self):
        """A folder, a pipe, a device or a name with a NUL is not read as a file."""
        with tempfile.TemporaryDirectory() as folder:
            os.mkdir(f"{folder}/d")
            os.mkfifo(f"{folder}/pipe")
            for name, code, more in (("d", "F03", ()), ("pipe", "F03", ()), (".", "F03", ()),
                                     ("none", "F01", ()), ("/dev/zero", "F02", ()),
                                     ("/dev/zero", "F03", ["--allow-outside"]),
                                     ("", "F01", ()), ("a\\u{0}b", "F01", ())):
                status, report = self.json(f'include "{name}"\n', *more, folder=folder)
                found = [f["code"] for f in report["findings"]]
                self.need(status == 1 and found, f"{name!r}: {found}")
                self.need(code in found or "\\" in name, f"{name}: {found}")

    def case_include_outside(self):
        """What lies outside the folder is not read, by whatever links or patterns."""
        with tempfile.TemporaryDirectory() as folder:
            place = pathlib.Path(folder, "in")
            os.mkdir(place)
            pathlib.Path(folder, "out.integ").write_text("years 2020..2021\n",
                                                         encoding="utf-8")
            os.symlink("../out.integ", place / "link.integ")
            os.symlink("..", place / "up")
            os.mkdir(place / "sub")
            os.symlink("../..", place / "sub/up")
            for name in ("../out.integ", "link.integ", "up/out.integ", f"{folder}/out.integ",
                         "../*.integ", "up/*.integ", "up/o*t.integ", "s*/up/*.integ"):
                status, report = self.json(f'include "{name}"\n', folder=place)
                found = [f["code"] for f in report["findings"]]
                self.need(status == 1 and found == ["F02"], f"{name}: {found}")
                status, _ = self.json(f'include "{name}"\n', "--allow-outside", folder=place)
                self.need(status == 0, f"{name}: is not allowed with --allow-outside")

    def case_outside_does_not_show(self):
        """What there is outside cannot be told from what is said of links to it."""
        said = set()
        for there in (False, True):
            with tempfile.TemporaryDirectory() as folder:
                place = pathlib.Path(folder, "in")
                os.mkdir(place)
                if there:
                    os.mkdir(place.parent / "far")
                    (place.parent / "far/a.integ").write_text("unit mio DKK\n")
                os.symlink("../far", place / "far")
                os.symlink("../far/a.integ", place / "link.integ")
                for name in ("far", "far/a.integ", "far/b/c.integ", "far/*.integ", "l*.integ",
                             "far/**/*.integ", "link.integ", "far/b/*.integ", "**/*.integ"):
                    (place / "in.integ").write_text(f'include "{name}"\n', encoding="utf-8")
                    for asked in ("in.integ", "."):
                        done = self.runner.run([self.runner.integ, "check", asked], cwd=place)
                        self.need(done.returncode == 1 and b"F02" in done.stdout, done)
                        said.add((name, asked, done.stdout, done.stderr))
        self.need(len(said) == 18, "it shows whether something is there")

    def case_unreadable(self):
        """A file that is asked for and cannot be read ends with 2 and says so."""
        with tempfile.TemporaryDirectory() as folder:
            os.mkdir(f"{folder}/empty")
            os.mkfifo(f"{folder}/pipe")
            os.symlink("loop", f"{folder}/loop")
            for name in ("none.integ", "empty", "pipe", "loop", "/dev/zero", "x" * 5000):
                done = self.runner.run([self.runner.integ, "check", name], cwd=folder)
                self.need(done.returncode == 2 and done.stderr,
                          f"{name[:20]}: exit {done.returncode}, {done.stderr!r}")

    def as_nobody(self, folder, *arguments):
        """Runs a copy of the program in the folder as a user whom permissions bind; root is
        above them."""
        os.chmod(folder, 0o777)
        program = pathlib.Path(folder, "program")
        if not program.exists():
            shutil.copy(self.runner.integ, program)
        who = {"user": 65534, "group": 65534, "extra_groups": []} if os.geteuid() == 0 else {}
        return self.runner.run([program, *arguments], cwd=folder, stdin=subprocess.DEVNULL,
                               **who)

    def refused(self, done, *words):
        told = done.stderr.decode()
        self.need(done.returncode == 2, f"{done.args[1:]}: exit {done.returncode}, {told}")
        for word in words:
            self.need(word in told, f"{done.args[1:]}: no word of {word}: {told}")

    def case_locked_folders(self):
        """A folder that may be listed but not searched, or searched but not listed, is told;
        what else there is counts, and nothing is written."""
        for mode, name in ((0o744, "listed"), (0o711, "searched"), (0o700, "closed")):
            with tempfile.TemporaryDirectory() as folder:
                pathlib.Path(folder, "a.integ").write_text("# fine\n", encoding="utf-8")
                locked = pathlib.Path(folder, name)
                locked.mkdir()
                locked.joinpath("x.integ").write_text("}}}\n", encoding="utf-8")
                locked.chmod(mode & ~0o700 if os.geteuid() else mode)
                said = f"{name}: may not be read"
                for command in (["check"], ["check", "."], ["check", name], ["fmt", "--check"],
                                ["query", "select * from claims"], ["repl", "-c", ".tables"],
                                ["check", "--fix"], ["check", "--fix", "--diff"],
                                ["check", "--write-baseline"]):
                    self.refused(self.as_nobody(folder, *command), said)
                self.need(not pathlib.Path(folder, "integ-baseline.json").exists(),
                          "a baseline was written of a part")
                glob = pathlib.Path(folder, "b.integ")
                glob.write_text(f'include "{name}/*.integ"\n', encoding="utf-8")
                done = self.as_nobody(folder, "check", "b.integ")
                self.need(done.returncode == 2 and b"error[F01]" in done.stdout,
                          f"a glob over {name}: exit {done.returncode}, {done.stdout}")
                locked.chmod(0o700)

    def case_lost_links(self):
        """A link into nowhere is found; asked to follow links, integ refuses it by name."""
        with tempfile.TemporaryDirectory() as folder:
            pathlib.Path(folder, "a.integ").write_text("# fine\n", encoding="utf-8")
            os.symlink("nowhere", f"{folder}/b.integ")
            done = self.as_nobody(folder, "check")
            self.need(done.returncode == 1 and b"F02" in done.stdout, done)
            self.refused(self.as_nobody(folder, "check", "--allow-outside"),
                         "b.integ: is a link that leads nowhere")

    # ---- output and memory ----

    def unwritten(self, done):
        self.need(done.returncode == 2, f"exit {done.returncode}")
        self.need(b"could not be written" in done.stderr, f"says {done.stderr!r}")

    def case_closed_output(self):
        """Where output is closed or full, each command says so and fails."""
        for command in ("integ check x.integ >&-", "integ explain >&-", "integ --help >&-",
                        "integ check --format json x.integ >&-", "integ --version >&-",
                        "integ check x.integ >/dev/full", "integ explain >/dev/full",
                        "integ --version >/dev/full"):
            with tempfile.TemporaryDirectory() as folder:
                pathlib.Path(folder, "x.integ").write_text(SMALL, encoding="utf-8")
                self.unwritten(self.runner.run(["bash", "-c", command], cwd=folder))

    def case_broken_pipe(self):
        """A reader that goes away ends integ as it ends other filters, with no word."""
        with tempfile.TemporaryDirectory() as folder:
            pathlib.Path(folder, "x.integ").write_text("area a {\n" * 5000,
                                                    encoding="utf-8")
            line = 'set +e; integ check --format json x.integ | head -c 10 >/dev/null; ' \
                   '[ "${PIPESTATUS[0]}" = 141 ]'
            done = self.runner.run(["bash", "-c", line], cwd=folder)
            self.need(done.returncode == 0 and not done.stderr, f"{done}")

    def case_no_memory(self):
        """Memory that runs out is told in one line, with exit status 2."""
        if self.runner.asan:
            return
        def limit():
            resource.setrlimit(resource.RLIMIT_AS, (60_000_000, 60_000_000))
        text = "unit DKK\ntable 2020..2022 {\n" + "".join(map(row, range(500000))) + "}\n"
        done = self.runner.run([self.runner.integ, "check", "-"], input=text.encode(),
                               preexec_fn=limit)
        self.need(done.returncode == 2 and b"memory" in done.stderr,
                  f"exit {done.returncode}: {done.stderr[:200]!r}")

    # ---- what is almost right ----

    def examples(self):
        return sorted(self.root.glob("examples/**/*.integ"))

    def fuzz(self, make, seed, rounds):
        rng = random.Random(seed)
        texts = [path.read_bytes() for path in self.examples()] or [SMALL.encode()]
        with tempfile.TemporaryDirectory() as folder:
            place = pathlib.Path(folder, "x.integ")
            for number in range(rounds // (4 if self.runner.asan else 1)):
                data = make(rng, rng.choice(texts))
                place.write_bytes(data)
                try:
                    done = self.runner.run([self.runner.integ, "check", "x.integ"],
                                           cwd=folder, timeout=20)
                    self.need(done.returncode in (0, 1), f"exit {done.returncode}")
                    self.harmless(done.stdout)
                except (self.wrong, UnicodeDecodeError) as error:
                    keep = pathlib.Path(tempfile.gettempdir(), f"hostile-{seed}-{number}.integ")
                    shutil.copyfile(place, keep)
                    raise self.wrong(f"{error}\nthe input is kept in {keep}") from error

    def case_workspaces(self):
        """A few of what `tests/hostile/fuzz.py` makes; thousands are for that."""
        texts = fuzz.corpus()
        for seed in range(1, (100 if self.runner.asan else 250) + 1):
            files = fuzz.Maker(seed, texts).workspace()
            with tempfile.TemporaryDirectory() as folder:
                fuzz.write(files, folder)
                try:
                    done = self.runner.run(
                        [self.runner.integ, "check", *fuzz.options(seed), *files],
                        cwd=folder, timeout=20)
                    self.need(done.returncode in (0, 1), f"exit {done.returncode}")
                    self.harmless(done.stdout)
                except (self.wrong, UnicodeDecodeError) as error:
                    raise self.wrong(
                        f"{error}\nagain: tests/hostile/fuzz.py {self.runner.integ} "
                        f"--seed {seed} --rounds 1") from error

    def case_cut_short(self):
        """Files that end anywhere."""
        self.fuzz(lambda rng, text: text[: rng.randrange(len(text) + 1)], 1, 200)

    def case_lines_lost(self):
        """Files with some lines left out."""
        def lose(rng, text):
            lines = text.split(b"\n")
            for _ in range(rng.randrange(1, 4)):
                at = rng.randrange(len(lines))
                del lines[at:at + rng.randrange(1, 3)]
                lines = lines or [b""]
            return b"\n".join(lines)
        self.fuzz(lose, 2, 200)

    # ---- for machines ----

    def case_formats_harmless(self):
        """What a file says and is called reaches no log raw; a finding stays one line."""
        data = 'unit mio DKK\nproject "a\x1b[31m\x9b\u202e::error::x" { x: 1oo }\n' \
               'total 2020: 2 where source = "\x07%0A\x1b"\n'.encode("utf-8") + b"\xff\xc3 {\n"
        for form in ("gnu", "github"):
            done = self.text(data, "--format", form)
            lines = done.stdout.decode().splitlines()
            self.need(lines and all("x.integ" in line for line in lines), f"{form}: {lines}")
            with tempfile.TemporaryDirectory() as folder:
                name = os.fsencode(folder) + b"/\x1b[2J\n::error::\xff,a:b%.integ"
                with open(name, "wb") as file:
                    file.write(data)
                done = self.runner.run([self.runner.integ, "check", "--format", form, folder])
                self.harmless(done.stdout)
                self.need(len(done.stdout.splitlines()) == len(lines), done.stdout)

    def case_baseline_broken(self):
        """A baseline of any bytes is used or refused."""
        rng = random.Random(8)
        parts = [b'"', b"{", b"}", b"[", b",", b"\0", b"\xff", b"9" * 25, b"null", b"\\u0000",
                 b"-1", b"1e999"]
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "x.integ")
            path.write_text("unit mio DKK\nproject a { x: 1oo }\ntotal 2020: 1oo\n",
                            encoding="utf-8")
            check = [self.runner.integ, "check", "--format", "gnu", "--baseline"]
            self.runner.run([*check, "good", "--write-baseline", "x.integ"], cwd=folder)
            good = pathlib.Path(folder, "good").read_bytes()
            for _ in range(200 // self.scale + 20):
                data = bytearray(good)
                for _ in range(rng.randrange(1, 5)):
                    at = rng.randrange(len(data))
                    data[at:at + rng.randrange(4)] = rng.choice(parts)
                pathlib.Path(folder, "bad").write_bytes(data)
                done = self.runner.run([*check, "bad", "x.integ"], cwd=folder)
                self.harmless(done.stdout + done.stderr)
                self.need(done.returncode in (0, 1, 2), done.stderr)

    # ---- fmt ----

    def fmt(self, folder, *arguments, **options):
        done = self.runner.run([self.runner.integ, "fmt", *arguments], cwd=folder, **options)
        self.harmless(done.stderr)
        return done

    def case_fmt_folder_read_only(self):
        """A file that cannot be replaced stays, and nothing else comes to be beside it."""
        with tempfile.TemporaryDirectory() as folder:
            place, program = pathlib.Path(folder, "x"), pathlib.Path(folder, "integ")
            shutil.copy(self.runner.integ, program)
            os.chmod(folder, 0o755)
            place.mkdir()
            (place / "a.integ").write_text("unit  mio DKK")
            (place / "a.integ").chmod(0o666)
            place.chmod(0o555)
            user = {"user": 65534, "group": 65534, "extra_groups": []} \
                if os.getuid() == 0 else {}
            done = self.runner.run([program, "fmt", "a.integ"], cwd=place, **user)
            self.need(done.returncode == 2 and done.stdout == b"" and
                      done.stderr == b"integ: a.integ may not be written\n", done)
            self.need(os.listdir(place) == ["a.integ"] and
                      (place / "a.integ").read_text() == "unit  mio DKK", "it was changed")
            place.chmod(0o755)

    def case_fmt_disk_full(self):
        """A disk that is full leaves the file as it was, and nothing beside it."""
        text = "unit mio DKK\n" + "project a {\nowner: b }\n" * 5000
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "a.integ")
            path.write_text(text)
            done = self.fmt(folder, "a.integ", preexec_fn=lambda:
                            resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)))
            self.need(done.returncode == 2 and b"could not be written" in done.stderr, done)
            self.need(path.read_text() == text and os.listdir(folder) == ["a.integ"],
                      "the file is not as it was")

    def case_fmt_links(self):
        """The file is replaced, not the link to it; a link into nowhere is said."""
        with tempfile.TemporaryDirectory() as folder:
            place = pathlib.Path(folder)
            (place / "far").mkdir()
            (place / "far/a.integ").write_text("unit  mio DKK")
            os.symlink("far/a.integ", place / "link.integ")
            os.symlink("link.integ", place / "again.integ")
            os.symlink("nowhere", place / "lost.integ")
            os.mkfifo(place / "pipe")
            done = self.fmt(folder, "again.integ", "link.integ", "far")
            self.need(done.returncode == 0 and done.stdout == b"again.integ\n", done)
            self.need((place / "link.integ").is_symlink() and
                      (place / "far/a.integ").read_text() == "unit mio DKK\n" and
                      os.listdir(place / "far") == ["a.integ"], "the link was followed wrongly")
            for name, why in (("lost.integ", b"does not exist"), ("pipe", b"is a device")):
                done = self.fmt(folder, name)
                self.need(done.returncode == 2 and why in done.stderr, done)

    def case_fmt_bytes(self):
        """Any bytes: laid out or left alone, never half done."""
        rng = random.Random(5)
        with tempfile.TemporaryDirectory() as folder:
            for i in range(200 // self.scale):
                data = rng.randbytes(rng.randrange(300)) if i % 2 else \
                    SMALL.encode()[:rng.randrange(90)] + rng.randbytes(rng.randrange(3))
                done = self.fmt(folder, "-", input=data)
                self.need(done.returncode in (0, 1) and (done.returncode == 0 or
                          (done.stdout == b"" and b"is left as it is" in done.stderr)), done)

    def case_bytes_changed(self):
        """Files with some bytes changed."""
        def change(rng, text):
            data = bytearray(text)
            for _ in range(rng.randrange(1, 12)):
                at = rng.randrange(len(data))
                data[at] = rng.choice(b'{}"\\\n\0\xff,.;:-()0a9%~?') if rng.random() < 0.7 \
                    else rng.randrange(256)
            return bytes(data)
        self.fuzz(change, 3, 300)

    def case_words_moved(self):
        """Files with some words moved."""
        def move(rng, text):
            words = text.split(b" ")
            for _ in range(rng.randrange(1, 8)):
                words.insert(rng.randrange(len(words)), words[rng.randrange(len(words))])
                words.pop(rng.randrange(len(words)))
            return b" ".join(words)
        self.fuzz(move, 4, 300)

    def case_bytes(self):
        """Bytes by chance."""
        self.fuzz(lambda rng, text: rng.randbytes(rng.randrange(900)), 6, 300)

    def case_noise(self):
        """Words of the language in no order."""
        words = [b"area", b"project", b"total", b"{", b"}", b"2020", b":", b"..", b"table",
                 b'"x"', b"funding", b"1.5", b"%", b"where", b"check", b"=", b"(", b")", b"of",
                 b"select", b"from", b"a", b"b", b"include", b"-", b"?", b"~1", b"mio", b"DKK",
                 b"all", b"indicator", b"target", b">=", b"effect", b"on", b"category",
                 b"requires", b"met", b"\n", b"within", b"refund", b"over", b"every", b"allow"]
        self.fuzz(lambda rng, text: b" ".join(rng.choices(words, k=rng.randrange(200))), 5,
                  300)
