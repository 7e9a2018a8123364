/* The output that a layout is written on: lines, columns, and what stands behind lines.
 * Private to the layout. */
#ifndef INTEG_FMT_OUTPUT_H
#define INTEG_FMT_OUTPUT_H

#include "base/vec.h"
#include "base/str.h"

/* A comment behind a line. It is put in when the output is complete: lines that follow
 * each other have theirs in one column. */
typedef struct Remark {
    Slice text;
    size_t at;       /* where in the output's text it belongs */
    uint64_t column; /* where its line ends */
    uint32_t paragraph;
} Remark;

typedef struct FmtOutput {
    Arena *arena;
    Text text;
    uint64_t column;    /* of the line that is being written */
    bool empty;         /* nothing stands on it yet */
    bool closed;        /* a remark ends it: nothing more may be put on it */
    bool opened;        /* nothing stands in the block yet: no blank line comes first */
    uint32_t paragraph; /* how many blank lines were written */
    VEC(Remark) remarks;
} FmtOutput;

/* fmt_output_drop. */
void fmt_output_init(FmtOutput *output, Arena *arena);
void fmt_output_drop(FmtOutput *output);
/* Ends the line, unless it is empty. */
void fmt_output_line(FmtOutput *output);
/* Ends it, and leaves one blank where there may be one. */
void fmt_output_blank(FmtOutput *output);
/* Spaces up to the column, at least `least` of them. On an empty line they indent. */
void fmt_output_space(FmtOutput *output, uint64_t column, uint32_t least);
void fmt_output_put(FmtOutput *output, Slice text, uint32_t width);
void fmt_output_remark(FmtOutput *output, Slice text);
/* Ends the last line, and appends all to `out`, its lines ended by `end`. */
void fmt_output_finish(FmtOutput *output, Slice end, Text *out);

#endif
