/* Encodings, by iconv. */
#include "tables/encoding.h"

#include <iconv.h>
#include <string.h>

#include "base/utf8.h"

/* Each byte becomes at most 3 of UTF-8. */
static bool convert(Arena *arena, const char *from, Slice bytes, Slice *out) {
    iconv_t way = iconv_open("UTF-8", from);
    if (way == (iconv_t)-1)
        return false;
    size_t room = 3 * (size_t)bytes.length + 4, left = bytes.length;
    char *to = arena_alloc(arena, room), *end = to;
    char *at = arena_alloc(arena, bytes.length + 1u);
    memcpy(at, bytes.at, bytes.length);
    bool fine = iconv(way, &at, &left, &end, &room) != (size_t)-1 && left == 0;
    iconv_close(way);
    *out = (Slice){to, (uint32_t)(end - to)};
    return fine;
}

static void drop_mark(Slice *text) {
    if (slice_starts(*text, SLICE("\xef\xbb\xbf")))
        *text = (Slice){text->at + 3, text->length - 3};
}

/* What calls itself Latin 1 has signs of Windows-1252 in it. */
static const char *name_of(Arena *arena, Slice declared) {
    static const char *const latin[] = {"",         "iso-8859-1", "ISO-8859-1", "latin1",
                                        "us-ascii", "utf-8",      "UTF-8"};
    for (size_t i = 0; i < sizeof latin / sizeof *latin; i++)
        if (slice_is(declared, latin[i]))
            return "Windows-1252";
    return arena_copy(arena, declared).at;
}

bool encoding_read(Told *told, Slice bytes, Slice declared, Slice *out) {
    const char *wide = utf8_other_encoding(bytes.at, bytes.length);
    *out = bytes;
    if (wide) {
        if (!convert(told->arena, wide, bytes, out))
            return told_refuse(told, "looks like %s, but cannot be read as such", wide);
        told_note(told, "encoding", "%s", wide);
    } else if (utf8_valid_to(bytes.at, bytes.length) < bytes.length) {
        const char *name = name_of(told->arena, declared);
        if (!convert(told->arena, name, bytes, out))
            return told_refuse(told, "is no text in UTF-8, UTF-16 or %s", name);
        told_note(told, "encoding", "%s, as it is not UTF-8", name);
    }
    drop_mark(out);
    if (memchr(out->at, '\0', out->length))
        return told_refuse(told, "is no text: it has a byte that is zero");
    return true;
}
