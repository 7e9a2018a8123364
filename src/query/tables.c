/* What the checks know, as tables. */
#include "query/tables.h"
const Computed *tables_new(Arena *arena, const Model *model, const Checked *checked,
                           const Findings *findings) {
    (void)arena;
    (void)model;
    (void)checked;
    (void)findings;
    return NULL;
}
