/* Words by which documents name versions of one amount: budget, revised, outcome, … */
#ifndef INTEG_SYNTAX_VERSION_WORD_H
#define INTEG_SYNTAX_VERSION_WORD_H

#include <stdbool.h>
#include "base/arena.h"
#include "base/str.h"

/* Whether it is such a word, in small letters. */
bool version_word_is(Slice word);
/* A title without such words, numbers and what is small ("of"): those of two versions of
 * one amount leave the same, as "Original budget" and "Outcome" do, while "Running
 * budget" and "One-off budget" differ. *named: it has such a word. */
Slice version_word_rest(Arena *arena, Slice title, bool *named);

#endif
