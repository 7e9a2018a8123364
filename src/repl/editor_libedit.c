/* The line editor by libedit, through its own interface (not the one that it has of
 * readline's): for who hands on a program that is linked with nothing under the GPL. */
#include "repl/editor.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <histedit.h>

#include "base/library.h"
#include "base/utf8.h"
#include "repl/history.h"
#include "repl/terminal.h"

enum { HISTORY_MOST = 2000, SHOWN_MOST = 100 /* candidates, without a question */ };

/* What the program has of libedit, by its own names and types. */
#define LIBEDIT_SYMBOLS(X)                                                               \
    X(el_deletestr)                                                                      \
    X(el_end)                                                                            \
    X(el_get)                                                                            \
    X(el_gets)                                                                           \
    X(el_init)                                                                           \
    X(el_insertstr)                                                                      \
    X(el_line)                                                                           \
    X(el_resize)                                                                         \
    X(el_set)                                                                            \
    X(el_source)                                                                         \
    X(history)                                                                           \
    X(history_end)                                                                       \
    X(history_init)

typedef struct Libedit {
#define MEMBER(name) LIBRARY_MEMBER(name);
    LIBEDIT_SYMBOLS(MEMBER)
#undef MEMBER
} Libedit;

static const LibrarySymbol libedit_symbols[] = {
#define SYMBOL(name) LIBRARY_SYMBOL(Libedit, name),
    LIBEDIT_SYMBOLS(SYMBOL)
#undef SYMBOL
};

/* Of the version whose headers this was compiled with. */
#define AS_TEXT(number) #number
#define NUMBERED(name, major) name AS_TEXT(major)
static const char soname[] = NUMBERED("libedit.so.", LIBEDIT_MAJOR);
static const char not_there[] =
    NUMBERED("libedit.so.", LIBEDIT_MAJOR) ", which cannot be opened; install it "
                                           "(Debian's package is libedit" NUMBERED(
                                               "", LIBEDIT_MAJOR) ")";

const char editor_name[] = "libedit";

struct Editor {
    EditorPlan plan;
    Libedit lib;
    EditLine *line;
    History *entries;
    const char *prompt;
    Text *text;                        /* what was typed so far, of editor_read */
    uint32_t line_start;               /* where the line in hand begins in it */
    struct sigaction window, going_on; /* what the signals did before */
};

/* Set by their signals alone: a stop ended, and the terminal is as the shell left it; its
 * window has another size. */
static volatile sig_atomic_t went_on, resized;

static void note_signal(int number) {
    went_on |= number == SIGCONT;
    resized |= number == SIGWINCH;
}

/* Libedit hands its callbacks no more than its own line; there is one editor at a time.
 */
static Editor *current;

static char *show_prompt(EditLine *line) {
    (void)line;
    return (char *)(uintptr_t)current->prompt;
}

/* ---- keys ---- */

/* Where a signal came, the line is shown again as the terminal is now. */
static void show_again(Editor *editor) {
    if (went_on) {
        editor->lib.el_set(editor->line, EL_PREP_TERM, 0);
        editor->lib.el_set(editor->line, EL_PREP_TERM, 1);
    }
    if (resized) {
        terminal_put("\r\x1b[J"); /* libedit forgets where it began */
        editor->lib.el_resize(editor->line);
    }
    if (went_on || resized)
        editor->lib.el_set(editor->line, EL_REFRESH);
    went_on = resized = 0;
}

/* How many bytes the letter has that begins with that one. */
static uint32_t letter_bytes(unsigned char first) {
    return first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1;
}

/* One letter: 1; 0 at the end of input, and -1 after Ctrl-C. What is behind it is left
 * for whoever reads next. */
static int read_letter(EditLine *line, wchar_t *letter) {
    (void)line;
    char bytes[4];
    uint32_t count = 0, length;
    for (bool ready = false; !ready;) {
        ready = terminal_wait();
        if (*current->plan.interrupted)
            return -1;
        show_again(current);
    }
    do {
        if (read(STDIN_FILENO, &bytes[count], 1) != 1)
            return 0;
        count++;
    } while (count < letter_bytes((unsigned char)bytes[0]));
    *letter = (wchar_t)utf8_decode(bytes, count, &length);
    return 1;
}

/* ---- completion ---- */

/* What all candidates begin with, in whole letters. */
static Slice common_start(const Completion *found) {
    Slice common = found->candidates.at[0];
    for (uint32_t i = 1; i < found->candidates.count; i++) {
        Slice other = found->candidates.at[i];
        uint32_t same = 0;
        while (same < common.length && same < other.length &&
               common.at[same] == other.at[same])
            same++;
        while (same > 0 && same < common.length && (common.at[same] & 0xC0) == 0x80)
            same--;
        common.length = same;
    }
    return common;
}

/* Whether so many are to be shown. */
static bool wants_all(uint32_t count) {
    Text question = {.memory = current->plan.memory};
    text_format(&question, "\nshow all %u? (y or n) ", count);
    terminal_put(text_nul(&question));
    text_free(&question);
    wchar_t answer;
    return read_letter(current->line, &answer) == 1 && answer == L'y';
}

/* Below the line, in columns. */
static void show_candidates(const Completion *found) {
    uint32_t count = found->candidates.count, widest = 0, rows, columns;
    if (count > SHOWN_MOST && !wants_all(count)) {
        terminal_put("\n");
        return;
    }
    for (uint32_t i = 0; i < count; i++) {
        uint32_t width = utf8_text_width(found->candidates.at[i]);
        widest = width > widest ? width : widest;
    }
    terminal_size(&rows, &columns);
    uint32_t across = columns / (widest + 2) > 0 ? columns / (widest + 2) : 1;
    uint32_t down = (count + across - 1) / across;
    Text out = {.memory = current->plan.memory};
    for (uint32_t row = 0; row < down; row++) {
        text_char(&out, '\n');
        for (uint32_t i = row; i < count; i += down) {
            text_slice(&out, found->candidates.at[i]);
            if (i + down < count)
                text_repeat(&out, ' ',
                            widest + 2 - utf8_text_width(found->candidates.at[i]));
        }
    }
    text_str(&out, "\n");
    terminal_put(text_nul(&out));
    text_free(&out);
}

/* Puts a candidate, or what all begin with, in place of what stands there. */
static void replace(Editor *editor, const Completion *found, Slice there, Slice text,
                    bool quoted) {
    editor->lib.el_deletestr(editor->line, (int)utf8_text_length(there));
    editor->lib.el_insertstr(editor->line, arena_copy(found->arena, text).at);
    char last = text.at[text.length - 1];
    if (found->candidates.count > 1)
        return;
    if (quoted)
        editor->lib.el_insertstr(editor->line, "\"");
    else if (last != '(' && last != '/')
        editor->lib.el_insertstr(editor->line, " ");
}

/* Tab: completes as far as it is clear; where that is no further, shows what there is. */
static unsigned char complete(EditLine *line, int key) {
    (void)key;
    Editor *editor = current;
    const LineInfo *info = editor->lib.el_line(line);
    Text text = {.memory = editor->plan.memory};
    text_slice(&text, (Slice){editor->text->at, editor->line_start});
    text_bytes(&text, info->buffer, (size_t)(info->lastchar - info->buffer));
    Slice all = text_view(&text);
    uint32_t cursor = editor->line_start + (uint32_t)(info->cursor - info->buffer);
    Completion found = {.arena = arena_new(editor->plan.memory)};
    editor->plan.complete(editor->plan.context, all, cursor, &found);
    unsigned char result = CC_REFRESH_BEEP;
    if (found.candidates.count > 0 && found.start >= editor->line_start) {
        Slice there = {all.at + found.start, cursor - found.start};
        Slice common = common_start(&found);
        if (found.candidates.count == 1 ||
            (common.length >= there.length && !slice_equal(common, there))) {
            replace(editor, &found, there, common,
                    completion_quoted(all, cursor) != UINT32_MAX);
            result = CC_REFRESH;
        } else {
            show_candidates(&found);
            result = CC_REDISPLAY;
        }
    }
    arena_drop(found.arena);
    text_free(&text);
    return result;
}

/* ---- history ---- */

static void add_entry(void *context, const char *line) {
    const Editor *editor = context;
    HistEvent event;
    editor->lib.history(editor->entries, &event, H_ENTER, line);
}

static void load_history(Editor *editor) {
    HistEvent event;
    editor->entries = editor->lib.history_init();
    editor->lib.history(editor->entries, &event, H_SETSIZE, HISTORY_MOST);
    editor->lib.el_set(editor->line, EL_HIST, editor->lib.history, editor->entries);
    history_restore(editor->plan.memory, editor->plan.history, HISTORY_MOST, add_entry,
                    editor);
}

/* As one entry, but not one that repeats the last. */
static void keep(Editor *editor, Slice text) {
    HistEvent event;
    text = history_entry(text);
    bool any = editor->lib.history(editor->entries, &event, H_FIRST) == 0;
    if (text.length == 0 || (any && slice_is(text, event.str)))
        return;
    history_keep(editor->plan.memory, editor->plan.history, text, add_entry, editor);
}

/* ---- reading ---- */

static void bind_keys(const Editor *editor) {
    EditLine *line = editor->line;
    editor->lib.el_set(line, EL_EDITOR, "emacs");
    editor->lib.el_set(line, EL_ADDFN, "integ-complete", "Completes a word", complete);
    editor->lib.el_set(line, EL_BIND, "^I", "integ-complete", NULL);
    editor->lib.el_set(line, EL_BIND, "^R", "em-inc-search-prev", NULL);
    editor->lib.el_source(line, NULL); /* what the person has in ~/.editrc */
}

Editor *editor_open(const EditorPlan *plan, const char **why) {
    Editor *editor = memory_resize(plan->memory, NULL, sizeof *editor);
    *editor = (Editor){.plan = *plan};
    terminal_speak_utf8();
    if (!library_open(soname, libedit_symbols,
                      sizeof libedit_symbols / sizeof *libedit_symbols, &editor->lib) ||
        !(editor->line = editor->lib.el_init("integ", stdin, stdout, stderr))) {
        memory_free(plan->memory, editor);
        *why = not_there;
        return NULL;
    }
    current = editor;
    editor->lib.el_set(editor->line, EL_PROMPT, show_prompt);
    editor->lib.el_set(editor->line, EL_GETCFN, read_letter);
    bind_keys(editor);
    load_history(editor);
    struct sigaction note = {.sa_handler = note_signal, .sa_flags = SA_RESTART};
    sigaction(SIGWINCH, &note, &editor->window);
    sigaction(SIGCONT, &note, &editor->going_on);
    return editor;
}

void editor_close(Editor *editor) {
    sigaction(SIGWINCH, &editor->window, NULL);
    sigaction(SIGCONT, &editor->going_on, NULL);
    editor->lib.el_end(editor->line);
    editor->lib.history_end(editor->entries);
    current = NULL;
    memory_free(editor->plan.memory, editor);
}

void editor_size(const Editor *editor, uint32_t *rows, uint32_t *columns) {
    (void)editor;
    terminal_size(rows, columns);
}

EditorResult editor_read(Editor *editor, const char *prompt, const char *more,
                         Text *out) {
    editor->text = out;
    text_clear(out);
    *editor->plan.interrupted = 0;
    for (editor->prompt = prompt;; editor->prompt = more) {
        int count;
        editor->line_start = (uint32_t)out->length;
        /* libedit shows its prompt before it takes the keys, and a key that came in
         * between would be the terminal's. */
        editor->lib.el_set(editor->line, EL_PREP_TERM, 1);
        const char *line = editor->lib.el_gets(editor->line, &count);
        if (line == NULL || count <= 0) {
            terminal_put("\n");
            return *editor->plan.interrupted ? EDITOR_DROPPED : EDITOR_END;
        }
        text_bytes(out, line, (size_t)count);
        if (editor->plan.ends(editor->plan.context, text_view(out)))
            break;
    }
    keep(editor, text_view(out));
    return EDITOR_TEXT;
}
