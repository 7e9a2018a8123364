/* Entries of a table block: which they are, whether the block would lose anything of
 * them, and whether it can be read as just them. */
#include "render/result_entries.h"

static size_t cell_at(const Entries *entries, uint32_t row, uint32_t column) {
    return (size_t)row * entries->cells->page->result->column_count + column;
}

static bool of_projects(const EntriesLayout *layout) {
    return layout->project != UINT32_MAX;
}

/* ---- what a row would lose ---- */

/* The thing in a column of the row; 0: none. */
static Id thing_in(const Entries *entries, uint32_t row, uint32_t column) {
    const Result *result = entries->cells->page->result;
    const Datum *cell = column == UINT32_MAX ? NULL : result_cell(result, row, column);
    return cell != NULL && cell->kind == DATUM_REF ? cell->ref : 0;
}

static const char *what_is_lost(const Entries *entries, const CellRow *in) {
    const Model *model = entries->cells->page->model;
    const EntriesLayout *layout = entries->layout;
    const Line *line = &model->lines.at[model->facts.line[in->number]];
    uint8_t flags = model->facts.flags[in->number];
    if (thing_in(entries, in->row, layout->project) != line->project) {
        return "the rows of a table block are the projects of the entries: group by "
               "project";
    }
    if (thing_in(entries, in->row, layout->area) != line->area)
        return "the table would lose the areas of the entries: group by area too";
    if (thing_in(entries, in->row, layout->source) != line->source)
        return "the table would lose the sources of the entries: group by source too";
    if (thing_in(entries, in->row, layout->money) != line->money) {
        return "the table would lose the kinds of money of the entries: group by money "
               "too";
    }
    if (line->within != 0 || (flags & FACT_PART) != 0)
        return "the table would lose that entries are part of other money";
    if ((flags & FACT_GROSS) != 0)
        return "the table would lose the refunds of the entries";
    if ((flags & FACT_PERIOD) != 0)
        return "the table would lose the months of the entries";
    return NULL;
}

/* ---- adding up ---- */

static void add(const Entries *entries, uint32_t row, uint32_t column, uint32_t fact) {
    Figure figure = facts_figure(&entries->cells->page->model->facts, fact);
    size_t cell = cell_at(entries, row, column);
    Datum *sum = &entries->sums[cell];
    if ((figure.flags & (FIGURE_BLANK | FIGURE_BAD)) != 0) {
        entries->blank[cell] = true;
        return;
    }
    Datum amount = datum_money(figure);
    if (sum->kind == DATUM_NULL)
        *sum = amount;
    else if (sum->currency != amount.currency ||
             !decimal_add(sum->number, amount.number, &sum->number))
        sum->kind = DATUM_UNKNOWN; /* it is that of no cell */
}

/* In its cell, and in the totals of its row and column. */
static void add_everywhere(const Entries *entries, const CellRow *in) {
    const Result *result = entries->cells->page->result;
    uint32_t last = result->column_count - 1;
    bool total = result->columns[last].total;
    add(entries, in->row, in->column, in->number);
    if (total)
        add(entries, in->row, last, in->number);
    if (result->has_totals)
        add(entries, result->row_count, in->column, in->number);
    if (total && result->has_totals)
        add(entries, result->row_count, last, in->number);
}

static bool is_sum(const Datum *cell, const Datum *sum) {
    if (cell->kind == DATUM_AMOUNT && cell->none)
        return sum->kind == DATUM_NULL; /* printed `-`, which are no entries */
    if (cell->kind != DATUM_AMOUNT || sum->kind != DATUM_AMOUNT)
        return cell->kind == sum->kind;
    return cell->currency == sum->currency &&
           decimal_compare(cell->number, sum->number) == 0;
}

/* What a cell that is not the sum of its entries means. A total with entries is empty
 * only where they are several versions of one amount. */
static const char *why_no_sum(const Datum *cell, const Datum *sum, bool total) {
    if (total && cell->kind == DATUM_NULL && sum->kind == DATUM_AMOUNT)
        return "the totals are over several versions of one amount: leave out \"with "
               "totals\"";
    return total ? "the totals are over rows that the table leaves out"
                 : "the figures of a table block are those of its entries: "
                   "select sum(amount)";
}

static const char *compare_sums(const Entries *entries) {
    const Result *result = entries->cells->page->result;
    for (uint32_t row = 0; row < result->row_count + result->has_totals; row++) {
        for (uint32_t i = entries->layout->first_year; i < result->column_count; i++) {
            bool total = row == result->row_count || result->columns[i].total;
            const Datum *cell = result_cell(result, row, i);
            const Datum *sum = &entries->sums[cell_at(entries, row, i)];
            if (!is_sum(cell, sum))
                return why_no_sum(cell, sum, total);
        }
    }
    return NULL;
}

/* ---- totals of areas ---- */

/* The column of a year; UINT32_MAX: none. */
static uint32_t year_column(const Entries *entries, int16_t year) {
    const Result *result = entries->cells->page->result;
    Slice text = time_text(entries->cells->kept, (Time){.kind = TIME_YEAR, .from = year});
    for (uint32_t i = entries->layout->first_year; i < result->column_count; i++)
        if (!result->columns[i].total && slice_equal(result->columns[i].heading, text))
            return i;
    return UINT32_MAX;
}

/* A `total of` an area is over all its entries, whatever the query leaves out. */
static bool are_whole(const Entries *entries) {
    const Model *model = entries->cells->page->model;
    const ResultPage *page = entries->cells->page;
    Arena *arena = entries->cells->kept;
    uint32_t *row_of = ARENA_ARRAY(arena, uint32_t, model->facts.count + 1);
    uint8_t *asked = ARENA_ARRAY(arena, uint8_t, model->things[KIND_DOCUMENT].count);
    uint32_t *area_row = ARENA_ARRAY(arena, uint32_t, model->things[KIND_AREA].count);
    for (uint32_t i = 0; i < page->rows.count; i++) {
        uint32_t fact = page->rows.at[i].number;
        row_of[fact] = page->rows.at[i].row + 1;
        asked[model->lines.at[model->facts.line[fact]].document] = 1;
    }
    for (uint32_t row = 0; row < page->result->row_count; row++)
        area_row[thing_in(entries, row, entries->layout->area)] = row + 1;
    uint8_t kind = page->result->table == TABLE_spending ? MONEY_SPENDING : MONEY_FUNDING;
    for (uint32_t fact = 0; fact < model->facts.count; fact++) {
        const Line *line = &model->lines.at[model->facts.line[fact]];
        if (line->kind != kind || !asked[line->document] ||
            (model->facts.flags[fact] & (FACT_PART | FACT_SPECIAL)) != 0 ||
            year_column(entries, model->facts.year[fact]) == UINT32_MAX)
            continue;
        for (Id id = line->area; id != 0; id = model->things[KIND_AREA].at[id].parent)
            if (area_row[id] != 0 && area_row[id] != row_of[fact])
                return false;
    }
    return true;
}

/* ---- the whole ---- */

const char *entries_find(Entries *entries, const Cells *cells,
                         const EntriesLayout *layout) {
    const ResultPage *page = cells->page;
    size_t count = ((size_t)page->result->row_count + 1) * page->result->column_count + 1;
    *entries = (Entries){.cells = cells,
                         .layout = layout,
                         .facts = ARENA_ARRAY(cells->kept, uint32_t, count),
                         .sums = ARENA_ARRAY(cells->kept, Datum, count),
                         .blank = ARENA_ARRAY(cells->kept, bool, count)};
    if (page->result->table == TABLE_parts)
        return "the table would lose that entries are part of other money";
    for (uint32_t i = 0; i < page->rows.count; i++) {
        const CellRow *in = &page->rows.at[i];
        uint32_t *fact = &entries->facts[cell_at(entries, in->row, in->column)];
        const char *lost = of_projects(layout) ? what_is_lost(entries, in) : NULL;
        if (lost != NULL)
            return lost;
        if (of_projects(layout) && *fact != 0) {
            return "a figure is made of several entries, which the table would make one: "
                   "group by what tells them apart";
        }
        *fact = in->number + 1;
        add_everywhere(entries, in);
    }
    const char *why = compare_sums(entries);
    if (why == NULL && !of_projects(layout) && !are_whole(entries)) {
        why = "the total of an area is over all its entries, of which the query leaves "
              "some out";
    }
    return why;
}

Slice entries_text(const Entries *entries, uint32_t row, uint32_t column) {
    const ResultPage *page = entries->cells->page;
    const Result *result = page->result;
    size_t cell = cell_at(entries, row, column);
    if (entries->blank[cell])
        return SLICE("?");
    const Datum *sum = &entries->sums[cell];
    if (sum->kind == DATUM_NULL)
        return SLICE("-");
    Slice text = cells_text(entries->cells, column, sum, FOR_PROGRAMS);
    bool total = row == result->row_count || result->columns[column].total;
    uint32_t fact = entries->facts[cell];
    bool about =
        of_projects(entries->layout) && !total && fact != 0 &&
        (facts_figure(&page->model->facts, fact - 1).flags & FIGURE_APPROXIMATE) != 0;
    return about ? arena_format(entries->cells->arena, "~%.*s", SLICE_ARGS(text)) : text;
}

/* ---- read again ---- */

static bool is_same(Figure read, Figure entry, int8_t power) {
    enum { KINDS = FIGURE_BLANK | FIGURE_APPROXIMATE };
    if ((read.flags & KINDS) != (entry.flags & KINDS))
        return false;
    return (read.flags & FIGURE_BLANK) != 0 ||
           (read.digits == entry.digits && read.scale - power == entry.scale &&
            read.blur == entry.blur);
}

static bool is_row(const Entries *entries, const Row *read, uint32_t row) {
    const ResultPage *page = entries->cells->page;
    bool same = row < page->result->row_count;
    for (uint32_t i = 0; same && i < read->cell_count; i++) {
        uint32_t column = entries->layout->first_year + i;
        uint32_t fact = entries->facts[cell_at(entries, row, column)];
        if (!page->result->columns[column].total) {
            same = fact == 0 ? (read->cells[i].flags & FIGURE_NONE) != 0
                             : is_same(read->cells[i],
                                       facts_figure(&page->model->facts, fact - 1),
                                       page->result->columns[column].power);
        }
    }
    return same;
}

/* `row` is how many came before. */
static bool are_rows(const Entries *entries, const Node *first, uint32_t *row) {
    bool same = true;
    for (const Node *node = first; same && node != NULL; node = node->next) {
        const Block *block = node->kind == NODE_DECLARE ? ((const Declare *)node)->block
                             : node->kind == NODE_TABLE ? ((const Table *)node)->block
                                                        : NULL;
        same = block == NULL || are_rows(entries, block->first, row);
        if (node->kind == NODE_ROW)
            same = is_row(entries, (const Row *)node, (*row)++);
    }
    return same;
}

bool entries_are(const Entries *entries, const Node *first) {
    uint32_t row = 0;
    bool same = are_rows(entries, first, &row);
    return same && (!of_projects(entries->layout) ||
                    row == entries->cells->page->result->row_count);
}
