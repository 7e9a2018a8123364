/* Figures in cells. */
#include "tables/figures.h"

#include "base/utf8.h"
#include "syntax/currency.h"
#include "syntax/pasted_word.h"
#include "syntax/scan.h"

/* 1.234,5 with a decimal comma as 1_234.5. All groups of a number are parted alike. */
static bool read_body(Slice body, char decimal, Text *out) {
    char group = decimal == ',' ? '.' : ',';
    uint32_t first = pasted_digits(body, 0), at = first;
    Slice apart = {0};
    if (first == 0 || first > FIGURE_DIGITS_MOST || (first > 1 && body.at[0] == '0'))
        return false;
    text_bytes(out, body.at, first);
    while (at < body.length) {
        Slice rest = {body.at + at, body.length - at};
        uint32_t bytes = rest.at[0] == group ? 1 : pasted_grouping(rest);
        Slice sign = {rest.at, bytes};
        if (bytes == 0)
            break;
        if (first > 3 || body.at[0] == '0' || pasted_digits(rest, bytes) != 3 ||
            (apart.length > 0 && !slice_equal(apart, sign)))
            return false;
        apart = sign;
        text_char(out, '_');
        text_bytes(out, rest.at + bytes, 3);
        at += bytes + 3;
    }
    if (at == body.length)
        return true;
    uint32_t decimals = pasted_digits(body, at + 1);
    if (body.at[at] != decimal || decimals == 0 || at + 1 + decimals != body.length)
        return false;
    text_char(out, '.');
    text_bytes(out, body.at + at + 1, decimals);
    return true;
}

static bool reads(Arena *arena, Slice body, char decimal, Slice *out) {
    Text text = {.memory = arena_memory(arena)};
    bool fine = read_body(body, decimal, &text) && text.length <= 2 * FIGURE_DIGITS_MOST;
    uint32_t digits = 0;
    for (size_t i = 0; i < text.length; i++)
        digits += scan_is_digit(text.at[i]);
    *out = arena_copy(arena, text_view(&text));
    text_free(&text);
    return fine && digits <= FIGURE_DIGITS_MOST;
}

/* ---- signs around the digits ---- */

static bool is_dash(uint32_t code) {
    return code == '-' || (code >= 0x2010 && code <= 0x2015) || code == 0x2212;
}

/* Whether a parenthesis is open at the text's end: `Bridge (phase`. */
static bool is_open(Slice text) {
    uint32_t depth = 0;
    for (uint32_t i = 0; i < text.length; i++) {
        depth += text.at[i] == '(';
        depth -= text.at[i] == ')' && depth > 0;
    }
    return depth > 0;
}

Slice figures_take_mark(Slice *text) {
    Slice rest = pasted_without_marks(*text);
    if (rest.length == text->length && text->length > 3 &&
        text->at[text->length - 1] == ')') {
        uint32_t start = text->length - 1;
        while (start > 0 && scan_is_digit(text->at[start - 1]))
            start--;
        if (start > 1 && start + 1 < text->length && text->length - 1 - start <= 2 &&
            text->at[start - 1] == ' ' && !is_open((Slice){text->at, start}))
            rest.length = start - 1;
    }
    Slice mark = {rest.at + rest.length, text->length - rest.length};
    while (mark.length > 0 && mark.at[0] == ' ')
        mark = (Slice){mark.at + 1, mark.length - 1};
    while (rest.length > 0 && rest.at[rest.length - 1] == ' ')
        rest.length--;
    *text = rest;
    return mark;
}

static void strip_blanks(Slice *text) {
    while (text->length > 0 && text->at[0] == ' ')
        *text = (Slice){text->at + 1, text->length - 1};
    while (text->length > 0 && text->at[text->length - 1] == ' ')
        text->length--;
}

/* -, (…) or a - behind it. */
static void take_sign(CellFigure *figure) {
    Slice *body = &figure->body;
    uint32_t bytes, code = utf8_decode(body->at, body->length, &bytes);
    if (is_dash(code) && bytes < body->length) {
        figure->negative = true;
        *body = (Slice){body->at + bytes, body->length - bytes};
    } else if (code == '+' && body->length > 1) {
        *body = (Slice){body->at + 1, body->length - 1};
    } else if (body->length > 2 && code == '(' && body->at[body->length - 1] == ')') {
        figure->negative = figure->brackets = true;
        *body = (Slice){body->at + 1, body->length - 2};
    } else if (body->length > 1 && body->at[body->length - 1] == '-') {
        figure->negative = true;
        body->length--;
    }
    strip_blanks(body);
}

static bool take_percent(Slice *body) {
    static const char *const signs[] = {"%", "pct.", "pct", "procent"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        Slice sign = slice_of(signs[i]);
        if (body->length > sign.length && slice_ends(*body, sign)) {
            body->length -= sign.length;
            strip_blanks(body);
            return true;
        }
    }
    return false;
}

/* US$, C$, A$ are of one country, $ alone is not. */
static void take_dollar(CellFigure *figure) {
    static const struct {
        const char *sign, *code;
    } signs[] = {{"US$", "USD"}, {"CA$", "CAD"}, {"AU$", "AUD"},
                 {"C$", "CAD"},  {"A$", "AUD"},  {"$", ""}};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        Slice sign = slice_of(signs[i].sign);
        bool first = slice_starts(figure->body, sign);
        if (figure->body.length <= sign.length ||
            (!first && !slice_ends(figure->body, sign)))
            continue;
        if (first)
            figure->body.at += sign.length;
        figure->body.length -= sign.length;
        figure->currency = currency_find(slice_of(signs[i].code));
        figure->dollar = figure->currency == 0;
        strip_blanks(&figure->body);
        return;
    }
}

/* "6,0 mio. kr.", and with a currency before it also "£1.5m": a letter alone may be
 * another unit. */
static void take_scale(CellFigure *figure) {
    Slice body = figure->body;
    uint32_t end = body.length;
    while (end > 0 && !scan_is_digit(body.at[end - 1]))
        end--;
    Slice tail = slice_from(body, end);
    strip_blanks(&tail);
    bool named = figure->currency != 0 || figure->dollar, krone;
    int power;
    uint8_t currency;
    if (end == 0 || tail.length == 0 || (!named && tail.length == 1) ||
        !pasted_unit(tail, &power, &currency, &krone) || (named && currency != 0))
        return;
    figure->scaled = power != 0;
    figure->power = (int8_t)power;
    if (!named) {
        figure->currency = currency;
        figure->krone = krone;
    }
    figure->body.length = end;
}

/* "-", and with a currency "$ -", "- kr.". */
static bool is_dash_cell(Slice body) {
    CellFigure figure = {.body = body};
    bool krone;
    for (uint32_t i = 0; i < body.length; i++)
        if (scan_is_digit(body.at[i]))
            return false;
    take_dollar(&figure);
    if (!figure.currency && !figure.dollar)
        pasted_take_currency(&figure.body, &krone);
    strip_blanks(&figure.body);
    Slice behind = figure.body;
    uint32_t bytes;
    while (behind.length > 0 && is_dash(utf8_decode(behind.at, behind.length, &bytes)))
        behind = slice_from(behind, bytes);
    uint32_t dashes = figure.body.length - behind.length;
    strip_blanks(&behind);
    return dashes > 0 && (behind.length == 0 || pasted_currency(behind, &krone) != 0);
}

bool figures_are_numerals(Slice text) {
    bool digits = false;
    uint32_t bytes;
    for (uint32_t i = 0; i < text.length; i += bytes) {
        uint32_t code = utf8_decode(text.at + i, text.length - i, &bytes);
        digits |= utf8_is_digit(code);
        if (utf8_is_letter(code))
            return false;
    }
    return digits;
}

CellFigure figures_cell(Arena *arena, const GridCell *cell) {
    CellFigure figure = {.printed = cell->text};
    bool certain;
    if (cell->text.length == 0 || (cell->flags & GRID_COVERED)) {
        figure.kind = SHOWN_EMPTY;
        return figure;
    }
    Slice body = cell->text;
    if (pasted_is_empty(body, &certain) || slice_is(body, "?")) {
        figure.kind = SHOWN_UNKNOWN;
        return figure;
    }
    figure.mark = figures_take_mark(&body);
    if (is_dash_cell(body)) {
        figure.kind = SHOWN_DASH;
        return figure;
    }
    figure.body = body;
    bool percent = take_percent(&figure.body);
    take_sign(&figure);
    take_dollar(&figure);
    if (figure.currency == 0 && !figure.dollar)
        figure.currency = pasted_take_currency(&figure.body, &figure.krone);
    strip_blanks(&figure.body);
    if (!percent)
        take_scale(&figure);
    if (!figure.negative)
        take_sign(&figure);
    Slice ignored;
    figure.point = reads(arena, figure.body, '.', &ignored);
    figure.exact = (cell->flags & GRID_EXACT) != 0;
    figure.comma = !figure.exact && reads(arena, figure.body, ',', &ignored);
    if (figure.point || figure.comma)
        figure.kind = percent ? SHOWN_PERCENT : SHOWN_NUMBER;
    if (cell->power > 0 && figure.kind == SHOWN_NUMBER) {
        figure.scaled = figure.divided = true;
        figure.power = (int8_t)cell->power;
    }
    return figure;
}

bool figures_write(Arena *arena, const CellFigure *figure, char decimal, Slice *out) {
    Slice text;
    if (!reads(arena, figure->body, figure->exact ? '.' : decimal, &text))
        return false;
    *out = arena_format(arena, "%s%.*s", figure->negative ? "-" : "", SLICE_ARGS(text));
    return true;
}

/* ---- the style of a table ---- */

void figures_weigh(FigureStyle *style, const CellFigure *figure, uint32_t row) {
    if ((figure->kind != SHOWN_NUMBER && figure->kind != SHOWN_PERCENT) || figure->exact)
        return;
    bool signs = false;
    for (uint32_t i = 0; i < figure->body.length; i++)
        signs |= char_in(figure->body.at[i], ",.");
    if (!signs)
        return;
    CellFigure *kept = figure->comma && figure->point ? &style->either
                       : figure->comma                ? &style->comma
                                                      : &style->point;
    uint32_t *at = figure->comma && figure->point ? &style->either_row
                   : figure->comma                ? &style->comma_row
                                                  : &style->point_row;
    if (*at == 0) {
        *kept = *figure;
        *at = row;
    }
}

char figures_decide(Told *told, const FigureStyle *style, const char *row_word,
                    char wanted) {
    const CellFigure *comma = &style->comma, *point = &style->point,
                     *either = &style->either;
    if (style->comma_row && style->point_row) {
        told_refuse(told,
                    "\"%.*s\" (%s %u) has a decimal comma, and \"%.*s\" (%s %u) a "
                    "decimal point: one table has one of them",
                    SLICE_ARGS(comma->printed), row_word, style->comma_row,
                    SLICE_ARGS(point->printed), row_word, style->point_row);
        told_help(told,
                  "correct the figure that is wrong, or import a part with --range");
        return 0;
    }
    char found = style->comma_row ? ',' : style->point_row ? '.' : 0;
    const CellFigure *why = style->comma_row ? comma : point;
    if (wanted && found && wanted != found) {
        told_refuse(told, "\"%.*s\" (%s %u) cannot be read with a decimal %s",
                    SLICE_ARGS(why->printed), row_word,
                    style->comma_row ? style->comma_row : style->point_row,
                    wanted == ',' ? "comma" : "point");
        return 0;
    }
    if (!found && !wanted && style->either_row) {
        Slice as_comma = {0}, as_point = {0};
        figures_write(told->arena, either, ',', &as_comma);
        figures_write(told->arena, either, '.', &as_point);
        told_refuse(told,
                    "\"%.*s\" (%s %u) is %.*s or %.*s, and no other figure tells which",
                    SLICE_ARGS(either->printed), row_word, style->either_row,
                    SLICE_ARGS(as_comma), SLICE_ARGS(as_point));
        told_help(told, "--decimal comma reads %.*s, --decimal point reads %.*s",
                  SLICE_ARGS(as_comma), SLICE_ARGS(as_point));
        return 0;
    }
    if (found)
        told_note(told, "figures", "with a decimal %s, as in \"%.*s\"",
                  found == ',' ? "comma" : "point", SLICE_ARGS(why->printed));
    else if (wanted && style->either_row)
        told_note(told, "figures", "with a decimal %s, as you said",
                  wanted == ',' ? "comma" : "point");
    return found ? found : wanted ? wanted : '.';
}
