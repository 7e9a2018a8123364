/* From groups to rows: one row a group or, with `pivot by`, one for the groups that
 * differ in the pivot alone, whose values become columns; and the totals. Private to
 * query/. */
#ifndef INTEG_QUERY_PIVOT_H
#define INTEG_QUERY_PIVOT_H

#include "query/groups.h"
#include "query/builder.h"

enum { PIVOT_MOST = 1000 }; /* columns that `pivot by` may make of one value each */

typedef struct Pivot {
    ResultBuilder *builder;
    Groups *groups;
    const BoundQuery *query;
    uint32_t *row_of;      /* by group: its row; UINT32_MAX: `having` left it out */
    uint32_t *pivot_of;    /* by group: its pivot value */
    ValueSet pivots;       /* 0 without a pivot */
    uint32_t *pivot_order; /* those that are columns */
    uint32_t column_count; /* how many that is */
    uint32_t row_count;
    uint32_t *row_group; /* by row: its first group */
    uint32_t *cell;      /* by row and pivot value: group + 1 */
    Fold *row_total;     /* by row and aggregate, where there is a pivot */
    Fold *pivot_total;   /* by pivot value and aggregate: of the groups that stay */
    Fold *grand;         /* by aggregate, likewise */
    Fold *pivot_whole;   /* of all groups: what a share is of */
    Fold *whole;
    Datum *values; /* by aggregate: those of values_of */
    const Fold *values_of;
    Datum *keys;            /* room for those of a group */
    bool changes;           /* there is a change() */
    uint32_t year_key;      /* the group that is the year; UINT32_MAX: none */
    uint32_t *order_column; /* by order: the column of the heading that it names */
    const Fold *mixed;      /* the first total that is left empty, as it is over two
                               versions of one amount; NULL: there is none */
} Pivot;

/* ---- pivot_columns.c ---- */

/* The pivot's values, by group. */
void pivot_find_values(Pivot *wide);
/* Those that a group which stays has, in order; false where there are too many, which was
 * reported. */
bool pivot_choose_values(Pivot *wide);
void pivot_make_columns(Pivot *wide);

/* ---- pivot_sums.c ---- */

/* What shares are of: all groups, also those that `having` leaves out. */
void pivot_make_wholes(Pivot *wide);
/* Rows, columns and all, of the groups that stay. */
void pivot_add_up(Pivot *wide);

/* ---- pivot_order.c ---- */

/* Finds the columns whose headings orders name; false where there is none, which was
 * reported. */
bool pivot_find_headings(Pivot *wide);

/* ---- pivot.c ---- */

/* Fills the builder; false where a sum could not be made or there are too many columns,
 * which was reported. */
bool pivot_fill(Pivot *wide, ResultBuilder *builder, Groups *groups);
/* The group like this one, but of the year before, where there is a change() in the
 * query; UINT32_MAX: none. */
uint32_t pivot_year_before(const Pivot *wide, uint32_t group);

/* ---- pivot_sound.c ---- */

/* Whether each aggregate of some folds is sound; reports the first that is not. */
bool pivot_sound(const Pivot *wide, const Fold *folds);
/* The same of what shares are of. */
bool pivot_whole_sound(const Pivot *wide, const Fold *folds);
/* The same of totals, which may be over two versions of one amount: then it is noted. */
bool pivot_total_sound(Pivot *wide, const Fold *folds);
/* Whether each change() in a group is one within a version of an amount; reports the
 * first that is not. */
bool pivot_change_sound(const Pivot *wide, const Fold *folds, const Fold *before);

#endif
