/* Claims that were left when the steps of the checker's budget were used up: nothing
 * passes without a word. */
#include "check/families.h"

static bool before(Place a, Place b) {
    return a.source != b.source ? a.source < b.source : a.span.start < b.span.start;
}

void unchecked_add(CheckRun *run, Place place) {
    if (run->unchecked.count++ == 0 || before(place, run->unchecked.first))
        run->unchecked.first = place;
}

void unchecked_report(CheckRun *run) {
    const Unchecked *left = &run->unchecked;
    if (left->count == 0)
        return;
    const char *many = left->count == 1 ? "claim is" : "claims are";
    Diagnostic *d = findings_add(run->findings, CODE_S11, left->first,
                                 "%u %s not checked: checking all of them takes too many "
                                 "steps",
                                 left->count, many);
    diagnostic_here(run->findings, d, left->count == 1 ? "not checked" : "the first");
    diagnostic_help(run->findings, d,
                    "state fewer claims over so many entries, or put documents into "
                    "files of their own and check each file by itself");
}
