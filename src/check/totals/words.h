/* The words of findings about totals: what a total is called, a sum written out, a list.
 * All texts are in the run's arena. */
#ifndef INTEG_CHECK_TOTALS_WORDS_H
#define INTEG_CHECK_TOTALS_WORDS_H

#include <stdint.h>
#include "base/str.h"
#include "check/totals/totals.h"
#include "model/model.h"

/* "the total of "Job og uddannelse" for 2020", "the grand total", … */
Slice total_subject(const Model *model, const Claim *claim);
/* The same without its time. */
Slice total_name(const Model *model, const Claim *claim);
/* "2020", "2023 as service", "all". */
Slice total_when(const Model *model, const Claim *claim);
/* `table "Tabel 1"`, "table t1", or empty outside of a named table. */
Slice total_table(const Model *model, Id table);
/* "its 4 entries", "its one entry", "the rows' stated totals". */
Slice total_basis(const Model *model, const Outcome *outcome);
/* An amount in the claim's unit, without it: "8.9". */
Slice total_amount(const Model *model, const Claim *claim, Decimal amount);
/* The same with its unit: "16.4 mio DKK". */
Slice total_amount_in(const Model *model, const Claim *claim, Decimal amount);
Slice total_unit(const Model *model, const Claim *claim);
/* "1.4 + 3.1 - 0.2 + ~1 + ?", or "37 entries" where they are many or not given. */
Slice total_sum(const Model *model, const Claim *claim, const Outcome *outcome,
                const uint32_t *facts, uint32_t count);

/* A text of the source with one space for each run of what parts its words. */
Slice total_spaced(Arena *arena, Slice text);

#endif
