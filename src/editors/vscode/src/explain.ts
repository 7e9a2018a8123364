// What a code means, as a text that can be opened: the server links to `integ:explain/T02`.

import * as vscode from "vscode";
import { run } from "./program";

const CODE = /\b[A-Z][0-9]{2}\b/;

export class Explanations implements vscode.TextDocumentContentProvider {
  constructor(private readonly program: () => string | undefined) {}

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const code = uri.path.split("/").pop() ?? "";
    const file = this.program();
    if (file === undefined) return `integ is not installed, so it cannot explain ${code}.\n`;
    const done = await run(file, ["explain", code]);
    return done.status === 0 ? done.out : done.err;
  }
}

function codeOf(finding: vscode.Diagnostic): string {
  const code = finding.code;
  return String(typeof code === "object" ? code.value : (code ?? ""));
}

// The code at the cursor: of a word that is one, or of a finding there.
function codeHere(): string | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return undefined;
  const at = editor.selection.active;
  const word = editor.document.getWordRangeAtPosition(at, CODE);
  if (word !== undefined) return editor.document.getText(word);
  const found = vscode.languages
    .getDiagnostics(editor.document.uri)
    .filter((finding) => finding.source === "integ");
  const here =
    found.find((finding) => finding.range.contains(at)) ??
    found.find((finding) => finding.range.start.line === at.line);
  return here && codeOf(here);
}

export async function explainCode(given: unknown): Promise<void> {
  const code =
    typeof given === "string"
      ? given
      : (codeHere() ??
        (await vscode.window.showInputBox({
          prompt: "The code of a finding",
          placeHolder: "T02",
          validateInput: (text) =>
            /^[A-Za-z][0-9]{2}$/.test(text) ? undefined : "A code is a letter and two digits, as T02",
        })));
  if (code === undefined) return;
  const uri = vscode.Uri.parse(`integ:explain/${code.toUpperCase()}`);
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), {
    viewColumn: vscode.ViewColumn.Beside,
    preserveFocus: true,
    preview: true,
  });
}
