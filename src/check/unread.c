/* Everything that was lost, by what it may have been of: a thing, a setting of a block, a
 * document. A loss is in the innermost thing around it and in those which that is in; of
 * the names in it, any thing may be that it names. */
#include "check/unread.h"
#include "base/names.h"
#include "base/nearest.h"

#include <stdlib.h>
#include <string.h>

#include "base/sorted.h"
#include "base/utf8.h"
#include "check/blocks.h"
#include "base/map.h"
#include "source/after.h"

struct Unread {
    const Model *model;
    Blocks *blocks; /* NULL: nothing was lost */
    Place *places;  /* of what was dropped, sorted */
    uint32_t count;
    bool *documents; /* by document: something in it was, or a claim */
    bool *touched;   /* likewise: or a figure */
    bool *origins;   /* likewise: a source or kind of money is not known; NULL: none */
    bool *dates;     /* likewise: what it says of itself */
    bool *settings;  /* by block: a setting in it was */
    bool *strays;    /* by source: a "}" too many is in it */
    Map things;      /* kind, id and document, or 0 for any */
};

static int compare_places(const void *left, const void *right) {
    const Place *a = left, *b = right;
    if (a->source != b->source)
        return a->source < b->source ? -1 : 1;
    return (a->span.start > b->span.start) - (a->span.start < b->span.start);
}

/* ---- what was lost ---- */

/* The next word in a text from *at on; length 0: none. */
static Slice next_word(Slice text, uint32_t *at) {
    uint32_t i = *at;
    while (i < text.length && !names_have_byte(text.at[i]))
        i++;
    uint32_t start = i;
    while (i < text.length && names_have_byte(text.at[i]))
        i++;
    *at = i;
    return (Slice){text.at + start, i - start};
}

/* Whether a word is one of those, or was meant to be: one that the language has is what
 * it is. */
static bool is_near(const Unread *unread, Slice word, const char *const *words,
                    uint32_t count) {
    Slice slices[4];
    for (uint32_t i = 0; i < count; i++) {
        slices[i] = slice_of(words[i]);
        if (slice_equal(word, slices[i]))
            return true;
    }
    return word.length > 2 && !name_is_word(names_find(unread->model->names, word)) &&
           nearest_of(word, slices, count) >= 0;
}

static void lose_thing(Unread *unread, uint32_t kind, Id id, Id document) {
    map_put(&unread->things, (MapKey){kind, id, document, 0}, 1);
    map_put(&unread->things, (MapKey){kind, id, 0, 0}, 1);
}

/* Where the line of a place begins, if it is not too long a line. */
static uint32_t line_start(Slice text, uint32_t offset) {
    enum { LOOK_BACK = 400 };
    uint32_t start = offset;
    while (start > 0 && text.at[start - 1] != '\n' && offset - start < LOOK_BACK)
        start--;
    return start == 0 || text.at[start - 1] == '\n' ? start : offset;
}

/* What the statement began with says what it was of; so does its line, as what was lost
 * may be no more than its end. */
static void lose_word(Unread *unread, const Loss *loss) {
    static const char *const settings[] = {"unit", "years", "tolerance"};
    static const char *const own[] = {"document", "date"};
    const BlockInfo *block = &unread->blocks->all.at[loss->block];
    Slice text = sources_get(unread->model->sources, loss->source)->text;
    uint32_t starts[] = {loss->span.start, line_start(text, loss->span.start)};
    for (int i = 0; i < 2; i++) {
        uint32_t at = starts[i];
        Slice word = next_word(text, &at);
        if (is_near(unread, word, settings, 3)) {
            uint32_t file = unread->blocks->first[loss->source];
            unread->settings[loss->block] = true;
            /* Those of the file's own document hold for the whole file. */
            unread->settings[file] |= block->document ==
                                      unread->blocks->all.at[file].document;
        }
        if (block->kind == KIND_DOCUMENT && is_near(unread, word, own, 2))
            unread->dates[block->document] = true;
    }
}

/* Whether a loss in something is one of a project, an indicator or the like, and so of
 * what that is in. */
static bool is_part(uint32_t kind) {
    return kind < KIND_COUNT && kind != KIND_AREA && kind != KIND_DOCUMENT;
}

/* A table without its columns: nothing is known of its rows. */
static void lose_rows(Unread *unread, const Loss *loss) {
    const Blocks *blocks = unread->blocks;
    uint32_t end = blocks->all.at[loss->block].span.end;
    for (uint32_t i = loss->block + 1;
         i < blocks->first[loss->source + 1] && blocks->all.at[i].span.start < end; i++) {
        const BlockInfo *block = &blocks->all.at[i];
        if (block->kind == KIND_PROJECT)
            lose_thing(unread, block->kind, block->id, block->document);
    }
}

static void lose(Unread *unread, const Loss *loss) {
    const BlockInfo *block = &unread->blocks->all.at[loss->block];
    unread->touched[block->document] = true;
    unread->documents[block->document] |= loss->kind != LOSS_FIGURE;
    if (loss->kind >= LOSS_WHOLE)
        unread->places[unread->count++] = (Place){loss->source, loss->span};
    lose_word(unread, loss);
    lose_thing(unread, block->kind, block->id, block->document);
    if (loss->kind == LOSS_COLUMN)
        lose_rows(unread, loss);
    for (; is_part(block->kind); block = &unread->blocks->all.at[block->around])
        lose_thing(unread, block->kind, block->id, block->document);
    /* A claim in a group of a table is one of the table. */
    for (; block->kind == KIND_AREA; block = &unread->blocks->all.at[block->around]) {
        const BlockInfo *around = &unread->blocks->all.at[block->around];
        if (around->kind == BLOCK_TABLE)
            lose_thing(unread, around->kind, around->id, around->document);
    }
}

/* What a document whose date is lost says may count for others, or not. */
static void lose_dated(Unread *unread) {
    const Blocks *blocks = unread->blocks;
    for (uint32_t i = 0; i < blocks->all.count; i++) {
        const BlockInfo *block = &blocks->all.at[i];
        if (unread->dates[block->document] && is_part(block->kind))
            map_put(&unread->things, (MapKey){block->kind, block->id, 0, 0}, 1);
    }
}

static bool any_lost(const Model *model, const Findings *findings) {
    if (model->dropped.count > 0)
        return true;
    for (uint32_t i = 0; i < findings->all.count; i++)
        if (diagnostic_fails(findings->all.at[i], CHECK_SYNTAX | CHECK_DROPS))
            return true;
    return false;
}

/* What was left out where the finding stands, and is not seen in the tree. */
static void add_dropped(const Findings *findings, Unread *unread) {
    const Blocks *blocks = unread->blocks;
    const Model *model = unread->model;
    for (uint32_t i = 0; i < model->dropped.count; i++) {
        Place place = model->dropped.at[i];
        uint32_t block = blocks_at(blocks, place);
        *VEC_PUSH(model->arena, &unread->blocks->losses) =
            (Loss){place.source, place.span, block,
                   blocks->all.at[block].kind == BLOCK_TABLE ? LOSS_COLUMN : LOSS_WHOLE};
    }
    for (uint32_t i = 0; i < findings->all.count; i++) {
        const Diagnostic *d = findings->all.at[i];
        if (diagnostic_fails(d, CHECK_SYNTAX))
            unread->touched[blocks->all.at[blocks_at(blocks, d->place)].document] = true;
        if (diagnostic_fails(d, CHECK_DROPS)) {
            Slice text = sources_get(unread->model->sources, d->place.source)->text;
            uint32_t start = d->place.span.start;
            if (d->code == CODE_S03 && start < text.length && text.at[start] == '}') {
                /* It may have closed any block before it. */
                unread->strays[d->place.source] = true;
            }
            *VEC_PUSH(unread->model->arena, &unread->blocks->losses) =
                (Loss){d->place.source, d->place.span,
                       blocks_at(unread->blocks, d->place), LOSS_WHOLE};
        }
    }
}

static bool is_undeclared(const Model *model, ThingKind kind, Id id) {
    return id != 0 && model_thing(model, kind, id)->first_title == 0;
}

static void lose_origin(Unread *unread, Id document, Id source, Id money) {
    const Model *model = unread->model;
    if (!is_undeclared(model, KIND_SOURCE, source) &&
        !is_undeclared(model, KIND_MONEY, money))
        return;
    if (unread->origins == NULL)
        unread->origins =
            ARENA_ARRAY(model->arena, bool, model->things[KIND_DOCUMENT].count + 1);
    unread->origins[document] = true;
}

static void find_origins(Unread *unread) {
    const Model *model = unread->model;
    for (uint32_t i = 0; i < model->lines.count; i++) {
        const Line *line = &model->lines.at[i];
        lose_origin(unread, line->document, line->source, line->money);
    }
    for (Id id = 1; id < model->tables.count; id++) {
        const TableInfo *table = &model->tables.at[id];
        for (uint32_t i = 0; i < table->column_count; i++)
            lose_origin(unread, table->document, table->columns[i].source,
                        table->columns[i].money);
    }
}

Unread *unread_find(const CheckRun *run) {
    const Model *model = run->model;
    Unread *unread = ARENA_NEW(run->arena, Unread);
    unread->model = model;
    unread->things.arena = run->arena;
    find_origins(unread);
    if (!any_lost(model, run->findings))
        return unread;
    uint32_t documents = model->things[KIND_DOCUMENT].count;
    unread->blocks = blocks_new(model);
    unread->touched = ARENA_ARRAY(run->arena, bool, documents + 1);
    unread->strays = ARENA_ARRAY(run->arena, bool, model->sources->all.count);
    add_dropped(run->findings, unread);
    const Blocks *blocks = unread->blocks;
    unread->documents = ARENA_ARRAY(run->arena, bool, documents + 1);
    unread->dates = ARENA_ARRAY(run->arena, bool, documents + 1);
    unread->settings = ARENA_ARRAY(run->arena, bool, blocks->all.count);
    unread->places = ARENA_ARRAY(run->arena, Place, blocks->losses.count);
    for (uint32_t i = 0; i < blocks->losses.count; i++)
        lose(unread, &blocks->losses.at[i]);
    lose_dated(unread);
    if (unread->count > 1)
        qsort(unread->places, unread->count, sizeof *unread->places, compare_places);
    return unread;
}

/* ---- what follows ---- */

bool unread_between(const Unread *unread, SourceId source, Span span) {
    Place key = {source, span};
    uint32_t first = 0;
    SORTED_SEEK(first, unread->count, at, compare_places(&unread->places[at], &key) < 0)
    return first < unread->count && unread->places[first].source == source &&
           unread->places[first].span.start < span.end;
}

bool unread_in(const Unread *unread, Id document) {
    return unread->blocks != NULL && unread->documents[document];
}

bool unread_origin(const Unread *unread, Id document) {
    return unread->origins != NULL && unread->origins[document];
}

bool unread_setting(const Unread *unread, Place place) {
    if (unread->blocks == NULL || unread->strays[place.source])
        return unread->blocks != NULL;
    uint32_t at = blocks_at(unread->blocks, place);
    for (;;) {
        uint32_t around = unread->blocks->all.at[at].around;
        if (unread->settings[at] || around == at)
            return unread->settings[at];
        at = around;
    }
}

static bool thing_lost(const Unread *unread, const BlockInfo *block, Id document) {
    const Map *things = &unread->things;
    uint32_t kind = block->kind;
    return map_get(things, (MapKey){kind, block->id, document, 0}) != 0 ||
           (kind < KIND_COUNT &&
            (map_get(things, (MapKey){BLOCK_EVERY + kind, 0, document, 0}) != 0 ||
             (block->name != 0 && model_lost_subject(unread->model, block->name))));
}

/* Of the thing around a place, or what that is in: of a document itself, what is directly
 * in it. */
static bool around_lost(const Unread *unread, Place place, bool any_document) {
    const BlockInfo *all = unread->blocks->all.at;
    const BlockInfo *block = &all[blocks_at(unread->blocks, place)];
    while (block->kind >= KIND_COUNT)
        block = &all[block->around];
    for (;; block = &all[block->around]) {
        if (thing_lost(unread, block, any_document ? 0 : block->document))
            return true;
        if (!is_part(block->kind) || !is_part(all[block->around].kind))
            return false;
    }
}

/* Whether the text of a title stands in what was lost. */
static bool title_lost(const Unread *unread, Slice text) {
    enum { LOSSES_MOST = 64 };
    const Blocks *blocks = unread->blocks;
    if (text.length < 3 || text.at[0] != '"')
        return false;
    for (uint32_t i = 0; i < blocks->losses.count && i < LOSSES_MOST; i++) {
        const Loss *loss = &blocks->losses.at[i];
        Slice lost =
            source_slice(sources_get(unread->model->sources, loss->source), loss->span);
        for (uint32_t at = 0; at + text.length - 2 <= lost.length; at++)
            if (memcmp(lost.at + at, text.at + 1, text.length - 2) == 0)
                return true;
    }
    return false;
}

/* Whether something is known of a name, whatever else was lost of it. */
static bool is_declared(const Model *model, NameId name) {
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        Id id = kind == KIND_INDICATOR ? 0 : model_find(model, (ThingKind)kind, name);
        if (id != 0 && model_thing(model, (ThingKind)kind, id)->first_title != 0)
            return true;
    }
    return false;
}

/* `lakes_of_which_pay`, where "of which pay" was lost: the name of a part begins with
 * that of its whole. */
static bool part_lost(const Model *model, Slice name) {
    enum { LENGTH_MOST = 200 };
    if (name.length > LENGTH_MOST)
        return false;
    for (uint32_t i = 1; i + 1 < name.length; i++) {
        Slice part = {name.at + i + 1, name.length - i - 1};
        if (name.at[i] == '_' &&
            model_lost_subject(model, names_find(model->names, part)))
            return true;
    }
    return false;
}

/* Whether words name what was lost, or what something was lost of. */
static bool names_lost(const Unread *unread, Slice text, Id document) {
    static const ThingKind kinds[] = {KIND_CATEGORY, KIND_DIMENSION, KIND_SOURCE};
    const Model *model = unread->model;
    uint32_t at = 0;
    for (Slice word = next_word(text, &at); word.length > 0;
         word = next_word(text, &at)) {
        word = utf8_nfc(model->arena, word);
        NameId name = names_find(model->names, word);
        if (name == 0)
            continue;
        if (map_get(&unread->things, (MapKey){BLOCK_TABLE, name, document, 0}) != 0 ||
            model_lost_subject(model, name) ||
            (!is_declared(model, name) &&
             (model_lost(model, name) || part_lost(model, word))))
            return true;
        for (int i = 0; i < 3; i++) {
            Id id = model_find(model, kinds[i], name);
            if (id != 0 && map_get(&unread->things, (MapKey){kinds[i], id, 0, 0}) != 0)
                return true;
        }
    }
    return false;
}

/* Whether an effect or check at a place names something of that kind. */
static bool refers_lost(const Unread *unread, Place place, Id document) {
    const BlockInfo *block = &unread->blocks->all.at[blocks_at(unread->blocks, place)];
    const Source *source = sources_get(unread->model->sources, place.source);
    return block->kind == BLOCK_STATEMENT &&
           names_lost(unread, source_slice(source, block->span), document);
}

static bool quotes_lost(const Unread *unread, Place place, Id document) {
    const Source *source = sources_get(unread->model->sources, place.source);
    Slice text = source_slice(source, place.span);
    return title_lost(unread, text) || names_lost(unread, text, document) ||
           refers_lost(unread, place, document);
}

/* An `allow` of the code could not be read. */
static bool allow_lost(const Unread *unread, Code code) {
    NameId name = names_find(unread->model->names, slice_of(code_info(code)->code));
    return name != 0 && model_lost(unread->model, name);
}

bool unread_explains(const Unread *unread, Code code, Place place) {
    if (unread == NULL || unread->blocks == NULL)
        return false;
    Id document = unread->blocks->all.at[blocks_at(unread->blocks, place)].document;
    if (after_says(code, AFTER_NAME, CODE_S01) && quotes_lost(unread, place, document))
        return true;
    if (after_says(code, AFTER_BLOCK, CODE_S01) && unread_setting(unread, place))
        return true;
    if (after_says(code, AFTER_THING, CODE_S01) && around_lost(unread, place, false))
        return true;
    if (after_says(code, AFTER_EVIDENCE, CODE_S01) &&
        (unread->dates[document] || around_lost(unread, place, true) ||
         refers_lost(unread, place, document)))
        return true;
    return after_says(code, AFTER_DOCUMENT, CODE_S01) && unread->touched[document];
}

static bool follows(const Unread *unread, const Diagnostic *d) {
    if (unread_explains(unread, d->code, d->place) ||
        (code_can_be_allowed(d->code) && allow_lost(unread, d->code)))
        return true;
    for (uint32_t i = 0; i < d->labels.count; i++)
        if (after_says(d->code, AFTER_THING, CODE_S01) &&
            unread_explains(unread, d->code, d->labels.at[i].place))
            return true;
    return false;
}

void unread_settle(const CheckRun *run) {
    Findings *findings = run->findings;
    findings_settle(findings, run->model->sources);
    for (uint32_t i = 0; i < findings->all.count && run->unread->blocks != NULL; i++) {
        Diagnostic *d = findings->all.at[i];
        d->fallen = d->fallen || follows(run->unread, d);
    }
}
