/* Several files, checked and shown in every format. What programs read must be valid, and
 * say the same; what could not be read must have been said. */
#include "fuzz/fuzz.h"

#include <jansson.h>
#include "render/report.h"
#include "source/fingerprint.h"
#include "syntax/pieces.h"

typedef void Render(const Report *report, Writer *out);

static json_t *parsed(const Report *report, Render *render, const char *what) {
    Text text = {.memory = report->memory};
    Writer out = writer_text(&text);
    json_error_t error;
    render(report, &out);
    json_t *root = json_loadb(text.at, text.length, JSON_REJECT_DUPLICATES, &error);
    LAW(root != NULL, what);
    text_free(&text);
    return root;
}

static void show(const Report *report, Render *render) {
    Text text = {.memory = report->memory};
    Writer out = writer_text(&text);
    render(report, &out);
    text_free(&text);
}

/* What is in a file is a statement, or there is a word about it. */
static void hold_syntax(const Workspace *workspace, Arena *arena) {
    for (uint32_t i = 0; i < workspace->trees.count; i++) {
        Source *source = workspace->sources.all.at[i];
        bool said = workspace->trees.at[i]->first != NULL;
        for (uint32_t k = 0; k < workspace->findings.all.count && !said; k++) {
            said = workspace->findings.all.at[k]->place.source == i;
        }
        if (!said) {
            Pieces pieces;
            pieces_read(arena, workspace->names, source, &pieces);
            LAW(pieces.all.count == 0, "a file without statements has no finding");
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size > FUZZ_MOST) {
        return 0;
    }
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
                     .colour = true,
                     .paths = paths,
                     .prints = fingerprints_make(arena, &workspace->sources,
                                                 &workspace->findings, paths)};
    json_t *json = parsed(&report, render_json, "the JSON is not valid");
    json_t *sarif = parsed(&report, render_sarif, "the SARIF is not valid");
    json_t *run = json_array_get(json_object_get(sarif, "runs"), 0);
    size_t shown = json_array_size(json_object_get(json, "findings"));
    LAW(shown == json_array_size(json_object_get(run, "results")),
        "JSON and SARIF have not as many findings");
    hold_syntax(workspace, arena);
    show(&report, render_text);
    show(&report, render_gnu);
    show(&report, render_github);
    json_decref(json);
    json_decref(sarif);
    arena_drop(arena);
    workspace_drop(workspace);
    return 0;
}
