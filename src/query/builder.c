/* Cells, and which rows stay in which order. */
#include "query/builder.h"
#include "model/view.h"

#include <stdlib.h>
#include <string.h>

enum { QUOTIENT_DIGITS = 4 }; /* after the point of a quotient or mean, in its unit */

/* Whether a value is divided somewhere and not rounded after it. */
static bool divides(const Step *step) {
    if (step == NULL || (step->kind == STEP_SCALAR && step->op == FUNCTION_round))
        return false;
    if ((step->kind == STEP_ARITHMETIC && step->op == EXPR_DIV) ||
        (step->kind == STEP_AGGREGATE && step->op == FUNCTION_avg))
        return true;
    if (step->kind == STEP_AGGREGATE)
        return divides(step->left);
    for (uint32_t i = 0; i < step->arg_count; i++)
        if (divides(step->args[i]))
            return true;
    return divides(step->left) || divides(step->right);
}

void builder_begin(ResultBuilder *builder, Arena *arena, const BoundQuery *query,
                   Rows *rows) {
    *builder = (ResultBuilder){.arena = arena, .query = query, .rows = rows};
    builder->quotient = ARENA_ARRAY(arena, bool, query->item_count + 1);
    for (uint32_t i = 0; i < query->item_count; i++)
        builder->quotient[i] = divides(query->items[i].step);
}

/* ---- cells ---- */

/* The title of a thing in the builder's arena: mostly it is that of the row before. */
static Slice kept_title(ResultBuilder *builder, const Datum *datum, Id document) {
    Datum *last = &builder->last;
    if (last->kind != DATUM_REF || last->ref != datum->ref ||
        last->ref_kind != datum->ref_kind || builder->last_document != document) {
        *last = *datum;
        Slice title = view_title(builder->rows->run->model, (ThingKind)datum->ref_kind,
                                 datum->ref, document);
        last->text = arena_copy(builder->arena, title);
        builder->last_document = document;
    }
    return last->text;
}

/* Digits of a quotient, in its unit. */
static int32_t shown_digits(const ResultBuilder *builder, const Datum *datum) {
    int32_t power = datum->kind == DATUM_AMOUNT ? builder->query->unit.power : 0;
    return QUOTIENT_DIGITS - power;
}

Datum builder_plain(ResultBuilder *builder, const Datum *datum, Id document) {
    Datum shown = *datum;
    if (datum->kind == DATUM_REF) {
        shown.text = kept_title(builder, datum, document);
        return shown;
    } else if (datum->kind == DATUM_UNKNOWN) {
        remarks_add(&builder->rows->remarks, datum->text);
        shown = datum_null();
    } else if (datum->kind == DATUM_LIST) {
        Datum *list = ARENA_ARRAY(builder->arena, Datum, datum->list_count);
        for (uint32_t i = 0; i < datum->list_count; i++)
            list[i] = builder_plain(builder, &datum->list[i], document);
        shown.list = list;
        return shown;
    }
    if (shown.over != 0) {
        shown.number =
            decimal_trim(datum_decimal(datum, shown_digits(builder, datum)), 0);
        shown.over = 0;
    }
    return value_keep(builder->arena, &shown);
}

Datum builder_value(ResultBuilder *builder, uint32_t item, const Datum *datum,
                    Id document) {
    Datum shown = builder_plain(builder, datum, document);
    bool number = shown.kind >= DATUM_NUMBER && shown.kind <= DATUM_AMOUNT;
    if (!number || !builder->quotient[item])
        return shown;
    int32_t power = shown.kind == DATUM_AMOUNT ? builder->query->unit.power : 0;
    int32_t digits = shown_digits(builder, datum);
    Decimal rounded;
    builder->rounded = builder->rounded || datum->over != 0;
    if (shown.number.scale > digits && decimal_rescale(shown.number, digits, &rounded)) {
        builder->rounded = builder->rounded ||
                           decimal_compare(rounded, shown.number) != 0;
        shown.number = rounded;
    }
    shown.number = decimal_trim(shown.number, -power);
    return shown;
}

Datum builder_order_key(ResultBuilder *builder, const Step *step, const Datum *value,
                        Id document) {
    const Step *of = step->kind == STEP_KEY ? builder->query->groups[step->id] : step;
    Datum key = record_has_no_figure(of, value) ? datum_unknown(SLICE(RECORD_NO_FIGURE))
                                                : *value;
    return builder_plain(builder, &key, document);
}

void builder_reserve(ResultBuilder *builder, uint32_t rows) {
    uint64_t cells = ((uint64_t)rows + 1) * builder->column_count;
    uint64_t keys = (uint64_t)rows * builder->query->order_count;
    if (cells > UINT32_MAX || keys > UINT32_MAX)
        memory_exhausted(arena_memory(builder->arena));
    Arena *arena = builder->arena;
    builder->cells.at = arena_alloc(arena, arena_size(arena, cells, sizeof(Datum)));
    builder->cells.room = (uint32_t)cells;
    builder->keys.at = arena_alloc(arena, arena_size(arena, keys, sizeof(Datum)));
    builder->keys.room = (uint32_t)keys;
    builder->origin.at = arena_alloc(arena, arena_size(arena, rows, sizeof(uint32_t)));
    builder->origin.room = rows;
}

void builder_row(ResultBuilder *builder, uint32_t origin) {
    *VEC_PUSH(builder->arena, &builder->origin) = origin;
}

uint32_t builder_row_count(const ResultBuilder *builder) {
    return builder->origin.count;
}

/* ---- order ---- */

static const Datum *row_cells(const ResultBuilder *builder, uint32_t row) {
    return &builder->cells.at[(size_t)row * builder->column_count];
}

/* The first of each that is the same; gives how many. */
static uint32_t keep_distinct(ResultBuilder *builder, uint32_t *rows, uint32_t count) {
    ValueSet seen = {0};
    Arena *scratch = arena_new(arena_memory(builder->arena));
    uint32_t kept = 0;
    for (uint32_t i = 0; i < count; i++) {
        Datum row = {.kind = DATUM_LIST,
                     .list = row_cells(builder, rows[i]),
                     .list_count = builder->column_count};
        bool is_new;
        value_set_add(scratch, &seen, &row, &is_new);
        if (is_new)
            rows[kept++] = rows[i];
    }
    arena_drop(scratch);
    return kept;
}

static bool is_missing(const Datum *datum) {
    return datum->kind == DATUM_NULL;
}

/* Neighbours are always compared, so that it does not hang on how rows are sorted. */
static void note_currencies(ResultBuilder *builder, const Datum *x, const Datum *y) {
    if (datum_are_apart(x, y) && builder->ordered[0] == 0) {
        bool less = x->currency < y->currency;
        builder->ordered[0] = less ? x->currency : y->currency;
        builder->ordered[1] = less ? y->currency : x->currency;
    }
}

static int compare_rows(ResultBuilder *builder, uint32_t a, uint32_t b) {
    const BoundQuery *query = builder->query;
    enum { NULLS_FIRST = 1 };
    for (uint32_t i = 0; i < query->order_count; i++) {
        const BoundOrder *order = &query->orders[i];
        const Datum *x = &builder->keys.at[(size_t)a * query->order_count + i];
        const Datum *y = &builder->keys.at[(size_t)b * query->order_count + i];
        if (is_missing(x) != is_missing(y))
            return is_missing(x) == (order->nulls == NULLS_FIRST) ? -1 : 1;
        note_currencies(builder, x, y);
        int found = value_compare(x, y);
        if (found != 0)
            return order->descending ? -found : found;
    }
    return 0;
}

/* Merges two runs that are in order; equals keep theirs. */
static void merge(ResultBuilder *builder, const uint32_t *from, uint32_t *to,
                  uint32_t left, uint32_t middle, uint32_t right) {
    uint32_t a = left, b = middle;
    for (uint32_t i = left; i < right; i++) {
        bool first = a < middle &&
                     (b >= right || compare_rows(builder, from[a], from[b]) <= 0);
        to[i] = first ? from[a++] : from[b++];
    }
}

static void sort_rows(ResultBuilder *builder, uint32_t *rows, uint32_t count) {
    uint32_t *other = ARENA_ARRAY(builder->arena, uint32_t, count + 1);
    for (uint64_t width = 1; width < count; width *= 2) {
        for (uint64_t left = 0; left < count; left += 2 * width) {
            uint64_t middle = left + width < count ? left + width : count;
            uint64_t right = left + 2 * width < count ? left + 2 * width : count;
            merge(builder, rows, other, (uint32_t)left, (uint32_t)middle,
                  (uint32_t)right);
        }
        memcpy(rows, other, count * sizeof *rows);
    }
}

const uint32_t *builder_order(ResultBuilder *builder, uint32_t *count, uint32_t *all) {
    const BoundQuery *query = builder->query;
    uint32_t total = builder_row_count(builder);
    uint32_t *rows = ARENA_ARRAY(builder->arena, uint32_t, total + 1);
    for (uint32_t i = 0; i < total; i++)
        rows[i] = i;
    if (query->distinct)
        total = keep_distinct(builder, rows, total);
    if (query->order_count > 0)
        sort_rows(builder, rows, total);
    *all = total;
    uint32_t from = query->offset < total ? (uint32_t)query->offset : total;
    uint32_t left = total - from;
    *count = query->limit < left ? (uint32_t)query->limit : left;
    return rows + from;
}
