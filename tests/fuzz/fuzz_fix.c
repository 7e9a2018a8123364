/* What --fix makes of any files: no line comes or goes, what could be read still can be
 * and says as much, and a second time there is nothing left to do. */
#include "fuzz/fuzz.h"

#include "workspace/fix.h"

static uint32_t count_lines(Slice text) {
    uint32_t lines = 0;
    for (uint32_t i = 0; i < text.length; i++)
        lines += text.at[i] == '\n';
    return lines;
}

/* How much the files say, or UINT32_MAX where some of it cannot be read. */
static uint32_t count_facts(const Memory *memory, const Files *system,
                            const Request *request) {
    Workspace *workspace = workspace_load(memory, system, request);
    uint32_t facts = workspace->summary.facts;
    for (uint32_t i = 0; i < workspace->findings.all.count; i++)
        if (diagnostic_fails(workspace->findings.all.at[i], CHECK_SYNTAX))
            facts = UINT32_MAX;
    workspace_drop(workspace);
    return facts;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size > FUZZ_MOST)
        return 0;
    FuzzFiles files;
    Slice path;
    bool codes[CODE_COUNT];
    fuzz_files(&files, data, size);
    memset(codes, true, sizeof codes);
    codes[CODE_T15] = false; /* a row becomes a total: a fact less, by intent */
    Files system = fuzz_system(&files);
    Request request = fuzz_request(&path);
    Arena *arena = arena_new(&files.memory);
    FixedFiles fix = fix_run(arena, &system, &request, codes);
    uint32_t facts = 0;
    if (fix.files.count > 0)
        facts = count_facts(&files.memory, &system, &request);
    for (uint32_t i = 0; i < fix.files.count; i++) {
        const FixedFile *file = &fix.files.at[i];
        LAW(file->places > 0, "a file is changed at no place");
        LAW(count_lines(file->before) == count_lines(file->after), "lines came or went");
        files.texts[fuzz_number(file->path.at)] = file->after;
    }
    if (fix.files.count > 0) {
        uint32_t left = count_facts(&files.memory, &system, &request);
        LAW(facts == UINT32_MAX || left != UINT32_MAX, "it cannot be read any more");
        LAW(facts == UINT32_MAX || left >= facts, "facts are lost");
        FixedFiles again = fix_run(arena, &system, &request, codes);
        LAW(again.files.count == 0, "a second time there is more to do");
    }
    arena_drop(arena);
    return 0;
}
