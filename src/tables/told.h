/* What the program tells on standard error: what it took for what, and why it refuses. */
#ifndef INTEG_TABLES_TOLD_H
#define INTEG_TABLES_TOLD_H

#include <stdbool.h>
#include "base/arena.h"
#include "base/str.h"
#include "base/writer.h"

typedef struct Told {
    Arena *arena;
    Writer *err;
    Slice file; /* as it was named; "standard input" */
    bool refused;
    uint32_t rows; /* notes about single rows so far */
} Told;

/* What was taken for what: one indented line, "  unit       mio DKK, from …". */
void told_note(Told *told, const char *what, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* The same about one row of a table; after TOLD_ROWS_MOST of them they are counted. */
enum { TOLD_ROWS_MOST = 60 };
void told_row(Told *told, const char *word, uint32_t number, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/* Why nothing is written: "integ: FILE: …"; false, always. */
bool told_refuse(Told *told, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* A line below that: what decides. */
void told_help(Told *told, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Says how many notes about rows were left out. */
void told_finish(Told *told);

#endif
