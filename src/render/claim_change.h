/* How a claim came out, before and now, in words. */
#ifndef INTEG_RENDER_CLAIM_CHANGE_H
#define INTEG_RENDER_CLAIM_CHANGE_H

#include "base/str.h"
#include "workspace/difference.h"

/* "Total of Grønne områder 2023: 7.1 → 7.5; stated 7.5: now exact (was 0.4 too high)".
 * Not escaped. */
void claim_change_text(const ClaimChange *change, Text *text);

#endif
