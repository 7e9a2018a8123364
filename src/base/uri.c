/* URIs of files. */
#include "base/uri.h"

static bool is_plain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           c == '-' || c == '.' || c == '_' || c == '~' || c == '/';
}

void uri_of_path(Text *out, Slice path) {
    text_str(out, slice_starts(path, SLICE("/")) ? "file://" : "");
    for (uint32_t i = 0; i < path.length; i++)
        if (is_plain(path.at[i]))
            text_char(out, path.at[i]);
        else
            text_format(out, "%%%02X", (unsigned char)path.at[i]);
}

static int hex(char c) {
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

bool uri_to_path(Arena *arena, Slice uri, Slice *path) {
    static const Slice heads[] = {{"file://localhost/", 17}, {"file:///", 8}};
    for (uint32_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        if (!slice_starts(uri, heads[i]))
            continue;
        Slice rest = {uri.at + heads[i].length - 1, uri.length - heads[i].length + 1};
        char *at = arena_alloc(arena, (size_t)rest.length + 1);
        uint32_t length = 0;
        for (uint32_t k = 0; k < rest.length; k++) {
            int high = rest.length - k > 2 && rest.at[k] == '%' ? hex(rest.at[k + 1])
                                                                : -1;
            int low = high >= 0 ? hex(rest.at[k + 2]) : -1;
            at[length] = low >= 0 ? (char)(high * 16 + low) : rest.at[k];
            if (at[length++] == '\0')
                return false;
            k += low >= 0 ? 2 : 0;
        }
        at[length] = '\0';
        *path = (Slice){at, length};
        return true;
    }
    return false;
}
