/* What is said of rows as documents print them, where the language writes them in another
 * way: words for a total, titles without quotes, and remarks behind a title. */
#include <string.h>
#include "base/utf8.h"
#include "integ.tab.h"
#include "syntax/look.h"
#include "syntax/total_word.h"
#include "syntax/unexpected.h"

static Slice inside(const Parser *p, Span quoted) {
    return look_text(p, (Span){quoted.start + 1, quoted.end - 1});
}

/* `total "I alt" 2 3`. */
static bool say_total_title(Parser *p, const Unexpected *u) {
    if (p->before_kind != TOKEN_TOTAL || p->token->kind != TOKEN_STRING)
        return false;
    Slice title = look_text(p, u->span);
    Diagnostic *d = findings_add(p->findings, CODE_S01, (Place){p->source->id, u->span},
                                 "a total has no title, but %.*s is behind it",
                                 SLICE_ARGS(title));
    if (total_word_is(inside(p, u->span))) {
        uint32_t end = u->span.end;
        end += p->source->text.at[end] == ' ' ? 1 : 0;
        diagnostic_here(p->findings, d, "remove it");
        diagnostic_fix_safe(p->findings, d, (Place){p->source->id, {u->span.start, end}},
                            SLICE(""), true);
    } else {
        diagnostic_help(p->findings, d,
                        "remove it, or write the total of that alone: total of %.*s",
                        SLICE_ARGS(title));
    }
    return true;
}

/* The words of a line up to its first figure; empty where something else is among them.
 */
static Span words_before_figures(const Parser *p, uint32_t start) {
    Slice text = p->source->text;
    uint32_t at = start, end = start;
    while (at < text.length && !char_in(text.at[at], "0123456789-~?\n")) {
        uint32_t bytes, code = utf8_decode(text.at + at, text.length - at, &bytes);
        bool blank = code == ' ' || code == '\t';
        if (!blank && !utf8_is_letter(code) && !char_in(text.at[at], "._/&"))
            return (Span){start, start};
        at += bytes;
        end = blank ? end : at;
    }
    bool figure = at < text.length && text.at[at] != '\n';
    return (Span){start, figure && end < at ? end : start};
}

/* Whether nothing but cells follows on the line, as in no statement of another kind. */
static bool only_cells(const Parser *p, uint32_t from) {
    Slice text = p->source->text;
    while (from < text.length && char_in(text.at[from], " \t0123456789-~?_.,%"))
        from++;
    return from == text.length || char_in(text.at[from], "\r\n}#;");
}

/* `I alt 2 3` and `North Park 2 3`: two names in a row, the first at the line's begin. */
static bool say_bare_title(Parser *p, const Unexpected *u) {
    uint32_t start = p->before.start;
    if (p->token->kind != TOKEN_NAME || p->before_kind != TOKEN_NAME ||
        !parser_first_on_line(p, start))
        return false;
    Span words = words_before_figures(p, start);
    if (words.end < u->span.end || !only_cells(p, words.end))
        return false;
    Slice title = look_text(p, words);
    Place place = {p->source->id, words};
    bool total = total_word_is(title);
    Slice write = total ? SLICE("total")
                        : arena_format(p->arena, "\"%.*s\"", SLICE_ARGS(title));
    Diagnostic *d =
        findings_add(p->findings, CODE_S01, place,
                     total ? "\"%.*s\" is not a statement: write total"
                           : "\"%.*s\" is not a statement; a title is in quotes",
                     SLICE_ARGS(title));
    diagnostic_here(p->findings, d, "write %.*s", SLICE_ARGS(write));
    diagnostic_fix_safe(p->findings, d, place, write, total);
    return true;
}

/* `"Lakes" (Budget 2023) 1.2`: gives where the bracket ends, 0 where none with letters
 * does on the line. */
static uint32_t remark_end(const Parser *p, uint32_t start) {
    Slice text = p->source->text;
    bool letter = false;
    for (uint32_t at = start + 1; at < text.length; at++) {
        unsigned char c = (unsigned char)text.at[at];
        if (char_in((char)c, "()\"\n{};#"))
            return c == ')' && letter ? at + 1 : 0;
        letter |= c >= 0x80 || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }
    return 0;
}

static bool say_remark(Parser *p, const Unexpected *u) {
    if (p->token->kind != TOKEN_LPAREN || p->before_kind != TOKEN_STRING)
        return false;
    uint32_t end = remark_end(p, u->span.start);
    if (end == 0)
        return false;
    Span remark = {u->span.start, end};
    Slice write = arena_format(p->arena, "\"%.*s %.*s\"",
                               SLICE_ARGS(inside(p, p->before)),
                               SLICE_ARGS(look_text(p, remark)));
    Diagnostic *d = findings_add(p->findings, CODE_S01, (Place){p->source->id, remark},
                                 "\"%.*s\" is not in the title's quotes",
                                 SLICE_ARGS(look_text(p, remark)));
    diagnostic_here(p->findings, d, "part of the title?");
    diagnostic_help(
        p->findings, d,
        "write %.*s if it is part of the title, or put it behind # at the end "
        "of the line",
        SLICE_ARGS(write));
    diagnostic_fix(p->findings, d, (Place){p->source->id, {p->before.start, end}}, write);
    return true;
}

bool unexpected_row(Parser *p, const Unexpected *u) {
    return say_total_title(p, u) || say_bare_title(p, u) || say_remark(p, u);
}
