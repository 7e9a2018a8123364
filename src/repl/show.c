/* Answers and findings for whoever asked: a person at a terminal, or a stream. */
#include "repl/show.h"
#include "base/phrase.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "model/model.h"
#include "render/report.h"
#include "repl/editor.h"
#include "repl/output.h"

/* ---- findings ---- */

static void write_findings(const Session *session, Writer *out, const Sources *sources,
                           const Findings *findings, bool closing) {
    Report report = {.memory = session->plan.memory,
                     .sources = sources,
                     .findings = findings,
                     .summary = &session->workspace->summary,
                     .level = LEVEL_NOTE,
                     .closing = closing,
                     .colour = out == session->to ? session->style.colour
                                                  : session->plan.colour,
                     .prompt = session->editor != NULL};
    render_text(&report, out);
}

/* Whether the finding can be shown by a caret under the line that was just typed. */
static bool fits_below(const Session *session, const Answer *answer, uint32_t columns) {
    enum { PROMPT_WIDTH = 7 };
    Slice text = slice_trim_end(session->asked, "\n");
    return session->editor && session->depth == 0 && answer->findings.all.count == 1 &&
           answer->findings.all.at[0]->labels.count == 0 &&
           !memchr(text.at, '\n', text.length) &&
           PROMPT_WIDTH + utf8_text_width(text) < columns;
}

static void write_escaped(const Session *session, Writer *out, Slice text) {
    Text escaped = {.memory = session->plan.memory};
    utf8_escape(&escaped, text, 1);
    writer_slice(out, text_view(&escaped));
    text_free(&escaped);
}

static void write_spaces(Writer *out, uint32_t count) {
    for (; count > 0; count--)
        writer_str(out, " ");
}

static void write_below(const Session *session, Writer *out, const Diagnostic *d) {
    enum { PROMPT_WIDTH = 7 };
    Slice text = session->asked;
    uint32_t start = d->place.span.start < text.length ? d->place.span.start
                                                       : text.length;
    uint32_t end = d->place.span.end < text.length ? d->place.span.end : text.length;
    uint32_t width = utf8_text_width((Slice){text.at + start, end - start});
    write_spaces(out, PROMPT_WIDTH + utf8_text_width((Slice){text.at, start}));
    for (uint32_t i = 0; i < width || i == 0; i++)
        writer_str(out, "^");
    writer_str(out, d->here.length > 0 ? " " : "");
    write_escaped(session, out, d->here);
    writer_format(out, "\n %s[%s]: ", level_text(d->level), code_info(d->code)->code);
    write_escaped(session, out, d->message);
    writer_str(out, "\n");
    for (uint32_t i = 0; i < d->notes.count; i++) {
        writer_str(out, "   ");
        write_escaped(session, out, d->notes.at[i]);
        writer_str(out, "\n");
    }
    if (d->help.length > 0) {
        writer_str(out, "   help: ");
        write_escaped(session, out, d->help);
        writer_str(out, "\n");
    }
}

static void show_findings(Session *session, const Answer *answer) {
    uint32_t rows, columns = 0;
    writer_flush(session->plan.out);
    if (session->editor)
        editor_size(session->editor, &rows, &columns);
    if (fits_below(session, answer, columns))
        write_below(session, session->plan.out, answer->findings.all.at[0]);
    else
        write_findings(session, session->editor ? session->plan.out : session->plan.err,
                       &answer->sources, &answer->findings, false);
}

void show_refused(Session *session, const Sources *sources, const Findings *findings) {
    writer_flush(session->plan.out);
    write_findings(session, session->editor ? session->plan.out : session->plan.err,
                   sources, findings, false);
}

/* ---- remarks ---- */

void show_sentence(const Session *session, Writer *out, Slice text, uint32_t indent) {
    uint32_t columns = show_width(session), at = indent;
    Text escaped = {.memory = session->plan.memory};
    utf8_escape(&escaped, text, 1);
    Slice rest = text_view(&escaped);
    while (rest.length > 0) {
        const char *space = memchr(rest.at, ' ', rest.length);
        Slice word = {rest.at, space ? (uint32_t)(space - rest.at) : rest.length};
        uint32_t width = utf8_text_width(word);
        if (columns > 0 && at > indent && at + 1 + width > columns) {
            writer_str(out, "\n");
            write_spaces(out, indent);
            at = indent;
        } else if (at > indent) {
            writer_str(out, " ");
            at++;
        }
        writer_slice(out, word);
        at += width;
        uint32_t taken = word.length + (space != NULL);
        rest = slice_from(rest, taken);
    }
    text_free(&escaped);
    writer_str(out, "\n");
}

/* What is said beside a result: below it for a person, else aside, so that another
 * program reads the result alone. */
static void write_remark(Session *session, Slice remark) {
    Writer *out = !session->editor          ? session->plan.err
                  : output_is_open(session) ? session->plan.out
                                            : session->to;
    if (!session->editor)
        writer_flush(session->plan.out);
    writer_str(out, session->editor ? " ! " : "integ: ");
    show_sentence(session, out, remark, 3);
}

/* Those of an answer that goes to a file. */
static void write_counts(Session *session, const ResultPage *page) {
    if (output_is_open(session) && session->editor) {
        writer_str(session->plan.out, " ");
        render_result_counts(page, session->plan.out);
        writer_str(session->plan.out, "\n");
    }
}

void show_stale(Session *session) {
    if (session->stale.length > 0)
        write_remark(session, text_view(&session->stale));
}

void show_check(Session *session, const bool *codes) {
    const Findings *all = &session->workspace->findings;
    if (!codes) {
        write_findings(session, session->to, &session->workspace->sources, all, true);
        show_stale(session);
        return;
    }
    Arena *arena = arena_new(session->plan.memory);
    Findings chosen = {.arena = arena};
    for (uint32_t i = 0; i < all->all.count; i++)
        if (codes[all->all.at[i]->code])
            *VEC_PUSH(arena, &chosen.all) = all->all.at[i];
    if (chosen.all.count > 0)
        write_findings(session, session->to, &session->workspace->sources, &chosen,
                       false);
    else
        writer_str(session->to, "no such findings\n");
    arena_drop(arena);
    show_stale(session);
}

static void write_remarks(Session *session, const Slice *remarks, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        write_remark(session, remarks[i]);
}

/* ---- stated totals that are off ---- */

static int by_place(const void *a, const void *b) {
    const Place *one = a, *other = b;
    if (one->source != other->source)
        return one->source < other->source ? -1 : 1;
    uint32_t start = one->span.start, than = other->span.start;
    return start < than ? -1 : start > than;
}

static bool is_at(const Place *places, uint32_t count, Place place) {
    return count > 0 && bsearch(&place, places, count, sizeof *places, by_place) != NULL;
}

/* Whether a finding is of one of the places, or speaks of it beside its own. */
static bool is_about(const Diagnostic *d, const Place *places, uint32_t count) {
    bool about = is_at(places, count, d->place);
    for (uint32_t k = 0; !about && d->has_figures && k < d->labels.count; k++)
        about = is_at(places, count, d->labels.at[k].place);
    return about;
}

/* The findings of stated totals over what the result read; of all, where there is no
 * result. A finding may speak of several places where the same total stands. */
static void find_off(const Session *session, Findings *out) {
    const Workspace *workspace = session->workspace;
    const Result *result = session->answer ? session->answer->result : NULL;
    uint32_t count = result ? result->off_count : 0;
    Place *places = ARENA_ARRAY(out->arena, Place, count);
    for (uint32_t i = 0; i < count; i++)
        places[i] = model_claim_place(workspace->model,
                                      &workspace->model->claims.at[result->off[i]]);
    if (count > 0)
        qsort(places, count, sizeof *places, by_place);
    for (uint32_t i = 0; i < workspace->findings.all.count; i++) {
        Diagnostic *d = workspace->findings.all.at[i];
        if (d->allowed || !d->has_figures)
            continue;
        if (!result || is_about(d, places, count))
            *VEC_PUSH(out->arena, &out->all) = d;
    }
}

void show_findings_at(Session *session, Place *places, uint32_t count) {
    Arena *arena = arena_new(session->plan.memory);
    Findings chosen;
    findings_init(&chosen, arena);
    if (count > 0)
        qsort(places, count, sizeof *places, by_place);
    for (uint32_t i = 0; i < session->workspace->findings.all.count; i++) {
        Diagnostic *d = session->workspace->findings.all.at[i];
        if (!d->allowed && is_about(d, places, count))
            *VEC_PUSH(arena, &chosen.all) = d;
    }
    write_findings(session, session->to, &session->workspace->sources, &chosen, false);
    arena_drop(arena);
}

/* How many of the stated totals that are off these findings speak of. */
static uint32_t count_told(const Session *session, const Findings *off, uint32_t shown) {
    const Model *model = session->workspace->model;
    const Result *result = session->answer->result;
    uint32_t told = 0;
    for (uint32_t i = 0; i < result->off_count; i++) {
        Place place = model_claim_place(model, &model->claims.at[result->off[i]]);
        bool speaks = false;
        for (uint32_t k = 0; k < shown && !speaks; k++)
            speaks = is_about(off->all.at[k], &place, 1);
        told += speaks;
    }
    return told;
}

/* A person is told of the first few, and both how many there are: totals, as many as the
 * claims of the answer's entries, though one finding may speak of several. */
static void write_off(Session *session) {
    enum { MOST = 3 };
    Arena *arena = arena_new(session->plan.memory);
    Findings off;
    findings_init(&off, arena);
    find_off(session, &off);
    uint32_t most = session->editor ? MOST : 0, shown = 0;
    for (; shown < off.all.count && shown < most; shown++)
        write_remark(session, off.all.at[shown]->message);
    uint32_t rest = session->answer->result->off_count - count_told(session, &off, shown);
    const char *why = off.all.count > 0 && shown == 0 ? "; .why shows how" : "";
    if (rest > 0)
        write_remark(session,
                     arena_format(arena,
                                  "%s%u %sstated total%s over these figures %s off%s",
                                  shown > 0 ? "and " : "", rest, shown > 0 ? "more " : "",
                                  phrase_s(rest), phrase_is(rest), why));
    if (shown > 0)
        writer_str(session->to, "   .why shows how\n");
    arena_drop(arena);
}

/* Whether all the words are in what is said of it. */
static bool speaks_of(const Session *session, const Findings *one, const Slice *words,
                      uint32_t count) {
    Text text = {.memory = session->plan.memory},
         lower = {.memory = session->plan.memory};
    Writer out = writer_text(&text);
    Report report = {.memory = session->plan.memory,
                     .sources = &session->workspace->sources,
                     .findings = one,
                     .summary = &session->workspace->summary,
                     .level = LEVEL_NOTE};
    render_text(&report, &out);
    utf8_fold(&lower, text_view(&text));
    bool all = true;
    for (uint32_t i = 0; i < count; i++) {
        Text word = {.memory = session->plan.memory};
        utf8_fold(&word, words[i]);
        all = all && strstr(text_nul(&lower), text_nul(&word));
        text_free(&word);
    }
    text_free(&text);
    text_free(&lower);
    return all;
}

enum { WHOLE_MOST = 3 }; /* findings that a person reads at once */

/* A line each, where there are more than a person would read. */
static void list_findings(Session *session, const Findings *chosen) {
    enum { CODE_WIDTH = 6 }; /* " T02  " */
    for (uint32_t i = 0; i < chosen->all.count; i++) {
        const Diagnostic *d = chosen->all.at[i];
        writer_format(session->to, " %s  ", code_info(d->code)->code);
        show_sentence(session, session->to, d->message, CODE_WIDTH);
    }
    writer_str(session->to, " ");
    show_sentence(session, session->to,
                  SLICE(".why with words of a row or a line above, or a heading, shows "
                        "how that comes about"),
                  1);
}

uint32_t show_why(Session *session, const Slice *words, uint32_t count) {
    Arena *arena = arena_new(session->plan.memory);
    Findings off, chosen;
    findings_init(&off, arena);
    findings_init(&chosen, arena);
    find_off(session, &off);
    for (uint32_t i = 0; i < off.all.count; i++) {
        Findings one = {.arena = arena};
        *VEC_PUSH(arena, &one.all) = off.all.at[i];
        if (speaks_of(session, &one, words, count))
            *VEC_PUSH(arena, &chosen.all) = off.all.at[i];
    }
    uint32_t shown = chosen.all.count;
    if (shown > WHOLE_MOST)
        list_findings(session, &chosen);
    else
        write_findings(session, session->to, &session->workspace->sources, &chosen,
                       false);
    arena_drop(arena);
    return shown;
}

/* ---- results ---- */

uint32_t show_width(const Session *session) {
    uint32_t rows, columns = 0;
    if (session->editor && !output_is_open(session))
        editor_size(session->editor, &rows, &columns);
    return columns;
}

/* The answer, with what is to be said about it; false where it is none, and why was
 * said. */
static bool show_answer(Session *session, const Answer *answer) {
    for (uint32_t i = 0; i < answer->plan_count; i++) {
        writer_str(session->to, " ");
        write_escaped(session, session->to, answer->plan[i]);
        writer_str(session->to, "\n");
    }
    if (!answer->result) {
        if (answer->plan_count == 0)
            show_findings(session, answer);
        return answer->plan_count > 0;
    }
    const Result *result = answer->result;
    if (result->stopped)
        return session_complain(session, "stopped");
    session->style.width = show_width(session);
    ResultPage page = {.memory = session->plan.memory,
                       .model = session->workspace->model,
                       .result = result,
                       .style = &session->style};
    if (session->style.format == RESULT_INTEG)
        page.rows = answer_cells(answer);
    /* Wider than the terminal: whole, for the pager moves sideways. */
    session->wide = session->style.format == RESULT_TABLE && session->plan.page &&
                    result_extent(&page).cut;
    if (session->wide)
        session->style.width = 0;
    const char *why;
    if (!render_result(&page, session->to, &why))
        return session_complain(session, "%s", why);
    write_counts(session, &page);
    write_remarks(session, result->remarks, result->remark_count);
    for (uint32_t i = 0; i < answer->left_out.count; i++)
        write_remark(session, arena_format(answer->arena, "%.*s; see: %s",
                                           SLICE_ARGS(answer->left_out.lines[i]),
                                           session->editor ? ".check" : "integ check"));
    session->left_out |= answer->left_out.count > 0;
    write_off(session);
    show_stale(session);
    return true;
}

/* ---- pages ---- */

/* The columns of a line, which may have colours in it. */
static uint32_t line_width(Slice line) {
    uint32_t width = 0;
    while (line.length > 0) {
        const char *escape = memchr(line.at, '\x1b', line.length);
        uint32_t plain = escape ? (uint32_t)(escape - line.at) : line.length;
        width += utf8_text_width((Slice){line.at, plain});
        const char *end = escape ? memchr(escape, 'm', line.length - plain) : NULL;
        uint32_t taken = end ? (uint32_t)(end - line.at) + 1 : line.length;
        line = slice_from(line, taken);
    }
    return width;
}

/* Whether the text is more than the terminal holds; long lines are folded there. */
static bool is_long(Slice text, uint32_t rows, uint32_t columns) {
    uint32_t lines = 0;
    for (uint32_t at = 0; at < text.length; lines++) {
        const char *newline = memchr(text.at + at, '\n', text.length - at);
        uint32_t end = newline ? (uint32_t)(newline - text.at) : text.length;
        lines += line_width((Slice){text.at + at, end - at}) / (columns + 1);
        at = end + 1;
    }
    return lines >= rows;
}

void show_page(Session *session) {
    Slice page = text_view(&session->page);
    if (output_is_open(session)) {
        output_take(session, page);
    } else {
        uint32_t rows, columns;
        editor_size(session->editor, &rows, &columns);
        writer_flush(session->plan.out);
        bool paged = session->plan.page &&
                     (session->wide || is_long(page, rows, columns)) &&
                     session->plan.page(session->plan.pager, page);
        if (!paged)
            writer_slice(session->plan.out, page);
    }
    text_clear(&session->page);
    session->wide = false;
}

bool show_asked(Session *session, const Ask *ask) {
    session->answer = workspace_ask(session->workspace, ask);
    return show_answer(session, session->answer);
}
