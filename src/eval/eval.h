/* Expressions over the model's columns: what checks, filters, category rules and queries
 * share. An expression is bound first (every name resolved and every type checked, with
 * findings for what is wrong), and then evaluated for as many rows as are asked for. */
#ifndef INTEG_EVAL_EVAL_H
#define INTEG_EVAL_EVAL_H

#include <stdbool.h>
#include <stdint.h>
#include "base/arena.h"
#include "base/decimal.h"
#include "base/str.h"
#include "eval/verdict.h"
#include "model/model.h"
#include "syntax/tree.h"

/* Why a value is unknown, where that was reported already. */
#define EVAL_UNREAD "a figure could not be read"
/* Why two amounts are neither equal nor more or less. */
#define EVAL_CURRENCIES "amounts in several currencies are compared"

/* Three values: rules turn on what is not recorded. */
typedef enum Tri { TRI_FALSE, TRI_TRUE, TRI_UNKNOWN } Tri;

typedef enum DatumKind {
    DATUM_NULL,    /* missing: equals only a missing value; `text` may say what is shown
                      for it: the span of an entry without a single year */
    DATUM_UNKNOWN, /* not recorded: makes a rule unverifiable */
    DATUM_BOOL,
    DATUM_NUMBER, /* a count or plain number */
    DATUM_PERCENT,
    DATUM_AMOUNT, /* money, in kroner; currency */
    DATUM_TEXT,
    DATUM_WORD, /* a bare word: met, external */
    DATUM_REF,  /* a thing */
    DATUM_YEAR,
    DATUM_DATE, /* yyyymmdd */
    DATUM_LIST  /* a property with several values: equals each of them */
} DatumKind;

typedef struct Datum Datum;
struct Datum {
    uint8_t kind;     /* DatumKind */
    uint8_t ref_kind; /* EntityKind */
    uint8_t currency;
    bool truth;
    bool none;    /* of an AMOUNT of 0: a printed `-`, or a sum of such */
    bool points;  /* of a PERCENT: percentage points, as a difference of two is */
    bool pp;      /* of points: printed as `pp`, so that they are no percentage */
    bool blank;   /* of a NULL: a `?`, an amount that is not stated */
    bool rough;   /* of a printed figure: `~` */
    bool claim;   /* a number that is a whole side of a comparison in a check */
    int8_t grain; /* of a printed figure: the scale of the last digit that is known */
    Id ref;       /* REF; of a WORD its NameId, where it has one */
    uint32_t list_count;
    Decimal number; /* NUMBER, PERCENT, AMOUNT; YEAR and DATE as integers */
    Int128 over;    /* 0: the number is as it stands; else it is divided by this, which is
                       a quotient that does not end: see base/ratio.h */
    Slice text; /* TEXT, WORD; why, of UNKNOWN; the name, of a REF to an indicator; of a
                   number that is more than a figure, how it is written: ">= 40%" */
    const Datum *list; /* of UNKNOWN: how it is written, a TEXT; NULL: not known */
    const struct Doubt *doubt; /* in a check, how well a number is known; NULL: exactly */
};

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

/* Whether an entry passes a filter. One whose figure could not be read does where that
 * leaves it open, so that no sum passes over it; likewise one that is compared with money
 * in another currency, which *apart then says, else it stays as it was. */
bool eval_entry(const Model *model, const Bound *bound, uint32_t fact, bool *apart);

/* What a rule sees of one project and dimension. Unknown counts are DATUM_UNKNOWN. */
typedef struct RuleFacts {
    Datum purpose, targets, measured, met, missed, pending, age;
} RuleFacts;

Tri eval_rule(const Model *model, const Bound *bound, const RuleFacts *facts);

/* A printed figure that takes part in a comparison. */
typedef struct CheckPlace {
    Place place;
    Slice name; /* as the check names it: "t2(2023)"; empty: as the point is called */
} CheckPlace;

/* One comparison that a check comes down to: a single one for `sum(…) = 31.03`, one for
 * each thing and year for `t4 = t1 + t3`. */
typedef struct CheckPoint {
    Slice what;  /* "Job og uddannelse 2020"; empty for a single one */
    Slice thing; /* of printed tables: "Job og uddannelse"; empty for the whole */
    Time time;   /* likewise: the year; TIME_ABSENT: a single one */
    Datum left, right;
    Tri holds;
    uint8_t verdict; /* Verdict: where it holds, EXACT, or but for ROUNDING or COARSE */
    CheckPlace places[12]; /* the stated figures that take part, where there are some */
    uint32_t place_count;
    Slice why;    /* of TRI_UNKNOWN: "an amount is not stated"; may be empty */
    bool nothing; /* of printed tables: nothing in them can be compared, see `why` */
    Slice help;   /* then: what to write; may be empty */
    /* Of printed tables, where one side is a single total as printed and the other a sum
     * of others: the number of its claim + 1, and those of theirs. */
    uint32_t total;
    const uint32_t *parts;
    uint32_t part_count;
} CheckPoint;

typedef VEC(CheckPoint) CheckPointVec;

/* Evaluates a check whose expression is bound to BIND_CHECK. A check that is neither
 * (met and missed joined by `and`, say) gives one point with its truth. */
void eval_check(const Model *model, const Bound *bound, const CheckClaim *check,
                CheckPointVec *points);

/* A figure that a comparison adds up, or takes off. */
typedef enum SumOf { SUM_ENTRY, SUM_TOTAL } SumOf;
typedef struct SumTerm {
    uint32_t index; /* of the fact, or the claim */
    uint8_t of;     /* SumOf */
    int8_t sign;
} SumTerm;

/* What a point compares by `=`, where it adds up and takes off entries and printed
 * totals, each once: difference = stated - computed, whose terms have the signs that they
 * have in it. Where neither side is one figure, that of the left side less the right. */
typedef struct CheckSum {
    bool any; /* it is such a sum */
    const SumTerm *terms;
    uint32_t term_count;
    uint32_t stated; /* the number of the term that is the stated figure + 1; or 0 */
    bool claimed;    /* the stated figure is a number in the check, at `span` */
    Span span;
    Decimal value;             /* of the stated figure; 0 where there is none */
    Decimal difference, slack; /* slack: what rounding alone may make of it */
} CheckSum;

typedef VEC(CheckSum) CheckSumVec;

/* The sums of the points that eval_check gives, in their order. */
void eval_check_sums(const Model *model, const Bound *bound, const CheckClaim *check,
                     CheckSumVec *sums);

/* A datum as a person reads it: amounts in the unit `power`. */
Slice datum_text(const Model *model, const Datum *datum, int8_t power);
/* A DATUM_DATE as "2020-12" or "2020-12-31". */
Slice datum_date_text(Arena *arena, const Datum *datum);

#endif
