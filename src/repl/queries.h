/* .queries, .run and .param: the queries that the files declare. */
#ifndef INTEG_REPL_QUERIES_H
#define INTEG_REPL_QUERIES_H

#include "repl/session.h"

bool queries_list(Session *session, Slice argument);
bool queries_run(Session *session, Slice argument);
bool queries_param(Session *session, Slice argument);

#endif
