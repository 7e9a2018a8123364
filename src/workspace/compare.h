/* What two editions say differently: two loads, or two documents of one. Where files
 * stand, how they are laid out and in which order they say something makes no
 * difference. */
#ifndef INTEG_WORKSPACE_COMPARE_H
#define INTEG_WORKSPACE_COMPARE_H

#include "workspace/difference.h"
#include "workspace/records.h"

typedef struct RecordChange {
    const Record *before, *after; /* one may be NULL: it came, or it is gone */
    /* Of two figures of one kind: */
    bool has_difference;
    Decimal difference; /* after - before, in what the figures are in */
    bool renamed;       /* of a thing: another name, the same title */
} RecordChange;

/* What it is about: the record after, else the one before. */
static inline const Record *record_changed(const RecordChange *change) {
    return change->after ? change->after : change->before;
}

/* A changed entry that a claim which came out differently is over. */
typedef struct ClaimCause {
    uint32_t claim, record; /* in EditionChanges.claims.claims and .records */
} ClaimCause;

typedef struct EditionChanges {
    Arena *arena;
    Edition before, after;
    VEC(RecordChange) records; /* by group, the largest difference first */
    Difference claims;         /* those that came out worse first */
    uint32_t broke, mended;    /* of them */
    VEC(ClaimCause) causes;    /* by claim */
} EditionChanges;

/* Whether a claim is off that was not, or was not made; or the other way. */
typedef enum ClaimTurn { TURN_BROKE, TURN_OTHER, TURN_MENDED } ClaimTurn;
ClaimTurn claim_turn(const ClaimChange *change);

/* Documents by id, both 0 for all that the two loads say; in `arena`, which goes before
 * the workspaces. */
void compare_editions(Arena *arena, EditionChanges *comparison, const Workspace *before,
                      Id before_document, const Workspace *after, Id after_document);

#endif
