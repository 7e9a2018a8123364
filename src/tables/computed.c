/* Columns that say nothing new: a deviation, a percentage, a share. A column's formula is
 * the one that two thirds of its cells fit, so that a cell that does not is found by a
 * check; where several fit as well, or none fits that many, the column is left out. */
#include "tables/reading.h"

#include "syntax/prompt.h"
#include "syntax/title_name.h"

typedef enum FormulaKind {
    FORMULA_DIFFERENCE, /* a - b */
    FORMULA_CHANGE,     /* (a - b) / b */
    FORMULA_QUOTIENT,   /* a / b */
    FORMULA_SHARE,      /* share(a): of the table's total */
    FORMULA_KINDS
} FormulaKind;

typedef struct ColumnFormula {
    FormulaKind kind;
    uint32_t a, b; /* value columns */
    uint32_t fits;
} ColumnFormula;

/* What is tried: a formula shows in the first rows and columns. */
enum { COLUMNS_TRIED_MOST = 12, ROWS_TRIED_MOST = 200 };

/* ---- whether a cell fits ---- */

/* A figure and how far it may be off, half a unit of its last digit. */
typedef struct Rounded {
    Decimal value, half;
} Rounded;

static Rounded rounded(Decimal value) {
    return (Rounded){value, {5, value.scale + 1}};
}

/* A percentage as a part of 1: by its sign, or a plain number in a column of percentages.
 */
static Rounded percent(Decimal value) {
    Rounded found = rounded(value);
    found.value = decimal_shift(found.value, 2);
    found.half = decimal_shift(found.half, 2);
    return found;
}

/* False also on overflow: it fits not then. */
static bool is_within(Decimal difference, Decimal a, Decimal b, Decimal c) {
    Decimal sum;
    return decimal_add(a, b, &sum) && decimal_add(sum, c, &sum) &&
           decimal_compare(decimal_abs(difference), sum) <= 0;
}

static bool is_difference(Rounded cell, Rounded a, Rounded b) {
    Decimal computed, off;
    return decimal_sub(a.value, b.value, &computed) &&
           decimal_sub(cell.value, computed, &off) &&
           is_within(off, cell.half, a.half, b.half);
}

/* cell = a / b, as cell × b = a. */
static bool is_quotient(Rounded cell, Rounded a, Rounded b) {
    Decimal product, off, by_cell, by_b;
    return decimal_sign(b.value) != 0 && decimal_mul(cell.value, b.value, &product) &&
           decimal_sub(product, a.value, &off) &&
           decimal_mul(cell.half, decimal_abs(b.value), &by_cell) &&
           decimal_mul(decimal_abs(cell.value), b.half, &by_b) &&
           is_within(off, by_cell, by_b, a.half);
}

static bool is_change(Rounded cell, Rounded a, Rounded b) {
    Rounded change = b;
    if (!decimal_sub(a.value, b.value, &change.value) ||
        !decimal_add(a.half, b.half, &change.half))
        return false;
    return is_quotient(cell, change, b);
}

/* ---- a column ---- */

typedef struct Trial {
    const ImportReading *r;
    uint32_t column;
    bool percents;        /* its cells are percentages */
    bool plain;           /* … without their sign */
    const ReadRow *whole; /* the table's total, or NULL */
} Trial;

static bool is_number(const ReadRow *row, uint32_t c) {
    return row->cells[c].kind == SHOWN_NUMBER || row->cells[c].kind == SHOWN_PERCENT;
}

static bool has_line(const ReadRow *row) {
    return row->has_figures && row->role != ROW_LEFT;
}

/* Whether the row's cell fits; *tells: a chance would hardly give that. */
static bool fits(const Trial *t, const ColumnFormula *f, const ReadRow *row,
                 bool *tells) {
    uint32_t b = f->kind == FORMULA_SHARE ? f->a : f->b;
    const ReadRow *below = f->kind == FORMULA_SHARE ? t->whole : row;
    *tells = false;
    if (!is_number(row, t->column) || row->cells[f->a].kind != SHOWN_NUMBER || !below ||
        below->cells[b].kind != SHOWN_NUMBER)
        return false;
    Decimal own = row->values[t->column];
    Rounded cell = t->percents ? percent(own) : rounded(own);
    Rounded one = rounded(row->values[f->a]), two = rounded(below->values[b]);
    *tells = decimal_sign(own) != 0;
    switch (f->kind) {
    case FORMULA_DIFFERENCE: return !t->percents && is_difference(cell, one, two);
    case FORMULA_CHANGE: return t->percents && is_change(cell, one, two);
    case FORMULA_QUOTIENT:
    case FORMULA_SHARE: return t->percents && is_quotient(cell, one, two);
    case FORMULA_KINDS: break;
    }
    return false;
}

static uint32_t count_fits(const Trial *t, const ColumnFormula *f) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < t->r->rows.count && i < ROWS_TRIED_MOST; i++) {
        bool tells;
        const ReadRow *row = &t->r->rows.at[i];
        if (has_line(row) && fits(t, f, row, &tells) && tells)
            count++;
    }
    return count;
}

/* How many of the column's cells are figures other than 0. */
static uint32_t count_cells(const Trial *t) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < t->r->rows.count && i < ROWS_TRIED_MOST; i++) {
        const ReadRow *row = &t->r->rows.at[i];
        count += has_line(row) && is_number(row, t->column) &&
                 decimal_sign(row->values[t->column]) != 0;
    }
    return count;
}

/* The best formula, and in *rival how many cells the next best of them fits. */
static ColumnFormula best_formula(const Trial *t, ColumnFormula *rival) {
    ColumnFormula best = {.fits = 0};
    *rival = best;
    uint32_t count = t->r->value_count < COLUMNS_TRIED_MOST ? t->r->value_count
                                                            : COLUMNS_TRIED_MOST;
    for (uint32_t kind = 0; kind < FORMULA_KINDS; kind++)
        for (uint32_t a = 0; a < count; a++)
            for (uint32_t b = 0; b < count; b++) {
                ColumnFormula tried = {(FormulaKind)kind, a, b, 0};
                bool share = kind == FORMULA_SHARE;
                if (t->r->values[a]->role != COLUMN_YEAR ||
                    t->r->values[b]->role != COLUMN_YEAR || share != (a == b))
                    continue;
                tried.fits = count_fits(t, &tried);
                if (tried.fits > best.fits) {
                    *rival = best;
                    best = tried;
                } else if (tried.fits > rival->fits) {
                    *rival = tried;
                }
            }
    return best;
}

/* ---- formulas as text ---- */

/* How a formula names a column: its year, its kind of money, or both where the kind heads
 * several years. */
static void put_column(const ImportReading *r, Text *out, uint32_t value) {
    const ReadColumn *column = r->values[value];
    uint32_t same = 0;
    for (uint32_t i = 0; i < r->value_count; i++)
        same += reading_is_money(r, i) && slice_equal(r->values[i]->money, column->money);
    if (column->money.length == 0) {
        text_slice(out, times_text(r->arena, column->time));
        return;
    }
    if (same == 1) {
        text_format(out, "\"%.*s\"", SLICE_ARGS(column->money));
        return;
    }
    Slice name = title_letters(r->arena, column->money);
    text_format(out, "%.*s%s(", SLICE_ARGS(name), prompt_reserves(name) ? "_" : "");
    text_slice(out, times_text(r->arena, column->time));
    text_char(out, ')');
}

static Slice formula_text(const Trial *t, const ColumnFormula *f) {
    const ImportReading *r = t->r;
    Text text = {.memory = arena_memory(r->arena)};
    text_str(&text, f->kind == FORMULA_CHANGE  ? "("
                    : f->kind == FORMULA_SHARE ? "share("
                                               : "");
    put_column(r, &text, f->a);
    if (f->kind == FORMULA_SHARE) {
        text_char(&text, ')');
    } else {
        text_str(&text, f->kind == FORMULA_QUOTIENT ? " / " : " - ");
        put_column(r, &text, f->b);
    }
    if (f->kind == FORMULA_CHANGE) {
        text_str(&text, ") / ");
        put_column(r, &text, f->b);
    }
    if (t->plain)
        text_str(&text, " * 100");
    Slice formula = arena_copy(r->arena, text_view(&text));
    text_free(&text);
    return formula;
}

/* ---- all columns ---- */

static void leave_out(ImportReading *r, ReadColumn *column, const char *why, Slice what) {
    uint32_t at = reading_column(r, column->at);
    column->role = COLUMN_LEFT;
    told_note(r->told, "left out", "column %u, \"%.*s\": %s%.*s", at,
              SLICE_ARGS(column->heading), why, SLICE_ARGS(what));
    *VEC_PUSH(r->arena, &r->comments) = arena_format(
        r->arena, "Left out: column %u, \"%.*s\"", at, SLICE_ARGS(column->heading));
}

/* The last total of a table is that of all its rows, if any is. */
static const ReadRow *last_total(const ImportReading *r) {
    for (uint32_t i = r->rows.count; i > 0; i--)
        if (r->rows.at[i - 1].role == ROW_TOTAL)
            return &r->rows.at[i - 1];
    return NULL;
}

static bool is_headed_twice(const ImportReading *r, uint32_t value) {
    for (uint32_t i = 0; i < r->value_count; i++)
        if (i != value && !reading_is_money(r, i) &&
            slice_equal(r->values[i]->heading, r->values[value]->heading))
            return true;
    return false;
}

static bool has_percent_signs(const ImportReading *r, uint32_t value) {
    for (uint32_t i = 0; i < r->rows.count; i++)
        if (r->rows.at[i].cells[value].kind == SHOWN_PERCENT)
            return true;
    return false;
}

static void read_column(ImportReading *r, uint32_t value) {
    ReadColumn *column = r->values[value];
    Trial t = {.r = r, .column = value, .whole = last_total(r)};
    ColumnFormula rival, plain_rival;
    t.percents = has_percent_signs(r, value);
    ColumnFormula best = best_formula(&t, &rival);
    if (!t.percents) {
        Trial plain = t;
        plain.percents = plain.plain = true;
        ColumnFormula other = best_formula(&plain, &plain_rival);
        if (other.fits > best.fits) {
            t = plain;
            rival = best.fits > plain_rival.fits ? best : plain_rival;
            best = other;
        }
    }
    uint32_t cells = count_cells(&t);
    Slice rest;
    if (value == 0 || is_headed_twice(r, value))
        leave_out(r, column, "a computed column has a heading of its own, behind others",
                  (Slice){"", 0});
    else if (best.fits < 2 || 3 * best.fits < 2 * cells)
        leave_out(r, column,
                  times_read(r->arena, column->heading, &rest).year > 0
                      ? "it is no difference, percentage or share of the others"
                      : "its heading names no year, and it is no difference, "
                        "percentage or share of the others",
                  (Slice){"", 0});
    else if (rival.fits == best.fits)
        leave_out(r, column, "more than one formula fits it, such as ",
                  formula_text(&t, &best));
    else {
        column->formula = formula_text(&t, &best);
        told_note(r->told, "column", "%u, \"%.*s\": %.*s, as %u of %u cells are",
                  reading_column(r, column->at), SLICE_ARGS(column->heading),
                  SLICE_ARGS(column->formula), best.fits, cells);
    }
}

/* Takes the columns that are left out from the values of each row. */
static void drop_left(ImportReading *r) {
    uint32_t kept = 0;
    for (uint32_t c = 0; c < r->value_count; c++) {
        if (r->values[c]->role == COLUMN_LEFT)
            continue;
        r->values[kept] = r->values[c];
        for (uint32_t i = 0; i < r->rows.count; i++) {
            ReadRow *row = &r->rows.at[i];
            row->cells[kept] = row->cells[c];
            row->written[kept] = row->written[c];
            row->values[kept] = row->values[c];
        }
        kept++;
    }
    r->value_count = kept;
}

/* ---- the sum of the others ---- */

/* How many rows the column fits as the sum of the columns of years, and in *cells of how
 * many. */
static uint32_t count_sums(const ImportReading *r, uint32_t all, uint32_t *cells) {
    uint32_t count = 0;
    *cells = 0;
    for (uint32_t i = 0; i < r->rows.count && i < ROWS_TRIED_MOST; i++) {
        const ReadRow *row = &r->rows.at[i];
        if (!has_line(row) || !is_number(row, all))
            continue;
        Rounded sum = {DECIMAL_ZERO, DECIMAL_ZERO};
        Rounded own = rounded(row->values[all]);
        bool fine = true;
        for (uint32_t c = 0; c < r->value_count; c++) {
            Rounded one = rounded(row->values[c]);
            if (r->values[c]->role == COLUMN_YEAR && is_number(row, c))
                fine = fine && decimal_add(sum.value, one.value, &sum.value) &&
                       decimal_add(sum.half, one.half, &sum.half);
        }
        ++*cells;
        count += fine && is_difference(own, sum, (Rounded){DECIMAL_ZERO, DECIMAL_ZERO});
    }
    return count;
}

static bool has_numbers(const ImportReading *r, const ReadColumn *column) {
    for (uint32_t i = 0; i < r->rows.count; i++) {
        const GridCell *cell = grid_cell(r->rows.at[i].row, column->at);
        if (figures_cell(r->arena, cell).kind == SHOWN_NUMBER)
            return true;
    }
    return false;
}

/* A column that is left out may be one of those that an `all` adds up. Without it, a true
 * sum would be found wrong: a person decides, unless the figures do. */
static bool check_sum(const ImportReading *r, uint32_t all) {
    uint32_t cells, fitting = count_sums(r, all, &cells);
    if (2 * fitting > cells)
        return true;
    for (uint32_t c = 0; c < r->columns.count; c++) {
        const ReadColumn *left = &r->columns.at[c];
        if (left->role != COLUMN_LEFT || left->at < r->title->at ||
            words_computed(r->arena, left->heading) || !has_numbers(r, left))
            continue;
        told_refuse(
            r->told,
            "column %u (\"%.*s\") is not the sum of the columns that have a year; "
            "it may count column %u (\"%.*s\"), whose heading names none",
            reading_column(r, r->values[all]->at), SLICE_ARGS(r->values[all]->heading),
            reading_column(r, left->at), SLICE_ARGS(left->heading));
        told_help(r->told,
                  "--years 2025 makes all columns of figures money of that year; "
                  "--range leaves out columns at the end");
        return false;
    }
    return true;
}

/* ---- 2023-2024, beside columns of 2023 and of 2024 ---- */

/* The column of a plain year whose money is that of a column. */
static uint32_t year_beside(const ImportReading *r, const ReadColumn *column,
                            uint32_t year) {
    uint32_t c = 0;
    while (r->values[c]->role != COLUMN_YEAR ||
           !times_equal(r->values[c]->time, (HeadTime){.year = year}) ||
           !slice_equal(r->values[c]->money, column->money))
        c++;
    return c;
}

/* How many of the column's figures other than 0 are the sum of two others, and how many
 * their difference. */
typedef struct SpanFits {
    uint32_t cells, sums, differences;
} SpanFits;

static SpanFits count_span(const ImportReading *r, uint32_t span, uint32_t a,
                           uint32_t b) {
    SpanFits found = {0};
    for (uint32_t i = 0; i < r->rows.count && i < ROWS_TRIED_MOST; i++) {
        const ReadRow *row = &r->rows.at[i];
        if (!has_line(row) || !is_number(row, span) ||
            decimal_sign(row->values[span]) == 0)
            continue;
        Rounded own = rounded(row->values[span]);
        Rounded one = rounded(row->values[a]), two = rounded(row->values[b]);
        Rounded minus = {decimal_negate(two.value), two.half};
        found.cells++;
        found.sums += is_difference(own, one, minus);
        found.differences += is_difference(own, one, two) || is_difference(own, two, one);
    }
    return found;
}

/* Whether a table's years are those two alone: their sum is that of all. */
static bool are_all_years(const ImportReading *r, uint32_t a, uint32_t b) {
    for (uint32_t c = 0; c < r->value_count; c++)
        if (r->values[c]->role == COLUMN_YEAR && !r->values[c]->span && c != a && c != b)
            return false;
    return true;
}

static bool refuse_span(const ImportReading *r, const ReadColumn *column) {
    uint32_t number = reading_column(r, column->at), year = column->time.year;
    Slice time = times_text(r->arena, column->time);
    told_refuse(
        r->told,
        "column %u (\"%.*s\") is the fiscal year %.*s, or the years %u and %u: its "
        "figures are neither the sums nor the differences of these two",
        number, SLICE_ARGS(column->heading), SLICE_ARGS(time), year, year + 1);
    told_help(
        r->told,
        "--column %u=year takes it as %.*s, --column %u=all as the sum of all years, "
        "--column %u=left leaves it out",
        number, SLICE_ARGS(time), number, number);
    return false;
}

/* The figures decide what such a column is; with a slash in its heading it is a fiscal
 * year where they do not. */
static bool read_span(ImportReading *r, uint32_t value) {
    ReadColumn *column = r->values[value];
    uint32_t a = year_beside(r, column, column->time.year);
    uint32_t b = year_beside(r, column, column->time.year + 1);
    SpanFits fits = count_span(r, value, a, b);
    bool sum = fits.sums > fits.differences && 3 * fits.sums >= 2 * fits.cells;
    bool difference = fits.differences > fits.sums &&
                      3 * fits.differences >= 2 * fits.cells;
    if (!sum && !difference && column->time.dashed)
        return refuse_span(r, column);
    if (!sum && !difference) {
        told_note(r->told, "column", "%u, \"%.*s\": %.*s", reading_column(r, column->at),
                  SLICE_ARGS(column->heading),
                  SLICE_ARGS(times_text(r->arena, column->time)));
        return true;
    }
    bool all = sum && value > 0 && are_all_years(r, a, b);
    column->role = all ? COLUMN_ALL : COLUMN_COMPUTED;
    if (!sum || value == 0)
        return true; /* read_column finds the formula, or leaves the first column out */
    Text text = {.memory = arena_memory(r->arena)};
    put_column(r, &text, a);
    text_str(&text, " + ");
    put_column(r, &text, b);
    column->formula = arena_copy(r->arena, text_view(&text));
    text_free(&text);
    told_note(r->told, "column", "%u, \"%.*s\": %.*s, as %u of %u cells are",
              reading_column(r, column->at), SLICE_ARGS(column->heading),
              SLICE_ARGS(column->formula), fits.sums, fits.cells);
    return true;
}

bool computed_read(ImportReading *r) {
    for (uint32_t c = 0; c < r->value_count; c++)
        if (r->values[c]->span && !read_span(r, c))
            return false;
    for (uint32_t c = 0; c < r->value_count; c++)
        if (!reading_is_money(r, c) && r->values[c]->formula.length == 0)
            read_column(r, c);
    for (uint32_t c = 0; c < r->value_count; c++)
        if (r->values[c]->role == COLUMN_ALL && !check_sum(r, c))
            return false;
    drop_left(r);
    return true;
}
