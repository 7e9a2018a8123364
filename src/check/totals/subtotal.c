/* Looks for the rows by where they stand in the file. */
#include "check/totals/subtotal.h"

#include "check/totals/words.h"

enum { ROWS_LEAST = 2, ENTRIES_MOST = 10000, LOOKS_MOST = 1000 };

/* The part of a file between two totals. */
typedef struct Between {
    SourceId file;
    uint32_t from, to;
} Between;

/* A total of all rows of its table or group. */
static bool is_plain(const Claim *claim) {
    return (claim->scope == SCOPE_TABLE || claim->scope == SCOPE_GROUP) &&
           claim->node->kind == NODE_TOTAL;
}

/* What is above a total, up to the one before it; or below it, down to the next. */
static Between between(const Model *model, uint32_t number, bool above) {
    const Claim *claim = &model->claims.at[number];
    const TableInfo *table = &model->tables.at[claim->table];
    Span block = claim->place_in != NULL && claim->scope == SCOPE_GROUP
                     ? claim->place_in->span
                     : table->node->node.span;
    Between part = {claim->file, above ? block.start : claim->node->span.end,
                    above ? claim->node->span.start : block.end};
    uint32_t at = number;
    for (uint32_t looks = 0; looks < LOOKS_MOST; looks++) {
        if (above ? at == table->first_claim : at + 1 == table->end_claim)
            break;
        at = above ? at - 1 : at + 1;
        const Claim *other = &model->claims.at[at];
        if (!is_plain(other) || other->node == claim->node ||
            other->group != claim->group)
            continue;
        if (above)
            part.from = other->node->span.end;
        else
            part.to = other->node->span.start;
        break;
    }
    return part;
}

/* How many of a claim's entries are there, if they are not all and add up to it; 0: they
 * do not. */
static uint32_t adds_up(Totals *totals, const Claim *claim, const Between *part) {
    const Model *model = totals->model;
    ScopeList list = scope_of(totals->scopes, claim);
    Sum *sum = &totals->sum;
    Decimal computed;
    uint32_t count = 0;
    sum_clear(sum);
    for (uint32_t i = 0; i < list.count; i++) {
        Place place = model_fact_place(model, list.facts[i]);
        if (place.source != part->file || place.span.start < part->from ||
            place.span.start >= part->to)
            continue;
        sum_fact(sum, model, list.facts[i]);
        count++;
    }
    bool whole = sum->bad == 0 && sum->blanks == 0 && sum_is_one(sum) &&
                 count < list.count;
    return whole && sum_value(sum, &computed) &&
                   decimal_compare(computed, figure_value(claim->stated)) == 0
               ? count
               : 0;
}

bool subtotal_note(Totals *totals, Diagnostic *d, uint32_t claim) {
    const Model *model = totals->model;
    const Claim *total = &model->claims.at[claim];
    const Outcome *outcome = &totals->outcomes[claim];
    if (!is_plain(total) || outcome->basis != BASIS_ENTRIES ||
        outcome->summands > ENTRIES_MOST)
        return false;
    uint32_t rows = 0;
    bool above = false;
    for (int i = 0; i < 2 && rows < ROWS_LEAST; i++) {
        above = !above;
        Between part = between(model, claim, above);
        rows = adds_up(totals, total, &part);
    }
    if (rows < ROWS_LEAST)
        return false;
    Slice stated = total_amount(model, total, figure_value(total->stated));
    diagnostic_note(totals->run->findings, d,
                    "the %u rows directly %s it add up to %.*s, as stated: it may be "
                    "their subtotal",
                    rows, above ? "above" : "below", SLICE_ARGS(stated));
    return true;
}

void subtotal_help(Totals *totals, Diagnostic *d) {
    diagnostic_help(totals->run->findings, d,
                    "a total counts all rows of its block: put the subtotal and its rows "
                    "into an area, area \"Heading\" { … }; a total without a heading may "
                    "name its rows instead: total of …");
}
