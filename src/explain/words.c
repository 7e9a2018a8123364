/* Puts stories into words: what a story says of a total, which figures it shows, and
 * what is said where there is none. The slips themselves: operation_words.c. */
#include "explain/words.h"

#include <string.h>

#include "explain/operation_words.h"

static void show(Arena *arena, const Layout *layout, Explanation *explanation,
                 uint32_t cell) {
    const Cell *at = layout_cell(layout, cell);
    for (uint32_t i = 0; i < explanation->entries.count; i++) {
        const Evidence *evidence = &explanation->entries.at[i];
        if (evidence->place.source == at->place.source &&
            evidence->place.span.start == at->place.span.start &&
            evidence->place.span.end == at->place.span.end)
            return;
    }
    *VEC_PUSH(arena, &explanation->entries) = (Evidence){at->place, at->title, at->when};
}

static Slice join(Arena *arena, Slice a, const char *between, Slice b) {
    return a.length == 0
               ? b
               : arena_format(arena, "%.*s%s%.*s", SLICE_ARGS(a), between, SLICE_ARGS(b));
}

static const char *typing_slip_kind(Slip slip) {
    switch (slip) {
    case SLIP_INTERCHANGED: return "digits-interchanged";
    case SLIP_POINT: return "decimal-point";
    case SLIP_ADDED: return "digit-added";
    case SLIP_OMITTED: return "digit-omitted";
    case SLIP_THOUSANDS: return "thousands";
    case SLIP_SIGN: return "sign";
    default: return "digit";
    }
}

static const char *operation_kind(const Operation *operation) {
    switch ((OperationKind)operation->kind) {
    case OPERATION_LEFT_OUT: return "left-out";
    case OPERATION_TWICE: return "counted-twice";
    case OPERATION_OTHER_SIGN: return "other-sign";
    case OPERATION_SCOPE: return "other-scope";
    case OPERATION_NEIGHBOUR_FIGURE: return "neighbour-figure";
    case OPERATION_VERSION: return "version";
    case OPERATION_NEIGHBOUR_TOTAL: return "neighbour-total";
    case OPERATION_SLIP: return typing_slip_kind((Slip)operation->slip);
    case OPERATION_EXCHANGED: return "exchanged";
    case OPERATION_BLANK: return "blank";
    case OPERATION_FIGURE: return "figure";
    case OPERATION_RUNNING: return "running-total";
    case OPERATION_COPIED: return "neighbour-total";
    case OPERATION_LINE_SLIP:
    case OPERATION_ROW_SLIP: return typing_slip_kind(SLIP_REPLACED);
    case OPERATION_SLID: return "slid";
    case OPERATION_DASH: return "dash";
    }
    return "none";
}

static void show_operation(Arena *arena, const Layout *layout, Explanation *explanation,
                           const Operation *operation, uint32_t e) {
    uint32_t cell = operation->cell;
    if (operation->kind >= OPERATION_COPIED && operation_on_line(operation)) {
        uint32_t total = layout->problem->equations[e].total;
        uint32_t before = effects_total_before(layout, e);
        show(arena, layout, explanation, total);
        if (operation->kind == OPERATION_RUNNING && before != NOTHING)
            show(arena, layout, explanation, before);
        const Cell *at = layout_cell(layout, total);
        if (operation->kind == OPERATION_COPIED) {
            uint32_t line = layout->by_line[layout->lines[operation->other].first];
            const Cell *there = layout_total(layout, line);
            show(arena, layout, explanation,
                 layout_at(layout, there->table, there->row, at->column));
        }
        return;
    }
    if (operation->kind >= OPERATION_SLID) {
        Change changes[CHANGES_MOST];
        uint32_t count = operation_changes(layout, operation, changes);
        for (uint32_t i = 0; i < count; i++)
            show(arena, layout, explanation, changes[i].cell);
        return;
    }
    if (operation->kind == OPERATION_SCOPE) {
        cell = operation_words_scope(layout, operation, e);
    } else if (operation_on_line(operation)) {
        const Item *item = layout_item(&layout->sums[e], operation->key);
        cell = item != NULL ? item->cell : cell;
    }
    show(arena, layout, explanation, cell);
    if (operation->kind == OPERATION_EXCHANGED ||
        operation->kind == OPERATION_NEIGHBOUR_TOTAL)
        show(arena, layout, explanation, operation->other);
}

/* ---- a story ---- */

/* Two or three rows of one kind are named together. */
static Slice rows_words(Arena *arena, Layout *layout, const Story *story,
                        const uint32_t *here, uint32_t count, uint32_t e) {
    Slice names = (Slice){0};
    uint8_t kind = story->operations[here[0]].kind;
    for (uint32_t i = 0; i < count; i++) {
        Slice item = operation_words_item(arena, layout, &story->operations[here[i]], e);
        names = join(arena, names, i + 1 == count ? " and " : ", ", item);
    }
    return arena_format(
        arena, kind == OPERATION_LEFT_OUT ? "%s leaves out %.*s" : "%s counts %.*s twice",
        operation_words_subject(layout, e), SLICE_ARGS(names));
}

static Slice story_words(Arena *arena, Layout *layout, const Story *story,
                         const uint32_t *here, uint32_t count, uint32_t e) {
    const Operation *first = &story->operations[here[0]];
    bool alike = count > 1 &&
                 (first->kind == OPERATION_LEFT_OUT || first->kind == OPERATION_TWICE);
    for (uint32_t i = 1; i < count; i++)
        alike = alike && story->operations[here[i]].kind == first->kind;
    if (alike)
        return rows_words(arena, layout, story, here, count, e);
    Slice text = (Slice){0};
    for (uint32_t i = 0; i < count; i++) {
        text = join(arena, text, ", and ",
                    operation_words(arena, layout, &story->operations[here[i]], e));
    }
    return text;
}

static const char *comparison_words(const Equation *equation,
                                    const ComparedTotal *comparison) {
    if (equation->apart != 0)
        return "the entries under the printed totals";
    if (strcmp(comparison->with, "rows") == 0)
        return "the stated totals of its rows";
    if (strcmp(comparison->with, "columns") == 0)
        return "the stated totals of its columns";
    if (strcmp(comparison->with, "tables") == 0)
        return "the stated totals of the other tables";
    return strcmp(comparison->with, "subtotals") == 0 ? "the stated subtotals"
                                                      : "its entries";
}

/* ---- what else it explains ---- */

enum { YEARS_MOST = 4 };

static bool before(const Layout *layout, uint32_t a, uint32_t b) {
    const LayoutSum *x = &layout->sums[a], *y = &layout->sums[b];
    return x->line != y->line ? x->line < y->line : x->line_at < y->line_at;
}

/* " (2020, 2021)", in print order; nothing where they are many, or two are alike. */
static Slice years_words(Arena *arena, const Layout *layout, const Story *story) {
    uint32_t equations[YEARS_MOST], count = story->mended.count;
    Slice names = (Slice){0};
    if (count > YEARS_MOST)
        return names;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t at = i, e = story->mended.at[i].equation;
        for (; at > 0 && before(layout, e, equations[at - 1]); at--)
            equations[at] = equations[at - 1];
        equations[at] = e;
    }
    for (uint32_t i = 0; i < count; i++) {
        Slice when = layout_total(layout, equations[i])->when;
        for (uint32_t j = 0; j < i; j++)
            if (slice_equal(layout_total(layout, equations[j])->when, when))
                return (Slice){0};
        if (when.length == 0)
            return (Slice){0};
        names = join(arena, names, ", ",
                     operation_words_when(layout_total(layout, equations[i])));
    }
    return arena_format(arena, " (%.*s)", SLICE_ARGS(names));
}

/* "; that explains 2 of the 3 totals of this row that are off (2020, 2021)": of the row
 * or column of totals, where it explains none besides; of the table, where only its
 * totals are connected. Of one total nothing is said: the finding is about it. */
static Slice extent_words(Arena *arena, const Layout *layout, const Story *story,
                          uint32_t e, uint32_t off_in_table) {
    uint32_t count = story->mended.count, off = off_in_table;
    const LayoutSum *sum = &layout->sums[e];
    const char *of = " of this table";
    bool in_line = true, sentences = false;
    if (count < 2)
        return (Slice){0};
    for (uint32_t i = 0; i < count; i++) {
        uint32_t other = story->mended.at[i].equation;
        in_line = in_line && layout->sums[other].line == sum->line;
        sentences = sentences || layout->problem->equations[other].apart != 0;
    }
    if (in_line) {
        off = layout->lines[sum->line].off;
        of = sum->across                           ? " of this column"
             : layout_total(layout, e)->table != 0 ? " of this row"
                                                   : " stated here";
    }
    Slice years = years_words(arena, layout, story);
    const char *what = sentences ? "figures" : "totals";
    if (sentences && in_line)
        of = " of this check";
    if (off == count && count == 2)
        return arena_format(arena, "; that explains both %s%s that are off%.*s", what, of,
                            SLICE_ARGS(years));
    if (off == count)
        return arena_format(arena, "; that explains all %u %s%s that are off%.*s", count,
                            what, of, SLICE_ARGS(years));
    if (off > count)
        return arena_format(arena, "; that explains %u of the %u %s%s that are off%.*s",
                            count, off, what, of, SLICE_ARGS(years));
    return arena_format(arena, "; that explains %u %s that are off%.*s", count, what,
                        SLICE_ARGS(years));
}

/* "2019", or "total of "Green" for 2019" of another row or column. */
static Slice told_where(Arena *arena, const Layout *layout, uint32_t told, uint32_t e) {
    const Cell *there = layout_total(layout, told), *here = layout_total(layout, e);
    if (layout->sums[told].line == layout->sums[e].line && !layout->sums[e].across &&
        !slice_equal(there->when, here->when))
        return operation_words_when(there);
    if (there->title.length == 0)
        return SLICE("another figure");
    Slice when = operation_words_when(there);
    if (layout->sums[told].across)
        return arena_format(arena, "the row's total of \"%.*s\"",
                            SLICE_ARGS(there->title));
    return arena_format(arena, "the %.*s for %.*s", SLICE_ARGS(there->title),
                        SLICE_ARGS(when));
}

Slice words_again(Arena *arena, const Layout *layout, uint32_t told, uint32_t e,
                  Slice message) {
    Slice where = told_where(arena, layout, told, e);
    return arena_format(arena, "as for %.*s: %.*s", SLICE_ARGS(where),
                        SLICE_ARGS(message));
}

/* ---- a story of a total ---- */

static uint32_t acts_on(const Story *story, uint32_t e) {
    for (uint32_t i = 0; i < story->mended.count; i++)
        if (story->mended.at[i].equation == e)
            return story->mended.at[i].acts;
    return 0;
}

static Slice compared_words(Arena *arena, const Equation *equation, const Story *story,
                            Slice text) {
    const ComparedTotal *comparison = &equation->comparisons[story->comparison];
    char room[DECIMAL_TEXT];
    Slice sum = decimal_text(comparison->computed, room);
    return arena_format(arena, "from %s (%.*s): %.*s",
                        comparison_words(equation, comparison), SLICE_ARGS(sum),
                        SLICE_ARGS(text));
}

Explanation words_story(Arena *arena, Search *search, const Story *story, uint32_t e,
                        MendHow how, uint32_t off_in_table) {
    Layout *layout = search->layout;
    const Equation *equation = &layout->problem->equations[e];
    Explanation explanation = {.story = story->number};
    uint32_t here[OPERATIONS_MOST], count = 0;
    uint32_t from = how == MENDED_CARRIED ? story->mended.at[0].equation : e;
    for (uint32_t i = 0; i < story->count; i++)
        if (acts_on(story, from) >> i & 1)
            here[count++] = i;
    if (count == 0)
        here[count++] = 0;
    for (uint32_t i = 0; i < count; i++) {
        const Operation *operation = &story->operations[here[i]];
        if (i == 0)
            explanation.kind = operation_kind(operation);
        else if (strcmp(operation_kind(operation), explanation.kind) != 0)
            explanation.kind = "several";
        show_operation(arena, layout, &explanation, operation, e);
    }
    Slice text = story_words(arena, layout, story, here, count, from);
    if (story->comparison != NO_COMPARISON && how != MENDED_CARRIED)
        text = compared_words(arena, equation, story, text);
    if (how == MENDED_ROUNDING)
        text = join(arena, text, "", SLICE("; the rest is rounding"));
    if (how == MENDED_CARRIED || story->told != e)
        explanation.message =
            words_again(arena, layout, story->told == e ? from : story->told, e, text);
    else
        explanation.message =
            join(arena, text, "", extent_words(arena, layout, story, e, off_in_table));
    return explanation;
}

Explanation words_entries(Arena *arena, Layout *layout, const Story *const *stories,
                          uint32_t count, uint32_t e) {
    const Operation *first = &stories[0]->operations[0];
    Explanation explanation = {.kind = operation_kind(first), .strength = STRENGTH_FITS};
    Slice slip = operation_words(arena, layout, first, e);
    for (uint32_t i = 0; i < count; i++)
        show(arena, layout, &explanation, stories[i]->operations[0].cell);
    explanation.message = slip;
    if (count == 2) {
        const Cell *other = layout_cell(layout, stories[1]->operations[0].cell);
        explanation.message = arena_format(arena, "%.*s, or one in \"%.*s\" %.*s",
                                           SLICE_ARGS(slip), SLICE_ARGS(other->title),
                                           SLICE_ARGS(other->when));
    } else if (count > 2) {
        explanation.message = arena_format(arena,
                                           "%.*s, or one in any of %u other entries",
                                           SLICE_ARGS(slip), count - 1);
    }
    return explanation;
}

/* ---- without a story ---- */

Explanation words_follows(Arena *arena, const Layout *layout, uint32_t e, uint32_t b) {
    const Equation *equation = &layout->problem->equations[e];
    const ComparedTotal *comparison = &equation->comparisons[b];
    Explanation explanation = {.kind = "follows", .strength = STRENGTH_FOLLOWS};
    if (comparison->figures.length > 0) {
        explanation.kind = "other-document";
        explanation.message = arena_format(arena, "%.*s add up to this total",
                                           SLICE_ARGS(comparison->figures));
        return explanation;
    }
    Slice rest = (Slice){0};
    if (decimal_sign(comparison->difference) != 0) {
        char room[DECIMAL_TEXT];
        Slice text =
            decimal_text(decimal_trim(decimal_abs(comparison->difference), 0), room);
        rest = arena_format(arena, ", except for %.*s of rounding", SLICE_ARGS(text));
    }
    explanation.message = arena_format(
        arena, "%s add up to %s%.*s; look for the mistake in %s",
        comparison_words(equation, comparison),
        equation->apart == 0 ? "this total" : "this figure", SLICE_ARGS(rest),
        equation->apart == 0 ? "them" : "the printed totals");
    return explanation;
}

Explanation words_missing(Arena *arena, const Layout *layout, const uint32_t *equations,
                          uint32_t count) {
    enum { NAMED_MOST = 6 };
    Explanation explanation = {.kind = "missing-rows", .strength = STRENGTH_FITS};
    Slice amounts = (Slice){0};
    for (uint32_t i = 0; i < count && i < NAMED_MOST; i++) {
        const Cell *total = layout_total(layout, equations[i]);
        Slice amount =
            operation_words_amount(arena, layout, layout->sums[equations[i]].difference,
                                   layout->problem->equations[equations[i]].total);
        Slice one = arena_format(arena, "%.*s in %.*s", SLICE_ARGS(amount),
                                 SLICE_ARGS(total->when));
        amounts = join(arena, amounts, ", ", one);
    }
    explanation.message = arena_format(arena, "rows are missing from this table: %.*s%s",
                                       SLICE_ARGS(amounts),
                                       count > NAMED_MOST ? ", …" : "");
    return explanation;
}

Explanation words_same(Arena *arena, const Layout *layout, uint32_t e, uint32_t other) {
    uint32_t total = layout->problem->equations[other].total;
    const Cell *cell = layout_cell(layout, total);
    Explanation explanation = {.kind = "same-figures", .strength = STRENGTH_FITS};
    Slice amount = operation_words_amount(arena, layout, layout->value[total], total);
    Slice when = operation_words_when(cell);
    (void)e;
    explanation.message = arena_format(arena,
                                       "%.*s was meant, which %.*s states for the very "
                                       "same figures",
                                       SLICE_ARGS(amount), SLICE_ARGS(when));
    show(arena, layout, &explanation, total);
    return explanation;
}
