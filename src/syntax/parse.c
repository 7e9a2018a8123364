/* Parsing a source whole: feeds the generated parser with tokens, leads it out of
 * errors, says what was unexpected, and puts in the braces that are missing.
 *
 * Recovery: after an error, tokens are skipped to one that is first on its line and can
 * begin a statement, or to a brace. A missing "}" shows only at the end of the file; then
 * it is looked for by indentation, put in, and the file is parsed again, so that
 * everything behind it is understood. */
#include "syntax/parse.h"

#include <string.h>
#include "base/names.h"
#include "base/utf8.h"
#include "integ.tab.h"
#include "source/after.h"
#include "syntax/parser.h"
#include "syntax/pasted.h"
#include "syntax/scan.h"
#include "syntax/title_name.h"

/* ---- tokens ---- */

bool parser_first_on_line(const Parser *p, uint32_t offset) {
    const char *text = p->source->text.at;
    while (offset > 0 && (text[offset - 1] == ' ' || text[offset - 1] == '\t'))
        offset--;
    return offset == 0 || text[offset - 1] == '\n';
}

bool parser_begins_statement(int kind) {
    return kind == TOKEN_NAME || kind == TOKEN_STRING ||
           (kind >= TOKEN_INCLUDE && kind <= TOKEN_OFFSET);
}

static const Token *take(Parser *p) {
    if (p->held) {
        const Token *token = p->held;
        p->held = NULL;
        return token;
    }
    if (stop_asked(p->stop)) {
        uint32_t end = p->source->text.length;
        p->made = (Token){.kind = TOKEN_END, .span = {end, end}};
        return &p->made;
    }
    return lexer_next(p->lexer);
}

/* Gives a token that is not in the source, and `token` after it. */
static const Token *put_in(Parser *p, int kind, uint32_t at, const Token *token) {
    p->held = token;
    p->made = (Token){.kind = kind, .span = {at, at}};
    return &p->made;
}

/* Steps over a block whose "{" was taken. */
static void skip_block(Parser *p) {
    for (uint32_t depth = 1; depth > 0;) {
        const Token *token = take(p);
        if (token->kind == TOKEN_END) {
            p->held = token;
            return;
        }
        depth += token->kind == TOKEN_LBRACE;
        depth -= token->kind == TOKEN_RBRACE;
    }
}

/* Whether recovery can go on from a token: one that ends a block or statement, or begins
 * one on a line of its own. */
static bool resumes(const Parser *p, const Token *token) {
    return token->kind == TOKEN_END || token->kind == TOKEN_RBRACE ||
           token->kind == TOKEN_SEMICOLON ||
           (parser_begins_statement(token->kind) &&
            parser_first_on_line(p, token->span.start));
}

/* Where the next statement begins for certain. */
static bool begins_anew(const Parser *p, const Token *token) {
    return token->kind == TOKEN_END ||
           (token->kind >= TOKEN_INCLUDE && token->kind <= TOKEN_REQUIRES &&
            parser_first_on_line(p, token->span.start));
}

static void leave_query(Parser *p) {
    p->depth = p->query > 0 ? p->query - 1 : p->depth;
    p->query = 0;
    p->in_query = false;
}

/* The block of a query holds no statements: what is left of it goes with its "}", or up
 * to where a statement begins, if that is missing. */
static const Token *skip_query(Parser *p, const Token *token) {
    while (token->kind != TOKEN_RBRACE && !begins_anew(p, token))
        token = take(p);
    leave_query(p);
    return token->kind == TOKEN_RBRACE ? take(p) : token;
}

static const Token *skip_to_statement(Parser *p) {
    const Token *token = take(p);
    if (p->in_query)
        token = skip_query(p, token);
    while (!resumes(p, token) && token->kind != TOKEN_LBRACE)
        token = take(p);
    p->resync = false;
    p->resumed = token->span.start;
    return token->kind == TOKEN_LBRACE ? put_in(p, TOKEN_LOST, token->span.start, token)
                                       : token;
}

const Token *parser_next(Parser *p) {
    for (;;) {
        const Token *token = p->resync ? skip_to_statement(p) : take(p);
        if (p->closes && p->next_close < p->closes->count &&
            token->span.start >= p->closes->at[p->next_close])
            token = put_in(p, TOKEN_RBRACE, p->closes->at[p->next_close++], token);
        if (p->opens && p->next_open < p->opens->count &&
            token->span.start >= p->opens->at[p->next_open])
            token = put_in(p, TOKEN_LBRACE, p->opens->at[p->next_open++], token);
        if (token->kind == TOKEN_LBRACE) {
            if (p->depth == BLOCK_DEPTH_MAX) {
                parser_too_deep(p, token->span);
                skip_block(p);
                continue;
            }
            p->depth++;
        } else if (token->kind == TOKEN_RBRACE && p->depth > 0) {
            p->depth--;
            if (p->query > p->depth) {
                p->query = 0;
                p->query_end = token->span.end;
            }
        } else if (token->kind == TOKEN_SELECT && p->now_kind == TOKEN_LBRACE &&
                   p->now.start != p->resumed) {
            p->query = p->depth;
        }
        p->token = token;
        p->before = p->now;
        p->before_kind = p->now_kind;
        p->now = token->span;
        p->now_kind = token->kind;
        return token;
    }
}

void parser_give_up(Parser *p) {
    p->gave_up = true;
}

const Token *parser_next_clean(Parser *p) {
    const Token *token = p->held || p->stop ? take(p) : lexer_next(p->lexer);
    if (token->kind == TOKEN_LBRACE)
        p->gave_up |= p->depth++ == BLOCK_DEPTH_MAX;
    else if (token->kind == TOKEN_RBRACE && p->depth > 0)
        p->depth--;
    if (!p->gave_up)
        return token;
    p->made = (Token){.kind = TOKEN_END, .span = token->span};
    return &p->made;
}

/* The token that the parser failed at is dropped when it stands inside a line: what
 * follows on that line belongs to the statement that failed. */
bool parser_drops(Parser *p) {
    if (p->resync && p->in_query) {
        bool closes = p->token->kind == TOKEN_RBRACE;
        if (closes || begins_anew(p, p->token)) {
            leave_query(p);
            p->resync = false;
            p->resumed = p->token->span.start;
        }
        return closes || p->resync;
    }
    if (p->resync && resumes(p, p->token)) {
        p->resync = false;
        p->resumed = p->token->span.start;
    }
    return p->resync;
}

void parser_start(Parser *p, int kind) {
    p->made = (Token){.kind = kind};
    p->held = &p->made;
}

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

static bool is_kind(NameId name) {
    int token = TOKEN_INCLUDE + (int)name - 1;
    return name_is_word(name) && token >= TOKEN_DOCUMENT && token <= TOKEN_CATEGORY;
}

/* Where a title ends that is not closed on its line: before the two blanks that set off
 * its cells; where there are none, before a figure, a block, `as` or `from`. */
static uint32_t unclosed_end(Slice text, uint32_t start, uint32_t end) {
    uint32_t stop = end;
    for (uint32_t at = start + 1; at < end; at++) {
        if (text.at[at] != ' ' && text.at[at] != '\t')
            continue;
        Slice next = {text.at + at + 1, end - at - 1};
        if (next.length == 0 || text.at[at] == '\t' || char_in(next.at[0], " \t"))
            return at;
        if (stop == end &&
            (char_in(next.at[0], "{0123456789") || slice_starts(next, SLICE("as ")) ||
             slice_starts(next, SLICE("from "))))
            stop = at;
    }
    return stop;
}

/* `Lakes" from fund 1.5`: the title of a thing whose first quote is missing, from `at` up
 * to the other quote of its line; `at` where there is none. */
static uint32_t unopened_end(Slice text, uint32_t at, uint32_t end) {
    uint32_t stop = at;
    while (stop < end && !char_in(text.at[stop], "\"\n#{"))
        stop++;
    bool quote = stop < end && text.at[stop] == '"';
    for (uint32_t i = stop + 1; quote && i < end && text.at[i] != '\n'; i++)
        quote = text.at[i] != '"';
    return quote ? stop : at;
}

static void lose_title(Parser *p, Slice title) {
    NameId name = title_name(p->arena, p->names, (Slice){"", 0}, title);
    if (name != 0)
        *VEC_PUSH(p->arena, &p->tree->lost) = (LostName){name, true};
}

/* The names in the lines of a statement that could not be read. What it is about stands
 * first on a line, or behind a kind of thing. */
static void collect_lost(Parser *p, Span span) {
    enum { AROUND_MOST = 1000 }; /* a file may be one line, and all of it lost */
    Slice text = p->source->text;
    uint32_t at = span.start, end = span.end;
    while (at > 0 && text.at[at - 1] != '\n' && span.start - at < AROUND_MOST)
        at--;
    while (end < text.length && text.at[end] != '\n' && end - span.end < AROUND_MOST)
        end++;
    bool first = true, behind_kind = false;
    while (at < end) {
        char c = text.at[at];
        if (c == '#') {
            while (at < end && text.at[at] != '\n')
                at++;
        } else if (c == '"' && (first || behind_kind)) { /* a thing by its title */
            uint32_t start = ++at, stop;
            while (at < end && text.at[at] != '"' && text.at[at] != '\n')
                at++;
            bool closed = at < end && text.at[at] == '"';
            stop = closed ? at : unclosed_end(text, start, at);
            lose_title(p, (Slice){text.at + start, stop - start});
            at = closed ? at + 1 : stop;
            first = behind_kind = false;
        } else if (names_have_byte(c) && !scan_is_digit(c)) {
            uint32_t start = at, stop;
            if (first || behind_kind) {
                stop = unopened_end(text, at, end);
                lose_title(p, (Slice){text.at + start, stop - start});
            }
            while (at < end && names_have_byte(text.at[at]))
                at++;
            NameId name = names_find(
                p->names, utf8_nfc(p->arena, (Slice){text.at + start, at - start}));
            bool word = name_is_word(name) && grammar_word_kind(name - 1) != WORD_LOCAL &&
                        !behind_kind;
            if (name != 0 && !word)
                *VEC_PUSH(p->arena, &p->tree->lost) =
                    (LostName){name, first || behind_kind};
            behind_kind = is_kind(name);
            first = false;
        } else {
            first = c == '\n' || (first && (c == ' ' || c == '\t'));
            behind_kind = behind_kind && (c == ' ' || c == '\t');
            at++;
        }
    }
}

static void collect_all_lost(Parser *p, const Node *node) {
    for (; node; node = node->next) {
        const Block *block = NULL;
        if (node->kind == NODE_ERROR)
            collect_lost(p, node->span);
        else if (node->kind == NODE_DECLARE)
            block = ((const Declare *)node)->block;
        else if (node->kind == NODE_TABLE)
            block = ((const Table *)node)->block;
        else if (node->kind == NODE_ROW)
            block = ((const Row *)node)->block;
        if (block)
            collect_all_lost(p, block->first);
    }
}

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
        collect_all_lost(p, p->tree->first);
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
    if (again.unclosed || findings->all.count - findings_before + opens->count > said) {
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

/* A file with something lost in it always says so. */
static void say_lost(Parser *p, uint32_t findings_before) {
    for (uint32_t i = findings_before; i < p->findings->all.count; i++)
        if (diagnostic_fails(p->findings->all.at[i], CHECK_SYNTAX))
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
    if (!parser.tree->complete)
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
