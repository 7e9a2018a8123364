/* Loading a workspace: the files that a request names and all that they include are
 * read and parsed, then the model is built of their trees and checked. This is the one
 * place where bytes become findings; render/ shows what stands here afterwards. */
#include "workspace/workspace.h"
#include "base/path.h"

#include <stdlib.h>
#include <string.h>

#include "eval/references.h"
#include "syntax/lexer.h"
#include "syntax/parse.h"
#include "syntax/tree_names.h"
#include "workspace/dependencies.h"
#include "workspace/includes.h"
#include "workspace/loading.h"

static void load_named(Loading *load, Slice path) {
    const char *why;
    IoStatus status = loading_read(load, path, loading_real_of(load, path), &why);
    if (status != IO_OK)
        loading_unreadable(load, path, status, why);
}

/* A file that is not to be read, as one without contents, so that a finding can stand in
 * it. */
static Place place_of_link(Loading *load, Slice path) {
    char *at = arena_zero(load->workspace.arena, IO_PADDING);
    Source *source = sources_add(&load->workspace.sources,
                                 arena_copy(load->workspace.arena, path), (Slice){0},
                                 (Slice){at, 0});
    return (Place){source->id, {0, 0}};
}

/* F02, also where it leads nowhere: what there is outside does not show. */
static void report_link(Loading *load, Slice path) {
    Findings *findings = &load->workspace.findings;
    Diagnostic *d = findings_add(
        findings, CODE_F02, place_of_link(load, path),
        "\"%.*s\" is a link that leads out of the folder that is checked, or nowhere",
        SLICE_ARGS(path));
    diagnostic_help(
        findings, d,
        "remove it; or run with --allow-outside if you trust what it leads to");
}

/* Whether that says why the folder holds no file. */
static bool walk_trouble(Loading *load, const IoTrouble *trouble) {
    Workspace *workspace = &load->workspace;
    if (trouble->status == IO_MISNAMED)
        *VEC_PUSH(workspace->arena, &workspace->passed_over) =
            (Unreadable){trouble->path, io_status_text(trouble->status), false};
    else if (trouble->status == IO_LOST && !load->request->allow_outside)
        report_link(load, trouble->path);
    else
        loading_trouble(load, trouble);
    return trouble->status != IO_MISNAMED;
}

/* A file that a walk through a folder met. A link that stays in the folder is the file
 * that it leads to, whatever it is called. */
static void load_found(Loading *load, Slice folder, Slice real_folder, Slice path) {
    Slice real = loading_real_of(load, path);
    if (path_is_inside(real_folder, real)) {
        Slice below = source_path_below(real_folder, real);
        Slice direct = arena_copy(load->workspace.arena,
                                  path_join(load->workspace.arena, folder, below));
        load_named(load, slice_ends(below, SLICE(".integ")) ? direct : path);
    } else if (real.length == 0 || real_folder.length == 0 ||
               load->request->allow_outside || path_is_inside(load->root, real)) {
        load_named(load, path);
    } else {
        report_link(load, path);
    }
}

static void load_folder(Loading *load, Slice folder) {
    SliceVec found = {0};
    Slice real = loading_real_of(load, folder);
    IoTroubleVec troubles = {0};
    loading_look_at(load, DEPENDENCY_FOLDER, folder);
    load->files->walk(load->files->context, load->workspace.arena, folder.at, &found,
                      &troubles);
    bool any = found.count > 0;
    for (uint32_t i = 0; i < troubles.count; i++)
        any = walk_trouble(load, &troubles.at[i]) || any;
    if (!any)
        loading_unreadable(load, folder, IO_MISSING, "holds no .integ file");
    for (uint32_t i = 0; i < found.count && !stop_asked(load->request->stop); i++)
        load_found(load, folder, real, found.at[i]);
}

static int compare_paths(const void *left, const void *right) {
    return slice_compare(*(const Slice *)left, *(const Slice *)right);
}

static bool is_folder(const Loading *load, Slice path) {
    return slice_equal(path, load->request->paths[0])
               ? load->first_is_folder
               : load->files->is_folder(load->files->context, path.at);
}

/* By name, so that nothing depends on the order in which they were given. */
static void load_request(Loading *load) {
    uint32_t count = load->request->path_count;
    Slice *paths = ARENA_ARRAY(load->workspace.arena, Slice, count);
    for (uint32_t i = 0; i < count; i++)
        paths[i] = load->request->paths[i];
    qsort(paths, count, sizeof *paths, compare_paths);
    for (uint32_t i = 0; i < count; i++) {
        Slice path = paths[i];
        if (loading_is_stdin(path)) {
            if (!load->stdin_read) {
                load->stdin_read = true;
                const char *why;
                IoStatus status = loading_read(load, path, (Slice){0}, &why);
                if (status != IO_OK)
                    loading_unreadable(load, path, status, why);
            }
        } else if (is_folder(load, path)) {
            load_folder(load, path);
        } else {
            load_named(load, path);
        }
    }
}

/* The real folder of the first path of the request: itself where it is a folder, else the
 * one in which it stands, also where it is a link. */
static Slice find_root(Loading *load) {
    if (load->request->path_count == 0)
        return (Slice){0};
    Slice first = load->request->paths[0];
    if (loading_is_stdin(first))
        return loading_real_of(load, SLICE("."));
    load->first_is_folder = load->files->is_folder(load->files->context, first.at);
    if (load->first_is_folder)
        return loading_real_of(load, first);
    return loading_real_of(load, path_folder_of(load->workspace.arena, first));
}

/* ---- additions ---- */

/* What a what-if includes would not be found where it is saved. */
static void refuse_includes(Loading *load, const Tree *tree) {
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

static bool find_host(const Loading *load, Slice path, SourceId *host) {
    for (uint32_t i = 0; i < load->workspace.file_count; i++) {
        if (slice_equal(load->workspace.sources.all.at[i]->path, path)) {
            *host = i;
            return true;
        }
    }
    return false;
}

static void add_text(Loading *load, const Addition *addition) {
    Workspace *workspace = &load->workspace;
    Arena *arena = workspace->arena;
    SourceId host;
    if (!find_host(load, addition->path, &host)) {
        loading_unreadable(load, addition->name, IO_MISSING,
                           "the file that it joins is not loaded");
        return;
    }
    uint32_t length = addition->text.length;
    char *at = io_padded(load->memory, addition->text);
    *VEC_PUSH(arena, &load->buffers) = at;
    Source *source = sources_add(&workspace->sources, arena_copy(arena, addition->name),
                                 (Slice){0}, (Slice){at, length});
    Tree *tree = parse_source(arena, workspace->names, &workspace->findings, source);
    tree->joins = true;
    tree->host = host;
    if (addition->document.length > 0)
        tree->host_document = names_add(workspace->names, addition->document);
    *VEC_PUSH(arena, &workspace->trees) = tree;
    refuse_includes(load, tree);
}

/* ---- the whole ---- */

/* The first file's names are the workspace's. Each other is read with names of its own,
 * and joins them: what its tree says hangs on nothing that was read before. */
static Tree *read_tree(Loading *load, Source *source, bool first) {
    Workspace *workspace = &load->workspace;
    if (first)
        return parse_source_until(workspace->arena, workspace->names,
                                  &workspace->findings, source, load->request->stop);
    if (load->own == NULL) {
        load->own = names_new(workspace->arena);
        load->own_words = lexer_words(load->own);
    }
    names_forget(load->own, load->own_words);
    Tree *tree = parse_source_until(workspace->arena, load->own, &workspace->findings,
                                    source, load->request->stop);
    Arena *scratch = arena_new(load->memory);
    tree_rename(tree, names_join(workspace->names, load->own, load->own_words, scratch));
    arena_drop(scratch);
    return tree;
}

/* What was to be loaded when somebody asked to stop. */
static Workspace *dropped(Workspace *workspace) {
    workspace_drop(workspace);
    return NULL;
}

Workspace *workspace_load(const Memory *memory, const Files *files,
                          const Request *request) {
    Arena *arena = arena_new(memory);
    Loading *load = ARENA_NEW(arena, Loading);
    Workspace *workspace = &load->workspace;
    Stop stop = request->stop;
    load->memory = memory;
    load->files = files;
    load->request = request;
    load->reals = names_new(arena);
    load->troubled = names_new(arena);
    workspace->arena = arena;
    workspace->names = names_new(arena);
    sources_init(&workspace->sources, arena);
    findings_init(&workspace->findings, arena);
    workspace->findings.messages = request->messages;
    load->globs = names_new(arena);
    load->root = find_root(load);
    workspace->root = request->allow_outside ? SLICE("") : load->root;
    load_request(load);
    /* Includes add to the end of the list while it is gone through. */
    for (uint32_t i = 0; i < workspace->sources.all.count && !stop_asked(stop); i++) {
        Source *source = workspace->sources.all.at[i];
        Tree *tree = read_tree(load, source, i == 0);
        *VEC_PUSH(arena, &workspace->trees) = tree;
        includes_follow(load, source, tree->first);
    }
    if (stop_asked(stop))
        return dropped(workspace);
    workspace->file_count = workspace->sources.all.count;
    for (uint32_t i = 0; i < request->addition_count; i++)
        add_text(load, &request->additions[i]);
    if (stop_asked(stop))
        return dropped(workspace);
    if (request->references)
        workspace->references = references_new(arena);
    workspace->model = model_build(arena, workspace->names, &workspace->sources,
                                   &workspace->findings, workspace->trees.at,
                                   workspace->trees.count, request->as_of, stop,
                                   workspace->references);
    if (stop_asked(stop))
        return dropped(workspace);
    workspace->checked = check_run(workspace->model, &workspace->findings,
                                   &workspace->summary, request->verdicts_only, stop);
    if (workspace->checked == NULL)
        return dropped(workspace);
    if (request->references)
        eval_references(workspace->model, workspace->references);
    findings_sort(&workspace->findings, &workspace->sources);
    return workspace;
}

void workspace_drop(Workspace *workspace) {
    if (!workspace)
        return;
    Loading *load = (Loading *)workspace;
    for (uint32_t i = 0; i < load->buffers.count; i++)
        memory_free(load->memory, load->buffers.at[i]);
    arena_drop(workspace->arena);
}

Slice workspace_changed(const Workspace *workspace, const Files *files) {
    const Memory *memory = arena_memory(workspace->arena);
    for (uint32_t i = 0; i < workspace->dependencies.count; i++) {
        const Dependency *dependency = &workspace->dependencies.at[i];
        if (dependency_print(files, memory, (DependencyKind)dependency->kind,
                             dependency->path, workspace->root) != dependency->print)
            return dependency->path;
    }
    return (Slice){"", 0};
}
