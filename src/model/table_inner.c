/* What stands in the blocks of rows. Rows are parts of the row around them, and stand
 * with the table's; what else stands there is of the row's project, and is built after
 * the table, so that its lines stand together. So such a block is walked twice. */
#include "model/table.h"

static Context inside(const Context *c, Id project) {
    Context inner = *c;
    inner.where = AT_ROW;
    inner.project = inner.thing = project;
    inner.goal = inner.indicator = 0;
    inner.around = 0;
    return inner;
}

/* ---- with the table ---- */

static void inner_rows(Build *b, const Context *c, const Block *block, Id project,
                       uint32_t line) {
    Findings *findings = b->model->findings;
    const Node *node = block->first;
    while (node != NULL && node->kind != NODE_ROW)
        node = node->next;
    if (node == NULL)
        return;
    Context inner = inside(c, project);
    inner.around = line + 1;
    uint32_t found = findings->all.count;
    member_settings(b, &inner, block->first);
    findings->all.count = found; /* the other walk reports them */
    c->table->row_cut = NULL;
    for (; node != NULL; node = node->next)
        if (node->kind == NODE_ROW && place_allows(b, &inner, node))
            table_row(b, &inner, (const Row *)node);
    c->table->row_cut = NULL;
}

static void keep_block(Build *b, const Context *c, const Row *row, Id project) {
    TableState *state = c->table;
    uint32_t count = state->contexts.count;
    if (count == 0 || state->contexts.at[count - 1].group != c->group)
        *VEC_PUSH(b->arena, &state->contexts) = *c;
    *VEC_PUSH(b->arena, &state->blocks) =
        (RowBlock){row, project, state->contexts.count - 1};
}

void table_row_block(Build *b, const Context *c, const Row *row, Id project,
                     uint32_t line) {
    if (c->where != AT_ROW)
        keep_block(b, c, row, project);
    inner_rows(b, c, row->block, project, line);
}

/* ---- behind it ---- */

void table_build_row_blocks(Build *b, const TableState *state, Thousands *around) {
    for (uint32_t i = 0; i < state->blocks.count; i++) {
        const RowBlock *block = &state->blocks.at[i];
        Context inner = inside(&state->contexts.at[block->context], block->project);
        inner.group = 0;
        inner.table = NULL;
        inner.thousands = around;
        build_block(b, &inner, block->row->block);
    }
}

void table_row_in_block(Build *b, const Context *c, const Row *row) {
    Id project = model_find(b->model, KIND_PROJECT, row->name.name);
    build_mention(b, c, KIND_PROJECT, project);
    if (row->block == NULL || project == 0)
        return;
    Context inner = inside(c, project);
    build_block(b, &inner, row->block);
}
