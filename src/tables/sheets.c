/* Cells into grids. */
#include "tables/sheets.h"

void sheet_begin(SheetBuilder *b, GridVec *out, Slice name) {
    b->grid = VEC_PUSH(b->arena, out);
    *b->grid = (Grid){.name = name, .row_word = "row", .first_column = 1};
    b->hidden_rows = b->hidden_columns = 0;
}

Slice sheet_column(Arena *arena, uint32_t column) {
    char letters[8];
    uint32_t at = sizeof letters;
    for (uint32_t left = column + 1; left > 0; left = (left - 1) / 26)
        letters[--at] = (char)('A' + (left - 1) % 26);
    return arena_copy(arena, (Slice){letters + at, (uint32_t)sizeof letters - at});
}

bool sheet_refuse(SheetBuilder *b, uint32_t row, uint32_t column, const char *why) {
    b->stop = true;
    return told_refuse(b->told, "sheet \"%.*s\", cell %.*s%u %s",
                       SLICE_ARGS(b->grid->name),
                       SLICE_ARGS(sheet_column(b->arena, column)), row + 1, why);
}

static bool too_large(SheetBuilder *b, const char *what, uint32_t most) {
    b->stop = true;
    return told_refuse(b->told, "sheet \"%.*s\" has a cell beyond %s %u",
                       SLICE_ARGS(b->grid->name), what, most);
}

bool sheet_put(SheetBuilder *b, uint32_t row, uint32_t column, GridCell cell) {
    GridRowVec *rows = &b->grid->rows;
    if (cell.text.length == 0)
        return true;
    if (row >= GRID_ROWS_MOST)
        return too_large(b, "row", GRID_ROWS_MOST);
    if (column >= GRID_COLUMNS_MOST)
        return too_large(b, "column", GRID_COLUMNS_MOST);
    while (rows->count <= row) {
        uint32_t number = rows->count + 1;
        *VEC_PUSH(b->arena, rows) = (GridRow){.number = number};
    }
    GridRow *at = &rows->at[row];
    if (column >= at->count) {
        uint32_t count = column + 1;
        GridCell *cells = arena_grow(b->arena, at->cells, at->count * sizeof *cells,
                                     count * sizeof *cells);
        for (uint32_t c = at->count; c < count; c++)
            cells[c] = (GridCell){.text = {"", 0}};
        b->cells += count - at->count;
        at->cells = cells;
        at->count = count;
    }
    if (b->cells > GRID_CELLS_MOST)
        return too_large(b, "the first", GRID_CELLS_MOST);
    at->cells[column] = cell;
    if (at->count > b->grid->columns)
        b->grid->columns = at->count;
    return true;
}

void sheet_end(SheetBuilder *b) {
    Slice name = b->grid->name;
    if (b->hidden_rows > 0)
        told_note(b->told, "left out", "sheet \"%.*s\": %u hidden row%s",
                  SLICE_ARGS(name), b->hidden_rows, b->hidden_rows == 1 ? "" : "s");
    if (b->hidden_columns > 0)
        told_note(b->told, "left out", "sheet \"%.*s\": %u hidden column%s",
                  SLICE_ARGS(name), b->hidden_columns, b->hidden_columns == 1 ? "" : "s");
}
