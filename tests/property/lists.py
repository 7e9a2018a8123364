"""What a finding shows of many: at the length where a list is cut, one below and one above.

    python3 tests/property/lists.py PATH_TO_INTEG

Each row makes a file with n of a kind, and says how many labels its finding has and what it
says of the others. Exits with 1 where it has not.
"""

import json
import subprocess
import sys
import tempfile

HEAD = "document d \"D\" { date: 2024-06-01 }\nunit mio DKK\nyears 2000..2050\n"


def years(count, first=2001):
    return range(first, first + count)


def rows(count, cell):
    return "".join(f'  p{i} "Project {i}"  {cell}\n' for i in range(count))


def named(items):
    """"a, b and c"."""
    *most, last = items
    return f"{', '.join(most)} and {last}" if most else last


def summands(n):
    """Entries of a total that is off: eight are underlined, sixteen written out."""
    text = f"table 2024 {{\n{rows(n, '1.0')}  total {n + 50}.0\n}}\n"
    written = " + ".join(["1.0"] * n) if n <= 16 else f"{n} entries"
    return text, "T02", {"": n if n <= 8 else 0}, f"2024: {written} = {n}.0"


def not_given(n):
    """Amounts that are not given: eight are underlined."""
    text = f"table 2024 {{\n  a \"A\" 1.0\n{rows(n, '?')}  total 50.0\n}}\n"
    return text, "T05", {"not given": min(n, 8)}, None


def columns(n):
    """Columns that hold beside one that is off: six are named."""
    heads = f"{years(n)[0]}..{years(n)[-1]}, 2040"
    cells = " ".join(["1.0"] * n)
    text = f"table {heads} {{\n  a \"A\" {cells} 1.0\n  b \"B\" {cells} 1.0\n" \
           f"  total {' '.join(['2.0'] * n)} 9.0\n}}\n"
    said = f"the other {n} hold" if n > 6 else \
        named([str(y) for y in years(n)]) + (" hold" if n > 1 else " holds")
    return text, "T02", {}, f"2040: 1.0 + 1.0 = 2.0; {said}"


def columns_not_all(n):
    """The same, where another one is off."""
    heads = f"{years(n)[0]}..{years(n)[-1]}, 2040, 2041"
    cells = " ".join(["1.0"] * n)
    text = f"table {heads} {{\n  a \"A\" {cells} 1.0 1.0\n  b \"B\" {cells} 1.0 1.0\n" \
           f"  total {' '.join(['2.0'] * n)} 9.0 8.0\n}}\n"
    said = f"{n} others hold" if n > 6 else \
        named([str(y) for y in years(n)]) + (" hold" if n > 1 else " holds")
    return text, "T02", {}, f"2040: 1.0 + 1.0 = 2.0; {said}"


def same_totals(n):
    """Further places of one total: eight are underlined."""
    text = "project p \"P\" { funding 2024: 1.0 }\nproject q \"Q\" { funding 2024: 1.0 }\n" + \
        "total 2024: 9.0\n" * (n + 1)
    more = f"the same total is stated in {n - 8} more place{'s' * (n > 9)}" if n > 8 else None
    return text, "T02", {"stated here too": min(n, 8)}, more or "!more place"


def early_money(n):
    """Entries before a project's start: six are underlined beside the first."""
    money = ", ".join(f"{y}: 1.0" for y in years(n + 1))
    return f"project p \"P\" {{ starts: 2030\n funding {money} }}\n", "Y04", \
        {"before it too": min(n, 6)}, None


def late_money(n):
    money = ", ".join(f"{y}: 1.0" for y in years(n + 1, 2020))
    return f"project p \"P\" {{ starts: 2000 expires: 2010\n funding {money} }}\n", "Y04", \
        {"after it too": min(n, 6)}, None


def targets(n):
    """Targets of an effect that is contradicted: six are underlined."""
    text = 'dimension work "Work"\ncategory clear "Clear" { requires met = measured }\n' \
        'project p "P" {\n' + "".join(
            f'  indicator i{i} "I {i}" on work {{ target 2021: >= 40%  actual 2021: 30% }}\n'
            for i in range(n)) + "  effect clear on work\n}\n"
    said = "the only target is missed" if n == 1 else \
        f"of the {n} targets 0 are met, {n} missed, 0 pending and 0 without a result"
    return text, "E01", {"missed by": min(n, 6)}, said


def judgements(n):
    """Judgements that nothing confirms: six are underlined beside the first."""
    text = "".join(f'project p{i} "P {i}" {{ judged: met }}\n' for i in range(n))
    return text, "G04", {"nor here": min(n - 1, 6)}, \
        f"and {n - 7} more" if n > 7 else "!and "


def points(n):
    """Cells of tables in which a check fails: eight are named, eight underlined."""
    table = "".join(f'  total of a{i}  {{cell}}\n' for i in range(n))
    text = "".join(f'area a{i} "Area {i}"\n' for i in range(n)) + \
        "".join(f'table t{k} "T {k}" 2024 {{\n{table.replace("{cell}", cell)}}}\n'
                for k, cell in ((1, "3.0"), (2, "17.4"))) + 'check "alike" t1 = t2\n'
    return text, "C01", {"Area": min(2 * n, 8)}, f"and {n - 8} more" if n > 8 else \
        "!and "


def rounded_cells(n):
    """Cells of a computed column that differ by rounding: all are underlined up to eight."""
    text = 'table 2024, 2025, "Sum" = 2024 + 2025 {\n' + rows(n, "1.0 1.0 2.1") + "}\n"
    return text, "T01", {"": min(n - 1, 8)}, "!more"


def parts(n):
    """Parts that are more than the whole: eight are underlined, and the others counted."""
    text = 'project w "W" {\n  funding 2024: 0.5\n' + \
        "".join(f'  project p{i} "P {i}" {{ funding 2024: 1.0 }}\n' for i in range(n)) + "}\n"
    more = f"and {n - 8} more part{'s' * (n > 9)}"
    return text, "T06", {"": min(n, 8)}, more if n > 8 else "!more part"


def names(n):
    """Names that two documents use in different senses: six of the others are underlined,
    eight named."""
    words = ["Cedar", "Maple", "Birch", "Willow", "Aspen", "Hazel", "Rowan", "Poplar", "Linden",
             "Acacia", "Juniper"]
    other = ["Ferry", "Bridge", "Tunnel", "Canal", "Harbour", "Railway", "Runway", "Tramline",
             "Cycleway", "Footpath", "Motorway"]
    text = "".join(
        f'document e{k} "{title}, 2023" {{ date: 2023\n  unit mio DKK\n  table 2023 {{\n' +
        "".join(f'    n{i} "{of[i]}"  1.0\n' for i in range(n)) + "  }\n}\n"
        for k, (title, of) in enumerate((("Parks", words), ("Roads", other))))
    listed = ", ".join(f'"n{i}"' for i in range(min(n, 8))) + (f" and {n - 8} more" if n > 8 else "")
    return text, "N07", {"here too": min(n - 1, 6)}, \
        f"{n} names have titles without a word in common in these documents: {listed}" \
        if n > 1 else "!names have"


def subjects(n):
    """What a total names: three, or two and how many more."""
    text = "".join(f'project p{i} "P{i}" {{ funding 2024: 1.0 }}\n' for i in range(n)) + \
        f"total of {', '.join(f'p{i}' for i in range(n))} 2024: 99.0\n"
    shown = [f'"P{i}"' for i in range(n if n <= 3 else 2)] + [f"{n - 2} more"] * (n > 3)
    return text, "T02", {}, "", f"total of {named(shown)} "


def of_many(n):
    """Of more than ten thousand entries none is looked for that is not given."""
    text = f"table 2024 {{\n  q \"Q\" ?\n{rows(n - 1, '1.0')}  total {n + 90}.0\n}}\n"
    return text, "T05", {"not given": n <= 10000}, None


def no_entries(n):
    """Years of a total that nothing counts: six are named, eight underlined."""
    text = "total " + ", ".join(f"{y}: 1.0" for y in years(n)) + "\n"
    when = f"{n} of its figures" if n > 6 else named([str(y) for y in years(n)])
    return text, "T04", {"": min(n - 1, 8)}, None, f"there are no entries for {when}"


def no_columns(n):
    """Rows of a table that has no column for them: eight are underlined beside the first."""
    text = f"table all {{\n{rows(n, '1.0')}}}\n"
    name = f"{n} row totals" if n > 1 else '"Project 0"'
    return text, "T04", {"": min(n - 1, 8)}, None, f"{name} cannot be checked"


def parts_alone(n):
    """Parts that a total does not count, which has nothing else: four are named in the help,
    eight underlined."""
    text = 'project w "W" { funding 2030: 9.0 }\narea a "A" {\n' + \
        "".join(f'  project p{i} "P {i}" {{ funding 2024: 1.0 within w }}\n' for i in range(n)) + \
        "  total 2024: 9.0\n}\nproject v \"V\" { funding 2024: 99.0 }\n"
    return text.replace("funding 2030: 9.0", "funding 2024: 99.0"), "T04", \
        {"part of": min(n, 8)}, None, "are all part of money", \
        "total of " + ", ".join(f"p{i}" for i in range(min(n, 4))) + ", …" * (n > 4)


def parts_beside(n):
    """The same, where the total counts something: three are named, and how many more."""
    text = 'project w "W" { funding 2024: 99.0 }\narea a "A" {\n' + \
        "".join(f'  project p{i} "P {i}" {{ funding 2024: {i + 1}.0 within w }}\n'
                for i in range(n)) + \
        '  project o "O" { funding 2024: 1.0 }\n  total 2024: 55.5\n}\n'
    shown = [f'"P {i}" ({i + 1}.0)' for i in range(min(n, 3))] + [f"{n - 3} more"] * (n > 3)
    return text, "T02", {}, f"~{named(shown)}"


def misspelt(n):
    """Further places of a property that is likely another: six are underlined."""
    text = "".join(f'project p{i} "P {i}" {{ starrts: 2024 }}\n' for i in range(n))
    return text, "P01", {"and here": min(n - 1, 6)}, None


def idle_allow(n):
    """Findings in the block of an allow that names none of them: four are shown."""
    text = 'area a "A" {\n  allow T02 1.0 "so it is"\n' + "".join(
        f'  project p{i} "P {i}" {{ funding 2024: 2.0  total 2024: 7.0 }}\n'
        for i in range(n)) + "}\n"
    return text, "K01", {"": min(n, 4)}, None


def kinds(n):
    """Kinds of money that a table compares: four are named, and how many more."""
    text = "".join(f'money m{i} "Kind {i}"\n' for i in range(n)) + "table " + \
        ", ".join([f"2024 as m{i}" for i in range(n)] +
                  [f'"D{i}" = m{i} - m{i - 1}' for i in range(1, n)]) + \
        ' {\n  "A" ' + " ".join(["2.0"] * n + ["-"] * (n - 1)) + "\n}\n"
    shown = [f'"Kind {i}"' for i in range(min(n, 4))] + [f"{n - 4} more"] * (n > 4)
    return text, "T18", {"a version?": min(n, 4) - 1}, None, f"nothing says that {named(shown)} are"


CASES = [(kinds, (2, 3, 4, 5, 6)),
         (of_many, (9999, 10000, 10001)), (no_entries, (1, 5, 6, 7, 8, 9, 10)),
         (no_columns, (1, 2, 8, 9, 10)), (parts_alone, (1, 2, 3, 4, 5, 8, 9)),
         (parts_beside, (1, 2, 3, 4, 5)), (misspelt, (1, 6, 7, 8)), (idle_allow, (1, 3, 4, 5)),
         (judgements, (1, 2, 6, 7, 8, 9)), (points, (1, 4, 5, 7, 8, 9, 10)),
         (rounded_cells, (2, 8, 9, 10)), (parts, (1, 7, 8, 9, 10)), (names, (1, 2, 6, 7, 8, 9, 10)),
         (subjects, (1, 2, 3, 4, 5)),
         (summands, (2, 7, 8, 9, 15, 16, 17)), (not_given, (2, 7, 8, 9)),
         (columns, (1, 2, 5, 6, 7)), (columns_not_all, (1, 2, 5, 6, 7)),
         (same_totals, (1, 7, 8, 9, 10)), (early_money, (1, 5, 6, 7)),
         (late_money, (1, 5, 6, 7)), (targets, (1, 5, 6, 7))]


def findings(program, text):
    with tempfile.NamedTemporaryFile("w", suffix=".integ", encoding="utf-8") as file:
        file.write(HEAD + text)
        file.flush()
        done = subprocess.run([program, "check", "--format", "json", file.name],
                              capture_output=True, check=False)
    return json.loads(done.stdout)["findings"]


def wrong_in(found, labels, note, message="", mend=""):
    """What the finding has otherwise than it should. A note behind ! must not be there, one
    behind ~ is part of one."""
    for text, count in labels.items():
        got = sum(text in label["message"] for label in found["labels"])
        if got != count:
            yield f"{got} labels with \"{text}\", wanted {count}"
    if note and note[0] == "~" and not any(note[1:] in one for one in found["notes"]):
        yield f"no note with \"{note[1:]}\""
    elif note and note[0] not in "!~" and note not in found["notes"]:
        yield f"no note \"{note}\""
    if note and note[0] == "!" and any(note[1:] in one for one in found["notes"]):
        yield f"a note with \"{note[1:]}\""
    if message not in found["message"]:
        yield f"a message without \"{message}\""
    if mend and not found["help"].endswith(mend):
        yield f"a help that does not end in \"{mend}\""


def main():
    program, failed = sys.argv[1], 0
    for make, counts in CASES:
        for n in counts:
            text, code, *wanted = make(n)
            found = [one for one in findings(program, text) if one["code"] == code]
            wrong = list(wrong_in(found[0], *wanted)) if found else [f"no {code}"]
            failed += bool(wrong)
            if wrong:
                print(f"{make.__name__} {n}: {'; '.join(wrong)}\n{text}"
                      f"{json.dumps(found, ensure_ascii=False)[:1500]}")
    print(f"lists: {sum(len(counts) for _, counts in CASES)} findings, {failed} otherwise")
    return failed > 0


sys.exit(main())
