/* Runs a fuzzer over the files that it is named, for where there is no libFuzzer: a find
 * that is kept stays found. Prints how many there were. */
#include "fuzz/fuzz.h"

int main(int argc, char **argv) {
    Memory memory = memory_system(fuzz_no_memory, NULL);
    for (int i = 1; i < argc; i++) {
        char *at;
        size_t length;
        if (io_read_file(&memory, argv[i], FUZZ_MOST, &at, &length) != IO_OK) {
            fprintf(stderr, "%s cannot be read\n", argv[i]);
            return 2;
        }
        /* Exactly as long as it is, so that what is read beyond it shows. */
        uint8_t *bytes = memory_resize(&memory, NULL, length + 1);
        memcpy(bytes, at, length);
        bytes = memory_resize(&memory, bytes, length > 0 ? length : 1);
        LLVMFuzzerTestOneInput(bytes, length);
        memory_free(&memory, bytes);
        memory_free(&memory, at);
    }
    printf("%d inputs\n", argc - 1);
    return 0;
}
