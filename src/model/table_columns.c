/* The columns of a table, spread out: one for each year, kind of money and source. */
#include "model/table.h"

static uint8_t find_variant(TableState *state, Id money, Id source) {
    for (uint32_t i = 0; i < state->variant_count; i++)
        if (state->variants[i].money == money && state->variants[i].source == source)
            return (uint8_t)i;
    state->variants[state->variant_count] =
        (TableColumn){.money = money, .source = source};
    return (uint8_t)state->variant_count++;
}

static void report_too_many(Build *b, const TableState *state) {
    Findings *findings = b->model->findings;
    Diagnostic *d = findings_add(findings, CODE_T11,
                                 build_place(b, state->node->columns[0].time.span),
                                 "a table has at most %d columns", TABLE_COLUMNS_MOST);
    diagnostic_help(findings, d, "split it into tables of the same name");
}

static bool add_computed(Build *b, TableState *state, const Column *column) {
    if (state->column_count == TABLE_COLUMNS_MOST) {
        report_too_many(b, state);
        return false;
    }
    state->variant[state->column_count] = 0;
    state->columns[state->column_count++] =
        (TableColumn){.time = {.kind = TIME_ABSENT, .span = column->heading},
                      .computed = column,
                      .span = column->heading};
    return true;
}

static bool add_column(Build *b, const Context *c, TableState *state,
                       const Column *column) {
    if (column->formula != NULL)
        return add_computed(b, state, column);
    Times times = {.parts = 1};
    Time time = column->time;
    if (time.kind == TIME_BAD)
        return false; /* the parser has said so */
    if (time.kind != TIME_ALL && !time_each(b, c, time, &times)) {
        *VEC_PUSH(b->arena, &b->model->dropped) = build_place(b, time.span);
        return false;
    }
    bool one = time.kind == TIME_ALL || time_is_span(time);
    if (time_is_span(time))
        time = times_span(times, time);
    if (one)
        times.to = times.from;
    if (state->column_count + (uint32_t)(times.to - times.from) + 1 >
        TABLE_COLUMNS_MOST) {
        report_too_many(b, state);
        return false;
    }
    Id money = resolve(b, KIND_MONEY, column->as);
    Id source = resolve(b, KIND_SOURCE, column->from);
    /* An `all` column has no entries, so it needs no line of its own. */
    uint8_t variant = 0;
    if (time.kind != TIME_ALL)
        variant = find_variant(state, money, source);
    for (int32_t i = times.from; i <= times.to; i++) {
        if (!one)
            time = times_one(times, i, column->time.span);
        state->variant[state->column_count] = variant;
        state->columns[state->column_count++] =
            (TableColumn){.year = (int16_t)time_year_of(time),
                          .time = time,
                          .money = money,
                          .source = source,
                          .span = column->time.span};
    }
    return true;
}

static TableColumn *kept_columns(Build *b, const TableColumn *columns, uint32_t count) {
    TableColumn *kept = ARENA_ARRAY(b->arena, TableColumn, count);
    for (uint32_t i = 0; i < count; i++)
        kept[i] = columns[i];
    return kept;
}

/* What it needs of the stack is given back before the rows, whose areas nest deep. */
__attribute__((noinline)) void table_add_columns(Build *b, const Context *c,
                                                 TableState *state) {
    TableColumn columns[TABLE_COLUMNS_MOST], variants[TABLE_COLUMNS_MOST];
    uint8_t variant[TABLE_COLUMNS_MOST];
    state->columns = columns;
    state->variants = variants;
    state->variant = variant;
    for (uint32_t i = 0; i < state->node->column_count && !state->broken; i++)
        state->broken = !add_column(b, c, state, &state->node->columns[i]);
    if (state->variant_count == 0)
        find_variant(state, 0, 0);
    uint8_t *kept_variant = ARENA_ARRAY(b->arena, uint8_t, state->column_count);
    for (uint32_t i = 0; i < state->column_count; i++)
        kept_variant[i] = state->variant[i];
    state->columns = kept_columns(b, state->columns, state->column_count);
    state->variants = kept_columns(b, state->variants, state->variant_count);
    state->variant = kept_variant;
}

/* Years are held to only where there are entries: a table of totals alone may be over
 * years of which the document has nothing else. */
void table_check_columns(Build *b, const Context *c, const TableState *state) {
    for (uint32_t i = 0; i < state->node->column_count && !state->broken; i++) {
        const Time time = state->node->columns[i].time;
        Times times;
        if (time.kind != TIME_ALL && time.kind != TIME_ABSENT && time.from != TIME_OPEN &&
            time.to != TIME_OPEN && time_each(b, c, time, &times))
            time_within(b, c, time, times);
    }
}
