/* Unit tests of workspace/: loading from files that are only in memory, and memory that
 * runs out at the nth request: all is given back, and the handler is what ends it. */
#include "workspace/workspace.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "load.h"
#include "render/report.h"
#include "render/whatif.h"
#include "workspace/overlay.h"
#include "workspace/whatif.h"

/* ---- memory that can be made to fail ---- */

/* Before each block, so that what a failure leaves behind can be let go. */
typedef struct Header {
    struct Header *before, *after;
    size_t size;
    size_t unused; /* blocks stay 16-byte aligned */
} Header;

typedef struct Tracker {
    Header all; /* a ring */
    long requests, fail_at;
    bool refuse_all; /* also what is asked for after the one that failed */
    jmp_buf out;
} Tracker;

static void unlink_header(Header *header) {
    header->before->after = header->after;
    header->after->before = header->before;
}

static void link_header(Tracker *tracker, Header *header) {
    header->before = &tracker->all;
    header->after = tracker->all.after;
    header->after->before = header;
    tracker->all.after = header;
}

static void *tracked_resize(void *context, void *block, size_t size) {
    Tracker *tracker = context;
    Header *old = block ? (Header *)block - 1 : NULL;
    bool refused = size > 0 && ++tracker->requests >= tracker->fail_at;
    if (refused && tracker->fail_at > 0 &&
        (tracker->refuse_all || tracker->requests == tracker->fail_at))
        return NULL;
    Header *header = NULL;
    if (size > 0) {
        header = malloc(sizeof *header + size);
        assert_non_null(header);
        header->size = size;
        link_header(tracker, header);
        if (old)
            memcpy(header + 1, old + 1, old->size < size ? old->size : size);
    }
    if (old) {
        unlink_header(old);
        free(old);
    }
    return header ? header + 1 : NULL;
}

static void tracked_exhausted(void *context) {
    Tracker *tracker = context;
    longjmp(tracker->out, 1);
}

static void tracker_begin(Tracker *tracker, long fail_at) {
    tracker->all.before = tracker->all.after = &tracker->all;
    tracker->requests = 0;
    tracker->fail_at = fail_at;
    tracker->refuse_all = false;
}

static uint32_t tracker_end(Tracker *tracker) {
    uint32_t left = 0;
    while (tracker->all.after != &tracker->all) {
        Header *header = tracker->all.after;
        unlink_header(header);
        free(header);
        left++;
    }
    return left;
}

/* ---- files in memory ---- */

static LoadDisk disk = {
    {{"main.integ",
      "include \"lib/*.integ\"\ninclude \"main.integ\"\ninclude \"none\"\n"
      "unit DKK\nyears 2020..2021\n"
      "table t \"T\" 2020..2021 {\n  a \"A\" 1 2\n  b \"B\" 3 4\n"
      "  total 4 7\n}\nproject c { owner: nobody }\n",
      1},
     {"lib/one.integ", "organisation bif \"BIF\" { }\nproject a { owner: bif }\n", 1},
     {"whole.integ",
      "include \"lib/one.integ\"\ninclude \"lib/two.integ\"\n"
      "document d \"D\" { date: 2022-05-01 }\nunit mio DKK\nyears 2019..2022\n"
      "organisation o \"O\"\nsource s \"S\" { kind: external }\nmoney m \"M\"\n"
      "dimension u \"U\"\ngoal g \"G\" { judged: met }\n"
      "attribute verdict on project required: stop | go\n"
      "category c \"C\" { requires purpose and met = measured and measured > 0 }\n"
      "every project { owner: o verdict: go }\narea x \"X\" {\n"
      "  project p \"P\" {\n    purpose: u  contributes: g  expires: 2020\n"
      "    funding 2019: ~1.5, 2020: 2.0, 2021: 0.4 from s as m\n"
      "    gross 2019: 4 refund 50% from s\n    share s: 50%, o: 40%\n"
      "    indicator i \"I\" on u { baseline 2018: 5 target 2021: +10% actual 2021: 5.1 "
      "}\n"
      "    effect c on u\n    judged: met\n    ovner: o\n"
      "    project part \"Part\" { funding 2020: 9 within q }\n  }\n"
      "  total 2020: 16.4, all: 5 where source = s and project.title like \"%p%\"\n}\n"
      "table t1 \"T\" 2019..2021, all {\n  area x {\n    q \"Q\" 1.1 2.2 3.3 6.6\n"
      "    r \"R\" 1.2 2.3 ? 4.5 { note: \"n\" }\n    total 2.3 4.5 3.3 11.1\n  }\n"
      "  z \"Z\" 4.8 - 7.9 12.7\n  total 7.1 4.0 11.3 23.8\n  allow T02 -0.5 "
      "\"known\"\n}\n"
      "table t2 \"T2\" 2019..2021 { total 1 2 3 }\n"
      "check \"a\" t1 = t2 + t2\ncheck \"b\" sum(funding.amount where year = 2020) = 3\n"
      "query y \"Y\" { select area, sum(amount) from funding of all group by area }\n",
      1},
     {"lib/two.integ", "include \"one.integ\"\nproject b { owner: bfi }\n%\n", 1}},
    4};

static bool found(const Workspace *workspace, Code code) {
    for (uint32_t i = 0; i < workspace->findings.all.count; i++)
        if (workspace->findings.all.at[i]->code == code)
            return true;
    return false;
}

/* ---- the tests ---- */

static void test_load(void **state) {
    Files files = load_files(&disk);
    (void)state;
    Tracker tracker;
    tracker_begin(&tracker, 0);
    Memory memory = {tracked_resize, tracked_exhausted, &tracker};
    Slice paths[] = {SLICE("main.integ"), SLICE("gone.integ")};
    Request request = {.paths = paths, .path_count = 2};
    Workspace *workspace = workspace_load(&memory, &files, &request);
    assert_int_equal(workspace->sources.all.count, 3);
    assert_int_equal(workspace->trees.count, 3);
    assert_int_equal(workspace->unreadable.count, 1);
    assert_true(slice_is(workspace->unreadable.at[0].path, "gone.integ"));
    assert_true(found(workspace, CODE_F01));
    assert_true(found(workspace, CODE_S01));
    workspace_drop(workspace);
    assert_int_equal(tracker_end(&tracker), 0);
}

static void test_folder(void **state) {
    Files files = load_files(&disk);
    (void)state;
    Tracker tracker;
    tracker_begin(&tracker, 0);
    Memory memory = {tracked_resize, tracked_exhausted, &tracker};
    Slice paths[] = {SLICE("."), SLICE("main.integ"), SLICE("lib")};
    Request request = {.paths = paths, .path_count = 3};
    Workspace *workspace = workspace_load(&memory, &files, &request);
    assert_int_equal(workspace->sources.all.count, disk.count);
    assert_int_equal(workspace->unreadable.count, 0);
    workspace_drop(workspace);
    assert_int_equal(tracker_end(&tracker), 0);
}

/* What bison allocates is malloc's own; where a handler jumps out instead of ending the
 * program, nobody is left to free it. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void) {
    return "leak:integ_parse\n";
}

/* Loads a file and shows what was found, in both formats. */
static void load_and_show(Memory *memory, const char *path) {
    Files files = load_files(&disk);
    Slice paths[] = {slice_of(path)};
    Request request = {.paths = paths, .path_count = 1};
    Workspace *workspace = workspace_load(memory, &files, &request);
    Report report = {
        .memory = memory,
        .sources = &workspace->sources,
        .findings = &workspace->findings,
        .summary = &workspace->summary,
        .level = LEVEL_NOTE,
        .all = true,
        .closing = true,
    };
    Text text = {.memory = memory};
    Writer writer = writer_text(&text);
    render_text(&report, &writer);
    render_json(&report, &writer);
    assert_true(text.length > 1000);
    text_free(&text);
    workspace_drop(workspace);
}

/* Runs out at the nth request, for every n until none fails. Once more for each with all
 * requests from the nth on refused: who goes on after a refusal is found out. */
static void exhaust(void (*work)(Memory *memory, const char *path), const char *path) {
    static Tracker tracker; /* kept over longjmp */
    for (volatile int refuse_all = 0; refuse_all < 2; refuse_all++) {
        volatile bool failed = true;
        volatile long n = 0;
        while (failed) {
            n++;
            tracker_begin(&tracker, n);
            tracker.refuse_all = refuse_all != 0;
            Memory memory = {tracked_resize, tracked_exhausted, &tracker};
            if (setjmp(tracker.out) == 0) {
                work(&memory, path);
                failed = false;
                assert_int_equal(tracker_end(&tracker), 0);
            } else {
                tracker_end(&tracker);
            }
        }
        assert_true(n > 20);
    }
}

static void test_exhausted(void **state) {
    (void)state;
    exhaust(load_and_show, "main.integ");
}

static void test_exhausted_whole(void **state) {
    (void)state;
    exhaust(load_and_show, "whole.integ");
}

/* Memory that asks at its nth request for what is done to be stopped. */
typedef struct Stopping {
    Tracker tracker;
    long requests, stop_at;
    volatile int stop;
} Stopping;

static void *stopping_resize(void *context, void *block, size_t size) {
    Stopping *stopping = context;
    if (size > 0 && ++stopping->requests == stopping->stop_at)
        stopping->stop = 1;
    return tracked_resize(&stopping->tracker, block, size);
}

/* Wherever a load is stopped, nothing is left of it; where that comes too late, it is
 * whole. */
static void test_stopped(void **state) {
    Files files = load_files(&disk);
    (void)state;
    Slice paths[] = {SLICE("whole.integ"), SLICE("main.integ")};
    long stopped = 0;
    for (long n = 0;; n++) {
        static Stopping stopping;
        stopping = (Stopping){.stop_at = n, .stop = n == 0};
        tracker_begin(&stopping.tracker, 0);
        Memory memory = {stopping_resize, tracked_exhausted, &stopping};
        Request request = {.paths = paths, .path_count = 2, .stop = &stopping.stop};
        Workspace *workspace = workspace_load(&memory, &files, &request);
        stopped += workspace == NULL;
        if (workspace != NULL) {
            assert_int_equal(workspace->sources.all.count, 4);
            assert_true(found(workspace, CODE_S01));
            workspace_drop(workspace);
        }
        assert_int_equal(tracker_end(&stopping.tracker), 0);
        if (stopping.stop == 0)
            break;
    }
    assert_true(stopped > 20);
}

/* Every claim and finding is looked at, what a text changes told, saved and taken back.
 */
static void try_out(Memory *memory, const char *path) {
    Files files = load_files(&disk);
    Slice paths[] = {slice_of(path)};
    Request request = {.paths = paths, .path_count = 1};
    Workspace *before = workspace_load(memory, &files, &request);
    WhatIfs *list = whatifs_new(memory, &files, &request);
    WhatIfOutcome *outcome = whatif_add(
        list, before,
        SLICE("total 2020: 3 project new \"New\" { funding "
              "2020: 1 effect c judged: met }"),
        model_find(before->model, KIND_DOCUMENT, names_find(before->names, SLICE("d"))));
    assert_true(outcome->accepted);
    Text text = {.memory = memory};
    Writer writer = writer_text(&text);
    render_whatif(memory, outcome, before, &writer);
    render_whatifs(memory, list, &writer);
    Workspace *after = outcome->after;
    whatif_outcome_drop(outcome);
    workspace_drop(before);
    Arena *arena = arena_new(memory);
    Slice saved, why;
    assert_true(whatif_text(list, after, arena, &saved, &why));
    text_slice(&text, saved);
    assert_true(text.length > 200);
    outcome = whatif_undo(list, after, 0);
    render_whatif(memory, outcome, after, &writer);
    workspace_drop(outcome->after);
    whatif_outcome_drop(outcome);
    text_free(&text);
    arena_drop(arena);
    workspace_drop(after);
    whatifs_drop(list);
}

/* ---- texts laid over files ---- */

static bool loads(const Memory *memory, const Files *files, const char *path,
                  const char *source, const char *part) {
    Slice paths = slice_of(path);
    Request request = {.paths = &paths, .path_count = 1};
    Workspace *workspace = workspace_load(memory, files, &request);
    bool found_part = false;
    for (uint32_t i = 0; i < workspace->sources.all.count; i++) {
        const Source *one = workspace->sources.all.at[i];
        if (slice_is(one->path, source))
            found_part = strstr(one->text.at, part) != NULL;
    }
    workspace_drop(workspace);
    return found_part;
}

static uint64_t stamp_memory(void *context, const char *path) {
    (void)context, (void)path;
    return UINT64_MAX;
}

/* What an editor holds open is read in place of the file, by whatever path, also where
 * there is no file; what it closes is the file's again; and each change shows. */
static void test_overlay(void **state) {
    (void)state;
    Tracker tracker;
    tracker_begin(&tracker, 0);
    Memory memory = {tracked_resize, tracked_exhausted, &tracker};
    Arena *arena = arena_new(&memory);
    Files below = load_files(&disk);
    below.stamp = stamp_memory;
    Overlay *overlay = overlay_new(arena, &below, SLICE("/disk"));
    Files files = overlay_files(overlay);
    assert_true(loads(&memory, &files, "whole.integ", "lib/one.integ", "\"BIF\""));

    uint32_t number = overlay_put(overlay, SLICE("/disk/lib/one.integ"),
                                  SLICE("organisation bif \"Typed\"\n"));
    assert_true(loads(&memory, &files, "whole.integ", "lib/one.integ", "\"Typed\""));
    uint64_t first = files.stamp(files.context, "lib/one.integ");
    assert_int_equal(overlay_put(overlay, SLICE("/disk/lib/one.integ"),
                                 SLICE("organisation bif \"Again\"\n")),
                     number);
    assert_true(loads(&memory, &files, "whole.integ", "lib/one.integ", "\"Again\""));
    assert_true(files.stamp(files.context, "lib/one.integ") != first);
    assert_true(files.stamp(files.context, "lib/two.integ") == UINT64_MAX);

    overlay_hide(overlay, SLICE("/disk/lib/one.integ"));
    assert_false(loads(&memory, &files, "whole.integ", "lib/one.integ", ""));
    SliceVec listed = {0};
    IoTroubleVec troubles = {0};
    files.walk(files.context, arena, ".", &listed, &troubles);
    assert_int_equal(listed.count, disk.count - 1);
    overlay_lift(overlay, SLICE("/disk/lib/one.integ"));
    assert_true(loads(&memory, &files, "whole.integ", "lib/one.integ", "\"BIF\""));

    overlay_put(overlay, SLICE("/disk/new/three.integ"), SLICE("project n \"New\"\n"));
    assert_true(loads(&memory, &files, "new/three.integ", "new/three.integ", "\"New\""));
    assert_true(files.is_folder(files.context, "new"));
    listed.count = 0;
    files.walk(files.context, arena, ".", &listed, &troubles);
    assert_int_equal(listed.count, disk.count + 1);
    arena_drop(arena);
    assert_int_equal(tracker_end(&tracker), 0);
}

static void test_exhausted_trying_out(void **state) {
    (void)state;
    exhaust(try_out, "whole.integ");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_load),
        cmocka_unit_test(test_folder),
        cmocka_unit_test(test_stopped),
        cmocka_unit_test(test_exhausted),
        cmocka_unit_test(test_exhausted_whole),
        cmocka_unit_test(test_exhausted_trying_out),
        cmocka_unit_test(test_overlay),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
