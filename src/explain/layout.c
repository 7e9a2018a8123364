/* Lays a problem out for the explainer: amounts on one integer scale, the figures'
 * equations, lines of totals, and indexes by place, year and title. All in linear time
 * but for sorting. */
#include "explain/layout.h"

#include <stdlib.h>
#include <string.h>
#include "base/by_key.h"
#include "base/hash.h"
#include "base/sorted.h"
#include "base/str.h"

/* Amounts stay below 10^28, so that a thousand times one, and sums of many, fit. */
enum { DIGITS_MOST = 28, RESIDUE_PART = 4 };

uint64_t layout_when_key(Slice when) {
    return hash_text(HASH_START, when);
}

static int compare_entries(const void *left, const void *right) {
    const IndexEntry *a = left, *b = right;
    if (a->a != b->a)
        return a->a < b->a ? -1 : 1;
    if (a->b != b->b)
        return a->b < b->b ? -1 : 1;
    if (a->value != b->value)
        return a->value < b->value ? -1 : 1;
    return a->id < b->id ? -1 : a->id > b->id;
}

void layout_sort(IndexEntry *entries, uint32_t count) {
    if (count > 1)
        qsort(entries, count, sizeof *entries, compare_entries);
}

/* The first entry that is not before (a, b, value). */
static uint32_t entries_from(const IndexEntry *entries, uint32_t count,
                             IndexEntry wanted) {
    uint32_t first = 0;
    wanted.id = 0;
    SORTED_SEEK(first, count, at, compare_entries(&entries[at], &wanted) < 0)
    return first;
}

/* ---- amounts ---- */

bool layout_amount(const Layout *layout, Decimal value, Amount *out) {
    Amount units = value.units;
    int32_t shift = layout->scale - value.scale;
    const Amount limit = typing_slip_power(DIGITS_MOST);
    if (units == 0) {
        *out = 0;
        return true;
    }
    for (; shift < 0 && units % 10 == 0; shift++)
        units /= 10;
    if (shift < 0 || shift > DIGITS_MOST)
        return false;
    Amount power = typing_slip_power(shift);
    if (amount_abs(units) >= limit / power)
        return false;
    *out = units * power;
    return true;
}

Slice layout_text(const Layout *layout, Arena *arena, Amount amount, int32_t places) {
    char room[DECIMAL_TEXT];
    Decimal value = decimal_trim((Decimal){amount, layout->scale}, places);
    return arena_copy(arena, decimal_text(value, room));
}

Print layout_print(const Layout *layout, uint32_t cell) {
    int32_t places = layout->problem->cells[cell].value.scale;
    return (Print){places, layout->scale - places};
}

Amount layout_unit(const Layout *layout, uint32_t cell) {
    int32_t fine = layout_print(layout, cell).fine;
    return typing_slip_power(fine < DIGITS_MOST ? fine : DIGITS_MOST - 1);
}

/* The finest scale that leaves room for the largest figure. */
static void choose_scale(Layout *layout) {
    const Problem *problem = layout->problem;
    int32_t finest = DECIMAL_SCALE_MIN, whole = 1;
    for (uint32_t i = 0; i < problem->cell_count; i++) {
        Decimal value = problem->cells[i].value;
        if (value.units == 0)
            continue;
        int32_t digits = 0;
        for (Amount rest = value.units; rest != 0; rest /= 10)
            digits++;
        finest = value.scale > finest ? value.scale : finest;
        whole = digits - value.scale > whole ? digits - value.scale : whole;
    }
    finest = finest < 0 ? 0 : finest;
    layout->scale = finest + whole >= DIGITS_MOST ? DIGITS_MOST - 1 - whole : finest;
}

static void lay_values(Layout *layout) {
    const Problem *problem = layout->problem;
    layout->value = ARENA_ARRAY(layout->arena, Amount, problem->cell_count);
    layout->usable = ARENA_ARRAY(layout->arena, bool, problem->cell_count);
    for (uint32_t i = 0; i < problem->cell_count; i++) {
        layout->usable[i] =
            layout_amount(layout, problem->cells[i].value, &layout->value[i]);
    }
}

/* ---- equations ---- */

static bool readable(const Layout *layout, const Equation *equation) {
    bool fits = equation->state != EQUATION_UNKNOWN && layout->usable[equation->total];
    for (uint32_t i = 0; fits && i < equation->member_count; i++)
        fits = layout->usable[equation->members[i]];
    return fits;
}

static void lay_uses(Layout *layout) {
    const Problem *problem = layout->problem;
    uint32_t count = 0, all = 0;
    for (uint32_t e = 0; e < problem->equation_count; e++)
        all += layout->sums[e].known ? problem->equations[e].member_count + 1 : 0;
    Use *uses = ARENA_ARRAY(layout->arena, Use, all);
    uint32_t *cell = ARENA_ARRAY(layout->arena, uint32_t, all);
    layout->vouched = ARENA_ARRAY(layout->arena, bool, problem->cell_count);
    for (uint32_t e = 0; e < problem->equation_count; e++) {
        const Equation *equation = &problem->equations[e];
        if (!layout->sums[e].known)
            continue;
        for (uint32_t i = 0; i <= equation->member_count; i++) {
            cell[count] = i == 0 ? equation->total : equation->members[i - 1];
            layout->vouched[cell[count]] |= equation->state == EQUATION_HOLDS;
            uses[count++] = (Use){e, i == 0 ? 1 : -layout_sign(equation, i - 1)};
        }
    }
    ByKey by_cell = by_key_sort(layout->arena, NULL, count, cell, problem->cell_count);
    layout->uses = ARENA_ARRAY(layout->arena, Use, count);
    for (uint32_t i = 0; i < count; i++)
        layout->uses[i] = uses[by_cell.items[i]];
    layout->use_from = by_cell.first;
}

static bool runs_across(const Layout *layout, const Equation *equation) {
    const Cell *cells = layout->problem->cells, *total = &cells[equation->total];
    for (uint32_t i = 0; i < equation->member_count; i++) {
        const Cell *cell = &cells[equation->members[i]];
        if (total->table == 0 || cell->table != total->table || cell->row != total->row)
            return false;
    }
    return equation->member_count > 0;
}

/* The steps in which the stated total could be another: its last printed digit, but
 * coarser where it and three quarters of the figures are round (thousands, halves), as
 * a difference would be too. */
static Amount neighbour_step(const Layout *layout, const Equation *equation,
                             Amount difference) {
    Amount step = layout_unit(layout, equation->total);
    Amount total = layout->value[equation->total];
    static const int8_t parts[] = {2, 5, 10};
    for (Amount power = step; amount_abs(difference) / 10 >= power;) {
        Amount next = power;
        for (uint32_t p = 0; p < sizeof parts; p++) {
            Amount coarse = power * parts[p];
            uint32_t round = 0, count = 0;
            if (difference % coarse != 0 || total % coarse != 0)
                continue;
            for (uint32_t i = 0; i < equation->member_count; i++) {
                Amount value = layout->value[equation->members[i]];
                count += value != 0;
                round += value != 0 && value % coarse == 0;
            }
            if ((uint64_t)round * 4 >= (uint64_t)count * 3) {
                step = coarse;
                next = parts[p] == 10 ? coarse : next;
            }
        }
        if (next == power)
            break;
        power = next;
    }
    return step;
}

/* Another printed figure agrees: exactly, or but for a residue of rounding, which
 * must be small beside the difference from the entries. */
static bool agrees(const Equation *equation) {
    for (uint32_t b = 0; b < equation->comparison_count; b++) {
        Decimal miss = decimal_abs(equation->comparisons[b].difference);
        if (decimal_sign(equation->difference) != 0 &&
            (decimal_sign(miss) == 0 ||
             (decimal_compare(miss, equation->comparisons[b].slack) <= 0 &&
              decimal_mul(miss, decimal_int(RESIDUE_PART), &miss) &&
              decimal_compare(miss, decimal_abs(equation->difference)) <= 0)))
            return true;
    }
    return false;
}

/* Slack finer than the layout's units is as good as none. */
static bool slack_of(const Layout *layout, Decimal slack, Amount *out) {
    return layout_amount(layout, slack, out) ||
           (decimal_rescale(slack, layout->scale, &slack) &&
            layout_amount(layout, slack, out));
}

static void lay_sum(Layout *layout, uint32_t e) {
    const Equation *equation = &layout->problem->equations[e];
    LayoutSum *sum = &layout->sums[e];
    if (!readable(layout, equation) ||
        !layout_amount(layout, equation->difference, &sum->difference))
        return;
    if (!slack_of(layout, equation->slack, &sum->slack) ||
        !slack_of(layout, equation->coarse, &sum->coarse))
        return;
    if (sum->coarse < sum->slack)
        sum->coarse = sum->slack;
    sum->known = true;
    layout->rounded |= equation->state == EQUATION_ROUNDING && sum->difference != 0;
    sum->computed = layout->value[equation->total] - sum->difference;
    if (equation->state != EQUATION_VIOLATED || sum->difference == 0)
        return;
    sum->follows = agrees(equation);
    sum->off = !sum->follows;
    Amount unit = layout_unit(layout, equation->total);
    for (uint32_t i = 0; i < equation->member_count; i++) {
        if (layout->value[equation->members[i]] % unit != 0) {
            sum->exact = unit / 2 < sum->slack ? unit / 2 : sum->slack;
            break;
        }
    }
    sum->step = neighbour_step(layout, equation, sum->difference);
}

/* ---- lines ---- */

static IndexEntry line_key(const Layout *layout, uint32_t e) {
    const Cell *total = &layout->problem->cells[layout->problem->equations[e].total];
    bool across = layout->sums[e].across;
    IndexEntry key = {.id = e};
    uint32_t apart = layout->problem->equations[e].apart;
    if (apart != 0) {
        key.a = apart;
        key.b = (uint64_t)1 << 41;
        key.value = e;
    } else if (total->table == 0) {
        key.a = hash_text(hash_text(HASH_START, total->title), total->scope);
        key.b = (uint64_t)total->document << 1 | across;
    } else {
        key.a = (uint64_t)total->table << 32 | (across ? total->column : total->row);
        key.b = (uint64_t)1 << 40 | across;
        key.value = across ? total->row : total->column;
    }
    return key;
}

static void lay_lines(Layout *layout) {
    uint32_t count = layout->problem->equation_count;
    IndexEntry *keys = ARENA_ARRAY(layout->arena, IndexEntry, count);
    for (uint32_t e = 0; e < count; e++)
        keys[e] = line_key(layout, e);
    layout_sort(keys, count);
    layout->by_line = ARENA_ARRAY(layout->arena, uint32_t, count);
    layout->lines = ARENA_ARRAY(layout->arena, TotalLine, count);
    for (uint32_t i = 0; i < count; i++) {
        if (i == 0 || keys[i].a != keys[i - 1].a || keys[i].b != keys[i - 1].b)
            layout->lines[layout->line_count++].first = i;
        TotalLine *line = &layout->lines[layout->line_count - 1];
        LayoutSum *sum = &layout->sums[keys[i].id];
        layout->by_line[i] = keys[i].id;
        sum->line = layout->line_count - 1;
        sum->line_at = line->count++;
    }
}

uint32_t layout_years(const Layout *layout, uint32_t line) {
    uint32_t years = 0;
    for (uint32_t i = 0; i < layout->lines[line].count; i++) {
        uint32_t e = layout->by_line[layout->lines[line].first + i];
        years += !slice_equal(layout_total(layout, e)->when, SLICE("all"));
    }
    return years;
}

/* ---- places, years, titles ---- */

static void lay_places(Layout *layout) {
    const Problem *problem = layout->problem;
    layout->by_place = ARENA_ARRAY(layout->arena, IndexEntry, problem->cell_count);
    for (uint32_t i = 0; i < problem->cell_count; i++) {
        const Cell *cell = &problem->cells[i];
        if (cell->table != 0 && layout->usable[i]) {
            layout->by_place[layout->place_count++] =
                (IndexEntry){(uint64_t)cell->table << 32 | cell->row, cell->column, 0, i};
        }
    }
    layout_sort(layout->by_place, layout->place_count);
}

uint32_t layout_at(const Layout *layout, uint32_t table, uint32_t row, uint32_t column) {
    uint64_t line = (uint64_t)table << 32 | row;
    uint32_t i = entries_from(layout->by_place, layout->place_count,
                              (IndexEntry){.a = line, .b = column});
    bool found = i < layout->place_count && layout->by_place[i].a == line &&
                 layout->by_place[i].b == column;
    return found ? layout->by_place[i].id : NOTHING;
}

uint32_t layout_in_row(const Layout *layout, uint32_t table, uint32_t row, Slice when) {
    uint64_t line = (uint64_t)table << 32 | row;
    uint32_t i =
        entries_from(layout->by_place, layout->place_count, (IndexEntry){.a = line});
    for (; i < layout->place_count && layout->by_place[i].a == line; i++) {
        uint32_t cell = layout->by_place[i].id;
        if (slice_equal(layout->problem->cells[cell].when, when))
            return cell;
    }
    return NOTHING;
}

uint32_t layout_use(const Layout *layout, uint32_t equation, uint32_t cell) {
    uint32_t from = layout->use_from[cell];
    SORTED_SEEK(from, layout->use_from[cell + 1], at,
                layout->uses[at].equation < equation)
    return from;
}

bool layout_holds(const Layout *layout, uint32_t equation, uint32_t cell) {
    uint32_t use = layout_use(layout, equation, cell);
    return use < layout->use_from[cell + 1] && layout->uses[use].equation == equation;
}

uint32_t layout_when_from(Layout *layout, Slice when, Amount value, uint32_t *end) {
    const Problem *problem = layout->problem;
    if (layout->by_when == NULL) {
        layout->by_when = ARENA_ARRAY(layout->arena, IndexEntry, problem->cell_count);
        for (uint32_t i = 0; i < problem->cell_count; i++) {
            const Cell *cell = &problem->cells[i];
            if (cell->role == CELL_ENTRY && layout->usable[i] && layout->value[i] != 0) {
                layout->by_when[layout->when_count++] = (IndexEntry){
                    .a = layout_when_key(cell->when), .value = layout->value[i], .id = i};
            }
        }
        layout_sort(layout->by_when, layout->when_count);
    }
    uint64_t key = layout_when_key(when);
    uint32_t from = entries_from(layout->by_when, layout->when_count,
                                 (IndexEntry){.a = key, .value = value});
    *end =
        entries_from(layout->by_when, layout->when_count, (IndexEntry){.a = key, .b = 1});
    return from;
}

static void index_titles(Layout *layout) {
    const Problem *problem = layout->problem;
    layout->by_title = ARENA_ARRAY(layout->arena, IndexEntry, problem->cell_count);
    for (uint32_t i = 0; i < problem->cell_count; i++) {
        const Cell *total = &problem->cells[i];
        if (total->role == CELL_TOTAL && layout->usable[i]) {
            layout->by_title[layout->title_count++] = (IndexEntry){
                .a = hash_text(layout_when_key(total->when), total->title),
                .b = total->document,
                .id = i,
            };
        }
    }
    layout_sort(layout->by_title, layout->title_count);
}

uint32_t layout_same_title(Layout *layout, uint32_t cell, uint32_t *next) {
    const Cell *own = &layout->problem->cells[cell];
    if (layout->by_title == NULL)
        index_titles(layout);
    uint64_t key = hash_text(layout_when_key(own->when), own->title);
    uint32_t i = *next;
    if (i == 0)
        i = entries_from(layout->by_title, layout->title_count, (IndexEntry){.a = key});
    if (i < layout->title_count && layout->by_title[i].a == key &&
        layout->by_title[i].b == own->document) {
        i = entries_from(layout->by_title, layout->title_count,
                         (IndexEntry){.a = key, .b = (uint64_t)own->document + 1});
    }
    *next = i + 1;
    bool found = i < layout->title_count && layout->by_title[i].a == key;
    return found ? layout->by_title[i].id : NOTHING;
}

Layout *layout_new(Arena *scratch, const Problem *problem) {
    Layout *layout = ARENA_NEW(scratch, Layout);
    layout->arena = scratch;
    layout->problem = problem;
    choose_scale(layout);
    lay_values(layout);
    layout->sums = ARENA_ARRAY(scratch, LayoutSum, problem->equation_count);
    for (uint32_t e = 0; e < problem->equation_count; e++) {
        lay_sum(layout, e);
        layout->sums[e].across = runs_across(layout, &problem->equations[e]);
    }
    lay_uses(layout);
    lay_lines(layout);
    lay_places(layout);
    return layout;
}
