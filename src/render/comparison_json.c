/* A comparison for programs: one object, amounts as exact decimals in their unit. */
#include "render/comparison.h"

#include "base/version.h"
#include "eval/datum.h"
#include "render/comparison_lines.h"
#include "render/json_write.h"

static const char *group_word(RecordGroup group) {
    switch (group) {
    case RECORD_SUM: return "sums";
    case RECORD_MONEY: return "money";
    case RECORD_RESULT: return "results";
    case RECORD_NAME: return "names";
    case RECORD_FINDING: return "findings";
    }
    return "";
}

/* A value as a string; null where the side does not have it. */
static void write_side(const ComparisonPage *page, Writer *out, const char *key,
                       const Record *record) {
    Text text = {.memory = page->memory};
    json_write_key(out, key, false);
    if (!record) {
        writer_str(out, "null");
        return;
    }
    bool quoted = record->value.kind == DATUM_TEXT || record->value.kind == DATUM_REF;
    if (quoted)
        text_slice(&text, record->value.text);
    else
        comparison_value(page, record, &text);
    json_write_string(out, text_view(&text));
    text_free(&text);
}

static void write_record(const ComparisonPage *page, Writer *out,
                         const RecordChange *change) {
    const Record *one = record_changed(change);
    Decimal percent;
    writer_str(out, "{");
    json_write_key(out, "group", true);
    writer_format(out, "\"%s\"", group_word((RecordGroup)one->group));
    json_write_key(out, "what", false);
    json_write_string(out, slice_of(one->what));
    json_write_key(out, "label", false);
    json_write_string(out, one->label);
    if (one->name.length > 0) {
        json_write_key(out, "name", false);
        json_write_string(out, one->name);
    }
    if (change->renamed) {
        json_write_key(out, "was", false);
        json_write_string(out, change->before->name);
    }
    write_side(page, out, "before", change->before);
    write_side(page, out, "after", change->after);
    if (change->has_difference) {
        int8_t power = one->value.kind == DATUM_AMOUNT ? one->power : 0;
        json_write_key(out, "difference", false);
        json_write_decimal(out, decimal_shift(change->difference, power));
    }
    if (comparison_percent(change, &percent)) {
        json_write_key(out, "percent", false);
        json_write_decimal(out, percent);
    }
    json_write_key(out, "unit", false);
    json_write_string(out, comparison_unit(page, one));
    json_write_key(out, "file", false);
    json_write_string_or_null(out, one->file);
    writer_format(out, ",\"line\":%u", one->line);
}

static void write_datum(const ComparisonPage *page, Writer *out, const char *key,
                        const Datum *datum, int8_t power) {
    Record record = {.value = *datum, .power = power};
    write_side(page, out, key, datum->kind == DATUM_NULL ? NULL : &record);
}

static void write_stand(const ComparisonPage *page, Writer *out, const char *key,
                        const ClaimStand *stand, bool there, int8_t power) {
    json_write_key(out, key, false);
    if (!there) {
        writer_str(out, "null");
        return;
    }
    writer_str(out, "{");
    json_write_key(out, "status", true);
    json_write_string(out, stand->status);
    write_datum(page, out, "stated", &stand->stated, power);
    write_datum(page, out, "computed", &stand->computed, power);
    write_datum(page, out, "difference", &stand->difference, power);
    writer_str(out, "}");
}

static void write_claim(const ComparisonPage *page, Writer *out,
                        const ClaimChange *change) {
    static const char *const turns[] = {
        [TURN_BROKE] = "broke", [TURN_OTHER] = "differs", [TURN_MENDED] = "holds"};
    writer_str(out, "{");
    json_write_key(out, "group", true);
    writer_str(out, "\"claims\"");
    json_write_key(out, "turn", false);
    writer_format(out, "\"%s\"", turns[claim_turn(change)]);
    json_write_key(out, "what", false);
    json_write_string(out, change->kind);
    json_write_key(out, "table", false);
    json_write_string_or_null(out, change->table);
    json_write_key(out, "document", false);
    json_write_string_or_null(out, change->document);
    json_write_key(out, "label", false);
    json_write_string(out, change->subject);
    write_datum(page, out, "year", &change->year, 0);
    write_stand(page, out, "before", &change->before, change->had, change->power);
    write_stand(page, out, "after", &change->after, change->has, change->power);
}

void render_comparison_json(const ComparisonPage *page, Writer *out) {
    const EditionChanges *comparison = page->comparison;
    const char *between = "\n";
    writer_str(out, "{\"version\":1,\"tool\":");
    json_write_string(out, slice_of(version_number));
    json_write_key(out, "before", false);
    json_write_string(out, page->before);
    json_write_key(out, "after", false);
    json_write_string(out, page->after);
    writer_str(out, ",\n\"changes\":[");
    for (uint32_t i = 0; i < comparison->claims.claims.count; i++) {
        if (!(page->only & COMPARISON_CLAIMS))
            break;
        writer_str(out, between);
        write_claim(page, out, &comparison->claims.claims.at[i]);
        writer_str(out, "}");
        between = ",\n";
    }
    for (uint32_t i = 0; i < comparison->records.count; i++) {
        const RecordChange *change = &comparison->records.at[i];
        const Record *one = record_changed(change);
        if (!comparison_wants(page, (RecordGroup)one->group))
            continue;
        writer_str(out, between);
        write_record(page, out, change);
        writer_str(out, "}");
        between = ",\n";
    }
    writer_str(out, "\n]}\n");
}
