/* The search, by cost: every single operation first; then, for what they leave, an
 * operation together with a story that touches the same equation; pairs and triples of
 * rows stand in pairs.c, and what a story is worth is found in judge.c. */
#include "check/search.h"

#include <string.h>

enum {
    RANK_ROUNDING = 4, /* more, at equations that are mended but for rounding */
    BUDGET = 2000000,
    BUDGET_FIGURE = 16,    /* more steps for each figure in the component's equations */
    BUDGET_ALL = 60000000, /* for all components: a file cannot make the check slow */
    COST_ANY = 100
};

bool story_equal(const Story *a, const Story *b) {
    if (a->count != b->count || a->base != b->base) {
        return false;
    }
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

Search *search_new(Board *board) {
    Search *search = ARENA_NEW(board->arena, Search);
    uint32_t count = board->problem->equation_count;
    search->board = board;
    search->shelves = ARENA_ARRAY(board->arena, Shelf, count);
    search->touched = ARENA_ARRAY(board->arena, uint32_t, count);
    search->marks = ARENA_ARRAY(board->arena, uint32_t, count);
    return search;
}

/* ---- shelves ---- */

/* Whether one says no more than the other: a figure to be another, and how; or that the
 * same figure was misprinted in two totals. */
static bool same_change(const Board *board, const Story *a, const Story *b) {
    const Operation *x = &a->operations[0], *y = &b->operations[0];
    if (a->count == 1 && b->count == 1 && x->kind == OPERATION_SLIP &&
        y->kind == OPERATION_SLIP && x->change == y->change &&
        board->problem->cells[x->cell].role == CELL_TOTAL &&
        board->problem->cells[y->cell].role == CELL_TOTAL &&
        board->value[x->cell] == board->value[y->cell]) {
        return true;
    }
    return a->count == 1 && b->count == 1 && !operation_on_line(x) &&
           !operation_on_line(y) && x->kind != OPERATION_EXCHANGED &&
           y->kind != OPERATION_EXCHANGED && x->cell == y->cell &&
           x->change == y->change && x->kind != y->kind &&
           (x->kind == OPERATION_FIGURE || y->kind == OPERATION_FIGURE);
}

static void shelf_remove(Shelf *shelf, uint32_t at) {
    shelf->count--;
    memmove(&shelf->at[at], &shelf->at[at + 1],
            (shelf->count - at) * sizeof shelf->at[0]);
    memmove(&shelf->rank[at], &shelf->rank[at + 1],
            (shelf->count - at) * sizeof shelf->rank[0]);
    memmove(&shelf->how[at], &shelf->how[at + 1],
            (shelf->count - at) * sizeof shelf->how[0]);
}

static void shelf_put(const Board *board, Shelf *shelf, Story *story, int32_t rank,
                      MendHow how) {
    for (uint32_t i = 0; i < shelf->count; i++) {
        bool same = story_equal(shelf->at[i], story);
        if (same || same_change(board, shelf->at[i], story)) {
            if (shelf->rank[i] <= rank) {
                return;
            }
            shelf_remove(shelf, i);
            break;
        }
    }
    /* Equals stand in print order. */
    uint32_t at = shelf->count, cell = story->operations[0].cell;
    while (at > 0 && (shelf->rank[at - 1] > rank ||
                      (shelf->rank[at - 1] == rank &&
                       shelf->at[at - 1]->operations[0].cell > cell))) {
        at--;
    }
    if (at == SHELF_ROOM) {
        return;
    }
    if (shelf->count == SHELF_ROOM) {
        shelf->count--;
    }
    uint32_t behind = shelf->count - at;
    memmove(&shelf->at[at + 1], &shelf->at[at], behind * sizeof shelf->at[0]);
    memmove(&shelf->rank[at + 1], &shelf->rank[at], behind * sizeof shelf->rank[0]);
    memmove(&shelf->how[at + 1], &shelf->how[at], behind * sizeof shelf->how[0]);
    shelf->at[at] = story;
    shelf->rank[at] = rank;
    shelf->how[at] = (uint8_t)how;
    shelf->count++;
}

static bool has_operation(const Story *story, const Operation *operation) {
    for (uint32_t i = 0; i < story->count; i++) {
        if (operation_equal(&story->operations[i], operation)) {
            return true;
        }
    }
    return false;
}

/* Whether all of one story is in another that mends more. */
static bool part_of(const Story *part, const Story *whole) {
    bool inside = part->count < whole->count && part->base == whole->base &&
                  part->mended.count < whole->mended.count;
    for (uint32_t i = 0; inside && i < part->count; i++) {
        inside = has_operation(whole, &part->operations[i]);
    }
    return inside;
}

void search_tidy(Search *search, uint32_t e) {
    Shelf *shelf = &search->shelves[e];
    for (uint32_t i = 0; i < shelf->count; i++) {
        for (uint32_t j = 0; j < shelf->count; j++) {
            if (part_of(shelf->at[i], shelf->at[j]) && shelf->how[j] == MENDED_EXACTLY) {
                Story *whole = shelf->at[j];
                int32_t rank = shelf->rank[i < j ? i : j];
                shelf_remove(shelf, i < j ? j : i);
                shelf_remove(shelf, i < j ? i : j);
                shelf_put(search->board, shelf, whole, rank, MENDED_EXACTLY);
                i = j = NOTHING; /* begin again */
                break;
            }
        }
    }
}

void search_shelve(Search *search, const Story *story) {
    Story *copy = arena_alloc(search->board->arena, sizeof *copy);
    *copy = *story;
    for (uint32_t i = 0; i < story->mended.count; i++) {
        const Mended *mended = &story->mended.at[i];
        bool rounding = mended->how == MENDED_ROUNDING;
        shelf_put(search->board, &search->shelves[mended->equation], copy,
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
    const Shelf *shelf = &single->search->shelves[single->equation];
    (void)mended;
    story.operations[0] = *operation;
    if (single->with != NULL) {
        story.operations[1] = single->with->operations[0];
        story.count = 2;
    }
    for (uint32_t i = 0; i < shelf->count; i++) {
        if (story_equal(shelf->at[i], &story)) {
            return;
        }
    }
    if (search_judge(single->search, &story, single->equation)) {
        search_shelve(single->search, &story);
    }
}

static void hunt_single(Single *single, Amount difference, Amount within,
                        bool rows_only) {
    Hunt hunt = {
        .board = single->search->board,
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
    if (search_judge(search, &story, e)) {
        search_shelve(search, &story);
    }
}

/* From another printed base, but for one slip of the total itself, or one row. */
static void search_bases(Search *search, uint32_t e) {
    Board *board = search->board;
    const Equation *equation = &board->problem->equations[e];
    const BoardSum *sum = &board->sums[e];
    Amount total = board->value[equation->total];
    for (uint32_t b = 0; b < equation->base_count && b < INT8_MAX; b++) {
        Amount difference;
        if (!board_amount(board, equation->bases[b].difference, &difference) ||
            difference == sum->difference || difference == 0) {
            continue;
        }
        Operation slip = {
            .kind = OPERATION_SLIP,
            .slip = (uint8_t)slip_of(total, total - difference,
                                     board_print(board, equation->total)),
            .cost = COST_OTHER_SLIP,
            .cell = equation->total,
            .change = -difference,
        };
        if (slip.slip == SLIP_REPLACED || slip.slip == SLIP_INTERCHANGED) {
            slip.cost = COST_REPLACED;
        }
        if (slip.slip != SLIP_NONE) {
            base_story(search, e, b, &slip);
        }
        for (uint32_t sign = 0; sign < 2; sign++) {
            Amount amount = sign == 0 ? -difference : difference;
            uint32_t i = board_amount_from(sum, amount);
            for (; i < sum->item_count && board->steps > 0; i++) {
                const Item *item = &sum->items[sum->by_amount[i]];
                if (item->amount != amount) {
                    break;
                }
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
    Board *board = search->board;
    const BoardSum *sum = &board->sums[e];
    Shelf *shelf = &search->shelves[e];
    Single single = {search, e, NULL};
    hunt_single(&single, sum->difference, sum->exact, false);
    if (shelf->count == 0 && sum->slack > sum->exact) {
        hunt_single(&single, sum->difference, sum->slack, true);
    }
    search_bases(search, e);
    shelf->incomplete |= board->steps <= 0;
}

/* ---- one operation more ---- */

/* Tries an operation beside a story whose figure stands in the equation as well, and
 * that left it violated. */
static void search_beside(Search *search, uint32_t e) {
    Board *board = search->board;
    const Equation *equation = &board->problem->equations[e];
    for (uint32_t i = 0; i <= equation->member_count && board->steps > 0; i++) {
        uint32_t cell = i == equation->member_count ? equation->total
                                                    : equation->members[i];
        for (uint32_t u = board->use_from[cell]; u < board->use_from[cell + 1]; u++) {
            uint32_t other = board->uses[u].equation;
            const Shelf *shelf = &search->shelves[other];
            board->steps--;
            for (uint32_t s = 0; other != e && s < shelf->count; s++) {
                const Story *story = shelf->at[s];
                const Operation *operation = &story->operations[0];
                if (story->count != 1 || story->base != NO_BASE ||
                    operation_on_line(operation) || operation->cell != cell) {
                    continue;
                }
                Amount effect = operation_effect(board, operation, e);
                Single single = {search, e, story};
                Amount rest = board->sums[e].difference + effect;
                if (effect != 0 && rest != 0 && board->steps > 0) {
                    hunt_single(&single, rest, 0, false);
                }
            }
        }
    }
}

/* Whether one story mends every equation of a line that is off. */
static bool line_told(const Search *search, const Line *line) {
    const Board *board = search->board;
    uint32_t first = NOTHING, off = 0;
    for (uint32_t i = 0; i < line->count; i++) {
        uint32_t e = board->by_line[line->first + i];
        if (board->sums[e].off) {
            first = first == NOTHING ? e : first;
            off++;
        }
    }
    for (uint32_t s = 0; first != NOTHING && s < search->shelves[first].count; s++) {
        const Story *story = search->shelves[first].at[s];
        uint32_t here = 0;
        for (uint32_t i = 0; i < story->mended.count; i++) {
            const Mended *mended = &story->mended.at[i];
            here += mended->how != MENDED_ROUNDING &&
                    &board->lines[board->sums[mended->equation].line] == line;
        }
        if (here == off) {
            return true;
        }
    }
    return off < 2;
}

void search_component(Search *search, const uint32_t *equations, uint32_t count) {
    Board *board = search->board;
    int64_t figures = 0;
    for (uint32_t i = 0; i < count; i++) {
        figures += board->problem->equations[equations[i]].member_count;
    }
    int64_t wanted = BUDGET + BUDGET_FIGURE * figures;
    search->spent += search->granted - board->steps;
    int64_t left = BUDGET_ALL - search->spent;
    board->steps = search->granted = wanted < left ? wanted : left > 0 ? left : 0;
    for (uint32_t i = 0; i < count; i++) {
        search_singles(search, equations[i]);
    }
    for (uint32_t i = 0; i < count; i++) {
        const Line *line = &board->lines[board->sums[equations[i]].line];
        bool first = true;
        for (uint32_t j = 0; j < line->count && first; j++) {
            uint32_t e = board->by_line[line->first + j];
            if (board->sums[e].off) {
                first = e == equations[i];
                break;
            }
        }
        if (first && line->count > 1 && !line_told(search, line)) {
            search_line_pairs(search, line);
        }
    }
    for (uint32_t i = 0; i < count; i++) {
        uint32_t e = equations[i];
        if (search->shelves[e].count == 0) {
            search_beside(search, e);
        }
        if (search->shelves[e].count == 0) {
            search_pairs(search, e);
        }
        search->shelves[e].incomplete |= board->steps <= 0;
    }
}
