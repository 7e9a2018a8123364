/* What a document sees of a thing: its title and its properties, of the several that
 * documents state. It sees what it states itself; else what the latest document states
 * that is dated no later (one without a date is the oldest); else what the latest of all
 * does. Of documents of one date the first stated goes before. Every reader of a title or
 * a property comes here; each call looks once at what is stated of that one thing. */
#ifndef INTEG_MODEL_VIEW_H
#define INTEG_MODEL_VIEW_H

#include <stdbool.h>
#include <stdint.h>
#include "base/names.h"
#include "model/model.h"

/* From where one looks. */
typedef struct View {
    Id document;  /* 0: from none, so that the latest document counts */
    int32_t date; /* yyyymmdd; 0: none */
} View;

/* How well what `by` states serves the view: the higher the better, never below 0. */
int64_t view_rank(const Model *model, View view, Id by);
/* `by` is the view's own document, or dated no later than the view; both dates known. */
bool view_no_later(const Model *model, View view, Id by);

/* The title, else the name; of a document with neither, its file. In the arena where it
 * has escapes. */
Slice view_title(const Model *model, ThingKind kind, Id id, Id document);
/* Those of several things, in a row: "Parks, Lakes". */
Slice view_titles(const Model *model, const Subject *subjects, uint32_t count,
                  Id document);
/* "Stier" quoted, or the bare name where it has no title: for messages. */
Slice view_label(const Model *model, ThingKind kind, Id id, Id document);
Slice view_title_text(const Model *model, const Title *title);
/* The thing of a kind that some document gives this title, or else whose title (of those
 * without one: its name) is nearest, and that title; 0: none. */
bool view_has_title(const Model *model, ThingKind kind, Id id, Slice title);
Id view_titled(const Model *model, ThingKind kind, Slice title, Slice *near_title);
/* A property; NULL where nobody states it. */
const Prop *view_prop(const Model *model, ThingKind kind, Id id, NameId name,
                      Id document);

/* Two that see less, on purpose. */

/* What the document itself states, or NULL: for what has to agree, or to be there, in one
 * document, and for its money, which only its own dates bind. */
const Prop *view_own_prop(const Model *model, ThingKind kind, Id id, NameId name,
                          Id document);
/* What a claim may rest on, or NULL: what is stated later, or nobody knows when, is no
 * evidence. */
const Prop *view_evidence(const Model *model, ThingKind kind, Id id, NameId name,
                          View view);

#endif
