/* Tables: their totals to claims, their groups, and what is told once for all of them. A
 * total may stand at the head of its rows, so what it is over is filled in when its group
 * or table ends. */
#include "model/table.h"
#include "base/hash.h"

#include <stdlib.h>

/* ---- totals ---- */

void table_total(Build *b, const Context *c, const Total *total) {
    TableState *state = c->table;
    Subject *subjects = NULL;
    twice_refs(b, "this total names", total->of);
    if (total->of.count > 0) {
        subjects = ARENA_ARRAY(b->arena, Subject, total->of.count);
        for (uint32_t i = 0; i < total->of.count; i++) {
            subjects[i] = resolve_subject(b, total->of.at[i]);
            *VEC_PUSH(b->arena, &state->named) = subjects[i];
        }
    }
    bool good = total->cell_count == state->column_count;
    state->cut = state->cut || !good;
    if (!good || state->broken)
        table_see_cells(b, c, total->cells, total->cell_count);
    if (state->broken)
        return;
    if (!good) {
        table_report_length(b, state, &total->node, total->cells, total->cell_count,
                            build_head(b, &total->node));
        return;
    }
    for (uint32_t i = 0; i < state->column_count; i++) {
        if (table_is_computed(state, i))
            continue;
        Claim claim = table_cell_claim(b, c, state, &total->node, i, total->cells[i]);
        if (total->node.what == MONEY_SPENDING)
            claim.kind = MONEY_SPENDING;
        claim.scope = subjects != NULL ? SCOPE_NAMED
                      : c->group != 0  ? SCOPE_GROUP
                                       : SCOPE_TABLE;
        claim.subjects = subjects;
        claim.subject_count = total->of.count;
        claim.where = total->where;
        claim.table_where = state->node->where;
        table_keep_claim(b, claim);
    }
    table_line_cells(b, state,
                     (CellClaim){.document = c->document,
                                 .group = c->group,
                                 .subjects = subjects,
                                 .subject_count = total->of.count,
                                 .whole = c->group == 0 && total->of.count == 0 &&
                                          total->where == NULL &&
                                          state->node->where == NULL &&
                                          total->node.what == state->node->node.what,
                                 .file = b->file,
                                 .node = &total->node,
                                 .cells = total->cells});
}

/* Fills in what the plain totals from first_claim on are over, now that the rows of
 * their group (or of the table: 0) are known. Without any row they are over subjects. */
static void close_totals(Build *b, uint32_t first_claim, Id group, uint32_t first_line,
                         const Subject *subjects, uint32_t subject_count) {
    Model *model = b->model;
    bool rows = model->lines.count > first_line;
    uint8_t scope = group != 0 ? SCOPE_GROUP : SCOPE_TABLE;
    for (uint32_t i = first_claim; i < model->claims.count; i++) {
        Claim *claim = &model->claims.at[i];
        if (claim->scope != scope || claim->group != group || claim->table == 0)
            continue;
        if (rows) {
            claim->first_line = first_line;
            claim->end_line = model->lines.count;
        } else {
            claim->scope = SCOPE_NAMED;
            claim->subjects = subjects;
            claim->subject_count = subject_count;
        }
    }
}

void table_group(Build *b, const Context *c, const Declare *declare, Id area) {
    Model *model = b->model;
    TableState *state = c->table;
    Id id = model->groups.count;
    uint32_t first_line = model->lines.count, first_claim = model->claims.count;
    *VEC_PUSH(b->arena, &model->groups) = (Group){
        .table = state->id, .area = area, .parent = c->group, .first_line = first_line};
    Context inner = *c;
    inner.where = AT_GROUP;
    inner.area = inner.thing = area;
    inner.group = id;
    inner.place_in = &declare->node;
    build_block(b, &inner, declare->block);
    model->groups.at[id].end_line = model->lines.count;

    Subject *subject = ARENA_NEW(b->arena, Subject);
    *subject = (Subject){KIND_AREA, area};
    close_totals(b, first_claim, id, first_line, subject, 1);
    if (model->lines.count == first_line)
        *VEC_PUSH(b->arena, &state->named) = *subject;
}

static int subject_compare(const void *x, const void *y) {
    const Subject *a = x, *b = y;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    return (a->id > b->id) - (a->id < b->id);
}

/* What is named in several rows is meant once. */
static void sort_named(TableState *state) {
    if (state->named.count < 2)
        return;
    qsort(state->named.at, state->named.count, sizeof *state->named.at, subject_compare);
    uint32_t kept = 1;
    for (uint32_t i = 1; i < state->named.count; i++)
        if (subject_compare(&state->named.at[i], &state->named.at[kept - 1]) != 0)
            state->named.at[kept++] = state->named.at[i];
    state->named.count = kept;
}

/* ---- tables ---- */

static void report_table_titles(Build *b, const Table *table, Id first) {
    const TableInfo *other = &b->model->tables.at[first];
    Findings *findings = b->model->findings;
    Slice name = names_text(b->model->names, table->name.name);
    Diagnostic *d = findings_add(findings, CODE_N02, build_place(b, table->title),
                                 "two tables of one document are called \"%.*s\", with "
                                 "different titles",
                                 SLICE_ARGS(name));
    diagnostic_here(findings, d, "another title");
    diagnostic_label(findings, d, (Place){other->file, other->node->title},
                     "the first title");
    diagnostic_help(findings, d,
                    "give this table a name of its own; leave the title out if it is a "
                    "further block of the same printed table");
}

/* The first block of the printed table, by name or else by title; `id` where it is that
 * itself. */
static Id find_printed(Build *b, Id id, Id document, const Table *table) {
    Model *model = b->model;
    Id printed = 0;
    bool titled = table->title.start != table->title.end;
    if (table->name.name != 0) {
        MapKey key = {document, table->name.name, 0, 0};
        printed = map_get(&b->tables, key);
        if (printed == 0)
            map_put(&b->tables, key, id);
        key.c = 1;
        Id first = titled ? map_get(&b->tables, key) : 0;
        if (titled && first == 0)
            map_put(&b->tables, key, id);
        if (first != 0) {
            const TableInfo *other = &model->tables.at[first];
            if (!build_same_text(b, other->file, other->node->title, b->file,
                                 table->title))
                report_table_titles(b, table, first);
        }
    }
    if (titled) {
        uint64_t hash = hash_slice(tree_string(b->arena, b->source, table->title));
        MapKey key = {document, (uint32_t)(hash >> 32), (uint32_t)hash, 0};
        Id first = map_get(&b->table_titles, key);
        if (first == 0) {
            map_put(&b->table_titles, key, id);
        } else if (printed == 0) {
            const TableInfo *other = &model->tables.at[first];
            if (build_same_text(b, other->file, other->node->title, b->file,
                                table->title))
                printed = first;
        }
    }
    return printed == 0 ? id : model->tables.at[printed].printed;
}

void table_build(Build *b, const Context *c, const Table *table) {
    Model *model = b->model;
    Context inner = *c;
    inner.where = AT_TABLE;
    if (table->block != NULL) {
        inner.block = table->block->span;
        member_settings(b, &inner, table->block->first);
    }
    TableState state = {.id = model->tables.count, .node = table};
    table_add_columns(b, &inner, &state);
    TableInfo info = {.document = c->document,
                      .name = table->name.name,
                      .file = b->file,
                      .node = table,
                      .columns = state.columns,
                      .column_count = state.column_count,
                      .first_line = model->lines.count,
                      .first_fact = model->facts.count,
                      .first_claim = model->claims.count,
                      .first_unread = model->unread.count,
                      .first_cell = model->cells.count,
                      .power = inner.power,
                      .currency = inner.currency,
                      .exact = inner.exact};
    info.printed = find_printed(b, state.id, c->document, table);
    *VEC_PUSH(b->arena, &model->tables) = info;
    *VEC_PUSH(b->arena, &b->scales) = (Scales){0};

    inner.table = &state;
    inner.group = 0;
    inner.thousands = thousands_new(b);
    inner.thousands->table = state.id;
    if (table->block != NULL)
        build_list(b, &inner, table->block->first);

    if (state.named.count == 0 && c->area != 0)
        *VEC_PUSH(b->arena, &state.named) = (Subject){KIND_AREA, c->area};
    sort_named(&state);
    close_totals(b, info.first_claim, 0, info.first_line, state.named.at,
                 state.named.count);
    if (model->lines.count > info.first_line)
        table_check_columns(b, &inner, &state);
    TableInfo *kept = &model->tables.at[state.id];
    kept->end_line = model->lines.count;
    kept->end_fact = model->facts.count;
    kept->end_claim = model->claims.count;
    kept->end_unread = model->unread.count;
    kept->end_cell = model->cells.count;
    kept->cut = state.cut || state.broken;
    b->scales.at[state.id] = state.scales;
    table_build_row_blocks(b, &state, c->thousands);
}

/* What a block of a printed table adds to the others'. */
static void join_scales(Scales *scales, const Scales *more) {
    for (int i = 0; i < SCALES; i++)
        scales->count[i] += more->count[i];
    if (more->figures > 0 && (scales->figures == 0 || more->zeros < scales->zeros))
        scales->zeros = more->zeros;
    scales->figures += more->figures;
}

/* Where many figures are printed alike and all end in 000, these are the digits that a
 * unit would have left out. Of fewer it may be chance. */
static int8_t common_zeros(const Scales *scales, int8_t finest) {
    enum { FIGURES_LEAST = 8 };
    bool alike = scales->figures >= FIGURES_LEAST &&
                 scales->count[finest - SCALES_LEAST] >= scales->figures;
    return alike ? scales->zeros : 0;
}

void table_finish(Build *b) {
    Model *model = b->model;
    for (Id id = 1; id < model->tables.count; id++) {
        Id printed = model->tables.at[id].printed;
        if (printed != id)
            join_scales(&b->scales.at[printed], &b->scales.at[id]);
    }
    for (Id id = 1; id < model->tables.count; id++) {
        TableInfo *table = &model->tables.at[id];
        const Scales *scales = &b->scales.at[table->printed];
        table->finest = table->commonest = INT8_MIN;
        uint32_t most = 0;
        for (int i = 0; i < SCALES; i++) {
            if (scales->count[i] == 0)
                continue;
            table->finest = (int8_t)(i + SCALES_LEAST);
            if (scales->count[i] >= most) { /* the finer one of two as common */
                most = scales->count[i];
                table->commonest = table->finest;
            }
        }
        if (table->finest != INT8_MIN)
            table->zeros = common_zeros(scales, table->finest);
    }
}
