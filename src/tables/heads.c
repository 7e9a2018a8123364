/* Rows whose titles do not say what they are: those with figures above the rows that
 * these add up, and those that begin as totals do. */
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

/* ---- rows that are called totals ---- */

/* "Total renewal of paths" is a total in name: its other words may be those of an entry.
 */
static bool is_called(const ReadRow *row) {
    return row->role == ROW_TOTAL && !row->sure && row->total.subject.length > 0 &&
           !row->total.whole && !row->total.sub && !row->total.other;
}

/* The sums of the rows up to the one at hand: since the last total and in the whole
 * table, and the same with the rows in doubt. */
typedef struct CalledSums {
    ReadNode *since, *all, *since_with, *all_with;
    uint32_t from;  /* the first row since the last total */
    uint32_t doubt; /* how many of them are in doubt */
} CalledSums;

static ReadNode *copy_sums(ImportReading *r, const ReadNode *from) {
    ReadNode *node = structure_node(r, READ_GROUP, NULL);
    for (uint32_t c = 0; from && c < r->value_count; c++) {
        node->sums[c] = from->sums[c];
        node->open[c] = from->open[c];
    }
    node->entries = from ? from->entries : 0;
    return node;
}

static Fit fit_node(const ImportReading *r, const ReadRow *row, const ReadNode *node) {
    return sums_fit(r, row, node->sums, node->open, node->entries);
}

static bool is_sum_of(const ImportReading *r, const ReadRow *row, const CalledSums *s) {
    return fit_node(r, row, s->since) >= FIT_ROUNDED ||
           fit_node(r, row, s->all) == FIT_EXACT;
}

/* At a total that counts the rows in doubt, and would be off without them. */
static void settle_called(ImportReading *r, CalledSums *s, uint32_t at) {
    const ReadRow *total = &r->rows.at[at];
    bool counted = s->doubt > 0 && !is_sum_of(r, total, s) &&
                   (fit_node(r, total, s->since_with) == FIT_EXACT ||
                    fit_node(r, total, s->all_with) == FIT_EXACT);
    for (uint32_t i = s->from; counted && i < at; i++) {
        ReadRow *row = &r->rows.at[i];
        if (!is_called(row))
            continue;
        row->role = ROW_ENTRY;
        row->total = (WordsTotal){.is = false};
        told_row(r->told, reading_word(r), row->row->number,
                 "\"%.*s\" is an entry: the total in %s %u counts it",
                 SLICE_ARGS(row->title), reading_word(r), total->row->number);
    }
    s->all = counted ? s->all_with : s->all;
    s->all_with = copy_sums(r, s->all);
    s->since = copy_sums(r, NULL);
    s->since_with = copy_sums(r, NULL);
    s->from = at + 1;
    s->doubt = 0;
}

/* Whether the rows right below a row add up to it. */
static bool sums_below(Builder *b, uint32_t at, bool *is) {
    ImportReading *r = b->r;
    ReadNode *sums = structure_node(r, READ_GROUP, NULL);
    *is = false;
    for (uint32_t i = at + 1; i < r->rows.count && !*is; i++) {
        const ReadRow *below = &r->rows.at[i];
        if (below->role == ROW_TOTAL || below->role == ROW_SUBTOTAL)
            break;
        if (below->role != ROW_ENTRY)
            continue;
        if (!sums_add(b, sums, below))
            return false;
        *is = fit_node(r, &r->rows.at[at], sums) >= FIT_ROUNDED;
    }
    return true;
}

/* A total has rows: those above it, or, at the head of a table, those below. */
static bool check_first(Builder *b, uint32_t at) {
    const ImportReading *r = b->r;
    const ReadRow *row = &r->rows.at[at];
    bool is;
    if (!sums_below(b, at, &is) || is)
        return is;
    told_refuse(
        r->told,
        "%s %u (\"%.*s\") begins as a total does, but no rows stand above it, and "
        "those below do not add up to it: a total, or an entry",
        reading_word(r), row->row->number, SLICE_ARGS(row->title));
    told_help(r->told, "--row %u=entry or --row %u=total decides", row->row->number,
              row->row->number);
    return false;
}

bool heads_called(Builder *b) {
    ImportReading *r = b->r;
    CalledSums s = {structure_node(r, READ_GROUP, NULL),
                    structure_node(r, READ_GROUP, NULL),
                    structure_node(r, READ_GROUP, NULL),
                    structure_node(r, READ_GROUP, NULL),
                    0,
                    0};
    for (uint32_t i = 0; i < r->rows.count; i++) {
        const ReadRow *row = &r->rows.at[i];
        bool called = is_called(row) && !is_sum_of(r, row, &s);
        bool total = row->role == ROW_TOTAL || row->role == ROW_SUBTOTAL;
        if (total && !called) {
            settle_called(r, &s, i);
        } else if (called || row->role == ROW_ENTRY) {
            s.doubt += called;
            if (!sums_add(b, s.since_with, row) || !sums_add(b, s.all_with, row) ||
                (!called && (!sums_add(b, s.since, row) || !sums_add(b, s.all, row))))
                return false;
        }
    }
    for (uint32_t i = 0; i < r->rows.count; i++) {
        const ReadRow *row = &r->rows.at[i];
        if (row->role == ROW_ENTRY || row->role == ROW_GROUP)
            return true;
        if (is_called(row))
            return check_first(b, i);
    }
    return true;
}
