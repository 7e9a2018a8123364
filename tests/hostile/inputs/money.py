"""Entries, tables, totals, gross amounts, shares."""

from inputs import HEAD, Input, joined, lines, projects


def entries(n):
    return HEAD + 'project p "P" {\n' + lines(n, "funding ?: {0}.{1}\n") + "}\n"


def entries_of_years(n):
    return HEAD + lines(n, 'project p{0} "P{0}" {{ funding 2020..2029: {0}.{1} }}\n')


def entries_twice(n):
    return HEAD + 'project p "P" {\n' + lines(n, "funding 2020: {0}.{1}\n") + "}\n"


def spans_twice(n):
    return HEAD + 'project p "P" {\n' + lines(n, "funding over 2000..2010: 1{0}.5\n") + "}\n"


def months_and_years(n):
    return HEAD + lines(n, 'project p{0} "P{0}" {{ funding 2020: 1.5, 2020-0{1}: 2 }}\n')


def gaps(n):
    """One project, with a gap in the money of each source."""
    return HEAD + lines(n, 'source s{0} "S{0}"\n') + 'project p "P" {\n' + \
        lines(n, "funding 2020: 1, 2022: 1 from s{0}\n") + "}\n"


def gaps_printed(n):
    return HEAD + lines(n, 'source s{0} "S{0}"\n') + 'project p "P" {\n' + \
        lines(n, "funding 2020: 1, 2021: -, 2022: 1 from s{0}\n") + "}\n"


def within(n):
    return HEAD + 'project w "W" { funding 2020: 5 }\n' + \
        lines(n, 'project p{0} "P{0}" {{ funding 2020: 1.5 within w }}\n') + "total 2020: 5\n"


def within_each(n):
    return HEAD + 'project p0 "P0" { funding 2020: 9999.5 }\n' + \
        "".join(f'project p{i} "P{i}" {{ funding 2020: 1.5 within p{i - 1} }}\n'
                for i in range(1, n)) + "total 2020: 9999.5\n"


def within_ring(n):
    """Each within the one before it, the first within the last; of every second, a part."""
    return HEAD + "".join(f'project p{i} "P{i}" {{ funding 2020: 1.5 within p{(i - 1) % n} }}\n'
                          f'project q{i} "Q{i}" {{ funding 2020: 1.5 within p{i} }}\n'
                          for i in range(n)) + "total 2020: 9999.5\n"


def chain_of_within(n):
    """Nothing states the year of the parts, so that each way is followed to its end."""
    return HEAD + 'project p0 "P0" { funding 2019: 9999.5 }\n' + \
        "".join(f'project p{i} "P{i}" {{ funding 2020: 1.5 within p{i - 1} }}\n'
                f'project q{i} "Q{i}" {{ funding 2021: 1.5 within p{i} }}\n'
                for i in range(1, n)) + lines(n, "total of p{0} 2021: 1.5\n")


def part_of_months(n):
    return HEAD + 'project w "W" {\n' + \
        "".join(f"funding {1900 + i // 12}-{i % 12 + 1:02}: 5.5\n" for i in range(n)) + \
        'project p "P" {\n' + \
        "".join(f"funding {1900 + i // 12}-{i % 12 + 1:02}: 1.5\n" for i in range(n)) + "}}\n"


def parts(n):
    return HEAD + 'project w "W" { funding 2020: 5 }\n' + \
        lines(n, 'project p{0} "P{0}" {{ part_of: w funding 2020: 1.5 }}\n') + \
        lines(n, "total of p{0} 2020: 1.5\n")


def chain_of_money(n):
    return HEAD + 'project p0 "P0" { funding 2020: 1.0 }\n' + \
        "".join(f'project p{i} "P{i}" {{ part_of: p{i - 1} funding 2020: 1.0 }}\n'
                for i in range(1, n)) + lines(n, "total of p{0} 2020: 1.0\n")


def refunds(n):
    return HEAD + 'source s "S"\n' + \
        lines(n, 'project p{0} "P{0}" {{ funding 2020: 2.0 refund 50% from s '
              'gross 2020: 2.0 refund 50% from s }}\n')


def gross_differs(n):
    """Gross amounts of a project with as many entries."""
    return HEAD + lines(n, 'source s{0} "S{0}"\n') + 'project p "P" {\n' + \
        lines(n, "funding 2020: 5 from s{0}\n") + \
        lines(n, "gross 2020: 10 refund 50% from s{0}\n") + "}\n"


def shares(n):
    return lines(n, 'project p{0} "P{0}" {{ share a: 50%, b: 49% }}\n')


def shares_of_one(n):
    return 'project p "P" { share ' + joined(n, "s{0}: 0.01%") + " }\n"


def table_rows(n):
    return HEAD + 'table t "T" 2020..2022, all {\n' + \
        lines(n, 'p{0} "P{0}" 1.5 {0} - {0}.{1}\n') + "total 1 2 3 4\n}\n"


def table_wide(n):
    return HEAD + 'table t "T" 1900..2150 {\n' + \
        lines(n, "p{0} \"P{0}\" " + " ".join("1" * 251) + "\n") + \
        "total " + " ".join([str(n)] * 251) + "\n}\n"


def table_groups(n):
    return HEAD + 'table t "T" 2020 {\n' + \
        lines(n, 'area a{0} "A{0}" {{ p{0} "P{0}" 1.5 total 1.5 }}\n') + f"total {n * 3 / 2}\n}}\n"


def table_groups_off(n):
    return HEAD + 'table t "T" 2020 {\n' + \
        lines(n, 'area a{0} "A{0}" {{ p{0} "P{0}" 1.5 total {0}.7 }}\n') + "total 7\n}\n"


def table_totals(n):
    """As many totals of one row each as there are rows."""
    return HEAD + 'table t "T" 2020 {\n' + lines(n, 'p{0} "P{0}" {0}.5\n') + \
        lines(n, "total of p{0} {0}.5\n") + "}\n"


def table_same_totals(n):
    return HEAD + 'table t "T" 2020 {\n' + lines(n, 'p{0} "P{0}" {0}.5\n') + \
        "total 1\n" * n + "}\n"


def table_blocks(n):
    """One printed table, of n blocks."""
    return HEAD + lines(n, 'table "T" 2020 {{ p{0} "P{0}" 1.5 total 1.5 }}\n')


def row_lengths(n):
    return HEAD + 'table t "T" 2020..2022 {\n' + lines(n, 'p{0} "P{0}" 1.5 {0}\n') + \
        "total 1 2 3\n}\n"


def table_computed(n):
    """Each row has figures of all the rows, and of all above it."""
    return HEAD + 'table t "T" 2020, 2021, "Run" = running(2021 - 2020), ' \
        '"Rate" = running(2021) / running(2020), "Share" = share(2021), ' \
        '"Left" = share(2020) - running(2020) / share(2021) {\n' + \
        lines(n, 'p{0} "P{0}" 1.5 {0}.5 {0}.1 3.4 5% 20%\n') + "}\n"


def table_where(n):
    return HEAD + 'source s "S"\ntable t "T" 2020 {\n' + \
        lines(n, 'p{0} "P{0}" from s {0}.5\n') + "total 5 where source = s\n" * n + "}\n"


def totals_where(n):
    return HEAD + lines(n, 'source s{0} "S{0}"\n') + projects(n) + \
        lines(n, "total 2020: - where source = s{0}\n")


def totals_where_each(n):
    return HEAD + projects(n) + lines(n, "total 2020: {0}.{1} where amount = {0}.{1}\n")


def totals_where_project(n):
    return HEAD + projects(n) + lines(n, 'total 2020: {0}.{1} where project.title = "P{0}"\n')


def totals_of_many(n):
    return HEAD + projects(n) + "total of " + joined(n, "p{0}") + " 2020: 7\n"


def totals_of_pairs(n):
    return HEAD + projects(n) + lines(n, "total of p{0}, p{2} 2020: 1.5\n")


def blanks(n):
    return HEAD + lines(n, 'project p{0} "P{0}" {{ funding 2020: ? }}\n') + \
        "total 2020: 5\n" * n


def thousands(n):
    return "unit DKK\n" + lines(n, 'project p{0} "P{0}" {{ funding 2020: 1.500 }}\n')


def currencies(n):
    return lines(n, 'project p{0} "P{0}" {{ funding 2020: {0} DKK, 2020: {0} EUR }}\n') + \
        lines(n, "total of p{0} 2020: 5 DKK\n")


def sum_of_figures(n):
    return HEAD + 'project p "P" { funding 2020: ' + joined(n, "{0}.5", " + ") + " }\n"


def explained(n):
    """Tables with slips that are looked for: a row left out, one twice."""
    return HEAD + lines(n, 'table t{0} "T{0}" 2020..2021 {{ area a{0} "A{0}" {{ p{0} "P{0}" 1.5 '
                        '2.{1} q{0} "Q{0}" 3.7 4.1 r{0} "R{0}" 0.9 - total 5.2 6.2 }} total '
                        '6.1 6.2 }}\n')


def one_table_explained(n):
    return HEAD + 'table t "T" 2020..2021, all {\n' + \
        lines(n, 'p{0} "P{0}" 1.5 2.{1} 3.{1}\n') + "total 1 2 3\n}\n"


def gross(n):
    return HEAD + 'project p "P" {\nfunding 2020: 5\n' + \
        lines(n, "gross 2020: {0}.5\n") + "}\n"


INPUTS = {
    "gross in one project": Input(3000, gross),
    "entries of one project": Input(5000, entries),
    "entries of ten years": Input(1600, entries_of_years),
    "entries twice": Input(4000, entries_twice),
    "spans twice": Input(2500, spans_twice),
    "a month beside a year": Input(1600, months_and_years),
    "gaps": Input(1200, gaps),
    "gaps that are printed": Input(1200, gaps_printed),
    "money within one project": Input(1500, within),
    "money within money": Input(1500, within_each),
    "money within itself": Input(750, within_ring),
    "money within money, far": Input(800, chain_of_within),
    "a part by months": Input(1600, part_of_months),
    "parts of one project": Input(1000, parts),
    "chain of parts with money": Input(900, chain_of_money),
    "refunds": Input(800, refunds),
    "gross by source": Input(800, gross_differs),
    "shares": Input(2000, shares),
    "shares of one project": Input(5000, shares_of_one),
    "rows of a table": Input(1500, table_rows),
    "wide rows": Input(60, table_wide),
    "groups of a table": Input(1500, table_groups),
    "groups of a table, each total off": Input(1500, table_groups_off),
    "totals of each row": Input(1500, table_totals),
    "one total again": Input(500, table_same_totals),
    "blocks of one table": Input(1500, table_blocks),
    "rows too short": Input(2500, row_lengths),
    "computed columns over all rows": Input(500, table_computed),
    "one filter of a table again": Input(1200, table_where),
    "totals with a where of a source": Input(800, totals_where),
    "totals with a where of an amount": Input(2000, totals_where_each, bounded=True),
    "totals with a where of a title": Input(2000, totals_where_project, bounded=True),
    "total of many": Input(2000, totals_of_many),
    "totals of pairs": Input(1200, totals_of_pairs),
    "blanks": Input(1500, blanks),
    "thousands": Input(2000, thousands),
    "currencies": Input(1000, currencies),
    "a figure that is a sum": Input(8000, sum_of_figures),
    "slips in tables": Input(300, explained),
    "slips in one table": Input(2500, one_table_explained),
}
