/* Reads the columns of a table that is being typed, token by token. */
#include "syntax/prompt_columns.h"

#include "integ.tab.h"

enum { YEARS_MOST = 60 };

typedef struct Header {
    Arena *arena;
    Slice text;
    const Token *tokens;
    uint32_t count;
    PromptColumns *out;
} Header;

static int kind_at(const Header *h, uint32_t index) {
    return index < h->count ? h->tokens[index].kind : TOKEN_END;
}

static Slice text_at(const Header *h, uint32_t index) {
    Span span = h->tokens[index].span;
    return (Slice){h->text.at + span.start, span.end - span.start};
}

static void add_time(Header *h, uint32_t index) {
    const Token *token = &h->tokens[index];
    bool range = kind_at(h, index + 1) == TOKEN_DOTS &&
                 kind_at(h, index + 2) == TOKEN_NUMBER && token->kind == TOKEN_NUMBER;
    int64_t from = token->figure.digits;
    int64_t to = range ? h->tokens[index + 2].figure.digits : from;
    if (range && to >= from && to - from < YEARS_MOST) {
        for (int64_t year = from; year <= to; year++)
            *VEC_PUSH(h->arena, &h->out->names) = arena_format(h->arena, "%d", (int)year);
        return;
    }
    *VEC_PUSH(h->arena, &h->out->names) = text_at(h, index);
}

/* A column that begins at the token. */
static void add_column(Header *h, uint32_t index) {
    int kind = kind_at(h, index);
    if (kind == TOKEN_STRING && kind_at(h, index + 1) == TOKEN_EQ)
        *VEC_PUSH(h->arena, &h->out->headings) = text_at(h, index);
    else if (kind == TOKEN_NUMBER || kind == TOKEN_MONTH)
        add_time(h, index);
    for (uint32_t i = index; i + 1 < h->count && kind_at(h, i) != TOKEN_COMMA; i++)
        if ((kind_at(h, i) == TOKEN_AS || kind_at(h, i) == TOKEN_FROM) &&
            kind_at(h, i + 1) != TOKEN_STRING)
            *VEC_PUSH(h->arena, &h->out->names) = text_at(h, i + 1);
}

/* The first token of the columns: behind the table's name and title. */
static uint32_t first_column(const Header *h) {
    uint32_t at = 1;
    while (at < h->count && kind_at(h, at) != TOKEN_NUMBER &&
           kind_at(h, at) != TOKEN_MONTH && kind_at(h, at) != TOKEN_ALL &&
           kind_at(h, at) != TOKEN_OVER)
        at++;
    return at;
}

bool prompt_columns(Arena *arena, Slice text, const Token *tokens, uint32_t count,
                    PromptColumns *out) {
    Header h = {arena, text, tokens, count, out};
    uint32_t begins = first_column(&h), depth = 0;
    for (uint32_t i = begins; i < count; i++) {
        depth += tokens[i].kind == TOKEN_LPAREN;
        depth -= tokens[i].kind == TOKEN_RPAREN && depth > 0;
        if (depth == 0 && tokens[i].kind == TOKEN_WHERE)
            return false;
        if (depth > 0 || tokens[i].kind != TOKEN_COMMA)
            continue;
        add_column(&h, begins);
        begins = i + 1;
    }
    return kind_at(&h, begins) == TOKEN_STRING && kind_at(&h, begins + 1) == TOKEN_EQ;
}
