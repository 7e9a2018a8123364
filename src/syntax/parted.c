/* How a row's cells are read as fewer numbers. */
#include "syntax/parted.h"

#include "syntax/scan.h"

/* ---- what cells may be joined ---- */

/* -12 or 1: what thousands may follow. A 0 begins no number of more digits. */
static bool may_begin(const char *text, Span cell) {
    uint32_t at = cell.start;
    at += at < cell.end && (text[at] == '-' || text[at] == '~');
    uint32_t digits = scan_digits(text, at, cell.end);
    return digits >= 1 && digits <= 3 && at + digits == cell.end && text[at] != '0';
}

/* 500, or 500.5 and 500,5, which nothing may follow. */
static bool may_end(const char *text, Span cell, bool *last) {
    uint32_t digits = scan_digits(text, cell.start, cell.end);
    uint32_t point = cell.start + digits;
    *last = point < cell.end;
    if (digits != 3 || !*last)
        return digits == 3;
    uint32_t decimals = scan_digits(text, point + 1, cell.end);
    return char_in(text[point], ".,") && decimals > 0 && point + 1 + decimals == cell.end;
}

/* Whether a cell is no number of its own. */
static bool must_end(const char *text, Span cell) {
    return cell.end - cell.start > 1 && text[cell.start] == '0' &&
           scan_is_digit(text[cell.start + 1]);
}

static bool is_near(Span left, Span right, bool loose) {
    return loose ? right.start > left.end : right.start == left.end + 1;
}

bool parted_goes_on(const char *text, Span before, Span cell) {
    bool last;
    return must_end(text, cell) && may_end(text, cell, &last) &&
           is_near(before, cell, true) && may_begin(text, before);
}

/* ---- readings ---- */

enum { CELLS_MOST = 48, SIZE_MOST = 6 }; /* a number has 18 digits at most */

/* The best readings of the first cells as so many numbers. */
typedef struct Partial {
    uint8_t ways;
    uint8_t size[PARTED_READINGS];   /* of the last number */
    uint8_t before[PARTED_READINGS]; /* which reading of the cells before it */
    uint16_t cost[PARTED_READINGS];  /* the squares of the sizes: least where even */
} Partial;

typedef struct Parting {
    const char *text;
    const Span *cells;
    bool loose;
    Partial partial[CELLS_MOST + 1][CELLS_MOST + 1]; /* by cells, numbers */
} Parting;

static void keep(Partial *to, uint16_t cost, uint8_t size, uint8_t before) {
    uint32_t at = to->ways < PARTED_READINGS ? to->ways : PARTED_READINGS;
    if (to->ways <= PARTED_READINGS)
        to->ways++;
    for (; at > 0 && to->cost[at - 1] >= cost; at--) {
        if (at == PARTED_READINGS)
            continue;
        to->cost[at] = to->cost[at - 1];
        to->size[at] = to->size[at - 1];
        to->before[at] = to->before[at - 1];
    }
    if (at < PARTED_READINGS) {
        to->cost[at] = cost;
        to->size[at] = size;
        to->before[at] = before;
    }
}

/* Adds what ends with a number of the cells from `from` up to `end`. */
static void add_number(Parting *r, uint32_t from, uint32_t end, uint32_t numbers) {
    uint32_t size = end - from;
    for (uint32_t n = 0; n < numbers && n <= from; n++) {
        const Partial *before = &r->partial[from][n];
        for (uint32_t i = 0; i < before->ways && i < PARTED_READINGS; i++)
            keep(&r->partial[end][n + 1], (uint16_t)(before->cost[i] + size * size),
                 (uint8_t)size, (uint8_t)i);
        if (before->ways > PARTED_READINGS) /* the others count, too */
            r->partial[end][n + 1].ways = before->ways;
    }
}

/* How many cells from `from` on can be one number, at most. */
static uint32_t longest(const Parting *r, uint32_t from, uint32_t count) {
    bool last = !may_begin(r->text, r->cells[from]);
    uint32_t at = from + 1;
    while (at < count && at - from < SIZE_MOST && !last &&
           is_near(r->cells[at - 1], r->cells[at], r->loose) &&
           may_end(r->text, r->cells[at], &last))
        at++;
    return at - from;
}

static void read_all_ways(Parting *r, uint32_t count, uint32_t numbers) {
    for (uint32_t i = 0; i <= count; i++)
        for (uint32_t n = 0; n <= numbers; n++)
            r->partial[i][n] = (Partial){0};
    r->partial[0][0].ways = 1;
    for (uint32_t from = 0; from < count; from++) {
        if (must_end(r->text, r->cells[from]))
            continue;
        uint32_t most = longest(r, from, count);
        for (uint32_t size = 1; size <= most; size++)
            add_number(r, from, from + size, numbers);
    }
}

static void find_ways(Arena *arena, Parting *r, uint32_t count, uint32_t numbers,
                      Parted *found) {
    read_all_ways(r, count, numbers);
    found->ways = r->partial[count][numbers].ways;
    for (uint32_t i = 0; i < found->ways && i < PARTED_READINGS; i++) {
        uint32_t at = count, which = i;
        found->sizes[i] = arena_alloc(arena, numbers);
        for (uint32_t n = numbers; n > 0; n--) {
            const Partial *end = &r->partial[at][n];
            found->sizes[i][n - 1] = end->size[which];
            at -= end->size[which];
            which = end->before[which];
        }
    }
}

/* The one way of a long row: where each cell that can is joined to the one before it. */
static void find_longest(Arena *arena, const Parting *r, uint32_t count, uint32_t numbers,
                         Parted *found) {
    uint32_t n = 0;
    found->sizes[0] = arena_alloc(arena, numbers);
    for (uint32_t at = 0; at < count; n++) {
        uint32_t size = longest(r, at, count);
        if (n == numbers || must_end(r->text, r->cells[at]))
            return;
        found->sizes[0][n] = (uint8_t)size;
        at += size;
    }
    found->ways = n == numbers;
}

Parted parted_read(Arena *arena, const char *text, const Span *cells, uint32_t count,
                   uint32_t numbers) {
    Parted found = {0};
    if (numbers == 0 || count <= numbers)
        return found;
    Parting r;
    r.text = text;
    r.cells = cells;
    for (int loose = 0; loose < 2 && found.ways == 0; loose++) {
        r.loose = loose != 0;
        if (count <= CELLS_MOST)
            find_ways(arena, &r, count, numbers, &found);
        else
            find_longest(arena, &r, count, numbers, &found);
    }
    return found;
}

/* ---- what they say ---- */

static void write_number(Text *out, const char *text, const Span *cells, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        if (i > 0)
            text_char(out, '_');
        for (uint32_t at = cells[i].start; at < cells[i].end; at++)
            text_char(out, i > 0 && text[at] == ',' ? '.' : text[at]);
    }
}

static Slice kept(Arena *arena, Text *out) {
    Slice text = arena_copy(arena, text_view(out));
    text_free(out);
    return text;
}

Slice parted_number(Arena *arena, const char *text, const Span *cells, uint32_t count) {
    Text out = {.memory = arena_memory(arena)};
    write_number(&out, text, cells, count);
    return kept(arena, &out);
}

Slice parted_numbers(Arena *arena, const char *text, const Span *cells,
                     const uint8_t *sizes, uint32_t numbers) {
    Text out = {.memory = arena_memory(arena)};
    for (uint32_t n = 0; n < numbers; n++) {
        if (n > 0)
            text_char(&out, ' ');
        write_number(&out, text, cells, sizes[n]);
        cells += sizes[n];
    }
    return kept(arena, &out);
}
