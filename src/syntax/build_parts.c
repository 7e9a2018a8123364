/* Constructors of the parts of statements: entries, values, modifiers, columns, cells,
 * measures and references. */
#include "syntax/build.h"
#include "syntax/stack.h"
#include "syntax/title_name.h"

/* ---- parts of statements ---- */

static Entry entry_odd(Parser *p, Time time, Figure figure) {
    Dated *dated = arena_alloc(p->arena, sizeof *dated);
    *dated = (Dated){time, figure};
    return (Entry){.dated = dated, .odd = 1};
}

static Entry entry_of(Parser *p, Figure year, Figure figure) {
    bool plain = year.length == 4 && year.scale == 0 && year.flags == 0 &&
                 year.digits <= ENTRY_YEAR_MOST && figure.scale >= 0 &&
                 figure.flags == 0 && figure.currency == 0 && figure.blur == 0 &&
                 figure.length <= ENTRY_LENGTH_MOST &&
                 figure.at - year.at <= ENTRY_GAP_MOST;
    if (!plain)
        return entry_odd(p, time_of_year(p, year), figure);
    return (Entry){.digits = figure.digits,
                   .at = figure.at,
                   .gap = (figure.at - year.at) & ENTRY_GAP_MOST,
                   .length = figure.length & 31u,
                   .scale = (unsigned)figure.scale & 31u,
                   .year = (unsigned)year.digits & ENTRY_YEAR_MOST};
}

uint32_t entries_first(Parser *p, Entry entry) {
    return FIRST(dated, entry);
}

uint32_t entries_more(Parser *p, uint32_t start, Entry entry) {
    PUSH(dated, entry);
    return start;
}

uint32_t dated_first(Parser *p, Figure year, Figure figure) {
    return FIRST(dated, entry_of(p, year, figure));
}

uint32_t dated_more(Parser *p, uint32_t start, Figure year, Figure figure) {
    PUSH(dated, entry_of(p, year, figure));
    return start;
}

void dated_new(Parser *p, const Time *time, Figure figure) {
    PUSH(dated, entry_odd(p, *time, figure));
}

uint32_t dated_start(const Parser *p) {
    return p->dated.count - 1;
}

/* Which kinds there are is all that is kept of the list. */
int kinds_more(Parser *p, int kinds, int kind, Span span) {
    if (kinds >> kind & 1) {
        Diagnostic *d = findings_add(p->findings, CODE_N08, (Place){p->source->id, span},
                                     "this attribute names \"%s\" twice",
                                     kind_text((ThingKind)kind));
        diagnostic_here(p->findings, d, "named again");
        diagnostic_help(
            p->findings, d,
            "name another kind if you meant another; if not, remove this one");
    }
    return kinds | 1 << kind;
}

void value_name(Parser *p, Ref ref) {
    PUSH(values, ((Value){.kind = VALUE_NAME, .span = ref.span, .name = ref.name}));
}

void value_text(Parser *p, Quoted text) {
    PUSH(values, ((Value){.kind = VALUE_TEXT, .span = text, .text = text}));
}

void value_figure(Parser *p, Figure figure, Span span) {
    if (figure.flags & FIGURE_BAD)
        lexer_doubt(p->lexer, span);
    PUSH(values, ((Value){.kind = VALUE_FIGURE, .span = span, .figure = figure}));
}

void value_time(Parser *p, const Time *time) {
    if (time->kind == TIME_BAD)
        PUSH(values, ((Value){.kind = VALUE_FIGURE,
                              .span = time->span,
                              .figure = figure_bad(time->span)}));
    else
        PUSH(values, ((Value){.kind = VALUE_TIME, .span = time->span, .time = *time}));
}

void value_blank(Parser *p, Span span) {
    PUSH(values, ((Value){.kind = VALUE_BLANK, .span = span}));
}

uint32_t values_start(const Parser *p) {
    return p->values.count - 1;
}

static Modifiers *modifiers_or_new(Parser *p, Modifiers *modifiers) {
    return modifiers ? modifiers : ARENA_NEW(p->arena, Modifiers);
}

/* Said twice, the later one would win in silence. */
static void modify_once(Parser *p, Ref before, Ref now, const char *word) {
    if (before.name == 0)
        return;
    Diagnostic *d = findings_add(p->findings, CODE_S01, (Place){p->source->id, now.span},
                                 "\"%s\" is written twice", word);
    diagnostic_label(p->findings, d, (Place){p->source->id, before.span}, "first here");
}

Modifiers *modify_as(Parser *p, Modifiers *modifiers, Ref money) {
    modifiers = modifiers_or_new(p, modifiers);
    modify_once(p, modifiers->as, money, "as");
    modifiers->as = money;
    return modifiers;
}

Modifiers *modify_from(Parser *p, Modifiers *modifiers, Ref source) {
    modifiers = modifiers_or_new(p, modifiers);
    modify_once(p, modifiers->from, source, "from");
    modifiers->from = source;
    return modifiers;
}

Modifiers *modify_within(Parser *p, Modifiers *modifiers, Ref whole) {
    modifiers = modifiers_or_new(p, modifiers);
    modify_once(p, modifiers->within, whole, "within");
    modifiers->within = whole;
    return modifiers;
}

Modifiers *modify_refund(Parser *p, Modifiers *modifiers, Figure percent, Ref from) {
    modifiers = modifiers_or_new(p, modifiers);
    modify_once(p, modifiers->refund_from, from, "refund");
    modifiers->refund = percent;
    modifiers->refund_from = from;
    return modifiers;
}

void part_new(Parser *p, Ref name, Figure percent) {
    PUSH(parts, ((Sharing){name, percent}));
}

uint32_t parts_start(const Parser *p) {
    return p->parts.count - 1;
}

void column_new(Parser *p, const Time *time) {
    PUSH(columns, (Column){.time = *time});
}

void column_as(Parser *p, Ref money) {
    Column *column = &p->columns.at[p->columns.count - 1];
    modify_once(p, column->as, money, "as");
    column->as = money;
}

void column_from(Parser *p, Ref source) {
    Column *column = &p->columns.at[p->columns.count - 1];
    modify_once(p, column->from, source, "from");
    column->from = source;
}

void column_computed(Parser *p, Quoted heading, Expr *formula) {
    Time time = {.kind = TIME_ABSENT, .span = span_join(heading, formula->span)};
    PUSH(columns, ((Column){.time = time, .heading = heading, .formula = formula}));
}

uint32_t columns_start(const Parser *p) {
    return p->columns.count - 1;
}

ColumnList columns_take(Parser *p, uint32_t start) {
    ColumnList columns;
    TAKE(columns, start, columns.at, columns.count);
    return columns;
}

uint32_t cells_first(Parser *p, Figure cell) {
    return FIRST(cells, cell);
}

uint32_t cells_more(Parser *p, uint32_t start, Figure cell) {
    PUSH(cells, cell);
    return start;
}

CellList cells_take(Parser *p, uint32_t start) {
    CellList cells;
    TAKE(cells, start, cells.at, cells.count);
    return cells;
}

static Measure *measure_of(Parser *p, int form, Figure low, Figure high, Span span) {
    Measure *measure = ARENA_NEW(p->arena, Measure);
    *measure = (Measure){.form = (uint8_t)form, .low = low, .high = high, .span = span};
    return measure;
}

Measure *measure_value(Parser *p, Figure value, Span span) {
    return measure_of(p, MEASURE_VALUE, value, (Figure){0}, span);
}

Measure *measure_ratio(Parser *p, Figure low, Figure high, Span span) {
    const uint8_t odd = FIGURE_BAD | FIGURE_BLANK | FIGURE_NONE;
    if (high.digits == 0 && low.digits != 0 && (high.flags & odd) == 0) {
        Place place = {p->source->id, span};
        Diagnostic *d = findings_add(p->findings, CODE_S04, place,
                                     "\"%.*s\" is not a figure: nothing is part of 0",
                                     SLICE_ARGS(source_slice(p->source, span)));
        diagnostic_help(p->findings, d,
                        "write how many there are in all, or ? where the document does "
                        "not give it");
        high.flags |= FIGURE_BAD;
    }
    return measure_of(p, MEASURE_RATIO, low, high, span);
}

Measure *measure_spread(Parser *p, Figure low, Figure high, Span span) {
    return measure_of(p, MEASURE_SPREAD, low, high, span);
}

Measure *measure_bound(Parser *p, int op, Figure value, Span span) {
    Measure *measure = measure_of(p, MEASURE_BOUND, value, (Figure){0}, span);
    measure->op = (uint8_t)op;
    return measure;
}

Measure *measure_ratio_bound(Parser *p, int op, Figure low, Figure high, Span span) {
    Measure *measure = measure_ratio(p, low, high, span);
    measure->op = (uint8_t)op;
    measure->bound = true;
    return measure;
}

Measure *measure_change(Parser *p, Figure value, Span span) {
    return measure_of(p, MEASURE_CHANGE, value, (Figure){0}, span);
}

Measure *measure_rising(Parser *p, Span span) {
    return measure_of(p, MEASURE_RISING, (Figure){0}, (Figure){0}, span);
}

Measure *measure_falling(Parser *p, Span span) {
    return measure_of(p, MEASURE_FALLING, (Figure){0}, (Figure){0}, span);
}

Ref ref_title(Parser *p, Quoted title) {
    Slice text = tree_string(p->arena, p->source, title);
    NameId name = title_name(p->arena, p->names, (Slice){"", 0}, text);
    p->tree->titled = true;
    return (Ref){name ? name : names_add(p->names, SLICE("_")), title};
}

uint32_t refs_first(Parser *p, Ref ref) {
    return FIRST(refs, ref);
}

uint32_t refs_more(Parser *p, uint32_t start, Ref ref) {
    PUSH(refs, ref);
    return start;
}

RefList refs_take(Parser *p, uint32_t start) {
    RefList list;
    TAKE(refs, start, list.at, list.count);
    return list;
}

RefList refs_all(void) {
    return (RefList){NULL, UINT32_MAX};
}

RefList path_first(Parser *p, Ref ref) {
    return path_more(p, (RefList){0}, ref);
}

RefList path_more(Parser *p, RefList path, Ref ref) {
    if (path.count == PATH_NAMES_MAX) {
        parser_too_much(p, ref.span);
        return path;
    }
    Ref *at = arena_alloc(p->arena, (path.count + 1) * sizeof *at);
    if (path.count > 0)
        memcpy(at, path.at, path.count * sizeof *at);
    at[path.count] = ref;
    return (RefList){at, path.count + 1};
}
