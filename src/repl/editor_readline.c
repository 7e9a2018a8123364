/* The line editor by GNU readline, and all that the program knows of it. Readline keeps
 * its state in globals and calls back without a context, so that there is one editor at a
 * time, which `current` names: the only mutable global of the program besides the flag of
 * its signal handler. */
#include "repl/editor.h"

#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <readline/history.h>
#include <readline/readline.h>

#include "base/library.h"
#include "repl/history.h"
#include "repl/terminal.h"

enum { HISTORY_MOST = 2000 };

/* What the program has of readline, by readline's own names and types. */
#define READLINE_SYMBOLS(X)                                                              \
    X(add_history)                                                                       \
    X(clear_history)                                                                     \
    X(history_base)                                                                      \
    X(history_get)                                                                       \
    X(history_length)                                                                    \
    X(rl_attempted_completion_function)                                                  \
    X(rl_attempted_completion_over)                                                      \
    X(rl_callback_handler_install)                                                       \
    X(rl_callback_handler_remove)                                                        \
    X(rl_callback_read_char)                                                             \
    X(rl_catch_signals)                                                                  \
    X(rl_check_signals)                                                                  \
    X(rl_completer_quote_characters)                                                     \
    X(rl_completion_append_character)                                                    \
    X(rl_completion_matches)                                                             \
    X(rl_completion_word_break_hook)                                                     \
    X(rl_crlf)                                                                           \
    X(rl_end)                                                                            \
    X(rl_forced_update_display)                                                          \
    X(rl_free)                                                                           \
    X(rl_get_screen_size)                                                                \
    X(rl_initialize)                                                                     \
    X(rl_line_buffer)                                                                    \
    X(rl_pending_signal)                                                                 \
    X(rl_persistent_signal_handlers)                                                     \
    X(rl_point)                                                                          \
    X(rl_readline_name)                                                                  \
    X(rl_reset_screen_size)                                                              \
    X(rl_variable_bind)                                                                  \
    X(stifle_history)                                                                    \
    X(using_history)

typedef struct Readline {
#define MEMBER(name) LIBRARY_MEMBER(name);
    READLINE_SYMBOLS(MEMBER)
#undef MEMBER
} Readline;

static const LibrarySymbol readline_symbols[] = {
#define SYMBOL(name) LIBRARY_SYMBOL(Readline, name),
    READLINE_SYMBOLS(SYMBOL)
#undef SYMBOL
};

/* Of the version whose headers this was compiled with. */
#define AS_TEXT(number) #number
#define NUMBERED(name, major) name AS_TEXT(major)
static const char soname[] = NUMBERED("libreadline.so.", RL_VERSION_MAJOR);
static const char not_there[] = NUMBERED(
    "libreadline.so.", RL_VERSION_MAJOR) " (GNU readline), which cannot be opened; "
                                         "install it (Debian's package is "
                                         "libreadline" NUMBERED("", RL_VERSION_MAJOR) ")";

const char editor_name[] = "GNU readline";

struct Editor {
    EditorPlan plan;
    Readline lib;
    Text *text;          /* what was typed so far, of editor_read */
    uint32_t line_start; /* where the line in hand begins in it */
    bool taken, ended;   /* the line in hand was: by Enter, by Ctrl-D */
    sigset_t signals;    /* those that are blocked */
    Completion completion;
    uint32_t next; /* candidate to be given */
};

static Editor *current;

/* ---- completion ---- */

/* The text up to and with the line in hand, as it stands in readline's buffer. */
static Slice typed(Editor *editor, Text *out) {
    text_slice(out, (Slice){editor->text->at, editor->line_start});
    text_bytes(out, *editor->lib.rl_line_buffer, (size_t)*editor->lib.rl_end);
    return text_view(out);
}

/* Whether the cursor is in a text in quotes, which is completed as one. */
static bool is_quoted(Editor *editor) {
    Text text = {.memory = editor->plan.memory};
    Slice all = typed(editor, &text);
    bool quoted =
        completion_quoted(all, editor->line_start + (uint32_t)*editor->lib.rl_point) !=
        UINT32_MAX;
    text_free(&text);
    return quoted;
}

/* Names and paths are cut differently: a command's argument at spaces alone. */
static char *word_breaks(void) {
    static char in_commands[] = " \t\n", in_texts[] = "\"",
                in_statements[] = " \t\n\"'`@$><=;|&{}(),.:*+-/%!?";
    bool command = current->line_start == 0 && (*current->lib.rl_line_buffer)[0] == '.';
    return command ? in_commands : is_quoted(current) ? in_texts : in_statements;
}

/* Readline frees what it is given. */
static char *next_candidate(const char *word, int state) {
    (void)word;
    Editor *editor = current;
    if (state == 0)
        editor->next = 0;
    if (editor->next == editor->completion.candidates.count)
        return NULL;
    char *copy = strdup(editor->completion.candidates.at[editor->next++].at);
    if (!copy)
        memory_exhausted(editor->plan.memory);
    return copy;
}

static char **attempt(const char *word, int start, int end) {
    Editor *editor = current;
    (void)end;
    *editor->lib.rl_attempted_completion_over = 1;
    Text text = {.memory = editor->plan.memory};
    Slice all = typed(editor, &text);
    editor->completion = (Completion){.arena = arena_new(editor->plan.memory)};
    editor->plan.complete(editor->plan.context, all,
                          editor->line_start + (uint32_t)*editor->lib.rl_point,
                          &editor->completion);
    Completion *found = &editor->completion;
    char **matches = NULL;
    if (found->candidates.count > 0 &&
        found->start == editor->line_start + (uint32_t)start)
        matches = editor->lib.rl_completion_matches(word, next_candidate);
    if (found->candidates.count == 1) {
        Slice only = found->candidates.at[0];
        char last = only.at[only.length - 1];
        *editor->lib.rl_completion_append_character = is_quoted(editor)            ? '"'
                                                      : last == '(' || last == '/' ? '\0'
                                                                                   : ' ';
    }
    arena_drop(found->arena);
    text_free(&text);
    return matches;
}

/* ---- history ---- */

static void add_entry(void *context, const char *line) {
    const Editor *editor = context;
    editor->lib.add_history(line);
}

static void load_history(Editor *editor) {
    editor->lib.using_history();
    editor->lib.stifle_history(HISTORY_MOST);
    history_restore(editor->plan.memory, editor->plan.history, HISTORY_MOST, add_entry,
                    editor);
}

/* As one entry, but not one that repeats the last. */
static void keep(Editor *editor, Slice text) {
    text = history_entry(text);
    HIST_ENTRY *last = *editor->lib.history_length > 0
                           ? editor->lib.history_get(*editor->lib.history_base +
                                                     *editor->lib.history_length - 1)
                           : NULL;
    if (text.length == 0 || (last && slice_is(text, last->line)))
        return;
    history_keep(editor->plan.memory, editor->plan.history, text, add_entry, editor);
}

/* ---- reading ---- */

Editor *editor_open(const EditorPlan *plan, const char **why) {
    Editor *editor = memory_resize(plan->memory, NULL, sizeof *editor);
    *editor = (Editor){.plan = *plan};
    if (!library_open(soname, readline_symbols,
                      sizeof readline_symbols / sizeof *readline_symbols, &editor->lib)) {
        memory_free(plan->memory, editor);
        *why = not_there;
        return NULL;
    }
    sigprocmask(SIG_SETMASK, NULL, &editor->signals);
    current = editor;
    terminal_speak_utf8(); /* readline asks for it again for each line */
    *editor->lib.rl_readline_name = "integ";
    *editor->lib.rl_catch_signals = 1;
    *editor->lib.rl_persistent_signal_handlers = 1;
    *editor->lib.rl_attempted_completion_function = attempt;
    *editor->lib.rl_completion_word_break_hook = word_breaks;
    *editor->lib.rl_completer_quote_characters = "";
    editor->lib.rl_initialize();
    /* A paste is put in as it is, lines and all; Enter runs it. */
    editor->lib.rl_variable_bind("enable-bracketed-paste", "on");
    editor->lib.rl_variable_bind("enable-active-region", "off");
    load_history(editor);
    return editor;
}

void editor_close(Editor *editor) {
    editor->lib.clear_history();
    current = NULL;
    memory_free(editor->plan.memory, editor);
}

void editor_size(const Editor *editor, uint32_t *rows, uint32_t *columns) {
    int height, width;
    editor->lib.rl_reset_screen_size();
    editor->lib.rl_get_screen_size(&height, &width);
    *rows = height > 0 ? (uint32_t)height : 24;
    *columns = width > 0 ? (uint32_t)width : 80;
}

/* Readline hands over a line, or NULL at the end of input. */
static void take_line(char *line) {
    Editor *editor = current;
    editor->lib.rl_callback_handler_remove();
    editor->taken = line != NULL;
    editor->ended = line == NULL;
    if (line)
        text_str(editor->text, line);
    editor->lib.rl_free(line);
}

static void await_key(void) {
    if (terminal_wait()) {
        current->lib.rl_callback_read_char();
        return;
    }
    int number = current->lib.rl_pending_signal();
    current->lib.rl_check_signals();
    if (number == SIGTSTP) /* the shell has written since */
        current->lib.rl_forced_update_display();
}

/* One line, to the end of editor->text; false where it was dropped. */
static bool read_line(Editor *editor, const char *prompt) {
    editor->taken = editor->ended = false;
    editor->line_start = (uint32_t)editor->text->length;
    editor->lib.rl_callback_handler_install(prompt, take_line);
    while (!editor->taken && !editor->ended) {
        await_key();
        if (*editor->plan.interrupted) {
            editor->lib.rl_callback_handler_remove();
            editor->lib.rl_crlf();
            /* Readline leaves what it blocked to handle the signal. */
            sigprocmask(SIG_SETMASK, &editor->signals, NULL);
            return false;
        }
    }
    return true;
}

EditorResult editor_read(Editor *editor, const char *prompt, const char *more,
                         Text *out) {
    editor->text = out;
    text_clear(out);
    *editor->plan.interrupted = 0;
    for (const char *asked = prompt;; asked = more) {
        if (!read_line(editor, asked))
            return EDITOR_DROPPED;
        if (editor->ended) {
            editor->lib.rl_crlf();
            return EDITOR_END;
        }
        text_char(out, '\n');
        if (editor->plan.ends(editor->plan.context, text_view(out)))
            break;
    }
    keep(editor, text_view(out));
    return EDITOR_TEXT;
}
