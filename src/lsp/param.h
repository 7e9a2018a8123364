/* What a message of a client holds, read as it is wanted: what is not there, or of
 * another type, reads as nothing. */
#ifndef INTEG_LSP_PARAM_H
#define INTEG_LSP_PARAM_H

#include <stdbool.h>
#include <stdint.h>
#include "base/jansson.h"
#include "base/str.h"

typedef struct Param {
    const Jansson *lib;
    const json_t *at; /* NULL: nothing */
} Param;

/* The value under a key of an object. */
Param param_get(Param param, const char *key);
/* The same down a path, "textDocument.uri". */
Param param_path(Param param, const char *path);
bool param_is(Param param); /* there, and not null */
bool param_is_text(Param param);
bool param_is_number(Param param);
bool param_is_list(Param param);
bool param_is_object(Param param);
uint32_t param_count(Param param); /* of a list */
Param param_item(Param param, uint32_t index);
/* Good as long as the message; empty where it is no text. */
Slice param_text(Param param);
/* A whole number within 0 .. UINT32_MAX; else the nearest, or 0 where it is none. */
uint32_t param_number(Param param);
int64_t param_integer(Param param);
bool param_true(Param param);
/* `fallback` where it is neither true nor false. */
bool param_flag(Param param, bool fallback);

#endif
