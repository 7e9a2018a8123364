// The extension of VS Code without VS Code: its bundle is loaded with an editor that notes what
// is registered and said. Without a program it says how to get it; with one, codes are
// explained, tasks are offered, and what these print is read by the problem matchers.
//
//     extension.cjs INTEG FOLDER

const assert = require("node:assert");
const { execFileSync } = require("node:child_process");
const fs = require("node:fs");
const Module = require("node:module");
const path = require("node:path");

const EXTENSION = path.resolve(__dirname, "../../build/vscode");
const [program, folder] = process.argv.slice(2);
const settings = { path: "integ", level: "note", inlayHints: true };
const noted = { commands: new Map(), messages: [], texts: new Map(), tasks: undefined };

// Whatever else the client's library asks of the editor when it is loaded.
function anything() {
  return new Proxy(class {}, {
    get: (target, name) => (name in target || typeof name === "symbol" ? target[name] : anything()),
    apply: () => anything(),
  });
}

const fixed = {
  commands: {
    registerCommand: (name, run) => noted.commands.set(name, run),
    executeCommand: async () => undefined,
  },
  window: {
    showErrorMessage: async (text, ...buttons) => void noted.messages.push([text, ...buttons].join(" | ")),
    showInformationMessage: async (text) => void noted.messages.push(text),
  },
  workspace: {
    getConfiguration: () => ({ ...settings, get: (name) => settings[name] }),
    onDidChangeConfiguration: () => undefined,
    registerTextDocumentContentProvider: (scheme, provider) => noted.texts.set(scheme, provider),
    workspaceFolders: [{ name: "folder", index: 0, uri: { fsPath: folder } }],
  },
  tasks: { registerTaskProvider: (_, provider) => (noted.tasks = provider) },
  Task: class {
    constructor(definition, scope, name, source, execution, matcher) {
      Object.assign(this, { definition, scope, name, source, execution, matcher });
    }
  },
  ProcessExecution: class {
    constructor(file, args, options) {
      Object.assign(this, { file, args, options });
    }
  },
  TaskGroup: { Build: "build" },
};
const editor = new Proxy(fixed, { get: (target, name) => target[name] ?? anything() });
const load = Module._load;
Module._load = (name, ...rest) => (name === "vscode" ? editor : load(name, ...rest));

async function main() {
  const extension = require(path.join(EXTENSION, "extension.js"));
  const manifest = JSON.parse(fs.readFileSync(path.join(EXTENSION, "package.json"), "utf8"));
  const asked = process.env.PATH;
  const empty = fs.mkdtempSync(path.join(folder, "empty-"));

  // Nothing to run.
  process.env.PATH = empty;
  await extension.activate({ subscriptions: [] });
  settings.path = "./bin/integ";
  await noted.commands.get("integ.restart")();
  await noted.commands.get("integ.newProject")();
  const explain = (code) => noted.texts.get("integ").provideTextDocumentContent({ path: `explain/${code}` });
  console.log((await explain("T02")).trim());
  // What runs, and serves nobody; and what the system cannot run.
  settings.path = path.join(empty, "other");
  fs.writeFileSync(settings.path, '#!/bin/sh\necho "other: no such command" >&2\nexit 2\n', { mode: 0o755 });
  await noted.commands.get("integ.restart")();
  fs.writeFileSync(settings.path, '#!/bin/sh\n[ "$1" = lsp ] || { echo "integ 0.0.1"; exit; }\necho "integ: there is no command lsp" >&2\nexit 2\n');
  await noted.commands.get("integ.restart")();
  fs.writeFileSync(settings.path, "\0\0", { mode: 0o755 });
  await noted.commands.get("integ.restart")();
  for (const message of noted.messages) console.log(message.replaceAll(folder, "FOLDER").replace(/empty-\w+/, "EMPTY"));
  assert(!/ENOENT|EACCES|ENOEXEC|spawn/.test(noted.messages.join("\n")));

  // The program.
  process.env.PATH = asked;
  settings.path = program;
  console.log((await explain("T02")).split("\n")[0]);
  console.log((await explain("T999")).split("\n")[0]);
  const pattern = new RegExp(manifest.contributes.problemPatterns[0].regexp);
  for (const task of noted.tasks.provideTasks()) {
    console.log(`task ${task.name}: ${task.execution.args.join(" ")} ${task.matcher}`);
    if (task.isBackground) continue;
    let out;
    try {
      out = execFileSync(task.execution.file, task.execution.args, { cwd: folder, encoding: "utf8" });
    } catch (error) {
      out = error.stdout;
    }
    const read = out.trim().split("\n").map((line) => pattern.exec(line));
    assert(read.every((one) => one !== null), out);
    for (const [, ...parts] of read) console.log(`read ${parts.join(" | ")}`);
  }

  // What a snippet writes by itself has no finding, where it belongs.
  const around = {
    row: ["table 2023..2024 {\n", "\n}\n"],
    allow: ['table 2023 {\n  "Lakes" 1.0\n  total 1.4\n', "\n}\n"],
  };
  const snippets = JSON.parse(fs.readFileSync(path.join(EXTENSION, "snippets/integ.json"), "utf8"));
  for (const [name, { body }] of Object.entries(snippets)) {
    const filled = body.join("\n").replace(/\$\{\d+:([^}]*)\}|\$\{\d+\|([^,|]*)[^}]*\}|\$\d/g, (_, text, first) => text ?? first ?? "");
    const [before, after] = around[name] ?? ["", ""];
    const within = before + filled + after;
    const file = path.join(empty, "snippet.integ");
    fs.writeFileSync(file, name === "document" ? within : `unit mio DKK\n${within}`);
    let out = "";
    try {
      out = execFileSync(program, ["check", "--format", "gnu", file], { encoding: "utf8" });
    } catch (error) {
      out = error.stdout;
    }
    console.log(`snippet ${name}: ${out.trim().replaceAll(empty, "FOLDER") || "fine"}`);
  }

  // What the manifest offers is there, and the other way round.
  const offered = manifest.contributes.commands.map((one) => one.command).sort();
  assert.deepEqual([...noted.commands.keys()].sort(), offered);
  const language = JSON.parse(fs.readFileSync(path.join(EXTENSION, "language-configuration.json"), "utf8"));
  const { pattern: word, flags } = language.wordPattern;
  console.log(`words ${"rækker å_1 1.5 \"x\"".match(new RegExp(word, `${flags}g`)).join(" ")}`);
}

main().then(() => process.exit(0), (error) => {
  console.log(error.stack ?? error);
  process.exit(1);
});
