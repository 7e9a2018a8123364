/* Values of expressions: making them, comparing and computing with them. For eval/ and
 * query/. Nothing here allocates, unless it says so. */
#ifndef INTEG_EVAL_DATUM_H
#define INTEG_EVAL_DATUM_H

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

/* Half a unit of the digit at `scale`. */
Decimal decimal_half_unit(int32_t scale);

/* left op right; a list holds where one of its values does (for != : where none is
 * equal). printed: `=` and `!=` compare at the printed precision, and what cannot be
 * compared is unknown. */
Tri datum_compare(CompareOp op, const Datum *left, const Datum *right, bool printed);
/* For min and max: <0, 0, >0 in *order; false where the two have no order. */
bool datum_order(const Datum *left, const Datum *right, int *order);
/* EXPR_ADD, SUB, MUL or DIV; null where one side is missing. */
Datum datum_arithmetic(ExprKind kind, const Datum *left, const Datum *right);
Datum datum_negate(const Datum *datum);
/* SQL's like, by code points and case-blind: % stands for any text, _ for one sign. */
bool datum_like(Slice text, Slice pattern);

Tri tri_not(Tri a);
Tri tri_and(Tri a, Tri b);
Tri tri_or(Tri a, Tri b);

#endif
