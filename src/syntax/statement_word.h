/* The statement that a word was meant to begin, where it begins none. */
#ifndef INTEG_SYNTAX_STATEMENT_WORD_H
#define INTEG_SYNTAX_STATEMENT_WORD_H

#include "base/str.h"

/* Of a misspelt word of the language: the one it is like; empty where it is like none. */
Slice statement_word_near(Slice word);
/* Of a word of another language: the one that means it; empty where none does. */
Slice statement_word_translated(Slice word);

#endif
