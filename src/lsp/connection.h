/* A connection of the language server: what a client has opened, what was loaded for it,
 * and how it is answered. The methods are rows of methods.def; server.c calls them. */
#ifndef INTEG_LSP_CONNECTION_H
#define INTEG_LSP_CONNECTION_H

#include "base/names.h"
#include "lsp/documents.h"
#include "lsp/wire.h"
#include "workspace/workspace.h"

/* What is loaded as one: a folder of the client's, or a file that stands in none. */
typedef struct Home {
    Text path;  /* real, NUL-terminated */
    Text named; /* as the client named the folder; empty for a file */
    bool folder, dirty;
    Workspace *workspace; /* NULL: not loaded yet */
} Home;

/* What was last sent of a file. */
typedef struct Sent {
    uint64_t hash;  /* of the findings; 0: none were sent, or they were taken back */
    uint32_t round; /* in which it was last looked at */
} Sent;

typedef enum Stage { STAGE_NEW, STAGE_READY, STAGE_SHUT, STAGE_ENDED } Stage;

/* How a client wants it: `initializationOptions`, or `integ` among its settings. */
typedef struct Wishes {
    bool whole_folders; /* a folder's files are checked together; else each file alone */
    bool pulls;         /* it asks for diagnostics, and is sent none */
    bool hints;         /* inlay hints are shown */
    uint8_t level;      /* Level: the least that is shown */
    int32_t as_of;      /* as Request.as_of */
} Wishes;

/* What a client says that it can do. */
typedef struct Abilities {
    bool snippets, watches, progress, nested_symbols, markdown, refresh_hints,
        refresh_lenses, refresh_tokens;
} Abilities;

typedef struct Connection {
    const Memory *memory;
    Jansson lib;
    Arena *arena; /* as long as the connection */
    Wire *wire;
    Files system, files; /* below and with what is open */
    Overlay *overlay;
    Documents documents;
    VEC(Home *) homes;
    Names *uris; /* of what was sent, as numbers */
    VEC(Sent) sent;
    uint32_t round;
    uint32_t requests; /* that were sent to the client */
    uint32_t loads;    /* of which progress may have been shown */
    bool stale;        /* what is shown beside texts that did not change may be another */
    Stage stage;
    bool failed; /* it ended without being asked to */
    Wishes wishes;
    Abilities abilities;
} Connection;

/* ---- replies ---- */

enum {
    LSP_PARSE_ERROR = -32700,
    LSP_INVALID_REQUEST = -32600,
    LSP_UNKNOWN_METHOD = -32601,
    LSP_INVALID_PARAMS = -32602,
    LSP_NOT_INITIALIZED = -32002,
    LSP_REQUEST_FAILED = -32803,
    LSP_CANCELLED = -32800
};

/* What a request is answered with: JSON that is written to `out`, or an error. */
typedef struct Reply {
    Writer *out;
    Arena *arena; /* as long as the request */
    int error;    /* 0: none */
    Slice why;
} Reply;

void connection_refuse(Reply *reply, int error, Slice why);

/* ---- places ---- */

/* What a request is about: a file that is loaded, and an offset in it. */
typedef struct FileSpot {
    const Home *home;
    const Workspace *workspace;
    const Source *source;
    uint32_t offset;
    Span range; /* where the request has one; else of the offset */
} FileSpot;

/* By `textDocument`, `position` and `range`. False where it is not loaded; the reply is
 * then null. */
bool connection_spot(Connection *connection, Param params, Reply *reply, FileSpot *out);
/* The innermost statement at the place, where it is of that kind; else NULL. */
const Node *connection_node(const FileSpot *spot, NodeKind kind);
/* The file that a URI is of, wherever it is loaded. */
bool connection_file(Connection *connection, Slice uri, FileSpot *out);
void connection_uri(const Connection *connection, const Home *home, const Source *source,
                    Text *out);
void connection_write_uri(const Connection *connection, const Home *home,
                          const Source *source, Writer *out);
void connection_write_position(const Connection *connection, const Source *source,
                               uint32_t offset, Writer *out);
/* {"start":{"line":0,"character":4},"end":…} */
void connection_write_range(const Connection *connection, const Source *source, Span span,
                            Writer *out);
/* {"uri":…,"range":…} */
void connection_write_location(const Connection *connection, const Home *home,
                               Place place, const Workspace *workspace, Writer *out);

/* ---- loading ---- */

/* Loads what has changed, and sends the findings. */
void homes_settle(Connection *connection);
bool homes_are_dirty(const Connection *connection);
/* What is loaded with that file is to be loaded again. */
void homes_changed(Connection *connection, Slice real);
void homes_all_changed(Connection *connection);
void homes_add_folder(Connection *connection, Slice uri);
void homes_drop_folder(Connection *connection, Slice uri);
void homes_drop(Connection *connection);

/* ---- findings ---- */

void findings_send(Connection *connection);
void finding_write(const Connection *connection, const Home *home, const Diagnostic *d,
                   Writer *out);
/* Those of a source, as a list. */
void findings_write(const Connection *connection, const Home *home, SourceId source,
                    Writer *out);

/* ---- messages of our own ---- */

/* {"jsonrpc":"2.0","method":METHOD,"params": to `out`; connection_sent ends it. */
typedef struct Sending {
    Text text;
    Writer out;
} Sending;

void connection_send(Connection *connection, Sending *sending, const char *method,
                     bool request);
void connection_sent(Connection *connection, Sending *sending);
/* What a client that can asks for again: what is shown beside the text. */
void connection_refresh(Connection *connection);
/* type: 1 error, 2 warning, 3 info */
void connection_show(Connection *connection, int type, Slice message);

#endif
