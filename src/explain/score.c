/* Judges a story by what it does to every equation that it touches: which it mends, what
 * it breaks, and so how cheap it is. Fellegi and Holt, JASA 71 (1976), with the
 * operations of Scholtus (2016); a figure in an equation that holds is above suspicion
 * (Scholtus 09046). */
#include "explain/score.h"

enum {
    RANK_ALSO = 8, /* less, for each further equation mended exactly */
    RANK_ALSO_MOST = 5,
    RANK_NEARLY = 4,     /* less, for each that is mended but for rounding */
    RANK_CARRIED = 2,    /* less, where it is carried */
    RANK_SPOILED = 4,    /* more, for each violated equation changed but not mended */
    RANK_COMPARISON = 2, /* more, from other figures than the entries */
    RANK_EVIDENT = 3,    /* less */
    RANK_ACROSS = 3,     /* less, of a row's figures, where its own total says so, too */
    STEP_LOOKS = 16      /* equations passed over in a step */
};

static void touch(Search *search, uint32_t *count, uint32_t e) {
    if (search->marks[e] != search->mark) {
        search->marks[e] = search->mark;
        search->touched[(*count)++] = e;
    }
}

static void touch_cell(Search *search, uint32_t *count, uint32_t cell) {
    const Layout *layout = search->layout;
    for (uint32_t u = layout->use_from[cell]; u < layout->use_from[cell + 1]; u++)
        touch(search, count, layout->uses[u].equation);
}

/* The equations that a story may change, into search->touched. */
static uint32_t touch_all(Search *search, const Story *story) {
    const Layout *layout = search->layout;
    uint32_t count = 0;
    search->mark++;
    for (uint32_t i = 0; i < story->count; i++) {
        const Operation *operation = &story->operations[i];
        if (operation_on_line(operation)) {
            const TotalLine *line = &layout->lines[operation->line];
            for (uint32_t j = 0; j < line->count; j++)
                touch(search, &count, layout->by_line[line->first + j]);
            continue;
        }
        Change changes[CHANGES_MOST];
        uint32_t changed = operation_changes(layout, operation, changes);
        for (uint32_t j = 0; j < changed; j++)
            touch_cell(search, &count, changes[j].cell);
    }
    return count;
}

typedef struct Effects {
    Amount fixed;                   /* of the operations on figures */
    Amount choice[OPERATIONS_MOST]; /* of those on lines, which may act here */
    uint32_t any;                   /* operations with an effect, as bits */
    uint32_t fixed_bits;
    uint32_t rows; /* those about a row, which all its columns should share */
} Effects;

static Effects effects_on(Layout *layout, const Story *story, uint32_t e) {
    Effects effects = {0};
    for (uint32_t i = 0; i < story->count; i++) {
        Amount effect = operation_effect(layout, &story->operations[i], e);
        if (effect == 0)
            continue;
        effects.any |= 1u << i;
        if (operation_on_line(&story->operations[i])) {
            effects.choice[i] = effect;
            if (story->operations[i].kind != OPERATION_NEIGHBOUR_FIGURE)
                effects.rows |= 1u << i;
        } else {
            effects.fixed += effect;
            effects.fixed_bits |= 1u << i;
        }
    }
    layout->steps--;
    return effects;
}

/* The smallest residue over which of the line operations act here; those that do, as
 * bits. More of them go before fewer. */
static Amount best_residue(const Effects *effects, Amount difference, uint32_t *bits) {
    Amount best = amount_abs(difference + effects->fixed);
    *bits = effects->fixed_bits;
    for (uint32_t mask = (1u << OPERATIONS_MOST) - 1; mask > 0; mask--) {
        Amount residue = difference + effects->fixed;
        if ((mask & ~(effects->any & ~effects->fixed_bits)) != 0)
            continue;
        for (uint32_t i = 0; i < OPERATIONS_MOST; i++)
            residue += mask >> i & 1 ? effects->choice[i] : 0;
        residue = amount_abs(residue);
        if (residue < best) {
            best = residue;
            *bits = mask | effects->fixed_bits;
        }
    }
    return best;
}

typedef struct Scoring {
    uint32_t used; /* operations that help, as bits */
    int32_t exact, rounding, carried, spoiled;
    bool partial; /* the row stands in a column that is exact */
} Scoring;

/* What starts from a comparison of one total is no story of another, which has its own.
 */
static void mends(Search *search, Story *story, uint32_t e, bool own, MendHow how,
                  uint32_t acts) {
    if (own || story->comparison == NO_COMPARISON)
        *VEC_PUSH(search->layout->arena, &story->mended) =
            (Mended){e, (uint8_t)how, (uint8_t)acts};
}

/* False where the story breaks the equation. */
static bool judge_one(Search *search, Story *story, uint32_t e, bool own,
                      Scoring *judgement) {
    Layout *layout = search->layout;
    const LayoutSum *sum = &layout->sums[e];
    if (!sum->known || sum->follows || sum->echo != NOTHING)
        return true;
    Effects effects = effects_on(layout, story, e);
    Amount difference = sum->difference;
    if (own && story->comparison != NO_COMPARISON &&
        !layout_amount(
            layout,
            layout->problem->equations[e].comparisons[story->comparison].difference,
            &difference))
        return false;
    if (!sum->off) {
        judgement->partial |= (effects.rows & effects.any) != 0;
        return effects.fixed == 0 || amount_abs(difference + effects.fixed) <= sum->slack;
    }
    uint32_t bits = 0;
    Amount residue = best_residue(&effects, difference, &bits);
    if (bits != 0 && residue <= sum->exact) {
        judgement->exact++;
        judgement->used |= bits;
        mends(search, story, e, own, MENDED_EXACTLY, bits);
    } else if (bits != 0 && residue <= sum->coarse &&
               residue * 4 <= amount_abs(difference)) {
        judgement->rounding++;
        judgement->used |= bits;
        mends(search, story, e, own, MENDED_ROUNDING, bits);
    } else if (effects.fixed != 0) {
        judgement->spoiled++;
    }
    return true;
}

static bool any_mended(const Story *story, uint32_t e) {
    return story_mends(story, e, MENDED_EXACTLY) ||
           story_mends(story, e, MENDED_ROUNDING);
}

/* Whether a cause found in one total is the cause in another of its line that misses by
 * the same amount, though it has no figure there: a row that is none of its own, or the
 * same figure misprinted again. */
static bool carries(Search *search, const Operation *operation, uint32_t e,
                    uint32_t other) {
    Layout *layout = search->layout;
    uint32_t total = layout->problem->equations[e].total;
    uint32_t again = layout->problem->equations[other].total;
    if (operation->kind == OPERATION_SLIP) {
        return operation->cell == total && other > e &&
               layout->value[total] == layout->value[again];
    }
    return operation->kind <= OPERATION_SCOPE &&
           operation_effect(layout, operation, other) == 0;
}

static void carry(Search *search, Story *story, uint32_t e, Scoring *judgement) {
    Layout *layout = search->layout;
    if (story->count != 1 || story->comparison != NO_COMPARISON ||
        !story_mends(story, e, MENDED_EXACTLY))
        return;
    uint8_t kind = story->operations[0].kind;
    if (kind > OPERATION_SCOPE && kind != OPERATION_SLIP)
        return;
    const TotalLine *line = &layout->lines[layout->sums[e].line];
    layout->steps -= line->count / STEP_LOOKS;
    for (uint32_t i = 0; i < line->count; i++) {
        uint32_t other = layout->by_line[line->first + i];
        if (other != e && layout->sums[other].off &&
            layout->sums[other].difference == layout->sums[e].difference &&
            carries(search, &story->operations[0], e, other) && layout->steps > 0 &&
            !any_mended(story, other)) {
            layout->steps -= story->mended.count;
            judgement->carried++;
            mends(search, story, other, false, MENDED_CARRIED, 0);
        }
    }
}

static bool amounts_differ(const Layout *layout, const Story *story) {
    Amount first = -1;
    for (uint32_t i = 0; i < story->mended.count; i++) {
        if (story->mended.at[i].how == MENDED_EXACTLY) {
            Amount miss =
                amount_abs(layout->sums[story->mended.at[i].equation].difference);
            if (first >= 0 && miss != first)
                return true;
            first = miss;
        }
    }
    return false;
}

static bool mends_across(const Layout *layout, const Story *story) {
    for (uint32_t i = 0; i < story->mended.count; i++)
        if (layout->sums[story->mended.at[i].equation].across)
            return true;
    return false;
}

bool score_story(Search *search, Story *story, uint32_t equation) {
    Scoring judgement = {0};
    uint32_t count = touch_all(search, story);
    story->mended.count = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t e = search->touched[i];
        if (!judge_one(search, story, e, e == equation, &judgement))
            return false;
    }
    if (judgement.used != (1u << story->count) - 1 || !any_mended(story, equation))
        return false;
    bool twice =
        story->operations[0].kind == OPERATION_FIGURE ||
        (story->operations[0].kind == OPERATION_SCOPE && story->operations[0].step < 0);
    if (twice && judgement.exact < 2)
        return false;
    carry(search, story, equation, &judgement);
    int32_t also = judgement.exact - (judgement.exact > 0);
    story->evident = true;
    story->moved =
        story->count == 2 &&
        operation_moved(search->layout, &story->operations[0], &story->operations[1]);
    story->rank = COST_SECOND * (story->count - 1);
    for (uint32_t i = 0; i < story->count; i++) {
        story->rank += story->operations[i].cost;
        story->evident &= operation_evident(search->layout, &story->operations[i]);
    }
    if (story->moved)
        story->rank = story->operations[0].cost + COST_OTHER_LINE;
    story->rank += RANK_SPOILED * judgement.spoiled + judgement.partial;
    story->rank += story->comparison != NO_COMPARISON ? RANK_COMPARISON : 0;
    story->rank -= RANK_ALSO * (also < RANK_ALSO_MOST ? also : RANK_ALSO_MOST);
    int32_t nearly = judgement.rounding - (judgement.exact == 0);
    if (nearly > 0)
        story->rank -= RANK_NEARLY * (nearly < RANK_ALSO_MOST ? nearly : RANK_ALSO_MOST);
    else if (judgement.carried > 0 && judgement.exact > 0)
        story->rank -= RANK_CARRIED;
    story->rank -= story->evident ? RANK_EVIDENT : 0;
    if (story->operations[0].kind == OPERATION_ROW_SLIP &&
        mends_across(search->layout, story))
        story->rank -= RANK_ACROSS;
    story->different = amounts_differ(search->layout, story);
    return true;
}
