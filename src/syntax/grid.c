/* Columns: each stands as far to the left as its rows let it. A column is moved only by
 * the rows that have a cell in it, so that a long row without one is in nobody's way. */
#include "syntax/grid.h"

#include <string.h>

#include "integ.tab.h"

void grid_row(Arena *arena, Grid *grid, uint32_t indent) {
    *VEC_PUSH(arena, &grid->rows) = (GridRow){indent, grid->cells.count, 0};
}

GridColumn *grid_column(Arena *arena, Grid *grid, uint32_t column) {
    while (grid->columns.count <= column) {
        *VEC_PUSH(arena, &grid->columns) = (GridColumn){.gap = 1};
    }
    return &grid->columns.at[column];
}

Cell *grid_cell(Arena *arena, Grid *grid, uint32_t column, CellKind kind, uint32_t from,
                uint32_t to) {
    if (from >= to) {
        return NULL;
    }
    grid_column(arena, grid, column);
    Cell *cell = VEC_PUSH(arena, &grid->cells);
    *cell = (Cell){.from = from,
                   .to = to,
                   .column = column,
                   .row = grid->rows.count - 1,
                   .kind = (uint8_t)kind};
    grid->rows.at[cell->row].count++;
    return cell;
}

/* ---- figures ---- */

/* A figure's columns before its decimal point, or where that would be, and from there. */
typedef struct Halves {
    uint32_t left, right;
    bool point;
    bool mark; /* `-` or `?`, which stands for one */
    bool word; /* has no digits at all */
} Halves;

static uint32_t whole_digits(Slice text) {
    uint32_t length = 0;
    while (length < text.length && strchr("-~_0123456789", text.at[length])) {
        length++;
    }
    return length;
}

static Halves halves_of(const Setter *setter, const Cell *cell) {
    const Pieces *pieces = &setter->pieces;
    uint32_t width = (uint32_t)pieces_width(pieces, cell->from, cell->to);
    for (uint32_t i = cell->from; i < cell->to; i++) {
        const Piece *piece = &pieces->all.at[i];
        if (piece->kind == TOKEN_NUMBER || piece->kind == TOKEN_NEGATIVE) {
            Slice text = source_slice(setter->source, piece->span);
            uint32_t digits = whole_digits(text);
            uint32_t left = (uint32_t)(piece->flat - pieces->all.at[cell->from].flat) +
                            digits;
            return (Halves){.left = left,
                            .right = width - left,
                            .point = digits < text.length && text.at[digits] == '.'};
        }
    }
    int kind = pieces->all.at[cell->from].kind;
    bool mark = kind == TOKEN_DASH || kind == TOKEN_QUESTION;
    return (Halves){.right = width, .mark = mark, .word = !mark};
}

/* How far in its column a figure begins. A mark stands below the points, or in the last
 * digit's place. */
static uint32_t offset_of(const GridColumn *column, Halves halves) {
    if (halves.word) {
        return 0;
    }
    if (halves.mark) {
        return column->points || column->left == 0 ? column->left : column->left - 1;
    }
    return column->left > halves.left ? column->left - halves.left : 0;
}

/* ---- measuring ---- */

static void measure_figures(Grid *grid, const Setter *setter) {
    for (uint32_t i = 0; i < grid->cells.count; i++) {
        const Cell *cell = &grid->cells.at[i];
        GridColumn *column = &grid->columns.at[cell->column];
        if (cell->kind == CELL_FIGURE && !cell->loose) {
            Halves halves = halves_of(setter, cell);
            column->left = column->left < halves.left ? halves.left : column->left;
            column->points = column->points || halves.point;
        }
    }
}

static void link_cells(Grid *grid) {
    for (uint32_t i = 0; i < grid->columns.count; i++) {
        grid->columns.at[i].first = 0;
    }
    for (uint32_t i = 0; i < grid->cells.count; i++) {
        GridColumn *column = &grid->columns.at[grid->cells.at[i].column];
        grid->cells.at[i].next = column->first;
        column->first = i + 1;
    }
}

/* Where a cell could begin at the least. */
static uint64_t least_of(const Grid *grid, const Setter *setter, uint32_t index) {
    const Cell *cell = &grid->cells.at[index];
    const GridRow *row = &grid->rows.at[cell->row];
    if (index == row->first) {
        return row->indent;
    }
    const Cell *before = cell - 1;
    if (cell->alone) {
        return before->end - pieces_width(&setter->pieces, before->from, before->to) +
               2 * SETTER_INDENT;
    }
    return before->loose ? row->indent : before->end + grid->columns.at[cell->column].gap;
}

static void place_column(Grid *grid, const Setter *setter, GridColumn *column) {
    for (uint32_t i = column->first; i != 0; i = grid->cells.at[i - 1].next) {
        uint64_t least = least_of(grid, setter, i - 1);
        column->at = column->at < least ? least : column->at;
    }
    for (uint32_t i = column->first; i != 0; i = grid->cells.at[i - 1].next) {
        Cell *cell = &grid->cells.at[i - 1];
        const GridRow *row = &grid->rows.at[cell->row];
        bool leads = i - 1 == row->first;
        uint64_t at = leads ? row->indent : column->at;
        if (cell->kind == CELL_FIGURE) {
            at += offset_of(column, halves_of(setter, cell));
        }
        cell->end = at + pieces_width(&setter->pieces, cell->from, cell->to);
    }
}

uint64_t grid_measure(Grid *grid, const Setter *setter) {
    for (uint32_t i = 0; i < grid->columns.count; i++) {
        GridColumn *column = &grid->columns.at[i];
        *column = (GridColumn){.gap = column->gap};
    }
    measure_figures(grid, setter);
    link_cells(grid);
    uint64_t most = 0;
    for (uint32_t i = 0; i < grid->columns.count; i++) {
        place_column(grid, setter, &grid->columns.at[i]);
    }
    for (uint32_t i = 0; i < grid->cells.count; i++) {
        most = most < grid->cells.at[i].end ? grid->cells.at[i].end : most;
    }
    return most;
}

/* ---- setting ---- */

void grid_set(Grid *grid, Setter *setter) {
    const GridRow *row = &grid->rows.at[grid->next++];
    for (uint32_t i = 0; i < row->count; i++) {
        const Cell *cell = &grid->cells.at[row->first + i];
        const GridColumn *column = &grid->columns.at[cell->column];
        uint64_t at = i == 0 ? row->indent : column->at;
        if (cell->kind == CELL_FIGURE) {
            at += offset_of(column, halves_of(setter, cell));
        }
        if (cell->alone) {
            setter_comments(setter, at, false);
            page_line(&setter->page);
        }
        if (cell->kind == CELL_FLOW) {
            setter_flow(setter, cell->to, at, at);
        } else {
            setter_flat(setter, cell->to, at, at);
        }
    }
}
