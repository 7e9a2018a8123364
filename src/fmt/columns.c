/* Cells of statements. */
#include "fmt/columns.h"

#include "integ.tab.h"

enum {
    NAME_MOST = 40, /* columns; a longer name moves nothing but itself */
    LEAD_LEAST =
        50, /* columns of names and titles that a table has, however wide it is */
    TABLE_MOST = 104 /* columns, where names and titles leave room */
};

/* ---- statements ---- */

RunKind columns_run(const Node *node) {
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

uint32_t columns_from(const FmtTokens *tokens, const Node *node) {
    return tokens_at(tokens, node->span.start);
}

uint32_t columns_to(const FmtTokens *tokens, const Node *node) {
    return tokens_at(tokens, node->span.end);
}

/* Rows in a row stand on lines of their own, so that cells are below each other. */
static bool has_inner_rows(const Node *node, const Block *block) {
    const Node *inner = node->kind == NODE_ROW ? block->first : NULL;
    while (inner && inner->kind != NODE_ROW)
        inner = inner->next;
    return inner != NULL;
}

bool columns_on_line(const FmtTokens *tokens, const Node *node, uint32_t indent) {
    const Block *block = tree_block(node);
    uint32_t from = columns_from(tokens, node), to = columns_to(tokens, node);
    return (!block || (tokens_inline(tokens, block) && !has_inner_rows(node, block))) &&
           indent + tokens_width(tokens, from, to) <= PRINTER_LINE_MOST &&
           !tokens_commented(tokens, from, to);
}

/* ---- cells ---- */

/* A row that is being divided. */
typedef struct Rest {
    const Printer *printer;
    const FmtTokens *tokens;
    Align *align;
    uint32_t at, to; /* what is left of it */
} Rest;

/* The tokens up to `to` as a cell. */
static AlignCell *take(Rest *rest, uint32_t column, CellKind kind, uint32_t to) {
    AlignCell *cell =
        align_cell(rest->printer->arena, rest->align, column, kind, rest->at, to);
    rest->at = to;
    return cell;
}

/* The same, where others stand behind it in a column. */
static void take_name(Rest *rest, uint32_t column, uint32_t to) {
    AlignCell *cell = take(rest, column, CELL_TEXT, to);
    cell->loose = tokens_width(rest->tokens, cell->from, cell->to) > NAME_MOST;
}

static uint32_t at_offset(const Rest *rest, uint32_t offset) {
    return tokens_at(rest->tokens, offset);
}

/* Where the modifier ends that begins with a token. */
static uint32_t modifier_end(const Rest *rest, uint32_t at) {
    if (rest->tokens->all.at[at].kind != TOKEN_REFUND)
        return at + 2;
    while (rest->tokens->all.at[at].kind != TOKEN_FROM)
        at++;
    return at + 2;
}

enum { MODIFIERS = 4 };

/* In columns of their own from `column` on, where they stand in the usual order. */
static void take_modifiers(Rest *rest, uint32_t column, uint32_t to) {
    static const int order[MODIFIERS] = {TOKEN_AS, TOKEN_FROM, TOKEN_WITHIN,
                                         TOKEN_REFUND};
    uint32_t i = 0;
    while (rest->at < to) {
        int kind = rest->tokens->all.at[rest->at].kind;
        while (i < MODIFIERS && order[i] != kind)
            i++;
        uint32_t end = i < MODIFIERS ? modifier_end(rest, rest->at) : to;
        take(rest, column + i, CELL_TEXT, end);
        i += i < MODIFIERS;
    }
}

/* Where the first of them stands, or `to`. */
static uint32_t modifiers_at(const Rest *rest, uint32_t to) {
    uint32_t at = rest->at;
    for (; at < to; at++) {
        int kind = rest->tokens->all.at[at].kind;
        if (kind == TOKEN_AS || kind == TOKEN_FROM || kind == TOKEN_WITHIN ||
            kind == TOKEN_REFUND)
            break;
    }
    return at;
}

static void dated_cells(Rest *rest, const Entry *entries, uint32_t count,
                        const Expr *where) {
    take(rest, 0, CELL_TEXT, at_offset(rest, entry_time(entries).span.start));
    if (count > 1) {
        take(rest, 1, CELL_FLOW, rest->to);
        return;
    }
    take(rest, 1, CELL_TEXT, at_offset(rest, entry_figure(entries).at));
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
    bool titled = rest->at < rest->to &&
                  rest->tokens->all.at[rest->at].kind == TOKEN_STRING;
    uint32_t title = rest->at + titled;
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
        AlignCell *cell = take(rest, 0, CELL_TEXT, to);
        cell->column = ROW_BEHIND;
    }
}

static void row_cells(Rest *rest, const Row *row, bool on_line, bool apart) {
    uint32_t end = row->block ? at_offset(rest, row->block->span.start) : rest->to;
    uint32_t cells = at_offset(rest, row->cells->at);
    uint32_t title = rest->at + 1;
    title += rest->tokens->all.at[title].kind == TOKEN_STRING;
    if (apart)
        take_name(rest, ROW_NAME, rest->at + 1);
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

void columns_end_rows(const Printer *printer, Align *align) {
    uint32_t column = align->columns.count;
    for (uint32_t i = 0; i < align->cells.count; i++) {
        if (align->cells.at[i].column == ROW_BEHIND) {
            align->cells.at[i].column = column;
            align_column(printer->arena, align, column);
        }
    }
    for (uint32_t i = ROW_MODIFIERS; i < align->columns.count; i++)
        align->columns.at[i].gap = 2;
}

/* ---- any statement ---- */

void columns_of(const Printer *printer, Align *align, const Node *node, uint32_t indent,
                bool apart) {
    const FmtTokens *tokens = &printer->tokens;
    Rest rest = {printer, tokens, align, columns_from(tokens, node),
                 columns_to(tokens, node)};
    bool on_line = columns_on_line(tokens, node, indent);
    align_row(printer->arena, align, indent);
    switch (columns_run(node)) {
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
        if (node->kind == NODE_TOTAL)
            total_cells(&rest, (const Total *)node);
        else
            row_cells(&rest, (const Row *)node, on_line, apart);
        break;
    }
}

/* ---- tables ---- */

static void collect(const Printer *printer, Align *align, const Node *first,
                    uint32_t indent, bool apart) {
    for (const Node *node = first; node; node = node->next) {
        const Block *block = node->kind == NODE_TABLE ? NULL : tree_block(node);
        if (columns_run(node) == RUN_ROW)
            columns_of(printer, align, node, indent, apart);
        if (block && !columns_on_line(&printer->tokens, node, indent))
            collect(printer, align, block->first, indent + PRINTER_INDENT, apart);
    }
}

/* The first cell of a row behind its name and title; past its end where there is none. */
static uint32_t tail_of(const Align *align, const AlignRow *row) {
    uint32_t at = row->first, end = row->first + row->count;
    while (at < end && align->cells.at[at].column < ROW_MODIFIERS)
        at++;
    return at;
}

/* How wide a table is without its names and titles. */
static uint64_t tail_width(Align *align, const Printer *printer) {
    for (uint32_t i = 0; i < align->rows.count; i++) {
        const AlignRow *row = &align->rows.at[i];
        uint32_t tail = tail_of(align, row);
        if (tail < row->first + row->count)
            align->cells.at[tail].alone = true;
    }
    align_measure(align, printer);
    uint64_t from = UINT64_MAX, to = 0;
    for (uint32_t i = 0; i < align->cells.count; i++) {
        const AlignCell *cell = &align->cells.at[i];
        if (cell->column >= ROW_MODIFIERS) {
            uint64_t at = align->columns.at[cell->column].at;
            from = at < from ? at : from;
            to = cell->end > to ? cell->end : to;
        }
    }
    return from < to ? to - from : 0;
}

/* Rows whose names and titles are too long have their figures on a line of their own.
 * Gives how many. */
static uint32_t wrap_rows(Align *align, const Printer *printer) {
    uint64_t tail = tail_width(align, printer) + 2;
    uint64_t most = tail + LEAD_LEAST < TABLE_MOST ? TABLE_MOST - tail : LEAD_LEAST;
    uint32_t wrapped = 0;
    for (uint32_t i = 0; i < align->rows.count; i++) {
        const AlignRow *row = &align->rows.at[i];
        uint32_t at = tail_of(align, row);
        if (at > row->first && at < row->first + row->count) {
            bool alone = align->cells.at[at - 1].end > most;
            align->cells.at[at].alone = alone;
            wrapped += alone;
        }
    }
    return wrapped;
}

/* Where no row has a name, titles stand in the first column, however long. */
static void align_titles(Align *align) {
    bool named = false;
    for (uint32_t i = 0; i < align->cells.count; i++) {
        const AlignCell *cell = &align->cells.at[i];
        named |= cell->column == ROW_TITLE && cell->to > cell->from;
    }
    for (uint32_t i = 0; i < align->cells.count && !named; i++)
        if (align->cells.at[i].column == ROW_NAME)
            align->cells.at[i].loose = false;
}

/* Titles stand in a column of their own, unless that makes many more rows too long than
 * titles right behind the names. */
void columns_of_table(const Printer *printer, Align *align, const Block *block,
                      uint32_t indent) {
    Align apart = {0}, packed = {0};
    collect(printer, &apart, block->first, indent, true);
    align_titles(&apart);
    collect(printer, &packed, block->first, indent, false);
    columns_end_rows(printer, &apart);
    columns_end_rows(printer, &packed);
    uint32_t bearable = wrap_rows(&packed, printer) + apart.rows.count / 6;
    *align = wrap_rows(&apart, printer) <= bearable ? apart : packed;
    align_measure(align, printer);
}
