/* Constructors of expressions and queries. */
#include "syntax/build.h"
#include "syntax/stack.h"

/* ---- expressions ---- */

static uint16_t depth_of(const Expr *expr) {
    return expr ? expr->depth : 0;
}

static uint16_t deeper(uint16_t a, uint16_t b) {
    return a > b ? a : b;
}

/* An expression over others. One that is too deep is cut to its left part, so that
 * whoever walks the tree needs no bound of its own. */
static Expr *expr_over(Parser *p, int kind, Expr *left, Expr *right, uint16_t depth,
                       Span span) {
    Expr *expr = ARENA_NEW(p->arena, Expr);
    depth = deeper(depth, deeper(depth_of(left), depth_of(right)));
    if (depth >= EXPR_DEPTH_MAX) {
        parser_too_deep(p, span);
        expr->kind = EXPR_NULL;
        expr->span = span;
        expr->depth = 1;
        return expr;
    }
    expr->kind = (uint8_t)kind;
    expr->depth = (uint16_t)(depth + 1);
    expr->left = left;
    expr->right = right;
    expr->span = span;
    return expr;
}

Expr *expr_word(Parser *p, int kind, Span span) {
    return expr_over(p, kind, NULL, NULL, 0, span);
}

Expr *expr_figure(Parser *p, Figure figure, Span span) {
    Expr *expr = expr_word(p, EXPR_FIGURE, span);
    expr->figure = figure;
    return expr;
}

Expr *expr_text(Parser *p, Quoted text, Span span) {
    Expr *expr = expr_word(p, EXPR_TEXT, span);
    expr->text = text;
    return expr;
}

Expr *expr_time(Parser *p, const Time *time, Span span) {
    Expr *expr = expr_word(p, EXPR_TIME, span);
    expr->time = *time;
    return expr;
}

Expr *expr_path(Parser *p, RefList path, Span span) {
    Expr *expr = expr_word(p, EXPR_NAME, span);
    expr->path = path;
    return expr;
}

Expr *expr_param(Parser *p, Ref name, Span span) {
    Expr *expr = expr_word(p, EXPR_PARAM, span);
    expr->path = path_first(p, name);
    return expr;
}

Expr *expr_paren(Expr *expr, Span span) {
    expr->span = span;
    return expr;
}

Expr *expr_one(Parser *p, int kind, Expr *operand, Span span) {
    return expr_over(p, kind, operand, NULL, 0, span);
}

Expr *expr_two(Parser *p, int kind, Expr *left, Expr *right, Span span) {
    return expr_over(p, kind, left, right, 0, span);
}

Expr *expr_compare(Parser *p, int op, Expr *left, Expr *right, Span span) {
    Expr *expr = expr_over(p, EXPR_COMPARE, left, right, 0, span);
    expr->op = (uint8_t)op;
    return expr;
}

static void take_args(Parser *p, Expr *expr, uint32_t start) {
    TAKE(exprs, start, expr->args, expr->arg_count);
}

static uint16_t args_depth(const Parser *p, uint32_t start) {
    uint16_t depth = 0;
    for (uint32_t i = start; i < p->exprs.count; i++)
        depth = deeper(depth, depth_of(p->exprs.at[i]));
    return depth;
}

Expr *expr_in(Parser *p, Expr *left, uint32_t args, int negated, Span span) {
    Expr *expr = expr_over(p, EXPR_IN, left, NULL, args_depth(p, args), span);
    expr->negated = negated != 0;
    take_args(p, expr, args);
    return expr;
}

Expr *expr_between(Parser *p, Expr *left, Expr *low, Expr *high, int negated, Span span) {
    uint32_t args = exprs_more(p, exprs_first(p, low), high);
    Expr *expr = expr_over(p, EXPR_BETWEEN, left, NULL, args_depth(p, args), span);
    expr->negated = negated != 0;
    take_args(p, expr, args);
    return expr;
}

Expr *expr_like(Parser *p, Expr *left, Expr *right, Expr *escape, int negated,
                Span span) {
    Expr *expr = expr_over(p, EXPR_LIKE, left, right, 0, span);
    expr->negated = negated != 0;
    if (escape)
        take_args(p, expr, exprs_first(p, escape));
    return expr;
}

Expr *expr_is_null(Parser *p, Expr *left, int negated, Span span) {
    Expr *expr = expr_over(p, EXPR_IS_NULL, left, NULL, 0, span);
    expr->negated = negated != 0;
    return expr;
}

Expr *expr_case(Parser *p, Expr *operand, uint32_t whens, Expr *otherwise, Span span) {
    Expr *expr = expr_over(p, EXPR_CASE, operand, otherwise, args_depth(p, whens), span);
    take_args(p, expr, whens);
    return expr;
}

Expr *expr_call(Parser *p, Ref function, int distinct, uint32_t args, Expr *where,
                Span span) {
    Expr *expr = expr_over(p, EXPR_CALL, NULL, where, args_depth(p, args), span);
    expr->distinct = distinct != 0;
    expr->function = function;
    take_args(p, expr, args);
    return expr;
}

Expr *expr_call_star(Parser *p, Ref function, Span star, Expr *where, Span span) {
    return expr_call(p, function, 0, exprs_first(p, expr_word(p, EXPR_STAR, star)), where,
                     span);
}

Expr *expr_call_none(Parser *p, Ref function, Expr *where, Span span) {
    return expr_call(p, function, 0, exprs_none(p), where, span);
}

uint32_t exprs_none(Parser *p) {
    return p->exprs.count;
}

uint32_t exprs_first(Parser *p, Expr *expr) {
    return FIRST(exprs, expr);
}

uint32_t exprs_more(Parser *p, uint32_t start, Expr *expr) {
    PUSH(exprs, expr);
    return start;
}

/* ---- queries ---- */

Select *select_new(Parser *p, Span span, const SelectParts *parts) {
    Select *select = ARENA_NEW(p->arena, Select);
    *select = (Select){
        .span = span,
        .distinct = parts->distinct != 0,
        .of_all = parts->of.count == UINT32_MAX,
        .with_totals = parts->totals != 0,
        .from = parts->from,
        .where = parts->where,
        .having = parts->having,
        .pivot = parts->pivot,
        .limit = parts->limit,
        .offset = parts->offset,
    };
    if (!select->of_all)
        select->of = parts->of;
    TAKE(items, parts->items, select->items, select->item_count);
    TAKE(exprs, parts->group, select->group, select->group_count);
    TAKE(orders, parts->order, select->order, select->order_count);
    return select;
}

uint32_t items_first(Parser *p, Expr *expr, Ref alias) {
    return FIRST(items, ((SelectItem){expr, alias}));
}

uint32_t items_more(Parser *p, uint32_t start, Expr *expr, Ref alias) {
    PUSH(items, ((SelectItem){expr, alias}));
    return start;
}

uint32_t orders_none(Parser *p) {
    return p->orders.count;
}

static OrderItem order_of(Expr *expr, int descending, int nulls) {
    return (OrderItem){expr, descending != 0, (uint8_t)nulls};
}

uint32_t orders_first(Parser *p, Expr *expr, int descending, int nulls) {
    return FIRST(orders, order_of(expr, descending, nulls));
}

uint32_t orders_more(Parser *p, uint32_t start, Expr *expr, int descending, int nulls) {
    PUSH(orders, order_of(expr, descending, nulls));
    return start;
}
