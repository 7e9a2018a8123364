/* How a claim came out, before and now, in words. */
#include "render/claim_change.h"

#include "model/model.h"

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
        } heads[] = {{"total", "Total"},      {"gross", "Gross amount"},
                     {"cell", "Cell"},        {"share", "Shares"},
                     {"effect", "Effect"},    {"judgement", "Judgement"},
                     {"forecast", "Forecast"}};
        const char *words = "Claim";
        for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
            words = is_kind(change, heads[i].kind) ? heads[i].words : words;
        text_format(text, "%s of %.*s", words, SLICE_ARGS(subject));
    }
    put_year(text, change);
}

/* A difference: of two percentages in percentage points. */
static void put_size(Text *text, const Datum *size, int8_t power) {
    char digits[DECIMAL_TEXT];
    if (size->kind == DATUM_PERCENT)
        text_format(text, "%.*s percentage points",
                    SLICE_ARGS(decimal_text(size->number, digits)));
    else
        put_value(text, size, power);
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
            put_size(text, &size, change->power);
        } else {
            put_size(text, &size, change->power);
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

void claim_change_text(const ClaimChange *change, Text *text) {
    const ClaimStand *old = &change->before, *now = &change->after;
    put_head(text, change);
    if (change->document.length > 0)
        text_format(text, " in \"%.*s\"", SLICE_ARGS(change->document));
    if (!change->has) {
        text_str(text, ": no longer claimed");
        return;
    }
    /* A figure is compared with what is stated, a word stands for itself. */
    bool figures = is_figure(&now->stated);
    if (!figures && is_there(&now->stated)) {
        text_str(text, ", claimed ");
        put_became(text, change, &old->stated, &now->stated);
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
        put_became(text, change, &old->stated, &now->stated);
        text_str(text, ": ");
    }
    text_str(text, !change->had ? "new, " : same_stand(old, now) ? "still " : "now ");
    put_stand(text, change, now);
    if (change->had && !same_stand(old, now)) {
        text_str(text, " (was ");
        put_stand(text, change, old);
        text_char(text, ')');
    }
}
