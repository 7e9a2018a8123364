/* What each row is, by itself and by its neighbours: entries, totals, parts, titles of
 * groups, titles on several lines, notes. */
#include "tables/reading.h"

#include "base/utf8.h"
#include "syntax/part_word.h"
#include "syntax/pasted_word.h"
#include "tables/decimals.h"
#include "tables/marks.h"

/* ---- figures ---- */

static bool tell_decimal(ImportReading *r, const CellFigure *figure, uint32_t sums) {
    Slice text = {"", 0};
    figures_write(r->arena, figure, r->decimal, &text);
    told_note(r->told, "figures",
              "\"%.*s\" is %.*s, as %u sum%s hold%s so and not otherwise",
              SLICE_ARGS(figure->printed), SLICE_ARGS(text), sums, sums == 1 ? "" : "s",
              sums == 1 ? "s" : "");
    return true;
}

static bool weigh(ImportReading *r) {
    FigureStyle style = {0};
    for (uint32_t i = 0; i < r->rows.count; i++)
        for (uint32_t c = 0; c < r->value_count; c++)
            figures_weigh(&style, &r->rows.at[i].cells[c], r->rows.at[i].row->number);
    char wanted = r->options->decimal;
    uint32_t sums;
    if (!wanted && style.either_row && !style.comma_row && !style.point_row) {
        r->decimal = decimals_by_sums(r, &sums);
        if (r->decimal)
            return tell_decimal(r, &style.either, sums);
    }
    r->decimal = figures_decide(r->told, &style, reading_word(r), wanted);
    return r->decimal != 0;
}

/* A text where a figure was expected is kept as a note, and the amount is not given. */
static void keep_text(ImportReading *r, ReadRow *row, uint32_t c) {
    const ReadColumn *column = r->values[c];
    Slice printed = row->cells[c].printed;
    *VEC_PUSH(r->arena, &row->notes) = arena_format(
        r->arena, "%.*s: %.*s", SLICE_ARGS(column->heading), SLICE_ARGS(printed));
    row->written[c] = SLICE("?");
    told_row(r->told, reading_word(r), row->row->number,
             "\"%.*s\" is no figure: \"?\", and a note", SLICE_ARGS(printed));
}

static bool write_cell(ImportReading *r, ReadRow *row, uint32_t c) {
    CellFigure *figure = &row->cells[c];
    row->written[c] = (Slice){"", 0};
    switch (figure->kind) {
    case SHOWN_EMPTY: return true;
    case SHOWN_DASH: row->written[c] = SLICE("-"); return true;
    case SHOWN_UNKNOWN: row->written[c] = SLICE("?"); return true;
    case SHOWN_TEXT:
        if (figures_are_numerals(figure->printed))
            return told_refuse(r->told, "\"%.*s\" (%s %u) is no figure that can be read",
                               SLICE_ARGS(figure->printed), reading_word(r),
                               row->row->number);
        keep_text(r, row, c);
        return true;
    case SHOWN_PERCENT:
        if (!reading_is_money(r, c))
            break;
        return told_refuse(r->told, "%s %u has \"%.*s\" in a column of money",
                           reading_word(r), row->row->number,
                           SLICE_ARGS(figure->printed));
    case SHOWN_NUMBER: break;
    }
    if (!figures_write(r->arena, figure, r->decimal, &row->written[c]) ||
        !decimal_parse(row->written[c], &row->values[c]))
        return told_refuse(r->told, "\"%.*s\" (%s %u) cannot be read with a decimal %s",
                           SLICE_ARGS(figure->printed), reading_word(r), row->row->number,
                           r->decimal == ',' ? "comma" : "point");
    if (figure->scaled && figure->power != r->power) {
        row->written[c] = arena_format(
            r->arena, "%.*s %.*s", SLICE_ARGS(row->written[c]),
            SLICE_ARGS(pasted_unit_text(r->arena, figure->power, r->currency)));
        row->values[c] = decimal_shift(row->values[c], r->power - figure->power);
    }
    if (figure->kind == SHOWN_PERCENT)
        row->written[c] = arena_format(r->arena, "%.*s%%", SLICE_ARGS(row->written[c]));
    if (figure->brackets)
        told_row(r->told, reading_word(r), row->row->number,
                 "\"%.*s\" is read as negative: %.*s", SLICE_ARGS(figure->printed),
                 SLICE_ARGS(row->written[c]));
    return true;
}

static bool write_figures(ImportReading *r) {
    for (uint32_t i = 0; i < r->rows.count; i++) {
        ReadRow *row = &r->rows.at[i];
        for (uint32_t c = 0; row->has_figures && c < r->value_count; c++)
            if (!write_cell(r, row, c))
                return false;
    }
    return true;
}

/* ---- one row ---- */

/* Beside titles with numbers before them, those of groups stand where the numbers do:
 * they are a step further out. */
static void take_left_title(ImportReading *r, ReadRow *row) {
    if (row->title.length > 0) {
        row->indent = (uint8_t)(row->indent < 200 ? row->indent + 1 : 200);
        return;
    }
    const GridCell *found = NULL;
    for (uint32_t c = 0; c < r->title->at; c++) {
        const GridCell *cell = grid_cell(row->row, c);
        if (cell->text.length == 0 || &r->columns.at[c] == r->group ||
            &r->columns.at[c] == r->source)
            continue;
        if (found || figures_are_numerals(cell->text))
            return;
        found = cell;
    }
    if (!found || !row->has_figures)
        return;
    row->title = found->text;
    row->flags = found->flags;
    row->indent = found->indent;
}

static void add_row(ImportReading *r, const GridRow *from, bool body) {
    ReadRow *row = VEC_PUSH(r->arena, &r->rows);
    const GridCell *title = grid_cell(from, r->title->at);
    *row = (ReadRow){.row = from,
                     .title = title->text,
                     .flags = title->flags,
                     .indent = title->indent};
    row->cells = ARENA_ARRAY(r->arena, CellFigure, r->value_count);
    row->written = ARENA_ARRAY(r->arena, Slice, r->value_count);
    row->values = ARENA_ARRAY(r->arena, Decimal, r->value_count);
    for (uint32_t c = 0; c < r->value_count && body; c++) {
        const GridCell *cell = grid_cell(from, r->values[c]->at);
        row->cells[c] = figures_cell(r->arena, cell);
        if (row->cells[c].divided && r->as_shown)
            row->cells[c].scaled = false;
        row->has_figures |= reading_is_money(r, c) &&
                            figures_is_amount(row->cells[c].kind);
        if (row->cells[c].mark.length > 0 && row->mark.length == 0)
            row->mark = row->cells[c].mark;
    }
    if (r->group)
        row->group = grid_cell(from, r->group->at)->text;
    if (row->title.length == 0 && words_total(r->arena, row->group).is) {
        row->title = row->group;
        row->group.length = 0;
    }
    if (r->source) {
        row->source = grid_cell(from, r->source->at)->text;
        if (figures_cell(r->arena, grid_cell(from, r->source->at)).kind != SHOWN_TEXT)
            row->source.length = 0;
    }
    if (body && r->title->at > 0)
        take_left_title(r, row);
    /* A text that stands alone in another column than the titles'. */
    for (uint32_t c = 0; c < from->count && row->title.length == 0 && !row->has_figures &&
                         grid_filled(from) == 1;
         c++)
        row->title = grid_cell(from, c)->text;
}

static bool is_heading_again(const ImportReading *r, const GridRow *row) {
    const FoundTable *found = r->found;
    for (uint32_t i = found->heading_from; i < found->heading_to; i++) {
        const GridRow *heading = &found->grid->rows.at[i];
        uint32_t count = heading->count > row->count ? heading->count : row->count, c = 0;
        while (c < count &&
               slice_equal(grid_cell(heading, c)->text, grid_cell(row, c)->text))
            c++;
        if (c == count)
            return true;
    }
    return false;
}

static bool is_lower_start(Slice text) {
    uint32_t bytes, code = text.length ? utf8_decode(text.at, text.length, &bytes) : 0;
    return utf8_is_letter(code) && utf8_upper(code) != code;
}

static bool has_open(Slice text) {
    int open = 0;
    for (uint32_t i = 0; i < text.length; i++)
        open += text.at[i] == '(' ? 1 : text.at[i] == ')' ? -1 : 0;
    return open > 0;
}

static bool goes_on(Slice text) {
    static const char *const ends[] = {",",   "-",    " &",   " og",  " and", " und",
                                       " et", " och", " en",  " for", " til", " of",
                                       " i",  " med", " mit", " van", " de"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (slice_ends(text, slice_of(ends[i])))
            return true;
    return has_open(text);
}

/* ---- rows without figures ---- */

static ReadRow *neighbour(ImportReading *r, uint32_t at, int step) {
    for (uint32_t i = at + (uint32_t)step; i < r->rows.count; i += (uint32_t)step)
        if (r->rows.at[i].role != ROW_BLANK && r->rows.at[i].role != ROW_HEADING)
            return &r->rows.at[i];
    return NULL;
}

/* Whether the titles of groups are set apart from those of entries by how they are shown.
 */
static bool groups_are_bold(const ImportReading *r) {
    uint32_t bold = 0, plain = 0;
    for (uint32_t i = 0; i < r->rows.count; i++) {
        const ReadRow *row = &r->rows.at[i];
        if (row->has_figures && row->role == ROW_ENTRY)
            plain += !(row->flags & GRID_BOLD);
        else if (row->role == ROW_UNDECIDED)
            bold += (row->flags & GRID_BOLD) != 0;
    }
    return bold > 0 && plain > 0;
}

static RowRole role_of_text(ImportReading *r, uint32_t at, bool bold) {
    ReadRow *row = &r->rows.at[at];
    const ReadRow *before = neighbour(r, at, -1), *next = neighbour(r, at, 1);
    bool follows = before && (before->role == ROW_ENTRY || before->role == ROW_PART);
    if (follows && (is_lower_start(row->title) || goes_on(before->title)))
        return ROW_MORE;
    if (bold && !(row->flags & GRID_BOLD))
        return follows ? ROW_NOTE : ROW_GROUP;
    if (next && next->has_figures && is_lower_start(next->title))
        return ROW_TITLE;
    if (next && goes_on(row->title) && (next->has_figures || next->role == ROW_UNDECIDED))
        return ROW_TITLE;
    return ROW_GROUP;
}

/* ---- figures that stand in a title ---- */

/* Takes the last word off a text. */
static Slice take_last(Slice *text) {
    uint32_t at = text->length;
    while (at > 0 && text->at[at - 1] != ' ')
        at--;
    Slice word = slice_from(*text, at);
    text->length = at > 0 ? at - 1 : 0;
    return word;
}

/* Whether a number may be a word of a title, as in "Phase 12" and "Parks - 2024". */
static bool is_plain(const CellFigure *figure) {
    Slice digits = figure->body;
    for (uint32_t i = 0; i < digits.length; i++)
        if (char_in(digits.at[i], ".,"))
            return false;
    return digits.length <= 2 || (digits.length == 4 && char_in(digits.at[0], "12"));
}

/* Whether a title without figures behind it ends in as many as the table has columns of
 * them, parted by single blanks: "Lakes and ponds 3 4". */
static bool ends_in_figures(const ImportReading *r, Slice title) {
    uint32_t numbers = 0, plain = 0;
    for (uint32_t c = 0; c < r->value_count; c++) {
        GridCell cell = {.text = take_last(&title)};
        CellFigure figure = figures_cell(r->arena, &cell);
        bool number = figure.kind == SHOWN_NUMBER || figure.kind == SHOWN_PERCENT ||
                      figures_are_numerals(cell.text); /* 000, of 2 000 */
        if (!number && figure.kind != SHOWN_DASH)
            return false;
        numbers += number;
        plain += figure.kind == SHOWN_NUMBER && is_plain(&figure);
    }
    return title.length > 0 && (numbers > 1 || numbers > plain);
}

static bool refuse_hidden(const ImportReading *r, const ReadRow *row) {
    uint32_t number = row->row->number;
    told_refuse(
        r->told,
        "%s %u (\"%.*s\") ends in as many figures as the table has columns: a row "
        "whose figures are not parted from its title, or a title without figures",
        reading_word(r), number, SLICE_ARGS(row->title));
    told_help(
        r->told,
        "part its figures as those of other rows are, if it is a row; --row %u=group "
        "takes it as the title of a group",
        number);
    return false;
}

/* ---- roles ---- */

static const RowChoice *choice_of(const ImportReading *r, uint32_t number) {
    for (uint32_t i = 0; i < r->options->rows.count; i++)
        if (r->options->rows.at[i].number == number)
            return &r->options->rows.at[i];
    return NULL;
}

/* Whether a text of a column that is left out says "total". */
static bool says_total(const ImportReading *r, const GridRow *row) {
    for (uint32_t c = 0; c < row->count; c++)
        if (r->columns.at[c].role == COLUMN_LEFT &&
            words_total(r->arena, row->cells[c].text).is)
            return true;
    return false;
}

static void set_role(ImportReading *r, ReadRow *row, bool body) {
    const RowChoice *choice = choice_of(r, row->row->number);
    row->total = words_total(r->arena, row->title);
    if (!row->total.is && row->has_figures && says_total(r, row->row))
        row->total.is = true;
    if (choice) {
        row->role = choice->role;
        row->sure = true;
        if (row->role == ROW_LEFT)
            told_row(r->told, reading_word(r), row->row->number, "left out, as you said");
    } else if (!row->has_figures && row->title.length == 0) {
        row->role = ROW_BLANK;
    } else if (!body) {
        row->role = marks_begin(row->title) || words_footnote(r->arena, row->title)
                        ? ROW_FOOTNOTE
                        : ROW_LEFT;
    } else if (is_heading_again(r, row->row)) {
        row->role = ROW_HEADING;
        told_row(r->told, reading_word(r), row->row->number, "the heading again");
    } else if (!row->has_figures && words_page(r->arena, row->title)) {
        row->role = ROW_HEADING;
        told_row(r->told, reading_word(r), row->row->number, "\"%.*s\": a page break",
                 SLICE_ARGS(row->title));
    } else if (!row->has_figures) {
        row->role = marks_begin(row->title) ? ROW_FOOTNOTE : ROW_UNDECIDED;
    } else if (part_word_begins(row->title)) {
        row->role = ROW_PART;
    } else if (row->total.is) {
        row->role = ROW_TOTAL;
    } else {
        row->role = ROW_ENTRY;
    }
}

/* Rows further in, below a row "of which", are more of the same. */
static void set_more_parts(ImportReading *r) {
    const ReadRow *whole = NULL, *part = NULL;
    for (uint32_t i = 0; i < r->rows.count; i++) {
        ReadRow *row = &r->rows.at[i];
        if (row->role == ROW_PART && whole) {
            part = row;
        } else if (row->role == ROW_ENTRY && part && !row->sure &&
                   row->indent >= part->indent && row->indent > whole->indent) {
            row->role = ROW_PART;
        } else if (row->role != ROW_BLANK) {
            whole = row->role == ROW_ENTRY ? row : NULL;
            part = NULL;
        }
    }
}

/* Whether a row without figures has texts where the table has figures, or begins as a
 * caption does. */
static bool is_foreign(const ImportReading *r, const ReadRow *row) {
    if (row->role != ROW_UNDECIDED)
        return false;
    for (uint32_t c = 0; c < r->value_count; c++)
        if (row->cells[c].kind == SHOWN_TEXT)
            return true;
    return words_caption(r->arena, row->title);
}

static bool refuse_foreign(const ImportReading *r, const ReadRow *row) {
    uint32_t number = row->row->number;
    told_refuse(
        r->told,
        "%s %u (\"%.*s\") may begin another table: it is no row of figures, and no "
        "group's title",
        reading_word(r), number, SLICE_ARGS(row->title));
    told_help(r->told,
              "--range :%u ends before it, --range %u: begins with it, and --row %u=left "
              "leaves it out",
              number > 1 ? number - 1 : 1, number, number);
    return false;
}

static bool check_titles(ImportReading *r) {
    for (uint32_t i = 0; i < r->rows.count; i++) {
        const ReadRow *row = &r->rows.at[i];
        if (is_foreign(r, row))
            return refuse_foreign(r, row);
        if (row->role == ROW_UNDECIDED && ends_in_figures(r, row->title))
            return refuse_hidden(r, row);
        if (!row->has_figures || row->title.length > 0 || row->role == ROW_LEFT ||
            row->role == ROW_HEADING || row->role == ROW_TOTAL ||
            row->role == ROW_SUBTOTAL)
            continue;
        told_refuse(r->told,
                    "%s %u has figures, but no title: it may be a total, or go on "
                    "from the %s above it",
                    reading_word(r), row->row->number, reading_word(r));
        told_help(r->told, "--row %u=total or --row %u=left decides", row->row->number,
                  row->row->number);
        return false;
    }
    return true;
}

/* ---- titles on several lines, and what stands in them ---- */

static Slice join(Arena *arena, Slice a, Slice b) {
    if (a.length == 0)
        return b;
    return arena_format(arena, "%.*s %.*s", SLICE_ARGS(a), SLICE_ARGS(b));
}

static void join_titles(ImportReading *r) {
    Slice begun = {"", 0};
    ReadRow *last = NULL;
    for (uint32_t i = 0; i < r->rows.count; i++) {
        ReadRow *row = &r->rows.at[i];
        const char *word = reading_word(r);
        uint32_t number = row->row->number;
        if (row->role == ROW_TITLE) {
            begun = join(r->arena, begun, row->title);
            told_row(r->told, word, number, "\"%.*s\" begins the next title",
                     SLICE_ARGS(row->title));
        } else if (row->role == ROW_MORE && last) {
            told_row(r->told, word, number, "\"%.*s\" goes on from the title above it",
                     SLICE_ARGS(row->title));
            last->title = join(r->arena, last->title, row->title);
        } else if (row->role == ROW_NOTE && last) {
            told_row(r->told, word, number, "\"%.*s\" is a note on \"%.*s\"",
                     SLICE_ARGS(row->title), SLICE_ARGS(last->title));
            *VEC_PUSH(r->arena, &last->notes) = row->title;
        } else if (row->role != ROW_HEADING &&
                   (row->has_figures || row->role == ROW_GROUP)) {
            if (begun.length > 0)
                row->title = join(r->arena, begun, row->title);
            begun.length = 0;
            last = row;
        }
    }
}

static void tell_role(ImportReading *r, const ReadRow *row) {
    const char *word = reading_word(r);
    if (row->role == ROW_GROUP)
        told_row(r->told, word, row->row->number, "\"%.*s\" is a group",
                 SLICE_ARGS(row->title));
}

/* What follows the table and is no footnote. */
static void tell_rest(ImportReading *r) {
    uint32_t first = 0, last = 0;
    for (uint32_t i = 0; i < r->rows.count; i++) {
        const ReadRow *row = &r->rows.at[i];
        if (row->role != ROW_LEFT || row->sure || row->has_figures)
            continue;
        first = first ? first : row->row->number;
        last = row->row->number;
    }
    if (first && first == last)
        told_note(r->told, "left out", "%s %u, behind the table", reading_word(r), first);
    else if (first)
        told_note(r->told, "left out", "%ss %u to %u, behind the table", reading_word(r),
                  first, last);
}

bool rows_read(ImportReading *r) {
    const FoundTable *found = r->found;
    for (uint32_t i = found->heading_to; i < found->after_to; i++)
        add_row(r, &found->grid->rows.at[i], i < found->body_to);
    for (uint32_t i = 0; i < r->rows.count; i++)
        set_role(r, &r->rows.at[i], i < found->body_to - found->heading_to);
    if (!check_titles(r))
        return false;
    set_more_parts(r);
    bool bold = groups_are_bold(r);
    for (uint32_t i = 0; i < r->rows.count; i++)
        if (r->rows.at[i].role == ROW_UNDECIDED)
            r->rows.at[i].role = role_of_text(r, i, bold);
    if (!weigh(r) || !write_figures(r))
        return false;
    join_titles(r);
    if (!marks_read(r))
        return false;
    for (uint32_t i = 0; i < r->rows.count; i++)
        tell_role(r, &r->rows.at[i]);
    tell_rest(r);
    return true;
}
