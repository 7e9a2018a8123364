/* Finding a file's tokens and comments again, for the layout. */
#include "fmt/tokens.h"

#include "base/sorted.h"
#include "base/utf8.h"
#include "integ.tab.h"
#include "syntax/lexer.h"

/* ---- reading ---- */

/* What is known of a gap between two tokens while it is walked. */
typedef struct Gap {
    uint32_t lines; /* that end since the last token or comment */
    bool first;     /* nothing stands before */
} Gap;

static void read_gap(Arena *arena, Slice text, Span span, Gap *gap, FmtTokens *out) {
    for (uint32_t at = span.start; at < span.end; at++) {
        if (text.at[at] == '\n') {
            gap->lines++;
        } else if (text.at[at] == '#') {
            uint32_t end = at;
            while (end < span.end && text.at[end] != '\n')
                end++;
            Comment *comment = VEC_PUSH(arena, &out->comments);
            comment->own = gap->lines > 0 || gap->first;
            comment->blank = gap->lines > 1;
            comment->text = (Slice){text.at + at, end - at};
            while (char_is_space(text.at[end - 1])) {
                comment->text.length--;
                end--;
            }
            *gap = (Gap){0};
            at += comment->text.length - 1;
        }
    }
}

static bool is_number(int kind) {
    return kind == TOKEN_NUMBER || kind == TOKEN_NEGATIVE;
}

/* Ends a figure: its unit or sign. */
static bool ends_figure(int kind) {
    return is_number(kind) || kind == TOKEN_PERCENT || kind == TOKEN_CURRENCY ||
           kind == TOKEN_PP || kind == TOKEN_THOUSAND || kind == TOKEN_MIO ||
           kind == TOKEN_MIA;
}

/* Whether the two stand without a space between them. */
static bool tight(int before, int kind) {
    switch (kind) {
    case TOKEN_COMMA:
    case TOKEN_RPAREN:
    case TOKEN_COLON:
    case TOKEN_PERCENT:
    case TOKEN_DOT: return true;
    case TOKEN_DOTS: return ends_figure(before) || before == TOKEN_MONTH;
    default: break;
    }
    return before == TOKEN_LPAREN || before == TOKEN_DOT ||
           (before == TOKEN_DOTS && (is_number(kind) || kind == TOKEN_MONTH)) ||
           (before == TOKEN_LBRACE && kind == TOKEN_RBRACE);
}

static void add_piece(Arena *arena, const Source *source, const Token *token, Gap gap,
                      uint32_t comments, FmtTokens *out) {
    FmtToken last = {.kind = TOKEN_LBRACE};
    if (out->all.count > 0)
        last = out->all.at[out->all.count - 1];
    bool commented = comments < out->comments.count;
    *VEC_PUSH(arena, &out->all) = (FmtToken){
        .span = token->span,
        .kind = token->kind,
        .width = utf8_text_width(source_slice(source, token->span)),
        .comment = comments,
        .breaks = last.breaks + (gap.lines > 0 || commented),
        .blank = gap.lines > 1,
        .space = !tight(last.kind, token->kind),
    };
}

void tokens_read(Arena *arena, Names *names, Source *source, FmtTokens *out) {
    Findings nobody;
    findings_init(&nobody, arena);
    Lexer *lexer = lexer_new(arena, names, &nobody, source);
    *out = (FmtTokens){0};
    Gap gap = {.first = true};
    uint32_t end = 0, comments = 0;
    const Token *token;
    do {
        token = lexer_next(lexer);
        read_gap(arena, source->text, (Span){end, token->span.start}, &gap, out);
        end = token->span.end;
        if (token->kind != TOKEN_SEMICOLON) {
            add_piece(arena, source, token, gap, comments, out);
            comments = out->comments.count;
            gap = (Gap){0};
        }
    } while (token->kind != 0);
    lexer_drop(lexer);
}

/* ---- asking ---- */

uint32_t tokens_at(const FmtTokens *tokens, uint32_t offset) {
    uint32_t first = 0;
    SORTED_SEEK(first, tokens->all.count - 1, at, tokens->all.at[at].span.start < offset)
    return first;
}

uint64_t tokens_width(const FmtTokens *tokens, uint32_t from, uint32_t to) {
    if (from >= to)
        return 0;
    const FmtToken *last = &tokens->all.at[to - 1];
    return last->flat + last->width - tokens->all.at[from].flat;
}

bool tokens_commented(const FmtTokens *tokens, uint32_t from, uint32_t to) {
    return from + 1 < to && tokens->all.at[from + 1].comment < tokens->all.at[to].comment;
}

bool tokens_broken(const FmtTokens *tokens, uint32_t from, uint32_t to) {
    return from + 1 < to && tokens->all.at[from].breaks < tokens->all.at[to - 1].breaks;
}

bool tokens_apart(const FmtTokens *tokens, uint32_t at) {
    bool apart = tokens->all.at[at].blank;
    uint32_t end = at + 1 < tokens->all.count ? tokens->all.at[at + 1].comment
                                              : tokens->comments.count;
    for (uint32_t i = tokens->all.at[at].comment; i < end; i++)
        apart = apart || tokens->comments.at[i].blank;
    return apart;
}

/* Whether the statement is of one line by nature. */
static bool is_plain(const Node *node) {
    switch ((NodeKind)node->kind) {
    case NODE_DECLARE: return !((const Declare *)node)->block;
    case NODE_ROW: return !((const Row *)node)->block;
    case NODE_EVERY:
    case NODE_TABLE:
    case NODE_QUERY:
    case NODE_CHECK:
    case NODE_ERROR: return false;
    default: return true;
    }
}

bool tokens_inline(const FmtTokens *tokens, const Block *block) {
    uint32_t from = tokens_at(tokens, block->span.start);
    uint32_t to = tokens_at(tokens, block->span.end);
    if (!block->first)
        return !tokens_commented(tokens, from, to);
    if (tokens_broken(tokens, from, to))
        return false;
    for (const Node *node = block->first; node; node = node->next)
        if (!is_plain(node))
            return false;
    return true;
}
