/* Unit tests of source/: lines and columns, slices, the registry, and the order of
 * findings. */
#include "base/utf8.h"
#include "source/after.h"
#include "source/diagnostic.h"
#include "source/source.h"
#include "unit/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

/* What each test stands on; the teardown lets it go. */
typedef struct World {
    Memory memory;
    Arena *arena;
    Sources sources;
    Findings findings;
} World;

static int setup(void **state) {
    World *world = calloc(1, sizeof *world);
    world->memory = memory_system(not_exhausted, NULL);
    world->arena = arena_new(&world->memory);
    sources_init(&world->sources, world->arena);
    findings_init(&world->findings, world->arena);
    *state = world;
    return 0;
}

static int teardown(void **state) {
    World *world = *state;
    arena_drop(world->arena);
    free(world);
    return 0;
}

static Source *add(World *world, const char *path, const char *text) {
    return sources_add(&world->sources, slice_of(path), (Slice){0}, slice_of(text));
}

#define LINE(offset) source_line(source, (offset))
#define COLUMN(offset) source_column(source, (offset), COLUMN_CODE_POINTS)
#define TEXT(line) source_line_text(source, (line))

static void test_lines(void **state) {
    World *world = *state;
    Source *source = add(world, "a", "one\r\ntwo\n\nfour");
    assert_int_equal(source->lines.count, 4);
    assert_int_equal(LINE(0), 1);
    assert_int_equal(LINE(4), 1); /* the newline is of its line */
    assert_int_equal(LINE(5), 2);
    assert_int_equal(LINE(9), 3);
    assert_int_equal(LINE(10), 4);
    assert_int_equal(LINE(14), 4);
    assert_int_equal(LINE(1000), 4);
    assert_true(slice_is(TEXT(1), "one"));
    assert_true(slice_is(TEXT(2), "two"));
    assert_true(slice_is(TEXT(3), ""));
    assert_true(slice_is(TEXT(4), "four"));
    assert_int_equal(source_line_start(source, 4), 10);
}

static void test_empty(void **state) {
    World *world = *state;
    Source *source = add(world, "a", "");
    assert_int_equal(source->lines.count, 1);
    assert_int_equal(LINE(0), 1);
    assert_int_equal(COLUMN(0), 1);
    assert_true(slice_is(TEXT(1), ""));
}

static void test_columns(void **state) {
    World *world = *state;
    Source *source = add(world, "a", "\xEF\xBB\xBFx\n\xC3\xA5\xE6\x97\xA5z\xFFy");
    assert_int_equal(source->text.length, 10); /* the mark at the start is not in it */
    assert_int_equal(COLUMN(0), 1);
    assert_int_equal(COLUMN(2), 1);
    assert_int_equal(COLUMN(4), 2);
    assert_int_equal(COLUMN(7), 3);
    assert_int_equal(COLUMN(9), 5); /* an invalid byte is one */
    assert_int_equal(COLUMN(50), 6);
}

/* a, an a-ring of two code points, a wide one, one beyond the BMP, a tab, a byte that is
 * no UTF-8, and an end of line of two bytes. */
#define ALL_UNITS                                                                        \
    "a"                                                                                  \
    "a\xCC\x8A"                                                                          \
    "\xE6\x97\xA5"                                                                       \
    "\xF0\x9F\x98\x80"                                                                   \
    "\t"                                                                                 \
    "\xFF"                                                                               \
    "z\r\n"

static void test_units(void **state) {
    World *world = *state;
    const Source *source = add(world, "a", "x\n" ALL_UNITS "y");
    static const struct {
        uint32_t offset, columns[COLUMN_UNITS]; /* bytes, code points, UTF-16, cells */
    } places[] = {
        {0, {1, 1, 1, 1}},    {1, {2, 2, 2, 2}},     {2, {1, 1, 1, 1}},
        {3, {2, 2, 2, 2}},    {4, {3, 3, 3, 3}},     {6, {5, 4, 4, 3}},
        {9, {8, 5, 5, 5}},    {13, {12, 6, 7, 7}},   {14, {13, 7, 8, 9}},
        {15, {14, 8, 9, 10}}, {16, {15, 9, 10, 11}}, {17, {16, 10, 11, 11}},
        {18, {1, 1, 1, 1}},   {19, {2, 2, 2, 2}},    {1000, {2, 2, 2, 2}},
    };
    for (uint32_t i = 0; i < sizeof places / sizeof *places; i++)
        for (uint32_t unit = 0; unit < COLUMN_UNITS; unit++)
            if (unit != COLUMN_BYTES || places[i].offset < 1000)
                assert_int_equal(
                    source_column(source, places[i].offset, (ColumnUnit)unit),
                    places[i].columns[unit]);
    /* Within a character: that character's. */
    assert_int_equal(source_column(source, 11, COLUMN_UTF16), 5);
    assert_int_equal(source_column(source, 8, COLUMN_CELLS), 3);
}

static void test_offsets(void **state) {
    World *world = *state;
    const Source *source = add(world, "a", "x\n" ALL_UNITS "y");
    for (uint32_t unit = 0; unit < COLUMN_UNITS; unit++) {
        ColumnUnit of = (ColumnUnit)unit;
        assert_int_equal(source_offset(source, 1, 1, of), 0);
        assert_int_equal(source_offset(source, 1, 99, of), 1); /* before the line's end */
        assert_int_equal(source_offset(source, 2, 99, of), 16);
        assert_int_equal(source_offset(source, 3, 99, of), 19);
        assert_int_equal(source_offset(source, 4, 1, of), 19);
        assert_int_equal(source_offset(source, 2, UINT32_MAX, of), 16);
        assert_int_equal(source_offset(source, UINT32_MAX, 1, of), 19);
        assert_int_equal(source_offset(source, 0, 0, of), 0);
    }
    assert_int_equal(source_offset(source, 2, 9, COLUMN_BYTES), 9); /* in the smiley */
    assert_int_equal(source_offset(source, 2, 6, COLUMN_UTF16), 9);
    assert_int_equal(source_offset(source, 2, 7, COLUMN_UTF16), 13);
    assert_int_equal(source_offset(source, 2, 3, COLUMN_CELLS), 6); /* behind the ring */
    assert_int_equal(source_offset(source, 2, 4, COLUMN_CELLS), 6);
    assert_int_equal(source_offset(source, 2, 8, COLUMN_CELLS), 13); /* in the tab */
    source = add(world, "b", "");
    assert_int_equal(source_offset(source, 1, 1, COLUMN_UTF16), 0);
    assert_int_equal(source_offset(source, 7, 7, COLUMN_UTF16), 0);
}

/* What is counted from the blocks of a long line is what is counted from its start, and
 * the way back leads where it came from. */
static void test_long_columns(void **state) {
    World *world = *state;
    enum { LENGTH = 10000 };
    static const char *const pieces[] = {
        "a", "\xC3\xA5", "\xE6\x97\xA5", "\xF0\x9F\x98\x80", "\xFF", "\xC3"};
    char *text = arena_alloc(world->arena, LENGTH + 8);
    uint32_t length = 0, seed = 7;
    while (length < LENGTH) {
        seed = seed * 1103515245 + 12345;
        const char *piece = pieces[(seed >> 16) % 6];
        memcpy(text + length, piece, strlen(piece));
        length += (uint32_t)strlen(piece);
    }
    text[100] = '\n';
    text[length] = '\0';
    const Source *source = add(world, "a", text);
    uint32_t counts[COLUMN_UNITS] = {0}, bytes;
    for (uint32_t at = 101; at < length; at += bytes) {
        for (uint32_t unit = 0; unit < COLUMN_UNITS; unit++) {
            ColumnUnit of = (ColumnUnit)unit;
            assert_int_equal(source_column(source, at, of), counts[unit] + 1);
            assert_int_equal(source_offset(source, 2, counts[unit] + 1, of), at);
        }
        uint32_t code = utf8_decode(text + at, length - at, &bytes);
        counts[COLUMN_BYTES] += bytes;
        counts[COLUMN_CODE_POINTS]++;
        counts[COLUMN_UTF16] += code > 0xFFFF ? 2 : 1;
        counts[COLUMN_CELLS] += bytes == 1 ? 1 : utf8_width(code);
    }
}

static void test_slices(void **state) {
    World *world = *state;
    Source *source = add(world, "a", "abcdef");
    assert_true(slice_is(source_slice(source, (Span){1, 3}), "bc"));
    assert_true(slice_is(source_slice(source, (Span){4, 99}), "ef"));
    assert_true(slice_is(source_slice(source, (Span){9, 12}), ""));
    assert_true(slice_is(source_slice(source, (Span){3, 1}), ""));
    Span joined = span_join((Span){1, 2}, (Span){4, 5});
    assert_int_equal(joined.start, 1);
    assert_int_equal(joined.end, 5);
}

/* What lets the finding of a claim fall, but on the claim's own line, hides what becomes
 * of the claim. */
static void check_hides(Code code) {
    for (uint32_t cause = 0; cause < CODE_COUNT; cause++)
        for (int scope = AFTER_FILE; scope < AFTER_SCOPES; scope++)
            if ((code_info(code)->flags & CHECK_STATUS) != 0 &&
                after_says(code, (AfterScope)scope, (Code)cause))
                assert_true(code_info((Code)cause)->flags & CHECK_HIDES);
}

static void test_registry(void **state) {
    (void)state;
    for (uint32_t i = 0; i < CODE_COUNT; i++) {
        const CodeInfo *info = code_info((Code)i);
        assert_int_equal(strlen(info->code), 3);
        assert_int_equal(code_find(slice_of(info->code)), i);
        assert_true(*info->name && *info->summary);
        if (!after_is_sound((Code)i))
            fail_msg("%s: %s", info->code, info->after);
        check_hides((Code)i);
    }
    assert_int_equal(code_find(SLICE("t02")), CODE_T02);
    assert_int_equal(code_find(SLICE("T")), CODE_COUNT);
    assert_int_equal(code_find(SLICE("")), CODE_COUNT);
    assert_string_equal(level_text(LEVEL_WARNING), "warning");
}

static void test_order(void **state) {
    World *world = *state;
    add(world, "b", "0123456789");
    add(world, "a", "0123456789");
    const struct {
        SourceId source;
        uint32_t start;
        Code code;
    } rows[] = {
        {0, 5, CODE_N01}, {1, 9, CODE_N01}, {0, 5, CODE_S01}, {1, 3, CODE_N01},
        {0, 5, CODE_N01}, {0, 0, CODE_T02}, {1, 3, CODE_S04},
    };
    for (uint32_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Place place = {rows[i].source, {rows[i].start, rows[i].start + 1}};
        findings_add(&world->findings, rows[i].code, place, "%u", i);
    }
    findings_sort(&world->findings, &world->sources);
    char order[16] = "";
    for (uint32_t i = 0; i < world->findings.all.count; i++) {
        Slice message = world->findings.all.at[i]->message;
        strncat(order, message.at, message.length);
    }
    assert_string_equal(order, "6315204");
}

static void test_records(void **state) {
    World *world = *state;
    add(world, "a", "abc");
    Place place = {0, {0, 1}};
    Diagnostic *d = findings_add(&world->findings, CODE_T01, place, "%s %d", "x", 7);
    assert_int_equal(d->level, LEVEL_NOTE);
    assert_true(slice_is(d->message, "x 7"));
    for (int i = 0; i < 100; i++) {
        diagnostic_label(&world->findings, d, place, "label %d", i);
        diagnostic_note(&world->findings, d, "note %d", i);
        diagnostic_fix(&world->findings, d, place, SLICE("y"));
    }
    diagnostic_help(&world->findings, d, "%.*s", SLICE_ARGS(SLICE("help")));
    diagnostic_here(&world->findings, d, "here");
    assert_int_equal(d->labels.count, 100);
    assert_true(slice_is(d->labels.at[99].message, "label 99"));
    assert_true(slice_is(d->notes.at[99], "note 99"));
    assert_true(slice_is(d->fixes.at[99].text, "y"));
    assert_true(slice_is(d->help, "help"));
    assert_true(slice_is(d->here, "here"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_lines, setup, teardown),
        cmocka_unit_test_setup_teardown(test_empty, setup, teardown),
        cmocka_unit_test_setup_teardown(test_columns, setup, teardown),
        cmocka_unit_test_setup_teardown(test_units, setup, teardown),
        cmocka_unit_test_setup_teardown(test_offsets, setup, teardown),
        cmocka_unit_test_setup_teardown(test_long_columns, setup, teardown),
        cmocka_unit_test_setup_teardown(test_slices, setup, teardown),
        cmocka_unit_test(test_registry),
        cmocka_unit_test_setup_teardown(test_order, setup, teardown),
        cmocka_unit_test_setup_teardown(test_records, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
