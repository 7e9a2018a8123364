#!/usr/bin/python3
"""Draws what integ says of parks.integ as a terminal: finding-light.svg, finding-dark.svg.

    examples/pictures/draw.py INTEG FOLDER

INTEG is the program, FOLDER where the pictures are written. Prints the text for those who
do not see them. The line of help is left out, as it is long and repeats what went before.
"""

import html
import json
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
FILE = "parks.integ"
COMMAND = f"integ check {FILE}"
CELL, LINE, MARGIN, SIZE = 8.4, 19, 18, 14

# What a colour of the terminal is in each picture.
THEMES = {
    "light": {"back": "#ffffff", "edge": "#d0d7de", "text": "#1f2328",
              "31": "#cf222e", "34": "#0969da", "36": "#1b7c83"},
    "dark": {"back": "#0d1117", "edge": "#30363d", "text": "#e6edf3",
             "31": "#ff7b72", "34": "#79c0ff", "36": "#56d4dd"},
}


def spans(line):
    """(column, text, codes) of each run of one colour."""
    column, codes = 0, set()
    for escape, text in re.findall(r"\x1b\[([\d;]*)m|([^\x1b]+)", line):
        if text:
            yield column, text, codes
            column += len(text)
        else:
            codes = set() if escape in ("", "0") else codes | set(escape.split(";"))


def draw(lines, theme, alt):
    columns = max(len(re.sub(r"\x1b\[[\d;]*m", "", line)) for line in lines)
    width = round(columns * CELL + 2 * MARGIN)
    height = len(lines) * LINE + 2 * MARGIN
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
           f'viewBox="0 0 {width} {height}" role="img">',
           f"<title>{html.escape(alt)}</title>",
           f'<rect x="0.5" y="0.5" width="{width - 1}" height="{height - 1}" rx="8" '
           f'fill="{theme["back"]}" stroke="{theme["edge"]}"/>',
           f'<g font-family="ui-monospace, Menlo, Consolas, \'DejaVu Sans Mono\', monospace" '
           f'font-size="{SIZE}" fill="{theme["text"]}">']
    for number, line in enumerate(lines):
        y = MARGIN + number * LINE + SIZE
        for column, text, codes in spans(line):
            colour = "".join(f' fill="{theme[code]}"' for code in sorted(codes & set(theme)))
            bold = ' font-weight="bold"' if "1" in codes else ""
            # Words are put where they belong one by one, since a viewer may have any font.
            for word in re.finditer(r"\S+(?: \S+)*", text):
                x = MARGIN + (column + word.start()) * CELL
                out.append(f'<text x="{x:.1f}" y="{y}"{colour}{bold} '
                           f'textLength="{len(word.group()) * CELL:.1f}">'
                           f"{html.escape(word.group())}</text>")
    return "\n".join([*out, "</g>", "</svg>"]) + "\n"


def run(integ, *options):
    done = subprocess.run([integ, "check", *options, FILE], cwd=HERE, capture_output=True,
                          check=False)
    return done.stdout.decode()


def describe(report):
    """The finding in words."""
    found = report["findings"][0]
    label = next(label for label in found["labels"] if label["message"].endswith("?"))
    row = (HERE / FILE).read_text(encoding="utf-8").splitlines()[label["line"] - 1].split('"')[1]
    cause = found["explanations"][0]
    return (f"{COMMAND} in a terminal: {found['level']} {found['code']}: {found['message']}. "
            f"The row {row} of a table is marked \"{label['message']}\". "
            f"{cause['strength'].capitalize()}: {cause['message']}.")


def main():
    integ, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    alt = describe(json.loads(run(integ, "--format", "json")))
    lines = run(integ, "--color", "always").split("\n")
    lines = [line for line in lines if "help: " not in re.sub(r"\x1b\[[\d;]*m", "", line)]
    lines = [f"$ {COMMAND}", *lines[: lines.index("")]]
    for name, theme in THEMES.items():
        (folder / f"finding-{name}.svg").write_text(draw(lines, theme, alt), encoding="utf-8")
    print(alt)


if __name__ == "__main__":
    main()
