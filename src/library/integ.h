/* integ as a library: texts in, texts out. It reads no files, prints nothing, ends
 * nothing, and has no state of its own.
 *
 *     integ_file files[] = {{"parks.integ", text, strlen(text)}};
 *     integ_workspace *workspace;
 *     integ_text report;
 *     if (integ_load(files, 1, NULL, &workspace) == INTEG_OK) {
 *         if (integ_report(workspace, INTEG_REPORT_TEXT, &report) == INTEG_OK)
 *             fwrite(report.at, 1, report.length, stdout);
 *         integ_text_free(&report);
 *         integ_drop(workspace);
 *     }
 *
 * Link with -linteg -lutf8proc. Texts are UTF-8; text that is not is a finding as any
 * other mistake in a file is.
 *
 * Ownership: what is handed in stays the caller's and is copied, but for what
 * integ_options points to, which must outlive the workspace. Texts that come out are the
 * caller's, for integ_text_free; a workspace is freed by integ_drop. Both may be called
 * on what is empty.
 *
 * Errors: each call says how it ended. A mistake in a file is not one of them, but what a
 * report is about.
 *
 * Threads: any number of workspaces may be used side by side, each by one thread at a
 * time. */
#ifndef INTEG_H
#define INTEG_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined __GNUC__
#define INTEG_API __attribute__((visibility("default")))
#else
#define INTEG_API
#endif

typedef enum integ_status {
    INTEG_OK,
    INTEG_WRONG, /* the query, or the text to be formatted, has mistakes: the text that
                    comes out says which, as the program says it */
    INTEG_NO_MEMORY, /* a workspace on which this happened gives nothing else any more,
                        and is only to be dropped */
    INTEG_STOPPED,   /* by integ_options.stop */
    INTEG_MISUSED    /* an argument is none of those that this header allows */
} integ_status;

/* "0.1.0" */
INTEG_API const char *integ_version(void);

/* A text that comes out. */
typedef struct integ_text {
    char *at; /* NUL-terminated; NULL where there is none */
    size_t length;
} integ_text;

INTEG_API void integ_text_free(integ_text *text);

/* A file that is read: what it is called, and its bytes. Paths are relative, or begin
 * with a slash, with slashes between their parts; findings name the file by its path, and
 * an `include` finds it by that. A path that ends in anything but .integ is refused in
 * the report. */
typedef struct integ_file {
    const char *path;
    const char *text; /* may be NULL where the length is 0 */
    size_t length;
} integ_file;

/* All zeros: as it is without. */
typedef struct integ_options {
    int as_of; /* judge as on this day, 20201202; 0: on the day of each document */
    /* Looked at now and then: once it is not 0, what is done ends soon. It may be set by
     * another thread or by the handler of a signal, and must stay set until the call has
     * returned. NULL: never. */
    const volatile int *stop;
    /* Where memory comes from, as from realloc: block NULL allocates, size 0 frees and
     * returns NULL. Blocks must be aligned as those of malloc are, to 16 bytes. NULL:
     * from the system. */
    void *(*resize)(void *context, void *block, size_t size);
    void *context;
} integ_options;

/* ---- files, loaded together ---- */

typedef struct integ_workspace integ_workspace;

/* Reads and checks the files as one, as `integ check` does with those that it is given.
 * No file outside of them is read: an `include` of another one is a finding. `options`
 * may be NULL. INTEG_OK, whatever is wrong in the files; else *out is NULL. INTEG_MISUSED
 * where a path is empty, "-", or there twice, or `as_of` is no day. */
INTEG_API integ_status integ_load(const integ_file *files, size_t count,
                                  const integ_options *options, integ_workspace **out);
INTEG_API void integ_drop(integ_workspace *workspace);

typedef enum integ_level { INTEG_NOTE, INTEG_WARNING, INTEG_ERROR } integ_level;

/* How many findings of that level there are, without those that an `allow` accepts; files
 * that are too big or of another language count as errors. 0 after INTEG_NO_MEMORY. */
INTEG_API size_t integ_count(const integ_workspace *workspace, integ_level level);

typedef enum integ_report_format {
    INTEG_REPORT_TEXT,
    INTEG_REPORT_JSON,
    INTEG_REPORT_SARIF
} integ_report_format;

/* What `integ check --format text|json|sarif` prints. */
INTEG_API integ_status integ_report(integ_workspace *workspace,
                                    integ_report_format format, integ_text *out);

typedef enum integ_answer_format {
    INTEG_ANSWER_TABLE,
    INTEG_ANSWER_CSV,
    INTEG_ANSWER_JSON
} integ_answer_format;

/* Answers a query, given as text ("select …"), as `integ query --format table|csv|json`
 * does. *remarks gets what the answer leaves out and why, a line each, as the program
 * says it aside: an answer is not to be shown without it. Where it is empty, nothing is
 * left out. INTEG_WRONG: *answer is empty, and *remarks says what is wrong with the
 * query. */
INTEG_API integ_status integ_query(integ_workspace *workspace, const char *query,
                                   integ_answer_format format, integ_text *answer,
                                   integ_text *remarks);

/* ---- one file ---- */

/* What `integ fmt` makes of a file, by itself. INTEG_WRONG where it cannot be read to its
 * end: *out says why. Of the options only those of memory count; NULL is allowed. */
INTEG_API integ_status integ_format(const integ_file *file, const integ_options *options,
                                    integ_text *out);

#ifdef __cplusplus
}
#endif

#endif
