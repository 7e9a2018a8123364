/* Parsing a query by itself, as it is asked at a prompt or on the command line, and
 * saying what is wrong with one: in the words of queries, to people who may know SQL. */
#include "syntax/parse.h"
#include "base/nearest.h"

#include <string.h>
#include "base/io.h"
#include "base/utf8.h"
#include "integ.tab.h"
#include "syntax/parser.h"

/* ---- what stands before the error ---- */

/* The clauses of a select, in their order. */
static const struct Clause {
    int token;
    const char *word, *shown;
} clauses[] = {
    {TOKEN_SELECT, "select", "select"},  {TOKEN_FROM, "from", "from"},
    {TOKEN_WHERE, "where", "where"},     {TOKEN_GROUP, "group", "group by"},
    {TOKEN_HAVING, "having", "having"},  {TOKEN_PIVOT, "pivot", "pivot by"},
    {TOKEN_WITH, "with", "with totals"}, {TOKEN_ORDER, "order", "order by"},
    {TOKEN_LIMIT, "limit", "limit"},     {TOKEN_OFFSET, "offset", "offset"},
};

enum { CLAUSE_COUNT = sizeof clauses / sizeof *clauses };

static const struct Clause *clause_of(int token) {
    for (uint32_t i = 0; i < CLAUSE_COUNT; i++)
        if (clauses[i].token == token)
            return &clauses[i];
    return NULL;
}

typedef struct Before {
    Token last, second;          /* the last token and the one before it; kind 0: none */
    const struct Clause *clause; /* the one that the error stands in; NULL: none yet */
} Before;

/* The bytes are scanned again, in a copy that ends there. */
static Before look_before(Parser *p, uint32_t offset) {
    char *bytes = arena_zero(p->arena, (size_t)offset + IO_PADDING);
    memcpy(bytes, p->source->text.at, offset);
    Source copy = {.id = p->source->id, .text = {bytes, offset}};
    Findings unheard;
    findings_init(&unheard, p->arena);
    Lexer *lexer = lexer_new(p->arena, p->names, &unheard, &copy);
    lexer_capitals(lexer, true);
    Before before = {0};
    uint32_t parens = 0;
    for (const Token *token = lexer_next(lexer); token->kind != TOKEN_END;
         token = lexer_next(lexer)) {
        parens += token->kind == TOKEN_LPAREN;
        parens -= token->kind == TOKEN_RPAREN && parens > 0;
        const struct Clause *clause = parens == 0 ? clause_of(token->kind) : NULL;
        if (clause && (!before.clause || clause > before.clause))
            before.clause = clause;
        before.second = before.last;
        before.last = *token;
    }
    lexer_drop(lexer);
    return before;
}

/* ---- what could stand there ---- */

/* An expression can begin there. */
static bool wants_operand(const Unexpected *u) {
    return parser_expects(u, "null") && parser_expects(u, "a name");
}

/* What goes on an expression that could as well be complete: no list of what is expected
 * is the better for it. */
static bool is_operator(const char *item) {
    static const char *const operators[] = {"-",       "+",        "*",
                                            "/",       "%",        "||",
                                            "=",       "!=",       "<",
                                            "<=",      ">",        ">=",
                                            "and",     "or",       "in",
                                            "is",      "not",      "like",
                                            "between", "thousand", "mio",
                                            "mia",     "pp",       "a currency",
                                            ".",       "(",        "a negative number",
                                            "escape"};
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++)
        if (strcmp(item, operators[i]) == 0)
            return true;
    return false;
}

/* What a name would be there. */
static const char *property_type_name(const Before *before) {
    switch (before->last.kind) {
    case TOKEN_FROM: return "a table";
    case TOKEN_OF: return "a document";
    case TOKEN_DOT: return "a field";
    case TOKEN_AS: return "a heading";
    default: return "a name";
    }
}

/* What is expected, where that is a short list, else empty. */
static Slice expected_list(Parser *p, const Unexpected *u, const Before *before) {
    enum { MOST = 5 };
    if (wants_operand(u))
        return SLICE("a column or a value");
    const char *items[MOST + 1];
    uint32_t count = 0;
    bool name = parser_expects(u, "a name");
    if (name)
        items[count++] = property_type_name(before);
    for (uint32_t i = 0; i < u->expected_count && count <= MOST; i++) {
        const char *item = u->expected[i];
        bool named = strcmp(item, "all") != 0 && strcmp(item, "case") != 0;
        if (is_operator(item) || strcmp(item, "the end of the file") == 0 ||
            strcmp(item, ";") == 0 || strcmp(item, "explain") == 0 ||
            strcmp(item, "a name") == 0 || (name && named))
            continue;
        if (strcmp(item, "case") != 0)
            items[count++] = item;
    }
    /* `between 1` and `in` want something that elsewhere only could follow. */
    static const char *const wanted[] = {"and", "("};
    for (size_t i = 0; count == 0 && i < sizeof wanted / sizeof *wanted; i++)
        if (parser_expects(u, wanted[i]) && !parser_expects(u, "the end of the file"))
            items[count++] = wanted[i];
    return count == 0 || count > MOST ? (Slice){"", 0} : parser_list(p, items, count);
}

/* The expected word that a misspelt one was meant to be. */
static Slice nearest_expected(const Unexpected *u, Slice found) {
    Slice words[GRAMMAR_TOKENS_MOST];
    uint32_t count = 0;
    for (uint32_t i = 0; i < u->expected_count; i++) {
        const char *item = u->expected[i];
        if (item[0] >= 'a' && item[0] <= 'z' && !strchr(item, ' '))
            words[count++] = slice_of(item);
    }
    int32_t nearest = nearest_of(found, words, count);
    return nearest < 0 ? (Slice){"", 0} : words[nearest];
}

/* ---- what is said ---- */

/* Words that do something in SQL and nothing here. */
static const struct Habit {
    const char *word, *help;
} habits[] = {
    {"join", "use a dot for what belongs to a thing, as in project.title or source.kind; "
             "a query reads one table"},
    {"union", "ask twice, or use \"or\" in \"where\"; a query is one select"},
    {"into", "use --output or .output to write the answer to a file"},
    {"top", "use limit at the end of the query for the first rows"},
    {"descending", "write desc"},
    {"ascending", "write asc"},
    {"show",
     "use .tables at the prompt for the tables, and .schema TABLE for the columns"},
    {"describe", "use .schema TABLE at the prompt for the columns"},
    {"tables", "use .tables at the prompt for a list"},
    {"help", "use .help at the prompt for the commands"},
    {"insert", "write it in a file: queries only read"},
    {"update", "write it in a file: queries only read"},
    {"delete", "write it in a file: queries only read"},
    {"create", "write it in a file: queries only read"},
    {"drop", "write it in a file: queries only read"},
};

static const char *habit_help(Parser *p, Slice found) {
    Text lower = {.memory = arena_memory(p->arena)};
    utf8_fold(&lower, found);
    const char *help = NULL;
    for (size_t i = 0; i < sizeof habits / sizeof *habits; i++)
        if (slice_is(text_view(&lower), habits[i].word))
            help = habits[i].help;
    text_free(&lower);
    return help;
}

static void say_end(Parser *p, const Unexpected *u, Place place, const Before *before) {
    Diagnostic *d;
    if (before->last.kind == 0)
        d = findings_add(p->findings, CODE_S01, place, "there is no query");
    else if (!before->clause)
        d = findings_add(p->findings, CODE_S01, place, "the query ends too early");
    else
        d = findings_add(p->findings, CODE_S01, place,
                         "the query ends in the middle of \"%s\"", before->clause->shown);
    Slice expected = expected_list(p, u, before);
    if (expected.length > 0)
        diagnostic_here(p->findings, d, "expected %.*s", SLICE_ARGS(expected));
    if (before->last.kind == 0 || before->clause == clauses)
        diagnostic_help(p->findings, d,
                        "write what you want of which table: select area, sum(amount) "
                        "from funding group by area");
}

static void clause_order(Parser *p, Diagnostic *d) {
    Text list = {.memory = arena_memory(p->arena)};
    for (uint32_t i = 0; i < CLAUSE_COUNT; i++) {
        text_str(&list, i > 0 ? ", " : "");
        text_str(&list, clauses[i].shown);
    }
    diagnostic_help(p->findings, d, "put the clauses in this order: %.*s",
                    SLICE_ARGS(text_view(&list)));
    text_free(&list);
}

/* What to do about it, where the words around it tell. */
static void advise(Parser *p, const Unexpected *u, const Before *before, Diagnostic *d) {
    Place place = {p->source->id, u->span};
    int found = p->token->kind;
    Slice text = source_slice(p->source, u->span);
    const char *help = habit_help(p, text);
    if (!help && before->last.kind == TOKEN_NAME) /* as in `top 10` */
        help = habit_help(p, source_slice(p->source, before->last.span));
    if (help) {
        diagnostic_help(p->findings, d, "%s", help);
        return;
    }
    bool name = found == TOKEN_NAME || u->is_word;
    Slice near = name && text.length > 1 ? nearest_expected(u, text) : (Slice){"", 0};
    if (near.length > 0 && !(wants_operand(u) && u->is_word)) {
        diagnostic_suggest(p->findings, d, near);
        diagnostic_fix(p->findings, d, place, near);
    } else if (wants_operand(u) && before->last.kind == TOKEN_COMMA) {
        diagnostic_label(p->findings, d, (Place){p->source->id, before->last.span},
                         "one comma too many?");
    } else if (before->last.kind == TOKEN_SEMICOLON) {
        diagnostic_help(p->findings, d, "ask one query at a time");
    } else if (before->clause && clause_of(found) && clause_of(found) <= before->clause) {
        clause_order(p, d);
    } else if (before->second.kind == TOKEN_FROM && found == TOKEN_COMMA) {
        diagnostic_help(p->findings, d, "%s", habits[0].help);
    } else if (before->second.kind == TOKEN_FROM && name) {
        diagnostic_help(p->findings, d, "leave the other name of the table out");
    } else if (name && !clause_of(found) && parser_expects(u, ",")) {
        diagnostic_help(
            p->findings, d, "%s",
            parser_expects(u, "as")
                ? "put a comma before it, or \"as\" if it is to be the heading"
                : "put a comma before it, if one is missing");
    } else if (!before->clause) {
        diagnostic_help(p->findings, d,
                        "begin with select, as in: select * from projects");
    }
}

static void query_unexpected(Parser *p, const Unexpected *u) {
    Before before = look_before(p, u->span.start);
    Place place = {p->source->id, u->span};
    if (u->at_end || p->token->kind == TOKEN_SEMICOLON) {
        say_end(p, u, place, &before);
        return;
    }
    Slice found = source_slice(p->source, u->span);
    enum { SHOWN = 40 };
    if (found.length > SHOWN) {
        found.length = SHOWN;
        while (((unsigned char)found.at[found.length] & 0xc0) == 0x80)
            found.length--;
    }
    found = arena_copy(p->arena, found);
    Slice expected = expected_list(p, u, &before);
    Diagnostic *d;
    if (u->is_word && parser_expects(u, "a name") && !wants_operand(u) &&
        before.last.kind != TOKEN_FROM)
        d = findings_add(p->findings, CODE_S09, place,
                         "\"%.*s\" is a word of the language and cannot be a name",
                         SLICE_ARGS(found));
    else if (expected.length > 0)
        d = findings_add(p->findings, CODE_S01, place, "expected %.*s before \"%.*s\"",
                         SLICE_ARGS(expected), SLICE_ARGS(found));
    else
        d = findings_add(p->findings, CODE_S01, place, "\"%.*s\" is not expected here",
                         SLICE_ARGS(found));
    advise(p, u, &before, d);
}

Asked parse_query(Arena *arena, Names *names, Findings *findings, Source *source) {
    uint32_t before = findings->all.count;
    Parser parser = {.arena = arena,
                     .names = names,
                     .findings = findings,
                     .source = source,
                     .unexpected = query_unexpected,
                     .tree = ARENA_NEW(arena, Tree),
                     .lexer = lexer_new(arena, names, findings, source)};
    lexer_capitals(parser.lexer, true);
    parser_start(&parser, TOKEN_START_QUERY);
    bool read = grammar_parse(&parser);
    lexer_drop(parser.lexer);
    if (!read || findings->all.count > before)
        parser.asked.select = NULL;
    return parser.asked;
}
