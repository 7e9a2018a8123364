/* Grids of cells. */
#include "tables/grid.h"

#include "base/utf8.h"

/* Blanks of all kinds, and ends of lines; U+00AD and U+200B show nothing. */
static bool is_blank(uint32_t code) {
    return code <= ' ' || code == 0xa0 || (code >= 0x2000 && code <= 0x200b) ||
           code == 0x202f || code == 0x3000 || code == 0xad || code == 0xfeff ||
           code == 0x2028 || code == 0x2029 || code == 0x85;
}

Slice grid_text(Arena *arena, Slice text) {
    char *to = arena_alloc(arena, text.length + 1u);
    uint32_t length = 0, bytes;
    bool apart = false;
    for (uint32_t i = 0; i < text.length; i += bytes) {
        uint32_t code = utf8_decode(text.at + i, text.length - i, &bytes);
        if (is_blank(code)) {
            apart |= code != 0xad && code != 0x200b && code != 0xfeff;
            continue;
        }
        if (apart && length > 0)
            to[length++] = ' ';
        apart = false;
        memcpy(to + length, text.at + i, bytes);
        length += bytes;
    }
    return utf8_nfc(arena, (Slice){to, length});
}

const GridCell *grid_cell(const GridRow *row, uint32_t column) {
    static const GridCell empty = {.text = {"", 0}};
    return column < row->count ? &row->cells[column] : &empty;
}

uint32_t grid_filled(const GridRow *row) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < row->count; i++)
        count += row->cells[i].text.length > 0 && !(row->cells[i].flags & GRID_COVERED);
    return count;
}
