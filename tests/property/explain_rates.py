"""How well `integ check` tells why a total is off, on documents that the explainer did not
make: they have the shape of published ones, slips are planted in them by other code, and
what counts is the printed finding.

    python3 tests/property/explain_rates.py PATH_TO_INTEG [COUNT [SEED]]
    python3 tests/property/explain_rates.py PATH_TO_INTEG --show KIND [COUNT [SEED]]

COUNT documents of each kind. Of those with a T02, in percent:

first      the slip is the first explanation at every total that it spoilt. One that agrees
           with other stated totals (`consistent`) refers to these; it may stand before it, or
           alone, if another finding names the slip
in 3       it is among the explanations of each
determ.    the figures tell it from all other single slips (tests/property/rates/rivals.py)
of these   named first
likely     the document has a `likely`, and each is right
mechanism  one names the right figure or row and another slip; none is wrong otherwise
wrong      one names something else

The seed is fixed. Exits with 1 where a rate is below what is held; fewer documents than
make the rates (the sanitizers' run has few) are only shown. --show prints documents of that
kind that are not named first, or have a wrong `likely`, the smallest first.
"""

import os
import sys

# decimal.py beside this has the name of a module that others need.
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:] = [path for path in sys.path if os.path.abspath(path or ".") != HERE]
sys.path.append(os.path.join(HERE, "rates"))

import concurrent.futures
import json
import pathlib
import random
import subprocess
import tempfile

from documents import Document
from rivals import Rivals
from slips import KINDS, MOVES

COUNT, SEED = 60, 20261126
SLOW_COUNT = 5  # under the sanitizers
SOUND = {"sound, residues": False, "sound, alike residues": True}
WORKERS = 2

# What is held today in percent, and what is to be reached: raise the first with each step.
FIRST_LEAST, FIRST_GOAL = 88, 80
DETERMINED_LEAST, DETERMINED_GOAL = 95, 95
WRONG_MOST, WRONG_GOAL = 1, 1
WRONG_OF_KIND_MOST, WRONG_OF_KIND_GOAL = 2, 2
WRONG_OF_MOVES_MOST, WRONG_OF_MOVES_GOAL = 2, 2
SOUND_LIKELY_MOST, SOUND_LIKELY_GOAL = 0, 0
SOUND_OFF_MOST, SOUND_OFF_GOAL = 0, 0


class Case:
    """A document, what was planted in it, and what the program says of it."""

    def __init__(self, kind, seed):
        self.kind, self.doc, self.slips = kind, None, []
        chance = random.Random(seed)
        planters, shape = (KINDS | MOVES).get(kind, ((), None))
        for _ in range(200):
            self.doc = Document(chance, shape)
            if kind in SOUND:
                if self.doc.before_rounding and self.doc.alike == SOUND[kind]:
                    break
            elif self.plant(planters):
                break
        self.text = self.doc.text()
        self.rivals = Rivals(self.doc)

    def plant(self, planters):
        """Of several planters, two that are planted one after the other."""
        some = self.doc.random.sample(planters, 2) if len(planters) > 1 else planters
        spoils = [planter(self.doc) for planter in some]
        if None in spoils:
            return False
        self.slips = []
        for spoil in spoils:
            before = Rivals(self.doc).off()
            slip = spoil()
            after = Rivals(self.doc).off()
            slip.touched = {key for key in after if after[key] != before.get(key)}
            self.slips.append(slip)
            if self.doc.share:
                slip.touched.add(("share", None))
        if len(self.slips) == 2 and self.slips[0].named == self.slips[1].named:
            return False
        return bool(self.doc.share or Rivals(self.doc).violated())

    def ask(self, integ, folder):
        path = pathlib.Path(folder, f"{os.getpid()}.integ")
        path.write_text(self.text, encoding="utf-8")
        done = subprocess.run([integ, "check", "--format", "json", path],
                              capture_output=True, timeout=120, check=False)
        path.unlink()
        if done.returncode not in (0, 1):
            raise SystemExit(f"exit {done.returncode} on\n{self.text}{done.stderr.decode()}")
        self.judge(json.loads(done.stdout)["findings"])
        return self

    # ---- judging ----

    def judge(self, findings):
        code = "T08" if self.doc.share else "T02"
        self.off = [finding for finding in findings if finding["code"] == code]
        strange = {f["code"] for f in findings if f["level"] == "error"} - {"T02", "T08"}
        if strange:
            raise SystemExit(f"{strange} in\n{self.text}")
        named = [self.verdicts(finding) for finding in self.off]
        # Only the rounding of a sound figure may make others; a `likely` there is wrong.
        spoilt = [v for f, v in zip(self.off, named) if self.touching(f)] if self.slips else named
        self.determined = bool(self.off) and (
            self.doc.share is not None or self.rivals.determined(self.slips))
        causes = [[v for v in verdicts if v != "consistent"] for verdicts in spoilt]
        some = any(causes)
        self.first = some and all(c[0] == "right" for c in causes if c)
        self.three = some and all("right" in c for c in causes if c)
        sure = [verdict for finding, verdicts in zip(self.off, named)
                for verdict, said in zip(verdicts, finding["explanations"])
                if said["strength"] == "likely"]
        self.likely = "wrong" if "wrong" in sure else "mechanism" if "mechanism" in sure \
            else "right" if sure else None

    def touching(self, finding):
        where = ("share", None) if self.doc.share else \
            self.doc.cells.get((finding["line"], finding["column"]))
        return [slip for slip in self.slips if where in slip.touched]

    def verdicts(self, finding):
        slips = self.touching(finding)
        return [self.verdict(said, slips) for said in finding["explanations"]]

    def verdict(self, said, slips):
        """right, mechanism (the right figures, by another slip), wrong or consistent."""
        if said["strength"] == "consistent":
            return "consistent"
        entries = {entry["line"] for entry in said["entries"]}
        planted = set().union(*(self.lines(slip) for slip in self.slips))
        inside = entries <= planted
        for slip in slips:
            # A story of two slips may be told at each total that one of them spoilt.
            several = said["kind"] == "several" and len(self.slips) > 1
            if inside and (several or said["kind"] in slip.kinds) and all(
                    entries & self.places(group) for group in slip.named):
                return "right"
        here = set().union(*(self.lines(slip) for slip in slips))
        return "mechanism" if entries and entries <= here else "wrong"

    def places(self, group):
        return {self.doc.at[what] for what in group}

    def lines(self, slip):
        return set().union(*(self.places(group) for group in slip.named))


class Rates:
    def __init__(self, cases):
        self.planted = len(cases)
        off = [case for case in cases if case.off]
        determined = [case for case in off if case.determined]
        self.off, self.determined = len(off), len(determined)
        self.first = sum(case.first for case in off)
        self.three = sum(case.three for case in off)
        self.determined_first = sum(case.first for case in determined)
        self.likely = {how: sum(case.likely == how for case in off)
                       for how in ("right", "mechanism", "wrong")}

    @staticmethod
    def heads():
        return (f"{'':<20} {'planted':>7} {'T02':>6} {'first':>6} {'in 3':>6} {'determ.':>7} "
                f"{'of these':>8}   {'likely':>6} {'mechanism':>9} {'wrong':>6}")

    def line(self, name):
        right, mechanism, wrong = (percent(n, self.off) for n in self.likely.values())
        return (f"{name:<20} {self.planted:>7} {self.off:>6} {percent(self.first, self.off):>6} "
                f"{percent(self.three, self.off):>6} {percent(self.determined, self.off):>7} "
                f"{percent(self.determined_first, self.determined):>8}   {right:>6} "
                f"{mechanism:>9} {wrong:>6}")


def share(part, whole):
    """In tenths of a percent."""
    return (part * 1000 + whole // 2) // whole if whole else 0


def percent(part, whole):
    tenths = share(part, whole)
    return f"{tenths // 10}.{tenths % 10}" if whole else "-"


def measure(integ, kinds, count, seed):
    """{kind: its cases}."""
    wanted = [(kind, f"{seed}/{kind}/{index}") for kind in kinds for index in range(count)]
    cases = {kind: [] for kind in kinds}
    with tempfile.TemporaryDirectory() as folder, \
            concurrent.futures.ProcessPoolExecutor(WORKERS) as pool:
        for case in pool.map(run, *zip(*((*want, integ, folder) for want in wanted)),
                             chunksize=20):
            cases[case.kind].append(case)
    return cases


def run(kind, seed, integ, folder):
    return Outcome(Case(kind, seed).ask(integ, folder))


class Outcome:
    """What is counted of a case, and can be handed from process to process."""

    def __init__(self, case):
        self.kind, self.text, self.off = case.kind, case.text, case.off
        self.determined, self.first, self.three = case.determined, case.first, case.three
        self.likely = case.likely
        at = case.doc.at
        self.planted = [f"{sorted(slip.kinds)} at lines "
                        f"{[sorted(at[what] for what in group) for group in slip.named]}"
                        for slip in case.slips]


def show(outcomes):
    bad = [case for case in outcomes if case.likely == "wrong" or (case.off and not case.first)]
    for case in sorted(bad, key=lambda case: (case.likely != "wrong", len(case.text))):
        print(f"---- {case.kind}, likely: {case.likely}, first: {case.first}, "
              f"determined: {case.determined}; planted: {'; '.join(case.planted)}")
        print(case.text, end="")
        for finding in case.off:
            print(f"# {finding['line']}:{finding['column']} {finding['message']}")
            for said in finding["explanations"]:
                print(f"#    {said['strength']}: {said['message']} [{said['kind']}, lines "
                      f"{[entry['line'] for entry in said['entries']]}]")


def together(outcomes):
    return [case for kind in outcomes for case in outcomes[kind]]


def report(outcomes):
    """Prints the tables; gives back whether all that is held holds."""
    planted = {kind: outcomes[kind] for kind in KINDS}
    print(Rates.heads())
    for kind, cases in planted.items():
        print(Rates(cases).line(kind))
    everything = Rates(together(planted))
    print(everything.line("all planted"))
    for kind in MOVES:
        print(Rates(outcomes[kind]).line(kind))
    for kind in SOUND:
        print(Rates(outcomes[kind]).line(kind))
    wrong = {kind: share(Rates(cases).likely["wrong"], Rates(cases).off)
             for kind, cases in outcomes.items() if kind not in SOUND}
    sound = together({kind: outcomes[kind] for kind in SOUND})
    off = sum(bool(case.off) for case in sound)
    likely = sum(case.likely is not None for case in sound)
    held = [
        ("first, of all planted", share(everything.first, everything.off), FIRST_LEAST,
         FIRST_GOAL, True),
        ("first, of the determined", share(everything.determined_first, everything.determined),
         DETERMINED_LEAST, DETERMINED_GOAL, True),
        ("wrong likely, of all planted", share(everything.likely["wrong"], everything.off),
         WRONG_MOST, WRONG_GOAL, False),
        ("wrong likely, of the worst kind", max(wrong[kind] for kind in KINDS),
         WRONG_OF_KIND_MOST, WRONG_OF_KIND_GOAL, False),
        ("wrong likely, of the worst moves", max(wrong[kind] for kind in MOVES),
         WRONG_OF_MOVES_MOST, WRONG_OF_MOVES_GOAL, False),
        ("sound tables with a likely", share(likely, len(sound)), SOUND_LIKELY_MOST,
         SOUND_LIKELY_GOAL, False),
        ("sound tables with a T02", share(off, len(sound)), SOUND_OFF_MOST, SOUND_OFF_GOAL,
         False),
    ]
    good = True
    for name, tenths, least, goal, more in held:
        fine = tenths >= 10 * least if more else tenths <= 10 * least
        met = tenths >= 10 * goal if more else tenths <= 10 * goal
        good = good and fine
        print(f"{name:<34} {tenths // 10:>3}.{tenths % 10} % ({'at least' if more else 'at most'}"
              f" {least} held{'' if fine else ': FAILED'}; goal {goal}: "
              f"{'met' if met else 'missed'})")
    return good


def main():
    arguments = sys.argv[1:]
    integ = os.path.abspath(arguments.pop(0))
    only = None
    if arguments[:1] == ["--show"]:
        only = arguments[1]
        arguments = arguments[2:]
    slow = os.path.basename(os.path.dirname(integ)) == "asan"
    count = int(arguments[0]) if arguments else SLOW_COUNT if slow else COUNT
    seed = int(arguments[1]) if len(arguments) > 1 else SEED
    if only:
        outcomes = measure(integ, [only], count, seed)
        show(outcomes[only])
        return 0
    outcomes = measure(integ, [*KINDS, *MOVES, *SOUND], count, seed)
    print(f"explain: documents of other hands, {count} of each kind, seed {seed}; in percent")
    return 0 if report(outcomes) or count < COUNT else 1


if __name__ == "__main__":
    sys.exit(main())
