"""Expressions, each written twice: for queries and for SQLite."""

import re
from collections import namedtuple

from facts import AREAS, DIMENSIONS, DOCUMENTS, KINDS, LABELS, MONEY, ORGANISATIONS, SOURCES, TAGS, YEARS
from texts import date_text, decimal, quoted, sql_text

# kind: amount number size year date text word bool list, or the kind of a thing. `sql` gives
# hundredths of amounts, thousandths of sizes. `order`: what orders it, where that is
# something else. raw: of a filter, as it is where a missing year is unknown; None: not known.
E = namedtuple("E", "text sql kind order raw")


def expression(text, sql, kind, order=None, raw=None):
    return E(text, sql, kind, order or sql, raw)


FUNDING = [
    expression("project", "project", "project", "p_title"),
    expression("area", "area", "area", "a_title"),
    expression("source", "source", "source", "s_title"),
    expression("money", "money", "money", "m_title"),
    expression("document", "document", "document", "d_title"),
    expression("year", "coalesce(year, span)", "year"),
    expression("amount", "amount", "amount"),
    expression("approximate", "approximate", "bool"),
    expression("over_from", "over_from", "year"),
    expression("over_to", "over_to", "year"),
    expression("line", "line", "number"),
    expression("project.title", "p_title", "text"),
    expression("project.name", "project", "word"),
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
    expression("document.date", "d_date", "date"),
]
PROJECTS = [
    expression("name", "name", "word"),
    expression("title", "p_title", "text"),
    expression("owner", "p_owner", "organisation", "o_title"),
    expression("owner.title", "o_title", "text"),
    expression("size", "p_size", "size"),
    expression("label", "p_label", "text"),
    expression("stage", "p_stage", "word"),
    expression("starts", "p_starts", "date"),
    expression("tag", "p_tag", "any"),
    expression("purpose", "p_purpose", "list"),
]
# The thing whose title a column is: its kind and its name. One that is compared is any that a
# document gives the thing.
TITLE_OF = {"project.title": ("project", "project"), "title": ("project", "name"),
            "project.owner.title": ("organisation", "p_owner"),
            "owner.title": ("organisation", "p_owner"), "area.title": ("area", "area"),
            "area.parent.title": ("area", "a_parent"), "source.title": ("source", "source")}
SCALE = {"amount": 100, "size": 1000}
COMPARED = ["=", "!=", "<", "<=", ">", ">="]


def equal(column, sql):
    """Whether a column is a value, in SQL."""
    kind, name = TITLE_OF.get(column.text, (None, None))
    return f"titled('{kind}', {name}, {sql})" if kind else f"({column.sql} is {sql})"


def like(column, pattern, escape):
    kind, name = TITLE_OF.get(column.text, (None, None))
    return f"titled_like('{kind}', {name}, {pattern}, {escape})" if kind else \
        f"ilike({column.sql}, {pattern}, {escape})"


class Maker:
    """Makes queries: the text, and what SQLite is to do for it."""

    orders_things = True

    def __init__(self, rng, base, table, columns):
        self.rng = rng
        self.table = table
        self.columns = columns
        self.values = {c.text: [value for value, in base.execute(
            f"select distinct {c.sql} from {table} where {c.sql} is not null order by 1")]
            for c in columns if c.kind not in ("list", "number", "year")}

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
        names = {"project": [f"p{i}" for i in range(30)], "area": AREAS, "source": SOURCES,
                 "money": MONEY, "organisation": ORGANISATIONS, "document": DOCUMENTS,
                 "list": DIMENSIONS}.get(kind)
        if names:
            value = rng.choice(list(names))
            return value, sql_text(value)
        value = rng.choice(LABELS + TAGS + [AREAS["work"][0], "Common p3", ORGANISATIONS["sof"]])
        return quoted(value), sql_text(value)

    def value_for(self, column):
        """Mostly a value that the column has."""
        values = self.values.get(column.text)
        named = column.kind == "word" or (column.kind in KINDS and not self.orders_things)
        if not values or (self.rng.random() < 0.2 and not named):
            return self.constant("text" if column.kind == "any" else column.kind)
        value = self.rng.choice(values)
        if column.kind == "amount":
            return f"{decimal(value, 2)} DKK", str(value)
        if column.kind == "size":
            return decimal(value, 3), str(value)
        if column.kind == "date":
            return date_text(value), str(value)
        if column.kind == "bool":
            return "true" if value else "false", str(value)
        return quoted(value) if column.kind in ("text", "any") else value, sql_text(value)

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
                                 and c.text != "year"
                                 and (self.orders_things or c.kind not in KINDS)])
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
                f"case when {equal(column, sql)} then 'one' when {column.sql} is null then "
                f"'none' end", "text")
        column = self.column("date")
        if column.kind != "date":
            return column
        return expression(f"year({column.text})", f"{column.sql} / 10000", "year")

    def titled(self, kind, sql):
        """What orders things: their titles. A project's is that of the row's own project."""
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
            many = rng.randrange(17, 40) if rng.random() < 0.3 else rng.randrange(1, 4)
            values = [self.value_for(column) for _ in range(many)]  # long lists are hashed
            if rng.random() < 0.2:
                values.append(("null", "null"))
            no = rng.choice(["", "not "])
            either = " or ".join(equal(column, sql) for _, sql in values)
            return self.sound(f"{column.text} {no}in ({', '.join(v for v, _ in values)})",
                              f"({'not ' if no else ''}({either}))")
        if roll == 4:
            column = self.column("amount", "size", "date", "number")
            ends = [self.value_for(column), self.value_for(column)]
            (low, low_sql), (high, high_sql) = sorted(ends, key=lambda end: float(end[1]))
            no = rng.choice(["", "not "])
            return self.sound(f"{column.text} {no}between {low} and {high}",
                              f"({no}coalesce({column.sql} between {low_sql} and {high_sql}, 0))")
        if roll == 5:
            column = self.column("text", "word", "any")
            pattern = rng.choice(["%a%", "å%", "_", "%Ø%", "h%t", "a_b", "%", "", "æ% og %",
                                  "%BE%", "p1_", "%\u00e6%", "stra_e", "com%3"])
            no = rng.choice(["", "not "])
            escape = rng.choice(["", "", "\\", "!", "%", "_", "a", "Å"])
            if escape and rng.random() < 0.5:
                pattern = pattern.replace(escape, 2 * escape)
                pattern += escape + rng.choice(["%", "_", "g", "A", escape])
            if escape and re.fullmatch(r"(?s)(?:[^E]|E.)*E".replace("E", re.escape(escape)),
                                       pattern):
                pattern += "t"  # with nothing behind the sign it is refused
            clause = f" escape {quoted(escape)}" if escape else ""
            return self.sound(f"{column.text} {no}like {quoted(pattern)}{clause}",
                              f"({no}{like(column, sql_text(pattern), sql_text(escape))})")
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
        if op in ("=", "!="):
            no = "not " if op == "!=" else ""
            return self.sound(f"{left.text} {op} {value}", f"({no}{equal(left, sql)})")
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
        sql = {"=": f"(year is {year})", "!=": f"(year is not {year})"}.get(
            op, f"coalesce(year {op} {year}, 0)")
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
