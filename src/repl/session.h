/* A session over a workspace: statements and commands in, answers out. A person at a
 * terminal and a file of statements are served by the same one. */
#ifndef INTEG_REPL_SESSION_H
#define INTEG_REPL_SESSION_H

#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include "base/vec.h"
#include "base/writer.h"
#include "render/result.h"
#include "repl/command.h"
#include "repl/editor.h"
#include "workspace/ask.h"
#include "workspace/whatif.h"

/* What a session is given by whoever opens it. */
typedef struct SessionPlan {
    const Memory *memory;
    Writer *out, *err;
    Workspace *workspace; /* what the session is about; it drops it */
    const Files *files;   /* and how to load it anew */
    const Request *request;
    volatile sig_atomic_t *interrupted; /* set by Ctrl-C; stops a query */
    bool keep_going;                    /* after a statement that failed */
    bool colour;
    /* Of a person at a terminal: */
    const char *history;                           /* a file, or NULL */
    bool (*page)(const char *command, Slice text); /* as pager_show; NULL: no pager */
    const char *pager;
} SessionPlan;

/* Private to repl/, but for what session_open is told to set. */
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

    Editor *editor; /* NULL: nobody is there */
    Writer *to;     /* where the statement in hand prints */
    Text page;
    bool wide; /* a table on it is wider than the terminal */
    Writer page_writer;
    Text output_path, output; /* of .output; no path: none */

    /* The statement in hand: where it stands. */
    const char *origin; /* "stdin", a file's path, "prompt" */
    uint32_t line;
    uint32_t depth; /* of .read in .read */

    Arena *asking;  /* of what the last query was made of */
    Slice asked;    /* its text; empty: it stands in the files */
    Answer *answer; /* what it gave; NULL: none yet */
};

void session_open(Session *session, const SessionPlan *plan);
/* False where the file of .output could not be written; that was said. */
bool session_close(Session *session);

/* Runs every statement and command in a text that begins at line `line` of `origin`.
 * After one that failed it stops, unless the plan says to keep going. False where one
 * failed. */
bool session_run(Session *session, Slice text, const char *origin, uint32_t line);
/* Runs what comes from a file descriptor, each statement when it is complete. */
bool session_run_stream(Session *session, int fd, const char *origin);
/* Talks with a person until they leave. False where no line editor can be opened; *why is
 * editor_open's then. */
bool session_talk(Session *session, const char **why);

/* A parameter's value for queries; length 0 takes it away. */
void session_param(Session *session, Slice name, Slice value);
/* Says what is wrong with the statement in hand. Always false. */
bool session_complain(Session *session, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Lets go of the last answer, and gives the arena for what is asked next. */
Arena *session_asking(Session *session);
/* Those of the parameters that a query's text names: it may be given no others. */
void session_params(Session *session, Slice text, Ask *ask);
/* Asks and shows what is answered; what the question is made of is in the arena of
 * session_asking. False where it could not be run; that was said. */
bool session_ask(Session *session, const Ask *ask);
/* Another workspace takes the place of the one that there is; what was answered is let go
 * with it. */
void session_adopt(Session *session, Workspace *workspace);

#endif
