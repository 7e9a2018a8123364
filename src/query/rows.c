/* Reading rows in batches. */
#include "query/rows.h"

/* The columns of an entry that its line says. */
static bool is_of_line(ColumnId column) {
    return column == COLUMN_ENTRY_project || column == COLUMN_ENTRY_area ||
           column == COLUMN_ENTRY_source || column == COLUMN_ENTRY_money ||
           column == COLUMN_ENTRY_document || column == COLUMN_ENTRY_file;
}

bool rows_line_decides(const Step *step) {
    switch ((StepKind)step->kind) {
    case STEP_COLUMN: return is_of_line((ColumnId)step->column);
    case STEP_ENTRY_YEAR:
    case STEP_AGGREGATE: return false;
    case STEP_FIELD:
        if (step->left == NULL)
            return false;
        break;
    default: break;
    }
    for (uint32_t i = 0; i < step->arg_count; i++)
        if (!rows_line_decides(step->args[i]))
            return false;
    return (step->left == NULL || rows_line_decides(step->left)) &&
           (step->right == NULL || rows_line_decides(step->right));
}

uint64_t rows_reasons(const Rows *rows) {
    uint64_t count = 0;
    for (uint32_t i = 0; i < rows->remarks.count; i++)
        count += rows->remarks.at[i].count;
    return count;
}

/* ---- what lines decide ---- */

static void add_term(Rows *rows, const Step *term) {
    if (rows_line_decides(term))
        rows->line_terms[rows->line_term_count++] = term;
    else
        rows->entry_terms[rows->entry_term_count++] = term;
}

/* Takes `where` apart, as far as there is room: what is left over is one term. */
static void split_where(Rows *rows) {
    const Step *rest = rows->query->where;
    uint32_t count = 0;
    while (rest != NULL && rest->kind == STEP_AND && ++count < TERMS_MOST) {
        add_term(rows, rest->right);
        rest = rest->left;
    }
    if (rest != NULL)
        add_term(rows, rest);
}

static LineState find_line(Rows *rows, uint32_t line, uint32_t row) {
    if (!table_rows_has_line(&rows->of, line))
        return LINE_ELSEWHERE;
    if (rows->line_term_count == 0)
        return LINE_PASSES;
    Remarks before = rows->remarks;
    uint64_t reasons = rows_reasons(rows);
    bool holds = true;
    for (uint32_t i = rows->line_term_count; i-- > 0 && holds;)
        holds = step_truth(rows->line_terms[i], rows_cursor(rows, row)) == TRI_TRUE;
    if (rows_reasons(rows) > reasons) {
        rows->remarks = before; /* they are counted by the entry */
        return LINE_BY_ENTRY;
    }
    return holds ? LINE_PASSES : LINE_FAILS;
}

static inline LineState line_state(Rows *rows, uint32_t row) {
    uint32_t line = rows->run->model->facts.line[row];
    if (rows->lines[line] == LINE_NEW)
        rows->lines[line] = (uint8_t)find_line(rows, line, row);
    return (LineState)rows->lines[line];
}

/* ---- batches ---- */

void rows_begin(Rows *rows, const QueryRun *run, const BoundQuery *query) {
    const Model *model = run->model;
    *rows = (Rows){.run = run, .query = query};
    table_rows_begin(&rows->of, model, run->arena, query->table, query->documents,
                     query->document_count, run->computed);
    rows->of.document = query->document;
    rows->next = rows->of.first;
    const TableDef *table = table_def(query->table);
    rows->view = *model;
    rows->view.arena = arena_new(arena_memory(run->arena));
    rows->cursor = (Cursor){.model = &rows->view,
                            .bound = &query->bound,
                            .memo = eval_memo(run->arena, &query->bound),
                            .table = (uint8_t)query->table,
                            .remarks = &rows->remarks,
                            .computed = run->computed};
    if (table->shape == SHAPE_ENTRY) {
        rows->lines = ARENA_ARRAY(run->arena, uint8_t, model->lines.count + 1);
        split_where(rows);
    }
    if (table->shape == SHAPE_INDICATOR)
        rows->cursor.measures = evaluate_measures(model);
}

void rows_drop(Rows *rows) {
    arena_drop(rows->view.arena);
    rows->view.arena = NULL;
}

const Cursor *rows_cursor(Rows *rows, uint32_t row) {
    rows->cursor.index = row;
    if (rows->dashes != NULL && row >= rows->of.end) {
        const Dash *dash = &rows->dashes[row - rows->of.end];
        rows->cursor.dash = dash;
        rows->cursor.document = rows->run->model->lines.at[dash->line].document;
        return &rows->cursor;
    }
    rows->cursor.dash = NULL;
    rows->cursor.document = table_rows_document(&rows->of, row);
    return &rows->cursor;
}

/* Whether it is the missing year alone that keeps an entry out. */
static bool lacks_year(Rows *rows, uint32_t row) {
    if (table_def(rows->query->table)->shape != SHAPE_ENTRY ||
        rows->run->model->facts.year[row] != 0)
        return false;
    Cursor cursor = *rows_cursor(rows, row);
    cursor.remarks = NULL;
    cursor.year_unknown = true;
    return step_truth(rows->query->where, &cursor) == TRI_UNKNOWN;
}

static bool passes(Rows *rows, uint32_t row) {
    const Step *where = rows->query->where;
    if (!table_rows_has(&rows->of, row))
        return false;
    if (where == NULL || step_truth(where, rows_cursor(rows, row)) == TRI_TRUE)
        return true;
    rows->left_out += lacks_year(rows, row);
    return false;
}

/* The same as passes, by the line as far as that goes. */
static inline bool entry_passes(Rows *rows, uint32_t row) {
    const Facts *facts = &rows->run->model->facts;
    if (!table_rows_has_part(&rows->of, row))
        return false;
    LineState state = line_state(rows, row);
    if (state == LINE_ELSEWHERE)
        return false;
    if (facts->year[row] == 0 || state == LINE_BY_ENTRY)
        return passes(rows, row);
    bool holds = state == LINE_PASSES;
    for (uint32_t i = rows->entry_term_count; i-- > 0 && holds;)
        holds = step_truth(rows->entry_terms[i], rows_cursor(rows, row)) == TRI_TRUE;
    return holds;
}

bool rows_was_read(Rows *rows, uint32_t row) {
    const Step *where = rows->query->where;
    return table_rows_has(&rows->of, row) &&
           (where == NULL || step_truth(where, rows_cursor(rows, row)) == TRI_TRUE);
}

void rows_note_amount(Rows *rows, uint32_t row) {
    if (table_def(rows->query->table)->shape == SHAPE_ENTRY) {
        rows->blanks +=
            (facts_figure(&rows->run->model->facts, row).flags & FIGURE_BLANK) != 0;
    }
}

void rows_again(Rows *rows) {
    rows->next = rows->of.first;
    rows->left_out = 0;
    rows->blanks = 0;
    rows->remarks.count = 0;
}

/* What expressions made is let go now and then, so that a long query does not grow. */
static void let_go(Rows *rows) {
    enum { BATCHES_KEPT = 32 };
    if (++rows->batches % BATCHES_KEPT == 0) {
        arena_drop(rows->view.arena);
        rows->view.arena = arena_new(arena_memory(rows->run->arena));
    }
}

bool rows_next(Rows *rows) {
    rows->count = 0;
    let_go(rows);
    if (stop_asked(rows->run->stop)) {
        rows->stopped = true;
        return false;
    }
    uint32_t looked_at = 0;
    while (rows->next < rows->of.end && rows->count < BATCH) {
        uint32_t row = rows->next++;
        if (rows->lines != NULL ? entry_passes(rows, row) : passes(rows, row))
            rows->at[rows->count++] = row;
        /* A filter that keeps little must not keep a person waiting for Ctrl-C. */
        if (++looked_at % (16 * BATCH) == 0 && stop_asked(rows->run->stop)) {
            rows->stopped = true;
            return false;
        }
    }
    return rows->count > 0;
}

uint32_t rows_of_table(const QueryRun *run, const BoundQuery *query) {
    uint32_t count = 0;
    Rows rows;
    rows_begin(&rows, run, query);
    for (uint32_t row = rows.of.first; row < rows.of.end; row++)
        count += table_rows_has(&rows.of, row);
    rows_drop(&rows);
    return count;
}
