/* What is said of entries that a total leaves out, since they are part of money that it
 * does not count: see scope_uncounted. Private to totals/. */
#ifndef INTEG_CHECK_TOTALS_UNCOUNTED_H
#define INTEG_CHECK_TOTALS_UNCOUNTED_H

#include "check/scope.h"
#include "model/model.h"
#include "source/diagnostic.h"

/* Underlines the first of them, each with its whole. */
void uncounted_label(const Model *model, Findings *findings, Diagnostic *d,
                     const ScopeList *list);
/* Says how a total may count them. */
void uncounted_help(const Model *model, Findings *findings, Diagnostic *d,
                    const ScopeList *list);
/* Names them beside the entries that the claim counts. */
void uncounted_note(const Model *model, Findings *findings, Diagnostic *d,
                    const Claim *claim, const ScopeList *list);

#endif
