/* Findings as SARIF 2.1.0 (OASIS, "Static Analysis Results Interchange Format"), as code
 * scanning services take it: the registry as rules, a line for each result. Nothing in it
 * depends on the machine, so that two runs over the same files are the same bytes. */
#include "render/report.h"

#include "base/uri.h"
#include "base/version.h"
#include "render/json_write.h"

typedef struct Sarif {
    const Report *report;
    Writer *out;
    Text text; /* of one message at a time */
} Sarif;

/* ---- places ---- */

static void write_uri(const Sarif *sarif, Slice path) {
    Text uri = {.memory = sarif->report->memory};
    uri_of_path(&uri, path);
    json_write_string(sarif->out, text_view(&uri));
    text_free(&uri);
}

static void write_artifact(const Sarif *sarif, Slice path) {
    writer_str(sarif->out, "\"artifactLocation\":{\"uri\":");
    write_uri(sarif, path);
    if (!slice_is(path, "-") && !slice_starts(path, SLICE("/")))
        writer_str(sarif->out, ",\"uriBaseId\":\"SRCROOT\"");
    writer_str(sarif->out, "}");
}

static void write_region(const Sarif *sarif, const char *key, Place place) {
    Region region = report_region(sarif->report, place, COLUMN_CODE_POINTS);
    writer_format(sarif->out,
                  "\"%s\":{\"startLine\":%u,\"startColumn\":%u,\"endLine\":%u,"
                  "\"endColumn\":%u}",
                  key, region.line, region.column, region.end_line, region.end_column);
}

static void write_physical(const Sarif *sarif, Place place) {
    writer_str(sarif->out, "\"physicalLocation\":{");
    write_artifact(sarif, sarif->report->paths[place.source]);
    writer_str(sarif->out, ",");
    write_region(sarif, "region", place);
    writer_str(sarif->out, "}");
}

/* In messages [text](place) is a link (3.11.6), and {0} a placeholder (3.11.5): what
 * comes from a file must be neither. */
static void write_message(const Sarif *sarif, const char *key, Slice text) {
    Writer *out = sarif->out;
    Text plain = {.memory = sarif->report->memory};
    for (uint32_t i = 0; i < text.length; i++) {
        char c = text.at[i];
        text_str(&plain, c == '[' || c == ']' || c == '\\' ? "\\"
                         : c == '{'                        ? "{"
                         : c == '}'                        ? "}"
                                                           : "");
        text_char(&plain, c);
    }
    writer_format(out, "\"%s\":{\"text\":", key);
    json_write_string(out, text_view(&plain));
    text_free(&plain);
    writer_str(out, "}");
}

/* ---- rules ---- */

static void write_example(Text *text, const char *title, const char *example) {
    if (*example) {
        text_format(text, "\n\n%s\n\n```\n", title);
        text_str(text, example);
        text_str(text, "```");
    }
}

static void write_rule(Sarif *sarif, const CodeInfo *info) {
    Writer *out = sarif->out;
    writer_str(out, "{\"id\":");
    json_write_string(out, slice_of(info->code));
    json_write_key(out, "name", false);
    json_write_string(out, slice_of(info->name));
    writer_str(out, ",\n ");
    write_message(sarif, "shortDescription", slice_of(info->summary));
    writer_str(out, ",\n ");
    write_message(sarif, "fullDescription", slice_of(info->why));
    writer_str(out, ",\n \"help\":{\"text\":");
    json_write_string(out, slice_of(info->why));
    Text *text = &sarif->text;
    text_clear(text);
    text_str(text, info->why);
    write_example(text, "For example:", info->bad);
    write_example(text, "Fixed:", info->good);
    json_write_key(out, "markdown", false);
    json_write_string(out, text_view(text));
    writer_format(out, "},\n \"defaultConfiguration\":{\"level\":\"%s\"}}",
                  level_text(info->level));
}

static void write_driver(Sarif *sarif) {
    Writer *out = sarif->out;
    writer_format(out,
                  "\"tool\":{\"driver\":{\"name\":\"integ\",\"version\":\"%s\","
                  "\"semanticVersion\":\"%s\",\n\"rules\":[",
                  version_number, version_number);
    for (uint32_t code = 0; code < CODE_COUNT; code++) {
        writer_str(out, code > 0 ? ",\n" : "\n");
        write_rule(sarif, code_info((Code)code));
    }
    writer_str(out, "\n]}}");
}

/* ---- the run ---- */

/* A run that could not read all of what it was asked for has not succeeded, so that
 * nobody takes what it does not find for fixed. */
static void write_invocation(Sarif *sarif) {
    Writer *out = sarif->out;
    uint32_t count = report_unreadable(sarif->report);
    writer_format(out, "\"invocations\":[{\"executionSuccessful\":%s",
                  count > 0 ? "false" : "true");
    for (uint32_t i = 0; i < count; i++) {
        text_clear(&sarif->text);
        report_unreadable_text(&sarif->report->unreadable->at[i], &sarif->text);
        writer_str(out, i == 0 ? ",\n\"toolExecutionNotifications\":[\n" : ",\n");
        writer_str(out, "{\"level\":\"error\",");
        write_message(sarif, "message", text_view(&sarif->text));
        writer_str(out, ",\"locations\":[{\"physicalLocation\":{");
        write_artifact(sarif, sarif->report->unreadable_paths[i]);
        writer_str(out, "}}]}");
    }
    writer_str(out, count > 0 ? "]}]" : "}]");
}

/* ---- results ---- */

static void write_related(const Sarif *sarif, const Diagnostic *d) {
    if (d->labels.count == 0)
        return;
    writer_str(sarif->out, ",\"relatedLocations\":[");
    for (uint32_t i = 0; i < d->labels.count; i++) {
        writer_format(sarif->out, "%s{\"id\":%u,", i > 0 ? "," : "", i + 1);
        write_physical(sarif, d->labels.at[i].place);
        if (d->labels.at[i].message.length > 0) {
            writer_str(sarif->out, ",");
            write_message(sarif, "message", d->labels.at[i].message);
        }
        writer_str(sarif->out, "}");
    }
    writer_str(sarif->out, "]");
}

/* All fixes of a finding belong together, so they are one fix. */
static void write_fixes(const Sarif *sarif, const Diagnostic *d) {
    Writer *out = sarif->out;
    if (d->fixes.count == 0)
        return;
    writer_str(out, ",\"fixes\":[{\"artifactChanges\":[");
    for (uint32_t i = 0; i < d->fixes.count; i++) {
        const Fix *fix = &d->fixes.at[i];
        if (i == 0 || fix->place.source != d->fixes.at[i - 1].place.source) {
            writer_str(out, i > 0 ? "]},{" : "{");
            write_artifact(sarif, sarif->report->paths[fix->place.source]);
            writer_str(out, ",\"replacements\":[{");
        } else {
            writer_str(out, ",{");
        }
        write_region(sarif, "deletedRegion", fix->place);
        writer_str(out, ",");
        write_message(sarif, "insertedContent", fix->text);
        writer_str(out, "}");
    }
    writer_str(out, "]}]}]");
}

/* The finding of that number among all. */
static void write_result(Sarif *sarif, uint32_t number) {
    const Diagnostic *d = sarif->report->findings->all.at[number];
    Writer *out = sarif->out;
    writer_format(out, "{\"ruleId\":\"%s\",\"ruleIndex\":%u,\"level\":\"%s\",",
                  code_info(d->code)->code, (uint32_t)d->code, level_text(d->level));
    text_clear(&sarif->text);
    report_details(d, &sarif->text);
    write_message(sarif, "message", text_view(&sarif->text));
    writer_str(out, ",\"locations\":[{");
    write_physical(sarif, d->place);
    writer_str(out, "}]");
    write_related(sarif, d);
    /* The second is the name under which GitHub looks for it. */
    char room[FINGERPRINT_TEXT];
    Slice print = fingerprint_text(sarif->report->prints[number], room);
    writer_str(out, ",\"partialFingerprints\":{\"integFinding/v1\":");
    json_write_string(out, print);
    json_write_key(out, "primaryLocationLineHash", false);
    json_write_string(out, print);
    json_write_key(out, "integAnywhere/v1",
                   false); /* also where the file has been moved */
    json_write_string(out,
                      fingerprint_anywhere_text(sarif->report->prints[number], room));
    writer_str(out, "}");
    write_fixes(sarif, d);
    writer_str(out, "}");
}

void render_sarif(const Report *report, Writer *out) {
    Sarif sarif = {report, out, {.memory = report->memory}};
    writer_str(out, "{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\n"
                    "\"version\":\"2.1.0\",\"runs\":[{\n");
    write_driver(&sarif);
    writer_str(out, ",\n");
    write_invocation(&sarif);
    writer_str(out, ",\n\"columnKind\":\"unicodeCodePoints\",\n\"originalUriBaseIds\":"
                    "{\"SRCROOT\":{\"description\":{\"text\":\"the root of the "
                    "repository\"}}},\n\"results\":[");
    bool first = true;
    for (uint32_t i = 0; i < report->findings->all.count; i++) {
        if (report_shows(report, report->findings->all.at[i])) {
            writer_str(out, first ? "\n" : ",\n");
            write_result(&sarif, i);
            first = false;
        }
    }
    writer_str(out, "\n]}]}\n");
    text_free(&sarif.text);
}
