/* The one layout of .integ files. It is made of the tree and the tokens: what is written
 * stays as it is, letter by letter and in its order, and so do comments and one blank
 * line of several; spaces and the ends of lines are chosen anew. */
#ifndef INTEG_FMT_FMT_H
#define INTEG_FMT_FMT_H

#include "base/names.h"
#include "source/source.h"
#include "syntax/tree.h"

/* Appends the source's text as it should be. The tree is the source's, which was read
 * without a finding; the names are those it was read with. Lines end as the first
 * one of the source does. */
void fmt_source(const Memory *memory, Names *names, Source *source, const Tree *tree,
                Text *out);

#endif
