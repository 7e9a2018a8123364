/* How sure: the differences near the one that was found (± max(20 steps of the last
 * digit, a quarter of it)) are tried on this very table, and the share of them that a
 * story as cheap would explain is the chance that this one fits by accident. What is only
 * tried after the cheaper ones failed (two operations, a residue of rounding) is allowed
 * half of that share: each trial is one more occasion for chance. */
#include "explain/strength.h"

#include <stdlib.h>

enum {
    STEPS_NEAR = 20,
    PART_NEAR = 4,
    SHARE = 20,
    AFTER = 2,
    AMOUNTS_MOST = 200000,
    OTHERS_MOST = 64
};

Window strength_window(const LayoutSum *sum) {
    Amount difference = sum->difference, step = sum->step;
    Amount reach = amount_abs(difference) / PART_NEAR / step;
    reach = reach < STEPS_NEAR ? STEPS_NEAR : reach;
    Window window = {difference - reach * step, difference + reach * step, step, 0};
    window.count = 2 * reach + 1;
    if (window.low <= sum->slack && window.high >= -sum->slack) {
        /* Lattice points q with |difference + q step| <= slack. */
        Amount low = -sum->slack > window.low ? -sum->slack : window.low;
        Amount high = sum->slack < window.high ? sum->slack : window.high;
        Amount first = (low - window.low + step - 1) / step;
        Amount last = (high - window.low) / step;
        window.count -= last >= first ? last - first + 1 : 0;
    }
    return window;
}

static int compare_amounts(const void *left, const void *right) {
    Amount a = *(const Amount *)left, b = *(const Amount *)right;
    return a < b ? -1 : a > b;
}

static Amount floor_div(Amount a, Amount b) {
    return a >= 0 ? a / b : -((-a + b - 1) / b);
}

/* How many differences of it the amounts explain, each but for `within`; sorts them. */
static Amount strength_covered(const LayoutSum *sum, const Window *window,
                               Amount *amounts, uint32_t count, Amount within) {
    Amount covered = 0, next = 0; /* the first lattice point not yet counted */
    Amount end = (window->high - window->low) / window->step;
    if (count > 1)
        qsort(amounts, count, sizeof *amounts, compare_amounts);
    for (uint32_t i = 0; i < count; i++) {
        Amount low = amounts[i] - within - window->low;
        Amount high = amounts[i] + within - window->low;
        Amount first = floor_div(low + window->step - 1, window->step);
        Amount last = floor_div(high, window->step);
        first = first < next ? next : first;
        last = last > end ? end : last;
        for (Amount q = first; q <= last; q++) {
            if (q - first > 2 * STEPS_NEAR) { /* wide: near enough */
                covered += last - q + 1;
                break;
            }
            covered += amount_abs(window->low + q * window->step) > sum->slack;
        }
        next = last + 1 > next ? last + 1 : next;
    }
    return covered;
}

bool strength_few(const Search *search, const Story *story, Amount chances) {
    const Layout *layout = search->layout;
    const Amount most = (Amount)1 << 80;
    Amount room = 1, seen[CANDIDATES_MOST];
    uint32_t count = 0;
    for (uint32_t i = 0; i < story->mended.count && count < CANDIDATES_MOST; i++) {
        const LayoutSum *sum = &layout->sums[story->mended.at[i].equation];
        Amount miss = amount_abs(sum->difference);
        bool again = story->mended.at[i].how != MENDED_EXACTLY;
        for (uint32_t j = 0; j < count; j++)
            again = again || seen[j] == miss;
        if (!again || story->mended.count == 1) {
            Amount window = strength_window(sum).count;
            room = window > 0 && room > most / window ? most : room * window;
            seen[count++] = miss;
        }
    }
    return chances < most / (SHARE * AFTER) && chances * SHARE * AFTER <= room;
}

/* ---- the share ---- */

typedef struct Count {
    Search *search;
    const Story *story;
    uint32_t equation;
    VEC(Amount) amounts;
    bool full;
} Count;

/* Whether an operation that would mend the equation at another difference would mend the
 * story's other equations then, too. Those of one line that miss by the same amount
 * would miss by the same other amount; the others stay as they are. */
static bool mends_others(const Count *count, const Operation *operation, Amount mended) {
    Layout *layout = count->search->layout;
    const LayoutSum *own = &layout->sums[count->equation];
    for (uint32_t i = 0; i < count->story->mended.count && i < OTHERS_MOST; i++) {
        const Mended *also = &count->story->mended.at[i];
        const LayoutSum *sum = &layout->sums[also->equation];
        if (also->equation == count->equation || also->how != MENDED_EXACTLY)
            continue;
        Amount wanted = sum->difference;
        if (sum->line == own->line &&
            amount_abs(sum->difference) == amount_abs(own->difference))
            wanted = sum->difference == own->difference ? mended : -mended;
        layout->steps--;
        Amount effect = operation_effect(layout, operation, also->equation);
        if (amount_abs(wanted + effect) > sum->exact)
            return false;
    }
    return true;
}

/* Whether an operation on a figure would break an equation that holds. */
static bool refused(const Count *count, const Operation *operation) {
    Layout *layout = count->search->layout;
    if (operation_on_line(operation))
        return false;
    Change changes[CHANGES_MOST];
    uint32_t changed = operation_changes(layout, operation, changes);
    for (uint32_t i = 0; i < changed; i++) {
        uint32_t end = layout->use_from[changes[i].cell + 1];
        for (uint32_t u = layout->use_from[changes[i].cell]; u < end; u++) {
            uint32_t e = layout->uses[u].equation;
            const LayoutSum *sum = &layout->sums[e];
            if (e != count->equation && sum->known && !sum->off && !sum->follows &&
                sum->echo == NOTHING &&
                amount_abs(sum->difference + operation_effect(layout, operation, e)) >
                    sum->slack)
                return true;
        }
    }
    return false;
}

static void count_one(void *to, const Operation *operation, Amount mended) {
    Count *count = to;
    if (count->amounts.count >= AMOUNTS_MOST) {
        count->full = true;
        return;
    }
    if (!refused(count, operation) && mends_others(count, operation, mended))
        *VEC_PUSH(count->search->layout->arena, &count->amounts) = mended;
}

/* Whether at most 5 % of the differences nearby would be explained by an operation as
 * cheap as this one. */
static bool seldom(Search *search, const Story *story, uint32_t e) {
    Layout *layout = search->layout;
    const LayoutSum *sum = &layout->sums[e];
    Window window = strength_window(sum);
    Count count = {.search = search, .story = story, .equation = e};
    const Candidates *candidates = &search->candidates[e];
    bool rounding = false;
    for (uint32_t i = 0; i < candidates->count; i++) {
        if (candidates->at[i].story == story && candidates->at[i].how == MENDED_CARRIED)
            return false;
        rounding = rounding || (candidates->at[i].story == story &&
                                candidates->at[i].how == MENDED_ROUNDING);
    }
    Hunt hunt = {
        .layout = layout,
        .equation = e,
        .low = window.low,
        .high = window.high,
        .most = story->operations[0].cost,
        .found = count_one,
        .to = &count,
    };
    operations_each(&hunt);
    if (layout->steps <= 0 || count.full)
        return false;
    Amount covered = strength_covered(sum, &window, count.amounts.at, count.amounts.count,
                                      rounding ? sum->slack : sum->exact);
    /* A row that is not printed at all may have any amount: a rival of each from
     * elsewhere. */
    bool unseen = story->count == 1 && story->operations[0].kind == OPERATION_SCOPE &&
                  story->operations[0].cost > COST_SCOPE_KNOWN;
    return covered * SHARE * (rounding || unseen ? AFTER : 1) <= window.count;
}

/* A blank holds whatever is asked of it, unless two lines ask for the same. */
static bool any_difference(const Layout *layout, const Story *story) {
    uint32_t line = NOTHING;
    if (story->operations[0].kind == OPERATION_DASH &&
        story->operations[0].cost >= COST_DASH)
        return true;
    for (uint32_t i = 0; i < story->mended.count; i++) {
        const Mended *mended = &story->mended.at[i];
        uint32_t here = layout->sums[mended->equation].line;
        if (mended->how == MENDED_EXACTLY && line != NOTHING && here != line)
            return false;
        line = here;
    }
    return story->operations[0].kind == OPERATION_BLANK;
}

static const Candidate *candidate_of(const Candidates *candidates, const Story *story) {
    for (uint32_t i = 0; i < candidates->count; i++)
        if (story_equal(candidates->at[i].story, story))
            return &candidates->at[i];
    return NULL;
}

/* A row's sign in the sum, and its sign in print, are one suspicion. */
static bool same_sign(const Story *a, const Story *b) {
    const Operation *x = &a->operations[0], *y = &b->operations[0];
    return a->count == 1 && b->count == 1 && x->cell == y->cell &&
           x->kind == OPERATION_OTHER_SIGN && y->kind == OPERATION_SLIP &&
           y->slip == SLIP_SIGN;
}

/* Whether another story of the candidates costs no more than this one and a margin; of
 * the evident ones alone, where asked. */
static bool has_rival(const Candidates *candidates, const Story *story, int32_t margin,
                      bool evident) {
    const Candidate *own = candidate_of(candidates, story);
    if (own == NULL)
        return true;
    for (uint32_t i = 0; i < candidates->count; i++) {
        const Candidate *other = &candidates->at[i];
        if (other != own && other->rank <= own->rank + margin &&
            !same_sign(own->story, other->story) && (!evident || other->story->evident))
            return true;
    }
    return false;
}

/* The same at any equation that it mends: what is doubtful in one year is so in all. */
static bool has_rival_anywhere(const Search *search, const Story *story, int32_t margin) {
    for (uint32_t i = 0; i < story->mended.count; i++) {
        const Candidates *there = &search->candidates[story->mended.at[i].equation];
        if (story->mended.at[i].how == MENDED_EXACTLY &&
            has_rival(there, story, margin, false))
            return true;
    }
    return false;
}

/* A digit of the total and a digit of an entry make the same difference (Scholtus 09046):
 * where an entry could have been mistyped as well, neither is likely. */
static bool slip_of_entry_too(const Search *search, const Story *story, uint32_t e) {
    const Layout *layout = search->layout;
    const Candidates *candidates = &search->candidates[e];
    const Operation *own = &story->operations[0];
    if (own->kind != OPERATION_SLIP ||
        layout->problem->cells[own->cell].role != CELL_TOTAL)
        return false;
    /* Where a residue is left, not all slips of entries are tried. */
    if (own->slip != SLIP_THOUSANDS && own->slip != SLIP_POINT &&
        own->slip != SLIP_SIGN && story_mends(story, e, MENDED_ROUNDING))
        return true;
    for (uint32_t i = 0; i < candidates->count; i++) {
        const Operation *other = &candidates->at[i].story->operations[0];
        if (other->kind == OPERATION_SLIP && own->slip != SLIP_THOUSANDS &&
            layout->problem->cells[other->cell].role == CELL_ENTRY)
            return true;
    }
    return false;
}

/* Whether it leaves a total of the line as it is, in which it should have been, too. */
static bool leaves_some(const Layout *layout, const Story *story, uint32_t e) {
    const TotalLine *line = &layout->lines[layout->sums[e].line];
    for (uint32_t i = 0; i < line->count; i++) {
        uint32_t other = layout->by_line[line->first + i];
        if (layout->sums[other].off && !story_mends(story, other, MENDED_EXACTLY) &&
            !story_mends(story, other, MENDED_ROUNDING))
            return true;
    }
    return false;
}

/* Three slips in one total, or two of different kinds, are put together by chance more
 * often than by hand: they fit, and are never likely. Nor are two that mend a part, or
 * one digit that is wrong again and again by the same amount. */
static bool is_plain(const Layout *layout, const Story *story, uint32_t e) {
    uint8_t kind = story->operations[0].kind;
    if (kind == OPERATION_LINE_SLIP)
        return false;
    if (kind == OPERATION_ROW_SLIP)
        return story->different;
    if (story->moved)
        return true;
    return story->count == 1 || (story->count == 2 && !leaves_some(layout, story, e) &&
                                 kind == story->operations[1].kind);
}

/* Whether a row that has figures in several totals of the line that are off is in
 * question in just one of them. */
static bool one_of_several(Layout *layout, const Story *story, uint32_t e) {
    const TotalLine *line = &layout->lines[layout->sums[e].line];
    const Operation *operation = &story->operations[0];
    if (story->count != 1 || operation->kind > OPERATION_OTHER_SIGN ||
        layout->sums[e].across || layout->problem->equations[e].apart != 0)
        return false;
    for (uint32_t i = 0; i < line->count; i++) {
        uint32_t other = layout->by_line[line->first + i];
        if (other != e && (story_mends(story, other, MENDED_EXACTLY) ||
                           story_mends(story, other, MENDED_ROUNDING)))
            return false;
    }
    for (uint32_t i = 0; i < line->count; i++) {
        uint32_t other = layout->by_line[line->first + i];
        if (other != e && layout->sums[other].off &&
            operation_effect(layout, operation, other) != 0)
            return true;
    }
    return false;
}

/* Whether it leaves several totals of the line, all of which want more than there is, as
 * this one does: then a row may be missing, of which its part is one figure. */
static bool may_be_missing(const Layout *layout, const Story *story, uint32_t e) {
    enum { LEFT_LEAST = 2 };
    const TotalLine *line = &layout->lines[layout->sums[e].line];
    uint32_t left = 0;
    if (layout->sums[e].across || layout->problem->equations[e].apart != 0)
        return false;
    for (uint32_t i = 0; i < line->count; i++) {
        uint32_t other = layout->by_line[line->first + i];
        const LayoutSum *sum = &layout->sums[other];
        if (!sum->off || sum->across)
            continue;
        if (sum->difference < 0)
            return false;
        left += !story_mends(story, other, MENDED_EXACTLY) &&
                !story_mends(story, other, MENDED_ROUNDING);
    }
    return left >= LEFT_LEAST;
}

/* How many totals of the equation's line it mends, be it but for rounding. */
static uint32_t mended_of_line(const Layout *layout, const Story *story, uint32_t e) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < story->mended.count; i++)
        count += layout->sums[story->mended.at[i].equation].line == layout->sums[e].line;
    return count;
}

/* Whether two rows of the same fate mend all of the line, of which this mends a part. */
static bool whole_line_told(const Search *search, const Story *story, uint32_t e) {
    const Layout *layout = search->layout;
    const Candidates *candidates = &search->candidates[e];
    uint32_t mine = mended_of_line(layout, story, e);
    uint8_t kind = story->operations[0].kind;
    if (story->count > 1 || !leaves_some(layout, story, e))
        return false;
    for (uint32_t i = 0; i < candidates->count; i++) {
        const Story *other = candidates->at[i].story;
        if (other->count == 2 && other->operations[0].kind == kind &&
            other->operations[1].kind == kind && !leaves_some(layout, other, e) &&
            mended_of_line(layout, other, e) > mine)
            return true;
    }
    return false;
}

Strength strength_of(Search *search, const Story *story, uint32_t e) {
    enum { MARGIN = 4 }; /* what mends one amount alone must be so much cheaper */
    if (!is_plain(search->layout, story, e) || may_be_missing(search->layout, story, e) ||
        whole_line_told(search, story, e) || one_of_several(search->layout, story, e))
        return STRENGTH_FITS;
    const Candidates *candidates = &search->candidates[e];
    bool sure = false;
    if (!candidates->incomplete && !has_rival(candidates, story, 0, false) &&
        !has_rival_anywhere(search, story, story->different ? 0 : MARGIN) &&
        !slip_of_entry_too(search, story, e)) {
        if (story->moved)
            sure = story->different || seldom(search, story, e);
        else if (story->count > 1)
            sure = story->rare;
        else if (story->comparison == NO_COMPARISON &&
                 !any_difference(search->layout, story))
            sure = story->different || seldom(search, story, e);
    }
    /* Evidence beyond the figures raises it by a step, but not two of them. */
    sure = sure || (story->evident && !has_rival(candidates, story, 0, true));
    return sure ? STRENGTH_LIKELY : STRENGTH_FITS;
}
