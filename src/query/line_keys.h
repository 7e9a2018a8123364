/* What can be worked out once a line of entries instead of once an entry: its columns
 * but for the year and the figure, and all that follows from them. Private to query/. */
#ifndef INTEG_QUERY_LINE_KEYS_H
#define INTEG_QUERY_LINE_KEYS_H

#include "query/rows.h"
#include "eval/value.h"

/* A key as numbers: those of things are their ids, others are the numbers of their values
 * in the order in which they came. */
typedef struct LineKey {
    const Step *step;
    uint32_t size;    /* all numbers are below it */
    uint32_t *number; /* by line; NULL where they are ids */
    size_t offset;    /* then where in a Line the id stands */
    ValueSet values;
} LineKey;

/* Makes the numbers of a key that rows_line_decides, in `arena`; false where they cannot
 * be told (a value is missing for a reason, which must be counted by the entry, or there
 * are several values at once). */
bool line_keys_number(LineKey *key, Arena *arena, Rows *rows);
/* Adds each line's number, times `stride`, to what the array has for the line. */
void line_keys_add(const LineKey *key, const Model *model, uint32_t stride, uint32_t *to);
/* The value that a number stands for. */
Datum line_keys_value(const LineKey *key, uint32_t number);

#endif
