/* Evidence beyond the figures: see explain.h, Cell.evident. */
#include "check/totals/evidence.h"

enum { PRINTED_MOST = 40 };

static bool is_part_of_number(char c) {
    return (c >= '0' && c <= '9') || c == '.' || c == ',' || c == '_';
}

/* The figure as printed, without its unit; empty where it is too short to tell. */
static Slice printed(const Model *model, uint32_t fact) {
    enum { DIGITS_LEAST = 3 };
    Place place = model_fact_place(model, fact);
    Slice text = source_slice(sources_get(model->sources, place.source), place.span);
    uint32_t length = 0, digits = 0;
    bool point = false;
    while (length < text.length && is_part_of_number(text.at[length])) {
        digits += text.at[length] >= '0' && text.at[length] <= '9';
        point |= text.at[length] == '.';
        length++;
    }
    bool telling = length <= PRINTED_MOST && (point || digits >= DIGITS_LEAST);
    return (Slice){text.at, telling ? length : 0};
}

/* 2.0 is found as 2.0 and, in a document's own words, as 2,0. */
static bool same_digit(char a, char b) {
    return a == b || (a == '.' && b == ',');
}

static bool says(Slice text, Slice number) {
    for (uint32_t at = 0; at + number.length <= text.length; at++) {
        uint32_t same = 0;
        while (same < number.length && same_digit(number.at[same], text.at[at + same]))
            same++;
        uint32_t end = at + number.length;
        bool whole = (at == 0 || !is_part_of_number(text.at[at - 1])) &&
                     (end == text.length || text.at[end] < '0' || text.at[end] > '9');
        if (same == number.length && whole)
            return true;
    }
    return false;
}

static bool value_says(const Model *model, const Prop *prop, const Value *value,
                       Slice number, Decimal amount) {
    const int other = FIGURE_PERCENT | FIGURE_POINTS | FIGURE_BAD;
    if (value->kind == VALUE_TEXT) {
        const Source *source = sources_get(model->sources, prop->source);
        return says(source_slice(source, value->text), number);
    }
    if (value->kind != VALUE_FIGURE || (value->figure.flags & other) != 0)
        return false;
    Decimal stated = figure_decimal(value->figure);
    if (!(value->figure.flags & FIGURE_UNIT))
        stated = decimal_shift(stated, -prop->power);
    return decimal_compare(stated, amount) == 0;
}

bool evidence_of(const Model *model, uint32_t fact) {
    const Line *line = &model->lines.at[model->facts.line[fact]];
    Slice number = printed(model, fact);
    if (line->project == 0 || number.length == 0)
        return false;
    Decimal amount = figure_decimal(facts_figure(&model->facts, fact));
    const Thing *project = model_thing(model, KIND_PROJECT, line->project);
    for (uint32_t i = project->first_prop; i != 0; i = model->props.at[i - 1].next) {
        const Prop *prop = &model->props.at[i - 1];
        if (prop->document != line->document || prop->by_every)
            continue;
        for (uint32_t k = 0; k < prop->node->count; k++)
            if (value_says(model, prop, &prop->node->values[k], number, amount))
                return true;
    }
    return false;
}
