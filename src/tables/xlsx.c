/* XLSX: what each cell shows, by its stored value and its number format. */
#include "tables/sheets.h"

#include "syntax/scan.h"
#include "tables/format.h"

typedef struct SheetEntry {
    Slice name, id;
    bool hidden;
} SheetEntry;

/* How cells of one style look. */
typedef struct CellStyle {
    uint32_t format, font, indent;
    bool known; /* `code` is that of its format */
    Slice code;
} CellStyle;

enum { FORMATS_MOST = 5000 }; /* no program writes more */

typedef struct NumberFormat {
    uint32_t id;
    Slice code;
} NumberFormat;

typedef struct Xlsx {
    Told *told;
    Arena *arena;
    const ImportOptions *options;
    Package *package;
    SheetBuilder builder;
    VEC(SheetEntry) sheets;
    Slice wanted_id, target; /* of the relation that is looked for, and where it leads */
    bool days_1904;
    SliceVec strings;
    VEC(NumberFormat) formats;
    VEC(CellStyle) styles;
    VEC(uint8_t) fonts; /* flags */
    bool in_styles, in_text, phonetic;
    Text text; /* of the element at hand */
    /* The cell at hand. */
    uint32_t row, column, style;
    Slice type, value;
    bool formula, hidden_row, in_value;
    bool *hidden; /* by column */
    /* Negative numbers that their formats show without a sign. */
    uint32_t bare;
    Slice first_bare;
} Xlsx;

static uint32_t to_number(Slice text) {
    uint32_t value = 0;
    for (uint32_t i = 0; i < text.length && value < 100000000; i++)
        if (scan_is_digit(text.at[i]))
            value = value * 10 + (uint32_t)(text.at[i] - '0');
    return value;
}

static bool is_true(Slice text) {
    return slice_is(text, "1") || slice_is(text, "true");
}

static Slice copied(Xlsx *x, const char **attributes, const char *name) {
    return arena_copy(x->arena, package_attribute(attributes, name));
}

static void no_end(void *context, Slice name) {
    (void)context;
    (void)name;
}

static void add_text(void *context, Slice text) {
    Xlsx *x = context;
    if (x->in_text && !x->phonetic)
        text_slice(&x->text, text);
}

/* ---- the book ---- */

static void start_book(void *context, Slice name, const char **attributes) {
    Xlsx *x = context;
    if (slice_is(name, "workbookPr")) {
        x->days_1904 = is_true(package_attribute(attributes, "date1904"));
    } else if (slice_is(name, "sheet")) {
        Slice state = package_attribute(attributes, "state");
        /* "id" is the relation's: "sheetId" has another name. */
        *VEC_PUSH(x->arena, &x->sheets) =
            (SheetEntry){copied(x, attributes, "name"), copied(x, attributes, "id"),
                         state.length > 0 && !slice_is(state, "visible")};
    }
}

static void start_relation(void *context, Slice name, const char **attributes) {
    Xlsx *x = context;
    if (slice_is(name, "Relationship") &&
        slice_equal(package_attribute(attributes, "Id"), x->wanted_id))
        x->target = copied(x, attributes, "Target");
}

static bool parse(Xlsx *x, const char *file, XmlReader reader) {
    reader.context = x;
    return package_parse(x->package, file, &reader, &x->builder.stop);
}

/* ---- texts that cells share ---- */

static void start_string(void *context, Slice name, const char **attributes) {
    Xlsx *x = context;
    (void)attributes;
    if (slice_is(name, "si"))
        text_clear(&x->text);
    x->phonetic |= slice_is(name, "rPh");
    x->in_text = slice_is(name, "t");
}

static void end_string(void *context, Slice name) {
    Xlsx *x = context;
    x->in_text = false;
    if (slice_is(name, "rPh"))
        x->phonetic = false;
    if (slice_is(name, "si"))
        *VEC_PUSH(x->arena, &x->strings) = arena_copy(x->arena, text_view(&x->text));
}

/* ---- styles ---- */

static void start_style(void *context, Slice name, const char **attributes) {
    Xlsx *x = context;
    if (slice_is(name, "numFmt") && x->formats.count == FORMATS_MOST) {
        x->builder.stop = true;
        told_refuse(x->told, "has more than %d number formats", FORMATS_MOST);
    } else if (slice_is(name, "numFmt")) {
        *VEC_PUSH(x->arena, &x->formats) =
            (NumberFormat){to_number(package_attribute(attributes, "numFmtId")),
                           copied(x, attributes, "formatCode")};
    } else if (slice_is(name, "font")) {
        *VEC_PUSH(x->arena, &x->fonts) = 0;
    } else if ((slice_is(name, "b") || slice_is(name, "i")) && x->fonts.count > 0) {
        Slice value = package_attribute(attributes, "val");
        if (value.length == 0 || is_true(value))
            x->fonts.at[x->fonts.count - 1] |= slice_is(name, "b") ? GRID_BOLD
                                                                   : GRID_ITALIC;
    } else if (slice_is(name, "cellXfs")) {
        x->in_styles = true;
    } else if (slice_is(name, "xf") && x->in_styles) {
        *VEC_PUSH(x->arena, &x->styles) =
            (CellStyle){to_number(package_attribute(attributes, "numFmtId")),
                        to_number(package_attribute(attributes, "fontId")),
                        0,
                        false,
                        {"", 0}};
    } else if (slice_is(name, "alignment") && x->in_styles && x->styles.count > 0) {
        x->styles.at[x->styles.count - 1].indent =
            to_number(package_attribute(attributes, "indent"));
    }
}

static void end_style(void *context, Slice name) {
    Xlsx *x = context;
    if (slice_is(name, "cellXfs"))
        x->in_styles = false;
}

/* The formats that have a number and no entry. */
static const struct {
    uint32_t id;
    const char *code;
} built_in[] = {
    {0, "General"},
    {1, "0"},
    {2, "0.00"},
    {3, "#,##0"},
    {4, "#,##0.00"},
    {9, "0%"},
    {10, "0.00%"},
    {14, "dd-mm-yyyy"},
    {15, "d-mmm-yy"},
    {16, "d-mmm"},
    {17, "mmm-yy"},
    {37, "#,##0;(#,##0)"},
    {38, "#,##0;[Red](#,##0)"},
    {39, "#,##0.00;(#,##0.00)"},
    {40, "#,##0.00;[Red](#,##0.00)"},
    {41, "_-* #,##0_-;-* #,##0_-;_-* \"-\"_-"},
    {42, "_-* #,##0_-;-* #,##0_-;_-* \"-\"_-"},
    {43, "_-* #,##0.00_-;-* #,##0.00_-;_-* \"-\"??_-"},
    {44, "_-* #,##0.00_-;-* #,##0.00_-;_-* \"-\"??_-"},
    {49, "@"},
};

static const CellStyle *style_at(const Xlsx *x, uint32_t index) {
    static const CellStyle plain = {.known = true, .code = {"General", 7}};
    return index < x->styles.count ? &x->styles.at[index] : &plain;
}

/* Empty where it is not known. */
static Slice format_of(const Xlsx *x, uint32_t id) {
    for (uint32_t i = 0; i < x->formats.count; i++)
        if (x->formats.at[i].id == id)
            return x->formats.at[i].code;
    for (size_t i = 0; i < sizeof built_in / sizeof *built_in; i++)
        if (built_in[i].id == id)
            return slice_of(built_in[i].code);
    return (Slice){"", 0};
}

/* ---- cells ---- */

/* The column of "C4"; the row is the row's own. */
static uint32_t column_in(Slice place) {
    uint32_t column = 0;
    for (uint32_t i = 0; i < place.length && !scan_is_digit(place.at[i]); i++)
        if (column < 100000)
            column = column * 26 + (uint32_t)((place.at[i] & ~0x20) - 'A') + 1;
    return column > 0 ? column - 1 : 0;
}

static uint32_t row_in(Slice place) {
    return to_number(place);
}

static bool number_shown(Xlsx *x, FormatShown *out) {
    Decimal value;
    Slice format = style_at(x, x->style)->code;
    if (!style_at(x, x->style)->known) {
        CellStyle *style = &x->styles.at[x->style];
        style->known = true;
        format = style->code = format_of(x, style->format);
    }
    if (!format_parse(x->value, &value))
        return sheet_refuse(&x->builder, x->row, x->column,
                            "has a number that cannot be read");
    if (x->options->stored || slice_is(format, "@") || format.length == 0)
        format = SLICE("General");
    return format_show(x->arena, format, value, x->days_1904, out) ||
           sheet_refuse(&x->builder, x->row, x->column,
                        "has a format that is not known here; --stored takes the stored "
                        "numbers");
}

static bool is_number_text(Slice text) {
    Decimal ignored;
    return decimal_parse(text, &ignored);
}

static bool cell_shown(Xlsx *x, GridCell *cell) {
    Slice text = x->value;
    if (slice_is(x->type, "s")) {
        uint32_t index = to_number(text);
        text = index < x->strings.count ? x->strings.at[index] : (Slice){"", 0};
    } else if (slice_is(x->type, "e")) {
        return sheet_refuse(&x->builder, x->row, x->column,
                            "has an error in place of a value");
    } else if (slice_is(x->type, "b")) {
        text = is_true(text) ? SLICE("true") : SLICE("false");
    } else if ((x->type.length == 0 || slice_is(x->type, "n")) && text.length > 0) {
        FormatShown shown;
        if (!number_shown(x, &shown))
            return false;
        text = shown.text;
        cell->power = shown.power;
        if (shown.bare && x->bare++ == 0)
            x->first_bare = arena_format(x->arena, "cell %.*s%u is %.*s",
                                         SLICE_ARGS(sheet_column(x->arena, x->column)),
                                         x->row + 1, SLICE_ARGS(text));
        bool percent = slice_ends(text, SLICE("%"));
        if (is_number_text((Slice){text.at, text.length - percent}))
            cell->flags |= GRID_EXACT;
    } else if (x->formula && text.length == 0 && x->type.length == 0) {
        return sheet_refuse(&x->builder, x->row, x->column,
                            "has a formula without a stored value; open the sheet in a "
                            "spreadsheet program and save it");
    }
    cell->text = grid_text(x->arena, text);
    return true;
}

static void put_cell(Xlsx *x) {
    const CellStyle *style = style_at(x, x->style);
    GridCell cell = {.text = {"", 0}};
    if (style->font < x->fonts.count)
        cell.flags = x->fonts.at[style->font];
    cell.indent = (uint8_t)(style->indent < 200 ? style->indent : 200);
    if (x->hidden_row || (x->column < GRID_COLUMNS_MOST && x->hidden[x->column]))
        return;
    if (cell_shown(x, &cell)) {
        bool text = !slice_is(x->type, "n") && x->type.length > 0;
        uint32_t blanks = 0;
        Slice raw = slice_is(x->type, "s") && to_number(x->value) < x->strings.count
                        ? x->strings.at[to_number(x->value)]
                        : x->value;
        while (text && blanks < raw.length && raw.at[blanks] == ' ')
            blanks++;
        cell.indent = (uint8_t)(cell.indent + (blanks < 50 ? blanks : 50));
        sheet_put(&x->builder, x->row, x->column, cell);
    }
}

/* ---- a sheet ---- */

static void hide_columns(Xlsx *x, const char **attributes) {
    uint32_t from = to_number(package_attribute(attributes, "min"));
    uint32_t to = to_number(package_attribute(attributes, "max"));
    if (!is_true(package_attribute(attributes, "hidden")) || from == 0)
        return;
    for (uint32_t i = from; i <= to && i <= GRID_COLUMNS_MOST; i++) {
        x->hidden[i - 1] = true;
        x->builder.hidden_columns++;
    }
}

/* A merged range: what it covers has the text of its first cell. */
static void merge(Xlsx *x, Slice range) {
    Slice rest = range, first = {"", 0}, last = {"", 0};
    if (!slice_split(&rest, ':', &first) || !slice_split(&rest, ':', &last))
        return;
    uint32_t left = column_in(first), right = column_in(last);
    uint32_t top = row_in(first), bottom = row_in(last);
    const GridRowVec *rows = &x->builder.grid->rows;
    if (top == 0 || top > rows->count)
        return;
    GridCell cell = *grid_cell(&rows->at[top - 1], left);
    cell.flags |= GRID_COVERED;
    for (uint32_t row = top; row <= bottom && row <= rows->count; row++)
        for (uint32_t c = left; c <= right && c < GRID_COLUMNS_MOST; c++)
            if ((row > top || c > left) && !x->builder.stop)
                sheet_put(&x->builder, row - 1, c, cell);
}

static void start_sheet(void *context, Slice name, const char **attributes) {
    Xlsx *x = context;
    if (slice_is(name, "col")) {
        hide_columns(x, attributes);
    } else if (slice_is(name, "row")) {
        Slice number = package_attribute(attributes, "r");
        x->row = number.length > 0 ? to_number(number) - 1 : x->row + 1;
        x->column = UINT32_MAX;
        x->hidden_row = is_true(package_attribute(attributes, "hidden"));
        x->builder.hidden_rows += x->hidden_row;
    } else if (slice_is(name, "c")) {
        Slice place = package_attribute(attributes, "r");
        x->column = place.length > 0 ? column_in(place) : x->column + 1;
        x->style = to_number(package_attribute(attributes, "s"));
        x->type = copied(x, attributes, "t");
        x->value = (Slice){"", 0};
        x->formula = false;
        text_clear(&x->text);
    } else if (slice_is(name, "mergeCell")) {
        merge(x, package_attribute(attributes, "ref"));
    }
    x->formula |= slice_is(name, "f");
    x->phonetic |= slice_is(name, "rPh");
    x->in_text = slice_is(name, "v") || slice_is(name, "t");
}

static void end_sheet(void *context, Slice name) {
    Xlsx *x = context;
    if (slice_is(name, "rPh"))
        x->phonetic = false;
    if (slice_is(name, "c")) {
        x->value = arena_copy(x->arena, text_view(&x->text));
        put_cell(x);
    }
    x->in_text = false;
}

/* "worksheets/sheet1.xml", from the book's folder. */
static const char *path_of(Xlsx *x) {
    Slice target = x->target;
    if (target.length > 0 && target.at[0] == '/')
        return arena_format(x->arena, "%.*s", (int)target.length - 1, target.at + 1).at;
    return arena_format(x->arena, "xl/%.*s", SLICE_ARGS(target)).at;
}

static void tell_bare(const Xlsx *x) {
    if (x->bare == 1)
        told_note(x->told, "negative", "%.*s, though its format shows no minus",
                  SLICE_ARGS(x->first_bare));
    else if (x->bare > 1)
        told_note(x->told, "negative",
                  "%.*s, though its format shows no minus; so %s %u more number%s",
                  SLICE_ARGS(x->first_bare), x->bare == 2 ? "is" : "are", x->bare - 1,
                  x->bare == 2 ? "" : "s");
}

static bool read_sheet(Xlsx *x, const SheetEntry *entry, GridVec *out) {
    x->wanted_id = entry->id;
    x->target = (Slice){"", 0};
    if (!parse(x, "xl/_rels/workbook.xml.rels",
               (XmlReader){.start = start_relation, .end = no_end}))
        return false;
    if (x->target.length == 0)
        return told_refuse(x->told, "sheet \"%.*s\" is named in the file, but not in it",
                           SLICE_ARGS(entry->name));
    sheet_begin(&x->builder, out, entry->name);
    x->row = UINT32_MAX;
    x->hidden = ARENA_ARRAY(x->arena, bool, GRID_COLUMNS_MOST);
    x->bare = 0;
    if (!parse(x, path_of(x),
               (XmlReader){.start = start_sheet, .end = end_sheet, .text = add_text}))
        return false;
    sheet_end(&x->builder);
    tell_bare(x);
    return true;
}

static bool read_sheets(Xlsx *x, GridVec *out) {
    bool any = false;
    for (uint32_t i = 0; i < x->sheets.count; i++) {
        const SheetEntry *entry = &x->sheets.at[i];
        if (!sheet_wanted(x->options, entry->name))
            continue;
        any = true;
        if (entry->hidden && x->options->sheet.length == 0)
            told_note(x->told, "left out", "the hidden sheet \"%.*s\"",
                      SLICE_ARGS(entry->name));
        else if (!read_sheet(x, entry, out))
            return false;
    }
    return any || told_refuse(x->told, "--sheet \"%.*s\": there is no such sheet",
                              SLICE_ARGS(x->options->sheet));
}

bool xlsx_grids(Told *told, const ImportOptions *options, Package *package,
                GridVec *out) {
    Xlsx x = {.told = told,
              .arena = told->arena,
              .options = options,
              .package = package,
              .builder = {.told = told, .arena = told->arena},
              .text = {.memory = arena_memory(told->arena)}};
    bool fine =
        parse(&x, "xl/workbook.xml", (XmlReader){.start = start_book, .end = no_end}) &&
        (!package_has(package, "xl/sharedStrings.xml") ||
         parse(
             &x, "xl/sharedStrings.xml",
             (XmlReader){.start = start_string, .end = end_string, .text = add_text})) &&
        (!package_has(package, "xl/styles.xml") ||
         parse(&x, "xl/styles.xml",
               (XmlReader){.start = start_style, .end = end_style})) &&
        read_sheets(&x, out);
    text_free(&x.text);
    return fine;
}
