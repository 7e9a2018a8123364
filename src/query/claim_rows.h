/* The rows of `claims`: everything that is said about the figures, with what the checks
 * made of it, in the order of the files. Private to query/. */
#ifndef INTEG_QUERY_CLAIM_ROWS_H
#define INTEG_QUERY_CLAIM_ROWS_H

#include <stdint.h>
#include "base/vec.h"
#include "check/checked.h"
#include "eval/columns.h"
#include "eval/eval.h"
#include "model/model.h"

typedef enum ClaimKind {
    CLAIM_TOTAL,
    CLAIM_GROSS,
    CLAIM_CELL,
    CLAIM_SHARE,
    CLAIM_EFFECT,
    CLAIM_JUDGEMENT,
    CLAIM_FORECAST,
    CLAIM_CHECK
} ClaimKind;

typedef struct ClaimRow {
    uint8_t kind;       /* ClaimKind */
    uint8_t thing_kind; /* of a judgement or forecast: what it is of */
    Id thing;
    uint32_t index; /* into Model.claims, cells, shares, effects, props or checks */
    /* Of an effect the dimension, 0 where none is declared; of a check its point + 1, 0
     * where it came down to none. */
    uint32_t part;
    uint32_t path; /* the number of its file's path among all, sorted */
    Place place;
} ClaimRow;

/* What claims are looked up in. All of it outlives the rows. */
typedef struct ClaimBase {
    Arena *arena;
    const Model *model; /* a copy that allocates in `arena` */
    const Checked *checked;
    const Targets *targets; /* of that copy, as effects */
    const Effects *effects; /* NULL where nothing is claimed or no category has a rule */
} ClaimBase;

typedef VEC(ClaimRow) ClaimRows;

ClaimRows claim_rows(const ClaimBase *base);
/* A column of shape CLAIM. */
Datum claim_column(const ClaimBase *base, const ClaimRow *row, ColumnId column);
/* Whether it is a total of all of its table: its subject begins with "total" then. */
bool claim_of_table(const ClaimBase *base, const ClaimRow *row);
Id claim_document(const ClaimBase *base, const ClaimRow *row);

/* How an effect claim came out on all its dimensions together: contradicted where one
 * contradicts it. */
ClaimStatus claim_effect_status(const ClaimBase *base, uint32_t effect);
/* "holds", "off", "unverifiable", "unknown" as a word. */
Datum claim_word(const Model *model, const char *word);
const char *claim_status_word(ClaimStatus status);

#endif
