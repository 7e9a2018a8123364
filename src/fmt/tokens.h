/* A file in tokens: its tokens, and the comments between them, which the parser never
 * sees. They are found again by a scan of their own, so that parsing costs nothing for
 * them. What lays a file out walks the tree and puts down tokens, each one once and in
 * their order: nothing can be lost on the way. Private to the layout. */
#ifndef INTEG_FMT_TOKENS_H
#define INTEG_FMT_TOKENS_H

#include "base/names.h"
#include "base/vec.h"
#include "source/source.h"
#include "syntax/tree.h"

/* A token. A `;` is none: it only divides statements, which lines do. */
typedef struct FmtToken {
    Span span;
    int kind;         /* TOKEN_… of the grammar; 0 for the one behind the last */
    uint32_t width;   /* columns */
    bool ends;        /* a ; stands behind it: else a title that follows were taken in */
    uint32_t comment; /* the first comment before it; those up to the next token's are */
    uint32_t breaks;  /* how many of the tokens up to this one begin a line, or stand
                         behind  a comment */
    uint64_t flat;    /* where it would begin, were everything on one line */
    uint16_t level;   /* a line may be broken before it: 1 is broken first, 0 never */
    bool fill;        /* of its level only as many as are needed are broken */
    bool blank;       /* a blank line stands before it, behind its comments */
    uint8_t space;    /* before it, within a line */
} FmtToken;

typedef struct Comment {
    Slice text; /* from its #, without spaces at its end */
    bool own;   /* on a line of its own, not behind something */
    bool blank; /* a blank line stands before it */
} Comment;

typedef struct FmtTokens {
    VEC(FmtToken) all; /* and one behind the last */
    VEC(Comment) comments;
} FmtTokens;

/* Of a source that was read without a finding. `space` is set by what stands
 * side by side alone; `flat` is not set. Everything is in the arena. */
void tokens_read(Arena *arena, Names *names, Source *source, FmtTokens *out);
/* The first token at or behind the offset. */
uint32_t tokens_at(const FmtTokens *tokens, uint32_t offset);
/* Marks by the tree what the signs alone cannot tell: where lines may be broken, what a
 * minus belongs to, and which `(` is a call's. Then sets `flat`. */
void tokens_mark(FmtTokens *tokens, const Tree *tree);

/* Levels in a query: its clauses begin lines of their own; `from`, and what is said in
 * passing (`pivot by`), where its line is too long. */
enum { CLAUSE_LINE = 1, CLAUSE_MORE, CLAUSE_LIST, CLAUSE_INSIDE };

/* Columns of the tokens [from, to) on one line; 0 of none. */
uint64_t tokens_width(const FmtTokens *tokens, uint32_t from, uint32_t to);
/* Whether comments stand among them, behind the first. */
bool tokens_commented(const FmtTokens *tokens, uint32_t from, uint32_t to);
/* Whether a line ends among them. */
bool tokens_broken(const FmtTokens *tokens, uint32_t from, uint32_t to);
/* Whether a blank line stands before the token or one of its comments. */
bool tokens_apart(const FmtTokens *tokens, uint32_t at);

/* A block that was written on one line, of statements without blocks and comments; an
 * empty one in any way. */
bool tokens_inline(const FmtTokens *tokens, const Block *block);

#endif
