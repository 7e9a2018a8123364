/* Sheets come as a zip archive of XML files. What they may cost is bounded here. */
#ifndef INTEG_TABLES_PACKAGE_H
#define INTEG_TABLES_PACKAGE_H

#include "tables/grid.h"
#include "tables/told.h"

typedef struct Package Package;

bool package_is(Slice bytes);
/* NULL where it is no archive, which was told. The bytes must outlive it. */
Package *package_open(Told *told, Slice bytes);
void package_close(Package *package);
bool package_has(const Package *package, const char *name);
/* A file's text, in the arena. False where it is not there or cannot be read, which was
 * told. All files together are at most GRID_BYTES_MOST long. */
bool package_read(Package *package, const char *name, Slice *out);

/* What a reader of XML does with it; names are without their prefix. */
typedef struct XmlReader {
    void *context;
    void (*start)(void *context, Slice name, const char **attributes);
    void (*end)(void *context, Slice name);
    void (*text)(void *context, Slice text);
} XmlReader;

/* False where the text is no XML that a sheet has: broken, nested too deep, or with a
 * document type, whose entities could grow without bound. That was told. *stop ends it.
 */
bool package_parse(Package *package, const char *name, const XmlReader *reader,
                   const bool *stop);
/* An attribute by its name without prefix; empty where there is none. */
Slice package_attribute(const char **attributes, const char *name);

#endif
