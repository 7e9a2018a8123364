/* Wholes of wholes: what the money of a project is `within`, where other money is part of
 * that project's. Money within p is part of w where p's money is within w, as it would be
 * if one stood in the other. */
#ifndef INTEG_MODEL_CHAINS_H
#define INTEG_MODEL_CHAINS_H

#include "model/model.h"

struct Build;

/* In a document, money of that kind of one project is part of another's. */
typedef struct Link {
    Id document, project, whole; /* whole 0: there were too many, which was reported */
    uint8_t kind;
    uint32_t line; /* a line that says so */
} Link;

typedef struct Chains Chains;

/* After the rings are opened; NULL where there are none. Whoever follows all links from a
 * project, and the nesting between them, comes to few places: S11 is reported where they
 * are more, and what is too far is cut off. */
const Chains *chains_find(struct Build *b);
/* The links of one project, each to another whole; their number, which is small, in
 * *count. None where they were cut off. */
const Link *chains_of(const Chains *chains, Id document, uint8_t kind, Id project,
                      uint32_t *count);
/* Whether what a line says is among them: what is part of its project is part of its
 * whole. */
bool chains_has(const Chains *chains, const Line *line);

#endif
