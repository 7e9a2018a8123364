/* What a renderer is given: the findings of one load, what they are about, and what of
 * them is wanted. The counts are the same in every format. */
#ifndef INTEG_RENDER_REPORT_H
#define INTEG_RENDER_REPORT_H

#include <stdbool.h>
#include <stdint.h>
#include "base/writer.h"
#include "base/memory.h"
#include "check/check.h"
#include "source/diagnostic.h"
#include "source/fingerprint.h"
#include "source/source.h"
#include "workspace/workspace.h"

/* What is shown of one finding to people. */
enum { REPORT_NOTES = 12, REPORT_EXPLANATIONS = 6 };

/* Borrows everything. */
typedef struct Report {
    const Memory *memory;
    const Sources *sources;
    const Findings *findings; /* sorted */
    const Summary *summary;
    const UnreadableVec
        *unreadable; /* what should have been checked too; NULL: nothing */
    Level level;     /* findings below it are counted, not shown */
    bool accepted;   /* shows the findings that an `allow` names, and no others */
    bool all;        /* text: no limit on the findings of one code */
    bool closing;    /* text: ends with the line that counts */
    bool colour;     /* text: for a terminal */
    int failing;     /* junit: the least Level that fails; above LEVEL_ERROR: none */
    Slice link_base; /* markdown: what a link begins with, without a `/` at its end; may
                        be empty */
    bool prompt;     /* text: who reads it sits at the prompt, and types commands there */
    /* For machines: where each file stands in the repository, by SourceId, the same of
     * what is unreadable, and what the findings are known by, as `findings`. */
    const Slice *paths, *unreadable_paths;
    const Fingerprint *prints;
    uint32_t gone;  /* findings that a baseline knows and that are no more */
    uint32_t never; /* findings that no baseline can know, where one is used */
} Report;

typedef struct Counts {
    uint32_t levels[LEVEL_ERROR + 1]; /* by Level; none of those below are in it */
    uint32_t allowed;
    uint32_t aside[ASIDE_UNCHANGED + 1]; /* by Aside */
    uint32_t hidden; /* of `levels`, those below the level that is shown */
} Counts;

uint32_t report_unreadable(const Report *report); /* how many */
/* "none.integ: does not exist"; what a terminal may obey is escaped. */
void report_unreadable_text(const Unreadable *lost, Text *out);
Counts report_counts(const Report *report);
/* Not set aside nor below the level; allowed where those are wanted, else not. */
bool report_shows(const Report *report, const Diagnostic *d);

/* A place as lines and columns, from 1, within the file's text; the end is exclusive. In
 * which unit columns are counted each format says. */
typedef struct Region {
    uint32_t line, column, end_line, end_column;
} Region;

Region report_region(const Report *report, Place place, ColumnUnit unit);
/* The message, and in lines of their own what was computed, why probably, and what to do;
 * what a terminal may obey is escaped. */
void report_details(const Diagnostic *d, Text *out);

const char *strength_text(Strength strength); /* "likely" */

void render_text(const Report *report, Writer *out);
void render_json(const Report *report, Writer *out);
void render_sarif(const Report *report, Writer *out);
void render_github(const Report *report, Writer *out);
void render_gnu(const Report *report, Writer *out);
void render_markdown(const Report *report, Writer *out);
void render_junit(const Report *report, Writer *out);
void render_gitlab(const Report *report, Writer *out);

#endif
