/* The checks' claims and findings as tables, and the columns of projects, effects and
 * targets that only the checks know: what eval/ asks for by Computed. */
#ifndef INTEG_QUERY_TABLES_H
#define INTEG_QUERY_TABLES_H

#include "base/arena.h"
#include "check/check.h"
#include "eval/computed.h"
#include "source/diagnostic.h"

/* Lives in `arena`. Rows are made when they are first asked for. `findings` are those of
 * the load, sorted. `documents` are those that are asked, which outlive it; count 0: all.
 * What targets came to, and which effects are claimed, is what these know together. */
const Computed *tables_new(Arena *arena, const Model *model, const Checked *checked,
                           const Findings *findings, const Id *documents, uint32_t count);
/* The latest document, among those that are asked, that sets an indicator targets; where
 * none of them does, among those that they see; 0: none. */
Id tables_setting_document(const Computed *computed, Id indicator);
/* Where the claim of a row of `claims` stands, and the power of ten of the unit in force
 * there: that of a total or a check; else 0. */
Place tables_claim_place(const Computed *computed, uint32_t row);
int8_t tables_claim_power(const Computed *computed, uint32_t row);
/* Of a total its number in Model.claims, + 1; else 0. */
uint32_t tables_claim_total(const Computed *computed, uint32_t row);
/* Whether it is a total of all of its table; its subject begins with "total" then. */
bool tables_claim_of_table(const Computed *computed, uint32_t row);

#endif
