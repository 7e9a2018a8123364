/* What a person decided about a table that is imported. */
#ifndef INTEG_TABLES_OPTIONS_H
#define INTEG_TABLES_OPTIONS_H

#include "base/vec.h"
#include "tables/told.h"

/* What a row was said to be. */
typedef enum RowRole {
    ROW_UNDECIDED,
    ROW_BLANK,
    ROW_ENTRY,
    ROW_GROUP,    /* the title of what follows */
    ROW_TOTAL,    /* of a group or the table */
    ROW_SUBTOTAL, /* of the rows since the last total */
    ROW_PART,     /* "of which" */
    ROW_TITLE,    /* the beginning of the next row's title */
    ROW_MORE,     /* the end of the title before it */
    ROW_NOTE,     /* a note on the row before it */
    ROW_FOOTNOTE,
    ROW_HEADING, /* the heading again, as behind a page break */
    ROW_LEFT     /* left out, and said so */
} RowRole;

typedef struct RowChoice {
    uint32_t number;
    RowRole role;
} RowChoice;

/* What a column of figures was said to be. */
typedef enum ColumnIs { COLUMN_IS_YEAR, COLUMN_IS_ALL, COLUMN_IS_LEFT } ColumnIs;

typedef struct ColumnChoice {
    uint32_t number;
    ColumnIs is;
} ColumnChoice;

typedef enum Separator {
    SEPARATOR_UNDECIDED,
    SEPARATOR_TAB,
    SEPARATOR_SEMICOLON,
    SEPARATOR_COMMA,
    SEPARATOR_BARS, /* as in Markdown */
    SEPARATOR_BLANKS
} Separator;

typedef enum SourcesIn { SOURCES_UNDECIDED, SOURCES_PARENTHESES, SOURCES_NONE } SourcesIn;

/* What rows are that have the titles of known areas. */
typedef enum AreasAre { AREAS_UNDECIDED, AREAS_TOTALS, AREAS_ENTRIES } AreasAre;

/* Tables by their numbers, from 1. */
typedef struct TableRange {
    uint32_t from, to;
} TableRange;

typedef struct ImportOptions {
    Slice file; /* "-": standard input */
    Slice sheet;
    uint32_t from_row, to_row, from_column, to_column; /* --range; from 1, 0: any */
    VEC(TableRange) tables;                            /* none: undecided */
    uint32_t header;                                   /* a row's number */
    uint32_t title_column;                             /* from 1 */
    uint32_t source_column;                            /* from 1 */
    uint32_t first_year, last_year;
    Slice unit; /* in the words of the language */
    char decimal;
    Separator separator;
    SourcesIn sources;
    AreasAre areas;
    char empty; /* '-' or '?'; 0: undecided */
    VEC(RowChoice) rows;
    VEC(ColumnChoice) columns;
    Slice document, title; /* a name, and its title or empty */
    Slice into, output;    /* paths, or empty */
    bool beside;           /* `into` is not written: its text comes on standard input */
    bool list, stored;
} ImportOptions;

/* Reads `--name=value` words and, behind "--", one file. False where one is wrong, which
 * was told. */
bool options_read(Told *told, int count, char **words, ImportOptions *out);

#endif
