/* Cells of statements. */
#include "syntax/cells.h"

#include "integ.tab.h"

enum {
    NAME_MOST = 40, /* columns; a longer name moves nothing but itself */
    LEAD_LEAST =
        50, /* columns of names and titles that a table has, however wide it is */
    TABLE_MOST = 104 /* columns, where names and titles leave room */
};

/* ---- statements ---- */

RunKind cells_run(const Node *node) {
    switch ((NodeKind)node->kind) {
    case NODE_YEARS:
    case NODE_UNIT:
    case NODE_TOLERANCE: return RUN_SETTING;
    case NODE_DECLARE: return RUN_DECLARE;
    case NODE_ATTRIBUTE: return RUN_ATTRIBUTE;
    case NODE_MONEY: return RUN_DATED;
    case NODE_TOTAL: return ((const Total *)node)->dated_count > 0 ? RUN_DATED : RUN_ROW;
    case NODE_ROW: return RUN_ROW;
    case NODE_CHECK: return RUN_CHECK;
    case NODE_EFFECT: return RUN_EFFECT;
    case NODE_MEASURE: return RUN_MEASURE;
    case NODE_ALLOW: return RUN_ALLOW;
    case NODE_PROPERTY: return RUN_PROPERTY;
    case NODE_INCLUDE:
    case NODE_EVERY:
    case NODE_SHARE:
    case NODE_TABLE:
    case NODE_QUERY:
    case NODE_REQUIRES:
    case NODE_ERROR: break;
    }
    return RUN_NONE;
}

uint32_t cells_from(const Pieces *pieces, const Node *node) {
    return pieces_at(pieces, node->span.start);
}

uint32_t cells_to(const Pieces *pieces, const Node *node) {
    return pieces_at(pieces, node->span.end);
}

const Block *cells_block(const Node *node) {
    switch (node->kind) {
    case NODE_DECLARE: return ((const Declare *)node)->block;
    case NODE_EVERY: return ((const Every *)node)->block;
    case NODE_TABLE: return ((const Table *)node)->block;
    case NODE_ROW: return ((const Row *)node)->block;
    default: return NULL;
    }
}

bool cells_on_line(const Pieces *pieces, const Node *node, uint32_t indent) {
    const Block *block = cells_block(node);
    uint32_t from = cells_from(pieces, node), to = cells_to(pieces, node);
    return (!block || pieces_inline(pieces, block)) &&
           indent + pieces_width(pieces, from, to) <= SETTER_LINE_MOST &&
           !pieces_commented(pieces, from, to);
}

/* ---- cells ---- */

/* A row that is being divided. */
typedef struct Rest {
    const Setter *setter;
    const Pieces *pieces;
    Grid *grid;
    uint32_t at, to; /* what is left of it */
} Rest;

/* The pieces up to `to` as a cell. */
static Cell *take(Rest *rest, uint32_t column, CellKind kind, uint32_t to) {
    Cell *cell = grid_cell(rest->setter->arena, rest->grid, column, kind, rest->at, to);
    rest->at = to;
    return cell;
}

/* The same, where others stand behind it in a column. */
static void take_name(Rest *rest, uint32_t column, uint32_t to) {
    Cell *cell = take(rest, column, CELL_TEXT, to);
    cell->loose = pieces_width(rest->pieces, cell->from, cell->to) > NAME_MOST;
}

static uint32_t at_offset(const Rest *rest, uint32_t offset) {
    return pieces_at(rest->pieces, offset);
}

/* Where the modifier ends that begins with a piece. */
static uint32_t modifier_end(const Rest *rest, uint32_t at) {
    if (rest->pieces->all.at[at].kind != TOKEN_REFUND) {
        return at + 2;
    }
    while (rest->pieces->all.at[at].kind != TOKEN_FROM) {
        at++;
    }
    return at + 2;
}

enum { MODIFIERS = 4 };

/* In columns of their own from `column` on, where they stand in the usual order. */
static void take_modifiers(Rest *rest, uint32_t column, uint32_t to) {
    static const int order[MODIFIERS] = {TOKEN_AS, TOKEN_FROM, TOKEN_WITHIN,
                                         TOKEN_REFUND};
    uint32_t i = 0;
    while (rest->at < to) {
        int kind = rest->pieces->all.at[rest->at].kind;
        while (i < MODIFIERS && order[i] != kind) {
            i++;
        }
        uint32_t end = i < MODIFIERS ? modifier_end(rest, rest->at) : to;
        take(rest, column + i, CELL_TEXT, end);
        i += i < MODIFIERS;
    }
}

/* Where the first of them stands, or `to`. */
static uint32_t modifiers_at(const Rest *rest, uint32_t to) {
    uint32_t at = rest->at;
    for (; at < to; at++) {
        int kind = rest->pieces->all.at[at].kind;
        if (kind == TOKEN_AS || kind == TOKEN_FROM || kind == TOKEN_WITHIN ||
            kind == TOKEN_REFUND) {
            break;
        }
    }
    return at;
}

static void dated_cells(Rest *rest, const Dated *entries, uint32_t count,
                        const Expr *where) {
    take(rest, 0, CELL_TEXT, at_offset(rest, entries->time.span.start));
    if (count > 1) {
        take(rest, 1, CELL_FLOW, rest->to);
        return;
    }
    take(rest, 1, CELL_TEXT, at_offset(rest, entries->figure.at));
    uint32_t end = where ? at_offset(rest, where->span.start) - 1 : rest->to;
    take(rest, 2, CELL_FIGURE, modifiers_at(rest, end));
    take_modifiers(rest, 3, end);
    take(rest, 3 + MODIFIERS + 1, CELL_FLOW, rest->to);
}

static void measure_cells(Rest *rest, const MeasureNode *measure) {
    uint32_t value = at_offset(rest, measure->measure.span.start);
    if (measure->time.kind != TIME_ABSENT) {
        take(rest, 0, CELL_TEXT, rest->at + 1);
        take(rest, 1, CELL_TEXT, value);
    } else {
        take(rest, 0, CELL_TEXT, value);
    }
    take(rest, 2, CELL_FIGURE, rest->to);
}

static void declare_cells(Rest *rest, const Declare *declare, bool on_line, bool apart) {
    uint32_t end = declare->block ? at_offset(rest, declare->block->span.start)
                                  : rest->to;
    take(rest, 0, CELL_TEXT, rest->at + 1);
    take_name(rest, 1, rest->at + 1);
    uint32_t title = rest->at + (rest->pieces->all.at[rest->at].kind == TOKEN_STRING);
    if (apart || !on_line) {
        take(rest, 2, CELL_TEXT, title);
        take(rest, 3, CELL_TEXT, end);
        take(rest, 4, CELL_TEXT, on_line ? rest->to : end);
    } else {
        take(rest, 2, CELL_TEXT, rest->to);
    }
}

static void allow_cells(Rest *rest, const Allow *allow) {
    bool why = allow->why.end > allow->why.start;
    take(rest, 0, CELL_TEXT, rest->at + 2);
    take(rest, 2, CELL_FIGURE, why ? at_offset(rest, allow->why.start) : rest->to);
    take(rest, 3, CELL_TEXT, rest->to);
}

/* ---- rows of tables ---- */

enum { ROW_NAME, ROW_TITLE, ROW_MODIFIERS, ROW_FIGURES = ROW_MODIFIERS + MODIFIERS + 1 };

static void figure_cells(Rest *rest, const Figure *cells, uint32_t count, uint32_t end) {
    for (uint32_t i = 0; i < count; i++) {
        uint32_t to = i + 1 < count ? at_offset(rest, cells[i + 1].at) : end;
        take(rest, ROW_FIGURES + i, CELL_FIGURE, to);
    }
}

/* The column behind the figures of all rows is told last, when it is known. */
#define ROW_BEHIND UINT32_MAX

static void behind_cell(Rest *rest, uint32_t to) {
    if (rest->at < to) {
        Cell *cell = take(rest, 0, CELL_TEXT, to);
        cell->column = ROW_BEHIND;
    }
}

static void row_cells(Rest *rest, const Row *row, bool on_line, bool apart) {
    uint32_t end = row->block ? at_offset(rest, row->block->span.start) : rest->to;
    uint32_t cells = at_offset(rest, row->cells->at);
    uint32_t title = rest->at + 1;
    title += rest->pieces->all.at[title].kind == TOKEN_STRING;
    if (apart) {
        take_name(rest, ROW_NAME, rest->at + 1);
    }
    take(rest, apart ? ROW_TITLE : ROW_NAME, CELL_TEXT, title);
    take_modifiers(rest, ROW_MODIFIERS, cells);
    figure_cells(rest, row->cells, row->cell_count, end);
    behind_cell(rest, on_line ? rest->to : end);
}

static void total_cells(Rest *rest, const Total *total) {
    uint32_t end = total->where ? at_offset(rest, total->where->span.start) - 1
                                : rest->to;
    take(rest, ROW_NAME, CELL_TEXT, at_offset(rest, total->cells->at));
    figure_cells(rest, total->cells, total->cell_count, end);
    behind_cell(rest, rest->to);
}

void cells_end_rows(const Setter *setter, Grid *grid) {
    uint32_t column = grid->columns.count;
    for (uint32_t i = 0; i < grid->cells.count; i++) {
        if (grid->cells.at[i].column == ROW_BEHIND) {
            grid->cells.at[i].column = column;
            grid_column(setter->arena, grid, column);
        }
    }
    for (uint32_t i = ROW_MODIFIERS; i < grid->columns.count; i++) {
        grid->columns.at[i].gap = 2;
    }
}

/* ---- any statement ---- */

void cells_of(const Setter *setter, Grid *grid, const Node *node, uint32_t indent,
              bool apart) {
    const Pieces *pieces = &setter->pieces;
    Rest rest = {setter, pieces, grid, cells_from(pieces, node), cells_to(pieces, node)};
    bool on_line = cells_on_line(pieces, node, indent);
    grid_row(setter->arena, grid, indent);
    switch (cells_run(node)) {
    case RUN_NONE: take(&rest, 0, CELL_FLOW, rest.to); break;
    case RUN_SETTING:
        take(&rest, 0, CELL_TEXT, rest.at + 1);
        take(&rest, 1, CELL_TEXT, rest.to);
        break;
    case RUN_PROPERTY:
    case RUN_ATTRIBUTE:
    case RUN_EFFECT:
        take_name(&rest, 0, rest.at + 2);
        take(&rest, 1, CELL_FLOW, rest.to);
        break;
    case RUN_CHECK:
        take(&rest, 0, CELL_TEXT, apart ? rest.at + 2 : rest.to);
        take(&rest, 1, CELL_TEXT, rest.to);
        break;
    case RUN_DATED:
        if (node->kind == NODE_TOTAL) {
            const Total *total = (const Total *)node;
            dated_cells(&rest, total->dated, total->dated_count, total->where);
        } else {
            const Money *money = (const Money *)node;
            dated_cells(&rest, money->entries, money->count, NULL);
        }
        break;
    case RUN_MEASURE: measure_cells(&rest, (const MeasureNode *)node); break;
    case RUN_DECLARE: declare_cells(&rest, (const Declare *)node, on_line, apart); break;
    case RUN_ALLOW: allow_cells(&rest, (const Allow *)node); break;
    case RUN_ROW:
        if (node->kind == NODE_TOTAL) {
            total_cells(&rest, (const Total *)node);
        } else {
            row_cells(&rest, (const Row *)node, on_line, apart);
        }
        break;
    }
}

/* ---- tables ---- */

static void collect(const Setter *setter, Grid *grid, const Node *first, uint32_t indent,
                    bool apart) {
    for (const Node *node = first; node; node = node->next) {
        if (cells_run(node) == RUN_ROW) {
            cells_of(setter, grid, node, indent, apart);
        } else if (node->kind == NODE_DECLARE && cells_block(node) &&
                   !cells_on_line(&setter->pieces, node, indent)) {
            collect(setter, grid, cells_block(node)->first, indent + SETTER_INDENT,
                    apart);
        }
    }
}

/* The first cell of a row behind its name and title; past its end where there is none. */
static uint32_t tail_of(const Grid *grid, const GridRow *row) {
    uint32_t at = row->first, end = row->first + row->count;
    while (at < end && grid->cells.at[at].column < ROW_MODIFIERS) {
        at++;
    }
    return at;
}

/* How wide a table is without its names and titles. */
static uint64_t tail_width(Grid *grid, const Setter *setter) {
    for (uint32_t i = 0; i < grid->rows.count; i++) {
        const GridRow *row = &grid->rows.at[i];
        uint32_t tail = tail_of(grid, row);
        if (tail < row->first + row->count) {
            grid->cells.at[tail].alone = true;
        }
    }
    grid_measure(grid, setter);
    uint64_t from = UINT64_MAX, to = 0;
    for (uint32_t i = 0; i < grid->cells.count; i++) {
        const Cell *cell = &grid->cells.at[i];
        if (cell->column >= ROW_MODIFIERS) {
            uint64_t at = grid->columns.at[cell->column].at;
            from = at < from ? at : from;
            to = cell->end > to ? cell->end : to;
        }
    }
    return from < to ? to - from : 0;
}

/* Rows whose names and titles are too long have their figures on a line of their own.
 * Gives how many. */
static uint32_t wrap_rows(Grid *grid, const Setter *setter) {
    uint64_t tail = tail_width(grid, setter) + 2;
    uint64_t most = tail + LEAD_LEAST < TABLE_MOST ? TABLE_MOST - tail : LEAD_LEAST;
    uint32_t wrapped = 0;
    for (uint32_t i = 0; i < grid->rows.count; i++) {
        const GridRow *row = &grid->rows.at[i];
        uint32_t at = tail_of(grid, row);
        if (at > row->first && at < row->first + row->count) {
            bool alone = grid->cells.at[at - 1].end > most;
            grid->cells.at[at].alone = alone;
            wrapped += alone;
        }
    }
    return wrapped;
}

/* Titles stand in a column of their own, unless that makes many more rows too long than
 * titles right behind the names. */
void cells_of_table(const Setter *setter, Grid *grid, const Block *block,
                    uint32_t indent) {
    Grid apart = {0}, packed = {0};
    collect(setter, &apart, block->first, indent, true);
    collect(setter, &packed, block->first, indent, false);
    cells_end_rows(setter, &apart);
    cells_end_rows(setter, &packed);
    uint32_t bearable = wrap_rows(&packed, setter) + apart.rows.count / 6;
    *grid = wrap_rows(&apart, setter) <= bearable ? apart : packed;
    grid_measure(grid, setter);
}
