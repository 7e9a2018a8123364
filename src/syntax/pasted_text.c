/* A pasted text as it is put right, and what is said of it: one finding a file tells of
 * each kind. */
#include "syntax/pasted_text.h"

#include <string.h>

#include "base/io.h"
#include "syntax/pasted_bytes.h"
#include "syntax/scan.h"

/* ---- the text put right ---- */

static char *copy_of(Pasted *s) {
    if (s->copy == NULL) {
        s->copy = arena_zero(s->arena, (size_t)s->text.length + IO_PADDING);
        memcpy(s->copy, s->text.at, s->text.length);
    }
    return s->copy;
}

void pasted_put(Pasted *s, Span span, Slice instead) {
    char *at = copy_of(s) + span.start;
    memset(at, ' ', span.end - span.start);
    memcpy(at, instead.at, instead.length);
}

void pasted_put_unreadable(Pasted *s, Span span, uint32_t cells) {
    char *at = copy_of(s) + span.start;
    memset(at, ' ', span.end - span.start);
    for (uint32_t i = 0; i < cells && 2 * i < span.end - span.start; i++)
        at[2 * i] = PASTED_UNREADABLE;
}

Slice pasted_result(const Pasted *s) {
    return s->copy ? (Slice){s->copy, s->text.length} : s->text;
}

/* ---- findings ---- */

static const struct {
    const char *one, *many, *help;
} sentences[PASTED_KINDS] = {
    [PASTED_GROUPS] = {"\"%.*s\" has a blank or quote among its digits",
                       "%u numbers have blanks or quotes among their digits",
                       "write thousands as 1_234 or 1234"},
    [PASTED_ZERO] = {"\"%.*s\" is not two cells: no number begins with 0",
                     "%u cells begin with 0, and no number does",
                     "write thousands as 1_050, and any other number without the 0 "
                     "before it"},
    [PASTED_NEGATIVE] =
        {"\"%.*s\" is not a number here: a negative one has a - before it",
         "%u negative numbers do not have a - before them",
         "write -1.5 for a negative number"},
    [PASTED_ABOUT] = {"\"%.*s\" is not a number here: about 100 is written ~100",
                      "%u numbers have a word for about before them",
                      "write ~100 for about 100"},
    [PASTED_MARKED] = {"\"%.*s\" is not a number here: a mark is beside it",
                       "%u numbers have a mark beside them",
                       "write the number alone, and a footnote behind # on its line"},
    [PASTED_EMPTY] = {"\"%.*s\" is not a cell",
                      "%u cells are neither a number nor - or ?",
                      "write ? where the document does not give the figure, and - where "
                      "it says that there is none"},
    [PASTED_CURRENCY] = {"\"%.*s\" is not an amount here",
                         "%u amounts name their currency in another way",
                         "write the number alone if it is in the unit of the file; if "
                         "not, write its unit behind it: 1.5 DKK"},
    [PASTED_TIME] = {"\"%.*s\" is not a time here: write %.*s",
                     "%u times are not written as 2025, 2025/26, 2025-08, 2025-q1 or "
                     "2025-08-20",
                     NULL},
    [PASTED_UNIT] = {"\"%.*s\" is not a unit here: write %.*s",
                     "%u units are written in another way",
                     "write thousand, mio (million) or mia (thousand million) and a "
                     "currency's code, as in 1.5 mio DKK, or no unit where it is that of "
                     "the file"},
    [PASTED_NOTE] = {"\"%.*s\" is not a cell: a footnote's mark?",
                     "%u marks of footnotes are among the cells",
                     "remove it, and write the footnote behind # at the end of the line"},
    [PASTED_MARKER] = {"\"%.*s\" is not part of a row: a row begins with its title, its "
                       "name or \"total\"",
                       "%u rows have a number or sign at their beginning",
                       "remove it, or write it in the title's quotes; a part of the row "
                       "above is in the block of that row: \"Lakes\" 1.5 { \"of which "
                       "pay\" 0.4 }"},
    [PASTED_BROKEN] = {"\"%.*s\" is not a number", "%u cells are not numbers",
                       "write 16.4 for 16,4, and 1_234.5 for a thousand and more"},
};

static Code code_of(PastedKind kind) {
    bool syntax = kind == PASTED_UNIT || kind == PASTED_MARKER;
    return kind == PASTED_TIME ? CODE_Y10 : syntax ? CODE_S01 : CODE_S04;
}

Slice pasted_printed(const Pasted *s, Span span) {
    return source_slice(s->source, span);
}

static Slice label_of(const Pasted *s, PastedKind kind, PastedSaid said) {
    if (kind == PASTED_BROKEN)
        return SLICE("a digit is missing, or a separator too many");
    if (said.reads.length == 0)
        return SLICE("remove it");
    if (said.other.length > 0)
        return arena_format(s->arena, "%.*s or %.*s%s?", SLICE_ARGS(said.reads),
                            SLICE_ARGS(said.other), said.more ? ", or others" : "");
    return arena_format(s->arena, kind == PASTED_ZERO ? "part of %.*s?" : "write %.*s",
                        SLICE_ARGS(said.reads));
}

void pasted_tell(Pasted *s, PastedKind kind, Span span, PastedSaid said) {
    Findings *findings = s->findings;
    Place place = {s->source->id, span};
    uint32_t count = s->count[kind]++;
    Slice label = label_of(s, kind, said);
    Diagnostic *d = s->told[kind];
    if (d == NULL) {
        d = s->told[kind] =
            findings_add(findings, code_of(kind), place, sentences[kind].one,
                         SLICE_ARGS(pasted_printed(s, span)), SLICE_ARGS(said.reads));
        diagnostic_here(findings, d, "%.*s", SLICE_ARGS(label));
        if (sentences[kind].help)
            diagnostic_help(findings, d, "%s", sentences[kind].help);
    } else if (count <= SCAN_LABELS_MOST) {
        diagnostic_label(findings, d, place, "%.*s", SLICE_ARGS(label));
    }
    bool certain = kind != PASTED_ZERO && kind != PASTED_BROKEN;
    if (said.other.length == 0 && certain && count < SCAN_FIXES_MOST)
        diagnostic_fix_safe(findings, d, place, said.reads, said.safe);
}

/* Where some fixes are safe, the others are left to the labels: what is offered together
 * is made together. */
static void keep_safe(Diagnostic *d) {
    uint32_t safe = 0;
    for (uint32_t i = 0; i < d->fixes.count; i++)
        if (d->fixes.at[i].safe)
            d->fixes.at[safe++] = d->fixes.at[i];
    d->fixes.count = safe > 0 ? safe : d->fixes.count;
}

void pasted_finish(Pasted *s) {
    for (int kind = 0; kind < PASTED_KINDS; kind++) {
        if (s->told[kind])
            keep_safe(s->told[kind]);
        uint32_t count = s->count[kind];
        if (count < 2)
            continue;
        s->told[kind]->message = arena_format(s->arena, sentences[kind].many, count);
        if (count > 1 + SCAN_LABELS_MOST)
            diagnostic_note(s->findings, s->told[kind], "and %u more in this file",
                            count - 1 - SCAN_LABELS_MOST);
    }
}
