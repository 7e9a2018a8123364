/* How far one name is from another, for "did you mean". */
#include "base/nearest.h"
#include "base/utf8.h"

#include <string.h>

/* One side of a comparison: code points that come one after another, of which
 * the newest WINDOW stay at hand. */
enum { WINDOW = 256, BAND = 2 * NEAREST_DISTANCE_MOST + 1 };
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

uint32_t nearest_distance(Slice a, Slice b, uint32_t most) {
    if (most > NEAREST_DISTANCE_MOST)
        most = NEAREST_DISTANCE_MOST;
    return distance(a, b, most, false);
}

/* The edits within which a candidate is near. */
static uint32_t near_limit(Slice name) {
    uint32_t limit = utf8_text_length(name) / 3;
    return limit < 1 ? 1 : limit > 3 ? 3 : limit;
}

int32_t nearest_of(Slice name, const Slice *candidates, uint32_t count) {
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

bool nearest_surely(Slice name, const Slice *candidates, uint32_t count,
                    int32_t nearest) {
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
