/* Values of expressions: making and comparing them, and their text for a person. A
 * comparison follows the language's rules for what is missing: null equals only null,
 * and has no order. */
#include "eval/datum.h"
#include "base/utf8.h"
#include "eval/doubt.h"
#include "model/view.h"

Datum datum_null(void) {
    return (Datum){.kind = DATUM_NULL};
}

Datum datum_unknown(Slice why) {
    return (Datum){.kind = DATUM_UNKNOWN, .text = why};
}

Datum datum_truth(bool truth) {
    return (Datum){.kind = DATUM_BOOL, .truth = truth};
}

Datum datum_integer(int64_t value) {
    return (Datum){.kind = DATUM_NUMBER, .number = decimal_int(value)};
}

Datum datum_year(int32_t year) {
    if (year == 0)
        return datum_null();
    Decimal number = decimal_int(year_named(year));
    if (year_is_split(year))
        number = (Decimal){number.units * 10 + 5, 1};
    return (Datum){.kind = DATUM_YEAR, .number = number};
}

bool datum_is_split(const Datum *year) {
    Decimal whole;
    return year->kind == DATUM_YEAR && year->number.scale == 1 &&
           !(decimal_rescale(year->number, 0, &whole) &&
             decimal_compare(whole, year->number) == 0);
}

Slice datum_year_text(const Datum *year, char text[DECIMAL_TEXT]) {
    if (!datum_is_split(year))
        return decimal_text(datum_readable(year, 0), text);
    int64_t named = (int64_t)year->number.units / 10, next = (named + 1) % 100;
    Slice slice = decimal_text(decimal_int(named), text);
    text[slice.length++] = '/';
    text[slice.length++] = (char)('0' + next / 10);
    text[slice.length++] = (char)('0' + next % 10);
    return (Slice){text, slice.length};
}

void datum_year_back(Datum *year) {
    decimal_sub(year->number, decimal_int(1), &year->number);
}

Datum datum_time(Time time) {
    switch ((TimeKind)time.kind) {
    case TIME_YEAR: return datum_year(time.from);
    case TIME_MONTH:
    case TIME_QUARTER:
        return (Datum){.kind = DATUM_DATE,
                       .number = decimal_int((int64_t)time.from * 100)};
    case TIME_DATE: return (Datum){.kind = DATUM_DATE, .number = decimal_int(time.from)};
    default: return datum_null();
    }
}

Datum datum_ref(ThingKind kind, Id id) {
    if (id == 0)
        return datum_null();
    return (Datum){.kind = DATUM_REF, .ref_kind = (uint8_t)kind, .ref = id};
}

Datum datum_word(const Model *model, NameId name) {
    return (Datum){
        .kind = DATUM_WORD, .ref = name, .text = names_text(model->names, name)};
}

Datum datum_string(Slice text) {
    return (Datum){.kind = DATUM_TEXT, .text = text};
}

Datum datum_plain(Datum number) {
    if (number.kind >= DATUM_NUMBER && number.kind <= DATUM_AMOUNT) {
        number.text = SLICE("");
        number.none = false;
    }
    return number;
}

Datum datum_figure(Figure figure, bool money, int8_t power, uint8_t currency) {
    if (figure.flags & FIGURE_BAD)
        return datum_unknown(SLICE(EVAL_UNREAD));
    if (figure.flags & (FIGURE_BLANK | FIGURE_NONE))
        return datum_null();
    Datum datum = {.kind = DATUM_NUMBER,
                   .number = figure_decimal(figure),
                   .rough = (figure.flags & FIGURE_APPROXIMATE) != 0};
    if (figure.flags & (FIGURE_PERCENT | FIGURE_POINTS)) {
        datum.kind = DATUM_PERCENT;
        datum.points = datum.pp = (figure.flags & FIGURE_POINTS) != 0;
    } else if (money || (figure.flags & FIGURE_UNIT) || figure.currency != 0) {
        datum.kind = DATUM_AMOUNT;
        datum.currency = figure.currency != 0 ? (uint8_t)figure.currency : currency;
        if (!(figure.flags & FIGURE_UNIT))
            datum.number = decimal_shift(datum.number, -power);
    }
    datum.grain = (int8_t)(datum.number.scale - (int32_t)figure.blur);
    return datum;
}

Datum datum_money(Figure figure) {
    figure.flags |= FIGURE_UNIT;
    return datum_figure(figure, true, 0, 0);
}

Tri tri_not(Tri a) {
    return a == TRI_UNKNOWN ? TRI_UNKNOWN : a == TRI_TRUE ? TRI_FALSE : TRI_TRUE;
}

Tri tri_and(Tri a, Tri b) {
    if (a == TRI_FALSE || b == TRI_FALSE)
        return TRI_FALSE;
    return a == TRI_UNKNOWN || b == TRI_UNKNOWN ? TRI_UNKNOWN : TRI_TRUE;
}

Tri tri_or(Tri a, Tri b) {
    return tri_not(tri_and(tri_not(a), tri_not(b)));
}

static bool is_time(const Datum *datum) {
    return datum->kind == DATUM_YEAR || datum->kind == DATUM_DATE;
}

bool datum_is_number(const Datum *datum) {
    return datum->kind == DATUM_NUMBER || datum->kind == DATUM_PERCENT ||
           datum->kind == DATUM_AMOUNT;
}

bool datum_is_rounded(const Datum *figure) {
    bool counts = figure->kind == DATUM_NUMBER && figure->grain == 0 && !figure->rough;
    return datum_is_number(figure) && !counts;
}

Ratio datum_ratio(const Datum *datum) {
    return (Ratio){datum->number, datum->over == 0 ? 1 : datum->over};
}

void datum_set_ratio(Datum *datum, Ratio ratio) {
    datum->number = ratio.top;
    datum->over = ratio.over == 1 ? 0 : ratio.over;
}

Decimal datum_decimal(const Datum *datum, int32_t scale) {
    Decimal rounded;
    bool longer = datum->over != 0 || datum->number.scale > scale;
    if (!longer || ratio_round(datum_ratio(datum), scale, &rounded))
        return longer ? rounded : datum->number;
    return datum->over == 0 ? datum->number : ratio_lean(datum_ratio(datum));
}

static bool is_never(const Datum *datum) {
    return datum->kind == DATUM_WORD && slice_is(datum->text, "never");
}

bool datum_days(const Datum *datum, int64_t *first, int64_t *last) {
    enum { YEAR_FIRST = 101, YEAR_LAST = 1231, MONTH_LAST = 31, FOREVER = 99999999 };
    if (is_never(datum)) {
        *first = *last = FOREVER;
        return true;
    }
    if ((!is_time(datum) && datum->kind != DATUM_NUMBER) || datum->over != 0)
        return false;
    Decimal whole;
    if (datum_is_split(datum)) { /* it lies in its two years */
        int64_t year = (int64_t)datum->number.units / 10;
        *first = year * 10000 + YEAR_FIRST;
        *last = (year + 1) * 10000 + YEAR_LAST;
        return true;
    }
    if (!decimal_rescale(datum->number, 0, &whole) || whole.units < 0 ||
        whole.units > FOREVER || decimal_compare(whole, datum->number) != 0)
        return false;
    int64_t value = (int64_t)whole.units;
    if (datum->kind != DATUM_DATE) {
        *first = value * 10000 + YEAR_FIRST;
        *last = value * 10000 + YEAR_LAST;
    } else {
        int64_t year = value / 10000 * 10000;
        int64_t quarter = value / 100 % 100 - TIME_QUARTER_BASE;
        bool month = value % 100 == 0;
        *first = month ? value + 1 : value;
        *last = month ? value + MONTH_LAST : value;
        if (quarter > 0) {
            *first = year + (3 * quarter - 2) * 100 + 1;
            *last = year + 3 * quarter * 100 + MONTH_LAST;
        }
    }
    return true;
}

/* How two values stand to each other. */
typedef enum Relation { LESS, SAME, MORE, DIFFERENT /* without an order */ } Relation;

static Relation relation_of(int order) {
    return order < 0 ? LESS : order > 0 ? MORE : SAME;
}

/* A year and a day in it are the same: what is said to be in 2020 is in 2020. */
static Relation relate_times(const Datum *left, const Datum *right) {
    if (left->kind != DATUM_DATE && right->kind != DATUM_DATE &&
        (datum_is_split(left) || datum_is_split(right)) && left->over == 0 &&
        right->over == 0 && !is_never(left) && !is_never(right))
        return relation_of(decimal_compare(left->number, right->number));
    int64_t left_first, left_last, right_first, right_last;
    if (!datum_days(left, &left_first, &left_last) ||
        !datum_days(right, &right_first, &right_last))
        return DIFFERENT;
    return left_last < right_first ? LESS : left_first > right_last ? MORE : SAME;
}

bool datum_currencies_differ(const Datum *left, const Datum *right) {
    return left->kind == DATUM_AMOUNT && right->kind == DATUM_AMOUNT &&
           left->currency != right->currency && left->currency != 0 &&
           right->currency != 0;
}

bool datum_are_apart(const Datum *left, const Datum *right) {
    return datum_currencies_differ(left, right) && decimal_sign(left->number) != 0 &&
           decimal_sign(right->number) != 0;
}

/* Of 5% beside a plain number, 0.05. */
static Decimal percent_beside(const Datum *datum, const Datum *beside) {
    enum { PERCENT = 2 };
    return datum->kind == DATUM_PERCENT && beside->kind == DATUM_NUMBER
               ? decimal_shift(datum->number, PERCENT)
               : datum->number;
}

Datum datum_beside(Arena *arena, const Datum *datum, const Datum *beside) {
    enum { PERCENT = 2 };
    Datum result = *datum;
    if (datum->kind == DATUM_PERCENT && beside->kind == DATUM_NUMBER) {
        result.kind = DATUM_NUMBER;
        result.number = decimal_shift(datum->number, PERCENT);
        result.doubt = doubt_shift(arena, datum->doubt, PERCENT);
    }
    return result;
}

static Relation relate(const Datum *left, const Datum *right) {
    if (datum_is_number(left) && datum_is_number(right)) {
        if (datum_are_apart(left, right))
            return DIFFERENT;
        if (left->kind != right->kind) {
            Ratio one = datum_ratio(left), other = datum_ratio(right);
            one.top = percent_beside(left, right);
            other.top = percent_beside(right, left);
            return relation_of(ratio_compare(one, other));
        }
        return relation_of(left->over == 0 && right->over == 0
                               ? decimal_compare(left->number, right->number)
                               : ratio_compare(datum_ratio(left), datum_ratio(right)));
    }
    if (is_time(left) || is_time(right) || (is_never(left) && datum_is_number(right)) ||
        (is_never(right) && datum_is_number(left)))
        return relate_times(left, right);
    if (left->kind == DATUM_REF && right->kind == DATUM_REF) {
        return left->ref_kind == right->ref_kind && left->ref == right->ref ? SAME
                                                                            : DIFFERENT;
    }
    if (left->kind == DATUM_BOOL && right->kind == DATUM_BOOL)
        return left->truth == right->truth ? SAME : DIFFERENT;
    if (left->kind == DATUM_WORD && right->kind == DATUM_WORD && left->ref != 0 &&
        left->ref == right->ref)
        return SAME;
    /* Indicators are local, so a bare word for one is its name. */
    if ((left->kind == DATUM_REF && right->kind == DATUM_WORD) ||
        (left->kind == DATUM_WORD && right->kind == DATUM_REF)) {
        return left->text.length > 0 && slice_equal(left->text, right->text) ? SAME
                                                                             : DIFFERENT;
    }
    bool texts = (left->kind == DATUM_WORD || left->kind == DATUM_TEXT) &&
                 (right->kind == DATUM_WORD || right->kind == DATUM_TEXT);
    return texts ? relation_of(slice_compare(left->text, right->text)) : DIFFERENT;
}

static bool holds(CompareOp op, Relation relation) {
    switch (op) {
    case OP_EQ: return relation == SAME;
    case OP_NE: return relation != SAME;
    case OP_LT: return relation == LESS;
    case OP_LE: return relation == LESS || relation == SAME;
    case OP_GT: return relation == MORE;
    case OP_GE: return relation == MORE || relation == SAME;
    }
    return false;
}

static Tri compare_lists(CompareOp op, const Datum *left, const Datum *right) {
    bool left_list = left->kind == DATUM_LIST;
    const Datum *list = left_list ? left : right;
    Tri any = TRI_FALSE;
    for (uint32_t i = 0; i < list->list_count; i++) {
        const Datum *one = &list->list[i];
        any = tri_or(any, left_list ? datum_compare(op, one, right)
                                    : datum_compare(op, left, one));
    }
    return any;
}

bool datum_points_differ(const Datum *left, const Datum *right) {
    return left->kind == DATUM_PERCENT && right->kind == DATUM_PERCENT &&
           ((left->pp && !right->points) || (right->pp && !left->points));
}

Tri datum_compare(CompareOp op, const Datum *left, const Datum *right) {
    if (left->kind == DATUM_UNKNOWN || right->kind == DATUM_UNKNOWN)
        return TRI_UNKNOWN;
    if (left->kind == DATUM_LIST || right->kind == DATUM_LIST) {
        return op == OP_NE ? tri_not(compare_lists(OP_EQ, left, right))
                           : compare_lists(op, left, right);
    }
    bool left_null = left->kind == DATUM_NULL, right_null = right->kind == DATUM_NULL;
    if (left_null || right_null) {
        bool same = left_null && right_null;
        return op == OP_EQ ? (Tri)same : op == OP_NE ? (Tri)!same : TRI_FALSE;
    }
    return (Tri)holds(op,
                      datum_points_differ(left, right) ? DIFFERENT : relate(left, right));
}

static uint32_t next_code(Slice *text) {
    uint32_t bytes, code = utf8_decode(text->at, text->length, &bytes);
    text->at += bytes;
    text->length -= bytes;
    return code;
}

/* A sign's code point, case folded. */
static uint32_t next_sign(Slice *text) {
    return utf8_lower(next_code(text));
}

/* What a pattern wants next: a folded code point, or one of these. */
enum { ANY_TEXT = 0x110000, ANY_SIGN, NO_SIGN };

static uint32_t next_wanted(Slice *pattern, uint32_t escape) {
    uint32_t code = next_code(pattern);
    if (escape != 0 && code == escape)
        return pattern->length > 0 ? next_sign(pattern) : (uint32_t)NO_SIGN;
    return code == '%'   ? (uint32_t)ANY_TEXT
           : code == '_' ? (uint32_t)ANY_SIGN
                         : utf8_lower(code);
}

bool datum_like(Slice text, Slice pattern, uint32_t escape) {
    Slice again_text = text, again_pattern = pattern;
    bool starred = false;
    while (text.length > 0) {
        Slice rest_text = text, rest_pattern = pattern;
        if (pattern.length > 0) {
            uint32_t wanted = next_wanted(&rest_pattern, escape);
            if (wanted == ANY_TEXT) {
                again_pattern = pattern = rest_pattern;
                again_text = text;
                starred = true;
                continue;
            }
            uint32_t found = next_sign(&rest_text);
            if (wanted == ANY_SIGN || wanted == found) {
                text = rest_text;
                pattern = rest_pattern;
                continue;
            }
        }
        if (!starred)
            return false;
        next_sign(&again_text);
        text = again_text;
        pattern = again_pattern;
    }
    while (pattern.length > 0)
        if (next_wanted(&pattern, escape) != ANY_TEXT)
            return false;
    return true;
}

enum { MOST = 6, FEW = 4 }; /* digits behind the point that are read */

/* More digits than anybody prints come of divisions only. */
Decimal datum_readable(const Datum *datum, int8_t power) {
    bool amount = datum->kind == DATUM_AMOUNT;
    if (datum->over != 0 || (!amount && datum->number.scale > MOST))
        return datum_decimal(datum, amount ? FEW - power : FEW);
    return datum->number;
}

static Slice list_text(const Model *model, const Datum *datum, int8_t power) {
    Slice all = SLICE("");
    for (uint32_t i = 0; i < datum->list_count; i++) {
        Slice one = datum_text(model, &datum->list[i], power);
        all = i == 0 ? one
                     : arena_format(model->arena, "%.*s, %.*s", SLICE_ARGS(all),
                                    SLICE_ARGS(one));
    }
    return all;
}

Slice datum_date_text(Arena *arena, const Datum *datum) {
    int64_t value = (int64_t)datum->number.units;
    int year = (int)(value / 10000), month = (int)(value / 100 % 100);
    int day = (int)(value % 100);
    if (month > TIME_QUARTER_BASE)
        return arena_format(arena, "%04d-q%d", year, month - TIME_QUARTER_BASE);
    if (day == 0)
        return arena_format(arena, "%04d-%02d", year, month);
    return arena_format(arena, "%04d-%02d-%02d", year, month, day);
}

Slice datum_text(const Model *model, const Datum *datum, int8_t power) {
    char digits[DECIMAL_TEXT];
    if (datum->kind >= DATUM_NUMBER && datum->kind <= DATUM_AMOUNT &&
        datum->text.length > 0)
        return datum->text;
    switch ((DatumKind)datum->kind) {
    case DATUM_NULL: return SLICE("-");
    case DATUM_UNKNOWN: return SLICE("unknown");
    case DATUM_BOOL: return datum->truth ? SLICE("true") : SLICE("false");
    case DATUM_YEAR: return arena_copy(model->arena, datum_year_text(datum, digits));
    case DATUM_NUMBER:
        return arena_copy(model->arena, decimal_text(datum_readable(datum, 0), digits));
    case DATUM_PERCENT:
        return arena_format(model->arena, "%.*s%s",
                            SLICE_ARGS(decimal_text(datum_readable(datum, 0), digits)),
                            datum->points ? " pp" : "%");
    case DATUM_AMOUNT: return model_amount(model, datum_readable(datum, power), power);
    case DATUM_TEXT:
    case DATUM_WORD: return datum->text;
    case DATUM_REF: return view_title(model, (ThingKind)datum->ref_kind, datum->ref, 0);
    case DATUM_DATE: return datum_date_text(model->arena, datum);
    case DATUM_LIST: return list_text(model, datum, power);
    }
    return SLICE("");
}
