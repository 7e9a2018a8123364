/* What could come next of what is typed at a prompt: every answer here is the parser's
 * own, none is guessed from a message. */
#include "syntax/prompt.h"

#include <string.h>
#include "integ.tab.h"
#include "syntax/prompt_columns.h"
#include "syntax/parser.h"

/* ---- what could come next ---- */

typedef VEC(Token) TokenVec;

/* The statements that words begin. A thing's is of what the word is. */
static const struct {
    int token;
    uint8_t kind; /* NodeKind */
    uint8_t what; /* ThingKind, of a NODE_DECLARE */
} beginnings[] = {
    {TOKEN_INCLUDE, NODE_INCLUDE, 0},
    {TOKEN_DOCUMENT, NODE_DECLARE, KIND_DOCUMENT},
    {TOKEN_ORGANISATION, NODE_DECLARE, KIND_ORGANISATION},
    {TOKEN_AREA, NODE_DECLARE, KIND_AREA},
    {TOKEN_SOURCE, NODE_DECLARE, KIND_SOURCE},
    {TOKEN_MONEY, NODE_DECLARE, KIND_MONEY},
    {TOKEN_PROJECT, NODE_DECLARE, KIND_PROJECT},
    {TOKEN_GOAL, NODE_DECLARE, KIND_GOAL},
    {TOKEN_INDICATOR, NODE_DECLARE, KIND_INDICATOR},
    {TOKEN_DIMENSION, NODE_DECLARE, KIND_DIMENSION},
    {TOKEN_CATEGORY, NODE_DECLARE, KIND_CATEGORY},
    {TOKEN_YEARS, NODE_YEARS, 0},
    {TOKEN_UNIT, NODE_UNIT, 0},
    {TOKEN_TOLERANCE, NODE_TOLERANCE, 0},
    {TOKEN_EVERY, NODE_EVERY, 0},
    {TOKEN_ATTRIBUTE, NODE_ATTRIBUTE, 0},
    {TOKEN_FUNDING, NODE_MONEY, 0},
    {TOKEN_SPENDING, NODE_MONEY, 0},
    {TOKEN_GROSS, NODE_MONEY, 0},
    {TOKEN_SHARE, NODE_SHARE, 0},
    {TOKEN_TABLE, NODE_TABLE, 0},
    {TOKEN_TOTAL, NODE_TOTAL, 0},
    {TOKEN_CHECK, NODE_CHECK, 0},
    {TOKEN_EFFECT, NODE_EFFECT, 0},
    {TOKEN_BASELINE, NODE_MEASURE, 0},
    {TOKEN_TARGET, NODE_MEASURE, 0},
    {TOKEN_ACTUAL, NODE_MEASURE, 0},
    {TOKEN_ALLOW, NODE_ALLOW, 0},
    {TOKEN_QUERY, NODE_QUERY, 0},
    {TOKEN_REQUIRES, NODE_REQUIRES, 0},
};

enum { BEGINNINGS = sizeof beginnings / sizeof *beginnings };

bool prompt_begins(Slice word, NodeKind *kind, uint8_t *what) {
    for (size_t i = 0; i < BEGINNINGS; i++)
        if (slice_is(word,
                     grammar_word((uint32_t)(beginnings[i].token - TOKEN_INCLUDE)))) {
            *kind = (NodeKind)beginnings[i].kind;
            *what = beginnings[i].what;
            return true;
        }
    return false;
}

bool prompt_reserves(Slice word) {
    for (uint32_t i = 0; i < grammar_word_count(); i++)
        if (slice_is(word, grammar_word(i)))
            return grammar_word_kind(i) == WORD_RESERVED;
    return false;
}

/* A statement around the cursor. */
typedef struct Around {
    Slice text;
    TokenVec before;                /* its tokens before the word that is being typed */
    int kinds[GRAMMAR_TOKENS_MOST]; /* what is expected behind them */
    uint32_t kind_count;
    bool select; /* a select stands before */
    int head;    /* the word that the statement begins with; END: none */
    int head_of; /* the word behind it: `every project` */
    Slice name;  /* the name behind it */
    VEC(Slice) aliases;
    VEC(PromptBlock) blocks;
} Around;

static bool is_name(int kind) {
    return kind == TOKEN_NAME || (kind >= TOKEN_INCLUDE && kind <= TOKEN_OFFSET);
}

static bool is_word(int kind) {
    return kind == TOKEN_CURRENCY || kind == TOKEN_NAME ||
           (kind >= TOKEN_INCLUDE && kind <= TOKEN_MIA);
}

/* ---- the statements around the cursor ---- */

static bool is_kind(int kind) {
    return kind >= TOKEN_DOCUMENT && kind <= TOKEN_CATEGORY;
}

static Slice token_text(const Around *a, const Token *token) {
    return (Slice){a->text.at + token->span.start, token->span.end - token->span.start};
}

/* The block whose "{" comes next. In a table what begins with no word that has a block is
 * a row. */
static PromptBlock block_begun(const Around *a) {
    bool in_table = false;
    for (uint32_t i = 0; i < a->blocks.count; i++)
        in_table = a->blocks.at[i].kind == NODE_TABLE ||
                   (in_table && a->blocks.at[i].kind == NODE_DECLARE &&
                    a->blocks.at[i].what == KIND_AREA);
    if (is_kind(a->head))
        return (PromptBlock){NODE_DECLARE, (uint8_t)(a->head - TOKEN_DOCUMENT), a->name};
    if (a->head == TOKEN_EVERY && is_kind(a->head_of))
        return (PromptBlock){NODE_EVERY, (uint8_t)(a->head_of - TOKEN_DOCUMENT), {0}};
    if (a->head == TOKEN_TABLE || a->head == TOKEN_QUERY ||
        (a->head == TOKEN_SPENDING && a->head_of == TOKEN_TABLE))
        return (PromptBlock){.kind = a->head == TOKEN_QUERY ? NODE_QUERY : NODE_TABLE};
    return (PromptBlock){.kind = in_table ? NODE_ROW : NODE_ERROR};
}

/* Keeps account of where a statement begins and which blocks are open. */
static void follow(Arena *arena, Around *a, Reading *r, const Token *token) {
    if (token->kind == TOKEN_LBRACE) {
        PromptBlock block = block_begun(a);
        *VEC_PUSH(arena, &a->blocks) = block;
    } else if (token->kind == TOKEN_RBRACE) {
        a->blocks.count -= a->blocks.count > 0;
    } else if (token->kind >= TOKEN_INCLUDE && token->kind <= TOKEN_REQUIRES) {
        if (r->pushed == NULL)
            reading_open(r);
        a->kind_count = r->wrong ? 0 : grammar_push_expected(r->pushed, a->kinds);
        for (uint32_t i = 0; i < a->kind_count && a->kinds[i] <= TOKEN_LOST; i++)
            if (a->kinds[i] == TOKEN_LOST) {
                a->head = token->kind;
                a->head_of = TOKEN_END;
                a->name = (Slice){0};
                return;
            }
    }
    if (token->kind == TOKEN_LBRACE || token->kind == TOKEN_RBRACE ||
        token->kind == TOKEN_SEMICOLON) {
        a->head = a->head_of = TOKEN_END;
        a->select = false;
        a->before.count = 0;
    } else if (a->head != TOKEN_END && a->head_of == TOKEN_END) {
        a->head_of = token->kind;
        a->name = token_text(a, token);
    }
}

static bool expected(const Around *a, int kind) {
    for (uint32_t i = 0; i < a->kind_count; i++)
        if (a->kinds[i] == kind)
            return true;
    return false;
}

/* The kind of the token `back` places before the cursor, from 1; END before the first. */
static int kind_back(const Around *a, uint32_t back) {
    return back <= a->before.count ? a->before.at[a->before.count - back].kind
                                   : TOKEN_END;
}

/* The text of a path whose last name is `back` places before the cursor; empty where
 * there is none. */
static Slice path_back(const Around *a, uint32_t back) {
    if (!is_name(kind_back(a, back)))
        return (Slice){"", 0};
    uint32_t first = back;
    while (kind_back(a, first + 1) == TOKEN_DOT && is_name(kind_back(a, first + 2)))
        first += 2;
    uint32_t start = a->before.at[a->before.count - first].span.start;
    uint32_t end = a->before.at[a->before.count - back].span.end;
    return (Slice){a->text.at + start, end - start};
}

/* What `area = |` and `area in (green, |` compare with. */
static Slice compared_path(const Around *a) {
    uint32_t back = 1;
    int kind = kind_back(a, back);
    if (kind >= TOKEN_EQ && kind <= TOKEN_GE)
        return path_back(a, 2);
    while (kind == TOKEN_COMMA || kind == TOKEN_STRING || is_name(kind))
        kind = kind_back(a, ++back);
    if (kind != TOKEN_LPAREN || kind_back(a, back + 1) != TOKEN_IN)
        return (Slice){"", 0};
    return path_back(a, kind_back(a, back + 2) == TOKEN_NOT ? back + 3 : back + 2);
}

/* "t2" of `t2(green, |`; empty behind a `where`, and where no call is open. */
static Slice open_call(const Around *a) {
    uint32_t closed = 0;
    for (uint32_t back = 1; back < a->before.count; back++) {
        int kind = kind_back(a, back);
        closed += kind == TOKEN_RPAREN;
        if (kind == TOKEN_WHERE && closed == 0)
            break;
        if (kind == TOKEN_LPAREN && closed-- == 0)
            return path_back(a, back + 1);
    }
    return (Slice){"", 0};
}

/* Whether the expression is that of a `check`. */
static bool in_check(const Around *a) {
    for (uint32_t back = 1; back <= a->before.count; back++) {
        int kind = kind_back(a, back);
        if (kind == TOKEN_CHECK)
            return true;
        if (kind == TOKEN_LBRACE || kind == TOKEN_RBRACE || kind == TOKEN_SEMICOLON)
            break;
    }
    return false;
}

/* How far back the token stands that a list `a, b, |` began with. */
static uint32_t list_head(const Around *a) {
    uint32_t back = 1;
    while (kind_back(a, back) == TOKEN_COMMA) {
        back++;
        while (is_name(kind_back(a, back)) || kind_back(a, back) == TOKEN_STRING ||
               kind_back(a, back) == TOKEN_NUMBER)
            back++;
    }
    return back;
}

enum { A_KIND = 1 };

/* Of which kind of thing a name behind a word of the language is. */
static const struct Naming {
    int token;
    uint32_t kinds;
} namings[] = {
    {TOKEN_DOCUMENT, A_KIND << KIND_DOCUMENT},
    {TOKEN_ORGANISATION, A_KIND << KIND_ORGANISATION},
    {TOKEN_AREA, A_KIND << KIND_AREA},
    {TOKEN_SOURCE, A_KIND << KIND_SOURCE},
    {TOKEN_MONEY, A_KIND << KIND_MONEY},
    {TOKEN_PROJECT, A_KIND << KIND_PROJECT},
    {TOKEN_GOAL, A_KIND << KIND_GOAL},
    {TOKEN_INDICATOR, A_KIND << KIND_INDICATOR},
    {TOKEN_DIMENSION, A_KIND << KIND_DIMENSION},
    {TOKEN_CATEGORY, A_KIND << KIND_CATEGORY},
    {TOKEN_FROM, A_KIND << KIND_SOURCE},
    {TOKEN_AS, A_KIND << KIND_MONEY},
    {TOKEN_WITHIN, A_KIND << KIND_PROJECT},
    {TOKEN_ON, A_KIND << KIND_DIMENSION},
    {TOKEN_OF, A_KIND << KIND_AREA | A_KIND << KIND_PROJECT},
    {TOKEN_EFFECT, A_KIND << KIND_CATEGORY},
    {TOKEN_SHARE, A_KIND << KIND_SOURCE | A_KIND << KIND_ORGANISATION},
};

static void want_in_statement(const Around *a, PromptHint *hint) {
    uint32_t head = list_head(a);
    int kind = kind_back(a, head);
    static const struct {
        int behind;
        NameWanted wanted;
    } others[] = {{TOKEN_ALLOW, WANT_CODE}, {TOKEN_TOLERANCE, WANT_TOLERANCE}};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (kind_back(a, 1) == others[i].behind) {
            hint->wanted = others[i].wanted;
            return;
        }
    if (kind == TOKEN_COLON) {
        hint->wanted = a->head == TOKEN_ATTRIBUTE ? WANT_TYPE : WANT_VALUE;
        hint->path = path_back(a, head + 1);
        return;
    }
    for (size_t i = 0; i < sizeof namings / sizeof *namings; i++)
        if (namings[i].token == kind) {
            hint->wanted = WANT_THING;
            hint->kinds = namings[i].kinds;
        }
}

static void want_in_select(const Around *a, PromptHint *hint) {
    uint32_t head = list_head(a);
    if (kind_back(a, 1) == TOKEN_FROM) {
        hint->wanted = WANT_TABLE;
    } else if (kind_back(a, head) == TOKEN_OF) {
        hint->wanted = WANT_THING;
        hint->kinds = A_KIND << KIND_DOCUMENT;
    }
}

/* Aliases can stand in `group by`, `having` and `order by`. */
static bool takes_aliases(const Around *a) {
    for (uint32_t back = 1; back <= a->before.count; back++) {
        int kind = kind_back(a, back);
        if (kind == TOKEN_HAVING)
            return true;
        if (kind == TOKEN_BY)
            return kind_back(a, back + 1) == TOKEN_GROUP ||
                   kind_back(a, back + 1) == TOKEN_ORDER;
        if (kind == TOKEN_WHERE || kind == TOKEN_FROM || kind == TOKEN_SELECT)
            break;
    }
    return false;
}

/* The table of an expression outside of queries: that over whose rows the open call goes
 * in a check, the entries in a filter. */
static Slice table_outside(const Around *a, bool check) {
    if (!check)
        return SLICE("funding");
    uint32_t closed = 0;
    bool filter = false;
    for (uint32_t back = 1; back < a->before.count; back++) {
        int kind = kind_back(a, back);
        closed += kind == TOKEN_RPAREN;
        filter = filter || (kind == TOKEN_WHERE && closed == 0);
        if (kind == TOKEN_LPAREN && closed-- == 0) {
            if (filter && is_name(kind_back(a, back - 1)))
                return token_text(a, &a->before.at[a->before.count - back + 1]);
            closed = 0;
        }
    }
    return (Slice){0};
}

static void see_formula(Arena *arena, const Around *a, PromptHint *hint) {
    bool table = a->head == TOKEN_TABLE ||
                 (a->head == TOKEN_SPENDING && a->head_of == TOKEN_TABLE);
    for (uint32_t back = 1; table && back <= a->before.count; back++) {
        if (kind_back(a, back) != TOKEN_TABLE)
            continue;
        hint->formula = prompt_columns(
            arena, a->text, &a->before.at[a->before.count - back], back, &hint->columns);
        break;
    }
}

static void want_column(Arena *arena, const Around *a, PromptHint *hint) {
    hint->wanted = WANT_COLUMN;
    see_formula(arena, a, hint);
    hint->compared = compared_path(a);
    hint->check = in_check(a);
    hint->call = open_call(a);
    if (!a->select && a->head == TOKEN_REQUIRES)
        hint->wanted = WANT_RULE;
    else if (!a->select)
        hint->table = table_outside(a, hint->check);
    for (uint32_t i = 0; takes_aliases(a) && i < a->aliases.count; i++)
        *VEC_PUSH(arena, &hint->aliases) = a->aliases.at[i];
}

static void want(Arena *arena, const Around *a, PromptHint *hint) {
    int last = kind_back(a, 1);
    if (!a->select &&
        (last == TOKEN_UNIT || (last >= TOKEN_THOUSAND && last <= TOKEN_MIA)))
        hint->wanted = WANT_CURRENCY;
    if (!expected(a, TOKEN_NAME))
        return;
    if (kind_back(a, 1) == TOKEN_DOT) {
        hint->wanted = WANT_FIELD;
        hint->path = path_back(a, 2);
    } else if (expected(a, TOKEN_NULL_)) {
        want_column(arena, a, hint);
    } else if (a->select) {
        want_in_select(a, hint);
    } else if (!expected(a, TOKEN_LOST)) {
        want_in_statement(a, hint);
    }
}

/* Where a name is expected, so is each word that may be one; only those are of use that
 * mean themselves there. LOST is expected just where a statement can begin. */
static bool is_meant(const Around *a, int kind) {
    if (!expected(a, TOKEN_NAME))
        return true;
    switch (grammar_word_kind((uint32_t)(kind - TOKEN_INCLUDE))) {
    case WORD_STATEMENT: return expected(a, TOKEN_LOST);
    case WORD_LOCAL: return kind == TOKEN_EXPLAIN && expected(a, TOKEN_SELECT);
    case WORD_RESERVED: /* `case` as a property's name is a name among others */
        return kind != TOKEN_CASE || !expected(a, TOKEN_LOST);
    }
    return true;
}

/* Finds the query's table among tokens given in their order. */
typedef struct TableSearch {
    bool select, from, as;
    uint32_t parens;
} TableSearch;

static void table_search(Arena *arena, TableSearch *search, const Token *token,
                         PromptHint *hint, Around *around) {
    Slice text = around->text;
    if (search->as && is_name(token->kind))
        *VEC_PUSH(arena, &around->aliases) = token_text(around, token);
    search->as = search->select && token->kind == TOKEN_AS;
    search->parens += token->kind == TOKEN_LPAREN;
    search->parens -= token->kind == TOKEN_RPAREN && search->parens > 0;
    if (search->from && is_name(token->kind))
        hint->table =
            (Slice){text.at + token->span.start, token->span.end - token->span.start};
    search->select |= token->kind == TOKEN_SELECT;
    search->from = search->select && search->parens == 0 && token->kind == TOKEN_FROM;
}

static PromptHint expected_at(Arena *arena, Slice text, uint32_t cursor, bool file) {
    PromptHint hint = {.partial = {text.at + cursor, 0}};
    Arena *own = arena_new(arena_memory(arena));
    Around around = {.text = text};
    TableSearch search = {0};
    Reading r;
    reading_start(&r, own, text);
    r.file = file;
    bool nothing = false; /* the cursor is at a figure or inside a text */
    for (;;) {
        Token token = reading_token(&r);
        if (token.kind == TOKEN_END)
            break;
        bool ahead = token.span.start >= cursor;
        bool at_cursor = !ahead && token.span.end >= cursor;
        if (at_cursor && is_word(token.kind)) {
            hint.partial = (Slice){text.at + token.span.start, cursor - token.span.start};
        } else if (!ahead) {
            nothing |= token.span.end > cursor ||
                       (at_cursor &&
                        (token.kind == TOKEN_NUMBER || token.kind == TOKEN_NEGATIVE ||
                         token.kind == TOKEN_STRING));
            follow(own, &around, &r, &token);
            reading_push(&r, &token);
            if (token.kind == TOKEN_LBRACE || token.kind == TOKEN_RBRACE) {
                search = (TableSearch){0};
                around.aliases.count = 0;
                hint.table = (Slice){"", 0};
                if (file)
                    continue;
            }
            *VEC_PUSH(own, &around.before) = token;
            around.select |= token.kind == TOKEN_SELECT;
        }
        if (reading_ends(&r, &token) && !ahead) {
            reading_next(&r);
            around = (Around){.text = text};
            search = (TableSearch){0};
            hint.table = (Slice){"", 0};
            continue;
        }
        if (ahead && (token.kind == TOKEN_SEMICOLON || token.kind == TOKEN_RBRACE))
            break;
        if (!at_cursor)
            table_search(own, &search, &token, &hint, &around);
    }
    if (!r.pushed)
        reading_open(&r);
    if (!r.wrong && !nothing) {
        around.kind_count = grammar_push_expected(r.pushed, around.kinds);
        want(arena, &around, &hint);
        hint.begins = expected(&around, TOKEN_LOST);
        for (uint32_t i = 0; i < around.kind_count; i++) {
            int kind = around.kinds[i];
            if (kind >= TOKEN_INCLUDE && kind <= TOKEN_MIA && is_meant(&around, kind))
                *VEC_PUSH(arena, &hint.words) =
                    slice_of(grammar_word((uint32_t)(kind - TOKEN_INCLUDE)));
        }
    }
    for (uint32_t i = 0; i < around.blocks.count; i++)
        *VEC_PUSH(arena, &hint.blocks) = around.blocks.at[i];
    reading_end(&r);
    arena_drop(own);
    return hint;
}

PromptHint prompt_expected(Arena *arena, Slice text, uint32_t cursor) {
    return expected_at(arena, text, cursor, false);
}

PromptHint prompt_expected_in_file(Arena *arena, Slice text, uint32_t cursor) {
    return expected_at(arena, text, cursor, true);
}
