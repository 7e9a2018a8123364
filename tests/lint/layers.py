"""Holds the architecture: a room includes only rooms to its left, siblings never each
other; no room but cli/ exits; and a few rules of style that a compiler does not see."""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
ROOMS = [["base"], ["source"], ["syntax"], ["model"], ["eval"], ["check"], ["query"],
         ["workspace"], ["render"], ["repl", "lsp"], ["cli"]]
PLACE = {room: place for place, rooms in enumerate(ROOMS) for room in rooms}
GENERATED = {"integ.tab.h", "first.h"}
LINES_MOST = 800

# (what must not stand in a room's code, the rooms where it may, why)
FORBIDDEN = [
    (r"\b(exit|_exit|abort|_Exit)\s*\(", {"cli", "base"}, "only cli/ exits"),
    (r"\b(malloc|calloc|realloc|free)\s*\(", {"base"}, "memory comes from base/memory"),
    (r"\b(printf|fprintf|puts|putchar|fputs)\s*\(", set(), "output goes to a writer"),
    (r"\bsetlocale\s*\(", {"repl"}, "only the line editor's library has a locale"),
    (r"\b(localtime|gmtime|strftime|strtod|atof)\s*\(", set(),
     "nothing depends on locale or clock"),
    (r"\b(double|float)\b", set(), "no amount is a binary fraction"),
    (r"^static\s+(?!const\b|inline\b|_Noreturn\b|void\b)[^()=;]*\[[^]]*\]\s*;", set(),
     "no static buffers"),
]


def strip(text):
    """The code without comments and strings, lines kept."""
    def blank(match):
        return re.sub(r"[^\n]", " ", match.group())
    return re.sub(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'', blank, text,
                  flags=re.S)


def inspect(path):
    room = path.parent.name
    text = path.read_text(encoding="utf-8")
    where = path.relative_to(ROOT)
    if room not in PLACE:
        yield f"{where}: {room} is no room"
        return
    if not text.startswith("/*"):
        yield f"{where}:1: begins with a paragraph on its role"
    if text.count("\n") > LINES_MOST and path.suffix != ".def":
        yield f"{where}: {text.count(chr(10))} lines; the most is {LINES_MOST}"
    for number, line in enumerate(text.splitlines(), 1):
        found = re.match(r'\s*#\s*include\s*"([^"]+)"', line)
        if not found or found.group(1) in GENERATED:
            continue
        target = found.group(1).split("/")[0]
        if target not in PLACE:
            yield f"{where}:{number}: includes {found.group(1)}, by a path without its room"
        elif target != room and PLACE[target] >= PLACE[room]:
            yield f"{where}:{number}: {room} includes {target}, which is not to its left"
    code = strip(text)
    for pattern, rooms, why in FORBIDDEN:
        for found in re.finditer(pattern, code, re.M):
            if room not in rooms:
                line = code.count("\n", 0, found.start()) + 1
                yield f"{where}:{line}: {found.group().strip()}: {why}"


def main():
    wrong = [message for path in sorted((ROOT / "src").rglob("*"))
             if path.suffix in (".c", ".h", ".def") for message in inspect(path)]
    for message in wrong:
        print(message)
    return 1 if wrong else 0


sys.exit(main())
