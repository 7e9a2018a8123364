/* What a session shows of an answer. */
#ifndef INTEG_REPL_SHOW_H
#define INTEG_REPL_SHOW_H

#include "repl/session.h"

/* Asks and shows what is answered; what the question is made of is in the arena of
 * session_asking. False where it could not be run; that was said. */
bool show_asked(Session *session, const Ask *ask);
/* Findings in the text of a statement that was refused. */
void show_refused(Session *session, const Sources *sources, const Findings *findings);
/* The findings of the workspace, as `integ check` does. */
void show_check(Session *session, const bool *codes);
/* Where a file that broke was not read again: that what is shown is of what it was. */
void show_stale(Session *session);
/* The columns of the terminal; 0 where results do not go to one. */
uint32_t show_width(const Session *session);
/* A sentence and its newline, broken between words where the terminal ends, under where
 * it began: the cursor is `indent` columns in. */
void show_sentence(const Session *session, Writer *out, Slice text, uint32_t indent);
/* How stated totals that are off came out that way: those over the rows of the last
 * answer, or of all where there was none, whose finding has all of `words` in it. How
 * many were shown. */
uint32_t show_why(Session *session, const Slice *words, uint32_t count);
/* The findings at these places, which are put in order. */
void show_findings_at(Session *session, Place *places, uint32_t count);
/* Hands on what was printed to session->page: to a file, a pager or the terminal. */
void show_page(Session *session);

#endif
