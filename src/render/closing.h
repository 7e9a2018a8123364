/* What a check comes to, in sentences: how many findings, figures and claims. */
#ifndef INTEG_RENDER_CLOSING_H
#define INTEG_RENDER_CLOSING_H

#include "base/writer.h"
#include "render/report.h"

/* "7 errors, 2 warnings, 4 accepted in 3 files", with what is hidden, known or skipped;
 * no full stop. */
void closing_counts(const Report *report, Writer *out);
/* "186 figures, 41 claims: 33 hold, 5 are off", without a full stop; nothing where there
 * are neither. */
void closing_claims(const Summary *summary, Writer *out);
bool closing_has_claims(const Summary *summary);
/* What a baseline cannot hold, and what of it is gone: a line each. */
void closing_baseline(const Report *report, Writer *out);

#endif
