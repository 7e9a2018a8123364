/* The rows of the tables that queries see, as records. Private to workspace/. */
#ifndef INTEG_WORKSPACE_RECORD_TABLES_H
#define INTEG_WORKSPACE_RECORD_TABLES_H

#include "workspace/record_list.h"

void record_tables(RecordList *records);
/* What the records of an entry of Model.facts are known by. */
Slice record_tables_entry(Arena *arena, const Edition *edition, uint32_t fact);

#endif
