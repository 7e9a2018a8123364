/* Unit tests of workspace/whatif and render/whatif: what a text typed beside the files
 * changes, taking it back, saving it, and files that change meanwhile. */
#include "workspace/whatif.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "check/checked.h"
#include "load.h"
#include "memory.h"
#include "model/view.h"
#include "render/whatif.h"

/* ---- a session ---- */

typedef struct Session {
    Memory memory;
    LoadDisk disk;
    Files files;
    Slice paths[1];
    Request request;
    WhatIfs *list;
    Workspace *workspace;
} Session;

static void put_file(Session *session, const char *path, const char *text) {
    LoadDisk *disk = &session->disk;
    for (uint32_t i = 0; i < disk->count; i++) {
        if (strcmp(disk->files[i].path, path) == 0) {
            disk->files[i].text = text;
            disk->files[i].stamp++;
            return;
        }
    }
    assert_true(disk->count < LOAD_FILES_MOST);
    disk->files[disk->count++] = (LoadFile){path, text, 1};
}

static void open_session(Session *session, const char *text) {
    *session = (Session){.memory = memory_system(not_exhausted, NULL)};
    session->files = load_files(&session->disk);
    put_file(session, "parks.integ", text);
    session->paths[0] = SLICE(".");
    session->request = (Request){.paths = session->paths, .path_count = 1};
    session->list = whatifs_new(&session->memory, &session->files, &session->request);
    session->workspace =
        workspace_load(&session->memory, &session->files, &session->request);
}

static void close_session(Session *session) {
    workspace_drop(session->workspace);
    whatifs_drop(session->list);
}

/* Shows what came of it, and keeps the workspace that counts from now on. */
static void assert_outcome(Session *session, WhatIfOutcome *outcome,
                           const char *expected) {
    Text text = {.memory = &session->memory};
    if (outcome->accepted) {
        Writer out = writer_text(&text);
        render_whatif(&session->memory, outcome, session->workspace, &out);
    } else if (outcome->refusal == REFUSED_TEXT) {
        for (uint32_t i = 0; i < outcome->findings.all.count; i++) {
            const Diagnostic *d = outcome->findings.all.at[i];
            text_format(&text, "%s %.*s\n", code_info(d->code)->code,
                        SLICE_ARGS(d->message));
        }
    } else {
        Slice why = whatif_refusal_text(outcome);
        text_format(&text, "refused: %.*s\n", SLICE_ARGS(why));
    }
    text_char(&text, 0);
    assert_string_equal(text.at, expected);
    text_free(&text);
    Workspace *other = outcome->after;
    if (outcome->accepted) {
        other = session->workspace;
        session->workspace = outcome->after;
    }
    whatif_outcome_drop(outcome);
    workspace_drop(other);
}

static void assert_add(Session *session, const char *text, const char *expected) {
    assert_outcome(session,
                   whatif_add(session->list, session->workspace, slice_of(text),
                              whatif_home(session->workspace)),
                   expected);
}

static void assert_undo(Session *session, uint32_t number, const char *expected) {
    assert_outcome(session, whatif_undo(session->list, session->workspace, number),
                   expected);
}

static void assert_reload(Session *session, const char *expected) {
    assert_outcome(session, whatif_reload(session->list, session->workspace), expected);
}

/* That two loads hold the same facts, and that every claim comes out the same. */
static void assert_same(const Workspace *a, const Workspace *b) {
    assert_int_equal(a->model->facts.count, b->model->facts.count);
    assert_int_equal(a->model->claims.count, b->model->claims.count);
    assert_int_equal(a->findings.all.count, b->findings.all.count);
    assert_memory_equal(&a->summary, &b->summary, sizeof a->summary);
    for (uint32_t i = 0; i < a->model->facts.count; i++) {
        assert_int_equal(a->model->facts.year[i], b->model->facts.year[i]);
        Decimal x = figure_decimal(facts_figure(&a->model->facts, i));
        Decimal y = figure_decimal(facts_figure(&b->model->facts, i));
        assert_int_equal(decimal_compare(x, y), 0);
        const Line *left = &a->model->lines.at[a->model->facts.line[i]];
        const Line *right = &b->model->lines.at[b->model->facts.line[i]];
        assert_true(slice_equal(model_name(a->model, KIND_DOCUMENT, left->document),
                                model_name(b->model, KIND_DOCUMENT, right->document)));
    }
    for (uint32_t i = 0; i < a->model->claims.count; i++) {
        assert_int_equal(a->checked->totals[i].verdict, b->checked->totals[i].verdict);
        assert_int_equal(decimal_compare(a->checked->totals[i].difference,
                                         b->checked->totals[i].difference),
                         0);
    }
}

/* What is saved means the same when it is read back beside the files. */
static void assert_saved(Session *session, const char *expected) {
    Arena *arena = arena_new(&session->memory);
    Slice text = {0}, why = {0};
    assert_true(whatif_text(session->list, session->workspace, arena, &text, &why));
    assert_string_equal(text.at, expected);
    put_file(session, "saved.integ", text.at);
    Workspace *again =
        workspace_load(&session->memory, &session->files, &session->request);
    assert_same(session->workspace, again);
    workspace_drop(again);
    session->disk.count--;
    arena_drop(arena);
}

/* ---- the tests ---- */

static const char parks[] =
    "document parks \"Parks\" { date: 2023-05-01 }\n"
    "unit mio DKK\n"
    "years 2022..2023\n"
    "source plan \"The plan\"\n"
    "project lakes \"Lakes\" { funding 2022: 3.0, 2023: 7.1 from plan }\n"
    "total 2022: 3.0, 2023: 7.5\n";

/* Ctrl-C while the files are read again: all is as it was, and goes on. */
static void a_load_that_is_stopped_changes_nothing(void **state) {
    (void)state;
    static const char said[] = "refused: stopped; what was read before stands\n";
    static const char text[] =
        "project benches \"Bænke\" { funding 2023: 0.4 from plan }";
    volatile int stop = 0;
    Session session;
    open_session(&session, parks);
    session.request.stop = &stop;
    stop = 1;
    assert_add(&session, text, said);
    assert_int_equal(whatifs_count(session.list), 0);
    stop = 0;
    assert_add(
        &session, text,
        "what-if 1: benches, 1 entry. Total 2023: 7.1 → 7.5; stated 7.5: now exact "
        "(was 0.4 too high)\n");
    stop = 1;
    assert_undo(&session, 1, said);
    assert_reload(&session, said);
    stop = 0;
    assert_int_equal(whatifs_count(session.list), 1);
    assert_undo(&session, 1,
                "what-if 1 undone. Total 2023: 7.5 → 7.1; stated 7.5: now 0.4 too "
                "high (was exact)\n");
    close_session(&session);
}

static void a_project_fixes_a_total(void **state) {
    (void)state;
    Session session;
    open_session(&session, parks);
    assert_add(
        &session, "project benches \"Bænke\" { funding 2023: 0.4 from plan };",
        "what-if 1: benches, 1 entry. Total 2023: 7.1 → 7.5; stated 7.5: now exact "
        "(was 0.4 too high)\n");
    assert_add(
        &session, "project benches { funding 2022: 1.25 from plan }",
        "what-if 2: benches, 1 entry. Total 2022: 3.0 → 4.25; stated 3.0: now 1.25 "
        "too low (was exact)\n");
    assert_saved(&session, "document parks\n"
                           "unit mio DKK\n"
                           "years 2022..2023\n"
                           "\n"
                           "project benches \"Bænke\" { funding 2023: 0.4 from plan }\n"
                           "\n"
                           "project benches { funding 2022: 1.25 from plan }\n");
    assert_undo(&session, 0,
                "what-if 2 undone. Total 2022: 4.25 → 3.0; stated 3.0: now exact (was "
                "1.25 too low)\n");
    assert_undo(&session, 7, "refused: there is no what-if 7\n");
    assert_undo(&session, 1,
                "what-if 1 undone. Total 2023: 7.5 → 7.1; stated 7.5: now 0.4 too high "
                "(was exact)\n");
    assert_undo(&session, 0, "refused: there is no what-if to be undone\n");
    assert_int_equal(whatifs_count(session.list), 0);
    close_session(&session);
}

static void numbers_are_not_given_twice(void **state) {
    (void)state;
    Session session;
    open_session(&session, parks);
    assert_add(&session, "source x \"X\"",
               "what-if 1: x; no claim comes out differently\n");
    assert_undo(&session, 1, "what-if 1 undone; no claim comes out differently\n");
    assert_add(&session, "source x \"X\"",
               "what-if 2: x; no claim comes out differently\n");
    close_session(&session);
}

static void a_text_with_errors_changes_nothing(void **state) {
    (void)state;
    Session session;
    open_session(&session, parks);
    assert_add(&session, "project b \"B\" { funding 2023: 1 from paln }",
               "N01 no source is called \"paln\"\n");
    assert_add(&session, "project lakes \"Ponds\"",
               "N02 the project \"lakes\" has two titles in one document\n");
    assert_add(&session, "include \"parks.integ\"",
               "N04 an include belongs at the top of a file\n");
    assert_add(&session, " # nothing\n", "refused: there is no statement in it\n");
    assert_int_equal(whatifs_count(session.list), 0);
    assert_int_equal(session.workspace->model->lines.count, 1);
    close_session(&session);
}

/* What contradicts something is what one wants to see: it is told, not refused. */
static void new_claims_and_findings_are_told(void **state) {
    (void)state;
    Session session;
    open_session(&session, parks);
    assert_add(&session,
               "total all: 10.2  total 2022: 3.1  project lakes { funding 2031: 1 }",
               "what-if 1: lakes, 1 entry\n"
               "  Total for all years: 11.1; stated 10.2: new, 0.9 too low\n"
               "  Total 2022: 3.0; stated 3.1: new, 0.1 too high\n"
               "  error[Y01] at what-if 1:1: money in 2031, outside the years "
               "2022..2023\n");
    assert_undo(&session, 0,
                "what-if 1 undone\n"
                "  Total for all years: no longer claimed\n"
                "  Total 2022: no longer claimed\n"
                "  no longer: error[Y01] at what-if 1:1: money in 2031, outside the "
                "years 2022..2023\n");
    close_session(&session);
}

static void totals_of_tables_say_which(void **state) {
    (void)state;
    Session session;
    open_session(&session, "unit mio DKK\n"
                           "source fund \"The fund\" { kind: external }\n"
                           "area green \"Green\"\n"
                           "table t \"Table 1\" 2022 { total of green 1  total 1\n"
                           "  total 0 where source.kind = external }\n"
                           "table \"Table 2\" 2022 { total of green 2  total 2 }\n");
    assert_add(&session,
               "area green { project lakes \"Lakes\" { funding 2022: 2 from fund } }",
               "what-if 1: green, 1 entry\n"
               "  Total of Green 2022: 2; stated 1: now 1 too low (was not checkable)\n"
               "  Total of t 2022: 1 → 2; stated 1: now 1 too low (was exact)\n"
               "  Total of t where source.kind = external 2022: 2; stated 0: now 2 "
               "too low (was not checkable)\n"
               "  Total of Green 2022: 2; stated 2: now exact (was not checkable)\n");
    close_session(&session);
}

static void effects_and_judgements_change(void **state) {
    (void)state;
    Session session;
    open_session(&session,
                 "document d \"D\" { date: 2021-06-30 }\n"
                 "dimension work \"Work\"\n"
                 "category clear \"Clear\" { requires measured > 0 and met = measured }\n"
                 "project jobs \"Jobs\" {\n"
                 "  indicator a \"A\" on work { target 2020: >= 40% }\n"
                 "  effect clear on work  judged: met\n"
                 "}\n");
    assert_add(&session, "project jobs { indicator a { actual 2020: 35% } }",
               "what-if 1: jobs, 1 measured or set figure\n"
               "  Effect of Jobs: Work, claimed \"Clear\": now contradicted (was not "
               "checkable)\n"
               "  Judgement of Jobs, claimed \"met\": \"unknown\" → \"missed\"; now "
               "contradicted (was not checkable)\n");
    close_session(&session);
}

static void settings_of_its_own_stand_alone(void **state) {
    (void)state;
    Session session;
    open_session(&session, parks);
    assert_add(&session, "unit DKK  project b \"B\" { funding 2023: 400_000 }",
               "what-if 1: b, 1 entry. Total 2023: 7.1 → 7.5; stated 7.5: now exact "
               "(was 0.4 too high)\n");
    assert_saved(&session, "document parks\n"
                           "years 2022..2023\n"
                           "\n"
                           "unit DKK  project b \"B\" { funding 2023: 400_000 }\n");
    assert_add(
        &session, "project c \"C\" { funding 2022: 1.0 }",
        "what-if 2: c, 1 entry. Total 2022: 3.0 → 4.0; stated 3.0: now 1.0 too low "
        "(was exact)\n");
    assert_saved(&session, "document parks {\n"
                           "  years 2022..2023\n"
                           "  unit DKK  project b \"B\" { funding 2023: 400_000 }\n"
                           "}\n"
                           "\n"
                           "document parks {\n"
                           "  unit mio DKK\n"
                           "  years 2022..2023\n"
                           "  project c \"C\" { funding 2022: 1.0 }\n"
                           "}\n");
    close_session(&session);
}

/* What the file gives to every project, it gives to those that are typed. */
static void every_holds_for_what_is_typed(void **state) {
    (void)state;
    Session session;
    open_session(&session, "document parks \"Parks\"\nunit DKK\n"
                           "organisation city \"City\"\n"
                           "attribute steward on project required: organisation\n"
                           "every project { steward: city }\n"
                           "project a \"A\" { funding 2020: 1 }\n");
    assert_add(&session, "project b \"B\" { funding 2020: 1 }",
               "what-if 1: b, 1 entry; no claim comes out differently\n");
    const Model *model = session.workspace->model;
    Id b = model_find(model, KIND_PROJECT, names_find(model->names, SLICE("b")));
    assert_non_null(view_own_prop(model, KIND_PROJECT, b,
                                  names_find(model->names, SLICE("steward")), 1));
    assert_saved(&session, "document parks\n"
                           "unit DKK\n"
                           "every project { steward: city }\n"
                           "\n"
                           "project b \"B\" { funding 2020: 1 }\n");
    close_session(&session);
}

/* A block of another document in the file has settings of its own. */
static void a_block_is_joined_with_its_settings(void **state) {
    (void)state;
    Session session;
    open_session(
        &session,
        "unit mio DKK\n"
        "document one \"One\" { project a \"A\" { funding 2020: 1.0 } total 2020: "
        "1.0 }\n"
        "document two \"Two\" {\n"
        "  unit thousand DKK  tolerance exact\n"
        "  project b \"B\" { funding 2020: 5 }\n"
        "  total 2020: 6\n"
        "}\n");
    assert_int_equal(whatif_home(session.workspace), 0);
    assert_outcome(&session,
                   whatif_add(session.list, session.workspace,
                              SLICE("project c \"C\" { funding 2020: 1 }"), 0),
                   "refused: it is not clear which document it belongs to: choose one\n");
    const Model *model = session.workspace->model;
    Id two = model_find(model, KIND_DOCUMENT, names_find(model->names, SLICE("two")));
    assert_outcome(&session,
                   whatif_add(session.list, session.workspace,
                              SLICE("project c \"C\" { funding 2020: 1 }"), two),
                   "what-if 1: c, 1 entry. Total 2020: 5 → 6; stated 6: now exact (was 1 "
                   "too high)\n");
    assert_string_equal(whatifs_at(session.list, 0)->document.at, "two");
    assert_saved(&session, "document two\n"
                           "unit thousand DKK\n"
                           "tolerance exact\n"
                           "\n"
                           "project c \"C\" { funding 2020: 1 }\n");
    close_session(&session);
}

static void a_document_without_a_name_cannot_be_joined_from_elsewhere(void **state) {
    (void)state;
    Session session;
    open_session(&session, "unit DKK\nproject a \"A\" { funding 2020: 1 }\n");
    assert_add(&session, "project a { funding 2021: 1 }",
               "what-if 1: a, 1 entry; no claim comes out differently\n");
    Arena *arena = arena_new(&session.memory);
    Slice text = {0}, why = {0};
    assert_false(whatif_text(session.list, session.workspace, arena, &text, &why));
    assert_true(slice_starts(why, SLICE("the document of parks.integ has no name")));
    arena_drop(arena);
    close_session(&session);
}

static void files_change(void **state) {
    (void)state;
    Session session;
    open_session(&session, parks);
    assert_int_equal(workspace_changed(session.workspace, &session.files).length, 0);
    assert_add(
        &session, "project benches \"Bænke\" { funding 2023: 0.4 from plan }",
        "what-if 1: benches, 1 entry. Total 2023: 7.1 → 7.5; stated 7.5: now exact "
        "(was 0.4 too high)\n");
    put_file(&session, "parks.integ",
             "document parks \"Parks\" { date: 2023-05-01 }\nunit mio DKK\n"
             "source plan \"The plan\"\nproject lakes \"Lakes\" { funding 2023: 7.0 }\n\n"
             "total 2023: 7.5\n");
    assert_true(
        slice_is(workspace_changed(session.workspace, &session.files), "parks.integ"));
    WhatIfOutcome *outcome = whatif_reload(session.list, session.workspace);
    assert_true(outcome->accepted);
    workspace_drop(session.workspace);
    session.workspace = outcome->after;
    whatif_outcome_drop(outcome);
    assert_int_equal(workspace_changed(session.workspace, &session.files).length, 0);
    assert_int_equal(session.workspace->model->lines.count, 2);
    put_file(&session, "more.integ", "document parks\n");
    assert_true(slice_is(workspace_changed(session.workspace, &session.files), "."));
    close_session(&session);
}

static void a_file_that_no_longer_parses_leaves_the_last_good_state(void **state) {
    (void)state;
    Session session;
    open_session(&session, parks);
    put_file(&session, "parks.integ", "project {{{\n");
    assert_reload(&session, "refused: parks.integ cannot be read as it is now (line 1: "
                            "expected a name, a text in quotes or \":\" before \"{\"); "
                            "what was read before stands\n");
    assert_int_equal(session.workspace->model->lines.count, 1);
    put_file(&session, "parks.integ", parks);
    assert_reload(&session,
                  "the files were read again; no claim comes out differently\n");
    close_session(&session);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_project_fixes_a_total),
        cmocka_unit_test(a_load_that_is_stopped_changes_nothing),
        cmocka_unit_test(numbers_are_not_given_twice),
        cmocka_unit_test(a_text_with_errors_changes_nothing),
        cmocka_unit_test(new_claims_and_findings_are_told),
        cmocka_unit_test(totals_of_tables_say_which),
        cmocka_unit_test(effects_and_judgements_change),
        cmocka_unit_test(settings_of_its_own_stand_alone),
        cmocka_unit_test(every_holds_for_what_is_typed),
        cmocka_unit_test(a_block_is_joined_with_its_settings),
        cmocka_unit_test(a_document_without_a_name_cannot_be_joined_from_elsewhere),
        cmocka_unit_test(files_change),
        cmocka_unit_test(a_file_that_no_longer_parses_leaves_the_last_good_state),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
