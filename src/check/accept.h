/* What a finding says of accepting it: the `allow` to write. Private to check/. */
#ifndef INTEG_CHECK_ACCEPT_H
#define INTEG_CHECK_ACCEPT_H

#include <stdbool.h>
#include "source/diagnostic.h"

/* Whether an `allow` can state that difference: a figure has so many digits and no more.
 */
bool accept_states(Slice difference);
/* The help of a finding with figures: "if the document prints PRINTED, keep THEM and note
 * it: allow …"; `difference`: empty where the finding has none. */
void accept_help(Findings *findings, Diagnostic *d, Slice printed, const char *them,
                 Slice difference);

#endif
