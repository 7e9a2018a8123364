/* Binds queries. */
#ifndef INTEG_EVAL_BIND_SELECT_H
#define INTEG_EVAL_BIND_SELECT_H

#include "eval/bound_query.h"

/* NULL where something was wrong; it was reported to model->findings. */
BoundQuery *eval_bind_query(Model *model, const Select *select,
                            const QueryContext *context);
/* A query that stands in a file, for what it names: its parameters need no values. What
 * is wrong is reported likewise. */
void eval_bind_query_names(Model *model, const QueryInfo *query);

#endif
