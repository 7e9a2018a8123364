/* Excerpts: which lines are shown, which part of a long one, and how the places on one
 * line share the rows below it. Widths are columns of a terminal throughout. */
#include "render/excerpt.h"

#include <assert.h>
#include <string.h>

enum {
    HEADS_MOST = 3,      /* lines that open blocks */
    HEADS_REACH = 20000, /* lines looked at for them */
    WINDOW_BYTES = 8     /* bytes of a line shown, for a column: combining floods */
};

/* A mark where it stands: a line and bytes in it. */
typedef struct ExcerptSpot {
    const Source *source;
    uint32_t file; /* order of the files shown; 0 is the first mark's */
    uint32_t line;
    uint32_t from, to; /* bytes of the line's text */
    Slice message;
    bool primary, head;   /* head: shown without an underline */
    uint32_t left, right; /* columns in the strip that shows it; right is exclusive */
} ExcerptSpot;

/* ---- from places to spots ---- */

static Slice line_text(const ExcerptSpot *spot) {
    return source_line_text(spot->source, spot->line);
}

static ExcerptSpot make_spot(const Sources *sources, const Mark *mark) {
    const Source *source = sources_get(sources, mark->place.source);
    uint32_t length = source->text.length;
    uint32_t start = mark->place.span.start < length ? mark->place.span.start : length;
    uint32_t end = mark->place.span.end < length ? mark->place.span.end : length;
    ExcerptSpot spot = {.source = source, .message = mark->message};
    spot.line = source_line(source, start);
    Slice text = line_text(&spot);
    uint32_t base = source_line_start(source, spot.line);
    spot.from = start - base < text.length ? start - base : text.length;
    spot.to = end > start ? end - base : spot.from;
    if (spot.to > text.length) { /* goes on below: to the end of this line */
        spot.to = text.length;
        while (spot.to > spot.from + 1 &&
               (text.at[spot.to - 1] == ' ' || text.at[spot.to - 1] == '\t'))
            spot.to--;
    }
    return spot;
}

static bool spot_before(const ExcerptSpot *a, const ExcerptSpot *b) {
    if (a->file != b->file)
        return a->file < b->file;
    if (a->line != b->line)
        return a->line < b->line;
    return a->from < b->from;
}

/* Insertion sort: few, and stable. */
static void sort_spots(ExcerptSpot *spots, uint32_t count) {
    for (uint32_t i = 1; i < count; i++) {
        ExcerptSpot spot = spots[i];
        uint32_t at = i;
        while (at > 0 && spot_before(&spot, &spots[at - 1])) {
            spots[at] = spots[at - 1];
            at--;
        }
        spots[at] = spot;
    }
}

static void number_files(ExcerptSpot *spots, uint32_t count) {
    uint32_t files = 0;
    for (uint32_t i = 0; i < count; i++) {
        spots[i].file = files;
        for (uint32_t j = 0; j < i; j++)
            if (spots[j].source == spots[i].source)
                spots[i].file = spots[j].file;
        files += spots[i].file == files;
    }
}

/* ---- the heads of the blocks around a line ---- */

/* The columns before a line's first character; UINT32_MAX for a line without one, or
 * with a comment only. */
static uint32_t indentation(Slice text) {
    uint32_t columns = 0;
    for (uint32_t i = 0; i < text.length; i++)
        if (text.at[i] == '\t')
            columns += CANVAS_TAB;
        else if (text.at[i] == ' ')
            columns++;
        else
            return text.at[i] == '#' ? UINT32_MAX : columns;
    return UINT32_MAX;
}

static bool opens_block(Slice text) {
    for (uint32_t i = text.length; i > 0; i--)
        if (text.at[i - 1] == '{' || text.at[i - 1] == '}')
            return text.at[i - 1] == '{';
    return false;
}

static bool on_line(const ExcerptSpot *spots, uint32_t count, const ExcerptSpot *spot) {
    for (uint32_t i = 0; i < count; i++)
        if (spots[i].source == spot->source && spots[i].line == spot->line)
            return true;
    return false;
}

/* Adds spots for the lines that open the blocks around spots[0], by indentation. */
static uint32_t add_heads(ExcerptSpot *spots, uint32_t count) {
    const ExcerptSpot first = spots[0];
    uint32_t indent = indentation(line_text(&first));
    uint32_t added = 0;
    for (uint32_t i = 1; i < first.line && i < HEADS_REACH; i++) {
        if (indent == 0 || indent == UINT32_MAX || added == HEADS_MOST)
            break;
        ExcerptSpot head = {.source = first.source, .line = first.line - i, .head = true};
        Slice text = line_text(&head);
        uint32_t here = indentation(text);
        if (here < indent) {
            indent = here;
            if (opens_block(text) && !on_line(spots, count, &head))
                spots[count + added++] = head;
        }
    }
    return count + added;
}

/* ---- one line, or the part of it that is shown ---- */

typedef struct ExcerptWindow {
    uint32_t from, to; /* bytes of the line */
} ExcerptWindow;

/* At most `width` columns back from `at`, or forward. */
static uint32_t walk_back(Canvas *canvas, Slice text, uint32_t at, uint32_t width) {
    uint32_t columns = 0, steps = 0;
    while (at > 0 && steps++ < width * WINDOW_BYTES) {
        uint32_t before = canvas_step_back(text, at);
        columns += canvas_text_width(canvas, (Slice){text.at + before, at - before});
        if (columns > width)
            break;
        at = before;
    }
    return at;
}

static uint32_t walk_on(Canvas *canvas, Slice text, uint32_t at, uint32_t width,
                        uint32_t *columns) {
    uint32_t steps = 0;
    *columns = 0;
    while (at < text.length && steps++ < width * WINDOW_BYTES) {
        uint32_t after = canvas_step(text, at);
        uint32_t more = canvas_text_width(canvas, (Slice){text.at + at, after - at});
        if (*columns + more > width)
            break;
        *columns += more;
        at = after;
    }
    return at;
}

/* The part of a line to show for a mark at `at`: all of it where it fits, else a piece
 * with more after the place than before it. */
static ExcerptWindow find_window(Canvas *canvas, Slice text, uint32_t at,
                                 uint32_t width) {
    uint32_t columns;
    if (walk_on(canvas, text, 0, width, &columns) == text.length)
        return (ExcerptWindow){0, text.length};
    width -= 2; /* … on both sides */
    walk_on(canvas, text, at, width, &columns);
    uint32_t before = width - columns > width / 3 ? width - columns : width / 3;
    uint32_t from = walk_back(canvas, text, at, before);
    return (ExcerptWindow){from, walk_on(canvas, text, from, width, &columns)};
}

static uint32_t width_between(Canvas *canvas, Slice text, uint32_t from, uint32_t to) {
    return canvas_text_width(canvas, (Slice){text.at + from, to - from});
}

static void draw_gutter(Canvas *canvas, uint32_t digits, uint32_t line) {
    canvas_paint(canvas, PAINT_FRAME);
    if (line > 0)
        writer_format(canvas->out, "%*u", (int)digits, line);
    else
        canvas_spaces(canvas, digits);
    canvas_str(canvas, "│");
    canvas_plain(canvas);
}

/* ---- the rows below a line ---- */

enum { ROW_WIDTH = CANVAS_WIDTH + 2 };

typedef struct ExcerptRow {
    const char *glyphs[ROW_WIDTH]; /* NULL: a space */
    Paint paints[ROW_WIDTH];
    uint32_t width; /* up to the last glyph */
} ExcerptRow;

static void row_put(ExcerptRow *row, uint32_t column, const char *glyph, Paint paint) {
    if (column < ROW_WIDTH) {
        row->glyphs[column] = glyph;
        row->paints[column] = paint;
        if (column >= row->width)
            row->width = column + 1;
    }
}

/* Draws the columns from `from` to the row's end or `to`. */
static void row_draw(Canvas *canvas, const ExcerptRow *row, uint32_t from, uint32_t to) {
    Paint paint = PAINT_PLAIN;
    for (uint32_t i = from; i < to; i++) {
        const char *glyph = i < row->width ? row->glyphs[i] : NULL;
        Paint wanted = glyph ? row->paints[i] : PAINT_PLAIN;
        if (wanted != paint) {
            canvas_paint(canvas, wanted);
            paint = wanted;
        }
        canvas_str(canvas, glyph ? glyph : " ");
    }
    if (paint != PAINT_PLAIN)
        canvas_plain(canvas);
}

static Paint spot_paint(const ExcerptSpot *spot, Paint primary) {
    return spot->primary ? primary : PAINT_FRAME;
}

static void draw_message(Canvas *canvas, const ExcerptSpot *spot, Paint primary) {
    canvas_paint(canvas, spot_paint(spot, primary));
    canvas_message(canvas, spot->message);
    canvas_plain(canvas);
}

/* Whether a message fits on the row of underlines, before the next one begins. */
static bool fits_beside(Canvas *canvas, const ExcerptSpot *spots, uint32_t count,
                        uint32_t at) {
    uint32_t end = spots[at].right + 1;
    uint32_t room = UINT32_MAX;
    for (uint32_t i = 0; i < count; i++) {
        if (i != at && spots[i].right > spots[at].right) {
            if (spots[i].left < end)
                return false;
            room = spots[i].left - end < room ? spots[i].left - end : room;
        }
    }
    return room == UINT32_MAX ||
           canvas_message_width(canvas, spots[at].message) + 2 <= room;
}

/* The underlines of one line's spots, sorted, and what they say: beside the underline
 * where there is room, else on rows below, the rightmost first:
 *      ^^^  ───  ─── third
 *      │    second
 *      first
 */
static void draw_underlines(Canvas *canvas, uint32_t digits, const ExcerptSpot *spots,
                            uint32_t count, Paint primary) {
    ExcerptRow row = {0};
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t c = spots[i].left; c < spots[i].right; c++)
            row_put(&row, c, "─", PAINT_FRAME);
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t c = spots[i].left; spots[i].primary && c < spots[i].right; c++)
            row_put(&row, c, "^", primary);
    bool below[EXCERPT_MARKS] = {false};
    uint32_t waiting = 0;
    draw_gutter(canvas, digits, 0);
    canvas_spaces(canvas, 1);
    uint32_t drawn = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (spots[i].message.length == 0)
            continue;
        if (spots[i].right < drawn || !fits_beside(canvas, spots, count, i)) {
            below[i] = true;
            waiting++;
            continue;
        }
        row_draw(canvas, &row, drawn, spots[i].right + 1);
        draw_message(canvas, &spots[i], primary);
        drawn = spots[i].right + 1 + canvas_message_width(canvas, spots[i].message);
    }
    row_draw(canvas, &row, drawn, row.width);
    canvas_str(canvas, "\n");
    for (uint32_t i = count; waiting > 0 && i-- > 0;) {
        if (!below[i])
            continue;
        ExcerptRow bars = {0};
        for (uint32_t j = 0; j < i; j++)
            if (below[j])
                row_put(&bars, spots[j].left, "│", spot_paint(&spots[j], primary));
        draw_gutter(canvas, digits, 0);
        canvas_spaces(canvas, 1);
        row_draw(canvas, &bars, 0, spots[i].left);
        draw_message(canvas, &spots[i], primary);
        canvas_str(canvas, "\n");
        waiting--;
    }
}

/* Draws the line of spots[0] for as many of the `count` spots (all of that line) as are
 * in the part of it that is shown; returns how many those are. */
static uint32_t draw_line(Canvas *canvas, uint32_t digits, ExcerptSpot *spots,
                          uint32_t count, Paint primary) {
    Slice text = line_text(&spots[0]);
    ExcerptWindow window =
        find_window(canvas, text, spots[0].from, CANVAS_WIDTH - digits - 2);
    draw_gutter(canvas, digits, spots[0].line);
    uint32_t lead = window.from > 0;
    if (text.length > 0)
        canvas_spaces(canvas, 1);
    canvas_str(canvas, lead ? "…" : "");
    canvas_text(canvas, (Slice){text.at + window.from, window.to - window.from});
    canvas_str(canvas, window.to < text.length ? "…\n" : "\n");
    uint32_t shown = 0;
    while (shown < count &&
           (shown == 0 || window.to == text.length || spots[shown].from < window.to)) {
        ExcerptSpot *spot = &spots[shown++];
        uint32_t to = spot->to < window.to ? spot->to : window.to;
        spot->left = lead + width_between(canvas, text, window.from, spot->from);
        spot->right = spot->left;
        if (to > spot->from)
            spot->right += width_between(canvas, text, spot->from, to);
        if (spot->right == spot->left)
            spot->right++;
    }
    if (!spots[0].head)
        draw_underlines(canvas, digits, spots, shown, primary);
    return shown;
}

/* ---- the whole ---- */

static void draw_file(Canvas *canvas, uint32_t digits, const ExcerptSpot *place,
                      bool first) {
    uint32_t offset = source_line_start(place->source, place->line) + place->from;
    canvas_paint(canvas, PAINT_FRAME);
    canvas_spaces(canvas, digits);
    canvas_str(canvas, "┌─ ");
    canvas_plain(canvas);
    canvas_message(canvas, place->source->path);
    writer_format(canvas->out, ":%u:%u\n", place->line,
                  source_column(place->source, offset, COLUMN_CODE_POINTS));
    if (first) {
        draw_gutter(canvas, digits, 0);
        canvas_str(canvas, "\n");
    }
}

static uint32_t count_digits(uint32_t number) {
    uint32_t digits = 1;
    while (number >= 10) {
        number /= 10;
        digits++;
    }
    return digits;
}

/* The first mark of a file names its place: in the first file the primary one. */
static const ExcerptSpot *place_of(const ExcerptSpot *spots, uint32_t count,
                                   uint32_t at) {
    for (uint32_t i = at; i < count && spots[i].file == spots[at].file; i++)
        if (spots[i].primary)
            return &spots[i];
    return &spots[at];
}

uint32_t excerpt_draw(Canvas *canvas, const Sources *sources, const Mark *marks,
                      uint32_t count, Paint paint, bool heads) {
    assert(count >= 1 && count <= EXCERPT_MARKS);
    ExcerptSpot spots[EXCERPT_MARKS + HEADS_MOST];
    for (uint32_t i = 0; i < count; i++)
        spots[i] = make_spot(sources, &marks[i]);
    spots[0].primary = true;
    number_files(spots, count);
    if (heads)
        count = add_heads(spots, count);
    uint32_t digits = 1;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t own = count_digits(spots[i].line);
        digits = own > digits ? own : digits;
    }
    digits = digits < 2 ? 2 : digits;
    sort_spots(spots, count);
    uint32_t last_line = 0;
    for (uint32_t at = 0; at < count;) {
        if (at == 0 || spots[at].file != spots[at - 1].file) {
            if (at > 0) {
                draw_gutter(canvas, digits, 0);
                canvas_str(canvas, "\n");
            }
            draw_file(canvas, digits, place_of(spots, count, at), at == 0);
        } else if (spots[at].line == last_line + 2) {
            ExcerptSpot between = {
                .source = spots[at].source, .line = last_line + 1, .head = true};
            draw_line(canvas, digits, &between, 1, paint);
        } else if (spots[at].line > last_line + 2) {
            canvas_paint(canvas, PAINT_FRAME);
            canvas_spaces(canvas, digits);
            canvas_str(canvas, "┊\n");
            canvas_plain(canvas);
        }
        uint32_t same = 1;
        while (at + same < count && spots[at + same].file == spots[at].file &&
               spots[at + same].line == spots[at].line)
            same++;
        last_line = spots[at].line;
        at += draw_line(canvas, digits, &spots[at], same, paint);
    }
    return digits;
}

Paint excerpt_paint(Level level) {
    switch (level) {
    case LEVEL_NOTE: return PAINT_NOTE;
    case LEVEL_WARNING: return PAINT_WARNING;
    case LEVEL_ERROR: return PAINT_ERROR;
    }
    return PAINT_ERROR;
}

uint32_t excerpt_of(Canvas *canvas, const Sources *sources, const Diagnostic *d,
                    uint32_t *labels) {
    Mark marks[1 + EXCERPT_LABELS];
    uint32_t count = 0;
    marks[count++] = (Mark){d->place, d->here};
    *labels = d->labels.count < EXCERPT_LABELS ? d->labels.count : EXCERPT_LABELS;
    for (uint32_t i = 0; i < *labels; i++)
        marks[count++] = (Mark){d->labels.at[i].place, d->labels.at[i].message};
    return excerpt_draw(canvas, sources, marks, count, excerpt_paint(d->level),
                        d->has_figures);
}
