/* What --fix makes of any files: no line comes or goes, all is said to be readable that
 * was, and a second time there is nothing left to do. */
#include "fuzz/fuzz.h"

#include "workspace/fix.h"

static uint32_t count_lines(Slice text) {
    uint32_t lines = 0;
    for (uint32_t i = 0; i < text.length; i++) {
        lines += text.at[i] == '\n';
    }
    return lines;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size > FUZZ_MOST) {
        return 0;
    }
    FuzzFiles files;
    Slice path;
    bool codes[CODE_COUNT];
    fuzz_files(&files, data, size);
    memset(codes, true, sizeof codes);
    Files system = fuzz_system(&files);
    Request request = fuzz_request(&path);
    Arena *arena = arena_new(&files.memory);
    Fix fix = fix_run(arena, &system, &request, codes);
    for (uint32_t i = 0; i < fix.files.count; i++) {
        const FixedFile *file = &fix.files.at[i];
        LAW(file->places > 0, "a file is changed at no place");
        LAW(count_lines(file->before) == count_lines(file->after), "lines came or went");
        files.texts[fuzz_number(file->path.at)] = file->after;
    }
    Fix again = fix_run(arena, &system, &request, codes);
    LAW(again.files.count == 0, "a second time there is more to do");
    arena_drop(arena);
    return 0;
}
