/* Holding two loads against each other. Lines may have moved between them: claims are the
 * same where they are about the same in the same file, or of editions in the same
 * document; findings, where they say the same. Of several that are about the same those
 * that came out the same are the same, and of the rest the first is the first. */
#include "workspace/difference.h"
#include "base/hash.h"

#include <stdlib.h>

#include "base/stamp.h"
#include "model/view.h"
#include "query/tables.h"

/* One of the two loads. */
typedef struct Side {
    Arena *arena;
    const Workspace *workspace;
    const Edition *edition; /* NULL: a load whose files are those of the other */
    const Computed *computed;
    uint32_t count; /* of claims */
} Side;

static Side side_of(Arena *arena, const Workspace *workspace, const Edition *edition) {
    Side side = {.arena = arena, .workspace = workspace, .edition = edition};
    bool one = edition != NULL && edition->document != 0;
    side.computed = tables_new(arena, workspace->model, workspace->checked,
                               &workspace->findings, one ? &edition->document : NULL,
                               one);
    side.count = side.computed->rows(side.computed, TABLE_claims);
    return side;
}

/* Whether the claim is one of the edition. */
static bool has_claim(const Side *side, uint32_t row) {
    return side->edition == NULL || side->edition->document == 0 ||
           side->computed->column(side->computed, COLUMN_CLAIM_document, row).ref ==
               side->edition->document;
}

static Slice path_of(const Workspace *workspace, Place place) {
    return sources_get(&workspace->sources, place.source)->path;
}

/* ---- pairs ---- */

/* What a row is known by, whatever line it stands on; and what it came to. */
typedef struct ClaimKey {
    uint64_t hash, stand;
    uint32_t row;
} ClaimKey;

static uint64_t take_text(uint64_t hash, Slice text) {
    return stamp_mix(hash_bytes(hash, text.at, text.length), text.length);
}

static int by_key(const void *left, const void *right) {
    const ClaimKey *a = left, *b = right;
    if (a->hash != b->hash)
        return a->hash < b->hash ? -1 : 1;
    if (a->stand != b->stand)
        return a->stand < b->stand ? -1 : 1;
    return (a->row > b->row) - (a->row < b->row);
}

static int by_row(const void *left, const void *right) {
    const ClaimKey *a = left, *b = right;
    return (a->row > b->row) - (a->row < b->row);
}

/* Which row after is which before. */
typedef struct Pairs {
    uint32_t *before; /* by row after: the row before + 1; 0: it is new */
    bool *stays;      /* by row before */
} Pairs;

static void pair(Pairs *pairs, const ClaimKey *before, const ClaimKey *after) {
    pairs->before[after->row] = before->row + 1;
    pairs->stays[before->row] = true;
}

/* Those of one hash, sorted by what they came to: the rest in the order of the files.
 * Both arrays are the pairs' to use. */
static void pair_alike(Pairs *pairs, ClaimKey *before, uint32_t before_count,
                       ClaimKey *after, uint32_t after_count) {
    uint32_t x = 0, y = 0, gone = 0, came = 0;
    while (x < before_count || y < after_count)
        if (y == after_count || (x < before_count && before[x].stand < after[y].stand))
            before[gone++] = before[x++];
        else if (x == before_count || before[x].stand > after[y].stand)
            after[came++] = after[y++];
        else
            pair(pairs, &before[x++], &after[y++]);
    if (gone > 1)
        qsort(before, gone, sizeof *before, by_row);
    if (came > 1)
        qsort(after, came, sizeof *after, by_row);
    for (uint32_t i = 0; i < gone && i < came; i++)
        pair(pairs, &before[i], &after[i]);
}

static uint32_t alike_end(const ClaimKey *keys, uint32_t from, uint32_t count) {
    uint32_t end = from;
    while (end < count && keys[end].hash == keys[from].hash)
        end++;
    return end;
}

static void pair_rows(Pairs *pairs, ClaimKey *before, uint32_t before_count,
                      ClaimKey *after, uint32_t after_count) {
    uint32_t x = 0, y = 0;
    if (before_count == 0 || after_count == 0)
        return;
    qsort(before, before_count, sizeof *before, by_key);
    qsort(after, after_count, sizeof *after, by_key);
    while (x < before_count && y < after_count) {
        if (before[x].hash < after[y].hash) {
            x++;
        } else if (before[x].hash > after[y].hash) {
            y++;
        } else {
            uint32_t old_end = alike_end(before, x, before_count);
            uint32_t now_end = alike_end(after, y, after_count);
            pair_alike(pairs, before + x, old_end - x, after + y, now_end - y);
            x = old_end;
            y = now_end;
        }
    }
}

/* ---- claims ---- */

/* Things have other numbers in another load: they are known by their titles. */
static Datum value_of(const Side *side, ColumnId column, uint32_t row) {
    Datum datum = side->computed->column(side->computed, column, row);
    if (datum.kind == DATUM_REF) {
        datum.text =
            view_title(side->workspace->model, (ThingKind)datum.ref_kind, datum.ref, 0);
    }
    return datum;
}

static bool same_value(const Datum *a, const Datum *b) {
    return a->kind == b->kind && a->currency == b->currency && a->truth == b->truth &&
           a->over == b->over && decimal_compare(a->number, b->number) == 0 &&
           slice_equal(a->text, b->text);
}

/* The file in which a claim stands, or the document, where that is what tells it from
 * others. */
static uint64_t take_home(const Side *side, uint64_t hash, uint32_t row) {
    if (side->edition == NULL) {
        Place place = tables_claim_place(side->computed, row);
        return take_text(hash, path_of(side->workspace, place));
    }
    if (!side->edition->by_document)
        return hash;
    Datum document = value_of(side, COLUMN_CLAIM_document, row);
    return take_text(hash, edition_name(side->edition, KIND_DOCUMENT, document.ref));
}

static uint64_t take_value(uint64_t hash, const Datum *datum) {
    char digits[DECIMAL_TEXT];
    Decimal number = decimal_trim(datum->number, DECIMAL_SCALE_MIN);
    hash = take_text(stamp_mix(hash, datum->kind), decimal_text(number, digits));
    return take_text(hash, datum->text);
}

/* Of the file or document, what the claim is about, and when; and of its table, but where
 * that has another title now. Of the claims that have no pair yet. */
static ClaimKey *claim_keys(const Side *side, bool titled, const Pairs *pairs, bool after,
                            uint32_t *count) {
    ClaimKey *keys = ARENA_ARRAY(side->arena, ClaimKey, side->count);
    *count = 0;
    for (uint32_t row = 0; row < side->count; row++) {
        if (!has_claim(side, row) ||
            (after ? pairs->before[row] != 0 : pairs->stays[row]))
            continue;
        Datum year = value_of(side, COLUMN_CLAIM_year, row);
        Datum stated = value_of(side, COLUMN_CLAIM_stated, row);
        Datum computed = value_of(side, COLUMN_CLAIM_computed, row);
        uint64_t hash = take_home(side, 0, row);
        hash = take_text(hash, value_of(side, COLUMN_CLAIM_kind, row).text);
        if (titled)
            hash = take_text(hash, value_of(side, COLUMN_CLAIM_table, row).text);
        Slice subject = value_of(side, COLUMN_CLAIM_subject, row).text;
        if (side->edition != NULL)
            subject = edition_subject(side->arena, side->edition, subject);
        hash = take_text(hash, subject);
        hash = take_text(hash, year.text);
        hash = stamp_mix(hash, (uint64_t)year.number.units);
        keys[(*count)++] =
            (ClaimKey){hash, take_value(take_value(0, &stated), &computed), row};
    }
    return keys;
}

static void pair_claims(const Side *before, const Side *after, bool titled,
                        Pairs *pairs) {
    uint32_t old_count, now_count;
    ClaimKey *old = claim_keys(before, titled, pairs, false, &old_count);
    ClaimKey *now = claim_keys(after, titled, pairs, true, &now_count);
    pair_rows(pairs, old, old_count, now, now_count);
}

static ClaimStand stand_of(const Side *side, uint32_t row) {
    return (ClaimStand){value_of(side, COLUMN_CLAIM_stated, row),
                        value_of(side, COLUMN_CLAIM_computed, row),
                        value_of(side, COLUMN_CLAIM_difference, row),
                        value_of(side, COLUMN_CLAIM_status, row).text};
}

static ClaimChange *add_change(Arena *arena, Difference *difference, const Side *side,
                               uint32_t row) {
    ClaimChange *change = VEC_PUSH(arena, &difference->claims);
    *change = (ClaimChange){
        .kind = value_of(side, COLUMN_CLAIM_kind, row).text,
        .table = value_of(side, COLUMN_CLAIM_table, row).text,
        .subject = value_of(side, COLUMN_CLAIM_subject, row).text,
        .of_table = tables_claim_of_table(side->computed, row),
        .year = value_of(side, COLUMN_CLAIM_year, row),
        .power = tables_claim_power(side->computed, row),
    };
    if (side->edition != NULL && side->edition->by_document)
        change->document = value_of(side, COLUMN_CLAIM_document, row).text;
    return change;
}

static void add_gone(Arena *arena, Difference *difference, const Side *before,
                     uint32_t row) {
    ClaimChange *change = add_change(arena, difference, before, row);
    change->had = true;
    change->before = stand_of(before, row);
    change->claim_before = tables_claim_total(before->computed, row);
}

static void add_new(Arena *arena, Difference *difference, const Side *after,
                    uint32_t row) {
    ClaimChange *change = add_change(arena, difference, after, row);
    change->has = true;
    change->after = stand_of(after, row);
    change->claim_after = tables_claim_total(after->computed, row);
}

static void add_both(Arena *arena, Difference *difference, const Side *before, uint32_t x,
                     const Side *after, uint32_t y) {
    ClaimStand old = stand_of(before, x), now = stand_of(after, y);
    if (same_value(&old.stated, &now.stated) &&
        same_value(&old.computed, &now.computed) && slice_equal(old.status, now.status))
        return;
    ClaimChange *change = add_change(arena, difference, after, y);
    change->had = change->has = true;
    change->before = old;
    change->after = now;
    change->claim_before = tables_claim_total(before->computed, x);
    change->claim_after = tables_claim_total(after->computed, y);
}

static void compare_claims(Arena *arena, Difference *difference, const Side *before,
                           const Side *after) {
    Pairs pairs = {ARENA_ARRAY(arena, uint32_t, after->count + 1),
                   ARENA_ARRAY(arena, bool, before->count + 1)};
    pair_claims(before, after, true, &pairs);
    if (after->edition != NULL)
        pair_claims(before, after, false, &pairs);
    for (uint32_t row = 0; row < after->count; row++)
        if (pairs.before[row] != 0)
            add_both(arena, difference, before, pairs.before[row] - 1, after, row);
        else if (has_claim(after, row))
            add_new(arena, difference, after, row);
    for (uint32_t row = 0; row < before->count; row++)
        if (!pairs.stays[row] && has_claim(before, row))
            add_gone(arena, difference, before, row);
}

/* ---- findings ---- */

/* What a claim's status tells already, and what is only a note, is left out. */
static bool is_told(const Diagnostic *d) {
    return !diagnostic_is(d, CHECK_STATUS) && !d->allowed && d->level != LEVEL_NOTE;
}

static const Diagnostic **told_findings(Arena *arena, const Workspace *workspace,
                                        uint32_t *count) {
    const Findings *findings = &workspace->findings;
    const Diagnostic **told = ARENA_ARRAY(arena, const Diagnostic *, findings->all.count);
    *count = 0;
    for (uint32_t i = 0; i < findings->all.count; i++)
        if (is_told(findings->all.at[i]))
            told[(*count)++] = findings->all.at[i];
    return told;
}

/* Of the code, the file and the message. */
static ClaimKey *finding_keys(Arena *arena, const Workspace *workspace,
                              const Diagnostic *const *told, uint32_t count) {
    ClaimKey *keys = ARENA_ARRAY(arena, ClaimKey, count);
    for (uint32_t i = 0; i < count; i++) {
        uint64_t hash =
            take_text(stamp_mix(0, told[i]->code), path_of(workspace, told[i]->place));
        keys[i] = (ClaimKey){take_text(hash, told[i]->message), 0, i};
    }
    return keys;
}

typedef VEC(const Diagnostic *) DiagnosticList;

static void compare_findings(Arena *arena, Difference *difference,
                             const Workspace *before, const Workspace *after) {
    uint32_t old_count, now_count;
    const Diagnostic **old = told_findings(arena, before, &old_count);
    const Diagnostic **now = told_findings(arena, after, &now_count);
    ClaimKey *old_keys = finding_keys(arena, before, old, old_count);
    ClaimKey *now_keys = finding_keys(arena, after, now, now_count);
    Pairs pairs = {ARENA_ARRAY(arena, uint32_t, now_count + 1),
                   ARENA_ARRAY(arena, bool, old_count + 1)};
    pair_rows(&pairs, old_keys, old_count, now_keys, now_count);
    DiagnosticList came = {0}, went = {0};
    for (uint32_t i = 0; i < now_count; i++)
        if (pairs.before[i] == 0)
            *VEC_PUSH(arena, &came) = now[i];
    for (uint32_t i = 0; i < old_count; i++)
        if (!pairs.stays[i])
            *VEC_PUSH(arena, &went) = old[i];
    difference->came = came.at;
    difference->came_count = came.count;
    difference->went = went.at;
    difference->went_count = went.count;
}

void difference_of_workspaces(Arena *arena, Difference *difference,
                              const Workspace *before, const Workspace *after) {
    Side old = side_of(arena, before, NULL), now = side_of(arena, after, NULL);
    compare_claims(arena, difference, &old, &now);
    compare_findings(arena, difference, before, after);
}

void difference_of_claims(Arena *arena, Difference *difference, const Edition *before,
                          const Edition *after) {
    Side old = side_of(arena, before->workspace, before);
    Side now = side_of(arena, after->workspace, after);
    compare_claims(arena, difference, &old, &now);
}
