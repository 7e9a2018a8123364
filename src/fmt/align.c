/* Columns: each stands as far to the left as its rows let it. A column is moved only by
 * the rows that have a cell in it, so that a long row without one is in nobody's way. */
#include "fmt/align.h"

#include "integ.tab.h"

void align_row(Arena *arena, Align *align, uint32_t indent) {
    *VEC_PUSH(arena, &align->rows) = (AlignRow){indent, align->cells.count, 0};
}

AlignColumn *align_column(Arena *arena, Align *align, uint32_t column) {
    while (align->columns.count <= column)
        *VEC_PUSH(arena, &align->columns) = (AlignColumn){.gap = 1};
    return &align->columns.at[column];
}

AlignCell *align_cell(Arena *arena, Align *align, uint32_t column, CellKind kind,
                      uint32_t from, uint32_t to) {
    if (from >= to)
        return NULL;
    align_column(arena, align, column);
    AlignCell *cell = VEC_PUSH(arena, &align->cells);
    *cell = (AlignCell){.from = from,
                        .to = to,
                        .column = column,
                        .row = align->rows.count - 1,
                        .kind = (uint8_t)kind};
    align->rows.at[cell->row].count++;
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
    while (length < text.length && char_in(text.at[length], "-~_0123456789"))
        length++;
    return length;
}

static Halves halves_of(const Printer *printer, const AlignCell *cell) {
    const FmtTokens *tokens = &printer->tokens;
    uint32_t width = (uint32_t)tokens_width(tokens, cell->from, cell->to);
    for (uint32_t i = cell->from; i < cell->to; i++) {
        const FmtToken *token = &tokens->all.at[i];
        if (token->kind == TOKEN_NUMBER || token->kind == TOKEN_NEGATIVE) {
            Slice text = source_slice(printer->source, token->span);
            uint32_t digits = whole_digits(text);
            uint32_t left = (uint32_t)(token->flat - tokens->all.at[cell->from].flat) +
                            digits;
            return (Halves){.left = left,
                            .right = width - left,
                            .point = digits < text.length && text.at[digits] == '.'};
        }
    }
    int kind = tokens->all.at[cell->from].kind;
    bool mark = kind == TOKEN_DASH || kind == TOKEN_QUESTION;
    return (Halves){.right = width, .mark = mark, .word = !mark};
}

/* How far in its column a figure begins. A mark stands below the points, or in the last
 * digit's place. */
static uint32_t offset_of(const AlignColumn *column, Halves halves) {
    if (halves.word)
        return 0;
    if (halves.mark)
        return column->points || column->left == 0 ? column->left : column->left - 1;
    return column->left > halves.left ? column->left - halves.left : 0;
}

/* ---- measuring ---- */

static void measure_figures(Align *align, const Printer *printer) {
    for (uint32_t i = 0; i < align->cells.count; i++) {
        const AlignCell *cell = &align->cells.at[i];
        AlignColumn *column = &align->columns.at[cell->column];
        if (cell->kind == CELL_FIGURE && !cell->loose) {
            Halves halves = halves_of(printer, cell);
            column->left = column->left < halves.left ? halves.left : column->left;
            column->points = column->points || halves.point;
        }
    }
}

static void link_cells(Align *align) {
    for (uint32_t i = 0; i < align->columns.count; i++)
        align->columns.at[i].first = 0;
    for (uint32_t i = 0; i < align->cells.count; i++) {
        AlignColumn *column = &align->columns.at[align->cells.at[i].column];
        align->cells.at[i].next = column->first;
        column->first = i + 1;
    }
}

/* Where a cell could begin at the least. */
static uint64_t least_of(const Align *align, const Printer *printer, uint32_t index) {
    const AlignCell *cell = &align->cells.at[index];
    const AlignRow *row = &align->rows.at[cell->row];
    if (index == row->first)
        return row->indent;
    const AlignCell *before = cell - 1;
    if (cell->alone) {
        return before->end - tokens_width(&printer->tokens, before->from, before->to) +
               2 * PRINTER_INDENT;
    }
    return before->loose ? row->indent
                         : before->end + align->columns.at[cell->column].gap;
}

static void place_column(Align *align, const Printer *printer, AlignColumn *column) {
    for (uint32_t i = column->first; i != 0; i = align->cells.at[i - 1].next) {
        uint64_t least = least_of(align, printer, i - 1);
        column->at = column->at < least ? least : column->at;
    }
    for (uint32_t i = column->first; i != 0; i = align->cells.at[i - 1].next) {
        AlignCell *cell = &align->cells.at[i - 1];
        const AlignRow *row = &align->rows.at[cell->row];
        bool leads = i - 1 == row->first;
        uint64_t at = leads ? row->indent : column->at;
        if (cell->kind == CELL_FIGURE)
            at += offset_of(column, halves_of(printer, cell));
        cell->end = at + tokens_width(&printer->tokens, cell->from, cell->to);
    }
}

uint64_t align_measure(Align *align, const Printer *printer) {
    for (uint32_t i = 0; i < align->columns.count; i++) {
        AlignColumn *column = &align->columns.at[i];
        *column = (AlignColumn){.gap = column->gap};
    }
    measure_figures(align, printer);
    link_cells(align);
    uint64_t most = 0;
    for (uint32_t i = 0; i < align->columns.count; i++)
        place_column(align, printer, &align->columns.at[i]);
    for (uint32_t i = 0; i < align->cells.count; i++)
        most = most < align->cells.at[i].end ? align->cells.at[i].end : most;
    return most;
}

/* ---- setting ---- */

void align_set(Align *align, Printer *printer) {
    const AlignRow *row = &align->rows.at[align->next++];
    for (uint32_t i = 0; i < row->count; i++) {
        const AlignCell *cell = &align->cells.at[row->first + i];
        const AlignColumn *column = &align->columns.at[cell->column];
        uint64_t at = i == 0 ? row->indent : column->at;
        if (cell->kind == CELL_FIGURE)
            at += offset_of(column, halves_of(printer, cell));
        if (cell->alone) {
            printer_comments(printer, at, false);
            fmt_output_line(&printer->output);
        }
        if (cell->kind == CELL_FLOW)
            printer_flow(printer, cell->to, at, at);
        else
            printer_flat(printer, cell->to, at, at);
    }
}
