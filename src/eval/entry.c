/* The columns of an entry: one amount of funding, spending or a part. */
#include "eval/doubt.h"
#include "eval/evaluate.h"
#include "eval/grain.h"

Id entry_thing(const Model *model, const Line *line, ColumnId column) {
    (void)model;
    switch (column) {
    case COLUMN_ENTRY_project: return line->project;
    case COLUMN_ENTRY_area: return line->area;
    case COLUMN_ENTRY_source: return line->source;
    case COLUMN_ENTRY_money: return line->money;
    case COLUMN_ENTRY_document: return line->document;
    default: return 0;
    }
}

/* A figure of the entry, in a check with how well it is known. */
static Datum known_to(const Cursor *row, Datum datum, FigureOf of, Figure figure,
                      Id table) {
    if (row->doubts && datum_is_number(&datum)) {
        const Model *model = row->model;
        const Line *line = &model->lines.at[model->facts.line[row->index]];
        datum.doubt = doubt_figure(model->arena, doubt_figure_id(of, row->index), line,
                                   figure, figure_fine_scale(model, figure, table),
                                   figure_own_scale(model, figure, table));
    }
    return datum;
}

static Datum amount_value(const Cursor *row, const Line *line) {
    Figure figure = facts_figure(&row->model->facts, row->index);
    if (!row->doubts)
        return datum_money(figure);
    Datum datum = datum_money(figure);
    datum.blank = (figure.flags & FIGURE_BLANK) != 0;
    return known_to(row, datum, FIGURE_OF_ENTRY, figure, line->table);
}

static Datum gross_value(const Cursor *row, const Line *line) {
    const Special *special = model_special(row->model, row->index);
    if (special == NULL || special->gross.length == 0)
        return datum_null();
    return known_to(row, datum_money(special->gross), FIGURE_OF_GROSS, special->gross,
                    line->table);
}

static Datum refund_value(const Cursor *row) {
    const Special *special = model_special(row->model, row->index);
    if (special == NULL || special->refund.length == 0)
        return datum_null();
    return known_to(row, datum_figure(special->refund, false, 0, 0), FIGURE_OF_REFUND,
                    special->refund, 0);
}

static Datum span_value(const Model *model, uint32_t fact, bool last) {
    Time time = model_fact_time(model, fact);
    return time.kind == TIME_SPAN ? datum_year(last ? time.to : time.from) : datum_null();
}

/* Missing where the entry belongs to no single year, but with its span to show. */
static Datum year_value(const Cursor *row) {
    const Model *model = row->model;
    int16_t year = model->facts.year[row->index];
    if (year != 0)
        return datum_year(year);
    if (row->year_unknown)
        return datum_unknown(SLICE(""));
    Datum none = datum_null();
    if (row->remarks != NULL)
        none.text = time_text(model->arena, model_fact_time(model, row->index));
    return none;
}

static Datum period_value(const Model *model, uint32_t fact) {
    Time time = model_fact_time(model, fact);
    return time.kind == TIME_UNSTATED ? datum_null()
                                      : datum_string(time_text(model->arena, time));
}

/* What a `-` says of itself: that nothing is given. */
static Datum dash_value(const Cursor *row, const Line *line, ColumnId column) {
    switch (column) {
    case COLUMN_ENTRY_year: return datum_year(row->dash->year);
    case COLUMN_ENTRY_amount:
        return (Datum){.kind = DATUM_AMOUNT, .none = true, .number = {0, -line->power}};
    case COLUMN_ENTRY_approximate: return datum_truth(false);
    case COLUMN_ENTRY_file:
        return datum_string(sources_get(row->model->sources, line->file)->path);
    default: return datum_null();
    }
}

Datum entry_value(const Cursor *row, ColumnId column) {
    const Model *model = row->model;
    const Facts *facts = &model->facts;
    uint32_t fact = row->index;
    const Line *line = &model->lines.at[entry_line(row)];
    if (row->dash != NULL && column_def(column)->type.kind != TYPE_REF)
        return dash_value(row, line, column);
    switch (column) {
    case COLUMN_ENTRY_project:
    case COLUMN_ENTRY_area:
    case COLUMN_ENTRY_source:
    case COLUMN_ENTRY_money:
    case COLUMN_ENTRY_document:
        return datum_ref((ThingKind)column_def(column)->type.of,
                         entry_thing(model, line, column));
    case COLUMN_ENTRY_year: return year_value(row);
    case COLUMN_ENTRY_period: return period_value(model, fact);
    case COLUMN_ENTRY_amount: return amount_value(row, line);
    case COLUMN_ENTRY_gross: return gross_value(row, line);
    case COLUMN_ENTRY_refund: return refund_value(row);
    case COLUMN_ENTRY_approximate:
        return datum_truth((facts_figure(facts, fact).flags & FIGURE_APPROXIMATE) != 0);
    case COLUMN_ENTRY_over_from: return span_value(model, fact, false);
    case COLUMN_ENTRY_over_to: return span_value(model, fact, true);
    case COLUMN_ENTRY_file:
        return datum_string(sources_get(model->sources, line->file)->path);
    case COLUMN_ENTRY_line: {
        Place place = model_fact_place(model, fact);
        const Source *source = sources_get(model->sources, place.source);
        return datum_integer(source_line(source, place.span.start));
    }
    default: return datum_null();
    }
}
