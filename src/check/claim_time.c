/* What a claim asks of an entry's time, and of a line that has no entry then. */
#include "check/claim_time.h"

bool claim_in_table(const Claim *claim) {
    return claim->scope == SCOPE_ROW || claim->scope == SCOPE_GROUP ||
           claim->scope == SCOPE_TABLE;
}

static bool time_is_same(Time a, Time b) {
    return a.kind == b.kind && a.from == b.from && a.to == b.to;
}

/* Whether a table has a column of that very time; true for every time where it has only
 * `all` columns. */
static bool table_has_time(const TableInfo *table, Time time) {
    bool any = false;
    for (uint32_t i = 0; i < table->column_count; i++) {
        Time column = table->columns[i].time;
        if (time_is_same(column, time))
            return true;
        any = any || column_has_entries(&table->columns[i]);
    }
    return !any;
}

bool claim_covers(const Model *model, const Claim *claim, uint32_t fact) {
    const Facts *facts = &model->facts;
    int16_t year = facts->year[fact];
    bool special = (facts->flags[fact] & FACT_SPECIAL) != 0;
    switch ((TimeKind)claim->time.kind) {
    case TIME_YEAR:
        if (claim_in_table(claim))
            return facts->column[fact] == claim->column;
        return !special && year == claim->time.from;
    case TIME_ALL:
        return claim->table == 0 || claim_in_table(claim) ||
               table_has_time(&model->tables.at[claim->table],
                              model_fact_time(model, fact));
    case TIME_UNSTATED:
        return special && model_fact_time(model, fact).kind == TIME_UNSTATED;
    default: break;
    }
    if (claim_in_table(claim))
        return facts->column[fact] == claim->column;
    if (claim->table == 0 && claim->time.kind == TIME_SPAN && year != 0)
        return year >= claim->time.from && year <= claim->time.to;
    Time time = model_fact_time(model, fact);
    /* A column is of just that time; elsewhere a sum is of all that is in it. */
    return claim->table != 0 ? time_is_same(time, claim->time)
                             : time_is_in(time, claim->time);
}

/* Whether a time has a day in common with the claim's; an open end is endless. */
static bool time_meets(const Claim *claim, Time time) {
    if (claim->time.kind == TIME_ALL)
        return true;
    if (claim->time.kind == TIME_UNSTATED || time.kind == TIME_UNSTATED)
        return claim->time.kind == time.kind;
    return time_first(time) <= time_last(claim->time) &&
           time_last(time) >= time_first(claim->time);
}

/* Whether a table has a column for entries at the claim's time. One of `all` columns
 * alone has no entries. */
static bool table_prints(const TableInfo *table, const Claim *claim) {
    for (uint32_t i = 0; i < table->column_count; i++) {
        Time time = table->columns[i].time;
        if (column_has_entries(&table->columns[i]) && time_meets(claim, time))
            return true;
    }
    return false;
}

/* Whether a statement says `-` for the claim's time. */
static bool statement_denies(const Money *money, const Claim *claim) {
    for (uint32_t i = 0; i < money->count; i++) {
        const Entry *entry = &money->entries[i];
        if (entry->odd && (entry->dated->figure.flags & FIGURE_NONE) != 0 &&
            time_meets(claim, entry->dated->time))
            return true;
    }
    return false;
}

bool claim_denied(const Model *model, const Claim *claim, const Line *line) {
    return line->table != 0 ? table_prints(&model->tables.at[line->table], claim)
                            : statement_denies((const Money *)line->node, claim);
}
