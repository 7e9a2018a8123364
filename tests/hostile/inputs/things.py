"""Statements that declare: things of every kind, their properties, settings."""

from inputs import HEAD, Input, joined, lines, projects


def documents(n):
    return lines(n, 'document d{0} "D{0}" {{ date: 2020-01-01 unit mio DKK\n'
                 '  project p{0} "P{0}" {{ funding 2020: 1 }} total 2020: 1 }}\n')


def documents_two_things(n):
    """Names with other titles in every second document."""
    return lines(n, 'document d{0} "D{0}" {{ project p{0} "Lakes" project p{2} "Roads and '
                 'streets" }}\n')


def organisations(n):
    return lines(n, 'organisation o{0} "O{0}"\n') + \
        lines(n, 'project p{0} "P{0}" {{ owner: o{0} }}\n')


def areas(n):
    return HEAD + lines(n, 'area a{0} "A{0}" {{ project p{0} "P{0}" {{ funding 2020: 1.5 }} '
                        'total 2020: 1.5 }}\n')


def area_chain_totals(n):
    return HEAD + 'area a0 "A0"\n' + \
        "".join(f'area a{i} "A{i}" {{ part_of: a{i - 1} project p{i} "P{i}" '
                '{ funding 2020: 1.0 } }\n' for i in range(1, n)) + \
        "".join(f"total of a{i} 2020: {n - max(i, 1)}.0\n" for i in range(n))


def area_chain_totals_off(n):
    return HEAD + 'area a0 "A0"\n' + \
        "".join(f'area a{i} "A{i}" {{ part_of: a{i - 1} project p{i} "P{i}" '
                '{ funding 2020: 1.0 } }\n' for i in range(1, n)) + \
        lines(n, "total of a{0} 2020: 7777.7\n")


def sources(n):
    return HEAD + lines(n, 'source s{0} "S{0}" {{ kind: external }}\n') + \
        lines(n, 'project p{0} "P{0}" {{ funding 2020: 1.5 from s{0} }}\n') + \
        lines(n, "total 2020: 1.5 where source = s{0}\n")


def kinds_of_money(n):
    return HEAD + lines(n, 'money m{0} "M{0}"\n') + 'project p "P" {\n' + \
        lines(n, "funding 2020: 1.5 as m{0}\n") + "}\n"


def goals(n):
    return lines(n, 'goal g{0} "G{0}" {{ indicator i "I" {{ target 2020: >= 1 actual 2020: 2 }} '
                 'judged: met }}\n') + \
        lines(n, 'project p{0} "P{0}" {{ contributes: g{0} }}\n')


def one_goal(n):
    return 'goal g "G"\n' + lines(n, 'project p{0} "P{0}" {{ contributes: g }}\n')


def attributes(n):
    return lines(n, "attribute q{0}a on project: text\n") + \
        lines(n, 'project p{0} "P{0}" {{ q{0}a: "x" }}\n')


def attribute_required(n):
    return "attribute status on project required: text\n" + lines(n, 'project p{0} "P{0}"\n')


def attributes_differ(n):
    """One name declared again and again."""
    return lines(n, "attribute status on project: a{0} | b{0}\n")


def every_areas(n):
    return lines(n, 'area a{0} "A{0}" {{ every project {{ case: "{0}" }} project p{0} "P{0}" }}\n')


def every_part_of(n):
    return 'area a "A"\nevery area { part_of: a }\n' + lines(n, 'area a{0} "A{0}"\n')


def property_values(n):
    return lines(n, 'goal g{0} "G{0}"\n') + \
        'project p "P" { contributes: ' + joined(n, "g{0}") + " }\n"


def property_texts(n):
    return 'project p "P" { note: ' + joined(n, '"text {0}"') + " }\n"


def property_differs(n):
    """One property, stated n times."""
    return 'project p "P"\n' + lines(n, "project p {{ starts: {1} starts: 20{1}1 }}\n")


def property_again(n):
    return 'project p "P"\n' + lines(n, "project p {{ starts: 2020 expires: never }}\n")


def properties_misspelt(n):
    return lines(n, 'project p{0} "P{0}" {{ ovner: "x{0}" stats: 2020 }}\n')


def properties_of_one(n):
    return 'project p "P" {\n' + lines(n, 'property_{0}: "x"\n') + "}\n"


def properties_near(n):
    return "attribute colour on project: text\n" + \
        lines(n, 'project p{0} "P{0}" {{ colour: "x" colours: {0} }}\n')


def expires(n):
    return HEAD + 'project p "P" {\n expires: 2020\n starts: 2019\n' + \
        lines(n, "funding 20{1}1: {0}\n") + "}\n"


def life_of_parts(n):
    return 'project w "W" { expires: 2020 }\n' + \
        lines(n, 'project p{0} "P{0}" {{ part_of: w expires: 2021 }}\n')


def settings(n):
    return lines(n, "unit mio DKK years 2020..2022 tolerance exact\n")


def settings_differ(n):
    return lines(n, "years 2020..20{1}3\n") + projects(10)


def years_of_areas(n):
    return HEAD + lines(n, 'area a{0} "A{0}" {{ years 2019..2020 unit DKK project p{0} "P{0}" '
                        '{{ funding 2021: 1 }} }}\n')


def titles_alike(n):
    return lines(n, 'project p{0} "The lakes"\n')


def declared_twice(n):
    return lines(n, 'project p "P{0}"\n')


def unknown_names(n):
    """Each looks for what is near among as many."""
    return lines(n, 'organisation owner_{0} "O{0}"\n') + \
        lines(n, 'project p{0} "P{0}" {{ owner: owner_{0}x }}\n')


def unknown_kinds(n):
    return lines(n, 'organisation owner_{0} "O{0}"\n') + \
        lines(n, "project owner_{0} {{ case: \"{0}\" }}\n")


def cycle(n):
    return "".join(f'area a{i} "A{i}" {{ part_of: a{(i + 1) % n} }}\n' for i in range(n))


def cycles(n):
    return "".join(f'area a{i} "A{i}" {{ part_of: a{i ^ 1} }}\n' for i in range(n & ~1))


def two_wholes(n):
    return 'area a "A"\narea b "B"\narea c "C"\n' + \
        lines(n, "area c {{ part_of: a }} area c {{ part_of: b }}\n")


def allows_in_one(n):
    """Each of n allows may be for each of n findings."""
    return HEAD + projects(n) + "".join(f"total of p{i} 2020: {2 * i + 1}.{i % 10}\n"
                                        f"allow T02 {i + 1}\n" for i in range(n))


def allows_idle(n):
    return HEAD + projects(10) + lines(n, 'allow T02 {0}.5 "why {0}"\n')


def every(n):
    return HEAD + lines(n, "every project {{ free_{0}: x }}\n") + \
        lines(n, 'project p{0} "P{0}" {{ funding 2020: 1 }}\n')


def free(n):
    return HEAD + lines(n, 'project p{0} "P{0}" {{ fr{0}x: "x" }}\n') + \
        "query q { select * from projects }\n"


def chain_areas(n):
    return HEAD + 'area a0 "A0"\n' + \
        "".join(f'area a{i} "A{i}" {{ part_of: a{i - 1} }}\n' for i in range(1, n)) + \
        f'area a{n - 1} {{ project p "P" {{ funding 2020: 1.0 }} }}\n' + \
        lines(n, "total of a{0} 2020: 1.0\n")


def chain_parts(n):
    return HEAD + 'project p0 "P0" { funding 2020: 1.0 }\n' + \
        "".join(f'project p{i} "P{i}" {{ part_of: p{i - 1} }}\n' for i in range(1, n)) + \
        lines(n, "total of p{0} 2020: 1.0\n")


def areas_off(n):
    return HEAD + lines(n, 'area a{0} "A{0}" {{ project p{0} "P{0}" {{ funding 2020: 1.{1} }}\n'
                        'project q{0} "Q{0}" {{ funding 2020: 2.0 }} total 2020: 7.{1} }}\n')


INPUTS = {
    "every": Input(1250, every, bounded=True),
    "free properties": Input(1500, free),
    "chain of areas": Input(1500, chain_areas),
    "chain of parts": Input(1500, chain_parts),
    "areas that are off": Input(2000, areas_off, bounded=True),
    "documents": Input(500, documents),
    "documents of two things": Input(700, documents_two_things),
    "organisations": Input(1200, organisations),
    "areas": Input(800, areas),
    "chain of areas with projects": Input(800, area_chain_totals),
    "chain of areas, each total off": Input(400, area_chain_totals_off),
    "sources": Input(800, sources),
    "kinds of money": Input(1500, kinds_of_money),
    "goals": Input(600, goals),
    "projects of one goal": Input(2000, one_goal),
    "attributes": Input(1200, attributes),
    "required attribute": Input(3000, attribute_required),
    "attributes that differ": Input(1800, attributes_differ),
    "every in each area": Input(1000, every_areas),
    "every part_of": Input(3000, every_part_of),
    "values of a property": Input(2500, property_values),
    "texts of a property": Input(5000, property_texts),
    "property that differs": Input(2000, property_differs),
    "property stated again": Input(1800, property_again),
    "properties misspelt": Input(1600, properties_misspelt),
    "properties of one project": Input(3500, properties_of_one),
    "properties near a declared one": Input(1600, properties_near),
    "money outside a life": Input(3500, expires),
    "lives of parts": Input(1800, life_of_parts),
    "settings": Input(1800, settings),
    "settings that differ": Input(3000, settings_differ),
    "settings of areas": Input(900, years_of_areas),
    "titles alike": Input(3000, titles_alike),
    "declared twice": Input(3500, declared_twice),
    "unknown names": Input(1000, unknown_names, bounded=True),
    "names of another kind": Input(1200, unknown_kinds),
    "cycle": Input(2500, cycle),
    "cycles of two": Input(2500, cycles),
    "two wholes": Input(1500, two_wholes),
    "allows in one block": Input(900, allows_in_one),
    "idle allows": Input(2500, allows_idle),
}
