/* The records of an edition while they are gathered. */
#include "workspace/record_list.h"

Slice record_copy(const RecordList *records, Slice text) {
    return arena_copy(records->arena, text);
}

Slice record_name_of(const RecordList *records, ThingKind kind, Id id) {
    return edition_name(records->edition, kind, id);
}

Slice record_thing(const RecordList *records, ThingKind kind, Slice name) {
    return arena_format(records->arena, "%s" RECORD_BREAK "%.*s", kind_text(kind),
                        SLICE_ARGS(name));
}

void record_put_same(const RecordList *records, Text *out, const Datum *datum) {
    char digits[DECIMAL_TEXT];
    if (datum->kind == DATUM_UNKNOWN && datum->list) /* how it is written */
        datum = datum->list;
    switch ((DatumKind)datum->kind) {
    case DATUM_NULL: text_str(out, datum->blank ? "?" : ""); break;
    case DATUM_REF:
        text_slice(out, record_name_of(records, (ThingKind)datum->ref_kind, datum->ref));
        break;
    case DATUM_BOOL: text_str(out, datum->truth ? "true" : "false"); break;
    case DATUM_LIST:
        for (uint32_t i = 0; i < datum->list_count; i++) {
            text_str(out, i > 0 ? RECORD_BREAK : "");
            record_put_same(records, out, &datum->list[i]);
        }
        break;
    default:
        if (datum->text.length > 0) {
            text_slice(out, datum->text);
        } else {
            Decimal plain = decimal_trim(datum->number, DECIMAL_SCALE_MIN);
            text_slice(out, decimal_text(plain, digits));
            text_format(out, "/%d", (int)datum->currency);
            if (datum->over != 0)
                text_slice(out, decimal_text((Decimal){datum->over, 0}, digits));
        }
    }
    text_char(out, (char)('a' + datum->kind));
}

Datum record_kept(const RecordList *records, Datum datum) {
    if (datum.kind == DATUM_UNKNOWN && datum.list) /* how it is written */
        return datum_string(record_copy(records, datum.list->text));
    datum.text = record_copy(records, datum.text);
    datum.doubt = NULL;
    if (datum.kind == DATUM_LIST) {
        Datum *list = ARENA_ARRAY(records->arena, Datum, datum.list_count);
        for (uint32_t i = 0; i < datum.list_count; i++)
            list[i] = record_kept(records, datum.list[i]);
        datum.list = list;
    }
    return datum;
}
