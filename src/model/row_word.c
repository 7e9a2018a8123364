/* What the word at the beginning of a row was meant for, where no project is called so.
 */
#include "base/nearest.h"
#include "base/utf8.h"
#include "model/build.h"
#include "syntax/total_word.h"

/* `Total 1.5`, `Ialt 1.5`: a row for the parser, as the statement is `total`. */
static Diagnostic *meant_total(Build *b, Ref ref, Slice text) {
    const Slice word = SLICE("total");
    if (nearest_of(text, &word, 1) < 0 && !total_word_is(text))
        return NULL;
    Diagnostic *d = findings_add(
        b->model->findings, CODE_N01, build_place(b, ref.span),
        "no project is called \"%.*s\"; did you mean the statement \"total\"?",
        SLICE_ARGS(text));
    diagnostic_fix(b->model->findings, d, d->place, word);
    return d;
}

/* Names are mostly written in small letters of ASCII, and titles begin with a capital. */
static bool looks_like_title(Slice text) {
    uint32_t bytes, first = utf8_decode(text.at, text.length, &bytes);
    bool ascii = true;
    for (uint32_t i = 0; i < text.length; i++)
        ascii &= (unsigned char)text.at[i] < 0x80;
    return !ascii || utf8_lower(first) != first;
}

/* `SFO 58.3`. */
static Diagnostic *meant_title(Build *b, Ref ref, Slice text) {
    bool sure;
    if (!looks_like_title(text) || b->incomplete ||
        model_nearest_sure(b->model, KIND_PROJECT, text, &sure) != 0)
        return NULL;
    Findings *findings = b->model->findings;
    Slice write = arena_format(b->arena, "\"%.*s\"", SLICE_ARGS(text));
    Diagnostic *d = findings_add(findings, CODE_N01, build_place(b, ref.span),
                                 "no project is called \"%.*s\"; a title is in quotes",
                                 SLICE_ARGS(text));
    diagnostic_here(findings, d, "write %.*s", SLICE_ARGS(write));
    diagnostic_fix(findings, d, d->place, write);
    diagnostic_help(findings, d,
                    "put the title of the row in quotes: %.*s; if it is the name of a "
                    "project, declare that: project %.*s \"Title\"",
                    SLICE_ARGS(write), SLICE_ARGS(text));
    return d;
}

Diagnostic *row_word_report(Build *b, Ref ref) {
    Slice text = names_text(b->model->names, ref.name);
    Diagnostic *d = meant_total(b, ref, text);
    return d != NULL ? d : meant_title(b, ref, text);
}
