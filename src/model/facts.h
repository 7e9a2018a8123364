/* The entries as columns. */
#ifndef INTEG_MODEL_FACTS_H
#define INTEG_MODEL_FACTS_H

#include <stdint.h>
#include "base/vec.h"
#include "syntax/figure.h"

enum {
    FACT_PART = 1,    /* left out of totals: its whole states money for that year */
    FACT_SPECIAL = 2, /* belongs to no single year: see model_fact_time */
    FACT_GROSS = 4,   /* was stated gross: see Model.specials */
    FACT_PERIOD = 8   /* is of less than its year, as a month: see model_fact_time */
};

/* How a figure is printed, but for its digits and where it stands: the fields of that
 * name in Figure. The entries of a repository share a few. */
typedef struct Form {
    int8_t scale;
    uint8_t flags;
    uint8_t currency, blur;
} Form;

enum {
    FORM_WIDE = 255, /* what neither 32 bits of digits nor a form of its own hold */
    FORMS_MOST = 255
};

/* The entries, as columns, in the order of the files: 18 bytes each, for sums over a
 * million of them take as long as reading the columns does. */
typedef struct Facts {
    uint32_t count, room;
    uint32_t *line;                /* into Model.lines */
    int16_t *year;                 /* 0 for FACT_SPECIAL ones */
    int16_t first_year, last_year; /* of those that are not; 0: there are none */
    uint8_t *flags;                /* FACT_… */
    uint8_t *column;               /* of its table; 0 outside */
    /* The figure: see facts_figure. */
    int32_t *digits; /* with FORM_WIDE the index into `wide` */
    uint8_t *form;   /* index into `forms`, or FORM_WIDE */
    uint32_t *at;    /* offset of its first byte */
    uint8_t *length;
    Form *forms;
    uint32_t form_count;
    uint8_t last_form; /* of the entry added last, and its first form */
    VEC(Figure) wide;
} Facts;

/* The figure of an entry, with the unit in force applied: its scale counts from the
 * currency's own unit, so that figure_decimal is in kroner; its currency is 0 only where
 * none is known. Where a gross amount with a refund was stated, it is the net, and
 * special->gross the gross. Entries with FIGURE_NONE are not kept; with FIGURE_BLANK and
 * FIGURE_BAD they are, with digits 0. */
static inline Figure facts_figure(const Facts *facts, uint32_t fact) {
    uint8_t number = facts->form[fact];
    if (number == FORM_WIDE)
        return facts->wide.at[(uint32_t)facts->digits[fact]];
    Form form = facts->forms[number];
    return (Figure){.digits = facts->digits[fact],
                    .at = facts->at[fact],
                    .length = facts->length[fact],
                    .scale = form.scale,
                    .flags = form.flags,
                    .currency = form.currency & 15u,
                    .blur = form.blur & 15u};
}

#endif
