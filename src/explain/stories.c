/* Stories, and the few best that each equation keeps. */
#include "explain/stories.h"

#include <string.h>

/* The rank of a story is raised by this at equations that are mended but for rounding. */
enum { RANK_ROUNDING = 4 };

bool story_equal(const Story *a, const Story *b) {
    if (a->count != b->count || a->comparison != b->comparison)
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

bool story_mends(const Story *story, uint32_t e, MendHow how) {
    for (uint32_t i = 0; i < story->mended.count; i++)
        if (story->mended.at[i].equation == e && story->mended.at[i].how == how)
            return true;
    return false;
}

void story_keep_only(Story *story, uint32_t e) {
    for (uint32_t i = 0; i < story->mended.count; i++) {
        if (story->mended.at[i].equation == e) {
            story->mended.at[0] = story->mended.at[i];
            story->mended.count = 1;
        }
    }
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

/* Whether two operations change the same figures alike. */
static bool same_figures(const Layout *layout, const Operation *a, const Operation *b) {
    Change one[CHANGES_MOST], two[CHANGES_MOST];
    uint32_t count = operation_changes(layout, a, one);
    uint32_t same = 0;
    if (operation_changes(layout, b, two) != count)
        return false;
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t j = 0; j < count; j++)
            same += one[i].cell == two[j].cell && one[i].by == two[j].by;
    return count > 0 && same == count;
}

/* Whether one says no more than the other: a figure to be another, and how; that the
 * same figure was misprinted in two totals; or that a row slid or has two figures
 * exchanged, which is the same. */
static bool same_change(const Layout *layout, const Story *a, const Story *b) {
    const Operation *x = &a->operations[0], *y = &b->operations[0];
    if (a->count == 1 && b->count == 1 && x->kind == OPERATION_SLIP &&
        y->kind == OPERATION_SLIP && x->change == y->change &&
        layout->problem->cells[x->cell].role == CELL_TOTAL &&
        layout->problem->cells[y->cell].role == CELL_TOTAL &&
        layout->value[x->cell] == layout->value[y->cell])
        return true;
    if (a->count == 1 && b->count == 1 &&
        ((x->kind == OPERATION_SLID && y->kind == OPERATION_EXCHANGED) ||
         (x->kind == OPERATION_EXCHANGED && y->kind == OPERATION_SLID)))
        return same_figures(layout, x, y);
    return a->count == 1 && b->count == 1 && !operation_on_line(x) &&
           !operation_on_line(y) && x->kind != OPERATION_EXCHANGED &&
           y->kind != OPERATION_EXCHANGED && x->cell == y->cell &&
           x->change == y->change && x->kind != y->kind &&
           (x->kind == OPERATION_FIGURE || y->kind == OPERATION_FIGURE);
}

static void candidates_remove(Candidates *candidates, uint32_t at) {
    candidates->count--;
    memmove(&candidates->at[at], &candidates->at[at + 1],
            (candidates->count - at) * sizeof candidates->at[0]);
}

/* Equals stand in print order. */
static bool goes_before(const Candidate *a, const Candidate *b) {
    return a->rank != b->rank
               ? a->rank < b->rank
               : a->story->operations[0].cell < b->story->operations[0].cell;
}

void candidates_sort(Candidates *candidates) {
    for (uint32_t i = 1; i < candidates->count; i++) {
        Candidate moved = candidates->at[i];
        uint32_t at = i;
        for (; at > 0 && goes_before(&moved, &candidates->at[at - 1]); at--)
            candidates->at[at] = candidates->at[at - 1];
        candidates->at[at] = moved;
    }
}

static void candidates_put(const Layout *layout, Candidates *candidates, Story *story,
                           int32_t rank, MendHow how) {
    for (uint32_t i = 0; i < candidates->count; i++) {
        bool same = story_equal(candidates->at[i].story, story);
        if (same || same_change(layout, candidates->at[i].story, story)) {
            if (candidates->at[i].rank <= rank)
                return;
            candidates_remove(candidates, i);
            break;
        }
    }
    Candidate candidate = {story, (uint8_t)how, rank};
    uint32_t at = candidates->count;
    while (at > 0 && goes_before(&candidate, &candidates->at[at - 1]))
        at--;
    if (at == CANDIDATES_MOST)
        return;
    if (candidates->count == CANDIDATES_MOST)
        candidates->count--;
    uint32_t behind = candidates->count - at;
    memmove(&candidates->at[at + 1], &candidates->at[at],
            behind * sizeof candidates->at[0]);
    candidates->at[at] = candidate;
    candidates->count++;
}

static bool has_operation(const Story *story, const Operation *operation) {
    for (uint32_t i = 0; i < story->count; i++)
        if (operation_equal(&story->operations[i], operation))
            return true;
    return false;
}

/* How many it mends, but for those that leave a residue: another slip mends one by
 * chance. */
static uint32_t mended_surely(const Story *story) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < story->mended.count; i++)
        count += story->mended.at[i].how != MENDED_ROUNDING;
    return count;
}

/* Whether all of one story is in another that mends more. */
static bool part_of(const Story *part, const Story *whole) {
    bool inside = part->count < whole->count && part->comparison == whole->comparison &&
                  mended_surely(part) < mended_surely(whole);
    for (uint32_t i = 0; inside && i < part->count; i++)
        inside = has_operation(whole, &part->operations[i]);
    return inside;
}

void candidates_tidy(Search *search, uint32_t e) {
    Candidates *candidates = &search->candidates[e];
    for (uint32_t i = 0; i < candidates->count; i++) {
        for (uint32_t j = 0; j < candidates->count; j++) {
            if (part_of(candidates->at[i].story, candidates->at[j].story) &&
                candidates->at[j].how == MENDED_EXACTLY) {
                Story *whole = candidates->at[j].story;
                int32_t rank = candidates->at[i < j ? i : j].rank;
                candidates_remove(candidates, i < j ? j : i);
                candidates_remove(candidates, i < j ? i : j);
                candidates_put(search->layout, candidates, whole, rank, MENDED_EXACTLY);
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
        candidates_put(search->layout, &search->candidates[mended->equation], copy,
                       story->rank + (rounding ? RANK_ROUNDING : 0),
                       (MendHow)mended->how);
    }
}
