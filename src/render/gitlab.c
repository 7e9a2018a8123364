/* Findings as GitLab's Code Quality report: an array of what is wrong at which line, for
 * the widget of a merge request. What could not be read is of the severity "blocker", as
 * nobody may take what is not found in it for sound. */
#include "render/report.h"

#include "render/json_write.h"

static const char *severity_of(Level level) {
    switch (level) {
    case LEVEL_NOTE: return "info";
    case LEVEL_WARNING: return "minor";
    case LEVEL_ERROR: return "major";
    }
    return "major";
}

static void write_issue(Writer *out, Slice description, const char *check, Slice print,
                        const char *severity, Slice path, uint32_t line,
                        uint32_t end_line) {
    writer_str(out, "{\"description\":");
    json_write_string(out, description);
    json_write_key(out, "check_name", false);
    json_write_string(out, slice_of(check));
    json_write_key(out, "fingerprint", false);
    json_write_string(out, print);
    writer_format(out, ",\"severity\":\"%s\",\"location\":{\"path\":", severity);
    json_write_string(out, path);
    writer_format(out, ",\"lines\":{\"begin\":%u,\"end\":%u}}}", line, end_line);
}

void render_gitlab(const Report *report, Writer *out) {
    const char *between = "\n";
    Text text = {.memory = report->memory};
    writer_str(out, "[");
    for (uint32_t i = 0; i < report->findings->all.count; i++) {
        const Diagnostic *d = report->findings->all.at[i];
        if (!report_shows(report, d))
            continue;
        char room[FINGERPRINT_TEXT];
        Region region = report_region(report, d->place, COLUMN_CODE_POINTS);
        const CodeInfo *info = code_info(d->code);
        text_clear(&text);
        text_format(&text, "%s: ", info->code);
        report_details(d, &text);
        writer_str(out, between);
        write_issue(out, text_view(&text), info->name,
                    fingerprint_text(report->prints[i], room), severity_of(d->level),
                    report->paths[d->place.source], region.line, region.end_line);
        between = ",\n";
    }
    for (uint32_t i = 0; i < report_unreadable(report); i++) {
        text_clear(&text);
        report_unreadable_text(&report->unreadable->at[i], &text);
        writer_str(out, between);
        write_issue(out, text_view(&text), "unreadable", report->unreadable_paths[i],
                    "blocker", report->unreadable_paths[i], 1, 1);
        between = ",\n";
    }
    writer_str(out, "\n]\n");
    text_free(&text);
}
