/* Lists of words, compared in small letters. */
#include "tables/words.h"

#include <string.h>

#include "base/utf8.h"
#include "base/vec.h"
#include "syntax/total_word.h"
#include "syntax/pasted_word.h"
#include "syntax/scan.h"
#include "syntax/version_word.h"

/* ---- words of a text ---- */

typedef VEC(Slice) WordVec;

/* Runs of letters and digits, in small letters; they point into the folded text. */
static Slice split_words(Arena *arena, Slice text, WordVec *out) {
    Slice folded = utf8_folded(arena, text);
    uint32_t start = 0, bytes;
    bool inside = false;
    for (uint32_t i = 0; i <= folded.length; i += bytes) {
        uint32_t code = 0;
        bytes = 1;
        if (i < folded.length)
            code = utf8_decode(folded.at + i, folded.length - i, &bytes);
        bool letter = i < folded.length && (utf8_is_letter(code) || utf8_is_digit(code));
        if (letter && !inside)
            start = i;
        if (!letter && inside)
            *VEC_PUSH(arena, out) = (Slice){folded.at + start, i - start};
        inside = letter;
    }
    return folded;
}

static bool is_one_of(Slice word, const char *const *list, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (slice_is(word, list[i]))
            return true;
    return false;
}
#define IS_ONE_OF(word, list) is_one_of((word), (list), sizeof(list) / sizeof *(list))

static bool begins_with(Slice word, const char *const *list, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (slice_starts(word, slice_of(list[i])))
            return true;
    return false;
}
#define BEGINS_WITH(word, list) begins_with((word), (list), sizeof(list) / sizeof *(list))

/* ---- totals ---- */

static const char *const whole_words[] = {"alle",    "alt",  "all",     "grand",
                                          "overall", "hele", "général", "ganze",
                                          "alla",    "tous", "toutes"};
static const char *const other_starts[] = {"eksk", "exkl", "excl", "inkl", "incl"};
static const char *const other_words[] = {"uden",   "uten",    "utan",  "ohne",
                                          "zonder", "without", "hors",  "sauf",
                                          "ex",     "minus",   "netto", "brutto"};
/* What joins a word for a total to what it is of. */
static const char *const joints[] = {"for", "of",  "af",  "av", "der",
                                     "die", "des", "van", "de", "the"};

static bool is_total(Slice words) {
    for (uint32_t i = 0; i < words.length; i++)
        if (scan_is_digit(words.at[i]))
            return false;
    return total_word_begins(words);
}

/* How many words at `at` say "total": 2 for "i alt"; 0: they do not. */
static uint32_t total_at(const WordVec *words, uint32_t at) {
    const Slice *first = &words->at[at];
    if (at + 1 < words->count) {
        uint32_t end = (uint32_t)(first[1].at - first->at) + first[1].length;
        if (is_total((Slice){first->at, end}))
            return 2;
    }
    return is_total(*first) ? 1 : 0;
}

/* Of the title, whose letters are as many bytes as in its folded form, what the words
 * from..to are. */
static Slice piece(Slice title, Slice folded, const WordVec *words, uint32_t from,
                   uint32_t to) {
    if (from >= to || title.length != folded.length)
        return (Slice){"", 0};
    uint32_t start = (uint32_t)(words->at[from].at - folded.at);
    uint32_t end = (uint32_t)(words->at[to - 1].at - folded.at) +
                   words->at[to - 1].length;
    return (Slice){title.at + start, end - start};
}

WordsTotal words_total(Arena *arena, Slice title) {
    WordsTotal found = {.subject = {"", 0}};
    WordVec words = {0};
    Slice folded = split_words(arena, title, &words);
    if (words.count == 0)
        return found;
    uint32_t first = total_at(&words, 0), last = 0;
    for (uint32_t taken = 2; taken > 0 && last == 0; taken--)
        if (words.count > taken && total_at(&words, words.count - taken) == taken)
            last = taken;
    /* "Sum" and "Gesamt" alone begin other titles too. */
    bool sign = title.at[0] == '='; /* "= Erträge", below rows with + and - */
    found.is = sign || total_word_is(title) || first > 0 || last > 0;
    if (!found.is)
        return found;
    for (uint32_t i = 0; i < words.count; i++) {
        found.sub |= total_word_is_part(words.at[i]) || slice_is(words.at[i], "sub") ||
                     slice_is(words.at[i], "sous");
        found.other |= BEGINS_WITH(words.at[i], other_starts) ||
                       IS_ONE_OF(words.at[i], other_words);
        bool of_pair = i > 0 && slice_is(words.at[i], "alt") &&
                       slice_is(words.at[i - 1], "i");
        found.whole |= !of_pair && IS_ONE_OF(words.at[i], whole_words);
    }
    uint32_t from = first, to = words.count - (first == words.count ? 0 : last);
    while (from < to && IS_ONE_OF(words.at[from], joints))
        from++;
    found.subject = piece(title, folded, &words, from, to);
    return found;
}

bool words_result(Arena *arena, Slice title) {
    static const char *const results[] = {
        "resultat",       "resultatet", "driftsresultat",      "nettoresultat",
        "årsresultat",    "ergebnis",   "nettodriftsresultat", "résultat",
        "jahresergebnis", "saldo",      "resultaat",           "bruttoresultat",
        "periodresultat"};
    WordVec words = {0};
    split_words(arena, title, &words);
    for (uint32_t i = 0; i < words.count; i++)
        if (IS_ONE_OF(words.at[i], results))
            return true;
    return false;
}

/* ---- headings, captions, footnotes ---- */

bool words_source(Arena *arena, Slice heading) {
    static const char *const starts[] = {
        "kilde", "finansier", "finanzier", "source",  "fund",      "bevilling",  "quelle",
        "bron",  "källa",     "financ",    "finansi", "geldgeber", "financement"};
    WordVec words = {0};
    split_words(arena, heading, &words);
    for (uint32_t i = 0; i < words.count; i++)
        if (BEGINS_WITH(words.at[i], starts))
            return true;
    return false;
}

bool words_number(Arena *arena, Slice heading) {
    static const char *const numbers[] = {"nr", "no", "lb", "lbnr", "løbenr", "id", "n"};
    WordVec words = {0};
    split_words(arena, heading, &words);
    return slice_is(heading, "#") ||
           (words.count > 0 && words.count <= 2 && IS_ONE_OF(words.at[0], numbers));
}

bool words_version(Arena *arena, Slice kind) {
    static const char *const letters[] = {"b", "r", "kb", "ob", "vb", "fr"};
    WordVec words = {0};
    split_words(arena, kind, &words);
    if (words.count == 1 && IS_ONE_OF(words.at[0], letters))
        return true; /* B 2024 is beside R 2024 */
    for (uint32_t i = 0; i < words.count; i++)
        if (version_word_is(words.at[i]))
            return true;
    return false;
}

bool words_computed(Arena *arena, Slice heading) {
    static const char *const starts[] = {
        "afvig",     "avvik",         "avvig",      "abweich",  "afwijk",     "écart",
        "deviation", "varianc",       "forskel",    "forskjel", "skillnad",   "differen",
        "différen",  "verschil",      "ændring",    "endring",  "förändring", "veränder",
        "change",    "procent",       "prosent",    "prozent",  "percent",    "pourcent",
        "vækst",     "vekst",         "tillväxt",   "stigning", "andel",      "anteil",
        "aandeel",   "mindreforbrug", "merforbrug", "increase", "decrease"};
    static const char *const words[] = {"afv",   "diff",   "pct",    "share",
                                        "index", "indeks", "growth", "restbudget"};
    WordVec found = {0};
    split_words(arena, heading, &found);
    for (uint32_t i = 0; i < found.count; i++)
        if (BEGINS_WITH(found.at[i], starts) || IS_ONE_OF(found.at[i], words))
            return true;
    for (uint32_t i = 0; i < heading.length; i++)
        if (heading.at[i] == '%')
            return true;
    return false;
}

bool words_in_parentheses(Arena *arena, Slice caption) {
    static const char *const starts[] = {"parentes", "parenthes", "parenthès",
                                         "klammer",  "haakjes",   "bracket"};
    WordVec words = {0};
    split_words(arena, caption, &words);
    for (uint32_t i = 0; i < words.count; i++)
        if (BEGINS_WITH(words.at[i], starts))
            return words_source(arena, caption);
    return false;
}

bool words_footnote(Arena *arena, Slice line) {
    static const char *const firsts[] = {
        "note",    "noter",  "notes",   "anm",        "kilde",  "kilder",    "source",
        "sources", "quelle", "quellen", "bron",       "bemærk", "anmerkung", "opmerking",
        "källa",   "nb",     "merknad", "anmærkning", "merk"};
    WordVec words = {0};
    Slice folded = split_words(arena, line, &words);
    if (words.count < 2 || !IS_ONE_OF(words.at[0], firsts))
        return false;
    const char *behind = words.at[0].at + words.at[0].length;
    return behind < folded.at + folded.length && char_in(*behind, ":.;,");
}

bool words_page(Arena *arena, Slice line) {
    static const char *const pages[] = {"page",   "side", "sida", "seite",
                                        "pagina", "p",    "s"};
    static const char *const more[] = {"continued",  "fortsat",     "fortsatt",
                                       "fortsættes", "fortsetzung", "suite",
                                       "vervolg",    "cont",        "forts"};
    WordVec words = {0};
    split_words(arena, line, &words);
    bool page = words.count > 1 && words.count <= 4 && IS_ONE_OF(words.at[0], pages);
    for (uint32_t i = 1; i < words.count && page; i++)
        page = (words.at[i].at[0] >= '0' && words.at[i].at[0] <= '9') ||
               slice_is(words.at[i], "of") || slice_is(words.at[i], "af");
    bool last = words.count > 1 && words.count <= 20 &&
                IS_ONE_OF(words.at[words.count - 1], more);
    return page || last;
}

bool words_caption(Arena *arena, Slice line) {
    static const char *const firsts[] = {"tabel", "table", "tabell", "tabelle",
                                         "tableau"};
    WordVec words = {0};
    split_words(arena, line, &words);
    return words.count > 1 && IS_ONE_OF(words.at[0], firsts) && words.at[1].length <= 4 &&
           words.at[1].at[0] >= '0' && words.at[1].at[0] <= '9';
}

/* ---- units ---- */

const char *words_krone(Arena *arena, Slice texts, bool *certain) {
    static const char *const norwegian[] = {"herav",    "hvorav",   "tilskudd", "totalt",
                                            "budsjett", "regnskap", "kommunen", "tiltak",
                                            "fylke",    "etter"};
    static const char *const danish[] = {"heraf",  "hvoraf",   "tilskud", "alt",
                                         "budget", "regnskab", "indsats", "indsatser",
                                         "efter",  "udgifter", "område"};
    WordVec words = {0};
    split_words(arena, texts, &words);
    uint32_t no = 0, da = 0, sv = 0;
    for (uint32_t i = 0; i < words.count; i++) {
        no += IS_ONE_OF(words.at[i], norwegian);
        da += IS_ONE_OF(words.at[i], danish);
        for (uint32_t k = 0; k + 1 < words.at[i].length; k++) {
            Slice rest = {words.at[i].at + k, words.at[i].length - k};
            sv += slice_starts(rest, SLICE("ä")) || slice_starts(rest, SLICE("ö"));
        }
    }
    *certain = (no > 0) + (da > 0) + (sv > 0) == 1;
    return no > da && no > sv ? "NOK" : sv > da && sv > no ? "SEK" : "DKK";
}

/* A sign of a currency and a scale behind it: £m, €k, € million. */
static bool turned_unit(Slice text, int *power, uint8_t *currency, bool *krone) {
    static const char *const signs[] = {"£",   "€",   "EUR", "DKK", "NOK", "SEK",
                                        "GBP", "USD", "CHF", "kr.", "Kr.", "kr"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        Slice sign = slice_of(signs[i]);
        if (!slice_starts(text, sign) || text.length == sign.length)
            continue;
        uint8_t none;
        bool ignored;
        Slice rest = {text.at + sign.length, text.length - sign.length};
        while (rest.length > 0 && rest.at[0] == ' ')
            rest = (Slice){rest.at + 1, rest.length - 1};
        if (slice_is(rest, "000") || slice_is(rest, "000s"))
            rest = SLICE("thousand");
        if (!pasted_unit(sign, power, currency, krone) ||
            !pasted_unit(rest, power, &none, &ignored) || none != 0)
            continue;
        uint8_t again;
        int scale = *power;
        pasted_unit(sign, power, &again, krone);
        *power = scale;
        *currency = again;
        return true;
    }
    return false;
}

/* Words of other languages, as they are known elsewhere. */
static Slice unit_word(Slice word) {
    static const char *const known[] = {
        "tsd",       "thousand", "tausend",   "thousand", "milliers",   "thousand",
        "duizend",   "thousand", "tusental",  "thousand", "000",        "thousand",
        "000s",      "thousand", "millionen", "mio",      "miljoner",   "mio",
        "miljoen",   "mio",      "milj",      "mio",      "milliarden", "mia",
        "miljarder", "mia",      "miljard",   "mia",      "euros",      "EUR",
        "deuros",    "EUR",      "franken",   "CHF",      "of",         "",
        "de",        "",         "d",         ""};
    Slice bare = slice_trim_end(word, ".,");
    for (size_t i = 0; i < sizeof known / sizeof *known; i += 2)
        if (slice_is(bare, known[i]))
            return slice_of(known[i + 1]);
    return word;
}

/* "1'000 CHF" as "1000 CHF", "Tsd. €" as "thousand €", "milliers d'euros". */
static Slice plain_unit(Arena *arena, Slice text) {
    Text plain = {.memory = arena_memory(arena)}, all = plain;
    uint32_t bytes;
    for (uint32_t i = 0; i < text.length; i += bytes) {
        uint32_t code = utf8_decode(text.at + i, text.length - i, &bytes);
        if (code != '\'' && code != 0x2019)
            text_bytes(&plain, text.at + i, bytes);
    }
    Slice rest = text_view(&plain), word;
    while (slice_split(&rest, ' ', &word)) {
        Slice known = unit_word(utf8_folded(arena, word));
        bool same = slice_equal(known, utf8_folded(arena, word));
        text_slice(&all, same ? word : known);
        text_char(&all, ' ');
    }
    Slice unit = slice_trim(arena_copy(arena, text_view(&all)), " ");
    text_free(&plain);
    text_free(&all);
    return unit;
}

/* A currency must be named: "1.000" alone, or the "m" of "m²", is no unit. */
static bool is_unit(Arena *arena, Slice printed, int *power, uint8_t *currency,
                    bool *krone) {
    Slice text = plain_unit(arena, printed);
    if (pasted_unit(text, power, currency, krone) && *currency != 0)
        return true;
    return turned_unit(text, power, currency, krone) && *currency != 0;
}

static bool is_year_text(Slice number) {
    return number.length == 4 && char_in(number.at[0], "12") &&
           char_in(number.at[1], "901");
}

/* Whether a number that is no year stands right before or behind a place: of "over
 * 100.000 kr." the "kr." is no unit of a table. */
static bool is_beside_number(Slice text, uint32_t from, uint32_t to) {
    static const char signs[] = "0123456789.,'";
    while (from > 0 && text.at[from - 1] == ' ')
        from--;
    while (to < text.length && text.at[to] == ' ')
        to++;
    uint32_t first = from, last = to;
    while (first > 0 && char_in(text.at[first - 1], signs))
        first--;
    while (last < text.length && char_in(text.at[last], signs))
        last++;
    Slice before = slice_trim_end((Slice){text.at + first, from - first}, ".,'");
    Slice behind = slice_trim_end((Slice){text.at + to, last - to}, ".,'");
    return (before.length > 0 && before.length == from - first &&
            !is_year_text(before)) ||
           (behind.length > 0 && !is_year_text(behind));
}

static bool is_apart(char c) {
    return char_in(c, " ()[]:;/\t");
}

bool words_unit(Arena *arena, Slice text, uint32_t *at, Slice *printed, int *power,
                uint8_t *currency, bool *krone) {
    enum { WORDS_MOST = 4, UNIT_MOST = 60 };
    for (; *at < text.length; ++*at) {
        if (is_apart(text.at[*at]) || (*at > 0 && !is_apart(text.at[*at - 1])))
            continue;
        uint32_t ends[WORDS_MOST] = {0}, count = 0;
        for (uint32_t end = *at; end <= text.length && count < WORDS_MOST; end++)
            if (end == text.length || is_apart(text.at[end])) {
                if (end > *at && !is_apart(text.at[end - 1]))
                    ends[count++] = end;
                if (end < text.length && text.at[end] != ' ')
                    break;
            }
        while (count-- > 0) {
            Slice tried = {text.at + *at, ends[count] - *at};
            if (tried.length <= UNIT_MOST &&
                is_unit(arena, tried, power, currency, krone) &&
                !(*power == 0 && is_beside_number(text, *at, ends[count]))) {
                while (tried.length > 0 && char_in(tried.at[tried.length - 1], ","))
                    tried.length--;
                *printed = tried;
                *at = ends[count];
                return true;
            }
        }
    }
    return false;
}
