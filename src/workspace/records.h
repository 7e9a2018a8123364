/* What an edition says, as records: gathered. A record is known by what it is about, not
 * by its line. */
#ifndef INTEG_WORKSPACE_RECORDS_H
#define INTEG_WORKSPACE_RECORDS_H

#include "workspace/edition.h"

/* All of them, in `arena`, sorted by group, key and value. */
RecordVec records_of(Arena *arena, const Edition *edition);
/* The things alone, each a record with name and title: what renaming is found by. */
RecordVec records_of_things(Arena *arena, const Edition *edition);

#endif
