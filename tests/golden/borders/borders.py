"""What a finding shows of many: as many as its limit, and one more. Prints the message, how
many places are marked, and the notes."""

import json
import pathlib
import subprocess

HEAD = 'document d "Report" { date: 2024-03-01 }\nunit mio DKK\n'


def lines(n, text):
    return "".join(text.format(i) for i in range(n))


def projects(n):
    return lines(n, 'project p{0} "P{0}" {{ funding 2023: 1 }}\n')


def years(n):
    return ", ".join(str(2000 + i) for i in range(n))


CASES = {  # name: (code, limit, generator)
    "cells of two tables": ("C01", 8, lambda n: "".join(
        f'table t{t} "T{t}" {years(n)} {{\n  total {" ".join([str(t)] * n)}\n}}\n' for t in (1, 2)) +
        'check "alike" t1 = t2\n'),
    "others of an allow": ("K01", 4, lambda n: projects(1) +
                           lines(n, "total of p0 2023: 1{0}\n") + 'allow T02 99 "no such"\n'),
    "columns without entries": ("T04", 6, lambda n: f'table {years(n)} {{\n  total {"1 " * n}\n}}\n'),
    "labels without entries": ("T04", 9, lambda n: f'table {years(n)} {{\n  total {"1 " * n}\n}}\n'),
    "entries of a total": ("T02", 8, lambda n: projects(n) + "total 2023: 77.7\n"),
    "summands": ("T02", 16, lambda n: projects(n) + "total 2023: 77.7\n"),
    "columns that are off": ("T02", 7, lambda n: f'table {years(n)} {{\n  a "A" {"1 " * n}\n  '
                             f'total {"77.7 " * n}\n}}\n'),
    "the same total again": ("T02", 9, lambda n: projects(2) + "total 2023: 77.7\n" * n),
    "names of a total": ("T02", 3, lambda n: projects(n) + "total of " + ", ".join(
        f"p{i}" for i in range(n)) + " 2023: 77.7\n"),
    "the letters of a filter": ("T02", 60, lambda n: projects(2) +
                                f'total 2023: 7 where amount >{" " * (n - 9)}0\n'),
    "entries of a gross amount": ("T07", 8, lambda n: 'project p "P" {\n' + lines(
        n, "  funding 2023: 1 from s{0}\n") + "  gross 2023: 0.5\n}\n" + lines(n, 'source s{0} "S{0}"\n')),
    "shares": ("T08", 9, lambda n: lines(n, 'source s{0} "S{0}"\n') + 'project p "P" {\n' +
               "  share " + ", ".join(f"s{i}: 5%" for i in range(n)) + "\n}\n"),
    "parts": ("T06", 8, lambda n: 'project w "W" { funding 2023: 1\n' + lines(
        n, '  project p{0} "P{0}" {{ funding 2023: 1 }}\n') + "}\n"),
    "targets that are missed": ("G03", 8, lambda n: 'project p "P" {\n' + lines(
        n, '  indicator i{0} "I{0}" {{ target 2023: >= 10  actual 2023: 1 }}\n') + "  judged: met\n}\n"),
    "values of a word": ("P02", 6, lambda n: "attribute k on project: " + " | ".join(
        f"w{i}" for i in range(n)) + '\nproject p "P" { k: other }\n'),
    "years outside": ("Y01", 6, lambda n: 'years 1990..1991\nproject p "P" { ' + " ".join(
        f"funding {2000 + i}: 1" for i in range(n)) + " }\n"),
    "gaps": ("Y08", 6, lambda n: 'source s "S"\nproject p "P" { funding ' + ", ".join(
        f"{2000 + 2 * i}: 1" for i in range(n + 1)) + " from s }\n"),
    "money after the end": ("Y04", 6, lambda n: 'project p "P" { expires: 1999 ' + " ".join(
        f"funding {2000 + i}: 1" for i in range(n)) + " }\n"),
    "texts that are offered": ("N01", 8, lambda n: lines(
        n, 'project p{0} "P{0}" {{ k: "k{0}" }}\n') + "attribute k on project: text\n"
        'check "c" count(projects where k = "other") = 0\n'),
}


def show(name, code, n, text):
    pathlib.Path("x.integ").write_text(HEAD + text, encoding="utf-8")
    done = subprocess.run(["integ", "check", "--format", "json", "x.integ"], stdout=subprocess.PIPE, check=False)
    found = json.loads(done.stdout)["findings"]
    print(f"-- {name}: {n}, {len(found)} findings")
    for d in [d for d in found if d["code"] == code][:1] or found[:1]:
        print(f"{d['code']} {d['message']}; {len(d['labels'])} marked")
        for note in [*d["notes"], d["help"]]:
            print(f"  = {note}")


for case, (wanted, limit, make) in CASES.items():
    for size in limit, limit + 1:
        show(case, wanted, size, make(size))
