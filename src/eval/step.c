/* Making steps, and the findings of what cannot be bound, with the nearest name. */
#include "eval/bind.h"
#include "base/nearest.h"

#include <stdarg.h>
#include <stdio.h>

Place bind_place(const Binder *binder, Span span) {
    return (Place){binder->file, span};
}

Slice bind_source(const Binder *binder, Span span) {
    return source_slice(sources_get(binder->model->sources, binder->file), span);
}

Slice bind_ref_text(const Binder *binder, Ref ref) {
    return names_text(binder->model->names, ref.name);
}

void bind_refer(const Binder *binder, Ref ref, uint32_t kind, Id id) {
    references_add(binder->model->references, binder->file, ref, kind, id, false);
}

Step *bind_step(Binder *binder, StepKind kind, Type type, Span span) {
    Step *step = ARENA_NEW(binder->model->arena, Step);
    step->kind = (uint8_t)kind;
    step->type = type;
    step->span = span;
    return step;
}

Step *bind_error(Binder *binder, Span span) {
    binder->failed = true;
    return bind_constant(binder, datum_unknown(SLICE("")), (Type){TYPE_ERROR, 0}, span);
}

Step *bind_constant(Binder *binder, Datum datum, Type type, Span span) {
    Datum *kept = ARENA_NEW(binder->model->arena, Datum);
    *kept = datum;
    Step *step = bind_step(binder, STEP_CONSTANT, type, span);
    step->constant = kept;
    return step;
}

/* Among the last findings only: the same expression is bound again soon or never. */
bool bind_was_added(const Findings *findings, Code code, Place place) {
    enum { LOOK_BACK = 1000 };
    uint32_t count = findings->all.count;
    for (uint32_t i = 0; i < count && i < LOOK_BACK; i++) {
        const Diagnostic *d = findings->all.at[count - 1 - i];
        if (d->code == code && d->place.source == place.source &&
            d->place.span.start == place.span.start &&
            d->place.span.end == place.span.end)
            return true;
    }
    return false;
}

Diagnostic *bind_finding(Binder *binder, Code code, Span span, const char *format, ...) {
    binder->failed = true;
    Model *model = binder->model;
    Place place = bind_place(binder, span);
    if (bind_was_added(model->findings, code, place))
        return NULL;
    va_list list;
    va_start(list, format);
    char first[1];
    va_list again;
    va_copy(again, list);
    int length = vsnprintf(first, sizeof first, format, list);
    va_end(list);
    char *text = arena_alloc(model->arena, length < 0 ? 1 : (size_t)length + 1);
    text[0] = 0;
    if (length > 0)
        vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    return findings_add(model->findings, code, place, "%s", text);
}

void bind_suggest_name(Binder *binder, Diagnostic *d, Span span, Slice nearest,
                       bool sure) {
    diagnostic_suggest(binder->model->findings, d, nearest);
    Slice text = bind_source(binder, span);
    if (text.length == 0 || text.at[0] != '$') {
        diagnostic_fix_safe(binder->model->findings, d, bind_place(binder, span), nearest,
                            sure);
    }
}

void bind_suggest(Binder *binder, Diagnostic *d, Span span, Slice name,
                  const Slice *candidates, uint32_t count) {
    int32_t nearest = d == NULL ? -1 : nearest_of(name, candidates, count);
    if (nearest >= 0) {
        bind_suggest_name(binder, d, span, candidates[nearest],
                          nearest_surely(name, candidates, count, nearest));
    }
}

void bind_suggest_or_list(Binder *binder, Diagnostic *d, Span span, Slice name,
                          const char *what, const Slice *candidates, uint32_t count) {
    enum { LISTED_MOST = 24 };
    if (d == NULL || nearest_of(name, candidates, count) >= 0) {
        bind_suggest(binder, d, span, name, candidates, count);
        return;
    }
    if (count == 1) {
        diagnostic_help(binder->model->findings, d, "there is only %.*s",
                        SLICE_ARGS(candidates[0]));
        return;
    }
    Text list = {.memory = arena_memory(binder->model->arena)};
    for (uint32_t i = 0; i < count && i < LISTED_MOST; i++) {
        text_slice(&list, i == 0 ? SLICE("") : SLICE(", "));
        text_slice(&list, candidates[i]);
    }
    text_slice(&list, count > LISTED_MOST ? SLICE(", …") : SLICE(""));
    diagnostic_help(binder->model->findings, d, "the %s are %.*s", what,
                    SLICE_ARGS(text_view(&list)));
    text_free(&list);
}

/* ---- operands ---- */
