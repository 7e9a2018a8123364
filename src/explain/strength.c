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

Amount strength_covered(const LayoutSum *sum, const Window *window, Amount *amounts,
                        uint32_t count, Amount within) {
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
    return covered * SHARE * (rounding ? AFTER : 1) <= window.count;
}

/* A blank holds whatever is asked of it, unless two lines ask for the same. */
static bool any_difference(const Layout *layout, const Story *story) {
    uint32_t line = NOTHING;
    for (uint32_t i = 0; i < story->mended.count; i++) {
        const Mended *mended = &story->mended.at[i];
        uint32_t here = layout->sums[mended->equation].line;
        if (mended->how == MENDED_EXACTLY && line != NOTHING && here != line)
            return false;
        line = here;
    }
    return story->operations[0].kind == OPERATION_BLANK ||
           (story->operations[0].kind == OPERATION_DASH &&
            story->operations[0].cost >= COST_DASH);
}

/* How many stories of the candidates are as cheap, this one among them; of the hinted
 * ones alone, where asked. */
static uint32_t as_cheap(const Candidates *candidates, const Story *story, bool hinted) {
    int32_t rank = INT32_MAX;
    uint32_t count = 0;
    for (uint32_t i = 0; i < candidates->count; i++)
        rank = candidates->at[i].story == story ? candidates->at[i].rank : rank;
    for (uint32_t i = 0; i < candidates->count; i++)
        count += candidates->at[i].rank <= rank &&
                 (!hinted || candidates->at[i].story->hinted);
    return count;
}

/* Three slips in one total, or two of different kinds, are put together by chance more
 * often than by hand: they fit, and are never likely. */
static bool is_plain(const Story *story) {
    return story->count == 1 ||
           (story->count == 2 && story->operations[0].kind == story->operations[1].kind);
}

Strength strength_of(Search *search, const Story *story, uint32_t e) {
    if (!is_plain(story))
        return STRENGTH_FITS;
    const Candidates *candidates = &search->candidates[e];
    bool sure = false;
    if (as_cheap(candidates, story, false) == 1 && !candidates->incomplete) {
        if (story->count > 1)
            sure = story->rare;
        else if (story->base == NO_BASE && !any_difference(search->layout, story))
            sure = story->different || seldom(search, story, e);
    }
    /* Evidence beyond the figures raises it by a step, but not two of them. */
    sure = sure || (story->hinted && as_cheap(candidates, story, true) == 1);
    return sure ? STRENGTH_LIKELY : STRENGTH_FITS;
}
