/* How things of one edition were called in an earlier one. */
#include "workspace/edition.h"

#include "base/sorted.h"

int edition_by_now(const void *left, const void *right) {
    const Renamed *a = left, *b = right;
    return a->kind != b->kind ? (int)a->kind - (int)b->kind
                              : slice_compare(a->now, b->now);
}

Slice edition_was(const RenamedVec *renamed, uint8_t kind, Slice text) {
    Renamed wanted = {.kind = kind, .now = text};
    uint32_t i = 0;
    SORTED_SEEK(i, renamed->count, at, edition_by_now(&renamed->at[at], &wanted) < 0)
    bool found = i < renamed->count && edition_by_now(&renamed->at[i], &wanted) == 0;
    return found ? renamed->at[i].was : text;
}

Slice edition_name(const Edition *edition, ThingKind kind, Id id) {
    return edition_was(&edition->renamed, (uint8_t)kind,
                       model_name(edition->workspace->model, kind, id));
}

Slice edition_subject(Arena *arena, const Edition *edition, Slice subject) {
    for (uint32_t i = 0; i <= subject.length && edition->retitled.count > 0; i++) {
        if (i < subject.length && !char_in(subject.at[i], ",:"))
            continue;
        Slice title = {subject.at, i};
        Slice was = edition_was(&edition->retitled, 0, title);
        if (was.at != title.at)
            return arena_format(arena, "%.*s%.*s", SLICE_ARGS(was),
                                SLICE_ARGS(slice_from(subject, i)));
    }
    return subject;
}
