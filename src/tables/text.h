/* Text as people paste it: lines whose cells are parted by tabs, semicolons, commas or
 * columns of blanks. */
#ifndef INTEG_TABLES_TEXT_H
#define INTEG_TABLES_TEXT_H

#include "tables/grid.h"
#include "tables/options.h"
#include "tables/told.h"

/* The text, in UTF-8, as one grid of lines. False where it is none, which was told. */
bool text_grid(Told *told, const ImportOptions *options, Slice text, Grid *out);

#endif
