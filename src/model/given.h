/* What the files give anywhere, found by its text: the values of properties and the
 * titles of things. Whoever compares one with a text asks here whether there is such a
 * one, so that a slip of the pen is told from an answer that is empty. */
#ifndef INTEG_MODEL_GIVEN_H
#define INTEG_MODEL_GIVEN_H

#include <stdbool.h>
#include "base/names.h"
#include "model/model.h"

/* What is found when it is first asked for, and kept in the arena. */
typedef struct Given Given;
Given *given_new(Arena *arena);

/* Whether some thing of the kind states the property. */
bool given_property(const Model *model, ThingKind kind, NameId name);
/* Whether one states it with that word, text or range among its values. */
bool given_value(const Model *model, ThingKind kind, NameId name, Slice text);
/* Or with a figure that is written so. */
bool given_figure(const Model *model, ThingKind kind, NameId name, Slice text);
/* Whether some document gives a thing of the kind that title. */
bool given_title(const Model *model, ThingKind kind, Slice title);

#endif
