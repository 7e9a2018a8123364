/* Laws of the prompt, over queries that are made at random and cut anywhere, and over
 * words thrown together: a whole query is read whole and parses; no beginning of one is
 * called wrong; what comes next in it was among what is expected there. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "syntax/parse.h"
#include "syntax/parser.h"
#include "syntax/prompt.h"

enum { QUERIES = 400, HEAPS = 3000, WORDS_MOST = 400, DEPTH_MOST = 3 };

typedef struct Made {
    uint64_t seed;
    const char *words[WORDS_MOST];
    uint32_t count;
} Made;

static uint32_t pick(Made *made, uint32_t most) {
    made->seed = made->seed * 6364136223846793005U + 1442695040888963407U;
    return (uint32_t)(made->seed >> 33) % most;
}

static void put(Made *made, const char *word) {
    if (made->count < WORDS_MOST)
        made->words[made->count++] = word;
}

/* ---- queries ---- */

static void expression(Made *made, uint32_t depth);

static void name(Made *made) {
    static const char *const names[] = {"amount", "project", "area",    "year",
                                        "title",  "source",  "limit",   "group",
                                        "søer",   "total",   "explain", "order"};
    put(made, names[pick(made, sizeof names / sizeof *names)]);
}

static void value(Made *made, uint32_t depth) {
    static const char *const values[] = {"3",    "2.5 mio DKK", "\"Søer; \\\"og\"",
                                         "2023", "null",        "true",
                                         "40%",  "$year",       "2020-12-02"};
    switch (pick(made, depth > 0 ? 6 : 3)) {
    case 0: put(made, values[pick(made, sizeof values / sizeof *values)]); break;
    case 1:
        name(made);
        put(made, ".");
        name(made);
        break;
    case 3:
        put(made, "sum");
        put(made, "(");
        expression(made, depth - 1);
        put(made, ")");
        break;
    case 4:
        put(made, "(");
        expression(made, depth - 1);
        put(made, ")");
        break;
    case 5:
        put(made, "case");
        put(made, "when");
        expression(made, depth - 1);
        put(made, "then");
        expression(made, depth - 1);
        put(made, "end");
        break;
    default: name(made);
    }
}

static void comparison(Made *made, uint32_t depth) {
    static const char *const operators[] = {"=", "!=", "<", "<=", "+", "*", "||", "like"};
    value(made, depth);
    switch (pick(made, 6)) {
    case 0:
    case 1:
        put(made, operators[pick(made, sizeof operators / sizeof *operators)]);
        value(made, depth);
        break;
    case 2:
        put(made, "is");
        put(made, "null");
        break;
    case 3:
        put(made, "in");
        put(made, "(");
        value(made, 0);
        put(made, ",");
        value(made, 0);
        put(made, ")");
        break;
    default: break;
    }
}

static void expression(Made *made, uint32_t depth) {
    if (pick(made, 6) == 0)
        put(made, "not");
    comparison(made, depth);
    if (pick(made, 4) == 0) {
        put(made, pick(made, 2) ? "and" : "or");
        comparison(made, depth);
    }
}

static void list(Made *made) {
    do
        expression(made, DEPTH_MOST);
    while (pick(made, 3) == 0 && (put(made, ","), true));
}

static bool clause(Made *made, const char *first, const char *second) {
    if (pick(made, 3) != 0)
        return false;
    put(made, first);
    if (*second)
        put(made, second);
    return true;
}

static void query(Made *made) {
    made->count = 0;
    if (pick(made, 4) == 0)
        put(made, "explain");
    put(made, "select");
    if (pick(made, 5) == 0)
        put(made, "distinct");
    list(made);
    put(made, "from");
    name(made);
    if (clause(made, "of", ""))
        put(made, pick(made, 2) ? "all" : "parks");
    if (clause(made, "where", ""))
        expression(made, DEPTH_MOST);
    if (clause(made, "group", "by"))
        list(made);
    if (clause(made, "having", ""))
        expression(made, DEPTH_MOST);
    if (clause(made, "pivot", "by"))
        expression(made, 0);
    clause(made, "with", "totals");
    if (clause(made, "order", "by")) {
        expression(made, 1);
        clause(made, pick(made, 2) ? "asc" : "desc", "");
        clause(made, "nulls", "last");
    }
    if (clause(made, "limit", ""))
        put(made, "10");
    put(made, ";");
}

/* The first `count` words, with spaces or line ends between them. */
static Slice joined(Arena *arena, Made *made, uint32_t count) {
    Text text = {.memory = arena_memory(arena)};
    for (uint32_t i = 0; i < count; i++) {
        text_str(&text, made->words[i]);
        text_char(&text, pick(made, 5) == 0 ? '\n' : ' ');
    }
    Slice result = arena_copy(arena, text_view(&text));
    text_free(&text);
    return result;
}

/* ---- laws ---- */

static void fail(const char *law, Slice text) {
    printf("%s:\n%.*s\n", law, SLICE_ARGS(text));
    exit(1);
}

static void parses(Arena *arena, Slice text) {
    char *bytes = arena_zero(arena, text.length + IO_PADDING);
    memcpy(bytes, text.at, text.length);
    Source source = {.text = {bytes, text.length}};
    Findings findings;
    findings_init(&findings, arena);
    if (!parse_query(arena, names_new(arena), &findings, &source).select)
        fail("whole, but does not parse", text);
}

/* Words that name nothing can be there only if they are expected. */
static void expects(Arena *arena, Slice text, const char *next) {
    bool reserved = false;
    for (uint32_t i = 0; i < grammar_word_count(); i++)
        reserved |= strcmp(grammar_word(i), next) == 0 &&
                    grammar_word_kind(i) == WORD_RESERVED;
    if (!reserved)
        return;
    PromptHint hint = prompt_expected(arena, text, text.length);
    for (uint32_t i = 0; i < hint.words.count; i++)
        if (slice_is(hint.words.at[i], next))
            return;
    printf("%s is ", next);
    fail("not expected behind", text);
}

static void hold(const Memory *memory, Made *made) {
    Arena *arena = arena_new(memory);
    Slice whole = joined(arena, made, made->count);
    PromptStatement read = prompt_read(memory, whole);
    if (read.state != PROMPT_WHOLE || !read.query || read.span.end + 1 != whole.length)
        fail("not read whole", whole);
    parses(arena, whole);
    for (uint32_t i = 0; i < made->count; i++) {
        Slice begun = joined(arena, made, i);
        PromptState state = prompt_read(memory, begun).state;
        if (state != (i == 0 ? PROMPT_EMPTY : PROMPT_MORE))
            fail("the beginning of a query, but not taken for one", begun);
        expects(arena, begun, made->words[i]);
    }
    arena_drop(arena);
}

/* Anything at all: it is read without harm, and what is taken lies in the text. */
static void heap(const Memory *memory, Made *made) {
    static const char *const odd[] = {
        "{",  "}",  ";",   "\"open", "'", "(",       ")",       "\\",    "\xff", "\x1b",
        "..", "1o", "1,5", "æ",      "#", "project", "funding", "2023:", "from", "table"};
    Arena *arena = arena_new(memory);
    query(made);
    for (uint32_t i = 0; i < made->count; i++)
        if (pick(made, 6) == 0)
            made->words[i] = odd[pick(made, sizeof odd / sizeof *odd)];
    Slice text = joined(arena, made, made->count);
    PromptStatement read = prompt_read(memory, text);
    if (read.span.start > read.span.end || read.span.end > text.length)
        fail("taken from beyond the text", text);
    prompt_expected(arena, text, pick(made, text.length + 1));
    arena_drop(arena);
}

static void exhausted(void *context) {
    (void)context;
    exit(2);
}

int main(void) {
    Memory memory = memory_system(exhausted, NULL);
    Made made = {.seed = 20250301};
    for (uint32_t i = 0; i < QUERIES; i++) {
        query(&made);
        if (made.count < WORDS_MOST)
            hold(&memory, &made);
    }
    for (uint32_t i = 0; i < HEAPS; i++)
        heap(&memory, &made);
    return 0;
}
