/* The list of what-ifs, and loading the workspace with one more, one less, or anew. */
#include "workspace/whatif.h"

#include <string.h>

#include "syntax/parse.h"
#include "workspace/difference.h"

struct WhatIfs {
    const Memory *memory;
    const Files *files;
    const Request *request;
    Arena *arena; /* of the texts, also of those that were undone */
    VEC(WhatIf) all;
    uint32_t last;  /* the highest number that was given */
    Slice saved;    /* the real path of a file that holds all up to */
    uint32_t until; /* this number; 0: none */
};

WhatIfs *whatifs_new(const Memory *memory, const Files *files, const Request *request) {
    Arena *arena = arena_new(memory);
    WhatIfs *list = ARENA_NEW(arena, WhatIfs);
    list->memory = memory;
    list->files = files;
    list->request = request;
    list->arena = arena;
    return list;
}

void whatifs_drop(WhatIfs *list) {
    if (list != NULL)
        arena_drop(list->arena);
}

uint32_t whatifs_count(const WhatIfs *list) {
    return list->all.count;
}

const WhatIf *whatifs_at(const WhatIfs *list, uint32_t index) {
    return &list->all.at[index];
}

/* ---- where it joins ---- */

Id whatif_home(const Workspace *workspace) {
    const Model *model = workspace->model;
    Arena *scratch = arena_new(arena_memory(workspace->arena));
    bool *states = ARENA_ARRAY(scratch, bool, model->things[KIND_DOCUMENT].count);
    for (uint32_t i = 0; i < model->lines.count; i++)
        states[model->lines.at[i].document] = true;
    for (uint32_t i = 0; i < model->claims.count; i++)
        states[model->claims.at[i].document] = true;
    for (uint32_t i = 0; i < model->measures.count; i++)
        states[model->measures.at[i].document] = true;
    Id home = 0, documents = model->things[KIND_DOCUMENT].count;
    uint32_t count = 0;
    int32_t latest = -1;
    for (Id id = 1; id < documents; id++) {
        if (states[id] && model_date(model, id) > latest) {
            latest = model_date(model, id);
            home = id;
        }
        count += states[id];
    }
    arena_drop(scratch);
    bool found = count == 1 || latest > 0;
    return found ? home : count == 0 && documents == 2 ? 1 : 0;
}

/* The first file that states the document with a unit, else the first that does. */
static const Stretch *home_stretch(const Workspace *workspace, Id document) {
    const Model *model = workspace->model;
    const Stretch *best = NULL;
    for (uint32_t i = 0; i < model->stretches.count && document != 0; i++) {
        const Stretch *stretch = &model->stretches.at[i];
        if (stretch->document == document &&
            stretch->place.source < workspace->file_count &&
            (best == NULL || (best->currency == 0 && stretch->currency != 0)))
            best = stretch;
    }
    return best;
}

/* Whether a stretch is a file's own document, rather than a block in it. */
static bool is_whole_file(const Workspace *workspace, const Stretch *stretch) {
    const Stretch *first = workspace->model->stretches.at;
    return stretch == first || stretch[-1].place.source != stretch->place.source;
}

static Slice document_name(const Workspace *workspace, const Stretch *stretch) {
    return is_whole_file(workspace, stretch)
               ? SLICE("")
               : model_name(workspace->model, KIND_DOCUMENT, stretch->document);
}

/* ---- loading ---- */

static Workspace *load_all(const WhatIfs *list) {
    Arena *scratch = arena_new(list->memory);
    Addition *additions = ARENA_ARRAY(scratch, Addition, list->all.count);
    for (uint32_t i = 0; i < list->all.count; i++) {
        const WhatIf *whatif = &list->all.at[i];
        additions[i] =
            (Addition){whatif->name, whatif->text, whatif->path, whatif->document};
    }
    Request request = *list->request;
    request.additions = additions;
    request.addition_count = list->all.count;
    Workspace *workspace = workspace_load(list->memory, list->files, &request);
    arena_drop(scratch);
    return workspace;
}

static WhatIfOutcome *new_outcome(const WhatIfs *list, WhatIfDone done) {
    Arena *arena = arena_new(list->memory);
    WhatIfOutcome *outcome = ARENA_NEW(arena, WhatIfOutcome);
    outcome->arena = arena;
    outcome->done = (uint8_t)done;
    sources_init(&outcome->sources, arena);
    findings_init(&outcome->findings, arena);
    return outcome;
}

void whatif_outcome_drop(WhatIfOutcome *outcome) {
    if (outcome != NULL)
        arena_drop(outcome->arena);
}

static WhatIfOutcome *refuse(WhatIfOutcome *outcome, WhatIfRefusal refusal) {
    outcome->refusal = (uint8_t)refusal;
    return outcome;
}

static WhatIfOutcome *accept(WhatIfOutcome *outcome, const Workspace *before) {
    outcome->accepted = true;
    difference_of_workspaces(outcome->arena, &outcome->difference, before,
                             outcome->after);
    return outcome;
}

/* ---- files that broke ---- */

/* The first syntax error in a file; NULL: none. */
static const Diagnostic *syntax_error(const Workspace *workspace, Slice path) {
    for (uint32_t i = 0; i < workspace->findings.all.count; i++) {
        const Diagnostic *d = workspace->findings.all.at[i];
        const Source *source = sources_get(&workspace->sources, d->place.source);
        if (diagnostic_fails(d, CHECK_SYNTAX) && slice_equal(source->path, path))
            return d;
    }
    return NULL;
}

static bool has_file(const Workspace *workspace, Slice path) {
    for (uint32_t i = 0; i < workspace->file_count; i++)
        if (slice_equal(workspace->sources.all.at[i]->path, path))
            return true;
    return false;
}

static Slice why_unreadable(const Workspace *workspace, Slice path) {
    for (uint32_t i = 0; i < workspace->unreadable.count; i++)
        if (slice_equal(workspace->unreadable.at[i].path, path))
            return slice_of(workspace->unreadable.at[i].why);
    return SLICE("it is no longer among the files");
}

/* Whether a file could be read before and can't be now: outcome->broken. */
static bool broke(WhatIfOutcome *outcome, const Workspace *before) {
    const Workspace *after = outcome->after;
    for (uint32_t i = 0; i < after->unreadable.count; i++) {
        const Unreadable *lost = &after->unreadable.at[i];
        if (lost->failed) {
            outcome->broken = lost->path;
            outcome->why = slice_of(lost->why);
            return true;
        }
    }
    bool lost = after->unreadable.count > before->unreadable.count;
    for (uint32_t i = 0; i < before->file_count; i++) {
        Slice path = before->sources.all.at[i]->path;
        const Diagnostic *error = syntax_error(after, path);
        if (lost && !has_file(after, path)) {
            outcome->broken = path;
            outcome->why = why_unreadable(after, path);
            return true;
        }
        if (error != NULL && syntax_error(before, path) == NULL) {
            uint32_t line = source_line(sources_get(&after->sources, error->place.source),
                                        error->place.span.start);
            outcome->broken = path;
            outcome->why = arena_format(outcome->arena, "line %u: %.*s", line,
                                        SLICE_ARGS(error->message));
            return true;
        }
    }
    return false;
}

/* ---- one more ---- */

static Slice name_of(const Workspace *workspace, const Node *node) {
    NameId name = node->kind == NODE_DECLARE ? ((const Declare *)node)->name.name
                  : node->kind == NODE_TABLE ? ((const Table *)node)->name.name
                                             : 0;
    return name == 0 ? SLICE("") : names_text(workspace->names, name);
}

/* What the text holds. */
static void describe(WhatIfOutcome *outcome, SourceId source) {
    const Workspace *workspace = outcome->after;
    const Model *model = workspace->model;
    const Tree *tree = workspace->trees.at[source];
    SliceVec names = {0};
    for (const Node *node = tree->first; node != NULL; node = node->next) {
        Slice name = name_of(workspace, node);
        bool fresh = name.length > 0;
        for (uint32_t i = 0; i < names.count && fresh; i++)
            fresh = !slice_equal(names.at[i], name);
        if (fresh)
            *VEC_PUSH(outcome->arena, &names) = name;
    }
    outcome->names = names.at;
    outcome->name_count = names.count;
    for (uint32_t i = 0; i < model->facts.count; i++)
        outcome->entries += model->lines.at[model->facts.line[i]].file == source;
    for (uint32_t i = 0; i < model->measures.count; i++)
        outcome->measures += model->measures.at[i].file == source;
}

static WhatIf *push(WhatIfs *list, const Workspace *before, const Stretch *home,
                    Slice text) {
    Arena *arena = list->arena;
    const Source *source = sources_get(&before->sources, home->place.source);
    WhatIf *whatif = VEC_PUSH(arena, &list->all);
    *whatif = (WhatIf){.number = list->last + 1,
                       .name = arena_format(arena, "what-if %u", list->last + 1),
                       .text = arena_copy(arena, text),
                       .path = arena_copy(arena, source->path),
                       .document = arena_copy(arena, document_name(before, home))};
    return whatif;
}

/* Without what ends a statement at a prompt. */
static Slice trimmed(Slice text) {
    return slice_trim_end(text, ";" CHAR_SPACES);
}

/* What cannot be read at all is said first, wherever it was to stand. */
static void parse_alone(const WhatIfs *list, WhatIfOutcome *outcome, Slice text) {
    Arena *arena = outcome->arena;
    char *at = arena_zero(arena, (size_t)text.length + IO_PADDING);
    memcpy(at, text.at, text.length);
    Slice name = arena_format(arena, "what-if %u", list->last + 1);
    Source *source =
        sources_add(&outcome->sources, name, (Slice){0}, (Slice){at, text.length});
    parse_source(arena, names_new(arena), &outcome->findings, source);
    findings_sort(&outcome->findings, &outcome->sources);
}

WhatIfOutcome *whatif_add(WhatIfs *list, const Workspace *before, Slice text,
                          Id document) {
    WhatIfOutcome *outcome = new_outcome(list, WHATIF_ADDED);
    const Stretch *home = home_stretch(before, document);
    if (home == NULL) {
        parse_alone(list, outcome, trimmed(text));
        return refuse(outcome,
                      outcome->findings.all.count > 0 ? REFUSED_TEXT : REFUSED_HOME);
    }
    const WhatIf *whatif = push(list, before, home, trimmed(text));
    outcome->number = whatif->number;
    outcome->name = whatif->name;
    outcome->after = load_all(list);
    if (outcome->after == NULL) {
        list->all.count--;
        return refuse(outcome, REFUSED_STOPPED);
    }
    const Workspace *after = outcome->after;
    SourceId source = after->sources.all.count - 1;
    if (broke(outcome, before)) {
        list->all.count--;
        return refuse(outcome, REFUSED_BROKEN);
    }
    if (after->sources.all.count - after->file_count != list->all.count) {
        list->all.count--;
        return refuse(outcome, REFUSED_HOME);
    }
    for (uint32_t i = 0; i < after->findings.all.count; i++) {
        Diagnostic *d = after->findings.all.at[i];
        /* Not what contradicts something: that is what one wants to see. */
        if (d->place.source == source && diagnostic_fails(d, CHECK_SPOILS))
            *VEC_PUSH(outcome->arena, &outcome->findings.all) = d;
    }
    if (outcome->findings.all.count > 0 || after->trees.at[source]->first == NULL) {
        list->all.count--;
        sources_layer(&outcome->sources, &after->sources, outcome->arena);
        return refuse(outcome,
                      outcome->findings.all.count > 0 ? REFUSED_TEXT : REFUSED_EMPTY);
    }
    list->last = outcome->number;
    describe(outcome, source);
    return accept(outcome, before);
}

/* ---- one less, or the same again ---- */

WhatIfOutcome *whatif_undo(WhatIfs *list, const Workspace *before, uint32_t number) {
    WhatIfOutcome *outcome = new_outcome(list, WHATIF_UNDONE);
    uint32_t at = list->all.count - 1;
    while (at < list->all.count && number != 0 && list->all.at[at].number != number)
        at--;
    if (at >= list->all.count) {
        outcome->number = number;
        return refuse(outcome, REFUSED_NUMBER);
    }
    WhatIf undone = list->all.at[at];
    outcome->number = undone.number;
    outcome->name = undone.name;
    for (uint32_t i = at + 1; i < list->all.count; i++)
        list->all.at[i - 1] = list->all.at[i];
    list->all.count--;
    outcome->after = load_all(list);
    if (outcome->after != NULL && !broke(outcome, before))
        return accept(outcome, before);
    for (uint32_t i = list->all.count++; i > at; i--)
        list->all.at[i] = list->all.at[i - 1];
    list->all.at[at] = undone;
    return refuse(outcome, outcome->after != NULL ? REFUSED_BROKEN : REFUSED_STOPPED);
}

void whatifs_saved(WhatIfs *list, Slice real) {
    list->saved = arena_copy(list->arena, real);
    list->until = list->last;
}

/* Where the file is loaded into which they were saved, they would be entered twice. True
 * where some were let go. */
static bool let_saved_go(WhatIfs *list, const Workspace *workspace) {
    bool loaded = false;
    for (uint32_t i = 0; i < workspace->file_count && list->saved.length > 0; i++)
        loaded = loaded || slice_equal(workspace->sources.all.at[i]->real, list->saved);
    uint32_t kept = 0, count = list->all.count;
    for (uint32_t i = 0; i < count && loaded; i++)
        if (list->all.at[i].number > list->until)
            list->all.at[kept++] = list->all.at[i];
    list->all.count = loaded ? kept : count;
    return list->all.count < count;
}

WhatIfOutcome *whatif_reload(WhatIfs *list, const Workspace *before) {
    WhatIfOutcome *outcome = new_outcome(list, WHATIF_RELOADED);
    outcome->after = load_all(list);
    if (outcome->after != NULL && broke(outcome, before))
        return refuse(outcome, REFUSED_BROKEN);
    if (outcome->after != NULL && let_saved_go(list, outcome->after)) {
        workspace_drop(outcome->after);
        outcome->after = load_all(list);
    }
    if (outcome->after == NULL)
        return refuse(outcome, REFUSED_STOPPED);
    return broke(outcome, before) ? refuse(outcome, REFUSED_BROKEN)
                                  : accept(outcome, before);
}
