/* The words for totals: a list, as no rule tells "Sum" from "Summer". */
#include "syntax/total_word.h"

#include "base/utf8.h"

enum {
    PART = 1, /* of some rows */
    LOOSE = 2 /* it begins titles of other rows too */
};

/* In small letters, without what stands between them. */
static const struct {
    const char *letters;
    int is;
} words[] = {
    {"total", 0},       {"totals", 0},       {"totalt", 0},       {"totale", 0},
    {"totaal", 0},      {"totaux", 0},       {"autotal", 0},      {"intotal", 0},
    {"grandtotal", 0},  {"eindtotaal", 0},   {"totalsum", 0},     {"totalsumma", 0},
    {"totalialt", 0},   {"totalamount", 0},  {"ialt", 0},         {"sum", 0},
    {"summe", 0},       {"summa", 0},        {"somme", 0},        {"sumtotal", 0},
    {"sumialt", 0},     {"gesamt", 0},       {"insgesamt", 0},    {"gesamtsumme", 0},
    {"imganzen", 0},    {"hovedtotal", 0},   {"hovedsum", 0},     {"samlet", LOOSE},
    {"samletsum", 0},   {"samlettotal", 0},  {"samletialt", 0},   {"sammenlagt", 0},
    {"tilsammen", 0},   {"tillsammans", 0},  {"subtotal", PART},  {"subtotals", PART},
    {"subsum", PART},   {"subtotaal", PART}, {"soustotal", PART}, {"zwischensumme", PART},
    {"delsum", PART},   {"deltotal", PART},  {"delsumma", PART},  {"mellemsum", PART},
    {"mellomsum", PART}};

enum { LETTERS_MOST = 16 };

/* What the letters of a text are; -1: no such word. */
static int find_word(Slice text) {
    char letters[LETTERS_MOST];
    uint32_t count = 0, bytes;
    for (uint32_t i = 0; i < text.length; i += bytes) {
        uint32_t code = utf8_lower(utf8_decode(text.at + i, text.length - i, &bytes));
        if (!utf8_is_letter(code))
            continue;
        if (code > 'z' || count == LETTERS_MOST)
            return -1;
        letters[count++] = (char)code;
    }
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (slice_is((Slice){letters, count}, words[i].letters))
            return words[i].is;
    return -1;
}

bool total_word_is(Slice text) {
    return find_word(text) >= 0;
}

bool total_word_begins(Slice text) {
    int is = find_word(text);
    return is >= 0 && !(is & LOOSE);
}

bool total_word_is_part(Slice text) {
    int is = find_word(text);
    return is >= 0 && (is & PART);
}

static bool is_between(char c) {
    return char_in(c, " \t,.:;()-/");
}

/* Where the word or the two that begin at `at` end; `at` where there are none. */
static uint32_t words_end(Slice text, uint32_t at, int count) {
    for (; count > 0 && at < text.length; count--) {
        while (at < text.length && is_between(text.at[at]))
            at++;
        while (at < text.length && !is_between(text.at[at]))
            at++;
    }
    return at;
}

bool total_word_within(Slice text) {
    uint32_t all = 0;
    for (uint32_t at = 0; at < text.length; all++)
        at = words_end(text, at, 1);
    if (total_word_is(text))
        return false;
    for (int count = 1; count <= 2; count++) {
        uint32_t first = words_end(text, 0, count);
        uint32_t last = all > (uint32_t)count ? words_end(text, 0, (int)all - count)
                                              : text.length;
        if (total_word_is((Slice){text.at, first}) ||
            total_word_is(slice_from(text, last)))
            return true;
    }
    return false;
}

uint32_t total_word_letters(void) {
    uint32_t letters = 0;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        letters |= 1u << (words[i].letters[0] - 'a');
    return letters;
}

bool total_word_may_be_in(Slice text, uint32_t letters) {
    bool begins = true;
    uint32_t bytes;
    for (uint32_t i = 0; i < text.length; i += bytes) {
        uint32_t code = utf8_lower(utf8_decode(text.at + i, text.length - i, &bytes));
        bool letter = utf8_is_letter(code);
        if (begins && letter && code <= 'z' && (letters >> (code - 'a') & 1))
            return true;
        begins = !letter;
    }
    return false;
}
