/* Versions of one amount, as a budget and the one that revises it: the kinds of money
 * that hang together by `version_of` are a family, of which a sum may have one kind.
 * Money without a kind is in none. */
#ifndef INTEG_MODEL_VERSIONS_H
#define INTEG_MODEL_VERSIONS_H

#include <stdbool.h>
#include <stdint.h>
#include "base/map.h"
#include "base/vec.h"
#include "model/model.h"

/* The family that a kind of money is in, by one of its kinds; 0: it is in none. */
static inline Id versions_family(const Model *model, Id money) {
    return model->families == NULL ? 0 : model->families[money];
}

/* Whether both are versions of one amount, and not the same. */
static inline bool versions_differ(const Model *model, Id money, Id other) {
    return money != other && versions_family(model, money) != 0 &&
           versions_family(model, money) == versions_family(model, other);
}

/* A kind of money in a sum, and the first place in it: a row, or whatever the caller
 * counts by. */
typedef struct Version {
    Id money;
    uint32_t where;
} Version;

/* What a sum holds of each family. All zero: nothing. */
typedef struct Versions {
    const Id *families;   /* the model's, once there is one */
    VEC(Version) each;    /* the first of each family, in the order in which they came */
    Map more;             /* by family: index + 1 into `each`, where there are many */
    Version first, other; /* two of one family; money 0: there are none */
} Versions;

void versions_clear(Versions *versions);
/* Takes a kind of money; 0 and one that is in no family are passed over. */
void versions_add(Versions *versions, const Model *model, Arena *arena, Id money,
                  uint32_t where);
/* Takes what another sum holds. */
void versions_join(Versions *versions, Arena *arena, const Versions *from);
/* Whether the two sums hold different versions of one amount between them, as this year's
 * and the year's before; which. */
bool versions_clash(const Versions *one, const Versions *other, Version *first,
                    Version *second);
static inline bool versions_several(const Versions *versions) {
    return versions->other.money != 0;
}

#endif
