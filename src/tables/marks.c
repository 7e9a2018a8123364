/* Marks and parentheses in titles. */
#include "tables/marks.h"

#include "base/names.h"
#include "base/utf8.h"
#include "syntax/scan.h"

/* ---- marks ---- */

/* The digit of a raised one, or 0 with *is false. */
static char raised(uint32_t code, bool *is) {
    *is = true;
    if (code == 0xb9)
        return '1';
    if (code == 0xb2 || code == 0xb3)
        return (char)('2' + (code - 0xb2));
    if (code >= 0x2070 && code <= 0x2079)
        return (char)('0' + (code - 0x2070));
    *is = false;
    return 0;
}

/* How many bytes of the line are the mark that it begins with; 0: there is none. */
static uint32_t mark_length(Slice line) {
    uint32_t at = 0, bytes;
    bool is;
    while (at < line.length && line.at[at] == '*')
        at++;
    if (at > 0)
        return at < line.length && line.at[at] == ')' ? at + 1 : at;
    while (at < line.length) {
        uint32_t code = utf8_decode(line.at + at, line.length - at, &bytes);
        if (code != 0x2020 && code != 0x2021 && (raised(code, &is), !is))
            break;
        at += bytes;
    }
    if (at > 0)
        return at;
    bool open = line.length > 0 && char_in(line.at[0], "[(");
    at = open ? 1 : 0;
    uint32_t start = at;
    while (at < line.length && scan_is_digit(line.at[at]))
        at++;
    bool closed = at < line.length && char_in(line.at[at], open ? "])" : ")");
    return at > start && at - start <= 2 && closed ? at + 1 : 0;
}

bool marks_begin(Slice line) {
    uint32_t length = mark_length(line);
    return length > 0 && length < line.length;
}

/* 1 for ¹, 1), [1]; * as it is. */
static Slice plain_mark(Arena *arena, Slice mark) {
    Text text = {.memory = arena_memory(arena)};
    uint32_t bytes;
    for (uint32_t i = 0; i < mark.length; i += bytes) {
        bool is;
        uint32_t code = utf8_decode(mark.at + i, mark.length - i, &bytes);
        char digit = raised(code, &is);
        if (is)
            text_char(&text, digit);
        else if (!char_in(mark.at[i], "()[] "))
            text_bytes(&text, mark.at + i, bytes);
    }
    Slice plain = arena_copy(arena, text_view(&text));
    text_free(&text);
    return plain;
}

/* Footnotes by their marks. */
typedef struct Footnotes {
    Names *marks;
    VEC(ReadRow *) rows; /* by name, from 1 */
} Footnotes;

static void find_footnotes(ImportReading *r, Footnotes *notes) {
    notes->marks = names_new(r->arena);
    for (uint32_t i = 0; i < r->rows.count; i++) {
        ReadRow *row = &r->rows.at[i];
        if (row->role != ROW_FOOTNOTE)
            continue;
        Slice own = plain_mark(r->arena, (Slice){row->title.at, mark_length(row->title)});
        NameId name = own.length > 0 ? names_add(notes->marks, own) : 0;
        while (name >= notes->rows.count)
            *VEC_PUSH(r->arena, &notes->rows) = NULL;
        if (name > 0 && !notes->rows.at[name])
            notes->rows.at[name] = row;
    }
}

static void put_footnote(ImportReading *r, const Footnotes *notes, ReadRow *row) {
    NameId name = names_find(notes->marks, plain_mark(r->arena, row->mark));
    if (name == 0) {
        told_row(r->told, reading_word(r), row->row->number,
                 "the mark \"%.*s\" has no footnote", SLICE_ARGS(row->mark));
        return;
    }
    ReadRow *note = notes->rows.at[name];
    uint32_t length = mark_length(note->title);
    Slice text = {note->title.at + length, note->title.length - length};
    *VEC_PUSH(r->arena, &row->notes) = grid_text(r->arena, text);
    note->sure = true; /* it has its row */
}

/* Footnotes that no mark leads to. */
static void keep_footnotes(ImportReading *r) {
    for (uint32_t i = 0; i < r->rows.count; i++) {
        const ReadRow *row = &r->rows.at[i];
        if (row->role != ROW_FOOTNOTE || row->sure)
            continue;
        told_row(r->told, reading_word(r), row->row->number,
                 "no row has the mark of this footnote: a comment");
        *VEC_PUSH(r->arena, &r->comments) = row->title;
    }
}

/* ---- sources ---- */

/* The last parentheses of a title that no others are around: from and to, both of them
 * parentheses. */
static bool last_parentheses(Slice title, uint32_t *from, uint32_t *to) {
    uint32_t depth = 0, start = 0;
    bool found = false;
    for (uint32_t i = 0; i < title.length; i++) {
        if (title.at[i] == '(' && depth++ == 0)
            start = i;
        if (title.at[i] == ')' && depth > 0 && --depth == 0) {
            *from = start;
            *to = i;
            found = true;
        }
    }
    return found && *from > 0;
}

/* "Lakes (Budget 2018)" is "Lakes" from "Budget 2018"; a sentence behind it is a note. */
static void take_source(ImportReading *r, ReadRow *row) {
    uint32_t from, to;
    if (!last_parentheses(row->title, &from, &to))
        return;
    Slice behind =
        grid_text(r->arena, (Slice){row->title.at + to + 1, row->title.length - to - 1});
    bool sentence = behind.length > 2 && char_in(behind.at[0], ".;:");
    if (behind.length > 0 && !sentence && !slice_is(behind, "."))
        return;
    row->source = grid_text(r->arena, (Slice){row->title.at + from + 1, to - from - 1});
    row->title = grid_text(r->arena, (Slice){row->title.at, from});
    if (!sentence)
        return;
    Slice note = grid_text(r->arena, (Slice){behind.at + 1, behind.length - 1});
    *VEC_PUSH(r->arena, &row->notes) = note;
    told_row(r->told, reading_word(r), row->row->number,
             "\"%.*s\" behind the source is a note", SLICE_ARGS(note));
}

static bool is_money_row(const ReadRow *row) {
    return row->role == ROW_ENTRY || row->role == ROW_PART;
}

/* How many titles end in parentheses. */
static uint32_t ends_in_parentheses(const ImportReading *r) {
    uint32_t count = 0, from, to;
    for (uint32_t i = 0; i < r->rows.count; i++)
        count += is_money_row(&r->rows.at[i]) &&
                 last_parentheses(r->rows.at[i].title, &from, &to) &&
                 to + 1 == r->rows.at[i].title.length;
    return count;
}

static void decide_sources(ImportReading *r) {
    bool said = words_in_parentheses(r->arena, r->found->caption);
    for (uint32_t i = 0; i < r->columns.count; i++)
        said |= words_in_parentheses(r->arena, r->columns.at[i].heading);
    r->in_parentheses = r->options->sources == SOURCES_PARENTHESES ||
                        (said && r->options->sources == SOURCES_UNDECIDED);
    uint32_t count = ends_in_parentheses(r);
    if (r->in_parentheses)
        told_note(r->told, "sources", "in the parentheses of the titles, as %s",
                  said ? "the caption says" : "you said");
    else if (count > 0 && r->options->sources == SOURCES_UNDECIDED)
        told_note(r->told, "titles",
                  "%u end in parentheses, which are left there; --sources parentheses "
                  "takes them as sources of money",
                  count);
}

bool marks_read(ImportReading *r) {
    Footnotes notes = {0};
    find_footnotes(r, &notes);
    decide_sources(r);
    for (uint32_t i = 0; i < r->rows.count; i++) {
        ReadRow *row = &r->rows.at[i];
        if (row->role == ROW_FOOTNOTE || row->role == ROW_LEFT)
            continue;
        Slice title = row->title, mark = figures_take_mark(&title);
        if (mark.length > 0 && title.length > 0) {
            row->title = title;
            row->mark = mark;
        }
        if (row->mark.length > 0 && (row->has_figures || row->role == ROW_GROUP))
            put_footnote(r, &notes, row);
        if (r->in_parentheses && is_money_row(row))
            take_source(r, row);
    }
    keep_footnotes(r);
    return true;
}
