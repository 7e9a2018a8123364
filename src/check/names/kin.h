/* Which documents belong together, told by the names of projects that they share: the
 * families of documents, by which homonyms.c tells a name for two things from a title
 * that has changed. Private to them. */
#ifndef INTEG_CHECK_NAMES_KIN_H
#define INTEG_CHECK_NAMES_KIN_H

#include <stdbool.h>
#include <stdint.h>
#include "base/map.h"
#include "base/names.h"
#include "check/names/title_words.h"
#include "model/model.h"

typedef uint32_t Family; /* from 1; 0: none */

/* A document speaks of a thing. */
typedef struct NameMention {
    uint32_t rank;  /* of the document: by date, else as they were read */
    uint32_t thing; /* of any kind: see Kin.first */
    uint32_t title; /* index + 1 into Model.titles; 0: it gives none */
    Id document;
    uint8_t kind; /* ThingKind */
    Id id;
} NameMention;

/* What was said of a thing so far. */
typedef struct ThingPast {
    uint32_t titled;   /* the first mention with a title: index + 1; 0: none */
    Family last;       /* that spoke of it */
    Family reference;  /* the last that did without a title */
    uint32_t document; /* that is in the list of mentions already, while it is made */
} ThingPast;

typedef struct Kin {
    const Model *model;
    Arena *arena;
    uint32_t things;
    uint32_t first[KIND_COUNT]; /* the number of a kind's thing 0 */
    ThingPast *past;            /* by thing */
    uint32_t *rank;             /* by document */
    Names *words;
    TitleWords *titles;        /* by title; `all` is NULL until it is wanted */
    VEC(NameMention) mentions; /* by document, each thing once */
    Family *family;            /* by rank of a document */
    Map marks;                 /* thing, word, mark: the last family that left it */
    Map held;                  /* thing, family: that it spoke of it, and with a title */
    Map held_by;               /* thing, word, mark, family: 1 */
    Family count;              /* of families */
    uint32_t *votes, *voter;   /* by family: of the document at hand, and by whom last */
    VEC(Family) voted;
} Kin;

void kin_begin(Kin *kin, const Model *model, Arena *arena);
/* Whether any title is like none before it, though there are some. Where there is none,
 * nothing more needs to be looked at. */
bool kin_any_new_title(Kin *kin);
/* Gathers all mentions, and begins anew. */
void kin_gather(Kin *kin);
/* The end of the mentions of the document whose first is given. */
uint32_t kin_document_end(const Kin *kin, uint32_t from);
/* The family that the document of these mentions joins; 0: none. */
Family kin_find(Kin *kin, uint32_t from, uint32_t to);
/* How many names of projects it shares with a family in one sense. */
uint32_t kin_alike(Kin *kin, uint32_t from, uint32_t to, Family family);
/* Puts the document into the family; 0: a new one. */
void kin_join(Kin *kin, uint32_t from, uint32_t to, Family family);

/* Whether a title is like none before it, though there are some. */
bool kin_is_new_title(Kin *kin, const NameMention *mention);
/* Whether earlier documents speak of the thing, with a title alike or without any. */
bool kin_is_shared(Kin *kin, const NameMention *mention);
/* That gave the thing a title first; 0: none did. */
Family kin_first_family(const Kin *kin, const NameMention *mention);
/* Whether a family has given the thing a title. */
bool kin_has_title(const Kin *kin, const NameMention *mention, Family family);

#endif
