/* The families of checks, private to check/. Each reads the model and adds its findings;
 * check_run calls them in the order in which they stand here. */
#ifndef INTEG_CHECK_FAMILIES_H
#define INTEG_CHECK_FAMILIES_H

#include <stdbool.h>
#include <stdint.h>
#include "base/arena.h"
#include "base/budget.h"
#include "base/stop.h"
#include "check/summary.h"
#include "eval/eval.h"
#include "eval/formula.h"
#include "explain/explain.h"
#include "model/model.h"
#include "source/diagnostic.h"

/* Claims that were not checked: how many, and the first of them in the files. */
typedef struct Unchecked {
    uint32_t count;
    Place first;
} Unchecked;

/* What a total leaves for the one amount that is not given among those that it counts. */
typedef struct OpenAmount {
    uint32_t fact, claim;
    Decimal amount, slack; /* slack: what rounding may explain of it */
} OpenAmount;

/* One run of the checker. */
typedef struct CheckRun {
    Model *model;
    Findings *findings;
    Summary *summary;
    Arena *arena; /* the model's: what findings hold must live as long as they */
    const struct Unread *unread;   /* what could not be read */
    struct Scopes *scopes;         /* the facts by line, area and project */
    const struct Targets *targets; /* the measures by indicator */
    /* By `check` statement, once check_relations has run: what it came down to. */
    const CheckPointVec *points;
    const uint8_t *relations;         /* likewise: ClaimStatus */
    const Bound *const *bounds;       /* likewise: its expression; NULL: it is wrong */
    Diagnostic *const *relations_off; /* likewise: the finding of one that is off */
    struct Outcome *outcomes;         /* by claim, once check_totals has run */
    struct Outcome *shares;           /* by Model.shares, once check_shares has run */
    const struct Effects *effects;    /* once check_effects has run */
    /* By Model.cells, once check_columns has run: how it came out, its finding if it is
     * off, and what its column alone would explain. */
    struct CellOutcome *cells; /* by Model.cells, once check_columns has run */
    Diagnostic **cells_off;
    ExplanationVec *cells_own;
    const Formulas **formulas; /* likewise, by table; NULL: it has none */
    bool *parts_told; /* by line, once check_totals has run: its total says that it is
                       * part of another row; NULL: none is */
    VEC(OpenAmount) open_amounts; /* once check_totals has run; where a cell has a `?` */
    bool verdicts_only;           /* see check_run */
    Stop stop;                    /* looked at between claims */
    Budget budget;                /* steps left for holding claims against facts */
    Unchecked unchecked;          /* the claims for which none were left */
    uint32_t next_story;          /* the first number free for Explanation.story */
} CheckRun;

/* Notes a claim for which the budget did not suffice. It is unknown how it comes out. */
void unchecked_add(CheckRun *run, Place place);
/* Reports them, all in one. */
void unchecked_report(CheckRun *run);

void check_relations(CheckRun *run);    /* `check` statements: C…; summary->checks */
void check_totals(CheckRun *run);       /* T01–T05, T09, T10; summary->totals */
void check_parts(CheckRun *run);        /* T06, T09, T14, T16 */
void check_named_totals(CheckRun *run); /* T15: totals that are read as projects */
void check_parts_beside(CheckRun *run); /* T15: parts that are read as projects */
void check_columns(CheckRun *run);      /* T01, T09, T17: cells */
void check_open_cells(CheckRun *run);   /* T05, T17: cells with a `?`; summary->cells */
void check_kinds(CheckRun *run);        /* T18: kinds that may be versions */
void check_gross(CheckRun *run);        /* T07, T09, T10; summary->gross */
void check_shares(CheckRun *run);       /* T08 */
void check_life(CheckRun *run);         /* years and dates: Y… */
void check_properties(CheckRun *run);   /* P… */
void check_homonyms(CheckRun *run);     /* N07: one name, two things */
void check_near_titles(CheckRun *run);  /* N10: a title that is another one misspelt */
void check_indicators(CheckRun *run);   /* G01, G02, G05: targets and their status */
void check_judgements(CheckRun *run);   /* G03, G04, G06; summary->judgements */
void check_effects(CheckRun *run);      /* E…; summary->effects */
/* Last: marks the findings that an `allow` names, and adds K01 for those that name
 * none. */
void check_allows(CheckRun *run);

#endif
