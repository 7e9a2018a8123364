/* Bound expressions, and how they are made. For eval/ and query/. A Step is an expression
 * with every name resolved: evaluating one looks nothing up by text. */
#ifndef INTEG_EVAL_BIND_H
#define INTEG_EVAL_BIND_H

#include "eval/columns.h"
#include "eval/datum.h"
#include "eval/printed.h"
#include "eval/property.h"
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
    uint8_t column; /* ColumnId */
    uint8_t table;  /* TableId, of an aggregate */
    uint8_t field;  /* FieldKind */
    uint8_t rule_index;
    int16_t year; /* STEP_ENTRY_YEAR; of share() its digits */
    Type type;
    Id id;
    NameId name;   /* of a FIELD_PROPERTY */
    uint8_t *memo; /* by thing: 0 not yet or not known, else Tri + 1 */
    uint32_t memo_count;
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
};

/* The names of a category rule, in the order of RuleFacts. */
enum { RULE_NAME_COUNT = 7 };
extern const char *const rule_names[RULE_NAME_COUNT];

struct QueryContext;

/* The aggregates of a query, each once. */
typedef VEC(const Step *) Slots;

/* One expression, or one query, being bound. */
typedef struct Binder {
    Model *model;
    SourceId file;
    Id document;
    bool rule, check, query;
    bool failed;
    uint8_t table; /* TableId whose columns names mean; TABLE_COUNT: none */
    bool in_aggregate;
    const char *clause; /* where an aggregate cannot stand: "where"; NULL: it can */
    const SelectItem *aliases; /* that names may mean here */
    uint32_t alias_count;
    const struct QueryContext *context; /* of a query; else NULL */
    const Select *select;               /* likewise */
    Slots *slots;                       /* likewise */
    bool *params_used;                  /* by QueryContext.params; likewise */
    PropertyNames *param_names;         /* that the query has; likewise */
    bool has_unit;                      /* a plain number beside an amount is in: */
    int8_t power;                       /* the unit in force */
    uint8_t currency;
} Binder;

/* Never NULL: what cannot be bound is of TYPE_ERROR, and was reported. `against`: what a
 * bare word is compared with, or NULL. */
Step *bind_expr(Binder *binder, const Expr *expr, const Step *against);
Step *bind_truth(Binder *binder, const Expr *expr, const char *what);
Step *bind_step(Binder *binder, StepKind kind, Type type, Span span);
Step *bind_error(Binder *binder, Span span);
Step *bind_constant(Binder *binder, Datum datum, Type type, Span span);
Place bind_place(const Binder *binder, Span span);
Slice bind_source(const Binder *binder, Span span);
Slice bind_ref_text(const Binder *binder, Ref ref);

/* Types of which a value can be either: the one, else one known only when evaluated. */
void bind_join_type(Type *type, Type with);
/* Whether a part has an aggregate, its whole has one. */
void bind_join_flags(Step *step, const Step *part);

/* bind_name.c */
/* Whether a bare word is a name here: a column, an alias, a table. */
bool bind_knows(const Binder *binder, const Expr *expr);
Step *bind_name(Binder *binder, const Expr *expr, const Step *against);
/* The names of all columns of the table in force, for `*` and for suggestions. */
void bind_columns(Binder *binder, PropertyNames *out);
bool bind_is_column(const Binder *binder, NameId name);
/* The names of the document's printed tables, appended. */
void bind_printed_names(const Binder *binder, PropertyNames *out);
/* The item that a name is the alias of here; NULL: none, or the name is a column. */
const SelectItem *bind_alias(const Binder *binder, NameId name);

/* bind_word.c */
/* Whether what a text is compared with has such a value: a name, a title, a value of a
 * property, a word of a column; if not, it was reported. */
bool bind_is_known(Binder *binder, const Step *field, const Step *text);
/* A value of which one is chosen, which is compared with nothing: a bare word may be one
 * that nobody gives. */
Step *bind_chosen_value(Binder *binder, const Expr *expr, const Step *against);
/* A bare word as a value of what it stands beside; NULL: it has no meaning there. */
Step *bind_value(Binder *binder, Ref ref, const Step *against);

/* bind_call.c */
Step *bind_call(Binder *binder, const Expr *expr);

/* narrow.c */
/* A printed table by its name, or by a call that names more: `t2(green, 2023)`. */
Step *bind_printed(Binder *binder, const Expr *expr);
/* Where a figure is wanted: each printed table in the step as the one cell that is meant.
 * A copy of a step without any. */
Step *bind_as_figure(Binder *binder, const Step *step);
/* Where a table is wanted: whether what is named of each is stated; if not, it was
 * reported. */
bool bind_as_table(Binder *binder, const Step *step);

/* scalar.c: a call of a function that is SCALAR, its arguments counted. */
Step *bind_scalar(Binder *binder, const Expr *expr, FunctionId function);

/* bind_param.c */
Step *bind_param(Binder *binder, const Expr *expr, const Step *against);

/* bind_operator.c */
Step *bind_compare(Binder *binder, CompareOp op, Step *left, Step *right, Span span);
Step *bind_arithmetic(Binder *binder, ExprKind kind, Step *left, Step *right, Span span);
/* The values of which `case` and iif choose one, and the type of what is chosen: beside
 * an amount a plain number is money in the unit in force. */
void bind_chosen(Binder *binder, Step *step, const Step **const *values, uint32_t count);
/* False where two values can never be equal; reported as Q02. */
bool bind_comparable(Binder *binder, Step **left, Step **right, bool ordered, Span span);
/* The same of two that are compared by <, >, …: a number beside a time must also be a
 * year (Y10), and what is a whole year stands beside no month (Q02). */
bool bind_ordered(Binder *binder, Step **left, Step **right, Span span);
/* The same of two that are compared for being equal: what one of them is must also be a
 * value that there is (N01). */
bool bind_equal(Binder *binder, Step **left, Step **right, Span span);
/* A title that is compared is any that a document gives the thing. */
void bind_any_title(Step *step);

/* A finding, unless the same was added a moment ago (the same expression is bound for
 * each claim under it); NULL then. Marks the binder as failed. */
Diagnostic *bind_finding(Binder *binder, Code code, Span span, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/* Adds `did you mean "x"?` with its mend, where a candidate is near; without one where
 * the name was a parameter's value, which is not in the text. */
void bind_suggest(Binder *binder, Diagnostic *d, Span span, Slice name,
                  const Slice *candidates, uint32_t count);
/* The same; where none is near, help lists them: "the tables are …". */
void bind_suggest_or_list(Binder *binder, Diagnostic *d, Span span, Slice name,
                          const char *what, const Slice *candidates, uint32_t count);
void bind_suggest_name(Binder *binder, Diagnostic *d, Span span, Slice nearest,
                       bool sure);

/* bind_rewrite.c: shortens what is evaluated for each entry. */
const Step *bind_fast(Binder *binder, const Step *step);

#endif
