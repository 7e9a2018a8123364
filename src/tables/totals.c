/* Which rows a total is of: those of the group that its words name, or that its figures
 * add up; where these leave two, a person decides. */
#include "tables/structure.h"

/* The sums of what stands in a group behind its last total. */
static bool sums_since(Builder *b, const ReadNode *group, ReadNode *since) {
    const ReadNode *at = group->settled ? group->settled->next : group->first;
    for (; at; at = at->next) {
        if (at->kind == READ_ENTRY && !sums_add(b, since, at->row))
            return false;
        for (uint32_t c = 0; at->kind == READ_GROUP && c < b->r->value_count; c++) {
            since->open[c] |= at->open[c];
            decimal_add(since->sums[c], at->sums[c], &since->sums[c]);
        }
        since->entries += at->kind == READ_GROUP ? at->entries : 0;
    }
    return true;
}

/* The open group that a total's words name. */
static ReadNode *named_group(const Builder *b, const ReadRow *row) {
    for (ReadNode *at = b->group; at->up; at = at->up)
        if (structure_same_title(b->r->arena, row->total.subject, at->title))
            return at;
    return NULL;
}

/* The innermost open group whose entries the total adds up. */
static ReadNode *fitting_group(const Builder *b, const ReadRow *row, Fit least) {
    for (ReadNode *at = b->group; at; at = at->up)
        if (at->totals == 0 &&
            sums_fit(b->r, row, at->sums, at->open, at->entries) >= least)
            return at;
    return NULL;
}

static bool is_last_total(const Builder *b, const ReadRow *row) {
    return b->last == (uint32_t)(row - b->r->rows.at) + 1;
}

/* Which group a total is of. */
static ReadNode *group_of_total(const Builder *b, const ReadRow *row) {
    if (row->sure)
        return b->group;
    ReadNode *found = named_group(b, row);
    if (!found && row->total.whole)
        found = structure_root(b);
    if (!found)
        found = fitting_group(b, row, FIT_EXACT);
    if (!found)
        found = fitting_group(b, row, FIT_ROUNDED);
    if (!found && is_last_total(b, row) && !b->closed_by_total)
        found = structure_root(b);
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
    ReadNode *since = structure_node(b->r, READ_GROUP, NULL);
    if (!sums_since(b, group, since))
        return false;
    bool follow = rows_follow(b, row);
    Fit part = sums_fit(b->r, row, since->sums, since->open, since->entries);
    Fit all = sums_fit(b->r, row, group->sums, group->open, group->entries);
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
    ReadNode *own = structure_node(b->r, READ_GROUP, NULL), *before = group->settled;
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
        structure_append(own, from);
        from = next;
    }
    structure_append(group, own);
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

bool totals_add(Builder *b, ReadRow *row) {
    ReadNode *group = row->role == ROW_SUBTOTAL ? b->group : group_of_total(b, row);
    bool named = group->up &&
                 structure_same_title(b->r->arena, row->total.subject, group->title);
    bool sub = false;
    Fit fit = sums_fit(b->r, row, group->sums, group->open, group->entries);
    if (row->total.other && !row->sure && fit != FIT_EXACT && fit != FIT_ROUNDED)
        return refuse_other(b, row);
    bool in_group = group->up && group->totals == 0 && group->title.length > 0;
    if (!named && !in_group && !is_subtotal(b, group, row, &sub))
        return false;
    b->totals++;
    b->exact += fit == FIT_EXACT && sums_hold_empty(b->r, row, group);
    b->group = group;
    if (sub) {
        ReadNode *own = gather(b, group, row->total.subject);
        structure_append(own, structure_node(b->r, READ_TOTAL, row));
        tell_total(b, own, row);
    } else {
        structure_append(group, structure_node(b->r, READ_TOTAL, row));
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
