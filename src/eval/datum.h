/* Values of expressions: making them, comparing and computing with them. For eval/ and
 * query/. Nothing here allocates, unless it says so. */
#ifndef INTEG_EVAL_DATUM_H
#define INTEG_EVAL_DATUM_H

#include "base/ratio.h"
#include "eval/eval.h"

Datum datum_null(void);
/* Not recorded; `why` ("an amount is not stated") may be empty. Kept in Datum.text. */
Datum datum_unknown(Slice why);
Datum datum_truth(bool truth);
Datum datum_integer(int64_t value);
Datum datum_year(int32_t year); /* 0: null */
/* A year, month or date as a YEAR or DATE (a month as yyyymm00); null for others. */
Datum datum_time(Time time);
Datum datum_ref(EntityKind kind, Id id); /* 0: null */
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

Tri tri_not(Tri a);
Tri tri_and(Tri a, Tri b);
Tri tri_or(Tri a, Tri b);

#endif
