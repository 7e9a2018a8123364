/* Lists in which a name stands twice. Whether the second one was meant for another, or
 * the first was forgotten, nobody can tell: shares would be added up, a purpose counted
 * once, and half of what was meant would be missing without a word. */
#include "model/build.h"

#include <stdlib.h>

enum { FEW = 8 }; /* as many are compared with each other, without a copy */

/* What stands in a list; length 0: nothing that is named. */
typedef struct Named {
    Slice text;
    Span span;
} Named;

typedef struct StatedList {
    const void *at;
    uint32_t count;
    Named (*named)(const Build *b, const void *at, uint32_t index);
    Slice what; /* "this total names" */
} StatedList;

static int compare_named(const void *left, const void *right) {
    const Named *a = left, *b = right;
    int order = slice_compare(a->text, b->text);
    return order != 0 ? order
                      : (a->span.start > b->span.start) - (a->span.start < b->span.start);
}

static bool same(Named a, Named b) {
    return a.text.length > 0 && slice_equal(a.text, b.text);
}

static bool few_differ(const Build *b, const StatedList *list) {
    for (uint32_t i = 1; i < list->count; i++)
        for (uint32_t j = 0; j < i; j++)
            if (same(list->named(b, list->at, i), list->named(b, list->at, j)))
                return false;
    return true;
}

static void report(Build *b, const StatedList *list, const Named *first, uint32_t count) {
    enum { LABELS_MOST = 6 };
    Findings *findings = b->model->findings;
    Slice text = first->text;
    bool quoted = text.at[0] == '"';
    Diagnostic *d = findings_add(findings, CODE_N08, build_place(b, first[1].span),
                                 quoted ? "%.*s %.*s twice" : "%.*s \"%.*s\" twice",
                                 SLICE_ARGS(list->what), SLICE_ARGS(text));
    diagnostic_here(findings, d, "named again");
    diagnostic_label(findings, d, build_place(b, first->span), "first here");
    for (uint32_t i = 2; i < count && i < LABELS_MOST; i++)
        diagnostic_label(findings, d, build_place(b, first[i].span), "and here");
    diagnostic_help(findings, d,
                    "name another one if you meant another; if not, remove this one");
}

static void check_list(Build *b, const StatedList *list) {
    if (list->count < 2 || (list->count <= FEW && few_differ(b, list)))
        return;
    Arena *scratch = arena_new(arena_memory(b->arena));
    Named *all = arena_alloc(scratch, list->count * sizeof *all);
    for (uint32_t i = 0; i < list->count; i++)
        all[i] = list->named(b, list->at, i);
    qsort(all, list->count, sizeof *all, compare_named);
    for (uint32_t i = 0, end; i < list->count; i = end) {
        for (end = i + 1; end < list->count && same(all[i], all[end]);)
            end++;
        if (end > i + 1)
            report(b, list, &all[i], end - i);
    }
    arena_drop(scratch);
}

static Named named_ref(const Build *b, const void *at, uint32_t index) {
    const Ref *ref = (const Ref *)at + index;
    return (Named){ref->name == 0 ? SLICE("") : names_text(b->model->names, ref->name),
                   ref->span};
}

static Named named_part(const Build *b, const void *at, uint32_t index) {
    return named_ref(b, &((const Sharing *)at)[index].name, 0);
}

/* Names, and texts with their quotes. Figures and times may well be the same. */
static Named named_value(const Build *b, const void *at, uint32_t index) {
    const Value *value = (const Value *)at + index;
    if (value->kind == VALUE_NAME)
        return (Named){names_text(b->model->names, value->name), value->span};
    return (Named){value->kind == VALUE_TEXT ? source_slice(b->source, value->text)
                                             : SLICE(""),
                   value->span};
}

void twice_refs(Build *b, const char *what, RefList refs) {
    check_list(b, &(StatedList){refs.at, refs.count, named_ref, slice_of(what)});
}

void twice_parts(Build *b, Id project, const Share *share) {
    if (share->count < 2)
        return;
    Slice of = model_name(b->model, KIND_PROJECT, project);
    Slice what = arena_format(b->arena, "the shares of \"%.*s\" name", SLICE_ARGS(of));
    check_list(b, &(StatedList){share->parts, share->count, named_part, what});
}

void twice_values(Build *b, Slice of, const Property *property) {
    if (property->count < 2)
        return;
    Slice name = names_text(b->model->names, property->name.name);
    Slice what = of.length == 0
                     ? arena_format(b->arena, "\"%.*s\" names", SLICE_ARGS(name))
                     : arena_format(b->arena, "\"%.*s\" of \"%.*s\" names",
                                    SLICE_ARGS(name), SLICE_ARGS(of));
    check_list(b, &(StatedList){property->values, property->count, named_value, what});
}
