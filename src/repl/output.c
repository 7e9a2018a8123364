/* What is printed, gathered for a file. */
#include "repl/output.h"

#include "base/io.h"

static const IoReplace plan = {.inside = true};

bool output_is_open(const Session *session) {
    return session->output_path.length > 0;
}

/* Back to the screen. */
static void leave(Session *session) {
    text_clear(&session->output);
    text_clear(&session->output_path);
    session->style.colour = session->plan.colour;
    session->style.closing = true;
}

bool output_open(Session *session, Slice path) {
    bool done = output_finish(session);
    if (path.length == 0)
        return done;
    text_slice(&session->output_path, path);
    const char *file = text_nul(&session->output_path);
    bool held;
    IoStatus status =
        sources_hold(&session->workspace->sources, session->plan.memory, file, &held);
    if (held) {
        leave(session);
        return session_complain(
            session, "%.*s is a file that is loaded; the output would overwrite it",
            SLICE_ARGS(path));
    }
    if (status == IO_OK)
        status = io_may_replace(file, plan);
    if (status != IO_OK) {
        leave(session);
        return session_complain(session, "%.*s %s", SLICE_ARGS(path),
                                io_write_status_text(status));
    }
    session->style.colour = false;
    session->style.closing = false; /* counts are for the screen */
    return done;
}

void output_take(Session *session, Slice page) {
    text_slice(&session->output, page);
}

bool output_finish(Session *session) {
    if (!output_is_open(session))
        return true;
    const char *file = session->output_path.at;
    bool done = true;
    /* Meanwhile the file may have been included, or become a link to one that is. */
    bool held;
    IoStatus status =
        sources_hold(&session->workspace->sources, session->plan.memory, file, &held);
    if (held) {
        done =
            session_complain(session, "%s is loaded by now, and is left as it is", file);
    } else {
        if (status == IO_OK)
            status = io_replace_file(file, text_view(&session->output), plan);
        if (status != IO_OK)
            done = session_complain(session, "%s %s", file, io_write_status_text(status));
    }
    leave(session);
    return done;
}
