// The program: where it is, whether it can serve, and what to say where it is not there.

import { execFile } from "node:child_process";
import { accessSync, constants, statSync } from "node:fs";
import { homedir } from "node:os";
import * as path from "node:path";

export type Done = { status: number; out: string; err: string };

function runs(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

// The file that `name` means: a path, from `folder` where it is relative, or a name that is
// looked for in PATH. Undefined where there is none.
export function find(name: string, folder: string | undefined): string | undefined {
  const windows = process.platform === "win32";
  const endings = windows ? ["", ...(process.env.PATHEXT ?? ".EXE").split(";")] : [""];
  const home = /^~(?=[/\\]|$)/;
  const places = /[/\\]/.test(name)
    ? [path.resolve(folder ?? homedir(), name.replace(home, () => homedir()))]
    : (process.env.PATH ?? "")
        .split(path.delimiter)
        .filter((place) => place !== "")
        .map((place) => path.join(place, name));
  for (const place of places)
    for (const ending of endings) if (runs(place + ending)) return place + ending;
  return undefined;
}

// What it printed, and its exit status; 2, and why, where it could not be run at all.
export function run(file: string, args: string[], folder?: string): Promise<Done> {
  return new Promise((resolve) => {
    const child = execFile(file, args, { cwd: folder, timeout: 20000 }, (error, out, err) => {
      if (error === null) resolve({ status: 0, out, err });
      else if (typeof error.code === "number") resolve({ status: error.code, out, err });
      else if (error.killed) resolve({ status: 2, out, err: `${file} did not answer in 20 seconds` });
      else resolve({ status: 2, out, err: `${file} is not a program that runs on this system` });
    });
    child.stdin?.on("error", () => undefined); // it ended before it was given an end of input
    child.stdin?.end();
  });
}

// Why the file cannot serve an editor; undefined where it can. A server whose client says
// nothing ends with 1.
export async function fault(file: string): Promise<string | undefined> {
  const version = await run(file, ["--version"]);
  if (version.status !== 0 || !/^integ \d/.test(version.out))
    return `${file} is another program than integ, or cannot run on this system. Choose another file, or install integ.`;
  const done = await run(file, ["lsp"]);
  if (done.status <= 1) return undefined;
  const why = done.err.trim().split("\n")[0];
  return why === "" ? `${file} could not start its language server` : why;
}

export function missing(name: string): string {
  return /[/\\]/.test(name)
    ? `The setting integ.path names ${name}, which is not a program. Choose another file, or install integ.`
    : `The program "${name}" is not in your PATH, so nothing is checked. Install integ, or choose the file if you have it.`;
}
