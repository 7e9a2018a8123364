/* Opening jansson. */
#include "base/jansson.h"

static const LibrarySymbol symbols[] = {
#define SYMBOL(name) LIBRARY_SYMBOL(Jansson, name),
    JANSSON_SYMBOLS(SYMBOL)
#undef SYMBOL
};

bool jansson_open(Jansson *out) {
    return library_open("libjansson.so.4", symbols, sizeof symbols / sizeof *symbols,
                        out);
}
