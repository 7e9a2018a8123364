/* A comparison as text and as Markdown: chapter by chapter, in each the largest first. */
#include "render/comparison.h"

#include "base/utf8.h"
#include "render/canvas.h"
#include "render/comparison_lines.h"
#include "render/markdown_text.h"

enum { LINES_SHOWN = 20, CAUSES_SHOWN = 3 };

typedef struct ComparisonLines {
    const ComparisonPage *page;
    Writer *out;
    bool markdown;
    Text text, shown; /* of the line in hand */
} ComparisonLines;

static void write_text(ComparisonLines *lines, Slice text) {
    text_clear(&lines->shown);
    canvas_shorten(&lines->shown, text);
    if (lines->markdown) {
        markdown_write(lines->page->memory, lines->out, text_view(&lines->shown));
        return;
    }
    Text escaped = {.memory = lines->page->memory};
    utf8_escape(&escaped, text_view(&lines->shown), 1);
    writer_slice(lines->out, text_view(&escaped));
    text_free(&escaped);
}

static void write_line(ComparisonLines *lines, Chapter chapter, uint32_t number,
                       bool cause) {
    writer_str(lines->out,
               lines->markdown ? (cause ? "  - by " : "- ") : (cause ? "    by " : "  "));
    text_clear(&lines->text);
    chapter_line(lines->page, chapter, number, &lines->text);
    write_text(lines, text_view(&lines->text));
    writer_str(lines->out, "\n");
}

static void write_more(ComparisonLines *lines, uint32_t count, uint32_t shown,
                       bool cause) {
    if (count > shown) {
        writer_format(lines->out, "%sand %u more%s\n",
                      lines->markdown ? (cause ? "  - " : "- ") : (cause ? "    " : "  "),
                      count - shown, cause ? "" : "; show all with --all");
    }
}

static void write_chapter(ComparisonLines *lines, Chapter chapter, uint32_t *numbers) {
    uint32_t count = chapter_lines(lines->page, chapter, numbers);
    if (count == 0)
        return;
    if (chapter != CHAPTER_BROKE) { /* the summary is its title: it comes first */
        writer_format(lines->out, lines->markdown ? "\n#### %s\n\n" : "\n%s\n",
                      chapter_title(chapter));
    }
    uint32_t shown = lines->page->all || count < LINES_SHOWN ? count : LINES_SHOWN;
    for (uint32_t i = 0; i < shown; i++) {
        uint32_t causes[CAUSES_SHOWN];
        write_line(lines, chapter, numbers[i], false);
        uint32_t by =
            chapter_causes(lines->page, chapter, numbers[i], causes, CAUSES_SHOWN);
        for (uint32_t k = 0; k < by && k < CAUSES_SHOWN; k++)
            write_line(lines, CHAPTER_MONEY, causes[k], true);
        write_more(lines, by, CAUSES_SHOWN, true);
    }
    write_more(lines, count, shown, false);
}

/* These are the first lines, without a title of their own. */
static bool has_broken(const ComparisonPage *page) {
    return (page->only & COMPARISON_CLAIMS) != 0 && page->comparison->broke > 0;
}

static void write_all(const ComparisonPage *page, Writer *out, bool markdown) {
    const EditionChanges *comparison = page->comparison;
    ComparisonLines lines = {.page = page,
                             .out = out,
                             .markdown = markdown,
                             .text = {.memory = page->memory},
                             .shown = {.memory = page->memory}};
    uint32_t most = comparison->claims.claims.count + comparison->records.count + 1;
    uint32_t *numbers = memory_resize(page->memory, NULL, most * sizeof *numbers);
    comparison_summary(page, &lines.text);
    if (lines.text.length > 0) {
        writer_str(out, markdown ? "### integ diff: " : "");
        write_text(&lines, text_view(&lines.text));
        writer_str(out, markdown ? (has_broken(page) ? "\n\n" : "\n") : ".\n");
    } else {
        writer_str(out,
                   markdown ? "### integ diff: no difference\n" : "No difference.\n");
    }
    for (int chapter = 0; chapter < CHAPTER_COUNT; chapter++)
        write_chapter(&lines, (Chapter)chapter, numbers);
    memory_free(page->memory, numbers);
    text_free(&lines.text);
    text_free(&lines.shown);
}

void render_comparison_text(const ComparisonPage *page, Writer *out) {
    write_all(page, out, false);
}

void render_comparison_markdown(const ComparisonPage *page, Writer *out) {
    write_all(page, out, true);
}
