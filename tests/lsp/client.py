"""A client of the language server: the protocol and no more, so that a test sees each
message as it is."""

import json
import os
import queue
import subprocess
import threading
import urllib.parse

# Seconds for one answer. Not 20: a busy machine under the sanitizers took longer to start.
WAIT = 120


class Client:
    """Runs `integ lsp`. What the server sends by itself is kept; requests wait for their reply."""

    def __init__(self, runner, wrong, encoding=None, capabilities=None, options=None, folders=None,
                 start=True):
        self.wrong = wrong
        self.process = subprocess.Popen([str(runner.integ), "lsp"], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                        env=runner.env)
        self.inbox = queue.Queue()
        self.notes = []      # what the server sent by itself
        self.findings = {}   # by URI: the last list that was sent
        self.versions = {}   # by URI: the version with it
        self.errors = b""
        self.number = 0
        for read in (self.read, self.read_errors):
            threading.Thread(target=read, daemon=True).start()
        if start:
            self.offers = self.initialize(encoding, capabilities, options, folders)

    # ---- the wire ----

    def read(self):
        pipe = self.process.stdout
        while head := pipe.readline():
            length = 0
            while head.strip():
                name, _, value = head.partition(b":")
                if name.lower() == b"content-length":
                    length = int(value)
                head = pipe.readline()
            self.inbox.put(json.loads(pipe.read(length)))
        self.inbox.put(None)

    def read_errors(self):
        self.errors = self.process.stderr.read()

    def raw(self, data):
        try:
            self.process.stdin.write(data)
            self.process.stdin.flush()
        except BrokenPipeError:
            self.fail("the server is gone")

    @staticmethod
    def frame(message):
        body = json.dumps(message).encode()
        return b"Content-Length: %d\r\n\r\n%s" % (len(body), body)

    def send(self, message):
        self.raw(self.frame({"jsonrpc": "2.0"} | message))

    def fail(self, why):
        self.process.kill()
        self.process.wait()
        raise self.wrong(f"{why}\n{self.errors.decode(errors='replace')[-3000:]}")

    def take(self, wait=WAIT):
        """The next message; what comes by itself is noted too."""
        try:
            message = self.inbox.get(timeout=wait)
        except queue.Empty:
            self.fail(f"nothing came in {wait} s")
        if message is None:
            self.fail("the server ended")
        if "method" in message:
            self.notes.append(message)
            if message["method"] == "textDocument/publishDiagnostics":
                params = message["params"]
                self.findings[params["uri"]] = params["diagnostics"]
                self.versions[params["uri"]] = params.get("version")
        return message

    # ---- the protocol ----

    def note(self, method, params=None):
        self.send({"method": method, "params": params if params is not None else {}})

    def ask(self, method, params=None):
        """Sends a request, and gives its number."""
        self.number += 1
        self.send({"id": self.number, "method": method,
                   "params": params if params is not None else {}})
        return self.number

    def reply(self, number):
        while True:
            message = self.take()
            if "method" not in message and message.get("id") == number:
                return message

    def call(self, method, params=None):
        reply = self.reply(self.ask(method, params))
        if "error" in reply:
            self.fail(f"{method}: {reply['error']}")
        return reply["result"]

    def error(self, method, params=None):
        reply = self.reply(self.ask(method, params))
        if "error" not in reply:
            self.fail(f"{method} should fail, but gives {reply['result']}")
        return reply["error"]

    def initialize(self, encoding, capabilities, options, folders):
        capabilities = capabilities or {}
        if encoding:
            capabilities = capabilities | {"general": {"positionEncodings": [encoding]}}
        params = {"processId": os.getpid(), "rootUri": None, "capabilities": capabilities}
        if options:
            params["initializationOptions"] = options
        if folders is not None:
            params["workspaceFolders"] = [{"uri": uri_of(path), "name": str(path)}
                                          for path in folders]
        result = self.call("initialize", params)
        self.note("initialized")
        return result["capabilities"]

    def open(self, uri, text, version=1):
        self.note("textDocument/didOpen", {"textDocument": {
            "uri": uri, "languageId": "integ", "version": version, "text": text}})

    def change(self, uri, version, *changes):
        """Each change is a text, or (start line, column, end line, column, text)."""
        self.note("textDocument/didChange", {
            "textDocument": {"uri": uri, "version": version},
            "contentChanges": [
                {"text": change} if isinstance(change, str) else
                {"range": span(*change[:4]), "text": change[4]} for change in changes]})

    def close(self, uri):
        self.note("textDocument/didClose", {"textDocument": {"uri": uri}})

    def settled(self, uri, version=None):
        """The findings of a file, once they were sent (of that version)."""
        while uri not in self.findings or version is not None and self.versions[uri] != version:
            self.take()
        return self.findings[uri]

    def quiet(self):
        """Waits until the server has handled all that was sent, and what that changes."""
        self.call("workspace/diagnostic", {"previousResultIds": []})

    def at(self, method, uri, line, column, **more):
        return self.call(f"textDocument/{method}", {
            "textDocument": {"uri": uri}, "position": {"line": line, "character": column}} | more)

    def of(self, method, uri, **more):
        return self.call(f"textDocument/{method}", {"textDocument": {"uri": uri}} | more)

    def end(self, status=0):
        self.call("shutdown")
        self.note("exit")
        self.finish(status)

    def finish(self, status):
        """Nothing more is sent; it must end, and with that status."""
        try:
            self.process.stdin.close()
        except BrokenPipeError:
            pass
        try:
            got = self.process.wait(timeout=WAIT)
        except subprocess.TimeoutExpired:
            self.fail("it does not end")
        if got != status:
            self.fail(f"it ended with {got}, not {status}")


def uri_of(path):
    return "file://" + urllib.parse.quote(str(path))


def span(line, column, end_line, end_column):
    return {"start": {"line": line, "character": column},
            "end": {"line": end_line, "character": end_column}}


def spot(text, what, number=0, unit="utf-16"):
    """Line and column where the text has `what`, the number-th from 0."""
    at = -1
    for _ in range(number + 1):
        at = text.index(what, at + 1)
    before = text[:at]
    line = before.count("\n")
    return line, width(before[before.rfind("\n") + 1:], unit)


def width(text, unit):
    return {"utf-8": len(text.encode()), "utf-32": len(text),
            "utf-16": len(text.encode("utf-16-le")) // 2}[unit]


def edited(text, edits, unit="utf-16"):
    """The text with a list of TextEdits made, as the protocol says: none overlap."""
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))

    def offset(position):
        if position["line"] >= len(starts):
            return len(text)
        start = starts[position["line"]]
        line = text[start:].split("\n", 1)[0]
        column = taken = 0
        while taken < len(line) and column < position["character"]:
            column += width(line[taken], unit)
            taken += 1
        return start + taken

    spans = sorted(((offset(e["range"]["start"]), offset(e["range"]["end"]), n, e["newText"])
                    for n, e in enumerate(edits)), reverse=True)
    last = len(text) + 1
    for start, end, _, new in spans:
        assert end <= last, f"edits overlap: {edits}"
        text = text[:start] + new + text[end:]
        last = start
    return text
