/* UTF-8, by utf8proc. */
#ifndef INTEG_BASE_UTF8_H
#define INTEG_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/arena.h"
#include "base/str.h"

/* The offset of the first byte that is not part of valid UTF-8, or `length`.
 * Fast on ASCII. */
size_t utf8_valid_to(const char *at, size_t length);
/* "UTF-16LE" and the like where the bytes seem to be in one of the encodings of two or
 * four bytes a character, by their byte order mark or by where they are zero; else NULL.
 */
const char *utf8_other_encoding(const char *at, size_t length);
/* The code point at `at`, which is not ASCII, and its length in bytes; an invalid byte is
 * U+FFFD of length 1. `length` > 0. */
uint32_t utf8_decode_wide(const char *at, size_t length, uint32_t *bytes);
/* The same of any. */
static inline uint32_t utf8_decode(const char *at, size_t length, uint32_t *bytes) {
    *bytes = 1;
    return (unsigned char)at[0] < 0x80 ? (unsigned char)at[0]
                                       : utf8_decode_wide(at, length, bytes);
}
void utf8_encode(Text *out, uint32_t code);
/* True where the text is ASCII or otherwise in NFC already, and where it is not
 * valid UTF-8. A letter with more than 200 marks counts as not in NFC. */
bool utf8_is_nfc(Slice text);
/* The text in NFC: itself where it is, else a new one in the arena. Invalid
 * UTF-8 comes back as it is, and so does a text with more than 1000 marks on one letter:
 * to put them into their order takes the square of their number. */
Slice utf8_nfc(Arena *arena, Slice text);
/* The same for NFD. */
Slice utf8_nfd(Arena *arena, Slice text);
bool utf8_is_mark(uint32_t code);   /* M*: it combines with the letter before it */
bool utf8_is_letter(uint32_t code); /* L*, and marks M* that combine with one */
bool utf8_is_digit(uint32_t code);  /* Nd */
/* Columns in a terminal: 0 for combining, 2 for wide. */
uint32_t utf8_width(uint32_t code);
uint32_t utf8_text_width(Slice text);
uint32_t utf8_text_length(Slice text); /* code points */
/* Bidirectional controls: they change the order in which a line is shown. */
bool utf8_is_turning(uint32_t code);
/* What a terminal may obey: control characters (C0, DEL, C1), bidirectional controls, the
 * line and paragraph separators, the byte order mark. */
bool utf8_is_control(uint32_t code);
/* Appends text for a terminal: controls (but for tab as `tab` spaces) and invalid
 * bytes escaped as \xNN (a byte: below U+0080
 * or invalid) or \u{NNNN} (a code point), so that nothing reaches a terminal
 * raw. Returns the columns taken. */
uint32_t utf8_escape(Text *out, Slice text, uint32_t tab);
/* Lower case by simple case mapping, appended; invalid bytes as they are. */
void utf8_fold(Text *out, Slice text);
Slice utf8_folded(Arena *arena, Slice text);
/* The same for one code point, and the other way. */
uint32_t utf8_lower(uint32_t code);
uint32_t utf8_upper(uint32_t code);

#endif
