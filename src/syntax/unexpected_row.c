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

static bool is_cell(Slice word) {
    uint32_t digits = 0;
    for (uint32_t i = 0; i < word.length; i++) {
        if (!char_in(word.at[i], "0123456789-~?_.,%"))
            return false;
        digits += char_in(word.at[i], "0123456789-?");
    }
    return digits > 0;
}

/* A line up to its block, the next statement or a comment. */
static Slice row_line(const Parser *p, uint32_t start) {
    uint32_t end = start;
    while (end < p->source->text.length && !char_in(p->source->text.at[end], "\n{};#"))
        end++;
    return slice_trim_end(look_text(p, (Span){start, end}), CHAR_SPACES);
}

/* What stands on a line before its cells; empty where there are no cells, and where it is
 * no title: it has quotes, signs of statements, or no letter at its beginning. */
static Span words_before_cells(const Parser *p, uint32_t start) {
    Slice line = row_line(p, start);
    uint32_t end = line.length, last = end;
    for (;;) {
        uint32_t word = last;
        while (word > 0 && !char_in(line.at[word - 1], " \t"))
            word--;
        if (word == 0 || !is_cell((Slice){line.at + word, last - word}))
            break;
        last = slice_trim_end((Slice){line.at, word}, CHAR_SPACES).length;
    }
    Slice title = {line.at, last};
    uint32_t bytes;
    bool letter = title.length > 0 &&
                  utf8_is_letter(utf8_decode(title.at, title.length, &bytes));
    for (uint32_t i = 0; i < title.length; i++)
        letter &= !char_in(title.at[i], "\"\\:=<>|");
    return (Span){start, letter && last < end ? start + last : start};
}

/* Whether a line begins with a word that begins statements. */
static bool begins_statement(const Parser *p, Span words) {
    Slice title = look_text(p, words);
    uint32_t end = 0;
    while (end < title.length && names_have_byte(title.at[end]))
        end++;
    NameId word = names_find(p->names, (Slice){title.at, end});
    return name_is_word(word) && grammar_word_kind(word - 1) == WORD_STATEMENT;
}

/* `I alt 2 3`, `North Park 2 3`, `Børn, unge* 2 3` and `- heraf løn 2 3`. */
static bool say_bare_title(Parser *p, const Unexpected *u) {
    uint32_t indent, line = look_line(p, u->span.start, &indent), start = line;
    while (char_in(p->source->text.at[start], "-* \t"))
        start++;
    Span words = words_before_cells(p, start);
    Slice title = look_text(p, words);
    bool several = memchr(title.at, ' ', title.length) ||
                   memchr(title.at, ',', title.length);
    if (words.end == words.start || !several || begins_statement(p, words))
        return false;
    Place place = {p->source->id, {line, words.end}};
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

/* `"Lakes": 1.5`, `total = 1.5`, `"Lakes" | 1.5`, `"Lakes" +1.5`. */
static bool say_sign(Parser *p, const Unexpected *u) {
    int kind = p->token->kind;
    bool total = p->before_kind == TOKEN_TOTAL;
    bool titled =
        p->before_kind == TOKEN_STRING || total ||
        (p->before_kind == TOKEN_NAME && parser_first_on_line(p, p->before.start));
    bool sign = kind == TOKEN_COLON || kind == TOKEN_EQ || kind == TOKEN_BAR ||
                kind == TOKEN_PLUS;
    uint32_t next = u->span.end;
    while (char_in(p->source->text.at[next], " \t"))
        next++;
    if (!sign || !titled || !char_in(p->source->text.at[next], "0123456789-?~") ||
        !(total || parser_expects(u, "?")))
        return false;
    Slice text = look_text(p, u->span);
    bool quotes = p->before_kind == TOKEN_STRING || total;
    Diagnostic *d = findings_add(p->findings, CODE_S01, (Place){p->source->id, u->span},
                                 quotes ? "\"%.*s\" is between %.*s and its cells"
                                        : "\"%.*s\" is between \"%.*s\" and its cells",
                                 SLICE_ARGS(text), SLICE_ARGS(look_text(p, p->before)));
    diagnostic_here(p->findings, d, "remove it");
    diagnostic_fix_safe(p->findings, d, (Place){p->source->id, {p->before.end, next}},
                        SLICE(" "), true);
    return true;
}

/* `"Lakes" 1.5 (estimate)`. */
static bool say_behind_cells(Parser *p, const Unexpected *u) {
    uint32_t end = u->span.start;
    if (p->token->kind != TOKEN_LPAREN || !parser_expects(u, "?") ||
        (end = remark_end(p, u->span.start)) == 0)
        return false;
    Span remark = {u->span.start, end};
    Diagnostic *d = findings_add(p->findings, CODE_S01, (Place){p->source->id, remark},
                                 "\"%.*s\" is not a cell",
                                 SLICE_ARGS(look_text(p, remark)));
    diagnostic_here(p->findings, d, "a remark?");
    diagnostic_help(p->findings, d, "put it behind # at the end of the line");
    return true;
}

/* `"Table 1" table 2024 {`. */
static bool say_table_behind(Parser *p, const Unexpected *u) {
    if (p->token->kind != TOKEN_TABLE || p->before_kind != TOKEN_STRING ||
        !parser_first_on_line(p, p->before.start))
        return false;
    Slice title = look_text(p, p->before);
    Span span = {p->before.start, u->span.end};
    Slice write = arena_format(p->arena, "table %.*s", SLICE_ARGS(title));
    Diagnostic *d = findings_add(p->findings, CODE_S01, (Place){p->source->id, u->span},
                                 "the word table comes before the title: %.*s",
                                 SLICE_ARGS(write));
    diagnostic_here(p->findings, d, "put it first");
    diagnostic_fix(p->findings, d, (Place){p->source->id, span}, write);
    return true;
}

bool unexpected_row(Parser *p, const Unexpected *u) {
    return say_total_title(p, u) || say_bare_title(p, u) || say_remark(p, u) ||
           say_sign(p, u) || say_behind_cells(p, u) || say_table_behind(p, u);
}
