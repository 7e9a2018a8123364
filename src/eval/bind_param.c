/* Parameters of queries: a value from outside, read as what the expression around it
 * wants. It is a value whatever it holds, never a part of the query's text. */
#include "eval/bound_query.h"

#include "base/utf8.h"

/* "name", "years_2" */
static bool is_name(Slice text) {
    if (text.length == 0 || utf8_valid_to(text.at, text.length) < text.length)
        return false;
    for (uint32_t at = 0, bytes; at < text.length; at += bytes) {
        uint32_t code = utf8_decode(text.at + at, text.length - at, &bytes);
        bool digit = code < 0x80 ? code >= '0' && code <= '9' : utf8_is_digit(code);
        bool letter = code == '_' ||
                      (code < 0x80 ? (code | 0x20) >= 'a' && (code | 0x20) <= 'z'
                                   : utf8_is_letter(code));
        if (!letter && (!digit || at == 0))
            return false;
    }
    return true;
}

/* ---- figures ---- */

/* "3.5", "40%", "3.5 mio DKK" */
static bool read_figure(Slice text, uint8_t default_currency, Datum *out, Type *type) {
    Slice digits = text;
    bool percent = text.length > 0 && text.at[text.length - 1] == '%';
    uint32_t blank = 0;
    while (blank < text.length && text.at[blank] != ' ')
        blank++;
    int8_t power = 0;
    uint8_t currency = 0;
    if (percent) {
        digits = slice_trim((Slice){text.at, text.length - 1}, " ");
    } else if (blank < text.length) {
        digits.length = blank;
        Slice unit = slice_trim(slice_from(text, blank), " ");
        if (!model_read_unit(unit, &power, &currency))
            return false;
    }
    Decimal number;
    if (!decimal_parse(digits, &number))
        return false;
    bool money = blank < text.length && !percent;
    *out = (Datum){.kind = money     ? DATUM_AMOUNT
                           : percent ? DATUM_PERCENT
                                     : DATUM_NUMBER,
                   .currency = money && currency == 0 ? default_currency : currency,
                   .number = decimal_shift(number, -power)};
    type->kind = money ? TYPE_AMOUNT : percent ? TYPE_PERCENT : TYPE_NUMBER;
    return true;
}

/* "2022/23" */
static bool read_split(Slice text, Datum *out) {
    enum { LENGTH = 7 };
    int32_t parts[2] = {0, 0};
    if (text.length != LENGTH || text.at[4] != '/')
        return false;
    for (uint32_t i = 0; i < LENGTH; i++) {
        if (i == 4)
            continue;
        if (text.at[i] < '0' || text.at[i] > '9')
            return false;
        parts[i > 4] = parts[i > 4] * 10 + (text.at[i] - '0');
    }
    *out = datum_year(parts[0] + YEAR_SPLIT);
    return time_is_year(parts[0]) && parts[1] == (parts[0] + 1) % 100;
}

/* "2020-12" and "2020-12-31" */
static bool read_date(Slice text, Datum *out) {
    if (read_split(text, out))
        return true;
    if ((text.length != 7 && text.length != 10) || text.at[4] != '-' ||
        (text.length == 10 && text.at[7] != '-'))
        return false;
    int64_t value = 0;
    for (uint32_t i = 0; i < text.length; i++) {
        if (i == 4 || i == 7)
            continue;
        if (text.at[i] < '0' || text.at[i] > '9')
            return false;
        value = value * 10 + (text.at[i] - '0');
    }
    bool month = text.length == 7;
    Time time = {.kind = month ? TIME_MONTH : TIME_DATE, .from = (int32_t)value};
    *out = datum_time(time);
    return time_first(time) != 0;
}

/* ---- binding ---- */

static const QueryParam *find_param(const Binder *binder, Slice name, uint32_t *index) {
    const QueryContext *context = binder->context;
    for (uint32_t i = 0; i < context->param_count; i++) {
        if (slice_equal(context->params[i].name, name)) {
            *index = i;
            return &context->params[i];
        }
    }
    return NULL;
}

static Step *no_value(Binder *binder, const Expr *expr, Slice name) {
    if (binder->context->names_only)
        return bind_step(binder, STEP_PARAM, (Type){TYPE_ANY, 0}, expr->span);
    Diagnostic *d = bind_finding(binder, CODE_Q06, expr->span,
                                 "the parameter $%.*s has no value", SLICE_ARGS(name));
    if (d != NULL) {
        diagnostic_help(binder->model->findings, d,
                        "give it one: --param %.*s=… or, at the prompt, .param %.*s …",
                        SLICE_ARGS(name), SLICE_ARGS(name));
    }
    return bind_error(binder, expr->span);
}

static bool wants_no_text(TypeKind wanted) {
    return wanted == TYPE_REF || wanted == TYPE_YEAR || wanted == TYPE_DATE ||
           wanted == TYPE_BOOL || (wanted >= TYPE_NUMBER && wanted <= TYPE_AMOUNT);
}

static Step *no_text(Binder *binder, const Expr *expr, Slice text, const Step *against) {
    Slice name = names_text(binder->model->names, expr->path.at[0].name);
    Diagnostic *d = bind_finding(
        binder, CODE_Q06, expr->span, "$%.*s is \"%.*s\", but this must be %s",
        SLICE_ARGS(name), SLICE_ARGS(text), type_text(against->type));
    if (d != NULL && against->type.kind == TYPE_REF)
        diagnostic_help(binder->model->findings, d, "give its name, not its title");
    return bind_error(binder, expr->span);
}

static Step *value_step(Binder *binder, const Expr *expr, Slice text,
                        const Step *against) {
    Model *model = binder->model;
    Slice value = slice_trim(text, " ");
    TypeKind wanted = against == NULL ? TYPE_NULL : (TypeKind)against->type.kind;
    bool time = wanted == TYPE_YEAR || wanted == TYPE_DATE;
    if ((wanted == TYPE_REF || wanted == TYPE_WORD ||
         (time && slice_is(value, "never"))) &&
        is_name(value)) {
        Ref ref = {names_add(model->names, utf8_nfc(model->arena, value)), expr->span};
        Step *step = bind_value(binder, ref, against);
        if (step != NULL)
            return step;
    }
    Datum datum;
    Type type = {TYPE_DATE, 0};
    if (wanted != TYPE_TEXT && wanted != TYPE_WORD && wanted != TYPE_REF) {
        if (read_date(value, &datum))
            return bind_constant(binder, datum, type, expr->span);
        if (read_figure(value, binder->currency, &datum, &type))
            return bind_constant(binder, datum, type, expr->span);
        if (slice_is(value, "true") || slice_is(value, "false")) {
            return bind_constant(binder, datum_truth(slice_is(value, "true")),
                                 (Type){TYPE_BOOL, 0}, expr->span);
        }
    }
    if (wants_no_text(wanted))
        return no_text(binder, expr, text, against);
    return bind_constant(binder, datum_string(utf8_nfc(model->arena, text)),
                         (Type){TYPE_TEXT, 0}, expr->span);
}

Step *bind_param(Binder *binder, const Expr *expr, const Step *against) {
    if (!binder->query) {
        bind_finding(binder, CODE_Q04, expr->span,
                     "a parameter can only be in a query: nothing sets it here");
        return bind_error(binder, expr->span);
    }
    Slice name = names_text(binder->model->names, expr->path.at[0].name);
    uint32_t index = 0;
    *VEC_PUSH(binder->model->arena, binder->param_names) = name;
    const QueryParam *param = find_param(binder, name, &index);
    if (param == NULL)
        return no_value(binder, expr, name);
    binder->params_used[index] = true;
    return value_step(binder, expr, param->value, against);
}
