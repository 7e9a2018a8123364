/* What an edition says, as records. */
#include "workspace/records.h"

#include <stdlib.h>

#include "model/view.h"
#include "workspace/record_rules.h"
#include "workspace/record_tables.h"
#include "workspace/record_things.h"

/* ---- printed tables ---- */

/* "2021", "2021, budget", "2021 from pool", or the heading of a computed one. */
static Slice column_text(const RecordList *records, const TableInfo *table,
                         const TableColumn *column) {
    const Model *model = records->model;
    const Source *source = sources_get(model->sources, table->file);
    if (column->computed)
        return tree_string(records->arena, source, column->computed->heading);
    Slice time = column->time.kind == TIME_ALL ? SLICE("all")
                                               : time_text(records->arena, column->time);
    Slice money = record_name_of(records, KIND_MONEY, column->money);
    Slice from = record_name_of(records, KIND_SOURCE, column->source);
    return arena_format(records->arena, "%.*s%s%.*s%s%.*s", SLICE_ARGS(time),
                        money.length > 0 ? ", " : "", SLICE_ARGS(money),
                        from.length > 0 ? " from " : "", SLICE_ARGS(from));
}

/* Of tables with a title or name: another one could not be told from its neighbour. */
static void read_columns(RecordList *records) {
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
                       ? record_name_of(records, KIND_DOCUMENT, table->document)
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

static void read_findings(RecordList *records) {
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

static RecordList begin(Arena *arena, const Edition *edition) {
    return (RecordList){.arena = arena,
                        .edition = edition,
                        .model = edition->workspace->model,
                        .power = edition->power};
}

RecordVec records_of_things(Arena *arena, const Edition *edition) {
    RecordList records = begin(arena, edition);
    record_things(&records);
    sort(&records.all);
    return records.all;
}

RecordVec records_of(Arena *arena, const Edition *edition) {
    RecordList records = begin(arena, edition);
    record_tables(&records);
    record_things(&records);
    record_properties(&records);
    read_columns(&records);
    record_rules(&records);
    read_findings(&records);
    sort(&records.all);
    join(arena, &records.all);
    return records.all;
}
