/* Whether a value is what its property must be, and how each type is called and written.
 */
#include "check/properties/property_types.h"

#include "check/day_range.h"

static bool is_time(const Value *value, TimeKind kind) {
    return value->kind == VALUE_TIME && value->time.kind == kind;
}

static bool is_plain_figure(const Value *value, int flags, bool money) {
    const int kinds = FIGURE_PERCENT | FIGURE_POINTS;
    return value->kind == VALUE_FIGURE && (value->figure.flags & kinds) == flags &&
           (money ||
            ((value->figure.flags & FIGURE_UNIT) == 0 && value->figure.currency == 0));
}

bool property_type_holds(const Model *model, const PropertySpec *spec,
                         const Value *value) {
    if (value->kind == VALUE_BLANK ||
        (value->kind == VALUE_FIGURE && (value->figure.flags & FIGURE_BAD) != 0))
        return true;
    if (value->kind == VALUE_NAME && property_type_has_word(model, spec, value->name))
        return true;
    bool year = value->kind == VALUE_FIGURE && day_range_is_year(value->figure);
    switch ((PropertyType)spec->type) {
    case PROPERTY_ANY: return true;
    case PROPERTY_TEXT: return value->kind == VALUE_TEXT;
    case PROPERTY_NUMBER: return is_plain_figure(value, 0, false);
    case PROPERTY_MONEY: return is_plain_figure(value, 0, true);
    case PROPERTY_PERCENT: return is_plain_figure(value, FIGURE_PERCENT, false);
    case PROPERTY_DATE: return is_time(value, TIME_DATE);
    case PROPERTY_MONTH: return is_time(value, TIME_MONTH);
    case PROPERTY_YEAR: return year || is_time(value, TIME_YEAR);
    case PROPERTY_RANGE:
        return year || is_time(value, TIME_RANGE) || is_time(value, TIME_YEAR);
    case PROPERTY_WHEN:
        return year || is_time(value, TIME_DATE) || is_time(value, TIME_MONTH) ||
               is_time(value, TIME_QUARTER) || is_time(value, TIME_YEAR);
    case PROPERTY_WORD: return value->kind == VALUE_NAME || value->kind == VALUE_TEXT;
    case PROPERTY_WORDS: return false;
    case PROPERTY_THING:
        return value->kind == VALUE_NAME &&
               (spec->kind == KIND_INDICATOR ||
                model_find(model, (ThingKind)spec->kind, value->name) != 0);
    }
    return true;
}

bool property_type_year(const PropertySpec *spec, const Value *value, Time *out) {
    bool time = spec->type == PROPERTY_YEAR || spec->type == PROPERTY_RANGE ||
                spec->type == PROPERTY_WHEN;
    if (!time || value->kind != VALUE_FIGURE || !day_range_is_year(value->figure))
        return false;
    int32_t year = (int32_t)value->figure.digits;
    *out = (Time){.kind = TIME_YEAR, .from = year, .to = year, .span = value->span};
    return true;
}

/* ---- in words ---- */

const char *property_type_value(const Value *value) {
    switch ((ValueKind)value->kind) {
    case VALUE_NAME: return "a name";
    case VALUE_TEXT: return "a text in quotes";
    case VALUE_BLANK: return "?";
    case VALUE_TIME:
        return value->time.kind == TIME_DATE      ? "a date"
               : value->time.kind == TIME_MONTH   ? "a month"
               : value->time.kind == TIME_QUARTER ? "a quarter"
               : value->time.kind == TIME_YEAR    ? "a year"
                                                  : "a range of years";
    case VALUE_FIGURE: break;
    }
    int flags = value->figure.flags;
    return (flags & FIGURE_PERCENT) != 0  ? "a percentage"
           : (flags & FIGURE_POINTS) != 0 ? "percentage points"
           : (flags & FIGURE_UNIT) != 0   ? "an amount"
                                          : "a number";
}

static const char *type_words(const PropertySpec *spec) {
    switch ((PropertyType)spec->type) {
    case PROPERTY_TEXT: return "a text in quotes";
    case PROPERTY_NUMBER: return "a number";
    case PROPERTY_MONEY: return "an amount";
    case PROPERTY_PERCENT: return "a percentage";
    case PROPERTY_DATE: return "a date";
    case PROPERTY_MONTH: return "a month";
    case PROPERTY_YEAR: return "a year";
    case PROPERTY_RANGE: return "a range of years";
    case PROPERTY_WHEN: return "a year, a month or a date";
    case PROPERTY_WORD:
    case PROPERTY_WORDS: return "a word";
    case PROPERTY_THING: return kind_article((ThingKind)spec->kind);
    case PROPERTY_ANY: break;
    }
    return "a value";
}

Slice property_type_type(Arena *arena, const PropertySpec *spec) {
    const char *type = type_words(spec);
    return spec->words[0] == '\0' || spec->type == PROPERTY_WORDS
               ? slice_of(type)
               : arena_format(arena, "%s, or %s", type, spec->words);
}

const char *property_type_help(PropertyType type) {
    switch (type) {
    case PROPERTY_TEXT: return "put it in quotes";
    case PROPERTY_NUMBER: return "write it bare: 12 or 0.5";
    case PROPERTY_MONEY: return "write it as 0.5 mio DKK, or 0.5 in the unit of the file";
    case PROPERTY_PERCENT: return "write it with its sign: 40%";
    case PROPERTY_DATE: return "write it as 2020-12-02";
    case PROPERTY_MONTH: return "write it as 2020-12";
    case PROPERTY_YEAR: return "write it with four digits: 2020";
    case PROPERTY_RANGE: return "write it as 2020..2022";
    case PROPERTY_WHEN: return "write it as 2020, 2020-12 or 2020-12-02";
    case PROPERTY_ANY:
    case PROPERTY_WORD:
    case PROPERTY_WORDS:
    case PROPERTY_THING: break;
    }
    return "write the name that declares it; put a text for people into a note";
}
