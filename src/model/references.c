/* The places where things are named: noted while they are resolved, then sorted. */
#include "model/references.h"
#include "base/sorted.h"

#include <stdlib.h>

References *references_new(Arena *arena) {
    References *references = ARENA_NEW(arena, References);
    references->arena = arena;
    return references;
}

void references_add(References *references, SourceId source, Ref ref, uint32_t kind,
                    Id id, bool declares) {
    if (references != NULL && ref.name != 0 && id != 0 && ref.span.end > ref.span.start)
        *VEC_PUSH(references->arena, &references->all) =
            (Reference){.source = source,
                        .span = ref.span,
                        .kind = (uint8_t)kind,
                        .declares = declares,
                        .id = id};
}

void references_add_title(References *references, SourceId source, Ref ref, uint32_t kind,
                          Id id, bool declares) {
    if (references != NULL && id != 0)
        *VEC_PUSH(references->arena, &references->titles) =
            (Reference){.source = source,
                        .span = {ref.span.start + 1, ref.span.end - 1},
                        .kind = (uint8_t)kind,
                        .declares = declares,
                        .id = id};
}

void references_add_property(References *references, SourceId source, ThingKind kind,
                             const Property *node) {
    if (references != NULL)
        *VEC_PUSH(references->arena, &references->properties) =
            (StatedProperty){source, (uint8_t)kind, node};
}

/* ---- order ---- */

static int numbers(uint32_t x, uint32_t y) {
    return (x > y) - (x < y);
}

static int by_place(const void *x, const void *y) {
    const Reference *a = x, *b = y;
    int order = numbers(a->source, b->source);
    order = order != 0 ? order : numbers(a->span.start, b->span.start);
    order = order != 0 ? order : numbers(a->kind, b->kind);
    order = order != 0 ? order : numbers(a->id, b->id);
    return order != 0 ? order : b->declares - a->declares;
}

/* A name is resolved as often as somebody needs it. How many are left. */
static uint32_t drop_repeated(Reference *all, uint32_t count) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < count; i++) {
        const Reference *last = kept > 0 ? &all[kept - 1] : NULL;
        if (last == NULL || last->source != all[i].source ||
            last->span.start != all[i].span.start || last->kind != all[i].kind ||
            last->id != all[i].id)
            all[kept++] = all[i];
    }
    return kept;
}

/* In the order of the files, each once. */
static uint32_t put_in_order(Reference *all, uint32_t count) {
    if (count > 1)
        qsort(all, count, sizeof *all, by_place);
    return drop_repeated(all, count);
}

/* Both are in the order of the files; a file's own stretch comes before those in it,
 * which do not overlap. */
static void find_documents(References *references, const Model *model) {
    const Stretch *all = model->stretches.at;
    uint32_t count = model->stretches.count, at = 0, whole = 0;
    for (uint32_t i = 0; i < references->all.count; i++) {
        Reference *reference = &references->all.at[i];
        while (at < count && all[at].place.source < reference->source)
            at++;
        if (at < count && all[at].place.source == reference->source &&
            (at == 0 || all[at - 1].place.source != reference->source))
            whole = at;
        while (at + 1 < count && all[at + 1].place.source == reference->source &&
               all[at + 1].place.span.start <= reference->span.start)
            at++;
        bool inside = at < count && all[at].place.source == reference->source &&
                      reference->span.start < all[at].place.span.end;
        reference->document = inside ? all[at].document : all[whole].document;
    }
}

/* A thing's place among the others of `by_thing`. */
typedef struct ThingPlace {
    uint32_t kind, id, index;
} ThingPlace;

static int by_thing(const void *x, const void *y) {
    const ThingPlace *a = x, *b = y;
    int order = numbers(a->kind, b->kind);
    order = order != 0 ? order : numbers(a->id, b->id);
    return order != 0 ? order : numbers(a->index, b->index);
}

static void index_things(References *references) {
    uint32_t count = references->all.count;
    Arena *scratch = arena_new(arena_memory(references->arena));
    ThingPlace *places = ARENA_ARRAY(scratch, ThingPlace, count + 1);
    for (uint32_t i = 0; i < count; i++) {
        const Reference *reference = &references->all.at[i];
        places[i] = (ThingPlace){reference->kind, reference->id, i};
    }
    qsort(places, count, sizeof *places, by_thing);
    references->by_thing = ARENA_ARRAY(references->arena, uint32_t, count + 1);
    for (uint32_t i = 0; i < count; i++)
        references->by_thing[i] = places[i].index;
    arena_drop(scratch);
}

void references_finish(References *references, const Model *model) {
    references->all.count = put_in_order(references->all.at, references->all.count);
    references->titles.count =
        put_in_order(references->titles.at, references->titles.count);
    if (references->all.count > 0)
        find_documents(references, model);
    index_things(references);
}

/* ---- questions ---- */

/* The first that does not stand before a place. */
static uint32_t first_from(const References *references, SourceId source,
                           uint32_t offset) {
    const Reference *all = references->all.at;
    uint32_t first = 0;
    SORTED_SEEK(first, references->all.count, at,
                all[at].source < source ||
                    (all[at].source == source && all[at].span.start < offset))
    return first;
}

const Reference *references_at(const References *references, SourceId source,
                               uint32_t offset, uint32_t *count) {
    const Reference *all = references->all.at;
    uint32_t end = first_from(references, source, offset + 1);
    *count = 0;
    if (end == 0 || all[end - 1].source != source || all[end - 1].span.end < offset)
        return NULL;
    uint32_t first = first_from(references, source, all[end - 1].span.start);
    *count = end - first;
    return &all[first];
}

const Reference *references_title_at(const References *references, SourceId source,
                                     uint32_t offset) {
    const Reference *all = references->titles.at;
    uint32_t first = 0;
    SORTED_SEEK(first, references->titles.count, at,
                all[at].source < source ||
                    (all[at].source == source && all[at].span.end + 1 < offset))
    bool there = first < references->titles.count && all[first].source == source &&
                 all[first].span.start <= offset + 1;
    return there ? &all[first] : NULL;
}

/* The first of `by_thing` that is no thing before this one. */
static uint32_t first_of(const References *references, uint32_t kind, Id id) {
    const Reference *all = references->all.at;
    const uint32_t *by_thing = references->by_thing;
    uint32_t first = 0;
    SORTED_SEEK(first, references->all.count, at,
                all[by_thing[at]].kind < kind ||
                    (all[by_thing[at]].kind == kind && all[by_thing[at]].id < id))
    return first;
}

const uint32_t *references_of(const References *references, uint32_t kind, Id id,
                              uint32_t *count) {
    uint32_t first = first_of(references, kind, id);
    *count = first_of(references, kind, id + 1) - first;
    return *count > 0 ? references->by_thing + first : NULL;
}
