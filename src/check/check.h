/* The checker: holds every claim of a model against its facts. */
#ifndef INTEG_CHECK_CHECK_H
#define INTEG_CHECK_CHECK_H

#include <stdbool.h>
#include <stdint.h>
#include "model/model.h"
#include "source/diagnostic.h"

/* How the claims of one family came out. stated = hold + off + rounding +
 * unverifiable + unknown. */
typedef struct Tally {
    uint32_t stated, hold, off, rounding, unverifiable, unknown;
} Tally;

typedef struct Summary {
    Tally totals, gross, shares, effects, judgements, checks;
    uint32_t facts; /* funding and spending entries, and measured or set figures */
} Summary;

/* What the checks made out of each claim: checked.h. Lives in the model's arena. */
typedef struct Checked Checked;

/* Runs every check; findings are added to those of loading, unsorted; those that an
 * `allow` names are marked. `verdicts_only`: totals that are off are told apart, but not
 * explained nor reported, for who asks for no findings. */
const Checked *check_run(Model *model, Findings *findings, Summary *summary,
                         bool verdicts_only);

#endif
