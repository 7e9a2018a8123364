/* The words of the language, as the grammar (grammar/integ.y) lists them. Private to
 * syntax/. */
#ifndef INTEG_SYNTAX_WORDS_H
#define INTEG_SYNTAX_WORDS_H

#include <stdint.h>

/* The words of the language, in the grammar's order: INCLUDE is 0. */
uint32_t grammar_word_count(void);
const char *grammar_word(uint32_t index);

typedef enum WordKind {
    WORD_STATEMENT, /* begins one, and names things elsewhere */
    WORD_LOCAL,     /* means something in certain places only */
    WORD_RESERVED   /* can name nothing */
} WordKind;

WordKind grammar_word_kind(uint32_t index);

#endif
