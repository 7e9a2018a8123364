/* How libFuzzer makes an input of others, where bytes alone would only ever give files
 * that cannot be read: half of the time tokens are put in the place of others of their
 * kind, figures changed, and lines moved, doubled and taken out. */
#include "fuzz/fuzz.h"

size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t most);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most,
                               unsigned int seed);
size_t LLVMFuzzerCustomCrossOver(const uint8_t *one, size_t one_size,
                                 const uint8_t *other, size_t other_size, uint8_t *out,
                                 size_t most, unsigned int seed);

typedef struct Edit {
    uint8_t *data;
    size_t size, most;
    uint64_t state; /* of chance */
} Edit;

typedef struct Part {
    size_t from, to;
} Part;

static size_t chance(Edit *edit, size_t below) {
    edit->state = edit->state * 6364136223846793005u + 1442695040888963407u;
    return below == 0 ? 0 : (size_t)(edit->state >> 33) % below;
}

/* Puts `count` bytes, which may be of the input itself, in the place of a part. */
static void put(Edit *edit, Part part, const void *bytes, size_t count) {
    size_t rest = edit->size - part.to;
    if (part.from + count + rest > edit->most)
        return;
    uint8_t *copy = malloc(count + 1);
    LAW(copy != NULL, "memory ran out");
    memcpy(copy, bytes, count);
    memmove(edit->data + part.from + count, edit->data + part.to, rest);
    memcpy(edit->data + part.from, copy, count);
    edit->size = part.from + count + rest;
    free(copy);
}

/* ---- parts ---- */

enum { BLANK, WORD, FIGURE, STRING, SIGN };

static int class_of(uint8_t c) {
    if (c == ' ' || c == '\t' || c == '\r' || c == '\n')
        return BLANK;
    if (c >= '0' && c <= '9')
        return FIGURE;
    if (c == '"')
        return STRING;
    return (c | 32) >= 'a' && (c | 32) <= 'z' ? WORD
           : c == '_' || c >= 0x80            ? WORD
                                              : SIGN;
}

static bool goes_on(int class, uint8_t c) {
    int next = class_of(c);
    switch (class) {
    case WORD: return next == WORD || next == FIGURE;
    case FIGURE:
        return next == FIGURE || next == WORD || c == '.' || c == ',' || c == '-';
    case BLANK: return next == BLANK;
    default: return false;
    }
}

/* Where the token that begins at `at` ends. */
static size_t token_end(const Edit *edit, size_t at) {
    int class = class_of(edit->data[at]);
    size_t end = at + 1;
    if (class == STRING) {
        while (end < edit->size && edit->data[end] != '"' && edit->data[end] != '\n')
            end++;
        return end + (end < edit->size && edit->data[end] == '"');
    }
    while (end < edit->size && goes_on(class, edit->data[end]))
        end++;
    return end;
}

static Part line_at(const Edit *edit, size_t at) {
    size_t from = at, to = at;
    while (from > 0 && edit->data[from - 1] != '\n')
        from--;
    while (to < edit->size && edit->data[to] != '\n')
        to++;
    return (Part){from, to + (to < edit->size)};
}

static Part some_line(Edit *edit) {
    return line_at(edit, chance(edit, edit->size));
}

/* Up to eight lines. */
static Part some_lines(Edit *edit) {
    Part part = some_line(edit);
    for (size_t more = chance(edit, 8); more > 0 && part.to < edit->size; more--)
        part.to = line_at(edit, part.to).to;
    return part;
}

/* A token of the class, of all classes where it is -1; `to` is 0 where there is none. */
static Part some_token(Edit *edit, int class) {
    Part found = {0};
    size_t seen = 0, start = some_lines(edit).from;
    for (size_t at = start, end; at < edit->size && seen < 40; at = end) {
        int here = class_of(edit->data[at]);
        end = token_end(edit, at);
        if (here != BLANK && (class < 0 || here == class) && chance(edit, ++seen) == 0)
            found = (Part){at, end};
    }
    return found;
}

/* ---- edits ---- */

static void change_token(Edit *edit) {
    Part token = some_token(edit, -1);
    if (token.to > 0) {
        Part other = some_token(edit, class_of(edit->data[token.from]));
        put(edit, token, edit->data + other.from, other.to - other.from);
    }
}

static void change_figure(Edit *edit) {
    static const char *const figures[] = {
        "0",           "1",          "?",           "-",
        "~65",         "-0.5",       "100%",        "9223372036854775807",
        "0.000000001", "1e9",        "12.",         "1,5",
        "1 000",       "3 of 4",     "2.5 mio EUR", "2021",
        "2020..2022",  "2020-02-30", "9999",        "0001-01-01"};
    Part token = some_token(edit, FIGURE);
    if (token.to == 0)
        return;
    size_t which = chance(edit, 40);
    if (which < sizeof figures / sizeof *figures) {
        put(edit, token, figures[which], strlen(figures[which]));
        return;
    }
    size_t at = token.from + chance(edit, token.to - token.from);
    if (class_of(edit->data[at]) == FIGURE)
        edit->data[at] = (uint8_t)('0' + chance(edit, 10));
}

static void add_token(Edit *edit) {
    Part token = some_token(edit, -1), other = some_token(edit, -1);
    if (token.to > 0 && other.to > 0) {
        put(edit, (Part){token.from, token.from}, " ", 1);
        put(edit, (Part){token.from, token.from}, edit->data + other.from,
            other.to - other.from);
    }
}

static void remove_token(Edit *edit) {
    Part token = some_token(edit, -1);
    put(edit, token, "", 0);
}

static void copy_lines(Edit *edit) {
    Part lines = some_lines(edit);
    size_t to = some_line(edit).from;
    put(edit, (Part){to, to}, edit->data + lines.from, lines.to - lines.from);
}

static void move_lines(Edit *edit) {
    Part lines = some_lines(edit);
    uint8_t kept[1024];
    size_t count = lines.to - lines.from;
    if (count <= sizeof kept) {
        memcpy(kept, edit->data + lines.from, count);
        put(edit, lines, "", 0);
        size_t to = edit->size > 0 ? some_line(edit).from : 0;
        put(edit, (Part){to, to}, kept, count);
    }
}

/* What stands at the beginning of a line, or of a file. */
static void add_mark(Edit *edit) {
    static const char *const marks[] = {"\n%%\n",
                                        "\n%%\n",
                                        "\xEF\xBB\xBF",
                                        "<<<<<<< HEAD\n",
                                        "=======\n",
                                        ">>>>>>> other\n",
                                        "include \"*.integ\"\n",
                                        "\r\n",
                                        "include \"0.integ\"\n",
                                        "include \"1.integ\"\n",
                                        "}\n",
                                        "area a \"A\" {\n",
                                        "document b \"B\" {}\n"};
    const char *mark = marks[chance(edit, sizeof marks / sizeof *marks)];
    size_t to = chance(edit, 4) == 0 ? 0 : some_line(edit).from;
    put(edit, (Part){to, to}, mark, strlen(mark));
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most,
                               unsigned int seed) {
    typedef void Change(Edit *);
    static Change *const changes[] = {change_token,  change_token, change_figure,
                                      change_figure, add_token,    remove_token,
                                      copy_lines,    move_lines,   add_mark};
    Edit edit = {data, size, most, seed};
    if (size == 0 || chance(&edit, 2) == 0)
        return LLVMFuzzerMutate(data, size, most);
    for (size_t count = 1 + chance(&edit, 3); count > 0 && edit.size > 0; count--)
        if (chance(&edit, 12) == 0)
            put(&edit, some_lines(&edit), "", 0);
        else
            changes[chance(&edit, sizeof changes / sizeof *changes)](&edit);
    return edit.size;
}

/* Lines of the other one, before a line of the first. */
size_t LLVMFuzzerCustomCrossOver(const uint8_t *one, size_t one_size,
                                 const uint8_t *other, size_t other_size, uint8_t *out,
                                 size_t most, unsigned int seed) {
    size_t size = one_size < most ? one_size : most;
    memcpy(out, one, size);
    Edit edit = {out, size, most, seed};
    uint8_t *copy = malloc(other_size + 1);
    LAW(copy != NULL, "memory ran out");
    memcpy(copy, other, other_size);
    Edit from = {copy, other_size, other_size, seed + 1u};
    if (size > 0 && other_size > 0) {
        Part lines = some_lines(&from);
        size_t to = some_line(&edit).from;
        put(&edit, (Part){to, to}, copy + lines.from, lines.to - lines.from);
    }
    free(copy);
    return edit.size;
}
