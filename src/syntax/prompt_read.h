/* What is typed at a prompt: where its statements end. The parser itself says it, being
 * pushed the tokens that are there so far. */
#ifndef INTEG_SYNTAX_PROMPT_READ_H
#define INTEG_SYNTAX_PROMPT_READ_H

#include <stdbool.h>
#include "base/memory.h"
#include "base/str.h"
#include "source/source.h"
#include "syntax/parser.h"

typedef enum PromptState {
    PROMPT_EMPTY, /* nothing but spaces, comments and ";" */
    PROMPT_MORE,  /* right so far, but not complete */
    PROMPT_WHOLE, /* begins with a complete statement */
    PROMPT_WRONG  /* no continuation can make a statement of it */
} PromptState;

typedef struct PromptStatement {
    PromptState state;
    bool ended; /* its ";" or "}" is there; of one that is wrong: what seems to be it */
    bool query; /* for parse_query: `[explain] select`, and what is wrong and begins like
                   no other statement; else for parse_source */
    Span span;  /* from its first token to behind the last, its ";" included; of one that
                   is wrong to where it seems to end. EMPTY, MORE: to the text's end */
} PromptStatement;

/* The first statement of a text. A query ends with ";", any other with ";" or with the
 * "}" of its block, whichever is first. */
PromptStatement prompt_read(const Memory *memory, Slice text);

/* ---- for what could come next ---- */

/* A text being read, a statement at a time. */
typedef struct Reading {
    Arena *arena;
    Source source;
    Findings findings;
    Parser parser;
    void *pushed; /* NULL between statements */
    uint32_t depth;
    bool first; /* the next token is the first of its statement */
    bool query; /* the statement is one */
    bool file;  /* it is that of a file: many statements, whose errors are stepped over */
    bool wrong;
} Reading;

void reading_start(Reading *r, Arena *arena, Slice text);
void reading_end(Reading *r);
/* The next token; the words of a query may stand in capitals, those of other statements
 * not. */
Token reading_token(Reading *r);
/* Begins to parse a statement. */
void reading_open(Reading *r);
/* Gets ready for the statement after one that has ended. */
void reading_next(Reading *r);
/* Hands a token to the parser, of a statement that is begun where none is. */
void reading_push(Reading *r, const Token *token);
/* Whether the token ends the statement in hand. */
bool reading_ends(const Reading *r, const Token *token);

#endif
