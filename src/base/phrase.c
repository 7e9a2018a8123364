/* Parts of sentences. */
#include "base/phrase.h"

Slice phrase_list(Arena *arena, const Slice *items, uint32_t count) {
    Slice list = {"", 0};
    for (uint32_t i = 0; i < count; i++) {
        const char *join = i == 0 ? "" : i + 1 == count ? " and " : ", ";
        list = arena_format(arena, "%.*s%s%.*s", SLICE_ARGS(list), join,
                            SLICE_ARGS(items[i]));
    }
    return list;
}

const char *phrase_s(uint64_t count) {
    return count == 1 ? "" : "s";
}

const char *phrase_is(uint64_t count) {
    return count == 1 ? "is" : "are";
}

const char *phrase_entries(uint64_t count) {
    return count == 1 ? "entry" : "entries";
}
