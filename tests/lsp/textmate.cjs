// The TextMate grammar over files, by the library that VS Code reads it with:
//
//     textmate.cjs FILE…
//
// Prints the scopes of each token of the first file, and for all files how many tokens each
// scope has. A token that begins or ends within one of flex's is an error: what flex's are is
// read from the rules of grammar/integ.l.

const fs = require("node:fs");
const path = require("node:path");
const oniguruma = require("vscode-oniguruma");
const textmate = require("vscode-textmate");

const ROOT = path.resolve(__dirname, "../..");
const GRAMMAR = path.join(ROOT, "src/editors/vscode/syntaxes/integ.tmLanguage.json");

// ---- flex's tokens ----

// A pattern of flex as one of JavaScript, over bytes.
function pattern(flex, names) {
  return flex.replace(/"((?:[^"\\]|\\.)*)"|\{([A-Z]+)\}|\\"|\[(?:[^\]\\]|\\.)*\]/g, (whole, text, name) => {
    if (name !== undefined) return `(?:${names[name]})`;
    if (text === undefined) return whole;
    const plain = text.replace(/\\x([0-9a-f]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
    return `(?:${plain.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&")})`;
  });
}

function rules() {
  const [head, body] = fs.readFileSync(path.join(ROOT, "grammar/integ.l"), "latin1").split(/^%%$/m);
  const names = {};
  for (const [, name, flex] of head.matchAll(/^([A-Z]+) +(\S.*)$/gm)) names[name] = pattern(flex.trim(), names);
  const found = [];
  for (const line of body.split("\n")) {
    const rule = /^((?:"(?:[^"\\]|\\.)*"|\[(?:[^\]\\]|\\.)*\]|\\.|[^\s"[\\])+)(?:\s|$)/.exec(line);
    // An entry that is one token is for the parser of clean files alone; others see its year.
    if (rule && !line.startsWith("<") && !line.startsWith('{YEAR}":"')) found.push(new RegExp(pattern(rule[1], names), "y"));
  }
  return found;
}

// The offsets in bytes where a token begins or ends, and the tokens that are texts or comments,
// which may be cut.
function borders(bytes, patterns) {
  const at = new Set([0]);
  const whole = [];
  let offset = 0;
  while (offset < bytes.length) {
    let length = 0;
    for (const rule of patterns) {
      rule.lastIndex = offset;
      const found = rule.exec(bytes);
      if (found && found[0].length > length) length = found[0].length;
    }
    if (length === 0) throw new Error(`no rule of flex takes what is at byte ${offset}`);
    // What a number's rule looks at behind the number is given back.
    const text = bytes.slice(offset, offset + length);
    const number = /^([-~]?[0-9].*?)(?:\.\.|[.,])$/s.exec(text);
    if (number) length = number[1].length;
    const end = offset + (text.slice(0, length).trimEnd().length || length);
    at.add(offset).add(end).add(offset + length);
    if (/^["#]/.test(text)) whole.push([offset, end]);
    offset += length;
  }
  return { at, whole };
}

// ---- the grammar's ----

async function grammar() {
  const wasm = fs.readFileSync(require.resolve("vscode-oniguruma/release/onig.wasm"));
  await oniguruma.loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength));
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (sources) => new oniguruma.OnigScanner(sources),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async () => textmate.parseRawGrammar(fs.readFileSync(GRAMMAR, "utf8"), GRAMMAR),
  });
  return registry.loadGrammar("source.integ");
}

async function main(files) {
  const language = await grammar();
  const patterns = rules();
  let failed = false;
  for (const [number, file] of files.entries()) {
    const name = path.relative(ROOT, file);
    const text = fs.readFileSync(file, "utf8");
    const flex = borders(Buffer.from(text, "utf8").toString("latin1"), patterns);
    const counts = new Map();
    let state = textmate.INITIAL;
    let start = 0;
    if (number === 0) console.log(name);
    for (const [row, line] of text.split("\n").entries()) {
      const done = language.tokenizeLine(line, state);
      state = done.ruleStack;
      for (const token of done.tokens) {
        const inner = token.scopes.slice(1);
        if (inner.length === 0) continue;
        const words = line.slice(token.startIndex, token.endIndex);
        const scope = inner.map((one) => one.replace(/\.integ$/, "")).join(" ");
        if (number === 0) console.log(`${String(row + 1).padStart(3)} ${scope}: ${words}`);
        counts.set(scope, (counts.get(scope) ?? 0) + 1);
        for (const index of [token.startIndex, Math.min(token.endIndex, line.length)]) {
          const at = start + Buffer.byteLength(line.slice(0, index));
          const inside = flex.whole.some(([from, to]) => from < at && at < to) && /string|comment/.test(scope);
          if (!flex.at.has(at) && !inside) {
            console.log(`${name}:${row + 1}: "${words}" (${scope}) is not cut as flex cuts it`);
            failed = true;
          }
        }
      }
      start += Buffer.byteLength(line) + 1;
    }
    console.log(name);
    for (const [scope, count] of [...counts].sort()) console.log(`${String(count).padStart(6)} ${scope}`);
  }
  if (failed) process.exitCode = 1;
}

main(process.argv.slice(2).map((file) => path.resolve(file)));
