/* UTF-8: decoding and checking by hand, as they are on the way of every byte;
 * what Unicode's tables say, by utf8proc, which knows no locale. */
#include "base/utf8.h"

#include <stdio.h>
#include <string.h>
#include <utf8proc.h>

enum { REPLACEMENT = 0xFFFD, FLOOD_MOST = 1000, RUN_MOST = 256 };

/* The length of the well-formed sequence at `at` (Unicode, table 3-7), or 0. */
static uint32_t sequence(const unsigned char *at, size_t length) {
    unsigned char lead = at[0];
    if (lead < 0x80)
        return 1;
    uint32_t bytes;
    unsigned char low = 0x80, high = 0xBF;
    if (lead >= 0xC2 && lead <= 0xDF) {
        bytes = 2;
    } else if (lead >= 0xE0 && lead <= 0xEF) {
        bytes = 3;
        if (lead == 0xE0)
            low = 0xA0;
        if (lead == 0xED)
            high = 0x9F;
    } else if (lead >= 0xF0 && lead <= 0xF4) {
        bytes = 4;
        if (lead == 0xF0)
            low = 0x90;
        if (lead == 0xF4)
            high = 0x8F;
    } else {
        return 0;
    }
    if (length < bytes || at[1] < low || at[1] > high)
        return 0;
    for (uint32_t i = 2; i < bytes; i++)
        if ((at[i] & 0xC0) != 0x80)
            return 0;
    return bytes;
}

/* The offset of the first byte from `from` on that is not ASCII, or `length`. */
static size_t ascii_to(const char *at, size_t from, size_t length) {
    while (length - from >= 16) {
        uint64_t a, b;
        memcpy(&a, at + from, 8);
        memcpy(&b, at + from + 8, 8);
        if (((a | b) & 0x8080808080808080u) != 0)
            break;
        from += 16;
    }
    while (from < length && (unsigned char)at[from] < 0x80)
        from++;
    return from;
}

size_t utf8_valid_to(const char *at, size_t length) {
    size_t i = 0;
    while ((i = ascii_to(at, i, length)) < length) {
        do {
            uint32_t bytes = sequence((const unsigned char *)at + i, length - i);
            if (bytes == 0)
                return i;
            i += bytes;
        } while (i < length && (unsigned char)at[i] >= 0x80);
    }
    return length;
}

const char *utf8_other_encoding(const char *at, size_t length) {
    enum { LOOKED_AT = 4096, WIDE = 4 };
    static const struct {
        const char *name, *mark;
        size_t length;
    } marks[] = {
        {"UTF-32LE", "\xFF\xFE\0\0", 4}, /* before UTF-16, whose mark it begins with */
        {"UTF-32BE", "\0\0\xFE\xFF", 4},
        {"UTF-16LE", "\xFF\xFE", 2},
        {"UTF-16BE", "\xFE\xFF", 2}};
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        if (length >= marks[i].length && memcmp(at, marks[i].mark, marks[i].length) == 0)
            return marks[i].name;
    /* Most of a file's characters are ASCII, of which all bytes but one are zero. */
    size_t count = (length < LOOKED_AT ? length : LOOKED_AT) / WIDE, zeros[WIDE] = {0};
    for (size_t i = 0; i < count * WIDE; i++)
        zeros[i % WIDE] += at[i] == 0;
    if (count == 0)
        return NULL;
    if (zeros[2] == count && zeros[3] == count && zeros[0] == 0)
        return "UTF-32LE";
    if (zeros[0] == count && zeros[1] == count && zeros[3] == 0)
        return "UTF-32BE";
    size_t even = zeros[0] + zeros[2], odd = zeros[1] + zeros[3];
    if (odd * 2 >= count && even == 0)
        return "UTF-16LE";
    return even * 2 >= count && odd == 0 ? "UTF-16BE" : NULL;
}

uint32_t utf8_decode_wide(const char *at, size_t length, uint32_t *bytes) {
    const unsigned char *byte = (const unsigned char *)at;
    *bytes = sequence(byte, length);
    switch (*bytes) {
    case 2: return (byte[0] & 0x1Fu) << 6 | (byte[1] & 0x3Fu);
    case 3: return (byte[0] & 0x0Fu) << 12 | (byte[1] & 0x3Fu) << 6 | (byte[2] & 0x3Fu);
    case 4:
        return (byte[0] & 0x07u) << 18 | (byte[1] & 0x3Fu) << 12 |
               (byte[2] & 0x3Fu) << 6 | (byte[3] & 0x3Fu);
    default: *bytes = 1; return REPLACEMENT;
    }
}

void utf8_encode(Text *out, uint32_t code) {
    if (code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
        code = REPLACEMENT;
    if (code < 0x80) {
        text_char(out, (char)code);
        return;
    }
    char bytes[4];
    utf8proc_ssize_t count =
        utf8proc_encode_char((utf8proc_int32_t)code, (utf8proc_uint8_t *)bytes);
    text_bytes(out, bytes, (size_t)count);
}

static const utf8proc_option_t NFC = UTF8PROC_STABLE | UTF8PROC_COMPOSE;
static const utf8proc_option_t NFD = UTF8PROC_STABLE | UTF8PROC_DECOMPOSE;

/* True where nothing before this code point can change it under NFC or be
 * changed by it: it neither combines nor composes with what is before. Marks and
 * the trailing letters of Hangul are all that may. */
static bool starts_run(uint32_t code) {
    if (code < 0x300)
        return true;
    if (code >= 0x1160 && code <= 0x11FF)
        return false;
    const utf8proc_property_t *property = utf8proc_get_property((utf8proc_int32_t)code);
    return property->combining_class == 0 && property->category != UTF8PROC_CATEGORY_MN &&
           property->category != UTF8PROC_CATEGORY_MC &&
           property->category != UTF8PROC_CATEGORY_ME;
}

/* True where the run of valid UTF-8 is in NFC; false also where it is too long
 * to tell in the room at hand. */
static bool run_is_nfc(const char *at, size_t length) {
    utf8proc_int32_t codes[RUN_MOST + 1]; /* reencode puts a NUL behind */
    utf8proc_ssize_t count = utf8proc_decompose(
        (const utf8proc_uint8_t *)at, (utf8proc_ssize_t)length, codes, RUN_MOST, NFC);
    if (count < 0 || count > RUN_MOST)
        return false;
    utf8proc_ssize_t bytes = utf8proc_reencode(codes, count, NFC);
    return bytes >= 0 && (size_t)bytes == length && memcmp(codes, at, length) == 0;
}

bool utf8_is_nfc(Slice text) {
    /* Below U+0300, whose lead byte is 0xCC, all is in NFC. */
    size_t i = ascii_to(text.at, 0, text.length);
    while (i < text.length && (unsigned char)text.at[i] < 0xCC)
        i++;
    if (i == text.length || utf8_valid_to(text.at, text.length) < text.length)
        return true;
    size_t start = 0;
    bool plain = true; /* the run has nothing from U+0300 on */
    for (i = 0; i < text.length;) {
        uint32_t bytes, code = utf8_decode(text.at + i, text.length - i, &bytes);
        if (starts_run(code)) {
            if (!plain && !run_is_nfc(text.at + start, i - start))
                return false;
            start = i;
            plain = true;
        }
        plain = plain && code < 0x300;
        i += bytes;
    }
    return plain || run_is_nfc(text.at + start, text.length - start);
}

static bool has_flood(Slice text) {
    uint32_t marks = 0;
    for (uint32_t i = 0, bytes; i < text.length && marks <= FLOOD_MOST; i += bytes)
        marks = starts_run(utf8_decode(text.at + i, text.length - i, &bytes)) ? 0
                                                                              : marks + 1;
    return marks > FLOOD_MOST;
}

static Slice reform(Arena *arena, Slice text, utf8proc_option_t form) {
    const utf8proc_uint8_t *at = (const utf8proc_uint8_t *)text.at;
    utf8proc_ssize_t length = (utf8proc_ssize_t)text.length;
    utf8proc_ssize_t count = utf8proc_decompose(at, length, NULL, 0, form);
    if (count < 0)
        return text;
    utf8proc_int32_t *codes =
        arena_alloc(arena, ((size_t)count + 1) * sizeof(utf8proc_int32_t));
    if (utf8proc_decompose(at, length, codes, count, form) != count)
        return text;
    utf8proc_ssize_t bytes = utf8proc_reencode(codes, count, form);
    if (bytes < 0 || (uint64_t)bytes > UINT32_MAX)
        return text;
    Slice result = {(const char *)codes, (uint32_t)bytes};
    return slice_equal(result, text) ? text : result;
}

Slice utf8_nfc(Arena *arena, Slice text) {
    return utf8_is_nfc(text) || has_flood(text) ? text : reform(arena, text, NFC);
}

Slice utf8_nfd(Arena *arena, Slice text) {
    return has_flood(text) ? text : reform(arena, text, NFD);
}

bool utf8_is_mark(uint32_t code) {
    if (code < 0x300)
        return false;
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code);
    return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC ||
           category == UTF8PROC_CATEGORY_ME;
}

bool utf8_is_letter(uint32_t code) {
    if (code < 0x80)
        return (code | 0x20) >= 'a' && (code | 0x20) <= 'z';
    switch (utf8proc_category((utf8proc_int32_t)code)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME: return true;
    default: return false;
    }
}

bool utf8_is_digit(uint32_t code) {
    if (code < 0x80)
        return code >= '0' && code <= '9';
    return utf8proc_category((utf8proc_int32_t)code) == UTF8PROC_CATEGORY_ND;
}

uint32_t utf8_width(uint32_t code) {
    if (code >= 0x20 && code < 0x7F)
        return 1;
    int width = utf8proc_charwidth((utf8proc_int32_t)code);
    return width < 0 ? 0 : (uint32_t)width;
}

/* How many printable ASCII letters a text begins with: most texts are nothing else. */
static uint32_t plain_start(Slice text) {
    uint32_t i = 0;
    while (i < text.length && text.at[i] >= 0x20 && text.at[i] < 0x7F)
        i++;
    return i;
}

uint32_t utf8_text_width(Slice text) {
    uint32_t width = plain_start(text), bytes;
    for (uint32_t i = width; i < text.length; i += bytes)
        width += utf8_width(utf8_decode(text.at + i, text.length - i, &bytes));
    return width;
}

uint32_t utf8_text_length(Slice text) {
    uint32_t count = 0, bytes;
    for (uint32_t i = 0; i < text.length; i += bytes) {
        utf8_decode(text.at + i, text.length - i, &bytes);
        count++;
    }
    return count;
}

bool utf8_is_turning(uint32_t code) {
    return code == 0x061C || code == 0x200E || code == 0x200F ||
           (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

/* What a terminal may act upon, or what reorders or breaks the line shown. */
bool utf8_is_control(uint32_t code) {
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x2028 ||
           code == 0x2029 || utf8_is_turning(code) || code == 0xFEFF;
}

uint32_t utf8_escape(Text *out, Slice text, uint32_t tab) {
    uint32_t columns = plain_start(text), bytes;
    text_bytes(out, text.at, columns);
    for (uint32_t i = columns; i < text.length; i += bytes) {
        uint32_t code = utf8_decode(text.at + i, text.length - i, &bytes);
        unsigned char first = (unsigned char)text.at[i];
        if (code == '\t') {
            text_repeat(out, ' ', tab);
            columns += tab;
        } else if (utf8_is_control(code) || (bytes == 1 && first >= 0x80)) {
            size_t before = out->length;
            if (bytes == 1)
                text_format(out, "\\x%02X", (unsigned)first);
            else
                text_format(out, "\\u{%04X}", (unsigned)code);
            columns += (uint32_t)(out->length - before);
        } else {
            text_bytes(out, text.at + i, bytes);
            columns += utf8_width(code);
        }
    }
    return columns;
}

uint32_t utf8_upper(uint32_t code) {
    if (code < 0x80)
        return code >= 'a' && code <= 'z' ? code - ('a' - 'A') : code;
    if (code == 0xdf) /* ß, which has no capital in Unicode's simple mappings */
        return code;
    return (uint32_t)utf8proc_toupper((utf8proc_int32_t)code);
}

uint32_t utf8_lower(uint32_t code) {
    if (code < 0x80)
        return code >= 'A' && code <= 'Z' ? code + ('a' - 'A') : code;
    return (uint32_t)utf8proc_tolower((utf8proc_int32_t)code);
}

void utf8_fold(Text *out, Slice text) {
    uint32_t bytes;
    for (uint32_t i = 0; i < text.length; i += bytes) {
        uint32_t code = utf8_decode(text.at + i, text.length - i, &bytes);
        uint32_t lower = utf8_lower(code);
        if (lower == code)
            text_bytes(out, text.at + i, bytes);
        else
            utf8_encode(out, lower);
    }
}

Slice utf8_folded(Arena *arena, Slice text) {
    Text out = {.memory = arena_memory(arena)};
    utf8_fold(&out, text);
    Slice kept = arena_copy(arena, text_view(&out));
    text_free(&out);
    return kept;
}
