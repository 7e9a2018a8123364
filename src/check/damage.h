/* What could not be read, and what follows from that: nothing is said of what may have
 * stood there. Which codes follow from it, and how near they must be, says the column
 * `after` of checks.def. */
#ifndef INTEG_CHECK_DAMAGE_H
#define INTEG_CHECK_DAMAGE_H

#include "check/families.h"

typedef struct Damage Damage;

/* Of the findings so far: before those of the checker. In the run's arena. */
Damage *damage_find(const CheckRun *run);
/* Whether something was dropped there. */
bool damage_between(const Damage *damage, SourceId source, Span span);
/* Whether something of that document was, or the figure of a claim. */
bool damage_in(const Damage *damage, Id document);
/* Whether a setting was that would hold at a place. */
bool damage_setting(const Damage *damage, Place place);
/* Whether a finding of that code at a place would follow from what was lost. */
bool damage_explains(const Damage *damage, Code code, Place place);
/* Marks the findings as fallen that follow from what was lost or from others. */
void damage_settle(const CheckRun *run);

#endif
