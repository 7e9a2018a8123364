/* Points that may stand for thousands: 450.000 is read as 450, and nobody prints three
 * decimals of a krone. Money without a scale that has three digits behind the point
 * throughout a table is told (T13), and so is any figure of three decimals beside one
 * whose separators could not be read; none of those is fixed without the other.
 *
 * What is looked at together is a printed table or, outside of tables, a file. */
#include "base/sorted.h"
#include "model/build.h"

#include <stdlib.h>
#include <string.h>

#include "model/properties.h"
#include "syntax/scan.h"

enum { DECIMALS = 3 };

/* ---- figures as they come ---- */

Thousands *thousands_new(Build *b) {
    Thousands *among = ARENA_NEW(b->arena, Thousands);
    among->file = b->file;
    *VEC_PUSH(b->arena, &b->thousands) = among;
    return among;
}

static bool has_comma(Slice text) {
    return memchr(text.at, ',', text.length) != NULL;
}

/* Whether a text is digits with a comma or several points among them. */
static bool is_separated(Slice text) {
    uint32_t points = 0, commas = 0;
    for (uint32_t i = 0; i < text.length; i++) {
        char c = text.at[i];
        points += c == '.';
        commas += c == ',';
        bool sign = i == 0 && (c == '-' || c == '~');
        if (!(c >= '0' && c <= '9') && c != '.' && c != ',' && c != '_' && !sign)
            return false;
    }
    return commas > 0 || points > 1;
}

/* Whether 050 or 000,0 stands here: what is not read, as it may go on the number before
 * it. */
static bool is_parted(Slice text, uint32_t at) {
    at += at < text.length && (text.at[at] == '-' || text.at[at] == '~') ? 1 : 0;
    return at + 1 < text.length && text.at[at] == '0' && scan_is_digit(text.at[at + 1]);
}

/* How many digits stand behind the point; *scaled where a scale follows, as in 3.3 mio.
 */
static uint32_t printed_decimals(Slice text, bool *scaled) {
    uint32_t count = 0;
    bool point = false;
    *scaled = false;
    for (uint32_t i = 0; i < text.length && !*scaled; i++) {
        char c = text.at[i];
        count += point && c >= '0' && c <= '9';
        point = point || c == '.';
        *scaled = c == 't' || c == 'm'; /* thousand, mio, mia */
    }
    return count;
}

/* A figure and what it would mean without a unit of its own. */
typedef struct Printed {
    Figure figure;
    SourceId source;
    bool money;
    int8_t power; /* the unit in force */
    uint8_t currency;
} Printed;

static void look(Build *b, Thousands *among, Printed printed) {
    const uint8_t odd = FIGURE_NONE | FIGURE_BLANK | FIGURE_PERCENT | FIGURE_POINTS |
                        FIGURE_SUM;
    Figure figure = printed.figure;
    if (figure.flags & odd)
        return;
    Place place = {printed.source, figure_span(figure)};
    const Source *source = sources_get(b->model->sources, place.source);
    Slice text = source_slice(source, place.span);
    if (figure.flags & FIGURE_BAD) {
        among->parted = among->parted || is_parted(source->text, place.span.start);
        if (is_separated(text))
            *VEC_PUSH(b->arena, &among->separated) = place;
        return;
    }
    if (has_comma(text)) /* as it was pasted: 1 234,5 */
        *VEC_PUSH(b->arena, &among->separated) = place;
    bool scaled = printed.power != 0;
    uint32_t decimals = (uint32_t)(figure.scale > 0 ? figure.scale : 0);
    if (figure.flags & FIGURE_UNIT)
        decimals = printed_decimals(text, &scaled);
    /* 450.000 has from one to three digits before the point, and no 0 alone. */
    int64_t size = figure.digits < 0 ? -figure.digits : figure.digits;
    bool grouped = decimals == DECIMALS && size >= 1000 && size < 1000000;
    among->decimal += decimals == DECIMALS && size > 0 && !grouped;
    const GroupedFigure shown = {place, {figure.digits, DECIMALS}};
    if (grouped && among->grouped < THOUSANDS_SHOWN)
        among->shown[among->grouped] = shown;
    among->grouped += grouped;
    if (scaled || !(printed.money || (figure.flags & FIGURE_UNIT)))
        return;
    if (grouped && among->plain < THOUSANDS_SHOWN)
        among->plain_shown[among->plain] = shown;
    among->plain += grouped;
    among->contrary += decimals > 0 && !grouped;
    if (among->currency == 0)
        among->currency = figure.currency != 0 ? figure.currency & 15u : printed.currency;
}

void thousands_look(Build *b, const Context *c, Figure figure, bool money) {
    look(b, c->thousands, (Printed){figure, b->file, money, c->power, c->currency});
}

/* ---- properties, which an `attribute` may make amounts ---- */

static bool is_money(const Model *model, ThingKind kind, NameId name) {
    bool agreed; /* documents may declare it each for themselves */
    const Attribute *attribute = attribute_find(model, kind, name, &agreed);
    return attribute != NULL && agreed &&
           property_type_attribute(model, attribute).type == PROPERTY_MONEY;
}

static void look_at_property(Build *b, Thousands *among, ThingKind kind,
                             const Prop *prop) {
    for (uint32_t i = 0; i < prop->node->count; i++) {
        const Value *value = &prop->node->values[i];
        if (value->kind == VALUE_FIGURE &&
            (value->figure.flags != 0 || value->figure.scale > 0))
            look(b, among,
                 (Printed){value->figure, prop->source,
                           is_money(b->model, kind, prop->name), (int8_t)prop->power,
                           prop->currency});
    }
}

static void look_at_properties(Build *b) {
    const Model *model = b->model;
    Thousands **of_file = ARENA_ARRAY(b->arena, Thousands *, model->sources->all.count);
    for (uint32_t i = 0; i < b->thousands.count; i++)
        if (b->thousands.at[i]->table == 0)
            of_file[b->thousands.at[i]->file] = b->thousands.at[i];
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        for (Id id = 1; id < model->things[kind].count; id++) {
            uint32_t at = model->things[kind].at[id].first_prop;
            for (; at != 0; at = model->props.at[at - 1].next) {
                const Prop *prop = &model->props.at[at - 1];
                if (!prop->by_every && of_file[prop->source] != NULL)
                    look_at_property(b, of_file[prop->source], (ThingKind)kind, prop);
            }
        }
    }
}

/* ---- once all are known ---- */

/* A fix that writes a point for a comma, or parts thousands. */
typedef struct SeparatorFix {
    Place place;
    bool known, held; /* it is of a figure that was looked at; and not to be made */
} SeparatorFix;

typedef VEC(SeparatorFix) FixList;

static int compare_places(Place a, Place b) {
    if (a.source != b.source)
        return a.source < b.source ? -1 : 1;
    return (a.span.start > b.span.start) - (a.span.start < b.span.start);
}

static int compare_fixes(const void *left, const void *right) {
    const SeparatorFix *a = left, *b = right;
    return compare_places(a->place, b->place);
}

static Slice text_at(const Model *model, Place place) {
    return source_slice(sources_get(model->sources, place.source), place.span);
}

/* Whether the fix is one of a separator: also of a pasted 1 234,5. */
static bool is_separator_fix(const Model *model, const Diagnostic *d, const Fix *fix) {
    return d->code == CODE_S05 ||
           (d->code == CODE_S04 && has_comma(text_at(model, fix->place)));
}

static FixList find_fixes(Build *b) {
    const Findings *findings = b->model->findings;
    FixList list = {0};
    for (uint32_t i = 0; i < findings->all.count; i++) {
        const Diagnostic *d = findings->all.at[i];
        for (uint32_t k = 0; k < d->fixes.count; k++)
            if (is_separator_fix(b->model, d, &d->fixes.at[k]))
                *VEC_PUSH(b->arena, &list) =
                    (SeparatorFix){.place = d->fixes.at[k].place};
    }
    if (list.count > 1)
        qsort(list.at, list.count, sizeof *list.at, compare_fixes);
    return list;
}

static SeparatorFix *fix_at(const FixList *list, Place place) {
    uint32_t first = 0;
    SORTED_SEEK(first, list->count, at, compare_places(list->at[at].place, place) < 0)
    bool found = first < list->count && compare_places(list->at[first].place, place) == 0;
    return found ? &list->at[first] : NULL;
}

static void add_shown(GroupedFigure *to, uint32_t count, const GroupedFigure *from,
                      uint32_t more) {
    for (uint32_t i = 0; i < more && count + i < THOUSANDS_SHOWN; i++)
        to[count + i] = from[i];
}

/* The blocks of one printed table are looked at together. */
static void join_printed(Build *b) {
    const Model *model = b->model;
    Thousands **first = ARENA_ARRAY(b->arena, Thousands *, model->tables.count);
    for (uint32_t i = 0; i < b->thousands.count; i++) {
        Thousands *among = b->thousands.at[i];
        Id printed = among->table != 0 ? model->tables.at[among->table].printed : 0;
        if (printed == 0)
            continue;
        if (first[printed] == NULL)
            first[printed] = among;
        Thousands *whole = first[printed];
        if (whole == among)
            continue;
        add_shown(whole->shown, whole->grouped, among->shown, among->grouped);
        add_shown(whole->plain_shown, whole->plain, among->plain_shown, among->plain);
        for (uint32_t k = 0; k < among->separated.count; k++)
            *VEC_PUSH(b->arena, &whole->separated) = among->separated.at[k];
        whole->grouped += among->grouped;
        whole->plain += among->plain;
        whole->contrary += among->contrary;
        whole->decimal += among->decimal;
        whole->parted = whole->parted || among->parted;
        if (whole->bare.length == 0 && whole->file == among->file)
            whole->bare = among->bare;
        whole->currency = whole->currency != 0 ? whole->currency : among->currency;
        among->grouped = among->plain = among->separated.count = 0;
        among->parted = false;
    }
}

/* Files in which a figure that nobody looked at may have another beside it that can be
 * read in two ways: a statement was lost, or there is a separator that is not certain. */
static bool *find_open(Build *b, Tree *const *trees, uint32_t tree_count) {
    const Findings *findings = b->model->findings;
    bool *open = ARENA_ARRAY(b->arena, bool, b->model->sources->all.count);
    for (uint32_t i = 0; i < tree_count; i++)
        open[trees[i]->source] = open[trees[i]->source] || !trees[i]->complete;
    for (uint32_t i = 0; i < findings->all.count; i++) {
        const Diagnostic *d = findings->all.at[i];
        if (d->code == CODE_S05 && d->places > d->fixes.count)
            open[d->place.source] = true;
    }
    return open;
}

/* Which fixes are not to be made, as one of the figures beside them may be read in two
 * ways. */
static void find_held(Build *b, const FixList *fixes, bool *open) {
    for (uint32_t i = 0; i < b->thousands.count; i++) {
        Thousands *among = b->thousands.at[i];
        bool doubt = among->grouped > 0 || among->parted;
        for (uint32_t k = 0; k < among->separated.count; k++)
            doubt = fix_at(fixes, among->separated.at[k]) == NULL || doubt;
        for (uint32_t k = 0; k < among->separated.count; k++) {
            SeparatorFix *found = fix_at(fixes, among->separated.at[k]);
            if (found != NULL)
                found->known = true, found->held = doubt;
        }
        open[among->file] = open[among->file] || doubt;
    }
    for (uint32_t i = 0; i < fixes->count; i++) {
        SeparatorFix *fix = &fixes->at[i];
        fix->held = fix->known ? fix->held : open[fix->place.source];
    }
}

/* How many of the numbers with a separator --fix writes. */
static void help_separators(Findings *findings, Diagnostic *d) {
    if (d->places < 2 || d->fixes.count == 0)
        return;
    if (d->fixes.count == d->places)
        diagnostic_help(findings, d,
                        "correct all %u with integ check --fix: 16.4 for 16,4, and "
                        "1_234_567 for 1.234.567",
                        d->places);
    else
        diagnostic_help(
            findings, d,
            "correct %u of them with integ check --fix; for the others, write "
            "1_234 or 1234 for a thousand and more, and in a list a space "
            "after the comma",
            d->fixes.count);
}

/* Takes the fixes away that are held back: what is offered is what is made. */
static void hold_back(Build *b, const FixList *fixes) {
    Findings *findings = b->model->findings;
    for (uint32_t i = 0; i < findings->all.count; i++) {
        Diagnostic *d = findings->all.at[i];
        uint32_t kept = 0;
        for (uint32_t k = 0; k < d->fixes.count; k++) {
            const Fix fix = d->fixes.at[k];
            if (!is_separator_fix(b->model, d, &fix) || !fix_at(fixes, fix.place)->held)
                d->fixes.at[kept++] = fix;
        }
        if (kept < d->fixes.count)
            diagnostic_note(findings, d,
                            "--fix leaves a number as it is where one beside it can be "
                            "read in two ways, or not at all");
        d->fixes.count = kept;
        if (d->code == CODE_S05)
            help_separators(findings, d);
    }
}

/* 450_000 for 450.000. */
static Slice without_points(Build *b, Slice text) {
    char *at = arena_alloc(b->arena, text.length);
    for (uint32_t i = 0; i < text.length; i++)
        at[i] = text.at[i] == '.' ? '_' : text.at[i];
    return (Slice){at, text.length};
}

/* Whether all points of a table may part thousands; *plain: how many of its figures have
 * none. */
static bool all_points(const Build *b, const Thousands *among, uint32_t *plain) {
    *plain = 0;
    if (among->table == 0 || among->grouped < 2 || among->decimal > 0)
        return false;
    const TableInfo *table = &b->model->tables.at[among->table];
    const Scales *scales = &b->scales.at[table->printed];
    for (int i = 0; i < SCALES; i++) {
        int32_t decimals = i + SCALES_LEAST + table->power;
        if (scales->count[i] > 0 && decimals != 0 && decimals != DECIMALS)
            return false;
        *plain += decimals == 0 ? scales->count[i] : 0;
    }
    return true;
}

/* Whether other figures have three digits and no point: 900 beside 1.250, of which the
 * one is 900 million, the other 1.25. */
static bool is_mixed(const Build *b, const Thousands *among) {
    uint32_t plain;
    return among->bare.length > 0 && all_points(b, among, &plain);
}

/* Whether a table in thousands or millions has no other figures than such as 1.250. */
static bool is_scaled(const Build *b, const Thousands *among) {
    uint32_t plain;
    return all_points(b, among, &plain) && plain == 0 &&
           b->model->tables.at[among->table].power > 0;
}

/* Both readings are likely there, and agree in all totals: a note. */
static Diagnostic *tell_scaled(Build *b, const Thousands *among, Slice text, Slice value,
                               Slice others) {
    const TableInfo *table = &b->model->tables.at[among->table];
    Decimal thousands = among->shown[0].value;
    char digits[DECIMAL_TEXT];
    Diagnostic *d = findings_add(
        b->model->findings, CODE_T13, among->shown[0].place,
        "\"%.*s\" is read as %.*s %.*s%.*s, not as %.*s: all figures of the table have "
        "three decimals",
        SLICE_ARGS(text), SLICE_ARGS(value),
        SLICE_ARGS(model_unit(b->model, table->power, table->currency)),
        SLICE_ARGS(others),
        SLICE_ARGS(decimal_text((Decimal){thousands.units, 0}, digits)));
    d->level = LEVEL_NOTE;
    return d;
}

static void tell(Build *b, const Thousands *among) {
    Model *model = b->model;
    if (among->table != 0)
        model->tables.at[model->tables.at[among->table].printed].points = true;
    Findings *findings = model->findings;
    bool other = among->separated.count > 0, beside = other || among->plain == 0;
    const GroupedFigure *shown = beside ? among->shown : among->plain_shown;
    uint32_t count = beside ? among->grouped : among->plain;
    Slice text = text_at(model, shown[0].place), others = {"", 0};
    char digits[DECIMAL_TEXT];
    Slice value = decimal_text(decimal_trim(shown[0].value, 0), digits);
    if (count > 1)
        others = arena_format(b->arena, " (and %u more likewise)", count - 1);
    Diagnostic *d;
    if (beside && !other && among->bare.length == 0) {
        d = tell_scaled(b, among, text, value, others);
    } else if (beside) {
        Place place = other ? among->separated.at[0]
                            : (Place){among->file, figure_span(among->bare)};
        d = findings_add(findings, CODE_T13, shown[0].place,
                         "\"%.*s\" is read as %.*s%.*s, but \"%.*s\" is beside it: is "
                         "its point one of thousands?",
                         SLICE_ARGS(text), SLICE_ARGS(value), SLICE_ARGS(others),
                         SLICE_ARGS(text_at(model, place)));
        diagnostic_label(findings, d, place, "%s",
                         other ? "another separator" : "no point");
    } else {
        d = findings_add(
            findings, CODE_T13, shown[0].place,
            "\"%.*s\" is read as %.*s %s%.*s: is its point one of thousands?",
            SLICE_ARGS(text), SLICE_ARGS(value), currency_text(among->currency),
            SLICE_ARGS(others));
    }
    diagnostic_here(findings, d, "decimals or thousands?");
    for (uint32_t i = 1; i < count && i < THOUSANDS_SHOWN; i++)
        diagnostic_label(findings, d, shown[i].place, "and here");
    diagnostic_help(findings, d,
                    "write %.*s if these are thousands; if the document prints three "
                    "decimals, accept it: allow T13 \"…\"",
                    SLICE_ARGS(without_points(b, text)));
}

void thousands_finish(Build *b, Tree *const *trees, uint32_t tree_count) {
    look_at_properties(b);
    join_printed(b);
    FixList fixes = find_fixes(b);
    if (fixes.count > 0) {
        find_held(b, &fixes, find_open(b, trees, tree_count));
        hold_back(b, &fixes);
    }
    for (uint32_t i = 0; i < b->thousands.count; i++) {
        const Thousands *among = b->thousands.at[i];
        bool throughout = among->plain > 0 && among->contrary == 0 &&
                          among->currency != 0;
        if (throughout || (among->grouped > 0 && among->separated.count > 0) ||
            is_mixed(b, among) || is_scaled(b, among))
            tell(b, among);
    }
}
