// The extension: starts the language server and registers what the server cannot do by
// itself. Everything about the language comes from the server.

import * as vscode from "vscode";
import { CodeLens, LanguageClient, type LanguageClientOptions } from "vscode-languageclient/node";
import { Explanations, explainCode } from "./explain";
import { fault, find, missing } from "./program";
import { newProject } from "./project";
import { type Answered, showTable } from "./table";
import { Tasks } from "./tasks";

let client: LanguageClient | undefined;
let starting: Promise<void> = Promise.resolve();

function settings(): vscode.WorkspaceConfiguration {
  return vscode.workspace.getConfiguration("integ");
}

function programName(): string {
  return settings().get<string>("path")?.trim() || "integ";
}

function program(): string | undefined {
  return find(programName(), vscode.workspace.workspaceFolders?.[0]?.uri.fsPath);
}

// ---- where it is not there ----

async function complain(why: string): Promise<void> {
  const how = "How to Get It";
  const choose = "Choose the File";
  const again = "Try Again";
  const chosen = await vscode.window.showErrorMessage(why, how, choose, again);
  if (chosen === how)
    await vscode.commands.executeCommand("workbench.action.openWalkthrough", "integ.integ#first");
  else if (chosen === choose) await chooseProgram();
  else if (chosen === again) await restart();
}

async function chooseProgram(): Promise<void> {
  const chosen = await vscode.window.showOpenDialog({ title: "The program integ", openLabel: "Choose" });
  if (chosen?.[0] !== undefined)
    await settings().update("path", chosen[0].fsPath, vscode.ConfigurationTarget.Global);
}

// The program's file, or undefined after a message.
function programOrComplaint(): string | undefined {
  const file = program();
  if (file === undefined) void complain(missing(programName()));
  return file;
}

// ---- the server ----

function wishes(): object {
  const { level, inlayHints, scope, asOf } = settings();
  return { level, inlayHints, scope, asOf };
}

// Shown as a table here, and not by the server as a message.
async function showAnswer(server: LanguageClient, args: unknown[]): Promise<void> {
  const [uri, text, title] = args.map(String);
  try {
    const answered = await server.sendRequest<Answered>("workspace/executeCommand", {
      command: "integ.query",
      arguments: [uri, text],
    });
    showTable(title !== undefined && title !== "true" ? title : (text ?? ""), answered);
  } catch (error) {
    void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
  }
}

async function start(): Promise<void> {
  const file = programOrComplaint();
  if (file === undefined) return;
  const why = await fault(file);
  if (why !== undefined) {
    void complain(why);
    return;
  }
  const options: LanguageClientOptions = {
    documentSelector: ["file", "untitled"].map((scheme) => ({ language: "integ", scheme })),
    initializationOptions: wishes(),
    synchronize: { configurationSection: "integ" },
    diagnosticCollectionName: "integ",
    middleware: {
      executeCommand: (command, args, next) =>
        command === "integ.query" && client !== undefined
          ? showAnswer(client, args)
          : next(command, args),
    },
  };
  client = new LanguageClient("integ", "integ", { command: file, args: ["lsp"] }, options);
  await client.start();
  await vscode.commands.executeCommand("setContext", "integ.running", true);
}

async function stop(): Promise<void> {
  const old = client;
  client = undefined;
  await old?.dispose().catch(() => undefined); // one that has ended by itself
}

// One after another: settings may change while a server starts.
function restart(): Promise<void> {
  starting = starting.then(stop).then(start).catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    void complain(`The language server of integ could not be started: ${why}`);
  });
  return starting;
}

async function server(): Promise<LanguageClient | undefined> {
  await starting;
  if (client === undefined) programOrComplaint();
  return client;
}

// ---- commands ----

async function checkWorkspace(): Promise<void> {
  const running = await server();
  if (running === undefined) return;
  const counted = await running.sendRequest<{ text: string }>("workspace/executeCommand", {
    command: "integ.check",
  });
  const show = "Show the Findings";
  if ((await vscode.window.showInformationMessage(counted.text, show)) === show)
    await vscode.commands.executeCommand("workbench.actions.view.problems");
}

function covers(symbols: vscode.DocumentSymbol[], at: vscode.Position): vscode.DocumentSymbol | undefined {
  for (const symbol of symbols) {
    if (!symbol.range.contains(at)) continue;
    return symbol.kind === vscode.SymbolKind.Function ? symbol : covers(symbol.children, at);
  }
  return undefined;
}

// The selected text; without, the query around the cursor.
async function runQuery(): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const running = await server();
  if (running === undefined) return;
  if (editor?.document.languageId !== "integ") {
    void vscode.window.showInformationMessage("Open a file that ends in .integ, and put the cursor into a query.");
    return;
  }
  const { document, selection } = editor;
  const uri = running.code2ProtocolConverter.asUri(document.uri);
  if (!selection.isEmpty) {
    await showAnswer(running, [uri, document.getText(selection), "Selected query"]);
    return;
  }
  const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>(
    "vscode.executeDocumentSymbolProvider",
    document.uri,
  );
  const query = covers(symbols ?? [], selection.active);
  const lenses = await running.sendRequest<CodeLens[]>("textDocument/codeLens", { textDocument: { uri } });
  const lens = lenses.find(
    ({ range, command }) =>
      command?.command === "integ.query" &&
      query?.range.contains(running.protocol2CodeConverter.asPosition(range.start)),
  );
  if (lens?.command?.arguments === undefined) {
    void vscode.window.showInformationMessage("Put the cursor into a query, or select the text of one.");
    return;
  }
  await showAnswer(running, [...lens.command.arguments.slice(0, 2), query?.name ?? "Query"]);
}

// ---- life ----

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const command = vscode.commands.registerCommand;
  context.subscriptions.push(
    vscode.workspace.registerTextDocumentContentProvider("integ", new Explanations(program)),
    vscode.tasks.registerTaskProvider("integ", new Tasks(program)),
    command("integ.checkWorkspace", checkWorkspace),
    command("integ.runQuery", runQuery),
    command("integ.explainCode", explainCode),
    command("integ.newProject", async () => {
      const file = programOrComplaint();
      if (file !== undefined) await newProject(file);
    }),
    command("integ.chooseProgram", chooseProgram),
    command("integ.restart", restart),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("integ.path")) void restart();
    }),
  );
  await restart();
}

export function deactivate(): Promise<void> {
  return stop();
}
