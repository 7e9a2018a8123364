/* What each column is: by its heading, and by what its cells hold. */
#include "tables/reading.h"

#include "syntax/part_word.h"
#include "tables/words.h"

/* How the cells of a column are filled, in the body. */
typedef struct ColumnCount {
    uint32_t figures, percents, texts;
    uint32_t numerals;      /* of the texts, those of digits and signs alone: "0102" */
    uint32_t repeats, gaps; /* texts that are the one above; no text below one */
} ColumnCount;

/* By row of the body: whether one of its texts is that of a total. */
static bool *find_totals(const ImportReading *r) {
    const FoundTable *found = r->found;
    bool *totals = ARENA_ARRAY(r->arena, bool, found->body_to);
    for (uint32_t i = found->heading_to; i < found->body_to; i++) {
        const GridRow *row = &found->grid->rows.at[i];
        for (uint32_t c = 0; c < row->count && !totals[i]; c++)
            totals[i] = words_total(r->arena, row->cells[c].text).is;
    }
    return totals;
}

static ColumnCount count_cells(const ImportReading *r, const bool *totals,
                               uint32_t column) {
    const FoundTable *found = r->found;
    ColumnCount count = {0};
    Slice last = {"", 0};
    for (uint32_t i = found->heading_to; i < found->body_to; i++) {
        const GridRow *row = &found->grid->rows.at[i];
        const GridCell *cell = grid_cell(row, column);
        ShownKind kind = figures_cell(r->arena, cell).kind;
        count.figures += kind == SHOWN_NUMBER || kind == SHOWN_DASH ||
                         kind == SHOWN_UNKNOWN;
        count.percents += kind == SHOWN_PERCENT;
        if (totals[i])
            continue;
        if (kind == SHOWN_TEXT || (kind == SHOWN_EMPTY && cell->text.length > 0)) {
            count.texts++;
            count.numerals += figures_are_numerals(cell->text);
            count.repeats += slice_equal(cell->text, last);
            last = cell->text;
        } else if (kind == SHOWN_EMPTY && last.length > 0) {
            count.gaps++;
        }
    }
    return count;
}

/* What a heading's line says over a column. Of cells that were merged, a copied text has
 * the first alone: above a line that fills each column, it goes on over those behind. */
static Slice spread_text(const FoundTable *found, uint32_t line, uint32_t column) {
    const GridRow *row = &found->grid->rows.at[line];
    Slice own = grid_cell(row, column)->text;
    if (own.length > 0 || line + 1 == found->heading_to ||
        grid_cell(row + 1, column)->text.length == 0)
        return own;
    uint32_t left = column;
    while (left > 0 && grid_cell(row, left)->text.length == 0)
        left--;
    return left > 0 ? grid_cell(row, left)->text : own;
}

/* Grant_2026_EUR is the name that a program gave a column: its words. */
static Slice heading_text(Arena *arena, Text *text) {
    size_t end = text->length;
    while (end > 0 && text->at[end - 1] == ' ')
        end--;
    bool blank = false;
    for (size_t i = 0; i < end; i++)
        blank |= text->at[i] == ' ';
    for (size_t i = 0; i < end && !blank; i++)
        text->at[i] = text->at[i] == '_' ? ' ' : text->at[i];
    Slice heading = grid_text(arena, arena_copy(arena, text_view(text)));
    text_free(text);
    return heading;
}

/* The lines of a heading, joined; one that spreads over several columns heads each. */
static Slice heading_of(const ImportReading *r, uint32_t column) {
    const FoundTable *found = r->found;
    Text text = {.memory = arena_memory(r->arena)};
    Slice last = {"", 0};
    for (uint32_t i = found->heading_from; i < found->heading_to; i++) {
        Slice own = spread_text(found, i, column);
        if (own.length == 0 || slice_equal(own, last))
            continue;
        text_slice(&text, own);
        text_char(&text, ' ');
        last = own;
    }
    return heading_text(r->arena, &text);
}

/* Takes a unit, and the brackets around it, out of a heading. */
static Slice without_unit(const ImportReading *r, Slice heading) {
    uint32_t at = 0;
    Slice printed;
    int power;
    uint8_t currency;
    bool krone;
    if (!words_unit(r->arena, heading, &at, &printed, &power, &currency, &krone))
        return heading;
    Slice before = {heading.at, (uint32_t)(printed.at - heading.at)};
    Slice after = {printed.at + printed.length,
                   (uint32_t)(heading.at + heading.length - printed.at) - printed.length};
    while (before.length > 0 && char_in(before.at[before.length - 1], " (,[;:"))
        before.length--;
    while (after.length > 0 && char_in(after.at[0], " ).],;:"))
        after = (Slice){after.at + 1, after.length - 1};
    return grid_text(r->arena, arena_format(r->arena, "%.*s %.*s", SLICE_ARGS(before),
                                            SLICE_ARGS(after)));
}

/* ---- columns of figures ---- */

static bool is_all(const ImportReading *r, Slice heading) {
    Slice text = heading;
    while (text.length > 0 && char_in(text.at[0], "0123456789-./ "))
        text = (Slice){text.at + 1, text.length - 1};
    return words_total(r->arena, text).is;
}

/* What a person said of a column; false where that leaves its heading to be read. */
static bool set_chosen(const ImportReading *r, ReadColumn *column) {
    for (uint32_t i = 0; i < r->options->columns.count; i++) {
        const ColumnChoice *choice = &r->options->columns.at[i];
        if (choice->number != reading_column(r, column->at))
            continue;
        column->sure = true;
        column->role = choice->is == COLUMN_IS_ALL ? COLUMN_ALL : COLUMN_LEFT;
        return choice->is != COLUMN_IS_YEAR;
    }
    return false;
}

static bool check_chosen(const ImportReading *r) {
    for (uint32_t i = 0; i < r->options->columns.count; i++) {
        uint32_t number = r->options->columns.at[i].number, c = 0;
        while (
            c < r->columns.count &&
            !(reading_column(r, r->columns.at[c].at) == number && r->columns.at[c].sure))
            c++;
        if (c == r->columns.count)
            return told_refuse(
                r->told, "--column %u: the table has no such column of figures", number);
    }
    return true;
}

/* What a column with figures is. */
static void set_figures(ImportReading *r, ReadColumn *column, ColumnCount count,
                        uint32_t *given) {
    Slice rest, heading = without_unit(r, column->heading);
    HeadTime time = times_read(r->arena, heading, &rest);
    const ImportOptions *options = r->options;
    if (set_chosen(r, column))
        return;
    column->role = column->heading.length > 0 ? COLUMN_COMPUTED : COLUMN_LEFT;
    if (part_word_begins(heading)) {
        column->role = COLUMN_LEFT;
        return;
    }
    if (count.percents > count.figures || words_computed(r->arena, heading))
        return;
    if (time.year == 0 && is_all(r, heading)) {
        column->role = COLUMN_ALL;
        return;
    }
    if (time.year > 0 && words_total(r->arena, rest).is) {
        column->role = COLUMN_ALL;
        return;
    }
    if (options->first_year > 0) {
        uint32_t next = options->first_year + *given;
        if (options->first_year == options->last_year)
            next = time.year > 0 ? time.year : options->first_year;
        else if (next > options->last_year)
            return;
        time.year = next;
        ++*given;
    }
    if (time.year == 0)
        return;
    column->role = COLUMN_YEAR;
    column->time = time;
    column->money = rest;
    if (slice_is(rest, "år") || slice_is(rest, "År") || slice_is(rest, "year") ||
        slice_is(rest, "Year") || slice_is(rest, "Jahr"))
        column->money.length = 0;
}

/* ---- columns of text ---- */

static bool is_text(const ColumnCount *count) {
    return count->texts > count->figures + count->percents &&
           2 * count->numerals <= count->texts;
}

/* The column of titles: the one that is named; else the one with the most texts that are
 * not those above them. */
static bool find_title(ImportReading *r, const ColumnCount *counts) {
    uint32_t wanted = r->options->title_column, best = 0;
    for (uint32_t i = 0; i < r->columns.count; i++) {
        ReadColumn *column = &r->columns.at[i];
        if (wanted > 0 && reading_column(r, column->at) == wanted)
            r->title = column;
        uint32_t own =
            counts[i].texts > counts[i].repeats ? counts[i].texts - counts[i].repeats : 0;
        bool text = is_text(&counts[i]);
        if (wanted == 0 && text && own > best && column->role != COLUMN_SOURCE) {
            best = own;
            r->title = column;
        }
    }
    if (!r->title && wanted > 0)
        return told_refuse(r->told, "--title-column %u: the table has no such column",
                           wanted);
    if (!r->title) {
        told_refuse(r->told, "no column of the table has titles");
        told_help(r->told, "--title-column says which has them, as in --title-column 1");
        return false;
    }
    r->title->role = COLUMN_TITLE;
    return true;
}

static bool two_titles(const ImportReading *r, const ReadColumn *a, const ReadColumn *b) {
    uint32_t one = reading_column(r, a->at), two = reading_column(r, b->at);
    told_refuse(
        r->told,
        "column %u (\"%.*s\") and column %u (\"%.*s\") could both have the titles", one,
        SLICE_ARGS(a->heading), two, SLICE_ARGS(b->heading));
    told_help(r->told, "--title-column %u or --title-column %u decides", one, two);
    return false;
}

/* What the other columns of text are: groups stand left of the titles, and repeat. One
 * that could have the titles as well is left to a person. */
static bool set_texts(ImportReading *r, const ColumnCount *counts) {
    const ColumnCount *titles = &counts[r->title - r->columns.at];
    for (uint32_t i = 0; i < r->columns.count; i++) {
        ReadColumn *column = &r->columns.at[i];
        bool before = column->at < r->title->at;
        bool text = before ? is_text(&counts[i])
                           : counts[i].texts > counts[i].figures + counts[i].percents;
        if (column == r->title || !text || column->role == COLUMN_SOURCE ||
            (before && words_number(r->arena, column->heading)))
            continue;
        column->role = COLUMN_LEFT;
        if (before && counts[i].repeats + counts[i].gaps > 0 && !r->group) {
            column->role = COLUMN_GROUP;
            r->group = column;
        } else if (r->options->title_column == 0 &&
                   (before || counts[i].texts - counts[i].repeats >=
                                  titles->texts - titles->repeats)) {
            return two_titles(r, column, r->title);
        }
    }
    return true;
}

/* ---- what was found ---- */

static bool is_range(const ImportReading *r, uint32_t from, uint32_t to) {
    for (uint32_t i = from + 1; i <= to; i++)
        if (!times_follow(r->values[i - 1]->time, r->values[i]->time))
            return false;
    return true;
}

static void tell_columns(const ImportReading *r) {
    told_note(r->told, "titles", "in column %u", reading_column(r, r->title->at));
    if (r->group)
        told_note(r->told, "groups", "by column %u, \"%.*s\"",
                  reading_column(r, r->group->at), SLICE_ARGS(r->group->heading));
    if (r->source)
        told_note(r->told, "sources", "in column %u, \"%.*s\"",
                  reading_column(r, r->source->at), SLICE_ARGS(r->source->heading));
    Text text = {.memory = arena_memory(r->arena)};
    uint32_t years = 0;
    while (years < r->value_count && r->values[years]->role == COLUMN_YEAR &&
           !r->values[years]->span && r->values[years]->money.length == 0)
        years++;
    if (years > 0 && (years == r->value_count || years + 1 == r->value_count)) {
        if (years > 2 && is_range(r, 0, years - 1)) {
            text_format(&text, "%.*s to %.*s",
                        SLICE_ARGS(times_text(r->arena, r->values[0]->time)),
                        SLICE_ARGS(times_text(r->arena, r->values[years - 1]->time)));
        } else {
            for (uint32_t i = 0; i < years; i++)
                text_format(&text, "%s%.*s", i ? ", " : "",
                            SLICE_ARGS(times_text(r->arena, r->values[i]->time)));
        }
        if (years < r->value_count && r->values[years]->role == COLUMN_ALL)
            text_str(&text, " and their sum");
        else if (years < r->value_count)
            text_clear(&text);
    }
    for (uint32_t i = 0; i < r->value_count && text.length == 0; i++) {
        const ReadColumn *column = r->values[i];
        if (column->role == COLUMN_COMPUTED || column->span)
            continue; /* computed_read tells */
        if (column->role == COLUMN_ALL)
            told_note(r->told, "column", "%u, \"%.*s\": the sum of the others",
                      reading_column(r, column->at), SLICE_ARGS(column->heading));
        else
            told_note(r->told, "column", "%u, \"%.*s\": %.*s%s%.*s%s",
                      reading_column(r, column->at), SLICE_ARGS(column->heading),
                      SLICE_ARGS(times_text(r->arena, column->time)),
                      column->money.length ? " as \"" : "", SLICE_ARGS(column->money),
                      column->money.length ? "\"" : "");
    }
    if (text.length > 0)
        told_note(r->told, "figures of", "%.*s", SLICE_ARGS(text_view(&text)));
    text_free(&text);
}

static void tell_left(ImportReading *r, const ColumnCount *counts) {
    for (uint32_t i = 0; i < r->columns.count; i++) {
        const ReadColumn *column = &r->columns.at[i];
        bool any = counts[i].figures + counts[i].percents + counts[i].texts > 0;
        if (column->role != COLUMN_LEFT || (!any && column->heading.length == 0))
            continue;
        uint32_t at = reading_column(r, column->at);
        const char *why = column->sure ? "as you said"
                          : !any       ? "it is empty"
                          : counts[i].percents > counts[i].figures
                              ? "percentages are no money"
                          : 2 * counts[i].numerals > counts[i].texts &&
                                  counts[i].texts > counts[i].figures
                              ? "it numbers the rows"
                          : counts[i].texts > counts[i].figures ? "it has texts"
                          : part_word_begins(column->heading)
                              ? "it is a part of another"
                              : "its heading names no year";
        told_note(r->told, "left out", "column %u, \"%.*s\": %s", at,
                  SLICE_ARGS(column->heading), why);
        if (any)
            *VEC_PUSH(r->arena, &r->comments) =
                arena_format(r->arena, "Left out: column %u, \"%.*s\"", at,
                             SLICE_ARGS(column->heading));
    }
}

/* A year may head one column; several of one year say different kinds of money. */
static bool check_years(const ImportReading *r) {
    for (uint32_t i = 0; i < r->value_count; i++)
        for (uint32_t k = 0; k < i; k++) {
            const ReadColumn *a = r->values[k], *b = r->values[i];
            if (a->role != COLUMN_YEAR || b->role != COLUMN_YEAR ||
                !times_equal(a->time, b->time))
                continue;
            if (a->money.length > 0 && b->money.length > 0 &&
                !slice_equal(a->money, b->money))
                continue;
            Slice time = times_text(r->arena, a->time);
            told_refuse(r->told,
                        "columns %u and %u are both of %.*s, and their headings do "
                        "not tell them apart",
                        reading_column(r, a->at), reading_column(r, b->at),
                        SLICE_ARGS(time));
            told_help(r->told,
                      "import one of them with --range, or write into their "
                      "headings what each is, as in \"Budget %.*s\"",
                      SLICE_ARGS(time));
            return false;
        }
    return true;
}

static bool has_year(const ImportReading *r, uint32_t year, Slice money) {
    for (uint32_t i = 0; i < r->columns.count; i++) {
        const ReadColumn *column = &r->columns.at[i];
        if (column->role == COLUMN_YEAR &&
            times_equal(column->time, (HeadTime){.year = year}) &&
            slice_equal(column->money, money))
            return true;
    }
    return false;
}

/* 2023-24 is a fiscal year; beside columns of 2023 and of 2024 it may be both of them. */
static void find_spans(ImportReading *r) {
    for (uint32_t i = 0; i < r->columns.count; i++) {
        ReadColumn *column = &r->columns.at[i];
        column->span = column->role == COLUMN_YEAR && column->time.split &&
                       !column->sure && has_year(r, column->time.year, column->money) &&
                       has_year(r, column->time.year + 1, column->money);
    }
}

/* Versions of one amount are of one year: --years would give each of them another, where
 * their headings have none. */
static bool check_given(const ImportReading *r) {
    const ImportOptions *options = r->options;
    const ReadColumn *first = NULL, *other = NULL;
    for (uint32_t i = 0; i < r->columns.count; i++) {
        const ReadColumn *column = &r->columns.at[i];
        Slice rest;
        if (column->role != COLUMN_YEAR)
            continue;
        if (!words_version(r->arena, column->money) ||
            times_read(r->arena, column->heading, &rest).year > 0)
            return true;
        first = first ? first : column;
        if (!slice_equal(column->money, first->money))
            other = other ? other : column;
    }
    if (options->first_year == options->last_year || !other)
        return true;
    told_refuse(r->told,
                "columns %u (\"%.*s\") and %u (\"%.*s\") are versions of one amount, and "
                "--years %u..%u gives them different years",
                reading_column(r, first->at), SLICE_ARGS(first->heading),
                reading_column(r, other->at), SLICE_ARGS(other->heading),
                options->first_year, options->last_year);
    told_help(
        r->told,
        "--years %u makes all of them money of that year; where each has a year of its "
        "own, write it into the heading, as in \"%.*s %u\"",
        options->last_year, SLICE_ARGS(first->heading), options->first_year);
    return false;
}

/* Several kinds of money are versions of one amount where the words of all of them say
 * so; versions have no common sum. */
static void find_kinds(ImportReading *r) {
    Slice money = {"", 0};
    r->versions = true;
    for (uint32_t i = 0; i < r->columns.count; i++) {
        const ReadColumn *column = &r->columns.at[i];
        if (column->role != COLUMN_YEAR)
            continue;
        r->kinds |= money.length > 0 && !slice_equal(column->money, money);
        r->versions &= words_version(r->arena, column->money);
        money = column->money;
    }
    r->versions &= r->kinds;
    for (uint32_t i = 0; i < r->columns.count && r->versions; i++)
        if (r->columns.at[i].role == COLUMN_ALL)
            r->columns.at[i].role = COLUMN_COMPUTED;
}

/* A kind of money in the last line of the heading, and an empty cell beside it: the kind
 * may go on over both, as in merged cells. */
static bool check_kinds(const ImportReading *r) {
    const FoundTable *found = r->found;
    const ReadColumn *with = NULL, *without = NULL;
    if (found->heading_to - found->heading_from < 2)
        return true;
    const GridRow *last = &found->grid->rows.at[found->heading_to - 1];
    for (uint32_t i = 0; i < r->value_count; i++) {
        const ReadColumn *column = r->values[i];
        const GridCell *cell = grid_cell(last, column->at);
        if (column->role != COLUMN_YEAR || (cell->flags & GRID_COVERED))
            continue;
        if (cell->text.length > 0 && column->money.length > 0)
            with = column;
        if (cell->text.length == 0 && column->money.length == 0)
            without = column;
    }
    if (!with || !without)
        return true;
    told_refuse(r->told,
                "column %u (\"%.*s\") has \"%.*s\" in its heading, and column %u "
                "(\"%.*s\") has no such word: it is the same kind of money, or none",
                reading_column(r, with->at), SLICE_ARGS(with->heading),
                SLICE_ARGS(with->money), reading_column(r, without->at),
                SLICE_ARGS(without->heading));
    told_help(r->told,
              "write the word into the heading of column %u too, or --row %u=left leaves "
              "that %s out",
              reading_column(r, without->at), last->number, reading_word(r));
    return false;
}

static bool no_values(const ImportReading *r) {
    told_refuse(r->told, "no column of figures has a year for its heading");
    told_help(
        r->told,
        "--years 2022..2024 gives the columns years, from left to right, and --years "
        "2024 that year to all; --header names the heading's %s",
        reading_word(r));
    return false;
}

bool columns_read(ImportReading *r) {
    const Grid *grid = r->found->grid;
    ColumnCount *counts = ARENA_ARRAY(r->arena, ColumnCount, grid->columns);
    const bool *totals = find_totals(r);
    uint32_t given = 0;
    for (uint32_t i = 0; i < grid->columns; i++) {
        ReadColumn column = {.at = i, .heading = heading_of(r, i), .money = {"", 0}};
        counts[i] = count_cells(r, totals, i);
        *VEC_PUSH(r->arena, &r->columns) = column;
    }
    for (uint32_t i = 0; i < grid->columns; i++) {
        ReadColumn *column = &r->columns.at[i];
        ColumnCount count = counts[i];
        bool wanted = r->options->source_column == reading_column(r, i);
        bool source = r->options->source_column > 0
                          ? wanted
                          : count.texts > count.figures &&
                                words_source(r->arena, column->heading) && i > 0;
        if (source && !r->source) {
            column->role = COLUMN_SOURCE;
            r->source = column;
        }
    }
    if (!find_title(r, counts) || !set_texts(r, counts))
        return false;
    for (uint32_t i = 0; i < grid->columns; i++) {
        ReadColumn *column = &r->columns.at[i];
        ColumnCount count = counts[i];
        if (column == r->title || column == r->source || column == r->group)
            continue;
        Slice rest;
        bool headed = times_read(r->arena, column->heading, &rest).year > 0;
        if (words_number(r->arena, column->heading) && column->at < r->title->at)
            continue;
        if (count.figures + count.percents > count.texts || (headed && count.figures > 0))
            set_figures(r, column, count, &given);
    }
    if (!check_chosen(r) || !check_given(r))
        return false;
    find_spans(r);
    find_kinds(r);
    r->values = ARENA_ARRAY(r->arena, ReadColumn *, grid->columns);
    for (uint32_t i = 0; i < grid->columns; i++)
        if (r->columns.at[i].role >= COLUMN_YEAR)
            r->values[r->value_count++] = &r->columns.at[i];
    bool years = false;
    for (uint32_t i = 0; i < r->value_count; i++)
        years |= r->values[i]->role == COLUMN_YEAR;
    if (!years)
        return no_values(r);
    if (!check_years(r) || !check_kinds(r))
        return false;
    tell_columns(r);
    tell_left(r, counts);
    return true;
}
