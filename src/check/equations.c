/* What the explainer is asked: the figures of a document as cells, its totals as
 * equations over them. Only documents in which a total is off are asked about; of a big
 * one, only what is connected with those. */
#include "check/totals.h"

#include <string.h>

#include "check/hint.h"
#include "check/total_text.h"
#include "model/view.h"

enum {
    FACTS_MOST = 20000,   /* a document with more is not taken whole */
    MEMBERS_MOST = 20000, /* an equation over more is left out then */
    MEMBERS_ALL = 2000000 /* of all equations of a document; those beyond are not asked */
};

/* Numbers in the order of their documents. */
typedef struct ByDocument {
    uint32_t *at, *first; /* first: by document, and one more */
} ByDocument;

typedef VEC(Cell) CellVec;
typedef VEC(Equation) EquationVec;
typedef VEC(uint32_t) NumberVec;

typedef struct Asking {
    Totals *totals;
    Bases *bases;
    Model *model;
    Arena *arena;
    ByDocument lines, claims;
    uint32_t *line_row, *claim_row; /* rows of printed tables, counted in print order */
    uint32_t *fact_cell;            /* by fact: its cell + 1 in this problem */
    uint32_t *row_first, *row_end;  /* by line: the cells of its row */
    /* Of the document at hand: */
    Id document;
    int8_t power;
    uint8_t currency;
    bool whole;
    uint32_t members; /* of its equations so far */
    CellVec cells;
    EquationVec equations;
    NumberVec asked; /* by equation: its claim */
} Asking;

/* ---- order ---- */

static ByDocument sort_by_document(Arena *arena, uint32_t documents, uint32_t count,
                                   Id (*of)(const Model *, uint32_t),
                                   const Model *model) {
    ByDocument sorted = {ARENA_ARRAY(arena, uint32_t, count),
                         ARENA_ARRAY(arena, uint32_t, documents + 1)};
    uint32_t *next = ARENA_ARRAY(arena, uint32_t, documents + 1);
    for (uint32_t i = 0; i < count; i++) {
        sorted.first[of(model, i) + 1]++;
    }
    for (uint32_t d = 0; d < documents; d++) {
        next[d] = sorted.first[d];
        sorted.first[d + 1] += sorted.first[d];
    }
    for (uint32_t i = 0; i < count; i++) {
        sorted.at[next[of(model, i)]++] = i;
    }
    return sorted;
}

static Id document_of_line(const Model *model, uint32_t line) {
    return model->lines.at[line].document;
}

static Id document_of_claim(const Model *model, uint32_t claim) {
    return model->claims.at[claim].document;
}

/* Counts the rows of a table, those with entries and those with totals, on from where its
 * printed table was left. Both stand in the order of the file. */
static void number_rows(Asking *a, const TableInfo *table, Id id, uint32_t *next) {
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
        if (row) {
            a->line_row[line++] = *next;
        } else {
            a->claim_row[claim++] = *next;
        }
    }
    for (uint32_t i = table->first_claim; i < table->end_claim; i++) {
        const Claim *info = &model->claims.at[i];
        if (info->table == id && info->scope == SCOPE_ROW) {
            a->claim_row[i] = a->line_row[info->first_line];
        }
    }
}

static void number_all_rows(Asking *a) {
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

static Decimal in_unit(const Asking *a, Decimal amount) {
    return decimal_shift(amount, a->power);
}

static bool other_currency(const Asking *a, Figure figure) {
    return figure.currency != 0 && a->currency != 0 && figure.currency != a->currency;
}

/* What the cells of a line have in common. */
static Cell cell_of_line(const Asking *a, uint32_t number) {
    const Model *model = a->model;
    const Line *line = &model->lines.at[number];
    Cell cell = {.role = CELL_ENTRY,
                 .table = line->table ? model->tables.at[line->table].printed : 0,
                 .row = line->table ? a->line_row[number] : number,
                 .title = view_title(model, KIND_PROJECT, line->project, line->document),
                 .identity = line->project,
                 .document = line->document,
                 .hinted = line->within != 0};
    if (line->area != 0) {
        cell.scope = view_title(model, KIND_AREA, line->area, line->document);
    } else {
        cell.scope = total_table(model, line->table);
    }
    return cell;
}

static void add_fact(Asking *a, Cell cell, uint32_t fact) {
    const Model *model = a->model;
    Figure figure = facts_figure(&model->facts, fact);
    if (other_currency(a, figure)) {
        return;
    }
    cell.blank = (figure.flags & (FIGURE_BLANK | FIGURE_BAD)) != 0;
    cell.approximate = (figure.flags & FIGURE_APPROXIMATE) != 0;
    cell.value = in_unit(a, figure_value(figure));
    Time time = {.kind = TIME_YEAR, .from = model->facts.year[fact]};
    if (model->facts.flags[fact] & FACT_SPECIAL) {
        time = model_special(model, fact)->time;
    }
    cell.column = cell.table != 0 ? model->facts.column[fact] : (uint32_t)time.from;
    cell.when = time_text(a->arena, time);
    cell.place = model_fact_place(model, fact);
    cell.hinted = cell.hinted || hint_of(model, fact);
    *VEC_PUSH(a->arena, &a->cells) = cell;
    a->fact_cell[fact] = a->cells.count;
}

static void add_none(Asking *a, Cell cell, const Line *line, uint32_t column,
                     Figure figure) {
    const TableColumn *info = &a->model->tables.at[line->table].columns[column];
    cell.none = true;
    cell.value = in_unit(a, DECIMAL_ZERO);
    cell.column = column;
    cell.when = time_text(a->arena, (Time){.kind = TIME_YEAR, .from = info->year});
    cell.place = (Place){line->file, figure_span(figure)};
    *VEC_PUSH(a->arena, &a->cells) = cell;
}

/* The entries of a line as cells, and of a table's row the `-` too. */
static void add_line(Asking *a, uint32_t number) {
    const Model *model = a->model;
    const Line *line = &model->lines.at[number];
    Cell cell = cell_of_line(a, number);
    a->row_first[number] = a->cells.count;
    FactRange range = members_facts_of(a->totals->members, number);
    for (uint32_t i = range.first; i < range.end; i++) {
        add_fact(a, cell, members_fact(a->totals->members, i));
    }
    bool first = number == 0 || model->lines.at[number - 1].node != line->node;
    if (line->table != 0 && first) {
        const Row *row = (const Row *)line->node;
        const TableInfo *table = &model->tables.at[line->table];
        for (uint32_t i = 0; i < row->cell_count && i < table->column_count; i++) {
            if ((row->cells[i].flags & FIGURE_NONE) && table->columns[i].year != 0 &&
                row->cell_count == table->column_count) {
                add_none(a, cell, line, i, row->cells[i]);
            }
        }
    }
    a->row_end[number] = a->cells.count;
}

static uint32_t add_total(Asking *a, uint32_t number) {
    const Model *model = a->model;
    const Claim *claim = &model->claims.at[number];
    Cell cell = {.role = CELL_TOTAL,
                 .none = (claim->stated.flags & FIGURE_NONE) != 0,
                 .approximate = (claim->stated.flags & FIGURE_APPROXIMATE) != 0,
                 .value = in_unit(a, figure_value(claim->stated)),
                 .table = claim->table ? model->tables.at[claim->table].printed : 0,
                 .row = claim->table ? a->claim_row[number] : claim->node->span.start,
                 .column = claim->table ? claim->column : (uint32_t)claim->time.from,
                 .scope = total_table(model, claim->table),
                 .when = total_when(model, claim),
                 .place = model_claim_place(model, claim),
                 .document = claim->document};
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
    return a->cells.count - 1;
}

/* ---- equations ---- */

static bool is_off(const Outcome *outcome) {
    return outcome->stated && outcome->basis == BASIS_ENTRIES &&
           (outcome->verdict == VERDICT_OFF || outcome->verdict == VERDICT_COARSE);
}

static EquationState state_of(const Outcome *outcome) {
    switch ((Verdict)outcome->verdict) {
    case VERDICT_EXACT: return EQUATION_HOLDS;
    case VERDICT_ROUNDING: return EQUATION_ROUNDING;
    case VERDICT_OFF:
    case VERDICT_COARSE: return EQUATION_VIOLATED;
    default: return EQUATION_UNKNOWN;
    }
}

/* Adds the `-` of the rows that a claim in a table is over. */
static void add_none_members(const Asking *a, const Claim *claim, NumberVec *members) {
    if (claim->scope != SCOPE_ROW &&
        ((claim->scope != SCOPE_GROUP && claim->scope != SCOPE_TABLE) ||
         claim->time.kind != TIME_YEAR || claim->where || claim->table_where)) {
        return;
    }
    for (uint32_t line = claim->first_line; line < claim->end_line; line++) {
        if (a->model->lines.at[line].table != claim->table) {
            continue;
        }
        for (uint32_t i = a->row_first[line]; i < a->row_end[line]; i++) {
            if (a->cells.at[i].none &&
                (claim->scope == SCOPE_ROW || a->cells.at[i].column == claim->column)) {
                *VEC_PUSH(a->arena, members) = i;
            }
        }
    }
}

static void add_bases(Asking *a, Equation *equation, uint32_t number) {
    const Claim *claim = &a->model->claims.at[number];
    Compared *bases = ARENA_ARRAY(a->arena, Compared, BASIS_COUNT);
    for (Basis basis = BASIS_ROWS; basis < BASIS_COUNT; basis++) {
        Decimal computed, difference;
        const Sum *sum = &a->totals->sum;
        if (bases_add_up(a->bases, number, basis) && sum->bad == 0 && !sum->mixed &&
            sum_value(sum, &computed) &&
            decimal_sub(figure_value(claim->stated), computed, &difference)) {
            bases[equation->base_count++] = (Compared){
                basis_text(basis), in_unit(a, computed), in_unit(a, difference)};
        }
    }
    equation->bases = bases;
}

/* Adds a claim as an equation; of a big document only where it has to do with a figure
 * that is a cell already. */
static void add_equation(Asking *a, uint32_t number) {
    const Model *model = a->model;
    const Claim *claim = &model->claims.at[number];
    const Outcome *outcome = &a->totals->outcomes[number];
    if (!outcome->stated || outcome->basis != BASIS_ENTRIES ||
        outcome->verdict >= VERDICT_NOTHING || other_currency(a, claim->stated) ||
        (!a->whole && outcome->summands + outcome->blanks > MEMBERS_MOST) ||
        a->members > MEMBERS_ALL) {
        return;
    }
    MemberList list = totals_add_up(a->totals, claim);
    bool connected = a->whole || is_off(outcome);
    for (uint32_t i = 0; i < list.count && !connected; i++) {
        connected = a->fact_cell[list.facts[i]] != 0;
    }
    if (!connected) {
        return;
    }
    NumberVec members = {0};
    for (uint32_t i = 0; i < list.count; i++) {
        uint32_t cell = a->fact_cell[list.facts[i]];
        if (cell == 0) {
            if (a->whole || a->row_end[model->facts.line[list.facts[i]]] != 0) {
                return; /* in another currency */
            }
            add_line(a, model->facts.line[list.facts[i]]);
            cell = a->fact_cell[list.facts[i]];
            if (cell == 0) {
                return;
            }
        }
        *VEC_PUSH(a->arena, &members) = cell - 1;
    }
    add_none_members(a, claim, &members);
    a->members += members.count;
    Balance balance = balance_of(model, &a->totals->sum, claim->stated, claim->table,
                                 outcome->computed, claim->exact);
    Equation equation = {.state = (uint8_t)state_of(outcome),
                         .members = members.at,
                         .member_count = members.count,
                         .difference = in_unit(a, outcome->difference),
                         .slack = in_unit(a, verdict_slack(&balance))};
    equation.total = add_total(a, number);
    if (equation.state == EQUATION_VIOLATED) {
        add_bases(a, &equation, number);
    }
    *VEC_PUSH(a->arena, &a->equations) = equation;
    *VEC_PUSH(a->arena, &a->asked) = number;
}

/* ---- documents ---- */

static void forget(Asking *a) {
    const Members *members = a->totals->members;
    for (uint32_t i = a->lines.first[a->document]; i < a->lines.first[a->document + 1];
         i++) {
        uint32_t line = a->lines.at[i];
        FactRange range = members_facts_of(members, line);
        for (uint32_t k = range.first; k < range.end; k++) {
            a->fact_cell[members_fact(members, k)] = 0;
        }
        a->row_first[line] = a->row_end[line] = 0;
    }
}

static uint32_t count_facts(const Asking *a) {
    uint32_t count = 0;
    for (uint32_t i = a->lines.first[a->document]; i < a->lines.first[a->document + 1];
         i++) {
        FactRange range = members_facts_of(a->totals->members, a->lines.at[i]);
        count += range.end - range.first;
    }
    return count;
}

static void ask(Asking *a, ExplanationVec *reasons) {
    uint32_t first = a->claims.first[a->document];
    uint32_t end = a->claims.first[a->document + 1];
    a->cells.count = a->equations.count = a->asked.count = a->members = 0;
    a->whole = count_facts(a) <= FACTS_MOST;
    if (a->whole) {
        for (uint32_t i = a->lines.first[a->document];
             i < a->lines.first[a->document + 1]; i++) {
            add_line(a, a->lines.at[i]);
        }
    }
    /* Of a big document, what is connected with a total that is off is known once those
     * are in. */
    for (int round = 0; round < 2; round++) {
        for (uint32_t i = first; i < end; i++) {
            uint32_t claim = a->claims.at[i];
            if (a->whole ? round == 0
                         : is_off(&a->totals->outcomes[claim]) == (round == 0)) {
                add_equation(a, claim);
            }
        }
    }
    Problem problem = {a->cells.at, a->cells.count, a->equations.at, a->equations.count};
    ExplanationVec *stories = ARENA_ARRAY(a->arena, ExplanationVec, a->equations.count);
    explain(a->arena, &problem, stories, &a->totals->run->next_story);
    for (uint32_t i = 0; i < a->equations.count; i++) {
        if (a->equations.at[i].state == EQUATION_VIOLATED) {
            reasons[a->asked.at[i]] = stories[i];
        }
    }
    forget(a);
}

Reasons equations_explain(Totals *totals, Bases *bases) {
    const Model *model = totals->model;
    Arena *arena = totals->run->arena;
    uint32_t documents = model->things[KIND_DOCUMENT].count;
    bool any = false;
    for (uint32_t i = 0; i < model->claims.count && !any; i++) {
        any = is_off(&totals->outcomes[i]);
    }
    if (!any) {
        return (Reasons){NULL};
    }
    Asking *a = ARENA_NEW(arena, Asking);
    a->totals = totals;
    a->bases = bases;
    a->model = totals->model;
    a->arena = arena;
    a->lines =
        sort_by_document(arena, documents, model->lines.count, document_of_line, model);
    a->claims =
        sort_by_document(arena, documents, model->claims.count, document_of_claim, model);
    number_all_rows(a);
    a->fact_cell = ARENA_ARRAY(arena, uint32_t, model->facts.count);
    a->row_first = ARENA_ARRAY(arena, uint32_t, model->lines.count);
    a->row_end = ARENA_ARRAY(arena, uint32_t, model->lines.count);
    ExplanationVec *reasons = ARENA_ARRAY(arena, ExplanationVec, model->claims.count);
    for (Id document = 0; document < documents; document++) {
        for (uint32_t i = a->claims.first[document]; i < a->claims.first[document + 1];
             i++) {
            const Claim *claim = &model->claims.at[a->claims.at[i]];
            if (is_off(&totals->outcomes[a->claims.at[i]])) {
                a->document = document;
                a->power = claim->power;
                a->currency = claim->stated.currency & 15u;
                ask(a, reasons);
                break;
            }
        }
    }
    return (Reasons){reasons};
}
