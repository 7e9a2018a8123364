/* Bound expressions, and how they are made. For eval/ and query/. A Step is an expression
 * with every name resolved: evaluating one looks nothing up by text. */
#ifndef INTEG_EVAL_BIND_H
#define INTEG_EVAL_BIND_H

#include "base/vec.h"
#include "eval/line_cells.h"
#include "eval/steps.h"
#include "model/references.h"
#include "source/diagnostic.h"

struct QueryContext;

/* One expression, or one query, being bound. */
typedef struct Binder {
    Model *model;
    SourceId file;
    Id document;
    bool rule, check, query;
    bool failed;
    uint32_t memo_size; /* so far */
    uint8_t table;      /* TableId whose columns names mean; TABLE_COUNT: none */
    bool in_aggregate;
    const char *clause; /* where an aggregate cannot stand: "where"; NULL: it can */
    const SelectItem *aliases; /* that names may mean here */
    uint32_t alias_count;
    const struct QueryContext *context; /* of a query; else NULL */
    const Select *select;               /* likewise */
    Slots *slots;                       /* likewise */
    bool *params_used;                  /* by QueryContext.params; likewise */
    PropertyNames *param_names;         /* that the query has; likewise */
    Formulas *formulas; /* of the table whose columns names mean, in a formula */
    uint8_t column;     /* then: the one that is computed */
    bool has_unit;      /* a plain number beside an amount is in: */
    int8_t power;       /* the unit in force */
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
/* Notes that a name is that of a thing, a table or a property (references.h). */
void bind_refer(const Binder *binder, Ref ref, uint32_t kind, Id id);

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
/* The function that a call names, also in capitals where nothing else has that name;
 * FUNCTION_COUNT: none. */
FunctionId bind_function(const Binder *binder, const Expr *expr);
void bind_printed_names(const Binder *binder, PropertyNames *out);
/* The item that a name is the alias of here; NULL: none, or the name is a column. */
const SelectItem *bind_alias(const Binder *binder, NameId name);

/* bind_word.c */
/* Whether what a text is compared with has such a value: a name, a title, a value of a
 * property, a word of a column; if not, it was reported. */
/* The thing of the type whose title a constant text is; NULL where several have it. Where
 * none has, that was reported. */
Step *bind_titled(Binder *binder, const Step *text, Type type);
bool bind_is_known(Binder *binder, const Step *field, const Step *text);
/* A value of which one is chosen, which is compared with nothing: a bare word may be one
 * that nobody gives. */
Step *bind_chosen_value(Binder *binder, const Expr *expr, const Step *against);
/* A bare word as a value of what it stands beside; NULL: it has no meaning there. */
Step *bind_value(Binder *binder, Ref ref, const Step *against);

/* bind_call.c */
Step *bind_call(Binder *binder, const Expr *expr);

/* bind_column.c: what an expression is in the formula of a column; NULL: nothing of its
 * own. */
Step *bind_column(Binder *binder, const Expr *expr);
/* formula.c: the formula of a column, which may be that of the one that is being bound.
 */
const Formula *formulas_of(Formulas *formulas, uint32_t column);

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

/* Whether such a finding was added there a moment ago. */
bool bind_was_added(const Findings *findings, Code code, Place place);
/* A finding, unless the same was added a moment ago (the same expression is bound for
 * each claim under it); NULL then. Marks the binder as failed. */
Diagnostic *bind_finding(Binder *binder, Code code, Span span, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/* Adds `did you mean "x"?` with its fix, where a candidate is near; without one where
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
