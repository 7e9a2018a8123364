/* Which violated equations of a layout belong together; two steps of layout_new. */
#ifndef INTEG_EXPLAIN_COMPONENTS_H
#define INTEG_EXPLAIN_COMPONENTS_H

#include "explain/layout.h"

/* Finds the echoes (LayoutSum.echo), which then are not off any more. */
void components_find_echoes(Layout *layout);
/* Numbers the components; needs the lines. */
void components_find(Layout *layout);

#endif
