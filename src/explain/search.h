/* The search for stories: sets of one to three slips that mend violated equations and
 * break none that holds. Stories live in the layout's scratch arena. */
#ifndef INTEG_EXPLAIN_SEARCH_H
#define INTEG_EXPLAIN_SEARCH_H

#include <stdbool.h>
#include <stdint.h>
#include "base/vec.h"
#include "explain/operations.h"

typedef enum MendHow {
    MENDED_EXACTLY,
    MENDED_ROUNDING, /* but for a residue of rounding */
    MENDED_CARRIED   /* it misses by the same amount, though it has no figure there */
} MendHow;

typedef struct Mended {
    uint32_t equation;
    uint8_t how; /* MendHow */
} Mended;

enum { OPERATIONS_MOST = 3, CANDIDATES_MOST = 12, NO_BASE = -1 };

typedef struct Story {
    Operation operations[OPERATIONS_MOST];
    uint8_t count;
    int8_t base;  /* which of its equation's bases it starts from; NO_BASE: the entries */
    int32_t rank; /* its cost, less for what else it mends; the lowest goes first */
    bool hinted;
    bool different; /* mends two equations that miss by different amounts */
    bool rare;      /* counted: chance would bring such a one in 5 % at most */
    VEC(Mended) mended;
    uint32_t number; /* shown to people; 0: not yet */
} Story;

/* The best stories of an equation, the lowest rank first, then as found. */
typedef struct Candidates {
    Story *at[CANDIDATES_MOST];
    uint8_t how[CANDIDATES_MOST];  /* MendHow, here */
    int32_t rank[CANDIDATES_MOST]; /* here, where it may be mended but for rounding */
    uint32_t count;
    bool incomplete; /* the steps ran out: not everything was tried */
    uint32_t rivals; /* pairs that fit, but are too many to be told apart */
} Candidates;

typedef struct Search {
    int64_t granted, spent; /* steps: of the component at hand; of those before it */
    Layout *layout;
    Candidates *candidates;    /* by equation */
    uint32_t *touched, *marks; /* scratch of search_score */
    uint32_t mark;
} Search;

Search *search_new(Layout *layout);
/* Finds the stories of the equations of one component, `equations[0..count)`. */
void search_component(Search *search, const uint32_t *equations, uint32_t count);

bool story_mends(const Story *story, uint32_t equation, MendHow how);

/* score.c: fills in what a story of given operations (and base) mends, and its rank.
 * False where it breaks what holds, does not mend `equation`, or one of its operations
 * does nothing. */
bool search_score(Search *search, Story *story, uint32_t equation);
/* Puts a copy on the candidates of each equation that it mends. */
void candidates_add(Search *search, const Story *story);
/* Drops from a candidates what is only a part of another story that mends more. */
void candidates_tidy(Search *search, uint32_t equation);
bool story_equal(const Story *a, const Story *b);

/* combinations.c: two or three rows of one total, or a row and the total's own slip. */
void search_line_combinations(Search *search, const TotalLine *line);
void search_combinations(Search *search, uint32_t equation);

#endif
