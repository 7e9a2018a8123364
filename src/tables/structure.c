/* Which rows each group and total holds. A total closes the group that it is of. What its
 * title leaves open is decided by the sums; where they fit nothing, a person decides. */
#include "tables/reading.h"

#include "base/utf8.h"

enum { NODES_DEEP_MOST = 30 };

typedef struct Builder {
    ImportReading *r;
    ReadNode *group;      /* the innermost open one */
    ReadNode *entry;      /* the last, for parts; NULL behind a total */
    uint32_t last;        /* index of the last row with a total, plus 1 */
    uint32_t last_entry;  /* index of the last row that is an entry or a group's title */
    bool closed_by_total; /* some group was */
    bool has_empty;
    uint32_t totals, exact; /* of those over rows: how many hold exactly */
} Builder;

/* How a total's figures fit sums. */
typedef enum Fit { FIT_NOT, FIT_NOTHING, FIT_ROUNDED, FIT_EXACT } Fit;

/* ---- nodes ---- */

static ReadNode *new_node(ImportReading *r, ReadNodeKind kind, ReadRow *row) {
    ReadNode *node = ARENA_NEW(r->arena, ReadNode);
    node->kind = kind;
    node->row = row;
    node->title = (Slice){"", 0};
    if (kind == READ_GROUP) {
        node->sums = ARENA_ARRAY(r->arena, Decimal, r->value_count);
        node->open = ARENA_ARRAY(r->arena, bool, r->value_count);
    }
    return node;
}

static void append(ReadNode *to, ReadNode *node) {
    node->up = to;
    node->next = NULL;
    if (to->last)
        to->last->next = node;
    else
        to->first = node;
    to->last = node;
}

static bool add_sums(Builder *b, ReadNode *node, const ReadRow *row) {
    for (uint32_t c = 0; c < b->r->value_count; c++) {
        ShownKind kind = row->cells[c].kind;
        if (!reading_is_money(b->r, c))
            continue;
        b->has_empty |= kind == SHOWN_EMPTY;
        node->open[c] |= kind != SHOWN_NUMBER && kind != SHOWN_DASH;
        if (kind == SHOWN_NUMBER &&
            !decimal_add(node->sums[c], row->values[c], &node->sums[c]))
            return told_refuse(b->r->told,
                               "the figures of column %u are too far apart to "
                               "be added up",
                               b->r->values[c]->at + 1);
    }
    node->entries++;
    return true;
}

static uint32_t depth_of(const ReadNode *node) {
    uint32_t depth = 0;
    for (; node->up; node = node->up)
        depth++;
    return depth;
}

/* ---- sums ---- */

static Fit fit_cell(const CellFigure *cell, Decimal value, Decimal sum,
                    uint32_t entries) {
    Decimal difference, twice, bound;
    if (cell->kind != SHOWN_NUMBER && cell->kind != SHOWN_DASH)
        return FIT_NOTHING;
    if (cell->kind == SHOWN_DASH)
        value = DECIMAL_ZERO;
    if (!decimal_sub(value, sum, &difference))
        return FIT_NOT;
    if (decimal_sign(difference) == 0)
        return decimal_sign(value) == 0 ? FIT_NOTHING : FIT_EXACT;
    if (cell->kind == SHOWN_DASH || !decimal_add(difference, difference, &twice) ||
        !decimal_mul(decimal_int(entries + 1), decimal_ulp(value.scale), &bound))
        return FIT_NOT;
    return decimal_compare(decimal_abs(twice), bound) <= 0 ? FIT_ROUNDED : FIT_NOT;
}

/* How a row's figures fit the sums of so many entries. */
static Fit fit_of(const ImportReading *r, const ReadRow *row, const Decimal *sums,
                  const bool *open, uint32_t entries) {
    Fit found = FIT_NOTHING;
    for (uint32_t c = 0; c < r->value_count; c++) {
        if (!reading_is_money(r, c))
            continue;
        Fit fit = fit_cell(&row->cells[c], row->values[c], sums[c], entries);
        if (fit == FIT_NOT && !open[c])
            return FIT_NOT;
        if (fit == FIT_NOT || fit == FIT_NOTHING)
            continue;
        if (found == FIT_NOTHING || fit == FIT_ROUNDED)
            found = fit;
    }
    return entries == 0 ? FIT_NOT : found;
}

/* The sums of what stands in a group behind its last total. */
static bool sums_since(Builder *b, const ReadNode *group, ReadNode *since) {
    const ReadNode *at = group->settled ? group->settled->next : group->first;
    for (; at; at = at->next) {
        if (at->kind == READ_ENTRY && !add_sums(b, since, at->row))
            return false;
        for (uint32_t c = 0; at->kind == READ_GROUP && c < b->r->value_count; c++) {
            since->open[c] |= at->open[c];
            decimal_add(since->sums[c], at->sums[c], &since->sums[c]);
        }
        since->entries += at->kind == READ_GROUP ? at->entries : 0;
    }
    return true;
}

/* ---- groups ---- */

static bool same_style(const ReadRow *a, const ReadRow *b) {
    return a->flags == b->flags && a->indent == b->indent;
}

/* The open group that a new one stands in: those of its style, and what is further in,
 * end before it. */
static ReadNode *outer_of(const Builder *b, const ReadRow *row) {
    for (ReadNode *at = b->group; at->up; at = at->up)
        if (at->row && (same_style(at->row, row) || at->row->indent > row->indent))
            return at->up;
    for (ReadNode *at = b->group; at->up; at = at->up)
        if (at->row && at->row->indent == row->indent && at->entries > 0 &&
            (row->flags & GRID_BOLD) && !(at->row->flags & GRID_BOLD))
            return at->up;
    return b->group;
}

static bool open_group(Builder *b, ReadRow *row, Slice title) {
    ReadNode *node = new_node(b->r, READ_GROUP, row);
    node->title = title;
    append(b->group, node);
    b->group = node;
    b->entry = NULL;
    if (depth_of(node) > NODES_DEEP_MOST)
        return told_refuse(b->r->told, "groups are in groups more than %d deep",
                           NODES_DEEP_MOST);
    return true;
}

/* Two titles of one style below each other may be one title, or one in the other. */
static bool refuse_two_titles(const Builder *b, const ReadRow *row) {
    const ReadRow *above = b->group->row;
    told_refuse(b->r->told,
                "%ss %u (\"%.*s\") and %u (\"%.*s\") have no figures: one title on two "
                "lines, or two groups",
                reading_word(b->r), above->row->number, SLICE_ARGS(above->title),
                row->row->number, SLICE_ARGS(row->title));
    told_help(b->r->told,
              "--row %u=title makes them one title, --row %u=left leaves the first out",
              above->row->number, above->row->number);
    return false;
}

/* A title that has figures is a group whose total comes first. */
static bool add_group(Builder *b, ReadRow *row) {
    if (b->group->row && b->group->entries == 0 && b->group->totals == 0 &&
        same_style(b->group->row, row) && !row->sure)
        return refuse_two_titles(b, row);
    b->group = outer_of(b, row);
    if (!open_group(b, row, row->title))
        return false;
    if (row->has_figures) {
        append(b->group, new_node(b->r, READ_TOTAL, row));
        b->group->settled = b->group->last;
        b->group->totals++;
    }
    return true;
}

/* ---- totals ---- */

static bool titles_equal(Arena *arena, Slice a, Slice b) {
    return a.length > 0 && slice_equal(utf8_folded(arena, a), utf8_folded(arena, b));
}

/* The open group that a total's words name. */
static ReadNode *named_group(const Builder *b, const ReadRow *row) {
    for (ReadNode *at = b->group; at->up; at = at->up)
        if (titles_equal(b->r->arena, row->total.subject, at->title))
            return at;
    return NULL;
}

/* The innermost open group whose entries the total adds up. */
static ReadNode *fitting_group(const Builder *b, const ReadRow *row, Fit least) {
    for (ReadNode *at = b->group; at; at = at->up)
        if (at->totals == 0 &&
            fit_of(b->r, row, at->sums, at->open, at->entries) >= least)
            return at;
    return NULL;
}

static bool is_last_total(const Builder *b, const ReadRow *row) {
    return b->last == (uint32_t)(row - b->r->rows.at) + 1;
}

static ReadNode *root_of(const Builder *b) {
    ReadNode *at = b->group;
    while (at->up)
        at = at->up;
    return at;
}

/* Which group a total is of. */
static ReadNode *group_of_total(const Builder *b, const ReadRow *row) {
    if (row->sure)
        return b->group;
    ReadNode *found = named_group(b, row);
    if (!found && row->total.whole)
        found = root_of(b);
    if (!found)
        found = fitting_group(b, row, FIT_EXACT);
    if (!found)
        found = fitting_group(b, row, FIT_ROUNDED);
    if (!found && is_last_total(b, row) && !b->closed_by_total)
        found = root_of(b);
    return found ? found : b->group;
}

static bool rows_follow(const Builder *b, const ReadRow *row) {
    return b->last_entry > (uint32_t)(row - b->r->rows.at);
}

static bool refuse_total(const Builder *b, const ReadRow *row) {
    told_refuse(b->r->told,
                "%s %u (\"%.*s\") adds up neither the rows since the last total nor all "
                "of them",
                reading_word(b->r), row->row->number, SLICE_ARGS(row->title));
    told_help(b->r->told,
              "--row %u=total takes it as the total of all, --row %u=subtotal as that of "
              "the rows since the last total",
              row->row->number, row->row->number);
    return false;
}

/* A total whose words say that it counts more, or less, than the rows. */
static bool refuse_other(const Builder *b, const ReadRow *row) {
    told_refuse(
        b->r->told,
        "%s %u (\"%.*s\") says that it counts other money than all rows, and they "
        "do not add up to it",
        reading_word(b->r), row->row->number, SLICE_ARGS(row->title));
    told_help(b->r->told,
              "--row %u=left leaves it out; a total of some of the money is typed with a "
              "filter, as in: total 9.0 where source != state",
              row->row->number);
    return false;
}

/* Whether the total is one of the rows since the last total in its group alone. */
static bool is_subtotal(Builder *b, const ReadNode *group, const ReadRow *row, bool *is) {
    ReadNode *since = new_node(b->r, READ_GROUP, NULL);
    if (!sums_since(b, group, since))
        return false;
    bool follow = rows_follow(b, row);
    Fit part = fit_of(b->r, row, since->sums, since->open, since->entries);
    Fit all = fit_of(b->r, row, group->sums, group->open, group->entries);
    if (row->role == ROW_SUBTOTAL || row->sure)
        *is = row->role == ROW_SUBTOTAL;
    else if (since->entries == group->entries)
        *is = follow; /* the first */
    else if (part != all)
        *is = part > all;
    else if (row->total.sub || row->total.whole || !follow)
        *is = row->total.sub;
    else
        return refuse_total(b, row);
    *is = *is && since->entries > 0;
    return true;
}

/* Puts what stands in a group behind its last total into one of its own, without a
 * title. */
static ReadNode *gather(Builder *b, ReadNode *group, Slice title) {
    ReadNode *own = new_node(b->r, READ_GROUP, NULL), *before = group->settled;
    ReadNode *from = before ? before->next : group->first;
    own->title = title;
    group->last = before;
    if (before)
        before->next = NULL;
    else
        group->first = NULL;
    while (from) {
        ReadNode *next = from->next;
        own->entries += from->kind == READ_GROUP ? from->entries : 1;
        append(own, from);
        from = next;
    }
    append(group, own);
    group->settled = own;
    return own;
}

static void tell_total(const Builder *b, const ReadNode *group, const ReadRow *row) {
    const char *word = reading_word(b->r);
    uint32_t number = row->row->number;
    if (!group->up)
        told_row(b->r->told, word, number, "\"%.*s\" is the total of the table",
                 SLICE_ARGS(row->title));
    else if (group->title.length > 0)
        told_row(b->r->told, word, number, "\"%.*s\" is the total of \"%.*s\"",
                 SLICE_ARGS(row->title), SLICE_ARGS(group->title));
    else
        told_row(b->r->told, word, number,
                 "\"%.*s\" is the total of the %u row%s above it", SLICE_ARGS(row->title),
                 group->entries, group->entries == 1 ? "" : "s");
}

static bool add_total(Builder *b, ReadRow *row) {
    ReadNode *group = row->role == ROW_SUBTOTAL ? b->group : group_of_total(b, row);
    bool named = group->up && titles_equal(b->r->arena, row->total.subject, group->title);
    bool sub = false;
    Fit fit = fit_of(b->r, row, group->sums, group->open, group->entries);
    if (row->total.other && !row->sure && fit != FIT_EXACT && fit != FIT_ROUNDED)
        return refuse_other(b, row);
    bool in_group = group->up && group->totals == 0 && group->title.length > 0;
    if (!named && !in_group && !is_subtotal(b, group, row, &sub))
        return false;
    b->totals++;
    b->exact += fit == FIT_EXACT;
    b->group = group;
    if (sub) {
        ReadNode *own = gather(b, group, row->total.subject);
        append(own, new_node(b->r, READ_TOTAL, row));
        tell_total(b, own, row);
    } else {
        append(group, new_node(b->r, READ_TOTAL, row));
        group->settled = group->last;
        group->totals++;
        tell_total(b, group, row);
        if (group->up && group->entries > 0) {
            b->group = group->up;
            b->closed_by_total = true;
        }
    }
    b->entry = NULL;
    return true;
}

/* ---- entries ---- */

/* Whether two of a row's figures differ, or one is long: what a chance sum hardly is. */
static bool is_telling(const ImportReading *r, const ReadRow *row) {
    const Decimal *first = NULL;
    for (uint32_t c = 0; c < r->value_count; c++) {
        if (row->cells[c].kind != SHOWN_NUMBER || decimal_sign(row->values[c]) == 0)
            continue;
        if (r->values[c]->role != COLUMN_YEAR)
            continue;
        if (row->values[c].units > 999 ||
            (first && decimal_compare(*first, row->values[c])))
            return true;
        first = &row->values[c];
    }
    return false;
}

/* A row that adds up those above it, though no word says so. */
static bool refuse_sum(const Builder *b, const ReadRow *row) {
    told_refuse(b->r->told,
                "%s %u (\"%.*s\") is the sum of the rows above it: a total, or an entry",
                reading_word(b->r), row->row->number, SLICE_ARGS(row->title));
    told_help(b->r->told, "--row %u=total or --row %u=entry decides", row->row->number,
              row->row->number);
    return false;
}

static bool sums_above(Builder *b, const ReadRow *row) {
    const ReadNode *group = b->group;
    return !row->sure && group->totals == 0 && group->entries >= 2 &&
           is_telling(b->r, row) &&
           fit_of(b->r, row, group->sums, group->open, group->entries) == FIT_EXACT;
}

/* Rows that stand as far out as the title of a group whose own stand further in are not
 * in it. */
static void leave_groups(Builder *b, const ReadRow *row) {
    for (ReadNode *at = b->group; at->up; at = at->up) {
        const ReadNode *first = at->first;
        while (first && first->kind != READ_ENTRY)
            first = first->next;
        if (at->row && first && first->row->indent > at->row->indent &&
            row->indent <= at->row->indent)
            b->group = at->up;
    }
}

static bool add_entry(Builder *b, ReadRow *row) {
    leave_groups(b, row);
    if (row->group.length > 0 &&
        !titles_equal(b->r->arena, row->group, b->group->title)) {
        b->group = root_of(b);
        if (!open_group(b, NULL, row->group))
            return false;
    }
    if (sums_above(b, row)) {
        if (!(row->flags & GRID_BOLD))
            return refuse_sum(b, row);
        row->role = ROW_TOTAL;
        return add_total(b, row);
    }
    b->entry = new_node(b->r, READ_ENTRY, row);
    append(b->group, b->entry);
    for (ReadNode *at = b->group; at; at = at->up)
        if (!add_sums(b, at, row))
            return false;
    return true;
}

static bool add_part(Builder *b, ReadRow *row) {
    if (b->entry) {
        told_row(b->r->told, reading_word(b->r), row->row->number,
                 "\"%.*s\" is a part of \"%.*s\"", SLICE_ARGS(row->title),
                 SLICE_ARGS(b->entry->row->title));
        append(b->entry, new_node(b->r, READ_ENTRY, row));
        return true;
    }
    Text text = {.memory = arena_memory(b->r->arena)};
    for (uint32_t c = 0; c < b->r->value_count; c++)
        text_format(&text, " %.*s", SLICE_ARGS(row->cells[c].printed));
    told_row(b->r->told, reading_word(b->r), row->row->number,
             "left out: \"%.*s\" is a part of a total, which a filter would have to say",
             SLICE_ARGS(row->title));
    *VEC_PUSH(b->r->arena, &b->r->comments) =
        arena_format(b->r->arena, "Left out: \"%.*s\"%.*s", SLICE_ARGS(row->title),
                     SLICE_ARGS(text_view(&text)));
    text_free(&text);
    return true;
}

/* ---- titles with figures, above what they add up ---- */

/* Whether a row stands out above the next one: further out, or bold. */
static bool stands_out(const ReadRow *row, const ReadRow *next) {
    return next->indent > row->indent ||
           ((row->flags & GRID_BOLD) && !(next->flags & GRID_BOLD) &&
            next->indent == row->indent);
}

static bool refuse_head(const Builder *b, const ReadRow *row, const char *why) {
    const ImportReading *r = b->r;
    told_refuse(r->told, "%s %u (\"%.*s\") %s: a group's total, or an entry",
                reading_word(r), row->row->number, SLICE_ARGS(row->title), why);
    told_help(r->told, "--row %u=group or --row %u=entry decides", row->row->number,
              row->row->number);
    return false;
}

/* Rows that a title with figures may add up. */
enum { BELOW_MOST = 60 };

/* Whether an entry is the title of a group whose total it has; false where that cannot be
 * told. */
static bool find_head(Builder *b, uint32_t at) {
    ImportReading *r = b->r;
    ReadRow *row = &r->rows.at[at];
    ReadNode *sums = new_node(r, READ_GROUP, NULL);
    bool out = stands_out(row, &r->rows.at[at + 1]), adds = false;
    for (uint32_t i = at + 1; i < r->rows.count && sums->entries < BELOW_MOST; i++) {
        const ReadRow *below = &r->rows.at[i];
        if (below->role == ROW_BLANK || below->role == ROW_PART ||
            below->role == ROW_HEADING)
            continue;
        if (below->role != ROW_ENTRY || (out && !stands_out(row, below)))
            break;
        if (!add_sums(b, sums, below))
            return false;
        if (!out && sums->entries > 1 &&
            fit_of(r, row, sums->sums, sums->open, sums->entries) == FIT_EXACT) {
            adds = is_telling(r, row);
            break;
        }
    }
    if (!out)
        return !adds || refuse_head(b, row, "is the sum of rows below it");
    Fit fit = fit_of(r, row, sums->sums, sums->open, sums->entries);
    if (fit != FIT_EXACT && fit != FIT_ROUNDED)
        return refuse_head(b, row, "stands out above rows that do not add up to it");
    row->role = ROW_GROUP;
    told_row(r->told, reading_word(r), row->row->number,
             "\"%.*s\" is a group with its total: the %u rows below add up to it",
             SLICE_ARGS(row->title), sums->entries);
    return true;
}

static bool find_heads(Builder *b) {
    const ImportReading *r = b->r;
    for (uint32_t i = 0; i + 1 < r->rows.count; i++) {
        const ReadRow *row = &r->rows.at[i];
        if (row->role == ROW_ENTRY && !row->sure && r->rows.at[i + 1].role == ROW_ENTRY &&
            !find_head(b, i))
            return false;
    }
    return true;
}

/* ---- the table ---- */

/* Empty cells are none where all totals hold without them, else not given. */
static void decide_empty(Builder *b) {
    ImportReading *r = b->r;
    if (!b->has_empty)
        return;
    bool holds = b->totals > 0 && b->exact == b->totals;
    r->empty = r->options->empty ? r->options->empty : holds ? '-' : '?';
    told_note(r->told, "empty", "cells are read as \"%c\"%s", r->empty,
              r->options->empty ? ", as you said"
              : holds           ? ", none: the totals hold without them"
                                : ", not given; --empty none if they mean none");
}

static bool add_row_node(Builder *b, ReadRow *row) {
    switch (row->role) {
    case ROW_GROUP: return add_group(b, row);
    case ROW_ENTRY: return add_entry(b, row);
    case ROW_TOTAL:
    case ROW_SUBTOTAL: return add_total(b, row);
    case ROW_PART: return add_part(b, row);
    default: return true;
    }
}

bool structure_read(ImportReading *r) {
    Builder b = {.r = r};
    r->root = b.group = new_node(r, READ_GROUP, NULL);
    if (!find_heads(&b))
        return false;
    b.has_empty = false;
    for (uint32_t i = 0; i < r->rows.count; i++)
        if (r->rows.at[i].role == ROW_TOTAL)
            b.last = i + 1;
        else if (r->rows.at[i].role == ROW_ENTRY || r->rows.at[i].role == ROW_GROUP)
            b.last_entry = i;
    for (uint32_t i = 0; i < r->rows.count; i++)
        if (!add_row_node(&b, &r->rows.at[i]))
            return false;
    if (r->root->entries == 0)
        return told_refuse(r->told, "the table has no row of figures but totals");
    decide_empty(&b);
    return true;
}
