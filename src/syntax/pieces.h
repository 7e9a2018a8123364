/* A file in pieces: its tokens, and the comments between them, which the parser never
 * sees. They are found again by a scan of their own, so that parsing costs nothing for
 * them. What lays a file out walks the tree and puts down pieces, each one once and in
 * their order: nothing can be lost on the way. Private to the layout. */
#ifndef INTEG_SYNTAX_PIECES_H
#define INTEG_SYNTAX_PIECES_H

#include "base/vec.h"
#include "source/source.h"
#include "syntax/tree.h"

/* A token. A `;` is none: it only divides statements, which lines do. */
typedef struct Piece {
    Span span;
    int kind;         /* TOKEN_… of the grammar; 0 for the one behind the last */
    uint32_t width;   /* columns */
    uint32_t comment; /* the first comment before it; those up to the next piece's are */
    uint32_t breaks;  /* how many of the pieces up to this one begin a line, or stand
                         behind  a comment */
    uint64_t flat;    /* where it would begin, were everything on one line */
    uint16_t level;   /* a line may be broken before it: 1 is broken first, 0 never */
    bool fill;        /* of its level only as many as are needed are broken */
    bool blank;       /* a blank line stands before it, behind its comments */
    uint8_t space;    /* before it, within a line */
} Piece;

typedef struct Comment {
    Slice text; /* from its #, without spaces at its end */
    bool own;   /* on a line of its own, not behind something */
    bool blank; /* a blank line stands before it */
} Comment;

typedef struct Pieces {
    VEC(Piece) all; /* and one behind the last */
    VEC(Comment) comments;
} Pieces;

/* Of a source that was read without a finding. `space` is set by what stands
 * side by side alone; `flat` is not set. Everything is in the arena. */
void pieces_read(Arena *arena, Names *names, Source *source, Pieces *out);
/* The first piece at or behind the offset. */
uint32_t pieces_at(const Pieces *pieces, uint32_t offset);
/* Marks by the tree what the signs alone cannot tell: where lines may be broken, what a
 * minus belongs to, and which `(` is a call's. Then sets `flat`. */
void pieces_mark(Pieces *pieces, const Tree *tree);

/* Levels in a query: its clauses begin lines of their own; `from`, and what is said in
 * passing (`pivot by`), where its line is too long. */
enum { CLAUSE_LINE = 1, CLAUSE_MORE, CLAUSE_LIST, CLAUSE_INSIDE };

/* Columns of the pieces [from, to) on one line; 0 of none. */
uint64_t pieces_width(const Pieces *pieces, uint32_t from, uint32_t to);
/* Whether comments stand among them, behind the first. */
bool pieces_commented(const Pieces *pieces, uint32_t from, uint32_t to);
/* Whether a line ends among them. */
bool pieces_broken(const Pieces *pieces, uint32_t from, uint32_t to);
/* Whether a blank line stands before the piece or one of its comments. */
bool pieces_apart(const Pieces *pieces, uint32_t at);

/* A block that was written on one line, of statements without blocks and comments; an
 * empty one in any way. */
bool pieces_inline(const Pieces *pieces, const Block *block);

#endif
