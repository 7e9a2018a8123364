/* What is known: `allow` marks the findings of its code in its block, where they differ
 * by the figure that it names, and is itself a finding where it silences nothing, or
 * gives "…" as the reason. It comes last, when all the others have been found. */
#include "base/sorted.h"
#include "base/utf8.h"
#include "check/accept.h"
#include "check/allow_many.h"
#include "check/families.h"

#include <stdlib.h>
#include <string.h>

/* What an `allow` and a finding must agree in: there is no difference, or which. */
typedef enum KeyKind { KEY_NONE, KEY_PLAIN, KEY_MONEY } KeyKind;

typedef struct AllowKey {
    uint8_t kind;
    Decimal value; /* of money in single kroner, or the like */
} AllowKey;

/* A finding, at its place or at one of its labels: it is in the block where it stands,
 * and where it speaks of something, as of money in a table of the project whose block it
 * is. That of a claim is where the claim is: a total is of no area that it counts. */
typedef struct AllowSpot {
    Place place;
    AllowKey key;
    uint32_t found; /* in the order of finding, so that sorting does not lose it */
    Diagnostic *finding;
} AllowSpot;

typedef VEC(AllowSpot) SpotVec;

/* The spots of one code. */
typedef struct Spots {
    SpotVec by_place;  /* by file and start */
    AllowSpot *by_key; /* by file, key and start; NULL: not sorted yet */
} Spots;

typedef VEC(Diagnostic *) DiagnosticVec;

enum { OTHERS_MOST = 4 };

typedef struct KnownAllow {
    CheckRun *run;
    Arena *scratch;
    Spots by_code[CODE_COUNT];
} KnownAllow;

/* The power of ten in a unit's name: "mio DKK" is 6. False where it is no money. */
static bool unit_power(Slice unit, int32_t *power) {
    static const struct {
        const char *word;
        int32_t power;
    } scales[] = {{"thousand", 3}, {"mio", 6}, {"mia", 9}};
    for (int i = 0; i < 3; i++) {
        if (slice_starts(unit, slice_of(scales[i].word))) {
            *power = scales[i].power;
            return true;
        }
    }
    *power = 0;
    return currency_find(unit) != 0;
}

static AllowKey key_of(const Diagnostic *d) {
    int32_t power;
    if (!d->has_figures)
        return (AllowKey){KEY_NONE, DECIMAL_ZERO};
    if (!unit_power(d->unit, &power))
        return (AllowKey){KEY_PLAIN, d->difference};
    return (AllowKey){KEY_MONEY, decimal_shift(d->difference, -power)};
}

static int compare_numbers(uint32_t a, uint32_t b) {
    return a < b ? -1 : a > b;
}

static int compare_keys(AllowKey a, AllowKey b) {
    return a.kind != b.kind ? compare_numbers(a.kind, b.kind)
                            : decimal_compare(a.value, b.value);
}

static int by_place(const void *left, const void *right) {
    const AllowSpot *a = left, *b = right;
    int order = compare_numbers(a->place.source, b->place.source);
    order = order != 0 ? order
                       : compare_numbers(a->place.span.start, b->place.span.start);
    return order != 0 ? order : compare_numbers(a->found, b->found);
}

static int by_key(const void *left, const void *right) {
    const AllowSpot *a = left, *b = right;
    int order = compare_numbers(a->place.source, b->place.source);
    order = order != 0 ? order : compare_keys(a->key, b->key);
    return order != 0 ? order : by_place(a, b);
}

/* The first of sorted spots that does not come before the one wanted. */
static uint32_t find_first(const AllowSpot *spots, uint32_t count,
                           const AllowSpot *wanted,
                           int (*compare)(const void *, const void *)) {
    uint32_t first = 0;
    SORTED_SEEK(first, count, at, compare(&spots[at], wanted) < 0)
    return first;
}

static void add_spot(KnownAllow *k, Place place, Diagnostic *d) {
    SpotVec *spots = &k->by_code[d->code].by_place;
    uint32_t found = spots->count;
    *VEC_PUSH(k->scratch, spots) = (AllowSpot){place, key_of(d), found, d};
}

static void add_spots(KnownAllow *k, Diagnostic *d) {
    uint32_t labels = diagnostic_is(d, CHECK_STATUS) ? 0 : d->labels.count;
    add_spot(k, d->place, d);
    for (uint32_t i = 0; i < labels; i++)
        add_spot(k, d->labels.at[i].place, d);
}

static const AllowSpot *spots_by_key(KnownAllow *k, Spots *spots) {
    if (spots->by_key == NULL) {
        uint32_t count = spots->by_place.count;
        spots->by_key = ARENA_ARRAY(k->scratch, AllowSpot, count);
        memcpy(spots->by_key, spots->by_place.at, count * sizeof(AllowSpot));
        qsort(spots->by_key, count, sizeof(AllowSpot), by_key);
    }
    return spots->by_key;
}

/* Where the rule's block begins. */
static AllowSpot block_start(const AllowRule *rule) {
    return (AllowSpot){.place = {rule->file, {rule->within.start, rule->within.start}}};
}

static bool begins_in_block(const AllowSpot *spot, const AllowRule *rule) {
    return spot->place.source == rule->file && spot->place.span.start <= rule->within.end;
}

/* The figure of an `allow` in the unit of a finding. */
static Decimal allowed_figure(const AllowRule *rule, Slice unit) {
    Figure figure = rule->node->difference;
    Decimal value = figure_decimal(figure);
    int32_t power;
    if (!unit_power(unit, &power))
        return value;
    if ((figure.flags & FIGURE_UNIT) == 0)
        value = decimal_shift(value, -rule->power);
    return decimal_shift(value, power);
}

static bool has_figure(const AllowRule *rule) {
    const int unread = FIGURE_BAD | FIGURE_BLANK | FIGURE_NONE;
    return rule->node->has_figure && (rule->node->difference.flags & unread) == 0;
}

/* ---- K01 ---- */

static Slice difference_text(Arena *arena, const Diagnostic *d) {
    char digits[DECIMAL_TEXT];
    Slice text = decimal_text(decimal_trim(d->difference, 0), digits);
    return arena_copy(arena, text);
}

/* What the person wrote as the reason, with its quotes; "…" where there is none. */
static Slice reason_text(const KnownAllow *k, const AllowRule *rule) {
    Quoted why = rule->node->why;
    return why.end > why.start
               ? source_slice(sources_get(k->run->model->sources, rule->file), why)
               : SLICE("\"…\"");
}

static void help_too_long(Findings *findings, Diagnostic *d) {
    uint32_t digits = FIGURE_DIGITS_MOST;
    diagnostic_say_help(findings, d, SAY(allow_too_long, .digits = PART(digits)));
}

/* The findings of its code in its block that it leaves, each with another difference. */
static void report_other(KnownAllow *k, const AllowRule *rule, Diagnostic *const *others,
                         uint32_t count) {
    CheckRun *run = k->run;
    Findings *findings = run->findings;
    const char *code = code_info(rule->code)->code;
    Place place = {rule->file, rule->node->node.span};
    const Diagnostic *first = others[0];
    Slice why = reason_text(k, rule);
    Diagnostic *d;
    if (!first->has_figures) {
        d = findings_say(findings, CODE_K01, place,
                         SAY(allow_without_difference, .code = PART(code)));
        diagnostic_say_help(
            findings, d, SAY(allow_leave_out, .code = PART(code), .reason = PART(why)));
    } else if (!has_figure(rule)) {
        Slice is = difference_text(run->arena, first);
        if (accept_states(is)) {
            d = findings_say(findings, CODE_K01, place,
                             SAY(allow_give, .difference = PART(is)));
            diagnostic_say_help(findings, d,
                                SAY(allow_write, .code = PART(code),
                                    .difference = PART(is), .reason = PART(why)));
        } else {
            d = findings_say(findings, CODE_K01, place,
                             SAY(allow_gives_none, .difference = PART(is)));
            help_too_long(findings, d);
        }
    } else {
        Slice is = difference_text(run->arena, first);
        char digits[DECIMAL_TEXT];
        Slice was = arena_copy(run->arena,
                               decimal_text(allowed_figure(rule, first->unit), digits));
        d = findings_say(findings, CODE_K01, place,
                         SAY(allow_changed, .was = PART(was), .is = PART(is)));
        if (accept_states(is)) {
            diagnostic_say_help(findings, d,
                                SAY(allow_write_changed, .code = PART(code),
                                    .difference = PART(is), .reason = PART(why)));
        } else {
            help_too_long(findings, d);
        }
    }
    for (uint32_t i = 0; i < count; i++) {
        if (others[i]->has_figures) {
            Slice is = difference_text(run->arena, others[i]);
            diagnostic_say_label(findings, d, others[i]->place,
                                 SAY(allow_differs, .difference = PART(is)));
        } else {
            diagnostic_label(findings, d, others[i]->place, "%s", "");
        }
    }
}

/* What the code is that an allow names. */
static void note_code(Findings *findings, Diagnostic *d, Code code) {
    diagnostic_say_note(findings, d,
                        SAY(code_is, .code = PART(code_info(code)->code),
                            .summary = PART(findings_summary(findings, code))));
}

static void report_idle(KnownAllow *k, const AllowRule *rule) {
    Findings *findings = k->run->findings;
    Place place = {rule->file, rule->node->node.span};
    MessagePart code = PART(code_info(rule->code)->code);
    Diagnostic *d =
        findings_say(findings, CODE_K01, place, SAY(allow_idle, .code = code));
    note_code(findings, d, rule->code);
    diagnostic_say_help(findings, d, SAY_PLAIN(allow_remove_or_move));
}

static void report_never(KnownAllow *k, const AllowRule *rule) {
    Findings *findings = k->run->findings;
    Place place = {rule->file, rule->node->node.span};
    MessagePart code = PART(code_info(rule->code)->code);
    Diagnostic *d =
        findings_say(findings, CODE_K01, place, SAY(allow_never, .code = code));
    note_code(findings, d, rule->code);
    diagnostic_say_help(findings, d, SAY(allow_correct_file, .code = code));
}

/* Whether a reason is given that says nothing, such as the "…" of a proposal. */
static bool is_reason_empty(const KnownAllow *k, const AllowRule *rule) {
    Quoted why = rule->node->why;
    if (why.end <= why.start)
        return false;
    Slice text = source_slice(sources_get(k->run->model->sources, rule->file), why);
    for (uint32_t at = 0, bytes; at < text.length; at += bytes) {
        uint32_t code = utf8_decode(text.at + at, text.length - at, &bytes);
        if (utf8_is_letter(code) || utf8_is_digit(code))
            return false;
    }
    return true;
}

static void report_reason(KnownAllow *k, const AllowRule *rule) {
    Findings *findings = k->run->findings;
    Diagnostic *d =
        findings_say(findings, CODE_K01, (Place){rule->file, rule->node->why},
                     SAY(allow_empty_reason, .code = PART(code_info(rule->code)->code)));
    diagnostic_say_help(findings, d, SAY_PLAIN(allow_write_why));
}

/* ---- the walk ---- */

static bool accept(const AllowRule *rule, Diagnostic *d) {
    if (!d->allowed)
        d->allow = (Place){rule->file, rule->node->node.span};
    return d->allowed = true;
}

/* Marks the spots with that key in the rule's block; false where there is none. */
static bool silence_key(KnownAllow *k, const AllowRule *rule, AllowKey key) {
    Spots *spots = &k->by_code[rule->code];
    uint32_t count = spots->by_place.count;
    if (count == 0)
        return false;
    const AllowSpot *sorted = spots_by_key(k, spots);
    AllowSpot wanted = block_start(rule);
    wanted.key = key;
    bool used = false;
    for (uint32_t i = find_first(sorted, count, &wanted, by_key);
         i < count && begins_in_block(&sorted[i], rule) &&
         compare_keys(sorted[i].key, key) == 0;
         i++)
        if (sorted[i].place.span.end <= rule->within.end)
            used = accept(rule, sorted[i].finding);
    return used;
}

/* Marks all of the rule's code in its block, by whatever they differ. */
static bool silence_all(KnownAllow *k, const AllowRule *rule) {
    const SpotVec *spots = &k->by_code[rule->code].by_place;
    AllowSpot start = block_start(rule);
    bool used = false;
    for (uint32_t i = find_first(spots->at, spots->count, &start, by_place);
         i < spots->count && begins_in_block(&spots->at[i], rule); i++)
        if (spots->at[i].place.span.end <= rule->within.end)
            used = accept(rule, spots->at[i].finding);
    return used;
}

/* Marks what the rule covers; false where that is nothing. */
static bool silences(KnownAllow *k, const AllowRule *rule) {
    if (!code_can_be_allowed(rule->code))
        return false;
    if (rule->node->has_figure && (rule->node->difference.flags & FIGURE_BAD) != 0)
        return silence_all(k, rule); /* by how much could not be read */
    if (!has_figure(rule))
        return silence_key(k, rule, (AllowKey){KEY_NONE, DECIMAL_ZERO});
    Decimal plain = allowed_figure(rule, SLICE("")),
            money = allowed_figure(rule, SLICE("DKK"));
    bool used = silence_key(k, rule, (AllowKey){KEY_PLAIN, plain});
    return silence_key(k, rule, (AllowKey){KEY_MONEY, money}) || used;
}

static void add_once(KnownAllow *k, DiagnosticVec *list, Diagnostic *d) {
    for (uint32_t i = 0; i < list->count; i++)
        if (list->at[i] == d)
            return;
    *VEC_PUSH(k->scratch, list) = d;
}

static void report_unused(KnownAllow *k, const AllowRule *rule) {
    if (!code_can_be_allowed(rule->code)) {
        report_never(k, rule);
        return;
    }
    if (k->run->unchecked.count > 0 && (code_info(rule->code)->flags & CHECK_STATUS) != 0)
        return; /* what it silences may be of a claim that was not checked */
    const SpotVec *spots = &k->by_code[rule->code].by_place;
    DiagnosticVec others = {0};
    AllowSpot start = block_start(rule);
    for (uint32_t i = find_first(spots->at, spots->count, &start, by_place);
         i < spots->count && begins_in_block(&spots->at[i], rule) &&
         others.count < OTHERS_MOST;
         i++) {
        const AllowSpot *spot = &spots->at[i];
        /* What another allow names is none of its business. */
        if (!spot->finding->allowed && spot->place.span.end <= rule->within.end)
            add_once(k, &others, spot->finding);
    }
    if (others.count > 0)
        report_other(k, rule, others.at, others.count);
    else
        report_idle(k, rule);
}

void check_allows(CheckRun *run) {
    const Model *model = run->model;
    if (model->allows.count == 0)
        return;
    KnownAllow k = {.run = run, .scratch = arena_new(arena_memory(run->arena))};
    for (uint32_t i = 0; i < run->findings->all.count; i++)
        add_spots(&k, run->findings->all.at[i]);
    for (int code = 0; code < CODE_COUNT; code++) {
        SpotVec *spots = &k.by_code[code].by_place;
        if (spots->count > 1)
            qsort(spots->at, spots->count, sizeof *spots->at, by_place);
    }
    /* All of them first: the order of rules does not matter for what is left. */
    uint8_t *used = ARENA_ARRAY(k.scratch, uint8_t, model->allows.count);
    for (int wide = 0; wide <= 1;
         wide++) /* a finding is accepted in its own block first */
        for (uint32_t i = 0; i < model->allows.count; i++) {
            const AllowRule *rule = &model->allows.at[i];
            if (rule->wide == (wide == 1))
                used[i] = rule->code == CODE_COUNT || silences(&k, rule);
        }
    for (uint32_t i = 0; i < model->allows.count; i++) {
        const AllowRule *rule = &model->allows.at[i];
        if (!used[i])
            report_unused(&k, rule);
        else if (rule->code != CODE_COUNT && is_reason_empty(&k, rule))
            report_reason(&k, rule);
    }
    allow_tell_many(run);
    arena_drop(k.scratch);
}
