/* The tables that queries ask, and their columns. */
#include "repl/schema.h"

#include "base/nearest.h"
#include "base/utf8.h"
#include "eval/columns.h"
#include "eval/property.h"
#include "model/properties.h"

bool schema_tables(Session *session, Slice argument) {
    (void)argument;
    for (int i = 0; i < TABLE_COUNT; i++) {
        const TableDef *table = table_def((TableId)i);
        session_row(session, slice_of(table->name), SESSION_NAME_WIDTH,
                    slice_of(table->help));
    }
    return true;
}

/* Properties are columns too, where the table has no column of that name: the built-in
 * ones with their help, the others in lines. */
static void write_properties(Session *session, const TableDef *table) {
    enum { LINE_WIDTH = 78 };
    Model model = *session->workspace->model;
    PropertyNames names = {0};
    model.arena = arena_new(session->plan.memory);
    property_names(&model, (ThingKind)table->kind, &names);
    writer_str(session->to, " and every property:\n");
    uint32_t column = 2;
    const char *ends = "";
    for (uint32_t i = 0; i < names.count; i++) {
        if (column_find((Shape)table->shape, names.at[i]) != COLUMN_COUNT)
            continue;
        const BuiltIn *row = built_in_find(names.at[i]);
        if (row && row->kinds >> table->kind & 1) {
            session_row(session, names.at[i], SESSION_NAME_WIDTH, slice_of(row->help));
            continue;
        }
        uint32_t width = utf8_text_width(names.at[i]) + 1;
        bool fits = column + width < LINE_WIDTH;
        writer_str(session->to, column == 2 ? "  " : fits ? " " : "\n   ");
        writer_slice(session->to, names.at[i]);
        column = (fits ? column : 2) + width;
        ends = "\n";
    }
    writer_str(session->to, ends);
    arena_drop(model.arena);
}

static void write_schema(Session *session, const TableDef *table) {
    for (int i = 0; i < COLUMN_COUNT; i++) {
        const ColumnDef *column = column_def((ColumnId)i);
        if (column->shape == table->shape)
            session_row(session, slice_of(column->name), SESSION_NAME_WIDTH,
                        slice_of(column->help));
    }
    if (table->kind != KIND_COUNT)
        write_properties(session, table);
}

bool schema_show(Session *session, Slice argument) {
    if (argument.length == 0)
        return schema_tables(session, argument);
    TableId found = table_find(argument);
    if (found != TABLE_COUNT) {
        write_schema(session, table_def(found));
        return true;
    }
    Slice names[TABLE_COUNT];
    for (int i = 0; i < TABLE_COUNT; i++)
        names[i] = slice_of(table_def((TableId)i)->name);
    int32_t nearest = nearest_of(argument, names, TABLE_COUNT);
    if (nearest >= 0)
        return session_complain(session,
                                "there is no table \"%.*s\"; did you mean \"%.*s\"?",
                                SLICE_ARGS(argument), SLICE_ARGS(names[nearest]));
    return session_complain(session, "there is no table \"%.*s\"; .tables lists them",
                            SLICE_ARGS(argument));
}
