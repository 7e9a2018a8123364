"""What-ifs at a terminal: what is typed is tried out beside the files, taken back, saved and
read again; the prompt tells when files change, and keeps what it read where one breaks. And a
law: whatever is added, in whatever order it is taken back, all is as it was.

    whatif.py INTEG
"""

import os
import pathlib
import pty
import random
import re
import select
import subprocess
import sys
import tempfile
import time

INTEG = os.path.abspath(sys.argv[1])
PATIENCE = 60  # seconds for what takes milliseconds
PROMPT = "integ> "
PARKS = """document parks "Parks" { date: 2023-05-01 }
unit mio DKK
years 2022..2023
source plan "The plan"
organisation town "The town"
every project { owner: town }
area green "Grønne områder" {
  project lakes "Søer" { funding 2022: 3.0, 2023: 7.1 from plan }
}
total 2022: 3.0, 2023: 7.5
"""


class Talk:
    """integ repl at a terminal."""

    def __init__(self, folder):
        self.end, inside = pty.openpty()
        environment = os.environ | {"TERM": "dumb", "NO_COLOR": "1", "LC_ALL": "C.UTF-8",
                                    "XDG_STATE_HOME": str(folder), "INPUTRC": "/dev/null",
                                    "COLUMNS": "200", "LINES": "100"}
        self.process = subprocess.Popen([INTEG, "repl", "."], cwd=folder, stdin=inside,
                                        stdout=inside, stderr=inside, env=environment,
                                        start_new_session=True)
        os.close(inside)
        self.kept = ""
        self.until_prompt()

    def until_prompt(self):
        """What it writes until it asks again."""
        end = time.monotonic() + PATIENCE
        while not self.kept.endswith(PROMPT):
            assert time.monotonic() < end, f"nothing more after {self.kept!r}"
            if select.select([self.end], [], [], 1)[0]:
                self.kept += os.read(self.end, 65536).decode(errors="replace")
        shown, self.kept = self.kept.removesuffix(PROMPT), ""
        return re.sub(r"\x1b\[[?0-9;]*[a-zA-Z]", "", shown).replace("\r", "")

    def say(self, line):
        os.write(self.end, line.encode() + b"\n")
        shown = self.until_prompt()
        return shown.partition("\n")[2]  # behind what was typed

    def close(self):
        os.write(self.end, b".quit\n")
        assert self.process.wait(PATIENCE) == 0
        os.close(self.end)


def expect(shown, *parts):
    for part in parts:
        assert part in shown, f"{part!r} is not in {shown!r}"


def talks(folder):
    path = folder / "parks.integ"
    path.write_text(PARKS)
    talk = Talk(folder)
    expect(talk.say('project benches "Bænke" { funding 2023: 0.4 from plan }'),
           " what-if 1: benches, 1 entry. Total 2023: 7.1 → 7.5; stated 7.5: now exact "
           "(was 0.4 too high)\n")
    expect(talk.say("select project, amount from funding where year = 2023;"),
           "Bænke", "0.4", "2 rows")
    expect(talk.say("project x { funding 2023: 1 from paln }"),
           "N01", "paln", 'did you mean "plan"?')
    expect(talk.say(".whatif"), " what-if 1, in parks.integ: project benches")
    expect(talk.say(".document"), ' "Parks"')

    # A file that changes is noticed and read anew; the what-if stays.
    path.write_text("# Now with a remark.\n" + PARKS.replace("2022: 3.0, 2023: 7.5", "2022: 3.0, 2023: 7.9"))
    expect(talk.say(".timer"),
           " ! parks.integ has changed; the files were read again. Total 2023: 7.5; stated "
           "7.5 → 7.9: now 0.4 too high (was exact)\n")
    assert "has changed" not in talk.say(".timer"), "it is told once"

    # One that does not parse any more leaves what was read, as every answer says.
    path.write_text("unit mio DKK\nproject {{{\n")
    stale = "parks.integ cannot be read as it is now (line 2: "
    for _ in range(2):
        expect(talk.say("select count(*) from funding;"), f" ! {stale}", " 3")
    expect(talk.say(".check"), f" ! {stale}")
    expect(talk.say(".reload"), stale)
    # No what-if takes the broken file up, nor is one undone over it.
    expect(talk.say("total 2023: 1;"), stale)
    expect(talk.say(".undo"), stale)
    expect(talk.say(".whatif"), " what-if 1, in parks.integ: project benches")
    path.write_text(PARKS)
    expect(talk.say(".timer"), "Total 2023: 7.5; stated 7.9 → 7.5: now exact")

    # Saved beside the files it is one of them.
    assert talk.say(".save tried.integ").strip() == "written to tried.integ"
    expect(talk.say(".reload"), " the files were read again")
    expect(talk.say(".whatif"), " nothing is stated here beside the files\n")
    expect(talk.say("select count(*) from funding;"), " 3")
    (folder / "tried.integ").unlink()
    expect(talk.say(".timer"), "Total 2023: 7.5 → 7.1; stated 7.5: now 0.4 too high")
    talk.close()


# Each up to the first "}" that closes its block, where a prompt ends it.
STATEMENTS = [
    'project a "A" { funding 2023: 0.4 from plan }',
    'money extra "Extra" project lakes { funding 2022: 1.25 as extra }',
    "total 2022: 3.1 total all: 9",
    'table "T" 2022..2023 { b "B" 1.0 2.0  c "C" 0.1 -  total 1.1 2.0 }',
    'dimension work "Work" goal g "G" { judged: met indicator i "I" on work '
    "{ target 2022: 4 actual 2022: 5 } }",
    'unit DKK project d "D" { funding 2023: 400_000 from plan }',
    'check "sum" sum(funding.amount where year = 2023) = 7.1 mio DKK',
    'organisation city "City" every project { note: "x" }',
]
ALL = ("select * from claims order by kind, subject, year, stated;\n"
       "select project, project.owner, year, amount, source, money from funding;\n"
       "select code, message from findings;\n")


def run(folder, lines):
    done = subprocess.run([INTEG, "repl", "parks.integ"], input=lines, text=True,
                          cwd=folder, capture_output=True, timeout=PATIENCE)
    assert done.returncode == 0, f"{lines}\n{done.stdout}{done.stderr}"
    return done.stdout


def law(folder, rounds):
    path = folder / "parks.integ"
    path.write_text(PARKS)
    before = run(folder, ALL)
    for seed in range(rounds):
        chance = random.Random(seed)
        chosen = chance.sample(STATEMENTS, chance.randint(1, len(STATEMENTS)))
        numbers = list(range(1, len(chosen) + 1))
        chance.shuffle(numbers)
        typed = "".join(f"{text};\n" for text in chosen)
        undone = "".join(f".undo {number}\n" for number in numbers)
        after = run(folder, f".output taken\n{typed}{undone}.output\n{ALL}")
        assert after == before, f"seed {seed}\n{chosen}\n{after}"
        saved = folder / "saved.integ"
        saved.unlink(missing_ok=True)
        tried = run(folder, f".output taken\n{typed}.save saved.integ\n.output\n{SAME}")
        again = subprocess.run([INTEG, "repl", "parks.integ", "saved.integ"], input=SAME,
                               text=True, cwd=folder, capture_output=True,
                               timeout=PATIENCE)
        assert again.stdout == tried, f"seed {seed}\n{chosen}\n{again.stdout}\n{tried}"
        saved.unlink()
    return rounds


# What does not tell in which file it stands.
SAME = ("select kind, subject, year, stated, computed, difference, status from claims "
        "order by kind, subject, year, stated, computed;\n"
        "select project, project.owner, year, amount, source, money, document from funding "
        "order by project.title, year, amount;\n"
        "select code, message from findings order by code, message;\n")


def main():
    with tempfile.TemporaryDirectory() as name:
        talks(pathlib.Path(name))
    with tempfile.TemporaryDirectory() as name:
        rounds = law(pathlib.Path(name), 25)
    print(f"whatif: {rounds} orders of adding, undoing and saving change nothing")


main()
