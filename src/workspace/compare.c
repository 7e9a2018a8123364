/* Holding two loads against each other: claims are the same where they stand at the same
 * place and are about the same; findings, where they say the same at the same place. */
#include "workspace/compare.h"

#include "query/tables.h"

/* One of the two loads. */
typedef struct Side {
    Arena *arena;
    const Workspace *workspace;
    const Computed *computed;
    uint32_t count; /* of claims */
} Side;

static Side side_of(Arena *arena, const Workspace *workspace) {
    Side side = {.arena = arena, .workspace = workspace};
    side.computed =
        tables_new(arena, workspace->model, workspace->checked, &workspace->findings);
    side.count = side.computed->rows(side.computed, TABLE_claims);
    return side;
}

static Slice path_of(const Workspace *workspace, Place place) {
    return sources_get(&workspace->sources, place.source)->path;
}

static int compare_places(const Workspace *a, Place x, const Workspace *b, Place y) {
    int order = slice_compare(path_of(a, x), path_of(b, y));
    return order != 0 ? order
                      : (x.span.start > y.span.start) - (x.span.start < y.span.start);
}

/* ---- claims ---- */

/* Things have other numbers in another load: they are known by their titles. */
static Datum value_of(const Side *side, ColumnId column, uint32_t row) {
    Datum datum = side->computed->column(side->computed, column, row);
    if (datum.kind == DATUM_REF) {
        datum.text =
            model_title(side->workspace->model, (EntityKind)datum.ref_kind, datum.ref, 0);
    }
    return datum;
}

static bool same_value(const Datum *a, const Datum *b) {
    return a->kind == b->kind && a->currency == b->currency && a->truth == b->truth &&
           decimal_compare(a->number, b->number) == 0 && slice_equal(a->text, b->text);
}

static bool same_column(const Side *a, uint32_t x, const Side *b, uint32_t y,
                        ColumnId column) {
    Datum left = value_of(a, column, x), right = value_of(b, column, y);
    return same_value(&left, &right);
}

static bool same_claim(const Side *a, uint32_t x, const Side *b, uint32_t y) {
    return same_column(a, x, b, y, COLUMN_CLAIM_kind) &&
           same_column(a, x, b, y, COLUMN_CLAIM_year) &&
           same_column(a, x, b, y, COLUMN_CLAIM_subject);
}

static ClaimStand stand_of(const Side *side, uint32_t row) {
    return (ClaimStand){value_of(side, COLUMN_CLAIM_stated, row),
                        value_of(side, COLUMN_CLAIM_computed, row),
                        value_of(side, COLUMN_CLAIM_difference, row),
                        value_of(side, COLUMN_CLAIM_status, row).text};
}

static ClaimChange *add_change(WhatIfOutcome *outcome, const Side *side, uint32_t row) {
    ClaimChange *change = VEC_PUSH(outcome->arena, &outcome->claims);
    *change = (ClaimChange){
        .kind = value_of(side, COLUMN_CLAIM_kind, row).text,
        .subject = value_of(side, COLUMN_CLAIM_subject, row).text,
        .year = value_of(side, COLUMN_CLAIM_year, row),
        .power = tables_claim_power(side->computed, row),
    };
    return change;
}

static void add_gone(WhatIfOutcome *outcome, const Side *before, uint32_t row) {
    ClaimChange *change = add_change(outcome, before, row);
    change->had = true;
    change->before = stand_of(before, row);
}

static void add_new(WhatIfOutcome *outcome, const Side *after, uint32_t row) {
    ClaimChange *change = add_change(outcome, after, row);
    change->has = true;
    change->after = stand_of(after, row);
}

static void add_both(WhatIfOutcome *outcome, const Side *before, uint32_t x,
                     const Side *after, uint32_t y) {
    ClaimStand old = stand_of(before, x), now = stand_of(after, y);
    if (same_value(&old.stated, &now.stated) &&
        same_value(&old.computed, &now.computed) && slice_equal(old.status, now.status)) {
        return;
    }
    ClaimChange *change = add_change(outcome, after, y);
    change->had = change->has = true;
    change->before = old;
    change->after = now;
}

/* The first row behind those of one place. */
static uint32_t place_end(const Side *side, uint32_t first) {
    Place place = tables_claim_place(side->computed, first);
    uint32_t end = first + 1;
    while (end < side->count) {
        Place next = tables_claim_place(side->computed, end);
        if (next.source != place.source || next.span.start != place.span.start) {
            break;
        }
        end++;
    }
    return end;
}

/* The claims of one place, [x, x_end) before and [y, y_end) after. They come in the same
 * order, so that the next one is looked at first. */
static void match_claims(WhatIfOutcome *outcome, const Side *before, uint32_t x,
                         uint32_t x_end, const Side *after, uint32_t y, uint32_t y_end) {
    uint32_t count = y_end - y, next = 0;
    bool *taken = ARENA_ARRAY(outcome->arena, bool, count);
    for (; x < x_end; x++) {
        bool found = false;
        for (uint32_t i = 0; i < count && !found; i++) {
            uint32_t at = (next + i) % count;
            if (!taken[at] && same_claim(before, x, after, y + at)) {
                taken[at] = found = true;
                next = at + 1;
                add_both(outcome, before, x, after, y + at);
            }
        }
        if (!found) {
            add_gone(outcome, before, x);
        }
    }
    for (uint32_t i = 0; i < count; i++) {
        if (!taken[i]) {
            add_new(outcome, after, y + i);
        }
    }
}

static int compare_rows(const Side *before, uint32_t x, const Side *after, uint32_t y) {
    if (x == before->count || y == after->count) {
        return x == before->count ? 1 : -1;
    }
    return compare_places(before->workspace, tables_claim_place(before->computed, x),
                          after->workspace, tables_claim_place(after->computed, y));
}

static void compare_claims(WhatIfOutcome *outcome, const Side *before,
                           const Side *after) {
    uint32_t x = 0, y = 0;
    while (x < before->count || y < after->count) {
        int order = compare_rows(before, x, after, y);
        uint32_t x_end = order <= 0 ? place_end(before, x) : x;
        uint32_t y_end = order >= 0 ? place_end(after, y) : y;
        match_claims(outcome, before, x, x_end, after, y, y_end);
        x = x_end;
        y = y_end;
    }
}

/* ---- findings ---- */

/* What a claim's status tells already, and what is only a note, is left out. */
static bool is_told(const Diagnostic *d) {
    static const Code codes[] = {CODE_T01, CODE_T02, CODE_T03, CODE_T04, CODE_T05,
                                 CODE_T07, CODE_T08, CODE_T09, CODE_T10, CODE_E01,
                                 CODE_E02, CODE_E03, CODE_E04, CODE_G03, CODE_G04,
                                 CODE_G06, CODE_C01, CODE_C02};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        if (d->code == codes[i]) {
            return false;
        }
    }
    return !d->allowed && d->level != LEVEL_NOTE;
}

static bool same_finding(const Diagnostic *a, const Diagnostic *b) {
    return a->code == b->code && slice_equal(a->message, b->message);
}

/* The first finding behind those of one place. */
static uint32_t findings_end(const Workspace *workspace, uint32_t first) {
    const Findings *findings = &workspace->findings;
    uint32_t end = first + 1;
    while (end < findings->all.count &&
           compare_places(workspace, findings->all.at[first]->place, workspace,
                          findings->all.at[end]->place) == 0) {
        end++;
    }
    return end;
}

typedef VEC(const Diagnostic *) DiagnosticList;

/* Those in [x, x_end) of the one that are not in [y, y_end) of the other. */
static void find_missing(Arena *arena, const Findings *one, uint32_t x, uint32_t x_end,
                         const Findings *other, uint32_t y, uint32_t y_end,
                         DiagnosticList *out) {
    for (; x < x_end; x++) {
        const Diagnostic *d = one->all.at[x];
        bool found = !is_told(d);
        for (uint32_t i = y; i < y_end && !found; i++) {
            found = is_told(other->all.at[i]) && same_finding(d, other->all.at[i]);
        }
        if (!found) {
            *VEC_PUSH(arena, out) = d;
        }
    }
}

static void compare_findings(WhatIfOutcome *outcome, const Workspace *before,
                             const Workspace *after) {
    const Findings *old = &before->findings, *now = &after->findings;
    DiagnosticList came = {0}, went = {0};
    uint32_t x = 0, y = 0;
    while (x < old->all.count || y < now->all.count) {
        int order = x == old->all.count   ? 1
                    : y == now->all.count ? -1
                                          : compare_places(before, old->all.at[x]->place,
                                                           after, now->all.at[y]->place);
        uint32_t x_end = order <= 0 ? findings_end(before, x) : x;
        uint32_t y_end = order >= 0 ? findings_end(after, y) : y;
        find_missing(outcome->arena, old, x, x_end, now, y, y_end, &went);
        find_missing(outcome->arena, now, y, y_end, old, x, x_end, &came);
        x = x_end;
        y = y_end;
    }
    outcome->came = came.at;
    outcome->came_count = came.count;
    outcome->went = went.at;
    outcome->went_count = went.count;
}

void compare_workspaces(WhatIfOutcome *outcome, const Workspace *before,
                        const Workspace *after) {
    Side old = side_of(outcome->arena, before), now = side_of(outcome->arena, after);
    compare_claims(outcome, &old, &now);
    compare_findings(outcome, before, after);
}
