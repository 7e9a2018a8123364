"""Writers of a printed table, in the formats that are imported."""

import csv
import io


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


WRITERS = {
    "tsv": tsv,
    "utf16.tsv": lambda table: b"\xff\xfe" + tsv(table).decode().encode("utf-16-le"),
    "semicolons.csv": lambda table: comma_separated(table, ";", True).encode(),
    "commas.csv": lambda table: comma_separated(table, ",", False).encode("utf-8-sig"),
    "windows.csv": lambda table: comma_separated(table, ";", True).encode("cp1252"),
}
