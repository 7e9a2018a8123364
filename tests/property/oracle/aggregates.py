"""What groups are asked for, and the cells that SQLite's values make."""

from collections import namedtuple
from fractions import Fraction

from expressions import COMPARED, SCALE, Maker, expression
from facts import KINDS
from texts import half_even

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
    """A value divided by another: to 10 digits, and then to 4 in the unit in which it is
    shown, which the driver asks to be mio."""

    def finish(own, whole, before):
        if own[0] is None or not own[1]:
            return ("n", "")
        value = Fraction(own[0], own[1] * SCALE.get(kind, 1))
        value = Fraction(half_even(value * 10**12), 10**12)
        unit = Fraction(100 if kind == "amount" else Fraction(1, 10**4))
        return ("a" if kind == "amount" else "d", half_even(value / unit) * unit)

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
