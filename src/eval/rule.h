/* What a category rule sees. */
#ifndef INTEG_EVAL_RULE_H
#define INTEG_EVAL_RULE_H

#include "eval/binding.h"
#include "eval/datum.h"

/* What a rule sees of one project and dimension. Unknown counts are DATUM_UNKNOWN. */
typedef struct RuleFacts {
    Datum purpose, targets, measured, met, missed, pending, age;
} RuleFacts;

/* The names of a category rule, in the order of RuleFacts. */
enum { RULE_NAME_COUNT = 7 };
extern const char *const rule_names[RULE_NAME_COUNT];

Tri eval_rule(const Model *model, const Bound *bound, const RuleFacts *facts);

#endif
