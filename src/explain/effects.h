/* The slips that the explainer knows, what each assumes (its cost), and what each does
 * to the equations. Those on a total's make-up (a row left out, …) act on one printed
 * line of totals and may have touched any of its columns; those on a figure act on every
 * equation in which the figure stands. Plain values; nothing is owned. */
#ifndef INTEG_EXPLAIN_EFFECTS_H
#define INTEG_EXPLAIN_EFFECTS_H

#include <stdbool.h>
#include <stdint.h>
#include "explain/layout.h"

typedef enum OperationKind {
    OPERATION_LEFT_OUT,         /* a row, in a total */
    OPERATION_TWICE,            /* a row, in a total */
    OPERATION_OTHER_SIGN,       /* a row, in a total: a deduction added */
    OPERATION_SCOPE,            /* `cell` is in a total, though it stands elsewhere */
    OPERATION_NEIGHBOUR_FIGURE, /* a row is in a total with its next year's figure */
    OPERATION_VERSION,          /* … with that of another version of the amount */
    OPERATION_COPIED,           /* totals show those of the line `other` */
    OPERATION_LINE_SLIP,        /* the same digit is wrong in several totals of a line */
    OPERATION_RUNNING,          /* totals hold those before them as well */
    OPERATION_NEIGHBOUR_TOTAL,  /* `cell` shows what `other`, a total beside it, should */
    OPERATION_SLIP,             /* one figure mistyped */
    OPERATION_EXCHANGED,        /* `cell` and `other` */
    OPERATION_BLANK,            /* `cell` is not stated and holds the difference */
    OPERATION_FIGURE,           /* `cell` is some other figure: mends two at once */
    OPERATION_DASH,             /* `cell` is `-` and should be a figure */
    OPERATION_SLID,             /* all figures of a row belong one column on, by `step` */
    OPERATION_ROW_SLIP          /* a figure that a row repeats is mistyped throughout */
} OperationKind;

/* What a slip assumes, beside the others. Typing slips are as common as Scholtus (2009)
 * counted them; one figure costs less than two, the total's own less than an entry's,
 * the same table less than another document. */
enum {
    COST_LEFT_OUT = 10,
    COST_TWICE = 11,
    COST_NEIGHBOUR_TOTAL = 11,
    COST_NEIGHBOUR_WRONG = 15, /* what the next should show, which is wrong, too */
    COST_BLANK = 11,
    COST_REPLACED = 12,
    COST_INTERCHANGED = 12,
    COST_OTHER_SLIP = 13, /* point, added, omitted, thousands, sign */
    COST_OTHER_SIGN = 13, /* of a deduction; */
    COST_TAKEN_OFF = 16,  /* of what is none */
    COST_NEIGHBOUR_FIGURE = 13,
    COST_VERSION = 12,
    COST_COPIED = 11,     /* from the line above or below */
    COST_COPIED_FAR = 12, /* from the next table */
    COST_RUNNING = 11,
    COST_LINE_SLIP = 16,
    COST_ROW_SLIP = 19,
    COST_SLID = 14,
    COST_DASH = 16,
    COST_OLDER_TOTAL = 14,
    COST_EXCHANGED = 14,
    COST_MOVED = 15,        /* a figure exchanged with a `-` */
    COST_SCOPE_KNOWN = 11,  /* the same thing has a row here, or a note says so */
    COST_SCOPE_BESIDE = 13, /* the next row in print */
    COST_SCOPE_TABLE = 15,
    COST_SCOPE_DOCUMENT = 16,
    COST_SCOPE_OTHER = 18,
    COST_SCOPE_TAKEN = 4, /* more, where it is taken off */
    COST_FIGURE = 17,
    COST_ENTRY = 3,    /* more, where an entry was mistyped, not the total */
    COST_PART = 1,     /* more, where not all of a row is meant */
    COST_ROW_SAYS = 3, /* less, where a figure beside it in its row is what was meant; */
    COST_ROW_SAYS_ALL = 5, /* where all others of the row are */
    COST_ROW_REPEATS = 1,  /* more, where a figure beside it is the same; */
    COST_ROW_DENIES = 2,   /* more, where the row is constant as it is printed */
    COST_DIGITS_SAY = 4,   /* less, where it alone is printed with other digits */
    COST_CARRIED_ON = 3,   /* more, where a total was added up from what was mistyped */
    COST_SECOND = 4,       /* more, for each operation of a story after the first; */
    COST_OTHER_LINE = 3    /* of a row that is in one line of totals in place of another,
                              instead of both */
};

typedef struct Operation {
    uint8_t kind; /* OperationKind */
    uint8_t slip; /* Slip, of OPERATION_SLIP */
    uint8_t cost;
    int8_t step;   /* NEIGHBOUR_FIGURE, SLID: -1 the one before, 1 the next; VERSION: how
                      many columns on; SCOPE: -1 where it is taken off */
    bool stated;   /* OPERATION_NEIGHBOUR_TOTAL: as it is printed there */
    uint32_t line; /* of totals, where `operation_on_line` */
    uint64_t key;  /* the row */
    uint32_t cell, other;
    Amount change; /* of a figure: meant - printed */
} Operation;

/* Whether it acts on a line of totals, one by one, and leaves every figure as it is. */
static inline bool operation_on_line(const Operation *operation) {
    return operation->kind <= OPERATION_RUNNING;
}

/* Whether two of a story say that a row is in one line of totals and not in its own. */
bool operation_moved(const Layout *layout, const Operation *left_out,
                     const Operation *scope);

bool operation_equal(const Operation *a, const Operation *b);

/* A figure that an operation changes, by meant - printed. */
typedef struct Change {
    uint32_t cell;
    Amount by;
} Change;

enum { CHANGES_MOST = 32 };

/* The figures that it changes; 0 of an operation on a line. */
uint32_t operation_changes(const Layout *layout, const Operation *operation,
                           Change changes[CHANGES_MOST]);
/* How an equation's difference changes where the slip is mended in it; 0: not at all. */
Amount operation_effect(Layout *layout, const Operation *operation, uint32_t equation);
/* Whether a fact beyond the figures speaks for it. */
bool operation_evident(const Layout *layout, const Operation *operation);

/* The entries of a printed row that stand side by side with this one, in order; 0 where
 * it stands outside tables or they are too many. */
uint32_t effects_row(const Layout *layout, uint32_t cell, uint32_t cells[CHANGES_MOST]);
/* Whether both are of one amount and time, and of different versions. */
bool effects_versions(const Cell *cell, const Cell *other);
/* How much more, or less, it assumes that a figure should be `meant`, by the other
 * figures of its row: a cost to add. Half of the rows of real budgets are constant. */
int32_t effects_row_says(const Layout *layout, uint32_t cell, Amount meant);
/* The same by how it is printed, in a table whose other figures have other digits behind
 * the point: for totals too. */
int32_t effects_print_says(const Layout *layout, uint32_t cell, Amount meant);
/* Whether a figure that nobody sees may be so large: up to ten times all that is seen. */
bool effects_may_be_missing(const Layout *layout, uint32_t equation, Amount amount);
/* A row's key in a line of scopes: its cells in other years are the same operation. */
uint64_t effects_scope_key(const Layout *layout, uint32_t cell);
/* The total of another line in the column of an equation's, or NOTHING. */
uint32_t effects_total_in(const Layout *layout, uint32_t line, uint32_t equation);
/* The stated total before an equation's in its line, or NOTHING. */
uint32_t effects_total_before(const Layout *layout, uint32_t equation);
/* Another total that follows this one as it is printed, or up to so many of its line that
 * miss by as much: then it was so before it was printed. NOTHING: none. */
uint32_t effects_carried_on(const Layout *layout, uint32_t equation, int32_t times);
/* Whether a total is off by one digit, and by just that change. */
bool effects_slips_alike(const Layout *layout, uint32_t equation, Amount change);
/* operation_effect, of an operation on a line. */
Amount effects_of_line(Layout *layout, const Operation *operation, uint32_t equation);

#endif
