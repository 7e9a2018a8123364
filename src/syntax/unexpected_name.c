/* What is said of names and titles that are in the wrong order, of several words, or
 * without their quotes. */
#include "base/utf8.h"
#include "integ.tab.h"
#include "syntax/look.h"
#include "syntax/title_name.h"
#include "syntax/unexpected.h"

enum { ITEMS_MOST = 12 };

/* The words and texts of a line from a place on, up to anything else. */
typedef struct Items {
    Span all;
    uint32_t count, texts;
    Span at[ITEMS_MOST];
} Items;

static char byte_at(const Parser *p, uint32_t offset) {
    return offset < p->source->text.length ? p->source->text.at[offset] : '\n';
}

static Items items_from(const Parser *p, uint32_t from) {
    Items items = {.all = {from, from}};
    uint32_t at = from;
    while (items.count < ITEMS_MOST) {
        while (char_in(byte_at(p, at), " \t"))
            at++;
        uint32_t start = at;
        if (byte_at(p, at) == '"') {
            for (at++; !char_in(byte_at(p, at), "\"\n"); at++)
                at += byte_at(p, at) == '\\' ? 1 : 0;
            at += byte_at(p, at) == '"' ? 1 : 0;
            items.texts++;
        } else {
            while (names_have_byte(byte_at(p, at)))
                at++;
        }
        if (at == start)
            break;
        items.all.start = items.count == 0 ? start : items.all.start;
        items.all.end = at;
        items.at[items.count++] = (Span){start, at};
    }
    return items;
}

static void write_instead(Parser *p, Diagnostic *d, Span span, Slice write) {
    diagnostic_here(p->findings, d, "write %.*s", SLICE_ARGS(write));
    diagnostic_fix(p->findings, d, (Place){p->source->id, span}, write);
}

static Slice quoted(Parser *p, Slice text) {
    return arena_format(p->arena, "\"%.*s\"", SLICE_ARGS(text));
}

/* `project "Lakes" lakes {`, `project lakes Lakes {`, `project lakes and ponds "Lakes"`.
 */
static bool say_declared(Parser *p, const Unexpected *u) {
    uint32_t indent, start = look_line(p, u->span.start, &indent);
    Items line = items_from(p, start);
    NameId first = line.count > 0 ? names_find(p->names, look_text(p, line.at[0])) : 0;
    int kind = TOKEN_INCLUDE + (int)first - 1;
    bool declares = name_is_word(first) && kind >= TOKEN_DOCUMENT &&
                    kind <= TOKEN_CATEGORY;
    if (!declares || line.count < 3 || line.count == ITEMS_MOST || line.texts > 1 ||
        u->span.start > line.all.end + 1)
        return false;
    Slice word = look_text(p, line.at[0]);
    Span names = {line.at[1].start, line.all.end};
    Slice text = look_text(p, names), last = look_text(p, line.at[line.count - 1]);
    if (line.texts == 1 && look_text(p, line.at[1]).at[0] == '"' && line.count == 3) {
        Diagnostic *d = findings_add(p->findings, CODE_S01, (Place){p->source->id, names},
                                     "the name \"%.*s\" is behind the title",
                                     SLICE_ARGS(last));
        write_instead(p, d, names,
                      arena_format(p->arena, "%.*s %.*s", SLICE_ARGS(last),
                                   SLICE_ARGS(look_text(p, line.at[1]))));
        return true;
    }
    if (line.texts == 1 && line.count > 3 && last.at[0] == '"') {
        Span several = {line.at[1].start, line.at[line.count - 2].end};
        Slice name = look_text(p, several);
        Diagnostic *d = findings_add(
            p->findings, CODE_S01, (Place){p->source->id, several},
            "the name \"%.*s\" is several words, and a name is one", SLICE_ARGS(name));
        write_instead(p, d, several, title_letters(p->arena, name));
        return true;
    }
    if (line.texts > 0)
        return false;
    Diagnostic *d = findings_add(
        p->findings, CODE_S01, (Place){p->source->id, names},
        "the title of a %.*s is in quotes, and its name is one word", SLICE_ARGS(word));
    if (line.count == 3)
        write_instead(p, d, names,
                      arena_format(p->arena, "%.*s \"%.*s\"",
                                   SLICE_ARGS(look_text(p, line.at[1])),
                                   SLICE_ARGS(last)));
    else
        write_instead(p, d, names, quoted(p, text));
    return true;
}

/* `owner: Teknik og Miljø`, `from Budget 2024`: several words where one is a name. */
static bool say_words(Parser *p, const Unexpected *u) {
    static const char *const modifiers[] = {"from", "as", "within", "refund", "where"};
    uint32_t at = p->before.start;
    bool wordlike = p->token->kind == TOKEN_NAME || p->token->kind == TOKEN_NUMBER ||
                    (p->token->kind >= TOKEN_INCLUDE && p->token->kind <= TOKEN_MIA);
    if (!wordlike || parser_first_on_line(p, u->span.start))
        return false;
    /* back over the words to what they are behind */
    uint32_t first = at;
    for (;;) {
        uint32_t end = at;
        while (end > 0 && char_in(byte_at(p, end - 1), " \t"))
            end--;
        uint32_t start = end;
        while (start > 0 && names_have_byte(byte_at(p, start - 1)))
            start--;
        Slice word = look_text(p, (Span){start, end});
        bool behind = slice_is(word, "from") || slice_is(word, "as") ||
                      slice_is(word, "within") || (end > 0 && byte_at(p, end - 1) == ':');
        if (behind)
            break;
        if (start == end)
            return false;
        at = first = start;
    }
    Items items = items_from(p, first);
    if (items.texts > 0 || items.count < 2 || items.count == ITEMS_MOST ||
        items.all.end < u->span.end || byte_at(p, items.all.end) == ':')
        return false;
    for (uint32_t i = 0; i < items.count; i++)
        if (SLICE_AMONG(look_text(p, items.at[i]), modifiers))
            return false;
    Slice text = look_text(p, items.all);
    uint32_t bytes;
    if (!utf8_is_letter(utf8_decode(text.at, text.length, &bytes)))
        return false;
    Diagnostic *d = findings_add(p->findings, CODE_S01, (Place){p->source->id, items.all},
                                 "\"%.*s\" is several words, and a name is one",
                                 SLICE_ARGS(text));
    diagnostic_here(p->findings, d, "a title? write %.*s", SLICE_ARGS(quoted(p, text)));
    diagnostic_fix(p->findings, d, d->place, quoted(p, text));
    return true;
}

/* `include common.integ`, `check sum(…) = 1`. */
static bool say_no_quotes(Parser *p, const Unexpected *u) {
    if (u->expected_count != 1 || !parser_expects(u, "a text in quotes"))
        return false;
    if (p->before_kind == TOKEN_INCLUDE) {
        uint32_t end = u->span.start;
        while (!char_in(byte_at(p, end), " \t\r\n#;{}\""))
            end++;
        Span path = {u->span.start, end};
        if (end == path.start)
            return false;
        Diagnostic *d = findings_add(p->findings, CODE_S01, (Place){p->source->id, path},
                                     "the path \"%.*s\" is not in quotes",
                                     SLICE_ARGS(look_text(p, path)));
        write_instead(p, d, path, quoted(p, look_text(p, path)));
        return true;
    }
    if (p->before_kind != TOKEN_CHECK)
        return false;
    Diagnostic *d = findings_add(p->findings, CODE_S01, (Place){p->source->id, p->before},
                                 "a check needs a title in quotes");
    diagnostic_help(p->findings, d,
                    "write what the document says behind the word: check \"the sum is "
                    "1.5\" %.*s",
                    SLICE_ARGS(look_text(p, u->span)));
    return true;
}

bool unexpected_name(Parser *p, const Unexpected *u) {
    return p->query == 0 &&
           (say_declared(p, u) || say_no_quotes(p, u) || say_words(p, u));
}
