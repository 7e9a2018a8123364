"""The language server, by a client of the tests' own: how a session goes, positions, findings
and each capability."""

import json
import os
import pathlib
import random
import shutil
import subprocess
import tempfile
import time
import urllib.parse

from client import Client, edited, span, spot, uri_of, width

ROOT = pathlib.Path(__file__).resolve().parents[2]
SMALL = (ROOT / "examples/small.integ").read_text(encoding="utf-8")
OFF = """\
unit mio DKK
table "Table 1" 2023 {
  lakes "Lakes"   1.5
  paths "Paths"   0.4
  swings "Swings" 0.6
  total           2.1
}
"""


class Bench:
    """What a test is handed: the runner, a folder of its own, and how to fail."""

    def __init__(self, runner, wrong, folder):
        self.runner, self.wrong, self.folder = runner, wrong, folder

    def client(self, **options):
        return Client(self.runner, self.wrong, **options)

    def put(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return uri_of(path)

    def equal(self, got, wanted, what="it"):
        if got != wanted:
            raise self.wrong(f"{what} is\n{json.dumps(got, indent=1, ensure_ascii=False)[:3000]}\n"
                             f"not\n{json.dumps(wanted, indent=1, ensure_ascii=False)[:3000]}")

    def true(self, fine, why):
        if not fine:
            raise self.wrong(why)

    def checked(self, *paths):
        """{path: what `integ check` finds in it, as the protocol would have it}"""
        _, report = self.runner.check(*map(str, paths))
        found = {}
        for f in report["findings"]:
            found.setdefault(f["file"], []).append(
                (f["line"] - 1, f["column"] - 1, f["end_line"] - 1, f["end_column"] - 1,
                 {"error": 1, "warning": 2, "note": 3}[f["level"]], f["code"]))
        return {path: sorted(listed) for path, listed in found.items()}


def listed(findings):
    """Findings of the protocol as Bench.checked has them."""
    return sorted((f["range"]["start"]["line"], f["range"]["start"]["character"],
                   f["range"]["end"]["line"], f["range"]["end"]["character"],
                   f["severity"], f["code"]) for f in findings)


def codes(findings):
    return sorted(f["code"] for f in findings)


# ---- how a session goes ----


def lifecycle(bench):
    client = bench.client(start=False)
    bench.equal(client.error("textDocument/hover")["code"], -32002, "a request before initialize")
    client.note("textDocument/didOpen", {"textDocument": {"uri": "file:///a.integ", "text": ""}})
    offers = client.initialize(None, None, None, None)
    bench.equal(offers["positionEncoding"], "utf-16", "the encoding")
    bench.equal(client.error("initialize")["code"], -32600, "a second initialize")
    bench.equal(client.error("no/such")["code"], -32601, "an unknown method")
    bench.equal(client.error("initialized")["code"], -32600, "a notification with an id")
    client.note("no/such")
    client.note("$/anything")
    client.note("textDocument/hover")
    bench.equal(client.error("textDocument/diagnostic", [])["code"], -32602, "wrong parameters")
    bench.equal(client.call("shutdown"), None, "shutdown")
    bench.equal(client.error("textDocument/hover")["code"], -32600, "a request after shutdown")
    client.note("exit")
    client.finish(0)


def ends(bench):
    """A client that dies, or leaves without a word, ends it."""
    bench.client().finish(1)
    client = bench.client()
    client.note("exit")
    client.finish(1)
    client = bench.client()
    client.raw(b"Content-Length: 100\r\n\r\n{")
    client.finish(1)
    bench.client(start=False).finish(1)
    reader, writer = os.pipe()
    os.close(reader)
    process = subprocess.Popen([str(bench.runner.integ), "lsp"], stdin=subprocess.PIPE,
                               stdout=writer, stderr=subprocess.DEVNULL, env=bench.runner.env)
    os.close(writer)
    process.stdin.write(Client.frame({"id": 1, "method": "initialize", "params": {}}))
    process.stdin.flush()  # and not closed: nobody reads, which is enough
    bench.true(process.wait(timeout=60) != 0, "it ended as if all were well")
    process.stdin.close()


def ids(bench):
    """A reply has the very id of its request."""
    client = bench.client()
    for number in (0, -5, 2 ** 40, "", "näme", "7"):
        client.send({"id": number, "method": "no/such"})
        reply = client.take()
        bench.equal(reply["id"], number, "the id")
    client.end()


def garbled(bench):
    """What cannot be read is answered, and what follows is read."""
    client = bench.client()
    client.raw(b"Content-Length: 5\r\n\r\n{{{{{")
    bench.equal(client.take()["error"]["code"], -32700, "broken JSON")
    bench.true("could not read" in client.take()["params"]["message"], "nothing is shown")
    client.raw(b"Content-Length: nine\r\n\r\n")
    bench.equal(client.take()["error"]["code"], -32700, "a broken head")
    client.take()
    client.raw(b"content-type: x\r\nCONTENT-LENGTH:   2\r\n\r\n[]")
    bench.equal(client.take()["error"]["code"], -32600, "a list")
    for message in ({"id": 5}, {"method": 7, "id": 8}, {"jsonrpc": "2.0"}):
        client.send(message)
        bench.equal(client.take()["error"]["code"], -32600, str(message))
    client.send({"id": "integ-9", "result": None})
    client.send({"id": "integ-9", "error": {"code": 1, "message": "no"}})
    client.raw(b"Content-Length: 99999999999999999999\r\n\r\n")
    bench.equal(client.take()["error"]["code"], -32700, "a length beyond all")
    client.take()
    client.raw(b"x" * 9000 + b"\r\n\r\n")
    bench.equal(client.take()["error"]["code"], -32700, "a head without end")
    client.end()


def flood(bench):
    """Messages by the thousand, right and wrong, in any order and in pieces; the session lives."""
    rng = random.Random(16)
    uri = bench.put("a.integ", OFF)
    client = bench.client()
    methods = [name for name in _methods() if name not in ("exit", "shutdown")]
    scraps = [None, 0, -1, 2 ** 62, "", uri, [], {}, [[]], True, {"uri": uri}, OFF,
              {"line": 2 ** 32, "character": -4}, span(3, 9, 1, 0), [{"text": 5}], [{"text": OFF}]]
    keys = ["textDocument", "position", "range", "contentChanges", "text", "uri", "context", "event",
            "positions", "options", "newName", "command", "arguments", "item", "data", "version"]
    data = b""
    for number in range(2000):
        params = {key: rng.choice(scraps) for key in rng.sample(keys, rng.randrange(5))}
        if rng.random() < 0.6:
            params["textDocument"] = {"uri": uri, "version": rng.choice(scraps), "text": OFF}
        message = {"jsonrpc": "2.0", "method": rng.choice(methods),
                   "params": rng.choice([params, params, params, rng.choice(scraps)])}
        if rng.random() < 0.7:
            message["id"] = f"flood-{number}"
        frame = client.frame(message)
        if rng.random() < 0.05:
            at = rng.randrange(len(frame))
            frame = frame[:at] + bytes([rng.randrange(256)]) + frame[at + 1:]
        data += frame
    feed(client, data, rng)
    client.raw(b"\r\n\r\nContent-Length: 2\r\n\r\n{}" * 3)
    # A length that was garbled may have swallowed what follows, up to so many bytes.
    deadline = time.monotonic() + 60
    while client.process.poll() is None and time.monotonic() < deadline:
        number = client.ask("shutdown")
        client.raw(b" " * 4000 + b"\r\n\r\n")
        try:
            while (message := client.inbox.get(timeout=1)) is not None:
                if message.get("id") == number:
                    client.note("exit")
                    client.finish(0)
                    return
        except Exception as late:  # queue.Empty: once more
            if type(late).__name__ != "Empty":
                raise
    raise bench.wrong(f"the session does not live: {client.errors.decode()[-2000:]}")


def feed(client, data, rng):
    at = 0
    while at < len(data):
        step = rng.choice([1, 7, 300, 5000, 70000])
        client.raw(data[at:at + step])
        at += step


def _methods():
    text = (ROOT / "src/lsp/methods.def").read_text(encoding="utf-8")
    return [line.split('"')[1] for line in text.splitlines() if line.startswith("METHOD(")]


def cancelling(bench):
    """A request that waits and is cancelled is answered so; one that was answered is not."""
    client = bench.client()
    uri = bench.put("a.integ", OFF)
    client.open(uri, OFF)
    first = Client.frame({"jsonrpc": "2.0", "id": "a", "method": "textDocument/diagnostic",
                          "params": {"textDocument": {"uri": uri}}})
    second = first.replace(b'"a"', b'"b"')
    cancel = Client.frame({"jsonrpc": "2.0", "method": "$/cancelRequest", "params": {"id": "b"}})
    client.raw(first + second + cancel)
    replies = {}
    while len(replies) < 2:
        message = client.take()
        if "method" not in message:
            replies[message["id"]] = message
    bench.true("result" in replies["a"], "the first was cancelled")
    bench.equal(replies["b"]["error"]["code"], -32800, "the second")
    client.note("$/cancelRequest", {"id": "b"})
    client.end()


def large(tables):
    """Tables of sixty rows whose totals are all off."""
    lines = ["unit mio DKK"]
    for t in range(tables):
        lines.append(f'table t{t} "Table {t}" 2015..2024 {{')
        rows = [[(r * 37 + t * 11 + c * 53) % 397 + 1 for c in range(10)] for r in range(60)]
        lines += [f'  p{t}_{r} "P {t} {r}" ' + " ".join(f"{x / 10:.1f}" for x in cells)
                  for r, cells in enumerate(rows)]
        sums = [sum(column) + 7777 + 13 * c for c, column in enumerate(zip(*rows))]
        lines.append("  total " + " ".join(f"{x / 10:.1f}" for x in sums) + "\n}")
    return "\n".join(lines) + "\n"


def progress(bench):
    """A load that takes long is told, from its begin to its end; a short one is not."""
    client = bench.client(capabilities={"window": {"workDoneProgress": True}})
    uri = bench.put("a.integ", OFF)
    client.open(uri, OFF)
    client.settled(uri, 1)
    client.notes.clear()
    told, tables, version = [], 25, 1
    while not told and tables < 10000:
        tables, version = 2 * tables, version + 1
        client.change(uri, version, large(tables))
        client.settled(uri, version)
        told = [n for n in client.notes if n["method"] != "textDocument/publishDiagnostics"]
    bench.equal([(n["method"], n["params"].get("value", {}).get("kind")) for n in told],
                [("window/workDoneProgress/create", None), ("$/progress", "begin"),
                 ("$/progress", "end")], "what is told")
    bench.equal(len({n["params"]["token"] for n in told}), 1, "the tokens")
    bench.true("id" in told[0] and told[1]["params"]["value"]["title"], "no title, or no request")
    bench.equal(client.notes[-1]["method"], "textDocument/publishDiagnostics", "what is last")
    client.send({"id": told[0]["id"], "result": None})
    client.notes.clear()
    client.change(uri, version + 1, OFF)
    client.settled(uri, version + 1)
    bench.equal([n["method"] for n in client.notes], ["textDocument/publishDiagnostics"],
                "what is told of a short load")
    client.end()
    # Who cannot show it is not told.
    client = bench.client()
    client.open(uri, large(tables))
    client.settled(uri, 1)
    bench.equal({n["method"] for n in client.notes}, {"textDocument/publishDiagnostics"},
                "what a simple client is told")
    client.end()


def refreshed(bench):
    """A client that can is asked to show again what stands beside texts that did not change."""
    able = {"workspace": {name: {"refreshSupport": True} for name in
                          ("inlayHint", "codeLens", "semanticTokens")}}
    every = [f"workspace/{name}/refresh" for name in ("inlayHint", "codeLens", "semanticTokens")]
    client = bench.client(capabilities=able, folders=[bench.folder])
    a, b = bench.put("a.integ", OFF), bench.put("b.integ", "# b\n")

    def asked():
        client.quiet()
        found = [n["method"] for n in client.notes if n["method"].endswith("refresh")]
        client.notes.clear()
        return found

    client.open(a, OFF)
    asked()
    client.change(a, 2, OFF + "# one\n")
    bench.equal(asked(), [], "after a change of the only open file")
    client.note("workspace/didChangeConfiguration", {"settings": {"integ": {"inlayHints": False}}})
    bench.equal(asked(), every, "after a setting")
    client.note("workspace/didChangeWatchedFiles", {"changes": [{"uri": b, "type": 2}]})
    bench.equal(asked(), every, "after another program's change")
    client.open(b, "# b\n")
    asked()
    client.change(b, 2, "# c\n")
    bench.equal(asked(), every, "after a change beside another open file")
    client.close(b)
    asked()
    client.change(a, 3, OFF)
    bench.equal(asked(), [], "when the other is closed")
    client.end()


# ---- texts ----

PIECES = ["unit mio DKK\n", "a", "é", "e\u0301", "\U0001F600", "\t", "\r\n", "\n", "  total 2.1\n",
          'project lakes "Søer \U0001F3DE" { funding 2023: 1.5 }\n', "}", "{", '"', "中", ""]


def texts(bench):
    """After any changes by range and whole, in each encoding, the server has the client's text."""
    for unit in ("utf-8", "utf-16", "utf-32"):
        rng = random.Random(unit)
        client = bench.client(encoding=unit)
        bench.equal(client.offers["positionEncoding"], unit, "the encoding")
        uri, text = bench.put(f"{unit}.integ", ""), ""
        client.open(uri, text)
        for version in range(2, 42):
            changes = []
            for _ in range(rng.randrange(1, 4)):
                if rng.random() < 0.05:
                    text = "".join(rng.choices(PIECES, k=rng.randrange(30)))
                    changes.append(text)
                    continue
                start, end = sorted(rng.randrange(len(text) + 1) for _ in range(2))
                end = min(end, start + rng.choice([0, 0, 3, 40]))
                # Between \r and \n there is no place.
                start -= start > 0 and text[start - 1:start + 1] == "\r\n"
                end -= end > 0 and text[end - 1:end + 1] == "\r\n"
                end = max(start, end)
                new = "".join(rng.choices(PIECES, k=rng.randrange(4)))
                changes.append((*place_of(text, start, unit), *place_of(text, end, unit), new))
                text = text[:start] + new + text[end:]
            client.change(uri, version, *changes)
            bench.put(f"{unit}.integ", text)
            wanted = bench.checked(urllib.parse.unquote(uri[7:]))
            got = [recounted(text, f, unit) for f in client.settled(uri, version)]
            bench.equal(listed(got), wanted.get(urllib.parse.unquote(uri[7:]), []),
                        f"{unit}, version {version}, of {text!r}: what is found")
        client.end()


def place_of(text, at, unit):
    start = text.rfind("\n", 0, at) + 1
    return text.count("\n", 0, at), width(text[start:at], unit)


def recounted(text, finding, unit):
    """A finding whose columns count code points, as `integ check` has them."""
    lines = text.split("\n")

    def recount(position):
        line, taken, column = lines[position["line"]], 0, 0
        while taken < len(line) and column < position["character"]:
            column += width(line[taken], unit)
            taken += 1
        assert column == position["character"], f"{position} is within a character"
        return {"line": position["line"], "character": taken}

    return finding | {"range": {end: recount(finding["range"][end]) for end in ("start", "end")}}


def columns(bench):
    """Where a finding is, in each encoding: beyond the BMP, marks, tabs, CRLF."""
    text = ('unit mio DKK\r\n\ttable "\U0001F3DE e\u0301 Søer" 2023 { lakes "La\U0001F600ke" 1.5\r\n'
            '\ttotal 2.1 } # \U0001F600\r\n')
    line, _ = spot(text, "2.1")
    for unit in ("utf-8", "utf-16", "utf-32"):
        client = bench.client(encoding=unit)
        uri = bench.put("a.integ", text)
        client.open(uri, text)
        found = client.settled(uri, 1)
        bench.equal(found[0]["range"], span(line, 7, line, 10), f"{unit}: the total")
        row = 'unit DKK\ntable 2023 { lakes "La\U0001F600e\u0301å\tke" 1oo.5 }\n'
        client.change(uri, 2, row)
        found = client.settled(uri, 2)
        start = spot(row, "1oo.5", unit=unit)
        bench.equal(found[0]["range"]["start"], {"line": start[0], "character": start[1]}, unit)
        client.end()


def marks(bench):
    """A mark of byte order is a character of the client's first line."""
    text = '\ufeffunit mio DKX\nproject lakes "Lakes"\n'
    for unit, wide in (("utf-8", 3), ("utf-16", 1), ("utf-32", 1)):
        client = bench.client(encoding=unit)
        uri = bench.put("a.integ", text)
        client.open(uri, text)
        found = client.settled(uri, 1)
        bench.equal([f["range"]["start"]["character"] for f in found
                     if f["range"]["start"]["line"] == 0], [9 + wide], unit)
        client.change(uri, 2, (0, 9 + wide, 0, 12 + wide, "DKK"), (0, 0, 0, wide, ""))
        bench.equal(codes(client.settled(uri, 2)), [], unit)
        client.end()


def halves(bench):
    """Half a surrogate pair in a text counts as one sign, and the text stays the client's."""
    uri = bench.put("a.integ", "")
    client = bench.client()
    client.open(uri, "")
    for version, half in enumerate(("\\ud83d", "\\ude00", "\\ud83d\\ud83d", "\\\\ud83d"), 2):
        text = f'# {half} \\ud83d\\ude00\\nprojct lakes\\n'
        client.raw(_whole(uri, version, text))
        found = client.settled(uri, version)
        bench.equal([f["range"]["start"]["line"] for f in found], [1], half)
    client.end()


def _whole(uri, version, escaped):
    body = ('{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":"'
            f'{uri}","version":{version}}},"contentChanges":[{{"text":"{escaped}"}}]}}}}').encode()
    return b"Content-Length: %d\r\n\r\n%s" % (len(body), body)


# ---- findings ----


def findings(bench):
    client = bench.client()
    uri = bench.put("a.integ", SMALL)  # what is open counts, not the file
    client.open(uri, OFF)
    found = client.settled(uri, 1)
    bench.equal(codes(found), ["T02"], "what is found")
    total = found[0]
    bench.equal(total["codeDescription"]["href"], "integ:explain/T02", "the link")
    bench.equal(total["source"], "integ", "the source")
    lines = total["message"].splitlines()
    bench.equal(lines[0], "the total for 2023 is 0.4 mio DKK too low: stated 2.1, but its 3 entries "
                          "add up to 2.5", "the message")
    causes = [line.split(":")[0] for line in lines if line.startswith(("likely", "possible"))]
    bench.true(causes and causes == sorted(causes), f"the likely ones are not first: {lines}")
    bench.true(any(line.startswith("help: ") and "allow T02 -0.4" in line for line in lines),
               f"no help: {lines}")
    bench.true(total["relatedInformation"] and
               all(i["message"] for i in total["relatedInformation"]), "labels without words")
    client.change(uri, 2, (5, 18, 5, 21, "2.5"))
    bench.equal(client.settled(uri, 2), [], "what is found once it is right")
    client.change(uri, 3, OFF.replace("total ", "allow T02 9\n  total "))
    idle = [f for f in client.settled(uri, 3) if f["code"] == "K01"]
    bench.equal([f["tags"] for f in idle], [[1]], "an idle allow")
    client.change(uri, 4, OFF.replace("0.4", "0,4"))
    fixes = [f["data"]["fixes"] for f in client.settled(uri, 4) if "data" in f]
    bench.true(fixes and all(fix["newText"] for fix in fixes[0]), f"no fixes: {fixes}")
    client.close(uri)
    client.quiet()
    bench.equal(client.findings[uri], [], "what is left of a closed file")
    client.end()


def included(bench):
    """What is wrong in an included file is sent to that file, and taken back."""
    bench.put("common.integ", 'source fund "A fund"\nsource fund "Another fund"\n')
    text = 'include "common.integ"\nproject lakes "Lakes" { funding 2023: 1 DKK from fund }\n'
    uri, common = bench.put("a.integ", text), uri_of(bench.folder / "common.integ")
    client = bench.client()
    client.open(uri, text)
    bench.equal(codes(client.settled(common)), ["N02"], "of the included file")
    client.change(uri, 2, text.replace("include", "# include"))
    client.settled(uri, 2)
    client.quiet()
    bench.equal(client.findings[common], [], "of the file that is not included any more")
    bench.equal(codes(client.findings[uri]), ["N01"], "of the file")
    client.change(uri, 3, text)
    client.settled(uri, 3)
    # Open, it is still loaded with the one that includes it, and its text counts.
    client.open(common, 'source fund "A fund"\n')
    bench.equal(client.settled(common, 1), [], "of the included file, open")
    client.change(common, 2, "\n")
    bench.equal(client.settled(common, 2), [], "of the included file, emptied")
    client.quiet()
    bench.equal(codes(client.findings[uri]), ["N01"], "of the file that includes it")
    client.close(uri)
    client.quiet()
    bench.equal(client.findings[uri], [], "of the closed file")
    client.end()


def unsaved(bench):
    """Files that are nowhere yet: without a folder, in a folder of the client's, included."""
    client = bench.client(folders=[bench.folder])
    client.open("untitled:Untitled-1", OFF)
    bench.equal(codes(client.settled("untitled:Untitled-1", 1)), ["T02"], "untitled")
    new = uri_of(bench.folder / "new folder" / "nøw.integ")
    client.open(new, OFF)
    bench.equal(codes(client.settled(new, 1)), ["T02"], "a new file")
    main = 'include "part.integ"\nproject lakes { funding 2023: 1 DKK }\n'
    uri = bench.put("main.integ", main)
    client.open(uri, main)
    bench.equal(codes(client.settled(uri, 1)), ["F01"], "an include of nothing")
    part = uri_of(bench.folder / "part.integ")
    client.open(part, 'project lakes "Lakes"\n')
    client.settled(part, 1)
    client.quiet()
    bench.equal(client.findings[uri], [], "an include of what is open")
    other = bench.put("letter.txt", "hello")
    client.open(other, "hello")
    bench.true("is not an .integ file" in client.settled(other, 1)[0]["message"], "another language")
    client.end()


def deleted(bench):
    """A file that is deleted while it is open is still what the client has."""
    client = bench.client(folders=[bench.folder])
    uri = bench.put("a.integ", SMALL)
    client.open(uri, SMALL)
    client.settled(uri, 1)
    (bench.folder / "a.integ").unlink()
    client.note("workspace/didChangeWatchedFiles", {"changes": [{"uri": uri, "type": 3}]})
    client.change(uri, 2, OFF)
    bench.equal(codes(client.settled(uri, 2)), ["T02"], "of the deleted file")
    client.close(uri)
    client.quiet()
    bench.equal(client.findings[uri], [], "once it is closed")
    client.end()


def folders(bench):
    """Two folders are checked each by itself; one is taken away."""
    one, two = bench.folder / "one", bench.folder / "two"
    a = bench.put("one/a.integ", OFF)
    b = bench.put("two/b.integ", OFF.replace("2.1", "2.2"))
    c = bench.put("two/c.integ", 'organisation dept "Dept"\n')
    client = bench.client(folders=[one, two])
    bench.equal(codes(client.settled(a)), ["T02"], "of the first, not open")
    bench.equal(codes(client.settled(b)), ["T02"], "of the second")
    client.open(c, 'organisation dept "Dept"\norganisation dept "Other"\n')
    bench.equal(codes(client.settled(c, 1)), ["N02"], "of an open file")
    client.note("workspace/didChangeWorkspaceFolders",
                {"event": {"added": [], "removed": [{"uri": uri_of(one), "name": "one"}]}})
    client.quiet()
    bench.equal(client.findings[a], [], "of the folder that is gone")
    client.note("workspace/didChangeWorkspaceFolders",
                {"event": {"added": [{"uri": uri_of(one), "name": "one"}], "removed": []}})
    client.quiet()
    bench.equal(codes(client.findings[a]), ["T02"], "of the folder that is back")
    (one / "a.integ").write_text(SMALL, encoding="utf-8")
    client.note("workspace/didChangeWatchedFiles", {"changes": [{"uri": a, "type": 2}]})
    client.quiet()
    bench.equal(client.findings[a], [], "of a file that was changed outside")
    client.end()


def settings(bench):
    one = bench.put("one/a.integ", OFF)
    bench.put("one/b.integ", OFF)
    client = bench.client(folders=[bench.folder / "one"], options={"scope": "file"})
    client.open(one, OFF)
    bench.equal(codes(client.settled(one, 1)), ["T02"], "a file alone")
    bench.equal(list(client.findings), [one], "the files with findings")
    client.end()
    client = bench.client()
    client.open(one, OFF.replace("2.1", "2.55"))
    bench.true(codes(client.settled(one, 1)), "nothing is found")
    client.note("workspace/didChangeConfiguration", {"settings": {"integ": {"level": "error"}}})
    client.quiet()
    bench.true(all(f["severity"] == 1 for f in client.findings[one]), "a note is shown")
    client.end()


def pulled(bench):
    client = bench.client(options={"diagnostics": "pull"}, folders=[bench.folder])
    bench.true("diagnosticProvider" in client.offers, "it is not offered")
    uri = bench.put("a.integ", OFF)
    client.open(uri, OFF)
    report = client.of("diagnostic", uri)
    bench.equal((report["kind"], codes(report["items"])), ("full", ["T02"]), "the report")
    again = client.of("diagnostic", uri, previousResultId=report["resultId"])
    bench.equal((again["kind"], "items" in again), ("unchanged", False), "asked again")
    client.change(uri, 2, SMALL)
    bench.equal(client.of("diagnostic", uri, previousResultId=report["resultId"])["items"], [],
                "of the changed file")
    whole = client.call("workspace/diagnostic", {"previousResultIds": []})
    bench.equal([(item["uri"], item["version"]) for item in whole["items"]], [(uri, 2)],
                "of the folder")
    bench.equal(client.findings, {}, "what was sent unasked")
    client.end()


def law(bench):
    """After each of many random edits of real documents, the findings of all files are those of
    `integ check` over the same bytes."""
    rng = random.Random(2020)
    folder = bench.folder / "parks"
    shutil.copytree(ROOT / "examples/copenhagen", folder)
    paths = sorted(folder.glob("**/*.integ"), key=lambda path: path.stat().st_size)
    client = bench.client(folders=[folder], encoding="utf-32")
    texts_of = {path: path.read_text(encoding="utf-8") for path in paths[:4]}
    for path, text in texts_of.items():
        client.open(uri_of(path), text)
    for version in range(2, 22):
        path = rng.choice(list(texts_of))
        text = texts_of[path]
        at = rng.randrange(len(text))
        end = min(len(text), at + rng.choice([0, 1, 1, 2, 30]))
        new = rng.choice(["", "", "}", "{", '"', "9", ".", "\n", "x", "allow T02 -0.1", "å\U0001F600"])
        client.change(uri_of(path), version, (*place_of(text, at, "utf-32"),
                                              *place_of(text, end, "utf-32"), new))
        texts_of[path] = text = text[:at] + new + text[end:]
        path.write_bytes(text.encode())
        client.settled(uri_of(path), version)
        client.quiet()
        wanted = {uri_of(p): f for p, f in bench.checked(folder).items()}
        got = {uri: listed(f) for uri, f in client.findings.items() if f}
        bench.equal(got, wanted, f"version {version} of {path.name}, at {at}: {new!r}")
    client.end()


def steady(bench):
    """Ten thousand edits, of which many are loaded, leave no memory behind."""
    if bench.runner.asan:
        return  # which keeps what is freed, for a while
    client = bench.client()
    uri = bench.put("a.integ", OFF)
    client.open(uri, OFF)

    def edit(first, last):
        for version in range(first, last):
            client.change(uri, version, (0, 0, 0, 0, "# a line\n"), (0, 0, 1, 0, ""))
            if version % 10 == 0:
                client.settled(uri, version)
                client.at("hover", uri, 2, 4)
        status = pathlib.Path(f"/proc/{client.process.pid}/status").read_text(encoding="utf-8")
        return int(status.split("VmRSS:")[1].split()[0])

    before, after = edit(2, 1001), edit(1001, 10001)
    bench.true(after - before <= 256, f"it grew from {before} kB to {after} kB")
    client.end()


# ---- what an editor asks ----

PARKS = """\
# Parks,
# typed for the tests.
include "common.integ"
document parks "Parks, 2023-24" {
  date: 2025-03-01
}
years 2023..2024
unit  mio DKK

table t1 "Table 1" 2023..2024, all {
  area green "Green spaces" {
    lakes "Lakes \U0001F3DE"  from budget  1.5  2.0  3.5  { owner: dept }
    paths "Paths"   from fund    0.4   -   0.4
    total                        1.9  2.0  3.9
  }
  total                          2.1   ?   3.9
}
query by_year "Money by year" { select year, sum(amount) from funding group by year }
check "the text says 3.9" sum(funding.amount where project = lakes) = 3.5
"""
COMMON = """\
source budget "Budget 2023"
source fund   "The Green Fund"
organisation dept "The parks department"
"""


def parks(bench, **options):
    """A client with the parks open, and their URI and that of what they include."""
    common, uri = bench.put("common.integ", COMMON), bench.put("parks.integ", PARKS)
    client = bench.client(**options)
    client.open(uri, PARKS)
    bench.equal(codes(client.settled(uri, 1)), ["T02"], "of the parks")
    return client, uri, common


def places(locations):
    return sorted((pathlib.PurePath(l["uri"]).name, l["range"]["start"]["line"],
                   l["range"]["start"]["character"]) for l in locations)


def naming(bench):
    client, uri, common = parks(bench)
    use = spot(PARKS, "from budget")
    at = (use[0], use[1] + 6)
    declared = [("common.integ", 0, 7)]
    bench.equal(places(client.at("definition", uri, *at)), declared, "the definition")
    used = [("parks.integ", *spot(PARKS, "budget"))]
    every = {"context": {"includeDeclaration": True}}
    bench.equal(places(client.at("references", uri, *at, **every)), declared + used, "all uses")
    bench.equal(places(client.at("references", uri, *at, context={"includeDeclaration": False})), used,
                "uses alone")
    bench.equal(places(client.at("definition", uri, *spot(PARKS, "common"))),
                [("common.integ", 0, 0)], "what is included")
    lakes = [spot(PARKS, "lakes"), spot(PARKS, "lakes", 1)]
    marks_of = client.at("documentHighlight", uri, *lakes[1])
    bench.equal([(m["range"]["start"]["line"], m["kind"]) for m in marks_of],
                [(lakes[0][0], 3), (lakes[1][0], 2)], "the highlights")
    bench.equal(client.at("definition", uri, 0, 0), [], "where nothing is named")
    client.end()


def renaming(bench):
    client, uri, common = parks(bench)
    at = spot(PARKS, "budget")
    bench.equal(client.at("prepareRename", uri, *at)["placeholder"], "budget", "what is renamed")
    changes = client.at("rename", uri, *at, newName="plan_23")["changes"]
    bench.equal(sorted(changes), sorted([uri, common]), "the files")
    after = {uri: edited(PARKS, changes[uri]), common: edited(COMMON, changes[common])}
    bench.equal(after, {uri: PARKS.replace("from budget", "from plan_23"),
                        common: COMMON.replace("source budget", "source plan_23")}, "the texts")
    for name, why in (("fund", "become one"), ("total", ""), ("all", "word of the language"),
                      ("2x", "is not a name"), ("a b", "is not a name"), ("", "is not a name")):
        where = spot(PARKS, "lakes") if name == "total" else at
        error = client.reply(client.ask("textDocument/rename", {
            "textDocument": {"uri": uri}, "position": dict(zip(("line", "character"), where)),
            "newName": name}))
        bench.true("error" in error and why in error["error"]["message"], f"{name}: {error}")
    word = dict(zip(("line", "character"), spot(PARKS, "owner")))
    client.error("textDocument/rename", {"textDocument": {"uri": uri}, "position": word,
                                         "newName": "chief"})  # which is the language's
    client.error("textDocument/prepareRename", {"textDocument": {"uri": uri},
                                                "position": {"line": 0, "character": 0}})
    changes = client.at("rename", uri, *spot(PARKS, "by_year"), newName="å")["changes"]
    bench.equal(edited(PARKS, changes[uri]), PARKS.replace("by_year", "å"), "a query")
    changes = client.at("rename", uri, *spot(PARKS, "t1"), newName="table_1")["changes"]
    bench.equal(edited(PARKS, changes[uri]), PARKS.replace("t1", "table_1"), "a table")
    client.end()


TITLED = """unit mio DKK
source "The state"
table "Table 1" 2023 {
  area "Green" {
    "Lakes" from "The state" 1.0
  }
  total of "Green" 1.0
  total of lakes 1.0
}
project lakes { expires: 2026 }
project paths "paths" { funding 2024: 1.0 }
total of paths 2024: 1.0
"""


def titled(bench):
    """A title in place of a name is found as one, by its name too, and keeps itself."""
    client = bench.client()
    uri = bench.put("titled.integ", TITLED)
    client.open(uri, TITLED)
    client.settled(uri, 1)
    every = {"context": {"includeDeclaration": True}}
    lakes = [("titled.integ", 4, 5), ("titled.integ", 7, 11), ("titled.integ", 9, 8)]
    for line, column in ((4, 4), (4, 5), (4, 9), (4, 11), (7, 12), (9, 8)):
        bench.equal(places(client.at("references", uri, line, column, **every)), lakes,
                    f"the places from {line}:{column}")
    bench.equal(places(client.at("definition", uri, 9, 9)), lakes[:1], "where it is declared")
    bench.equal(places(client.at("references", uri, 4, 20, **every)),
                [("titled.integ", 1, 8), ("titled.integ", 4, 18)], "a source")
    bench.equal(places(client.at("references", uri, 6, 13, **every)),
                [("titled.integ", 3, 8), ("titled.integ", 6, 12)], "an area")
    bench.true("**project** `lakes`" in client.at("hover", uri, 4, 6)["contents"]["value"], "hover")
    error = client.reply(client.ask("textDocument/prepareRename", {
        "textDocument": {"uri": uri}, "position": {"line": 4, "character": 6}}))
    bench.true("title in place of a name" in error["error"]["message"], f"no reason: {error}")
    changes = client.at("rename", uri, 11, 10, newName="ways")["changes"]
    bench.equal(edited(TITLED, changes[uri]), TITLED.replace("project paths", "project ways")
                .replace("of paths", "of ways"), "a title like the name stays")
    client.end()


def hover(bench):
    client, uri, common = parks(bench)

    def says(where, *words):
        got = client.at("hover", uri, *where)
        bench.true(got is not None, f"nothing is said at {where}")
        text = got["contents"]["value"]
        for word in words:
            bench.true(word in text, f"{word!r} is not said: {text}")

    says(spot(PARKS, "budget"), "**source** `budget`", "Budget 2023", "common.integ, line 1", "1.5")
    says(spot(PARKS, "lakes", 1), "**project** `lakes`", "Lakes \U0001F3DE", "2023", "2.0")
    says(spot(PARKS, "1.5"), "**funding** 2023: 1.5 mio DKK", "Lakes", "Green spaces", "Budget 2023")
    says(spot(PARKS, "1.9"), "**total** for 2023: stated 1.9 mio DKK, exact", "1.5 + 0.4 = 1.9 mio DKK")
    says(spot(PARKS, "2.1"), "stated 2.1 mio DKK, off", "1.5 + 0.4 = 1.9", "**T02**", "too high")
    says(spot(PARKS, "owner"), "**property** `owner`")
    bench.true("| year |" in client.at("hover", uri, *spot(PARKS, "lakes"))["contents"]["value"],
               "money is shown by document, though only one states it")
    bench.equal(client.at("hover", uri, 0, 3), None, "over a comment")
    bench.put("parks_25.integ", 'include "common.integ"\ndocument later "Parks, 2025"\n'
              'unit mio DKK\ntable 2025 { lakes "Lakes and ponds" from budget 4.5 }\n')
    both = PARKS + 'include "parks_25.integ"\n'
    client.change(uri, 2, both)
    found = client.at("hover", uri, *spot(both, "lakes"))["contents"]["value"]
    for word in ("Lakes \U0001F3DE", "Lakes and ponds", "Parks, 2025", "4.5"):
        bench.true(word in found, f"{word!r} is not said of two documents: {found}")
    client.change(uri, 2, PARKS.replace("query by_year", "allow T02 0.2\nquery by_year"))
    where = spot(PARKS, "query by_year")
    says((where[0], 7), "T02 (total-off)")
    client.end()


def symbols(bench):
    nested = {"textDocument": {"documentSymbol": {"hierarchicalDocumentSymbolSupport": True}}}
    client, uri, common = parks(bench, capabilities=nested)
    tree = client.of("documentSymbol", uri)

    def names(nodes):
        return [(n["name"], names(n["children"])) if n["children"] else n["name"] for n in nodes]

    bench.equal(names(tree), ["Parks, 2023-24", ("Table 1", [("Green spaces", ["Lakes \U0001F3DE",
                              "Paths"])]), "Money by year", "the text says 3.9"], "the outline")
    for node in tree:
        bench.true(node["range"]["start"]["line"] <= node["selectionRange"]["start"]["line"], "ranges")
    client.end()
    client, uri, common = parks(bench)
    flat = client.of("documentSymbol", uri)
    bench.equal([(s["name"], s["containerName"]) for s in flat][2:4],
                [("Green spaces", "Table 1"), ("Lakes \U0001F3DE", "Green spaces")], "the flat outline")
    found = client.call("workspace/symbol", {"query": "grn"})
    bench.equal([s["name"] for s in found], ["Green spaces", "The Green Fund"], "symbols of all files")
    bench.equal(len(client.call("workspace/symbol", {"query": ""})), 7, "all symbols")
    client.end()


def actions(bench):
    client = bench.client()
    uri = bench.put("a.integ", OFF)

    def offered(text, version, where, only=None):
        client.change(uri, version, text)
        context = {"diagnostics": []} | ({"only": only} if only else {})
        at = {"line": where[0], "character": where[1]}
        return client.of("codeAction", uri, range={"start": at, "end": at}, context=context)

    def made(text, action):
        return edited(text, action["edit"]["changes"][uri])

    client.open(uri, OFF)
    total = spot(OFF, "2.1")
    listed_actions = offered(OFF, 2, total)
    allow = [a for a in listed_actions if a["title"].startswith("Accept it")]
    bench.equal([a["title"] for a in allow], ["Accept it, if the document prints it: allow T02 -0.4"],
                "what can be accepted")
    bench.equal(codes(allow[0]["diagnostics"]), ["T02"], "what the action is of")
    after = made(OFF, allow[0])
    reasoned = 'allow T02 -0.4 "the document prints it"'
    bench.true(f"  total           2.1\n  {reasoned}\n}}" in after, after)
    client.change(uri, 3, after)
    bench.equal(client.settled(uri, 3), [], "once it is accepted")
    # The row below begins with its title, which is not the reason.
    rows = 'unit mio DKK\ntable "T" 2023, 2024, all {\n  "A" 1.0 1.0 2.4\n  "B" 0.5 0.5 1.0\n}\n'
    first = [a for a in offered(rows, 4, spot(rows, "2.4")) if a["title"].startswith("Accept it")]
    after = made(rows, first[0])
    client.change(uri, 5, after)
    bench.equal(client.settled(uri, 5), [], after)
    # What keeps claims from being checked can be accepted by nothing.
    for text, at in ((OFF.replace("0.4", "n/a"), "n/a"), (OFF.replace("0.4", "0.4 0.5"), "paths"),
                     (OFF.replace('"Paths"', 'form "x"'), "form")):
        titles = [a["title"] for a in offered(text, 6, spot(text, at))]
        bench.equal([t for t in titles if "Accept" in t], [], text)
    client.change(uri, 6, OFF)
    write = [a for a in listed_actions if a["kind"] == "refactor.rewrite"]
    bench.true("only if 2.1 is a slip" in write[0]["title"], write[0]["title"])
    bench.equal(made(OFF, write[0]), OFF.replace("2.1", "2.5"), "the total that was written")
    bench.equal(offered(OFF, 7, total, ["source.fixAll"]), [], "safe fixes of a file without any")
    inline = 'unit mio DKK\r\ntable 2023 { lakes "Lakes" 1.5 total 2.1 }\r\n'
    action = [a for a in offered(inline, 8, spot(inline, "2.1")) if "Accept" in a["title"]][0]
    client.change(uri, 9, made(inline, action))
    bench.equal(client.settled(uri, 9), [], f"accepted within a line: {made(inline, action)!r}")

    near = OFF.replace('"Lakes" ', '"Lakes" from buget') + 'source budget "B"\n'
    client.change(uri, 19, near)
    said = [f["message"].split("\n")[:2] for f in client.settled(uri, 19) if f["code"] == "N01"]
    bench.equal(said, [['no source is called "buget"', 'did you mean "budget"?']], "a near name")
    names = OFF.replace('"Lakes" ', '"Lakes" from bugdet_23') + 'source budget "B"\n'
    found = offered(names, 10, spot(names, "bugdet_23"))
    declare = [a for a in found if a["title"].startswith("Declare")]
    bench.equal([a["title"] for a in declare], ['Declare the source bugdet_23 "Bugdet 23"'], "names")
    client.change(uri, 11, made(names, declare[0]))
    bench.equal(codes(client.settled(uri, 11)), ["T02"], "once it is declared")

    for version, (text, wanted) in enumerate((
            ('unit mio DKK\ntable 2023 { lakes 1.5 }\n', 'Declare the project lakes "Lakes"'),
            ('unit mio DKK\ntotal of green 2023: 1.5\n', 'Declare the area green "Green"'),
            ('unit mio DKK\ntotal of "Green areas" 2023: 1.5\n', 'Declare the area "Green areas"'),
            ('project lakes "Lakes" { funding 2023: 1 DKK from budget2023 }\n',
             'Declare the source budget2023 "Budget 2023"'),
            ('project lakes "Lakes" { owner: dept }\n', 'Declare the organisation dept "Dept"')), 20):
        name = wanted.split()[3]
        found = [a for a in offered(text, version, spot(text, name)) if a["title"] == wanted]
        bench.equal(len(found), 1, f"the offers of {wanted!r} in {text!r}")
        after = made(text, found[0])
        client.change(uri, version + 100, after)
        bench.equal([f for f in client.settled(uri, version + 100) if f["code"] == "N01"], [], after)

    comma = OFF.replace("0.4", "0,4").replace("2.1", "2.5")
    fixes = [a for a in offered(comma, 130, spot(comma, "0,4")) if a["kind"] == "quickfix" and
             a["title"].startswith("Replace")]
    bench.equal([a["title"] for a in fixes], ["Replace 0,4 by 0.4"], "the fix")
    bench.equal(made(comma, fixes[0]), comma.replace("0,4", "0.4"), "the fixed text")
    every = offered(comma, 131, (0, 0), ["source.fixAll.integ"])
    bench.equal([a["kind"] for a in every], ["source.fixAll.integ"], "the safe fixes")
    bench.equal(made(comma, every[0]), comma.replace("0,4", "0.4"), "the file with all fixes")
    client.end()


def formatting(bench):
    ugly = ('unit   mio DKK ;\r\n\r\n\r\n\ttable "T" 2023{\r\n lakes "La\U0001F600es" 1.5   # one\r\n'
            '     paths    "Paths" 0.45\r\ntotal 1.95 }\r\n')
    path = bench.folder / "a.integ"
    uri = bench.put("a.integ", ugly)
    bench.runner.run([bench.runner.integ, "fmt", path])
    neat = path.read_bytes().decode()
    bench.true(neat != ugly, "it is formatted already")
    client = bench.client()
    client.open(uri, ugly)
    edits = client.of("formatting", uri, options={})
    bench.equal(edited(ugly, edits), neat, "the formatted text")
    client.change(uri, 2, neat)
    bench.equal(client.of("formatting", uri, options={}), [], "what is to be done of it")
    broken = ugly + "table {\r\n"
    client.change(uri, 3, broken)
    error = client.error("textDocument/formatting", {"textDocument": {"uri": uri}, "options": {}})
    bench.true("correct its syntax" in error["message"], "a broken file")
    client.change(uri, 4, ugly)
    part = client.of("rangeFormatting", uri, range=span(4, 1, 4, 2), options={})
    got = edited(ugly, part)
    bench.equal([a == b for a, b in zip(got.split("\r\n"), ugly.split("\r\n"))],
                [True] * 3 + [True, False, True, True, True], f"the lines that stay: {got!r}")
    typed = client.at("onTypeFormatting", uri, 6, len("total 1.95 }"), ch="}", options={})
    got = edited(ugly, typed)
    bench.equal(got.split("table")[1], neat.split("table")[1], "the table that was closed")
    rows = ugly.replace("total", "   \r\ntotal")
    client.change(uri, 5, rows)
    typed = client.at("onTypeFormatting", uri, 6, 3, ch="\n", options={})
    got = edited(rows, typed)
    bench.true("\r\n   \r\n" in got and '  paths "Paths"   0.45' in got, f"a row that was ended: {got!r}")
    client.end()


def completing(bench):
    able = {"textDocument": {"completion": {"completionItem": {"snippetSupport": True}}}}
    client, uri, common = parks(bench, capabilities=able)
    version = 1

    def offered(before, after="\n"):
        nonlocal version
        version += 1
        text = PARKS + before + after
        client.change(uri, version, text)
        line, column = spot(PARKS + before + "\0", "\0")
        return {item["label"]: item for item in
                client.at("completion", uri, line, column)["items"]}

    items = offered('project pier "A pier" { funding 2023: 1.0 from ')
    bench.equal(sorted(items), ["budget", "fund"], "sources")
    client.open(common, COMMON + 'source a_spare "Spare money"\n')
    items = offered('project pier "A pier" { funding 2023: 1.0 from ')
    bench.equal({i["label"]: i.get("sortText") for i in items.values()},
                {"budget": "0budget", "fund": "0fund", "a_spare": None},
                "what the file names already is first")
    client.close(common)
    items = offered('project pier "A pier" { funding 2023: 1.0 from ')
    bench.equal(items["fund"]["detail"], 'source "The Green Fund"', "the detail")
    items = offered('project pier "A pier" { funding 2023: 1.0 from bu')
    bench.equal([(i["label"], i["textEdit"]["newText"]) for i in items.values()], [("budget", "budget")],
                "what goes on")
    start = items["budget"]["textEdit"]["range"]
    bench.equal(start["end"]["character"] - start["start"]["character"], 2, "what it replaces")
    full = client.call("completionItem/resolve", items["budget"])
    bench.true("Budget 2023" in full["documentation"]["value"], "the documentation")
    bench.equal(full["textEdit"], items["budget"]["textEdit"], "the edit")
    items = offered("ta")
    bench.true("table" in items and items["table … { rows, total }"]["insertTextFormat"] == 2, "snippets")
    for typed, label in (("pro", "project … { funding }"), ("project pier { in", "indicator … { target, actual }"),
                         ("che", 'check "…" …'), ("query", "query … { select … }")):
        item = offered(typed).get(label, {})
        bench.true(item.get("insertTextFormat") == 2 and "${1" in item["textEdit"]["newText"],
                   f"the snippet {label}: {item}")
    items = offered("project pier { ow")
    bench.true("organisation" in items["owner"]["detail"] or items["owner"]["detail"], "a property")
    items = offered("query q { select su", " from funding }\n")
    bench.true("sum(" in items and items["sum("]["kind"] == 3, f"functions: {list(items)}")
    items = offered("query q { select ", " from funding }\n")
    bench.true({"area", "project", "amount"} <= set(items), f"columns: {list(items)}")
    items = offered("project pier { owner: ")
    bench.true("dept" in items, f"values: {list(items)}")
    bench.equal(offered('project pier "A '), {}, "in quotes")
    version += 1
    call = PARKS + "query q { select round(amount, "
    client.change(uri, version, call + ") from funding }\n")
    line, column = spot(call + "\0", "\0")
    help_of = client.at("signatureHelp", uri, line, column)
    bench.equal((help_of["signatures"][0]["label"], help_of["activeParameter"]),
                ("round(x, [y])", 1), "the signature")
    bench.equal(client.at("signatureHelp", uri, 0, 0), None, "where there is no call")
    client.end()


COMPUTED = """\
unit mio DKK
money first   "Budget"
money revised "Revised budget" { version_of: first }
table "Table 1" 2024 as first, 2024 as revised, "Change" = revised - first,
    "Pct." = "Change" / first {
  lakes "Lakes"  10.0  11.0  2.0  20%
}
"""


def computed(bench):
    """A computed column: what is found, what a cell says, where its formula names things."""
    client, uri = bench.client(), bench.put("computed.integ", COMPUTED)
    client.open(uri, COMPUTED)
    found = client.settled(uri, 1)
    bench.equal(codes(found), ["T17"], "what is found")
    hover = client.at("hover", uri, *spot(COMPUTED, "2.0"))["contents"]["value"]
    for word in ("revised - first", "stated 2.0, off", "= 1.0 mio DKK", "**T17**"):
        bench.true(word in hover, f"{word!r} is not said: {hover}")
    hover = client.at("hover", uri, *spot(COMPUTED, "20%"))["contents"]["value"]
    bench.true("stated 20%, exact" in hover and "= 20%" in hover, f"the hover: {hover}")
    every = span(0, 0, 99, 0)
    where = spot(COMPUTED, "2.0")
    bench.equal([(h["label"], h["position"]["line"], h["position"]["character"])
                 for h in client.of("inlayHint", uri, range=every)],
                [("= 1.0", where[0], where[1] + 3)], "what the formula gives")
    bench.equal([l["command"]["title"] for l in client.of("codeLens", uri)],
                ["2 entries, 2 claims, 1 off"], "the lens: 10.0 and 11.0; 2.0 and 20%")
    open_cells = COMPUTED.replace("2.0  20%", "?  10%").replace(
        "\n}", '\n  paths "Paths"  5.0  6.0  1.0  ?\n}')
    client.change(uri, 2, open_cells)
    bench.equal([(h["label"], h["position"]["line"])
                 for h in client.of("inlayHint", uri, range=every)],
                [("= 1.0", where[0]), ("= 20%", where[0] + 1)],
                "cells that are not given: 11.0 - 10.0, and 1.0 / 5.0")
    hover = client.at("hover", uri, *spot(open_cells, "?"))["contents"]["value"]
    bench.true("stated ?\n\n= 1.0 mio DKK" in hover, f"the hover of a ?: {hover}")
    client.change(uri, 3, COMPUTED)
    changes = client.at("rename", uri, *spot(COMPUTED, "revised"), newName="korr")["changes"]
    bench.equal(edited(COMPUTED, changes[uri]), COMPUTED.replace("revised", "korr"), "the new name")
    client.end()


FORMS = """\
years 2022/23..2023/24 from 2022-08
unit mio DKK
table t1 "Table 1" 2022/23..2023/24, all {
  "Lakes"               1.5  2.0   ?   {
    "of which salaries" 0.5  0.6  1.1
  }
  "Paths"               0.3  1.0   ?   {
    "of which salaries" 0.3  0.4   ?
  }
  total                 2.1   ?    ?
}
table "Table 2" over 2022/23..2023/24 {
  "Boats"  8.5
  total     ?
}
check "parts" t1(lakes_of_which_salaries, 2022/23) = 0.5
"""


def forms(bench):
    """Rows in rows, years of two numbers and spans: outline, folding, hints, names."""
    nested = {"textDocument": {"documentSymbol": {"hierarchicalDocumentSymbolSupport": True}}}
    client, uri = bench.client(capabilities=nested), bench.put("forms.integ", FORMS)
    client.open(uri, FORMS)
    found = client.settled(uri, 1)
    bench.equal([(f["code"], f["range"]["start"]["line"]) for f in found], [("T02", 9)],
                "what is found: 1.5 + 0.3 is 1.8")

    def names(nodes):
        return [(n["name"], names(n["children"])) if n["children"] else n["name"] for n in nodes]

    bench.equal(names(client.of("documentSymbol", uri)),
                [("Table 1", [("Lakes", ["of which salaries"]), ("Paths", ["of which salaries"])]),
                 ("Table 2", ["Boats"]), "parts"], "the outline")
    bench.equal({(f["startLine"], f["endLine"]) for f in client.of("foldingRange", uri)},
                {(2, 9), (3, 4), (6, 7), (11, 13)}, "what folds")
    bench.equal([(h["position"]["line"], h["label"])
                 for h in client.of("inlayHint", uri, range=span(0, 0, 99, 0))],
                [(3, "= 3.5"), (6, "= 1.3"), (7, "= 0.7"), (9, "= 1.8"), (9, "= 3.0"), (9, "= 4.8"),
                 (13, "= 8.5")], "the sums: of rows, of a part's row, of totals without parts")
    hover = client.at("hover", uri, *spot(FORMS, "2.1"))["contents"]["value"]
    bench.true("for 2022/23: stated 2.1 mio DKK, off" in hover and "1.5 + 0.3 = 1.8" in hover,
               f"the hover of a total: {hover}")
    hover = client.at("hover", uri, *spot(FORMS, "0.6"))["contents"]["value"]
    bench.true("2023/24: 0.6 mio DKK" in hover and "left out of totals" in hover,
               f"the hover of a part: {hover}")
    bench.equal(places(client.at("references", uri, *spot(FORMS, "lakes_of"),
                                 context={"includeDeclaration": True})),
                [("forms.integ", 4, 5), ("forms.integ", 15, 17)], "where a part is named")
    for version, (before, wanted) in enumerate((
            ("check \"x\" t1(", {"lakes", "lakes_of_which_salaries", "paths", "all"}),
            ("total ov", {"over"}), ("table 2022/23, ", {"all", "over"}),
            ("query q { select project from pa", {"parts"})), 2):
        text = FORMS + before
        client.change(uri, version, text + "\n")
        items = client.at("completion", uri, *spot(text + "\0", "\0"))["items"]
        bench.true(wanted <= {i["label"] for i in items}, f"{before}: {items}")
    client.end()


VERSIONS = """\
unit mio DKK
money first   "Budget"
money revised "Revised budget" { version_of: first }
table 2024 as first, 2024 as revised, all as revised {
  lakes "Lakes"  1.0  2.0  2.0
  total          1.0  2.0  2.0
}
total 2024: 3.0
total 2024: ?
total 2024: ? where money = revised
"""


def versions(bench):
    """Versions of one amount: which kinds of money, where they are named, no sum of both."""
    client, uri = bench.client(), bench.put("versions.integ", VERSIONS)
    client.open(uri, VERSIONS)
    found = client.settled(uri, 1)
    bench.equal(codes(found), ["T16"], "what is found")
    bench.equal([r["location"]["range"]["start"]["line"] for r in found[0]["relatedInformation"]],
                [4, 4], "where each version is")
    at = spot(VERSIONS, "version_of: first")
    at = (at[0], at[1] + len("version_of: "))
    used = [("versions.integ", 2, at[1]), ("versions.integ", 3, 14)]
    bench.equal(places(client.at("references", uri, *at, context={"includeDeclaration": True})),
                [("versions.integ", 1, 6)] + used, "where the first is named")
    bench.equal(places(client.at("definition", uri, *at)), [("versions.integ", 1, 6)],
                "where it is declared")
    changes = client.at("rename", uri, *at, newName="plan")["changes"]
    bench.equal(edited(VERSIONS, changes[uri]),
                VERSIONS.replace("first   ", "plan   ").replace("of: first", "of: plan")
                .replace("as first", "as plan"), "the new name")
    hover = client.at("hover", uri, *spot(VERSIONS, "3.0"))["contents"]["value"]
    bench.true("cannot be checked" in hover and "two versions" in hover, f"the hover: {hover}")
    hints = client.of("inlayHint", uri, range=span(0, 0, 99, 0))
    bench.equal([(h["position"]["line"], h["label"]) for h in hints], [(9, "= 2.0")],
                "the sum of one version alone")
    text = VERSIONS + 'money outcome "Outcome" { version_of: '
    client.change(uri, 2, text + "\n")
    line, column = spot(text + "\0", "\0")
    items = client.at("completion", uri, line, column)["items"]
    bench.equal(sorted(i["label"] for i in items), ["first", "outcome", "revised"], "values")
    text = VERSIONS + 'money outcome "Outcome" { ver'
    client.change(uri, 3, text + "\n")
    line, column = spot(text + "\0", "\0")
    items = client.at("completion", uri, line, column)["items"]
    bench.true("version_of" in [i["label"] for i in items], f"the property: {items}")
    client.end()


def structure(bench):
    client, uri, common = parks(bench)
    lines = PARKS.split("\n")
    folds = {(f["startLine"], f["endLine"]) for f in client.of("foldingRange", uri)}
    table, area = spot(PARKS, "table t1")[0], spot(PARKS, "area green")[0]
    bench.equal(folds, {(0, 1), (3, 4), (table, len(lines) - 5), (area, area + 3)}, "what folds")
    selection = client.of("selectionRange", uri, positions=[
        dict(zip(("line", "character"), spot(PARKS, "0.4")))])[0]
    sizes, at = [], selection
    while at:
        r = at["range"]
        sizes.append((r["end"]["line"] - r["start"]["line"]))
        at = at.get("parent")
    bench.equal((sizes[0], sizes == sorted(sizes), len(sizes)), (0, True, 7), f"what grows: {sizes}")
    links = client.of("documentLink", uri)
    bench.equal([l["target"] for l in links], [common], "the links")
    client.change(uri, 2, PARKS + "allow T02 0.2\n")
    bench.equal([l["target"] for l in client.of("documentLink", uri)], [common, "integ:explain/T02"],
                "the link of a code")
    client.end()


def hints(bench):
    client, uri, common = parks(bench)
    got = client.of("inlayHint", uri, range=span(0, 0, 99, 0))
    where = spot(PARKS, "2.1")
    bench.equal([(h["label"], h["position"]["line"], h["position"]["character"]) for h in got],
                [("= 1.9", where[0], where[1] + 3), ("= 2.0", where[0], spot(PARKS, "?")[1] + 1)],
                "the hints")
    bench.equal(client.of("inlayHint", uri, range=span(0, 0, 3, 0)), [], "hints elsewhere")
    client.note("workspace/didChangeConfiguration", {"settings": {"integ": {"inlayHints": False}}})
    bench.equal(client.of("inlayHint", uri, range=span(0, 0, 99, 0)), [], "hints that are not wanted")
    lenses = client.of("codeLens", uri)
    bench.equal([(l["command"]["title"], l["command"]["command"]) for l in lenses],
                [("3 entries, 8 claims, 1 off", ""), ("run query", "integ.query")], "the lenses")
    answer = client.call("workspace/executeCommand", {
        "command": "integ.query", "arguments": lenses[1]["command"]["arguments"]})
    bench.equal(answer["answer"]["rows"], [[2023, "1.9"], [2024, "2.0"]], "the answer")
    bench.true("2023" in answer["text"], answer["text"])
    shown = [n for n in client.notes if n["method"] == "window/showMessage"]
    bench.equal(len(shown), 1, "what is shown")
    error = client.error("workspace/executeCommand",
                         {"command": "integ.query", "arguments": [uri, "select x from funding"]})
    bench.true("no column" in error["message"], error["message"])
    bench.equal(client.call("workspace/executeCommand", {"command": "integ.check"})["errors"], 1,
                "the errors")
    explained = client.call("workspace/executeCommand",
                            {"command": "integ.explain", "arguments": ["T02"]})
    bench.true("total-off" in explained["text"], explained["text"])
    client.error("workspace/executeCommand", {"command": "integ.none"})
    client.end()


def tokens(bench):
    client, uri, common = parks(bench)
    legend = client.offers["semanticTokensProvider"]["legend"]["tokenTypes"]

    def read(data):
        line = column = 0
        for i in range(0, len(data), 5):
            step, start, length, kind, modifiers = data[i:i + 5]
            line, column = line + step, start if step else column + start
            yield line, column, length, legend[kind], modifiers

    full = client.of("semanticTokens/full", uri)
    got = list(read(full["data"]))
    where = spot(PARKS, "budget")
    bench.true((*where, 6, "enumMember", 0) in got, f"the source: {got}")
    bench.true((*spot(PARKS, "lakes"), 5, "class", 1) in got, f"the project: {got}")
    part = client.of("semanticTokens/range", uri, range=span(where[0], 0, where[0], 99))
    bench.equal(list(read(part["data"])), [t for t in got if t[0] == where[0]], "of a line")
    same = client.of("semanticTokens/full/delta", uri, previousResultId=full["resultId"])
    bench.equal(same["edits"], [], "what differs of the same")
    client.change(uri, 2, PARKS.replace("from budget", "from   fund"))
    delta = client.of("semanticTokens/full/delta", uri, previousResultId=same["resultId"])
    data = full["data"]
    for edit in delta["edits"]:
        data[edit["start"]:edit["start"] + edit["deleteCount"]] = edit.get("data", [])
    again = client.of("semanticTokens/full", uri)["data"]
    bench.equal(data, again, "the delta")
    client.end()


def asked(bench):
    """Each request at each place of broken files is answered."""
    rng = random.Random(5)
    client, uri, common = parks(bench)
    for version in range(2, 12):
        at = rng.randrange(len(PARKS))
        text = PARKS[:at] + rng.choice(["", "}", "{", '"', "\U0001F600", "="]) + PARKS[at + 5:]
        client.change(uri, version, text)
        line, column = place_of(text, rng.randrange(len(text) + 1), "utf-16")
        where = {"position": {"line": line, "character": column}, "newName": "x", "ch": "\n",
                 "range": span(line, 0, line + 2, 0), "context": {"diagnostics": []},
                 "options": {}, "positions": [{"line": line, "character": column}],
                 "previousResultId": "1", "query": "a", "textDocument": {"uri": uri}}
        for method in _methods():
            if method.startswith("textDocument/") and "/did" not in method:
                reply = client.reply(client.ask(method, where))
                error = reply.get("error", {}).get("code")
                bench.true(error in (None, -32803), f"{method} of {text!r}: {reply}")
        # Where nothing is loaded there is nothing, and no mistake.
        nowhere = where | {"textDocument": {"uri": "file:///no/such.integ"}}
        for method in ("hover", "completion", "codeAction", "rename", "formatting"):
            bench.equal(client.call(f"textDocument/{method}", nowhere), None, method)
    client.end()


CASES = [lifecycle, ends, ids, garbled, flood, cancelling, progress,
         refreshed, texts, columns, marks, halves, findings,
         included, unsaved, deleted, folders, settings, pulled, law, steady,
         naming, renaming, titled, hover, symbols, actions, formatting, completing, computed, forms, versions,
         structure, hints, tokens, asked]


def cases(runner, wrong):
    for case in CASES:
        yield case.__name__, lambda c=case: held(runner, wrong, c)


def held(runner, wrong, case):
    with tempfile.TemporaryDirectory() as folder:
        case(Bench(runner, wrong, pathlib.Path(folder).resolve()))
