/* Completion: what can stand at the cursor, with what is known of it; and what a function
 * takes. */
#include "lsp/methods.h"

#include "eval/columns.h"
#include "lsp/hover.h"
#include "model/properties.h"
#include "model/view.h"
#include "render/json_write.h"
#include "syntax/prompt.h"
#include "workspace/complete.h"

/* The protocol's kinds of items. */
enum {
    ITEM_FUNCTION = 3,
    ITEM_PROPERTY = 10,
    ITEM_KEYWORD = 14,
    ITEM_SNIPPET = 15,
    ITEM_REFERENCE = 18
};

typedef struct Snippet {
    const char *word, *label, *text;
} Snippet;

/* What a statement begins with, as a whole. */
static const Snippet snippets[] = {
    {"document", "document … { date }",
     "document ${1:name} \"${2:Title}\" {\n\tdate: ${3:2024-12-31}\n}\n$0"},
    {"table", "table … { rows, total }",
     "table \"${1:Table 1}\" ${2:2024}..${3:2026} {\n\t${4:name} \"${5:Title}\"  "
     "${6:1.0  1.0  1.0}\n\ttotal  ${7:1.0  1.0  1.0}\n}\n$0"},
    {"area", "area … { … }", "area ${1:name} \"${2:Title}\" {\n\t$0\n}"},
    {"project", "project … { funding }",
     "project ${1:name} \"${2:Title}\" {\n\tfunding ${3:2024}: ${4:1.0}\n\t$0\n}"},
    {"source", "source … \"…\"", "source ${1:name} \"${2:Title}\"$0"},
    {"goal", "goal … { indicator }",
     "goal ${1:name} \"${2:Title}\" {\n\tindicator ${3:name} \"${4:Title}\" "
     "{\n\t\ttarget "
     "${5:2024}: ${6:>= 50%}\n\t\tactual ${5}: ${7:55%}\n\t}\n}\n$0"},
    {"indicator", "indicator … { target, actual }",
     "indicator ${1:name} \"${2:Title}\" {\n\ttarget ${3:2024}: ${4:>= 50%}\n\tactual "
     "${3}: ${5:55%}\n}\n$0"},
    {"check", "check \"…\" …",
     "check \"${1:the text says …}\" ${2:sum(funding.amount)} = $0"},
    {"query", "query … { select … }",
     "query ${1:name} {\n\tselect ${2:area, year, sum(amount)}\n\tfrom "
     "${3:funding}\n\tgroup by ${4:area, year}\n}\n$0"},
};

/* ---- one candidate ---- */

/* A thing with the name, of one of the kinds; false: there is none. */
static bool find_thing(const Model *model, Slice name, uint32_t kinds, ThingKind *kind,
                       Id *id) {
    NameId number = names_find(model->names, name);
    for (uint32_t i = 0; number != 0 && i < KIND_COUNT; i++) {
        *kind = (ThingKind)i;
        *id = i == KIND_INDICATOR || (kinds >> i & 1) == 0
                  ? 0
                  : model_find(model, *kind, number);
        if (*id != 0)
            return true;
    }
    return false;
}

static const FunctionDef *find_function(Slice name) {
    name.length -= slice_ends(name, SLICE("("));
    FunctionId found = function_find(name);
    return found != FUNCTION_COUNT ? function_def(found) : NULL;
}

typedef struct CompletionList {
    const Connection *connection;
    const FileSpot *spot;
    PromptHint hint;
    Span span; /* that a candidate replaces */
    Writer *out;
    Arena *arena;
    bool quoted, any;
} CompletionList;

static bool is_word(const CompletionList *c, Slice candidate) {
    bool word = false;
    for (uint32_t i = 0; i < c->hint.words.count && !word; i++)
        word = slice_equal(c->hint.words.at[i], candidate);
    return word;
}

static void begin_item(CompletionList *c, Slice label, int kind) {
    writer_str(c->out, c->any ? ",{\"label\":" : "{\"label\":");
    json_write_string(c->out, label);
    writer_format(c->out, ",\"kind\":%d", kind);
    c->any = true;
}

static void write_detail(CompletionList *c, Slice detail) {
    writer_str(c->out, ",\"detail\":");
    json_write_string(c->out, detail);
}

static void end_item(CompletionList *c, Slice text) {
    writer_str(c->out, ",\"textEdit\":{\"range\":");
    connection_write_range(c->connection, c->spot->source, c->span, c->out);
    writer_str(c->out, ",\"newText\":");
    json_write_string(c->out, text);
    writer_str(c->out, "}}");
}

/* Whether the file names the thing already: then it is likely to do so again. */
static bool is_used_here(const FileSpot *spot, ThingKind kind, Id id) {
    const References *references = spot->workspace->references;
    uint32_t count = 0;
    const uint32_t *uses = references_of(references, kind, id, &count);
    bool used = false;
    for (uint32_t i = 0; i < count && !used; i++)
        used = references->all.at[uses[i]].source == spot->source->id;
    return used;
}

/* A thing of the name, where one is wanted there. */
static void write_thing(CompletionList *c, Slice name, ThingKind kind, Id id) {
    const Model *model = c->spot->workspace->model;
    Id document = model_document_at(
        model, (Place){c->spot->source->id, {c->spot->offset, c->spot->offset}});
    Slice title = view_title(model, kind, id, document);
    begin_item(c, name, ITEM_REFERENCE);
    write_detail(
        c, arena_format(c->arena, "%s \"%.*s\"", kind_text(kind), SLICE_ARGS(title)));
    /* Who knows the title and not the name finds it too. */
    writer_str(c->out, ",\"filterText\":");
    json_write_string(
        c->out, arena_format(c->arena, "%.*s %.*s", SLICE_ARGS(name), SLICE_ARGS(title)));
    if (is_used_here(c->spot, kind, id)) { /* "0" is before each name */
        writer_str(c->out, ",\"sortText\":");
        json_write_string(c->out, arena_format(c->arena, "0%.*s", SLICE_ARGS(name)));
    }
    writer_format(c->out, ",\"data\":{\"kind\":%d,\"name\":", (int)kind);
    json_write_string(c->out, name);
    writer_str(c->out, ",\"uri\":");
    connection_write_uri(c->connection, c->spot->home, c->spot->source, c->out);
    writer_str(c->out, "}");
    end_item(c, name);
}

static void write_candidate(CompletionList *c, Slice candidate) {
    ThingKind kind;
    Id id;
    const FunctionDef *function = c->quoted ? NULL : find_function(candidate);
    const BuiltIn *property = built_in_find(candidate);
    uint32_t kinds = c->hint.wanted == WANT_THING ? c->hint.kinds
                     : c->hint.wanted == WANT_VALUE || c->hint.wanted == WANT_COLUMN
                         ? UINT32_MAX
                     : c->hint.begins ? 1U << KIND_PROJECT
                                      : 0;
    if (!c->quoted && !is_word(c, candidate) &&
        find_thing(c->spot->workspace->model, candidate, kinds, &kind, &id)) {
        write_thing(c, candidate, kind, id);
    } else if (function != NULL && slice_ends(candidate, SLICE("("))) {
        begin_item(c, candidate, ITEM_FUNCTION);
        write_detail(c, slice_of(function->help));
        end_item(c, candidate);
    } else if (!c->quoted && !is_word(c, candidate) && property != NULL) {
        begin_item(c, candidate, ITEM_PROPERTY);
        write_detail(c, slice_of(property->help));
        end_item(c, candidate);
    } else {
        begin_item(c, candidate, is_word(c, candidate) ? ITEM_KEYWORD : ITEM_PROPERTY);
        end_item(c, candidate);
    }
}

/* ---- snippets ---- */

static bool is_offered(const Completion *completion, Slice word) {
    bool offered = false;
    for (uint32_t i = 0; i < completion->candidates.count && !offered; i++)
        offered = slice_equal(completion->candidates.at[i], word);
    return offered;
}

static void write_snippets(CompletionList *c, const Completion *completion) {
    for (uint32_t i = 0; i < sizeof snippets / sizeof *snippets; i++) {
        const Snippet *snippet = &snippets[i];
        if (!is_offered(completion, slice_of(snippet->word)))
            continue;
        begin_item(c, slice_of(snippet->label), ITEM_SNIPPET);
        writer_str(c->out, ",\"insertTextFormat\":2,\"filterText\":");
        json_write_string(c->out, slice_of(snippet->word));
        end_item(c, slice_of(snippet->text));
    }
}

void lsp_complete(Connection *connection, Param params, Reply *reply) {
    FileSpot spot;
    if (!connection_spot(connection, params, reply, &spot))
        return;
    Completion completion = {.arena = reply->arena};
    complete_file(spot.workspace, spot.source->text, spot.offset, &completion);
    CompletionList c = {.connection = connection,
                        .spot = &spot,
                        .span = {completion.start, spot.offset},
                        .out = reply->out,
                        .arena = reply->arena,
                        .quoted = completion_quoted(spot.source->text, spot.offset) !=
                                  UINT32_MAX};
    c.hint = prompt_expected_in_file(reply->arena, spot.source->text, spot.offset);
    writer_str(reply->out, "{\"isIncomplete\":false,\"items\":[");
    for (uint32_t i = 0; i < completion.candidates.count; i++)
        write_candidate(&c, completion.candidates.at[i]);
    if (connection->abilities.snippets && c.hint.begins && !c.quoted)
        write_snippets(&c, &completion);
    writer_str(reply->out, "]}");
}

/* ---- what is said of a candidate, once it is looked at ---- */

void lsp_resolve_completion(Connection *connection, Param params, Reply *reply) {
    FileSpot spot;
    Param data = param_get(params, "data");
    Writer *out = reply->out;
    Text text = {.memory = connection->memory};
    uint32_t kind = param_number(param_get(data, "kind"));
    ThingKind found;
    Id id;
    if (kind < KIND_COUNT &&
        connection_file(connection, param_text(param_get(data, "uri")), &spot) &&
        find_thing(spot.workspace->model, param_text(param_get(data, "name")), 1U << kind,
                   &found, &id))
        hover_thing(spot.workspace, found, id, &text);
    writer_str(out, "{\"label\":");
    json_write_string(out, param_text(param_get(params, "label")));
    static const char *const kept[] = {"detail", "filterText", "sortText"};
    for (uint32_t i = 0; i < sizeof kept / sizeof *kept; i++) {
        if (param_is_text(param_get(params, kept[i]))) {
            writer_format(out, ",\"%s\":", kept[i]);
            json_write_string(out, param_text(param_get(params, kept[i])));
        }
    }
    if (param_is_number(param_get(params, "kind")))
        writer_format(out, ",\"kind\":%u", param_number(param_get(params, "kind")));
    if (text.length > 0) {
        writer_str(out, ",\"documentation\":{\"kind\":\"markdown\",\"value\":");
        json_write_string(out, text_view(&text));
        writer_str(out, "}");
    }
    Param edit = param_get(params, "textEdit"), range = param_get(edit, "range");
    if (param_is_object(range)) {
        Param start = param_get(range, "start"), end = param_get(range, "end");
        writer_format(
            out,
            ",\"textEdit\":{\"range\":{\"start\":{\"line\":%u,\"character\":%u},"
            "\"end\":{\"line\":%u,\"character\":%u}},\"newText\":",
            param_number(param_get(start, "line")),
            param_number(param_get(start, "character")),
            param_number(param_get(end, "line")),
            param_number(param_get(end, "character")));
        json_write_string(out, param_text(param_get(edit, "newText")));
        writer_str(out, "}");
    }
    writer_str(out, "}");
    text_free(&text);
}

/* ---- functions ---- */

/* How many commas stand between the call's "(" and the cursor, in no other call. */
static uint32_t argument_at(Slice text, uint32_t cursor) {
    uint32_t depth = 0, commas = 0;
    bool quoted = false;
    for (uint32_t i = cursor; i-- > 0;) {
        char c = text.at[i];
        quoted = c == '"' ? !quoted : quoted;
        if (quoted)
            continue;
        if (c == '(' && depth == 0)
            break;
        depth += c == ')';
        depth -= c == '(';
        commas += c == ',' && depth == 0;
    }
    return commas;
}

void lsp_signature(Connection *connection, Param params, Reply *reply) {
    FileSpot spot;
    if (!connection_spot(connection, params, reply, &spot))
        return;
    PromptHint hint =
        prompt_expected_in_file(reply->arena, spot.source->text, spot.offset);
    const FunctionDef *function = hint.call.length > 0 ? find_function(hint.call) : NULL;
    if (function == NULL) {
        writer_str(reply->out, "null");
        return;
    }
    Text label = {.memory = connection->memory};
    text_format(&label, "%s(", function->name);
    for (int i = 0; i < function->most && i < 4; i++) {
        text_str(&label, i > 0 ? ", " : "");
        text_format(&label, i < function->least ? "%c" : "[%c]", "xyzw"[i]);
    }
    text_str(&label, function->most > 4 ? ", …)" : ")");
    writer_str(reply->out, "{\"signatures\":[{\"label\":");
    json_write_string(reply->out, text_view(&label));
    writer_str(reply->out, ",\"documentation\":");
    json_write_string(reply->out, slice_of(function->help));
    writer_str(reply->out, ",\"parameters\":[");
    for (int i = 0; i < function->most && i < 4; i++)
        writer_format(reply->out, i > 0 ? ",{\"label\":\"%c\"}" : "{\"label\":\"%c\"}",
                      "xyzw"[i]);
    writer_format(reply->out, "]}],\"activeSignature\":0,\"activeParameter\":%u}",
                  argument_at(spot.source->text, spot.offset));
    text_free(&label);
}
