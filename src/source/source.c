/* Source files: their bytes, and lines and columns computed from byte offsets and back.
 * Where lines begin is found out when a source is added; nothing is written later, so
 * that many may ask at a time. */
#include "source/source.h"

#include <assert.h>
#include <string.h>

#include "base/io.h"
#include "base/path.h"
#include "base/sorted.h"
#include "base/utf8.h"

static const char bom[] = "\xEF\xBB\xBF";

void sources_init(Sources *sources, Arena *arena) {
    *sources = (Sources){.arena = arena};
}

void sources_layer(Sources *sources, const Sources *below, Arena *arena) {
    sources_init(sources, arena);
    for (uint32_t i = 0; i < below->all.count; i++)
        *VEC_PUSH(arena, &sources->all) = below->all.at[i];
}

/* ---- characters ---- */

/* In lines as long as that, what stands before each block of them is counted once, so
 * that the columns of a hundred thousand places in a line of ten megabytes cost little.
 */
enum { LONG_LINE = 1024, BLOCK = 256, TAB = 8 };

static void step_cells(ColumnMark *mark, uint32_t code, uint32_t bytes) {
    uint32_t *cells = &mark->count[COLUMN_CELLS];
    if (code == '\t')
        *cells += TAB - *cells % TAB;
    else
        *cells += bytes == 1 && code > 0x7F ? 1 : utf8_width(code);
}

/* Steps over a character of the source. */
static void step(const Source *source, ColumnMark *mark) {
    const char *at = source->text.at + mark->at;
    uint32_t bytes = 1, code = (unsigned char)*at;
    if (code >= 0x80)
        code = utf8_decode(at, source->text.length - mark->at, &bytes);
    mark->at += bytes;
    mark->count[COLUMN_BYTES] += bytes;
    mark->count[COLUMN_CODE_POINTS]++;
    mark->count[COLUMN_UTF16] += code > 0xFFFF ? 2 : 1;
    step_cells(mark, code, bytes);
}

/* The marks of a long line, from its start to where it ends. */
static void mark_line(Arena *arena, Source *source, uint32_t start, uint32_t end) {
    ColumnMark mark = {.at = start};
    for (uint32_t next = start; mark.at < end; step(source, &mark)) {
        if (mark.at < next)
            continue;
        *VEC_PUSH(arena, &source->marks) = mark;
        next = mark.at + BLOCK;
    }
}

static void map_lines(Arena *arena, Source *source) {
    const char *start = source->text.at;
    const char *end = start + source->text.length;
    *VEC_PUSH(arena, &source->lines) = 0;
    for (const char *at = start;;) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        const char *stop = newline ? newline : end;
        if (stop - at >= LONG_LINE)
            mark_line(arena, source, (uint32_t)(at - start), (uint32_t)(stop - start));
        if (!newline)
            break;
        at = newline + 1;
        *VEC_PUSH(arena, &source->lines) = (uint32_t)(at - start);
    }
}

/* ---- the sources ---- */

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
    map_lines(sources->arena, source);
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
    folder = slice_trim_end(folder, "/");
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

uint32_t source_line(const Source *source, uint32_t offset) {
    uint32_t line = 1; /* the first begins at 0 */
    SORTED_SEEK(line, source->lines.count, at, source->lines.at[at] <= offset)
    return line;
}

uint32_t source_line_start(const Source *source, uint32_t line) {
    assert(line >= 1 && line <= source->lines.count);
    return source->lines.at[line - 1];
}

/* Where a line's end (\n or \r\n) begins. */
static uint32_t line_end(const Source *source, uint32_t line) {
    uint32_t start = source_line_start(source, line);
    uint32_t end = source->text.length;
    if (line < source->lines.count)
        end = source->lines.at[line] - 1;
    return end > start && source->text.at[end - 1] == '\r' ? end - 1 : end;
}

Slice source_line_text(const Source *source, uint32_t line) {
    uint32_t start = source_line_start(source, line);
    return (Slice){source->text.at + start, line_end(source, line) - start};
}

/* ---- columns ---- */

/* The last mark in a line that is no further than `most` in a unit, of those that stand
 * at or before `end`; the line's start where it is none. */
static ColumnMark mark_before(const Source *source, uint32_t start, uint32_t end,
                              ColumnUnit unit, uint32_t most) {
    const ColumnMark *marks = source->marks.at;
    uint32_t next = 0;
    SORTED_SEEK(next, source->marks.count, at,
                marks[at].at < start ||
                    (marks[at].at <= end && marks[at].count[unit] <= most))
    if (next > 0 && marks[next - 1].at >= start)
        return marks[next - 1];
    return (ColumnMark){.at = start};
}

/* The last character of a line that begins no further than `most` in a unit. */
static ColumnMark find_in_line(const Source *source, uint32_t start, uint32_t end,
                               ColumnUnit unit, uint32_t most) {
    ColumnMark mark = mark_before(source, start, end, unit, most);
    while (mark.at < end) {
        ColumnMark next = mark;
        step(source, &next);
        if (next.count[unit] > most)
            break;
        mark = next;
    }
    return mark;
}

uint32_t source_column(const Source *source, uint32_t offset, ColumnUnit unit) {
    uint32_t length = source->text.length;
    offset = offset < length ? offset : length;
    uint32_t start = source->lines.at[source_line(source, offset) - 1];
    ColumnMark mark = find_in_line(source, start, length, COLUMN_BYTES, offset - start);
    return mark.count[unit] + 1;
}

uint32_t source_offset(const Source *source, uint32_t line, uint32_t column,
                       ColumnUnit unit) {
    if (line > source->lines.count)
        return source->text.length;
    line = line > 0 ? line : 1;
    return find_in_line(source, source->lines.at[line - 1], line_end(source, line), unit,
                        column > 0 ? column - 1 : 0)
        .at;
}

/* ---- spans ---- */

Slice source_slice(const Source *source, Span span) {
    uint32_t length = source->text.length;
    uint32_t start = span.start < length ? span.start : length;
    uint32_t end = span.end < length ? span.end : length;
    return (Slice){source->text.at + start, end > start ? end - start : 0};
}

Span span_join(Span a, Span b) {
    return (Span){a.start, b.end};
}
