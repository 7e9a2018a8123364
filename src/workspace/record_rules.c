/* What an edition says in words of the language. */
#include "workspace/record_rules.h"

#include "model/view.h"

typedef struct Rules {
    Arena *arena;
    const Edition *edition;
    const Model *model;
    RecordVec *out;
} Rules;

/* A statement on one line without its comments; `tight`: also without blanks but in
 * texts, so that its layout makes no difference. */
static Slice written(const Rules *rules, SourceId file, Span span, bool tight) {
    Slice text = source_slice(sources_get(rules->model->sources, file), span);
    char *out = ARENA_ARRAY(rules->arena, char, text.length + 1);
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

static bool is_of(const Rules *rules, Id document) {
    return rules->edition->document == 0 || rules->edition->document == document;
}

/* `key`: what it is about. */
static Record *add(const Rules *rules, RecordGroup group, const char *what, Id document,
                   Slice key, Slice label, SourceId file, Span span) {
    const Source *source = sources_get(rules->model->sources, file);
    Slice home = rules->edition->by_document
                     ? edition_name(rules->edition, KIND_DOCUMENT, document)
                     : SLICE("");
    Record *record = VEC_PUSH(rules->arena, rules->out);
    *record =
        (Record){.group = (uint8_t)group,
                 .key = arena_format(rules->arena,
                                     "rule" RECORD_BREAK "%s" RECORD_BREAK
                                     "%.*s" RECORD_BREAK "%.*s",
                                     what, SLICE_ARGS(home), SLICE_ARGS(key)),
                 .same = written(rules, file, span, true),
                 .label = label,
                 .what = what,
                 .value = {.kind = DATUM_WORD, .text = written(rules, file, span, false)},
                 .file = source->path,
                 .line = source_line(source, span.start)};
    return record;
}

static Slice quoted(const Rules *rules, Slice title) {
    return arena_format(rules->arena, "\"%.*s\"", SLICE_ARGS(title));
}

static Slice titled(const Rules *rules, ThingKind kind, Id id) {
    return quoted(rules, view_title(rules->model, kind, id, rules->edition->document));
}

static Slice text_of(const Rules *rules, SourceId file, Quoted text) {
    return tree_string(rules->arena, sources_get(rules->model->sources, file), text);
}

static void add_claims(const Rules *rules) {
    const Model *model = rules->model;
    for (uint32_t i = 0; i < model->checks.count; i++) {
        const CheckClaim *check = &model->checks.at[i];
        Slice says = text_of(rules, check->file, check->node->says);
        if (is_of(rules, check->document))
            add(rules, RECORD_NAME, "check", check->document, says, quoted(rules, says),
                check->file, check->node->node.span);
    }
    for (uint32_t i = 0; i < model->shares.count; i++) {
        const ShareClaim *share = &model->shares.at[i];
        if (is_of(rules, share->document))
            add(rules, RECORD_MONEY, "share", share->document,
                edition_name(rules->edition, KIND_PROJECT, share->project),
                titled(rules, KIND_PROJECT, share->project), share->file,
                share->node->node.span);
    }
    for (uint32_t i = 0; i < model->claims.count; i++) {
        const Claim *claim = &model->claims.at[i];
        if (claim->scope != SCOPE_GROSS || !is_of(rules, claim->document))
            continue;
        Id project = claim->subjects[0].id;
        Slice name = edition_name(rules->edition, KIND_PROJECT, project);
        Slice time = time_text(rules->arena, claim->time);
        Slice key = arena_format(rules->arena, "%.*s" RECORD_BREAK "%.*s",
                                 SLICE_ARGS(name), SLICE_ARGS(time));
        Slice title = titled(rules, KIND_PROJECT, project);
        Slice label =
            arena_format(rules->arena, "%.*s %.*s", SLICE_ARGS(title), SLICE_ARGS(time));
        add(rules, RECORD_MONEY, "gross amount", claim->document, key, label, claim->file,
            claim->node->span);
    }
}

static void add_rules(const Rules *rules) {
    const Model *model = rules->model;
    for (uint32_t i = 0; i < model->rules.count; i++) {
        const CategoryRule *rule = &model->rules.at[i];
        if (is_of(rules, rule->document))
            add(rules, RECORD_NAME, "rule", rule->document,
                edition_name(rules->edition, KIND_CATEGORY, rule->category),
                titled(rules, KIND_CATEGORY, rule->category), rule->file,
                rule->node->node.span);
    }
    for (uint32_t i = 0; i < model->attributes.count; i++) {
        const AttributeInfo *attribute = &model->attributes.at[i];
        Slice name = names_text(model->names, attribute->name);
        if (is_of(rules, attribute->document))
            add(rules, RECORD_NAME, "attribute", attribute->document, name, name,
                attribute->file, attribute->node->node.span);
    }
    for (uint32_t i = 0; i < model->queries.count; i++) {
        const QueryInfo *query = &model->queries.at[i];
        Slice title = text_of(rules, query->file, query->node->title);
        Slice name = names_text(model->names, query->node->name.name);
        if (is_of(rules, query->document))
            add(rules, RECORD_NAME, "query", query->document, name,
                title.length > 0 ? quoted(rules, title) : name, query->file,
                query->node->node.span);
    }
}

/* The settings of a document under which figures are checked. Its unit shows in them. */
static void add_settings(const Rules *rules) {
    for (uint32_t i = 0; i < rules->model->stretches.count; i++) {
        const Stretch *stretch = &rules->model->stretches.at[i];
        Slice title = titled(rules, KIND_DOCUMENT, stretch->document);
        SourceId file = stretch->place.source;
        if (!is_of(rules, stretch->document))
            continue;
        if (stretch->years)
            add(rules, RECORD_NAME, "years", stretch->document, SLICE(""), title,
                stretch->years_file, stretch->years->node.span);
        if (stretch->exact) {
            Span begin = {stretch->place.span.start, stretch->place.span.start};
            Record *record = add(rules, RECORD_NAME, "tolerance", stretch->document,
                                 SLICE(""), title, file, begin);
            record->value.text = record->same = SLICE("exact");
        }
    }
}

/* Of the kinds of things that are no table: kinds of money, dimensions, rungs of the
 * scale of effects, indicators; but what other records say of these. */
static void add_properties(const Rules *rules) {
    static const ThingKind kinds[] = {KIND_MONEY, KIND_DIMENSION, KIND_CATEGORY,
                                      KIND_INDICATOR};
    const Model *model = rules->model;
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        for (Id id = 1; id < model->things[kinds[k]].count; id++) {
            const Thing *thing = model_thing(model, kinds[k], id);
            Slice owner = kinds[k] == KIND_INDICATOR
                              ? edition_name(rules->edition, (ThingKind)thing->owner_kind,
                                             thing->owner)
                              : SLICE("");
            Slice name = edition_name(rules->edition, kinds[k], id);
            for (uint32_t i = thing->first_prop; i != 0;
                 i = model->props.at[i - 1].next) {
                const Prop *prop = &model->props.at[i - 1];
                Slice property = names_text(model->names, prop->name);
                if (!is_of(rules, prop->document) || slice_is(property, "judged"))
                    continue;
                Slice key = arena_format(rules->arena,
                                         "%s" RECORD_BREAK "%.*s" RECORD_BREAK
                                         "%.*s" RECORD_BREAK "%.*s",
                                         kind_text(kinds[k]), SLICE_ARGS(owner),
                                         SLICE_ARGS(name), SLICE_ARGS(property));
                add(rules, RECORD_NAME, kind_text(kinds[k]), prop->document, key,
                    titled(rules, kinds[k], id), prop->source, prop->node->node.span);
            }
        }
    }
}

void record_rules(Arena *arena, const Edition *edition, RecordVec *out) {
    Rules rules = {arena, edition, edition->workspace->model, out};
    add_claims(&rules);
    add_rules(&rules);
    add_settings(&rules);
    add_properties(&rules);
}
