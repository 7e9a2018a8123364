/* The explainer's stories in a finding: what it lists, and what it underlines. */
#ifndef INTEG_CHECK_CAUSES_H
#define INTEG_CHECK_CAUSES_H

#include "explain/explain.h"
#include "check/families.h"

/* The finding shares the array. */
void causes_attach(Diagnostic *d, const ExplanationVec *causes);
/* Underlines the figures of the first cause, where there is one: in place of what was
 * written under them before. */
void causes_label(Findings *findings, Diagnostic *d, const ExplanationVec *causes);

/* Tells of each check and each cell that is off what was found. `causes`: by
 * Model.checks and by Model.cells. */
void causes_of_cells(CheckRun *run, const ExplanationVec *causes);
void causes_of_relations(CheckRun *run, const ExplanationVec *causes);

#endif
