/* The unit that documents are written in. */
#ifndef INTEG_EVAL_UNITS_H
#define INTEG_EVAL_UNITS_H

#include "model/model.h"

typedef struct LinesUnit {
    int8_t power;
    uint8_t currency; /* 0: none is in force there */
    bool only;        /* a unit, and no line is written in another one */
} LinesUnit;

/* The unit in which most lines of these documents (count 0: all) are written, of several
 * the largest. Lines that hold no amount count only where no line holds one. `unsaid`
 * where there is no line at all. */
LinesUnit lines_unit(const Model *model, const Id *documents, uint32_t count,
                     LinesUnit unsaid);

#endif
