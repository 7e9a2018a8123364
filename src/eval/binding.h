/* Binding an expression: what its names mean, and where it stands. */
#ifndef INTEG_EVAL_BINDING_H
#define INTEG_EVAL_BINDING_H

#include <stdint.h>
#include "base/arena.h"
#include "model/model.h"
#include "syntax/tree.h"

/* What an expression's names mean. */
typedef enum BindTo {
    BIND_FUNDING, /* a filter of totals: the columns of an entry */
    BIND_RULE,    /* a category rule: purpose targets measured met missed pending age */
    BIND_CHECK    /* a check: aggregates over tables, and stated tables by name */
} BindTo;

typedef struct Bound Bound;

/* Where an expression stands: the document is whose facts it sees, power and currency are
 * the unit in force. */
typedef struct Standing {
    SourceId file;
    Id document;
    int8_t power;
    uint8_t currency;
} Standing;

/* NULL where something was wrong; it was reported. */
Bound *eval_bind(Model *model, BindTo to, const Expr *expr, Standing standing);

/* What was worked out for things when a bound expression was evaluated, so that it need
 * not be again: 0 not yet or not known, else Tri + 1. It belongs to whoever evaluates:
 * the expression itself is never written to. All zeros at first; NULL is none. */
typedef uint8_t Memo;

/* NULL where the expression has no use for one. */
Memo *eval_memo(Arena *arena, const Bound *bound);

#endif
