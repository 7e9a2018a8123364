/* The places at which something was dropped, so that nothing is said of what stood there.
 */
#ifndef INTEG_CHECK_DAMAGE_H
#define INTEG_CHECK_DAMAGE_H

#include "check/families.h"

/* In the run's arena. */
typedef struct Damage {
    Place *places; /* sorted */
    uint32_t count;
    bool *documents; /* by document: some file of it is damaged */
} Damage;

/* Of the findings so far: before those of the checker. */
Damage *damage_find(const CheckRun *run);
bool damage_between(const Damage *damage, SourceId source, Span span);

#endif
