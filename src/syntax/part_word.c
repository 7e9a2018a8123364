/* The words for parts. */
#include "syntax/part_word.h"

#include "base/utf8.h"

static const char *const words[] = {
    "heraf",   "herav",   "herunder", "deraf",    "derav",    "hvoraf",
    "hvorav",  "varav",   "därav",    "davon",    "darunter", "dont",
    "waarvan", "daarvan", "thereof",  "of which", "af hvilke"};

static bool is_of_word(uint32_t code) {
    return utf8_is_letter(code) || utf8_is_digit(code);
}

/* The next letter or digit of a text, in small; ' ' for all that is between two words; 0
 * at the end. */
static uint32_t next_code(Slice *text) {
    uint32_t bytes = 0, code = 0;
    bool between = false;
    for (; text->length > 0; *text = slice_from(*text, bytes)) {
        code = utf8_decode(text->at, text->length, &bytes);
        if (is_of_word(code))
            break;
        between = true;
    }
    if (between || text->length == 0)
        return between ? ' ' : 0;
    *text = slice_from(*text, bytes);
    return utf8_lower(code);
}

static bool begins(Slice title, Slice word) {
    while (word.length > 0)
        if (next_code(&title) != next_code(&word))
            return false;
    uint32_t code = next_code(&title);
    return code == 0 || code == ' ';
}

bool part_word_begins(Slice title) {
    Slice rest = title;
    if (next_code(&rest) == ' ')
        title = rest; /* what is before the first word */
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (begins(title, slice_of(words[i])))
            return true;
    return false;
}
