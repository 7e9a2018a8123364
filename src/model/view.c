/* The one rule by which a document sees titles and properties. */
#include "model/view.h"
#include "base/nearest.h"

/* A document's own view, at its own date. */
static View view_from(const Model *model, Id document) {
    return (View){document, document == 0 ? 0 : model_date(model, document)};
}

int64_t view_rank(const Model *model, View view, Id by) {
    enum { DATES = 100000000 };
    if (by == view.document)
        return 2 * (int64_t)DATES;
    int32_t date = model_date(model, by);
    bool later = view.date != 0 && date > view.date;
    return (later ? 0 : DATES) + date;
}

bool view_no_later(const Model *model, View view, Id by) {
    int32_t date = model_date(model, by);
    return by == view.document || (date != 0 && view.date != 0 && date <= view.date);
}

/* ---- titles ---- */

Slice view_title_text(const Model *model, const Title *title) {
    return tree_string(model->arena, sources_get(model->sources, title->source),
                       title->quoted);
}

static const Title *find_title(const Model *model, ThingKind kind, Id id, View view) {
    const Title *best = NULL;
    int64_t best_rank = -1;
    for (uint32_t at = model->things[kind].at[id].first_title; at != 0;) {
        const Title *title = &model->titles.at[at - 1];
        int64_t rank = view_rank(model, view, title->document);
        if (rank > best_rank) {
            best = title;
            best_rank = rank;
        }
        at = title->next;
    }
    return best;
}

Slice view_title(const Model *model, ThingKind kind, Id id, Id document) {
    const Title *title = find_title(model, kind, id, view_from(model, document));
    if (title != NULL)
        return view_title_text(model, title);
    const Thing *thing = &model->things[kind].at[id];
    return kind == KIND_DOCUMENT && thing->name == 0
               ? sources_get(model->sources, thing->source)->path
               : model_name(model, kind, id);
}

Slice view_titles(const Model *model, const Subject *subjects, uint32_t count,
                  Id document) {
    Text text = {.memory = arena_memory(model->arena)};
    for (uint32_t i = 0; i < count; i++) {
        text_str(&text, i > 0 ? ", " : "");
        text_slice(&text, view_title(model, (ThingKind)subjects[i].kind, subjects[i].id,
                                     document));
    }
    Slice list = arena_copy(model->arena, text_view(&text));
    text_free(&text);
    return list;
}

Slice view_label(const Model *model, ThingKind kind, Id id, Id document) {
    const Title *title = find_title(model, kind, id, view_from(model, document));
    return title == NULL ? view_title(model, kind, id, document)
                         : arena_format(model->arena, "\"%.*s\"",
                                        SLICE_ARGS(view_title_text(model, title)));
}

bool view_has_title(const Model *model, ThingKind kind, Id id, Slice title) {
    uint32_t at = model->things[kind].at[id].first_title;
    for (; at != 0; at = model->titles.at[at - 1].next)
        if (slice_equal(view_title_text(model, &model->titles.at[at - 1]), title))
            return true;
    return false;
}

Id view_titled(const Model *model, ThingKind kind, Slice title, Slice *near_title) {
    const ThingVec *things = &model->things[kind];
    Arena *scratch = arena_new(arena_memory(model->arena));
    VEC(Slice) texts = {0};
    VEC(Id) ids = {0};
    int32_t near = -1;
    for (Id id = 1; id < things->count; id++) {
        uint32_t at = things->at[id].first_title;
        do {
            const Title *one = at == 0 ? NULL : &model->titles.at[at - 1];
            *VEC_PUSH(scratch, &texts) = one == NULL ? view_title(model, kind, id, 0)
                                                     : view_title_text(model, one);
            *VEC_PUSH(scratch, &ids) = id;
            at = one == NULL ? 0 : one->next;
        } while (at != 0);
    }
    for (uint32_t i = 0; i < texts.count && near < 0; i++)
        near = slice_equal(texts.at[i], title) ? (int32_t)i : -1;
    if (near < 0 && model_compares(model, title, texts.count))
        near = nearest_of(title, texts.at, texts.count);
    Id found = near < 0 ? 0 : ids.at[near];
    *near_title = near < 0 ? SLICE("") : texts.at[near];
    arena_drop(scratch);
    return found;
}

/* ---- properties ---- */

/* The best statement of a property; with `evidence` of those that are surely no later. */
static const Prop *find_prop(const Model *model, ThingKind kind, Id id, NameId name,
                             View view, bool evidence) {
    const Prop *best = NULL;
    int64_t best_rank = -1;
    for (uint32_t at = model->things[kind].at[id].first_prop; at != 0;) {
        const Prop *prop = &model->props.at[at - 1];
        at = prop->next;
        if (prop->name != name ||
            (evidence && !view_no_later(model, view, prop->document)))
            continue;
        int64_t rank = view_rank(model, view, prop->document);
        if (rank > best_rank) {
            best = prop;
            best_rank = rank;
        }
    }
    return best;
}

const Prop *view_prop(const Model *model, ThingKind kind, Id id, NameId name,
                      Id document) {
    return find_prop(model, kind, id, name, view_from(model, document), false);
}

const Prop *view_evidence(const Model *model, ThingKind kind, Id id, NameId name,
                          View view) {
    return find_prop(model, kind, id, name, view, true);
}

const Prop *view_own_prop(const Model *model, ThingKind kind, Id id, NameId name,
                          Id document) {
    return find_prop(model, kind, id, name, (View){document, 0}, true);
}
