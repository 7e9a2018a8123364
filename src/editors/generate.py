#!/usr/bin/python3
"""Writes the words of the language into the editors' files, from the grammar and the
registries of properties and functions, and the program's version:

    src/editors/generate.py            writes
    src/editors/generate.py --check    says what is not as it would be written
"""

import json
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent


def words():
    """{group: words}, each in the order of the grammar."""
    grammar = (ROOT / "grammar/integ.y").read_text(encoding="utf-8")
    lines = re.findall(r'^  (?:[A-Z_]+ "[a-z]+" *)+$', grammar, re.M)
    groups = {"kind": [], "statement": [], "clause": [], "operator": [], "unit": []}
    kinds = {"document", "organisation", "area", "source", "money", "project", "goal", "indicator",
             "dimension", "category"}
    operators = {"and", "or", "not", "in", "is", "like", "between", "case", "when", "then", "else",
                 "end", "null", "true", "false"}
    statements = set(re.findall(r'"([a-z]+)"', " ".join(
        line for line in lines if re.search(r"INCLUDE|YEARS|FUNDING|TABLE|BASELINE|ALLOW", line))))
    for word in re.findall(r'"([a-z]+)"', " ".join(lines)):
        group = ("kind" if word in kinds else "operator" if word in operators else
                 "statement" if word in statements else
                 "unit" if word in {"thousand", "mio", "mia", "pp"} else "clause")
        groups[group].append(word)
    for group, path, pattern in (("property", "src/model/properties.def", r"^PROPERTY\((\w+)"),
                                 ("function", "src/eval/functions.def", r"^FUNCTION\((\w+)")):
        groups[group] = re.findall(pattern, (ROOT / path).read_text(encoding="utf-8"), re.M)
    return groups


def between(text, start, end, lines):
    """The text with the lines between two marks made new."""
    head, rest = text.split(start, 1)
    return f"{head}{start}\n{lines}{end}{rest.split(end, 1)[1]}"


def vim(text, groups):
    lines = "".join(f"syntax keyword integ{group.capitalize()} contained {' '.join(listed)}\n"
                    if group in ("property", "function") else
                    f"syntax keyword integ{group.capitalize()} {' '.join(listed)}\n"
                    for group, listed in groups.items())
    return between(text, '" words {{{', '" }}}', lines)


def emacs(text, groups):
    lines = "".join(f"(defconst integ-{group}-words\n  '({' '.join(json.dumps(w) for w in listed)}))\n"
                    for group, listed in groups.items())
    return between(text, ";; words {{{", ";; }}}", lines)


def textmate(text, groups):
    grammar = json.loads(text)
    for group, listed in groups.items():
        after = {"property": r"(?=\s*:)", "function": r"(?=\s*\()"}.get(group, "")
        grammar["repository"][group]["match"] = (
            r"(?<![\p{L}\p{N}_.])(?:" + "|".join(listed) + r")(?![\p{L}\p{N}_])" + after)
    return json.dumps(grammar, indent=2, ensure_ascii=False) + "\n"


def version(text, _):
    """The extension has the program's version."""
    source = (ROOT / "src/base/version.c").read_text(encoding="utf-8")
    number = re.search(r'version_number\[\] = "(.*)"', source).group(1)
    return re.sub(r'("name": "integ",.*?"version": ")[^"]*', lambda m: m.group(1) + number, text,
                  flags=re.S)


FILES = {"vim/syntax/integ.vim": vim, "emacs/integ-mode.el": emacs,
         "vscode/syntaxes/integ.tmLanguage.json": textmate,
         "vscode/package.json": version, "vscode/package-lock.json": version}


def main():
    groups, stale = words(), []
    for name, write in FILES.items():
        path = HERE / name
        text = path.read_text(encoding="utf-8")
        wanted = write(text, groups)
        if text != wanted:
            stale.append(name)
            if "--check" not in sys.argv:
                path.write_text(wanted, encoding="utf-8")
    if stale and "--check" in sys.argv:
        print(f"src/editors/generate.py would change {', '.join(stale)}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
