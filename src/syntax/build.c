/* The tree's constructors. Each makes one node of what the grammar hands it. */
#include "syntax/build.h"

#include <string.h>
#include "syntax/parser.h"

/* ---- lists on the parser's stacks ---- */

#define PUSH(stack, element) (*VEC_PUSH(p->arena, &p->stack) = (element))

/* Starts a list with one element: the value of a …_first. */
#define FIRST(stack, element) (PUSH(stack, element), p->stack.count - 1)

/* Cuts what stands on the stack from `start` on off into the arena. */
#define TAKE(stack, start, at_out, count_out)                                            \
    do {                                                                                 \
        uint32_t take_count = p->stack.count - (start);                                  \
        size_t take_size = take_count * sizeof *p->stack.at;                             \
        (at_out) = arena_alloc(p->arena, take_size);                                     \
        if (take_count > 0)                                                              \
            memcpy((at_out), p->stack.at + (start), take_size);                          \
        (count_out) = take_count;                                                        \
        p->stack.count = (start);                                                        \
    } while (0)

NodeList list_empty(void) {
    return (NodeList){NULL, NULL};
}

NodeList list_add(NodeList list, Node *node) {
    if (list.last)
        list.last->next = node;
    else
        list.first = node;
    list.last = node;
    return list;
}

Block *block_new(Parser *p, NodeList members, Span span) {
    Block *block = arena_alloc(p->arena, sizeof *block);
    *block = (Block){members.first, span};
    return block;
}

/* A node of the given type with its head filled in. */
#define NODE(Type, node_kind, node_what)                                                 \
    Type *node = ARENA_NEW(p->arena, Type);                                              \
    node->node = (Node) {                                                                \
        .kind = (node_kind), .what = (uint8_t)(node_what), .span = span                  \
    }

/* ---- statements ---- */

Node *error_new(Parser *p, Span span) {
    Node *node = ARENA_NEW(p->arena, Node);
    *node = (Node){.kind = NODE_ERROR, .span = span};
    return node;
}

Node *include_new(Parser *p, Span span, Quoted path) {
    NODE(Include, NODE_INCLUDE, 0);
    node->path = path;
    return &node->node;
}

Node *declare_new(Parser *p, Span span, int kind, Ref name, Quoted title, RefList on,
                  Block *block) {
    NODE(Declare, NODE_DECLARE, kind);
    node->name = name;
    node->title = title;
    node->on = on;
    node->block = block;
    return &node->node;
}

Node *years_new(Parser *p, Span span, Time years) {
    NODE(Setting, NODE_YEARS, 0);
    node->years = years;
    return &node->node;
}

Node *unit_new(Parser *p, Span span, int unit) {
    NODE(Setting, NODE_UNIT, 0);
    node->power = (int8_t)(unit & 15);
    node->currency = (uint8_t)(unit >> 4);
    return &node->node;
}

Node *tolerance_new(Parser *p, Span span, Ref word) {
    NODE(Setting, NODE_TOLERANCE, 0);
    node->word = word;
    return &node->node;
}

Node *every_new(Parser *p, Span span, int kind, Block *block) {
    NODE(Every, NODE_EVERY, kind);
    node->block = block;
    return &node->node;
}

Node *attribute_new(Parser *p, Span span, Ref name, int kinds, int required,
                    RefList words) {
    NODE(Attribute, NODE_ATTRIBUTE, 0);
    node->name = name;
    node->kinds = (uint16_t)kinds;
    node->required = required != 0;
    node->words = words;
    return &node->node;
}

Node *property_new(Parser *p, Span span, Ref name, uint32_t values) {
    NODE(Property, NODE_PROPERTY, 0);
    node->name = name;
    TAKE(values, values, node->values, node->count);
    return &node->node;
}

Node *money_new(Parser *p, Span span, int kind, uint32_t dated, Modifiers *modifiers) {
    NODE(Money, NODE_MONEY, kind);
    TAKE(dated, dated, node->entries, node->count);
    node->modifiers = modifiers;
    for (uint32_t i = 0; i < node->count; i++) {
        const Time *time = &node->entries[i].time;
        bool closed = time->kind == TIME_RANGE && time->from > 0 && time->to > time->from;
        int32_t years = closed ? time->to - time->from + 1 : 1;
        p->tree->fact_count += years < 300 ? (uint32_t)years : 1;
    }
    return &node->node;
}

Node *share_new(Parser *p, Span span, uint32_t parts) {
    NODE(Share, NODE_SHARE, 0);
    TAKE(parts, parts, node->parts, node->count);
    return &node->node;
}

Node *table_new(Parser *p, Span span, int kind, Ref name, Quoted title, uint32_t columns,
                Expr *where, Block *block) {
    NODE(Table, NODE_TABLE, kind);
    node->name = name;
    node->title = title;
    TAKE(columns, columns, node->columns, node->column_count);
    node->where = where;
    node->block = block;
    return &node->node;
}

Node *row_new(Parser *p, Span span, Ref name, Quoted title, Modifiers *modifiers,
              uint32_t cells, Block *block) {
    NODE(Row, NODE_ROW, 0);
    node->name = name;
    node->title = title;
    node->modifiers = modifiers;
    TAKE(cells, cells, node->cells, node->cell_count);
    p->tree->fact_count += node->cell_count;
    node->block = block;
    return &node->node;
}

Node *total_new(Parser *p, Span span, int kind, RefList of, uint32_t cells, Expr *where) {
    NODE(Total, NODE_TOTAL, kind);
    node->of = of;
    TAKE(cells, cells, node->cells, node->cell_count);
    node->where = where;
    return &node->node;
}

Node *total_dated_new(Parser *p, Span span, int kind, RefList of, uint32_t dated,
                      Expr *where) {
    NODE(Total, NODE_TOTAL, kind);
    node->of = of;
    TAKE(dated, dated, node->dated, node->dated_count);
    node->where = where;
    return &node->node;
}

/* `target: -10%` is a change from the baseline; `actual: -10` is a value. */
Node *measure_new(Parser *p, Span span, int kind, Time time, Measure *measure) {
    NODE(MeasureNode, NODE_MEASURE, kind);
    node->time = time;
    node->measure = *measure;
    if (kind == MEASURE_TARGET && measure->form == MEASURE_VALUE &&
        measure->low.digits < 0)
        node->measure.form = MEASURE_CHANGE;
    return &node->node;
}

Node *check_new(Parser *p, Span span, Quoted says, Expr *expr) {
    NODE(Check, NODE_CHECK, 0);
    node->says = says;
    node->expr = expr;
    return &node->node;
}

Node *effect_new(Parser *p, Span span, Ref category, RefList on) {
    NODE(Effect, NODE_EFFECT, 0);
    node->category = category;
    node->on = on;
    return &node->node;
}

Node *requires_new(Parser *p, Span span, Expr *expr) {
    NODE(Requires, NODE_REQUIRES, 0);
    node->expr = expr;
    return &node->node;
}

Node *allow_new(Parser *p, Span span, Ref code, Figure difference, Quoted why) {
    NODE(Allow, NODE_ALLOW, 0);
    node->code = code;
    node->has_figure = difference.length > 0;
    node->difference = difference;
    node->why = why;
    return &node->node;
}

Node *query_new(Parser *p, Span span, Ref name, Quoted title, Select *select) {
    NODE(Query, NODE_QUERY, 0);
    node->name = name;
    node->title = title;
    node->select = select;
    return &node->node;
}

/* ---- figures ---- */

int unit_of(Parser *p, int power, Ref currency) {
    uint8_t found = currency.name ? currency_find(names_text(p->names, currency.name))
                                  : 0;
    return power | found << 4;
}

static Figure figure_mark(uint8_t flag, Span span) {
    uint32_t length = span.end - span.start;
    return (Figure){
        .at = span.start, .length = length < 255 ? (uint8_t)length : 255, .flags = flag};
}

Figure figure_none(Span span) {
    return figure_mark(FIGURE_NONE, span);
}

Figure figure_blank(Span span) {
    return figure_mark(FIGURE_BLANK, span);
}

static Figure figure_longer(Figure figure, Span span, uint8_t flag) {
    Figure longer = figure_mark(flag, span);
    figure.at = longer.at;
    figure.length = longer.length;
    figure.flags |= flag;
    return figure;
}

Figure figure_percent(Figure figure, Span span) {
    return figure_longer(figure, span, FIGURE_PERCENT);
}

Figure figure_rate(Parser *p, Figure figure) {
    if (figure.flags & (FIGURE_PERCENT | FIGURE_BAD))
        return figure;
    Slice text = source_slice(p->source, figure_span(figure));
    Diagnostic *d = findings_add(
        p->findings, CODE_S01, (Place){p->source->id, figure_span(figure)},
        "a share or refund is a percentage, \"%.*s\" is not", SLICE_ARGS(text));
    diagnostic_here(p->findings, d, "%.*s%%?", SLICE_ARGS(text));
    figure.flags |= FIGURE_BAD;
    return figure;
}

Figure figure_points(Figure figure, Span span) {
    figure.flags &= (uint8_t)~FIGURE_PERCENT;
    return figure_longer(figure, span, FIGURE_POINTS);
}

Figure figure_unit(Parser *p, Figure figure, int unit, Span unit_span) {
    (void)p;
    figure = figure_longer(figure, (Span){figure.at, unit_span.end}, FIGURE_UNIT);
    figure.scale = (int8_t)(figure.scale - (unit & 15));
    figure.currency = (unsigned)(unit >> 4) & 15;
    return figure;
}

static Figure too_large(Parser *p, Figure figure) {
    findings_add(p->findings, CODE_S06, (Place){p->source->id, figure_span(figure)},
                 "this sum has more digits than a figure can have");
    figure.flags |= FIGURE_BAD;
    return figure;
}

Figure figure_add(Parser *p, Figure a, Figure b, Span span) {
    Figure sum = figure_longer(a, span, FIGURE_SUM);
    sum.flags |= b.flags;
    if ((a.flags | b.flags) & FIGURE_BAD)
        return sum;
    Decimal total;
    if (!decimal_add(figure_decimal(a), figure_decimal(b), &total) ||
        decimal_compare(decimal_abs(total), (Decimal){1, -18}) >= 0 ||
        total.units != (int64_t)total.units)
        return too_large(p, sum);
    sum.digits = (int64_t)total.units;
    sum.scale = (int8_t)total.scale;
    if (b.currency != 0)
        sum.currency = b.currency;
    /* What `~` leaves unknown of either stays unknown in the sum. */
    int32_t unknown = INT32_MIN;
    if (a.flags & FIGURE_APPROXIMATE)
        unknown = (int32_t)a.blur - a.scale;
    if ((b.flags & FIGURE_APPROXIMATE) && (int32_t)b.blur - b.scale > unknown)
        unknown = (int32_t)b.blur - b.scale;
    int32_t blur = unknown == INT32_MIN ? 0 : unknown + sum.scale;
    sum.blur = (unsigned)(blur < 0 ? 0 : blur > 15 ? 15 : blur) & 15;
    return sum;
}

/* ---- times ---- */

/* Years are held against a calendar by the model; here they only must be whole. */
static int32_t whole_year(Parser *p, Figure figure) {
    enum { LARGEST = 999999999 };
    if (figure.flags & FIGURE_BAD)
        return 0;
    if (figure.scale != 0 || figure.flags != 0) {
        findings_add(p->findings, CODE_Y10, (Place){p->source->id, figure_span(figure)},
                     "\"%.*s\" is not a year",
                     SLICE_ARGS(source_slice(p->source, figure_span(figure))));
        return 0;
    }
    return figure.digits > LARGEST ? LARGEST : (int32_t)figure.digits;
}

Time time_year(Parser *p, Figure year) {
    int32_t value = whole_year(p, year);
    return (Time){TIME_YEAR, value, value, figure_span(year)};
}

Time time_range(Parser *p, Figure from, Figure to, Span span) {
    return (Time){TIME_RANGE, whole_year(p, from), whole_year(p, to), span};
}

Time time_from(Parser *p, Figure from, Span span) {
    return (Time){TIME_RANGE, whole_year(p, from), TIME_OPEN, span};
}

Time time_to(Parser *p, Figure to, Span span) {
    return (Time){TIME_RANGE, TIME_OPEN, whole_year(p, to), span};
}

Time time_over(Time range, Span span) {
    return (Time){TIME_SPAN, range.from, range.to, span};
}

Time time_unstated(Span span) {
    return (Time){TIME_UNSTATED, 0, 0, span};
}

Time time_all(Span span) {
    return (Time){TIME_ALL, 0, 0, span};
}

/* ---- parts of statements ---- */

uint32_t dated_first(Parser *p, Time time, Figure figure) {
    return FIRST(dated, ((Dated){time, figure}));
}

uint32_t dated_more(Parser *p, uint32_t start, Time time, Figure figure) {
    PUSH(dated, ((Dated){time, figure}));
    return start;
}

Value value_name(Ref ref) {
    return (Value){.kind = VALUE_NAME, .span = ref.span, .name = ref.name};
}

Value value_text(Quoted text) {
    return (Value){.kind = VALUE_TEXT, .span = text, .text = text};
}

Value value_figure(Figure figure, Span span) {
    return (Value){.kind = VALUE_FIGURE, .span = span, .figure = figure};
}

Value value_time(Time time) {
    return (Value){.kind = VALUE_TIME, .span = time.span, .time = time};
}

Value value_blank(Span span) {
    return (Value){.kind = VALUE_BLANK, .span = span};
}

uint32_t values_first(Parser *p, Value value) {
    return FIRST(values, value);
}

uint32_t values_more(Parser *p, uint32_t start, Value value) {
    PUSH(values, value);
    return start;
}

static Modifiers *modifiers_or_new(Parser *p, Modifiers *modifiers) {
    return modifiers ? modifiers : ARENA_NEW(p->arena, Modifiers);
}

/* Said twice, the later one would win in silence. */
static void modify_once(Parser *p, Ref before, Ref now, const char *word) {
    if (before.name == 0)
        return;
    Diagnostic *d = findings_add(p->findings, CODE_S01, (Place){p->source->id, now.span},
                                 "\"%s\" is said twice", word);
    diagnostic_label(p->findings, d, (Place){p->source->id, before.span}, "first here");
}

Modifiers *modify_as(Parser *p, Modifiers *modifiers, Ref money) {
    modifiers = modifiers_or_new(p, modifiers);
    modify_once(p, modifiers->as, money, "as");
    modifiers->as = money;
    return modifiers;
}

Modifiers *modify_from(Parser *p, Modifiers *modifiers, Ref source) {
    modifiers = modifiers_or_new(p, modifiers);
    modify_once(p, modifiers->from, source, "from");
    modifiers->from = source;
    return modifiers;
}

Modifiers *modify_within(Parser *p, Modifiers *modifiers, Ref whole) {
    modifiers = modifiers_or_new(p, modifiers);
    modify_once(p, modifiers->within, whole, "within");
    modifiers->within = whole;
    return modifiers;
}

Modifiers *modify_refund(Parser *p, Modifiers *modifiers, Figure percent, Ref from) {
    modifiers = modifiers_or_new(p, modifiers);
    modify_once(p, modifiers->refund_from, from, "refund");
    modifiers->refund = percent;
    modifiers->refund_from = from;
    return modifiers;
}

Sharing sharing_of(Ref name, Figure percent) {
    return (Sharing){name, percent};
}

uint32_t parts_first(Parser *p, Sharing part) {
    return FIRST(parts, part);
}

uint32_t parts_more(Parser *p, uint32_t start, Sharing part) {
    PUSH(parts, part);
    return start;
}

Column column_year(Parser *p, Figure year) {
    return (Column){.time = time_year(p, year)};
}

Column column_range(Time range) {
    return (Column){.time = range};
}

Column column_all(Span span) {
    return (Column){.time = time_all(span)};
}

Column column_as(Parser *p, Column column, Ref money) {
    modify_once(p, column.as, money, "as");
    column.as = money;
    return column;
}

Column column_from(Parser *p, Column column, Ref source) {
    modify_once(p, column.from, source, "from");
    column.from = source;
    return column;
}

uint32_t columns_first(Parser *p, Column column) {
    return FIRST(columns, column);
}

uint32_t columns_more(Parser *p, uint32_t start, Column column) {
    PUSH(columns, column);
    return start;
}

uint32_t cells_first(Parser *p, Figure cell) {
    return FIRST(cells, cell);
}

uint32_t cells_more(Parser *p, uint32_t start, Figure cell) {
    PUSH(cells, cell);
    return start;
}

static Measure *measure_of(Parser *p, int form, Figure low, Figure high, Span span) {
    Measure *measure = ARENA_NEW(p->arena, Measure);
    *measure = (Measure){.form = (uint8_t)form, .low = low, .high = high, .span = span};
    return measure;
}

Measure *measure_value(Parser *p, Figure value, Span span) {
    return measure_of(p, MEASURE_VALUE, value, (Figure){0}, span);
}

Measure *measure_ratio(Parser *p, Figure low, Figure high, Span span) {
    return measure_of(p, MEASURE_RATIO, low, high, span);
}

Measure *measure_spread(Parser *p, Figure low, Figure high, Span span) {
    return measure_of(p, MEASURE_SPREAD, low, high, span);
}

Measure *measure_bound(Parser *p, int op, Figure value, Span span) {
    Measure *measure = measure_of(p, MEASURE_BOUND, value, (Figure){0}, span);
    measure->op = (uint8_t)op;
    return measure;
}

Measure *measure_change(Parser *p, Figure value, Span span) {
    return measure_of(p, MEASURE_CHANGE, value, (Figure){0}, span);
}

Measure *measure_rising(Parser *p, Span span) {
    return measure_of(p, MEASURE_RISING, (Figure){0}, (Figure){0}, span);
}

Measure *measure_falling(Parser *p, Span span) {
    return measure_of(p, MEASURE_FALLING, (Figure){0}, (Figure){0}, span);
}

uint32_t refs_first(Parser *p, Ref ref) {
    return FIRST(refs, ref);
}

uint32_t refs_more(Parser *p, uint32_t start, Ref ref) {
    PUSH(refs, ref);
    return start;
}

RefList refs_take(Parser *p, uint32_t start) {
    RefList list;
    TAKE(refs, start, list.at, list.count);
    return list;
}

RefList refs_all(void) {
    return (RefList){NULL, UINT32_MAX};
}

RefList path_first(Parser *p, Ref ref) {
    return path_more(p, (RefList){0}, ref);
}

RefList path_more(Parser *p, RefList path, Ref ref) {
    Ref *at = arena_alloc(p->arena, (path.count + 1) * sizeof *at);
    if (path.count > 0)
        memcpy(at, path.at, path.count * sizeof *at);
    at[path.count] = ref;
    return (RefList){at, path.count + 1};
}

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

Expr *expr_time(Parser *p, Time time, Span span) {
    Expr *expr = expr_word(p, EXPR_TIME, span);
    expr->time = time;
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

Expr *expr_like(Parser *p, Expr *left, Expr *right, int negated, Span span) {
    Expr *expr = expr_over(p, EXPR_LIKE, left, right, 0, span);
    expr->negated = negated != 0;
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

Expr *expr_call_empty(Parser *p, Ref function, Span span) {
    return expr_call(p, function, 0, exprs_none(p), NULL, span);
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
