/* The chapters of a comparison and their lines. */
#include "render/comparison_lines.h"

#include <string.h>

#include "base/sorted.h"
#include "eval/datum.h"
#include "render/claim_change.h"

const char *chapter_title(Chapter chapter) {
    switch (chapter) {
    case CHAPTER_BROKE: return "Claims that are off now";
    case CHAPTER_SUMS: return "Money by area and year";
    case CHAPTER_MONEY: return "Money by project";
    case CHAPTER_MENDED: return "Claims that are off no longer";
    case CHAPTER_CLAIMS: return "Other claims";
    case CHAPTER_RESULTS: return "Results, effects and judgements";
    case CHAPTER_NAMES: return "Names, properties and rules";
    case CHAPTER_FINDINGS: return "Findings";
    case CHAPTER_COUNT: break;
    }
    return "";
}

static const struct {
    bool claims;  /* of claims that turned so, else of records of the group */
    uint8_t kind; /* ClaimTurn or RecordGroup */
} chapters[] = {
    [CHAPTER_BROKE] = {true, TURN_BROKE},    [CHAPTER_SUMS] = {false, RECORD_SUM},
    [CHAPTER_MONEY] = {false, RECORD_MONEY}, [CHAPTER_MENDED] = {true, TURN_MENDED},
    [CHAPTER_CLAIMS] = {true, TURN_OTHER},   [CHAPTER_RESULTS] = {false, RECORD_RESULT},
    [CHAPTER_NAMES] = {false, RECORD_NAME},  [CHAPTER_FINDINGS] = {false, RECORD_FINDING},
};

bool comparison_wants(const ComparisonPage *page, RecordGroup group) {
    switch (group) {
    case RECORD_SUM:
    case RECORD_MONEY: return (page->only & COMPARISON_MONEY) != 0;
    case RECORD_RESULT: return (page->only & COMPARISON_RESULTS) != 0;
    case RECORD_NAME: return (page->only & COMPARISON_NAMES) != 0;
    case RECORD_FINDING: return (page->only & COMPARISON_FINDINGS) != 0;
    }
    return false;
}

uint32_t chapter_lines(const ComparisonPage *page, Chapter chapter, uint32_t *numbers) {
    const EditionChanges *comparison = page->comparison;
    uint32_t count = 0;
    bool claims = chapters[chapter].claims;
    if (!(claims ? (page->only & COMPARISON_CLAIMS) != 0
                 : comparison_wants(page, (RecordGroup)chapters[chapter].kind)))
        return 0;
    if (claims) {
        for (uint32_t i = 0; i < comparison->claims.claims.count; i++)
            if (claim_turn(&comparison->claims.claims.at[i]) == chapters[chapter].kind)
                numbers[count++] = i;
    } else {
        for (uint32_t i = 0; i < comparison->records.count; i++)
            if (record_changed(&comparison->records.at[i])->group ==
                chapters[chapter].kind)
                numbers[count++] = i;
    }
    return count;
}

/* ---- values ---- */

void comparison_value(const ComparisonPage *page, const Record *record, Text *out) {
    char digits[DECIMAL_TEXT];
    const Datum *datum = &record->value;
    switch ((DatumKind)datum->kind) {
    case DATUM_AMOUNT:
        text_slice(out,
                   decimal_text(decimal_shift(datum->number, record->power), digits));
        text_str(out, record->blank ? " and what is not stated" : "");
        return;
    case DATUM_BOOL: text_str(out, datum->truth ? "yes" : "no"); return;
    case DATUM_REF:
    case DATUM_TEXT: text_format(out, "\"%.*s\"", SLICE_ARGS(datum->text)); return;
    case DATUM_LIST:
        for (uint32_t i = 0; i < datum->list_count; i++) {
            Record one = {.value = datum->list[i], .power = record->power};
            text_str(out, i > 0 ? ", " : "");
            comparison_value(page, &one, out);
        }
        return;
    case DATUM_NULL: text_str(out, record->blank ? "not stated" : "none"); return;
    case DATUM_UNKNOWN: text_slice(out, datum->text); return;
    case DATUM_NUMBER:
    case DATUM_PERCENT:
    case DATUM_YEAR:
    case DATUM_DATE:
    case DATUM_WORD: break;
    }
    const Model *model = page->comparison->after.workspace->model;
    text_slice(out, datum_text(model, datum, record->power));
}

Slice comparison_unit(const ComparisonPage *page, const Record *record) {
    return record->value.kind == DATUM_AMOUNT
               ? model_unit(page->comparison->after.workspace->model, record->power,
                            record->value.currency)
               : SLICE("");
}

bool comparison_percent(const RecordChange *change, Decimal *percent) {
    Decimal hundredfold, base;
    return change->has_difference && decimal_sign(change->before->value.number) != 0 &&
           change->before->value.kind != DATUM_PERCENT &&
           decimal_mul(change->difference, decimal_int(100), &hundredfold) &&
           (base = decimal_abs(change->before->value.number), true) &&
           decimal_div(hundredfold, base, 1, percent);
}

static void put_signed(Text *out, Decimal number) {
    char digits[DECIMAL_TEXT];
    text_str(out, decimal_sign(number) > 0 ? "+" : "");
    text_slice(out, decimal_text(number, digits));
}

static Decimal in_unit(const Record *record, Decimal number) {
    return record->value.kind == DATUM_AMOUNT ? decimal_shift(number, record->power)
                                              : number;
}

/* " (+0.2, +2.2%)" */
static void put_difference(Text *out, const RecordChange *change) {
    Decimal percent;
    if (!change->has_difference || decimal_sign(change->difference) == 0)
        return;
    text_str(out, " (");
    put_signed(out, in_unit(change->after, change->difference));
    if (change->after->value.kind == DATUM_PERCENT)
        text_str(out, " percentage points");
    if (comparison_percent(change, &percent)) {
        text_str(out, ", ");
        put_signed(out, percent);
        text_char(out, '%');
    }
    text_char(out, ')');
}

/* ---- lines ---- */

static void put_unit(const ComparisonPage *page, Text *out, const Record *record) {
    Slice unit = comparison_unit(page, record);
    if (unit.length > 0)
        text_format(out, " %.*s", SLICE_ARGS(unit));
}

static void put_name(Text *out, const RecordChange *change) {
    const Record *one = record_changed(change);
    text_format(out, "%s %.*s", one->what, SLICE_ARGS(one->name));
    if (change->renamed) {
        text_format(out, " \"%.*s\": probably renamed, was %.*s", SLICE_ARGS(one->title),
                    SLICE_ARGS(change->before->name));
    } else if (change->before && change->after) {
        text_format(out, ": title \"%.*s\" → \"%.*s\"", SLICE_ARGS(change->before->title),
                    SLICE_ARGS(change->after->title));
    } else {
        text_format(out, " \"%.*s\": %s", SLICE_ARGS(one->title),
                    change->after ? "new" : "gone");
    }
}

/* "new error T02 at a.integ:3: …", "now accepted: T02 at …". A finding that the status of
 * a claim tells is a record only where it is accepted. */
static void put_finding(Text *out, const RecordChange *change) {
    const Record *one = record_changed(change);
    bool accepted = slice_is(one->value.text, "accepted");
    if (change->before && change->after) {
        text_format(out, "now %.*s, was %.*s: ", SLICE_ARGS(change->after->value.text),
                    SLICE_ARGS(change->before->value.text));
    } else if (accepted) {
        text_str(out, change->after ? "now accepted: " : "no longer accepted: ");
    } else {
        text_format(out, "%s %.*s ",
                    change->after ? "new" : "gone:", SLICE_ARGS(one->value.text));
    }
    text_format(out, "%s at %.*s:%u: %.*s", one->what, SLICE_ARGS(one->file), one->line,
                SLICE_ARGS(one->label));
}

static void put_record(const ComparisonPage *page, Text *out,
                       const RecordChange *change) {
    const Record *one = record_changed(change);
    if (one->group == RECORD_FINDING) {
        put_finding(out, change);
        return;
    }
    if (one->name.length > 0) {
        put_name(out, change);
        return;
    }
    if (one->what[0] != 0)
        text_format(out, "%s of ", one->what);
    if (one->label.length > 0)
        text_slice(out, one->label);
    else
        text_str(out, "all");
    text_str(out, ": ");
    bool plain = one->value.kind == DATUM_NULL && !one->blank;
    if (change->before && change->after) {
        comparison_value(page, change->before, out);
        text_str(out, " → ");
        comparison_value(page, change->after, out);
        put_unit(page, out, change->after);
        put_difference(out, change);
    } else {
        text_str(out, change->after ? "new" : "gone");
        if (!plain) {
            text_str(out, change->after ? ", " : ", was ");
            comparison_value(page, one, out);
            put_unit(page, out, one);
        }
    }
}

void chapter_line(const ComparisonPage *page, Chapter chapter, uint32_t number,
                  Text *out) {
    if (chapters[chapter].claims)
        claim_change_text(&page->comparison->claims.claims.at[number], out);
    else
        put_record(page, out, &page->comparison->records.at[number]);
}

uint32_t chapter_causes(const ComparisonPage *page, Chapter chapter, uint32_t number,
                        uint32_t *numbers, uint32_t most) {
    const EditionChanges *comparison = page->comparison;
    uint32_t count = 0;
    if (!chapters[chapter].claims)
        return 0;
    uint32_t i = 0;
    SORTED_SEEK(i, comparison->causes.count, at, comparison->causes.at[at].claim < number)
    for (; i < comparison->causes.count && comparison->causes.at[i].claim == number;
         i++) {
        if (count < most)
            numbers[count] = comparison->causes.at[i].record;
        count++;
    }
    return count;
}

/* ---- the summary ---- */

static void put_count(Text *out, uint32_t count, const char *one, const char *many) {
    if (count > 0) {
        text_format(out, "%s%u %s", out->length > 0 ? "; " : "", count,
                    count == 1 ? one : many);
    }
}

/* How much was granted more, or less, in all: where it is of one currency, and no kind of
 * money is a version of another, which are never added up. */
static bool granted(const EditionChanges *comparison, Decimal *sum, const Record **like) {
    *like = NULL;
    *sum = DECIMAL_ZERO;
    if (comparison->before.workspace->model->families ||
        comparison->after.workspace->model->families)
        return false;
    for (uint32_t i = 0; i < comparison->records.count; i++) {
        const RecordChange *change = &comparison->records.at[i];
        const Record *one = record_changed(change);
        if (one->group != RECORD_SUM || strcmp(one->what, "funding") != 0 ||
            one->value.kind != DATUM_AMOUNT)
            continue;
        Decimal more = change->has_difference ? change->difference
                       : change->after        ? one->value.number
                                              : decimal_negate(one->value.number);
        if ((*like && (*like)->value.currency != one->value.currency) ||
            !decimal_add(*sum, more, sum))
            return false;
        *like = one;
    }
    return *like != NULL;
}

void comparison_summary(const ComparisonPage *page, Text *out) {
    const EditionChanges *comparison = page->comparison;
    uint32_t groups[RECORD_FINDING + 1] = {0};
    for (uint32_t i = 0; i < comparison->records.count; i++)
        groups[record_changed(&comparison->records.at[i])->group]++;
    if (page->only & COMPARISON_CLAIMS) {
        uint32_t other = comparison->claims.claims.count - comparison->broke -
                         comparison->mended;
        put_count(out, comparison->broke, "claim is off now", "claims are off now");
        put_count(out, comparison->mended, "claim is off no longer",
                  "claims are off no longer");
        put_count(out, other, "other claim differs", "other claims differ");
    }
    if (page->only & COMPARISON_MONEY) {
        Decimal sum;
        const Record *like;
        put_count(out, groups[RECORD_MONEY], "amount differs", "amounts differ");
        if (groups[RECORD_MONEY] == 0) /* a project moved */
            put_count(out, groups[RECORD_SUM], "sum by area and year differs",
                      "sums by area and year differ");
        if (granted(comparison, &sum, &like) && decimal_sign(sum) != 0) {
            text_str(out, ", ");
            sum = decimal_trim(sum, like->value.number.scale);
            put_signed(out, in_unit(like, sum));
            put_unit(page, out, like);
            text_str(out, " of funding in all");
        }
    }
    if (page->only & COMPARISON_RESULTS)
        put_count(out, groups[RECORD_RESULT], "result, effect or judgement differs",
                  "results, effects or judgements differ");
    if (page->only & COMPARISON_NAMES)
        put_count(out, groups[RECORD_NAME], "name, property or rule differs",
                  "names, properties or rules differ");
    if (page->only & COMPARISON_FINDINGS)
        put_count(out, groups[RECORD_FINDING], "other finding differs",
                  "other findings differ");
}

bool comparison_differs(const ComparisonPage *page) {
    Text text = {.memory = page->memory};
    comparison_summary(page, &text);
    bool differs = text.length > 0;
    text_free(&text);
    return differs;
}
