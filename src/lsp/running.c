/* Commands: a query that is run, a whole check, and what a code means. */
#include "lsp/methods.h"

#include "base/phrase.h"
#include "render/code.h"
#include "render/json_write.h"
#include "render/report.h"
#include "render/result.h"
#include "workspace/ask.h"

/* ---- integ.query [uri, name or text, show] ---- */

static void write_answer_text(const Workspace *workspace, const Answer *answer,
                              ResultFormat format, Text *out) {
    const ResultStyle style = {.format = format, .closing = format == RESULT_TABLE};
    Writer to = writer_text(out);
    const char *why;
    ResultPage page = {.memory = out->memory,
                       .model = workspace->model,
                       .result = answer->result,
                       .style = &style};
    if (answer->result != NULL)
        render_result(&page, &to, &why);
    for (uint32_t i = 0; i < answer->plan_count; i++)
        text_format(out, "%.*s\n", SLICE_ARGS(answer->plan[i]));
}

/* What is to be said beside the answer, a line each. */
static void write_remarks(const Answer *answer, Writer *out) {
    bool any = false;
    writer_str(out, "[");
    for (uint32_t i = 0; answer->result != NULL && i < answer->result->remark_count;
         i++) {
        writer_str(out, any ? "," : "");
        json_write_string(out, answer->result->remarks[i]);
        any = true;
    }
    Slice off = answer_off_text(answer, answer->arena);
    if (off.length > 0) {
        writer_str(out, any ? "," : "");
        json_write_string(out, off);
        any = true;
    }
    for (uint32_t i = 0; i < answer->left_out.count; i++) {
        writer_str(out, any ? "," : "");
        json_write_string(out, answer->left_out.lines[i]);
        any = true;
    }
    writer_str(out, "]");
}

/* The first thing that is wrong with a query, with its help. */
static Slice wrong_text(const Answer *answer, Arena *arena) {
    if (answer->findings.all.count == 0)
        return SLICE("the query could not be run");
    Text text = {.memory = arena_memory(arena)};
    report_details(answer->findings.all.at[0], &text);
    Slice kept = arena_copy(arena, text_view(&text));
    text_free(&text);
    return kept;
}

static void run_query(Connection *connection, const Workspace *workspace, Param arguments,
                      Reply *reply) {
    Slice text = param_text(param_item(arguments, 1));
    const QueryInfo *named = workspace_query(workspace, text, NULL);
    Ask ask = {.text = text, .path = SLICE("query"), .named = named};
    Answer *answer = workspace_ask(workspace, &ask);
    if (answer->result == NULL && answer->plan_count == 0) {
        connection_refuse(reply, LSP_REQUEST_FAILED, wrong_text(answer, reply->arena));
        answer_drop(answer);
        return;
    }
    Text table = {.memory = connection->memory}, json = {.memory = connection->memory};
    write_answer_text(workspace, answer, RESULT_TABLE, &table);
    write_answer_text(workspace, answer, RESULT_JSON, &json);
    writer_str(reply->out, "{\"text\":");
    json_write_string(reply->out, text_view(&table));
    writer_str(reply->out, ",\"answer\":");
    writer_slice(reply->out, json.length > 0 && answer->result != NULL ? text_view(&json)
                                                                       : SLICE("null"));
    writer_str(reply->out, ",\"remarks\":");
    write_remarks(answer, reply->out);
    writer_str(reply->out, "}");
    if (param_true(param_item(arguments, 2)))
        connection_show(connection, 3, text_view(&table));
    text_free(&table);
    text_free(&json);
    answer_drop(answer);
}

/* ---- integ.check ---- */

/* The counts of all that is loaded, and a sentence. */
static void run_check(Connection *connection, Reply *reply) {
    uint32_t levels[LEVEL_ERROR + 1] = {0}, allowed = 0, files = 0;
    for (uint32_t i = 0; i < connection->homes.count; i++) {
        const Workspace *workspace = connection->homes.at[i]->workspace;
        Report report = {.sources = &workspace->sources,
                         .findings = &workspace->findings};
        Counts counts = report_counts(&report);
        for (uint32_t level = 0; level <= LEVEL_ERROR; level++)
            levels[level] += counts.levels[level];
        allowed += counts.allowed;
        files += workspace->file_count;
    }
    Slice text = arena_format(
        reply->arena, "%u error%s, %u warning%s, %u note%s in %u file%s",
        levels[LEVEL_ERROR], phrase_s(levels[LEVEL_ERROR]), levels[LEVEL_WARNING],
        phrase_s(levels[LEVEL_WARNING]), levels[LEVEL_NOTE], phrase_s(levels[LEVEL_NOTE]),
        files, phrase_s(files));
    writer_format(reply->out,
                  "{\"errors\":%u,\"warnings\":%u,\"notes\":%u,\"accepted\":%u,"
                  "\"files\":%u,\"text\":",
                  levels[LEVEL_ERROR], levels[LEVEL_WARNING], levels[LEVEL_NOTE], allowed,
                  files);
    json_write_string(reply->out, text);
    writer_str(reply->out, "}");
}

/* ---- integ.explain [code] ---- */

static void run_explain(Connection *connection, Param arguments, Reply *reply) {
    Code code = code_named(param_text(param_item(arguments, 0)));
    if (code == CODE_COUNT) {
        connection_refuse(reply, LSP_INVALID_PARAMS, SLICE("there is no such code"));
        return;
    }
    Text text = {.memory = connection->memory};
    Writer to = writer_text(&text);
    render_code(code_info(code), &to);
    writer_str(reply->out, "{\"text\":");
    json_write_string(reply->out, text_view(&text));
    writer_str(reply->out, "}");
    text_free(&text);
}

void lsp_execute(Connection *connection, Param params, Reply *reply) {
    Slice command = param_text(param_get(params, "command"));
    Param arguments = param_get(params, "arguments");
    FileSpot spot;
    if (slice_is(command, "integ.check")) {
        homes_all_changed(connection);
        homes_settle(connection);
        run_check(connection, reply);
    } else if (slice_is(command, "integ.explain")) {
        run_explain(connection, arguments, reply);
    } else if (!slice_is(command, "integ.query")) {
        connection_refuse(reply, LSP_INVALID_PARAMS, SLICE("there is no such command"));
    } else if (!connection_file(connection, param_text(param_item(arguments, 0)),
                                &spot) ||
               !param_is_text(param_item(arguments, 1))) {
        connection_refuse(
            reply, LSP_INVALID_PARAMS,
            SLICE("integ.query takes the URI of a file that is loaded, and the "
                  "name or text of a query"));
    } else {
        run_query(connection, spot.workspace, arguments, reply);
    }
}
