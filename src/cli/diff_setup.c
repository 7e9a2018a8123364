/* Teaching git what .integ files are. */
#include "cli/diff_setup.h"

#include "base/io.h"
#include "base/path.h"
#include "base/utf8.h"
#include "cli/revision.h"

enum { ATTRIBUTES_MOST = 1 << 20 };

#define ATTRIBUTE "*.integ diff=integ\n"

/* Hunks are headed by the table or thing that they are in. */
static const char *const settings[][2] = {
    {"diff.integ.xfuncname",
     "^[ \t]*(((spending[ \t]+)?table|project|area|goal|document)[ \t].*)$"},
    {"difftool.integ.cmd", "integ diff \"$LOCAL\" \"$REMOTE\""},
};

enum { SETTINGS = sizeof settings / sizeof *settings };

/* Whether the text has that line. */
static bool has_line(Slice text, Slice line) {
    while (text.length > 0) {
        uint32_t end = 0;
        while (end < text.length && text.at[end] != '\n')
            end++;
        end += end < text.length;
        if (slice_equal((Slice){text.at, end}, line))
            return true;
        text = slice_from(text, end);
    }
    return false;
}

static bool write_attribute(Cli *cli, Arena *arena, Slice top) {
    Slice path = path_join(arena, top, SLICE(".gitattributes"));
    char *at = NULL;
    size_t length = 0;
    IoStatus status = io_read_file(cli->memory, path.at, ATTRIBUTES_MOST, &at, &length);
    if (status != IO_OK && status != IO_MISSING) {
        cli_complain(cli, "%.200s %s", path.at, io_status_text(status));
        return false;
    }
    Slice before = {at, (uint32_t)length};
    bool there = has_line(before, SLICE(ATTRIBUTE));
    if (!there) {
        Text after = {.memory = cli->memory};
        text_slice(&after, before);
        if (length > 0 && at[length - 1] != '\n')
            text_char(&after, '\n');
        text_str(&after, ATTRIBUTE);
        status = io_replace_file(path.at, text_view(&after), (IoReplace){.inside = true});
        text_free(&after);
    }
    memory_free(cli->memory, at);
    if (!there && status != IO_OK) {
        cli_complain(cli, "%.200s %s", path.at, io_write_status_text(status));
        return false;
    }
    writer_format(cli->out, there ? ".gitattributes has: %s" : ".gitattributes: %s",
                  ATTRIBUTE);
    return true;
}

/* What is set already is the user's: it stays. */
static bool write_settings(Cli *cli, Arena *arena, Slice top) {
    for (int i = 0; i < SETTINGS; i++) {
        const char *name = settings[i][0], *value = settings[i][1];
        const char *const get[] = {"config", "--get-all", name, NULL};
        const char *const set[] = {"config", "--local", name, value, NULL};
        Slice out;
        GitResult result = git_line(arena, top.at, NULL, get, &out);
        if (result == GIT_DONE) {
            writer_format(cli->out, "git config %s is set already, and stays: ", name);
            Text text = {.memory = cli->memory};
            utf8_escape(&text, out, 1);
            writer_slice(cli->out, text_view(&text));
            text_free(&text);
            writer_str(cli->out, "\n");
            continue;
        }
        if (result == GIT_REFUSED) /* it is not set */
            result = git_run(arena, top.at, NULL, set, &out);
        if (result != GIT_DONE) {
            cli_complain(cli, "git could not set %s", name);
            return false;
        }
        writer_format(cli->out, "git config %s: %s\n", name, value);
    }
    return true;
}

Exit diff_git_setup(Cli *cli, Arena *arena) {
    Slice top;
    GitResult found = revision_find_repository(cli, arena, &top);
    if (found == GIT_REFUSED)
        cli_complain(cli, "git knows no repository here");
    if (found != GIT_DONE || !write_attribute(cli, arena, top) ||
        !write_settings(cli, arena, top))
        return EXIT_UNABLE;
    writer_str(cli->out,
               "Now git diff names the table in its hunks, and this compares by "
               "meaning: git difftool -t integ\n");
    return EXIT_CLEAN;
}
