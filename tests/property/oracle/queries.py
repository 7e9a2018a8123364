"""Whole queries, and what they must give."""

from collections import namedtuple

from aggregates import GroupMaker, cell, key_item
from facts import DOCUMENTS, KINDS
from texts import sql_text

class Query:
    """One query: its text, and what it must give."""

    def __init__(self, base, maker, documents):
        self.rng = rng = maker.rng
        self.base = base
        self.table = table = maker.table
        self.maker = maker
        self.where = self.maker.truth(2) if rng.random() < 0.7 else None
        self.documents = []
        if table == "funding" and rng.random() < 0.15:
            self.documents = rng.sample(documents, rng.randrange(2, 4))
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

    def shadow(self, items, keys):
        """At times an item whose alias is a column's name, and that name. `group by` and
        `having` mean the column then, and an order that is the name alone the alias."""
        if not items or self.rng.random() < 0.8:
            return None
        names = [c.text for c in self.maker.columns] + [k.text for k in keys] * 3
        name = self.rng.choice([n for n in names if n.isidentifier()] or [None])
        return name and (self.rng.choice(items), name)

    @staticmethod
    def unshadowed(pool, shadow):
        """What there is to order by, each with a text that means it; None: its own."""
        if shadow is None:
            return pool
        item, name = shadow
        return [(i, text) for i, text in pool
                if text is not None or (getattr(i, "key", None) or i).text != name] + \
            [(i, name) for i, _ in pool if i is item]

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

    def can_order(self, made):
        """Not by things whose titles documents give differently."""
        return made.kind != "list" and (self.maker.orders_things or made.kind not in KINDS)

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
        shadow = self.shadow(items, [])
        texts = [i.text + (f" as {shadow[1]}" if shadow and i is shadow[0] else
                           f" as c{n}" if rng.random() < 0.2 else "")
                 for n, i in enumerate(items)]
        orders, inside = [], [i for i in items if self.can_order(i)]
        for _ in range(rng.choice([0, 0, 1, 2])):
            pool = [(i, rng.choice([None, str(items.index(i) + 1)])) for i in inside]
            if not distinct:
                pool += [(c, None) for c in maker.columns if self.can_order(c)]
            pool = self.unshadowed(pool, shadow)
            if pool:
                orders.append(self.order_of(*rng.choice(pool)))
        self.text = self.head(texts, distinct) + self.tail(orders)
        # Of several values each is a row of its own where rows are distinct.
        several = [n for n, i in enumerate(items) if distinct and i.kind == "list"]
        source, place = self.table, "rn"
        for n in several:
            texts = f"""'["' || replace(trim({items[n].sql}, ','), ',', '","') || '"]'"""
            source += f" left join json_each({texts}) as j{n}"
            place = f"({place}) * 1000 + coalesce(j{n}.key, 0)"
        columns = ", ".join(f"{f'j{n}.value' if n in several else i.sql} as k{n}"
                            for n, i in enumerate(items))
        order = ", ".join([o.sql for o in orders] + [f"min({place})" if distinct else place])
        group = " group by " + ", ".join(f"k{n}" for n in range(len(items))) if distinct else ""
        rows = self.base.execute(f"select {columns} from {source} where {self.filter()}"
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
        shadow = self.shadow(items, keys)
        orders = self.group_orders(selected, keys, pivot, shadow)
        text = self.head([i.text + (f" as {shadow[1]}" if shadow and i is shadow[0] else "")
                          for i in selected], False)
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
        parts = [k.sql for k in keys] + [self.group_order(k) for k in keys]
        self.keys = {row[0]: row[1:] for row in base.execute(
            f"select rn, {', '.join(parts)} from b where rn = gid")} if keys else {}

    def group_order(self, key):
        """A group's things are ordered by the latest titles of the documents that are asked,
        whatever its rows call them."""
        if key.kind in KINDS and not self.maker.orders_things:
            return key.sql
        if key.kind != "project":
            return key.order
        latest = max(self.documents, key=lambda name: DOCUMENTS[name][0], default=None)
        title = "p_last_" + latest if latest else "p_last"
        return key.order.replace("p_title", title)

    def sums(self, first, where, tail=""):
        return self.base.execute(f"select {', '.join([first] + self.raw)} from b where {where}"
                                 f"{tail}").fetchall()

    def group_orders(self, selected, keys, pivot, shadow):
        rng, orders = self.rng, []
        for _ in range(rng.choice([0, 0, 1, 2])):
            pool = [i for i in selected if i.key is not None and i.key is not pivot
                    and self.can_order(i.key)] + \
                [i for i in selected if i.plain is not None and
                 not i.plain.kind.startswith("listed")]
            pool = [(i, rng.choice([None, str(selected.index(i) + 1)])) for i in pool]
            pool = self.unshadowed(pool, shadow)
            if not pool:
                return orders
            item, text = rng.choice(pool)
            orders.append(self.order_of(item.key or item.plain, text)._replace(item=item))
        if pivot is not None and rng.random() < 0.3 and \
                not (shadow and shadow[1] == pivot.text):
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
