/* Baselines as JSON:
 *     {"version":1,
 *     "findings":[
 *     {"path":"a.integ","code":"T02","fingerprint":"8e1a70a669da1c92",
 *      "anywhere":"07b1…","difference":"-0.9","count":1,"message":"the total …"}
 *     ]}
 * code and message are for people; what counts is the rest. They are read by jansson,
 * whose memory is its own; a file for which there is not enough counts as one that is
 * broken. */
#include "render/baseline.h"
#include "base/sorted.h"

#include <stdlib.h>
#include <string.h>

#include "base/jansson.h"
#include "render/json_write.h"

enum { VERSION = 1 };

/* ---- reading ---- */

static int compare_known(const void *left, const void *right) {
    const KnownFinding *a = left, *b = right;
    int order = slice_compare(a->hash, b->hash);
    return order != 0 ? order : slice_compare(a->difference, b->difference);
}

/* Sorts them, and makes one of those that are equal. */
static void settle_known(Baseline *baseline) {
    uint32_t kept = 0;
    if (baseline->all.count > 1) {
        qsort(baseline->all.at, baseline->all.count, sizeof *baseline->all.at,
              compare_known);
    }
    for (uint32_t i = 0; i < baseline->all.count; i++) {
        const KnownFinding *known = &baseline->all.at[i];
        KnownFinding *last = kept > 0 ? &baseline->all.at[kept - 1] : NULL;
        if (!last || compare_known(last, known) != 0)
            baseline->all.at[kept++] = *known;
        else if (known->count < UINT32_MAX - last->count)
            last->count += known->count;
    }
    baseline->all.count = kept;
}

/* The text under a key, copied; false where there is none. */
static bool take_text(Arena *arena, const Jansson *lib, const json_t *object,
                      const char *key, Slice *out) {
    const json_t *value = lib->json_object_get(object, key);
    if (!json_is_string(value))
        return false;
    *out = arena_copy(arena, (Slice){lib->json_string_value(value),
                                     (uint32_t)lib->json_string_length(value)});
    return true;
}

static bool take_known(Arena *arena, const Jansson *lib, const json_t *object,
                       KnownFinding *out) {
    *out = (KnownFinding){.count = 0};
    const json_t *count = lib->json_object_get(object, "count");
    if (!take_text(arena, lib, object, "path", &out->path) ||
        !take_text(arena, lib, object, "fingerprint", &out->hash) ||
        !json_is_integer(count) || lib->json_integer_value(count) < 1 ||
        lib->json_integer_value(count) > UINT32_MAX)
        return false;
    out->count = (uint32_t)lib->json_integer_value(count);
    const json_t *difference = lib->json_object_get(object, "difference");
    return (difference == NULL ||
            take_text(arena, lib, object, "difference", &out->difference)) &&
           (lib->json_object_get(object, "anywhere") == NULL ||
            take_text(arena, lib, object, "anywhere", &out->anywhere));
}

static bool take_all(Arena *arena, const Jansson *lib, const json_t *root, Baseline *out,
                     Slice *why) {
    const json_t *version = lib->json_object_get(root, "version");
    const json_t *findings = lib->json_object_get(root, "findings");
    if (!json_is_integer(version) || !json_is_array(findings)) {
        *why = SLICE("it is no baseline: \"version\" and \"findings\" are missing");
        return false;
    }
    if (lib->json_integer_value(version) != VERSION) {
        *why = arena_format(arena,
                            "it has version %lld, and this program knows version %d",
                            (long long)lib->json_integer_value(version), VERSION);
        return false;
    }
    for (size_t i = 0; i < lib->json_array_size(findings); i++) {
        KnownFinding *known = VEC_PUSH(arena, &out->all);
        if (!take_known(arena, lib, lib->json_array_get(findings, i), known)) {
            *why =
                arena_format(arena,
                             "finding %zu lacks a path, a fingerprint or a count, or has "
                             "a wrong one",
                             i + 1);
            return false;
        }
    }
    settle_known(out);
    return true;
}

/* The first line that git puts where two versions of a file differ; 0: there is none. */
static uint32_t conflict_line(Slice text) {
    uint32_t line = 1;
    while (text.length > 0) {
        if (slice_starts(text, SLICE("<<<<<<< ")) ||
            slice_starts(text, SLICE(">>>>>>> ")))
            return line;
        const char *newline = memchr(text.at, '\n', text.length);
        uint32_t taken = newline ? (uint32_t)(newline - text.at) + 1 : text.length;
        text = slice_from(text, taken);
        line++;
    }
    return 0;
}

bool baseline_read(Arena *arena, Slice text, Baseline *out, Slice *why) {
    *out = (Baseline){.all = {0}};
    Jansson lib;
    json_error_t error;
    if (!jansson_open(&lib)) {
        *why = SLICE("reading it needs " JANSSON_MISSING);
        return false;
    }
    if (slice_starts(text, SLICE("\xEF\xBB\xBF"))) /* as an editor may put it there */
        text = slice_from(text, 3);
    json_t *root = lib.json_loadb(text.at, text.length, JSON_REJECT_DUPLICATES, &error);
    if (!root) {
        uint32_t conflict = conflict_line(text);
        int line = error.line > 0 ? error.line : 1;
        *why = conflict > 0
                   ? arena_format(arena,
                                  "line %u is a mark of a merge conflict; resolve it, or "
                                  "run --write-baseline again",
                                  conflict)
                   : arena_format(arena, "line %d is not valid JSON", line);
        return false;
    }
    bool fine = take_all(arena, &lib, root, out, why);
    lib.json_delete(root); /* whose only reference this is */
    return fine;
}

/* ---- comparing ---- */

static Slice difference_text(const Diagnostic *d, char room[DECIMAL_TEXT]) {
    return d->has_figures ? decimal_text(decimal_trim(d->difference, 0), room)
                          : (Slice){room, 0};
}

static KnownFinding *find_known(Baseline *baseline, Slice hash, Slice difference) {
    KnownFinding wanted = {.hash = hash, .difference = difference};
    uint32_t low = 0;
    SORTED_SEEK(low, baseline->all.count, at,
                compare_known(&baseline->all.at[at], &wanted) < 0)
    KnownFinding *known = low < baseline->all.count ? &baseline->all.at[low] : NULL;
    bool found = known && compare_known(known, &wanted) == 0 && known->met < known->count;
    return found ? known : NULL;
}

/* What keeps claims from being checked is never known: they may have changed. */
static bool may_be_known(const Diagnostic *d) {
    return !d->allowed && !diagnostic_fails(d, CHECK_HIDES);
}

void baseline_of(Arena *arena, const Report *report, Baseline *out) {
    *out = (Baseline){.all = {0}};
    for (uint32_t i = 0; i < report->findings->all.count; i++) {
        const Diagnostic *d = report->findings->all.at[i];
        if (may_be_known(d)) {
            char hash[FINGERPRINT_TEXT], anywhere[FINGERPRINT_TEXT],
                difference[DECIMAL_TEXT];
            *VEC_PUSH(arena, &out->all) = (KnownFinding){
                .hash = arena_copy(arena, fingerprint_hash_text(report->prints[i], hash)),
                .anywhere = arena_copy(
                    arena, fingerprint_anywhere_hash_text(report->prints[i], anywhere)),
                .difference = arena_copy(arena, difference_text(d, difference)),
                .path = report->paths[d->place.source],
                .count = 1};
        }
    }
    settle_known(out);
}

static void meet(KnownFinding *known, Diagnostic *d, Aside aside) {
    known->met++;
    d->aside = d->aside == ASIDE_NOT ? aside : d->aside;
}

static int compare_anywhere(const void *left, const void *right) {
    const KnownFinding *a = *(KnownFinding *const *)left,
                       *b = *(KnownFinding *const *)right;
    int order = slice_compare(a->anywhere, b->anywhere);
    return order != 0 ? order : slice_compare(a->difference, b->difference);
}

/* Those that were not met, by what they are known by anywhere. */
typedef struct Missing {
    KnownFinding **at;
    uint32_t count;
} Missing;

static Missing find_missing(Arena *arena, Baseline *baseline) {
    Missing missing = {ARENA_ARRAY(arena, KnownFinding *, baseline->all.count), 0};
    for (uint32_t i = 0; i < baseline->all.count; i++) {
        KnownFinding *known = &baseline->all.at[i];
        if (known->met < known->count && known->anywhere.length > 0)
            missing.at[missing.count++] = known;
    }
    if (missing.count > 1)
        qsort(missing.at, missing.count, sizeof *missing.at, compare_anywhere);
    return missing;
}

static KnownFinding *find_moved(const Missing *missing, Slice anywhere,
                                Slice difference) {
    KnownFinding wanted = {.anywhere = anywhere, .difference = difference};
    const KnownFinding *key = &wanted;
    uint32_t low = 0;
    SORTED_SEEK(low, missing->count, at, compare_anywhere(&missing->at[at], &key) < 0)
    for (; low < missing->count && compare_anywhere(&missing->at[low], &key) == 0; low++)
        if (missing->at[low]->met < missing->at[low]->count)
            return missing->at[low];
    return NULL;
}

void baseline_apply(Baseline *baseline, const Report *report, Aside aside) {
    Arena *scratch = arena_new(report->memory);
    uint32_t count = report->findings->all.count;
    bool *met = ARENA_ARRAY(scratch, bool, count);
    char hash[FINGERPRINT_TEXT], difference[DECIMAL_TEXT];
    for (uint32_t i = 0; i < count; i++) {
        Diagnostic *d = report->findings->all.at[i];
        Slice own = fingerprint_hash_text(report->prints[i], hash);
        bool may = may_be_known(d);
        KnownFinding *known =
            may ? find_known(baseline, own, difference_text(d, difference)) : NULL;
        met[i] = !may || known != NULL;
        if (known)
            meet(known, d, aside);
    }
    Missing missing = find_missing(scratch, baseline);
    for (uint32_t i = 0; i < count && missing.count > 0; i++) {
        Diagnostic *d = report->findings->all.at[i];
        Slice anywhere = fingerprint_anywhere_hash_text(report->prints[i], hash);
        KnownFinding *known =
            met[i] ? NULL
                   : find_moved(&missing, anywhere, difference_text(d, difference));
        if (known)
            meet(known, d, aside);
    }
    arena_drop(scratch);
}

/* ---- writing ---- */

typedef struct BaselineEntry {
    Slice path, difference;
    uint64_t hash;
    uint32_t index; /* of its finding */
    const Diagnostic *finding;
} BaselineEntry;

static int compare_entries(const void *left, const void *right) {
    const BaselineEntry *a = left, *b = right;
    int order = slice_compare(a->path, b->path);
    if (order == 0) {
        order = (a->finding->code > b->finding->code) -
                (a->finding->code < b->finding->code);
    }
    if (order == 0)
        order = (a->hash > b->hash) - (a->hash < b->hash);
    if (order == 0)
        order = slice_compare(a->difference, b->difference);
    return order != 0 ? order : (a->index > b->index) - (a->index < b->index);
}

static bool equal_entries(const BaselineEntry *a, const BaselineEntry *b) {
    return a->hash == b->hash && slice_equal(a->difference, b->difference) &&
           a->finding->code == b->finding->code && slice_equal(a->path, b->path);
}

static void write_entry(const Report *report, const BaselineEntry *entry, uint32_t count,
                        Writer *out) {
    char room[FINGERPRINT_TEXT];
    json_write_key(out, "path", true);
    json_write_string(out, entry->path);
    json_write_key(out, "code", false);
    json_write_string(out, slice_of(code_info(entry->finding->code)->code));
    json_write_key(out, "fingerprint", false);
    json_write_string(out, fingerprint_hash_text(report->prints[entry->index], room));
    json_write_key(out, "anywhere", false);
    json_write_string(out,
                      fingerprint_anywhere_hash_text(report->prints[entry->index], room));
    if (entry->difference.length > 0) {
        json_write_key(out, "difference", false);
        json_write_string(out, entry->difference);
    }
    json_write_key(out, "count", false);
    writer_format(out, "%u", count);
    json_write_key(out, "message", false);
    json_write_string(out, entry->finding->message);
}

void baseline_write(const Report *report, Writer *out) {
    Arena *arena = arena_new(report->memory);
    VEC(BaselineEntry) entries = {0};
    for (uint32_t i = 0; i < report->findings->all.count; i++) {
        const Diagnostic *d = report->findings->all.at[i];
        if (may_be_known(d)) {
            char difference[DECIMAL_TEXT];
            *VEC_PUSH(arena, &entries) =
                (BaselineEntry){report->paths[d->place.source],
                                arena_copy(arena, difference_text(d, difference)),
                                report->prints[i].hash, i, d};
        }
    }
    if (entries.count > 1)
        qsort(entries.at, entries.count, sizeof *entries.at, compare_entries);
    writer_format(out, "{\"version\":%d,\n\"findings\":[", VERSION);
    for (uint32_t i = 0, end; i < entries.count; i = end) {
        for (end = i + 1;
             end < entries.count && equal_entries(&entries.at[i], &entries.at[end]);
             end++) {
        }
        writer_str(out, i > 0 ? ",\n{" : "\n{");
        write_entry(report, &entries.at[i], end - i, out);
        writer_str(out, "}");
    }
    writer_str(out, "\n]}\n");
    arena_drop(arena);
}
