/* Sheets, XLSX and ODS, as grids of what they show. */
#ifndef INTEG_TABLES_SHEETS_H
#define INTEG_TABLES_SHEETS_H

#include "tables/grid.h"
#include "tables/options.h"
#include "tables/package.h"

/* The sheet at hand while a reader goes through it. */
typedef struct SheetBuilder {
    Told *told;
    Arena *arena;
    Grid *grid;
    uint64_t cells;
    uint32_t hidden_rows, hidden_columns;
    bool stop; /* it was refused */
} SheetBuilder;

/* Begins a grid. */
void sheet_begin(SheetBuilder *builder, GridVec *out, Slice name);
/* Puts a cell at a row and column, from 0; rows come in their order. False where the
 * sheet is too large, which was told. */
bool sheet_put(SheetBuilder *builder, uint32_t row, uint32_t column, GridCell cell);
/* Says what is hidden in it. */
void sheet_end(SheetBuilder *builder);
/* Refuses because of a cell: "sheet "Budget", cell C4 …". */
bool sheet_refuse(SheetBuilder *builder, uint32_t row, uint32_t column, const char *why);
/* "A" for 0. */
Slice sheet_column(Arena *arena, uint32_t column);

/* Whether --sheet wants a sheet of that name. */
static inline bool sheet_wanted(const ImportOptions *options, Slice name) {
    return options->sheet.length == 0 || slice_equal(options->sheet, name);
}

bool xlsx_grids(Told *told, const ImportOptions *options, Package *package, GridVec *out);
bool ods_grids(Told *told, const ImportOptions *options, Package *package, GridVec *out);

#endif
