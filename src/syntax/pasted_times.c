/* Dates, months, quarters and years as documents print them, where the language wants
 * one. */
#include "syntax/pasted.h"

#include <string.h>

#include "base/names.h"
#include "syntax/pasted_bytes.h"
#include "syntax/pasted_text.h"
#include "syntax/printed_time.h"
#include "syntax/scan.h"

/* Behind which of these a time is wanted: what they begin has times in its list. */
static bool wants_time(Slice word) {
    static const char *const words[] = {"table",  "over",    "funding", "spending",
                                        "gross",  "years",   "total",   "target",
                                        "actual", "baseline"};
    return SLICE_AMONG(word, words);
}

/* Puts the bytes of a token where the time is printed. */
static void put_time(Pasted *s, Span span, const PrintedTime *time) {
    char bytes[8];
    uint32_t count = 0;
    if (time->kind == TIME_YEAR) {
        pasted_put(s, span, time->write);
        return;
    }
    if (time->kind == TIME_MONTH_SPAN || time->other.length > 0) {
        pasted_put_unreadable(s, span, 1);
        return;
    }
    bool date = time->kind == TIME_DATE;
    int month = date ? time->at / 100 % 100 : time->at % 100;
    bytes[count++] = date ? PASTED_DATE : PASTED_MONTH;
    memcpy(bytes + count, time->write.at, 4);
    count += 4;
    if (time->kind == TIME_QUARTER)
        month = month - TIME_QUARTER_BASE + PASTED_QUARTERS;
    bytes[count++] = (char)('A' + month - 1);
    if (date)
        bytes[count++] = (char)('A' + time->at % 100 - 1);
    pasted_put(s, span, (Slice){bytes, count});
}

static void tell_time(Pasted *s, Span span, const PrintedTime *time) {
    pasted_tell(
        s, PASTED_TIME, span,
        (PastedSaid){.reads = time->write,
                     .other = time->other,
                     .safe = time->kind != TIME_MONTH_SPAN &&
                             !slice_starts(pasted_printed(s, span), SLICE("FY"))});
    if (s->count[PASTED_TIME] == 1 && time->other.length > 0)
        s->told[PASTED_TIME]->message = arena_format(
            s->arena, "\"%.*s\" is not a date here: year, month and day are 2025-08-20",
            SLICE_ARGS(pasted_printed(s, span)));
    put_time(s, span, time);
}

/* Behind a text in quotes that begins at `at`, or at the end of its line. */
static uint32_t behind_text(Slice text, uint32_t at) {
    for (at++; at < text.length && !char_in(text.at[at], "\"\n"); at++)
        at += text.at[at] == '\\' && at + 1 < text.length ? 1 : 0;
    return at < text.length && text.at[at] == '"' ? at + 1 : at;
}

Slice pasted_times(Arena *arena, Findings *findings, const Source *source, Slice text) {
    Pasted s = {.arena = arena, .findings = findings, .source = source, .text = text};
    bool wanted = false;   /* what comes next may be a time */
    bool heading = false;  /* it is in the heading of a table, up to its first time */
    bool nameless = false; /* the name of the table may come next */
    for (uint32_t at = 0; at < text.length;) {
        char c = text.at[at];
        PrintedTime time;
        if (char_is_space(c)) {
            at++;
        } else if (c == '#') {
            while (at < text.length && text.at[at] != '\n')
                at++;
        } else if (c == '"') {
            at = behind_text(text, at);
            wanted = wanted && heading;
            nameless = false;
        } else if (wanted && names_have_byte(c) && (scan_is_digit(c) || !nameless) &&
                   printed_time(arena, text, at, &time)) {
            tell_time(&s, (Span){at, time.end}, &time);
            at = time.end;
            wanted = heading = nameless = false;
        } else if (names_have_byte(c)) {
            uint32_t start = at;
            while (at < text.length && names_have_byte(text.at[at]))
                at++;
            Slice word = {text.at + start, at - start};
            bool table = slice_is(word, "table");
            wanted = wants_time(word) || (wanted && heading);
            heading = table || (wanted && heading);
            nameless = table;
        } else {
            bool dots = c == '.' && at + 1 < text.length && text.at[at + 1] == '.';
            at += dots ? 2 : 1;
            wanted = dots || char_in(c, ",:(");
            heading = nameless = false;
        }
    }
    pasted_finish(&s);
    return pasted_result(&s);
}
