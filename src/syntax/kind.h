/* The kinds of things that files declare, and how they are called. */
#ifndef INTEG_SYNTAX_KIND_H
#define INTEG_SYNTAX_KIND_H

typedef enum ThingKind {
    KIND_DOCUMENT,
    KIND_ORGANISATION,
    KIND_AREA,
    KIND_SOURCE,
    KIND_MONEY,
    KIND_PROJECT,
    KIND_GOAL,
    KIND_INDICATOR,
    KIND_DIMENSION,
    KIND_CATEGORY,
    KIND_COUNT
} ThingKind;

const char *kind_text(ThingKind kind);    /* "organisation" */
const char *kind_noun(ThingKind kind);    /* the same in a sentence: "kind of money" */
const char *kind_article(ThingKind kind); /* "an organisation" */
const char *kind_plural(ThingKind kind);  /* "organisations" */

#endif
