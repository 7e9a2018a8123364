/* Findings as GNU's tools print them, a line each, which editors can jump from:
 *     parks.integ:15:43: error: the total for 2021 is 0.9 mio DKK too low [T02] */
#include "render/report.h"

#include "base/utf8.h"

void render_gnu(const Report *report, Writer *out) {
    Text line = {.memory = report->memory};
    for (uint32_t i = 0; i < report->findings->all.count; i++) {
        const Diagnostic *d = report->findings->all.at[i];
        if (!report_shows(report, d))
            continue;
        Region region = report_region(report, d->place, COLUMN_CODE_POINTS);
        text_clear(&line);
        utf8_escape(&line, sources_get(report->sources, d->place.source)->path, 1);
        text_format(&line, ":%u:%u: %s: ", region.line, region.column,
                    level_text(d->level));
        utf8_escape(&line, d->message, 1);
        text_format(&line, " [%s]\n", code_info(d->code)->code);
        writer_slice(out, text_view(&line));
    }
    text_free(&line);
}
