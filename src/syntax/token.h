/* A token, as the scanner gives it. */
#ifndef INTEG_SYNTAX_TOKEN_H
#define INTEG_SYNTAX_TOKEN_H

#include "base/names.h"
#include "source/source.h"
#include "syntax/tree.h"

typedef struct Token {
    int kind; /* TOKEN_… of the grammar; 0 at the end */
    Span span;
    NameId name;   /* of a name or word; of a parameter without its `$` */
    Figure figure; /* TOKEN_NUMBER, TOKEN_NEGATIVE */
    Time time;     /* TOKEN_MONTH, TOKEN_DATE */
    Entry entry;   /* TOKEN_ENTRY */
} Token;

#endif
