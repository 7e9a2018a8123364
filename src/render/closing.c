/* What a check comes to, in sentences. */
#include "render/closing.h"

#include <stddef.h>

#include "base/phrase.h"

/* A line of counts, those that are not zero: "7 errors, 2 warnings". */
typedef struct FindingList {
    Writer *out;
    uint32_t length;
} FindingList;

static void list_add(FindingList *list, uint32_t count, const char *one,
                     const char *many) {
    if (count > 0) {
        writer_format(list->out, "%s%u %s", list->length++ > 0 ? ", " : "", count,
                      count == 1 ? one : many);
    }
}

/* Kinds of claims. */
static const struct {
    size_t tally; /* where it is in a Summary */
    const char *one, *many;
} kinds[] = {{offsetof(Summary, totals), "total", "totals"},
             {offsetof(Summary, gross), "gross amount", "gross amounts"},
             {offsetof(Summary, cells), "cell", "cells"},
             {offsetof(Summary, shares), "share", "shares"},
             {offsetof(Summary, effects), "effect", "effects"},
             {offsetof(Summary, judgements), "judgement", "judgements"},
             {offsetof(Summary, checks), "check", "checks"}};

enum { KINDS = sizeof kinds / sizeof *kinds };

static const Tally *tally_of(const Summary *summary, size_t kind) {
    return (const Tally *)(const void *)((const char *)summary + kinds[kind].tally);
}

static Tally all_claims(const Summary *summary) {
    Tally sum = {0};
    for (size_t i = 0; i < KINDS; i++) {
        const Tally *tally = tally_of(summary, i);
        sum.stated += tally->stated;
        sum.hold += tally->hold;
        sum.off += tally->off;
        sum.rounding += tally->rounding;
        sum.unverifiable += tally->unverifiable;
        sum.unknown += tally->unknown;
    }
    return sum;
}

/* " (24 totals, 2 checks)": of which kinds those are that are off, where claims are of
 * several. The totals among them are those that a query counts. */
static void write_off(Writer *out, const Summary *summary) {
    FindingList off = {out, 0};
    writer_str(out, " (");
    for (size_t i = 0; i < KINDS; i++)
        list_add(&off, tally_of(summary, i)->off, kinds[i].one, kinds[i].many);
    writer_str(out, ")");
}

bool closing_has_claims(const Summary *summary) {
    return summary->facts > 0 || all_claims(summary).stated > 0;
}

void closing_claims(const Summary *summary, Writer *out) {
    Tally sum = all_claims(summary);
    FindingList figures = {out, 0};
    list_add(&figures, summary->facts, "figure", "figures");
    list_add(&figures, sum.stated, "claim", "claims");
    if (sum.stated > 0) {
        writer_str(out, ": ");
        FindingList verdicts = {out, 0};
        list_add(&verdicts, sum.hold, "holds", "hold");
        list_add(&verdicts, sum.rounding, "differs by rounding", "differ by rounding");
        list_add(&verdicts, sum.off, "is off", "are off");
        if (sum.off > 0 && sum.stated != summary->totals.stated)
            write_off(out, summary);
        list_add(&verdicts, sum.unverifiable + sum.unknown, "cannot be checked",
                 "cannot be checked");
    }
}

/* Of those that a baseline holds. */
static void write_known(Writer *out, uint32_t known) {
    if (known > 0)
        writer_format(out,
                      known == 1 ? "; %u known one is in the baseline"
                                 : "; %u known ones are in the baseline",
                      known);
}

void closing_counts(const Report *report, Writer *out) {
    Counts counts = report_counts(report);
    uint32_t files = report->sources->all.count;
    FindingList list = {out, 0};
    list_add(&list, counts.levels[LEVEL_ERROR], "error", "errors");
    list_add(&list, counts.levels[LEVEL_WARNING], "warning", "warnings");
    list_add(&list, counts.levels[LEVEL_NOTE], "note", "notes");
    if (list.length == 0) {
        writer_str(out,
                   counts.aside[ASIDE_KNOWN] > 0 ? "no new findings" : "no findings");
        list.length = 1;
    }
    list_add(&list, counts.allowed, "accepted", "accepted");
    writer_format(out, " in %u file%s", files, phrase_s(files));
    write_known(out, counts.aside[ASIDE_KNOWN]);
    if (report_unreadable(report) > 0)
        writer_format(out, "; %u more could not be read", report_unreadable(report));
    if (counts.hidden > 0)
        writer_format(out, "; %u hidden by --level %s", counts.hidden,
                      level_text(report->level));
    if (counts.aside[ASIDE_UNCHOSEN] > 0)
        writer_format(out, "; %u skipped by --only or --skip",
                      counts.aside[ASIDE_UNCHOSEN]);
    if (counts.aside[ASIDE_UNCHANGED] > 0) {
        writer_format(out, "; %u more that the change does not touch",
                      counts.aside[ASIDE_UNCHANGED]);
    }
}

void closing_baseline(const Report *report, Writer *out) {
    if (report->never > 0) {
        writer_format(out,
                      "%u error%s may keep claims from being checked, so no baseline can "
                      "hold %s; correct the file.\n",
                      report->never, phrase_s(report->never),
                      report->never == 1 ? "it" : "them");
    }
    if (report->gone > 0) {
        writer_format(out,
                      "%u known finding%s gone; --write-baseline takes %s out of the "
                      "baseline.\n",
                      report->gone, report->gone == 1 ? " is" : "s are",
                      report->gone == 1 ? "it" : "them");
    }
}
