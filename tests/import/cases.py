"""Imported tables: the five documents' printed tables written in each format and read again,
a published text as it was pasted, and files that are meant to do harm."""

import pathlib
import re
import resource
import subprocess
import sys
import tempfile
from html import escape

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(HERE))
import formats  # noqa: E402
import hostile  # noqa: E402
import said  # noqa: E402
import tables  # noqa: E402

SECONDS = 20
BYTES = 1 << 30


class Cases:
    def __init__(self, runner, wrong):
        self.runner, self.wrong = runner, wrong

    def need(self, truth, message):
        if not truth:
            raise self.wrong(message)

    def run(self, data, *options, name="-"):
        """What `integ import` writes and tells of bytes; with bounds on time and memory."""
        def bound():
            if not self.runner.asan:
                resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
        done = subprocess.run([str(self.runner.integ), "import", *options, name],
                              input=data if name == "-" else b"", env=self.runner.env,
                              capture_output=True, timeout=SECONDS, check=False,
                              preexec_fn=bound)
        self.need(done.returncode in (0, 2), f"ended with {done.returncode}:\n"
                  + done.stderr.decode(errors="replace")[-2000:])
        return done.returncode, done.stdout, done.stderr.decode()

    def imported(self, data, *options):
        status, out, told = self.run(data, *options)
        self.need(status == 0, told)
        for words in (["fmt", "--check", "-"], ["check", "--skip", "T,Y", "-"]):
            done = self.runner.run([self.runner.integ, *words], input=out)
            self.need(done.returncode == 0,
                      f"integ {' '.join(words)}:\n{done.stdout.decode()}{done.stderr.decode()}")
        return out.decode(), told

    # ---- the round trip ----

    def round_trip(self, table, form):
        wanted = tables.plain(table.lines)
        data = formats.WRITERS[form](table)
        text, told = self.imported(data, "--unit", "mio DKK")
        found = tables.tables_of(text)
        self.need(len(found) == 1 and found[0].columns == table.columns,
                  f"{[one.columns for one in found]}\n{told}")
        for one, other in zip(wanted, tables.plain(found[0].lines)):
            self.need(one == other, f"wanted {one}\ngot    {other}\n{told}\n{text}")
        self.need(len(wanted) == len(found[0].lines), f"{len(found[0].lines)} lines\n{told}")

    # ---- the pasted document ----

    def pasted_document(self):
        """Tables 2 and 3 as they were copied out of the answer of 2020 have all rows of the
        transcription, figure by figure."""
        text = (HERE / "answer-2020.txt").read_bytes()
        printed = printed_tables()
        for number in 2, 3:
            out, told = self.imported(text, "--table", str(number - 1))
            (found,) = tables.tables_of(out)
            self.need("left out   column" not in told, told)
            wanted = tables.plain(printed[f"funding-2020 {number}"].lines)
            got = tables.plain(found.lines)
            figures = [[line[0], *line[-2:]] if line[0] == "row" else line[-1:]
                       for line in wanted if line[0] != "group"]
            self.need(figures == [[line[0], *line[-2:]] if line[0] == "row" else line[-1:]
                                  for line in got if line[0] != "group"],
                      f"figures differ:\n{out}")
            titles = [[line[1], line[2]] for line in wanted if line[0] == "row"]
            for one, other in zip(titles, [[line[1], line[2]] for line in got
                                           if line[0] == "row"]):
                self.need(one == other, f"wanted {one}, got {other}")
            self.need([line for line in wanted if line[0] == "total"] ==
                      [line for line in got if line[0] == "total"], "totals differ")

    def whole_document(self):
        """All three tables at once: the rows of the last one are totals of areas."""
        text = (HERE / "answer-2020.txt").read_bytes()
        out, told = self.imported(text, "--table", "all")
        found = tables.tables_of(out)
        self.need(len(found) == 3, told)
        self.need(found[2].lines == [("row", "Job og Uddannelse", "", ["17.4", "16.15", "14.2"], []),
                                     ("row", "Diskrimination og Social kontrol", "",
                                      ["3.38", "5.5", "5.4"], []),
                                     ("row", "Flygtningeområdet", "", ["3.1", "3.1", "3.1"], [])],
                  found[2].lines)
        self.need(out.count("total of ") == 3, out)

    def whole_list(self):
        _, out, _ = self.run((HERE / "answer-2020.txt").read_bytes(), "--list")
        self.need(len(re.findall(r"table \d +lines", out.decode())) == 3, out.decode())

    # ---- what a sheet shows ----

    def shown(self):
        """Each number as its format shows it, and as it is stored."""
        for number, (value, code, wanted) in enumerate(SHOWN):
            style = (f'<styleSheet><numFmts><numFmt numFmtId="200" formatCode="{escape(code)}"/>'
                     '</numFmts><cellXfs><xf numFmtId="200"/></cellXfs></styleSheet>')
            data = hostile.sheet(hostile.rows_of(
                ["mio. DKK", "2022", "2023"],
                ["Lakes", f'<c s="0"><v>{value}</v></c>', "<c><v>1.5</v></c>"]),
                **{"xl/styles.xml": style})
            out, told = self.imported(data)
            (table,) = tables.tables_of(out)
            self.need(table.lines[0][3][0] == wanted,
                      f"{number}: {value} as {code}: {table.lines[0][3]}, not {wanted}\n{told}")
        out, _ = self.imported(data, "--stored")
        self.need("1234567.125" in out, out)

    def formats(self):
        """What formats take off numbers: a minus, and thousands."""
        for caption, options, codes, rows, wanted, told_wanted in FORMATS:
            style = ("<styleSheet><numFmts>" + "".join(
                f'<numFmt numFmtId="{200 + at}" formatCode="{escape(code)}"/>'
                for at, code in enumerate(codes)) + "</numFmts><cellXfs>" + "".join(
                    f'<xf numFmtId="{200 + at}"/>' for at, _ in enumerate(codes))
                + "</cellXfs></styleSheet>")
            data = hostile.sheet(hostile.rows_of([caption, "2022", "2023"], *(
                [title, *(f'<c s="{at}"><v>{value}</v></c>' for value, at in cells)]
                for title, *cells in rows)), **{"xl/styles.xml": style})
            self.said(data, options, 0 if wanted else 2, wanted, told_wanted)

    def sheet_parts(self):
        """Hidden rows, columns and sheets are named and left out; merged headings head each
        of their columns; years that are numbers and figures that were typed as texts."""
        data = hostile.sheet(
            '<worksheet><cols><col min="3" max="3" hidden="1"/></cols><sheetData>'
            '<row r="1"><c r="A1" t="inlineStr"><is><t>mio. DKK</t></is></c>'
            '<c r="B1" t="inlineStr"><is><t>Budget</t></is></c></row>'
            '<row r="2"><c r="B2"><v>2022</v></c><c r="C2"><v>1</v></c><c r="D2"><v>2023</v></c></row>'
            '<row r="3"><c r="A3" t="str"><f>1</f><v>Lakes</v></c><c r="B3" t="str"><v>1,5</v></c>'
            '<c r="C3"><v>9</v></c><c r="D3"><v>2.5</v></c></row>'
            '<row r="4" hidden="1"><c r="A4" t="str"><v>Paths</v></c><c r="B4"><v>7</v></c></row>'
            '</sheetData><mergeCells><mergeCell ref="B1:D1"/></mergeCells></worksheet>')
        out, told = self.imported(data)
        for wanted in ("1 hidden row\n", "1 hidden column\n"):
            self.need(wanted in told, told)
        (table,) = tables.tables_of(out)
        self.need(table.columns == ["2022", "2023"] and out.count('as "Budget"') == 2, out)
        self.need(table.lines == [("row", "Lakes", "", ["1.5", "2.5"], [])], out)

    def pages(self):
        """A page's spans, raised marks, hidden rows and notes."""
        data = ("<h2>Tabel 7, mio. kr.</h2><table><thead><tr><th rowspan=2>Sted<th colspan=2>Budget"
                "<tr><th>2022<th>2023<tbody><tr><td>S&oslash;er<sup>1)</sup><td>1,5<td>2,0"
                "<tr style='display:none'><td>Skjult<td>9<td>9<tr><td>I alt<td>1,5<td>2,0</table>"
                "<p><sup>1)</sup> Foreløbigt.</p>").encode()
        out, told = self.imported(data)
        self.need("1 hidden row" in told and "Skjult" not in out, told + out)
        self.need('"Tabel 7, mio. kr." 2022 as "Budget", 2023 as "Budget"' in out, out)
        self.need('note: "Foreløbigt."' in out and '"Søer"' in out, out)
        latin = data.decode().replace("<h2>", "<meta charset=iso-8859-1><h2>").encode("latin-1")
        self.need(self.imported(latin)[0] == out, "another text in Latin 1")

    def totals(self):
        """A title that says "total" is that of a total, and a near one of a row."""
        for title in ("Samlet sum", "Totalamount", "Totaal", "Parks, in total", "Somme 2022"):
            out, _ = self.imported(f"mio. DKK\t2022\nLakes\t1.5\nParks\t2.0\n{title}\t3.5\n".encode())
            self.need(re.search(r"^  total +3\.5$", out, re.M), f"{title}:\n{out}")
        for title in ("Samlet indsats", "Sommerhus"):
            out, _ = self.imported(f"mio. DKK\t2022\nLakes\t1.5\n{title}\t2.0\n".encode())
            self.need(f'"{title}"' in out, f"{title}:\n{out}")

    # ---- what is made of texts ----

    def said(self, text, options, status, wanted, told_wanted):
        """Blanks do not count. With --into, the option's value is the text that the file is
        made of first; what it held must not change."""
        with tempfile.TemporaryDirectory() as folder:
            file, before, options = pathlib.Path(folder) / "file.integ", b"", list(options)
            if "--into" in options:
                at = options.index("--into") + 1
                _, before, _ = self.run(options[at].encode())
                file.write_bytes(before)
                options[at] = str(file)
            found, out, told = self.run(text.encode() if isinstance(text, str) else text, *options)
            self.need(found == status, f"ended with {found}:\n{told}")
            if before:
                out = file.read_bytes()
                self.need(out.startswith(before), f"the file changed:\n{out.decode()}")
                self.need(status == 0 or out == before, f"the file grew:\n{out.decode()}")
            if status == 0:
                for words in (["fmt", "--check", "-"], ["check", "--skip", "T,Y", "-"]):
                    done = self.runner.run([self.runner.integ, *words], input=out)
                    self.need(done.returncode == 0, f"integ {words[0]}:\n{done.stdout.decode()}"
                              f"{done.stderr.decode()}\n{out.decode()}")
                closing = self.runner.run([self.runner.integ, "check", "-"], input=out).stdout.decode()
                for text_wanted in [text for text in wanted if text.startswith("@")]:
                    self.need(text_wanted[1:] in closing, f"{text_wanted}:\n{closing[-500:]}")
            wanted = [text for text in wanted if not text.startswith("@")]
            plain = " ".join(out[len(before):].decode().split())
            for text_wanted in wanted:
                no = text_wanted.startswith("!")
                self.need((" ".join(text_wanted[no:].split()) in plain) != no,
                          f"{text_wanted!r}:\n{out.decode()}\n{told}")
            for text_wanted in told_wanted:
                no = text_wanted.startswith("!")
                self.need((text_wanted[no:] in told) != no, f"{text_wanted!r}:\n{told}\n{out.decode()}")

    # ---- files that do harm ----

    def harmless(self, data, options):
        status, out, told = self.run(data, *options)
        self.need(status == 2 and not out, f"ended with {status}:\n{told}{out[:500]}")
        self.need(re.search(r"^integ: ", told, re.M) and len(told) < 20000, told[:3000])


SHOWN = [  # a stored number, its format, and what is shown
    ("3.2857", "0.0", "3.3"), ("2.25", "0.0", "2.3"), ("2.35", "0.0", "2.4"),
    ("-2.25", "0.0", "-2.3"), ("0.30000000000000004", "General", "0.3"),
    ("3.2857142857142856", "General", "3.285714286"), ("1234.5", "#,##0.00", "1234.50"),
    ("1500000", "#,##0.0,,", "1.5"), ("-1234", "#,##0;(#,##0)", "-1234"),
    ("-12.5", '#,##0.0;-#,##0.0;"-"', "-12.5"), ("0", '#,##0.0;-#,##0.0;"-"', "-"),
    ("0", '_-* #,##0_-;-* #,##0_-;_-* "-"??_-;_-@_-', "-"), ("5", '0.0" mio. kr."', "5.0"),
    ("2.5E-1", "0.00", "0.25"), ("1E+3", "0", "1000"), ("-0.04", "0.0", "0.0"),
    ("7", "[Red]0.0", "7.0"), ("7", "[$kr-406] 0.0", "7.0"),
    ("-0.4", "0.0;[Red]0.0", "-0.4"), ("-0.4", '0.0;"minus "0.0', "-0.4"),
    ("-0.04", "0.0;[Red]0.0", "0.0"), ("-4", "0;General", "-4"), ("0.4", "0.0;[Red]0.0", "0.4"),
    ("-0.4", "0.0;[Red]0.0;0.0", "-0.4"), ("1234567.125", "#,##0", "1234567"),
]

MILLIONS = [("Lakes", ("1500000", 0), ("2000000", 0)), ("Paths", ("500000", 0), ("0", 0))]
MIXED = [("Lakes", ("1500000", 0), ("2000", 1))]
SHORT = ["#,##0.0,,", "0"]
SIGNS = [("Lakes", ("-0.4", 0), ("-0.5", 0))]
FORMATS = [  # caption, options, formats, rows with the formats' numbers, what is made and told
    ("mio. DKK", [], ["0.0;[Red]0.0"], SIGNS, ['"Lakes" -0.4 -0.5'],
     ["cell B2 is -0.4, though its format shows no minus; so is 1 more number\n"]),
    ("mio. DKK", [], ["0.0;-0.0"], SIGNS, ['"Lakes" -0.4 -0.5'], ["!no minus"]),
    ("mio. DKK", [], ["0.0;(0.0)"], SIGNS, ['"Lakes" -0.4 -0.5'], ["!no minus"]),
    ("mio. DKK", [], ['0.0;"-"0.0'], SIGNS, ['"Lakes" -0.4 -0.5'], ["!no minus"]),
    ("mio. DKK", [], ["0.0"], SIGNS, ['"Lakes" -0.4 -0.5'], ["!no minus"]),
    # Without a scale in the unit, it is that of the stored numbers.
    ("DKK", [], SHORT, MILLIONS, ["unit mio DKK", '"Lakes" 1.5 2.0'],
     ['"1.5" (row 2) is 1.5 mio DKK: its format divides the stored number by 1000000']),
    ("DKK", [], SHORT, MIXED, ["unit DKK", '"Lakes" 1.5 mio DKK 2000'], ['"1.5" (row 2) is 1.5 mio DKK']),
    ("DKK", [], ["0.0,", "0.0,,"], MIXED, ["unit thousand DKK", '"Lakes" 1500.0 0.0 mio DKK'], []),
    ("DKK", ["--stored"], SHORT, MILLIONS, ["unit DKK", '"Lakes" 1500000 2000000'], ["!divides"]),
    ("Parks", ["--unit", "DKK"], SHORT, MILLIONS, ["unit DKK", '"Lakes" 1.5 mio DKK 2.0 mio DKK'], []),
    # With one, it is that of what is shown: numbers may be stored in thousands, and shown in millions.
    ("mio. DKK", [], SHORT, MILLIONS, ["unit mio DKK", '"Lakes" 1.5 2.0'], ["!divides"]),
    ("mio. DKK", [], SHORT, MIXED, ["unit mio DKK", '"Lakes" 1.5 2000'], []),
    ("mio. DKK", [], ["0.0,"], [("Lakes", ("1500", 0), ("2000", 0))],
     ["unit mio DKK", '"Lakes" 1.5 2.0'],
     ["a stored number that its format divides by 1000: it is taken as mio DKK; --stored takes"]),
    ("Parks", ["--unit", "mio DKK"], SHORT, MILLIONS, ["unit mio DKK", '"Lakes" 1.5 2.0'], []),
    ("Parks", [], SHORT, MILLIONS, [], ['"1.5" (row 2) has a format that names a scale, but nothing a currency']),
    ("Parks", [], SHORT, MIXED, [], ['"1.5" (row 2) has a scale by its format, and "2000" (row 2) has none']),
    ("DKK", [], ["0.0,,,,"], SIGNS, [], ["has a format that is not known here"]),
]


def printed_tables():
    """By file and number: the tables of the examples."""
    where = ROOT / "examples/copenhagen"
    shared = tables.titles_of((where / "common.integ").read_text(encoding="utf-8"))
    return {f"{path.stem} {number}": table for path in sorted(where.glob("*.integ"))
            for number, table in enumerate(
                tables.tables_of(path.read_text(encoding="utf-8"), shared), 1)}


def cases(runner, wrong):
    """(name, function) for each case."""
    own = Cases(runner, wrong)
    for name, table in printed_tables().items():
        for form in formats.WRITERS:
            yield (f"round-trip/{name.replace(' ', '-')}.{form}",
                   lambda t=table, f=form: own.round_trip(t, f))
    yield "pasted-document", own.pasted_document
    yield "whole-list", own.whole_list
    yield "whole-document", own.whole_document
    for function in own.shown, own.formats, own.sheet_parts, own.pages, own.totals:
        yield function.__name__, function
    for group, cases_of in said.SAID:
        for name, *case in cases_of:
            yield f"{group}/{name}", lambda c=case: own.said(*c)
    for name, (data, options) in hostile.files().items():
        yield f"hostile/{name}", lambda d=data, o=options: own.harmless(d, o)
