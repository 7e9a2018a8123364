/* Completion: what the parser expects (syntax/prompt) turned into the names that there
 * are. It looks at the workspace and changes nothing in it. */
#include "repl/complete.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include "base/utf8.h"
#include "eval/columns.h"
#include "eval/printed.h"
#include "eval/property.h"
#include "model/view.h"
#include "repl/command.h"
#include "syntax/prompt.h"

typedef struct Completing {
    Completion *out;
    Slice partial; /* in lower case, as candidates are compared */
    Model model;   /* the workspace's, with an arena of our own */
} Completing;

/* ---- candidates ---- */

static void set_partial(Completing *c, Slice text) {
    Text lower = {.memory = arena_memory(c->out->arena)};
    utf8_fold(&lower, text);
    c->partial = arena_copy(c->out->arena, text_view(&lower));
    text_free(&lower);
}

static bool begins(Completing *c, Slice candidate) {
    Text lower = {.memory = arena_memory(c->out->arena)};
    utf8_fold(&lower, candidate);
    bool result = slice_starts(text_view(&lower), c->partial);
    text_free(&lower);
    return result;
}

static void add(Completing *c, Slice candidate) {
    if (candidate.length > 0 && begins(c, candidate))
        *VEC_PUSH(c->out->arena, &c->out->candidates) =
            arena_copy(c->out->arena, candidate);
}

/* A title as the language writes it in quotes: no raw quote, line break or sign that
 * turns the line comes to the terminal. */
static void add_quotable(Completing *c, Slice title) {
    Text text = {.memory = arena_memory(c->out->arena)};
    for (uint32_t i = 0, bytes; i < title.length; i += bytes) {
        uint32_t code = utf8_decode(title.at + i, title.length - i, &bytes);
        if (code == '"' || code == '\\')
            text_char(&text, '\\');
        if (code == '\n' || code == '\t')
            text_str(&text, code == '\n' ? "\\n" : "\\t");
        else if (utf8_is_control(code))
            text_format(&text, "\\u{%x}", code);
        else
            text_bytes(&text, title.at + i, bytes);
    }
    add(c, text_view(&text));
    text_free(&text);
}

static void add_split(Completing *c, const char *words, char between) {
    Slice rest = slice_of(words), word;
    while (slice_split(&rest, between, &word))
        add(c, word);
}

static int by_bytes(const void *a, const void *b) {
    return slice_compare(*(const Slice *)a, *(const Slice *)b);
}

static void finish(Completion *out) {
    if (out->candidates.count == 0)
        return;
    Slice *at = out->candidates.at;
    qsort(at, out->candidates.count, sizeof *at, by_bytes);
    uint32_t kept = 1;
    for (uint32_t i = 1; i < out->candidates.count; i++)
        if (!slice_equal(at[i], at[kept - 1]))
            at[kept++] = at[i];
    out->candidates.count = kept;
}

/* ---- names in scope ---- */

static void add_things(Completing *c, uint32_t kinds) {
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        const ThingVec *things = &c->model.things[kind];
        for (Id id = 1; (kinds >> kind & 1) != 0 && id < things->count; id++)
            if (things->at[id].name != 0 && things->at[id].first_title != 0)
                add(c, names_text(c->model.names, things->at[id].name));
    }
}

static void add_tables(Completing *c) {
    for (int i = 0; i < TABLE_COUNT; i++)
        add(c, slice_of(table_def((TableId)i)->name));
}

static void add_shape(Completing *c, Shape shape) {
    for (int i = 0; i < COLUMN_COUNT; i++)
        if (column_def((ColumnId)i)->shape == shape)
            add(c, slice_of(column_def((ColumnId)i)->name));
}

static void add_properties(Completing *c, EntityKind kind) {
    PropertyNames names = {0};
    property_names(&c->model, kind, &names);
    for (uint32_t i = 0; i < names.count; i++)
        add(c, names.at[i]);
}

static void add_columns(Completing *c, TableId id) {
    const TableDef *table = table_def(id);
    add_shape(c, (Shape)table->shape);
    if (table->kind != KIND_COUNT)
        add_properties(c, (EntityKind)table->kind);
}

static void add_functions(Completing *c, bool query) {
    for (int i = 0; i < FUNCTION_COUNT; i++) {
        const FunctionDef *function = function_def((FunctionId)i);
        if (query || !function->query_only)
            add(c, arena_format(c->out->arena, "%s(", function->name));
    }
}

/* ---- what a path leads to ---- */

/* A column or field, and the things that it is one of. */
typedef struct Reached {
    Type type;
    EntityKind of;     /* KIND_COUNT: no things */
    const char *words; /* that it can be; "" where they are open */
} Reached;

static Reached reach_property(const Completing *c, EntityKind kind, Slice name) {
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
            c, (EntityKind)(def->shape == SHAPE_INDICATOR ? KIND_INDICATOR : def->kind),
            name);
    return (Reached){found->type, (EntityKind)def->kind, found->words};
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
            reached = reach_property(c, (EntityKind)reached.type.of, name);
        else
            reached = (Reached){{TYPE_ANY, 0}, KIND_COUNT, ""};
        *last = name;
        at = end + 1;
    }
    return reached;
}

/* What is behind the dot of a thing. */
static void add_fields(Completing *c, EntityKind kind) {
    TableId table = table_of_kind(kind);
    if (table != TABLE_COUNT) {
        add_columns(c, table);
        return;
    }
    add_shape(c, SHAPE_THING);
    add_properties(c, kind);
}

static void add_words(Completing *c, EntityKind kind, Slice property) {
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
        add_split(c, reached.words, ' ');
    else if (reached.type.kind == TYPE_WORD && slice_is(last, "name") &&
             reached.of != KIND_COUNT)
        add_things(c, 1U << reached.of);
    else if (reached.type.kind == TYPE_WORD)
        add_words(c, reached.of, last);
    else
        return false;
    return true;
}

/* Of a property in a declaration, whatever kind of thing that stands in. */
static void add_property_values(Completing *c, Slice property) {
    NameId name = names_find(c->model.names, property);
    for (int kind = 0; name != 0 && kind < KIND_COUNT; kind++) {
        Type type;
        if (!property_known(&c->model, (EntityKind)kind, name, &type))
            continue;
        if (type.kind == TYPE_REF)
            add_things(c, 1U << type.of);
        else
            add_words(c, (EntityKind)kind, property);
    }
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
            EntityKind kind = (EntityKind)things.at[i].kind;
            if (titles)
                add_quotable(
                    c, view_title(&c->model, kind, things.at[i].id, info->document));
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

/* False where only values of what is compared can stand there. */
static bool add_column_names(Completing *c, const PromptHint *hint, TableId table) {
    bool known = table != TABLE_COUNT;
    if (hint->check && hint->compared.length == 0 &&
        add_printed_things(c, hint->call, false)) {
        add(c, SLICE("all"));
        return false;
    }
    if (hint->compared.length > 0 &&
        add_values(c, known ? table : TABLE_funding, hint->compared))
        return false;
    if (hint->check)
        add_printed_tables(c);
    for (int i = 0; i < TABLE_COUNT; i++)
        if (!known || (TableId)i == table)
            add_columns(c, (TableId)i);
    add_functions(c, true);
    return true;
}

static void complete_statement(Completing *c, Slice text, uint32_t cursor) {
    PromptHint hint = prompt_expected(c->out->arena, text, cursor);
    c->out->start = cursor - hint.partial.length;
    set_partial(c, hint.partial);
    TableId table = table_find(hint.table);
    Slice last;
    switch (hint.wanted) {
    case WANT_NONE: break;
    case WANT_THING: add_things(c, hint.kinds); break;
    case WANT_TABLE: add_tables(c); break;
    case WANT_COLUMN:
        if (!add_column_names(c, &hint, table))
            return;
        break;
    case WANT_FIELD: {
        Reached reached =
            reach(c, table == TABLE_COUNT ? TABLE_funding : table, hint.path, &last);
        if (reached.type.kind == TYPE_REF)
            add_fields(c, (EntityKind)reached.type.of);
        return; /* `case` and `refund` too are expected there, as names */
    }
    case WANT_VALUE: add_property_values(c, hint.path); break;
    }
    for (uint32_t i = 0; i < hint.words.count; i++)
        add(c, hint.words.at[i]);
}

/* ---- texts in quotes ---- */

static void add_titles(Completing *c, EntityKind kind) {
    const ThingVec *things = &c->model.things[kind];
    for (Id id = 1; id < things->count; id++) {
        for (uint32_t at = things->at[id].first_title; at != 0;) {
            const Title *title = &c->model.titles.at[at - 1];
            add_quotable(c, view_title_text(&c->model, title));
            at = title->next;
        }
    }
}

/* The values of a property that can stand in quotes as they are. */
static void add_texts(Completing *c, EntityKind kind, Slice property) {
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

/* In a query a text is compared with something: titles of what it is the title of, or
 * what a property is. Among what a check names of a printed table it is a title of what
 * stands there. */
static void complete_text_in_quotes(Completing *c, Slice text, uint32_t start,
                                    uint32_t cursor) {
    PromptHint hint = prompt_expected(c->out->arena, text, start - 1);
    TableId table = table_find(hint.table);
    c->out->start = start;
    set_partial(c, (Slice){text.at + start, cursor - start});
    if (hint.check && add_printed_things(c, hint.call, true))
        return;
    if (hint.wanted != WANT_COLUMN || hint.compared.length == 0 || table == TABLE_COUNT)
        return;
    Slice last;
    Reached reached = reach(c, table, hint.compared, &last);
    if (slice_is(last, "title") && reached.of != KIND_COUNT)
        add_titles(c, reached.of);
    else if (reached.of != KIND_COUNT)
        add_texts(c, reached.of, last);
}

/* ---- commands ---- */

static void add_files(Completing *c, Slice typed) {
    Arena *arena = c->out->arena;
    uint32_t slash = typed.length;
    while (slash > 0 && typed.at[slash - 1] != '/')
        slash--;
    Slice folder = arena_copy(arena, (Slice){typed.at, slash});
    DIR *dir = opendir(slash > 0 ? folder.at : ".");
    if (!dir)
        return;
    bool hidden = slash < typed.length && typed.at[slash] == '.';
    for (struct dirent *entry; (entry = readdir(dir)) != NULL;) {
        if (entry->d_name[0] == '.' && (!hidden || strcmp(entry->d_name, ".") == 0 ||
                                        strcmp(entry->d_name, "..") == 0))
            continue;
        Slice path = arena_format(arena, "%.*s%s", SLICE_ARGS(folder), entry->d_name);
        add(c, io_is_folder(path.at) ? arena_format(arena, "%.*s/", SLICE_ARGS(path))
                                     : path);
    }
    closedir(dir);
}

static void add_queries(Completing *c) {
    for (uint32_t i = 0; i < c->model.queries.count; i++)
        add(c, names_text(c->model.names, c->model.queries.at[i].node->name.name));
}

static void add_arguments(Completing *c, const ReplCommand *command, Slice typed) {
    switch (command->takes) {
    case TAKES_NOTHING: break;
    case TAKES_CHOICE: add_split(c, command->choices, '|'); break;
    case TAKES_COMMAND:
        for (uint32_t i = 0; command_row(i); i++)
            add(c, slice_of(command_row(i)->name));
        break;
    case TAKES_TABLE: add_tables(c); break;
    case TAKES_QUERY: add_queries(c); break;
    case TAKES_DOCUMENT: add_things(c, 1U << KIND_DOCUMENT); break;
    case TAKES_CODE:
        for (int i = 0; i < CODE_COUNT; i++)
            add(c, slice_of(code_info((Code)i)->code));
        break;
    case TAKES_FILE: add_files(c, typed); break;
    }
}

static void complete_command(Completing *c, Slice text, uint32_t cursor) {
    Slice name = command_name(text);
    uint32_t start = cursor;
    while (start > 0 && text.at[start - 1] != ' ' && text.at[start - 1] != '\t')
        start--;
    Slice typed = {text.at + start, cursor - start};
    Text lower = {.memory = arena_memory(c->out->arena)};
    utf8_fold(&lower, typed);
    c->partial = arena_copy(c->out->arena, text_view(&lower));
    text_free(&lower);
    c->out->start = start;
    for (uint32_t i = 0; command_row(i); i++) {
        const ReplCommand *command = command_row(i);
        if (start == 0)
            add(c, arena_format(c->out->arena, ".%s", command->name));
        else if (slice_is(name, command->name))
            add_arguments(c, command, typed);
    }
}

void complete_text(const Workspace *workspace, Slice text, uint32_t cursor,
                   Completion *out) {
    Completing c = {.out = out, .model = *workspace->model};
    c.model.arena = out->arena;
    out->start = cursor;
    uint32_t quoted = completion_quoted(text, cursor);
    if (text.length > 0 && text.at[0] == '.')
        complete_command(&c, text, cursor);
    else if (quoted != UINT32_MAX)
        complete_text_in_quotes(&c, text, quoted, cursor);
    else
        complete_statement(&c, text, cursor);
    finish(out);
}
