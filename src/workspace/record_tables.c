/* The rows of tables as records: which columns a record is known by, and which is its
 * value, stands in `kinds`. */
#include "workspace/record_tables.h"

#include <string.h>

#include "query/table_reader.h"

/* ---- which columns ---- */

enum { KEYS_MOST = 7, ENTRY_PARTS = 5 /* project, time, source, kind, document */ };

typedef struct KeyColumn {
    const char *name;
    const char *before; /* what a label says before it: " from " */
} KeyColumn;

/* The rows of a table as records. */
typedef struct RecordKind {
    uint8_t table; /* TableId */
    uint8_t group; /* RecordGroup */
    const char *what;
    KeyColumn keys[KEYS_MOST];
    const char *value;
} RecordKind;

#define DOCUMENT_KEY                                                                     \
    { "document", " in " }
#define ENTRY_KEYS                                                                       \
    {                                                                                    \
        {"project", ""}, {"period", " "}, {"source", " from "}, {"money", ", "},         \
            DOCUMENT_KEY                                                                 \
    }
#define SUM_KEYS                                                                         \
    { {"area", ""}, {"year", " "}, {"money", ", "}, DOCUMENT_KEY }

static const RecordKind kinds[] = {
    {TABLE_funding, RECORD_SUM, "funding", SUM_KEYS, "amount"},
    {TABLE_spending, RECORD_SUM, "spending", SUM_KEYS, "amount"},
    {TABLE_funding, RECORD_MONEY, "funding", ENTRY_KEYS, "amount"},
    {TABLE_spending, RECORD_MONEY, "spending", ENTRY_KEYS, "amount"},
    {TABLE_parts, RECORD_MONEY, "part", ENTRY_KEYS, "amount"},
    {TABLE_funding, RECORD_MONEY, "gross", ENTRY_KEYS, "gross"},
    {TABLE_funding, RECORD_MONEY, "refund", ENTRY_KEYS, "refund"},
    {TABLE_funding, RECORD_MONEY, "marked with ~", ENTRY_KEYS, "approximate"},
    {TABLE_funding, RECORD_NAME, "area", {{"project", ""}, DOCUMENT_KEY}, "area"},
    {TABLE_measures,
     RECORD_RESULT,
     NULL,
     {{"project", ""},
      {"goal", ""},
      {"indicator", ", "},
      {"kind", " "},
      {"at", " "},
      DOCUMENT_KEY},
     "value"},
    {TABLE_effects,
     RECORD_RESULT,
     "effect",
     {{"project", ""}, {"dimension", " on "}, DOCUMENT_KEY},
     "category"},
    {TABLE_indicators,
     RECORD_RESULT,
     "dimension",
     {{"project", ""}, {"goal", ""}, {"indicator", ", "}, DOCUMENT_KEY},
     "dimension"},
};

enum { KIND_ROWS = sizeof kinds / sizeof *kinds };

/* ---- values as texts ---- */

Slice record_tables_entry(Arena *arena, const Edition *edition, uint32_t fact) {
    const Model *model = edition->workspace->model;
    const RecordList records = {.arena = arena, .edition = edition, .model = model};
    const Line *line = &model->lines.at[model->facts.line[fact]];
    Time time = model_fact_time(model, fact);
    Datum parts[ENTRY_PARTS] = {
        datum_ref(KIND_PROJECT, line->project),
        time.kind == TIME_UNSTATED ? datum_null() : datum_string(time_text(arena, time)),
        datum_ref(KIND_SOURCE, line->source), datum_ref(KIND_MONEY, line->money),
        datum_ref(KIND_DOCUMENT, line->document)};
    Text text = {.memory = arena_memory(arena)};
    for (uint32_t i = 0; i < ENTRY_PARTS; i++) {
        text_str(&text, i > 0 ? RECORD_BREAK : "");
        if (i + 1 < ENTRY_PARTS || edition->by_document)
            record_put_same(&records, &text, &parts[i]);
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

/* ---- the rows of a table ---- */

#define NO_COLUMN UINT32_MAX

typedef struct RecordReading {
    RecordList *records;
    const RecordKind *kind;
    TableReader *reader;
    uint32_t keys[KEYS_MOST]; /* columns, or NO_COLUMN */
    uint32_t value, file, line;
    Slice thing; /* that the row in hand goes with; may be empty */
    Text key, same, label;
    uint32_t entry_start, entry_end; /* what of the key an entry is known by */
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

/* The key of the row in hand, and its label; its document where that tells it apart. */
static void read_key(RecordReading *reading) {
    const RecordList *records = reading->records;
    text_clear(&reading->key);
    text_clear(&reading->label);
    text_str(&reading->key, table_def((TableId)reading->kind->table)->name);
    text_str(&reading->key, RECORD_BREAK);
    reading->entry_start = (uint32_t)reading->key.length;
    for (uint32_t i = 0; i < KEYS_MOST && reading->kind->keys[i].name; i++) {
        const KeyColumn *column = &reading->kind->keys[i];
        text_str(&reading->key, i > 0 ? RECORD_BREAK : "");
        if (strcmp(column->name, "document") == 0 && !records->edition->by_document)
            continue;
        Datum value = table_reader_value(reading->reader, reading->keys[i]);
        record_put_same(records, &reading->key, &value);
        if (!is_there(&value))
            continue;
        if (reading->label.length > 0)
            text_str(&reading->label, column->before);
        else if (column->before[0] == ' ' && column->before[1] != 0)
            text_str(&reading->label, column->before + 1);
        put_label(records, &reading->label, &value);
    }
    reading->entry_end = (uint32_t)reading->key.length;
}

static void add_record(RecordReading *reading, const char *what, const Datum *value) {
    RecordList *records = reading->records;
    text_clear(&reading->same);
    record_put_same(records, &reading->same, value);
    Record *record = VEC_PUSH(records->arena, &records->all);
    *record = (Record){.group = reading->kind->group,
                       .same = record_copy(records, text_view(&reading->same)),
                       .thing = reading->thing,
                       .label = record_copy(records, text_view(&reading->label)),
                       .what = what,
                       .value = record_kept(records, *value),
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
}

/* The area of a project is the project's, and goes with it. */
static Slice thing_of(const RecordReading *reading) {
    Datum project = table_reader_value(reading->reader, reading->keys[0]);
    return reading->kind->group == RECORD_NAME && project.kind == DATUM_REF
               ? record_thing(reading->records, KIND_PROJECT,
                              record_name_of(reading->records, KIND_PROJECT, project.ref))
               : (Slice){0};
}

static void read_row(RecordReading *reading) {
    Datum value = table_reader_value(reading->reader, reading->value);
    /* An entry without an amount has one that is not stated. */
    if (strcmp(reading->kind->value, "amount") == 0)
        value.blank = value.kind == DATUM_NULL;
    bool none = value.kind == DATUM_NULL && !value.blank;
    if (none || (value.kind == DATUM_BOOL && !value.truth))
        return;
    reading->thing = thing_of(reading);
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
