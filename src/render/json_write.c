/* JSON's strings and keys. Runs of plain bytes are written as they stand. */
#include "render/json_write.h"

#include "base/utf8.h"

/* The JSON escape of a byte that needs one, else NULL. */
static const char *short_escape(unsigned char c) {
    switch (c) {
    case '"': return "\\\"";
    case '\\': return "\\\\";
    case '\n': return "\\n";
    case '\r': return "\\r";
    case '\t': return "\\t";
    default: return NULL;
    }
}

void json_write_string(Writer *out, Slice text) {
    writer_str(out, "\"");
    uint32_t done = 0, at = 0;
    while (at < text.length) {
        unsigned char c = (unsigned char)text.at[at];
        uint32_t bytes = 1, code = c;
        if (c >= 0x80)
            code = utf8_decode(text.at + at, text.length - at, &bytes);
        bool bad = c >= 0x80 && bytes == 1;
        /* GitHub Actions would obey it. */
        bool command = c == '[' && at >= 2 && text.at[at - 1] == '#' &&
                       text.at[at - 2] == '#';
        /* Most are valid, but tools choke on them, and terminals obey. */
        if (c != '"' && c != '\\' && !bad && !command && !utf8_is_control(code)) {
            at += bytes;
            continue;
        }
        writer_bytes(out, text.at + done, at - done);
        if (bad)
            writer_str(out, "\xEF\xBF\xBD");
        else if (short_escape(c))
            writer_str(out, short_escape(c));
        else
            writer_format(out, "\\u%04x", code);
        at += bytes;
        done = at;
    }
    writer_bytes(out, text.at + done, at - done);
    writer_str(out, "\"");
}

void json_write_string_or_null(Writer *out, Slice text) {
    if (text.length > 0)
        json_write_string(out, text);
    else
        writer_str(out, "null");
}

void json_write_decimal(Writer *out, Decimal value) {
    char text[DECIMAL_TEXT];
    json_write_string(out, decimal_text(value, text));
}

void json_write_key(Writer *out, const char *key, bool first) {
    writer_format(out, "%s\"%s\":", first ? "" : ",", key);
}
