/* Where a place stands: in the block of which thing, of which document; and what could
 * not be read there. Made only where something was lost. */
#ifndef INTEG_CHECK_BLOCKS_H
#define INTEG_CHECK_BLOCKS_H

#include <stdbool.h>
#include <stdint.h>
#include "base/vec.h"
#include "model/model.h"

/* What a block is of, beside the kinds of things. */
enum { BLOCK_TABLE = KIND_COUNT, BLOCK_EVERY /* and the kind that it gives to */ };

/* A statement with a block, a row, or a whole file: the first of its file. */
typedef struct BlockInfo {
    Span span;
    uint32_t around; /* its index; its own for a file */
    uint8_t kind;    /* EntityKind; BLOCK_TABLE; BLOCK_EVERY + EntityKind */
    Id id, document; /* id: of the thing; a file is its document's */
} BlockInfo;

/* A statement, or a part of one, that could not be read. */
typedef struct Loss {
    SourceId source;
    Span span;
    uint32_t block;
    bool dropped; /* it is not in the model, where a bad figure would be */
} Loss;

typedef struct Blocks {
    VEC(BlockInfo) all;    /* by file; those of a file by their start */
    const uint32_t *first; /* by source: of its file; two more than there are sources */
    VEC(Loss) losses;
} Blocks;

Blocks *blocks_new(const Model *model);
/* The innermost block in which a place stands. */
uint32_t blocks_at(const Blocks *blocks, Place place);

#endif
