/* What a reader of an answer has to know: what is missing in it, assumed or left out. */
#include "query/work.h"

#include "base/phrase.h"
#include "model/view.h"
#include "query/copies.h"

static void remark_missing(QueryWork *work) {
    const Remarks *all = &work->rows.remarks;
    for (uint32_t i = 0; i < all->count; i++) {
        Slice why = all->at[i].why;
        if (slice_is(why, EVAL_UNREAD)) {
            WORK_REMARK(work, "%.*s, and is left out", SLICE_ARGS(why));
            continue;
        }
        unsigned count = (unsigned)all->at[i].count;
        if (slice_is(why, EVAL_CURRENCIES)) {
            WORK_REMARK(
                work,
                "%u comparison%s of amounts in several currencies %s not hold: no rate "
                "is assumed",
                count, phrase_s(count), count == 1 ? "does" : "do");
        } else {
            WORK_REMARK(work, "%u value%s missing: %.*s", count,
                        count == 1 ? " is" : "s are", SLICE_ARGS(why));
        }
    }
}

static bool adds_up(const BoundQuery *query) {
    for (uint32_t i = 0; i < query->aggregate_count; i++) {
        FunctionId function = (FunctionId)query->aggregates[i]->op;
        if (function == FUNCTION_sum || function == FUNCTION_avg ||
            function == FUNCTION_share || function == FUNCTION_change)
            return true;
    }
    return false;
}

static Slice money_title(const QueryWork *work, Version version) {
    return view_title(work->run->model, KIND_MONEY, version.money, work->query->document);
}

void work_remark(QueryWork *work) {
    unsigned left_out = (unsigned)work->rows.left_out;
    unsigned blanks = (unsigned)work->rows.blanks;
    if (left_out > 0) {
        WORK_REMARK(work, "%u %s to no single year and %s left out by \"where\"",
                    left_out, left_out == 1 ? "entry belongs" : "entries belong",
                    phrase_is(left_out));
    }
    if (blanks > 0 && adds_up(work->query)) {
        WORK_REMARK(work, "%u amount%s not stated and add%s nothing", blanks,
                    blanks == 1 ? " is" : "s are", blanks == 1 ? "s" : "");
    }
    if (work->rows.assumed > 0) {
        unsigned assumed = (unsigned)work->rows.assumed;
        WORK_REMARK(work,
                    "%u amount%s 0: the printed table has the year, but no row of it for "
                    "the project",
                    assumed, assumed == 1 ? " is taken as" : "s are taken as");
    }
    remark_missing(work);
    if (work->groups.spread_rows > 0) {
        unsigned count = (unsigned)work->groups.spread_rows;
        const TableDef *table = table_def(work->query->table);
        WORK_REMARK(
            work, "%u of the %s %s several values and %s counted in the group of each%s",
            count, table->shape == SHAPE_ENTRY ? "entries" : table->name,
            count == 1 ? "has" : "have", phrase_is(count),
            !work->query->with_totals ? ""
            : count == 1              ? ", but once in the totals"
                                      : ", but once each in the totals");
    }
    Slice copies = copies_remark(&work->rows, &work->groups);
    if (copies.length > 0)
        WORK_REMARK(work, "%.*s", SLICE_ARGS(copies));
    if (work->builder.ordered[0] != 0) {
        WORK_REMARK(
            work,
            "amounts in %s and in %s are ordered by their numbers: no rate is assumed",
            currency_text(work->builder.ordered[0]),
            currency_text(work->builder.ordered[1]));
    }
    if (work->wide.mixed != NULL && work->query->with_totals) {
        const Versions *versions = work->wide.mixed->versions;
        WORK_REMARK(
            work,
            "a total across versions of one amount, as \"%.*s\" and \"%.*s\", is left "
            "empty",
            SLICE_ARGS(money_title(work, versions->first)),
            SLICE_ARGS(money_title(work, versions->other)));
    }
    if (work->builder.rounded) {
        WORK_REMARK(work, "quotients and means are rounded half to even to 4 digits; "
                          "round(x, n) chooses another number");
    }
    if (work_stopped_early(work)) {
        WORK_REMARK(work, "%u row%s shown; the limit leaves out more", work->count,
                    work->count == 1 ? " is" : "s are");
    } else if (work->count < work->all) {
        WORK_REMARK(work, "%u of %u rows are shown%s", work->count, work->all,
                    work->query->with_totals ? "; the totals are over all of them" : "");
    }
}
