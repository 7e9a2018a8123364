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
