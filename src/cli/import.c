/* integ import: hands a table on to integ-tables, a program of its own, as it links
 * libraries that make the start of a program dear. Options are read here, so that help
 * and completion know them; what they mean is known there. */
#include "cli/tables.h"

#include <unistd.h>

/* Each is handed on under its name. */
static const Option options[] = {
    {"list", NULL, "only list the tables that the file has", 0, false},
    {"table", "NUMBERS", "import these of several tables: 2, 1,3..5, or all", 0, false},
    {"sheet", "NAME", "look at this sheet only", 0, false},
    {"range", "A3:F40", "look at these cells only; rows and columns may stand alone", 0,
     false},
    {"header", "N", "the row or line with the headings", 0, false},
    {"title-column", "N", "the column with the titles: a number or a letter", 0, false},
    {"source-column", "N", "the column that says where the money comes from", 0, false},
    {"years", "2022..2024", "the years of the columns, from left to right; 2024: of all",
     0, false},
    {"unit", "UNIT", "the unit of all figures, as in \"mio DKK\"", 0, false},
    {"decimal", "comma|point", "how the table writes 1.5", 0, false},
    {"separator", "tab|semicolon|comma|bars|blanks", "what parts the cells of a text", 0,
     false},
    {"sources", "parentheses|none", "whether titles end in the sources of their money", 0,
     false},
    {"empty", "none|unknown", "what an empty cell means: \"-\" or \"?\"", 0, false},
    {"areas", "totals|entries", "what rows are that have the titles of known areas", 0,
     false},
    {"row", "N=KIND", "what a row is, such as 12=total; repeats", 0, true},
    {"column", "N=KIND", "what a column of figures is: 4=year, 4=all or 4=left; repeats",
     0, true},
    {"stored", NULL, "take the stored numbers of a sheet, not the shown ones", 0, false},
    {"document", "NAME[=TITLE]", "the document that the table is from", 0, false},
    {"into", "FILE", "add the table to this .integ file", 0, false},
    {"output", "FILE", "write to this file, which must be new", 'o', false},
};

enum { OPTION_COUNT = sizeof options / sizeof *options };

/* Takes the place of this program: what is written has to be out before. */
static Exit become(Cli *cli, Arena *arena, const Arguments *arguments) {
    const char *program = tables_program(arena);
    TablesWords words = tables_words(arena, program, arguments);
    writer_flush(cli->out);
    writer_flush(cli->err);
    execvp(program, (char *const *)words.at);
    return tables_missing(cli);
}

static Exit import_command_run(Cli *cli, const Arguments *arguments) {
    if (arguments->rest_count > 1) {
        cli_complain(cli, "import reads one file at a time, not %d",
                     arguments->rest_count);
        return EXIT_UNABLE;
    }
    Arena *arena = arena_new(cli->memory);
    Exit status = become(cli, arena, arguments);
    arena_drop(arena);
    return status;
}

const Command command_import = {
    .name = "import",
    .summary = "makes a file of a copied table, a CSV file, a sheet or a page",
    .usage = "[OPTION…] [FILE|-]",
    .about =
        "Reads a table as people have it, and writes it in the language, formatted: text "
        "from the\nclipboard (cells parted by tabs, or by two or more blanks), CSV, TSV, "
        "HTML, XLSX and ODS. With no\nFILE it reads standard input. Of a sheet it takes "
        "what is shown: 3.3 where the number 3.2857 has\nthe format 0.0.\n\n"
        "What integ took for what goes to standard error: headings, years, the unit, how "
        "figures are\nwritten, groups, totals, sources, notes. Where two readings are "
        "possible, integ writes nothing,\nnames both, and names the option that decides. "
        "What the language cannot say is kept as a\ncomment.\n\n"
        "--row says what a row is: an entry, a group (the title of the rows below it), a "
        "total of a group or\nthe table, a subtotal of the rows since the last total, a "
        "part (\"of which\") of the row above it, the\nbeginning of the next title "
        "(title), the end of the last one (more), a note, a footnote, or left out\n"
        "(left). --column says of a column of figures that its heading is a year, that "
        "it is the "
        "sum of all\nyears, or that it is left out.\n\n"
        "A row that has the title of an area, in another table or in the file of --into, "
        "is "
        "written as a\ntotal of that area where the figures show it: its money is not "
        "entered twice. --areas decides where\nthey do not.\n\n"
        "A total is found by its words and by its sums. It is a claim like any other: "
        "integ check says\nwhether it holds.",
    .examples = "integ import table.txt | integ check -\n"
                "integ import --unit \"mio DKK\" -o parks.integ table.csv\n"
                "integ import --sheet Budget --range A3:F40 -o parks.integ budget.xlsx\n"
                "integ import --list report.html\n"
                "integ import --table all -o parks.integ report.html\n"
                "integ import --table 2 --into parks.integ report.html\n",
    .exit_status = "0  the table was written\n"
                   "2  it could not be read, or has two readings; nothing was written\n",
    .options = options,
    .option_count = OPTION_COUNT,
    .run = import_command_run,
};
