/* Fields of what is grouped by that are not the same throughout a group: a project's
 * expiry where documents state different ones. Private to query/. */
#ifndef INTEG_QUERY_DIFFERS_H
#define INTEG_QUERY_DIFFERS_H

#include "query/groups.h"

/* Whether each such field of the query has one value in each row of the answer; if not,
 * Q04 was reported. */
bool differs_check(Rows *rows, Groups *groups);

#endif
