/* What-ifs in words:
 *
 *     what-if 1: benches, 1 entry. Total 2023: 7.1 → 7.5; stated 7.5: now exact (was 0.4
 *     too high)
 */
#include "render/whatif.h"

#include "render/claim_change.h"
#include "base/phrase.h"

#include "base/utf8.h"
#include "model/model.h"

enum { NAMES_SHOWN = 4, CLAIMS_SHOWN = 12, FINDINGS_SHOWN = 8 };

typedef struct Page {
    Text text; /* of the line in hand */
    Writer *out;
    bool one_line; /* all stands on one line */
} Page;

/* ---- findings ---- */

static void put_finding(Text *text, const Workspace *workspace, const Diagnostic *d,
                        bool came) {
    const Source *source = sources_get(&workspace->sources, d->place.source);
    if (!came)
        text_str(text, "no longer: ");
    text_format(text, "%s[%s] at %.*s:%u: %.*s", level_text(d->level),
                code_info(d->code)->code, SLICE_ARGS(source->path),
                source_line(source, d->place.span.start), SLICE_ARGS(d->message));
}

/* ---- the whole ---- */

static void begin_line(Page *page) {
    text_str(&page->text, page->one_line ? ". " : "  ");
}

static void end_line(Page *page) {
    if (page->one_line)
        return;
    Text escaped = {.memory = page->text.memory};
    utf8_escape(&escaped, text_view(&page->text), 1);
    text_char(&escaped, '\n');
    writer_slice(page->out, text_view(&escaped));
    text_free(&escaped);
    text_clear(&page->text);
}

static void put_count(Text *text, const char *join, uint32_t count, const char *one,
                      const char *many) {
    if (count > 0)
        text_format(text, "%s%u %s", join, count, count == 1 ? one : many);
}

/* "what-if 1: benches, 1 entry" */
static void put_title(Text *text, const WhatIfOutcome *outcome) {
    switch ((WhatIfDone)outcome->done) {
    case WHATIF_UNDONE:
        text_format(text, "%.*s undone", SLICE_ARGS(outcome->name));
        return;
    case WHATIF_RELOADED: text_str(text, "the files were read again"); return;
    case WHATIF_ADDED: break;
    }
    text_slice(text, outcome->name);
    const char *join = ": ";
    for (uint32_t i = 0; i < outcome->name_count && i < NAMES_SHOWN; i++) {
        text_str(text, join);
        text_slice(text, outcome->names[i]);
        join = ", ";
    }
    if (outcome->name_count > NAMES_SHOWN)
        text_format(text, " and %u more", outcome->name_count - NAMES_SHOWN);
    put_count(text, join, outcome->entries, "entry", "entries");
    join = outcome->entries > 0 ? ", " : join;
    put_count(text, join, outcome->measures, "measured or set figure",
              "measured or set figures");
}

static void put_more(Page *page, uint32_t count, uint32_t shown, const char *what) {
    if (count > shown) {
        begin_line(page);
        text_format(&page->text, "and %u more %s%s", count - shown, what,
                    phrase_s(count - shown));
        end_line(page);
    }
}

static void put_findings(Page *page, const Workspace *workspace,
                         const Diagnostic *const *all, uint32_t count, bool came) {
    for (uint32_t i = 0; i < count && i < FINDINGS_SHOWN; i++) {
        begin_line(page);
        put_finding(&page->text, workspace, all[i], came);
        end_line(page);
    }
    put_more(page, count, FINDINGS_SHOWN, "finding");
}

void render_whatif(const Memory *memory, const WhatIfOutcome *outcome,
                   const Workspace *before, Writer *out) {
    Page page = {.text = {.memory = memory}, .out = out};
    uint32_t count = outcome->difference.claims.count + outcome->difference.came_count +
                     outcome->difference.went_count;
    put_title(&page.text, outcome);
    page.one_line = count <= 1;
    if (count == 0)
        text_str(&page.text, "; no claim comes out differently");
    end_line(&page);
    for (uint32_t i = 0; i < outcome->difference.claims.count && i < CLAIMS_SHOWN; i++) {
        begin_line(&page);
        claim_change_text(&outcome->difference.claims.at[i], &page.text);
        end_line(&page);
    }
    put_more(&page, outcome->difference.claims.count, CLAIMS_SHOWN, "claim");
    put_findings(&page, outcome->after, outcome->difference.came,
                 outcome->difference.came_count, true);
    put_findings(&page, before, outcome->difference.went, outcome->difference.went_count,
                 false);
    if (page.one_line) {
        page.one_line = false;
        end_line(&page);
    }
    text_free(&page.text);
}

Slice whatif_refusal_text(const WhatIfOutcome *outcome) {
    switch ((WhatIfRefusal)outcome->refusal) {
    case REFUSED_NOT:
    case REFUSED_TEXT: break;
    case REFUSED_EMPTY: return SLICE("there is no statement in it");
    case REFUSED_NUMBER:
        return outcome->number == 0
                   ? SLICE("there is no what-if to be undone")
                   : arena_format(outcome->arena, "there is no what-if %u",
                                  outcome->number);
    case REFUSED_HOME:
        return SLICE("it is not clear which document it belongs to: choose one");
    case REFUSED_BROKEN:
        return arena_format(
            outcome->arena,
            "%.*s cannot be read as it is now (%.*s); what was read before stands",
            SLICE_ARGS(outcome->broken), SLICE_ARGS(outcome->why));
    case REFUSED_STOPPED: return SLICE("stopped; what was read before stands");
    }
    return SLICE("");
}

void render_whatifs(const Memory *memory, const WhatIfs *list, Writer *out) {
    Text line = {.memory = memory}, escaped = {.memory = memory};
    for (uint32_t i = 0; i < whatifs_count(list); i++) {
        const WhatIf *whatif = whatifs_at(list, i);
        text_format(&line, "%.*s, in %.*s", SLICE_ARGS(whatif->name),
                    SLICE_ARGS(whatif->path));
        if (whatif->document.length > 0)
            text_format(&line, ", document %.*s", SLICE_ARGS(whatif->document));
        text_str(&line, ": ");
        for (uint32_t k = 0; k < whatif->text.length; k++) {
            char c = whatif->text.at[k];
            text_char(&line, c == '\n' || c == '\r' ? ' ' : c);
        }
        utf8_escape(&escaped, text_view(&line), 1);
        text_char(&escaped, '\n');
        text_clear(&line);
    }
    writer_slice(out, text_view(&escaped));
    text_free(&line);
    text_free(&escaped);
}
