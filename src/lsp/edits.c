/* Changes of files. */
#include "lsp/edits.h"

#include <string.h>

#include "render/json_write.h"

static void write_edit(const Connection *connection, const Source *source,
                       const Edit *edit, Writer *out) {
    writer_str(out, "{\"range\":");
    connection_write_range(connection, source, edit->place.span, out);
    writer_str(out, ",\"newText\":");
    json_write_string(out, edit->text);
    writer_str(out, "}");
}

void edits_write_list(const Connection *connection, const Source *source,
                      const EditVec *edits, Writer *out) {
    writer_str(out, "[");
    for (uint32_t i = 0; i < edits->count; i++) {
        writer_str(out, i > 0 ? "," : "");
        write_edit(connection, source, &edits->at[i], out);
    }
    writer_str(out, "]");
}

void edits_write(const Connection *connection, const Home *home, const EditVec *edits,
                 Writer *out) {
    const Sources *sources = &home->workspace->sources;
    bool first_file = true;
    writer_str(out, "{\"changes\":{");
    for (SourceId file = 0; file < sources->all.count; file++) {
        const Source *source = sources_get(sources, file);
        bool first = true;
        for (uint32_t i = 0; i < edits->count; i++) {
            if (edits->at[i].place.source != file)
                continue;
            if (first) {
                writer_str(out, first_file ? "" : ",");
                connection_write_uri(connection, home, source, out);
            }
            writer_str(out, first ? ":[" : ",");
            write_edit(connection, source, &edits->at[i], out);
            first = first_file = false;
        }
        writer_str(out, first ? "" : "]");
    }
    writer_str(out, "}}");
}

/* ---- spaces ---- */

static uint32_t skip_spaces(Slice text, uint32_t at) {
    while (at < text.length && char_is_space(text.at[at]))
        at++;
    return at;
}

static void put(Arena *arena, EditVec *out, SourceId source, Span span, Slice text) {
    *VEC_PUSH(arena, out) = (Edit){{source, span}, text};
}

/* The end of the space at `at`, and of each `;` in it that `after` does not have too. */
static uint32_t gap_end(Slice text, uint32_t at, char after) {
    at = skip_spaces(text, at);
    while (at < text.length && text.at[at] == ';' && after != ';')
        at = skip_spaces(text, at + 1);
    return at;
}

void edits_of_spaces(Arena *arena, const Source *source, Slice after, EditVec *out) {
    Slice before = source->text;
    uint32_t i = 0, k = 0, first = out->count;
    while (i < before.length || k < after.length) {
        uint32_t new_end = skip_spaces(after, k);
        uint32_t old_end =
            gap_end(before, i, new_end < after.length ? after.at[new_end] : '\0');
        Slice old_gap = {before.at + i, old_end - i},
              new_gap = {after.at + k, new_end - k};
        if (!slice_equal(old_gap, new_gap))
            put(arena, out, source->id, (Span){i, old_end}, new_gap);
        i = old_end;
        k = new_end;
        while (i < before.length && k < after.length && before.at[i] == after.at[k] &&
               !char_is_space(before.at[i])) {
            i++;
            k++;
        }
        bool ended = i == before.length && k == after.length;
        bool gap =
            (i < before.length && (char_is_space(before.at[i]) || before.at[i] == ';')) ||
            (k < after.length && char_is_space(after.at[k]));
        if (!ended && !gap) { /* something else differs */
            out->count = first;
            put(arena, out, source->id, (Span){0, before.length}, after);
            return;
        }
    }
}

Slice edits_line_end(const Source *source) {
    const char *newline = source->text.length > 0
                              ? memchr(source->text.at, '\n', source->text.length)
                              : NULL;
    bool wide = newline != NULL && newline > source->text.at && newline[-1] == '\r';
    return wide ? SLICE("\r\n") : SLICE("\n");
}

Slice edits_indent(const Source *source, uint32_t offset) {
    Slice line = source_line_text(source, source_line(source, offset));
    uint32_t length = 0;
    while (length < line.length && char_in(line.at[length], " \t"))
        length++;
    return (Slice){line.at, length};
}
