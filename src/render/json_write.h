/* JSON, written by hand: exact decimals are strings, and bytes that are not UTF-8 come
 * out as U+FFFD. */
#ifndef INTEG_RENDER_JSON_WRITE_H
#define INTEG_RENDER_JSON_WRITE_H

#include <stdbool.h>
#include "base/decimal.h"
#include "base/writer.h"
#include "base/str.h"

/* "text", escaped, in quotes. */
void json_write_string(Writer *out, Slice text);
/* The same for text that may be absent: null where it is empty. */
void json_write_string_or_null(Writer *out, Slice text);
void json_write_decimal(Writer *out, Decimal value);
/* ,"key": (without the comma where `first`). */
void json_write_key(Writer *out, const char *key, bool first);

#endif
