"""Writers of a printed table, in the formats that are imported."""

import csv
import html
import io
import zipfile
from decimal import Decimal

import openpyxl
from openpyxl.styles import Alignment, Font


def printed(cell, comma):
    if cell == "?":
        return ".."
    return cell.replace("_", "").replace(".", ",") if comma else cell.replace("_", "")


def grid(table, comma):
    """Rows of (indent, bold, texts): a heading, groups, entries with their sources in
    parentheses, and totals."""
    rows = [(0, True, ["Indsats", *("I alt" if column == "all" else column
                                    for column in table.columns)])]
    depth, since = 0, 0
    for line in table.lines:
        if line[0] == "group":
            rows.append((line[1], True, [line[2], *[""] * len(table.columns)]))
            depth, since = line[1] + 1, 0
        elif line[0] == "total":
            rows.append((depth, True, ["I alt", *(printed(cell, comma) for cell in line[1])]))
            depth = depth - 1 if depth and since else depth
        else:
            _, title, source, cells, parts = line
            outside = title.startswith("Integrationsprojekter – samlet")
            depth, since = 0 if outside else depth, since + 1
            shown = f"{title} ({source})" if source else title
            rows.append((depth, False, [shown, *(printed(cell, comma) for cell in cells)]))
            for part in parts:
                rows.append((depth + 1, False,
                             [part[1], *(printed(cell, comma) for cell in part[3])]))
    return rows


def caption(table):
    return f"{table.title} (finansieringskilde i parentes)"


def tsv(table):
    lines = [caption(table), ""]
    lines += ["\t".join(["  " * indent + texts[0], *texts[1:]])
              for indent, _, texts in grid(table, True)]
    return ("\r\n".join(lines) + "\r\n").encode()


def comma_separated(table, separator, comma):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator)
    writer.writerow([caption(table)])
    for indent, _, texts in grid(table, comma):
        writer.writerow(["  " * indent + texts[0], *texts[1:]])
    return out.getvalue()


def page(table):
    """A page with another table, a layout table around both, and the caption before it."""
    rows = []
    for indent, bold, texts in grid(table, True):
        cells = [html.escape(text) for text in texts]
        first = "&nbsp;" * 2 * indent + cells[0]
        if bold:
            cells = [f"<b>{cell}</b>" for cell in [first, *cells[1:]]]
        else:
            cells[0] = first
        rows.append("<tr>" + "".join(f"<td>{cell}" for cell in cells))
    return (f"<!doctype html><meta charset=utf-8><body><table><tr><td><p>{table.title} "
            "(finansieringskilde i parentes)</p><table>" + "\n".join(rows) +
            "</table></td></tr></table><table><tr><td>Menu</td></tr></table>").encode()


def stored(text):
    """A figure as it is shown, and the number behind it: a little more than it shows."""
    value = Decimal(text)
    shown = -value.as_tuple().exponent
    return value + Decimal(3).scaleb(-shown - 1) * (1 if value > 0 else 0), shown


def xlsx(table):
    """By openpyxl: numbers with formats, titles indented by their style, a hidden sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Tal"
    book.create_sheet("Skjult").sheet_state = "hidden"
    sheet.append([caption(table)])
    for number, (indent, bold, texts) in enumerate(grid(table, False), 2):
        for column, text in enumerate(texts, 1):
            cell = sheet.cell(number, column)
            cell.font = Font(bold=bold)
            if column == 1:
                cell.value = text
                cell.alignment = Alignment(indent=indent)
            elif text.lstrip("-").replace(".", "").isdigit() and number > 2:
                value, shown = stored(text)
                cell.value = float(value)
                cell.number_format = "#,##0" + ("." + "0" * shown if shown else "")
            else:
                cell.value = int(text) if text.isdigit() else text
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


ODS = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<office:automatic-styles><style:style style:name="b" style:family="table-cell">
<style:text-properties fo:font-weight="bold"/></style:style></office:automatic-styles>
<office:body><office:spreadsheet><table:table table:name="Tal">
<table:table-column table:number-columns-repeated="1024"/>
%s
<table:table-row table:number-rows-repeated="1048000"><table:table-cell
 table:number-columns-repeated="1024"/></table:table-row>
</table:table></office:spreadsheet></office:body></office:document-content>
"""


def archive(files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, text in files.items():
            zipped.writestr(name, text)
    return out.getvalue()


def ods(table):
    """With figures as a Danish program shows them, and their values beside them."""
    rows = [f"<table:table-row><table:table-cell><text:p>{html.escape(caption(table))}</text:p>"
            "</table:table-cell></table:table-row>"]
    for indent, bold, texts in grid(table, True):
        style = ' table:style-name="b"' if bold else ""
        cells = []
        for column, text in enumerate(texts):
            kind = ""
            if column and text.lstrip("-").replace(",", "").isdigit():
                value, _ = stored(text.replace(",", "."))
                kind = f' office:value-type="float" office:value="{value}"'
            blanks = f'<text:s text:c="{2 * indent}"/>' if indent and not column else ""
            cells.append(f"<table:table-cell{style}{kind}><text:p>{blanks}{html.escape(text)}"
                         "</text:p></table:table-cell>" if text else "<table:table-cell/>")
        rows.append(f"<table:table-row>{''.join(cells)}</table:table-row>")
    return archive({"mimetype": "application/vnd.oasis.opendocument.spreadsheet",
                    "content.xml": ODS % "\n".join(rows)})


WRITERS = {
    "html": page,
    "xlsx": xlsx,
    "ods": ods,
    "tsv": tsv,
    "utf16.tsv": lambda table: b"\xff\xfe" + tsv(table).decode().encode("utf-16-le"),
    "semicolons.csv": lambda table: comma_separated(table, ";", True).encode(),
    "commas.csv": lambda table: comma_separated(table, ",", False).encode("utf-8-sig"),
    "windows.csv": lambda table: comma_separated(table, ";", True).encode("cp1252"),
}
