"""Holds the architecture: a room includes only rooms to its left, siblings never each
other; a family within a room includes its own files and those that stand beside all
families; only base/ and the rooms that talk to people know the system; files never include
each other in a circle; no two types have one name; no room
but cli/ exits; what a file defines for others is called after it; the page on the sources
names files that are there; and a few rules of style that a compiler does not see."""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
ROOMS = [["base"], ["source"], ["syntax", "explain"], ["model", "fmt"], ["eval"], ["check"],
         ["query"], ["workspace"], ["render"], ["repl", "lsp", "library", "tables"], ["cli"]]
PLACE = {room: place for place, rooms in enumerate(ROOMS) for room in rooms}
# By room: the files that stand above its families and may include them all.
DRIVERS = {"check": {"check", "checked"}}
# Headers that some place where the library could run lacks, and the rooms that may include
# them: what is below asks base/.
SYSTEM = {"unistd.h", "signal.h", "dirent.h", "fcntl.h", "poll.h", "termios.h", "dlfcn.h",
          "pthread.h", "setjmp.h", "time.h", "locale.h", "errno.h"}
SYSTEM_ROOMS = {"base", "repl", "cli"}
GENERATED = {"integ.tab.h", "first.h"}
LINES_MOST = 800

# (what must not stand in the code, where it may all the same, why)
FORBIDDEN = [
    (r"\b(exit|_exit|abort|_Exit)\s*\(", ("cli/", "base/memory.c"),
     "only cli/ ends the program"),
    (r"\b(malloc|calloc|realloc|free)\s*\(", ("base/memory.c",),
     "memory comes from base/memory"),
    (r"\b(printf|fprintf|puts|putchar|fputs)\s*\(", (), "output goes to a writer"),
    (r"\bsetlocale\b", ("repl/terminal.c",),
     "only the line editor's library has a locale"),
    (r"\b(localtime|gmtime|strftime|strtod|strtof|atof|strcoll|strxfrm|strcasecmp"
     r"|is(?:alpha|alnum|digit|space|upper|lower|punct)|to(?:upper|lower))\s*\(", (),
     "nothing depends on locale or clock"),
    (r"\b(double|float)\b", (), "no amount is a binary fraction"),
    (r"^static\s+(?!const\b|inline\b|_Noreturn\b|void\b)[^()=;]*\[[^]]*\]\s*;", (),
     "no static buffers"),
]


def strip(text):
    """The code without comments and strings, lines kept."""
    def blank(match):
        return re.sub(r"[^\n]", " ", match.group())
    return re.sub(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'', blank, text,
                  flags=re.S)


def place(path):
    """Room, family (None: beside the families) and name of a file below src/."""
    parts = path.with_suffix("").parts
    return parts[0], parts[1] if len(parts) > 2 else None, parts[-1]


def may_include(path, target):
    """None, or why a file may not include another of its room."""
    room, family, name = place(path)
    _, other, _ = place(target)
    if other is None or other == family:
        return None
    if family is None:
        return None if name in DRIVERS.get(room, ()) else f"{name} stands below the families"
    return f"{family} and {other} are siblings"


def inspect(path, includes):
    below = path.relative_to(ROOT / "src")
    room = place(below)[0]
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
        if (system := re.match(r"\s*#\s*include\s*<([^>]+)>", line)) and \
                room not in SYSTEM_ROOMS and \
                (system.group(1) in SYSTEM or system.group(1).startswith("sys/")):
            yield f"{where}:{number}: includes <{system.group(1)}>; only base/ may"
        found = re.match(r'\s*#\s*include\s*"([^"]+)"', line)
        if not found or found.group(1) in GENERATED:
            continue
        target = pathlib.PurePath(found.group(1))
        other = place(target)[0]
        if other not in PLACE or len(target.parts) < 2:
            yield f"{where}:{number}: includes {target}, by a path without its room"
            continue
        includes.setdefault(str(below.with_suffix("")), set()).add(
            str(target.with_suffix("")))
        if other != room and PLACE[other] >= PLACE[room]:
            yield f"{where}:{number}: {room} includes {other}, which is not to its left"
        elif other == room and (why := may_include(below, target)):
            yield f"{where}:{number}: includes {target}: {why}"
    code = strip(text)
    for pattern, allowed, why in FORBIDDEN:
        for found in re.finditer(pattern, code, re.M):
            if not str(below).startswith(allowed):
                line = code.count("\n", 0, found.start()) + 1
                yield f"{where}:{line}: {found.group().strip()}: {why}"


# Prefixes that stand for a generated file.
GRAMMAR = {"grammar"}
# What the actions of the grammar call is named after what it constructs.
CONSTRUCTORS = "src/syntax/build.h"
FUNCTION = re.compile(r"^(?!typedef)([A-Za-z][\w \*]*?)\b(\w+)\(([^;{]*)\)[^;{]*;", re.M)


def snake(name):
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def prefixes(path):
    """What a header declares is called after its room, its file or one beside it, or a
    type that stands in the declaration: who reads a call knows where to look."""
    code = strip(path.read_text(encoding="utf-8"))
    beside = {other.stem for other in path.parent.glob("*.c")}
    own = GRAMMAR | beside | {path.stem, path.stem.split("_")[0],
                              path.relative_to(ROOT / "src").parts[0]}
    own |= {snake(next(filter(None, found.groups()))) for found in TYPE.finditer(code)}
    for found in FUNCTION.finditer(re.sub(r"\{[^{}]*\}", "{}", code)):
        name = found.group(2)
        types = {snake(word) for word in re.findall(r"\b[A-Z]\w+", found.group(1) +
                                                    found.group(3))}
        allowed = own | {part for word in types for part in (word, *word.split("_"))}
        if name != "VEC" and not any(
                name == prefix or name.startswith((f"{prefix}_", f"{prefix}s_")) or
                name.startswith(f"{prefix.removesuffix('s')}_") for prefix in allowed):
            yield f"{path.relative_to(ROOT)}: {name} has no prefix that says where it is"


DEFINITION = re.compile(r"^(?!static|typedef)((?:const |struct )*[A-Za-z]\w*[ \*]+(?:const )?\*?)(\w+)"
                        r"\(([^;{]*)\)\s*\{", re.M)


def definitions(path):
    """What a source defines for others is called after it, its room or family, a header
    beside it, or a type that stands in the definition."""
    beside = {other.stem for other in path.parent.glob("*.h")}
    own = beside | {path.stem, path.stem.split("_")[0], path.parent.name,
                    path.relative_to(ROOT / "src").parts[0], "main"}
    header = path.with_suffix(".h")
    if header.exists():
        own |= {snake(next(filter(None, found.groups())))
                for found in TYPE.finditer(header.read_text(encoding="utf-8"))}
    for found in DEFINITION.finditer(strip(path.read_text(encoding="utf-8"))):
        name = found.group(2)
        types = {snake(word) for word in re.findall(r"\b[A-Z]\w+", found.group(1) +
                                                    found.group(3))}
        allowed = own | {part for word in types for part in (word, *word.split("_"))}
        if not any(name == prefix or name.startswith((f"{prefix}_", f"{prefix}s_")) or
                   name.startswith(f"{prefix.removesuffix('s')}_") for prefix in allowed):
            yield f"{path.relative_to(ROOT)}: {name} has no prefix that says where it is"


PAGE_MOST = 80


def page():
    """The page for who wants to change something: short, and each path in it is there."""
    lines = (ROOT / "src/README.md").read_text(encoding="utf-8").splitlines()
    if len(lines) > PAGE_MOST:
        yield f"src/README.md: {len(lines)} lines; the most is {PAGE_MOST}"
    for number, line in enumerate(lines, 1):
        for path in re.findall(r"`([a-z*_]+/[\w*./]+)`", line):
            name = path.replace("CODE", "[A-Z]*").removesuffix("/")
            if not any(next(where.glob(name), None) for where in (ROOT, ROOT / "src")) and \
                    "{" not in path and name != "docs/codes":
                yield f"src/README.md:{number}: there is no {path}"


def circles(includes):
    """Sets of modules (a .c file and its header) that include each other in a circle: the
    strongly connected components, by Tarjan."""
    index, low, stack, found = {}, {}, [], []

    def visit(module):
        index[module] = low[module] = len(index)
        stack.append(module)
        for target in sorted(includes.get(module, ())):
            if target not in index:
                visit(target)
                low[module] = min(low[module], low[target])
            elif target in stack:
                low[module] = min(low[module], index[target])
        if low[module] == index[module]:
            circle = stack[stack.index(module):]
            del stack[-len(circle):]
            if len(circle) > 1:
                found.append(sorted(circle))

    for module in sorted(includes):
        if module not in index:
            visit(module)
    return found


TYPE = re.compile(r"^typedef (?:struct|enum|union) (\w+) \{|^\} (\w+);"
                  r"|^typedef VEC\([^)]*\) (\w+);", re.M)


def types_twice():
    """Types of one name in two files: each is a trap for who reads both."""
    files = {}
    for path in sorted((ROOT / "src").rglob("*.[ch]")):
        for found in TYPE.finditer(path.read_text(encoding="utf-8")):
            name = next(filter(None, found.groups()))
            files.setdefault(name, set()).add(str(path.relative_to(ROOT)))
    return [f"{name} is a type in {' and '.join(sorted(where))}"
            for name, where in sorted(files.items()) if len(where) > 1]


def main():
    includes = {}
    wrong = [message for path in sorted((ROOT / "src").rglob("*"))
             if path.suffix in (".c", ".h", ".def") for message in inspect(path, includes)]
    wrong += [f"src: these include each other in a circle: {', '.join(circle)}"
              for circle in circles(includes)]
    wrong += types_twice()
    wrong += page()
    wrong += [message for path in sorted((ROOT / "src").rglob("*.h"))
              if str(path.relative_to(ROOT)) != CONSTRUCTORS for message in prefixes(path)]
    for path in sorted((ROOT / "src").rglob("*.c")):
        if not re.search(r"src/syntax/build(_\w+)?\.c$", str(path)):
            wrong += definitions(path)
    for message in wrong:
        print(message)
    return 1 if wrong else 0


sys.exit(main())
