"""Small input, small cost. Each generator of GROWS makes a file of size n. The program
checks it at n and 2n, and fails where the instructions (by callgrind) or the peak memory
grow by more than GROWTH. Each of LIMITS is at a limit of LANGUAGE.md: what stands at the
limit is clean, and one more has the finding."""

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

GROWTH = 2.6
MEMORY_LEAST = 16_000  # kB: below it nothing is measured but the program itself

HEAD = "unit mio DKK\n"


def lines(n, text):
    return "".join(text.format(i, i % 10) for i in range(n))


def nested(n):
    text = '"aaaaaaaaaa"'
    for _ in range(n):
        text = f'replace({text}, "a", "aaaaaaaaaa")'
    return HEAD + f'check "x" length({text}) = 1\n'


def path(names):
    return (HEAD + 'area a "A" { project p "P" { funding 2020: 1 } }\n'
            'check "x" sum(funding.amount where area' + ".parent" * (names - 1) + " is null) = 1\n")


def marks(n):
    return HEAD + f'project p "e{chr(0x301) * n}" {{ funding 2020: 1 }}\n'


def two_marks(n):
    """Marks that must be put into order, in texts that are compared."""
    text = "e" + "\u0301\u0323" * (n // 2)
    return HEAD + f'project p "{text}" {{ owner: "{text}" }}\n' \
        f'check "x" count(projects where title = "{text}") = 7\n'


def every(n):
    return HEAD + lines(n, "every project {{ free_{0}: x }}\n") + \
        lines(n, 'project p{0} "P{0}" {{ funding 2020: 1 }}\n')


def free(n):
    return HEAD + lines(n, 'project p{0} "P{0}" {{ fr{0}x: "x" }}\n') + \
        "query q { select * from projects }\n"


def areas_off(n):
    return HEAD + lines(n, 'area a{0} "A{0}" {{ project p{0} "P{0}" {{ funding 2020: 1.{1} }}\n'
                        'project q{0} "Q{0}" {{ funding 2020: 2.0 }} total 2020: 7.{1} }}\n')


def gross(n):
    return HEAD + 'project p "P" {\nfunding 2020: 5\n' + \
        lines(n, "gross 2020: {0}.5\n") + "}\n"


def chain_areas(n):
    return HEAD + 'area a0 "A0"\n' + \
        "".join(f'area a{i} "A{i}" {{ part_of: a{i - 1} }}\n' for i in range(1, n)) + \
        f'area a{n - 1} {{ project p "P" {{ funding 2020: 1.0 }} }}\n' + \
        lines(n, "total of a{0} 2020: 1.0\n")


def chain_parts(n):
    return HEAD + 'project p0 "P0" { funding 2020: 1.0 }\n' + \
        "".join(f'project p{i} "P{i}" {{ part_of: p{i - 1} }}\n' for i in range(1, n)) + \
        lines(n, "total of p{0} 2020: 1.0\n")


def tables(n):
    """One check of 190 tables among many."""
    return HEAD + lines(n, 'table t{0} "T{0}" 2020 {{ p{0} "P{0}" 1.0 total 1.0 }}\n') + \
        'check "x" ' + " + ".join(f"t{i}" for i in range(190)) + " = t190\n"


GROWS = {
    "path of names": (10_000, path),
    "nested replace": (8, nested),
    "marks": (40_000, marks),
    "marks out of order": (20_000, two_marks),
    "free properties": (1500, free),
    "gross in one project": (3000, gross),
    "chain of areas": (1500, chain_areas),
    "chain of parts": (1500, chain_parts),
    "tables in one check": (400, tables),
}

# What has a bound of its own grows up to it: its memory is what counts, in kB.
COSTS = {"areas that are off": (4000, areas_off), "every": (2500, every)}
MEMORY_MOST = 300_000

def measures(n):
    return 'project p "P" { indicator i "I" {\n' + lines(n, "actual 2020: 7\n") + "} }\n"


LIMITS = {  # name: (the limit, generator, finding)
    "names of a path": (16, path, "S11"),
    "marks on a letter": (30, marks, "S11"),
    "values of every": (1000, every, "S11"),
    "measures of an indicator": (1000, measures, "S11"),
    "bytes of a text": (5, nested, "C02"),
}


class Bounds:
    def __init__(self, runner, wrong):
        self.runner, self.wrong = runner, wrong

    def need(self, truth, message):
        if not truth:
            raise self.wrong(message)

    def measure(self, text):
        """The instructions and the peak memory in kB of a check."""
        with tempfile.TemporaryDirectory() as folder:
            place = pathlib.Path(folder, "x.integ")
            place.write_text(text, encoding="utf-8")
            check = [str(self.runner.integ), "check", "x.integ"]
            count = subprocess.run(
                ["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/out", *check],
                cwd=folder, capture_output=True, timeout=100, check=False)
            found = re.search(rb"Collected : (\d+)", count.stderr)
            self.need(count.returncode in (0, 1) and found, f"{count.stderr[-400:]!r}")
            return int(found[1]), self.peak(text)

    def peak(self, text):
        """The peak memory of a check in kB, by a process that has this one child."""
        with tempfile.TemporaryDirectory() as folder:
            pathlib.Path(folder, "x.integ").write_text(text, encoding="utf-8")
            done = subprocess.run(
                [sys.executable, "-c", "import resource, subprocess, sys\n"
                 "subprocess.run(sys.argv[1:], stdout=-3, stderr=-3)\n"
                 "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)",
                 str(self.runner.integ), "check", "x.integ"],
                cwd=folder, capture_output=True, timeout=100, check=True)
            return int(done.stdout)

    def case_growth(self):
        if self.runner.asan or shutil.which("valgrind") is None:
            return
        for name, (n, make) in GROWS.items():
            first, second = self.measure(make(n)), self.measure(make(2 * n))
            self.need(second[0] <= GROWTH * first[0],
                      f"{name}: {first[0]} instructions at {n}, {second[0]} at {2 * n}")
            self.need(second[1] <= GROWTH * max(first[1], MEMORY_LEAST),
                      f"{name}: {first[1]} kB at {n}, {second[1]} kB at {2 * n}")

    def case_costs(self):
        if self.runner.asan:
            return
        for name, (n, make) in COSTS.items():
            peak = self.peak(make(n))
            self.need(peak <= MEMORY_MOST, f"{name}: {peak} kB at {n}")

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

    def case_limits(self):
        for name, (most, make, code) in LIMITS.items():
            for size, wanted in ((most, set()), (most + 1, {code})):
                with tempfile.TemporaryDirectory() as folder:
                    pathlib.Path(folder, "x.integ").write_text(make(size), encoding="utf-8")
                    _, report = self.runner.check("x.integ", cwd=folder)
                found = {f["code"] for f in report["findings"]} - {"C01"}
                self.need(found == wanted, f"{name}: {found} at {size}, not {wanted}")
