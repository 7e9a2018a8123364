/* Two or three slips in one total: rows left out or counted twice, their amounts sorted,
 * so that the last one is found by look-up; and a row together with a slip in the total's
 * own digits. Over several columns of a line the first is looked up and the others
 * confirm. Where too many would do, none is told. */
#include "explain/combinations.h"
#include "base/sorted.h"
#include "explain/score.h"
#include "explain/strength.h"

#include <stdlib.h>

enum {
    TOLD_MOST = 3,
    TRIPLE_SUMMANDS = 300,
    SUMMANDS_MOST = 400000,
    SLIPS_NEAR = 10,
    NEARLY_LEAST = 3
};

typedef struct Summand {
    Amount mends;
    uint32_t item;
    bool twice;
} Summand;

typedef struct Summands {
    Summand *at;
    uint32_t count;
} Summands;

static int compare_summands(const void *left, const void *right) {
    const Summand *a = left, *b = right;
    if (a->mends != b->mends)
        return a->mends < b->mends ? -1 : 1;
    return a->item < b->item ? -1 : a->item > b->item;
}

static Summands summands_of(Layout *layout, uint32_t e) {
    layout_items(layout, e);
    const LayoutSum *sum = &layout->sums[e];
    Summands summands = {
        ARENA_ARRAY(layout->arena, Summand, 2 * (size_t)sum->item_count + 1), 0};
    for (uint32_t i = 0; i < sum->item_count && summands.count < SUMMANDS_MOST; i++) {
        Amount amount = sum->items[i].amount;
        if (amount != 0) {
            summands.at[summands.count++] = (Summand){-amount, i, false};
            summands.at[summands.count++] = (Summand){amount, i, true};
        }
    }
    qsort(summands.at, summands.count, sizeof *summands.at, compare_summands);
    layout->steps -= summands.count;
    return summands;
}

/* The first summand at or after `from` that mends at least `amount`. */
static uint32_t summand_from(const Summands *summands, uint32_t from, Amount amount) {
    SORTED_SEEK(from, summands->count, at, summands->at[at].mends < amount)
    return from;
}

static Operation summand_operation(const Layout *layout, uint32_t e,
                                   const Summand *summand) {
    const LayoutSum *sum = &layout->sums[e];
    const Item *item = &sum->items[summand->item];
    return (Operation){
        .kind = summand->twice ? OPERATION_TWICE : OPERATION_LEFT_OUT,
        .cost = (uint8_t)((summand->twice ? COST_TWICE : COST_LEFT_OUT) +
                          (item->part ? COST_PART : 0)),
        .line = sum->line,
        .key = item->key,
        .cell = item->cell,
    };
}

/* A row with its own cells, or a row against itself, is no pair. */
static bool apart(const Layout *layout, uint32_t e, const Summand *a, const Summand *b) {
    const Item *x = &layout->sums[e].items[a->item], *y = &layout->sums[e].items[b->item];
    return a->item != b->item && x->cell != y->cell;
}

/* The best stories that were found, and how many there were. */
typedef struct Found {
    Search *search;
    uint32_t equation;
    uint32_t least;  /* equations that a story must mend exactly */
    uint32_t nearly; /* or at least but for rounding; 0: not so */
    Amount within;   /* a residue up to this is tried */
    Story best[TOLD_MOST];
    uint32_t count, shown;
    int32_t rank;
} Found;

static void found_story(Found *found, const Story *like) {
    Story story = *like;
    uint32_t exact = 0, nearly = 0;
    story.comparison = NO_COMPARISON;
    story.mended.at = NULL;
    story.mended.count = story.mended.room = 0;
    for (uint32_t i = story.count; i-- > 1;) { /* in print order */
        for (uint32_t k = 0; k < i; k++) {
            Operation *a = &story.operations[k], *b = &story.operations[k + 1];
            if (operation_on_line(a) && operation_on_line(b) && a->cell > b->cell) {
                Operation other = *a;
                *a = *b;
                *b = other;
            }
        }
    }
    if (!score_story(found->search, &story, found->equation))
        return;
    for (uint32_t i = 0; i < story.mended.count; i++) {
        exact += story.mended.at[i].how == MENDED_EXACTLY;
        nearly += story.mended.at[i].how != MENDED_CARRIED;
    }
    bool enough = exact >= found->least || (found->nearly > 0 && nearly >= found->nearly);
    if (!enough || (found->count > 0 && story.rank > found->rank))
        return;
    if (found->count == 0 || story.rank < found->rank) {
        found->count = found->shown = 0;
        found->rank = story.rank;
    }
    found->count++;
    if (found->shown < TOLD_MOST)
        found->best[found->shown++] = story;
}

/* `chances`: how many such stories there are for all differences of the window. */
static void keep(Found *found, Amount chances) {
    Candidates *candidates = &found->search->candidates[found->equation];
    if (found->count > TOLD_MOST) {
        candidates->rivals += found->count;
        return;
    }
    for (uint32_t i = 0; i < found->shown; i++) {
        Story *story = &found->best[i];
        /* Of one total alone, three operations or two of different kinds are too odd to
         * be sure of. */
        bool plain = story->count == 2 &&
                     story->operations[0].kind == story->operations[1].kind;
        story->rare = chances >= 0 && (plain || story->different) &&
                      strength_few(found->search, story, chances);
        candidates_add(found->search, &found->best[i]);
    }
}

/* Pairs whose sum is from `low` to `high`: tells those that mend, counts all. */
static Amount each_pair(Found *found, const Summands *summands, const Window *window) {
    Layout *layout = found->search->layout;
    const LayoutSum *sum = &layout->sums[found->equation];
    Amount chances = 0;
    for (uint32_t i = 0; i < summands->count && layout->steps > 0; i++) {
        const Summand *first = &summands->at[i];
        uint32_t low = summand_from(summands, i + 1, window->low - first->mends);
        uint32_t high = summand_from(summands, i + 1, window->high + 1 - first->mends);
        chances += high - low;
        layout->steps -= 4;
        uint32_t j =
            summand_from(summands, i + 1, sum->difference - found->within - first->mends);
        for (; j < summands->count && layout->steps > 0; j++) {
            const Summand *second = &summands->at[j];
            if (first->mends + second->mends > sum->difference + found->within)
                break;
            layout->steps--;
            if (apart(layout, found->equation, first, second)) {
                Story story = {.count = 2};
                story.operations[0] = summand_operation(layout, found->equation, first);
                story.operations[1] = summand_operation(layout, found->equation, second);
                found_story(found, &story);
            }
        }
    }
    return chances;
}

static Amount each_triple(Found *found, const Summands *summands, const Window *window) {
    Layout *layout = found->search->layout;
    const LayoutSum *sum = &layout->sums[found->equation];
    uint32_t e = found->equation;
    Amount chances = 0;
    for (uint32_t i = 0; i < summands->count; i++) {
        for (uint32_t j = i + 1; j < summands->count && layout->steps > 0; j++) {
            Amount two = summands->at[i].mends + summands->at[j].mends;
            uint32_t low = summand_from(summands, j + 1, window->low - two);
            uint32_t high = summand_from(summands, j + 1, window->high + 1 - two);
            chances += high - low;
            layout->steps -= 4;
            uint32_t k =
                summand_from(summands, j + 1, sum->difference - sum->exact - two);
            for (; k < summands->count && layout->steps > 0; k++) {
                if (two + summands->at[k].mends > sum->difference + sum->exact)
                    break;
                layout->steps--;
                if (apart(layout, e, &summands->at[i], &summands->at[j]) &&
                    apart(layout, e, &summands->at[j], &summands->at[k]) &&
                    apart(layout, e, &summands->at[i], &summands->at[k])) {
                    Story story = {.count = 3};
                    story.operations[0] = summand_operation(layout, e, &summands->at[i]);
                    story.operations[1] = summand_operation(layout, e, &summands->at[j]);
                    story.operations[2] = summand_operation(layout, e, &summands->at[k]);
                    found_story(found, &story);
                }
            }
        }
    }
    return chances;
}

/* A row, and a slip in what the total then should have read. */
static void each_slip(Found *found, const Summands *summands) {
    Layout *layout = found->search->layout;
    uint32_t total = layout->problem->equations[found->equation].total;
    const LayoutSum *sum = &layout->sums[found->equation];
    Print print = layout_print(layout, total);
    for (uint32_t i = 0; i < summands->count && layout->steps > 0; i++) {
        Amount rest = sum->difference - summands->at[i].mends;
        Slip slip =
            typing_slip_of(layout->value[total], layout->value[total] - rest, print);
        layout->steps -= 4;
        if (slip != SLIP_REPLACED && slip != SLIP_INTERCHANGED)
            continue;
        Story story = {.count = 2};
        story.operations[0] =
            summand_operation(layout, found->equation, &summands->at[i]);
        story.operations[1] = (Operation){
            .kind = OPERATION_SLIP,
            .slip = (uint8_t)slip,
            .cost = COST_REPLACED,
            .cell = total,
            .change = -rest,
        };
        found_story(found, &story);
    }
}

void combinations_of(Search *search, uint32_t e) {
    Layout *layout = search->layout;
    const LayoutSum *sum = &layout->sums[e];
    Summands summands = summands_of(layout, e);
    Window window = strength_window(sum);
    Found found = {.search = search, .equation = e, .least = 1, .within = sum->exact};
    Amount chances = each_pair(&found, &summands, &window);
    if (layout->steps <= 0)
        return;
    if (found.count > 0) {
        keep(&found, chances);
        return;
    }
    /* In a coarse table some row and some digit always make the difference. */
    if ((Amount)summands.count * SLIPS_NEAR <= window.count)
        each_slip(&found, &summands);
    if (found.count > 0) {
        keep(&found, -1);
        return;
    }
    if (summands.count <= TRIPLE_SUMMANDS) {
        chances = each_triple(&found, &summands, &window);
        if (layout->steps > 0 && found.count == 1 &&
            strength_few(search, &found.best[0], chances))
            keep(&found, chances);
        else
            search->candidates[e].rivals += found.count;
    }
}

void combinations_of_line(Search *search, const TotalLine *line) {
    Layout *layout = search->layout;
    uint32_t best = NOTHING, off = 0;
    Amount most = -1;
    /* Begin where a fit by chance is least likely. */
    for (uint32_t i = 0; i < line->count; i++) {
        uint32_t e = layout->by_line[line->first + i];
        const LayoutSum *sum = &layout->sums[e];
        if (!sum->off)
            continue;
        off++;
        if (amount_abs(sum->difference) / sum->step > most) {
            most = amount_abs(sum->difference) / sum->step;
            best = e;
        }
    }
    if (off < 2)
        return;
    Summands summands = summands_of(layout, best);
    Window window = strength_window(&layout->sums[best]);
    Found found = {.search = search,
                   .equation = best,
                   .least = 2,
                   .within = layout->sums[best].exact};
    Amount chances = each_pair(&found, &summands, &window);
    if (layout->steps > 0 && found.count == 0 && off >= NEARLY_LEAST) {
        /* Where no total is seen to differ by rounding, several that would do are chance.
         */
        uint32_t told = layout->rounded ? TOLD_MOST : 1;
        found.nearly = off;
        found.within = layout->sums[best].coarse;
        each_pair(&found, &summands, &window);
        if (found.count > 0 && found.count <= told)
            keep(&found, -1);
        if (found.count > 0 && (layout->rounded || found.count <= told))
            return;
        found.count = found.shown = 0;
    }
    if (layout->steps > 0 && found.count == 0 && summands.count <= TRIPLE_SUMMANDS) {
        chances = each_triple(&found, &summands, &window);
        if (found.count > 1)
            return;
    }
    if (layout->steps > 0 && found.count > 0 && found.count <= TOLD_MOST)
        keep(&found, chances);
}
