/* What is typed at a prompt: what could come next. The parser itself says it, being
 * pushed the tokens that are there so far. */
#ifndef INTEG_SYNTAX_PROMPT_H
#define INTEG_SYNTAX_PROMPT_H

#include <stdbool.h>
#include "base/memory.h"
#include "base/str.h"
#include "base/vec.h"
#include "source/source.h"
#include "syntax/prompt_columns.h"
#include "syntax/prompt_read.h"
#include "syntax/tree.h"

/* What a name that could come next would be the name of. */
typedef enum NameWanted {
    WANT_NONE,   /* none is expected, or one that is new: an alias, say */
    WANT_THING,  /* a thing of one of PromptHint.kinds */
    WANT_TABLE,  /* of a query, after `from` */
    WANT_COLUMN, /* of the query's table, a function, or what a column may be */
    WANT_FIELD,  /* behind the dot of PromptHint.path */
    WANT_VALUE,  /* of the property that PromptHint.path names, in a declaration */
    WANT_TYPE,   /* of an attribute */
    WANT_CODE,   /* of a finding */
    WANT_TOLERANCE,
    WANT_CURRENCY,
    WANT_RULE /* what a category's rule sees */
} NameWanted;

/* A block around the cursor. */
typedef struct PromptBlock {
    uint8_t kind; /* NodeKind of the statement; NODE_ERROR: it cannot be told */
    uint8_t what; /* ThingKind of a thing, or of `every` */
    Slice name;   /* of a thing */
} PromptBlock;

typedef struct PromptHint {
    VEC(Slice) words; /* of the language, in the grammar's order */
    NameWanted wanted;
    uint32_t kinds; /* bit 1 << ThingKind for each */
    Slice partial;  /* the word that ends at the cursor; empty: a new one begins */
    Slice path; /* "project" of `project.|` and "project.owner" of `project.owner.t|` */
    Slice compared; /* WANT_COLUMN: the path that it is compared with, in `area = |` */
    Slice table;    /* of the query, wherever its `from` stands; empty: not known */
    bool check;     /* WANT_COLUMN: in the expression of a `check` */
    bool formula;   /* WANT_COLUMN: in that of a table's computed column */
    PromptColumns columns; /* then: those before it */
    Slice call;         /* the function or printed table among whose values it stands */
    VEC(Slice) aliases; /* of the query, where they can be meant */
    bool begins;        /* a statement can begin there */
    VEC(PromptBlock) blocks; /* the outermost first */
} PromptHint;

/* What could stand at `cursor`, for the statement around it. The slices are of `text`,
 * the words of the language's; the array lives in the arena. */
PromptHint prompt_expected(Arena *arena, Slice text, uint32_t cursor);
/* The same in the text of a file, errors in it stepped over. */
PromptHint prompt_expected_in_file(Arena *arena, Slice text, uint32_t cursor);

/* The statement that a word of the language begins; false where it begins none. *what is
 * the ThingKind of a NODE_DECLARE. */
bool prompt_begins(Slice word, NodeKind *kind, uint8_t *what);
/* Whether it is a word of the language that can name nothing. */
bool prompt_reserves(Slice word);

#endif
