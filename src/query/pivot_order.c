/* Orders by columns that a pivot made. */
#include "query/pivot.h"

/* The number of the column that is headed so; the count of columns where none is. */
static uint32_t find_heading(const ResultBuilder *builder, Slice heading) {
    uint32_t at = 0;
    while (at < builder->column_count &&
           !slice_equal(builder->columns[at].heading, heading))
        at++;
    return at;
}

static void report(const Pivot *wide, uint32_t order) {
    enum { LISTED_MOST = 24 };
    const ResultBuilder *builder = wide->builder;
    Findings *findings = builder->rows->run->findings;
    Slice heading = wide->query->orders[order].heading;
    Diagnostic *d = findings_add(
        findings, CODE_Q03,
        (Place){wide->query->bound.file, wide->query->select->order[order].expr->span},
        "no column of the answer is headed \"%.*s\"", SLICE_ARGS(heading));
    Text list = {.memory = arena_memory(builder->arena)};
    for (uint32_t i = 0; i < builder->column_count && i < LISTED_MOST; i++) {
        text_str(&list, i > 0 ? ", " : "");
        text_slice(&list, builder->columns[i].heading);
    }
    text_str(&list, builder->column_count > LISTED_MOST ? ", …" : "");
    diagnostic_help(findings, d, "the headings are %.*s", SLICE_ARGS(text_view(&list)));
    text_free(&list);
}

bool pivot_find_headings(Pivot *wide) {
    const BoundQuery *query = wide->query;
    ResultBuilder *builder = wide->builder;
    wide->order_column = ARENA_ARRAY(builder->arena, uint32_t, query->order_count + 1);
    for (uint32_t i = 0; i < query->order_count; i++) {
        Slice heading = query->orders[i].heading;
        if (heading.length == 0)
            continue;
        wide->order_column[i] = find_heading(builder, heading);
        /* An answer without rows has no years either. */
        if (wide->order_column[i] == builder->column_count && wide->row_count > 0) {
            report(wide, i);
            return false;
        }
    }
    return true;
}
