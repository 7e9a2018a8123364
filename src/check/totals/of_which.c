/* Words for parts of the row above, in the languages whose documents are typed. */
#include "check/totals/of_which.h"

#include "base/utf8.h"
#include "check/totals/words.h"
#include "model/view.h"

static const char *const words[] = {"heraf",   "herav", "af hvilke", "of which",
                                    "thereof", "davon", "dont",      "waarvan"};

/* Whether a text begins with the word, and goes on with no letter. */
static bool begins(Slice text, const char *word) {
    uint32_t at = 0, bytes;
    for (; *word != '\0'; word++, at++)
        if (at == text.length ||
            utf8_lower((unsigned char)text.at[at]) != (uint32_t)*word)
            return false;
    return at == text.length ||
           !utf8_is_letter(utf8_decode(text.at + at, text.length - at, &bytes));
}

bool of_which_is(const Model *model, uint32_t number) {
    const Line *line = &model->lines.at[number];
    Slice title = view_title(model, KIND_PROJECT, line->project, line->document);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (begins(title, words[i]))
            return true;
    return false;
}

/* The line of the row above in the same table and area that is no such part; UINT32_MAX:
 * there is none. */
static uint32_t row_above(const Model *model, uint32_t number) {
    const Line *line = &model->lines.at[number];
    for (uint32_t i = number; line->table != 0 && i-- > 0;) {
        const Line *above = &model->lines.at[i];
        if (above->table != line->table || above->group != line->group)
            break;
        if (above->project != line->project && !of_which_is(model, i))
            return i;
    }
    return UINT32_MAX;
}

/* The entry that makes up what the total is too low by: one alone, or the first of all of
 * them; UINT32_MAX: none does. */
static uint32_t find_part(const Model *model, const ScopeList *list, Decimal missing,
                          bool *several) {
    uint32_t first = UINT32_MAX, count = 0;
    Decimal sum = DECIMAL_ZERO;
    for (uint32_t i = 0; i < list->count; i++) {
        uint32_t fact = list->facts[i];
        Figure figure = facts_figure(&model->facts, fact);
        if ((figure.flags & (FIGURE_BLANK | FIGURE_BAD)) != 0 ||
            !of_which_is(model, model->facts.line[fact]))
            continue;
        Decimal value = figure_decimal(figure);
        *several = false;
        if (decimal_compare(value, missing) == 0)
            return fact;
        if (!decimal_add(sum, value, &sum))
            return UINT32_MAX;
        first = count++ == 0 ? fact : first;
    }
    *several = true;
    return count > 1 && decimal_compare(sum, missing) == 0 ? first : UINT32_MAX;
}

/* A row as it is written, without its block. */
static Slice row_text(const Model *model, uint32_t number) {
    const Line *line = &model->lines.at[number];
    const Row *row = (const Row *)line->node;
    Span span = {row->node.span.start, figure_span(row->cells[row->cell_count - 1]).end};
    return total_spaced(model->arena,
                        source_slice(sources_get(model->sources, line->file), span));
}

void of_which_help(const Model *model, Findings *findings, Diagnostic *d,
                   const ScopeList *list, Decimal difference) {
    enum { SHOWN_MOST = 100 };
    bool several = false;
    Decimal missing = {-difference.units, difference.scale};
    if (decimal_sign(missing) <= 0)
        return;
    uint32_t fact = find_part(model, list, missing, &several);
    if (fact == UINT32_MAX)
        return;
    uint32_t part = model->facts.line[fact], above = row_above(model, part);
    if (above == UINT32_MAX)
        return;
    const Line *line = &model->lines.at[part], *whole = &model->lines.at[above];
    Slice rows = arena_format(model->arena, "%.*s { %.*s%s }",
                              SLICE_ARGS(row_text(model, above)),
                              SLICE_ARGS(row_text(model, part)), several ? " …" : "");
    bool shown = rows.length <= SHOWN_MOST;
    diagnostic_help(
        findings, d, "if %.*s is part of %.*s, write it in the block of that row%s%.*s",
        SLICE_ARGS(view_label(model, KIND_PROJECT, line->project, line->document)),
        SLICE_ARGS(view_label(model, KIND_PROJECT, whole->project, whole->document)),
        shown ? ": " : "", shown ? (int)rows.length : 0, rows.at);
}
