/* Pass 2: walks the statements of every file with the context in which each stands, and
 * hands them to the file that knows them; then what needs the whole. */
#include "model/build.h"

#include "model/given.h"
#include "model/properties.h"
#include "model/view.h"

/* ---- declarations ---- */

static void add_on(Build *b, const Context *c, const Declare *declare, Id indicator) {
    if (declare->on.count == 0)
        return;
    twice_refs(b, "this indicator names", declare->on);
    Id *dimensions = ARENA_ARRAY(b->arena, Id, declare->on.count);
    for (uint32_t i = 0; i < declare->on.count; i++)
        dimensions[i] = resolve(b, KIND_DIMENSION, declare->on.at[i]);
    *VEC_PUSH(b->arena, &b->model->indicator_ons) =
        (IndicatorOn){.indicator = indicator,
                      .document = c->document,
                      .dimensions = dimensions,
                      .count = declare->on.count};
}

static Id declared_id(Build *b, const Context *c, const Declare *declare) {
    ThingKind kind = (ThingKind)declare->node.what;
    if (kind != KIND_INDICATOR)
        return resolve(b, kind, declare->name);
    Id id = resolve_indicator(b, c, declare);
    if (id != 0)
        add_on(b, c, declare, id);
    return id;
}

/* The context in the block of a thing. */
static Context inside(const Context *c, const Declare *declare, Id id) {
    Context inner = *c;
    inner.where = place_inside(c->where, NODE_DECLARE, declare->node.what);
    inner.thing = id;
    inner.table = NULL;
    inner.group = 0;
    inner.place_in = &declare->node;
    switch (declare->node.what) {
    case KIND_DOCUMENT: inner.document = id; break;
    case KIND_AREA: inner.area = id; break;
    case KIND_PROJECT:
        inner.project = id;
        inner.goal = 0;
        break;
    case KIND_GOAL: inner.goal = id; break;
    case KIND_INDICATOR: inner.indicator = id; break;
    default: break;
    }
    return inner;
}

static void add_stretch(Build *b, const Context *c, Span span, const Node *first) {
    *VEC_PUSH(b->arena, &b->model->stretches) = (Stretch){.document = c->document,
                                                          .place = {b->file, span},
                                                          .exact = c->exact,
                                                          .power = c->power,
                                                          .currency = c->currency,
                                                          .years = c->years,
                                                          .years_file = c->years_file,
                                                          .begins = c->begins,
                                                          .first = first};
}

static void build_declare(Build *b, const Context *c, const Declare *declare, bool fits) {
    ThingKind kind = (ThingKind)declare->node.what;
    bool in_table = c->where == AT_TABLE || c->where == AT_GROUP;
    if (!fits && (kind == KIND_DOCUMENT || kind == KIND_INDICATOR))
        return;
    Id id = declared_id(b, c, declare);
    build_mention(b, c, kind, id);
    bool same_group = in_table && id == c->area; /* a table that repeats its area */
    if (fits && kind == KIND_AREA && !same_group)
        cycles_set_parent(b, c, kind, id, c->area, declare->name.span);
    if (fits && kind == KIND_PROJECT)
        cycles_set_parent(b, c, kind, id, c->project, declare->name.span);
    if (fits && kind == KIND_GOAL)
        cycles_set_parent(b, c, kind, id, c->goal, declare->name.span);
    if (declare->block == NULL)
        return;
    if (fits && kind == KIND_AREA && in_table) {
        table_group(b, c, declare, id);
        return;
    }
    Context inner = inside(c, declare, id);
    if (kind == KIND_DOCUMENT && id == c->document)
        /* Its settings hold for the whole file, and are applied already. */
        inner.block = declare->block->span, build_list(b, &inner, declare->block->first);
    else
        build_block(b, &inner, declare->block);
}

/* ---- statements ---- */

static void build_requires(Build *b, const Context *c, const Requires *requires) {
    *VEC_PUSH(b->arena, &b->model->rules) = (CategoryRule){
        .category = c->thing, .document = c->document, .file = b->file, .node = requires};
}

static void build_total(Build *b, const Context *c, const Total *total) {
    if (c->table != NULL)
        table_total(b, c, total);
    else
        money_total(b, c, total);
}

/* Whether what it says of a kind of thing was said before, and otherwise; reported. */
static void attribute_agrees(Build *b, const AttributeInfo *info) {
    const AttributeInfo *first = NULL;
    for (uint32_t kind = 0; kind < KIND_COUNT; kind++) {
        MapKey key = {info->document, info->name, kind, 0};
        if ((info->node->kinds >> kind & 1) == 0)
            continue;
        uint32_t at = map_get(&b->attributes, key);
        if (at == 0)
            map_put(&b->attributes, key, b->model->attributes.count + 1);
        else if (!attribute_same(b->model->attributes.at[at - 1].node, info->node) ||
                 b->model->attributes.at[at - 1].node->required != info->node->required)
            first = &b->model->attributes.at[at - 1];
    }
    if (first == NULL)
        return;
    Findings *findings = b->model->findings;
    Slice name = names_text(b->model->names, info->name);
    Diagnostic *d = findings_add(findings, CODE_N03,
                                 build_place(b, info->node->name.span),
                                 "the attribute \"%.*s\" is declared twice, and "
                                 "differently",
                                 SLICE_ARGS(name));
    diagnostic_here(findings, d, "declared again");
    diagnostic_label(findings, d, (Place){first->file, first->node->name.span},
                     "declared first here");
    diagnostic_help(findings, d,
                    "keep one; if two documents mean different things by it, declare it "
                    "in the file of each");
}

static void build_attribute(Build *b, const Context *c, const Attribute *attribute) {
    twice_refs(b, "this attribute names", attribute->words);
    bool named = model_name(b->model, KIND_DOCUMENT, c->document).length > 0;
    AttributeInfo info = {.name = attribute->name.name,
                          .document = named ? c->document : 0,
                          .file = b->file,
                          .node = attribute};
    attribute_agrees(b, &info);
    *VEC_PUSH(b->arena, &b->model->attributes) = info;
}

/* No frame of these may lie in those of the blocks in each other: a thread can have a
 * small stack. */
__attribute__((noinline)) static void build_statement(Build *b, const Context *c,
                                                      const Node *node) {
    switch (node->kind) {
    case NODE_EVERY: member_every(b, c, (const Every *)node); break;
    case NODE_ATTRIBUTE: build_attribute(b, c, (const Attribute *)node); break;
    case NODE_MONEY: money_statement(b, c, (const Money *)node); break;
    case NODE_SHARE: money_share(b, c, (const Share *)node); break;
    case NODE_TABLE: table_build(b, c, (const Table *)node); break;
    case NODE_ROW: table_row(b, c, (const Row *)node); break;
    case NODE_TOTAL: build_total(b, c, (const Total *)node); break;
    case NODE_CHECK: member_check(b, c, (const Check *)node); break;
    case NODE_EFFECT: member_effect(b, c, (const Effect *)node); break;
    case NODE_MEASURE: member_measure(b, c, (const MeasureNode *)node); break;
    case NODE_ALLOW: member_allow(b, c, (const Allow *)node); break;
    case NODE_QUERY: member_query(b, c, (const Query *)node); break;
    case NODE_REQUIRES: build_requires(b, c, (const Requires *)node); break;
    case NODE_PROPERTY: member_property(b, c, (const Property *)node); break;
    default: break; /* includes and settings were taken before */
    }
}

static void build_node(Build *b, const Context *c, const Node *node) {
    bool fits = place_allows(b, c, node);
    if (node->kind == NODE_DECLARE)
        build_declare(b, c, (const Declare *)node, fits);
    else if (fits)
        build_statement(b, c, node);
}

/* The `every` statements of a list, now that all that its block speaks of is known.
 * Inner blocks end first, so that theirs go before those around them. */
static void keep_everys(Build *b, const Context *c, const Node *first,
                        uint32_t mentions) {
    for (const Node *node = first; node != NULL; node = node->next) {
        if (node->kind != NODE_EVERY || ((const Every *)node)->block == NULL)
            continue;
        *VEC_PUSH(b->arena, &b->everys) = (EveryUse){.node = (const Every *)node,
                                                     .file = b->file,
                                                     .document = c->document,
                                                     .power = c->power,
                                                     .currency = c->currency,
                                                     .begins = c->begins,
                                                     .first = mentions,
                                                     .end = b->mentions.count};
    }
}

void build_list(Build *b, const Context *c, const Node *first) {
    uint32_t mentions = b->mentions.count;
    for (const Node *node = first; node != NULL && !stop_asked(b->stop);
         node = node->next)
        build_node(b, c, node);
    if (b->has_every)
        keep_everys(b, c, first, mentions);
}

void build_block(Build *b, Context *c, const Block *block) {
    c->block = block->span;
    member_settings(b, c, block->first);
    if (c->where == AT_DOCUMENT)
        add_stretch(b, c, c->place_in->span, block->first);
    build_list(b, c, block->first);
}

/* ---- files ---- */

/* Settings in the block of the file's own document hold for the file. */
static void apply_document_settings(Build *b, Context *c, const Tree *tree) {
    for (const Node *node = tree->first; node != NULL; node = node->next) {
        const Declare *declare = (const Declare *)node;
        if (node->kind == NODE_DECLARE && node->what == KIND_DOCUMENT &&
            declare->block != NULL &&
            model_find(b->model, KIND_DOCUMENT, declare->name.name) == c->document)
            member_settings(b, c, declare->block->first);
    }
}

/* What a tree joins. */
static Stretch host_of(const Build *b, const Tree *tree, Id document) {
    for (uint32_t i = 0; i < b->model->stretches.count; i++) {
        const Stretch *stretch = &b->model->stretches.at[i];
        if (stretch->place.source == tree->host && stretch->document == document)
            return *stretch;
    }
    return (Stretch){.document = document};
}

/* The settings of the host hold for the tree, and its `every` statements give to what the
 * tree speaks of. */
static void build_joined(Build *b, const Tree *tree, Context *c) {
    Stretch host = host_of(b, tree, c->document);
    uint32_t mentions = b->mentions.count;
    c->exact = host.exact;
    c->power = host.power;
    c->currency = host.currency;
    c->years = host.years;
    c->years_file = host.years_file;
    c->begins = host.begins;
    Context around = *c;
    member_settings(b, c, tree->first);
    add_stretch(b, c, c->block, tree->first);
    build_list(b, c, tree->first);
    b->file = tree->host;
    if (b->has_every)
        keep_everys(b, &around, host.first, mentions);
}

static void build_tree(Build *b, const Tree *tree, Id document) {
    b->file = tree->source;
    b->source = sources_get(b->model->sources, tree->source);
    b->told_currency = false;
    Context c = {.where = AT_TOP,
                 .document = document,
                 .thousands = thousands_new(b),
                 .block = {0, b->source->text.length}};
    if (tree->joins) {
        build_joined(b, tree, &c);
        return;
    }
    apply_document_settings(b, &c, tree);
    member_settings(b, &c, tree->first);
    add_stretch(b, &c, c.block, tree->first);
    build_list(b, &c, tree->first);
}

/* ---- the whole ---- */

/* Whether a file was not found, or nothing of it could be read. */
static bool file_missing(const Findings *findings, Tree *const *trees, uint32_t count) {
    for (uint32_t i = 0; i < findings->all.count; i++)
        if (diagnostic_is(findings->all.at[i], CHECK_FILE))
            return true;
    for (uint32_t i = 0; i < count; i++)
        if (trees[i]->foreign)
            return true;
    return false;
}

static void gather_lost(Model *model, Tree *const *trees, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        const Tree *tree = trees[i];
        if (tree->lost.count > 0 && model->lost == NULL) {
            model->lost_count = names_count(model->names);
            model->lost = ARENA_ARRAY(model->arena, bool, model->lost_count);
            model->lost_subject = ARENA_ARRAY(model->arena, bool, model->lost_count);
        }
        for (uint32_t j = 0; j < tree->lost.count; j++) {
            const LostName *lost = &tree->lost.at[j];
            model->lost[lost->name] = true;
            model->lost_subject[lost->name] |= lost->subject;
        }
    }
}

static void reserve(Build *b, Tree *const *trees, uint32_t count) {
    Model *model = b->model;
    Facts *facts = &model->facts;
    uint64_t room = 0;
    for (uint32_t i = 0; i < count; i++)
        room += trees[i]->fact_count;
    if (room > UINT32_MAX)
        memory_exhausted(arena_memory(b->arena));
    facts->forms = arena_alloc(b->arena, FORMS_MOST * sizeof *facts->forms);
    money_room(b, (uint32_t)room);
    model->lines.at = arena_alloc(b->arena, b->line_count * sizeof *model->lines.at);
    model->lines.room = b->line_count;
}

static int32_t stated_date(const Build *b, Id document) {
    const Prop *prop =
        view_own_prop(b->model, KIND_DOCUMENT, document, b->name_date, document);
    if (prop == NULL || prop->node->count == 0)
        return 0;
    const Value *value = &prop->node->values[0];
    if (value->kind == VALUE_TIME)
        return value->time.kind == TIME_MONTH || value->time.kind == TIME_QUARTER ||
                       value->time.kind == TIME_YEAR || value->time.kind == TIME_DATE
                   ? time_last(value->time)
                   : 0;
    if (value->kind != VALUE_FIGURE || value->figure.scale != 0 ||
        (value->figure.flags & ~FIGURE_APPROXIMATE) != 0 || value->figure.digits < 1900 ||
        value->figure.digits > 2199)
        return 0;
    return (int32_t)value->figure.digits * 10000 + 1231;
}

/* By line: whether it holds an amount. `?` alone says nothing of the unit that it would
 * be in. */
static const uint8_t *find_amounts(const Model *model, Arena *arena) {
    const uint8_t none = FIGURE_BLANK | FIGURE_BAD;
    const Facts *facts = &model->facts;
    uint8_t *holds = ARENA_ARRAY(arena, uint8_t, model->lines.count + 1);
    for (uint32_t fact = 0; fact < facts->count; fact++)
        if ((facts_figure(facts, fact).flags & none) == 0)
            holds[facts->line[fact]] = 1;
    return holds;
}

/* Lines of one document stand together, and mostly have one unit. */
static void count_units(Model *model) {
    LineUnit *last = NULL;
    Arena *scratch = arena_new(arena_memory(model->arena));
    const uint8_t *holds_amount = find_amounts(model, scratch);
    for (uint32_t i = 0; i < model->lines.count; i++) {
        const Line *line = &model->lines.at[i];
        bool same = last != NULL && last->document == line->document &&
                    last->power == line->power && last->currency == line->currency;
        if (!same) {
            last = VEC_PUSH(model->arena, &model->line_units);
            *last = (LineUnit){line->document, line->power, line->currency, 0, 0};
        }
        last->lines++;
        last->amounts += holds_amount[i];
    }
    arena_drop(scratch);
}

static void find_dates(Build *b) {
    Model *model = b->model;
    uint32_t count = model->things[KIND_DOCUMENT].count;
    model->dates = ARENA_ARRAY(b->arena, int32_t, count);
    for (Id id = 1; id < count; id++)
        model->dates[id] = stated_date(b, id);
}

static void extend(RowRange *range, uint32_t row) {
    if (range->end == 0)
        range->first = row;
    range->end = row + 1;
}

static void find_rows(Model *model) {
    model->rows =
        ARENA_ARRAY(model->arena, DocumentRows, model->things[KIND_DOCUMENT].count);
    for (uint32_t i = 0; i < model->facts.count; i++)
        extend(&model->rows[model->lines.at[model->facts.line[i]].document].facts, i);
    for (uint32_t i = 0; i < model->effects.count; i++)
        extend(&model->rows[model->effects.at[i].document].effects, i);
    for (uint32_t i = 0; i < model->measures.count; i++)
        extend(&model->rows[model->measures.at[i].document].measures, i);
}

/* Short names compared for suggestions in one load: some tenths of a second. */
enum { NAME_COMPARES_MOST = 3000000 };

static Model *new_model(Arena *arena, Names *names, Sources *sources, Findings *findings,
                        int32_t as_of) {
    Model *model = ARENA_NEW(arena, Model);
    model->arena = arena;
    model->names = names;
    model->sources = sources;
    model->findings = findings;
    model->as_of = as_of;
    for (int kind = 0; kind < KIND_COUNT; kind++)
        *VEC_PUSH(arena, &model->things[kind]) = (Thing){0};
    *VEC_PUSH(arena, &model->tables) = (TableInfo){0};
    *VEC_PUSH(arena, &model->groups) = (Group){0};
    model->compares_left = ARENA_NEW(arena, uint32_t);
    *model->compares_left = NAME_COMPARES_MOST;
    model->given = given_new(arena);
    return model;
}

static void init_maps(Build *b) {
    b->indicator_ids = ARENA_NEW(b->arena, Map);
    b->model->indicator_ids = b->indicator_ids;
    b->rings = ARENA_NEW(b->arena, Map);
    Map *const maps[] = {&b->titles,  &b->props,       &b->parents,      &b->measured,
                         &b->unknown, &b->tables,      &b->table_titles, b->rings,
                         &b->queries, &b->settings,    &b->attributes,   &b->months,
                         &b->sorts,   b->indicator_ids};
    for (size_t i = 0; i < sizeof maps / sizeof *maps; i++)
        maps[i]->arena = b->arena;
}

Model *model_build(Arena *arena, Names *names, Sources *sources, Findings *findings,
                   Tree *const *trees, uint32_t tree_count, int32_t as_of, Stop stop,
                   References *references) {
    Build b = {.arena = arena, .stop = stop};
    for (uint32_t i = 0; i < built_in_count(); i++) /* known, whoever states them */
        names_add(names, slice_of(built_in_row(i)->name));
    b.name_date = names_add(names, SLICE("date"));
    b.name_part_of = names_add(names, SLICE("part_of"));
    b.name_version_of = names_add(names, SLICE("version_of"));
    b.name_exact = names_add(names, SLICE("exact"));
    b.name_rounding = names_add(names, SLICE("rounding"));
    b.model = new_model(arena, names, sources, findings, as_of);
    b.model->references = references;
    b.incomplete = b.model->incomplete = file_missing(findings, trees, tree_count);
    gather_lost(b.model, trees, tree_count);
    *VEC_PUSH(arena, &b.scales) = (Scales){0};
    init_maps(&b);

    declare_trees(&b, trees, tree_count);
    reserve(&b, trees, tree_count);
    for (uint32_t i = 0; i < tree_count; i++) {
        b.has_every = b.file_every.at[i] ||
                      (trees[i]->joins && b.file_every.at[trees[i]->host]);
        build_tree(&b, trees[i], b.file_documents.at[i]);
    }
    if (stop_asked(stop))
        return b.model;
    titles_report_unknown(&b);
    time_report_like_years(&b);
    member_every_finish(&b);
    versions_find(&b);
    cycles_open(&b);
    rings_open(&b);
    declare_finish(&b);
    table_finish(&b);
    thousands_finish(&b, trees, tree_count);
    part_mark(&b);
    count_units(b.model);
    find_dates(&b);
    find_rows(b.model);
    b.model->references = NULL;
    return b.model;
}
