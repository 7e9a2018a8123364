/* What is said of money that is entered twice: of two lines, or of two columns. */
#include "check/dates/repeats.h"

#include "base/phrase.h"
#include "model/view.h"

Origin repeats_origin(const Model *model, uint32_t fact) {
    const Line *line = &model->lines.at[model->facts.line[fact]];
    return lines_origin(model, line, model->facts.column[fact]);
}

/* ---- two lines ---- */

#define HELP_VERSIONS                                                                    \
    "if they are two versions of one amount, say as, and version_of in the kind of "     \
    "money"

static bool equal_figures(const Model *model, RepeatPair pair) {
    Figure a = facts_figure(&model->facts, pair.first),
           b = facts_figure(&model->facts, pair.second);
    return a.currency == b.currency &&
           decimal_compare(figure_decimal(a), figure_decimal(b)) == 0;
}

/* "2020", "2020-02", "2007..2009". */
static Slice entry_time_text(const Model *model, uint32_t fact) {
    return time_text(model->arena, model_fact_time(model, fact));
}

static Slice printed(const Model *model, uint32_t fact) {
    const Line *line = &model->lines.at[model->facts.line[fact]];
    return lines_printed(model, line->file, facts_figure(&model->facts, fact));
}

static Slice origin_text(const Model *model, Origin origin, Id document) {
    if (origin.source == 0)
        return SLICE("");
    Slice label = view_label(model, KIND_SOURCE, origin.source, document);
    return arena_format(model->arena, " from %.*s", SLICE_ARGS(label));
}

static bool overlap(const Model *model, RepeatPair pair) {
    Time a = model_fact_time(model, pair.first), b = model_fact_time(model, pair.second);
    return a.from != b.from || a.to != b.to;
}

/* A year and a month of it, say. */
static void report_overlap(CheckRun *run, RepeatPair pair, uint32_t count) {
    const Model *model = run->model;
    Findings *findings = run->findings;
    Time first = model_fact_time(model, pair.first);
    Time second = model_fact_time(model, pair.second);
    bool swap = !time_is_in(second, first) && time_is_in(first, second);
    bool inside = swap || time_is_in(second, first);
    uint32_t longer = swap ? pair.second : pair.first;
    uint32_t shorter = swap ? pair.first : pair.second;
    const Line *line = &model->lines.at[model->facts.line[shorter]];
    Origin origin = lines_origin(model, line, model->facts.column[shorter]);
    Slice label = view_label(model, KIND_PROJECT, line->project, line->document);
    Slice from = origin_text(model, origin, line->document);
    Slice whole = entry_time_text(model, longer), part = entry_time_text(model, shorter);
    Diagnostic *d = findings_add(
        findings, CODE_Y03, model_fact_place(model, pair.second),
        "%.*s has money for %.*s and for %.*s%.*s, which %s that time: both are counted",
        SLICE_ARGS(label), SLICE_ARGS(whole), SLICE_ARGS(part), SLICE_ARGS(from),
        inside ? "is part of" : "overlaps");
    diagnostic_here(findings, d, "overlaps");
    diagnostic_label(findings, d, model_fact_place(model, pair.first), "entered here");
    if (count > 1)
        diagnostic_note(findings, d, "the same is true of %u entries of these lines",
                        count);
    if (!inside) {
        diagnostic_help(findings, d,
                        "check the times; if they are two grants, tell them apart (from, "
                        "as, or another area)");
        return;
    }
    const char *parts = first.kind == TIME_MONTH || second.kind == TIME_MONTH ? "months"
                                                                              : "parts";
    Time time = swap ? second : first;
    Slice figure = time.kind == TIME_YEAR
                       ? SLICE("year's figure")
                       : arena_format(model->arena, "figure for %.*s", SLICE_ARGS(whole));
    diagnostic_help(
        findings, d,
        "claim the %.*s if it is the sum of its %s: total %s%.*s: %.*s; if they are two "
        "grants, tell them apart (from, as, or another area)",
        SLICE_ARGS(figure), parts, time.kind == TIME_MONTH_SPAN ? "over " : "",
        SLICE_ARGS(whole), SLICE_ARGS(printed(model, longer)));
}

static Slice money_text(const Model *model, uint32_t fact) {
    Id money = repeats_origin(model, fact).money;
    if (money == 0)
        return SLICE("without a kind of money");
    return arena_format(model->arena, "as %.*s",
                        SLICE_ARGS(model_name(model, KIND_MONEY, money)));
}

static bool one_is_plain(const Model *model, RepeatPair pair) {
    return repeats_origin(model, pair.first).money !=
           repeats_origin(model, pair.second).money;
}

#define HELP_PLAIN                                                                       \
    "say \"as\" there too, and name a version of the same amount; if it is other "       \
    "money, "                                                                            \
    "give it a kind of its own"

/* Once without a kind, and once as a version of an amount. */
static void report_plain(CheckRun *run, RepeatPair pair, uint32_t count) {
    const Model *model = run->model;
    Findings *findings = run->findings;
    const Line *line = &model->lines.at[model->facts.line[pair.second]];
    Slice label = view_label(model, KIND_PROJECT, line->project, line->document);
    Slice when = entry_time_text(model, pair.second);
    Slice one = printed(model, pair.first), other = printed(model, pair.second);
    Slice how = money_text(model, pair.first), and = money_text(model, pair.second);
    bool first = repeats_origin(model, pair.first).money == 0;
    Diagnostic *d = findings_add(
        findings, CODE_Y03, model_fact_place(model, pair.second),
        "%.*s has %.*s for %.*s %.*s, and %.*s %.*s: nothing says which version of the "
        "amount the plain one is",
        SLICE_ARGS(label), SLICE_ARGS(one), SLICE_ARGS(when), SLICE_ARGS(how),
        SLICE_ARGS(other), SLICE_ARGS(and));
    diagnostic_here(findings, d, "%.*s",
                    SLICE_ARGS(first ? and : SLICE("which version?")));
    diagnostic_label(findings, d, model_fact_place(model, pair.first), "%.*s",
                     SLICE_ARGS(first ? SLICE("which version?") : how));
    if (count > 1)
        diagnostic_note(findings, d, "the same is true of %u entries of these lines",
                        count);
    diagnostic_help(findings, d, HELP_PLAIN);
}

/* One finding for all entries that two lines have in common. */
void repeats_report(CheckRun *run, const RepeatPair *pairs, uint32_t count) {
    const Model *model = run->model;
    Findings *findings = run->findings;
    const RepeatPair *pair = &pairs[0];
    uint32_t different = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (!equal_figures(model, pairs[i])) {
            if (different++ == 0)
                pair = &pairs[i];
        }
    }
    const Line *line = &model->lines.at[model->facts.line[pair->second]];
    Origin origin = lines_origin(model, line, model->facts.column[pair->second]);
    Slice label = view_label(model, KIND_PROJECT, line->project, line->document);
    Slice from = origin_text(model, origin, line->document);
    Slice when = entry_time_text(model, pair->second);
    Slice figure = printed(model, pair->second), first = printed(model, pair->first);
    uint8_t kind = model_fact_time(model, pair->second).kind;
    bool over = kind == TIME_SPAN || kind == TIME_MONTH_SPAN;
    Place place = model_fact_place(model, pair->second);
    Diagnostic *d;
    if (overlap(model, *pair)) {
        report_overlap(run, *pair, count);
        return;
    }
    if (one_is_plain(model, *pair)) {
        report_plain(run, *pair, count);
        return;
    }
    if (different > 0) {
        d = findings_add(
            findings, CODE_Y03, place,
            "%.*s has two figures for %.*s%.*s, which disagree: %.*s and %.*s",
            SLICE_ARGS(label), SLICE_ARGS(when), SLICE_ARGS(from), SLICE_ARGS(first),
            SLICE_ARGS(figure));
        diagnostic_here(findings, d, "entered again, with another figure");
    } else {
        d = findings_add(findings, CODE_Y03, place,
                         "%.*s has the same money for %.*s%.*s entered twice: %.*s is "
                         "counted twice",
                         SLICE_ARGS(label), SLICE_ARGS(when), SLICE_ARGS(from),
                         SLICE_ARGS(figure));
        diagnostic_here(findings, d, "entered again");
    }
    diagnostic_label(findings, d, model_fact_place(model, pair->first),
                     "entered first here");
    if (count > 1) {
        diagnostic_note(findings, d,
                        "the same is true of %u entries of these two lines, %u with "
                        "different figures",
                        count, different);
    }
    if (different > 0) {
        diagnostic_help(findings, d,
                        "tell them apart if they are two grants (from, as, or another "
                        "area); " HELP_VERSIONS "; if the document prints both for one, "
                        "enter one and claim the other: total %s%.*s: %.*s; or accept "
                        "both: allow Y03 \"…\"",
                        over ? "over " : "", SLICE_ARGS(when), SLICE_ARGS(figure));
    } else {
        diagnostic_help(
            findings, d,
            "claim the figure if the document repeats it: total %s%.*s: %.*s; if they "
            "are two grants, tell them apart (from, as, or another area); " HELP_VERSIONS,
            over ? "over " : "", SLICE_ARGS(when), SLICE_ARGS(figure));
    }
}

/* ---- columns that nothing tells apart ---- */

static const char *time_word(Time time) {
    return time.kind == TIME_MONTH     ? "month"
           : time.kind == TIME_QUARTER ? "quarter"
           : time.kind == TIME_YEAR    ? "year"
                                       : "span";
}

/* One without a kind of money, and one of a version of an amount. */
static void report_plain_column(CheckRun *run, const TableInfo *table,
                                const TableColumn *first, const TableColumn *second,
                                uint32_t rows) {
    const Model *model = run->model;
    Findings *findings = run->findings;
    bool swap = first->money == 0;
    const TableColumn *plain = swap ? first : second, *version = swap ? second : first;
    Slice when = time_text(model->arena, plain->time);
    Slice name = model_name(model, KIND_MONEY, version->money);
    Diagnostic *d = findings_add(
        findings, CODE_Y03, (Place){table->file, plain->span},
        "two columns of this table are of %.*s, one as %.*s and one without a kind of "
        "money: in %u row%s nothing says which version that one is",
        SLICE_ARGS(when), SLICE_ARGS(name), rows, phrase_s(rows));
    diagnostic_here(findings, d, "which version?");
    diagnostic_label(findings, d, (Place){table->file, version->span}, "as %.*s",
                     SLICE_ARGS(name));
    diagnostic_help(findings, d, HELP_PLAIN);
}

void repeats_report_columns(CheckRun *run, Id id, const AlikeColumns *columns) {
    Findings *findings = run->findings;
    const TableInfo *table = &run->model->tables.at[id];
    const TableColumn *first = &table->columns[columns->first];
    const TableColumn *second = &table->columns[columns->second];
    Arena *arena = run->model->arena;
    Slice one = time_text(arena, first->time);
    Slice other = time_text(arena, second->time);
    const char *rows = phrase_s(columns->rows);
    Place place = {table->file, second->span};
    if (first->money != second->money) {
        report_plain_column(run, table, first, second, columns->rows);
        return;
    }
    if (!slice_equal(one, other)) {
        Diagnostic *d =
            findings_add(findings, CODE_Y03, place,
                         "the columns %.*s and %.*s of this table overlap: the "
                         "money of %u row%s is counted in both",
                         SLICE_ARGS(one), SLICE_ARGS(other), columns->rows, rows);
        diagnostic_here(findings, d, "overlaps");
        diagnostic_label(findings, d, (Place){table->file, first->span}, "this one");
        diagnostic_help(findings, d,
                        "write all for a column that is the sum of the others");
        return;
    }
    Diagnostic *d =
        findings_add(findings, CODE_Y03, place,
                     "two columns of this table are of %.*s, and nothing tells "
                     "them apart: the money of %u row%s is counted twice",
                     SLICE_ARGS(other), columns->rows, rows);
    diagnostic_here(findings, d, "this %s again", time_word(second->time));
    diagnostic_label(findings, d, (Place){table->file, first->span}, "first here");
    diagnostic_help(findings, d,
                    "tell them apart, as in %.*s as running, %.*s as oneoff, or by "
                    "from; " HELP_VERSIONS "; or correct the %s",
                    SLICE_ARGS(other), SLICE_ARGS(other), time_word(second->time));
}
