/* The checker: holds every claim of a model against its facts. */
#ifndef INTEG_CHECK_CHECK_H
#define INTEG_CHECK_CHECK_H

#include <stdbool.h>
#include "base/stop.h"
#include "check/summary.h"
#include "model/model.h"
#include "source/diagnostic.h"

/* What the checks made out of each claim: checked.h. Lives in the model's arena. */
typedef struct Checked Checked;

/* Runs every check; findings are added to those of loading, unsorted; those that an
 * `allow` names are marked. `verdicts_only`: totals that are off are told apart, but not
 * explained nor reported, for who asks for no findings. NULL where it was stopped: what
 * was found is of no use then. */
const Checked *check_run(Model *model, Findings *findings, Summary *summary,
                         bool verdicts_only, Stop stop);

#endif
