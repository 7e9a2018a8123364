/* Which digit of a printed figure is the last that is known. */
#ifndef INTEG_EVAL_GRAIN_H
#define INTEG_EVAL_GRAIN_H

#include "model/model.h"

/* Its scale: beside the finest of its printed table, and by its own digits, where an
 * integer counts with the table's commonest. `table` is 0 outside of tables. */
int32_t figure_fine_scale(const Model *model, Figure figure, Id table);
int32_t figure_own_scale(const Model *model, Figure figure, Id table);
/* `~`: known to one unit of that digit, not to half a unit. */
bool figure_is_rough(Figure figure);

#endif
