"""Where a C file can be made wrong, one place at a time.

mutants(text) gives (start, end, new, kind, function) for each way, with no function for what
is in an enum; kind is one of

relational   < <= > >= == != for its neighbour and for its opposite
arithmetic   + - * / % for another
logical      && for ||, and the other way; a ! dropped; true for false
constant     a number, also of an enum, one more and one less
condition    of an `if` taken or never taken, of a `while` never
return       of a bool the opposite, of a number one more

No faults are, as no input shows them:

what an order says        is its sign, so that 2 for 1, or 0 for less, sorts the same
more room                 in what is allocated or declared
sorting one thing         or none, as behind `if (… > 0)` for `> 1`
beginning with thing 0    which is none, where things are numbered from 1
"""

import re

RELATIONAL = {"<": ("<=", ">="), "<=": ("<", ">"), ">": (">=", "<="), ">=": (">", "<"),
              "==": ("!=",), "!=": ("==",)}
ARITHMETIC = {"+": "-", "-": "+", "*": "/", "/": "*", "%": "/", "+=": "-=", "-=": "+="}
TOKEN = re.compile(r"->|\+\+|--|<<=?|>>=?|[<>=!+*/%&|^-]=|&&|\|\||[A-Za-z_]\w*|\d[\w.]*|\S")
SIGN = re.compile(r"\breturn [^;]*\? (-1 : 1|1 : -1)\)*;")
ROOM = re.compile(r"\bARENA_ARRAY\([^;,]*,[^;,]*,(?:[^;,()]* \+)? (\d+)\)|"
                  r"^ *(?:static )?(?:const )?\w+ [\w*]+(?:\[\w*\])*\[(\d+)\](?=[\[;,]| =)", re.M)
FROM_FIRST = re.compile(r"\bfor \(Id \w+ = (1);")
SORTED = re.compile(r"\bif \([\w.>-]+ (>) (1)\)\s*(?:\{\s*)?qsort\(")
ORDER = re.compile(r"\(const void \*\w+, const void \*\w+\)$")
NUMBERS = re.compile(r"\b(int|unsigned|size_t|u?int\d+_t|Amount|int128)\b")


def masked(text):
    """The same length, with comments, texts, assertions and what is for the preprocessor as
    spaces."""
    hidden = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'|'
                        r"^#(?:\\\n|[^\n])*|^ *assert\(.*?\);", re.S | re.M)
    return hidden.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), text)


def closing(text, start, pair):
    """Behind the bracket that closes the one at start."""
    depth = 0
    for at in range(start, len(text)):
        depth += (text[at] == pair[0]) - (text[at] == pair[1])
        if depth == 0:
            return at + 1
    return len(text)


def regions(text):
    """(start, end, head) of each function's body, and of each enum with no head."""
    at, since = 0, 0
    while at < len(text):
        if text[at] == "{":
            end = closing(text, at, "{}")
            head = text[since:at].strip()
            if head.endswith(")"):
                yield at, end, head
            elif re.match(r"(typedef )?enum\b", head):
                yield at, end, None
            at = since = end
            continue
        if text[at] == ";":
            since = at + 1
        at += 1


def mutants(text):
    hidden = masked(text)
    for start, end, head in regions(hidden):
        if head is None:
            for found in re.finditer(r"= (\d+)(?=[,\s])", hidden[start:end]):
                for place in constant(start + found.start(1), found.group(1)):
                    yield *place, None
        else:
            function = re.match(r"[^(]*?(\w+)\s*\(", head)
            for way in (of_tokens(hidden, start, end), of_conditions(hidden, start, end),
                        of_returns(hidden, start, end, head)):
                for place in way:
                    if not is_harmless(hidden, start, end, place):
                        yield *place, function.group(1)


def is_harmless(text, start, end, place):
    """Whether a number that is one more stands for a sign, or for room, or one less lets what
    is in order be sorted or begins with the thing that is none."""
    at, stop, new, kind = place
    if any((at, new) in ((found.start(1), ">="), (found.start(2), "0"))
           for found in SORTED.finditer(text, start, end)):
        return True
    if kind == "constant" and new == "0" and any(
            found.start(1) == at for found in FROM_FIRST.finditer(text, start, end)):
        return True
    if kind != "constant" or int(re.match(r"\d+", new).group()) < int(re.match(
            r"\d+", text[at:stop]).group()):
        return False
    return any(found.start(number) <= at < found.end(number) for pattern in (SIGN, ROOM)
               for found in pattern.finditer(text, start, end)
               for number in range(1, pattern.groups + 1))


def constant(at, digits):
    value = re.match(r"\d+", digits).group()
    if not re.fullmatch(r"\d+[uUlL]*", digits) or (len(value) > 1 and value[0] == "0"):
        return
    rest = digits[len(value):]
    yield at, at + len(digits), f"{int(value) + 1}{rest}", "constant"
    if int(value) > 0:
        yield at, at + len(digits), f"{int(value) - 1}{rest}", "constant"


def of_tokens(text, start, end):
    before = ""
    for found in TOKEN.finditer(text, start, end):
        token, at, stop = found.group(), found.start(), found.end()
        operand = re.match(r"[\w)\]]", before[-1:]) and before not in ("return", "case", "sizeof")
        spaced = text[stop:stop + 1] in (" ", "\n") and text[at - 1] in (" ", "\n")
        if token in RELATIONAL:
            for new in RELATIONAL[token]:
                yield at, stop, new, "relational"
        elif token in ARITHMETIC and operand and spaced:
            yield at, stop, ARITHMETIC[token], "arithmetic"
        elif token in ("&&", "||"):
            yield at, stop, "||" if token == "&&" else "&&", "logical"
        elif token == "!":
            yield at, stop, "", "logical"
        elif token in ("true", "false"):
            yield at, stop, "false" if token == "true" else "true", "logical"
        elif token[0].isdigit() and not (before == "{" and text[stop] == "}"):
            yield from constant(at, token)
        before = token


def of_conditions(text, start, end):
    for found in re.finditer(r"\b(if|while) \(", text[start:end]):
        first = start + found.end() - 1
        last = closing(text, first, "()")
        for truth in ("1", "0") if found.group(1) == "if" else ("0",):
            yield first + 1, last - 1, truth, "condition"


def of_returns(text, start, end, head):
    before = head.split("(")[0]
    if "*" in before or ORDER.search(head):
        return
    for found in re.finditer(r"\breturn ([^;]+);", text[start:end]):
        value, at = found.group(1), start + found.start(1)
        if re.search(r"\bbool\b", before) and value not in ("true", "false"):
            yield at, at + len(value), None, "return !"
        elif NUMBERS.search(before) and not re.fullmatch(r"\d+", value):
            yield at, at + len(value), None, "return +1"
