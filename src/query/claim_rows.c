/* The rows of `claims`, one kind after another, then sorted by path and place. */
#include "query/claim_rows.h"

#include <stdlib.h>

/* ---- making the rows ---- */

typedef struct Maker {
    const ClaimBase *base;
    const uint32_t *paths; /* by SourceId: its number among the paths, sorted */
    ClaimRows rows;
} Maker;

typedef struct NumberedPath {
    Slice path;
    SourceId source;
} NumberedPath;

static int by_path(const void *left, const void *right) {
    const NumberedPath *a = left, *b = right;
    int order = slice_compare(a->path, b->path);
    return order != 0 ? order : (a->source > b->source) - (a->source < b->source);
}

static const uint32_t *number_paths(const ClaimBase *base) {
    const Sources *sources = base->model->sources;
    uint32_t count = sources->all.count;
    NumberedPath *sorted = ARENA_ARRAY(base->arena, NumberedPath, count);
    uint32_t *numbers = ARENA_ARRAY(base->arena, uint32_t, count);
    for (uint32_t i = 0; i < count; i++)
        sorted[i] = (NumberedPath){sources_get(sources, i)->path, i};
    if (count > 0)
        qsort(sorted, count, sizeof *sorted, by_path);
    for (uint32_t i = 0; i < count; i++)
        numbers[sorted[i].source] = i;
    return numbers;
}

static ClaimRow *add_row(Maker *maker, ClaimKind kind, uint32_t index, Place place) {
    ClaimRow *row = VEC_PUSH(maker->base->arena, &maker->rows);
    *row = (ClaimRow){.kind = (uint8_t)kind,
                      .index = index,
                      .place = place,
                      .path = maker->paths[place.source]};
    return row;
}

/* A `?` states nothing. */
static void add_totals(Maker *maker) {
    const Model *model = maker->base->model;
    for (uint32_t i = 0; i < model->claims.count; i++) {
        const Claim *claim = &model->claims.at[i];
        if (!(claim->stated.flags & FIGURE_BLANK)) {
            add_row(maker, claim->scope == SCOPE_GROSS ? CLAIM_GROSS : CLAIM_TOTAL, i,
                    model_claim_place(model, claim));
        }
    }
}

static void add_cells(Maker *maker) {
    const Model *model = maker->base->model;
    for (uint32_t i = 0; i < model->cells.count; i++) {
        const CellClaim *cell = &model->cells.at[i];
        Figure figure = cell->cells[cell->column];
        if (!(figure.flags & FIGURE_BLANK))
            add_row(maker, CLAIM_CELL, i, (Place){cell->file, figure_span(figure)});
    }
}

static void add_shares(Maker *maker) {
    const Model *model = maker->base->model;
    for (uint32_t i = 0; i < model->shares.count; i++) {
        const ShareClaim *share = &model->shares.at[i];
        add_row(maker, CLAIM_SHARE, i, (Place){share->file, share->node->node.span});
    }
}

static void add_effects(Maker *maker) {
    const ClaimBase *base = maker->base;
    const Model *model = base->model;
    EffectOutcomes outcomes = {0};
    for (uint32_t i = 0; i < model->effects.count; i++) {
        const EffectClaim *effect = &model->effects.at[i];
        outcomes.count = 0;
        effects_of_claim(base->effects, i, &outcomes);
        for (uint32_t j = 0; j < outcomes.count; j++) {
            ClaimRow *row = add_row(maker, CLAIM_EFFECT, i,
                                    (Place){effect->file, effect->node->node.span});
            row->part = outcomes.at[j].dimension;
        }
    }
}

static void add_judgements(Maker *maker, ThingKind kind) {
    const Model *model = maker->base->model;
    NameId judged = names_find(model->names, SLICE("judged"));
    NameId expected = names_find(model->names, SLICE("expected"));
    for (Id id = 1; id < model->things[kind].count && (judged || expected); id++) {
        uint32_t i = model->things[kind].at[id].first_prop;
        for (; i != 0; i = model->props.at[i - 1].next) {
            const Prop *prop = &model->props.at[i - 1];
            if (prop->name != judged && prop->name != expected)
                continue;
            ClaimRow *row =
                add_row(maker, prop->name == judged ? CLAIM_JUDGEMENT : CLAIM_FORECAST,
                        i - 1, (Place){prop->source, prop->node->node.span});
            row->thing_kind = (uint8_t)kind;
            row->thing = id;
        }
    }
}

static void add_checks(Maker *maker) {
    const ClaimBase *base = maker->base;
    const Model *model = base->model;
    for (uint32_t i = 0; i < model->checks.count; i++) {
        const CheckClaim *check = &model->checks.at[i];
        Place place = {check->file, check->node->node.span};
        uint32_t count = base->checked->points[i].count;
        for (uint32_t j = count == 0 ? 0 : 1; j <= count; j++)
            add_row(maker, CLAIM_CHECK, i, place)->part = j;
    }
}

/* Rows of one place keep the order in which they were made. */
static int by_place(const void *left, const void *right) {
    const ClaimRow *a = left, *b = right;
    const uint32_t keys[][2] = {
        {a->path, b->path},   {a->place.span.start, b->place.span.start},
        {a->kind, b->kind},   {a->thing_kind, b->thing_kind},
        {a->thing, b->thing}, {a->index, b->index},
        {a->part, b->part}};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (keys[i][0] != keys[i][1])
            return keys[i][0] < keys[i][1] ? -1 : 1;
    return 0;
}

ClaimRows claim_rows(const ClaimBase *base) {
    Maker maker = {.base = base, .paths = number_paths(base)};
    add_totals(&maker);
    add_cells(&maker);
    add_shares(&maker);
    if (base->effects != NULL)
        add_effects(&maker);
    add_judgements(&maker, KIND_PROJECT);
    add_judgements(&maker, KIND_GOAL);
    add_judgements(&maker, KIND_INDICATOR);
    add_checks(&maker);
    if (maker.rows.count > 0)
        qsort(maker.rows.at, maker.rows.count, sizeof *maker.rows.at, by_place);
    return maker.rows;
}
