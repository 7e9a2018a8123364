"""Measures how costs grow: makes an input at sizes n and 2n, and says where the work or the
peak memory of integ grows by more than GROWTH, or where 2n takes more than BLOCKS_MOST or
MEMORY_MOST.

    python3 tests/hostile/growth.py INTEG TOPIC [NAME…]     a line for each that fails
    python3 tests/hostile/growth.py --show INTEG TOPIC      a line for each

The work is counted in blocks of instructions by valgrind without a tool: the count is the
same each time, whatever else the machine does, and costs a fifth of callgrind's. A process
of its own does the measuring: the memory of a child counts that of its parent too."""

import importlib
import os
import pathlib
import re
import shutil
import signal
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from inputs import Input  # noqa: E402

GROWTH = 2.6
BLOCKS_MOST = 1_000_000_000  # 2 s on an ordinary machine
MEMORY_MOST = 300_000  # kB
TOPICS = ("things", "money", "claims", "syntax", "answers", "files")

# Below these nothing is measured but the program itself: blocks beside those of an empty
# file, and kB.
BLOCKS_LEAST = 20_000
MEMORY_LEAST = 16_000
PATIENCE = 400  # seconds: what goes on longer is ended


def run(arguments, stdin, errors):
    """The exit status, processor seconds and peak memory in kB of a command."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    pid = os.posix_spawn(arguments[0], arguments, os.environ, file_actions=[
        (os.POSIX_SPAWN_OPEN, 0, stdin, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_DUP2, nothing, 1),
        (os.POSIX_SPAWN_OPEN, 2, errors, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)])
    os.close(nothing)
    signal.signal(signal.SIGALRM, lambda *_: os.kill(pid, signal.SIGKILL))
    signal.alarm(PATIENCE)
    _, status, used = os.wait4(pid, 0)
    signal.alarm(0)
    return os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, used.ru_maxrss


def lay(folder, given, size):
    files = given.make(size)
    for name, text in ({"x.integ": files} if isinstance(files, str) else files).items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    if given.stdin is not None:
        (folder / "stdin").write_text(given.stdin(size), encoding="utf-8")


def measure(integ, given, size):
    """The blocks, seconds and kB of an input; or what went wrong: it is not counted then."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        lay(folder, given, size)
        os.chdir(folder)
        try:
            stdin = os.devnull if given.stdin is None else "stdin"
            errors = "errors"
            if given.before is not None:
                run([integ, *given.before], os.devnull, errors)
            status, seconds, memory = run([integ, *given.command], stdin, errors)
            if status not in (0, 1, 2):
                return f"ends with {status} at {size}, after {seconds:.2f} s"
            if memory > MEMORY_MOST:
                return f"takes {memory} kB at {size}, and {seconds:.2f} s"
            run([shutil.which("valgrind"), "--tool=none", "--stats=yes", integ,
                 *given.command], stdin, errors)
            found = re.search(rb"scheduler: ([\d,]+) event checks",
                              pathlib.Path(errors).read_bytes())
            if found is None:
                return "valgrind counts nothing"
            blocks = int(found[1].replace(b",", b""))
            if blocks > BLOCKS_MOST:
                return f"takes {blocks} blocks at {size}, and {seconds:.2f} s"
            return blocks, seconds, memory
        finally:
            os.chdir("/")


def judge(integ, given, empty):
    """What is wrong, if anything, and a line of figures. `empty`: blocks of an empty file."""
    second = measure(integ, given, 2 * given.n)
    if given.bounded and not isinstance(second, str):
        return "", f"{second[0]} blocks, {second[2]} kB, {second[1]:.2f} s at {2 * given.n}"
    first = measure(integ, given, given.n) if not isinstance(second, str) else None
    for side in second, first:
        if isinstance(side, str):
            return side, side
    work = (second[0] - empty) / max(first[0] - empty, BLOCKS_LEAST)
    memory = second[2] / max(first[2], MEMORY_LEAST)
    figures = (f"{first[0]} blocks at {given.n}, {second[0]} at {2 * given.n} ({work:.2f}); "
               f"{first[2]} kB, {second[2]} kB ({memory:.2f}); {second[1]:.2f} s")
    return figures if work > GROWTH or memory > GROWTH else "", figures


def main(arguments):
    show = arguments[:1] == ["--show"]
    integ, topic, *names = arguments[show:]
    inputs = importlib.import_module(f"inputs.{topic}").INPUTS
    integ = os.path.abspath(integ)
    bad = 0
    empty = measure(integ, Input(0, lambda _: ""), 0)[0]
    for name, given in inputs.items():
        if names and name not in names:
            continue
        wrong, figures = judge(integ, given, empty)
        bad += bool(wrong)
        if wrong or show:
            print(f"{'TOO DEAR ' if wrong and show else ''}{topic}: {name}: {figures}",
                  flush=True)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
