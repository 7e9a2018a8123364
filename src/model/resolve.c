/* Names to things: what a name means where it stands, and what to say where it means
 * nothing. */
#include "model/build.h"

#include <string.h>

#include "base/nearest.h"
#include "syntax/title_name.h"

enum { LABELS_MOST = 8 };

bool build_is_title(const Build *b, Ref ref) {
    const Source *source = sources_get(b->model->sources, b->file);
    return ref.span.end > ref.span.start && source->text.at[ref.span.start] == '"';
}

Place build_place(const Build *b, Span span) {
    return (Place){b->file, span};
}

void build_refer(const Build *b, Ref ref, ThingKind kind, Id id, bool declares) {
    if (b->model->references != NULL && build_is_title(b, ref))
        references_add_title(b->model->references, b->file, ref, kind, id, declares);
    else
        references_add(b->model->references, b->file, ref, kind, id, declares);
}

Place build_head(const Build *b, const Node *node) {
    if (node->kind == NODE_DECLARE)
        return build_place(b, ((const Declare *)node)->name.span);
    Slice text = b->source->text;
    uint32_t start = node->span.start;
    uint32_t end = node->span.end < text.length ? node->span.end : text.length;
    bool comment = false;
    while (start < end && (comment || char_in(text.at[start], " \t\r\n#"))) {
        comment = text.at[start] == '#' || (comment && text.at[start] != '\n');
        start++;
    }
    Span span = {start, start};
    while (span.end < end && !char_in(text.at[span.end], " \t\r\n{:,#"))
        span.end++;
    return build_place(b, span);
}

/* The thing of that name, declared or not; 0: none. */
static Id find_any(const Model *model, ThingKind kind, NameId name) {
    return name < model->by_name_room[kind] ? model->by_name[kind][name] : 0;
}

static bool is_declared(const Model *model, ThingKind kind, Id id) {
    return model->things[kind].at[id].first_title != 0;
}

/* ---- names that mean nothing ---- */

static Place thing_place(const Model *model, ThingKind kind, Id id) {
    const Thing *thing = &model->things[kind].at[id];
    return (Place){thing->source, thing->span};
}

/* `sure` is kept for a model that is complete: a missing file may declare the name. */
static void suggest(Build *b, Diagnostic *d, ThingKind kind, Id near, bool sure) {
    Findings *findings = b->model->findings;
    Slice text = model_name(b->model, kind, near);
    Place declared = thing_place(b->model, kind, near);
    diagnostic_suggest(findings, d, text);
    diagnostic_label(findings, d, declared, "declared here");
    diagnostic_fix_safe(findings, d, d->place, text, sure && !b->incomplete);
}

/* A name of another kind; NULL where there is none. */
static Diagnostic *wrong_kind(Build *b, ThingKind kind, Ref ref, const char *wanted) {
    const Model *model = b->model;
    Slice text = names_text(model->names, ref.name);
    for (int other = 0; other < KIND_COUNT; other++) {
        Id id = find_any(model, (ThingKind)other, ref.name);
        if ((ThingKind)other == kind || id == 0 ||
            !is_declared(model, (ThingKind)other, id))
            continue;
        Diagnostic *d = findings_add(model->findings, CODE_N05, build_place(b, ref.span),
                                     "\"%.*s\" is %s, but this must be %s",
                                     SLICE_ARGS(text), kind_article((ThingKind)other),
                                     wanted);
        diagnostic_label(model->findings, d, thing_place(model, (ThingKind)other, id),
                         "declared here");
        diagnostic_help(model->findings, d,
                        "declare the other one too if both are meant: %s %.*s \"Title\"",
                        kind_text(kind), SLICE_ARGS(text));
        return d;
    }
    return NULL;
}

/* A thing with a title. */
typedef struct Titled {
    ThingKind kind;
    Id id;
    Place place;
} Titled;

/* N01 for a title that no thing of the kinds has; `what`: "project". */
static Diagnostic *no_title(Build *b, const ThingKind *kinds, uint32_t count,
                            const char *what, Ref ref) {
    const Model *model = b->model;
    Findings *findings = model->findings;
    Slice text = tree_string(b->arena, b->source, ref.span);
    VEC(Slice) titles = {0};
    VEC(Titled) found = {0};
    for (uint32_t i = 0; i < count; i++)
        for (Id id = 1; id < model->things[kinds[i]].count; id++) {
            uint32_t at = model->things[kinds[i]].at[id].first_title;
            if (at == 0)
                continue;
            const Title *title = &model->titles.at[at - 1];
            *VEC_PUSH(b->arena, &titles) = tree_string(
                b->arena, sources_get(model->sources, title->source), title->quoted);
            *VEC_PUSH(b->arena, &found) =
                (Titled){kinds[i], id, {title->source, title->quoted}};
        }
    int32_t near = nearest_of(text, titles.at, titles.count);
    if (near < 0 && b->incomplete)
        return NULL;
    Diagnostic *d = findings_add(findings, CODE_N01, build_place(b, ref.span),
                                 "no %s has the title \"%.*s\"", what, SLICE_ARGS(text));
    if (near >= 0 && slice_equal(titles.at[near], text)) {
        Titled *other = &found.at[near];
        Slice name = model_name(model, other->kind, other->id);
        d->message = arena_format(b->arena,
                                  "no %s of this document has the title \"%.*s\", but "
                                  "one of another document has",
                                  what, SLICE_ARGS(text));
        diagnostic_label(findings, d, other->place, "declared here");
        diagnostic_help(findings, d,
                        "write its name, which all documents share, if it is meant: %.*s",
                        SLICE_ARGS(name));
    } else if (near >= 0) {
        Slice fix = arena_format(b->arena, "\"%.*s\"", SLICE_ARGS(titles.at[near]));
        diagnostic_suggest(findings, d, titles.at[near]);
        diagnostic_fix_safe(findings, d, d->place, fix,
                            !b->incomplete &&
                                nearest_surely(text, titles.at, titles.count, near));
    } else {
        diagnostic_here(findings, d, "declared nowhere");
        diagnostic_help(findings, d, "write the title as it is declared, or its name");
    }
    return d;
}

/* The thing whose title is written where its name should be, as in `from Staten`; 0:
 * none.
 */
static Id named_by_title(const Build *b, ThingKind kind, Slice name) {
    const Model *model = b->model;
    const ThingVec *things = &model->things[kind];
    if (!model_compares(model, name, things->count))
        return 0;
    Arena *scratch = arena_new(arena_memory(b->arena));
    Slice letters = title_letters(scratch, name);
    Id found = 0;
    for (Id id = 1; id < things->count && found == 0; id++) {
        uint32_t at = things->at[id].first_title;
        if (at == 0)
            continue;
        const Title *title = &model->titles.at[at - 1];
        const Source *source = sources_get(model->sources, title->source);
        Slice text = tree_string(scratch, source, title->quoted);
        if (slice_equal(letters, title_letters(scratch, text)))
            found = id;
    }
    arena_drop(scratch);
    return found;
}

/* Reports a name that is declared nowhere; NULL where it was silent, as the declaration
 * may be in a file that was not found. */
static Diagnostic *not_declared(Build *b, ThingKind kind, Ref ref) {
    Findings *findings = b->model->findings;
    Slice text = names_text(b->model->names, ref.name);
    bool sure = false;
    Id near = named_by_title(b, kind, text);
    if (near == 0)
        near = model_nearest_sure(b->model, kind, text, &sure);
    if (near == 0 && b->incomplete)
        return NULL;
    Diagnostic *d = findings_add(findings, CODE_N01, build_place(b, ref.span),
                                 "no %s is called \"%.*s\"", kind_noun(kind),
                                 SLICE_ARGS(text));
    if (near != 0) {
        suggest(b, d, kind, near, sure);
    } else {
        diagnostic_here(findings, d, "declared nowhere");
        diagnostic_help(
            findings, d,
            "declare it with a title: %s %.*s \"Title\"; or include the file that does",
            kind_text(kind), SLICE_ARGS(text));
    }
    return d;
}

/* Remembers what was said of a name: the next use is a label under it. */
static void remember_unknown(Build *b, ThingKind kind, NameId name, Diagnostic *d) {
    *VEC_PUSH(b->arena, &b->unknowns) = d;
    map_put(&b->unknown, (MapKey){kind, name, 0, 0}, b->unknowns.count);
}

void resolve_told(Build *b, ThingKind kind, NameId name) {
    remember_unknown(b, kind, name, NULL);
}

/* True where this name was reported before. */
static bool again_unknown(Build *b, ThingKind kind, Ref ref) {
    uint32_t at = map_get(&b->unknown, (MapKey){kind, ref.name, 0, 0});
    if (at == 0)
        return false;
    Diagnostic *d = b->unknowns.at[at - 1];
    if (d != NULL && d->labels.count < LABELS_MOST)
        diagnostic_label(b->model->findings, d, build_place(b, ref.span), "here too");
    return true;
}

/* `row`: it begins a row of a table, where a misspelt `total` is one too. */
static Id resolve_unknown(Build *b, ThingKind kind, Ref ref, bool row) {
    if (!again_unknown(b, kind, ref)) {
        Diagnostic *d = wrong_kind(b, kind, ref, kind_article(kind));
        if (d == NULL && build_is_title(b, ref)) {
            d = no_title(b, &kind, 1, kind_noun(kind), ref);
            remember_unknown(b, kind, ref.name, d);
            return declare_thing(b, kind, ref.name, b->file, ref.span);
        }
        if (d == NULL && row)
            d = row_word_report(b, ref);
        if (d == NULL)
            d = not_declared(b, kind, ref);
        remember_unknown(b, kind, ref.name, d);
    }
    Id id = find_any(b->model, kind, ref.name);
    return id != 0 ? id : declare_thing(b, kind, ref.name, b->file, ref.span);
}

static Id resolve_in(Build *b, ThingKind kind, Ref ref, bool row) {
    if (ref.name == 0)
        return 0;
    Id id = find_any(b->model, kind, ref.name);
    if (id == 0 || !is_declared(b->model, kind, id))
        id = resolve_unknown(b, kind, ref, row);
    build_refer(b, ref, kind, id, false);
    return id;
}

Id resolve(Build *b, ThingKind kind, Ref ref) {
    return resolve_in(b, kind, ref, false);
}

Id resolve_row(Build *b, Ref ref) {
    return resolve_in(b, KIND_PROJECT, ref, true);
}

/* N01 for a name that could be an area's or a project's. */
static void report_subject(Build *b, Ref ref) {
    Findings *findings = b->model->findings;
    Slice text = names_text(b->model->names, ref.name);
    static const ThingKind kinds[] = {KIND_AREA, KIND_PROJECT};
    Diagnostic *d = wrong_kind(b, KIND_AREA, ref, "an area or a project");
    if (d == NULL && build_is_title(b, ref)) {
        d = no_title(b, kinds, 2, "area or project", ref);
    } else if (d == NULL) {
        ThingKind kind = KIND_AREA;
        Id near = 0;
        for (int i = 0; i < 4 && near == 0; i++) {
            kind = kinds[i % 2];
            near = i < 2 ? named_by_title(b, kind, text)
                         : model_nearest(b->model, kind, text);
        }
        if (near != 0 || !b->incomplete) {
            d = findings_add(findings, CODE_N01, build_place(b, ref.span),
                             "no area or project is called \"%.*s\"", SLICE_ARGS(text));
            if (near != 0)
                suggest(b, d, kind, near, false);
            else
                diagnostic_help(findings, d,
                                "declare it with a title: area %.*s \"Title\"",
                                SLICE_ARGS(text));
        }
    }
    remember_unknown(b, KIND_AREA, ref.name, d);
}

Subject resolve_subject(Build *b, Ref ref) {
    static const ThingKind kinds[] = {KIND_AREA, KIND_PROJECT};
    for (int i = 0; i < 2; i++) {
        Id id = find_any(b->model, kinds[i], ref.name);
        if (id != 0 && is_declared(b->model, kinds[i], id)) {
            build_refer(b, ref, kinds[i], id, false);
            return (Subject){(uint8_t)kinds[i], id};
        }
    }
    if (!again_unknown(b, KIND_AREA, ref))
        report_subject(b, ref);
    Id id = find_any(b->model, KIND_AREA, ref.name);
    if (id == 0)
        id = declare_thing(b, KIND_AREA, ref.name, b->file, ref.span);
    build_refer(b, ref, KIND_AREA, id, false);
    return (Subject){KIND_AREA, id};
}

Id resolve_indicator(Build *b, const Context *c, const Declare *declare) {
    Model *model = b->model;
    ThingKind owner_kind = c->where == AT_GOAL ? KIND_GOAL : KIND_PROJECT;
    Id owner = c->where == AT_GOAL ? c->goal : c->project;
    Id id = model_find_indicator(model, owner_kind, owner, declare->name.name);
    build_refer(b, declare->name, KIND_INDICATOR, id, false);
    if (id != 0 && is_declared(model, KIND_INDICATOR, id))
        return id;
    Slice text = names_text(model->names, declare->name.name);
    if (!b->incomplete) {
        Diagnostic *d =
            findings_add(model->findings, CODE_N01, build_place(b, declare->name.span),
                         "no indicator is called \"%.*s\" here", SLICE_ARGS(text));
        diagnostic_here(model->findings, d, "declared nowhere");
        diagnostic_help(model->findings, d,
                        "declare it with a title: indicator %.*s \"Title\"",
                        SLICE_ARGS(text));
    }
    return id;
}

void build_mention(Build *b, const Context *c, ThingKind kind, Id id) {
    if (b->has_every && id != 0)
        *VEC_PUSH(b->arena, &b->mentions) = (Mention){(uint8_t)kind, id, c->document};
}
