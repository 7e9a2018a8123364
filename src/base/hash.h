/* Hashes of 64 bits, which no output depends on but fingerprints (FNV-1a). */
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

static inline uint64_t hash_slice(Slice text) {
    return hash_bytes(HASH_START, text.at, text.length);
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

#endif
