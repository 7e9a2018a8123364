/* Mending in rounds: each loads the workspace over files that hold what the rounds before
 * made of them, so that all mends of a round are of one load. */
#include "workspace/fix.h"

#include <stdlib.h>
#include <string.h>

#include "source/mend.h"

typedef struct Rounds {
    Arena *arena;
    const Files *under; /* where what was not mended is read */
    const bool *codes;
    VEC(FixedFile) files;
} Rounds;

/* ---- files as they have become ---- */

static FixedFile *find_file(Rounds *rounds, Slice path, Slice real) {
    for (uint32_t i = 0; i < rounds->files.count; i++) {
        FixedFile *file = &rounds->files.at[i];
        if (real.length > 0 ? slice_equal(file->real, real)
                            : slice_equal(file->path, path))
            return file;
    }
    return NULL;
}

static IoStatus give_text(const Memory *memory, Slice text, char **at, size_t *length) {
    *at = memory_resize(memory, NULL, (size_t)text.length + IO_PADDING);
    memcpy(*at, text.at, text.length);
    memset(*at + text.length, 0, IO_PADDING);
    *length = text.length;
    return IO_OK;
}

static IoStatus read_over(void *context, const Memory *memory, const char *path,
                          size_t most, char **at, size_t *length) {
    Rounds *rounds = context;
    Slice name = slice_of(path), real = {0};
    if (!slice_is(name, "-")) {
        IoStatus status =
            rounds->under->real_path(rounds->under->context, rounds->arena, path, &real);
        if (!io_is_known(status))
            return status;
    }
    FixedFile *file = find_file(rounds, name, real);
    if (file)
        return give_text(memory, file->after, at, length);
    return rounds->under->read(rounds->under->context, memory, path, most, at, length);
}

static void walk_over(void *context, Arena *arena, const char *folder, SliceVec *out,
                      IoTroubleVec *troubles) {
    const Files *under = ((Rounds *)context)->under;
    under->walk(under->context, arena, folder, out, troubles);
}

static void glob_over(void *context, Arena *arena, const char *pattern, Slice root,
                      SliceVec *out, IoTroubleVec *troubles) {
    const Files *under = ((Rounds *)context)->under;
    under->glob(under->context, arena, pattern, root, out, troubles);
}

static bool is_folder_over(void *context, const char *path) {
    const Files *under = ((Rounds *)context)->under;
    return under->is_folder(under->context, path);
}

static IoStatus real_path_over(void *context, Arena *arena, const char *path,
                               Slice *out) {
    const Files *under = ((Rounds *)context)->under;
    return under->real_path(under->context, arena, path, out);
}

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
    FixedFile *file = find_file(rounds, source->path, source->real);
    if (!file) {
        file = VEC_PUSH(rounds->arena, &rounds->files);
        *file = (FixedFile){.path = arena_copy(rounds->arena, source->path),
                            .real = arena_copy(rounds->arena, source->real),
                            .before = whole(rounds->arena, source, source->text)};
    }
    file->after = whole(rounds->arena, source, after);
    file->places += places;
}

static bool mend_source(Rounds *rounds, const Source *source, MendVec *mends) {
    mends_settle(source->text, mends);
    if (mends->count == 0)
        return false;
    Text text = {.memory = arena_memory(rounds->arena)};
    mends_apply(source->text, mends, &text);
    keep_text(rounds, source, text_view(&text), mends->count);
    text_free(&text);
    return true;
}

/* Whether anything was mended. */
static bool mend_all(Rounds *rounds, const Workspace *workspace) {
    uint32_t count = workspace->sources.all.count;
    Arena *scratch = arena_new(arena_memory(rounds->arena));
    MendVec *mends = ARENA_ARRAY(scratch, MendVec, count);
    for (uint32_t i = 0; i < workspace->findings.all.count; i++) {
        const Diagnostic *d = workspace->findings.all.at[i];
        for (uint32_t k = 0; k < d->mends.count; k++) {
            const Mend *mend = &d->mends.at[k];
            if (mend->safe && !d->allowed && rounds->codes[d->code])
                *VEC_PUSH(scratch, &mends[mend->place.source]) = *mend;
        }
    }
    bool any = false;
    for (uint32_t i = 0; i < count; i++) {
        const Source *source = workspace->sources.all.at[i];
        any = mend_source(rounds, source, &mends[i]) || any;
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

static Fix gather(Rounds *rounds, UnreadableVec unreadable) {
    Fix fix = {.unreadable = unreadable};
    for (uint32_t i = 0; i < rounds->files.count; i++) {
        const FixedFile *file = &rounds->files.at[i];
        if (!slice_equal(file->before, file->after))
            *VEC_PUSH(rounds->arena, &fix.files) = *file;
    }
    if (fix.files.count > 1)
        qsort(fix.files.at, fix.files.count, sizeof *fix.files.at, compare_files);
    return fix;
}

Fix fix_run(Arena *arena, const Files *files, const Request *request,
            const bool codes[CODE_COUNT]) {
    Rounds rounds = {.arena = arena, .under = files, .codes = codes};
    const Files over = {.context = &rounds,
                        .read = read_over,
                        .walk = walk_over,
                        .glob = glob_over,
                        .is_folder = is_folder_over,
                        .real_path = real_path_over};
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
        any = unreadable.count == 0 && mend_all(&rounds, workspace);
        workspace_drop(workspace);
    }
    return gather(&rounds, unreadable);
}
