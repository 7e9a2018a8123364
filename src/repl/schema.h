/* .tables and .schema: the tables that queries ask, and the columns of one. */
#ifndef INTEG_REPL_SCHEMA_H
#define INTEG_REPL_SCHEMA_H

#include "repl/session.h"

bool schema_tables(Session *session, Slice argument);
bool schema_show(Session *session, Slice argument);

#endif
