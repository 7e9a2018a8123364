/* What several documents state of the same thing, where a query adds it up: each document
 * counts, and a person must be told. Private to query/. */
#ifndef INTEG_QUERY_COPIES_H
#define INTEG_QUERY_COPIES_H

#include "query/groups.h"

/* A sentence about the rows that were read, in the run's arena; length 0: no two
 * documents come together in a figure of the answer. */
Slice copies_remark(Rows *rows, Groups *groups);

#endif
