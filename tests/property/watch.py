"""integ check --watch: it checks again when files change, in whatever way editors change
them, goes on through errors, and ends by a signal with exit status 0.

    watch.py INTEG
"""

import os
import pathlib
import pty
import select
import signal
import subprocess
import sys
import tempfile
import time

INTEG = os.path.abspath(sys.argv[1])
PATIENCE = 60  # seconds for what takes milliseconds
WAITING = b"Ctrl-C ends it\n"
BAD = "unit mio DKK\nproject a \"A\" { funding 2020: 1.5 }\ntotal 2020: 2.5\n"
GOOD = BAD.replace("2.5", "1.5")


class Watched:
    """A running integ check --watch; its output is read up to when it waits again."""

    running = []

    def __init__(self, folder, *arguments, terminal=False):
        self.ends = pty.openpty() if terminal else os.pipe()
        environment = os.environ | {"TERM": "xterm", "NO_COLOR": ""}
        self.process = subprocess.Popen([INTEG, "check", "--watch", *arguments], cwd=folder,
                                        stdin=subprocess.DEVNULL, stdout=self.ends[1],
                                        stderr=self.ends[1], env=environment)
        os.close(self.ends[1])
        self.kept = b""
        self.running.append(self.process)

    def read(self, seconds):
        ready, _, _ = select.select([self.ends[0]], [], [], seconds)
        data = b""
        if ready:
            try:
                data = os.read(self.ends[0], 65536)
            except OSError:  # a terminal whose other end is closed
                pass
            assert data, f"it ended: {self.kept!r}"
            self.kept += data.replace(b"\r\n", b"\n")
        return data

    def round(self):
        """What it writes until it waits."""
        end = time.monotonic() + PATIENCE
        while WAITING not in self.kept:
            assert time.monotonic() < end, f"nothing more after {self.kept!r}"
            self.read(1)
        shown, _, self.kept = self.kept.partition(WAITING)
        return shown.decode()

    def until(self, text):
        """Rounds until one shows the text: a change may be seen in two halves."""
        shown = self.round()
        while text not in shown:
            shown = self.round()
        return shown

    def silent(self):
        assert not self.read(0.5), self.kept

    def stop(self, number=signal.SIGINT):
        self.process.send_signal(number)
        status = self.process.wait(PATIENCE)
        os.close(self.ends[0])
        assert status == 0, status


def replace(path, text):
    """As editors do: a new file, renamed over the old one."""
    beside = path.with_name("." + path.name + ".swp")
    beside.write_text(text, encoding="utf-8")
    beside.rename(path)


def test_ways(folder):
    """In place, by renaming, twice in a row; by a new file, and one that goes."""
    path = folder / "a.integ"
    path.write_text(BAD, encoding="utf-8")
    watched = Watched(folder)
    assert "error[T02]" in watched.round()
    path.write_text(GOOD, encoding="utf-8")
    assert "a.integ changed" in watched.until("no findings in 1 file")
    for text, sign in ((BAD, "error[T02]"), (GOOD, "no findings"), (BAD, "error[T02]")):
        replace(path, text)
        watched.until(sign)
    (folder / "b.integ").write_text("project b {\n", encoding="utf-8")
    watched.until("error[S03]")
    (folder / "b.integ").unlink()
    watched.until("1 error in 1 file")
    path.unlink()
    watched.until("holds no .integ file")
    path.write_text(GOOD, encoding="utf-8")
    watched.until("no findings")
    path.chmod(0o600)
    watched.until("no findings")
    watched.stop()


def test_folders(folder):
    """Folders that come to be, are replaced and go; what has nothing to do with it."""
    below = folder / "in" / "deep"
    below.mkdir(parents=True)
    (below / "a.integ").write_text(GOOD, encoding="utf-8")
    watched = Watched(folder, "in")
    watched.round()
    (folder / "other.integ").write_text(BAD, encoding="utf-8")
    (folder / "side").mkdir()
    (below / "notes.txt").write_text("x", encoding="utf-8")
    (below / ".a.integ.swp").write_text("x", encoding="utf-8")
    (below / "a.integ~").write_text("x", encoding="utf-8")
    watched.silent()
    (folder / "in" / "new").mkdir()
    (folder / "in" / "new" / "b.integ").write_text(BAD, encoding="utf-8")
    watched.until("error[T02]")
    (folder / "in").rename(folder / "out")
    watched.until("does not exist")
    (folder / "out").rename(folder / "in")
    watched.until("error[T02]")
    (folder / "in" / "new" / "b.integ").write_text(GOOD, encoding="utf-8")
    watched.until("in 2 files")
    watched.stop(signal.SIGTERM)


def test_includes(folder):
    """What a file includes is watched, also by links, and when it comes to be later."""
    (folder / "main").mkdir()
    (folder / "far").mkdir()
    (folder / "main" / "a.integ").write_text('include "b.integ"\n', encoding="utf-8")
    (folder / "main" / "b.integ").symlink_to(folder / "far" / "real.integ")
    watched = Watched(folder, "main/a.integ", "--allow-outside", "--format", "gnu")
    assert "[F01]" in watched.round()
    (folder / "far" / "real.integ").write_text(BAD, encoding="utf-8")
    (folder / "main" / "a.integ").touch()
    watched.until("[T02]")
    replace(folder / "far" / "real.integ", GOOD)
    assert "[T02]" not in watched.until("real.integ changed")
    watched.stop(signal.SIGHUP)


def test_patterns(folder):
    """Files that only a pattern reaches, in folders that are there and in new ones; what is
    included and not there yet, nor its folder."""
    (folder / "all" / "deep" / "er").mkdir(parents=True)
    (folder / "some" / "empty").mkdir(parents=True)
    (folder / "main.integ").write_text('include "all/**/*.integ"\ninclude "some/*/x?.txt"\n'
                                       'include "late/on/a.integ"\n', encoding="utf-8")
    watched = Watched(folder, "main.integ", "--format", "gnu")
    assert "[F01]" in watched.round()
    (folder / "all" / "notes.txt").write_text("x", encoding="utf-8")
    watched.silent()
    (folder / "all" / "deep" / "er" / "b.integ").write_text(BAD, encoding="utf-8")
    assert "er/b.integ:3" in watched.until("[T02]")
    (folder / "all" / "deep" / "er" / "b.integ").unlink()
    watched.until("b.integ changed")
    (folder / "all" / "new").mkdir()
    watched.until("new changed")
    (folder / "all" / "new" / "c.integ").write_text(BAD, encoding="utf-8")
    assert "new/c.integ:3" in watched.until("[T02]")
    replace(folder / "all" / "new" / "c.integ", GOOD)
    watched.until("c.integ changed")
    (folder / "some" / "empty" / "x1.txt").write_text(BAD, encoding="utf-8")
    watched.until("[F03]")
    (folder / "some" / "empty" / "x1.txt").unlink()
    watched.until("x1.txt changed")
    (folder / "late" / "on").mkdir(parents=True)
    (folder / "late" / "on" / "a.integ").write_text(BAD.replace("project a", "project c"),
                                                    encoding="utf-8")
    watched.until("late/on/a.integ:3")
    watched.stop()


def test_terminal(folder):
    """On a terminal the screen is cleared before each check but the first."""
    path = folder / "a.integ"
    path.write_text(GOOD, encoding="utf-8")
    watched = Watched(folder, "a.integ", terminal=True)
    assert "\x1b[2J" not in watched.round()
    path.write_text(BAD, encoding="utf-8")
    shown = watched.until("T02")
    assert shown.startswith("\x1b[H\x1b[2J\x1b[3J"), shown
    watched.stop()


def test_reports(folder):
    """A report that is written in a watched folder sets nothing off."""
    path = folder / "a.integ"
    path.write_text(BAD, encoding="utf-8")
    watched = Watched(folder, "--quiet", "--report", "gnu=out.gnu")
    watched.round()
    assert "[T02]" in (folder / "out.gnu").read_text(encoding="utf-8")
    watched.silent()
    path.write_text(GOOD, encoding="utf-8")
    while (folder / "out.gnu").read_text(encoding="utf-8"):
        watched.round()
    watched.stop()


def test_end(folder):
    """Nobody reads any more; and what cannot be watched is said at once."""
    path = folder / "a.integ"
    path.write_text(BAD, encoding="utf-8")
    watched = Watched(folder)
    watched.round()
    os.close(watched.ends[0])
    path.write_text(GOOD, encoding="utf-8")
    assert watched.process.wait(PATIENCE) == -13  # SIGPIPE, as other filters
    for arguments in (["-"], ["--fix"], ["--write-baseline"], ["--as-of", "x"],
                      ["--report", "x"]):
        done = subprocess.run([INTEG, "check", "--watch", *arguments], cwd=folder,
                              stdin=subprocess.DEVNULL, capture_output=True, check=False,
                              timeout=PATIENCE)
        assert done.returncode == 2 and done.stderr.startswith(b"integ: "), done


def main():
    for test in (test_ways, test_folders, test_includes, test_patterns, test_terminal,
                 test_reports, test_end):
        try:
            with tempfile.TemporaryDirectory() as folder:
                test(pathlib.Path(folder))
        finally:
            for process in Watched.running:
                process.kill()
    print("watch: every way of changing files is seen")


main()
