/* Adding printed figures up: in buckets by scale, which cannot overflow, so that a
 * million entries cost a million additions of integers. */
#include "check/totals/sum.h"
#include "base/hash.h"

#include <string.h>

void sum_clear(Sum *sum) {
    if (sum->fine.count > 0) {
        memset(&sum->units[sum->low], 0,
               (size_t)(sum->high - sum->low + 1) * sizeof sum->units[0]);
    }
    grains_clear(&sum->fine);
    grains_clear(&sum->own);
    sum->blanks = sum->bad = 0;
    sum->currency = 0;
    sum->mixed = false;
    versions_clear(&sum->versions);
    sum->hash = sum->open = 0;
    sum->last.good = false;
    sum->alike.row = NULL;
}

static bool says_something(Figure figure) {
    return (figure.flags & (FIGURE_NONE | FIGURE_BLANK | FIGURE_BAD)) == 0;
}

Decimal figure_value(Figure figure) {
    return says_something(figure) ? figure_decimal(figure) : (Decimal){0, figure.scale};
}

/* How often the row said the same right before. */
static uint32_t times_before(Sum *sum, Figure figure, const void *row) {
    bool rough = figure_is_rough(figure);
    bool again = row != NULL && row == sum->alike.row &&
                 figure.digits == sum->alike.digits && figure.scale == sum->alike.scale &&
                 rough == sum->alike.rough;
    if (again)
        return sum->alike.count++;
    sum->alike.row = row;
    sum->alike.digits = figure.digits;
    sum->alike.count = 1;
    sum->alike.scale = figure.scale;
    sum->alike.rough = rough;
    return 0;
}

static void add_again(Sum *sum, int32_t fine, int32_t own, bool rough, uint32_t times) {
    if (times > 0) {
        grains_again(&sum->fine, fine, rough, times);
        grains_again(&sum->own, own, rough, times);
    }
}

/* Adds one that says something. */
static void add_plain(Sum *sum, const Model *model, Figure figure, Id table,
                      const void *row) {
    if (sum_other_currency(sum, figure))
        sum->mixed = true;
    else if (figure.currency != 0)
        sum->currency = figure.currency;
    int32_t slot = figure.scale + GRAINS_ZERO;
    slot = slot < 0 ? 0 : slot >= GRAINS_ROOM ? GRAINS_ROOM - 1 : slot;
    if (sum->fine.count == 0)
        sum->low = sum->high = slot;
    else if (slot < sum->low)
        sum->low = slot;
    else if (slot > sum->high)
        sum->high = slot;
    int32_t fine = figure_fine_scale(model, figure, table);
    int32_t own = figure_own_scale(model, figure, table);
    sum->units[slot] += figure.digits;
    grains_add(&sum->fine, fine, figure_is_rough(figure));
    grains_add(&sum->own, own, figure_is_rough(figure));
    add_again(sum, fine, own, figure_is_rough(figure), times_before(sum, figure, row));
    sum->last.good = !figure_is_rough(figure) && figure.blur == 0 &&
                     fine > -GRAINS_ZERO && own > -GRAINS_ZERO && fine < GRAINS_ZERO &&
                     own < GRAINS_ZERO;
    sum->last.scale = figure.scale;
    sum->last.currency = figure.currency;
    sum->last.table = table;
    sum->last.unit = slot;
    sum->last.fine = fine;
    sum->last.own = own;
}

/* Of a figure that is no plain one. */
static const uint8_t odd_flags = FIGURE_APPROXIMATE | FIGURE_NONE | FIGURE_BLANK |
                                 FIGURE_BAD | FIGURE_SUM;

void sum_figure(Sum *sum, const Model *model, Figure figure, Id table, const void *row) {
    if (sum->last.good && (figure.flags & odd_flags) == 0 && figure.blur == 0 &&
        figure.scale == sum->last.scale && figure.currency == sum->last.currency &&
        table == sum->last.table) {
        sum->units[sum->last.unit] += figure.digits;
        grains_plain(&sum->fine, sum->last.fine, 1);
        grains_plain(&sum->own, sum->last.own, 1);
        add_again(sum, sum->last.fine, sum->last.own, false,
                  times_before(sum, figure, row));
        return;
    }
    if (figure.flags & FIGURE_BAD)
        sum->bad++;
    else if (figure.flags & FIGURE_BLANK)
        sum->blanks++;
    else if (!(figure.flags & FIGURE_NONE))
        add_plain(sum, model, figure, table, row);
}

void sum_fact(Sum *sum, const Model *model, uint32_t fact) {
    uint64_t hash = hash_mix(0, (uint64_t)fact + 1);
    const Line *line = &model->lines.at[model->facts.line[fact]];
    Figure figure = facts_figure(&model->facts, fact);
    sum->hash += hash;
    if (figure.flags & FIGURE_BLANK)
        sum->open += hash;
    if (model->families != NULL)
        versions_add(&sum->versions, model, model->arena, line->money, fact);
    sum_figure(sum, model, figure, line->table, line);
}

/* Adds of these facts those at the beginning that are as plain as the one that was added
 * last, of its form and table, each in another row than the one before: the most, and
 * little work for each. Returns how many. */
static uint32_t add_alike(Sum *sum, const Model *model, const uint32_t *list,
                          uint32_t count, uint32_t before) {
    const Facts *facts = &model->facts;
    const Line *lines = model->lines.at;
    const uint32_t form = facts->form[before];
    const Id table = sum->last.table;
    uint32_t row = facts->line[before], taken = 0;
    int64_t units = 0;
    uint64_t hash = 0;
    for (; taken < count; taken++) {
        uint32_t fact = list[taken], number = facts->line[fact];
        if (facts->form[fact] != form || number == row || lines[number].table != table)
            break;
        row = number;
        units += facts->digits[fact];
        hash += hash_mix(0, (uint64_t)fact + 1);
    }
    if (taken > 0) {
        sum->hash += hash;
        sum->units[sum->last.unit] += units;
        grains_plain(&sum->fine, sum->last.fine, taken);
        grains_plain(&sum->own, sum->last.own, taken);
        sum->alike.row = &lines[row];
        sum->alike.digits = facts->digits[list[taken - 1]];
        sum->alike.count = 1;
    }
    return taken;
}

/* Whether figures of that form are as plain as the one before. */
static bool is_like_last(const Sum *sum, const Form *form) {
    return sum->last.good && (form->flags & odd_flags) == 0 && form->blur == 0 &&
           form->scale == sum->last.scale && form->currency == sum->last.currency;
}

void sum_facts(Sum *sum, const Model *model, const uint32_t *list, uint32_t count) {
    const Facts *facts = &model->facts;
    for (uint32_t i = 0; i < count;) {
        uint32_t fact = list[i++], form = facts->form[fact];
        sum_fact(sum, model, fact);
        if (form != FORM_WIDE && model->families == NULL &&
            is_like_last(sum, &facts->forms[form]) &&
            model->lines.at[facts->line[fact]].table == sum->last.table)
            i += add_alike(sum, model, list + i, count - i, fact);
    }
}

bool sum_value(const Sum *sum, Decimal *value) {
    /* Nothing is as coarse as can be, so that it adds no digits to what it is held to. */
    Decimal total = {0, DECIMAL_SCALE_MIN};
    if (sum->fine.count > 0)
        total.scale = sum->low - GRAINS_ZERO;
    for (int32_t i = sum->low; sum->fine.count > 0 && i <= sum->high; i++) {
        Decimal part = {sum->units[i], i - GRAINS_ZERO};
        if (part.units != 0 && !decimal_add(total, part, &total))
            return false;
    }
    if (sum->fine.count > 0) {
        /* All digits that were printed, also where a bucket adds up to nothing. */
        Decimal finer;
        if (decimal_rescale(total, sum->high - GRAINS_ZERO, &finer))
            total = finer;
    }
    *value = total;
    return true;
}

bool sum_other_currency(const Sum *sum, Figure figure) {
    return sum->currency != 0 && figure.currency != 0 && figure.currency != sum->currency;
}

Balance balance_of(const Model *model, const Sum *sum, Figure stated, Id table,
                   Decimal computed, bool exact) {
    Decimal value = figure_value(stated);
    bool none = (stated.flags & FIGURE_NONE) != 0;
    if (none)
        value.scale = computed.scale;
    return (Balance){
        .stated = value,
        .computed = computed,
        .none = none,
        .rough = !none && figure_is_rough(stated),
        .fine_scale = figure_fine_scale(model, stated, table),
        .own_scale = figure_own_scale(model, stated, table),
        .fine = &sum->fine,
        .own = &sum->own,
        .exact = exact,
        .blanks = sum->blanks > 0,
    };
}
