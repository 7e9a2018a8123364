/* Findings as records. Whoever finds something fills one in; render/ shows it, as
 * text, JSON or another form, and decides nothing. Everything in a record lives in
 * the arena of its load. */
#ifndef INTEG_SOURCE_DIAGNOSTIC_H
#define INTEG_SOURCE_DIAGNOSTIC_H

#include <stdbool.h>
#include <stdint.h>
#include "base/arena.h"
#include "base/decimal.h"
#include "base/str.h"
#include "base/vec.h"
#include "source/message.h"
#include "source/source.h"

typedef enum Level { LEVEL_NOTE, LEVEL_WARNING, LEVEL_ERROR } Level;

/* The registry, checks.def, gives one enumerator a code: CODE_T02, … */
typedef enum Code {
#define CHECK(code, name, level, flags, after, summary, why, bad, good) CODE_##code,
#include "source/checks.def"
#undef CHECK
    CODE_COUNT
} Code;

/* What a finding of some code means to those who act on it. */
typedef enum CheckFlag {
    CHECK_SYNTAX = 1,     /* a place in a file could not be read */
    CHECK_FILE = 2,       /* a whole file is not there */
    CHECK_DROPS = 4,      /* what it is about is in no place, or a wrong one */
    CHECK_UNRESOLVED = 8, /* a name or its use is wrong: what it says has no place */
    CHECK_SPOILS = 16,    /* wrong in itself, not at odds with something: no what-if */
    CHECK_STAYS = 32,     /* of an `allow`, so that none can name it */
    CHECK_STATUS = 64,    /* the status of a claim says the same */
    CHECK_UNREAD = 128,   /* read, but of no use: sums lack what it says */
    CHECK_HIDES =
        256 /* claims are not checked because of it, and what they say may
               change unseen: no `allow` can name it, no baseline sets it aside */
} CheckFlag;

typedef struct CodeInfo {
    const char *code; /* "T02" */
    const char *name; /* "total-off" */
    Level level;
    unsigned flags;      /* of CheckFlag */
    const char *after;   /* codes that, near by, let this one fall, or "": see after.h */
    const char *summary; /* one line, lower case, no full stop */
    const char *why;     /* why it matters, and what to do: a paragraph */
    const char *bad;     /* a file that has this finding and no other error */
    const char *good;    /* the same, fixed: no such finding */
} CodeInfo;

const CodeInfo *code_info(Code code);
/* CODE_COUNT where there is none; case-blind. */
Code code_find(Slice text);
const char *level_text(Level level); /* "error" */

typedef struct Label {
    Place place;
    Slice message; /* may be empty: underlined without a word */
} Label;

/* One comparison of a claim: with the entries, the rows' stated totals, … */
typedef struct Compared {
    const char *with;             /* "entries" "rows" "columns" "subtotals" "tables" */
    Decimal computed, difference; /* difference = stated - computed */
} Compared;

typedef enum Strength {
    STRENGTH_FOLLOWS,
    STRENGTH_LIKELY,
    STRENGTH_FITS,
    STRENGTH_NONE
} Strength;

/* A figure that a cause is about. */
typedef struct Evidence {
    Place place;
    Slice title; /* of its row */
    Slice when;  /* its column's, or its own time: "2021", "all"; may be empty */
} Evidence;

/* A cause that would explain a claim that is off. */
typedef struct Explanation {
    const char *kind; /* "left-out", "counted-twice", "digit", … */
    Strength strength;
    Slice message;
    uint32_t
        story; /* the same number in every finding that this story explains; from 1 */
    VEC(Evidence) entries;
} Explanation;

typedef struct Fix {
    Place place; /* an empty span inserts */
    Slice text;
    /* It cannot change what a person meant, so that it may be made unseen: a spelling,
     * and never a figure that could be read, nor one of several candidates. */
    bool safe;
} Fix;

/* Why a finding is neither shown nor fails, though no `allow` names it. Whoever asked
 * sets it after the load. */
typedef enum Aside {
    ASIDE_NOT,
    ASIDE_UNCHOSEN, /* its code was not asked for */
    ASIDE_KNOWN,    /* a baseline holds it */
    ASIDE_UNCHANGED /* it has nothing to do with what changed */
} Aside;

typedef struct Diagnostic {
    Code code;
    Level level;
    Place place;
    Slice message; /* "the total for 2021 is 0.9 mio DKK too low: stated 8.0, …" */
    Slice here;    /* at the underlined place: "stated"; may be empty */
    VEC(Label) labels;
    VEC(Slice) notes;
    Slice help; /* may be empty */
    /* Findings of one code and group may be shown as one: the number of a table; 0: of
     * none. Its title in words, `table "Table 1"`; may be empty. */
    uint32_t group;
    Slice group_title;
    /* Of findings that hold a figure against another: */
    bool has_figures;
    Decimal stated, computed, difference; /* in `unit`; difference = stated - computed */
    Slice unit;                           /* "mio DKK", "%", "" */
    VEC(Compared) compared;
    VEC(Explanation) explanations;
    VEC(Fix) fixes;
    uint32_t places; /* where one finding tells of all in its file: how many; else 0 */
    /* What a total is over, in each file from its first entry to its last. It need not be
     * shown, but a change there may have made the finding. */
    VEC(Place) over;
    bool over_all; /* it may be over anything */
    bool allowed;  /* an `allow` names it: it is counted, not shown */
    Place allow;   /* the first that does */
    bool fallen;   /* another one explains it: it is neither */
    Aside aside;
} Diagnostic;

typedef struct Findings {
    Arena *arena;
    VEC(Diagnostic *) all;    /* as found; findings_sort puts them by path and place */
    const Messages *messages; /* the language of what is said; NULL: English */
} Findings;

/* Whether the finding is of a code with one of the flags. */
bool diagnostic_is(const Diagnostic *d, unsigned flags);
/* The same, and an error: at a lower level it leaves nothing unread. */
bool diagnostic_fails(const Diagnostic *d, unsigned flags);
/* Whether an `allow` may name the code. */
bool code_can_be_allowed(Code code);

void findings_init(Findings *findings, Arena *arena);
/* Adds a finding at the level of its code. */
Diagnostic *findings_add(Findings *findings, Code code, Place place, const char *format,
                         ...) __attribute__((format(printf, 4, 5)));
void diagnostic_here(Findings *findings, Diagnostic *d, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* The same as rows, with SAY (message.h), for codes whose families are rows. */
Diagnostic *findings_say(Findings *findings, Code code, Place place, MessageId id,
                         const MessagePart *parts);
void diagnostic_say_here(Findings *findings, Diagnostic *d, MessageId id,
                         const MessagePart *parts);
void diagnostic_say_label(Findings *findings, Diagnostic *d, Place place, MessageId id,
                          const MessagePart *parts);
void diagnostic_say_note(Findings *findings, Diagnostic *d, MessageId id,
                         const MessagePart *parts);
void diagnostic_say_help(Findings *findings, Diagnostic *d, MessageId id,
                         const MessagePart *parts);
/* What a code is, in the language of the findings: its summary. */
Slice findings_summary(const Findings *findings, Code code);
/* `did you mean "nearest"?`, where the finding is. */
void diagnostic_suggest(Findings *findings, Diagnostic *d, Slice nearest);
void diagnostic_label(Findings *findings, Diagnostic *d, Place place, const char *format,
                      ...) __attribute__((format(printf, 4, 5)));
void diagnostic_note(Findings *findings, Diagnostic *d, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void diagnostic_help(Findings *findings, Diagnostic *d, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* A fix to be looked at, and one that is safe where `safe` says so. */
void diagnostic_fix(Findings *findings, Diagnostic *d, Place place, Slice text);
void diagnostic_fix_safe(Findings *findings, Diagnostic *d, Place place, Slice text,
                         bool safe);
void diagnostic_over(Findings *findings, Diagnostic *d, Place place);
void diagnostic_figures(Diagnostic *d, Decimal stated, Decimal computed,
                        Decimal difference, Slice unit);
/* Whether an error so far says that a file or a part of one could not be read: what
 * seems to be nowhere may be declared there. */
bool findings_lost(const Findings *findings);
/* By path, start, code, then as found. Stable. */
void findings_sort(Findings *findings, const Sources *sources);

#endif
