/* Findings as Markdown, for the summary of a job or a comment on a pull request: how
 * many, then each with its place, excerpt and cause; those behind the tenth folded, and
 * no more in all than services take. */
#include "render/report.h"

#include "base/phrase.h"
#include "render/alike.h"
#include "render/canvas.h"
#include "render/closing.h"
#include "render/excerpt.h"
#include "render/markdown_text.h"

enum {
    MARKDOWN_BYTES = 65536, /* what GitHub takes of a comment */
    MARKDOWN_END = 1024,    /* of them kept for what stands behind the findings */
    MARKDOWN_OPEN = 10      /* findings that are not folded */
};

typedef struct MarkdownPage {
    const Report *report;
    Text text; /* all of it: how long it gets must be known */
    Writer out;
    Text piece; /* of the finding in hand */
    const Alike *alike;
    uint32_t items; /* findings, those that are shown as one counted once */
    uint32_t shown; /* of them, so far */
    uint32_t cut;   /* for which there is no room */
} MarkdownPage;

/* ---- one finding ---- */

/* A path as a part of an address. */
static void write_path(Writer *out, Slice path) {
    for (uint32_t i = 0; i < path.length; i++) {
        unsigned char c = (unsigned char)path.at[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                     (c >= '0' && c <= '9') || char_in((char)c, "-._~/");
        writer_format(out, plain ? "%c" : "%%%02X", c);
    }
}

static void write_place(const MarkdownPage *page, Writer *out, Place place) {
    const Report *report = page->report;
    Slice path = report->paths[place.source];
    Region region = report_region(report, place, COLUMN_CODE_POINTS);
    bool link = report->link_base.length > 0 && !slice_is(path, "-");
    writer_str(out, link ? "[" : "");
    markdown_write(report->memory, out,
                   slice_is(path, "-") ? SLICE("standard input") : path);
    writer_format(out, link ? ", line %u](" : ", line %u", region.line);
    if (link) {
        writer_slice(out, report->link_base);
        writer_str(out, "/");
        write_path(out, path);
        writer_format(out, "#L%u)", region.line);
    }
}

static void write_message(const MarkdownPage *page, Writer *out, Slice text) {
    Text shown = {.memory = page->report->memory};
    canvas_shorten(&shown, text);
    markdown_write(page->report->memory, out, text_view(&shown));
    text_free(&shown);
}

static void write_headline(const MarkdownPage *page, Writer *out, const Diagnostic *d,
                           Slice message) {
    writer_format(out, "**%s %s** ", level_text(d->level), code_info(d->code)->code);
    write_place(page, out, d->place);
    writer_str(out, ": ");
    write_message(page, out, message);
    writer_str(out, "\n\n");
}

/* An item of the list below a headline, behind a word where there is one. */
static void write_item(const MarkdownPage *page, Writer *out, const char *word,
                       Slice text) {
    Text shown = {.memory = page->report->memory};
    canvas_shorten(&shown, text);
    if (word) {
        writer_format(out, "- **%s:** ", word);
        markdown_write(page->report->memory, out, text_view(&shown));
        writer_str(out, "\n");
    } else {
        markdown_item(page->report->memory, out, text_view(&shown));
    }
    text_free(&shown);
}

static void write_more(Writer *out, uint32_t count, uint32_t most, const char *what) {
    if (count > most) {
        writer_format(out, "- and %u more %s%s\n", count - most, what,
                      phrase_s(count - most));
    }
}

static void write_items(const MarkdownPage *page, Writer *out, const Diagnostic *d) {
    for (uint32_t i = 0; i < d->notes.count && i < REPORT_NOTES; i++)
        write_item(page, out, NULL, d->notes.at[i]);
    write_more(out, d->notes.count, REPORT_NOTES, "note");
    for (uint32_t i = 0; i < d->explanations.count && i < REPORT_EXPLANATIONS; i++) {
        const Explanation *explanation = &d->explanations.at[i];
        write_item(page, out, strength_text(explanation->strength), explanation->message);
    }
    write_more(out, d->explanations.count, REPORT_EXPLANATIONS, "explanation");
    if (d->help.length > 0)
        write_item(page, out, "help", d->help);
    if (d->notes.count > 0 || d->explanations.count > 0 || d->help.length > 0)
        writer_str(out, "\n");
}

static void write_finding(const MarkdownPage *page, Writer *out, const Diagnostic *d,
                          const Alike *alike) {
    const Report *report = page->report;
    Text text = {.memory = report->memory};
    if (alike)
        alike_headline(alike, &text);
    write_headline(page, out, d, alike ? text_view(&text) : d->message);
    text_clear(&text);
    Writer excerpt = writer_text(&text);
    Canvas canvas = canvas_new(report->memory, &excerpt, false);
    uint32_t labels;
    if (alike)
        alike_excerpt(&canvas, report, alike);
    else
        excerpt_of(&canvas, report->sources, d, &labels);
    canvas_free(&canvas);
    markdown_code(out, text_view(&text));
    writer_str(out, "\n");
    text_free(&text);
    if (!alike)
        write_items(page, out, d);
}

/* ---- all of them ---- */

/* The findings as which it is shown; NULL: by itself. */
static const Alike *group_of(const MarkdownPage *page, const Diagnostic *d) {
    return !page->report->all && alike_several(page->alike, d) ? &page->alike[d->group]
                                                               : NULL;
}

/* Whether it has a place of its own: it is shown, and not with one before it. */
static bool is_item(const MarkdownPage *page, const Diagnostic *d) {
    const Alike *alike = group_of(page, d);
    return report_shows(page->report, d) && (!alike || alike->at[0] == d);
}

/* Once there is no room for one, nothing shorter is taken in its place, so that what is
 * there is the first of all. */
static void add_item(MarkdownPage *page, const Diagnostic *d) {
    text_clear(&page->piece);
    Writer out = writer_text(&page->piece);
    if (page->shown == MARKDOWN_OPEN) {
        uint32_t folded = page->items - MARKDOWN_OPEN;
        writer_format(&out, "<details>\n<summary>%u more finding%s</summary>\n\n", folded,
                      phrase_s(folded));
    }
    write_finding(page, &out, d, group_of(page, d));
    if (page->cut > 0 ||
        page->text.length + page->piece.length > MARKDOWN_BYTES - MARKDOWN_END) {
        page->cut++;
        return;
    }
    page->shown++;
    writer_slice(&page->out, text_view(&page->piece));
}

static void write_unreadable(MarkdownPage *page) {
    const Report *report = page->report;
    uint32_t count = report_unreadable(report);
    Text lost = {.memory = report->memory};
    for (uint32_t i = 0; i < count; i++) {
        text_clear(&lost);
        report_unreadable_text(&report->unreadable->at[i], &lost);
        text_clear(&page->piece);
        Writer piece = writer_text(&page->piece);
        write_item(page, &piece, "could not be read", text_view(&lost));
        if (page->text.length + page->piece.length > MARKDOWN_BYTES / 2) {
            writer_format(&page->out, "- and %u more\n", count - i);
            break;
        }
        writer_slice(&page->out, text_view(&page->piece));
    }
    writer_str(&page->out, count > 0 ? "\n" : "");
    text_free(&lost);
}

static void write_head(MarkdownPage *page) {
    writer_str(&page->out, "### integ: ");
    closing_counts(page->report, &page->out);
    writer_str(&page->out, "\n\n");
    write_unreadable(page);
}

static void write_end(MarkdownPage *page) {
    const Report *report = page->report;
    if (page->cut > 0) {
        writer_format(&page->out,
                      "**%u more finding%s** would make this page too long.\n\n",
                      page->cut, phrase_s(page->cut));
    }
    if (page->shown > MARKDOWN_OPEN)
        writer_str(&page->out, "</details>\n\n");
    if (closing_has_claims(report->summary)) {
        closing_claims(report->summary, &page->out);
        writer_str(&page->out, ".\n");
    }
    closing_baseline(report, &page->out);
}

void render_markdown(const Report *report, Writer *out) {
    MarkdownPage page = {.report = report,
                         .text = {.memory = report->memory},
                         .piece = {.memory = report->memory}};
    page.out = writer_text(&page.text);
    Alike *alike = alike_of(report);
    page.alike = alike;
    const Findings *findings = report->findings;
    for (uint32_t i = 0; i < findings->all.count; i++)
        page.items += is_item(&page, findings->all.at[i]);
    write_head(&page);
    for (int level = LEVEL_ERROR; level >= LEVEL_NOTE; level--)
        for (uint32_t i = 0; i < findings->all.count; i++)
            if ((int)findings->all.at[i]->level == level &&
                is_item(&page, findings->all.at[i]))
                add_item(&page, findings->all.at[i]);
    write_end(&page);
    writer_slice(out, text_view(&page.text));
    memory_free(report->memory, alike);
    text_free(&page.piece);
    text_free(&page.text);
}
