/* What is said, as rows with named parts. */
#include "source/message.h"

#include <assert.h>

#include "base/names.h"
#include "base/vec.h"

static const struct {
    const char *name, *parts, *template;
} rows[] = {
#define PARTS(...) #__VA_ARGS__
#define NO_PARTS ""
#define MESSAGE(id, parts, text) {#id, parts, text},
#include "source/messages.def"
#undef MESSAGE
#undef PARTS
#undef NO_PARTS
};

struct Messages {
    Slice rows[MESSAGE_COUNT]; /* length 0: in English */
    Names *codes;              /* "T02" … */
    VEC(Slice) summaries;      /* of these, by name */
};

const char *message_name(MessageId id) {
    return rows[id].name;
}

const char *message_template(MessageId id) {
    return rows[id].template;
}

const char *message_parts(MessageId id) {
    return rows[id].parts;
}

/* ---- templates ---- */

/* The number of a row's part; -1 where it has none of that name. */
static int part_number(MessageId id, Slice name) {
    Slice rest = slice_of(rows[id].parts), one;
    for (int number = 0; slice_split(&rest, ',', &one); number++)
        if (slice_equal(slice_trim(one, " "), name))
            return number;
    return -1;
}

/* What stands between braces: a name, and forms behind it if there are any. */
typedef struct Hole {
    Slice name, forms;
    bool has_forms;
} Hole;

/* Takes the text up to the next hole off a template, and the hole. False where no hole is
 * left, or it is not closed: the text is all that is left then. */
static bool next_hole(Slice *rest, Slice *text, Hole *hole) {
    const char *open = memchr(rest->at, '{', rest->length);
    const char *close =
        open ? memchr(open, '}', rest->length - (uint32_t)(open - rest->at)) : NULL;
    *text = *rest;
    if (close == NULL)
        return false;
    text->length = (uint32_t)(open - rest->at);
    *rest = slice_from(*rest, (uint32_t)(close + 1 - rest->at));
    hole->forms = (Slice){open + 1, (uint32_t)(close - open - 1)};
    hole->has_forms = memchr(hole->forms.at, '|', hole->forms.length) != NULL;
    slice_split(&hole->forms, '|', &hole->name);
    return true;
}

/* The form for a number: the first for one, the last for all others. */
static Slice form_of(Slice forms, uint32_t count) {
    Slice form = {"", 0};
    while (slice_split(&forms, '|', &form))
        if (count == 1)
            break;
    return form;
}

static void put_hole(Text *out, const Hole *hole, MessagePart part) {
    assert(part.kind != PART_LEFT_OUT);
    if (hole->has_forms)
        text_slice(out, form_of(hole->forms, part.count));
    else if (part.kind == PART_COUNT)
        text_format(out, "%u", part.count);
    else
        text_slice(out, part.text);
}

Slice message_text(Arena *arena, const Messages *messages, MessageId id,
                   const MessagePart *parts) {
    Slice rest = slice_of(rows[id].template), text;
    if (messages != NULL && messages->rows[id].length > 0)
        rest = messages->rows[id];
    Text out = {.memory = arena_memory(arena)};
    for (Hole hole; next_hole(&rest, &text, &hole);) {
        int number = part_number(id, hole.name);
        text_slice(&out, text);
        assert(number >= 0 && parts != NULL);
        put_hole(&out, &hole, parts[number]);
    }
    text_slice(&out, text);
    Slice result = arena_copy(arena, text_view(&out));
    text_free(&out);
    return result;
}

/* ---- languages ---- */

static bool knows_holes(MessageId id, Slice template) {
    Slice text;
    for (Hole hole; next_hole(&template, &text, &hole);)
        if (part_number(id, hole.name) < 0)
            return false;
    return memchr(text.at, '{', text.length) == NULL;
}

static bool is_code(Slice word) {
    return word.length == 3 && word.at[0] >= 'A' && word.at[0] <= 'Z';
}

static bool read_row(Arena *arena, Messages *messages, const Names *ids, Slice line) {
    Slice rest = line, id;
    slice_split(&rest, '=', &id);
    id = slice_trim(id, CHAR_SPACES);
    rest = slice_trim(rest, CHAR_SPACES);
    NameId name = names_find(ids, id);
    if (rest.length == 0)
        return false;
    if (name != 0 && knows_holes((MessageId)(name - 1), rest)) {
        messages->rows[name - 1] = rest;
        return true;
    }
    if (name != 0 || !is_code(id))
        return false;
    if (names_find(messages->codes, id) == 0) {
        names_add(messages->codes, id);
        *VEC_PUSH(arena, &messages->summaries) = rest;
    }
    return true;
}

const Messages *messages_read(Arena *arena, Slice text, Slice *wrong) {
    Messages *messages = ARENA_NEW(arena, Messages);
    Names *ids = names_new(arena);
    messages->codes = names_new(arena);
    for (int i = 0; i < MESSAGE_COUNT; i++)
        names_add(ids, slice_of(rows[i].name));
    for (Slice line; slice_split(&text, '\n', &line);) {
        Slice row = slice_trim(line, CHAR_SPACES);
        if (row.length > 0 && row.at[0] != '#' && !read_row(arena, messages, ids, row)) {
            *wrong = line;
            return NULL;
        }
    }
    return messages;
}

Slice message_summary(const Messages *messages, const char *code) {
    NameId name = messages ? names_find(messages->codes, slice_of(code)) : 0;
    return name != 0 ? messages->summaries.at[name - 1] : (Slice){"", 0};
}
