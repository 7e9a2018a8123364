/* Opening shared libraries. */
#include "base/library.h"

#include <assert.h>
#include <dlfcn.h>
#include <string.h>

bool library_open(const char *soname, const LibrarySymbol *symbols, uint32_t count,
                  void *table) {
    assert(strchr(soname, '/') == NULL); /* else it would be looked for in a folder */
    void *library = dlopen(soname, RTLD_NOW | RTLD_LOCAL);
    if (library == NULL)
        return false;
    for (uint32_t i = 0; i < count; i++) {
        void *symbol = dlsym(library, symbols[i].name);
        if (symbol == NULL)
            return false;
        /* C has no cast from an object's address to a function's; POSIX has their bytes
         * be the same. */
        memcpy((char *)table + symbols[i].offset, &symbol, sizeof symbol);
    }
    return true;
}
