/* Queries over files that stay the same: an answer, a plan, or a finding that says why
 * there is none; and every format shows an answer, or says why not. */
#include "fuzz/fuzz.h"

#include <jansson.h>
#include "render/result.h"
#include "workspace/ask.h"

static const char files_text[] =
    "document a \"A\" { date: 2023-12-31 }\nyears 2020..2023\nunit mio DKK\n"
    "organisation dept \"The department\"\ndimension use \"Use\"\n"
    "category clear \"Clear\" { requires met > 0 }\n"
    "source fund \"The fund\" { kind: external }\nmoney once \"One-off\"\n"
    "attribute assessment on project: continue | stop\n"
    "table t1 \"Table 1\" 2020..2022, all {\n  area green \"Green spaces\" {\n"
    "    lakes \"Lakes\" from fund 1.5 2.0 - 3.5\n    paths \"Paths\" 0.4 ? ~65 ?\n"
    "    total 1.9 2.0 65 68.9\n  }\n}\n"
    "project lakes { owner: dept purpose: use starts: 2020-05 expires: 2023 "
    "assessment: stop\n  indicator visits \"Visits\" on use { baseline 2020: 80 "
    "target 2022: >= 100 actual 2022: 35 of 36 }\n  effect clear on use judged: met }\n"
    "project paths { spending 2021: 0.3 mio EUR  funding over 2020..2022: 7 as once }\n"
    "check \"c\" sum(funding.amount) = 3\n"
    "\n%%\n"
    "document b \"B\" { date: 2024 }\nproject lakes \"Lakes and ponds\" { funding 2023: "
    "1_250_000 DKK  expires: 2025 }\ntotal 2023: 2 mio DKK\n";

static void show(const Workspace *workspace, const Answer *answer, const Memory *memory) {
    for (int format = 0; format < RESULT_FORMAT_COUNT; format++) {
        Text text = {.memory = memory};
        Writer out = writer_text(&text);
        const char *why = NULL;
        ResultStyle style = {.format = (ResultFormat)format, .closing = true};
        ResultPage page = {.memory = memory,
                           .model = workspace->model,
                           .result = answer->result,
                           .style = &style};
        bool shown = render_result(&page, &out, &why);
        LAW(shown || (why != NULL && text.length == 0), "not shown, and nobody says why");
        if (format == RESULT_JSON) {
            json_error_t error;
            json_t *root = json_loadb(text.at, text.length, 0, &error);
            LAW(root != NULL, "the JSON is not valid");
            LAW(json_array_size(json_object_get(root, "rows")) ==
                    answer->result->row_count,
                "the JSON has not as many rows");
            json_decref(root);
        } else if (format == RESULT_TABLE || format == RESULT_MARKDOWN) {
            fuzz_hold_quiet(text_view(&text));
        }
        text_free(&text);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static FuzzFiles files;
    static Workspace *workspace; /* the same for all inputs */
    Slice path;
    if (size > FUZZ_MOST)
        return 0;
    if (workspace == NULL) {
        fuzz_files(&files, (const uint8_t *)files_text, sizeof files_text - 1);
        Files system = fuzz_system(&files);
        Request request = fuzz_request(&path);
        workspace = workspace_load(&files.memory, &system, &request);
    }
    char *text = memory_resize(&files.memory, NULL, size + IO_PADDING);
    memcpy(text, data, size);
    memset(text + size, 0, IO_PADDING);
    QueryParam params[] = {{SLICE("year"), SLICE("2021")}};
    Ask ask = {.text = {text, (uint32_t)size}, .path = SLICE("query"), .params = params};
    for (uint32_t count = 0; count < 2; count++) {
        ask.param_count = count;
        Answer *answer = workspace_ask(workspace, &ask);
        LAW(answer->result != NULL || answer->plan_count > 0 ||
                answer->findings.all.count > 0,
            "no answer, and no word");
        LAW(answer->result == NULL || answer->findings.all.count == 0,
            "an answer beside a finding");
        if (answer->result != NULL && answer->result->row_count > 0 &&
            answer->result->column_count > 0)
            answer_trace(answer, 0, 0);
        if (answer->result != NULL)
            show(workspace, answer, &files.memory);
        answer_drop(answer);
    }
    memory_free(&files.memory, text);
    return 0;
}
