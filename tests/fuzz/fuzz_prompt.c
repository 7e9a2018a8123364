/* What is typed at the prompt: queries, what-ifs, commands. Each that fails is answered,
 * and nothing that is printed steers a terminal.
 * Commands that write or read files are left out. */
#include "fuzz/fuzz.h"

#include "repl/loop.h"

static const char files_text[] =
    "document a \"A\" { date: 2023-12-31 }\nyears 2020..2023\nunit mio DKK\n"
    "area green \"Green\" { project lakes \"Lakes\" { funding 2020: 1.5, 2021: 2.0 }\n"
    "  total 2020: 1.6 }\nquery q { select area, sum(amount) from funding group by area "
    "}\n";

static bool touches_files(const uint8_t *data, size_t size) {
    static const char *const commands[] = {".output", ".save", ".read"};
    for (size_t i = 0; i < size; i++) {
        for (size_t k = 0; k < sizeof commands / sizeof *commands; k++) {
            size_t length = strlen(commands[k]);
            if (size - i >= length && memcmp(data + i, commands[k], length) == 0)
                return true;
        }
    }
    return false;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static volatile sig_atomic_t interrupted;
    if (size > FUZZ_MOST / 8 || touches_files(data, size))
        return 0;
    FuzzFiles files;
    Slice path;
    fuzz_files(&files, (const uint8_t *)files_text, sizeof files_text - 1);
    Files system = fuzz_system(&files);
    Request request = fuzz_request(&path);
    Text out = {.memory = &files.memory}, err = {.memory = &files.memory};
    Writer to_out = writer_text(&out), to_err = writer_text(&err);
    SessionPlan plan = {.memory = &files.memory,
                        .out = &to_out,
                        .err = &to_err,
                        .workspace = workspace_load(&files.memory, &system, &request),
                        .files = &system,
                        .request = &request,
                        .interrupted = &interrupted,
                        .keep_going = true};
    Session session;
    loop_open(&session, &plan);
    Slice text = {(const char *)data, (uint32_t)size};
    bool all = loop_run(&session, text, "fuzz", 1);
    LAW(all || err.length > 0, "a statement failed without a word");
    LAW(loop_close(&session), "the session did not close");
    fuzz_hold_quiet(text_view(&out));
    fuzz_hold_quiet(text_view(&err));
    text_free(&out);
    text_free(&err);
    return 0;
}
