/* What every format tells: the counts of a report, places, and a finding's details. */
#include "render/report.h"

#include "base/utf8.h"

bool report_shows(const Report *report, const Diagnostic *d) {
    return d->allowed == report->accepted && d->aside == ASIDE_NOT &&
           d->level >= report->level;
}

uint32_t report_unreadable(const Report *report) {
    return report->unreadable ? report->unreadable->count : 0;
}

void report_unreadable_text(const Unreadable *lost, Text *out) {
    utf8_escape(out, slice_is(lost->path, "-") ? SLICE("standard input") : lost->path, 1);
    text_str(out, ": ");
    text_str(out, lost->why);
}

Counts report_counts(const Report *report) {
    Counts counts = {0};
    for (uint32_t i = 0; i < report->findings->all.count; i++) {
        const Diagnostic *d = report->findings->all.at[i];
        if (d->allowed) {
            counts.allowed++;
            continue;
        }
        if (d->aside != ASIDE_NOT) {
            counts.aside[d->aside]++;
            continue;
        }
        counts.levels[d->level]++;
        counts.hidden += d->level < report->level;
    }
    return counts;
}

const char *strength_text(Strength strength) {
    switch (strength) {
    case STRENGTH_FOLLOWS: return "consistent";
    case STRENGTH_LIKELY: return "likely";
    case STRENGTH_FITS: return "possible";
    case STRENGTH_NONE: return "no cause found";
    }
    return "no cause found";
}

Region report_region(const Report *report, Place place, ColumnUnit unit) {
    const Source *source = sources_get(report->sources, place.source);
    uint32_t start = place.span.start, end = place.span.end;
    start = start < source->text.length ? start : source->text.length;
    end = end < source->text.length ? end : source->text.length;
    end = end > start ? end : start;
    return (Region){source_line(source, start), source_column(source, start, unit),
                    source_line(source, end), source_column(source, end, unit)};
}

static void add_line(Text *out, const char *word, Slice text) {
    if (text.length > 0) {
        text_char(out, '\n');
        if (word) {
            text_str(out, word);
            text_str(out, ": ");
        }
        utf8_escape(out, text, 1);
    }
}

void report_details(const Diagnostic *d, Text *out) {
    utf8_escape(out, d->message, 1);
    /* What is asked at the place itself, which others than the terminal do not show. */
    if (slice_ends(d->here, SLICE("?")))
        add_line(out, NULL, d->here);
    for (uint32_t i = 0; i < d->notes.count; i++)
        add_line(out, NULL, d->notes.at[i]);
    for (uint32_t i = 0; i < d->explanations.count; i++) {
        const Explanation *explanation = &d->explanations.at[i];
        add_line(out, strength_text(explanation->strength), explanation->message);
    }
    add_line(out, "help", d->help);
}
