"""Indicators, effects, judgements, forecasts, checks, and the expressions of checks."""

from inputs import HEAD, Input, joined, lines, projects


def indicators(n):
    return 'project p "P" {\n' + \
        lines(n, 'indicator i{0} "I{0}" {{ baseline 2019: 1 target 2020: >= {1} '
              "actual 2020: 5 }}\n") + "judged: met }\n"


def targets(n):
    return 'project p "P" { indicator i "I" {\n' + \
        lines(n, "target 20{1}0: >= {0}\nactual 20{1}0: {0}\n") + "} }\n"


def targets_contradict(n):
    return 'project p "P" { indicator i "I" {\n' + \
        lines(n, "target 2020: >= {0}\ntarget 2020: < {0}\n") + "} }\n"


def baselines(n):
    return 'project p "P" { indicator i "I" {\n' + \
        lines(n, "baseline 2019: {0}\ntarget 2020: +10%\nactual 2018: {0}%\n") + "} }\n"


def effects(n):
    return 'dimension d "D"\ncategory c "C" { requires met > 0 }\n' + \
        lines(n, 'project p{0} "P{0}" {{ purpose: d effect c on d }}\n')


def effects_of_one(n):
    return 'dimension d "D"\n' + lines(n, 'category c{0} "C{0}" {{ requires met > 0 }}\n') + \
        'project p "P" {\n' + lines(n, "effect c{0} on d\n") + "}\n"


def effects_of_documents(n):
    return 'dimension d "D"\ncategory c "C" { requires met > 0 or measured = 0 }\n' + \
        'project p "P"\n' + \
        lines(n, 'document d{0} "D{0}" {{ date: 20{1}0-01-01 project p {{ effect c on d }} }}\n')


def judgements(n):
    return lines(n, 'project p{0} "P{0}" {{ judged: met indicator i "I" {{ target 2020: >= 5 '
                 'actual 2020: 4 }} }}\n')


def judgements_of_documents(n):
    return 'project p "P" { indicator i "I" { target 2009: >= 5 actual 2009: 3 } }\n' + \
        lines(n, 'document d{0} "D{0}" {{ date: 20{1}0-01-01 project p {{ judged: met }} }}\n')


def checks(n):
    return HEAD + projects(20) + lines(n, 'check "c{0}" {0} + 1 = {0}\n')


def tables_of_groups(n):
    rows = lines(n, "total of a{0} 1.5\n")
    return HEAD + lines(n, 'area a{0} "A{0}"\n') + \
        "".join(f'table t{i} "T{i}" 2020 {{\n{rows}}}\n' for i in range(3)) + \
        'check "c" t0 = t1 + t2\n'


def long_sum(n):
    return HEAD + 'check "c" ' + joined(n, "{0}", " + ") + " = 5\n"


def long_or(n):
    return HEAD + projects(10) + 'check "c" sum(funding.amount where ' + \
        joined(n, "year = {0}", " or ") + ") = 5\n"


def long_in(n):
    """A list of texts over as many rows."""
    return lines(n, 'project p{0} "P{0}"\n') + 'check "c" count(projects where title in (' + \
        joined(n, '"P{0}"') + f")) = {n}\n"


def long_in_names(n):
    return HEAD + projects(n) + 'check "c" count(projects where name not in (' + \
        joined(n, '"p{0}"') + ")) = 0\n"


def long_in_things(n):
    return HEAD + projects(n) + 'check "c" count(funding where project in (' + \
        joined(n, "p{0}") + f")) = {n}\n"


def long_coalesce(n):
    return HEAD + projects(10) + 'check "c" coalesce(' + joined(n, "null") + ", 5) = 5\n"


def checks_of_sums(n):
    return HEAD + projects(n) + lines(n, 'check "c{0}" sum(funding.amount where year = 2020) '
                                      "= {0}\n")


def checks_of_projects(n):
    return HEAD + projects(n) + lines(n, 'check "c{0}" sum(funding.amount where project = p{0}) '
                                      "= {0}.{1}\n")


def checks_of_counts(n):
    return projects(n) + lines(n, 'check "c{0}" count(projects where title = "P{0}") = 1\n')


def deep(n):
    return HEAD + lines(n, 'check "c{0}" ' + "(" * 90 + "5" + ")" * 90 + " = 5\n")


def long_text(n):
    return f'project p "{"a" * n}"\n' \
        f'check "c" count(projects where title like "%{"a%" * 50}b") = 0\n'


def likes(n):
    return lines(n, 'project p{0} "{0} aaaaaaaaaa"\n') + \
        'check "c" count(projects where title like "%a%a%a%b") = 0\n'


def made_texts(n):
    """Texts of medium length, many of them, in one expression."""
    text = "a" * 1000
    return f'project p "{text}"\n' + 'check "c" length(' + \
        joined(n, 'replace("aaaaaaaaaa", "a", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")',
               " || ") + ") = 1\n"


def made_texts_of_rows(n):
    return lines(n, 'project p{0} "{0} aaaaaaaaaa"\n') + \
        'check "c" count(projects where length(replace(replace(title, "a", "aaaaaaaaaa"), ' \
        '"a", "aaaaaaaaaa")) = 7) = 0\n'


def nested(n):
    text = '"aaaaaaaaaa"'
    for _ in range(n):
        text = f'replace({text}, "a", "aaaaaaaaaa")'
    return HEAD + f'check "x" length({text}) = 1\n'


def path(names):
    return (HEAD + 'area a "A" { project p "P" { funding 2020: 1 } }\n'
            'check "x" sum(funding.amount where area' + ".parent" * (names - 1) + " is null) = 1\n")


def one_check_of_many(n):
    """One check of 190 tables among many."""
    return HEAD + lines(n, 'table t{0} "T{0}" 2020 {{ p{0} "P{0}" 1.0 total 1.0 }}\n') + \
        'check "x" ' + " + ".join(f"t{i}" for i in range(190)) + " = t190\n"


INPUTS = {
    "path of names": Input(10_000, path),
    "nested replace": Input(8, nested),
    "many tables, one check": Input(400, one_check_of_many),
    "indicators": Input(800, indicators),
    "targets of one indicator": Input(1500, targets),
    "targets that contradict": Input(1500, targets_contradict),
    "baselines": Input(1000, baselines),
    "effects": Input(1500, effects),
    "effects of one project": Input(1200, effects_of_one),
    "an effect in each document": Input(800, effects_of_documents),
    "judgements": Input(800, judgements),
    "a judgement in each document": Input(800, judgements_of_documents),
    "checks": Input(2500, checks),
    "checks of one sum": Input(800, checks_of_sums, bounded=True),
    "checks of each project": Input(1500, checks_of_projects, bounded=True),
    "checks of counts": Input(1500, checks_of_counts, bounded=True),
    "tables of many groups": Input(1200, tables_of_groups),
    "a long sum": Input(8000, long_sum),
    "a long or": Input(5000, long_or),
    "in a list of texts": Input(2500, long_in),
    "in a list of names": Input(1500, long_in_names),
    "in a list of things": Input(1500, long_in_things),
    "a long coalesce": Input(10_000, long_coalesce),
    "parentheses": Input(400, deep),
    "like over a long text": Input(50_000, long_text),
    "like over many": Input(2500, likes),
    "texts made and joined": Input(800, made_texts),
    "texts made of rows": Input(2500, made_texts_of_rows),
}
