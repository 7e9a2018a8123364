/* Constructors of the tree: what the grammar's actions call. They copy lists from the
 * parser's stacks into the arena and decide nothing about meaning.
 *
 * A list begins with …_first, which gives where it starts on its stack, and goes on with
 * …_more; the node that holds it cuts it off, or …_take before it. Lists of one kind nest
 * as calls do. Where an element is too large to be handed about, its constructor puts it
 * on the stack, and …_start says of the first one where that is. */
#ifndef INTEG_SYNTAX_BUILD_H
#define INTEG_SYNTAX_BUILD_H

#include "syntax/tree.h"

typedef struct Parser Parser;

typedef struct ColumnList {
    Column *at;
    uint32_t count;
} ColumnList;

typedef struct CellList {
    Figure *at;
    uint32_t count;
} CellList;

NodeList list_empty(void);
NodeList list_add(NodeList list, Node *node);
Block *block_new(Parser *p, NodeList members, Span span);
Node *error_new(Parser *p, Span span);

Node *include_new(Parser *p, Span span, Quoted path);
Node *declare_new(Parser *p, Span span, int kind, Ref name, Quoted title, RefList on,
                  Block *block);
Node *years_new(Parser *p, Span span, const Time *years, const Time *from);
Node *unit_new(Parser *p, Span span, int unit);
Node *tolerance_new(Parser *p, Span span, Ref word);
Node *every_new(Parser *p, Span span, int kind, Block *block);
Node *attribute_new(Parser *p, Span span, Ref name, int kinds, int required,
                    RefList words);
Node *property_new(Parser *p, Span span, Ref name, uint32_t values);
Node *money_new(Parser *p, Span span, int kind, uint32_t dated, Modifiers *modifiers);
Node *share_new(Parser *p, Span span, uint32_t parts);
Node *table_new(Parser *p, Span span, int kind, Ref name, Quoted title,
                ColumnList columns, Expr *where, Block *block);
/* KIND "Title": the name is the one that the title makes. */
Node *declare_titled(Parser *p, Span span, int kind, Quoted title, RefList on,
                     Block *block);
Node *row_new(Parser *p, Span span, Ref name, Quoted title, Modifiers *modifiers,
              CellList cells, Block *block);
Node *total_new(Parser *p, Span span, int kind, RefList of, uint32_t cells, Expr *where);
Node *total_dated_new(Parser *p, Span span, int kind, RefList of, uint32_t dated,
                      Expr *where);
/* `time`: NULL where it names none. */
Node *measure_new(Parser *p, Span span, int kind, const Time *time, Measure *measure);
Node *check_new(Parser *p, Span span, Quoted says, Expr *expr);
Node *effect_new(Parser *p, Span span, Ref category, RefList on);
Node *requires_new(Parser *p, Span span, Expr *expr);
Node *allow_new(Parser *p, Span span, Ref code, Figure difference, Quoted why);
Node *query_new(Parser *p, Span span, Ref name, Quoted title, Select *select);

/* A unit as one number: its power, and its currency × 16. */
int unit_of(Parser *p, int power, Ref currency);

Figure figure_none(Span span);
Figure figure_blank(Span span);
Figure figure_bad(Span span); /* could not be read, and was reported */
Figure figure_percent(Figure figure, Span span);
/* A number that must have been a percentage, the scanner having taken its `%`. */
Figure figure_rate(Parser *p, Figure figure);
Figure figure_points(Figure figure, Span span);
/* With a unit behind it, which ends at unit_span's end. */
Figure figure_unit(Parser *p, Figure figure, int unit, Span unit_span);
Figure figure_add(Parser *p, Figure a, Figure b, Span span);

Time *time_new(Parser *p, Time time);
Time *time_year(Parser *p, Figure year);
Time *time_range(Parser *p, Figure from, Figure to, Span span);
Time *time_from(Parser *p, Figure from, Span span);
Time *time_to(Parser *p, Figure to, Span span);
/* NULL: an open end. */
Time *time_months(Parser *p, const Time *from, const Time *to, Span span);
Time *time_over(Parser *p, const Time *range, Span span);
Time *time_unstated(Parser *p, Span span);
Time *time_all(Parser *p, Span span);
/* time_year, by value. */
Time time_of_year(Parser *p, Figure year);

/* An entry that the scanner has read whole, or of a year and a number. */
uint32_t entries_first(Parser *p, Entry entry);
uint32_t entries_more(Parser *p, uint32_t start, Entry entry);
uint32_t dated_first(Parser *p, Figure year, Figure figure);
uint32_t dated_more(Parser *p, uint32_t start, Figure year, Figure figure);
void dated_new(Parser *p, const Time *time, Figure figure);
uint32_t dated_start(const Parser *p);

int kinds_more(Parser *p, int kinds, int kind, Span span);
void value_name(Parser *p, Ref ref);
void value_text(Parser *p, Quoted text);
void value_figure(Parser *p, Figure figure, Span span);
void value_time(Parser *p, const Time *time);
void value_blank(Parser *p, Span span);
uint32_t values_start(const Parser *p);

Modifiers *modify_as(Parser *p, Modifiers *modifiers, Ref money);
Modifiers *modify_from(Parser *p, Modifiers *modifiers, Ref source);
Modifiers *modify_within(Parser *p, Modifiers *modifiers, Ref whole);
Modifiers *modify_refund(Parser *p, Modifiers *modifiers, Figure percent, Ref from);

void part_new(Parser *p, Ref name, Figure percent);
uint32_t parts_start(const Parser *p);

void column_new(Parser *p, const Time *time);
/* Of the last one. */
void column_as(Parser *p, Ref money);
void column_from(Parser *p, Ref source);
void column_computed(Parser *p, Quoted heading, Expr *formula);
uint32_t columns_start(const Parser *p);
ColumnList columns_take(Parser *p, uint32_t start);

uint32_t cells_first(Parser *p, Figure cell);
uint32_t cells_more(Parser *p, uint32_t start, Figure cell);
CellList cells_take(Parser *p, uint32_t start);

Measure *measure_value(Parser *p, Figure value, Span span);
Measure *measure_ratio(Parser *p, Figure low, Figure high, Span span);
Measure *measure_spread(Parser *p, Figure low, Figure high, Span span);
Measure *measure_bound(Parser *p, int op, Figure value, Span span);
Measure *measure_ratio_bound(Parser *p, int op, Figure low, Figure high, Span span);
Measure *measure_change(Parser *p, Figure value, Span span);
Measure *measure_rising(Parser *p, Span span);
Measure *measure_falling(Parser *p, Span span);

/* A title in place of a name: the model says what it means there. */
Ref ref_title(Parser *p, Quoted title);
uint32_t refs_first(Parser *p, Ref ref);
uint32_t refs_more(Parser *p, uint32_t start, Ref ref);
RefList refs_take(Parser *p, uint32_t start);
RefList refs_all(void); /* `of all`: count UINT32_MAX */
RefList path_first(Parser *p, Ref ref);
RefList path_more(Parser *p, RefList path, Ref ref);

Expr *expr_figure(Parser *p, Figure figure, Span span);
Expr *expr_text(Parser *p, Quoted text, Span span);
Expr *expr_time(Parser *p, const Time *time, Span span);
Expr *expr_word(Parser *p, int kind, Span span);
Expr *expr_path(Parser *p, RefList path, Span span);
Expr *expr_param(Parser *p, Ref name, Span span);
Expr *expr_paren(Expr *expr, Span span);
Expr *expr_one(Parser *p, int kind, Expr *operand, Span span);
Expr *expr_two(Parser *p, int kind, Expr *left, Expr *right, Span span);
Expr *expr_compare(Parser *p, int op, Expr *left, Expr *right, Span span);
Expr *expr_in(Parser *p, Expr *left, uint32_t args, int negated, Span span);
Expr *expr_between(Parser *p, Expr *left, Expr *low, Expr *high, int negated, Span span);
/* `escape`: a text, or NULL. */
Expr *expr_like(Parser *p, Expr *left, Expr *right, Expr *escape, int negated, Span span);
Expr *expr_is_null(Parser *p, Expr *left, int negated, Span span);
Expr *expr_case(Parser *p, Expr *operand, uint32_t whens, Expr *otherwise, Span span);
Expr *expr_call(Parser *p, Ref function, int distinct, uint32_t args, Expr *where,
                Span span);
Expr *expr_call_star(Parser *p, Ref function, Span star, Expr *where, Span span);
Expr *expr_call_none(Parser *p, Ref function, Expr *where, Span span);
uint32_t exprs_none(Parser *p);
uint32_t exprs_first(Parser *p, Expr *expr);
uint32_t exprs_more(Parser *p, uint32_t start, Expr *expr);

/* The clauses of a select, in the order of the grammar. */
typedef struct SelectParts {
    int distinct;
    uint32_t items;
    Ref from;
    RefList of;
    Expr *where;
    uint32_t group;
    Expr *having, *pivot;
    int totals;
    uint32_t order;
    Expr *limit, *offset;
} SelectParts;

Select *select_new(Parser *p, Span span, const SelectParts *parts);
uint32_t items_first(Parser *p, Expr *expr, Ref alias);
uint32_t items_more(Parser *p, uint32_t start, Expr *expr, Ref alias);
uint32_t orders_none(Parser *p);
uint32_t orders_first(Parser *p, Expr *expr, int descending, int nulls);
uint32_t orders_more(Parser *p, uint32_t start, Expr *expr, int descending, int nulls);

#endif
