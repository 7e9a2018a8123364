/* The titles of a file, by its model. */
#include "tables/known.h"

#include "base/names.h"
#include "model/model.h"
#include "model/view.h"
#include "workspace/workspace.h"

struct KnownTitles {
    Arena *arena;
    Workspace *workspace; /* NULL: no file */
    Names *titles;        /* "source Budget 2018" */
};

static void add_titles(KnownTitles *known, ThingKind kind) {
    const Model *model = known->workspace->model;
    const ThingVec *things = &model->things[kind];
    for (Id id = 0; id < things->count; id++)
        for (uint32_t at = things->at[id].first_title; at > 0;
             at = model->titles.at[at - 1].next) {
            Slice title = view_title_text(model, &model->titles.at[at - 1]);
            names_add(known->titles, arena_format(known->arena, "%s %.*s",
                                                  kind_text(kind), SLICE_ARGS(title)));
        }
}

/* A file with errors of reading says not all that it knows. */
static bool is_sound(Told *told, const Workspace *workspace, Slice path) {
    if (workspace->unreadable.count > 0)
        return told_refuse(told, "--into %.*s: %.*s %s", SLICE_ARGS(path),
                           SLICE_ARGS(workspace->unreadable.at[0].path),
                           workspace->unreadable.at[0].why);
    for (uint32_t i = 0; i < workspace->findings.all.count; i++)
        if (diagnostic_fails(workspace->findings.all.at[i], CHECK_SYNTAX | CHECK_FILE))
            return told_refuse(told,
                               "--into %.*s: the file cannot be read to its end; "
                               "integ check shows why",
                               SLICE_ARGS(path));
    return true;
}

KnownTitles *known_read(Told *told, Slice path) {
    KnownTitles *known = ARENA_NEW(told->arena, KnownTitles);
    known->arena = told->arena;
    known->titles = names_new(told->arena);
    if (path.length == 0)
        return known;
    Files files = files_system();
    Request request = {.paths = &path, .path_count = 1, .verdicts_only = true};
    known->workspace = workspace_load(arena_memory(told->arena), &files, &request);
    if (!is_sound(told, known->workspace, path)) {
        known_drop(known);
        return NULL;
    }
    add_titles(known, KIND_SOURCE);
    add_titles(known, KIND_MONEY);
    return known;
}

void known_drop(KnownTitles *known) {
    if (known->workspace)
        workspace_drop(known->workspace);
    known->workspace = NULL;
}

bool known_is_file(const KnownTitles *known) {
    return known->workspace != NULL;
}

Slice known_text(const KnownTitles *known) {
    return known->workspace->sources.all.at[0]->text;
}

bool known_has(const KnownTitles *known, const char *kind, Slice title) {
    return names_find(known->titles, arena_format(known->arena, "%s %.*s", kind,
                                                  SLICE_ARGS(title))) != 0;
}
