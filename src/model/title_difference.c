/* Titles as they look: with plain spaces, without what cannot be seen. */
#include "model/title_difference.h"

#include "base/utf8.h"

/* U+00A0 and the other spaces that are no plain one. */
static bool is_odd_space(uint32_t code) {
    return code == 0xA0 || code == '\t' || code == 0x1680 ||
           (code >= 0x2000 && code <= 0x200A) || code == 0x202F || code == 0x205F ||
           code == 0x3000;
}

/* Soft hyphens, joiners, byte order marks: they take no room. */
static bool is_unseen(uint32_t code) {
    return code == 0xAD || (code >= 0x200B && code <= 0x200D) || code == 0x2060 ||
           code == 0xFEFF;
}

static bool is_space(uint32_t code) {
    return code == ' ' || code == '\n' || is_odd_space(code);
}

/* The title without what is not seen; `trimmed`: with one space for each run of them, and
 * none at its ends. */
static Slice as_it_looks(Arena *arena, Slice title, bool trimmed) {
    Text out = {.memory = arena_memory(arena)};
    bool space = false;
    for (uint32_t i = 0, bytes; i < title.length; i += bytes) {
        uint32_t code = utf8_decode(title.at + i, title.length - i, &bytes);
        if (is_unseen(code))
            continue;
        if (trimmed && is_space(code)) {
            space = out.length > 0;
            continue;
        }
        if (space)
            text_char(&out, ' ');
        space = false;
        utf8_encode(&out, is_odd_space(code) ? ' ' : code);
    }
    Slice text = arena_copy(arena, text_view(&out));
    text_free(&out);
    return text;
}

/* The first character of one that is of that sort, where the other has another; 0: none.
 */
static uint32_t first_of(Slice title, bool (*sort)(uint32_t code)) {
    for (uint32_t i = 0, bytes; i < title.length; i += bytes) {
        uint32_t code = utf8_decode(title.at + i, title.length - i, &bytes);
        if (sort(code))
            return code;
    }
    return 0;
}

static Slice which_sign(Arena *arena, Slice one, Slice other, bool (*sort)(uint32_t),
                        const char *what) {
    uint32_t code = first_of(one, sort);
    if (code == 0)
        code = first_of(other, sort);
    return arena_format(arena, "one of them has %s (U+%s%X)", what,
                        code < 0x100 ? "00" : "", code);
}

static bool ends_in_space(Slice title) {
    return title.length > 0 && title.at[title.length - 1] == ' ';
}

static Slice which_spaces(Slice one, Slice other) {
    if (ends_in_space(one) != ends_in_space(other))
        return SLICE("one of them has a space at its end");
    if ((one.length > 0 && one.at[0] == ' ') != (other.length > 0 && other.at[0] == ' '))
        return SLICE("one of them has a space at its beginning");
    return SLICE("one of them has more spaces between its words");
}

/* Superscript digits, asterisks, daggers. */
static bool is_mark(uint32_t code) {
    return code == '*' || code == 0xB9 || code == 0xB2 || code == 0xB3 ||
           code == 0x2020 || code == 0x2021 || code == 0x2070 ||
           (code >= 0x2074 && code <= 0x2079);
}

/* What a longer title has more at its end, if that is the mark of a footnote: `*`, `¹`,
 * `1)`, ` 2)`. */
static bool is_footnote(Slice more) {
    uint32_t digits = 0, marks = 0, bytes;
    if (more.length > 0 && more.at[0] == ' ')
        more.at++, more.length--;
    for (uint32_t i = 0; i < more.length; i += bytes) {
        uint32_t code = utf8_decode(more.at + i, more.length - i, &bytes);
        if (code == ')' && i + bytes == more.length)
            return marks + digits > 0;
        digits += code >= '0' && code <= '9';
        marks += is_mark(code);
        if (!is_mark(code) && (code < '0' || code > '9'))
            return false;
    }
    return marks > 0 && digits == 0;
}

Slice title_without_mark(Slice title) {
    enum { MARK_MOST = 8 };
    uint32_t most = title.length > MARK_MOST ? MARK_MOST : title.length;
    for (uint32_t length = most; length > 0; length--) {
        uint32_t from = title.length - length;
        if (((unsigned char)title.at[from] & 0xc0) != 0x80 && from > 0 &&
            is_footnote(slice_from(title, from)))
            return slice_trim_end((Slice){title.at, from}, " ");
    }
    return title;
}

Slice title_difference(Arena *arena, Slice one, Slice other) {
    Slice a = as_it_looks(arena, one, false), b = as_it_looks(arena, other, false);
    if (slice_equal(a, b)) {
        bool unseen = first_of(one, is_unseen) != 0 || first_of(other, is_unseen) != 0;
        return unseen ? which_sign(arena, one, other, is_unseen,
                                   "a character that cannot be seen")
                      : which_sign(arena, one, other, is_odd_space,
                                   "a space that is not a plain one");
    }
    Slice x = as_it_looks(arena, one, true), y = as_it_looks(arena, other, true);
    if (slice_equal(x, y))
        return which_spaces(a, b);
    Slice shorter = x.length < y.length ? x : y, longer = x.length < y.length ? y : x;
    Slice more = slice_from(longer, shorter.length);
    if (!slice_starts(longer, shorter) || !is_footnote(more))
        return SLICE("");
    return arena_format(arena,
                        "one of them ends in \"%.*s\", perhaps the mark of a "
                        "footnote",
                        SLICE_ARGS(more));
}
