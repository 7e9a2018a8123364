/* What-ifs: statements typed beside the files, as if they stood in one of them, and what
 * of the claims that changes. Nothing is written to the files; the workspace is loaded
 * anew with the additions, so that what it says then is what it would say.
 *
 * A session has one workspace and one list of what-ifs. It hands both to whatif_add,
 * whatif_undo or whatif_reload, shows the outcome, and keeps one of the two workspaces:
 *
 *     WhatIfOutcome *outcome = whatif_add(list, workspace, text, document);
 *     show(outcome);
 *     Workspace *other = outcome->accepted ? workspace : outcome->after;
 *     workspace = outcome->accepted ? outcome->after : workspace;
 *     whatif_outcome_drop(outcome);          (before either workspace)
 *     workspace_drop(other);
 */
#ifndef INTEG_WORKSPACE_WHATIF_H
#define INTEG_WORKSPACE_WHATIF_H

#include <stdbool.h>
#include <stdint.h>
#include "base/vec.h"
#include "workspace/difference.h"
#include "workspace/workspace.h"

typedef struct WhatIf {
    uint32_t number; /* from 1, kept when others are undone */
    Slice name;      /* "what-if 1": the path of its source in the workspace */
    Slice text;
    Slice path;     /* of the file that it joins */
    Slice document; /* the document's name; empty: the file's own */
} WhatIf;

typedef struct WhatIfs WhatIfs;

/* Borrows all three; the request is that of the session's first load, without additions.
 */
WhatIfs *whatifs_new(const Memory *memory, const Files *files, const Request *request);
void whatifs_drop(WhatIfs *list);
uint32_t whatifs_count(const WhatIfs *list);
/* In the order in which they were added. */
const WhatIf *whatifs_at(const WhatIfs *list, uint32_t index);

/* The document that a what-if joins where none was chosen: the only one that states
 * money, claims or measures, or the only one that there is. 0: there are several. */
Id whatif_home(const Workspace *workspace);

/* ---- outcomes ---- */

typedef enum WhatIfDone {
    WHATIF_ADDED,
    WHATIF_UNDONE,
    WHATIF_RELOADED /* without an addition: the files may have changed */
} WhatIfDone;

/* Why nothing was done, though the texts may be sound. */
typedef enum WhatIfRefusal {
    REFUSED_NOT,
    REFUSED_TEXT,   /* `findings` say what is wrong in it */
    REFUSED_EMPTY,  /* there is no statement in it */
    REFUSED_NUMBER, /* no what-if has that number; of whatif_undo */
    REFUSED_HOME,   /* the document is 0, or in no file that was loaded */
    REFUSED_BROKEN, /* `broken` could be read before and can't be now */
    REFUSED_STOPPED /* by the request's stop; `after` is NULL */
} WhatIfRefusal;

/* Points into both workspaces; to be dropped before either. */
typedef struct WhatIfOutcome {
    Arena *arena;
    uint8_t done;     /* WhatIfDone */
    uint8_t refusal;  /* WhatIfRefusal */
    bool accepted;    /* `after` takes the place of the workspace before */
    uint32_t number;  /* of the what-if that was added or undone */
    Slice name;       /* "what-if 1" */
    Slice broken;     /* a file's path, */
    Slice why;        /* and what is wrong with it: "line 12: …", "does not exist" */
    Workspace *after; /* the caller's; NULL where nothing had to be loaded */
    /* What the text declares or speaks of, by name, and what it holds. */
    const Slice *names;
    uint32_t name_count, entries, measures;
    /* Of a text that was refused: its own errors, sorted, and what they stand in. */
    Findings findings;
    Sources sources;
    Difference difference; /* otherwise */
} WhatIfOutcome;

/* Adds a text: one statement or several, with or without a ";" at its end. `document` is
 * one of `before`'s; the text has the settings (unit, years, tolerance) of the first file
 * that states it. All three read the files anew, and are refused where one of them has a
 * syntax error that had none, or cannot be read any more: the last good state is to stay.
 */
WhatIfOutcome *whatif_add(WhatIfs *list, const Workspace *before, Slice text,
                          Id document);
/* Takes one back: that of the number, or the last where it is 0. */
WhatIfOutcome *whatif_undo(WhatIfs *list, const Workspace *before, uint32_t number);
/* Loads the files as they are now, with all what-ifs. Those that the files make wrong
 * stay in it, and their findings come. */
WhatIfOutcome *whatif_reload(WhatIfs *list, const Workspace *before);
void whatif_outcome_drop(WhatIfOutcome *outcome);

/* All what-ifs as the text of a file that means the same beside the files: its documents,
 * units and years are stated in it. In the arena. False where that cannot be said: *why
 * is then a sentence. */
bool whatif_text(const WhatIfs *list, const Workspace *workspace, Arena *arena,
                 Slice *text, Slice *why);
/* They were written to a file: once that is loaded, a reload lets them go. Its real path;
 * it is copied. */
void whatifs_saved(WhatIfs *list, Slice real);

#endif
