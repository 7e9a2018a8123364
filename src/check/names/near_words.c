/* Titles that differ in one word stand together once that word is left out, and its slips
 * once a letter or two of it are: both are hashed and sorted, and neighbours compared. */
#include "check/names/near_words.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/map.h"
#include "base/nearest.h"
#include "base/utf8.h"

enum {
    LETTERS_LEAST = 8, /* of a title with a slip */
    LETTERS_MOST = 200,
    WORD_ONE = 5,      /* letters of a word with one slip */
    WORD_TWO = 8,      /* and with two */
    WORD_MOST = 30,    /* for two: what is longer is hardly a word */
    GROUP_MOST = 2000, /* for two: words between the same others */
    ENDING_MOST = 2,
    LOOKS_MOST = 8 /* neighbours that a title is compared with */
};

/* A title, or one of its words, under a hash. */
typedef struct HashedWord {
    uint64_t hash;
    uint32_t title;
    uint32_t start, end; /* of the word, in its letters */
} HashedWord;

typedef VEC(HashedWord) HashedWords;

typedef struct NearWords {
    Arena *arena;
    const NearTitle *titles;
    NearPairs *pairs;
    Map paired;        /* a, b */
    HashedWords slips; /* of the words of one group */
} NearWords;

static int by_hash(const void *left, const void *right) {
    const HashedWord *a = left, *b = right;
    if (a->hash != b->hash)
        return a->hash < b->hash ? -1 : 1;
    if (a->title != b->title)
        return a->title < b->title ? -1 : 1;
    return (a->start > b->start) - (a->start < b->start);
}

static void sort(HashedWords *all) {
    if (all->count > 1)
        qsort(all->at, all->count, sizeof *all->at, by_hash);
}

/* Leaves one of what is equal. */
static void make_unique(HashedWords *all) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < all->count; i++)
        if (kept == 0 || by_hash(&all->at[kept - 1], &all->at[i]) != 0)
            all->at[kept++] = all->at[i];
    all->count = kept;
}

static uint32_t end_of_run(const HashedWords *all, uint32_t from) {
    uint32_t end = from + 1;
    while (end < all->count && all->at[end].hash == all->at[from].hash)
        end++;
    return end;
}

static void add_pair(NearWords *near, uint32_t a, uint32_t b, uint32_t letters) {
    MapKey key = {a < b ? a : b, a < b ? b : a, 0, 0};
    if (map_get(&near->paired, key) != 0)
        return;
    map_put(&near->paired, key, 1);
    *VEC_PUSH(near->arena, near->pairs) = (NearPair){key.a, key.b, letters};
}

static Slice word_of(const NearWords *near, const HashedWord *at) {
    return (Slice){near->titles[at->title].letters.at + at->start, at->end - at->start};
}

static bool has_digit(Slice text) {
    for (uint32_t i = 0, bytes; i < text.length; i += bytes)
        if (utf8_is_digit(utf8_decode(text.at + i, text.length - i, &bytes)))
            return true;
    return false;
}

/* ---- one word ---- */

static uint32_t decode(Slice word, uint32_t *codes) {
    uint32_t count = 0;
    for (uint32_t i = 0, bytes; i < word.length && count < LETTERS_MOST; i += bytes)
        codes[count++] = utf8_decode(word.at + i, word.length - i, &bytes);
    return count;
}

/* What the endings of words are made of, in English and its neighbours. */
static bool is_ending(const uint32_t *codes, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        if (codes[i] > 127 || !char_in((char)codes[i], "aeinrst"))
            return false;
    return count <= ENDING_MOST;
}

static uint32_t replaced(const uint32_t *a, const uint32_t *b, uint32_t count) {
    uint32_t letters = 0;
    for (uint32_t i = 0; i < count; i++)
        letters += a[i] != b[i];
    return letters;
}

/* Of two words: that one is the other with an ending, or another one, or has two of its
 * letters replaced. */
static bool is_another(const uint32_t *a, uint32_t a_count, const uint32_t *b,
                       uint32_t b_count, uint32_t slips) {
    uint32_t same = 0;
    while (same < a_count && same < b_count && a[same] == b[same])
        same++;
    bool added = same == a_count || same == b_count;
    uint32_t changed = a_count == b_count ? replaced(a, b, a_count) : 0;
    if ((added || changed == 1) && is_ending(a + same, a_count - same) &&
        is_ending(b + same, b_count - same))
        return true;
    return slips == 2 && changed == 2;
}

/* The letters in which a word is a slip of the other; 0: it is none. */
static uint32_t slips_between(Slice a, Slice b) {
    uint32_t slips = nearest_distance(a, b, 2);
    uint32_t x[LETTERS_MOST], y[LETTERS_MOST];
    uint32_t x_count = decode(a, x), y_count = decode(b, y);
    uint32_t shorter = x_count < y_count ? x_count : y_count;
    if (slips == 0 || slips > 2 || shorter < (slips == 1 ? WORD_ONE : WORD_TWO) ||
        x[0] != y[0] || has_digit(a) || has_digit(b) ||
        is_another(x, x_count, y, y_count, slips))
        return 0;
    return slips;
}

/* The words before and behind it. */
static bool same_around(const NearWords *near, const HashedWord *a, const HashedWord *b) {
    Slice x = near->titles[a->title].letters, y = near->titles[b->title].letters;
    return near->titles[a->title].among == near->titles[b->title].among &&
           slice_equal((Slice){x.at, a->start}, (Slice){y.at, b->start}) &&
           slice_equal(slice_from(x, a->end), slice_from(y, b->end));
}

/* The number of a word's letters but for one or two of them, by Horner's rule; before[i]
 * is that of the first i, power[i] the weight of i letters. */
typedef struct Horner {
    uint64_t before[LETTERS_MOST + 1], power[LETTERS_MOST + 1];
} Horner;

static uint64_t between(const Horner *h, uint32_t from, uint32_t to) {
    return h->before[to] - h->before[from] * h->power[to - from];
}

static void add_slip(NearWords *near, const HashedWord *word, uint64_t number) {
    HashedWord *slip = VEC_PUSH(near->arena, &near->slips);
    *slip = *word;
    slip->hash = hash_spread(number);
}

/* Adds the word without none and one of its letters, and without two. */
static void add_slips(NearWords *near, const HashedWord *word, bool two) {
    uint32_t codes[LETTERS_MOST], count = decode(word_of(near, word), codes);
    Horner h = {.before = {0}, .power = {1}};
    for (uint32_t i = 0; i < count; i++) {
        h.power[i + 1] = h.power[i] * UINT64_C(0x9E3779B97F4A7C15);
        h.before[i + 1] = h.before[i] * UINT64_C(0x9E3779B97F4A7C15) + codes[i] + 1;
    }
    add_slip(near, word, h.before[count]);
    two = two && count >= WORD_TWO && count <= WORD_MOST;
    for (uint32_t i = 0; i < count; i++) {
        uint64_t rest = between(&h, i + 1, count);
        add_slip(near, word, h.before[i] * h.power[count - i - 1] + rest);
        for (uint32_t k = i + 1; two && k < count; k++) {
            uint64_t first = h.before[i] * h.power[k - i - 1] + between(&h, i + 1, k);
            add_slip(near, word,
                     first * h.power[count - k - 1] + between(&h, k + 1, count));
        }
    }
}

/* Compares words that stand between the same others. */
static void look_at_group(NearWords *near, const HashedWord *words, uint32_t count) {
    near->slips.count = 0;
    for (uint32_t i = 0; i < count; i++)
        add_slips(near, &words[i], count <= GROUP_MOST);
    sort(&near->slips);
    make_unique(&near->slips);
    for (uint32_t from = 0, end; from < near->slips.count; from = end) {
        end = end_of_run(&near->slips, from);
        for (uint32_t i = from; i < end; i++)
            for (uint32_t k = i + 1; k < end && k <= i + LOOKS_MOST; k++) {
                const HashedWord *a = &near->slips.at[i], *b = &near->slips.at[k];
                if (a->title == b->title || !same_around(near, a, b))
                    continue;
                uint32_t slips = slips_between(word_of(near, a), word_of(near, b));
                if (slips > 0)
                    add_pair(near, a->title, b->title, slips);
            }
    }
}

/* Adds the title under what is left of it without a word, for each that is long enough,
 * and under that word's first letter. */
static void add_words(NearWords *near, uint32_t number, HashedWords *all) {
    const NearTitle *title = &near->titles[number];
    Slice letters = title->letters;
    uint32_t length = utf8_text_length(letters);
    if (length < LETTERS_LEAST || length > LETTERS_MOST)
        return;
    for (uint32_t start = 0, end; start < letters.length; start = end + 1) {
        for (end = start; end < letters.length && letters.at[end] != '_';)
            end++;
        Slice word = {letters.at + start, end - start};
        if (utf8_text_length(word) < WORD_ONE)
            continue;
        uint32_t bytes;
        uint64_t hash = hash_mix(HASH_START, title->among);
        hash = hash_mix(hash, utf8_decode(word.at, word.length, &bytes));
        hash = hash_text(hash, (Slice){letters.at, start});
        hash = hash_text(hash, slice_from(letters, end));
        *VEC_PUSH(near->arena, all) = (HashedWord){hash_spread(hash), number, start, end};
    }
}

static void find_words(NearWords *near, uint32_t count) {
    HashedWords all = {0};
    for (uint32_t i = 0; i < count; i++)
        add_words(near, i, &all);
    sort(&all);
    for (uint32_t from = 0, end; from < all.count; from = end) {
        end = end_of_run(&all, from);
        if (end - from > 1)
            look_at_group(near, all.at + from, end - from);
    }
}

/* ---- where words end ---- */

/* What is between the words that two titles begin and end with. */
static Slice middle(Slice letters, uint32_t before, uint32_t behind) {
    return (Slice){letters.at + before, letters.length - before - behind};
}

/* Of titles with the same letters: whether they are the same title, written otherwise. A
 * word that is parted in one of them is long, so that Pool AB is not Pool A B. */
static bool is_same(Slice a, Slice b) {
    uint32_t before = 0, behind = 0, shorter = a.length < b.length ? a.length : b.length;
    if (slice_equal(a, b))
        return true;
    for (uint32_t i = 0; i < shorter && a.at[i] == b.at[i]; i++)
        before = a.at[i] == '_' ? i + 1 : before;
    for (uint32_t i = 1;
         i <= shorter - before && a.at[a.length - i] == b.at[b.length - i]; i++)
        behind = a.at[a.length - i] == '_' ? i : behind;
    Slice x = middle(a, before, behind), y = middle(b, before, behind);
    return utf8_text_length(x.length < y.length ? x : y) >= WORD_TWO && !has_digit(x);
}

static uint64_t hash_letters(const NearTitle *title) {
    uint64_t hash = hash_mix(HASH_START, title->among);
    for (uint32_t i = 0; i < title->letters.length; i++)
        if (title->letters.at[i] != '_')
            hash = hash_byte(hash, (unsigned char)title->letters.at[i]);
    return hash_spread(hash);
}

static void find_same(NearWords *near, uint32_t count) {
    HashedWords all = {0};
    for (uint32_t i = 0; i < count; i++)
        *VEC_PUSH(near->arena, &all) =
            (HashedWord){hash_letters(&near->titles[i]), i, 0, 0};
    sort(&all);
    for (uint32_t from = 0, end; from < all.count; from = end) {
        end = end_of_run(&all, from);
        for (uint32_t i = from; i < end; i++)
            for (uint32_t k = i + 1; k < end && k <= i + LOOKS_MOST; k++) {
                uint32_t a = all.at[i].title, b = all.at[k].title;
                if (near->titles[a].among == near->titles[b].among &&
                    is_same(near->titles[a].letters, near->titles[b].letters))
                    add_pair(near, a, b, 0);
            }
    }
}

void near_words_find(Arena *arena, const NearTitle *titles, uint32_t count,
                     NearPairs *pairs) {
    NearWords near = {
        .arena = arena, .titles = titles, .pairs = pairs, .paired = {.arena = arena}};
    find_same(&near, count);
    find_words(&near, count);
}
