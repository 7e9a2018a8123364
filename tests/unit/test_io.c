/* Unit tests of base/io, in a folder of its own below TMPDIR: reading, finding,
 * joining, and writing to what is full or closed. */
#include "base/io.h"
#include "base/path.h"
#include "base/writer.h"
#include "unit/memory.h"

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

typedef struct Place {
    Memory memory;
    Arena *arena;
    Slice root;
} Place;

static const char *in(Place *place, const char *name) {
    return arena_format(place->arena, "%.*s/%s", SLICE_ARGS(place->root), name).at;
}

static void put(Place *place, const char *name, const char *bytes, size_t length) {
    int fd = open(in(place, name), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, bytes, length), length);
    close(fd);
}

static int set_up(void **state) {
    Place *place = calloc(1, sizeof *place);
    assert_non_null(place);
    place->memory = memory_system(not_exhausted, NULL);
    place->arena = arena_new(&place->memory);
    const char *below = getenv("TMPDIR");
    Slice path = arena_format(place->arena, "%s/integ_io_XXXXXX",
                              below != NULL && *below != '\0' ? below : "/tmp");
    char *name = arena_alloc(place->arena, path.length + 1u);
    memcpy(name, path.at, path.length + 1u);
    assert_non_null(mkdtemp(name));
    place->root = slice_of(name);
    *state = place;
    return 0;
}

/* The status of the first trouble, which the test is to make. */
static IoStatus walk(Place *place, const char *folder, Slice ending, SliceVec *found) {
    IoTroubleVec troubles = {0};
    io_walk(place->arena, folder, ending, found, &troubles);
    return troubles.count > 0 ? troubles.at[0].status : IO_OK;
}

static IoStatus glob(Place *place, const char *pattern, SliceVec *found) {
    IoTroubleVec troubles = {0};
    io_glob(place->arena, pattern, SLICE(""), found, &troubles);
    return troubles.count > 0 ? troubles.at[0].status : IO_OK;
}

/* Nothing in it but what the tests put there, to a depth of a few folders. */
static void remove_below(Place *place, const char *folder) {
    SliceVec all = {0};
    walk(place, folder, SLICE(""), &all);
    for (uint32_t i = 0; i < all.count; i++)
        unlink(all.at[i].at);
}

static int tear_down(void **state) {
    Place *place = *state;
    remove_below(place, place->root.at);
    static const char *const others[] = {"w/.hidden/x.integ",
                                         "w/.hidden",
                                         "w/.h.integ",
                                         "w/to_folder",
                                         "w/broken.integ",
                                         "w/loop",
                                         "w/a/b",
                                         "w/a-b",
                                         "w/a",
                                         "w/d.integ",
                                         "w/empty",
                                         "w",
                                         "fifo",
                                         "pipe",
                                         "broken",
                                         "a/mark",
                                         "a/b",
                                         "a",
                                         "folder"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        const char *path = in(place, others[i]);
        if (unlink(path) != 0)
            rmdir(path);
    }
    for (int depth = 70; depth > 0; depth--) {
        Text path = {.memory = &place->memory};
        text_slice(&path, place->root);
        for (int i = 0; i < depth; i++)
            text_str(&path, "/d");
        text_char(&path, '\0');
        rmdir(path.at);
        text_free(&path);
    }
    int removed = rmdir(place->root.at);
    arena_drop(place->arena);
    free(place);
    return removed;
}

static void test_read_file(void **state) {
    Place *place = *state;
    char *at = NULL;
    size_t length = 0;
    put(place, "f", "hello", 5);
    assert_int_equal(io_read_file(&place->memory, in(place, "f"), 5, &at, &length),
                     IO_OK);
    assert_int_equal(length, 5);
    assert_memory_equal(at, "hello\0\0\0\0\0\0\0\0", 5 + IO_PADDING);
    memory_free(&place->memory, at);
    put(place, "f", "", 0);
    assert_int_equal(io_read_file(&place->memory, in(place, "f"), 0, &at, &length),
                     IO_OK);
    assert_int_equal(length, 0);
    assert_memory_equal(at, "\0\0\0\0\0\0\0\0", IO_PADDING);
    memory_free(&place->memory, at);

    at = NULL;
    put(place, "f", "hello", 5);
#define STATUS(path) io_read_file(&place->memory, path, 4, &at, &length)
    assert_int_equal(STATUS(in(place, "f")), IO_TOO_BIG);
    assert_int_equal(STATUS(in(place, "none")), IO_MISSING);
    assert_int_equal(STATUS(in(place, "f/g")), IO_MISSING);
    assert_int_equal(STATUS(place->root.at), IO_FOLDER);
    assert_int_equal(mkfifo(in(place, "fifo"), 0600), 0);
    assert_int_equal(STATUS(in(place, "fifo")), IO_NOT_FILE);
    assert_int_equal(STATUS("/dev/null"), IO_NOT_FILE);
    if (geteuid() != 0) {
        chmod(in(place, "f"), 0);
        assert_int_equal(STATUS(in(place, "f")), IO_DENIED);
    }
#undef STATUS
    assert_null(at);
    for (int i = IO_OK; i <= IO_FAILED; i++)
        assert_non_null(io_status_text((IoStatus)i));
    /* A file whose size is not told beforehand. */
    if (io_look("/proc/self/status") == IO_OK) {
        assert_int_equal(
            io_read_file(&place->memory, "/proc/self/status", 1 << 20, &at, &length),
            IO_OK);
        assert_true(length > 100);
        assert_memory_equal(at + length, "\0\0\0\0\0\0\0\0", IO_PADDING);
        memory_free(&place->memory, at);
        assert_int_equal(
            io_read_file(&place->memory, "/proc/self/status", 50, &at, &length),
            IO_TOO_BIG);
    }
}

static void test_read_stream(void **state) {
    Place *place = *state;
    /* Sizes around the first room, where padding needs a room of its own. */
    for (size_t size = 65530; size < 65550; size++) {
        char *bytes = arena_alloc(place->arena, size);
        memset(bytes, 'q', size);
        put(place, "stream", bytes, size);
        int fd = open(in(place, "stream"), O_RDONLY);
        char *at;
        size_t length;
        assert_int_equal(io_read_stream(&place->memory, fd, size, &at, &length), IO_OK);
        assert_int_equal(length, size);
        assert_memory_equal(at, bytes, size);
        assert_memory_equal(at + length, "\0\0\0\0\0\0\0\0", IO_PADDING);
        memory_free(&place->memory, at);
        assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
        assert_int_equal(io_read_stream(&place->memory, fd, size - 1, &at, &length),
                         IO_TOO_BIG);
        close(fd);
    }
    char *at;
    size_t length;
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], "abc", 3), 3);
    close(ends[1]);
    assert_int_equal(io_read_stream(&place->memory, ends[0], 10, &at, &length), IO_OK);
    assert_int_equal(length, 3);
    memory_free(&place->memory, at);
    close(ends[0]);
    assert_int_equal(io_read_stream(&place->memory, ends[0], 10, &at, &length),
                     IO_FAILED);
    int fd = open(place->root.at, O_RDONLY);
    assert_int_equal(io_read_stream(&place->memory, fd, 10, &at, &length), IO_FOLDER);
    close(fd);
}

static void test_read_exhausted(void **state) {
    Place *place = *state;
    char *bytes = arena_zero(place->arena, 1000000);
    put(place, "big", bytes, 1000000);
    for (int n = 1; n < 4; n++) {
        Failing failing = {.fail_at = n};
        Memory memory = {failing_resize, failing_exhausted, &failing};
        char *at = NULL;
        size_t length;
        int fd = open(in(place, "big"), O_RDONLY);
        if (setjmp(failing.out) == 0) {
            io_read_stream(&memory, fd, SIZE_MAX, &at, &length);
            fail_msg("request %d should have failed", n);
        }
        assert_int_equal(failing.live, 0);
        close(fd);
    }
}

static void assert_holds(Place *place, const char *name, const char *text) {
    char *at;
    size_t length;
    assert_int_equal(io_read_file(&place->memory, in(place, name), 100, &at, &length),
                     IO_OK);
    assert_int_equal(length, strlen(text));
    assert_memory_equal(at, text, length);
    memory_free(&place->memory, at);
}

/* What an editor saved meanwhile stays, and a link is not followed out of its folder. */
static void test_replace_carefully(void **state) {
    Place *place = *state;
    Slice was = SLICE("as it was"), other = SLICE("another");
    put(place, "kept", "as it was", 9);
    IoReplace same = {.expected = &was};
    IoReplace not_same = {.expected = &other};
    assert_int_equal(io_replace_file(in(place, "kept"), SLICE("x"), not_same),
                     IO_CHANGED);
    assert_holds(place, "kept", "as it was");
    assert_int_equal(io_replace_file(in(place, "gone"), SLICE("x"), same), IO_CHANGED);
    assert_int_equal(io_replace_file(in(place, "kept"), SLICE("new"), same), IO_OK);
    assert_holds(place, "kept", "new");

    IoReplace inside = {.inside = true};
    assert_int_equal(mkdir(in(place, "below"), 0700), 0);
    assert_int_equal(symlink("../kept", in(place, "below/out")), 0);
    assert_int_equal(symlink("kept", in(place, "near")), 0);
    assert_int_equal(io_replace_file(in(place, "below/out"), SLICE("x"), inside),
                     IO_OUTSIDE);
    assert_int_equal(io_may_replace(in(place, "below/out"), inside), IO_OUTSIDE);
    assert_holds(place, "kept", "new");
    assert_int_equal(io_replace_file(in(place, "near"), SLICE("y"), inside), IO_OK);
    assert_holds(place, "kept", "y");
    assert_int_equal(io_may_replace(in(place, "none/x"), inside), IO_MISSING);
    assert_int_equal(io_may_replace(in(place, "fresh"), inside), IO_OK);
    assert_int_equal(io_look(in(place, "fresh")), IO_MISSING);

    /* Of a path that begins here, no part may lead out of the current folder. */
    char before[4096];
    assert_non_null(getcwd(before, sizeof before));
    assert_int_equal(symlink("..", in(place, "below/up")), 0);
    assert_int_equal(chdir(in(place, "below")), 0);
    assert_int_equal(io_replace_file("up/kept", SLICE("x"), inside), IO_OUTSIDE);
    assert_int_equal(io_replace_file("../kept", SLICE("z"), inside), IO_OK);
    assert_int_equal(chdir(before), 0);
    assert_holds(place, "kept", "z");
    assert_int_equal(unlink(in(place, "below/up")), 0);
    assert_int_equal(unlink(in(place, "below/out")), 0);
    assert_int_equal(rmdir(in(place, "below")), 0);
    assert_int_equal(unlink(in(place, "near")), 0);
    assert_int_equal(unlink(in(place, "kept")), 0);
}

static void test_replace(void **state) {
    Place *place = *state;
    struct stat about;
    put(place, "old", "old text", 8);
    assert_int_equal(chmod(in(place, "old"), 0640), 0);
    assert_int_equal(symlink("old", in(place, "link")), 0);
    assert_int_equal(io_replace_file(in(place, "link"), SLICE("new"), (IoReplace){0}),
                     IO_OK);
    assert_holds(place, "old", "new");
    assert_int_equal(lstat(in(place, "link"), &about), 0);
    assert_true(S_ISLNK(about.st_mode));
    assert_int_equal(stat(in(place, "old"), &about), 0);
    assert_int_equal(about.st_mode & 07777, 0640);
    assert_int_equal(io_replace_file(in(place, "fresh"), SLICE(""), (IoReplace){0}),
                     IO_OK);
    assert_holds(place, "fresh", "");

    assert_int_equal(symlink("nowhere", in(place, "broken")), 0);
    assert_int_equal(mkdir(in(place, "folder"), 0700), 0);
    assert_int_equal(mkfifo(in(place, "pipe"), 0600), 0);
    assert_int_equal(io_replace_file(in(place, "none/x"), SLICE("x"), (IoReplace){0}),
                     IO_MISSING);
    assert_int_equal(io_replace_file(in(place, "broken"), SLICE("x"), (IoReplace){0}),
                     IO_LOST);
    assert_int_equal(io_replace_file(in(place, "folder"), SLICE("x"), (IoReplace){0}),
                     IO_FOLDER);
    assert_int_equal(io_replace_file(in(place, "pipe"), SLICE("x"), (IoReplace){0}),
                     IO_NOT_FILE);
    assert_int_equal(io_replace_file("", SLICE("x"), (IoReplace){0}), IO_MISSING);
    /* Nothing stays beside them. */
    SliceVec left = {0};
    assert_int_equal(glob(place, in(place, ".*"), &left), IO_OK);
    assert_int_equal(left.count, 0);
}

static void test_glob_matches(void **state) {
    (void)state;
    assert_true(io_glob_matches(SLICE("/a/*.integ"), SLICE("/a/b.integ")));
    assert_true(io_glob_matches(SLICE("/a/?[b-d]/x"), SLICE("/a/æc/x")));
    assert_false(io_glob_matches(SLICE("/a/*.integ"), SLICE("/a/.b.integ")));
    assert_false(io_glob_matches(SLICE("/a/*.integ"), SLICE("/a/b/c.integ")));
    assert_false(io_glob_matches(SLICE("/a/*"), SLICE("/a")));
    assert_false(io_glob_matches(SLICE("/a"), SLICE("/a/b")));
    assert_true(io_glob_matches(SLICE("/a/**/*.integ"), SLICE("/a/b.integ")));
    assert_true(io_glob_matches(SLICE("/a/**/*.integ"), SLICE("/a/b/c/d.integ")));
    assert_true(io_glob_matches(SLICE("/**/b/**/d"), SLICE("/a/b/b/c/d")));
    assert_true(io_glob_matches(SLICE("/a/**"), SLICE("/a/b/c")));
    assert_false(io_glob_matches(SLICE("/a/**"), SLICE("/a")));
    assert_false(io_glob_matches(SLICE("/a/**/c"), SLICE("/a/.b/c")));
    assert_false(io_glob_matches(SLICE("/a/**/b/c"), SLICE("/a/b/d/c")));
}

static void test_find_above(void **state) {
    Place *place = *state;
    assert_int_equal(mkdir(in(place, "a"), 0700), 0);
    assert_int_equal(mkdir(in(place, "a/b"), 0700), 0);
    put(place, "a/mark", "", 0);
    Slice below = slice_of(in(place, "a/b"));
    Slice found;
    assert_int_equal(io_find_above(place->arena, below, "mark", &found), IO_OK);
    assert_true(slice_is(found, in(place, "a")));
    assert_int_equal(io_find_above(place->arena, below, "b", &found), IO_OK);
    assert_true(slice_is(found, in(place, "a")));
    assert_int_equal(io_find_above(place->arena, below, "no such mark", &found), IO_OK);
    assert_int_equal(found.length, 0);
}

static void assert_paths(Place *place, SliceVec paths, const char *const *expected) {
    uint32_t i = 0;
    for (; expected[i] != NULL; i++) {
        assert_true(i < paths.count);
        assert_string_equal(paths.at[i].at, in(place, expected[i]));
        assert_int_equal(paths.at[i].length, strlen(paths.at[i].at));
    }
    assert_int_equal(paths.count, i);
}

static void make_tree(Place *place) {
    static const char *const folders[] = {"w",         "w/a",       "w/a/b",  "w/a-b",
                                          "w/d.integ", "w/.hidden", "w/empty"};
    static const char *const files[] = {
        "w/z.integ",     "w/a/y.integ",       "w/a/b/x.integ",
        "w/a-b/c.integ", "w/.hidden/x.integ", "w/.h.integ",
        "w/other.txt",   "w/å.integ",         "w/d.integ/e.integ"};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        assert_int_equal(mkdir(in(place, folders[i]), 0700), 0);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        put(place, files[i], "x", 1);
    assert_int_equal(symlink("a", in(place, "w/to_folder")), 0);
    assert_int_equal(symlink("..", in(place, "w/loop")), 0);
    assert_int_equal(symlink("other.txt", in(place, "w/link.integ")), 0);
    assert_int_equal(symlink("nowhere", in(place, "w/broken.integ")), 0);
}

static void test_walk_and_glob(void **state) {
    Place *place = *state;
    make_tree(place);
    SliceVec found = {0};
    IoTroubleVec troubles = {0};
    io_walk(place->arena, in(place, "w//"), SLICE(".integ"), &found, &troubles);
    assert_int_equal(troubles.count, 1);
    assert_string_equal(troubles.at[0].path.at, in(place, "w/broken.integ"));
    assert_int_equal(troubles.at[0].status, IO_LOST);
    static const char *const all[] = {
        "w/a-b/c.integ", "w/a/b/x.integ", "w/a/y.integ", "w/d.integ/e.integ",
        "w/link.integ",  "w/z.integ",     "w/å.integ",   NULL};
    assert_paths(place, found, all);
    found.count = 0;
    assert_int_equal(walk(place, in(place, "none"), SLICE(""), &found), IO_MISSING);
    assert_int_equal(walk(place, in(place, "w/z.integ"), SLICE(""), &found), IO_FAILED);
    assert_int_equal(walk(place, in(place, "w/empty"), SLICE(""), &found), IO_OK);
    assert_int_equal(found.count, 0);

    static const struct {
        const char *pattern, *found[5];
    } rows[] = {
        {"w/*.integ", {"w/link.integ", "w/z.integ", "w/å.integ", NULL}},
        {"w/?.integ", {"w/z.integ", "w/å.integ", NULL}},
        {"w/[a-zå].integ", {"w/z.integ", "w/å.integ", NULL}},
        {"w/[!z].integ", {"w/å.integ", NULL}},
        {"w/[].integ", {NULL}},
        {"w/*/*.integ", {"w/a-b/c.integ", "w/a/y.integ", "w/d.integ/e.integ", NULL}},
        {"w/to_folder/*.integ", {"w/to_folder/y.integ", NULL}}, /* named, so followed */
        {"w/a/*/x*", {"w/a/b/x.integ", NULL}},
        {"w/.*", {"w/.h.integ", NULL}},
        {"w/.h*/*", {"w/.hidden/x.integ", NULL}},
        {"w/z.integ", {"w/z.integ", NULL}},
        {"w/none*/x", {NULL}},
        {"none/*", {NULL}},
        {"w/*t*e*.*t*", {"w/other.txt", NULL}},
        {"w/a*", {NULL}}, /* folders are no files */
        {"w/a/**/*.integ", {"w/a/b/x.integ", "w/a/y.integ", NULL}},
        {"w/**/b/**/[xy].integ", {"w/a/b/x.integ", NULL}},
        {"w/**/**/x.integ", {"w/a/b/x.integ", NULL}}, /* not by a link, nor hidden */
        {"w/a/**", {"w/a/b/x.integ", "w/a/y.integ", NULL}},
        {"w/z.integ/**", {NULL}},
        {"w/none/**/*", {NULL}},
        {"w/**.txt", {"w/other.txt", NULL}}, /* two stars among letters are one */
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        found.count = 0;
        /* The first one matches the link that leads nowhere. */
        IoStatus wanted = i == 0 ? IO_LOST : IO_OK;
        assert_int_equal(glob(place, in(place, rows[i].pattern), &found), wanted);
        assert_paths(place, found, rows[i].found);
    }
    troubles.count = 0;
    Slice root, real;
    assert_int_equal(io_real_path(place->arena, in(place, "w/a-b"), &root), IO_OK);
    found.count = 0;
    io_glob(place->arena, in(place, "w/to_folder/*.integ"), root, &found, &troubles);
    assert_int_equal(found.count, 0); /* the link leads out of a-b */
    assert_int_equal(troubles.count, 1);
    assert_int_equal(troubles.at[0].status, IO_OUTSIDE);
    assert_true(io_is_folder(in(place, "w")) && io_is_folder(in(place, "w/to_folder")));
    assert_false(io_is_folder(in(place, "w/z.integ")) || io_is_folder("/none/at/all"));
    assert_int_equal(io_look(in(place, "w/z.integ")), IO_OK);
    assert_int_equal(io_look(in(place, "w/broken.integ")), IO_MISSING);
    const char *there = in(place, "w/to_folder/b/../y.integ");
    assert_int_equal(io_real_path(place->arena, there, &real), IO_OK);
    assert_true(slice_ends(real, SLICE("/w/a/y.integ")));
    assert_int_equal(io_real_path(place->arena, in(place, "none"), &real), IO_MISSING);
    assert_int_equal(real.length, 0);
    const char *broken = in(place, "w/broken.integ");
    assert_int_equal(io_real_path(place->arena, broken, &real), IO_LOST);
    bool is_link;
    assert_int_equal(io_is_link(broken, &is_link), IO_OK);
    assert_true(is_link);
    assert_int_equal(io_is_link(in(place, "none"), &is_link), IO_OK);
    assert_false(is_link);

    /* From inside: "." is not shown. */
    char before[4096];
    assert_non_null(getcwd(before, sizeof before));
    assert_int_equal(chdir(in(place, "w")), 0);
    found.count = 0;
    assert_int_equal(walk(place, ".", SLICE("y.integ"), &found), IO_OK);
    assert_int_equal(found.count, 1);
    assert_string_equal(found.at[0].at, "a/y.integ");
    found.count = 0;
    assert_int_equal(glob(place, "a/[x-z].*", &found), IO_OK);
    assert_int_equal(found.count, 1);
    assert_string_equal(found.at[0].at, "a/y.integ");
    assert_int_equal(chdir(before), 0);
}

static void test_walk_too_deep(void **state) {
    Place *place = *state;
    Text path = {.memory = &place->memory};
    text_slice(&path, place->root);
    for (int i = 0; i < 70; i++) {
        text_str(&path, "/d");
        text_char(&path, '\0');
        assert_int_equal(mkdir(path.at, 0700), 0);
        path.length--;
    }
    text_free(&path);
    put(place, "top.integ", "", 0);
    SliceVec found = {0};
    IoTroubleVec troubles = {0};
    io_walk(place->arena, place->root.at, SLICE(".integ"), &found, &troubles);
    assert_int_equal(troubles.count, 1);
    assert_int_equal(troubles.at[0].status, IO_TOO_DEEP);
    assert_int_equal(found.count, 1); /* what is not too deep is there */
}

static void test_paths(void **state) {
    Place *place = *state;
    static const struct {
        const char *folder, *name, *joined;
    } rows[] = {
        {"a/b", "c.integ", "a/b/c.integ"},
        {".", "c.integ", "c.integ"},
        {"", "c", "c"},
        {"a", "./c", "a/c"},
        {"a/b", "../c", "a/c"},
        {"a", "../c", "c"},
        {"a", "../../c", "../c"},
        {"..", "../c", "../../c"},
        {"a..", "../c", "c"},
        {"a/", "b//c", "a/b/c"},
        {"a", "..", "."},
        {"a", "", "a"},
        {"/", "c", "/c"},
        {"/a", "../../c", "/c"},
        {"/", "..", "/"},
        {"a", "/x/y", "/x/y"},
        {"./x/../y", "z", "y/z"},
        {"...", "..x", ".../..x"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Slice joined =
            path_join(place->arena, slice_of(rows[i].folder), slice_of(rows[i].name));
        assert_string_equal(joined.at, rows[i].joined);
        assert_int_equal(joined.length, strlen(rows[i].joined));
    }
    static const char *const folders[][2] = {
        {"a/b/c.integ", "a/b"}, {"c.integ", "."}, {"/c", "/"},
        {"a//c", "a"},          {"", "."},        {"//c", "/"}};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        assert_string_equal(path_folder_of(place->arena, slice_of(folders[i][0])).at,
                            folders[i][1]);
}

static void test_writer_text(void **state) {
    Place *place = *state;
    Text text = {.memory = &place->memory};
    Writer writer = writer_text(&text);
    writer_str(&writer, "a");
    writer_slice(&writer, (Slice){NULL, 0});
    writer_slice(&writer, SLICE("b"));
    writer_format(&writer, "%d-%s", 5, "c");
    assert_true(slice_is(text_view(&text), "ab5-c"));
    assert_true(writer_flush(&writer));
    text_free(&text);
}

static void test_writer_fd(void **state) {
    Place *place = *state;
    int fd = open(in(place, "out"), O_RDWR | O_CREAT | O_TRUNC, 0600);
    Writer *writer = writer_fd(&place->memory, fd);
    char *piece = arena_alloc(place->arena, 200000);
    memset(piece, 'w', 200000);
    size_t sum = 0;
    for (size_t size = 1; size <= 200000; size = size * 3 + 1) {
        writer_bytes(writer, piece, size);
        writer_str(writer, "|");
        sum += size + 1;
    }
    assert_true(writer_flush(writer));
    assert_int_equal(lseek(fd, 0, SEEK_END), sum);
    writer_str(writer, "end");
    assert_true(writer_close(&place->memory, writer));
    assert_int_equal(lseek(fd, 0, SEEK_END), sum + 3); /* still open */
    char tail[5] = "";
    assert_int_equal(pread(fd, tail, 4, (off_t)sum - 1), 4);
    assert_string_equal(tail, "|end");
    close(fd);

    /* The reader is gone. */
    signal(SIGPIPE, SIG_IGN);
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    close(ends[0]);
    writer = writer_fd(&place->memory, ends[1]);
    writer_str(writer, "into the void");
    assert_false(writer->failed); /* not yet seen */
    assert_false(writer_flush(writer));
    assert_true(writer->failed);
    writer_bytes(writer, piece, 200000);
    assert_false(writer_close(&place->memory, writer));
    close(ends[1]);

    /* The disk is full. */
    fd = open("/dev/full", O_WRONLY);
    if (fd >= 0) {
        writer = writer_fd(&place->memory, fd);
        writer_bytes(writer, piece, 100000);
        assert_true(writer->failed);
        assert_false(writer_close(&place->memory, writer));
        close(fd);
    }
}

typedef struct Counted {
    int calls;
} Counted;

static bool refuse(Writer *writer, const char *at, size_t length) {
    (void)at;
    (void)length;
    ((Counted *)writer->context)->calls++;
    return false;
}

static void test_writer_stops(void **state) {
    (void)state;
    Counted counted = {0};
    Writer writer = {refuse, &counted, false};
    writer_str(&writer, "");
    assert_int_equal(counted.calls, 0);
    writer_str(&writer, "a");
    writer_str(&writer, "b");
    writer_format(&writer, "%d", 3);
    assert_int_equal(counted.calls, 1);
    assert_true(writer.failed);
    assert_false(writer_flush(&writer));
}

int main(void) {
#define IO_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        IO_TEST(test_read_file),      IO_TEST(test_read_stream),
        IO_TEST(test_read_exhausted), IO_TEST(test_glob_matches),
        IO_TEST(test_replace),        IO_TEST(test_replace_carefully),
        IO_TEST(test_find_above),     IO_TEST(test_walk_and_glob),
        IO_TEST(test_walk_too_deep),  IO_TEST(test_paths),
        IO_TEST(test_writer_text),    IO_TEST(test_writer_fd),
        IO_TEST(test_writer_stops),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
