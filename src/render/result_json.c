/* Results as JSON: one object with columns and rows, or an object a row. Columns of whole
 * numbers hold numbers, other decimals are strings, so that no reader rounds them; a
 * missing value is null. */
#include "render/cells.h"

#include "render/json_write.h"

static void write_value(const Cells *cells, Writer *out, uint32_t column,
                        const Datum *datum) {
    const CellsColumn *info = &cells->columns[column];
    if (datum->kind == DATUM_LIST) {
        writer_str(out, "[");
        for (uint32_t i = 0; i < datum->list_count; i++) {
            writer_str(out, i > 0 ? "," : "");
            write_value(cells, out, column, &datum->list[i]);
        }
        writer_str(out, "]");
        return;
    }
    Slice text = datum->kind == DATUM_REF
                     ? cells_name(cells, datum)
                     : cells_text(cells, column, datum, FOR_PROGRAMS);
    bool plain = datum->kind == DATUM_BOOL ||
                 (datum->kind == DATUM_YEAR && !datum_is_split(datum)) ||
                 (datum->kind == DATUM_NUMBER && info->whole && !info->own_units);
    if (cells_is_missing(datum))
        writer_str(out, "null");
    else if (plain)
        writer_slice(out, text);
    else
        json_write_string(out, text);
}

/* What a column holds, in the words of the reference. */
static const char *type_name(const ResultColumn *column, const CellsColumn *info) {
    switch ((TypeKind)column->type.kind) {
    case TYPE_BOOL: return "truth";
    case TYPE_NUMBER: return info->whole ? "integer" : "decimal";
    case TYPE_PERCENT: return "percent";
    case TYPE_AMOUNT: return "amount";
    case TYPE_TEXT: return "text";
    case TYPE_WORD: return "word";
    case TYPE_REF: return kind_text((ThingKind)column->type.of);
    case TYPE_YEAR: return "year";
    case TYPE_DATE: return "date";
    default: return "value";
    }
}

static void write_columns(const Cells *cells, Writer *out) {
    const Result *result = cells->page->result;
    json_write_key(out, "columns", false);
    writer_str(out, "[");
    for (uint32_t i = 0; i < result->column_count; i++) {
        const ResultColumn *column = &result->columns[i];
        writer_str(out, i > 0 ? ",\n{" : "\n{");
        json_write_key(out, "name", true);
        json_write_string(out, column->key);
        json_write_key(out, "type", false);
        json_write_string(out, slice_of(type_name(column, &cells->columns[i])));
        json_write_key(out, "unit", false);
        json_write_string_or_null(out, cells->columns[i].unit);
        writer_str(out, "}");
    }
    writer_str(out, "\n]");
}

static void write_row(const Cells *cells, Writer *out, uint32_t row) {
    const Result *result = cells->page->result;
    writer_str(out, "[");
    for (uint32_t i = 0; i < result->column_count; i++) {
        writer_str(out, i > 0 ? "," : "");
        write_value(cells, out, i, result_cell(result, row, i));
    }
    writer_str(out, "]");
}

void render_result_json(const ResultPage *page, Writer *out) {
    Cells cells = cells_begin(page);
    const Result *result = page->result;
    writer_str(out, "{");
    json_write_key(out, "version", true);
    writer_str(out, "1");
    write_columns(&cells, out);
    json_write_key(out, "rows", false);
    writer_str(out, "[");
    for (uint32_t row = 0; row < result->row_count; row++) {
        writer_str(out, row > 0 ? ",\n" : "\n");
        write_row(&cells, out, row);
        cells_next_row(&cells);
    }
    writer_str(out, result->row_count > 0 ? "\n]" : "]");
    json_write_key(out, "totals", false);
    if (result->has_totals)
        write_row(&cells, out, result->row_count);
    else
        writer_str(out, "null");
    json_write_key(out, "remarks", false);
    writer_str(out, "[");
    for (uint32_t i = 0; i < result->remark_count; i++) {
        writer_str(out, i > 0 ? "," : "");
        json_write_string(out, result->remarks[i]);
    }
    writer_str(out, "]}\n");
    cells_end(&cells);
}

/* ---- an object a row ---- */

static bool is_taken(const Slice *keys, uint32_t count, Slice key) {
    for (uint32_t i = 0; i < count; i++)
        if (slice_equal(keys[i], key))
            return true;
    return false;
}

/* Those of the columns, and that of the unit. What is there already gets a number behind
 * it, for a reader keeps only one of two equal keys. */
static Slice *find_keys(const Cells *cells) {
    uint32_t count = cells->page->result->column_count;
    Slice *keys = ARENA_ARRAY(cells->kept, Slice, count + 1);
    for (uint32_t i = 0; i <= count; i++) {
        Slice heading = i < count ? cells_key(cells, i) : SLICE("unit");
        keys[i] = heading;
        for (uint32_t number = 2; is_taken(keys, i, keys[i]); number++)
            keys[i] = arena_format(cells->kept, "%.*s %u", SLICE_ARGS(heading), number);
    }
    return keys;
}

void render_result_jsonl(const ResultPage *page, Writer *out) {
    Cells cells = cells_begin_by_row(page);
    bool units = cells_unit_heading(&cells).length > 0;
    const Result *result = page->result;
    const Slice *keys = find_keys(&cells);
    for (uint32_t row = 0; row < result->row_count; row++) {
        writer_str(out, "{");
        Slice unit = cells_row_unit(&cells, row);
        for (uint32_t i = 0; i < result->column_count; i++) {
            writer_str(out, i > 0 ? "," : "");
            json_write_string(out, keys[i]);
            writer_str(out, ":");
            write_value(&cells, out, i, result_cell(result, row, i));
        }
        if (units) {
            writer_str(out, ",");
            json_write_string(out, keys[result->column_count]);
            writer_str(out, ":");
            json_write_string_or_null(out, unit);
        }
        writer_str(out, "}\n");
        cells_next_row(&cells);
    }
    cells_end(&cells);
}
