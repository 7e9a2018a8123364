/* Shared libraries that only some runs need: they are opened by whoever needs one, so
 * that the others start without it. */
#ifndef INTEG_BASE_LIBRARY_H
#define INTEG_BASE_LIBRARY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A member of a table: a pointer to the library's function or variable of that name, with
 * the type that its header gives it. */
#define LIBRARY_MEMBER(name) __typeof__(name) *name
/* Where the table has it. */
#define LIBRARY_SYMBOL(table, name)                                                      \
    { #name, offsetof(table, name) }

typedef struct LibrarySymbol {
    const char *name;
    size_t offset; /* of its pointer in the table */
} LibrarySymbol;

/* Opens a library by its soname, as the system looks for those that a program is linked
 * with, and fills the table. False where it is not there or lacks a symbol. It stays open
 * until the program ends; a second call finds it open. */
bool library_open(const char *soname, const LibrarySymbol *symbols, uint32_t count,
                  void *table);

#endif
