/* What the files of model/ share while a model is built. Private to model/.
 *
 * Pass 1 (declare.c) gives every thing that is declared its id and its titles. Pass 2
 * (build.c) walks all statements with a context, and hands each to the file that knows
 * it: member.c, money.c, table.c. What needs the whole comes last: `every` (member.c),
 * cycles of parents (resolve.c), rings of money (rings.c), printed tables (table.c),
 * parts (part.c), points that may stand for thousands (thousands.c). */
#ifndef INTEG_MODEL_BUILD_H
#define INTEG_MODEL_BUILD_H

#include "base/map.h"
#include "base/names.h"
#include "model/model.h"
#include "model/place.h"
#include "model/references.h"

typedef struct TableState TableState; /* table.c */

/* A figure of three decimals, such as 450.000. */
typedef struct GroupedFigure {
    Place place;
    Decimal value;
} GroupedFigure;

enum { THOUSANDS_SHOWN = 4 };

/* What is known of the points in a table's figures, or in those of a file outside of its
 * tables: see thousands.c. */
typedef struct Thousands {
    Id table; /* 0: outside of tables */
    SourceId file;
    uint32_t grouped;  /* figures such as 450.000 */
    uint32_t plain;    /* those of them that are money without a scale */
    uint32_t contrary; /* money without a scale that has other decimals */
    uint32_t decimal;  /* figures such as 0.125 and 1_250.500 */
    Figure bare;       /* one of three digits without a point, 900; length 0: none */
    uint8_t currency;  /* of money without a scale; 0: not known */
    bool parted; /* one begins with 0: a blank may be among the digits of all of them */
    VEC(Place) separated; /* figures with a comma or several points */
    /* The first of each. */
    GroupedFigure shown[THOUSANDS_SHOWN], plain_shown[THOUSANDS_SHOWN];
} Thousands;

typedef struct Context {
    uint8_t where; /* AT_… */
    bool exact;
    int8_t power;
    uint8_t currency;
    const Setting *years; /* in force; NULL: none. Its times are valid. */
    SourceId years_file;
    int16_t begins; /* as Time.begins */
    Id document, area, project, goal, indicator;
    Id thing; /* whose block it is, of kind where - AT_THING (an area in AT_GROUP) */
    Id group; /* in a table */
    uint32_t around; /* in the block of a row: its first line + 1 */
    TableState *table;
    Thousands *thousands; /* of the table or file */
    const Node *place_in; /* the innermost Declare */
    Span block;           /* of the block, or of the whole file */
} Context;

/* A thing is spoken of: what `every` gives its properties to. */
typedef struct Mention {
    uint8_t kind;
    Id id, document;
} Mention;

/* An `every` with the mentions in its block. */
typedef struct EveryUse {
    const Every *node;
    SourceId file;
    Id document;
    int8_t power;
    uint8_t currency;
    int16_t begins;      /* as Time.begins */
    uint32_t first, end; /* into Build.mentions */
} EveryUse;

/* A document puts a thing into another. */
typedef struct Parenting {
    uint8_t kind;
    Id child, parent;
    Place place;
} Parenting;

/* How many printed figures of a table have each scale, from SCALES_LEAST on. */
enum { SCALES = 32, SCALES_LEAST = -12 };
typedef struct Scales {
    uint32_t count[SCALES];
    uint32_t figures; /* that are not 0 */
    int8_t zeros;     /* the last digits of all of them that are 0, in threes */
} Scales;

/* How many properties `every` gives in all. */
enum { EVERY_VALUES_MAX = 1000000 };
/* Of one indicator in a document: each target looks at all results. */
enum { MEASURES_MAX = 1000 };

/* A title that a property gives and no thing has. */
typedef struct UnknownTitle {
    SourceId source;
    ThingKind kind; /* of the thing that is wanted */
    Ref ref;
} UnknownTitle;

/* A month of money that looks like a year: 2008-09. */
typedef struct LikeYear {
    SourceId source;
    Id document;
    Time time;
} LikeYear;

/* The first money of a document for a plain year and for one named by two, where no years
 * are stated. */
typedef struct YearSorts {
    Place first[2]; /* by whether the year is named by two */
    bool is[2], told;
} YearSorts;

typedef struct Build {
    Model *model;
    Arena *arena;
    Stop stop;            /* looked at before each statement */
    const Source *source; /* of the file that is walked */
    SourceId file;
    bool incomplete;    /* a file was not found or read: anything may be declared there */
    bool bad_years;     /* some that were stated are not in the calendar */
    bool has_every;     /* in this file, or the one that it joins */
    bool told_currency; /* in this file */
    bool told_every;    /* that EVERY_VALUES_MAX is reached */
    uint32_t every_values;
    uint32_t line_count; /* rows and money statements, to reserve lines by */

    VEC(Id) file_documents; /* by tree */
    VEC(bool) file_every;
    VEC(Mention) mentions;
    VEC(EveryUse) everys;
    VEC(Parenting) parentings;
    VEC(Diagnostic *) unknowns;
    VEC(UnknownTitle) unknown_titles;
    VEC(LikeYear) like_years;
    VEC(YearSorts) year_sorts;
    VEC(Scales) scales; /* by table */
    VEC(Thousands *) thousands;
    Diagnostic *percentages; /* the finding of those that are no money, in one file */
    uint32_t percentage_count;

    Map titles;       /* kind, thing, document: all but a thing's newest title */
    Map props;        /* kind, thing, document, name: index + 1 */
    Map parents;      /* kind, child, document: index + 1 into parentings */
    Map measured;     /* indicator, document: how many measures */
    Map unknown;      /* kind, name: index + 1 into unknowns */
    Map tables;       /* document, name, whether titled: the first such table */
    Map table_titles; /* document, hash of the title: the first such table */
    Map settings;     /* address of a list's first node: that settings stand in it */
    Map queries;      /* document, name: index + 1 */
    Map attributes;   /* document or 0, name, kind of thing: index + 1 of the first */
    Map sorts;        /* document: index + 1 into year_sorts */
    Map months;       /* document: its money has months that do not look like years; file,
                         offset: one that does is in like_years */

    /* Those of the model, which has them const. */
    Map *indicator_ids, *rings;

    NameId name_date, name_part_of, name_version_of, name_exact, name_rounding;
} Build;

/* ---- declare.c ---- */

/* Gives all that is declared its id and titles, and each file its document. */
void declare_trees(Build *b, Tree *const *trees, uint32_t count);
/* A new thing of the name; first spoken of there. */
Id declare_thing(Build *b, ThingKind kind, NameId name, SourceId source, Span span);
/* Puts titles and properties into the order in which they were stated. */
void declare_finish(Build *b);
/* True where two strings say the same. */
bool build_same_text(Build *b, SourceId x_file, Quoted x, SourceId y_file, Quoted y);

/* ---- titles.c ---- */

/* Gives each title that stands in place of a name the name that it is. Goes behind the
 * files' documents and before all else. */
void titles_name(Build *b, Tree *const *trees, uint32_t count);
/* Reports the titles that properties give and no thing has, when all is declared. */
void titles_report_unknown(Build *b);

/* ---- resolve.c ---- */

Place build_place(const Build *b, Span span);
/* Whether a title stands in place of the name. */
bool build_is_title(const Build *b, Ref ref);
/* Notes that a name of the file in hand is that of a thing. */
void build_refer(const Build *b, Ref ref, ThingKind kind, Id id, bool declares);
/* The first word of a statement, to be underlined. */
Place build_head(const Build *b, const Node *node);
/* The thing that is meant; where none is declared, a finding and a stand-in that was
 * never declared. 0 for an absent name only. */
Id resolve(Build *b, ThingKind kind, Ref ref);
/* Something was said of the name: it is not reported again. */
void resolve_told(Build *b, ThingKind kind, NameId name);
/* The same of the project that a row of a table names. */
Id resolve_row(Build *b, Ref ref);
/* Of the word of a row that no project is called, what it was meant for, if that shows
 * (row_word.c): NULL where nothing was said. */
Diagnostic *row_word_report(Build *b, Ref ref);
/* An area, or else a project. */
Subject resolve_subject(Build *b, Ref ref);
/* An indicator of the thing whose block it stands in. */
Id resolve_indicator(Build *b, const Context *c, const Declare *declare);
/* Notes that a document speaks of a thing, for its `every`. */
void build_mention(Build *b, const Context *c, ThingKind kind, Id id);

/* ---- cycles.c ---- */

/* Puts a thing into another; N03 where the document has put it elsewhere. */
void cycles_set_parent(Build *b, const Context *c, ThingKind kind, Id child, Id parent,
                       Span span);
/* Reports cycles of parents and opens them. */
void cycles_open(Build *b);
/* Whether a place is behind the other, or in a later file. */
bool build_is_later(Place a, Place b);
/* Notes that a thing was part of itself, in all documents (0) or in one. */
void build_ring(Build *b, ThingKind kind, Id document, Id id);

/* ---- misplaced.c ---- */

/* Whether the statement may stand there; if not, it was reported. */
bool place_allows(Build *b, const Context *c, const Node *node);

/* ---- versions.c ---- */

/* Finds the kinds of money that are versions of one amount. */
void versions_find(Build *b);

/* ---- build.c ---- */

/* Walks a block; its settings are applied to the context, which is of no use after. */
void build_block(Build *b, Context *c, const Block *block);
/* The same without settings of its own. */
void build_list(Build *b, const Context *c, const Node *first);

/* ---- money_time.c ---- */

/* Years one after another, or months or quarters, counted from the first of the year 0.
 */
typedef struct Times {
    int32_t parts; /* of a year: 1, 12 or 4 */
    int32_t from, to;
    int16_t begins; /* as Time.begins */
} Times;

/* The years, months or quarters of a time of money, open ends closed by the `years` in
 * force. False where there are none; it was reported. */
bool time_each(Build *b, const Context *c, Time time, Times *times);
/* When the years of a setting begin, as Time.begins. What is wrong is reported. */
int16_t time_begins(Build *b, const Setting *setting);
/* Reports the months that look like years, of documents without others. */
void time_report_like_years(Build *b);
/* The span from the first to the last of them. */
Time times_span(Times times, Time span);
/* One of them: TIME_YEAR, TIME_MONTH or TIME_QUARTER. */
Time times_one(Times times, int32_t number, Span span);
/* Reports money outside the `years` in force. */
/* The years that are in the calendar, and within those in force where there are any: of
 * an entry in one of them there is nothing to say. */
void time_bounds(const Context *c, int32_t *from, int32_t *to);
void time_within(Build *b, const Context *c, Time time, Times times);

/* ---- money.c ---- */

/* The figure with the unit in force applied. */
Figure money_figure(Build *b, const Context *c, Figure figure);
bool money_has_refund(const Modifiers *modifiers);
/* What is left of a gross amount when the refund is taken off. */
Figure money_net(Build *b, Figure gross, Figure refund);
uint32_t money_line(Build *b, const Context *c, const Node *node, uint8_t kind,
                    Id project, const Modifiers *modifiers);
/* Room for so many facts in all; not less than there was. */
void money_room(Build *b, uint32_t room);
/* Room for so many more facts. */
void money_reserve(Build *b, uint32_t count);
/* A fact, for which there is room; its number. */
uint32_t money_put(Build *b, uint32_t line, int32_t year, uint8_t flags, uint32_t column,
                   Figure figure);
/* The same, with room made for it. */
uint32_t money_fact(Build *b, uint32_t line, int32_t year, uint8_t flags, uint32_t column,
                    Figure figure);
/* The form of figures that have nothing to them but digits, all of one scale, as most
 * figures of a line are: no flags, no unit of their own, of no interest to thousands.c.
 */
typedef struct PlainForm {
    bool known;
    int8_t scale; /* as it is printed */
    uint8_t form; /* with the unit in force applied */
} PlainForm;

/* That of the figure that was put last, as it is printed; not known where it is not so
 * plain. */
PlainForm money_plain_form(const Build *b, const Context *c, Figure printed);
static inline bool money_is_plain(const PlainForm *plain, Figure printed) {
    return plain->known && printed.scale == plain->scale && printed.flags == 0 &&
           printed.currency == 0 && printed.blur == 0 &&
           printed.digits == (int32_t)printed.digits;
}
/* A fact without flags, for which there is room; its number. money_set_years sees its
 * year. */
static inline uint32_t facts_put(Facts *facts, uint32_t line, int32_t year,
                                 uint32_t column, Figure figure, uint8_t form) {
    uint32_t at = facts->count++;
    facts->line[at] = line;
    facts->year[at] = (int16_t)year;
    facts->flags[at] = 0;
    facts->column[at] = (uint8_t)column;
    facts->digits[at] = (int32_t)figure.digits;
    facts->form[at] = form;
    facts->at[at] = figure.at;
    facts->length[at] = figure.length;
    return at;
}
/* Sets Line.first_year and the first and last year of all, once all entries of the line
 * are there: those from `first` on. */
void money_set_years(Build *b, uint32_t line, uint32_t first);
/* A printed `-` of a line. */
void money_dash(Build *b, uint32_t line, int32_t year);
void money_special(Build *b, uint32_t fact, Time time, Figure gross,
                   const Modifiers *modifiers, Id refund_from);
void money_statement(Build *b, const Context *c, const Money *money);
void money_share(Build *b, const Context *c, const Share *share);
/* A total outside tables. */
void money_total(Build *b, const Context *c, const Total *total);
/* A claim with what the context gives it. */
Claim money_claim(const Build *b, const Context *c, const Node *node, uint8_t kind);

/* ---- table.c ---- */

void table_build(Build *b, const Context *c, const Table *table);
void table_row(Build *b, const Context *c, const Row *row);
void table_group(Build *b, const Context *c, const Declare *declare, Id area);
void table_total(Build *b, const Context *c, const Total *total);
/* Finds the blocks of one printed table, and its precision. */
void table_finish(Build *b);

/* ---- thousands.c ---- */

Thousands *thousands_new(Build *b);
/* Looks at a printed figure; `money`: it is an amount, though it names no unit. */
void thousands_look(Build *b, const Context *c, Figure figure, bool money);
/* The same of the many that are none of its business. */
static inline void thousands_see(Build *b, const Context *c, Figure figure) {
    if (figure.scale == 0 && figure.flags == 0 && figure.digits >= 100 &&
        figure.digits < 1000 && c->thousands->bare.length == 0)
        c->thousands->bare = figure;
    if (figure.scale == 3 || (figure.scale > 0 && c->power == 0) || figure.flags != 0)
        thousands_look(b, c, figure, true);
}
/* Reports what may be thousands, and holds fixes back. */
void thousands_finish(Build *b, Tree *const *trees, uint32_t tree_count);

/* ---- member.c ---- */

void member_property(Build *b, const Context *c, const Property *property);
void member_every(Build *b, const Context *c, const Every *every);
void member_every_finish(Build *b);
void member_measure(Build *b, const Context *c, const MeasureNode *node);
void member_effect(Build *b, const Context *c, const Effect *effect);
void member_allow(Build *b, const Context *c, const Allow *allow);
void member_check(Build *b, const Context *c, const Check *check);
void member_query(Build *b, const Context *c, const Query *query);
/* Applies the settings that stand in a list. */
void member_settings(Build *b, Context *c, const Node *first);
/* The key of a list in Build.settings. */
MapKey member_settings_key(const Node *first);

/* ---- twice.c ---- */

/* Report what stands twice in a list; `what` as in "this total names". */
void twice_refs(Build *b, const char *what, RefList refs);
void twice_parts(Build *b, Id project, const Share *share);
void twice_values(Build *b, Slice of, const Property *property); /* a thing's, or "" */

/* ---- rings.c ---- */

/* What a line is within, and so on; NULL: nothing. */
const Modifiers *line_modifiers(const Line *line);
/* Reports money that is within itself by way of others, and opens the rings. */
void rings_open(Build *b);

/* ---- part.c ---- */

void part_mark(Build *b);

#endif
