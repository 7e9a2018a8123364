// The answer of a query as a table in a view of its own, with nothing that can run.

import * as vscode from "vscode";

export type Column = { name: string; type: string; unit: string | null };
export type Cell = string | number | boolean | null;
export type Answer = { columns: Column[]; rows: Cell[][]; totals: Cell[] | null };
export type Answered = { text: string; answer: Answer | null; remarks: string[] };

const FIGURES = new Set(["amount", "number", "count", "percent", "share", "year"]);

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

function row(columns: Column[], cells: Cell[], element: string): string {
  const inner = cells.map((cell, i) => {
    const figure = FIGURES.has(columns[i]?.type ?? "") || /^[-+]?[0-9][0-9.,]*%?$/.test(String(cell));
    return `<${element}${figure ? ' class="figure"' : ""}>${escaped(cell === null ? "" : String(cell))}</${element}>`;
  });
  return `<tr>${inner.join("")}</tr>`;
}

function table(answer: Answer): string {
  const heads = answer.columns.map((column) => {
    const unit = column.unit === null ? "" : ` <small>${escaped(column.unit)}</small>`;
    return `<th${FIGURES.has(column.type) ? ' class="figure"' : ""} scope="col">${escaped(column.name)}${unit}</th>`;
  });
  const rows = answer.rows.map((cells) => row(answer.columns, cells, "td"));
  const totals = answer.totals === null ? "" : `<tfoot>${row(answer.columns, answer.totals, "td")}</tfoot>`;
  return `<table><thead><tr>${heads.join("")}</tr></thead><tbody>${rows.join("")}</tbody>${totals}</table>`;
}

// A page for the answer; what is no table (the plan of `explain`) is shown as text.
export function page(title: string, answered: Answered): string {
  const body = answered.answer === null ? `<pre>${escaped(answered.text)}</pre>` : table(answered.answer);
  const remarks = answered.remarks.map((remark) => `<p>${escaped(remark)}</p>`).join("");
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}</title>
<style>
table { border-collapse: collapse; font-family: var(--vscode-editor-font-family); }
th, td { padding: 0.2em 0.8em; text-align: left; border-bottom: 1px solid var(--vscode-editorWidget-border); }
th { position: sticky; top: 0; background: var(--vscode-editor-background); }
.figure { text-align: right; font-variant-numeric: tabular-nums; }
tfoot td { font-weight: bold; }
small { font-weight: normal; opacity: 0.8; }
</style></head><body><h2>${escaped(title)}</h2>${body}${remarks}</body></html>`;
}

let panel: vscode.WebviewPanel | undefined;

export function showTable(title: string, answered: Answered): void {
  if (panel === undefined) {
    const where = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    panel = vscode.window.createWebviewPanel("integ.answer", title, where, { enableFindWidget: true });
    panel.onDidDispose(() => (panel = undefined));
  } else {
    panel.reveal(undefined, true);
  }
  panel.title = title;
  panel.webview.html = page(title, answered);
}
