"""Imported tables: the five documents' printed tables written in each format and read again,
a published text as it was pasted, and files that are meant to do harm."""

import pathlib
import re
import resource
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(HERE))
import formats  # noqa: E402
import hostile  # noqa: E402
import tables  # noqa: E402

SECONDS = 20
BYTES = 1 << 30


class Cases:
    def __init__(self, runner, wrong):
        self.runner, self.wrong = runner, wrong

    def need(self, truth, message):
        if not truth:
            raise self.wrong(message)

    def run(self, data, *options, name="-"):
        """What `integ import` writes and tells of bytes; with bounds on time and memory."""
        def bound():
            if not self.runner.asan:
                resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
        done = subprocess.run([str(self.runner.integ), "import", *options, name],
                              input=data if name == "-" else b"", env=self.runner.env,
                              capture_output=True, timeout=SECONDS, check=False,
                              preexec_fn=bound)
        self.need(done.returncode in (0, 2), f"ended with {done.returncode}:\n"
                  + done.stderr.decode(errors="replace")[-2000:])
        return done.returncode, done.stdout, done.stderr.decode()

    def imported(self, data, *options):
        status, out, told = self.run(data, *options)
        self.need(status == 0, told)
        for words in (["fmt", "--check", "-"], ["check", "--skip", "T,Y", "-"]):
            done = self.runner.run([self.runner.integ, *words], input=out)
            self.need(done.returncode == 0,
                      f"integ {' '.join(words)}:\n{done.stdout.decode()}{done.stderr.decode()}")
        return out.decode(), told

    # ---- the round trip ----

    def round_trip(self, table, form):
        wanted = tables.plain(table.lines)
        data = formats.WRITERS[form](table)
        text, told = self.imported(data, "--unit", "mio DKK")
        found = tables.tables_of(text)
        self.need(len(found) == 1 and found[0].columns == table.columns,
                  f"{[one.columns for one in found]}\n{told}")
        for one, other in zip(wanted, tables.plain(found[0].lines)):
            self.need(one == other, f"wanted {one}\ngot    {other}\n{told}\n{text}")
        self.need(len(wanted) == len(found[0].lines), f"{len(found[0].lines)} lines\n{told}")

    # ---- the pasted document ----

    def pasted_document(self):
        """Tables 2 and 3 as they were copied out of the answer of 2020 have all rows of the
        transcription, figure by figure."""
        text = (HERE / "answer-2020.txt").read_bytes()
        printed = printed_tables()
        for number in 2, 3:
            out, told = self.imported(text, "--table", str(number - 1))
            (found,) = tables.tables_of(out)
            self.need("left out   column" not in told, told)
            wanted = tables.plain(printed[f"funding-2020 {number}"].lines)
            got = tables.plain(found.lines)
            figures = [[line[0], *line[-2:]] if line[0] == "row" else line[-1:]
                       for line in wanted if line[0] != "group"]
            self.need(figures == [[line[0], *line[-2:]] if line[0] == "row" else line[-1:]
                                  for line in got if line[0] != "group"],
                      f"figures differ:\n{out}")
            titles = [[line[1], line[2]] for line in wanted if line[0] == "row"]
            for one, other in zip(titles, [[line[1], line[2]] for line in got
                                           if line[0] == "row"]):
                self.need(one == other, f"wanted {one}, got {other}")
            self.need([line for line in wanted if line[0] == "total"] ==
                      [line for line in got if line[0] == "total"], "totals differ")

    def whole_list(self):
        _, out, _ = self.run((HERE / "answer-2020.txt").read_bytes(), "--list")
        self.need(len(re.findall(r"table \d: lines", out.decode())) == 3, out.decode())

    # ---- files that do harm ----

    def harmless(self, data, options):
        status, out, told = self.run(data, *options)
        self.need(status == 2 and not out, f"ended with {status}:\n{told}{out[:500]}")
        self.need(re.search(r"^integ: ", told, re.M) and len(told) < 20000, told[:3000])


def printed_tables():
    """By file and number: the tables of the examples."""
    where = ROOT / "examples/copenhagen"
    shared = tables.titles_of((where / "common.integ").read_text(encoding="utf-8"))
    return {f"{path.stem} {number}": table for path in sorted(where.glob("*.integ"))
            for number, table in enumerate(
                tables.tables_of(path.read_text(encoding="utf-8"), shared), 1)}


def cases(runner, wrong):
    """(name, function) for each case."""
    own = Cases(runner, wrong)
    for name, table in printed_tables().items():
        for form in formats.WRITERS:
            yield (f"round-trip/{name.replace(' ', '-')}.{form}",
                   lambda t=table, f=form: own.round_trip(t, f))
    yield "pasted-document", own.pasted_document
    yield "whole-list", own.whole_list
    for name, (data, options) in hostile.files().items():
        yield f"hostile/{name}", lambda d=data, o=options: own.harmless(d, o)
