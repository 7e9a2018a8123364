/* Tables: their columns spread out; their rows to lines and facts; their totals, and the
 * cells of `all` columns, to claims. A total may stand at the head of its rows, so what
 * it is over is filled in when its group or table ends. */
#include "model/build.h"

#include <stdlib.h>

enum { COLUMNS_MOST = 255, LABELS_MOST = 8 };

typedef struct RowBlock {
    const Row *row;
    Id project;
    uint32_t context;
} RowBlock;

struct TableState {
    Id id;
    const Table *node;
    bool broken; /* its columns could not be read: no cell has a place */
    TableColumn *columns;
    uint32_t column_count;
    /* The pairs of money and source that columns name; lines are split by them, so that
     * a line's are its facts'. One of none where no column names any. */
    uint8_t *variant; /* by column */
    TableColumn *variants;
    uint32_t variant_count;
    Scales scales;
    VEC(Subject) named; /* by its rows `total of …` */
    /* The blocks of rows are built after the table, so that its lines stand together. */
    VEC(RowBlock) blocks;
    VEC(Context) contexts; /* that the blocks stand in: one for each group in turn */
    Diagnostic *row_cut;   /* of the last row, where it has too few cells */
    uint32_t row_cut_end;  /* of its line */
    uint32_t row_cells;    /* of it, so far */
};

/* ---- columns ---- */

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
                                 "a table has at most %d columns", COLUMNS_MOST);
    diagnostic_help(findings, d, "split it into tables of the same name");
}

static bool add_column(Build *b, const Context *c, TableState *state,
                       const Column *column) {
    Times times = {false, 0, 0};
    if (column->time.kind == TIME_BAD)
        return false; /* the parser has said so */
    if (column->time.kind != TIME_ALL && !time_each(b, c, column->time, &times))
        return false;
    if (state->column_count + (uint32_t)(times.to - times.from) + 1 > COLUMNS_MOST) {
        report_too_many(b, state);
        return false;
    }
    Id money = resolve(b, KIND_MONEY, column->as);
    Id source = resolve(b, KIND_SOURCE, column->from);
    /* An `all` column has no entries, so it needs no line of its own. */
    uint8_t variant = 0;
    if (column->time.kind != TIME_ALL)
        variant = find_variant(state, money, source);
    for (int32_t i = times.from; i <= times.to; i++) {
        Time one = times_one(times, i, column->time.span);
        state->variant[state->column_count] = variant;
        state->columns[state->column_count++] =
            (TableColumn){.year = (int16_t)time_year_of(one),
                          .month = times.months ? one.from : 0,
                          .money = money,
                          .source = source,
                          .span = column->time.span};
    }
    return true;
}

static void add_columns(Build *b, const Context *c, TableState *state) {
    TableColumn columns[COLUMNS_MOST];
    uint8_t variant[COLUMNS_MOST];
    state->columns = columns;
    state->variant = variant;
    for (uint32_t i = 0; i < state->node->column_count && !state->broken; i++)
        state->broken = !add_column(b, c, state, &state->node->columns[i]);
    state->columns = ARENA_ARRAY(b->arena, TableColumn, state->column_count);
    state->variant = ARENA_ARRAY(b->arena, uint8_t, state->column_count);
    for (uint32_t i = 0; i < state->column_count; i++) {
        state->columns[i] = columns[i];
        state->variant[i] = variant[i];
    }
    if (state->variant_count == 0)
        find_variant(state, 0, 0);
}

/* Years are held to only where there are entries: a table of totals alone may be over
 * years of which the document has nothing else. */
static void check_columns(Build *b, const Context *c, const TableState *state) {
    uint32_t first = 0;
    for (uint32_t i = 0; i < state->node->column_count && !state->broken; i++) {
        const Time time = state->node->columns[i].time;
        uint32_t end = first + 1;
        while (end < state->column_count &&
               state->columns[end].span.start == state->columns[first].span.start)
            end++;
        if (time.kind != TIME_ALL && time.from != TIME_OPEN && time.to != TIME_OPEN)
            time_within(b, c, time,
                        times_between(model_column_time(&state->columns[first]),
                                      model_column_time(&state->columns[end - 1])));
        first = end;
    }
}

/* ---- rows ---- */

static void count_scale(TableState *state, Figure figure) {
    if (figure.flags & (FIGURE_NONE | FIGURE_BLANK | FIGURE_BAD))
        return;
    int32_t at = figure.scale - SCALES_LEAST;
    state->scales.count[at < 0 ? 0 : at >= SCALES ? SCALES - 1 : at]++;
}

static Span columns_span(const TableState *state) {
    const Table *table = state->node;
    return span_join(table->columns[0].time.span,
                     table->columns[table->column_count - 1].time.span);
}

static Diagnostic *report_length(Build *b, const TableState *state, const Node *node,
                                 const Figure *cells, uint32_t count, Place place) {
    Findings *findings = b->model->findings;
    Diagnostic *d;
    if (node->kind == NODE_ROW)
        d = findings_add(findings, CODE_T11, place,
                         "this row has another number of cells (%u) than its table has "
                         "columns (%u)",
                         count, state->column_count);
    else
        d = findings_add(findings, CODE_T11, place,
                         "this total has another number of cells (%u) than its table has "
                         "columns (%u)",
                         count, state->column_count);
    if (count > state->column_count)
        diagnostic_here(findings, d, "%u too many", count - state->column_count);
    else
        diagnostic_here(findings, d, "%u missing", state->column_count - count);
    if (cells != NULL && count > state->column_count) {
        Span over = span_join(figure_span(cells[state->column_count]),
                              figure_span(cells[count - 1]));
        diagnostic_label(findings, d, build_place(b, over), "beyond the last column");
    }
    diagnostic_label(findings, d, build_place(b, columns_span(state)), "the columns");
    if (node->kind == NODE_ROW)
        diagnostic_note(findings, d,
                        "the totals over this row cannot be checked until it reads");
    diagnostic_help(findings, d,
                    "cells line up by position: write - for \"none\" and ? for \"not "
                    "stated\"");
    return d;
}

/* Whether a row names another kind of money (`as`) or source (`from`) than its column. A
 * name that is declared nowhere was reported as such. */
static bool is_other(const Build *b, EntityKind kind, Id row, Id column) {
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
                    "the totals over this figure cannot be checked until one is chosen");
    diagnostic_help(findings, d,
                    "if the column is right, remove \"%s %.*s\" from the row; if the row "
                    "is right, write its figures in a table or statement of their own",
                    word, SLICE_ARGS(own_name));
}

/* The cells of a row, without those that are said to be two kinds of money, or from two
 * sources: they cannot be read. A `-` is of no kind. */
static const Figure *clear_cells(Build *b, const TableState *state, const Row *row,
                                 const Line *said) {
    if (said->money == 0 && said->source == 0)
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

static uint8_t month_flag(const TableColumn *column) {
    return column->month != 0 ? FACT_MONTH : 0;
}

/* Entries that cannot be read, so that no sum passes over the row. */
static void bad_cells(Build *b, const TableState *state, const Row *row, uint32_t line,
                      uint32_t variant) {
    uint32_t length = row->name.span.end - row->name.span.start;
    Figure figure = {.at = row->name.span.start,
                     .length = (uint8_t)(length > 254 ? 254 : length),
                     .flags = FIGURE_BAD};
    for (uint32_t i = 0; i < state->column_count; i++)
        if (state->variant[i] == variant && state->columns[i].year != 0)
            money_fact(b, line, state->columns[i].year, month_flag(&state->columns[i]), i,
                       figure);
}

/* The cells of a row in a table whose columns name no sources or kinds of money, as
 * nearly all are: a million facts come through here. */
static void plain_cells(Build *b, const Context *c, TableState *state,
                        const Figure *cells, uint32_t line) {
    money_reserve(b, state->column_count);
    const uint32_t currency = c->currency & 15u;
    for (uint32_t i = 0; i < state->column_count; i++) {
        Figure figure = cells[i];
        int16_t year = state->columns[i].year;
        if (year == 0)
            continue;
        if (figure.flags & FIGURE_NONE) {
            money_dash(b, line, year);
            continue;
        }
        if (figure.flags == 0 && figure.currency == 0 && currency != 0) {
            thousands_see(b, c, figure);
            figure.scale = (int8_t)(figure.scale - c->power);
            figure.currency = currency & 15u;
        } else {
            figure = money_figure(b, c, figure);
        }
        count_scale(state, figure);
        money_put(b, line, year, month_flag(&state->columns[i]), i, figure);
    }
}

static void good_cells(Build *b, const Context *c, TableState *state, const Row *row,
                       const Figure *cells, uint32_t line, uint32_t variant,
                       Id refund_from) {
    bool refund = money_has_refund(row->modifiers);
    for (uint32_t i = 0; i < state->column_count; i++) {
        int16_t year = state->columns[i].year;
        if (state->variant[i] != variant || year == 0)
            continue;
        if (cells[i].flags & FIGURE_NONE) {
            money_dash(b, line, year);
            continue;
        }
        Figure figure = money_figure(b, c, cells[i]);
        count_scale(state, figure);
        uint8_t flags = month_flag(&state->columns[i]);
        if (!refund) {
            money_fact(b, line, year, flags, i, figure);
            continue;
        }
        Figure net = money_net(b, figure, row->modifiers->refund);
        uint32_t fact = money_fact(b, line, year, flags | FACT_GROSS, i, net);
        money_special(b, fact, model_column_time(&state->columns[i]), figure,
                      row->modifiers, refund_from);
    }
}

/* The claim of a cell, or what stands for it in Model.unread. */
static Claim cell_claim(Build *b, const Context *c, TableState *state, const Node *node,
                        uint32_t column, Figure cell) {
    const TableColumn *info = &state->columns[column];
    Claim claim = money_claim(b, c, node, state->node->node.what);
    claim.stated = money_figure(b, c, cell);
    count_scale(state, claim.stated);
    claim.table = state->id;
    claim.column = (uint8_t)column;
    claim.money = info->money;
    claim.source = info->source;
    claim.time = model_column_time(info);
    return claim;
}

static void keep_claim(Build *b, Claim claim) {
    if (claim.stated.flags & FIGURE_BAD)
        *VEC_PUSH(b->arena, &b->model->unread) = claim;
    else
        *VEC_PUSH(b->arena, &b->model->claims) = claim;
}

static void row_claims(Build *b, const Context *c, TableState *state, const Row *row,
                       const Figure *cells, uint32_t first_line) {
    for (uint32_t i = 0; i < state->column_count; i++) {
        if (state->columns[i].year != 0)
            continue;
        Claim claim = cell_claim(b, c, state, &row->node, i, cells[i]);
        claim.scope = SCOPE_ROW;
        claim.first_line = first_line;
        claim.end_line = b->model->lines.count;
        keep_claim(b, claim);
    }
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
    line->money = columns->money != 0 ? columns->money : line->money;
    line->source = columns->source != 0 ? columns->source : line->source;
    return at;
}

static void keep_block(Build *b, const Context *c, const Row *row, Id project) {
    TableState *state = c->table;
    uint32_t count = state->contexts.count;
    if (count == 0 || state->contexts.at[count - 1].group != c->group)
        *VEC_PUSH(b->arena, &state->contexts) = *c;
    *VEC_PUSH(b->arena, &state->blocks) =
        (RowBlock){row, project, state->contexts.count - 1};
}

static void build_row_blocks(Build *b, const TableState *state, Thousands *around) {
    for (uint32_t i = 0; i < state->blocks.count; i++) {
        const RowBlock *block = &state->blocks.at[i];
        Context inner = state->contexts.at[block->context];
        inner.where = AT_PROJECT;
        inner.project = inner.thing = block->project;
        inner.goal = inner.indicator = 0;
        inner.group = 0;
        inner.table = NULL;
        inner.thousands = around;
        build_block(b, &inner, block->row->block);
    }
}

/* Cells that have no place are figures of the table all the same. */
static void see_cells(Build *b, const Context *c, const Figure *cells, uint32_t count) {
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

/* A word among the cells begins a row of its own for the parser: `a "A" 1 x 3`. It
 * belongs to the row that it cut short. Where that makes the row whole, it is the word
 * that is wrong. */
static bool is_rest_of_row(Build *b, TableState *state, const Row *row) {
    if (state->row_cut == NULL || row->name.span.start > state->row_cut_end ||
        row->title.start != row->title.end || row->modifiers != NULL ||
        row->block != NULL || row->cell_count >= state->column_count)
        return false;
    Findings *findings = b->model->findings;
    Place place = build_place(b, row->name.span);
    state->row_cells += 1 + row->cell_count;
    if (state->row_cells == state->column_count && !state->row_cut->fallen) {
        state->row_cut->fallen = true;
        Diagnostic *d =
            findings_add(findings, CODE_S04, place, "\"%.*s\" is not a number",
                         SLICE_ARGS(names_text(b->model->names, row->name.name)));
        diagnostic_here(findings, d, "a cell is a number, - or ?");
        diagnostic_note(findings, d,
                        "the totals over this row cannot be checked until it reads");
    } else if (state->row_cut->labels.count < LABELS_MOST) {
        diagnostic_label(findings, state->row_cut, place, "not a cell");
    }
    return true;
}

void table_row(Build *b, const Context *c, const Row *row) {
    TableState *state = c->table;
    if (is_rest_of_row(b, state, row))
        return;
    state->row_cut = NULL;
    Id project = resolve(b, KIND_PROJECT, row->name);
    mention(b, c, KIND_PROJECT, project);
    uint32_t first_line = b->model->lines.count;
    bool good = row->cell_count == state->column_count;
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
        see_cells(b, c, row->cells, row->cell_count);
    if (good && !state->broken)
        row_claims(b, c, state, row, cells, first_line);
    else if (!state->broken)
        short_row(b, state, row,
                  report_length(b, state, &row->node, row->cells, row->cell_count,
                                build_place(b, row->name.span)));
    if (row->block != NULL)
        keep_block(b, c, row, project);
}

/* ---- totals ---- */

void table_total(Build *b, const Context *c, const Total *total) {
    TableState *state = c->table;
    Subject *subjects = NULL;
    twice_refs(b, "this total names", total->of);
    if (total->of.count > 0) {
        subjects = ARENA_ARRAY(b->arena, Subject, total->of.count);
        for (uint32_t i = 0; i < total->of.count; i++) {
            subjects[i] = resolve_subject(b, total->of.at[i]);
            *VEC_PUSH(b->arena, &state->named) = subjects[i];
        }
    }
    bool good = total->cell_count == state->column_count;
    if (!good || state->broken)
        see_cells(b, c, total->cells, total->cell_count);
    if (state->broken)
        return;
    if (!good) {
        report_length(b, state, &total->node, total->cells, total->cell_count,
                      build_head(b, &total->node));
        return;
    }
    for (uint32_t i = 0; i < state->column_count; i++) {
        Claim claim = cell_claim(b, c, state, &total->node, i, total->cells[i]);
        if (total->node.what == MONEY_SPENDING)
            claim.kind = MONEY_SPENDING;
        claim.scope = subjects != NULL ? SCOPE_NAMED
                      : c->group != 0  ? SCOPE_GROUP
                                       : SCOPE_TABLE;
        claim.subjects = subjects;
        claim.subject_count = total->of.count;
        claim.where = total->where;
        claim.table_where = state->node->where;
        keep_claim(b, claim);
    }
}

/* Fills in what the plain totals from first_claim on are over, now that the rows of
 * their group (or of the table: 0) are known. Without any row they are over subjects. */
static void close_totals(Build *b, uint32_t first_claim, Id group, uint32_t first_line,
                         const Subject *subjects, uint32_t subject_count) {
    Model *model = b->model;
    bool rows = model->lines.count > first_line;
    uint8_t scope = group != 0 ? SCOPE_GROUP : SCOPE_TABLE;
    for (uint32_t i = first_claim; i < model->claims.count; i++) {
        Claim *claim = &model->claims.at[i];
        if (claim->scope != scope || claim->group != group || claim->table == 0)
            continue;
        if (rows) {
            claim->first_line = first_line;
            claim->end_line = model->lines.count;
        } else {
            claim->scope = SCOPE_NAMED;
            claim->subjects = subjects;
            claim->subject_count = subject_count;
        }
    }
}

void table_group(Build *b, const Context *c, const Declare *declare, Id area) {
    Model *model = b->model;
    TableState *state = c->table;
    Id id = model->groups.count;
    uint32_t first_line = model->lines.count, first_claim = model->claims.count;
    *VEC_PUSH(b->arena, &model->groups) = (Group){
        .table = state->id, .area = area, .parent = c->group, .first_line = first_line};
    Context inner = *c;
    inner.where = AT_GROUP;
    inner.area = inner.thing = area;
    inner.group = id;
    inner.place_in = &declare->node;
    build_block(b, &inner, declare->block);
    model->groups.at[id].end_line = model->lines.count;

    Subject *subject = ARENA_NEW(b->arena, Subject);
    *subject = (Subject){KIND_AREA, area};
    close_totals(b, first_claim, id, first_line, subject, 1);
    if (model->lines.count == first_line)
        *VEC_PUSH(b->arena, &state->named) = *subject;
}

static int subject_compare(const void *x, const void *y) {
    const Subject *a = x, *b = y;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    return (a->id > b->id) - (a->id < b->id);
}

/* What is named in several rows is meant once. */
static void sort_named(TableState *state) {
    if (state->named.count < 2)
        return;
    qsort(state->named.at, state->named.count, sizeof *state->named.at, subject_compare);
    uint32_t kept = 1;
    for (uint32_t i = 1; i < state->named.count; i++)
        if (subject_compare(&state->named.at[i], &state->named.at[kept - 1]) != 0)
            state->named.at[kept++] = state->named.at[i];
    state->named.count = kept;
}

/* ---- tables ---- */

static void report_table_titles(Build *b, const Table *table, Id first) {
    const TableInfo *other = &b->model->tables.at[first];
    Findings *findings = b->model->findings;
    Slice name = names_text(b->model->names, table->name.name);
    Diagnostic *d = findings_add(findings, CODE_N02, build_place(b, table->title),
                                 "two tables of one document are called \"%.*s\", with "
                                 "different titles",
                                 SLICE_ARGS(name));
    diagnostic_here(findings, d, "another title");
    diagnostic_label(findings, d, (Place){other->file, other->node->title},
                     "the first title");
    diagnostic_help(findings, d,
                    "give this table a name of its own; a further block of the same "
                    "printed table needs no title");
}

/* The first block of the printed table, by name or else by title; `id` where it is that
 * itself. */
static Id find_printed(Build *b, Id id, Id document, const Table *table) {
    Model *model = b->model;
    Id printed = 0;
    bool titled = table->title.start != table->title.end;
    if (table->name.name != 0) {
        MapKey key = {document, table->name.name, 0, 0};
        printed = map_get(&b->tables, key);
        if (printed == 0)
            map_put(&b->tables, key, id);
        key.c = 1;
        Id first = titled ? map_get(&b->tables, key) : 0;
        if (titled && first == 0)
            map_put(&b->tables, key, id);
        if (first != 0) {
            const TableInfo *other = &model->tables.at[first];
            if (!text_same(b, other->file, other->node->title, b->file, table->title))
                report_table_titles(b, table, first);
        }
    }
    if (titled) {
        uint64_t hash = slice_hash(tree_string(b->arena, b->source, table->title));
        MapKey key = {document, (uint32_t)(hash >> 32), (uint32_t)hash, 0};
        Id first = map_get(&b->table_titles, key);
        if (first == 0) {
            map_put(&b->table_titles, key, id);
        } else if (printed == 0) {
            const TableInfo *other = &model->tables.at[first];
            if (text_same(b, other->file, other->node->title, b->file, table->title))
                printed = first;
        }
    }
    return printed == 0 ? id : model->tables.at[printed].printed;
}

void table_build(Build *b, const Context *c, const Table *table) {
    Model *model = b->model;
    Context inner = *c;
    inner.where = AT_TABLE;
    if (table->block != NULL) {
        inner.block = table->block->span;
        member_settings(b, &inner, table->block->first);
    }
    TableColumn variants[COLUMNS_MOST];
    TableState state = {.id = model->tables.count, .node = table, .variants = variants};
    add_columns(b, &inner, &state);
    TableInfo info = {.document = c->document,
                      .name = table->name.name,
                      .file = b->file,
                      .node = table,
                      .columns = state.columns,
                      .column_count = state.column_count,
                      .first_line = model->lines.count,
                      .first_fact = model->facts.count,
                      .first_claim = model->claims.count,
                      .first_unread = model->unread.count,
                      .power = inner.power,
                      .currency = inner.currency,
                      .exact = inner.exact};
    info.printed = find_printed(b, state.id, c->document, table);
    *VEC_PUSH(b->arena, &model->tables) = info;
    *VEC_PUSH(b->arena, &b->scales) = (Scales){0};

    inner.table = &state;
    inner.group = 0;
    inner.thousands = thousands_new(b);
    inner.thousands->table = state.id;
    if (table->block != NULL)
        build_list(b, &inner, table->block->first);

    if (state.named.count == 0 && c->area != 0)
        *VEC_PUSH(b->arena, &state.named) = (Subject){KIND_AREA, c->area};
    sort_named(&state);
    close_totals(b, info.first_claim, 0, info.first_line, state.named.at,
                 state.named.count);
    if (model->lines.count > info.first_line)
        check_columns(b, &inner, &state);
    TableInfo *kept = &model->tables.at[state.id];
    kept->end_line = model->lines.count;
    kept->end_fact = model->facts.count;
    kept->end_claim = model->claims.count;
    kept->end_unread = model->unread.count;
    b->scales.at[state.id] = state.scales;
    build_row_blocks(b, &state, c->thousands);
}

void table_finish(Build *b) {
    Model *model = b->model;
    for (Id id = 1; id < model->tables.count; id++) {
        Id printed = model->tables.at[id].printed;
        for (int i = 0; printed != id && i < SCALES; i++)
            b->scales.at[printed].count[i] += b->scales.at[id].count[i];
    }
    for (Id id = 1; id < model->tables.count; id++) {
        TableInfo *table = &model->tables.at[id];
        const Scales *scales = &b->scales.at[table->printed];
        table->finest = table->commonest = INT8_MIN;
        uint32_t most = 0;
        for (int i = 0; i < SCALES; i++) {
            if (scales->count[i] == 0)
                continue;
            table->finest = (int8_t)(i + SCALES_LEAST);
            if (scales->count[i] >= most) { /* the finer one of two as common */
                most = scales->count[i];
                table->commonest = table->finest;
            }
        }
    }
}
