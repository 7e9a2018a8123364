/* The words for totals: a list, as no rule tells "Sum" from "Summer". */
#include "syntax/total_word.h"

#include "base/utf8.h"

/* In small letters, without what stands between them. */
static const char *const words[] = {
    "total",       "totals",       "intotal",  "grandtotal",  "totalsum",  "totalamount",
    "subtotal",    "sum",          "sumtotal", "subsum",      "totalt",    "ialt",
    "sumialt",     "totalialt",    "samlet",   "samlettotal", "samletsum", "samletialt",
    "tilsammen",   "sammenlagt",   "delsum",   "deltotal",    "mellemsum", "hovedtotal",
    "hovedsum",    "totalsumma",   "summa",    "summe",       "gesamt",    "insgesamt",
    "gesamtsumme", "zwischensumme"};

enum { LETTERS_MOST = 16 };

bool total_word_is(Slice text) {
    char letters[LETTERS_MOST];
    uint32_t count = 0, bytes;
    for (uint32_t i = 0; i < text.length; i += bytes) {
        uint32_t code = utf8_lower(utf8_decode(text.at + i, text.length - i, &bytes));
        if (!utf8_is_letter(code))
            continue;
        if (code > 'z' || count == LETTERS_MOST)
            return false;
        letters[count++] = (char)code;
    }
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (slice_is((Slice){letters, count}, words[i]))
            return true;
    return false;
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
            total_word_is((Slice){text.at + last, text.length - last}))
            return true;
    }
    return false;
}
