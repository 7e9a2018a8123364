/* What a property must be: the types of values, the properties that are built in, those
 * that an `attribute` declares. Private to properties.c. */
#ifndef INTEG_CHECK_WANTED_H
#define INTEG_CHECK_WANTED_H

#include <stdbool.h>
#include <stdint.h>
#include "model/model.h"

typedef enum ValueType {
    TYPE_ANY,
    TYPE_TEXT,
    TYPE_NUMBER,
    TYPE_MONEY,
    TYPE_PERCENT,
    TYPE_DATE,
    TYPE_MONTH,
    TYPE_YEAR,
    TYPE_RANGE,
    TYPE_WHEN,  /* a year, month or date */
    TYPE_WORD,  /* any word */
    TYPE_WORDS, /* one of some */
    TYPE_THING  /* the name of a thing of some kind */
} ValueType;

enum { WANTED_WORDS = 12 };

typedef struct Wanted {
    uint8_t type;              /* ValueType */
    uint8_t kind;              /* EntityKind, of a TYPE_THING */
    Slice words[WANTED_WORDS]; /* of TYPE_WORDS; beside another type, words that may stand
                                  for it */
    const RefList *list;       /* the words of an attribute, where they are its own */
    uint32_t word_count;
} Wanted;

typedef struct BuiltIn {
    const char *name;
    int kinds; /* where it means something */
    uint8_t type, kind;
    const char *words[4];
} BuiltIn;

/* The rows of what is built in; `index` below wanted_built_in_count. */
uint32_t wanted_built_in_count(void);
const BuiltIn *wanted_built_in_row(uint32_t index);

Wanted wanted_built_in(const BuiltIn *row);
Wanted wanted_attribute(const Model *model, const Attribute *node);
bool wanted_holds(const Model *model, const Wanted *wanted, const Value *value);
/* Whether a value that holds is a number which is wanted as a year. */
bool wanted_year(const Wanted *wanted, const Value *value, Time *out);

const char *kind_article(uint8_t kind);        /* "an organisation" */
const char *kind_plural(uint8_t kind);         /* "organisations" */
const char *wanted_value(const Value *value);  /* "a text in quotes": what it is */
const char *wanted_type(const Wanted *wanted); /* "a date": what it should be */
const char *wanted_help(ValueType type);       /* how to write one */

#endif
