/* An edition: a load, or what one document in it says; and what it says as records, which
 * can be held against those of another. */
#ifndef INTEG_WORKSPACE_EDITION_H
#define INTEG_WORKSPACE_EDITION_H

#include <stdbool.h>
#include <stdint.h>
#include "base/arena.h"
#include "base/vec.h"
#include "eval/datum.h"
#include "workspace/workspace.h"

typedef enum RecordGroup {
    RECORD_SUM,    /* money by area and year */
    RECORD_MONEY,  /* by project, time, source and kind */
    RECORD_RESULT, /* targets, results, effects, judgements */
    RECORD_NAME,   /* things, their titles and properties; columns of printed tables */
    RECORD_FINDING /* but for those that the status of a claim tells */
} RecordGroup;

typedef struct Record {
    uint8_t group;           /* RecordGroup */
    Slice key;               /* the same in both editions where it is about the same */
    Slice entry;             /* of money by project: with time, source and kind, as
                                record_tables_entry */
    Slice same;              /* the same in both where the value is */
    Slice thing;             /* of its title and properties: what it is, and its name */
    Slice label;             /* for people: `"Lakes" 2021 from pool` */
    const char *what;        /* of the label: "funding", "title", "target", … */
    Datum value;             /* a missing one: it is there, and that is all */
    bool blank;              /* of money: some of it is not stated */
    int8_t power;            /* of the unit in which amounts are shown */
    Slice file, name, title; /* file may be empty; name and title are those of a thing */
    uint32_t line;
} Record;
typedef VEC(Record) RecordVec;

/* Which names of the later edition were others in the earlier one. */
typedef struct Renamed {
    uint8_t kind; /* ThingKind */
    Slice now, was;
} Renamed;
typedef VEC(Renamed) RenamedVec; /* sorted by kind and `now` */

typedef struct Edition {
    const Workspace *workspace;
    Id document;         /* only what it says; 0: all */
    bool by_document;    /* what two documents say of one thing are two records */
    RenamedVec renamed;  /* names are told as they were */
    int8_t power;        /* of the unit in which amounts are shown, of both alike */
    RenamedVec retitled; /* of any kind: the subjects of claims are told as they were */
} Edition;

/* What separates the parts of a key. */
#define RECORD_BREAK "\x1f"

int edition_by_now(const void *left, const void *right); /* the order of a RenamedVec */
/* A text as it was in the earlier edition. */
Slice edition_was(const RenamedVec *renamed, uint8_t kind, Slice text);
/* A thing's name, as it was. */
Slice edition_name(const Edition *edition, ThingKind kind, Id id);
/* What a claim is about, by the title that it had: also "Lakes, Change". */
Slice edition_subject(Arena *arena, const Edition *edition, Slice subject);

#endif
