/* What a `check` comes down to: a point for each comparison that it joins by `and`, and
 * for printed tables one for each thing and year. */
#include "eval/evaluate.h"
#include "eval/held.h"
#include "eval/value.h"

Slice span_text(const Model *model, SourceId file, Span span) {
    Slice text = source_slice(sources_get(model->sources, file), span);
    char *at = arena_alloc(model->arena, (size_t)text.length + 1);
    uint32_t length = 0;
    bool quoted = false;
    for (uint32_t i = 0; i < text.length; i++) {
        char c = text.at[i];
        if (c == '"' && (i == 0 || text.at[i - 1] != '\\'))
            quoted = !quoted;
        if (quoted || !char_is_space(c))
            at[length++] = c;
        else if (length > 0 && at[length - 1] != ' ')
            at[length++] = ' ';
    }
    return (Slice){at, length};
}

/* The cells of printed tables in an expression. */
static void add_cells(const Step *step, const Cursor *row, CheckPoint *point) {
    enum { MOST = sizeof point->places / sizeof point->places[0] };
    if (step == NULL)
        return;
    if (step->kind == STEP_CELL && point->place_count < MOST) {
        point->places[point->place_count++] = (CheckPlace){
            step->cell->place, span_text(row->model, row->bound->file, step->span)};
    }
    add_cells(step->left, row, point);
    add_cells(step->right, row, point);
    for (uint32_t i = 0; i < step->arg_count; i++)
        add_cells(step->args[i], row, point);
}

/* ---- versions of one amount ---- */

/* The cells that a sum adds, and those that it takes off: 3 - 2 compares versions, and 3
 * + 2 adds them up. `where` is a cell's number. */
typedef struct CellSum {
    const Cursor *row;
    Versions added, taken;
    VEC(const Step *) cells;
} CellSum;

/* The kind of money that a term of a sum is of, a cell or a `sum(… where money = korr)`;
 * false: it is no term, or of any kind. */
static bool term_money(const Step *step, Id *money) {
    *money = step->kind == STEP_CELL ? step->cell->money : 0;
    return step->kind == STEP_CELL ||
           (step->kind == STEP_AGGREGATE && step->op == FUNCTION_sum &&
            step->right != NULL && step_wants_thing(step->right, KIND_MONEY, money));
}

static Place term_place(const Step *step, const Cursor *row) {
    return step->kind == STEP_CELL ? step->cell->place
                                   : (Place){row->bound->file, step->span};
}

static bool has_cell(const Step *step) {
    Id money;
    if (step == NULL || term_money(step, &money))
        return step != NULL;
    bool has = has_cell(step->left) || has_cell(step->right);
    for (uint32_t i = 0; i < step->arg_count && !has; i++)
        has = has_cell(step->args[i]);
    return has;
}

static void find_mixed(const Step *step, const Cursor *row, CheckMixed *mixed);

static void add_to_sum(CellSum *sum, const Step *step, bool taken, CheckMixed *mixed) {
    const Model *model = sum->row->model;
    bool arithmetic = step->kind == STEP_ARITHMETIC;
    Id money;
    if (term_money(step, &money)) {
        versions_add(taken ? &sum->taken : &sum->added, model, model->arena, money,
                     sum->cells.count);
        *VEC_PUSH(model->arena, &sum->cells) = step;
    } else if (step->kind == STEP_NEGATE) {
        add_to_sum(sum, step->left, !taken, mixed);
    } else if (arithmetic && (step->op == EXPR_ADD || step->op == EXPR_SUB)) {
        add_to_sum(sum, step->left, taken, mixed);
        add_to_sum(sum, step->right, taken != (step->op == EXPR_SUB), mixed);
    } else if (arithmetic && !has_cell(step->right)) {
        add_to_sum(sum, step->left, taken, mixed);
    } else if (arithmetic && !has_cell(step->left)) {
        add_to_sum(sum, step->right, taken, mixed);
    } else {
        find_mixed(step, sum->row, mixed);
    }
}

static void end_sum(const CellSum *sum, CheckMixed *mixed) {
    const Versions *versions = versions_several(&sum->added) ? &sum->added : &sum->taken;
    if (!versions_several(versions) || mixed->versions[0].money != 0)
        return;
    const Step *first = sum->cells.at[versions->first.where];
    const Step *other = sum->cells.at[versions->other.where];
    *mixed = (CheckMixed){{versions->first, versions->other},
                          {term_place(first, sum->row), term_place(other, sum->row)},
                          span_join(first->span, other->span),
                          true};
}

/* The first sum of cells, or of sums, of two versions: what stands on the other side of a
 * comparison is taken off. */
static void find_mixed(const Step *step, const Cursor *row, CheckMixed *mixed) {
    if (step == NULL || row->model->families == NULL)
        return;
    CellSum sum = {.row = row};
    Id money;
    bool plain = term_money(step, &money) || step->kind == STEP_ARITHMETIC ||
                 step->kind == STEP_NEGATE;
    if (step->kind == STEP_COMPARE) {
        add_to_sum(&sum, step->left, false, mixed);
        add_to_sum(&sum, step->right, true, mixed);
    } else if (plain && (step->kind != STEP_ARITHMETIC || step->op == EXPR_ADD ||
                         step->op == EXPR_SUB)) {
        add_to_sum(&sum, step, false, mixed);
    } else {
        find_mixed(step->left, row, mixed);
        find_mixed(step->right, row, mixed);
        for (uint32_t i = 0; i < step->arg_count; i++)
            find_mixed(step->args[i], row, mixed);
    }
    end_sum(&sum, mixed);
}

/* A difference of percentages is in points: what is compared with it is shown so too. */
static void show_alike(Datum *left, Datum *right) {
    bool points = left->kind == DATUM_PERCENT && right->kind == DATUM_PERCENT &&
                  (left->points || right->points);
    left->points = left->points || points;
    right->points = right->points || points;
}

/* What was made for it on the way is let go: a sum has a doubt for each figure. */
static void add_point(const Step *step, const Cursor *from, bool joined,
                      CheckPointVec *points) {
    const Model *model = from->model;
    CheckPoint point = {0};
    CheckSum sum = {.any = false};
    Slice why = SLICE("");
    Model view = *model;
    Cursor row = *from;
    row.model = &view;
    row.doubts = true;
    row.why = &why;
    row.verdict = &point.verdict;
    row.mixed = &point.mixed;
    view.arena = arena_new(arena_memory(model->arena));
    if (joined)
        point.what = span_text(model, row.bound->file, step->span);
    if (step->kind == STEP_COMPARE) {
        Datum left = step_side(step->left, &row), right = step_side(step->right, &row);
        point.holds =
            truth_compare_sides((CompareOp)step->op, &left, &right, step->printed, &row);
        if (from->sums != NULL) {
            held_sum(step, &left, &right, &row, model->arena, &sum);
            sum.any = sum.any && step->op == OP_EQ;
        }
        show_alike(&left, &right);
        point.left = value_keep(model->arena, &left);
        point.right = value_keep(model->arena, &right);
    } else {
        point.holds = step_truth(step, &row);
    }
    find_mixed(step, &row, &point.mixed);
    if (point.mixed.versions[0].money != 0)
        point.holds = TRI_UNKNOWN;
    point.why = arena_copy(model->arena, why);
    add_cells(step, from, &point);
    arena_drop(view.arena);
    *VEC_PUSH(model->arena, points) = point;
    if (from->sums != NULL)
        *VEC_PUSH(model->arena, from->sums) = sum;
}

/* joined: it is one of several, so that a point needs a name. */
static void add_points(const Step *step, Cursor *row, bool joined,
                       CheckPointVec *points) {
    if (step->kind == STEP_AND) {
        add_points(step->left, row, true, points);
        add_points(step->right, row, true, points);
    } else if (step->kind == STEP_COMPARE && step->left->type.kind == TYPE_STATED) {
        stated_points(step, row, points);
    } else {
        add_point(step, row, joined, points);
    }
}

static void evaluate(const Model *model, const Bound *bound, const CheckClaim *check,
                     Budget *budget, CheckPointVec *points, CheckSumVec *sums) {
    if (bound == NULL || bound->to != BIND_CHECK)
        return;
    Arena *scratch = arena_new(arena_memory(model->arena));
    Cursor row = {.model = model,
                  .bound = bound,
                  .memo = eval_memo(scratch, bound),
                  .budget = budget,
                  .document = check->document,
                  .exact = check->exact,
                  .sums = sums};
    add_points(bound->root, &row, false, points);
    arena_drop(scratch);
}

void eval_check(const Model *model, const Bound *bound, const CheckClaim *check,
                Budget *budget, CheckPointVec *points) {
    evaluate(model, bound, check, budget, points, NULL);
}

void eval_check_sums(const Model *model, const Bound *bound, const CheckClaim *check,
                     CheckSumVec *sums) {
    CheckPointVec points = {0};
    evaluate(model, bound, check, NULL, &points, sums);
}
