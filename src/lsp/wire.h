/* The wire to a client: messages of JSON-RPC, each behind a head that says how long it
 * is. What has come is read into a queue, so that what comes later can overtake. */
#ifndef INTEG_LSP_WIRE_H
#define INTEG_LSP_WIRE_H

#include "base/vec.h"
#include "base/writer.h"
#include "lsp/param.h"

typedef struct Message {
    json_t *root; /* NULL: it could not be read, and `why` says what is wrong */
    const char *why;
    bool cancelled;
} Message;

typedef struct Wire Wire;

/* Borrows all; reads from `fd`, and writes to `out`. */
Wire *wire_new(const Memory *memory, const Jansson *lib, int fd, Writer *out);
void wire_drop(Wire *wire);

/* Takes what has come; `wait`: until something has. False: nothing more will come, or
 * nobody reads any more. */
bool wire_read(Wire *wire, bool wait);
/* The oldest message that was read and not taken; false: there is none. wire_done when it
 * was handled. */
bool wire_take(Wire *wire, Message *out);
void wire_done(Wire *wire, Message *message);

/* Sends a message, complete but for its head. */
void wire_send(Wire *wire, Slice text);

#endif
