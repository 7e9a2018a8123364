"""What cannot be read, and what is read for its layout alone."""

from inputs import HEAD, Input, joined, lines, projects

FMT = ("fmt", "--stdout", "x.integ")
FIX = ("check", "--fix", "--diff", "x.integ")


def comments(n):
    return lines(n, "# a comment {0}\n")


def one_line(n):
    return lines(n, 'project p{0} "P{0}";')


def empty(n):
    return "\n" * n


def semicolons(n):
    return ";" * n


def spaces(n):
    return " " * n + "x" + "\t" * n


def open_braces(n):
    return lines(n, 'project p{0} "P{0}" {{\n')


def close_braces(n):
    return "}\n" * n


def open_texts(n):
    return lines(n, 'project p{0} "P{0}\n')


def long_name(n):
    return f'project {"a" * n} "A"\nproject p "P" {{ owner: {"a" * n}b }}\n'


def long_number(n):
    return f'project p "P" {{ funding 2020: {"1" * n} }}\n'


def long_comma(n):
    return 'project p "P" { funding 2020: ' + "1,2" * n + " }\n"


def not_statements(n):
    return lines(n, "projct p{0} x y {{ z }}\n")


def one_line_wrong(n):
    return "wrong ! { " * n


def commas(n):
    return HEAD + lines(n, 'project p{0} "P{0}" {{ funding 2020: 1,5 }}\n')


def bytes_wrong(n):
    return "\ufffd\u200b\u202e" * n


def escapes(n):
    return 'project p "' + r"\u{e6}\q" * n + '"\n'


def quotes(n):
    return lines(n, "project p{0} \u201cP{0}\u201d\n")


def reserved(n):
    return lines(n, 'project where "P{0}"\n')


def misplaced(n):
    return 'project p "P" {\n' + lines(n, 'include "{0}"\n') + "}\n"


def one_line_block(n):
    return HEAD + 'project p "P" { ' + lines(n, "case: \"{0}\" ") + "}\n"


def long_list(n):
    return 'project p "P" { note: ' + joined(n, '"{0}"') + " }\n"


def columns(n):
    return HEAD + lines(n, 'project p{0} "{0}{0}" {{ funding 2020: {0}.{1} from s as m }} # {0}\n')


def long_query(n):
    return "query q { select " + joined(n, "amount + {0} as a{0}") + " from funding }\n"


def table_cells(n):
    return HEAD + 'table t "T" 2020..2022 {\n' + \
        lines(n, 'p{0} "P {0}" 1.5 {0}.123 - {{ case: "{0}" }} # {0}\n') + "}\n"


def marks(n):
    return HEAD + f'project p "e{chr(0x301) * n}" {{ funding 2020: 1 }}\n'


def two_marks(n):
    """Marks that must be put into order, in texts that are compared."""
    text = "e" + "\u0301\u0323" * (n // 2)
    return HEAD + f'project p "{text}" {{ owner: "{text}" }}\n' \
        f'check "x" count(projects where title = "{text}") = 7\n'


INPUTS = {
    "marks": Input(40_000, marks),
    "marks out of order": Input(20_000, two_marks),
    "comments": Input(5000, comments),
    "one line": Input(4000, one_line),
    "empty lines": Input(100_000, empty),
    "semicolons": Input(100_000, semicolons),
    "spaces": Input(50_000, spaces),
    "open braces": Input(3000, open_braces),
    "closing braces": Input(20_000, close_braces),
    "open texts": Input(4000, open_texts),
    "a long name": Input(50_000, long_name),
    "a long number": Input(50_000, long_number),
    "a number of many commas": Input(30_000, long_comma),
    "no statements": Input(3000, not_statements),
    "one line that is wrong": Input(5000, one_line_wrong),
    "decimal commas": Input(2000, commas),
    "odd characters": Input(10_000, bytes_wrong),
    "escapes": Input(8000, escapes),
    "curly quotes": Input(4000, quotes),
    "a reserved word": Input(4000, reserved),
    "misplaced statements": Input(4000, misplaced),
    "fmt: comments": Input(5000, comments, FMT),
    "fmt: one line": Input(4000, one_line, FMT),
    "fmt: one block": Input(5000, one_line_block, FMT),
    "fmt: empty lines": Input(100_000, empty, FMT),
    "fmt: a long list": Input(8000, long_list, FMT),
    "fmt: columns": Input(1500, columns, FMT),
    "fmt: a long query": Input(2500, long_query, FMT),
    "fmt: rows": Input(2000, table_cells, FMT),
    "fmt: a difference": Input(1500, projects, ("fmt", "--diff", "x.integ")),
    "fix: decimal commas": Input(2000, commas, FIX),
    "fix: quotes": Input(3000, quotes, FIX),
    "fix: misspelt properties": Input(1500, lambda n: 'organisation o "O"\n' + lines(
        n, 'project p{0} "P{0}" {{ ovner: o }}\n'), FIX),
    "fix: misspelt names": Input(1000, lambda n: lines(n, 'organisation owner{0}{1} "O"\n') +
                                 lines(n, 'project p{0} "P{0}" {{ owner: owner{0}{1}x }}\n'), FIX),
}
