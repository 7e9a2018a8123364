/* What a check names of a printed table, as it is written. */
#include "eval/narrow.h"

#include "eval/evaluate.h"

/* "green", or "area = green" where another thing of the table is called so. */
static Slice thing_form(const Binder *binder, const Narrow *narrow, Subject thing) {
    const Model *model = binder->model;
    SubjectVec things = {0};
    Slice name = model_name(model, (ThingKind)thing.kind, thing.id);
    printed_things(model, narrow->document, narrow->name, &things);
    for (uint32_t i = 0; i < things.count; i++) {
        if (things.at[i].kind != thing.kind &&
            slice_equal(model_name(model, (ThingKind)things.at[i].kind, things.at[i].id),
                        name)) {
            return arena_format(model->arena, "%s = %.*s",
                                kind_text((ThingKind)thing.kind), SLICE_ARGS(name));
        }
    }
    return name;
}

static void put_part(Text *text, Slice part) {
    text_slice(text, text->length > 0 ? SLICE(", ") : SLICE(""));
    text_slice(text, part);
}

Slice narrow_text(const Binder *binder, const Narrow *narrow) {
    Model *model = binder->model;
    Slice table = names_text(model->names, narrow->name);
    Text parts = {.memory = arena_memory(model->arena)};
    for (uint32_t i = 0; i < narrow->subject_count; i++)
        put_part(&parts, thing_form(binder, narrow, narrow->subjects[i]));
    if (narrow->time.kind != TIME_ABSENT)
        put_part(&parts, time_text(model->arena, narrow->time));
    if (narrow->money != 0) {
        put_part(&parts,
                 thing_form(binder, narrow, (Subject){KIND_MONEY, narrow->money}));
    }
    if (narrow->source != 0) {
        put_part(&parts,
                 thing_form(binder, narrow, (Subject){KIND_SOURCE, narrow->source}));
    }
    if (narrow->heading.length > 0)
        put_part(&parts,
                 arena_format(model->arena, "\"%.*s\"", SLICE_ARGS(narrow->heading)));
    Slice inner = text_view(&parts);
    Slice whole = table;
    if (narrow->where != NULL) {
        Slice where = span_text(model, narrow->file, narrow->where->span);
        whole = arena_format(model->arena, "%.*s(%.*s%swhere %.*s)", SLICE_ARGS(table),
                             SLICE_ARGS(inner), inner.length > 0 ? " " : "",
                             SLICE_ARGS(where));
    } else if (inner.length > 0) {
        whole = arena_format(model->arena, "%.*s(%.*s)", SLICE_ARGS(table),
                             SLICE_ARGS(inner));
    }
    text_free(&parts);
    return whole;
}

Narrow narrow_of(const Narrow *narrow, const PrintedCell *cell) {
    return (Narrow){.document = narrow->document,
                    .name = narrow->name,
                    .subjects = cell->subjects,
                    .subject_count = cell->subject_count,
                    .time = cell->time,
                    .money = cell->money,
                    .source = cell->source,
                    .heading = narrow->heading,
                    .where = cell->where,
                    .file = cell->file};
}

void narrow_add_form(const Binder *binder, const Narrow *narrow, NarrowForms *forms) {
    Slice form = narrow_text(binder, narrow);
    for (uint32_t i = 0; i < forms->count; i++)
        if (slice_equal(forms->at[i], form))
            return;
    *VEC_PUSH(binder->model->arena, forms) = form;
}

Slice narrow_forms_text(const Binder *binder, const NarrowForms *forms,
                        const char *last) {
    Text text = {.memory = arena_memory(binder->model->arena)};
    for (uint32_t i = 0; i < forms->count && i < NARROW_LISTED_MOST; i++) {
        bool end = i + 1 == forms->count;
        text_slice(&text, i == 0 ? SLICE("") : end ? slice_of(last) : SLICE(", "));
        text_slice(&text, forms->at[i]);
    }
    text_slice(&text, forms->count > NARROW_LISTED_MOST ? SLICE(", …") : SLICE(""));
    Slice all = arena_copy(binder->model->arena, text_view(&text));
    text_free(&text);
    return all;
}
