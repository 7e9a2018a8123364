/* Binding a query: are its table, its columns and its functions there, do its types go
 * together, and do its clauses fit each other? Running one is query/'s. */
#include "eval/bind_select.h"
#include "base/nearest.h"
#include "eval/bind_group.h"
#include "eval/bind_work.h"

/* ---- from, of ---- */

static bool bind_from(Binder *binder, const Select *select) {
    Slice name = names_text(binder->model->names, select->from.name);
    Slice names[TABLE_COUNT];
    TableId table = table_find(name);
    binder->table = (uint8_t)table;
    if (table != TABLE_COUNT)
        return true;
    for (uint32_t i = 0; i < TABLE_COUNT; i++)
        names[i] = slice_of(table_def((TableId)i)->name);
    Diagnostic *d = bind_finding(binder, CODE_Q01, select->from.span,
                                 "no table is called \"%.*s\"", SLICE_ARGS(name));
    bind_suggest_or_list(binder, d, select->from.span, name, "tables", names,
                         TABLE_COUNT);
    return false;
}

static void no_document(Binder *binder, Ref ref) {
    Model *model = binder->model;
    Slice name = names_text(model->names, ref.name);
    Diagnostic *d = bind_finding(binder, CODE_N01, ref.span,
                                 "no document is called \"%.*s\"", SLICE_ARGS(name));
    Id nearest = d == NULL ? 0 : model_nearest(model, KIND_DOCUMENT, name);
    if (nearest != 0) {
        bind_suggest_name(binder, d, ref.span, model_name(model, KIND_DOCUMENT, nearest),
                          false);
    }
}

static void document_again(Binder *binder, Ref ref) {
    Slice name = bind_ref_text(binder, ref);
    Diagnostic *d = bind_finding(binder, CODE_N08, ref.span,
                                 "this query names \"%.*s\" twice", SLICE_ARGS(name));
    if (d != NULL) {
        diagnostic_here(binder->model->findings, d, "named again");
        diagnostic_help(
            binder->model->findings, d,
            "name another document if you meant another; if not, remove this one");
    }
}

/* Which documents the query sees: those that it names, all, or the one that it stands in.
 */
static void bind_documents(Work *work) {
    Binder *binder = &work->binder;
    Model *model = binder->model;
    const Select *select = work->select;
    BoundQuery *query = work->query;
    uint32_t named = select->of.count;
    const QueryContext *context = binder->context;
    Id *ids = ARENA_ARRAY(model->arena, Id, named + context->document_count + 1);
    bool *seen = ARENA_ARRAY(model->arena, bool, model->things[KIND_DOCUMENT].count);
    for (uint32_t i = 0; i < named; i++) {
        Id id = model_find(model, KIND_DOCUMENT, select->of.at[i].name);
        bind_refer(binder, select->of.at[i], KIND_DOCUMENT, id);
        if (id == 0)
            no_document(binder, select->of.at[i]);
        else if (seen[id])
            document_again(binder, select->of.at[i]);
        seen[id] = true;
        ids[query->document_count] = id;
        query->document_count += id != 0;
    }
    for (uint32_t i = 0; named == 0 && !select->of_all && i < context->document_count;
         i++)
        ids[query->document_count++] = context->documents[i];
    if (named == 0 && !select->of_all && context->document_count == 0 &&
        binder->document != 0)
        ids[query->document_count++] = binder->document;
    query->documents = ids;
    for (uint32_t i = 0; i < query->document_count; i++) {
        bool later = query->document == 0 ||
                     model_date(model, ids[i]) > model_date(model, query->document);
        query->document = later ? ids[i] : query->document;
    }
}

/* The unit in force, and that in which amounts are shown. */
static void find_unit(Work *work) {
    const QueryContext *context = work->binder.context;
    BoundQuery *query = work->query;
    LinesUnit own = {context->power, context->currency, context->has_unit};
    LinesUnit lines = own;
    if (!context->names_only) {
        lines =
            lines_unit(work->binder.model, query->documents, query->document_count, own);
    }
    LinesUnit force = context->in_file ? own : lines;
    work->binder.has_unit = force.only;
    work->binder.power = force.power;
    work->binder.currency = force.currency;
    query->unit = lines;
    if (context->is_shown)
        query->unit.power = context->shown;
}

/* ---- items ---- */

static void add_item(Work *work, Slice heading, const Step *step, Span span) {
    Arena *arena = work->binder.model->arena;
    *VEC_PUSH(arena, &work->items) =
        (BoundItem){.heading = arena_copy(arena, heading), .step = step, .span = span};
}

/* `*`: every column, as if each were named. */
static void spread_star(Work *work, Span span) {
    Binder *binder = &work->binder;
    Model *model = binder->model;
    PropertyNames names = {0};
    bind_columns(binder, &names);
    for (uint32_t i = 0; i < names.count; i++) {
        Expr *expr = ARENA_NEW(model->arena, Expr);
        Ref *ref = ARENA_NEW(model->arena, Ref);
        *ref = (Ref){names_add(model->names, names.at[i]), span};
        expr->kind = EXPR_NAME;
        expr->span = span;
        expr->path = (RefList){.at = ref, .count = 1};
        add_item(work, names.at[i], bind_expr(binder, expr, NULL), span);
    }
}

/* The text of an expression as a heading: each run of white space as one blank. */
static Slice heading_of(const Binder *binder, const SelectItem *item) {
    if (item->alias.name != 0)
        return names_text(binder->model->names, item->alias.name);
    Slice text = bind_source(binder, item->expr->span);
    char *kept = arena_alloc(binder->model->arena, text.length + 1u);
    uint32_t length = 0;
    for (uint32_t i = 0; i < text.length; i++) {
        bool blank = char_in(text.at[i], " \t\r\n");
        if (!blank || (length > 0 && kept[length - 1] != ' '))
            kept[length++] = blank ? ' ' : text.at[i];
    }
    return (Slice){kept, length};
}

/* Each property that some thing has is a column of `*`: with as many as there are things,
 * an answer would be their square. */
static void hold_items(Work *work) {
    enum { COLUMNS_MOST = 500 };
    if (work->items.count <= COLUMNS_MOST)
        return;
    Binder *binder = &work->binder;
    Diagnostic *d = bind_finding(binder, CODE_Q04, work->items.at[COLUMNS_MOST].span,
                                 "the answer would have %u columns; %d is the most",
                                 work->items.count, COLUMNS_MOST);
    diagnostic_help(binder->model->findings, d, "name the columns that you need");
    work->items.count = COLUMNS_MOST;
}

static void bind_items(Work *work) {
    for (uint32_t i = 0; i < work->select->item_count; i++) {
        const SelectItem *item = &work->select->items[i];
        if (item->expr->kind == EXPR_STAR) {
            spread_star(work, item->expr->span);
        } else {
            add_item(work, heading_of(&work->binder, item),
                     bind_expr(&work->binder, item->expr, NULL), item->expr->span);
        }
    }
    hold_items(work);
    work->query->items = work->items.at;
    work->query->item_count = work->items.count;
}

/* ---- groups ---- */

/* What a group is made of: an item may be meant by its number, or by an alias that is no
 * column's name. */
static const Expr *group_expr(Work *work, const Expr *expr) {
    uint32_t number = bind_item_number(work, expr, "group by");
    if (number == 0 && expr->kind == EXPR_NAME &&
        !bind_is_column(&work->binder, expr->path.at[0].name))
        number = bind_aliased_item(work, expr);
    return number != 0 ? work->select->items[number - 1].expr : expr;
}

static void bind_groups(Work *work) {
    Binder *binder = &work->binder;
    Arena *arena = binder->model->arena;
    uint32_t count = work->select->group_count;
    work->groups = ARENA_ARRAY(arena, const Expr *, count + 1);
    work->query->groups = ARENA_ARRAY(arena, const Step *, count + 1);
    work->query->group_count = count;
    binder->clause = "\"group by\"";
    for (uint32_t i = 0; i < count; i++) {
        work->groups[i] = group_expr(work, work->select->group[i]);
        work->query->groups[i] = bind_expr(binder, work->groups[i], NULL);
    }
    binder->clause = NULL;
}

/* Which items are groups. */
static void mark_items(Work *work) {
    uint32_t at = 0;
    for (uint32_t i = 0; i < work->select->item_count; i++) {
        const Expr *expr = work->select->items[i].expr;
        if (expr->kind == EXPR_STAR)
            return; /* reported: not everything can be grouped by */
        work->items.at[at++].group = bind_group_of(work, expr);
    }
}

/* The groups as they are written, each with a comma behind it: "area, ". */
static Slice group_text(const Work *work) {
    Slice text = SLICE("");
    for (uint32_t i = 0; i < work->select->group_count; i++) {
        Slice one = bind_source(&work->binder, work->select->group[i]->span);
        text = arena_format(work->binder.model->arena, "%.*s%.*s, ", SLICE_ARGS(text),
                            SLICE_ARGS(one));
    }
    return text;
}

static void bind_pivot(Work *work) {
    Binder *binder = &work->binder;
    const Expr *pivot = work->select->pivot;
    BoundQuery *query = work->query;
    if (pivot == NULL)
        return;
    Slice text = bind_source(binder, pivot->span);
    const Expr *expr = group_expr(work, pivot);
    binder->clause = "\"pivot by\"";
    query->pivot = bind_expr(binder, expr, NULL);
    binder->clause = NULL;
    uint32_t group = bind_group_of(work, expr);
    if (group != 0) {
        query->pivot = query->groups[group - 1];
        query->pivot_group = group - 1;
        return;
    }
    if (query->pivot->type.kind == TYPE_ERROR)
        return;
    Diagnostic *d =
        query->group_count > 0
            ? bind_finding(binder, CODE_Q04, pivot->span,
                           "\"%.*s\" is not grouped by, so it cannot become columns",
                           SLICE_ARGS(text))
            : bind_finding(binder, CODE_Q04, pivot->span,
                           "\"pivot by\" needs \"group by\": it turns groups into "
                           "columns");
    if (d != NULL) {
        Slice groups = group_text(work);
        diagnostic_help(binder->model->findings, d,
                        "write: group by %.*s%.*s pivot by %.*s", SLICE_ARGS(groups),
                        SLICE_ARGS(text), SLICE_ARGS(text));
    }
}

/* Beside the pivot there are groups and values: every item is one or the other. */
static void check_pivot(Work *work) {
    const BoundQuery *query = work->query;
    bool values = false;
    for (uint32_t i = 0; i < query->item_count; i++)
        values = values || query->items[i].step->has_aggregate;
    if (query->pivot != NULL && !values && !work->binder.failed) {
        Diagnostic *d = bind_finding(&work->binder, CODE_Q04, work->select->pivot->span,
                                     "\"pivot by\" has no values to put into columns");
        if (d != NULL) {
            diagnostic_help(work->binder.model->findings, d,
                            "select an aggregate, as in sum(amount)");
        }
    }
}

/* change(x) is from one group's year to the next. */
static void check_changes(Work *work) {
    BoundQuery *query = work->query;
    for (uint32_t i = 0; i < query->aggregate_count; i++) {
        const Step *step = query->aggregates[i];
        bool years = (FunctionId)step->op != FUNCTION_change;
        for (uint32_t j = 0; j < query->group_count && !years; j++)
            years = query->groups[j]->type.kind == TYPE_YEAR;
        if (!years) {
            Diagnostic *d = bind_finding(&work->binder, CODE_Q04, step->span,
                                         "\"change\" is against the year before, but "
                                         "there are no groups by year");
            if (d != NULL) {
                diagnostic_help(work->binder.model->findings, d,
                                "add it: group by …, year");
            }
        }
    }
}

/* ---- having ---- */

static void use_aliases(Work *work, bool use) {
    work->binder.aliases = use ? work->select->items : NULL;
    work->binder.alias_count = use ? work->select->item_count : 0;
}

static void bind_having(Work *work) {
    Binder *binder = &work->binder;
    const Expr *expr = work->select->having;
    if (expr == NULL)
        return;
    Step *having = bind_truth(binder, expr, "\"having\"");
    work->query->having = having;
    if (work->query->grouped || having->has_aggregate)
        return;
    Diagnostic *d = having->type.kind == TYPE_ERROR
                        ? NULL
                        : bind_finding(binder, CODE_Q04, expr->span,
                                       "\"having\" chooses among groups, but there are "
                                       "none");
    if (d != NULL)
        diagnostic_help(binder->model->findings, d, "add \"group by\", or say \"where\"");
}

/* ---- limit, offset ---- */

static uint64_t bind_rows(Work *work, const Expr *expr, const char *what,
                          uint64_t unsaid) {
    if (expr == NULL)
        return unsaid;
    bool stands = expr->kind == EXPR_FIGURE || expr->kind == EXPR_PARAM;
    Step *step =
        stands ? bind_expr(&work->binder, expr, NULL)
               : bind_step(&work->binder, STEP_PARAM, (Type){TYPE_NULL, 0}, expr->span);
    uint8_t kind = step->type.kind;
    if (kind == TYPE_ERROR || (stands && step->kind == STEP_PARAM))
        return unsaid;
    Decimal rows;
    if (step->kind == STEP_CONSTANT && kind == TYPE_NUMBER &&
        decimal_sign(step->constant->number) >= 0 &&
        decimal_rescale(step->constant->number, 0, &rows) &&
        decimal_compare(rows, step->constant->number) == 0 && rows.units <= INT64_MAX)
        return (uint64_t)rows.units;
    bind_finding(&work->binder, CODE_Q02, expr->span,
                 "\"%s\" takes a whole number of rows", what);
    return unsaid;
}

/* ---- the whole ---- */

static void check_params(Work *work) {
    Binder *binder = &work->binder;
    const QueryContext *context = binder->context;
    const PropertyNames *names = binder->param_names;
    for (uint32_t i = 0; i < context->param_count; i++) {
        Slice name = context->params[i].name;
        Diagnostic *d = binder->params_used[i]
                            ? NULL
                            : bind_finding(binder, CODE_Q06, work->select->span,
                                           "the query has no parameter $%.*s",
                                           SLICE_ARGS(name));
        int32_t nearest = d == NULL ? -1 : nearest_of(name, names->at, names->count);
        if (nearest >= 0) {
            diagnostic_help(binder->model->findings, d, "did you mean $%.*s?",
                            SLICE_ARGS(names->at[nearest]));
        }
    }
}

static void check_groups(Work *work) {
    const Select *select = work->select;
    Binder *binder = &work->binder;
    if (select->with_totals && !work->query->grouped && !binder->failed) {
        Diagnostic *d = bind_finding(binder, CODE_Q04, select->items[0].expr->span,
                                     "\"with totals\" has nothing to add up");
        if (d != NULL) {
            diagnostic_help(binder->model->findings, d,
                            "say what of: select …, sum(amount) … group by …");
        }
    }
    if (!work->query->grouped || binder->failed)
        return;
    for (uint32_t i = 0; i < select->item_count; i++)
        bind_group_check(binder, select, work->groups, select->items[i].expr);
    use_aliases(work, true);
    bind_group_check(binder, select, work->groups, select->having);
    for (uint32_t i = 0; i < select->order_count; i++)
        if (work->query->orders[i].item == 0 &&
            select->order[i].expr->kind != EXPR_FIGURE)
            bind_group_check(binder, select, work->groups, select->order[i].expr);
    use_aliases(work, false);
}

/* What is asked of groups takes their keys from them. */
static void take_keys(Work *work) {
    BoundQuery *query = work->query;
    Arena *arena = work->binder.model->arena;
    const Step *const *groups = query->groups;
    uint32_t count = query->group_count;
    for (uint32_t i = 0; i < query->item_count; i++) {
        query->items[i].step =
            bind_group_keys(arena, query->items[i].step, groups, count);
    }
    query->having = bind_group_keys(arena, query->having, groups, count);
    for (uint32_t i = 0; i < query->order_count; i++) {
        query->orders[i].step =
            bind_group_keys(arena, query->orders[i].step, groups, count);
    }
}

static bool has_aggregate(const BoundQuery *query) {
    for (uint32_t i = 0; i < query->item_count; i++)
        if (query->items[i].step->has_aggregate)
            return true;
    return false;
}

static void bind_where(Work *work) {
    Binder *binder = &work->binder;
    const Expr *expr = work->select->where;
    if (expr == NULL)
        return;
    binder->clause = "\"where\"";
    const Step *where = bind_truth(binder, expr, "\"where\"");
    binder->clause = NULL;
    bool entries = table_def((TableId)binder->table)->shape == SHAPE_ENTRY;
    work->query->where = entries && !binder->failed ? bind_fast(binder, where) : where;
}

BoundQuery *eval_bind_query(Model *model, const Select *select,
                            const QueryContext *context) {
    Slots slots = {0};
    PropertyNames params = {0};
    bool *used = ARENA_ARRAY(model->arena, bool, context->param_count + 1);
    BoundQuery *query = ARENA_NEW(model->arena, BoundQuery);
    Work work = {.binder = {.model = model,
                            .file = context->file,
                            .document = context->document,
                            .query = true,
                            .context = context,
                            .select = select,
                            .slots = &slots,
                            .params_used = used,
                            .param_names = &params},
                 .select = select,
                 .query = query};
    Binder *binder = &work.binder;
    query->select = select;
    query->distinct = select->distinct;
    query->with_totals = select->with_totals;
    bind_documents(&work);
    find_unit(&work);
    if (!bind_from(binder, select))
        return NULL;
    query->table = (TableId)binder->table;
    bind_items(&work);
    query->grouped = select->group_count > 0 || has_aggregate(query);
    bind_where(&work);
    bind_groups(&work);
    mark_items(&work);
    bind_pivot(&work);
    use_aliases(&work, true);
    bind_having(&work);
    bind_orders(&work);
    use_aliases(&work, false);
    query->aggregates = slots.at;
    query->aggregate_count = slots.count;
    check_groups(&work);
    check_pivot(&work);
    check_changes(&work);
    query->limit = bind_rows(&work, select->limit, "limit", UINT64_MAX);
    query->offset = bind_rows(&work, select->offset, "offset", 0);
    check_params(&work);
    if (!binder->failed)
        take_keys(&work);
    query->bound = (Bound){.file = context->file,
                           .document = query->document,
                           .power = binder->power,
                           .currency = binder->currency,
                           .shown = query->unit.power,
                           .memo_size = binder->memo_size};
    return binder->failed ? NULL : query;
}

void eval_bind_query_names(Model *model, const QueryInfo *query) {
    QueryContext context = {.file = query->file,
                            .document = query->document,
                            .in_file = true,
                            .has_unit = query->has_unit,
                            .power = query->power,
                            .currency = query->currency,
                            .names_only = true};
    if (query->node->select != NULL)
        eval_bind_query(model, query->node->select, &context);
}
