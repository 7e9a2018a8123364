/* What describes a thing: properties, also by `every`; measures, effects, rules; and
 * checks, queries, `allow` and the settings of a block. */
#include "model/build.h"
#include "base/nearest.h"

/* ---- settings ---- */

static void report_settings(Build *b, const Setting *first, const Setting *second) {
    Findings *findings = b->model->findings;
    const char *message = first->node.kind == NODE_YEARS
                              ? "this block states two different years"
                          : first->node.kind == NODE_UNIT
                              ? "this block states two different units"
                              : "this block states two different tolerances";
    Diagnostic *d = findings_add(findings, CODE_N03, build_place(b, second->node.span),
                                 "%s", message);
    diagnostic_label(findings, d, build_place(b, first->node.span), "the first");
    diagnostic_help(findings, d,
                    "keep one, as it is valid for the whole block, or put one into a "
                    "block of its own");
}

static bool same_setting(const Setting *x, const Setting *y) {
    return x->years.kind == y->years.kind && x->years.from == y->years.from &&
           x->years.to == y->years.to && x->from.kind == y->from.kind &&
           x->from.from == y->from.from && x->word.name == y->word.name &&
           x->power == y->power && x->currency == y->currency;
}

static void report_tolerance(Build *b, const Setting *setting) {
    Findings *findings = b->model->findings;
    Slice word = names_text(b->model->names, setting->word.name);
    const Slice known[] = {SLICE("exact"), SLICE("rounding")};
    int32_t near = nearest_of(word, known, 2);
    Diagnostic *d = findings_add(findings, CODE_N01, build_place(b, setting->word.span),
                                 "no tolerance is called \"%.*s\"", SLICE_ARGS(word));
    if (near >= 0) {
        diagnostic_suggest(findings, d, known[near]);
        diagnostic_fix_safe(findings, d, d->place, known[near],
                            nearest_surely(word, known, 2, near));
    }
    diagnostic_help(findings, d, "a tolerance is \"exact\" or \"rounding\"");
}

/* A year or a range of them; what could not be read was reported. */
static bool are_years(Build *b, Time time) {
    if (time.kind == TIME_YEAR || time.kind == TIME_RANGE)
        return time_check(b->model->findings, b->file, &time);
    if (time.kind != TIME_BAD) {
        Diagnostic *d = findings_add(b->model->findings, CODE_Y10,
                                     build_place(b, time.span),
                                     "this is no year and no range of years");
        diagnostic_help(b->model->findings, d,
                        "write a year or a range of years: years 2020..2022");
    }
    return false;
}

static void apply_setting(Build *b, Context *c, const Setting *setting) {
    switch (setting->node.kind) {
    case NODE_YEARS: {
        c->years = are_years(b, setting->years) ? setting : NULL;
        c->begins = c->years != NULL ? time_begins(b, setting) : 0;
        c->years_file = b->file;
        b->bad_years |= c->years == NULL;
        break;
    }
    case NODE_UNIT:
        c->power = setting->power;
        c->currency = setting->currency;
        break;
    default:
        c->exact = setting->word.name == b->name_exact;
        if (!c->exact && setting->word.name != b->name_rounding)
            report_tolerance(b, setting);
        break;
    }
}

MapKey member_settings_key(const Node *first) {
    uint64_t at = (uint64_t)(uintptr_t)first;
    return (MapKey){(uint32_t)(at >> 32), (uint32_t)at, 0, 0};
}

void member_settings(Build *b, Context *c, const Node *first) {
    /* Pass 1 has seen where any stand, so that long lists are not walked for them. */
    if (map_get(&b->settings, member_settings_key(first)) == 0)
        return;
    const Setting *seen[3] = {NULL, NULL, NULL};
    for (const Node *node = first; node != NULL; node = node->next) {
        if (node->kind != NODE_YEARS && node->kind != NODE_UNIT &&
            node->kind != NODE_TOLERANCE)
            continue;
        const Setting *setting = (const Setting *)node;
        const Setting **slot = &seen[node->kind == NODE_YEARS  ? 0
                                     : node->kind == NODE_UNIT ? 1
                                                               : 2];
        if (*slot == NULL) {
            *slot = setting;
            apply_setting(b, c, setting);
        } else if (!same_setting(*slot, setting)) {
            report_settings(b, *slot, setting);
        }
    }
}

/* ---- properties ---- */

static bool same_value(Build *b, SourceId x_file, const Value *x, SourceId y_file,
                       const Value *y) {
    if (x->kind != y->kind)
        return false;
    switch (x->kind) {
    case VALUE_NAME: return x->name == y->name;
    case VALUE_TEXT: return build_same_text(b, x_file, x->text, y_file, y->text);
    case VALUE_FIGURE: {
        const Figure *f = &x->figure, *g = &y->figure;
        const uint8_t kinds = FIGURE_APPROXIMATE | FIGURE_PERCENT | FIGURE_POINTS;
        if ((f->flags & FIGURE_BAD) || (g->flags & FIGURE_BAD))
            return true; /* reported already */
        return f->currency == g->currency && (f->flags & kinds) == (g->flags & kinds) &&
               decimal_compare(figure_decimal(*f), figure_decimal(*g)) == 0;
    }
    case VALUE_TIME:
        return x->time.kind == y->time.kind && x->time.from == y->time.from &&
               x->time.to == y->time.to;
    default: return true;
    }
}

static bool same_values(Build *b, const Prop *prop, const Property *property) {
    const Property *other = prop->node;
    if (other->count != property->count)
        return false;
    for (uint32_t i = 0; i < other->count; i++)
        if (!same_value(b, prop->source, &other->values[i], b->file,
                        &property->values[i]))
            return false;
    return true;
}

static void report_disagree(Build *b, const Context *c, const Prop *first,
                            const Property *property) {
    Findings *findings = b->model->findings;
    ThingKind kind = place_thing(c->where);
    Slice name = names_text(b->model->names, property->name.name);
    Slice label = model_name(b->model, kind, c->thing);
    Diagnostic *d;
    if (label.length == 0)
        d = findings_add(findings, CODE_N03, build_place(b, property->node.span),
                         "the document states \"%.*s\" twice, and differently",
                         SLICE_ARGS(name));
    else
        d = findings_add(
            findings, CODE_N03, build_place(b, property->node.span),
            "the document states \"%.*s\" of \"%.*s\" twice, and differently",
            SLICE_ARGS(name), SLICE_ARGS(label));
    diagnostic_here(findings, d, "another value");
    diagnostic_label(findings, d, (Place){first->source, first->node->node.span},
                     "the first value");
    diagnostic_help(findings, d,
                    "keep one; if both are true, state them together: %.*s: one, other",
                    SLICE_ARGS(name));
}

static void add_prop(Build *b, ThingKind kind, Id id, Prop prop) {
    Model *model = b->model;
    Thing *thing = &model->things[kind].at[id];
    prop.next = thing->first_prop;
    *VEC_PUSH(b->arena, &model->props) = prop;
    thing->first_prop = model->props.count;
    map_put(&b->props, (MapKey){kind, id, prop.document, prop.name}, model->props.count);
}

static bool puts_into(const Build *b, ThingKind kind, const Property *property) {
    return kind == KIND_MONEY ? property->name.name == b->name_version_of
                              : property->name.name == b->name_part_of &&
                                    (kind == KIND_PROJECT || kind == KIND_AREA);
}

static void put_into(Build *b, const Context *c, ThingKind kind,
                     const Property *property) {
    for (uint32_t i = 0; i < property->count; i++) {
        const Value *value = &property->values[i];
        if (value->kind != VALUE_NAME)
            continue;
        Id whole = resolve(b, kind, (Ref){value->name, value->span});
        cycles_set_parent(b, c, kind, c->thing, whole, value->span);
    }
}

/* Whether all its times are in the calendar, and nothing stands twice. */
static void check_values(Build *b, const Context *c, Slice of, const Property *property) {
    twice_values(b, of, property);
    for (uint32_t i = 0; i < property->count; i++) {
        Value *value = &property->values[i];
        if (value->kind == VALUE_TIME &&
            time_check(b->model->findings, b->file, &value->time))
            value->time.begins = c->begins;
    }
}

void member_property(Build *b, const Context *c, const Property *property) {
    ThingKind kind = place_thing(c->where);
    if (c->thing == 0)
        return;
    references_add_property(b->model->references, b->file, kind, property);
    check_values(b, c, model_name(b->model, kind, c->thing), property);
    MapKey key = {kind, c->thing, c->document, property->name.name};
    uint32_t at = map_get(&b->props, key);
    if (at != 0) {
        const Prop *first = &b->model->props.at[at - 1];
        if (!same_values(b, first, property))
            report_disagree(b, c, first, property);
        return;
    }
    add_prop(b, kind, c->thing,
             (Prop){.document = c->document,
                    .name = property->name.name,
                    .source = b->file,
                    .node = property,
                    .power = (uint8_t)c->power,
                    .currency = c->currency,
                    .begins = c->begins});
    if (puts_into(b, kind, property))
        put_into(b, c, kind, property);
}

/* ---- every ---- */

/* The block is held by build_block, when the mentions in it are known. */
void member_every(Build *b, const Context *c, const Every *every) {
    if (every->block == NULL)
        return;
    Context inner = *c;
    inner.where = AT_EVERY;
    for (const Node *node = every->block->first; node != NULL; node = node->next) {
        if (!place_allows(b, &inner, node) || node->kind != NODE_PROPERTY)
            continue;
        const Property *property = (const Property *)node;
        ThingKind kind = (ThingKind)every->node.what;
        references_add_property(b->model->references, b->file, kind, property);
        check_values(b, c, SLICE(""), property);
        for (uint32_t i = 0; puts_into(b, kind, property) && i < property->count; i++)
            if (property->values[i].kind == VALUE_NAME)
                resolve(b, kind,
                        (Ref){property->values[i].name, property->values[i].span});
    }
}

/* Puts a thing into the whole that an `every` names; false for the whole itself, and for
 * what the document puts somewhere already. */
static bool every_put_into(Build *b, const EveryUse *use, const Mention *mention,
                           const Property *property) {
    ThingKind kind = (ThingKind)mention->kind;
    Context c = {.document = use->document};
    b->file = use->file;
    if (map_get(&b->parents, (MapKey){kind, mention->id, use->document, 0}) != 0)
        return false;
    for (uint32_t i = 0; i < property->count; i++) {
        const Value *value = &property->values[i];
        Id whole = value->kind == VALUE_NAME ? model_find(b->model, kind, value->name)
                                             : 0; /* reported by member_every */
        if (whole == mention->id)
            return false;
        cycles_set_parent(b, &c, kind, mention->id, whole, value->span);
    }
    return true;
}

/* The statements of `every` times what they speak of is a square: it has a bound. What
 * comes after it is not given, and one finding says so. */
static bool every_may_give(Build *b, const EveryUse *use, const Property *property) {
    if (b->every_values++ < EVERY_VALUES_MAX)
        return true;
    Findings *findings = b->model->findings;
    Diagnostic *d =
        findings_add(findings, CODE_S11, (Place){use->file, property->name.span},
                     "\"every\" gives more than %d values in all", EVERY_VALUES_MAX);
    diagnostic_help(findings, d,
                    "use fewer such statements, or for fewer things: the values from "
                    "here on are left out");
    b->told_every = true;
    return false;
}

static void every_give(Build *b, const EveryUse *use, const Mention *mention) {
    for (const Node *node = use->node->block->first; node != NULL; node = node->next) {
        if (node->kind != NODE_PROPERTY)
            continue;
        const Property *property = (const Property *)node;
        MapKey key = {mention->kind, mention->id, use->document, property->name.name};
        if (map_get(&b->props, key) != 0)
            continue;
        if (puts_into(b, (ThingKind)mention->kind, property) &&
            !every_put_into(b, use, mention, property))
            continue;
        if (!every_may_give(b, use, property))
            return;
        add_prop(b, (ThingKind)mention->kind, mention->id,
                 (Prop){.document = use->document,
                        .name = property->name.name,
                        .source = use->file,
                        .node = property,
                        .power = (uint8_t)use->power,
                        .currency = use->currency,
                        .by_every = true,
                        .begins = use->begins});
    }
}

void member_every_finish(Build *b) {
    for (uint32_t i = 0; i < b->everys.count && !b->told_every; i++) {
        const EveryUse *use = &b->everys.at[i];
        for (uint32_t j = use->first; j < use->end && !b->told_every; j++) {
            const Mention *mention = &b->mentions.at[j];
            if (mention->kind == use->node->node.what &&
                mention->document == use->document)
                every_give(b, use, mention);
        }
    }
}

/* ---- measures and effects ---- */

static bool check_measure_time(Build *b, const Context *c, Time *time) {
    switch (time->kind) {
    case TIME_UNSTATED:
    case TIME_ALL:
    case TIME_SPAN:
    case TIME_MONTH_SPAN:
    case TIME_QUARTERS:
    case TIME_MONTHS: break;
    case TIME_BAD: return false;
    default:
        time->begins = c->begins;
        return time_check(b->model->findings, b->file, time);
    }
    Findings *findings = b->model->findings;
    Diagnostic *d = findings_add(
        findings, CODE_Y10, build_place(b, time->span),
        "the time of a result or target must be a year, quarter, month or date");
    diagnostic_help(findings, d, "leave it out if the document does not state it");
    return false;
}

/* What comes after the limit is left out, and one finding says so. */
static bool measure_fits(Build *b, const Context *c, const MeasureNode *node) {
    MapKey key = {c->indicator, c->document, 0, 0};
    uint32_t count = map_get(&b->measured, key);
    if (count <= MEASURES_MAX)
        map_put(&b->measured, key, ++count);
    if (count <= MEASURES_MAX)
        return true;
    if (map_get(&b->measured, (MapKey){c->indicator, c->document, 1, 0}) != 0)
        return false;
    map_put(&b->measured, (MapKey){c->indicator, c->document, 1, 0}, 1);
    Findings *findings = b->model->findings;
    Slice name = model_name(b->model, KIND_INDICATOR, c->indicator);
    Diagnostic *d =
        findings_add(findings, CODE_S11, build_head(b, &node->node),
                     "the indicator \"%.*s\" has more than %d baselines, targets and "
                     "results in one document",
                     SLICE_ARGS(name), MEASURES_MAX);
    diagnostic_help(
        findings, d,
        "make several indicators of it: the figures from here on are left out");
    return false;
}

void member_measure(Build *b, const Context *c, const MeasureNode *node) {
    if (c->indicator == 0 || !measure_fits(b, c, node))
        return;
    Time time = node->time;
    if (!check_measure_time(b, c, &time))
        time = (Time){.kind = TIME_ABSENT, .span = time.span};
    thousands_look(b, c, node->measure.low, false);
    if (node->measure.form == MEASURE_SPREAD)
        thousands_look(b, c, node->measure.high, false);
    *VEC_PUSH(b->arena, &b->model->measures) = (MeasureFact){.indicator = c->indicator,
                                                             .document = c->document,
                                                             .kind = node->node.what,
                                                             .time = time,
                                                             .measure = node->measure,
                                                             .file = b->file,
                                                             .node = node};
}

void member_effect(Build *b, const Context *c, const Effect *effect) {
    twice_refs(b, "this effect names", effect->on);
    Id *dimensions = ARENA_ARRAY(b->arena, Id, effect->on.count);
    for (uint32_t i = 0; i < effect->on.count; i++)
        dimensions[i] = resolve(b, KIND_DIMENSION, effect->on.at[i]);
    *VEC_PUSH(b->arena, &b->model->effects) =
        (EffectClaim){.project = c->project,
                      .document = c->document,
                      .category = resolve(b, KIND_CATEGORY, effect->category),
                      .dimensions = dimensions,
                      .count = effect->on.count,
                      .file = b->file,
                      .node = effect};
}

/* ---- allow, check, query ---- */

static void report_code(Build *b, const Allow *allow) {
    Findings *findings = b->model->findings;
    Slice text = names_text(b->model->names, allow->code.name);
    Slice codes[CODE_COUNT];
    for (uint32_t i = 0; i < CODE_COUNT; i++)
        codes[i] = slice_of(code_info((Code)i)->code);
    int32_t near = nearest_of(text, codes, CODE_COUNT);
    Diagnostic *d = findings_say(findings, CODE_K02, build_place(b, allow->code.span),
                                 SAY(allow_no_code, .code = PART(text)));
    if (near >= 0) {
        diagnostic_suggest(findings, d, codes[near]);
        diagnostic_say_note(findings, d,
                            SAY(code_is, .code = PART(codes[near]),
                                .summary = PART(findings_summary(findings, (Code)near))));
    }
    diagnostic_say_help(findings, d, SAY_PLAIN(allow_write_code));
}

void member_allow(Build *b, const Context *c, const Allow *allow) {
    Code code = code_find(names_text(b->model->names, allow->code.name));
    if (code == CODE_COUNT && allow->code.name != 0)
        report_code(b, allow);
    *VEC_PUSH(b->arena, &b->model->allows) =
        (AllowRule){.document = c->document,
                    .file = b->file,
                    .node = allow,
                    .code = code,
                    .within = c->block,
                    .wide = c->where == AT_TOP || c->where == AT_DOCUMENT,
                    .power = c->power};
}

void member_check(Build *b, const Context *c, const Check *check) {
    Subject around = {KIND_DOCUMENT, c->document};
    if (c->project != 0)
        around = (Subject){KIND_PROJECT, c->project};
    else if (c->area != 0)
        around = (Subject){KIND_AREA, c->area};
    *VEC_PUSH(b->arena, &b->model->checks) = (CheckClaim){.document = c->document,
                                                          .around = around,
                                                          .file = b->file,
                                                          .node = check,
                                                          .exact = c->exact,
                                                          .power = c->power,
                                                          .currency = c->currency};
}

static void report_query(Build *b, const Query *query, const QueryInfo *first) {
    Findings *findings = b->model->findings;
    Slice name = names_text(b->model->names, query->name.name);
    Diagnostic *d = findings_add(findings, CODE_N02, build_place(b, query->name.span),
                                 "two queries of one document are called \"%.*s\"",
                                 SLICE_ARGS(name));
    diagnostic_label(findings, d, (Place){first->file, first->node->name.span},
                     "the first");
    diagnostic_help(findings, d, "give one of them another name");
}

void member_query(Build *b, const Context *c, const Query *query) {
    Model *model = b->model;
    MapKey key = {c->document, query->name.name, 0, 0};
    uint32_t at = query->name.name != 0 ? map_get(&b->queries, key) : 0;
    if (at != 0)
        report_query(b, query, &model->queries.at[at - 1]);
    *VEC_PUSH(b->arena, &model->queries) = (QueryInfo){.document = c->document,
                                                       .file = b->file,
                                                       .node = query,
                                                       .has_unit = c->currency != 0,
                                                       .power = c->power,
                                                       .currency = c->currency};
    if (at == 0 && query->name.name != 0)
        map_put(&b->queries, key, model->queries.count);
}
