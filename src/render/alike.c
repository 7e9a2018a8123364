/* Several findings that are shown as one. */
#include "render/alike.h"

#include <stdio.h>
#include <string.h>

#include "render/excerpt.h"

Alike *alike_of(const Report *report) {
    uint32_t groups = 1;
    for (uint32_t i = 0; i < report->findings->all.count; i++) {
        uint32_t group = report->findings->all.at[i]->group;
        groups = group >= groups ? group + 1 : groups;
    }
    Alike *all = memory_resize(report->memory, NULL, groups * sizeof *all);
    memset(all, 0, groups * sizeof *all);
    for (uint32_t i = 0; i < report->findings->all.count; i++) {
        const Diagnostic *d = report->findings->all.at[i];
        Alike *alike = &all[d->group];
        if (d->group == 0 || !report_shows(report, d))
            continue;
        if (alike->count < ALIKE_SHOWN)
            alike->at[alike->count] = d;
        if (alike->count++ == 0 ||
            decimal_compare(decimal_abs(d->difference),
                            decimal_abs(alike->most->difference)) > 0)
            alike->most = d;
    }
    return all;
}

bool alike_several(const Alike *all, const Diagnostic *d) {
    return d->group != 0 && all[d->group].count > 1;
}

void alike_headline(const Alike *alike, Text *out) {
    const Diagnostic *d = alike->at[0];
    char digits[DECIMAL_TEXT];
    Slice by =
        decimal_text(decimal_trim(decimal_abs(alike->most->difference), 0), digits);
    text_format(out, "%u totals of ", alike->count);
    text_slice(out, d->group_title.length > 0 ? d->group_title : SLICE("this table"));
    text_str(out, " differ by rounding, by at most ");
    text_slice(out, by);
    text_str(out, d->unit.length > 0 ? " " : "");
    text_slice(out, d->unit);
}

uint32_t alike_excerpt(Canvas *canvas, const Report *report, const Alike *alike) {
    char differences[ALIKE_SHOWN][DECIMAL_TEXT + 16];
    Mark marks[ALIKE_SHOWN];
    uint32_t shown = alike->count < ALIKE_SHOWN ? alike->count : ALIKE_SHOWN;
    for (uint32_t i = 0; i < shown; i++) {
        const Diagnostic *one = alike->at[i];
        char text[DECIMAL_TEXT];
        Slice gap = decimal_text(decimal_trim(decimal_abs(one->difference), 0), text);
        int length = snprintf(differences[i], sizeof differences[i], "%.*s too %s",
                              SLICE_ARGS(gap),
                              decimal_sign(one->difference) < 0 ? "low" : "high");
        marks[i] = (Mark){one->place, {differences[i], (uint32_t)length}};
    }
    return excerpt_draw(canvas, report->sources, marks, shown,
                        excerpt_paint(alike->at[0]->level), true);
}
