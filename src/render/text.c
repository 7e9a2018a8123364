/* Findings for a person at a terminal, as design and README show them: what is wrong,
 * where, what was computed, why probably, what to do, and at the end a line that
 * counts. */
#include "render/report.h"
#include "base/phrase.h"

#include <stddef.h>

#include "render/canvas.h"
#include "render/excerpt.h"

enum {
    TEXT_OF_ONE_CODE = 20, /* findings shown of one code, unless all are asked for */
    TEXT_LABELS = 12,
    TEXT_NOTES = 12,
    TEXT_EXPLANATIONS = 6,
    TEXT_MENDS = 3
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

static void draw_more(Canvas *canvas, uint32_t digits, uint32_t count, const char *what) {
    if (count > 0) {
        draw_bullet(canvas, digits, NULL);
        writer_format(canvas->out, "and %u more %s%s\n", count, what, phrase_s(count));
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
    draw_more(canvas, digits, d->notes.count - shown, "note");
}

static void draw_explanations(Canvas *canvas, uint32_t digits, const Diagnostic *d) {
    uint32_t shown = at_most(d->explanations.count, TEXT_EXPLANATIONS);
    for (uint32_t i = 0; i < shown; i++) {
        const Explanation *explanation = &d->explanations.at[i];
        draw_bullet(canvas, digits, strength_text(explanation->strength));
        canvas_message(canvas, explanation->message);
        canvas_str(canvas, "\n");
    }
    draw_more(canvas, digits, d->explanations.count - shown, "explanation");
}

static bool contains(Slice text, Slice part) {
    for (uint32_t i = 0; part.length <= text.length && i <= text.length - part.length;
         i++)
        if (slice_equal((Slice){text.at + i, part.length}, part))
            return true;
    return part.length == 0;
}

static void draw_mend(Canvas *canvas, const Report *report, const Diagnostic *d,
                      const Mend *mend) {
    const Source *source = sources_get(report->sources, mend->place.source);
    Slice old = source_slice(source, mend->place.span);
    if (old.length == 0) {
        canvas_str(canvas, "insert ");
        canvas_message(canvas, mend->text);
    } else if (mend->text.length == 0) {
        canvas_str(canvas, "take out ");
        canvas_message(canvas, old);
    } else {
        canvas_message(canvas, old);
        canvas_str(canvas, " → ");
        canvas_message(canvas, mend->text);
    }
    if (mend->place.source != d->place.source ||
        mend->place.span.start != d->place.span.start) {
        uint32_t start = mend->place.span.start;
        canvas_str(canvas, " at ");
        if (mend->place.source != d->place.source) {
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

/* Whether it has mends that the rest of the finding does not say already. */
static bool has_mends(const Diagnostic *d) {
    return d->mends.count > 1 ||
           (d->mends.count == 1 && !is_said(d, d->mends.at[0].text));
}

static void draw_mends(Canvas *canvas, const Report *report, uint32_t digits,
                       const Diagnostic *d) {
    uint32_t count = d->mends.count;
    if (!has_mends(d))
        return;
    uint32_t shown = at_most(count, TEXT_MENDS);
    for (uint32_t i = 0; i < shown; i++) {
        draw_bullet(canvas, digits, "mend");
        draw_mend(canvas, report, d, &d->mends.at[i]);
    }
    draw_more(canvas, digits, count - shown, "mend");
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
        has_mends(d) || d->labels.count > labels) {
        canvas_paint(canvas, PAINT_FRAME);
        canvas_spaces(canvas, digits);
        canvas_str(canvas, "│\n");
        canvas_plain(canvas);
    }
    draw_more(canvas, digits, d->labels.count - labels, "place");
    draw_notes(canvas, digits, d);
    draw_explanations(canvas, digits, d);
    draw_mends(canvas, report, digits, d);
    if (d->help.length > 0) {
        draw_bullet(canvas, digits, "help");
        canvas_message(canvas, d->help);
        canvas_str(canvas, "\n");
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
        const char *hold = sum.stated == summary->totals.stated ? "exact" : "hold";
        list_add(&verdicts, sum.hold, hold, hold);
        list_add(&verdicts, sum.rounding, "rounding", "rounding");
        list_add(&verdicts, sum.off, "off", "off");
        if (sum.off > 0 && sum.stated != summary->totals.stated)
            write_off(out, summary);
        list_add(&verdicts, sum.unverifiable + sum.unknown, "not checkable",
                 "not checkable");
    }
    writer_str(out, ".");
}

static void write_closing(Writer *out, const Report *report) {
    Counts counts = report_counts(report);
    uint32_t files = report->sources->all.count;
    FindingList list = {out, 0};
    list_add(&list, counts.levels[LEVEL_ERROR], "error", "errors");
    list_add(&list, counts.levels[LEVEL_WARNING], "warning", "warnings");
    list_add(&list, counts.levels[LEVEL_NOTE], "note", "notes");
    if (list.length == 0) {
        writer_str(out, "no findings");
        list.length = 1;
    }
    list_add(&list, counts.allowed, "allowed", "allowed");
    list_add(&list, counts.aside[ASIDE_KNOWN], "known", "known");
    writer_format(out, " in %u file%s", files, phrase_s(files));
    if (report_unreadable(report) > 0)
        writer_format(out, "; %u more could not be read", report_unreadable(report));
    if (counts.hidden > 0)
        writer_format(out, "; %u of them hidden by the level", counts.hidden);
    if (counts.aside[ASIDE_UNCHOSEN] > 0)
        writer_format(out, "; %u more not asked for", counts.aside[ASIDE_UNCHOSEN]);
    if (counts.aside[ASIDE_UNCHANGED] > 0) {
        writer_format(out, "; %u more that the change does not touch",
                      counts.aside[ASIDE_UNCHANGED]);
    }
    writer_str(out, ".");
    write_claims(out, report->summary);
    writer_str(out, "\n");
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
    for (uint32_t i = 0; i < report->findings->all.count; i++) {
        const Diagnostic *d = report->findings->all.at[i];
        if (!report_shows(report, d))
            continue;
        if (!worst || d->level > worst->level)
            worst = d;
        if (seen[d->code]++ < TEXT_OF_ONE_CODE || report->all)
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
    canvas_free(&canvas);
}
