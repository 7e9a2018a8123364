/* N10, a title that is probably another one misspelt: what has no name is told by its
 * title, so that a slip in it makes another project, or area, without a word. Looked for
 * among the titles that one document gives to things of one kind, where at least one of
 * the two has no name. Two that stand in one table are two. */
#include "check/families.h"

#include <stdlib.h>

#include "base/by_key.h"
#include "base/hash.h"
#include "base/map.h"
#include "check/names/near_words.h"
#include "model/title_difference.h"
#include "model/view.h"
#include "syntax/title_name.h"

/* A place where a document gives a thing its title, or names it in a table. */
typedef struct TitleMention {
    uint32_t said;  /* index into NearTitles.said */
    uint32_t table; /* the printed one that it stands in; 0: none */
    Place place;    /* of the title or the name */
    bool alone;     /* a title in place of a name */
} TitleMention;

/* What a document says of a thing. */
typedef struct TitledThing {
    Id document, id;
    uint8_t kind;
    bool named;  /* it has a name of its own */
    bool alone;  /* its title stands for it somewhere */
    Place title; /* the first */
    bool titled;
} TitledThing;

typedef struct NearTitles {
    CheckRun *run;
    const Model *model;
    Arena *scratch;
    Map said_by; /* document, kind, thing: index + 1 into said */
    Map printed; /* file, start of its statement: the printed table + 1 */
    VEC(TitledThing) said;
    VEC(TitleMention) mentions; /* in the order of the files */
    ByKey by_said;              /* their numbers */
} NearTitles;

/* ---- what the files say ---- */

typedef struct MentionWalk {
    Id document;
    SourceId file;
    uint32_t table;
} MentionWalk;

static void walk_list(NearTitles *n, MentionWalk walk, const Node *first);

static uint32_t said_index(NearTitles *n, Id document, ThingKind kind, Id id) {
    MapKey key = {document, kind, id, 0};
    uint32_t at = map_get(&n->said_by, key);
    if (at == 0) {
        *VEC_PUSH(n->scratch, &n->said) =
            (TitledThing){.document = document, .id = id, .kind = (uint8_t)kind};
        at = n->said.count;
        map_put(&n->said_by, key, at);
    }
    return at - 1;
}

static void mention(NearTitles *n, MentionWalk walk, ThingKind kind, Ref name,
                    Quoted title) {
    Id id = name.name == 0 ? 0 : model_find(n->model, kind, name.name);
    if (id == 0)
        return;
    const Source *source = sources_get(n->model->sources, walk.file);
    bool titled = title.end > title.start;
    bool alone = source->text.at[name.span.start] == '"';
    uint32_t at = said_index(n, walk.document, kind, id);
    TitledThing *said = &n->said.at[at];
    said->named |= titled && !alone;
    said->alone |= alone;
    if (titled && !said->titled) {
        said->titled = true;
        said->title = (Place){walk.file, title};
    }
    *VEC_PUSH(n->scratch, &n->mentions) =
        (TitleMention){at, walk.table, {walk.file, alone ? title : name.span}, alone};
}

static void walk_declare(NearTitles *n, MentionWalk walk, const Declare *declare) {
    ThingKind kind = (ThingKind)declare->node.what;
    if (kind == KIND_DOCUMENT) {
        Id id = model_find(n->model, KIND_DOCUMENT, declare->name.name);
        walk.document = id != 0 ? id : walk.document;
    } else if (kind == KIND_PROJECT || kind == KIND_AREA) {
        mention(n, walk, kind, declare->name, declare->title);
    }
    if (declare->block != NULL)
        walk_list(n, walk, declare->block->first);
}

static void walk_list(NearTitles *n, MentionWalk walk, const Node *first) {
    for (const Node *node = first; node != NULL; node = node->next) {
        if (node->kind == NODE_DECLARE) {
            walk_declare(n, walk, (const Declare *)node);
        } else if (node->kind == NODE_ROW) {
            const Row *row = (const Row *)node;
            mention(n, walk, KIND_PROJECT, row->name, row->title);
            if (row->block != NULL)
                walk_list(n, walk, row->block->first);
        } else if (node->kind == NODE_TABLE && ((const Table *)node)->block != NULL) {
            MentionWalk inner = walk;
            inner.table =
                map_get(&n->printed, (MapKey){walk.file, node->span.start, 0, 0});
            walk_list(n, inner, ((const Table *)node)->block->first);
        }
    }
}

static void gather(NearTitles *n) {
    const Model *model = n->model;
    for (Id id = 1; id < model->tables.count; id++) {
        const TableInfo *table = &model->tables.at[id];
        map_put(&n->printed, (MapKey){table->file, table->node->node.span.start, 0, 0},
                table->printed);
    }
    for (uint32_t i = 0; i < model->stretches.count; i++) {
        const Stretch *stretch = &model->stretches.at[i];
        SourceId file = stretch->place.source;
        if (i == 0 || file != stretch[-1].place.source) /* the blocks are in it */
            walk_list(n, (MentionWalk){stretch->document, file, 0}, stretch->first);
    }
    uint32_t *key = ARENA_ARRAY(n->scratch, uint32_t, n->mentions.count + 1);
    for (uint32_t i = 0; i < n->mentions.count; i++)
        key[i] = n->mentions.at[i].said;
    n->by_said = by_key_sort(n->scratch, NULL, n->mentions.count, key, n->said.count);
}

/* ---- what is compared ---- */

static bool has_no_name(const TitledThing *said) {
    return said->alone && !said->named;
}

/* Things of one kind in one document, in the same thing if they are in any. */
static uint64_t among(const NearTitles *n, const TitledThing *said) {
    Id parent = model_thing(n->model, (ThingKind)said->kind, said->id)->parent;
    uint64_t hash = hash_mix(HASH_START, (uint64_t)said->document << 32 | parent);
    return hash_spread(hash_mix(hash, said->kind));
}

static int by_number(const void *left, const void *right) {
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return (a > b) - (a < b);
}

/* The printed tables in which a thing stands, in their order. */
static uint32_t tables_of(const NearTitles *n, uint32_t said, uint32_t **out) {
    uint32_t from = n->by_said.first[said], to = n->by_said.first[said + 1], count = 0;
    uint32_t *tables = ARENA_ARRAY(n->scratch, uint32_t, to - from + 1);
    for (uint32_t i = from; i < to; i++) {
        uint32_t table = n->mentions.at[n->by_said.items[i]].table;
        if (table != 0)
            tables[count++] = table;
    }
    qsort(tables, count, sizeof *tables, by_number);
    *out = tables;
    return count;
}

static bool stand_together(const NearTitles *n, uint32_t a, uint32_t b) {
    uint32_t *x, *y, i = 0, k = 0;
    uint32_t x_count = tables_of(n, a, &x), y_count = tables_of(n, b, &y);
    while (i < x_count && k < y_count && x[i] != y[k])
        if (x[i] < y[k])
            i++;
        else
            k++;
    return i < x_count && k < y_count;
}

/* ---- what is said ---- */

static uint32_t mention_count(const NearTitles *n, uint32_t said) {
    return n->by_said.first[said + 1] - n->by_said.first[said];
}

static const TitleMention *mention_at(const NearTitles *n, uint32_t said, uint32_t i) {
    return &n->mentions.at[n->by_said.items[n->by_said.first[said] + i]];
}

static Slice title_of(const NearTitles *n, uint32_t said) {
    Place place = n->said.at[said].title;
    return source_slice(sources_get(n->model->sources, place.source), place.span);
}

static bool has_mark(Slice quoted) {
    Slice title = {quoted.at + 1, quoted.length - 2};
    return title_without_mark(title).length < title.length;
}

/* Whether of two titles the first is probably the slip: it has no name, and is written
 * more seldom or, as often, later. */
static bool is_slip(const NearTitles *n, uint32_t a, uint32_t b) {
    bool first = has_no_name(&n->said.at[a]), second = has_no_name(&n->said.at[b]);
    if (first != second)
        return first;
    first = has_mark(title_of(n, a)), second = has_mark(title_of(n, b));
    if (first != second)
        return first;
    uint32_t times = mention_count(n, a), others = mention_count(n, b);
    return times != others ? times < others : a > b;
}

static void report(const NearTitles *n, uint32_t slip, uint32_t other, uint32_t letters) {
    enum { BY_MARK = 3 };
    static const char *const by[] = {"only in capitals, spaces or signs", "by one letter",
                                     "by two letters", "only by the mark of a footnote"};
    enum { LABELS_MOST = 4 };
    Findings *findings = n->run->findings;
    const TitledThing *said = &n->said.at[slip];
    const char *kind = kind_text((ThingKind)said->kind);
    const char *article = said->kind == KIND_AREA ? "an" : "a";
    Slice title = title_of(n, slip), correct = title_of(n, other);
    bool marked = letters == 0 && (has_mark(title) || has_mark(correct));
    letters = marked ? BY_MARK : letters;
    Diagnostic *d = findings_add(findings, CODE_N10, said->title,
                                 "%.*s differs from %.*s %s, so it is %s %s of its own",
                                 SLICE_ARGS(title), SLICE_ARGS(correct), by[letters],
                                 article, kind);
    diagnostic_here(findings, d, marked ? "the same?" : "misspelt?");
    diagnostic_label(findings, d, n->said.at[other].title, "the other title");
    for (uint32_t i = 0, labels = 0; i < mention_count(n, slip); i++) {
        const TitleMention *at = mention_at(n, slip, i);
        if (!at->alone)
            continue;
        diagnostic_fix(findings, d, at->place, correct);
        if (at->place.span.start != said->title.span.start && labels++ < LABELS_MOST)
            diagnostic_label(findings, d, at->place, "here too");
    }
    diagnostic_note(findings, d,
                    marked ? "no table has both, so both are probably one"
                           : "no table has both, so one of the titles is probably "
                             "misspelt");
    diagnostic_help(findings, d,
                    "write %.*s if it is the same %s; if it is another, accept it: allow "
                    "N10 \"…\"",
                    SLICE_ARGS(correct), kind);
}

static int by_index(const void *left, const void *right) {
    const NearPair *x = left, *y = right;
    if (x->letters != y->letters)
        return x->letters < y->letters ? -1 : 1;
    if (x->a != y->a)
        return x->a < y->a ? -1 : 1;
    return (x->b > y->b) - (x->b < y->b);
}

/* The nearest pairs first; of each slip one. */
static void report_all(const NearTitles *n, NearPairs *pairs, const uint32_t *number) {
    bool *told = ARENA_ARRAY(n->scratch, bool, n->said.count);
    if (pairs->count > 1)
        qsort(pairs->at, pairs->count, sizeof *pairs->at, by_index);
    for (uint32_t i = 0; i < pairs->count; i++) {
        uint32_t a = number[pairs->at[i].a], b = number[pairs->at[i].b];
        uint32_t slip = is_slip(n, a, b) ? a : b, other = slip == a ? b : a;
        if (!has_no_name(&n->said.at[slip]) || told[slip] || told[other] ||
            stand_together(n, a, b) || slice_equal(title_of(n, a), title_of(n, b)))
            continue;
        told[slip] = true;
        report(n, slip, other, pairs->at[i].letters);
    }
}

static void look(NearTitles *n) {
    gather(n);
    NearTitle *titles = ARENA_ARRAY(n->scratch, NearTitle, n->said.count);
    uint32_t *number = ARENA_ARRAY(n->scratch, uint32_t, n->said.count), count = 0;
    for (uint32_t i = 0; i < n->said.count; i++) {
        const TitledThing *said = &n->said.at[i];
        if (!said->titled)
            continue;
        const Source *source = sources_get(n->model->sources, said->title.source);
        Slice text = tree_string(n->scratch, source, said->title.span);
        number[count] = i;
        titles[count++] = (NearTitle){
            among(n, said), title_letters(n->scratch, title_without_mark(text))};
    }
    NearPairs pairs = {0};
    near_words_find(n->scratch, titles, count, &pairs);
    report_all(n, &pairs, number);
}

/* Whether any title stands for a name. */
static bool any_alone(const Model *model) {
    for (uint32_t i = 0; i < model->titles.count; i++)
        if (model->titles.at[i].alone)
            return true;
    return false;
}

void check_near_titles(CheckRun *run) {
    if (!any_alone(run->model))
        return;
    Arena *scratch = arena_new(arena_memory(run->arena));
    NearTitles n = {.run = run,
                    .model = run->model,
                    .scratch = scratch,
                    .said_by = {.arena = scratch},
                    .printed = {.arena = scratch}};
    look(&n);
    arena_drop(scratch);
}
