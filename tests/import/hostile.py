"""Files that are meant to do harm, or that have two readings: each ends in a line and 2."""

import io
import zipfile

HEAD = "Tabel 1, mio. kr.\n"


def text(*lines):
    return (HEAD + "\n".join(lines) + "\n").encode()


BOOK = ('<workbook xmlns:r="r"><sheets><sheet name="Tal" sheetId="1" r:id="rId1"/></sheets>'
        "</workbook>")
RELATIONS = '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>'


def packed(files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def sheet(data, **others):
    """An XLSX file whose one sheet is this XML."""
    return packed({"xl/workbook.xml": BOOK, "xl/_rels/workbook.xml.rels": RELATIONS,
                   "xl/worksheets/sheet1.xml": data} | others)


def rows_of(*rows):
    """Rows of cells as their XML."""
    return "<worksheet><sheetData>" + "".join(
        "<row>" + "".join(cell if cell.startswith("<") else
                          f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in row) + "</row>"
        for row in rows) + "</sheetData></worksheet>"


BILLION = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {b} "{"&" + a + ";"}{("&" + a + ";") * 9}">' for a, b in zip("abcdefgh", "bcdefghi")
) + "]><worksheet>&i;</worksheet>"


def broken_sizes(data):
    """The same archive, whose directory says that the first file is larger."""
    at = data.index(b"PK\x01\x02") + 24
    return data[:at] + (1 << 20).to_bytes(4, "little") + data[at + 4:]


def archives():
    head, row = ["mio. kr.", "2022"], ["S\u00f8er", "<c><v>1.5</v></c>"]
    good = sheet(rows_of(head, row))
    style = ('<styleSheet><numFmts><numFmt numFmtId="200" formatCode="{}"/></numFmts>'
             '<cellXfs><xf numFmtId="200"/></cellXfs></styleSheet>')
    ods = "<document><spreadsheet><table name='T'>{}</table></spreadsheet></document>"
    return [
        ("zip-bomb", sheet(b"<worksheet>" + b" " * (200 << 20) + b"</worksheet>")),
        ("many-bombs", sheet(b" " * (40 << 20), **{"xl/styles.xml": b" " * (40 << 20)})),
        ("entity-bomb", sheet(BILLION)),
        ("document-type", sheet('<!DOCTYPE x SYSTEM "file:///etc/passwd"><worksheet/>')),
        ("cut-off-archive", good[:-60]),
        ("half-an-archive", good[:len(good) // 2]),
        ("larger-than-it-is", broken_sizes(good)),
        ("other-archive", packed({"readme.txt": "hello"})),
        ("word-file", packed({"word/document.xml": "<x/>"})),
        ("empty-archive", packed({})),
        ("no-xml", sheet("<worksheet><sheetData>")),
        ("deep-xml", sheet("<a>" * 5000)),
        ("formula-without-value", sheet(rows_of(head, [row[0], "<c><f>A1+1</f></c>"]))),
        ("error-value", sheet(rows_of(head, [row[0], '<c t="e"><v>#REF!</v></c>']))),
        ("strange-number", sheet(rows_of(head, [row[0], "<c><v>1e999</v></c>"]))),
        ("unknown-format", sheet(rows_of(head, [row[0], '<c s="0"><v>1.5</v></c>']),
                                 **{"xl/styles.xml": style.format("# ?/?")})),
        ("time-format", sheet(rows_of(head, [row[0], '<c s="0"><v>1.5</v></c>']),
                              **{"xl/styles.xml": style.format("[h]:mm")})),
        ("formats-without-end", sheet(rows_of(head, row), **{
            "xl/styles.xml": "<styleSheet>" + '<numFmt numFmtId="200" formatCode="0"/>' * 6000
                             + "</styleSheet>"})),
        ("cell-far-away", sheet('<worksheet><sheetData><row r="1"><c r="ZZZ1"><v>1</v></c></row>'
                                "</sheetData></worksheet>")),
        ("row-far-away", sheet('<worksheet><sheetData><row r="9999999"><c r="A1"><v>1</v></c>'
                               "</row></sheetData></worksheet>")),
        ("merged-without-end", sheet(rows_of(head, row).replace(
            "</sheetData>", '</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/>'
            "</mergeCells>"))),
        ("no-such-sheet", good, "--sheet", "Budget"),
        ("ods-formula-without-value", packed({"content.xml": ods.format(
            "<table-row><table-cell formula='of:=1+1'/></table-row>")})),
        ("ods-repeated", packed({"content.xml": ods.format(
            "<table-row number-rows-repeated='99999999'><table-cell value-type='float' value='1' "
            "number-columns-repeated='99999999'><p>1</p></table-cell></table-row>")})),
        ("ods-wide", packed({"content.xml": ods.format(
            "<table-row>" + "<table-cell><p>x</p></table-cell>" * 300 + "</table-row>")})),
    ]


def pages():
    def page(text):
        return ("<body>" + text + "</body>").encode()
    return [
        ("page-without-figures", page("<table><tr><td>Home<td>News</table>")),
        ("page-of-spans", page("<table><tr>" + "<td colspan=1000 rowspan=65000>x" * 40)),
        ("page-nested", page("<table><tr><td>" * 20000 + "x")),
        ("page-deep", page("<div>" * 100000 + "<table><tr><td>x")),
        ("page-of-tables", page("<table><tr><td>x</table>" * 1001)),
        ("page-too-long", b"<table><tr><td>" + b"x" * (17 << 20)),
    ]


def files():
    """Bytes and options by name."""
    rows = ["Sted\t2022\t2023"]
    return {name: (data, options) for name, data, *options in [
        ("empty", b""),
        ("blank", b"\n \n\t\n"),
        ("nul", b"Sted\t2022\nS\xc3\xb8er\t1,5\nStier\t\0\n"),
        ("bytes", bytes(range(256)) * 40),
        ("prose", "Der var engang en sø.\nDen var stor.\n".encode()),
        ("no-figures", text(*rows, "Søer\tja\tnej")),
        ("no-unit", b"Sted\t2022\t2023\nLakes\t1.5\t2.5\n"),
        ("two-units", text("Sted\t2022 (1.000 kr.)\t2023", "Søer\t1,5\t2,5")),
        ("thousands-or-not", text(*rows, "Søer\t1.234\t2.345")),
        ("both-signs", text(*rows, "Søer\t1.234,5\t1,234.5")),
        ("comma-said-point-seen", text(*rows, "Søer\t1.25\t2"), "--decimal", "comma"),
        ("years-as-amounts", text(*rows, "Søer\t2020\t2021")),
        ("no-years", text("Sted\tX\tY", "Søer\t1,5\t2,5")),
        ("one-year-twice", text("Sted\t2022\t2022", "Søer\t1,5\t2,5")),
        ("two-titles", text("A\tB\t2022", "x\tp\t1,5", "y\tq\t2,5")),
        ("figures-without-title", text(*rows, "Søer\t1,5\t2", "\t1,5\t2")),
        ("sum-without-words", text(*rows, "A\t1,5\t2", "B\t1\t2,5", "C\t2,5\t4,5", "D\t1\t1")),
        ("head-without-words", text(*rows, "A\t2,5\t4,5", "B\t1,5\t2", "C\t1\t2,5", "D\t1\t1")),
        ("open-quote", text(*rows, 'Søer\t"1,5\t2')[:-1] + b'\t"x\n"y'),
        ("million-columns", b"Sted" + b"\t" * 1_000_000 + b"\n" + b"x" + b"\t1" * 1_000_000),
        ("million-lines", b"Sted\t2022\n" + b"x\t1,5\n" * 1_000_000),
        ("long-line", b"x" * 60_000_000),
        ("too-long", b"x\t1\n" * (17 << 20)),
        ("deep-figure", text(*rows, "Søer\t" + "9" * 400 + "\t1")),
        ("far-apart", text(*rows, "A\t0," + "0" * 17 + "1\t1", "B\t999999999999999999\t1",
                           "C\t0,00000000000000001\t1")),
        ("percent-in-money", text(*rows, "Søer\t1,5\t2", "Stier\t5%\t2", "Gynger\t1\t2")),
        ("total-of-nothing", text(*rows, "I alt\t1,5\t2")),
        ("unclear-total", text(*rows, "A\t1,5\t2", "I alt\t1,5\t2", "B\t1,5\t2",
                               "I alt\t9,5\t9", "C\t1\t1", "I alt\t1\t1")),
        ("two-group-titles", text(*rows, "Grønt\t\t", "Vådt\t\t", "A\t1,5\t2")),
        ("no-such-table", text(*rows, "A\t1,5\t2"), "--table", "7"),
        ("no-tables-at-all", text(*rows, "A\t1,5\t2"), "--table", "2..1"),
        ("half-a-range", text(*rows, "A\t1,5\t2"), "--table", "1.2"),
        ("bad-areas", text(*rows, "A\t1,5\t2"), "--areas", "parks"),
        ("no-such-header", text(*rows, "A\t1,5\t2"), "--header", "70"),
        ("no-such-column", text(*rows, "A\t1,5\t2"), "--title-column", "9"),
        ("bad-range", text(*rows, "A\t1,5\t2"), "--range", "F40:A3"),
        ("bad-years", text(*rows, "A\t1,5\t2"), "--years", "2024..2022"),
        ("bad-unit", text(*rows, "A\t1,5\t2"), "--unit", "kr."),
        ("bad-row", text(*rows, "A\t1,5\t2"), "--row", "3=money"),
        ("several-tables", text(*rows, "A\t1,5\t2", "I alt\t1,5\t2", "", "Tabel 2",
                                *rows, "B\t1,5\t2")),
        ("unseen-column", "mio. kr.\nSted      2022   2023   2024\n"
                          "A          1,5    2,0    3,0\n"
                          "B          1,5    2,0    3,0\n"
                          "C             1,5        2,0\n".encode()),
        ("half-utf16", b"\xff\xfe" + "Sted\t2022\nA\t1,5\n".encode("utf-16-le")[:-1]),
        ("not-windows", b"Sted\t2022\nS\x81er\t1,5\n"),
        *archives(), *pages(),
    ]}
