/* What follows from what: one slip makes several findings, and all but the first of them
 * fall. Which, a row of checks.def says in its column `after`: groups of codes behind the
 * place that both must share, as in "line: S02 S04; thing: S", where S stands for all of
 * its family. */
#ifndef INTEG_SOURCE_AFTER_H
#define INTEG_SOURCE_AFTER_H

#include <stdbool.h>
#include "source/diagnostic.h"
#include "source/source.h"

typedef enum AfterScope {
    AFTER_LINE,     /* on the same line of the file */
    AFTER_BEFORE,   /* before it on that line */
    AFTER_FILE,     /* in the same file */
    AFTER_NAME,     /* its statement names something that was lost */
    AFTER_BLOCK,    /* a setting of a block around it */
    AFTER_THING,    /* something of the same thing, in its document */
    AFTER_EVIDENCE, /* something of the thing in any document, or the document's date */
    AFTER_DOCUMENT, /* something in the same document */
    AFTER_ENTRIES,  /* among what it was computed from: left to who did so */
    AFTER_SCOPES
} AfterScope;

/* Whether a finding of `code` falls where one of `cause` is in that scope. */
bool after_says(Code code, AfterScope scope, Code cause);
/* Whether each scope is one that is known, and each code. For the tests. */
bool after_is_sound(Code code);

/* Marks as fallen, of the findings from `from` on, which are all of `source`, what others
 * of its line or file explain. */
void findings_settle_source(Findings *findings, uint32_t from, const Source *source);
/* The same of all findings, whatever file they are of. */
void findings_settle(Findings *findings, const Sources *sources);
/* Takes out those from `from` on that have fallen. */
void findings_drop_fallen(Findings *findings, uint32_t from);

#endif
