/* Framing, and what overtakes: a request that is cancelled before its turn. */
#include "lsp/wire.h"

#include <string.h>

#include "base/io.h"

enum { READ_AT_ONCE = 64 * 1024, HEAD_MOST = 8 * 1024, BODY_MOST = 1024 * 1024 * 1024 };

struct Wire {
    const Memory *memory;
    const Jansson *lib;
    int fd;
    Writer *out;
    Text bytes;  /* read and in no message yet, from `done` on */
    size_t done; /* so that a message that comes in pieces is not moved for each */
    Message *queue;
    uint32_t first, count, room;
};

Wire *wire_new(const Memory *memory, const Jansson *lib, int fd, Writer *out) {
    Wire *wire = memory_resize(memory, NULL, sizeof *wire);
    *wire = (Wire){
        .memory = memory, .lib = lib, .fd = fd, .out = out, .bytes = {.memory = memory}};
    return wire;
}

void wire_done(Wire *wire, Message *message) {
    if (message->root != NULL)
        wire->lib->json_delete(message->root); /* whose only reference this is */
    message->root = NULL;
}

void wire_drop(Wire *wire) {
    Message message;
    while (wire_take(wire, &message))
        wire_done(wire, &message);
    memory_free(wire->memory, wire->queue);
    text_free(&wire->bytes);
    memory_free(wire->memory, wire);
}

/* ---- the queue ---- */

static bool same_id(Wire *wire, const json_t *left, const json_t *right) {
    Param a = {wire->lib, left}, b = {wire->lib, right};
    if (json_is_integer(left) && json_is_integer(right))
        return param_integer(a) == param_integer(b);
    return json_is_string(left) && json_is_string(right) &&
           slice_equal(param_text(a), param_text(b));
}

/* A cancellation reaches the request before it, if that still waits. */
static void cancel(Wire *wire, Param message) {
    Param id = param_path(message, "params.id");
    if (!slice_is(param_text(param_get(message, "method")), "$/cancelRequest"))
        return;
    for (uint32_t i = wire->first; i < wire->count; i++) {
        Param root = {wire->lib, wire->queue[i].root};
        if (param_is(param_get(root, "method")) &&
            same_id(wire, param_get(root, "id").at, id.at))
            wire->queue[i].cancelled = true;
    }
}

static void enqueue(Wire *wire, Message message) {
    if (wire->first == wire->count)
        wire->first = wire->count = 0;
    if (wire->count == wire->room) {
        wire->room = wire->room < 16 ? 16 : wire->room * 2;
        wire->queue =
            memory_resize(wire->memory, wire->queue, wire->room * sizeof *wire->queue);
    }
    if (message.root != NULL)
        cancel(wire, (Param){wire->lib, message.root});
    wire->queue[wire->count++] = message;
}

bool wire_take(Wire *wire, Message *out) {
    if (wire->first == wire->count)
        return false;
    *out = wire->queue[wire->first++];
    return true;
}

/* ---- messages ---- */

static uint32_t hex(const char *at) {
    uint32_t value = 0;
    for (int i = 0; i < 4; i++) {
        char c = at[i];
        uint32_t digit = c >= '0' && c <= '9'   ? (uint32_t)(c - '0')
                         : c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a' + 10)
                         : c >= 'A' && c <= 'F' ? (uint32_t)(c - 'A' + 10)
                                                : UINT32_MAX;
        if (digit == UINT32_MAX)
            return 0;
        value = value * 16 + digit;
    }
    return value;
}

/* A half of a surrogate pair can stand in an editor's text, and as \uD800 in JSON; it
 * counts as U+FFFD, which takes as much room in UTF-16. A text that could not be read
 * would be another than the editor's from there on. */
static void replace_halves(char *at, size_t length) {
    for (size_t i = 0; i + 6 <= length; i++) {
        if (at[i] != '\\')
            continue;
        uint32_t code = at[i + 1] == 'u' ? hex(at + i + 2) : 0;
        bool high = code >= 0xD800 && code <= 0xDBFF,
             low = code >= 0xDC00 && code <= 0xDFFF;
        uint32_t next = high && i + 12 <= length && at[i + 6] == '\\' && at[i + 7] == 'u'
                            ? hex(at + i + 8)
                            : 0;
        bool pair = next >= 0xDC00 && next <= 0xDFFF;
        if (low || (high && !pair))
            memcpy(at + i + 2, "FFFD", 4);
        i += pair ? 11 : code != 0 ? 5 : 1; /* behind the escape */
    }
}

static void read_body(Wire *wire, char *at, size_t length) {
    json_error_t error;
    replace_halves(at, length);
    json_t *root = wire->lib->json_loadb(at, length, JSON_ALLOW_NUL, &error);
    enqueue(wire, (Message){.root = root, .why = "the message is not valid JSON"});
}

/* ---- heads ---- */

static char small(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* What Content-Length says, in a head of so many bytes; false where it is not there. */
static bool read_length(const char *head, size_t length, size_t *out) {
    static const char name[] = "content-length:";
    Slice rest = {head, (uint32_t)length}, line;
    bool found = false;
    while (slice_split(&rest, '\n', &line)) {
        uint32_t at = 0;
        while (at < sizeof name - 1 && at < line.length && small(line.at[at]) == name[at])
            at++;
        if (at < sizeof name - 1)
            continue;
        size_t value = 0;
        while (at < line.length && line.at[at] == ' ')
            at++;
        for (; at < line.length && line.at[at] >= '0' && line.at[at] <= '9'; at++) {
            value = value * 10 + (size_t)(line.at[at] - '0');
            if (value > BODY_MOST)
                return false;
            found = true;
        }
        *out = value;
    }
    return found;
}

/* Behind the blank line that ends a head; 0: it is not there yet. */
static size_t head_end(const char *at, size_t length) {
    for (size_t i = 0; i + 1 < length; i++) {
        if (at[i] == '\n' && at[i + 1] == '\n')
            return i + 2;
        if (at[i] == '\n' && at[i + 1] == '\r' && i + 2 < length && at[i + 2] == '\n')
            return i + 3;
    }
    return 0;
}

static void refuse_head(Wire *wire) {
    enqueue(wire, (Message){.why = "a message has no Content-Length that can be meant"});
}

/* Takes the next message out of the bytes; false where it is not complete. What has no
 * head that can be read is passed over. */
static bool next_message(Wire *wire) {
    char *at = wire->bytes.at + wire->done;
    size_t length = wire->bytes.length - wire->done, body = 0;
    size_t most = length < HEAD_MOST ? length : HEAD_MOST;
    size_t head = head_end(at, most);
    if (head == 0) {
        if (length >= HEAD_MOST) {
            refuse_head(wire);
            wire->done += HEAD_MOST;
        }
        return length >= HEAD_MOST;
    }
    if (!read_length(at, head, &body)) {
        refuse_head(wire);
        wire->done += head;
        return true;
    }
    if (length - head < body)
        return false;
    read_body(wire, at + head, body);
    wire->done += head + body;
    return true;
}

bool wire_read(Wire *wire, bool wait) {
    bool more = true;
    while (more && (wait || io_is_ready(wire->fd))) {
        char bytes[READ_AT_ONCE];
        size_t got = 0;
        more = io_read_some(wire->fd, bytes, sizeof bytes, &got) == IO_OK && got > 0;
        text_bytes(&wire->bytes, bytes, got);
        while (wire->bytes.length > wire->done && next_message(wire)) {
        }
        wait = false;
        size_t left = wire->bytes.length - wire->done;
        if (wire->done > 0 && left < wire->done) { /* each byte is moved once or so */
            memmove(wire->bytes.at, wire->bytes.at + wire->done, left);
            wire->bytes.length = left;
            wire->done = 0;
        }
    }
    return more && !wire->out->failed;
}

void wire_send(Wire *wire, Slice text) {
    writer_format(wire->out, "Content-Length: %u\r\n\r\n", text.length);
    writer_slice(wire->out, text);
    writer_flush(wire->out);
}
