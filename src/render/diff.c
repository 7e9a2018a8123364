/* A unified diff: the least number of lines that are taken out and put in (E. W. Myers,
 * "An O(ND) difference algorithm and its variations", 1986), in hunks with context. */
#include "render/diff.h"

#include <stdint.h>
#include <string.h>

#include "base/names.h"
#include "base/arena.h"
#include "base/utf8.h"
#include "base/vec.h"

enum {
    CONTEXT = 3,
    EDITS_MOST = 1500 /* more are not looked for: all lines between the first and the last
                         that differ are shown as changed then */
};

typedef struct DiffLine {
    Slice text; /* with its end */
    NameId id;  /* equal of equal lines */
    bool changed;
} DiffLine;

typedef VEC(DiffLine) LineVec;

typedef struct Diff {
    Arena *arena;
    LineVec before, after;
    bool escaped;
    Text text; /* a line on its way out */
    Writer *out;
} Diff;

static void read_lines(Arena *arena, Names *names, Slice text, LineVec *out) {
    while (text.length > 0) {
        const char *newline = memchr(text.at, '\n', text.length);
        uint32_t length = newline ? (uint32_t)(newline - text.at) + 1 : text.length;
        Slice line = {text.at, length};
        *VEC_PUSH(arena, out) = (DiffLine){line, names_add(names, line), false};
        text = slice_from(text, length);
    }
}

/* ---- which lines are changed ---- */

/* The lines between those that are equal at the head and at the foot. */
typedef struct Middle {
    DiffLine *before, *after;
    int32_t before_count, after_count;
} Middle;

/* How far one gets with `edits` on the diagonal (a line of `before` less one of `after`),
 * coming from the ways of one edit less, `last`, whose middle is at 0. */
static int32_t reach(const Middle *middle, const int32_t *last, int32_t diagonal,
                     int32_t edits) {
    bool down = diagonal == -edits ||
                (diagonal != edits && last[diagonal - 1] < last[diagonal + 1]);
    int32_t at = edits == 0 ? 0 : down ? last[diagonal + 1] : last[diagonal - 1] + 1;
    while (at < middle->before_count && at - diagonal < middle->after_count &&
           middle->before[at].id == middle->after[at - diagonal].id)
        at++;
    return at;
}

/* Goes back along the ways, and marks the lines that are taken out or put in. */
static void mark_way(const Middle *middle, int32_t *const *ways, int32_t edits) {
    int32_t at = middle->before_count;
    int32_t diagonal = middle->before_count - middle->after_count;
    for (; edits > 0; edits--) {
        const int32_t *last = ways[edits - 1];
        bool down = diagonal == -edits ||
                    (diagonal != edits && last[diagonal - 1] < last[diagonal + 1]);
        diagonal += down ? 1 : -1;
        at = last[diagonal];
        if (down)
            middle->after[at - diagonal].changed = true;
        else
            middle->before[at].changed = true;
    }
}

static void mark_all(const Middle *middle) {
    for (int32_t i = 0; i < middle->before_count; i++)
        middle->before[i].changed = true;
    for (int32_t i = 0; i < middle->after_count; i++)
        middle->after[i].changed = true;
}

static void mark_changes(Arena *arena, const Middle *middle) {
    int32_t **ways = ARENA_ARRAY(arena, int32_t *, EDITS_MOST + 1);
    int32_t aim = middle->before_count - middle->after_count;
    for (int32_t edits = 0; edits <= EDITS_MOST; edits++) {
        int32_t *way = ARENA_ARRAY(arena, int32_t, 2 * edits + 1) + edits;
        ways[edits] = way;
        for (int32_t diagonal = -edits; diagonal <= edits; diagonal += 2) {
            const int32_t *last = edits > 0 ? ways[edits - 1] : way;
            way[diagonal] = reach(middle, last, diagonal, edits);
            if (diagonal == aim && way[diagonal] >= middle->before_count) {
                mark_way(middle, ways, edits);
                return;
            }
        }
    }
    mark_all(middle);
}

static void compare(Diff *diff) {
    uint32_t before = diff->before.count, after = diff->after.count, head = 0;
    while (head < before && head < after &&
           diff->before.at[head].id == diff->after.at[head].id)
        head++;
    while (before > head && after > head &&
           diff->before.at[before - 1].id == diff->after.at[after - 1].id) {
        before--;
        after--;
    }
    Middle middle = {
        .before = diff->before.at + head,
        .after = diff->after.at + head,
        .before_count = (int32_t)(before - head),
        .after_count = (int32_t)(after - head),
    };
    mark_changes(diff->arena, &middle);
}

/* ---- writing ---- */

static void write_line(Diff *diff, char mark, Slice line) {
    bool whole = slice_ends(line, SLICE("\n"));
    Slice text = {line.at, line.length - whole};
    writer_bytes(diff->out, &mark, 1);
    if (diff->escaped) {
        text_clear(&diff->text);
        utf8_escape(&diff->text, text, 8);
        text = text_view(&diff->text);
    }
    writer_slice(diff->out, text);
    writer_str(diff->out, whole ? "\n" : "\n\\ No newline at end of file\n");
}

/* A place in both texts, as indices of lines. */
typedef struct DiffSpot {
    uint32_t before, after;
} DiffSpot;

static bool is_change(const Diff *diff, DiffSpot spot) {
    return (spot.before < diff->before.count && diff->before.at[spot.before].changed) ||
           (spot.after < diff->after.count && diff->after.at[spot.after].changed);
}

static bool at_end(const Diff *diff, DiffSpot spot) {
    return spot.before >= diff->before.count && spot.after >= diff->after.count;
}

/* Behind the changed lines that stand here. */
static DiffSpot behind_change(const Diff *diff, DiffSpot spot) {
    while (spot.before < diff->before.count && diff->before.at[spot.before].changed)
        spot.before++;
    while (spot.after < diff->after.count && diff->after.at[spot.after].changed)
        spot.after++;
    return spot;
}

/* Where the hunk ends, context included, whose first change is at the spot. */
static DiffSpot hunk_end(const Diff *diff, DiffSpot spot) {
    for (;;) {
        spot = behind_change(diff, spot);
        DiffSpot look = spot;
        uint32_t same = 0;
        while (same <= 2 * CONTEXT && !at_end(diff, look) && !is_change(diff, look)) {
            look = (DiffSpot){look.before + 1, look.after + 1};
            same++;
        }
        if (same > 2 * CONTEXT || at_end(diff, look)) {
            uint32_t tail = same < CONTEXT ? same : CONTEXT;
            return (DiffSpot){spot.before + tail, spot.after + tail};
        }
        spot = look;
    }
}

/* An empty range is named by the line before it. */
static void write_range(Diff *diff, char sign, uint32_t from, uint32_t to) {
    writer_format(diff->out, "%c%u,%u", sign, from + (to > from), to - from);
}

static void write_hunk(Diff *diff, DiffSpot from, DiffSpot to) {
    writer_str(diff->out, "@@ ");
    write_range(diff, '-', from.before, to.before);
    writer_str(diff->out, " ");
    write_range(diff, '+', from.after, to.after);
    writer_str(diff->out, " @@\n");
    while (from.before < to.before || from.after < to.after) {
        DiffSpot next = behind_change(diff, from);
        for (; from.before < next.before; from.before++)
            write_line(diff, '-', diff->before.at[from.before].text);
        for (; from.after < next.after; from.after++)
            write_line(diff, '+', diff->after.at[from.after].text);
        if (from.before < to.before) {
            write_line(diff, ' ', diff->before.at[from.before].text);
            from = (DiffSpot){from.before + 1, from.after + 1};
        }
    }
}

static void write_hunks(Diff *diff) {
    DiffSpot spot = {0}, done = {0};
    while (!at_end(diff, spot)) {
        if (!is_change(diff, spot)) {
            spot = (DiffSpot){spot.before + 1, spot.after + 1};
            continue;
        }
        uint32_t lead = spot.before - done.before;
        lead = lead < CONTEXT ? lead : CONTEXT;
        done = hunk_end(diff, spot);
        write_hunk(diff, (DiffSpot){spot.before - lead, spot.after - lead}, done);
        spot = done;
    }
}

static void write_name(Diff *diff, const char *mark, const char *folder, Slice path) {
    writer_str(diff->out, mark);
    writer_str(diff->out, slice_starts(path, SLICE("/")) ? "" : folder);
    text_clear(&diff->text);
    utf8_escape(&diff->text, path, 1);
    writer_slice(diff->out, text_view(&diff->text));
    writer_str(diff->out, "\n");
}

void render_diff(const Memory *memory, Slice path, Slice before, Slice after,
                 bool escaped, Writer *out) {
    if (slice_equal(before, after))
        return;
    Arena *arena = arena_new(memory);
    Diff diff = {.arena = arena, .escaped = escaped, .text = {.memory = memory}};
    diff.out = out;
    Names *names = names_new(arena);
    read_lines(arena, names, before, &diff.before);
    read_lines(arena, names, after, &diff.after);
    compare(&diff);
    write_name(&diff, "--- ", "a/", path);
    write_name(&diff, "+++ ", "b/", path);
    write_hunks(&diff);
    text_free(&diff.text);
    arena_drop(arena);
}
