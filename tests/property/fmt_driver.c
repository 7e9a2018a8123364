/* Lays out files, and holds what must hold of it, for fmt.py. On standard input stands,
 * for each, its length on a line and then its bytes. A file has one line of answer:
 *     laid out     and all laws hold
 *     syntax       it cannot be read to its end, and is nobody's to lay out
 *     WHY          a law is broken; what it was laid out as follows, as it came */
#include "fmt_laws.h"

static void no_memory(void *context) {
    (void)context;
    exit(2);
}

int main(void) {
    Memory memory = memory_system(no_memory, NULL);
    unsigned long length;
    while (scanf("%lu", &length) == 1 && getchar() == '\n') {
        Arena *arena = arena_new(&memory);
        char *at = arena_alloc(arena, length);
        if (fread(at, 1, length, stdin) != length)
            return 2;
        Text laid = {.memory = &memory};
        const char *answer =
            fmt_laws(&memory, arena, (Slice){at, (uint32_t)length}, &laid);
        puts(answer);
        if (strcmp(answer, "syntax") != 0 && strcmp(answer, "laid out") != 0) {
            fwrite(laid.at, 1, laid.length, stdout);
            return fflush(stdout) == 0 ? 0 : 2;
        }
        text_free(&laid);
        arena_drop(arena);
    }
    return fflush(stdout) == 0 ? 0 : 2;
}
