"""Compares queries with SQLite: thousands of them, made at random, over facts made at
random and over examples/copenhagen.

    python3 tests/property/query_oracle.py PATH_TO_DRIVER [QUERIES [SEED]]

The facts go into files and, as whole numbers (amounts in hundredths, sizes in thousandths),
into a table of SQLite. Each query is written twice. SQLite filters, groups, adds up and
orders; what it does not have is laid out here from its rows: pivots, totals, shares,
changes, rounding. Cells must be the same, in the same order. Where the two languages mean
different things (missing values are equal to each other here, and comparisons with them do
not hold), the SQL says so: `is`, `coalesce`. The seed is fixed. Exits with 1 at a
difference, and prints the query.
"""

import os
import sys

# Beside this file stands one with the name of a module that others need.
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:] = [path for path in sys.path if os.path.abspath(path or ".") != HERE]

import pathlib
import random
import sqlite3
import subprocess
import tempfile
from collections import namedtuple
from fractions import Fraction

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent

# ---- the facts ----

DOCUMENTS = {  # name: (date, unit, kroner to 1 of the unit, its digits behind the point)
    "answer": (20180301, "DKK", 1, 2),
    "budget": (20200601, "thousand DKK", 1000, 4),
    "status": (20230115, "mio DKK", 1000000, 6),
}
ORGANISATIONS = {"bif": "Jobforvaltningen", "sof": "Ældreområdet", "kff": "Østre Fond"}
SOURCES = {"plan": ("Plan", "own"), "pool": ("En pulje", "external"), "eu": ("EU", "external"),
           "gift": ("Ærlig gave", None), "åben": ("åben kilde", "own")}
AREAS = {"work": ("Job", None), "young": ("Unge", "work"), "old": ("Ældre", "work"),
         "town": ("By", None), "parks": ("Søer og parker", "town"), "empty": ("Tom", None)}
MONEY = {"service": "Service", "works": "Anlæg"}
DIMENSIONS = {"job": "Beskæftigelse", "danish": "Dansk", "health": "Helbred"}
STAGES = ["planned", "running", "done"]
LABELS = ["Håndholdt", "håndholdt", "ÅBEN", "åben", "100 %", "a_b", "axb", "Ø", "ø", "zebra",
          "Zebra", "Æbler og pærer", "", "  two  ", "naïve", "Straße"]
TAGS = ["red", "blue", "Blå"]
YEARS = range(2015, 2024)
KINDS = {"organisation": 1, "area": 2, "source": 3, "money": 4, "project": 5, "dimension": 8,
         "document": 0}


class World:
    """Facts as `.integ` files, and the same in SQLite."""

    def __init__(self, rng, folder):
        self.rng = rng
        self.folder = pathlib.Path(folder)
        self.projects = [f"p{i}" for i in range(30)]
        self.said = {name: {} for name in DOCUMENTS}  # document: {project: {property: value}}
        self.paths = []
        self.rows = []
        self.write()

    def pick_properties(self, number):
        rng, own = self.rng, {}
        if rng.random() < 0.8:
            own["title"] = f"{rng.choice('AÆaæZ')}{number} {rng.choice(['x', 'ø', 'Y'])}"
        if rng.random() < 0.6:
            own["owner"] = rng.choice(list(ORGANISATIONS))
        if rng.random() < 0.6:
            own["size"] = rng.randrange(-3000, 9000)
        if rng.random() < 0.7:
            own["label"] = rng.choice(LABELS)
        if rng.random() < 0.5:
            own["stage"] = rng.choice(STAGES)
        if rng.random() < 0.5:
            own["starts"] = rng.choice([20190301, 20200229, 20201231, 20210000 + 704])
        if rng.random() < 0.4:
            own["tag"] = rng.choice(TAGS)
        if rng.random() < 0.6:
            own["purpose"] = rng.sample(list(DIMENSIONS), rng.randrange(1, 4))
        return own

    def project_text(self, name, own):
        parts = []
        for key, value in own.items():
            if key == "title":
                continue
            if key == "size":
                value = decimal(value, 3)
            elif key in ("label", "tag"):
                value = quoted(value)
            elif key == "starts":
                value = date_text(value)
            elif key == "purpose":
                value = ", ".join(value)
            parts.append(f"{key}: {value}")
        title = f" {quoted(own['title'])}" if "title" in own else ""
        return f"project {name}{title} {{ {'; '.join(parts)} }}\n"

    def write(self):
        common = ["attribute size on project: number\nattribute label on project: text\n"
                  "attribute stage on project: " + " | ".join(STAGES) + "\n"]
        for kind, names in (("organisation", ORGANISATIONS), ("money", MONEY),
                            ("dimension", DIMENSIONS)):
            common += [f"{kind} {name} {quoted(title)}\n" for name, title in names.items()]
        for name, (title, kind) in SOURCES.items():
            common.append(f"source {name} {quoted(title)}"
                          f" {{ {'kind: ' + kind if kind else ''} }}\n")
        for name, (title, parent) in AREAS.items():
            if parent is None:
                inner = "".join(f"area {n} {quoted(t)} {{}} " for n, (t, p) in AREAS.items()
                                if p == name)
                common.append(f"area {name} {quoted(title)} {{ {inner}}}\n")
        # Every project has a title somewhere: it is declared.
        for name in self.projects:
            common.append(f"project {name} {quoted('Common ' + name)}\n")
        self.save("0common", "".join(common))
        for document, (date, unit, _, _) in DOCUMENTS.items():
            lines = [f"document {document} {quoted('Document ' + document)} "
                     f"{{ date: {date_text(date)} }}\nunit {unit}\n"]
            for number, name in enumerate(self.projects):
                own = self.pick_properties(number) if self.rng.random() < 0.7 else {}
                self.said[document][name] = own
                if own:
                    lines.append(self.project_text(name, own))
            lines += self.entries(document, sum(line.count("\n") for line in lines))
            self.save(document, "".join(lines))

    def save(self, name, text):
        path = self.folder / f"{name}.integ"
        path.write_text(text)
        self.paths.append(str(path))

    def amount(self, document):
        """Figures as printed, and the amount in hundredths of a krone."""
        rng = self.rng
        _, _, krone, most = DOCUMENTS[document]
        digits = rng.randrange(0, min(most, 4) + 1)
        units = rng.choice([0, 1, 5, 10, 25, 100, rng.randrange(-2000, 9000)])
        about = units >= 0 and rng.random() < 0.1
        return (("~" if about else "") + decimal(units, digits),
                int(Fraction(units, 10**digits) * krone * 100), about)

    def entries(self, document, line):
        rng, lines, seen = self.rng, [], set()
        for _ in range(90):
            project = rng.choice(self.projects)
            area = rng.choice([None, None] + list(AREAS)[:-1])
            money, source = rng.choice([None, "service", "works"]), rng.choice(
                [None] + list(SOURCES))
            parts = []
            line += 1
            for _ in range(rng.randrange(1, 4)):
                year = span = over = None
                kind = rng.random()
                if kind < 0.85:
                    year = rng.choice(YEARS)
                    when = str(year)
                elif kind < 0.95:
                    first = rng.choice([2015, 2018])
                    over = (first, first + rng.randrange(1, 3))
                    span = f"{over[0]}-{over[1]}"
                    when = f"over {over[0]}..{over[1]}"
                else:
                    when = span = "?"
                if (project, area, source, money, when) in seen:
                    continue
                seen.add((project, area, source, money, when))
                if rng.random() < 0.06:
                    text, amount, about = "?", None, False
                else:
                    text, amount, about = self.amount(document)
                parts.append(f"{when}: {text}")
                self.rows.append(dict(
                    project=project, area=area, source=source, money=money,
                    document=document, year=year, span=span, amount=amount,
                    approximate=int(about), over_from=over and over[0],
                    over_to=over and over[1], file=str(self.folder / f"{document}.integ"),
                    line=line))
            if not parts:
                parts = [f"2014: {decimal(0, 0)}"]
                if (project, area, source, money, "2014") in seen:
                    parts = []
                else:
                    seen.add((project, area, source, money, "2014"))
                    self.rows.append(dict(
                        project=project, area=area, source=source, money=money,
                        document=document, year=2014, span=None, amount=0, approximate=0,
                        over_from=None, over_to=None,
                        file=str(self.folder / f"{document}.integ"), line=line))
            money_text = (f" as {money}" if money else "") + (f" from {source}" if source else "")
            text = f"project {project} {{ funding {', '.join(parts)}{money_text} }}" if parts \
                else ""
            lines.append((f"area {area} {{ {text} }}" if area else text) + "\n")
        return lines

    def told(self, project, key, document):
        """What holds of a project for a row of `document` (None: all of them)."""
        stated = [(name == document, not document or date <= DOCUMENTS[document][0], date,
                   self.said[name][project][key])
                  for name, (date, _, _, _) in DOCUMENTS.items()
                  if key in self.said[name][project]]
        if key == "title":
            stated.append((False, True, 0, "Common " + project))
        return max(stated, key=lambda told: told[:3])[3] if stated else None

    def fields(self, project, document):
        purpose = self.told(project, "purpose", document)
        return dict(p_title=self.told(project, "title", document),
                    p_owner=self.told(project, "owner", document),
                    p_size=self.told(project, "size", document),
                    p_label=self.told(project, "label", document),
                    p_stage=self.told(project, "stage", document),
                    p_starts=self.told(project, "starts", document),
                    p_tag=self.told(project, "tag", document),
                    p_purpose=purpose and "," + ",".join(purpose) + ",")

    def database(self):
        columns = ("rn project area source money document year span amount approximate "
                   "over_from over_to file line p_title p_owner p_size p_label p_stage p_starts "
                   "p_tag p_purpose p_last a_title a_parent a_above s_title s_kind o_title "
                   "m_title d_title "
                   "d_date").split()
        base = sqlite3.connect(":memory:")
        base.execute(f"create table funding ({', '.join(columns)})")
        base.execute("create table projects (rn, name, p_title, p_owner, p_size, p_label, "
                     "p_stage, p_starts, p_tag, p_purpose, p_last, o_title)")
        for number, row in enumerate(self.rows):
            own = self.fields(row["project"], row["document"])
            area, source = AREAS.get(row["area"]), SOURCES.get(row["source"])
            row = dict(row, rn=number, **own,
                       p_last=self.told(row["project"], "title", None),
                       a_title=area and area[0], a_parent=area and area[1],
                       a_above=area and area[1] and AREAS[area[1]][0],
                       s_title=source and source[0], s_kind=source and source[1],
                       o_title=own["p_owner"] and ORGANISATIONS[own["p_owner"]],
                       m_title=row["money"] and MONEY[row["money"]],
                       d_title="Document " + row["document"],
                       d_date=DOCUMENTS[row["document"]][0])
            base.execute(f"insert into funding values ({','.join('?' * len(columns))})",
                         [row[name] for name in columns])
        for number, name in enumerate(self.projects):
            own = self.fields(name, None)
            base.execute("insert into projects values (?,?,?,?,?,?,?,?,?,?,?,?)",
                         [number, name, own["p_title"], own["p_owner"], own["p_size"],
                          own["p_label"], own["p_stage"], own["p_starts"], own["p_tag"],
                          own["p_purpose"], own["p_title"],
                          own["p_owner"] and ORGANISATIONS[own["p_owner"]]])
        base.create_function("ilike", 2, like, deterministic=True)
        base.create_function("cap", 1, lambda t: t and "".join(map(upper, t)))
        base.create_function("small", 1, lambda t: t and "".join(map(lower, t)))
        base.create_function("rounded", 2, lambda n, unit: n if n is None else
                             half_even(Fraction(n, unit)) * unit)
        base.create_aggregate("collect", 2, Collect)
        return base


def decimal(units, digits):
    text = str(abs(units)).rjust(digits + 1, "0")
    sign = "-" if units < 0 else ""
    return sign + (text if digits == 0 else text[:-digits] + "." + text[-digits:])


def date_text(number):
    return f"{number // 10000}-{number // 100 % 100:02}-{number % 100:02}"


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def sql_text(text):
    return "'" + text.replace("'", "''") + "'"


def half_even(value):
    return round(value)  # of a Fraction: to the even one of two that are as near


def lower(sign):
    return sign.lower() if len(sign.lower()) == 1 else sign


def upper(sign):
    return sign.upper() if len(sign.upper()) == 1 else sign


def like(text, pattern):
    if text is None or pattern is None:
        return 0
    text, pattern = [lower(c) for c in text], [lower(c) for c in pattern]
    reach = {0}
    for sign in pattern:
        if sign == "%":
            reach = set(range(min(reach), len(text) + 1)) if reach else reach
        else:
            reach = {i + 1 for i in reach if i < len(text) and sign in ("_", text[i])}
    return int(len(text) in reach)


class Collect:
    """list(): the different values, in the order of the rows."""

    def __init__(self):
        self.seen = []

    def step(self, row, value):
        if value is not None:
            self.seen.append((row, value))

    def finalize(self):
        values = []
        for _, value in sorted(self.seen):
            for one in str(value).strip(",").split(",") if str(value)[:1] == "," else [value]:
                if one not in values:
                    values.append(one)
        return ";".join(str(value) for value in values) or None


# ---- expressions: the same in both languages ----

# kind: amount number size year date text word bool list, or the kind of a thing. `sql` gives
# hundredths of amounts, thousandths of sizes. `order`: what orders it, where that is
# something else. raw: of a filter, as it is where a missing year is unknown; None: not known.
E = namedtuple("E", "text sql kind order raw nullable")


def expression(text, sql, kind, order=None, raw=None, nullable=True):
    return E(text, sql, kind, order or sql, raw, nullable)


FUNDING = [
    expression("project", "project", "project", "p_title", nullable=False),
    expression("area", "area", "area", "a_title"),
    expression("source", "source", "source", "s_title"),
    expression("money", "money", "money", "m_title"),
    expression("document", "document", "document", "d_title", nullable=False),
    expression("year", "coalesce(year, span)", "year"),
    expression("amount", "amount", "amount"),
    expression("approximate", "approximate", "bool", nullable=False),
    expression("over_from", "over_from", "year"),
    expression("over_to", "over_to", "year"),
    expression("line", "line", "number", nullable=False),
    expression("project.title", "p_title", "text", nullable=False),
    expression("project.name", "project", "word", nullable=False),
    expression("project.owner", "p_owner", "organisation", "o_title"),
    expression("project.owner.title", "o_title", "text"),
    expression("project.size", "p_size", "size"),
    expression("project.label", "p_label", "text"),
    expression("project.stage", "p_stage", "word"),
    expression("project.starts", "p_starts", "date"),
    expression("project.tag", "p_tag", "any"),
    expression("project.purpose", "p_purpose", "list"),
    expression("area.title", "a_title", "text"),
    expression("area.parent", "a_parent", "area", "a_above"),
    expression("area.parent.title", "a_above", "text"),
    expression("source.kind", "s_kind", "word"),
    expression("source.title", "s_title", "text"),
    expression("document.date", "d_date", "date", nullable=False),
]
PROJECTS = [
    expression("name", "name", "word", nullable=False),
    expression("title", "p_title", "text", nullable=False),
    expression("owner", "p_owner", "organisation", "o_title"),
    expression("owner.title", "o_title", "text"),
    expression("size", "p_size", "size"),
    expression("label", "p_label", "text"),
    expression("stage", "p_stage", "word"),
    expression("starts", "p_starts", "date"),
    expression("tag", "p_tag", "any"),
    expression("purpose", "p_purpose", "list"),
]
SCALE = {"amount": 100, "size": 1000}
COMPARED = ["=", "!=", "<", "<=", ">", ">="]
SQL_COMPARED = {"=": "is", "!=": "is not"}


class Maker:
    """Makes queries: the text, and what SQLite is to do for it."""

    def __init__(self, rng, table):
        self.rng = rng
        self.table = table
        self.columns = FUNDING if table == "funding" else PROJECTS

    def column(self, *kinds):
        return self.rng.choice([c for c in self.columns if c.kind in kinds] or self.columns)

    # values

    def constant(self, kind):
        """A value of a kind, in both languages."""
        rng = self.rng
        if kind == "amount":
            number, unit, krone = rng.choice([
                (rng.randrange(-50, 5000), "DKK", 1), (rng.randrange(0, 400), "thousand DKK", 1000),
                (rng.randrange(0, 9), "mio DKK", 1000000), (25, "DKK", 1)])
            return f"{number} {unit}", str(number * krone * 100)
        if kind == "size":
            value = rng.choice([0, 1000, 2500, rng.randrange(-3000, 9000)])
            return decimal(value, 3), str(value)
        if kind == "number":
            value = rng.randrange(0, 120)
            return str(value), str(value)
        if kind == "year":
            value = rng.choice(YEARS)
            return str(value), str(value)
        if kind == "date":
            value = rng.choice([20190301, 20200229, 20200601, 20201231, 20210704])
            return date_text(value), str(value)
        if kind == "bool":
            return rng.choice([("true", "1"), ("false", "0")])
        if kind == "word":
            value = rng.choice(["own", "external"] + STAGES)
            return value, sql_text(value)
        names = {"project": [f"p{i}" for i in range(30)], "area": AREAS, "source": SOURCES,
                 "money": MONEY, "organisation": ORGANISATIONS, "document": DOCUMENTS,
                 "list": DIMENSIONS}.get(kind)
        if names:
            value = rng.choice(list(names))
            return value, sql_text(value)
        value = rng.choice(LABELS + TAGS + [AREAS["work"][0], "Common p3", ORGANISATIONS["sof"]])
        return quoted(value), sql_text(value)

    def words_of(self, column):
        if column.text.endswith("kind"):
            return ["own", "external"]
        if column.text.endswith("name"):
            return [f"p{i}" for i in range(30)]
        return STAGES

    def value_for(self, column):
        if column.kind == "word":
            value = self.rng.choice(self.words_of(column))
            return value, sql_text(value)
        return self.constant("text" if column.kind == "any" else column.kind)

    def scalar(self, depth=2):
        """A value made of a row."""
        rng = self.rng
        roll = rng.randrange(14) if depth > 0 else 0
        if roll < 5:
            return rng.choice(self.columns)
        if roll == 5:
            column = self.column("text", "word")
            return rng.choice([
                expression(f"lower({column.text})", f"small({column.sql})", "text"),
                expression(f"upper({column.text})", f"cap({column.sql})", "text"),
                expression(f"length({column.text})", f"length({column.sql})", "number"),
                expression(f"trim({column.text})", f"trim({column.sql})", "text"),
                expression(f'trim({column.text}, "Zaæ ")', f"trim({column.sql}, 'Zaæ ')", "text"),
                expression(f'replace({column.text}, "b", "ø!")',
                           f"replace({column.sql}, 'b', 'ø!')", "text"),
                expression(f'{column.text} || "/" || {column.text}',
                           f"{column.sql} || '/' || {column.sql}", "text"),
            ])
        if roll == 6:
            column = self.column("text", "word")
            start, count = rng.randrange(-6, 7), rng.randrange(-4, 8)
            if rng.random() < 0.5:
                return expression(f"substr({column.text}, {start})",
                                  f"substr({column.sql}, {start})", "text")
            return expression(f"substr({column.text}, {start}, {count})",
                              f"substr({column.sql}, {start}, {count})", "text")
        if roll == 7:
            column = self.column("amount", "size")
            other = rng.choice([c for c in self.columns if c.kind == column.kind])
            sign = rng.choice("+-")
            return expression(f"{column.text} {sign} {other.text}",
                              f"({column.sql} {sign} {other.sql})", column.kind)
        if roll == 8:
            column, times = self.column("amount", "size"), rng.randrange(-3, 5)
            return expression(f"{column.text} * {times}", f"({column.sql} * {times})",
                              column.kind)
        if roll == 9:
            column = self.column("amount", "size")
            digits = rng.randrange(-2, 4)
            unit = SCALE[column.kind] * 10**-digits if digits <= 0 else \
                max(SCALE[column.kind] // 10**digits, 1)
            return rng.choice([
                expression(f"abs({column.text})", f"abs({column.sql})", column.kind),
                expression(f"-{column.text}", f"-{column.sql}", column.kind),
                expression(f"round({column.text}, {digits})",
                           f"rounded({column.sql}, {unit})", column.kind)
                if column.kind == "size" else
                expression(f"abs(-{column.text})", f"abs(-{column.sql})", column.kind)])
        if roll == 10:
            column = rng.choice([c for c in self.columns if c.kind not in ("list", "any")
                                 and c.text != "year"])
            value, sql = self.value_for(column)
            return rng.choice([
                expression(f"coalesce({column.text}, {value})",
                           f"coalesce({column.sql}, {sql})", column.kind,
                           self.titled(column.kind, f"coalesce({column.sql}, {sql})")),
                expression(f"nullif({column.text}, {value})",
                           f"nullif({column.sql}, {sql})", column.kind,
                           self.titled(column.kind, f"nullif({column.sql}, {sql})"))])
        if roll == 11:
            test, kind = self.truth(depth - 1), rng.choice(["amount", "text", "year"])
            columns = [c for c in self.columns if c.kind == kind and c.text != "year"]
            if not columns:
                return rng.choice(self.columns)
            one, other = rng.choice(columns), rng.choice(columns)
            return rng.choice([
                expression(f"iif({test.text}, {one.text}, {other.text})",
                           f"iif({test.sql}, {one.sql}, {other.sql})", kind),
                expression(f"case when {test.text} then {one.text} else {other.text} end",
                           f"case when {test.sql} then {one.sql} else {other.sql} end", kind),
                expression(f"case when {test.text} then {one.text} end",
                           f"case when {test.sql} then {one.sql} end", kind)])
        if roll == 12:
            column = rng.choice([c for c in self.columns if c.kind not in ("list", "any")
                                 and c.text != "year"])
            value, sql = self.value_for(column)
            return expression(
                f'case {column.text} when {value} then "one" when null then "none" end',
                f"case when {column.sql} is {sql} then 'one' when {column.sql} is null then "
                f"'none' end", "text")
        column = self.column("date")
        return expression(f"year({column.text})", f"{column.sql} / 10000", "year")

    @staticmethod
    def titled(kind, sql):
        """What orders things: their titles."""
        names = {"area": {n: t for n, (t, _) in AREAS.items()},
                 "source": {n: t for n, (t, _) in SOURCES.items()}, "money": MONEY,
                 "organisation": ORGANISATIONS,
                 "document": {n: "Document " + n for n in DOCUMENTS}}.get(kind)
        if kind == "project":
            return f"iif({sql} is null, null, p_title)"
        if not names:
            return sql
        return f"case {sql} " + " ".join(
            f"when {sql_text(n)} then {sql_text(t)}" for n, t in names.items()) + " end"

    # conditions

    def atom(self):
        rng = self.rng
        roll = rng.randrange(10)
        if roll < 2 and self.table == "funding":
            return self.year_atom()
        column = rng.choice([c for c in self.columns if c.text != "year"])
        if roll == 2:
            no = rng.choice(["", "not "])
            return self.sound(f"{column.text} is {no}null", f"({column.sql} is {no}null)")
        if roll == 3 and column.kind != "list":
            values = [self.value_for(column) for _ in range(rng.randrange(1, 4))]
            if rng.random() < 0.2:
                values.append(("null", "null"))
            no = rng.choice(["", "not "])
            either = " or ".join(f"{column.sql} is {sql}" for _, sql in values)
            return self.sound(f"{column.text} {no}in ({', '.join(v for v, _ in values)})",
                              f"({'not ' if no else ''}({either}))")
        if roll == 4:
            column = self.column("amount", "size", "date", "number")
            (low, low_sql), (high, high_sql) = self.value_for(column), self.value_for(column)
            no = rng.choice(["", "not "])
            return self.sound(f"{column.text} {no}between {low} and {high}",
                              f"({no}coalesce({column.sql} between {low_sql} and {high_sql}, 0))")
        if roll == 5:
            column = self.column("text", "word", "any")
            pattern = rng.choice(["%a%", "å%", "_", "%Ø%", "h%t", "a_b", "%", "", "æ% og %",
                                  "%BE%", "p1_", "%\u00e6%", "stra_e", "com%3"])
            no = rng.choice(["", "not "])
            return self.sound(f"{column.text} {no}like {quoted(pattern)}",
                              f"({no}ilike({column.sql}, {sql_text(pattern)}))")
        if column.kind == "list":
            value, sql = self.constant("list")
            if rng.random() < 0.5:
                return self.sound(f"{column.text} = {value}",
                                  f"coalesce(instr({column.sql}, ',' || {sql} || ','), 0) > 0")
            return self.sound(f"{column.text} != {value}",
                              f"coalesce(instr({column.sql}, ',' || {sql} || ','), 0) = 0")
        value, sql = self.value_for(column)
        ordered = column.kind in ("amount", "size", "number", "date", "text", "year")
        return self.comparison(column, rng.choice(COMPARED if ordered else COMPARED[:2]),
                               value, sql)

    def comparison(self, left, op, value, sql):
        if op in SQL_COMPARED:
            return self.sound(f"{left.text} {op} {value}",
                              f"({left.sql} {SQL_COMPARED[op]} {sql})")
        return self.sound(f"{left.text} {op} {value}", f"coalesce({left.sql} {op} {sql}, 0)")

    @staticmethod
    def sound(text, sql):
        return expression(text, sql, "bool", raw=sql)

    def year_atom(self):
        rng, roll = self.rng, self.rng.randrange(6)
        year = rng.choice(YEARS)
        if roll == 0:
            values = rng.sample(list(YEARS), 2)
            no = rng.choice(["", "not "])
            inside = f"year in ({values[0]}, {values[1]})"
            return expression(f"year {no}in ({values[0]}, {values[1]})",
                              f"({no}coalesce({inside}, 0))", "bool", raw=f"({no}{inside})")
        if roll == 1:
            inside = f"year between {year} and {year + 3}"
            return expression(inside, f"coalesce({inside}, 0)", "bool", raw=f"({inside})")
        if roll == 2:
            no = rng.choice(["", "not "])
            return expression(f"year is {no}null", f"(year is {no}null)", "bool",
                              raw=f"iif(year is null, null, year is {no}null)")
        op = rng.choice(COMPARED)
        sql = f"(year {SQL_COMPARED[op]} {year})" if op in SQL_COMPARED else \
            f"coalesce(year {op} {year}, 0)"
        return expression(f"year {op} {year}", sql, "bool", raw=f"(year {op} {year})")

    def truth(self, depth, atom=None):
        atom = atom or self.atom
        roll = self.rng.randrange(5) if depth > 0 else 0
        if roll < 2:
            return atom()
        one = self.truth(depth - 1, atom)
        if roll == 2:
            return expression(f"not ({one.text})", f"(not {one.sql})", "bool",
                              raw=f"(not {one.raw})")
        other, word = self.truth(depth - 1, atom), "and" if roll == 3 else "or"
        return expression(f"({one.text} {word} {other.text})", f"({one.sql} {word} {other.sql})",
                          "bool", raw=f"({one.raw} {word} {other.raw})")


# ---- aggregates ----

# What a group's item is made of: `raw`, what SQLite finds for the rows of a group, and
# finish(own, whole, before), which makes the cell of the raw values of the group, of all
# groups, and of the year before (None: there is none).
Item = namedtuple("Item", "text raw finish key plain")


def key_item(key):
    return Item(key.text, [], None, key, None)


def simple(text, sql, kind):
    return Item(text, [sql], lambda own, whole, before: cell(kind, own[0]), None,
                expression(text, sql, kind))


def quotient(text, number, by, kind):
    """A value divided by another: to 10 digits, and then to 4 in its unit."""

    def finish(own, whole, before):
        if own[0] is None or not own[1]:
            return ("n", "")
        value = Fraction(own[0], own[1] * SCALE.get(kind, 1))
        value = Fraction(half_even(value * 10**12), 10**12)
        return ("a" if kind == "amount" else "d", Fraction(half_even(value * 10**4), 10**4))

    return Item(text, [number, by], finish, None, None)


def share(text, sql, digits):
    def finish(own, whole, before):
        if own[0] is None or not whole[0]:
            return ("n", "")
        percent = Fraction(own[0] * 100 * 10**digits, whole[0])
        return ("p", Fraction(half_even(percent), 10**digits))

    return Item(text, [sql], finish, None, None)


def change(text, sql):
    def finish(own, whole, before):
        if own[0] is None or before is None or before[0] is None:
            return ("n", "")
        return ("a", Fraction(own[0] - before[0], 100))

    return Item(text, [sql], finish, None, None)


def cell(kind, value):
    """A value of SQLite's as the driver writes it."""
    if value is None:
        return ("n", "")
    if kind in SCALE:
        return ("a" if kind == "amount" else "d", Fraction(value, SCALE[kind]))
    if kind == "number":
        return ("d", Fraction(value))
    if kind == "year":
        return ("y", value) if isinstance(value, int) else ("n", value)
    if kind == "date":
        return ("D", value)
    if kind == "bool":
        return ("b", value)
    if kind in KINDS:
        return ("r", f"{KINDS[kind]} {value}")
    if kind == "list":
        values = value.strip(",").split(",")
        return ("l", tuple(("r", f"8 {name}") for name in values)) if len(values) > 1 else \
            ("r", f"8 {values[0]}")
    if kind.startswith("listed "):
        inner = kind[7:]
        values = [cell("list" if inner == "list" else inner,
                       int(v) if inner in ("year", "date") else v) for v in value.split(";")]
        return values[0] if len(values) == 1 else ("l", tuple(values))
    return ("t", value)


def read_cell(text):
    letter, rest = text[:1], text[1:]
    if letter in ("d", "a", "p"):
        return (letter, Fraction(rest))
    if letter in ("y", "D", "b"):
        return (letter, int(rest))
    if letter == "[":
        return ("l", tuple(read_cell(part) for part in rest[:-1].split(";")))
    return (letter, rest)


class GroupMaker(Maker):
    """Queries with groups."""

    def inner(self, text, sql):
        """An aggregate, at times with a `where` of its own."""
        if self.rng.random() < 0.3:
            test = self.truth(1)
            return (text[:-1] + f" where {test.text})", sql + f" filter (where {test.sql})")
        return text, sql

    def number(self):
        """An aggregate that is a number or an amount, as an expression."""
        rng, roll = self.rng, self.rng.randrange(9)
        column = self.column("amount", "size")
        if roll < 3:
            text, sql = self.inner(f"sum({column.text})", f"sum({column.sql})")
            return expression(text, sql, column.kind)
        if roll == 3:
            text, sql = self.inner("count(*)", "count(*)")
            return expression(text, sql, "number")
        if roll == 4:
            other = self.rng.choice([c for c in self.columns if c.kind != "list"])
            sql = other.sql if other.text != "year" else "year"
            text, sql = self.inner(f"count({other.text})", f"count({sql})")
            return expression(text, sql, "number")
        if roll == 5:
            other = self.rng.choice([c for c in self.columns if c.kind != "list"])
            sql = other.sql if other.text != "year" else "year"
            text, sql = self.inner(f"count(distinct {other.text})", f"count(distinct {sql})")
            return expression(text, sql, "number")
        if roll == 6:
            text, sql = self.inner(f"sum(distinct {column.text})", f"sum(distinct {column.sql})")
            return expression(text, sql, column.kind)
        if roll == 7:
            which = rng.choice(["min", "max"])
            text, sql = self.inner(f"{which}({column.text})", f"{which}({column.sql})")
            return expression(text, sql, column.kind)
        text, sql = self.inner(f"sum({column.text} * 2 - {column.text})", f"sum({column.sql})")
        return expression(text, sql, column.kind)

    def item(self, years):
        rng, roll = self.rng, self.rng.randrange(16)
        if roll < 6:
            made = self.number()
            return simple(made.text, made.sql, made.kind)
        if roll == 6:
            column = self.column("amount", "size")
            if rng.random() < 0.5:
                text, sql = self.inner(f"avg({column.text})", f"sum({column.sql})")
                _, by = text, sql.replace("sum(", "count(", 1)
                return quotient(text, sql, by, column.kind)
            return quotient(f"sum({column.text}) / count(*)", f"sum({column.sql})", "count(*)",
                            column.kind)
        if roll == 7:
            column = rng.choice([c for c in self.columns if c.kind in ("text", "date", "year")])
            sql = "year" if column.text == "year" else column.sql
            which = rng.choice(["min", "max"])
            text, sql = self.inner(f"{which}({column.text})", f"{which}({sql})")
            return simple(text, sql, column.kind)
        if roll == 8:
            column = rng.choice([c for c in self.columns
                                 if c.kind in KINDS or c.kind in ("word", "date", "list")])
            text, sql = self.inner(f"list({column.text})", f"collect(rn, {column.sql})")
            return simple(text, sql, "listed " + column.kind)
        if roll in (9, 10) and self.table == "funding":
            digits = rng.choice([None, 0, 1, 3])
            text, sql = self.inner("share(amount)", "sum(amount)")
            if digits is not None:
                text = text.replace("amount", f"amount, {digits}", 1)
            return share(text, sql, 1 if digits is None else digits)
        if roll in (11, 12) and years:
            text, sql = self.inner("change(amount)", "sum(amount)")
            return change(text, sql)
        one = self.number()
        if roll == 13 and one.kind in ("amount", "number"):
            value, sql = self.constant(one.kind)
            return simple(f"iif({one.text} > {value}, {one.text}, null)",
                          f"iif({one.sql} > {sql}, {one.sql}, null)", one.kind)
        if roll == 14:
            return simple(f"coalesce({one.text}, {one.text})", one.sql, one.kind)
        if roll == 15:
            text, sql = self.inner("sum(amount)" if self.table == "funding" else "sum(size)",
                                   "sum(amount)" if self.table == "funding" else "sum(p_size)")
            kind = "amount" if self.table == "funding" else "size"
            whole = "sum(amount)" if self.table == "funding" else "sum(size)"
            whole_sql = "sum(amount)" if self.table == "funding" else "sum(p_size)"
            return simple(f"{whole} - {text}", f"{whole_sql} - {sql}", kind)
        return simple(one.text, one.sql, one.kind)

    def having(self):
        def atom():
            if self.rng.random() < 0.2:
                made = self.number()
                no = self.rng.choice(["", "not "])
                return self.sound(f"{made.text} is {no}null", f"({made.sql} is {no}null)")
            made = self.number()
            value, sql = self.constant(made.kind)
            return self.comparison(made, self.rng.choice(COMPARED), value, sql)

        return self.truth(1, atom)


# ---- queries ----


class Query:
    """One query: its text, and what it must give."""

    def __init__(self, rng, base, table="funding"):
        self.rng = rng
        self.base = base
        self.table = table
        self.maker = GroupMaker(rng, table)
        self.where = self.maker.truth(2) if rng.random() < 0.7 else None
        self.documents = []
        if table == "funding" and rng.random() < 0.15:
            self.documents = rng.sample(list(DOCUMENTS), rng.randrange(2, 4))
        self.limit = self.offset = None
        if rng.random() < 0.25:
            self.limit = rng.choice([0, 1, 3, 10, 1000])
            if rng.random() < 0.5:
                self.offset = rng.choice([0, 1, 2, 7, 500])
        self.headings = None
        self.total = None
        if rng.random() < 0.4:
            self.make_plain()
        else:
            self.make_grouped()

    # what both have

    def tail(self, orders):
        text = ""
        if orders:
            text += " order by " + ", ".join(o.text for o in orders)
        if self.limit is not None:
            text += f" limit {self.limit}"
            if self.offset is not None:
                text += f" offset {self.offset}"
        return text

    def head(self, items, distinct):
        text = f"select {'distinct ' if distinct else ''}{', '.join(items)} from {self.table}"
        if self.documents:
            text += " of " + ", ".join(self.documents)
        return text + (f" where {self.where.text}" if self.where else "")

    def filter(self):
        sql = []
        if self.documents:
            sql.append("document in (" + ", ".join(map(sql_text, self.documents)) + ")")
        if self.where:
            sql.append(self.where.sql)
        return " and ".join(sql) or "1"

    def left_out(self):
        """How many rows the filter loses because they belong to no single year; None: not
        known."""
        if self.where is None or self.table != "funding":
            return 0
        seen = "1"
        if self.documents:
            seen = "document in (" + ", ".join(map(sql_text, self.documents)) + ")"
        return self.base.execute(
            f"select count(*) from funding where year is null and {seen} and not "
            f"{self.where.sql} and {self.where.raw} is null").fetchone()[0]

    def cut(self, rows):
        if self.limit is None:
            return rows
        first = self.offset or 0
        return rows[first:first + self.limit]

    def order_of(self, item, text=None):
        """An order by a column, in both languages."""
        rng = self.rng
        down = rng.random() < 0.5
        nulls = rng.choice([None, None, "first", "last"])
        said = (text or item.text) + rng.choice([" desc"] if down else ["", " asc"])
        said += f" nulls {nulls}" if nulls else ""
        null = "year is null" if item.text == "year" else f"({item.order}) is null"
        return Order(said, f"{null}{' desc' if nulls == 'first' else ''}, {item.order}"
                           f"{' desc' if down else ''}", down, nulls == "first", item)

    # rows

    def make_plain(self):
        rng, maker = self.rng, self.maker
        items = [maker.scalar() for _ in range(rng.randrange(1, 5))]
        distinct = rng.random() < 0.3
        texts = [i.text + (f" as c{n}" if rng.random() < 0.2 else "")
                 for n, i in enumerate(items)]
        orders, inside = [], [i for i in items if i.kind != "list"]
        for _ in range(rng.choice([0, 0, 1, 2])):
            pool = [(i, rng.choice([None, str(items.index(i) + 1)])) for i in inside]
            if not distinct:
                pool += [(c, None) for c in maker.columns if c.kind not in ("list",)]
            if pool:
                orders.append(self.order_of(*rng.choice(pool)))
        self.text = self.head(texts, distinct) + self.tail(orders)
        columns = ", ".join(f"{i.sql} as k{n}" for n, i in enumerate(items))
        keys = ", ".join(["min(rn)" if distinct else "rn"] + [
            f"min({i})" if False else i for i in []])
        order = ", ".join([o.sql for o in orders] + [keys])
        group = " group by " + ", ".join(f"k{n}" for n in range(len(items))) if distinct else ""
        rows = self.base.execute(f"select {columns} from {self.table} where {self.filter()}"
                                 f"{group} order by {order}").fetchall()
        self.expected = self.cut([[cell(i.kind, value) for i, value in zip(items, row)]
                                  for row in rows])

    # groups

    def make_grouped(self):
        rng, maker = self.rng, self.maker
        pool = [c for c in maker.columns if c.kind not in ("list", "any")]
        keys = rng.sample(pool, rng.choice([0, 1, 1, 2, 2, 3]))
        if rng.random() < 0.15:
            made = maker.scalar(1)
            keys += [made] if made.kind != "list" else []
        years = next((k for k in keys if k.text == "year"), None)
        if years is None and self.table == "funding" and rng.random() < 0.5:
            years = next(c for c in maker.columns if c.text == "year")
            keys.insert(rng.randrange(len(keys) + 1), years)
        first_year = next((n for n, k in enumerate(keys) if k.kind == "year"), None)
        items = [maker.item(years is not None and keys[first_year] is years)
                 for _ in range(rng.randrange(1, 4))]
        shown = [k for k in keys if rng.random() < 0.9]
        having = maker.having() if rng.random() < 0.3 else None
        pivot = rng.choice(keys) if keys and rng.random() < 0.35 else None
        totals = rng.random() < 0.35
        shown_items = [key_item(k) for k in shown]
        # Beside keys and values, a column that goes with a key.
        at = rng.randrange(len(shown_items) + 1)
        selected = shown_items[:at] + items[:1] + shown_items[at:] + items[1:]
        self.groups(keys, items, having)
        orders = self.group_orders(selected, keys, pivot)
        text = self.head([i.text for i in selected], False)
        if keys:
            text += " group by " + ", ".join(k.text for k in keys)
        text += f" having {having.text}" if having else ""
        text += f" pivot by {pivot.text}" if pivot else ""
        text += " with totals" if totals else ""
        self.text = text + self.tail(orders)
        self.lay_out(selected, keys, pivot, totals, orders,
                     years and keys.index(years))

    def groups(self, keys, items, having):
        """The rows of b have the first row of their group beside them; self.found has the
        groups in the order of their first rows."""
        base = self.base
        base.execute("drop table if exists b")
        parts = ", ".join(k.sql for k in keys)
        gid = f"min(rn) over (partition by {parts})" if keys else "0"
        base.execute(f"create temp table b as select *, {gid} as gid from {self.table} "
                     f"where {self.filter()}")
        self.raw = [sql for item in items for sql in item.raw]
        self.slots, at = {}, 0
        for item in items:
            self.slots[id(item)] = slice(at, at + len(item.raw))
            at += len(item.raw)
        keep = having.sql if having else "1"
        # A query without groups has one, over whatever rows there are.
        self.found = self.sums(("gid, " + keep) if keys else "0, " + keep, "1",
                               " group by gid order by gid" if keys else "")
        self.kept = [row[0] for row in self.found if row[1]]
        # A group's things are ordered by the latest titles, whatever its rows call them.
        parts = [k.sql for k in keys] + [k.order.replace("p_title", "p_last")
                                         if k.kind == "project" else k.order for k in keys]
        self.keys = {row[0]: row[1:] for row in base.execute(
            f"select rn, {', '.join(parts)} from b where rn = gid")} if keys else {}

    def sums(self, first, where, tail=""):
        return self.base.execute(f"select {', '.join([first] + self.raw)} from b where {where}"
                                 f"{tail}").fetchall()

    def group_orders(self, selected, keys, pivot):
        rng, orders = self.rng, []
        for _ in range(rng.choice([0, 0, 1, 2])):
            pool = [i for i in selected if i.key is not None and i.key is not pivot] + \
                [i for i in selected if i.plain is not None and
                 not i.plain.kind.startswith("listed")]
            if not pool:
                return orders
            item = rng.choice(pool)
            text = rng.choice([None, str(selected.index(item) + 1)])
            orders.append(self.order_of(item.key or item.plain, text)._replace(item=item))
        if pivot is not None and rng.random() < 0.3:
            orders.append(self.order_of(pivot)._replace(item=None))
        return orders

    def lay_out(self, selected, keys, pivot, totals, orders, year_at):
        count = len(keys)
        pivot_at = keys.index(pivot) if pivot else None
        own = {row[0]: row[2:] for row in self.found}
        key_of = {row[0]: self.keys[row[0]][:count] if keys else () for row in self.found}
        where = "gid in (" + ",".join(map(str, self.kept)) + ")"
        by_key = {key: gid for gid, key in key_of.items()}
        self.own, self.key_of, self.selected = own, key_of, selected

        def wholes(column):
            return self.sums("0", f"{pivot.sql} is {literal(column)}")[0][1:]

        def before(gid):
            if year_at is None or not isinstance(key_of[gid][year_at], int):
                return None
            key = list(key_of[gid])
            key[year_at] -= 1
            return own.get(by_key.get(tuple(key)))

        rows, whole = {}, {ALL: self.sums("0", "1")[0][1:]}
        for gid in self.kept:
            key = key_of[gid]
            rest = key if pivot is None else key[:pivot_at] + key[pivot_at + 1:]
            rows.setdefault(rest, []).append(gid)
        columns, stay = [], [key_of[gid][pivot_at] for gid in self.kept if pivot]
        for gid in own if pivot else []:
            if key_of[gid][pivot_at] not in columns and key_of[gid][pivot_at] in stay:
                columns.append(key_of[gid][pivot_at])
        for column in columns:
            whole[column] = wholes(column)
        columns = self.sort_columns(columns, pivot, orders)

        def value(item, raw, of, earlier):
            at = self.slots[id(item)]
            return item.finish(raw[at], of[at], earlier and earlier[at])

        table = []
        for rest, gids in rows.items():
            cells = []
            for item in selected:
                if item.key is not None and item.key is not pivot:
                    cells.append(cell(item.key.kind, key_of[gids[0]][keys.index(item.key)]))
                elif item.key is None and pivot is None:
                    cells.append(value(item, own[gids[0]], whole[ALL], before(gids[0])))
            total = self.sums("0", "gid in (" + ",".join(map(str, gids)) + ")")[0][1:] \
                if pivot else own[gids[0]]
            values = [i for i in selected if i.key is None]
            for column in columns:
                gid = next((g for g in gids if key_of[g][pivot_at] == column
                            and type(key_of[g][pivot_at]) is type(column)), None)
                cells += [("n", "") if gid is None else
                          value(i, own[gid], whole[column], before(gid)) for i in values]
            if pivot and totals:
                cells += [value(i, total, whole[ALL], None) for i in values]
            table.append((self.order_keys(orders, keys, gids[0], total), cells))
        for number in reversed(range(len(orders))):
            order = orders[number]
            if order.item is not None:
                table.sort(key=lambda row: Reversed(row[0][number], order.down))
                table.sort(key=lambda row: (row[0][number][0] is None) != order.nulls_first)
        self.expected = self.cut([cells for _, cells in table])
        self.total = self.total_row(selected, keys, pivot, columns, where, whole, year_at,
                                    pivot_at, value) if totals else None

    def total_row(self, selected, keys, pivot, columns, where, whole, year_at, pivot_at, value):
        grand = self.sums("0", where)[0][1:]
        cells = []
        for item in selected:
            if item.key is not None and item.key is not pivot:
                cells.append(("n", ""))
            elif item.key is None and pivot is None:
                cells.append(value(item, grand, whole[ALL], None))
        values = [i for i in selected if i.key is None]
        sums = {column: self.sums("0", f"{where} and {pivot.sql} is {literal(column)}")[0][1:]
                for column in columns}
        for column in columns:
            earlier = None
            if pivot_at == year_at and isinstance(column, int):
                earlier = sums.get(column - 1)
            cells += [value(i, sums[column], whole[column], earlier) for i in values]
        if pivot:
            cells += [value(i, grand, whole[ALL], None) for i in values]
        return cells

    def order_keys(self, orders, keys, gid, total):
        found = []
        for order in orders:
            if order.item is None:
                found.append((None, None))
            elif order.item.key is not None:
                at = keys.index(order.item.key)
                shown, by = self.keys[gid][at], self.keys[gid][len(keys) + at]
                missing = isinstance(shown, str) and order.item.key.kind == "year"
                found.append((None if missing else by, by))
            else:
                raw = total[self.slots[id(order.item)]][0]
                found.append((raw, raw))
        return found

    @staticmethod
    def sort_columns(columns, pivot, orders):
        if not columns or pivot is None:
            return columns
        down = any(o.item is None and o.down for o in orders)
        if pivot.kind in ("amount", "size", "number", "year", "date", "bool"):
            there = [c for c in columns if isinstance(c, int)]
            spans = sorted(c for c in columns if isinstance(c, str))
            return sorted(there, reverse=down) + spans + [None] * (None in columns)
        return [c for c in columns if c is not None] + [None] * (None in columns)


ALL = object()  # instead of a value of the pivot: all of them
Order = namedtuple("Order", "text sql down nulls_first item")


class Reversed:
    """A key that is sorted the other way round where it is to be; missing ones are apart."""

    def __init__(self, key, down):
        (self.there, self.key), self.down = key, down

    def __lt__(self, other):
        one, two = (other, self) if self.down else (self, other)
        if one.there is None or two.there is None or one.key is None:
            apart = (one.there is None) - (two.there is None)
            return apart < 0 or (apart == 0 and one.key is not None and one.key < two.key)
        return one.key < two.key


def literal(value):
    return "null" if value is None else str(value) if isinstance(value, int) else sql_text(value)


# ---- the whole ----


def answers(driver, paths, queries):
    """What the driver makes of the queries."""
    done = subprocess.run([driver, *paths], input="\n".join(queries) + "\n", text=True,
                          capture_output=True, timeout=600, check=False)
    if done.returncode != 0 or done.stderr:
        sys.exit(f"the driver ended with {done.returncode}\n{done.stderr}")
    lines = iter(done.stdout.split("\n"))
    for line in lines:
        if line == "":
            return
        head = line.split("\t")
        if head[0] == "error":
            next(lines)
            yield line, None, None, None
            continue
        rows, totals = int(head[1]), int(head[3])
        next(lines)
        cells = [[read_cell(c) for c in next(lines).split("\t")] for _ in range(rows + totals)]
        remarks = next(lines).split("\t")
        next(lines)
        yield None, cells[:rows], cells[rows] if totals else None, remarks


def left_out(remarks):
    for remark in remarks:
        words = remark.split()
        if "single" in words and words[0].isdigit():
            return int(words[0])
    return 0


def differs(query, answer):
    """What is not as SQLite has it; None where all is."""
    error, rows, total, remarks = answer
    if error is not None:
        return error
    if rows != query.expected:
        for number, (got, want) in enumerate(zip(rows, query.expected)):
            if got != want:
                return f"row {number}: {got}, SQLite {want}"
        return f"{len(rows)} rows, SQLite {len(query.expected)}"
    if total != query.total:
        return f"total: {total}, SQLite {query.total}"
    wanted = query.left_out()
    full = query.limit is None
    if full and wanted != left_out(remarks):
        return f"left out: {left_out(remarks)}, SQLite {wanted}"
    return None


def main():
    driver = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 3000
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 20201202
    rng = random.Random(seed)
    failed = full = 0
    with tempfile.TemporaryDirectory() as folder:
        world = World(rng, folder)
        base = world.database()
        queries = [Query(rng, base, "projects" if rng.random() < 0.12 else "funding")
                   for _ in range(count)]
        for query, answer in zip(queries, answers(driver, world.paths,
                                                  [q.text for q in queries])):
            wrong = differs(query, answer)
            full += bool(answer[1])
            if wrong is not None:
                failed += 1
                if failed <= 10:
                    print(f"{query.text}\n    {wrong}")
    print(f"{count} queries, {full} with rows, {failed} differ")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
