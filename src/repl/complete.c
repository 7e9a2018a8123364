/* Completion at the prompt: of commands here, of statements by workspace/complete. */
#include "repl/complete.h"

#include <dirent.h>
#include <string.h>
#include "repl/command.h"
#include "workspace/complete.h"

typedef struct Commands {
    const Workspace *workspace;
    Completion *out;
} Commands;

static void add(Commands *c, Slice candidate) {
    completion_add(c->out, candidate);
}

static void add_files(Commands *c, Slice typed) {
    Arena *arena = c->out->arena;
    uint32_t slash = typed.length;
    while (slash > 0 && typed.at[slash - 1] != '/')
        slash--;
    Slice folder = arena_copy(arena, (Slice){typed.at, slash});
    DIR *dir = opendir(slash > 0 ? folder.at : ".");
    if (!dir)
        return;
    bool hidden = slash < typed.length && typed.at[slash] == '.';
    for (struct dirent *entry; (entry = readdir(dir)) != NULL;) {
        if (entry->d_name[0] == '.' && (!hidden || strcmp(entry->d_name, ".") == 0 ||
                                        strcmp(entry->d_name, "..") == 0))
            continue;
        Slice path = arena_format(arena, "%.*s%s", SLICE_ARGS(folder), entry->d_name);
        add(c, io_is_folder(path.at) ? arena_format(arena, "%.*s/", SLICE_ARGS(path))
                                     : path);
    }
    closedir(dir);
}

static void add_queries(Commands *c) {
    const Model *model = c->workspace->model;
    for (uint32_t i = 0; i < model->queries.count; i++)
        add(c, names_text(model->names, model->queries.at[i].node->name.name));
}

static void add_arguments(Commands *c, const ReplCommand *command, Slice typed) {
    switch (command->takes) {
    case TAKES_NOTHING: break;
    case TAKES_CHOICE: completion_add_split(c->out, command->choices, '|'); break;
    case TAKES_COMMAND:
        for (uint32_t i = 0; command_row(i); i++)
            add(c, slice_of(command_row(i)->name));
        break;
    case TAKES_TABLE: complete_tables(c->out); break;
    case TAKES_QUERY: add_queries(c); break;
    case TAKES_DOCUMENT:
        complete_things(c->workspace->model, 1U << KIND_DOCUMENT, c->out);
        break;
    case TAKES_CODE:
        for (int i = 0; i < CODE_COUNT; i++)
            add(c, slice_of(code_info((Code)i)->code));
        break;
    case TAKES_FILE: add_files(c, typed); break;
    }
}

static void complete_command(Commands *c, Slice text, uint32_t cursor) {
    Slice name = command_name(text);
    uint32_t start = cursor;
    while (start > 0 && text.at[start - 1] != ' ' && text.at[start - 1] != '\t')
        start--;
    Slice typed = {text.at + start, cursor - start};
    completion_begin(c->out, text, start, cursor);
    for (uint32_t i = 0; command_row(i); i++) {
        const ReplCommand *command = command_row(i);
        if (start == 0)
            add(c, arena_format(c->out->arena, ".%s", command->name));
        else if (slice_is(name, command->name))
            add_arguments(c, command, typed);
    }
}

void complete_text(const Workspace *workspace, Slice text, uint32_t cursor,
                   Completion *out) {
    if (text.length == 0 || text.at[0] != '.') {
        complete_prompt(workspace, text, cursor, out);
        return;
    }
    complete_command(&(Commands){workspace, out}, text, cursor);
    completion_end(out);
}
