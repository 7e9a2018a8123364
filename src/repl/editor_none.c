/* The line editor that is none: the terminal's own keys correct a line, and nothing is
 * completed or recalled. For who wants no library, or none under the GPL. */
#include "repl/editor.h"

#include <errno.h>
#include <unistd.h>

#include "repl/terminal.h"

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
    terminal_size(rows, columns);
}

/* One line with its "\n", to the end of `out`. A terminal hands over a line at a time, so
 * that what is behind it is left for whoever reads next. */
static EditorResult read_line(const Editor *editor, Text *out) {
    const size_t start = out->length;
    while (out->length == start || out->at[out->length - 1] != '\n') {
        char room[1024];
        ssize_t count = terminal_wait() ? read(STDIN_FILENO, room, sizeof room) : -1;
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
        terminal_put(asked);
        EditorResult result = read_line(editor, out);
        if (result != EDITOR_TEXT) {
            terminal_put("\n");
            return result;
        }
        if (editor->plan.ends(editor->plan.context, text_view(out)))
            return EDITOR_TEXT;
    }
}
