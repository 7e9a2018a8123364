/* Families of documents. The documents are gone through by date. Each joins the family of
 * earlier ones with which it shares names of projects, at least as many of them with
 * titles that are alike (or without a title: a reference) as with titles that are not. Of
 * the many families that it may share a name with, the few with which it shares most are
 * looked at, so that the whole takes a few looks for each name in each document. */
#include "check/names/kin.h"

#include <stdlib.h>

#include "model/view.h"

enum { HELD = 1, HELD_TITLED = 2 };

/* ---- which things ---- */

/* An indicator's name is its owner's, and a document's title its own. */
static bool is_named(ThingKind kind) {
    return kind != KIND_DOCUMENT && kind != KIND_INDICATOR;
}

static const TitleWords *words_of(Kin *kin, const NameMention *mention) {
    static const TitleWords none;
    if (mention->title == 0)
        return &none;
    TitleWords *words = &kin->titles[mention->title - 1];
    if (words->all == NULL) {
        const Title *title = &kin->model->titles.at[mention->title - 1];
        *words = title_words(kin->arena, kin->words, view_title_text(kin->model, title));
    }
    return words;
}

/* A title of signs alone is like any other. */
static bool has_words(Kin *kin, const NameMention *mention) {
    return words_of(kin, mention)->count > 0;
}

static int by_document(const void *left, const void *right) {
    const NameMention *a = left, *b = right;
    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    if (a->thing != b->thing)
        return a->thing < b->thing ? -1 : 1;
    return a->title < b->title ? 1 : a->title > b->title ? -1 : 0;
}

static void sort_mentions(Kin *kin) {
    if (kin->mentions.count > 1) {
        qsort(kin->mentions.at, kin->mentions.count, sizeof *kin->mentions.at,
              by_document);
    }
}

static void add_mention(Kin *kin, ThingKind kind, Id id, Id document, uint32_t title) {
    uint32_t thing = kin->first[kind] + id;
    ThingPast *past = &kin->past[thing];
    if (id == 0 || (title == 0 && past->document == document))
        return;
    past->document = document;
    *VEC_PUSH(kin->arena, &kin->mentions) =
        (NameMention){kin->rank[document], thing, title, document, (uint8_t)kind, id};
}

/* The titles of things that several documents give one, or of all. */
static void gather_titles(Kin *kin, bool all) {
    const Model *model = kin->model;
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        for (Id id = 1; is_named((ThingKind)kind) && id < model->things[kind].count;
             id++) {
            uint32_t at = model->things[kind].at[id].first_title;
            if (!all && (at == 0 || model->titles.at[at - 1].next == 0))
                continue;
            for (; at != 0; at = model->titles.at[at - 1].next) {
                add_mention(kin, (ThingKind)kind, id, model->titles.at[at - 1].document,
                            at);
            }
        }
    }
}

/* ---- what is alike ---- */

static MapKey mark_key(uint32_t thing, Marked marked, Family family) {
    return (MapKey){thing, marked.word, (uint32_t)marked.mark, family};
}

static void leave_marks(Kin *kin, const NameMention *mention, Family family) {
    const TitleWords *words = words_of(kin, mention);
    Marked marked;
    for (uint32_t i = 0; title_leaves(words, i, &marked); i++) {
        map_put(&kin->marks, mark_key(mention->thing, marked, 0), family);
        map_put(&kin->held_by, mark_key(mention->thing, marked, family), 1);
    }
}

/* Whether the title is like some title before it. */
static bool is_alike(Kin *kin, const NameMention *mention) {
    const TitleWords *words = words_of(kin, mention);
    Marked marked;
    for (uint32_t i = 0; title_looks_for(words, i, &marked); i++)
        if (map_get(&kin->marks, mark_key(mention->thing, marked, 0)) != 0)
            return true;
    return false;
}

/* Whether what a family says of the thing goes with the mention; false where it says
 * nothing, *unlike where it goes not. */
static bool family_agrees(Kin *kin, const NameMention *mention, Family family,
                          bool *unlike) {
    uint32_t held = map_get(&kin->held, (MapKey){mention->thing, family, 0, 0});
    *unlike = false;
    if (held == 0)
        return false;
    if ((held & HELD_TITLED) == 0 || !has_words(kin, mention))
        return true;
    const TitleWords *words = words_of(kin, mention);
    Marked marked;
    for (uint32_t i = 0; title_looks_for(words, i, &marked); i++)
        if (map_get(&kin->held_by, mark_key(mention->thing, marked, family)) != 0)
            return true;
    *unlike = true;
    return false;
}

/* ---- families ---- */

enum { RELATIVES_MOST = 4 };

/* The families for which most names of a document speak. */
typedef struct Relative {
    Family family;
    uint32_t votes;
} Relative;

typedef struct Relatives {
    Relative at[RELATIVES_MOST];
    uint32_t count;
} Relatives;

/* Keeps those with the most votes, the earlier family before the later. */
static void add_relative(Relatives *best, Family family, uint32_t votes) {
    uint32_t at = best->count;
    while (at > 0 &&
           (best->at[at - 1].votes < votes ||
            (best->at[at - 1].votes == votes && best->at[at - 1].family > family)))
        at--;
    if (at == RELATIVES_MOST)
        return;
    best->count += best->count < RELATIVES_MOST;
    for (uint32_t i = best->count - 1; i > at; i--)
        best->at[i] = best->at[i - 1];
    best->at[at] = (Relative){.family = family, .votes = votes};
}

static void vote(Kin *kin, Family family, uint32_t voter) {
    if (family == 0 || kin->voter[family] == voter + 1)
        return;
    kin->voter[family] = voter + 1;
    if (kin->votes[family]++ == 0)
        *VEC_PUSH(kin->arena, &kin->voted) = family;
}

Family kin_first_family(const Kin *kin, const NameMention *mention) {
    uint32_t first = kin->past[mention->thing].titled;
    return first == 0 ? 0 : kin->family[kin->mentions.at[first - 1].rank];
}

/* Each name of a project speaks for the families that used it last in that sense; without
 * a title also for the one that had it first. */
static Relatives find_relatives(Kin *kin, uint32_t from, uint32_t to) {
    Relatives best = {.count = 0};
    kin->voted.count = 0;
    for (uint32_t i = from; i < to; i++) {
        const NameMention *mention = &kin->mentions.at[i];
        const ThingPast *past = &kin->past[mention->thing];
        if (mention->kind != KIND_PROJECT)
            continue;
        if (has_words(kin, mention)) {
            vote(kin, past->reference, i);
        } else {
            vote(kin, past->last, i);
            vote(kin, kin_first_family(kin, mention), i);
        }
        const TitleWords *words = words_of(kin, mention);
        Marked marked;
        for (uint32_t k = 0; title_looks_for(words, k, &marked); k++)
            vote(kin, map_get(&kin->marks, mark_key(mention->thing, marked, 0)), i);
    }
    for (uint32_t i = 0; i < kin->voted.count; i++) {
        Family family = kin->voted.at[i];
        add_relative(&best, family, kin->votes[family]);
        kin->votes[family] = 0;
    }
    return best;
}

static uint32_t count_alike(Kin *kin, uint32_t from, uint32_t to, Family family,
                            uint32_t *unlike) {
    uint32_t alike = 0;
    *unlike = 0;
    for (uint32_t i = from; i < to; i++) {
        bool differs;
        if (kin->mentions.at[i].kind == KIND_PROJECT) {
            alike += family_agrees(kin, &kin->mentions.at[i], family, &differs);
            *unlike += differs;
        }
    }
    return alike;
}

uint32_t kin_alike(Kin *kin, uint32_t from, uint32_t to, Family family) {
    uint32_t unlike;
    return count_alike(kin, from, to, family, &unlike);
}

/* It joins the one with which it shares most, if it shares no more in another sense. */
Family kin_find(Kin *kin, uint32_t from, uint32_t to) {
    Relatives best = find_relatives(kin, from, to);
    for (uint32_t i = 0; i < best.count; i++) {
        uint32_t unlike, alike = count_alike(kin, from, to, best.at[i].family, &unlike);
        if (alike > 0 && alike >= unlike)
            return best.at[i].family;
    }
    return 0;
}

void kin_join(Kin *kin, uint32_t from, uint32_t to, Family family) {
    family = family != 0 ? family : ++kin->count;
    kin->family[kin->mentions.at[from].rank] = family;
    for (uint32_t i = from; i < to; i++) {
        const NameMention *mention = &kin->mentions.at[i];
        ThingPast *past = &kin->past[mention->thing];
        bool titled = has_words(kin, mention);
        MapKey key = {mention->thing, family, 0, 0};
        past->last = family;
        if (titled) {
            past->titled = past->titled != 0 ? past->titled : i + 1;
            leave_marks(kin, mention, family);
        } else {
            past->reference = family;
        }
        map_put(&kin->held, key,
                map_get(&kin->held, key) | (titled ? HELD_TITLED : HELD));
    }
}

/* ---- what is asked of them ---- */

bool kin_is_new_title(Kin *kin, const NameMention *mention) {
    return has_words(kin, mention) && kin->past[mention->thing].titled != 0 &&
           !is_alike(kin, mention);
}

bool kin_is_shared(Kin *kin, const NameMention *mention) {
    return kin->past[mention->thing].last != 0 &&
           (!has_words(kin, mention) || is_alike(kin, mention));
}

bool kin_has_title(const Kin *kin, const NameMention *mention, Family family) {
    MapKey key = {mention->thing, family, 0, 0};
    return (map_get(&kin->held, key) & HELD_TITLED) != 0;
}

uint32_t kin_document_end(const Kin *kin, uint32_t from) {
    uint32_t to = from + 1;
    while (to < kin->mentions.count &&
           kin->mentions.at[to].rank == kin->mentions.at[from].rank)
        to++;
    return to;
}

bool kin_any_new_title(Kin *kin) {
    gather_titles(kin, false);
    sort_mentions(kin);
    bool any = false;
    for (uint32_t i = 0; i < kin->mentions.count && !any; i++) {
        const NameMention *mention = &kin->mentions.at[i];
        any = kin_is_new_title(kin, mention);
        if (has_words(kin, mention)) {
            kin->past[mention->thing].titled = i + 1;
            leave_marks(kin, mention, 1);
        }
    }
    return any;
}

/* ---- the beginning ---- */

typedef struct Ranked {
    int32_t date;
    Id document;
} Ranked;

static int by_date(const void *left, const void *right) {
    const Ranked *a = left, *b = right;
    if (a->date != b->date)
        return a->date < b->date ? -1 : 1;
    return a->document < b->document ? -1 : a->document > b->document;
}

static uint32_t *rank_documents(const Model *model, Arena *scratch) {
    uint32_t count = model->things[KIND_DOCUMENT].count;
    uint32_t *rank = ARENA_ARRAY(scratch, uint32_t, count);
    Ranked *dated = ARENA_ARRAY(scratch, Ranked, count);
    for (Id id = 0; id < count; id++)
        dated[id] = (Ranked){model_date(model, id), id};
    qsort(dated, count, sizeof *dated, by_date);
    for (uint32_t i = 0; i < count; i++)
        rank[dated[i].document] = i;
    return rank;
}

/* Forgets what was looked at, but for the words of titles. */
static void forget(Kin *kin) {
    Map *const maps[] = {&kin->marks, &kin->held, &kin->held_by};
    for (size_t i = 0; i < sizeof maps / sizeof *maps; i++)
        *maps[i] = (Map){.arena = kin->arena};
    kin->past = ARENA_ARRAY(kin->arena, ThingPast, kin->things);
    kin->mentions.count = 0;
}

void kin_gather(Kin *kin) {
    const Model *model = kin->model;
    forget(kin);
    gather_titles(kin, true);
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        for (Id id = 1; is_named((ThingKind)kind) && id < model->things[kind].count;
             id++) {
            uint32_t at = model->things[kind].at[id].first_prop;
            for (; at != 0; at = model->props.at[at - 1].next) {
                add_mention(kin, (ThingKind)kind, id, model->props.at[at - 1].document,
                            0);
            }
        }
    }
    for (uint32_t i = 0; i < model->lines.count; i++) {
        const Line *line = &model->lines.at[i];
        add_mention(kin, KIND_PROJECT, line->project, line->document, 0);
        add_mention(kin, KIND_AREA, line->area, line->document, 0);
        add_mention(kin, KIND_SOURCE, line->source, line->document, 0);
        add_mention(kin, KIND_MONEY, line->money, line->document, 0);
    }
    sort_mentions(kin);
    uint32_t kept = 0; /* of several, the one with the title */
    for (uint32_t i = 0; i < kin->mentions.count; i++) {
        const NameMention *mention = &kin->mentions.at[i];
        if (kept == 0 || kin->mentions.at[kept - 1].rank != mention->rank ||
            kin->mentions.at[kept - 1].thing != mention->thing)
            kin->mentions.at[kept++] = *mention;
    }
    kin->mentions.count = kept;
}

void kin_begin(Kin *kin, const Model *model, Arena *scratch) {
    uint32_t documents = model->things[KIND_DOCUMENT].count;
    *kin = (Kin){.model = model, .arena = scratch};
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        kin->first[kind] = kin->things;
        kin->things += model->things[kind].count;
    }
    kin->words = names_new(scratch);
    kin->rank = rank_documents(model, scratch);
    kin->titles = ARENA_ARRAY(scratch, TitleWords, model->titles.count);
    kin->family = ARENA_ARRAY(scratch, Family, documents);
    kin->votes = ARENA_ARRAY(scratch, uint32_t, documents + 1);
    kin->voter = ARENA_ARRAY(scratch, uint32_t, documents + 1);
    forget(kin);
}
