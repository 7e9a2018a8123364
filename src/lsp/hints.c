/* What is shown beside the text: the figure that entries add up to where a stated one is
 * off or not given, and above tables and queries what they hold. */
#include "lsp/methods.h"

#include "base/phrase.h"
#include "check/checked.h"
#include "render/json_write.h"

/* ---- hints ---- */

/* The sum of a claim's entries, where each is known and all are in one currency, of one
 * version of each amount. */
static bool add_entries(const Workspace *workspace, const Claim *claim, Decimal *out) {
    const Model *model = workspace->model;
    if (claim->scope == SCOPE_GROSS)
        return false;
    ScopeList list = scope_of(workspace->checked->scopes, claim);
    bool fine = list.count > 0 && !list.unbound && !list.apart && !list.spent;
    uint8_t currency = 0;
    Versions versions = {.families = NULL};
    for (uint32_t i = 0; i < list.count && fine; i++) {
        Id money = model->lines.at[model->facts.line[list.facts[i]]].money;
        versions_add(&versions, model, model->arena, money, list.facts[i]);
        Figure figure = facts_figure(&model->facts, list.facts[i]);
        Decimal amount = figure_decimal(figure);
        currency = i == 0 ? (uint8_t)figure.currency : currency;
        fine = (figure.flags & (FIGURE_BLANK | FIGURE_BAD)) == 0 &&
               figure.currency == currency && !versions_several(&versions) &&
               (i == 0 || decimal_add(*out, amount, out));
        *out = i == 0 ? amount : *out; /* with its digits, and no more */
    }
    return fine;
}

/* What the entries of a claim that is off, or not given, add up to. */
static bool hint_of(const Workspace *workspace, uint32_t number, Decimal *sum) {
    const Claim *claim = &workspace->model->claims.at[number];
    const Outcome *outcome = &workspace->checked->totals[number];
    if ((claim->stated.flags & FIGURE_BLANK) != 0)
        return add_entries(workspace, claim, sum);
    *sum = outcome->computed;
    return outcome->stated && outcome->basis == BASIS_ENTRIES &&
           (outcome->verdict == VERDICT_OFF || outcome->verdict == VERDICT_COARSE);
}

typedef struct Hints {
    Connection *connection;
    const FileSpot *spot;
    Span range; /* in which they are wanted */
    Writer *out;
    bool any;
} Hints;

static bool is_wanted(const Hints *hints, SourceId file, Span at) {
    return hints->connection->wishes.hints && file == hints->spot->source->id &&
           at.end >= hints->range.start && at.start <= hints->range.end;
}

static void write_hint(Hints *hints, uint32_t offset, Slice figure, const char *tip) {
    Connection *connection = hints->connection;
    Text label = {.memory = connection->memory};
    text_str(&label, "= ");
    text_slice(&label, figure);
    writer_str(hints->out, hints->any ? ",{\"position\":" : "{\"position\":");
    connection_write_position(connection, hints->spot->source, offset, hints->out);
    writer_str(hints->out, ",\"label\":");
    json_write_string(hints->out, text_view(&label));
    writer_format(hints->out, ",\"paddingLeft\":true,\"tooltip\":\"%s\"}", tip);
    text_free(&label);
    hints->any = true;
}

static void hint_totals(Hints *hints) {
    const Model *model = hints->spot->workspace->model;
    for (uint32_t i = 0; i < model->claims.count; i++) {
        const Claim *claim = &model->claims.at[i];
        Span at = figure_span(claim->stated);
        Decimal sum;
        if (is_wanted(hints, claim->file, at) && hint_of(hints->spot->workspace, i, &sum))
            write_hint(hints, at.end, model_amount(model, sum, claim->power),
                       "what the entries add up to");
    }
}

/* What the formula gives beside a cell that is off, or not given. */
static void hint_cells(Hints *hints) {
    const Workspace *workspace = hints->spot->workspace;
    const Model *model = workspace->model;
    for (uint32_t i = 0; i < model->cells.count; i++) {
        const CellClaim *cell = &model->cells.at[i];
        const CellOutcome *outcome = &workspace->checked->cells[i];
        Figure stated = cell->cells[cell->column];
        bool off = outcome->verdict == VERDICT_OFF || (stated.flags & FIGURE_BLANK) != 0;
        if (!off || !datum_is_number(&outcome->computed) ||
            !is_wanted(hints, cell->file, figure_span(stated)))
            continue;
        Datum computed = formula_as_printed(outcome, outcome->computed);
        write_hint(hints, figure_span(stated).end,
                   datum_text(model, &computed, model->tables.at[cell->table].power),
                   "what the formula gives");
    }
}

void lsp_hints(Connection *connection, Param params, Reply *reply) {
    FileSpot spot;
    if (!connection_spot(connection, params, reply, &spot))
        return;
    Span all = {0, UINT32_MAX};
    Hints hints = {.connection = connection,
                   .spot = &spot,
                   .range = param_is(param_get(params, "range")) ? spot.range : all,
                   .out = reply->out};
    writer_str(reply->out, "[");
    hint_totals(&hints);
    hint_cells(&hints);
    writer_str(reply->out, "]");
}

/* ---- lenses ---- */

typedef struct Lenses {
    Connection *connection;
    const FileSpot *spot;
    Arena *arena;
    Writer *out;
    bool any;
} Lenses;

static void write_lens(Lenses *lenses, Span span, Slice title, const char *command,
                       Slice argument) {
    Writer *out = lenses->out;
    writer_str(out, lenses->any ? ",{\"range\":" : "{\"range\":");
    connection_write_range(lenses->connection, lenses->spot->source, span, out);
    writer_str(out, ",\"command\":{\"title\":");
    json_write_string(out, title);
    writer_format(out, ",\"command\":\"%s\"", command);
    if (argument.length > 0) {
        writer_str(out, ",\"arguments\":[");
        connection_write_uri(lenses->connection, lenses->spot->home, lenses->spot->source,
                             out);
        writer_str(out, ",");
        json_write_string(out, argument);
        writer_str(out, ",true]");
    }
    writer_str(out, "}}");
    lenses->any = true;
}

static void lens_table(Lenses *lenses, const TableInfo *table) {
    uint32_t facts = table->end_fact - table->first_fact;
    uint32_t claims = table->end_claim - table->first_claim + table->end_cell -
                      table->first_cell,
             off = 0;
    for (uint32_t i = table->first_claim; i < table->end_claim; i++) {
        const Outcome *outcome = &lenses->spot->workspace->checked->totals[i];
        off += outcome->stated && outcome->verdict == VERDICT_OFF;
    }
    for (uint32_t i = table->first_cell; i < table->end_cell; i++)
        off += lenses->spot->workspace->checked->cells[i].verdict == VERDICT_OFF;
    Slice title = arena_format(lenses->arena, "%u %s, %u claim%s", facts,
                               phrase_entries(facts), claims, phrase_s(claims));
    if (off > 0)
        title = arena_format(lenses->arena, "%.*s, %u off", SLICE_ARGS(title), off);
    Span span = {table->node->node.span.start, table->node->node.span.start};
    write_lens(lenses, span, title, "", SLICE(""));
}

void lsp_lenses(Connection *connection, Param params, Reply *reply) {
    FileSpot spot;
    if (!connection_spot(connection, params, reply, &spot))
        return;
    Lenses lenses = {connection, &spot, reply->arena, reply->out, false};
    const Model *model = spot.workspace->model;
    writer_str(reply->out, "[");
    for (Id i = 1; i < model->tables.count; i++)
        if (model->tables.at[i].file == spot.source->id)
            lens_table(&lenses, &model->tables.at[i]);
    for (uint32_t i = 0; i < model->queries.count; i++) {
        const QueryInfo *query = &model->queries.at[i];
        if (query->file == spot.source->id && query->node->name.name != 0)
            write_lens(&lenses, query->node->name.span, SLICE("run query"), "integ.query",
                       names_text(model->names, query->node->name.name));
    }
    writer_str(reply->out, "]");
}
