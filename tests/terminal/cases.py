"""The prompt as a person meets it: keys go into a terminal, and the screen is looked at.
Each case waits for what it wants to see, so that a slow machine only takes longer."""

import pathlib
import stat
import sys
import tempfile

sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent / "bench"))

import facts
from screen import CTRL_A, CTRL_C, CTRL_D, CTRL_Z, ENTER, TAB, UP, Terminal

PARKS = """document parks "Parks" { date: 2025-03-01 }
unit mio DKK
source fund "The Green Fund" { kind: external }
organisation city "The city"
area green "Grønne områder" {
  project lakes "Søer" { funding 2023: 1.5, 2024: 2.0 from fund  owner: city }
  project paths "Stier" { funding 2023: 0.4, 2024: 0.9 from fund }
  total 2024: 2.0
}
query by_area "Money by area" { select area, sum(amount) from funding group by area }
"""


def cases(runner, wrong):
    """(name, function) for each case."""

    def case(function, program, kind=""):
        def attempt():
            with tempfile.TemporaryDirectory() as home:
                pathlib.Path(home, "parks.integ").write_text(PARKS, encoding="utf-8")
                try:
                    function(Sessions(runner, home, program))
                except AssertionError as error:
                    raise wrong(str(error)) from error

        return function.__name__ + kind, attempt

    return ([case(function, runner.integ) for function in CASES] +
            [case(function, runner.build / "tests/integ_none", "/none") for function in PLAIN] +
            [case(function, runner.build / "tests/integ_libedit", "/libedit")
             for function in LIBEDIT])


class Sessions:
    """Opens prompts over parks.integ with one home."""

    def __init__(self, runner, home, program):
        self.runner = runner
        self.program = program
        self.home = pathlib.Path(home)
        self.history = self.home / ".local/state/integ/history"

    def environment(self, **more):
        leaks = pathlib.Path(__file__).with_name("libedit.leaks")
        return dict(self.runner.env) | {
            "HOME": str(self.home), "PAGER": "",
            "LSAN_OPTIONS": f"suppressions={leaks}:print_suppressions=0"} | more

    def shell(self):
        return Terminal(["/bin/bash", "--norc", "-i"], self.environment(PS1="sh> "),
                        cwd=str(self.home)).wait("sh>")

    def open(self, file="parks.integ", **options):
        env = self.environment(**options.pop("env", {}))
        command = [str(self.program), "repl", str(self.home / file)]
        return Terminal(command, env, cwd=str(self.home), **options).prompt()


def same(seen, wanted):
    if seen != wanted:
        raise AssertionError(f"seen   {seen!r}\nwanted {wanted!r}")


def last(terminal):
    return terminal.lines()[-1]


def ends_in(text):
    return lambda terminal: last(terminal).endswith(text)


# ---- completion ----


def completes_words(sessions):
    with sessions.open() as at:
        at.type("sel" + TAB).wait("integ> select")
        at.type("area fr" + TAB).wait("select area from")
        at.type("fund" + TAB).wait("from funding")
        at.type("gr" + TAB).wait("funding group")
        at.type("b" + TAB).wait("group by")


def completes_columns_and_fields(sessions):
    with sessions.open() as at:
        at.type("select proj" + TAB).wait("select project")
        at.type("\b.own" + TAB).wait("project.owner")
        at.type("\b.ti" + TAB).wait("project.owner.title")


def completes_the_columns_of_the_table(sessions):
    with sessions.open() as at:
        at.type("select  from claims" + CTRL_A)
        at.wait("from claims")
        at.type("\x1bf\x1b[C")  # behind "select "
        at.type("comp" + TAB).wait("select computed")


def completes_values(sessions):
    with sessions.open() as at:
        at.type("select year from funding where source = f" + TAB).wait("source = fund")
        at.type("and project = " + TAB + TAB).wait("lakes")
        at.wait("paths")


def completes_titles(sessions):
    with sessions.open() as at:
        at.type('select year from funding where project.title = "s' + TAB).wait('= "S').type(TAB + TAB).wait("Stier")
        at.wait("Søer").type("t" + TAB).wait('= "Stier"')
        at.type(";" + ENTER).wait("2023").prompt()


def completes_commands(sessions):
    (sessions.home / "more.sql").write_text("", encoding="utf-8")
    with sessions.open() as at:
        at.type(".sch" + TAB).wait(".schema")
        at.type("proj" + TAB).wait(".schema projects")
        at.type(CTRL_C).prompt()
        at.type(".run by" + TAB).wait(".run by_area")
        at.type(CTRL_C).prompt()
        at.type(".read mo" + TAB).wait(".read more.sql")
        at.type(CTRL_C).prompt()
        at.type(".mode mark" + TAB).wait(".mode markdown")


# ---- statements of several lines, and what is kept of them ----


def asks_for_more(sessions):
    with sessions.open() as at:
        at.type("select titel" + ENTER).prompt("  ...>")
        at.type("form projects" + ENTER).wait("error[S01]")
        at.wait('did you mean "from"?').prompt()


def recalls_a_statement_whole(sessions):
    with sessions.open() as at:
        at.type("select year" + ENTER).prompt("  ...>")
        at.type("from fundin" + ENTER).prompt("  ...>")
        at.type("form;" + ENTER).wait("error[").prompt()
        at.type(".mode csv" + ENTER).prompt()
        at.type(UP).wait(ends_in("integ> .mode csv"))
        at.type(UP).wait(lambda t: t.lines()[-3:] == ["integ> select year", "from fundin",
                                                      "form;"])
        same(at.cursor()[1], len("form;"))


def keeps_history_between_sessions(sessions):
    with sessions.open() as at:
        at.type(".mode json" + ENTER).prompt()
        at.type("select a \\" + ENTER).wait("error[").prompt()
        at.type(CTRL_D)
        same(at.ended(), 0)
    same(stat.S_IMODE(sessions.history.stat().st_mode), 0o600)
    same(stat.S_IMODE(sessions.history.parent.stat().st_mode), 0o700)
    with sessions.open() as at:
        at.type(UP).wait(ends_in("integ> select a \\"))
        at.type(UP).wait(ends_in("integ> .mode json"))


def loses_nothing_of_sessions_side_by_side(sessions):
    with sessions.open() as one, sessions.open() as other:
        one.type(".mode csv" + ENTER).prompt()
        other.type(".mode json" + ENTER).prompt()
        one.type(".timer on" + ENTER).prompt()
        for at in (one, other):
            at.type(CTRL_D)
            same(at.ended(), 0)
    same(sessions.history.read_text(encoding="utf-8").splitlines(),
         [".mode csv", ".mode json", ".timer on"])


def bounds_the_history(sessions):
    sessions.history.parent.mkdir(parents=True)
    sessions.history.write_text("".join(f".mode {i}\n" for i in range(2500)))
    with sessions.open() as at:
        at.type(UP).wait(ends_in("integ> .mode 2499"))
    lines = sessions.history.read_text().splitlines()
    same((len(lines), lines[0], lines[-1]), (2000, ".mode 500", ".mode 2499"))


def works_without_a_home(sessions):
    with sessions.open(env={"HOME": "/dev/null"}) as at:
        at.type(".mode csv" + ENTER).prompt()
        at.type(UP).wait(ends_in("integ> .mode csv"))


# ---- pasting ----


def runs_a_paste_at_enter(sessions):
    with sessions.open() as at:
        at.paste(".mode csv\n.mode\nselect titel\nform projects;\n")
        at.wait(lambda t: "form projects;" in t.text())
        if "error[" in at.text() or " csv" in at.lines():
            raise AssertionError(f"ran before Enter\n{at.text()}")
        at.type(ENTER).wait("error[S01]").prompt()
        at.wait(" csv")


def survives_a_plain_paste(sessions):
    with sessions.open() as at:
        at.type(".mode csv\r.mode\rselect titel\rform projects;\r")
        at.wait("error[S01]").prompt()
        at.wait(" csv")


# ---- answers ----


def answers_below_the_query(sessions):
    with sessions.open() as at:
        at.type("select project, sum(amount) from funding" + ENTER).prompt("  ...>")
        at.type("group by project order by project.title;" + ENTER).prompt()
        same([line.split() for line in at.lines()[4:7]],
             [["project", "sum(amount)"], ["Stier", "1.3"], ["Søer", "3.5", "mio", "DKK"]])
        at.wait("2 rows").wait("! the total of").wait(".why shows how")
        at.type(".why 2024" + ENTER).wait('= possible: the total leaves out "Stier" (0.9)').prompt()


def points_below_a_name(sessions):
    with sessions.open() as at:
        at.type("select titel from projects;" + ENTER).wait("error[Q03]").prompt()
        same(at.lines()[-3:-1], [" " * 14 + '^^^^^ did you mean "title"?',
                                 ' error[Q03]: projects has no column "titel"'])


def answers_a_query_of_the_files(sessions):
    with sessions.open() as at:
        at.type(".param year 2024" + ENTER).prompt()
        at.type(".mode csv" + ENTER).prompt()
        at.type(".run by_area" + ENTER).wait("Grønne områder,4.8").prompt()
        at.type("select amount from funding where year = $year;" + ENTER).prompt()
        same([line for line in at.lines() if line in ("2.0,mio DKK", "0.9,mio DKK")],
             ["2.0,mio DKK", "0.9,mio DKK"])


# ---- the window and the letters in it ----


def wraps_in_a_narrow_window(sessions):
    with sessions.open(columns=30) as at:
        at.type("select project.title, sum(amount) from funding")
        at.wait(lambda t: "".join(t.lines()[-2:]) ==
                "integ> select project.title, sum(amount) from funding")
        at.resize(24, 80)
        at.type(" x").wait("integ> select project.title, sum(amount) from funding x")


def edits_letters_whole(sessions):
    with sessions.open() as at:
        at.type("blåbærgrød 漢字")
        at.wait(lambda t: t.cursor()[1] == len("integ> blåbærgrød ") + 4)
        at.type("\b\b\b")
        at.wait(lambda t: last(t) == "integ> blåbærgrød"
                and t.cursor()[1] == len("integ> blåbærgrød"))
        at.type("\x1b[D\b")  # takes the ø
        at.wait(lambda t: last(t) == "integ> blåbærgrd")


def points_below_letters(sessions):
    with sessions.open() as at:
        at.type('select "Grønne 漢字" form projects;' + ENTER).wait("error[S01]").prompt()
        caret = next(line for line in at.lines() if "^^^^" in line)
        same(caret.index("^"), len('integ> select "Grønne 漢字" ') + 2)


# ---- leaving and interrupting ----


def drops_a_line(sessions):
    with sessions.open() as at:
        at.type("select year" + ENTER).prompt("  ...>")
        at.type("from").wait(ends_in("from"))
        at.type(CTRL_C).prompt()
        at.type(".mode" + ENTER).wait(" table").prompt()


def stops_a_long_query(sessions):
    """Some ten seconds' work: most of a minute where the program is built for debugging."""
    facts.write(sessions.home / "facts.integ", 100_000)
    terms = " or ".join(f'project.title || source.title like "%x{i}%y%z%"' for i in range(60))
    counts = ", ".join(f"count(* where {terms}) as c{i}" for i in range(40))
    (sessions.home / "slow.sql").write_text(f"select {counts} from funding;\n")
    with sessions.open(file="facts.integ") as at:
        for _ in range(8):  # on a busy machine it may not have begun when the key comes
            if "stopped" not in at.text():
                at.type(".read slow.sql" + ENTER).pump(0.5)
                at.type(CTRL_C).prompt()
        at.wait("stopped")
        at.type("select count(*) from funding;" + ENTER).wait("100000").prompt()


def stops_a_load(sessions):
    facts.write(sessions.home / "facts.integ", 500_000)
    with sessions.open(file="facts.integ") as at:
        for _ in range(8):  # it may be done, or not have begun, when the key comes
            if "stopped" not in at.text():
                at.type(".reload" + ENTER).pump(0.1)
                at.type(CTRL_C).prompt()
        at.wait("stopped; what was read before stands")
        at.type("select count(*) from funding;" + ENTER).wait("500000").prompt()


def times_answers(sessions):
    with sessions.open() as at:
        at.type(".timer on" + ENTER).prompt()
        at.type("select year from funding limit 1;" + ENTER).wait(" ms").prompt()


def leaves_by_end_or_word(sessions):
    for keys in (CTRL_D, ".quit" + ENTER, "quit" + ENTER, "exit;" + ENTER):
        with sessions.open() as at:
            at.type(keys)
            same(at.ended(), 0)


def helps_by_word(sessions):
    for word in ("help", "?", "help;"):
        with sessions.open(rows=40) as at:
            at.type(word + ENTER).wait(".schema [TABLE]").prompt()


def keeps_a_line_at_end(sessions):
    with sessions.open() as at:
        at.type(".mode" + CTRL_D + ENTER).wait(" table").prompt()


def comes_back_after_a_stop(sessions):
    with sessions.shell() as at:
        at.type("integ repl parks.integ" + ENTER).prompt()
        at.type("select year").wait(ends_in("select year"))
        at.type(CTRL_Z).wait("Stopped").prompt("sh>")
        at.type("fg" + ENTER).wait(ends_in("integ> select year"))
        at.type(CTRL_C).prompt()
        at.type(CTRL_D).prompt("sh>")


def writes_plain_files(sessions):
    with sessions.open() as at:
        at.type(".output out.txt" + ENTER).prompt()
        at.type("select project from funding where year = 2023;" + ENTER).prompt()
        at.type(".output" + ENTER).prompt()
        at.type(".document" + ENTER).wait('* parks "Parks"').prompt()
    same((sessions.home / "out.txt").read_text(encoding="utf-8").split(),
         ["project", "Søer", "Stier"])


# ---- long output ----


def pages_what_is_long(sessions):
    pager = "sed -n '1s/^/first: /p; $s/^/last: /p'"
    with sessions.open(rows=10, env={"PAGER": pager}) as at:
        at.type(".tables" + ENTER).wait("first:").wait("last:").prompt()
        at.type(".queries" + ENTER).wait("Money by area").prompt()


def pages_what_is_wide(sessions):
    with sessions.open(columns=30, env={"PAGER": "sed 's/^/paged:/'"}) as at:
        at.type("select project, area, source from funding;" + ENTER)
        at.wait("paged: project").wait("paged: 4 rows").prompt()
        at.type("select year from funding;" + ENTER).prompt()
        at.wait(lambda t: " 2024" in t.lines())


def shows_what_is_long_without_a_pager(sessions):
    with sessions.open(rows=10, env={"PAGER": "/nonexistent/pager"}) as at:
        at.type(".tables" + ENTER).wait("a row for each finding").prompt()


def lacks_library(sessions, name, *told):
    """What is no library stands for one that is not there."""
    folder = sessions.home / "lib"
    folder.mkdir()
    (folder / name).write_text("none")
    env = sessions.environment(LD_LIBRARY_PATH=str(folder))
    command = [str(sessions.program), "repl", str(sessions.home / "parks.integ")]
    with Terminal(command, env, columns=200) as at:
        for words in told:
            at.wait(words)
        same(at.ended(), 2)


def needs_its_library(sessions):
    lacks_library(sessions, "libreadline.so.8",
                  "the prompt needs libreadline.so.8 (GNU readline)", "libreadline8")
    # In the current folder none is looked for.
    (sessions.home / "libreadline.so.8").write_text("none")
    with sessions.open() as at:
        at.type(".mode" + ENTER).wait(" table").prompt()


def says_what_edits(sessions):
    """`--version` says which line editor the program was built with."""
    for name, said in (("integ", "GNU readline"), ("tests/integ_libedit", "libedit"),
                       ("tests/integ_none", "none")):
        done = sessions.runner.run([sessions.runner.build / name, "--version"])
        same(done.stdout.decode().splitlines()[1], f"line editor: {said}")


# ---- with libedit ----


def shows_candidates(sessions):
    with sessions.open() as at:
        at.type("select year from funding where project = " + TAB).wait("lakes")
        at.wait("paths").type("l" + TAB).wait(ends_in("project = lakes"))


def edits_in_the_line(sessions):
    """The cursor goes back, letters are whole, and what was typed comes back."""
    with sessions.open() as at:
        at.type("select yearx\bfrom funding limit 1;" + "\x1b[D" * 21 + " ")
        at.type(CTRL_A).pump(0.1)
        at.type(ENTER).wait("2023").prompt()
        at.type(UP).wait("select year from funding limit 1;").type(CTRL_C).prompt()


def needs_libedit(sessions):
    lacks_library(sessions, "libedit.so.2",
                  "the prompt needs libedit.so.2, which cannot be opened", "libedit2")


# ---- without an editor ----


def edits_plain_lines(sessions):
    """A tab is a tab, and no library is needed; nothing is kept of what was typed."""
    folder = sessions.home / "lib"
    folder.mkdir()
    (folder / "libreadline.so.8").write_text("none")
    with sessions.open(env={"LD_LIBRARY_PATH": str(folder)}) as at:
        at.type("select\tyearx\x7f\tfrom funding limit 1;" + ENTER).wait("2023").prompt()
        at.type(CTRL_D)
        same(at.ended(), 0)
    same(sessions.history.exists(), False)


CASES = [
    completes_words,
    completes_columns_and_fields,
    completes_the_columns_of_the_table,
    completes_values,
    completes_titles,
    completes_commands,
    asks_for_more,
    recalls_a_statement_whole,
    keeps_history_between_sessions,
    loses_nothing_of_sessions_side_by_side,
    bounds_the_history,
    works_without_a_home,
    runs_a_paste_at_enter,
    survives_a_plain_paste,
    answers_below_the_query,
    points_below_a_name,
    answers_a_query_of_the_files,
    wraps_in_a_narrow_window,
    edits_letters_whole,
    points_below_letters,
    drops_a_line,
    stops_a_long_query,
    times_answers,
    leaves_by_end_or_word,
    helps_by_word,
    keeps_a_line_at_end,
    comes_back_after_a_stop,
    writes_plain_files,
    pages_what_is_long,
    pages_what_is_wide,
    shows_what_is_long_without_a_pager,
    needs_its_library,
    says_what_edits,
]
PLAIN = [
    asks_for_more,
    survives_a_plain_paste,
    answers_below_the_query,
    points_below_a_name,
    answers_a_query_of_the_files,
    points_below_letters,
    drops_a_line,
    stops_a_long_query,
    leaves_by_end_or_word,
    helps_by_word,
    keeps_a_line_at_end,
    writes_plain_files,
    pages_what_is_long,
    pages_what_is_wide,
    shows_what_is_long_without_a_pager,
    edits_plain_lines,
]
LIBEDIT = [case for case in PLAIN if case is not edits_plain_lines] + [
    completes_words,
    completes_columns_and_fields,
    completes_titles,
    completes_commands,
    shows_candidates,
    edits_in_the_line,
    edits_letters_whole,
    recalls_a_statement_whole,
    keeps_history_between_sessions,
    loses_nothing_of_sessions_side_by_side,
    bounds_the_history,
    comes_back_after_a_stop,
    wraps_in_a_narrow_window,
    needs_libedit,
]
