/* Enumerates slips: in what a total counts, in the total, in the figures that it adds up.
 * After Scholtus, A generalized Fellegi-Holt paradigm, Survey Methodology 42-1 (2016):
 * operations in place of free changes. */
#include "explain/operations.h"

void operations_each(const Hunt *hunt) {
    layout_items(hunt->layout, hunt->equation);
    bool given = hunt->layout->problem->equations[hunt->equation].given;
    if (!given)
        hunt_rows(hunt);
    hunt_totals(hunt);
    if (!given)
        hunt_elsewhere(hunt);
    hunt_figures(hunt);
}
