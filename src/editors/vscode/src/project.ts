// A new project: a folder with a first file, which `integ new` writes.

import * as path from "node:path";
import * as vscode from "vscode";
import { run } from "./program";

export async function newProject(program: string): Promise<void> {
  const chosen = await vscode.window.showOpenDialog({
    canSelectFiles: false,
    canSelectFolders: true,
    defaultUri: vscode.workspace.workspaceFolders?.[0]?.uri,
    openLabel: "Make the Project Here",
    title: "The folder that the project's folder is made in",
  });
  if (chosen === undefined || chosen[0] === undefined) return;
  const name = await vscode.window.showInputBox({
    prompt: "The name of the project's folder",
    placeHolder: "parks",
    validateInput: (text) =>
      /^[^/\\.-][^/\\]*$/.test(text.trim()) ? undefined : "A name of a folder, without / or \\",
  });
  if (name === undefined) return;
  const folder = path.join(chosen[0].fsPath, name.trim());
  const done = await run(program, ["new", folder]);
  if (done.status !== 0) {
    void vscode.window.showErrorMessage(done.err.trim() || "integ could not make the project.");
    return;
  }
  const uri = vscode.Uri.file(folder);
  const first = await vscode.workspace.findFiles(new vscode.RelativePattern(uri, "*.integ"), null, 1);
  if (first[0] !== undefined) await vscode.window.showTextDocument(first[0]);
  const open = "Open the Folder";
  if ((await vscode.window.showInformationMessage(`The project ${name.trim()} is made.`, open)) === open)
    await vscode.commands.executeCommand("vscode.openFolder", uri);
}
