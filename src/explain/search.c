/* The search, by cost: every single operation first; then, for what they leave, an
 * operation together with a story that touches the same equation; pairs and triples of
 * rows stand in combinations.c, and what a story is worth is found in score.c. */
#include "explain/search.h"

#include <string.h>

enum {
    RANK_ROUNDING = 4, /* more, at equations that are mended but for rounding */
    BUDGET = 2000000,
    BUDGET_FIGURE = 16,    /* more steps for each figure in the component's equations */
    BUDGET_ALL = 60000000, /* for all components: a file cannot make the check slow */
    COST_ANY = 100
};

bool story_equal(const Story *a, const Story *b) {
    if (a->count != b->count || a->base != b->base)
        return false;
    uint32_t matched = 0;
    for (uint32_t i = 0; i < a->count; i++) {
        for (uint32_t j = 0; j < b->count; j++) {
            if (operation_equal(&a->operations[i], &b->operations[j])) {
                matched++;
                break;
            }
        }
    }
    return matched == a->count;
}

Search *search_new(Layout *layout) {
    Search *search = ARENA_NEW(layout->arena, Search);
    uint32_t count = layout->problem->equation_count;
    search->layout = layout;
    search->candidates = ARENA_ARRAY(layout->arena, Candidates, count);
    search->touched = ARENA_ARRAY(layout->arena, uint32_t, count);
    search->marks = ARENA_ARRAY(layout->arena, uint32_t, count);
    return search;
}

/* ---- candidates ---- */

/* Whether one says no more than the other: a figure to be another, and how; or that the
 * same figure was misprinted in two totals. */
static bool same_change(const Layout *layout, const Story *a, const Story *b) {
    const Operation *x = &a->operations[0], *y = &b->operations[0];
    if (a->count == 1 && b->count == 1 && x->kind == OPERATION_SLIP &&
        y->kind == OPERATION_SLIP && x->change == y->change &&
        layout->problem->cells[x->cell].role == CELL_TOTAL &&
        layout->problem->cells[y->cell].role == CELL_TOTAL &&
        layout->value[x->cell] == layout->value[y->cell])
        return true;
    return a->count == 1 && b->count == 1 && !operation_on_line(x) &&
           !operation_on_line(y) && x->kind != OPERATION_EXCHANGED &&
           y->kind != OPERATION_EXCHANGED && x->cell == y->cell &&
           x->change == y->change && x->kind != y->kind &&
           (x->kind == OPERATION_FIGURE || y->kind == OPERATION_FIGURE);
}

static void shelf_remove(Candidates *candidates, uint32_t at) {
    candidates->count--;
    memmove(&candidates->at[at], &candidates->at[at + 1],
            (candidates->count - at) * sizeof candidates->at[0]);
    memmove(&candidates->rank[at], &candidates->rank[at + 1],
            (candidates->count - at) * sizeof candidates->rank[0]);
    memmove(&candidates->how[at], &candidates->how[at + 1],
            (candidates->count - at) * sizeof candidates->how[0]);
}

static void shelf_put(const Layout *layout, Candidates *candidates, Story *story,
                      int32_t rank, MendHow how) {
    for (uint32_t i = 0; i < candidates->count; i++) {
        bool same = story_equal(candidates->at[i], story);
        if (same || same_change(layout, candidates->at[i], story)) {
            if (candidates->rank[i] <= rank)
                return;
            shelf_remove(candidates, i);
            break;
        }
    }
    /* Equals stand in print order. */
    uint32_t at = candidates->count, cell = story->operations[0].cell;
    while (at > 0 && (candidates->rank[at - 1] > rank ||
                      (candidates->rank[at - 1] == rank &&
                       candidates->at[at - 1]->operations[0].cell > cell)))
        at--;
    if (at == CANDIDATES_MOST)
        return;
    if (candidates->count == CANDIDATES_MOST)
        candidates->count--;
    uint32_t behind = candidates->count - at;
    memmove(&candidates->at[at + 1], &candidates->at[at],
            behind * sizeof candidates->at[0]);
    memmove(&candidates->rank[at + 1], &candidates->rank[at],
            behind * sizeof candidates->rank[0]);
    memmove(&candidates->how[at + 1], &candidates->how[at],
            behind * sizeof candidates->how[0]);
    candidates->at[at] = story;
    candidates->rank[at] = rank;
    candidates->how[at] = (uint8_t)how;
    candidates->count++;
}

static bool has_operation(const Story *story, const Operation *operation) {
    for (uint32_t i = 0; i < story->count; i++)
        if (operation_equal(&story->operations[i], operation))
            return true;
    return false;
}

/* Whether all of one story is in another that mends more. */
static bool part_of(const Story *part, const Story *whole) {
    bool inside = part->count < whole->count && part->base == whole->base &&
                  part->mended.count < whole->mended.count;
    for (uint32_t i = 0; inside && i < part->count; i++)
        inside = has_operation(whole, &part->operations[i]);
    return inside;
}

void candidates_tidy(Search *search, uint32_t e) {
    Candidates *candidates = &search->candidates[e];
    for (uint32_t i = 0; i < candidates->count; i++) {
        for (uint32_t j = 0; j < candidates->count; j++) {
            if (part_of(candidates->at[i], candidates->at[j]) &&
                candidates->how[j] == MENDED_EXACTLY) {
                Story *whole = candidates->at[j];
                int32_t rank = candidates->rank[i < j ? i : j];
                shelf_remove(candidates, i < j ? j : i);
                shelf_remove(candidates, i < j ? i : j);
                shelf_put(search->layout, candidates, whole, rank, MENDED_EXACTLY);
                i = j = NOTHING; /* begin again */
                break;
            }
        }
    }
}

void candidates_add(Search *search, const Story *story) {
    Story *copy = arena_alloc(search->layout->arena, sizeof *copy);
    *copy = *story;
    for (uint32_t i = 0; i < story->mended.count; i++) {
        const Mended *mended = &story->mended.at[i];
        bool rounding = mended->how == MENDED_ROUNDING;
        shelf_put(search->layout, &search->candidates[mended->equation], copy,
                  story->rank + (rounding ? RANK_ROUNDING : 0), (MendHow)mended->how);
    }
}

/* ---- one operation ---- */

typedef struct Single {
    Search *search;
    uint32_t equation;
    const Story *with; /* one more operation that touches the equation, or NULL */
} Single;

static void found_single(void *to, const Operation *operation, Amount mended) {
    Single *single = to;
    Story story = {.count = 1, .base = NO_BASE};
    const Candidates *candidates = &single->search->candidates[single->equation];
    (void)mended;
    story.operations[0] = *operation;
    if (single->with != NULL) {
        story.operations[1] = single->with->operations[0];
        story.count = 2;
    }
    for (uint32_t i = 0; i < candidates->count; i++)
        if (story_equal(candidates->at[i], &story))
            return;
    if (search_score(single->search, &story, single->equation))
        candidates_add(single->search, &story);
}

static void hunt_single(Single *single, Amount difference, Amount within,
                        bool rows_only) {
    Hunt hunt = {
        .layout = single->search->layout,
        .equation = single->equation,
        .low = difference - within,
        .high = difference + within,
        .most = COST_ANY,
        .rows_only = rows_only,
        .solve = true,
        .found = found_single,
        .to = single,
    };
    operations_each(&hunt);
}

static void base_story(Search *search, uint32_t e, uint32_t base,
                       const Operation *operation) {
    Story story = {.count = 1, .base = (int8_t)base};
    story.operations[0] = *operation;
    if (search_score(search, &story, e))
        candidates_add(search, &story);
}

/* From another printed base, but for one slip of the total itself, or one row. */
static void search_bases(Search *search, uint32_t e) {
    Layout *layout = search->layout;
    const Equation *equation = &layout->problem->equations[e];
    const LayoutSum *sum = &layout->sums[e];
    Amount total = layout->value[equation->total];
    for (uint32_t b = 0; b < equation->base_count && b < INT8_MAX; b++) {
        Amount difference;
        if (!layout_amount(layout, equation->bases[b].difference, &difference) ||
            difference == sum->difference || difference == 0)
            continue;
        Operation slip = {
            .kind = OPERATION_SLIP,
            .slip = (uint8_t)typing_slip_of(total, total - difference,
                                            layout_print(layout, equation->total)),
            .cost = COST_OTHER_SLIP,
            .cell = equation->total,
            .change = -difference,
        };
        if (slip.slip == SLIP_REPLACED || slip.slip == SLIP_INTERCHANGED)
            slip.cost = COST_REPLACED;
        if (slip.slip != SLIP_NONE)
            base_story(search, e, b, &slip);
        for (uint32_t sign = 0; sign < 2; sign++) {
            Amount amount = sign == 0 ? -difference : difference;
            uint32_t i = layout_amount_from(sum, amount);
            for (; i < sum->item_count && layout->steps > 0; i++) {
                const Item *item = &sum->items[sum->by_amount[i]];
                if (item->amount != amount)
                    break;
                Operation row = {
                    .kind = sign == 0 ? OPERATION_LEFT_OUT : OPERATION_TWICE,
                    .cost = sign == 0 ? COST_LEFT_OUT : COST_TWICE,
                    .line = sum->line,
                    .key = item->key,
                    .cell = item->cell,
                };
                row.cost = (uint8_t)(row.cost + (item->part ? COST_PART : 0));
                base_story(search, e, b, &row);
            }
        }
    }
}

static void search_singles(Search *search, uint32_t e) {
    Layout *layout = search->layout;
    const LayoutSum *sum = &layout->sums[e];
    Candidates *candidates = &search->candidates[e];
    Single single = {search, e, NULL};
    hunt_single(&single, sum->difference, sum->exact, false);
    if (candidates->count == 0 && sum->slack > sum->exact)
        hunt_single(&single, sum->difference, sum->slack, true);
    search_bases(search, e);
    candidates->incomplete |= layout->steps <= 0;
}

/* ---- one operation more ---- */

/* Tries an operation beside a story whose figure stands in the equation as well, and
 * that left it violated. */
static void search_beside(Search *search, uint32_t e) {
    Layout *layout = search->layout;
    const Equation *equation = &layout->problem->equations[e];
    for (uint32_t i = 0; i <= equation->member_count && layout->steps > 0; i++) {
        uint32_t cell = i == equation->member_count ? equation->total
                                                    : equation->members[i];
        for (uint32_t u = layout->use_from[cell]; u < layout->use_from[cell + 1]; u++) {
            uint32_t other = layout->uses[u].equation;
            const Candidates *candidates = &search->candidates[other];
            layout->steps--;
            for (uint32_t s = 0; other != e && s < candidates->count; s++) {
                const Story *story = candidates->at[s];
                const Operation *operation = &story->operations[0];
                if (story->count != 1 || story->base != NO_BASE ||
                    operation_on_line(operation) || operation->cell != cell)
                    continue;
                Amount effect = operation_effect(layout, operation, e);
                Single single = {search, e, story};
                Amount rest = layout->sums[e].difference + effect;
                if (effect != 0 && rest != 0 && layout->steps > 0)
                    hunt_single(&single, rest, 0, false);
            }
        }
    }
}

/* Whether one story mends every equation of a line that is off. */
static bool line_told(const Search *search, const TotalLine *line) {
    const Layout *layout = search->layout;
    uint32_t first = NOTHING, off = 0;
    for (uint32_t i = 0; i < line->count; i++) {
        uint32_t e = layout->by_line[line->first + i];
        if (layout->sums[e].off) {
            first = first == NOTHING ? e : first;
            off++;
        }
    }
    for (uint32_t s = 0; first != NOTHING && s < search->candidates[first].count; s++) {
        const Story *story = search->candidates[first].at[s];
        uint32_t here = 0;
        for (uint32_t i = 0; i < story->mended.count; i++) {
            const Mended *mended = &story->mended.at[i];
            here += mended->how != MENDED_ROUNDING &&
                    &layout->lines[layout->sums[mended->equation].line] == line;
        }
        if (here == off)
            return true;
    }
    return off < 2;
}

void search_component(Search *search, const uint32_t *equations, uint32_t count) {
    Layout *layout = search->layout;
    int64_t figures = 0;
    for (uint32_t i = 0; i < count; i++)
        figures += layout->problem->equations[equations[i]].member_count;
    int64_t wanted = BUDGET + BUDGET_FIGURE * figures;
    search->spent += search->granted - layout->steps;
    int64_t left = BUDGET_ALL - search->spent;
    layout->steps = search->granted = wanted < left ? wanted : left > 0 ? left : 0;
    for (uint32_t i = 0; i < count; i++)
        search_singles(search, equations[i]);
    for (uint32_t i = 0; i < count; i++) {
        const TotalLine *line = &layout->lines[layout->sums[equations[i]].line];
        bool first = true;
        for (uint32_t j = 0; j < line->count && first; j++) {
            uint32_t e = layout->by_line[line->first + j];
            if (layout->sums[e].off) {
                first = e == equations[i];
                break;
            }
        }
        if (first && line->count > 1 && !line_told(search, line))
            search_line_combinations(search, line);
    }
    for (uint32_t i = 0; i < count; i++) {
        uint32_t e = equations[i];
        if (search->candidates[e].count == 0)
            search_beside(search, e);
        if (search->candidates[e].count == 0)
            search_combinations(search, e);
        search->candidates[e].incomplete |= layout->steps <= 0;
    }
}
