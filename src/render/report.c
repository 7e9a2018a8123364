/* The counts of a report, which every format tells. */
#include "render/report.h"

bool report_shows(const Report *report, const Diagnostic *d) {
    return !d->allowed && d->level >= report->level;
}

Counts report_counts(const Report *report) {
    Counts counts = {0};
    for (uint32_t i = 0; i < report->findings->all.count; i++) {
        const Diagnostic *d = report->findings->all.at[i];
        if (d->allowed) {
            counts.allowed++;
            continue;
        }
        counts.levels[d->level]++;
        counts.hidden += d->level < report->level;
    }
    return counts;
}

const char *strength_text(Strength strength) {
    switch (strength) {
    case STRENGTH_FOLLOWS: return "follows";
    case STRENGTH_LIKELY: return "likely";
    case STRENGTH_FITS: return "fits";
    case STRENGTH_NONE: return "none";
    }
    return "none";
}
