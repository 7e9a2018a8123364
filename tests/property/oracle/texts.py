"""Values as text, and what SQLite is taught."""

from fractions import Fraction


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


def like(text, pattern, escape=""):
    if text is None or pattern is None:
        return 0
    text, signs, reach = [lower(c) for c in text], iter(pattern), {0}
    for sign in signs:
        if sign == escape:
            sign = lower(next(signs))
            reach = {i + 1 for i in reach if i < len(text) and sign == text[i]}
        elif sign == "%":
            reach = set(range(min(reach), len(text) + 1)) if reach else reach
        else:
            reach = {i + 1 for i in reach
                     if i < len(text) and (sign == "_" or lower(sign) == text[i])}
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


def teach(base, titles):
    """What SQLite has not, or has for ASCII alone. `titles`: all that documents give a thing,
    by its kind and name."""
    base.create_function("titled", 3, lambda kind, name, title: int(
        title is None if name is None else title in titles[kind, name]))
    base.create_function("titled_like", 4, lambda kind, name, pattern, escape: int(
        name is not None and any(like(title, pattern, escape) for title in titles[kind, name])))
    base.create_function("ilike", 3, like, deterministic=True)
    base.create_function("cap", 1, lambda text: text and "".join(map(upper, text)))
    base.create_function("small", 1, lambda text: text and "".join(map(lower, text)))
    base.create_function("rounded", 2, lambda number, unit: None if number is None else
                         half_even(Fraction(number, unit)) * unit)
    base.create_aggregate("collect", 2, Collect)


def read_cell(text):
    """A cell of the driver's."""
    letter, rest = text[:1], text[1:]
    if letter in ("d", "a", "p"):
        return (letter, Fraction(rest))
    if letter in ("y", "D", "b"):
        return (letter, int(rest))
    if letter == "[":
        return ("l", tuple(read_cell(part) for part in rest[:-1].split(";")))
    return (letter, rest)
