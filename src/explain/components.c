/* What belongs together among the equations that are off: those that print one total
 * again are one piece of evidence, and those that share a figure, a line or a table are
 * one problem, to be explained by as few stories as possible. */
#include "explain/components.h"
#include "base/hash.h"

/* ---- echoes ---- */

/* Whether `e` holds the figures of `leader`: all, or two and half of them. */
static bool holds_figures(Layout *layout, uint32_t e, uint32_t leader) {
    const Equation *equation = &layout->problem->equations[leader];
    uint32_t shared = 0, count = 0;
    for (uint32_t i = 0; i < equation->member_count; i++) {
        uint32_t cell = equation->members[i];
        if (layout->value[cell] != 0) {
            count++;
            shared += layout_holds(layout, e, cell);
        }
    }
    return count > 0 && (shared == count || (shared >= 2 && shared * 2 >= count));
}

/* Totals of one year that miss by the same amount over much the same figures (printed
 * again in another table, or one within the other) are one piece of evidence, not two:
 * the one over the fewest figures stands for all. */
static void find_echoes(Layout *layout) {
    enum { LEADERS_MOST = 8 };
    const Problem *problem = layout->problem;
    IndexEntry *keys = ARENA_ARRAY(layout->arena, IndexEntry, problem->equation_count);
    uint32_t count = 0, leaders[LEADERS_MOST], leader_count = 0;
    for (uint32_t e = 0; e < problem->equation_count; e++) {
        LayoutSum *sum = &layout->sums[e];
        sum->echo = NOTHING;
        if (sum->off) {
            const Cell *total = &problem->cells[problem->equations[e].total];
            keys[count++] = (IndexEntry){
                .a = hash_mix(layout_when_key(total->when), (uint64_t)sum->difference),
                .b = problem->equations[e].member_count,
                .id = e,
            };
        }
    }
    layout_sort(keys, count);
    for (uint32_t i = 0; i < count; i++) {
        LayoutSum *sum = &layout->sums[keys[i].id];
        leader_count = i > 0 && keys[i].a == keys[i - 1].a ? leader_count : 0;
        for (uint32_t k = 0; k < leader_count && sum->echo == NOTHING; k++) {
            if (layout->sums[leaders[k]].difference == sum->difference &&
                holds_figures(layout, keys[i].id, leaders[k])) {
                sum->echo = leaders[k];
                sum->off = false;
            }
        }
        if (sum->echo == NOTHING && leader_count < LEADERS_MOST)
            leaders[leader_count++] = keys[i].id;
    }
}

/* ---- components ---- */

static uint32_t root_of(uint32_t *parents, uint32_t e) {
    while (parents[e] != e) {
        parents[e] = parents[parents[e]];
        e = parents[e];
    }
    return e;
}

static void join(uint32_t *parents, uint32_t a, uint32_t b) {
    a = root_of(parents, a);
    b = root_of(parents, b);
    if (a < b)
        parents[b] = a;
    else
        parents[a] = b;
}

static void mark_lines(Layout *layout) {
    for (uint32_t e = 0; e < layout->problem->equation_count; e++) {
        const LayoutSum *sum = &layout->sums[e];
        layout->lines[sum->line].off += sum->off;
    }
}

/* Equations that are off and share a figure, a line or a table are one problem. */
void components_find(Layout *layout) {
    find_echoes(layout);
    mark_lines(layout);
    const Problem *problem = layout->problem;
    uint32_t count = problem->equation_count;
    uint32_t *parents = ARENA_ARRAY(layout->arena, uint32_t, count);
    for (uint32_t e = 0; e < count; e++)
        parents[e] = e;
    IndexEntry *by_table = ARENA_ARRAY(layout->arena, IndexEntry, count);
    uint32_t off = 0;
    for (uint32_t e = 0; e < count; e++) {
        if (layout->sums[e].off) {
            const Cell *total = &problem->cells[problem->equations[e].total];
            by_table[off++] =
                (IndexEntry){.a = total->table,
                             .b = total->table == 0 ? layout->sums[e].line : 0,
                             .id = e};
        }
    }
    layout_sort(by_table, off);
    for (uint32_t i = 1; i < off; i++)
        if (by_table[i].a == by_table[i - 1].a && by_table[i].b == by_table[i - 1].b)
            join(parents, by_table[i].id, by_table[i - 1].id);
    for (uint32_t c = 0; c < problem->cell_count; c++) {
        uint32_t last = NOTHING;
        for (uint32_t u = layout->use_from[c]; u < layout->use_from[c + 1]; u++) {
            uint32_t e = layout->uses[u].equation;
            if (layout->sums[e].off) {
                if (last != NOTHING)
                    join(parents, last, e);
                last = e;
            }
        }
    }
    for (uint32_t e = 0; e < count; e++)
        layout->sums[e].component = root_of(parents, e);
    layout->off_count = off;
}
