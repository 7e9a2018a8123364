/* The cells of a printed table: its totals stand in the model as claims, its rows as
 * entries; a `-` in a row only in the tree. */
#include "eval/doubt.h"
#include "eval/grain.h"
#include "eval/printed.h"

#include <stdlib.h>

/* ---- tables ---- */

Id printed_first(const Model *model, Id document, NameId name) {
    for (Id id = 1; id < model->tables.count; id++)
        if (model->tables.at[id].name == name &&
            model->tables.at[id].document == document)
            return id;
    return 0;
}

bool printed_is_table(const Model *model, Id document, NameId name) {
    return printed_first(model, document, name) != 0;
}

bool printed_is_first(const Model *model, Id table) {
    const TableInfo *info = &model->tables.at[table];
    return printed_first(model, info->document, info->name) == table;
}

/* The next block of the printed table behind `id`, or 0: of its name, or without a name
 * but with its title. */
static Id next_block(const Model *model, Id first, Id id) {
    const TableInfo *table = &model->tables.at[first];
    while (++id < model->tables.count) {
        const TableInfo *other = &model->tables.at[id];
        if (other->document == table->document &&
            (other->name == table->name ||
             (other->name == 0 && other->printed == table->printed)))
            return id;
    }
    return 0;
}

/* ---- what is alike ---- */

int printed_by_subject(const void *left, const void *right) {
    const Subject *a = left, *b = right;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    return (a->id > b->id) - (a->id < b->id);
}

bool printed_same_time(Time one, Time other) {
    return one.kind == other.kind &&
           (one.kind == TIME_ALL || (one.from == other.from && one.to == other.to));
}

static bool is_wordy(char c) {
    return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

Slice printed_filter(const Model *model, const Expr *where, SourceId file) {
    if (where == NULL)
        return SLICE("");
    Slice text = source_slice(sources_get(model->sources, file), where->span);
    char *at = arena_alloc(model->arena, (size_t)text.length + 1);
    uint32_t length = 0;
    bool quoted = false, comment = false, space = false;
    for (uint32_t i = 0; i < text.length; i++) {
        char c = text.at[i];
        comment = (comment && c != '\n') || (!quoted && c == '#');
        if (comment || (!quoted && char_is_space(c))) {
            space = true;
            continue;
        }
        /* Only between two words a space keeps them apart. */
        if (space && length > 0 && is_wordy(c) && is_wordy(at[length - 1]))
            at[length++] = ' ';
        space = false;
        if (c == '"' && (i == 0 || !quoted || text.at[i - 1] != '\\'))
            quoted = !quoted;
        at[length++] = c;
    }
    return (Slice){at, length};
}

bool printed_repeated(const Model *model, const PrintedCell *one,
                      const PrintedCell *other) {
    return !one->row && !other->row && one->table == other->table &&
           one->group == other->group && printed_same_time(one->time, other->time) &&
           one->money == other->money && one->source == other->source &&
           slice_equal(printed_filter(model, one->where, one->file),
                       printed_filter(model, other->where, other->file));
}

/* ---- what is named ---- */

bool narrow_names(const Narrow *narrow) {
    return narrow->subject_count > 0 || narrow->time.kind != TIME_ABSENT ||
           narrow->money != 0 || narrow->source != 0 || narrow->heading.length > 0 ||
           narrow->where != NULL;
}

static bool has_subject(const Narrow *narrow, Subject subject) {
    for (uint32_t i = 0; i < narrow->subject_count; i++)
        if (printed_by_subject(&narrow->subjects[i], &subject) == 0)
            return true;
    return false;
}

static bool is_of(const PrintedCell *cell, Subject subject) {
    for (uint32_t i = 0; i < cell->subject_count; i++)
        if (printed_by_subject(&cell->subjects[i], &subject) == 0)
            return true;
    return false;
}

/* Whether the cell stands in a block of that area. */
static bool stands_in(const Model *model, const PrintedCell *cell, Subject area) {
    if (area.kind != KIND_AREA)
        return false;
    for (Id group = cell->group; group != 0; group = model->groups.at[group].parent)
        if (model->groups.at[group].area == area.id)
            return true;
    return cell->row && cell->area == area.id;
}

static bool is_named(const Model *model, const Narrow *narrow, bool exactly,
                     const PrintedCell *cell) {
    if (narrow->time.kind != TIME_ABSENT && !printed_same_time(narrow->time, cell->time))
        return false;
    if ((narrow->money != 0 && narrow->money != cell->money) ||
        (narrow->source != 0 && narrow->source != cell->source))
        return false;
    if ((exactly || narrow->where != NULL) &&
        !slice_equal(printed_filter(model, narrow->where, narrow->file),
                     printed_filter(model, cell->where, cell->file)))
        return false;
    for (uint32_t i = 0; i < narrow->subject_count; i++)
        if (!is_of(cell, narrow->subjects[i]) &&
            (cell->subject_count == 0 || !stands_in(model, cell, narrow->subjects[i])))
            return false;
    for (uint32_t i = 0; (exactly || cell->row) && i < cell->subject_count; i++)
        if (!has_subject(narrow, cell->subjects[i]))
            return false;
    return true;
}

/* ---- cells ---- */

/* A printed figure, known to the digits of its printed table: beside 0.6 a `1` is 1.0. */
static Datum printed_datum(const Model *model, Id id, Figure figure, uint8_t currency,
                           uint64_t which, const void *row) {
    const TableInfo *table = &model->tables.at[id];
    int8_t finest = table->finest;
    if (figure.flags & FIGURE_NONE) {
        return (Datum){.kind = DATUM_AMOUNT,
                       .number = {0, finest == INT8_MIN ? -table->power : finest},
                       .currency = currency};
    }
    Datum datum = datum_money(figure);
    if (datum.kind == DATUM_NULL)
        return datum_unknown(SLICE("a figure is not stated"));
    if (datum_is_number(&datum)) {
        datum.doubt = doubt_figure(model->arena, which, row, figure,
                                   figure_fine_scale(model, figure, id),
                                   figure_own_scale(model, figure, id));
    }
    return datum;
}

static void put_cell(const Model *model, const Narrow *narrow, bool exactly,
                     const PrintedCell *cell, PrintedCells *out) {
    if (is_named(model, narrow, exactly, cell))
        *VEC_PUSH(model->arena, out) = *cell;
}

static const Subject *one_subject(const Model *model, ThingKind kind, Id id) {
    Subject *subject = ARENA_NEW(model->arena, Subject);
    *subject = (Subject){(uint8_t)kind, id};
    return subject;
}

/* What a total is of. A plain one in a group without rows is of what the group is. */
static void find_subjects(const Model *model, const Claim *claim, PrintedCell *cell) {
    const Total *total = (const Total *)(const void *)claim->node;
    if (total->of.count > 0) {
        Subject *sorted = ARENA_ARRAY(model->arena, Subject, claim->subject_count);
        for (uint32_t i = 0; i < claim->subject_count; i++)
            sorted[i] = claim->subjects[i];
        if (claim->subject_count > 1)
            qsort(sorted, claim->subject_count, sizeof *sorted, printed_by_subject);
        cell->subjects = sorted;
        cell->subject_count = claim->subject_count;
    } else if (claim->group != 0) {
        cell->subjects =
            one_subject(model, KIND_AREA, model->groups.at[claim->group].area);
        cell->subject_count = 1;
    }
}

/* A total of spending in a table of funding stands beside the total of the same thing,
 * and has no name of its own. */
static void add_total(const Model *model, const Narrow *narrow, bool exactly,
                      const Claim *claim, uint32_t number, PrintedCells *out) {
    const TableInfo *table = &model->tables.at[claim->table];
    PrintedCell cell = {.table = claim->table,
                        .group = claim->group,
                        .row = claim->scope == SCOPE_ROW,
                        .time = claim->time,
                        .money = claim->money,
                        .source = claim->source,
                        .where = claim->where,
                        .file = claim->file,
                        .place = model_claim_place(model, claim),
                        .claim = number};
    if (claim->kind != table->node->node.what)
        return;
    if (cell.row) {
        const Line *line = &model->lines.at[claim->first_line];
        cell.subjects = one_subject(model, KIND_PROJECT, line->project);
        cell.subject_count = 1;
        cell.group = line->group;
        cell.area = line->area;
    } else {
        find_subjects(model, claim, &cell);
    }
    cell.value = printed_datum(model, claim->table, claim->stated, claim->currency,
                               doubt_figure_id(FIGURE_OF_CLAIM, number), claim->node);
    put_cell(model, narrow, exactly, &cell, out);
}

static bool names_project(const Narrow *narrow, Id project) {
    return has_subject(narrow, (Subject){KIND_PROJECT, project});
}

static PrintedCell row_cell(const Model *model, const Line *line, uint32_t column) {
    return (PrintedCell){.table = line->table,
                         .group = line->group,
                         .subjects = one_subject(model, KIND_PROJECT, line->project),
                         .subject_count = 1,
                         .row = true,
                         .area = line->area,
                         .time = model->tables.at[line->table].columns[column].time,
                         .money = line->money,
                         .source = line->source};
}

/* What stands in its rows: a project's block in it may hold entries of no table. */
static void add_entries(const Model *model, const Narrow *narrow, bool exactly, Id id,
                        PrintedCells *out) {
    const TableInfo *table = &model->tables.at[id];
    for (uint32_t i = table->first_fact; i < table->end_fact; i++) {
        const Line *line = &model->lines.at[model->facts.line[i]];
        if (line->table != id || !names_project(narrow, line->project))
            continue;
        PrintedCell cell = row_cell(model, line, model->facts.column[i]);
        const Special *special =
            model->facts.flags[i] & FACT_GROSS ? model_special(model, i) : NULL;
        Figure figure = special != NULL ? special->gross : facts_figure(&model->facts, i);
        FigureOf of = special != NULL ? FIGURE_OF_GROSS : FIGURE_OF_ENTRY;
        cell.value = printed_datum(model, line->table, figure, line->currency,
                                   doubt_figure_id(of, i), line);
        cell.place = model_fact_place(model, i);
        cell.fact = i + 1;
        put_cell(model, narrow, exactly, &cell, out);
    }
}

static Id thing_named(const Model *model, ThingKind kind, Ref ref) {
    return ref.name == 0 ? 0 : model_find(model, kind, ref.name);
}

/* The `-` of a row: no entries, but cells. */
static void add_dashes(const Model *model, const Narrow *narrow, bool exactly,
                       const Line *line, PrintedCells *out) {
    const TableInfo *table = &model->tables.at[line->table];
    const Row *row = (const Row *)(const void *)line->node;
    for (uint32_t i = 0; i < row->cell_count && i < table->column_count; i++) {
        const TableColumn *column = &table->columns[i];
        if (!column_has_entries(column) || !(row->cells[i].flags & FIGURE_NONE))
            continue;
        PrintedCell cell = row_cell(model, line, i);
        cell.money = column->money;
        cell.source = column->source;
        if (row->modifiers != NULL && cell.money == 0)
            cell.money = thing_named(model, KIND_MONEY, row->modifiers->as);
        if (row->modifiers != NULL && cell.source == 0)
            cell.source = thing_named(model, KIND_SOURCE, row->modifiers->from);
        cell.value =
            printed_datum(model, line->table, row->cells[i], line->currency, 0, NULL);
        cell.place = (Place){line->file, figure_span(row->cells[i])};
        put_cell(model, narrow, exactly, &cell, out);
    }
}

/* A row has a line for each pair of kind and source that its columns name. */
static void add_rows(const Model *model, const Narrow *narrow, bool exactly, Id id,
                     PrintedCells *out) {
    const TableInfo *table = &model->tables.at[id];
    const Node *last = NULL;
    for (uint32_t i = table->first_line; i < table->end_line; i++) {
        const Line *line = &model->lines.at[i];
        if (line->table == id && line->node != last &&
            names_project(narrow, line->project))
            add_dashes(model, narrow, exactly, line, out);
        last = line->node;
    }
}

static bool has_project(const Narrow *narrow) {
    for (uint32_t i = 0; i < narrow->subject_count; i++)
        if (narrow->subjects[i].kind == KIND_PROJECT)
            return true;
    return false;
}

static int by_place(const void *left, const void *right) {
    const PrintedCell *a = left, *b = right;
    if (a->place.source != b->place.source)
        return a->place.source < b->place.source ? -1 : 1;
    return (a->place.span.start > b->place.span.start) -
           (a->place.span.start < b->place.span.start);
}

/* Those of a computed column, which have no time and no kind of money. */
static void add_computed(const Model *model, const Narrow *narrow, bool exactly, Id id,
                         PrintedCells *out) {
    PrintedCells cells = {0};
    printed_computed(model, id, narrow->heading, &cells);
    for (uint32_t i = 0; i < cells.count; i++)
        if (!cells.at[i].row || names_project(narrow, cells.at[i].subjects->id))
            put_cell(model, narrow, exactly, &cells.at[i], out);
}

bool printed_is_heading(const Model *model, Id document, NameId name, Slice heading) {
    Id first = printed_first(model, document, name);
    for (Id id = first; id != 0; id = next_block(model, first, id))
        if (printed_has_heading(model, id, heading))
            return true;
    return false;
}

void printed_headings(const Model *model, Id document, NameId name, PropertyNames *out) {
    Id first = printed_first(model, document, name);
    for (Id id = first; id != 0; id = next_block(model, first, id)) {
        const TableInfo *table = &model->tables.at[id];
        const Source *source = sources_get(model->sources, table->file);
        for (uint32_t i = 0; i < table->column_count; i++)
            if (table->columns[i].computed != NULL)
                *VEC_PUSH(model->arena, out) = tree_string(
                    model->arena, source, table->columns[i].computed->heading);
    }
}

void printed_cells(const Model *model, const Narrow *narrow, bool exactly,
                   PrintedCells *out) {
    Id first = printed_first(model, narrow->document, narrow->name);
    uint32_t before = out->count;
    bool rows = has_project(narrow);
    for (Id id = first; id != 0; id = next_block(model, first, id)) {
        const TableInfo *table = &model->tables.at[id];
        if (narrow->heading.length > 0) {
            add_computed(model, narrow, exactly, id, out);
            continue;
        }
        for (uint32_t i = table->first_claim; i < table->end_claim; i++)
            if (model->claims.at[i].table == id)
                add_total(model, narrow, exactly, &model->claims.at[i], i + 1, out);
        for (uint32_t i = table->first_unread; i < table->end_unread; i++)
            if (model->unread.at[i].table == id)
                add_total(model, narrow, exactly, &model->unread.at[i], 0, out);
        if (rows) {
            add_entries(model, narrow, exactly, id, out);
            add_rows(model, narrow, exactly, id, out);
        }
    }
    if (out->count - before > 1)
        qsort(out->at + before, out->count - before, sizeof *out->at, by_place);
}

/* ---- things ---- */

static void add_thing(const Model *model, ThingKind kind, Id id, SubjectVec *out) {
    if (id != 0)
        *VEC_PUSH(model->arena, out) = (Subject){(uint8_t)kind, id};
}

static void add_groups(const Model *model, Id group, SubjectVec *out) {
    for (; group != 0; group = model->groups.at[group].parent)
        add_thing(model, KIND_AREA, model->groups.at[group].area, out);
}

static void add_things_of_total(const Model *model, const Claim *claim, SubjectVec *out) {
    for (uint32_t i = 0; i < claim->subject_count; i++)
        add_thing(model, (ThingKind)claim->subjects[i].kind, claim->subjects[i].id, out);
    add_groups(model, claim->group, out);
}

static void add_things(const Model *model, Id id, SubjectVec *out) {
    const TableInfo *table = &model->tables.at[id];
    Id last = 0;
    for (uint32_t i = table->first_line; i < table->end_line; i++) {
        const Line *line = &model->lines.at[i];
        add_thing(model, KIND_PROJECT, line->project, out);
        add_thing(model, KIND_AREA, line->area, out);
        add_thing(model, KIND_MONEY, line->money, out);
        add_thing(model, KIND_SOURCE, line->source, out);
        if (line->group != last)
            add_groups(model, line->group, out);
        last = line->group;
    }
    for (uint32_t i = table->first_claim; i < table->end_claim; i++)
        add_things_of_total(model, &model->claims.at[i], out);
    for (uint32_t i = table->first_unread; i < table->end_unread; i++)
        add_things_of_total(model, &model->unread.at[i], out);
    for (uint32_t i = 0; i < table->column_count; i++) {
        add_thing(model, KIND_MONEY, table->columns[i].money, out);
        add_thing(model, KIND_SOURCE, table->columns[i].source, out);
    }
}

void printed_things(const Model *model, Id document, NameId name, SubjectVec *out) {
    Id first = printed_first(model, document, name);
    for (Id id = first; id != 0; id = next_block(model, first, id))
        add_things(model, id, out);
    if (out->count < 2)
        return;
    qsort(out->at, out->count, sizeof *out->at, printed_by_subject);
    uint32_t kept = 1;
    for (uint32_t i = 1; i < out->count; i++)
        if (printed_by_subject(&out->at[i], &out->at[kept - 1]) != 0)
            out->at[kept++] = out->at[i];
    out->count = kept;
}
