/* Results as JSON: one object with columns and rows, or an object a row. Whole numbers
 * and years are numbers, other decimals strings, so that no reader rounds them; a missing
 * value is null. */
#include "render/cells.h"

#include "render/json_write.h"

/* Beyond that a reader that has binary fractions only would round. */
static bool fits_number(Decimal number) {
    Int128 most = (Int128)1 << 53;
    return number.scale == 0 && number.units < most && number.units > -most;
}

static void write_value(const Cells *cells, Writer *out, uint32_t column,
                        const Datum *datum) {
    Slice text;
    if (datum->kind == DATUM_LIST) {
        writer_str(out, "[");
        for (uint32_t i = 0; i < datum->list_count; i++) {
            writer_str(out, i > 0 ? "," : "");
            write_value(cells, out, column, &datum->list[i]);
        }
        writer_str(out, "]");
        return;
    }
    if (cells_is_missing(datum)) {
        writer_str(out, "null");
        return;
    }
    text = cells_text(cells, column, datum, false);
    bool plain = datum->kind == DATUM_BOOL || datum->kind == DATUM_YEAR ||
                 (datum->kind == DATUM_NUMBER && fits_number(datum->number));
    if (plain) {
        writer_slice(out, text);
    } else {
        json_write_string(out, text);
    }
}

/* What a column holds, in the words of the reference. */
static const char *type_name(Type type) {
    switch ((TypeKind)type.kind) {
    case TYPE_BOOL: return "truth";
    case TYPE_NUMBER: return "number";
    case TYPE_PERCENT: return "percent";
    case TYPE_AMOUNT: return "amount";
    case TYPE_TEXT: return "text";
    case TYPE_WORD: return "word";
    case TYPE_REF: return kind_text((EntityKind)type.of);
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
        writer_str(out, i > 0 ? "," : "");
        writer_str(out, "{");
        json_write_key(out, "name", true);
        json_write_string(out, result->columns[i].heading);
        json_write_key(out, "type", false);
        json_write_string(out, slice_of(type_name(result->columns[i].type)));
        json_write_key(out, "unit", false);
        json_write_string_or_null(out, cells_unit(cells, i));
        writer_str(out, "}");
    }
    writer_str(out, "]");
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
    }
    writer_str(out, result->row_count > 0 ? "\n]" : "]");
    json_write_key(out, "totals", false);
    if (result->has_totals) {
        write_row(&cells, out, result->row_count);
    } else {
        writer_str(out, "null");
    }
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

/* The column's heading; one that stands before it already gets a number behind it. */
static Slice key_of(const Cells *cells, uint32_t column) {
    const Result *result = cells->page->result;
    Slice heading = result->columns[column].heading;
    uint32_t same = 1;
    for (uint32_t i = 0; i < column; i++) {
        same += slice_equal(result->columns[i].heading, heading);
    }
    return same == 1 ? heading
                     : arena_format(cells->arena, "%.*s_%u", SLICE_ARGS(heading), same);
}

void render_result_jsonl(const ResultPage *page, Writer *out) {
    Cells cells = cells_begin(page);
    const Result *result = page->result;
    for (uint32_t row = 0; row < result->row_count; row++) {
        writer_str(out, "{");
        for (uint32_t i = 0; i < result->column_count; i++) {
            writer_str(out, i > 0 ? "," : "");
            json_write_string(out, key_of(&cells, i));
            writer_str(out, ":");
            write_value(&cells, out, i, result_cell(result, row, i));
        }
        writer_str(out, "}\n");
    }
    cells_end(&cells);
}
