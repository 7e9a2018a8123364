/* Says what was unexpected: which of its findings a token that the grammar did not want
 * makes, and what was probably meant. */
#include <string.h>
#include "integ.tab.h"
#include "base/nearest.h"
#include "syntax/currency.h"
#include "syntax/loose_unit.h"
#include "syntax/parser.h"
#include "syntax/scan.h"

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

/* The word of the language that a misspelt one was meant to be. */
static Slice nearest_word(Slice name) {
    Slice words[256];
    uint32_t count = 0;
    for (uint32_t i = 0; i < grammar_word_count() && count < 256; i++) {
        words[count++] = slice_of(grammar_word(i));
        if (slice_is(words[count - 1], "requires"))
            break; /* those that begin a statement */
    }
    int32_t nearest = nearest_of(name, words, count);
    return nearest < 0 ? (Slice){"", 0} : words[nearest];
}

/* Where the line of a place begins, blanks left out; not far back. */
static uint32_t line_begins(const Parser *p, uint32_t offset, uint32_t *indent) {
    enum { LOOK_BACK = 400 };
    const char *text = p->source->text.at;
    uint32_t start = offset;
    while (start > 0 && text[start - 1] != '\n' && offset - start < LOOK_BACK)
        start--;
    *indent = start;
    while (start < offset && (text[start] == ' ' || text[start] == '\t'))
        start++;
    *indent = start - *indent;
    return start;
}

/* The first word of the line on which `offset` stands. */
static Span first_word(const Parser *p, uint32_t offset) {
    Slice text = p->source->text;
    uint32_t indent, start = line_begins(p, offset, &indent), end = start;
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

/* The statement that a word at the beginning of the line, or just before `offset`, was
 * meant to begin; empty where none is like it. */
static Slice meant(const Parser *p, uint32_t offset, Span *word) {
    for (int i = 0; i < 2; i++) {
        *word = i == 0 ? first_word(p, offset) : word_before(p, offset);
        Slice text = source_slice(p->source, *word);
        Slice near = text.length > 0 ? nearest_word(text) : (Slice){"", 0};
        if (near.length > 0 && !slice_equal(near, text))
            return near;
    }
    return (Slice){"", 0};
}

/* The last byte before `offset` that is no blank; 0 at the start of the text. */
static char byte_before(const Parser *p, uint32_t offset) {
    const char *text = p->source->text.at;
    while (offset > 0 && (text[offset - 1] == ' ' || text[offset - 1] == '\t'))
        offset--;
    return offset > 0 ? text[offset - 1] : 0;
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
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

/* ---- units ---- */

static Slice text_of(const Parser *p, Span span) {
    return source_slice(p->source, span);
}

/* The word just before `offset` on its line, blanks between them left out. */
static Span word_just_before(const Parser *p, uint32_t offset) {
    const char *text = p->source->text.at;
    uint32_t end = offset;
    while (end > 0 && (text[end - 1] == ' ' || text[end - 1] == '\t'))
        end--;
    uint32_t start = end;
    while (start > 0 && ((text[start - 1] >= 'A' && text[start - 1] <= 'Z') ||
                         (text[start - 1] >= 'a' && text[start - 1] <= 'z')))
        start--;
    return (Span){start, end};
}

static bool is_currency(const Parser *p, Span word) {
    return currency_find(text_of(p, word)) != 0;
}

/* `DKK mio`, or `GBP m`: the scale of what the span of the currency names. */
static void say_scale(Parser *p, Span currency, Span word, Slice scale) {
    Span first = word_just_before(p, currency.start);
    bool setting = slice_is(text_of(p, first), "unit");
    Slice right = arena_format(p->arena, "%.*s %.*s", SLICE_ARGS(scale),
                               SLICE_ARGS(text_of(p, currency)));
    Place place = {p->source->id, {currency.start, word.end}};
    Diagnostic *d = findings_add(p->findings, CODE_S01, place,
                                 setting
                                     ? "the scale comes before the currency: unit %.*s"
                                     : "the scale comes before the currency: 1.5 %.*s",
                                 SLICE_ARGS(right));
    diagnostic_here(p->findings, d, "write %.*s", SLICE_ARGS(right));
    diagnostic_fix(p->findings, d, place, right);
}

/* Whether a word is where a unit would be: behind a number, a part of a unit or `unit`.
 */
static bool is_unit_place(const Parser *p, Span word) {
    Span before = word_just_before(p, word.start);
    Slice text = text_of(p, before);
    return is_digit(byte_before(p, word.start)) || is_currency(p, before) ||
           slice_is(text, "mio") || slice_is(text, "mia") || slice_is(text, "thousand") ||
           (slice_is(text, "unit") && parser_first_on_line(p, before.start));
}

/* Says of a word that it is no unit, where it was meant as one. It may be what was not
 * expected, or have been taken for the name of a row, which shows only behind it. */
static bool say_unit(Parser *p, const Unexpected *u) {
    Span currency = word_just_before(p, u->span.start);
    if (p->token->kind >= TOKEN_THOUSAND && p->token->kind <= TOKEN_MIA &&
        is_currency(p, currency)) {
        say_scale(p, currency, u->span, text_of(p, u->span));
        return true;
    }
    Span word = p->token->kind == TOKEN_NAME ? u->span : p->before;
    if (p->token->kind != TOKEN_NAME && p->before_kind != TOKEN_NAME)
        return false;
    const LooseUnit *unit = loose_unit_find(text_of(p, word));
    if (unit == NULL || !is_unit_place(p, word))
        return false;
    currency = word_just_before(p, word.start);
    if (unit->scale && is_currency(p, currency)) {
        say_scale(p, currency, word, slice_of(unit->scale));
        return true;
    }
    findings_add(p->findings, CODE_S01, (Place){p->source->id, word},
                 "\"%.*s\" is not a unit; %s", SLICE_ARGS(text_of(p, word)), unit->write);
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

/* Says of a misspelt statement what was meant, where nothing but figures is between its
 * word and what was not expected: `projct lakes`, `{ fundng 2020: 1.5 }`. */
static bool say_statement(Parser *p, const Unexpected *u) {
    Span word;
    Slice near = meant(p, u->span.start, &word);
    if (near.length == 0)
        return false;
    for (uint32_t i = word.end; i < u->span.start; i++)
        if (!char_in(p->source->text.at[i], " \t0123456789.-"))
            return false;
    Diagnostic *d = findings_add(p->findings, CODE_S01, (Place){p->source->id, word},
                                 "\"%.*s\" is not a statement; did you mean \"%.*s\"?",
                                 SLICE_ARGS(text_of(p, word)), SLICE_ARGS(near));
    diagnostic_fix(p->findings, d, d->place, near);
    return true;
}

/* The statement that a word of another language means. */
static const char *translated(Slice word) {
    static const char *const words[][2] = {
        {"område", "area"},       {"omrade", "area"},       {"kilde", "source"},
        {"källa", "source"},      {"penge", "money"},       {"projekt", "project"},
        {"prosjekt", "project"},  {"indsats", "project"},   {"tabel", "table"},
        {"tabell", "table"},      {"tabelle", "table"},     {"enhed", "unit"},
        {"enhet", "unit"},        {"år", "years"},          {"mål", "goal"},
        {"dokument", "document"}, {"bereich", "area"},      {"quelle", "source"},
        {"einheit", "unit"},      {"jahre", "years"},       {"projet", "project"},
        {"tableau", "table"},     {"bevilling", "funding"}, {"forbrug", "spending"},
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (slice_is(word, words[i][0]))
            return words[i][1];
    return NULL;
}

/* `område skole "Schools" {`: two names in a row, of which the first begins the line, and
 * is no word of the language. */
static bool say_first_word(Parser *p, const Unexpected *u) {
    bool named = p->token->kind == TOKEN_NAME || p->token->kind == TOKEN_STRING;
    uint32_t line_start;
    uint32_t first = line_begins(p, u->span.start, &line_start);
    if (!named || p->before_kind != TOKEN_NAME || p->before.start != first ||
        (p->token->kind == TOKEN_STRING && parser_expects(u, "a text in quotes")))
        return false;
    Slice word = text_of(p, p->before);
    const char *means = translated(word);
    Diagnostic *d = findings_add(p->findings, CODE_S01, (Place){p->source->id, p->before},
                                 "\"%.*s\" is not a statement", SLICE_ARGS(word));
    if (means) {
        diagnostic_here(p->findings, d, "write %s", means);
        diagnostic_fix(p->findings, d, d->place, slice_of(means));
    } else {
        diagnostic_help(p->findings, d,
                        "begin the line with a word of the language, such as area, "
                        "project or source");
    }
    return true;
}

/* `area green` and a row by its title below: the text was taken in by what ends before
 * it. Says so, where figures follow. */
static bool say_taken(Parser *p, const Unexpected *u) {
    const char *text = p->source->text.at;
    uint32_t end = p->before.start;
    if (p->before_kind != TOKEN_STRING || !parser_first_on_line(p, end) ||
        !char_in(text[u->span.start], "0123456789-~?"))
        return false;
    while (end > 0 && char_in(text[end - 1], " \t\r\n"))
        end--;
    if (end == 0 || text[end - 1] == ';')
        return false;
    uint32_t indent, start = line_begins(p, end, &indent);
    Slice statement = {text + start, end - start};
    bool allow = slice_starts(statement, SLICE("allow "));
    Slice title = text_of(p, p->before);
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

/* What stands deeper below a statement that could not be read, or begins with a word of
 * queries, is rather the rest of that than another one. */
bool parser_rest_of_lost(Parser *p, const Unexpected *u) {
    uint32_t indent, start = line_begins(p, u->span.start, &indent);
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
    if (said_before(p, u) || say_unit(p, u) || parser_say_row(p, u))
        return;
    if (is_word_behind(p, u)) {
        say_word(p);
        return;
    }
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
    if (say_statement(p, u)) {
        if (parser_expects(u, "{"))
            p->open_at = u->span.start;
        return;
    }
    if (say_taken(p, u))
        return;
    if (say_first_word(p, u)) {
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
    Slice near = meant(p, u->span.start, &word);
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
