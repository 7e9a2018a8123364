/* Values of expressions: making them, comparing and computing with them. For eval/ and
 * query/. Nothing here allocates, unless it says so. */
#ifndef INTEG_EVAL_DATUM_H
#define INTEG_EVAL_DATUM_H

#include "base/names.h"
#include <stdbool.h>
#include <stdint.h>
#include "base/arena.h"
#include "base/decimal.h"
#include "base/ratio.h"
#include "base/str.h"
#include "model/model.h"
#include "syntax/tree.h"

/* Why a value is unknown, where that was reported already. */
#define EVAL_UNREAD "a figure could not be read"
#define EVAL_SEVERAL_CURRENCIES "amounts of several currencies"
/* Why two amounts are neither equal nor more or less. */
#define EVAL_CURRENCIES "amounts in several currencies are compared"
/* Why a sum is not known that CheckMixed tells of. */
#define EVAL_VERSIONS "two versions of one amount"

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
    uint8_t ref_kind; /* ThingKind */
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

Datum datum_null(void);
/* Not recorded; `why` ("an amount is not stated") may be empty. Kept in Datum.text. */
Datum datum_unknown(Slice why);
Datum datum_truth(bool truth);
Datum datum_integer(int64_t value);
/* 0: null. A year such as 2022/23 stands between 2022 and 2023: its number is 2022.5. */
Datum datum_year(int32_t year);
/* Whether a YEAR is one of those. */
bool datum_is_split(const Datum *year);
/* A DATUM_YEAR as "2022" or "2022/23". */
Slice datum_year_text(const Datum *year, char text[DECIMAL_TEXT]);
/* The year before. */
void datum_year_back(Datum *year);
/* A year, month, quarter or date as a YEAR or DATE (a month as yyyymm00, a quarter as
 * yyyy2100 to yyyy2400); null for others. */
Datum datum_time(Time time);
Datum datum_ref(ThingKind kind, Id id); /* 0: null */
/* A bare word; Datum.ref is its NameId. */
Datum datum_word(const Model *model, NameId name);
Datum datum_string(Slice text);
/* A number that is a figure and no more. */
Datum datum_plain(Datum number);
/* A printed figure: a percentage; an amount where it names a currency or unit or `money`
 * says so; else a number. `power` and `currency` hold for money that names no unit. A
 * blank or `-` is null, one that could not be read unknown. */
Datum datum_figure(Figure figure, bool money, int8_t power, uint8_t currency);
/* The same of a figure that has its unit applied, as in Model.facts. */
Datum datum_money(Figure figure);

/* The number, rounded half-even to `scale` where it has more digits than that, or does
 * not end. */
Decimal datum_decimal(const Datum *datum, int32_t scale);
Ratio datum_ratio(const Datum *datum);
void datum_set_ratio(Datum *datum, Ratio ratio);
bool datum_is_number(const Datum *datum); /* NUMBER, PERCENT or AMOUNT */
/* Whether a figure of a measure or property may have been rounded when it was printed: a
 * whole plain number counts something, unless it says `~`. */
bool datum_is_rounded(const Datum *figure);
/* Whether two amounts have different currencies. */
bool datum_currencies_differ(const Datum *left, const Datum *right);
/* The same where that leaves it open which is more: nothing is nothing in each. */
bool datum_are_apart(const Datum *left, const Datum *right);
/* 5% beside a plain number is 0.05; its doubt, if there is one, in `arena`. */
Datum datum_beside(Arena *arena, const Datum *datum, const Datum *beside);

/* The first and last day, yyyymmdd, that a YEAR, a DATE, a NUMBER for a year or the word
 * `never` can mean; false for others. Two times are equal where their days overlap. */
bool datum_days(const Datum *datum, int64_t *first, int64_t *last);
/* left op right, by value; a list holds where one of its values does (for != : where none
 * is equal). Comparisons of a check are held.h's. */
Tri datum_compare(CompareOp op, const Datum *left, const Datum *right);
/* Whether one is printed as `pp` and the other a percentage, which are never equal and
 * have no order. */
bool datum_points_differ(const Datum *left, const Datum *right);
/* EXPR_ADD, SUB, MUL or DIV; null where one side is missing. Doubts of the sides, which
 * only checks have, are kept in `doubts`. */
Datum datum_arithmetic(Arena *doubts, ExprKind kind, const Datum *left,
                       const Datum *right);
Datum datum_negate(Arena *doubts, const Datum *datum);
/* SQL's like, by code points and case-blind: % stands for any text, _ for one sign. What
 * stands behind `escape` (0: there is none) stands for itself; nothing is like a pattern
 * that ends in it. */
bool datum_like(Slice text, Slice pattern, uint32_t escape);

/* The number as people read it: a quotient, and what has more digits than anybody prints,
 * with four; an amount in its unit of that power. */
Decimal datum_readable(const Datum *datum, int8_t power);
/* A datum as a person reads it: amounts in the unit `power`. */
Slice datum_text(const Model *model, const Datum *datum, int8_t power);
/* A DATUM_DATE as "2020-12", "2020-q4" or "2020-12-31". */
Slice datum_date_text(Arena *arena, const Datum *datum);

Tri tri_not(Tri a);
Tri tri_and(Tri a, Tri b);
Tri tri_or(Tri a, Tri b);

#endif
