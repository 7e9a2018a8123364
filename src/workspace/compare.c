/* Two editions held against each other, record by record. */
#include "workspace/compare.h"

#include <stdlib.h>

#include "base/sorted.h"
#include "check/checked.h"
#include "check/scope.h"
#include "eval/datum.h"
#include "workspace/record_tables.h"

/* ---- names ---- */

static int by_title(const void *left, const void *right) {
    const Record *a = *(const Record *const *)left, *b = *(const Record *const *)right;
    int order = slice_compare(slice_of(a->what), slice_of(b->what));
    return order != 0 ? order : slice_compare(a->title, b->title);
}

typedef VEC(const Record *) RecordRefs;

/* Those whose key the other edition does not have; both are sorted by key. */
static RecordRefs only_in(Arena *arena, const RecordVec *own, const RecordVec *other) {
    RecordRefs only = {0};
    uint32_t k = 0;
    for (uint32_t i = 0; i < own->count; i++) {
        while (k < other->count && slice_compare(other->at[k].key, own->at[i].key) < 0)
            k++;
        if (k == other->count || !slice_equal(other->at[k].key, own->at[i].key))
            *VEC_PUSH(arena, &only) = &own->at[i];
    }
    if (only.count > 1)
        qsort(only.at, only.count, sizeof *only.at, by_title);
    return only;
}

/* Whether no other of its edition has its kind and title. */
static bool alone(const RecordRefs *all, uint32_t i) {
    return (i == 0 || by_title(&all->at[i - 1], &all->at[i]) != 0) &&
           (i + 1 == all->count || by_title(&all->at[i + 1], &all->at[i]) != 0);
}

static ThingKind kind_of(const Record *record) {
    for (uint32_t kind = 0; kind < KIND_COUNT; kind++)
        if (slice_is(slice_of(record->what), kind_text((ThingKind)kind)))
            return (ThingKind)kind;
    return KIND_COUNT;
}

/* What is gone and what came with the same title is the same by another name. Indicators
 * are known within their owners, which may have been renamed themselves: they stay. */
static RenamedVec find_renamed(Arena *arena, const Edition *before,
                               const Edition *after) {
    RecordVec old = records_of_things(arena, before),
              now = records_of_things(arena, after);
    RecordRefs gone = only_in(arena, &old, &now), came = only_in(arena, &now, &old);
    RenamedVec renamed = {0};
    uint32_t k = 0;
    for (uint32_t i = 0; i < gone.count; i++) {
        while (k < came.count && by_title(&came.at[k], &gone.at[i]) < 0)
            k++;
        if (k == came.count || by_title(&came.at[k], &gone.at[i]) != 0 ||
            !alone(&gone, i) || !alone(&came, k) || gone.at[i]->title.length == 0 ||
            kind_of(gone.at[i]) == KIND_INDICATOR)
            continue;
        *VEC_PUSH(arena, &renamed) =
            (Renamed){(uint8_t)kind_of(gone.at[i]), came.at[k]->name, gone.at[i]->name};
    }
    if (renamed.count > 1)
        qsort(renamed.at, renamed.count, sizeof *renamed.at, edition_by_now);
    return renamed;
}

/* ---- records ---- */

static void add_change(EditionChanges *comparison, const Record *before,
                       const Record *after) {
    RecordChange *change = VEC_PUSH(comparison->arena, &comparison->records);
    *change = (RecordChange){.before = before, .after = after};
    if (before && after && before->value.kind == after->value.kind &&
        datum_is_number(&before->value) && before->value.over == 0 &&
        after->value.over == 0 && before->value.currency == after->value.currency) {
        change->has_difference =
            decimal_sub(after->value.number, before->value.number, &change->difference);
    }
    if (before && after && !slice_equal(before->name, after->name))
        change->renamed = true;
}

/* Within one key: what both say is no change; of the rest the first of one side is
 * another value of the first of the other. */
static void compare_key(EditionChanges *comparison, const Record *old, uint32_t old_count,
                        const Record *now, uint32_t now_count) {
    RecordRefs gone = {0}, came = {0};
    uint32_t i = 0, k = 0;
    while (i < old_count || k < now_count) {
        int order = i == old_count   ? 1
                    : k == now_count ? -1
                                     : slice_compare(old[i].same, now[k].same);
        if (order == 0 && !slice_equal(old[i].name, now[k].name))
            add_change(comparison, &old[i], &now[k]);
        if (order < 0)
            *VEC_PUSH(comparison->arena, &gone) = &old[i];
        if (order > 0)
            *VEC_PUSH(comparison->arena, &came) = &now[k];
        i += order <= 0;
        k += order >= 0;
    }
    for (i = 0; i < gone.count || i < came.count; i++) {
        add_change(comparison, i < gone.count ? gone.at[i] : NULL,
                   i < came.count ? came.at[i] : NULL);
    }
}

static int compare_keys(const Record *a, const Record *b) {
    int order = (int)a->group - (int)b->group;
    return order != 0 ? order : slice_compare(a->key, b->key);
}

static uint32_t run_of(const RecordVec *records, uint32_t from) {
    uint32_t end = from;
    while (end < records->count &&
           compare_keys(&records->at[end], &records->at[from]) == 0)
        end++;
    return end - from;
}

static void compare_records(EditionChanges *comparison, const RecordVec *old,
                            const RecordVec *now) {
    uint32_t i = 0, k = 0;
    while (i < old->count || k < now->count) {
        int order = i == old->count   ? 1
                    : k == now->count ? -1
                                      : compare_keys(&old->at[i], &now->at[k]);
        uint32_t olds = order <= 0 ? run_of(old, i) : 0;
        uint32_t nows = order >= 0 ? run_of(now, k) : 0;
        compare_key(comparison, old->at + i, olds, now->at + k, nows);
        i += olds;
        k += nows;
    }
}

/* ---- what goes without saying ---- */

static int by_thing(const void *left, const void *right) {
    return slice_compare(*(const Slice *)left, *(const Slice *)right);
}

static bool has_thing(const SliceVec *things, Slice thing) {
    uint32_t i = 0;
    SORTED_SEEK(i, things->count, at, slice_compare(things->at[at], thing) < 0)
    return i < things->count && slice_equal(things->at[i], thing);
}

/* Of a thing that came or is gone that is enough: its properties came or went with it. */
static void drop_details(EditionChanges *comparison) {
    SliceVec things = {0};
    uint32_t kept = 0;
    for (uint32_t i = 0; i < comparison->records.count; i++) {
        const RecordChange *change = &comparison->records.at[i];
        const Record *one = record_changed(change);
        if (one->name.length > 0 && !(change->before && change->after))
            *VEC_PUSH(comparison->arena, &things) = one->thing;
    }
    if (things.count > 1)
        qsort(things.at, things.count, sizeof *things.at, by_thing);
    for (uint32_t i = 0; i < comparison->records.count; i++) {
        const RecordChange *change = &comparison->records.at[i];
        const Record *one = record_changed(change);
        if (one->name.length > 0 || one->thing.length == 0 ||
            !has_thing(&things, one->thing))
            comparison->records.at[kept++] = *change;
    }
    comparison->records.count = kept;
}

/* ---- order ---- */

/* How much money came or went; 0 where that is no question. */
static Decimal size_of(const RecordChange *change) {
    if (change->has_difference)
        return decimal_abs(change->difference);
    const Record *one = record_changed(change);
    bool other = change->before && change->after;
    return !other && one->value.kind == DATUM_AMOUNT ? decimal_abs(one->value.number)
                                                     : DECIMAL_ZERO;
}

static int by_size(const void *left, const void *right) {
    const RecordChange *a = left, *b = right;
    int order = (int)record_changed(a)->group - (int)record_changed(b)->group;
    if (order == 0)
        order = decimal_compare(size_of(b), size_of(a));
    if (order == 0)
        order = slice_compare(record_changed(a)->key, record_changed(b)->key);
    if (order == 0)
        order = slice_compare(record_changed(a)->same, record_changed(b)->same);
    return order;
}

/* ---- claims ---- */

static bool is_off(const ClaimStand *stand) {
    return slice_is(stand->status, "off") || slice_is(stand->status, "coarse");
}

ClaimTurn claim_turn(const ClaimChange *change) {
    bool was = change->had && is_off(&change->before);
    bool is = change->has && is_off(&change->after);
    return is && !was ? TURN_BROKE : was && !is ? TURN_MENDED : TURN_OTHER;
}

static int by_turn(const void *left, const void *right) {
    const ClaimChange *a = left, *b = right;
    int order = (int)claim_turn(a) - (int)claim_turn(b);
    if (order == 0)
        order = slice_compare(a->table, b->table);
    if (order == 0)
        order = slice_compare(a->subject, b->subject);
    if (order == 0)
        order = slice_compare(a->kind, b->kind);
    if (order == 0)
        order = decimal_compare(a->year.number, b->year.number);
    return order != 0 ? order : slice_compare(a->year.text, b->year.text);
}

/* ---- what made a claim come out differently ---- */

typedef struct EntryChange {
    Slice entry;
    uint32_t record; /* in EditionChanges.records */
} EntryChange;

static int by_entry(const void *left, const void *right) {
    const EntryChange *a = left, *b = right;
    int order = slice_compare(a->entry, b->entry);
    return order != 0 ? order : (a->record > b->record) - (a->record < b->record);
}

typedef struct Causes {
    EditionChanges *comparison;
    EntryChange *changed; /* sorted */
    uint32_t count;
    uint32_t *told; /* by record: the last claim, + 1, for which it was told */
} Causes;

enum { CAUSED_MOST = 200 /* claims */, ENTRIES_MOST = 10000 /* of one */ };

static Causes begin_causes(EditionChanges *comparison) {
    Causes causes = {.comparison = comparison};
    causes.changed =
        ARENA_ARRAY(comparison->arena, EntryChange, comparison->records.count + 1);
    causes.told = ARENA_ARRAY(comparison->arena, uint32_t, comparison->records.count + 1);
    for (uint32_t i = 0; i < comparison->records.count; i++) {
        const Record *record = record_changed(&comparison->records.at[i]);
        if (record->entry.length > 0)
            causes.changed[causes.count++] = (EntryChange){record->entry, i};
    }
    if (causes.count > 1)
        qsort(causes.changed, causes.count, sizeof *causes.changed, by_entry);
    return causes;
}

/* Of one claim in the order of the records: the largest first. */
static int by_record(const void *left, const void *right) {
    const ClaimCause *a = left, *b = right;
    return (a->record > b->record) - (a->record < b->record);
}

/* The changed entries among those that one side's claim is over. */
static void add_causes(Causes *causes, const Edition *edition, uint32_t claim,
                       uint32_t number) {
    EditionChanges *comparison = causes->comparison;
    const Workspace *workspace = edition->workspace;
    const Claim *at = &workspace->model->claims.at[claim];
    if (at->scope == SCOPE_GROSS)
        return;
    ScopeList list = scope_of(workspace->checked->scopes, at);
    for (uint32_t i = 0; i < list.count && list.count <= ENTRIES_MOST; i++) {
        Slice entry = record_tables_entry(comparison->arena, edition, list.facts[i]);
        uint32_t k = 0;
        SORTED_SEEK(k, causes->count, seek,
                    slice_compare(causes->changed[seek].entry, entry) < 0)
        for (; k < causes->count && slice_equal(causes->changed[k].entry, entry); k++) {
            uint32_t record = causes->changed[k].record;
            if (causes->told[record] != number + 1)
                *VEC_PUSH(comparison->arena, &comparison->causes) =
                    (ClaimCause){number, record};
            causes->told[record] = number + 1;
        }
    }
}

static void find_causes(EditionChanges *comparison) {
    Causes causes = begin_causes(comparison);
    uint32_t asked = 0;
    for (uint32_t i = 0; i < comparison->claims.claims.count && causes.count > 0; i++) {
        const ClaimChange *change = &comparison->claims.claims.at[i];
        if (asked == CAUSED_MOST || !change->had || !change->has)
            continue;
        uint32_t first = comparison->causes.count;
        if (change->claim_before > 0)
            add_causes(&causes, &comparison->before, change->claim_before - 1, i);
        if (change->claim_after > 0)
            add_causes(&causes, &comparison->after, change->claim_after - 1, i);
        if (comparison->causes.count - first > 1)
            qsort(comparison->causes.at + first, comparison->causes.count - first,
                  sizeof *comparison->causes.at, by_record);
        asked += change->claim_after > 0;
    }
}

/* ---- the whole ---- */

/* The unit in which most of an edition is written; NULL: it has no amounts. */
static const LineUnit *unit_of(const Edition *edition) {
    const Model *model = edition->workspace->model;
    const LineUnit *most = NULL;
    for (uint32_t i = 0; i < model->line_units.count; i++) {
        const LineUnit *unit = &model->line_units.at[i];
        if ((edition->document == 0 || unit->document == edition->document) &&
            unit->amounts > (most ? most->amounts : 0))
            most = unit;
    }
    return most;
}

/* Both are shown in the unit of the later one, or of the only one that has amounts. */
static void choose_unit(EditionChanges *comparison) {
    const LineUnit *unit = unit_of(&comparison->after);
    if (!unit)
        unit = unit_of(&comparison->before);
    comparison->before.power = comparison->after.power = unit ? unit->power : 0;
}

/* Those that have a name, or entries: each file without a document is one too. */
static uint32_t documents_of(const Workspace *workspace) {
    const Model *model = workspace->model;
    uint32_t count = 0;
    for (Id id = 1; id < model->things[KIND_DOCUMENT].count; id++)
        count += model_thing(model, KIND_DOCUMENT, id)->name != 0 ||
                 model->rows[id].facts.end > 0;
    return count;
}

/* Things by titles that they had not: claims are known by them. */
static RenamedVec find_retitled(EditionChanges *comparison) {
    RenamedVec retitled = {0};
    for (uint32_t i = 0; i < comparison->records.count; i++) {
        const RecordChange *change = &comparison->records.at[i];
        if (change->before && change->after && change->after->name.length > 0 &&
            !slice_equal(change->before->title, change->after->title))
            *VEC_PUSH(comparison->arena, &retitled) =
                (Renamed){0, change->after->title, change->before->title};
    }
    if (retitled.count > 1)
        qsort(retitled.at, retitled.count, sizeof *retitled.at, edition_by_now);
    return retitled;
}

void compare_editions(Arena *arena, EditionChanges *comparison, const Workspace *before,
                      Id before_document, const Workspace *after, Id after_document) {
    bool single = before_document != 0 ||
                  (documents_of(before) <= 1 && documents_of(after) <= 1);
    *comparison = (EditionChanges){.arena = arena,
                                   .before = {.workspace = before,
                                              .document = before_document,
                                              .by_document = !single},
                                   .after = {.workspace = after,
                                             .document = after_document,
                                             .by_document = !single}};
    choose_unit(comparison);
    comparison->after.renamed =
        find_renamed(arena, &comparison->before, &comparison->after);
    RecordVec *old = ARENA_NEW(arena, RecordVec), *now = ARENA_NEW(arena, RecordVec);
    *old = records_of(arena, &comparison->before);
    *now = records_of(arena, &comparison->after);
    compare_records(comparison, old, now);
    drop_details(comparison);
    if (comparison->records.count > 1)
        qsort(comparison->records.at, comparison->records.count,
              sizeof *comparison->records.at, by_size);
    comparison->after.retitled = find_retitled(comparison);
    difference_of_claims(arena, &comparison->claims, &comparison->before,
                         &comparison->after);
    if (comparison->claims.claims.count > 1)
        qsort(comparison->claims.claims.at, comparison->claims.claims.count,
              sizeof *comparison->claims.claims.at, by_turn);
    find_causes(comparison);
    for (uint32_t i = 0; i < comparison->claims.claims.count; i++) {
        ClaimTurn turn = claim_turn(&comparison->claims.claims.at[i]);
        comparison->broke += turn == TURN_BROKE;
        comparison->mended += turn == TURN_MENDED;
    }
}
