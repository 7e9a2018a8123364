/* The registry's tables, expanded from the .def files, and looking a name up in them. */
#include "eval/columns.h"

#include <stddef.h>

/* In the .def files' words. */
enum { KIND_NONE = KIND_COUNT };

static const TableDef tables[] = {
#define TABLE(name, shape, kind, when, help)                                             \
    {#name, SHAPE_##shape, KIND_##kind, KNOWN_##when, help},
#include "eval/tables.def"
#undef TABLE
};

static const ColumnDef columns[] = {
#define COLUMN(shape, name, type, kind, when, words, help)                               \
    {SHAPE_##shape, KNOWN_##when, {TYPE_##type, KIND_##kind}, #name, words, help},
#include "eval/columns.def"
#undef COLUMN
};

enum { IS_AGGREGATE = false, IS_SCALAR = true };

static const FunctionDef functions[] = {
#define FUNCTION(name, kind, where, least, most, help)                                   \
    {#name, IS_##kind, IN_##where, least, most, help},
#include "eval/functions.def"
#undef FUNCTION
};

const TableDef *table_def(TableId table) {
    return &tables[table];
}

const ColumnDef *column_def(ColumnId column) {
    return &columns[column];
}

const FunctionDef *function_def(FunctionId function) {
    return &functions[function];
}

TableId table_find(Slice name) {
    uint32_t i = 0;
    while (i < TABLE_COUNT && !slice_is(name, tables[i].name))
        i++;
    return (TableId)i;
}

ColumnId column_find(Shape shape, Slice name) {
    uint32_t i = 0;
    while (i < COLUMN_COUNT &&
           (columns[i].shape != shape || !slice_is(name, columns[i].name)))
        i++;
    return (ColumnId)i;
}

FunctionId function_find(Slice name) {
    uint32_t i = 0;
    while (i < FUNCTION_COUNT && !slice_is(name, functions[i].name))
        i++;
    return (FunctionId)i;
}

TableId table_of_kind(ThingKind kind) {
    uint32_t i = 0;
    while (i < TABLE_COUNT && tables[i].kind != kind)
        i++;
    return (TableId)i;
}

const char *type_text(Type type) {
    switch ((TypeKind)type.kind) {
    case TYPE_ERROR:
    case TYPE_ANY: return "a value";
    case TYPE_NULL: return "a missing value";
    case TYPE_BOOL: return "a truth value";
    case TYPE_NUMBER: return "a number";
    case TYPE_PERCENT: return "a percentage";
    case TYPE_AMOUNT: return "an amount";
    case TYPE_TEXT: return "a text";
    case TYPE_WORD: return "a word";
    case TYPE_REF: return kind_article((ThingKind)type.of);
    case TYPE_YEAR: return "a year";
    case TYPE_DATE: return "a date";
    case TYPE_STATED: return "a printed table";
    }
    return "a value";
}
