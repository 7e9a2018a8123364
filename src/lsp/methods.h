/* The functions behind the methods of methods.def. */
#ifndef INTEG_LSP_METHODS_H
#define INTEG_LSP_METHODS_H

#include "lsp/connection.h"

enum {
    METHOD_NOTE = 1,  /* a notification */
    METHOD_EARLY = 2, /* also before initialize, and after shutdown */
    METHOD_LOADED = 4 /* what has changed is loaded first */
};

typedef void Method(Connection *connection, Param params, Reply *reply);

#define METHOD(name, function, flags) Method function;
#include "lsp/methods.def"
#undef METHOD

typedef struct MethodInfo {
    const char *name;
    Method *run;
    unsigned flags;
} MethodInfo;

#endif
