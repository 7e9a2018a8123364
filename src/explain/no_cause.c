/* Where many single slips would do as well, each is of a figure: the first of them are
 * the ones to look at. Else it is a figure that no other total confirms, or several; a
 * slip in a large one may be large. */
#include "explain/no_cause.h"

#include "base/phrase.h"

enum { NAMED_MOST = 3, NINE = 9 };

/* The figures to compare. */
typedef struct Suspects {
    uint32_t cells[NAMED_MOST], count;
    const char *why;
    bool confirmed; /* others are, and by totals that hold */
} Suspects;

static bool has(const Suspects *named, uint32_t cell) {
    for (uint32_t i = 0; i < named->count; i++)
        if (named->cells[i] == cell)
            return true;
    return false;
}

/* Of the stories that would do, by rank. */
static Suspects of_stories(const Candidates *candidates) {
    Suspects named = {.why = "each of which would explain it"};
    for (uint32_t i = 0; i < candidates->count && named.count < NAMED_MOST; i++) {
        const Story *story = candidates->at[i].story;
        uint32_t cell = story->operations[0].cell;
        if (story->count == 1 && !has(&named, cell))
            named.cells[named.count++] = cell;
    }
    return named;
}

/* The largest that no total confirms. */
static Suspects of_members(const Layout *layout, uint32_t e) {
    const Equation *equation = &layout->problem->equations[e];
    Suspects named = {.why = "which no other total confirms"};
    for (uint32_t i = 0; i < equation->member_count; i++) {
        uint32_t cell = equation->members[i];
        Amount size = amount_abs(layout->value[cell]);
        if (layout->problem->cells[cell].blank)
            return (Suspects){0}; /* what is not given is the first question */
        named.confirmed |= layout->vouched[cell] && size != 0;
        if (layout->vouched[cell] || size == 0)
            continue;
        uint32_t at = named.count < NAMED_MOST ? named.count++ : NAMED_MOST;
        if (at == NAMED_MOST)
            named.why = "the largest that no other total confirms";
        for (; at > 0 && amount_abs(layout->value[named.cells[at - 1]]) < size; at--)
            if (at < NAMED_MOST)
                named.cells[at] = named.cells[at - 1];
        if (at < NAMED_MOST)
            named.cells[at] = cell;
    }
    return named;
}

/* "Stier" for 2021 (0.9); the total's own has no name here. */
static Slice cell_text(Arena *arena, const Layout *layout, uint32_t e, uint32_t index) {
    const Cell *cell = &layout->problem->cells[index];
    Slice amount = layout_text(layout, arena, layout->value[index],
                               cell->value.scale > 0 ? cell->value.scale : 0);
    if (index == layout->problem->equations[e].total)
        return arena_format(arena, "the %s itself (%.*s)",
                            layout->problem->equations[e].given ? "cell" : "total",
                            SLICE_ARGS(amount));
    if (cell->none)
        return arena_format(arena, "the dash of \"%.*s\" for %.*s",
                            SLICE_ARGS(cell->title), SLICE_ARGS(cell->when));
    return arena_format(arena, "\"%.*s\" for %.*s (%.*s)", SLICE_ARGS(cell->title),
                        SLICE_ARGS(cell->when), SLICE_ARGS(amount));
}

/* With the reason. */
static Slice compare(Arena *arena, const Layout *layout, uint32_t e,
                     const Suspects *named) {
    if (named->count == 0)
        return layout->problem->equations[e].apart == 0 && !layout->sums[e].across
                   ? SLICE("the total itself, since other totals confirm its entries")
                   : SLICE("the stated figure, since totals confirm what it is made of");
    Slice texts[NAMED_MOST];
    for (uint32_t i = 0; i < named->count; i++)
        texts[i] = cell_text(arena, layout, e, named->cells[i]);
    Slice list = phrase_list(arena, texts, named->count);
    return arena_format(arena, "%.*s, %s", SLICE_ARGS(list), named->why);
}

static void show(Arena *arena, const Layout *layout, const Suspects *named,
                 Explanation *explanation) {
    for (uint32_t i = 0; i < named->count; i++) {
        const Cell *cell = &layout->problem->cells[named->cells[i]];
        *VEC_PUSH(arena, &explanation->entries) =
            (Evidence){cell->place, cell->title, cell->when};
    }
}

/* What would do, or does not, of what was tried. */
static const char *tried(const Candidates *candidates) {
    if (candidates->incomplete)
        return "there are too many figures to try them all; what was tried does not "
               "explain the";
    if (candidates->count > 0 || candidates->rivals > 0)
        return "too many slips would explain the";
    return "no slip, nor two or three together, explains the";
}

Explanation no_cause(Arena *arena, const Search *search, uint32_t e) {
    const Layout *layout = search->layout;
    const LayoutSum *sum = &layout->sums[e];
    const Candidates *candidates = &search->candidates[e];
    uint32_t total = layout->problem->equations[e].total;
    int32_t places = layout->problem->cells[total].value.scale;
    Explanation explanation = {.kind = "none", .strength = STRENGTH_NONE};
    if (!sum->known) {
        explanation.message = SLICE("the figures are too far apart in size to be tried");
        return explanation;
    }
    Slice miss =
        layout_text(layout, arena, amount_abs(sum->difference), places > 0 ? places : 0);
    bool nine = sum->difference % (layout_unit(layout, total) * NINE) == 0;
    Suspects named = of_stories(candidates);
    if (named.count == 0)
        named = of_members(layout, e);
    explanation.message = arena_format(
        arena, "%s %.*s%s", tried(candidates), SLICE_ARGS(miss),
        nine ? "; it divides by nine, as a difference from interchanged digits does"
             : "");
    if (named.count > 0 || named.confirmed) {
        Slice first = compare(arena, layout, e, &named);
        explanation.message =
            arena_format(arena, "%.*s; compare with the source first: %.*s",
                         SLICE_ARGS(explanation.message), SLICE_ARGS(first));
    }
    show(arena, layout, &named, &explanation);
    return explanation;
}
