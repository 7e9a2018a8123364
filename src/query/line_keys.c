/* Keys by line. */
#include "query/line_keys.h"

#include <stddef.h>

static bool is_thing(const Step *step) {
    return step->kind == STEP_COLUMN && step->type.kind == TYPE_REF;
}

/* Where in a line the id stands that a column of things is. */
static size_t offset_of(ColumnId column) {
    return column == COLUMN_ENTRY_project  ? offsetof(Line, project)
           : column == COLUMN_ENTRY_area   ? offsetof(Line, area)
           : column == COLUMN_ENTRY_source ? offsetof(Line, source)
           : column == COLUMN_ENTRY_money  ? offsetof(Line, money)
                                           : offsetof(Line, document);
}

bool line_keys_number(LineKey *key, Arena *arena, Rows *rows) {
    const Model *model = rows->run->model;
    if (is_thing(key->step)) {
        key->size = model->things[key->step->type.of].count + 1;
        key->offset = offset_of((ColumnId)key->step->column);
        return true;
    }
    key->number = ARENA_ARRAY(arena, uint32_t, model->lines.count + 1);
    uint32_t last = UINT32_MAX;
    uint64_t reasons = rows_reasons(rows);
    for (uint32_t row = 0; row < model->facts.count; row++) {
        uint32_t line = model->facts.line[row];
        if (line == last || !table_rows_has_line(&rows->of, line))
            continue;
        last = line;
        Datum value = step_value(key->step, rows_cursor(rows, row));
        if (value.kind == DATUM_LIST)
            return false;
        key->number[line] = value_set_add(arena, &key->values, &value, NULL);
        if (rows_reasons(rows) > reasons)
            return false;
    }
    key->size = key->values.count + 1;
    return true;
}

void line_keys_add(const LineKey *key, const Model *model, uint32_t stride,
                   uint32_t *to) {
    const uint32_t *number = key->number;
    const char *id = (const char *)model->lines.at + key->offset;
    for (uint32_t line = 0; line < model->lines.count; line++, id += sizeof(Line))
        to[line] += (number != NULL ? number[line] : *(const Id *)id) * stride;
}

Datum line_keys_value(const LineKey *key, uint32_t number) {
    return key->number != NULL ? key->values.at[number]
                               : datum_ref((ThingKind)key->step->type.of, number);
}
