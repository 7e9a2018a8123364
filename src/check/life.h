/* What the checks of years and dates share. Private to them. */
#ifndef INTEG_CHECK_LIFE_H
#define INTEG_CHECK_LIFE_H

#include <stdint.h>
#include "check/families.h"

enum { LIFE_LABELS_MOST = 6 };

void life_repeats(CheckRun *run); /* Y03: repeats.c */
void life_gaps(CheckRun *run);    /* Y08: gaps.c */

/* The source and the kind of money of an entry: its column's, where the table's head
 * names them, else its line's. */
typedef struct Origin {
    Id source, money;
} Origin;

Origin life_origin(const Model *model, const Line *line, uint8_t column);
/* A figure of a file as it is printed. */
Slice life_printed(const Model *model, SourceId file, Figure figure);

/* One step of a hash over numbers, and its end. */
static inline uint64_t life_mix(uint64_t hash, uint32_t value) {
    hash = (hash ^ value) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 29;
}

/* The least power of two that is at least twice as much. */
static inline uint32_t life_room(uint32_t count) {
    uint32_t room = 16;
    while (room / 2 < count && room < UINT32_C(1) << 31) {
        room *= 2;
    }
    return room;
}

#endif
