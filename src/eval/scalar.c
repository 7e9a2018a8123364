/* Functions of the row in hand, with SQLite's names and meanings where it has one:
 * binding them, and their values. Texts count by code points, and letters change case by
 * Unicode's simple mappings. */
#include "eval/doubt.h"
#include "eval/evaluate.h"
#include "base/utf8.h"

/* ---- binding ---- */

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
    Slice rest = slice_from(text->text, from);
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
        Slice rest = slice_from(text, at);
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
static const Doubt *rounded_doubt(const Step *step, const Cursor *row, const Datum *value,
                                  int32_t scale) {
    if (value->doubt == NULL)
        return NULL;
    Arena *arena = row->model->arena;
    uint64_t figure = doubt_figure_id(FIGURE_OF_EXPRESSION, step->span.start);
    const Doubt *digit = doubt_number(arena, figure, scale, false);
    return doubt_combine(arena, value->doubt, decimal_int(1), digit, decimal_int(1));
}

/* An amount is rounded in its unit: to 1 digit in mio DKK is to 100,000 kroner. */
static Datum rounded(const Step *step, const Cursor *row, const Datum *value,
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

static Datum first_there(const Step *step, const Cursor *row) {
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

static Datum null_if(const Step *step, const Cursor *row) {
    Datum value = step_value(step->args[0], row), other = step_value(step->args[1], row);
    if (value.kind != DATUM_LIST || row->aggregates != NULL)
        return unless_same(&value, &other);
    Datum *each = ARENA_ARRAY(row->model->arena, Datum, value.list_count);
    for (uint32_t i = 0; i < value.list_count; i++)
        each[i] = unless_same(&value.list[i], &other);
    value.list = each;
    return value;
}

static Datum chosen(const Step *step, const Cursor *row) {
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
static Datum argument(const Step *step, const Cursor *row, uint32_t index) {
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
static Datum made_of(const Step *step, const Cursor *row, const Datum *args) {
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
static Datum made_of_each(const Step *step, const Cursor *row, Datum *args) {
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

Datum scalar_value(const Step *step, const Cursor *row) {
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
    for (uint32_t i = 0; i < step->arg_count && i < STRICT_MOST; i++)
        if (!scalar_take(row, args[i].text.length))
            return datum_unknown(SLICE(""));
    Datum made = args[0].kind == DATUM_LIST ? made_of_each(step, row, args)
                                            : made_of(step, row, args);
    scalar_take(row, made.text.length);
    return made;
}
