/* The grammar of .integ files: the language's definition, and nothing else. Each action
 * is one constructor call (src/syntax/build.h); what a statement means, and whether it
 * belongs where it stands, is decided later (src/model).
 *
 * Three parsers are made of it: one that pulls its tokens, for files and queries; one of
 * files without a syntax error, which looks for nothing else and gives up at the first,
 * since knowing all that was expected costs a tenth of the time; and one that is pushed
 * its tokens, for a prompt, where what is typed may not be complete. Which of them is
 * being compiled, YYPULL, GRAMMAR_CLEAN and YYPUSH say. */

%require "3.8"
%expect 0
%define api.pure full
%define api.prefix {integ_}
%define api.token.prefix {TOKEN_}
%define api.token.raw
%define api.location.type {Span}
%define parse.lac full
%define parse.error custom
%locations

%code requires {
#include "syntax/build.h"
}

%param {Parser *p}

%code {
#include <assert.h>
#include "syntax/lexer.h"
#include "syntax/parser.h"

#define YYLLOC_DEFAULT(Current, Rhs, N)                                                  \
    do {                                                                                 \
        if (N) {                                                                         \
            (Current).start = YYRHSLOC(Rhs, 1).start;                                    \
            (Current).end = YYRHSLOC(Rhs, N).end;                                        \
        } else {                                                                         \
            (Current).start = (Current).end = YYRHSLOC(Rhs, 0).end;                      \
        }                                                                                \
    } while (0)

/* After a statement that could not be read. */
#ifdef GRAMMAR_CLEAN
#define GO_ON YYABORT
#else
#define GO_ON                                                                            \
    do {                                                                                 \
        yyerrok;                                                                         \
        if (parser_drops(p))                                                             \
            yyclearin;                                                                   \
    } while (0)
#endif

static void yyerror(Span *span, Parser *p, const char *message);
#if YYPULL
static int yylex(YYSTYPE *value, Span *span, Parser *p);
#endif
}

%union {
    Ref ref;
    Span span;
    Figure figure;
    Time *time;
    Measure *measure;
    NodeList list;
    Node *node;
    Block *block;
    Modifiers *modifiers;
    Expr *expr;
    Select *select;
    Entry entry;
    uint32_t start; /* where a list begins on its stack */
    RefList refs;
    ColumnList columns;
    CellList cells;
    int number;
}

%token END 0 "the end of the file"
/* Made by recovery before a "{" of a statement that could not be read: what stands in
 * the block is still looked at. */
%token LOST "a lost statement"
/* Made by whoever starts a parser, as its first token: what it is to read. */
%token START_FILE "a file" START_QUERY "a query" START_PROMPT "a prompt"

/* Words of the language, in three groups; the scanner takes its list of them from here.
 * First those that begin a statement: they name things anywhere but at its start. */
%token <ref>
  INCLUDE "include"
  DOCUMENT "document" ORGANISATION "organisation" AREA "area" SOURCE "source"
  MONEY "money" PROJECT "project" GOAL "goal" INDICATOR "indicator"
  DIMENSION "dimension" CATEGORY "category"
  YEARS "years" UNIT "unit" TOLERANCE "tolerance" EVERY "every" ATTRIBUTE "attribute"
  FUNDING "funding" SPENDING "spending" GROSS "gross" SHARE "share"
  TABLE "table" TOTAL "total" CHECK "check" EFFECT "effect"
  BASELINE "baseline" TARGET "target" ACTUAL "actual"
  ALLOW "allow" QUERY "query" REQUIRES "requires"

/* Words that mean something in certain places only, and may name anything. */
%token <ref>
  RISING "rising" FALLING "falling" REQUIRED "required" EXPLAIN "explain"
  GROUP "group" BY "by" HAVING "having" PIVOT "pivot" WITH "with" TOTALS "totals"
  ORDER "order" ASC "asc" DESC "desc" NULLS "nulls" FIRST "first" LAST "last"
  LIMIT "limit" OFFSET "offset" ESCAPE "escape"

/* Words that can name nothing. */
%token <ref>
  AND "and" OR "or" NOT "not" IN "in" IS "is" LIKE "like" BETWEEN "between"
  CASE "case" WHEN "when" THEN "then" ELSE "else" ENDCASE "end"
  NULL_ "null" TRUE_ "true" FALSE_ "false"
  WHERE "where" FROM "from" AS "as" WITHIN "within" ON "on" OVER "over" OF "of"
  ALL "all" SELECT "select" DISTINCT "distinct" REFUND "refund" PP "pp"
  THOUSAND "thousand" MIO "mio" MIA "mia"

%token <ref> NAME "a name" CURRENCY "a currency" PARAM "a parameter"
%token <span> STRING "a text in quotes"
%token <figure> NUMBER "a number" NEGATIVE "a negative number"
%token <time> MONTH "a month" DATE "a date"
/* `2020: 1.5, ` of a list, with its comma: what most of a large file is, in one step. Only
 * the parser of files without a syntax error gets it; the others are given the four tokens
 * that it is. */
%token <entry> ENTRY "an entry"
%token
  LBRACE "{" RBRACE "}" LPAREN "(" RPAREN ")" COLON ":" COMMA "," SEMICOLON ";"
  DOTS ".." DOT "." DASH "-" PLUS "+" STAR "*" SLASH "/" PERCENT "%" QUESTION "?"
  BAR "|" JOIN "||" EQ "=" NE "!=" LT "<" LE "<=" GT ">" GE ">="

%type <list> members
%type <node> statement declare setting every attribute money share table row total check
  effect measure allow query requires property include
%type <block> block opt_block
%type <number> kind kinds fact_kind measure_kind table_of total_of opt_required compare scale
  unit opt_desc opt_nulls opt_distinct opt_explain
%type <ref> any_name row_name row_word thing_word property_name opt_name opt_alias ref
%type <span> opt_string
%type <refs> refs opt_of opt_on words documents opt_documents
%type <columns> columns
%type <cells> row_cells
%type <start> ref_list document_list cells dated_list part_list value_list column_list word_list
  dated_begun expr_list arg_list item_list order_list when_list
%type <refs> path
%type <figure> figure odd_figure signed quantity amount added rate opt_difference cell
%type <time> time odd_time opt_time opt_begin range months over
%type <measure> measured
%type <modifiers> opt_modifiers
%type <expr> expr arg or_expr and_expr not_expr comparison join sum negated term unary primary
  call opt_where opt_case_operand opt_else opt_having opt_pivot opt_limit opt_offset
  opt_escape
%type <select> select
%type <start> opt_group opt_order
%type <number> opt_totals

/* A text behind `KIND NAME` is its title, and one behind `allow CODE [DIFFERENCE]` its
 * reason: a row by title needs a ";" before it there. */
%precedence NO_STRING
%precedence STRING

%start start

%%

start:
  START_FILE members END              { parser_done(p, $2); }
| START_QUERY opt_explain select opt_semicolon END
                                      { parser_asked(p, $2, $3); }
| START_PROMPT prompt END
;
/* One statement. The prompt puts in the END: behind the ";" of any, and behind the "}"
 * of one that ends in a block. */
prompt:
  opt_explain select SEMICOLON        { parser_asked(p, $1, $2); }
| statement
| statement SEMICOLON
;
opt_explain:
  %empty                              { $$ = 0; }
| EXPLAIN                             { $$ = 1; }
;
opt_semicolon:
  %empty
| SEMICOLON
;

members:
  %empty                              { $$ = list_empty(); }
| members statement                   { $$ = list_add($1, $2); }
| members SEMICOLON                   { $$ = $1; }
;

block:
  LBRACE members RBRACE               { $$ = block_new(p, $2, @$); }
;
opt_block:
  %empty                              { $$ = NULL; }
| block
;

statement:
  include | declare | setting | every | attribute | money | share | table | row | total
| check | effect | measure | allow | query | requires | property
| error                               { $$ = error_new(p, @$); GO_ON; }
| error block                         { $$ = error_new(p, @$); yyerrok; }
| LOST block                          { $$ = error_new(p, @$); }
;

/* ---- things ---- */

include:
  INCLUDE STRING                      { $$ = include_new(p, @$, $2); }
;
declare:
  kind any_name opt_string opt_on opt_block
                                      { $$ = declare_new(p, @$, $1, $2, $3, $4, $5); }
| kind STRING opt_on opt_block        { $$ = declare_titled(p, @$, $1, $2, $3, $4); }
;
kind:
  DOCUMENT                            { $$ = KIND_DOCUMENT; }
| ORGANISATION                        { $$ = KIND_ORGANISATION; }
| AREA                                { $$ = KIND_AREA; }
| SOURCE                              { $$ = KIND_SOURCE; }
| MONEY                               { $$ = KIND_MONEY; }
| PROJECT                             { $$ = KIND_PROJECT; }
| GOAL                                { $$ = KIND_GOAL; }
| INDICATOR                           { $$ = KIND_INDICATOR; }
| DIMENSION                           { $$ = KIND_DIMENSION; }
| CATEGORY                            { $$ = KIND_CATEGORY; }
;
setting:
  YEARS time opt_begin                { $$ = years_new(p, @$, $2, $3); }
| UNIT unit                           { $$ = unit_new(p, @$, $2); }
| TOLERANCE any_name                  { $$ = tolerance_new(p, @$, $2); }
;
opt_begin:
  %empty                              { $$ = NULL; }
| FROM MONTH                          { $$ = $2; }
| FROM DATE                           { $$ = $2; }
;
unit:
  scale                               { $$ = unit_of(p, $1, (Ref){0}); }
| scale CURRENCY                      { $$ = unit_of(p, $1, $2); }
| CURRENCY                            { $$ = unit_of(p, 0, $1); }
;
scale:
  THOUSAND                            { $$ = 3; }
| MIO                                 { $$ = 6; }
| MIA                                 { $$ = 9; }
;
every:
  EVERY kind block                    { $$ = every_new(p, @$, $2, $3); }
;
attribute:
  ATTRIBUTE any_name ON kinds opt_required COLON words
                                      { $$ = attribute_new(p, @$, $2, $4, $5, $7); }
;
kinds:
  kind                                { $$ = 1 << $1; }
| kinds COMMA kind                    { $$ = kinds_more(p, $1, $3, @3); }
;
opt_required:
  %empty                              { $$ = 0; }
| REQUIRED                            { $$ = 1; }
;
words:
  word_list                           { $$ = refs_take(p, $1); }
;
word_list:
  any_name                            { $$ = refs_first(p, $1); }
| word_list BAR any_name              { $$ = refs_more(p, $1, $3); }
;
property:
  property_name COLON value_list      { $$ = property_new(p, @$, $1, $3); }
;
value_list:
  value                               { $$ = values_start(p); }
| value_list COMMA value
;
value:
  any_name                            { value_name(p, $1); }
| STRING                              { value_text(p, $1); }
| quantity                            { value_figure(p, $1, @1); }
| range                               { value_time(p, $1); }
| MONTH                               { value_time(p, $1); }
| DATE                                { value_time(p, $1); }
| QUESTION                            { value_blank(p, @1); }
;

/* ---- money ---- */

money:
  fact_kind dated_list opt_modifiers  { $$ = money_new(p, @$, $1, $2, $3); }
;
fact_kind:
  FUNDING                             { $$ = MONEY_FUNDING; }
| SPENDING                            { $$ = MONEY_SPENDING; }
| GROSS                               { $$ = MONEY_GROSS; }
;
/* Flat, with one step for a plain entry: most of a large file is this or cells. */
dated_list:
  NUMBER COLON NUMBER                 { $$ = dated_first(p, $1, $3); }
| dated                               { $$ = dated_start(p); }
| dated_begun NUMBER COLON NUMBER     { $$ = dated_more(p, $1, $2, $4); }
| dated_begun dated
;
/* Up to a comma. */
dated_begun:
  dated_list COMMA
| ENTRY                               { $$ = entries_first(p, $1); }
| dated_begun ENTRY                   { $$ = entries_more(p, $1, $2); }
;
dated:
  NUMBER COLON amount                 { dated_new(p, time_year(p, $1), $3); }
| odd_time COLON NUMBER               { dated_new(p, $1, $3); }
| odd_time COLON amount               { dated_new(p, $1, $3); }
;
/* What else may be entered than a single number. */
amount:
  odd_figure
| added
| QUESTION                            { $$ = figure_blank(@1); }
| DASH                                { $$ = figure_none(@1); }
;
time:
  NUMBER                              { $$ = time_year(p, $1); }
| odd_time
;
/* What else may be a time than a single year. */
odd_time:
  range
| MONTH
| months
| DATE
| QUESTION                            { $$ = time_unstated(p, @1); }
| ALL                                 { $$ = time_all(p, @1); }
| over
;
over:
  OVER range                          { $$ = time_over(p, $2, @$); }
| OVER months                         { $$ = time_over(p, $2, @$); }
;
/* A month may be a quarter or a year such as 2022/23, too. */
months:
  MONTH DOTS MONTH                    { $$ = time_months(p, $1, $3, @$); }
| MONTH DOTS                          { $$ = time_months(p, $1, NULL, @$); }
| DOTS MONTH                          { $$ = time_months(p, NULL, $2, @$); }
;
range:
  NUMBER DOTS NUMBER                  { $$ = time_range(p, $1, $3, @$); }
| NUMBER DOTS                         { $$ = time_from(p, $1, @$); }
| DOTS NUMBER                         { $$ = time_to(p, $2, @$); }
;
opt_modifiers:
  %empty                              { $$ = NULL; }
| opt_modifiers AS ref                { $$ = modify_as(p, $1, $3); }
| opt_modifiers FROM ref              { $$ = modify_from(p, $1, $3); }
| opt_modifiers WITHIN ref            { $$ = modify_within(p, $1, $3); }
| opt_modifiers REFUND rate FROM ref  { $$ = modify_refund(p, $1, $3, $5); }
;
share:
  SHARE part_list                     { $$ = share_new(p, @$, $2); }
;
part_list:
  part                                { $$ = parts_start(p); }
| part_list COMMA part
;
part:
  any_name COLON rate                 { part_new(p, $1, $3); }
;

/* ---- tables ---- */

table:
  table_of opt_name opt_string columns opt_where block
                                      { $$ = table_new(p, @$, $1, $2, $3, $4, $5, $6); }
;
table_of:
  TABLE                               { $$ = MONEY_FUNDING; }
| SPENDING TABLE                      { $$ = MONEY_SPENDING; }
;
/* Lists before a block are cut off before it: what stands in the block may be broken, and
 * leave a list of its own behind. */
columns:
  column_list                         { $$ = columns_take(p, $1); }
;
column_list:
  column                              { $$ = columns_start(p); }
| column_list COMMA column
| column_list COMMA STRING EQ expr    { column_computed(p, $3, $5); }
;
column:
  NUMBER                              { column_new(p, time_year(p, $1)); }
| range                               { column_new(p, $1); }
| MONTH                               { column_new(p, $1); }
| months                              { column_new(p, $1); }
| over                                { column_new(p, $1); }
| ALL                                 { column_new(p, time_all(p, @1)); }
| column AS ref                       { column_as(p, $3); }
| column FROM ref                     { column_from(p, $3); }
;
row:
  row_name opt_string opt_modifiers row_cells opt_block
                                      { $$ = row_new(p, @$, $1, $2, $3, $4, $5); }
| STRING opt_modifiers row_cells opt_block
                                      { $$ = row_new(p, @$, ref_title(p, $1), $1, $2, $3,
                                                     $4); }
;
row_cells:
  cells                               { $$ = cells_take(p, $1); }
;
cells:
  NUMBER                              { $$ = cells_first(p, $1); }
| cell                                { $$ = cells_first(p, $1); }
| cells NUMBER                        { $$ = cells_more(p, $1, $2); }
| cells cell                          { $$ = cells_more(p, $1, $2); }
;
/* What else a cell may be than a single number, of which most are. */
cell:
  NEGATIVE
| signed unit                         { $$ = figure_unit(p, $1, $2, @2); }
| signed PERCENT                      { $$ = figure_percent($1, @$); }
| signed PP                           { $$ = figure_points($1, @$); }
| DASH                                { $$ = figure_none(@1); }
| QUESTION                            { $$ = figure_blank(@1); }
;
total:
  total_of opt_of cells opt_where     { $$ = total_new(p, @$, $1, $2, $3, $4); }
| total_of opt_of dated_list opt_where
                                      { $$ = total_dated_new(p, @$, $1, $2, $3, $4); }
;
total_of:
  TOTAL                               { $$ = MONEY_FUNDING; }
| SPENDING TOTAL                      { $$ = MONEY_SPENDING; }
;
opt_of:
  %empty                              { $$ = (RefList){0}; }
| OF refs                             { $$ = $2; }
;
opt_where:
  %empty                              { $$ = NULL; }
| WHERE expr                          { $$ = $2; }
;

/* ---- measures and claims ---- */

measure:
  measure_kind opt_time COLON measured
                                      { $$ = measure_new(p, @$, $1, $2, $4); }
;
measure_kind:
  BASELINE                            { $$ = MEASURE_BASELINE; }
| TARGET                              { $$ = MEASURE_TARGET; }
| ACTUAL                              { $$ = MEASURE_ACTUAL; }
;
opt_time:
  %empty                              { $$ = NULL; }
| time
;
measured:
  quantity                            { $$ = measure_value(p, $1, @$); }
| quantity OF quantity                { $$ = measure_ratio(p, $1, $3, @$); }
| quantity DOTS quantity              { $$ = measure_spread(p, $1, $3, @$); }
| compare quantity                    { $$ = measure_bound(p, $1, $2, @$); }
| compare quantity OF quantity        { $$ = measure_ratio_bound(p, $1, $2, $4, @$); }
| PLUS quantity                       { $$ = measure_change(p, $2, @$); }
| RISING                              { $$ = measure_rising(p, @$); }
| FALLING                             { $$ = measure_falling(p, @$); }
| QUESTION                            { $$ = measure_value(p, figure_blank(@1), @$); }
;
compare:
  EQ { $$ = OP_EQ; } | NE { $$ = OP_NE; } | LT { $$ = OP_LT; } | LE { $$ = OP_LE; }
| GT { $$ = OP_GT; } | GE { $$ = OP_GE; }
;
check:
  CHECK STRING expr                   { $$ = check_new(p, @$, $2, $3); }
;
effect:
  EFFECT ref opt_on                   { $$ = effect_new(p, @$, $2, $3); }
;
opt_on:
  %empty                              { $$ = (RefList){0}; }
| ON refs                             { $$ = $2; }
;
requires:
  REQUIRES expr                       { $$ = requires_new(p, @$, $2); }
;
allow:
  ALLOW any_name opt_difference opt_string
                                      { $$ = allow_new(p, @$, $2, $3, $4); }
;
opt_difference:
  %empty                              { $$ = (Figure){0}; }
| figure
| PLUS figure                         { $$ = $2; }
;

/* ---- numbers and names ---- */

/* A number as printed in a text: 3.3, ~65, 40%, 3.3 mio DKK, 2_568 + ~140. */
quantity:
  figure
| added
;
added:
  figure PLUS figure                  { $$ = figure_add(p, $1, $3, @$); }
| added PLUS figure                   { $$ = figure_add(p, $1, $3, @$); }
;
figure:
  NUMBER
| odd_figure
;
odd_figure:
  NEGATIVE
| signed unit                         { $$ = figure_unit(p, $1, $2, @2); }
| signed PERCENT                      { $$ = figure_percent($1, @$); }
| signed PP                           { $$ = figure_points($1, @$); }
;
signed:
  NUMBER
| NEGATIVE
;
rate:
  NUMBER                              { $$ = figure_rate(p, $1); }
| NUMBER PERCENT                      { $$ = figure_percent($1, @$); }
;

opt_string:
  %empty %prec NO_STRING              { $$ = (Span){0}; }
| STRING
;
opt_name:
  %empty                              { $$ = (Ref){0}; }
| any_name
;
refs:
  ref_list                            { $$ = refs_take(p, $1); }
;
ref_list:
  ref                                 { $$ = refs_first(p, $1); }
| ref_list COMMA ref                  { $$ = refs_more(p, $1, $3); }
;
/* A thing where it is referred to: by its name, or by its title alone. */
ref:
  any_name
| STRING                              { $$ = ref_title(p, $1); }
;

/* What may name a row, a property, and anything else: most often a NAME, in one step. */
row_name:
  NAME | row_word
;
row_word:
  RISING | FALLING | REQUIRED | EXPLAIN | GROUP | BY | HAVING | PIVOT | WITH | TOTALS
| ORDER | ASC | DESC | NULLS | FIRST | LAST | LIMIT | OFFSET
;
thing_word:
  DOCUMENT | ORGANISATION | AREA | SOURCE | MONEY | PROJECT | GOAL | INDICATOR
| DIMENSION | CATEGORY
;
property_name:
  NAME | row_word | thing_word | CASE
;
any_name:
  NAME | row_word | thing_word
| INCLUDE | YEARS | UNIT | TOLERANCE | EVERY | ATTRIBUTE | FUNDING | SPENDING | GROSS
| SHARE | TABLE | TOTAL | CHECK | EFFECT | BASELINE | TARGET | ACTUAL | ALLOW | QUERY
| REQUIRES | ESCAPE
;

/* ---- expressions ---- */

expr:
  or_expr
;
or_expr:
  and_expr
| or_expr OR and_expr                 { $$ = expr_two(p, EXPR_OR, $1, $3, @$); }
;
and_expr:
  not_expr
| and_expr AND not_expr               { $$ = expr_two(p, EXPR_AND, $1, $3, @$); }
;
not_expr:
  comparison
| NOT not_expr                        { $$ = expr_one(p, EXPR_NOT, $2, @$); }
;
comparison:
  join
| join compare join                   { $$ = expr_compare(p, $2, $1, $3, @$); }
| join IN LPAREN expr_list RPAREN     { $$ = expr_in(p, $1, $4, 0, @$); }
| join NOT IN LPAREN expr_list RPAREN { $$ = expr_in(p, $1, $5, 1, @$); }
| join BETWEEN join AND join          { $$ = expr_between(p, $1, $3, $5, 0, @$); }
| join NOT BETWEEN join AND join      { $$ = expr_between(p, $1, $4, $6, 1, @$); }
| join LIKE join opt_escape           { $$ = expr_like(p, $1, $3, $4, 0, @$); }
| join NOT LIKE join opt_escape       { $$ = expr_like(p, $1, $4, $5, 1, @$); }
| join IS NULL_                       { $$ = expr_is_null(p, $1, 0, @$); }
| join IS NOT NULL_                   { $$ = expr_is_null(p, $1, 1, @$); }
;
opt_escape:
  %empty                              { $$ = NULL; }
| ESCAPE STRING                       { $$ = expr_text(p, $2, @2); }
;
join:
  sum
| join JOIN sum                       { $$ = expr_two(p, EXPR_JOIN, $1, $3, @$); }
;
sum:
  term
| sum PLUS term                       { $$ = expr_two(p, EXPR_ADD, $1, $3, @$); }
| sum DASH term                       { $$ = expr_two(p, EXPR_SUB, $1, $3, @$); }
| sum negated                         { $$ = expr_two(p, EXPR_ADD, $1, $2, @$); }
;
/* `a -1`: the scanner cannot tell a sign from a subtraction. */
negated:
  NEGATIVE                            { $$ = expr_figure(p, $1, @$); }
| NEGATIVE unit                       { $$ = expr_figure(p, figure_unit(p, $1, $2, @2), @$); }
| NEGATIVE PERCENT                    { $$ = expr_figure(p, figure_percent($1, @$), @$); }
| negated STAR unary                  { $$ = expr_two(p, EXPR_MUL, $1, $3, @$); }
| negated SLASH unary                 { $$ = expr_two(p, EXPR_DIV, $1, $3, @$); }
;
term:
  unary
| term STAR unary                     { $$ = expr_two(p, EXPR_MUL, $1, $3, @$); }
| term SLASH unary                    { $$ = expr_two(p, EXPR_DIV, $1, $3, @$); }
;
unary:
  primary
| DASH unary                          { $$ = expr_one(p, EXPR_NEGATE, $2, @$); }
;
primary:
  figure                              { $$ = expr_figure(p, $1, @$); }
| STRING                              { $$ = expr_text(p, $1, @$); }
| MONTH                               { $$ = expr_time(p, $1, @$); }
| DATE                                { $$ = expr_time(p, $1, @$); }
| NULL_                               { $$ = expr_word(p, EXPR_NULL, @$); }
| TRUE_                               { $$ = expr_word(p, EXPR_TRUE, @$); }
| FALSE_                              { $$ = expr_word(p, EXPR_FALSE, @$); }
| path                                { $$ = expr_path(p, $1, @$); }
| PARAM                               { $$ = expr_param(p, $1, @$); }
| call
| LPAREN expr RPAREN                  { $$ = expr_paren($2, @$); }
| CASE opt_case_operand when_list opt_else ENDCASE
                                      { $$ = expr_case(p, $2, $3, $4, @$); }
;
path:
  any_name                            { $$ = path_first(p, $1); }
| REFUND                              { $$ = path_first(p, $1); }
| path DOT any_name                   { $$ = path_more(p, $1, $3); }
| path DOT CASE                       { $$ = path_more(p, $1, $3); }
| path DOT REFUND                     { $$ = path_more(p, $1, $3); }
;
call:
  any_name LPAREN opt_distinct arg_list opt_where RPAREN
                                      { $$ = expr_call(p, $1, $3, $4, $5, @$); }
| any_name LPAREN STAR opt_where RPAREN
                                      { $$ = expr_call_star(p, $1, @3, $4, @$); }
| any_name LPAREN opt_where RPAREN    { $$ = expr_call_none(p, $1, $3, @$); }
;
opt_distinct:
  %empty                              { $$ = 0; }
| DISTINCT                            { $$ = 1; }
;
arg_list:
  arg                                 { $$ = exprs_first(p, $1); }
| arg_list COMMA arg                  { $$ = exprs_more(p, $1, $3); }
;
arg:
  expr
| ALL                                 { $$ = expr_time(p, time_all(p, @1), @$); }
;
expr_list:
  expr                                { $$ = exprs_first(p, $1); }
| expr_list COMMA expr                { $$ = exprs_more(p, $1, $3); }
;
opt_case_operand:
  %empty                              { $$ = NULL; }
| expr
;
when_list:
  WHEN expr THEN expr                 { $$ = exprs_more(p, exprs_first(p, $2), $4); }
| when_list WHEN expr THEN expr       { $$ = exprs_more(p, exprs_more(p, $1, $3), $5); }
;
opt_else:
  %empty                              { $$ = NULL; }
| ELSE expr                           { $$ = $2; }
;

/* ---- queries ---- */

query:
  QUERY any_name opt_string LBRACE select RBRACE
                                      { $$ = query_new(p, @$, $2, $3, $5); }
;
select:
  SELECT opt_distinct item_list FROM any_name opt_documents opt_where opt_group
  opt_having opt_pivot opt_totals opt_order opt_limit opt_offset
    { $$ = select_new(p, @$, &(SelectParts){$2, $3, $5, $6, $7, $8, $9, $10, $11, $12,
                                            $13, $14}); }
;
item_list:
  expr opt_alias                      { $$ = items_first(p, $1, $2); }
| STAR                                { $$ = items_first(p, expr_word(p, EXPR_STAR, @1),
                                                         (Ref){0}); }
| item_list COMMA expr opt_alias      { $$ = items_more(p, $1, $3, $4); }
| item_list COMMA STAR                { $$ = items_more(p, $1, expr_word(p, EXPR_STAR, @3),
                                                        (Ref){0}); }
;
opt_alias:
  %empty                              { $$ = (Ref){0}; }
| AS any_name                         { $$ = $2; }
;
opt_documents:
  %empty                              { $$ = (RefList){0}; }
| OF ALL                              { $$ = refs_all(); }
| OF documents                        { $$ = $2; }
;
documents:
  document_list                       { $$ = refs_take(p, $1); }
;
document_list:
  any_name                            { $$ = refs_first(p, $1); }
| document_list COMMA any_name        { $$ = refs_more(p, $1, $3); }
;
opt_group:
  %empty                              { $$ = exprs_none(p); }
| GROUP BY expr_list                  { $$ = $3; }
;
opt_having:
  %empty                              { $$ = NULL; }
| HAVING expr                         { $$ = $2; }
;
opt_pivot:
  %empty                              { $$ = NULL; }
| PIVOT BY expr                       { $$ = $3; }
;
opt_totals:
  %empty                              { $$ = 0; }
| WITH TOTALS                         { $$ = 1; }
;
opt_order:
  %empty                              { $$ = orders_none(p); }
| ORDER BY order_list                 { $$ = $3; }
;
order_list:
  expr opt_desc opt_nulls             { $$ = orders_first(p, $1, $2, $3); }
| order_list COMMA expr opt_desc opt_nulls
                                      { $$ = orders_more(p, $1, $3, $4, $5); }
;
opt_desc:
  %empty                              { $$ = 0; }
| ASC                                 { $$ = 0; }
| DESC                                { $$ = 1; }
;
opt_nulls:
  %empty                              { $$ = 0; }
| NULLS FIRST                         { $$ = 1; }
| NULLS LAST                          { $$ = 2; }
;
opt_limit:
  %empty                              { $$ = NULL; }
| LIMIT expr                          { $$ = $2; }
;
opt_offset:
  %empty                              { $$ = NULL; }
| OFFSET expr                         { $$ = $2; }
;

%%

static void yyerror(Span *span, Parser *p, const char *message) {
    (void)message; /* only "memory exhausted": the stack's bound is reached */
    parser_too_deep(p, *span);
}

/* Of 16 bytes, as parsers copy one at each step. */
static_assert(sizeof(YYSTYPE) == 16, "a rare value that is larger goes by a pointer");

/* By how often they come: most tokens are signs, which have none. */
static inline void token_value(YYSTYPE *value, Parser *p, const Token *token) {
    int kind = token->kind;
    if (kind >= TOKEN_LBRACE)
        return;
    if (kind == TOKEN_NUMBER || kind == TOKEN_NEGATIVE)
        value->figure = token->figure;
    else if (kind < TOKEN_STRING)
        value->ref = (Ref){token->name, token->span};
    else if (kind == TOKEN_STRING)
        value->span = token->span;
    else if (kind == TOKEN_ENTRY)
        value->entry = token->entry;
    else
        value->time = time_new(p, token->time);
}

#ifdef GRAMMAR_CLEAN
static int yyreport_syntax_error(const yypcontext_t *context, Parser *p) {
    (void)context;
    parser_give_up(p);
    return 0;
}

static int yylex(YYSTYPE *value, Span *span, Parser *p) {
    const Token *token = parser_next_clean(p);
    *span = token->span;
    token_value(value, p, token);
    return token->kind;
}

bool grammar_parse_clean(Parser *p) {
    return yyparse(p) == 0;
}
#else
static int yyreport_syntax_error(const yypcontext_t *context, Parser *p) {
    yysymbol_kind_t expected[GRAMMAR_TOKENS_MOST];
    const char *names[GRAMMAR_TOKENS_MOST];
    int count = yypcontext_expected_tokens(context, expected, GRAMMAR_TOKENS_MOST);
    uint32_t named = 0;
    for (int i = 0; i < count; i++)
        if (expected[i] != YYSYMBOL_ENTRY)
            names[named++] = yysymbol_name(expected[i]);
    yysymbol_kind_t found = yypcontext_token(context);
    Unexpected unexpected = {
        .span = *yypcontext_location(context),
        .name = found == YYSYMBOL_YYEMPTY ? "" : yysymbol_name(found),
        .at_end = found == YYSYMBOL_YYEOF,
        .unreadable = found == YYSYMBOL_YYUNDEF,
        .is_word = found >= YYSYMBOL_INCLUDE && found <= YYSYMBOL_MIA,
        .expected = names,
        .expected_count = named,
    };
    parser_unexpected(p, &unexpected);
    return 0;
}

#if YYPULL
/* The parser asks for a token; the scanner's own, or what recovery leaves of them. */
static int yylex(YYSTYPE *value, Span *span, Parser *p) {
    const Token *token = parser_next(p);
    *span = token->span;
    token_value(value, p, token);
    return token->kind;
}

bool grammar_parse(Parser *p) {
    return yyparse(p) == 0;
}

/* The words of the language, for the scanner: the tokens from INCLUDE to MIA. */
uint32_t grammar_word_count(void) {
    return TOKEN_MIA - TOKEN_INCLUDE + 1;
}

const char *grammar_word(uint32_t index) {
    return yysymbol_name((yysymbol_kind_t)(YYSYMBOL_INCLUDE + (int)index));
}

WordKind grammar_word_kind(uint32_t index) {
    int token = TOKEN_INCLUDE + (int)index;
    return token >= TOKEN_AND      ? WORD_RESERVED
           : token >= TOKEN_RISING ? WORD_LOCAL
                                   : WORD_STATEMENT;
}
#else
PushState grammar_push(void *pushed, Parser *p, const Token *token) {
    YYSTYPE value;
    Span span = token->span;
    token_value(&value, p, token);
    int status = yypush_parse(pushed, token->kind, &value, &span, p);
    return status == YYPUSH_MORE ? PUSH_MORE : status == 0 ? PUSH_DONE : PUSH_FAILED;
}

void *grammar_push_new(void) {
    return yypstate_new();
}

void grammar_push_drop(void *pushed) {
    yypstate_delete(pushed);
}

uint32_t grammar_push_expected(void *pushed, int *kinds) {
    yysymbol_kind_t expected[GRAMMAR_TOKENS_MOST];
    int count = yypstate_expected_tokens(pushed, expected, GRAMMAR_TOKENS_MOST);
    uint32_t kept = 0;
    for (int i = 0; i < count; i++)
        if (expected[i] != YYSYMBOL_ENTRY)
            kinds[kept++] = expected[i] == YYSYMBOL_YYEOF
                                ? TOKEN_END
                                : TOKEN_LOST + (int)(expected[i] - YYSYMBOL_LOST);
    return kept;
}
#endif
#endif
