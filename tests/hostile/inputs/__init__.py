"""Small inputs by which the growth of costs is measured, a file for each topic. Each has
INPUTS, name: Input. tests/hostile/growth.py makes and measures them."""

import typing

HEAD = "unit mio DKK\n"
CHECK = ("check", "x.integ")


class Input(typing.NamedTuple):
    n: int  # the lesser of two sizes
    make: typing.Callable  # of a size: the text of x.integ, or a dict of files
    command: tuple = CHECK  # of integ; or a function of the size
    stdin: typing.Callable | None = None  # of a size
    before: tuple | None = None  # a command that is run first, and not measured
    bounded: bool = False  # it grows up to a bound of its own: only the costs of 2n count


def lines(n, text):
    """The text n times, with {0} its number, {1} a digit and {2} the number before it."""
    return "".join(text.format(i, i % 10, max(i - 1, 0)) for i in range(n))


def joined(n, text, between=", "):
    return between.join(text.format(i, i % 10, max(i - 1, 0)) for i in range(n))


def projects(n):
    return lines(n, 'project p{0} "P{0}" {{ funding 2020: {0}.{1} }}\n')
