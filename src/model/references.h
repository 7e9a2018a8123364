/* Where each thing is named: every place where a name is declared or used, for who
 * renames things, jumps to them or asks who uses them. Gathered only where somebody asks
 * for it: while the model is built, and then by eval_references from what expressions
 * mean. */
#ifndef INTEG_MODEL_REFERENCES_H
#define INTEG_MODEL_REFERENCES_H

#include "model/model.h"

/* What is named: an ThingKind, or one of these. */
enum {
    REFERENCE_TABLE = KIND_COUNT, /* a printed table; id: its first block's */
    REFERENCE_QUERY,              /* id: index into Model.queries + 1 */
    REFERENCE_PROPERTY,           /* id: its NameId */
    REFERENCE_KINDS
};

typedef struct Reference {
    SourceId source;
    Span span;     /* the name, without quotes */
    uint8_t kind;  /* ThingKind or REFERENCE_… */
    bool declares; /* a title stands behind it, or it is what declares the other kinds */
    Id id;
    Id document; /* in which it stands */
} Reference;

/* A statement of a property: what its values name is known at the end only. */
typedef struct StatedProperty {
    SourceId source;
    uint8_t kind; /* of the thing that it is of */
    const Property *node;
} StatedProperty;

typedef struct References {
    Arena *arena;
    VEC(Reference) all; /* by place */
    uint32_t *by_thing; /* indexes into `all`, by kind, id and place */
    /* By place: titles that stand in place of a name. They are none of `all`, since
     * another name of the thing would not change them. The span is within the quotes. */
    VEC(Reference) titles;
    VEC(StatedProperty) properties;
} References;

References *references_new(Arena *arena);
/* Notes a place; nothing where `references` is NULL or the name or thing is none. */
void references_add(References *references, SourceId source, Ref ref, uint32_t kind,
                    Id id, bool declares);
/* The same of a title in place of a name. */
void references_add_title(References *references, SourceId source, Ref ref, uint32_t kind,
                          Id id, bool declares);
void references_add_property(References *references, SourceId source, ThingKind kind,
                             const Property *node);
/* Sorts them, each place once, when all are noted. */
void references_finish(References *references, const Model *model);

/* What is named at an offset, also right behind the name: the first of those with its
 * span, and how many; NULL: nothing. */
const Reference *references_at(const References *references, SourceId source,
                               uint32_t offset, uint32_t *count);
/* The title in place of a name at an offset, also at its quotes; or NULL. */
const Reference *references_title_at(const References *references, SourceId source,
                                     uint32_t offset);
/* All places of a thing, as indexes into `all`, in the order of the files; NULL: none. */
const uint32_t *references_of(const References *references, uint32_t kind, Id id,
                              uint32_t *count);

#endif
