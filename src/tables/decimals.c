/* "1.234" throughout: whether a point is the decimal sign or parts thousands, by the sums
 * that the table states. A sum that holds both ways tells nothing: 1.234 and 1.000 add up
 * to 2.234 in either reading. 500 and 1.655 add up to 2.155 in one. */
#include "tables/decimals.h"

/* The sums of one column, in one reading. */
typedef struct Running {
    Decimal since, all;
    uint32_t since_count, all_count;
} Running;

typedef struct SumsTried {
    const ImportReading *r;
    Decimal *values[2]; /* of the row at hand, in each reading */
    bool *known;        /* it has a number there in both */
    Running *sums[2];   /* by value column */
    uint32_t only[2];   /* sums that hold in that reading alone */
} SumsTried;

static const char signs[2] = {',', '.'};

static bool value_of(const ImportReading *r, const CellFigure *figure, char sign,
                     Decimal *out) {
    Slice text;
    *out = DECIMAL_ZERO;
    if (figure->kind == SHOWN_DASH || figure->kind == SHOWN_EMPTY)
        return true;
    if (figure->kind != SHOWN_NUMBER || !figures_write(r->arena, figure, sign, &text) ||
        !decimal_parse(text, out))
        return false;
    if (figure->scaled)
        *out = decimal_shift(*out, r->power - figure->power);
    return true;
}

static void read_row(SumsTried *w, const ReadRow *row) {
    for (uint32_t c = 0; c < w->r->value_count; c++) {
        w->known[c] = reading_is_money(w->r, c);
        for (int i = 0; i < 2; i++)
            w->known[c] &= value_of(w->r, &row->cells[c], signs[i], &w->values[i][c]);
    }
}

static void count(SumsTried *w, bool comma, bool point) {
    w->only[0] += comma && !point;
    w->only[1] += point && !comma;
}

static bool is_sum(Decimal value, Decimal sum, uint32_t entries) {
    return entries > 1 && decimal_sign(value) != 0 && decimal_compare(value, sum) == 0;
}

static void add(Running *sums, Decimal value) {
    if (!decimal_add(sums->since, value, &sums->since) ||
        !decimal_add(sums->all, value, &sums->all))
        sums->since_count = sums->all_count = 0;
    sums->since_count++;
    sums->all_count++;
}

/* A total holds as that of the rows since the last one, or of all. */
static void weigh_total(SumsTried *w, uint32_t c) {
    bool holds[2];
    for (int i = 0; i < 2; i++) {
        Running *sums = &w->sums[i][c];
        holds[i] = is_sum(w->values[i][c], sums->since, sums->since_count) ||
                   is_sum(w->values[i][c], sums->all, sums->all_count);
        sums->since = DECIMAL_ZERO;
        sums->since_count = 0;
    }
    count(w, holds[0], holds[1]);
}

/* A cell under "total" holds as the sum of the row's others. */
static void weigh_across(SumsTried *w, uint32_t all) {
    Running sums[2] = {{DECIMAL_ZERO, DECIMAL_ZERO, 0, 0},
                       {DECIMAL_ZERO, DECIMAL_ZERO, 0, 0}};
    for (uint32_t c = 0; c < w->r->value_count; c++)
        for (int i = 0; i < 2 && w->known[c]; i++)
            if (w->r->values[c]->role == COLUMN_YEAR)
                add(&sums[i], w->values[i][c]);
    if (w->known[all])
        count(w, is_sum(w->values[0][all], sums[0].all, sums[0].all_count),
              is_sum(w->values[1][all], sums[1].all, sums[1].all_count));
}

static void weigh_row(SumsTried *w, const ReadRow *row) {
    read_row(w, row);
    for (uint32_t c = 0; c < w->r->value_count; c++) {
        if (w->r->values[c]->role == COLUMN_ALL)
            weigh_across(w, c);
        if (!w->known[c])
            continue;
        if (row->role == ROW_TOTAL || row->role == ROW_SUBTOTAL)
            weigh_total(w, c);
        else if (row->role == ROW_ENTRY)
            for (int i = 0; i < 2; i++)
                add(&w->sums[i][c], w->values[i][c]);
    }
}

char decimals_by_sums(const ImportReading *r, uint32_t *sums) {
    SumsTried w = {.r = r, .known = ARENA_ARRAY(r->arena, bool, r->value_count)};
    for (int i = 0; i < 2; i++) {
        w.values[i] = ARENA_ARRAY(r->arena, Decimal, r->value_count);
        w.sums[i] = ARENA_ARRAY(r->arena, Running, r->value_count);
    }
    for (uint32_t i = 0; i < r->rows.count; i++)
        if (r->rows.at[i].has_figures)
            weigh_row(&w, &r->rows.at[i]);
    int best = w.only[1] > w.only[0];
    *sums = w.only[best];
    return w.only[best] > 0 && w.only[!best] == 0 ? signs[best] : 0;
}
