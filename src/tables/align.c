/* A line with an empty cell has fewer cells than the others: which one is empty is seen
 * only by where the others stand. */
#include "tables/align.h"

#include "tables/figures.h"
#include "tables/times.h"

typedef struct Aligner {
    Told *told;
    Grid *grid;
    const CellPlace *places;
    uint32_t columns;
    CellPlace *spans; /* by column: from the leftmost cell to the rightmost */
    uint32_t first;   /* the first row with all columns */
    const CellPlace *first_places; /* of its cells, where it has no figures; or NULL */
    bool titled; /* each row with all columns has a title, and figures behind it */
} Aligner;

/* The most cells that two lines or more have. */
static uint32_t usual_count(const Grid *grid) {
    uint32_t seen[GRID_COLUMNS_MOST + 1] = {0}, most = 0;
    for (uint32_t i = 0; i < grid->rows.count; i++) {
        uint32_t count = grid->rows.at[i].count;
        if (count <= GRID_COLUMNS_MOST && ++seen[count] >= 2 && count > most)
            most = count;
    }
    return most;
}

static void find_spans(Aligner *a) {
    const CellPlace *place = a->places;
    for (uint32_t i = 0; i < a->grid->rows.count; i++) {
        uint32_t count = a->grid->rows.at[i].count;
        for (uint32_t c = 0; count == a->columns && c < count; c++) {
            CellPlace *span = &a->spans[c];
            if (span->to == 0 || place[c].from < span->from)
                span->from = place[c].from;
            if (place[c].to > span->to)
                span->to = place[c].to;
        }
        place += count;
    }
    a->spans[0].from = 0;
}

/* The one column that a cell stands in, from `least` on; the number of columns where it
 * cannot be told. */
static uint32_t column_in(const Aligner *a, const CellPlace *spans, CellPlace place,
                          uint32_t least) {
    uint32_t found = a->columns;
    for (uint32_t c = least; c < a->columns; c++) {
        if (place.to <= spans[c].from || place.from >= spans[c].to)
            continue;
        if (found < a->columns)
            return a->columns;
        found = c;
    }
    return found;
}

static uint32_t column_of(const Aligner *a, CellPlace place, uint32_t least) {
    return column_in(a, a->spans, place, least);
}

/* Rows with all columns: which is the first, and whether all are a title and figures. */
static void find_full_rows(Aligner *a) {
    const CellPlace *places = a->places;
    a->first = a->grid->rows.count;
    a->titled = true;
    for (uint32_t i = 0; i < a->grid->rows.count; i++) {
        const GridRow *row = &a->grid->rows.at[i];
        uint32_t figures = 0;
        for (uint32_t c = 0; row->count == a->columns && c < row->count; c++) {
            ShownKind kind = figures_cell(a->told->arena, &row->cells[c]).kind;
            a->titled &= (kind == SHOWN_TEXT) == (c == 0);
            figures += kind != SHOWN_TEXT && kind != SHOWN_EMPTY;
        }
        if (row->count == a->columns && i < a->first) {
            a->first = i;
            a->first_places = figures == 0 ? places : NULL;
        }
        places += row->count;
    }
}

/* Whether cells from `from` on stand over columns from `least` on, one over each. */
static bool stand_over(const Aligner *a, const GridRow *row, const CellPlace *places,
                       uint32_t from, uint32_t least) {
    for (uint32_t c = from; c < row->count && least <= a->columns; c++)
        least = column_of(a, places[c], least) + 1;
    return least <= a->columns;
}

/* Whether a line above the rows has the headings of the figures, and none for the titles,
 * though it does not stand over them: it has one cell less than they have, and a year
 * where a title's heading would be, or cells that stand over no column. */
static bool lacks_corner(const Aligner *a, uint32_t at, const CellPlace *places) {
    const GridRow *row = &a->grid->rows.at[at];
    Slice rest;
    uint32_t years = 0;
    if (!a->titled || at >= a->first || row->count + 1 != a->columns ||
        stand_over(a, row, places, 0, 1))
        return false;
    for (uint32_t c = 0; c < row->count; c++)
        years += times_read(a->told->arena, row->cells[c].text, &rest).year > 0;
    if (times_read(a->told->arena, row->cells[0].text, &rest).year > 0)
        return true;
    return !stand_over(a, row, places, 1, 1) && (years > 0 || row->count > 2);
}

/* Puts an empty cell before the others. */
static void add_corner(Aligner *a, GridRow *row) {
    GridCell *cells = ARENA_ARRAY(a->told->arena, GridCell, a->columns);
    cells[0].text = (Slice){"", 0};
    for (uint32_t c = 0; c < row->count; c++)
        cells[c + 1] = row->cells[c];
    row->cells = cells;
    row->count++;
    told_row(a->told, a->grid->row_word, row->number,
             "its %u headings are those of the figures, as each row has a title before "
             "them",
             row->count - 1);
}

/* A line above the first with all columns may stand over its cells, though not over all
 * figures: headings are often not where the figures are. */
static bool align_row(Aligner *a, uint32_t at, const CellPlace *places) {
    GridRow *row = &a->grid->rows.at[at];
    GridCell *cells = ARENA_ARRAY(a->told->arena, GridCell, a->columns);
    uint32_t least = 0;
    for (uint32_t c = 0; c < a->columns; c++)
        cells[c].text = (Slice){"", 0};
    for (uint32_t c = 0; c < row->count; c++) {
        bool title = c == 0 && places[0].from < a->spans[0].to;
        uint32_t column = title ? 0 : column_of(a, places[c], least);
        if (column == a->columns && at < a->first && a->first_places)
            column = column_in(a, a->first_places, places[c], least);
        if (column == a->columns) {
            told_refuse(a->told,
                        "line %u has %u cells, and it cannot be seen in which of the %u "
                        "columns \"%.*s\" stands",
                        row->number, row->count, a->columns,
                        SLICE_ARGS(row->cells[c].text));
            told_help(a->told, "put tabs between the cells, two where a cell is empty");
            return false;
        }
        cells[column] = row->cells[c];
        least = column + 1;
    }
    row->cells = cells;
    row->count = least;
    return true;
}

bool align_cells(Told *told, Grid *grid, const CellPlace *places) {
    Aligner a = {
        .told = told, .grid = grid, .places = places, .columns = usual_count(grid)};
    if (a.columns < 2)
        return true;
    a.spans = ARENA_ARRAY(told->arena, CellPlace, a.columns);
    find_spans(&a);
    find_full_rows(&a);
    for (uint32_t i = 0; i < grid->rows.count; i++) {
        GridRow *row = &grid->rows.at[i];
        uint32_t count = row->count;
        bool apart = count == 1 && places[0].from >= a.spans[0].to;
        if (count > a.columns)
            return told_refuse(told,
                               "line %u has %u cells, but the others have at most %u",
                               row->number, count, a.columns);
        if (lacks_corner(&a, i, places))
            add_corner(&a, row);
        else if (((count > 1 && count < a.columns) || apart) && !align_row(&a, i, places))
            return false;
        row->loose &= !apart;
        places += count;
    }
    return true;
}
