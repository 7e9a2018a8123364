/* The library as others call it: each call sets its arguments up as the program would,
 * runs with memory that can run out, and hands a copy of the text over. */
#include "library/integ.h"

#include <stdint.h>
#include <string.h>

#include "base/pool.h"
#include "base/utf8.h"
#include "base/version.h"
#include "fmt/fmt.h"
#include "library/texts.h"
#include "model/model.h"
#include "render/report.h"
#include "render/result.h"
#include "syntax/recognise.h"
#include "workspace/ask.h"

/* Where memory comes from, as integ_options says. */
typedef struct Resize {
    void *(*resize)(void *context, void *block, size_t size);
    void *context;
} Resize;

static Resize resize_of(const integ_options *options) {
    Memory system = memory_system(NULL, NULL);
    return options != NULL && options->resize != NULL
               ? (Resize){options->resize, options->context}
               : (Resize){system.resize, system.context};
}

/* ---- texts that come out ---- */

/* In front of its bytes. */
typedef struct TextOwner {
    _Alignas(16) Resize from;
} TextOwner;

/* False where there is no memory. */
static bool hand_over(Resize from, const Text *text, integ_text *out) {
    TextOwner *owner = from.resize(from.context, NULL, sizeof *owner + text->length + 1);
    if (owner == NULL)
        return false;
    owner->from = from;
    char *at = (char *)(owner + 1);
    if (text->length > 0)
        memcpy(at, text->at, text->length);
    at[text->length] = '\0';
    *out = (integ_text){at, text->length};
    return true;
}

void integ_text_free(integ_text *text) {
    if (text->at != NULL) {
        TextOwner *owner = (TextOwner *)(void *)text->at - 1;
        Resize from = owner->from;
        from.resize(from.context, owner, 0);
    }
    *text = (integ_text){NULL, 0};
}

const char *integ_version(void) {
    return version_number;
}

/* ---- loading ---- */

struct integ_workspace {
    Pool pool; /* of all but this */
    Resize from;
    Stop stop;
    Workspace *loaded;
    bool spent; /* memory ran out on it */
};

/* Runs a part of the work on a workspace. */
static bool guarded(integ_workspace *workspace, void (*work)(void *job), void *job) {
    if (!workspace->spent && !pool_run(&workspace->pool, work, job)) {
        workspace->spent = true;
        pool_drop(&workspace->pool);
    }
    return !workspace->spent;
}

typedef struct LoadJob {
    integ_workspace *workspace;
    const integ_file *files;
    uint32_t count;
    int32_t as_of;
    bool twice;
} LoadJob;

static void load(void *context) {
    LoadJob *job = context;
    const Memory *memory = &job->workspace->pool.memory;
    Arena *arena = arena_new(memory); /* sources keep the paths that they were given */
    Slice *paths = ARENA_ARRAY(arena, Slice, job->count);
    Texts texts = {0};
    for (uint32_t i = 0; i < job->count; i++) {
        const integ_file *file = &job->files[i];
        paths[i] = arena_copy(arena, slice_of(file->path));
        texts_add(arena, &texts, paths[i], file->text, file->length);
    }
    job->twice = !texts_sort(&texts);
    if (job->twice)
        return;
    Files files = texts_files(&texts);
    Request request = {.paths = paths,
                       .path_count = job->count,
                       .allow_outside = true, /* there is nothing else */
                       .as_of = job->as_of,
                       .stop = job->workspace->stop};
    job->workspace->loaded = workspace_load(memory, &files, &request);
}

static bool can_load(const integ_file *files, size_t count, int32_t as_of) {
    bool fine = count < UINT32_MAX;
    for (size_t i = 0; fine && i < count; i++) {
        const char *path = files[i].path;
        fine = path != NULL && *path != '\0' && strcmp(path, "-") != 0 &&
               strlen(path) < UINT32_MAX / 2 &&
               (files[i].text != NULL || files[i].length == 0);
    }
    Time day = {.kind = TIME_DATE, .from = as_of};
    return fine && (as_of == 0 || (as_of > 0 && time_first(day) != 0));
}

integ_status integ_load(const integ_file *files, size_t count,
                        const integ_options *options, integ_workspace **out) {
    int32_t as_of = options != NULL ? options->as_of : 0;
    *out = NULL;
    if (!can_load(files, count, as_of))
        return INTEG_MISUSED;
    Resize from = resize_of(options);
    integ_workspace *workspace = from.resize(from.context, NULL, sizeof *workspace);
    if (workspace == NULL)
        return INTEG_NO_MEMORY;
    *workspace =
        (integ_workspace){.from = from, .stop = options != NULL ? options->stop : NULL};
    pool_init(&workspace->pool, from.resize, from.context);
    LoadJob job = {workspace, files, (uint32_t)count, as_of, false};
    bool done = guarded(workspace, load, &job);
    if (done && workspace->loaded != NULL) {
        *out = workspace;
        return INTEG_OK;
    }
    integ_drop(workspace);
    return !done ? INTEG_NO_MEMORY : job.twice ? INTEG_MISUSED : INTEG_STOPPED;
}

void integ_drop(integ_workspace *workspace) {
    if (workspace == NULL)
        return;
    pool_drop(&workspace->pool);
    workspace->from.resize(workspace->from.context, workspace, 0);
}

/* ---- the report ---- */

static Report report_of(const Workspace *loaded, const Memory *memory) {
    return (Report){.memory = memory,
                    .sources = &loaded->sources,
                    .findings = &loaded->findings,
                    .summary = &loaded->summary,
                    .unreadable = &loaded->unreadable,
                    .level = LEVEL_NOTE,
                    .all = true,
                    .closing = true};
}

size_t integ_count(const integ_workspace *workspace, integ_level level) {
    if (workspace->spent || level < INTEG_NOTE || level > INTEG_ERROR)
        return 0;
    static const Level levels[] = {LEVEL_NOTE, LEVEL_WARNING, LEVEL_ERROR};
    Report report = report_of(workspace->loaded, NULL);
    size_t count = report_counts(&report).levels[levels[level]];
    return level == INTEG_ERROR ? count + report_unreadable(&report) : count;
}

typedef struct ReportJob {
    integ_workspace *workspace;
    integ_report_format format;
    Text text;
} ReportJob;

static void write_unreadable(const UnreadableVec *unreadable, Text *out) {
    for (uint32_t i = 0; i < unreadable->count; i++) {
        report_unreadable_text(&unreadable->at[i], out);
        text_char(out, '\n');
    }
}

static void write_report(void *context) {
    ReportJob *job = context;
    const Workspace *loaded = job->workspace->loaded;
    const Slice root = SLICE("/");
    Arena *arena = arena_new(job->text.memory);
    const UnreadableVec *unreadable = &loaded->unreadable;
    Slice *lost = ARENA_ARRAY(arena, Slice, unreadable->count);
    for (uint32_t i = 0; i < unreadable->count; i++)
        lost[i] = source_path_from(arena, unreadable->at[i].path, (Slice){0}, root, root);
    Report report = report_of(loaded, job->text.memory);
    report.paths = sources_paths_from(arena, &loaded->sources, root, root);
    report.unreadable_paths = lost;
    report.prints =
        fingerprint_all(arena, &loaded->sources, &loaded->findings, report.paths);
    Writer out = writer_text(&job->text);
    switch (job->format) {
    case INTEG_REPORT_TEXT:
        write_unreadable(unreadable, &job->text);
        render_text(&report, &out);
        break;
    case INTEG_REPORT_JSON: render_json(&report, &out); break;
    case INTEG_REPORT_SARIF: render_sarif(&report, &out); break;
    }
    arena_drop(arena);
}

integ_status integ_report(integ_workspace *workspace, integ_report_format format,
                          integ_text *out) {
    *out = (integ_text){NULL, 0};
    if (format < INTEG_REPORT_TEXT || format > INTEG_REPORT_SARIF)
        return INTEG_MISUSED;
    ReportJob job = {workspace, format, {.memory = &workspace->pool.memory}};
    if (!guarded(workspace, write_report, &job))
        return INTEG_NO_MEMORY;
    bool done = hand_over(workspace->from, &job.text, out);
    text_free(&job.text);
    return done ? INTEG_OK : INTEG_NO_MEMORY;
}

/* ---- queries ---- */

typedef struct AnswerJob {
    integ_workspace *workspace;
    const char *query;
    integ_answer_format format;
    Text answer, remarks;
    integ_status status;
} AnswerJob;

static void write_wrong(AnswerJob *job, const Answer *answer) {
    Summary summary = {0};
    Report report = {.memory = job->remarks.memory,
                     .sources = &answer->sources,
                     .findings = &answer->findings,
                     .summary = &summary,
                     .all = true};
    Writer out = writer_text(&job->remarks);
    render_text(&report, &out);
    job->status = INTEG_WRONG;
}

static void write_line(Text *out, Slice line) {
    utf8_escape(out, line, 1);
    text_char(out, '\n');
}

static void write_remarks(AnswerJob *job, const Answer *answer) {
    const Result *result = answer->result;
    Text *out = &job->remarks;
    for (uint32_t i = 0; result != NULL && i < result->remark_count; i++)
        write_line(out, result->remarks[i]);
    Slice off = answer_off_text(answer, answer->arena);
    if (off.length > 0)
        write_line(out, off);
    for (uint32_t i = 0; i < answer->left_out.count; i++)
        write_line(out, answer->left_out.lines[i]);
}

static void write_answer(AnswerJob *job, const Answer *answer) {
    static const ResultFormat formats[] = {RESULT_TABLE, RESULT_CSV, RESULT_JSON};
    const ResultStyle style = {.format = formats[job->format], .closing = true};
    Writer out = writer_text(&job->answer);
    for (uint32_t i = 0; i < answer->plan_count; i++) {
        writer_slice(&out, answer->plan[i]);
        writer_str(&out, "\n");
    }
    if (answer->result != NULL) {
        const char *why; /* of formats that are not offered here */
        ResultPage page = {.memory = job->answer.memory,
                           .model = job->workspace->loaded->model,
                           .result = answer->result,
                           .style = &style};
        render_result(&page, &out, &why);
    }
    write_remarks(job, answer);
}

static void answer_query(void *context) {
    AnswerJob *job = context;
    Ask ask = {.text = slice_of(job->query),
               .path = SLICE("query"),
               .stop = job->workspace->stop};
    Answer *answer = workspace_ask(job->workspace->loaded, &ask);
    if (answer->result == NULL && answer->plan_count == 0)
        write_wrong(job, answer);
    else if (answer->result != NULL && answer->result->stopped)
        job->status = INTEG_STOPPED;
    else
        write_answer(job, answer);
    answer_drop(answer);
}

integ_status integ_query(integ_workspace *workspace, const char *query,
                         integ_answer_format format, integ_text *answer,
                         integ_text *remarks) {
    *answer = *remarks = (integ_text){NULL, 0};
    if (format < INTEG_ANSWER_TABLE || format > INTEG_ANSWER_JSON || query == NULL ||
        strlen(query) > IO_SOURCE_MOST)
        return INTEG_MISUSED;
    AnswerJob job = {.workspace = workspace,
                     .query = query,
                     .format = format,
                     .answer = {.memory = &workspace->pool.memory},
                     .remarks = {.memory = &workspace->pool.memory}};
    if (!guarded(workspace, answer_query, &job))
        return INTEG_NO_MEMORY;
    if (job.status != INTEG_STOPPED &&
        (!hand_over(workspace->from, &job.answer, answer) ||
         !hand_over(workspace->from, &job.remarks, remarks))) {
        integ_text_free(answer);
        job.status = INTEG_NO_MEMORY;
    }
    text_free(&job.answer);
    text_free(&job.remarks);
    return job.status;
}

/* ---- one file ---- */

typedef struct FormatJob {
    const Memory *memory;
    const integ_file *file;
    Text text;
    integ_status status;
} FormatJob;

static void refuse(FormatJob *job, const char *why) {
    const Unreadable lost = {slice_of(job->file->path), why, false};
    report_unreadable_text(&lost, &job->text);
    text_char(&job->text, '\n');
    job->status = INTEG_WRONG;
}

static void format_file(void *context) {
    FormatJob *job = context;
    const integ_file *file = job->file;
    if (file->length > IO_SOURCE_MOST) {
        refuse(job, io_status_text(IO_TOO_BIG));
        return;
    }
    Slice path = slice_of(file->path);
    Slice text = {file->length > 0 ? file->text : "", (uint32_t)file->length};
    const char *why = recognise(job->memory, path, text);
    if (why != NULL) {
        refuse(job, why);
        return;
    }
    Arena *arena = arena_new(job->memory);
    Sources sources;
    Findings findings;
    if (!fmt_text(arena, path, text, &sources, &findings, &job->text)) {
        Report report = {
            .memory = job->memory, .sources = &sources, .findings = &findings};
        Writer out = writer_text(&job->text);
        render_text(&report, &out);
        job->status = INTEG_WRONG;
    }
    arena_drop(arena);
}

integ_status integ_format(const integ_file *file, const integ_options *options,
                          integ_text *out) {
    *out = (integ_text){NULL, 0};
    if (!can_load(file, 1, 0))
        return INTEG_MISUSED;
    Resize from = resize_of(options);
    Pool pool;
    pool_init(&pool, from.resize, from.context);
    FormatJob job = {
        .memory = &pool.memory, .file = file, .text = {.memory = &pool.memory}};
    if (!pool_run(&pool, format_file, &job) || !hand_over(from, &job.text, out))
        job.status = INTEG_NO_MEMORY;
    pool_drop(&pool);
    return job.status;
}
