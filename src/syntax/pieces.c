/* Finding a file's tokens and comments again, for the layout. */
#include "syntax/pieces.h"

#include "base/utf8.h"
#include "integ.tab.h"
#include "syntax/lexer.h"

/* ---- reading ---- */

/* What is known of a gap between two tokens while it is walked. */
typedef struct Gap {
    uint32_t lines; /* that end since the last token or comment */
    bool first;     /* nothing stands before */
} Gap;

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r';
}

static void read_gap(Arena *arena, Slice text, Span span, Gap *gap, Pieces *out) {
    for (uint32_t at = span.start; at < span.end; at++) {
        if (text.at[at] == '\n') {
            gap->lines++;
        } else if (text.at[at] == '#') {
            uint32_t end = at;
            while (end < span.end && text.at[end] != '\n') {
                end++;
            }
            Comment *comment = VEC_PUSH(arena, &out->comments);
            comment->own = gap->lines > 0 || gap->first;
            comment->blank = gap->lines > 1;
            comment->text = (Slice){text.at + at, end - at};
            while (is_blank(text.at[end - 1])) {
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
                      uint32_t comments, Pieces *out) {
    Piece last = {.kind = TOKEN_LBRACE};
    if (out->all.count > 0) {
        last = out->all.at[out->all.count - 1];
    }
    bool commented = comments < out->comments.count;
    *VEC_PUSH(arena, &out->all) = (Piece){
        .span = token->span,
        .kind = token->kind,
        .width = utf8_text_width(source_slice(source, token->span)),
        .comment = comments,
        .breaks = last.breaks + (gap.lines > 0 || commented),
        .blank = gap.lines > 1,
        .space = !tight(last.kind, token->kind),
    };
}

void pieces_read(Arena *arena, Names *names, Source *source, Pieces *out) {
    Findings nobody;
    findings_init(&nobody, arena);
    Lexer *lexer = lexer_new(arena, names, &nobody, source);
    *out = (Pieces){0};
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

uint32_t pieces_at(const Pieces *pieces, uint32_t offset) {
    uint32_t from = 0, to = pieces->all.count - 1;
    while (from < to) {
        uint32_t middle = from + (to - from) / 2;
        if (pieces->all.at[middle].span.start < offset) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    return from;
}

uint64_t pieces_width(const Pieces *pieces, uint32_t from, uint32_t to) {
    if (from >= to) {
        return 0;
    }
    const Piece *last = &pieces->all.at[to - 1];
    return last->flat + last->width - pieces->all.at[from].flat;
}

bool pieces_commented(const Pieces *pieces, uint32_t from, uint32_t to) {
    return from + 1 < to && pieces->all.at[from + 1].comment < pieces->all.at[to].comment;
}

bool pieces_broken(const Pieces *pieces, uint32_t from, uint32_t to) {
    return from + 1 < to && pieces->all.at[from].breaks < pieces->all.at[to - 1].breaks;
}

bool pieces_apart(const Pieces *pieces, uint32_t at) {
    bool apart = pieces->all.at[at].blank;
    uint32_t end = at + 1 < pieces->all.count ? pieces->all.at[at + 1].comment
                                              : pieces->comments.count;
    for (uint32_t i = pieces->all.at[at].comment; i < end; i++) {
        apart = apart || pieces->comments.at[i].blank;
    }
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

bool pieces_inline(const Pieces *pieces, const Block *block) {
    uint32_t from = pieces_at(pieces, block->span.start);
    uint32_t to = pieces_at(pieces, block->span.end);
    if (!block->first) {
        return !pieces_commented(pieces, from, to);
    }
    if (pieces_broken(pieces, from, to)) {
        return false;
    }
    for (const Node *node = block->first; node; node = node->next) {
        if (!is_plain(node)) {
            return false;
        }
    }
    return true;
}
