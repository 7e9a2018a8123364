/* Includes: which files they name, that they stay in the folder that is checked, and what
 * is said of those that cannot be read. */
#include "workspace/includes.h"
#include "base/path.h"
#include "base/utf8.h"

#include <string.h>

/* F02. What is there is not looked at, so that nothing can be asked about the machine. */
static void report_outside(Loading *load, Place place, Slice path) {
    Findings *findings = &load->workspace.findings;
    Diagnostic *d =
        findings_add(findings, CODE_F02, place,
                     "the included file \"%.*s\" is outside the folder of the first file",
                     SLICE_ARGS(path));
    diagnostic_help(findings, d, "run with --allow-outside if you trust this file");
}

/* Whether the path leaves the root: as text, or by a link, wherever that leads. A path
 * from a folder that is not known stays. */
static bool leaves_root(Loading *load, Slice folder, Slice path) {
    if (load->workspace.root.length == 0)
        return false;
    Slice whole = path_join(load->workspace.arena, loading_real_of(load, folder), path);
    if (!slice_starts(whole, SLICE("/")))
        return false;
    return !path_is_inside(load->workspace.root, whole);
}

static bool stays_inside(Loading *load, Slice path, IoStatus found, Slice real);

/* Whether a path, or for a pattern a file that it matches, is there. */
static bool is_there(Loading *load, Slice path) {
    if (!io_is_glob(path)) {
        Slice real, root = load->workspace.root;
        IoStatus status = loading_find_real(load, path, &real);
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
        text = slice_from(text, bytes);
        codes++;
    }
    Slice result = arena_copy(arena, text_view(&out));
    text_free(&out);
    return result;
}

/* Says that a file is there whose name looks alike, but is in the other of Unicode's two
 * forms. */
static void note_other_form(Loading *load, Diagnostic *d, Slice path) {
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
            here = slice_from(here, bytes);
            there = slice_from(there, more);
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

static void report_unread(Loading *load, Place place, Slice path, IoStatus status,
                          const char *why) {
    Findings *findings = &load->workspace.findings;
    if (loading_is_failure(status))
        loading_unreadable(load, path, status, why);
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
static bool stays_inside(Loading *load, Slice path, IoStatus found, Slice real) {
    if (found == IO_LOST)
        return false;
    for (Slice above = path; real.length == 0 && above.length > 1;) {
        Slice folder = path_folder_of(load->workspace.arena, above);
        if (loading_find_real(load, folder, &real) == IO_LOST)
            return false;
        if (slice_equal(folder, above))
            break;
        above = folder;
    }
    return real.length == 0 || path_is_inside(load->workspace.root, real);
}

static void include_file(Loading *load, Place place, Slice path) {
    Slice real, root = load->workspace.root;
    IoStatus found = loading_find_real(load, path, &real);
    if (loading_has(load, real))
        return;
    if (root.length > 0 && !stays_inside(load, path, found, real)) {
        report_outside(load, place, path);
        return;
    }
    const char *why;
    IoStatus status = loading_read(load, path, real, &why);
    if (status != IO_OK)
        report_unread(load, place, path, status, why);
}

static void include_glob(Loading *load, Place place, Slice path) {
    Arena *arena = load->workspace.arena;
    Findings *findings = &load->workspace.findings;
    if (names_find(load->globs, path) != 0)
        return;
    SliceVec found = {0};
    IoTroubleVec troubles = {0};
    loading_look_at(load, DEPENDENCY_GLOB, path);
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
        if (loading_is_failure(status))
            loading_trouble(load, &troubles.at[i]);
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
            loading_real_of(load, path).length > 0) {
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
static Slice include_path(Loading *load, const Source *source, Slice name,
                          Slice *folder) {
    Arena *arena = load->workspace.arena;
    *folder = loading_is_stdin(source->path) ? SLICE(".")
                                             : path_folder_of(arena, source->path);
    Slice path = arena_copy(arena, path_join(arena, *folder, name));
    if (source->real.length == 0 || io_is_glob(path))
        return path;
    Slice beside = path_folder_of(arena, source->real);
    if (loading_real_of(load, path).length > 0 ||
        slice_equal(beside, loading_real_of(load, *folder)))
        return path;
    Slice other = arena_copy(arena, path_join(arena, beside, name));
    if (leaves_root(load, beside, other) || loading_real_of(load, other).length == 0)
        return path;
    *folder = beside;
    return other;
}

static void include_node(Loading *load, const Source *source, const Include *include) {
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
    if (io_is_glob(path) || loading_real_of(load, path).length == 0) {
        name = arena_copy(arena, utf8_nfc(arena, name)); /* as other texts are taken */
        path = include_path(load, source, name, &folder);
    }
    if (leaves_root(load, folder, name) &&
        !loading_has(load, loading_real_of(load, path)))
        report_outside(load, place, path);
    else if (io_is_glob(path))
        include_glob(load, place, path);
    else
        include_file(load, place, path);
}

/* Blocks nest at most BLOCK_DEPTH_MAX deep. */
void includes_follow(Loading *load, const Source *source, const Node *node) {
    for (; node; node = node->next) {
        const Block *block = tree_block(node);
        if (node->kind == NODE_INCLUDE)
            include_node(load, source, (const Include *)node);
        else if (block)
            includes_follow(load, source, block->first);
    }
}
