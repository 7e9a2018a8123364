/* Walks the statements once, and notes each block and each loss. Where a thing is named
 * by a statement, it is what the model made of that name. */
#include "check/blocks.h"
#include "base/sorted.h"

typedef struct BlockWalk {
    const Model *model;
    Blocks *blocks;
    SourceId source;
} BlockWalk;

static void walk_list(BlockWalk *walk, const Node *first, uint32_t around);

static uint32_t add_block(BlockWalk *walk, Span span, uint32_t around, uint32_t kind,
                          Id id, NameId name) {
    Blocks *blocks = walk->blocks;
    uint32_t at = blocks->all.count;
    Id document = kind == KIND_DOCUMENT ? id : blocks->all.at[around].document;
    *VEC_PUSH(walk->model->arena, &blocks->all) = (BlockInfo){.span = span,
                                                              .around = around,
                                                              .kind = (uint8_t)kind,
                                                              .id = id,
                                                              .document = document,
                                                              .name = name};
    return at;
}

static void add_loss(BlockWalk *walk, Span span, uint32_t block, LossKind kind) {
    *VEC_PUSH(walk->model->arena, &walk->blocks->losses) =
        (Loss){walk->source, span, block, kind};
}

static bool is_bad(Figure figure) {
    return (figure.flags & FIGURE_BAD) != 0;
}

/* ---- statements ---- */

static void walk_dated(BlockWalk *walk, const Entry *entries, uint32_t count,
                       LossKind figure, uint32_t around) {
    for (uint32_t i = 0; i < count; i++) {
        if (!entries[i].odd)
            continue;
        const Dated *dated = entries[i].dated;
        if (dated->time.kind == TIME_BAD)
            add_loss(walk, dated->time.span, around, LOSS_WHOLE);
        else if (is_bad(dated->figure))
            add_loss(walk, figure_span(dated->figure), around, figure);
    }
}

static void walk_total(BlockWalk *walk, const Total *total, uint32_t around) {
    walk_dated(walk, total->dated, total->dated_count, LOSS_CLAIM, around);
    for (uint32_t i = 0; i < total->cell_count; i++)
        if (is_bad(total->cells[i]))
            add_loss(walk, figure_span(total->cells[i]), around, LOSS_CLAIM);
}

static void walk_measure(BlockWalk *walk, const MeasureNode *node, uint32_t around) {
    const Measure *measure = &node->measure;
    if (node->time.kind == TIME_BAD)
        add_loss(walk, node->node.span, around, LOSS_WHOLE);
    else if (is_bad(measure->low) || is_bad(measure->high))
        add_loss(walk, node->node.span, around, LOSS_FIGURE);
}

static void walk_property(BlockWalk *walk, const Property *node, uint32_t around) {
    for (uint32_t i = 0; i < node->count; i++) {
        const Value *value = &node->values[i];
        if ((value->kind == VALUE_FIGURE && is_bad(value->figure)) ||
            (value->kind == VALUE_TIME && value->time.kind == TIME_BAD))
            add_loss(walk, node->node.span, around, LOSS_FIGURE);
    }
}

static Id declared_id(const BlockWalk *walk, const Declare *declare, uint32_t around) {
    const Model *model = walk->model;
    ThingKind kind = (ThingKind)declare->node.what;
    if (kind != KIND_INDICATOR)
        return model_find(model, kind, declare->name.name);
    const BlockInfo *owner = &walk->blocks->all.at[around];
    return owner->kind == KIND_PROJECT || owner->kind == KIND_GOAL
               ? model_find_indicator(model, (ThingKind)owner->kind, owner->id,
                                      declare->name.name)
               : 0;
}

static void walk_declare(BlockWalk *walk, const Declare *declare, uint32_t around) {
    Id id = declared_id(walk, declare, around);
    uint32_t block = add_block(walk, declare->node.span, around, declare->node.what, id,
                               declare->name.name);
    if (declare->block != NULL)
        walk_list(walk, declare->block->first, block);
}

static void walk_table(BlockWalk *walk, const Table *table, uint32_t around) {
    uint32_t block =
        add_block(walk, table->node.span, around, BLOCK_TABLE, table->name.name, 0);
    for (uint32_t i = 0; i < table->column_count; i++)
        if (table->columns[i].time.kind == TIME_BAD)
            add_loss(walk, table->columns[i].time.span, block, LOSS_COLUMN);
    if (table->block != NULL)
        walk_list(walk, table->block->first, block);
}

static void walk_row(BlockWalk *walk, const Row *row, uint32_t around) {
    Id id = model_find(walk->model, KIND_PROJECT, row->name.name);
    uint32_t block =
        add_block(walk, row->node.span, around, KIND_PROJECT, id, row->name.name);
    for (uint32_t i = 0; i < row->cell_count; i++)
        if (is_bad(row->cells[i]))
            add_loss(walk, figure_span(row->cells[i]), block, LOSS_FIGURE);
    if (row->block != NULL)
        walk_list(walk, row->block->first, block);
}

static void walk_every(BlockWalk *walk, const Every *every, uint32_t around) {
    uint32_t block = add_block(walk, every->node.span, around,
                               BLOCK_EVERY + (uint32_t)every->node.what, 0, 0);
    if (every->block != NULL)
        walk_list(walk, every->block->first, block);
}

static void walk_node(BlockWalk *walk, const Node *node, uint32_t around) {
    switch (node->kind) {
    case NODE_ERROR: add_loss(walk, node->span, around, LOSS_WHOLE); break;
    case NODE_DECLARE: walk_declare(walk, (const Declare *)node, around); break;
    case NODE_TABLE: walk_table(walk, (const Table *)node, around); break;
    case NODE_ROW: walk_row(walk, (const Row *)node, around); break;
    case NODE_EVERY: walk_every(walk, (const Every *)node, around); break;
    case NODE_MEASURE: walk_measure(walk, (const MeasureNode *)node, around); break;
    case NODE_PROPERTY: walk_property(walk, (const Property *)node, around); break;
    case NODE_MONEY: {
        const Money *money = (const Money *)node;
        walk_dated(walk, money->entries, money->count, LOSS_FIGURE, around);
        break;
    }
    case NODE_TOTAL: walk_total(walk, (const Total *)node, around); break;
    case NODE_CHECK:
    case NODE_EFFECT:
    case NODE_QUERY: add_block(walk, node->span, around, BLOCK_STATEMENT, 0, 0); break;
    case NODE_ALLOW:
        if (is_bad(((const Allow *)node)->difference))
            add_loss(walk, node->span, around, LOSS_FIGURE);
        break;
    case NODE_YEARS:
        if (((const Setting *)node)->years.kind == TIME_BAD)
            add_loss(walk, node->span, around, LOSS_WHOLE);
        break;
    default: break;
    }
}

static void walk_list(BlockWalk *walk, const Node *first, uint32_t around) {
    for (const Node *node = first; node != NULL; node = node->next)
        walk_node(walk, node, around);
}

/* ---- files ---- */

Blocks *blocks_new(const Model *model) {
    Blocks *blocks = ARENA_NEW(model->arena, Blocks);
    uint32_t files = model->sources->all.count, next = 0;
    uint32_t *first = ARENA_ARRAY(model->arena, uint32_t, files + 1);
    blocks->first = first;
    BlockWalk walk = {.model = model, .blocks = blocks};
    for (uint32_t i = 0; i < model->stretches.count; i++) {
        const Stretch *stretch = &model->stretches.at[i];
        walk.source = stretch->place.source;
        if (walk.source < next)
            continue; /* a block of the file, and walked with it */
        while (next <= walk.source)
            first[next++] = blocks->all.count;
        uint32_t file = blocks->all.count;
        add_block(&walk, (Span){0, UINT32_MAX}, file, KIND_DOCUMENT, stretch->document,
                  0);
        walk_list(&walk, stretch->first, file);
    }
    while (next <= files)
        first[next++] = blocks->all.count;
    return blocks;
}

uint32_t blocks_at(const Blocks *blocks, Place place) {
    /* The first is the file itself. */
    uint32_t next = blocks->first[place.source] + 1;
    SORTED_SEEK(next, blocks->first[place.source + 1], at,
                blocks->all.at[at].span.start <= place.span.start)
    uint32_t found = next - 1;
    while (blocks->all.at[found].span.end <= place.span.start)
        found = blocks->all.at[found].around;
    return found;
}
