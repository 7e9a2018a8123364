/* Money that is written twice is added up twice. A row whose title is that of a known
 * area is a total of it where most of the table's figures are sums of the known entries;
 * where most are not, it may be other money, and a person decides. Rows of one project
 * stand in many tables: there each figure has to be the sum. */
#include "tables/repeats.h"

#include "syntax/title_name.h"
#include "tables/structure.h"

/* How the figures of rows fit what is known, cell by cell. */
typedef struct Matches {
    uint32_t fit, off;
} Matches;

typedef struct Repeater {
    ImportReading *r;
    const KnownFile *known;
    const char *where;
    Matches areas;
    const ReadNode *first_off; /* the first row that does not fit; NULL: all do */
    const ReadNode *first; /* the first row with the title of an area that has money */
} Repeater;

/* Whether a printed figure is the sum, to what rounding of so many entries explains. */
static bool is_sum(Decimal shown, const KnownSum *sum) {
    Decimal difference, twice, bound;
    return decimal_sub(shown, sum->amount, &difference) &&
           decimal_add(difference, difference, &twice) &&
           decimal_mul(decimal_int(sum->entries + 1), decimal_ulp(shown.scale), &bound) &&
           decimal_compare(decimal_abs(twice), bound) <= 0;
}

/* The cells of a row, or of a group's sums where `row` is NULL, against the known thing
 * of its title. */
static Matches match(const Repeater *f, KnownKind kind, Slice title, const ReadRow *row,
                     const ReadNode *group) {
    Matches found = {0};
    const ImportReading *r = f->r;
    for (uint32_t c = 0; c < r->value_count; c++) {
        const ReadColumn *column = r->values[c];
        Decimal value = DECIMAL_ZERO;
        bool open = true;
        if (row) {
            value = row->values[c];
            open = row->cells[c].kind != SHOWN_NUMBER;
        } else if (group) {
            value = group->sums[c];
            open = group->open[c];
        }
        if (column->role != COLUMN_YEAR || open || decimal_sign(value) == 0)
            continue;
        const KnownSum *sum =
            known_sum(f->known, kind, title, column->time, column->money);
        if (!sum && column->money.length > 0)
            sum = known_sum(f->known, kind, title, column->time, (Slice){"", 0});
        if (!sum || sum->open || (sum->currency && sum->currency != f->r->currency))
            continue;
        bool fits = is_sum(decimal_shift(value, -f->r->power), sum);
        found.fit += fits;
        found.off += !fits;
    }
    return found;
}

/* ---- areas ---- */

static bool refuse_unclear(const Repeater *f, const ReadNode *node, const char *why) {
    const ReadRow *row = node->row;
    told_refuse(f->r->told, "%s %u (\"%.*s\") may be a total of \"%.*s\" in %s, %s",
                reading_word(f->r), row->row->number, SLICE_ARGS(row->title),
                SLICE_ARGS(row->title), f->where, why);
    told_help(f->r->told,
              "--row %u=entry takes it as money of its own, --row %u=left leaves it out",
              row->row->number, row->row->number);
    return false;
}

/* Counts how the rows with titles of areas fit; false where one cannot be told. */
static bool count_areas(Repeater *f, const ReadNode *group) {
    for (const ReadNode *node = group->first; node; node = node->next) {
        if (node->kind == READ_GROUP && !count_areas(f, node))
            return false;
        if (node->kind != READ_ENTRY || node->row->sure)
            continue;
        KnownHow how = known_thing(f->known, KNOWN_AREA, node->row->title, NULL);
        if (how == KNOWN_NOT || how == KNOWN_ONE) {
            Matches found = match(f, KNOWN_AREA, node->row->title, node->row, NULL);
            f->areas.fit += found.fit;
            f->areas.off += found.off;
            if (found.off > 0 && !f->first_off)
                f->first_off = node;
            if (found.fit + found.off > 0 && !f->first)
                f->first = node;
        } else if (f->r->options->areas == AREAS_UNDECIDED) {
            return refuse_unclear(f, node,
                                  how == KNOWN_SEVERAL
                                      ? "which several areas are called"
                                      : "which has only totals of other areas");
        }
    }
    return true;
}

static bool decide_areas(const Repeater *f, bool *totals) {
    *totals = f->r->options->areas == AREAS_TOTALS;
    if (f->r->options->areas != AREAS_UNDECIDED || f->areas.fit + f->areas.off == 0)
        return true;
    *totals = f->areas.fit > f->areas.off;
    if (*totals)
        return true;
    const ReadRow *row = f->first_off->row;
    told_refuse(f->r->told,
                "%s %u (\"%.*s\") has the title of an area in %s, but is not the sum of "
                "its entries: a total that is off, or other money",
                reading_word(f->r), row->row->number, SLICE_ARGS(row->title), f->where);
    told_help(f->r->told,
              "--areas totals takes such rows as totals of the areas, --areas entries as "
              "money of their own");
    return false;
}

/* ---- marking ---- */

static void leave_parts(Repeater *f, ReadNode *node) {
    for (ReadNode *part = node->first; part; part = part->next) {
        told_row(f->r->told, reading_word(f->r), part->row->row->number,
                 "left out: \"%.*s\" is a part of a total", SLICE_ARGS(part->row->title));
        *VEC_PUSH(f->r->arena, &f->r->comments) =
            arena_format(f->r->arena, "Left out: \"%.*s\", a part of \"%.*s\"",
                         SLICE_ARGS(part->row->title), SLICE_ARGS(node->row->title));
        part->row->role = ROW_LEFT;
    }
    node->first = node->last = NULL;
}

static void make_repeat(Repeater *f, ReadNode *node, KnownKind kind) {
    ReadRow *row = node->row;
    Slice own = row->title;
    known_thing(f->known, kind, row->title, &own);
    told_row(f->r->told, reading_word(f->r), row->row->number,
             "\"%.*s\" is the total of the %s \"%.*s\" in %s", SLICE_ARGS(row->title),
             kind == KNOWN_AREA ? "area" : "project", SLICE_ARGS(own), f->where);
    row->title = own;
    leave_parts(f, node);
    node->kind = READ_REPEAT;
    row->role = ROW_TOTAL; /* its notes are the table's */
    if (row->source.length > 0)
        *VEC_PUSH(f->r->arena, &row->notes) =
            arena_format(f->r->arena, "(%.*s)", SLICE_ARGS(row->source));
    for (ReadNode *at = node->up; at; at = at->up)
        at->repeats++;
}

/* Whether a row is a total of the known area of its title. */
static bool repeats_area(const Repeater *f, const ReadRow *row, bool totals) {
    if (!totals || known_thing(f->known, KNOWN_AREA, row->title, NULL) != KNOWN_ONE)
        return false;
    Matches found = match(f, KNOWN_AREA, row->title, row, NULL);
    return found.fit + found.off > 0 || f->r->options->areas == AREAS_TOTALS;
}

/* The same of a project; beside totals of areas chance need not be feared. */
static bool repeats_project(const Repeater *f, const ReadRow *row, bool totals) {
    if (f->r->options->areas == AREAS_ENTRIES ||
        known_thing(f->known, KNOWN_PROJECT, row->title, NULL) != KNOWN_ONE)
        return false;
    Matches found = match(f, KNOWN_PROJECT, row->title, row, NULL);
    return found.fit > 0 && found.off == 0 &&
           ((totals && f->areas.fit > 0) || sums_tell(f->r, row));
}

static void mark(Repeater *f, ReadNode *group, bool totals) {
    for (ReadNode *node = group->first; node; node = node->next) {
        if (node->kind == READ_GROUP)
            mark(f, node, totals);
        if (node->kind != READ_ENTRY || node->row->sure)
            continue;
        if (repeats_area(f, node->row, totals))
            make_repeat(f, node, KNOWN_AREA);
        else if (repeats_project(f, node->row, totals))
            make_repeat(f, node, KNOWN_PROJECT);
    }
}

/* ---- groups that are rows elsewhere ---- */

static bool refuse_group(const Repeater *f, const ReadNode *group, bool fits) {
    told_refuse(f->r->told,
                "the group \"%.*s\" has the title of a row in %s with money of the same "
                "time%s: one is the total of the other, or they are other money",
                SLICE_ARGS(group->title), f->where, fits ? " and amount" : "");
    told_help(f->r->told,
              "import the table with the group first, and then its overview; --areas "
              "entries takes both as money");
    return false;
}

static bool check_groups(const Repeater *f, const ReadNode *group) {
    for (const ReadNode *node = group->first; node; node = node->next) {
        if (node->kind != READ_GROUP)
            continue;
        bool unsure = node->title.length > 0 && node->entries > node->repeats &&
                      known_thing(f->known, KNOWN_AREA, node->title, NULL) == KNOWN_NOT &&
                      f->r->options->areas == AREAS_UNDECIDED;
        Matches found = {0};
        if (unsure)
            found = match(f, KNOWN_PROJECT, node->title, NULL, node);
        if (found.fit + found.off > 0)
            return refuse_group(f, node, found.fit > 0);
        if (!check_groups(f, node))
            return false;
    }
    return true;
}

bool repeats_find(ImportReading *r, const KnownFile *known, const char *where) {
    Repeater f = {.r = r, .known = known, .where = where};
    bool totals = false;
    if (!count_areas(&f, r->root) || !decide_areas(&f, &totals))
        return false;
    if (totals && f.areas.off > 0)
        told_note(r->told, "areas",
                  "%u of %u figures of rows with their titles are not their sums in %s",
                  f.areas.off, f.areas.fit + f.areas.off, where);
    mark(&f, r->root, totals);
    return check_groups(&f, r->root);
}

/* ---- in one table ---- */

static bool is_in(const ReadNode *node, Slice title, Arena *arena) {
    Slice letters = title_letters(arena, title);
    for (const ReadNode *at = node->up; at; at = at->up)
        if (slice_equal(title_letters(arena, at->title), letters))
            return true;
    return false;
}

static bool check_within(const Repeater *f, const ReadNode *group) {
    for (const ReadNode *node = group->first; node; node = node->next) {
        if (node->kind == READ_GROUP && !check_within(f, node))
            return false;
        if (node->kind != READ_ENTRY || node->row->sure ||
            is_in(node, node->row->title, f->r->arena))
            continue;
        Matches found = match(f, KNOWN_AREA, node->row->title, node->row, NULL);
        if (found.fit > found.off)
            return refuse_unclear(f, node, "or money of its own");
    }
    return true;
}

bool repeats_within(ImportReading *r) {
    KnownFile *own = known_read(r->told, (Slice){"", 0}, NULL);
    known_add(own, r);
    Repeater f = {.r = r, .known = own, .where = "this table"};
    return r->options->areas == AREAS_ENTRIES || check_within(&f, r->root);
}
