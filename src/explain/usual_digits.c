/* A table is judged by its figures, entries and totals alike: by the digits behind their
 * points, and by the zeros at their ends. */
#include "explain/usual_digits.h"

#include <string.h>

/* With fewer figures, or more that differ, the table has no one way to print them. */
enum { FIGURES_LEAST = 8, ODD_MOST = 2, SCALES = 64, SCALE_ZERO = 32 };

static bool counts(const Layout *layout, uint32_t cell) {
    const Cell *at = &layout->problem->cells[cell];
    return layout->value[cell] != 0 && at->own == 0 && !at->approximate &&
           at->value.scale >= -SCALE_ZERO && at->value.scale < SCALES - SCALE_ZERO;
}

static void judge_table(const Layout *layout, uint32_t from, uint32_t end, int8_t *out) {
    uint32_t printed[SCALES] = {0}, count = 0, usual = 0;
    for (uint32_t i = from; i < end; i++) {
        uint32_t cell = layout->by_place[i].id;
        if (counts(layout, cell)) {
            printed[layout->problem->cells[cell].value.scale + SCALE_ZERO]++;
            count++;
        }
    }
    for (uint32_t i = 0; i < SCALES; i++)
        usual = printed[i] > printed[usual] ? i : usual;
    if (count < FIGURES_LEAST || count - printed[usual] > ODD_MOST)
        return;
    int32_t digits = (int32_t)usual - SCALE_ZERO;
    for (uint32_t i = from; i < end; i++) {
        uint32_t cell = layout->by_place[i].id;
        if (counts(layout, cell) && layout->problem->cells[cell].value.scale != digits)
            out[cell] = (int8_t)digits;
    }
}

/* How many zeros a whole figure ends in. */
static int32_t zeros_of(const Layout *layout, uint32_t cell) {
    Amount units = layout->problem->cells[cell].value.units;
    int32_t zeros = 0;
    for (; units != 0 && units % 10 == 0; units /= 10)
        zeros++;
    return zeros;
}

/* The same of whole figures, by the zeros at their ends: 31090 among thousands. */
static void judge_zeros(const Layout *layout, uint32_t from, uint32_t end, int8_t *out) {
    uint32_t with[SCALES] = {0}, count = 0, fewer = 0;
    for (uint32_t i = from; i < end; i++) {
        uint32_t cell = layout->by_place[i].id;
        if (!counts(layout, cell))
            continue;
        if (layout->problem->cells[cell].value.scale != 0)
            return;
        with[zeros_of(layout, cell) % SCALES]++;
        count++;
    }
    int32_t usual = 0;
    while (usual + 1 < SCALE_ZERO && fewer + with[usual] <= ODD_MOST)
        fewer += with[usual++];
    if (count < FIGURES_LEAST || fewer == 0)
        return;
    for (uint32_t i = from; i < end; i++) {
        uint32_t cell = layout->by_place[i].id;
        if (counts(layout, cell) && zeros_of(layout, cell) < usual)
            out[cell] = (int8_t)-usual;
    }
}

void usual_digits_find(Layout *layout) {
    uint32_t cells = layout->problem->cell_count;
    int8_t *out = ARENA_ARRAY(layout->arena, int8_t, cells);
    memset(out, NO_USUAL_DIGITS, cells);
    for (uint32_t from = 0, end; from < layout->place_count; from = end) {
        uint64_t table = layout->by_place[from].a >> 32;
        end = from + 1;
        while (end < layout->place_count && layout->by_place[end].a >> 32 == table)
            end++;
        judge_table(layout, from, end, out);
        judge_zeros(layout, from, end, out);
    }
    layout->usual_digits = out;
}
