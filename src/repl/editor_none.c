/* The line editor that is none: the terminal's own keys correct a line, and nothing is
 * completed or recalled. For who wants no library, or none under the GPL. */
#include "repl/editor.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/select.h>
#include <unistd.h>

const char editor_name[] = "none";

struct Editor {
    EditorPlan plan;
};

Editor *editor_open(const EditorPlan *plan, const char **why) {
    (void)why; /* it can always */
    Editor *editor = memory_resize(plan->memory, NULL, sizeof *editor);
    *editor = (Editor){.plan = *plan};
    return editor;
}

void editor_close(Editor *editor) {
    memory_free(editor->plan.memory, editor);
}

void editor_size(const Editor *editor, uint32_t *rows, uint32_t *columns) {
    (void)editor;
    struct winsize size = {0};
    bool known = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0;
    *rows = known && size.ws_row > 0 ? size.ws_row : 24;
    *columns = known && size.ws_col > 0 ? size.ws_col : 80;
}

static void put(const char *text) {
    (void)!write(STDOUT_FILENO, text, strlen(text));
}

/* Waits for input. A signal that comes before the wait ends it as one in it does. */
static bool await_input(void) {
    sigset_t caught, before;
    sigemptyset(&caught);
    sigaddset(&caught, SIGINT);
    sigprocmask(SIG_BLOCK, &caught, &before);
    fd_set ready;
    FD_ZERO(&ready);
    FD_SET(STDIN_FILENO, &ready);
    int count = pselect(STDIN_FILENO + 1, &ready, NULL, NULL, NULL, &before);
    sigprocmask(SIG_SETMASK, &before, NULL);
    return count > 0;
}

/* One line with its "\n", to the end of `out`. A terminal hands over a line at a time, so
 * that what is behind it is left for whoever reads next. */
static EditorResult read_line(const Editor *editor, Text *out) {
    const size_t start = out->length;
    while (out->length == start || out->at[out->length - 1] != '\n') {
        char room[1024];
        ssize_t count = await_input() ? read(STDIN_FILENO, room, sizeof room) : -1;
        if (*editor->plan.interrupted)
            return EDITOR_DROPPED;
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0 || (count == 0 && out->length == start))
            return EDITOR_END;
        text_bytes(out, room, (size_t)count);
    }
    return EDITOR_TEXT;
}

EditorResult editor_read(Editor *editor, const char *prompt, const char *more,
                         Text *out) {
    text_clear(out);
    *editor->plan.interrupted = 0;
    for (const char *asked = prompt;; asked = more) {
        put(asked);
        EditorResult result = read_line(editor, out);
        if (result != EDITOR_TEXT) {
            put("\n");
            return result;
        }
        if (editor->plan.ends(editor->plan.context, text_view(out)))
            return EDITOR_TEXT;
    }
}
