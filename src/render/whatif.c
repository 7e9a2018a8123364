/* What-ifs in words:
 *
 *     what-if 1: benches, 1 entry. Total 2023: 7.1 → 7.5; stated 7.5: now exact (was 0.4
 *     too high)
 */
#include "render/whatif.h"
#include "base/phrase.h"

#include "base/utf8.h"
#include "model/model.h"

enum { NAMES_SHOWN = 4, CLAIMS_SHOWN = 12, FINDINGS_SHOWN = 8 };

typedef struct Page {
    Text text; /* of the line in hand */
    Writer *out;
    bool one_line; /* all stands on one line */
} Page;

/* ---- values ---- */

static void put_value(Text *text, const Datum *datum, int8_t power) {
    char digits[DECIMAL_TEXT];
    switch ((DatumKind)datum->kind) {
    case DATUM_AMOUNT:
        text_slice(text, decimal_text(decimal_shift(datum->number, power), digits));
        return;
    case DATUM_YEAR: text_slice(text, datum_year_text(datum, digits)); return;
    case DATUM_NUMBER:
    case DATUM_DATE: text_slice(text, decimal_text(datum->number, digits)); return;
    case DATUM_PERCENT:
        text_slice(text, decimal_text(datum->number, digits));
        text_char(text, '%');
        return;
    case DATUM_BOOL: text_str(text, datum->truth ? "true" : "false"); return;
    case DATUM_WORD:
    case DATUM_TEXT:
    case DATUM_REF: text_format(text, "\"%.*s\"", SLICE_ARGS(datum->text)); return;
    default: text_str(text, "nothing"); return;
    }
}

static bool is_figure(const Datum *datum) {
    return datum->kind == DATUM_NUMBER || datum->kind == DATUM_PERCENT ||
           datum->kind == DATUM_AMOUNT;
}

/* As it is read: a quotient as a decimal, and without more zeros at its end than what it
 * is compared with has digits: 7.500000 beside 7.5 is the sum of figures in other
 * units. */
static Datum shortened(Datum datum, const Datum *stated, int8_t power) {
    if (!is_figure(&datum))
        return datum;
    datum.number = datum_readable(&datum, power);
    if (is_figure(stated))
        datum.number = decimal_trim(datum.number, datum_readable(stated, power).scale);
    datum.over = 0;
    return datum;
}

static bool is_there(const Datum *datum) {
    return datum->kind != DATUM_NULL;
}

static bool same_figure(const Datum *a, const Datum *b) {
    return a->kind == b->kind && a->over == b->over &&
           decimal_compare(a->number, b->number) == 0 && slice_equal(a->text, b->text);
}

/* ---- claims ---- */

static bool is_kind(const ClaimChange *change, const char *kind) {
    return slice_is(change->kind, kind);
}

static void put_year(Text *text, const ClaimChange *change) {
    if (change->year.kind == DATUM_YEAR) {
        text_char(text, ' ');
        put_value(text, &change->year, 0);
    } else if (slice_is(change->year.text, "all")) {
        text_str(text, " for all years");
    } else if (slice_is(change->year.text, "?")) {
        text_str(text, " without a year");
    } else if (change->year.text.length > 0) {
        text_format(text, " %.*s", SLICE_ARGS(change->year.text));
    }
}

/* "Total of Grønne områder 2023" */
static void put_head(Text *text, const ClaimChange *change) {
    Slice subject = change->subject;
    if (is_kind(change, "total") && slice_is(subject, "document")) {
        text_str(text, "Total");
    } else if (change->of_table) { /* "total where …" of t1 */
        uint32_t word = SLICE("total").length;
        Slice table = change->table.length > 0 ? change->table : SLICE("table");
        Slice rest = slice_from(subject, word);
        text_format(text, "Total of %.*s%.*s", SLICE_ARGS(table), SLICE_ARGS(rest));
    } else if (is_kind(change, "check")) {
        text_format(text, "Check \"%.*s\"", SLICE_ARGS(subject));
    } else {
        static const struct {
            const char *kind, *words;
        } heads[] = {{"total", "Total"},         {"gross", "Gross amount"},
                     {"share", "Shares"},        {"effect", "Effect"},
                     {"judgement", "Judgement"}, {"forecast", "Forecast"}};
        const char *words = "Claim";
        for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
            words = is_kind(change, heads[i].kind) ? heads[i].words : words;
        text_format(text, "%s of %.*s", words, SLICE_ARGS(subject));
    }
    put_year(text, change);
}

/* "exact", "0.4 too high", "contradicted" */
static void put_stand(Text *text, const ClaimChange *change, const ClaimStand *stand) {
    static const struct {
        const char *status, *words;
    } plain[] = {{"rounding", "within rounding"},
                 {"pending", "its time has not come"},
                 {"unverifiable", "not checkable"},
                 {"unknown", "not checked"}};
    Datum size = shortened(stand->difference, &stand->stated, change->power);
    bool low = decimal_sign(size.number) < 0;
    size.number = decimal_abs(size.number);
    if (slice_is(stand->status, "blank")) {
        text_str(text, "open, what is not stated must hold ");
        put_value(text, &size, change->power);
        return;
    }
    bool coarse = slice_is(stand->status, "coarse");
    if (coarse || slice_is(stand->status, "off")) {
        if (!is_figure(&size)) {
            text_str(text, "contradicted");
            return;
        }
        if (is_kind(change, "check")) {
            text_str(text, "off by ");
            put_value(text, &size, change->power);
        } else {
            put_value(text, &size, change->power);
            text_str(text, low ? " too low" : " too high");
        }
        text_str(text, coarse ? ", perhaps by coarser rounding" : "");
        return;
    }
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
        if (slice_is(stand->status, plain[i].status)) {
            text_str(text, plain[i].words);
            return;
        }
    }
    text_slice(text, stand->status);
}

static bool same_stand(const ClaimStand *a, const ClaimStand *b) {
    return slice_equal(a->status, b->status) &&
           same_figure(&a->difference, &b->difference);
}

/* "7.1 → 7.5" */
static void put_became(Text *text, const ClaimChange *change, const Datum *was,
                       const Datum *is) {
    if (change->had && is_there(was) && !same_figure(was, is)) {
        put_value(text, was, change->power);
        text_str(text, " → ");
    }
    put_value(text, is, change->power);
}

static void put_computed(Text *text, const ClaimChange *change) {
    const ClaimStand *old = &change->before, *now = &change->after;
    Datum was = shortened(old->computed, &old->stated, change->power);
    Datum is = shortened(now->computed, &now->stated, change->power);
    put_became(text, change, &was, &is);
}

/* Of a check neither side need be stated. */
static void put_sides(Text *text, const ClaimChange *change) {
    const ClaimStand *old = &change->before, *now = &change->after;
    Datum was = shortened(old->stated, &old->computed, change->power);
    Datum is = shortened(now->stated, &now->computed, change->power);
    text_str(text, "left ");
    put_became(text, change, &was, &is);
    text_str(text, ", right ");
    put_computed(text, change);
    text_str(text, ": ");
}

static void put_change(Text *text, const ClaimChange *change) {
    const ClaimStand *old = &change->before, *now = &change->after;
    put_head(text, change);
    if (!change->has) {
        text_str(text, ": no longer claimed");
        return;
    }
    /* A figure is compared with what is stated, a word stands for itself. */
    bool figures = is_figure(&now->stated);
    if (!figures && is_there(&now->stated)) {
        text_str(text, ", claimed ");
        put_value(text, &now->stated, change->power);
    }
    text_str(text, ": ");
    bool sides = figures && is_kind(change, "check");
    if (sides)
        put_sides(text, change);
    else if (is_there(&now->computed)) {
        put_computed(text, change);
        text_str(text, "; ");
    }
    if (figures && !sides) {
        text_str(text, "stated ");
        put_value(text, &now->stated, change->power);
        text_str(text, ": ");
    }
    text_str(text, !change->had ? "" : same_stand(old, now) ? "still " : "now ");
    put_stand(text, change, now);
    if (change->had && !same_stand(old, now)) {
        text_str(text, " (was ");
        put_stand(text, change, old);
        text_char(text, ')');
    }
}

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
        put_change(&page.text, &outcome->difference.claims.at[i]);
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
