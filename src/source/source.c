/* Source files: their bytes, and lines and columns computed from byte offsets when
 * somebody asks. The line map is made on the first question and kept. */
#include "source/source.h"

#include <assert.h>
#include <string.h>

#include "base/io.h"
#include "base/path.h"
#include "base/utf8.h"

static const char bom[] = "\xEF\xBB\xBF";

void sources_init(Sources *sources, Arena *arena) {
    *sources = (Sources){.arena = arena};
}

void sources_layer(Sources *sources, const Sources *below, Arena *arena) {
    sources_init(sources, arena);
    for (uint32_t i = 0; i < below->all.count; i++) {
        Source *copy = ARENA_NEW(arena, Source);
        *copy = *below->all.at[i];
        copy->lines.at = NULL;
        copy->lines.count = copy->lines.room = 0;
        copy->marks.at = NULL;
        copy->marks.count = copy->marks.room = 0;
        *VEC_PUSH(arena, &sources->all) = copy;
    }
}

Source *sources_add(Sources *sources, Slice path, Slice real, Slice text) {
    Source *source = ARENA_NEW(sources->arena, Source);
    source->id = sources->all.count;
    source->path = path;
    source->real = real;
    source->text = text;
    if (text.length >= 3 && memcmp(text.at, bom, 3) == 0) {
        source->marked = true;
        source->text.at += 3;
        source->text.length -= 3;
    }
    *VEC_PUSH(sources->arena, &sources->all) = source;
    return source;
}

Source *sources_get(const Sources *sources, SourceId id) {
    assert(id < sources->all.count);
    return sources->all.at[id];
}

bool sources_have(const Sources *sources, Slice real) {
    for (uint32_t i = 0; i < sources->all.count && real.length > 0; i++)
        if (slice_equal(sources->all.at[i]->real, real))
            return true;
    return false;
}

IoStatus sources_hold(const Sources *sources, const Memory *memory, const char *path,
                      bool *held) {
    Arena *scratch = arena_new(memory);
    Slice real;
    IoStatus status = io_real_path(scratch, path, &real);
    *held = sources_have(sources, real);
    arena_drop(scratch);
    return io_is_known(status) ? IO_OK : status;
}

/* ---- paths ---- */

Slice source_path_below(Slice folder, Slice path) {
    while (folder.length > 0 && folder.at[folder.length - 1] == '/')
        folder.length--;
    if (!slice_starts(path, folder) || path.length <= folder.length + 1 ||
        path.at[folder.length] != '/')
        return (Slice){0};
    return (Slice){path.at + folder.length + 1, path.length - folder.length - 1};
}

Slice source_path_from(Arena *arena, Slice path, Slice real, Slice root, Slice current) {
    if (slice_is(path, "-"))
        return path;
    Slice below = source_path_below(root, real);
    if (below.length > 0)
        return below;
    /* A link that leads out stands inside all the same. */
    Slice named = path_join(arena, current, path);
    below = source_path_below(root, named);
    if (below.length > 0)
        return below;
    return real.length > 0 ? real : named;
}

const Slice *sources_paths_from(Arena *arena, const Sources *sources, Slice root,
                                Slice current) {
    Slice *paths = ARENA_ARRAY(arena, Slice, sources->all.count);
    for (uint32_t i = 0; i < sources->all.count; i++) {
        const Source *source = sources->all.at[i];
        paths[i] = source_path_from(arena, source->path, source->real, root, current);
    }
    return paths;
}

/* ---- lines ---- */

static void map_lines(const Sources *sources, Source *source) {
    if (source->lines.count > 0)
        return;
    const char *start = source->text.at;
    const char *end = start + source->text.length;
    *VEC_PUSH(sources->arena, &source->lines) = 0;
    for (const char *at = start; at < end;) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        if (!newline)
            break;
        at = newline + 1;
        *VEC_PUSH(sources->arena, &source->lines) = (uint32_t)(at - start);
    }
}

uint32_t source_line(const Sources *sources, Source *source, uint32_t offset) {
    map_lines(sources, source);
    uint32_t low = 0, high = source->lines.count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (source->lines.at[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    return low + 1;
}

uint32_t source_line_count(const Sources *sources, Source *source) {
    map_lines(sources, source);
    return source->lines.count;
}

uint32_t source_line_start(const Sources *sources, Source *source, uint32_t line) {
    map_lines(sources, source);
    assert(line >= 1 && line <= source->lines.count);
    return source->lines.at[line - 1];
}

Slice source_line_text(const Sources *sources, Source *source, uint32_t line) {
    uint32_t start = source_line_start(sources, source, line);
    uint32_t end = source->text.length;
    if (line < source->lines.count)
        end = source->lines.at[line] - 1;
    if (end > start && source->text.at[end - 1] == '\r')
        end--;
    return (Slice){source->text.at + start, end - start};
}

/* ---- columns ---- */

/* A block starts at the first character at or after a multiple of this. */
enum { BLOCK = 256 };

static uint32_t block_start(const Source *source, uint32_t block) {
    uint32_t at = block * BLOCK;
    while (block > 0 && at < source->text.length &&
           ((unsigned char)source->text.at[at] & 0xC0) == 0x80 && at < block * BLOCK + 3)
        at++;
    return at;
}

static uint32_t characters_between(const Source *source, uint32_t from, uint32_t to) {
    return utf8_text_length((Slice){source->text.at + from, to - from});
}

/* The characters before an offset. The counts at the blocks are made once, so that the
 * columns of a hundred thousand places in a line of ten megabytes cost little. */
static uint32_t characters_before(const Sources *sources, Source *source,
                                  uint32_t offset) {
    if (source->marks.count == 0) {
        uint32_t count = 0, blocks = source->text.length / BLOCK + 1;
        *VEC_PUSH(sources->arena, &source->marks) = 0;
        for (uint32_t i = 1; i < blocks; i++) {
            count += characters_between(source, block_start(source, i - 1),
                                        block_start(source, i));
            *VEC_PUSH(sources->arena, &source->marks) = count;
        }
    }
    uint32_t block = offset / BLOCK;
    uint32_t start = block_start(source, block);
    if (start > offset)
        start = block_start(source, --block);
    return source->marks.at[block] + characters_between(source, start, offset);
}

uint32_t source_column(const Sources *sources, Source *source, uint32_t offset) {
    if (offset > source->text.length)
        offset = source->text.length;
    uint32_t line = source_line(sources, source, offset);
    uint32_t start = source_line_start(sources, source, line);
    if (offset - start < BLOCK)
        return characters_between(source, start, offset) + 1;
    return characters_before(sources, source, offset) -
           characters_before(sources, source, start) + 1;
}

Slice source_slice(const Source *source, Span span) {
    uint32_t length = source->text.length;
    uint32_t start = span.start < length ? span.start : length;
    uint32_t end = span.end < length ? span.end : length;
    return (Slice){source->text.at + start, end > start ? end - start : 0};
}

Span span_join(Span a, Span b) {
    return (Span){a.start, b.end};
}
