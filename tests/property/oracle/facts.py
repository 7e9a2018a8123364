"""Facts made at random: as `.integ` files, and the same as tables of SQLite."""

import pathlib
import sqlite3
from fractions import Fraction

from texts import date_text, decimal, quoted, teach

DOCUMENTS = {  # name: (date, unit, kroner to 1 of the unit, its digits behind the point)
    "answer": (20180301, "DKK", 1, 2),
    "budget": (20200601, "thousand DKK", 1000, 4),
    "status": (20230115, "mio DKK", 1000000, 6),
}
ORGANISATIONS = {"bif": "Jobforvaltningen", "sof": "Ældreområdet", "kff": "Østre Fond"}
SOURCES = {"plan": ("Plan", "own"), "pool": ("En pulje", "external"), "eu": ("EU", "external"),
           "gift": ("Ærlig gave", None), "åben": ("åben kilde", "own")}
AREAS = {"work": ("Job", None), "young": ("Unge", "work"), "old": ("Ældre", "work"),
         "town": ("By", None), "parks": ("Søer og parker", "town"), "empty": ("Tom", None)}
MONEY = {"service": "Service", "works": "Anlæg"}
DIMENSIONS = {"job": "Beskæftigelse", "danish": "Dansk", "health": "Helbred"}
STAGES = ["planned", "running", "done"]
LABELS = ["Håndholdt", "håndholdt", "ÅBEN", "åben", "100 %", "a_b", "axb", "Ø", "ø", "zebra",
          "Zebra", "Æbler og pærer", "", "  two  ", "naïve", "Straße"]
TAGS = ["red", "blue", "Blå"]
YEARS = range(2015, 2024)
KINDS = {"organisation": 1, "area": 2, "source": 3, "money": 4, "project": 5, "dimension": 8,
         "document": 0}


class World:
    """Facts as `.integ` files, and the same in SQLite."""

    documents = list(DOCUMENTS)

    def __init__(self, rng, folder):
        self.rng = rng
        self.folder = pathlib.Path(folder)
        self.projects = [f"p{i}" for i in range(30)]
        self.said = {name: {} for name in DOCUMENTS}  # document: {project: {property: value}}
        self.paths = []
        self.rows = []
        self.write()

    def pick_properties(self, number):
        rng, own = self.rng, {}
        if rng.random() < 0.8:
            # A word in common with what the shared file calls it: one project, not two (N07).
            own["title"] = f"{rng.choice('AÆaæZ')}{number} {rng.choice(['x', 'ø', 'Y'])} common"
        if rng.random() < 0.6:
            own["owner"] = rng.choice(list(ORGANISATIONS))
        if rng.random() < 0.6:
            own["size"] = rng.randrange(-3000, 9000)
        if rng.random() < 0.7:
            own["label"] = rng.choice(LABELS)
        if rng.random() < 0.5:
            own["stage"] = rng.choice(STAGES)
        if rng.random() < 0.5:
            own["starts"] = rng.choice([20190301, 20200229, 20201231, 20210704])
        if rng.random() < 0.4:
            own["tag"] = rng.choice(TAGS)
        if rng.random() < 0.6:
            own["purpose"] = rng.sample(list(DIMENSIONS), rng.randrange(1, 4))
        return own

    def project_text(self, name, own):
        parts = []
        for key, value in own.items():
            if key == "title":
                continue
            if key == "size":
                value = decimal(value, 3)
            elif key in ("label", "tag"):
                value = quoted(value)
            elif key == "starts":
                value = date_text(value)
            elif key == "purpose":
                value = ", ".join(value)
            parts.append(f"{key}: {value}")
        title = f" {quoted(own['title'])}" if "title" in own else ""
        return f"project {name}{title} {{ {'; '.join(parts)} }}\n"

    def write(self):
        common = ["attribute size on project: number\nattribute label on project: text\n"
                  "attribute stage on project: " + " | ".join(STAGES) + "\n"]
        for kind, names in (("organisation", ORGANISATIONS), ("money", MONEY),
                            ("dimension", DIMENSIONS)):
            common += [f"{kind} {name} {quoted(title)}\n" for name, title in names.items()]
        for name, (title, kind) in SOURCES.items():
            common.append(f"source {name} {quoted(title)}"
                          f" {{ {'kind: ' + kind if kind else ''} }}\n")
        for name, (title, parent) in AREAS.items():
            if parent is None:
                inner = "".join(f"area {n} {quoted(t)} {{}} " for n, (t, p) in AREAS.items()
                                if p == name)
                common.append(f"area {name} {quoted(title)} {{ {inner}}}\n")
        # Every project has a title somewhere: it is declared.
        for name in self.projects:
            common.append(f"project {name} {quoted('Common ' + name)}\n")
        self.save("0common", "".join(common))
        for document, (date, unit, _, _) in DOCUMENTS.items():
            lines = [f"document {document} {quoted('Document ' + document)} "
                     f"{{ date: {date_text(date)} }}\nunit {unit}\n"]
            for number, name in enumerate(self.projects):
                own = self.pick_properties(number) if self.rng.random() < 0.7 else {}
                self.said[document][name] = own
                if own:
                    lines.append(self.project_text(name, own))
            lines += self.entries(document, sum(line.count("\n") for line in lines))
            self.save(document, "".join(lines))

    def save(self, name, text):
        path = self.folder / f"{name}.integ"
        path.write_text(text)
        self.paths.append(str(path))

    def amount(self, document):
        """Figures as printed, and the amount in hundredths of a krone."""
        rng = self.rng
        _, _, krone, most = DOCUMENTS[document]
        digits = rng.randrange(0, min(most, 4) + 1)
        units = rng.choice([0, 1, 5, 10, 25, 100, rng.randrange(-2000, 9000)])
        about = units >= 0 and rng.random() < 0.1
        return (("~" if about else "") + decimal(units, digits),
                int(Fraction(units, 10**digits) * krone * 100), about)

    def entries(self, document, line):
        rng, lines, seen = self.rng, [], set()
        for _ in range(90):
            project = rng.choice(self.projects)
            area = rng.choice([None, None] + list(AREAS)[:-1])
            money, source = rng.choice([None, "service", "works"]), rng.choice(
                [None] + list(SOURCES))
            parts = []
            line += 1
            for _ in range(rng.randrange(1, 4)):
                year = span = over = None
                kind = rng.random()
                if kind < 0.85:
                    year = rng.choice(YEARS)
                    when = str(year)
                elif kind < 0.95:
                    first = rng.choice([2015, 2018])
                    over = (first, first + rng.randrange(1, 3))
                    span = f"{over[0]}..{over[1]}"
                    when = f"over {over[0]}..{over[1]}"
                else:
                    when = span = "?"
                if (project, area, source, money, when) in seen:
                    continue
                seen.add((project, area, source, money, when))
                if rng.random() < 0.06:
                    text, amount, about = "?", None, False
                else:
                    text, amount, about = self.amount(document)
                parts.append(f"{when}: {text}")
                self.rows.append(dict(
                    project=project, area=area, source=source, money=money,
                    document=document, year=year, span=span, amount=amount,
                    approximate=int(about), over_from=over and over[0],
                    over_to=over and over[1], file=str(self.folder / f"{document}.integ"),
                    line=line))
            if not parts:
                parts = [f"2014: {decimal(0, 0)}"]
                if (project, area, source, money, "2014") in seen:
                    parts = []
                else:
                    seen.add((project, area, source, money, "2014"))
                    self.rows.append(dict(
                        project=project, area=area, source=source, money=money,
                        document=document, year=2014, span=None, amount=0, approximate=0,
                        over_from=None, over_to=None,
                        file=str(self.folder / f"{document}.integ"), line=line))
            money_text = (f" as {money}" if money else "") + (f" from {source}" if source else "")
            text = f"project {project} {{ funding {', '.join(parts)}{money_text} }}" if parts \
                else ""
            lines.append((f"area {area} {{ {text} }}" if area else text) + "\n")
        return lines

    def told(self, project, key, document):
        """What holds of a project for a row of `document` (None: all of them)."""
        stated = [(name == document, not document or date <= DOCUMENTS[document][0], date,
                   self.said[name][project][key])
                  for name, (date, _, _, _) in DOCUMENTS.items()
                  if key in self.said[name][project]]
        if key == "title":
            stated.append((False, True, 0, "Common " + project))
        return max(stated, key=lambda told: told[:3])[3] if stated else None

    def fields(self, project, document):
        purpose = self.told(project, "purpose", document)
        return dict(p_title=self.told(project, "title", document),
                    p_owner=self.told(project, "owner", document),
                    p_size=self.told(project, "size", document),
                    p_label=self.told(project, "label", document),
                    p_stage=self.told(project, "stage", document),
                    p_starts=self.told(project, "starts", document),
                    p_tag=self.told(project, "tag", document),
                    p_purpose=purpose and "," + ",".join(purpose) + ",")

    def titles(self):
        titles = {("project", name): {"Common " + name} for name in self.projects}
        for told in self.said.values():
            for name, own in told.items():
                if "title" in own:
                    titles["project", name].add(own["title"])
        for kind, names in (("organisation", ORGANISATIONS),
                            ("area", {name: title for name, (title, _) in AREAS.items()}),
                            ("source", {name: title for name, (title, _) in SOURCES.items()})):
            titles.update({(kind, name): {title} for name, title in names.items()})
        return titles

    def database(self):
        columns = ("rn project area source money document year span amount approximate "
                   "over_from over_to file line p_title p_owner p_size p_label p_stage p_starts "
                   "p_tag p_purpose p_last a_title a_parent a_above s_title s_kind o_title "
                   "m_title d_title "
                   "d_date").split() + ["p_last_" + name for name in DOCUMENTS]
        base = sqlite3.connect(":memory:")
        base.execute(f"create table funding ({', '.join(columns)})")
        base.execute("create table projects (rn, name, p_title, p_owner, p_size, p_label, "
                     "p_stage, p_starts, p_tag, p_purpose, p_last, o_title)")
        for number, row in enumerate(self.rows):
            own = self.fields(row["project"], row["document"])
            area, source = AREAS.get(row["area"]), SOURCES.get(row["source"])
            row = dict(row, rn=number, **own,
                       p_last=self.told(row["project"], "title", None),
                       a_title=area and area[0], a_parent=area and area[1],
                       a_above=area and area[1] and AREAS[area[1]][0],
                       s_title=source and source[0], s_kind=source and source[1],
                       o_title=own["p_owner"] and ORGANISATIONS[own["p_owner"]],
                       m_title=row["money"] and MONEY[row["money"]],
                       d_title="Document " + row["document"],
                       d_date=DOCUMENTS[row["document"]][0],
                       **{"p_last_" + name: self.told(row["project"], "title", name)
                          for name in DOCUMENTS})
            base.execute(f"insert into funding values ({','.join('?' * len(columns))})",
                         [row[name] for name in columns])
        for number, name in enumerate(self.projects):
            own = self.fields(name, None)
            base.execute("insert into projects values (?,?,?,?,?,?,?,?,?,?,?,?)",
                         [number, name, own["p_title"], own["p_owner"], own["p_size"],
                          own["p_label"], own["p_stage"], own["p_starts"], own["p_tag"],
                          own["p_purpose"], own["p_title"],
                          own["p_owner"] and ORGANISATIONS[own["p_owner"]]])
        teach(base, self.titles())
        return base
