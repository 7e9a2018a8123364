/* Words that begin the title of a row which is part of another one, in the languages
 * whose documents are typed or imported: "heraf", "of which", "davon". */
#ifndef INTEG_SYNTAX_PART_WORD_H
#define INTEG_SYNTAX_PART_WORD_H

#include <stdbool.h>
#include "base/str.h"

/* Whether a title begins so: "- Heraf: løn" does, "Herafdelingen" does not. */
bool part_word_begins(Slice title);

#endif
