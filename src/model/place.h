/* Which statement may stand in which block: the reference's table "What stands where". */
#ifndef INTEG_MODEL_PLACE_H
#define INTEG_MODEL_PLACE_H

#include <stdbool.h>
#include <stdint.h>
#include "syntax/tree.h"

/* The block in which a statement stands: that of a thing is AT_THING + its kind. */
enum {
    AT_TOP,
    AT_THING,
    AT_DOCUMENT = AT_THING + KIND_DOCUMENT,
    AT_AREA = AT_THING + KIND_AREA,
    AT_PROJECT = AT_THING + KIND_PROJECT,
    AT_GOAL = AT_THING + KIND_GOAL,
    AT_INDICATOR = AT_THING + KIND_INDICATOR,
    AT_CATEGORY = AT_THING + KIND_CATEGORY,
    AT_TABLE = AT_THING + KIND_COUNT,
    AT_GROUP, /* an area block in a table */
    AT_ROW,   /* the block of a row: its project's, and rows may stand in it */
    AT_EVERY,
    AT_COUNT
};

/* Of a kind of statement. */
typedef struct PlaceRule {
    uint32_t places;     /* 1 << AT_… for each */
    const char *message; /* where it stands elsewhere; %.*s: its first word, or a name */
    const char *help;
} PlaceRule;

/* Not of a total, nor of NODE_ERROR. */
const PlaceRule *place_rule(NodeKind kind, uint8_t what);
/* Whether a statement may stand there; `what` is the ThingKind of a NODE_DECLARE. A
 * total may where one with years or one with cells may. */
bool place_may(uint8_t where, NodeKind kind, uint8_t what);
/* The place in the block of a statement that stands there. */
uint8_t place_inside(uint8_t where, NodeKind kind, uint8_t what);
/* The kind of thing whose block it is; KIND_COUNT where it is no thing's. */
ThingKind place_thing(uint8_t where);

#endif
