// The language server by VS Code's own library of the protocol: every request that it offers,
// over a file with signs outside of the basic plane. What it answers must have the shapes that
// the library knows; what it is about is printed.
//
//     protocol.cjs INTEG FOLDER

const assert = require("node:assert");
const { spawn } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");
const { pathToFileURL } = require("node:url");
const lsp = require("vscode-languageserver-protocol/node");

const TEXT = `\
include "common.integ"
unit mio DKK
source fund "The 🌳 fund"
table t1 "Table 🌳" 2023 {
  lakes  "Lakes 🦆"  from fund  1.5
  paths  "Paths"    from fund  0.4
  swings "Swings"  from fund  0.6
  "🦆 Ducks" from fund 0.0
  total 2.1
}
query by_year "Money by year" {
  select year, sum(amount) from funding group by year
}
`;
const CASES = {};

function position(part, after = 0) {
  const at = TEXT.indexOf(part) + after;
  const before = TEXT.slice(0, at).split("\n");
  return lsp.Position.create(before.length - 1, before.at(-1).length);
}

const START = lsp.Position.create(0, 0);
const WHOLE = lsp.Range.create(START, lsp.Position.create(TEXT.split("\n").length - 1, 0));

function all(list, type) {
  assert(Array.isArray(list), "it is no list");
  const is = type.is ?? ((one) => lsp.Range.is(one.range ?? one.location?.range));
  for (const one of list) assert(is(one), `it has another shape: ${JSON.stringify(one)}`);
  return list;
}

function text(range) {
  const lines = TEXT.split("\n");
  assert.equal(range.start.line, range.end.line);
  return lines[range.start.line].slice(range.start.character, range.end.character);
}

const labels = (list, key) => list.map((one) => one[key]).join(" | ");

async function main(program, folder) {
  const file = path.join(folder, "a.integ");
  fs.writeFileSync(file, "");
  fs.writeFileSync(path.join(folder, "common.integ"), 'source pool "The pool"\n');
  const uri = pathToFileURL(file).href;
  const textDocument = { uri };
  const child = spawn(program, ["lsp"], { stdio: ["pipe", "pipe", "inherit"] });
  const ended = new Promise((resolve) => child.on("exit", resolve));
  const link = lsp.createProtocolConnection(
    new lsp.StreamMessageReader(child.stdout),
    new lsp.StreamMessageWriter(child.stdin),
  );
  let seen;
  const published = new Promise((resolve) => (seen = resolve));
  link.onNotification(lsp.PublishDiagnosticsNotification.type, (note) => note.uri === uri && note.version === 1 && seen(note));
  const shown = [];
  link.onNotification(lsp.ShowMessageNotification.type, (note) => shown.push(note.message));
  link.onRequest(lsp.RegistrationRequest.type, () => undefined);
  link.listen();
  const began = await link.sendRequest(lsp.InitializeRequest.type, {
    processId: process.pid,
    rootUri: null,
    workspaceFolders: [{ uri: pathToFileURL(folder).href, name: "folder" }],
    capabilities: { textDocument: { hover: { contentFormat: ["markdown"] }, documentSymbol: { hierarchicalDocumentSymbolSupport: true } } },
  });
  const offered = Object.keys(began.capabilities).filter((name) => name.endsWith("Provider"));
  await link.sendNotification(lsp.InitializedNotification.type, {});
  await link.sendNotification(lsp.DidOpenTextDocumentNotification.type, {
    textDocument: { ...textDocument, languageId: "integ", version: 1, text: TEXT },
  });
  const findings = all((await published).diagnostics, lsp.Diagnostic);
  for (const one of findings) console.log(`diagnostic ${one.code} ${text(one.range)}: ${one.message.split("\n")[0]}; ${one.codeDescription.href}`);

  const at = (part, after) => ({ textDocument, position: position(part, after) });
  const ask = (type, params) => link.sendRequest(type, { textDocument, ...params });
  const options = { tabSize: 2, insertSpaces: true };

  CASES.definitionProvider = async () => text([await ask(lsp.DefinitionRequest.type, at("fund  1.5"))].flat()[0].range);
  CASES.declarationProvider = async () => text([await ask(lsp.DeclarationRequest.type, at("fund  1.5"))].flat()[0].range);
  CASES.referencesProvider = async () => all(await ask(lsp.ReferencesRequest.type, { ...at("fund  1.5"), context: { includeDeclaration: true } }), lsp.Location).length;
  CASES.documentHighlightProvider = async () => all(await ask(lsp.DocumentHighlightRequest.type, at("fund  1.5")), lsp.DocumentHighlight).length;
  CASES.renameProvider = async () => {
    const can = await ask(lsp.PrepareRenameRequest.type, at("lakes"));
    const edit = await ask(lsp.RenameRequest.type, { ...at("lakes"), newName: "ponds" });
    assert(lsp.WorkspaceEdit.is(edit), JSON.stringify(edit));
    return `${text(can.range ?? can)}, ${Object.keys(edit.changes ?? edit.documentChanges).length} file`;
  };
  CASES.documentSymbolProvider = async () => labels(all(await ask(lsp.DocumentSymbolRequest.type, {}), lsp.DocumentSymbol), "name");
  CASES.workspaceSymbolProvider = async () => labels(all(await link.sendRequest(lsp.WorkspaceSymbolRequest.type, { query: "fund" }), lsp.WorkspaceSymbol), "name");
  CASES.documentFormattingProvider = async () => all(await ask(lsp.DocumentFormattingRequest.type, { options }), lsp.TextEdit).length > 0;
  CASES.documentRangeFormattingProvider = async () => all(await ask(lsp.DocumentRangeFormattingRequest.type, { range: WHOLE, options }), lsp.TextEdit).length > 0;
  CASES.documentOnTypeFormattingProvider = async () => all(await ask(lsp.DocumentOnTypeFormattingRequest.type, { ...at("}\nquery", 1), ch: "}", options }), lsp.TextEdit).length > 0;
  CASES.hoverProvider = async () => {
    const hover = await ask(lsp.HoverRequest.type, at("lakes"));
    assert(lsp.Hover.is(hover), JSON.stringify(hover));
    return `${text(hover.range)}: ${hover.contents.value.split("\n")[0]}`;
  };
  CASES.codeActionProvider = async () => labels(all(await ask(lsp.CodeActionRequest.type, { range: findings[0].range, context: { diagnostics: findings } }), lsp.CodeAction), "title");
  CASES.completionProvider = async () => {
    const offer = await ask(lsp.CompletionRequest.type, at("fund  1.5"));
    const items = Array.isArray(offer) ? offer : offer.items;
    const resolved = await link.sendRequest(lsp.CompletionResolveRequest.type, items.find((item) => item.label === "fund"));
    return `${resolved.label}: ${JSON.stringify(resolved.documentation ?? resolved.detail)}`;
  };
  CASES.signatureHelpProvider = async () => labels((await ask(lsp.SignatureHelpRequest.type, at("sum(", 4))).signatures, "label");
  CASES.foldingRangeProvider = async () => all(await ask(lsp.FoldingRangeRequest.type, {}), lsp.FoldingRange).map((one) => `${one.startLine}-${one.endLine}`).join(" ");
  CASES.selectionRangeProvider = async () => all(await ask(lsp.SelectionRangeRequest.type, { positions: [position("lakes")] }), lsp.SelectionRange).map((one) => text(one.range)).join(" ");
  CASES.documentLinkProvider = async () => all(await ask(lsp.DocumentLinkRequest.type, {}), lsp.DocumentLink).map((one) => path.basename(one.target)).join(" ");
  CASES.inlayHintProvider = async () => labels(all(await ask(lsp.InlayHintRequest.type, { range: WHOLE }), lsp.InlayHint), "label");
  CASES.codeLensProvider = async () => labels(all(await ask(lsp.CodeLensRequest.type, {}), lsp.CodeLens).map((lens) => lens.command), "title");
  CASES.semanticTokensProvider = async () => {
    const full = await ask(lsp.SemanticTokensRequest.type, {});
    assert(lsp.SemanticTokens.is(full), JSON.stringify(full));
    const part = await ask(lsp.SemanticTokensRangeRequest.type, { range: WHOLE });
    assert.deepEqual(part.data, full.data);
    const delta = await ask(lsp.SemanticTokensDeltaRequest.type, { previousResultId: full.resultId });
    assert.deepEqual(delta.edits, []);
    return `${full.data.length / 5} tokens`;
  };
  CASES.executeCommandProvider = async () => {
    const run = (command, args) => link.sendRequest(lsp.ExecuteCommandRequest.type, { command, arguments: args });
    const { answer } = await run("integ.query", [uri, "by_year"]);
    const explained = await run("integ.explain", ["T02"]);
    return `${JSON.stringify(answer.rows)}, ${(await run("integ.check", [])).text}, ${explained.text.split("\n")[0]}`;
  };
  assert.deepEqual(offered.filter((name) => !(name in CASES)), [], "what is offered, and not asked for");
  for (const name of offered) console.log(`${name.replace("Provider", "")} ${await CASES[name]()}`);
  assert.deepEqual(shown, []);

  await link.sendRequest(lsp.ShutdownRequest.type);
  await link.sendNotification(lsp.ExitNotification.type);
  console.log(`ended ${await ended}`);
}

const [program, folder] = process.argv.slice(2);
main(program, folder).then(() => process.exit(0), (error) => {
  console.log(error.message ?? error);
  process.exit(1);
});
