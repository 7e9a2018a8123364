/* What-ifs at the prompt. */
#include "repl/whatifs.h"

#include "base/io.h"
#include "base/utf8.h"
#include "model/model.h"
#include "model/view.h"
#include "render/whatif.h"
#include "repl/show.h"

/* As all that a command prints: each line behind a blank. */
static void write_lines(Session *session, Slice lines) {
    while (lines.length > 0) {
        uint32_t end = 0;
        while (end < lines.length && lines.at[end] != '\n')
            end++;
        end += end < lines.length;
        writer_str(session->to, " ");
        writer_slice(session->to, (Slice){lines.at, end});
        lines = slice_from(lines, end);
    }
}

/* Shows what came of it, and keeps the workspace that counts from now on. */
static bool take(Session *session, WhatIfOutcome *outcome) {
    bool accepted = outcome->accepted;
    if (accepted) {
        Text text = {.memory = session->plan.memory};
        Writer out = writer_text(&text);
        render_whatif(session->plan.memory, outcome, session->workspace, &out);
        write_lines(session, text_view(&text));
        text_free(&text);
    } else if (outcome->refusal == REFUSED_TEXT) {
        show_refused(session, &outcome->sources, &outcome->findings);
    } else {
        Slice why = whatif_refusal_text(outcome);
        session_complain(session, "%.*s", SLICE_ARGS(why));
    }
    Workspace *after = outcome->after;
    whatif_outcome_drop(outcome);
    if (accepted)
        session_adopt(session, after);
    else
        workspace_drop(after);
    return accepted;
}

/* ---- the document ---- */

static Id find_document(const Session *session, Slice name) {
    const Model *model = session->workspace->model;
    return model_find(model, KIND_DOCUMENT, names_find(model->names, name));
}

static Id current_document(const Session *session) {
    Id chosen = session->document.length > 0 ? find_document(session, session->document)
                                             : 0;
    return chosen != 0 ? chosen : whatif_home(session->workspace);
}

static bool no_document(Session *session, Slice name) {
    const Model *model = session->workspace->model;
    Id near = model_nearest(model, KIND_DOCUMENT, name);
    Slice other = near != 0 ? model_name(model, KIND_DOCUMENT, near) : SLICE("");
    return other.length > 0
               ? session_complain(session,
                                  "no document is called \"%.*s\"; did you mean "
                                  "\"%.*s\"?",
                                  SLICE_ARGS(name), SLICE_ARGS(other))
               : session_complain(session, "no document is called \"%.*s\"",
                                  SLICE_ARGS(name));
}

bool whatifs_document(Session *session, Slice argument) {
    const Model *model = session->workspace->model;
    if (argument.length > 0) {
        if (find_document(session, argument) == 0)
            return no_document(session, argument);
        session->document = arena_copy(session->arena, argument);
        return true;
    }
    Id current = current_document(session);
    Text text = {.memory = session->plan.memory};
    for (Id id = 1; id < model->things[KIND_DOCUMENT].count; id++) {
        if (id != current && model_name(model, KIND_DOCUMENT, id).length == 0)
            continue; /* it cannot be chosen */
        text_str(&text, id == current ? "* " : "  ");
        utf8_escape(&text, model_name(model, KIND_DOCUMENT, id), 1);
        text_char(&text, ' ');
        utf8_escape(&text, view_label(model, KIND_DOCUMENT, id, id), 1);
        text_char(&text, '\n');
    }
    if (current == 0)
        text_str(&text, "none is chosen yet: .document NAME\n");
    write_lines(session, text_view(&text));
    text_free(&text);
    return true;
}

/* ---- what-ifs ---- */

bool whatifs_add(Session *session, Slice text) {
    WhatIfOutcome *outcome =
        whatif_add(session->whatifs, session->workspace, text, current_document(session));
    if (outcome->refusal != REFUSED_HOME)
        return take(session, outcome);
    workspace_drop(outcome->after);
    whatif_outcome_drop(outcome);
    return session_complain(session, "the files hold several documents: say which one "
                                     "this belongs to, by .document NAME");
}

Slice whatifs_home(Session *session, Arena *arena, Slice *text) {
    const Workspace *workspace = session->workspace;
    const Model *model = workspace->model;
    Id document = current_document(session);
    const Source *home = NULL;
    for (uint32_t i = 0; i < model->stretches.count && !home && document != 0; i++)
        if (model->stretches.at[i].document == document &&
            model->stretches.at[i].place.source < workspace->file_count)
            home = sources_get(model->sources, model->stretches.at[i].place.source);
    *text = (Slice){"", 0};
    if (!home)
        return *text;
    Text all = {.memory = session->plan.memory};
    text_slice(&all, home->text);
    for (uint32_t i = 0; i < whatifs_count(session->whatifs); i++) {
        const WhatIf *one = whatifs_at(session->whatifs, i);
        Slice own = slice_trim_end(one->text, CHAR_SPACES ";");
        bool block = one->document.length > 0;
        if (!slice_equal(one->path, home->path))
            continue;
        text_format(&all, "\n%s%.*s%s%.*s%s\n", block ? "document " : "",
                    SLICE_ARGS(one->document), block ? " {\n" : "", SLICE_ARGS(own),
                    block ? "\n}" : "");
    }
    *text = arena_copy(arena, text_view(&all));
    text_free(&all);
    return home->path;
}

bool whatifs_list(Session *session, Slice argument) {
    (void)argument;
    Text text = {.memory = session->plan.memory};
    Writer out = writer_text(&text);
    render_whatifs(session->plan.memory, session->whatifs, &out);
    write_lines(session, text.length > 0
                             ? text_view(&text)
                             : SLICE("nothing is stated here beside the files\n"));
    text_free(&text);
    return true;
}

bool whatifs_undo(Session *session, Slice argument) {
    enum { DIGITS_MOST = 9 };
    uint32_t number = 0;
    bool digits = argument.length <= DIGITS_MOST;
    for (uint32_t i = 0; i < argument.length && digits; i++) {
        digits = argument.at[i] >= '0' && argument.at[i] <= '9';
        number = number * 10 + (uint32_t)(argument.at[i] - '0');
    }
    if (!digits || (argument.length > 0 && number == 0))
        return session_complain(session,
                                "\"%.*s\" is not the number of a what-if; "
                                ".whatif lists them",
                                SLICE_ARGS(argument));
    return take(session, whatif_undo(session->whatifs, session->workspace, number));
}

static bool write_file(Session *session, Arena *arena, Slice path, Slice text) {
    IoStatus status = io_look(path.at);
    if (status == IO_OK)
        return session_complain(
            session, "%.*s exists; what-ifs are saved into a new file", SLICE_ARGS(path));
    if (status == IO_MISSING)
        status = io_replace_file(path.at, text, (IoReplace){.inside = true});
    Slice real;
    if (status == IO_OK)
        status = io_real_path(arena, path.at, &real);
    if (status != IO_OK)
        return session_complain(session, "%.*s %s", SLICE_ARGS(path),
                                io_write_status_text(status));
    whatifs_saved(session->whatifs, real);
    return true;
}

bool whatifs_save(Session *session, Slice argument) {
    if (argument.length == 0)
        return session_complain(session, "into which file? .save FILE");
    Arena *arena = arena_new(session->plan.memory);
    Slice path = arena_copy(arena, argument), text, why;
    bool done = whatif_text(session->whatifs, session->workspace, arena, &text, &why);
    if (!done)
        session_complain(session, "%.*s", SLICE_ARGS(why));
    done = done && write_file(session, arena, path, text);
    if (done && session->editor)
        write_lines(session, arena_format(arena, "written to %.*s\n", SLICE_ARGS(path)));
    arena_drop(arena);
    return done;
}

/* ---- the files ---- */

static void note_stale(Session *session, const WhatIfOutcome *outcome) {
    text_clear(&session->stale);
    if (!outcome->accepted)
        text_slice(&session->stale, whatif_refusal_text(outcome));
}

bool whatifs_reload(Session *session, Slice argument) {
    (void)argument;
    WhatIfOutcome *outcome = whatif_reload(session->whatifs, session->workspace);
    note_stale(session, outcome);
    return take(session, outcome);
}

static void tell_changed(Session *session, Slice path) {
    Text text = {.memory = session->plan.memory};
    text_str(&text, " ! ");
    utf8_escape(&text, path, 1);
    text_str(&text, " has changed;");
    writer_slice(session->plan.out, text_view(&text));
    text_free(&text);
}

/* Where nobody sits at a terminal answers alone are printed: the word goes aside. */
static void take_aside(Session *session, Slice path, WhatIfOutcome *outcome) {
    Text text = {.memory = session->plan.memory};
    text_str(&text, "integ: ");
    utf8_escape(&text, path, 1);
    text_str(&text, " has changed, and was read again\n");
    writer_flush(session->plan.out);
    writer_slice(session->plan.err, text_view(&text));
    writer_flush(session->plan.err);
    text_free(&text);
    Workspace *after = outcome->after;
    whatif_outcome_drop(outcome);
    session_adopt(session, after);
}

/* A file that broke is looked at again before each prompt, for it may be fixed; until
 * then every answer says that it is of what was read before. */
void whatifs_notice(Session *session) {
    Slice path = workspace_changed(session->workspace, session->plan.files);
    if (path.length == 0) {
        text_clear(&session->stale);
        return;
    }
    WhatIfOutcome *outcome = whatif_reload(session->whatifs, session->workspace);
    note_stale(session, outcome);
    if (outcome->accepted && !session->editor) {
        take_aside(session, path, outcome);
        return;
    }
    if (outcome->accepted) {
        tell_changed(session, path);
        take(session, outcome);
        return;
    }
    workspace_drop(outcome->after);
    whatif_outcome_drop(outcome);
}
