/* What two editions say differently, for people and programs. */
#ifndef INTEG_RENDER_COMPARISON_H
#define INTEG_RENDER_COMPARISON_H

#include <stdbool.h>
#include "base/memory.h"
#include "base/writer.h"
#include "workspace/compare.h"

/* What of it is wanted: bits. */
enum {
    COMPARISON_CLAIMS = 1,
    COMPARISON_MONEY = 2,
    COMPARISON_RESULTS = 4,
    COMPARISON_NAMES = 8,
    COMPARISON_FINDINGS = 16,
    COMPARISON_ALL = 31
};

typedef struct ComparisonPage {
    const Memory *memory;
    const EditionChanges *comparison;
    unsigned only;       /* COMPARISON_… */
    bool all;            /* no limit on the lines of one chapter */
    Slice before, after; /* what was compared, as it was asked for */
} ComparisonPage;

/* Whether there is anything to show. */
bool comparison_differs(const ComparisonPage *page);
void render_comparison_text(const ComparisonPage *page, Writer *out);
void render_comparison_markdown(const ComparisonPage *page, Writer *out);
void render_comparison_json(const ComparisonPage *page, Writer *out);

#endif
