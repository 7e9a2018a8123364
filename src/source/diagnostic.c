/* Findings as records: the registry's table, and the calls that fill a record in. */
#include "source/diagnostic.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const CodeInfo infos[] = {
#define CHECK(code, name, level, flags, after, summary, why, bad, good)                  \
    {#code, name, LEVEL_##level, flags, after, summary, why, bad, good},
#include "source/checks.def"
#undef CHECK
};

const CodeInfo *code_info(Code code) {
    assert((size_t)code < CODE_COUNT);
    return &infos[code];
}

static char upper(char c) {
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

static bool same_code(Slice text, const char *code) {
    if (strlen(code) != text.length)
        return false;
    for (uint32_t i = 0; i < text.length; i++)
        if (upper(text.at[i]) != code[i])
            return false;
    return true;
}

Code code_find(Slice text) {
    for (size_t i = 0; i < CODE_COUNT; i++)
        if (same_code(text, infos[i].code))
            return (Code)i;
    return CODE_COUNT;
}

const char *level_text(Level level) {
    switch (level) {
    case LEVEL_NOTE: return "note";
    case LEVEL_WARNING: return "warning";
    case LEVEL_ERROR: return "error";
    }
    return "error";
}

bool diagnostic_is(const Diagnostic *d, unsigned flags) {
    return (infos[d->code].flags & flags) != 0;
}

bool diagnostic_fails(const Diagnostic *d, unsigned flags) {
    return d->level == LEVEL_ERROR && diagnostic_is(d, flags);
}

bool code_can_be_allowed(Code code) {
    return (infos[code].flags & (CHECK_STAYS | CHECK_HIDES)) == 0;
}

void findings_init(Findings *findings, Arena *arena) {
    *findings = (Findings){.arena = arena};
}

static Slice format_list(Arena *arena, const char *format, va_list list)
    __attribute__((format(printf, 2, 0)));

/* Only formats that do not depend on the locale, as arena_format. */
static Slice format_list(Arena *arena, const char *format, va_list list) {
    va_list again;
    va_copy(again, list);
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    assert(length >= 0);
    char *at = arena_alloc(arena, (size_t)length + 1);
    vsnprintf(at, (size_t)length + 1, format, list);
    return (Slice){at, (uint32_t)length};
}

static Diagnostic *add(Findings *findings, Code code, Place place, Slice message) {
    Diagnostic *d = ARENA_NEW(findings->arena, Diagnostic);
    d->code = code;
    d->level = code_info(code)->level;
    d->place = place;
    d->message = message;
    *VEC_PUSH(findings->arena, &findings->all) = d;
    return d;
}

Diagnostic *findings_add(Findings *findings, Code code, Place place, const char *format,
                         ...) {
    va_list list;
    va_start(list, format);
    Slice message = format_list(findings->arena, format, list);
    va_end(list);
    return add(findings, code, place, message);
}

/* ---- rows ---- */

static Slice say(const Findings *findings, MessageId id, const MessagePart *parts) {
    return message_text(findings->arena, findings->messages, id, parts);
}

Diagnostic *findings_say(Findings *findings, Code code, Place place, MessageId id,
                         const MessagePart *parts) {
    return add(findings, code, place, say(findings, id, parts));
}

void diagnostic_say_here(Findings *findings, Diagnostic *d, MessageId id,
                         const MessagePart *parts) {
    d->here = say(findings, id, parts);
}

void diagnostic_say_label(Findings *findings, Diagnostic *d, Place place, MessageId id,
                          const MessagePart *parts) {
    *VEC_PUSH(findings->arena, &d->labels) = (Label){place, say(findings, id, parts)};
}

void diagnostic_say_note(Findings *findings, Diagnostic *d, MessageId id,
                         const MessagePart *parts) {
    *VEC_PUSH(findings->arena, &d->notes) = say(findings, id, parts);
}

void diagnostic_say_help(Findings *findings, Diagnostic *d, MessageId id,
                         const MessagePart *parts) {
    d->help = say(findings, id, parts);
}

Slice findings_summary(const Findings *findings, Code code) {
    Slice text = message_summary(findings->messages, code_info(code)->code);
    return text.length > 0 ? text : slice_of(code_info(code)->summary);
}

/* ---- parts of a record ---- */

void diagnostic_here(Findings *findings, Diagnostic *d, const char *format, ...) {
    va_list list;
    va_start(list, format);
    d->here = format_list(findings->arena, format, list);
    va_end(list);
}

void diagnostic_suggest(Findings *findings, Diagnostic *d, Slice nearest) {
    diagnostic_say_here(findings, d, SAY(did_you_mean, .word = PART(nearest)));
}

void diagnostic_label(Findings *findings, Diagnostic *d, Place place, const char *format,
                      ...) {
    Label *label = VEC_PUSH(findings->arena, &d->labels);
    label->place = place;
    va_list list;
    va_start(list, format);
    label->message = format_list(findings->arena, format, list);
    va_end(list);
}

void diagnostic_note(Findings *findings, Diagnostic *d, const char *format, ...) {
    va_list list;
    va_start(list, format);
    Slice note = format_list(findings->arena, format, list);
    va_end(list);
    *VEC_PUSH(findings->arena, &d->notes) = note;
}

void diagnostic_help(Findings *findings, Diagnostic *d, const char *format, ...) {
    va_list list;
    va_start(list, format);
    d->help = format_list(findings->arena, format, list);
    va_end(list);
}

void diagnostic_fix(Findings *findings, Diagnostic *d, Place place, Slice text) {
    diagnostic_fix_safe(findings, d, place, text, false);
}

void diagnostic_fix_safe(Findings *findings, Diagnostic *d, Place place, Slice text,
                         bool safe) {
    *VEC_PUSH(findings->arena, &d->fixes) = (Fix){place, text, safe};
}

void diagnostic_over(Findings *findings, Diagnostic *d, Place place) {
    *VEC_PUSH(findings->arena, &d->over) = place;
}

void diagnostic_figures(Diagnostic *d, Decimal stated, Decimal computed,
                        Decimal difference, Slice unit) {
    d->has_figures = true;
    d->stated = stated;
    d->computed = computed;
    d->difference = difference;
    d->unit = unit;
}

bool findings_lost(const Findings *findings) {
    for (uint32_t i = 0; i < findings->all.count; i++)
        if (diagnostic_fails(findings->all.at[i], CHECK_SYNTAX | CHECK_FILE))
            return true;
    return false;
}

/* ---- order ---- */

typedef struct RankedFinding {
    uint32_t path, start, code, found;
    Diagnostic *d;
} RankedFinding;

static int compare_u32(uint32_t a, uint32_t b) {
    return a < b ? -1 : a > b;
}

static int compare_ranked(const void *left, const void *right) {
    const RankedFinding *a = left, *b = right;
    int order = compare_u32(a->path, b->path);
    if (order == 0)
        order = compare_u32(a->start, b->start);
    if (order == 0)
        order = compare_u32(a->code, b->code);
    return order != 0 ? order : compare_u32(a->found, b->found);
}

static int compare_paths(const void *left, const void *right) {
    const Source *a = *(Source *const *)left, *b = *(Source *const *)right;
    int order = slice_compare(a->path, b->path);
    return order != 0 ? order : compare_u32(a->id, b->id);
}

void findings_sort(Findings *findings, const Sources *sources) {
    uint32_t count = findings->all.count, files = sources->all.count;
    if (count < 2)
        return;
    Source **by_path = ARENA_ARRAY(findings->arena, Source *, files);
    uint32_t *rank = ARENA_ARRAY(findings->arena, uint32_t, files);
    memcpy(by_path, sources->all.at, files * sizeof *by_path);
    qsort(by_path, files, sizeof *by_path, compare_paths);
    for (uint32_t i = 0; i < files; i++)
        rank[by_path[i]->id] = i;
    RankedFinding *ranked = ARENA_ARRAY(findings->arena, RankedFinding, count);
    for (uint32_t i = 0; i < count; i++) {
        Diagnostic *d = findings->all.at[i];
        assert(d->place.source < files);
        ranked[i] = (RankedFinding){rank[d->place.source], d->place.span.start,
                                    (uint32_t)d->code, i, d};
    }
    qsort(ranked, count, sizeof *ranked, compare_ranked);
    for (uint32_t i = 0; i < count; i++)
        findings->all.at[i] = ranked[i].d;
}
