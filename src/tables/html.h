/* Tables in a page, by libxml2's reader of HTML. */
#ifndef INTEG_TABLES_HTML_H
#define INTEG_TABLES_HTML_H

#include "tables/grid.h"
#include "tables/told.h"

/* Whether a text is a page with a table in it. */
bool html_is(Slice text);
/* Whether the page names its encoding: the name, or an empty text. */
Slice html_charset(Slice bytes);
/* Appends a grid for each table, but for those that only hold other tables. */
bool html_grids(Told *told, Slice text, GridVec *out);

#endif
