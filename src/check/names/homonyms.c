/* N07, one name for two things: names are shared by all documents, so that two documents
 * that know nothing of each other, each with a project "a", are added up as one. But a
 * name may change its title from one document of a series to the next; so what decides is
 * what else the documents share. A title that is like none before it, under a name that
 * another family of documents (kin.h) has, is a name for two things. */
#include <stdlib.h>

#include "check/families.h"
#include "check/names/kin.h"
#include "model/view.h"

/* A name that another family has in another sense. */
typedef struct Conflict {
    Family family;
    bool project;
    Place place; /* of the title */
    uint32_t mention, before;
} Conflict;

typedef struct Homonyms {
    CheckRun *run;
    const Model *model;
    Arena *scratch;
    Kin kin;
} Homonyms;

/* ---- what is said ---- */

static Place title_place(const Homonyms *h, const NameMention *mention) {
    const Title *title = &h->model->titles.at[mention->title - 1];
    return (Place){title->source, title->quoted};
}

static Slice name_list(const Homonyms *h, const Conflict *conflicts, uint32_t count) {
    enum { NAMES_MOST = 8 };
    Arena *arena = h->model->arena;
    Slice text = SLICE("");
    for (uint32_t i = 0; i < count && i < NAMES_MOST; i++) {
        const NameMention *mention = &h->kin.mentions.at[conflicts[i].mention];
        Slice name = model_name(h->model, (ThingKind)mention->kind, mention->id);
        text = arena_format(arena, "%.*s%s\"%.*s\"", SLICE_ARGS(text), i == 0 ? "" : ", ",
                            SLICE_ARGS(name));
    }
    return count <= NAMES_MOST ? text
                               : arena_format(arena, "%.*s and %u more", SLICE_ARGS(text),
                                              count - NAMES_MOST);
}

/* One finding for the names that a document shares with a family in another sense. */
static void report(Homonyms *h, const Conflict *conflicts, uint32_t count) {
    enum { LABELS_MOST = 6 };
    const Model *model = h->model;
    Findings *findings = h->run->findings;
    const NameMention *here = &h->kin.mentions.at[conflicts[0].mention];
    const NameMention *before = &h->kin.mentions.at[conflicts[0].before];
    ThingKind kind = (ThingKind)here->kind;
    Slice name = model_name(model, kind, here->id);
    Slice first = view_title_text(model, &model->titles.at[before->title - 1]);
    Slice second = view_title_text(model, &model->titles.at[here->title - 1]);
    Slice document = view_title(model, KIND_DOCUMENT, before->document, 0);
    Diagnostic *d = findings_add(
        findings, CODE_N07, conflicts[0].place,
        "the name \"%.*s\" is used for two %s: \"%.*s\" here, \"%.*s\" in \"%.*s\"",
        SLICE_ARGS(name), kind_plural(kind), SLICE_ARGS(second), SLICE_ARGS(first),
        SLICE_ARGS(document));
    diagnostic_here(findings, d, "the same one?");
    diagnostic_label(findings, d, title_place(h, before), "the other title");
    for (uint32_t i = 1; i < count && i <= LABELS_MOST; i++)
        diagnostic_label(findings, d, conflicts[i].place, "here too");
    if (count > 1) {
        diagnostic_note(findings, d,
                        "%u names have titles without a word in common in these "
                        "documents: %.*s",
                        count, SLICE_ARGS(name_list(h, conflicts, count)));
    }
    diagnostic_note(
        findings, d,
        "a name means one thing in all documents: queries add up the figures of both");
    diagnostic_help(findings, d,
                    "give them different names; if the title has only changed, accept "
                    "it: allow N07 \"…\"");
}

/* ---- the walk ---- */

typedef VEC(Conflict) ConflictVec;

static void find_conflicts(Homonyms *h, uint32_t from, uint32_t to, Family own,
                           ConflictVec *conflicts) {
    conflicts->count = 0;
    for (uint32_t i = from; i < to; i++) {
        const NameMention *mention = &h->kin.mentions.at[i];
        if (!kin_is_new_title(&h->kin, mention))
            continue;
        uint32_t before = h->kin.past[mention->thing].titled - 1;
        Family family = kin_first_family(&h->kin, mention);
        /* A family may change the title of what is its own. */
        if (family != own && !kin_has_title(&h->kin, mention, own)) {
            *VEC_PUSH(h->scratch, conflicts) =
                (Conflict){family, mention->kind == KIND_PROJECT, title_place(h, mention),
                           i, before};
        }
    }
}

/* The projects of a family first, in the order of the files. */
static int by_family(const void *left, const void *right) {
    const Conflict *a = left, *b = right;
    if (a->family != b->family)
        return a->family < b->family ? -1 : 1;
    if (a->project != b->project)
        return a->project ? -1 : 1;
    if (a->place.source != b->place.source)
        return a->place.source < b->place.source ? -1 : 1;
    uint32_t start = a->place.span.start, other = b->place.span.start;
    return start < other ? -1 : start > other;
}

/* How many names of other things than projects the document shares with earlier ones. */
static uint32_t shared_words(Homonyms *h, uint32_t from, uint32_t to) {
    uint32_t shared = 0;
    for (uint32_t i = from; i < to; i++) {
        const NameMention *mention = &h->kin.mentions.at[i];
        shared += mention->kind != KIND_PROJECT && kin_is_shared(&h->kin, mention);
    }
    return shared;
}

static uint32_t count_projects(const Conflict *conflicts, uint32_t count) {
    uint32_t projects = 0;
    for (uint32_t i = 0; i < count; i++)
        projects += conflicts[i].project;
    return projects;
}

/* What a document has in common with others. */
typedef struct Common {
    uint32_t projects; /* names that it shares with the family, in one sense */
    uint32_t others;   /* names of other things that it shares with any */
    bool one;          /* one project's name is all that is in question */
} Common;

/* Of the names shared with one family in another sense those that count: the projects,
 * where more of them differ than agree; the rest, where more of it differs than is
 * shared. Sources, areas and the like are the vocabulary of a place, and say little of
 * projects: enough only where a single one differs. */
static void judge(Homonyms *h, Conflict *conflicts, uint32_t count,
                  const Common *common) {
    uint32_t unlike = count_projects(conflicts, count), kept = 0;
    bool strangers = unlike > common->projects && !(common->one && common->others > 0);
    bool apart = strangers || count - unlike > common->others + common->projects;
    for (uint32_t i = 0; i < count; i++)
        if (conflicts[i].project ? strangers : apart)
            conflicts[kept++] = conflicts[i];
    if (kept > 0)
        report(h, conflicts, kept);
}

/* With so many families at once no document has anything else in common: more are not
 * looked into, so that the time does not grow with them. */
enum { LOOKS_MOST = 16 };

static void judge_all(Homonyms *h, uint32_t from, uint32_t to, ConflictVec *conflicts) {
    if (conflicts->count == 0)
        return;
    Common common = {.others = shared_words(h, from, to),
                     .one = count_projects(conflicts->at, conflicts->count) == 1};
    qsort(conflicts->at, conflicts->count, sizeof *conflicts->at, by_family);
    uint32_t looks = 0;
    for (uint32_t i = 0, end; i < conflicts->count; i = end) {
        Family family = conflicts->at[i].family;
        end = i + 1;
        while (end < conflicts->count && conflicts->at[end].family == family)
            end++;
        common.projects = looks++ < LOOKS_MOST ? kin_alike(&h->kin, from, to, family) : 0;
        judge(h, &conflicts->at[i], end - i, &common);
    }
}

static void walk(Homonyms *h) {
    ConflictVec conflicts = {0};
    for (uint32_t from = 0, to; from < h->kin.mentions.count; from = to) {
        to = kin_document_end(&h->kin, from);
        Family own = kin_find(&h->kin, from, to);
        find_conflicts(h, from, to, own, &conflicts);
        judge_all(h, from, to, &conflicts);
        kin_join(&h->kin, from, to, own);
    }
}

void check_homonyms(CheckRun *run) {
    if (run->model->things[KIND_DOCUMENT].count < 3) /* with number 0: one at most */
        return;
    Homonyms h = {
        .run = run, .model = run->model, .scratch = arena_new(arena_memory(run->arena))};
    kin_begin(&h.kin, h.model, h.scratch);
    if (kin_any_new_title(&h.kin)) {
        kin_gather(&h.kin);
        walk(&h);
    }
    arena_drop(h.scratch);
}
