/* What an edition says, as records. Most come from the tables that queries see: which
 * columns a record is known by, and which are its value, stands in `kinds`. */
#include "workspace/records.h"

#include <stdlib.h>
#include <string.h>

#include "model/view.h"
#include "query/table_reader.h"
#include "workspace/record_rules.h"

/* ---- which columns ---- */

enum {
    KEYS_MOST = 7,
    VALUES_MOST = 4,
    ENTRY_PARTS = 4 /* project, time, source, kind */
};

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
    const char *values[VALUES_MOST]; /* none: each column that is no key */
    bool sum; /* the values of one key, which are amounts, are added up */
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
    {TABLE_funding, RECORD_SUM, "funding", SUM_KEYS, {"amount"}, true},
    {TABLE_spending, RECORD_SUM, "spending", SUM_KEYS, {"amount"}, true},
    {TABLE_funding, RECORD_MONEY, "funding", ENTRY_KEYS, {"amount"}, true},
    {TABLE_spending, RECORD_MONEY, "spending", ENTRY_KEYS, {"amount"}, true},
    {TABLE_parts, RECORD_MONEY, "part", ENTRY_KEYS, {"amount"}, true},
    {TABLE_funding, RECORD_MONEY, "gross", ENTRY_KEYS, {"gross"}, true},
    {TABLE_funding, RECORD_MONEY, "refund", ENTRY_KEYS, {"refund"}, false},
    {TABLE_funding, RECORD_MONEY, "marked with ~", ENTRY_KEYS, {"approximate"}, false},
    {TABLE_funding,
     RECORD_NAME,
     "area",
     {{"project", "", true}, DOCUMENT_KEY},
     {"area"},
     false},
    {TABLE_measures,
     RECORD_RESULT,
     NULL,
     {{"project", "", true},
      {"goal", "", true},
      {"indicator", ", ", true},
      {"kind", " ", true},
      {"at", " ", true},
      DOCUMENT_KEY},
     {"value"},
     false},
    {TABLE_effects,
     RECORD_RESULT,
     "effect",
     {{"project", "", true}, {"dimension", " on ", true}, DOCUMENT_KEY},
     {"category"},
     false},
    {TABLE_indicators,
     RECORD_RESULT,
     "judged",
     {{"project", "", true}, {"goal", "", true}, {"indicator", ", ", true}, DOCUMENT_KEY},
     {"judged"},
     false},
    {TABLE_projects, RECORD_NAME, NULL, THING_KEYS, {NULL}, false},
    {TABLE_areas, RECORD_NAME, NULL, THING_KEYS, {NULL}, false},
    {TABLE_sources, RECORD_NAME, NULL, THING_KEYS, {NULL}, false},
    {TABLE_goals, RECORD_NAME, NULL, THING_KEYS, {NULL}, false},
    {TABLE_organisations, RECORD_NAME, NULL, THING_KEYS, {NULL}, false},
    {TABLE_documents, RECORD_NAME, NULL, THING_KEYS, {NULL}, false},
};

enum { KIND_ROWS = sizeof kinds / sizeof *kinds };

/* ---- values as texts ---- */

typedef struct Records {
    Arena *arena;
    const Edition *edition;
    const Model *model;
    int8_t power;
    RecordVec all;
} Records;

static Slice copy(const Records *records, Slice text) {
    return arena_copy(records->arena, text);
}

static Slice name_of(const Records *records, ThingKind kind, Id id) {
    return edition_name(records->edition, kind, id);
}

static void put_same(const Records *records, Text *out, const Datum *datum) {
    char digits[DECIMAL_TEXT];
    switch ((DatumKind)datum->kind) {
    case DATUM_NULL: text_str(out, datum->blank ? "?" : ""); break;
    case DATUM_REF:
        text_slice(out, name_of(records, (ThingKind)datum->ref_kind, datum->ref));
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

Slice records_entry(Arena *arena, const Edition *edition, uint32_t fact) {
    const Model *model = edition->workspace->model;
    const Records records = {.arena = arena, .edition = edition, .model = model};
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
static void put_label(const Records *records, Text *out, const Datum *datum) {
    if (datum->kind == DATUM_REF) {
        text_char(out, '"');
        text_slice(out, datum->text);
        text_char(out, '"');
    } else if (datum->kind == DATUM_NULL)
        text_slice(out, datum->text);
    else
        text_slice(out, datum_text(records->model, datum, records->power));
}

static Datum kept(const Records *records, Datum datum) {
    datum.text = copy(records, datum.text);
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
    Records *records;
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
    return kind->values[0] == NULL;
}

/* What a thing's own record and those of its properties have in common. */
static Slice thing_text(const Records *records, ThingKind kind, Slice name) {
    return arena_format(records->arena, "%s" RECORD_BREAK "%.*s", kind_text(kind),
                        SLICE_ARGS(name));
}

/* The key of the row in hand, and its label. */
static void read_key(RecordReading *reading) {
    const Records *records = reading->records;
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
            reading->thing = thing_text(records, thing_kind(reading->kind), value.text);
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
    Records *records = reading->records;
    text_clear(&reading->same);
    put_same(records, &reading->same, value);
    Record *record = VEC_PUSH(records->arena, &records->all);
    *record = (Record){.group = reading->kind->group,
                       .same = copy(records, text_view(&reading->same)),
                       .thing = reading->thing,
                       .label = copy(records, text_view(&reading->label)),
                       .what = what,
                       .value = kept(records, *value),
                       .blank = value->kind == DATUM_NULL && value->blank,
                       .power = records->power};
    uint32_t key = (uint32_t)reading->key.length;
    text_str(&reading->key, RECORD_BREAK);
    text_str(&reading->key, what);
    if (value->kind == DATUM_AMOUNT)
        text_format(&reading->key, "/%d", (int)value->currency);
    record->key = copy(records, text_view(&reading->key));
    reading->key.length = key;
    if (record->group == RECORD_MONEY)
        record->entry = (Slice){record->key.at + reading->entry_start,
                                reading->entry_end - reading->entry_start};
    if (reading->file != NO_COLUMN) {
        record->file =
            copy(records, table_reader_value(reading->reader, reading->file).text);
        record->line =
            (uint32_t)table_reader_value(reading->reader, reading->line).number.units;
    }
    return record;
}

/* Whether a column says something of a thing that files state, and that no other record
 * has. */
static bool is_stated(const RecordReading *reading, uint32_t column) {
    static const char *const others[] = {"name",    "title",    "effect",
                                         "targets", "measured", "met",
                                         "missed",  "pending",  "unmeasured"};
    Slice name = table_reader_column(reading->reader, column).name;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (slice_is(name, others[i]))
            return false;
    return true;
}

static bool is_result(Slice column) {
    return slice_is(column, "judged") || slice_is(column, "expected");
}

/* A thing's properties, each a record. */
static void read_properties(RecordReading *reading) {
    Records *records = reading->records;
    Datum title = table_reader_value(reading->reader, reading->title);
    text_format(&reading->label, "\"%.*s\"", SLICE_ARGS(title.text));
    for (uint32_t i = 0; i < table_reader_column_count(reading->reader); i++) {
        if (!is_stated(reading, i))
            continue;
        Datum value = table_reader_value(reading->reader, i);
        Slice name = table_reader_column(reading->reader, i).name;
        if (is_there(&value)) {
            Record *record = add_record(reading, copy(records, name).at, &value);
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
        reading->thing = thing_text(reading->records, KIND_PROJECT,
                                    name_of(reading->records, KIND_PROJECT, project.ref));
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
    if (strcmp(reading->kind->values[0], "amount") == 0)
        value.blank = value.kind == DATUM_NULL;
    bool marked = value.kind == DATUM_BOOL;
    if (marked ? !value.truth : !is_there(&value))
        return;
    read_key(reading);
    add_record(reading, reading->kind->what ? reading->kind->what : "", &value);
}

static void read_table(Records *records, const RecordKind *kind) {
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
    reading.value = find_column(reading.reader, kind->values[0]);
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

/* ---- things ---- */

static bool given_title(const Model *model, const Thing *thing, Id document) {
    for (uint32_t i = thing->first_title; i != 0; i = model->titles.at[i - 1].next)
        if (model->titles.at[i - 1].document == document)
            return true;
    return false;
}

static bool given_property(const Model *model, const Thing *thing, Id document) {
    for (uint32_t i = thing->first_prop; i != 0; i = model->props.at[i - 1].next)
        if (model->props.at[i - 1].document == document &&
            !model->props.at[i - 1].by_every)
            return true;
    return false;
}

/* By kind and id: an entry of the edition's document speaks of it. */
static void mark_spoken(const Records *records, bool *const spoken[KIND_COUNT]) {
    const Model *model = records->model;
    for (uint32_t i = 0; i < model->lines.count; i++) {
        const Line *line = &model->lines.at[i];
        if (line->document == records->edition->document) {
            spoken[KIND_PROJECT][line->project] = true;
            spoken[KIND_AREA][line->area] = true;
            spoken[KIND_SOURCE][line->source] = true;
            spoken[KIND_MONEY][line->money] = true;
        }
    }
}

static bool is_spoken_of(const Records *records, ThingKind kind, Id id,
                         bool *const spoken[KIND_COUNT]) {
    const Thing *thing = model_thing(records->model, kind, id);
    Id document = records->edition->document;
    return document == 0 || spoken[kind][id] ||
           (kind == KIND_DOCUMENT && id == document) ||
           given_title(records->model, thing, document) ||
           given_property(records->model, thing, document);
}

static void add_thing(Records *records, ThingKind kind, Id id) {
    const Thing *thing = model_thing(records->model, kind, id);
    Slice name = name_of(records, kind, id), owner = SLICE("");
    if (kind == KIND_DOCUMENT && thing->name == 0)
        return; /* each file without one is a document */
    Slice title = view_title(records->model, kind, id, records->edition->document);
    if (kind == KIND_INDICATOR)
        owner = name_of(records, (ThingKind)thing->owner_kind, thing->owner);
    /* The only document of each side is one, however it is called. */
    Slice known = kind == KIND_DOCUMENT && !records->edition->by_document ? SLICE("")
                                                                          : name;
    *VEC_PUSH(records->arena, &records->all) = (Record){
        .group = RECORD_NAME,
        .key = arena_format(records->arena,
                            "%s" RECORD_BREAK "%.*s" RECORD_BREAK "%.*s" RECORD_BREAK
                            "title",
                            kind_text(kind), SLICE_ARGS(owner), SLICE_ARGS(known)),
        .same = copy(records, title),
        .thing = thing_text(records, kind, known),
        .label = arena_format(records->arena, "\"%.*s\"", SLICE_ARGS(title)),
        .what = kind_text(kind),
        .value = datum_string(copy(records, title)),
        .name = copy(records, model_name(records->model, kind, id)),
        .title = copy(records, title)};
}

static void read_things(Records *records) {
    bool *spoken[KIND_COUNT];
    for (uint32_t kind = 0; kind < KIND_COUNT; kind++)
        spoken[kind] =
            ARENA_ARRAY(records->arena, bool, records->model->things[kind].count + 1);
    mark_spoken(records, spoken);
    for (uint32_t kind = 0; kind < KIND_COUNT; kind++)
        for (Id id = 1; id < records->model->things[kind].count; id++)
            if (is_spoken_of(records, (ThingKind)kind, id, spoken))
                add_thing(records, (ThingKind)kind, id);
}

/* ---- printed tables ---- */

/* "2021", "2021, budget", "2021 from pool", or the heading of a computed one. */
static Slice column_text(const Records *records, const TableInfo *table,
                         const TableColumn *column) {
    const Model *model = records->model;
    const Source *source = sources_get(model->sources, table->file);
    if (column->computed)
        return tree_string(records->arena, source, column->computed->heading);
    Slice time = column->time.kind == TIME_ALL ? SLICE("all")
                                               : time_text(records->arena, column->time);
    Slice money = name_of(records, KIND_MONEY, column->money);
    Slice from = name_of(records, KIND_SOURCE, column->source);
    return arena_format(records->arena, "%.*s%s%.*s%s%.*s", SLICE_ARGS(time),
                        money.length > 0 ? ", " : "", SLICE_ARGS(money),
                        from.length > 0 ? " from " : "", SLICE_ARGS(from));
}

/* Of tables with a title or name: another one could not be told from its neighbour. */
static void read_columns(Records *records) {
    const Model *model = records->model;
    Id document = records->edition->document;
    for (Id id = 1; id < model->tables.count; id++) {
        const TableInfo *table = &model->tables.at[id];
        const Source *source = sources_get(model->sources, table->file);
        Slice title = tree_string(records->arena, source, table->node->title);
        if (title.length == 0)
            title = names_text(model->names, table->name);
        if (table->printed != id || title.length == 0 ||
            (document != 0 && table->document != document))
            continue;
        Slice of = records->edition->by_document
                       ? name_of(records, KIND_DOCUMENT, table->document)
                       : SLICE("");
        for (uint32_t i = 0; i < table->column_count; i++) {
            Slice text = column_text(records, table, &table->columns[i]);
            *VEC_PUSH(records->arena, &records->all) = (Record){
                .group = RECORD_NAME,
                .key = arena_format(records->arena,
                                    "column" RECORD_BREAK "%.*s" RECORD_BREAK
                                    "%.*s" RECORD_BREAK "%.*s",
                                    SLICE_ARGS(of), SLICE_ARGS(title), SLICE_ARGS(text)),
                .label = arena_format(records->arena, "\"%.*s\" of table \"%.*s\"",
                                      SLICE_ARGS(text), SLICE_ARGS(title)),
                .what = "column"};
        }
    }
}

/* ---- findings ---- */

static void read_findings(Records *records) {
    const Workspace *workspace = records->edition->workspace;
    for (uint32_t i = 0; i < workspace->findings.all.count; i++) {
        const Diagnostic *d = workspace->findings.all.at[i];
        Id document = records->edition->document;
        if ((diagnostic_is(d, CHECK_STATUS) && !d->allowed) ||
            (document != 0 && model_document_at(records->model, d->place) != document))
            continue;
        const Source *source = sources_get(&workspace->sources, d->place.source);
        const CodeInfo *info = code_info(d->code);
        Slice value = d->allowed ? SLICE("accepted") : slice_of(level_text(d->level));
        *VEC_PUSH(records->arena, &records->all) =
            (Record){.group = RECORD_FINDING,
                     .key = arena_format(records->arena, "%s" RECORD_BREAK "%.*s",
                                         info->code, SLICE_ARGS(d->message)),
                     .same = value,
                     .label = d->message,
                     .what = info->code,
                     .value = datum_string(value),
                     .file = source->path,
                     .line = source_line(source, d->place.span.start)};
    }
}

/* ---- the whole ---- */

static int by_key(const void *left, const void *right) {
    const Record *a = left, *b = right;
    int order = (int)a->group - (int)b->group;
    if (order == 0)
        order = slice_compare(a->key, b->key);
    if (order == 0)
        order = slice_compare(a->same, b->same);
    if (order == 0)
        order = slice_compare(a->file, b->file);
    return order != 0 ? order : (a->line > b->line) - (a->line < b->line);
}

static void sort(RecordVec *records) {
    if (records->count > 1)
        qsort(records->at, records->count, sizeof *records->at, by_key);
}

static bool is_sum(const Record *record) {
    return record->group == RECORD_SUM || record->group == RECORD_MONEY;
}

/* Adds one amount to another of the same key. A sum that is too large to be known is
 * missing, and not the same as any other. */
static void add(Arena *arena, Record *sum, const Record *more) {
    sum->blank = sum->blank || more->blank;
    if (sum->value.kind == DATUM_NULL)
        sum->value = more->value;
    else if (more->value.kind == DATUM_AMOUNT &&
             !decimal_add(sum->value.number, more->value.number, &sum->value.number))
        sum->value = datum_unknown(SLICE("too large"));
    char digits[DECIMAL_TEXT];
    Slice text = decimal_text(decimal_trim(sum->value.number, DECIMAL_SCALE_MIN), digits);
    sum->same = arena_format(arena, "%.*s%s", SLICE_ARGS(text), sum->blank ? "?" : "");
}

/* Of sorted records those of one key become one: amounts are added up, and what is said
 * twice is said once. */
static void join(Arena *arena, RecordVec *records) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < records->count; i++) {
        const Record *record = &records->at[i];
        Record *last = kept > 0 ? &records->at[kept - 1] : NULL;
        bool together = last && last->group == record->group &&
                        slice_equal(last->key, record->key);
        if (together && is_sum(record) &&
            (record->value.kind == DATUM_AMOUNT || record->blank))
            add(arena, last, record);
        else if (!together || record->group == RECORD_FINDING ||
                 !slice_equal(last->same, record->same))
            records->at[kept++] = *record;
    }
    records->count = kept;
}

/* The unit in which most of it is written. */
static int8_t power_of(const Edition *edition) {
    const Model *model = edition->workspace->model;
    const LineUnit *most = NULL;
    for (uint32_t i = 0; i < model->line_units.count; i++) {
        const LineUnit *unit = &model->line_units.at[i];
        if ((edition->document == 0 || unit->document == edition->document) &&
            (!most || unit->amounts > most->amounts))
            most = unit;
    }
    return most ? most->power : 0;
}

static Records begin(Arena *arena, const Edition *edition) {
    return (Records){.arena = arena,
                     .edition = edition,
                     .model = edition->workspace->model,
                     .power = power_of(edition)};
}

RecordVec records_of_things(Arena *arena, const Edition *edition) {
    Records records = begin(arena, edition);
    read_things(&records);
    sort(&records.all);
    return records.all;
}

RecordVec records_of(Arena *arena, const Edition *edition) {
    Records records = begin(arena, edition);
    for (uint32_t i = 0; i < KIND_ROWS; i++)
        read_table(&records, &kinds[i]);
    read_things(&records);
    read_columns(&records);
    record_rules(arena, edition, &records.all);
    read_findings(&records);
    sort(&records.all);
    join(arena, &records.all);
    return records.all;
}
