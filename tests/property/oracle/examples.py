"""The five documents of examples/copenhagen: what they say, row by row, is asked of the
driver, and what queries make of it is then SQLite's to confirm."""

import pathlib
import re
import sqlite3

from expressions import FUNDING
from texts import teach

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent.parent
NOT_THERE = ("project.size", "project.label", "project.stage", "project.tag", "project.starts",
             "project.purpose", "project.name", "document.date")
ALL_DOCUMENTS = ["answer2020", "effects2018", "expiring2023", "social2008", "status2009"]


class Examples:
    columns = [c for c in FUNDING if c.text not in NOT_THERE]
    documents = ["answer2020", "expiring2023", "effects2018"]

    def __init__(self, folder):
        """Copies of the files in the folder, which print a `?` where they print a `-`: that
        is a zero without a row, and SQLite has nothing of the kind."""
        self.paths = []
        for path in sorted((ROOT / "examples/copenhagen").glob("*.integ")):
            copy = pathlib.Path(folder) / path.name
            parts = re.split(r'("(?:[^"\\\n]|\\.)*"|#.*)', path.read_text())
            parts[::2] = [re.sub(r"(?<=\s)-(?=\s+[-~\d{#]|\s*$)", "?", part, flags=re.M) for part in parts[::2]]
            copy.write_text("".join(parts))
            self.paths.append(str(copy))

    def title_queries(self):
        """What each document calls things, by kind."""
        return [(kind, f"select name, title from {kind}s of {document}")
                for kind in ("project", "area", "source", "organisation")
                for document in ALL_DOCUMENTS + ["all"]]

    def query(self):
        return f"select {', '.join(c.text for c in self.columns)} from funding"

    def database(self, rows, titles):
        """`rows`: the driver's answer to the query; `titles`: those to the queries for titles,
        each with the kind."""
        base = sqlite3.connect(":memory:")
        given = {}
        for kind, things in titles:
            for (_, name), (_, title) in things:
                given.setdefault((kind, name), set()).add(title)
        teach(base, given)
        names = ["span" if c.text == "year" else c.sql for c in self.columns]
        base.execute(f"create table funding (rn, year, {', '.join(names)})")
        for number, row in enumerate(rows):
            values, year = [], None
            for column, (letter, value) in zip(self.columns, row):
                if column.text == "year":
                    year = value if letter == "y" else None
                    value = value if letter == "n" else None
                elif letter == "n":
                    value = None
                elif letter == "a":
                    value = int(value * 100)
                elif letter == "d":
                    value = int(value)
                elif letter == "r":
                    value = value.split(" ", 1)[1]
                values.append(value)
            base.execute(f"insert into funding values ({', '.join('?' * (len(names) + 2))})",
                         [number, year] + values)
        return base
