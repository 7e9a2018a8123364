/* What could not be read: claims about it are neither right nor wrong, and what was lost
 * was said where it stands. */
#include "check/damage.h"

#include <stdlib.h>

static int compare_places(const void *left, const void *right) {
    const Place *a = left, *b = right;
    if (a->source != b->source) {
        return a->source < b->source ? -1 : 1;
    }
    return (a->span.start > b->span.start) - (a->span.start < b->span.start);
}

bool damage_between(const Damage *damage, SourceId source, Span span) {
    uint32_t from = 0, to = damage->count;
    Place key = {source, span};
    while (from < to) {
        uint32_t middle = from + (to - from) / 2;
        if (compare_places(&damage->places[middle], &key) < 0) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    return from < damage->count && damage->places[from].source == source &&
           damage->places[from].span.start < span.end;
}

Damage *damage_find(const CheckRun *run) {
    const Findings *findings = run->findings;
    const Model *model = run->model;
    uint32_t documents = model->things[KIND_DOCUMENT].count;
    Damage *damage = ARENA_NEW(run->arena, Damage);
    *damage = (Damage){ARENA_ARRAY(run->arena, Place, findings->all.count), 0,
                       ARENA_ARRAY(run->arena, bool, documents + 1)};
    for (uint32_t i = 0; i < findings->all.count; i++) {
        const Diagnostic *d = findings->all.at[i];
        /* A bad figure, and a row of the wrong length, stay as such. */
        if (diagnostic_fails(d, CHECK_DROPS)) {
            damage->places[damage->count++] = d->place;
        }
    }
    if (damage->count == 0) {
        return damage;
    }
    qsort(damage->places, damage->count, sizeof *damage->places, compare_places);
    bool *files = ARENA_ARRAY(run->arena, bool, run->model->sources->all.count + 1);
    for (uint32_t i = 0; i < damage->count; i++) {
        files[damage->places[i].source] = true;
    }
    for (uint32_t i = 0; i < model->lines.count; i++) {
        if (files[model->lines.at[i].file]) {
            damage->documents[model->lines.at[i].document] = true;
        }
    }
    for (uint32_t i = 0; i < model->claims.count; i++) {
        if (files[model->claims.at[i].file]) {
            damage->documents[model->claims.at[i].document] = true;
        }
    }
    for (uint32_t i = 0; i < model->checks.count; i++) {
        if (files[model->checks.at[i].file]) {
            damage->documents[model->checks.at[i].document] = true;
        }
    }
    return damage;
}
