/* A program that links the library beside what has names that the library has inside too:
 * jansson's archive, and a function of its own. It reads the files that it names, and
 * hands their texts over:
 *
 *     client report text|json|sarif FILE…
 *     client query table|csv|json QUERY FILE…
 *     client format FILE
 *     client exhaust QUERY FILE…      each request for memory fails in turn
 *     client stop FILE…               a load and a query that are stopped
 *     client misuse
 *
 * Texts go to standard output, remarks to standard error; it ends with the status. */
#include <integ.h>

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FILES_MOST = 16, FAILED = 100 };

int arena_new(int number);
int arena_new(int number) {
    return number + 1;
}

static void need(int holds, const char *what) {
    if (!holds) {
        fprintf(stderr, "client: not so: %s\n", what);
        exit(FAILED);
    }
}

/* ---- the files ---- */

static integ_file files[FILES_MOST];
static size_t file_count;

static void read_file(const char *path) {
    FILE *in = fopen(path, "rb");
    need(in != NULL && file_count < FILES_MOST, path);
    char *text = malloc(1 << 20);
    size_t length = fread(text, 1, 1 << 20, in);
    fclose(in);
    files[file_count++] = (integ_file){path, text, length};
}

/* The library keeps copies. */
static void forget_files(void) {
    for (size_t i = 0; i < file_count; i++) {
        memset((char *)files[i].text, '!', files[i].length);
        free((char *)files[i].text);
        files[i].text = NULL;
    }
}

static int index_of(const char *const *names, const char *name) {
    int index = 0;
    while (names[index] != NULL && strcmp(names[index], name) != 0)
        index++;
    return index;
}

/* ---- commands ---- */

static integ_workspace *load(const integ_options *options) {
    integ_workspace *workspace;
    need(integ_load(files, file_count, options, &workspace) == INTEG_OK, "loaded");
    forget_files();
    return workspace;
}

static int report(const char *format) {
    static const char *const formats[] = {"text", "json", "sarif", NULL};
    integ_workspace *workspace = load(NULL);
    integ_text text;
    int status =
        integ_report(workspace, (integ_report_format)index_of(formats, format), &text);
    if (status == INTEG_OK && strcmp(format, "text") != 0) {
        json_t *json = json_loads(text.at, 0, NULL);
        need(json_is_object(json), "a JSON object");
        json_decref(json);
    }
    fwrite(text.at, 1, text.length, stdout);
    fprintf(stderr, "%zu errors\n", integ_count(workspace, INTEG_ERROR));
    integ_text_free(&text);
    integ_drop(workspace);
    return status;
}

static int query(const char *format, const char *text) {
    static const char *const formats[] = {"table", "csv", "json", NULL};
    integ_workspace *workspace = load(NULL);
    integ_text answer, remarks;
    int status = integ_query(workspace, text,
                             (integ_answer_format)index_of(formats, format), &answer,
                             &remarks);
    fwrite(answer.at, 1, answer.length, stdout);
    fwrite(remarks.at, 1, remarks.length, stderr);
    integ_text_free(&answer);
    integ_text_free(&remarks);
    integ_drop(workspace);
    return status;
}

static int format(void) {
    integ_text text;
    int status = integ_format(&files[0], NULL, &text);
    forget_files();
    fwrite(text.at, 1, text.length, status == INTEG_OK ? stdout : stderr);
    integ_text_free(&text);
    return status;
}

/* Memory of which the request number `fail_at` (from 1) fails. */
typedef struct Failing {
    long requests, fail_at, live;
} Failing;

static void *failing_resize(void *context, void *block, size_t size) {
    Failing *failing = context;
    if (size == 0) {
        failing->live -= block != NULL;
        free(block);
        return NULL;
    }
    if (++failing->requests == failing->fail_at)
        return NULL;
    failing->live += block == NULL;
    return realloc(block, size);
}

/* How it ended; all that was asked for was given back. */
static integ_status all_calls(Failing *failing, const char *text) {
    integ_options options = {0};
    options.resize = failing_resize;
    options.context = failing;
    integ_workspace *workspace;
    integ_text out = {NULL, 0}, remarks = {NULL, 0};
    integ_status status = integ_load(files, file_count, &options, &workspace);
    need((status == INTEG_OK) == (workspace != NULL),
         "a workspace only where it is loaded");
    if (status == INTEG_OK)
        status = integ_report(workspace, INTEG_REPORT_JSON, &out);
    integ_text_free(&out);
    if (status == INTEG_OK)
        status = integ_query(workspace, text, INTEG_ANSWER_TABLE, &out, &remarks);
    integ_text_free(&out);
    integ_text_free(&remarks);
    integ_drop(workspace);
    if (status == INTEG_OK)
        status = integ_format(&files[0], &options, &out);
    integ_text_free(&out);
    need(failing->live == 0, "all memory was given back");
    return status;
}

static int exhaust(const char *text) {
    Failing failing = {0, 0, 0};
    for (long n = 1; n == 1 || failing.requests >= failing.fail_at; n++) {
        failing = (Failing){0, n, 0};
        integ_status status = all_calls(&failing, text);
        int failed = failing.requests >= n;
        need(status == (failed ? INTEG_NO_MEMORY : INTEG_OK), "the status says so");
    }
    need(failing.fail_at > 40, "there were many requests");
    forget_files();
    return INTEG_OK;
}

static int stop(void) {
    volatile int stop = 1;
    integ_options options = {0};
    options.stop = &stop;
    integ_workspace *workspace = NULL;
    need(integ_load(files, file_count, &options, &workspace) == INTEG_STOPPED, "stopped");
    need(workspace == NULL, "nothing is left of it");
    stop = 0;
    workspace = load(&options);
    stop = 1;
    integ_text answer, remarks;
    need(integ_query(workspace, "select year from funding", INTEG_ANSWER_CSV, &answer,
                     &remarks) == INTEG_STOPPED,
         "the query is stopped");
    need(answer.at == NULL && remarks.at == NULL, "there is no answer");
    stop = 0;
    need(integ_query(workspace, "select year from funding", INTEG_ANSWER_CSV, &answer,
                     &remarks) == INTEG_OK,
         "the next one is not");
    integ_text_free(&answer);
    integ_text_free(&remarks);
    integ_drop(workspace);
    return INTEG_OK;
}

static int misuse(void) {
    const integ_file twice[] = {{"a.integ", "", 0}, {"./a.integ", "", 0}};
    const integ_file empty = {"", "", 0}, input = {"-", "", 0}, none = {NULL, "", 0};
    const integ_file no_text = {"a.integ", NULL, 1};
    const integ_file *const wrong[] = {&empty, &input, &none, &no_text};
    integ_options no_day = {0};
    no_day.as_of = 20201345;
    integ_workspace *workspace;
    integ_text text, remarks;
    need(integ_load(twice, 2, NULL, &workspace) == INTEG_MISUSED, "twice");
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        need(integ_load(wrong[i], 1, NULL, &workspace) == INTEG_MISUSED, "no file");
        need(workspace == NULL, "no workspace");
        need(integ_format(wrong[i], NULL, &text) == INTEG_MISUSED, "no file to format");
        integ_text_free(&text);
    }
    need(integ_load(twice, 1, &no_day, &workspace) == INTEG_MISUSED, "no day");
    need(integ_load(NULL, 0, NULL, &workspace) == INTEG_OK, "no files");
    need(integ_report(workspace, (integ_report_format)9, &text) == INTEG_MISUSED,
         "no format");
    need(integ_query(workspace, NULL, INTEG_ANSWER_CSV, &text, &remarks) == INTEG_MISUSED,
         "no query");
    need(integ_count(workspace, (integ_level)9) == 0, "no level");
    integ_drop(workspace);
    integ_drop(NULL);
    need(arena_new(1) == 2, "this program's own function");
    puts(integ_version());
    return INTEG_OK;
}

int main(int argc, char **argv) {
    static const char *const commands[] = {"report", "query",  "format", "exhaust",
                                           "stop",   "misuse", NULL};
    static const int arguments[] = {1, 2, 0, 1, 0, 0};
    int command = index_of(commands, argc > 1 ? argv[1] : "");
    need(commands[command] != NULL && argc >= 2 + arguments[command], "a command");
    for (int i = 2 + arguments[command]; i < argc; i++)
        read_file(argv[i]);
    switch (command) {
    case 0: return report(argv[2]);
    case 1: return query(argv[2], argv[3]);
    case 2: return format();
    case 3: return exhaust(argv[2]);
    case 4: return stop();
    default: return misuse();
    }
}
