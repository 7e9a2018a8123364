/* Says of a statement that it does not belong where it stands (N04). */
#include "model/build.h"
#include "model/properties.h"
#include "syntax/statement_word.h"

static const char *const heres[AT_COUNT] = {
    [AT_TOP] = "at the top of a file",
    [AT_THING + KIND_DOCUMENT] = "in a document",
    [AT_THING + KIND_ORGANISATION] = "in an organisation",
    [AT_THING + KIND_AREA] = "in an area",
    [AT_THING + KIND_SOURCE] = "in a source",
    [AT_THING + KIND_MONEY] = "in a kind of money",
    [AT_THING + KIND_PROJECT] = "in a project",
    [AT_THING + KIND_GOAL] = "in a goal",
    [AT_THING + KIND_INDICATOR] = "in an indicator",
    [AT_THING + KIND_DIMENSION] = "in a dimension",
    [AT_THING + KIND_CATEGORY] = "in a category",
    [AT_TABLE] = "in a table",
    [AT_GROUP] = "in an area of a table",
    [AT_ROW] = "in a row",
    [AT_EVERY] = "in \"every\"",
};

static void misplaced(Build *b, const Context *c, const Node *node, const char *message,
                      const char *help) {
    Findings *findings = b->model->findings;
    Place place = build_head(b, node);
    Slice word = source_slice(b->source, place.span);
    Diagnostic *d = findings_add(findings, CODE_N04, place, message, SLICE_ARGS(word));
    diagnostic_here(findings, d, "%s", heres[c->where]);
    diagnostic_help(findings, d, "%s", help);
}

/* A total has cells in a table, and years elsewhere. */
static bool total_allows(Build *b, const Context *c, const Total *total) {
    bool in_table = c->where == AT_TABLE || c->where == AT_GROUP;
    if (in_table && total->dated_count > 0) {
        misplaced(b, c, &total->node, "a total in a table must have cells, without years",
                  "write one figure for each column: total 16.4 15.4");
        return false;
    }
    if (c->where == AT_ROW && total->cell_count > 0) {
        misplaced(b, c, &total->node,
                  "the rows in a row have no total but the row itself",
                  "remove it if its figures are those of the row; a claim about the "
                  "row's project names its years: total 2020: 16.4");
        return false;
    }
    if (!in_table && total->cell_count > 0) {
        misplaced(b, c, &total->node, "a total outside a table must name its years",
                  "write the year before each figure: total 2020: 16.4, 2021: 15.4");
        return false;
    }
    if (!place_may(c->where, NODE_TOTAL, 0)) {
        misplaced(b, c, &total->node,
                  "a total can only be of an area, a project or the document",
                  "move it to the thing that it is the total of; a result is an "
                  "\"actual\" of an indicator");
        return false;
    }
    return true;
}

/* `expires 2024`: a property for a person, and a row for the grammar. In a row it may be
 * one that has a title somewhere. */
static bool is_property(Build *b, const Context *c, const Row *row) {
    ThingKind kind = place_thing(c->where);
    bool agreed;
    NameId name = row->name.name;
    if (kind == KIND_COUNT || row->title.end > row->title.start ||
        model_find(b->model, KIND_PROJECT, name) != 0)
        return false;
    const BuiltIn *known = built_in_find(names_text(b->model->names, name));
    return (known != NULL && (known->kinds >> kind & 1) != 0) ||
           attribute_find(b->model, kind, name, &agreed) != NULL;
}

static void say_colon(Build *b, const Row *row) {
    Findings *findings = b->model->findings;
    Slice name = names_text(b->model->names, row->name.name);
    Span cells = span_join(figure_span(row->cells[0]),
                           figure_span(row->cells[row->cell_count - 1]));
    Diagnostic *d = findings_add(findings, CODE_S01, build_place(b, row->name.span),
                                 "a colon is missing behind the property \"%.*s\"",
                                 SLICE_ARGS(name));
    diagnostic_help(findings, d, "write %.*s: %.*s", SLICE_ARGS(name),
                    SLICE_ARGS(source_slice(b->source, cells)));
}

/* `tabel "Table 1" 2024 {`: a statement that is misspelt or in another language, and a
 * row for the grammar; and `years 2024 til 2026`, where a word begins a row in mid-line.
 */
static bool say_word(Build *b, const Row *row) {
    Findings *findings = b->model->findings;
    Span span = row->name.span;
    if (build_is_title(b, row->name) || row->name.name == 0)
        return false;
    Slice word = names_text(b->model->names, row->name.name);
    Slice means = statement_word_translated(word);
    if (means.length == 0)
        means = statement_word_near(word);
    uint32_t line = span.start;
    while (line > 0 && char_in(b->source->text.at[line - 1], " \t"))
        line--;
    bool first = line == 0 || char_in(b->source->text.at[line - 1], "\n{};");
    if (!first) {
        Diagnostic *d = findings_add(findings, CODE_N04, build_place(b, span),
                                     "\"%.*s\" is not expected here", SLICE_ARGS(word));
        diagnostic_help(findings, d,
                        "correct the statement before it: for a range of years write two "
                        "points, as in 2024..2026");
    } else if (means.length > 0) {
        Diagnostic *d = findings_add(findings, CODE_N04, build_place(b, span),
                                     "\"%.*s\" is not a statement; did you mean "
                                     "\"%.*s\"?",
                                     SLICE_ARGS(word), SLICE_ARGS(means));
        diagnostic_fix(findings, d, d->place, means);
    }
    return !first || means.length > 0;
}

bool place_allows(Build *b, const Context *c, const Node *node) {
    if (node->kind == NODE_ERROR)
        return true;
    if (node->kind == NODE_TOTAL)
        return total_allows(b, c, (const Total *)node);
    if (node->kind == NODE_ROW && is_property(b, c, (const Row *)node)) {
        if (c->table == NULL) /* the rows of a row are come by twice: see table_inner.c */
            say_colon(b, (const Row *)node);
        return false;
    }
    const PlaceRule *rule = place_rule((NodeKind)node->kind, node->what);
    if (place_may(c->where, (NodeKind)node->kind, node->what))
        return true;
    if (node->kind != NODE_ROW || !say_word(b, (const Row *)node))
        misplaced(b, c, node, rule->message, rule->help);
    return false;
}
