/* The entries behind a table block, so that it says what they say: one for each figure of
 * a project, as it is written. Private to render/. */
#ifndef INTEG_RENDER_RESULT_ENTRIES_H
#define INTEG_RENDER_RESULT_ENTRIES_H

#include "render/cells.h"
#include "syntax/tree.h"

/* Which columns of the result stand for what; UINT32_MAX: none. */
typedef struct EntriesLayout {
    uint32_t area, project, source, money;
    uint32_t first_year; /* years stand at the end, then the total of all */
} EntriesLayout;

typedef struct Entries {
    const Cells *cells;
    const EntriesLayout *layout;
    uint32_t *facts; /* by cell: the number of its entry + 1; 0: none */
    Datum *sums;     /* by cell, those of totals too: null where nothing adds up */
    bool *blank;     /* likewise: an amount in it is not stated */
} Entries;

/* Finds the entries of every cell, in the arena cells->kept. NULL where a table block can
 * say them; else why not, as a sentence. */
const char *entries_find(Entries *entries, const Cells *cells,
                         const EntriesLayout *layout);
/* The cell as it is written in the block: "1.5", "~65", "?" or "-". */
Slice entries_text(const Entries *entries, uint32_t row, uint32_t column);
/* Whether the rows of the block, read again, hold just these entries. */
bool entries_are(const Entries *entries, const Node *first);

#endif
