/* Evaluating bound expressions for a row. For eval/ and query/. */
#ifndef INTEG_EVAL_EVALUATE_H
#define INTEG_EVAL_EVALUATE_H

#include "base/budget.h"
#include "eval/bind.h"
#include "eval/points.h"
#include "eval/computed.h"

/* The targets and results of each indicator, so that a row finds its own. */
typedef struct MeasureIndex {
    const uint32_t *first;              /* by indicator: index into Model.measures + 1 */
    const uint32_t *next;               /* by measure: the same */
    const uint32_t *first_on, *next_on; /* likewise of Model.indicator_ons */
} MeasureIndex;

/* Why values of a query are missing though something stands there, each reason with how
 * often; later reasons than there is room for are counted with the last. */
enum { REMARKS_MOST = 8 };
typedef struct Remarks {
    struct {
        Slice why;
        uint64_t count;
    } at[REMARKS_MOST];
    uint32_t count;
} Remarks;

void remarks_add(Remarks *remarks, Slice why);

/* The row in hand. */
typedef struct Cursor {
    const Model *model;
    const Bound *bound;
    Memo *memo;     /* of `bound`; may be NULL */
    Budget *budget; /* each step takes one from it; NULL: no end */
    uint8_t table;  /* TableId */
    uint32_t index; /* a fact, a measure, an effect, or a thing's id */
    Id document;    /* whose statements about things count */
    const struct RuleFacts *rule;
    const MeasureIndex *measures; /* where the table is `indicators` */
    Slice *why; /* gets the first reason for a TRI_UNKNOWN; may be NULL */
    /* Of queries. With remarks nothing is unknown: it is missing, and counted there. */
    Remarks *remarks;
    const Datum *aggregates; /* of the group in hand, by slot */
    const Datum *keys;       /* of the group in hand: what STEP_KEY gives */
    const Id
        *titles_from; /* of a group: whose titles count; NULL: the row's document's */
    const Computed *computed; /* may be NULL */
    const Dash *dash;         /* the row is no entry but a printed `-`: an amount of 0 */
    bool year_unknown;        /* an entry without a single year has an unknown one */
    const struct LineInHand *line; /* of a formula */
    /* Of checks. */
    CheckSumVec *sums; /* of a check, where they are asked for: a sum for each point */
    bool doubts;       /* numbers carry how well they are known, in the model's arena */
    CheckMixed *mixed; /* gets the first sum over two versions of one amount; or NULL */
    bool exact;        /* rounding counts as off: `tolerance exact` */
    uint8_t *verdict; /* gets the Verdict, ROUNDING or COARSE, by which something holds */
} Cursor;

/* The datum; in a query what is unknown is missing, and is counted. */
Datum cursor_known(const Cursor *row, Datum datum);
Tri step_truth(const Step *step, const Cursor *row);
/* A side of a comparison: a number that is the whole of it in a check is a claim. */
Datum step_side(const Step *step, const Cursor *row);
/* Several values come as a DATUM_LIST, in the model's arena. */
Datum step_value(const Step *step, const Cursor *row);
/* The same for a cell that shows it: what is no single figure is missing, with how it is
 * written in `text`, and not counted. */
Datum step_shown(const Step *step, const Cursor *row);
/* rule.c: what a name of a category rule is. */
Datum rule_value(const Step *step, const Cursor *row);
/* scalar.c */
Datum scalar_value(const Step *step, const Cursor *row);
/* The bytes of a text that || or replace() makes; more are not known. */
enum { TEXT_MOST = 1000000 };
Datum scalar_too_long(void);
/* A text takes steps by its length; false where none are left. */
enum { TEXT_STEP = 16 };
static inline bool scalar_take(const Cursor *row, uint64_t bytes) {
    return budget_take(row->budget, (int64_t)(bytes / TEXT_STEP));
}

/* One operand's values, without a copy of them. */
typedef struct Values {
    uint32_t count;
    Datum one;        /* the only value where neither prop nor ids is there */
    const Prop *prop; /* several values of a property */
    Type type;
    const Id *ids; /* several things */
    uint8_t ids_kind;
    uint32_t titles;    /* several titles: the first; indices + 1 into Model.titles */
    uint32_t title, at; /* the one looked at last, and its number */
} Values;

void step_values(const Step *step, const Cursor *row, Values *values);
Datum values_at(const Cursor *row, Values *values, uint32_t index);
/* All of them: null, the one, or a list in the model's arena. */
Datum values_list(const Cursor *row, Values *values);
void values_one(Values *values, Datum datum);
void values_things(Values *values, ThingKind kind, const Id *ids, uint32_t count);
/* left op right, where one of the values of each will do; printed: of a check. */
Tri values_compare(CompareOp op, Values *left, Values *right, bool printed,
                   const Cursor *row);

/* The line and year of an entry, or of the `-` in hand. */
static inline uint32_t entry_line(const Cursor *row) {
    return row->dash != NULL ? row->dash->line : row->model->facts.line[row->index];
}
static inline int16_t entry_year(const Cursor *row) {
    return row->dash != NULL ? row->dash->year : row->model->facts.year[row->index];
}
/* entry.c: the columns of an amount; record.c: those of effects, targets, measures. */
Datum entry_value(const Cursor *row, ColumnId column);
/* The id of a column that is a thing. */
Id entry_thing(const Model *model, const Line *line, ColumnId column);
void record_values(const Cursor *row, ColumnId column, Values *values);
/* Whether a value of a column of figures is a word in place of one: `rising`. Such a
 * value is compared with words, but has no place in an order of figures. */
#define RECORD_NO_FIGURE "a target has no figure"
bool record_has_no_figure(const Step *step, const Datum *datum);
/* In the model's arena. */
const MeasureIndex *evaluate_measures(const Model *model);

/* thing.c: the value number `index` of a property, in a check with how well it is known.
 */
Datum property_value(const Cursor *row, const Prop *prop, uint32_t index, Type type);
/* A field of a thing, as row->document sees it. */
void thing_values(const Cursor *row, const Step *step, ThingKind kind, Id id,
                  Values *values);

/* aggregate.c: over the rows of a table in row->bound's document. */
Datum aggregate_value(const Step *step, const Cursor *row);

/* checkpoint.c: the text of a span with each run of white space as one blank. */
Slice span_text(const Model *model, SourceId file, Span span);

/* A comparison, its sides worked out already. printed: of a check, by held.h. */
Tri truth_compare_sides(CompareOp op, const Datum *left, const Datum *right, bool printed,
                        const Cursor *row);

/* stated.c: a comparison of printed tables. */
void stated_points(const Step *step, const Cursor *row, CheckPointVec *points);
Tri stated_truth(const Step *step, const Cursor *row);

/* Whether a filter lets only entries of one thing of a kind through; which. */
bool step_wants_thing(const Step *step, ThingKind kind, Id *id);

#endif
