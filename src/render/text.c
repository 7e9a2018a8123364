/* Findings for a person at a terminal, as design and README show them: what is wrong,
 * where, what was computed, why probably, what to do, and at the end a line that
 * counts. */
#include "render/report.h"
#include "base/phrase.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "render/canvas.h"
#include "render/excerpt.h"

enum {
    TEXT_OF_ONE_CODE = 20, /* findings shown of one code, unless all are asked for */
    TEXT_LABELS = 12,
    TEXT_NOTES = 12,
    TEXT_EXPLANATIONS = 6,
    TEXT_FIXES = 3,
    TEXT_ALIKE = 3 /* places of several findings that are shown as one */
};

/* ---- one finding ---- */

static Paint level_paint(Level level) {
    switch (level) {
    case LEVEL_NOTE: return PAINT_NOTE;
    case LEVEL_WARNING: return PAINT_WARNING;
    case LEVEL_ERROR: return PAINT_ERROR;
    }
    return PAINT_ERROR;
}

static void draw_header(Canvas *canvas, const Diagnostic *d) {
    canvas_paint(canvas, level_paint(d->level));
    writer_format(canvas->out, "%s[%s]", level_text(d->level), code_info(d->code)->code);
    canvas_plain(canvas);
    canvas_paint(canvas, PAINT_BOLD);
    canvas_str(canvas, ": ");
    canvas_message(canvas, d->message);
    canvas_plain(canvas);
    canvas_str(canvas, "\n");
}

/* "  = " and, where there is one, a word: "likely: ". */
static void draw_bullet(Canvas *canvas, uint32_t digits, const char *word) {
    canvas_paint(canvas, PAINT_FRAME);
    canvas_spaces(canvas, digits);
    canvas_str(canvas, "= ");
    canvas_plain(canvas);
    if (word) {
        canvas_paint(canvas, PAINT_HINT);
        canvas_str(canvas, word);
        canvas_str(canvas, ": ");
        canvas_plain(canvas);
    }
}

static void draw_more(Canvas *canvas, uint32_t digits, uint32_t count, const char *one,
                      const char *several) {
    if (count > 0) {
        draw_bullet(canvas, digits, NULL);
        writer_format(canvas->out, "and %u more %s\n", count, count == 1 ? one : several);
    }
}

static uint32_t at_most(uint32_t count, uint32_t most) {
    return count < most ? count : most;
}

static void draw_notes(Canvas *canvas, uint32_t digits, const Diagnostic *d) {
    uint32_t shown = at_most(d->notes.count, TEXT_NOTES);
    for (uint32_t i = 0; i < shown; i++) {
        draw_bullet(canvas, digits, NULL);
        canvas_message(canvas, d->notes.at[i]);
        canvas_str(canvas, "\n");
    }
    draw_more(canvas, digits, d->notes.count - shown, "note", "notes");
}

static void draw_explanations(Canvas *canvas, uint32_t digits, const Diagnostic *d) {
    uint32_t shown = at_most(d->explanations.count, TEXT_EXPLANATIONS);
    for (uint32_t i = 0; i < shown; i++) {
        const Explanation *explanation = &d->explanations.at[i];
        draw_bullet(canvas, digits, strength_text(explanation->strength));
        canvas_message(canvas, explanation->message);
        canvas_str(canvas, "\n");
    }
    draw_more(canvas, digits, d->explanations.count - shown, "explanation",
              "explanations");
}

static bool contains(Slice text, Slice part) {
    for (uint32_t i = 0; part.length <= text.length && i <= text.length - part.length;
         i++)
        if (slice_equal((Slice){text.at + i, part.length}, part))
            return true;
    return part.length == 0;
}

static void draw_fix(Canvas *canvas, const Report *report, const Diagnostic *d,
                     const Fix *fix) {
    const Source *source = sources_get(report->sources, fix->place.source);
    Slice old = source_slice(source, fix->place.span);
    if (old.length == 0) {
        canvas_str(canvas, "insert ");
        canvas_message(canvas, fix->text);
    } else if (fix->text.length == 0) {
        canvas_str(canvas, "take out ");
        canvas_message(canvas, old);
    } else {
        canvas_message(canvas, old);
        canvas_str(canvas, " → ");
        canvas_message(canvas, fix->text);
    }
    if (fix->place.source != d->place.source ||
        fix->place.span.start != d->place.span.start) {
        uint32_t start = fix->place.span.start;
        canvas_str(canvas, " at ");
        if (fix->place.source != d->place.source) {
            canvas_message(canvas, source->path);
            canvas_str(canvas, ":");
        }
        writer_format(canvas->out, "%u:%u", source_line(source, start),
                      source_column(source, start, COLUMN_CODE_POINTS));
    }
    canvas_str(canvas, "\n");
}

static bool is_said(const Diagnostic *d, Slice text) {
    return text.length > 0 && (contains(d->help, text) || contains(d->message, text) ||
                               contains(d->here, text));
}

/* Whether it has fixes that the rest of the finding does not say already. */
static bool has_fixes(const Diagnostic *d) {
    return d->fixes.count > 1 ||
           (d->fixes.count == 1 && !is_said(d, d->fixes.at[0].text));
}

static void draw_fixes(Canvas *canvas, const Report *report, uint32_t digits,
                       const Diagnostic *d) {
    uint32_t count = d->fixes.count;
    if (!has_fixes(d))
        return;
    uint32_t shown = at_most(count, TEXT_FIXES);
    for (uint32_t i = 0; i < shown; i++) {
        draw_bullet(canvas, digits, d->fixes.at[i].safe ? "fix" : "suggestion");
        draw_fix(canvas, report, d, &d->fixes.at[i]);
    }
    draw_more(canvas, digits, count - shown, "fix", "fixes");
}

static void draw_finding(Canvas *canvas, const Report *report, const Diagnostic *d) {
    draw_header(canvas, d);
    Mark marks[1 + TEXT_LABELS];
    uint32_t count = 0;
    marks[count++] = (Mark){d->place, d->here};
    uint32_t labels = at_most(d->labels.count, TEXT_LABELS);
    for (uint32_t i = 0; i < labels; i++)
        marks[count++] = (Mark){d->labels.at[i].place, d->labels.at[i].message};
    uint32_t digits = excerpt_draw(canvas, report->sources, marks, count,
                                   level_paint(d->level), d->has_figures);
    if (d->notes.count > 0 || d->explanations.count > 0 || d->help.length > 0 ||
        has_fixes(d) || d->labels.count > labels) {
        canvas_paint(canvas, PAINT_FRAME);
        canvas_spaces(canvas, digits);
        canvas_str(canvas, "│\n");
        canvas_plain(canvas);
    }
    draw_more(canvas, digits, d->labels.count - labels, "place", "places");
    draw_notes(canvas, digits, d);
    draw_explanations(canvas, digits, d);
    draw_fixes(canvas, report, digits, d);
    if (d->help.length > 0) {
        draw_bullet(canvas, digits, "help");
        canvas_message(canvas, d->help);
        canvas_str(canvas, "\n");
    }
    canvas_str(canvas, "\n");
}

/* ---- several findings as one ---- */

/* The findings of a group that are shown: the first few, and that with the largest
 * difference. */
typedef struct Alike {
    const Diagnostic *at[TEXT_ALIKE];
    const Diagnostic *most;
    uint32_t count;
} Alike;

/* By group. The caller frees it. */
static Alike *alike_of(const Report *report) {
    uint32_t groups = 1;
    for (uint32_t i = 0; i < report->findings->all.count; i++) {
        uint32_t group = report->findings->all.at[i]->group;
        groups = group >= groups ? group + 1 : groups;
    }
    Alike *all = memory_resize(report->memory, NULL, groups * sizeof *all);
    memset(all, 0, groups * sizeof *all);
    for (uint32_t i = 0; i < report->findings->all.count; i++) {
        const Diagnostic *d = report->findings->all.at[i];
        Alike *alike = &all[d->group];
        if (d->group == 0 || !report_shows(report, d))
            continue;
        if (alike->count < TEXT_ALIKE)
            alike->at[alike->count] = d;
        if (alike->count++ == 0 ||
            decimal_compare(decimal_abs(d->difference),
                            decimal_abs(alike->most->difference)) > 0)
            alike->most = d;
    }
    return all;
}

static void draw_alike(Canvas *canvas, const Report *report, const Alike *alike) {
    const Diagnostic *d = alike->at[0];
    char digits_text[DECIMAL_TEXT], differences[TEXT_ALIKE][DECIMAL_TEXT + 16];
    Slice by =
        decimal_text(decimal_trim(decimal_abs(alike->most->difference), 0), digits_text);
    canvas_paint(canvas, level_paint(d->level));
    writer_format(canvas->out, "%s[%s]", level_text(d->level), code_info(d->code)->code);
    canvas_plain(canvas);
    canvas_paint(canvas, PAINT_BOLD);
    writer_format(canvas->out, ": %u totals of ", alike->count);
    canvas_message(canvas,
                   d->group_title.length > 0 ? d->group_title : SLICE("this table"));
    writer_format(canvas->out, " differ by rounding, by at most %.*s%s", SLICE_ARGS(by),
                  d->unit.length > 0 ? " " : "");
    canvas_message(canvas, d->unit);
    canvas_plain(canvas);
    canvas_str(canvas, "\n");
    Mark marks[TEXT_ALIKE];
    uint32_t shown = at_most(alike->count, TEXT_ALIKE);
    for (uint32_t i = 0; i < shown; i++) {
        const Diagnostic *one = alike->at[i];
        char text[DECIMAL_TEXT];
        Slice gap = decimal_text(decimal_trim(decimal_abs(one->difference), 0), text);
        int length = snprintf(differences[i], sizeof differences[i], "%.*s too %s",
                              SLICE_ARGS(gap),
                              decimal_sign(one->difference) < 0 ? "low" : "high");
        marks[i] = (Mark){one->place, {differences[i], (uint32_t)length}};
    }
    uint32_t digits =
        excerpt_draw(canvas, report->sources, marks, shown, level_paint(d->level), true);
    if (alike->count > shown) {
        canvas_paint(canvas, PAINT_FRAME);
        canvas_spaces(canvas, digits);
        canvas_str(canvas, "│\n");
        canvas_plain(canvas);
        draw_bullet(canvas, digits, NULL);
        writer_format(canvas->out, "and %u more; show each with --all\n",
                      alike->count - shown);
    }
    canvas_str(canvas, "\n");
}

/* ---- the end ---- */

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

static void write_claims(Writer *out, const Summary *summary) {
    Tally sum = all_claims(summary);
    if (summary->facts == 0 && sum.stated == 0)
        return;
    writer_str(out, "  ");
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
    writer_str(out, ".");
}

/* Of those that a baseline holds. */
static void write_known(Writer *out, uint32_t known) {
    if (known > 0)
        writer_format(out,
                      known == 1 ? "; %u known one is in the baseline"
                                 : "; %u known ones are in the baseline",
                      known);
}

static void write_closing(Writer *out, const Report *report) {
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
    writer_str(out, ".");
    write_claims(out, report->summary);
    writer_str(out, "\n");
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

/* "… and 35 more of S04" for each code that had too many. */
static void write_rest(Writer *out, const uint32_t seen[CODE_COUNT]) {
    bool any = false;
    for (uint32_t code = 0; code < CODE_COUNT; code++) {
        if (seen[code] > TEXT_OF_ONE_CODE) {
            writer_format(out, "and %u more of %s (%s)\n", seen[code] - TEXT_OF_ONE_CODE,
                          code_info((Code)code)->code, code_info((Code)code)->name);
            any = true;
        }
    }
    if (any)
        writer_str(out, "Show them with: --all\n\n");
}

void render_text(const Report *report, Writer *out) {
    Canvas canvas = canvas_new(report->memory, out, report->colour);
    uint32_t seen[CODE_COUNT] = {0};
    const Diagnostic *worst = NULL;
    Alike *alike = alike_of(report);
    for (uint32_t i = 0; i < report->findings->all.count; i++) {
        const Diagnostic *d = report->findings->all.at[i];
        if (!report_shows(report, d))
            continue;
        if (!worst || d->level > worst->level)
            worst = d;
        if (report->all) {
            draw_finding(&canvas, report, d);
            continue;
        }
        const Alike *group = &alike[d->group];
        bool several = d->group != 0 && group->count > 1;
        if ((several && group->at[0] != d) || seen[d->code]++ >= TEXT_OF_ONE_CODE)
            continue;
        if (several)
            draw_alike(&canvas, report, group);
        else
            draw_finding(&canvas, report, d);
    }
    if (!report->all)
        write_rest(out, seen);
    if (report->closing) {
        write_closing(out, report);
        if (worst) {
            writer_format(out, "Explain one with: %sexplain %s\n",
                          report->prompt ? "." : "integ ", code_info(worst->code)->code);
        }
    }
    memory_free(report->memory, alike);
    canvas_free(&canvas);
}
