/* The registry of tables, columns and functions that expressions know, and the types of
 * their values. Expands from tables.def, columns.def and functions.def. */
#ifndef INTEG_EVAL_COLUMNS_H
#define INTEG_EVAL_COLUMNS_H

#include <stdbool.h>
#include <stdint.h>
#include "base/str.h"
#include "syntax/tree.h"

typedef enum TypeKind {
    TYPE_ERROR, /* was reported; goes with everything */
    TYPE_ANY,   /* known only when evaluated */
    TYPE_NULL,
    TYPE_BOOL,
    TYPE_NUMBER,
    TYPE_PERCENT,
    TYPE_AMOUNT,
    TYPE_TEXT,
    TYPE_WORD,
    TYPE_REF,
    TYPE_YEAR,
    TYPE_DATE,
    TYPE_STATED /* a printed table, named in a check */
} TypeKind;

typedef struct Type {
    uint8_t kind; /* TypeKind */
    uint8_t of;   /* ThingKind of a TYPE_REF */
} Type;

/* "an amount", "a project": for messages. */
const char *type_text(Type type);

/* Whose columns a table has. */
typedef enum Shape {
    SHAPE_ENTRY,
    SHAPE_PROJECT,
    SHAPE_AREA,
    SHAPE_THING,
    SHAPE_EFFECT,
    SHAPE_INDICATOR,
    SHAPE_MEASURE,
    SHAPE_CLAIM,
    SHAPE_FINDING
} Shape;

/* Where a table's or column's values come from. */
typedef enum Known {
    KNOWN_STATED,   /* read off the model */
    KNOWN_PROPERTY, /* a property of that name */
    KNOWN_COMPUTED  /* found by the checks */
} Known;

typedef enum TableId {
#define TABLE(name, shape, kind, when, help) TABLE_##name,
#include "eval/tables.def"
#undef TABLE
    TABLE_COUNT
} TableId;

typedef enum ColumnId {
#define COLUMN(shape, name, type, kind, when, words, help) COLUMN_##shape##_##name,
#include "eval/columns.def"
#undef COLUMN
    COLUMN_COUNT
} ColumnId;

typedef enum FunctionId {
#define FUNCTION(name, kind, where, least, most, help) FUNCTION_##name,
#include "eval/functions.def"
#undef FUNCTION
    FUNCTION_COUNT
} FunctionId;

typedef struct TableDef {
    const char *name;
    uint8_t shape; /* Shape */
    uint8_t kind;  /* ThingKind of its rows; KIND_COUNT: they are not things */
    uint8_t known; /* Known */
    const char *help;
} TableDef;

typedef struct ColumnDef {
    uint8_t shape; /* Shape */
    uint8_t known; /* Known */
    Type type;
    const char *name;
    const char *words; /* separated by spaces; "" where they are open */
    const char *help;
} ColumnDef;

/* Where a function can be. */
typedef enum FunctionWhere { IN_ANYWHERE, IN_QUERY, IN_COLUMN } FunctionWhere;

typedef struct FunctionDef {
    const char *name;
    bool scalar;         /* of the row in hand; else over rows */
    uint8_t where;       /* FunctionWhere */
    uint8_t least, most; /* arguments */
    const char *help;
} FunctionDef;

const TableDef *table_def(TableId table);
const ColumnDef *column_def(ColumnId column);
const FunctionDef *function_def(FunctionId function);

/* By name; the …_COUNT where there is none. */
TableId table_find(Slice name);
ColumnId column_find(Shape shape, Slice name);
FunctionId function_find(Slice name);
/* The table whose rows are things of a kind; TABLE_COUNT where none is. */
TableId table_of_kind(ThingKind kind);

#endif
