/* Says what was unexpected: which of its findings a token that the grammar did not want
 * makes, and what was probably meant. */
#include <string.h>
#include "integ.tab.h"
#include "syntax/look.h"
#include "syntax/scan.h"
#include "syntax/unexpected.h"

bool parser_expects(const Unexpected *u, const char *name) {
    for (uint32_t i = 0; i < u->expected_count; i++)
        if (strcmp(u->expected[i], name) == 0)
            return true;
    return false;
}

static bool is_word(const char *name) {
    return name[0] >= 'a' && name[0] <= 'z' && strchr(name, ' ') == NULL;
}

Slice parser_list(Parser *p, const char *const *items, uint32_t count) {
    Text out = {.memory = arena_memory(p->arena)};
    for (uint32_t i = 0; i < count; i++) {
        if (i > 0)
            text_str(&out, i + 1 < count ? ", " : " or ");
        bool quoted = strchr(items[i], ' ') == NULL;
        text_format(&out, quoted ? "\"%s\"" : "%s", items[i]);
    }
    Slice result = arena_copy(p->arena, text_view(&out));
    text_free(&out);
    return result;
}

/* `a name, a number or "where"`: what may stand there, where that is a short list. A name
 * stands for all words that may be names. */
static Slice expected_text(Parser *p, const Unexpected *u) {
    enum { MOST = 8 };
    const char *items[MOST];
    uint32_t count = 0;
    bool name = parser_expects(u, "a name");
    for (uint32_t i = 0; i < u->expected_count; i++) {
        const char *item = u->expected[i];
        if ((name && is_word(item)) ||
            (name && strcmp(item, "a text in quotes") == 0 && parser_expects(u, ";")) ||
            strcmp(item, "a lost statement") == 0 || strcmp(item, "a currency") == 0 ||
            strcmp(item, "a negative number") == 0)
            continue;
        if (count == MOST)
            return (Slice){"", 0};
        items[count++] = item;
    }
    return parser_list(p, items, count);
}

/* Whether a text ends before `offset` on its line just where a word begins, as in
 * "Say "hello" there". */
static bool quote_in_text(const Parser *p, uint32_t offset) {
    enum { LOOK_BACK = 400 };
    Slice text = p->source->text;
    uint32_t start = offset;
    while (start > 0 && text.at[start - 1] != '\n' && offset - start < LOOK_BACK)
        start--;
    bool inside = false;
    for (uint32_t i = start; i < offset; i++) {
        if (inside && text.at[i] == '\\')
            i++;
        else if (text.at[i] == '"') {
            unsigned char next = i + 1 < text.length ? (unsigned char)text.at[i + 1] : 0;
            bool letter = next >= 0x80 || (next >= 'a' && next <= 'z') ||
                          (next >= 'A' && next <= 'Z');
            if (inside && letter)
                return true;
            inside = !inside;
        }
    }
    return false;
}

/* `1 234`: three digits after a digit and one space. */
static bool thousands_before(const Parser *p, Span span) {
    const char *text = p->source->text.at;
    uint32_t digits = 0;
    while (span.start + digits < span.end && text[span.start + digits] >= '0' &&
           text[span.start + digits] <= '9')
        digits++;
    return digits == 3 && span.start >= 2 && text[span.start - 1] == ' ' &&
           text[span.start - 2] >= '0' && text[span.start - 2] <= '9';
}

/* What stands deeper below a statement that could not be read, or begins with a word of
 * queries, is rather the rest of that than another one. */
bool parser_rest_of_lost(Parser *p, const Unexpected *u) {
    uint32_t indent, start = look_line(p, u->span.start, &indent);
    uint32_t word = start;
    while (word < u->span.start && p->source->text.at[word] >= 'a' &&
           p->source->text.at[word] <= 'z')
        word++;
    NameId name = names_find(p->names, source_slice(p->source, (Span){start, word}));
    bool known = name != 0 && name <= grammar_word_count();
    WordKind kind = known ? grammar_word_kind(name - 1) : WORD_LOCAL;
    bool rest = p->resumed > 0 && p->resumed == start && kind != WORD_STATEMENT &&
                ((known && kind == WORD_LOCAL) || indent > p->lost_indent);
    if (!rest)
        p->lost_indent = indent;
    return rest || (p->now_kind == TOKEN_SELECT && p->before_kind == TOKEN_LBRACE &&
                    p->before.start == p->resumed);
}

/* Whether something was said already of the line before, at whose end it shows. */
static bool said_before(const Parser *p, const Unexpected *u) {
    const Findings *findings = p->findings;
    if (findings->all.count == 0 || !parser_first_on_line(p, u->span.start))
        return false;
    const Diagnostic *last = findings->all.at[findings->all.count - 1];
    uint32_t from = last->place.span.start, to = p->before.start;
    return diagnostic_fails(last, CHECK_SYNTAX) && last->place.source == p->source->id &&
           from <= to && to < u->span.start &&
           memchr(p->source->text.at + from, '\n', to - from) == NULL;
}

/* 2022/24 where a year may stand, such as 2022/23. The scanner has taken the byte behind
 * the "/" away, until it goes on. */
static bool say_split(Parser *p, const Unexpected *u) {
    enum { YEAR = 4 };
    Slice text = p->source->text;
    uint32_t at = u->span.start, from = at, to = at + 2;
    while (from > 0 && scan_is_digit(text.at[from - 1]))
        from--;
    while (to < text.length && scan_is_digit(text.at[to]))
        to++;
    if (p->token->kind != TOKEN_SLASH || at - from != YEAR || to <= at + 2)
        return false;
    int32_t year = 0;
    for (uint32_t i = from; i < at; i++)
        year = year * 10 + (text.at[i] - '0');
    Diagnostic *d = findings_add(p->findings, CODE_S01,
                                 (Place){p->source->id, {from, to}},
                                 "a year is written %d/%02d", year, (year + 1) % 100);
    diagnostic_here(p->findings, d, "not a year");
    diagnostic_help(p->findings, d,
                    "write the year and the last two digits of the next one");
    return true;
}

void parser_say_unexpected(Parser *p, const Unexpected *u) {
    Place place = {p->source->id, u->span};
    if (u->at_end) {
        findings_add(p->findings, CODE_S01, place,
                     "the file ends in the middle of a statement");
        return;
    }
    if (said_before(p, u) || unexpected_unit(p, u) || unexpected_row(p, u) ||
        unexpected_column(p, u))
        return;
    if (unexpected_word_behind(p, u) || unexpected_money(p, u))
        return;
    if (p->token->kind == TOKEN_RBRACE && parser_expects(u, "the end of the file")) {
        if (p->open_at > 0) {
            *VEC_PUSH(p->arena, &p->lost_opens) = p->open_at;
            *VEC_PUSH(p->arena, &p->lost_closers) = u->span.start;
            p->open_at = 0;
            return;
        }
        Diagnostic *d =
            findings_add(p->findings, CODE_S03, place, "this \"}\" closes no block");
        diagnostic_help(p->findings, d,
                        "remove it, or look for a \"{\" that is missing above");
        return;
    }
    if (p->token->kind == TOKEN_NUMBER && thousands_before(p, u->span)) {
        place.span.start -= 2;
        Diagnostic *d = findings_add(p->findings, CODE_S04, place,
                                     "a space is among the digits of a number");
        diagnostic_here(p->findings, d, "thousands are written 1_234 or 1234");
        return;
    }
    if (p->before_kind == TOKEN_COMMA &&
        (p->token->kind == TOKEN_WHERE || p->token->kind == TOKEN_FROM)) {
        Diagnostic *d = findings_add(p->findings, CODE_S01,
                                     (Place){p->source->id, p->before},
                                     "there must be no comma before \"%s\"", u->name);
        diagnostic_help(p->findings, d, "remove the comma");
        return;
    }
    if (unexpected_name(p, u)) {
        p->open_at = parser_expects(u, "{") ? u->span.start : p->open_at;
        return;
    }
    bool name = parser_expects(u, "a name");
    if (u->is_word && name && u->expected_count < 80 &&
        grammar_word_kind((uint32_t)p->token->name - 1) == WORD_RESERVED) {
        Diagnostic *d = findings_add(
            p->findings, CODE_S09, place,
            "\"%s\" is a word of the language and cannot be a name", u->name);
        diagnostic_help(p->findings, d, "choose another name, %s_ for instance", u->name);
        return;
    }
    if (p->token->kind == TOKEN_ESCAPE &&
        name) { /* behind `like` it would go on with it */
        Diagnostic *d = findings_add(p->findings, CODE_S09, place,
                                     "\"%s\" is a word of the language and cannot be the "
                                     "name of a row or property",
                                     u->name);
        diagnostic_help(p->findings, d, "choose another name, %s_ for instance", u->name);
        return;
    }
    if (p->token->kind == TOKEN_NEGATIVE && parser_expects(u, "over")) {
        Diagnostic *d = findings_add(p->findings, CODE_Y10, place,
                                     "\"%.*s\" is not a year",
                                     SLICE_ARGS(source_slice(p->source, u->span)));
        diagnostic_help(p->findings, d, "write the year with four digits");
        return;
    }
    if (p->token->kind == TOKEN_CURRENCY && name) {
        Slice currency = names_text(p->names, p->token->name);
        findings_add(p->findings, CODE_S09, place,
                     "\"%.*s\" is a currency and cannot be a name", SLICE_ARGS(currency));
        return;
    }
    if (say_split(p, u))
        return;
    if (unexpected_statement(p, u)) {
        if (parser_expects(u, "{"))
            p->open_at = u->span.start;
        return;
    }
    if (unexpected_taken(p, u))
        return;
    if (unexpected_first_word(p, u)) {
        p->open_at = parser_expects(u, "{") ? u->span.start : p->open_at;
        return;
    }
    Slice found = source_slice(p->source, u->span);
    if (found.length > 40)
        found.length = 40;
    Slice expected = expected_text(p, u);
    Diagnostic *d;
    if (expected.length > 0)
        d = findings_add(p->findings, CODE_S01, place, "expected %.*s before \"%.*s\"",
                         SLICE_ARGS(expected), SLICE_ARGS(arena_copy(p->arena, found)));
    else
        d = findings_add(p->findings, CODE_S01, place, "\"%.*s\" is not expected here",
                         SLICE_ARGS(arena_copy(p->arena, found)));
    if (parser_expects(u, "{"))
        p->open_at = u->span.start;
    Span word;
    Slice near = unexpected_meant(p, u->span.start, &word);
    if (near.length > 0)
        diagnostic_label(p->findings, d, (Place){p->source->id, word},
                         "did you mean \"%.*s\"?", SLICE_ARGS(near));
    else if (quote_in_text(p, u->span.start))
        diagnostic_help(p->findings, d, "write \\\" for a quote inside a text");
    else if (p->token->kind == TOKEN_LBRACE && parser_expects(u, "all"))
        diagnostic_help(p->findings, d,
                        "name the columns of the table: table 2020..2022 {");
    else if (parser_expects(u, "mio") && p->token->kind == TOKEN_NAME)
        diagnostic_help(p->findings, d,
                        "write units as thousand, mio (million) and mia (thousand "
                        "million), and currencies as DKK");
    else if (p->token->kind == TOKEN_SLASH)
        diagnostic_help(p->findings, d, "begin a comment with #");
    else if (parser_begins_statement(p->token->kind) &&
             parser_first_on_line(p, u->span.start))
        diagnostic_help(
            p->findings, d,
            "complete the statement before it, or correct how this one begins");
    else if (p->token->kind == TOKEN_COMMA && parser_expects(u, "a negative number"))
        diagnostic_help(p->findings, d,
                        "put spaces between the cells of a row, and no commas");
    else if (parser_expects(u, ":") && parser_expects(u, "a text in quotes"))
        diagnostic_help(
            p->findings, d,
            "write a property as name: value, a row as name \"Title\" and its cells");
    else if (p->token->kind == TOKEN_PERCENT)
        diagnostic_help(p->findings, d, "write a percentage as a number and %%: 40%%");
}
