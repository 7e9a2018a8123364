/* Decimal commas, and points as thousands separators: one finding a file, told at its
 * end, as what stands in a text with curly quotes is known then to be no number. */
#include "syntax/scan.h"

#include <string.h>

/* 8,513,987 or 17,227.4, where commas can only part thousands. */
static bool commas_certain(const char *at, uint32_t end) {
    uint32_t i = end > 0 && (at[0] == '-' || at[0] == '~') ? 1 : 0;
    uint32_t first = scan_digits(at, i, end), groups = 0;
    for (i += first; i < end && at[i] == ',' && scan_digits(at, i + 1, end) == 3; i += 4)
        groups++;
    if (first == 0 || first > 3 || groups == 0 || at[i - 4 * groups - first] == '0')
        return false;
    uint32_t decimals = i < end ? scan_digits(at, i + 1, end) : 0;
    return i == end ? groups > 1
                    : at[i] == '.' && decimals > 0 && i + 1 + decimals == end;
}

/* Whether separators leave no doubt: 16,4 or 1.234,5 or 1.234.567. But 1,234 may be a
 * decimal or thousands, and 2018,2019 a list. */
static bool separators_certain(const char *at, uint32_t end) {
    uint32_t i = end > 0 && (at[0] == '-' || at[0] == '~') ? 1 : 0;
    uint32_t first = scan_digits(at, i, end), groups = 0;
    for (i += first; i < end && at[i] == '.' && scan_digits(at, i + 1, end) == 3; i += 4)
        groups++;
    if (first == 0 || (groups > 0 && (first > 3 || at[i - 4 * groups - first] == '0')))
        return false;
    if (i == end)
        return groups > 1;
    uint32_t decimals = scan_digits(at, i + 1, end);
    return at[i] == ',' && i + 1 + decimals == end && decimals > 0 &&
           (groups > 0 || decimals <= 2);
}

/* 16.4 for 16,4, and 1_234_567 for 1.234.567 or 1,234,567. */
static Slice written(Arena *arena, Slice number, bool commas_part) {
    bool comma = memchr(number.at, ',', number.length) != NULL;
    Text out = {.memory = arena_memory(arena)};
    for (uint32_t i = 0; i < number.length; i++) {
        char c = number.at[i];
        if (c == ',')
            text_char(&out, commas_part ? '_' : '.');
        else if (c != '.' || commas_part)
            text_char(&out, c);
        else if (!comma)
            text_char(&out, '_');
    }
    Slice text = arena_copy(arena, text_view(&out));
    text_free(&out);
    return text;
}

/* What to write for a number; empty where that is not certain. */
static Slice certainly(Arena *arena, Slice number) {
    uint32_t end = number.length;
    end -= end > 0 && number.at[end - 1] == '%' ? 1 : 0;
    bool commas_part = commas_certain(number.at, end);
    if (!commas_part && !separators_certain(number.at, end))
        return (Slice){"", 0};
    return written(arena, number, commas_part);
}

/* Whether three digits follow the last separator. */
static bool may_be_thousands(Slice number) {
    uint32_t end = number.length, last = 0;
    end -= end > 0 && number.at[end - 1] == '%' ? 1 : 0;
    for (uint32_t i = 0; i < end; i++)
        last = char_in(number.at[i], ".,") ? i : last;
    return end - last - 1 == 3;
}

static Diagnostic *first_separator(Scan *scan, Place place, Slice number, Slice write) {
    Diagnostic *d =
        findings_add(scan->findings, CODE_S05, place,
                     "\"%.*s\" is not a number here: the decimal point is \".\"",
                     SLICE_ARGS(scan_kept(scan, number.at, number.length)));
    if (write.length > 0)
        diagnostic_here(scan->findings, d, "write %.*s", SLICE_ARGS(write));
    else
        diagnostic_here(scan->findings, d,
                        may_be_thousands(number) ? "decimals or thousands? 1.234 or 1_234"
                                                 : "a list has a space after the comma");
    diagnostic_help(scan->findings, d,
                    "write 16.4 for 16,4, and 1_234 or 1234 for a thousand and more; "
                    "in a list put a space after the comma");
    return d;
}

void scan_tell_separators(Scan *scan) {
    Diagnostic *d = NULL;
    uint32_t count = scan->separated.count;
    for (uint32_t i = 0; i < count && i < SCAN_FIXES_MOST; i++) {
        const Separated *separated = &scan->separated.at[i];
        Span span = separated->span;
        Place place = {scan->source->id, span};
        Slice number = {scan->base + span.start, span.end - span.start};
        Slice write = certainly(scan->arena, number);
        if (d == NULL)
            d = first_separator(scan, place, number, write);
        else if (i <= SCAN_LABELS_MOST)
            diagnostic_label(scan->findings, d, place, "%.*s", SLICE_ARGS(write));
        if (write.length > 0 && !separated->doubtful)
            diagnostic_fix_safe(scan->findings, d, place, write, true);
    }
    if (d == NULL)
        return;
    d->places = count;
    if (count > 1)
        d->message = arena_format(
            scan->arena,
            "%u numbers have a comma or several points: the decimal point is \".\"",
            count);
}

/* ---- what is no number after all ---- */

static uint32_t first_from(const Scan *scan, uint32_t start) {
    uint32_t i = scan->separated.count;
    while (i > 0 && scan->separated.at[i - 1].span.start >= start)
        i--;
    return i;
}

void scan_doubt(Scan *scan, Span span) {
    for (uint32_t i = first_from(scan, span.start); i < scan->separated.count; i++)
        if (scan->separated.at[i].span.end <= span.end)
            scan->separated.at[i].doubtful = true;
}

void scan_forget_separators(Scan *scan, uint32_t start) {
    scan->separated.count = first_from(scan, start);
}
