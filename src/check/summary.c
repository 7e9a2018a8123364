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

ClaimStatus summary_status(Verdict verdict) {
    switch (verdict) {
    case VERDICT_EXACT: return CLAIM_HOLDS;
    case VERDICT_ROUNDING: return CLAIM_ROUNDING;
    case VERDICT_COARSE: return CLAIM_COARSE;
    case VERDICT_OFF: return CLAIM_OFF;
    case VERDICT_BLANK:
    case VERDICT_NOTHING: return CLAIM_UNVERIFIABLE;
    case VERDICT_UNKNOWN:
    case VERDICT_CURRENCIES:
    case VERDICT_VERSIONS:
    case VERDICT_OVERFLOW: break;
    }
    return CLAIM_UNKNOWN;
}
