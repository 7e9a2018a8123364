/* Parsing a source whole: first as one without a syntax error; where it has one, again
 * with care, and once more with the braces put in that are missing, or with figures put
 * right.
 *
 * A missing "}" shows only at the end of the file; then it is looked for by indentation,
 * put in, and the file is parsed again, so that everything behind it is understood. */
#include "syntax/parse.h"

#include <string.h>
#include "integ.tab.h"
#include "source/after.h"
#include "syntax/parser.h"
#include "syntax/pasted.h"

void parser_done(Parser *p, NodeList members) {
    p->tree->first = members.first;
}

void parser_asked(Parser *p, int explain, Select *select) {
    p->asked = (Asked){select, explain != 0};
}

/* ---- what went wrong ---- */

void parser_too_deep(Parser *p, Span span) {
    if (p->too_deep)
        return;
    p->too_deep = true;
    p->tree->complete = false;
    span.end = span.end > span.start + 1 ? span.start + 1 : span.end;
    Diagnostic *d = findings_add(p->findings, CODE_S08, (Place){p->source->id, span},
                                 "nested too deep: blocks go %d deep, expressions %d",
                                 BLOCK_DEPTH_MAX, EXPR_DEPTH_MAX);
    diagnostic_help(p->findings, d, "nest them less: what is deeper is left out");
}

void parser_too_much(Parser *p, Span span) {
    if (p->too_much)
        return;
    p->too_much = true;
    p->tree->complete = false;
    Diagnostic *d = findings_add(p->findings, CODE_S11, (Place){p->source->id, span},
                                 "a path of more than %d names", PATH_NAMES_MAX);
    diagnostic_help(p->findings, d, "shorten it: the names from here on are left out");
}

/* Whether bytes that mean nothing stand before it on its line: they were reported, and
 * broke up what they stand in. */
static bool after_garbage(const Parser *p, uint32_t offset) {
    enum { LOOK_BACK = 400 };
    uint32_t odd = lexer_odd_end(p->lexer);
    return odd > 0 && odd <= offset && offset - odd < LOOK_BACK &&
           memchr(p->source->text.at + odd, '\n', offset - odd) == NULL;
}

void parser_unexpected(Parser *p, const Unexpected *u) {
    p->tree->complete = false;
    p->resync = true;
    bool put_in = p->opens != NULL && !u->at_end && u->span.start == u->span.end;
    p->misplaced_open |= put_in;
    p->in_query = p->query > 0 || (p->now_kind == TOKEN_RBRACE && p->query_end > 0 &&
                                   p->now.end == p->query_end);
    if (u->at_end && p->depth > 0) {
        p->unclosed = true;
        return;
    }
    if (parser_rest_of_lost(p, u) || u->unreadable || after_garbage(p, u->span.start))
        return; /* the scanner spoke of it, or it was said */
    if (p->unexpected)
        p->unexpected(p, u);
}

/* ---- the whole ---- */

static void parse_begin(Parser *p) {
    p->tree = ARENA_NEW(p->arena, Tree);
    p->tree->source = p->source->id;
    p->tree->complete = true;
    Source *read = p->source;
    if (p->pasted) {
        read = ARENA_NEW(p->arena, Source);
        *read = *p->source;
        read->text = *p->pasted;
    }
    p->lexer = lexer_new(p->arena, p->names, p->findings, read);
    if (p->pasted)
        lexer_pasted(p->lexer);
    p->tree->foreign = !lexer_readable(p->lexer);
    parser_start(p, TOKEN_START_FILE);
}

/* Most files have no syntax error. False where this one has. */
static bool parse_clean(Parser *p) {
    parse_begin(p);
    lexer_entries(p->lexer);
    bool clean = !p->tree->foreign && grammar_parse_clean(p) && !p->gave_up;
    lexer_drop(p->lexer);
    return clean;
}

static void parse_once(Parser *p) {
    parse_begin(p);
    /* Another encoding, or the bound of the parser's stack, which was reported. */
    if (p->tree->foreign || !grammar_parse(p)) {
        p->tree->complete = false;
        p->tree->first = error_new(p, (Span){0, p->source->text.length});
    }
    lexer_drop(p->lexer);
    if (!p->tree->complete)
        parser_collect_lost(p, p->tree->first);
}

/* Puts in the braces that are missing, and says where. */
static void parse_closed(Parser *p, uint32_t findings_before) {
    OffsetVec closes = {0}, openers = {0};
    braces_missing(p->arena, p->source, &closes, &openers);
    p->findings->all.count = findings_before;
    Parser again = {.arena = p->arena,
                    .names = p->names,
                    .findings = p->findings,
                    .source = p->source,
                    .pasted = p->pasted,
                    .stop = p->stop,
                    .closes = &closes,
                    .unexpected = parser_say_unexpected};
    parse_once(&again);
    p->tree = again.tree;
    p->tree->complete = false;
    for (uint32_t i = 0; i < closes.count; i++) {
        uint32_t at = closes.at[i], opener = openers.at[i];
        Place place = {p->source->id, {opener, opener + 1}};
        Diagnostic *d = findings_add(p->findings, CODE_S03, place,
                                     "the block opened here is never closed");
        if (at < p->source->text.length)
            diagnostic_label(p->findings, d, (Place){p->source->id, {at, at + 1}},
                             "a \"}\" seems to be missing before this");
        diagnostic_help(p->findings, d,
                        "put a \"}\" where the block ends, as the indentation suggests");
    }
}

/* Parses again with "{" put in. False where that raises more than it explains: all is as
 * it was. */
static bool parse_opened(Parser *p, uint32_t findings_before, const OffsetVec *opens,
                         const OffsetVec *closers) {
    Findings *findings = p->findings;
    uint32_t said = findings->all.count - findings_before;
    if (opens->count == 0)
        return false;
    Diagnostic **kept = ARENA_ARRAY(p->arena, Diagnostic *, said);
    memcpy(kept, findings->all.at + findings_before, said * sizeof *kept);
    findings->all.count = findings_before;
    Parser again = {.arena = p->arena,
                    .names = p->names,
                    .findings = findings,
                    .source = p->source,
                    .pasted = p->pasted,
                    .stop = p->stop,
                    .opens = opens,
                    .unexpected = parser_say_unexpected};
    parse_once(&again);
    if (again.unclosed || again.misplaced_open ||
        findings->all.count - findings_before + opens->count > said) {
        findings->all.count = findings_before;
        for (uint32_t i = 0; i < said; i++)
            *VEC_PUSH(p->arena, &findings->all) = kept[i];
        return false;
    }
    p->tree = again.tree;
    p->tree->complete = false;
    for (uint32_t i = 0; i < opens->count; i++) {
        uint32_t at = opens->at[i], closer = closers->at[i];
        while (at > 1 && char_in(p->source->text.at[at - 1], " \t\r\n"))
            at--;
        Diagnostic *d =
            findings_add(findings, CODE_S03, (Place){p->source->id, {at - 1, at}},
                         "a \"{\" is missing: the \"}\" of this block closes nothing");
        diagnostic_here(findings, d, "behind this?");
        diagnostic_label(findings, d, (Place){p->source->id, {closer, closer + 1}},
                         "this closes nothing");
        diagnostic_help(findings, d,
                        "put a \"{\" where the block begins, or remove the \"}\"");
    }
    return true;
}

/* Puts in the "{" that are missing: where the indentation says, else where the grammar
 * wanted one. */
static void parse_unopened(Parser *p, uint32_t findings_before) {
    OffsetVec opens = {0}, closers = {0};
    braces_unopened(p->arena, p->source, &opens, &closers);
    if (!parse_opened(p, findings_before, &opens, &closers))
        parse_opened(p, findings_before, &p->lost_opens, &p->lost_closers);
}

/* Reads the text as it was put right, if it was: what was found goes, but for what says
 * what was put right. */
static void parse_right(Parser *p, Slice *text, Slice right, uint32_t *before,
                        uint32_t found) {
    Findings *findings = p->findings;
    if (right.at == text->at || stop_asked(p->stop))
        return;
    uint32_t said = findings->all.count - found;
    memmove(findings->all.at + *before, findings->all.at + found,
            said * sizeof *findings->all.at);
    findings->all.count = *before += said;
    *text = right;
    *p = (Parser){.arena = p->arena,
                  .names = p->names,
                  .findings = findings,
                  .source = p->source,
                  .pasted = text,
                  .stop = p->stop,
                  .form = p->form,
                  .unexpected = parser_say_unexpected};
    parse_once(p);
}

/* Whether a row or total has more cells than its table has columns, as far as they are
 * counted. */
static bool has_long_row(const Node *node, uint32_t columns) {
    for (; node; node = node->next) {
        const Block *block = tree_block(node);
        const Row *row = (const Row *)node;
        const Total *total = (const Total *)node;
        if (node->kind == NODE_ROW && columns > 0 && row->cell_count > columns)
            return true;
        if (node->kind == NODE_TOTAL && columns > 0 && total->cell_count > columns)
            return true;
        uint32_t inner = node->kind == NODE_TABLE ? tree_columns((const Table *)node)
                                                  : columns;
        if (block && node->kind != NODE_ROW && has_long_row(block->first, inner))
            return true;
    }
    return false;
}

/* Figures and units as other programs print them, where something could not be read.
 * *before grows by what is said of them. */
static void parse_pasted(Parser *p, uint32_t *before) {
    bool lost = !p->tree->complete || (!p->form && has_long_row(p->tree->first, 0));
    for (uint32_t i = *before; i < p->findings->all.count && !lost; i++)
        lost = diagnostic_fails(p->findings->all.at[i], CHECK_SYNTAX);
    if (!lost || p->tree->foreign || !pasted_can_mark(p->source->text))
        return;
    Slice *text = ARENA_NEW(p->arena, Slice);
    *text = p->source->text;
    uint32_t found = p->findings->all.count;
    Slice right = pasted_times(p->arena, p->findings, p->source, *text);
    parse_right(p, text, right, before, found);
    found = p->findings->all.count;
    right = pasted_units(p->arena, p->findings, p->source, *text);
    parse_right(p, text, right, before, found);
    found = p->findings->all.count;
    right = pasted_figures(p->arena, p->findings, p->source, *text, p->tree);
    parse_right(p, text, right, before, found);
}

/* A file with something lost or put right in it always says so. */
static void say_lost(Parser *p, uint32_t findings_before) {
    unsigned flags = CHECK_SYNTAX | (p->tree->complete ? CHECK_UNREAD : 0);
    for (uint32_t i = findings_before; i < p->findings->all.count; i++)
        if (diagnostic_fails(p->findings->all.at[i], flags))
            return;
    uint32_t end = p->source->text.length;
    findings_add(p->findings, CODE_S01, (Place){p->source->id, {end, end}},
                 "something in this file could not be read");
}

static Tree *parse_with(Arena *arena, Names *names, Findings *findings, Source *source,
                        Stop stop, bool form) {
    uint32_t before = findings->all.count;
    const Parser begin = {.arena = arena,
                          .names = names,
                          .findings = findings,
                          .source = source,
                          .stop = stop,
                          .form = form,
                          .unexpected = parser_say_unexpected};
    Parser parser = begin;
    if (!parse_clean(&parser)) {
        findings->all.count = before;
        parser = begin;
        parse_once(&parser);
    }
    if (stop_asked(stop))
        return parser.tree;
    uint32_t from = before;
    parse_pasted(&parser, &from);
    if (parser.unclosed)
        parse_closed(&parser, from);
    else if (!parser.tree->complete && !parser.tree->foreign)
        parse_unopened(&parser, from);
    findings_settle_source(findings, before, source);
    findings_drop_fallen(findings, before);
    if (!parser.tree->complete || parser.pasted)
        say_lost(&parser, before);
    return parser.tree;
}

Tree *parse_source(Arena *arena, Names *names, Findings *findings, Source *source) {
    return parse_with(arena, names, findings, source, NULL, false);
}

Tree *parse_source_until(Arena *arena, Names *names, Findings *findings, Source *source,
                         Stop stop) {
    return parse_with(arena, names, findings, source, stop, false);
}

Tree *parse_form(Arena *arena, Names *names, Findings *findings, Source *source) {
    return parse_with(arena, names, findings, source, NULL, true);
}
