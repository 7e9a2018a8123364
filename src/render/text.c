/* Findings for a person at a terminal, as design and README show them: what is wrong,
 * where, what was computed, why probably, what to do, and at the end a line that
 * counts. */
#include "render/report.h"

#include <string.h>

#include "render/alike.h"
#include "render/canvas.h"
#include "render/closing.h"
#include "render/excerpt.h"

enum {
    TEXT_OF_ONE_CODE = 20, /* findings shown of one code, unless all are asked for */
    TEXT_FIXES = 3
};

/* ---- one finding ---- */

static void draw_header(Canvas *canvas, const Diagnostic *d, Slice message) {
    canvas_paint(canvas, excerpt_paint(d->level));
    writer_format(canvas->out, "%s[%s]", level_text(d->level), code_info(d->code)->code);
    canvas_plain(canvas);
    canvas_paint(canvas, PAINT_BOLD);
    canvas_str(canvas, ": ");
    canvas_message(canvas, message);
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
    uint32_t shown = at_most(d->notes.count, REPORT_NOTES);
    for (uint32_t i = 0; i < shown; i++) {
        draw_bullet(canvas, digits, NULL);
        canvas_message(canvas, d->notes.at[i]);
        canvas_str(canvas, "\n");
    }
    draw_more(canvas, digits, d->notes.count - shown, "note", "notes");
}

static void draw_explanations(Canvas *canvas, uint32_t digits, const Diagnostic *d) {
    uint32_t shown = at_most(d->explanations.count, REPORT_EXPLANATIONS);
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
    draw_header(canvas, d, d->message);
    uint32_t labels;
    uint32_t digits = excerpt_of(canvas, report->sources, d, &labels);
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

static void draw_alike(Canvas *canvas, const Report *report, const Alike *alike) {
    const Diagnostic *d = alike->at[0];
    Text headline = {.memory = report->memory};
    alike_headline(alike, &headline);
    draw_header(canvas, d, text_view(&headline));
    text_free(&headline);
    uint32_t digits = alike_excerpt(canvas, report, alike);
    if (alike->count > ALIKE_SHOWN) {
        canvas_paint(canvas, PAINT_FRAME);
        canvas_spaces(canvas, digits);
        canvas_str(canvas, "│\n");
        canvas_plain(canvas);
        draw_bullet(canvas, digits, NULL);
        writer_format(canvas->out, "and %u more; show each with --all\n",
                      alike->count - ALIKE_SHOWN);
    }
    canvas_str(canvas, "\n");
}

/* ---- the end ---- */

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
        bool several = alike_several(alike, d);
        if ((several && alike[d->group].at[0] != d) ||
            seen[d->code]++ >= TEXT_OF_ONE_CODE)
            continue;
        if (several)
            draw_alike(&canvas, report, &alike[d->group]);
        else
            draw_finding(&canvas, report, d);
    }
    if (!report->all)
        write_rest(out, seen);
    if (report->closing) {
        closing_counts(report, out);
        writer_str(out, ".");
        if (closing_has_claims(report->summary)) {
            writer_str(out, "  ");
            closing_claims(report->summary, out);
            writer_str(out, ".");
        }
        writer_str(out, "\n");
        closing_baseline(report, out);
        if (worst) {
            writer_format(out, "Explain one with: %sexplain %s\n",
                          report->prompt ? "." : "integ ", code_info(worst->code)->code);
        }
    }
    memory_free(report->memory, alike);
    canvas_free(&canvas);
}
