/* Orders by columns that a pivot made. */
#include "query/grid.h"

/* The number of the column that is headed so; the count of columns where none is. */
static uint32_t find_heading(const Sheet *sheet, Slice heading) {
    uint32_t at = 0;
    while (at < sheet->column_count &&
           !slice_equal(sheet->columns[at].heading, heading)) {
        at++;
    }
    return at;
}

static void report(const Grid *grid, uint32_t order) {
    enum { LISTED_MOST = 24 };
    const Sheet *sheet = grid->sheet;
    Findings *findings = sheet->rows->run->findings;
    Slice heading = grid->query->orders[order].heading;
    Diagnostic *d = findings_add(
        findings, CODE_Q03,
        (Place){grid->query->bound.file, grid->query->select->order[order].expr->span},
        "no column of the answer is headed \"%.*s\"", SLICE_ARGS(heading));
    Text list = {.memory = arena_memory(sheet->arena)};
    for (uint32_t i = 0; i < sheet->column_count && i < LISTED_MOST; i++) {
        text_str(&list, i > 0 ? ", " : "");
        text_slice(&list, sheet->columns[i].heading);
    }
    text_str(&list, sheet->column_count > LISTED_MOST ? ", …" : "");
    diagnostic_help(findings, d, "the headings are %.*s", SLICE_ARGS(text_view(&list)));
    text_free(&list);
}

bool grid_find_headings(Grid *grid) {
    const BoundQuery *query = grid->query;
    Sheet *sheet = grid->sheet;
    grid->order_column = ARENA_ARRAY(sheet->arena, uint32_t, query->order_count + 1);
    for (uint32_t i = 0; i < query->order_count; i++) {
        Slice heading = query->orders[i].heading;
        if (heading.length == 0) {
            continue;
        }
        grid->order_column[i] = find_heading(sheet, heading);
        /* An answer without rows has no years either. */
        if (grid->order_column[i] == sheet->column_count && grid->row_count > 0) {
            report(grid, i);
            return false;
        }
    }
    return true;
}
