/* Parsing a source whole: feeds the generated parser with tokens, leads it out of
 * errors, says what was unexpected, and puts in the braces that are missing.
 *
 * Recovery: after an error, tokens are skipped to one that is first on its line and can
 * begin a statement, or to a brace. A missing "}" shows only at the end of the file; then
 * it is looked for by indentation, put in, and the file is parsed again, so that
 * everything behind it is understood. */
#include "syntax/parse.h"

#include <string.h>
#include "base/utf8.h"
#include "integ.tab.h"
#include "syntax/parser.h"

/* ---- tokens ---- */

static bool first_on_line(const Parser *p, uint32_t offset) {
    const char *text = p->source->text.at;
    while (offset > 0 && (text[offset - 1] == ' ' || text[offset - 1] == '\t'))
        offset--;
    return offset == 0 || text[offset - 1] == '\n';
}

static bool begins_statement(int kind) {
    return kind == TOKEN_NAME || (kind >= TOKEN_INCLUDE && kind <= TOKEN_OFFSET);
}

static const Token *take(Parser *p) {
    if (p->held) {
        const Token *token = p->held;
        p->held = NULL;
        return token;
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
           (begins_statement(token->kind) && first_on_line(p, token->span.start));
}

static const Token *skip_to_statement(Parser *p) {
    const Token *token = take(p);
    while (!resumes(p, token) && token->kind != TOKEN_LBRACE)
        token = take(p);
    p->resync = false;
    return token->kind == TOKEN_LBRACE ? put_in(p, TOKEN_LOST, token->span.start, token)
                                       : token;
}

const Token *parser_next(Parser *p) {
    for (;;) {
        const Token *token = p->resync ? skip_to_statement(p) : take(p);
        if (p->closes && p->next_close < p->closes->count &&
            token->span.start >= p->closes->at[p->next_close])
            token = put_in(p, TOKEN_RBRACE, p->closes->at[p->next_close++], token);
        if (token->kind == TOKEN_LBRACE) {
            if (p->depth == BLOCK_DEPTH_MAX) {
                parser_too_deep(p, token->span);
                skip_block(p);
                continue;
            }
            p->depth++;
        } else if (token->kind == TOKEN_RBRACE && p->depth > 0) {
            p->depth--;
        }
        p->token = token;
        return token;
    }
}

/* The token that the parser failed at is dropped when it stands inside a line: what
 * follows on that line belongs to the statement that failed. */
bool parser_drops(Parser *p) {
    if (p->resync && resumes(p, p->token))
        p->resync = false;
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
    diagnostic_help(p->findings, d, "what stands deeper is left out");
}

bool parser_expects(const Unexpected *u, const char *name) {
    for (uint32_t i = 0; i < u->expected_count; i++)
        if (strcmp(u->expected[i], name) == 0)
            return true;
    return false;
}

static bool is_word(const char *name) {
    return name[0] >= 'a' && name[0] <= 'z' && strchr(name, ' ') == NULL;
}

Slice parser_list(Parser *p, const char *const *items, uint32_t count) {
    Text out = {.memory = arena_memory(p->arena)};
    for (uint32_t i = 0; i < count; i++) {
        if (i > 0)
            text_str(&out, i + 1 < count ? ", " : " or ");
        bool quoted = strchr(items[i], ' ') == NULL;
        text_format(&out, quoted ? "\"%s\"" : "%s", items[i]);
    }
    Slice result = arena_copy(p->arena, text_view(&out));
    text_free(&out);
    return result;
}

/* `a name, a number or "where"`: what may stand there, where that is a short list. A name
 * stands for all words that may be names. */
static Slice expected_text(Parser *p, const Unexpected *u) {
    enum { MOST = 8 };
    const char *items[MOST];
    uint32_t count = 0;
    bool name = parser_expects(u, "a name");
    for (uint32_t i = 0; i < u->expected_count; i++) {
        const char *item = u->expected[i];
        if ((name && is_word(item)) || strcmp(item, "a lost statement") == 0 ||
            strcmp(item, "a currency") == 0 || strcmp(item, "a negative number") == 0)
            continue;
        if (count == MOST)
            return (Slice){"", 0};
        items[count++] = item;
    }
    return parser_list(p, items, count);
}

/* The word of the language that a misspelt one was meant to be. */
static Slice nearest_word(Slice name) {
    Slice words[256];
    uint32_t count = 0;
    for (uint32_t i = 0; i < grammar_word_count() && count < 256; i++) {
        words[count++] = slice_of(grammar_word(i));
        if (slice_is(words[count - 1], "requires"))
            break; /* those that begin a statement */
    }
    int32_t nearest = slice_nearest(name, words, count);
    return nearest < 0 ? (Slice){"", 0} : words[nearest];
}

/* The first word of the line on which `offset` stands. */
static Span first_word(const Parser *p, uint32_t offset) {
    Slice text = p->source->text;
    uint32_t start = offset;
    while (start > 0 && text.at[start - 1] != '\n')
        start--;
    while (start < offset && (text.at[start] == ' ' || text.at[start] == '\t'))
        start++;
    uint32_t end = start;
    while (end < offset &&
           ((text.at[end] >= 'a' && text.at[end] <= 'z') ||
            (text.at[end] >= 'A' && text.at[end] <= 'Z') || text.at[end] == '_'))
        end++;
    return (Span){start, end};
}

/* The word before `offset`, figures and the like between them left out: in `{ fundng
 * 2020: 1.5 }` that before ":". */
static Span word_before(const Parser *p, uint32_t offset) {
    const char *text = p->source->text.at;
    uint32_t end = offset;
    while (end > 0 && strchr(" 0123456789.-:", text[end - 1]) != NULL)
        end--;
    uint32_t start = end;
    while (start > 0 && text[start - 1] >= 'a' && text[start - 1] <= 'z')
        start--;
    return (Span){start, end};
}

/* The statement that a word at the beginning of the line, or just before `offset`, was
 * meant to begin; empty where none is like it. */
static Slice meant(const Parser *p, uint32_t offset, Span *word) {
    for (int i = 0; i < 2; i++) {
        *word = i == 0 ? first_word(p, offset) : word_before(p, offset);
        Slice text = source_slice(p->source, *word);
        Slice near = text.length > 0 ? nearest_word(text) : (Slice){"", 0};
        if (near.length > 0 && !slice_equal(near, text))
            return near;
    }
    return (Slice){"", 0};
}

static bool is_loose_unit(Slice word) {
    static const char *const words[] = {"kr",   "kroner",    "million",
                                        "mill", "millioner", "dkk"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (slice_is(word, words[i]))
            return true;
    return false;
}

/* Whether a text ends before `offset` on its line just where a word begins, as in
 * "Say "hello" there". */
static bool quote_in_text(const Parser *p, uint32_t offset) {
    enum { LOOK_BACK = 400 };
    Slice text = p->source->text;
    uint32_t start = offset;
    while (start > 0 && text.at[start - 1] != '\n' && offset - start < LOOK_BACK)
        start--;
    bool inside = false;
    for (uint32_t i = start; i < offset; i++) {
        if (inside && text.at[i] == '\\')
            i++;
        else if (text.at[i] == '"') {
            unsigned char next = i + 1 < text.length ? (unsigned char)text.at[i + 1] : 0;
            bool letter = next >= 0x80 || (next >= 'a' && next <= 'z') ||
                          (next >= 'A' && next <= 'Z');
            if (inside && letter)
                return true;
            inside = !inside;
        }
    }
    return false;
}

/* `1 234`: three digits after a digit and one space. */
static bool thousands_before(const Parser *p, Span span) {
    const char *text = p->source->text.at;
    uint32_t digits = 0;
    while (span.start + digits < span.end && text[span.start + digits] >= '0' &&
           text[span.start + digits] <= '9')
        digits++;
    return digits == 3 && span.start >= 2 && text[span.start - 1] == ' ' &&
           text[span.start - 2] >= '0' && text[span.start - 2] <= '9';
}

static void say_unexpected(Parser *p, const Unexpected *u) {
    Place place = {p->source->id, u->span};
    if (u->at_end) {
        findings_add(p->findings, CODE_S01, place,
                     "the file ends in the middle of a statement");
        return;
    }
    if (p->token->kind == TOKEN_RBRACE && parser_expects(u, "the end of the file")) {
        if (p->unopened > 0) {
            p->unopened--;
            return;
        }
        Diagnostic *d =
            findings_add(p->findings, CODE_S03, place, "this \"}\" closes no block");
        diagnostic_help(p->findings, d,
                        "delete it, or look for a \"{\" that is missing "
                        "above");
        return;
    }
    if (p->token->kind == TOKEN_NUMBER && thousands_before(p, u->span)) {
        place.span.start -= 2;
        Diagnostic *d = findings_add(p->findings, CODE_S04, place,
                                     "a space stands among the digits of a number");
        diagnostic_here(p->findings, d, "thousands are written 1_234 or 1234");
        return;
    }
    bool name = parser_expects(u, "a name");
    if (u->is_word && name && u->expected_count < 80 &&
        grammar_word_kind((uint32_t)p->token->name - 1) == WORD_RESERVED) {
        Diagnostic *d = findings_add(
            p->findings, CODE_S09, place,
            "\"%s\" is a word of the language and can name nothing", u->name);
        diagnostic_help(p->findings, d, "choose another name, %s_ for instance", u->name);
        return;
    }
    if (p->token->kind == TOKEN_NEGATIVE && parser_expects(u, "over")) {
        Diagnostic *d = findings_add(p->findings, CODE_Y10, place,
                                     "\"%.*s\" is not a year",
                                     SLICE_ARGS(source_slice(p->source, u->span)));
        diagnostic_help(p->findings, d, "write the year with four digits");
        return;
    }
    if (p->token->kind == TOKEN_CURRENCY && name) {
        Slice currency = names_text(p->names, p->token->name);
        findings_add(p->findings, CODE_S09, place,
                     "\"%.*s\" is a currency and can name nothing", SLICE_ARGS(currency));
        return;
    }
    Slice found = source_slice(p->source, u->span);
    if (found.length > 40)
        found.length = 40;
    Slice expected = expected_text(p, u);
    Diagnostic *d;
    if (expected.length > 0)
        d = findings_add(p->findings, CODE_S01, place, "expected %.*s before \"%.*s\"",
                         SLICE_ARGS(expected), SLICE_ARGS(arena_copy(p->arena, found)));
    else
        d = findings_add(p->findings, CODE_S01, place, "\"%.*s\" cannot stand here",
                         SLICE_ARGS(arena_copy(p->arena, found)));
    if (parser_expects(u, "{") && first_on_line(p, u->span.start))
        p->unopened++;
    Span word;
    Slice near = meant(p, u->span.start, &word);
    if (near.length > 0)
        diagnostic_label(p->findings, d, (Place){p->source->id, word},
                         "did you mean \"%.*s\"?", SLICE_ARGS(near));
    else if (quote_in_text(p, u->span.start))
        diagnostic_help(p->findings, d, "inside a text a quote is written \\\"");
    else if (p->token->kind == TOKEN_LBRACE && parser_expects(u, "all"))
        diagnostic_help(p->findings, d, "a table names its columns: table 2020..2022 {");
    else if ((parser_expects(u, "mio") && p->token->kind == TOKEN_NAME) ||
             is_loose_unit(source_slice(p->source, word_before(p, u->span.start))))
        diagnostic_help(p->findings, d,
                        "units are written thousand, mio (million) and mia (thousand "
                        "million), and currencies as DKK");
    else if (p->token->kind == TOKEN_SLASH)
        diagnostic_help(p->findings, d, "a comment begins with #");
    else if (begins_statement(p->token->kind) && first_on_line(p, u->span.start))
        diagnostic_help(p->findings, d,
                        "the statement before it is not complete, or this is not how one "
                        "begins");
    else if (p->token->kind == TOKEN_COMMA && parser_expects(u, "a negative number"))
        diagnostic_help(p->findings, d,
                        "the cells of a row have spaces between them, and no commas");
    else if (parser_expects(u, ":") && parser_expects(u, "a text in quotes"))
        diagnostic_help(p->findings, d,
                        "a property is written name: value, a row name \"Title\" and its "
                        "cells");
    else if (p->token->kind == TOKEN_PERCENT)
        diagnostic_help(p->findings, d, "a percentage is a number and %%: 40%%");
}

/* Whether bytes that mean nothing stand before it on its line: they were reported for the
 * file, and broke up what they stand in. */
static bool after_garbage(const Parser *p, uint32_t offset) {
    enum { LOOK_BACK = 400 };
    const char *text = p->source->text.at;
    uint32_t start = offset;
    while (start > 0 && offset - start < LOOK_BACK && text[start - 1] != '\n') {
        unsigned char c = (unsigned char)text[--start];
        if ((c < 0x20 && c != '\t' && c != '\r') || c == 0x7f)
            return true;
    }
    while (start < offset && ((unsigned char)text[start] & 0xc0) == 0x80)
        start++; /* of a character that begins before */
    return utf8_valid_to(text + start, offset - start) < offset - start;
}

void parser_unexpected(Parser *p, const Unexpected *u) {
    p->tree->complete = false;
    p->resync = true;
    if (u->at_end && p->depth > 0) {
        p->unclosed = true;
        return;
    }
    if (u->unreadable || after_garbage(p, u->span.start))
        return; /* the scanner spoke of it */
    if (p->unexpected)
        p->unexpected(p, u);
}

/* ---- the whole ---- */

/* The names in the lines of a statement that could not be read. */
static void collect_lost(Parser *p, Span span) {
    Slice text = p->source->text;
    uint32_t at = span.start, end = span.end;
    while (at > 0 && text.at[at - 1] != '\n')
        at--;
    while (end < text.length && text.at[end] != '\n')
        end++;
    while (at < end) {
        unsigned char c = (unsigned char)text.at[at];
        if (c == '#') {
            while (at < end && text.at[at] != '\n')
                at++;
        } else if (c == '_' || c >= 0x80 || (c >= 'a' && c <= 'z') ||
                   (c >= 'A' && c <= 'Z')) {
            uint32_t start = at;
            while (at < end && (c == '_' || c >= 0x80 || (c >= 'a' && c <= 'z') ||
                                (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')))
                c = (unsigned char)text.at[++at];
            NameId name = names_find(
                p->names, utf8_nfc(p->arena, (Slice){text.at + start, at - start}));
            if (name != 0)
                *VEC_PUSH(p->arena, &p->tree->lost) = name;
        } else {
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

static void parse_once(Parser *p) {
    p->tree = ARENA_NEW(p->arena, Tree);
    p->tree->source = p->source->id;
    p->tree->complete = true;
    p->lexer = lexer_new(p->arena, p->names, p->findings, p->source);
    parser_start(p, TOKEN_START_FILE);
    /* Another encoding, or the bound of the parser's stack, which was reported. */
    p->tree->foreign = !lexer_readable(p->lexer);
    if (p->tree->foreign || !grammar_parse(p)) {
        p->tree->complete = false;
        p->tree->first = error_new(p, (Span){0, p->source->text.length});
    }
    lexer_drop(p->lexer);
    if (!p->tree->complete)
        collect_all_lost(p, p->tree->first);
}

/* Puts in the braces that are missing, and says where. */
static void parse_mended(Parser *p, uint32_t findings_before) {
    OffsetVec closes = {0}, openers = {0};
    braces_missing(p->arena, p->source, &closes, &openers);
    p->findings->all.count = findings_before;
    Parser again = {.arena = p->arena,
                    .names = p->names,
                    .findings = p->findings,
                    .source = p->source,
                    .closes = &closes,
                    .unexpected = say_unexpected};
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
        diagnostic_help(
            p->findings, d,
            "put a \"}\" where the block ends; the indentation says where that "
            "was meant to be");
    }
}

Tree *parse_source(Arena *arena, Names *names, Findings *findings, Source *source) {
    uint32_t before = findings->all.count;
    Parser parser = {.arena = arena,
                     .names = names,
                     .findings = findings,
                     .source = source,
                     .unexpected = say_unexpected};
    parse_once(&parser);
    if (parser.unclosed)
        parse_mended(&parser, before);
    return parser.tree;
}
