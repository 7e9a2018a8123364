/* The name that a title makes, where a thing has none of its own. */
#ifndef INTEG_SYNTAX_TITLE_NAME_H
#define INTEG_SYNTAX_TITLE_NAME_H

#include <stdbool.h>
#include "base/arena.h"
#include "base/names.h"
#include "base/str.h"

/* Letters, marks and digits of a title in NFC and small letters, and one `_` for each run
 * of anything else between them; `_` before a first digit. Empty where it has none. */
Slice title_letters(Arena *arena, Slice title);
/* These as a name, with a `_` behind a reserved word. `outer`, if it is not empty, stands
 * before it with a `_`. 0 where the title has neither letter nor digit. `names` has the
 * words of the language. */
NameId title_name(Arena *arena, Names *names, Slice outer, Slice title);
/* What stands for the name of a thing whose title no thing has: the title in its quotes,
 * which can be no name; and whether a name is one of these. */
Slice title_unknown(Arena *arena, Slice title);
bool title_is_unknown(Slice name);

#endif
