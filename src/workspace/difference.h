/* What came out differently in one load than in another of nearly the same files. */
#ifndef INTEG_WORKSPACE_DIFFERENCE_H
#define INTEG_WORKSPACE_DIFFERENCE_H

#include <stdbool.h>
#include <stdint.h>
#include "base/arena.h"
#include "base/vec.h"
#include "eval/datum.h"
#include "source/diagnostic.h"
#include "workspace/edition.h"
#include "workspace/workspace.h"

/* How a claim stands: as the columns of that name in `claims`. */
typedef struct ClaimStand {
    Datum stated, computed, difference;
    Slice status;
} ClaimStand;

typedef struct ClaimChange {
    Slice kind;     /* "total", "effect", … */
    Slice table;    /* in which it stands; empty: in none, or one without a name */
    Slice document; /* its title, where editions have several; else empty */
    Slice subject;  /* "Grønne områder", "document"; of a whole table "total" */
    bool of_table;  /* a total of all of its table */
    Datum year;     /* where missing, `text` is its span, "all", or empty */
    bool had, has;  /* it was there before, is there now */
    ClaimStand before, after;
    int8_t power;                       /* of the unit in which its amounts are shown */
    uint32_t claim_before, claim_after; /* of a total: its number in Model.claims, + 1 */
} ClaimChange;

/* The claims that came, went or came out differently, in the order of the files; and the
 * findings that are new or gone, but for those of claims. Points into both workspaces. */
typedef struct Difference {
    VEC(ClaimChange) claims;
    const Diagnostic *const *came; /* in the sources of the one after */
    const Diagnostic *const *went; /* in those of the one before */
    uint32_t came_count, went_count;
} Difference;

/* What it allocates is in `arena`. */
void difference_of_workspaces(Arena *arena, Difference *difference,
                              const Workspace *before, const Workspace *after);
/* The claims alone, of editions, whose files may be called otherwise. */
void difference_of_claims(Arena *arena, Difference *difference, const Edition *before,
                          const Edition *after);

#endif
