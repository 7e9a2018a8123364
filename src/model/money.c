/* Money: funding and spending statements to entries, gross statements, shares and the
 * totals outside of tables to claims. */
#include "model/build.h"

static const int64_t DIGITS_MOST = 999999999999999999; /* 18 of them */

/* ---- figures ---- */

/* One finding a file, as a column of them may be typed with the amounts. */
static void report_not_money(Build *b, Figure figure) {
    enum { LABELS_MOST = 3 };
    Findings *findings = b->model->findings;
    Place place = build_place(b, figure_span(figure));
    if (b->percentages != NULL && b->percentages->place.source == place.source) {
        b->percentages->message = arena_format(
            b->arena, "%u percentages are not amounts of money", ++b->percentage_count);
        if (b->percentage_count <= 1 + LABELS_MOST)
            diagnostic_label(findings, b->percentages, place, "and here");
        return;
    }
    Diagnostic *d =
        findings_add(findings, CODE_S04, place, "a percentage is not an amount of money");
    b->percentages = d;
    b->percentage_count = 1;
    diagnostic_help(findings, d,
                    "write the amount; a part of one whole is a share: share name: 75%%");
}

static void report_currency(Build *b, Figure figure) {
    Findings *findings = b->model->findings;
    b->told_currency = true;
    Diagnostic *d = findings_add(findings, CODE_T12, build_place(b, figure_span(figure)),
                                 "the currency of this amount is not known");
    diagnostic_help(findings, d, "state it once for the file: unit mio DKK, or unit DKK");
}

Figure money_figure(Build *b, const Context *c, Figure figure) {
    thousands_see(b, c, figure);
    if (figure.flags == 0 && figure.currency == 0 && c->currency != 0) { /* the most */
        figure.scale = (int8_t)(figure.scale - c->power);
        figure.currency = c->currency & 15u;
        return figure;
    }
    if (figure.flags & (FIGURE_PERCENT | FIGURE_POINTS)) {
        report_not_money(b, figure);
        figure.flags = FIGURE_BAD;
    }
    if (!(figure.flags & FIGURE_UNIT))
        figure.scale = (int8_t)(figure.scale - c->power);
    if (figure.currency == 0)
        figure.currency = c->currency & 15u;
    if (figure.flags & (FIGURE_BLANK | FIGURE_BAD | FIGURE_NONE))
        figure.digits = 0;
    else if (figure.currency == 0 && !b->told_currency)
        report_currency(b, figure);
    return figure;
}

bool money_has_refund(const Modifiers *modifiers) {
    return modifiers != NULL &&
           (modifiers->refund.length != 0 || modifiers->refund.flags != 0);
}

static Figure bad_figure(Figure figure) {
    figure.flags = FIGURE_BAD;
    figure.digits = 0;
    return figure;
}

/* 53.8 refund 50%: 538 × (100 - 50), three digits more behind the point, without the
 * zeros that this adds. Rounding counts on the printed digits, so none of them go. */
Figure money_net(Build *b, Figure gross, Figure refund) {
    if (gross.flags & (FIGURE_BLANK | FIGURE_BAD | FIGURE_NONE))
        return gross;
    if (refund.flags & (FIGURE_BLANK | FIGURE_BAD | FIGURE_NONE))
        return bad_figure(gross);
    Findings *findings = b->model->findings;
    Place place = build_place(b, figure_span(refund));
    Decimal percent = {refund.digits, refund.scale}, kept;
    if (!decimal_sub(decimal_int(100), percent, &kept) || decimal_sign(kept) < 0 ||
        decimal_sign(percent) < 0) {
        Diagnostic *d = findings_add(findings, CODE_T07, place,
                                     "a refund must be from 0%% to 100%% of the amount");
        diagnostic_help(findings, d, "check the refund");
        return bad_figure(gross);
    }
    Decimal net = {(Int128)gross.digits * kept.units, gross.scale + kept.scale + 2};
    /* Not below the gross amount's digits: 10 refund 50% is 5, as exact as 10 was. */
    while (net.scale > gross.scale && net.units % 10 == 0) {
        net.units /= 10;
        net.scale--;
    }
    if (net.units > DIGITS_MOST || net.units < -DIGITS_MOST || net.scale > INT8_MAX) {
        Diagnostic *d =
            findings_add(findings, CODE_T10, build_place(b, figure_span(gross)),
                         "what is left of this amount after the refund has more than 18 "
                         "digits");
        diagnostic_label(findings, d, place, "the refund");
        diagnostic_help(findings, d, "state the net amount, in a coarser unit");
        return bad_figure(gross);
    }
    gross.digits = (int64_t)net.units;
    gross.scale = (int8_t)net.scale;
    return gross;
}

/* ---- entries ---- */

static void report_within_itself(Build *b, Id project, Ref within) {
    Findings *findings = b->model->findings;
    Slice name = model_name(b->model, KIND_PROJECT, project);
    Diagnostic *d = findings_add(findings, CODE_N06, build_place(b, within.span),
                                 "money of \"%.*s\" cannot be part of its own money",
                                 SLICE_ARGS(name));
    diagnostic_help(findings, d, "name the project whose money it is part of");
}

/* The project whose money it is part of; rings of several are found when all is known. */
static Id find_within(Build *b, Id project, Ref within) {
    Id whole = resolve(b, KIND_PROJECT, within);
    if (whole != project)
        return whole;
    if (whole != 0)
        report_within_itself(b, project, within);
    return 0;
}

uint32_t money_line(Build *b, const Context *c, const Node *node, uint8_t kind,
                    Id project, const Modifiers *modifiers) {
    Model *model = b->model;
    Line line = {.document = c->document,
                 .project = project,
                 .area = c->area,
                 .group = c->group,
                 .file = b->file,
                 .kind = kind,
                 .power = c->power,
                 .currency = c->currency,
                 .begins = c->begins,
                 .node = node};
    if (modifiers != NULL) {
        line.source = resolve(b, KIND_SOURCE, modifiers->from);
        line.money = resolve(b, KIND_MONEY, modifiers->as);
        line.within = find_within(b, project, modifiers->within);
    }
    *VEC_PUSH(b->arena, &model->lines) = line;
    return model->lines.count - 1;
}

void money_room(Build *b, uint32_t room) {
    Facts *f = &b->model->facts;
    Arena *arena = b->arena;
    size_t old = f->room, new = room;
    f->line = arena_grow(arena, f->line, old * sizeof *f->line, new * sizeof *f->line);
    f->year = arena_grow(arena, f->year, old * sizeof *f->year, new * sizeof *f->year);
    f->flags = arena_grow(arena, f->flags, old, new);
    f->column = arena_grow(arena, f->column, old, new);
    f->digits =
        arena_grow(arena, f->digits, old * sizeof *f->digits, new * sizeof *f->digits);
    f->form = arena_grow(arena, f->form, old, new);
    f->at = arena_grow(arena, f->at, old * sizeof *f->at, new * sizeof *f->at);
    f->length = arena_grow(arena, f->length, old, new);
    f->room = room;
}

void money_reserve(Build *b, uint32_t count) {
    const Facts *facts = &b->model->facts;
    while (facts->room - facts->count < count) {
        size_t old = facts->room, room = old < 1024 ? 2048 : old + old / 2;
        if (room > UINT32_MAX)
            memory_exhausted(arena_memory(b->arena));
        money_room(b, (uint32_t)room);
    }
}

static bool is_form(Form form, Figure figure) {
    return form.scale == figure.scale && form.flags == figure.flags &&
           form.currency == figure.currency && form.blur == figure.blur;
}

/* The number of the figure's form, which may be a new one; FORM_WIDE where it or its
 * digits have no room. */
static uint8_t form_of(Facts *facts, Figure figure) {
    if (figure.digits != (int32_t)figure.digits)
        return FORM_WIDE;
    if (facts->form_count > 0 && is_form(facts->forms[facts->last_form], figure))
        return facts->last_form;
    uint32_t number = 0;
    while (number < facts->form_count && !is_form(facts->forms[number], figure))
        number++;
    if (number == FORMS_MOST)
        return FORM_WIDE;
    if (number == facts->form_count)
        facts->forms[facts->form_count++] = (Form){.scale = figure.scale,
                                                   .flags = figure.flags,
                                                   .currency = figure.currency,
                                                   .blur = figure.blur};
    facts->last_form = (uint8_t)number;
    return (uint8_t)number;
}

static void see_year(Facts *facts, int32_t year) {
    if (year > facts->last_year)
        facts->last_year = (int16_t)year;
    if (year != 0 && (year < facts->first_year || facts->first_year == 0))
        facts->first_year = (int16_t)year;
}

uint32_t money_put(Build *b, uint32_t line, int32_t year, uint8_t flags, uint32_t column,
                   Figure figure) {
    Facts *facts = &b->model->facts;
    uint8_t form = form_of(facts, figure);
    uint32_t at = facts_put(facts, line, year, column, figure, form);
    see_year(facts, year);
    facts->flags[at] = flags;
    if (form == FORM_WIDE) {
        facts->digits[at] = (int32_t)facts->wide.count;
        *VEC_PUSH(b->arena, &facts->wide) = figure;
    }
    return at;
}

uint32_t money_fact(Build *b, uint32_t line, int32_t year, uint8_t flags, uint32_t column,
                    Figure figure) {
    money_reserve(b, 1);
    return money_put(b, line, year, flags, column, figure);
}

PlainForm money_plain_form(const Build *b, const Context *c, Figure printed) {
    const Facts *facts = &b->model->facts;
    uint8_t form = facts->form[facts->count - 1];
    bool looked_at = printed.scale == 3 || (printed.scale > 0 && c->power == 0) ||
                     (printed.scale == 0 && c->thousands->bare.length == 0);
    return (PlainForm){.known = printed.flags == 0 && printed.currency == 0 &&
                                printed.blur == 0 && c->currency != 0 &&
                                form != FORM_WIDE && !looked_at,
                       .scale = printed.scale,
                       .form = form};
}

void money_set_years(Build *b, uint32_t line, uint32_t first) {
    Facts *facts = &b->model->facts;
    bool in_turn = first < facts->count;
    int32_t year = in_turn ? facts->year[first] : 0;
    for (uint32_t i = first; i < facts->count; i++)
        in_turn = in_turn && facts->flags[i] == 0 &&
                  facts->year[i] == year + (int32_t)(i - first);
    if (in_turn) {
        see_year(facts, year);
        see_year(facts, facts->year[facts->count - 1]);
        b->model->lines.at[line].first_year = (int16_t)year;
        return;
    }
    for (uint32_t i = first; i < facts->count; i++)
        see_year(facts, facts->year[i]);
}

void money_dash(Build *b, uint32_t line, int32_t year) {
    *VEC_PUSH(b->arena, &b->model->dashes) =
        (Dash){.line = line, .fact = b->model->facts.count, .year = (int16_t)year};
}

void money_special(Build *b, uint32_t fact, Time time, Figure gross,
                   const Modifiers *modifiers, Id refund_from) {
    Special *special = VEC_PUSH(b->arena, &b->model->specials);
    *special = (Special){.fact = fact, .time = time};
    if (money_has_refund(modifiers)) {
        special->gross = gross;
        special->refund = modifiers->refund;
        special->refund_from = refund_from;
    }
}

typedef struct MoneyEntry {
    const Modifiers *modifiers;
    uint32_t line;
    Id refund_from;
    Figure gross, figure;
} MoneyEntry;

/* The years or months of an entry. Where there are none, which was reported, the entry is
 * dropped: nobody knows in which years it is missing. */
static bool entry_times(Build *b, const Context *c, Time time, Times *times) {
    if (time_each(b, c, time, times))
        return true;
    *VEC_PUSH(b->arena, &b->model->dropped) = build_place(b, time.span);
    return false;
}

static void add_years(Build *b, const Context *c, const MoneyEntry *entry, Time time) {
    Times times;
    if (!entry_times(b, c, time, &times))
        return;
    time_within(b, c, time, times);
    uint8_t flags = (uint8_t)((money_has_refund(entry->modifiers) ? FACT_GROSS : 0) |
                              (times.parts > 1 ? FACT_PERIOD : 0));
    for (int32_t i = times.from; i <= times.to; i++) {
        Time one = times_one(times, i, time.span);
        uint32_t fact =
            money_fact(b, entry->line, time_year_of(one), flags, 0, entry->figure);
        if (flags != 0)
            money_special(b, fact, one, entry->gross, entry->modifiers,
                          entry->refund_from);
    }
}

static void add_dashes(Build *b, const Context *c, uint32_t line, Time time) {
    Times times;
    bool none = time.kind == TIME_UNSTATED || time.kind == TIME_ALL || time_is_span(time);
    if (none || !entry_times(b, c, time, &times))
        return;
    for (int32_t i = times.from; i <= times.to; i++)
        money_dash(b, line, time_year_of(times_one(times, i, time.span)));
}

static void add_special(Build *b, const Context *c, const MoneyEntry *entry, Time time) {
    Times times;
    if (time_is_span(time)) {
        if (!entry_times(b, c, time, &times))
            return;
        time_within(b, c, time, times);
        time = times_span(times, time);
    }
    int32_t year = time_year_of(time);
    uint8_t flags = year != 0 ? FACT_PERIOD : FACT_SPECIAL;
    if (money_has_refund(entry->modifiers))
        flags |= FACT_GROSS;
    uint32_t fact = money_fact(b, entry->line, year, flags, 0, entry->figure);
    money_special(b, fact, time, entry->gross, entry->modifiers, entry->refund_from);
}

static void report_all(Build *b, Time time) {
    Findings *findings = b->model->findings;
    Diagnostic *d = findings_add(findings, CODE_N04, build_place(b, time.span),
                                 "\"all\" belongs to a total, but this is an entry");
    diagnostic_help(findings, d,
                    "claim the sum of the years: total all: 31.8; or enter one sum for a "
                    "span: funding over 2020..2022: 31.8");
}

/* ---- claims ---- */

Claim money_claim(const Build *b, const Context *c, const Node *node, uint8_t kind) {
    return (Claim){.kind = kind,
                   .exact = c->exact,
                   .document = c->document,
                   .group = c->group,
                   .file = b->file,
                   .node = node,
                   .place_in = c->place_in,
                   .power = c->power,
                   .currency = c->currency};
}

/* One claim for each year or month that the figure is stated for, or one for all or a
 * span. */
static void add_claims(Build *b, const Context *c, Claim claim, const Entry *entry) {
    Figure figure = money_figure(b, c, entry_figure(entry));
    if (figure.flags & FIGURE_BAD)
        return;
    claim.stated = figure;
    Time time = entry_time(entry);
    Times times;
    if (time.kind == TIME_BAD)
        return;
    if (time.kind == TIME_ALL || time.kind == TIME_UNSTATED) {
        claim.time = time;
        *VEC_PUSH(b->arena, &b->model->claims) = claim;
        return;
    }
    if (!time_each(b, c, time, &times))
        return;
    if (time_is_span(time)) {
        claim.time = times_span(times, time);
        *VEC_PUSH(b->arena, &b->model->claims) = claim;
        return;
    }
    for (int32_t i = times.from; i <= times.to; i++) {
        claim.time = times_one(times, i, time.span);
        *VEC_PUSH(b->arena, &b->model->claims) = claim;
    }
}

static const Subject *one_subject(Build *b, ThingKind kind, Id id) {
    Subject *subject = ARENA_NEW(b->arena, Subject);
    *subject = (Subject){(uint8_t)kind, id};
    return subject;
}

static void gross_statement(Build *b, const Context *c, const Money *money) {
    const Modifiers *modifiers = money->modifiers;
    Claim claim = money_claim(b, c, &money->node, MONEY_FUNDING);
    claim.scope = SCOPE_GROSS;
    claim.subjects = one_subject(b, KIND_PROJECT, c->project);
    claim.subject_count = 1;
    if (modifiers != NULL) {
        claim.source = resolve(b, KIND_SOURCE, modifiers->from);
        claim.money = resolve(b, KIND_MONEY, modifiers->as);
        resolve(b, KIND_SOURCE, modifiers->refund_from);
        claim.refund = modifiers->refund;
    }
    for (uint32_t i = 0; i < money->count; i++)
        add_claims(b, c, claim, &money->entries[i]);
}

void money_statement(Build *b, const Context *c, const Money *money) {
    if (money->node.what == MONEY_GROSS) {
        gross_statement(b, c, money);
        return;
    }
    MoneyEntry entry = {.modifiers = money->modifiers};
    bool refund = money_has_refund(money->modifiers);
    if (refund)
        entry.refund_from = resolve(b, KIND_SOURCE, money->modifiers->refund_from);
    entry.line =
        money_line(b, c, &money->node, money->node.what, c->project, money->modifiers);
    Facts *facts = &b->model->facts;
    uint32_t first = facts->count;
    PlainForm plain = {0};
    int32_t least, most;
    time_bounds(c, &least, &most);
    money_reserve(b, money->count);
    for (uint32_t i = 0; i < money->count; i++) {
        const Time time = entry_time(&money->entries[i]);
        const Figure figure = entry_figure(&money->entries[i]);
        const bool none = (figure.flags & FIGURE_NONE) != 0;
        if (time.kind == TIME_YEAR && time.from >= least && time.from <= most &&
            !refund && !none) { /* the most */
            if (money_is_plain(&plain, figure) && facts->count < facts->room) {
                facts_put(facts, entry.line, time.from, 0, figure, plain.form);
                continue;
            }
            money_fact(b, entry.line, time.from, 0, 0, money_figure(b, c, figure));
            plain = money_plain_form(b, c, figure);
            continue;
        }
        if (none)
            add_dashes(b, c, entry.line, time);
        if (none || time.kind == TIME_BAD)
            continue;
        entry.gross = money_figure(b, c, figure);
        entry.figure = refund ? money_net(b, entry.gross, money->modifiers->refund)
                              : entry.gross;
        if (time.kind == TIME_UNSTATED || time_is_span(time))
            add_special(b, c, &entry, time);
        else if (time.kind == TIME_ALL)
            report_all(b, time);
        else
            add_years(b, c, &entry, time);
    }
    money_set_years(b, entry.line, first);
}

void money_share(Build *b, const Context *c, const Share *share) {
    Model *model = b->model;
    twice_parts(b, c->project, share);
    SharePart *parts = ARENA_ARRAY(b->arena, SharePart, share->count);
    for (uint32_t i = 0; i < share->count; i++) {
        Ref name = share->parts[i].name;
        parts[i] = (SharePart){
            .name = name.name,
            .source = model_find(model, KIND_SOURCE, name.name),
            .figure = share->parts[i].figure,
        };
        build_refer(b, name, KIND_SOURCE, parts[i].source, false);
    }
    *VEC_PUSH(b->arena, &model->shares) = (ShareClaim){.document = c->document,
                                                       .project = c->project,
                                                       .parts = parts,
                                                       .count = share->count,
                                                       .file = b->file,
                                                       .node = share};
}

void money_total(Build *b, const Context *c, const Total *total) {
    Claim claim = money_claim(b, c, &total->node, total->node.what);
    claim.where = total->where;
    twice_refs(b, "this total names", total->of);
    if (total->of.count > 0) {
        Subject *subjects = ARENA_ARRAY(b->arena, Subject, total->of.count);
        for (uint32_t i = 0; i < total->of.count; i++)
            subjects[i] = resolve_subject(b, total->of.at[i]);
        claim.scope = SCOPE_NAMED;
        claim.subjects = subjects;
        claim.subject_count = total->of.count;
    } else if (c->project != 0) {
        claim.scope = SCOPE_PROJECT;
        claim.subjects = one_subject(b, KIND_PROJECT, c->project);
        claim.subject_count = 1;
    } else if (c->area != 0) {
        claim.scope = SCOPE_AREA;
        claim.subjects = one_subject(b, KIND_AREA, c->area);
        claim.subject_count = 1;
    } else {
        claim.scope = SCOPE_DOCUMENT;
    }
    for (uint32_t i = 0; i < total->dated_count; i++)
        add_claims(b, c, claim, &total->dated[i]);
}
