/* Titles to names. */
#include "syntax/title_name.h"

#include "base/utf8.h"
#include "syntax/tree.h"
#include "syntax/words.h"

/* Appends the letters of a title, which is in NFC. */
static void add_letters(Text *out, Slice title) {
    bool apart = false;
    for (uint32_t i = 0; i < title.length;) {
        uint32_t bytes, code = utf8_decode(title.at + i, title.length - i, &bytes);
        i += bytes;
        if (!utf8_is_letter(code) && !utf8_is_digit(code)) {
            apart = true;
            continue;
        }
        if (out->length > 0 ? apart : utf8_is_digit(code))
            text_char(out, '_');
        apart = false;
        utf8_encode(out, utf8_lower(code));
    }
}

Slice title_letters(Arena *arena, Slice title) {
    Text out = {.memory = arena_memory(arena)};
    add_letters(&out, utf8_nfc(arena, title));
    Slice letters = utf8_nfc(arena, arena_copy(arena, text_view(&out)));
    text_free(&out);
    return letters;
}

NameId title_name(Arena *arena, Names *names, Slice outer, Slice title) {
    Slice text = title_letters(arena, title);
    if (text.length == 0)
        return 0;
    if (outer.length > 0)
        text = utf8_nfc(
            arena, arena_format(arena, "%.*s_%.*s", SLICE_ARGS(outer), SLICE_ARGS(text)));
    NameId name = names_add(names, text);
    if (name_is_word(name) && grammar_word_kind(name - 1) == WORD_RESERVED)
        name = names_add(names, arena_format(arena, "%.*s_", SLICE_ARGS(text)));
    return name;
}

Slice title_unknown(Arena *arena, Slice title) {
    return arena_format(arena, "\"%.*s\"", SLICE_ARGS(title));
}

bool title_is_unknown(Slice name) {
    return name.length > 0 && name.at[0] == '"';
}
