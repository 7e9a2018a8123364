"""Where integ runs: the hooks, the action, the manual, completion, installing, the archive.
What belongs to a server is run as far as it goes without one."""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import yaml

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "terminal"))
from screen import CTRL_D, TAB, Terminal  # pylint: disable=wrong-import-position

ROOT = pathlib.Path(__file__).resolve().parents[2]


def cases(runner, wrong):
    """(name, function) for each case."""

    def case(function):
        def attempt():
            with tempfile.TemporaryDirectory() as folder:
                try:
                    function(Place(runner, pathlib.Path(folder)))
                except AssertionError as error:
                    raise wrong(str(error)) from error

        return function.__name__, attempt

    # What is installed and packed is the same whatever the tests are built with.
    built = [] if runner.build.name != "release" else [install, archive, hardened]
    return [case(function) for function in CASES + built]


def hardened(place):
    """The release is a position-independent program with read-only relocations, no
    executable stack, and watched stacks and copies; what few commands need is not linked."""
    text = place.run("readelf", "-hldsW", place.runner.integ)
    for what, wanted in (("position-independent", r"Type: +DYN"),
                         ("relocations read-only", r"GNU_RELRO"),
                         ("all symbols bound at the start", r"BIND_NOW|\(FLAGS_1\).*NOW"),
                         ("a stack that is not run", r"GNU_STACK +\S+ \S+ \S+ \S+ \S+ RW +\S"),
                         ("watched stacks", r"__stack_chk_fail"),
                         ("watched copies", r"__\w+_chk\b")):
        assert re.search(wanted, text), f"not {what}:\n{text[:3000]}"
    needed = set(re.findall(r"\(NEEDED\).*\[(\w+)", text))
    assert needed <= {"libc", "libutf8proc"}, f"every start opens {needed}"


class Place:
    """A folder of its own, and commands in it."""

    def __init__(self, runner, folder):
        self.runner = runner
        self.folder = folder
        self.env = runner.env | {"HOME": str(folder), "GIT_CONFIG_NOSYSTEM": "1",
                                 "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@b.c",
                                 "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@b.c"}

    def run(self, *command, status=0, cwd=None, **env):
        done = self.runner.run([str(part) for part in command], cwd=cwd or self.folder,
                               env=self.env | env)
        text = (done.stdout + done.stderr).decode()
        assert done.returncode == status, f"{command}: exit {done.returncode}\n{text}"
        return text

    def repository(self):
        """A fresh one with what `integ new` writes in it, committed."""
        self.run("git", "init", "-q")
        self.run("integ", "new", ".")
        written, = self.folder.glob("*.integ")
        written.rename(self.folder / "first.integ")
        self.run("git", "add", "-A")
        self.run("git", "commit", "-q", "-m", "start")

    def spoil(self):
        """A total that is off, on the line that comes back."""
        path = self.folder / "first.integ"
        text = path.read_text(encoding="utf-8")
        old = re.search(r"total +1\.9 +2\.0\n", text)
        wrong = old.group().replace("2.0", "2.6")
        path.write_text(text[: old.start()] + wrong + text[old.end():], encoding="utf-8")
        return text[: old.start()].count("\n") + 1

    def hook(self, hooks):
        """A hook of git itself that runs what pre-commit would: each hook where a file that
        it is for is staged and not deleted, or always; a commit where one has changed a
        file is refused too."""
        path = self.folder / ".git/hooks/pre-commit"
        lines = ["#!/bin/bash", "set -e",
                 "mapfile -d '' -t staged < <(git diff --cached --name-only -z"
                 " --diff-filter=d -- '*.integ')"]
        for hook in hooks:
            command = " ".join([hook["entry"], *hook.get("args", [])])
            if hook.get("pass_filenames", True):
                command += ' "${staged[@]}"'
            if not hook.get("always_run", False):
                command = f'if [ "${{#staged[@]}}" -gt 0 ]; then {command}; fi'
            lines += [command, "git diff --exit-code --stat"]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        path.chmod(0o755)


def read_yaml(path):
    return yaml.safe_load(path.read_text(encoding="utf-8"))


# ---- new ----


def new_checks(place):
    text = place.run("integ", "new", "parks")
    assert "integ check parks" in text, text
    assert "no findings" in place.run("integ", "check", "--strict", "parks")
    place.run("integ", "fmt", "--check", "parks")
    assert "Green spaces" in place.run("integ", "query", "by_area", "parks")
    first = (place.folder / "parks/parks.integ").read_text(encoding="utf-8")
    assert re.search("^document parks ", first, re.M), first
    # A job has to name integ's repository: without one there is none, and it can be added.
    job = place.folder / "parks/.github/workflows/integ.yml"
    assert not job.exists() and "integ new --repository OWNER/NAME parks" in text, text
    added = place.run("integ", "new", "--repository", "city/integ", "parks")
    assert added.split() == ["parks/.github/workflows/integ.yml"], added
    uses = read_yaml(job)["jobs"]["check"]["steps"][1]["uses"]
    assert uses == "city/integ/examples/ci@main", uses
    place.run("integ", "new", "--repository", "city/integ@v1.2", "swans")
    assert "- uses: city/integ/examples/ci@v1.2\n" in (
        place.folder / "swans/.github/workflows/integ.yml").read_text(encoding="utf-8")
    for wrong in "integ", "city/", "/integ", "a/b/c", "a/b@", "a/b@x y", "a/b\n  - run: sh", "":
        text = place.run("integ", "new", "--repository", wrong, "other", status=2)
        assert "OWNER/NAME@REF" in text and not (place.folder / "other").exists(), text
    assert (place.folder / "parks/parks.integ").read_text(encoding="utf-8") == first
    again = place.run("integ", "new", "--repository", "city/integ", "parks", status=2)
    assert "exists already" in again, again


def new_names(place):
    """The document is called after the folder, as far as a name can be."""
    for folder, name in (("a/2024 Schools-x", "Schools_x"), ("all", "first"), ("42", "first"),
                         ("skoler_", "skoler"), ("table", "table")):
        place.run("integ", "new", "--repository", "a/b", folder)
        text = (place.folder / folder / f"{name}.integ").read_text(encoding="utf-8")
        assert f"\ndocument {name} " in text, text
        place.run("integ", "check", "--strict", folder)
        assert (place.folder / folder / ".github/workflows/integ.yml").exists(), folder


def new_overwrites_nothing(place):
    (place.folder / ".gitignore").write_text("mine\n")
    text = place.run("integ", "new", status=2)
    assert ".gitignore exists already" in text and "nothing was written" in text, text
    assert [path.name for path in place.folder.iterdir()] == [".gitignore"]
    assert (place.folder / ".gitignore").read_text() == "mine\n"
    (place.folder / "file").write_text("")
    assert "is a file" in place.run("integ", "new", "file", status=2)


# ---- hooks ----


def hooks_refuse_a_wrong_total(place):
    place.repository()
    hooks = read_yaml(place.folder / ".pre-commit-config.yaml")["repos"][0]["hooks"]
    own = {hook["id"]: hook for hook in read_yaml(ROOT / ".pre-commit-hooks.yaml")}
    for hook in hooks:
        ours = own[hook["id"]]
        for key in ("entry", "args", "language", "files", "pass_filenames", "always_run"):
            assert hook.get(key) == ours.get(key), hook
        assert hook["entry"].endswith(" --"), hook
        assert re.search(hook["files"], "a/b.integ") and not re.search(hook["files"], "a.int")
    place.hook(hooks)
    place.spoil()
    text = place.run("git", "commit", "-q", "-a", "-m", "wrong", status=1)
    assert "error[T02]" in text, text
    place.run("git", "checkout", "-q", "--", ".")
    path = place.folder / "first.integ"
    laid_out = path.read_text(encoding="utf-8")
    path.write_text(laid_out.replace('  judged: met', '        judged:met'), encoding="utf-8")
    text = place.run("git", "commit", "-q", "-a", "-m", "crooked", status=1)
    assert "first.integ" in text, text
    again = path.read_text(encoding="utf-8")
    assert re.search("^  judged: +met", again, re.M), again
    path.write_text(again + "# more\n", encoding="utf-8")
    place.run("git", "commit", "-q", "-a", "-m", "right")
    # A name that begins with a dash is a file's.
    (place.folder / "--diff.integ").write_text("years 2023..2024\n", encoding="utf-8")
    place.run("git", "add", "--", "--diff.integ")
    place.run("git", "commit", "-q", "-m", "dash")
    # Where a file only goes, what was over it is checked.
    (place.folder / "more.integ").write_text('include "first.integ"\n', encoding="utf-8")
    place.run("git", "add", "-A")
    place.run("git", "commit", "-q", "-m", "more")
    place.run("git", "rm", "-q", "first.integ")
    text = place.run("git", "commit", "-q", "-m", "less", status=1)
    assert "error[F01]" in text and "more.integ" in text, text


# ---- the action ----


def action_annotates(place):
    action = read_yaml(ROOT / "examples/ci/action.yml")
    build, check = action["runs"]["steps"]
    assert "make -C" in build["run"] and action["runs"]["using"] == "composite"
    given = {name: str(spec["default"]) for name, spec in action["inputs"].items()}

    def run(status, summary="", **inputs):
        values = given | inputs
        env = {"GITHUB_STEP_SUMMARY": summary, "GITHUB_SERVER_URL": "https://github.example",
               "GITHUB_REPOSITORY": "OWNER/NAME", "GITHUB_SHA": "0123abc"}
        for name, value in check["env"].items():
            key = re.fullmatch(r"\$\{\{ inputs\.([a-z-]+) \}\}", value).group(1)
            env[name] = values[key]
        return place.run("bash", "-e", "-o", "pipefail", "-c", check["run"], status=status,
                         **env)

    place.repository()
    run(0)
    line = place.spoil()
    text = run(1, sarif="out.sarif", summary="out.md")
    page = (place.folder / "out.md").read_text(encoding="utf-8")
    link = f"(https://github.example/OWNER/NAME/blob/0123abc/first.integ#L{line})"
    assert "T02" in page.splitlines()[2] and link in page.splitlines()[2], page
    assert re.search(rf"^::error file=first\.integ,line={line},.*title=.*T02.*::", text,
                     re.M), text
    report = json.loads((place.folder / "out.sarif").read_text(encoding="utf-8"))
    found = report["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert found["region"]["startLine"] == line, found
    # The way up: what is known passes, what is new fails.
    place.run("integ", "check", "--baseline", "known.json", "--write-baseline", ".")
    run(0, baseline="known.json")
    path = place.folder / "first.integ"
    text = path.read_text(encoding="utf-8")
    path.write_text("\n\n" + re.sub(r"(total +)0\.6( +)0\.6", r"\g<1>0.6\g<2>0.9", text),
                    encoding="utf-8")
    text = run(1, baseline="known.json")
    assert len(re.findall("^::error", text, re.M)) >= 1, text
    run(0, **{"fail-on": "never"})


def workflows_are_yaml(place):
    del place
    for path in (ROOT / "examples/ci").glob("*.yml"):
        assert read_yaml(path)["name"].startswith("integ"), path


def matcher_matches(place):
    place.repository()
    line = place.spoil()
    text = place.run("integ", "check", "--format", "gnu", ".", status=1)
    matcher = json.loads((ROOT / "examples/ci/problem-matcher.json").read_text())
    pattern = matcher["problemMatcher"][0]["pattern"][0]
    found = [re.search(pattern["regexp"], row) for row in text.splitlines()]
    found = [match for match in found if match]
    assert found, text
    match = found[0]
    assert match.group(pattern["file"]) == "first.integ"
    assert match.group(pattern["line"]) == str(line)
    assert match.group(pattern["severity"]) == "error"
    assert match.group(pattern["code"]) == "T02"


# ---- the manual and completion ----


def manual_is_clean(place):
    commands = re.findall(r"^  ([a-z]+) ", place.run("integ", "help"), re.M)
    for page in ["", "language", *commands]:
        name = f"integ{'-' + page if page in commands else ''}"
        path = place.folder / f"{name}.{5 if page == 'language' else 1}"
        path.write_text(place.run("integ", "help", "--format", "man", *filter(None, [page])))
        place.run("mandoc", "-T", "lint", "-W", "warning", path)
        shown = place.run("mandoc", "-T", "ascii", path)
        assert "integ" in shown
        if page != "language":
            plain = re.sub(".\b", "", shown)
            assert "EXIT STATUS" in plain and "EXAMPLES" in plain, page
        if page in commands:
            help_text = place.run("integ", "help", page)
            for option in re.findall(r"^  (?:-., )?--([a-z-]+)", help_text, re.M):
                assert re.search(rf"-?-{option}", re.sub(".\b", "", shown)), (page, option)


def completion_is_sound(place):
    for shell in ("bash", "zsh", "fish"):
        (place.folder / shell).write_text(place.run("integ", "help", "--format", shell))
    place.run("bash", "-n", "bash")
    place.run("shellcheck", "-s", "bash", "bash")
    if shutil.which("zsh"):
        place.run("zsh", "-n", "zsh")
    if shutil.which("fish"):
        place.run("fish", "-n", "fish")


def completion_completes(place):
    (place.folder / "completion").write_text(place.run("integ", "help", "--format", "bash"))
    (place.folder / "budget.integ").write_text("")
    (place.folder / "budget.txt").write_text("")
    (place.folder / "rc").write_text("PS1='$ '\nbind 'set bell-style none'\n"
                                     "source ./completion\n")
    with Terminal(["bash", "--rcfile", "rc", "-i"], place.env, cwd=str(place.folder)) as at:
        at.wait("$")
        for typed, wanted in (("integ ch", "integ check "),
                              ("integ check --form", "integ check --format "),
                              ("integ check --format sa", "integ check --format sarif "),
                              ("integ check --format=gith", "--format=github"),
                              ("integ query --dec", "integ query --decimal "),
                              ("integ check bud", "integ check budget.integ"),
                              ("integ help exp", "integ help explain")):
            at.child.send(typed + TAB)
            at.wait(wanted.rstrip())
            at.child.send("\x15")  # the line away again
            at.wait(lambda terminal: terminal.lines()[-1].rstrip().endswith("$"))
        at.child.send(CTRL_D)


# ---- installing and packing ----


def make(place, *arguments, cwd=ROOT):
    env = {"PATH": os.environ["PATH"], "MAKEFLAGS": "", "MAKELEVEL": "0"}
    return place.run("make", "-j2", *arguments, cwd=cwd, **env)


def tree(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def install(place):
    into = place.folder / "root"
    make(place, f"DESTDIR={into}", "PREFIX=/usr", "install")
    found = set(tree(into))
    for name in ("usr/bin/integ", "usr/share/man/man1/integ-check.1",
                 "usr/share/man/man5/integ.5", "usr/share/doc/integ/LANGUAGE.md",
                 "usr/share/bash-completion/completions/integ", "usr/include/integ.h",
                 "usr/lib/libinteg.a", "usr/lib/pkgconfig/integ.pc"):
        assert name in found, (name, found)
    place.run(into / "usr/bin/integ", "--version")
    other = into / "usr/share/man/man1/other.1"
    other.write_text("of somebody else")
    make(place, f"DESTDIR={into}", "PREFIX=/usr", "uninstall")
    left = [name for name in tree(into) if (into / name).is_file()]
    assert left == ["usr/share/man/man1/other.1"], left
    other.unlink()
    make(place, f"DESTDIR={into}", "PREFIX=/usr", "install")
    make(place, f"DESTDIR={into}", "PREFIX=/usr", "uninstall")
    assert not into.exists() or tree(into) == [], tree(into)


def archive(place):
    """Builds where flex and bison are hidden."""
    name = make(place, "dist").split()[-1]
    try:
        again = subprocess.run(["sha256sum", ROOT / name], capture_output=True, check=True)
        make(place, "dist")
        second = subprocess.run(["sha256sum", ROOT / name], capture_output=True, check=True)
        assert again.stdout == second.stdout, "two archives of one commit differ"
        place.run("tar", "-xzf", ROOT / name)
    finally:
        (ROOT / name).unlink()
    source = place.folder / name.removesuffix(".tar.gz")
    text = make(place, "FLEX=/nonexistent/flex", "BISON=/nonexistent/bison", "BUILD=debug",
                "program", cwd=source)
    assert "FLEX" not in text and "BISON" not in text, text
    place.run(source / "build/debug/integ", "check", source / "examples/small.integ")


CASES = [new_checks, new_names, new_overwrites_nothing, hooks_refuse_a_wrong_total,
         action_annotates, workflows_are_yaml, matcher_matches, manual_is_clean,
         completion_is_sound, completion_completes]
