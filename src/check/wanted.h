/* Whether the value of a property is what it must be, and the words for what is wrong.
 * Private to properties.c. */
#ifndef INTEG_CHECK_WANTED_H
#define INTEG_CHECK_WANTED_H

#include <stdbool.h>
#include "model/properties.h"

bool wanted_holds(const Model *model, const Wanted *wanted, const Value *value);
/* Whether a value that holds is a number which is wanted as a year. */
bool wanted_year(const Wanted *wanted, const Value *value, Time *out);

const char *wanted_value(const Value *value); /* "a text in quotes": what it is */
/* "a date", "a dimension, or none": what it should be. */
Slice wanted_type(Arena *arena, const Wanted *wanted);
const char *wanted_help(PropertyType type); /* how to write one */

#endif
