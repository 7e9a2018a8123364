/* Findings for a program: one JSON object, a line for each finding. The README says
 * what stands in it; a change of meaning is a new version. */
#include "render/report.h"

#include "render/json_write.h"

typedef struct Json {
    const Report *report;
    Writer *out;
} Json;

static void write_place(const Json *json, Place place) {
    Region region = report_region(json->report, place, COLUMN_CODE_POINTS);
    writer_str(json->out, "\"file\":");
    json_write_string(json->out, sources_get(json->report->sources, place.source)->path);
    writer_format(json->out,
                  ",\"line\":%u,\"column\":%u,\"end_line\":%u,\"end_column\":%u",
                  region.line, region.column, region.end_line, region.end_column);
}

static void write_labels(const Json *json, const Diagnostic *d) {
    json_write_key(json->out, "labels", false);
    writer_str(json->out, "[");
    for (uint32_t i = 0; i < d->labels.count; i++) {
        writer_str(json->out, i > 0 ? ",{" : "{");
        write_place(json, d->labels.at[i].place);
        json_write_key(json->out, "message", false);
        json_write_string(json->out, d->labels.at[i].message);
        writer_str(json->out, "}");
    }
    writer_str(json->out, "]");
}

static void write_notes(const Json *json, const Diagnostic *d) {
    json_write_key(json->out, "notes", false);
    writer_str(json->out, "[");
    for (uint32_t i = 0; i < d->notes.count; i++) {
        writer_str(json->out, i > 0 ? "," : "");
        json_write_string(json->out, d->notes.at[i]);
    }
    writer_str(json->out, "]");
}

static void write_figure(const Json *json, const char *key, const Diagnostic *d,
                         Decimal value) {
    json_write_key(json->out, key, false);
    if (d->has_figures)
        json_write_decimal(json->out, value);
    else
        writer_str(json->out, "null");
}

static void write_compared(const Json *json, const Diagnostic *d) {
    write_figure(json, "stated", d, d->stated);
    write_figure(json, "computed", d, d->computed);
    write_figure(json, "difference", d, d->difference);
    json_write_key(json->out, "unit", false);
    if (d->has_figures)
        json_write_string(json->out, d->unit);
    else
        writer_str(json->out, "null");
    json_write_key(json->out, "compared", false);
    writer_str(json->out, "[");
    for (uint32_t i = 0; i < d->compared.count; i++) {
        const Compared *compared = &d->compared.at[i];
        writer_str(json->out, i > 0 ? ",{" : "{");
        json_write_key(json->out, "with", true);
        json_write_string(json->out, slice_of(compared->with));
        json_write_key(json->out, "computed", false);
        json_write_decimal(json->out, compared->computed);
        json_write_key(json->out, "difference", false);
        json_write_decimal(json->out, compared->difference);
        writer_str(json->out, "}");
    }
    writer_str(json->out, "]");
}

static void write_evidence(const Json *json, const Evidence *evidence) {
    writer_str(json->out, "{");
    write_place(json, evidence->place);
    json_write_key(json->out, "title", false);
    json_write_string(json->out, evidence->title);
    json_write_key(json->out, "year", false);
    if (evidence->when.length > 0)
        json_write_string(json->out, evidence->when);
    else
        writer_str(json->out, "null");
    writer_str(json->out, "}");
}

static void write_explanations(const Json *json, const Diagnostic *d) {
    json_write_key(json->out, "explanations", false);
    writer_str(json->out, "[");
    for (uint32_t i = 0; i < d->explanations.count; i++) {
        const Explanation *explanation = &d->explanations.at[i];
        writer_str(json->out, i > 0 ? ",{" : "{");
        json_write_key(json->out, "kind", true);
        json_write_string(json->out, slice_of(explanation->kind));
        json_write_key(json->out, "strength", false);
        json_write_string(json->out, slice_of(strength_text(explanation->strength)));
        json_write_key(json->out, "message", false);
        json_write_string(json->out, explanation->message);
        json_write_key(json->out, "story", false);
        writer_format(json->out, "%u", explanation->story);
        json_write_key(json->out, "entries", false);
        writer_str(json->out, "[");
        for (uint32_t j = 0; j < explanation->entries.count; j++) {
            writer_str(json->out, j > 0 ? "," : "");
            write_evidence(json, &explanation->entries.at[j]);
        }
        writer_str(json->out, "]}");
    }
    writer_str(json->out, "]");
}

static void write_fixes(const Json *json, const Diagnostic *d) {
    json_write_key(json->out, "fixes", false);
    writer_str(json->out, "[");
    for (uint32_t i = 0; i < d->fixes.count; i++) {
        writer_str(json->out, i > 0 ? ",{" : "{");
        write_place(json, d->fixes.at[i].place);
        json_write_key(json->out, "text", false);
        json_write_string(json->out, d->fixes.at[i].text);
        writer_str(json->out, d->fixes.at[i].safe ? ",\"safe\":true" : ",\"safe\":false");
        writer_str(json->out, "}");
    }
    writer_str(json->out, "]");
}

static void write_fingerprint(const Json *json, uint32_t number) {
    if (json->report->prints) {
        char text[FINGERPRINT_TEXT];
        json_write_key(json->out, "fingerprint", false);
        json_write_string(json->out,
                          fingerprint_text(json->report->prints[number], text));
    }
}

/* The finding of that number among all. */
static void write_finding(const Json *json, uint32_t number) {
    const Diagnostic *d = json->report->findings->all.at[number];
    Writer *out = json->out;
    writer_str(out, "{");
    json_write_key(out, "code", true);
    json_write_string(out, slice_of(code_info(d->code)->code));
    json_write_key(out, "level", false);
    json_write_string(out, slice_of(level_text(d->level)));
    json_write_key(out, "message", false);
    json_write_string(out, d->message);
    writer_str(out, ",");
    write_place(json, d->place);
    write_labels(json, d);
    write_notes(json, d);
    json_write_key(out, "help", false);
    json_write_string_or_null(out, d->help);
    write_compared(json, d);
    write_explanations(json, d);
    write_fixes(json, d);
    write_fingerprint(json, number);
    writer_str(out, "}");
}

static void write_tally(Writer *out, const char *key, const Tally *tally) {
    json_write_key(out, key, false);
    writer_format(out,
                  "{\"stated\":%u,\"hold\":%u,\"off\":%u,\"rounding\":%u,"
                  "\"unverifiable\":%u,\"unknown\":%u}",
                  tally->stated, tally->hold, tally->off, tally->rounding,
                  tally->unverifiable, tally->unknown);
}

static void write_summary(const Report *report, Writer *out) {
    Counts counts = report_counts(report);
    writer_format(
        out,
        "{\"errors\":%u,\"warnings\":%u,\"notes\":%u,\"accepted\":%u,"
        "\"hidden\":%u,\"skipped\":%u,\"known\":%u,\"gone\":%u,\"unchanged\":%u,"
        "\"files\":%u,\"facts\":%u",
        counts.levels[LEVEL_ERROR], counts.levels[LEVEL_WARNING],
        counts.levels[LEVEL_NOTE], counts.allowed, counts.hidden,
        counts.aside[ASIDE_UNCHOSEN], counts.aside[ASIDE_KNOWN], report->gone,
        counts.aside[ASIDE_UNCHANGED], report->sources->all.count,
        report->summary->facts);
    write_tally(out, "totals", &report->summary->totals);
    write_tally(out, "gross", &report->summary->gross);
    write_tally(out, "cells", &report->summary->cells);
    write_tally(out, "shares", &report->summary->shares);
    write_tally(out, "effects", &report->summary->effects);
    write_tally(out, "judgements", &report->summary->judgements);
    write_tally(out, "checks", &report->summary->checks);
    writer_str(out, "}");
}

static void write_unreadable(const Report *report, Writer *out) {
    writer_str(out, "\"unreadable\":[");
    for (uint32_t i = 0; i < report_unreadable(report); i++) {
        const Unreadable *lost = &report->unreadable->at[i];
        writer_str(out, i > 0 ? ",{" : "{");
        json_write_key(out, "file", true);
        json_write_string(out, lost->path);
        json_write_key(out, "message", false);
        json_write_string(out, slice_of(lost->why));
        writer_str(out, "}");
    }
    writer_str(out, "],\n");
}

void render_json(const Report *report, Writer *out) {
    Json json = {.report = report, .out = out};
    writer_str(out, "{\"version\":2,\n\"findings\":[");
    bool first = true;
    for (uint32_t i = 0; i < report->findings->all.count; i++) {
        if (report_shows(report, report->findings->all.at[i])) {
            writer_str(out, first ? "\n" : ",\n");
            write_finding(&json, i);
            first = false;
        }
    }
    writer_str(out, first ? "],\n" : "\n],\n");
    write_unreadable(report, out);
    writer_str(out, "\"summary\":");
    write_summary(report, out);
    writer_str(out, "}\n");
}
