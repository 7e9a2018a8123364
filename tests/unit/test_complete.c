/* Unit tests of completion in a file: what is offered in each block is what may stand
 * there (no offered word gives N04, and each statement of the reference's table "What
 * stands where" is offered in each of its places); values, names and words where they are
 * wanted; and texts that are cut anywhere. What the prompt offers is test_repl's. */
#include "workspace/complete.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "load.h"
#include "memory.h"

static const char things[] =
    "document parks \"Parks\" { date: 2025-03-01 }\n"
    "unit mio DKK\n"
    "organisation council \"Council\"\n"
    "source fund \"Fund\" { kind: external }\n"
    "money oneoff \"One-off\"\n"
    "dimension use \"Use\"\n"
    "category clear \"Clear\"\n"
    "goal outdoors \"Outdoors\" { indicator visits \"Visits\" on use }\n"
    "attribute lead on project: organisation\n"
    "attribute state on project, area: open | closed\n"
    "area green \"Green\"\n"
    "project lakes \"Lakes\" { indicator birds \"Birds\" on use }\n"
    "project paths \"Paths\"\n";

typedef struct World {
    Memory memory;
    Arena *arena;
    Workspace *workspace;
} World;

static int setup(void **state) {
    World *world = calloc(1, sizeof *world);
    world->memory = memory_system(not_exhausted, NULL);
    world->arena = arena_new(&world->memory);
    world->workspace = load_text(&world->memory, "a.integ", things, true);
    *state = world;
    return 0;
}

static int teardown(void **state) {
    World *world = *state;
    workspace_drop(world->workspace);
    arena_drop(world->arena);
    free(world);
    return 0;
}

static Completion complete_at(World *world, const char *before, const char *after) {
    Slice text = arena_format(world->arena, "%s%s%s", things, before, after);
    Completion out = {.arena = world->arena};
    complete_file(world->workspace, text, (uint32_t)(strlen(things) + strlen(before)),
                  &out);
    return out;
}

static bool offers(const Completion *completion, const char *word) {
    for (uint32_t i = 0; i < completion->candidates.count; i++)
        if (slice_is(completion->candidates.at[i], word))
            return true;
    return false;
}

/* ---- the table "What stands where" ---- */

enum { PLACES = 15 };

static const struct {
    const char *name, *before, *after;
} places[PLACES] = {
    {"top", "", ""},
    {"document", "document d2 \"D2\" {\n", "\n}"},
    {"organisation", "organisation o2 \"O2\" {\n", "\n}"},
    {"area", "area a2 \"A2\" {\n", "\n}"},
    {"source", "source s2 \"S2\" {\n", "\n}"},
    {"money", "money m2 \"M2\" {\n", "\n}"},
    {"project", "project p2 \"P2\" {\n", "\n}"},
    {"goal", "goal g2 \"G2\" {\n", "\n}"},
    {"indicator", "project p2 \"P2\" { indicator i2 \"I2\" on use {\n", "\n} }"},
    {"dimension", "dimension d2 \"D2\" {\n", "\n}"},
    {"category", "category c2 \"C2\" {\n", "\n}"},
    {"table", "table 2023 {\n", "\n}"},
    {"group", "table 2023 { paths 1.0\n area green {\n", "\n} }"},
    {"row", "table 2023 { paths 1.0 {\n", "\n} }"},
    {"every", "every project {\n", "\n}"},
};

/* A statement of each kind; and where it may stand, as the reference says. */
static const struct {
    const char *word, *statement, *places;
} statements[] = {
    {"include", "include \"a.integ\"", "top"},
    {"document", "document d3 \"D3\"", "top"},
    {"organisation", "organisation n \"N\"", "top document area"},
    {"source", "source n \"N\"", "top document area"},
    {"money", "money n \"N\"", "top document area"},
    {"dimension", "dimension n \"N\"", "top document area"},
    {"category", "category n \"N\"", "top document area"},
    {"area", "area green", "top document area table group"},
    {"project", "project n \"N\"", "top document area project row"},
    {"goal", "goal n \"N\"", "top document area goal"},
    {"indicator", "indicator n \"N\" on use", "project row goal"},
    {"attribute", "attribute n on project: text", "top document"},
    {"query", "query n \"N\" { select year from funding }", "top document"},
    {"every", "every project { note: \"n\" }", "top document area project row goal"},
    {"funding", "funding 2022: 1.0", "project row"},
    {"gross", "gross 2022: 1.0 refund 50% from fund", "project row"},
    {"share", "share fund: 100%", "project row"},
    {"effect", "effect clear on use", "project row"},
    {"table", "table 2023 { lakes 1.0 }", "top document area"},
    {"check", "check \"c\" 1 = 1", "top document area project row group"},
    {"baseline", "baseline 2020: 5", "indicator"},
    {"target", "target: 5", "indicator"},
    {"actual", "actual 2021: 5", "indicator"},
    {"requires", "requires purpose", "category"},
    {"lakes", "lakes 1.0", "table group row"},
    {"owner", "owner: council",
     "document organisation area source money project goal indicator dimension category "
     "group row every"},
    {"lead", "lead: council", "project row every"},
    {"state", "state: open", "project area row group every"},
    {"years", "years 2020..2024",
     "top document organisation area source money project goal indicator dimension "
     "category table group row"},
    {"unit", "unit mio DKK",
     "top document organisation area source money project goal indicator dimension "
     "category table group row"},
    {"tolerance", "tolerance exact",
     "top document organisation area source money project goal indicator dimension "
     "category table group row"},
    {"allow", "allow T02 \"why\"",
     "top document organisation area source money project goal indicator dimension "
     "category table group row"},
    {"total", "total 2023: 1.0", "top document area project row"},
    {"total", "total 1.0", "table group"},
    {"spending", "spending 2022: 1.0", "project row"},
    {"spending", "spending total 2023: 1.0", "top document area project row"},
    {"spending", "spending total 1.0", "table group"},
};

enum { STATEMENTS = sizeof statements / sizeof *statements };

static bool has_word(const char *words, const char *word) {
    Slice rest = slice_of(words), one;
    while (slice_split(&rest, ' ', &one))
        if (slice_is(one, word))
            return true;
    return false;
}

static bool is_misplaced(World *world, uint32_t place, const char *statement) {
    Slice text = arena_format(world->arena, "%s%s%s%s", things, places[place].before,
                              statement, places[place].after);
    Workspace *workspace = load_text(&world->memory, "a.integ", text.at, true);
    bool misplaced = false;
    for (uint32_t i = 0; i < workspace->findings.all.count; i++)
        misplaced = misplaced || workspace->findings.all.at[i]->code == CODE_N04;
    workspace_drop(workspace);
    return misplaced;
}

/* Each statement in each place: allowed, and offered, just where the table says so. */
static void test_what_stands_where(void **state) {
    World *world = *state;
    for (uint32_t p = 0; p < PLACES; p++) {
        Completion found = complete_at(world, places[p].before, places[p].after);
        for (size_t s = 0; s < STATEMENTS; s++) {
            bool may = has_word(statements[s].places, places[p].name);
            if (may == is_misplaced(world, p, statements[s].statement) &&
                strcmp(statements[s].word, "lead") != 0 &&
                strcmp(statements[s].word, "state") != 0)
                fail_msg("%s in %s", statements[s].statement, places[p].name);
            if (may && !offers(&found, statements[s].word))
                fail_msg("%s is not offered in %s", statements[s].word, places[p].name);
        }
    }
}

/* What begins with the word and stands there; NULL: nothing does. */
static const char *statement_of(World *world, uint32_t place, Slice word) {
    bool known = false;
    for (size_t s = 0; s < STATEMENTS; s++) {
        bool same = slice_is(word, statements[s].word);
        known = known || same;
        if (same && has_word(statements[s].places, places[place].name))
            return statements[s].statement;
    }
    if (known)
        return NULL;
    bool row = strstr("table group row", places[place].name) != NULL &&
               slice_is(word, "paths");
    return arena_format(world->arena, row ? "%.*s 1.0" : "%.*s: ?", SLICE_ARGS(word)).at;
}

static void test_no_word_is_misplaced(void **state) {
    World *world = *state;
    for (uint32_t p = 0; p < PLACES; p++) {
        Completion found = complete_at(world, places[p].before, places[p].after);
        assert_true(found.candidates.count > 0);
        for (uint32_t i = 0; i < found.candidates.count; i++) {
            Slice word = found.candidates.at[i];
            const char *statement = statement_of(world, p, word);
            if (statement == NULL || is_misplaced(world, p, statement))
                fail_msg("%.*s is offered in %s", SLICE_ARGS(word), places[p].name);
        }
    }
}

/* ---- names and values ---- */

/* The candidates at the "|" of a text behind the things. */
static void completes(World *world, const char *marked, const char *wanted) {
    const char *mark = strchr(marked, '|');
    Slice before = arena_copy(world->arena, (Slice){marked, (uint32_t)(mark - marked)});
    Completion found = complete_at(world, before.at, mark + 1);
    Text out = {.memory = &world->memory};
    for (uint32_t i = 0; i < found.candidates.count; i++)
        text_format(&out, "%s%.*s", i > 0 ? " " : "", SLICE_ARGS(found.candidates.at[i]));
    if (!slice_is(text_view(&out), wanted))
        fail_msg("%s\n  is     %.*s\n  wanted %s", marked, SLICE_ARGS(text_view(&out)),
                 wanted);
    text_free(&out);
}

static void test_values(void **state) {
    World *world = *state;
    completes(world, "project lakes { owner: | }", "council");
    completes(world, "project lakes { lead: c| }", "council");
    completes(world, "project lakes { state: | }", "closed open");
    completes(world, "project lakes { judged: | }", "met missed partly unknown");
    completes(world, "project lakes { expected: | }", "met missed");
    completes(world, "project lakes { expires: n| }", "never");
    completes(world, "project lakes { purpose: | }", "none use");
    completes(world, "project lakes { part_of: | }", "lakes paths");
    completes(world, "area green { part_of: | }", "green");
    completes(world, "area green { lead: | }", ""); /* projects alone have one */
    completes(world, "every project { judged: m| }", "met missed");
    completes(world, "source fund { kind: | }", "external");
    completes(world, "tolerance |", "exact rounding");
    completes(world, "allow T0|", "T01 T02 T03 T04 T05 T06 T07 T08 T09");
    completes(world, "unit mio DK|", "DKK");
    completes(world, "attribute x on project: m|", "money month");
    completes(world, "attribute x on project: o|", "organisation");
    completes(world, "category clear { requires me| }", "measured met");
}

static void test_names(void **state) {
    World *world = *state;
    completes(world, "project lakes { funding 2023: 1 from | }", "fund");
    completes(world, "project lakes { funding 2023: 1 as | }", "oneoff");
    completes(world, "project lakes { funding 2023: 1 within | }", "lakes paths");
    completes(world, "project lakes { effect | }", "clear");
    completes(world, "project lakes { indicator | }", "birds");
    completes(world, "goal outdoors { indicator | }", "visits");
    completes(world, "table 2023 { l| }", "lakes");
    completes(world, "table 2023 { area gr| }", "green");
    completes(world, "table 2023 { total of | }", "green lakes paths");
    completes(world, "table t 2023 { lakes 1 }\ncheck \"c\" s|", "substr( sum(");
    completes(world, "check \"c\" sum(funding.amount where so|", "source");
    completes(world, "total 2023: 1.0 where source = |", "fund");
}

/* The formula of a column sees those before it. */
static void test_formulas(void **state) {
    World *world = *state;
    completes(world,
              "table t 2023..2024, 2025 as oneoff, \"Up\" = 2024 - 2023, \"P\" = |",
              "\"Up\" 2023 2024 2025 abs( case coalesce( false iif( length( lower( not "
              "null nullif( oneoff refund replace( round( running( share( substr( trim( "
              "true upper( year(");
    completes(world, "table 2023 as oneoff, 2023 from fund, \"Up\" = o|", "oneoff");
    completes(world, "table 2023, \"Up\" = 2023, \"P\" = \"|", "Up");
    completes(world, "table 2023, \"Up\" = 2023, \"P\" = share(|",
              "\"Up\" 2023 abs( all case coalesce( distinct false iif( length( lower( "
              "not null nullif( refund replace( round( running( share( substr( trim( "
              "true upper( where year(");
    completes(world, "table 2023, \"Up\" = 2023 where so|", "source");
    completes(world, "table 2023, \"Up\" = 2023 { l|", "lakes");
}

static void test_queries(void **state) {
    World *world = *state;
    completes(world,
              "query q \"Q\" { select year as when_, sum(amount) as big from funding "
              "group by year order by b| }",
              "big");
    completes(world, "query q \"Q\" { select year as yearly from funding where yea| }",
              "year year(");
    completes(world, "query q \"Q\" { select ti| from funding }", "");
    completes(world, "query q \"Q\" { select ti| from projects }", "title");
}

/* Errors before the cursor are stepped over. */
static void test_broken(void **state) {
    World *world = *state;
    completes(world, "projct x { }\nproject lakes { owner: | }", "council");
    completes(world, "area green {\n  unit mio mio DKK\n  project lakes {\n    sta|",
              "starts state");
    completes(world, "project lakes { funding 2023: 1,5 }\narea x \"X\" { org|",
              "organisation");
}

/* A text that is cut anywhere, and a cursor anywhere, do no harm. */
static void test_anywhere(void **state) {
    World *world = *state;
    for (uint32_t end = 0; end < sizeof things; end += 3)
        for (uint32_t at = end % 17; at <= end; at += 17) {
            Completion out = {.arena = world->arena};
            Slice text = arena_copy(world->arena, (Slice){things, end});
            complete_file(world->workspace, text, at, &out);
            assert_true(out.start <= at);
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_what_stands_where, setup, teardown),
        cmocka_unit_test_setup_teardown(test_no_word_is_misplaced, setup, teardown),
        cmocka_unit_test_setup_teardown(test_values, setup, teardown),
        cmocka_unit_test_setup_teardown(test_names, setup, teardown),
        cmocka_unit_test_setup_teardown(test_formulas, setup, teardown),
        cmocka_unit_test_setup_teardown(test_queries, setup, teardown),
        cmocka_unit_test_setup_teardown(test_broken, setup, teardown),
        cmocka_unit_test_setup_teardown(test_anywhere, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
