/* A session over a workspace: statements and commands in, answers out. A person at a
 * terminal and a file of statements are served by the same one. */
#ifndef INTEG_REPL_LOOP_H
#define INTEG_REPL_LOOP_H

#include <stdbool.h>
#include <stdint.h>
#include "repl/session.h"

void loop_open(Session *session, const SessionPlan *plan);
/* False where the file of .output could not be written; that was said. */
bool loop_close(Session *session);

/* Runs every statement and command in a text that begins at line `line` of `origin`.
 * After one that failed it stops, unless the plan says to keep going. False where one
 * failed. */
bool loop_run(Session *session, Slice text, const char *origin, uint32_t line);
/* Runs what comes from a file descriptor, each statement when it is complete. */
bool loop_run_stream(Session *session, int fd, const char *origin);
/* Talks with a person until they leave. False where no line editor can be opened; *why is
 * editor_open's then. */
bool loop_talk(Session *session, const char **why);

#endif
