/* What an edition says in words of the language. */
#include "workspace/record_rules.h"

#include "model/view.h"

/* A statement on one line without its comments; `tight`: also without blanks but in
 * texts, so that its layout makes no difference. */
static Slice written(RecordList *records, SourceId file, Span span, bool tight) {
    Slice text = source_slice(sources_get(records->model->sources, file), span);
    char *out = ARENA_ARRAY(records->arena, char, text.length + 1);
    uint32_t length = 0;
    bool quoted = false;
    for (uint32_t i = 0; i < text.length; i++) {
        char c = text.at[i];
        if (!quoted && c == '#')
            while (i + 1 < text.length && text.at[i + 1] != '\n')
                i++;
        bool blank = !quoted && char_in(c, " \t\r\n#");
        if (quoted && c == '\\' && i + 1 < text.length)
            out[length++] = text.at[i++];
        else if (c == '"')
            quoted = !quoted;
        if (!blank)
            out[length++] = text.at[i];
        else if (!tight && length > 0 && out[length - 1] != ' ')
            out[length++] = ' ';
    }
    return (Slice){out, length};
}

static bool is_of(RecordList *records, Id document) {
    return records->edition->document == 0 || records->edition->document == document;
}

/* `key`: what it is about. */
static Record *add(RecordList *records, RecordGroup group, const char *what, Id document,
                   Slice key, Slice label, SourceId file, Span span) {
    const Source *source = sources_get(records->model->sources, file);
    Slice home = records->edition->by_document
                     ? record_name_of(records, KIND_DOCUMENT, document)
                     : SLICE("");
    Record *record = VEC_PUSH(records->arena, &records->all);
    *record = (Record){
        .group = (uint8_t)group,
        .key = arena_format(records->arena,
                            "rule" RECORD_BREAK "%s" RECORD_BREAK "%.*s" RECORD_BREAK
                            "%.*s",
                            what, SLICE_ARGS(home), SLICE_ARGS(key)),
        .same = written(records, file, span, true),
        .label = label,
        .what = what,
        .value = {.kind = DATUM_WORD, .text = written(records, file, span, false)},
        .file = source->path,
        .line = source_line(source, span.start)};
    return record;
}

static Slice quoted(RecordList *records, Slice title) {
    return arena_format(records->arena, "\"%.*s\"", SLICE_ARGS(title));
}

static Slice titled(RecordList *records, ThingKind kind, Id id) {
    return quoted(records,
                  view_title(records->model, kind, id, records->edition->document));
}

static Slice text_of(RecordList *records, SourceId file, Quoted text) {
    return tree_string(records->arena, sources_get(records->model->sources, file), text);
}

static void add_claims(RecordList *records) {
    const Model *model = records->model;
    for (uint32_t i = 0; i < model->checks.count; i++) {
        const CheckClaim *check = &model->checks.at[i];
        Slice says = text_of(records, check->file, check->node->says);
        if (is_of(records, check->document))
            add(records, RECORD_NAME, "check", check->document, says,
                quoted(records, says), check->file, check->node->node.span);
    }
    for (uint32_t i = 0; i < model->shares.count; i++) {
        const ShareClaim *share = &model->shares.at[i];
        if (is_of(records, share->document))
            add(records, RECORD_MONEY, "share", share->document,
                record_name_of(records, KIND_PROJECT, share->project),
                titled(records, KIND_PROJECT, share->project), share->file,
                share->node->node.span);
    }
    for (uint32_t i = 0; i < model->claims.count; i++) {
        const Claim *claim = &model->claims.at[i];
        if (claim->scope != SCOPE_GROSS || !is_of(records, claim->document))
            continue;
        Id project = claim->subjects[0].id;
        Slice name = record_name_of(records, KIND_PROJECT, project);
        Slice time = time_text(records->arena, claim->time);
        Slice key = arena_format(records->arena, "%.*s" RECORD_BREAK "%.*s",
                                 SLICE_ARGS(name), SLICE_ARGS(time));
        Slice title = titled(records, KIND_PROJECT, project);
        Slice label = arena_format(records->arena, "%.*s %.*s", SLICE_ARGS(title),
                                   SLICE_ARGS(time));
        add(records, RECORD_MONEY, "gross amount", claim->document, key, label,
            claim->file, claim->node->span);
    }
}

static void add_rules(RecordList *records) {
    const Model *model = records->model;
    for (uint32_t i = 0; i < model->rules.count; i++) {
        const CategoryRule *rule = &model->rules.at[i];
        if (is_of(records, rule->document))
            add(records, RECORD_NAME, "rule", rule->document,
                record_name_of(records, KIND_CATEGORY, rule->category),
                titled(records, KIND_CATEGORY, rule->category), rule->file,
                rule->node->node.span);
    }
    for (uint32_t i = 0; i < model->attributes.count; i++) {
        const AttributeInfo *attribute = &model->attributes.at[i];
        Slice name = names_text(model->names, attribute->name);
        if (is_of(records, attribute->document))
            add(records, RECORD_NAME, "attribute", attribute->document, name, name,
                attribute->file, attribute->node->node.span);
    }
    for (uint32_t i = 0; i < model->queries.count; i++) {
        const QueryInfo *query = &model->queries.at[i];
        Slice title = text_of(records, query->file, query->node->title);
        Slice name = names_text(model->names, query->node->name.name);
        if (is_of(records, query->document))
            add(records, RECORD_NAME, "query", query->document, name,
                title.length > 0 ? quoted(records, title) : name, query->file,
                query->node->node.span);
    }
}

/* The settings of a document under which figures are checked. Its unit shows in them. */
static void add_settings(RecordList *records) {
    for (uint32_t i = 0; i < records->model->stretches.count; i++) {
        const Stretch *stretch = &records->model->stretches.at[i];
        Slice title = titled(records, KIND_DOCUMENT, stretch->document);
        SourceId file = stretch->place.source;
        if (!is_of(records, stretch->document))
            continue;
        if (stretch->years)
            add(records, RECORD_NAME, "years", stretch->document, SLICE(""), title,
                stretch->years_file, stretch->years->node.span);
        if (stretch->exact) {
            Span begin = {stretch->place.span.start, stretch->place.span.start};
            Record *record = add(records, RECORD_NAME, "tolerance", stretch->document,
                                 SLICE(""), title, file, begin);
            record->value.text = record->same = SLICE("exact");
        }
    }
}

/* Targets and results that are no figure of a table: ranges, and what is not given. */
static void add_measures(RecordList *records) {
    static const char *const words[] = {[MEASURE_BASELINE] = "baseline",
                                        [MEASURE_TARGET] = "target",
                                        [MEASURE_ACTUAL] = "actual"};
    const Model *model = records->model;
    for (uint32_t i = 0; i < model->measures.count; i++) {
        const MeasureFact *fact = &model->measures.at[i];
        const Thing *thing = model_thing(model, KIND_INDICATOR, fact->indicator);
        if (!is_of(records, fact->document) ||
            (fact->measure.form != MEASURE_SPREAD &&
             (fact->measure.low.flags & FIGURE_BLANK) == 0))
            continue;
        Slice time = time_text(records->arena, fact->time);
        Slice owner = record_name_of(records, (ThingKind)thing->owner_kind, thing->owner);
        Slice name = record_name_of(records, KIND_INDICATOR, fact->indicator);
        Slice key = arena_format(records->arena,
                                 "%.*s" RECORD_BREAK "%.*s" RECORD_BREAK "%.*s",
                                 SLICE_ARGS(owner), SLICE_ARGS(name), SLICE_ARGS(time));
        Slice of = titled(records, (ThingKind)thing->owner_kind, thing->owner);
        Slice label =
            arena_format(records->arena, "%.*s, %.*s %.*s", SLICE_ARGS(of),
                         SLICE_ARGS(titled(records, KIND_INDICATOR, fact->indicator)),
                         SLICE_ARGS(time));
        add(records, RECORD_RESULT, words[fact->kind], fact->document, key, label,
            fact->file, fact->measure.span);
    }
}

/* How the columns of printed tables are computed. */
static void add_formulas(RecordList *records) {
    const Model *model = records->model;
    for (Id id = 1; id < model->tables.count; id++) {
        const TableInfo *table = &model->tables.at[id];
        Slice title = text_of(records, table->file, table->node->title);
        for (uint32_t i = 0; i < table->column_count && is_of(records, table->document);
             i++) {
            const TableColumn *column = &table->columns[i];
            if (!column->computed)
                continue;
            Slice heading = text_of(records, table->file, column->computed->heading);
            Slice key = arena_format(records->arena, "%.*s" RECORD_BREAK "%.*s",
                                     SLICE_ARGS(title), SLICE_ARGS(heading));
            add(records, RECORD_NAME, "formula", table->document, key,
                quoted(records, heading), table->file, column->computed->formula->span);
        }
    }
}

void record_rules(RecordList *records) {
    add_claims(records);
    add_rules(records);
    add_settings(records);
    add_formulas(records);
    add_measures(records);
}
