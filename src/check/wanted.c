/* What a property must be, as tables: the built-in ones, the words that name a type in
 * an `attribute`, and how each type is called and written. */
#include "check/wanted.h"

#include "check/moment.h"

enum {
    ON_ALL = (1 << KIND_COUNT) - 1,
    ON_JUDGED = 1 << KIND_PROJECT | 1 << KIND_GOAL | 1 << KIND_INDICATOR,
    ON_NESTED = 1 << KIND_PROJECT | 1 << KIND_AREA
};

static const BuiltIn built_ins[] = {
    {"date", ON_ALL, TYPE_WHEN, 0, {0}},
    {"case", ON_ALL, TYPE_TEXT, 0, {0}},
    {"page", ON_ALL, TYPE_ANY, 0, {0}},
    {"owner", ON_ALL, TYPE_THING, KIND_ORGANISATION, {0}},
    {"purpose", 1 << KIND_PROJECT, TYPE_THING, KIND_DIMENSION, {"none"}},
    {"contributes", ON_ALL, TYPE_THING, KIND_GOAL, {0}},
    {"starts", ON_ALL, TYPE_WHEN, 0, {0}},
    {"expires", ON_ALL, TYPE_WHEN, 0, {"never"}},
    {"kind", ON_ALL, TYPE_WORD, 0, {0}},
    {"judged", ON_JUDGED, TYPE_WORDS, 0, {"met", "partly", "missed", "unknown"}},
    {"expected", ON_JUDGED, TYPE_WORDS, 0, {"met", "missed"}},
    {"part_of", ON_NESTED, TYPE_ANY, 0, {0}}, /* its names are resolved by the model */
    {"note", ON_ALL, TYPE_TEXT, 0, {0}},
};

enum { BUILT_IN_COUNT = sizeof built_ins / sizeof built_ins[0] };

/* What an attribute's one word says of its values. */
static const struct {
    const char *word;
    uint8_t type;
} attribute_types[] = {
    {"text", TYPE_TEXT},       {"number", TYPE_NUMBER}, {"money", TYPE_MONEY},
    {"percent", TYPE_PERCENT}, {"date", TYPE_DATE},     {"month", TYPE_MONTH},
    {"year", TYPE_YEAR},       {"range", TYPE_RANGE},
};

uint32_t wanted_built_in_count(void) {
    return BUILT_IN_COUNT;
}

const BuiltIn *wanted_built_in_row(uint32_t index) {
    return &built_ins[index];
}

Wanted wanted_built_in(const BuiltIn *row) {
    Wanted wanted = {.type = row->type, .kind = row->kind};
    for (uint32_t i = 0; i < 4 && row->words[i] != NULL; i++) {
        wanted.words[wanted.word_count++] = slice_of(row->words[i]);
    }
    return wanted;
}

Wanted wanted_attribute(const Model *model, const Attribute *node) {
    Wanted wanted = {.type = TYPE_WORDS, .list = &node->words};
    if (node->words.count == 0) {
        wanted.type = TYPE_ANY;
    }
    if (node->words.count == 1) {
        Slice word = names_text(model->names, node->words.at[0].name);
        uint32_t count = sizeof attribute_types / sizeof attribute_types[0];
        for (uint32_t i = 0; i < count; i++) {
            if (slice_is(word, attribute_types[i].word)) {
                wanted.type = attribute_types[i].type;
                return wanted;
            }
        }
        for (uint32_t kind = 0; kind < KIND_COUNT; kind++) {
            if (slice_is(word, kind_text((EntityKind)kind))) {
                wanted.type = TYPE_THING;
                wanted.kind = (uint8_t)kind;
                return wanted;
            }
        }
    }
    for (uint32_t i = 0; i < node->words.count && i < WANTED_WORDS; i++) {
        wanted.words[wanted.word_count++] =
            names_text(model->names, node->words.at[i].name);
    }
    return wanted;
}

static bool is_wanted_word(const Model *model, const Wanted *wanted, NameId name) {
    Slice text = names_text(model->names, name);
    for (uint32_t i = 0; i < wanted->word_count; i++) {
        if (slice_equal(text, wanted->words[i])) {
            return true;
        }
    }
    if (wanted->type == TYPE_WORDS && wanted->list != NULL) {
        for (uint32_t i = 0; i < wanted->list->count; i++) {
            if (wanted->list->at[i].name == name) {
                return true;
            }
        }
    }
    return false;
}

static bool is_time(const Value *value, TimeKind kind) {
    return value->kind == VALUE_TIME && value->time.kind == kind;
}

static bool is_plain_figure(const Value *value, int flags, bool money) {
    const int kinds = FIGURE_PERCENT | FIGURE_POINTS;
    return value->kind == VALUE_FIGURE && (value->figure.flags & kinds) == flags &&
           (money ||
            ((value->figure.flags & FIGURE_UNIT) == 0 && value->figure.currency == 0));
}

bool wanted_holds(const Model *model, const Wanted *wanted, const Value *value) {
    if (value->kind == VALUE_BLANK ||
        (value->kind == VALUE_FIGURE && (value->figure.flags & FIGURE_BAD) != 0)) {
        return true;
    }
    if (value->kind == VALUE_NAME && is_wanted_word(model, wanted, value->name)) {
        return true;
    }
    bool year = value->kind == VALUE_FIGURE && moment_is_year(value->figure);
    switch ((ValueType)wanted->type) {
    case TYPE_ANY: return true;
    case TYPE_TEXT: return value->kind == VALUE_TEXT;
    case TYPE_NUMBER: return is_plain_figure(value, 0, false);
    case TYPE_MONEY: return is_plain_figure(value, 0, true);
    case TYPE_PERCENT: return is_plain_figure(value, FIGURE_PERCENT, false);
    case TYPE_DATE: return is_time(value, TIME_DATE);
    case TYPE_MONTH: return is_time(value, TIME_MONTH);
    case TYPE_YEAR: return year;
    case TYPE_RANGE: return year || is_time(value, TIME_RANGE);
    case TYPE_WHEN:
        return year || is_time(value, TIME_DATE) || is_time(value, TIME_MONTH);
    case TYPE_WORD: return value->kind == VALUE_NAME || value->kind == VALUE_TEXT;
    case TYPE_WORDS: return false;
    case TYPE_THING:
        return value->kind == VALUE_NAME &&
               (wanted->kind == KIND_INDICATOR ||
                model_find(model, (EntityKind)wanted->kind, value->name) != 0);
    }
    return true;
}

bool wanted_year(const Wanted *wanted, const Value *value, Time *out) {
    bool time = wanted->type == TYPE_YEAR || wanted->type == TYPE_RANGE ||
                wanted->type == TYPE_WHEN;
    if (!time || value->kind != VALUE_FIGURE || !moment_is_year(value->figure)) {
        return false;
    }
    int32_t year = (int32_t)value->figure.digits;
    *out = (Time){.kind = TIME_YEAR, .from = year, .to = year, .span = value->span};
    return true;
}

/* ---- in words ---- */

const char *kind_article(uint8_t kind) {
    static const char *const texts[KIND_COUNT] = {
        [KIND_DOCUMENT] = "a document",   [KIND_ORGANISATION] = "an organisation",
        [KIND_AREA] = "an area",          [KIND_SOURCE] = "a source",
        [KIND_MONEY] = "a kind of money", [KIND_PROJECT] = "a project",
        [KIND_GOAL] = "a goal",           [KIND_INDICATOR] = "an indicator",
        [KIND_DIMENSION] = "a dimension", [KIND_CATEGORY] = "a category",
    };
    return texts[kind];
}

const char *kind_plural(uint8_t kind) {
    static const char *const texts[KIND_COUNT] = {
        [KIND_DOCUMENT] = "documents",   [KIND_ORGANISATION] = "organisations",
        [KIND_AREA] = "areas",           [KIND_SOURCE] = "sources",
        [KIND_MONEY] = "kinds of money", [KIND_PROJECT] = "projects",
        [KIND_GOAL] = "goals",           [KIND_INDICATOR] = "indicators",
        [KIND_DIMENSION] = "dimensions", [KIND_CATEGORY] = "categories",
    };
    return texts[kind];
}

const char *wanted_value(const Value *value) {
    switch ((ValueKind)value->kind) {
    case VALUE_NAME: return "a name";
    case VALUE_TEXT: return "a text in quotes";
    case VALUE_BLANK: return "?";
    case VALUE_TIME:
        return value->time.kind == TIME_DATE    ? "a date"
               : value->time.kind == TIME_MONTH ? "a month"
                                                : "a range of years";
    case VALUE_FIGURE: break;
    }
    int flags = value->figure.flags;
    return (flags & FIGURE_PERCENT) != 0  ? "a percentage"
           : (flags & FIGURE_POINTS) != 0 ? "percentage points"
           : (flags & FIGURE_UNIT) != 0   ? "an amount"
                                          : "a number";
}

const char *wanted_type(const Wanted *wanted) {
    switch ((ValueType)wanted->type) {
    case TYPE_TEXT: return "a text in quotes";
    case TYPE_NUMBER: return "a number";
    case TYPE_MONEY: return "an amount";
    case TYPE_PERCENT: return "a percentage";
    case TYPE_DATE: return "a date";
    case TYPE_MONTH: return "a month";
    case TYPE_YEAR: return "a year";
    case TYPE_RANGE: return "a range of years";
    case TYPE_WHEN:
        return wanted->word_count > 0 ? "a year, a month, a date, or never"
                                      : "a year, a month or a date";
    case TYPE_WORD:
    case TYPE_WORDS: return "a word";
    case TYPE_THING:
        return wanted->word_count > 0 ? "a dimension, or none"
                                      : kind_article(wanted->kind);
    case TYPE_ANY: break;
    }
    return "a value";
}

const char *wanted_help(ValueType type) {
    switch (type) {
    case TYPE_TEXT: return "put it in quotes";
    case TYPE_NUMBER: return "write it bare: 12 or 0.5";
    case TYPE_MONEY: return "write it as 0.5 mio DKK, or 0.5 in the unit of the file";
    case TYPE_PERCENT: return "write it with its sign: 40%";
    case TYPE_DATE: return "write it as 2020-12-02";
    case TYPE_MONTH: return "write it as 2020-12";
    case TYPE_YEAR: return "write it with four digits: 2020";
    case TYPE_RANGE: return "write it as 2020..2022";
    case TYPE_WHEN: return "write it as 2020, 2020-12 or 2020-12-02";
    case TYPE_ANY:
    case TYPE_WORD:
    case TYPE_WORDS:
    case TYPE_THING: break;
    }
    return "write the name that declares it; a text for people goes into a note";
}
