/* Grouping by the columns alone: entries grouped by things and years have small whole
 * numbers as keys, so that a group is an index into an array, and a sum of amounts one
 * addition of whole numbers. Private to query/. */
#ifndef INTEG_QUERY_DENSE_H
#define INTEG_QUERY_DENSE_H

#include "query/groups.h"

/* Whether the query's keys and aggregates are such ones. */
bool dense_fits(const QueryRun *run, const BoundQuery *query);
/* Reads all rows into groups, as groups_read does; false where it cannot, and then
 * nothing is in the groups and the rows begin anew. */
bool dense_read(Groups *groups, Rows *rows);

#endif
