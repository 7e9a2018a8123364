/* What a finding says of a sum over two versions of one amount (T16). Private to check/.
 */
#ifndef INTEG_CHECK_TWO_VERSIONS_H
#define INTEG_CHECK_TWO_VERSIONS_H

#include "model/versions.h"
#include "source/diagnostic.h"

/* "Budget" and "Revised budget", as a document calls them. */
Slice two_versions_text(const Model *model, const Version versions[2], Id document);
/* Underlines where each comes in and, where the document itself does not say that they
 * are versions of one amount, where that is said. */
void two_versions_label(Findings *findings, Diagnostic *d, const Model *model,
                        const Version versions[2], const Place places[2], Id document);

#endif
