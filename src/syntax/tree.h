/* The tree of one file, as the parser leaves it: what was written, nothing of what
 * it means. Nodes stand in the arena of the load. Names are interned, numbers are
 * exact, strings are spans of the source (quotes included; tree_string undoes the
 * escapes). Units and years that hold for a block are statements in it: the parser
 * applies none of them. */
#ifndef INTEG_SYNTAX_TREE_H
#define INTEG_SYNTAX_TREE_H

#include <stdbool.h>
#include <stdint.h>
#include "base/arena.h"
#include "base/decimal.h"
#include "base/names.h"
#include "base/str.h"
#include "base/vec.h"
#include "source/source.h"
#include "syntax/currency.h"

/* ---- small values ---- */

/* A name where it is used or declared. name 0: absent. Where the span is of a text in
 * quotes, a title stands for the name: model/titles.c says which it is. */
typedef struct Ref {
    NameId name;
    Span span;
} Ref;

/* A string token with its quotes; start == end: absent. */
typedef Span Quoted;

enum {
    FIGURE_APPROXIMATE = 1, /* ~65 */
    FIGURE_NONE = 2,        /* -  in a cell: nothing */
    FIGURE_BLANK = 4,       /* ?  in a cell or entry: not stated */
    FIGURE_UNIT = 8,        /* names its unit; `scale` has it applied already */
    FIGURE_PERCENT = 16,
    FIGURE_POINTS = 32, /* percentage points: pp */
    FIGURE_BAD = 64,    /* could not be read; was reported */
    FIGURE_SUM = 128    /* added up in the text: 2_568 + ~140 */
};

/* Of a printed number; those behind its point may be as many. */
enum { FIGURE_DIGITS_MOST = 18 };

/* A printed number: digits × 10^-scale. 16 bytes: a table's cell
 * is nothing but this. */
typedef struct Figure {
    int64_t digits;
    uint32_t at;    /* offset of its first byte */
    uint8_t length; /* bytes; 255: longer */
    int8_t scale;   /* digits after the point, less the unit's power: 3.3 mio is -5 */
    uint8_t flags;  /* FIGURE_… */
    unsigned currency : 4; /* 0: none named; else see currency_text */
    unsigned blur : 4;     /* trailing digits that `~` leaves unknown: ~140 has 1 */
} Figure;

Span figure_span(Figure figure);
/* Of a figure without FIGURE_NONE, FIGURE_BLANK or FIGURE_BAD. */
Decimal figure_decimal(Figure figure);

typedef enum TimeKind {
    TIME_ABSENT,
    TIME_YEAR,       /* 2020 */
    TIME_RANGE,      /* 2020..2022, 2009.., ..2024: an open end is TIME_OPEN */
    TIME_MONTH,      /* 2008-08 */
    TIME_MONTHS,     /* 2008-08..2009-01, 2008-08.., ..2009-01 */
    TIME_QUARTER,    /* 2024-q1 */
    TIME_QUARTERS,   /* 2024-q1..2024-q3, open as months are */
    TIME_DATE,       /* 2020-12-02 */
    TIME_UNSTATED,   /* ? */
    TIME_ALL,        /* all */
    TIME_SPAN,       /* over 2007..2009 */
    TIME_MONTH_SPAN, /* over 2007-01..2007-06; quarters as their months */
    TIME_BAD         /* could not be read; was reported */
} TimeKind;

enum { TIME_OPEN = INT32_MIN };

/* A quarter is yyyy20 and its number, so that none of them is a month. */
enum { TIME_QUARTER_BASE = 20 };

/* A year that is named by two, 2022/23, is the first of them and this: years of one sort
 * follow each other, and no number that is written is one of these. */
enum { YEAR_SPLIT = -10000 };

static inline bool year_is_split(int32_t year) {
    return year < 0;
}

/* 2022 of 2022 and of 2022/23. */
static inline int32_t year_named(int32_t year) {
    return year_is_split(year) ? year - YEAR_SPLIT : year;
}

typedef struct Time {
    uint8_t kind; /* TimeKind */
    /* Years; months as yyyymm, quarters as yyyy21 to yyyy24, dates as yyyymmdd. Of one
       year, month, quarter or date from == to. */
    int32_t from, to;
    Span span;
    int16_t begins; /* when years do, set by the model: see time_begins */
} Time;

/* ---- nodes ---- */

typedef enum ThingKind {
    KIND_DOCUMENT,
    KIND_ORGANISATION,
    KIND_AREA,
    KIND_SOURCE,
    KIND_MONEY,
    KIND_PROJECT,
    KIND_GOAL,
    KIND_INDICATOR,
    KIND_DIMENSION,
    KIND_CATEGORY,
    KIND_COUNT
} ThingKind;

const char *kind_text(ThingKind kind);    /* "organisation" */
const char *kind_noun(ThingKind kind);    /* the same in a sentence: "kind of money" */
const char *kind_article(ThingKind kind); /* "an organisation" */
const char *kind_plural(ThingKind kind);  /* "organisations" */

typedef enum NodeKind {
    NODE_INCLUDE,   /* Include */
    NODE_DECLARE,   /* Declare: KIND name ["Title"] [on …] [{ … }] */
    NODE_YEARS,     /* Setting: years 2020..2022 */
    NODE_UNIT,      /* Setting: unit mio DKK */
    NODE_TOLERANCE, /* Setting: tolerance exact */
    NODE_EVERY,     /* Every */
    NODE_ATTRIBUTE, /* Attribute */
    NODE_MONEY,     /* Money: funding, spending, gross */
    NODE_SHARE,     /* Share */
    NODE_TABLE,     /* Table */
    NODE_ROW,       /* Row: in a table */
    NODE_TOTAL,     /* Total */
    NODE_CHECK,     /* Check */
    NODE_EFFECT,    /* Effect */
    NODE_MEASURE,   /* MeasureNode: baseline, target, actual */
    NODE_ALLOW,     /* Allow */
    NODE_QUERY,     /* Query */
    NODE_REQUIRES,  /* Requires */
    NODE_PROPERTY,  /* Property */
    NODE_ERROR      /* Node: could not be read; was reported */
} NodeKind;

typedef struct Node Node;
struct Node {
    uint8_t kind; /* NodeKind */
    uint8_t what; /* ThingKind, MoneyKind, MeasureKind …: see the node */
    Span span;    /* the whole statement */
    Node *next;   /* in the list that it stands in */
};

typedef struct NodeList {
    Node *first, *last;
} NodeList;

typedef struct Block {
    Node *first;
    Span span; /* its braces */
} Block;

typedef struct Expr Expr;

typedef struct RefList {
    Ref *at;
    uint32_t count;
} RefList;

typedef struct Include {
    Node node;
    Quoted path;
} Include;

/* node.what: ThingKind. A title declares; without one it refers or joins. */
typedef struct Declare {
    Node node;
    Ref name;
    Quoted title;
    RefList on;   /* of an indicator: its dimensions */
    Block *block; /* NULL: none */
} Declare;

typedef struct Setting {
    Node node;
    Time years;       /* NODE_YEARS */
    Time from;        /* NODE_YEARS: when the first of them begins; kind ABSENT: unsaid */
    Ref word;         /* NODE_TOLERANCE: exact, rounding */
    int8_t power;     /* NODE_UNIT: 0, 3, 6, 9 */
    uint8_t currency; /* NODE_UNIT: as Figure.currency, 0 where it names none */
} Setting;

typedef struct Property Property;

/* node.what: ThingKind of the things that get the properties. */
typedef struct Every {
    Node node;
    Block *block; /* properties */
} Every;

/* attribute NAME on KIND, … [required] : TYPE   or   : WORD | WORD | … */
typedef struct Attribute {
    Node node;
    Ref name;
    uint16_t kinds; /* bit 1 << ThingKind for each */
    bool required;
    RefList words; /* one word: a type's name; several: the values allowed */
} Attribute;

typedef enum MoneyKind { MONEY_FUNDING, MONEY_SPENDING, MONEY_GROSS } MoneyKind;

typedef struct Modifiers {
    Ref as, from, within;
    Figure refund; /* percent; flags 0 and length 0: none */
    Ref refund_from;
} Modifiers;

/* `2020: 0.7` of a funding, spending, gross or total statement. */
typedef struct Dated {
    Time time;
    Figure figure;
} Dated;

/* node.what: MoneyKind. Modifiers hold for all entries of the statement. */
typedef struct Money {
    Node node;
    Dated *entries;
    uint32_t count;
    Modifiers *modifiers; /* NULL: none */
} Money;

typedef struct Sharing {
    Ref name;
    Figure figure;
} Sharing;

typedef struct Share {
    Node node;
    Sharing *parts;
    uint32_t count;
} Share;

/* 2020..2022, 2023 as service, all; "Difference" = 2023 - 2022, whose time is absent. */
typedef struct Column {
    /* A year, month or quarter, a range of them, a span, or ALL; ABSENT where it is
       computed. */
    Time time;
    Ref as, from;
    Quoted heading;
    Expr *formula; /* NULL: a column of money */
} Column;

/* node.what: MONEY_FUNDING or MONEY_SPENDING. */
typedef struct Table {
    Node node;
    Ref name;
    Quoted title;
    Column *columns;
    uint32_t column_count;
    Expr *where; /* NULL: none */
    Block *block;
} Table;

/* name ["Title"] [as …] [from …] [within …] cells [{ … }] */
typedef struct Row {
    Node node;
    Ref name;
    Quoted title;
    Modifiers *modifiers;
    Figure *cells;
    uint32_t cell_count;
    Block *block;
} Row;

/* In a table: `total [of name …] cells [where …]`. Elsewhere: `total 2020: 16.4, …`.
 * node.what: MONEY_FUNDING or MONEY_SPENDING (`spending total …`). */
typedef struct Total {
    Node node;
    RefList of;
    Figure *cells; /* in a table */
    uint32_t cell_count;
    Dated *dated; /* elsewhere */
    uint32_t dated_count;
    Expr *where;
} Total;

typedef struct Check {
    Node node;
    Quoted says;
    Expr *expr;
} Check;

typedef struct Effect {
    Node node;
    Ref category;
    RefList on;
} Effect;

typedef enum MeasureKind { MEASURE_BASELINE, MEASURE_TARGET, MEASURE_ACTUAL } MeasureKind;

typedef enum MeasureForm {
    MEASURE_VALUE,  /* 63, 40%, 0.5 mio DKK */
    MEASURE_RATIO,  /* 35 of 36: low of high */
    MEASURE_SPREAD, /* 20%..43% */
    MEASURE_BOUND,  /* >= 40%: op and low */
    MEASURE_RISING,
    MEASURE_FALLING,
    MEASURE_CHANGE /* -10% or +10 pp from the baseline: low, signed */
} MeasureForm;

typedef enum CompareOp { OP_EQ, OP_NE, OP_LT, OP_LE, OP_GT, OP_GE } CompareOp;

typedef struct Measure {
    uint8_t form; /* MeasureForm */
    uint8_t op;   /* CompareOp, of a bound */
    bool bound;   /* of a ratio: it has an `op`, as a bound */
    Figure low, high;
    Span span;
} Measure;

/* node.what: MeasureKind. */
typedef struct MeasureNode {
    Node node;
    Time time;
    Measure measure;
} MeasureNode;

typedef struct Allow {
    Node node;
    Ref code; /* T02 as a name */
    bool has_figure;
    Figure difference; /* signed */
    Quoted why;
} Allow;

typedef enum ValueKind {
    VALUE_NAME, /* a name: of a thing, or a word such as met or never */
    VALUE_TEXT,
    VALUE_FIGURE, /* a number, percent or money; a year where a time is wanted */
    VALUE_TIME,   /* a range, month or date */
    VALUE_BLANK   /* ? */
} ValueKind;

typedef struct Value {
    uint8_t kind; /* ValueKind */
    Span span;
    union {
        NameId name;
        Quoted text;
        Figure figure;
        Time time;
    };
} Value;

struct Property {
    Node node;
    Ref name;
    Value *values;
    uint32_t count;
};

typedef struct Requires {
    Node node;
    Expr *expr;
} Requires;

/* ---- expressions ---- */

typedef enum ExprKind {
    EXPR_FIGURE, /* figure */
    EXPR_TEXT,   /* text */
    EXPR_TIME,   /* month or date */
    EXPR_NULL,
    EXPR_TRUE,
    EXPR_FALSE,
    EXPR_NAME,   /* path[0].path[1]… */
    EXPR_PARAM,  /* $name: path[0] */
    EXPR_NOT,    /* left */
    EXPR_NEGATE, /* left */
    EXPR_AND,    /* left right */
    EXPR_OR,
    EXPR_COMPARE, /* op */
    EXPR_ADD,
    EXPR_SUB,
    EXPR_MUL,
    EXPR_DIV,
    EXPR_JOIN,    /* || */
    EXPR_IN,      /* left in (args); negated: not in */
    EXPR_BETWEEN, /* left between args[0] and args[1]; negated */
    EXPR_LIKE,    /* left like right [escape args[0], a text]; negated */
    EXPR_IS_NULL, /* left is [not] null; negated */
    EXPR_CASE, /* args: when, then, when, then …; right: else or NULL; left: operand or
                  NULL */
    EXPR_CALL, /* function(args [where right]); distinct; `*` is one EXPR_STAR argument */
    EXPR_STAR
} ExprKind;

/* Deeper trees than this are refused with a finding. */
enum { EXPR_DEPTH_MAX = 200, BLOCK_DEPTH_MAX = 100, PATH_NAMES_MAX = 16 };

struct Expr {
    uint8_t kind;  /* ExprKind */
    uint8_t op;    /* CompareOp */
    bool negated;  /* not in, not between, not like, is not null */
    bool distinct; /* count(distinct x) */
    uint16_t depth;
    Span span;
    Expr *left, *right;
    union {
        Figure figure;
        Quoted text;
        Time time;
        RefList path;
        struct {
            Ref function;
            Expr **args;
            uint32_t arg_count;
        };
    };
};

/* ---- queries ---- */

typedef struct SelectItem {
    Expr *expr; /* EXPR_STAR for * */
    Ref alias;
} SelectItem;

typedef struct OrderItem {
    Expr *expr;
    bool descending;
    uint8_t nulls; /* 0 unsaid, 1 first, 2 last */
} OrderItem;

typedef struct Select {
    Span span;
    bool distinct, of_all, with_totals;
    SelectItem *items;
    uint32_t item_count;
    Ref from;
    RefList of; /* documents */
    Expr *where;
    Expr **group;
    uint32_t group_count;
    Expr *having;
    Expr *pivot;
    OrderItem *order;
    uint32_t order_count;
    Expr *limit, *offset;
} Select;

/* A query that was asked: `[explain] select … [;]`. */
typedef struct Asked {
    Select *select; /* NULL: it could not be read, and findings say why */
    bool explain;
} Asked;

typedef struct Query {
    Node node;
    Ref name;
    Quoted title;
    Select *select;
} Query;

/* ---- the whole ---- */

typedef struct LostName {
    NameId name;
    bool subject; /* the statement was about it: the name of a thing or row */
} LostName;

typedef struct Tree {
    SourceId source;
    Node *first;
    uint32_t
        fact_count; /* cells and dated figures: an upper bound, to reserve columns by */
    bool complete;  /* nothing was left out by a syntax error */
    bool titled;    /* a title stands in place of a name somewhere */
    bool foreign;   /* in another encoding: nothing of it was read */
    VEC(LostName)
    lost; /* in statements that could not be read: they may have been declared there, so
             nobody reports them as unknown */
    /* Set by who loads it: it is read as if it stood in another file, in the block of
     * that document where one is named. Its tree comes after that file's. */
    bool joins;
    SourceId host;
    NameId host_document; /* 0: the file's own */
} Tree;

/* The text of a string token: quotes off, escapes (\" \\ \n \t \u{…}) undone, in NFC. */
Slice tree_string(Arena *arena, const Source *source, Quoted quoted);
/* The same in whatever form it is written: names of files have the form that they have.
 */
Slice tree_written(Arena *arena, const Source *source, Quoted quoted);
enum { TREE_CHAIN_MAX = BLOCK_DEPTH_MAX + 1 };
/* The statements around an offset, the innermost last; an offset right behind one, where
 * no other begins, is in it. Returns how many. */
uint32_t tree_chain(const Tree *tree, uint32_t offset, const Node *chain[TREE_CHAIN_MAX]);
/* The block that a statement has; NULL: none. */
const Block *tree_block(const Node *node);
/* How many columns a table has; 0: that depends on its years. */
uint32_t tree_columns(const Table *table);
/* Whether a name is one of the words of the language. */
bool name_is_word(NameId name);

#endif
