/* What a finished model is asked: things by name, dates, places, and how money is called.
 */
#include "model/model.h"
#include "base/sorted.h"
#include "base/nearest.h"

#include "base/map.h"
#include "base/utf8.h"

Thing *model_thing(const Model *model, ThingKind kind, Id id) {
    return &model->things[kind].at[id];
}

/* ---- names ---- */

Id model_find(const Model *model, ThingKind kind, NameId name) {
    Id id = name < model->by_name_room[kind] ? model->by_name[kind][name] : 0;
    return id != 0 && model->things[kind].at[id].first_title != 0 ? id : 0;
}

Id model_find_indicator(const Model *model, ThingKind owner_kind, Id owner, NameId name) {
    return map_get(model->indicator_ids, (MapKey){owner_kind, owner, name, 0});
}

Slice model_name(const Model *model, ThingKind kind, Id id) {
    NameId name = model->things[kind].at[id].name;
    return name == 0 ? SLICE("") : names_text(model->names, name);
}

bool model_in_ring(const Model *model, ThingKind kind, Id document, Id id) {
    return model->rings != NULL &&
           (map_get(model->rings, (MapKey){kind, document, id, 0}) != 0 ||
            map_get(model->rings, (MapKey){kind, 0, id, 0}) != 0);
}

bool model_compares(const Model *model, Slice name, uint32_t count) {
    enum { PART = 8 }; /* bytes that are as quick as one */
    uint64_t cost = (uint64_t)count * (1 + name.length / PART);
    if (cost > *model->compares_left)
        return false;
    *model->compares_left -= (uint32_t)cost;
    return true;
}

Id model_nearest(const Model *model, ThingKind kind, Slice name) {
    bool sure;
    return model_nearest_sure(model, kind, name, &sure);
}

Id model_nearest_sure(const Model *model, ThingKind kind, Slice name, bool *sure) {
    *sure = false;
    const ThingVec *things = &model->things[kind];
    if (utf8_text_length(name) < 2) /* every name of one letter is near */
        return 0;
    if (!model_compares(model, name, things->count))
        return 0;
    Arena *scratch = arena_new(arena_memory(model->arena));
    Slice *texts = arena_alloc(scratch, things->count * sizeof *texts);
    Id *ids = arena_alloc(scratch, things->count * sizeof *ids);
    uint32_t count = 0;
    for (Id id = 1; id < things->count; id++) {
        if (things->at[id].first_title == 0 || things->at[id].name == 0)
            continue;
        texts[count] = names_text(model->names, things->at[id].name);
        ids[count++] = id;
    }
    int32_t near = nearest_of(name, texts, count);
    Id nearest = near < 0 ? 0 : ids[near];
    *sure = nearest_surely(name, texts, count, near);
    arena_drop(scratch);
    return nearest;
}

/* ---- dates and documents ---- */

int32_t model_date(const Model *model, Id document) {
    return model->dates == NULL ? 0 : model->dates[document];
}

bool model_lost(const Model *model, NameId name) {
    return name < model->lost_count && model->lost[name];
}

bool model_lost_subject(const Model *model, NameId name) {
    return name < model->lost_count && model->lost_subject[name];
}

Id model_document_at(const Model *model, Place place) {
    const Stretch *all = model->stretches.at;
    uint32_t low = 0;
    SORTED_SEEK(low, model->stretches.count, at, all[at].place.source < place.source)
    Id document = 0;
    for (uint32_t i = low;
         i < model->stretches.count && all[i].place.source == place.source; i++) {
        Span span = all[i].place.span;
        if (i == low || (span.start <= place.span.start && place.span.start < span.end))
            document = all[i].document;
    }
    return document;
}

/* ---- entries and claims ---- */

const Special *model_special(const Model *model, uint32_t fact) {
    uint32_t low = 0;
    SORTED_SEEK(low, model->specials.count, at, model->specials.at[at].fact < fact)
    return low < model->specials.count && model->specials.at[low].fact == fact
               ? &model->specials.at[low]
               : NULL;
}

Time model_fact_time(const Model *model, uint32_t fact) {
    const Facts *facts = &model->facts;
    if ((facts->flags[fact] & (FACT_SPECIAL | FACT_PERIOD)) == 0)
        return (Time){.kind = TIME_YEAR,
                      .from = facts->year[fact],
                      .to = facts->year[fact],
                      .begins = model->lines.at[facts->line[fact]].begins};
    Id table = model->lines.at[facts->line[fact]].table;
    if (table != 0)
        return model->tables.at[table].columns[facts->column[fact]].time;
    return model_special(model, fact)->time;
}

Place model_fact_place(const Model *model, uint32_t fact) {
    const Line *line = &model->lines.at[model->facts.line[fact]];
    return (Place){line->file, figure_span(facts_figure(&model->facts, fact))};
}

Place model_claim_place(const Model *model, const Claim *claim) {
    (void)model;
    return (Place){claim->file, figure_span(claim->stated)};
}

/* ---- money ---- */

/* Takes the word at the end: "mio DKK" gives "DKK" and leaves "mio". */
static Slice last_word(Slice *text) {
    uint32_t end = text->length;
    while (end > 0 && text->at[end - 1] == ' ')
        end--;
    uint32_t start = end;
    while (start > 0 && text->at[start - 1] != ' ')
        start--;
    Slice word = {text->at + start, end - start};
    text->length = start;
    return word;
}

bool model_read_unit(Slice text, int8_t *power, uint8_t *currency) {
    Slice word = last_word(&text);
    *currency = currency_find(word);
    if (*currency != 0)
        word = last_word(&text);
    *power = slice_is(word, "thousand") ? 3
             : slice_is(word, "mio")    ? 6
             : slice_is(word, "mia")    ? 9
                                        : 0;
    bool scaled = *power != 0 || (*currency != 0 && word.length == 0);
    return scaled && last_word(&text).length == 0;
}

Slice model_unit(const Model *model, int8_t power, uint8_t currency) {
    const char *name = currency_text(currency);
    const char *scale = power == 3   ? "thousand"
                        : power == 6 ? "mio"
                        : power == 9 ? "mia"
                                     : "";
    if (scale[0] == '\0' || name[0] == '\0')
        return slice_of(scale[0] == '\0' ? name : scale);
    return arena_format(model->arena, "%s %s", scale, name);
}

Slice model_with_unit(const Model *model, Slice amount, Slice unit) {
    return unit.length == 0 ? amount
                            : arena_format(model->arena, "%.*s %.*s", SLICE_ARGS(amount),
                                           SLICE_ARGS(unit));
}

Slice model_amount(const Model *model, Decimal amount, int8_t power) {
    char text[DECIMAL_TEXT];
    Slice slice = decimal_text(decimal_shift(amount, power), text);
    return arena_copy(model->arena, slice);
}
