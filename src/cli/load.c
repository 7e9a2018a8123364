/* Loading what a command's arguments name. */
#include "cli/load.h"
#include "base/choices.h"

#include <stdint.h>
#include <string.h>

#include "model/model.h"

static int32_t digits_at(const char *text, size_t from, size_t to) {
    int32_t number = 0;
    for (size_t i = from; i < to; i++) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        number = number * 10 + (text[i] - '0');
    }
    return number;
}

/* "2020-12-02" as 20201202; 0 where it is no date. */
static int32_t parse_date(const char *text) {
    if (strlen(text) != 10 || text[4] != '-' || text[7] != '-')
        return 0;
    int32_t year = digits_at(text, 0, 4);
    int32_t month = digits_at(text, 5, 7);
    int32_t day = digits_at(text, 8, 10);
    if (year < 0 || month < 0 || day < 0)
        return 0;
    return time_first(
        (Time){.kind = TIME_DATE, .from = year * 10000 + month * 100 + day});
}

bool cli_request(Cli *cli, Arena *arena, const Load *load, Request *out) {
    int32_t as_of = load->as_of ? parse_date(load->as_of) : 0;
    if (load->as_of && as_of == 0) {
        cli_complain(cli, "--as-of takes a date as 2020-12-02, not \"%.64s\"",
                     load->as_of);
        return false;
    }
    uint32_t count = load->path_count > 0 ? (uint32_t)load->path_count : 1;
    Slice *paths = ARENA_ARRAY(arena, Slice, count);
    paths[0] = SLICE(".");
    for (int i = 0; i < load->path_count; i++)
        paths[i] = slice_of(load->paths[i]);
    *out = (Request){
        .paths = paths,
        .path_count = count,
        .allow_outside = load->allow_outside,
        .as_of = as_of,
        .verdicts_only = load->verdicts_only,
    };
    return true;
}

Workspace *cli_load(Cli *cli, const Load *load) {
    Arena *arena = arena_new(cli->memory);
    Files files = files_system();
    Request request;
    Workspace *workspace = NULL;
    if (cli_request(cli, arena, load, &request))
        workspace = workspace_load(cli->memory, &files, &request);
    arena_drop(arena);
    return workspace;
}

bool cli_unreadable(Cli *cli, const UnreadableVec *unreadable) {
    for (uint32_t i = 0; i < unreadable->count; i++) {
        const Unreadable *lost = &unreadable->at[i];
        bool input = slice_is(lost->path, "-");
        cli_complain(cli, "%s: %s", input ? "standard input" : lost->path.at, lost->why);
    }
    return unreadable->count > 0;
}

bool cli_unread(Cli *cli, const Workspace *workspace) {
    (void)cli_unreadable(cli, &workspace->passed_over);
    return cli_unreadable(cli, &workspace->unreadable);
}

bool cli_colour(const Cli *cli, const char *value) {
    switch (value ? choices_find(COLOUR_CHOICES, slice_of(value)) : 2) {
    case 0: return true;
    case 1: return false;
    default: return cli->terminal;
    }
}
