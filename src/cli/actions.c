/* Output that cannot steer who reads it. */
#include "cli/actions.h"

void actions_finish(ActionsGuard *guard) {
    if (guard->colon) {
        writer_str(guard->out, ":");
        guard->colon = false;
    }
}

static void put(ActionsGuard *guard, char c) {
    if (guard->colon && c == ':') {
        writer_str(guard->out, "\\x3A");
        guard->colon = false;
    }
    actions_finish(guard);
    if (c == '[' && guard->hashes >= 2)
        writer_str(guard->out, "\\x5B");
    else if (c == ':' && !guard->inside)
        guard->colon = true;
    else
        writer_bytes(guard->out, &c, 1);
    guard->hashes = c == '#' ? guard->hashes + 1 : 0;
    if (c == '\n' || c == '\r')
        guard->inside = false;
    else if (c != ' ' && c != '\t')
        guard->inside = true;
}

static bool guard_write(Writer *writer, const char *at, size_t length) {
    ActionsGuard *guard = writer->context;
    for (size_t i = 0; i < length; i++)
        put(guard, at[i]);
    return !guard->out->failed;
}

Writer *actions_guard(ActionsGuard *guard, Writer *out) {
    *guard = (ActionsGuard){.writer = {guard_write, guard, false}, .out = out};
    return &guard->writer;
}
