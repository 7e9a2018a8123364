/* Loading a workspace: the files that a request names and all that they include are
 * read and parsed, then the model is built of their trees and checked. This is the one
 * place where bytes become findings; render/ shows what stands here afterwards. */
#include "workspace/workspace.h"

#include <stdlib.h>
#include <string.h>

#include "syntax/parse.h"
#include "syntax/recognise.h"
#include "workspace/seen.h"

/* Offsets are 32 bits, and a scanner looks past the end. */
static const size_t FILE_MOST = UINT32_MAX - 64;

typedef struct Load {
    Workspace workspace; /* first: workspace_drop gets back from it */
    const Memory *memory;
    const Files *files;
    const Request *request;
    Names *reals;        /* the real paths of what is loaded, as numbers */
    VEC(char *) buffers; /* what was read; freed with the workspace */
    Slice root;          /* the real folder that includes may not leave */
    bool stdin_read;
} Load;

static bool is_stdin(Slice path) {
    return slice_is(path, "-");
}

/* Whether the file is loaded already, under any path. */
static bool loaded(const Load *load, Slice real) {
    return real.length > 0 && names_find(load->reals, real) != 0;
}

/* Before it is read, so that what changes meanwhile shows. */
static void look_at(Load *load, SeenKind kind, Slice path) {
    *VEC_PUSH(load->workspace.arena, &load->workspace.seen) =
        (Seen){(uint8_t)kind, path, seen_print(load->files, load->memory, kind, path)};
}

/* Reads a file into the sources, once. Where it can't, *why says so and nothing is added:
 * a file of another language is IO_NOT_FILE. */
static IoStatus load_file(Load *load, Slice path, Slice real, const char **why) {
    Arena *arena = load->workspace.arena;
    if (loaded(load, real)) {
        return IO_OK;
    }
    char *at = NULL;
    size_t length = 0;
    if (!is_stdin(path)) {
        look_at(load, SEEN_FILE, path);
    }
    IoStatus status = load->files->read(load->files->context, load->memory, path.at,
                                        FILE_MOST, &at, &length);
    *why = io_status_text(status);
    if (status != IO_OK) {
        return status;
    }
    *why = recognise(load->memory, path, (Slice){at, (uint32_t)length});
    if (*why) {
        memory_free(load->memory, at);
        return IO_NOT_FILE;
    }
    *VEC_PUSH(arena, &load->buffers) = at;
    if (real.length > 0) {
        names_add(load->reals, real);
    }
    sources_add(&load->workspace.sources, path, real, (Slice){at, (uint32_t)length});
    return IO_OK;
}

static void unreadable(Load *load, Slice path, const char *why) {
    Arena *arena = load->workspace.arena;
    *VEC_PUSH(arena, &load->workspace.unreadable) =
        (Unreadable){arena_copy(arena, path), why};
}

static Slice real_of(const Load *load, Slice path) {
    return load->files->real_path(load->files->context, load->workspace.arena, path.at);
}

static void load_named(Load *load, Slice path) {
    const char *why;
    if (load_file(load, path, real_of(load, path), &why) != IO_OK) {
        unreadable(load, path, why);
    }
}

static void load_folder(Load *load, Slice folder) {
    SliceVec found = {0};
    IoTroubleVec troubles = {0};
    look_at(load, SEEN_FOLDER, folder);
    load->files->walk(load->files->context, load->workspace.arena, folder.at, &found,
                      &troubles);
    for (uint32_t i = 0; i < troubles.count; i++) {
        unreadable(load, troubles.at[i].path, io_status_text(troubles.at[i].status));
    }
    if (found.count == 0 && troubles.count == 0) {
        unreadable(load, folder, "holds no .integ file");
    }
    for (uint32_t i = 0; i < found.count; i++) {
        load_named(load, found.at[i]);
    }
}

static int compare_paths(const void *left, const void *right) {
    return slice_compare(*(const Slice *)left, *(const Slice *)right);
}

/* By name, so that nothing depends on the order in which they were given. */
static void load_request(Load *load) {
    uint32_t count = load->request->path_count;
    Slice *paths = ARENA_ARRAY(load->workspace.arena, Slice, count);
    for (uint32_t i = 0; i < count; i++) {
        paths[i] = load->request->paths[i];
    }
    qsort(paths, count, sizeof *paths, compare_paths);
    for (uint32_t i = 0; i < count; i++) {
        Slice path = paths[i];
        if (is_stdin(path)) {
            if (!load->stdin_read) {
                load->stdin_read = true;
                const char *why;
                if (load_file(load, path, (Slice){0}, &why) != IO_OK) {
                    unreadable(load, path, why);
                }
            }
        } else if (load->files->is_folder(load->files->context, path.at)) {
            load_folder(load, path);
        } else {
            load_named(load, path);
        }
    }
}

/* The real folder of the first path of the request: itself where it is a folder. */
static Slice find_root(const Load *load) {
    if (load->request->path_count == 0) {
        return (Slice){0};
    }
    Slice first = load->request->paths[0];
    if (is_stdin(first)) {
        return real_of(load, SLICE("."));
    }
    if (load->files->is_folder(load->files->context, first.at)) {
        return real_of(load, first);
    }
    Slice real = real_of(load, first);
    return real.length > 0 ? io_folder_of(load->workspace.arena, real) : (Slice){0};
}

static bool inside(Slice root, Slice real) {
    if (root.length == 0 || !slice_starts(real, root)) {
        return false;
    }
    return real.length == root.length || root.at[root.length - 1] == '/' ||
           real.at[root.length] == '/';
}

/* Where a real path stands, seen from a real folder that it is not in: "../x.integ". */
static Slice path_from(Arena *arena, Slice folder, Slice real) {
    uint32_t same = 0; /* up to the last slash that both have */
    for (uint32_t i = 0; i < folder.length && i < real.length; i++) {
        if (folder.at[i] != real.at[i]) {
            break;
        }
        same = folder.at[i] == '/' ? i + 1 : same;
    }
    Slice path = {real.at + same, real.length - same};
    for (uint32_t i = same; i < folder.length; i++) {
        if (i == same || folder.at[i] == '/') {
            path = arena_format(arena, "../%.*s", SLICE_ARGS(path));
        }
    }
    return path;
}

/* ---- includes ---- */

static void include_file(Load *load, Place place, Slice path) {
    Findings *findings = &load->workspace.findings;
    Slice real = real_of(load, path);
    if (loaded(load, real)) {
        return;
    }
    if (real.length > 0 && !load->request->allow_outside && !inside(load->root, real)) {
        Diagnostic *d =
            findings_add(findings, CODE_F02, place,
                         "the included file \"%.*s\" is outside of the folder "
                         "of the first file",
                         SLICE_ARGS(path));
        Slice seen = path_from(load->workspace.arena, load->root, real);
        diagnostic_note(findings, d, "seen from that folder, links resolved, it is %.*s",
                        SLICE_ARGS(seen));
        diagnostic_help(findings, d, "if you trust this file, run with --allow-outside");
        return;
    }
    const char *why;
    IoStatus status = load_file(load, path, real, &why);
    if (status == IO_MISSING) {
        Diagnostic *d = findings_add(findings, CODE_F01, place,
                                     "the included file \"%.*s\" does not exist",
                                     SLICE_ARGS(path));
        diagnostic_help(findings, d, "a path is relative to the file that includes it");
    } else if (status == IO_FOLDER) {
        Diagnostic *d = findings_add(findings, CODE_F03, place,
                                     "the included \"%.*s\" is a folder",
                                     SLICE_ARGS(path));
        diagnostic_help(findings, d, "include its files: \"%.*s/*.integ\"",
                        SLICE_ARGS(path));
    } else if (status == IO_NOT_FILE) {
        findings_add(findings, CODE_F03, place, "the included \"%.*s\" %s",
                     SLICE_ARGS(path), why);
    } else if (status != IO_OK) {
        findings_add(findings, CODE_F01, place,
                     "the included file \"%.*s\" cannot be used: %s", SLICE_ARGS(path),
                     why);
    }
}

static void include_node(Load *load, const Source *source, const Include *include) {
    Arena *arena = load->workspace.arena;
    Findings *findings = &load->workspace.findings;
    Place place = {source->id, include->path};
    if (include->path.start == include->path.end) {
        return; /* the parser has reported it */
    }
    Slice name = arena_copy(arena, tree_string(arena, source, include->path));
    if (name.length == 0 || memchr(name.at, 0, name.length)) {
        findings_add(findings, CODE_F01, place, "this is not the path of a file");
        return;
    }
    Slice folder = is_stdin(source->path) ? SLICE(".")
                                          : io_folder_of(arena, source->path);
    Slice path = arena_copy(arena, io_join(arena, folder, name));
    if (!io_is_glob(path)) {
        include_file(load, place, path);
        return;
    }
    SliceVec found = {0};
    IoTroubleVec troubles = {0};
    look_at(load, SEEN_GLOB, path);
    load->files->glob(load->files->context, arena, path.at, &found, &troubles);
    for (uint32_t i = 0; i < troubles.count; i++) {
        findings_add(findings, CODE_F01, place,
                     "not all files that match \"%.*s\" can be read: %.*s %s",
                     SLICE_ARGS(path), SLICE_ARGS(troubles.at[i].path),
                     io_status_text(troubles.at[i].status));
    }
    if (found.count == 0 && troubles.count == 0) {
        Diagnostic *d = findings_add(findings, CODE_F01, place,
                                     "no file matches \"%.*s\"", SLICE_ARGS(path));
        d->level = LEVEL_WARNING;
    }
    for (uint32_t i = 0; i < found.count; i++) {
        include_file(load, place, found.at[i]);
    }
}

/* Blocks nest at most BLOCK_DEPTH_MAX deep. */
static void follow_includes(Load *load, const Source *source, const Node *node) {
    for (; node; node = node->next) {
        const Block *block = NULL;
        switch (node->kind) {
        case NODE_INCLUDE: include_node(load, source, (const Include *)node); break;
        case NODE_DECLARE: block = ((const Declare *)node)->block; break;
        case NODE_EVERY: block = ((const Every *)node)->block; break;
        case NODE_TABLE: block = ((const Table *)node)->block; break;
        case NODE_ROW: block = ((const Row *)node)->block; break;
        default: break;
        }
        if (block) {
            follow_includes(load, source, block->first);
        }
    }
}

/* ---- additions ---- */

/* What a what-if includes would not be found where it is saved. */
static void refuse_includes(Load *load, const Tree *tree) {
    for (const Node *node = tree->first; node != NULL; node = node->next) {
        if (node->kind == NODE_INCLUDE) {
            Diagnostic *d = findings_add(&load->workspace.findings, CODE_N04,
                                         (Place){tree->source, node->span},
                                         "an include belongs at the top of a file");
            diagnostic_here(&load->workspace.findings, d, "typed beside the files");
            diagnostic_help(&load->workspace.findings, d,
                            "put it into the file; it is read with the others then");
        }
    }
}

static bool find_host(const Load *load, Slice path, SourceId *host) {
    for (uint32_t i = 0; i < load->workspace.file_count; i++) {
        if (slice_equal(load->workspace.sources.all.at[i]->path, path)) {
            *host = i;
            return true;
        }
    }
    return false;
}

static void add_text(Load *load, const Addition *addition) {
    Workspace *workspace = &load->workspace;
    Arena *arena = workspace->arena;
    SourceId host;
    if (!find_host(load, addition->path, &host)) {
        unreadable(load, addition->name, "the file that it joins is not loaded");
        return;
    }
    uint32_t length = addition->text.length;
    char *at = memory_resize(load->memory, NULL, (size_t)length + IO_PADDING);
    *VEC_PUSH(arena, &load->buffers) = at;
    memcpy(at, addition->text.at, length);
    memset(at + length, 0, IO_PADDING);
    Source *source = sources_add(&workspace->sources, arena_copy(arena, addition->name),
                                 (Slice){0}, (Slice){at, length});
    Tree *tree = parse_source(arena, workspace->names, &workspace->findings, source);
    tree->joins = true;
    tree->host = host;
    if (addition->document.length > 0) {
        tree->host_document = names_add(workspace->names, addition->document);
    }
    *VEC_PUSH(arena, &workspace->trees) = tree;
    refuse_includes(load, tree);
}

/* ---- the whole ---- */

Workspace *workspace_load(const Memory *memory, const Files *files,
                          const Request *request) {
    Arena *arena = arena_new(memory);
    Load *load = ARENA_NEW(arena, Load);
    Workspace *workspace = &load->workspace;
    load->memory = memory;
    load->files = files;
    load->request = request;
    load->reals = names_new(arena);
    workspace->arena = arena;
    workspace->names = names_new(arena);
    sources_init(&workspace->sources, arena);
    findings_init(&workspace->findings, arena);
    load->root = find_root(load);
    load_request(load);
    /* Includes add to the end of the list while it is gone through. */
    for (uint32_t i = 0; i < workspace->sources.all.count; i++) {
        Source *source = workspace->sources.all.at[i];
        Tree *tree = parse_source(arena, workspace->names, &workspace->findings, source);
        *VEC_PUSH(arena, &workspace->trees) = tree;
        follow_includes(load, source, tree->first);
    }
    workspace->file_count = workspace->sources.all.count;
    for (uint32_t i = 0; i < request->addition_count; i++) {
        add_text(load, &request->additions[i]);
    }
    workspace->model = model_build(arena, workspace->names, &workspace->sources,
                                   &workspace->findings, workspace->trees.at,
                                   workspace->trees.count, request->as_of);
    workspace->checked = check_run(workspace->model, &workspace->findings,
                                   &workspace->summary, request->verdicts_only);
    findings_sort(&workspace->findings, &workspace->sources);
    return workspace;
}

void workspace_drop(Workspace *workspace) {
    if (!workspace) {
        return;
    }
    Load *load = (Load *)workspace;
    for (uint32_t i = 0; i < load->buffers.count; i++) {
        memory_free(load->memory, load->buffers.at[i]);
    }
    arena_drop(workspace->arena);
}
