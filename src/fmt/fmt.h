/* The one layout of .integ files. It is made of the tree and the tokens: what is written
 * stays as it is, letter by letter and in its order, and so do comments and one blank
 * line of several; spaces and the ends of lines are chosen anew. */
#ifndef INTEG_FMT_FMT_H
#define INTEG_FMT_FMT_H

#include <stdbool.h>
#include "base/names.h"
#include "source/diagnostic.h"
#include "source/source.h"
#include "syntax/tree.h"

/* Appends the source's text as it should be. The tree is the source's, which was read
 * without a finding; the names are those it was read with. Lines end as the first
 * one of the source does. */
void fmt_source(const Memory *memory, Names *names, Source *source, const Tree *tree,
                Text *out);

/* The same of a text that is read by itself; it is copied, and `path` is what its
 * findings call it. False where reading finds something, so that it is no tree, or not
 * all of it is in the tree: nothing is appended then. `sources` and `findings`, which are
 * sorted, are made here. */
bool fmt_text(Arena *arena, Slice path, Slice text, Sources *sources, Findings *findings,
              Text *out);

#endif
