/* Text in Markdown. */
#include "render/markdown_text.h"

#include <stdbool.h>

#include "base/utf8.h"

static bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           c == '_' || c == '+' || c == '-';
}

/* ":word:", which becomes a picture. */
static bool is_emoji(Slice text) {
    uint32_t at = 1;
    while (at < text.length && is_word(text.at[at]))
        at++;
    return at > 1 && at < text.length && text.at[at] == ':';
}

/* Whether the sign number `at`, with what is before and behind it, makes a mention, a
 * reference to an issue or a merge request, a bare address or an emoji, without any other
 * sign for it. */
static bool makes_link(Slice text, uint32_t at) {
    Slice rest = slice_from(text, at), head = {text.at, at};
    bool digit = rest.length > 1 && rest.at[1] >= '0' && rest.at[1] <= '9';
    switch (rest.at[0]) {
    case '@': return true;
    case '#':
    case '!': return digit;
    case ':': return slice_starts(rest, SLICE("://")) || is_emoji(rest);
    case '-':
        return digit && (slice_ends(head, SLICE("GH")) || slice_ends(head, SLICE("gh")));
    case '.': return slice_ends(head, SLICE("www")) || slice_ends(head, SLICE("WWW"));
    default: return false;
    }
}

/* Which sign at the begin of an item makes of it a heading, a list or a rule: `# `, `- `,
 * `1. `; the text's length: none does. */
static uint32_t block_sign(Slice text) {
    uint32_t at = 0;
    if (text.length > 0 && char_in(text.at[0], "#+-="))
        return 0;
    while (at < text.length && text.at[at] >= '0' && text.at[at] <= '9')
        at++;
    bool list = at > 0 && at < text.length && char_in(text.at[at], ".)") &&
                (at + 1 == text.length || text.at[at + 1] == ' ');
    return list ? at : text.length;
}

/* A bar would end a cell, a line break the table, and the others begin emphasis, links,
 * code, formulas, tags or entities. A comment keeps apart what would be a link by itself.
 */
static void write_text(const Memory *memory, Writer *out, Slice text, bool begins) {
    Text safe = {.memory = memory};
    utf8_escape(&safe, text, 1);
    size_t sign = begins ? block_sign(text_view(&safe)) : safe.length;
    for (uint32_t i = 0; i < safe.length; i++) {
        writer_str(out, i == sign || char_in(safe.at[i], "|\\`<>*_~[]&$") ? "\\" : "");
        writer_bytes(out, &safe.at[i], 1);
        if (makes_link(text_view(&safe), i))
            writer_str(out, "<!-- -->");
    }
    text_free(&safe);
}

void markdown_write(const Memory *memory, Writer *out, Slice text) {
    write_text(memory, out, text, false);
}

void markdown_item(const Memory *memory, Writer *out, Slice text) {
    writer_str(out, "- ");
    write_text(memory, out, text, true);
    writer_str(out, "\n");
}

/* Between fences that are longer than any run of such signs within. */
void markdown_code(Writer *out, Slice text) {
    uint32_t longest = 2, run = 0;
    for (uint32_t i = 0; i < text.length; i++) {
        run = text.at[i] == '`' ? run + 1 : 0;
        longest = run > longest ? run : longest;
    }
    for (uint32_t i = 0; i <= longest; i++)
        writer_str(out, "`");
    writer_str(out, "text\n");
    writer_slice(out, text);
    if (text.length > 0 && text.at[text.length - 1] != '\n')
        writer_str(out, "\n");
    for (uint32_t i = 0; i <= longest; i++)
        writer_str(out, "`");
    writer_str(out, "\n");
}
