/* The totals of a run: how every claim over entries came out, and what the files of this
 * family share. totals.c holds each claim against its entries, comparisons.c against the
 * other stated figures, equations.c asks the explainer why, report.c and uncheckable.c
 * tell. */
#ifndef INTEG_CHECK_TOTALS_TOTALS_H
#define INTEG_CHECK_TOTALS_TOTALS_H

#include <stdbool.h>
#include <stdint.h>
#include "explain/explain.h"
#include "check/families.h"
#include "check/scope.h"
#include "check/totals/sum.h"
#include "eval/verdict.h"
#include "model/model.h"

/* What a claim was held against: its entries or, where nothing was entered, other stated
 * figures. */
typedef enum Basis {
    BASIS_ENTRIES,
    BASIS_ROWS,
    BASIS_COLUMNS,
    BASIS_SUBTOTALS,
    BASIS_TABLES, /* other printed tables, where a `check` says that it is their sum */
    BASIS_COUNT
} Basis;

const char *basis_text(Basis basis); /* as Compared.with */

/* How a claim came out. */
typedef struct Outcome {
    uint8_t verdict; /* Verdict */
    uint8_t basis;   /* Basis */
    /* False: no total. A `?` states nothing, and nothing is said of it here; a `gross`
     * claim has its net held against the entry, by check_gross. */
    bool stated;
    bool parts_left; /* it leaves out parts of other money */
    bool points;     /* it holds where the points of its table separate thousands */
    bool may_round;  /* BLANK, where rounding alone may explain the difference, too */
    uint32_t summands, blanks;
    uint64_t hash; /* of its entries */
    /* Two versions of one amount that it adds up, where the verdict is VERSIONS: by entry
     * or, where `basis` is another, by claim. */
    Version versions[2];
    /* It is off by what this claim leaves for the amounts that are not given, and
     * `computed` holds that too: the claim + 1; or 0. */
    uint32_t open_by;
    Decimal computed, difference; /* 0 where the verdict is NOTHING or beyond */
    /* Of its entries, those in the blocks of rows whose amount is not given: parts of
     * what it leaves for these. */
    Decimal parts;
    uint32_t part_count;
} Outcome;

/* A total over amounts that are not given, which bounds them. */
typedef struct OpenTotal {
    uint64_t amounts; /* equal where they are the same */
    uint32_t blanks, summands, claim;
    Decimal slack; /* what rounding may explain of the difference */
} OpenTotal;

typedef VEC(OpenTotal) OpenTotals;

typedef struct OpenParts OpenParts;

typedef struct Totals {
    CheckRun *run;
    Model *model;
    Scopes *scopes;
    Outcome *outcomes; /* by claim */
    Sum sum;           /* used again for each claim */
    OpenTotals open;
    OpenParts *open_parts; /* NULL until a total has a `?` */
} Totals;

/* The claims of a node, [first, end), are those of one row or statement. */
uint32_t totals_node_end(const Model *model, uint32_t first);

/* Fills totals->sum with the entries of a claim. */
ScopeList totals_add_up(Totals *totals, const Claim *claim);

/* ---- comparisons.c ---- */

typedef struct Comparisons Comparisons;

Comparisons *comparisons_new(Totals *totals);
/* Whether there are stated figures of that basis below the claim; then totals->sum holds
 * them. Not for BASIS_ENTRIES. */
bool comparisons_add_up(Comparisons *comparisons, uint32_t claim, Basis basis);

/* ---- open_totals.c ---- */

/* Makes totals off that contradict another stated total, over the same amounts that are
 * not given or, in all, over the parts of theirs. After all are judged. */
void open_totals_compare(Totals *totals, Comparisons *comparisons);
/* Fills CheckRun.open_amounts. After that. */
void open_totals_amounts(Totals *totals);
/* Finds the parts of amounts not given among the entries of a claim. */
void open_parts(Totals *totals, const ScopeList *list, Outcome *outcome);
/* Whether a `?` is part of the `?` of the row around it. */
bool open_parts_inner(const Model *model, uint32_t fact);
/* What a total leaves for the amounts: nothing, where it agrees without them. */
Decimal open_totals_left(const Totals *totals, uint32_t claim);

/* ---- points.c ---- */

/* Whether a total that is off holds where 450.000 is 450_000, in tables whose points may
 * separate thousands (T13). */
bool points_part_thousands(Totals *totals, uint32_t claim);

/* ---- equations.c ---- */

/* Stories, empty for what holds; NULL where nothing is off. */
typedef struct Reasons {
    ExplanationVec *of;        /* by claim */
    ExplanationVec *of_checks; /* by check */
    ExplanationVec *of_cells;  /* by Model.cells */
} Reasons;

Reasons equations_explain(Totals *totals, Comparisons *comparisons);

/* ---- report.c ---- */

void total_findings(Totals *totals, Comparisons *comparisons, const Reasons *reasons);

/* ---- uncheckable.c ---- */

/* Of the claims [first, end) of one row or statement. *no_column is the table that was
 * last reported for having no column but `all`; 0 to begin. */
void total_uncheckable(Totals *totals, uint32_t first, uint32_t end, Id *no_column);

/* ---- mixed.c ---- */

/* The table that was looked at last: which of its columns add up two versions of one
 * amount, and of which that was told. All zero to begin. */
typedef struct MixedTable {
    Id table;
    bool mixes[UINT8_MAX + 1], told[UINT8_MAX + 1];
} MixedTable;

/* Of the claims [first, end) of one row or statement, those over several versions. */
void total_versions(Totals *totals, uint32_t first, uint32_t end, MixedTable *last);

#endif
