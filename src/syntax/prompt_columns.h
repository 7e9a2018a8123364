/* What the formula of a computed column can name, as far as the columns before it are
 * typed. For prompt.c, which hands it on. */
#ifndef INTEG_SYNTAX_PROMPT_COLUMNS_H
#define INTEG_SYNTAX_PROMPT_COLUMNS_H

#include "base/vec.h"
#include "syntax/token.h"

typedef struct PromptColumns {
    VEC(Slice) names;    /* times, kinds of money and sources */
    VEC(Slice) headings; /* of columns that are computed, in quotes */
} PromptColumns;

/* Whether the tokens of a statement, from `table` on, end in the formula of a column;
 * then what stands before it is added. */
bool prompt_columns(Arena *arena, Slice text, const Token *tokens, uint32_t count,
                    PromptColumns *out);

#endif
