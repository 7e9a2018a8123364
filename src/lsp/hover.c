/* Hovering: a name with its titles and money, a figure with what it belongs to, a total
 * with its sum, a code with its meaning. As Markdown, which reads as plain text too. */
#include "lsp/hover.h"

#include <string.h>

#include "base/utf8.h"
#include "check/checked.h"
#include "lsp/methods.h"
#include "model/properties.h"
#include "model/view.h"
#include "render/code.h"
#include "render/json_write.h"
#include "render/report.h"
#include "render/result.h"
#include "workspace/ask.h"

enum { TERMS_MOST = 12 }; /* of a sum that is written out */

/* ---- texts ---- */

/* Text from a file, which Markdown must not obey. */
static void put_plain(Text *out, Slice text) {
    Text escaped = {.memory = out->memory};
    utf8_escape(&escaped, text, 1);
    for (size_t i = 0; i < escaped.length; i++) {
        if (char_in(escaped.at[i], "\\`*_[]<>|#"))
            text_char(out, '\\');
        text_char(out, escaped.at[i]);
    }
    text_free(&escaped);
}

/* "1.5 mio DKK" */
static Slice amount_text(const Model *model, Decimal amount, int8_t power,
                         uint8_t currency) {
    return model_with_unit(model, model_amount(model, amount, power),
                           model_unit(model, power, currency));
}

/* ---- a thing ---- */

static void put_titles(const Model *model, const Thing *thing, Text *out) {
    uint32_t count = 0;
    for (uint32_t at = thing->first_title; at != 0; at = model->titles.at[at - 1].next)
        count++;
    for (uint32_t at = thing->first_title; at != 0; at = model->titles.at[at - 1].next) {
        const Title *title = &model->titles.at[at - 1];
        text_str(out, count > 1 ? "- " : "");
        put_plain(out, view_title_text(model, title));
        if (count > 1 && model_thing(model, KIND_DOCUMENT, title->document)->name != 0) {
            text_str(out, " (");
            put_plain(out, model_name(model, KIND_DOCUMENT, title->document));
            text_str(out, ")");
        }
        text_str(out, "\n");
    }
    if (count == 0)
        text_str(out, "It is declared nowhere.\n");
}

static void put_declared(const Workspace *workspace, const Thing *thing, Text *out) {
    const Source *source = sources_get(&workspace->sources, thing->source);
    Slice path = source->path;
    for (uint32_t i = path.length; i-- > 0;) {
        if (path.at[i] == '/') {
            path = (Slice){path.at + i + 1, path.length - i - 1};
            break;
        }
    }
    text_str(out, thing->first_title != 0 ? "\nDeclared in " : "\nNamed in ");
    put_plain(out, path);
    text_format(out, ", line %u.\n", source_line(source, thing->span.start));
}

/* Whether several documents state money: then it is shown of each. */
static bool several_state_money(const Model *model) {
    uint32_t count = 0;
    for (Id id = 1; id < model->things[KIND_DOCUMENT].count && count < 2; id++)
        count += model->rows[id].facts.end > model->rows[id].facts.first;
    return count > 1;
}

/* Its money by year, as a query has it; nothing where it has none. */
static void put_money(const Workspace *workspace, ThingKind kind, Slice name, Text *out) {
    bool has = kind == KIND_PROJECT || kind == KIND_AREA || kind == KIND_SOURCE ||
               kind == KIND_MONEY || kind == KIND_DOCUMENT;
    if (!has || name.length == 0)
        return;
    Arena *arena = arena_new(out->memory);
    bool several = several_state_money(workspace->model);
    Ask ask = {.text = arena_format(
                   arena,
                   "select %syear, sum(amount) as money from funding where %s.name = "
                   "\"%.*s\" group by %syear order by year",
                   several ? "document, " : "", kind_text(kind), SLICE_ARGS(name),
                   several ? "document, " : ""),
               .path = SLICE("query")};
    Answer *answer = workspace_ask(workspace, &ask);
    const char *why;
    static const ResultStyle style = {.format = RESULT_MARKDOWN, .null = {"-", 1}};
    if (answer->result != NULL && answer->result->row_count > 0) {
        ResultPage page = {.memory = out->memory,
                           .model = workspace->model,
                           .result = answer->result,
                           .style = &style};
        Writer to = writer_text(out);
        text_str(out, "\n");
        render_result(&page, &to, &why);
    }
    answer_drop(answer);
    arena_drop(arena);
}

void hover_thing(const Workspace *workspace, ThingKind kind, Id id, Text *out) {
    const Model *model = workspace->model;
    const Thing *thing = model_thing(model, kind, id);
    Slice name = model_name(model, kind, id);
    text_format(out, "**%s** `%.*s`\n\n", kind_text(kind), SLICE_ARGS(name));
    put_titles(model, thing, out);
    put_declared(workspace, thing, out);
    put_money(workspace, kind, name, out);
}

static bool hover_name(const FileSpot *spot, Text *out, Span *span) {
    uint32_t count;
    const Reference *at = references_at(spot->workspace->references, spot->source->id,
                                        spot->offset, &count);
    if (at == NULL) {
        at = references_title_at(spot->workspace->references, spot->source->id,
                                 spot->offset);
        count = at != NULL;
    }
    if (at == NULL)
        return false;
    *span = at->span;
    for (uint32_t i = 0; i < count; i++) {
        text_str(out, i > 0 ? "\n---\n\n" : "");
        Slice name = source_slice(spot->source, at[i].span);
        const BuiltIn *row = built_in_find(name);
        if (at[i].kind < KIND_COUNT)
            hover_thing(spot->workspace, (ThingKind)at[i].kind, at[i].id, out);
        else if (at[i].kind == REFERENCE_PROPERTY)
            text_format(out, "**property** `%.*s`\n\n%s\n", SLICE_ARGS(name),
                        row != NULL ? row->help : "A property of your own.");
        else
            text_format(out, "**%s** `%.*s`\n",
                        at[i].kind == REFERENCE_TABLE ? "table" : "query",
                        SLICE_ARGS(name));
    }
    return true;
}

/* A property that is built in is no reference: it is the language's. */
static bool hover_property(const FileSpot *spot, Text *out, Span *span) {
    const Property *property = (const Property *)connection_node(spot, NODE_PROPERTY);
    if (property == NULL)
        return false;
    *span = property->name.span;
    const BuiltIn *row = built_in_find(source_slice(spot->source, *span));
    if (row == NULL || spot->offset < span->start || spot->offset > span->end)
        return false;
    text_format(out, "**property** `%s`\n\n%s\n", row->name, row->help);
    return true;
}

/* ---- findings ---- */

/* What was found at that very place. */
static void put_findings(const FileSpot *spot, Span span, Text *out) {
    const Findings *findings = &spot->workspace->findings;
    for (uint32_t i = 0; i < findings->all.count; i++) {
        const Diagnostic *d = findings->all.at[i];
        if (d->place.source != spot->source->id || d->place.span.start > span.start ||
            d->place.span.end < span.end)
            continue;
        text_format(out, "\n**%s**%s: ", code_info(d->code)->code,
                    d->allowed ? ", accepted" : "");
        put_plain(out, d->message);
        text_str(out, "\n");
        for (uint32_t k = 0; k < d->notes.count; k++) {
            text_str(out, "- ");
            put_plain(out, d->notes.at[k]);
            text_str(out, "\n");
        }
        for (uint32_t k = 0; k < d->explanations.count; k++) {
            text_format(out, "- %s: ", strength_text(d->explanations.at[k].strength));
            put_plain(out, d->explanations.at[k].message);
            text_str(out, "\n");
        }
        text_str(out, d->help.length > 0 ? "- " : "");
        put_plain(out, d->help);
        text_str(out, d->help.length > 0 ? "\n" : "");
    }
}

static bool holds(Span span, uint32_t offset) {
    return span.start <= offset && offset <= span.end;
}

/* ---- a total ---- */

static const char *verdict_words(uint8_t verdict) {
    switch ((Verdict)verdict) {
    case VERDICT_EXACT: return "exact";
    case VERDICT_ROUNDING: return "differs by rounding";
    case VERDICT_COARSE: return "off, unless figures were rounded more coarsely";
    case VERDICT_OFF: return "off";
    case VERDICT_BLANK: return "open: an amount is not given";
    default: return "cannot be checked";
    }
}

/* "1.5 + 0.4 = 1.9 mio DKK" */
static void put_sum(const FileSpot *spot, const Claim *claim, const Outcome *outcome,
                    Text *out) {
    const Model *model = spot->workspace->model;
    if (claim->scope == SCOPE_GROSS || outcome->basis != BASIS_ENTRIES)
        return;
    ScopeList list = scope_of(spot->workspace->checked->scopes, claim);
    if (list.unbound || list.spent || list.count == 0)
        return;
    text_str(out, "\n");
    for (uint32_t i = 0; i < list.count && list.count <= TERMS_MOST; i++) {
        Figure figure = facts_figure(&model->facts, list.facts[i]);
        bool known = (figure.flags & (FIGURE_BLANK | FIGURE_BAD)) == 0;
        text_str(out, i > 0 ? " + " : "");
        text_slice(out, known ? model_amount(model, figure_decimal(figure), claim->power)
                              : SLICE("?"));
    }
    if (list.count > TERMS_MOST)
        text_format(out, "%u entries", list.count);
    if (outcome->verdict <= VERDICT_BLANK) {
        text_str(out, " = ");
        text_slice(out,
                   amount_text(model, outcome->computed, claim->power, claim->currency));
    }
    text_str(out, "\n");
}

static bool hover_claim(const FileSpot *spot, Text *out, Span *span) {
    const Model *model = spot->workspace->model;
    for (uint32_t i = 0; i < model->claims.count; i++) {
        const Claim *claim = &model->claims.at[i];
        Span at = figure_span(claim->stated);
        if (claim->file != spot->source->id || !holds(at, spot->offset))
            continue;
        const Outcome *outcome = &spot->workspace->checked->totals[i];
        *span = at;
        text_str(out, claim->scope == SCOPE_GROSS ? "**gross**" : "**total**");
        text_str(out, " for ");
        text_slice(out, time_text(model->arena, claim->time));
        if ((claim->stated.flags & (FIGURE_BLANK | FIGURE_BAD)) == 0) {
            text_str(out, ": stated ");
            text_slice(out, amount_text(model, figure_decimal(claim->stated),
                                        claim->power, claim->currency));
        }
        if (outcome->stated)
            text_format(out, ", %s", verdict_words(outcome->verdict));
        text_str(out, "\n");
        put_sum(spot, claim, outcome, out);
        put_findings(spot, at, out);
        return true;
    }
    return false;
}

/* ---- a computed cell ---- */

/* "computed" Change = 2025 - 2024: stated 2.0, off; and what the formula gives. */
static void put_cell(const FileSpot *spot, uint32_t number, Text *out) {
    const Model *model = spot->workspace->model;
    const CellClaim *cell = &model->cells.at[number];
    const CellOutcome *outcome = &spot->workspace->checked->cells[number];
    const TableInfo *table = &model->tables.at[cell->table];
    const Column *column = table->columns[cell->column].computed;
    text_str(out, "**computed** ");
    put_plain(out, source_slice(spot->source, column->heading));
    text_str(out, " = ");
    put_plain(out, source_slice(spot->source, column->formula->span));
    text_str(out, ": stated ");
    put_plain(out, source_slice(spot->source, figure_span(cell->cells[cell->column])));
    bool blank = (cell->cells[cell->column].flags & FIGURE_BLANK) != 0;
    if (!blank)
        text_format(out, ", %s", verdict_words(outcome->verdict));
    text_str(out, "\n");
    if ((outcome->verdict > VERDICT_OFF && !blank) ||
        !datum_is_number(&outcome->computed))
        return;
    Datum computed = formula_as_printed(outcome, outcome->computed);
    Slice figure = datum_text(model, &computed, table->power);
    text_str(out, "\n= ");
    text_slice(out,
               computed.kind == DATUM_AMOUNT
                   ? model_with_unit(model, figure,
                                     model_unit(model, table->power, computed.currency))
                   : figure);
    text_str(out, "\n");
}

static bool hover_cell(const FileSpot *spot, Text *out, Span *span) {
    const Model *model = spot->workspace->model;
    for (uint32_t i = 0; i < model->cells.count; i++) {
        const CellClaim *cell = &model->cells.at[i];
        *span = figure_span(cell->cells[cell->column]);
        if (cell->file != spot->source->id || !holds(*span, spot->offset))
            continue;
        put_cell(spot, i, out);
        put_findings(spot, *span, out);
        return true;
    }
    return false;
}

/* ---- an entry ---- */

static void put_part(const Model *model, const char *word, ThingKind kind, Id id,
                     Id document, Text *out) {
    if (id == 0)
        return;
    text_format(out, "- %s: ", word);
    put_plain(out, view_title(model, kind, id, document));
    text_str(out, "\n");
}

static bool hover_fact(const FileSpot *spot, Text *out, Span *span) {
    Model model = *spot->workspace->model;
    for (uint32_t i = 0; i < model.facts.count; i++) {
        const Line *line = &model.lines.at[model.facts.line[i]];
        if (line->file != spot->source->id || model.facts.at[i] > spot->offset)
            continue;
        Place place = model_fact_place(&model, i);
        if (!holds(place.span, spot->offset))
            continue;
        *span = place.span;
        Figure figure = facts_figure(&model.facts, i);
        bool known = (figure.flags & (FIGURE_BLANK | FIGURE_BAD)) == 0;
        text_format(out, "**%s** ",
                    line->kind == MONEY_SPENDING ? "spending" : "funding");
        text_slice(out, time_text(model.arena, model_fact_time(&model, i)));
        text_str(out, ": ");
        text_slice(out, known ? amount_text(&model, figure_decimal(figure), line->power,
                                            figure.currency)
                              : SLICE("not given"));
        text_str(out, "\n\n");
        put_part(&model, "project", KIND_PROJECT, line->project, line->document, out);
        put_part(&model, "area", KIND_AREA, line->area, line->document, out);
        put_part(&model, "from", KIND_SOURCE, line->source, line->document, out);
        put_part(&model, "as", KIND_MONEY, line->money, line->document, out);
        put_part(&model, "within", KIND_PROJECT, line->within, line->document, out);
        if ((model.facts.flags[i] & FACT_PART) != 0)
            text_str(out, "- left out of totals: its whole states money for that year\n");
        put_findings(spot, *span, out);
        return true;
    }
    return false;
}

/* ---- a code ---- */

static bool hover_code(const FileSpot *spot, Text *out, Span *span) {
    const Allow *allow = (const Allow *)connection_node(spot, NODE_ALLOW);
    if (allow == NULL)
        return false;
    *span = allow->code.span;
    Code code = code_find(source_slice(spot->source, *span));
    if (!holds(*span, spot->offset) || code == CODE_COUNT)
        return false;
    Writer to = writer_text(out);
    text_str(out, "```\n");
    render_code(code_info(code), &to);
    text_str(out, "```\n");
    return true;
}

void lsp_hover(Connection *connection, Param params, Reply *reply) {
    FileSpot spot;
    Span span;
    if (!connection_spot(connection, params, reply, &spot))
        return;
    Text text = {.memory = connection->memory};
    bool any = hover_name(&spot, &text, &span) || hover_claim(&spot, &text, &span) ||
               hover_cell(&spot, &text, &span) || hover_fact(&spot, &text, &span) ||
               hover_code(&spot, &text, &span) || hover_property(&spot, &text, &span);
    if (any) {
        writer_format(reply->out, "{\"contents\":{\"kind\":\"%s\",\"value\":",
                      connection->abilities.markdown ? "markdown" : "plaintext");
        json_write_string(reply->out, text_view(&text));
        writer_str(reply->out, "},\"range\":");
        connection_write_range(connection, spot.source, span, reply->out);
        writer_str(reply->out, "}");
    } else {
        writer_str(reply->out, "null");
    }
    text_free(&text);
}
