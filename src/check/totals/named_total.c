/* T15, a total that is read as a project: a row `Total "Total" 2 3` is one more project
 * for the parser, so that its money counts twice in all that adds up the table. It is
 * told once for each such project of a document, and fixed unseen only where every one of
 * its rows is the sum of the rows beside it, in all columns, and nothing else names it. A
 * row "Schools i alt" may be a project: it is told only where it is such a sum. */
#include "check/families.h"

#include "check/lines.h"
#include "check/totals/words.h"
#include "syntax/total_word.h"
#include "model/view.h"

enum { LABELS_MOST = 8, COLUMNS_MOST = 256, TEXT_MOST = 60 };

typedef struct NamedTotals {
    CheckRun *run;
    const Model *model;
    Arena *scratch;
    bool *titled; /* by project: a document calls it a total, or it may be one; */
    bool *maybe;  /* likewise: its title only begins or ends so, as "Schools i alt" */
    bool *named;  /* likewise: a total is over it, so that it must stay */
    bool *totalled_table, *totalled_group; /* by number: it has a total of its rows */
} NamedTotals;

/* ---- which they are ---- */

static bool find_titled(NamedTotals *n) {
    const Model *model = n->model;
    const ThingVec *projects = &model->things[KIND_PROJECT];
    const uint32_t letters = total_word_letters();
    bool any = false;
    for (Id id = 1; id < projects->count; id++) {
        uint32_t at = projects->at[id].first_title;
        bool is = false, within = false;
        for (; at != 0; at = model->titles.at[at - 1].next) {
            Slice title = view_title_text(model, &model->titles.at[at - 1]);
            if (!total_word_may_be_in(title, letters))
                continue;
            is = is || total_word_is(title);
            within = within || total_word_within(title);
        }
        n->titled[id] = is || within;
        n->maybe[id] = within && !is;
        any = any || n->titled[id];
    }
    return any;
}

static void find_claims(NamedTotals *n) {
    const Model *model = n->model;
    n->named = ARENA_ARRAY(n->scratch, bool, model->things[KIND_PROJECT].count);
    n->totalled_table = ARENA_ARRAY(n->scratch, bool, model->tables.count + 1);
    n->totalled_group = ARENA_ARRAY(n->scratch, bool, model->groups.count + 1);
    for (uint32_t i = 0; i < model->claims.count; i++) {
        const Claim *claim = &model->claims.at[i];
        if (claim->scope == SCOPE_TABLE)
            n->totalled_table[claim->table] = true;
        else if (claim->scope == SCOPE_GROUP)
            n->totalled_group[claim->group] = true;
        for (uint32_t k = 0; k < claim->subject_count; k++)
            if (claim->subjects[k].kind == KIND_PROJECT)
                n->named[claim->subjects[k].id] = true;
    }
}

/* ---- whether nothing else can be meant ---- */

/* The sums of a block of rows by column: of one row, and of all others. */
typedef struct BlockSums {
    Decimal own[COLUMNS_MOST], others[COLUMNS_MOST];
    uint32_t other_figures;
    bool known;
} BlockSums;

static void add_line(const NamedTotals *n, BlockSums *sums, uint32_t number, bool own) {
    const Facts *facts = &n->model->facts;
    FactRange range = scope_facts_of(n->run->scopes, number);
    for (uint32_t i = range.first; i < range.end; i++) {
        uint32_t fact = scope_fact(n->run->scopes, i);
        if (!own && (facts->flags[fact] & FACT_PART))
            continue;
        Figure figure = facts_figure(facts, fact);
        Decimal *sum = own ? &sums->own[facts->column[fact]]
                           : &sums->others[facts->column[fact]];
        sums->known = sums->known && !(figure.flags & (FIGURE_BLANK | FIGURE_BAD)) &&
                      decimal_add(*sum, figure_decimal(figure), sum);
        sums->other_figures += !own && figure.digits != 0;
    }
}

/* Whether a row is the sum of the others in its group or table, which have no other
 * total. It must be the first or last there, so that no block is added up for more than
 * two. */
static bool is_sum(const NamedTotals *n, const Line *line) {
    const Model *model = n->model;
    const TableInfo *table = &model->tables.at[line->table];
    uint32_t first = table->first_line, end = table->end_line;
    if (line->group != 0 ? n->totalled_group[line->group]
                         : n->totalled_table[line->table])
        return false;
    if (line->group != 0) {
        first = model->groups.at[line->group].first_line;
        end = model->groups.at[line->group].end_line;
    }
    if (model->lines.at[first].node != line->node &&
        model->lines.at[end - 1].node != line->node)
        return false;
    BlockSums sums = {.known = true};
    for (uint32_t i = first; i < end; i++) {
        const Line *other = &model->lines.at[i];
        if (other->table != line->table || other->kind != line->kind)
            continue;
        if (other->node == line->node || !n->titled[other->project])
            add_line(n, &sums, i, other->node == line->node);
    }
    for (uint32_t i = 0; i < COLUMNS_MOST && sums.known; i++)
        sums.known = decimal_compare(sums.own[i], sums.others[i]) == 0;
    return sums.known && sums.other_figures > 1;
}

/* Whether it is a row that `total` and its cells can take the place of. */
static bool is_plain_row(const Line *line) {
    const Row *row = (const Row *)line->node;
    return line->node->kind == NODE_ROW && row->modifiers == NULL && row->block == NULL;
}

static bool is_certain(const NamedTotals *n, const Line *line) {
    const Model *model = n->model;
    return is_plain_row(line) && !n->named[line->project] &&
           (model->wholes == NULL || !model->wholes[line->project]) &&
           model_thing(model, KIND_PROJECT, line->project)->first_prop == 0 &&
           is_sum(n, line);
}

/* ---- what is said ---- */

static Slice source_text(const NamedTotals *n, SourceId file, Span span) {
    return source_slice(sources_get(n->model->sources, file), span);
}

/* "total 2 3", with one space for each run of them. */
static Slice total_text(const NamedTotals *n, const Line *line) {
    const char *what = line->kind == MONEY_SPENDING && line->table == 0 ? "spending total"
                                                                        : "total";
    Span span;
    if (line->node->kind == NODE_ROW) {
        const Row *row = (const Row *)line->node;
        span = span_join(figure_span(row->cells[0]),
                         figure_span(row->cells[row->cell_count - 1]));
    } else {
        const Money *money = (const Money *)line->node;
        span = span_join(entry_time(&money->entries[0]).span,
                         figure_span(entry_figure(&money->entries[money->count - 1])));
    }
    if (span.end - span.start > TEXT_MOST)
        return arena_format(n->run->arena, "%s …", what);
    Slice text = total_spaced(n->run->arena, source_text(n, line->file, span));
    return arena_format(n->run->arena, "%s %.*s", what, SLICE_ARGS(text));
}

static Place line_place(const Line *line) {
    const Node *node = line->node;
    return (Place){line->file,
                   node->kind == NODE_ROW ? ((const Row *)node)->name.span : node->span};
}

/* What `total` takes the place of: the name, the title. */
static Place row_head(const Line *line) {
    const Row *row = (const Row *)line->node;
    Span span = row->name.span;
    if (row->title.end > row->title.start)
        span = span_join(span, row->title);
    return (Place){line->file, span};
}

static void help(const NamedTotals *n, Diagnostic *d, const Line *line, bool certain) {
    Findings *findings = n->run->findings;
    Slice total = total_text(n, line);
    if (certain)
        diagnostic_help(findings, d, "write %.*s", SLICE_ARGS(total));
    else if (line->table == 0)
        diagnostic_help(
            findings, d,
            "write %.*s outside the project, and remove the project; if it is "
            "a project, accept it: allow T15 \"…\"",
            SLICE_ARGS(total));
    else
        diagnostic_help(findings, d,
                        "write %.*s, in an area with its rows if it is the sum of only "
                        "some; if it is a project, accept it: allow T15 \"…\"",
                        SLICE_ARGS(total));
}

static void report(const NamedTotals *n, Id document, const Line *const *lines,
                   uint32_t count) {
    Findings *findings = n->run->findings;
    const Line *line = lines[0];
    bool certain = true, plain = true;
    for (uint32_t i = 0; i < count; i++) {
        certain = certain && is_certain(n, lines[i]);
        plain = plain && is_plain_row(lines[i]);
    }
    Slice label = view_label(n->model, KIND_PROJECT, line->project, document);
    Diagnostic *d = findings_add(findings, CODE_T15, line_place(line),
                                 "%s%.*s is %sa project%s",
                                 line->table == 0 ? "" : "the row ", SLICE_ARGS(label),
                                 line->table == 0 ? "" : "read as ",
                                 certain ? ", so its money counts twice"
                                         : ": if it is a total, its money counts twice");
    diagnostic_here(findings, d, "a total?");
    for (uint32_t i = 1; i < count && i < LABELS_MOST; i++)
        diagnostic_label(findings, d, line_place(lines[i]), "here too");
    if (certain)
        diagnostic_note(findings, d, "its figures are the sums of the rows beside it");
    help(n, d, line, certain);
    for (uint32_t i = 0; plain && i < count; i++)
        diagnostic_fix_safe(findings, d, row_head(lines[i]), SLICE("total"), certain);
}

/* ---- the walk ---- */

/* Of a row that could not be read nobody counts anything. */
static bool has_money(const NamedTotals *n, uint32_t number) {
    const Facts *facts = &n->model->facts;
    FactRange range = scope_facts_of(n->run->scopes, number);
    bool has = range.first < range.end;
    for (uint32_t i = range.first; has && i < range.end; i++) {
        Figure figure = facts_figure(facts, scope_fact(n->run->scopes, i));
        has = (figure.flags & FIGURE_BAD) == 0;
    }
    return has;
}

/* The lines of a project that state money, one for each row. */
static void look(const NamedTotals *n, const ProjectLines *project) {
    const Model *model = n->model;
    VEC(const Line *) lines = {0};
    for (uint32_t i = 0; i < project->count; i++) {
        const Line *line = &model->lines.at[project->lines[i]];
        bool same = lines.count > 0 && lines.at[lines.count - 1]->node == line->node;
        if (!same && has_money(n, project->lines[i]))
            *VEC_PUSH(n->scratch, &lines) = line;
    }
    bool all = lines.count > 0;
    for (uint32_t i = 0; i < lines.count && n->maybe[lines.at[i]->project]; i++)
        all = all && is_certain(n, lines.at[i]);
    if (all)
        report(n, project->document, lines.at, lines.count);
}

void check_named_totals(CheckRun *run) {
    const Model *model = run->model;
    NamedTotals n = {
        .run = run, .model = model, .scratch = arena_new(arena_memory(run->arena))};
    n.titled = ARENA_ARRAY(n.scratch, bool, model->things[KIND_PROJECT].count);
    n.maybe = ARENA_ARRAY(n.scratch, bool, model->things[KIND_PROJECT].count);
    if (find_titled(&n)) {
        find_claims(&n);
        ProjectLineWalk walk = {.scopes = run->scopes,
                                .documents = model->things[KIND_DOCUMENT].count};
        ProjectLines project;
        while (lines_next(&walk, model, &project)) {
            Id id = model->lines.at[project.lines[0]].project;
            Slice title = view_title(model, KIND_PROJECT, id, project.document);
            if (n.titled[id] && (total_word_is(title) || total_word_within(title)))
                look(&n, &project);
        }
    }
    arena_drop(n.scratch);
}
