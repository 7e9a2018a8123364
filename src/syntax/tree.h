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
#include "base/names.h"
#include "base/str.h"
#include "base/vec.h"
#include "source/source.h"
#include "syntax/currency.h"
#include "syntax/expr.h"
#include "syntax/figure.h"
#include "syntax/kind.h"
#include "syntax/ref.h"
#include "syntax/time.h"

/* ---- nodes ---- */

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

/* The same in 16 bytes, as most of a large file is this: a year of four digits and a
 * number without a unit. All else is `odd`, and stands aside. */
typedef struct Entry {
    union {
        int64_t digits;
        const Dated *dated; /* where it is odd */
    };
    uint32_t at;      /* the figure's first byte */
    unsigned gap : 9; /* bytes from the year to it */
    unsigned length : 5;
    unsigned scale : 5;
    unsigned year : 12;
    unsigned odd : 1;
} Entry;

enum { ENTRY_GAP_MOST = 511, ENTRY_LENGTH_MOST = 31, ENTRY_YEAR_MOST = 4095 };

static inline Figure entry_figure(const Entry *entry) {
    if (entry->odd)
        return entry->dated->figure;
    return (Figure){.digits = entry->digits,
                    .at = entry->at,
                    .length = (uint8_t)entry->length,
                    .scale = (int8_t)entry->scale};
}

static inline Time entry_time(const Entry *entry) {
    if (entry->odd)
        return entry->dated->time;
    uint32_t at = entry->at - entry->gap;
    int32_t year = (int32_t)entry->year;
    return (Time){.kind = TIME_YEAR, .from = year, .to = year, .span = {at, at + 4}};
}

/* node.what: MoneyKind. Modifiers hold for all entries of the statement. */
typedef struct Money {
    Node node;
    Entry *entries;
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
    Entry *dated; /* elsewhere */
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
