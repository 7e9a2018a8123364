/* Runs git: its output through a pipe, nothing to read, its errors dropped. */
#include "cli/git.h"

#include <string.h>

#include "base/vec.h"
#include "cli/child.h"

/* POSIX leaves its declaration to the program. */
extern char **environ;

/* What no repository may choose: programs that git would run, and whatever changes the
 * form of its answers. Filters of contents are named by the repository: see changed.c. */
static const char *const settings[] = {
    "core.fsmonitor=false",          "core.hooksPath=/dev/null",
    "core.quotePath=true",           "core.pager=cat",
    "core.alternateRefsCommand=",    "core.sshCommand=false",
    "core.attributesFile=/dev/null", "diff.external=",
    "diff.interHunkContext=0",       "diff.noprefix=false",
    "diff.mnemonicPrefix=false",     "diff.renames=true",
    "diff.renameLimit=1000",         "diff.orderFile=/dev/null",
    "diff.suppressBlankEmpty=false", "diff.indentHeuristic=false",
    "diff.relative=false",           "diff.wsErrorHighlight=none",
    "diff.algorithm=default",        "protocol.allow=never",
    "safe.bareRepository=explicit",  "submodule.recurse=false",
    "maintenance.auto=false",        "gc.auto=0",
};

/* The same, where a setting of the repository would win over one of ours: the remote of a
 * partial clone names the program that fetches what is missing, and `protocol.ext.allow`
 * goes before `protocol.allow`. The list holds no protocol. */
static const char *const surroundings[] = {"GIT_ALLOW_PROTOCOL=", "GIT_NO_LAZY_FETCH=1"};

enum { ARGUMENTS_MOST = 32 };

/* Whether a variable, "NAME=value", is one of those. */
static bool is_ours(const char *variable) {
    for (size_t i = 0; i < sizeof surroundings / sizeof *surroundings; i++) {
        size_t name = (size_t)(strchr(surroundings[i], '=') - surroundings[i]) + 1;
        if (strncmp(variable, surroundings[i], name) == 0)
            return true;
    }
    return false;
}

/* What this program was started with, but for them; NULL at the end. */
static const char *const *environment(Arena *arena) {
    VEC(const char *) all = {0};
    for (size_t i = 0; i < sizeof surroundings / sizeof *surroundings; i++)
        *VEC_PUSH(arena, &all) = surroundings[i];
    for (char **at = environ; at && *at; at++)
        if (!is_ours(*at))
            *VEC_PUSH(arena, &all) = *at;
    *VEC_PUSH(arena, &all) = NULL;
    return all.at;
}

static GitResult run(Arena *arena, const char *const *words, Slice *out) {
    Child git = {.program = "git",
                 .words = words,
                 .variables = environment(arena),
                 .silent = true};
    int status;
    if (!child_run(arena, &git, out, &status))
        return GIT_MISSING;
    return status == 0 ? GIT_DONE : GIT_REFUSED;
}

GitResult git_run(Arena *arena, const char *folder, const char *const *more,
                  const char *const *arguments, Slice *out) {
    enum { SETTINGS = sizeof settings / sizeof *settings, OWN_MOST = 8 };
    static const char *const none[] = {NULL};
    const char *const *further = more ? more : none;
    size_t extra = 0;
    while (further[extra])
        extra++;
    const char **words = ARENA_ARRAY(arena, const char *,
                                     2 * (SETTINGS + extra) + ARGUMENTS_MOST + OWN_MOST);
    size_t count = 0;
    words[count++] = "git";
    words[count++] = "--no-optional-locks";
    for (size_t i = 0; i < SETTINGS + extra; i++) {
        words[count++] = "-c";
        words[count++] = i < SETTINGS ? settings[i] : further[i - SETTINGS];
    }
    if (folder) {
        words[count++] = "-C";
        words[count++] = folder;
    }
    for (size_t i = 0; i < ARGUMENTS_MOST && arguments[i]; i++)
        words[count++] = arguments[i];
    *out = (Slice){0};
    return run(arena, words, out);
}

GitResult git_line(Arena *arena, const char *folder, const char *const *more,
                   const char *const *arguments, Slice *out) {
    GitResult result = git_run(arena, folder, more, arguments, out);
    out->length -= slice_ends(*out, SLICE("\n"));
    *out = arena_copy(arena, *out);
    return result;
}

GitResult git_top(Arena *arena, const char *folder, Slice *top) {
    const char *const arguments[] = {"rev-parse", "--show-toplevel", NULL};
    return git_line(arena, folder, NULL, arguments, top);
}

GitResult git_commit(Arena *arena, const char *folder, const char *const *more,
                     const char *name, Slice *commit) {
    Slice wanted = arena_format(arena, "%s^{commit}", name);
    const char *const arguments[] = {"rev-parse", "--verify", "--quiet", wanted.at, NULL};
    return *name == '-' || *name == 0 ? GIT_REFUSED
                                      : git_line(arena, folder, more, arguments, commit);
}

GitResult git_filters(Arena *arena, const char *folder, const char *const **out) {
    const char *const arguments[] = {"config",       "-z",         "--name-only",
                                     "--get-regexp", "^filter[.]", NULL};
    Slice names;
    VEC(const char *) off = {0};
    GitResult result = git_run(arena, folder, NULL, arguments, &names);
    if (result == GIT_MISSING)
        return result;
    if (result == GIT_DONE) { /* else there are none */
        const char *end = names.at + names.length;
        for (const char *at = names.at; at < end; at += strlen(at) + 1) {
            Slice name = slice_of(at);
            if (strchr(at, '=') != NULL) /* it would be read as another name */
                return GIT_REFUSED;
            bool required = slice_ends(name, SLICE(".required"));
            *VEC_PUSH(arena, &off) =
                arena_format(arena, "%s=%s", at, required ? "false" : "").at;
        }
    }
    *VEC_PUSH(arena, &off) = NULL;
    *out = off.at;
    return GIT_DONE;
}
