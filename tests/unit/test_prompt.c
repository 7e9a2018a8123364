/* Unit tests of what is read at a prompt: where statements end, what could come next, and
 * queries by themselves with what is said of those that are wrong. */
#include "syntax/parse.h"
#include "syntax/prompt.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/io.h"
#include "unit/memory.h"

typedef struct World {
    Memory memory;
    Arena *arena;
} World;

static int setup(void **state) {
    World *world = calloc(1, sizeof *world);
    world->memory = memory_system(not_exhausted, NULL);
    world->arena = arena_new(&world->memory);
    *state = world;
    return 0;
}

static int teardown(void **state) {
    World *world = *state;
    arena_drop(world->arena);
    free(world);
    return 0;
}

/* ---- where a statement ends ---- */

static void reads(World *world, const char *text, PromptState state, const char *taken) {
    PromptStatement read = prompt_read(&world->memory, slice_of(text));
    Slice span = {text + read.span.start, read.span.end - read.span.start};
    if (read.state != state || (taken && !slice_is(span, taken)))
        fail_msg("\"%s\": state %d, taken \"%.*s\"", text, (int)read.state,
                 SLICE_ARGS(span));
}

static void test_queries_end(void **state) {
    World *world = *state;
    reads(world, "select area from funding;", PROMPT_WHOLE, "select area from funding;");
    reads(world, "select area from funding", PROMPT_MORE, NULL);
    reads(world, "select\n", PROMPT_MORE, NULL);
    reads(world, "select sum(amount", PROMPT_MORE, NULL);
    reads(world, "explain", PROMPT_MORE, NULL);
    reads(world, " explain select a\nfrom b ;  ", PROMPT_WHOLE,
          "explain select a\nfrom b ;");
    reads(world, "select a from b; select c from d;", PROMPT_WHOLE, "select a from b;");
    reads(world, "SELECT a FROM b LIMIT 3;", PROMPT_WHOLE, "SELECT a FROM b LIMIT 3;");
    reads(world, "EXPLAIN SELECT a FROM b;", PROMPT_WHOLE, "EXPLAIN SELECT a FROM b;");
    reads(world, "select a from b # a comment; and more\n", PROMPT_MORE, NULL);
    reads(world, "select \"a; b\" from c;", PROMPT_WHOLE, "select \"a; b\" from c;");
}

static void test_declarations_end(void **state) {
    World *world = *state;
    reads(world, "project benches \"Bænke\" { funding 2023: 0.4 from plan }",
          PROMPT_WHOLE, "project benches \"Bænke\" { funding 2023: 0.4 from plan }");
    reads(world, "project benches \"Bænke\"", PROMPT_MORE, NULL);
    reads(world, "project benches \"Bænke\";", PROMPT_WHOLE,
          "project benches \"Bænke\";");
    reads(world, "project a {\n  funding 2023: 1; expires: 2024\n", PROMPT_MORE, NULL);
    reads(world, "area x { project a { } }\nproject b { }", PROMPT_WHOLE,
          "area x { project a { } }");
    reads(world, "query q { select a from b }", PROMPT_WHOLE,
          "query q { select a from b }");
    reads(world, "project FROM \"F\" { owner: IS }", PROMPT_WHOLE, NULL);
}

static void test_nothing_and_wrong(void **state) {
    World *world = *state;
    reads(world, "", PROMPT_EMPTY, NULL);
    reads(world, "  # a comment\n ; ;", PROMPT_EMPTY, NULL);
    reads(world, "select titel form projects", PROMPT_WRONG, NULL);
    reads(world, "select titel form projects; select a from b;", PROMPT_WRONG,
          "select titel form projects;");
    reads(world, "project a { fundng 2023: 1.5 { } }\nproject b { }", PROMPT_WRONG,
          "project a { fundng 2023: 1.5 { } }");
    reads(world, "select \"open from b", PROMPT_WRONG, NULL);
    reads(world, "select 'a' from b", PROMPT_WRONG, NULL);
    reads(world, "select 1o from b", PROMPT_WRONG, NULL);
    reads(world, "}", PROMPT_WRONG, "}");
    reads(world, "select a from b where (", PROMPT_MORE, NULL);
    reads(world, "select a from b where (;", PROMPT_WRONG, NULL);
}

/* ---- what could come next ---- */

/* The hint at the "|" of a text, as one line: words, what name is wanted, the rest. */
static void hints(World *world, const char *marked, const char *line) {
    const char *mark = strchr(marked, '|');
    char *text = arena_alloc(world->arena, strlen(marked) + 1);
    memcpy(text, marked, (size_t)(mark - marked));
    strcpy(text + (mark - marked), mark + 1);
    PromptHint hint =
        prompt_expected(world->arena, slice_of(text), (uint32_t)(mark - marked));
    static const char *const wanted[] = {"none",   "thing", "table",
                                         "column", "field", "value"};
    Text out = {.memory = &world->memory};
    text_str(&out, wanted[hint.wanted]);
    for (int kind = 0; kind < KIND_COUNT; kind++)
        if (hint.wanted == WANT_THING && (hint.kinds >> kind & 1))
            text_format(&out, " %s", kind_text((ThingKind)kind));
    const struct {
        const char *name;
        Slice text;
    } slices[] = {{"partial", hint.partial},
                  {"path", hint.path},
                  {"compared", hint.compared},
                  {"table", hint.table}};
    for (size_t i = 0; i < 4; i++)
        if (slices[i].text.length > 0)
            text_format(&out, ", %s %.*s", slices[i].name, SLICE_ARGS(slices[i].text));
    for (uint32_t i = 0; i < hint.words.count; i++)
        text_format(&out, "%s %.*s", i == 0 ? ":" : "", SLICE_ARGS(hint.words.at[i]));
    if (!slice_is(text_view(&out), line))
        fail_msg("%s\n  is     %.*s\n  wanted %s", marked, SLICE_ARGS(text_view(&out)),
                 line);
    text_free(&out);
}

static void test_words(void **state) {
    World *world = *state;
    hints(
        world, "sel|",
        "none, partial sel: include document organisation area source money project "
        "goal indicator dimension category years unit tolerance every attribute funding "
        "spending gross share table total check effect baseline target actual allow "
        "query requires explain select");
    hints(world, "select a from funding gro|up",
          "none, partial gro, table funding: group having pivot with order limit offset "
          "where of");
    hints(world, "select a from funding group |", "none, table funding: by");
    hints(world, "select a from b order by c |",
          "none, table b: asc desc nulls limit offset and or not in is like between");
    hints(world, "select a, |from b", "column, table b: not case null true false refund");
    hints(world, "SELECT a FROM b; select a |",
          "none: and or not in is like between from as");
    hints(world, "project x \"X\" |", "none: on");
}

static void test_names(void **state) {
    World *world = *state;
    hints(world, "select a from |", "table");
    hints(world, "select a from fu|", "table, partial fu");
    hints(world, "select ar| from funding",
          "column, partial ar, table funding: not case "
          "null true false distinct refund");
    hints(world, "select project.| from funding",
          "field, path project, table funding: "
          "case refund");
    hints(world, "select project.owner.ti| from funding",
          "field, partial ti, path project.owner, table funding: case refund");
    hints(world, "select a from funding where area = |",
          "column, compared area, table funding: case null true false refund");
    hints(
        world, "select a from funding where project.area not in (green, |",
        "column, compared project.area, table funding: not case null true false refund");
    hints(world, "select a from funding of |", "thing document, table funding: all");
    hints(world, "select a from funding of x, |", "thing document, table funding");
    hints(world, "select a as |", "none");
    hints(world, "project |", "thing project");
    hints(world, "project p { funding 2023: 1.5 from |", "thing source");
    hints(world, "project p { funding 2023: 1.5 as |", "thing money");
    hints(world, "project p { effect clear on |", "thing dimension");
    hints(world, "project p { owner: |", "value, path owner");
    hints(world, "project p { purpose: a, b|", "value, partial b, path purpose");
    hints(world, "query q { select a from |", "table");
}

static void test_no_hint(void **state) {
    World *world = *state;
    hints(world, "select \"te|xt\" from a", "none, table a");
    hints(world, "select a from b limit 1|", "none, table b");
    hints(world, "select form from from |", "none");
    hints(world, "select \"open |", "none");
}

/* ---- queries by themselves ---- */

static Asked ask(World *world, const char *text, Findings *findings) {
    uint32_t length = (uint32_t)strlen(text);
    char *bytes = arena_zero(world->arena, length + IO_PADDING);
    memcpy(bytes, text, length);
    Source *source = ARENA_NEW(world->arena, Source);
    source->text = (Slice){bytes, length};
    findings_init(findings, world->arena);
    Asked asked = parse_query(world->arena, names_new(world->arena), findings, source);
    assert_memory_equal(bytes, text, length);
    return asked;
}

static Select *parses(World *world, const char *text) {
    Findings findings;
    Asked asked = ask(world, text, &findings);
    if (!asked.select || findings.all.count > 0)
        fail_msg("\"%s\": %s", text,
                 findings.all.count > 0 ? findings.all.at[0]->message.at : "not read");
    return asked.select;
}

static void test_parse_query(void **state) {
    World *world = *state;
    assert_int_equal(parses(world, "select a, b from c")->item_count, 2);
    assert_int_equal(parses(world, "select count (*) from c;")->item_count, 1);
    Select *select = parses(world, "SELECT Sum(a) FROM b WHERE c == 1 AND d <> 2\n"
                                   "GROUP BY e ORDER BY f DESC NULLS LAST LIMIT 10");
    assert_int_equal(select->group_count, 1);
    assert_true(select->order[0].descending);
    assert_non_null(select->limit);
    select = parses(world, "select group, limit, order from b group by group");
    assert_int_equal(select->item_count, 3);
    Findings findings;
    assert_true(ask(world, "explain select a from b", &findings).explain);
    assert_false(ask(world, "select explain from b", &findings).explain);
    assert_non_null(ask(world, "select explain from b", &findings).select);
}

/* The first finding: its message, its label and its help, " / " between them. */
static void says(World *world, const char *text, const char *line) {
    Findings findings;
    Asked asked = ask(world, text, &findings);
    assert_null(asked.select);
    assert_int_equal(findings.all.count, 1);
    const Diagnostic *d = findings.all.at[0];
    Text out = {.memory = &world->memory};
    text_slice(&out, d->message);
    if (d->here.length > 0)
        text_format(&out, " / %.*s", SLICE_ARGS(d->here));
    if (d->labels.count > 0)
        text_format(&out, " / %.*s", SLICE_ARGS(d->labels.at[0].message));
    if (d->help.length > 0)
        text_format(&out, " / %.*s", SLICE_ARGS(d->help));
    if (!slice_is(text_view(&out), line))
        fail_msg("%s\n  is     %.*s\n  wanted %s", text, SLICE_ARGS(text_view(&out)),
                 line);
    text_free(&out);
}

static void test_messages(void **state) {
    World *world = *state;
    says(world, "select titel form projects",
         "expected \"from\", \"as\" or \",\" before \"form\" / did you mean \"from\"?");
    says(world, "select a from b where",
         "the query ends in the middle of \"where\" / expected a column or a value");
    says(world, "select a from b order",
         "the query ends in the middle of \"order by\" / expected \"by\"");
    says(world, "select a from",
         "the query ends in the middle of \"from\" / expected a "
         "table");
    says(world, "select a from ;",
         "the query ends in the middle of \"from\" / expected a "
         "table");
    says(world, "select a, from b",
         "expected a column or a value before \"from\" / one comma too many?");
    says(world, "select a b from c",
         "expected \"from\", \"as\" or \",\" before \"b\" / put a comma before it, or "
         "\"as\" if it is to be the heading");
    says(world, "select 'a' from c",
         "'a' is not a text: the quotes are single / write \"a\" / put texts in double "
         "quotes: \"Title\"");
    says(world, "select a from b, c",
         "\",\" is not expected here / use a dot for what belongs to a thing, as in "
         "project.title or source.kind; a query reads one table");
    says(world, "select a from b order by c where d = 1",
         "\"where\" is not expected here / put the clauses in this order: select, from, "
         "where, group by, having, pivot by, with totals, order by, limit, offset");
    says(world, "select a from b; select c from d",
         "\"select\" is not expected here / ask one query at a time");
    says(world, "selct a from b",
         "expected \"select\" before \"selct\" / did you mean "
         "\"select\"?");
    says(world, "DELETE from b",
         "expected \"select\" before \"DELETE\" / write it in a file: queries only read");
    says(world, "",
         "there is no query / expected \"select\" / write what you want of which table: "
         "select area, sum(amount) from funding group by area");
    says(world, "select a from where", "expected a table before \"where\"");
    says(world, "select sum(a from b",
         "expected \"where\", \")\" or \",\" before "
         "\"from\"");
    says(world, "select a from b wehre c = 1",
         "\"wehre\" is not expected here / did you mean \"where\"?");
    says(world, "select a from b group c", "expected \"by\" before \"c\"");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_queries_end, setup, teardown),
        cmocka_unit_test_setup_teardown(test_declarations_end, setup, teardown),
        cmocka_unit_test_setup_teardown(test_nothing_and_wrong, setup, teardown),
        cmocka_unit_test_setup_teardown(test_words, setup, teardown),
        cmocka_unit_test_setup_teardown(test_names, setup, teardown),
        cmocka_unit_test_setup_teardown(test_no_hint, setup, teardown),
        cmocka_unit_test_setup_teardown(test_parse_query, setup, teardown),
        cmocka_unit_test_setup_teardown(test_messages, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
