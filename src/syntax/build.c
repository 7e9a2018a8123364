/* Constructors of statements. Each makes one node of what the grammar hands it. */
#include "syntax/build.h"
#include "syntax/stack.h"

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
    p->tree->fact_count += node->count;
    for (uint32_t i = 0; i < node->count; i++) {
        if (!node->entries[i].odd)
            continue;
        const Time *time = &node->entries[i].dated->time;
        bool closed = time->kind == TIME_RANGE && time->from > 0 && time->to > time->from;
        int32_t more = closed ? time->to - time->from : 0;
        p->tree->fact_count += more < 299 ? (uint32_t)more : 0;
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
