/* Expressions, and the queries that are made of them. */
#ifndef INTEG_SYNTAX_EXPR_H
#define INTEG_SYNTAX_EXPR_H

#include <stdbool.h>
#include <stdint.h>
#include "syntax/figure.h"
#include "syntax/ref.h"
#include "syntax/time.h"

typedef enum CompareOp { OP_EQ, OP_NE, OP_LT, OP_LE, OP_GT, OP_GE } CompareOp;

typedef struct Expr Expr;

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

#endif
