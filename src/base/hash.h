/* Hashes of 64 bits, which no output depends on but fingerprints (FNV-1a), and the way
 * through a table by them. */
#ifndef INTEG_BASE_HASH_H
#define INTEG_BASE_HASH_H

#include <stddef.h>
#include <stdint.h>
#include "base/str.h"

/* FNV-1a (Fowler, Noll, Vo): what to begin with, and its steps. */
#define HASH_START UINT64_C(0xcbf29ce484222325)

static inline uint64_t hash_byte(uint64_t hash, unsigned char byte) {
    return (hash ^ byte) * UINT64_C(0x100000001b3);
}

static inline uint64_t hash_bytes(uint64_t hash, const void *at, size_t length) {
    const unsigned char *bytes = at;
    for (size_t i = 0; i < length; i++)
        hash = hash_byte(hash, bytes[i]);
    return hash;
}

/* With an end, so that "ab", "c" and "a", "bc" differ. */
static inline uint64_t hash_text(uint64_t hash, Slice text) {
    return hash_byte(hash_bytes(hash, text.at, text.length), 0);
}

/* Spreads a number, by Fibonacci hashing. */
static inline uint64_t hash_mix(uint64_t hash, uint64_t number) {
    hash = (hash ^ number) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 29;
}

/* After splitmix64: every bit of the result depends on every bit of the number. */
static inline uint64_t hash_spread(uint64_t number) {
    number = (number ^ number >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    number = (number ^ number >> 27) * UINT64_C(0x94d049bb133111eb);
    return number ^ number >> 31;
}

/* Of a text, for tables: the fastest. */
uint64_t hash_slice(Slice text);

/* Open addressing, linear probing: sets `slot`, a uint32_t variable, to the first of
 * `room` slots (a power of two), from where `hash` says on and round about, for which
 * `ends` is true: an expression of `slot` that is so of a free one and of what is looked
 * for. One slot must be free. */
#define HASH_PROBE(slot, hash, room, ends)                                               \
    for ((slot) = (uint32_t)(hash) & ((room)-1); !(ends);                                \
         (slot) = ((slot) + 1) & ((room)-1)) {                                           \
    }

#endif
