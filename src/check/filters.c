/* Filters are kept by the address of their expression, and once more by what they say. */
#include "check/filters.h"

#include "base/hash.h"
#include "base/map.h"
#include "base/vec.h"

struct Filters {
    Model *model;
    Arena *arena;
    VEC(Filter) all;
    VEC(Standing) standings; /* by filter */
    Map by_place, by_words;  /* a filter's index + 1 */
};

Filters *filters_new(Model *model, Arena *arena) {
    Filters *filters = ARENA_NEW(arena, Filters);
    filters->model = model;
    filters->arena = arena;
    filters->by_place.arena = filters->by_words.arena = arena;
    return filters;
}

/* A table's filter stands before its block, so that a unit in a group of it does not
 * matter. */
static Standing standing_of(const Model *model, const Claim *claim, const Expr *expr) {
    Standing standing = {claim->file, claim->document, claim->power, claim->currency};
    if (expr == claim->table_where) {
        standing.power = model->tables.at[claim->table].power;
        standing.currency = model->tables.at[claim->table].currency;
    }
    return standing;
}

static Slice words_of(const Filters *filters, uint32_t index) {
    const Source *source =
        sources_get(filters->model->sources, filters->standings.at[index].file);
    return source_slice(source, filters->all.at[index].expr->span);
}

static bool same_standing(const Standing *a, const Standing *b) {
    return a->file == b->file && a->document == b->document && a->power == b->power &&
           a->currency == b->currency;
}

/* Makes the last filter one with an earlier one that says the same there. One that is
 * wrong is reported each time. */
static void join(Filters *filters) {
    uint32_t index = filters->all.count - 1;
    Filter *filter = &filters->all.at[index];
    const Standing *standing = &filters->standings.at[index];
    Slice words = words_of(filters, index);
    uint64_t hash = hash_mix(hash_slice(words), (uint64_t)(uint8_t)standing->power << 8 |
                                                    standing->currency);
    MapKey key = {standing->file, standing->document, (uint32_t)hash,
                  (uint32_t)(hash >> 32)};
    uint32_t place = map_get(&filters->by_words, key);
    if (place == 0) {
        map_put(&filters->by_words, key, index + 1);
    } else if (same_standing(&filters->standings.at[place - 1], standing) &&
               slice_equal(words_of(filters, place - 1), words)) {
        const Filter *first = &filters->all.at[place - 1];
        filter->bound = first->bound;
        filter->memo = first->memo;
        filter->number = first->number;
    }
}

Filter filters_get(Filters *filters, const Claim *claim, const Expr *expr) {
    if (expr == NULL)
        return (Filter){.expr = NULL};
    uint64_t address = (uintptr_t)expr;
    MapKey key = {(uint32_t)address, (uint32_t)(address >> 32), claim->document, 0};
    uint32_t known = map_get(&filters->by_place, key);
    if (known != 0)
        return filters->all.at[known - 1];
    Standing standing = standing_of(filters->model, claim, expr);
    Filter *filter = VEC_PUSH(filters->arena, &filters->all);
    *VEC_PUSH(filters->arena, &filters->standings) = standing;
    *filter = (Filter){.expr = expr, .number = filters->all.count};
    filter->bound = eval_bind(filters->model, BIND_FUNDING, expr, standing);
    if (filter->bound != NULL) {
        join(filters);
        if (filter->memo == NULL)
            filter->memo = eval_memo(filters->arena, filter->bound);
    }
    map_put(&filters->by_place, key, filters->all.count);
    return *filter;
}
