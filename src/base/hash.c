/* The hash of a text for tables: wyhash. */
#include "base/hash.h"

#include <string.h>

__extension__ typedef unsigned __int128 UInt128;

static uint64_t read64(const char *at) {
    uint64_t value;
    memcpy(&value, at, sizeof value);
    return value;
}

static uint64_t read32(const char *at) {
    uint32_t value;
    memcpy(&value, at, sizeof value);
    return value;
}

/* Both halves of the product, folded: every bit of the result depends on every
 * bit of both. */
static uint64_t fold_product(uint64_t a, uint64_t b) {
    UInt128 product = (UInt128)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

/* After wyhash (Wang Yi, public domain): up to 16 bytes are two reads that may
 * overlap. Names in sequence (name_00017) differ in few bits of few bytes, which
 * simpler hashes spread badly over a power of two. */
uint64_t hash_slice(Slice text) {
    const char *at = text.at;
    const uint64_t k0 = 0xa0761d6478bd642fu, k1 = 0xe7037ed1a0b428dbu,
                   k2 = 0x8ebc6af09c88c6e3u;
    uint64_t seed = k0, a = 0, b = 0;
    size_t rest = text.length;
    while (rest > 16) {
        seed = fold_product(read64(at) ^ k1, read64(at + 8) ^ seed);
        at += 16;
        rest -= 16;
    }
    if (rest >= 8) {
        a = read64(at);
        b = read64(at + rest - 8);
    } else if (rest >= 4) {
        a = read32(at);
        b = read32(at + rest - 4);
    } else if (rest > 0) {
        a = (uint64_t)(unsigned char)at[0] << 16 |
            (uint64_t)(unsigned char)at[rest / 2] << 8 | (unsigned char)at[rest - 1];
    }
    uint64_t hash = fold_product(a ^ k1, b ^ seed);
    hash = fold_product(hash ^ k2, (uint64_t)text.length ^ k1);
    return hash ^ hash >> 32;
}
