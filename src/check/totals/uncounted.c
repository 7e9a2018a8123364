/* The words for them. */
#include "check/totals/uncounted.h"

#include "base/phrase.h"
#include "check/totals/words.h"
#include "model/view.h"

enum { LABELS_MOST = 8, NAMES_MOST = 4, NOTED_MOST = 3 };

static const Line *line_of(const Model *model, uint32_t fact) {
    return &model->lines.at[model->facts.line[fact]];
}

/* What it is part of, as the file says it. */
static Slice whole_of(const Model *model, uint32_t fact) {
    const Line *line = line_of(model, fact);
    Id whole = line->within != 0 ? line->within
                                 : model->things[KIND_PROJECT].at[line->project].parent;
    return view_label(model, KIND_PROJECT, whole, line->document);
}

void uncounted_label(const Model *model, Findings *findings, Diagnostic *d,
                     const ScopeList *list) {
    for (uint32_t i = 0; i < list->left_out_count && i < LABELS_MOST; i++) {
        Slice whole = whole_of(model, list->left_out[i]);
        diagnostic_label(findings, d, model_fact_place(model, list->left_out[i]),
                         "part of %.*s", SLICE_ARGS(whole));
    }
}

void uncounted_help(const Model *model, Findings *findings, Diagnostic *d,
                    const ScopeList *list) {
    Slice names = SLICE("");
    Id told[NAMES_MOST];
    uint32_t count = 0;
    for (uint32_t i = 0; i < list->left_out_count; i++) {
        Id project = line_of(model, list->left_out[i])->project;
        uint32_t at = 0;
        while (at < count && told[at] != project)
            at++;
        if (at < count)
            continue;
        if (count == NAMES_MOST) {
            names = arena_format(model->arena, "%.*s, …", SLICE_ARGS(names));
            break;
        }
        told[count++] = project;
        Slice name = model_name(model, KIND_PROJECT, project);
        names = arena_format(model->arena, "%.*s%s%.*s", SLICE_ARGS(names),
                             count == 1 ? "" : ", ", SLICE_ARGS(name));
    }
    diagnostic_help(findings, d,
                    "if the total is the sum of these parts, name them: "
                    "total of %.*s",
                    SLICE_ARGS(names));
}

void uncounted_note(const Model *model, Findings *findings, Diagnostic *d,
                    const Claim *claim, const ScopeList *list) {
    Slice items[NOTED_MOST + 1] = {{NULL, 0}};
    uint32_t count = list->left_out_count, shown = 0;
    for (; shown < count && shown < NOTED_MOST; shown++) {
        uint32_t fact = list->left_out[shown];
        const Line *line = line_of(model, fact);
        Slice label = view_label(model, KIND_PROJECT, line->project, line->document);
        Figure figure = facts_figure(&model->facts, fact);
        Slice amount = figure.flags & FIGURE_BLANK
                           ? SLICE("?")
                           : total_amount(model, claim, figure_value(figure));
        items[shown] = arena_format(model->arena, "%.*s (%.*s)", SLICE_ARGS(label),
                                    SLICE_ARGS(amount));
    }
    if (shown < count) {
        items[shown] = arena_format(model->arena, "%u more", count - shown);
        shown++;
    }
    Slice named = phrase_list(model->arena, items, shown);
    diagnostic_note(findings, d,
                    "the total leaves out %.*s: %s part of money that it does not count",
                    SLICE_ARGS(named), count == 1 ? "it is" : "they are");
}
