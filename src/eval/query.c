/* Binding a query: are its table, its columns and its functions there, do its types go
 * together, and do its clauses fit each other? Running one is not this room's. */
#include "eval/query.h"

static bool same_expr(const Expr *a, const Expr *b) {
    if (a == NULL || b == NULL) {
        return a == b;
    }
    if (a->kind != b->kind || a->kind != EXPR_NAME || a->path.count != b->path.count) {
        return false;
    }
    for (uint32_t i = 0; i < a->path.count; i++) {
        if (a->path.at[i].name != b->path.at[i].name) {
            return false;
        }
    }
    return true;
}

/* project.title goes with project: it has one value for each. */
static bool goes_with_group(const Expr *name, const Expr *group) {
    if (group->kind != EXPR_NAME || group->path.count > name->path.count) {
        return false;
    }
    for (uint32_t i = 0; i < group->path.count; i++) {
        if (group->path.at[i].name != name->path.at[i].name) {
            return false;
        }
    }
    return true;
}

static bool same_source(const Binder *binder, const Expr *a, const Expr *b) {
    return slice_equal(bind_source(binder, a->span), bind_source(binder, b->span));
}

/* The first name in an expression that is neither grouped by nor aggregated, or NULL. */
static const Expr *ungrouped(const Binder *binder, const Select *select,
                             const Expr *expr) {
    if (expr == NULL || expr->kind == EXPR_CALL) {
        return NULL;
    }
    for (uint32_t i = 0; i < select->group_count; i++) {
        if (same_expr(expr, select->group[i]) ||
            same_source(binder, expr, select->group[i]) ||
            (expr->kind == EXPR_NAME && goes_with_group(expr, select->group[i]))) {
            return NULL;
        }
    }
    if (expr->kind == EXPR_NAME || expr->kind == EXPR_STAR) {
        return expr;
    }
    const Expr *found = ungrouped(binder, select, expr->left);
    found = found != NULL ? found : ungrouped(binder, select, expr->right);
    if (expr->kind == EXPR_IN || expr->kind == EXPR_BETWEEN || expr->kind == EXPR_CASE) {
        for (uint32_t i = 0; i < expr->arg_count && found == NULL; i++) {
            found = ungrouped(binder, select, expr->args[i]);
        }
    }
    return found;
}

static void check_grouped(Binder *binder, const Select *select, const Expr *expr) {
    const Expr *name = ungrouped(binder, select, expr);
    if (name == NULL) {
        return;
    }
    Diagnostic *d = bind_finding(binder, CODE_Q04, name->span,
                                 "\"%.*s\" is neither grouped by nor aggregated",
                                 SLICE_ARGS(bind_source(binder, name->span)));
    if (d != NULL && name->kind == EXPR_NAME) {
        diagnostic_help(
            binder->model->findings, d,
            "add it to \"group by\", or say what to make of its values, as in "
            "list(%.*s)",
            SLICE_ARGS(bind_source(binder, name->span)));
    }
}

static bool bind_from(Binder *binder, const Select *select) {
    Slice name = names_text(binder->model->names, select->from.name);
    Slice names[TABLE_COUNT];
    TableId table = table_find(name);
    binder->table = (uint8_t)table;
    if (table != TABLE_COUNT) {
        return true;
    }
    for (uint32_t i = 0; i < TABLE_COUNT; i++) {
        names[i] = slice_of(table_def((TableId)i)->name);
    }
    Diagnostic *d = bind_finding(binder, CODE_Q01, select->from.span,
                                 "no table is called \"%.*s\"", SLICE_ARGS(name));
    bind_suggest(binder, d, select->from.span, name, names, TABLE_COUNT);
    return false;
}

static void bind_documents(Binder *binder, const Select *select) {
    Model *model = binder->model;
    for (uint32_t i = 0; i < select->of.count; i++) {
        Ref ref = select->of.at[i];
        if (model_find(model, KIND_DOCUMENT, ref.name) != 0) {
            continue;
        }
        Slice name = names_text(model->names, ref.name);
        Diagnostic *d = bind_finding(binder, CODE_N01, ref.span,
                                     "no document is called \"%.*s\"", SLICE_ARGS(name));
        Id nearest = d == NULL ? 0 : model_nearest(model, KIND_DOCUMENT, name);
        if (nearest != 0) {
            bind_suggest_name(binder, d, ref.span,
                              model_name(model, KIND_DOCUMENT, nearest), false);
        }
    }
}

/* Returns whether one of the items has an aggregate. */
static bool bind_items(Binder *binder, const Select *select) {
    bool aggregates = false;
    for (uint32_t i = 0; i < select->item_count; i++) {
        const Expr *expr = select->items[i].expr;
        if (expr->kind == EXPR_STAR) {
            continue;
        }
        aggregates = bind_expr(binder, expr, NULL)->has_aggregate || aggregates;
    }
    return aggregates;
}

static void bind_groups(Binder *binder, const Select *select) {
    for (uint32_t i = 0; i < select->group_count; i++) {
        bind_expr(binder, select->group[i], NULL);
    }
}

static void bind_number(Binder *binder, const Expr *expr, const char *what) {
    if (expr == NULL) {
        return;
    }
    Step *step = bind_expr(binder, expr, NULL);
    uint8_t kind = step->type.kind;
    bool whole =
        step->kind != STEP_CONSTANT || kind != TYPE_NUMBER ||
        (step->constant->number.scale <= 0 && decimal_sign(step->constant->number) >= 0);
    bool constant = step->kind == STEP_CONSTANT || step->kind == STEP_PARAM;
    if (kind == TYPE_ERROR ||
        (constant && whole && (kind == TYPE_NUMBER || kind == TYPE_ANY))) {
        return;
    }
    bind_finding(binder, CODE_Q02, expr->span, "\"%s\" takes a whole number of rows",
                 what);
}

static void use_aliases(Binder *binder, const Select *select, bool use) {
    binder->aliases = use ? select->items : NULL;
    binder->alias_count = use ? select->item_count : 0;
}

/* Clauses that see groups: having, order by. */
static void bind_after(Binder *binder, const Select *select, bool grouped) {
    use_aliases(binder, select, true);
    if (select->having != NULL) {
        Step *having = bind_truth(binder, select->having, "\"having\"");
        if (!grouped && !having->has_aggregate && having->type.kind != TYPE_ERROR) {
            Diagnostic *d =
                bind_finding(binder, CODE_Q04, select->having->span,
                             "\"having\" chooses among groups, but there are none");
            if (d != NULL) {
                diagnostic_help(binder->model->findings, d,
                                "add \"group by\", or say \"where\"");
            }
        }
    }
    for (uint32_t i = 0; i < select->order_count; i++) {
        Step *order = bind_expr(binder, select->order[i].expr, NULL);
        if (order->has_aggregate && !grouped) {
            bind_finding(binder, CODE_Q04, select->order[i].expr->span,
                         "an aggregate can only order groups, but there are none");
        }
    }
    use_aliases(binder, select, false);
}

static void bind_pivot(Binder *binder, const Select *select) {
    if (select->pivot == NULL) {
        return;
    }
    binder->clause = "\"pivot by\"";
    bind_expr(binder, select->pivot, NULL);
    binder->clause = NULL;
    if (select->group_count > 0) {
        return;
    }
    Diagnostic *d = bind_finding(binder, CODE_Q04, select->pivot->span,
                                 "\"pivot by\" needs \"group by\": it turns groups into "
                                 "columns");
    if (d != NULL) {
        diagnostic_help(binder->model->findings, d,
                        "write: group by …, %.*s pivot by %.*s",
                        SLICE_ARGS(bind_source(binder, select->pivot->span)),
                        SLICE_ARGS(bind_source(binder, select->pivot->span)));
    }
}

BoundQuery *eval_bind_query(Model *model, const Select *select,
                            const QueryContext *context) {
    Binder binder = {.model = model,
                     .file = context->file,
                     .document = context->document,
                     .query = true};
    bind_documents(&binder, select);
    if (!bind_from(&binder, select)) {
        return NULL;
    }
    bool aggregates = bind_items(&binder, select);
    bool grouped = aggregates || select->group_count > 0;
    if (select->where != NULL) {
        binder.clause = "\"where\"";
        bind_truth(&binder, select->where, "\"where\"");
    }
    binder.clause = "\"group by\"";
    bind_groups(&binder, select);
    binder.clause = NULL;
    bind_pivot(&binder, select);
    bind_after(&binder, select, grouped);
    for (uint32_t i = 0; grouped && !binder.failed && i < select->item_count; i++) {
        check_grouped(&binder, select, select->items[i].expr);
    }
    binder.clause = "\"limit\"";
    bind_number(&binder, select->limit, "limit");
    bind_number(&binder, select->offset, "offset");
    return NULL;
}
