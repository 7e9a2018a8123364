/* The figures of a document as the explainer's cells: entries, `-` and stated totals,
 * each with the row of the printed table that it is in. */
#include "check/totals/equations.h"

#include <string.h>

#include "check/totals/evidence.h"
#include "check/totals/of_which.h"
#include "check/totals/words.h"
#include "model/view.h"

/* Counts the rows of a table, those with entries and those with totals, on from where its
 * printed table was left. Both stand in the order of the file. */
static void number_rows(EquationWork *a, const TableInfo *table, Id id, uint32_t *next) {
    const Model *model = a->model;
    uint32_t line = table->first_line, claim = table->first_claim;
    const Node *last = NULL;
    while (line < table->end_line || claim < table->end_claim) {
        if (line < table->end_line && model->lines.at[line].table != id) {
            line++; /* a statement in a row's block */
            continue;
        }
        if (claim < table->end_claim && (model->claims.at[claim].table != id ||
                                         model->claims.at[claim].scope == SCOPE_ROW)) {
            claim++;
            continue;
        }
        bool row =
            claim >= table->end_claim ||
            (line < table->end_line && model->lines.at[line].node->span.start <
                                           model->claims.at[claim].node->span.start);
        const Node *node = row ? model->lines.at[line].node
                               : model->claims.at[claim].node;
        if (node != last) {
            ++*next;
            last = node;
        }
        if (row)
            a->line_row[line++] = *next;
        else
            a->claim_row[claim++] = *next;
    }
    for (uint32_t i = table->first_claim; i < table->end_claim; i++) {
        const Claim *info = &model->claims.at[i];
        if (info->table == id && info->scope == SCOPE_ROW)
            a->claim_row[i] = a->line_row[info->first_line];
    }
}

void equations_number_rows(EquationWork *a) {
    const Model *model = a->model;
    uint32_t *next = ARENA_ARRAY(a->arena, uint32_t, model->tables.count + 1);
    a->line_row = ARENA_ARRAY(a->arena, uint32_t, model->lines.count);
    a->claim_row = ARENA_ARRAY(a->arena, uint32_t, model->claims.count);
    for (Id id = 1; id < model->tables.count; id++) {
        const TableInfo *table = &model->tables.at[id];
        number_rows(a, table, id, &next[table->printed]);
    }
}

/* ---- cells ---- */

Decimal equations_unit(const EquationWork *a, Decimal amount) {
    return decimal_shift(amount, a->power);
}

bool equations_other_currency(const EquationWork *a, uint8_t currency) {
    return currency != 0 && a->currency != 0 && currency != a->currency;
}

int8_t equations_own(const EquationWork *a, Place place, Decimal value) {
    enum { POWERS = 3, FURTHEST = 9 };
    Slice text = source_slice(sources_get(a->model->sources, place.source), place.span);
    int32_t places = 0;
    bool point = false, sum = memchr(text.at, '+', text.length) != NULL;
    for (uint32_t i = 0; i < text.length; i++) {
        char c = text.at[i];
        if (c == '.')
            point = true;
        else if (c >= '0' && c <= '9')
            places += point;
        else if (c != '_' && c != '-' && c != '~')
            break;
    }
    int32_t own = places - value.scale;
    bool unit = value.units != 0 && !sum && own % POWERS == 0 && own >= -FURTHEST &&
                own <= FURTHEST;
    return unit ? (int8_t)own : 0;
}

/* What the cells of a line have in common. */
static Cell cell_of_line(const EquationWork *a, uint32_t number) {
    const Model *model = a->model;
    const Line *line = &model->lines.at[number];
    Id whole = line->within != 0
                   ? line->within
                   : model_thing(model, KIND_PROJECT, line->project)->parent;
    Cell cell = {.role = CELL_ENTRY,
                 .table = line->table ? model->tables.at[line->table].printed : 0,
                 .row = line->table ? a->line_row[number] : number,
                 .title = view_title(model, KIND_PROJECT, line->project, line->document),
                 .identity = line->project,
                 .document = line->document,
                 .evident = whole != 0 || of_which_is(model, number)};
    if (whole != 0)
        cell.whole = view_title(model, KIND_PROJECT, whole, line->document);
    cell.family = versions_family(model, line->money);
    if (cell.family != 0)
        cell.version = model_name(model, KIND_MONEY, line->money);
    if (line->area != 0)
        cell.scope = view_title(model, KIND_AREA, line->area, line->document);
    else
        cell.scope = total_table(model, line->table);
    return cell;
}

static void add_fact(EquationWork *a, Cell cell, uint32_t fact) {
    const Model *model = a->model;
    Figure figure = facts_figure(&model->facts, fact);
    if (equations_other_currency(a, figure.currency))
        return;
    cell.blank = (figure.flags & (FIGURE_BLANK | FIGURE_BAD)) != 0;
    cell.approximate = (figure.flags & FIGURE_APPROXIMATE) != 0;
    cell.value = equations_unit(a, figure_value(figure));
    Time time = model_fact_time(model, fact);
    cell.column = cell.table != 0 ? model->facts.column[fact] : (uint32_t)time.from;
    cell.when = time_text(a->arena, time);
    cell.place = model_fact_place(model, fact);
    cell.own = equations_own(a, cell.place, cell.value);
    cell.evident = cell.evident || evidence_of(model, fact);
    *VEC_PUSH(a->arena, &a->cells) = cell;
    a->fact_cell[fact] = a->cells.count;
}

static void add_none(EquationWork *a, Cell cell, const Line *line, uint32_t column,
                     Figure figure) {
    const TableColumn *info = &a->model->tables.at[line->table].columns[column];
    cell.none = true;
    cell.value = equations_unit(a, DECIMAL_ZERO);
    cell.column = column;
    cell.when = time_text(a->arena, info->time);
    cell.place = (Place){line->file, figure_span(figure)};
    *VEC_PUSH(a->arena, &a->cells) = cell;
}

void equations_line(EquationWork *a, uint32_t number) {
    const Model *model = a->model;
    const Line *line = &model->lines.at[number];
    Cell cell = cell_of_line(a, number);
    a->row_first[number] = a->cells.count;
    FactRange range = scope_facts_of(a->totals->scopes, number);
    for (uint32_t i = range.first; i < range.end; i++)
        add_fact(a, cell, scope_fact(a->totals->scopes, i));
    bool first = number == 0 || model->lines.at[number - 1].node != line->node;
    if (line->table != 0 && first) {
        const Row *row = (const Row *)line->node;
        const TableInfo *table = &model->tables.at[line->table];
        for (uint32_t i = 0; i < row->cell_count && i < table->column_count; i++)
            if ((row->cells[i].flags & FIGURE_NONE) &&
                column_has_entries(&table->columns[i]) &&
                row->cell_count == table->column_count)
                add_none(a, cell, line, i, row->cells[i]);
    }
    a->row_end[number] = a->cells.count;
}

uint32_t equations_fact(EquationWork *a, uint32_t fact) {
    uint32_t line = a->model->facts.line[fact];
    if (a->fact_cell[fact] == 0 && !a->whole && a->row_end[line] == 0)
        equations_line(a, line);
    return a->fact_cell[fact] == 0 ? NOTHING_ASKED : a->fact_cell[fact] - 1;
}

uint32_t equations_total(EquationWork *a, uint32_t number) {
    const Model *model = a->model;
    if (a->claim_cell[number] != 0)
        return a->claim_cell[number] - 1;
    const Claim *claim = &model->claims.at[number];
    Cell cell = {.role = CELL_TOTAL,
                 .none = (claim->stated.flags & FIGURE_NONE) != 0,
                 .approximate = (claim->stated.flags & FIGURE_APPROXIMATE) != 0,
                 .value = equations_unit(a, figure_value(claim->stated)),
                 .table = claim->table ? model->tables.at[claim->table].printed : 0,
                 .row = claim->table ? a->claim_row[number] : claim->node->span.start,
                 .column = claim->table ? claim->column : (uint32_t)claim->time.from,
                 .scope = total_table(model, claim->table),
                 .when = total_when(model, claim),
                 .place = model_claim_place(model, claim),
                 .document = claim->document};
    cell.own = equations_own(a, cell.place, cell.value);
    cell.title = total_name(model, claim);
    if (claim->scope == SCOPE_ROW) {
        cell.title = view_title(model, KIND_PROJECT,
                                model->lines.at[claim->first_line].project,
                                claim->document);
    } else if (slice_starts(cell.title, SLICE("the "))) {
        cell.title.at += 4;
        cell.title.length -= 4;
    }
    *VEC_PUSH(a->arena, &a->cells) = cell;
    a->claim_cell[number] = a->cells.count;
    return a->cells.count - 1;
}
