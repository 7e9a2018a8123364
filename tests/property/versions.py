"""Versions of one amount: in made-up files, a sum of a total, a check or a query is refused
where it holds two of them, and only there; and a part is left out of totals only where its
whole states that very version, or money that is no version.

    versions.py INTEG [FILES]
"""

import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile

INTEG = os.path.abspath(sys.argv[1])
FILES = int(sys.argv[2]) if len(sys.argv) > 2 else 60
YEARS = (2024, 2025)
QUERIES = (  # each with the keys of its groups
    ("select sum(amount) from funding", ()),
    ("select year, sum(amount) from funding group by year", ("year",)),
    ("select project, year, avg(amount) from funding group by project, year", ("project", "year")),
    ("select area, sum(amount) from funding group by area", ("area",)),
    ("select area, sum(amount) from funding group by area, money pivot by money with totals",
     ("area", "money")),
    ("select money, share(amount) from funding group by money", ()),
    ("select max(amount), count(*) from funding", None),
)


def run(*words, text, folder):
    path = pathlib.Path(folder, "made.integ")
    path.write_text(text, encoding="utf-8")
    return subprocess.run([INTEG, *words, path], capture_output=True, text=True, check=False)


class Kinds:
    """Kinds of money, some of them versions of others, in an order that says nothing."""

    def __init__(self, rng):
        self.names = [f"k{i}" for i in range(rng.randint(2, 6))]
        self.of = {name: rng.choice(self.names[:i])
                   for i, name in enumerate(self.names) if i > 0 and rng.random() < 0.6}
        lines = [f'money {name} "Title of {name}"' +
                 (f" {{ version_of: {self.of[name]} }}" if name in self.of else "")
                 for name in rng.sample(self.names, len(self.names))]
        self.text = "unit mio DKK\nyears 2024..2025\n" + "\n".join(lines) + "\n"
        families = [self.family(name) for name in self.names]
        self.versions = {name for name in self.names if families.count(self.family(name)) > 1}

    def family(self, name):
        while name in self.of:
            name = self.of[name]
        return name

    def mixed(self, entries):
        """Whether a sum of the entries holds two versions of one amount."""
        held = {}
        return any(held.setdefault(self.family(e["money"]), e["money"]) != e["money"]
                   for e in entries if e["money"] in self.versions)


def entry_text(entry):
    return f"funding {entry['year']}: {entry['amount']}" + (
        f" as {entry['money']}" if entry["money"] else "")


def sums(rng, folder):
    kinds = Kinds(rng)
    entries, lines = [], []
    for area in ("north", "south"):
        lines.append(f'area {area} "{area}" {{')
        for project in (f"{area}_1", f"{area}_2"):
            lines.append(f'project {project} "{project}" {{')
            for year in YEARS:
                chosen = rng.sample(kinds.names, rng.randint(0, min(3, len(kinds.names))))
                for money in chosen or ([None] if rng.random() < 0.3 else []):
                    amount = rng.choice("-?") if rng.random() < 0.15 else rng.randint(0, 9)
                    entry = dict(area=area, project=project, year=year, money=money, amount=amount)
                    lines.append(entry_text(entry))
                    entries += [entry] if amount != "-" else []
            lines.append("}")
        lines.append("}")
    wanted = set()
    for _ in range(8):
        wants = {key: rng.choice((None, *values)) for key, values in
                 (("area", ("north", "south")), ("year", YEARS), ("money", kinds.names))}
        counted = [e for e in entries if all(w in (None, e[key]) for key, w in wants.items())]
        where = " and ".join(f"{key} = {w}" for key, w in wants.items() if w)
        if rng.random() < 0.5:
            lines.append(f'check "so" sum(funding.amount{" where " + where if where else ""}) = 77')
        else:
            of = f" of {wants['area']}" if wants["area"] else ""
            lines.append(f"total{of} {wants['year'] or 'all'}: 77" +
                         (f" where money = {wants['money']}" if wants["money"] else ""))
        if kinds.mixed(counted):
            wanted.add(kinds.text.count("\n") + len(lines))
    text = kinds.text + "\n".join(lines) + "\n"
    report = json.loads(run("check", "--format", "json", text=text, folder=folder).stdout)
    found = {f["line"] for f in report["findings"] if f["code"] == "T16"}
    assert found == wanted, f"T16 in lines {sorted(found)}, not {sorted(wanted)}:\n{text}"
    for query, keys in QUERIES:
        groups = {}
        for entry in entries if keys is not None else ():
            groups.setdefault(tuple(entry[key] for key in keys), []).append(entry)
        refused = "Q05" in run("query", query, text=text, folder=folder).stderr
        assert refused == any(map(kinds.mixed, groups.values())), f"{query}: {refused}\n{text}"
    return len(wanted)


def covers(kinds, whole, entry):
    both = whole["money"] in kinds.versions and entry["money"] in kinds.versions
    return (whole["year"] == entry["year"] and whole["amount"] not in ("-", "?") and
            (not both or whole["money"] == entry["money"]))


def unclear(kinds, inside, stated):
    """The wholes of several versions at a time of which they have parts of no version."""
    found = set()
    for name, whole in inside.items():
        for entry in stated[name]:
            at = whole
            while at and not any(covers(kinds, w, entry) for w in stated[at]):
                at = inside.get(at)
            own = [w for w in stated.get(at, ()) if covers(kinds, w, entry)]
            if entry["money"] not in kinds.versions and isinstance(entry["amount"], int) and \
                    kinds.mixed(own):
                found.add(f"{at} {entry['year']}")
    return found


def parts(rng, folder):
    """The totals of what is left once parts are left out are right."""
    kinds = Kinds(rng)
    names = [f"p{i}" for i in range(rng.randint(3, 7))]
    inside = {name: rng.choice(names[:i])
              for i, name in enumerate(names) if i > 0 and rng.random() < 0.7}
    stated = {name: [dict(year=year, money=money,
                          amount=rng.choice("-?") if rng.random() < 0.1 else
                          rng.randint(1, 9) * (1 if name in inside else 10))
                     for year in YEARS
                     for money in rng.sample(kinds.names, rng.randint(0, 2)) or [None]]
              for name in names}
    lines = []
    for name in names:
        lines += [f'project {name} "{name}" {{', *map(entry_text, stated[name])]
        lines += [f"part_of: {inside[name]}"] if name in inside else []
        lines.append("}")
    counted, left_out = [], 0
    for name in names:
        for entry in stated[name]:
            whole = inside.get(name)
            while whole and not any(covers(kinds, w, entry) for w in stated[whole]):
                whole = inside.get(whole)
            left_out += whole is not None
            counted += [entry] if whole is None and entry["amount"] != "-" else []
    for year in YEARS:
        for money in (None, *kinds.names):
            amounts = [e["amount"] for e in counted if (e["year"], e["money"]) == (year, money)]
            if amounts and "?" not in amounts:
                lines.append(f"total {year}: {sum(amounts)} where money " +
                             (f"= {money}" if money else "is null"))
    text = kinds.text + "\n".join(lines) + "\n"
    report = json.loads(run("check", "--format", "json", "--all", text=text, folder=folder).stdout)
    odd = [f["message"] for f in report["findings"] if f["code"] not in ("T06", "T16", "Y03")]
    assert not odd, f"{odd}\n{text}"
    asked = {f["message"].split('"')[3] + f" {year}" for f in report["findings"] for year in YEARS
             if f["code"] == "T16" and f" for {year} is part of" in f["message"]}
    assert asked == unclear(kinds, inside, stated), f"{sorted(asked)} are asked about\n{text}"
    return left_out


def main():
    rng = random.Random(2025)
    refused = left_out = 0
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(FILES):
            refused += sums(rng, folder)
            left_out += parts(rng, folder)
    print(f"versions: {2 * FILES} files, {refused} sums of two versions refused, "
          f"{left_out} parts left out")


main()
