/* Says of a word that it is no unit, where it was meant as one. */
#include "integ.tab.h"
#include "syntax/currency.h"
#include "syntax/look.h"
#include "syntax/loose_unit.h"
#include "syntax/scan.h"
#include "syntax/unexpected.h"

static bool is_currency(const Parser *p, Span word) {
    return currency_find(look_text(p, word)) != 0;
}

/* `DKK mio`, or `GBP m`: the scale of what the span of the currency names. */
static void say_scale(Parser *p, Span currency, Span word, Slice scale) {
    Span first = look_word_before(p, currency.start);
    bool setting = slice_is(look_text(p, first), "unit");
    Slice right = arena_format(p->arena, "%.*s %.*s", SLICE_ARGS(scale),
                               SLICE_ARGS(look_text(p, currency)));
    Place place = {p->source->id, {currency.start, word.end}};
    Diagnostic *d = findings_add(p->findings, CODE_S01, place,
                                 setting
                                     ? "the scale comes before the currency: unit %.*s"
                                     : "the scale comes before the currency: 1.5 %.*s",
                                 SLICE_ARGS(right));
    diagnostic_here(p->findings, d, "write %.*s", SLICE_ARGS(right));
    diagnostic_fix(p->findings, d, place, right);
}

/* Whether a word is where a unit would be: behind a number, a part of a unit or `unit`.
 */
static bool is_unit_place(const Parser *p, Span word) {
    Span before = look_word_before(p, word.start);
    Slice text = look_text(p, before);
    return scan_is_digit(look_byte_before(p, word.start)) || is_currency(p, before) ||
           slice_is(text, "mio") || slice_is(text, "mia") || slice_is(text, "thousand") ||
           (slice_is(text, "unit") && parser_first_on_line(p, before.start));
}

/* Says of a word that it is no unit, where it was meant as one. It may be what was not
 * expected, or have been taken for the name of a row, which shows only behind it. */
bool unexpected_unit(Parser *p, const Unexpected *u) {
    Span currency = look_word_before(p, u->span.start);
    if (p->token->kind >= TOKEN_THOUSAND && p->token->kind <= TOKEN_MIA &&
        is_currency(p, currency)) {
        say_scale(p, currency, u->span, look_text(p, u->span));
        return true;
    }
    Span word = p->token->kind == TOKEN_NAME ? u->span : p->before;
    if (p->token->kind != TOKEN_NAME && p->before_kind != TOKEN_NAME)
        return false;
    const LooseUnit *unit = loose_unit_find(look_text(p, word));
    if (unit == NULL || !is_unit_place(p, word))
        return false;
    currency = look_word_before(p, word.start);
    if (unit->scale && is_currency(p, currency)) {
        say_scale(p, currency, word, slice_of(unit->scale));
        return true;
    }
    findings_add(p->findings, CODE_S01, (Place){p->source->id, word},
                 "\"%.*s\" is not a unit; %s", SLICE_ARGS(look_text(p, word)),
                 unit->write);
    return true;
}
