/* Titles cut into words. */
#include "check/names/title_words.h"

#include "base/utf8.h"
#include "base/vec.h"

enum { STEM = 4 /* letters */ };

static bool is_word_part(uint32_t code) {
    return utf8_is_letter(code) || utf8_is_digit(code);
}

/* Takes the next word of the rest: in lower case to *word, its first letters to *stem.
 * False at the end. *counts: it says something, as long words and abbreviations do. */
static bool next_word(Slice *rest, Text *word, Text *stem, bool *counts) {
    uint32_t letters = 0, digits = 0, capitals = 0;
    text_clear(word);
    text_clear(stem);
    while (rest->length > 0) {
        uint32_t bytes, code = utf8_decode(rest->at, rest->length, &bytes);
        if (!is_word_part(code) && word->length > 0)
            break;
        rest->at += bytes;
        rest->length -= bytes;
        if (!is_word_part(code))
            continue;
        digits += utf8_is_digit(code);
        capitals += utf8_lower(code) != code;
        if (letters++ < STEM)
            utf8_encode(stem, utf8_lower(code));
        utf8_encode(word, utf8_lower(code));
    }
    bool abbreviation = letters >= 2 && capitals == letters; /* IT, EU */
    *counts = (letters >= STEM || abbreviation) && digits < letters;
    return word->length > 0;
}

TitleWords title_words(Arena *arena, Names *words, Slice title) {
    const Memory *memory = arena_memory(arena);
    Text word = {.memory = memory}, stem = {.memory = memory};
    VEC(NameId) stems = {0}, all = {0};
    bool counts;
    while (next_word(&title, &word, &stem, &counts)) {
        *VEC_PUSH(arena, &all) = names_add(words, text_view(&word));
        if (counts)
            *VEC_PUSH(arena, &stems) = names_add(words, text_view(&stem));
    }
    text_free(&word);
    text_free(&stem);
    return (TitleWords){stems.at, all.at, stems.count, all.count};
}

static bool take(const TitleWords *title, uint32_t number, WordMark stems, WordMark all,
                 Marked *out) {
    if (number < title->stem_count) {
        *out = (Marked){title->stems[number], stems};
        return true;
    }
    number -= title->stem_count;
    if (number < title->count) {
        *out = (Marked){title->all[number], all};
        return true;
    }
    return false;
}

bool title_leaves(const TitleWords *title, uint32_t number, Marked *out) {
    bool brief = title->stem_count == 0;
    return take(title, number, MARK_STEM, brief ? MARK_BRIEF : MARK_WORD, out);
}

bool title_looks_for(const TitleWords *title, uint32_t number, Marked *out) {
    if (take(title, number, MARK_STEM, MARK_BRIEF, out))
        return true;
    /* What is brief itself is like any title with such a word. */
    number -= title->stem_count + title->count;
    if (title->stem_count > 0 || number >= title->count)
        return false;
    *out = (Marked){title->all[number], MARK_WORD};
    return true;
}
