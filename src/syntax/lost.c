/* The names in statements that could not be read: they may be declared there, so that
 * nobody says of one that it is not. */
#include "base/names.h"
#include "base/utf8.h"
#include "integ.tab.h"
#include "syntax/parser.h"
#include "syntax/scan.h"
#include "syntax/title_name.h"

static bool is_kind(NameId name) {
    int token = TOKEN_INCLUDE + (int)name - 1;
    return name_is_word(name) && token >= TOKEN_DOCUMENT && token <= TOKEN_CATEGORY;
}

/* Where a title ends that is not closed on its line: before the two blanks that set off
 * its cells; where there are none, before a figure, a block, `as` or `from`. */
static uint32_t unclosed_end(Slice text, uint32_t start, uint32_t end) {
    uint32_t stop = end;
    for (uint32_t at = start + 1; at < end; at++) {
        if (text.at[at] != ' ' && text.at[at] != '\t')
            continue;
        Slice next = {text.at + at + 1, end - at - 1};
        if (next.length == 0 || text.at[at] == '\t' || char_in(next.at[0], " \t"))
            return at;
        if (stop == end &&
            (char_in(next.at[0], "{0123456789") || slice_starts(next, SLICE("as ")) ||
             slice_starts(next, SLICE("from "))))
            stop = at;
    }
    return stop;
}

/* `Lakes" from fund 1.5`: the title of a thing whose first quote is missing, from `at` up
 * to its other quote; `at` where there is none, or the quotes of the line are pairs. */
static uint32_t unopened_end(Slice text, uint32_t at, uint32_t end) {
    enum { LINE_MOST = 400 }; /* a file may be one line */
    uint32_t stop = at;
    end = end - at > LINE_MOST ? at + LINE_MOST : end;
    while (stop < end && !char_in(text.at[stop], "\"\n#{"))
        stop++;
    if (stop == end || text.at[stop] != '"')
        return at;
    bool odd = true;
    for (uint32_t i = stop + 1; i < end && text.at[i] != '\n'; i++)
        odd ^= text.at[i] == '"';
    return odd ? stop : at;
}

static void lose_title(Parser *p, Slice title) {
    NameId name = title_name(p->arena, p->names, (Slice){"", 0}, title);
    if (name != 0)
        *VEC_PUSH(p->arena, &p->tree->lost) = (LostName){name, true};
}

/* The names in the lines of a statement that could not be read. What it is about stands
 * first on a line, or behind a kind of thing. */
static void collect_lost(Parser *p, Span span) {
    enum { AROUND_MOST = 1000 }; /* a file may be one line, and all of it lost */
    Slice text = p->source->text;
    uint32_t at = span.start, end = span.end;
    while (at > 0 && text.at[at - 1] != '\n' && span.start - at < AROUND_MOST)
        at--;
    while (end < text.length && text.at[end] != '\n' && end - span.end < AROUND_MOST)
        end++;
    bool first = true, behind_kind = false;
    while (at < end) {
        char c = text.at[at];
        if (c == '#') {
            while (at < end && text.at[at] != '\n')
                at++;
        } else if (c == '"' && (first || behind_kind)) { /* a thing by its title */
            uint32_t start = ++at, stop;
            while (at < end && text.at[at] != '"' && text.at[at] != '\n')
                at++;
            bool closed = at < end && text.at[at] == '"';
            stop = closed ? at : unclosed_end(text, start, at);
            lose_title(p, (Slice){text.at + start, stop - start});
            at = closed ? at + 1 : stop;
            first = behind_kind = false;
        } else if (names_have_byte(c) && (first || !scan_is_digit(c))) {
            uint32_t start = at, stop;
            if (first || behind_kind) {
                stop = unopened_end(text, at, end);
                lose_title(p, (Slice){text.at + start, stop - start});
            }
            while (at < end && names_have_byte(text.at[at]))
                at++;
            NameId name = names_find(
                p->names, utf8_nfc(p->arena, (Slice){text.at + start, at - start}));
            bool word = name_is_word(name) && grammar_word_kind(name - 1) != WORD_LOCAL &&
                        !behind_kind;
            if (name != 0 && !word)
                *VEC_PUSH(p->arena, &p->tree->lost) =
                    (LostName){name, first || behind_kind};
            behind_kind = is_kind(name);
            first = false;
        } else {
            first = c == '\n' || (first && (c == ' ' || c == '\t'));
            behind_kind = behind_kind && (c == ' ' || c == '\t');
            at++;
        }
    }
}

void parser_collect_lost(Parser *p, const Node *node) {
    for (; node; node = node->next) {
        const Block *block = NULL;
        if (node->kind == NODE_ERROR)
            collect_lost(p, node->span);
        else if (node->kind == NODE_DECLARE)
            block = ((const Declare *)node)->block;
        else if (node->kind == NODE_TABLE)
            block = ((const Table *)node)->block;
        else if (node->kind == NODE_ROW)
            block = ((const Row *)node)->block;
        if (block)
            parser_collect_lost(p, block->first);
    }
}
