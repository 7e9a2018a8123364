/* Includes of a load in hand. Private to workspace/. */
#ifndef INTEG_WORKSPACE_INCLUDES_H
#define INTEG_WORKSPACE_INCLUDES_H

#include "workspace/loading.h"

/* Reads what the statements from `node` on include, also in their blocks; what is wrong
 * is a finding in the source. */
void includes_follow(Loading *load, const Source *source, const Node *node);

#endif
