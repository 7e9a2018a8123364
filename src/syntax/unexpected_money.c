/* What is said of statements of money, totals and settings whose years, colons and commas
 * are not where they should be. */
#include "integ.tab.h"
#include "syntax/look.h"
#include "syntax/scan.h"
#include "syntax/unexpected.h"

static char at(const Parser *p, uint32_t offset) {
    return offset < p->source->text.length ? p->source->text.at[offset] : '\n';
}

static uint32_t skip_blanks(const Parser *p, uint32_t offset) {
    while (char_in(at(p, offset), " \t"))
        offset++;
    return offset;
}

static Place place_of(const Parser *p, uint32_t start, uint32_t end) {
    return (Place){p->source->id, {start, end}};
}

/* A year, month or quarter with a colon behind it. */
static bool is_dated(const Parser *p, const Unexpected *u) {
    return (p->token->kind == TOKEN_NUMBER || p->token->kind == TOKEN_MONTH) &&
           u->span.end - u->span.start >= 4 && at(p, skip_blanks(p, u->span.end)) == ':';
}

static bool is_dated_word(int kind) {
    return kind == TOKEN_FUNDING || kind == TOKEN_SPENDING || kind == TOKEN_GROSS ||
           kind == TOKEN_TARGET || kind == TOKEN_ACTUAL || kind == TOKEN_BASELINE;
}

/* `funding: 1.5` and `funding: 2024 1.5`. */
static bool say_no_year(Parser *p, const Unexpected *u) {
    enum { YEAR = 4 };
    if (p->token->kind != TOKEN_COLON || !is_dated_word(p->before_kind))
        return false;
    Slice word = look_text(p, p->before);
    uint32_t year = skip_blanks(p, u->span.end), end = year;
    while (scan_is_digit(at(p, end)))
        end++;
    uint32_t next = skip_blanks(p, end);
    Diagnostic *d = findings_add(
        p->findings, CODE_S01, place_of(p, u->span.start, u->span.end),
        "the year is missing between \"%.*s\" and the colon", SLICE_ARGS(word));
    if (end - year == YEAR && next > end && scan_is_digit(at(p, next))) {
        Slice write =
            arena_format(p->arena, " %.*s:", SLICE_ARGS(look_text(p, (Span){year, end})));
        d->place.span.end = end;
        diagnostic_here(p->findings, d, "write %.*s%.*s", SLICE_ARGS(word),
                        SLICE_ARGS(write));
        diagnostic_fix(p->findings, d, place_of(p, u->span.start, end), write);
    } else {
        diagnostic_help(p->findings, d, "write %.*s 2024: and the figure behind it",
                        SLICE_ARGS(word));
    }
    return true;
}

/* `{ 2024: 1.5 }`. */
static bool say_no_word(Parser *p, const Unexpected *u) {
    if (!is_dated(p, u) || p->before_kind != TOKEN_LBRACE || !parser_expects(u, "a name"))
        return false;
    Slice year = look_text(p, u->span);
    Diagnostic *d = findings_add(p->findings, CODE_S01,
                                 place_of(p, u->span.start, u->span.end),
                                 "a word is missing before \"%.*s:\"", SLICE_ARGS(year));
    diagnostic_help(
        p->findings, d,
        "write what the figure is: funding %.*s:, spending %.*s:, target %.*s:",
        SLICE_ARGS(year), SLICE_ARGS(year), SLICE_ARGS(year));
    return true;
}

/* `2024: 1.5 2025: 2.5`. */
static bool say_no_comma(Parser *p, const Unexpected *u) {
    if (!is_dated(p, u) || !parser_expects(u, ",") ||
        parser_first_on_line(p, u->span.start))
        return false;
    Diagnostic *d = findings_add(
        p->findings, CODE_S01, place_of(p, u->span.start, u->span.end),
        "a comma is missing before \"%.*s:\"", SLICE_ARGS(look_text(p, u->span)));
    diagnostic_here(p->findings, d, "put a comma before this");
    diagnostic_fix(p->findings, d, place_of(p, p->before.end, p->before.end), SLICE(","));
    return true;
}

/* `funding 2024, 2025: 1.5`. */
static bool say_shared_amount(Parser *p, const Unexpected *u) {
    if (p->token->kind != TOKEN_COMMA || !parser_expects(u, ":") ||
        (p->before_kind != TOKEN_NUMBER && p->before_kind != TOKEN_MONTH))
        return false;
    Slice year = look_text(p, p->before);
    Diagnostic *d = findings_add(p->findings, CODE_S01,
                                 place_of(p, p->before.start, p->before.end),
                                 "\"%.*s\" has no figure of its own", SLICE_ARGS(year));
    diagnostic_help(
        p->findings, d,
        "write one for each year, as in 2024: 1.5, 2025: 1.5, or a range that "
        "each year has it: 2024..2025: 1.5");
    return true;
}

/* `funding 2024 = 1.5`, `baseline 2020 80`. */
static bool say_no_colon(Parser *p, const Unexpected *u) {
    if (!parser_expects(u, ":") || u->expected_count > 3)
        return false;
    Slice before = look_text(p, p->before);
    if (p->token->kind == TOKEN_EQ) {
        Diagnostic *d = findings_add(
            p->findings, CODE_S01, place_of(p, u->span.start, u->span.end),
            "a \":\" must be behind \"%.*s\", not \"=\"", SLICE_ARGS(before));
        diagnostic_here(p->findings, d, "write :");
        uint32_t start = p->before.end;
        diagnostic_fix_safe(p->findings, d, place_of(p, start, u->span.end), SLICE(":"),
                            true);
        return true;
    }
    bool timed = p->before_kind == TOKEN_NUMBER || p->before_kind == TOKEN_MONTH ||
                 p->before_kind == TOKEN_NAME || p->before_kind == TOKEN_ALL;
    bool figure = p->token->kind == TOKEN_NUMBER || p->token->kind == TOKEN_NEGATIVE ||
                  p->token->kind == TOKEN_DASH || p->token->kind == TOKEN_QUESTION;
    bool compared = p->token->kind >= TOKEN_LT && p->token->kind <= TOKEN_GE;
    if ((!figure && !compared) || !timed || parser_first_on_line(p, u->span.start))
        return false;
    Diagnostic *d = findings_add(p->findings, CODE_S01,
                                 place_of(p, u->span.start, u->span.end),
                                 "a \":\" is missing between \"%.*s\" and \"%.*s\"",
                                 SLICE_ARGS(before), SLICE_ARGS(look_text(p, u->span)));
    diagnostic_here(p->findings, d, "put : before this");
    diagnostic_fix(p->findings, d, place_of(p, p->before.end, p->before.end), SLICE(":"));
    return true;
}

/* `target 2024: mindst 80%`. */
static bool say_compared(Parser *p, const Unexpected *u) {
    static const char *const least[] = {"mindst", "minimum", "min",
                                        "over",   "above",   "minst"};
    static const char *const most[] = {"højst", "maks",  "max",      "maximum",
                                       "under", "below", "maksimalt"};
    Slice word = look_text(p, u->span);
    bool lower = SLICE_AMONG(word, least);
    if (!parser_expects(u, ">=") || (!lower && !SLICE_AMONG(word, most)))
        return false;
    Slice write = lower ? SLICE(">=") : SLICE("<=");
    Diagnostic *d =
        findings_add(p->findings, CODE_S01, place_of(p, u->span.start, u->span.end),
                     "\"%.*s\" is written %.*s", SLICE_ARGS(word), SLICE_ARGS(write));
    diagnostic_here(p->findings, d, "write %.*s", SLICE_ARGS(write));
    diagnostic_fix(p->findings, d, d->place, write);
    return true;
}

/* `unit: mio DKK`. */
static bool say_setting(Parser *p, const Unexpected *u) {
    if (p->token->kind != TOKEN_COLON ||
        (p->before_kind != TOKEN_UNIT && p->before_kind != TOKEN_YEARS &&
         p->before_kind != TOKEN_TOLERANCE))
        return false;
    Slice word = look_text(p, p->before);
    Diagnostic *d = findings_add(
        p->findings, CODE_S01, place_of(p, u->span.start, u->span.end),
        "\"%.*s\" is a statement, and has no colon behind it", SLICE_ARGS(word));
    diagnostic_here(p->findings, d, "remove it");
    diagnostic_fix_safe(p->findings, d, d->place, SLICE(""), true);
    return true;
}

/* `total for 2024: 1.5`. */
static bool say_total_for(Parser *p, const Unexpected *u) {
    static const char *const words[] = {"for", "i", "in", "år", "year", "pr"};
    Slice word = look_text(p, u->span);
    if (p->before_kind != TOKEN_TOTAL || !SLICE_AMONG(word, words))
        return false;
    uint32_t next = skip_blanks(p, u->span.end);
    Diagnostic *d =
        findings_add(p->findings, CODE_S01, place_of(p, u->span.start, u->span.end),
                     "\"%.*s\" is between total and its year", SLICE_ARGS(word));
    diagnostic_here(p->findings, d, "remove it");
    diagnostic_fix_safe(p->findings, d, place_of(p, u->span.start, next), SLICE(""),
                        true);
    return true;
}

bool unexpected_money(Parser *p, const Unexpected *u) {
    return say_no_year(p, u) || say_no_word(p, u) || say_no_comma(p, u) ||
           say_shared_amount(p, u) || say_no_colon(p, u) || say_compared(p, u) ||
           say_setting(p, u) || say_total_for(p, u);
}
