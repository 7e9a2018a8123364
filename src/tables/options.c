/* The options of an import, as `integ import` hands them on. */
#include "tables/options.h"

#include <string.h>

#include "syntax/currency.h"
#include "syntax/pasted_word.h"

typedef bool ReadOption(Told *told, Slice value, ImportOptions *out);

/* A whole number from 1 on. */
static bool read_number(Slice text, uint32_t most, uint32_t *out) {
    uint64_t value = 0;
    for (uint32_t i = 0; i < text.length; i++) {
        if (text.at[i] < '0' || text.at[i] > '9' || value > most)
            return false;
        value = 10 * value + (uint64_t)(text.at[i] - '0');
    }
    *out = (uint32_t)value;
    return text.length > 0 && value > 0 && value <= most;
}

enum { NUMBER_MOST = 100000000 };

static bool read_counted(Told *told, const char *name, Slice value, uint32_t *out) {
    return read_number(value, NUMBER_MOST, out) ||
           told_refuse(told, "--%s must be a number from 1 on, not \"%.*s\"", name,
                       SLICE_ARGS(value));
}

/* "3", "1,3..5", "all". */
static bool read_table(Told *told, Slice value, ImportOptions *out) {
    Slice rest = value, part;
    bool fine = value.length > 0;
    if (slice_is(value, "all")) {
        *VEC_PUSH(told->arena, &out->tables) = (TableRange){1, NUMBER_MOST};
        return true;
    }
    while (fine && slice_split(&rest, ',', &part)) {
        TableRange range = {0, 0};
        uint32_t dots = 0;
        while (dots < part.length && part.at[dots] != '.')
            dots++;
        Slice first = {part.at, dots}, last = first;
        if (dots < part.length) {
            fine = slice_starts((Slice){part.at + dots, part.length - dots}, SLICE(".."));
            last = (Slice){part.at + dots + 2, fine ? part.length - dots - 2 : 0};
        }
        fine = fine && read_number(first, NUMBER_MOST, &range.from) && range.from > 0 &&
               read_number(last, NUMBER_MOST, &range.to) && range.to >= range.from;
        *VEC_PUSH(told->arena, &out->tables) = range;
    }
    return fine || told_refuse(told,
                               "--table must be the number of a table, several of them, "
                               "as in 1,3..5, or all, not \"%.*s\"",
                               SLICE_ARGS(value));
}

static bool read_header(Told *told, Slice value, ImportOptions *out) {
    return read_counted(told, "header", value, &out->header);
}

/* A column: 3, or C. */
static bool column_number(Slice text, uint32_t *out) {
    if (read_number(text, NUMBER_MOST, out))
        return true;
    uint32_t value = 0;
    for (uint32_t i = 0; i < text.length; i++) {
        char c = (char)(text.at[i] & ~0x20);
        if (c < 'A' || c > 'Z' || i == 3)
            return false;
        value = 26 * value + (uint32_t)(c - 'A') + 1;
    }
    *out = value;
    return text.length > 0;
}

static bool read_column(Told *told, const char *name, Slice value, uint32_t *out) {
    return column_number(value, out) ||
           told_refuse(told, "--%s must be a column: 2, or B, not \"%.*s\"", name,
                       SLICE_ARGS(value));
}

static bool read_title_column(Told *told, Slice value, ImportOptions *out) {
    return read_column(told, "title-column", value, &out->title_column);
}

static bool read_source_column(Told *told, Slice value, ImportOptions *out) {
    return read_column(told, "source-column", value, &out->source_column);
}

/* A3, or 3 or A alone. */
static bool read_corner(Slice text, uint32_t *column, uint32_t *row) {
    uint32_t letters = 0;
    while (letters < text.length && (text.at[letters] < '0' || text.at[letters] > '9'))
        letters++;
    Slice digits = {text.at + letters, text.length - letters};
    return (letters == 0 || column_number((Slice){text.at, letters}, column)) &&
           (digits.length == 0 || read_number(digits, NUMBER_MOST, row)) &&
           text.length > 0;
}

/* An empty corner is open. */
static bool read_range(Told *told, Slice value, ImportOptions *out) {
    const char *colon = memchr(value.at, ':', value.length);
    uint32_t length = colon ? (uint32_t)(colon - value.at) : 0;
    Slice from = {value.at, length};
    Slice to = {value.at + length + 1, colon ? value.length - length - 1 : 0};
    bool fine =
        colon && value.length > 1 &&
        (from.length == 0 || read_corner(from, &out->from_column, &out->from_row)) &&
        (to.length == 0 || read_corner(to, &out->to_column, &out->to_row)) &&
        !(out->to_row && out->to_row < out->from_row) &&
        !(out->to_column && out->to_column < out->from_column);
    return fine || told_refuse(told,
                               "--range must be two corners, as in A3:F40, or one, as in "
                               "A3:, not \"%.*s\"",
                               SLICE_ARGS(value));
}

static bool read_year(Slice text, uint32_t *out) {
    return text.length == 4 && read_number(text, 2199, out) && *out >= 1900;
}

static bool read_years(Told *told, Slice value, ImportOptions *out) {
    Slice first = {value.at, value.length < 4 ? value.length : 4};
    Slice last = first;
    if (value.length == 10 && slice_is((Slice){value.at + 4, 2}, ".."))
        last = (Slice){value.at + 6, 4};
    else if (value.length != 4)
        last.length = 0;
    bool fine = read_year(first, &out->first_year) && read_year(last, &out->last_year) &&
                out->first_year <= out->last_year;
    return fine || told_refuse(told, "--years must be 2022 or 2022..2024, not \"%.*s\"",
                               SLICE_ARGS(value));
}

static bool read_unit(Told *told, Slice value, ImportOptions *out) {
    int power;
    uint8_t currency;
    bool krone;
    if (!pasted_unit(value, &power, &currency, &krone))
        return told_refuse(told,
                           "--unit must be a scale and a currency, as in "
                           "\"mio DKK\", not \"%.*s\"",
                           SLICE_ARGS(value));
    if (krone) {
        told_refuse(told, "--unit \"%.*s\" does not tell which kroner are meant",
                    SLICE_ARGS(value));
        told_help(told, "--unit \"%.*s\", or the same with NOK, SEK or ISK, says it",
                  SLICE_ARGS(
                      pasted_unit_text(told->arena, power, currency_find(SLICE("DKK")))));
        return false;
    }
    if (currency == 0)
        return told_refuse(told,
                           "--unit must name a currency by its code, as in "
                           "\"mio DKK\"; \"%.*s\" does not",
                           SLICE_ARGS(value));
    out->unit = pasted_unit_text(told->arena, power, currency);
    return true;
}

typedef struct Word {
    const char *word;
    int means;
} Word;

/* -1 where it is none of `count` words; that was told. */
static int word_of(Told *told, const char *name, const char *all, const Word *words,
                   size_t count, Slice value) {
    for (size_t i = 0; i < count; i++)
        if (slice_is(value, words[i].word))
            return words[i].means;
    told_refuse(told, "--%s must be %s, not \"%.*s\"", name, all, SLICE_ARGS(value));
    return -1;
}

#define WORD_OF(told, name, all, words, value)                                           \
    word_of((told), (name), (all), (words), sizeof(words) / sizeof *(words), (value))

static bool read_decimal(Told *told, Slice value, ImportOptions *out) {
    static const Word words[] = {{"comma", ','}, {"point", '.'}};
    int found = WORD_OF(told, "decimal", "comma or point", words, value);
    out->decimal = (char)found;
    return found >= 0;
}

static bool read_separator(Told *told, Slice value, ImportOptions *out) {
    static const Word words[] = {{"tab", SEPARATOR_TAB},
                                 {"semicolon", SEPARATOR_SEMICOLON},
                                 {"comma", SEPARATOR_COMMA},
                                 {"bars", SEPARATOR_BARS},
                                 {"blanks", SEPARATOR_BLANKS}};
    int found =
        WORD_OF(told, "separator", "tab, semicolon, comma, bars or blanks", words, value);
    out->separator = (Separator)found;
    return found >= 0;
}

static bool read_sources(Told *told, Slice value, ImportOptions *out) {
    static const Word words[] = {{"parentheses", SOURCES_PARENTHESES},
                                 {"none", SOURCES_NONE}};
    int found = WORD_OF(told, "sources", "parentheses or none", words, value);
    out->sources = (SourcesIn)found;
    return found >= 0;
}

static bool read_empty(Told *told, Slice value, ImportOptions *out) {
    static const Word words[] = {{"none", '-'}, {"unknown", '?'}};
    int found = WORD_OF(told, "empty", "none or unknown", words, value);
    out->empty = (char)found;
    return found >= 0;
}

/* 12=total */
static bool read_row(Told *told, Slice value, ImportOptions *out) {
    static const Word words[] = {{"entry", ROW_ENTRY},       {"group", ROW_GROUP},
                                 {"total", ROW_TOTAL},       {"part", ROW_PART},
                                 {"subtotal", ROW_SUBTOTAL}, {"note", ROW_NOTE},
                                 {"title", ROW_TITLE},       {"more", ROW_MORE},
                                 {"footnote", ROW_FOOTNOTE}, {"left", ROW_LEFT}};
    Slice rest = value, number = {0}, word = {0};
    RowChoice choice = {0};
    if (!slice_split(&rest, '=', &number) || !slice_split(&rest, '=', &word) ||
        !read_number(number, NUMBER_MOST, &choice.number))
        return told_refuse(told,
                           "--row must be a row and what it is, as in 12=total, "
                           "not \"%.*s\"",
                           SLICE_ARGS(value));
    int found = WORD_OF(told, "row",
                        "entry, group, total, subtotal, part, title, more, note, "
                        "footnote or left behind its =",
                        words, word);
    choice.role = (RowRole)found;
    *VEC_PUSH(told->arena, &out->rows) = choice;
    return found >= 0;
}

/* 4=year, or D=year */
static bool read_column_choice(Told *told, Slice value, ImportOptions *out) {
    static const Word words[] = {
        {"year", COLUMN_IS_YEAR}, {"all", COLUMN_IS_ALL}, {"left", COLUMN_IS_LEFT}};
    Slice rest = value, number = {0}, word = {0};
    ColumnChoice choice = {0};
    if (!slice_split(&rest, '=', &number) || !slice_split(&rest, '=', &word) ||
        !column_number(number, &choice.number))
        return told_refuse(told,
                           "--column must be a column and what it is, as in 4=all, "
                           "not \"%.*s\"",
                           SLICE_ARGS(value));
    int found = WORD_OF(told, "column", "year, all or left behind its =", words, word);
    choice.is = (ColumnIs)found;
    *VEC_PUSH(told->arena, &out->columns) = choice;
    return found >= 0;
}

static bool read_areas(Told *told, Slice value, ImportOptions *out) {
    static const Word words[] = {{"totals", AREAS_TOTALS}, {"entries", AREAS_ENTRIES}};
    int found = WORD_OF(told, "areas", "totals or entries", words, value);
    out->areas = (AreasAre)found;
    return found >= 0;
}

static bool read_document(Told *told, Slice value, ImportOptions *out) {
    Slice rest = value;
    bool fine = slice_split(&rest, '=', &out->document) && out->document.length > 0;
    for (uint32_t i = 0; fine && i < out->document.length; i++) {
        char c = out->document.at[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
        fine = letter || (i > 0 && c >= '0' && c <= '9');
    }
    out->title = rest;
    return fine || told_refuse(told,
                               "--document must be a name of letters, digits and "
                               "_, or a name and a title, as in parks=\"Parks\", "
                               "not \"%.*s\"",
                               SLICE_ARGS(value));
}

static bool read_sheet(Told *told, Slice value, ImportOptions *out) {
    (void)told;
    out->sheet = value;
    return true;
}

static bool read_into(Told *told, Slice value, ImportOptions *out) {
    (void)told;
    out->into = value;
    return true;
}

/* For the prompt: the table joins a file as it is in memory. */
static bool read_beside(Told *told, Slice value, ImportOptions *out) {
    (void)told;
    out->into = value;
    return out->beside = true;
}

static bool read_output(Told *told, Slice value, ImportOptions *out) {
    (void)told;
    out->output = value;
    return true;
}

static bool read_list(Told *told, Slice value, ImportOptions *out) {
    (void)told;
    (void)value;
    return out->list = true;
}

static bool read_stored(Told *told, Slice value, ImportOptions *out) {
    (void)told;
    (void)value;
    return out->stored = true;
}

static const struct {
    const char *name;
    ReadOption *read;
} rows[] = {
    {"sheet", read_sheet},
    {"range", read_range},
    {"table", read_table},
    {"header", read_header},
    {"title-column", read_title_column},
    {"source-column", read_source_column},
    {"years", read_years},
    {"unit", read_unit},
    {"decimal", read_decimal},
    {"separator", read_separator},
    {"sources", read_sources},
    {"empty", read_empty},
    {"areas", read_areas},
    {"row", read_row},
    {"column", read_column_choice},
    {"document", read_document},
    {"into", read_into},
    {"beside", read_beside},
    {"output", read_output},
    {"list", read_list},
    {"stored", read_stored},
};

static bool read_one(Told *told, const char *word, ImportOptions *out) {
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t length = strlen(rows[i].name);
        if (strncmp(word, "--", 2) == 0 && strncmp(word + 2, rows[i].name, length) == 0 &&
            (word[2 + length] == '=' || word[2 + length] == '\0')) {
            const char *value = word + 2 + length;
            return rows[i].read(told, slice_of(*value == '=' ? value + 1 : value), out);
        }
    }
    return told_refuse(told, "there is no option %s; see: integ help import", word);
}

bool options_read(Told *told, int count, char **words, ImportOptions *out) {
    *out = (ImportOptions){.file = SLICE("-")};
    told->file = SLICE("import");
    int i = 0;
    for (; i < count && strcmp(words[i], "--") != 0; i++)
        if (!read_one(told, words[i], out))
            return false;
    if (i + 1 < count)
        out->file = slice_of(words[i + 1]);
    told->file = slice_is(out->file, "-") ? SLICE("standard input") : out->file;
    if (out->into.length > 0 && out->output.length > 0)
        return told_refuse(told, "--into adds to a file, and -o makes one: give one");
    return true;
}
