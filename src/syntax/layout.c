/* The layout of a file: which statements stand together, and what is in their blocks. */
#include "syntax/layout.h"

#include <assert.h>

#include "syntax/cells.h"

static void set_members(Setter *setter, const Node *first, uint32_t indent, Grid *table);

/* ---- blocks ---- */

static void set_block(Setter *setter, const Block *block, uint32_t indent, Grid *table) {
    setter_put(setter, indent);
    uint32_t close = pieces_at(&setter->pieces, block->span.end) - 1;
    if (!block->first && !pieces_commented(&setter->pieces, close - 1, close + 1)) {
        setter_put(setter, indent);
        return;
    }
    setter->page.opened = true;
    set_members(setter, block->first, indent + SETTER_INDENT, table);
    setter_comments(setter, indent + SETTER_INDENT, true);
    page_line(&setter->page);
    setter_put(setter, indent);
}

/* What is before the block of a statement on as many lines as it takes, and the block. */
static void set_headed(Setter *setter, const Node *node, uint32_t indent, Grid *table) {
    const Block *block = cells_block(node);
    uint32_t to = block ? pieces_at(&setter->pieces, block->span.start)
                        : cells_to(&setter->pieces, node);
    setter_flow(setter, to, indent, indent + 2 * SETTER_INDENT);
    if (block) {
        set_block(setter, block, indent, table);
    }
}

/* ---- statements that stand alone ---- */

static void set_check(Setter *setter, const Node *node, uint32_t indent) {
    uint32_t to = cells_to(&setter->pieces, node);
    setter_flat(setter, setter->next + 2, indent, indent + SETTER_INDENT);
    setter_comments(setter, indent + SETTER_INDENT, false);
    page_line(&setter->page);
    setter_flow(setter, to, indent + SETTER_INDENT, indent + SETTER_INDENT);
}

static void set_query(Setter *setter, const Query *query, uint32_t indent) {
    const Pieces *pieces = &setter->pieces;
    uint32_t select = pieces_at(pieces, query->select->span.start);
    uint32_t to = cells_to(pieces, &query->node);
    if (!pieces_broken(pieces, select - 1, to) && setter_fits(setter, to, indent)) {
        setter_flat(setter, to, indent, indent);
        return;
    }
    setter_flat(setter, select, indent, indent + 2 * SETTER_INDENT);
    while (setter->next < to - 1) {
        uint32_t end = setter->next + 1;
        uint32_t hang = indent + 2 * SETTER_INDENT;
        for (; end < to - 1 && pieces->all.at[end].level != CLAUSE_LINE; end++) {
            if (pieces->all.at[end].level == CLAUSE_MORE) {
                hang = indent + SETTER_INDENT; /* other clauses, in lines of their own */
            }
        }
        setter_comments(setter, indent + SETTER_INDENT, false);
        page_line(&setter->page);
        setter_flow(setter, end, indent + SETTER_INDENT, hang);
    }
    setter_comments(setter, indent + SETTER_INDENT, false);
    page_line(&setter->page);
    setter_put(setter, indent);
}

static void set_table(Setter *setter, const Table *table, uint32_t indent) {
    Grid grid = {0};
    cells_of_table(setter, &grid, table->block, indent + SETTER_INDENT);
    set_headed(setter, &table->node, indent, &grid);
}

static void set_alone(Setter *setter, const Node *node, uint32_t indent, Grid *table) {
    switch ((NodeKind)node->kind) {
    case NODE_TABLE: set_table(setter, (const Table *)node, indent); break;
    case NODE_QUERY: set_query(setter, (const Query *)node, indent); break;
    case NODE_CHECK: set_check(setter, node, indent); break;
    default:
        if (cells_block(node) && !cells_on_line(&setter->pieces, node, indent)) {
            set_headed(setter, node, indent, table);
        } else {
            setter_flow(setter, cells_to(&setter->pieces, node), indent,
                        indent + SETTER_INDENT);
        }
        break;
    }
}

/* ---- runs ---- */

static void build_run(const Setter *setter, Grid *grid, const Node *first,
                      const Node *end, uint32_t indent, bool apart) {
    *grid = (Grid){0};
    for (const Node *node = first; node != end; node = node->next) {
        cells_of(setter, grid, node, indent, apart);
    }
    if (cells_run(first) == RUN_ROW) {
        cells_end_rows(setter, grid);
    }
}

/* Statements from `first` up to `end`, which are of one kind. */
static void set_run(Setter *setter, const Node *first, const Node *end, uint32_t indent,
                    Grid *table) {
    Grid grid;
    bool rows = table && cells_run(first) == RUN_ROW;
    if (!rows) {
        build_run(setter, &grid, first, end, indent, true);
        if (grid_measure(&grid, setter) > SETTER_LINE_MOST) {
            build_run(setter, &grid, first, end, indent, false);
            grid_measure(&grid, setter);
        }
    }
    for (const Node *node = first; node != end; node = node->next) {
        setter_line(setter, indent);
        grid_set(rows ? table : &grid, setter);
        if (cells_block(node) && !cells_on_line(&setter->pieces, node, indent)) {
            set_block(setter, cells_block(node), indent, rows ? NULL : table);
        }
    }
}

/* Whether the statement, or its block, takes lines of its own, so that it begins no run.
 */
static bool stands_alone(const Setter *setter, const Node *node, uint32_t indent) {
    switch (cells_run(node)) {
    case RUN_NONE: return true;
    case RUN_CHECK: return !cells_on_line(&setter->pieces, node, indent);
    case RUN_DECLARE:
        return cells_block(node) && !cells_on_line(&setter->pieces, node, indent);
    default: return false;
    }
}

/* Whether the next statement is of the same kind, right below. */
static bool goes_on(const Setter *setter, const Node *node) {
    const Node *next = node->next;
    return next && cells_run(next) == cells_run(node) &&
           (node->kind != NODE_DECLARE || next->what == node->what) &&
           !pieces_apart(&setter->pieces, cells_from(&setter->pieces, next));
}

/* What is laid out together with `first` ends before this. One thing with a block in
 * lines of its own may stand between two that have none. */
static const Node *run_end(const Setter *setter, const Node *first, uint32_t indent) {
    const Node *node = first;
    while (goes_on(setter, node)) {
        const Node *next = node->next;
        if (stands_alone(setter, next, indent)) {
            if (next->kind == NODE_CHECK || stands_alone(setter, node, indent) ||
                !goes_on(setter, next) || stands_alone(setter, next->next, indent)) {
                break;
            }
        }
        node = next;
    }
    return node->next;
}

static void set_members(Setter *setter, const Node *first, uint32_t indent, Grid *table) {
    const Node *node = first;
    while (node) {
        if (stands_alone(setter, node, indent)) {
            setter_line(setter, indent);
            set_alone(setter, node, indent, table);
            node = node->next;
        } else {
            const Node *end = run_end(setter, node, indent);
            set_run(setter, node, end, indent, table);
            node = end;
        }
    }
}

/* ---- the whole ---- */

static Slice line_end(Slice text) {
    for (uint32_t i = 0; i < text.length; i++) {
        if (text.at[i] == '\n') {
            return i > 0 && text.at[i - 1] == '\r' ? SLICE("\r\n") : SLICE("\n");
        }
    }
    return SLICE("\n");
}

void layout_source(const Memory *memory, Names *names, Source *source, const Tree *tree,
                   Text *out) {
    Arena *arena = arena_new(memory);
    Setter setter = {.arena = arena, .source = source};
    page_init(&setter.page, arena);
    pieces_read(arena, names, source, &setter.pieces);
    pieces_mark(&setter.pieces, tree);
    set_members(&setter, tree->first, 0, NULL);
    setter_comments(&setter, 0, true);
    assert(setter.next + 1 >= setter.pieces.all.count); /* nothing is left out */
    page_finish(&setter.page, line_end(source->text), out);
    page_drop(&setter.page);
    arena_drop(arena);
}
