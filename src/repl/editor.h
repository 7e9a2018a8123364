/* Reading statements from a person at a terminal: lines are edited, completed and
 * recalled. What lies behind this interface is one library in one file: the program has
 * one of the files editor_NAME.c, which make's EDITOR=NAME chooses. */
#ifndef INTEG_REPL_EDITOR_H
#define INTEG_REPL_EDITOR_H

#include <stdbool.h>
#include <stdint.h>
#include "base/memory.h"
#include "base/str.h"
#include "workspace/completion.h"

/* There can be one at a time. */
typedef struct Editor Editor;

typedef struct EditorPlan {
    const Memory *memory;
    const char *history; /* the file of what was typed; NULL: nothing is kept */
    /* Whether what was typed so far is to be run; else another line is asked for. */
    bool (*ends)(void *context, Slice text);
    /* What could stand at the cursor. */
    void (*complete)(void *context, Slice text, uint32_t cursor, Completion *out);
    void *context;
    /* Set by whoever catches SIGINT; taken back when a text is asked for. */
    volatile int *interrupted;
} EditorPlan;

typedef enum EditorResult {
    EDITOR_TEXT,    /* something was typed, and ends */
    EDITOR_DROPPED, /* Ctrl-C */
    EDITOR_END      /* Ctrl-D on an empty line, or the terminal went away */
} EditorResult;

/* What edits lines: "GNU readline", or "none". */
extern const char editor_name[];

/* The plan is copied; what it points to must outlive the editor. NULL where it cannot be
 * opened: *why names what it needs, "…, which cannot be opened; install it". */
Editor *editor_open(const EditorPlan *plan, const char **why);
void editor_close(Editor *editor);
/* Of the terminal, now. */
void editor_size(const Editor *editor, uint32_t *rows, uint32_t *columns);
/* Reads a text of one or more lines, asked for with `prompt` and, from the second on,
 * with `more`. It goes to `out`, lines with "\n" between them, and into the history as
 * one entry. */
EditorResult editor_read(Editor *editor, const char *prompt, const char *more, Text *out);

#endif
