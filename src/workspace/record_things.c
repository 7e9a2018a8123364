/* The things of an edition as records, with their titles and properties. */
#include "workspace/record_things.h"

#include "eval/property.h"
#include "model/view.h"

static bool given_title(const Model *model, const Thing *thing, Id document) {
    for (uint32_t i = thing->first_title; i != 0; i = model->titles.at[i - 1].next)
        if (model->titles.at[i - 1].document == document)
            return true;
    return false;
}

static bool given_property(const Model *model, const Thing *thing, Id document) {
    for (uint32_t i = thing->first_prop; i != 0; i = model->props.at[i - 1].next)
        if (model->props.at[i - 1].document == document &&
            !model->props.at[i - 1].by_every)
            return true;
    return false;
}

/* By kind and id: an entry of the edition's document speaks of it. */
static void mark_spoken(const RecordList *records, bool *const spoken[KIND_COUNT]) {
    const Model *model = records->model;
    for (uint32_t i = 0; i < model->lines.count; i++) {
        const Line *line = &model->lines.at[i];
        if (line->document == records->edition->document) {
            spoken[KIND_PROJECT][line->project] = true;
            spoken[KIND_AREA][line->area] = true;
            spoken[KIND_SOURCE][line->source] = true;
            spoken[KIND_MONEY][line->money] = true;
        }
    }
}

static bool is_spoken_of(const RecordList *records, ThingKind kind, Id id,
                         bool *const spoken[KIND_COUNT]) {
    const Thing *thing = model_thing(records->model, kind, id);
    Id document = records->edition->document;
    return document == 0 || spoken[kind][id] ||
           (kind == KIND_DOCUMENT && id == document) ||
           given_title(records->model, thing, document) ||
           given_property(records->model, thing, document);
}

/* Its owner where it is known only within it, its name, and what of it: what a record of
 * a thing is known by. `document`: 0, or the one of several that says it. */
static Slice key_of(const RecordList *records, ThingKind kind, Id id, Id document,
                    Slice what) {
    const Thing *thing = model_thing(records->model, kind, id);
    Slice owner = SLICE(""), home = SLICE("");
    if (kind == KIND_INDICATOR)
        owner = record_name_of(records, (ThingKind)thing->owner_kind, thing->owner);
    if (document != 0)
        home = record_name_of(records, KIND_DOCUMENT, document);
    /* The only document of each side is one, however it is called. */
    Slice name = kind == KIND_DOCUMENT && !records->edition->by_document
                     ? SLICE("")
                     : record_name_of(records, kind, id);
    return arena_format(records->arena,
                        "%s" RECORD_BREAK "%.*s" RECORD_BREAK "%.*s" RECORD_BREAK
                        "%.*s" RECORD_BREAK "%.*s",
                        kind_text(kind), SLICE_ARGS(owner), SLICE_ARGS(name),
                        SLICE_ARGS(what), SLICE_ARGS(home));
}

static Slice thing_of(const RecordList *records, ThingKind kind, Id id) {
    return record_thing(records, kind,
                        kind == KIND_DOCUMENT && !records->edition->by_document
                            ? SLICE("")
                            : record_name_of(records, kind, id));
}

/* `"Lakes"`, `"Lakes", "Visits"` of an indicator, and the document where there are
 * several. */
static Slice label_of(const RecordList *records, ThingKind kind, Id id, Id document) {
    const Model *model = records->model;
    const Thing *thing = model_thing(model, kind, id);
    Slice title = view_title(model, kind, id, records->edition->document);
    Slice label = arena_format(records->arena, "\"%.*s\"", SLICE_ARGS(title));
    if (kind == KIND_INDICATOR) {
        Slice owner = view_title(model, (ThingKind)thing->owner_kind, thing->owner,
                                 records->edition->document);
        label = arena_format(records->arena, "\"%.*s\", %.*s", SLICE_ARGS(owner),
                             SLICE_ARGS(label));
    }
    if (document == 0)
        return label;
    return arena_format(records->arena, "%.*s in \"%.*s\"", SLICE_ARGS(label),
                        SLICE_ARGS(view_title(model, KIND_DOCUMENT, document, 0)));
}

static Record *add(RecordList *records, ThingKind kind, Id id, Id document, Slice what,
                   const Datum *value) {
    Text same = {.memory = arena_memory(records->arena)};
    record_put_same(records, &same, value);
    Record *record = VEC_PUSH(records->arena, &records->all);
    *record = (Record){.group = RECORD_NAME,
                       .key = key_of(records, kind, id, document, what),
                       .same = record_copy(records, text_view(&same)),
                       .thing = thing_of(records, kind, id),
                       .label = label_of(records, kind, id, document),
                       .what = record_copy(records, what).at,
                       .value = record_kept(records, *value),
                       .power = records->power};
    text_free(&same);
    return record;
}

/* That it is there, and its title. */
static void add_thing(RecordList *records, ThingKind kind, Id id) {
    const Thing *thing = model_thing(records->model, kind, id);
    if (kind == KIND_DOCUMENT && thing->name == 0)
        return; /* each file without one is a document */
    Datum title =
        datum_string(view_title(records->model, kind, id, records->edition->document));
    Record *record = add(records, kind, id, 0, SLICE("title"), &title);
    record->what = kind_text(kind);
    record->name = record_copy(records, model_name(records->model, kind, id));
    record->title = record_copy(records, title.text);
}

/* What the document says of a thing that the edition's view does not tell. */
static Id home_of(const RecordList *records, Id document) {
    return records->edition->by_document ? document : 0;
}

static bool is_of(const RecordList *records, Id document) {
    return records->edition->document == 0 || records->edition->document == document;
}

/* The titles of several documents, where they differ. */
static void add_titles(RecordList *records, ThingKind kind, Id id) {
    const Thing *thing = model_thing(records->model, kind, id);
    Slice seen = view_title(records->model, kind, id, 0);
    for (uint32_t i = thing->first_title; i != 0;
         i = records->model->titles.at[i - 1].next) {
        const Title *title = &records->model->titles.at[i - 1];
        Datum text = datum_string(view_title_text(records->model, title));
        if (!slice_equal(text.text, seen))
            add(records, kind, id, title->document, SLICE("title"), &text);
    }
}

/* A value of a property; of a thing with its title. A `?` is one that is not stated. */
static Datum value_at(const RecordList *records, const Prop *prop, uint32_t index,
                      Type type) {
    Datum value = property_datum(records->model, prop, index, type);
    if (value.kind == DATUM_REF)
        value.text = view_title(records->model, (ThingKind)value.ref_kind, value.ref, 0);
    value.blank = value.kind == DATUM_NULL;
    return value;
}

/* All values of a property as one. */
static Datum value_of(const RecordList *records, ThingKind kind, const Prop *prop) {
    Type type = property_type(records->model, kind, prop->name);
    if (prop->node->count < 2)
        return value_at(records, prop, 0, type);
    Datum *list = ARENA_ARRAY(records->arena, Datum, prop->node->count);
    for (uint32_t i = 0; i < prop->node->count; i++)
        list[i] = value_at(records, prop, i, type);
    return (Datum){.kind = DATUM_LIST, .list = list, .list_count = prop->node->count};
}

static void add_properties(RecordList *records, ThingKind kind, Id id) {
    const Model *model = records->model;
    for (uint32_t i = model_thing(model, kind, id)->first_prop; i != 0;
         i = model->props.at[i - 1].next) {
        const Prop *prop = &model->props.at[i - 1];
        Slice name = names_text(model->names, prop->name);
        if (!is_of(records, prop->document))
            continue;
        Datum value = value_of(records, kind, prop);
        Record *record =
            add(records, kind, id, home_of(records, prop->document), name, &value);
        record->blank = value.blank;
        if (slice_is(name, "judged") || slice_is(name, "expected"))
            record->group = RECORD_RESULT;
    }
}

/* What it stands in, or is a part of. */
static void add_parent(RecordList *records, ThingKind kind, Id id) {
    Id parent = model_thing(records->model, kind, id)->parent;
    Datum value = datum_ref(kind, parent);
    if (parent != 0) {
        value.text = view_title(records->model, kind, parent, records->edition->document);
        add(records, kind, id, 0, SLICE("parent"), &value);
    }
}

void record_things(RecordList *records) {
    bool *spoken[KIND_COUNT];
    for (uint32_t kind = 0; kind < KIND_COUNT; kind++)
        spoken[kind] =
            ARENA_ARRAY(records->arena, bool, records->model->things[kind].count + 1);
    mark_spoken(records, spoken);
    for (uint32_t kind = 0; kind < KIND_COUNT; kind++)
        for (Id id = 1; id < records->model->things[kind].count; id++)
            if (is_spoken_of(records, (ThingKind)kind, id, spoken))
                add_thing(records, (ThingKind)kind, id);
}

void record_properties(RecordList *records) {
    for (uint32_t kind = 0; kind < KIND_COUNT; kind++) {
        for (Id id = 1; id < records->model->things[kind].count; id++) {
            add_properties(records, (ThingKind)kind, id);
            add_parent(records, (ThingKind)kind, id);
            if (records->edition->by_document)
                add_titles(records, (ThingKind)kind, id);
        }
    }
}
