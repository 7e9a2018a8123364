/* Number formats of spreadsheets: "#,##0.0;-#,##0.0;\"-\"". */
#include "tables/format.h"

#include "syntax/scan.h"

/* ---- numbers ---- */

enum { DIGITS_KEPT = 15, DIGITS_MOST = 30, THOUSANDS_MOST = 3 };

static bool read_exponent(Slice text, int32_t *out) {
    bool negative = text.length > 0 && text.at[0] == '-';
    uint32_t at = text.length > 0 && char_in(text.at[0], "+-") ? 1 : 0;
    int32_t value = 0;
    if (at == text.length || text.length - at > 3)
        return false;
    for (; at < text.length; at++) {
        if (!scan_is_digit(text.at[at]))
            return false;
        value = 10 * value + (text.at[at] - '0');
    }
    *out = negative ? -value : value;
    return true;
}

bool format_parse(Slice text, Decimal *out) {
    uint32_t end = 0;
    int32_t exponent = 0;
    while (end < text.length && !char_in(text.at[end], "eE"))
        end++;
    if (end < text.length &&
        !read_exponent((Slice){text.at + end + 1, text.length - end - 1}, &exponent))
        return false;
    Decimal value;
    if (end > DIGITS_MOST || !decimal_parse((Slice){text.at, end}, &value))
        return false;
    uint32_t digits = 0;
    Int128 units = value.units < 0 ? -value.units : value.units;
    for (; units > 0; units /= 10)
        digits++;
    if (digits > DIGITS_KEPT &&
        !decimal_rescale(value, value.scale - (int32_t)(digits - DIGITS_KEPT), &value))
        return false;
    value = decimal_trim(value, 0);
    int32_t scale = value.scale - exponent;
    if (scale > DECIMAL_SCALE_MAX || scale < -18)
        return false;
    value.scale = scale;
    *out = value;
    return true;
}

bool format_round(Decimal value, int32_t scale, Decimal *out) {
    Decimal size = decimal_abs(value), even, left;
    if (value.scale <= scale || !decimal_rescale(size, scale, &even)) {
        *out = value;
        return decimal_rescale(value, scale, out);
    }
    Decimal half = {5, scale + 1};
    if (!decimal_sub(size, even, &left))
        return false;
    if (decimal_compare(left, half) == 0 && !decimal_add(even, decimal_ulp(scale), &even))
        return false;
    *out = decimal_sign(value) < 0 ? decimal_negate(even) : even;
    return true;
}

/* ---- what a section says ---- */

typedef struct Section {
    Slice code;
    uint32_t digits, zeros; /* places for digits, and those that show a 0 */
    int32_t decimals;
    uint32_t thousands; /* commas behind the last digit: each divides by 1000 */
    bool percent, date, year_only, other, brackets, general, minus;
    Text text; /* what stands in it as it is */
} Section;

static bool is_general(Slice text) {
    return text.length >= 7 && slice_is((Slice){text.at, 7}, "General");
}

/* Takes the section up to the next `;` that is none of a text. */
static Slice next_section(Slice *rest) {
    uint32_t i = 0;
    bool quoted = false;
    for (; i < rest->length; i++) {
        char c = rest->at[i];
        if (c == '"')
            quoted = !quoted;
        else if (c == '\\' && !quoted)
            i++;
        else if (c == ';' && !quoted)
            break;
    }
    uint32_t length = i < rest->length ? i : rest->length;
    Slice section = {rest->at, length};
    uint32_t taken = length < rest->length ? length + 1 : length;
    *rest = (Slice){rest->at + taken, rest->length - taken};
    return section;
}

/* [Red], [$kr-406], [>100], [h]: the end of it; conditions and lapsed times are not known
 * here. */
static uint32_t read_bracket(Section *s, uint32_t i) {
    uint32_t start = i + 1;
    while (i < s->code.length && s->code.at[i] != ']')
        i++;
    char first = start < s->code.length ? s->code.at[start] : ' ';
    s->other |= char_in(first, "<>=hmsHMS") && i - start <= 6 &&
                !(i - start > 2 && !char_in(first, "<>="));
    return i;
}

static void read_section(Section *s) {
    bool point = false, years = false, days = false;
    for (uint32_t i = 0; i < s->code.length; i++) {
        char c = s->code.at[i];
        if (is_general((Slice){s->code.at + i, s->code.length - i})) {
            s->general = true;
            i += 6;
        } else if (c == '"') {
            for (i++; i < s->code.length && s->code.at[i] != '"'; i++) {
                s->minus |= s->code.at[i] == '-';
                text_char(&s->text, s->code.at[i]);
            }
        } else if (c == '\\' && i + 1 < s->code.length) {
            text_char(&s->text, s->code.at[++i]);
        } else if (c == '_' || c == '*') {
            i++; /* room for a sign, or one that fills */
        } else if (c == '[') {
            i = read_bracket(s, i);
        } else if (char_in(c, "0#?")) {
            s->digits++;
            s->zeros += c == '0';
            s->decimals += point;
            s->thousands = 0;
        } else if (c == '.') {
            point = true;
        } else if (c == ',') {
            s->thousands += s->digits > 0;
        } else if (c == '%') {
            s->percent = true;
        } else if (char_in(c, "yY")) {
            years = true;
        } else if (char_in(c, "dDmM")) {
            days = true;
        } else if (char_in(c, "hHsSEe/")) {
            s->other |= !(c == '/' && (years || days));
        } else if (c == '(') {
            s->brackets = true;
        } else if (c == '-') {
            s->minus = true;
            text_char(&s->text, c);
        } else if (!char_in(c, ") +$:")) {
            text_char(&s->text, c);
        }
    }
    s->date = years || days;
    s->year_only = years && !days;
}

/* ---- showing ---- */

/* The date of a day's number, by the civil calendar. */
static Slice show_date(Arena *arena, Decimal value, bool days_1904, bool year_only) {
    Decimal whole;
    if (!decimal_rescale(value, 0, &whole) || whole.units < 0 || whole.units > 2958465)
        return (Slice){"", 0};
    /* Days from 0000-03-01: 1899-12-30 is 693899, 1904-01-01 is 695361. */
    uint32_t days = (uint32_t)whole.units + (days_1904 ? 695361 : 693899);
    uint32_t era = days / 146097, of_era = days - era * 146097;
    uint32_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    uint32_t of_year = of_era - (365 * year + year / 4 - year / 100);
    uint32_t shifted = (5 * of_year + 2) / 153;
    uint32_t day = of_year - (153 * shifted + 2) / 5 + 1;
    uint32_t month = shifted < 10 ? shifted + 3 : shifted - 9;
    year += era * 400 + (month <= 2);
    return year_only ? arena_format(arena, "%u", year)
                     : arena_format(arena, "%u-%02u-%02u", year, month, day);
}

/* Up to 11 characters, as a cell without a format has. */
static bool show_general(Arena *arena, Decimal value, Slice *out) {
    enum { CHARACTERS = 10 };
    char text[DECIMAL_TEXT];
    Decimal whole, shown = value;
    if (value.scale > 0) {
        if (!decimal_rescale(decimal_abs(value), 0, &whole))
            return false;
        int32_t room = CHARACTERS;
        for (Int128 units = whole.units; units >= 10; units /= 10)
            room--;
        room = room > 1 ? room - 1 : 0;
        if (value.scale > room && !format_round(value, room, &shown))
            return false;
        shown = decimal_trim(shown, 0);
    }
    *out = arena_copy(arena, decimal_text(shown, text));
    return true;
}

static bool show_number(Arena *arena, const Section *s, Decimal value, Slice *out) {
    char text[DECIMAL_TEXT];
    Decimal shown =
        decimal_shift(value, (s->percent ? -2 : 0) + 3 * (int32_t)s->thousands);
    if (shown.scale > DECIMAL_SCALE_MAX || shown.scale < DECIMAL_SCALE_MIN ||
        !format_round(shown, s->decimals, &shown))
        return false;
    *out = arena_format(arena, "%.*s%s", SLICE_ARGS(decimal_text(shown, text)),
                        s->percent ? "%" : "");
    return true;
}

bool format_show(Arena *arena, Slice format, Decimal value, bool days_1904,
                 FormatShown *out) {
    Slice rest = format, sections[3];
    uint32_t count = 0;
    *out = (FormatShown){.text = {"", 0}};
    if (is_general(format) || format.length == 0)
        return show_general(arena, value, &out->text);
    while (rest.length > 0 && count < 3)
        sections[count++] = next_section(&rest);
    int sign = decimal_sign(value);
    bool own = sign < 0 && count > 1;
    Section s = {.code = sections[own                      ? 1
                                  : sign == 0 && count > 2 ? 2
                                                           : 0],
                 .text = {.memory = arena_memory(arena)}};
    read_section(&s);
    bool fine = !s.other && s.thousands <= THOUSANDS_MOST, number = false;
    if (fine && s.general) {
        fine = show_general(arena, value, &out->text);
        number = true;
    } else if (fine && s.date) {
        out->text = show_date(arena, value, days_1904, s.year_only);
        fine = out->text.length > 0;
    } else if (fine && s.digits > 0 && (sign != 0 || s.zeros > 0)) {
        fine = show_number(arena, &s, value, &out->text);
        number = true;
        out->power = (uint8_t)(s.percent ? 0 : 3 * s.thousands);
    } else if (fine) {
        out->text = arena_copy(arena, text_view(&s.text));
    }
    /* A section of its own for negative numbers writes their sign, or leaves it to a
     * colour or to words; the number is negative in any case. */
    out->bare = number && own && !s.brackets && !s.minus &&
                slice_starts(out->text, SLICE("-"));
    text_free(&s.text);
    return fine;
}
