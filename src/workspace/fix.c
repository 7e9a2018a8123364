/* Fixing in rounds: each loads the workspace over files that hold what the rounds before
 * made of them, so that all fixes of a round are of one load. */
#include "workspace/fix.h"

#include <stdlib.h>
#include <string.h>

#include "source/fixes.h"
#include "workspace/overlay.h"

typedef struct Rounds {
    Arena *arena;
    Overlay *overlay; /* the files as they have become */
    const bool *codes;
    VEC(FixedFile) files; /* by their number in the overlay; [0] is unused */
} Rounds;

/* ---- a round ---- */

/* All the bytes of the source's file, were this its text. */
static Slice whole(Arena *arena, const Source *source, Slice text) {
    static const char mark[] = "\xEF\xBB\xBF";
    uint32_t before = source->marked ? 3 : 0;
    char *at = arena_alloc(arena, (size_t)before + text.length);
    memcpy(at, mark, before);
    memcpy(at + before, text.at, text.length);
    return (Slice){at, before + text.length};
}

static void keep_text(Rounds *rounds, const Source *source, Slice after,
                      uint32_t places) {
    Slice bytes = whole(rounds->arena, source, after);
    uint32_t number = overlay_put(
        rounds->overlay, source->real.length > 0 ? source->real : source->path, bytes);
    while (rounds->files.count <= number)
        *VEC_PUSH(rounds->arena, &rounds->files) = (FixedFile){0};
    FixedFile *file = &rounds->files.at[number];
    if (file->path.length == 0)
        *file = (FixedFile){.path = arena_copy(rounds->arena, source->path),
                            .real = arena_copy(rounds->arena, source->real),
                            .before = whole(rounds->arena, source, source->text)};
    file->after = bytes;
    file->places += places;
}

static bool fix_source(Rounds *rounds, const Source *source, FixVec *fixes) {
    fixes_settle(source->text, fixes);
    if (fixes->count == 0)
        return false;
    Text text = {.memory = arena_memory(rounds->arena)};
    fixes_apply(source->text, fixes, &text);
    keep_text(rounds, source, text_view(&text), fixes->count);
    text_free(&text);
    return true;
}

/* Whether anything was fixed. */
static bool fix_all(Rounds *rounds, const Workspace *workspace) {
    uint32_t count = workspace->sources.all.count;
    Arena *scratch = arena_new(arena_memory(rounds->arena));
    FixVec *fixes = ARENA_ARRAY(scratch, FixVec, count);
    for (uint32_t i = 0; i < workspace->findings.all.count; i++) {
        const Diagnostic *d = workspace->findings.all.at[i];
        for (uint32_t k = 0; k < d->fixes.count; k++) {
            const Fix *fix = &d->fixes.at[k];
            if (fix->safe && !d->allowed && rounds->codes[d->code])
                *VEC_PUSH(scratch, &fixes[fix->place.source]) = *fix;
        }
    }
    bool any = false;
    for (uint32_t i = 0; i < count; i++) {
        const Source *source = workspace->sources.all.at[i];
        any = fix_source(rounds, source, &fixes[i]) || any;
    }
    arena_drop(scratch);
    return any;
}

/* Standard input can be read once. */
static void keep_stdin(Rounds *rounds, const Workspace *workspace) {
    for (uint32_t i = 0; i < workspace->sources.all.count; i++) {
        const Source *source = workspace->sources.all.at[i];
        if (slice_is(source->path, "-"))
            keep_text(rounds, source, source->text, 0);
    }
}

/* ---- the whole ---- */

static int compare_files(const void *left, const void *right) {
    return slice_compare(((const FixedFile *)left)->path,
                         ((const FixedFile *)right)->path);
}

static FixedFiles gather(Rounds *rounds, UnreadableVec unreadable) {
    FixedFiles fix = {.unreadable = unreadable};
    for (uint32_t i = 0; i < rounds->files.count; i++) {
        const FixedFile *file = &rounds->files.at[i];
        if (!slice_equal(file->before, file->after))
            *VEC_PUSH(rounds->arena, &fix.files) = *file;
    }
    if (fix.files.count > 1)
        qsort(fix.files.at, fix.files.count, sizeof *fix.files.at, compare_files);
    return fix;
}

FixedFiles fix_run(Arena *arena, const Files *files, const Request *request,
                   const bool codes[CODE_COUNT]) {
    /* All that it holds has been read by a path that is there: nothing is relative. */
    Overlay *overlay = overlay_new(arena, files, SLICE(""));
    Rounds rounds = {.arena = arena, .overlay = overlay, .codes = codes};
    Files over = overlay_files(overlay);
    over.stamp = NULL; /* nobody asks whether they change meanwhile */
    UnreadableVec unreadable = {0};
    bool any = true;
    for (uint32_t round = 0; any && round < FIX_ROUNDS_MOST; round++) {
        Workspace *workspace = workspace_load(arena_memory(arena), &over, request);
        if (round == 0)
            keep_stdin(&rounds, workspace);
        for (uint32_t i = 0; i < workspace->unreadable.count; i++) {
            const Unreadable *lost = &workspace->unreadable.at[i];
            *VEC_PUSH(arena, &unreadable) =
                (Unreadable){arena_copy(arena, lost->path), lost->why, lost->failed};
        }
        any = unreadable.count == 0 && fix_all(&rounds, workspace);
        workspace_drop(workspace);
    }
    return gather(&rounds, unreadable);
}
