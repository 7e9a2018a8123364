/* The records of an edition while they are gathered. Private to workspace/. */
#ifndef INTEG_WORKSPACE_RECORD_LIST_H
#define INTEG_WORKSPACE_RECORD_LIST_H

#include "workspace/edition.h"

typedef struct RecordList {
    Arena *arena;
    const Edition *edition;
    const Model *model;
    int8_t power;
    RecordVec all;
} RecordList;

Slice record_copy(const RecordList *records, Slice text);
/* A thing's name, as it was in the earlier edition. */
Slice record_name_of(const RecordList *records, ThingKind kind, Id id);
/* What a thing's own record and those of its properties have in common. */
Slice record_thing(const RecordList *records, ThingKind kind, Slice name);
/* Appends what is the same in both editions where the value is. */
void record_put_same(const RecordList *records, Text *out, const Datum *datum);
/* The value with all that it points to, for as long as the records. */
Datum record_kept(const RecordList *records, Datum datum);

#endif
