/* The search, by cost: every single operation first; then, for what they leave, an
 * operation together with a story that touches the same equation; pairs and triples of
 * rows stand in combinations.c, and what a story is worth is found in score.c. */
#include "explain/search.h"

#include "base/hash.h"
#include "base/sorted.h"
#include "explain/combinations.h"
#include "explain/score.h"

enum {
    BUDGET = 2000000,
    BUDGET_FIGURE = 16,    /* more steps for each figure in the component's equations */
    BUDGET_ALL = 40000000, /* for all components: a file cannot make the check slow */
    COST_ANY = 100,
    RANK_AGREES = 3
};

/* ---- one operation ---- */

typedef struct Single {
    Search *search;
    uint32_t equation;
    const Story *with; /* one more operation that touches the equation, or NULL */
    bool here; /* it is a story of this equation alone: the other tells the rest */
} Single;

static void found_single(void *to, const Operation *operation, Amount mended) {
    Single *single = to;
    Story story = {.count = 1, .comparison = NO_COMPARISON};
    const Candidates *candidates = &single->search->candidates[single->equation];
    (void)mended;
    story.operations[0] = *operation;
    if (single->with != NULL) {
        const Operation *other = &single->with->operations[0];
        if (operation_on_line(other) && operation_on_line(operation) &&
            other->key == operation->key)
            return; /* of one row, one thing */
        story.operations[1] = single->with->operations[0];
        story.count = 2;
    }
    for (uint32_t i = 0; i < candidates->count; i++)
        if (story_equal(candidates->at[i].story, &story))
            return;
    if (!score_story(single->search, &story, single->equation))
        return;
    if (single->here)
        story_keep_only(&story, single->equation);
    candidates_add(single->search, &story);
}

static void hunt_single(Single *single, Amount difference, Amount within, bool loose) {
    Hunt hunt = {
        .layout = single->search->layout,
        .equation = single->equation,
        .low = difference - within,
        .high = difference + within,
        .most = single->here ? COST_REPLACED : COST_ANY,
        .solve = true,
        .loose = loose,
        .found = found_single,
        .to = single,
    };
    operations_each(&hunt);
}

static void compared_story(Search *search, uint32_t e, uint32_t comparison,
                           const Operation *operation) {
    Story story = {.count = 1, .comparison = (int8_t)comparison};
    story.operations[0] = *operation;
    if (score_story(search, &story, e))
        candidates_add(search, &story);
}

/* From other printed figures, but for one slip of the total itself, or one row. */
static void search_comparisons(Search *search, uint32_t e) {
    Layout *layout = search->layout;
    const Equation *equation = &layout->problem->equations[e];
    const LayoutSum *sum = &layout->sums[e];
    Amount total = layout->value[equation->total];
    for (uint32_t b = 0; b < equation->comparison_count && b < INT8_MAX; b++) {
        Amount difference;
        if (!layout_amount(layout, equation->comparisons[b].difference, &difference) ||
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
            compared_story(search, e, b, &slip);
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
                compared_story(search, e, b, &row);
            }
        }
    }
}

static void search_singles(Search *search, uint32_t e) {
    Layout *layout = search->layout;
    const LayoutSum *sum = &layout->sums[e];
    Candidates *candidates = &search->candidates[e];
    Single single = {search, e, NULL, false};
    hunt_single(&single, sum->difference, sum->exact, false);
    /* What leaves a residue is tried where residues are seen, or nothing else is. */
    if ((candidates->count == 0 || layout->rounded) && sum->coarse > sum->exact)
        hunt_single(&single, sum->difference, sum->coarse, true);
    search_comparisons(search, e);
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
                const Story *story = candidates->at[s].story;
                const Operation *operation = &story->operations[0];
                if (story->count != 1 || story->comparison != NO_COMPARISON ||
                    operation_on_line(operation) || operation->cell != cell)
                    continue;
                Amount effect = operation_effect(layout, operation, e);
                Single single = {search, e, story, false};
                Amount rest = layout->sums[e].difference + effect;
                if (effect != 0 && rest != 0 && layout->steps > 0)
                    hunt_single(&single, rest, 0, false);
            }
        }
    }
}

/* How many totals of a line a story mends, if it is one slip that acts on entries or on
 * what the line counts. */
static uint32_t mended_in_line(const Layout *layout, const Story *story, uint32_t line) {
    uint32_t mended = 0;
    if (story->count != 1 || story->comparison != NO_COMPARISON)
        return 0;
    for (uint32_t i = 0; i < story->mended.count; i++)
        mended += story->mended.at[i].how != MENDED_CARRIED &&
                  layout->sums[story->mended.at[i].equation].line == line;
    return mended;
}

/* The story that mends most of a line's totals, but not all; NULL where none mends two.
 */
static const Story *best_of_line(const Search *search, const TotalLine *line,
                                 uint32_t number) {
    const Layout *layout = search->layout;
    const Candidate *best = NULL;
    uint32_t most = 1;
    for (uint32_t i = 0; i < line->count; i++) {
        const Candidates *candidates =
            &search->candidates[layout->by_line[line->first + i]];
        for (uint32_t s = 0; s < candidates->count; s++) {
            const Candidate *candidate = &candidates->at[s];
            uint32_t mended = mended_in_line(layout, candidate->story, number);
            if (mended > most ||
                (best != NULL && mended == most && candidate->rank < best->rank)) {
                most = mended;
                best = candidate;
            }
        }
    }
    return best != NULL && most < line->off ? best->story : NULL;
}

/* After a line's best story, one more slip for each column that remains. */
static void search_remaining(Search *search, uint32_t number) {
    Layout *layout = search->layout;
    const TotalLine *line = &layout->lines[number];
    const Story *best = line->off < 3 ? NULL : best_of_line(search, line, number);
    for (uint32_t i = 0; best != NULL && i < line->count && layout->steps > 0; i++) {
        uint32_t e = layout->by_line[line->first + i];
        const LayoutSum *sum = &layout->sums[e];
        if (!sum->off || story_mends(best, e, MENDED_EXACTLY) ||
            story_mends(best, e, MENDED_ROUNDING) || story_mends(best, e, MENDED_CARRIED))
            continue;
        Amount effect = operation_effect(layout, &best->operations[0], e);
        Single single = {search, e, best, true};
        if (effect != 0 && sum->difference + effect != 0)
            hunt_single(&single, sum->difference + effect, sum->exact, false);
    }
}

/* A row that a total of another scope includes, and its own leaves out: one slip. */
static void search_moved(Search *search, uint32_t e) {
    Layout *layout = search->layout;
    const Candidates *candidates = &search->candidates[e];
    Story found[CANDIDATES_MOST];
    uint32_t count = 0;
    for (uint32_t s = 0; s < candidates->count && layout->steps > 0; s++) {
        const Operation *scope = &candidates->at[s].story->operations[0];
        if (candidates->at[s].story->count != 1 || scope->kind != OPERATION_SCOPE)
            continue;
        uint32_t end = layout->use_from[scope->cell + 1];
        for (uint32_t u = layout->use_from[scope->cell]; u < end; u++) {
            const Candidates *there = &search->candidates[layout->uses[u].equation];
            for (uint32_t i = 0; i < there->count && count < CANDIDATES_MOST; i++) {
                const Story *story = there->at[i].story;
                layout->steps--;
                if (story->count == 1 && story->comparison == NO_COMPARISON &&
                    operation_moved(layout, &story->operations[0], scope)) {
                    found[count] = (Story){.count = 2, .comparison = NO_COMPARISON};
                    found[count].operations[0] = story->operations[0];
                    found[count++].operations[1] = *scope;
                }
            }
        }
    }
    for (uint32_t i = 0; i < count; i++)
        if (score_story(search, &found[i], e))
            candidates_add(search, &found[i]);
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
        const Story *story = search->candidates[first].at[s].story;
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

/* ---- the same in several lines ---- */

/* What a story of one slip says of a row, whichever line of totals it is about. */
static uint64_t row_said(const Operation *operation) {
    uint64_t hash = hash_bytes(HASH_START, &operation->kind, sizeof operation->kind);
    if (operation->kind > OPERATION_NEIGHBOUR_FIGURE)
        return 0;
    hash = hash_bytes(hash, &operation->step, sizeof operation->step);
    hash = hash_bytes(hash, &operation->key, sizeof operation->key);
    return hash;
}

typedef VEC(IndexEntry) SaidVec;

/* Whether it was said of another line, too. */
static bool said_elsewhere(const SaidVec *said, uint64_t row, uint32_t line) {
    uint32_t at = 0;
    SORTED_SEEK(at, said->count, i, said->at[i].a < row)
    for (; at < said->count && said->at[at].a == row; at++)
        if (said->at[at].b != line)
            return true;
    return false;
}

static bool agrees(const SaidVec *said, const Story *story, uint32_t line) {
    for (uint32_t i = 0; i < story->count && story->comparison == NO_COMPARISON; i++) {
        uint64_t row = row_said(&story->operations[i]);
        if (row != 0 && said_elsewhere(said, row, line))
            return true;
    }
    return false;
}

/* A row that is left out of one line of totals, counted twice, … was hardly so in that
 * one alone: a story that another line has as well assumes less. */
static void search_agreements(Search *search, const uint32_t *equations, uint32_t count) {
    Layout *layout = search->layout;
    SaidVec said = {0};
    for (uint32_t i = 0; i < count; i++) {
        const Candidates *candidates = &search->candidates[equations[i]];
        for (uint32_t s = 0; s < candidates->count; s++) {
            const Story *story = candidates->at[s].story;
            uint64_t row = row_said(&story->operations[0]);
            if (story->count == 1 && story->comparison == NO_COMPARISON && row != 0)
                *VEC_PUSH(layout->arena, &said) =
                    (IndexEntry){.a = row, .b = layout->sums[equations[i]].line};
        }
    }
    layout_sort(said.at, said.count);
    for (uint32_t i = 0; i < count; i++) {
        Candidates *candidates = &search->candidates[equations[i]];
        uint32_t line = layout->sums[equations[i]].line;
        for (uint32_t s = 0; s < candidates->count; s++)
            if (agrees(&said, candidates->at[s].story, line))
                candidates->at[s].rank -= RANK_AGREES;
        candidates_sort(candidates);
    }
}

/* ---- all of a component ---- */

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
    for (uint32_t i = 0; i < count; i++)
        search_moved(search, equations[i]);
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
        bool given = layout->problem->equations[equations[i]].given;
        if (first && !given && line->count > 1 && !line_told(search, line))
            combinations_of_line(search, line);
        if (first && !given && line->count > 1 && !line_told(search, line))
            search_remaining(search, layout->sums[equations[i]].line);
    }
    for (uint32_t i = 0; i < count; i++) {
        uint32_t e = equations[i];
        if (search->candidates[e].count == 0)
            search_beside(search, e);
        /* Of "about 129", two or three slips are always found. */
        if (search->candidates[e].count == 0 && !layout->problem->equations[e].given &&
            !layout_total(layout, e)->approximate)
            combinations_of(search, e);
        search->candidates[e].incomplete |= layout->steps <= 0;
    }
    search_agreements(search, equations, count);
}
