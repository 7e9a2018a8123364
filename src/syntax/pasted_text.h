/* The text that is put right: its copy, in which all bytes stand where they did, and the
 * findings of what was put right. Private to what finds pasted figures (pasted.h). */
#ifndef INTEG_SYNTAX_PASTED_TEXT_H
#define INTEG_SYNTAX_PASTED_TEXT_H

#include <stdbool.h>
#include "base/arena.h"
#include "source/diagnostic.h"
#include "source/source.h"
#include "syntax/pasted_word.h"

typedef struct Pasted {
    Arena *arena;
    Findings *findings;
    const Source *source;
    Slice text;
    char *copy; /* the text put right; NULL: nothing was */
    Diagnostic *told[PASTED_KINDS];
    uint32_t count[PASTED_KINDS];
} Pasted;

/* `instead` must not be longer than the span. */
void pasted_put(Pasted *s, Span span, Slice instead);
/* So many figures, each of which may be read in two ways. */
void pasted_put_unreadable(Pasted *s, Span span, uint32_t cells);
/* The text as it was put right. */
Slice pasted_result(const Pasted *s);

/* What the file has there. */
Slice pasted_printed(const Pasted *s, Span span);
/* What to write for a figure: a fix where it is one thing. */
typedef struct PastedSaid {
    Slice reads, other; /* `other`: another reading, or empty */
    bool more;          /* there are still others */
    bool safe;          /* nothing else can be meant */
} PastedSaid;

void pasted_tell(Pasted *s, PastedKind kind, Span span, PastedSaid said);
/* Says of each kind how many there were. */
void pasted_finish(Pasted *s);

#endif
