"""integ check --format sarif, held against the official schema and against what a schema
does not say: rules and results belong together, places are where the text is, paths are
URIs that lead to the files, and fingerprints outlive moved lines.

    sarif.py INTEG
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import urllib.parse

sys.path.pop(0)  # decimal.py beside this file would hide Python's
import jsonschema

INTEG = os.path.abspath(sys.argv[1])
ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SCHEMA = json.loads((ROOT / "tests/schema/sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft4Validator(SCHEMA)
TABLE = ('unit mio DKK\ntable "Træer" 2021..2022 {\n  a "Søer"   1.5  2.0\n'
         '  b "Stier"  0.4   -\n  total      2.0  3.0\n}\n')


def run(folder, *arguments, text=None, unreadable=()):
    done = subprocess.run([INTEG, "check", "--format", "sarif", *arguments], cwd=folder,
                          input=text, capture_output=True, check=False)
    assert (done.returncode == 2 if unreadable else done.returncode in (0, 1)), (
        arguments, done.returncode, done.stderr)
    log = json.loads(done.stdout.decode("utf-8"))
    VALIDATOR.validate(log)
    run_of = log["runs"][0]
    [invocation] = run_of["invocations"]
    assert invocation["executionSuccessful"] is (not unreadable), invocation
    told = [(n["level"], n["message"]["text"],
             n["locations"][0]["physicalLocation"]["artifactLocation"]["uri"])
            for n in invocation.get("toolExecutionNotifications", [])]
    assert told == [("error", *each) for each in unreadable], told
    rules = run_of["tool"]["driver"]["rules"]
    for result in run_of["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"], result
        assert set(result["partialFingerprints"]) == {"integFinding/v1", "integAnywhere/v1",
                                                      "primaryLocationLineHash"}, result
    prints = [r["partialFingerprints"]["integFinding/v1"] for r in run_of["results"]]
    assert len(prints) == len(set(prints)), prints
    return run_of


def results(folder, *arguments, **options):
    return run(folder, *arguments, **options)["results"]


def place(result):
    physical = result["locations"][0]["physicalLocation"]
    return physical["artifactLocation"], physical["region"]


def key(result):
    return result["ruleId"], result["partialFingerprints"]["integFinding/v1"]


def text_at(path, region):
    lines = path.read_text(encoding="utf-8").split("\n")
    assert region["startLine"] == region["endLine"], region
    return lines[region["startLine"] - 1][region["startColumn"] - 1: region["endColumn"] - 1]


def repository(folder):
    """The nearest folder above that holds .git, else the folder itself."""
    return next((f for f in [folder, *folder.parents] if (f / ".git").exists()), folder)


def test_corpus():
    """Every example and every file that fires."""
    files = sorted(ROOT.glob("tests/checks/*/fire*.integ"))
    seen = set()
    for path in [*files, *sorted(ROOT.glob("examples/**/*.integ"))]:
        for result in results(path.parent, path.name):
            artifact, _ = place(result)
            below = path.relative_to(repository(path.parent))
            assert artifact == {"uri": urllib.parse.quote(str(below)),
                                "uriBaseId": "SRCROOT"}, artifact
            seen.add(result["ruleId"])
    assert len(seen) > 50, seen
    return len(files)


def test_places(folder):
    """Columns count characters; labels are related locations; fixes are fixes."""
    path = folder / "a.integ"
    path.write_text(TABLE.replace("1.5", "1,5"), encoding="utf-8")
    found = {r["ruleId"]: r for r in results(folder, path.name)}
    assert text_at(path, place(found["S05"])[1]) == "1,5"
    change = found["S05"]["fixes"][0]["artifactChanges"][0]
    assert change["artifactLocation"]["uri"] == "a.integ"
    assert text_at(path, change["replacements"][0]["deletedRegion"]) == "1,5"
    assert change["replacements"][0]["insertedContent"]["text"] == "1.5"
    path.write_text(TABLE, encoding="utf-8")
    found = results(folder, path.name)
    assert {text_at(path, place(r)[1]) for r in found} == {"2.0", "3.0"}, found
    assert any(r.get("relatedLocations") for r in found), found
    path.write_text('project "ærø" { funding 2023 1.5 }\n', encoding="utf-8")
    assert results(folder, path.name)


def test_paths(folder):
    """Relative to the folder with .git, percent-encoded; what is outside is absolute."""
    deep = folder / "repo" / "a b"
    deep.mkdir(parents=True)
    (folder / "repo" / ".git").mkdir()
    odd = os.fsencode(str(deep)) + b"/100% \xe6 #:?.integ"
    for name in (odd, os.fsencode(str(folder / "out.integ"))):
        with open(name, "wb") as file:
            file.write(TABLE.encode())
    artifact, _ = place(results(deep, os.path.basename(odd))[0])
    assert artifact["uriBaseId"] == "SRCROOT"
    assert artifact["uri"] == "a%20b/100%25%20%E6%20%23%3A%3F.integ", artifact
    assert b"/repo/" + urllib.parse.unquote_to_bytes(artifact["uri"]) in odd
    artifact, _ = place(results(deep, "../../out.integ")[0])
    assert artifact == {"uri": (folder.resolve() / "out.integ").as_uri()}, artifact
    (deep / "link.integ").symlink_to(folder / "out.integ")
    artifact, _ = place(results(deep, "link.integ")[0])
    assert artifact["uri"] == "a%20b/link.integ", artifact
    artifact, _ = place(results(deep, "-", text=TABLE.encode())[0])
    assert artifact == {"uri": "-"}, artifact
    above = run(folder / "repo")
    assert place(above["results"][0])[0]["uri"].startswith("a%20b/"), above


def test_unreadable(folder):
    """What is there is reported, and the run says that it is not all. A link into nowhere is
    no finding (F02) only where it may lead anywhere."""
    (folder / ".git").mkdir()
    deep = folder / "a b"
    deep.mkdir()
    (deep / "a.integ").write_text(TABLE, encoding="utf-8")
    (deep / "lost.integ").symlink_to("nowhere")
    some = run(deep, "--allow-outside", ".", "none.integ", unreadable=(
        ("lost.integ: is a link that leads nowhere", "a%20b/lost.integ"),
        ("none.integ: does not exist", "a%20b/none.integ")))
    assert some["results"], some


def test_fingerprints(folder):
    """The same for moved lines and other blanks, different for another figure."""
    path = folder / "a.integ"
    path.write_text(TABLE, encoding="utf-8")
    before = sorted(map(key, results(folder, path.name)))
    path.write_text("# A remark.\n\n" + TABLE.replace("  total      2.0  3.0",
                                                      "\ttotal 2.0   3.0 "),
                    encoding="utf-8")
    assert sorted(map(key, results(folder, path.name))) == before
    path.write_text(TABLE.replace("3.0", "3.1"), encoding="utf-8")
    assert not set(map(key, results(folder, path.name))) & set(before)
    twice = TABLE + TABLE.split("\n", 1)[1]
    path.write_text(twice, encoding="utf-8")
    both = results(folder, path.name, "--only", "T02")
    assert {key(r)[1].split(":")[1] for r in both} == {"1", "2"}, both


def test_hostile(folder):
    """Bytes that are no text, and controls, come out as valid JSON."""
    (folder / "a.integ").write_bytes(b'project a "\xff\x00\x1b[31m\xe2\x80\xae" { x: \xc3( }\n'
                                     b"}{ total \x07\n")
    assert results(folder, "a.integ")
    (folder / "empty.integ").write_bytes(b"")
    assert results(folder, "empty.integ") == []


def main():
    files = test_corpus()
    for test in (test_places, test_paths, test_unreadable, test_fingerprints, test_hostile):
        with tempfile.TemporaryDirectory() as folder:
            test(pathlib.Path(folder))
    print(f"sarif: {files} files that fire are valid SARIF 2.1.0")


main()
