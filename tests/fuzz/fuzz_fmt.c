/* The laws of the layout, over any bytes. */
#include "fuzz/fuzz.h"

#include "fmt_laws.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size > FUZZ_MOST)
        return 0;
    Memory memory = memory_system(fuzz_no_memory, NULL);
    Arena *arena = arena_new(&memory);
    Text laid = {.memory = &memory};
    const char *answer =
        fmt_laws(&memory, arena, (Slice){(const char *)data, (uint32_t)size}, &laid);
    LAW(strcmp(answer, "syntax") == 0 || strcmp(answer, "laid out") == 0, answer);
    text_free(&laid);
    arena_drop(arena);
    return 0;
}
