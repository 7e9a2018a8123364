/* The reading of one table: what each column and row of it is. */
#ifndef INTEG_TABLES_READING_H
#define INTEG_TABLES_READING_H

#include "base/decimal.h"
#include "tables/figures.h"
#include "tables/find.h"
#include "base/io.h"
#include "tables/options.h"
#include "tables/times.h"
#include "tables/words.h"

typedef enum ColumnRole {
    COLUMN_LEFT, /* left out, and said so */
    COLUMN_TITLE,
    COLUMN_GROUP,  /* the title of a group, in each of its rows or in the first */
    COLUMN_SOURCE, /* where the money comes from */
    COLUMN_YEAR,
    COLUMN_ALL,     /* the sum of the others */
    COLUMN_COMPUTED /* figures that may say nothing new: see computed.c */
} ColumnRole;

typedef struct ReadColumn {
    ColumnRole role;
    uint32_t at;   /* in the grid */
    HeadTime time; /* of a year's column, a quarter's or a month's */
    Slice heading; /* its lines, joined */
    Slice money;   /* the kind of money that it names, or empty */
    Slice formula; /* of a computed column */
    bool sure;     /* a person said what it is */
    bool span;     /* 2023-24, beside columns of both years: see computed.c */
} ReadColumn;

typedef struct ReadRow {
    RowRole role;
    bool sure; /* a person said so, or nothing else can be meant */
    const GridRow *row;
    Slice title;  /* without marks and sources */
    Slice group;  /* of a column of groups */
    Slice source; /* or empty */
    Slice mark;   /* of a footnote, or empty */
    SliceVec notes;
    WordsTotal total;
    uint8_t flags;     /* of the title's cell: GRID_BOLD, GRID_ITALIC */
    uint8_t indent;    /* of the title's cell */
    CellFigure *cells; /* by value column */
    Slice *written;    /* the same in the language */
    Decimal *values;   /* of those that are numbers; else 0 */
    bool has_figures;
} ReadRow;

/* What the rows are, one in the other. */
typedef enum ReadNodeKind {
    READ_GROUP,
    READ_ENTRY,
    READ_REPEAT, /* a row that is the total of what stands elsewhere */
    READ_TOTAL
} ReadNodeKind;
typedef struct ReadNode ReadNode;
struct ReadNode {
    ReadNodeKind kind;
    ReadRow *row;           /* of a group: its title's, or NULL */
    Slice title;            /* of a group */
    ReadNode *first, *last; /* in a group; parts of an entry */
    ReadNode *next, *up;
    Decimal *sums; /* of a group: of its entries, by value column */
    bool *open;    /* whether one of them is not given */
    bool *empty;   /* whether the cell of one of them is empty */
    uint32_t entries, totals;
    uint32_t repeats;  /* of a group: how many of its entries are that */
    ReadNode *settled; /* of a group: its last child that a total is of, or is */
};

typedef struct ImportReading {
    Told *told;
    Arena *arena;
    const ImportOptions *options;
    const FoundTable *found;
    VEC(ReadColumn) columns;
    ReadColumn **values; /* those with figures, from left to right */
    uint32_t value_count;
    ReadColumn *title, *group, *source; /* NULL where there is none */
    bool versions; /* its kinds of money are versions of one amount */
    bool kinds;    /* it has several kinds of money */
    char decimal;
    char empty; /* what an empty cell is written as; 0: none is empty */
    Slice unit;
    int8_t power; /* of the unit */
    uint8_t currency;
    bool as_shown; /* the unit is that of what is shown, whatever formats divide by */
    Slice caption; /* unless it is the unit alone */
    bool in_parentheses; /* sources stand there, in titles */
    VEC(ReadRow) rows;
    ReadNode *root;
    SliceVec comments; /* what no row could hold */
} ImportReading;

/* Each step, in this order; false where it refuses, which was told. */
bool columns_read(ImportReading *reading);
bool unit_read(ImportReading *reading);
bool rows_read(ImportReading *reading);
bool computed_read(ImportReading *reading);
bool structure_read(ImportReading *reading);

/* Whether a column's figures are money, which sums count. */
static inline bool reading_is_money(const ImportReading *reading, uint32_t value) {
    return reading->values[value]->role != COLUMN_COMPUTED;
}

/* A column's number, as a person counts. */
static inline uint32_t reading_column(const ImportReading *reading, uint32_t at) {
    return at + reading->found->grid->first_column;
}

/* "row 5" and the like, for messages. */
static inline const char *reading_word(const ImportReading *reading) {
    return reading->found->grid->row_word;
}

#endif
