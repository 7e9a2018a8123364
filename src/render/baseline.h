/* Baselines: files that hold the findings known at one time, so that only new ones fail.
 * A finding is known by its fingerprint's hash and by its difference: a total that comes
 * to be off by another amount is new. Lines that move change nothing. */
#ifndef INTEG_RENDER_BASELINE_H
#define INTEG_RENDER_BASELINE_H

#include <stdbool.h>
#include <stdint.h>
#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"
#include "base/writer.h"
#include "render/report.h"

typedef struct KnownFinding {
    Slice hash;       /* "0123456789abcdef" */
    Slice anywhere;   /* the same without the path; empty in old baselines */
    Slice difference; /* "-0.9", or "" */
    Slice path;       /* from the repository's root */
    uint32_t count;   /* findings that are equal */
    uint32_t met;     /* those of them that are there now */
} KnownFinding;

typedef struct Baseline {
    VEC(KnownFinding) all; /* by hash and difference */
} Baseline;

/* Reads what baseline_write wrote, into the arena. False where it is not that: *why says
 * so, as "line 3 is not valid JSON". */
bool baseline_read(Arena *arena, Slice text, Baseline *out, Slice *why);
/* The report's findings that may be known, as a baseline, in the arena: neither allowed
 * nor such that claims are not checked because of them, which may change unseen. */
void baseline_of(Arena *arena, const Report *report, Baseline *out);
/* Sets aside the report's findings that are known, but for those that are aside already,
 * and counts what is met. What is known and not met in its file is looked for among the
 * findings that are not known: their file may have been moved. */
void baseline_apply(Baseline *baseline, const Report *report, Aside aside);
/* One JSON object, a line for each finding that may be known, by path and code. */
void baseline_write(const Report *report, Writer *out);

#endif
