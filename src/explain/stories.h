/* Stories: sets of one to three slips that mend violated equations, and the candidates
 * that each equation keeps of them. Stories live in the layout's scratch arena. */
#ifndef INTEG_EXPLAIN_STORIES_H
#define INTEG_EXPLAIN_STORIES_H

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
    uint8_t how;  /* MendHow */
    uint8_t acts; /* which operations are undone here, as bits; 0 where it is carried */
} Mended;

enum { OPERATIONS_MOST = 3, CANDIDATES_MOST = 12, NO_COMPARISON = -1 };

typedef struct Story {
    Operation operations[OPERATIONS_MOST];
    uint8_t count;
    int8_t comparison; /* which of its equation's it starts from; NO_COMPARISON: the
                          entries */
    int32_t rank;      /* its cost, less for what else it mends; the lowest goes first */
    bool evident;      /* each of its operations is */
    bool moved;        /* a row that one total includes and another one leaves out */
    bool different;    /* mends two equations that miss by different amounts */
    bool rare;         /* counted: chance would bring such a one in 5 % at most */
    VEC(Mended) mended;
    uint32_t number; /* shown to people; 0: not yet */
    uint32_t told;   /* then: the equation where it was told first */
} Story;

typedef struct Candidate {
    Story *story;
    uint8_t how;  /* MendHow, here */
    int32_t rank; /* here, where it may be mended but for rounding */
} Candidate;

/* The best stories of an equation, the lowest rank first, then as found. */
typedef struct Candidates {
    Candidate at[CANDIDATES_MOST];
    uint32_t count;
    bool incomplete; /* the steps ran out: not everything was tried */
    uint32_t rivals; /* pairs that fit, but are too many to be told apart */
} Candidates;

typedef struct Search {
    int64_t granted, spent; /* steps: of the component at hand; of those before it */
    Layout *layout;
    Candidates *candidates;    /* by equation */
    uint32_t *touched, *marks; /* scratch of score_story */
    uint32_t mark;
} Search;

Search *search_new(Layout *layout);

bool story_equal(const Story *a, const Story *b);
bool story_mends(const Story *story, uint32_t equation, MendHow how);
/* Forgets what else it mends. */
void story_keep_only(Story *story, uint32_t equation);
/* Puts a copy among the candidates of each equation that it mends. */
void candidates_add(Search *search, const Story *story);
/* By rank and print order. */
void candidates_sort(Candidates *candidates);
/* Drops from an equation's candidates what is only a part of another story that mends
 * more. */
void candidates_tidy(Search *search, uint32_t equation);

#endif
