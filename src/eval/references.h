/* What the names in expressions are: the part of model/references that binding knows. */
#ifndef INTEG_EVAL_REFERENCES_H
#define INTEG_EVAL_REFERENCES_H

#include "model/references.h"

/* Adds to what was noted while the model was built the names in checks, filters, rules,
 * queries and values of properties, and sorts all. Findings of the model stay as they
 * are.
 */
void eval_references(Model *model, References *references);

#endif
