/* Bound expressions: what a Step is. Evaluating one looks nothing up by text. */
#ifndef INTEG_EVAL_STEPS_H
#define INTEG_EVAL_STEPS_H

#include "base/names.h"
#include "eval/columns.h"
#include "eval/datum.h"
#include "eval/printed.h"
#include "eval/property.h"
#include "eval/binding.h"
#include "source/diagnostic.h"

typedef enum StepKind {
    STEP_CONSTANT, /* constant */
    STEP_COLUMN,   /* column, of the row in hand */
    STEP_FIELD,    /* field of the thing that left gives; NULL: of the row itself */
    STEP_RULE,     /* rule_index: what a category rule sees */
    STEP_PARAM,    /* of a query whose names alone are checked: missing */
    STEP_NOT,      /* left */
    STEP_NEGATE,   /* left */
    STEP_AND,      /* left right */
    STEP_OR,
    STEP_COMPARE,    /* op */
    STEP_ARITHMETIC, /* op: ExprKind */
    STEP_JOIN,
    STEP_IN,      /* left, args */
    STEP_BETWEEN, /* left, args[0], args[1] */
    STEP_LIKE,
    STEP_IS_NULL,
    STEP_CASE, /* args: when, then, …; right: else or NULL; left: operand or NULL */
    STEP_AGGREGATE, /* function over rows of table: left (NULL counts rows), right: where;
                       in a query the group's value in slot id */
    STEP_KEY,       /* in a query with groups: the group's key number id */
    STEP_SCALAR,    /* function of args */
    STEP_STATED,    /* narrow: a printed table, and what is named of it */
    STEP_CELL,      /* cell: one cell of it */
    STEP_LINE_CELL, /* in a formula: the cell of the line in hand in a column */
    STEP_IN_UNIT,   /* left, a number, as money in the unit in force */
    STEP_ENTRY_REF, /* fast: column of an entry = or != the thing id; null where id is 0
                     */
    STEP_ENTRY_YEAR, /* fast: the year of an entry, op, year */
    STEP_BY_THING /* fast: left depends on one thing of the entry only; memo by its id */
} StepKind;

typedef enum FieldKind {
    FIELD_NAME,
    FIELD_TITLE,
    FIELD_PARENT,
    FIELD_PROPERTY,
    FIELD_COMPUTED /* a column that the checks fill */
} FieldKind;

typedef struct Step Step;
struct Step {
    uint8_t kind; /* StepKind */
    uint8_t op;   /* CompareOp, ExprKind or FunctionId */
    bool negated;
    bool distinct;
    bool printed; /* compared at the printed precision */
    bool has_aggregate;
    bool any_title; /* of a FIELD_TITLE that is compared: each that a document gives */
    uint8_t column; /* ColumnId; of a STEP_LINE_CELL that of its table */
    uint8_t table;  /* TableId, of an aggregate */
    uint8_t field;  /* FieldKind */
    uint8_t rule_index;
    int16_t year; /* STEP_ENTRY_YEAR; of share() its digits */
    Type type;
    Id id;
    NameId name;               /* of a FIELD_PROPERTY */
    uint32_t memo, memo_count; /* STEP_BY_THING: where its part of a memo begins, by id */
    const Datum *constant;
    const Narrow *narrow;
    const PrintedCell *cell;
    const Step *left, *right;
    const Step **args;
    uint32_t arg_count;
    const struct Among *among; /* of a long STEP_IN; see among.h */
    Span span;
};

struct Bound {
    BindTo to;
    SourceId file;
    Id document;
    int8_t power; /* the unit in force */
    uint8_t currency;
    int8_t shown; /* in which power amounts are seen: what round() and texts go by */
    const Step *root;
    uint32_t memo_size;
};

#endif
