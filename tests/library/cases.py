"""The library as others link it: a program outside of the tree, with the header and the
archive alone, gets what the program prints; no name of the library's can clash."""

import atexit
import os
import pathlib
import re
import shutil
import tempfile
import threading

ROOT = pathlib.Path(__file__).resolve().parents[2]
HERE = pathlib.Path(__file__).resolve().parent
HEADER = ROOT / "src/library/integ.h"

PARKS = """\
include "sources.integ"
document parks "Parks" { date: 2023-05-01 }
unit mio DKK
years 2022..2023
project lakes "Grønne søer" { funding 2022: 3.0, 2023: 7.1 from plan }
project paths "Paths" { funding 2022: ? from plan }
total 2022: 3.0, 2023: 7.5
"""
SOURCES = 'source plan "The plan"\n'
BROKEN = 'project  x "X" {\n  funding 2022 1.0\n'
FILES = {"parks.integ": PARKS, "sources.integ": SOURCES}
QUERY = "select project, year, sum(amount) from funding group by project, year"


class Client:
    """The client, built in a folder of its own."""

    def __init__(self, runner, folder):
        self.runner = runner
        self.folder = folder
        shutil.copy(HEADER, folder)
        shutil.copy(runner.build / "libinteg.a", folder)
        sanitize = ["-fsanitize=address,undefined"] if runner.asan else []
        flags = ["-Wall", "-Wextra", "-Wpedantic", "-Werror", "-I."] + sanitize
        link = ["-L.", "-linteg", "-lutf8proc"]
        compiler = os.environ.get("CC", "cc").split()[-1]
        self.run(compiler, "-std=c11", *flags, HERE / "client.c", "-o", "client", *link,
                 "-l:libjansson.a")
        if shutil.which("c++"):
            self.run("c++", "-std=c++11", *flags, HERE / "client.cc", "-o", "client_cc", *link)
        for name, text in FILES.items() | {"broken.integ": BROKEN}.items():
            (folder / name).write_text(text)

    def run(self, *command, status=0):
        done = self.runner.run([str(part) for part in command], cwd=self.folder,
                               env=self.runner.env | {"HOME": str(self.folder)})
        assert done.returncode == status, \
            f"{command}: exit {done.returncode}\n{(done.stdout + done.stderr).decode()}"
        return done.stdout.decode(), done.stderr.decode()

    def call(self, *arguments, status=0):
        return self.run("./client", *arguments, status=status)


def reports_as_the_program_does(client):
    for form in ("text", "json", "sarif"):
        out, err = client.call("report", form, *FILES)
        wanted = client.run("integ", "check", "--all", "--format", form, *FILES, status=1)[0]
        assert out == wanted, f"{form}:\n{out}\nnot\n{wanted}"
        assert err == "1 errors\n", err
    assert "Grønne søer" not in client.call("report", "text")[0]


def answers_as_the_program_does(client):
    for form in ("table", "csv", "json"):
        out, err = client.call("query", form, QUERY, *FILES)
        wanted, aside = client.run("integ", "query", "--format", form, QUERY, *FILES)
        assert out == wanted, f"{form}:\n{out}\nnot\n{wanted}"
        said = aside.replace("integ: ", "").replace("; see: integ check", "")
        assert err == said and "stated total" in err, f"{err}\nnot\n{said}"
    out, err = client.call("query", "csv", "select nothing from funding", *FILES, status=1)
    wanted = client.run("integ", "query", "select nothing from funding", *FILES, status=2)[1]
    assert (out, err) == ("", wanted), f"{err}\nnot\n{wanted}"
    assert client.call("query", "csv", "explain " + QUERY, *FILES)[0] == \
        client.run("integ", "query", "explain " + QUERY, *FILES)[0]


def formats_as_the_program_does(client):
    (client.folder / "odd.integ").write_text(PARKS.replace(" ", "  ").replace("\n", "\r\n"))
    out = client.call("format", "odd.integ")[0]
    assert out == client.run("integ", "fmt", "--stdout", "odd.integ")[0] and out != PARKS
    out, err = client.call("format", "broken.integ", status=1)
    wanted = client.run("integ", "fmt", "--stdout", "broken.integ", status=1)[1]
    assert out == "" and wanted.startswith(err) and "error[S" in err, f"{err}\nnot\n{wanted}"


def takes_what_is_no_such_file(client):
    (client.folder / "sheet.xlsx").write_text("PK\x03\x04")
    out, err = client.call("report", "text", "sheet.xlsx", *FILES)
    assert out.startswith("sheet.xlsx: is not an .integ file"), out
    assert err == "2 errors\n", err
    out = client.call("format", "sheet.xlsx", status=1)[1]
    assert out.startswith("sheet.xlsx: is not an .integ file"), out


def finds_includes_among_the_texts(client):
    deep = client.folder / "a/b"
    deep.mkdir(parents=True)
    (deep / "main.integ").write_text('include "../*/part.integ"\ninclude "../gone.integ"\n'
                                     'include "../c"\n')
    (client.folder / "a/c").mkdir()
    (client.folder / "a/c/part.integ").write_text('project p "P"\n')
    out = client.call("report", "text", "./a//b/main.integ", "a/c/part.integ")[0]
    assert '"a/gone.integ" does not exist' in out and '"a/c" is a folder' in out, out
    assert "no file matches" not in out and "2 errors" in out, out


def runs_out_of_memory(client):
    client.call("exhaust", QUERY, *FILES)


def stops(client):
    client.call("stop", *FILES)


def refuses_misuse(client):
    assert client.call("misuse")[0] == client.run("integ", "--version")[0].split()[1] + "\n"


def is_for_cpp(client):
    if shutil.which("c++"):
        client.run("./client_cc")


def clashes_with_nothing(client):
    """The archive's globals are the calls of the header; there are no variables."""
    defined = re.compile(r"^[0-9a-f]+ (\w) (\S+)$", re.M)
    seen = dict(map(reversed, defined.findall(client.run("nm", "-g", "libinteg.a")[0])))
    declared = set(re.findall(r"^INTEG_API .*?\b(integ_\w+)\(", HEADER.read_text(), re.M))
    assert set(seen) == declared and set(seen.values()) == {"T"}, (seen, declared)
    assert all(name.startswith("integ_") for name in seen), seen
    kinds = defined.findall(client.run("nm", "libinteg.a")[0])
    variables = [name for kind, name in kinds if kind in "bBCD"
                 and not name.startswith("yyloc_default")] # bison's, which nothing writes to
    assert client.runner.asan or not variables, variables


CASES = [reports_as_the_program_does, answers_as_the_program_does, formats_as_the_program_does,
         takes_what_is_no_such_file, finds_includes_among_the_texts, runs_out_of_memory, stops,
         refuses_misuse, is_for_cpp, clashes_with_nothing]


def cases(runner, wrong):
    """(name, function) for each case; the client is built once for all."""
    lock, clients = threading.Lock(), []

    def client():
        with lock:
            if not clients:
                folder = tempfile.mkdtemp()
                atexit.register(shutil.rmtree, folder)
                clients.append(Client(runner, pathlib.Path(folder)))
            return clients[0]

    def case(function):
        def attempt():
            try:
                function(client())
            except AssertionError as error:
                raise wrong(str(error)) from error

        return function.__name__, attempt

    return [case(function) for function in CASES]
