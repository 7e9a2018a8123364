/* Texts without their quotes, and ways through a tree. */
#include "syntax/tree.h"

#include "base/utf8.h"

/* \u{e6}: gives the code point and steps over it; 0 where it is none. */
static uint32_t escape_code(Slice text, uint32_t *at) {
    uint32_t code = 0, i = *at;
    if (i >= text.length || text.at[i] != '{')
        return 0;
    for (i++; i < text.length && text.at[i] != '}'; i++) {
        char c = text.at[i];
        uint32_t digit = c >= '0' && c <= '9'   ? (uint32_t)(c - '0')
                         : c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a' + 10)
                         : c >= 'A' && c <= 'F' ? (uint32_t)(c - 'A' + 10)
                                                : 16;
        if (digit == 16 || code > 0x10ffff)
            return 0;
        code = code * 16 + digit;
    }
    *at = i + 1;
    bool surrogate = code >= 0xd800 && code <= 0xdfff;
    return code > 0x10ffff || surrogate ? 0 : code;
}

Slice tree_written(Arena *arena, const Source *source, Quoted quoted) {
    if (quoted.end < quoted.start + 2)
        return SLICE("");
    Slice raw = source_slice(source, (Span){quoted.start + 1, quoted.end - 1});
    bool plain = true;
    for (uint32_t i = 0; i < raw.length && plain; i++)
        plain = raw.at[i] != '\\';
    if (plain)
        return raw;
    Text out = {.memory = arena_memory(arena)};
    for (uint32_t i = 0; i < raw.length;) {
        char c = raw.at[i++];
        if (c != '\\' || i == raw.length) {
            text_char(&out, c);
            continue;
        }
        c = raw.at[i++];
        uint32_t code;
        if (c == 'n')
            text_char(&out, '\n');
        else if (c == 't')
            text_char(&out, '\t');
        else if (c == 'u' && (code = escape_code(raw, &i)) != 0)
            utf8_encode(&out, code);
        else
            text_char(&out, c);
    }
    Slice result = arena_copy(arena, text_view(&out));
    text_free(&out);
    return result;
}

Slice tree_string(Arena *arena, const Source *source, Quoted quoted) {
    return utf8_nfc(arena, tree_written(arena, source, quoted));
}

uint32_t tree_columns(const Table *table) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < table->column_count; i++) {
        Time time = table->columns[i].time;
        bool range = time.kind == TIME_RANGE || time.kind == TIME_MONTHS ||
                     time.kind == TIME_QUARTERS;
        int32_t parts = time.kind == TIME_MONTHS ? 12 : 4; /* of a year */
        if (time.kind == TIME_BAD ||
            (range && (time.from == TIME_OPEN || time.to == TIME_OPEN)))
            return 0;
        int32_t size = !range ? 1
                       : time.kind == TIME_RANGE
                           ? time.to - time.from + 1
                           : (time.to / 100 - time.from / 100) * parts + time.to % 100 -
                                 time.from % 100 + 1;
        if (size < 1 || size > 255)
            return 0;
        count += (uint32_t)size;
    }
    return count;
}

const Block *tree_block(const Node *node) {
    switch ((NodeKind)node->kind) {
    case NODE_DECLARE: return ((const Declare *)node)->block;
    case NODE_EVERY: return ((const Every *)node)->block;
    case NODE_TABLE: return ((const Table *)node)->block;
    case NODE_ROW: return ((const Row *)node)->block;
    default: return NULL;
    }
}

/* The statement of a list that an offset is in; NULL: it is between them. */
static const Node *node_at(const Node *first, uint32_t offset) {
    const Node *found = NULL;
    for (const Node *node = first; node != NULL && node->span.start <= offset;
         node = node->next)
        if (offset <= node->span.end)
            found = node;
    return found;
}

uint32_t tree_chain(const Tree *tree, uint32_t offset,
                    const Node *chain[TREE_CHAIN_MAX]) {
    uint32_t count = 0;
    const Node *node = node_at(tree->first, offset);
    while (node != NULL && count < TREE_CHAIN_MAX) {
        chain[count++] = node;
        const Block *block = tree_block(node);
        node = block != NULL ? node_at(block->first, offset) : NULL;
    }
    return count;
}
