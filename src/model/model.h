/* What the files mean: the things they speak of, the facts as columns, the claims about
 * them. Built from the trees by model_build, which reports what cannot be resolved
 * (names, places, years, units); read by everything after it.
 *
 * Things have dense ids from 1 in each kind; 0 is none. Everything stated belongs to a
 * document. Names are shared by all documents. */
#ifndef INTEG_MODEL_MODEL_H
#define INTEG_MODEL_MODEL_H

#include <stdbool.h>
#include <stdint.h>
#include "base/arena.h"
#include "base/decimal.h"
#include "base/names.h"
#include "base/nearest.h"
#include "base/stop.h"
#include "base/str.h"
#include "base/vec.h"
#include "source/diagnostic.h"
#include "source/source.h"
#include "model/facts.h"
#include "model/time.h"
#include "syntax/tree.h"

typedef uint32_t Id;

/* A thing of some kind. */
typedef struct Thing {
    NameId name;          /* 0: a document without a name (its file's) */
    Id parent;            /* area in area, project in project; else 0 */
    Id owner;             /* indicator: the project or goal that it stands in */
    uint8_t owner_kind;   /* KIND_PROJECT or KIND_GOAL, for an indicator */
    uint32_t first_title; /* index + 1 into Model.titles; 0: never declared */
    uint32_t first_prop;  /* index + 1 into Model.props */
    SourceId source;      /* where it was first declared (or spoken of, if never) */
    Span span;            /* its name there */
} Thing;

/* A title that a document gives a thing. */
typedef struct Title {
    Id document;
    SourceId source;
    Quoted quoted;
    uint32_t next; /* of the same thing: index + 1; 0 ends */
    bool alone;    /* it stands in place of a name */
} Title;

/* A property that a document states of a thing (`every` included). */
typedef struct Prop {
    Id document;
    NameId name;
    SourceId source;
    const Property *node;
    uint8_t power; /* of money that names no unit: as Setting.power */
    uint8_t currency;
    bool by_every;
    int16_t begins; /* as Time.begins */
    uint32_t next;
} Prop;

typedef VEC(Thing) ThingVec; /* [0] is unused */

/* What the entries of one table row or one funding statement share. */
typedef struct Line {
    Id document, project, area, source, money;
    Id within;       /* project whose money this is part of; 0: none */
    uint32_t around; /* of a row in a row: the line, + 1, of the row around it that has
                        the same columns; else 0 */
    Id table;        /* 0: a statement */
    Id group; /* in a table: the innermost `area` block's number, Model.groups; 0: none */
    SourceId file;
    uint8_t kind; /* MONEY_FUNDING or MONEY_SPENDING */
    int8_t power; /* the unit in force, for showing */
    uint8_t currency;
    /* Of a line whose entries are of one year after another, with nothing else to them
     * but being a part: the first one's year; else 0. */
    int16_t first_year;
    int16_t begins;   /* as Time.begins */
    const Node *node; /* Row or Money */
} Line;

typedef struct Special {
    uint32_t fact;
    Time time;
    Figure gross; /* length 0: none */
    Figure refund;
    Id refund_from;
} Special;

/* A printed `-`: no entry, but said to be none. */
typedef struct Dash {
    uint32_t line;
    uint32_t fact; /* the entry before which it is, in the order of the files */
    int16_t year;
} Dash;

enum { TABLE_COLUMNS_MOST = 255 };

/* A column of a table with its ranges spread out, but for those of a sum. */
typedef struct TableColumn {
    int16_t year; /* that holds all of its time; 0: none does */
    Time time;    /* TIME_ALL; TIME_ABSENT where it is computed */
    Id money, source;
    const Column *computed; /* its cells are claims; NULL: they are money */
    Span span;
} TableColumn;

typedef struct TableInfo {
    Id document;
    NameId name; /* 0: none */
    SourceId file;
    const Table *node;
    TableColumn *columns;
    uint32_t column_count;
    uint32_t first_line, end_line;     /* its lines, [first, end) */
    uint32_t first_fact, end_fact;     /* the entries of its rows */
    uint32_t first_claim, end_claim;   /* its claims */
    uint32_t first_unread, end_unread; /* and in Model.unread */
    uint32_t first_cell, end_cell;     /* of its computed columns, in Model.cells */
    bool cut;     /* a row or total of it has another number of cells */
    Id printed;   /* the first block of the same printed table (its own id if single) */
    int8_t power; /* the unit in force, for showing */
    uint8_t currency;
    int8_t finest;    /* the finest scale of a figure in the printed table; INT8_MIN: no
                         figure */
    int8_t commonest; /* the commonest one */
    int8_t zeros;     /* 3, 6 or 9: so many digits before `finest` are 0 in every figure,
                         so that they are no digits of it; else 0 */
    bool exact;       /* `tolerance exact` is in force */
    bool points; /* of a printed table: T13 asks whether its points separate thousands */
} TableInfo;

/* An `area` block in a table. */
typedef struct Group {
    Id table, area, parent; /* parent: the group around it, 0 */
    uint32_t first_line, end_line;
} Group;

typedef enum ScopeKind {
    SCOPE_ROW,      /* a cell of an `all` column: over the row's cells */
    SCOPE_GROUP,    /* a total row of a group in a table: over the group's rows */
    SCOPE_TABLE,    /* of the table: over all its rows */
    SCOPE_NAMED,    /* `total of a, b`, and a plain total of a table of totals alone: over
                       subjects, or the document where subject_count is 0 */
    SCOPE_AREA,     /* a dated total in an area: subjects[0] */
    SCOPE_PROJECT,  /* in a project */
    SCOPE_DOCUMENT, /* at the top */
    SCOPE_GROSS /* a `gross` claim: the entry of subjects[0] must be it, less its refund
                 */
} ScopeKind;

typedef struct Subject {
    uint8_t kind; /* KIND_AREA or KIND_PROJECT */
    Id id;
} Subject;

/* A stated figure over entries. With a `?` (FIGURE_BLANK) it claims nothing, and stands
 * here as what other claims would be the sum of. */
typedef struct Claim {
    uint8_t scope;  /* ScopeKind */
    uint8_t kind;   /* MONEY_FUNDING or MONEY_SPENDING */
    bool exact;     /* `tolerance exact` */
    uint8_t column; /* in a table: index of its column */
    Time time;      /* YEAR, ALL, SPAN or UNSTATED */
    Id document, table, group;
    Id money, source; /* of the column; 0: any */
    const Subject *subjects;
    uint32_t subject_count;
    uint32_t first_line, end_line;   /* SCOPE_ROW, GROUP, TABLE */
    const Expr *where, *table_where; /* NULL: none */
    SourceId file;
    const Node *node;     /* Row, Total or Money */
    const Node *place_in; /* the Declare around it, or NULL */
    Figure stated;        /* unit applied, as in Facts; FIGURE_NONE is a claim of 0 */
    Figure refund;        /* SCOPE_GROSS */
    int8_t power;         /* the unit in force, for showing */
    uint8_t currency;
} Claim;

/* A cell of a computed column: a claim over the printed cells of its own line. */
typedef struct CellClaim {
    Id document, table, group;
    Id project; /* of a row; 0: a total, of the subjects, the group or the table */
    const Subject *subjects;
    uint32_t subject_count;
    bool whole; /* a total of all the rows of the table */
    bool part;  /* a row that is part of another */
    uint8_t column;
    SourceId file;
    const Node *node;    /* Row or Total */
    const Figure *cells; /* of the line, as they are printed: one for each column */
} CellClaim;

typedef struct MeasureFact {
    Id indicator, document;
    uint8_t kind; /* MeasureKind */
    Time time;
    Measure measure; /* money units applied as in Facts */
    SourceId file;
    const MeasureNode *node;
} MeasureFact;

typedef struct IndicatorOn { /* the dimensions that a document gives an indicator */
    Id indicator, document;
    const Id *dimensions;
    uint32_t count;
} IndicatorOn;

typedef struct EffectClaim {
    Id project, document, category;
    const Id *dimensions;
    uint32_t count; /* 0: every dimension */
    SourceId file;
    const Effect *node;
} EffectClaim;

typedef struct CategoryRule {
    Id category, document;
    SourceId file;
    const Requires *node;
} CategoryRule;

typedef struct CheckClaim {
    Id document;
    Subject around; /* the project or area it stands in; kind KIND_DOCUMENT: the top */
    SourceId file;
    const Check *node;
    bool exact;
    int8_t power;
    uint8_t currency;
} CheckClaim;

typedef struct SharePart {
    NameId name;
    Id source; /* where a source has that name */
    Figure figure;
} SharePart;

typedef struct ShareClaim {
    Id document, project;
    const SharePart *parts;
    uint32_t count;
    SourceId file;
    const Share *node;
} ShareClaim;

typedef struct AllowRule {
    Id document;
    SourceId file;
    const Allow *node;
    Code code;    /* CODE_COUNT: unknown, reported */
    Span within;  /* the block it stands in; the whole file at the top */
    bool wide;    /* that is all of a document, as far as this file has it */
    int8_t power; /* the unit in force, for its difference */
} AllowRule;

typedef struct AttributeInfo {
    NameId name;
    Id document; /* that it binds; 0: all, as it stands in a file without one */
    SourceId file;
    const Attribute *node;
} AttributeInfo;

typedef struct QueryInfo {
    Id document;
    SourceId file;
    const Query *node;
    bool has_unit; /* a `unit` is in force */
    int8_t power;
    uint8_t currency;
} QueryInfo;

/* What a document says: a file, or the block of another document in it; with the settings
 * at its top. */
typedef struct Stretch {
    Id document;
    Place place;
    bool exact; /* `tolerance exact` */
    int8_t power;
    uint8_t currency;     /* 0: no unit is in force */
    const Setting *years; /* NULL: none */
    SourceId years_file;
    int16_t begins;    /* as Time.begins */
    const Node *first; /* of its statements */
} Stretch;

/* A run of lines of one document that are written in one unit. */
typedef struct LineUnit {
    Id document;
    int8_t power;
    uint8_t currency;
    uint32_t lines, amounts; /* amounts: of them, those that hold an amount */
} LineUnit;

/* Where the rows of one document stand: from `first` on, before `end`. Rows of others may
 * stand between them, where a document is spoken of in several files. */
typedef struct RowRange {
    uint32_t first, end; /* 0, 0: it has none */
} RowRange;

typedef struct DocumentRows {
    RowRange facts, effects, measures;
} DocumentRows;

typedef struct Model {
    Arena *arena;
    Names *names;
    Sources *sources;
    Findings *findings;
    int32_t as_of; /* yyyymmdd; 0: none */

    ThingVec things[KIND_COUNT];
    uint32_t *by_name[KIND_COUNT];     /* NameId → Id; indicators are not in it */
    uint32_t by_name_room[KIND_COUNT]; /* the names that by_name covers */
    const struct Map *rings; /* private: see model_in_ring; NULL: there are none */
    const struct Map *indicator_ids; /* private: owner kind, owner, name → Id */
    struct Given *given;             /* private: see given.h */
    int32_t *dates;                  /* by document, as model_date */
    DocumentRows *rows;              /* by document */
    uint32_t *compares_left;         /* private: see model_compares */
    VEC(Title) titles;
    VEC(Prop) props;

    const bool
        *wholes; /* by project: others, or their money, are part of it; NULL: none */
    const struct Chains *chains; /* see chains.h; NULL: there are none */
    const Id
        *families; /* by kind of money: see versions.h; NULL: there are no versions */
    VEC(Line) lines;
    VEC(LineUnit) line_units; /* of `lines`, in their order */
    Facts facts;
    /* How many of them stand in for the cells of rows that could not be read, less the
     * figures of those rows. */
    int32_t stand_ins;
    VEC(Special) specials; /* by fact, ascending */
    VEC(Dash) dashes;      /* in the order of the files */
    VEC(TableInfo) tables; /* [0] unused */
    VEC(Group) groups;     /* [0] unused */
    VEC(Claim) claims;
    /* Cells of totals, and of `all`, that could not be read: no claims. */
    VEC(Claim) unread;
    VEC(CellClaim) cells; /* line by line, in the order of the files */
    /* Where the times stand of entries, and of tables' columns, that were dropped with
     * them, since they are none. */
    VEC(Place) dropped;

    VEC(MeasureFact) measures;
    VEC(IndicatorOn) indicator_ons;
    VEC(EffectClaim) effects;
    VEC(CategoryRule) rules;
    VEC(CheckClaim) checks;
    VEC(ShareClaim) shares;
    VEC(AllowRule) allows;
    VEC(AttributeInfo) attributes;
    VEC(QueryInfo) queries;
    VEC(Stretch) stretches; /* by file; the whole file before the blocks in it */
    /* By name, below lost_count: it stands in a statement that could not be read; and is
     * what that statement was about. */
    bool *lost, *lost_subject;
    uint32_t lost_count;
    bool incomplete; /* a file was not found or read: anything may be declared there */
    struct References *references; /* while they are gathered, see references.h; NULL */
} Model;

/* Never NULL. Findings of names, places, years and units are added. Where it was stopped,
 * the model is of no use. `references`: what notes where each thing is named, or NULL. */
Model *model_build(Arena *arena, Names *names, Sources *sources, Findings *findings,
                   Tree *const *trees, uint32_t tree_count, int32_t as_of, Stop stop,
                   struct References *references);

Thing *model_thing(const Model *model, ThingKind kind, Id id);
/* 0 where none is declared; not for indicators. */
Id model_find(const Model *model, ThingKind kind, NameId name);
/* Whether a name stands in a statement that could not be read, and may be declared there.
 */
bool model_lost(const Model *model, NameId name);
/* Whether such a statement was about it. */
bool model_lost_subject(const Model *model, NameId name);
/* An indicator by its owner and name; 0: none. */
Id model_find_indicator(const Model *model, ThingKind owner_kind, Id owner, NameId name);
Slice model_name(const Model *model, ThingKind kind, Id id);
/* Whether a thing, or its money in that document, was a part of itself, which was
 * reported: of such a ring nobody knows what counts. */
bool model_in_ring(const Model *model, ThingKind kind, Id document, Id id);
/* yyyymmdd of the document's `date`, its last day where it is a month or year; 0 where it
 * states none. */
int32_t model_date(const Model *model, Id document);
/* The document in which a place stands; 0 where it is in no file of the model. */
Id model_document_at(const Model *model, Place place);
/* The special of a fact with FACT_GROSS, or outside of tables with FACT_SPECIAL or
 * FACT_PERIOD; else NULL. */
const Special *model_special(const Model *model, uint32_t fact);
/* When an entry is: a year, month, quarter, span or TIME_UNSTATED. */
Time model_fact_time(const Model *model, uint32_t fact);
/* Whether a column is of entries, and not of claims about them. */
static inline bool column_has_entries(const TableColumn *column) {
    return column->time.kind != TIME_ALL && column->time.kind != TIME_ABSENT;
}
/* Where a fact's figure stands, and a row's or claim's name or figure. */
Place model_fact_place(const Model *model, uint32_t fact);
Place model_claim_place(const Model *model, const Claim *claim);
/* "mio DKK": how money in that unit is called. */
Slice model_unit(const Model *model, int8_t power, uint8_t currency);
/* The other way: "mio", "mio DKK" and "DKK"; false where it is none of these. *currency
 * is 0 where none is named. */
bool model_read_unit(Slice text, int8_t *power, uint8_t *currency);
/* "3.5 mio DKK"; the amount alone where the unit is not known. */
Slice model_with_unit(const Model *model, Slice amount, Slice unit);
/* A kroner amount as text in the unit `power`, with at least the digits of `scale`
 * (which counts as in Figure). */
Slice model_amount(const Model *model, Decimal amount, int8_t power);

/* Whether a name may still be compared with so many for "did you mean"; counts them. All
 * that a load compares is bounded, however many of its names are wrong. */
bool model_compares(const Model *model, Slice name, uint32_t count);
/* The nearest declared name of a kind, for "did you mean"; 0: none near, or there were
 * too many questions already. */
Id model_nearest(const Model *model, ThingKind kind, Slice name);
/* The same, and whether it is beyond doubt (nearest_surely). */
Id model_nearest_sure(const Model *model, ThingKind kind, Slice name, bool *sure);

#endif
