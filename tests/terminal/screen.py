"""A terminal that a program runs in: keys in, what a person would see out."""

import os
import signal
import time

import pexpect
import pyte

ENTER, TAB, UP, CTRL_A, CTRL_C, CTRL_D = "\r", "\t", "\x1b[A", "\x01", "\x03", "\x04"
CTRL_Z = "\x1a"


def heed_the_end():
    """Tests that were started by nohup would hand on that a closed window is ignored."""
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


class Terminal:
    """Runs a command in a screen of rows and columns."""

    def __init__(self, command, env, rows=24, columns=80, timeout=20, cwd=None):
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.timeout = timeout
        self.moved = False  # a line has ended since the last key that ends one
        self.child = pexpect.spawn(command[0], command[1:], env=env | {"TERM": "xterm"},
                                   dimensions=(rows, columns), timeout=timeout, cwd=cwd,
                                   preexec_fn=heed_the_end)
        self.child.delaybeforesend = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        """As a window that is closed; the program has a moment to end by itself."""
        if self.child.isalive():
            self.child.kill(signal.SIGHUP)
        end = time.monotonic() + 2
        while self.child.isalive() and time.monotonic() < end:
            time.sleep(0.005)
        self.child.close(force=True)

    def lines(self):
        """What the screen shows, without what is blank at the ends."""
        return [line.rstrip() for line in self.screen.display if line.strip()]

    def text(self):
        return "\n".join(self.lines())

    def pump(self, seconds=0.05):
        """Takes what the program has written; False once it has ended."""
        try:
            written = self.child.read_nonblocking(65536, seconds)
            self.moved = self.moved or b"\n" in written
            self.stream.feed(written)
        except pexpect.TIMEOUT:
            pass
        except pexpect.EOF:
            return False
        return True

    def wait(self, wanted):
        """Until `wanted` holds of the terminal: a text on its screen, or a function."""
        holds = wanted if callable(wanted) else lambda terminal: wanted in terminal.text()
        end = time.monotonic() + self.timeout
        while not holds(self):
            if not self.pump() or time.monotonic() > end:
                if holds(self):
                    return self
                raise AssertionError(f"never seen: {wanted!r}\n{self.text()}")
        return self

    def prompt(self, text="integ>"):
        """Until the last line is a new prompt with nothing behind it."""
        return self.wait(lambda terminal: terminal.moved and
                         terminal.lines()[-1:] == [text])

    def type(self, keys):
        if keys[-1] in ENTER + CTRL_C + CTRL_Z:
            self.pump()
            self.moved = False
        self.child.send(keys.encode())
        return self

    def paste(self, text):
        """As a terminal pastes: newlines as returns, between marks."""
        return self.type("\x1b[200~" + text.replace("\n", "\r") + "\x1b[201~")

    def cursor(self):
        """Row and column, from 0."""
        return self.screen.cursor.y, self.screen.cursor.x

    def resize(self, rows, columns):
        self.screen.resize(rows, columns)
        self.child.setwinsize(rows, columns)

    def ended(self):
        """Waits for the end and gives the exit status."""
        end = time.monotonic() + self.timeout
        while self.pump():
            if time.monotonic() > end:
                raise AssertionError(f"does not end\n{self.text()}")
        self.child.wait()
        return self.child.exitstatus
