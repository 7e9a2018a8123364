/* Sums by the letters of titles, which make the names of areas and projects. */
#include "tables/known.h"

#include <string.h>

#include "base/io.h"
#include "base/names.h"
#include "model/model.h"
#include "model/view.h"
#include "syntax/title_name.h"
#include "workspace/overlay.h"
#include "workspace/workspace.h"

typedef struct KnownThing {
    Slice title; /* the first */
    Slice outer; /* of a group in a group: the outer one's letters */
    Id id;       /* of the file's model; 0: of a table */
    bool several, totals, entries;
} KnownThing;

struct KnownFile {
    Arena *arena;
    Workspace *workspace;   /* NULL: no file */
    Names *declared;        /* "source budget_2018" */
    Names *names;           /* "area green" */
    VEC(KnownThing) things; /* by these, from 1 */
    Names *keys;            /* "area green 2024 budget" */
    VEC(KnownSum) sums;     /* by these, from 1 */
};

static const char *word_of(KnownKind kind) {
    return kind == KNOWN_AREA ? "area" : "project";
}

/* ---- things ---- */

static Slice name_key(const KnownFile *known, KnownKind kind, Slice title) {
    Slice letters = title_letters(known->arena, title);
    return arena_format(known->arena, "%s %.*s", word_of(kind), SLICE_ARGS(letters));
}

static KnownThing *add_thing(KnownFile *known, KnownKind kind, Slice title, Slice outer,
                             Id id) {
    NameId name = names_add(known->names, name_key(known, kind, title));
    bool is_new = name >= known->things.count;
    while (name >= known->things.count)
        *VEC_PUSH(known->arena, &known->things) =
            (KnownThing){.title = {"", 0}, .outer = {"", 0}};
    KnownThing *thing = &known->things.at[name];
    if (is_new)
        *thing = (KnownThing){.title = title, .outer = outer, .id = id};
    else if (kind == KNOWN_AREA &&
             (id > 0 ? thing->id != id : !slice_equal(thing->outer, outer)))
        thing->several = true;
    return thing;
}

KnownHow known_thing(const KnownFile *known, KnownKind kind, Slice title, Slice *own) {
    NameId name = names_find(known->names, name_key(known, kind, title));
    if (name == 0 || title_letters(known->arena, title).length == 0)
        return KNOWN_NOT;
    const KnownThing *thing = &known->things.at[name];
    if (own)
        *own = thing->title;
    return thing->several                     ? KNOWN_SEVERAL
           : thing->totals && !thing->entries ? KNOWN_TOTALS
                                              : KNOWN_ONE;
}

/* ---- sums ---- */

static Slice sum_key(const KnownFile *known, KnownKind kind, Slice title, HeadTime time,
                     Slice money) {
    Slice letters = title_letters(known->arena, title);
    Slice when = times_text(known->arena, time);
    Slice what = title_letters(known->arena, money);
    return arena_format(known->arena, "%s %.*s %.*s %.*s", word_of(kind),
                        SLICE_ARGS(letters), SLICE_ARGS(when), SLICE_ARGS(what));
}

const KnownSum *known_sum(const KnownFile *known, KnownKind kind, Slice title,
                          HeadTime time, Slice money) {
    NameId key = names_find(known->keys, sum_key(known, kind, title, time, money));
    return key > 0 ? &known->sums.at[key] : NULL;
}

static void add_sum(KnownFile *known, Slice text, Decimal amount, uint8_t currency,
                    bool open) {
    NameId key = names_add(known->keys, text);
    while (key >= known->sums.count)
        *VEC_PUSH(known->arena, &known->sums) = (KnownSum){.amount = DECIMAL_ZERO};
    KnownSum *sum = &known->sums.at[key];
    sum->open |= open || (sum->entries > 0 && sum->currency != currency) ||
                 !decimal_add(sum->amount, amount, &sum->amount);
    sum->currency = currency;
    sum->entries++;
}

/* Under its own time and under its year's, of its kind of money and of all kinds. */
static void add_money(KnownFile *known, KnownKind kind, Slice title, HeadTime time,
                      Slice money, Decimal amount, uint8_t currency, bool open) {
    HeadTime year = {.year = time.year, .split = time.split};
    Slice any = {"", 0};
    for (int own = 0; own < 2; own++)
        for (int its = 0; its < 2; its++) {
            if ((own && times_equal(time, year)) || (its && money.length == 0))
                continue;
            add_sum(known,
                    sum_key(known, kind, title, own ? time : year, its ? money : any),
                    amount, currency, open);
        }
}

/* ---- the file ---- */

static void add_titles(KnownFile *known, ThingKind kind) {
    const Model *model = known->workspace->model;
    const ThingVec *things = &model->things[kind];
    for (Id id = 1; id < things->count; id++)
        for (uint32_t at = things->at[id].first_title; at > 0;
             at = model->titles.at[at - 1].next)
            known_declare(known, kind_text(kind),
                          view_title_text(model, &model->titles.at[at - 1]));
}

static void add_things(KnownFile *known, ThingKind kind, KnownKind as) {
    const Model *model = known->workspace->model;
    for (Id id = 1; id < model->things[kind].count; id++)
        for (uint32_t at = model->things[kind].at[id].first_title; at > 0;
             at = model->titles.at[at - 1].next)
            add_thing(known, as, view_title_text(model, &model->titles.at[at - 1]),
                      (Slice){"", 0}, id);
}

/* The year, quarter or month of an entry; its year is 0 where it is of none. */
static HeadTime time_of(const Model *model, uint32_t fact) {
    Time time = model_fact_time(model, fact);
    uint32_t from = time.from > 0 ? (uint32_t)time.from : 0;
    switch (time.kind) {
    case TIME_YEAR:
        return (HeadTime){.year = (uint32_t)year_named(time.from),
                          .split = year_is_split(time.from)};
    case TIME_QUARTER:
        return (HeadTime){.year = from / 100, .quarter = from % 100 - TIME_QUARTER_BASE};
    case TIME_MONTH: return (HeadTime){.year = from / 100, .month = from % 100};
    default: return (HeadTime){0};
    }
}

/* The money of an entry under each title of a thing and of those around it. */
static void add_around(KnownFile *known, ThingKind kind, KnownKind as, Id id,
                       HeadTime time, Slice money, const Figure *figure) {
    const Model *model = known->workspace->model;
    bool open = (figure->flags & (FIGURE_BLANK | FIGURE_BAD)) != 0;
    for (uint32_t depth = 0; id > 0 && depth < 100;
         id = model->things[kind].at[id].parent, depth++)
        for (uint32_t at = model->things[kind].at[id].first_title; at > 0;
             at = model->titles.at[at - 1].next)
            add_money(known, as, view_title_text(model, &model->titles.at[at - 1]), time,
                      money, figure_decimal(*figure), figure->currency, open);
}

/* The entries of the document that the table joins. */
static void add_facts(KnownFile *known) {
    const Model *model = known->workspace->model;
    Id document = model_document_at(model, (Place){0, {0, 0}});
    for (uint32_t fact = 0; fact < model->facts.count; fact++) {
        const Line *line = &model->lines.at[model->facts.line[fact]];
        HeadTime time = time_of(model, fact);
        if (line->document != document || line->kind != MONEY_FUNDING || time.year == 0 ||
            (model->facts.flags[fact] & FACT_PART))
            continue;
        Slice money = {"", 0};
        if (line->money > 0)
            money = view_title(model, KIND_MONEY, line->money, document);
        Figure figure = facts_figure(&model->facts, fact);
        add_around(known, KIND_AREA, KNOWN_AREA, line->area, time, money, &figure);
        add_around(known, KIND_PROJECT, KNOWN_PROJECT, line->project, time, money,
                   &figure);
    }
}

/* A file with errors of reading says not all that it knows. */
static bool is_sound(Told *told, const Workspace *workspace, Slice path) {
    if (workspace->unreadable.count > 0)
        return told_refuse(told, "--into %.*s: %.*s %s", SLICE_ARGS(path),
                           SLICE_ARGS(workspace->unreadable.at[0].path),
                           workspace->unreadable.at[0].why);
    for (uint32_t i = 0; i < workspace->findings.all.count; i++)
        if (diagnostic_fails(workspace->findings.all.at[i], CHECK_SYNTAX | CHECK_FILE))
            return told_refuse(told,
                               "--into %.*s: the file cannot be read to its end; "
                               "integ check shows why",
                               SLICE_ARGS(path));
    return true;
}

KnownFile *known_read(Told *told, Slice path, const Slice *text) {
    KnownFile *known = ARENA_NEW(told->arena, KnownFile);
    known->arena = told->arena;
    known->declared = names_new(told->arena);
    known->names = names_new(told->arena);
    known->keys = names_new(told->arena);
    if (path.length == 0)
        return known;
    Files system = files_system(), files = system;
    Slice folder, real = path; /* "-" is its own */
    if (text && io_real_path(told->arena, ".", &folder) == IO_OK &&
        (slice_is(path, "-") || io_real_path(told->arena, path.at, &real) == IO_OK)) {
        Overlay *overlay = overlay_new(told->arena, &system, folder);
        overlay_put(overlay, real, *text);
        files = overlay_files(overlay);
    }
    Request request = {.paths = &path, .path_count = 1, .verdicts_only = true};
    known->workspace = workspace_load(arena_memory(told->arena), &files, &request);
    if (!is_sound(told, known->workspace, path)) {
        known_drop(known);
        return NULL;
    }
    add_titles(known, KIND_SOURCE);
    add_titles(known, KIND_MONEY);
    add_things(known, KIND_AREA, KNOWN_AREA);
    add_things(known, KIND_PROJECT, KNOWN_PROJECT);
    add_facts(known);
    return known;
}

void known_drop(KnownFile *known) {
    if (known->workspace)
        workspace_drop(known->workspace);
    known->workspace = NULL;
}

bool known_is_file(const KnownFile *known) {
    return known->workspace != NULL;
}

Slice known_text(const KnownFile *known) {
    return known->workspace->sources.all.at[0]->text;
}

static Slice declared_key(const KnownFile *known, const char *kind, Slice title) {
    return arena_format(known->arena, "%s %.*s", kind,
                        SLICE_ARGS(title_letters(known->arena, title)));
}

bool known_declares(const KnownFile *known, const char *kind, Slice title) {
    return names_find(known->declared, declared_key(known, kind, title)) != 0;
}

void known_declare(KnownFile *known, const char *kind, Slice title) {
    names_add(known->declared, declared_key(known, kind, title));
}

bool known_names_area(const KnownFile *known, Slice name) {
    if (!known->workspace)
        return false;
    const Model *model = known->workspace->model;
    NameId id = names_find(model->names, name);
    return id > 0 && model_find(model, KIND_AREA, id) > 0;
}

/* ---- a table ---- */

typedef struct TableMoney {
    KnownFile *known;
    const ImportReading *r;
} TableMoney;

static void add_cells(const TableMoney *m, KnownKind kind, Slice title,
                      const ReadRow *row) {
    for (uint32_t c = 0; c < m->r->value_count; c++) {
        const ReadColumn *column = m->r->values[c];
        ShownKind shown = row->cells[c].kind;
        if (column->role != COLUMN_YEAR || shown == SHOWN_DASH)
            continue;
        add_money(m->known, kind, title, column->time, column->money,
                  shown == SHOWN_NUMBER ? decimal_shift(row->values[c], -m->r->power)
                                        : DECIMAL_ZERO,
                  m->r->currency, shown != SHOWN_NUMBER);
    }
}

/* As deep as groups are: structure.c bounds that. */
static void add_nodes(const TableMoney *m, const ReadNode *group) {
    for (const ReadNode *node = group->first; node; node = node->next) {
        if (node->kind == READ_GROUP && node->title.length > 0) {
            Slice outer = title_letters(m->known->arena, group->title);
            add_thing(m->known, KNOWN_AREA, node->title, outer, 0);
        }
        if (node->kind == READ_GROUP)
            add_nodes(m, node);
        if (node->kind == READ_ENTRY) {
            add_thing(m->known, KNOWN_PROJECT, node->row->title, (Slice){"", 0}, 0);
            add_cells(m, KNOWN_PROJECT, node->row->title, node->row);
        }
        if (node->kind != READ_ENTRY && node->kind != READ_REPEAT)
            continue;
        for (const ReadNode *at = group; at->up; at = at->up) {
            if (at->title.length == 0)
                continue;
            Slice outer = title_letters(m->known->arena, at->up->title);
            KnownThing *area = add_thing(m->known, KNOWN_AREA, at->title, outer, 0);
            area->entries |= node->kind == READ_ENTRY;
            area->totals |= node->kind == READ_REPEAT;
            if (node->kind == READ_ENTRY)
                add_cells(m, KNOWN_AREA, at->title, node->row);
        }
    }
}

void known_add(KnownFile *known, const ImportReading *reading) {
    TableMoney m = {known, reading};
    add_nodes(&m, reading->root);
}
