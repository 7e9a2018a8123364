/* Printed `-`, which are no entries but zeros where money is added up, and the years of a
 * printed table in which a project has no row. Private to query/. */
#ifndef INTEG_QUERY_ZEROS_H
#define INTEG_QUERY_ZEROS_H

#include "query/groups.h"

/* Takes them into the groups' sums, shares and changes, after all entries were read; a
 * group that has nothing else gets its place among those that have. */
void zeros_read(Groups *groups, Rows *rows);

#endif
