/* Puts stories into words. Samples:
 *     the total leaves out "Stier" (0.9)
 *     the total includes "TaskForce" (2.0), which is listed under "Styrket adm."
 *     a typing slip, 73.19 for 73.16
 *     the total repeats the figure for 2020 */
#include "explain/words.h"

#include <string.h>

static const Cell *cell_of(const Layout *layout, uint32_t cell) {
    return &layout->problem->cells[cell];
}

static int32_t places_of(const Layout *layout, uint32_t cell) {
    int32_t scale = cell_of(layout, cell)->value.scale;
    return scale > 0 ? scale : 0;
}

static const Cell *total_of(const Layout *layout, uint32_t e) {
    return cell_of(layout, layout->problem->equations[e].total);
}

static Slice amount_text(Arena *arena, const Layout *layout, Amount amount,
                         uint32_t like) {
    return layout_text(layout, arena, amount, places_of(layout, like));
}

static void show(Arena *arena, const Layout *layout, Explanation *explanation,
                 uint32_t cell) {
    const Cell *at = cell_of(layout, cell);
    for (uint32_t i = 0; i < explanation->entries.count; i++) {
        const Evidence *evidence = &explanation->entries.at[i];
        if (evidence->place.source == at->place.source &&
            evidence->place.span.start == at->place.span.start &&
            evidence->place.span.end == at->place.span.end)
            return;
    }
    *VEC_PUSH(arena, &explanation->entries) = (Evidence){at->place, at->title};
}

/* What a story is about: a total that is printed, or a figure that a sentence claims. */
static const char *subject(const Layout *layout, uint32_t e) {
    const Equation *equation = &layout->problem->equations[e];
    return equation->given        ? "the cell"
           : equation->apart == 0 ? "the total"
                                  : "the stated figure";
}

static Slice join(Arena *arena, Slice a, const char *between, Slice b) {
    return a.length == 0
               ? b
               : arena_format(arena, "%.*s%s%.*s", SLICE_ARGS(a), between, SLICE_ARGS(b));
}

/* ---- one operation ---- */

/* "Stier" (0.9), or "2021" (0.9) where columns are counted, or "Stier" in 2021 (0.9)
 * where a single figure of several is meant. */
static Slice item_text(Arena *arena, Layout *layout, const Operation *operation,
                       uint32_t e) {
    const LayoutSum *sum = &layout->sums[e];
    const Item *item = layout_item(sum, operation->key);
    const Cell *cell = cell_of(layout, operation->cell);
    if (item != NULL)
        cell = cell_of(layout, item->cell);
    Amount amount = item != NULL ? item->amount : layout->value[operation->cell];
    Slice text =
        amount_text(arena, layout, amount, item != NULL ? item->cell : operation->cell);
    Slice name = sum->across ? cell->when : cell->title;
    const Cell *total = total_of(layout, e);
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

static uint32_t scope_cell(const Layout *layout, const Operation *operation, uint32_t e) {
    const Cell *cell = cell_of(layout, operation->cell);
    Slice when = total_of(layout, e)->when;
    uint32_t here = cell->table == 0 || slice_equal(cell->when, when)
                        ? operation->cell
                        : layout_in_row(layout, cell->table, cell->row, when);
    return here == NOTHING ? operation->cell : here;
}

/* Whether the equation has a row of the same thing, with a dash. */
static bool own_row_is_dash(const Layout *layout, uint32_t identity, uint32_t e) {
    const Equation *equation = &layout->problem->equations[e];
    for (uint32_t i = 0; i < equation->member_count && identity != 0; i++) {
        const Cell *cell = cell_of(layout, equation->members[i]);
        if (cell->identity == identity && cell->none)
            return true;
    }
    return false;
}

/* Why nobody expects the figure in the total. */
static Slice apart_text(Arena *arena, const Layout *layout, const Cell *cell,
                        uint32_t e) {
    const Cell *total = total_of(layout, e);
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
    uint32_t index = scope_cell(layout, operation, e);
    const Cell *cell = cell_of(layout, index);
    Slice amount = amount_text(arena, layout, layout->value[index], index);
    Slice apart = apart_text(arena, layout, cell, e);
    return arena_format(arena, "%s includes \"%.*s\" (%.*s), %.*s", subject(layout, e),
                        SLICE_ARGS(cell->title), SLICE_ARGS(amount), SLICE_ARGS(apart));
}

static Slice neighbour_figure(Arena *arena, const Layout *layout,
                              const Operation *operation, uint32_t e) {
    const Item *item = layout_item(&layout->sums[e], operation->key);
    uint32_t own = item != NULL ? item->cell : operation->cell;
    const Cell *cell = cell_of(layout, own);
    uint32_t column = operation->step < 0 ? cell->column - 1 : cell->column + 1;
    uint32_t other = layout_at(layout, cell->table, cell->row, column);
    if (other == NOTHING) {
        return arena_format(arena, "%s counts a figure of the next year",
                            subject(layout, e));
    }
    Slice shows = amount_text(arena, layout, layout->value[other], other);
    Slice should = amount_text(arena, layout, layout->value[own], own);
    Slice when = cell_of(layout, other)->when;
    return arena_format(arena,
                        "%s counts \"%.*s\" with its figure for %.*s (%.*s, not %.*s)",
                        subject(layout, e), SLICE_ARGS(cell->title), SLICE_ARGS(when),
                        SLICE_ARGS(shows), SLICE_ARGS(should));
}

static Slice version_words(Arena *arena, const Layout *layout, const Operation *operation,
                           uint32_t e) {
    const Item *item = layout_item(&layout->sums[e], operation->key);
    uint32_t own = item != NULL ? item->cell : operation->cell;
    const Cell *cell = cell_of(layout, own);
    uint32_t other = layout_at(layout, cell->table, cell->row,
                               (uint32_t)((int32_t)cell->column + operation->step));
    if (other == NOTHING)
        return arena_format(arena, "%s counts a figure of another version",
                            subject(layout, e));
    Slice shows = amount_text(arena, layout, layout->value[other], other);
    Slice should = amount_text(arena, layout, layout->value[own], own);
    return arena_format(arena, "%s counts \"%.*s\" as %.*s (%.*s), not as %.*s (%.*s)",
                        subject(layout, e), SLICE_ARGS(cell->title),
                        SLICE_ARGS(cell_of(layout, other)->version), SLICE_ARGS(shows),
                        SLICE_ARGS(cell->version), SLICE_ARGS(should));
}

static Slice neighbour_total(Arena *arena, const Layout *layout,
                             const Operation *operation, uint32_t e) {
    const Cell *cell = cell_of(layout, operation->cell);
    const Cell *other = cell_of(layout, operation->other);
    const char *total = subject(layout, e);
    if (other->document != cell->document)
        return arena_format(arena, "%s repeats the figure of another document", total);
    if (slice_equal(cell->when, other->when)) {
        return arena_format(arena, "%s repeats the figure of \"%.*s\"", total,
                            SLICE_ARGS(other->title));
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
    const Cell *cell = cell_of(layout, index);
    usual = usual && layout->usual_digits[index] != NO_USUAL_DIGITS;
    int32_t places = usual ? layout->usual_digits[index] : cell->value.scale + cell->own;
    Decimal own = decimal_shift((Decimal){amount, layout->scale}, cell->own);
    char room[DECIMAL_TEXT];
    return arena_copy(arena,
                      decimal_text(decimal_trim(own, places > 0 ? places : 0), room));
}

static Slice slip_words(Arena *arena, const Layout *layout, const Operation *operation,
                        uint32_t e) {
    uint32_t index = operation->cell;
    const Cell *cell = cell_of(layout, index);
    Amount value = layout->value[index];
    Slice printed = own_text(arena, layout, value, index, false);
    Slice meant = own_text(arena, layout, value + operation->change, index, true);
    Slice where = (Slice){0};
    if (index != layout->problem->equations[e].total) {
        where = arena_format(arena, " in \"%.*s\" %.*s", SLICE_ARGS(cell->title),
                             SLICE_ARGS(cell->when));
    }
    const char *how = typing_slip_text((Slip)operation->slip);
    return arena_format(arena, "a typing slip%.*s, %.*s for %.*s%s%s%s",
                        SLICE_ARGS(where), SLICE_ARGS(printed), SLICE_ARGS(meant),
                        *how != '\0' ? " (" : "", how, *how != '\0' ? ")" : "");
}

static Slice exchanged_words(Arena *arena, const Layout *layout,
                             const Operation *operation) {
    const Cell *a = cell_of(layout, operation->cell);
    const Cell *b = cell_of(layout, operation->other);
    Slice x = amount_text(arena, layout, layout->value[operation->cell], operation->cell);
    Slice y =
        amount_text(arena, layout, layout->value[operation->other], operation->other);
    if (slice_equal(a->title, b->title)) {
        return arena_format(arena,
                            "the figures of \"%.*s\" for %.*s (%.*s) and %.*s (%.*s) "
                            "are exchanged",
                            SLICE_ARGS(a->title), SLICE_ARGS(a->when), SLICE_ARGS(x),
                            SLICE_ARGS(b->when), SLICE_ARGS(y));
    }
    return arena_format(arena, "\"%.*s\" (%.*s) and \"%.*s\" (%.*s) are exchanged",
                        SLICE_ARGS(a->title), SLICE_ARGS(x), SLICE_ARGS(b->title),
                        SLICE_ARGS(y));
}

static Slice figure_words(Arena *arena, const Layout *layout,
                          const Operation *operation) {
    const Cell *cell = cell_of(layout, operation->cell);
    Amount value = layout->value[operation->cell];
    Slice printed = amount_text(arena, layout, value, operation->cell);
    Slice meant = amount_text(arena, layout, value + operation->change, operation->cell);
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
    const Cell *total = total_of(layout, e);
    uint32_t line = layout->by_line[layout->lines[operation->other].first];
    const Cell *other = total_of(layout, line);
    uint32_t index = layout->problem->equations[e].total;
    Slice shows = amount_text(arena, layout, layout->value[index], index);
    if (other->table != total->table) {
        return arena_format(
            arena, "the total is copied from another table: %.*s in %.*s (%.*s)",
            SLICE_ARGS(other->title), SLICE_ARGS(other->scope), SLICE_ARGS(shows));
    }
    return arena_format(arena, "the total is copied from the line %s: %.*s (%.*s)",
                        other->row < total->row ? "above" : "below",
                        SLICE_ARGS(other->title), SLICE_ARGS(shows));
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
    const Cell *cell = cell_of(layout, operation->cell);
    Amount value = layout->value[operation->cell];
    Slice printed = own_text(arena, layout, value, operation->cell, false);
    Slice meant =
        own_text(arena, layout, value + operation->change, operation->cell, true);
    return arena_format(arena, "the same typing slip in \"%.*s\", every %.*s for %.*s",
                        SLICE_ARGS(cell->title), SLICE_ARGS(printed), SLICE_ARGS(meant));
}

static Slice slid_words(Arena *arena, const Layout *layout, const Operation *operation) {
    const Cell *cell = cell_of(layout, operation->cell);
    return arena_format(arena, "the figures of \"%.*s\" are one column too far to the %s",
                        SLICE_ARGS(cell->title), operation->step > 0 ? "right" : "left");
}

static Slice dash_words(Arena *arena, const Layout *layout, const Operation *operation) {
    const Cell *cell = cell_of(layout, operation->cell);
    Slice meant = amount_text(arena, layout, operation->change, operation->cell);
    return arena_format(arena, "the dash of \"%.*s\" in %.*s should be %.*s",
                        SLICE_ARGS(cell->title), SLICE_ARGS(cell->when),
                        SLICE_ARGS(meant));
}

static Slice operation_words(Arena *arena, Layout *layout, const Operation *operation,
                             uint32_t e) {
    Slice item;
    switch ((OperationKind)operation->kind) {
    case OPERATION_LEFT_OUT:
        item = item_text(arena, layout, operation, e);
        return arena_format(arena, "%s leaves out %.*s", subject(layout, e),
                            SLICE_ARGS(item));
    case OPERATION_TWICE:
        item = item_text(arena, layout, operation, e);
        return arena_format(arena, "%s counts %.*s twice", subject(layout, e),
                            SLICE_ARGS(item));
    case OPERATION_OTHER_SIGN:
        item = item_text(arena, layout, operation, e);
        return arena_format(arena, "%s counts %.*s with the wrong sign",
                            subject(layout, e), SLICE_ARGS(item));
    case OPERATION_SCOPE: return scope_text(arena, layout, operation, e);
    case OPERATION_NEIGHBOUR_FIGURE: return neighbour_figure(arena, layout, operation, e);
    case OPERATION_VERSION: return version_words(arena, layout, operation, e);
    case OPERATION_NEIGHBOUR_TOTAL: return neighbour_total(arena, layout, operation, e);
    case OPERATION_SLIP: return slip_words(arena, layout, operation, e);
    case OPERATION_EXCHANGED: return exchanged_words(arena, layout, operation);
    case OPERATION_BLANK:
        item = amount_text(arena, layout, operation->change, operation->cell);
        return arena_format(arena, "the amount not given for \"%.*s\" is %.*s",
                            SLICE_ARGS(cell_of(layout, operation->cell)->title),
                            SLICE_ARGS(item));
    case OPERATION_FIGURE: return figure_words(arena, layout, operation);
    case OPERATION_COPIED: return copied_words(arena, layout, operation, e);
    case OPERATION_LINE_SLIP: return line_slip_words(arena, layout, operation, e);
    case OPERATION_ROW_SLIP: return row_slip_words(arena, layout, operation);
    case OPERATION_SLID: return slid_words(arena, layout, operation);
    case OPERATION_DASH: return dash_words(arena, layout, operation);
    }
    return (Slice){0};
}

static const char *typing_slip_kind(Slip slip) {
    switch (slip) {
    case SLIP_INTERCHANGED: return "digits-interchanged";
    case SLIP_POINT: return "decimal-point";
    case SLIP_ADDED: return "digit-added";
    case SLIP_OMITTED: return "digit-omitted";
    case SLIP_THOUSANDS: return "thousands";
    case SLIP_SIGN: return "sign";
    default: return "digit";
    }
}

static const char *operation_kind(const Operation *operation) {
    switch ((OperationKind)operation->kind) {
    case OPERATION_LEFT_OUT: return "left-out";
    case OPERATION_TWICE: return "counted-twice";
    case OPERATION_OTHER_SIGN: return "other-sign";
    case OPERATION_SCOPE: return "other-scope";
    case OPERATION_NEIGHBOUR_FIGURE: return "neighbour-figure";
    case OPERATION_VERSION: return "version";
    case OPERATION_NEIGHBOUR_TOTAL: return "neighbour-total";
    case OPERATION_SLIP: return typing_slip_kind((Slip)operation->slip);
    case OPERATION_EXCHANGED: return "exchanged";
    case OPERATION_BLANK: return "blank";
    case OPERATION_FIGURE: return "figure";
    case OPERATION_COPIED: return "neighbour-total";
    case OPERATION_LINE_SLIP:
    case OPERATION_ROW_SLIP: return typing_slip_kind(SLIP_REPLACED);
    case OPERATION_SLID: return "slid";
    case OPERATION_DASH: return "dash";
    }
    return "none";
}

static void show_operation(Arena *arena, const Layout *layout, Explanation *explanation,
                           const Operation *operation, uint32_t e) {
    uint32_t cell = operation->cell;
    if (operation->kind == OPERATION_COPIED || operation->kind == OPERATION_LINE_SLIP) {
        uint32_t total = layout->problem->equations[e].total;
        show(arena, layout, explanation, total);
        const Cell *at = cell_of(layout, total);
        if (operation->kind == OPERATION_COPIED) {
            uint32_t line = layout->by_line[layout->lines[operation->other].first];
            const Cell *there = total_of(layout, line);
            show(arena, layout, explanation,
                 layout_at(layout, there->table, there->row, at->column));
        }
        return;
    }
    if (operation->kind >= OPERATION_SLID) {
        Change changes[CHANGES_MOST];
        uint32_t count = operation_changes(layout, operation, changes);
        for (uint32_t i = 0; i < count; i++)
            show(arena, layout, explanation, changes[i].cell);
        return;
    }
    if (operation->kind == OPERATION_SCOPE) {
        cell = scope_cell(layout, operation, e);
    } else if (operation_on_line(operation)) {
        const Item *item = layout_item(&layout->sums[e], operation->key);
        cell = item != NULL ? item->cell : cell;
    }
    show(arena, layout, explanation, cell);
    if (operation->kind == OPERATION_EXCHANGED ||
        operation->kind == OPERATION_NEIGHBOUR_TOTAL)
        show(arena, layout, explanation, operation->other);
}

/* ---- a story ---- */

/* Two or three rows of one kind are named together. */
static Slice rows_words(Arena *arena, Layout *layout, const Story *story,
                        const uint32_t *here, uint32_t count, uint32_t e) {
    Slice names = (Slice){0};
    uint8_t kind = story->operations[here[0]].kind;
    for (uint32_t i = 0; i < count; i++) {
        Slice item = item_text(arena, layout, &story->operations[here[i]], e);
        names = join(arena, names, i + 1 == count ? " and " : ", ", item);
    }
    return arena_format(
        arena, kind == OPERATION_LEFT_OUT ? "%s leaves out %.*s" : "%s counts %.*s twice",
        subject(layout, e), SLICE_ARGS(names));
}

static Slice story_words(Arena *arena, Layout *layout, const Story *story,
                         const uint32_t *here, uint32_t count, uint32_t e) {
    const Operation *first = &story->operations[here[0]];
    bool alike = count > 1 &&
                 (first->kind == OPERATION_LEFT_OUT || first->kind == OPERATION_TWICE);
    for (uint32_t i = 1; i < count; i++)
        alike = alike && story->operations[here[i]].kind == first->kind;
    if (alike)
        return rows_words(arena, layout, story, here, count, e);
    Slice text = (Slice){0};
    for (uint32_t i = 0; i < count; i++) {
        text = join(arena, text, ", and ",
                    operation_words(arena, layout, &story->operations[here[i]], e));
    }
    return text;
}

static const char *comparison_words(const Equation *equation,
                                    const ComparedTotal *comparison) {
    if (equation->apart != 0)
        return "the entries under the printed totals";
    if (strcmp(comparison->with, "rows") == 0)
        return "the stated totals of its rows";
    if (strcmp(comparison->with, "columns") == 0)
        return "the stated totals of its columns";
    if (strcmp(comparison->with, "tables") == 0)
        return "the stated totals of the other tables";
    return strcmp(comparison->with, "subtotals") == 0 ? "the stated subtotals"
                                                      : "its entries";
}

/* "; that explains 2 of the 3 totals that are off (2020, 2021)". Of one total nothing is
 * said: the finding is about it. */
static Slice interval_words(Arena *arena, const Layout *layout, const Story *story,
                            uint32_t off) {
    enum { NAMED_MOST = 4 };
    uint32_t count = story->mended.count;
    if (count < 2 || off < 2)
        return (Slice){0};
    Slice names = (Slice){0};
    bool years = count <= NAMED_MOST;
    for (uint32_t i = 0; years && i < count; i++) {
        Slice when = total_of(layout, story->mended.at[i].equation)->when;
        for (uint32_t j = 0; j < i; j++) {
            Slice before = total_of(layout, story->mended.at[j].equation)->when;
            years = years && !slice_equal(before, when);
        }
        years = years && when.length > 0;
        names = join(arena, names, ", ", when);
    }
    Slice text = count == off
                     ? arena_format(arena, "; that explains %s that are off here",
                                    off == 2 ? "both figures" : "all figures")
                     : arena_format(arena,
                                    "; that explains %u of the %u figures that are off "
                                    "here",
                                    count, off);
    return years ? arena_format(arena, "%.*s (%.*s)", SLICE_ARGS(text), SLICE_ARGS(names))
                 : text;
}

Explanation words_story(Arena *arena, Search *search, const Story *story, uint32_t e,
                        MendHow how, uint32_t off) {
    Layout *layout = search->layout;
    const Equation *equation = &layout->problem->equations[e];
    Explanation explanation = {.kind = operation_kind(&story->operations[0]),
                               .story = story->number};
    uint32_t here[OPERATIONS_MOST], count = 0;
    for (uint32_t i = 0; i < story->count; i++) {
        const Operation *operation = &story->operations[i];
        if (strcmp(operation_kind(operation), explanation.kind) != 0)
            explanation.kind = "several";
        show_operation(arena, layout, &explanation, operation, e);
        if (story->count == 1 || operation_effect(layout, operation, e) != 0)
            here[count++] = i;
    }
    if (count == 0)
        here[count++] = 0;
    uint32_t from = how == MENDED_CARRIED ? story->mended.at[0].equation : e;
    Slice text = story_words(arena, layout, story, here, count, from);
    if (how == MENDED_CARRIED) {
        Slice when = total_of(layout, story->mended.at[0].equation)->when;
        text =
            arena_format(arena, "as in %.*s: %.*s", SLICE_ARGS(when), SLICE_ARGS(text));
    }
    if (story->comparison != NO_COMPARISON && how != MENDED_CARRIED) {
        const ComparedTotal *comparison = &equation->comparisons[story->comparison];
        char room[DECIMAL_TEXT];
        Slice sum = decimal_text(comparison->computed, room);
        text = arena_format(arena, "from %s (%.*s): %.*s",
                            comparison_words(equation, comparison), SLICE_ARGS(sum),
                            SLICE_ARGS(text));
    }
    if (how == MENDED_ROUNDING)
        text = join(arena, text, "", SLICE("; the rest is rounding"));
    Slice extent = interval_words(arena, layout, story, off);
    explanation.message = extent.length > 0 ? join(arena, text, "", extent) : text;
    return explanation;
}

/* ---- without a story ---- */

Explanation words_follows(Arena *arena, const Layout *layout, uint32_t e, uint32_t b) {
    const Equation *equation = &layout->problem->equations[e];
    const ComparedTotal *comparison = &equation->comparisons[b];
    Explanation explanation = {.kind = "follows", .strength = STRENGTH_FOLLOWS};
    Slice rest = (Slice){0};
    if (decimal_sign(comparison->difference) != 0) {
        char room[DECIMAL_TEXT];
        Slice text =
            decimal_text(decimal_trim(decimal_abs(comparison->difference), 0), room);
        rest = arena_format(arena, ", except for %.*s of rounding", SLICE_ARGS(text));
    }
    explanation.message = arena_format(
        arena, "%s add up to %s%.*s; look for the mistake in %s",
        comparison_words(equation, comparison),
        equation->apart == 0 ? "this total" : "this figure", SLICE_ARGS(rest),
        equation->apart == 0 ? "them" : "the printed totals");
    return explanation;
}

Explanation words_missing(Arena *arena, const Layout *layout, const uint32_t *equations,
                          uint32_t count) {
    enum { NAMED_MOST = 6 };
    Explanation explanation = {.kind = "missing-rows", .strength = STRENGTH_FITS};
    Slice amounts = (Slice){0};
    for (uint32_t i = 0; i < count && i < NAMED_MOST; i++) {
        const Cell *total = total_of(layout, equations[i]);
        Slice amount = amount_text(arena, layout, layout->sums[equations[i]].difference,
                                   layout->problem->equations[equations[i]].total);
        Slice one = arena_format(arena, "%.*s in %.*s", SLICE_ARGS(amount),
                                 SLICE_ARGS(total->when));
        amounts = join(arena, amounts, ", ", one);
    }
    explanation.message = arena_format(arena, "rows are missing from this table: %.*s%s",
                                       SLICE_ARGS(amounts),
                                       count > NAMED_MOST ? ", …" : "");
    return explanation;
}

Explanation words_same(Arena *arena, const Layout *layout, uint32_t e, uint32_t other) {
    uint32_t total = layout->problem->equations[other].total;
    const Cell *cell = cell_of(layout, total);
    Explanation explanation = {.kind = "same-figures", .strength = STRENGTH_FITS};
    Slice amount = amount_text(arena, layout, layout->value[total], total);
    (void)e;
    explanation.message = arena_format(arena,
                                       "%.*s has the very same figures, but states %.*s",
                                       SLICE_ARGS(cell->when), SLICE_ARGS(amount));
    show(arena, layout, &explanation, total);
    return explanation;
}
