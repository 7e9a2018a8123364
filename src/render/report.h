/* What a renderer is given: the findings of one load, what they are about, and what of
 * them is wanted. The counts are the same in every format. */
#ifndef INTEG_RENDER_REPORT_H
#define INTEG_RENDER_REPORT_H

#include <stdbool.h>
#include <stdint.h>
#include "base/writer.h"
#include "base/memory.h"
#include "check/check.h"
#include "source/diagnostic.h"
#include "source/source.h"

/* Borrows everything. */
typedef struct Report {
    const Memory *memory;
    const Sources *sources;
    const Findings *findings; /* sorted */
    const Summary *summary;
    Level level;  /* findings below it are counted, not shown */
    bool all;     /* text: no limit on the findings of one code */
    bool closing; /* text: ends with the line that counts */
    bool colour;  /* text: for a terminal */
} Report;

typedef struct Counts {
    uint32_t levels[LEVEL_ERROR + 1]; /* by Level; those allowed are not in it */
    uint32_t allowed;
    uint32_t hidden; /* of `levels`, those below the level that is shown */
} Counts;

Counts report_counts(const Report *report);
/* Neither allowed nor below the level. */
bool report_shows(const Report *report, const Diagnostic *d);

const char *strength_text(Strength strength); /* "likely" */

void render_text(const Report *report, Writer *out);
void render_json(const Report *report, Writer *out);

#endif
