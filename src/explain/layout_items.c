/* What an equation adds up, row by row: its items, made only where the equation is off.
 */
#include "explain/layout.h"

#include "base/hash.h"
#include "base/sorted.h"

static uint64_t item_key(const Cell *cell, uint32_t index, bool across) {
    uint64_t hash;
    if (across) {
        hash = hash_bytes(HASH_START + 1, &cell->table, sizeof cell->table);
        return hash_bytes(hash, &cell->column, sizeof cell->column);
    }
    if (cell->table != 0) {
        hash = hash_bytes(HASH_START + 2, &cell->table, sizeof cell->table);
        return hash_bytes(hash, &cell->row, sizeof cell->row);
    }
    if (cell->identity != 0) {
        hash = hash_text(HASH_START + 3, cell->scope);
        hash = hash_bytes(hash, &cell->document, sizeof cell->document);
        return hash_bytes(hash, &cell->identity, sizeof cell->identity);
    }
    return hash_bytes(HASH_START + 4, &index, sizeof index);
}

/* Adds up the runs of equal keys into `items`; returns how many there are. */
static uint32_t gather(Layout *layout, Item *items, const IndexEntry *keys,
                       uint32_t count) {
    uint32_t rows = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (i == 0 || keys[i].a != keys[i - 1].a)
            items[rows++] = (Item){.key = keys[i].a, .cell = keys[i].id};
        items[rows - 1].amount += keys[i].value;
        items[rows - 1].count++;
        if (keys[i].id < items[rows - 1].cell)
            items[rows - 1].cell = keys[i].id;
    }
    layout->steps -= count;
    return rows;
}

void layout_items(Layout *layout, uint32_t e) {
    const Equation *equation = &layout->problem->equations[e];
    LayoutSum *sum = &layout->sums[e];
    if (sum->items != NULL)
        return;
    uint32_t count = equation->member_count;
    Arena *scratch = arena_new(arena_memory(layout->arena));
    IndexEntry *keys =
        arena_alloc(scratch, arena_size(scratch, (uint64_t)count * 2, sizeof *keys));
    for (uint32_t i = 0; i < count; i++) {
        uint32_t cell = equation->members[i];
        keys[i] = (IndexEntry){
            .a = item_key(&layout->problem->cells[cell], cell, sum->across),
            .b = cell,
            .value = layout->value[cell] * layout_sign(equation, i),
            .id = cell,
        };
    }
    layout_sort(keys, count);
    Item *items =
        arena_alloc(scratch, arena_size(scratch, (uint64_t)count * 2, sizeof *items));
    uint32_t rows = gather(layout, items, keys, count);
    if (rows < count) { /* rows of several figures: each figure, too */
        uint32_t more = 0;
        IndexEntry *all = keys + count;
        for (uint32_t i = 0, item = 0; i < count; i++) {
            item += i > 0 && keys[i].a != keys[i - 1].a;
            if (items[item].count > 1 && keys[i].value != 0 &&
                keys[i].value != items[item].amount) {
                all[more] = keys[i];
                all[more++].a =
                    hash_bytes(HASH_START + 5, &keys[i].id, sizeof keys[i].id);
            }
        }
        for (uint32_t i = 0; i < more; i++)
            items[rows++] = (Item){all[i].a, all[i].value, all[i].id, 1, true};
    }
    sum->item_count = rows;
    uint64_t figures = HASH_START;
    IndexEntry *order = arena_alloc(scratch, arena_size(scratch, rows, sizeof *order));
    for (uint32_t i = 0; i < rows; i++)
        order[i] = (IndexEntry){.a = items[i].key, .id = i};
    layout_sort(order, rows);
    Item *sorted =
        arena_alloc(layout->arena, arena_size(layout->arena, rows, sizeof *sorted));
    for (uint32_t i = 0; i < rows; i++) {
        sorted[i] = items[order[i].id];
        if (sorted[i].amount != 0) {
            figures = hash_bytes(figures, &sorted[i].key, sizeof sorted[i].key);
            figures = hash_bytes(figures, &sorted[i].amount, sizeof sorted[i].amount);
        }
    }
    for (uint32_t i = 0; i < rows; i++)
        order[i] = (IndexEntry){.value = sorted[i].amount, .id = i};
    layout_sort(order, rows);
    sum->by_amount = arena_alloc(layout->arena,
                                 arena_size(layout->arena, rows, sizeof *sum->by_amount));
    for (uint32_t i = 0; i < rows; i++)
        sum->by_amount[i] = order[i].id;
    sum->items = sorted;
    sum->figures = figures;
    arena_drop(scratch);
}

const Item *layout_item(const LayoutSum *sum, uint64_t key) {
    uint32_t first = 0;
    SORTED_SEEK(first, sum->item_count, at, sum->items[at].key < key)
    return first < sum->item_count && sum->items[first].key == key ? &sum->items[first]
                                                                   : NULL;
}

uint32_t layout_amount_from(const LayoutSum *sum, Amount amount) {
    uint32_t first = 0;
    SORTED_SEEK(first, sum->item_count, at,
                sum->items[sum->by_amount[at]].amount < amount)
    return first;
}
