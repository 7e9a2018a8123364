/* What the parser carries along, and what the generated one calls besides constructors.
 * Private to syntax/. */
#ifndef INTEG_SYNTAX_PARSER_H
#define INTEG_SYNTAX_PARSER_H

#include "base/names.h"
#include "base/stop.h"
#include "base/vec.h"
#include "source/diagnostic.h"
#include "syntax/braces.h"
#include "syntax/lexer.h"
#include "syntax/words.h"
#include "syntax/tree.h"

typedef struct Unexpected Unexpected;
typedef struct Parser Parser;
struct Parser {
    Arena *arena;
    Names *names;
    Findings *findings;
    Source *source;
    const Slice *pasted; /* its text, put right (pasted.h); NULL: as it is */
    Lexer *lexer;
    Tree *tree;  /* of a file */
    Asked asked; /* where it was a query */
    Stop stop; /* looked at before each token; where it is asked for, that is the last */

    /* Lists grow on stacks, and are cut out when they are complete. */
    VEC(Figure) cells;
    VEC(Entry) dated;
    VEC(Ref) refs;
    VEC(Value) values;
    VEC(Sharing) parts;
    VEC(Column) columns;
    VEC(Expr *) exprs;
    VEC(SelectItem) items;
    VEC(OrderItem) orders;

    bool gave_up; /* of a parser that reads only what has no syntax error */
    bool form;    /* only the form matters: a row may have more cells than columns */

    /* Recovery. */
    bool resync;        /* skip to where a statement can begin */
    const Token *token; /* the current one: what is unexpected, if anything is */
    Span now, before;   /* where it stands, and the one before it */
    int now_kind, before_kind;
    const Token *held;    /* one to be given after `made`; NULL: none */
    Token made;           /* one that recovery puts in */
    uint32_t depth;       /* open blocks */
    uint32_t query;       /* the depth of the block of a query; 0: in none */
    uint32_t query_end;   /* behind the "}" of the last one */
    bool in_query;        /* what is skipped is the rest of one */
    uint32_t resumed;     /* where recovery went on last */
    uint32_t lost_indent; /* how far in the last lost statement stands, of which */
                          /* something was said */
    bool too_deep;        /* said so */
    bool too_much;        /* likewise */
    bool unclosed;        /* the file ended in an open block */
    bool misplaced_open;  /* a "{" that was put in stands where none may */
    uint32_t open_at;     /* where a "{" was wanted last; 0: its "}" was met */
    OffsetVec lost_opens, lost_closers; /* such places, and their "}" */
    const OffsetVec *closes;            /* where a missing `}` is put in, ascending */
    uint32_t next_close;
    const OffsetVec *opens; /* the same of a missing `{` */
    uint32_t next_open;
    uint32_t searches; /* of the file for a name, by who says what was meant */

    /* Says what was unexpected; NULL: nobody listens. */
    void (*unexpected)(Parser *p, const Unexpected *unexpected);
};

/* What a syntax error met, and what the grammar would have taken. */
struct Unexpected {
    Span span;
    const char *name;
    bool at_end, unreadable, is_word;
    const char *const *expected;
    uint32_t expected_count;
};

/* The next token, with braces put in and what recovery skips left out. */
const Token *parser_next(Parser *p);
/* The next one as it is; the end, once the parser gave up. */
const Token *parser_next_clean(Parser *p);
void parser_give_up(Parser *p);
void parser_unexpected(Parser *p, const Unexpected *unexpected);
void parser_too_deep(Parser *p, Span span);
/* A name of a path beyond PATH_NAMES_MAX. */
void parser_too_much(Parser *p, Span span);
/* After an error: whether the token that it met is to be dropped. */
bool parser_drops(Parser *p);
void parser_done(Parser *p, NodeList members);
void parser_asked(Parser *p, int explain, Select *select);
/* Notes the names in the statements of a list that could not be read (lost.c). */
void parser_collect_lost(Parser *p, const Node *node);
/* Makes a token of `kind` at the beginning the next one: what is to be read. */
void parser_start(Parser *p, int kind);

bool parser_first_on_line(const Parser *p, uint32_t offset);
/* Whether a token of that kind can begin a statement. */
bool parser_begins_statement(int kind);
/* Whether it is part of a statement that was lost before it. */
bool parser_rest_of_lost(Parser *p, const Unexpected *unexpected);
/* Adds the finding of what was unexpected. */
void parser_say_unexpected(Parser *p, const Unexpected *unexpected);
bool parser_expects(const Unexpected *unexpected, const char *name);
/* `"a", a name or "c"`: the items, quoted where they are words or signs. */
Slice parser_list(Parser *p, const char *const *items, uint32_t count);

/* ---- the generated parsers (grammar/integ.y) ---- */

/* No state of theirs has more tokens to choose from. */
enum { GRAMMAR_TOKENS_MOST = 160 };

/* Pulls tokens by parser_next to the end. False where its stack's bound was reached, or
 * recovery found no way on; it was reported. */
bool grammar_parse(Parser *p);
/* Reads a file that has no syntax error, as grammar_parse does. False, or p->gave_up,
 * where it has one: nothing that was made or found is of use then. */
bool grammar_parse_clean(Parser *p);

/* The one that is pushed its tokens: NULL where there is no memory. */
void *grammar_push_new(void);
void grammar_push_drop(void *pushed);

typedef enum PushState {
    PUSH_MORE,  /* it wants another token */
    PUSH_DONE,  /* that was the last */
    PUSH_FAILED /* as grammar_parse */
} PushState;

/* Syntax errors go to parser_unexpected, and it recovers from them. */
PushState grammar_push(void *pushed, Parser *p, const Token *token);
/* The kinds of token that can be next: at most GRAMMAR_TOKENS_MOST, ascending, END
 * first. */
uint32_t grammar_push_expected(void *pushed, int *kinds);

#endif
