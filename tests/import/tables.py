"""The tables of an .integ file as they are printed, row by row, by a reader of the tests'
own: ("group", depth, title), ("row", title, source, cells, parts), ("total", cells)."""

import re

TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|#[^\n]*|[{}(),:;]|[^\s{}(),:;"]+')
KINDS = ("organisation", "area", "source", "money", "project", "goal", "indicator", "document")


def tokens(text):
    return [word for word in TOKEN.findall(text) if not word.startswith("#")]


def unquote(word):
    return re.sub(r"\\(.)", r"\1", word[1:-1])


def titles_of(text):
    """Titles by kind and name, wherever a name and a title follow each other."""
    found, words = {}, tokens(text)
    for at in range(len(words) - 2):
        if words[at] in KINDS and words[at + 2].startswith('"'):
            found.setdefault((words[at], words[at + 1]), unquote(words[at + 2]))
        elif re.match(r"[a-zæøå_]\w*$", words[at]) and words[at + 1].startswith('"'):
            found.setdefault(("project", words[at]), unquote(words[at + 1]))
    return found


class Table:
    """One table: title, columns as words, and its lines."""

    def __init__(self, words, at, titles):
        self.words, self.at, self.titles = words, at, titles
        self.title, self.columns, self.lines = "", [], []
        self.read()

    def next(self):
        self.at += 1
        return self.words[self.at - 1]

    def peek(self, far=0):
        return self.words[self.at + far]

    def named(self, kind, word):
        return unquote(word) if word.startswith('"') else self.titles.get((kind, word), word)

    def read(self):
        while self.peek() != "{":
            word = self.next()
            if word.startswith('"') and not self.columns:
                self.title = unquote(word)
            elif word == "where":
                while self.peek() != "{":
                    self.next()
            elif re.match(r"\d{4}\.\.\d{4}$", word):
                first, last = word.split("..")
                self.columns += [str(year) for year in range(int(first), int(last) + 1)]
            elif word not in (",", "all") and not re.match(r"\d{4}$", word):
                continue
            elif word != ",":
                self.columns.append(word)
        self.next()
        self.block(0)

    def skip_block(self):
        depth = 1
        while depth:
            depth += {"{": 1, "}": -1}.get(self.next(), 0)

    def cells(self):
        return [self.next() for _ in self.columns]

    def block(self, depth):
        """Up to the } that ends it."""
        while (word := self.next()) != "}":
            if word == "area":
                name = self.next()
                title = self.next() if self.peek().startswith('"') else name
                self.lines.append(("group", depth, self.named("area", title)))
                assert self.next() == "{"
                self.block(depth + 1)
            elif word == "total":
                self.total()
            elif self.peek() == ":" or word == "unit":
                self.passed(word)
            else:
                self.lines.append(self.row(word))

    def passed(self, word):
        """A property, or a unit: up to the next statement."""
        if word == "unit":
            while self.peek() in ("mio", "mia", "thousand", "DKK", "EUR", "NOK", "SEK"):
                self.next()
            return
        self.next()
        self.next()
        while self.peek() == ",":
            self.next()
            self.next()

    def total(self):
        if self.peek() == "of":
            self.next()
            self.lines.append(("row", self.named("area", self.next()), "", self.cells(), []))
            return
        cells = self.cells()
        if self.peek() == "where":  # "heraf": what no row says
            while self.peek() != "}":
                self.next()
            return
        self.lines.append(("total", cells))

    def row(self, word):
        title = self.named("project", word)
        if not word.startswith('"') and self.peek().startswith('"'):
            title = unquote(self.next())
        source = ""
        while self.peek() in ("from", "as", "within"):
            kind = self.next()
            name = self.next()
            source = self.named("source", name) if kind == "from" else source
        cells, parts = self.cells(), []
        if self.peek() == "{":
            self.next()
            while self.peek() != "}":
                if self.peek(1) == ":":
                    self.passed(self.next())
                elif self.peek() == "total":
                    while self.peek() != "}" and self.peek(1) != ":":
                        self.next()
                    while self.peek() != "}":
                        self.next()
                else:
                    parts.append(self.row(self.next()))
            self.next()
        return ("row", title, source, cells, parts)


def tables_of(text, titles=None):
    titles = dict(titles or {}) | titles_of(text)
    words = tokens(text)
    return [Table(words, at + 1, titles) for at, word in enumerate(words)
            if word == "table" and (at == 0 or words[at - 1] not in (",", "select", ":"))]


def plain(lines):
    """What two readings of a table have in common: titles in small letters."""
    found = []
    for line in lines:
        if line[0] == "row":
            _, title, source, cells, parts = line
            found.append(("row", title.lower(), source.lower(), cells, plain(parts)))
        elif line[0] == "group":
            found.append(("group", line[1], line[2].lower()))
        else:
            found.append(line)
    return found
