/* Words that were meant for others: misspelt statements, those of other languages, words
 * where figures are expected, and texts that the statement before them has taken. */
#include <string.h>
#include "integ.tab.h"
#include "syntax/look.h"
#include "syntax/scan.h"
#include "syntax/statement_word.h"
#include "syntax/unexpected.h"

/* The first word of the line on which `offset` stands. */
static Span first_word(const Parser *p, uint32_t offset) {
    Slice text = p->source->text;
    uint32_t indent, start = look_line(p, offset, &indent), end = start;
    while (end < offset &&
           ((text.at[end] >= 'a' && text.at[end] <= 'z') ||
            (text.at[end] >= 'A' && text.at[end] <= 'Z') || text.at[end] == '_'))
        end++;
    return (Span){start, end};
}

/* The word before `offset`, figures and the like between them left out: in `{ fundng
 * 2020: 1.5 }` that before ":". */
static Span word_before(const Parser *p, uint32_t offset) {
    const char *text = p->source->text.at;
    uint32_t end = offset;
    while (end > 0 && char_in(text[end - 1], " 0123456789.-:"))
        end--;
    uint32_t start = end;
    while (start > 0 && text[start - 1] >= 'a' && text[start - 1] <= 'z')
        start--;
    return (Span){start, end};
}

Slice unexpected_meant(const Parser *p, uint32_t offset, Span *word) {
    for (int i = 0; i < 2; i++) {
        *word = i == 0 ? first_word(p, offset) : word_before(p, offset);
        Slice text = source_slice(p->source, *word);
        Slice near = text.length > 0 ? statement_word_near(text) : (Slice){"", 0};
        if (near.length > 0 && !slice_equal(near, text))
            return near;
    }
    return (Slice){"", 0};
}

/* Says of a misspelt statement what was meant, where nothing but figures is between its
 * word and what was not expected: `projct lakes`, `{ fundng 2020: 1.5 }`. */
bool unexpected_statement(Parser *p, const Unexpected *u) {
    Span word;
    Slice near = unexpected_meant(p, u->span.start, &word);
    if (near.length == 0) {
        word = word_before(p, u->span.start);
        near = statement_word_translated(look_text(p, word));
    }
    if (near.length == 0)
        return false;
    for (uint32_t i = word.end; i < u->span.start; i++)
        if (!char_in(p->source->text.at[i], " \t0123456789.-"))
            return false;
    Diagnostic *d = findings_add(p->findings, CODE_S01, (Place){p->source->id, word},
                                 "\"%.*s\" is not a statement; did you mean \"%.*s\"?",
                                 SLICE_ARGS(look_text(p, word)), SLICE_ARGS(near));
    diagnostic_fix(p->findings, d, d->place, near);
    return true;
}

/* `område skole "Schools" {`: two names in a row, of which the first begins the line, and
 * is no word of the language. */
bool unexpected_first_word(Parser *p, const Unexpected *u) {
    bool named = p->token->kind == TOKEN_NAME || p->token->kind == TOKEN_STRING;
    uint32_t line_start;
    uint32_t first = look_line(p, u->span.start, &line_start);
    if (!named || p->before_kind != TOKEN_NAME || p->before.start != first ||
        (p->token->kind == TOKEN_STRING && parser_expects(u, "a text in quotes")))
        return false;
    Slice word = look_text(p, p->before);
    Slice means = statement_word_translated(word);
    Diagnostic *d = findings_add(p->findings, CODE_S01, (Place){p->source->id, p->before},
                                 "\"%.*s\" is not a statement", SLICE_ARGS(word));
    if (means.length > 0) {
        diagnostic_here(p->findings, d, "write %.*s", SLICE_ARGS(means));
        diagnostic_fix(p->findings, d, d->place, means);
    } else {
        diagnostic_help(p->findings, d,
                        "begin the line with a word of the language, such as area, "
                        "project or source");
    }
    return true;
}

/* `area green` and a row by its title below: the text was taken in by what ends before
 * it. Says so, where figures follow. */
bool unexpected_taken(Parser *p, const Unexpected *u) {
    const char *text = p->source->text.at;
    uint32_t end = p->before.start;
    if (p->before_kind != TOKEN_STRING || !parser_first_on_line(p, end) ||
        !char_in(text[u->span.start], "0123456789-~?"))
        return false;
    while (end > 0 && char_in(text[end - 1], " \t\r\n"))
        end--;
    if (end == 0 || text[end - 1] == ';')
        return false;
    uint32_t indent, start = look_line(p, end, &indent);
    Slice statement = {text + start, end - start};
    bool allow = slice_starts(statement, SLICE("allow "));
    Slice title = look_text(p, p->before);
    Diagnostic *d = findings_add(p->findings, CODE_S01, (Place){p->source->id, p->before},
                                 "%.*s was taken as the %s of %.*s: put a ; before it",
                                 SLICE_ARGS(title), allow ? "reason" : "title",
                                 SLICE_ARGS(arena_copy(p->arena, statement)));
    Place place = {p->source->id, {end, end}};
    diagnostic_label(p->findings, d, (Place){p->source->id, {end - 1, end}},
                     "a ; behind this");
    diagnostic_fix_safe(p->findings, d, place, SLICE(";"), true);
    return true;
}

/* A word behind what stands on its line, as in `lakes 1.5 o.5`, begins a row of its own
 * for the grammar, and shows only at what comes on the next line. */
static bool is_word_behind(const Parser *p, const Unexpected *u) {
    const char *text = p->source->text.at;
    uint32_t at = p->before.start;
    bool word = p->before_kind == TOKEN_NAME ||
                (p->before_kind >= TOKEN_RISING && p->before_kind <= TOKEN_OFFSET);
    if (!word || parser_first_on_line(p, at) || !parser_expects(u, "within") ||
        !parser_expects(u, "a text in quotes") ||
        (p->now_kind != TOKEN_RBRACE && !parser_first_on_line(p, u->span.start)))
        return false;
    while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '\t'))
        at--;
    return at > 0 && !char_in(text[at - 1], "{};");
}

static void say_word(Parser *p) {
    const char *text = p->source->text.at;
    uint32_t at = p->before.start;
    while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '\t'))
        at--;
    Slice word = source_slice(p->source, p->before);
    Place place = {p->source->id, p->before};
    if (!char_in(text[at - 1], "0123456789-?")) {
        findings_add(p->findings, CODE_S01, place, "\"%.*s\" is not expected here",
                     SLICE_ARGS(word));
        return;
    }
    bool digit = word.length == 1 && char_in(word.at[0], "oOlI");
    Diagnostic *d = findings_add(p->findings, CODE_S04, place, "\"%.*s\" is not a number",
                                 SLICE_ARGS(word));
    diagnostic_here(p->findings, d,
                    digit ? "a letter: o for 0, l for 1?" : "a cell is a number, - or ?");
}

bool unexpected_word_behind(Parser *p, const Unexpected *u) {
    if (!is_word_behind(p, u))
        return false;
    say_word(p);
    return true;
}
