/* Counts what each of them accepted. Written as often as there are such findings, they
 * accept one each. */
#include "check/allow_many.h"

#include <stdlib.h>

#include "base/map.h"

enum { LABELS_MOST = 4 };

/* A rule outside all blocks. */
typedef struct WideAllow {
    const AllowRule *rule;
    uint32_t count; /* of the findings that it accepts */
    Diagnostic *first[LABELS_MOST];
} WideAllow;

typedef VEC(WideAllow) WideAllows;

/* Findings that are each accepted for themselves. Warnings and notes without a difference
 * may be accepted for a whole file. */
static bool counts(const Diagnostic *d) {
    return d->allowed && (d->has_figures || d->level == LEVEL_ERROR);
}

static void count_findings(const CheckRun *run, Arena *scratch, WideAllows *wide) {
    Map by_place = {.arena = scratch};
    for (uint32_t i = 0; i < wide->count; i++) {
        const AllowRule *rule = wide->at[i].rule;
        map_put(&by_place, (MapKey){rule->file, rule->node->node.span.start, 0, 0},
                i + 1);
    }
    for (uint32_t i = 0; i < run->findings->all.count; i++) {
        Diagnostic *d = run->findings->all.at[i];
        MapKey key = {d->allow.source, d->allow.span.start, 0, 0};
        uint32_t at = counts(d) ? map_get(&by_place, key) : 0;
        if (at == 0)
            continue;
        WideAllow *allow = &wide->at[at - 1];
        if (allow->count < LABELS_MOST)
            allow->first[allow->count] = d;
        allow->count++;
    }
}

/* Those of one document, code and figure, in the order of the file. */
static int compare(const void *left, const void *right) {
    const AllowRule *a = ((const WideAllow *)left)->rule;
    const AllowRule *b = ((const WideAllow *)right)->rule;
    const uint32_t x[] = {a->file, a->within.start, a->code, a->node->has_figure};
    const uint32_t y[] = {b->file, b->within.start, b->code, b->node->has_figure};
    for (size_t i = 0; i < sizeof x / sizeof *x; i++)
        if (x[i] != y[i])
            return x[i] < y[i] ? -1 : 1;
    return a->node->has_figure ? decimal_compare(figure_decimal(a->node->difference),
                                                 figure_decimal(b->node->difference))
                               : 0;
}

static int by_rule(const void *left, const void *right) {
    const WideAllow *a = left, *b = right;
    int order = compare(a, b);
    return order != 0 ? order : (a->rule > b->rule) - (a->rule < b->rule);
}

static void report(CheckRun *run, const WideAllow *allow) {
    Findings *findings = run->findings;
    const char *code = code_info(allow->rule->code)->code;
    Place place = {allow->rule->file, allow->rule->node->node.span};
    MessagePart count = PART(allow->count);
    Diagnostic *d =
        allow->rule->node->has_figure
            ? findings_say(findings, CODE_K03, place,
                           SAY(allow_many_alike, .count = count, .code = PART(code)))
            : findings_say(findings, CODE_K03, place,
                           SAY(allow_many, .count = count, .code = PART(code)));
    for (uint32_t i = 0; i < allow->count && i < LABELS_MOST; i++)
        diagnostic_say_label(findings, d, allow->first[i]->place,
                             SAY_PLAIN(allow_accepted));
    diagnostic_say_note(findings, d, SAY_PLAIN(allow_holds_for_all));
    diagnostic_say_help(findings, d, SAY(allow_move_many, .count = count));
}

void allow_tell_many(CheckRun *run) {
    const Model *model = run->model;
    Arena *scratch = arena_new(arena_memory(run->arena));
    WideAllows wide = {0};
    for (uint32_t i = 0; i < model->allows.count; i++)
        if (model->allows.at[i].wide)
            *VEC_PUSH(scratch, &wide) = (WideAllow){.rule = &model->allows.at[i]};
    if (wide.count > 0) {
        count_findings(run, scratch, &wide);
        qsort(wide.at, wide.count, sizeof *wide.at, by_rule);
    }
    for (uint32_t from = 0, to; from < wide.count; from = to) {
        for (to = from + 1;
             to < wide.count && compare(&wide.at[from], &wide.at[to]) == 0;)
            to++;
        for (uint32_t i = from; i < to; i++)
            if (wide.at[i].count > to - from)
                report(run, &wide.at[i]);
    }
    arena_drop(scratch);
}
