"""The five documents of examples/copenhagen: what they say, row by row, is asked of the
driver, and what queries make of it is then SQLite's to confirm."""

import pathlib
import sqlite3

from expressions import FUNDING
from texts import teach

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent.parent
NOT_THERE = ("project.size", "project.label", "project.stage", "project.tag", "project.starts",
             "project.purpose", "project.name", "document.date")


class Examples:
    columns = [c for c in FUNDING if c.text not in NOT_THERE]
    documents = ["answer2020", "expiring2023", "effects2018"]

    def __init__(self):
        self.paths = sorted(str(p) for p in (ROOT / "examples/copenhagen").glob("*.integ"))

    def query(self):
        return f"select {', '.join(c.text for c in self.columns)} from funding"

    def database(self, rows):
        """`rows`: the driver's answer to the query."""
        base = sqlite3.connect(":memory:")
        teach(base)
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
