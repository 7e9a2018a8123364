/* Reading the files of a load, each once, and keeping what could not be read. */
#include "workspace/loading.h"
#include "syntax/recognise.h"

bool loading_is_stdin(Slice path) {
    return slice_is(path, "-");
}

bool loading_has(const Loading *load, Slice real) {
    return real.length > 0 && names_find(load->reals, real) != 0;
}

void loading_look_at(Loading *load, DependencyKind kind, Slice path) {
    *VEC_PUSH(load->workspace.arena, &load->workspace.dependencies) = (Dependency){
        (uint8_t)kind, path,
        dependency_print(load->files, load->memory, kind, path, load->workspace.root)};
}

IoStatus loading_read(Loading *load, Slice path, Slice real, const char **why) {
    Arena *arena = load->workspace.arena;
    if (loading_has(load, real))
        return IO_OK;
    char *at = NULL;
    size_t length = 0;
    if (!loading_is_stdin(path))
        loading_look_at(load, DEPENDENCY_FILE, path);
    IoStatus status = load->files->read(load->files->context, load->memory, path.at,
                                        IO_SOURCE_MOST, &at, &length);
    *why = io_status_text(status);
    if (status != IO_OK)
        return status;
    *why = recognise(load->memory, path, (Slice){at, (uint32_t)length});
    if (loading_is_stdin(path) && length == 0) /* what should have written it failed */
        *why = "nothing came, so there is nothing to read";
    if (*why) {
        memory_free(load->memory, at);
        return IO_NOT_FILE;
    }
    *VEC_PUSH(arena, &load->buffers) = at;
    if (real.length > 0)
        names_add(load->reals, real);
    sources_add(&load->workspace.sources, path, real, (Slice){at, (uint32_t)length});
    return IO_OK;
}

bool loading_is_failure(IoStatus status) {
    return status == IO_FAILED || status == IO_DENIED;
}

void loading_unreadable(Loading *load, Slice path, IoStatus status, const char *why) {
    Arena *arena = load->workspace.arena;
    if (names_find(load->troubled, path) == 0) {
        names_add(load->troubled, path);
        *VEC_PUSH(arena, &load->workspace.unreadable) =
            (Unreadable){arena_copy(arena, path), why, loading_is_failure(status)};
    }
}

void loading_trouble(Loading *load, const IoTrouble *trouble) {
    loading_unreadable(load, trouble->path, trouble->status,
                       io_status_text(trouble->status));
}

IoStatus loading_find_real(Loading *load, Slice path, Slice *out) {
    IoStatus status =
        load->files->real_path(load->files->context, load->workspace.arena, path.at, out);
    if (loading_is_failure(status))
        loading_unreadable(load, path, status, io_status_text(status));
    return status;
}

Slice loading_real_of(Loading *load, Slice path) {
    Slice real;
    loading_find_real(load, path, &real);
    return real;
}
