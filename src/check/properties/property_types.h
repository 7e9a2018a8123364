/* Whether the value of a property is what it must be, and the words for what is wrong.
 * Private to properties.c. */
#ifndef INTEG_CHECK_PROPERTIES_PROPERTY_TYPES_H
#define INTEG_CHECK_PROPERTIES_PROPERTY_TYPES_H

#include <stdbool.h>
#include "model/properties.h"

bool property_type_holds(const Model *model, const PropertySpec *spec,
                         const Value *value);
/* Whether a value that holds is a number which is meant as a year. */
bool property_type_year(const PropertySpec *spec, const Value *value, Time *out);

const char *property_type_value(const Value *value); /* "a text in quotes": what it is */
/* "a date", "a dimension, or none": what it should be. */
Slice property_type_type(Arena *arena, const PropertySpec *spec);
const char *property_type_help(PropertyType type); /* how to write one */

#endif
