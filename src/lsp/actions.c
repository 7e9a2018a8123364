/* What can be done about a finding: its fixes, an `allow` with its difference, a name
 * declared, and all safe fixes of a file. */
#include "lsp/methods.h"

#include <string.h>

#include "base/utf8.h"
#include "lsp/edits.h"
#include "model/properties.h"
#include "render/json_write.h"
#include "syntax/prompt.h"
#include "workspace/fix.h"

typedef struct Offering {
    Connection *connection;
    const FileSpot *spot;
    Param only; /* kinds that the client wants; nothing: all */
    Arena *arena;
    Writer *out;
    bool any;
} Offering;

/* Whether a kind is wanted: "quickfix", "source.fixAll" for "source.fixAll.integ". */
static bool is_wanted(const Offering *offering, const char *kind) {
    bool wanted = !param_is_list(offering->only);
    for (uint32_t i = 0; i < param_count(offering->only) && !wanted; i++) {
        Slice only = param_text(param_item(offering->only, i));
        Slice whole = slice_of(kind);
        wanted = slice_equal(whole, only) || only.length == 0 ||
                 (slice_starts(whole, only) && whole.at[only.length] == '.');
    }
    return wanted;
}

static void offer(Offering *offering, const char *kind, Slice title, bool preferred,
                  const Diagnostic *d, const EditVec *edits) {
    Writer *out = offering->out;
    if (!is_wanted(offering, kind) || edits->count == 0)
        return;
    writer_str(out, offering->any ? ",{\"title\":" : "{\"title\":");
    json_write_string(out, title);
    writer_format(out, ",\"kind\":\"%s\"%s", kind,
                  preferred ? ",\"isPreferred\":true" : "");
    if (d != NULL) {
        writer_str(out, ",\"diagnostics\":[");
        finding_write(offering->connection, offering->spot->home, d, out);
        writer_str(out, "]");
    }
    writer_str(out, ",\"edit\":");
    edits_write(offering->connection, offering->spot->home, edits, out);
    writer_str(out, "}");
    offering->any = true;
}

static void add_edit(Arena *arena, EditVec *edits, Place place, Slice text) {
    *VEC_PUSH(arena, edits) = (Edit){place, text};
}

/* ---- fixes ---- */

static Slice shortened(Arena *arena, Slice text) {
    uint32_t length = 0, bytes;
    while (length < text.length && length < 40) {
        utf8_decode(text.at + length, text.length - length, &bytes);
        length += bytes;
    }
    return length < text.length ? arena_format(arena, "%.*s…", (int)length, text.at)
                                : text;
}

/* A finding's fixes belong together. */
static void offer_fixes(Offering *offering, const Diagnostic *d) {
    Arena *arena = offering->arena;
    EditVec edits = {0};
    for (uint32_t i = 0; i < d->fixes.count; i++)
        add_edit(arena, &edits, d->fixes.at[i].place, d->fixes.at[i].text);
    if (edits.count == 0)
        return;
    const Fix *first = &d->fixes.at[0];
    const Source *source =
        sources_get(&offering->spot->workspace->sources, first->place.source);
    Slice old = shortened(arena, source_slice(source, first->place.span));
    Slice new = shortened(arena, first->text);
    Slice title = old.length == 0   ? arena_format(arena, "Insert %.*s", SLICE_ARGS(new))
                  : new.length == 0 ? arena_format(arena, "Remove %.*s", SLICE_ARGS(old))
                                    : arena_format(arena, "Replace %.*s by %.*s",
                                                   SLICE_ARGS(old), SLICE_ARGS(new));
    if (edits.count > 1)
        title =
            arena_format(arena, "%.*s, and %u more", SLICE_ARGS(title), edits.count - 1);
    offer(offering, "quickfix", title, first->safe, d, &edits);
}

/* ---- allow ---- */

/* "allow T02 -0.4", as the help of the finding has it; empty where there is none to
 * write. */
static Slice allow_text(Arena *arena, const Diagnostic *d) {
    const CodeInfo *info = code_info(d->code);
    Slice wanted = arena_format(arena, "allow %s", info->code);
    for (uint32_t at = 0; at + wanted.length <= d->help.length; at++) {
        Slice rest = slice_from(d->help, at);
        if (!slice_starts(rest, wanted))
            continue;
        uint32_t length = 0;
        while (length < rest.length && rest.at[length] != '"' && rest.at[length] != ';')
            length++;
        return slice_trim_end((Slice){rest.at, length}, " ");
    }
    return code_can_be_allowed(d->code) && !d->has_figures ? wanted : SLICE("");
}

/* The innermost statement at a place beside which an `allow` may be written. */
static const Node *statement_at(const Tree *tree, uint32_t offset) {
    const Node *chain[TREE_CHAIN_MAX];
    uint32_t count = tree_chain(tree, offset, chain);
    for (uint32_t i = 0; i < count; i++)
        if (chain[i]->kind == NODE_EVERY)
            count = i + 1;
    return count > 0 ? chain[count - 1] : NULL;
}

/* On a line of its own below the statement; beside it where more is on its line. */
static Edit below(const FileSpot *spot, const Node *node, Slice text, Arena *arena) {
    const Source *source = spot->source;
    uint32_t end = node->span.end;
    Slice line = source_line_text(source, source_line(source, end));
    uint32_t line_end = (uint32_t)(line.at - source->text.at) + line.length;
    uint32_t at = end;
    while (at < line_end && char_in(source->text.at[at], " \t"))
        at++;
    if (at < line_end && source->text.at[at] != '#')
        return (Edit){{source->id, {end, end}},
                      arena_format(arena, " %.*s", SLICE_ARGS(text))};
    Slice indent = edits_indent(source, node->span.start);
    Slice newline = edits_line_end(source);
    return (Edit){{source->id, {line_end, line_end}},
                  arena_format(arena, "%.*s%.*s%.*s", SLICE_ARGS(newline),
                               SLICE_ARGS(indent), SLICE_ARGS(text))};
}

/* With the reason that the action's title names: without one, the title of a row on the
 * next line would be read as it. */
static void offer_allow(Offering *offering, const Diagnostic *d) {
    const FileSpot *spot = offering->spot;
    Slice text = allow_text(offering->arena, d);
    const Node *node =
        statement_at(spot->workspace->trees.at[spot->source->id], d->place.span.start);
    EditVec edits = {0};
    if (text.length == 0 || node == NULL)
        return;
    Slice reasoned = arena_format(offering->arena, "%.*s \"the document prints it\"",
                                  SLICE_ARGS(text));
    *VEC_PUSH(offering->arena, &edits) = below(spot, node, reasoned, offering->arena);
    offer(offering, "quickfix",
          arena_format(offering->arena, "Accept it, if the document prints it: %.*s",
                       SLICE_ARGS(text)),
          false, d, &edits);
}

/* ---- a total written anew ---- */

/* The figure that the entries add up to, where it stands as it is compared. */
static void offer_total(Offering *offering, const Diagnostic *d) {
    char stated[DECIMAL_TEXT], computed[DECIMAL_TEXT];
    const FileSpot *spot = offering->spot;
    Slice at = source_slice(spot->source, d->place.span);
    if ((d->code != CODE_T02 && d->code != CODE_T03) || !d->has_figures ||
        !slice_equal(at, decimal_text(d->stated, stated)))
        return;
    EditVec edits = {0};
    Slice sum = arena_copy(offering->arena, decimal_text(d->computed, computed));
    add_edit(offering->arena, &edits, d->place, sum);
    offer(offering, "refactor.rewrite",
          arena_format(offering->arena,
                       "Write what the entries add up to: %.*s (only if %.*s is a slip "
                       "in this file)",
                       SLICE_ARGS(sum), SLICE_ARGS(at)),
          false, d, &edits);
}

/* ---- declaring ---- */

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* "budget_2023" and "budget2023" as "Budget 2023". */
static Slice title_of(Arena *arena, Slice name) {
    Text text = {.memory = arena_memory(arena)};
    uint32_t bytes = 0;
    if (name.length > 0)
        utf8_encode(&text, utf8_upper(utf8_decode(name.at, name.length, &bytes)));
    for (uint32_t i = bytes; i < name.length; i++) {
        bool number = is_digit(name.at[i]) && name.at[i - 1] != '_' &&
                      !is_digit(name.at[i - 1]);
        text_str(&text, number ? " " : "");
        text_char(&text, name.at[i] == '_' ? ' ' : name.at[i]);
    }
    Slice kept = arena_copy(arena, text_view(&text));
    text_free(&text);
    return kept;
}

/* The statement at the top of the file, or of a document's block, that a place is in. */
static const Node *top_at(const Tree *tree, uint32_t offset) {
    const Node *chain[TREE_CHAIN_MAX];
    uint32_t count = tree_chain(tree, offset, chain);
    if (count == 0)
        return NULL;
    bool document = chain[0]->kind == NODE_DECLARE && chain[0]->what == KIND_DOCUMENT;
    return document && count > 1 ? chain[1] : chain[0];
}

/* The kinds of things that a value of a built-in property may be. */
static uint32_t value_kinds(const PromptHint *hint) {
    const BuiltIn *row = hint->wanted == WANT_VALUE ? built_in_find(hint->path) : NULL;
    bool thing = row != NULL && row->type == PROPERTY_THING && row->of < KIND_COUNT;
    return thing ? 1U << row->of : 0;
}

static void offer_declaring(Offering *offering, const Diagnostic *d) {
    static const ThingKind kinds[] = {KIND_SOURCE,   KIND_PROJECT,      KIND_AREA,
                                      KIND_MONEY,    KIND_ORGANISATION, KIND_GOAL,
                                      KIND_DIMENSION};
    const FileSpot *spot = offering->spot;
    Arena *arena = offering->arena;
    const Node *top =
        top_at(spot->workspace->trees.at[spot->source->id], d->place.span.start);
    if (d->code != CODE_N01 || top == NULL)
        return;
    Slice name = source_slice(spot->source, d->place.span);
    PromptHint hint =
        prompt_expected_in_file(arena, spot->source->text, d->place.span.start);
    /* What begins a statement or a row adds to a thing of that kind. */
    const Node *node =
        statement_at(spot->workspace->trees.at[spot->source->id], d->place.span.start);
    uint32_t wanted = hint.wanted == WANT_THING ? hint.kinds : value_kinds(&hint);
    if (node != NULL && node->kind == NODE_ROW &&
        ((const Row *)node)->name.span.start == d->place.span.start)
        wanted = 1U << KIND_PROJECT;
    for (uint32_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if ((wanted >> kinds[i] & 1) == 0)
            continue;
        /* `area "Green spaces"`, where a title stands in place of a name. */
        Slice named =
            slice_starts(name, SLICE("\""))
                ? arena_format(arena, "%s %.*s", kind_text(kinds[i]), SLICE_ARGS(name))
                : arena_format(arena, "%s %.*s \"%.*s\"", kind_text(kinds[i]),
                               SLICE_ARGS(name), SLICE_ARGS(title_of(arena, name)));
        Slice newline = edits_line_end(spot->source);
        Slice indent = edits_indent(spot->source, top->span.start);
        uint32_t at =
            source_line_start(spot->source, source_line(spot->source, top->span.start));
        EditVec edits = {0};
        add_edit(arena, &edits, (Place){spot->source->id, {at, at}},
                 arena_format(arena, "%.*s%.*s%.*s", SLICE_ARGS(indent),
                              SLICE_ARGS(named), SLICE_ARGS(newline)));
        offer(offering, "quickfix",
              arena_format(arena, "Declare the %.*s", SLICE_ARGS(named)), false, d,
              &edits);
    }
}

/* ---- all safe fixes ---- */

/* What differs, line by line: fixes keep the lines. */
static void add_lines(Arena *arena, const Source *source, Slice after, EditVec *edits) {
    Slice rest = after, line;
    for (uint32_t i = 1; i <= source->lines.count && slice_split(&rest, '\n', &line);
         i++) {
        if (slice_ends(line, SLICE("\r")))
            line.length--;
        Slice old = source_line_text(source, i);
        uint32_t start = source_line_start(source, i);
        if (!slice_equal(old, line))
            add_edit(arena, edits, (Place){source->id, {start, start + old.length}},
                     line);
    }
}

static void offer_all(Offering *offering) {
    const FileSpot *spot = offering->spot;
    Connection *connection = offering->connection;
    const Findings *findings = &spot->workspace->findings;
    bool codes[CODE_COUNT], any = false;
    memset(codes, 1, sizeof codes);
    for (uint32_t i = 0; i < findings->all.count && !any; i++) {
        const Diagnostic *d = findings->all.at[i];
        for (uint32_t k = 0; k < d->fixes.count; k++)
            any = any || (d->fixes.at[k].safe && !d->allowed &&
                          d->fixes.at[k].place.source == spot->source->id);
    }
    if (!any)
        return;
    Slice path = text_view(&spot->home->path);
    Request request = {
        .paths = &path, .path_count = 1, .as_of = connection->wishes.as_of};
    FixedFiles fixed = fix_run(offering->arena, &connection->files, &request, codes);
    EditVec edits = {0};
    for (uint32_t i = 0; i < fixed.files.count; i++) {
        Slice after = fixed.files.at[i].after;
        if (slice_starts(after, SLICE("\xEF\xBB\xBF")))
            after = slice_from(after, 3);
        if (slice_equal(fixed.files.at[i].real, spot->source->real))
            add_lines(offering->arena, spot->source, after, &edits);
    }
    offer(offering, "source.fixAll.integ", SLICE("Make all safe fixes in this file"),
          false, NULL, &edits);
}

static bool touches(Span span, Span with) {
    return span.start <= with.end && with.start <= span.end;
}

void lsp_actions(Connection *connection, Param params, Reply *reply) {
    FileSpot spot;
    if (!connection_spot(connection, params, reply, &spot))
        return;
    Offering offering = {connection,   &spot,      param_path(params, "context.only"),
                         reply->arena, reply->out, false};
    const Findings *findings = &spot.workspace->findings;
    writer_str(reply->out, "[");
    for (uint32_t i = 0; i < findings->all.count; i++) {
        const Diagnostic *d = findings->all.at[i];
        if (d->allowed || d->place.source != spot.source->id ||
            !touches(d->place.span, spot.range))
            continue;
        offer_fixes(&offering, d);
        offer_declaring(&offering, d);
        offer_allow(&offering, d);
        offer_total(&offering, d);
    }
    if (is_wanted(&offering, "source.fixAll.integ"))
        offer_all(&offering);
    writer_str(reply->out, "]");
}
