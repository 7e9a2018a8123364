/* Rows of a table to lines and facts, and their cells of `all` columns to claims. */
#include "model/table.h"

#include "syntax/loose_unit.h"
#include "syntax/parted.h"

enum { LABELS_MOST = 8, ZEROS_MOST = 9 };

/* How many last digits are 0, in threes. */
static int8_t zeros_of(int64_t digits) {
    int8_t zeros = 0;
    for (; digits % 1000 == 0 && zeros < ZEROS_MOST; digits /= 1000)
        zeros = (int8_t)(zeros + 3);
    return zeros;
}

static void count_scale(TableState *state, Figure figure) {
    if (figure.flags & (FIGURE_NONE | FIGURE_BLANK | FIGURE_BAD))
        return;
    if (figure.digits != 0) {
        int8_t *least = &state->scales.zeros;
        bool first = state->scales.figures++ == 0;
        if (first || *least > 0) {
            int8_t zeros = zeros_of(figure.digits);
            *least = first || zeros < *least ? zeros : *least;
        }
    }
    int32_t at = figure.scale - SCALES_LEAST;
    state->scales.count[at < 0 ? 0 : at >= SCALES ? SCALES - 1 : at]++;
}

static Span columns_span(const TableState *state) {
    const Table *table = state->node;
    return span_join(table->columns[0].time.span,
                     table->columns[table->column_count - 1].time.span);
}

/* The spans of cells, NULL where one is only marked as not to be read. */
static const Span *spans_of(Build *b, const Figure *cells, uint32_t count) {
    Span *spans = ARENA_ARRAY(b->arena, Span, count);
    for (uint32_t i = 0; i < count; i++) {
        spans[i] = figure_span(cells[i]);
        char next = b->source->text.at[spans[i].end];
        if ((cells[i].flags & FIGURE_BAD) && next >= '0' && next <= '9')
            return NULL;
    }
    return spans;
}

/* S04 of a row or total that has the right length once its thousands are no cells of
 * their own; NULL where it has not. Where the table alone says how many columns it has,
 * the parser has looked for such cells. */
static Diagnostic *report_parted(Build *b, const TableState *state, const Figure *cells,
                                 uint32_t count) {
    uint32_t columns = state->column_count;
    const char *text = b->source->text.at;
    const Span *spans = cells != NULL && tree_columns(state->node) == 0
                            ? spans_of(b, cells, count)
                            : NULL;
    Parted parted = {0};
    if (spans != NULL)
        parted = parted_read(b->arena, text, spans, count, columns);
    if (parted.ways == 0)
        return NULL;
    Findings *findings = b->model->findings;
    Span all = span_join(spans[0], spans[count - 1]);
    Slice one = parted_numbers(b->arena, text, spans, parted.sizes[0], columns);
    Diagnostic *d = findings_add(findings, CODE_S04, build_place(b, all),
                                 "\"%.*s\" has a blank among its digits",
                                 SLICE_ARGS(source_slice(b->source, all)));
    if (parted.ways == 1) {
        diagnostic_here(findings, d, "write %.*s", SLICE_ARGS(one));
        diagnostic_fix_safe(findings, d, d->place, one, true);
    } else {
        Slice other = parted_numbers(b->arena, text, spans, parted.sizes[1], columns);
        diagnostic_here(findings, d, "%.*s or %.*s%s?", SLICE_ARGS(one),
                        SLICE_ARGS(other),
                        parted.ways > PARTED_READINGS ? ", or others" : "");
    }
    diagnostic_help(findings, d, "write thousands as 1_234 or 1234");
    return d;
}

static Slice row_label(const Build *b, const Row *row) {
    return row->title.end > row->title.start
               ? source_slice(b->source, row->title)
               : arena_format(b->arena, "\"%.*s\"",
                              SLICE_ARGS(names_text(b->model->names, row->name.name)));
}

static uint32_t computed_count(const TableState *state) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < state->node->column_count; i++)
        count += state->node->columns[i].formula != NULL;
    return count;
}

static void say_length(Build *b, Diagnostic *d, const TableState *state, const Node *node,
                       uint32_t count) {
    uint32_t columns = state->column_count;
    const char *cells = count == 1 ? "cell" : "cells";
    const char *column = columns == 1 ? "column" : "columns";
    uint32_t computed = computed_count(state);
    if (computed > 0)
        column = arena_format(b->arena, "%s, %u of them computed", column, computed).at;
    if (node->kind == NODE_ROW)
        d->message = arena_format(
            b->arena, "the row %.*s has %u %s, but the table has %u %s",
            SLICE_ARGS(row_label(b, (const Row *)node)), count, cells, columns, column);
    else
        d->message = arena_format(b->arena,
                                  "this total has %u %s, but the table has %u %s", count,
                                  cells, columns, column);
}

/* Whether the one cell too many is the sum of the others: the column of totals that the
 * document prints is not named then. */
static bool is_total_column(const TableState *state, const Figure *cells,
                            uint32_t count) {
    if (cells == NULL || count != state->column_count + 1 || count < 3 ||
        (cells[count - 1].flags & (FIGURE_NONE | FIGURE_BLANK | FIGURE_BAD)))
        return false;
    for (uint32_t i = 0; i < state->node->column_count; i++)
        if (state->node->columns[i].time.kind == TIME_ALL ||
            state->node->columns[i].formula != NULL)
            return false;
    Decimal sum = DECIMAL_ZERO;
    for (uint32_t i = 0; i + 1 < count; i++) {
        if (cells[i].flags & (FIGURE_BLANK | FIGURE_BAD))
            return false;
        if (!(cells[i].flags & FIGURE_NONE) &&
            !decimal_add(sum, figure_decimal(cells[i]), &sum))
            return false;
    }
    return decimal_compare(sum, figure_decimal(cells[count - 1])) == 0;
}

static Diagnostic *report_count(Build *b, const TableState *state, const Node *node,
                                const Figure *cells, uint32_t count, Place place) {
    Findings *findings = b->model->findings;
    uint32_t columns = state->column_count;
    Diagnostic *d = findings_add(findings, CODE_T11, place, "%s", "");
    say_length(b, d, state, node, count);
    if (count > columns)
        diagnostic_here(findings, d, "%u too many", count - columns);
    else
        diagnostic_here(findings, d, "%u missing", columns - count);
    if (cells != NULL && count > columns)
        diagnostic_label(findings, d,
                         build_place(b, span_join(figure_span(cells[columns]),
                                                  figure_span(cells[count - 1]))),
                         "beyond the last column");
    diagnostic_label(findings, d, build_place(b, columns_span(state)), "the columns");
    if (is_total_column(state, cells, count))
        diagnostic_help(findings, d,
                        "add a column for the last cell, which is the sum of the others: "
                        "%.*s, all",
                        SLICE_ARGS(source_slice(b->source, columns_span(state))));
    else if (computed_count(state) > 0 && count + computed_count(state) == columns)
        diagnostic_help(findings, d,
                        "write the printed cells of the computed columns too: ? where "
                        "the document prints none");
    else
        diagnostic_help(
            findings, d,
            "write one cell for each column: - for \"none\", ? for \"not given\"");
    return d;
}

Diagnostic *table_report_length(Build *b, const TableState *state, const Node *node,
                                const Figure *cells, uint32_t count, Place place) {
    Diagnostic *d = report_parted(b, state, cells, count);
    return d != NULL ? d : report_count(b, state, node, cells, count, place);
}

/* What is part of another row is in no total but in that one's. */
static void note_totals(Build *b, const Context *c, Diagnostic *d) {
    if (c->where != AT_ROW)
        diagnostic_note(b->model->findings, d,
                        "the totals over this row cannot be checked until it is correct");
}

/* Whether a row names another kind of money (`as`) or source (`from`) than its column. A
 * name that is declared nowhere was reported as such. */
static bool is_other(const Build *b, ThingKind kind, Id row, Id column) {
    return row != 0 && column != 0 && row != column &&
           model_thing(b->model, kind, row)->first_title != 0 &&
           model_thing(b->model, kind, column)->first_title != 0;
}

static bool is_other_money(const Build *b, const Line *said, const TableColumn *column) {
    return is_other(b, KIND_MONEY, said->money, column->money);
}

static bool is_other_source(const Build *b, const Line *said, const TableColumn *column) {
    return is_other(b, KIND_SOURCE, said->source, column->source);
}

static void report_clash(Build *b, const Row *row, const Line *said,
                         const TableColumn *column, Figure cell) {
    bool money = is_other_money(b, said, column);
    const char *word = money ? "as" : "from";
    Ref own = money ? row->modifiers->as : row->modifiers->from;
    Slice own_name = names_text(b->model->names, own.name);
    Slice name = names_text(b->model->names, row->name.name);
    Slice under = money ? model_name(b->model, KIND_MONEY, column->money)
                        : model_name(b->model, KIND_SOURCE, column->source);
    Findings *findings = b->model->findings;
    Diagnostic *d = findings_add(findings, CODE_N03, build_place(b, own.span),
                                 "the row \"%.*s\" says \"%s %.*s\", but has a figure "
                                 "in a column that says \"%s %.*s\"",
                                 SLICE_ARGS(name), word, SLICE_ARGS(own_name), word,
                                 SLICE_ARGS(under));
    diagnostic_label(findings, d, build_place(b, figure_span(cell)), "%s which?", word);
    diagnostic_label(findings, d, build_place(b, column->span), "%s %.*s", word,
                     SLICE_ARGS(under));
    diagnostic_note(findings, d,
                    "the totals over this figure cannot be checked until you choose one");
    diagnostic_help(findings, d,
                    "if the column is right, remove \"%s %.*s\" from the row; if the row "
                    "is right, write its figures in a table or statement of their own",
                    word, SLICE_ARGS(own_name));
}

/* The cells of a row, without those that are said to be two kinds of money, or from two
 * sources: they cannot be read. A `-` is of no kind. */
static const Figure *clear_cells(Build *b, const TableState *state, const Row *row,
                                 const Line *said) {
    const TableColumn *first = &state->variants[0];
    bool named = state->variant_count > 1 || first->money != 0 || first->source != 0;
    if (!named || (said->money == 0 && said->source == 0))
        return row->cells;
    Figure *clear = NULL;
    for (uint32_t i = 0; i < state->column_count; i++) {
        const TableColumn *column = &state->columns[i];
        if ((row->cells[i].flags & FIGURE_NONE) ||
            (!is_other_money(b, said, column) && !is_other_source(b, said, column)))
            continue;
        if (clear == NULL) {
            clear = ARENA_ARRAY(b->arena, Figure, row->cell_count);
            for (uint32_t j = 0; j < row->cell_count; j++)
                clear[j] = row->cells[j];
            report_clash(b, row, said, column, row->cells[i]);
        }
        clear[i].flags = FIGURE_BAD;
    }
    return clear == NULL ? row->cells : clear;
}

static uint8_t time_flag(const TableColumn *column) {
    return column->time.kind == TIME_YEAR ? 0
           : column->year != 0            ? FACT_PERIOD
                                          : FACT_SPECIAL;
}

/* Entries that cannot be read, so that no sum passes over the row. */
static void bad_cells(Build *b, const TableState *state, const Row *row, uint32_t line,
                      uint32_t variant) {
    uint32_t length = row->name.span.end - row->name.span.start;
    Figure figure = {.at = row->name.span.start,
                     .length = (uint8_t)(length > 254 ? 254 : length),
                     .flags = FIGURE_BAD};
    for (uint32_t i = 0; i < state->column_count; i++)
        if (state->variant[i] == variant && column_has_entries(&state->columns[i])) {
            money_fact(b, line, state->columns[i].year, time_flag(&state->columns[i]), i,
                       figure);
            b->model->stand_ins++;
        }
}

/* A dash is no figure. */
static int32_t figures_among(const Figure *cells, uint32_t count) {
    int32_t figures = 0;
    for (uint32_t i = 0; i < count; i++)
        figures += (cells[i].flags & FIGURE_NONE) == 0;
    return figures;
}

/* The cells of a row in a table whose columns name no sources or kinds of money, as
 * nearly all are: a million facts come through here. */
static void plain_cells(Build *b, const Context *c, TableState *state,
                        const Figure *cells, uint32_t line) {
    money_reserve(b, state->column_count);
    Facts *facts = &b->model->facts;
    const uint32_t first = facts->count;
    PlainForm plain = {0};
    for (uint32_t i = 0; i < state->column_count; i++) {
        Figure figure = cells[i];
        int16_t year = state->columns[i].year;
        if (!column_has_entries(&state->columns[i]))
            continue;
        if (money_is_plain(&plain, figure) && state->columns[i].time.kind == TIME_YEAR) {
            facts_put(facts, line, year, i, figure, plain.form);
            figure.scale = facts->forms[plain.form].scale;
            count_scale(state, figure);
            continue;
        }
        if (figure.flags & FIGURE_NONE) {
            if (year != 0)
                money_dash(b, line, year);
            continue;
        }
        figure = money_figure(b, c, figure);
        count_scale(state, figure);
        money_put(b, line, year, time_flag(&state->columns[i]), i, figure);
        plain = money_plain_form(b, c, cells[i]);
    }
    money_set_years(b, line, first);
}

static void good_cells(Build *b, const Context *c, TableState *state, const Row *row,
                       const Figure *cells, uint32_t line, uint32_t variant,
                       Id refund_from) {
    bool refund = money_has_refund(row->modifiers);
    for (uint32_t i = 0; i < state->column_count; i++) {
        int16_t year = state->columns[i].year;
        if (state->variant[i] != variant || !column_has_entries(&state->columns[i]))
            continue;
        if (cells[i].flags & FIGURE_NONE) {
            if (year != 0)
                money_dash(b, line, year);
            continue;
        }
        Figure figure = money_figure(b, c, cells[i]);
        count_scale(state, figure);
        uint8_t flags = time_flag(&state->columns[i]);
        if (!refund) {
            money_fact(b, line, year, flags, i, figure);
            continue;
        }
        Figure net = money_net(b, figure, row->modifiers->refund);
        uint32_t fact = money_fact(b, line, year, flags | FACT_GROSS, i, net);
        money_special(b, fact, state->columns[i].time, figure, row->modifiers,
                      refund_from);
    }
}

/* The claim of a cell, or what stands for it in Model.unread. */
Claim table_cell_claim(Build *b, const Context *c, TableState *state, const Node *node,
                       uint32_t column, Figure cell) {
    const TableColumn *info = &state->columns[column];
    Claim claim = money_claim(b, c, node, state->node->node.what);
    claim.stated = money_figure(b, c, cell);
    count_scale(state, claim.stated);
    claim.table = state->id;
    claim.column = (uint8_t)column;
    claim.money = info->money;
    claim.source = info->source;
    claim.time = info->time;
    return claim;
}

void table_keep_claim(Build *b, Claim claim) {
    if (claim.stated.flags & FIGURE_BAD)
        *VEC_PUSH(b->arena, &b->model->unread) = claim;
    else
        *VEC_PUSH(b->arena, &b->model->claims) = claim;
}

static void row_claims(Build *b, const Context *c, TableState *state, const Row *row,
                       Id project, const Figure *cells, uint32_t first_line) {
    for (uint32_t i = 0; i < state->column_count; i++) {
        if (column_has_entries(&state->columns[i]) || table_is_computed(state, i))
            continue;
        Claim claim = table_cell_claim(b, c, state, &row->node, i, cells[i]);
        claim.scope = SCOPE_ROW;
        claim.first_line = first_line;
        claim.end_line = b->model->lines.count;
        table_keep_claim(b, claim);
    }
    table_line_cells(
        b, state,
        (CellClaim){.document = c->document,
                    .group = c->group,
                    .project = project,
                    .part = c->where == AT_ROW ||
                            (row->modifiers != NULL && row->modifiers->within.name != 0),
                    .file = b->file,
                    .node = &row->node,
                    .cells = row->cells});
}

/* The row's line for a variant: of what its columns say, else of what the row says, which
 * *said keeps. */
static uint32_t row_line(Build *b, const Context *c, const TableState *state,
                         const Row *row, Id project, uint32_t variant, Line *said) {
    Model *model = b->model;
    const TableColumn *columns = &state->variants[variant];
    uint32_t at = model->lines.count;
    if (variant == 0) {
        money_line(b, c, &row->node, state->node->node.what, project, row->modifiers);
        model->lines.at[at].table = state->id;
        *said = model->lines.at[at];
    } else {
        *VEC_PUSH(b->arena, &model->lines) = *said;
    }
    Line *line = &model->lines.at[at];
    line->around = c->around == 0 ? 0 : c->around + variant;
    line->money = columns->money != 0 ? columns->money : line->money;
    line->source = columns->source != 0 ? columns->source : line->source;
    return at;
}

void table_see_cells(Build *b, const Context *c, const Figure *cells, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        thousands_see(b, c, cells[i]);
}

/* Remembers a row that has too few cells: a word among them may have cut it. */
static void short_row(const Build *b, TableState *state, const Row *row, Diagnostic *d) {
    const char *text = b->source->text.at;
    uint32_t end = row->node.span.end;
    state->row_cut = row->cell_count < state->column_count ? d : NULL;
    state->row_cells = row->cell_count;
    if (end <= state->row_cut_end)
        return; /* on the same line */
    while (end < b->source->text.length && text[end] != '\n')
        end++;
    state->row_cut_end = end;
}

static void report_row_length(Build *b, const Context *c, const Row *row) {
    Diagnostic *d = table_report_length(b, c->table, &row->node, row->cells,
                                        row->cell_count, build_place(b, row->name.span));
    note_totals(b, c, d);
    short_row(b, c->table, row, d);
}

/* A word among the cells begins a row of its own for the parser: `a "A" 1 x 3`. It
 * belongs to the row that it cut short. Where that makes the row whole, it is the word
 * that is wrong. */
static bool is_rest_of_row(Build *b, const Context *c, const Row *row) {
    TableState *state = c->table;
    if (state->row_cut == NULL || row->name.span.start > state->row_cut_end ||
        row->title.start != row->title.end || row->modifiers != NULL ||
        row->block != NULL || row->cell_count >= state->column_count)
        return false;
    Findings *findings = b->model->findings;
    Place place = build_place(b, row->name.span);
    const LooseUnit *unit = loose_unit_find(names_text(b->model->names, row->name.name));
    if (unit != NULL && !state->row_cut->fallen &&
        state->row_cells + row->cell_count == state->column_count) {
        state->row_cut->fallen = true;
        Diagnostic *d = findings_add(
            findings, CODE_S01, place, "\"%.*s\" is not a unit; %s",
            SLICE_ARGS(names_text(b->model->names, row->name.name)), unit->write);
        note_totals(b, c, d);
        return true;
    }
    state->row_cells += 1 + row->cell_count;
    if (state->row_cells == state->column_count && !state->row_cut->fallen) {
        state->row_cut->fallen = true;
        Diagnostic *d =
            findings_add(findings, CODE_S04, place, "\"%.*s\" is not a number",
                         SLICE_ARGS(names_text(b->model->names, row->name.name)));
        diagnostic_here(findings, d, "a cell is a number, - or ?");
        note_totals(b, c, d);
    } else if (state->row_cut->labels.count < LABELS_MOST) {
        diagnostic_label(findings, state->row_cut, place, "not a cell");
    }
    return true;
}

void table_row(Build *b, const Context *c, const Row *row) {
    TableState *state = c->table;
    if (state == NULL) {
        table_row_in_block(b, c, row);
        return;
    }
    if (is_rest_of_row(b, c, row))
        return;
    state->row_cut = NULL;
    Id project = resolve_row(b, row->name);
    if (c->where == AT_ROW)
        cycles_set_parent(b, c, KIND_PROJECT, project, c->project, row->name.span);
    else
        build_mention(b, c, KIND_PROJECT, project);
    uint32_t first_line = b->model->lines.count;
    bool good = row->cell_count == state->column_count;
    state->cut = state->cut || !good;
    const Figure *cells = row->cells;
    Line said;
    Id refund_from = 0;
    if (money_has_refund(row->modifiers))
        refund_from = resolve(b, KIND_SOURCE, row->modifiers->refund_from);
    for (uint32_t variant = 0; variant < state->variant_count; variant++) {
        uint32_t line = row_line(b, c, state, row, project, variant, &said);
        if (state->broken)
            continue;
        if (good && variant == 0)
            cells = clear_cells(b, state, row, &said);
        if (good && state->variant_count == 1 && !money_has_refund(row->modifiers))
            plain_cells(b, c, state, cells, line);
        else if (good)
            good_cells(b, c, state, row, cells, line, variant, refund_from);
        else
            bad_cells(b, state, row, line, variant);
    }
    if (!good || state->broken)
        table_see_cells(b, c, row->cells, row->cell_count);
    if (!good && !state->broken)
        b->model->stand_ins -= figures_among(row->cells, row->cell_count);
    if (good && !state->broken)
        row_claims(b, c, state, row, project, cells, first_line);
    else if (!state->broken)
        report_row_length(b, c, row);
    if (row->block != NULL)
        table_row_block(b, c, row, project, first_line);
}
