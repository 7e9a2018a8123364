/* The tokens that the generated parsers get: the scanner's, with braces put in, and what
 * recovery skips left out.
 *
 * Recovery: after an error, tokens are skipped to one that is first on its line and can
 * begin a statement, or to a brace. */
#include "integ.tab.h"
#include "syntax/parser.h"

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
