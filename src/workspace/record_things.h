/* The things of an edition as records, with their titles and properties. Private to
 * workspace/. */
#ifndef INTEG_WORKSPACE_RECORD_THINGS_H
#define INTEG_WORKSPACE_RECORD_THINGS_H

#include "workspace/record_list.h"

/* That they are there, and their titles. */
void record_things(RecordList *records);
/* What each document states of them. */
void record_properties(RecordList *records);

#endif
