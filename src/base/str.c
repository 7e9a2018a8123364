/* Slices that borrow and buffers that own, and how far one name is from
 * another, for "did you mean". */
#include "base/str.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

Slice slice_of(const char *nul_terminated) {
    size_t length = strlen(nul_terminated);
    return (Slice){nul_terminated, length > UINT32_MAX ? UINT32_MAX : (uint32_t)length};
}

bool slice_equal(Slice a, Slice b) {
    return a.length == b.length && (a.length == 0 || memcmp(a.at, b.at, a.length) == 0);
}

bool slice_is(Slice text, const char *nul_terminated) {
    return slice_equal(text, slice_of(nul_terminated));
}

/* FNV-1a. */
uint64_t slice_hash(Slice text) {
    uint64_t hash = 14695981039346656037u;
    for (uint32_t i = 0; i < text.length; i++)
        hash = (hash ^ (uint8_t)text.at[i]) * 1099511628211u;
    return hash;
}

int slice_compare(Slice a, Slice b) {
    uint32_t shared = a.length < b.length ? a.length : b.length;
    int order = shared == 0 ? 0 : memcmp(a.at, b.at, shared);
    if (order != 0)
        return order;
    return (a.length > b.length) - (a.length < b.length);
}

bool slice_starts(Slice text, Slice start) {
    return text.length >= start.length &&
           slice_equal((Slice){text.at, start.length}, start);
}

bool slice_ends(Slice text, Slice end) {
    if (text.length < end.length)
        return false;
    if (end.length == 0)
        return true;
    return memcmp(text.at + (text.length - end.length), end.at, end.length) == 0;
}

bool slice_split(Slice *rest, char between, Slice *part) {
    if (rest->length == 0)
        return false;
    const char *end = memchr(rest->at, between, rest->length);
    uint32_t length = end == NULL ? rest->length : (uint32_t)(end - rest->at);
    *part = (Slice){rest->at, length};
    uint32_t taken = length + (end != NULL);
    *rest = (Slice){rest->at + taken, rest->length - taken};
    return true;
}

/* Makes room for `more` bytes. */
static void text_reserve(Text *text, size_t more) {
    if (more <= text->room - text->length)
        return;
    if (more > UINT32_MAX || text->length + more > UINT32_MAX)
        memory_exhausted(text->memory);
    size_t room = text->room < 32 ? 64 : text->room * 2;
    if (room < text->length + more)
        room = text->length + more;
    text->at = memory_resize(text->memory, text->at, room);
    text->room = room;
}

void text_char(Text *text, char c) {
    text_reserve(text, 1);
    text->at[text->length++] = c;
}

void text_bytes(Text *text, const char *at, size_t length) {
    if (length == 0)
        return;
    text_reserve(text, length);
    memcpy(text->at + text->length, at, length);
    text->length += length;
}

void text_slice(Text *text, Slice slice) {
    text_bytes(text, slice.at, slice.length);
}

void text_str(Text *text, const char *nul_terminated) {
    text_bytes(text, nul_terminated, strlen(nul_terminated));
}

void text_format(Text *text, const char *format, ...) {
    text_reserve(text, 64);
    va_list arguments;
    va_start(arguments, format);
    size_t room = text->room - text->length;
    int length = vsnprintf(text->at + text->length, room, format, arguments);
    va_end(arguments);
    if (length < 0)
        return;
    if ((size_t)length >= room) {
        text_reserve(text, (size_t)length + 1); /* and the NUL */
        va_start(arguments, format);
        vsnprintf(text->at + text->length, (size_t)length + 1, format, arguments);
        va_end(arguments);
    }
    text->length += (size_t)length;
}

void text_repeat(Text *text, char c, size_t count) {
    if (count == 0)
        return;
    text_reserve(text, count);
    memset(text->at + text->length, c, count);
    text->length += count;
}

Slice text_view(const Text *text) {
    return (Slice){text->at == NULL ? "" : text->at, (uint32_t)text->length};
}

void text_clear(Text *text) {
    text->length = 0;
}

void text_free(Text *text) {
    memory_free(text->memory, text->at);
    text->at = NULL;
    text->length = text->room = 0;
}

/* One side of a comparison: code points that come one after another, of which
 * the newest WINDOW stay at hand. */
enum { WINDOW = 256, BAND = 2 * SLICE_DISTANCE_MOST + 1 };
_Static_assert(WINDOW >= BAND + 2, "the band must see what it compares");

typedef struct Reader {
    Slice rest;
    uint32_t count; /* code points read so far */
    bool folded;
    uint32_t codes[WINDOW];
} Reader;

/* Reads the code point of index `count`; false at the end. */
static bool reader_next(Reader *reader) {
    if (reader->rest.length == 0)
        return false;
    uint32_t bytes, code = utf8_decode(reader->rest.at, reader->rest.length, &bytes);
    /* Two different invalid bytes are different letters. */
    if (code == 0xFFFD && bytes == 1)
        code = 0x110000u + (unsigned char)reader->rest.at[0];
    reader->rest.at += bytes;
    reader->rest.length -= bytes;
    if (reader->folded && code < 0x110000u)
        code = utf8_lower(code);
    reader->codes[reader->count++ % WINDOW] = code;
    return true;
}

/* Optimal string alignment in a band around the diagonal: cell [i][j] for
 * |i - j| <= most only, as all others are above `most`; three rows are kept. */
static uint32_t distance(Slice a, Slice b, uint32_t most, bool folded) {
    Reader left = {.rest = a, .folded = folded}, right = {.rest = b, .folded = folded};
    uint32_t rows[3][BAND + 2]; /* column j of row i stands at j - i + most + 1 */
    const uint32_t far = most + 1, width = 2 * most + 1;
    uint32_t letters = utf8_text_length(a), others = utf8_text_length(b);
    if (letters > others + most || others > letters + most)
        return far;
    for (uint32_t r = 0; r < 3; r++)
        for (uint32_t k = 0; k < width + 2; k++)
            rows[r][k] = far;
    bool more = true;
    while (right.count < most && (more = reader_next(&right))) {
    }
    for (uint32_t j = 0; j <= right.count; j++)
        rows[0][j + most + 1] = j;
    uint32_t i = 0;
    while (reader_next(&left)) {
        i++;
        more = more && reader_next(&right);
        uint32_t *row = rows[i % 3];
        const uint32_t *above = rows[(i + 2) % 3], *before = rows[(i + 1) % 3];
        uint32_t letter = left.codes[(i - 1) % WINDOW], best = far;
        for (uint32_t k = 1; k <= width; k++) {
            row[k] = far;
            if (i + k < most + 1)
                continue;
            uint32_t j = i + k - most - 1, least;
            if (j > right.count)
                continue;
            if (j == 0) {
                least = i;
            } else {
                uint32_t other = right.codes[(j - 1) % WINDOW];
                least = above[k] + (letter != other);
                if (above[k + 1] + 1 < least)
                    least = above[k + 1] + 1;
                if (row[k - 1] + 1 < least)
                    least = row[k - 1] + 1;
                if (i > 1 && j > 1 && letter == right.codes[(j - 2) % WINDOW] &&
                    left.codes[(i - 2) % WINDOW] == other && before[k] + 1 < least)
                    least = before[k] + 1;
            }
            row[k] = least < far ? least : far;
            if (row[k] < best)
                best = row[k];
        }
        if (best >= far)
            return far;
    }
    if (right.rest.length > 0 || right.count > i + most || i > right.count + most)
        return far;
    return rows[i % 3][right.count + most + 1 - i];
}

uint32_t slice_distance(Slice a, Slice b, uint32_t most) {
    if (most > SLICE_DISTANCE_MOST)
        most = SLICE_DISTANCE_MOST;
    return distance(a, b, most, false);
}

/* The edits within which a candidate is near. */
static uint32_t near_limit(Slice name) {
    uint32_t limit = utf8_text_length(name) / 3;
    return limit < 1 ? 1 : limit > 3 ? 3 : limit;
}

int32_t slice_nearest(Slice name, const Slice *candidates, uint32_t count) {
    uint32_t limit = near_limit(name);
    uint32_t least = 2 * limit + 1; /* in half edits; to be beaten */
    int32_t nearest = -1;
    for (uint32_t i = 0; i < count && least > 0; i++) {
        uint32_t most = (least - 1) / 2;
        uint32_t edits = distance(name, candidates[i], most, true);
        if (edits > most)
            continue;
        bool case_too = distance(name, candidates[i], edits, false) > edits;
        uint32_t cost = 2 * edits + case_too;
        if (cost < least) {
            least = cost;
            nearest = (int32_t)i;
        }
    }
    return nearest;
}

static bool next_digit(Slice text, uint32_t *at, char *digit) {
    while (*at < text.length) {
        char c = text.at[(*at)++];
        if (c >= '0' && c <= '9') {
            *digit = c;
            return true;
        }
    }
    return false;
}

static bool same_digits(Slice a, Slice b) {
    uint32_t i = 0, k = 0;
    for (;;) {
        char left = 0, right = 0;
        bool more = next_digit(a, &i, &left);
        if (next_digit(b, &k, &right) != more || left != right)
            return false;
        if (!more)
            return true;
    }
}

bool slice_surely(Slice name, const Slice *candidates, uint32_t count, int32_t nearest) {
    enum { LETTERS_LEAST = 5, LETTERS_FOR_TWO = 10 };
    uint32_t letters = utf8_text_length(name);
    uint32_t most = letters < LETTERS_FOR_TWO ? 1 : 2;
    if (nearest < 0 || letters < LETTERS_LEAST)
        return false;
    Slice found = candidates[nearest];
    if (!same_digits(name, found) || distance(name, found, most, true) > most)
        return false;
    uint32_t limit = near_limit(name);
    for (uint32_t i = 0; i < count; i++)
        if (!slice_equal(candidates[i], found) &&
            distance(name, candidates[i], limit, true) <= limit)
            return false;
    return true;
}
