"""integ check --format markdown, junit and gitlab: held against what their readers accept,
against --format json, and against files that try to make more of a title than a title.

    formats.py INTEG

GitHub's own reader of Markdown (cmark-gfm) says what a page becomes; JUnit's XML is held
against the schema of Jenkins; GitLab's report against the table of fields in its manual.
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

INTEG = os.path.abspath(sys.argv[1])
ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SCHEMA = ROOT / "tests/schema/jenkins-junit.xsd"
LIMIT = 65536
BASE = "https://github.com/OWNER/NAME/blob/main"
HOSTILE = ["[x](javascript:alert(1))", "![x](https://evil.example/p.png)", "<script>x</script>",
           "@octocat", "#12", "GH-12", "https://evil.example", "www.evil.example", "$a$", "`x`",
           "```", "**b**", "_b_", "~~b~~", "a|b", "&amp;", "<!-- x", "-->", "</details>", ":smile:",
           "!12", "# x", "1. x", "- x", "x\u202ey", "\ufffe", "me@evil.example", "\\"]


def check(folder, kind, *arguments):
    done = subprocess.run([INTEG, "check", "--format", kind, *arguments], cwd=folder,
                          capture_output=True, check=False)
    assert done.returncode in (0, 1, 2), (arguments, done.returncode, done.stderr)
    return done.stdout.decode("utf-8")


# ---- Markdown ----


def page_of(text):
    done = subprocess.run(["cmark-gfm", "-e", "autolink", "-e", "strikethrough", "-e", "table",
                           "-t", "xml", "--unsafe"], input=text.encode("utf-8"),
                          capture_output=True, check=True)
    # XML has no U+FFFE; Markdown does.
    root = ElementTree.fromstring(done.stdout.decode("utf-8").replace("\ufffe", "?"))
    for element in root.iter():
        element.tag = element.tag.partition("}")[2]
    return root


OURS = re.compile(r"<details>|<summary>\d+ more findings?</summary>|</details>|<!-- -->")
BOLD = re.compile(r"(error|warning|note) [A-Z]\d\d|likely:|possible:|consistent:|no cause found:"
                  r"|help:|could not be read:|\d+ more findings?")


# What services make a link or a picture of after Markdown is read, within one text.
LINKS = re.compile(r"@\w|#\d|GH-\d|!\d|:[\w+-]+:")


def text_of(element):
    return "".join(e.text or " " if e.tag in ("text", "code") else " " if e.tag == "softbreak"
                   else "" for e in element.iter())


def hold_markdown(folder, base, *arguments):
    found = json.loads(check(folder, "json", *arguments))["findings"]
    text = check(folder, "markdown", *arguments, *(["--link-base", base] if base else []))
    assert len(text.encode("utf-8")) <= LIMIT, len(text)
    root = page_of(text)
    tags = {element.tag for element in root.iter()}
    assert tags <= {"document", "heading", "paragraph", "text", "strong", "list", "item", "softbreak",
                    "code_block", "html_block", "html_inline"} | ({"link"} if base else set()), tags
    for element in root.iter():
        if element.tag in ("html_block", "html_inline"):
            rest = OURS.sub("", element.text or "").strip()
            assert not rest, (arguments, rest)
        if element.tag == "text" and element.text:
            assert not LINKS.search(element.text), (arguments, element.text)
        if element.tag == "strong":
            assert BOLD.fullmatch(text_of(element)), (arguments, text_of(element))
        if element.tag == "link":
            assert element.get("destination").startswith(base + "/"), element.attrib
    told = [text_of(paragraph) for paragraph in root.iter("paragraph")]
    heads = [line for line in told if re.match(r"(error|warning|note) [A-Z]\d\d ", line)]
    cut = re.search(r"\*\*(\d+) more finding", text)
    if not cut:
        for finding in found:
            message = " ".join(finding["message"].replace("\ufffe", "?").split())
            short = message if len(message.encode("utf-8")) <= 600 else message[:300]
            assert any(short in head for head in heads) or \
                any("differ by rounding" in head for head in heads), (arguments, short, heads)
    levels = [head.split()[0] for head in heads]
    assert levels == sorted(levels, key=["error", "warning", "note"].index), levels
    return text, heads, found


# ---- JUnit ----


def hold_junit(folder, *arguments):
    report = json.loads(check(folder, "json", *arguments))
    text = check(folder, "junit", *arguments)
    done = subprocess.run(["xmllint", "--noout", "--schema", str(SCHEMA), "-"],
                          input=text.encode("utf-8"), capture_output=True, check=False)
    assert done.returncode == 0, (arguments, done.stderr)
    root = ElementTree.fromstring(text)
    failures, errors = len(root.findall(".//failure")), len(root.findall(".//error"))
    assert failures == sum(f["level"] == "error" for f in report["findings"]), arguments
    assert errors == len(report["unreadable"]), arguments
    assert root.get("failures") == str(failures) and root.get("errors") == str(errors)
    assert root.get("tests") == str(len(root.findall(".//testcase")))
    for suite in root:
        assert suite.get("tests") == str(len(suite.findall("testcase")))
        assert suite.get("failures") == str(len(suite.findall(".//failure")))
        assert len(suite.findall("testcase")) >= 1
    told = [e.text for e in root.iter() if e.tag in ("failure", "system-out")]
    assert len(told) == len(report["findings"])
    return root


# ---- GitLab ----


def hold_gitlab(folder, *arguments):
    report = json.loads(check(folder, "json", *arguments))
    issues = json.loads(check(folder, "gitlab", *arguments))
    assert len(issues) == len(report["findings"]) + len(report["unreadable"])
    prints = [issue["fingerprint"] for issue in issues]
    assert len(prints) == len(set(prints)), prints
    for issue, finding in zip(issues, report["findings"]):
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] == {"error": "major", "warning": "minor", "note": "info"}[
            finding["level"]], issue
        assert issue["description"].startswith(finding["code"] + ": "), issue
        assert issue["location"]["lines"]["begin"] == finding["line"], issue
        assert not issue["location"]["path"].startswith(("./", "/")), issue
    for issue in issues[len(report["findings"]):]:
        assert issue["severity"] == "blocker", issue
    return issues


# ---- what is held ----


def all_kinds(folder, *arguments):
    hold_markdown(folder, None, *arguments)
    hold_markdown(folder, BASE, *arguments)
    hold_junit(folder, *arguments)
    hold_gitlab(folder, *arguments)


def test_examples():
    files = sorted((ROOT / "tests/checks").glob("*/fire*.integ"))
    for path in files[::9]:
        all_kinds(path.parent, path.name)
    all_kinds(ROOT, "examples/copenhagen")
    all_kinds(ROOT, "--all", "examples/copenhagen", "none.integ")
    return len(files[::9])


def test_hostile(folder):
    """A title stays a title, a path a path."""
    names = [text.replace("\\", "\\\\").replace('"', '\\"') for text in HOSTILE]
    for number, name in enumerate(names):
        path = folder / f"h{number} [x](y) @me.integ"
        path.write_text(f'unit mio DKK\ntable "{name}" 2021..2022 {{\n  "{name} a" 1.5 2.0\n'
                        f'  "{name} b" 0.4 -\n  total 2.0 3.0\n}}\ncheck "{name}" 1 = 2\n',
                        encoding="utf-8")
        all_kinds(folder, path.name)
    text, heads, _ = hold_markdown(folder, None, ".")
    assert "<summary>" in text and len(heads) > 10


def test_size(folder):
    """As many findings as fit, from the first on, and the rest counted."""
    rows = "".join(f'check "no {i} {"@" * 200}" {i} = {i + 1}\n' for i in range(500))
    (folder / "many.integ").write_text(rows, encoding="utf-8")
    text, heads, found = hold_markdown(folder, None, "--all", "many.integ")
    cut = int(re.search(r"\*\*(\d+) more findings\*\*", text).group(1))
    assert cut + len(heads) == len(found) == 500 and cut > 0 and len(heads) > 5
    assert text.count("<details>") == text.count("</details>")
    for count in (9, 10, 11, 12):
        rows = "".join(f'check "no {i}" {i} = {i + 1}\n' for i in range(count))
        (folder / "some.integ").write_text(rows, encoding="utf-8")
        text, heads, _ = hold_markdown(folder, None, "--all", "some.integ")
        assert len(heads) == count and text.count("<details>") == (count > 10)
        assert (f"<summary>{count - 10} more finding{'s' * (count > 11)}</summary>" in text) == (
            count > 10), text


def test_first_lines(folder):
    """A total that is broken stands in the first three lines, also behind notes."""
    path = folder / "first.integ"
    path.write_text('unit mio DKK\ntable "T" 2020..2021 {\n  "a" 1.04 ?\n  "b" 2.0 1.0\n'
                    '  total 3.1 1.5\n}\ntable "U" 2020 {\n  "c" 1.5\n  "d" 0.5\n'
                    '  total 2.9\n}\n', encoding="utf-8")
    text, _, _ = hold_markdown(folder, BASE, path.name)
    assert "0.9 mio DKK too high" in "\n".join(text.split("\n")[:3]), text


def main():
    files = test_examples()
    for test in (test_hostile, test_size, test_first_lines):
        with tempfile.TemporaryDirectory() as folder:
            test(pathlib.Path(folder))
    with tempfile.TemporaryDirectory() as folder:
        clean = pathlib.Path(folder) / "clean.integ"
        clean.write_text('unit mio DKK\ntable "T" 2020 {\n  "a" 1.0\n  total 1.0\n}\n',
                         encoding="utf-8")
        all_kinds(pathlib.Path(folder), "clean.integ")
        all_kinds(pathlib.Path(folder), "clean.integ", "none.integ")
    print(f"formats: {files} files that fire, and {len(HOSTILE)} titles")


main()
