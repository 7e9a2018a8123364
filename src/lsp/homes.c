/* What is loaded together: folders of the client's, whole, and each open file that is in
 * none of them, with what it includes. Everything is loaded anew at each change. */
#include "lsp/session.h"

#include "base/path.h"
#include "base/uri.h"

static Home *add_home(Session *session, Slice real, Slice named, bool folder) {
    Home *home = memory_resize(session->memory, NULL, sizeof *home);
    *home = (Home){.path = {.memory = session->memory},
                   .named = {.memory = session->memory},
                   .folder = folder,
                   .dirty = true};
    text_slice(&home->path, real);
    text_char(&home->path, '\0');
    home->path.length--;
    text_slice(&home->named, named);
    *VEC_PUSH(session->arena, &session->homes) = home;
    return home;
}

static void drop_home(Session *session, uint32_t index) {
    Home *home = session->homes.at[index];
    workspace_drop(home->workspace);
    text_free(&home->path);
    text_free(&home->named);
    memory_free(session->memory, home);
    for (uint32_t i = index; i + 1 < session->homes.count; i++)
        session->homes.at[i] = session->homes.at[i + 1];
    session->homes.count--;
}

void homes_drop(Session *session) {
    while (session->homes.count > 0)
        drop_home(session, session->homes.count - 1);
}

/* ---- folders ---- */

static uint32_t find_folder(const Session *session, Slice real) {
    for (uint32_t i = 0; i < session->homes.count; i++) {
        const Home *home = session->homes.at[i];
        if (home->folder && slice_equal(text_view(&home->path), real))
            return i;
    }
    return UINT32_MAX;
}

void homes_add_folder(Session *session, Slice uri) {
    Arena *scratch = arena_new(session->memory);
    Slice named, real = documents_path(scratch, uri);
    if (uri_to_path(scratch, uri, &named) && session->wishes.whole_folders &&
        find_folder(session, real) == UINT32_MAX)
        add_home(session, real, path_join(scratch, SLICE("/"), named), true);
    arena_drop(scratch);
}

void homes_drop_folder(Session *session, Slice uri) {
    Arena *scratch = arena_new(session->memory);
    uint32_t found = find_folder(session, documents_path(scratch, uri));
    if (found != UINT32_MAX)
        drop_home(session, found);
    arena_drop(scratch);
}

/* ---- changes ---- */

static bool has(const Home *home, Slice real) {
    return home->workspace != NULL && sources_have(&home->workspace->sources, real);
}

void homes_changed(Session *session, Slice real) {
    for (uint32_t i = 0; i < session->homes.count; i++) {
        Home *home = session->homes.at[i];
        Slice path = text_view(&home->path);
        home->dirty = home->dirty || has(home, real) || slice_equal(path, real) ||
                      (home->folder && path_is_inside(path, real));
    }
}

void homes_all_changed(Session *session) {
    for (uint32_t i = 0; i < session->homes.count; i++)
        session->homes.at[i]->dirty = true;
}

/* An open file that nothing is loaded with. */
static bool is_alone(const Session *session, const Document *document) {
    bool found = false;
    for (uint32_t i = 0; i < session->homes.count && !found; i++) {
        Slice path = text_view(&session->homes.at[i]->path);
        found = has(session->homes.at[i], text_view(&document->path)) ||
                slice_equal(path, text_view(&document->path));
    }
    return document->open && !found;
}

bool homes_are_dirty(const Session *session) {
    bool dirty = false;
    for (uint32_t i = 0; i < session->homes.count && !dirty; i++)
        dirty = session->homes.at[i]->dirty;
    for (uint32_t i = 0; i < session->documents.all.count && !dirty; i++) {
        const Document *document = session->documents.all.at[i];
        dirty = document->open && (!document->shown || is_alone(session, document));
    }
    return dirty;
}

/* ---- loading ---- */

static void load(Session *session, Home *home) {
    Slice path = text_view(&home->path);
    Request request = {.paths = &path,
                       .path_count = 1,
                       .as_of = session->wishes.as_of,
                       .references = true};
    Workspace *before = home->workspace;
    home->workspace = workspace_load(session->memory, &session->files, &request);
    home->dirty = false;
    workspace_drop(before);
}

static void load_dirty(Session *session) {
    for (uint32_t i = 0; i < session->homes.count; i++)
        if (session->homes.at[i]->dirty)
            load(session, session->homes.at[i]);
}

/* A file that was loaded by itself and is closed, or is loaded with others by now. */
static bool is_needless(const Session *session, uint32_t index) {
    const Home *home = session->homes.at[index];
    Slice path = text_view(&home->path);
    bool needless = documents_at(&session->documents, path) == NULL;
    for (uint32_t i = 0; i < session->homes.count && !needless; i++)
        needless = i != index && has(session->homes.at[i], path);
    return !home->folder && needless;
}

static void drop_needless(Session *session) {
    for (uint32_t i = session->homes.count; i-- > 0;)
        if (is_needless(session, i))
            drop_home(session, i);
}

static bool add_alone(Session *session) {
    bool any = false;
    for (uint32_t i = 0; i < session->documents.all.count; i++) {
        const Document *document = session->documents.all.at[i];
        if (is_alone(session, document)) {
            add_home(session, text_view(&document->path), (Slice){"", 0}, false);
            any = true;
        }
    }
    return any;
}

void homes_settle(Session *session) {
    load_dirty(session);
    drop_needless(session);
    /* One that was loaded with what is gone now is loaded by itself. */
    while (add_alone(session)) {
        load_dirty(session);
        drop_needless(session);
    }
    findings_send(session);
}
