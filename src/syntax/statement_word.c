/* The statement that a word was meant to begin. */
#include "syntax/statement_word.h"

#include <stddef.h>
#include <stdint.h>

#include "base/nearest.h"
#include "syntax/words.h"

Slice statement_word_near(Slice name) {
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

Slice statement_word_translated(Slice word) {
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
            return slice_of(words[i][1]);
    return (Slice){"", 0};
}
