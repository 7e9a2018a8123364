/* Which violated equations of a layout belong together. */
#ifndef INTEG_EXPLAIN_COMPONENTS_H
#define INTEG_EXPLAIN_COMPONENTS_H

#include "explain/layout.h"

/* Finds the echoes (LayoutSum.echo), which then are not off any more; marks the lines
 * that have a total which is; and numbers the components. */
void components_find(Layout *layout);

#endif
