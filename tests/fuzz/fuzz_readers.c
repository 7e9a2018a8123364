/* What others have written: a baseline, which is read or refused with a reason, and a
 * diff, of which everything that is no diff is passed over. */
#include "fuzz/fuzz.h"

#include "render/baseline.h"
#include "source/changes.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size > FUZZ_MOST)
        return 0;
    Memory memory = memory_system(fuzz_no_memory, NULL);
    Arena *arena = arena_new(&memory);
    Slice text = {(const char *)data, (uint32_t)size}, why = SLICE("");
    Baseline baseline;
    bool read = baseline_read(arena, text, &baseline, &why);
    LAW(read || why.length > 0, "a baseline is refused without a word");
    Changes changes = {{0}};
    changes_read(arena, text, SLICE("/fuzz"), &changes);
    changes_sort(&changes);
    for (uint32_t i = 0; i < changes.files.count; i++) {
        LAW(slice_starts(changes.files.at[i].real, SLICE("/fuzz/")),
            "a path from nowhere");
        LAW(changes_find(&changes, changes.files.at[i].real) != NULL, "it is not found");
    }
    arena_drop(arena);
    return 0;
}
