/* Unit tests of repl/: what is kept of what was typed, completion, and sessions whose
 * input is no terminal. */
#include "repl/complete.h"
#include "repl/pager.h"
#include "repl/history.h"
#include "repl/loop.h"
#include "repl/show.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "unit/memory.h"

static const char parks[] =
    "document parks \"Parks\" { date: 2025-03-01 }\n"
    "unit mio DKK\n"
    "source fund \"The Green Fund\" { kind: external }\n"
    "organisation city \"The city\"\n"
    "category clear \"Clear\"\n"
    "dimension health \"Health\"\n"
    "attribute state on project: open | closed\n"
    "area green \"Grønne områder\" {\n"
    "  project lakes \"Søer\" { funding 2023: 1.5 from fund  owner: city }\n"
    "  project paths \"Stier\" { funding 2023: 0.4 from fund  state: open }\n"
    "}\n"
    "query by_area \"Money by area\" { select area, sum(amount) from funding group by "
    "area }\n";

/* A folder of its own, with parks.integ in it. */
typedef struct World {
    Memory memory;
    Arena *arena;
    char folder[64];
    Slice path, history;
} World;

static int setup(void **state) {
    World *world = calloc(1, sizeof *world);
    world->memory = memory_system(not_exhausted, NULL);
    world->arena = arena_new(&world->memory);
    strcpy(world->folder, "/tmp/integ-repl-XXXXXX");
    assert_non_null(mkdtemp(world->folder));
    world->path = arena_format(world->arena, "%s/parks.integ", world->folder);
    world->history = arena_format(world->arena, "%s/a/b/history", world->folder);
    assert_int_equal(io_replace_file(world->path.at, slice_of(parks), (IoReplace){0}),
                     IO_OK);
    *state = world;
    return 0;
}

static int teardown(void **state) {
    World *world = *state;
    Slice command = arena_format(world->arena, "rm -rf '%s'", world->folder);
    assert_int_equal(system(command.at), 0);
    arena_drop(world->arena);
    free(world);
    return 0;
}

/* ---- what was typed ---- */

static void adds(World *world, const char *entry) {
    assert_true(history_add(&world->memory, world->history.at, slice_of(entry)));
}

static SliceVec loads(World *world, uint32_t most) {
    SliceVec entries = {0};
    history_load(world->arena, world->history.at, most, &entries);
    return entries;
}

static void test_recall(void **state) {
    World *world = *state;
    assert_int_equal(loads(world, 10).count, 0);
    adds(world, "select a\nfrom b;");
    adds(world, ".read C:\\new\\n");
    adds(world, "\\");
    SliceVec entries = loads(world, 10);
    assert_int_equal(entries.count, 3);
    assert_true(slice_is(entries.at[0], "select a\nfrom b;"));
    assert_true(slice_is(entries.at[1], ".read C:\\new\\n"));
    assert_true(slice_is(entries.at[2], "\\"));
    struct stat status;
    assert_int_equal(stat(world->history.at, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
}

static void test_recall_is_bounded(void **state) {
    World *world = *state;
    for (int i = 0; i < 30; i++)
        adds(world, arena_format(world->arena, "entry %d", i).at);
    SliceVec entries = loads(world, 12);
    assert_int_equal(entries.count, 12);
    assert_true(slice_is(entries.at[0], "entry 18"));
    adds(world, "another");
    entries = loads(world, 100);
    assert_int_equal(entries.count, 13);
    assert_true(slice_is(entries.at[12], "another"));
}

/* Of a file that is too long the end is kept, from a whole line on. */
static void test_recall_is_cut(void **state) {
    World *world = *state;
    enum { LINE = 1 << 20, LINES = 18 };
    char *line = malloc(LINE);
    assert_non_null(line);
    for (int i = 0; i < LINES; i++) {
        memset(line, 'a' + i, LINE);
        assert_true(history_add(&world->memory, world->history.at, (Slice){line, LINE}));
    }
    free(line);
    for (int again = 0; again < 2; again++) {
        SliceVec entries = {0};
        history_load(world->arena, world->history.at, 100, &entries);
        assert_int_equal(entries.count, 7);
        assert_int_equal(entries.at[0].length, LINE);
        assert_int_equal(entries.at[6].at[0], 'a' + LINES - 1);
    }
}

/* An answer that a pager did not show is shown without one. */
static void test_pager_that_fails(void **state) {
    (void)state;
    signal(SIGPIPE, SIG_IGN); /* as the program does */
    assert_true(pager_show("cat >/dev/null", SLICE("an answer\n")));
    assert_false(pager_show("exit 3", SLICE("an answer\n")));
    assert_false(pager_show("no-such-pager-at-all 2>/dev/null", SLICE("an answer\n")));
}

static void test_recall_side_by_side(void **state) {
    enum { WRITERS = 4, EACH = 50 };
    World *world = *state;
    for (int writer = 0; writer < WRITERS; writer++)
        if (fork() == 0) {
            for (int i = 0; i < EACH; i++) {
                history_add(&world->memory, world->history.at, SLICE("one of many"));
                loads(world, WRITERS * EACH);
            }
            _exit(0);
        }
    while (wait(NULL) > 0)
        ;
    SliceVec entries = loads(world, 1000);
    assert_int_equal(entries.count, WRITERS * EACH);
    for (uint32_t i = 0; i < entries.count; i++)
        assert_true(slice_is(entries.at[i], "one of many"));
}

static void test_recall_of_what_is_no_file(void **state) {
    World *world = *state;
    assert_false(history_add(&world->memory, world->folder, SLICE("x")));
    assert_false(history_add(&world->memory, "/dev/null", SLICE("x")));
    assert_false(history_add(&world->memory, "/dev/null/a/history", SLICE("x")));
    SliceVec entries = {0};
    history_load(world->arena, "/dev/zero", 10, &entries);
    assert_int_equal(entries.count, 0);
}

/* ---- completion ---- */

static Workspace *load(World *world) {
    Files files = files_system();
    Request request = {.paths = &world->path, .path_count = 1};
    return workspace_load(&world->memory, &files, &request);
}

/* The candidates at the "|", with the text that they replace before them. */
static void completes(World *world, Workspace *workspace, const char *marked,
                      const char *wanted) {
    const char *mark = strchr(marked, '|');
    uint32_t cursor = (uint32_t)(mark - marked);
    Slice text = arena_format(world->arena, "%.*s%s", (int)cursor, marked, mark + 1);
    Completion found = {.arena = world->arena};
    complete_text(workspace, text, cursor, &found);
    Text out = {.memory = &world->memory};
    text_format(&out, "%.*s:", (int)(cursor - found.start), text.at + found.start);
    for (uint32_t i = 0; i < found.candidates.count; i++)
        text_format(&out, " %.*s", SLICE_ARGS(found.candidates.at[i]));
    if (!slice_is(text_view(&out), wanted))
        fail_msg("%s\n  is     %.*s\n  wanted %s", marked, SLICE_ARGS(text_view(&out)),
                 wanted);
    text_free(&out);
}

static void test_completion(void **state) {
    World *world = *state;
    Workspace *w = load(world);
    completes(world, w, "sel|", "sel: select");
    completes(world, w, "SEL|", "SEL: select");
    completes(world, w, "select a|", "a: abs( actual amount approximate area at avg(");
    completes(world, w, "select a| from funding", "a: abs( amount approximate area avg(");
    completes(world, w, "select pa| from projects", "pa: page parent part_of");
    completes(world, w, "select sta| from projects", "sta: starts state");
    completes(world, w, "select project.o| from funding", "o: owner");
    completes(world, w, "select project.owner.| from funding",
              ": case contributes date expires kind name note owner page starts title");
    completes(world, w, "select x.| from funding", ":");
    completes(world, w, "select a from f|", "f: findings funding");
    completes(world, w, "select a from funding where source = |", ": fund");
    completes(world, w, "select a from funding where project in (lakes, p|", "p: paths");
    completes(world, w, "select a from findings where level = |", ": error note warning");
    completes(world, w, "select a from projects where title = \"s|", "s: Stier Søer");
    completes(world, w, "select a from funding where project.title in (\"x\", \"|",
              ": Stier Søer");
    completes(world, w, "select a from funding where amount = \"|", ":");
    completes(world, w, "select a from funding where source.kind = \"|", ": external");
    completes(world, w, "select a from projects where state = \"o|", "o: open");
    completes(world, w, "select a from projects where judged = |",
              ": met missed partly unknown");
    completes(world, w, "select a from projects where state = |", ": closed open");
    completes(world, w, "select a from projects where name = |", ": lakes paths");
    completes(world, w, "select a from funding of |", ": all parks");
    completes(world, w, "select a from funding g|", "g: group");
    completes(world, w,
              "select sum(amount) as big from funding group by year order by b|",
              "b: big");
    completes(world, w, "select year as yearly from funding where yearl|", "yearl:");
    completes(world, w, "inc|", "inc:"); /* nothing is included at the prompt */
    completes(world, w, "project p { bas|", "bas:");
    completes(world, w, "project p { funding 2023: 1 from |", ": fund");
    completes(world, w, "project p { effect |", ": clear");
    completes(world, w, "project p { owner: c|", "c: city");
    completes(world, w, "project p { state: |", ": closed open");
    completes(world, w, "project l|", "l: lakes");
    workspace_drop(w);
}

/* What can be named of a printed table in a check. */
static void test_completion_of_cells(void **state) {
    static const char table[] =
        "unit mio DKK\n"
        "source fund \"The Green Fund\"\n"
        "table t1 \"Table 1\" 2024 {\n"
        "  area green \"Grønne områder\" { lakes \"Søer\" from fund 0.1 total 0.1 }\n"
        "}\n";
    World *world = *state;
    Slice parks_path = world->path;
    world->path = arena_format(world->arena, "%s/cells.integ", world->folder);
    assert_int_equal(io_replace_file(world->path.at, slice_of(table), (IoReplace){0}),
                     IO_OK);
    Workspace *w = load(world);
    completes(world, w, "check \"x\" t|", "t: t1 trim( true");
    completes(world, w, "check \"x\" t1(|", ": all fund green lakes");
    completes(world, w, "check \"x\" t1(2023, g|", "g: green");
    completes(world, w, "check \"x\" abs(t1(green) - t1(f|", "f: fund");
    completes(world, w, "check \"x\" t1(2023, \"|",
              ": Grønne områder Søer The Green Fund");
    completes(world, w, "check \"x\" t1(2023 where source = |", ": fund");
    completes(world, w, "check \"x\" t1(area = |", ": green");
    workspace_drop(w);
    remove(world->path.at);
    world->path = parks_path;
}

/* Each text once, in order, as the language writes it. */
static void test_completion_of_texts(void **state) {
    static const char sources[] = "source a \"A\" { kind: \"own\" }\n"
                                  "source b \"B\" { kind: \"external\" }\n"
                                  "source c \"C\" { kind: \"own\", \"east\" }\n"
                                  "source d \"A\\tb\\n\\\\ \\\"q\\\" \\u{202e}\"\n";
    World *world = *state;
    Slice parks_path = world->path;
    world->path = arena_format(world->arena, "%s/texts.integ", world->folder);
    assert_int_equal(io_replace_file(world->path.at, slice_of(sources), (IoReplace){0}),
                     IO_OK);
    Workspace *w = load(world);
    completes(world, w, "select a from funding where source.kind = \"|",
              ": east external own");
    completes(world, w, "select a from funding where source.kind = \"e|",
              "e: east external");
    completes(world, w, "select a from funding where source.title = \"|",
              ": A A\\tb\\n\\\\ \\\"q\\\" \\u{202e} B C");
    workspace_drop(w);
    remove(world->path.at);
    world->path = parks_path;
}

static void test_completion_of_commands(void **state) {
    World *world = *state;
    Workspace *w = load(world);
    completes(world, w, ".re|", ".re: .read .reload");
    completes(world, w, ".schema pr|", "pr: projects");
    completes(world, w, ".help mo|", "mo: mode");
    completes(world, w, ".run |", ": by_area");
    completes(world, w, ".explain S1|", "S1: S10 S11");
    completes(world, w, ".timer |", ": off on");
    completes(world, w, ".nothing |", ":");
    Slice typed = arena_format(world->arena, ".read %s/p|", world->folder);
    Slice wanted =
        arena_format(world->arena, "%s/p: %s/parks.integ", world->folder, world->folder);
    completes(world, w, typed.at, wanted.at);
    workspace_drop(w);
}

/* ---- sessions ---- */

typedef struct Talk {
    Session session;
    Files files;
    Request request;
    Text out, err;
    Writer to_out, to_err;
    volatile sig_atomic_t interrupted;
} Talk;

static void talk_open(World *world, Talk *talk, bool keep_going) {
    *talk = (Talk){.out = {.memory = &world->memory}, .err = {.memory = &world->memory}};
    talk->to_out = writer_text(&talk->out);
    talk->to_err = writer_text(&talk->err);
    talk->files = files_system();
    talk->request = (Request){.paths = &world->path, .path_count = 1};
    SessionPlan plan = {.memory = &world->memory,
                        .out = &talk->to_out,
                        .err = &talk->to_err,
                        .workspace = load(world),
                        .files = &talk->files,
                        .request = &talk->request,
                        .interrupted = &talk->interrupted,
                        .keep_going = keep_going};
    loop_open(&talk->session, &plan);
}

static void talk_close(Talk *talk) {
    loop_close(&talk->session);
    text_free(&talk->out);
    text_free(&talk->err);
}

static void prints(Talk *talk, const char *out, const char *err) {
    if (!slice_is(text_view(&talk->out), out) || !slice_is(text_view(&talk->err), err))
        fail_msg("printed %.*s\nand said %.*s", SLICE_ARGS(text_view(&talk->out)),
                 SLICE_ARGS(text_view(&talk->err)));
    text_clear(&talk->out);
    text_clear(&talk->err);
}

static bool runs(Talk *talk, const char *text) {
    return loop_run(&talk->session, slice_of(text), "test", 1);
}

/* Whether it is among what was said, which is let go. */
static bool said(Talk *talk, const char *part) {
    text_char(&talk->err, '\0');
    bool found = strstr(talk->err.at, part) != NULL;
    text_clear(&talk->err);
    return found;
}

static void test_commands(void **state) {
    World *world = *state;
    Talk talk;
    talk_open(world, &talk, false);
    assert_true(runs(&talk, "# a comment\n.mode\n .mode csv ;\n.mode\n"));
    prints(&talk, " table\n csv\n", "");
    assert_true(runs(&talk, ".decimal comma\n.decimal\n.timer\n"));
    prints(&talk, " comma\n off\n", "");
    assert_true(runs(&talk,
                     ".param year 2023\n.param $to \"the end\"\n.param\n.param year\n"
                     ".param\n"));
    prints(&talk,
           " year           2023\n to             the end\n to             the end\n",
           "");
    assert_true(runs(&talk, ".queries"));
    prints(&talk, " by_area        Money by area\n", "");
    assert_true(runs(&talk, ".help timer\n.quit\n.mode"));
    prints(&talk, " .timer [off|on]              tells how long each statement took\n",
           "");
    assert_true(talk.session.done);
    talk_close(&talk);
}

static void test_what_cannot_be_run(void **state) {
    World *world = *state;
    Talk talk;
    talk_open(world, &talk, true);
    assert_false(runs(&talk, "\n\n.tabels\n.schema projets\n.mode xml\n.explain T2\n"));
    prints(&talk, "",
           "integ: test:3: there is no command .tabels; did you mean .tables?\n"
           "integ: test:4: there is no table \"projets\"; did you mean \"projects\"?\n"
           "integ: test:5: \"xml\" is none of table|csv|json|jsonl|markdown|integ\n"
           "integ: test:6: there is no code \"T2\"; did you mean \"T02\"?\n");
    assert_false(runs(&talk, ".run nothing year=1\n.read /nonexistent\n.read /tmp\n"
                             ".output /nonexistent/x\n"));
    prints(&talk, "",
           "integ: test:1: there is no query \"nothing\"; .queries lists them\n"
           "integ: test:2: /nonexistent: does not exist\n"
           "integ: test:3: /tmp: is a folder\n"
           "integ: test:4: /nonexistent/x cannot be made: its folder does not exist\n");
    talk_close(&talk);
    talk_open(world, &talk, false);
    assert_false(runs(&talk, ".mode x\n.mode\n"));
    prints(&talk, "",
           "integ: test:1: \"x\" is none of table|csv|json|jsonl|markdown|integ\n");
    talk_close(&talk);
}

static void test_reading_files(void **state) {
    World *world = *state;
    Talk talk;
    talk_open(world, &talk, false);
    Slice script = arena_format(world->arena, "%s/s", world->folder);
    assert_int_equal(
        io_replace_file(script.at, SLICE(".mode json\n.mode\n"), (IoReplace){0}), IO_OK);
    assert_true(runs(&talk, arena_format(world->arena, ".read %s\n.mode", script.at).at));
    prints(&talk, " json\n json\n", "");
    Slice itself = arena_format(world->arena, ".read %s", script.at);
    assert_int_equal(io_replace_file(script.at, itself, (IoReplace){0}), IO_OK);
    assert_false(runs(&talk, itself.at));
    Slice said = arena_format(
        world->arena, "integ: %s:1: files that read files go 16 deep\n", script.at);
    prints(&talk, "", said.at);
    talk_close(&talk);
}

static void test_output(void **state) {
    World *world = *state;
    Talk talk;
    talk_open(world, &talk, false);
    Slice path = arena_format(world->arena, "%s/out", world->folder);
    Slice text = arena_format(world->arena,
                              ".output %s\n.mode\n.timer\n.output\n.decimal", path.at);
    assert_true(runs(&talk, text.at));
    prints(&talk, " point\n", "");
    char *bytes;
    size_t length;
    assert_int_equal(io_read_file(&world->memory, path.at, 1000, &bytes, &length), IO_OK);
    assert_true(slice_is((Slice){bytes, (uint32_t)length}, " table\n off\n"));
    memory_free(&world->memory, bytes);
    talk_close(&talk);
}

static void test_stream(void **state) {
    World *world = *state;
    Talk talk;
    talk_open(world, &talk, false);
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    const char text[] = ".mode\nselect titel\n form projects;\n.timer\n";
    assert_int_equal(write(ends[1], text, strlen(text)), (ssize_t)strlen(text));
    close(ends[1]);
    assert_false(loop_run_stream(&talk.session, ends[0], "stdin"));
    close(ends[0]);
    prints(&talk, " table\n",
           "error[S01]: expected \"from\", \"as\" or \",\" before \"form\"\n"
           "  ┌─ stdin:3:2\n"
           "  │\n"
           " 3│  form projects;\n"
           "  │  ^^^^ did you mean \"from\"?\n\n");
    talk_close(&talk);
}

static void test_answers(void **state) {
    World *world = *state;
    Talk talk;
    talk_open(world, &talk, false);
    assert_true(runs(&talk, ".mode csv\nselect project, amount from funding;\n"
                            ".param least \"1 mio DKK\"\n"
                            "select project from funding where amount > $least;"));
    prints(&talk,
           "project,amount,unit\r\nS\u00f8er,1.5,mio DKK\r\nStier,0.4,mio DKK\r\n"
           "project\r\nS\u00f8er\r\n",
           "");
    assert_false(runs(&talk, "\nselect nothing from funding;"));
    assert_non_null(strstr(talk.err.at, "test:2:8"));
    talk_close(&talk);
}

/* Ctrl-C sets the flag while a query runs. */
static void test_stopped(void **state) {
    World *world = *state;
    Talk talk;
    talk_open(world, &talk, false);
    talk.interrupted = 1;
    session_asking(&talk.session);
    Ask ask = {.text = SLICE("select project from funding"),
               .path = SLICE("test"),
               .stop = &talk.interrupted};
    assert_false(show_asked(&talk.session, &ask));
    prints(&talk, "", "integ: prompt:1: stopped\n");
    assert_false(runs(&talk, ".mode"));
    prints(&talk, "", "integ: test:1: stopped\n");
    assert_true(runs(&talk, " # nothing"));
    prints(&talk, "", "");
    talk_close(&talk);
}

static void test_reload(void **state) {
    World *world = *state;
    Talk talk;
    talk_open(world, &talk, false);
    assert_int_equal(
        io_replace_file(world->path.at, SLICE("unit mio DKK\n"), (IoReplace){0}), IO_OK);
    assert_true(runs(&talk, ".reload\n.queries\n"));
    prints(&talk,
           " the files were read again; no claim comes out differently\n"
           " the files declare none\n",
           "");
    assert_int_equal(io_replace_file(world->path.at, SLICE("project {{"), (IoReplace){0}),
                     IO_OK);
    assert_false(runs(&talk, ".reload\n"));
    const char *stale = "parks.integ cannot be read as it is now (line 1: ";
    assert_true(said(&talk, stale));
    /* At every answer, and nothing else is taken up meanwhile. */
    for (int i = 0; i < 2; i++) {
        assert_true(runs(&talk, "select count(*) as n from funding;\n"));
        assert_true(said(&talk, stale));
        assert_false(runs(&talk, "total 2023: 1;\n"));
        assert_true(said(&talk, stale));
    }
    assert_int_equal(
        io_replace_file(world->path.at, SLICE("unit mio DKK\n"), (IoReplace){0}), IO_OK);
    assert_true(runs(&talk, ".reload\nselect count(*) as n from funding;\n"));
    assert_int_equal(talk.err.length, 0);
    talk_close(&talk);
}

/* ---- what-ifs ---- */

static void test_what_ifs(void **state) {
    World *world = *state;
    Talk talk;
    talk_open(world, &talk, true);
    assert_true(runs(&talk, "total 2023: 2.3; project benches \"Bænke\" {\n"
                            "  funding 2023: 0.4 from fund\n}\n"));
    prints(&talk,
           " what-if 1. Total 2023: 1.9; stated 2.3: new, 0.4 too high\n"
           " what-if 2: benches, 1 entry. Total 2023: 1.9 → 2.3; stated 2.3: now exact "
           "(was 0.4 too high)\n",
           "");
    assert_true(runs(&talk, ".mode csv\nselect sum(amount) from funding;\n"));
    prints(&talk, "sum(amount),unit\r\n2.3,mio DKK\r\n", "");
    assert_false(runs(&talk, "project x \"X\" { funding 2023: 1 from fnud }"));
    assert_non_null(strstr(talk.err.at, "no source is called \"fnud\""));
    text_clear(&talk.err);
    assert_true(runs(&talk, ".undo 1\n.undo\n.whatif\n"));
    prints(&talk,
           " what-if 1 undone. Total 2023: no longer claimed\n"
           " what-if 2 undone; no claim comes out differently\n"
           " nothing is stated here beside the files\n",
           "");
    assert_false(runs(&talk, ".undo\n.undo x\n.save\n.save /tmp\n"));
    prints(&talk, "",
           "integ: test:1: there is no what-if to be undone\n"
           "integ: test:2: \"x\" is not the number of a what-if; .whatif lists them\n"
           "integ: test:3: into which file? .save FILE\n"
           "integ: test:4: there is no what-if to be saved\n");
    talk_close(&talk);
}

/* What is saved into a file that is loaded is let go, and means the same there. */
static void test_saving_what_ifs(void **state) {
    World *world = *state;
    Talk talk;
    Slice folder = slice_of(world->folder);
    talk_open(world, &talk, false);
    talk.request.paths = &folder;
    Slice saved = arena_format(world->arena, "%s/tried.integ", world->folder);
    Slice typed =
        arena_format(world->arena,
                     "project benches \"Bænke\" { funding 2023: 0.1 from fund }\n"
                     ".save %s\n.reload\n.whatif\n.mode csv\n"
                     "select sum(amount) from funding;\n",
                     saved.at);
    assert_true(runs(&talk, typed.at));
    prints(&talk,
           " what-if 1: benches, 1 entry; no claim comes out differently\n"
           " the files were read again; no claim comes out differently\n"
           " nothing is stated here beside the files\n"
           "sum(amount),unit\r\n2.0,mio DKK\r\n",
           "");
    assert_true(runs(&talk, "project benches { funding 2022: 0.1 from fund }"));
    text_clear(&talk.out);
    assert_false(runs(&talk, arena_format(world->arena, ".save %s", saved.at).at));
    assert_non_null(strstr(talk.err.at, "exists; what-ifs are saved into a new file"));
    talk_close(&talk);
}

static void test_documents_of_what_ifs(void **state) {
    World *world = *state;
    Talk talk;
    Slice two = arena_format(world->arena,
                             "%sdocument jobs \"Jobs\" {\n"
                             "  unit DKK  project job \"Job\" { funding "
                             "2023: 5 }  total 2023: 6\n}\n",
                             parks);
    assert_int_equal(io_replace_file(world->path.at, two, (IoReplace){0}), IO_OK);
    talk_open(world, &talk, true);
    assert_false(runs(&talk, ".document jbos\n"));
    prints(&talk, "",
           "integ: test:1: no document is called \"jbos\"; did you mean \"jobs\"?\n");
    /* The latest one at first. */
    assert_true(runs(&talk, ".document\n.document jobs\n.document\n"
                            "project x \"X\" { funding 2023: 1 }\n"));
    prints(&talk,
           " * parks \"Parks\"\n   jobs \"Jobs\"\n"
           "   parks \"Parks\"\n * jobs \"Jobs\"\n"
           " what-if 1: x, 1 entry. Total 2023: 5 → 6; stated 6: now exact (was 1 too "
           "high)\n",
           "");
    talk_close(&talk);
}

/* Of several without a date none is the latest. */
static void test_several_documents(void **state) {
    World *world = *state;
    Talk talk;
    Slice two = SLICE("document a \"A\" { project x \"X\" { funding 2023: 1 DKK } }\n"
                      "document b \"B\" { project y \"Y\" { funding 2023: 1 DKK } }\n");
    assert_int_equal(io_replace_file(world->path.at, two, (IoReplace){0}), IO_OK);
    talk_open(world, &talk, true);
    assert_true(runs(&talk, ".document\n"));
    assert_false(runs(&talk, "project z \"Z\" { funding 2023: 1 DKK }\n"));
    prints(&talk, "   a \"A\"\n   b \"B\"\n none is chosen yet: .document NAME\n",
           "integ: test:1: the files hold several documents: say which one this "
           "belongs to, by .document NAME\n");
    talk_close(&talk);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_recall, setup, teardown),
        cmocka_unit_test_setup_teardown(test_recall_is_bounded, setup, teardown),
        cmocka_unit_test_setup_teardown(test_recall_is_cut, setup, teardown),
        cmocka_unit_test(test_pager_that_fails),
        cmocka_unit_test_setup_teardown(test_recall_side_by_side, setup, teardown),
        cmocka_unit_test_setup_teardown(test_recall_of_what_is_no_file, setup, teardown),
        cmocka_unit_test_setup_teardown(test_completion, setup, teardown),
        cmocka_unit_test_setup_teardown(test_completion_of_cells, setup, teardown),
        cmocka_unit_test_setup_teardown(test_completion_of_texts, setup, teardown),
        cmocka_unit_test_setup_teardown(test_completion_of_commands, setup, teardown),
        cmocka_unit_test_setup_teardown(test_commands, setup, teardown),
        cmocka_unit_test_setup_teardown(test_what_cannot_be_run, setup, teardown),
        cmocka_unit_test_setup_teardown(test_reading_files, setup, teardown),
        cmocka_unit_test_setup_teardown(test_output, setup, teardown),
        cmocka_unit_test_setup_teardown(test_stream, setup, teardown),
        cmocka_unit_test_setup_teardown(test_answers, setup, teardown),
        cmocka_unit_test_setup_teardown(test_stopped, setup, teardown),
        cmocka_unit_test_setup_teardown(test_reload, setup, teardown),
        cmocka_unit_test_setup_teardown(test_what_ifs, setup, teardown),
        cmocka_unit_test_setup_teardown(test_saving_what_ifs, setup, teardown),
        cmocka_unit_test_setup_teardown(test_documents_of_what_ifs, setup, teardown),
        cmocka_unit_test_setup_teardown(test_several_documents, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
