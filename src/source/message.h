/* What is said, as rows with named parts (messages.def): English as it is written there,
 * another language as a file that has a row for each.
 *
 *   findings_say(findings, CODE_K02, place, SAY(allow_no_code, .code = PART(text)));
 *
 * A part that a row does not have does not compile; one that a call leaves out is found
 * by tests/lint/messages.py. */
#ifndef INTEG_SOURCE_MESSAGE_H
#define INTEG_SOURCE_MESSAGE_H

#include <stdint.h>
#include "base/arena.h"
#include "base/str.h"

typedef enum MessagePartKind {
    PART_LEFT_OUT, /* a mistake of the call's */
    PART_TEXT,
    PART_COUNT
} MessagePartKind;

/* What is put in for a name: a text as it is, or a number, which may choose a form. */
typedef struct MessagePart {
    MessagePartKind kind;
    Slice text;
    uint32_t count;
} MessagePart;

static inline MessagePart part_text(Slice text) {
    return (MessagePart){.kind = PART_TEXT, .text = text};
}
static inline MessagePart part_string(const char *text) {
    return part_text(slice_of(text));
}
static inline MessagePart part_count(uint32_t count) {
    return (MessagePart){.kind = PART_COUNT, .count = count};
}
#define PART(value)                                                                      \
    _Generic((value), Slice: part_text, const char *: part_string, uint32_t: part_count)( \
        value)

typedef enum MessageId {
#define MESSAGE(id, parts, text) MESSAGE_##id,
#include "source/messages.def"
#undef MESSAGE
    MESSAGE_COUNT
} MessageId;

/* Of each row a type with its parts: MessageParts_allow_many has count and code. */
#define PARTS(...) MessagePart __VA_ARGS__;
#define NO_PARTS MessagePart none;
#define MESSAGE(id, parts, text)                                                         \
    typedef struct MessageParts_##id {                                                   \
        parts                                                                            \
    } MessageParts_##id;
#include "source/messages.def"
#undef MESSAGE
#undef PARTS
#undef NO_PARTS

/* A row and its parts, as two arguments; SAY_PLAIN of one without parts. */
#define SAY(id, ...)                                                                     \
    MESSAGE_##id, (const MessagePart *)&(const MessageParts_##id) {                      \
        __VA_ARGS__                                                                      \
    }
#define SAY_PLAIN(id) MESSAGE_##id, NULL

/* The rows of another language. */
typedef struct Messages Messages;

/* Reads a language from the text of its file, which is to outlive it: lines `id =
 * template`, and `T02 = …` for what a code is; a # begins a comment. A row that it lacks
 * is English. NULL where a line is none of these, or a template has a part that its row
 * has not: *wrong is that line. */
const Messages *messages_read(Arena *arena, Slice text, Slice *wrong);
/* The row with its parts put in; messages NULL: in English. */
Slice message_text(Arena *arena, const Messages *messages, MessageId id,
                   const MessagePart *parts);
/* What the code of that name is, in the language; empty where it does not say. */
Slice message_summary(const Messages *messages, const char *code);

/* For those that make a language: "allow_many", its template, and its parts, "count,
 * code".
 */
const char *message_name(MessageId id);
const char *message_template(MessageId id);
const char *message_parts(MessageId id);

#endif
