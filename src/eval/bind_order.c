/* Binding `order by`, and what else names a selected item: its number or its alias. */
#include "eval/bind_work.h"

#include "eval/bind_group.h"

/* ---- items by number, alias, group ---- */

uint32_t bind_item_number(Work *work, const Expr *expr, const char *clause) {
    if (expr->kind != EXPR_FIGURE || (expr->figure.flags & ~FIGURE_BAD) != 0 ||
        expr->figure.scale != 0)
        return 0;
    int64_t number = expr->figure.digits;
    if (number >= 1 && number <= work->select->item_count &&
        work->select->items[number - 1].expr->kind != EXPR_STAR)
        return (uint32_t)number;
    Diagnostic *d = bind_finding(&work->binder, CODE_Q04, expr->span,
                                 "\"%s\" names a column by its number, from 1 to %u",
                                 clause, work->select->item_count);
    if (d != NULL && work->select->pivot != NULL) {
        Slice text = bind_source(&work->binder, expr->span);
        diagnostic_help(
            work->binder.model->findings, d,
            "a column that \"pivot by\" makes is named by its heading: \"%.*s\"",
            SLICE_ARGS(text));
    }
    return 0;
}

uint32_t bind_aliased_item(const Work *work, const Expr *expr) {
    for (uint32_t i = 0; i < work->select->item_count; i++)
        if (expr->kind == EXPR_NAME && expr->path.count == 1 &&
            work->select->items[i].alias.name == expr->path.at[0].name)
            return i + 1;
    return 0;
}

uint32_t bind_group_of(const Work *work, const Expr *expr) {
    for (uint32_t i = 0; i < work->query->group_count; i++)
        if (bind_group_same(&work->binder, expr, work->groups[i]))
            return i + 1;
    return 0;
}

/* ---- order by ---- */

/* The number of the item that an order is by, or 0. As in SQLite an order that is an
 * alias and nothing else means the alias, though a column be called so. */
static uint32_t ordered_item(Work *work, const Expr *expr) {
    uint32_t number = bind_item_number(work, expr, "order by");
    number = number != 0 ? number : bind_aliased_item(work, expr);
    for (uint32_t i = 0; i < work->select->item_count && number == 0; i++) {
        const SelectItem *item = &work->select->items[i];
        if (item->expr->kind != EXPR_STAR &&
            bind_group_same(&work->binder, item->expr, expr))
            number = i + 1;
    }
    return number;
}

/* An item's number among those with every `*` spread out. */
static uint32_t spread_number(const Work *work, uint32_t number) {
    Span span = work->select->items[number - 1].expr->span;
    for (uint32_t i = 0; i < work->items.count; i++)
        if (work->items.at[i].span.start == span.start)
            return i + 1;
    return 0;
}

/* A text names a column of the answer by its heading. Those that a pivot makes of the
 * figures are not known before it is run. */
static void bind_heading(Work *work, const OrderItem *order, BoundOrder *out) {
    Binder *binder = &work->binder;
    const Model *model = binder->model;
    Slice text = tree_string(model->arena, sources_get(model->sources, binder->file),
                             order->expr->text);
    uint32_t count = work->items.count;
    Slice *headings = ARENA_ARRAY(model->arena, Slice, count + 1);
    for (uint32_t i = 0; i < count; i++) {
        bool values = work->query->pivot != NULL && work->items.at[i].step->has_aggregate;
        headings[i] = values ? SLICE("") : work->items.at[i].heading;
        if (!values && slice_equal(headings[i], text)) {
            out->item = i + 1;
            out->step = work->items.at[i].step;
            out->group = work->items.at[i].group;
            return;
        }
    }
    if (work->query->pivot != NULL) {
        out->heading = text;
        return;
    }
    Diagnostic *d = bind_finding(binder, CODE_Q03, order->expr->span,
                                 "no column of the answer is headed \"%.*s\"",
                                 SLICE_ARGS(text));
    bind_suggest_or_list(binder, d, order->expr->span, text, "headings", headings, count);
}

/* Whether a value is the same whatever the row. */
static bool is_constant(const Step *step) {
    bool leaf = step->kind == STEP_COLUMN || step->kind == STEP_FIELD ||
                step->kind == STEP_AGGREGATE || step->kind == STEP_PARAM;
    bool same = !leaf && (step->left == NULL || is_constant(step->left)) &&
                (step->right == NULL || is_constant(step->right));
    for (uint32_t i = 0; same && i < step->arg_count; i++)
        same = is_constant(step->args[i]);
    return same;
}

static void bind_order(Work *work, const OrderItem *order, BoundOrder *out) {
    Binder *binder = &work->binder;
    *out = (BoundOrder){.descending = order->descending, .nulls = order->nulls};
    if (order->expr->kind == EXPR_TEXT) {
        out->step = bind_expr(binder, order->expr, NULL);
        bind_heading(work, order, out);
        return;
    }
    uint32_t item = ordered_item(work, order->expr);
    out->group =
        bind_group_of(work, item != 0 ? work->select->items[item - 1].expr : order->expr);
    if (item != 0) {
        out->item = spread_number(work, item);
        out->step = work->items.at[out->item - 1].step;
        return;
    }
    Step *step = bind_expr(binder, order->expr, NULL);
    out->step = step;
    if (step->type.kind == TYPE_ERROR)
        return;
    if (is_constant(step)) {
        Slice text = bind_source(binder, order->expr->span);
        bind_finding(binder, CODE_Q04, order->expr->span,
                     "\"%.*s\" is the same in every row, so it orders nothing",
                     SLICE_ARGS(text));
    } else if (step->has_aggregate && !work->query->grouped) {
        bind_finding(binder, CODE_Q04, order->expr->span,
                     "an aggregate can only order groups, but there are none");
    } else if (work->select->distinct) {
        Diagnostic *d =
            bind_finding(binder, CODE_Q04, order->expr->span,
                         "with \"distinct\" the order is by what is selected");
        if (d != NULL)
            diagnostic_help(binder->model->findings, d, "select it too");
    }
}

void bind_orders(Work *work) {
    uint32_t count = work->select->order_count;
    BoundOrder *orders = ARENA_ARRAY(work->binder.model->arena, BoundOrder, count + 1);
    for (uint32_t i = 0; i < count; i++)
        bind_order(work, &work->select->order[i], &orders[i]);
    work->query->orders = orders;
    work->query->order_count = count;
}
