/* Which entries a claim is over: an index of the facts by line, area and project, and the
 * look-up in it. Built once a run. */
#ifndef INTEG_CHECK_SCOPE_H
#define INTEG_CHECK_SCOPE_H

#include <stdbool.h>
#include <stdint.h>
#include "check/families.h"
#include "check/line_facts.h"
#include "model/model.h"

typedef struct Scopes Scopes;

/* Lives in the run's arena. */
Scopes *scope_new(CheckRun *run);

/* The entries of a claim, in the order of their lines. Good until the next look-up. */
typedef struct ScopeList {
    const uint32_t *facts;
    uint32_t count;
    const uint32_t *left_out; /* entries that it would count, were they not part of other
                                 money */
    uint32_t left_out_count;
    bool covered; /* rows stand in its scope, though with nothing in them: `-` */
    bool unbound; /* its filter is wrong, which was reported; nothing was looked up */
    bool apart;   /* its filter compares money in one currency with entries in another */
    bool spent;   /* the budget did not suffice, and nothing else here is good */
} ScopeList;

/* Not for SCOPE_GROSS. Filters are bound when first seen. */
ScopeList scope_of(Scopes *scopes, const Claim *claim);
/* The same, each line and entry that is looked at taking a step of the budget. */
ScopeList scope_within(Scopes *scopes, const Claim *claim, Budget *budget);
/* The entries that a claim leaves out and whose wholes it does not count either: in
 * `left_out`, beside those that it counts. For claims over few entries. */
ScopeList scope_uncounted(Scopes *scopes, const Claim *claim);
/* An order of claims in which those that are over the same entries stand together and are
 * equal. It depends on what they say alone. */
int scope_compare(Scopes *scopes, const Claim *a, const Claim *b);

/* The entries of one project's own in a document, those of its parts apart: lines, as
 * numbers into Model.lines. */
typedef struct LineList {
    const uint32_t *lines;
    uint32_t count;
} LineList;

LineList scope_lines_of(const Scopes *scopes, Id document, Id project);

/* All lines by document and project. */
const struct LineOrder *scope_by_project(const Scopes *scopes);

/* The facts of a line: numbers scope_fact(scopes, i) for first <= i < end. */
FactRange scope_facts_of(const Scopes *scopes, uint32_t line);
uint32_t scope_fact(const Scopes *scopes, uint32_t i);

#endif
