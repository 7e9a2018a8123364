/* Unit tests of the parser: what cannot be read is never lost in silence. Each file of
 * tests/checks and examples is cut off everywhere, with and without something at the cut
 * that hides what is missing. */
#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "base/io.h"
#include "source/diagnostic.h"
#include "syntax/parse.h"
#include "unit/memory.h"

/* Under the sanitizers, which are slow, a file in four. */
#ifdef __SANITIZE_ADDRESS__
enum { FILES = 4 };
#else
enum { FILES = 1 };
#endif
enum { FILE_MOST = 1 << 16, SHORT = 250, CUTS = 70 };

typedef struct Counts {
    uint32_t parsed, incomplete;
} Counts;

/* Parses the first `length` bytes, and `tail` behind them. */
static void parse_cut(const char *path, const char *text, uint32_t length,
                      const char *tail, Counts *counts) {
    Memory memory = memory_system(not_exhausted, NULL);
    Arena *arena = arena_new(&memory);
    Findings findings;
    Sources sources;
    findings_init(&findings, arena);
    sources_init(&sources, arena);
    uint32_t more = (uint32_t)strlen(tail);
    char *at = arena_zero(arena, length + more + IO_PADDING);
    memcpy(at, text, length);
    memcpy(at + length, tail, more);
    Source *source =
        sources_add(&sources, SLICE("a.integ"), SLICE(""), (Slice){at, length + more});
    const Tree *tree = parse_source(arena, names_new(arena), &findings, source);
    bool said = false;
    for (uint32_t i = 0; i < findings.all.count; i++) {
        const Diagnostic *d = findings.all.at[i];
        said |= diagnostic_fails(d, CHECK_SYNTAX);
        if (slice_is(d->message, "something in this file could not be read")) {
            fail_msg("%s, cut at %u, \"%s\" behind: nobody knows what is lost", path,
                     length, tail);
        }
    }
    if (!tree->complete && !said) {
        fail_msg("%s, cut at %u, \"%s\" behind: incomplete in silence", path, length,
                 tail);
    }
    assert_int_equal(memcmp(at, text, length), 0);
    counts->parsed++;
    counts->incomplete += !tree->complete;
    arena_drop(arena);
}

static void cut_file(const char *path, Counts *counts) {
    static const char *const tails[] = {"",     " # \x14",      "\n\x01", "\xff",
                                        " \"x", " {",           "\n}",    " 1o",
                                        "\n;",  " \xe2\x80\x93"};
    static char text[FILE_MOST];
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    uint32_t length = (uint32_t)fread(text, 1, sizeof text, file);
    fclose(file);
    uint32_t step = length <= SHORT ? 1 : 1 + length / CUTS;
    for (uint32_t cut = 0, turn = 0; cut <= length; cut += step, turn++) {
        parse_cut(path, text, cut, "", counts);
        parse_cut(path, text, cut, tails[turn % (sizeof tails / sizeof *tails)], counts);
    }
}

static void cut_all(const char *pattern, Counts *counts) {
    glob_t found;
    assert_int_equal(glob(pattern, 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i += FILES)
        cut_file(found.gl_pathv[i], counts);
    globfree(&found);
}

static void test_cut_off(void **state) {
    (void)state;
    Counts counts = {0};
    cut_all("../checks/*/*.integ", &counts);
    cut_all("../../examples/*.integ", &counts);
    cut_all("../../examples/*/*.integ", &counts);
    assert_true(counts.parsed > 30000 / FILES);
    assert_true(counts.incomplete > counts.parsed / 2);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cut_off),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
