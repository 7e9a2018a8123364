/* What a check names of a printed table, as it is written: what messages tell people to
 * write. Private to eval/. */
#ifndef INTEG_EVAL_NARROW_H
#define INTEG_EVAL_NARROW_H

#include "eval/bind.h"

enum { NARROW_LISTED_MOST = 6 };

/* Each once, in the order of adding. */
typedef VEC(Slice) NarrowForms;

/* "t2(green, 2023)" */
Slice narrow_text(const Binder *binder, const Narrow *narrow);
/* All that tells a cell from others. */
Narrow narrow_of(const Narrow *narrow, const PrintedCell *cell);
void narrow_add_form(const Binder *binder, const Narrow *narrow, NarrowForms *forms);
/* "a, b and c", of many the first ones. */
Slice narrow_forms_text(const Binder *binder, const NarrowForms *forms, const char *last);

#endif
