/* The rows of tables as records: which columns a record is known by, and which is its
 * value, stands in `kinds`. */
#include "workspace/record_tables.h"

#include <string.h>

#include "query/table_reader.h"

/* ---- which columns ---- */

enum { KEYS_MOST = 7, ENTRY_PARTS = 4 /* project, time, source, kind */ };

typedef struct KeyColumn {
    const char *name;
    const char *before; /* what a label says before it: " from " */
    bool told;          /* the label has it */
} KeyColumn;

/* The rows of a table as records. */
typedef struct RecordKind {
    uint8_t table; /* TableId */
    uint8_t group; /* RecordGroup */
    const char *what;
    KeyColumn keys[KEYS_MOST];
    const char *value; /* NULL: each column that a file states and no other record has */
} RecordKind;

#define DOCUMENT_KEY                                                                     \
    { "document", NULL, false }
#define ENTRY_KEYS                                                                       \
    {                                                                                    \
        {"project", "", true}, {"period", " ", true}, {"source", " from ", true},        \
            {"money", ", ", true}, DOCUMENT_KEY                                          \
    }
#define SUM_KEYS                                                                         \
    { {"area", "", true}, {"year", " ", true}, {"money", ", ", true}, DOCUMENT_KEY }
#define THING_KEYS                                                                       \
    {                                                                                    \
        { "name", NULL, false }                                                          \
    }

static const RecordKind kinds[] = {
    {TABLE_funding, RECORD_SUM, "funding", SUM_KEYS, "amount"},
    {TABLE_spending, RECORD_SUM, "spending", SUM_KEYS, "amount"},
    {TABLE_funding, RECORD_MONEY, "funding", ENTRY_KEYS, "amount"},
    {TABLE_spending, RECORD_MONEY, "spending", ENTRY_KEYS, "amount"},
    {TABLE_parts, RECORD_MONEY, "part", ENTRY_KEYS, "amount"},
    {TABLE_funding, RECORD_MONEY, "gross", ENTRY_KEYS, "gross"},
    {TABLE_funding, RECORD_MONEY, "refund", ENTRY_KEYS, "refund"},
    {TABLE_funding, RECORD_MONEY, "marked with ~", ENTRY_KEYS, "approximate"},
    {TABLE_funding, RECORD_NAME, "area", {{"project", "", true}, DOCUMENT_KEY}, "area"},
    {TABLE_measures,
     RECORD_RESULT,
     NULL,
     {{"project", "", true},
      {"goal", "", true},
      {"indicator", ", ", true},
      {"kind", " ", true},
      {"at", " ", true},
      DOCUMENT_KEY},
     "value"},
    {TABLE_effects,
     RECORD_RESULT,
     "effect",
     {{"project", "", true}, {"dimension", " on ", true}, DOCUMENT_KEY},
     "category"},
    {TABLE_indicators,
     RECORD_RESULT,
     "judged",
     {{"project", "", true}, {"goal", "", true}, {"indicator", ", ", true}, DOCUMENT_KEY},
     "judged"},
    {TABLE_projects, RECORD_NAME, NULL, THING_KEYS, NULL},
    {TABLE_areas, RECORD_NAME, NULL, THING_KEYS, NULL},
    {TABLE_sources, RECORD_NAME, NULL, THING_KEYS, NULL},
    {TABLE_goals, RECORD_NAME, NULL, THING_KEYS, NULL},
    {TABLE_organisations, RECORD_NAME, NULL, THING_KEYS, NULL},
    {TABLE_documents, RECORD_NAME, NULL, THING_KEYS, NULL},
};

enum { KIND_ROWS = sizeof kinds / sizeof *kinds };

/* ---- values as texts ---- */

static void put_same(const RecordList *records, Text *out, const Datum *datum) {
    char digits[DECIMAL_TEXT];
    switch ((DatumKind)datum->kind) {
    case DATUM_NULL: text_str(out, datum->blank ? "?" : ""); break;
    case DATUM_REF:
        text_slice(out, record_name_of(records, (ThingKind)datum->ref_kind, datum->ref));
        break;
    case DATUM_BOOL: text_str(out, datum->truth ? "true" : "false"); break;
    case DATUM_LIST:
        for (uint32_t i = 0; i < datum->list_count; i++) {
            text_str(out, i > 0 ? RECORD_BREAK : "");
            put_same(records, out, &datum->list[i]);
        }
        break;
    default:
        if (datum->text.length > 0) {
            text_slice(out, datum->text);
        } else {
            Decimal plain = decimal_trim(datum->number, DECIMAL_SCALE_MIN);
            text_slice(out, decimal_text(plain, digits));
            text_format(out, "/%d", (int)datum->currency);
            if (datum->over != 0)
                text_slice(out, decimal_text((Decimal){datum->over, 0}, digits));
        }
    }
    text_char(out, (char)('a' + datum->kind));
}

Slice record_tables_entry(Arena *arena, const Edition *edition, uint32_t fact) {
    const Model *model = edition->workspace->model;
    const RecordList records = {.arena = arena, .edition = edition, .model = model};
    const Line *line = &model->lines.at[model->facts.line[fact]];
    Time time = model_fact_time(model, fact);
    Datum parts[ENTRY_PARTS] = {
        datum_ref(KIND_PROJECT, line->project),
        time.kind == TIME_UNSTATED ? datum_null() : datum_string(time_text(arena, time)),
        datum_ref(KIND_SOURCE, line->source), datum_ref(KIND_MONEY, line->money)};
    Text text = {.memory = arena_memory(arena)};
    for (uint32_t i = 0; i < ENTRY_PARTS; i++) {
        text_str(&text, i > 0 ? RECORD_BREAK : "");
        put_same(&records, &text, &parts[i]);
    }
    Slice entry = arena_copy(arena, text_view(&text));
    text_free(&text);
    return entry;
}

/* As it is read: a thing quoted, a time, a word. */
static void put_label(const RecordList *records, Text *out, const Datum *datum) {
    if (datum->kind == DATUM_REF) {
        text_char(out, '"');
        text_slice(out, datum->text);
        text_char(out, '"');
    } else if (datum->kind == DATUM_NULL)
        text_slice(out, datum->text);
    else
        text_slice(out, datum_text(records->model, datum, records->power));
}

static Datum kept(const RecordList *records, Datum datum) {
    datum.text = record_copy(records, datum.text);
    datum.doubt = NULL;
    if (datum.kind == DATUM_LIST) {
        Datum *list = ARENA_ARRAY(records->arena, Datum, datum.list_count);
        for (uint32_t i = 0; i < datum.list_count; i++)
            list[i] = kept(records, datum.list[i]);
        datum.list = list;
    }
    return datum;
}

/* ---- the rows of a table ---- */

#define NO_COLUMN UINT32_MAX

typedef struct RecordReading {
    RecordList *records;
    const RecordKind *kind;
    TableReader *reader;
    uint32_t keys[KEYS_MOST]; /* columns, or NO_COLUMN */
    uint32_t value, title, file, line;
    Slice thing; /* of rows that are things */
    Text key, same, label;
    uint32_t entry_start, entry_end; /* in the key: project and time */
} RecordReading;

static uint32_t find_column(const TableReader *reader, const char *name) {
    for (uint32_t i = 0; name && i < table_reader_column_count(reader); i++)
        if (slice_is(table_reader_column(reader, i).name, name))
            return i;
    return NO_COLUMN;
}

static bool is_there(const Datum *datum) {
    return datum->kind != DATUM_NULL || datum->blank || datum->text.length > 0;
}

static ThingKind thing_kind(const RecordKind *kind) {
    return (ThingKind)table_def((TableId)kind->table)->kind;
}

/* Whether its rows are the properties of things, known by their names. */
static bool is_thing(const RecordKind *kind) {
    return kind->value == NULL;
}

/* The key of the row in hand, and its label. */
static void read_key(RecordReading *reading) {
    const RecordList *records = reading->records;
    text_clear(&reading->key);
    text_clear(&reading->label);
    text_str(&reading->key, table_def((TableId)reading->kind->table)->name);
    for (uint32_t i = 0; i < KEYS_MOST && reading->kind->keys[i].name; i++) {
        const KeyColumn *column = &reading->kind->keys[i];
        bool document = strcmp(column->name, "document") == 0;
        if (i == ENTRY_PARTS)
            reading->entry_end = (uint32_t)reading->key.length;
        text_str(&reading->key, RECORD_BREAK);
        if (i == 0)
            reading->entry_start = (uint32_t)reading->key.length;
        if (reading->keys[i] == NO_COLUMN || (document && !records->edition->by_document))
            continue;
        Datum value = table_reader_value(reading->reader, reading->keys[i]);
        if (is_thing(reading->kind)) { /* its name */
            value.text = edition_was(&records->edition->renamed,
                                     (uint8_t)thing_kind(reading->kind), value.text);
            reading->thing = record_thing(records, thing_kind(reading->kind), value.text);
        }
        put_same(records, &reading->key, &value);
        if (!column->told || !is_there(&value))
            continue;
        if (reading->label.length > 0)
            text_str(&reading->label, column->before);
        else if (column->before[0] == ' ' && column->before[1] != 0)
            text_str(&reading->label, column->before + 1);
        put_label(records, &reading->label, &value);
    }
}

static Record *add_record(RecordReading *reading, const char *what, const Datum *value) {
    RecordList *records = reading->records;
    text_clear(&reading->same);
    put_same(records, &reading->same, value);
    Record *record = VEC_PUSH(records->arena, &records->all);
    *record = (Record){.group = reading->kind->group,
                       .same = record_copy(records, text_view(&reading->same)),
                       .thing = reading->thing,
                       .label = record_copy(records, text_view(&reading->label)),
                       .what = what,
                       .value = kept(records, *value),
                       .blank = value->kind == DATUM_NULL && value->blank,
                       .power = records->power};
    uint32_t key = (uint32_t)reading->key.length;
    text_str(&reading->key, RECORD_BREAK);
    text_str(&reading->key, what);
    if (value->kind == DATUM_AMOUNT)
        text_format(&reading->key, "/%d", (int)value->currency);
    record->key = record_copy(records, text_view(&reading->key));
    reading->key.length = key;
    if (record->group == RECORD_MONEY)
        record->entry = (Slice){record->key.at + reading->entry_start,
                                reading->entry_end - reading->entry_start};
    if (reading->file != NO_COLUMN) {
        record->file =
            record_copy(records, table_reader_value(reading->reader, reading->file).text);
        record->line =
            (uint32_t)table_reader_value(reading->reader, reading->line).number.units;
    }
    return record;
}

/* Whether a column says something of a thing that files state, and that no other record
 * has. */
static bool is_stated(const RecordReading *reading, Slice column) {
    const TableDef *table = table_def((TableId)reading->kind->table);
    ColumnId known = column_find((Shape)table->shape, column);
    return !slice_is(column, "name") && !slice_is(column, "title") &&
           (known == COLUMN_COUNT || column_def(known)->known != KNOWN_COMPUTED);
}

static bool is_result(Slice column) {
    return slice_is(column, "judged") || slice_is(column, "expected");
}

/* A thing's properties, each a record. */
static void read_properties(RecordReading *reading) {
    RecordList *records = reading->records;
    Datum title = table_reader_value(reading->reader, reading->title);
    text_format(&reading->label, "\"%.*s\"", SLICE_ARGS(title.text));
    for (uint32_t i = 0; i < table_reader_column_count(reading->reader); i++) {
        Slice name = table_reader_column(reading->reader, i).name;
        if (!is_stated(reading, name))
            continue;
        Datum value = table_reader_value(reading->reader, i);
        if (is_there(&value)) {
            Record *record = add_record(reading, record_copy(records, name).at, &value);
            if (is_result(name))
                record->group = RECORD_RESULT;
        }
    }
}

/* Of the area of a project: that is the project's, and goes with it. */
static void set_project(RecordReading *reading) {
    Datum project = table_reader_value(reading->reader, reading->keys[0]);
    reading->thing = (Slice){0};
    if (reading->kind->group == RECORD_NAME && !is_thing(reading->kind) &&
        project.kind == DATUM_REF)
        reading->thing =
            record_thing(reading->records, KIND_PROJECT,
                         record_name_of(reading->records, KIND_PROJECT, project.ref));
}

static void read_row(RecordReading *reading) {
    set_project(reading);
    if (is_thing(reading->kind)) {
        read_key(reading);
        read_properties(reading);
        return;
    }
    Datum value = table_reader_value(reading->reader, reading->value);
    /* An entry without an amount has one that is not stated. */
    if (strcmp(reading->kind->value, "amount") == 0)
        value.blank = value.kind == DATUM_NULL;
    bool marked = value.kind == DATUM_BOOL;
    if (marked ? !value.truth : !is_there(&value))
        return;
    read_key(reading);
    add_record(reading, reading->kind->what ? reading->kind->what : "", &value);
}

static void read_table(RecordList *records, const RecordKind *kind) {
    const Workspace *workspace = records->edition->workspace;
    TableReading from = {.model = workspace->model,
                         .checked = workspace->checked,
                         .findings = &workspace->findings,
                         .table = (TableId)kind->table,
                         .documents = &records->edition->document,
                         .document_count = records->edition->document != 0};
    const Memory *memory = arena_memory(records->arena);
    RecordReading reading = {.records = records,
                             .kind = kind,
                             .reader = table_reader_open(&from),
                             .key = {.memory = memory},
                             .same = {.memory = memory},
                             .label = {.memory = memory}};
    for (uint32_t i = 0; i < KEYS_MOST; i++)
        reading.keys[i] = find_column(reading.reader, kind->keys[i].name);
    reading.value = find_column(reading.reader, kind->value);
    reading.title = find_column(reading.reader, "title");
    reading.file = find_column(reading.reader, "file");
    reading.line = find_column(reading.reader, "line");
    while (table_reader_next(reading.reader))
        read_row(&reading);
    text_free(&reading.key);
    text_free(&reading.same);
    text_free(&reading.label);
    table_reader_close(reading.reader);
}

void record_tables(RecordList *records) {
    for (uint32_t i = 0; i < KIND_ROWS; i++)
        read_table(records, &kinds[i]);
}
