/* The words for versions of one amount: a list, as for totals. */
#include "syntax/version_word.h"

#include "base/utf8.h"

/* Beginnings; those of three letters are whole words. */
static const char *const starts[] = {"budget",
                                     "regnskab",
                                     "forvent",
                                     "korriger",
                                     "oprindelig",
                                     "forbrug",
                                     "realiser",
                                     "prognos",
                                     "skøn",
                                     "budsjett",
                                     "regnskap",
                                     "revidert",
                                     "utfall",
                                     "utfal",
                                     "bokslut",
                                     "begrot",
                                     "raming",
                                     "realisatie",
                                     "actual",
                                     "outcome",
                                     "outturn",
                                     "estimate",
                                     "expected",
                                     "forecast",
                                     "original",
                                     "revised",
                                     "plan",
                                     "soll",
                                     "ist",
                                     "ansatz",
                                     "ergebnis",
                                     "rechnung",
                                     "prévu",
                                     "réalisé",
                                     "account",
                                     "spent",
                                     "vedta",
                                     "prévision",
                                     "exécution",
                                     "approved",
                                     "adopted",
                                     "nachtrag",
                                     "ændringsforslag",
                                     "opprinneli",
                                     "ursprunglig",
                                     "reviderad",
                                     "justert",
                                     "justeret",
                                     "projected"};

static const char *const small[] = {"of",  "the", "in", "for", "af", "og",  "i",
                                    "pr",  "per", "på", "til", "av", "och", "der",
                                    "des", "und", "de", "du",  "le", "la",  "van"};

bool version_word_is(Slice word) {
    enum { BRIEF = 3 };
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        Slice start = slice_of(starts[i]);
        if (start.length <= BRIEF ? slice_equal(word, start) : slice_starts(word, start))
            return true;
    }
    return false;
}

static bool is_small(Slice word) {
    for (size_t i = 0; i < sizeof small / sizeof *small; i++)
        if (slice_is(word, small[i]))
            return true;
    return false;
}

static void take_word(Text *rest, Slice word, bool number, bool *named) {
    if (word.length == 0)
        return;
    bool version = !number && version_word_is(word);
    *named = *named || version;
    if (version || number || is_small(word))
        return;
    if (rest->length > 0)
        text_char(rest, ' ');
    text_slice(rest, word);
}

Slice version_word_rest(Arena *arena, Slice title, bool *named) {
    Slice folded = utf8_folded(arena, title);
    Text rest = {.memory = arena_memory(arena)};
    uint32_t start = 0, bytes;
    bool inside = false, number = true;
    *named = false;
    for (uint32_t i = 0; i < folded.length; i += bytes) {
        uint32_t code = utf8_decode(folded.at + i, folded.length - i, &bytes);
        bool letter = utf8_is_letter(code), part = letter || utf8_is_digit(code);
        if (part && !inside) {
            start = i;
            number = true;
        }
        number = number && !letter;
        if (!part && inside)
            take_word(&rest, (Slice){folded.at + start, i - start}, number, named);
        inside = part;
    }
    if (inside)
        take_word(&rest, (Slice){folded.at + start, folded.length - start}, number,
                  named);
    Slice text = arena_copy(arena, text_view(&rest));
    text_free(&rest);
    return text;
}
