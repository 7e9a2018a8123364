/* Words to choose from, as one text: "text|json". */
#ifndef INTEG_BASE_CHOICES_H
#define INTEG_BASE_CHOICES_H

#include "base/str.h"

/* The word of that number; a NULL slice behind the last. */
Slice choices_at(const char *choices, int number);
/* The number of a word; -1 where it is none of them. */
int choices_find(const char *choices, Slice word);

#endif
