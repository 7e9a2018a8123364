/* Findings as workflow commands, which GitHub Actions shows as annotations of the lines
 * that they are about:
 *     ::error file=a.integ,line=15,endLine=15,col=43,endColumn=46,title=T02 …::… */
#include "render/report.h"

#include "base/utf8.h"

/* `%` and line ends are escaped everywhere, and in properties what would end one. */
static void write_escaped(Writer *out, Slice text, bool property) {
    uint32_t done = 0;
    for (uint32_t i = 0; i < text.length; i++) {
        char c = text.at[i];
        if (c == '%' || c == '\r' || c == '\n' || (property && (c == ':' || c == ','))) {
            writer_bytes(out, text.at + done, i - done);
            writer_format(out, "%%%02X", (unsigned char)c);
            done = i + 1;
        }
    }
    writer_bytes(out, text.at + done, text.length - done);
}

static const char *command_of(Level level) {
    switch (level) {
    case LEVEL_NOTE: return "notice";
    case LEVEL_WARNING: return "warning";
    case LEVEL_ERROR: return "error";
    }
    return "error";
}

static void write_place(const Report *report, Place place, Text *text, Writer *out) {
    if (slice_is(report->paths[place.source], "-"))
        return; /* what stands in no file has no line to be shown at */
    Region region = report_region(report, place, COLUMN_CODE_POINTS);
    writer_str(out, "file=");
    text_clear(text);
    utf8_escape(text, report->paths[place.source], 1);
    write_escaped(out, text_view(text), true);
    writer_format(out, ",line=%u,endLine=%u", region.line, region.end_line);
    /* Columns are taken for one line only. */
    if (region.line == region.end_line)
        writer_format(out, ",col=%u,endColumn=%u", region.column, region.end_column);
    writer_str(out, ",");
}

void render_github(const Report *report, Writer *out) {
    Text text = {.memory = report->memory};
    for (uint32_t i = 0; i < report->findings->all.count; i++) {
        const Diagnostic *d = report->findings->all.at[i];
        if (!report_shows(report, d))
            continue;
        const CodeInfo *info = code_info(d->code);
        writer_format(out, "::%s ", command_of(d->level));
        write_place(report, d->place, &text, out);
        writer_format(out, "title=%s %s::", info->code, info->name);
        text_clear(&text);
        report_details(d, &text);
        write_escaped(out, text_view(&text), false);
        writer_str(out, "\n");
    }
    for (uint32_t i = 0; i < report_unreadable(report); i++) {
        text_clear(&text);
        report_unreadable_text(&report->unreadable->at[i], &text);
        writer_str(out, "::error title=unreadable::");
        write_escaped(out, text_view(&text), false);
        writer_str(out, "\n");
    }
    text_free(&text);
}
