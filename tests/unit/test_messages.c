/* Unit tests of what findings say as rows (source/message.h), and of the families that
 * are rows in a pseudo-language: each letter has an accent, each row is 30% longer and
 * stands in ⟦ ⟧, and each part in ‹ ›, so that what is not translated or cut off shows.
 */
#include "load.h"
#include "source/message.h"
#include "unit/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static const char families[] = "K"; /* as in tests/lint/messages.py */

/* ---- templates ---- */

static Slice said(Arena *arena, const Messages *messages, MessageId id,
                  const MessagePart *parts) {
    return message_text(arena, messages, id, parts);
}

static void test_parts(void **state) {
    (void)state;
    Memory memory = memory_system(not_exhausted, NULL);
    Arena *arena = arena_new(&memory);
    Slice code = SLICE("T02");
    uint32_t count = 3;
    assert_true(slice_is(
        said(arena, NULL, SAY(allow_many, .count = PART(count), .code = PART(code))),
        "this allow accepts 3 findings T02"));
    assert_true(slice_is(said(arena, NULL, SAY_PLAIN(allow_accepted)), "accepted"));
    arena_drop(arena);
}

static void test_language(void **state) {
    (void)state;
    Memory memory = memory_system(not_exhausted, NULL);
    Arena *arena = arena_new(&memory);
    Slice wrong, code = SLICE("T02");
    const Messages *messages =
        messages_read(arena,
                      SLICE("# Dansk\n\n"
                            "allow_many = {code}: {count} {count|fund|fund i alt}\n"
                            "T02 = en sum\r\n"),
                      &wrong);
    assert_non_null(messages);
    for (uint32_t count = 1; count <= 2; count++) {
        Slice text = said(arena, messages,
                          SAY(allow_many, .count = PART(count), .code = PART(code)));
        assert_true(slice_is(text, count == 1 ? "T02: 1 fund" : "T02: 2 fund i alt"));
    }
    assert_true(slice_is(said(arena, messages, SAY_PLAIN(allow_accepted)), "accepted"));
    assert_true(slice_is(message_summary(messages, "T02"), "en sum"));
    assert_true(slice_is(message_summary(messages, "T03"), ""));
    arena_drop(arena);
}

static void test_wrong_language(void **state) {
    (void)state;
    static const char *const texts[] = {
        "allow_many = {code} {number}", /* no such part */
        "allow_many = {code",           /* not closed */
        "allow_none_such = x",          "allow_many", "allow_many =", "t02 = x"};
    Memory memory = memory_system(not_exhausted, NULL);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        Arena *arena = arena_new(&memory);
        Slice wrong = {"", 0};
        assert_null(messages_read(arena, slice_of(texts[i]), &wrong));
        assert_true(slice_is(wrong, texts[i]));
        arena_drop(arena);
    }
}

/* ---- the pseudo-language ---- */

static const char *accented(char c) {
    static const char *const small[] = {"á", "ƀ", "ç", "đ", "é", "ƒ", "ğ", "ħ", "í",
                                        "ĵ", "ķ", "ļ", "ɱ", "ñ", "ó", "þ", "ʠ", "ř",
                                        "š", "ţ", "ú", "ṽ", "ŵ", "ẋ", "ý", "ž"};
    static const char *const large[] = {"Á", "Ɓ", "Ç", "Đ", "É", "Ƒ", "Ğ", "Ħ", "Í",
                                        "Ĵ", "Ķ", "Ļ", "Ṁ", "Ñ", "Ó", "Þ", "Ƣ", "Ř",
                                        "Š", "Ţ", "Ú", "Ṽ", "Ŵ", "Ẋ", "Ý", "Ž"};
    return c >= 'a' && c <= 'z'   ? small[c - 'a']
           : c >= 'A' && c <= 'Z' ? large[c - 'A']
                                  : NULL;
}

static void put_accented(Text *out, const char *template) {
    uint32_t letters = 0;
    bool name = false, hole = false, forms = false;
    text_str(out, "⟦");
    for (const char *at = template; *at != '\0'; at++) {
        if (*at == '{') {
            const char *close = strchr(at, '}'), *bar = strchr(at, '|');
            hole = name = true;
            forms = bar != NULL && bar < close;
            text_str(out, forms ? "{" : "‹{");
        } else if (*at == '}') {
            text_str(out, forms ? "}" : "}›");
            hole = name = forms = false;
        } else if (hole && *at == '|') {
            text_char(out, '|');
            name = false;
        } else if (!name && accented(*at) != NULL) {
            text_str(out, accented(*at));
            letters++;
        } else {
            text_char(out, *at);
        }
    }
    text_repeat(out, '~', (letters * 3 + 9) / 10);
    text_str(out, "⟧\n");
}

static const Messages *pseudo_language(Arena *arena) {
    Text text = {.memory = arena_memory(arena)};
    for (int i = 0; i < MESSAGE_COUNT; i++) {
        text_format(&text, "%s = ", message_name((MessageId)i));
        put_accented(&text, message_template((MessageId)i));
    }
    for (int i = 0; i < CODE_COUNT; i++) {
        text_format(&text, "%s = ", code_info((Code)i)->code);
        put_accented(&text, code_info((Code)i)->summary);
    }
    Slice wrong = {"", 0}, kept = arena_copy(arena, text_view(&text));
    text_free(&text);
    const Messages *messages = messages_read(arena, kept, &wrong);
    if (messages == NULL)
        fail_msg("%.*s", SLICE_ARGS(wrong));
    return messages;
}

/* Whether a text is whole rows, with nothing between the parts that is in English. */
static bool is_pseudo(Slice text) {
    const Slice open = SLICE("⟦"), close = SLICE("⟧"), part = SLICE("‹"),
                end = SLICE("›");
    if (!slice_starts(text, open) || !slice_ends(text, close))
        return false;
    for (uint32_t i = 0; i < text.length; i++) {
        Slice rest = slice_from(text, i);
        bool translated = slice_starts(rest, part) &&
                          slice_starts(slice_from(rest, part.length), open);
        if (slice_starts(rest, part) && !translated)
            while (i < text.length && !slice_starts(slice_from(text, i), end))
                i++;
        else if (accented(text.at[i]) != NULL)
            return false;
    }
    return true;
}

static void check_said(const Diagnostic *d, const char *where, Slice text) {
    if (text.length > 0 && !is_pseudo(text))
        fail_msg("%s: %s says in English, or not whole: %.*s", where,
                 code_info(d->code)->code, SLICE_ARGS(text));
}

/* Gives how many findings are of families that are rows. */
static uint32_t check_findings(const Workspace *workspace, const char *where) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < workspace->findings.all.count; i++) {
        const Diagnostic *d = workspace->findings.all.at[i];
        if (strchr(families, code_info(d->code)->code[0]) == NULL)
            continue;
        count++;
        check_said(d, where, d->message);
        check_said(d, where, d->here);
        check_said(d, where, d->help);
        for (uint32_t k = 0; k < d->labels.count; k++)
            check_said(d, where, d->labels.at[k].message);
        for (uint32_t k = 0; k < d->notes.count; k++)
            check_said(d, where, d->notes.at[k]);
    }
    return count;
}

static void test_pseudo_language(void **state) {
    (void)state;
    static const char *const patterns[] = {"../checks/*/*.integ", "../golden/*/*.integ",
                                           "../../examples/*/*.integ"};
    Memory memory = memory_system(not_exhausted, NULL);
    Arena *arena = arena_new(&memory);
    const Messages *messages = pseudo_language(arena);
    Files files = files_system();
    uint32_t count = 0;
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
        SliceVec paths = {0};
        IoTroubleVec troubles = {0};
        files.glob(files.context, arena, patterns[i], SLICE(""), &paths, &troubles);
        assert_true(paths.count > 0);
        for (uint32_t k = 0; k < paths.count; k++) {
            Request request = {
                .paths = &paths.at[k], .path_count = 1, .messages = messages};
            Workspace *workspace = workspace_load(&memory, &files, &request);
            count += check_findings(workspace, paths.at[k].at);
            workspace_drop(workspace);
        }
    }
    assert_true(count > 10);
    arena_drop(arena);
}

static void test_is_pseudo(void **state) {
    (void)state;
    assert_true(is_pseudo(SLICE("⟦ñó ‹T02› ‹⟦ţóţáļ~⟧›~⟧")));
    assert_false(is_pseudo(SLICE("⟦ñó ‹T02› is ~⟧")));
    assert_false(is_pseudo(SLICE("⟦ñó ‹T02› ‹⟦total~⟧›~⟧")));
    assert_false(is_pseudo(SLICE("⟦ñó ‹T02›~")));
    assert_false(is_pseudo(SLICE("T02")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parts),           cmocka_unit_test(test_language),
        cmocka_unit_test(test_wrong_language),  cmocka_unit_test(test_is_pseudo),
        cmocka_unit_test(test_pseudo_language),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
