/* A session over a workspace: what one statement leaves for the next. Private to repl/,
 * but for its plan. */
#ifndef INTEG_REPL_SESSION_H
#define INTEG_REPL_SESSION_H

#include <stdbool.h>
#include <stdint.h>
#include "base/vec.h"
#include "base/writer.h"
#include "render/result.h"
#include "workspace/ask.h"
#include "workspace/whatif.h"

/* What a session is given by whoever opens it. */
typedef struct SessionPlan {
    const Memory *memory;
    Writer *out, *err;
    Workspace *workspace; /* what the session is about; it drops it */
    const Files *files;   /* and how to load it anew */
    const Request *request;
    volatile int *interrupted; /* set by Ctrl-C; stops a query and a load */
    bool keep_going;           /* after a statement that failed */
    bool colour;
    /* Of a person at a terminal: */
    const char *history;                           /* a file, or NULL */
    bool (*page)(const char *command, Slice text); /* as pager_show; NULL: no pager */
    const char *pager;
    /* Reads the table that these words of an import's command line say, beside a file
       with that path and text, and gives what would be written, in the arena. False where
       nothing is, which was said. NULL: nothing is imported here. */
    bool (*import)(void *context, Arena *arena, const Slice *words, uint32_t count,
                   Slice path, Slice text, Slice *out);
    void *context;
} SessionPlan;

/* Private to repl/, but for what loop_open is told to set. */
typedef struct Session Session;
struct Session {
    SessionPlan plan;
    Workspace *workspace;
    ResultStyle style; /* how results are shown; may be set before anything is run */
    bool timer;
    bool done;     /* .quit */
    bool left_out; /* some answer lacks what could not be read in the files */

    Arena *arena; /* of the parameters */
    VEC(QueryParam) params;

    WhatIfs *whatifs;
    Slice document; /* the name of the one that what-ifs join; empty: none was chosen */
    Text stale;     /* that a file cannot be read as it is now; beside every answer */

    struct Editor *editor; /* NULL: nobody is there */
    Writer *to;            /* where the statement in hand prints */
    Text page;
    bool wide; /* a table on it is wider than the terminal */
    Writer page_writer;
    Text output_path, output; /* of .output; no path: none */

    /* The statement in hand: where it stands. */
    const char *origin; /* "stdin", a file's path, "prompt" */
    uint32_t line;
    uint32_t depth; /* of .read in .read */
    /* loop_run, for .read: set by loop_open. */
    bool (*run)(Session *session, Slice text, const char *origin, uint32_t line);

    Arena *asking;  /* of what the last query was made of */
    Slice asked;    /* its text; empty: it stands in the files */
    Answer *answer; /* what it gave; NULL: none yet */
};

void session_open(Session *session, const SessionPlan *plan);
void session_drop(Session *session);

/* A parameter's value for queries; length 0 takes it away. */
void session_param(Session *session, Slice name, Slice value);
/* Says what is wrong with the statement in hand. Always false. */
bool session_complain(Session *session, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Lets go of the last answer, and gives the arena for what is asked next. */
Arena *session_asking(Session *session);
/* Those of the parameters that a query's text names: it may be given no others. */
void session_params(Session *session, Slice text, Ask *ask);
/* Another workspace takes the place of the one that there is; what was answered is let go
 * with it. */
void session_adopt(Session *session, Workspace *workspace);

/* A row of a list: a name, then what it is, in two columns. */
enum { SESSION_NAME_WIDTH = 14 };
void session_row(Session *session, Slice name, uint32_t width, Slice text);

#endif
