/* Asking: the query is parsed, bound and run over a view of the workspace's model whose
 * arena and findings are the answer's own. */
#include "workspace/ask.h"
#include "base/nearest.h"
#include "base/phrase.h"

#include <string.h>

#include "query/tables.h"
#include "syntax/parse.h"

typedef struct Asking {
    Answer answer; /* first: answer_drop gets back from it */
    const Memory *memory;
    const Workspace *workspace;
    Model view;
    QueryRun run;
    const BoundQuery *query; /* NULL: it was not sound */
    char *text;              /* of the query, as a source wants it */
} Asking;

/* ---- the query ---- */

/* The text as a source of its own, behind those of the workspace. */
static Source *add_text(Asking *asking, const Ask *ask) {
    Slice text = ask->text;
    asking->text = io_padded(asking->memory, text);
    Slice path = arena_copy(asking->answer.arena, ask->path);
    return sources_add(&asking->answer.sources, path, (Slice){0},
                       (Slice){asking->text, text.length});
}

static const Select *find_select(Asking *asking, const Ask *ask, QueryContext *context,
                                 bool *explain) {
    context->params = ask->params;
    context->param_count = ask->param_count;
    context->is_shown = ask->is_shown;
    context->shown = ask->shown;
    if (ask->named != NULL) {
        context->file = ask->named->file;
        context->document = ask->named->document;
        context->in_file = true;
        context->has_unit = ask->named->has_unit;
        context->power = ask->named->power;
        context->currency = ask->named->currency;
        return ask->named->node->select;
    }
    Source *source = add_text(asking, ask);
    Asked asked = parse_query(asking->answer.arena, asking->workspace->names,
                              &asking->answer.findings, source);
    context->file = source->id;
    *explain = asked.explain;
    return asked.select;
}

/* ---- what the files lack ---- */

static void tell(Arena *arena, LeftOut *left, uint32_t count, const char *one,
                 const char *many) {
    if (count > 0) {
        left->lines[left->count++] = count == 1 ? slice_of(one)
                                                : arena_format(arena, many, count);
    }
}

/* Errors after which something is not in the model, or not in its place. */
LeftOut workspace_left_out(const Workspace *workspace, Arena *arena) {
    uint32_t unread = workspace->unreadable.count, unknown = 0, misused = 0;
    LeftOut left = {0};
    for (uint32_t i = 0; i < workspace->findings.all.count; i++) {
        const Diagnostic *d = workspace->findings.all.at[i];
        unread += diagnostic_fails(d, CHECK_SYNTAX | CHECK_FILE | CHECK_UNREAD);
        bool unresolved = diagnostic_fails(d, CHECK_UNRESOLVED);
        unknown += unresolved && d->code == CODE_N01;
        misused += unresolved && d->code != CODE_N01;
    }
    tell(arena, &left, unread, "one place in the files could not be read and is left out",
         "%u places in the files could not be read, and are left out");
    tell(arena, &left, unknown,
         "one name in the files is not known, and what it says is left out",
         "%u names in the files are not known, and what they say is left out");
    tell(arena, &left, misused,
         "one statement in the files cannot hold as it is written, and is left out",
         "%u statements in the files cannot hold as they are written, and are left out");
    return left;
}

Slice answer_off_text(const Answer *answer, Arena *arena) {
    uint32_t off = answer->result != NULL ? answer->result->off_count : 0;
    return off == 0 ? SLICE("")
                    : arena_format(arena, "%u stated total%s over these figures %s off",
                                   off, phrase_s(off), phrase_is(off));
}

/* ---- the whole ---- */

static void run(Asking *asking, const Ask *ask) {
    QueryContext context = {0};
    bool explain = false;
    const Select *select = find_select(asking, ask, &context, &explain);
    if (select == NULL)
        return;
    BoundQuery *query = eval_bind_query(&asking->view, select, &context);
    if (query == NULL)
        return;
    Answer *answer = &asking->answer;
    asking->query = query;
    asking->run = (QueryRun){
        .arena = answer->arena,
        .model = &asking->view,
        .checked = asking->workspace->checked,
        .computed = tables_new(answer->arena, &asking->view, asking->workspace->checked,
                               &asking->workspace->findings, query->documents,
                               query->document_count),
        .findings = &answer->findings,
        .stop = ask->stop,
    };
    if (explain)
        answer->plan = query_plan(&asking->run, query, &answer->plan_count);
    else
        answer->result = query_run(&asking->run, query);
}

Answer *workspace_ask(const Workspace *workspace, const Ask *ask) {
    const Memory *memory = arena_memory(workspace->arena);
    Arena *arena = arena_new(memory);
    Asking *asking = ARENA_NEW(arena, Asking);
    asking->memory = memory;
    asking->workspace = workspace;
    asking->answer.arena = arena;
    sources_layer(&asking->answer.sources, &workspace->sources, arena);
    findings_init(&asking->answer.findings, arena);
    asking->view = *workspace->model;
    asking->view.arena = arena;
    asking->view.sources = &asking->answer.sources;
    asking->view.findings = &asking->answer.findings;
    run(asking, ask);
    asking->answer.left_out = workspace_left_out(workspace, arena);
    findings_sort(&asking->answer.findings, &asking->answer.sources);
    return &asking->answer;
}

void answer_drop(Answer *answer) {
    if (answer != NULL) {
        Asking *asking = (Asking *)answer;
        memory_free(asking->memory, asking->text);
        arena_drop(answer->arena);
    }
}

RowList answer_trace(Answer *answer, uint32_t row, uint32_t column) {
    Asking *asking = (Asking *)answer;
    RowList none = {0};
    if (asking->query == NULL || answer->result == NULL)
        return none;
    return query_trace(&asking->run, asking->query, row, column);
}

CellRows answer_cells(const Answer *answer) {
    const Asking *asking = (const Asking *)answer;
    if (asking->query == NULL || answer->result == NULL)
        return (CellRows){0};
    return query_cells(&asking->run, asking->query);
}

/* ---- named queries ---- */

const QueryInfo *workspace_query(const Workspace *workspace, Slice name,
                                 uint32_t *count) {
    const Model *model = workspace->model;
    const QueryInfo *found = NULL;
    uint32_t same = 0;
    for (uint32_t i = 0; i < model->queries.count; i++) {
        const QueryInfo *query = &model->queries.at[i];
        if (slice_equal(names_text(model->names, query->node->name.name), name))
            found = same++ == 0 ? query : found;
    }
    if (count != NULL)
        *count = same;
    return found;
}

Slice workspace_nearest_query(const Workspace *workspace, Slice name) {
    enum { COMPARED_MOST = 1000 };
    const Model *model = workspace->model;
    Slice names[COMPARED_MOST];
    uint32_t count = 0;
    for (uint32_t i = 0; i < model->queries.count && count < COMPARED_MOST; i++)
        names[count++] = names_text(model->names, model->queries.at[i].node->name.name);
    int32_t nearest = nearest_of(name, names, count);
    return nearest < 0 ? (Slice){"", 0} : names[nearest];
}
