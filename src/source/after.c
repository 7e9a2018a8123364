/* Reads the column `after`, and lets the findings fall that a line or a file explains. A
 * finding that has fallen itself still explains others: a chain falls whole. */
#include "source/after.h"

#include <stdlib.h>
#include <string.h>

static const char *const scopes[AFTER_SCOPES] = {
    [AFTER_LINE] = "line",         [AFTER_BEFORE] = "before",
    [AFTER_FILE] = "file",         [AFTER_NAME] = "name",
    [AFTER_BLOCK] = "block",       [AFTER_THING] = "thing",
    [AFTER_EVIDENCE] = "evidence", [AFTER_DOCUMENT] = "document",
    [AFTER_ENTRIES] = "entries",
};

/* ---- the column ---- */

static Slice next_word(const char **at) {
    while (**at == ' ' || **at == ';')
        (*at)++;
    const char *start = *at;
    while (**at != '\0' && **at != ' ' && **at != ';')
        (*at)++;
    return (Slice){start, (uint32_t)(*at - start)};
}

/* The scope that a word like "line:" begins, or AFTER_SCOPES. */
static AfterScope range_of(Slice word) {
    for (int i = 0; i < AFTER_SCOPES; i++) {
        size_t length = strlen(scopes[i]);
        if (word.length == length + 1 && memcmp(word.at, scopes[i], length) == 0)
            return (AfterScope)i;
    }
    return AFTER_SCOPES;
}

static bool ends_in_colon(Slice word) {
    return word.at[word.length - 1] == ':';
}

bool after_says(Code code, AfterScope scope, Code cause) {
    const char *at = code_info(code)->after, *name = code_info(cause)->code;
    AfterScope now = AFTER_SCOPES;
    for (Slice word = next_word(&at); word.length > 0; word = next_word(&at))
        if (ends_in_colon(word))
            now = range_of(word);
        else if (now == scope &&
                 (slice_is(word, name) || (word.length == 1 && word.at[0] == name[0])))
            return true;
    return false;
}

bool after_is_sound(Code code) {
    const char *at = code_info(code)->after;
    AfterScope now = AFTER_SCOPES;
    for (Slice word = next_word(&at); word.length > 0; word = next_word(&at)) {
        if (ends_in_colon(word))
            now = range_of(word);
        else if (word.length > 1 && code_find(word) == CODE_COUNT)
            return false;
        if (now == AFTER_SCOPES)
            return false;
    }
    return true;
}

/* ---- the findings ---- */

/* The codes of a line or file. */
typedef struct Present {
    Code codes[CODE_COUNT];
    uint32_t count;
    bool is[CODE_COUNT];
} Present;

static void present_add(Present *present, Code code) {
    if (!present->is[code]) {
        present->is[code] = true;
        present->codes[present->count++] = code;
    }
}

static void present_clear(Present *present) {
    for (uint32_t i = 0; i < present->count; i++)
        present->is[present->codes[i]] = false;
    present->count = 0;
}

static bool explained(const Present *present, Code code, AfterScope scope) {
    for (uint32_t i = 0; i < present->count; i++)
        if (after_says(code, scope, present->codes[i]))
            return true;
    return false;
}

/* The findings of a file. */
static void settle_all(Diagnostic **all, uint32_t count, Present *present) {
    present_clear(present);
    for (uint32_t i = 0; i < count; i++)
        present_add(present, all[i]->code);
    for (uint32_t i = 0; i < count; i++)
        all[i]->fallen |= explained(present, all[i]->code, AFTER_FILE);
}

/* Those of a line, in the order of their places. */
static void settle_line(Diagnostic **all, uint32_t count, Present *present) {
    present_clear(present);
    for (uint32_t i = 0; i < count; i++) {
        all[i]->fallen |= explained(present, all[i]->code, AFTER_BEFORE);
        present_add(present, all[i]->code);
    }
    for (uint32_t i = 0; i < count; i++)
        all[i]->fallen |= explained(present, all[i]->code, AFTER_LINE);
}

static int by_place(const void *left, const void *right) {
    const Place *a = &(*(Diagnostic *const *)left)->place;
    const Place *b = &(*(Diagnostic *const *)right)->place;
    if (a->source != b->source)
        return a->source < b->source ? -1 : 1;
    if (a->span.start != b->span.start)
        return a->span.start < b->span.start ? -1 : 1;
    return (a->span.end > b->span.end) - (a->span.end < b->span.end);
}

/* The findings of one file, in the order of their places. */
static void settle_file(Diagnostic **all, uint32_t count, Slice text, Present *present) {
    settle_all(all, count, present);
    for (uint32_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count; end++) {
            uint32_t last = all[end - 1]->place.span.start;
            uint32_t next = all[end]->place.span.start;
            next = next < text.length ? next : text.length;
            if (next > last && memchr(text.at + last, '\n', next - last) != NULL)
                break;
        }
        if (end - i > 1)
            settle_line(all + i, end - i, present);
    }
}

static Diagnostic **sorted(const Findings *findings, Arena *scratch, uint32_t from) {
    uint32_t count = findings->all.count - from;
    Diagnostic **all = ARENA_ARRAY(scratch, Diagnostic *, count);
    memcpy(all, findings->all.at + from, count * sizeof *all);
    qsort(all, count, sizeof *all, by_place);
    return all;
}

void findings_settle_source(Findings *findings, uint32_t from, const Source *source) {
    uint32_t count = findings->all.count - from;
    if (count < 2)
        return;
    Arena *scratch = arena_new(arena_memory(findings->arena));
    settle_file(sorted(findings, scratch, from), count, source->text,
                ARENA_NEW(scratch, Present));
    arena_drop(scratch);
}

void findings_settle(Findings *findings, const Sources *sources) {
    uint32_t count = findings->all.count;
    if (count < 2)
        return;
    Arena *scratch = arena_new(arena_memory(findings->arena));
    Diagnostic **all = sorted(findings, scratch, 0);
    Present *present = ARENA_NEW(scratch, Present);
    for (uint32_t i = 0, end; i < count; i = end) {
        SourceId source = all[i]->place.source;
        for (end = i + 1; end < count && all[end]->place.source == source;)
            end++;
        settle_file(all + i, end - i, sources_get(sources, source)->text, present);
    }
    arena_drop(scratch);
}

void findings_drop_fallen(Findings *findings, uint32_t from) {
    uint32_t kept = from;
    for (uint32_t i = from; i < findings->all.count; i++)
        if (!findings->all.at[i]->fallen)
            findings->all.at[kept++] = findings->all.at[i];
    findings->all.count = kept;
}
