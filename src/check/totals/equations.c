/* What the explainer is asked: the figures of a document as cells, its totals and checks
 * as equations over them. Only documents in which one is off are asked about; of a big
 * one, only what is connected with those. */
#include "check/totals/equations.h"

enum { FACTS_MOST = 20000 }; /* a document with more is not taken whole */

/* ---- order ---- */

static ByKey sort_by_document(Arena *arena, uint32_t documents, uint32_t count,
                              Id (*of)(const Model *, uint32_t), const Model *model) {
    Id *document = ARENA_ARRAY(arena, Id, count);
    for (uint32_t i = 0; i < count; i++)
        document[i] = of(model, i);
    return by_key_sort(arena, NULL, count, document, documents);
}

static Id document_of_line(const Model *model, uint32_t line) {
    return model->lines.at[line].document;
}

static Id document_of_claim(const Model *model, uint32_t claim) {
    return model->claims.at[claim].document;
}

static Id document_of_check(const Model *model, uint32_t check) {
    return model->checks.at[check].document;
}

static Id document_of_cell(const Model *model, uint32_t cell) {
    return model->cells.at[cell].document;
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

/* The lines that have a figure in any claim of the same row or statement. */
static void find_rows(EquationWork *a, const Claim *claim) {
    const Model *model = a->model;
    uint32_t first = (uint32_t)(claim - model->claims.at);
    if (a->rows_of == claim->node)
        return;
    while (first > 0 && model->claims.at[first - 1].node == claim->node)
        first--;
    a->rows_of = claim->node;
    a->rows.count = 0;
    a->mark++;
    for (uint32_t i = first; i < totals_node_end(model, first); i++) {
        ScopeList list = totals_add_up(a->totals, &model->claims.at[i]);
        for (uint32_t k = 0; k < list.count; k++) {
            uint32_t line = model->facts.line[list.facts[k]];
            if (a->row_mark[line] != a->mark) {
                a->row_mark[line] = a->mark;
                *VEC_PUSH(a->arena, &a->rows) = line;
            }
        }
    }
}

static void dashes_of_rows(EquationWork *a, const Claim *claim, NumberVec *members) {
    Slice when = time_text(a->arena, claim->time);
    find_rows(a, claim);
    for (uint32_t r = 0; r < a->rows.count; r++) {
        uint32_t line = a->rows.at[r];
        for (uint32_t i = a->row_first[line]; i < a->row_end[line]; i++)
            if (a->cells.at[i].none &&
                (claim->time.kind == TIME_ALL || slice_equal(a->cells.at[i].when, when)))
                *VEC_PUSH(a->arena, members) = i;
    }
}

void equations_dashes(EquationWork *a, const Claim *claim, NumberVec *members) {
    bool year = claim->table != 0
                    ? claim->time.kind != TIME_ALL
                    : claim->time.kind == TIME_YEAR || claim->time.kind == TIME_MONTH;
    if (claim->scope != SCOPE_ROW &&
        ((claim->scope != SCOPE_GROUP && claim->scope != SCOPE_TABLE) || !year ||
         claim->where || claim->table_where)) {
        if (year || claim->time.kind == TIME_ALL)
            dashes_of_rows(a, claim, members);
        return;
    }
    for (uint32_t line = claim->first_line; line < claim->end_line; line++) {
        if (a->model->lines.at[line].table != claim->table)
            continue;
        for (uint32_t i = a->row_first[line]; i < a->row_end[line]; i++)
            if (a->cells.at[i].none &&
                (claim->scope == SCOPE_ROW || a->cells.at[i].column == claim->column))
                *VEC_PUSH(a->arena, members) = i;
    }
}

static void add_bases(EquationWork *a, Equation *equation, uint32_t number) {
    const Claim *claim = &a->model->claims.at[number];
    ComparedTotal *comparisons = ARENA_ARRAY(a->arena, ComparedTotal, BASIS_COUNT + 1);
    for (Basis basis = BASIS_ROWS; basis < BASIS_COUNT; basis++) {
        Decimal computed, difference;
        const Sum *sum = &a->totals->sum;
        if (comparisons_add_up(a->comparisons, number, basis) && sum->bad == 0 &&
            sum_is_one(sum) && sum_value(sum, &computed) &&
            decimal_sub(figure_value(claim->stated), computed, &difference)) {
            Balance balance = balance_of(a->model, sum, claim->stated, claim->table,
                                         computed, claim->exact);
            comparisons[equation->comparison_count++] =
                (ComparedTotal){.with = basis_text(basis),
                                .computed = equations_unit(a, computed),
                                .difference = equations_unit(a, difference),
                                .slack = equations_unit(a, verdict_slack(&balance))};
        }
    }
    ScopeList list = totals_add_up(a->totals, claim);
    Slice figures;
    if (a->older == NULL)
        a->older = older_new(a->totals);
    if (older_adds_up(a->older, claim, &list, &figures)) {
        comparisons[equation->comparison_count++] =
            (ComparedTotal){.with = "documents",
                            .computed = equations_unit(a, figure_value(claim->stated)),
                            .difference = DECIMAL_ZERO,
                            .slack = DECIMAL_ZERO,
                            .figures = figures};
    }
    equation->comparisons = comparisons;
}

void equations_equation(EquationWork *a, const Equation *equation, AskedOf asked) {
    a->members += equation->member_count;
    *VEC_PUSH(a->arena, &a->equations) = *equation;
    *VEC_PUSH(a->arena, &a->asked) = asked;
}

/* Adds a claim as an equation; of a big document only where it has to do with a figure
 * that is a cell already. */
static void add_equation(EquationWork *a, uint32_t number) {
    const Model *model = a->model;
    const Claim *claim = &model->claims.at[number];
    const Outcome *outcome = &a->totals->outcomes[number];
    if (!outcome->stated || outcome->points || outcome->basis != BASIS_ENTRIES ||
        outcome->verdict >= VERDICT_NOTHING ||
        equations_other_currency(a, claim->stated.currency) ||
        (!a->whole && outcome->summands + outcome->blanks > MEMBERS_MOST) ||
        a->members > MEMBERS_ALL)
        return;
    ScopeList list = totals_add_up(a->totals, claim);
    bool connected = a->whole || is_off(outcome);
    for (uint32_t i = 0; i < list.count && !connected; i++)
        connected = a->fact_cell[list.facts[i]] != 0;
    if (!connected)
        return;
    NumberVec members = {0};
    for (uint32_t i = 0; i < list.count; i++) {
        uint32_t cell = equations_fact(a, list.facts[i]);
        if (cell == NOTHING_ASKED)
            return;
        *VEC_PUSH(a->arena, &members) = cell;
    }
    equations_dashes(a, claim, &members);
    totals_add_up(a->totals, claim);
    Balance balance = balance_of(model, &a->totals->sum, claim->stated, claim->table,
                                 outcome->computed, claim->exact);
    Equation equation = {.state = (uint8_t)state_of(outcome),
                         .settled = outcome->open_by != 0,
                         .members = members.at,
                         .member_count = members.count,
                         .difference = equations_unit(a, outcome->difference),
                         .slack = equations_unit(a, verdict_slack(&balance)),
                         .coarse = equations_unit(a, verdict_coarse_slack(&balance))};
    equation.total = equations_total(a, number);
    if (equation.state == EQUATION_VIOLATED)
        add_bases(a, &equation, number);
    equations_equation(a, &equation, (AskedOf){number, ASKED_CLAIM});
}

/* ---- documents ---- */

static void forget(EquationWork *a) {
    const Scopes *scopes = a->totals->scopes;
    for (uint32_t i = a->lines.first[a->document]; i < a->lines.first[a->document + 1];
         i++) {
        uint32_t line = a->lines.items[i];
        FactRange range = scope_facts_of(scopes, line);
        for (uint32_t k = range.first; k < range.end; k++)
            a->fact_cell[scope_fact(scopes, k)] = 0;
        a->row_first[line] = a->row_end[line] = 0;
    }
    for (uint32_t i = a->claims.first[a->document]; i < a->claims.first[a->document + 1];
         i++)
        a->claim_cell[a->claims.items[i]] = 0;
    for (uint32_t i = a->computed.first[a->document];
         i < a->computed.first[a->document + 1]; i++)
        a->computed_cell[a->computed.items[i]] = 0;
}

static uint32_t count_facts(const EquationWork *a) {
    uint32_t count = 0;
    for (uint32_t i = a->lines.first[a->document]; i < a->lines.first[a->document + 1];
         i++) {
        FactRange range = scope_facts_of(a->totals->scopes, a->lines.items[i]);
        count += range.end - range.first;
    }
    return count;
}

/* Of a big document, what is connected with something that is off is known once that is
 * in: the first round is of what is off, the second of the rest. */
static void add_equations(EquationWork *a) {
    for (int round = 0; round < (a->whole ? 1 : 2); round++) {
        for (uint32_t i = a->claims.first[a->document];
             i < a->claims.first[a->document + 1]; i++) {
            uint32_t claim = a->claims.items[i];
            if (a->whole || is_off(&a->totals->outcomes[claim]) == (round == 0))
                add_equation(a, claim);
        }
        for (uint32_t i = a->checks.first[a->document];
             i < a->checks.first[a->document + 1]; i++) {
            uint32_t check = a->checks.items[i];
            if (a->whole || check_is_off(a, check) == (round == 0))
                check_equations(a, check);
        }
        for (uint32_t i = a->computed.first[a->document];
             i < a->computed.first[a->document + 1]; i++) {
            uint32_t cell = a->computed.items[i];
            if (a->whole || equations_cell_off(a, cell) == (round == 0))
                equations_cell(a, cell);
        }
    }
}

static bool is_cause(const Explanation *explanation) {
    return explanation->strength != STRENGTH_NONE;
}

/* A check of several points is one finding, which tells a story once, and that there is
 * none only where no point has one. */
static void keep_stories(EquationWork *a, const ExplanationVec *stories,
                         ExplanationVec *kept) {
    for (uint32_t i = 0; i < stories->count; i++) {
        const Explanation *story = &stories->at[i];
        if (kept->count > 0 && is_cause(story) && !is_cause(&kept->at[0]))
            kept->count = 0;
        bool told = kept->count > 0 && !is_cause(story);
        for (uint32_t k = 0; k < kept->count && !told; k++) {
            told = kept->at[k].story == story->story ||
                   slice_equal(kept->at[k].message, story->message);
        }
        if (!told)
            *VEC_PUSH(a->arena, kept) = *story;
    }
}

static void ask(EquationWork *a, Reasons *reasons) {
    a->cells.count = a->equations.count = a->asked.count = a->members = 0;
    a->rows_of = NULL;
    a->whole = count_facts(a) <= FACTS_MOST;
    if (a->whole)
        for (uint32_t i = a->lines.first[a->document];
             i < a->lines.first[a->document + 1]; i++)
            equations_line(a, a->lines.items[i]);
    add_equations(a);
    Problem problem = {a->cells.at, a->cells.count, a->equations.at, a->equations.count};
    ExplanationVec *stories = ARENA_ARRAY(a->arena, ExplanationVec, a->equations.count);
    explain(a->arena, &problem, stories, &a->totals->run->next_story);
    for (uint32_t i = 0; i < a->equations.count; i++) {
        AskedOf asked = a->asked.at[i];
        if (a->equations.at[i].state != EQUATION_VIOLATED)
            continue;
        switch (asked.kind) {
        case ASKED_CHECK:
            keep_stories(a, &stories[i], &reasons->of_checks[asked.number]);
            break;
        case ASKED_CLAIM: reasons->of[asked.number] = stories[i]; break;
        case ASKED_CELL: reasons->of_cells[asked.number] = stories[i]; break;
        }
    }
    forget(a);
}

/* Whether something in the document is off; then in which unit it is asked about. */
static bool has_question(EquationWork *a) {
    const Model *model = a->model;
    for (uint32_t i = a->claims.first[a->document]; i < a->claims.first[a->document + 1];
         i++) {
        const Claim *claim = &model->claims.at[a->claims.items[i]];
        if (is_off(&a->totals->outcomes[a->claims.items[i]])) {
            a->power = claim->power;
            a->currency = claim->stated.currency & 15u;
            return true;
        }
    }
    for (uint32_t i = a->checks.first[a->document]; i < a->checks.first[a->document + 1];
         i++) {
        const CheckClaim *check = &model->checks.at[a->checks.items[i]];
        if (check_is_off(a, a->checks.items[i])) {
            a->power = check->power;
            a->currency = check->currency;
            return true;
        }
    }
    for (uint32_t i = a->computed.first[a->document];
         i < a->computed.first[a->document + 1]; i++)
        if (equations_cell_asks(a, a->computed.items[i]))
            return true;
    return false;
}

static bool is_anything_off(const EquationWork *a) {
    bool any = false;
    for (uint32_t i = 0; i < a->model->claims.count && !any; i++)
        any = is_off(&a->totals->outcomes[i]);
    for (uint32_t i = 0; i < a->model->checks.count && !any; i++)
        any = check_is_off(a, i);
    for (uint32_t i = 0; i < a->model->cells.count && !any; i++)
        any = equations_cell_off(a, i);
    return any;
}

Reasons equations_explain(Totals *totals, Comparisons *comparisons) {
    const Model *model = totals->model;
    Arena *arena = totals->run->arena;
    uint32_t documents = model->things[KIND_DOCUMENT].count;
    EquationWork *a = ARENA_NEW(arena, EquationWork);
    a->totals = totals;
    a->comparisons = comparisons;
    a->model = totals->model;
    a->arena = arena;
    if (!is_anything_off(a))
        return (Reasons){NULL, NULL, NULL};
    a->lines =
        sort_by_document(arena, documents, model->lines.count, document_of_line, model);
    a->claims =
        sort_by_document(arena, documents, model->claims.count, document_of_claim, model);
    a->checks =
        sort_by_document(arena, documents, model->checks.count, document_of_check, model);
    a->computed =
        sort_by_document(arena, documents, model->cells.count, document_of_cell, model);
    equations_cells_begin(a);
    equations_number_rows(a);
    a->fact_cell = ARENA_ARRAY(arena, uint32_t, model->facts.count);
    a->claim_cell = ARENA_ARRAY(arena, uint32_t, model->claims.count);
    a->row_mark = ARENA_ARRAY(arena, uint32_t, model->lines.count);
    a->row_first = ARENA_ARRAY(arena, uint32_t, model->lines.count);
    a->row_end = ARENA_ARRAY(arena, uint32_t, model->lines.count);
    Reasons reasons = {ARENA_ARRAY(arena, ExplanationVec, model->claims.count),
                       ARENA_ARRAY(arena, ExplanationVec, model->checks.count),
                       ARENA_ARRAY(arena, ExplanationVec, model->cells.count)};
    Stop stop = totals->run->stop;
    for (a->document = 0; a->document < documents && !stop_asked(stop); a->document++)
        if (has_question(a))
            ask(a, &reasons);
    return reasons;
}
