/* ODS: what each cell shows stands in it as text, in the way of the file's language; its
 * value beside it says which number that is. */
#include "tables/sheets.h"

#include "base/names.h"
#include "syntax/scan.h"
#include "tables/figures.h"
#include "tables/format.h"

typedef struct StyleLook {
    uint8_t flags, indent;
} StyleLook;

typedef struct Ods {
    Told *told;
    Arena *arena;
    const ImportOptions *options;
    GridVec *out;
    SheetBuilder builder;
    Names *styles;
    VEC(StyleLook) looks; /* by name */
    NameId look;          /* of the style at hand; 0: none */
    bool wanted, any, in_cell;
    uint32_t notes; /* comments that are open: what they say is no cell's */
    Text text;
    uint32_t row, column, row_repeat, repeat, wide, high;
    bool hidden_row, covered, formula;
    bool *hidden; /* by column */
    uint32_t columns;
    Slice type, value;
    NameId style;
    /* Of cells that spread over rows below: by column, how many, and the cell. */
    uint32_t *spread;
    GridCell *spreading;
} Ods;

static uint32_t to_count(Slice text) {
    uint32_t value = 0;
    for (uint32_t i = 0; i < text.length && value < 100000000; i++)
        if (scan_is_digit(text.at[i]))
            value = value * 10 + (uint32_t)(text.at[i] - '0');
    return value > 0 ? value : 1;
}

static bool is_hidden(const char **attributes) {
    Slice visible = package_attribute(attributes, "visibility");
    return slice_is(visible, "collapse") || slice_is(visible, "filter");
}

/* ---- styles ---- */

/* A margin of "0.5cm": steps of a millimetre. */
static uint8_t margin_of(Slice text) {
    uint32_t steps = 0, i = 0;
    for (; i < text.length && scan_is_digit(text.at[i]) && steps < 100; i++)
        steps = steps * 10 + (uint32_t)(text.at[i] - '0');
    bool centimetres = slice_ends(text, SLICE("cm")) || slice_ends(text, SLICE("in"));
    steps = centimetres ? steps * 10 : steps;
    if (centimetres && i + 1 < text.length && text.at[i] == '.' &&
        scan_is_digit(text.at[i + 1]))
        steps += (uint32_t)(text.at[i + 1] - '0');
    return (uint8_t)(steps < 200 ? steps : 200);
}

static void start_style(Ods *o, Slice name, const char **attributes) {
    if (slice_is(name, "style")) {
        Slice own = package_attribute(attributes, "name");
        bool cell = slice_is(package_attribute(attributes, "family"), "table-cell");
        o->look = own.length > 0 && cell ? names_add(o->styles, own) : 0;
        while (o->look >= o->looks.count)
            *VEC_PUSH(o->arena, &o->looks) = (StyleLook){0, 0};
    } else if (slice_is(name, "text-properties") && o->look > 0) {
        bool bold = slice_is(package_attribute(attributes, "font-weight"), "bold");
        bool italic = slice_is(package_attribute(attributes, "font-style"), "italic");
        o->looks.at[o->look].flags =
            (uint8_t)((bold ? GRID_BOLD : 0) | (italic ? GRID_ITALIC : 0));
    } else if (slice_is(name, "paragraph-properties") && o->look > 0) {
        o->looks.at[o->look].indent =
            margin_of(package_attribute(attributes, "margin-left"));
    }
}

/* ---- what a cell shows ---- */

static bool is_near(Slice written, Decimal value) {
    Decimal shown, rounded;
    return decimal_parse(written, &shown) && format_round(value, shown.scale, &rounded) &&
           decimal_compare(shown, rounded) == 0;
}

/* Of the two ways to read a number's text, the one that is its value: the digits that are
 * shown, with a decimal point. */
static void read_shown(Ods *o, GridCell *cell) {
    static const char signs[] = {',', '.'};
    CellFigure figure = figures_cell(o->arena, cell);
    Decimal value;
    if (figure.kind != SHOWN_NUMBER || !format_parse(o->value, &value))
        return;
    for (size_t i = 0; i < sizeof signs; i++) {
        Slice written;
        if (figures_write(o->arena, &figure, signs[i], &written) &&
            is_near(written, value)) {
            Text plain = {.memory = arena_memory(o->arena)};
            for (uint32_t k = 0; k < written.length; k++)
                if (written.at[k] != '_')
                    text_char(&plain, written.at[k]);
            cell->text = arena_copy(o->arena, text_view(&plain));
            cell->flags |= GRID_EXACT;
            text_free(&plain);
            return;
        }
    }
}

/* The stored value, as a cell without a format shows it. */
static bool stored_value(Ods *o, GridCell *cell) {
    Decimal value;
    FormatShown shown;
    if (!format_parse(o->value, &value) ||
        !format_show(o->arena, SLICE("General"), value, false, &shown))
        return sheet_refuse(&o->builder, o->row, o->column,
                            "has a number that cannot be read");
    cell->text = shown.text;
    cell->flags |= GRID_EXACT;
    return true;
}

static bool make_cell(Ods *o, GridCell *cell) {
    Slice raw = arena_copy(o->arena, text_view(&o->text));
    bool number = slice_is(o->type, "float") || slice_is(o->type, "currency") ||
                  slice_is(o->type, "percentage");
    cell->text = grid_text(o->arena, raw);
    if (o->style > 0 && o->style < o->looks.count) {
        cell->flags = o->looks.at[o->style].flags;
        cell->indent = o->looks.at[o->style].indent;
    }
    for (uint32_t i = 0; i < raw.length && raw.at[i] == ' ' && cell->indent < 200; i++)
        cell->indent++;
    if (o->formula && o->type.length == 0 && cell->text.length == 0)
        return sheet_refuse(&o->builder, o->row, o->column,
                            "has a formula without a stored value; open the sheet in a "
                            "spreadsheet program and save it");
    if (number && (o->options->stored || cell->text.length == 0))
        return stored_value(o, cell);
    if (number)
        read_shown(o, cell);
    return true;
}

/* ---- cells into rows ---- */

static void put_one(Ods *o, GridCell cell) {
    uint32_t column = o->column;
    if (column >= GRID_COLUMNS_MOST || o->hidden[column] || o->hidden_row)
        return;
    if (o->covered && o->spread[column] > 0) {
        o->spread[column]--;
        cell = o->spreading[column];
        cell.flags |= GRID_COVERED;
    }
    sheet_put(&o->builder, o->row, column, cell);
}

/* The rows below it that a cell spreads over have its text, covered. */
static void spread(Ods *o, GridCell cell) {
    for (uint32_t i = 0; i < o->wide && o->column + i < GRID_COLUMNS_MOST; i++) {
        o->spread[o->column + i] = o->high - (i == 0);
        o->spreading[o->column + i] = cell;
    }
}

static void end_cell(Ods *o) {
    GridCell cell = {.text = {"", 0}};
    o->in_cell = false;
    if (!o->wanted || !make_cell(o, &cell))
        return;
    if (!o->covered && (o->wide > 1 || o->high > 1))
        spread(o, cell);
    bool any = cell.text.length > 0 || o->covered;
    for (uint32_t i = 0; i < o->repeat && !o->builder.stop; i++) {
        if (any && o->column < GRID_COLUMNS_MOST)
            put_one(o, cell);
        else if (cell.text.length > 0)
            sheet_put(&o->builder, o->row, o->column, cell); /* refuses it */
        else if (o->column >= GRID_COLUMNS_MOST)
            break;
        o->column++;
    }
}

/* Rows that are said to be repeated are blank ones, mostly; others are as many rows. */
static void end_row(Ods *o) {
    GridRowVec *rows = &o->builder.grid->rows;
    uint32_t last = o->row;
    for (uint32_t i = 1; i < o->row_repeat && rows->count == last + 1 + (i - 1); i++) {
        const GridRow from = rows->at[last];
        for (uint32_t c = 0; c < from.count && !o->builder.stop; c++)
            sheet_put(&o->builder, last + i, c, from.cells[c]);
        if (from.count == 0 || o->builder.stop)
            break;
    }
    o->row += o->row_repeat;
}

/* ---- the file ---- */

static void start_table(Ods *o, const char **attributes) {
    Slice name = arena_copy(o->arena, package_attribute(attributes, "name"));
    o->wanted = sheet_wanted(o->options, name);
    o->any |= o->wanted;
    if (!o->wanted)
        return;
    sheet_begin(&o->builder, o->out, name);
    o->row = 0;
    o->columns = 0;
    o->hidden = ARENA_ARRAY(o->arena, bool, GRID_COLUMNS_MOST);
    o->spread = ARENA_ARRAY(o->arena, uint32_t, GRID_COLUMNS_MOST);
    o->spreading = ARENA_ARRAY(o->arena, GridCell, GRID_COLUMNS_MOST);
}

static void start_column(Ods *o, const char **attributes) {
    uint32_t count = to_count(package_attribute(attributes, "number-columns-repeated"));
    for (uint32_t i = 0; i < count && o->columns < GRID_COLUMNS_MOST; i++) {
        o->hidden[o->columns] = is_hidden(attributes);
        o->builder.hidden_columns += o->hidden[o->columns++];
    }
}

static void start_cell(Ods *o, const char **attributes, bool covered) {
    o->in_cell = true;
    o->covered = covered;
    o->repeat = to_count(package_attribute(attributes, "number-columns-repeated"));
    o->wide = to_count(package_attribute(attributes, "number-columns-spanned"));
    o->high = to_count(package_attribute(attributes, "number-rows-spanned"));
    o->formula = package_attribute(attributes, "formula").length > 0;
    o->type = arena_copy(o->arena, package_attribute(attributes, "value-type"));
    o->value = arena_copy(o->arena, package_attribute(attributes, "value"));
    o->style = names_find(o->styles, package_attribute(attributes, "style-name"));
    text_clear(&o->text);
}

static void on_start(void *context, Slice name, const char **attributes) {
    Ods *o = context;
    start_style(o, name, attributes);
    o->notes += slice_is(name, "annotation");
    if (slice_is(name, "table") && !o->in_cell)
        start_table(o, attributes);
    if (!o->wanted)
        return;
    if (slice_is(name, "table-column")) {
        start_column(o, attributes);
    } else if (slice_is(name, "table-row")) {
        o->column = 0;
        o->row_repeat = to_count(package_attribute(attributes, "number-rows-repeated"));
        o->hidden_row = is_hidden(attributes);
        o->builder.hidden_rows += o->hidden_row;
    } else if (slice_is(name, "table-cell") || slice_is(name, "covered-table-cell")) {
        start_cell(o, attributes, slice_is(name, "covered-table-cell"));
    } else if (o->in_cell && o->notes == 0 &&
               (slice_is(name, "s") || slice_is(name, "tab") ||
                slice_is(name, "line-break"))) {
        uint32_t count = to_count(package_attribute(attributes, "c"));
        text_repeat(&o->text, ' ', count < 200 ? count : 200);
    }
}

static void on_end(void *context, Slice name) {
    Ods *o = context;
    o->notes -= o->notes > 0 && slice_is(name, "annotation");
    if (slice_is(name, "style"))
        o->look = 0;
    if (!o->wanted)
        return;
    if (slice_is(name, "p") && o->in_cell && o->notes == 0) {
        text_char(&o->text, ' ');
    } else if (slice_is(name, "table-cell") || slice_is(name, "covered-table-cell")) {
        end_cell(o);
    } else if (slice_is(name, "table-row")) {
        end_row(o);
    } else if (slice_is(name, "table") && !o->in_cell) {
        sheet_end(&o->builder);
        o->wanted = false;
    }
}

static void on_text(void *context, Slice text) {
    Ods *o = context;
    if (o->wanted && o->in_cell && o->notes == 0)
        text_slice(&o->text, text);
}

bool ods_grids(Told *told, const ImportOptions *options, Package *package, GridVec *out) {
    Ods o = {.told = told,
             .arena = told->arena,
             .options = options,
             .out = out,
             .builder = {.told = told, .arena = told->arena},
             .styles = names_new(told->arena),
             .text = {.memory = arena_memory(told->arena)}};
    XmlReader reader = {&o, on_start, on_end, on_text};
    bool fine = package_parse(package, "content.xml", &reader, &o.builder.stop);
    text_free(&o.text);
    if (fine && !o.any)
        return told_refuse(told, "--sheet \"%.*s\": there is no such sheet",
                           SLICE_ARGS(options->sheet));
    return fine;
}
