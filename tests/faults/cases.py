"""What becomes of each command when the system fails it: build/…/tests/faults/faults.so, loaded
before all else, fails the nth call of each of malloc, open, read, write, … with each error
that fits, once or from there on, or cuts reads and writes short. After each:

- the exit and the output are those of the sound run, and so are the files: it was survived;
- or the exit is 2, a line on standard error says of what and why, and each file is what it
  was or what the sound run makes of it: it was told.

Anything else is a failure: a signal, a hang, a part of a file, a file left over, another
output or exit without a word. A cut read or write, and an EINTR, must be survived.

tests/run asks for cases(): one test for each command. `make faults` injects all faults,
`make test` a sample of them, by a seed."""

import errno as codes
import json
import os
import pathlib
import random
import re
import resource
import shutil
import signal
import struct
import subprocess
import tempfile
import threading
import time

import pexpect


SEED, SAMPLE = 11, 25
TIMEOUT = 20
RECORD = struct.Struct("24sQ")

# Of each call, the errors that it can give. "short" is no error, but half of the bytes, or
# one byte at a time.
ERRORS = {
    "malloc": "ENOMEM", "calloc": "ENOMEM", "realloc": "ENOMEM",
    "read": "EIO EINTR short", "write": "EIO ENOSPC EINTR short",
    "open": "EIO EACCES EMFILE ENOSPC EINTR", "close": "EIO EINTR ENOSPC",
    "fsync": "EIO ENOSPC EINTR", "rename": "EIO EACCES ENOSPC", "unlink": "EIO EACCES",
    "mkdir": "EACCES ENOSPC", "stat": "EIO EACCES", "lstat": "EIO EACCES",
    "fstat": "EIO", "access": "EACCES EIO", "realpath": "EIO EACCES",
    "opendir": "EIO EACCES EMFILE", "readdir": "EIO", "pipe": "EMFILE", "poll": "EINTR ENOMEM",
    "select": "EINTR", "lseek": "EIO", "ftruncate": "EIO", "fchmod": "EPERM EIO",
    "fchown": "EPERM", "lock": "ENOLCK EINTR", "inotify_init": "EMFILE",
    "inotify_add_watch": "ENOSPC EACCES", "signalfd": "EMFILE", "spawn": "ENOENT EAGAIN",
    "waitpid": "EINTR ECHILD",
    "dlopen": "ENOENT", "thread": "EAGAIN", "say": "EIO EINTR short",
}
# These a program may always try again, and POSIX has it do so.
AGAIN = {"read", "write", "say", "open", "poll", "waitpid", "lock", "select"}

# ---- the files ----

SMALL = """document small "Parks" { date: 2025-03-01 }
years 2023..2024
unit  mio DKK

source budget "Budget"
table t1 "Table 1" 2023..2024 {
  area green "Green" {
    lakes "Lakes"  from budget  1.5  2.0
    paths "Paths"  from budget  0.4    -
    total                       1.9  2.0
  }
}

query by_year "By year" { select year, sum(amount) from funding group by year }
"""
OFF = SMALL.replace("small", "off").replace("total                       1.9", "total                       1.8")
UNTIDY = SMALL.replace("    lakes", "  lakes")
MENDABLE = SMALL.replace("0.4 ", "0,4 ")
PART = """unit mio DKK
area {0} "Area {0}" {{
  project {0}_p "Project {0}" {{ funding 2023: 1.0 from budget }}
  total 2023: 1.0
}}
"""
INCLUDING = SMALL + 'include "one.integ"\ninclude "parts/*.integ"\ninclude "deep/**/*.integ"\n'
INCLUDED = {"one.integ": PART.format("one"), "parts/a.integ": PART.format("a"),
            "parts/b.integ": PART.format("b"), "deep/c/d.integ": PART.format("c")}
BASELINE = "known.json"


class Case:
    """A command: how it is run, and in which files."""

    def __init__(self, name, line, files, *, stdin="", git=False, watch=False, before=(),
                 links=(), gone=(), refused=False):
        self.name, self.arguments, self.files = name, line, files
        self.stdin, self.git, self.watch = stdin.encode(), git, watch
        self.before, self.links = before, links  # commands, and (name, what it leads to)
        self.gone = gone                         # files that go after those commands
        self.refused = refused                   # the sound run, too, ends with 2


def cases_of():
    one, two = {"a.integ": SMALL}, {"a.integ": OFF, "b/b.integ": PART.format("b")}
    yield Case("check_file", ["check", "a.integ"], one)
    yield Case("check_off", ["check", "a.integ"], {"a.integ": OFF})
    yield Case("check_folder", ["check"], two)
    yield Case("check_stdin", ["check", "-"], {}, stdin=OFF)
    yield Case("check_includes", ["check", "m.integ"], {"m.integ": INCLUDING} | INCLUDED)
    yield Case("check_links", ["check", "."], {"d/a.integ": SMALL, "x.integ": PART.format("x")},
               links=[("l.integ", "d/a.integ"), ("d/up.integ", "../x.integ")])
    for form in ("json", "sarif", "github", "gnu", "markdown", "junit", "gitlab"):
        yield Case(f"check_{form}", ["check", "--format", form, "."], two)
    yield Case("check_reports", ["check", "--report", "sarif=out.sarif", "--report",
                                 "json=r/out.json", "."], two | {"r/out.json": "{}\n"})
    yield Case("check_baseline", ["check", "--baseline", BASELINE, "."], two,
               before=[["check", "--write-baseline", "--baseline", BASELINE, "."]])
    yield Case("check_baseline_gone", ["check", "--baseline", BASELINE, "."],
               two | {"old.integ": OFF.replace("off", "old").replace("t1", "t2")}, gone=["old.integ"],
               before=[["check", "--write-baseline", "--baseline", BASELINE, "."]])
    yield Case("check_write_baseline",
               ["check", "--write-baseline", "--baseline", BASELINE, "."],
               two | {BASELINE: '{"version":1,"findings":[]}\n'})
    yield Case("fix", ["check", "--fix", "."], {"a.integ": MENDABLE, "b.integ": PART.format("b")})
    yield Case("fix_diff", ["check", "--fix", "--diff", "a.integ"], {"a.integ": MENDABLE})
    yield Case("changed", ["check", "--changed", "."], two, git=True)
    yield Case("changed_base", ["check", "--format", "json", "--changed=HEAD", "a.integ"], two,
               git=True)
    yield Case("changed_gone", ["check", "--changed", "."], two | {"old.integ": PART.format("old")},
               git=True, gone=["old.integ"])
    yield Case("changed_none", ["check", "--changed=none", "."], two, git=True, refused=True)
    editions = {"a.integ": OFF, "b/b.integ": SMALL}
    yield Case("diff", ["diff", "a.integ", "b"], editions)
    yield Case("diff_commit", ["diff", "--format", "json", "HEAD"], two, git=True)
    yield Case("diff_output", ["diff", "-o", "out", "a.integ", "b"], editions | {"out": "before\n"})
    yield Case("diff_setup", ["diff", "--git-setup"], two | {".gitattributes": "*.a b\n"}, git=True)
    yield Case("fix_link", ["check", "--fix", "d"], {"d/b.integ": PART.format("b"), "a.integ": MENDABLE},
               links=[("d/a.integ", "../a.integ")])
    yield Case("fix_included", ["check", "--fix", "m.integ"],
               {"m.integ": INCLUDING} | INCLUDED | {"one.integ": MENDABLE.replace("small", "one")})
    yield Case("report_over", ["check", "--report", "json=a.integ", "."], one, refused=True)
    yield Case("query_over", ["query", "-o", "a.integ", "select 1 from funding", "."], one, refused=True)
    yield Case("new_over", ["new", "."], {".gitignore": "mine\n"}, refused=True)
    yield Case("new_again", ["new", "x"], {"x/x.integ": SMALL}, refused=True)
    yield Case("repl_over", ["repl", "a.integ", "--keep-going"], one | {"b.txt": "mine\n"}, refused=True,
               stdin='.output a.integ\nselect 1 from funding;\n.output\nproject x "X" {}\n.save b.txt\n')
    yield Case("fmt_link", ["fmt", "."], {"a.integ": SMALL, "b.txt": UNTIDY}, links=[("l.integ", "b.txt")])
    yield Case("watch", ["check", "--watch", "a.integ"], one, watch=True)
    yield Case("fmt", ["fmt", "."], {"a.integ": UNTIDY, "b/b.integ": UNTIDY})
    yield Case("fmt_check", ["fmt", "--check", "."], {"a.integ": UNTIDY, "b.integ": SMALL})
    yield Case("fmt_diff", ["fmt", "--diff", "a.integ"], {"a.integ": UNTIDY})
    yield Case("fmt_stdin", ["fmt", "-"], {}, stdin=UNTIDY)
    yield Case("fmt_stdout", ["fmt", "--stdout", "a.integ"], {"a.integ": UNTIDY})
    select = "select project, year, amount from funding"
    for form in ("table", "csv", "json", "jsonl", "markdown"):
        yield Case(f"query_{form}", ["query", "--format", form, select, "a.integ"], one)
    yield Case("query_integ", ["query", "--format", "integ",
                               "select area, project, source, year, sum(amount) from funding "
                               "group by area, project, source, year pivot by year", "a.integ"], one)
    yield Case("query_output", ["query", "-o", "out.csv", "--format", "csv", select, "a.integ"],
               one | {"out.csv": "old\n"})
    yield Case("query_new_output", ["query", "-o", "out.csv", "--format", "csv", select, "."], one)
    yield Case("query_named", ["query", "by_year", "."], {"a.integ": OFF})
    yield Case("query_findings", ["query", "select code, message from findings", "."], two)
    yield Case("query_list", ["query", "--list", "a.integ"], one)
    yield Case("query_stdin", ["query", "-", "a.integ"], one, stdin=select)
    yield Case("query_at", ["query", "@q", "a.integ"], one | {"q": select})
    yield Case("explain", ["explain"], {})
    yield Case("explain_code", ["explain", "T02"], {})
    yield Case("explain_json", ["explain", "--format", "json"], {})
    yield Case("help", ["help"], {})
    yield Case("help_man", ["help", "--format", "man", "check"], {})
    yield Case("completion", ["help", "--format", "bash"], {})
    yield Case("version", ["--version"], {})
    yield Case("usage", ["check", "--help"], {})
    yield Case("new", ["new", "start"], {})
    yield Case("new_here", ["new", "."], {"a.integ": SMALL})
    yield Case("repl", ["repl", "a.integ"], one, stdin=f"{select};\n.tables\n.schema funding\n.queries\n"
               ".run by_year\n.check\n.why lakes\n.explain T02\n.mode csv\nselect 1 from funding;\n")
    yield Case("repl_output", ["repl", "a.integ"], one | {"out.csv": "old\n"},
               stdin=f".mode csv\n.output out.csv\n{select};\n.output\n{select};\n")
    yield Case("repl_save", ["repl", "a.integ"], one,
               stdin="project extra \"Extra\" { funding 2023: 1.0 from budget }\n.whatif\n.save new.integ\n.reload\n"
               f"{select};\n")
    yield Case("repl_read", ["repl", "a.integ"], one | {"s.sql": f"{select};\n.mode json\n{select};\n"},
               stdin=".read s.sql\n")
    yield Case("repl_reload", ["repl", "m.integ"], {"m.integ": INCLUDING} | INCLUDED,
               stdin=f".reload\n{select};\n.reload\n.check\n")
    yield Case("repl_command", ["repl", "a.integ", "-c", select], one)


# ---- one run ----


class Outcome:
    def __init__(self, status, out, err, files):
        self.status, self.out, self.err, self.files = status, out, err, files


def files_in(folder):
    """Every file and link with its contents, but for git's own."""
    found = {}
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != ".git"]
        for name in names + [name for name in folders if os.path.islink(os.path.join(place, name))]:
            path = os.path.join(place, name)
            key = os.path.relpath(path, folder)
            if os.path.islink(path):
                found[key] = b"-> " + os.readlink(path).encode()
            else:
                with open(path, "rb") as file:
                    found[key] = file.read()
    return found


def clear(folder):
    """Removes a folder, also while a git that the program could not wait for ends in it."""
    for _ in range(100):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        time.sleep(0.05)


class Bench:
    """A command and its files, to be run with one fault after another."""

    def __init__(self, runner, wrong, case, top):
        self.runner, self.wrong, self.case, self.top = runner, wrong, case, pathlib.Path(top)
        self.library = runner.build / "tests/faults/faults.so"
        self.model, self.place = self.top / "model", self.top / "place"
        self.counts = self.top / "counts"
        self.env = runner.env | {
            "HOME": str(self.top), "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CEILING_DIRECTORIES": str(self.top)}
        self.make_model()
        self.before = files_in(self.model)
        self.fresh = False
        self.talk = None  # a function that runs it otherwise

    def make_model(self):
        self.model.mkdir()
        for name, text in self.case.files.items():
            path = self.model / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        for name, target in self.case.links:
            (self.model / name).symlink_to(target)
        for line in self.case.before:
            self.runner.run([self.runner.integ, *line], cwd=self.model)
        if self.case.git:
            self.git("init", "-q", "--template=")
            self.git("add", ".")
            self.git("-c", "user.name=A", "-c", "user.email=a@b", "commit", "-q", "-m", "x")
            path = self.model / "a.integ"
            path.write_text(path.read_text(encoding="utf-8").replace("2.0", "2.5", 1), encoding="utf-8")
        for name in self.case.gone:
            (self.model / name).unlink()

    def git(self, *words):
        subprocess.run(["git", *words], cwd=self.model, env=self.env, check=True)

    def run(self, fault=""):
        """With the fault, in files as they are before; also how often each was called."""
        if not self.fresh:
            clear(self.place)
            shutil.copytree(self.model, self.place, symlinks=True)
        self.counts.write_bytes(b"\0" * 4096)
        env = self.env | {"LD_PRELOAD": str(self.library), "FAULT": fault,
                          "FAULT_COUNTS": str(self.counts)}
        command = [self.runner.integ, *self.case.arguments]
        try:
            if self.talk:
                (status, out), err = self.talk(self, env), b""
            elif self.case.watch:
                status, out, err = self.watch(command, env)
            else:
                done = subprocess.run(command, cwd=self.place, env=env, input=self.case.stdin,
                                      capture_output=True, timeout=TIMEOUT, check=False)
                status, out, err = done.returncode, done.stdout, done.stderr
        except subprocess.TimeoutExpired:
            status, out, err = "hangs", b"", b""
        outcome = Outcome(status, out, err, files_in(self.place))
        self.fresh = outcome.files == self.before
        called = {}
        for name, count in RECORD.iter_unpack(self.counts.read_bytes()[:RECORD.size * 100]):
            called[name.rstrip(b"\0").decode()] = count
        return outcome, called

    def watch(self, command, env):
        """Started, shown a change, and stopped."""
        child = subprocess.Popen(command, cwd=self.place, env=env, stdin=subprocess.DEVNULL,
                                 stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        late = threading.Timer(TIMEOUT, child.kill)
        late.start()
        err, seen = b"", 0
        path = self.place / "a.integ"
        for line in child.stderr:
            err += line
            if b"Ctrl-C" in line:
                seen += 1
                if seen == 1:  # put in its place at once: what is written shows in pieces
                    written = self.counts.with_name("written")
                    written.write_bytes(path.read_bytes())
                    written.replace(path)
                else:
                    child.send_signal(signal.SIGINT)
        out = child.stdout.read()
        status = child.wait()
        late.cancel()
        child.stdout.close()
        child.stderr.close()
        if status == -signal.SIGINT:
            status = 2  # it was ending when it was told to
        return "hangs" if status == -signal.SIGKILL else status, out, err


# ---- the laws ----

# What a line of trouble can be about that is no file.
THINGS = ("the output", "memory", "git", "standard input", "watch", "query:", "pager",
          "standard output", "folder")


def admits(report):
    """Whether a report, which is whole, says that not all could be read."""
    try:
        read = json.loads(report or b"")
    except ValueError:
        return False
    if "runs" in read:
        return not read["runs"][0]["invocations"][0]["executionSuccessful"]
    return bool(read["unreadable"])


class Laws:
    def __init__(self, bench, sound):
        self.bench, self.sound = bench, sound
        names = {name for path in {**bench.before, **sound.files} for name in path.split("/")}
        self.reports = [word.split("=")[1] for word in bench.case.arguments if word.startswith(("sarif=", "json="))]
        self.names = tuple(names) + THINGS + ("start", "integ: .:", ": . ")

    def broken(self, call, error, got):
        """What is wrong with an outcome, or ""; and whether it was told of."""
        sound = self.sound
        if not isinstance(got.status, int) or got.status < 0 or got.status > 2:
            return f"ends with {got.status}: {got.err[-300:]!r}", False
        files = self.files(got.files)
        if files:
            return files, False
        same = (got.status == sound.status and got.out == sound.out and
                got.files == sound.files)
        if same:
            return "", False
        if error == "short" or (error == "EINTR" and call in AGAIN):
            return f"is not survived: {self.shown(got)}", False
        if self.bench.case.watch and got.status == 2 and got.out == sound.out:
            return "", True  # it failed while it was being ended
        if call == "say" and (got.out == sound.out or got.status == 2):
            return "", False  # who speaks cannot say that he cannot
        if got.status != 2 and not (self.bench.case.watch and got.err != sound.err):
            return f"differs without a word: {self.shown(got)}", False
        new = [line for line in got.err.decode(errors="replace").splitlines()
               if line not in sound.err.decode(errors="replace").splitlines()]
        if not any(thing in line for line in new for thing in self.names):
            return f"no line names what went wrong: {self.shown(got)}", False
        return "", True

    def files(self, got):
        before, after = self.bench.before, self.sound.files
        for path in sorted({*got, *before}):
            allowed = [files.get(path) for files in (before, after)]
            if got.get(path) not in allowed and not (path in self.reports and admits(got.get(path))):
                return f"{path} is left as {got.get(path)!r:.200}"
        return ""

    def shown(self, got):
        parts = [f"exit {got.status} (sound {self.sound.status})"]
        if got.out != self.sound.out:
            parts.append(f"out {got.out[:250]!r} (sound {self.sound.out[:250]!r})")
        if got.err != self.sound.err:
            parts.append(f"err {got.err[-300:]!r}")
        parts += [f"{path} not written" for path in self.sound.files
                  if got.files.get(path) != self.sound.files[path]]
        return ", ".join(parts)


def faults_of(called):
    """Every fault that fits how often each was called: (call, nth, on, error)."""
    for call, errors in ERRORS.items():
        for nth in range(1, called.get(call, 0) + 1):
            for error in errors.split():
                yield call, nth, False, error
                if error not in ("EINTR",) and nth < called[call]:
                    yield call, nth, True, error


def number_of(error):
    return 0 if error == "short" else getattr(codes, error)


HELD = threading.Lock()
HEAD = "faults: "


def count(runner, *more):
    """Adds to the one line of what all cases so far came to."""
    with HELD:
        old = next((line for line in runner.told if line.startswith(HEAD)), f"{HEAD}0 0 0 0 0")
        before = [int(number) for number in re.findall(r"\d+", old)]
        commands, injected, told, lost = (
            one + other for one, other in zip((before[0], before[1], before[3], before[4]), more))
        runner.told[:] = [line for line in runner.told if line != old] + [
            f"{HEAD}{commands} commands, {injected} injected: {injected - told - lost} survived, "
            f"{told} told of, {lost} lost"]


def try_case(runner, wrong, case, everything):
    with tempfile.TemporaryDirectory() as top:
        bench = Bench(runner, wrong, case, top)
        sound, called = bench.run()
        if sound.status not in ((2,) if case.refused else (0, 1)) or (case.refused and sound.files != bench.before):
            raise wrong(f"the sound run ends with {sound.status}: {sound.err.decode(errors='replace')}")
        faults = list(faults_of(called))
        if not everything and len(faults) > SAMPLE:
            chosen = random.Random(f"{SEED} {case.name}")
            # All calls cut short, and of the rest some.
            short = [fault for fault in faults if fault[3] == "short" and fault[2] and fault[1] == 1]
            faults = short + chosen.sample(faults, SAMPLE)
        laws, told, bad = Laws(bench, sound), 0, []
        for call, nth, on, error in faults:
            got, counts = bench.run(f"{call} {nth}{'+' if on else ''} {number_of(error)}")
            if counts.get("fault", 0) == 0:
                bad.append(f"{call} {nth} is not reached again")
                continue
            why, was_told = laws.broken(call, error, got)
            told += was_told
            if why:
                bad.append(f"{call} {nth}{'+' if on else ''} {error}: {why}")
    count(runner, 1, len(faults), told, len(bad))
    if bad:
        raise wrong(f"integ {' '.join(case.arguments)}: {len(bad)} of {len(faults)} faults are "
                    "lost\n" + "\n".join(bad[:40 if not everything else 400]))
    return 1


# ---- the prompt ----

# What a prompt reads besides a file, and the pager that it starts.
PROMPTED = ("open", "read", "fstat", "lock", "lseek", "ftruncate", "mkdir", "pipe", "spawn", "waitpid",
            "select", "poll", "dlopen", "close", "write")
MEMORY = ("malloc", "realloc")  # mostly readline's, which ends with a word of its own
ANSWER = b"3 rows"


def talk(bench, env):
    """An answer longer than the screen, and the end: the exit and what was shown."""
    child = pexpect.spawn(str(bench.runner.integ), ["repl", "a.integ"], env=env, cwd=str(bench.place),
                          dimensions=(6, 80), timeout=TIMEOUT)
    child.delaybeforesend = None
    shown = b""
    try:
        for keys in ("select project, year, amount from funding;\r", "\x04"):
            found = child.expect(["integ> ", pexpect.EOF])
            shown += child.before
            if found == 1:
                break
            child.send(keys)
        if found == 0:
            child.expect(pexpect.EOF)
            shown += child.before
        child.wait()
    except pexpect.TIMEOUT:
        child.close(force=True)
        return "hangs", shown
    return -child.signalstatus if child.signalstatus else child.exitstatus, shown


def try_prompt(runner, wrong, everything):
    """Through whatever fails, the answer is shown, or a line says what went wrong; and no line of
    the history is lost."""
    history = ".local/state/integ/history"
    old = b"".join(b"select %d from funding\n" % number for number in range(3000))
    case = Case("prompt", ["repl", "a.integ"], {"a.integ": SMALL, history: old.decode()})
    with tempfile.TemporaryDirectory() as top:
        bench = Bench(runner, wrong, case, top)
        bench.env |= {"HOME": str(bench.place), "PAGER": "cat", "TERM": "dumb"}
        bench.talk = talk
        sound, called = bench.run()
        newest = old[old.index(b"select 1500 "):]
        if sound.status != 0 or ANSWER not in sound.out or newest not in sound.files[history]:
            raise wrong(f"the sound run ends with {sound.status}: {sound.out!r}")
        every, chosen = list(faults_of(called)), random.Random(f"{SEED} prompt")
        faults = [fault for fault in every if fault[0] in PROMPTED]
        memory = [fault for fault in every if fault[0] in MEMORY]
        faults = (faults if everything else chosen.sample(faults, 10)) + \
            chosen.sample(memory, 40 if everything else 2)
        bad, told = [], 0
        for call, nth, on, error in faults:
            got, _ = bench.run(f"{call} {nth}{'+' if on else ''} {number_of(error)}")
            said = b"integ: " in got.out or b"memory" in got.out
            told += got.status == 2
            # A terminal that cannot be read has been hung up; one that cannot be written shows nothing.
            mute = call == "read" or call == "write" and (on or got.status == 2)
            if not isinstance(got.status, int) or got.status < 0 or got.status > 2:
                why = f"ends with {got.status}"
            elif newest not in got.files.get(history, b"") or set(got.files) != set(sound.files):
                why = "the history is lost"
            elif not mute and not said and (ANSWER not in got.out or got.status != 0):
                why = f"exit {got.status} without a word"
            else:
                continue
            bad.append(f"{call} {nth}{'+' if on else ''} {error}: {why}: {got.out[-300:]!r}")
    count(runner, 1, len(faults), told, len(bad))
    if bad:
        raise wrong(f"{len(bad)} of {len(faults)} faults are lost\n" + "\n".join(bad))
    return 1


# ---- limits of the system ----


def limited(runner, wrong):
    """Few open files and a small limit of a file's size: told, and nothing left or lost."""
    def limit(what, most):
        return lambda: resource.setrlimit(what, (most, most))
    files = {"a.integ": UNTIDY + "# " + "x" * 9000 + "\n", "b/b.integ": PART.format("b")}
    commands = [(["check", "."], 0), (["fmt", "."], 2), (["check", "--report", "sarif=r", "."], 2),
                (["check", "--baseline", "r", "--write-baseline", "."], 0),
                (["query", "-o", "r", "--format", "csv", f'select project, "{"x" * 4000}" from funding',
                  "a.integ"], 2)]
    for command, size_status in commands:
        for what, most, status in ((resource.RLIMIT_NOFILE, 8, 0), (resource.RLIMIT_NOFILE, 4, None),
                                   (resource.RLIMIT_FSIZE, 4096, size_status)):
            with tempfile.TemporaryDirectory() as top:
                place = pathlib.Path(top)
                for name, text in files.items():
                    (place / name).parent.mkdir(exist_ok=True)
                    (place / name).write_text(text, encoding="utf-8")
                before = files_in(top)
                done = runner.run([runner.integ, *command], cwd=top, stdin=subprocess.DEVNULL,
                                  preexec_fn=limit(what, most))
                after = files_in(top)
                told = done.returncode == 2
                if done.returncode != (2 if told and status is None else status or 0) or \
                        (told and (not done.stderr or after != before)) or \
                        any(name.startswith(".integ-") for name in after):
                    raise wrong(f"{command} with limit {what} of {most}: exit {done.returncode}, "
                                f"{done.stderr!r}, {sorted(after)}")
    return 1


# ---- what the program calls of the system ----

# Of the C library, what asks nothing of the system that could fail, or cannot fail.
HARMLESS = re.compile(
    r"(str|mem|utf8proc_|json_|rl_|sig|__ctype_|__stack_chk|__libc_start|__cxa|_ITM_|__gmon)\w*|"
    r"__(str|mem)\w+_chk|__v?snprintf_chk|v?snprintf|__errno_location|__assert_fail|abort|_?exit|raise|"
    r"__sysv_signal|free|qsort|getenv|setenv|setlocale|isatty|ioctl|getpid|closedir|fileno|clearerr|"
    r"clock_gettime|environ|std(in|out|err)|__environ|posix_spawn_file_actions_\w+|posix_spawnattr_\w+|"
    r"(add|clear|stifle|using)_history|history_\w+|bsearch|dlsym|"
    r"_?setjmp|longjmp|__longjmp_chk|"
    r"pthread_(cond|condattr|mutex)_\w+|pthread_join|"  # of a thread that was made, in memory
    r"f?printf")  # of flex, where it gives up


def imports(runner, wrong):
    """Whatever the program calls of the system can be failed."""
    def symbols(path, kind):
        done = runner.run(["nm", "-D", kind, path])
        return {line.split()[-1].split("@")[0] for line in done.stdout.decode().splitlines()}
    called = symbols(runner.integ, "--undefined-only")
    known = symbols(runner.build / "tests/faults/faults.so", "--defined-only")
    strange = sorted(name for name in called - known if not HARMLESS.fullmatch(name))
    if strange:
        raise wrong("tests/faults/faults.c does not fail what the program calls: " + " ".join(strange) +
                    "; teach it, or add to HARMLESS what cannot fail")
    return 1


def cases(runner, wrong):
    if runner.asan:
        return  # what is loaded first there is the sanitizer
    yield "imports", lambda: imports(runner, wrong)
    yield "limits", lambda: limited(runner, wrong)
    yield "prompt", lambda: try_prompt(runner, wrong, runner.all_faults)
    for case in cases_of():
        yield case.name, lambda c=case: try_case(runner, wrong, c, runner.all_faults)
