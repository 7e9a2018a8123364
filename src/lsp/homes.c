/* What is loaded together: folders of the client's, whole, and each open file that is in
 * none of them, with what it includes. Everything is loaded anew at each change. */
#include "lsp/connection.h"

#include "base/late.h"
#include "base/path.h"
#include "base/uri.h"

static Home *add_home(Connection *connection, Slice real, Slice named, bool folder) {
    Home *home = memory_resize(connection->memory, NULL, sizeof *home);
    *home = (Home){.path = {.memory = connection->memory},
                   .named = {.memory = connection->memory},
                   .folder = folder,
                   .dirty = true};
    text_slice(&home->path, real);
    text_nul(&home->path);
    text_slice(&home->named, named);
    *VEC_PUSH(connection->arena, &connection->homes) = home;
    return home;
}

static void drop_home(Connection *connection, uint32_t index) {
    Home *home = connection->homes.at[index];
    workspace_drop(home->workspace);
    text_free(&home->path);
    text_free(&home->named);
    memory_free(connection->memory, home);
    for (uint32_t i = index; i + 1 < connection->homes.count; i++)
        connection->homes.at[i] = connection->homes.at[i + 1];
    connection->homes.count--;
}

void homes_drop(Connection *connection) {
    while (connection->homes.count > 0)
        drop_home(connection, connection->homes.count - 1);
}

/* ---- folders ---- */

static uint32_t find_folder(const Connection *connection, Slice real) {
    for (uint32_t i = 0; i < connection->homes.count; i++) {
        const Home *home = connection->homes.at[i];
        if (home->folder && slice_equal(text_view(&home->path), real))
            return i;
    }
    return UINT32_MAX;
}

void homes_add_folder(Connection *connection, Slice uri) {
    Arena *scratch = arena_new(connection->memory);
    Slice named, real = documents_path(scratch, uri);
    if (uri_to_path(scratch, uri, &named) && connection->wishes.whole_folders &&
        find_folder(connection, real) == UINT32_MAX)
        add_home(connection, real, path_join(scratch, SLICE("/"), named), true);
    arena_drop(scratch);
}

void homes_drop_folder(Connection *connection, Slice uri) {
    Arena *scratch = arena_new(connection->memory);
    uint32_t found = find_folder(connection, documents_path(scratch, uri));
    if (found != UINT32_MAX)
        drop_home(connection, found);
    arena_drop(scratch);
}

/* ---- changes ---- */

static bool has(const Home *home, Slice real) {
    return home->workspace != NULL && sources_have(&home->workspace->sources, real);
}

void homes_changed(Connection *connection, Slice real) {
    for (uint32_t i = 0; i < connection->homes.count; i++) {
        Home *home = connection->homes.at[i];
        Slice path = text_view(&home->path);
        home->dirty = home->dirty || has(home, real) || slice_equal(path, real) ||
                      (home->folder && path_is_inside(path, real));
    }
}

void homes_all_changed(Connection *connection) {
    connection->stale = true;
    for (uint32_t i = 0; i < connection->homes.count; i++)
        connection->homes.at[i]->dirty = true;
}

/* An open file that nothing is loaded with. */
static bool is_alone(const Connection *connection, const Document *document) {
    bool found = false;
    for (uint32_t i = 0; i < connection->homes.count && !found; i++) {
        Slice path = text_view(&connection->homes.at[i]->path);
        found = has(connection->homes.at[i], text_view(&document->path)) ||
                slice_equal(path, text_view(&document->path));
    }
    return document->open && !found;
}

bool homes_are_dirty(const Connection *connection) {
    bool dirty = false;
    for (uint32_t i = 0; i < connection->homes.count && !dirty; i++)
        dirty = connection->homes.at[i]->dirty;
    for (uint32_t i = 0; i < connection->documents.all.count && !dirty; i++) {
        const Document *document = connection->documents.all.at[i];
        dirty = document->open && (!document->shown || is_alone(connection, document));
    }
    return dirty;
}

/* ---- loading ---- */

static void load(Connection *connection, Home *home) {
    Slice path = text_view(&home->path);
    Request request = {.paths = &path,
                       .path_count = 1,
                       .as_of = connection->wishes.as_of,
                       .references = true};
    Workspace *before = home->workspace;
    home->workspace = workspace_load(connection->memory, &connection->files, &request);
    home->dirty = false;
    workspace_drop(before);
}

static void load_dirty(Connection *connection) {
    for (uint32_t i = 0; i < connection->homes.count; i++)
        if (connection->homes.at[i]->dirty)
            load(connection, connection->homes.at[i]);
}

/* A file that was loaded by itself and is closed, or is loaded with others by now. */
static bool is_needless(const Connection *connection, uint32_t index) {
    const Home *home = connection->homes.at[index];
    Slice path = text_view(&home->path);
    bool needless = documents_at(&connection->documents, path) == NULL;
    for (uint32_t i = 0; i < connection->homes.count && !needless; i++)
        needless = i != index && has(connection->homes.at[i], path);
    return !home->folder && needless;
}

static void drop_needless(Connection *connection) {
    for (uint32_t i = connection->homes.count; i-- > 0;)
        if (is_needless(connection, i))
            drop_home(connection, i);
}

static bool add_alone(Connection *connection) {
    bool any = false;
    for (uint32_t i = 0; i < connection->documents.all.count; i++) {
        const Document *document = connection->documents.all.at[i];
        if (is_alone(connection, document)) {
            add_home(connection, text_view(&document->path), (Slice){"", 0}, false);
            any = true;
        }
    }
    return any;
}

static void load_all(Connection *connection) {
    load_dirty(connection);
    drop_needless(connection);
    /* One that was loaded with what is gone now is loaded by itself. */
    while (add_alone(connection)) {
        load_dirty(connection);
        drop_needless(connection);
    }
}

/* ---- progress ---- */

enum { LONG_MILLISECONDS = 300 };

/* What says that a load takes long, written before: while it loads, memory is the load's.
 */
typedef struct Progress {
    Wire *wire;
    Text ask, begin;
} Progress;

static void show_progress(void *context) {
    const Progress *progress = context;
    wire_send(progress->wire, text_view(&progress->ask));
    wire_send(progress->wire, text_view(&progress->begin));
}

static void write_progress(Connection *connection, Sending *sending, const char *method,
                           const char *value) {
    bool request = value == NULL;
    connection_send(connection, sending, method, request);
    writer_format(&sending->out, "{\"token\":\"integ-load-%u\"", connection->loads);
    if (!request)
        writer_format(&sending->out, ",\"value\":%s", value);
    writer_str(&sending->out, "}");
}

/* A client learns of a load that takes long, once it does. It is asked for a place to
 * show that, and not waited for. */
static void load_with_progress(Connection *connection) {
    Sending ask, begin, end;
    connection->loads++;
    write_progress(connection, &ask, "window/workDoneProgress/create", NULL);
    write_progress(connection, &begin, "$/progress",
                   "{\"kind\":\"begin\",\"title\":\"integ: checking the figures\"}");
    writer_str(&ask.out, "}");
    writer_str(&begin.out, "}");
    Progress progress = {connection->wire, ask.text, begin.text};
    Late *late =
        late_begin(connection->memory, LONG_MILLISECONDS, show_progress, &progress);
    load_all(connection);
    if (late_end(late)) {
        write_progress(connection, &end, "$/progress", "{\"kind\":\"end\"}");
        connection_sent(connection, &end);
    }
    text_free(&ask.text);
    text_free(&begin.text);
}

/* Of a client's open files one may show what follows from another. */
static bool several_open(const Connection *connection) {
    uint32_t open = 0;
    for (uint32_t i = 0; i < connection->documents.all.count; i++)
        open += connection->documents.all.at[i]->open;
    return open > 1;
}

void homes_settle(Connection *connection) {
    if (connection->abilities.progress)
        load_with_progress(connection);
    else
        load_all(connection);
    findings_send(connection);
    if (connection->stale || several_open(connection))
        connection_refresh(connection);
    connection->stale = false;
}
