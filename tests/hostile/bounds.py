"""Small input, small cost: what growth.py measures, and the limits of LANGUAGE.md. What
stands at a limit is clean, and one more has its finding."""

import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
from inputs import claims, lines, money, syntax, things  # noqa: E402


def measures(n):
    return 'project p "P" { indicator i "I" {\n' + lines(n, "actual 2020: 7\n") + "} }\n"


def columns(n):
    return 'project p "P"\nquery q { select ' + ", ".join(["title"] * n) + " from projects }\n"


LIMITS = {  # name: (the limit, generator, finding)
    "names of a path": (16, claims.path, "S11"),
    "marks on a letter": (30, syntax.marks, "S11"),
    "values of every": (1000, things.every, "S11"),
    "measures of an indicator": (1000, measures, "S11"),
    "columns of an answer": (500, columns, "Q04"),
    "bytes of a text": (5, claims.nested, "C02"),
}

STEPS_OVER = 4000  # claims over as many entries: more than the steps suffice for


class Bounds:
    def __init__(self, runner, wrong):
        self.runner, self.wrong = runner, wrong

    def need(self, truth, message):
        if not truth:
            raise self.wrong(message)

    def topic(self, topic):
        """A test: no input of the topic costs too much."""
        def case():
            if self.runner.asan or shutil.which("valgrind") is None:
                return
            done = subprocess.run(
                [sys.executable, str(HERE / "growth.py"), str(self.runner.integ), topic],
                env=self.runner.env, capture_output=True, timeout=900, check=False)
            self.need(done.returncode == 0, (done.stdout + done.stderr[-2000:]).decode())
        return case

    def case_big_file(self):
        """Its size is enough to refuse it: nothing of it is read."""
        for size, wanted in ((512 << 20) + 1, 2), (2049 << 20, 2):
            with tempfile.TemporaryDirectory() as folder:
                with open(f"{folder}/big.integ", "wb") as file:
                    file.truncate(size)
                pathlib.Path(folder, "x.integ").write_text('include "big.integ"\n',
                                                        encoding="utf-8")
                for command in ("check", "fmt"):
                    done = self.runner.run([self.runner.integ, command, "big.integ"], cwd=folder)
                    self.need(done.returncode == wanted and b"is too big" in done.stderr, done)
                _, report = self.runner.check("x.integ", cwd=folder)
                self.need([f["code"] for f in report["findings"]] == ["F01"], report)

    def walked(self, folder, wanted):
        """Whether a check of the folder w says that there is too much of it; and whether
        one of a pattern does."""
        done = self.runner.run([self.runner.integ, "check", "w"], cwd=folder)
        self.need(done.returncode == (2 if wanted in done.stderr else 0), done.stderr[-400:])
        _, report = self.runner.check("x.integ", cwd=folder)
        said = [f["message"] for f in report["findings"] if f["code"] == "F01"]
        self.need(len(said) <= 1 and len(said) == len(report["findings"]), said[:3])
        return wanted in done.stderr, bool(said) and wanted.decode() in said[0]

    def walks(self, wanted, steps):
        """Makes ever more folders in one; each step says which, and what is told."""
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            (folder / "w").mkdir()
            (folder / "w" / "a.integ").write_text("", encoding="utf-8")
            (folder / "x.integ").write_text('include "w/**/*.integ"\n', encoding="utf-8")
            for more, told in steps:
                for path in more:
                    (folder / "w" / path).mkdir(parents=True)
                found = self.walked(folder, wanted)
                self.need(found == told, f"{wanted!r}, {more}: {found}, not {told}")

    def case_walks(self):
        """How deep folders are gone through, and how many of them. A pattern with `**`
        lists each twice: for what is below, and for the files in it."""
        self.walks(b"is too deep", ((["d/" * 64], (False, False)),
                                    (["d/" * 65], (True, True))))
        if not self.runner.asan:
            self.walks(b"holds more", ((map(str, range(9_999)), (False, False)),
                                       (["9999"], (False, True)),
                                       (map(str, range(10_000, 20_000)), (True, True))))

    def case_steps(self):
        """Where the steps are used up, the other claims are not checked, and that is said."""
        if self.runner.asan:
            return
        for make, tally in (money.totals_where_each, "totals"), (claims.checks_of_sums, "checks"):
            with tempfile.TemporaryDirectory() as folder:
                pathlib.Path(folder, "x.integ").write_text(
                    make(STEPS_OVER) + '\nallow T02 1.0 "known"\nallow C01 1.0 "known"\n',
                    encoding="utf-8")
                status, report = self.runner.check("x.integ", cwd=folder)
            found = [f for f in report["findings"] if f["code"] == "S11"]
            left = report["summary"][tally]["unknown"]
            codes = {f["code"] for f in report["findings"]}
            self.need("K01" not in codes, f"{tally}: an allow of what was not checked is idle")
            self.need(status == 1 and len(found) == 1 and 0 < left < STEPS_OVER and
                      found[0]["message"].startswith(f"{left} claims are not checked"),
                      f"{tally}: {status}, {left} unknown, {found}")

    def case_steps_known(self):
        """A known finding whose claim was not checked is not told to be gone."""
        if self.runner.asan:
            return
        with tempfile.TemporaryDirectory() as folder:
            place = pathlib.Path(folder, "x.integ")
            few = money.totals_where_each(20).replace("total 2020: 3.3", "total 2020: 4.3")
            many = money.totals_where_each(STEPS_OVER)
            head, totals = many[:many.index("total ")], many[many.index("total "):]
            last = "total 2020: 7.7 where amount = 3.3\n"
            place.write_text(few + last, encoding="utf-8")
            self.runner.check("--baseline=known", "--write-baseline", "x.integ",
                              cwd=folder)
            for text, gone in ((few, 1), (head + totals + last, 0)):
                place.write_text(text, encoding="utf-8")
                _, report = self.runner.check("--baseline", "known", "x.integ", cwd=folder)
                self.need(report["summary"]["gone"] == gone, f"{report['summary']}, not {gone}")

    def case_small_stack(self):
        """The deepest nesting that is allowed needs no more stack than a thread may have."""
        if self.runner.asan:
            return
        debug = "debug" in self.runner.integ.parts # unoptimised frames are twice as large
        stack = (128 if debug else 64) << 10
        inner = 'p "P" 1.5\ntotal 1.5\n'
        for name, head, middle in (
                ("areas", 'area a{0} "A"', 'project p "P" { funding 2020: 1.5 }'),
                ("projects", 'project p{0} "P"', "funding 2020: 1.5"),
                ("goals", 'goal g{0} "G"', 'note: "1"'),
                ("areas in a table", None, inner)):
            blocks = [(head or 'area a{0} "A"').format(i) + " {\n" for i in range(98)]
            text = "unit mio DKK\n" + ('table t "T" 2020 {\n' if head is None else "") + \
                "".join(blocks) + middle + "\n" + "}" * 98 + ("\n}\n" if head is None else "\n")
            with tempfile.TemporaryDirectory() as folder:
                pathlib.Path(folder, "x.integ").write_text(text, encoding="utf-8")
                for command in (["check", "x.integ"], ["fmt", "x.integ"],
                                ["query", "select count(*) from projects", "x.integ"]):
                    done = self.runner.run(
                        [self.runner.integ, *command], cwd=folder, preexec_fn=lambda:
                        resource.setrlimit(resource.RLIMIT_STACK, (stack, stack)))
                    self.need(done.returncode in (0, 1) and b"S08" not in done.stdout,
                              f"{name}, {command[0]}: {done}")

    def case_limits(self):
        """What stands at a limit is clean, and one more is its finding."""
        for name, (most, make, code) in LIMITS.items():
            for size, wanted in ((most, set()), (most + 1, {code})):
                with tempfile.TemporaryDirectory() as folder:
                    pathlib.Path(folder, "x.integ").write_text(make(size), encoding="utf-8")
                    _, report = self.runner.check("x.integ", cwd=folder)
                found = {f["code"] for f in report["findings"]} - {"C01"}
                self.need(found == wanted, f"{name}: {found} at {size}, not {wanted}")
