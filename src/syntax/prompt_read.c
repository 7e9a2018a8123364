/* The push parser over what is typed at a prompt: every answer here is the parser's own,
 * none is guessed from a message. Trees and findings that come of it are dropped; what is
 * whole is parsed again by whoever runs it. */
#include "syntax/prompt_read.h"

#include <string.h>
#include "base/io.h"
#include "integ.tab.h"

/* ---- pushing ---- */

void reading_start(Reading *r, Arena *arena, Slice text) {
    char *bytes = arena_zero(arena, (size_t)text.length + IO_PADDING);
    memcpy(bytes, text.at ? text.at : "", text.length);
    *r = (Reading){.arena = arena, .first = true};
    r->source.text = (Slice){bytes, text.length};
    findings_init(&r->findings, arena);
    Names *names = names_new(arena);
    r->parser = (Parser){.arena = arena,
                         .names = names,
                         .findings = &r->findings,
                         .source = &r->source,
                         .lexer = lexer_new(arena, names, &r->findings, &r->source)};
    lexer_capitals(r->parser.lexer, true);
}

void reading_end(Reading *r) {
    lexer_leave(r->parser.lexer);
    if (r->pushed)
        grammar_push_drop(r->pushed);
}

static void push(Reading *r, const Token *token) {
    r->parser.token = token;
    bool failed = grammar_push(r->pushed, &r->parser, token) == PUSH_FAILED;
    if (failed || (!r->file && !r->parser.tree->complete))
        r->wrong = true;
}

Token reading_token(Reading *r) {
    Token token = *lexer_next(r->parser.lexer);
    if (r->file)
        lexer_capitals(r->parser.lexer, false);
    else if (r->first && token.kind != TOKEN_SEMICOLON) {
        r->first = false;
        r->query = token.kind == TOKEN_SELECT || token.kind == TOKEN_EXPLAIN;
        lexer_capitals(r->parser.lexer, r->query);
    }
    return token;
}

void reading_open(Reading *r) {
    r->pushed = grammar_push_new();
    if (!r->pushed)
        memory_exhausted(arena_memory(r->arena));
    r->parser.tree = ARENA_NEW(r->arena, Tree);
    r->parser.tree->complete = true;
    push(r, &(Token){.kind = r->file ? TOKEN_START_FILE : TOKEN_START_PROMPT});
}

void reading_next(Reading *r) {
    if (r->pushed)
        grammar_push_drop(r->pushed);
    r->pushed = NULL;
    r->depth = 0;
    r->wrong = false;
    r->first = true;
    lexer_capitals(r->parser.lexer, true);
}

void reading_push(Reading *r, const Token *token) {
    r->depth += token->kind == TOKEN_LBRACE;
    r->depth -= token->kind == TOKEN_RBRACE && r->depth > 0;
    if (r->file && r->wrong) /* recovery found no way on: from here on anew */
        reading_next(r);
    if (!r->pushed)
        reading_open(r);
    if (!r->wrong)
        push(r, token);
}

bool reading_ends(const Reading *r, const Token *token) {
    return r->depth == 0 && !r->file &&
           (token->kind == TOKEN_SEMICOLON || token->kind == TOKEN_RBRACE);
}

/* ---- where a statement ends ---- */

PromptStatement prompt_read(const Memory *memory, Slice text) {
    Arena *arena = arena_new(memory);
    Reading r;
    reading_start(&r, arena, text);
    PromptStatement out = {.state = PROMPT_EMPTY, .span = {0, text.length}};
    bool declares = false; /* begins as something that stands in files */
    while (!out.ended) {
        Token token = reading_token(&r);
        if (token.kind == TOKEN_END)
            break;
        if (out.state == PROMPT_EMPTY) {
            if (token.kind == TOKEN_SEMICOLON)
                continue;
            declares = token.kind >= TOKEN_INCLUDE && token.kind <= TOKEN_REQUIRES;
            out = (PromptStatement){.state = PROMPT_MORE,
                                    .query = r.query,
                                    .span = {token.span.start, text.length}};
        }
        reading_push(&r, &token);
        out.ended = reading_ends(&r, &token);
        if (out.ended) {
            uint32_t end = token.span.end;
            if (!r.wrong)
                push(&r, &(Token){.kind = TOKEN_END, .span = {end, end}});
            out.span.end = end;
            out.state = PROMPT_WHOLE;
        }
    }
    /* A text in quotes that is open, or a number that is none, is said at once. */
    if (r.wrong || (out.state == PROMPT_MORE && r.findings.all.count > 0)) {
        out.state = PROMPT_WRONG;
        out.query = out.query || !declares;
    }
    reading_end(&r);
    arena_drop(arena);
    return out;
}
