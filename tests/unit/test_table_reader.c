/* Unit tests of query/table_reader: over the examples, each table gives what a query of
 * all its columns gives, value by value, of all documents and of some. */
#include "query/table_reader.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "load.h"
#include "memory.h"
#include "workspace/ask.h"

typedef struct World {
    Memory memory;
    Arena *arena;
    Workspace *workspace;
} World;

static int setup(void **state) {
    World *world = calloc(1, sizeof *world);
    world->memory = memory_system(not_exhausted, NULL);
    world->arena = arena_new(&world->memory);
    const char *root = getenv("ROOT");
    Slice path = arena_format(world->arena, "%s/examples/copenhagen",
                              root != NULL ? root : "../..");
    Files files = files_system();
    Request request = {.paths = &path, .path_count = 1};
    world->workspace = workspace_load(&world->memory, &files, &request);
    assert_int_equal(world->workspace->unreadable.count, 0);
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

static TableReader *open_table(const World *world, TableId table, const Id *documents,
                               uint32_t count) {
    return table_reader_open(&(TableReading){.model = world->workspace->model,
                                             .checked = world->workspace->checked,
                                             .findings = &world->workspace->findings,
                                             .table = table,
                                             .documents = documents,
                                             .document_count = count});
}

static void same_value(const World *world, const Datum *read, const Datum *asked) {
    const Model *model = world->workspace->model;
    assert_int_equal(read->kind, asked->kind);
    assert_int_equal(read->ref, asked->ref);
    assert_int_equal(read->list_count, asked->list_count);
    for (uint32_t i = 0; i < read->list_count && read->kind == DATUM_LIST; i++)
        same_value(world, &read->list[i], &asked->list[i]);
    if (read->kind == DATUM_AMOUNT || read->kind == DATUM_NUMBER)
        assert_int_equal(decimal_compare(read->number, asked->number), 0);
    if (read->kind == DATUM_REF || read->kind == DATUM_NULL)
        assert_true(slice_equal(read->text, asked->text));
    else if (read->kind != DATUM_LIST)
        assert_true(slice_equal(datum_text(model, read, 0), datum_text(model, asked, 0)));
}

static uint32_t same_table(World *world, TableId table, const char *of,
                           const Id *documents, uint32_t count) {
    Slice query =
        arena_format(world->arena, "select * from %s of %s", table_def(table)->name, of);
    Ask ask = {.text = query, .path = SLICE("query")};
    Answer *answer = workspace_ask(world->workspace, &ask);
    const Result *result = answer->result;
    assert_non_null(result);
    TableReader *reader = open_table(world, table, documents, count);
    assert_int_equal(table_reader_column_count(reader), result->column_count);
    for (uint32_t i = 0; i < result->column_count; i++) {
        TableReaderColumn column = table_reader_column(reader, i);
        assert_true(slice_equal(column.name, result->columns[i].heading));
        assert_int_equal(column.type.kind, result->columns[i].type.kind);
        assert_int_equal(column.type.of, result->columns[i].type.of);
    }
    uint32_t row = 0;
    for (; table_reader_next(reader); row++)
        for (uint32_t i = 0; i < result->column_count; i++) {
            assert_true(row < result->row_count);
            Datum value = table_reader_value(reader, i);
            same_value(world, &value, result_cell(result, row, i));
        }
    assert_int_equal(row, result->row_count);
    assert_false(table_reader_stopped(reader));
    assert_false(table_reader_next(reader));
    table_reader_close(reader);
    answer_drop(answer);
    return row;
}

static void test_all(void **state) {
    World *world = *state;
    for (int table = 0; table < TABLE_COUNT; table++)
        same_table(world, (TableId)table, "all", NULL, 0);
    assert_true(same_table(world, TABLE_funding, "all", NULL, 0) > 200);
    assert_true(same_table(world, TABLE_claims, "all", NULL, 0) > 200);
}

/* The documents as a query would name them. */
static void test_documents(void **state) {
    World *world = *state;
    const Model *model = world->workspace->model;
    Id documents[2];
    uint32_t count = 0;
    Slice names = SLICE("");
    for (Id id = 1; id < model->things[KIND_DOCUMENT].count && count < 2; id++) {
        Slice name = model_name(model, KIND_DOCUMENT, id);
        if (name.length == 0)
            continue;
        names = arena_format(world->arena, "%.*s%s%.*s", SLICE_ARGS(names),
                             count > 0 ? ", " : "", SLICE_ARGS(name));
        documents[count++] = id;
    }
    assert_int_equal(count, 2);
    for (int table = 0; table < TABLE_COUNT; table++)
        same_table(world, (TableId)table, names.at, documents, count);
}

static void test_stop(void **state) {
    const World *world = *state;
    volatile int stop = 1;
    TableReader *reader =
        table_reader_open(&(TableReading){.model = world->workspace->model,
                                          .checked = world->workspace->checked,
                                          .findings = &world->workspace->findings,
                                          .table = TABLE_funding,
                                          .stop = &stop});
    assert_false(table_reader_next(reader));
    assert_true(table_reader_stopped(reader));
    table_reader_close(reader);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_all, setup, teardown),
        cmocka_unit_test_setup_teardown(test_documents, setup, teardown),
        cmocka_unit_test_setup_teardown(test_stop, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
