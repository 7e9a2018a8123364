/* Functions of the row in hand, with SQLite's names and meanings where it has one:
 * binding them, and their values. Texts count by code points, and letters change case by
 * Unicode's simple mappings. */
#include "eval/bind.h"
#include "eval/doubt.h"
#include "eval/evaluate.h"
#include "base/utf8.h"

/* ---- binding ---- */

static bool is_text(const Step *step) {
    uint8_t kind = step->type.kind;
    return kind == TYPE_TEXT || kind == TYPE_WORD || kind == TYPE_ANY ||
           kind == TYPE_NULL || kind == TYPE_ERROR;
}

static bool is_number(const Step *step) {
    uint8_t kind = step->type.kind;
    return (kind >= TYPE_NUMBER && kind <= TYPE_AMOUNT) || kind == TYPE_ANY ||
           kind == TYPE_NULL || kind == TYPE_ERROR;
}

static bool is_plain(const Step *step) {
    uint8_t kind = step->type.kind;
    return kind == TYPE_NUMBER || kind == TYPE_ANY || kind == TYPE_NULL ||
           kind == TYPE_ERROR;
}

static bool is_time(const Step *step) {
    uint8_t kind = step->type.kind;
    return kind == TYPE_YEAR || kind == TYPE_DATE || kind == TYPE_ANY ||
           kind == TYPE_NULL || kind == TYPE_ERROR;
}

static bool wants(Binder *binder, FunctionId function, const Step *arg, bool fits,
                  const char *what) {
    if (fits)
        return true;
    Diagnostic *d =
        bind_finding(binder, CODE_Q02, arg->span, "\"%s\" wants %s, but this is %s",
                     function_def(function)->name, what, type_text(arg->type));
    if (d != NULL && arg->type.kind == TYPE_REF) {
        diagnostic_help(binder->model->findings, d,
                        "add .title for its title or .name for its name");
    }
    return false;
}

/* The type of the result; TYPE_ERROR was reported. */
static Type check_arguments(Binder *binder, FunctionId function, const Step *step) {
    const Step *const *args = step->args;
    bool fine = true;
    Type type = args[0]->type;
    switch (function) {
    case FUNCTION_abs:
    case FUNCTION_round:
        fine = wants(binder, function, args[0], is_number(args[0]), "a number");
        if (step->arg_count > 1) {
            fine = wants(binder, function, args[1], is_plain(args[1]),
                         "a number of digits") &&
                   fine;
        }
        break;
    case FUNCTION_lower:
    case FUNCTION_upper:
    case FUNCTION_length:
    case FUNCTION_trim:
    case FUNCTION_replace:
        for (uint32_t i = 0; i < step->arg_count; i++)
            fine = wants(binder, function, args[i], is_text(args[i]), "a text") && fine;
        type.kind = function == FUNCTION_length ? TYPE_NUMBER : TYPE_TEXT;
        break;
    case FUNCTION_substr:
        fine = wants(binder, function, args[0], is_text(args[0]), "a text");
        for (uint32_t i = 1; i < step->arg_count; i++) {
            fine = wants(binder, function, args[i], is_plain(args[i]), "a number") &&
                   fine;
        }
        type.kind = TYPE_TEXT;
        break;
    case FUNCTION_year:
        fine = wants(binder, function, args[0], is_time(args[0]), "a date");
        type.kind = TYPE_YEAR;
        break;
    default: break;
    }
    return fine ? type : (Type){TYPE_ERROR, 0};
}

/* Beside a year, 2022 is one. */
static Step *as_year(Binder *binder, const Step *beside, Step *step) {
    Decimal year;
    if (beside->type.kind != TYPE_YEAR || step->kind != STEP_CONSTANT ||
        step->type.kind != TYPE_NUMBER ||
        !decimal_rescale(step->constant->number, 0, &year) || year.units <= 0 ||
        year.units > INT16_MAX || decimal_compare(year, step->constant->number) != 0)
        return step;
    return bind_constant(binder, datum_year((int32_t)year.units), beside->type,
                         step->span);
}

/* coalesce, nullif: values that can be compared with each other. */
static bool bind_alike(Binder *binder, const Expr *expr, Step *step) {
    bool equal = (FunctionId)step->op == FUNCTION_nullif;
    Step *first = bind_expr(binder, expr->args[0], NULL);
    bool fine = first->type.kind != TYPE_ERROR;
    step->type = first->type;
    for (uint32_t i = 1; i < expr->arg_count; i++) {
        Span span = expr->args[i]->span;
        Step *arg = equal ? bind_expr(binder, expr->args[i], first)
                          : bind_chosen_value(binder, expr->args[i], first);
        fine = (equal ? bind_equal(binder, &first, &arg, span)
                      : bind_comparable(binder, &first, &arg, false, span)) &&
               fine;
        arg = as_year(binder, first, arg);
        step->args[i] = arg;
        if (i == 1)
            step->type = first->type;
        bind_join_type(&step->type, arg->type);
        bind_join_flags(step, arg);
    }
    step->args[0] = first;
    bind_join_flags(step, first);
    if (equal)
        step->type = first->type;
    return fine;
}

static bool bind_choice(Binder *binder, const Expr *expr, Step *step) {
    Step *test = bind_truth(binder, expr->args[0], "what \"iif\" turns on");
    Step *then = bind_expr(binder, expr->args[1], NULL);
    Step *otherwise = bind_chosen_value(binder, expr->args[2], then);
    step->args[0] = test;
    step->args[1] = then;
    step->args[2] = otherwise;
    const Step **values[] = {&step->args[1], &step->args[2]};
    bind_chosen(binder, step, values, 2);
    for (uint32_t i = 0; i < 3; i++)
        bind_join_flags(step, step->args[i]);
    return test->type.kind != TYPE_ERROR && step->args[1]->type.kind != TYPE_ERROR &&
           step->args[2]->type.kind != TYPE_ERROR;
}

Step *bind_scalar(Binder *binder, const Expr *expr, FunctionId function) {
    Step *step = bind_step(binder, STEP_SCALAR, (Type){TYPE_ANY, 0}, expr->span);
    step->op = (uint8_t)function;
    step->arg_count = expr->arg_count;
    step->args = ARENA_ARRAY(binder->model->arena, const Step *, expr->arg_count);
    bool fine = true;
    if (expr->right != NULL || expr->distinct) {
        bind_finding(binder, CODE_Q04, expr->span,
                     "\"%s\" is not over rows, so that it takes no \"%s\"",
                     function_def(function)->name, expr->distinct ? "distinct" : "where");
        return bind_error(binder, expr->span);
    }
    if (function == FUNCTION_coalesce || function == FUNCTION_nullif)
        return bind_alike(binder, expr, step) ? step : bind_error(binder, expr->span);
    if (function == FUNCTION_iif)
        return bind_choice(binder, expr, step) ? step : bind_error(binder, expr->span);
    for (uint32_t i = 0; i < expr->arg_count; i++) {
        Step *arg = bind_expr(binder, expr->args[i], NULL);
        if (arg->type.kind == TYPE_STATED)
            arg = bind_as_figure(binder, arg);
        step->args[i] = arg;
        fine = fine && arg->type.kind != TYPE_ERROR;
        bind_join_flags(step, arg);
    }
    if (!fine)
        return bind_error(binder, expr->span);
    step->type = check_arguments(binder, function, step);
    return step->type.kind == TYPE_ERROR ? bind_error(binder, expr->span) : step;
}

/* ---- values ---- */

static bool has_text(const Datum *datum) {
    return datum->kind == DATUM_TEXT || datum->kind == DATUM_WORD;
}

Datum scalar_too_long(void) {
    return datum_unknown(SLICE("a text of more than 1000000 bytes comes out"));
}

static Datum kept_text(const Model *model, Text *text) {
    Datum result = datum_string(arena_copy(model->arena, text_view(text)));
    text_free(text);
    return result;
}

static Datum case_of(const Model *model, Slice text, bool upper) {
    Text out = {.memory = arena_memory(model->arena)};
    for (uint32_t at = 0, bytes; at < text.length; at += bytes) {
        uint32_t code = utf8_decode(text.at + at, text.length - at, &bytes);
        utf8_encode(&out, upper ? utf8_upper(code) : utf8_lower(code));
    }
    return kept_text(model, &out);
}

/* The offset of character number `index` from 0, or the text's length. */
static uint32_t offset_of(Slice text, int64_t index) {
    uint32_t at = 0, bytes;
    while (index-- > 0 && at < text.length) {
        utf8_decode(text.at + at, text.length - at, &bytes);
        at += bytes;
    }
    return at;
}

static bool whole(const Datum *datum, int64_t *out) {
    Decimal rounded;
    enum { MOST = 1000000000 };
    if (datum->kind != DATUM_NUMBER || !ratio_round(datum_ratio(datum), 0, &rounded))
        return false;
    Int128 units = rounded.units;
    *out = (int64_t)(units > MOST ? MOST : units < -MOST ? -MOST : units);
    return true;
}

/* As SQLite's: a start below 0 counts from the end, 0 stands before the first character,
 * and a length below 0 takes what stands before the start. */
static Datum part_of(const Datum *text, const Datum *start, const Datum *count,
                     bool counted) {
    int64_t first, many = INT32_MAX;
    if (!whole(start, &first) || (counted && !whole(count, &many)))
        return datum_null();
    bool before = many < 0;
    many = before ? -many : many;
    if (first < 0) {
        first += utf8_text_length(text->text);
        if (first < 0) {
            many = many + first < 0 ? 0 : many + first;
            first = 0;
        }
    } else if (first > 0) {
        first--;
    } else if (many > 0) {
        many--;
    }
    if (before) {
        first -= many;
        if (first < 0) {
            many += first;
            first = 0;
        }
    }
    uint32_t from = offset_of(text->text, first);
    Slice rest = {text->text.at + from, text->text.length - from};
    return datum_string((Slice){rest.at, offset_of(rest, many)});
}

static bool among(uint32_t code, Slice signs) {
    for (uint32_t at = 0, bytes; at < signs.length; at += bytes)
        if (utf8_decode(signs.at + at, signs.length - at, &bytes) == code)
            return true;
    return false;
}

static Datum trimmed(Slice text, Slice signs) {
    uint32_t bytes;
    while (text.length > 0 && among(utf8_decode(text.at, text.length, &bytes), signs)) {
        text.at += bytes;
        text.length -= bytes;
    }
    while (text.length > 0) {
        uint32_t last = text.length - 1;
        while (last > 0 && ((unsigned char)text.at[last] & 0xc0) == 0x80)
            last--;
        if (!among(utf8_decode(text.at + last, text.length - last, &bytes), signs))
            break;
        text.length = last;
    }
    return datum_string(text);
}

static Datum replaced(const Model *model, Slice text, Slice what, Slice with) {
    if (what.length == 0)
        return datum_string(text);
    Text out = {.memory = arena_memory(model->arena)};
    for (uint32_t at = 0; at < text.length;) {
        if (text_view(&out).length > TEXT_MOST) {
            text_free(&out);
            return scalar_too_long();
        }
        Slice rest = {text.at + at, text.length - at};
        if (slice_starts(rest, what)) {
            text_slice(&out, with);
            at += what.length;
        } else {
            text_char(&out, text.at[at++]);
        }
    }
    return kept_text(model, &out);
}

/* What was rounded to that digit is known to half a unit of it at best, unless it was
 * exact to begin with: the digit is a figure of its own. */
static const Doubt *rounded_doubt(const Step *step, const Seat *row, const Datum *value,
                                  int32_t scale) {
    if (value->doubt == NULL)
        return NULL;
    Arena *arena = row->model->arena;
    uint64_t figure = doubt_figure_id(FIGURE_OF_EXPRESSION, step->span.start);
    const Doubt *digit = doubt_figure(arena, figure, scale, scale, false);
    return doubt_combine(arena, value->doubt, decimal_int(1), digit, decimal_int(1));
}

/* An amount is rounded in its unit: to 1 digit in mio DKK is to 100,000 kroner. */
static Datum rounded(const Step *step, const Seat *row, const Datum *value,
                     const Datum *digits) {
    int64_t scale = 0;
    if (digits != NULL && !whole(digits, &scale))
        return datum_null();
    if (value->kind == DATUM_AMOUNT && row->bound != NULL)
        scale -= row->bound->shown;
    scale = scale > DECIMAL_SCALE_MAX   ? DECIMAL_SCALE_MAX
            : scale < DECIMAL_SCALE_MIN ? DECIMAL_SCALE_MIN
                                        : scale;
    Datum result = datum_plain(*value);
    if (value->over != 0 || value->number.scale > scale) {
        Ratio shorter = {.over = 1};
        if (!ratio_round(datum_ratio(value), (int32_t)scale, &shorter.top))
            return datum_unknown(SLICE("a number is too large to be kept exactly"));
        datum_set_ratio(&result, shorter);
        result.doubt = rounded_doubt(step, row, value, (int32_t)scale);
    }
    return result;
}

static Datum year_of(const Datum *datum) {
    if (datum->kind == DATUM_DATE)
        return datum_year((int32_t)(datum->number.units / 10000));
    return datum->kind == DATUM_YEAR ? *datum : datum_null();
}

static Datum first_there(const Step *step, const Seat *row) {
    for (uint32_t i = 0; i < step->arg_count; i++) {
        Datum value = step_value(step->args[i], row);
        if (value.kind != DATUM_NULL)
            return value;
    }
    return datum_null();
}

static Datum unless_same(const Datum *value, const Datum *other) {
    return datum_compare(OP_EQ, value, other) == TRI_TRUE ? datum_null() : *value;
}

static Datum null_if(const Step *step, const Seat *row) {
    Datum value = step_value(step->args[0], row), other = step_value(step->args[1], row);
    if (value.kind != DATUM_LIST || row->aggregates != NULL)
        return unless_same(&value, &other);
    Datum *each = ARENA_ARRAY(row->model->arena, Datum, value.list_count);
    for (uint32_t i = 0; i < value.list_count; i++)
        each[i] = unless_same(&value.list[i], &other);
    value.list = each;
    return value;
}

static Datum chosen(const Step *step, const Seat *row) {
    Tri holds = step_truth(step->args[0], row);
    return holds == TRI_UNKNOWN ? datum_unknown(SLICE(""))
                                : step_value(step->args[holds == TRI_TRUE ? 1 : 2], row);
}

/* How many of a function's first arguments are texts. */
static uint32_t text_count(const Step *step) {
    switch ((FunctionId)step->op) {
    case FUNCTION_lower:
    case FUNCTION_upper:
    case FUNCTION_length:
    case FUNCTION_substr: return 1;
    case FUNCTION_trim:
    case FUNCTION_replace: return step->arg_count;
    default: return 0;
    }
}

/* An argument as the function takes it. Several values of a row in a first one are taken
 * one by one; else they make one text, as list() shows them, but no one number. */
static Datum argument(const Step *step, const Seat *row, uint32_t index) {
    Datum value = step_value(step->args[index], row);
    if (value.kind == DATUM_NULL || value.kind == DATUM_UNKNOWN || has_text(&value))
        return value;
    if (index == 0 && text_count(step) > 0 && value.kind == DATUM_LIST &&
        row->aggregates == NULL)
        return value;
    if (index < text_count(step)) {
        int8_t power = row->bound == NULL ? 0 : row->bound->shown;
        return datum_string(datum_text(row->model, &value, power));
    }
    return value.kind == DATUM_LIST
               ? datum_unknown(SLICE("several values where one is wanted"))
               : value;
}

enum { STRICT_MOST = 3 }; /* arguments of those that give null for a null */

/* What the function makes of values that are all there. */
static Datum made_of(const Step *step, const Seat *row, const Datum *args) {
    const Model *model = row->model;
    FunctionId function = (FunctionId)step->op;
    bool number = args[0].kind >= DATUM_NUMBER && args[0].kind <= DATUM_AMOUNT;
    bool text = has_text(&args[0]);
    bool more = step->arg_count > 1;
    switch (function) {
    case FUNCTION_abs:
        if (number) {
            return decimal_sign(args[0].number) < 0 ? datum_negate(model->arena, &args[0])
                                                    : datum_plain(args[0]);
        }
        return datum_null();
    case FUNCTION_round:
        return number ? rounded(step, row, &args[0], more ? &args[1] : NULL)
                      : datum_null();
    case FUNCTION_lower:
    case FUNCTION_upper:
        return text ? case_of(model, args[0].text, function == FUNCTION_upper)
                    : datum_null();
    case FUNCTION_length:
        return text ? datum_integer(utf8_text_length(args[0].text)) : datum_null();
    case FUNCTION_substr:
        return text ? part_of(&args[0], &args[1], &args[2], step->arg_count > 2)
                    : datum_null();
    case FUNCTION_trim:
        return text && (!more || has_text(&args[1]))
                   ? trimmed(args[0].text, more ? args[1].text : SLICE(" "))
                   : datum_null();
    case FUNCTION_replace:
        return text && has_text(&args[1]) && has_text(&args[2])
                   ? replaced(model, args[0].text, args[1].text, args[2].text)
                   : datum_null();
    case FUNCTION_year: return year_of(&args[0]);
    default: return datum_null();
    }
}

/* Of several texts, what the function makes of each: a group or a comparison has each of
 * them, as it has the values themselves. */
static Datum made_of_each(const Step *step, const Seat *row, Datum *args) {
    const Datum list = args[0];
    int8_t power = row->bound == NULL ? 0 : row->bound->shown;
    Datum *made = ARENA_ARRAY(row->model->arena, Datum, list.list_count);
    for (uint32_t i = 0; i < list.list_count; i++) {
        args[0] = list.list[i];
        bool there = args[0].kind != DATUM_NULL && args[0].kind != DATUM_UNKNOWN;
        if (there && !has_text(&args[0]))
            args[0] = datum_string(datum_text(row->model, &args[0], power));
        made[i] = there ? made_of(step, row, args) : args[0];
    }
    return (Datum){.kind = DATUM_LIST, .list = made, .list_count = list.list_count};
}

Datum scalar_value(const Step *step, const Seat *row) {
    FunctionId function = (FunctionId)step->op;
    switch (function) {
    case FUNCTION_coalesce: return first_there(step, row);
    case FUNCTION_nullif: return null_if(step, row);
    case FUNCTION_iif: return chosen(step, row);
    default: break;
    }
    Datum args[STRICT_MOST] = {{0}};
    for (uint32_t i = 0; i < step->arg_count && i < STRICT_MOST; i++) {
        args[i] = argument(step, row, i);
        if (args[i].kind == DATUM_NULL || args[i].kind == DATUM_UNKNOWN)
            return args[i].kind == DATUM_NULL ? datum_null() : args[i];
    }
    return args[0].kind == DATUM_LIST ? made_of_each(step, row, args)
                                      : made_of(step, row, args);
}
