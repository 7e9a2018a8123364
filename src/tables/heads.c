/* Titles with figures, above the rows that these add up. */
#include "tables/structure.h"

/* Whether a row stands out above the next one: further out, or bold. */
static bool stands_out(const ReadRow *row, const ReadRow *next) {
    return next->indent > row->indent ||
           ((row->flags & GRID_BOLD) && !(next->flags & GRID_BOLD) &&
            next->indent == row->indent);
}

static bool refuse_head(const Builder *b, const ReadRow *row, const char *why) {
    const ImportReading *r = b->r;
    told_refuse(r->told, "%s %u (\"%.*s\") %s: a group's total, or an entry",
                reading_word(r), row->row->number, SLICE_ARGS(row->title), why);
    told_help(r->told, "--row %u=group or --row %u=entry decides", row->row->number,
              row->row->number);
    return false;
}

/* Rows that a title with figures may add up. */
enum { BELOW_MOST = 60 };

/* Whether an entry is the title of a group whose total it has; false where that cannot be
 * told. */
static bool find_head(Builder *b, uint32_t at) {
    ImportReading *r = b->r;
    ReadRow *row = &r->rows.at[at];
    ReadNode *sums = structure_node(r, READ_GROUP, NULL);
    bool out = stands_out(row, &r->rows.at[at + 1]), adds = false;
    for (uint32_t i = at + 1; i < r->rows.count && sums->entries < BELOW_MOST; i++) {
        const ReadRow *below = &r->rows.at[i];
        if (below->role == ROW_BLANK || below->role == ROW_PART ||
            below->role == ROW_HEADING)
            continue;
        if (below->role != ROW_ENTRY || (out && !stands_out(row, below)))
            break;
        if (!sums_add(b, sums, below))
            return false;
        if (!out && sums->entries > 1 &&
            sums_fit(r, row, sums->sums, sums->open, sums->entries) == FIT_EXACT) {
            adds = sums_tell(r, row);
            break;
        }
    }
    if (!out)
        return !adds || refuse_head(b, row, "is the sum of rows below it");
    uint32_t cells, fits = sums_count(r, row, sums, &cells);
    if (2 * fits <= cells)
        return refuse_head(b, row, "stands out above rows that do not add up to it");
    row->role = ROW_GROUP;
    if (fits == cells)
        told_row(r->told, reading_word(r), row->row->number,
                 "\"%.*s\" is a group with its total: the %u rows below add up to it",
                 SLICE_ARGS(row->title), sums->entries);
    else
        told_row(r->told, reading_word(r), row->row->number,
                 "\"%.*s\" is a group with its total: %u of its %u figures are sums of "
                 "the %u rows below",
                 SLICE_ARGS(row->title), fits, cells, sums->entries);
    return true;
}

bool heads_find(Builder *b) {
    const ImportReading *r = b->r;
    for (uint32_t i = 0; i + 1 < r->rows.count; i++) {
        const ReadRow *row = &r->rows.at[i];
        if (row->role == ROW_ENTRY && !row->sure && r->rows.at[i + 1].role == ROW_ENTRY &&
            !find_head(b, i))
            return false;
    }
    return true;
}
