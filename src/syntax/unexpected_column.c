/* What is said of the heading of a table, whose columns are written in another way. */
#include <string.h>
#include "integ.tab.h"
#include "syntax/look.h"
#include "syntax/scan.h"
#include "syntax/title_name.h"
#include "syntax/total_word.h"
#include "syntax/unexpected.h"

static bool at_column(const Unexpected *u) {
    return parser_expects(u, "over") && parser_expects(u, "all") &&
           !parser_expects(u, "a date");
}

static bool behind_column(const Unexpected *u) {
    return parser_expects(u, "where") && parser_expects(u, "{") && parser_expects(u, ",");
}

/* ---- looking around ---- */

static char at(const Parser *p, uint32_t offset) {
    return offset < p->source->text.length ? p->source->text.at[offset] : '\n';
}

static uint32_t skip_blanks(const Parser *p, uint32_t offset) {
    while (at(p, offset) == ' ' || at(p, offset) == '\t')
        offset++;
    return offset;
}

/* The year, month or quarter before `offset`, a comma between them left out. */
static Span time_before(const Parser *p, uint32_t offset) {
    uint32_t end = offset;
    while (end > 0 && char_in(at(p, end - 1), " \t"))
        end--;
    uint32_t start = end;
    while (start > 0 && (scan_is_digit(at(p, start - 1)) ||
                         char_in(at(p, start - 1), "-/q") || at(p, start - 1) == '.'))
        start--;
    return (Span){start, end};
}

/* The year at `offset`, with what is written behind it without a blank. */
static Span year_at(const Parser *p, uint32_t offset) {
    enum { YEAR = 4 };
    Span span = {offset, offset};
    if (scan_digits(p->source->text.at, offset, p->source->text.length) == YEAR)
        while (scan_is_digit(at(p, span.end)) || char_in(at(p, span.end), "-/q") ||
               (at(p, span.end) == '.' && span.end > offset))
            span.end++;
    return span;
}

/* The words or the text in quotes that begin at `offset`, up to a digit or sign. */
static Span words_at(const Parser *p, uint32_t offset) {
    uint32_t end = offset;
    if (at(p, offset) == '"') {
        for (end++; !char_in(at(p, end), "\"\n"); end++)
            end += at(p, end) == '\\' ? 1 : 0;
        return (Span){offset, at(p, end) == '"' ? end + 1 : end};
    }
    for (uint32_t i = offset; names_have_byte(at(p, i)) || char_in(at(p, i), " .\t");
         i++) {
        if (scan_is_digit(at(p, i)) && (i == 0 || !names_have_byte(at(p, i - 1))))
            break;
        end = char_in(at(p, i), " \t") ? end : i + 1;
    }
    return (Span){offset, end};
}

static Slice without_quotes(Slice text) {
    bool quoted = text.length > 1 && text.at[0] == '"';
    return quoted ? (Slice){text.at + 1, text.length - 2} : text;
}

/* Takes a word, or a text in quotes, off a line. */
static Slice take_word(Slice *line) {
    *line = slice_trim(*line, " \t");
    bool quoted = line->length > 0 && line->at[0] == '"';
    uint32_t end = quoted ? 1 : 0;
    while (end < line->length &&
           (quoted ? line->at[end] != '"' : names_have_byte(line->at[end])))
        end++;
    end += quoted && end < line->length ? 1 : 0;
    Slice word = {line->at, end};
    *line = slice_from(*line, end);
    return word;
}

/* The name of the kind of money or the source of this file that has the name or title:
 * *word is "as" or "from". Empty where there is none, and after some searches. */
static Slice declared(Parser *p, Slice wanted, const char **word) {
    enum { SEARCHES_MOST = 50 };
    Slice rest = p->source->text, line;
    if (p->searches++ >= SEARCHES_MOST)
        return (Slice){"", 0};
    while (slice_split(&rest, '\n', &line)) {
        Slice kind = take_word(&line);
        if (!slice_is(kind, "money") && !slice_is(kind, "source"))
            continue;
        *word = slice_is(kind, "money") ? "as" : "from";
        Slice name = take_word(&line);
        if (name.length > 0 && name.at[0] == '"') {
            if (slice_equal(without_quotes(name), wanted))
                return title_letters(p->arena, wanted);
            continue;
        }
        if (name.length > 0 && (slice_equal(name, wanted) ||
                                slice_equal(without_quotes(take_word(&line)), wanted)))
            return name;
    }
    return (Slice){"", 0};
}

static Diagnostic *say(Parser *p, Span span, const char *format, Slice what) {
    return findings_add(p->findings, CODE_S01, (Place){p->source->id, span}, format,
                        SLICE_ARGS(what));
}

static void write_instead(Parser *p, Diagnostic *d, Span span, Slice write) {
    diagnostic_here(p->findings, d, "write %.*s", SLICE_ARGS(write));
    diagnostic_fix(p->findings, d, (Place){p->source->id, span}, write);
}

/* ---- where a column begins ---- */

/* `"Original budget" 2025 as orig` and `Budget 2025`. */
static void say_heading(Parser *p, Span words, Span year) {
    Slice printed = look_text(p, words), heading = without_quotes(printed);
    Diagnostic *d =
        say(p, words, "a column begins with its year: \"%.*s\" is its heading", heading);
    Span next = words_at(p, skip_blanks(p, year.end));
    Slice behind = look_text(p, next);
    if (slice_starts(behind, SLICE("as ")) || slice_starts(behind, SLICE("from "))) {
        diagnostic_here(p->findings, d, "remove it");
        diagnostic_fix(p->findings, d, (Place){p->source->id, {words.start, year.start}},
                       SLICE(""));
        return;
    }
    const char *word = "as";
    Slice name = declared(p, heading, &word);
    bool known = name.length > 0;
    if (!known)
        name = title_letters(p->arena, heading);
    Slice write = arena_format(p->arena, "%.*s %s %.*s", SLICE_ARGS(look_text(p, year)),
                               word, SLICE_ARGS(name));
    if (known) {
        write_instead(p, d, (Span){words.start, year.end}, write);
    } else {
        diagnostic_here(p->findings, d, "write %.*s", SLICE_ARGS(write));
        diagnostic_help(p->findings, d,
                        "declare the heading as a kind of money: money %.*s \"%.*s\"",
                        SLICE_ARGS(name), SLICE_ARGS(heading));
    }
}

static bool say_column(Parser *p, const Unexpected *u) {
    int kind = p->token->kind;
    if (!at_column(u) || kind == TOKEN_LBRACE)
        return false;
    Span words = words_at(p, u->span.start);
    Slice printed = look_text(p, words);
    uint32_t behind = skip_blanks(p, words.end);
    Span year = year_at(p, behind);
    bool text = kind == TOKEN_STRING || (words.end > words.start && kind != TOKEN_NUMBER);
    if (text && year.end > year.start) {
        say_heading(p, words, year);
    } else if (text && total_word_is(without_quotes(printed))) {
        Diagnostic *d =
            say(p, words, "the column \"%.*s\" is written all", without_quotes(printed));
        diagnostic_here(p->findings, d, "write all");
        diagnostic_fix_safe(p->findings, d, d->place, SLICE("all"), true);
    } else if (text && kind != TOKEN_STRING && at(p, behind) == '=') {
        Diagnostic *d = say(p, words, "the heading \"%.*s\" is not in quotes", printed);
        write_instead(p, d, words,
                      arena_format(p->arena, "\"%.*s\"", SLICE_ARGS(printed)));
    } else if (text && at(p, behind) == '=') {
        Diagnostic *d = say(p, words,
                            "the column \"%.*s\" is computed, and the first column of a "
                            "table cannot be",
                            without_quotes(printed));
        diagnostic_help(p->findings, d, "put it behind a year: 2025, \"%.*s\" = …",
                        SLICE_ARGS(without_quotes(printed)));
    } else {
        Slice found = text ? without_quotes(printed) : look_text(p, u->span);
        Diagnostic *d = say(p, text ? words : u->span, "\"%.*s\" is not a column", found);
        diagnostic_help(p->findings, d,
                        "write a year, month or quarter, a range of them, or all: table "
                        "2024, 2025-01, 2025-q1, 2026..2028, all");
    }
    return true;
}

/* ---- behind a column ---- */

static void say_comma(Parser *p, Span before, const Unexpected *u, Slice next) {
    Slice first = look_text(p, before);
    Diagnostic *d = findings_add(p->findings, CODE_S01, (Place){p->source->id, u->span},
                                 "a comma is missing between the columns %.*s and %.*s",
                                 SLICE_ARGS(first), SLICE_ARGS(next));
    diagnostic_here(p->findings, d, "put a comma before this");
    diagnostic_fix(p->findings, d, (Place){p->source->id, {before.end, before.end}},
                   SLICE(","));
}

/* `2024 - 2026`, `2024/25-2026/27`, `2024 til 2026`. */
static bool say_range(Parser *p, const Unexpected *u, Span before) {
    static const char *const words[] = {"til", "to", "bis", "till", "a"};
    uint32_t next = u->span.start;
    bool range = at(p, next) == '-' || SLICE_AMONG(look_text(p, u->span), words);
    next = skip_blanks(p, range && at(p, next) == '-' ? next + 1 : u->span.end);
    Span last = year_at(p, next);
    if (!range || last.end == last.start || before.end == before.start)
        return false;
    Slice write = arena_format(p->arena, "%.*s..%.*s", SLICE_ARGS(look_text(p, before)),
                               SLICE_ARGS(look_text(p, last)));
    Span span = {before.start, last.end};
    Diagnostic *d = findings_add(p->findings, CODE_S01, (Place){p->source->id, span},
                                 "a range is written with two points: %.*s",
                                 SLICE_ARGS(write));
    write_instead(p, d, span, write);
    return true;
}

/* Whether the heading has a title before `offset`. */
static bool has_title(const Parser *p, uint32_t offset) {
    uint32_t indent, start = look_line(p, offset, &indent);
    return memchr(p->source->text.at + start, '"', offset - start) != NULL;
}

/* `2025 orig`: as or from is missing. */
static void say_named(Parser *p, Span before, Span word) {
    Slice time = look_text(p, before), name = look_text(p, word);
    const char *by = NULL;
    Slice known = declared(p, without_quotes(name), &by);
    Diagnostic *d = findings_add(p->findings, CODE_S01, (Place){p->source->id, word},
                                 "\"%.*s\" is behind the column %.*s without as or from",
                                 SLICE_ARGS(without_quotes(name)), SLICE_ARGS(time));
    if (known.length > 0)
        write_instead(p, d, word,
                      arena_format(p->arena, "%s %.*s", by, SLICE_ARGS(known)));
    else if (name.at[0] == '"')
        diagnostic_help(p->findings, d,
                        "write %.*s as %.*s for its heading; for a column of its own put "
                        "a comma before it, and = and its formula behind it",
                        SLICE_ARGS(time),
                        SLICE_ARGS(title_letters(p->arena, without_quotes(name))));
    else
        diagnostic_help(p->findings, d,
                        "write %.*s as and the name of a kind of money, or from and that "
                        "of a source",
                        SLICE_ARGS(time));
}

static void say_text(Parser *p, const Unexpected *u, Span before) {
    Slice title = look_text(p, u->span);
    if (at(p, skip_blanks(p, u->span.end)) == '=') {
        say_comma(p, before, u, title);
    } else if (!has_title(p, u->span.start)) {
        uint32_t indent, start = look_line(p, u->span.start, &indent);
        Slice line = look_text(p, (Span){start, u->span.start});
        uint32_t columns = 0;
        while (columns < line.length && !scan_is_digit(line.at[columns]))
            columns++;
        Diagnostic *d = say(p, u->span, "the title %.*s is behind the columns", title);
        diagnostic_help(p->findings, d, "write it before them: %.*s%.*s %.*s {",
                        (int)columns, line.at, SLICE_ARGS(title),
                        (int)(before.end - start - columns), line.at + columns);
    } else {
        say_named(p, before, u->span);
    }
}

static bool say_behind(Parser *p, const Unexpected *u) {
    if (!behind_column(u))
        return false;
    Span before = time_before(p, u->span.start);
    int kind = p->token->kind;
    bool timed = before.end > before.start;
    if (say_range(p, u, before))
        return true;
    bool row = kind == TOKEN_STRING && /* its "{" is missing */
               char_in(at(p, skip_blanks(p, u->span.end)), "0123456789-?");
    if (row)
        return false;
    if (timed && (kind == TOKEN_NUMBER || kind == TOKEN_MONTH)) {
        say_comma(p, before, u, look_text(p, u->span));
    } else if (timed && kind == TOKEN_STRING && !parser_first_on_line(p, u->span.start)) {
        say_text(p, u, before);
    } else if (timed && kind == TOKEN_NAME && !parser_first_on_line(p, u->span.start)) {
        say_named(p, before, u->span);
    } else if (kind == TOKEN_SEMICOLON) {
        Diagnostic *d = say(p, u->span,
                            "there must be a comma between columns, not \"%.*s\"",
                            look_text(p, u->span));
        write_instead(p, d, u->span, SLICE(","));
    } else {
        return false;
    }
    return true;
}

/* ---- computed columns ---- */

static bool say_formula(Parser *p, const Unexpected *u) {
    if (u->expected_count != 1 || !parser_expects(u, "=") ||
        p->before_kind != TOKEN_STRING)
        return false;
    Slice heading = look_text(p, p->before);
    bool none = p->token->kind == TOKEN_LBRACE || p->token->kind == TOKEN_COMMA;
    if (!none) {
        Diagnostic *d = findings_add(p->findings, CODE_S01,
                                     (Place){p->source->id, u->span},
                                     "a = is missing between the heading %.*s and its "
                                     "formula",
                                     SLICE_ARGS(heading));
        diagnostic_here(p->findings, d, "put = before this");
        diagnostic_fix(p->findings, d,
                       (Place){p->source->id, {u->span.start, u->span.start}},
                       SLICE("= "));
        return true;
    }
    const char *word = "as";
    Slice name = declared(p, without_quotes(heading), &word);
    Diagnostic *d =
        say(p, p->before, "the column %.*s has neither a year nor a formula", heading);
    if (name.length > 0)
        diagnostic_help(p->findings, d, "write its year: 2025 %s %.*s", word,
                        SLICE_ARGS(name));
    else
        diagnostic_help(p->findings, d,
                        "write how it is computed, as in %.*s = 2025 - 2024, or its year "
                        "and a kind of money: 2025 as %.*s",
                        SLICE_ARGS(heading),
                        SLICE_ARGS(title_letters(p->arena, without_quotes(heading))));
    return true;
}

bool unexpected_column(Parser *p, const Unexpected *u) {
    return say_column(p, u) || say_behind(p, u) || say_formula(p, u);
}
