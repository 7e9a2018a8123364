// VS Code itself with the extension, as `make test-vscode` runs it: its server from npm, without
// what that would have to be compiled for (no terminal, no search), in Chromium. What a person
// does by keyboard is done, and what is on the screen and on the disk is looked at.
//
//     run.cjs INTEG EXTENSION.vsix FOLDER
//
// FOLDER has the packages of package.json; screenshots go to its folder `screenshots`, among
// them vscode.png, which is kept in examples/pictures. ONLY=query in the environment tries that
// alone. The last line is "N passed, N failed".

const assert = require("node:assert");
const { execFileSync, spawn } = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");

const [integ, extension, folder] = process.argv.slice(2).map((one) => path.resolve(one));
const { chromium } = require(path.join(folder, "node_modules/playwright-core"));
const code = path.join(folder, "node_modules/code-server/lib/vscode/out/server-main.js");
const shots = path.join(folder, "screenshots");
const place = fs.mkdtempSync(path.join(os.tmpdir(), "integ-vscode-"));
const WAIT = 60000;
const SETTINGS = {
  "editor.formatOnSave": true,
  "editor.minimap.enabled": false,
  "editor.fontSize": 14,
  "extensions.ignoreRecommendations": true,
  "files.autoSave": "off",
  "security.workspace.trust.enabled": false,
  "telemetry.telemetryLevel": "off",
  "workbench.colorTheme": "Default Light Modern",
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
};

const PARKS = `\
document parks "Parks, 2023-24"
years 2023..2024
unit  mio DKK

table "Table 1" 2023..2024, all {
  "Lakes"   1.5  2.0  3.5
  "Paths"   0.4   -   0.4
  "Swings"  0.6  0.6  1.2
  total     2.1  2.6  5.1
}
`;
const COMMON = 'source fund "The Green Fund"\n';
const FUNDED = `\
include "common.integ"
unit mio DKK

table "Table 1" 2023 {
  lakes "Lakes"  from fund  1.5
  total                     1.5
}
query by_source "Money by source" {
  select source, sum(amount) as spent from funding group by source
}
`;

// ---- the editor ----

let browser, address;

function serve() {
  const data = path.join(place, "server");
  fs.mkdirSync(path.join(data, "data/User"), { recursive: true });
  fs.writeFileSync(path.join(data, "data/User/settings.json"), JSON.stringify(SETTINGS));
  const options = ["--server-data-dir", data, "--accept-server-license-terms", "--telemetry-level", "off"];
  execFileSync(process.execPath, [code, ...options, "--install-extension", extension], { stdio: "pipe" });
  const log = fs.openSync(path.join(folder, "server.log"), "w");
  const child = spawn(
    process.execPath,
    [code, ...options, "--force-disable-user-env", "--host", "127.0.0.1", "--port", "0", "--without-connection-token"],
    { stdio: ["ignore", "pipe", log], env: { ...process.env, PATH: `${path.dirname(integ)}:${process.env.PATH}` } },
  );
  const listening = new Promise((resolve, reject) => {
    let said = "";
    child.stdout.on("data", (data) => {
      fs.writeSync(log, data);
      said += data;
      const port = /listening on (\d+)/.exec(said);
      if (port !== null) resolve(`http://127.0.0.1:${port[1]}`);
    });
    child.on("exit", (status) => reject(new Error(`VS Code ended with ${status}: see ${folder}/server.log`)));
  });
  return { child, listening };
}

// A window with a folder of these files, the first of them open and with the cursor.
async function open(name, files, size = { width: 760, height: 500 }) {
  const root = path.join(place, name);
  fs.mkdirSync(root);
  for (const [file, text] of Object.entries(files)) fs.writeFileSync(path.join(root, file), text);
  const first = path.join(root, Object.keys(files)[0]);
  const host = new URL(address).host;
  const payload = JSON.stringify([["openFile", `vscode-remote://${host}${first}`]]);
  const page = await browser.newPage({ viewport: size });
  page.setDefaultTimeout(WAIT);
  await page.goto(`${address}/?folder=${root}&payload=${encodeURIComponent(payload)}`);
  await page.locator(".monaco-editor .view-line").first().click();
  return { page, root, first, read: (file) => fs.readFileSync(path.join(root, file), "utf8") };
}

async function goTo(page, line, column) {
  await page.keyboard.press("Control+g");
  await page.locator(".quick-input-widget input").waitFor();
  await page.keyboard.type(`${line}:${column}`);
  await page.keyboard.press("Enter");
  await page.locator(".quick-input-widget").waitFor({ state: "hidden" });
}

async function command(page, title) {
  await page.keyboard.press("F1");
  await page.locator(".quick-input-widget input").waitFor();
  await page.keyboard.type(title);
  await page.locator(".quick-input-list .monaco-list-row.focused", { hasText: title.replace(/^.*: /, "") }).waitFor();
  await page.keyboard.press("Enter");
}

async function until(what, condition) {
  const end = Date.now() + WAIT;
  while (!(await condition())) {
    assert(Date.now() < end, what());
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const squiggle = (page) => page.locator(".squiggly-error").first().waitFor({ state: "attached" });
const hint = (page, sum) => page.locator(".view-line span", { hasText: new RegExp(`^=\\s${sum}$`) }).first().waitFor();

// ---- what is tried ----

const CASES = {
  async finding() {
    const { page } = await open("finding", { "parks.integ": PARKS });
    await squiggle(page);
    await hint(page, "2.5");
    await page.screenshot({ path: path.join(shots, "finding.png") });
    await goTo(page, 9, 14);
    await page.keyboard.press("Control+k");
    await page.keyboard.press("Control+i");
    const hover = page.locator(".monaco-hover-content", { hasText: "0.4 mio DKK too low" }).first();
    await hover.waitFor();
    const said = await hover.innerText();
    for (const part of ["but its 3 entries add up to 2.5", "1.5 + 0.4 + 0.6 = 2.5", "T02"]) assert(said.includes(part), said);
    return page;
  },
  // The editor alone, with the sentence below the line: for the README.
  async picture() {
    const { page } = await open("picture", { "parks.integ": PARKS }, { width: 860, height: 480 });
    await squiggle(page);
    await hint(page, "2.5");
    await page.keyboard.press("Control+b");
    await page.locator(".sidebar").waitFor({ state: "hidden" });
    await goTo(page, 5, 1);
    await page.keyboard.press("F8");
    await page.locator(".marker-widget", { hasText: "0.4 mio DKK too low" }).waitFor();
    await page.locator(".codelens-decoration", { hasText: "1 off" }).waitFor();
    const clip = await page.locator(".editor-group-container").first().boundingBox();
    await page.screenshot({ path: path.join(shots, "vscode.png"), clip: { ...clip, height: 384 } });
    return page;
  },
  // Ctrl+. and Enter: the first of the fixes.
  async quickFix() {
    const { page, read } = await open("fix", { "parks.integ": PARKS });
    await squiggle(page);
    await goTo(page, 9, 14);
    await page.locator(".lightBulbWidget").waitFor();
    const fixes = page.locator(".action-widget", { hasText: "Accept it" });
    // VS Code forgets what is asked while it asks for the bulb's own sake: one presses again.
    await until(() => "no fixes are offered", async () => {
      await page.keyboard.press("Control+.");
      return fixes.waitFor({ timeout: 8000 }).then(() => true, () => false);
    });
    await page.screenshot({ path: path.join(shots, "fixes.png") });
    await page.keyboard.press("Enter");
    await page.locator(".squiggly-error").first().waitFor({ state: "detached" });
    await page.keyboard.press("Control+s");
    await until(() => read("parks.integ"), () => read("parks.integ").includes("allow T02 -0.4"));
    return page;
  },
  async rename() {
    const { page, read } = await open("rename", { "parks.integ": FUNDED, "common.integ": COMMON });
    await goTo(page, 5, FUNDED.split("\n")[4].indexOf("fund") + 2);
    // The server may start yet: then there is nothing that renames.
    await page.locator(".codelens-decoration", { hasText: "run query" }).waitFor();
    await page.keyboard.press("F2");
    await page.locator(".rename-box input:focus").waitFor();
    await page.keyboard.type("pool");
    await page.screenshot({ path: path.join(shots, "rename.png") });
    await page.keyboard.press("Enter");
    await until(() => read("common.integ"), () => read("common.integ") === COMMON.replace("fund", "pool"));
    await page.keyboard.press("Control+s");
    await until(() => read("parks.integ"), () => read("parks.integ").includes("from pool"));
    return page;
  },
  async formatOnSave() {
    const ugly = PARKS.replace('  "Lakes"   1.5', '"Lakes" 1.5').replace("2.1", "2.5");
    const { page, read } = await open("format", { "parks.integ": ugly });
    await page.locator(".codelens-decoration", { hasText: "5 entries" }).waitFor();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("# typed");
    // On a busy machine VS Code saves without what took it too long.
    await until(() => read("parks.integ"), async () => {
      await page.keyboard.press("Control+s");
      await page.waitForTimeout(2000);
      return read("parks.integ") === `${PARKS.replace("2.1", "2.5")}# typed\n`;
    });
    return page;
  },
  async query() {
    const { page } = await open("query", { "parks.integ": FUNDED, "common.integ": COMMON });
    await page.locator(".codelens-decoration", { hasText: "run query" }).waitFor();
    await goTo(page, 9, 5);
    await command(page, "integ: Run the Query at the Cursor");
    const view = page.frameLocator("iframe.webview").frameLocator("iframe");
    await view.locator("td", { hasText: "1.5" }).waitFor();
    assert.match(await view.locator("body").innerText(), /Money by source[^]*spent[^]*mio DKK[^]*fund\s+1\.5/);
    await page.screenshot({ path: path.join(shots, "query.png") });
    return page;
  },
  // A text that is no file yet.
  async untitled() {
    const { page } = await open("untitled", { "parks.integ": "unit mio DKK\n" });
    await command(page, "File: New Untitled Text File");
    await page.locator(".tab", { hasText: "Untitled-1" }).waitFor();
    await command(page, "Change Language Mode");
    await page.keyboard.type("integ");
    await page.locator(".quick-input-list .monaco-list-row.focused", { hasText: "integ" }).waitFor();
    await page.keyboard.press("Enter");
    await page.locator(".quick-input-widget").waitFor({ state: "hidden" });
    await page.keyboard.type('unit mio DKK\ntable "T" 2023 {\n"Lakes" 1.5\ntotal 2.1\n');
    await squiggle(page);
    await hint(page, "1.5");
    return page;
  },
  // What is typed by a person who has no file yet.
  async typing() {
    const { page, read } = await open("typing", { "new.integ": "" });
    await page.keyboard.type('unit mio DKK\ntable "T" 2023 {\n"Lakes" 1.5\n"Paths" 0.4\ntotal 2.1\n');
    await squiggle(page);
    await hint(page, "1.9");
    await until(() => read("new.integ"), async () => {
      await page.keyboard.press("Control+s");
      await page.waitForTimeout(2000);
      return read("new.integ") === 'unit mio DKK\ntable "T" 2023 {\n  "Lakes"  1.5\n  "Paths"  0.4\n  total    2.1\n}\n';
    });
    return page;
  },
};

async function main() {
  fs.rmSync(shots, { recursive: true, force: true });
  fs.mkdirSync(shots, { recursive: true });
  const { child, listening } = serve();
  const cases = Object.entries(CASES).filter(([name]) => [name, undefined].includes(process.env.ONLY));
  let failed = 0;
  try {
    address = await listening;
    browser = await chromium.launch({ executablePath: "/usr/bin/chromium", chromiumSandbox: process.getuid() !== 0 });
    for (const [name, run] of cases) {

      try {
        await (await run()).close();
        console.log(`vscode/${name}`);
      } catch (error) {
        failed++;
        console.log(`FAILED vscode/${name}\n${error.stack ?? error}`);
        const page = browser.contexts().flatMap((one) => one.pages()).at(-1);
        await page?.screenshot({ path: path.join(shots, `${name}-failed.png`) });
        await page?.close();
      }
    }
  } finally {
    await browser?.close();
    child.kill();
    fs.rmSync(place, { recursive: true, force: true });
  }
  console.log(`${cases.length - failed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}

main();
