/* Laws of references, over the examples and the inputs of the tests: each is one token of
 * its file, is found at every offset in it and lies in the chain of statements there; and
 * where all that name one thing are replaced by another name, the same is found but for
 * the name. That is what a rename stands on. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "load.h"
#include "syntax/lexer.h"

enum {
    RENAMED_MOST = 12, /* things of a load, spread over all */
    FINDINGS_SHOWN = 3
};
static const char new_name[] = "zxqvørw7";

typedef struct Counts {
    uint32_t loads, references, renamed, wrong;
} Counts;

/* ---- the files, with one thing renamed ---- */

typedef struct Renamed {
    Files system;
    const Workspace *of;
    const References *references;
    uint32_t kind;
    Id id;
} Renamed;

static const Source *source_of(const Workspace *workspace, Slice real) {
    for (uint32_t i = 0; i < workspace->sources.all.count; i++)
        if (slice_equal(workspace->sources.all.at[i]->real, real))
            return workspace->sources.all.at[i];
    return NULL;
}

static IoStatus read_renamed(void *context, const Memory *memory, const char *path,
                             size_t most, char **at, size_t *length) {
    const Renamed *renamed = context;
    Arena *scratch = arena_new(memory);
    Slice real;
    renamed->system.real_path(NULL, scratch, path, &real);
    const Source *source = source_of(renamed->of, real);
    arena_drop(scratch);
    if (source == NULL)
        return renamed->system.read(NULL, memory, path, most, at, length);
    Text text = {.memory = memory};
    text_str(&text, source->marked ? "\xEF\xBB\xBF" : "");
    uint32_t count, done = 0;
    const uint32_t *places =
        references_of(renamed->references, renamed->kind, renamed->id, &count);
    for (uint32_t i = 0; i < count; i++) {
        const Reference *reference = &renamed->references->all.at[places[i]];
        if (reference->source != source->id)
            continue;
        text_slice(&text, source_slice(source, (Span){done, reference->span.start}));
        text_str(&text, new_name);
        done = reference->span.end;
    }
    text_slice(&text, source_slice(source, (Span){done, source->text.length}));
    *length = text_view(&text).length;
    *at = memory_resize(memory, NULL, *length + IO_PADDING);
    memcpy(*at, text_view(&text).at, *length);
    memset(*at + *length, 0, IO_PADDING);
    text_free(&text);
    return IO_OK;
}

static void walk(void *context, Arena *arena, const char *folder, SliceVec *out,
                 IoTroubleVec *troubles) {
    const Renamed *renamed = context;
    renamed->system.walk(NULL, arena, folder, out, troubles);
}

static void glob(void *context, Arena *arena, const char *pattern, Slice root,
                 SliceVec *out, IoTroubleVec *troubles) {
    const Renamed *renamed = context;
    renamed->system.glob(NULL, arena, pattern, root, out, troubles);
}

static bool is_folder(void *context, const char *path) {
    return ((const Renamed *)context)->system.is_folder(NULL, path);
}

static IoStatus real_path(void *context, Arena *arena, const char *path, Slice *out) {
    return ((const Renamed *)context)->system.real_path(NULL, arena, path, out);
}

/* ---- what is found ---- */

/* A message with the new name taken for the old one. */
static Slice message_as_before(Arena *arena, Slice message, Slice old) {
    Text text = {.memory = arena_memory(arena)};
    Slice name = slice_of(new_name);
    for (uint32_t i = 0; i < message.length;) {
        Slice rest = {message.at + i, message.length - i};
        bool here = slice_starts(rest, name);
        if (here)
            text_slice(&text, old);
        else
            text_char(&text, message.at[i]);
        i += here ? name.length : 1;
    }
    Slice all = arena_copy(arena, text_view(&text));
    text_free(&text);
    return all;
}

static bool same_finding(Arena *arena, const Workspace *before, const Diagnostic *x,
                         const Workspace *after, const Diagnostic *y, Slice old) {
    const Source *from = sources_get(&before->sources, x->place.source);
    const Source *to = sources_get(&after->sources, y->place.source);
    return x->code == y->code && x->level == y->level && x->allowed == y->allowed &&
           slice_equal(from->path, to->path) &&
           source_line(from, x->place.span.start) ==
               source_line(to, y->place.span.start) &&
           slice_equal(x->message, message_as_before(arena, y->message, old));
}

static void show(const char *what, const Workspace *workspace, const Diagnostic *d) {
    const Source *source = sources_get(&workspace->sources, d->place.source);
    printf("  %s %.*s:%u: %.*s\n", what, SLICE_ARGS(source->path),
           source_line(source, d->place.span.start), SLICE_ARGS(d->message));
}

static bool same_findings(const Workspace *before, const Workspace *after, Slice old) {
    uint32_t shown = 0;
    uint32_t most = before->findings.all.count > after->findings.all.count
                        ? before->findings.all.count
                        : after->findings.all.count;
    for (uint32_t i = 0; i < most && shown < FINDINGS_SHOWN; i++) {
        const Diagnostic *x = i < before->findings.all.count ? before->findings.all.at[i]
                                                             : NULL;
        const Diagnostic *y = i < after->findings.all.count ? after->findings.all.at[i]
                                                            : NULL;
        if (x != NULL && y != NULL &&
            same_finding(after->arena, before, x, after, y, old))
            continue;
        if (x != NULL)
            show("before:", before, x);
        if (y != NULL)
            show("after: ", after, y);
        shown++;
    }
    return shown == 0;
}

/* ---- the laws ---- */

static void complain(Counts *counts, const Workspace *workspace, const Reference *r,
                     const char *what) {
    const Source *source = sources_get(&workspace->sources, r->source);
    Slice name = source_slice(source, r->span);
    printf("%.*s:%u: \"%.*s\" %s\n", SLICE_ARGS(source->path),
           source_line(source, r->span.start), SLICE_ARGS(name), what);
    counts->wrong++;
}

static bool found_at(const Workspace *workspace, const Reference *r, uint32_t offset) {
    uint32_t count;
    const Reference *found =
        references_at(workspace->references, r->source, offset, &count);
    for (uint32_t i = 0; i < count; i++)
        if (found[i].kind == r->kind && found[i].id == r->id &&
            found[i].span.start == r->span.start)
            return true;
    return false;
}

static void check_reference(Counts *counts, const Workspace *workspace,
                            const Reference *r) {
    counts->references++;
    for (uint32_t at = r->span.start; at <= r->span.end; at++)
        if (!found_at(workspace, r, at)) {
            complain(counts, workspace, r, "is not found at an offset in it");
            break;
        }
    const Node *chain[TREE_CHAIN_MAX];
    uint32_t depth = tree_chain(workspace->trees.at[r->source], r->span.start, chain);
    if (depth == 0)
        complain(counts, workspace, r, "is in no statement");
    for (uint32_t i = 0; i < depth; i++)
        if (chain[i]->span.start > r->span.start || chain[i]->span.end < r->span.end)
            complain(counts, workspace, r, "goes beyond the statement around it");
    if (r->document != model_document_at(workspace->model, (Place){r->source, r->span}))
        complain(counts, workspace, r, "is in another document");
}

/* Each reference of a file is a token of it, or what is between the quotes of one. */
static void check_tokens(Counts *counts, const Workspace *workspace, SourceId id) {
    const References *references = workspace->references;
    Arena *scratch = arena_new(arena_memory(workspace->arena));
    Findings aside;
    findings_init(&aside, scratch);
    Lexer *lexer = lexer_new(scratch, names_new(scratch), &aside,
                             sources_get(&workspace->sources, id));
    uint32_t at = 0;
    while (at < references->all.count && references->all.at[at].source < id)
        at++;
    const Token *token = lexer_readable(lexer) ? lexer_next(lexer) : NULL;
    while (at < references->all.count && references->all.at[at].source == id) {
        const Reference *r = &references->all.at[at];
        while (token != NULL && token->kind != 0 && token->span.end < r->span.end)
            token = lexer_next(lexer);
        bool whole = token != NULL && token->span.start == r->span.start &&
                     token->span.end == r->span.end;
        bool quoted = token != NULL && token->span.start + 1 == r->span.start &&
                      token->span.end == r->span.end + 1;
        if (!whole && !quoted)
            complain(counts, workspace, r, "is not one token");
        at++;
    }
    lexer_drop(lexer);
    arena_drop(scratch);
}

/* What is declared nowhere is compared with what there is, and so is a property that no
 * attribute declares: another name changes what is found. */
static bool is_declared(const Workspace *workspace, const Reference *r) {
    const References *references = workspace->references;
    uint32_t count;
    const uint32_t *places = references_of(references, r->kind, r->id, &count);
    bool declared = r->kind == REFERENCE_TABLE || r->kind == REFERENCE_QUERY;
    for (uint32_t i = 0; i < count; i++)
        declared = declared || references->all.at[places[i]].declares;
    return declared;
}

static bool contains(Slice text, Slice part) {
    for (uint32_t i = 0; i + part.length <= text.length; i++)
        if (memcmp(text.at + i, part.at, part.length) == 0)
            return true;
    return false;
}

/* Whether a finding says that the name is used for what it is not: there it is no
 * reference of the thing, and what is said of it hangs on what else has the name. */
static bool is_misused(const Workspace *workspace, Slice name) {
    static const Code codes[] = {CODE_N02, CODE_N04, CODE_N05, CODE_N09, CODE_P01,
                                 CODE_P02, CODE_Q02, CODE_Q04, CODE_S01};
    for (uint32_t i = 0; i < workspace->findings.all.count; i++) {
        const Diagnostic *d = workspace->findings.all.at[i];
        const Source *source = sources_get(&workspace->sources, d->place.source);
        bool named = contains(d->message, name) ||
                     contains(source_slice(source, d->place.span), name) ||
                     contains(d->here, name);
        for (size_t c = 0; named && c < sizeof codes / sizeof *codes; c++)
            if (d->code == codes[c])
                return true;
    }
    return false;
}

static void check_rename(Counts *counts, const Request *request, const Files *system,
                         const Workspace *before, const Reference *r) {
    Renamed renamed = {*system, before, before->references, r->kind, r->id};
    Files files = *system;
    files.context = &renamed;
    files.read = read_renamed;
    files.walk = walk;
    files.glob = glob;
    files.is_folder = is_folder;
    files.real_path = real_path;
    files.stamp = NULL;
    Slice old = source_slice(sources_get(&before->sources, r->source), r->span);
    if (is_misused(before, old))
        return;
    Request again = *request;
    again.references = false;
    Workspace *after = workspace_load(arena_memory(before->arena), &files, &again);
    counts->renamed++;
    if (!same_findings(before, after, old))
        complain(counts, before, r, "renamed, gives other findings");
    workspace_drop(after);
}

static void check_load(Counts *counts, const Memory *memory, const Files *files,
                       Slice path) {
    Request request = {.paths = &path, .path_count = 1, .references = true};
    Workspace *workspace = workspace_load(memory, files, &request);
    const References *references = workspace->references;
    counts->loads++;
    for (uint32_t i = 0; i < references->all.count; i++)
        check_reference(counts, workspace, &references->all.at[i]);
    for (uint32_t i = 0; i < workspace->sources.all.count; i++)
        check_tokens(counts, workspace, i);
    uint32_t things = 0, seen = 0;
    for (uint32_t pass = 0; pass < 2; pass++) {
        uint32_t step = things / RENAMED_MOST + 1;
        for (uint32_t i = 0; i < references->all.count; i++) {
            const Reference *r = &references->all.at[references->by_thing[i]];
            const Reference *last =
                i > 0 ? &references->all.at[references->by_thing[i - 1]] : NULL;
            if ((last != NULL && last->kind == r->kind && last->id == r->id) ||
                !is_declared(workspace, r))
                continue;
            if (pass == 0)
                things++;
            else if (seen++ % step == 0)
                check_rename(counts, &request, files, workspace, r);
        }
    }
    workspace_drop(workspace);
}

int main(void) {
    Memory memory = memory_system(load_end, NULL);
    Arena *arena = arena_new(&memory);
    Files files = files_system();
    const char *root = getenv("ROOT");
    Slice from = slice_of(root != NULL ? root : ".");
    SliceVec paths = {0};
    IoTroubleVec troubles = {0};
    *VEC_PUSH(arena, &paths) =
        arena_format(arena, "%.*s/examples/copenhagen", SLICE_ARGS(from));
    static const char *const folders[] = {"examples", "tests/golden", "tests/checks"};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        files.walk(NULL, arena,
                   arena_format(arena, "%.*s/%s", SLICE_ARGS(from), folders[i]).at,
                   &paths, &troubles);
    Counts counts = {0};
    for (uint32_t i = 0; i < paths.count; i++)
        check_load(&counts, &memory, &files, paths.at[i]);
    printf("%u references in %u loads, %u things renamed: %u broken laws\n",
           counts.references, counts.loads, counts.renamed, counts.wrong);
    arena_drop(arena);
    return counts.wrong > 0 || counts.references == 0;
}
