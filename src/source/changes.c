/* Reading a unified diff without context:
 *     --- a/parks.integ
 *     +++ b/parks.integ
 *     @@ -9,0 +10,2 @@
 *     +    trees "Trees"  1.5
 *     +    lakes "Lakes"  2.0
 * A hunk's head says how many lines follow, so that none of them is taken for a head. */
#include "source/changes.h"
#include "base/sorted.h"

#include <stdlib.h>
#include <string.h>

/* ---- the diff's text ---- */

static Slice take_line(Slice *text) {
    const char *newline = memchr(text->at, '\n', text->length);
    uint32_t length = newline ? (uint32_t)(newline - text->at) : text->length;
    Slice line = {text->at, length};
    uint32_t taken = newline ? length + 1 : length;
    *text = slice_from(*text, taken);
    return line;
}

static bool take_number(Slice *text, uint32_t *out) {
    uint32_t value = 0, digits = 0;
    while (text->length > 0 && text->at[0] >= '0' && text->at[0] <= '9' && digits < 9) {
        value = value * 10 + (uint32_t)(text->at[0] - '0');
        *text = slice_from(*text, 1);
        digits++;
    }
    *out = value;
    return digits > 0;
}

static bool take(Slice *text, const char *what) {
    Slice wanted = slice_of(what);
    if (!slice_starts(*text, wanted))
        return false;
    *text = slice_from(*text, wanted.length);
    return true;
}

/* "9,2" or "9", which is "9,1". */
static bool take_range(Slice *text, uint32_t *first, uint32_t *count) {
    *count = 1;
    return take_number(text, first) && (!take(text, ",") || take_number(text, count));
}

static char unescaped(char c) {
    static const char letters[] = "abtnvfr", bytes[] = "\a\b\t\n\v\f\r";
    const char *at = c != 0 ? strchr(letters, c) : NULL;
    return at ? bytes[at - letters] : c;
}

/* A name as git writes it: in quotes with escapes where it must be, and with a tab behind
 * where it holds a blank. */
static Slice read_name(Arena *arena, Slice text) {
    if (!take(&text, "\"")) {
        const char *tab = memchr(text.at, '\t', text.length);
        return tab ? (Slice){text.at, (uint32_t)(tab - text.at)} : text;
    }
    char *at = arena_alloc(arena, text.length);
    uint32_t length = 0;
    for (uint32_t i = 0; i < text.length && text.at[i] != '"'; i++) {
        char c = text.at[i];
        if (c == '\\' && i + 1 < text.length) {
            c = text.at[++i];
            if (c >= '0' && c <= '3' && i + 2 < text.length) {
                c = (char)((c - '0') * 64 + (text.at[i + 1] - '0') * 8 +
                           (text.at[i + 2] - '0'));
                i += 2;
            } else {
                c = unescaped(c);
            }
        }
        at[length++] = c;
    }
    return (Slice){at, length};
}

/* ---- reading ---- */

typedef struct DiffReader {
    Arena *arena;
    Slice text, root;
    Changes *out;
    Slice before; /* the name after --- */
    bool renamed; /* the file in hand was added by its head's "rename to" */
    bool inside;  /* a file's head was read, so hunks are its own */
} DiffReader;

static ChangedFile *add_name(DiffReader *reader, Slice name) {
    const char *between = slice_ends(reader->root, SLICE("/")) ? "" : "/";
    ChangedFile *file = VEC_PUSH(reader->arena, &reader->out->files);
    *file = (ChangedFile){.real = arena_format(reader->arena, "%.*s%s%.*s",
                                               SLICE_ARGS(reader->root), between,
                                               SLICE_ARGS(name))};
    return file;
}

static void add_file(DiffReader *reader, Slice after) {
    bool removed = slice_is(after, "/dev/null");
    Slice name = removed ? reader->before : after;
    if (name.length > 2)
        name = slice_from(name, 2); /* a/ or b/ */
    ChangedFile *file = add_name(reader, name);
    file->added = slice_is(reader->before, "/dev/null");
    file->removed = removed;
}

static void read_hunk(DiffReader *reader, Slice head) {
    uint32_t old_first, old_count, first, count;
    if (!take_range(&head, &old_first, &old_count) || !take(&head, " +") ||
        !take_range(&head, &first, &count))
        return;
    ChangedFile *file = &reader->out->files.at[reader->out->files.count - 1];
    /* Where nothing is put in, git names the line before. */
    first += count == 0;
    *VEC_PUSH(reader->arena, &file->lines) = (LineRange){first, first + count};
    for (uint32_t left = old_count + count; left > 0 && reader->text.length > 0; left--) {
        Slice line = take_line(&reader->text);
        left += slice_starts(line, SLICE("\\")); /* no newline at the end of the file */
    }
}

void changes_read(Arena *arena, Slice diff, Slice root, Changes *out) {
    DiffReader reader = {.arena = arena, .text = diff, .root = root, .out = out};
    while (reader.text.length > 0) {
        Slice line = take_line(&reader.text);
        if (take(&line, "diff ")) {
            reader.inside = reader.renamed = false;
        } else if (!reader.inside && take(&line, "rename from ")) {
            add_name(&reader, read_name(arena, line))->removed = true;
        } else if (!reader.inside && take(&line, "rename to ")) {
            add_name(&reader, read_name(arena, line))->renamed = true;
            reader.renamed = true;
        } else if (!reader.inside && take(&line, "--- ")) {
            reader.before = read_name(arena, line);
        } else if (!reader.inside && take(&line, "+++ ")) {
            if (!reader.renamed)
                add_file(&reader, read_name(arena, line));
            reader.inside = true;
        } else if (reader.inside && take(&line, "@@ -")) {
            read_hunk(&reader, line);
        }
    }
}

void changes_add(Arena *arena, Changes *changes, Slice real) {
    *VEC_PUSH(arena, &changes->files) =
        (ChangedFile){.real = arena_copy(arena, real), .added = true};
}

static int compare_files(const void *left, const void *right) {
    return slice_compare(((const ChangedFile *)left)->real,
                         ((const ChangedFile *)right)->real);
}

void changes_sort(Changes *changes) {
    if (changes->files.count > 1) {
        qsort(changes->files.at, changes->files.count, sizeof *changes->files.at,
              compare_files);
    }
}

const ChangedFile *changes_find(const Changes *changes, Slice real) {
    const ChangedFile *files = changes->files.at;
    uint32_t first = 0;
    SORTED_SEEK(first, changes->files.count, at, slice_compare(files[at].real, real) < 0)
    bool found = first < changes->files.count && slice_equal(files[first].real, real);
    return found ? &files[first] : NULL;
}

/* ---- what is touched ---- */

/* Whether one of the ranges has to do with the lines from `first` to `last`: it is among
 * them, or lines were taken out between two of them. */
static bool ranges_meet(const ChangedFile *file, uint32_t first, uint32_t last) {
    uint32_t low = 0; /* the first range that ends behind `first` */
    SORTED_SEEK(low, file->lines.count, at, file->lines.at[at].end <= first)
    return low < file->lines.count && file->lines.at[low].first <= last;
}

static bool place_touched(const Changes *changes, const Sources *sources, Place place) {
    const Source *source = sources_get(sources, place.source);
    if (source->real.length == 0)
        return true;
    const ChangedFile *file = changes_find(changes, source->real);
    if (!file || file->added || file->removed)
        return file != NULL;
    uint32_t length = source->text.length;
    uint32_t start = place.span.start, end = place.span.end;
    end = end > start ? end - 1 : start;
    return ranges_meet(file, source_line(source, start < length ? start : length),
                       source_line(source, end < length ? end : length));
}

static bool any_source(const Changes *changes, const Sources *sources) {
    for (uint32_t i = 0; i < sources->all.count; i++)
        if (changes_find(changes, sources->all.at[i]->real))
            return true;
    return false;
}

bool changes_touch(const Changes *changes, const Sources *sources, const Diagnostic *d) {
    if (place_touched(changes, sources, d->place))
        return true;
    for (uint32_t i = 0; i < d->labels.count; i++)
        if (place_touched(changes, sources, d->labels.at[i].place))
            return true;
    for (uint32_t i = 0; i < d->explanations.count; i++) {
        const Explanation *explanation = &d->explanations.at[i];
        for (uint32_t k = 0; k < explanation->entries.count; k++)
            if (place_touched(changes, sources, explanation->entries.at[k].place))
                return true;
    }
    if (d->over_all && any_source(changes, sources))
        return true;
    for (uint32_t i = 0; i < d->over.count; i++)
        if (place_touched(changes, sources, d->over.at[i]))
            return true;
    return false;
}
