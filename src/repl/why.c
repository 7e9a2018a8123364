/* Tracing a figure: which cell is meant, its entries with file and line, and the totals
 * that are stated over just these. */
#include "repl/why.h"
#include "base/phrase.h"

#include <string.h>

#include "base/utf8.h"
#include "check/checked.h"
#include "model/view.h"
#include "query/claims_touched.h"
#include "render/result.h"
#include "repl/show.h"

enum { ENTRIES_MOST = 40 }; /* shown of one figure */

/* What the words mean: a column, and rows of the result. */
typedef struct Meant {
    uint32_t column;
    bool total;    /* the total row, or all rows where the result has none */
    uint8_t *rows; /* by row of the result */
    uint32_t row_count, first_row;
} Meant;

/* The words, folded, and which of them the column took. */
typedef struct WhyWords {
    Arena *arena;
    const Result *result;
    const Slice *at;
    uint32_t count;
    bool *taken;
} WhyWords;

/* ---- what is meant: the column ---- */

static bool holds(Slice text, Slice part) {
    for (uint32_t at = 0; at + part.length <= text.length; at++)
        if (memcmp(text.at + at, part.at, part.length) == 0)
            return true;
    return false;
}

/* Whether a heading is the text, or begins or ends with it: in "2024 sum(amount)" both
 * "2024" and "sum(amount)" are words for the column. */
static bool names_heading(Slice heading, Slice text) {
    if (text.length == 0 || text.length > heading.length)
        return false;
    if (text.length == heading.length)
        return slice_equal(heading, text);
    uint32_t rest = heading.length - text.length;
    Slice head = {heading.at, text.length}, tail = {heading.at + rest, text.length};
    return (slice_equal(head, text) && heading.at[text.length] == ' ') ||
           (slice_equal(tail, text) && heading.at[rest - 1] == ' ');
}

/* Marks the words that name the column: runs of them, the longest first, each part of
 * the heading once. Gives how many that are. */
static uint32_t take_heading(const WhyWords *words, Slice heading, bool *taken) {
    uint32_t most = 0, used = 0;
    memset(taken, 0, words->count * sizeof *taken);
    for (uint32_t from = 0, next; from < words->count; from = next) {
        next = from + 1;
        Slice run = SLICE("");
        uint32_t end = from, length = 0;
        for (uint32_t to = from; to < words->count; to++) {
            run = to == from ? words->at[to]
                             : arena_format(words->arena, "%.*s %.*s", SLICE_ARGS(run),
                                            SLICE_ARGS(words->at[to]));
            if (names_heading(heading, run)) {
                end = to + 1;
                length = run.length;
            }
        }
        if (end == from || used + length > heading.length)
            continue;
        used += length;
        for (uint32_t i = from; i < end; i++)
            taken[i] = true;
        most += end - from;
        next = end;
    }
    return most;
}

static bool is_money(const Result *result, uint32_t column) {
    for (uint32_t row = 0; row < result->row_count; row++)
        if (result_cell(result, row, column)->kind == DATUM_AMOUNT)
            return true;
    return false;
}

static bool is_total(Slice word) {
    return slice_is(word, "total");
}

/* Which of two columns that as many words name is meant: the total of what they name,
 * but where the word is "total" itself, which is the total row's name too, any other;
 * and money before what is counted. */
static uint32_t preference(const WhyWords *words, uint32_t column, const bool *taken) {
    enum { BY_ITS_NAME, OTHER, TOTAL };
    uint32_t rank = words->result->columns[column].total ? TOTAL : OTHER;
    for (uint32_t i = 0; i < words->count && rank == TOTAL; i++)
        if (taken[i] && is_total(words->at[i]))
            rank = BY_ITS_NAME;
    return rank * 2 + is_money(words->result, column);
}

/* Without a heading among the words: the total, or the last column of money. */
static uint32_t usual_column(const Result *result) {
    uint32_t found = 0;
    for (uint32_t i = 0; i < result->column_count; i++) {
        if (result->columns[i].total)
            return i;
        found = is_money(result, i) ? i : found;
    }
    return found;
}

/* The column that most of the words name, which takes them. */
static uint32_t find_column(const WhyWords *words) {
    const Result *result = words->result;
    bool *taken = ARENA_ARRAY(words->arena, bool, words->count + 1);
    uint32_t best = usual_column(result), best_count = 0, best_rank = 0;
    for (uint32_t i = 0; i < result->column_count; i++) {
        Slice heading = utf8_folded(words->arena, result->columns[i].heading);
        uint32_t count = take_heading(words, heading, taken);
        uint32_t rank = preference(words, i, taken);
        if (count == 0 || count < best_count ||
            (count == best_count && rank <= best_rank))
            continue;
        best = i;
        best_count = count;
        best_rank = rank;
        memcpy(words->taken, taken, words->count * sizeof *taken);
    }
    return best;
}

/* ---- what is meant: the rows ---- */

/* Whether a row has the word as a cell, or within one. */
static bool row_has(const WhyWords *words, uint32_t row, Slice word, bool whole) {
    for (uint32_t i = 0; i < words->result->column_count; i++) {
        const Datum *cell = result_cell(words->result, row, i);
        char digits[DECIMAL_TEXT];
        Slice text = cell->kind == DATUM_YEAR ? datum_year_text(cell, digits)
                                              : cell->text;
        text = utf8_folded(words->arena, text);
        if (whole ? slice_equal(text, word) : holds(text, word))
            return true;
    }
    return false;
}

static bool any_has(const WhyWords *words, Slice word, bool whole) {
    bool any = false;
    for (uint32_t row = 0; row < words->result->row_count && !any; row++)
        any = row_has(words, row, word, whole);
    return any;
}

/* Keeps the rows that have all words which the column did not take: a word that some row
 * has as a whole cell must be one, unless `parts`. */
static uint32_t keep_rows(const WhyWords *words, Meant *meant, bool parts) {
    const Result *result = words->result;
    uint32_t count = 0;
    memset(meant->rows, 1, result->row_count);
    meant->total = true;
    for (uint32_t i = 0; i < words->count; i++) {
        if (words->taken[i])
            continue;
        bool whole = !parts && any_has(words, words->at[i], true);
        if (is_total(words->at[i]) && !any_has(words, words->at[i], whole))
            continue;
        meant->total = false;
        for (uint32_t row = 0; row < result->row_count; row++)
            meant->rows[row] = meant->rows[row] &&
                               row_has(words, row, words->at[i], whole);
    }
    for (uint32_t row = result->row_count; row-- > 0;) {
        meant->first_row = meant->rows[row] ? row : meant->first_row;
        count += meant->rows[row];
    }
    return count;
}

/* The end of the longest run of words from one on that are a whole cell together, such as
 * Budget 2024, whose year names no column then. */
static uint32_t cell_end(const WhyWords *words, uint32_t from, Slice *cell) {
    Slice run = words->at[from];
    uint32_t end = from + 1;
    *cell = run;
    for (uint32_t to = from + 1; to < words->count; to++) {
        run = arena_format(words->arena, "%.*s %.*s", SLICE_ARGS(run),
                           SLICE_ARGS(words->at[to]));
        if (any_has(words, run, true)) {
            *cell = run;
            end = to + 1;
        }
    }
    return end;
}

static Meant find_meant(Arena *arena, const Result *result, const Slice *words,
                        uint32_t count) {
    Meant meant = {0};
    Slice *all = ARENA_ARRAY(arena, Slice, count + 1);
    for (uint32_t i = 0; i < count; i++)
        all[i] = utf8_folded(arena, words[i]);
    WhyWords said = {arena, result, all, count, ARENA_ARRAY(arena, bool, count + 1)};
    uint32_t kept = 0;
    for (uint32_t i = 0; i < count; kept++) {
        Slice cell;
        i = cell_end(&said, i, &cell);
        all[kept] = cell;
    }
    said.count = kept;
    meant.rows = arena_alloc(arena, result->row_count + 1u);
    meant.column = find_column(&said);
    meant.row_count = keep_rows(&said, &meant, false);
    if (meant.row_count == 0)
        meant.row_count = keep_rows(&said, &meant, true);
    meant.total = meant.total && result->has_totals;
    return meant;
}

/* The facts behind the cells, each once, in the order of the files. */
static RowList trace(Session *session, Arena *arena, const Meant *meant) {
    const Model *model = session->workspace->model;
    const Result *result = session->answer->result;
    uint8_t *among = ARENA_ARRAY(arena, uint8_t, model->facts.count + 1);
    uint32_t last = meant->total ? result->row_count : result->row_count - 1;
    for (uint32_t row = meant->total ? last : 0; row <= last; row++) {
        if (!meant->total && !meant->rows[row])
            continue;
        RowList own = answer_trace(session->answer, row, meant->column);
        for (uint32_t i = 0; i < own.count; i++)
            among[own.rows[i]] = 1;
    }
    uint32_t *rows = ARENA_ARRAY(arena, uint32_t, model->facts.count + 1);
    uint32_t count = 0;
    for (uint32_t i = 0; i < model->facts.count; i++) {
        rows[count] = i;
        count += among[i];
    }
    return (RowList){rows, count};
}

/* ---- showing ---- */

static Datum thing_datum(const Model *model, ThingKind kind, Id id, Id document) {
    return (Datum){.kind = id == 0 ? DATUM_NULL : DATUM_REF,
                   .ref_kind = (uint8_t)kind,
                   .ref = id,
                   .text = id == 0 ? SLICE("") : view_title(model, kind, id, document)};
}

static Slice place_text(const Session *session, Arena *arena, Place place) {
    const Sources *sources = &session->workspace->sources;
    const Source *source = sources_get(sources, place.source);
    return arena_format(arena, "%.*s:%u", SLICE_ARGS(source->path),
                        source_line(source, place.span.start));
}

static Slice path_of(const Session *session, uint32_t fact) {
    const Model *model = session->workspace->model;
    SourceId file = model->lines.at[model->facts.line[fact]].file;
    return sources_get(&session->workspace->sources, file)->path;
}

/* What the places of all entries begin with: the path of their file, where they have but
 * one; else the folder of their files, with its '/'. */
static Slice common_path(const Session *session, RowList rows) {
    Slice common = rows.count == 0 ? SLICE("") : path_of(session, rows.rows[0]);
    bool one_file = rows.count > 0;
    for (uint32_t i = 1; i < rows.count; i++) {
        Slice path = path_of(session, rows.rows[i]);
        uint32_t same = 0;
        one_file = one_file && slice_equal(path, common);
        while (same < common.length && same < path.length &&
               path.at[same] == common.at[same])
            same++;
        common.length = same;
    }
    while (!one_file && common.length > 0 && common.at[common.length - 1] != '/')
        common.length--;
    return common;
}

static Slice year_text(Arena *arena, const Model *model, uint32_t fact) {
    return time_text(arena, model_fact_time(model, fact));
}

static Datum amount_datum(Figure figure) {
    bool missing = (figure.flags & (FIGURE_BLANK | FIGURE_BAD | FIGURE_NONE)) != 0;
    return (Datum){.kind = missing ? DATUM_NULL : DATUM_AMOUNT,
                   .text = missing ? SLICE("?") : SLICE(""),
                   .currency = figure.currency,
                   .number = missing ? DECIMAL_ZERO : figure_decimal(figure)};
}

/* The entries as a result of their own, so that they look like any other; with their
 * kinds of money where these may be versions of one amount. */
static void show_entries(Session *session, Arena *arena, RowList rows, Slice common) {
    enum { AMOUNT, YEAR, PLACE, PROJECT, SOURCE, MONEY, COLUMNS };
    static const char *const headings[] = {"amount",  "year",   "where",
                                           "project", "source", "money"};
    static const uint8_t types[] = {TYPE_AMOUNT, TYPE_TEXT, TYPE_TEXT,
                                    TYPE_REF,    TYPE_REF,  TYPE_REF};
    const Model *model = session->workspace->model;
    uint32_t count = model->families != NULL ? COLUMNS : MONEY;
    uint32_t shown = rows.count < ENTRIES_MOST ? rows.count : ENTRIES_MOST;
    Datum *cells = ARENA_ARRAY(arena, Datum, shown * count + 1);
    ResultColumn *columns = ARENA_ARRAY(arena, ResultColumn, COLUMNS);
    for (uint32_t i = 0; i < COLUMNS; i++)
        columns[i] =
            (ResultColumn){.heading = slice_of(headings[i]), .type = {types[i], 0}};
    bool one_file = common.length > 0 && common.at[common.length - 1] != '/';
    uint32_t hidden = common.length + one_file;
    if (one_file)
        columns[PLACE].heading = SLICE("line");
    for (uint32_t i = 0; i < shown; i++) {
        uint32_t fact = rows.rows[i];
        const Line *line = &model->lines.at[model->facts.line[fact]];
        Datum *cell = &cells[i * count];
        cell[AMOUNT] = amount_datum(facts_figure(&model->facts, fact));
        cell[PROJECT] = thing_datum(model, KIND_PROJECT, line->project, line->document);
        cell[YEAR] = (Datum){.kind = DATUM_TEXT, .text = year_text(arena, model, fact)};
        cell[SOURCE] = thing_datum(model, KIND_SOURCE, line->source, line->document);
        if (count > MONEY)
            cell[MONEY] = thing_datum(model, KIND_MONEY, line->money, line->document);
        cell[PLACE] =
            (Datum){.kind = DATUM_TEXT,
                    .text = place_text(session, arena, model_fact_place(model, fact))};
        cell[PLACE].text.at += hidden;
        cell[PLACE].text.length -= hidden;
        columns[AMOUNT].power = line->power;
        columns[AMOUNT].currency = cell[AMOUNT].currency;
    }
    Result result = {.columns = columns,
                     .column_count = count,
                     .cells = cells,
                     .row_count = shown,
                     .table = TABLE_funding,
                     .rows_read = shown};
    ResultStyle style = session->style;
    style.format = RESULT_TABLE;
    style.closing = false;
    style.width = show_width(session);
    ResultPage page = {session->plan.memory, model, &result, &style, {0}};
    const char *why;
    render_result(&page, session->to, &why);
    if (rows.count > shown)
        writer_format(session->to, " … and %u more\n", rows.count - shown);
}

static const char *verdict_words(uint8_t verdict) {
    switch ((Verdict)verdict) {
    case VERDICT_EXACT: return "exact";
    case VERDICT_ROUNDING: return "a rounding";
    case VERDICT_COARSE: return "off, perhaps by coarser rounding";
    case VERDICT_OFF: return "off";
    default: return "not to be compared with them";
    }
}

/* all: the entries are those of the whole result, whose totals are shown where none is
 * stated over just these. */
static void show_claims(Session *session, Arena *arena, RowList rows, bool all) {
    const Workspace *workspace = session->workspace;
    const Model *model = workspace->model;
    uint32_t count;
    const uint32_t *claims = claims_over(arena, model, workspace->checked, rows, &count);
    for (uint32_t i = 0; i < count; i++) {
        const Claim *claim = &model->claims.at[claims[i]];
        Slice unit = model_unit(model, claim->power, claim->currency);
        Slice amount = model_amount(model, figure_decimal(claim->stated), claim->power);
        Slice place = place_text(session, arena, model_claim_place(model, claim));
        writer_format(session->to, " stated: %.*s %.*s in %.*s, which is %s\n",
                      SLICE_ARGS(amount), SLICE_ARGS(unit), SLICE_ARGS(place),
                      verdict_words(workspace->checked->totals[claims[i]].verdict));
    }
    if (count == 0)
        writer_str(session->to, " no total is stated over just these entries\n");
    if (count == 0 && all)
        show_why(session, NULL, 0);
    Place *places = ARENA_ARRAY(arena, Place, count + 1);
    for (uint32_t i = 0; i < count; i++)
        places[i] = model_claim_place(model, &model->claims.at[claims[i]]);
    show_findings_at(session, places, count);
}

static void show_figure(Session *session, const Meant *meant, RowList rows,
                        Slice common) {
    const Result *result = session->answer->result;
    Text text = {.memory = session->plan.memory};
    uint32_t row = meant->total ? result->row_count : meant->first_row;
    bool one = meant->total || meant->row_count == 1;
    if (meant->total) {
        text_str(&text, result->columns[meant->column].total ? "" : "total, ");
    } else if (one) {
        for (uint32_t i = 0; i < result->column_count; i++) {
            const Datum *cell = result_cell(result, row, i);
            if (i == meant->column || result->columns[i].pivoted)
                continue;
            char digits[DECIMAL_TEXT];
            Slice part = cell->kind == DATUM_YEAR ? datum_year_text(cell, digits)
                                                  : cell->text;
            text_slice(&text, part);
            text_str(&text, part.length > 0 ? ", " : "");
        }
    } else {
        text_format(&text, "%u rows, ", meant->row_count);
    }
    const ResultColumn *column = &result->columns[meant->column];
    const Datum *cell = result_cell(result, row, meant->column);
    text_slice(&text, column->heading);
    if (one && cell->kind == DATUM_AMOUNT) {
        const Model *model = session->workspace->model;
        Slice amount = model_amount(model, cell->number, column->power);
        Slice unit = model_unit(model, column->power, column->currency);
        text_str(&text, ": ");
        text_slice(&text, model_with_unit(model, amount, unit));
    }
    text_format(&text, ", %u %s", rows.count, phrase_entries(rows.count));
    bool folder = common.length > 1 && common.at[common.length - 1] == '/';
    if (common.length > 0)
        text_format(&text, " in %.*s", (int)(common.length - folder), common.at);
    writer_str(session->to, " ");
    show_sentence(session, session->to, text_view(&text), 1);
    text_free(&text);
}

bool why_trace(Session *session, const Slice *words, uint32_t count) {
    const Result *result = session->answer == NULL ? NULL : session->answer->result;
    if (result == NULL || result->table > TABLE_parts ||
        (count == 0 && result->row_count != 1))
        return false;
    Arena *arena = arena_new(session->plan.memory);
    Meant meant = find_meant(arena, result, words, count);
    if (meant.row_count > 0) {
        RowList rows = trace(session, arena, &meant);
        Slice common = common_path(session, rows);
        show_figure(session, &meant, rows, common);
        show_entries(session, arena, rows, common);
        show_claims(session, arena, rows, count == 0);
    }
    arena_drop(arena);
    return meant.row_count > 0;
}
