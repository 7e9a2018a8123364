/* Constructors of statements and their parts. Each makes one node of what the grammar
 * hands it. */
#include "syntax/build.h"
#include "syntax/stack.h"
#include "syntax/title_name.h"

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

Node *years_new(Parser *p, Span span, const Time *years, const Time *from) {
    NODE(Setting, NODE_YEARS, 0);
    node->years = *years;
    if (from)
        node->from = *from;
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
    for (int of = 0; of < KIND_COUNT && words.count == 1; of++)
        p->tree->titled |=
            slice_is(names_text(p->names, words.at[0].name), kind_text((ThingKind)of));
    return &node->node;
}

/* Whether a text among its values may be the title of a thing. */
static bool takes_title(const Parser *p, const Property *property) {
    static const char *const names[] = {"owner", "part_of", "purpose", "contributes",
                                        "version_of"};
    bool text = false, known = false;
    for (uint32_t i = 0; i < property->count; i++)
        text |= property->values[i].kind == VALUE_TEXT;
    for (size_t i = 0; i < sizeof names / sizeof *names && text; i++)
        known |= slice_is(names_text(p->names, property->name.name), names[i]);
    return known;
}

Node *property_new(Parser *p, Span span, Ref name, uint32_t values) {
    NODE(Property, NODE_PROPERTY, 0);
    node->name = name;
    TAKE(values, values, node->values, node->count);
    p->tree->titled |= takes_title(p, node);
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

Node *table_new(Parser *p, Span span, int kind, Ref name, Quoted title,
                ColumnList columns, Expr *where, Block *block) {
    NODE(Table, NODE_TABLE, kind);
    node->name = name;
    node->title = title;
    node->columns = columns.at;
    node->column_count = columns.count;
    node->where = where;
    node->block = block;
    return &node->node;
}

Node *declare_titled(Parser *p, Span span, int kind, Quoted title, RefList on,
                     Block *block) {
    if (kind == KIND_DOCUMENT) {
        Slice text = source_slice(p->source, title);
        Ref made = ref_title(p, title);
        Diagnostic *d = findings_add(p->findings, CODE_S01, (Place){p->source->id, title},
                                     "a document has a name of its own");
        diagnostic_here(p->findings, d, "write a name before this");
        diagnostic_help(p->findings, d, "write document %.*s %.*s",
                        SLICE_ARGS(names_text(p->names, made.name)), SLICE_ARGS(text));
        return declare_new(p, span, kind, made, title, on, block);
    }
    return declare_new(p, span, kind, ref_title(p, title), title, on, block);
}

/* A word behind the cells of a row, `"Lakes" 1.0 x`, was taken as the name of the row by
 * title on the next line. Says so, and gives the row its own name. */
static Ref own_name(Parser *p, Ref name, Quoted title) {
    const char *text = p->source->text.at;
    uint32_t at = name.span.start;
    if (title.start <= name.span.end || parser_first_on_line(p, at) ||
        memchr(text + name.span.end, '\n', title.start - name.span.end) == NULL)
        return name;
    while (at > 0 && char_in(text[at - 1], " \t"))
        at--;
    if (at == 0 || char_in(text[at - 1], "{};"))
        return name;
    Diagnostic *d = findings_add(p->findings, CODE_S04, (Place){p->source->id, name.span},
                                 "\"%.*s\" is not a number",
                                 SLICE_ARGS(names_text(p->names, name.name)));
    diagnostic_here(p->findings, d, "a cell is a number, - or ?");
    return ref_title(p, title);
}

Node *row_new(Parser *p, Span span, Ref name, Quoted title, Modifiers *modifiers,
              CellList cells, Block *block) {
    NODE(Row, NODE_ROW, 0);
    name = own_name(p, name, title);
    node->name = name;
    node->title = title;
    node->modifiers = modifiers;
    node->cells = cells.at;
    node->cell_count = cells.count;
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
Node *measure_new(Parser *p, Span span, int kind, const Time *time, Measure *measure) {
    NODE(MeasureNode, NODE_MEASURE, kind);
    if (time != NULL)
        node->time = *time;
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

/* ---- parts of statements ---- */

uint32_t dated_first(Parser *p, Figure year, Figure figure) {
    return FIRST(dated, ((Dated){time_of_year(p, year), figure}));
}

uint32_t dated_more(Parser *p, uint32_t start, Figure year, Figure figure) {
    PUSH(dated, ((Dated){time_of_year(p, year), figure}));
    return start;
}

void dated_new(Parser *p, const Time *time, Figure figure) {
    PUSH(dated, ((Dated){*time, figure}));
}

uint32_t dated_start(const Parser *p) {
    return p->dated.count - 1;
}

/* Which kinds there are is all that is kept of the list. */
int kinds_more(Parser *p, int kinds, int kind, Span span) {
    if (kinds >> kind & 1) {
        Diagnostic *d = findings_add(p->findings, CODE_N08, (Place){p->source->id, span},
                                     "this attribute names \"%s\" twice",
                                     kind_text((ThingKind)kind));
        diagnostic_here(p->findings, d, "named again");
        diagnostic_help(
            p->findings, d,
            "name another kind if you meant another; if not, remove this one");
    }
    return kinds | 1 << kind;
}

void value_name(Parser *p, Ref ref) {
    PUSH(values, ((Value){.kind = VALUE_NAME, .span = ref.span, .name = ref.name}));
}

void value_text(Parser *p, Quoted text) {
    PUSH(values, ((Value){.kind = VALUE_TEXT, .span = text, .text = text}));
}

void value_figure(Parser *p, Figure figure, Span span) {
    if (figure.flags & FIGURE_BAD)
        lexer_doubt(p->lexer, span);
    PUSH(values, ((Value){.kind = VALUE_FIGURE, .span = span, .figure = figure}));
}

void value_time(Parser *p, const Time *time) {
    if (time->kind == TIME_BAD)
        PUSH(values, ((Value){.kind = VALUE_FIGURE,
                              .span = time->span,
                              .figure = figure_bad(time->span)}));
    else
        PUSH(values, ((Value){.kind = VALUE_TIME, .span = time->span, .time = *time}));
}

void value_blank(Parser *p, Span span) {
    PUSH(values, ((Value){.kind = VALUE_BLANK, .span = span}));
}

uint32_t values_start(const Parser *p) {
    return p->values.count - 1;
}

static Modifiers *modifiers_or_new(Parser *p, Modifiers *modifiers) {
    return modifiers ? modifiers : ARENA_NEW(p->arena, Modifiers);
}

/* Said twice, the later one would win in silence. */
static void modify_once(Parser *p, Ref before, Ref now, const char *word) {
    if (before.name == 0)
        return;
    Diagnostic *d = findings_add(p->findings, CODE_S01, (Place){p->source->id, now.span},
                                 "\"%s\" is written twice", word);
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

void part_new(Parser *p, Ref name, Figure percent) {
    PUSH(parts, ((Sharing){name, percent}));
}

uint32_t parts_start(const Parser *p) {
    return p->parts.count - 1;
}

void column_new(Parser *p, const Time *time) {
    PUSH(columns, (Column){.time = *time});
}

void column_as(Parser *p, Ref money) {
    Column *column = &p->columns.at[p->columns.count - 1];
    modify_once(p, column->as, money, "as");
    column->as = money;
}

void column_from(Parser *p, Ref source) {
    Column *column = &p->columns.at[p->columns.count - 1];
    modify_once(p, column->from, source, "from");
    column->from = source;
}

void column_computed(Parser *p, Quoted heading, Expr *formula) {
    Time time = {.kind = TIME_ABSENT, .span = span_join(heading, formula->span)};
    PUSH(columns, ((Column){.time = time, .heading = heading, .formula = formula}));
}

uint32_t columns_start(const Parser *p) {
    return p->columns.count - 1;
}

ColumnList columns_take(Parser *p, uint32_t start) {
    ColumnList columns;
    TAKE(columns, start, columns.at, columns.count);
    return columns;
}

uint32_t cells_first(Parser *p, Figure cell) {
    return FIRST(cells, cell);
}

uint32_t cells_more(Parser *p, uint32_t start, Figure cell) {
    PUSH(cells, cell);
    return start;
}

CellList cells_take(Parser *p, uint32_t start) {
    CellList cells;
    TAKE(cells, start, cells.at, cells.count);
    return cells;
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
    const uint8_t odd = FIGURE_BAD | FIGURE_BLANK | FIGURE_NONE;
    if (high.digits == 0 && low.digits != 0 && (high.flags & odd) == 0) {
        Place place = {p->source->id, span};
        Diagnostic *d = findings_add(p->findings, CODE_S04, place,
                                     "\"%.*s\" is not a figure: nothing is part of 0",
                                     SLICE_ARGS(source_slice(p->source, span)));
        diagnostic_help(p->findings, d,
                        "write how many there are in all, or ? where the document does "
                        "not give it");
        high.flags |= FIGURE_BAD;
    }
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

Measure *measure_ratio_bound(Parser *p, int op, Figure low, Figure high, Span span) {
    Measure *measure = measure_ratio(p, low, high, span);
    measure->op = (uint8_t)op;
    measure->bound = true;
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

Ref ref_title(Parser *p, Quoted title) {
    Slice text = tree_string(p->arena, p->source, title);
    NameId name = title_name(p->arena, p->names, (Slice){"", 0}, text);
    p->tree->titled = true;
    return (Ref){name ? name : names_add(p->names, SLICE("_")), title};
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
    if (path.count == PATH_NAMES_MAX) {
        parser_too_much(p, ref.span);
        return path;
    }
    Ref *at = arena_alloc(p->arena, (path.count + 1) * sizeof *at);
    if (path.count > 0)
        memcpy(at, path.at, path.count * sizeof *at);
    at[path.count] = ref;
    return (RefList){at, path.count + 1};
}
