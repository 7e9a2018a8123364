/* A table begins with a heading: a row with years, and no other figures. Its body goes on
 * to its last row with figures before the next heading. The lines that stand right before
 * a heading are its caption. */
#include "tables/find.h"

#include "tables/times.h"
#include "tables/words.h"

typedef enum RowSort {
    SORT_BLANK,
    SORT_TEXT,    /* no figure in it */
    SORT_FIGURES, /* some */
    SORT_HEADING, /* years, and words for sums, above figures */
    SORT_EITHER   /* only figures, all of which could be years */
} RowSort;

/* ---- what each row is ---- */

/* A longer text is no heading. */
enum { HEADING_BYTES_MOST = 200 };

static RowSort sort_of(Arena *arena, const GridRow *row) {
    uint32_t filled = grid_filled(row), figures = 0, years = 0, plain = 0, first = 0;
    if (filled == 0)
        return SORT_BLANK;
    if (row->loose)
        return SORT_TEXT;
    while (grid_cell(row, first)->text.length == 0)
        first++;
    for (uint32_t i = 0; i < row->count; i++) {
        const GridCell *cell = &row->cells[i];
        Slice rest;
        ShownKind kind = figures_cell(arena, cell).kind;
        uint32_t year = cell->text.length <= HEADING_BYTES_MOST
                            ? times_read(arena, cell->text, &rest).year
                            : 0;
        bool alone = year > 0 && rest.length == 0;
        bool title = i == first && first == 0 && row->count > 1;
        if (title && !alone)
            continue; /* a title may have a year */
        years += year > 0;
        plain += alone && kind == SHOWN_NUMBER;
        figures += kind != SHOWN_TEXT && kind != SHOWN_EMPTY && !alone;
    }
    if (figures > 0)
        return SORT_FIGURES;
    if (years == 0 || (filled == 1 && first == 0))
        return SORT_TEXT;
    return plain == years ? SORT_EITHER : SORT_HEADING;
}

/* ---- tables ---- */

typedef struct Finder {
    Told *told;
    Arena *arena;
    const ImportOptions *options;
    const Grid *grid;
    RowSort *sorts;
    FoundTableVec *out;
} Finder;

static bool rows_equal(const GridRow *a, const GridRow *b) {
    uint32_t count = a->count > b->count ? a->count : b->count;
    for (uint32_t i = 0; i < count; i++)
        if (!slice_equal(grid_cell(a, i)->text, grid_cell(b, i)->text))
            return false;
    return true;
}

/* Whether years go up, or down, one by one from cell to cell. */
static bool years_in_order(Arena *arena, const GridRow *row) {
    uint32_t last = 0, count = 0;
    int32_t step = 0;
    for (uint32_t i = 0; i < row->count; i++) {
        Slice rest;
        uint32_t year = times_read(arena, row->cells[i].text, &rest).year;
        if (year == 0)
            continue;
        int32_t by = (int32_t)year - (int32_t)last;
        if (last != 0 && (step != 0 ? by != step : by != 1 && by != -1))
            return false;
        step = last != 0 ? by : 0;
        last = year;
        count++;
    }
    return count > 1;
}

/* Whether the row before it, blank ones passed over, is none of a table's. */
static bool stands_apart(const Finder *f, uint32_t at) {
    uint32_t before = at;
    while (before > 0 && f->sorts[before - 1] == SORT_BLANK)
        before--;
    return before == 0 || f->grid->rows.at[before - 1].loose ||
           (before < at && f->sorts[before - 1] == SORT_TEXT &&
            grid_filled(&f->grid->rows.at[before - 1]) == 1);
}

/* Whether the row heads a column as a sum: no row of amounts does. */
static bool heads_sums(const Finder *f, const GridRow *row) {
    for (uint32_t i = 1; i < row->count; i++)
        if (words_total(f->arena, row->cells[i].text).is)
            return true;
    return false;
}

/* Whether a line between two headings that are the same says that a table goes on. */
static bool goes_on(const Finder *f, uint32_t from, uint32_t to) {
    for (uint32_t i = to; i > from && f->sorts[i - 1] != SORT_FIGURES; i--)
        if (f->sorts[i - 1] == SORT_TEXT && grid_filled(&f->grid->rows.at[i - 1]) == 1) {
            const GridRow *row = &f->grid->rows.at[i - 1];
            for (uint32_t c = 0; c < row->count; c++)
                if (words_page(f->arena, row->cells[c].text))
                    return true;
        }
    return false;
}

/* Whether a row that may be either begins a table below the heading `now` (none:
 * UINT32_MAX). False with *sure false: nothing tells. */
static bool begins(const Finder *f, uint32_t at, uint32_t now, bool *sure) {
    const GridRow *row = &f->grid->rows.at[at];
    bool order = years_in_order(f->arena, row);
    *sure = true;
    if (now == UINT32_MAX)
        return true;
    bool body = false;
    for (uint32_t i = now + 1; i < at && !body; i++)
        body = f->sorts[i] == SORT_FIGURES;
    if (rows_equal(row, &f->grid->rows.at[now]))
        return body && stands_apart(f, at) && !goes_on(f, now + 1, at);
    if (order && (heads_sums(f, row) || (body && stands_apart(f, at))))
        return true;
    if (order && !body && at > now + 1 && grid_cell(row, 0)->text.length == 0)
        return true; /* what stood above it heads nothing */
    *sure = !order && !stands_apart(f, at) && grid_filled(row) > 2;
    return false;
}

static void set_caption(Finder *f, FoundTable *table, uint32_t least) {
    uint32_t to = table->heading_from;
    while (to > least && f->sorts[to - 1] == SORT_BLANK)
        to--;
    uint32_t from = to;
    while (from > least && f->sorts[from - 1] == SORT_TEXT &&
           grid_filled(&f->grid->rows.at[from - 1]) == 1) {
        from--;
        if (words_caption(f->arena, grid_cell(&f->grid->rows.at[from], 0)->text))
            break;
    }
    Text text = {.memory = arena_memory(f->arena)};
    for (uint32_t i = from; i < to; i++) {
        const GridRow *row = &f->grid->rows.at[i];
        for (uint32_t c = 0; c < row->count; c++) {
            if (row->cells[c].flags & GRID_COVERED)
                continue;
            text_slice(&text, row->cells[c].text);
            text_char(&text, ' ');
        }
    }
    table->caption = grid_text(f->arena, arena_copy(f->arena, text_view(&text)));
    table->caption_from = from;
    table->caption_to = to;
    text_free(&text);
}

static bool is_chosen(const Finder *f, uint32_t number) {
    for (uint32_t i = 0; i < f->options->rows.count; i++)
        if (f->options->rows.at[i].number == number)
            return true;
    return false;
}

/* A row above the one with the years that goes with it: several cells, without figures.
 */
static bool joins_heading(const Finder *f, uint32_t at) {
    const GridRow *row = &f->grid->rows.at[at];
    return f->sorts[at] == SORT_TEXT && !row->loose && !is_chosen(f, row->number) &&
           (grid_filled(row) > 1 ||
            (grid_filled(row) == 1 && grid_cell(row, 0)->text.length == 0));
}

static bool is_kind(const Finder *f, Slice text) {
    uint32_t place = 0;
    Slice printed;
    int power;
    uint8_t currency;
    bool krone;
    return words_version(f->arena, text) || words_total(f->arena, text).is ||
           words_computed(f->arena, text) ||
           words_unit(f->arena, text, &place, &printed, &power, &currency, &krone);
}

/* Whether most cells behind the first are kinds of money or units: a row of figures that
 * are texts has none of these words. */
static bool has_kinds(const Finder *f, uint32_t at) {
    const GridRow *row = &f->grid->rows.at[at];
    uint32_t kinds = 0, others = 0;
    for (uint32_t c = 1; c < row->count; c++) {
        bool kind = is_kind(f, row->cells[c].text);
        kinds += kind;
        others += !kind && row->cells[c].text.length > 0;
    }
    return kinds > others;
}

/* Whether a line of years that stands over some columns alone goes on in the next one. */
static bool is_upper_line(const Finder *f, uint32_t at) {
    const GridRow *row = &f->grid->rows.at[at];
    return f->sorts[at] == SORT_HEADING && !is_chosen(f, row->number) &&
           grid_cell(row, 0)->text.length == 0 && grid_filled(row) < grid_filled(row + 1);
}

/* Whether figures stand below a year of the heading's row, and no more texts than
 * figures. */
static bool is_dated(const Finder *f, uint32_t heading, const FoundTable *table) {
    const GridRow *row = &f->grid->rows.at[heading];
    for (uint32_t c = 0; c < row->count; c++) {
        Slice rest;
        uint32_t numbers = 0, texts = 0;
        if (times_read(f->arena, row->cells[c].text, &rest).year == 0)
            continue;
        for (uint32_t i = table->heading_to; i < table->body_to; i++) {
            const GridCell *cell = grid_cell(&f->grid->rows.at[i], c);
            ShownKind kind = figures_cell(f->arena, cell).kind;
            numbers += kind == SHOWN_NUMBER;
            texts += kind == SHOWN_TEXT;
        }
        if (numbers > 0 && numbers >= texts)
            return true;
    }
    return false;
}

/* The table of a heading's rows from..to, up to the next one. */
static void add_table(Finder *f, uint32_t from, uint32_t to, uint32_t end,
                      uint32_t least) {
    FoundTable table = {.grid = f->grid, .heading_from = from, .heading_to = to};
    while (table.heading_from > least && (joins_heading(f, table.heading_from - 1) ||
                                          is_upper_line(f, table.heading_from - 1)))
        table.heading_from--;
    while (table.heading_to < end && joins_heading(f, table.heading_to) &&
           (grid_cell(&f->grid->rows.at[table.heading_to], 0)->text.length == 0 ||
            has_kinds(f, table.heading_to)))
        table.heading_to++;
    table.body_to = table.heading_to;
    for (uint32_t i = table.heading_to; i < end; i++)
        if (f->sorts[i] == SORT_FIGURES || f->sorts[i] == SORT_EITHER)
            table.body_to = i + 1;
    table.after_to = end;
    table.dated = from < to && is_dated(f, from, &table);
    set_caption(f, &table, least);
    if (f->out->count > 0 && f->out->at[f->out->count - 1].after_to > table.caption_from)
        f->out->at[f->out->count - 1].after_to = table.caption_from;
    if (table.body_to > table.heading_to)
        *VEC_PUSH(f->arena, f->out) = table;
}

static bool refuse_either(const Finder *f, uint32_t at) {
    const GridRow *row = &f->grid->rows.at[at];
    uint32_t number = row->number;
    told_refuse(f->told,
                "%s %u (\"%.*s\") has only figures that could be years: it is a heading "
                "or a row of amounts",
                f->grid->row_word, number, SLICE_ARGS(grid_cell(row, 0)->text));
    told_help(
        f->told,
        "--row %u=entry takes it as amounts; --range with %u as its first row takes "
        "it as the heading of a table",
        number, number);
    return false;
}

/* The heading that --header names, or, with --years, the row above the first figures. */
static bool find_by_option(Finder *f) {
    const GridRowVec *rows = &f->grid->rows;
    uint32_t at = 0;
    if (f->options->header > 0) {
        while (at < rows->count && rows->at[at].number != f->options->header)
            at++;
        if (at == rows->count)
            return told_refuse(f->told, "--header %u: there is no such %s",
                               f->options->header, f->grid->row_word);
        add_table(f, at, at + 1, rows->count, 0);
        if (f->out->count == 0)
            return told_refuse(f->told, "--header %u: no row with figures follows",
                               f->options->header);
        return true;
    }
    while (at < rows->count && f->sorts[at] != SORT_FIGURES)
        at++;
    uint32_t head = at;
    while (head > 0 && f->sorts[head - 1] != SORT_HEADING &&
           !joins_heading(f, head - 1) && f->sorts[head - 1] != SORT_EITHER)
        head--;
    if (at < rows->count)
        add_table(f, head > 0 ? head - 1 : at, head > 0 ? head : at, rows->count, 0);
    return true;
}

bool find_tables(Told *told, const ImportOptions *options, const Grid *grid,
                 FoundTableVec *out) {
    Finder f = {told, told->arena, options, grid, NULL, out};
    f.sorts = ARENA_ARRAY(f.arena, RowSort, grid->rows.count);
    bool years = false;
    for (uint32_t i = 0; i < grid->rows.count; i++) {
        f.sorts[i] = sort_of(f.arena, &grid->rows.at[i]);
        if (f.sorts[i] == SORT_EITHER && is_chosen(&f, grid->rows.at[i].number))
            f.sorts[i] = SORT_FIGURES;
        years |= f.sorts[i] == SORT_HEADING || f.sorts[i] == SORT_EITHER;
    }
    if (options->header > 0 || (options->first_year > 0 && !years))
        return find_by_option(&f);
    uint32_t now = UINT32_MAX, least = 0;
    for (uint32_t i = 0; i < grid->rows.count; i++) {
        bool sure = true, heading = f.sorts[i] == SORT_HEADING;
        if (heading && now != UINT32_MAX &&
            rows_equal(&grid->rows.at[i], &grid->rows.at[now]) &&
            (!stands_apart(&f, i) || goes_on(&f, now + 1, i)))
            continue; /* behind a page break */
        if (f.sorts[i] == SORT_EITHER)
            heading = begins(&f, i, now, &sure);
        if (!sure)
            return refuse_either(&f, i);
        if (!heading)
            continue;
        f.sorts[i] = SORT_HEADING;
        if (now != UINT32_MAX) {
            add_table(&f, now, now + 1, i, least);
            if (out->count > 0)
                least = out->at[out->count - 1].body_to;
        }
        now = i;
    }
    if (now != UINT32_MAX)
        add_table(&f, now, now + 1, grid->rows.count, least);
    return true;
}
