/* Names and texts where a file writes them. */
#ifndef INTEG_SYNTAX_REF_H
#define INTEG_SYNTAX_REF_H

#include <stdint.h>
#include "base/names.h"
#include "source/source.h"

/* A name where it is used or declared. name 0: absent. Where the span is of a text in
 * quotes, a title stands for the name: model/titles.c says which it is. */
typedef struct Ref {
    NameId name;
    Span span;
} Ref;

/* A string token with its quotes; start == end: absent. */
typedef Span Quoted;

typedef struct RefList {
    Ref *at;
    uint32_t count;
} RefList;

#endif
