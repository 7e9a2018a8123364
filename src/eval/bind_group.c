/* Queries with groups: every name outside an aggregate goes with what is grouped by. */
#include "eval/bind_group.h"
#include "eval/value.h"

/* project.title goes with project: it has one value for each. */
static bool goes_with(const Expr *name, const Expr *group) {
    if (name->kind != EXPR_NAME || group->kind != EXPR_NAME ||
        group->path.count > name->path.count)
        return false;
    for (uint32_t i = 0; i < group->path.count; i++)
        if (group->path.at[i].name != name->path.at[i].name)
            return false;
    return true;
}

bool bind_group_same(const Binder *binder, const Expr *a, const Expr *b) {
    if (a->kind == EXPR_NAME && b->kind == EXPR_NAME)
        return a->path.count == b->path.count && goes_with(a, b);
    return slice_equal(bind_source(binder, a->span), bind_source(binder, b->span));
}

static bool is_aggregate(const Binder *binder, const Expr *expr) {
    FunctionId function = bind_function(binder, expr);
    return function != FUNCTION_COUNT && !function_def(function)->scalar;
}

/* A bare word that is a value, not a name: `= external`. */
static bool is_value(const Binder *binder, const Expr *expr) {
    return expr->path.count == 1 && !bind_knows(binder, expr);
}

/* The first name that is neither grouped by nor aggregated, or NULL. */
static const Expr *ungrouped(const Binder *binder, const Select *select,
                             const Expr *const *groups, const Expr *expr) {
    if (expr == NULL || (expr->kind == EXPR_CALL && is_aggregate(binder, expr)))
        return NULL;
    for (uint32_t i = 0; i < select->group_count; i++)
        if (bind_group_same(binder, expr, groups[i]) || goes_with(expr, groups[i]))
            return NULL;
    if (expr->kind == EXPR_NAME && expr->path.count == 1 &&
        bind_alias(binder, expr->path.at[0].name) != NULL)
        return NULL; /* its item is looked at by itself */
    if (expr->kind == EXPR_NAME)
        return is_value(binder, expr) ? NULL : expr;
    if (expr->kind == EXPR_STAR)
        return expr;
    const Expr *found = ungrouped(binder, select, groups, expr->left);
    found = found != NULL ? found : ungrouped(binder, select, groups, expr->right);
    bool args = expr->kind == EXPR_IN || expr->kind == EXPR_BETWEEN ||
                expr->kind == EXPR_CASE || expr->kind == EXPR_CALL;
    for (uint32_t i = 0; args && i < expr->arg_count && found == NULL; i++)
        found = ungrouped(binder, select, groups, expr->args[i]);
    return found;
}

/* The item with an alias that is a column's name too, where a person may have meant it.
 */
static const SelectItem *hidden_alias(const Select *select, const Expr *name) {
    for (uint32_t i = 0; name->kind == EXPR_NAME && i < select->item_count; i++) {
        const SelectItem *item = &select->items[i];
        if (name->path.count == 1 && item->alias.name == name->path.at[0].name)
            return item;
    }
    return NULL;
}

void bind_group_check(Binder *binder, const Select *select, const Expr *const *groups,
                      const Expr *expr) {
    const Expr *name = ungrouped(binder, select, groups, expr);
    if (name == NULL)
        return;
    Slice text = bind_source(binder, name->span);
    Diagnostic *d = bind_finding(binder, CODE_Q04, name->span,
                                 "\"%.*s\" is neither grouped by nor aggregated",
                                 SLICE_ARGS(text));
    const SelectItem *alias = hidden_alias(select, name);
    if (d != NULL && alias != NULL && binder->alias_count > 0) {
        diagnostic_help(binder->model->findings, d,
                        "here the column comes before the alias of that name; for the "
                        "alias write %.*s",
                        SLICE_ARGS(bind_source(binder, alias->expr->span)));
    } else if (d != NULL && name->kind == EXPR_NAME) {
        diagnostic_help(
            binder->model->findings, d,
            "add it to \"group by\", or say what to make of its values, as in "
            "list(%.*s)",
            SLICE_ARGS(text));
    } else if (d != NULL) {
        diagnostic_help(binder->model->findings, d,
                        "select what is grouped by, and aggregates, as in count(*)");
    }
}

/* ---- keys ---- */

static bool same_step(const Step *a, const Step *b) {
    if (a == NULL || b == NULL)
        return a == b;
    bool same = a->kind == b->kind && a->op == b->op && a->negated == b->negated &&
                a->column == b->column && a->field == b->field && a->year == b->year &&
                a->id == b->id && a->name == b->name && a->arg_count == b->arg_count &&
                (a->constant == NULL) == (b->constant == NULL) &&
                (a->constant == NULL || (a->constant->kind == b->constant->kind &&
                                         value_same(a->constant, b->constant)));
    for (uint32_t i = 0; i < a->arg_count && same; i++)
        same = same_step(a->args[i], b->args[i]);
    return same && same_step(a->left, b->left) && same_step(a->right, b->right);
}

const Step *bind_group_keys(Arena *arena, const Step *step, const Step *const *groups,
                            uint32_t count) {
    if (step == NULL || step->kind == STEP_AGGREGATE || step->kind == STEP_CONSTANT)
        return step;
    Step *copy = ARENA_NEW(arena, Step);
    for (uint32_t i = 0; i < count; i++) {
        if (same_step(step, groups[i])) {
            *copy =
                (Step){.kind = STEP_KEY, .id = i, .type = step->type, .span = step->span};
            return copy;
        }
    }
    *copy = *step;
    copy->left = bind_group_keys(arena, step->left, groups, count);
    copy->right = bind_group_keys(arena, step->right, groups, count);
    copy->args = ARENA_ARRAY(arena, const Step *, step->arg_count);
    for (uint32_t i = 0; i < step->arg_count; i++)
        copy->args[i] = bind_group_keys(arena, step->args[i], groups, count);
    return copy;
}
