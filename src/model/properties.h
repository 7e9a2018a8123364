/* What the values of a property must be, whoever asks: the properties that are built in,
 * and those that an `attribute` declares. Expands from properties.def. */
#ifndef INTEG_MODEL_PROPERTIES_H
#define INTEG_MODEL_PROPERTIES_H

#include <stdbool.h>
#include <stdint.h>
#include "base/names.h"
#include "model/model.h"

typedef enum PropertyType {
    PROPERTY_ANY,
    PROPERTY_TEXT,
    PROPERTY_NUMBER,
    PROPERTY_MONEY,
    PROPERTY_PERCENT,
    PROPERTY_DATE,
    PROPERTY_MONTH,
    PROPERTY_YEAR,
    PROPERTY_RANGE,
    PROPERTY_WHEN,  /* a year, month or date */
    PROPERTY_WORD,  /* any word or text */
    PROPERTY_WORDS, /* one of some */
    PROPERTY_THING  /* the name of a thing of some kind */
} PropertyType;

typedef struct BuiltIn {
    const char *name;
    uint32_t kinds; /* 1 << ThingKind for each that can have it */
    uint32_t usual; /* see properties.def */
    uint8_t type;   /* PropertyType */
    uint8_t of;     /* ThingKind of a PROPERTY_THING; KIND_COUNT: that of its own thing */
    const char *words; /* separated by spaces */
    const char *help;
} BuiltIn;

/* The rows of properties.def, by number from 0. */
uint32_t built_in_count(void);
const BuiltIn *built_in_row(uint32_t number);
/* NULL where none has the name. */
const BuiltIn *built_in_find(Slice name);

/* What a value must be. */
typedef struct PropertySpec {
    uint8_t type;        /* PropertyType */
    uint8_t kind;        /* ThingKind, of a PROPERTY_THING */
    bool resolved;       /* by the model, which reports a name that is nothing */
    const char *words;   /* of one that is built in; "" for none */
    const RefList *list; /* of an attribute; NULL for none */
} PropertySpec;

PropertySpec property_type_built_in(const BuiltIn *row, ThingKind kind);
PropertySpec property_type_attribute(const Model *model, const Attribute *node);

typedef VEC(Slice) PropertyNames;
/* The words of a PROPERTY_WORDS, or those that may stand for a value; appended. */
void property_type_words(const Model *model, const PropertySpec *spec, Arena *arena,
                         PropertyNames *out);
bool property_type_has_word(const Model *model, const PropertySpec *spec, NameId word);

/* The words that an `attribute` can give as its type, without the kinds of things, which
 * are others; appended. */
void property_type_names(Arena *arena, PropertyNames *out);
/* Whether the two want the same of a value. */
bool attribute_same(const Attribute *x, const Attribute *y);
/* The declaration of a property of that kind of thing; NULL: there is none. Documents may
 * declare it each for themselves: the first, and whether the others say the same. */
const Attribute *attribute_find(const Model *model, ThingKind kind, NameId name,
                                bool *agreed);

#endif
