/* Which types go together in comparisons and arithmetic, and what comes out. A plain
 * number beside an amount is money in the unit in force. */
#include "eval/bind.h"
#include "model/view.h"

static bool is_kind(const Step *step, TypeKind kind) {
    return step->type.kind == kind;
}

static bool is_open(const Step *step) {
    return is_kind(step, TYPE_ANY) || is_kind(step, TYPE_ERROR);
}

static bool is_time(const Step *step) {
    return is_kind(step, TYPE_YEAR) || is_kind(step, TYPE_DATE);
}

static bool is_number(const Step *step) {
    return step->type.kind >= TYPE_NUMBER && step->type.kind <= TYPE_AMOUNT;
}

/* The number as money in the unit in force. */
static Step *in_unit(Binder *binder, const Step *number) {
    bool zero = number->kind == STEP_CONSTANT &&
                decimal_sign(number->constant->number) == 0;
    if (!binder->has_unit && !zero) {
        Slice text = bind_source(binder, number->span);
        Diagnostic *d = bind_finding(binder, CODE_Q02, number->span,
                                     "an amount is beside a number without a unit");
        if (d != NULL) {
            diagnostic_help(binder->model->findings, d, "write its unit: %.*s mio DKK",
                            SLICE_ARGS(text));
        }
        return bind_error(binder, number->span);
    }
    Type amount = {TYPE_AMOUNT, 0};
    if (number->kind == STEP_CONSTANT) {
        Datum datum = *number->constant;
        datum.kind = DATUM_AMOUNT;
        datum.number = decimal_shift(datum.number, -binder->power);
        datum.grain = (int8_t)(datum.grain - binder->power);
        datum.currency = binder->currency;
        if (binder->query && zero) /* it adds no digits to what it is added to */
            datum.number.scale = DECIMAL_SCALE_MIN;
        return bind_constant(binder, datum, amount, number->span);
    }
    Step *step = bind_step(binder, STEP_IN_UNIT, amount, number->span);
    step->left = number;
    step->has_aggregate = number->has_aggregate;
    return step;
}

void bind_chosen(Binder *binder, Step *step, const Step **const *values, uint32_t count) {
    bool amount = false;
    for (uint32_t i = 0; i < count; i++) {
        if (is_kind(*values[i], TYPE_STATED))
            *values[i] = bind_as_figure(binder, *values[i]);
        amount = amount || is_kind(*values[i], TYPE_AMOUNT);
    }
    step->type = (Type){TYPE_NULL, 0};
    for (uint32_t i = 0; i < count; i++) {
        if (amount && is_kind(*values[i], TYPE_NUMBER))
            *values[i] = in_unit(binder, *values[i]);
        bind_join_type(&step->type, (*values[i])->type);
    }
}

/* Makes the number beside an amount an amount. */
static void same_unit(Binder *binder, Step **left, Step **right) {
    if (is_kind(*left, TYPE_AMOUNT) && is_kind(*right, TYPE_NUMBER))
        *right = in_unit(binder, *right);
    else if (is_kind(*right, TYPE_AMOUNT) && is_kind(*left, TYPE_NUMBER))
        *left = in_unit(binder, *left);
}

static bool one_way(const Step *a, const Step *b) {
    switch ((TypeKind)a->type.kind) {
    case TYPE_NUMBER:
        return is_kind(b, TYPE_PERCENT) || is_kind(b, TYPE_AMOUNT) || is_time(b);
    case TYPE_YEAR: return is_kind(b, TYPE_DATE);
    case TYPE_WORD: return is_kind(b, TYPE_TEXT) || is_kind(b, TYPE_REF) || is_time(b);
    default: return false;
    }
}

static bool goes_with(const Step *a, const Step *b) {
    if (is_open(a) || is_open(b))
        return true;
    if (is_kind(a, TYPE_STATED) || is_kind(b, TYPE_STATED))
        return false;
    if (is_kind(a, TYPE_NULL) || is_kind(b, TYPE_NULL))
        return true;
    if (a->type.kind == b->type.kind)
        return !is_kind(a, TYPE_REF) || a->type.of == b->type.of;
    return one_way(a, b) || one_way(b, a);
}

/* A thing is compared with a text, which may be its title. */
static void help_thing(Binder *binder, Diagnostic *d, const Step *thing,
                       const Step *text) {
    Model *model = binder->model;
    ThingKind kind = (ThingKind)thing->type.of;
    Slice left = bind_source(binder, thing->span);
    Slice title;
    bool constant = text->kind == STEP_CONSTANT && text->constant->kind == DATUM_TEXT;
    Id near = !constant ? 0 : view_titled(model, kind, text->constant->text, &title);
    if (near == 0) {
        diagnostic_help(model->findings, d,
                        "compare with its name, without quotes, or its title: %.*s.title",
                        SLICE_ARGS(left));
        return;
    }
    Slice name = model_name(model, kind, near);
    diagnostic_help(model->findings, d, "write its name: %.*s = %.*s, which is \"%.*s\"",
                    SLICE_ARGS(left), SLICE_ARGS(name), SLICE_ARGS(title));
}

static void report_types(Binder *binder, const Step *left, const Step *right, Span span) {
    Diagnostic *d = bind_finding(binder, CODE_Q02, span, "%s is compared with %s",
                                 type_text(left->type), type_text(right->type));
    if (d == NULL)
        return;
    const Step *thing = is_kind(left, TYPE_REF) ? left : right;
    const Step *other = thing == left ? right : left;
    if (is_kind(thing, TYPE_REF) && is_kind(other, TYPE_TEXT)) {
        help_thing(binder, d, thing, other);
    } else if (is_kind(left, TYPE_STATED) || is_kind(right, TYPE_STATED)) {
        diagnostic_help(binder->model->findings, d,
                        "a printed table is compared with other printed tables, and a "
                        "cell of it, as in t1(2023), with a figure; for the entries "
                        "write sum(funding.amount where …)");
    }
}

/* A printed table beside a figure is one of its cells. */
static void as_figures(Binder *binder, Step **left, Step **right) {
    bool table = is_kind(*left, TYPE_STATED), other = is_kind(*right, TYPE_STATED);
    if (table && (other || is_number(*right) || is_open(*right)))
        *left = bind_as_figure(binder, *left);
    if (other && (table || is_number(*left) || is_open(*left)))
        *right = bind_as_figure(binder, *right);
}

/* A text beside a thing is its title. */
static void as_thing(Binder *binder, const Step *thing, Step **text) {
    if (!is_kind(thing, TYPE_REF) || thing->type.of == KIND_INDICATOR ||
        (*text)->kind != STEP_CONSTANT || (*text)->constant->kind != DATUM_TEXT)
        return;
    Step *titled = bind_titled(binder, *text, thing->type);
    *text = titled ? titled : *text;
}

bool bind_comparable(Binder *binder, Step **left, Step **right, bool ordered, Span span) {
    as_figures(binder, left, right);
    if (!goes_with(*left, *right)) {
        report_types(binder, *left, *right, span);
        return false;
    }
    if (is_kind(*left, TYPE_ERROR) || is_kind(*right, TYPE_ERROR))
        return false;
    const Step *unordered =
        is_kind(*left, TYPE_REF) || is_kind(*left, TYPE_BOOL) ? *left : *right;
    if (ordered && (is_kind(unordered, TYPE_REF) || is_kind(unordered, TYPE_BOOL))) {
        bind_finding(binder, CODE_Q02, span,
                     "%s is neither less nor more than another; compare with = or !=",
                     type_text(unordered->type));
        return false;
    }
    same_unit(binder, left, right);
    return true;
}

/* ---- times ---- */

/* A whole year, such as a column, beside a month or date: it would hold for all of the
 * year. A property's time may be finer than its year, so there a year is asked for. */
static bool is_whole_year(Binder *binder, const Step *year, const Step *time) {
    if (!is_kind(year, TYPE_YEAR) || year->kind == STEP_CONSTANT ||
        time->kind != STEP_CONSTANT || time->constant->kind != DATUM_DATE)
        return true;
    Findings *findings = binder->model->findings;
    Slice name = bind_source(binder, year->span);
    Slice text = datum_date_text(binder->model->arena, time->constant);
    bool month = time->constant->number.units % 100 == 0;
    Diagnostic *d = bind_finding(
        binder, CODE_Q02, time->span, "%.*s is a whole year, but %.*s is a %s",
        SLICE_ARGS(name), SLICE_ARGS(text), month ? "month" : "date");
    if (d != NULL && binder->table == TABLE_funding && !binder->check && !binder->query) {
        diagnostic_help(findings, d,
                        "for a %s write it as the total's time: total %.*s: …; for the "
                        "whole year write %.4s",
                        month ? "month" : "date", SLICE_ARGS(text), text.at);
    } else if (d != NULL) {
        diagnostic_help(findings, d, "for the whole year write %.4s", text.at);
    }
    return false;
}

/* A number beside a year or date is a year. */
static bool is_year(Binder *binder, const Step *time, const Step *step) {
    bool negated = step->kind == STEP_NEGATE;
    const Step *number = negated ? step->left : step;
    if (!is_time(time) || number->kind != STEP_CONSTANT ||
        number->constant->kind != DATUM_NUMBER)
        return true;
    Datum value = *number->constant;
    Decimal year;
    if (!negated && decimal_rescale(value.number, 0, &year) &&
        decimal_compare(year, value.number) == 0 && year.units <= INT32_MAX &&
        time_is_year((int32_t)year.units))
        return true;
    Slice text = datum_text(binder->model, &value, 0);
    Diagnostic *d = bind_finding(binder, CODE_Y10, step->span, "%s%.*s is not a year",
                                 negated ? "-" : "", SLICE_ARGS(text));
    if (d != NULL)
        time_help_year(binder->model->findings, d);
    return false;
}

/* Whether the years of all files are stated, and named by two, as 2022/23. */
static bool are_years_split(const Model *model) {
    for (uint32_t i = 0; i < model->stretches.count; i++) {
        const Setting *years = model->stretches.at[i].years;
        if (years == NULL || years->years.from == TIME_OPEN ||
            !year_is_split(years->years.from))
            return false;
    }
    return model->stretches.count > 0;
}

/* `year = 2023` where the years are such as 2022/23 holds for no entry. */
static bool is_such_year(Binder *binder, const Step *column, const Step *step) {
    const Model *model = binder->model;
    bool money = binder->table == TABLE_funding || binder->table == TABLE_spending ||
                 binder->table == TABLE_parts; /* results may be of either sort */
    if (!money || !is_kind(column, TYPE_YEAR) || column->kind == STEP_CONSTANT ||
        step->kind != STEP_CONSTANT || step->constant->kind != DATUM_NUMBER ||
        !are_years_split(model))
        return true;
    Slice text = datum_text(model, step->constant, 0);
    Diagnostic *d =
        bind_finding(binder, CODE_Y10, step->span,
                     "%.*s is no year here: the years are named by two, as %.*s/%02d",
                     SLICE_ARGS(text), SLICE_ARGS(text),
                     (int)((step->constant->number.units + 1) % 100));
    if (d == NULL)
        return false;
    int year = (int)step->constant->number.units;
    diagnostic_here(model->findings, d, "%d/%02d or %d/%02d?", year - 1, year % 100, year,
                    (year + 1) % 100);
    return false;
}

/* Whether what is compared with a time can be meant; if not, it was reported. */
static bool times_fit(Binder *binder, const Step *left, const Step *right) {
    return is_whole_year(binder, left, right) && is_whole_year(binder, right, left) &&
           is_year(binder, left, right) && is_year(binder, right, left);
}

bool bind_ordered(Binder *binder, Step **left, Step **right, Span span) {
    return bind_comparable(binder, left, right, true, span) &&
           times_fit(binder, *left, *right);
}

bool bind_equal(Binder *binder, Step **left, Step **right, Span span) {
    as_thing(binder, *left, right);
    as_thing(binder, *right, left);
    return bind_comparable(binder, left, right, false, span) &&
           times_fit(binder, *left, *right) && is_such_year(binder, *left, *right) &&
           is_such_year(binder, *right, *left) && bind_is_known(binder, *left, *right) &&
           bind_is_known(binder, *right, *left);
}

void bind_any_title(Step *step) {
    step->any_title = step->kind == STEP_FIELD && step->field == FIELD_TITLE;
}

/* Both are looked at, so that each that names nothing is reported. */
static bool bind_as_tables(Binder *binder, const Step *left, const Step *right) {
    bool fine = bind_as_table(binder, left);
    return bind_as_table(binder, right) && fine;
}

/* Whether a computed column is named: beside another table too, one of its cells is
 * meant. */
static bool names_computed(const Step *step) {
    return step != NULL && (step->kind == STEP_STATED ? step->narrow->heading.length > 0
                                                      : names_computed(step->left) ||
                                                            names_computed(step->right));
}

Step *bind_compare(Binder *binder, CompareOp op, Step *left, Step *right, Span span) {
    bool tables = is_kind(left, TYPE_STATED) && is_kind(right, TYPE_STATED);
    if (tables && (names_computed(left) || names_computed(right))) {
        as_figures(binder, &left, &right);
        tables = false;
    }
    bool equality = op == OP_EQ || op == OP_NE;
    bool fine = tables     ? bind_as_tables(binder, left, right)
                : equality ? bind_equal(binder, &left, &right, span)
                           : bind_ordered(binder, &left, &right, span);
    if (!fine)
        return bind_error(binder, span);
    if (equality) {
        bind_any_title(left);
        bind_any_title(right);
    }
    Step *step = bind_step(binder, STEP_COMPARE, (Type){TYPE_BOOL, 0}, span);
    step->op = (uint8_t)op;
    step->left = left;
    step->right = right;
    step->printed = binder->check && binder->table == TABLE_COUNT;
    step->has_aggregate = left->has_aggregate || right->has_aggregate;
    return step;
}

/* What a sum or difference is; TYPE_ERROR: they cannot be added. */
static Type sum_type(ExprKind kind, const Step *left, const Step *right) {
    if (is_kind(left, TYPE_STATED) && is_kind(right, TYPE_STATED))
        return left->type;
    if (is_number(left) && is_number(right)) {
        bool percent = is_kind(left, TYPE_PERCENT) || is_kind(right, TYPE_PERCENT);
        uint8_t most = left->type.kind > right->type.kind ? left->type.kind
                                                          : right->type.kind;
        bool mixed = percent && left->type.kind != right->type.kind;
        return (Type){mixed ? TYPE_ERROR : most, 0};
    }
    if (is_kind(left, TYPE_YEAR) && is_kind(right, TYPE_NUMBER))
        return left->type;
    if (is_kind(right, TYPE_YEAR) && is_kind(left, TYPE_NUMBER) && kind == EXPR_ADD)
        return right->type;
    if (is_kind(left, TYPE_YEAR) && is_kind(right, TYPE_YEAR) && kind == EXPR_SUB)
        return (Type){TYPE_NUMBER, 0};
    return (Type){TYPE_ERROR, 0};
}

/* Whether it is a number with digits behind the point. */
static bool has_fraction(const Step *step) {
    Decimal whole;
    return step->kind == STEP_CONSTANT && step->constant->kind == DATUM_NUMBER &&
           (!decimal_rescale(step->constant->number, 0, &whole) ||
            decimal_compare(whole, step->constant->number) != 0);
}

static Type product_type(const Step *left, const Step *right) {
    if (is_kind(left, TYPE_STATED) && is_kind(right, TYPE_NUMBER))
        return left->type;
    if (is_kind(right, TYPE_STATED) && is_kind(left, TYPE_NUMBER))
        return right->type;
    if (!is_number(left) || !is_number(right) ||
        (is_kind(left, TYPE_AMOUNT) && is_kind(right, TYPE_AMOUNT)))
        return (Type){TYPE_ERROR, 0};
    return left->type.kind > right->type.kind ? left->type : right->type;
}

static Type quotient_type(const Step *left, const Step *right) {
    if (is_kind(left, TYPE_STATED) && is_kind(right, TYPE_NUMBER))
        return left->type;
    if (!is_number(left) || !is_number(right))
        return (Type){TYPE_ERROR, 0};
    if (left->type.kind == right->type.kind)
        return (Type){TYPE_NUMBER, 0};
    return is_kind(right, TYPE_AMOUNT) ? (Type){TYPE_ERROR, 0} : left->type;
}

/* Whether what is computed of printed tables is one again. */
static bool stays_table(ExprKind kind, const Step *left, const Step *right) {
    bool table = is_kind(left, TYPE_STATED), other = is_kind(right, TYPE_STATED);
    switch (kind) {
    case EXPR_ADD:
    case EXPR_SUB: return table && other;
    case EXPR_MUL:
        return (table && is_kind(right, TYPE_NUMBER)) ||
               (other && is_kind(left, TYPE_NUMBER));
    default: return table && is_kind(right, TYPE_NUMBER);
    }
}

Step *bind_arithmetic(Binder *binder, ExprKind kind, Step *left, Step *right, Span span) {
    static const char *const verbs[] = {[EXPR_ADD] = "added to",
                                        [EXPR_SUB] = "less",
                                        [EXPR_MUL] = "times",
                                        [EXPR_DIV] = "divided by"};
    if (!stays_table(kind, left, right))
        as_figures(binder, &left, &right);
    if (is_kind(left, TYPE_ERROR) || is_kind(right, TYPE_ERROR))
        return bind_error(binder, span);
    bool sum = kind == EXPR_ADD || kind == EXPR_SUB;
    Type type = {TYPE_ANY, 0};
    bool table = is_kind(left, TYPE_STATED) || is_kind(right, TYPE_STATED);
    bool missing = is_kind(left, TYPE_NULL) || is_kind(right, TYPE_NULL);
    if (table || !(is_open(left) || is_open(right) || missing)) {
        type = sum                ? sum_type(kind, left, right)
               : kind == EXPR_MUL ? product_type(left, right)
                                  : quotient_type(left, right);
    }
    if (type.kind == TYPE_ERROR) {
        bind_finding(binder, CODE_Q02, span, "%s %s %s is not possible",
                     type_text(left->type), verbs[kind], type_text(right->type));
        return bind_error(binder, span);
    }
    if (sum && type.kind == TYPE_YEAR && (has_fraction(left) || has_fraction(right))) {
        bind_finding(binder, CODE_Q02, span,
                     "a year can be moved by a whole number only, as in year + 1");
        return bind_error(binder, span);
    }
    if (sum)
        same_unit(binder, &left, &right);
    Step *step = bind_step(binder, STEP_ARITHMETIC, type, span);
    step->op = (uint8_t)kind;
    step->left = left;
    step->right = right;
    step->has_aggregate = left->has_aggregate || right->has_aggregate;
    return step;
}
