/* Unit tests of references and of the statements around an offset: what is named where,
 * in each place that can name something. The laws over all files are property/references.
 */
#include "workspace/workspace.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "load.h"
#include "memory.h"

static const char text[] =
    "document parks \"Parks\" { date: 2025-03-01 }\n"
    "unit mio DKK\n"
    "organisation council \"Council\"\n"
    "source fund \"Fund\" { kind: external }\n"
    "dimension use \"Use\"\n"
    "attribute lead on project: organisation\n"
    "area green \"Green\" {\n"
    "  project lakes \"Lakes\" {\n"
    "    owner: council  lead: council  shade: blue  purpose: use\n"
    "    funding 2022: 1.5 from fund\n"
    "    indicator visits \"Visits\" on use { target: 5 }\n"
    "  }\n"
    "}\n"
    "table t1 \"T\" 2023 { lakes from fund 1.5  total of green 1.5 }\n"
    "total of lakes 2023: 1.5 where source = fund and area.name = \"green\"\n"
    "check \"c\" t1(lakes, 2023) = sum(funding.amount where year = 2023 and project.lead "
    "= council)\n"
    "query q \"Q\" { select amount from funding of parks where source = fund }\n"
    "query r \"R\" { select target from indicators where project.shade is not null and\n"
    "  indicator = visits }\n";

typedef struct World {
    Memory memory;
    Workspace *workspace;
} World;

static int setup(void **state) {
    World *world = calloc(1, sizeof *world);
    world->memory = memory_system(not_exhausted, NULL);
    world->workspace = load_text(&world->memory, "a.integ", text, true);
    *state = world;
    return 0;
}

static int teardown(void **state) {
    World *world = *state;
    workspace_drop(world->workspace);
    free(world);
    return 0;
}

static uint32_t offset_of(const char *part) {
    const char *at = strstr(text, part);
    assert_non_null(at);
    return (uint32_t)(at - text);
}

/* How many places name what stands at an offset; 0: nothing does. */
static uint32_t places_at(const World *world, uint32_t offset, uint32_t kind) {
    const References *references = world->workspace->references;
    uint32_t count, places;
    const Reference *found = references_at(references, 0, offset, &count);
    if (found == NULL)
        return 0;
    assert_int_equal(count, 1);
    assert_int_equal(found->kind, kind);
    assert_non_null(references_of(references, found->kind, found->id, &places));
    return places;
}

static void test_places(void **state) {
    const World *world = *state;
    static const struct {
        const char *at;
        uint32_t skip, kind, places;
    } cases[] = {
        {"parks \"", 0, KIND_DOCUMENT, 2},
        {"council \"", 3, KIND_ORGANISATION, 4},
        {"fund \"", 4, KIND_SOURCE, 5}, /* right behind the name */
        {"green \"", 0, KIND_AREA, 3},
        {"\"green\"", 1, KIND_AREA, 3}, /* in quotes */
        {"lakes \"", 0, KIND_PROJECT, 4},
        {"lakes, 2023", 0, KIND_PROJECT, 4},
        {"use {", 0, KIND_DIMENSION, 3},
        {"visits \"", 0, KIND_INDICATOR, 2},
        {"t1(", 1, REFERENCE_TABLE, 2},
        {"q \"", 0, REFERENCE_QUERY, 1},
        {"lead on", 0, REFERENCE_PROPERTY, 3},
        {"shade is", 0, REFERENCE_PROPERTY, 2}, /* declared nowhere */
        {"owner:", 0, 0, 0},                    /* the language's own */
        {"external", 0, 0, 0},
        {"mio DKK", 0, 0, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(
            places_at(world, offset_of(cases[i].at) + cases[i].skip, cases[i].kind),
            cases[i].places);
    assert_int_equal(places_at(world, 100000, 0), 0);
}

static void test_declares(void **state) {
    const World *world = *state;
    const References *references = world->workspace->references;
    for (uint32_t i = 0; i < references->all.count; i++) {
        const Reference *r = &references->all.at[i];
        assert_int_equal(r->document, 1);
        if (r->kind == KIND_PROJECT)
            assert_int_equal(r->declares, r->span.start == offset_of("lakes \""));
    }
}

static void test_chain(void **state) {
    const World *world = *state;
    const Tree *tree = world->workspace->trees.at[0];
    const Node *chain[TREE_CHAIN_MAX];
    assert_int_equal(tree_chain(tree, offset_of("target: 5"), chain), 4);
    assert_int_equal(chain[0]->kind, NODE_DECLARE);
    assert_int_equal(chain[0]->what, KIND_AREA);
    assert_int_equal(chain[1]->what, KIND_PROJECT);
    assert_int_equal(chain[2]->what, KIND_INDICATOR);
    assert_int_equal(chain[3]->kind, NODE_MEASURE);
    assert_int_equal(tree_chain(tree, offset_of("1.5  total"), chain), 2);
    assert_int_equal(chain[0]->kind, NODE_TABLE);
    assert_int_equal(chain[1]->kind, NODE_ROW);
    assert_int_equal(tree_chain(tree, 100000, chain), 0);
}

/* Expressions are bound once more for them, which adds no finding, and nothing is noted
 * later. */
static void test_apart(void **state) {
    const World *world = *state;
    assert_null(world->workspace->model->references);
    for (uint32_t i = 0; i < world->workspace->findings.all.count; i++)
        assert_int_not_equal(world->workspace->findings.all.at[i]->level, LEVEL_ERROR);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_places, setup, teardown),
        cmocka_unit_test_setup_teardown(test_declares, setup, teardown),
        cmocka_unit_test_setup_teardown(test_chain, setup, teardown),
        cmocka_unit_test_setup_teardown(test_apart, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
