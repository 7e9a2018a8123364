/* From a source's bytes to its tree. */
#ifndef INTEG_SYNTAX_PARSE_H
#define INTEG_SYNTAX_PARSE_H

#include "base/names.h"
#include "base/stop.h"
#include "source/diagnostic.h"
#include "source/source.h"
#include "syntax/tree.h"

/* Parses a source whole, and goes on after errors: each independent one becomes a
 * finding. Never NULL. The source's bytes are written to while it runs, and are as they
 * were when it returns. */
Tree *parse_source(Arena *arena, Names *names, Findings *findings, Source *source);
/* The same; where it was stopped, neither the tree nor what was found is of use. */
Tree *parse_source_until(Arena *arena, Names *names, Findings *findings, Source *source,
                         Stop stop);
/* The same as parse_source, for who looks at the form alone: no row is too long. */
Tree *parse_form(Arena *arena, Names *names, Findings *findings, Source *source);
/* Parses a source that holds one query and nothing else. Words of queries may stand in
 * capitals, as in SELECT. The bytes are treated as by parse_source. */
Asked parse_query(Arena *arena, Names *names, Findings *findings, Source *source);

#endif
