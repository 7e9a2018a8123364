/* Several files, checked and shown in every format. What programs read must be valid, and
 * say the same; what people read cannot steer their terminal; what could not be read must
 * have been said; and a baseline that was just written knows everything. */
#include "fuzz/fuzz.h"

#include <jansson.h>
#include "render/baseline.h"
#include "render/report.h"
#include "source/fingerprint.h"
#include "fmt/fmt.h"
#include "fmt/tokens.h"

typedef void Render(const Report *report, Writer *out);

static Text shown(const Report *report, Render *render) {
    Text text = {.memory = report->memory};
    Writer out = writer_text(&text);
    render(report, &out);
    return text;
}

static json_t *parsed(const Report *report, Render *render, const char *what) {
    Text text = shown(report, render);
    json_error_t error;
    json_t *root = json_loadb(text.at, text.length, JSON_REJECT_DUPLICATES, &error);
    LAW(root != NULL, what);
    text_free(&text);
    return root;
}

/* ---- what is shown ---- */

static uint32_t count_shown(const Report *report) {
    Counts counts = report_counts(report);
    return counts.levels[LEVEL_ERROR] + counts.levels[LEVEL_WARNING] +
           counts.levels[LEVEL_NOTE];
}

static void hold_json(const Report *report) {
    json_t *json = parsed(report, render_json, "the JSON is not valid");
    json_t *findings = json_object_get(json, "findings");
    LAW(json_array_size(findings) == count_shown(report),
        "not as many findings are shown as are counted");
    for (size_t i = 0; i < json_array_size(findings); i++) {
        json_t *message = json_object_get(json_array_get(findings, i), "message");
        LAW(json_string_length(message) > 0, "a finding without a word");
    }
    json_decref(json);
}

/* It names the same codes at the same lines as JSON does. */
static void hold_sarif(const Report *report) {
    json_t *json = parsed(report, render_json, "the JSON is not valid");
    json_t *sarif = parsed(report, render_sarif, "the SARIF is not valid");
    json_t *run = json_array_get(json_object_get(sarif, "runs"), 0);
    json_t *findings = json_object_get(json, "findings");
    json_t *results = json_object_get(run, "results");
    LAW(json_array_size(findings) == json_array_size(results),
        "JSON and SARIF have not as many findings");
    for (size_t i = 0; i < json_array_size(findings); i++) {
        json_t *finding = json_array_get(findings, i);
        json_t *result = json_array_get(results, i);
        json_t *place = json_array_get(json_object_get(result, "locations"), 0);
        json_t *region =
            json_object_get(json_object_get(place, "physicalLocation"), "region");
        LAW(json_equal(json_object_get(finding, "code"),
                       json_object_get(result, "ruleId")),
            "JSON and SARIF name other codes");
        LAW(json_equal(json_object_get(finding, "line"),
                       json_object_get(region, "startLine")),
            "JSON and SARIF name other lines");
    }
    json_decref(json);
    json_decref(sarif);
}

static void hold_lines(const Report *report, Render *render, const char *what) {
    Text text = shown(report, render);
    uint32_t lines = 0;
    for (uint32_t i = 0; i < text.length; i++)
        lines += text.at[i] == '\n';
    LAW(lines == count_shown(report), what);
    text_free(&text);
}

static void hold_quiet(const Report *report, Render *render) {
    Text text = shown(report, render);
    fuzz_hold_quiet(text_view(&text));
    text_free(&text);
}

/* ---- what is meant ---- */

/* What is in a file is a statement, or there is a word about it. */
static void hold_syntax(const Workspace *workspace, Arena *arena) {
    for (uint32_t i = 0; i < workspace->trees.count; i++) {
        Source *source = workspace->sources.all.at[i];
        bool said = workspace->trees.at[i]->first != NULL;
        for (uint32_t k = 0; k < workspace->findings.all.count && !said; k++)
            said = workspace->findings.all.at[k]->place.source == i;
        if (!said) {
            FmtTokens pieces;
            tokens_read(arena, workspace->names, source, &pieces);
            LAW(pieces.all.count == 1, "a file without statements has no finding");
        }
    }
}

static void hold_tallies(const Workspace *workspace) {
    const Summary *summary = &workspace->summary;
    const Tally tallies[] = {summary->totals,  summary->gross,      summary->shares,
                             summary->effects, summary->judgements, summary->checks};
    uint32_t off = 0;
    for (size_t i = 0; i < sizeof tallies / sizeof *tallies; i++) {
        const Tally *tally = &tallies[i];
        LAW(tally->stated == tally->hold + tally->off + tally->rounding +
                                 tally->unverifiable + tally->unknown,
            "claims are lost from the count");
        off += tally->off;
    }
    LAW(off == 0 || workspace->findings.all.count > 0, "a claim is off without a word");
}

static void hold_baseline(const Report *report, Arena *arena) {
    Text text = shown(report, baseline_write);
    Baseline baseline;
    Slice why = SLICE("");
    LAW(baseline_read(arena, text_view(&text), &baseline, &why),
        "a baseline that was written is not read");
    baseline_apply(&baseline, report, ASIDE_KNOWN);
    for (uint32_t i = 0; i < report->findings->all.count; i++) {
        const Diagnostic *d = report->findings->all.at[i];
        bool hides = diagnostic_fails(d, CHECK_HIDES);
        LAW(d->allowed || hides || d->aside == ASIDE_KNOWN,
            "a finding is not in its baseline");
        LAW(!hides || (!d->allowed && d->aside == ASIDE_NOT),
            "what hides claims was set aside");
    }
    for (uint32_t i = 0; i < baseline.all.count; i++)
        LAW(baseline.all.at[i].met == baseline.all.at[i].count, "what is known is gone");
    text_free(&text);
}

/* ---- the same in other ways ---- */

/* How many findings of each code there are, allowed ones apart. */
typedef struct Outcome {
    Summary summary;
    uint32_t codes[2][CODE_COUNT];
} Outcome;

static Outcome outcome_of(const Workspace *workspace) {
    Outcome outcome = {.summary = workspace->summary};
    for (uint32_t i = 0; i < workspace->findings.all.count; i++) {
        const Diagnostic *d = workspace->findings.all.at[i];
        outcome.codes[d->allowed][d->code]++;
    }
    return outcome;
}

static bool is_same_summary(const Summary *one, const Summary *other) {
    return memcmp(one, other, sizeof *one) == 0; /* numbers of one width alone */
}

/* Who asks for verdicts alone is told the same ones. */
static void hold_verdicts(const Workspace *workspace, FuzzFiles *files) {
    Slice path;
    Files system = fuzz_system(files);
    Request request = fuzz_request(&path);
    request.verdicts_only = true;
    Workspace *other = workspace_load(&files->memory, &system, &request);
    LAW(is_same_summary(&workspace->summary, &other->summary), "verdicts are others");
    workspace_drop(other);
}

/* Files laid out mean the same. Those that were read from a text that was put right are
 * not laid out. */
static void hold_layout(const Workspace *workspace, const FuzzFiles *files) {
    FuzzFiles others = *files;
    Text texts[FUZZ_FILES] = {{.memory = &files->memory}};
    bool left = false;
    for (uint32_t i = 0; i < workspace->findings.all.count; i++)
        if (diagnostic_is(workspace->findings.all.at[i], CHECK_SYNTAX))
            return;
    for (uint32_t i = 0; i < workspace->trees.count; i++) {
        Source *source = workspace->sources.all.at[i];
        int number = fuzz_number(source->path.at);
        Sources sources;
        Findings findings;
        texts[number].memory = &files->memory;
        if (!fmt_text(workspace->arena, source->path, source->text, &sources, &findings,
                      &texts[number]))
            left = true;
        others.texts[number] = text_view(&texts[number]);
    }
    Slice path;
    Files system = fuzz_system(&others);
    Request request = fuzz_request(&path);
    Workspace *other = workspace_load(&files->memory, &system, &request);
    Outcome before = outcome_of(workspace), after = outcome_of(other);
    LAW(left || is_same_summary(&before.summary, &after.summary),
        "laid out, verdicts are others");
    LAW(left || memcmp(before.codes, after.codes, sizeof before.codes) == 0,
        "laid out, findings are others");
    workspace_drop(other);
    for (uint32_t i = 0; i < FUZZ_FILES; i++)
        text_free(&texts[i]);
}

/* Whether what is found may hang on which file comes first: the first declaration stays.
 */
static bool hangs_on_order(const Workspace *workspace) {
    for (uint32_t i = 0; i < workspace->findings.all.count; i++)
        if (diagnostic_is(workspace->findings.all.at[i],
                          CHECK_SYNTAX | CHECK_FILE | CHECK_UNRESOLVED))
            return true;
    for (uint32_t i = 0; i < workspace->trees.count; i++) {
        for (const Node *node = workspace->trees.at[i]->first; node; node = node->next)
            if (node->kind == NODE_INCLUDE)
                return true;
    }
    return false;
}

static void hold_order(const Workspace *workspace, const FuzzFiles *files) {
    FuzzFiles others = *files;
    if (hangs_on_order(workspace))
        return;
    for (uint32_t i = 0; i < files->count; i++)
        others.texts[i] = files->texts[files->count - 1 - i];
    Slice path;
    Files system = fuzz_system(&others);
    Request request = fuzz_request(&path);
    Workspace *other = workspace_load(&files->memory, &system, &request);
    Outcome before = outcome_of(workspace), after = outcome_of(other);
    LAW(is_same_summary(&before.summary, &after.summary),
        "in another order, verdicts are others");
    LAW(memcmp(before.codes, after.codes, sizeof before.codes) == 0,
        "in another order, findings are others");
    workspace_drop(other);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size > FUZZ_MOST)
        return 0;
    FuzzFiles files;
    Slice path;
    fuzz_files(&files, data, size);
    Files system = fuzz_system(&files);
    Request request = fuzz_request(&path);
    Workspace *workspace = workspace_load(&files.memory, &system, &request);
    Arena *arena = arena_new(&files.memory);
    const Slice *paths =
        sources_paths_from(arena, &workspace->sources, SLICE("/fuzz"), SLICE("/fuzz"));
    Report report = {.memory = &files.memory,
                     .sources = &workspace->sources,
                     .findings = &workspace->findings,
                     .summary = &workspace->summary,
                     .level = LEVEL_NOTE,
                     .all = true,
                     .closing = true,
                     .paths = paths,
                     .prints = fingerprint_all(arena, &workspace->sources,
                                               &workspace->findings, paths)};
    hold_json(&report);
    if (size % 8 == 0) /* it holds all rules, and takes longer than all else */
        hold_sarif(&report);
    hold_lines(&report, render_gnu, "gnu has not a line for each finding");
    hold_lines(&report, render_github, "github has not a line for each finding");
    hold_quiet(&report, render_text);
    hold_quiet(&report, render_gnu);
    hold_quiet(&report, render_github);
    report.colour = true;
    Text coloured = shown(&report, render_text);
    text_free(&coloured);
    hold_syntax(workspace, arena);
    hold_tallies(workspace);
    if (size % 4 == 1)
        hold_verdicts(workspace, &files);
    else if (size % 4 == 3)
        hold_layout(workspace, &files);
    else if (size % 4 == 2 && files.count > 1)
        hold_order(workspace, &files);
    hold_baseline(&report, arena);
    arena_drop(arena);
    workspace_drop(workspace);
    return 0;
}
