/* Which rows each group and total holds. A total closes the group that it is of. What its
 * title leaves open is decided by the sums; where they fit nothing, a person decides. */
#include "tables/structure.h"

#include "base/utf8.h"

enum { NODES_DEEP_MOST = 30 };

/* ---- nodes ---- */

ReadNode *structure_node(ImportReading *r, ReadNodeKind kind, ReadRow *row) {
    ReadNode *node = ARENA_NEW(r->arena, ReadNode);
    node->kind = kind;
    node->row = row;
    node->title = (Slice){"", 0};
    if (kind == READ_GROUP) {
        node->sums = ARENA_ARRAY(r->arena, Decimal, r->value_count);
        node->open = ARENA_ARRAY(r->arena, bool, r->value_count);
        node->empty = ARENA_ARRAY(r->arena, bool, r->value_count);
    }
    return node;
}

void structure_append(ReadNode *to, ReadNode *node) {
    node->up = to;
    node->next = NULL;
    if (to->last)
        to->last->next = node;
    else
        to->first = node;
    to->last = node;
}

static uint32_t depth_of(const ReadNode *node) {
    uint32_t depth = 0;
    for (; node->up; node = node->up)
        depth++;
    return depth;
}

/* ---- groups ---- */

/* Whether a title is in capitals alone. */
static bool is_capitals(Slice text) {
    uint32_t bytes, capitals = 0;
    for (uint32_t i = 0; i < text.length; i += bytes) {
        uint32_t code = utf8_decode(text.at + i, text.length - i, &bytes);
        if (utf8_is_letter(code) && utf8_upper(code) != code)
            return false;
        capitals += utf8_is_letter(code);
    }
    return capitals > 3;
}

static bool same_style(const ReadRow *a, const ReadRow *b) {
    return a->flags == b->flags && a->indent == b->indent &&
           is_capitals(a->title) == is_capitals(b->title);
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

bool structure_open(Builder *b, ReadRow *row, Slice title) {
    ReadNode *node = structure_node(b->r, READ_GROUP, row);
    node->title = title;
    structure_append(b->group, node);
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
    if (!structure_open(b, row, row->title))
        return false;
    if (row->has_figures) {
        structure_append(b->group, structure_node(b->r, READ_TOTAL, row));
        b->group->settled = b->group->last;
        b->group->totals++;
    }
    return true;
}

bool structure_same_title(Arena *arena, Slice a, Slice b) {
    return a.length > 0 && slice_equal(utf8_folded(arena, a), utf8_folded(arena, b));
}

ReadNode *structure_root(const Builder *b) {
    ReadNode *at = b->group;
    while (at->up)
        at = at->up;
    return at;
}

/* ---- entries ---- */

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
           sums_tell(b->r, row) &&
           sums_fit(b->r, row, group->sums, group->open, group->entries) == FIT_EXACT;
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

/* A row with the title of the group that it is in says its total, where most of its
 * figures are that. */
static bool refuse_named(const Builder *b, const ReadRow *row) {
    told_refuse(b->r->told,
                "%s %u (\"%.*s\") has the title of its group, but does not add up its "
                "rows: a total that is off, or an entry",
                reading_word(b->r), row->row->number, SLICE_ARGS(row->title));
    told_help(b->r->told, "--row %u=total or --row %u=entry decides", row->row->number,
              row->row->number);
    return false;
}

/* The open group that such a row is the total of; NULL: there is none. */
static ReadNode *group_called(const Builder *b, const ReadRow *row) {
    for (ReadNode *at = b->group; at->up; at = at->up)
        if (at->entries > 0 && at->totals == 0 && at->row && !at->row->has_figures &&
            structure_same_title(b->r->arena, row->title, at->title))
            return at;
    return NULL;
}

/* Whether a row that is called a result is that of an open group, or of the table. */
static bool is_result(const Builder *b, const ReadRow *row) {
    for (const ReadNode *at = b->group; at; at = at->up)
        if (at->entries > 1 &&
            sums_fit(b->r, row, at->sums, at->open, at->entries) >= FIT_ROUNDED)
            return true;
    return false;
}

/* A total that no word for totals names. False with *is true where that cannot be told,
 * which was told. */
static bool find_total(Builder *b, ReadRow *row, bool *is) {
    const ReadNode *called = row->sure ? NULL : group_called(b, row);
    *is = true;
    if (called) {
        uint32_t cells, fits = sums_count(b->r, row, called, &cells);
        if (2 * fits <= cells)
            return refuse_named(b, row);
        row->total.subject = row->title;
        return true;
    }
    if (!row->sure && words_result(b->r->arena, row->title) && is_result(b, row))
        return true;
    *is = sums_above(b, row);
    return !*is || (row->flags & GRID_BOLD) || refuse_sum(b, row);
}

static bool add_entry(Builder *b, ReadRow *row) {
    leave_groups(b, row);
    if (row->group.length > 0 &&
        !structure_same_title(b->r->arena, row->group, b->group->title)) {
        b->group = structure_root(b);
        if (!structure_open(b, NULL, row->group))
            return false;
    }
    bool total;
    if (!find_total(b, row, &total))
        return false;
    if (total) {
        row->role = ROW_TOTAL;
        return totals_add(b, row);
    }
    b->entry = structure_node(b->r, READ_ENTRY, row);
    structure_append(b->group, b->entry);
    for (ReadNode *at = b->group; at; at = at->up)
        if (!sums_add(b, at, row))
            return false;
    return true;
}

static bool add_part(Builder *b, ReadRow *row) {
    if (b->entry) {
        told_row(b->r->told, reading_word(b->r), row->row->number,
                 "\"%.*s\" is a part of \"%.*s\"", SLICE_ARGS(row->title),
                 SLICE_ARGS(b->entry->row->title));
        structure_append(b->entry, structure_node(b->r, READ_ENTRY, row));
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
    case ROW_SUBTOTAL: return totals_add(b, row);
    case ROW_PART: return add_part(b, row);
    default: return true;
    }
}

bool structure_read(ImportReading *r) {
    Builder b = {.r = r};
    r->root = b.group = structure_node(r, READ_GROUP, NULL);
    if (!heads_called(&b) || !heads_find(&b))
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
