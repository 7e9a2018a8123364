/* Loading a workspace: the files that a request names and all that they include are
 * read and parsed, then the model is built of their trees and checked. This is the one
 * place where bytes become findings; render/ shows what stands here afterwards. */
#include "workspace/workspace.h"
#include "base/path.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "eval/references.h"
#include "syntax/parse.h"
#include "syntax/recognise.h"
#include "workspace/dependencies.h"

typedef struct LoadInHand {
    Workspace workspace; /* first: workspace_drop gets back from it */
    const Memory *memory;
    const Files *files;
    const Request *request;
    Names *reals;         /* the real paths of what is loaded, as numbers */
    Names *troubled;      /* the paths of what is unreadable */
    VEC(char *) buffers;  /* what was read; freed with the workspace */
    Slice root;           /* the real folder of the request's first path */
    bool first_is_folder; /* that path: asked once, so that both who ask hear the same */
    Names *globs;         /* those that matched something: their files are loaded */
    bool stdin_read;
} LoadInHand;

static bool is_stdin(Slice path) {
    return slice_is(path, "-");
}

/* Whether the file is loaded already, under any path. */
static bool loaded(const LoadInHand *load, Slice real) {
    return real.length > 0 && names_find(load->reals, real) != 0;
}

/* Before it is read, so that what changes meanwhile shows. */
static void look_at(LoadInHand *load, DependencyKind kind, Slice path) {
    *VEC_PUSH(load->workspace.arena, &load->workspace.dependencies) = (Dependency){
        (uint8_t)kind, path,
        dependency_print(load->files, load->memory, kind, path, load->workspace.root)};
}

/* Reads a file into the sources, once. Where it can't, *why says so and nothing is added:
 * a file of another language is IO_NOT_FILE. */
static IoStatus load_file(LoadInHand *load, Slice path, Slice real, const char **why) {
    Arena *arena = load->workspace.arena;
    if (loaded(load, real))
        return IO_OK;
    char *at = NULL;
    size_t length = 0;
    if (!is_stdin(path))
        look_at(load, DEPENDENCY_FILE, path);
    IoStatus status = load->files->read(load->files->context, load->memory, path.at,
                                        IO_SOURCE_MOST, &at, &length);
    *why = io_status_text(status);
    if (status != IO_OK)
        return status;
    *why = recognise(load->memory, path, (Slice){at, (uint32_t)length});
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

/* What the files hold or name cannot help it: the system failed, or nobody may look. */
static bool is_failure(IoStatus status) {
    return status == IO_FAILED || status == IO_DENIED;
}

/* Each path once, however often it was asked about. */
static void unreadable(LoadInHand *load, Slice path, IoStatus status, const char *why) {
    Arena *arena = load->workspace.arena;
    if (names_find(load->troubled, path) == 0) {
        names_add(load->troubled, path);
        *VEC_PUSH(arena, &load->workspace.unreadable) =
            (Unreadable){arena_copy(arena, path), why, is_failure(status)};
    }
}

static void unreadable_trouble(LoadInHand *load, const IoTrouble *trouble) {
    unreadable(load, trouble->path, trouble->status, io_status_text(trouble->status));
}

/* IO_OK, or why there is no real path; one that cannot be found out is unreadable. */
static IoStatus find_real(LoadInHand *load, Slice path, Slice *out) {
    IoStatus status =
        load->files->real_path(load->files->context, load->workspace.arena, path.at, out);
    if (is_failure(status))
        unreadable(load, path, status, io_status_text(status));
    return status;
}

static Slice real_of(LoadInHand *load, Slice path) {
    Slice real;
    find_real(load, path, &real);
    return real;
}

static void load_named(LoadInHand *load, Slice path) {
    const char *why;
    IoStatus status = load_file(load, path, real_of(load, path), &why);
    if (status != IO_OK)
        unreadable(load, path, status, why);
}

/* A file that is not to be read, as one without contents, so that a finding can stand in
 * it. */
static Place place_of_link(LoadInHand *load, Slice path) {
    char *at = arena_zero(load->workspace.arena, IO_PADDING);
    Source *source = sources_add(&load->workspace.sources,
                                 arena_copy(load->workspace.arena, path), (Slice){0},
                                 (Slice){at, 0});
    return (Place){source->id, {0, 0}};
}

/* F02, also where it leads nowhere: what there is outside does not show. */
static void report_link(LoadInHand *load, Slice path) {
    Findings *findings = &load->workspace.findings;
    Diagnostic *d = findings_add(
        findings, CODE_F02, place_of_link(load, path),
        "\"%.*s\" is a link that leads out of the folder that is checked, or nowhere",
        SLICE_ARGS(path));
    diagnostic_help(findings, d,
                    "take it away; if you trust what it leads to, run with "
                    "--allow-outside");
}

/* Whether that says why the folder holds no file. */
static bool walk_trouble(LoadInHand *load, const IoTrouble *trouble) {
    Workspace *workspace = &load->workspace;
    if (trouble->status == IO_MISNAMED)
        *VEC_PUSH(workspace->arena, &workspace->passed_over) =
            (Unreadable){trouble->path, io_status_text(trouble->status), false};
    else if (trouble->status == IO_LOST && !load->request->allow_outside)
        report_link(load, trouble->path);
    else
        unreadable_trouble(load, trouble);
    return trouble->status != IO_MISNAMED;
}

/* A file that a walk through a folder met. A link that stays in the folder is the file
 * that it leads to, whatever it is called. */
static void load_found(LoadInHand *load, Slice folder, Slice real_folder, Slice path) {
    Slice real = real_of(load, path);
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

static void load_folder(LoadInHand *load, Slice folder) {
    SliceVec found = {0};
    Slice real = real_of(load, folder);
    IoTroubleVec troubles = {0};
    look_at(load, DEPENDENCY_FOLDER, folder);
    load->files->walk(load->files->context, load->workspace.arena, folder.at, &found,
                      &troubles);
    bool any = found.count > 0;
    for (uint32_t i = 0; i < troubles.count; i++)
        any = walk_trouble(load, &troubles.at[i]) || any;
    if (!any)
        unreadable(load, folder, IO_MISSING, "holds no .integ file");
    for (uint32_t i = 0; i < found.count && !stop_asked(load->request->stop); i++)
        load_found(load, folder, real, found.at[i]);
}

static int compare_paths(const void *left, const void *right) {
    return slice_compare(*(const Slice *)left, *(const Slice *)right);
}

static bool is_folder(const LoadInHand *load, Slice path) {
    return slice_equal(path, load->request->paths[0])
               ? load->first_is_folder
               : load->files->is_folder(load->files->context, path.at);
}

/* By name, so that nothing depends on the order in which they were given. */
static void load_request(LoadInHand *load) {
    uint32_t count = load->request->path_count;
    Slice *paths = ARENA_ARRAY(load->workspace.arena, Slice, count);
    for (uint32_t i = 0; i < count; i++)
        paths[i] = load->request->paths[i];
    qsort(paths, count, sizeof *paths, compare_paths);
    for (uint32_t i = 0; i < count; i++) {
        Slice path = paths[i];
        if (is_stdin(path)) {
            if (!load->stdin_read) {
                load->stdin_read = true;
                const char *why;
                IoStatus status = load_file(load, path, (Slice){0}, &why);
                if (status != IO_OK)
                    unreadable(load, path, status, why);
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
static Slice find_root(LoadInHand *load) {
    if (load->request->path_count == 0)
        return (Slice){0};
    Slice first = load->request->paths[0];
    if (is_stdin(first))
        return real_of(load, SLICE("."));
    load->first_is_folder = load->files->is_folder(load->files->context, first.at);
    if (load->first_is_folder)
        return real_of(load, first);
    return real_of(load, path_folder_of(load->workspace.arena, first));
}

/* ---- includes ---- */

/* F02. What is there is not looked at, so that nothing can be asked about the machine. */
static void report_outside(LoadInHand *load, Place place, Slice path) {
    Findings *findings = &load->workspace.findings;
    Diagnostic *d = findings_add(findings, CODE_F02, place,
                                 "the included file \"%.*s\" is outside of the folder "
                                 "of the first file",
                                 SLICE_ARGS(path));
    diagnostic_help(findings, d, "if you trust this file, run with --allow-outside");
}

/* Whether the path leaves the root: as text, or by a link, wherever that leads. A path
 * from a folder that is not known stays. */
static bool leaves_root(LoadInHand *load, Slice folder, Slice path) {
    if (load->workspace.root.length == 0)
        return false;
    Slice whole = path_join(load->workspace.arena, real_of(load, folder), path);
    if (!slice_starts(whole, SLICE("/")))
        return false;
    return !path_is_inside(load->workspace.root, whole);
}

static bool stays_inside(LoadInHand *load, Slice path, IoStatus found, Slice real);

/* Whether a path, or for a pattern a file that it matches, is there. */
static bool is_there(LoadInHand *load, Slice path) {
    if (!io_is_glob(path)) {
        Slice real, root = load->workspace.root;
        IoStatus status = find_real(load, path, &real);
        return status == IO_OK &&
               (root.length == 0 || stays_inside(load, path, status, real));
    }
    SliceVec found = {0};
    IoTroubleVec troubles = {0};
    load->files->glob(load->files->context, load->workspace.arena, path.at,
                      load->workspace.root, &found, &troubles);
    return found.count > 0;
}

/* "U+0061 U+030A": the letter at the front of a text with its marks. */
static Slice letter_codes(Arena *arena, Slice text) {
    Text out = {.memory = arena_memory(arena)};
    uint32_t bytes, codes = 0;
    while (text.length > 0 && codes < 4) {
        uint32_t code = utf8_decode(text.at, text.length, &bytes);
        if (codes > 0 && !utf8_is_mark(code))
            break;
        text_format(&out, codes > 0 ? " U+%04X" : "U+%04X", code);
        text = (Slice){text.at + bytes, text.length - bytes};
        codes++;
    }
    Slice result = arena_copy(arena, text_view(&out));
    text_free(&out);
    return result;
}

/* Says that a file is there whose name looks alike, but is in the other of Unicode's two
 * forms. */
static void note_other_form(LoadInHand *load, Diagnostic *d, Slice path) {
    Arena *arena = load->workspace.arena;
    Findings *findings = &load->workspace.findings;
    Slice forms[] = {utf8_nfc(arena, path), utf8_nfd(arena, path)};
    for (int i = 0; i < 2; i++) {
        Slice other = arena_copy(arena, forms[i]);
        if (slice_equal(other, path) || !is_there(load, other))
            continue;
        Slice here = path, there = other;
        uint32_t bytes, more;
        while (here.length > 0 && there.length > 0 &&
               utf8_decode(here.at, here.length, &bytes) ==
                   utf8_decode(there.at, there.length, &more)) {
            here = (Slice){here.at + bytes, here.length - bytes};
            there = (Slice){there.at + more, there.length - more};
        }
        diagnostic_note(
            findings, d,
            "a file is there whose name looks alike: where this one has %.*s, "
            "that has %.*s",
            SLICE_ARGS(letter_codes(arena, here)),
            SLICE_ARGS(letter_codes(arena, there)));
        diagnostic_help(findings, d,
                        io_is_glob(path)
                            ? "rename the file"
                            : "write the name as the file has it, or rename the file");
        return;
    }
}

static void report_unread(LoadInHand *load, Place place, Slice path, IoStatus status,
                          const char *why) {
    Findings *findings = &load->workspace.findings;
    if (is_failure(status))
        unreadable(load, path, status, why);
    if (status == IO_MISSING) {
        Diagnostic *d = findings_add(findings, CODE_F01, place,
                                     "the included file \"%.*s\" does not exist",
                                     SLICE_ARGS(path));
        note_other_form(load, d, path);
        if (d->help.length == 0) {
            diagnostic_help(findings, d,
                            "a path is relative to the file that includes it");
        }
    } else if (status == IO_FOLDER) {
        Diagnostic *d = findings_add(findings, CODE_F03, place,
                                     "the included \"%.*s\" is a folder",
                                     SLICE_ARGS(path));
        diagnostic_help(findings, d, "include its files: \"%.*s/*.integ\"",
                        SLICE_ARGS(path));
    } else if (status == IO_NOT_FILE) {
        findings_add(findings, CODE_F03, place, "the included \"%.*s\" %s",
                     SLICE_ARGS(path), why);
    } else {
        findings_add(findings, CODE_F01, place,
                     "the included file \"%.*s\" cannot be used: %s", SLICE_ARGS(path),
                     why);
    }
}

/* Of what is not there, the folders above count; a link that leads nowhere may lead out.
 */
static bool stays_inside(LoadInHand *load, Slice path, IoStatus found, Slice real) {
    if (found == IO_LOST)
        return false;
    for (Slice above = path; real.length == 0 && above.length > 1;) {
        Slice folder = path_folder_of(load->workspace.arena, above);
        if (find_real(load, folder, &real) == IO_LOST)
            return false;
        if (slice_equal(folder, above))
            break;
        above = folder;
    }
    return real.length == 0 || path_is_inside(load->workspace.root, real);
}

static void include_file(LoadInHand *load, Place place, Slice path) {
    Slice real, root = load->workspace.root;
    IoStatus found = find_real(load, path, &real);
    if (loaded(load, real))
        return;
    if (root.length > 0 && !stays_inside(load, path, found, real)) {
        report_outside(load, place, path);
        return;
    }
    const char *why;
    IoStatus status = load_file(load, path, real, &why);
    if (status != IO_OK)
        report_unread(load, place, path, status, why);
}

static void include_glob(LoadInHand *load, Place place, Slice path) {
    Arena *arena = load->workspace.arena;
    Findings *findings = &load->workspace.findings;
    if (names_find(load->globs, path) != 0)
        return;
    SliceVec found = {0};
    IoTroubleVec troubles = {0};
    look_at(load, DEPENDENCY_GLOB, path);
    load->files->glob(load->files->context, arena, path.at, load->workspace.root, &found,
                      &troubles);
    bool outside = false;
    for (uint32_t i = 0; i < troubles.count; i++) {
        IoStatus status = troubles.at[i].status;
        if (status == IO_OUTSIDE) {
            outside = true;
            continue;
        }
        if (status == IO_LOST && load->workspace.root.length > 0) {
            report_outside(load, place, troubles.at[i].path);
            continue;
        }
        if (is_failure(status))
            unreadable_trouble(load, &troubles.at[i]);
        findings_add(findings, CODE_F01, place,
                     "not all files that match \"%.*s\" can be read: %.*s %s",
                     SLICE_ARGS(path), SLICE_ARGS(troubles.at[i].path),
                     io_status_text(status));
    }
    if (outside)
        report_outside(load, place, path);
    if (found.count == 0 && troubles.count == 0) {
        Diagnostic *d = findings_add(findings, CODE_F01, place,
                                     "no file matches \"%.*s\"", SLICE_ARGS(path));
        d->level = LEVEL_WARNING;
        note_other_form(load, d, path);
        if (d->help.length == 0 && memchr(path.at, '[', path.length) != NULL &&
            real_of(load, path).length > 0) {
            diagnostic_help(findings, d,
                            "a file is called just so; where a name has a \"[\", write "
                            "\"[[]\"");
        }
    }
    if (found.count > 0 && troubles.count == 0)
        names_add(load->globs, path);
    for (uint32_t i = 0; i < found.count; i++)
        include_file(load, place, found.at[i]);
}

/* Where a name in a file leads: beside the path under which the file was reached, and
 * where that is a link, beside what it leads to, if nothing is there. */
static Slice include_path(LoadInHand *load, const Source *source, Slice name,
                          Slice *folder) {
    Arena *arena = load->workspace.arena;
    *folder = is_stdin(source->path) ? SLICE(".") : path_folder_of(arena, source->path);
    Slice path = arena_copy(arena, path_join(arena, *folder, name));
    if (source->real.length == 0 || io_is_glob(path))
        return path;
    Slice beside = path_folder_of(arena, source->real);
    if (real_of(load, path).length > 0 || slice_equal(beside, real_of(load, *folder)))
        return path;
    Slice other = arena_copy(arena, path_join(arena, beside, name));
    if (leaves_root(load, beside, other) || real_of(load, other).length == 0)
        return path;
    *folder = beside;
    return other;
}

static void include_node(LoadInHand *load, const Source *source, const Include *include) {
    Arena *arena = load->workspace.arena;
    Findings *findings = &load->workspace.findings;
    Place place = {source->id, include->path};
    if (include->path.start == include->path.end)
        return; /* the parser has reported it */
    Slice name = arena_copy(arena, tree_written(arena, source, include->path)), folder;
    if (name.length == 0 || memchr(name.at, 0, name.length)) {
        findings_add(findings, CODE_F01, place, "this is not the path of a file");
        return;
    }
    Slice path = include_path(load, source, name, &folder);
    if (io_is_glob(path) || real_of(load, path).length == 0) {
        name = arena_copy(arena, utf8_nfc(arena, name)); /* as other texts are taken */
        path = include_path(load, source, name, &folder);
    }
    if (leaves_root(load, folder, name) && !loaded(load, real_of(load, path)))
        report_outside(load, place, path);
    else if (io_is_glob(path))
        include_glob(load, place, path);
    else
        include_file(load, place, path);
}

/* Blocks nest at most BLOCK_DEPTH_MAX deep. */
static void follow_includes(LoadInHand *load, const Source *source, const Node *node) {
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
        if (block)
            follow_includes(load, source, block->first);
    }
}

/* ---- additions ---- */

/* What a what-if includes would not be found where it is saved. */
static void refuse_includes(LoadInHand *load, const Tree *tree) {
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

static bool find_host(const LoadInHand *load, Slice path, SourceId *host) {
    for (uint32_t i = 0; i < load->workspace.file_count; i++) {
        if (slice_equal(load->workspace.sources.all.at[i]->path, path)) {
            *host = i;
            return true;
        }
    }
    return false;
}

static void add_text(LoadInHand *load, const Addition *addition) {
    Workspace *workspace = &load->workspace;
    Arena *arena = workspace->arena;
    SourceId host;
    if (!find_host(load, addition->path, &host)) {
        unreadable(load, addition->name, IO_MISSING,
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

/* What was to be loaded when somebody asked to stop. */
static Workspace *dropped(Workspace *workspace) {
    workspace_drop(workspace);
    return NULL;
}

Workspace *workspace_load(const Memory *memory, const Files *files,
                          const Request *request) {
    Arena *arena = arena_new(memory);
    LoadInHand *load = ARENA_NEW(arena, LoadInHand);
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
    load->globs = names_new(arena);
    load->root = find_root(load);
    workspace->root = request->allow_outside ? SLICE("") : load->root;
    load_request(load);
    /* Includes add to the end of the list while it is gone through. */
    for (uint32_t i = 0; i < workspace->sources.all.count && !stop_asked(stop); i++) {
        Source *source = workspace->sources.all.at[i];
        Tree *tree = parse_source_until(arena, workspace->names, &workspace->findings,
                                        source, stop);
        *VEC_PUSH(arena, &workspace->trees) = tree;
        follow_includes(load, source, tree->first);
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
    LoadInHand *load = (LoadInHand *)workspace;
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
