/* Cells of computed columns: each is a claim over the printed cells of its own line. */
#include "model/table.h"

bool table_is_computed(const TableState *state, uint32_t column) {
    return state->columns[column].computed != NULL;
}

void table_line_cells(Build *b, const TableState *state, CellClaim line) {
    line.table = state->id;
    for (uint32_t i = 0; i < state->column_count; i++) {
        if (!table_is_computed(state, i))
            continue;
        line.column = (uint8_t)i;
        *VEC_PUSH(b->arena, &b->model->cells) = line;
    }
}
