/* Where a place stands: in the block of which thing, of which document; and what could
 * not be read there. Made only where something was lost. */
#ifndef INTEG_CHECK_BLOCKS_H
#define INTEG_CHECK_BLOCKS_H

#include <stdbool.h>
#include <stdint.h>
#include "base/names.h"
#include "base/vec.h"
#include "model/model.h"

/* What a block is of, beside the kinds of things. */
enum {
    BLOCK_TABLE = KIND_COUNT, /* its id: its name */
    BLOCK_STATEMENT,          /* one that has names in it */
    BLOCK_EVERY               /* and the kind that it gives to */
};

/* A whole file, which comes first of it, a statement with a block, a row, or what else
 * has to be found again. */
typedef struct BlockInfo {
    Span span;
    uint32_t around; /* its index; its own for a file */
    uint8_t kind;    /* ThingKind; BLOCK_TABLE; BLOCK_EVERY + ThingKind */
    Id id, document; /* id: of the thing; a file is its document's */
    NameId name;     /* of the thing, though it may be declared nowhere */
} BlockInfo;

/* How much of a statement could not be read. */
typedef enum LossKind {
    LOSS_FIGURE, /* a figure, which is in the model as such */
    LOSS_CLAIM,  /* the figure of a claim, which is not */
    LOSS_WHOLE,  /* all of it, or an entry */
    LOSS_COLUMN  /* a column of a table, and with it all of the table */
} LossKind;

typedef struct Loss {
    SourceId source;
    Span span;
    uint32_t block;
    LossKind kind;
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
