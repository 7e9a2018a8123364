/* Pages of the manual, in mdoc. */
#include "cli/manual.h"

#include <stdint.h>
#include <string.h>

#include "base/utf8.h"
#include "base/version.h"
#include "eval/columns.h"
#include "model/properties.h"
#include "source/diagnostic.h"

/* ---- text ---- */

/* Text as roff takes it: backslashes and hyphens are themselves, signs beyond ASCII are
 * named, and no line begins with a control. */
static void write_slice(Writer *out, Slice text) {
    bool start = true;
    for (uint32_t at = 0, bytes; at < text.length; at += bytes) {
        uint32_t code = utf8_decode(text.at + at, text.length - at, &bytes);
        if (start && (code == '.' || code == '\''))
            writer_str(out, "\\&");
        if (code == '\\')
            writer_str(out, "\\e");
        else if (code == '-')
            writer_str(out, "\\-");
        else if (code == '"')
            writer_str(out, "\\(dq");
        else if (code >= 0x80)
            writer_format(out, "\\[u%04X]", code);
        else
            writer_bytes(out, text.at + at, 1);
        start = code == '\n';
        /* A sentence begins on a line of its own. */
        if (code == '.' && at + 2 < text.length && text.at[at + 1] == ' ') {
            writer_str(out, "\n");
            at++;
            start = true;
        }
    }
}

static void write_text(Writer *out, const char *text) {
    write_slice(out, slice_of(text));
}

static void write_head(Writer *out, const char *title, const char *upper, int section,
                       const char *summary) {
    writer_format(out, ".Dd %s\n.Dt %s %d\n.Os\n.Sh NAME\n.Nm %s\n.Nd ", version_released,
                  upper, section, title);
    write_text(out, summary);
    writer_str(out, "\n");
}

/* Paragraphs, as --help has them: an empty line between two, examples indented. */
static void write_about(Writer *out, const char *about) {
    bool literal = false, paragraph = false;
    while (*about != '\0') {
        Slice line = {about, (uint32_t)strcspn(about, "\n")};
        about += line.length + (about[line.length] == '\n');
        if (line.length == 0) {
            paragraph = true;
            continue;
        }
        bool indented = line.at[0] == ' ';
        if (literal && !indented)
            writer_str(out, ".Ed\n");
        if (paragraph && !indented)
            writer_str(out, ".Pp\n");
        if (indented && !literal)
            writer_str(out, ".Bd -literal\n");
        literal = indented;
        paragraph = false;
        write_slice(out, line);
        writer_str(out, "\n");
    }
    writer_str(out, literal ? ".Ed\n" : "");
}

/* ---- commands ---- */

static void write_option(Writer *out, const Option *option) {
    writer_str(out, ".It ");
    if (option->letter)
        writer_format(out, "Fl %c , ", option->letter);
    writer_format(out, "Fl \\-%s", option->name);
    if (option->value) {
        writer_str(out, option->value[0] == '[' ? " Ns " : " ");
        writer_str(out, "Ar ");
        write_text(out, option->value);
    }
    writer_str(out, "\n");
    write_text(out, option->help);
    writer_str(out, ".\n");
}

/* "0  done" and its like, one a line. */
static void write_status(Writer *out, const char *lines) {
    writer_str(out, ".Sh EXIT STATUS\n.Bl -tag -width Ds\n");
    while (*lines != '\0') {
        Slice line = {lines, (uint32_t)strcspn(lines, "\n")};
        lines += line.length + (lines[line.length] == '\n');
        writer_format(out, ".It %c\n", line.at[0]);
        write_slice(out, slice_from(line, 3));
        writer_str(out, ".\n");
    }
    writer_str(out, ".El\n");
}

static void write_lines(Writer *out, const char *lines) {
    writer_str(out, ".Bd -literal\n");
    while (*lines != '\0') {
        Slice line = {lines, (uint32_t)strcspn(lines, "\n")};
        lines += line.length + (lines[line.length] == '\n');
        write_slice(out, line);
        writer_str(out, "\n");
    }
    writer_str(out, ".Ed\n");
}

void manual_write_command(Writer *out, const Command *command) {
    char title[64], upper[64];
    size_t length = 0;
    for (const char *at = "integ-"; *at; at++)
        title[length++] = *at;
    for (const char *at = command->name; *at && length + 1 < sizeof title; at++)
        title[length++] = *at;
    title[length] = '\0';
    for (size_t i = 0; i <= length; i++) {
        bool small = title[i] >= 'a' && title[i] <= 'z';
        upper[i] = (char)(small ? title[i] - ('a' - 'A') : title[i]);
    }
    write_head(out, title, upper, 1, command->summary);
    writer_format(out, ".Sh SYNOPSIS\n.Nm integ Cm %s\n", command->name);
    write_text(out, command->usage);
    writer_str(out, "\n.Sh DESCRIPTION\n");
    write_about(out, command->about);
    writer_str(out, ".Sh OPTIONS\n.Bl -tag -width Ds\n");
    for (size_t i = 0; i < command->option_count; i++)
        write_option(out, &command->options[i]);
    write_option(out, &option_help);
    writer_str(out, ".El\n");
    write_status(out, command->exit_status);
    writer_str(out, ".Sh EXAMPLES\n");
    write_lines(out, command->examples);
    writer_str(out, ".Sh SEE ALSO\n.Xr integ 1 ,\n.Xr integ 5\n");
}

void manual_write(Writer *out) {
    write_head(out, "integ", "INTEG", 1, integ_tagline);
    writer_str(out, ".Sh SYNOPSIS\n.Nm\n.Ar COMMAND\n.Op Ar OPTION ...\n"
                    ".Op Ar ARGUMENT ...\n.Sh DESCRIPTION\n");
    write_text(
        out,
        "You type a published document into a file, in the language of integ(5). The "
        "file contains facts, which are the money and the results of projects, and "
        "claims, which are the totals and judgements that the document states. integ "
        "recomputes each claim from the facts, shows where the two disagree, and says "
        "why. Its commands are:\n");
    writer_str(out, ".Bl -tag -width Ds\n");
    for (size_t i = 0; command_at(i); i++) {
        writer_format(out, ".It Cm %s\n", command_at(i)->name);
        write_text(out, command_at(i)->summary);
        writer_format(out, ": see\n.Xr integ-%s 1 .\n", command_at(i)->name);
    }
    writer_str(out, ".El\n");
    write_status(out, "0  nothing was found\n1  something was found\n2  the work could "
                      "not be done");
    writer_str(out, ".Sh EXAMPLES\n");
    write_lines(out, "integ new parks          # a folder with a first file\n"
                     "integ check parks        # what is wrong in it\n"
                     "integ explain T02        # what a finding means\n"
                     "integ query by_area parks");
    writer_str(out, ".Sh SEE ALSO\n.Xr integ 5\n");
}

/* ---- the language ---- */

static void write_tables(Writer *out) {
    writer_str(out, ".Sh TABLES\n");
    write_text(out, "A query can ask these tables. A table of things also has every "
                    "property of theirs as a column.\n");
    for (int i = 0; i < TABLE_COUNT; i++) {
        const TableDef *table = table_def((TableId)i);
        writer_format(out, ".Ss %s\n", table->name);
        write_text(out, table->help);
        writer_str(out, ".\n.Bl -tag -width Ds -compact\n");
        for (int c = 0; c < COLUMN_COUNT; c++) {
            const ColumnDef *column = column_def((ColumnId)c);
            if (column->shape == table->shape) {
                writer_format(out, ".It Li %s\n", column->name);
                write_text(out, column->help);
                writer_str(out, "\n");
            }
        }
        writer_str(out, ".El\n");
    }
}

static void write_properties(Writer *out) {
    writer_str(out, ".Sh PROPERTIES\n");
    write_text(out,
               "These are built in, with the value that each must have. An attribute "
               "declares others.\n");
    writer_str(out, ".\n.Bl -tag -width Ds -compact\n");
    for (uint32_t i = 0; i < built_in_count(); i++) {
        const BuiltIn *row = built_in_row(i);
        bool every = row->kinds == (1u << KIND_COUNT) - 1;
        const char *between = "of ";
        writer_format(out, ".It Li %s\n", row->name);
        for (int kind = 0; !every && kind < KIND_COUNT; kind++) {
            if ((row->kinds >> kind & 1) != 0) {
                writer_format(out, "%s%s", between, kind_plural((ThingKind)kind));
                between = ", ";
            }
        }
        writer_str(out, every ? "" : ": ");
        write_text(out, row->help);
        writer_str(out, "\n");
    }
    writer_str(out, ".El\n");
}

static void write_functions(Writer *out) {
    writer_str(out, ".Sh FUNCTIONS\n.Bl -tag -width Ds -compact\n");
    for (int i = 0; i < FUNCTION_COUNT; i++) {
        const FunctionDef *function = function_def((FunctionId)i);
        writer_format(out, ".It Li %s\n", function->name);
        write_text(out, function->help);
        writer_str(out, "\n");
    }
    writer_str(out, ".El\n");
}

static void write_codes(Writer *out) {
    writer_str(out, ".Sh FINDINGS\n");
    writer_str(out, ".Xr integ-explain 1\nshows what each means, with an example.\n.Bl "
                    "-tag -width Ds -compact\n");
    for (int i = 0; i < CODE_COUNT; i++) {
        const CodeInfo *info = code_info((Code)i);
        writer_format(out, ".It Li %s\n", info->code);
        write_text(out, info->summary);
        writer_str(out, "\n");
    }
    writer_str(out, ".El\n");
}

void manual_write_language(Writer *out) {
    write_head(out, "integ", "INTEG", 5, "the language of integ files");
    writer_str(out, ".Sh DESCRIPTION\n");
    write_text(
        out,
        "A file in this language transcribes a published document. Its name ends in "
        ".integ. A name with a title declares a thing; a name without a title refers "
        "to it or adds to it. The order of statements does not matter. Numbers are "
        "exact decimals with a point, and remember their printed digits. A comment "
        "goes from # to the end of its line.\n");
    writer_str(out, ".Bd -literal\n");
    write_text(out, "document parks \"Parks, 2023-24\" { date: 2025-03-01 }\n"
                    "years 2023..2024\n"
                    "unit  mio DKK\n"
                    "source budget \"Budget 2023\"\n\n"
                    "table t1 \"Table 1\" 2023..2024 {\n"
                    "  area green \"Green spaces\" {\n"
                    "    lakes \"Lakes\" from budget   1.5   2.0\n"
                    "    total                       1.5   2.0\n"
                    "  }\n"
                    "}\n"
                    "project lakes { expires: 2024 }\n"
                    "query by_year { select year, sum(amount) from funding group by year "
                    "}\n");
    writer_str(out, ".Ed\n.Pp\n");
    write_text(out, "Kinds of thing are:");
    for (int kind = 0; kind < KIND_COUNT; kind++)
        writer_format(out, "%s %s", kind > 0 ? "," : "", kind_text((ThingKind)kind));
    writer_str(out, ".\n");
    write_properties(out);
    write_tables(out);
    write_functions(out);
    write_codes(out);
    writer_str(out, ".Sh SEE ALSO\n.Xr integ 1\n");
}
