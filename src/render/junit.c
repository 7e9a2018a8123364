/* Findings as the results of tests, in the XML that JUnit began and most services read: a
 * suite for each file, in it a test for each finding, or one that passed where there is
 * none. What does not fail the check is a test that passed, and says what was found. */
#include "render/report.h"

#include "base/utf8.h"

/* U+FFFE and U+FFFF, which XML cannot hold. Controls have been escaped before. */
static bool is_none(Slice text, uint32_t at) {
    Slice rest = slice_from(text, at);
    return slice_starts(rest, SLICE("\xEF\xBF\xBE")) ||
           slice_starts(rest, SLICE("\xEF\xBF\xBF"));
}

/* Text or the value of an attribute. */
static void write_escaped(Writer *out, Slice text) {
    for (uint32_t i = 0; i < text.length; i++) {
        if (is_none(text, i)) {
            writer_str(out, "\xEF\xBF\xBD");
            i += 2;
            continue;
        }
        switch (text.at[i]) {
        case '<': writer_str(out, "&lt;"); break;
        case '>': writer_str(out, "&gt;"); break;
        case '&': writer_str(out, "&amp;"); break;
        case '"': writer_str(out, "&quot;"); break;
        default: writer_bytes(out, &text.at[i], 1);
        }
    }
}

static void write_attribute(const Report *report, Writer *out, const char *name,
                            Slice text) {
    Text safe = {.memory = report->memory};
    utf8_escape(&safe, text, 1);
    writer_format(out, " %s=\"", name);
    write_escaped(out, text_view(&safe));
    writer_str(out, "\"");
    text_free(&safe);
}

static bool fails(const Report *report, const Diagnostic *d) {
    return !d->allowed && (int)d->level >= report->failing;
}

static void write_test(const Report *report, Writer *out, const Diagnostic *d,
                       Slice path) {
    Region region = report_region(report, d->place, COLUMN_CODE_POINTS);
    Text text = {.memory = report->memory};
    const CodeInfo *info = code_info(d->code);
    text_format(&text, "%s %s, line %u", info->code, info->name, region.line);
    writer_str(out, "<testcase");
    write_attribute(report, out, "name", text_view(&text));
    write_attribute(report, out, "classname", path);
    writer_str(out, ">\n");
    const char *element = fails(report, d) ? "failure" : "system-out";
    writer_format(out, "<%s", element);
    if (fails(report, d)) {
        write_attribute(report, out, "type", slice_of(level_text(d->level)));
        write_attribute(report, out, "message", d->message);
    }
    text_clear(&text);
    utf8_escape(&text, path, 1);
    text_format(&text, ":%u:%u: %s: ", region.line, region.column, level_text(d->level));
    report_details(d, &text);
    writer_str(out, ">");
    write_escaped(out, text_view(&text));
    writer_format(out, "</%s>\n</testcase>\n", element);
    text_free(&text);
}

typedef struct Suite {
    uint32_t tests, failures;
    uint32_t first, findings; /* those that are shown and those that are not, in a row */
} Suite;

/* By SourceId; findings are sorted by their file. The caller frees it. */
static Suite *count_suites(const Report *report, Suite *all) {
    uint32_t files = report->sources->all.count;
    Suite *suites = memory_resize(report->memory, NULL, (files + 1) * sizeof *suites);
    for (uint32_t i = 0; i < files; i++)
        suites[i] = (Suite){0};
    for (uint32_t i = 0; i < report->findings->all.count; i++) {
        const Diagnostic *d = report->findings->all.at[i];
        Suite *suite = &suites[d->place.source];
        if (suite->findings++ == 0)
            suite->first = i;
        suite->tests += report_shows(report, d);
        suite->failures += report_shows(report, d) && fails(report, d);
    }
    *all = (Suite){0};
    for (uint32_t i = 0; i < files; i++) {
        suites[i].tests += suites[i].tests == 0; /* that there is nothing to say of it */
        all->tests += suites[i].tests;
        all->failures += suites[i].failures;
    }
    return suites;
}

static void write_clean(const Report *report, Writer *out, Slice path) {
    writer_str(out, "<testcase name=\"no findings\"");
    write_attribute(report, out, "classname", path);
    writer_str(out, "/>\n");
}

static void open_suite(const Report *report, Writer *out, Slice path, Suite suite,
                       uint32_t errors) {
    writer_str(out, "<testsuite");
    write_attribute(report, out, "name", path);
    writer_format(out, " tests=\"%u\" failures=\"%u\" errors=\"%u\">\n", suite.tests,
                  suite.failures, errors);
}

static void write_unreadable(const Report *report, Writer *out) {
    for (uint32_t i = 0; i < report_unreadable(report); i++) {
        Slice path = report->unreadable_paths[i];
        open_suite(report, out, path, (Suite){.tests = 1}, 1);
        writer_str(out, "<testcase name=\"readable\"");
        write_attribute(report, out, "classname", path);
        writer_str(out, ">\n<error type=\"unreadable\"");
        Text text = {.memory = report->memory};
        report_unreadable_text(&report->unreadable->at[i], &text);
        write_attribute(report, out, "message", text_view(&text));
        text_free(&text);
        writer_str(out, "/>\n</testcase>\n</testsuite>\n");
    }
}

static void write_suite(const Report *report, Writer *out, SourceId file,
                        const Suite *suite) {
    Slice path = report->paths[file];
    bool any = false;
    open_suite(report, out, path, *suite, 0);
    for (uint32_t i = suite->first; i < suite->first + suite->findings; i++) {
        const Diagnostic *d = report->findings->all.at[i];
        if (report_shows(report, d)) {
            write_test(report, out, d, path);
            any = true;
        }
    }
    if (!any)
        write_clean(report, out, path);
    writer_str(out, "</testsuite>\n");
}

void render_junit(const Report *report, Writer *out) {
    Suite all, *suites = count_suites(report, &all);
    uint32_t lost = report_unreadable(report);
    writer_format(
        out,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"integ\" "
        "tests=\"%u\" failures=\"%u\" errors=\"%u\">\n",
        all.tests + lost, all.failures, lost);
    for (uint32_t file = 0; file < report->sources->all.count; file++)
        write_suite(report, out, file, &suites[file]);
    write_unreadable(report, out);
    writer_str(out, "</testsuites>\n");
    memory_free(report->memory, suites);
}
