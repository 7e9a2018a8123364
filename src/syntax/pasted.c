/* Tables that were pasted: finds the rows. What their cells say is in pasted_rows.c. */
#include "syntax/pasted.h"

#include <string.h>

#include "base/names.h"
#include "syntax/pasted_rows.h"
#include "syntax/scan.h"
#include "syntax/words.h"

bool pasted_can_mark(Slice text) {
    for (uint32_t i = 0; i < text.length; i++) {
        unsigned char c = (unsigned char)text.at[i];
        if (c < 0x20 && c != '\n' && c != '\t' && c != '\r')
            return false;
    }
    return true;
}

static uint32_t skip_blanks(const Pasted *s, uint32_t at, uint32_t end) {
    while (at < end && char_is_space(s->text.at[at]))
        at++;
    return at;
}

/* Behind a text in quotes, or a name; `at` where neither is there. */
static uint32_t skip_word(const Pasted *s, uint32_t at, uint32_t end, Slice *word) {
    uint32_t start = at;
    if (at < end && s->text.at[at] == '"') {
        at++;
        while (at < end && s->text.at[at] != '"')
            at += s->text.at[at] == '\\' ? 2 : 1;
        at = at < end ? at + 1 : end;
    } else if (at < end && !scan_is_digit(s->text.at[at])) {
        while (at < end && names_have_byte(s->text.at[at]))
            at++;
    }
    *word = (Slice){s->text.at + start, at - start};
    return at;
}

static bool begins_statement(Slice word) {
    for (uint32_t i = 0, words = grammar_word_count(); i < words; i++)
        if (slice_is(word, grammar_word(i)))
            return grammar_word_kind(i) == WORD_STATEMENT;
    return false;
}

/* Where the cells of a row or total begin; `end` where it is neither. */
static uint32_t cells_begin(const Pasted *s, uint32_t at, uint32_t end) {
    static const char *const modifiers[] = {"as", "from", "within", "of", "refund"};
    Slice word;
    at = skip_blanks(s, at, end);
    uint32_t next = skip_word(s, at, end, &word);
    if (word.length > 0 && word.at[0] != '"') {
        if (begins_statement(word) && !slice_is(word, "total") &&
            !slice_is(word, "spending"))
            return end;
        at = skip_blanks(s, next, end);
        if (slice_is(word, "spending"))
            at = skip_blanks(s, skip_word(s, at, end, &word), end);
        if (at < end && (s->text.at[at] == ':' || s->text.at[at] == ','))
            return end;
    }
    if (at < end && s->text.at[at] == '"')
        at = skip_blanks(s, skip_word(s, at, end, &word), end);
    for (bool more = true; more;) {
        next = skip_word(s, at, end, &word);
        more = SLICE_AMONG(word, modifiers);
        if (!more && at < end && s->text.at[at] == ',') {
            next = at + 1;
            more = true;
        }
        if (more) {
            at = skip_blanks(s, next, end);
            at = skip_blanks(s, skip_word(s, at, end, &word), end);
            while (at < end && (scan_is_digit(s->text.at[at]) || s->text.at[at] == '%') &&
                   slice_is(word, ""))
                at++; /* refund 50% */
        }
    }
    return at;
}

/* Whether several words are at the beginning of a row: no row can be read of them, and
 * the parser says that a title is in quotes. */
static bool is_bare_title(const Pasted *s, uint32_t at, uint32_t end) {
    Slice word;
    uint32_t next = skip_blanks(s, skip_word(s, at, end, &word), end);
    if (begins_statement(word))
        return false;
    if (next < end && s->text.at[next] == ',')
        return true;
    next = cells_begin(s, at, end);
    return next < end && names_have_byte(s->text.at[next]) &&
           !scan_is_digit(s->text.at[next]);
}

/* Behind a `1.` before a title in quotes, or a `-` before any row or total, at the
 * beginning of a line; `at` where there is none. */
static uint32_t skip_marker(Pasted *s, uint32_t at, uint32_t end) {
    enum { DIGITS_MOST = 3 };
    uint32_t line = at, next = at;
    while (line > 0 && char_in(s->text.at[line - 1], " \t"))
        line--;
    uint32_t digits = scan_digits(s->text.at, at, end);
    if (digits > 0 && digits <= DIGITS_MOST)
        next += digits + (char_in(s->text.at[at + digits], ".)") ? 1 : 0);
    else
        next += char_in(s->text.at[at], "-*") ? 1 : 0;
    uint32_t title = next;
    while (title < end && char_in(s->text.at[title], " \t"))
        title++;
    if (next == at || title == next || title == end ||
        (line > 0 && s->text.at[line - 1] != '\n'))
        return at;
    Span span = {at, next};
    bool name = digits == 0 && names_have_byte(s->text.at[title]) &&
                !scan_is_digit(s->text.at[title]);
    if (s->text.at[title] != '"' && !name)
        return at;
    if (!name || !is_bare_title(s, title, end)) /* which is told with the mark */
        pasted_tell(s, PASTED_MARKER, span, (PastedSaid){.reads = {"", 0}});
    pasted_put(s, span, SLICE(""));
    return title;
}

/* One statement in a table, from `at`: gives where it ends, at a brace, ; or line. */
static uint32_t statement(Pasted *s, uint32_t at, uint32_t end, uint32_t columns,
                          PastedUnit unit) {
    at = skip_marker(s, at, end);
    uint32_t stop = at;
    while (stop < end && !char_in(s->text.at[stop], "{};#\n")) {
        Slice word;
        uint32_t next = s->text.at[stop] == '"' ? skip_word(s, stop, end, &word) : stop;
        stop = next > stop ? next : stop + 1;
    }
    uint32_t last = stop;
    for (uint32_t i = at; i + 6 < stop; i++)
        if (memcmp(s->text.at + i, " where ", 7) == 0) {
            last = i;
            break;
        }
    pasted_row(s, cells_begin(s, at, last), last, columns, unit);
    return stop;
}

static void in_table(Pasted *s, const Table *table, PastedUnit unit) {
    uint32_t columns = tree_columns(table);
    Span span = table->block->span;
    for (uint32_t at = span.start; at < span.end;) {
        char c = s->text.at[at];
        if (c == '#')
            while (at < span.end && s->text.at[at] != '\n')
                at++;
        else if (char_is_space(c) || c == '{' || c == '}' || c == ';')
            at++;
        else
            at = statement(s, at, span.end, columns, unit);
    }
}

static void in_block(Pasted *s, const Node *first, PastedUnit unit) {
    for (const Node *node = first; node; node = node->next)
        if (node->kind == NODE_UNIT)
            unit = (PastedUnit){((const Setting *)node)->power,
                                ((const Setting *)node)->currency};
    for (const Node *node = first; node; node = node->next) {
        const Block *block = tree_block(node);
        if (block && node->kind == NODE_TABLE)
            in_table(s, (const Table *)node, unit);
        else if (block && node->kind == NODE_DECLARE)
            in_block(s, block->first, unit);
    }
}

Slice pasted_figures(Arena *arena, Findings *findings, const Source *source, Slice text,
                     const Tree *tree) {
    Pasted s = {.arena = arena, .findings = findings, .source = source, .text = text};
    in_block(&s, tree->first, (PastedUnit){0, 0});
    pasted_finish(&s);
    return pasted_result(&s);
}
