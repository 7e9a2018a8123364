/* The columns of the result: which values of a pivot have one, in which order, and how
 * they are headed. */
#include "query/pivot.h"

void pivot_find_values(Pivot *wide) {
    Groups *groups = wide->groups;
    Arena *arena = wide->builder->arena;
    wide->pivot_of = ARENA_ARRAY(arena, uint32_t, groups->count + 1);
    for (uint32_t i = 0; i < groups->count && wide->query->pivot != NULL; i++) {
        const Datum *key = &groups_keys(groups, i)[wide->query->pivot_group];
        wide->pivot_of[i] = value_set_add(arena, &wide->pivots, key, NULL);
    }
}

static int compare_pivots(const ValueSet *pivots, uint32_t a, uint32_t b,
                          bool descending) {
    const Datum *x = &pivots->at[a], *y = &pivots->at[b];
    bool missing = x->kind == DATUM_NULL, other = y->kind == DATUM_NULL;
    if (missing != other)
        return missing ? 1 : -1;
    bool ordered = x->kind != DATUM_REF && x->kind != DATUM_TEXT &&
                   x->kind != DATUM_WORD && x->kind != DATUM_LIST;
    int order = ordered ? value_compare(x, y) : 0;
    return descending && !missing ? -order : order;
}

/* Those that a group which stays has, by value where values have an order, else as they
 * first came. */
static void sort_pivots(Pivot *wide, const bool *stays) {
    bool descending = false;
    for (uint32_t i = 0; i < wide->query->order_count; i++) {
        const BoundOrder *order = &wide->query->orders[i];
        descending = descending ||
                     (order->group == wide->query->pivot_group + 1 && order->descending);
    }
    uint32_t *order = ARENA_ARRAY(wide->builder->arena, uint32_t, wide->column_count + 1);
    uint32_t count = 0;
    for (uint32_t i = 0; i < wide->pivots.count; i++) {
        if (!stays[i])
            continue;
        uint32_t at = count++;
        while (at > 0 &&
               compare_pivots(&wide->pivots, i, order[at - 1], descending) < 0) {
            order[at] = order[at - 1];
            at--;
        }
        order[at] = i;
    }
    wide->pivot_order = order;
}

bool pivot_choose_values(Pivot *wide) {
    Groups *groups = wide->groups;
    bool *stays = ARENA_ARRAY(wide->builder->arena, bool, wide->pivots.count + 1);
    for (uint32_t i = 0; i < groups->count && wide->query->pivot != NULL; i++) {
        bool is_new = wide->row_of[i] != UINT32_MAX && !stays[wide->pivot_of[i]];
        wide->column_count += is_new;
        stays[wide->pivot_of[i]] = stays[wide->pivot_of[i]] || is_new;
    }
    if (wide->column_count > PIVOT_MOST) {
        Diagnostic *d = findings_add(
            wide->builder->rows->run->findings, CODE_Q05,
            (Place){wide->query->bound.file, wide->query->select->pivot->span},
            "\"pivot by\" would make %u columns; %u is the most", wide->column_count,
            PIVOT_MOST);
        diagnostic_help(wide->builder->rows->run->findings, d,
                        "leave it out: its values are rows then");
        return false;
    }
    sort_pivots(wide, stays);
    return true;
}

static bool is_value(const Pivot *wide, uint32_t item) {
    return wide->query->items[item].step->has_aggregate;
}

static void add_column(Pivot *wide, uint32_t item, uint32_t pivot, Slice heading,
                       Slice key) {
    ResultBuilder *builder = wide->builder;
    uint32_t at = builder->column_count++;
    builder->from[at] = (BuilderColumn){item, pivot};
    builder->columns[at] = (ResultColumn){.heading = heading,
                                          .key = key,
                                          .type = wide->query->items[item].step->type,
                                          .pivoted = pivot != NO_PIVOT,
                                          .total = pivot == PIVOT_TOTAL};
}

static Slice pivot_text(const Pivot *wide, uint32_t pivot) {
    const Datum *value = &wide->pivots.at[pivot];
    if (value->kind == DATUM_NULL && value->text.length > 0)
        return value->text;
    Datum shown = builder_plain(wide->builder, value, wide->query->document);
    Slice text = shown.kind == DATUM_REF ? shown.text
                                         : datum_text(wide->builder->rows->run->model,
                                                      &shown, wide->query->bound.shown);
    return arena_copy(wide->builder->arena, text);
}

/* As programs know the value: a thing by its name, where it has one. */
static Slice pivot_key(const Pivot *wide, uint32_t pivot, Slice heading) {
    const Datum *value = &wide->pivots.at[pivot];
    Slice name = SLICE("");
    if (value->kind == DATUM_REF) {
        name = model_name(wide->builder->rows->run->model, (ThingKind)value->ref_kind,
                          value->ref);
    }
    return name.length > 0 ? name : heading;
}

/* A column of each value of the items, headed by what they are of. */
static void add_values(Pivot *wide, uint32_t pivot, Slice name, Slice key) {
    Arena *arena = wide->builder->arena;
    uint32_t values = 0;
    for (uint32_t i = 0; i < wide->query->item_count; i++)
        values += is_value(wide, i);
    for (uint32_t i = 0; i < wide->query->item_count; i++) {
        if (is_value(wide, i)) {
            Slice own = wide->query->items[i].heading, heading = name, kept = key;
            if (values > 1) {
                heading =
                    arena_format(arena, "%.*s %.*s", SLICE_ARGS(name), SLICE_ARGS(own));
                kept = arena_format(arena, "%.*s %.*s", SLICE_ARGS(key), SLICE_ARGS(own));
            }
            add_column(wide, i, pivot, heading, kept);
        }
    }
}

void pivot_make_columns(Pivot *wide) {
    const BoundQuery *query = wide->query;
    ResultBuilder *builder = wide->builder;
    size_t most = (size_t)query->item_count * (wide->column_count + 2);
    builder->columns = ARENA_ARRAY(builder->arena, ResultColumn, most);
    builder->from = ARENA_ARRAY(builder->arena, BuilderColumn, most);
    bool pivoted = query->pivot != NULL;
    for (uint32_t i = 0; i < query->item_count; i++) {
        const BoundItem *item = &query->items[i];
        bool is_pivot = pivoted && item->group == query->pivot_group + 1;
        if (!is_pivot && (!pivoted || !is_value(wide, i)))
            add_column(wide, i, NO_PIVOT, item->heading, item->heading);
    }
    for (uint32_t i = 0; i < wide->column_count; i++) {
        uint32_t pivot = wide->pivot_order[i];
        Slice heading = pivot_text(wide, pivot);
        add_values(wide, pivot, heading, pivot_key(wide, pivot, heading));
    }
    if (pivoted && query->with_totals)
        add_values(wide, PIVOT_TOTAL, SLICE("total"), SLICE("total"));
}
