/* What an edition says in words of the language, compared as it is written: rules,
 * checks, queries, shares, gross amounts, settings, and properties that no table shows.
 * Private to workspace/. */
#ifndef INTEG_WORKSPACE_RECORD_RULES_H
#define INTEG_WORKSPACE_RECORD_RULES_H

#include "workspace/record_list.h"

void record_rules(RecordList *records);

#endif
