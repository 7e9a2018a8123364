// The tasks `check` and `watch`, for each folder.

import * as vscode from "vscode";

const ARGUMENTS: Record<string, string[]> = {
  check: ["check", "--format", "gnu", "."],
  watch: ["check", "--watch", "--format", "gnu", "."],
};

export class Tasks implements vscode.TaskProvider {
  constructor(private readonly program: () => string | undefined) {}

  private make(
    definition: vscode.TaskDefinition,
    folder: vscode.WorkspaceFolder,
  ): vscode.Task | undefined {
    const command = String(definition.command);
    const file = this.program();
    const args = ARGUMENTS[command];
    if (file === undefined || args === undefined) return undefined;
    const task = new vscode.Task(
      definition,
      folder,
      command,
      "integ",
      new vscode.ProcessExecution(file, args, { cwd: folder.uri.fsPath }),
      command === "watch" ? "$integ-watch" : "$integ",
    );
    task.isBackground = command === "watch";
    task.group = vscode.TaskGroup.Build;
    return task;
  }

  provideTasks(): vscode.Task[] {
    return (vscode.workspace.workspaceFolders ?? []).flatMap((folder) =>
      Object.keys(ARGUMENTS).flatMap((command) => this.make({ type: "integ", command }, folder) ?? []),
    );
  }

  resolveTask(task: vscode.Task): vscode.Task | undefined {
    const folder =
      typeof task.scope === "object" ? task.scope : vscode.workspace.workspaceFolders?.[0];
    return folder && this.make(task.definition, folder);
  }
}
