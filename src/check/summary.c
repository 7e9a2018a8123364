/* Counting claims by how they came out. */
#include "check/summary.h"

void summary_add(Tally *tally, ClaimStatus status) {
    tally->stated++;
    switch (status) {
    case CLAIM_HOLDS: tally->hold++; break;
    case CLAIM_ROUNDING: tally->rounding++; break;
    case CLAIM_COARSE: /* as a total is */
    case CLAIM_OFF: tally->off++; break;
    case CLAIM_UNVERIFIABLE: tally->unverifiable++; break;
    case CLAIM_UNKNOWN: tally->unknown++; break;
    }
}
