/* From rows to statements. A title makes a name, so two titles of one name are one thing:
 * the first one's title is written for both, and that is told. */
#include "tables/compose.h"

#include "base/names.h"
#include "base/utf8.h"
#include "syntax/title_name.h"

struct Composer {
    ImportReading *r;
    KnownFile *known;
    Slice unit;
    Text *out;
    Names *names;    /* of kinds and letters: "area green_spaces" */
    SliceVec titles; /* by these names, from 1 */
    uint32_t unnamed;
};

/* ---- texts ---- */

void compose_text(Text *out, Slice text) {
    uint32_t bytes;
    text_char(out, '"');
    for (uint32_t i = 0; i < text.length; i += bytes) {
        uint32_t code = utf8_decode(text.at + i, text.length - i, &bytes);
        if (code == '"' || code == '\\')
            text_format(out, "\\%c", (int)code);
        else if (utf8_is_control(code) || utf8_is_turning(code))
            text_format(out, "\\u{%x}", code);
        else
            text_bytes(out, text.at + i, bytes);
    }
    text_char(out, '"');
}

static void put_comment(Text *out, Slice text) {
    text_str(out, "# ");
    utf8_escape(out, text, 1);
    text_char(out, '\n');
}

/* ---- titles ---- */

/* The first title with the name of this one. */
static Slice first_title(Composer *c, const char *kind, Slice outer, Slice title) {
    Arena *arena = c->r->arena;
    Slice letters = title_letters(arena, title);
    Slice key =
        arena_format(arena, "%s %.*s %.*s", kind, SLICE_ARGS(outer), SLICE_ARGS(letters));
    NameId name = names_add(c->names, key);
    while (name >= c->titles.count)
        *VEC_PUSH(arena, &c->titles) = (Slice){"", 0};
    Slice *first = &c->titles.at[name];
    if (first->length == 0)
        *first = title;
    return *first;
}

/* The title to write for one that is printed: that of the first with this name. A title
 * without letters and digits makes no name, and gets one. */
static void put_title(Composer *c, const char *kind, Slice outer, Slice title,
                      uint32_t number) {
    Arena *arena = c->r->arena;
    Slice letters = title_letters(arena, title);
    if (letters.length == 0) {
        text_format(c->out, "%s_%u ", slice_is(slice_of(kind), "area") ? "area" : "row",
                    number);
        compose_text(c->out, title);
        return;
    }
    Slice first = first_title(c, kind, outer, title);
    if (!slice_equal(first, title))
        told_row(c->r->told, reading_word(c->r), number,
                 "\"%.*s\" is taken to be \"%.*s\", as both make one name",
                 SLICE_ARGS(title), SLICE_ARGS(first));
    compose_text(c->out, first);
}

/* ---- what is declared before the table ---- */

static void declare(Composer *c, const char *kind, Slice title, Slice version_of) {
    if (known_declares(c->known, kind, title))
        return;
    known_declare(c->known, kind, title);
    text_format(c->out, "%s ", kind);
    put_title(c, kind, (Slice){"", 0}, title, 0);
    if (version_of.length > 0) {
        text_str(c->out, " { version_of: ");
        compose_text(c->out, version_of);
        text_str(c->out, " }");
    }
    text_char(c->out, '\n');
}

static void declare_all(Composer *c) {
    ImportReading *r = c->r;
    Slice first = {"", 0};
    for (uint32_t i = 0; i < r->value_count; i++) {
        Slice money = r->values[i]->money;
        if (money.length == 0)
            continue;
        first = first.length > 0 ? first : money;
        declare(c, "money", money,
                r->versions && !slice_equal(money, first) ? first : (Slice){"", 0});
    }
    if (r->versions)
        told_note(
            r->told, "money",
            "the other kinds are versions of \"%.*s\": integ adds up one of them at a "
            "time",
            SLICE_ARGS(first));
    else if (r->kinds)
        told_note(r->told, "money",
                  "its kinds add up; version_of says where they do not");
    for (uint32_t i = 0; i < r->rows.count; i++) {
        const ReadRow *row = &r->rows.at[i];
        bool money = row->role == ROW_ENTRY || row->role == ROW_PART;
        if (row->source.length > 0 && money)
            declare(c, "source", row->source, (Slice){"", 0});
    }
}

/* ---- the table ---- */

static void put_columns(Composer *c) {
    const ImportReading *r = c->r;
    for (uint32_t i = 0; i < r->value_count; i++) {
        const ReadColumn *column = r->values[i];
        text_str(c->out, i > 0 ? ", " : " ");
        if (column->role == COLUMN_COMPUTED) {
            compose_text(c->out, column->heading);
            text_format(c->out, " = %.*s", SLICE_ARGS(column->formula));
            continue;
        }
        if (column->role == COLUMN_ALL) {
            text_str(c->out, "all");
            continue;
        }
        uint32_t last = i;
        while (column->money.length == 0 && last + 1 < r->value_count &&
               r->values[last + 1]->role == COLUMN_YEAR &&
               r->values[last + 1]->money.length == 0 &&
               times_follow(r->values[last]->time, r->values[last + 1]->time))
            last++;
        text_slice(c->out, times_text(r->arena, column->time));
        if (last > i) {
            text_str(c->out, "..");
            text_slice(c->out, times_text(r->arena, r->values[last]->time));
        }
        if (column->money.length > 0) {
            text_str(c->out, " as ");
            compose_text(c->out, column->money);
        }
        i = last;
    }
}

static void put_cells(const Composer *c, const ReadRow *row) {
    for (uint32_t i = 0; i < c->r->value_count; i++) {
        Slice written = row->written[i];
        text_char(c->out, ' ');
        if (written.length > 0)
            text_slice(c->out, written);
        else if (c->r->values[i]->role == COLUMN_YEAR)
            text_char(c->out, c->r->empty ? c->r->empty : '?');
        else
            text_char(c->out, '?'); /* it claims nothing */
    }
}

static void put_notes(const Composer *c, const ReadRow *row) {
    for (uint32_t i = 0; i < row->notes.count; i++) {
        text_str(c->out, i > 0 ? ", " : "note: ");
        compose_text(c->out, row->notes.at[i]);
    }
    text_str(c->out, row->notes.count > 0 ? "\n" : "");
}

static void put_entry(Composer *c, const ReadNode *node, Slice outer) {
    const ReadRow *row = node->row;
    put_title(c, "project", outer, row->title, row->row->number);
    if (row->source.length > 0) {
        text_str(c->out, " from ");
        put_title(c, "source", (Slice){"", 0}, row->source, row->row->number);
    }
    put_cells(c, row);
    if (node->first || row->notes.count > 0) {
        text_str(c->out, " {\n");
        for (const ReadNode *part = node->first; part; part = part->next)
            put_entry(c, part, title_letters(c->r->arena, row->title));
        put_notes(c, row);
        text_str(c->out, "}");
    }
    text_char(c->out, '\n');
}

static void put_nodes(Composer *c, const ReadNode *group, Slice outer);

/* An area has a title: of rows that have none in common, it says which they are. */
static void put_unnamed(Composer *c, const ReadNode *group) {
    const ReadNode *first = group->first, *last = first;
    while (first->kind == READ_GROUP && first->first)
        first = first->first;
    for (const ReadNode *at = group->first; at && at->kind != READ_TOTAL; at = at->next)
        last = at;
    while (last->kind == READ_GROUP && last->last)
        last = last->last;
    bool lines = slice_is(slice_of(reading_word(c->r)), "line");
    Slice name;
    do
        name = arena_format(c->r->arena, "rows_%u", ++c->unnamed);
    while (known_names_area(c->known, name));
    text_format(c->out, "%.*s \"%s %u to %u\"", SLICE_ARGS(name),
                lines ? "Lines" : "Rows", first->row->row->number,
                last->row->row->number);
}

static void put_group(Composer *c, const ReadNode *group, Slice outer) {
    text_str(c->out, "area ");
    if (group->title.length > 0)
        put_title(c, "area", outer, group->title,
                  group->row ? group->row->row->number : 0);
    else
        put_unnamed(c, group);
    text_str(c->out, " {\n");
    put_nodes(c, group, title_letters(c->r->arena, group->title));
    if (group->row && !group->row->has_figures)
        put_notes(c, group->row);
    text_str(c->out, "}\n");
}

/* The titles of what a group with repeated rows holds. */
static void put_subjects(Composer *c, const ReadNode *group, bool *any) {
    Slice outer = title_letters(c->r->arena, group->title);
    for (const ReadNode *node = group->first; node; node = node->next) {
        bool whole = node->kind == READ_GROUP && node->repeats == 0 &&
                     title_letters(c->r->arena, node->title).length > 0;
        if (node->kind == READ_GROUP && !whole) {
            put_subjects(c, node, any);
        } else if (node->kind != READ_TOTAL) {
            text_str(c->out, *any ? ", " : " of ");
            compose_text(c->out,
                         whole ? first_title(c, "area", outer, node->title)
                         : node->kind == READ_ENTRY
                             ? first_title(c, "project", (Slice){"", 0}, node->row->title)
                             : node->row->title);
            *any = true;
        }
    }
}

/* A total of rows that are totals themselves says whose money it is; of all of them, in a
 * table that has no others, that is said by the language. */
static void put_total(Composer *c, const ReadNode *node) {
    const ReadNode *group = node->up;
    bool any = false;
    text_str(c->out, "total");
    if (group->repeats > 0 && (group->up || group->repeats < group->entries))
        put_subjects(c, group, &any);
    put_cells(c, node->row);
    text_char(c->out, '\n');
}

static void put_repeat(Composer *c, const ReadRow *row) {
    text_str(c->out, "total of ");
    compose_text(c->out, row->title);
    put_cells(c, row);
    text_char(c->out, '\n');
}

/* As deep as groups are: structure.c bounds that. */
static void put_nodes(Composer *c, const ReadNode *group, Slice outer) {
    for (const ReadNode *node = group->first; node; node = node->next) {
        switch (node->kind) {
        case READ_GROUP:
            if (node->repeats == 0)
                put_group(c, node, outer);
            else
                put_nodes(c, node, outer);
            break;
        case READ_ENTRY: put_entry(c, node, (Slice){"", 0}); break;
        case READ_REPEAT: put_repeat(c, node->row); break;
        case READ_TOTAL: put_total(c, node); break;
        }
    }
}

/* Notes on a total are its table's. */
static void keep_total_notes(ImportReading *r) {
    for (uint32_t i = 0; i < r->rows.count; i++) {
        const ReadRow *row = &r->rows.at[i];
        bool total = row->role == ROW_TOTAL || row->role == ROW_SUBTOTAL ||
                     (row->role == ROW_GROUP && row->has_figures);
        for (uint32_t k = 0; total && k < row->notes.count; k++)
            *VEC_PUSH(r->arena, &r->comments) =
                arena_format(r->arena, "On \"%.*s\": %.*s", SLICE_ARGS(row->title),
                             SLICE_ARGS(row->notes.at[k]));
    }
}

Composer *compose_new(Arena *arena, KnownFile *known, Slice unit) {
    Composer *c = ARENA_NEW(arena, Composer);
    *c = (Composer){.known = known, .unit = unit, .names = names_new(arena)};
    return c;
}

void compose_table(Composer *c, ImportReading *r, Text *out) {
    c->r = r;
    c->out = out;
    size_t before = out->length;
    declare_all(c);
    if (out->length > before)
        text_char(out, '\n');
    text_str(out, "table");
    if (r->caption.length > 0) {
        text_char(out, ' ');
        compose_text(out, r->caption);
    }
    put_columns(c);
    text_str(out, " {\n");
    if (!slice_equal(r->unit, c->unit))
        text_format(out, "unit %.*s\n", SLICE_ARGS(r->unit));
    put_nodes(c, r->root, (Slice){"", 0});
    text_str(out, "}\n");
    keep_total_notes(r);
    for (uint32_t i = 0; i < r->comments.count; i++)
        put_comment(out, r->comments.at[i]);
}
