"""Queries and the prompt; reports, baselines, results by every format."""

from inputs import HEAD, Input, joined, lines, projects


def sourced(n):
    return HEAD + 'source s "S"\n' + \
        lines(n, 'project p{0} "P{0}" {{ funding 2020: {0}.5, 202{1}: 1 from s }}\n')


def tables_off(n):
    return HEAD + lines(n, 'area a{0} "A{0}" {{ project p{0} "P{0}" {{ funding 2020: 1.5 }} '
                        'total 2020: 7.{1} }}\n')


def owners(n):
    return lines(n, 'organisation o{0} "O{0}"\n') + \
        lines(n, 'project p{0} "P{0}" {{ owner: o{0} contributes: g{0} }} goal g{0} "G{0}"\n')


def indicators(n):
    return lines(n, 'project p{0} "P{0}" {{ judged: met indicator i "I" {{ baseline 2019: 1 '
                 'target 2020: >= 5 actual 2020: 4 }} }}\n')


def query(n, text, make=sourced, form="csv"):
    return Input(n, make, ("query", "--format", form, text, "x.integ"))


def report(n, form, make=tables_off):
    return Input(n, make, ("check", "--all", "--format", form, "x.integ"))


def prompt(n, make, statement):
    return Input(n, make, ("repl", "x.integ"), lambda size: lines(size, statement))


def queries(n):
    return projects(n) + \
        lines(n, 'query q{0} {{ select * from projects where title = "P{0}" }}\n')


INPUTS = {
    "rows": query(1500, "select * from funding"),
    "rows as a table": query(1500, "select project, amount from funding", form="table"),
    "rows as json": query(1500, "select * from funding", form="json"),
    "rows as markdown": query(1500, "select * from funding", form="markdown"),
    "a table block": query(1500, "select project, year, sum(amount) from funding group by "
                           "project, year pivot by year", form="integ"),
    "groups": query(1500, "select project, sum(amount) from funding group by project"),
    "groups with totals": query(1500, "select project, year, sum(amount) from funding group by "
                                "project, year pivot by year with totals"),
    "a pivot by what is many": query(450, "select year, project, sum(amount) from funding "
                                     "group by year, project pivot by project"),
    "groups by titles": query(1500, "select project.title, count(*), avg(amount) from funding "
                              "group by project.title having count(*) > 0 order by 2 desc, 1"),
    "distinct": query(1500, "select distinct project, source, amount from funding"),
    "counts of distinct": query(1500, "select source, count(distinct project), count(distinct "
                                "amount) from funding group by source"),
    "a list of values": query(1500, "select source, list(project) from funding group by source"),
    "shares of groups": query(1500, "select project, share(amount), change(amount) from funding "
                              "group by project, year"),
    "an order": query(1500, "select project, amount from funding order by amount desc, "
                      "project.title limit 10 offset 100"),
    "texts made of rows": query(1500, 'select upper(project.title) || lower(project.title), '
                                'replace(project.title, "P", "Q") from funding'),
    "projects": query(1500, "select * from projects", owners),
    "projects by owner": query(1200, "select owner.title, count(*) from projects "
                               "group by owner.title", owners),
    "several values": query(1200, "select contributes, count(*) from projects "
                            "group by contributes", owners),
    "indicators asked": query(800, "select * from indicators", indicators),
    "measures asked": query(800, "select * from measures", indicators),
    "claims asked": query(1000, "select * from claims", tables_off),
    "findings asked": query(1000, "select * from findings", tables_off),
    "areas asked": query(1000, "select * from areas", tables_off),
    "queries declared": Input(800, queries),
    "queries listed": Input(800, queries, ("query", "--list", "x.integ")),
    "a long select": Input(1500, lambda n: projects(5) + "query q { select " + joined(
        n, "amount + {0} as a{0}") + " from funding }\n", ("query", "q", "x.integ")),
    "a long group by": Input(1500, lambda n: projects(5) + "query q { select count(*) from "
                             "funding group by " + joined(n, "year + {0}") + " }\n",
                             ("query", "q", "x.integ")),
    "prompt: help": prompt(2000, lambda n: projects(5), ".help\n"),
    "prompt: one statement": Input(5000, lambda n: projects(5), ("repl", "x.integ"),
                                   lambda n: "select count(*) from projects where title in (" +
                                   joined(n, '"P{0}"') + ");\n"),
    "amounts in a list": Input(2000, lambda n: HEAD + projects(n), ("repl", "x.integ"),
                               lambda n: "select count(*) from funding where amount in (" +
                               joined(n, "{0}.9{1} DKK") + ");\n"),
    "days in a list": Input(2000, lambda n: lines(n, 'project p{0} "P{0}" {{ expires: 2020-05-17 }}\n'),
                            ("repl", "x.integ"),
                            lambda n: "select count(*) from projects where expires in (" +
                            ", ".join(f"{1900 + i // 252}-0{1 + i // 28 % 9}-{1 + i % 28:02}"
                                      for i in range(n)) + ");\n"),
    "text": report(1000, "text"),
    "json": report(1000, "json"),
    "sarif": report(1000, "sarif"),
    "github": report(1000, "github"),
    "gnu": report(1000, "gnu"),
    "sarif: one line": report(1000, "sarif", lambda n: tables_off(n).replace("\n", " ")),
    "text: one line": report(1000, "text", lambda n: tables_off(n).replace("\n", " ")),
    "text: unknown names": report(1500, "text", lambda n: lines(
        n, 'project p{0} "P{0}" {{ owner: nobody }}\n')),
    "a baseline": Input(1000, tables_off, ("check", "--baseline", "b.json", "x.integ"),
                        before=("check", "--write-baseline", "--baseline", "b.json", "x.integ")),
    "a baseline of others": Input(1000, tables_off, ("check", "--baseline", "b.json", "x.integ"),
                                  before=("check", "--write-baseline", "--baseline", "b.json",
                                          "--as-of", "2020-01-01", "x.integ")),
}
