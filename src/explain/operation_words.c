/* Puts one slip into words. Samples:
 *     the total leaves out "Stier" (0.9)
 *     the total includes "TaskForce" (2.0), which is listed under "Styrket adm."
 *     a typing slip, 73.19 for 73.16
 *     the total repeats the figure for 2020 */
#include "explain/operation_words.h"

#include <string.h>

static int32_t places_of(const Layout *layout, uint32_t cell) {
    int32_t scale = layout_cell(layout, cell)->value.scale;
    return scale > 0 ? scale : 0;
}

Slice operation_words_when(const Cell *cell) {
    return slice_equal(cell->when, SLICE("all")) ? SLICE("all years") : cell->when;
}

Slice operation_words_amount(Arena *arena, const Layout *layout, Amount amount,
                             uint32_t like) {
    return layout_text(layout, arena, amount, places_of(layout, like));
}

const char *operation_words_subject(const Layout *layout, uint32_t e) {
    const Equation *equation = &layout->problem->equations[e];
    return equation->given        ? "the cell"
           : equation->apart == 0 ? "the total"
                                  : "the stated figure";
}

Slice operation_words_item(Arena *arena, Layout *layout, const Operation *operation,
                           uint32_t e) {
    const LayoutSum *sum = &layout->sums[e];
    const Item *item = layout_item(sum, operation->key);
    const Cell *cell = layout_cell(layout, operation->cell);
    if (item != NULL)
        cell = layout_cell(layout, item->cell);
    Amount amount = item != NULL ? item->amount : layout->value[operation->cell];
    Slice text = operation_words_amount(arena, layout, amount,
                                        item != NULL ? item->cell : operation->cell);
    Slice name = sum->across ? cell->when : cell->title;
    const Cell *total = layout_total(layout, e);
    bool single = !sum->across && item != NULL && item->count == 1 &&
                  !slice_equal(cell->when, total->when) && cell->when.length > 0;
    if (single) {
        return arena_format(arena, "\"%.*s\" in %.*s (%.*s)", SLICE_ARGS(name),
                            SLICE_ARGS(cell->when), SLICE_ARGS(text));
    }
    if (sum->across)
        return arena_format(arena, "%.*s (%.*s)", SLICE_ARGS(name), SLICE_ARGS(text));
    return arena_format(arena, "\"%.*s\" (%.*s)", SLICE_ARGS(name), SLICE_ARGS(text));
}

uint32_t operation_words_scope(const Layout *layout, const Operation *operation,
                               uint32_t e) {
    const Cell *cell = layout_cell(layout, operation->cell);
    Slice when = layout_total(layout, e)->when;
    uint32_t here = cell->table == 0 || slice_equal(cell->when, when)
                        ? operation->cell
                        : layout_in_row(layout, cell->table, cell->row, when);
    return here == NOTHING ? operation->cell : here;
}

/* Whether the equation has a row of the same thing, with a dash. */
static bool own_row_is_dash(const Layout *layout, uint32_t identity, uint32_t e) {
    const Equation *equation = &layout->problem->equations[e];
    for (uint32_t i = 0; i < equation->member_count && identity != 0; i++) {
        const Cell *cell = layout_cell(layout, equation->members[i]);
        if (cell->identity == identity && cell->none)
            return true;
    }
    return false;
}

/* Why nobody expects the figure in the total. */
static Slice apart_text(Arena *arena, const Layout *layout, const Cell *cell,
                        uint32_t e) {
    const Cell *total = layout_total(layout, e);
    if (own_row_is_dash(layout, cell->identity, e))
        return SLICE("whose row here is a dash");
    if (cell->whole.length > 0)
        return arena_format(arena, "which is part of \"%.*s\"", SLICE_ARGS(cell->whole));
    if (cell->scope.length > 0) {
        return arena_format(arena, "which is listed under \"%.*s\"",
                            SLICE_ARGS(cell->scope));
    }
    if (cell->document != total->document)
        return SLICE("which is in another document");
    return cell->table != total->table ? SLICE("which is not a row of this table")
                                       : SLICE("which is not one of its entries");
}

static Slice scope_text(Arena *arena, const Layout *layout, const Operation *operation,
                        uint32_t e) {
    uint32_t index = operation_words_scope(layout, operation, e);
    const Cell *cell = layout_cell(layout, index);
    Slice amount = operation_words_amount(arena, layout, layout->value[index], index);
    Slice apart = apart_text(arena, layout, cell, e);
    const char *does = operation->step < 0 ? "takes off" : "includes";
    return arena_format(arena, "%s %s \"%.*s\" (%.*s), %.*s",
                        operation_words_subject(layout, e), does, SLICE_ARGS(cell->title),
                        SLICE_ARGS(amount), SLICE_ARGS(apart));
}

static Slice neighbour_figure(Arena *arena, const Layout *layout,
                              const Operation *operation, uint32_t e) {
    const Item *item = layout_item(&layout->sums[e], operation->key);
    uint32_t own = item != NULL ? item->cell : operation->cell;
    const Cell *cell = layout_cell(layout, own);
    uint32_t column = operation->step < 0 ? cell->column - 1 : cell->column + 1;
    uint32_t other = layout_at(layout, cell->table, cell->row, column);
    if (other == NOTHING) {
        return arena_format(arena, "%s counts a figure of the next year",
                            operation_words_subject(layout, e));
    }
    Slice shows = operation_words_amount(arena, layout, layout->value[other], other);
    Slice should = operation_words_amount(arena, layout, layout->value[own], own);
    Slice when = layout_cell(layout, other)->when;
    if (cell->none) {
        return arena_format(
            arena,
            "%s counts \"%.*s\" with its figure for %.*s (%.*s) in place of a dash",
            operation_words_subject(layout, e), SLICE_ARGS(cell->title), SLICE_ARGS(when),
            SLICE_ARGS(shows));
    }
    return arena_format(arena,
                        "%s counts \"%.*s\" with its figure for %.*s (%.*s, not %.*s)",
                        operation_words_subject(layout, e), SLICE_ARGS(cell->title),
                        SLICE_ARGS(when), SLICE_ARGS(shows), SLICE_ARGS(should));
}

static Slice version_words(Arena *arena, const Layout *layout, const Operation *operation,
                           uint32_t e) {
    const Item *item = layout_item(&layout->sums[e], operation->key);
    uint32_t own = item != NULL ? item->cell : operation->cell;
    const Cell *cell = layout_cell(layout, own);
    uint32_t other = layout_at(layout, cell->table, cell->row,
                               (uint32_t)((int32_t)cell->column + operation->step));
    if (other == NOTHING)
        return arena_format(arena, "%s counts a figure of another version",
                            operation_words_subject(layout, e));
    Slice shows = operation_words_amount(arena, layout, layout->value[other], other);
    Slice should = operation_words_amount(arena, layout, layout->value[own], own);
    return arena_format(arena, "%s counts \"%.*s\" as %.*s (%.*s), not as %.*s (%.*s)",
                        operation_words_subject(layout, e), SLICE_ARGS(cell->title),
                        SLICE_ARGS(layout_cell(layout, other)->version),
                        SLICE_ARGS(shows), SLICE_ARGS(cell->version), SLICE_ARGS(should));
}

/* The name of a row in quotes, and one that has some as it is: total of "Green". */
static Slice name_words(Arena *arena, const Cell *cell) {
    bool quotes = cell->title.length > 0 &&
                  memchr(cell->title.at, '"', cell->title.length) != NULL;
    const char *format = quotes ? "the %.*s" : "\"%.*s\"";
    return arena_format(arena, format, SLICE_ARGS(cell->title));
}

static Slice neighbour_total(Arena *arena, const Layout *layout,
                             const Operation *operation, uint32_t e) {
    const Cell *cell = layout_cell(layout, operation->cell);
    const Cell *other = layout_cell(layout, operation->other);
    const char *total = operation_words_subject(layout, e);
    if (other->document != cell->document)
        return arena_format(arena, "%s repeats the figure of another document", total);
    if (slice_equal(cell->when, other->when)) {
        Slice name = name_words(arena, other);
        return arena_format(arena, "%s repeats the figure of %.*s", total,
                            SLICE_ARGS(name));
    }
    if (operation->stated) {
        return arena_format(arena, "%s repeats the figure for %.*s", total,
                            SLICE_ARGS(other->when));
    }
    return arena_format(arena, "%s is the sum for %.*s, not for %.*s", total,
                        SLICE_ARGS(other->when), SLICE_ARGS(cell->when));
}

static const char *typing_slip_text(Slip slip) {
    switch (slip) {
    case SLIP_INTERCHANGED: return "digits interchanged";
    case SLIP_POINT: return "the decimal point moved";
    case SLIP_ADDED: return "a digit too many";
    case SLIP_OMITTED: return "a digit left out";
    case SLIP_THOUSANDS: return "a factor of thousands";
    case SLIP_SIGN: return "the sign";
    case SLIP_REPLACED:
    case SLIP_NONE: break;
    }
    return "";
}

/* As it is printed, in its own unit, or with the digits that its table has. */
static Slice own_text(Arena *arena, const Layout *layout, Amount amount, uint32_t index,
                      bool usual) {
    const Cell *cell = layout_cell(layout, index);
    usual = usual && layout->usual_digits[index] != NO_USUAL_DIGITS;
    int32_t places = usual ? layout->usual_digits[index] : cell->value.scale + cell->own;
    Decimal own = decimal_shift((Decimal){amount, layout->scale}, cell->own);
    char room[DECIMAL_TEXT];
    return arena_copy(arena,
                      decimal_text(decimal_trim(own, places > 0 ? places : 0), room));
}

static Slice slip_words(Arena *arena, const Layout *layout, const Operation *operation,
                        uint32_t e) {
    enum { YEARS_MOST = 8 };
    uint32_t index = operation->cell;
    const Cell *cell = layout_cell(layout, index);
    Amount value = layout->value[index];
    Slice printed = own_text(arena, layout, value, index, false);
    Slice meant = own_text(arena, layout, value + operation->change, index, true);
    Slice where = (Slice){0};
    if (index != layout->problem->equations[e].total) {
        where = arena_format(arena, " in \"%.*s\" %.*s", SLICE_ARGS(cell->title),
                             SLICE_ARGS(cell->when));
    }
    const char *how = typing_slip_text((Slip)operation->slip);
    Slice text = arena_format(arena, "a typing slip%.*s, %.*s for %.*s%s%s%s",
                              SLICE_ARGS(where), SLICE_ARGS(printed), SLICE_ARGS(meant),
                              *how != '\0' ? " (" : "", how, *how != '\0' ? ")" : "");
    uint32_t follows = where.length > 0 ? NOTHING
                                        : effects_carried_on(layout, e, YEARS_MOST);
    if (follows == NOTHING ||
        layout->value[layout->problem->equations[follows].total] == value)
        return text;
    /* The misprint was there before the document was printed. */
    uint32_t total = layout->problem->equations[follows].total;
    Slice sum = operation_words_amount(arena, layout, layout->value[total], total);
    return arena_format(arena, "%.*s, and %.*s was added up from it", SLICE_ARGS(text),
                        SLICE_ARGS(sum));
}

static Slice exchanged_words(Arena *arena, const Layout *layout,
                             const Operation *operation) {
    const Cell *a = layout_cell(layout, operation->cell);
    const Cell *b = layout_cell(layout, operation->other);
    Slice x = operation_words_amount(arena, layout, layout->value[operation->cell],
                                     operation->cell);
    Slice y = operation_words_amount(arena, layout, layout->value[operation->other],
                                     operation->other);
    Slice one = name_words(arena, a), other = name_words(arena, b);
    if (slice_equal(a->title, b->title)) {
        return arena_format(arena,
                            "the figures of %.*s for %.*s (%.*s) and %.*s (%.*s) are "
                            "exchanged",
                            SLICE_ARGS(one), SLICE_ARGS(a->when), SLICE_ARGS(x),
                            SLICE_ARGS(b->when), SLICE_ARGS(y));
    }
    return arena_format(arena, "%.*s (%.*s) and %.*s (%.*s) are exchanged",
                        SLICE_ARGS(one), SLICE_ARGS(x), SLICE_ARGS(other), SLICE_ARGS(y));
}

static Slice figure_words(Arena *arena, const Layout *layout,
                          const Operation *operation) {
    const Cell *cell = layout_cell(layout, operation->cell);
    Amount value = layout->value[operation->cell];
    Slice printed = operation_words_amount(arena, layout, value, operation->cell);
    Slice meant =
        operation_words_amount(arena, layout, value + operation->change, operation->cell);
    if (cell->role == CELL_TOTAL) {
        return arena_format(arena,
                            "with %.*s instead of the stated %.*s, all totals agree",
                            SLICE_ARGS(meant), SLICE_ARGS(printed));
    }
    return arena_format(arena,
                        "with %.*s instead of %.*s for \"%.*s\" %.*s, both totals agree",
                        SLICE_ARGS(meant), SLICE_ARGS(printed), SLICE_ARGS(cell->title),
                        SLICE_ARGS(cell->when));
}

/* The totals of another line, where they stand. */
static Slice copied_words(Arena *arena, const Layout *layout, const Operation *operation,
                          uint32_t e) {
    const Cell *total = layout_total(layout, e);
    uint32_t line = layout->by_line[layout->lines[operation->other].first];
    const Cell *other = layout_total(layout, line);
    uint32_t index = layout->problem->equations[e].total;
    Slice shows = operation_words_amount(arena, layout, layout->value[index], index);
    if (other->table != total->table) {
        return arena_format(
            arena, "the total is copied from another table: %.*s in %.*s (%.*s)",
            SLICE_ARGS(other->title), SLICE_ARGS(other->scope), SLICE_ARGS(shows));
    }
    return arena_format(arena, "the total is copied from the line %s: %.*s (%.*s)",
                        other->row < total->row ? "above" : "below",
                        SLICE_ARGS(other->title), SLICE_ARGS(shows));
}

static Slice running_words(Arena *arena, const Layout *layout, uint32_t e) {
    uint32_t total = layout->problem->equations[e].total;
    uint32_t before = effects_total_before(layout, e);
    if (before == NOTHING)
        return SLICE("the totals add up the years so far");
    Slice was = operation_words_amount(arena, layout, layout->value[before], before);
    Slice year = operation_words_amount(arena, layout, layout->sums[e].computed, total);
    Slice makes = operation_words_amount(
        arena, layout, layout->value[before] + layout->sums[e].computed, total);
    return arena_format(arena, "the total adds up the years so far: %.*s + %.*s = %.*s",
                        SLICE_ARGS(was), SLICE_ARGS(year), SLICE_ARGS(makes));
}

/* The same digit, wrong in several totals of a line. */
static Slice line_slip_words(Arena *arena, const Layout *layout,
                             const Operation *operation, uint32_t e) {
    uint32_t index = layout->problem->equations[e].total;
    Slice printed = own_text(arena, layout, layout->value[index], index, false);
    Slice meant =
        own_text(arena, layout, layout->value[index] + operation->change, index, true);
    return arena_format(arena, "the same typing slip in several years, %.*s for %.*s",
                        SLICE_ARGS(printed), SLICE_ARGS(meant));
}

static Slice row_slip_words(Arena *arena, const Layout *layout,
                            const Operation *operation) {
    const Cell *cell = layout_cell(layout, operation->cell);
    Amount value = layout->value[operation->cell];
    Slice printed = own_text(arena, layout, value, operation->cell, false);
    Slice meant =
        own_text(arena, layout, value + operation->change, operation->cell, true);
    return arena_format(arena, "the same typing slip in \"%.*s\", every %.*s for %.*s",
                        SLICE_ARGS(cell->title), SLICE_ARGS(printed), SLICE_ARGS(meant));
}

static Slice slid_words(Arena *arena, const Layout *layout, const Operation *operation) {
    const Cell *cell = layout_cell(layout, operation->cell);
    return arena_format(arena, "the figures of \"%.*s\" are one column too far to the %s",
                        SLICE_ARGS(cell->title), operation->step > 0 ? "right" : "left");
}

static Slice dash_words(Arena *arena, const Layout *layout, const Operation *operation) {
    const Cell *cell = layout_cell(layout, operation->cell);
    uint32_t cells[CHANGES_MOST];
    uint32_t count = effects_row(layout, operation->cell, cells), like = operation->cell;
    for (uint32_t i = 0; i < count; i++)
        like = layout->value[cells[i]] != 0 ? cells[i] : like;
    Slice meant = operation_words_amount(arena, layout, operation->change, like);
    return arena_format(arena, "the dash of \"%.*s\" in %.*s should be %.*s",
                        SLICE_ARGS(cell->title), SLICE_ARGS(cell->when),
                        SLICE_ARGS(meant));
}

Slice operation_words(Arena *arena, Layout *layout, const Operation *operation,
                      uint32_t e) {
    Slice item;
    switch ((OperationKind)operation->kind) {
    case OPERATION_LEFT_OUT:
        item = operation_words_item(arena, layout, operation, e);
        return arena_format(arena, "%s leaves out %.*s",
                            operation_words_subject(layout, e), SLICE_ARGS(item));
    case OPERATION_TWICE:
        item = operation_words_item(arena, layout, operation, e);
        return arena_format(arena, "%s counts %.*s twice",
                            operation_words_subject(layout, e), SLICE_ARGS(item));
    case OPERATION_OTHER_SIGN:
        item = operation_words_item(arena, layout, operation, e);
        return arena_format(arena, "%s counts %.*s with the wrong sign",
                            operation_words_subject(layout, e), SLICE_ARGS(item));
    case OPERATION_SCOPE: return scope_text(arena, layout, operation, e);
    case OPERATION_NEIGHBOUR_FIGURE: return neighbour_figure(arena, layout, operation, e);
    case OPERATION_VERSION: return version_words(arena, layout, operation, e);
    case OPERATION_NEIGHBOUR_TOTAL: return neighbour_total(arena, layout, operation, e);
    case OPERATION_SLIP: return slip_words(arena, layout, operation, e);
    case OPERATION_EXCHANGED: return exchanged_words(arena, layout, operation);
    case OPERATION_BLANK:
        item = operation_words_amount(arena, layout, operation->change, operation->cell);
        return arena_format(arena, "the amount not given for \"%.*s\" is %.*s",
                            SLICE_ARGS(layout_cell(layout, operation->cell)->title),
                            SLICE_ARGS(item));
    case OPERATION_FIGURE: return figure_words(arena, layout, operation);
    case OPERATION_RUNNING: return running_words(arena, layout, e);
    case OPERATION_COPIED: return copied_words(arena, layout, operation, e);
    case OPERATION_LINE_SLIP: return line_slip_words(arena, layout, operation, e);
    case OPERATION_ROW_SLIP: return row_slip_words(arena, layout, operation);
    case OPERATION_SLID: return slid_words(arena, layout, operation);
    case OPERATION_DASH: return dash_words(arena, layout, operation);
    }
    return (Slice){0};
}
