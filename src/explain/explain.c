/* The explainer's driver: lays the problem out, has each component of connected violated
 * equations searched, and chooses what each of them is told.
 *
 * Which figures to suspect: Fellegi and Holt, JASA 71 (1976), the fewest; with
 * operations in place of free changes and weights by how common a slip is: Scholtus,
 * Survey Methodology 42-1 (2016). How sure: a story is `likely` where no other is as
 * cheap, and either it mends two equations that miss by different amounts, or at most 5 %
 * of the differences nearby (± max(20 steps of the last digit, a quarter)) would have
 * been explained by an operation as cheap, tried on this very table (strength.c). A fit
 * that is more common says "fits", at most three times; more equals than that are not
 * told at all, for nothing tells them apart. */
#include "explain/explain.h"

#include "base/by_key.h"
#include "explain/components.h"
#include "explain/no_cause.h"
#include "explain/search.h"
#include "explain/strength.h"
#include "explain/usual_digits.h"
#include "explain/words.h"

#include <string.h>

enum {
    TOLD_MOST = 3,
    RANK_NEAR = 2,   /* a rival that costs more than the best by this is not shown */
    RANK_PLAIN = 13, /* up to this cost, three of many equals are shown */
    SAME_LOOK = 64   /* columns that are compared with one another */
};

typedef struct Telling {
    Arena *arena; /* what is told lives here */
    Search *search;
    ExplanationVec *stories;
    uint32_t *next_story;
    /* By the component's first equation: how many are off, if all are totals of one
     * table; else 0. */
    uint32_t *off_in_table;
} Telling;

static void tell(Telling *telling, uint32_t e, Explanation explanation) {
    *VEC_PUSH(telling->arena, &telling->stories[e]) = explanation;
}

static void number(Telling *telling, Explanation *explanation) {
    explanation->story = (*telling->next_story)++;
}

/* ---- choosing ---- */

/* The same story in an equation told before, or NULL. */
static const Story *told_before(const Search *search, const Story *story) {
    for (uint32_t i = 0; i < story->mended.count; i++) {
        const Candidates *candidates = &search->candidates[story->mended.at[i].equation];
        for (uint32_t s = 0; s < candidates->count; s++)
            if (candidates->at[s].story->number != 0 &&
                story_equal(candidates->at[s].story, story))
                return candidates->at[s].story;
    }
    return NULL;
}

static void number_story(Telling *telling, Story *story, uint32_t e, uint8_t how) {
    if (story->number != 0)
        return;
    const Story *before = told_before(telling->search, story);
    story->number = before != NULL ? before->number : (*telling->next_story)++;
    story->told = before != NULL          ? before->told
                  : how == MENDED_CARRIED ? story->mended.at[0].equation
                                          : e;
}

/* Whether any of several would do as well as another: a figure that may be anything. */
static bool vague(const Story *story) {
    const Operation *operation = &story->operations[0];
    return operation->kind == OPERATION_FIGURE || operation->cost > RANK_PLAIN;
}

/* How many of the candidates' stories, from the first, are told: whole groups of the
 * same rank while they fit in three; of a first group that is larger, three where they
 * are plain slips. */
static uint32_t told_of(Candidates *candidates) {
    uint32_t told = 0;
    for (uint32_t from = 0; from < candidates->count;) {
        int32_t rank = candidates->at[from].rank;
        uint32_t end = from;
        while (end < candidates->count && candidates->at[end].rank == rank)
            end++;
        if (told > 0 && rank > candidates->at[0].rank + RANK_NEAR)
            break;
        if (told + end - from > TOLD_MOST) {
            if (told > 0)
                break;
            if (!vague(candidates->at[from].story))
                return TOLD_MOST;
        } else if (end - from == 1 ||
                   candidates->at[from].story->operations[0].kind != OPERATION_FIGURE) {
            for (uint32_t i = from; i < end; i++) {
                Candidate candidate = candidates->at[i];
                candidates->at[i] = candidates->at[told];
                candidates->at[told++] = candidate;
            }
        }
        from = end;
    }
    return told;
}

static bool is_slip_of(const Layout *layout, const Story *story, CellRole role) {
    const Operation *operation = &story->operations[0];
    return story->count == 1 && story->comparison == NO_COMPARISON &&
           operation->kind == OPERATION_SLIP &&
           layout->problem->cells[operation->cell].role == role;
}

/* A digit of the total and one of an entry make the same difference (Scholtus 09046):
 * where the total's is told, the entries' are, too, all in one. */
static void tell_entries(Telling *telling, uint32_t e, uint32_t told) {
    Layout *layout = telling->search->layout;
    const Candidates *candidates = &telling->search->candidates[e];
    const Story *found[CANDIDATES_MOST];
    uint32_t count = 0;
    bool own = false;
    for (uint32_t i = 0; i < candidates->count; i++) {
        const Story *story = candidates->at[i].story;
        bool entry = is_slip_of(layout, story, CELL_ENTRY);
        if (i < told && entry)
            return;
        own = own || (i < told && is_slip_of(layout, story, CELL_TOTAL));
        if (i >= told && entry && candidates->at[i].how == MENDED_EXACTLY &&
            candidates->at[i].rank <= candidates->at[0].rank + COST_ENTRY)
            found[count++] = story;
    }
    if (!own || count == 0 || telling->stories[e].count >= TOLD_MOST)
        return;
    Explanation explanation = words_entries(telling->arena, layout, found, count, e);
    number(telling, &explanation);
    tell(telling, e, explanation);
}

static void tell_stories(Telling *telling, uint32_t e) {
    Search *search = telling->search;
    Candidates *candidates = &search->candidates[e];
    uint32_t told = told_of(candidates);
    uint32_t off = telling->off_in_table[search->layout->sums[e].component];
    Strength strengths[TOLD_MOST];
    bool likely = false;
    for (uint32_t i = 0; i < told; i++) {
        strengths[i] = strength_of(search, candidates->at[i].story, e);
        likely = likely || strengths[i] == STRENGTH_LIKELY;
    }
    for (uint32_t pass = 0; pass < 2; pass++) {
        for (uint32_t i = 0; i < told; i++) {
            Story *story = candidates->at[i].story;
            if ((strengths[i] == STRENGTH_LIKELY) != (pass == 0))
                continue;
            number_story(telling, story, e, candidates->at[i].how);
            Explanation explanation = words_story(telling->arena, search, story, e,
                                                  (MendHow)candidates->at[i].how, off);
            explanation.strength = strengths[i];
            tell(telling, e, explanation);
        }
    }
    tell_entries(telling, e, told);
}

/* Another column with the very same figures states another total. That is seen, not
 * supposed: a last story that is only possible makes room for it. */
static void tell_same(Telling *telling, uint32_t e) {
    Layout *layout = telling->search->layout;
    const TotalLine *line = &layout->lines[layout->sums[e].line];
    const Problem *problem = layout->problem;
    uint32_t total = problem->equations[e].total, same = NOTHING;
    if (problem->equations[e].apart != 0 || line->count > SAME_LOOK ||
        problem->equations[e].member_count < 2)
        return;
    for (uint32_t i = 0; i < line->count; i++) {
        uint32_t other = layout->by_line[line->first + i];
        const LayoutSum *sum = &layout->sums[other];
        if (other == e || !sum->known || sum->across ||
            sum->computed != layout->sums[e].computed)
            continue;
        layout_items(layout, e);
        layout_items(layout, other);
        if (sum->figures == layout->sums[e].figures &&
            layout->value[problem->equations[other].total] != layout->value[total] &&
            (same == NOTHING || !sum->off))
            same = other;
    }
    ExplanationVec *told = &telling->stories[e];
    if (same != NOTHING && told->count >= TOLD_MOST &&
        told->at[told->count - 1].strength == STRENGTH_LIKELY)
        return;
    if (same != NOTHING) {
        told->count = told->count < TOLD_MOST ? told->count : TOLD_MOST - 1;
        Explanation explanation = words_same(telling->arena, layout, e, same);
        number(telling, &explanation);
        tell(telling, e, explanation);
    }
}

static void tell_follows(Telling *telling, uint32_t e) {
    const Equation *equation = &telling->search->layout->problem->equations[e];
    uint32_t best = NOTHING;
    for (uint32_t b = 0; b < equation->comparison_count; b++) {
        Decimal miss = decimal_abs(equation->comparisons[b].difference);
        if (decimal_compare(miss, equation->comparisons[b].slack) <= 0 &&
            (best == NOTHING ||
             decimal_compare(miss, decimal_abs(equation->comparisons[best].difference)) <
                 0))
            best = b;
    }
    if (best != NOTHING) {
        Explanation explanation =
            words_follows(telling->arena, telling->search->layout, e, best);
        number(telling, &explanation);
        tell(telling, e, explanation);
    }
}

static bool sure_of(const ExplanationVec *stories) {
    return stories->count > 0 && stories->at[0].strength <= STRENGTH_LIKELY;
}

/* Whether a total over these rows and more is exact: then no row is missing. */
static bool rows_are_all(const Layout *layout, uint32_t e) {
    const Problem *problem = layout->problem;
    const Equation *equation = &problem->equations[e];
    for (uint32_t i = 0; i < equation->member_count; i++) {
        uint32_t cell = equation->members[i];
        if (layout->value[cell] == 0)
            continue;
        for (uint32_t u = layout->use_from[cell]; u < layout->use_from[cell + 1]; u++) {
            uint32_t other = layout->uses[u].equation;
            if (other != e && problem->equations[other].state == EQUATION_HOLDS &&
                !layout->sums[other].across &&
                problem->equations[other].member_count >= equation->member_count)
                return true;
        }
        return false;
    }
    return false;
}

/* How many of some equations it mends: but for rounding, too, where it is no typing slip
 * that repeats. */
static uint32_t mended_of(const Story *story, const uint32_t *equations, uint32_t count) {
    uint8_t kind = story->operations[0].kind;
    bool again = kind == OPERATION_LINE_SLIP || kind == OPERATION_ROW_SLIP;
    uint32_t mended = 0;
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t k = 0; k < story->mended.count; k++)
            mended += story->mended.at[k].equation == equations[i] &&
                      (!again || story->mended.at[k].how == MENDED_EXACTLY);
    return mended;
}

/* Whether one plain story explains all totals of a line that are off; of the same digit
 * wrong again and again, that all of the line are. */
static bool one_story(const Search *search, const uint32_t *equations, uint32_t count) {
    const Candidates *candidates = &search->candidates[equations[0]];
    for (uint32_t s = 0; s < candidates->count; s++) {
        const Story *story = candidates->at[s].story;
        uint8_t kind = story->operations[0].kind;
        uint32_t years =
            layout_years(search->layout, search->layout->sums[equations[0]].line);
        if (mended_of(story, equations, count) == count &&
            (kind != OPERATION_LINE_SLIP || count >= years) &&
            (story->count == 1 ||
             (story->count == 2 && story->operations[1].kind == kind)))
            return true;
    }
    return false;
}

/* Totals of one line that want more than there is, and that no one story explains: a row
 * may be missing. It always fits, so of one total it comes last. */
static void tell_missing(Telling *telling, const TotalLine *line) {
    const Layout *layout = telling->search->layout;
    const Problem *problem = layout->problem;
    uint32_t *missing = ARENA_ARRAY(layout->arena, uint32_t, line->count), count = 0;
    bool nothing_else = false;
    Search *search = telling->search;
    for (uint32_t i = 0; i < line->count; i++) {
        uint32_t e = layout->by_line[line->first + i];
        const LayoutSum *sum = &layout->sums[e];
        if (!sum->off || sum->across || sure_of(&telling->stories[e]))
            continue;
        if (sum->difference < 0 || problem->equations[e].apart != 0 ||
            problem->cells[problem->equations[e].total].table == 0 ||
            !effects_may_be_missing(layout, e, sum->difference) ||
            rows_are_all(layout, e))
            return;
        missing[count++] = e;
        nothing_else = nothing_else || telling->stories[e].count == 0;
    }
    if (count == 0 || one_story(search, missing, count) || (count == 1 && !nothing_else))
        return;
    Explanation explanation = words_missing(telling->arena, layout, missing, count);
    number(telling, &explanation);
    for (uint32_t i = 0; i < count; i++) {
        ExplanationVec *stories = &telling->stories[missing[i]];
        if (stories->count < TOLD_MOST)
            tell(telling, missing[i], explanation);
        memmove(&stories->at[1], &stories->at[0],
                (stories->count - 1) * sizeof stories->at[0]);
        stories->at[0] = explanation;
    }
}

/* ---- driving ---- */

/* Equations that are off, by component and then as given. */
static uint32_t *by_component(const Layout *layout, uint32_t *count) {
    uint32_t equations = layout->problem->equation_count;
    uint32_t *off = ARENA_ARRAY(layout->arena, uint32_t, equations);
    uint32_t *component = ARENA_ARRAY(layout->arena, uint32_t, equations);
    *count = 0;
    for (uint32_t e = 0; e < equations; e++) {
        component[e] = layout->sums[e].component;
        if (layout->sums[e].off)
            off[(*count)++] = e;
    }
    return by_key_sort(layout->arena, off, *count, component, equations).items;
}

static bool anything_off(const Problem *problem) {
    for (uint32_t e = 0; e < problem->equation_count; e++)
        if (problem->equations[e].state == EQUATION_VIOLATED)
            return true;
    return false;
}

/* How many equations there are, if all are totals of one table; else 0. */
static uint32_t count_in_table(const Layout *layout, const uint32_t *equations,
                               uint32_t count) {
    uint32_t table = layout_total(layout, equations[0])->table;
    for (uint32_t i = 0; i < count; i++)
        if (layout_total(layout, equations[i])->table != table || table == 0 ||
            layout->problem->equations[equations[i]].apart != 0)
            return 0;
    return count;
}

static void explain_component(Telling *telling, const uint32_t *equations,
                              uint32_t count) {
    search_component(telling->search, equations, count);
    const Layout *layout = telling->search->layout;
    telling->off_in_table[layout->sums[equations[0]].component] =
        count_in_table(layout, equations, count);
    for (uint32_t i = 0; i < count; i++)
        candidates_tidy(telling->search, equations[i]);
    for (uint32_t i = 0; i < count; i++) {
        tell_stories(telling, equations[i]);
        tell_same(telling, equations[i]);
    }
}

void explain(Arena *arena, const Problem *problem, ExplanationVec *stories,
             uint32_t *next_story) {
    if (!anything_off(problem))
        return;
    Arena *scratch = arena_new(arena_memory(arena));
    Layout *layout = layout_new(scratch, problem);
    components_find(layout);
    usual_digits_find(layout);
    Telling telling = {
        .arena = arena,
        .search = search_new(layout),
        .stories = stories,
        .next_story = next_story,
        .off_in_table = ARENA_ARRAY(scratch, uint32_t, problem->equation_count),
    };
    uint32_t count;
    uint32_t *order = by_component(layout, &count);
    for (uint32_t first = 0; first < count;) {
        uint32_t end = first + 1;
        while (end < count &&
               layout->sums[order[end]].component == layout->sums[order[first]].component)
            end++;
        explain_component(&telling, order + first, end - first);
        first = end;
    }
    for (uint32_t i = 0; i < layout->line_count; i++)
        if (layout->lines[i].off)
            tell_missing(&telling, &layout->lines[i]);
    for (uint32_t e = 0; e < problem->equation_count; e++) {
        if (problem->equations[e].state != EQUATION_VIOLATED || stories[e].count > 0)
            continue;
        if (layout->sums[e].follows) {
            tell_follows(&telling, e);
        } else if (!layout->sums[e].known || layout->sums[e].echo == NOTHING) {
            Explanation none = no_cause(arena, telling.search, e);
            number(&telling, &none);
            tell(&telling, e, none);
        }
    }
    for (uint32_t e = 0; e < problem->equation_count; e++) {
        if (layout->sums[e].known && layout->sums[e].echo != NOTHING) {
            const ExplanationVec *leader = &stories[layout->sums[e].echo];
            for (uint32_t i = 0; i < leader->count; i++) {
                Explanation again = leader->at[i];
                if (again.strength != STRENGTH_NONE)
                    again.message = words_again(arena, layout, layout->sums[e].echo, e,
                                                again.message);
                tell(&telling, e, again);
            }
        }
    }
    arena_drop(scratch);
}
