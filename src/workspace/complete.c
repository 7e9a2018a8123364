/* Completion: what the parser expects (syntax/prompt) turned into the names that there
 * are, and of the words that begin statements those that may stand there. It looks at the
 * workspace and changes nothing in it. */
#include "workspace/complete.h"

#include <string.h>
#include "eval/columns.h"
#include "eval/printed.h"
#include "eval/property.h"
#include "eval/rule.h"
#include "model/place.h"
#include "model/view.h"
#include "syntax/prompt.h"

typedef struct Completing {
    Completion *out;
    Model model;    /* the workspace's, with an arena of our own */
    bool file;      /* the text is a file's; else a statement's at the prompt */
    bool in_query;  /* in the block of one */
    bool known;     /* where the statement stands: */
    uint8_t where;  /* AT_… */
    ThingKind kind; /* of the thing whose block it is; KIND_COUNT: none, or not known */
    Slice owner;    /* the thing's name */
} Completing;

static void add(Completing *c, Slice candidate) {
    completion_add(c->out, candidate);
}

/* ---- names in scope ---- */

void complete_things(const Model *model, uint32_t kinds, Completion *out) {
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        const ThingVec *things = &model->things[kind];
        for (Id id = 1; (kinds >> kind & 1) != 0 && id < things->count; id++)
            if (things->at[id].name != 0 && things->at[id].first_title != 0)
                completion_add(out, names_text(model->names, things->at[id].name));
    }
}

void complete_tables(Completion *out) {
    for (int i = 0; i < TABLE_COUNT; i++)
        completion_add(out, slice_of(table_def((TableId)i)->name));
}

static void add_things(Completing *c, uint32_t kinds) {
    complete_things(&c->model, kinds, c->out);
}

static void add_shape(Completing *c, Shape shape) {
    for (int i = 0; i < COLUMN_COUNT; i++)
        if (column_def((ColumnId)i)->shape == shape)
            add(c, slice_of(column_def((ColumnId)i)->name));
}

static void add_properties(Completing *c, ThingKind kind) {
    PropertyNames names = {0};
    property_names(&c->model, kind, &names);
    for (uint32_t i = 0; i < names.count; i++)
        add(c, names.at[i]);
}

static void add_columns(Completing *c, TableId id) {
    const TableDef *table = table_def(id);
    add_shape(c, (Shape)table->shape);
    if (table->kind != KIND_COUNT)
        add_properties(c, (ThingKind)table->kind);
}

static void add_functions(Completing *c, bool query) {
    for (int i = 0; i < FUNCTION_COUNT; i++) {
        const FunctionDef *function = function_def((FunctionId)i);
        if (function->where == IN_ANYWHERE || (query && function->where == IN_QUERY))
            add(c, arena_format(c->out->arena, "%s(", function->name));
    }
}

/* ---- what a path leads to ---- */

/* A column or field, and the things that it is one of. */
typedef struct Reached {
    Type type;
    ThingKind of;      /* KIND_COUNT: no things */
    const char *words; /* that it can be; "" where they are open */
} Reached;

static Reached reach_property(const Completing *c, ThingKind kind, Slice name) {
    NameId id = names_find(c->model.names, name);
    Reached reached = {{TYPE_ANY, 0}, kind, ""};
    if (slice_is(name, "parent"))
        reached.type = (Type){TYPE_REF, (uint8_t)kind};
    else if (kind != KIND_COUNT && id != 0)
        reached.type = property_type(&c->model, kind, id);
    return reached;
}

static Reached reach_column(const Completing *c, TableId table, Slice name) {
    const TableDef *def = table_def(table);
    ColumnId column = column_find((Shape)def->shape, name);
    const ColumnDef *found = column == COLUMN_COUNT ? NULL : column_def(column);
    if (!found || found->known == KNOWN_PROPERTY)
        return reach_property(
            c, (ThingKind)(def->shape == SHAPE_INDICATOR ? KIND_INDICATOR : def->kind),
            name);
    return (Reached){found->type, (ThingKind)def->kind, found->words};
}

/* `*last` gets the last name of the path. */
static Reached reach(const Completing *c, TableId table, Slice path, Slice *last) {
    Reached reached = {{TYPE_ANY, 0}, KIND_COUNT, ""};
    for (uint32_t at = 0, part = 0; at <= path.length; part++) {
        const char *dot = memchr(path.at + at, '.', path.length - at);
        uint32_t end = dot ? (uint32_t)(dot - path.at) : path.length;
        Slice name = {path.at + at, end - at};
        if (part == 0)
            reached = reach_column(c, table, name);
        else if (reached.type.kind == TYPE_REF)
            reached = reach_property(c, (ThingKind)reached.type.of, name);
        else
            reached = (Reached){{TYPE_ANY, 0}, KIND_COUNT, ""};
        *last = name;
        at = end + 1;
    }
    return reached;
}

/* What is behind the dot of a thing. */
static void add_fields(Completing *c, ThingKind kind) {
    TableId table = table_of_kind(kind);
    if (table != TABLE_COUNT) {
        add_columns(c, table);
        return;
    }
    add_shape(c, SHAPE_THING);
    add_properties(c, kind);
}

static void add_words(Completing *c, ThingKind kind, Slice property) {
    NameId name = names_find(c->model.names, property);
    PropertyNames words = {0};
    if (kind == KIND_COUNT || name == 0)
        return;
    property_words(&c->model, kind, name, &words);
    for (uint32_t i = 0; i < words.count; i++)
        add(c, words.at[i]);
}

/* What a column or field can be compared with; false where there is no list of it. */
static bool add_values(Completing *c, TableId table, Slice path) {
    Slice last;
    Reached reached = reach(c, table, path, &last);
    if (reached.type.kind == TYPE_REF)
        add_things(c, 1U << reached.type.of);
    else if (*reached.words)
        completion_add_split(c->out, reached.words, ' ');
    else if (reached.type.kind == TYPE_WORD && slice_is(last, "name") &&
             reached.of != KIND_COUNT)
        add_things(c, 1U << reached.of);
    else if (reached.type.kind == TYPE_WORD)
        add_words(c, reached.of, last);
    else
        return false;
    return true;
}

static void add_values_of(Completing *c, ThingKind kind, NameId name, Slice property) {
    PropertySpec spec;
    PropertyNames words = {0};
    if (property_spec(&c->model, kind, name, &spec) && spec.type == PROPERTY_THING)
        add_things(c, 1U << spec.kind);
    if (!property_spec(&c->model, kind, name, &spec) || spec.type == PROPERTY_WORD) {
        add_words(c, kind, property);
        return;
    }
    property_type_words(&c->model, &spec, c->out->arena, &words);
    for (uint32_t i = 0; i < words.count; i++)
        add(c, words.at[i]);
}

/* Of a property in the block of a thing; where that cannot be told, of all kinds. */
static void add_property_values(Completing *c, Slice property) {
    NameId name = names_find(c->model.names, property);
    for (uint32_t kind = 0; name != 0 && kind < KIND_COUNT; kind++)
        if (c->kind == kind || c->kind == KIND_COUNT)
            add_values_of(c, (ThingKind)kind, name, property);
}

/* ---- statements ---- */

/* Of the printed tables of that name, in whatever document: what can be named of them, by
 * name or by title. False where there is no such table. */
static bool add_printed_things(Completing *c, Slice table, bool titles) {
    NameId name = names_find(c->model.names, table);
    bool any = false;
    for (Id id = 1; name != 0 && id < c->model.tables.count; id++) {
        const TableInfo *info = &c->model.tables.at[id];
        if (info->name != name || !printed_is_first(&c->model, id))
            continue;
        SubjectVec things = {0};
        printed_things(&c->model, info->document, name, &things);
        for (uint32_t i = 0; i < things.count; i++) {
            ThingKind kind = (ThingKind)things.at[i].kind;
            if (titles)
                completion_add_quotable(
                    c->out, view_title(&c->model, kind, things.at[i].id, info->document));
            else
                add(c, model_name(&c->model, kind, things.at[i].id));
        }
        any = true;
    }
    return any;
}

static void add_printed_tables(Completing *c) {
    for (Id id = 1; id < c->model.tables.count; id++)
        if (c->model.tables.at[id].name != 0)
            add(c, names_text(c->model.names, c->model.tables.at[id].name));
}

/* What a check holds a figure to: aggregates over tables, and printed tables. */
static void add_check_names(Completing *c, const PromptHint *hint) {
    add_printed_tables(c);
    add_functions(c, false);
    if (hint->call.length > 0)
        complete_tables(c->out);
}

/* What the formula of a computed column sees. */
static void add_formula_names(Completing *c, const PromptHint *hint) {
    for (uint32_t i = 0; i < hint->columns.names.count; i++)
        add(c, hint->columns.names.at[i]);
    for (uint32_t i = 0; i < hint->columns.headings.count; i++)
        add(c, hint->columns.headings.at[i]);
    for (int i = 0; i < FUNCTION_COUNT; i++) {
        const FunctionDef *function = function_def((FunctionId)i);
        bool lines = function->where == IN_COLUMN || i == FUNCTION_share;
        if (function->scalar || lines)
            add(c, arena_format(c->out->arena, "%s(", function->name));
    }
}

/* False where only values of what is compared can stand there. */
static bool add_column_names(Completing *c, const PromptHint *hint, TableId table) {
    if (hint->formula) {
        add_formula_names(c, hint);
        return true;
    }
    bool known = table != TABLE_COUNT;
    if (hint->check && hint->compared.length == 0 &&
        add_printed_things(c, hint->call, false)) {
        add(c, SLICE("all"));
        return false;
    }
    if (hint->compared.length > 0 &&
        add_values(c, known ? table : TABLE_funding, hint->compared))
        return false;
    for (uint32_t i = 0; i < hint->aliases.count; i++)
        add(c, hint->aliases.at[i]);
    if (hint->check && !known) {
        add_check_names(c, hint);
        return true;
    }
    for (int i = 0; i < TABLE_COUNT; i++)
        if (!known || (TableId)i == table)
            add_columns(c, (TableId)i);
    add_functions(c, !c->file || c->in_query);
    return true;
}

/* ---- the blocks around ---- */

/* Where the statement stands, and the kind of thing whose block it is. */
static void enter_blocks(Completing *c, const PromptHint *hint) {
    c->where = AT_TOP;
    c->kind = KIND_COUNT;
    c->known = true;
    for (uint32_t i = 0; i < hint->blocks.count; i++) {
        const PromptBlock *block = &hint->blocks.at[i];
        c->known = c->known && block->kind != NODE_ERROR;
        c->where = place_inside(c->where, (NodeKind)block->kind, block->what);
        c->in_query = block->kind == NODE_QUERY;
        c->owner = block->name;
        c->kind = block->kind == NODE_ROW ? KIND_PROJECT
                  : block->kind == NODE_DECLARE || block->kind == NODE_EVERY
                      ? (ThingKind)block->what
                      : KIND_COUNT;
    }
    c->kind = c->known ? c->kind : KIND_COUNT;
}

/* Whether a word that begins a statement may begin one here. `spending` also begins a
 * table or a total; at the prompt nothing is included. */
static bool may_begin(const Completing *c, Slice word) {
    NodeKind kind;
    uint8_t what;
    if (!prompt_begins(word, &kind, &what))
        return true;
    if (kind == NODE_INCLUDE && !c->file)
        return false;
    bool spending = slice_is(word, "spending") && (place_may(c->where, NODE_TABLE, 0) ||
                                                   place_may(c->where, NODE_TOTAL, 0));
    return !c->known || spending || place_may(c->where, kind, what);
}

static void add_members(Completing *c) {
    if (c->known && c->kind != KIND_COUNT && place_may(c->where, NODE_PROPERTY, 0))
        add_properties(c, c->kind);
    if (c->known && place_may(c->where, NODE_ROW, 0))
        add_things(c, 1U << KIND_PROJECT);
}

/* Indicators are their owner's. */
static void add_indicators(Completing *c) {
    const ThingVec *all = &c->model.things[KIND_INDICATOR];
    NameId owner = names_find(c->model.names, c->owner);
    for (Id id = 1; owner != 0 && c->kind != KIND_COUNT && id < all->count; id++) {
        const Thing *thing = &all->at[id];
        if (thing->owner_kind == c->kind && thing->owner != 0 &&
            model_thing(&c->model, c->kind, thing->owner)->name == owner)
            add(c, names_text(c->model.names, thing->name));
    }
}

static void add_types(Completing *c) {
    PropertyNames words = {0};
    property_type_names(c->out->arena, &words);
    for (uint32_t i = 0; i < words.count; i++)
        add(c, words.at[i]);
    for (int kind = 0; kind < KIND_COUNT; kind++)
        if (kind != KIND_MONEY) /* as a type `money` is an amount */
            add(c, slice_of(kind_text((ThingKind)kind)));
}

static void add_others(Completing *c, NameWanted wanted) {
    switch (wanted) {
    case WANT_TYPE: add_types(c); break;
    case WANT_CODE:
        for (int i = 0; i < CODE_COUNT; i++)
            add(c, slice_of(code_info((Code)i)->code));
        break;
    case WANT_TOLERANCE: completion_add_split(c->out, "exact rounding", ' '); break;
    case WANT_CURRENCY:
        for (uint8_t i = 1; *currency_text(i) != '\0'; i++)
            add(c, slice_of(currency_text(i)));
        break;
    case WANT_RULE:
        for (int i = 0; i < RULE_NAME_COUNT; i++)
            add(c, slice_of(rule_names[i]));
        break;
    default: break;
    }
}

static PromptHint expected_here(const Completing *c, Slice text, uint32_t cursor) {
    return c->file ? prompt_expected_in_file(c->out->arena, text, cursor)
                   : prompt_expected(c->out->arena, text, cursor);
}

static void complete_statement(Completing *c, Slice text, uint32_t cursor) {
    PromptHint hint = expected_here(c, text, cursor);
    completion_begin(c->out, text, cursor - hint.partial.length, cursor);
    enter_blocks(c, &hint);
    TableId table = table_find(hint.table);
    Slice last;
    switch (hint.wanted) {
    case WANT_NONE: break;
    case WANT_THING:
        if (hint.kinds == 1U << KIND_INDICATOR)
            add_indicators(c);
        else
            add_things(c, hint.kinds);
        break;
    case WANT_TABLE: complete_tables(c->out); break;
    case WANT_COLUMN:
        if (!add_column_names(c, &hint, table))
            return;
        break;
    case WANT_FIELD: {
        Reached reached =
            reach(c, table == TABLE_COUNT ? TABLE_funding : table, hint.path, &last);
        if (reached.type.kind == TYPE_REF)
            add_fields(c, (ThingKind)reached.type.of);
        return; /* `case` and `refund` too are expected there, as names */
    }
    case WANT_VALUE: add_property_values(c, hint.path); break;
    default: add_others(c, hint.wanted); break;
    }
    if (hint.begins)
        add_members(c);
    for (uint32_t i = 0; i < hint.words.count; i++)
        if (!hint.begins || may_begin(c, hint.words.at[i]))
            add(c, hint.words.at[i]);
}

/* ---- texts in quotes ---- */

static void add_titles(Completing *c, ThingKind kind) {
    const ThingVec *things = &c->model.things[kind];
    for (Id id = 1; id < things->count; id++) {
        for (uint32_t at = things->at[id].first_title; at != 0;) {
            const Title *title = &c->model.titles.at[at - 1];
            completion_add_quotable(c->out, view_title_text(&c->model, title));
            at = title->next;
        }
    }
}

/* The values of a property that can stand in quotes as they are. */
static void add_texts(Completing *c, ThingKind kind, Slice property) {
    NameId name = names_find(c->model.names, property);
    PropertyNames texts = {0};
    if (name == 0)
        return;
    property_texts(&c->model, kind, name, &texts);
    property_words(&c->model, kind, name, &texts);
    for (uint32_t i = 0; i < texts.count; i++)
        if (!memchr(texts.at[i].at, '"', texts.at[i].length) &&
            !memchr(texts.at[i].at, '\\', texts.at[i].length))
            add(c, texts.at[i]);
}

/* Of a property that names things. */
static void add_value_titles(Completing *c, Slice property) {
    NameId name = names_find(c->model.names, property);
    PropertySpec spec;
    for (uint32_t kind = 0; name != 0 && kind < KIND_COUNT; kind++)
        if ((c->kind == kind || c->kind == KIND_COUNT) &&
            property_spec(&c->model, (ThingKind)kind, name, &spec) &&
            spec.type == PROPERTY_THING)
            add_titles(c, (ThingKind)spec.kind);
}

/* Where a thing is wanted, or a row may begin, a text is a title. In a query it is
 * compared with something: titles of what it is the title of, or
 * what a property is. Among what a check names of a printed table it is a title of what
 * stands there. */
static void complete_text_in_quotes(Completing *c, Slice text, uint32_t start,
                                    uint32_t cursor) {
    PromptHint hint = expected_here(c, text, start - 1);
    TableId table = table_find(hint.table);
    completion_begin(c->out, text, start, cursor);
    if (hint.check && add_printed_things(c, hint.call, true))
        return;
    for (uint32_t i = 0; hint.formula && i < hint.columns.headings.count; i++)
        add(c, (Slice){hint.columns.headings.at[i].at + 1,
                       hint.columns.headings.at[i].length - 2});
    enter_blocks(c, &hint);
    if (hint.begins && c->known && place_may(c->where, NODE_ROW, 0))
        add_titles(c, KIND_PROJECT);
    for (int kind = 0; hint.wanted == WANT_THING && kind < KIND_COUNT; kind++)
        if (hint.kinds >> kind & 1)
            add_titles(c, (ThingKind)kind);
    if (hint.wanted == WANT_VALUE)
        add_value_titles(c, hint.path);
    if (hint.wanted != WANT_COLUMN || hint.compared.length == 0 || table == TABLE_COUNT)
        return;
    Slice last;
    Reached reached = reach(c, table, hint.compared, &last);
    if (reached.type.kind == TYPE_REF)
        add_titles(c, (ThingKind)reached.type.of);
    else if (slice_is(last, "title") && reached.of != KIND_COUNT)
        add_titles(c, reached.of);
    else if (reached.of != KIND_COUNT)
        add_texts(c, reached.of, last);
}

/* ---- the whole ---- */

static void complete(const Workspace *workspace, bool file, Slice text, uint32_t cursor,
                     Completion *out) {
    Completing c = {.out = out, .model = *workspace->model, .file = file};
    c.model.arena = out->arena;
    uint32_t quoted = completion_quoted(text, cursor);
    if (quoted != UINT32_MAX)
        complete_text_in_quotes(&c, text, quoted, cursor);
    else
        complete_statement(&c, text, cursor);
    completion_end(out);
}

void complete_prompt(const Workspace *workspace, Slice text, uint32_t cursor,
                     Completion *out) {
    complete(workspace, false, text, cursor, out);
}

void complete_file(const Workspace *workspace, Slice text, uint32_t offset,
                   Completion *out) {
    complete(workspace, true, text, offset, out);
}
