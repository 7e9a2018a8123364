/* A tree is read with a table of names of its own, so that files can be read side by
 * side; then its names are those of all files. */
#ifndef INTEG_SYNTAX_TREE_NAMES_H
#define INTEG_SYNTAX_TREE_NAMES_H

#include "syntax/tree.h"

/* Gives each name of a tree the id that it has in another table: by its own id, as
 * names_join says. */
void tree_rename(Tree *tree, const NameId *ids);

#endif
