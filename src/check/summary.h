/* How claims come out, and how many of them did so. */
#ifndef INTEG_CHECK_SUMMARY_H
#define INTEG_CHECK_SUMMARY_H

#include <stdint.h>
#include "eval/verdict.h"

/* How the claims of one family came out. stated = hold + off + rounding +
 * unverifiable + unknown. */
typedef struct Tally {
    uint32_t stated, hold, off, rounding, unverifiable, unknown;
} Tally;

typedef struct Summary {
    Tally totals, cells, gross, shares, effects, judgements, checks;
    uint32_t facts; /* funding and spending entries, and measured or set figures */
} Summary;

/* How a claim about results, or a check, comes out. */
typedef enum ClaimStatus {
    CLAIM_HOLDS,
    CLAIM_ROUNDING,     /* of a check: it holds but for rounding */
    CLAIM_COARSE,       /* of a check: off, unless figures were rounded more coarsely */
    CLAIM_OFF,          /* the figures contradict it */
    CLAIM_UNVERIFIABLE, /* there is nothing, or not enough, to hold it against */
    CLAIM_UNKNOWN       /* it could not be read, or its time has not come */
} ClaimStatus;

void summary_add(Tally *tally, ClaimStatus status);
/* What a claim about sums comes to. */
ClaimStatus summary_status(Verdict verdict);

#endif
