/* Properties as values: which a kind of thing can have, of which type. What a document
 * sees of those that are stated is model/view's. */
#ifndef INTEG_EVAL_PROPERTY_H
#define INTEG_EVAL_PROPERTY_H

#include "base/names.h"
#include "eval/columns.h"
#include "eval/datum.h"
#include "model/properties.h"

/* Whether things of a kind can have the property: it is built in, declared by an
 * `attribute` or stated of one of them. *type is then what its values are. */
bool property_known(const Model *model, ThingKind kind, NameId name, Type *type);
/* Whether its name is the files' own: no built-in property's, unless declared anew. */
bool property_is_free(const Model *model, ThingKind kind, NameId name);
/* What its values must be; false where it is neither declared nor built in. */
bool property_spec(const Model *model, ThingKind kind, NameId name, PropertySpec *out);
/* What its values are, whether things of the kind can have it or not. */
Type property_type(const Model *model, ThingKind kind, NameId name);
/* The value number `index` of one that is stated. */
Datum property_datum(const Model *model, const Prop *prop, uint32_t index, Type type);
/* The names that a property of these things can have, appended to `out`. */
void property_names(const Model *model, ThingKind kind, PropertyNames *out);
/* The words that stand as values of a property of things of a kind, appended; true where
 * a list of all that there can be is declared or built in, which is given then. */
bool property_words(const Model *model, ThingKind kind, NameId name, PropertyNames *out);

/* The texts in quotes that stand as its values, each once, by bytes; appended. */
void property_texts(const Model *model, ThingKind kind, NameId name, PropertyNames *out);

#endif
