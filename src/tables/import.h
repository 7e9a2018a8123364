/* `integ import`, all of it: from the bytes of a table to a laid-out file.
 *
 * A reader of a format makes grids of cells as they are shown (grid.h): text.c; html.c,
 * and sheets. What comes after knows no formats:
 *
 *     grids ─ find.c ─ the tables in them: caption, heading, body
 *           ─ columns.c, unit.c ─ what each column is, and the unit of its figures
 *           ─ rows.c, marks.c, figures.c ─ what each row is; how all figures are written
 *           ─ structure.c ─ which rows each group and total holds: by words, by how they
 *             are shown, and by sums
 *           ─ compose.c, fmt/ ─ a text of the language
 *
 * Each step tells what it took for what (told.h), or refuses: two readings that are both
 * possible end the import, with the option that decides. What no statement can hold is
 * kept as a comment. No step looks at a clock, a locale or the network. */
#ifndef INTEG_TABLES_IMPORT_H
#define INTEG_TABLES_IMPORT_H

#include <stdbool.h>
#include "base/memory.h"
#include "base/writer.h"

/* What `integ import` hands on: `--name=value` words and, behind "--", a file. The text
 * goes to `out` or to a file, what is told to `err`. False where nothing was made. */
bool import_run(const Memory *memory, int count, char **words, Writer *out, Writer *err);

#endif
