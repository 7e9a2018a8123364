/* T18: kinds of money that a table prints as versions of one amount, as a budget and its
 * revision, while no `version_of` says so. Sums over them add both up in silence.
 * Evidence is a formula that takes one from the other for the same time, or titles that
 * differ by such words alone ("Budget", "Outcome") over columns of the same time. Kinds
 * that the tables add up themselves are no versions, whatever else is done with them. */
#include "check/families.h"

#include <string.h>

#include "base/phrase.h"
#include "model/versions.h"
#include "model/view.h"
#include "syntax/version_word.h"

enum { KINDS_SHOWN = 4, COLUMNS_MOST = 256 };

/* Two kinds of money, and where they are seen together. */
typedef struct KindPair {
    Id one, other;
    Id table;
    uint8_t column; /* that shows it */
} KindPair;

typedef struct Kinds {
    CheckRun *run;
    const Model *model;
    Arena *scratch;
    Names *rests; /* of titles, see version_word_rest */
    NameId *rest; /* by kind of money; 0: its title has no such word */
    Id *up;       /* by kind: the way to the one that stands for its group */
    bool *added;  /* by kind that stands for one: two of the group are added up */
    VEC(KindPair) compared, together; /* `together`: as one sum */
} Kinds;

/* ---- which columns are of one time ---- */

static bool is_beside(const TableColumn *a, const TableColumn *b) {
    return a->time.kind == b->time.kind && a->time.from == b->time.from &&
           a->time.to == b->time.to && a->source == b->source;
}

static bool is_other_kind(const TableColumn *a, const TableColumn *b) {
    return a->money != 0 && b->money != 0 && a->money != b->money && is_beside(a, b);
}

/* ---- formulas ---- */

/* A sum in a formula: its terms that are cells. */
typedef struct Terms {
    uint8_t column[COLUMNS_MOST];
    int8_t sign[COLUMNS_MOST];
    uint32_t count;
} Terms;

static bool is_sum(const Step *step) {
    return step->kind == STEP_NEGATE || (step->kind == STEP_ARITHMETIC &&
                                         (step->op == EXPR_ADD || step->op == EXPR_SUB));
}

/* "a / b - 1" takes b from a, too. */
static bool is_growth(const Step *step) {
    const Step *ratio = step->left, *one = step->right;
    return step->kind == STEP_ARITHMETIC && step->op == EXPR_SUB &&
           ratio->kind == STEP_ARITHMETIC && ratio->op == EXPR_DIV &&
           ratio->left->kind == STEP_LINE_CELL && ratio->right->kind == STEP_LINE_CELL &&
           one->kind == STEP_CONSTANT && one->constant->kind == DATUM_NUMBER &&
           decimal_compare(one->constant->number, decimal_int(1)) == 0;
}

static void take_term(Terms *terms, const Step *cell, int sign) {
    if (terms->count == COLUMNS_MOST)
        return;
    terms->column[terms->count] = cell->column;
    terms->sign[terms->count++] = (int8_t)sign;
}

/* The first term of other money for the same time, of that sign or (0) of any. */
static int first_beside(const TableInfo *table, const Terms *terms, uint32_t of,
                        int sign) {
    for (uint32_t i = 0; i < terms->count; i++)
        if ((sign == 0 || terms->sign[i] == sign) &&
            is_other_kind(&table->columns[terms->column[i]],
                          &table->columns[terms->column[of]]))
            return (int)i;
    return -1;
}

/* All terms of one time are one group where one of them is taken off: that some are added
 * up there, too, shows that they are no versions. */
static void see_terms(Kinds *k, const TableInfo *table, uint8_t column,
                      const Terms *terms) {
    for (uint32_t i = 0; i < terms->count; i++) {
        int sign = terms->sign[i], same = first_beside(table, terms, i, sign);
        int any = first_beside(table, terms, i, 0);
        int off = first_beside(table, terms, i, -sign);
        if (any < 0)
            continue;
        if (off < 0 && same >= 0)
            off = first_beside(table, terms, (uint32_t)same, -sign);
        Id table_id = (Id)(table - k->model->tables.at);
        Id own = table->columns[terms->column[i]].money;
        if (same >= 0)
            *VEC_PUSH(k->scratch, &k->together) =
                (KindPair){table->columns[terms->column[same]].money, own, table_id, 0};
        if (off >= 0)
            *VEC_PUSH(k->scratch, &k->compared) = (KindPair){
                table->columns[terms->column[off]].money, own, table_id, column};
    }
}

static void see_step(Kinds *k, const TableInfo *table, uint8_t column, const Step *step);

static void gather(Kinds *k, const TableInfo *table, uint8_t column, const Step *step,
                   int sign, Terms *terms) {
    if (step->kind == STEP_LINE_CELL) {
        take_term(terms, step, sign);
    } else if (is_sum(step)) {
        bool minus = step->kind == STEP_NEGATE;
        gather(k, table, column, step->left, minus ? -sign : sign, terms);
        if (!minus)
            gather(k, table, column, step->right, step->op == EXPR_SUB ? -sign : sign,
                   terms);
    } else {
        see_step(k, table, column, step);
    }
}

static void see_step(Kinds *k, const TableInfo *table, uint8_t column, const Step *step) {
    Terms terms = {.count = 0};
    if (step == NULL)
        return;
    if (is_growth(step)) {
        take_term(&terms, step->left->left, 1);
        take_term(&terms, step->left->right, -1);
        see_terms(k, table, column, &terms);
    } else if (is_sum(step)) {
        gather(k, table, column, step, 1, &terms);
        see_terms(k, table, column, &terms);
    } else {
        see_step(k, table, column, step->left);
        see_step(k, table, column, step->right);
        for (uint32_t i = 0; i < step->arg_count; i++)
            see_step(k, table, column, step->args[i]);
    }
}

/* ---- columns side by side ---- */

static NameId rest_of(Kinds *k, Id money) {
    bool named;
    Slice title = view_title(k->model, KIND_MONEY, money, 0);
    Slice rest = version_word_rest(k->scratch, title, &named);
    return named
               ? names_add(k->rests, arena_format(k->scratch, "=%.*s", SLICE_ARGS(rest)))
               : 0;
}

/* Columns of one time whose titles are those of versions, each with the first. */
static void see_titles(Kinds *k, const TableInfo *table) {
    Map first = {.arena = k->scratch};
    for (uint32_t i = 0; i < table->column_count; i++) {
        const TableColumn *column = &table->columns[i];
        if (column->money == 0 || !column_has_entries(column))
            continue;
        if (k->rest[column->money] == 0)
            k->rest[column->money] = rest_of(k, column->money);
        MapKey key = {k->rest[column->money], (uint32_t)column->time.from,
                      (uint32_t)column->time.to, column->source};
        uint32_t at = key.a == 0 ? 0 : map_get(&first, key);
        if (key.a == 0)
            continue;
        if (at == 0)
            map_put(&first, key, i + 1);
        else if (is_other_kind(&table->columns[at - 1], column))
            *VEC_PUSH(k->scratch, &k->compared) =
                (KindPair){table->columns[at - 1].money, column->money,
                           (Id)(table - k->model->tables.at), (uint8_t)i};
    }
}

/* A column `all` of no kind adds up the others. */
static void see_sums(Kinds *k, const TableInfo *table) {
    bool sums = false;
    Id first = 0;
    for (uint32_t i = 0; i < table->column_count; i++)
        sums = sums ||
               (table->columns[i].time.kind == TIME_ALL && table->columns[i].money == 0);
    for (uint32_t i = 0; sums && i < table->column_count; i++) {
        const TableColumn *column = &table->columns[i];
        if (!column_has_entries(column) || column->money == 0)
            continue;
        first = first == 0 ? column->money : first;
        if (column->money != first)
            *VEC_PUSH(k->scratch, &k->together) =
                (KindPair){first, column->money, (Id)(table - k->model->tables.at), 0};
    }
}

/* ---- groups ---- */

static Id root_of(Id *up, Id money) {
    while (up[money] != money)
        money = up[money] = up[up[money]];
    return money;
}

static void join(Kinds *k, Id one, Id other) {
    one = root_of(k->up, one);
    other = root_of(k->up, other);
    k->up[one > other ? one : other] = one < other ? one : other;
}

static void find_groups(Kinds *k) {
    uint32_t count = k->model->things[KIND_MONEY].count;
    k->up = ARENA_ARRAY(k->scratch, Id, count);
    k->added = ARENA_ARRAY(k->scratch, bool, count);
    for (Id id = 0; id < count; id++)
        k->up[id] = id;
    for (Id id = 1; id < count; id++)
        if (versions_family(k->model, id) != 0)
            join(k, id, versions_family(k->model, id));
    for (uint32_t i = 0; i < k->compared.count; i++)
        join(k, k->compared.at[i].one, k->compared.at[i].other);
    for (uint32_t i = 0; i < k->together.count; i++) {
        Id one = root_of(k->up, k->together.at[i].one);
        if (one == root_of(k->up, k->together.at[i].other))
            k->added[one] = true;
    }
}

/* ---- what is said ---- */

/* The declaration of a kind: the first with a title. */
static const Title *declared(const Kinds *k, Id money, Id document) {
    const Title *found = NULL;
    uint32_t at = k->model->things[KIND_MONEY].at[money].first_title;
    for (; at != 0; at = k->model->titles.at[at - 1].next) {
        const Title *title = &k->model->titles.at[at - 1];
        if (found == NULL || (title->document == document && found->document != document))
            found = title;
    }
    return found;
}

static Slice written(const Kinds *k, SourceId file, Span span) {
    return source_slice(sources_get(k->model->sources, file), span);
}

/* How a kind is referred to: by name, or by the title that stands for one. */
static Slice reference(const Kinds *k, Id money, const Title *title) {
    return title->alone ? written(k, title->source, title->quoted)
                        : model_name(k->model, KIND_MONEY, money);
}

/* The byte behind a title that is no space, and where it is. */
static char behind(const Kinds *k, const Title *title, uint32_t *at) {
    Slice text = sources_get(k->model->sources, title->source)->text;
    *at = title->quoted.end;
    while (*at < text.length && char_in(text.at[*at], " \t\r\n"))
        ++*at;
    return *at < text.length ? text.at[*at] : '\0';
}

/* "money revised "Revised budget" { version_of: budget }" */
static Slice line_of(const Kinds *k, Id money, const Title *title, Slice of) {
    uint32_t at;
    bool block = behind(k, title, &at) == '{';
    Slice quoted = written(k, title->source, title->quoted);
    Slice name = title->alone ? SLICE("") : model_name(k->model, KIND_MONEY, money);
    return arena_format(k->model->arena, "money %.*s%s%.*s { version_of: %.*s%s }",
                        SLICE_ARGS(name), name.length > 0 ? " " : "", SLICE_ARGS(quoted),
                        SLICE_ARGS(of), block ? " …" : "");
}

static void offer(const Kinds *k, Diagnostic *d, const Title *title, Slice of) {
    Arena *arena = k->model->arena;
    uint32_t at;
    char next = behind(k, title, &at);
    if (next == '#')
        return; /* a comment is between the title and its block, if it has one */
    Place place = {title->source, {title->quoted.end, title->quoted.end}};
    if (next == '{')
        place.span = (Span){at + 1, at + 1};
    diagnostic_fix(k->run->findings, d, place,
                   next == '{'
                       ? arena_format(arena, " version_of: %.*s ", SLICE_ARGS(of))
                       : arena_format(arena, " { version_of: %.*s }", SLICE_ARGS(of)));
}

/* The kinds of a group: the first that is a version already, else the one that the files
 * name first; then one of each other family. */
typedef struct KindGroup {
    Id money[KINDS_SHOWN];
    uint32_t count, all;
} KindGroup;

static Id first_of_group(const Kinds *k, Id root) {
    const Model *model = k->model;
    Id first = 0;
    for (Id id = 1; id < model->things[KIND_MONEY].count; id++) {
        if (root_of(k->up, id) != root)
            continue;
        if (versions_family(model, id) != 0)
            return id;
        first = first == 0 ? id : first;
    }
    return first;
}

static KindGroup group_of(const Kinds *k, const KindPair *pair) {
    const Model *model = k->model;
    Id root = root_of(k->up, pair->one), first = first_of_group(k, root);
    Id family = versions_family(model, first);
    KindGroup group = {{first}, 1, 1};
    for (Id id = 1; id < model->things[KIND_MONEY].count; id++) {
        Id own = versions_family(model, id);
        if (root_of(k->up, id) != root || id == first ||
            (own != 0 && (own == family || own != id)))
            continue;
        if (group.count < KINDS_SHOWN)
            group.money[group.count++] = id;
        group.all++;
    }
    return group;
}

static void report(Kinds *k, const KindPair *pair) {
    const Model *model = k->model;
    Findings *findings = k->run->findings;
    const TableInfo *table = &model->tables.at[pair->table];
    const TableColumn *column = &table->columns[pair->column];
    KindGroup group = group_of(k, pair);
    const Title *titles[KINDS_SHOWN];
    Slice names[KINDS_SHOWN + 1], lines[KINDS_SHOWN];
    for (uint32_t i = 0; i < group.count; i++) {
        titles[i] = declared(k, group.money[i], table->document);
        if (titles[i] == NULL)
            return; /* it is declared nowhere, which is told */
        names[i] = view_label(model, KIND_MONEY, group.money[i], table->document);
    }
    uint32_t shown = group.count;
    if (group.all > group.count)
        names[shown++] = arena_format(model->arena, "%u more", group.all - group.count);
    Slice list = phrase_list(model->arena, names, shown);
    Slice of = reference(k, group.money[0], titles[0]);
    Span span = column->computed != NULL ? column->computed->formula->span : column->span;
    Diagnostic *d =
        findings_add(findings, CODE_T18, (Place){table->file, span},
                     "nothing says that %.*s are versions of one amount, so sums add "
                     "%s up",
                     SLICE_ARGS(list), shown == 2 ? "both" : "all of them");
    diagnostic_here(findings, d, "%s",
                    column->computed != NULL ? "compares them" : "versions?");
    for (uint32_t i = 1; i < group.count; i++) {
        lines[i - 1] = line_of(k, group.money[i], titles[i], of);
        diagnostic_label(findings, d, (Place){titles[i]->source, titles[i]->quoted},
                         "a version?");
        offer(k, d, titles[i], of);
    }
    Slice all = phrase_list(model->arena, lines, group.count - 1);
    diagnostic_help(findings, d,
                    "if they are, write %.*s; if they are different money, accept it: "
                    "allow T18 \"…\"",
                    SLICE_ARGS(all));
}

/* ---- the run ---- */

static void see_table(Kinds *k, Id id) {
    const TableInfo *table = &k->model->tables.at[id];
    const Formulas *formulas = k->run->formulas[id];
    for (uint32_t i = 0; formulas != NULL && i < table->column_count; i++)
        if (table->columns[i].computed != NULL && formulas->of[i].bound != NULL)
            see_step(k, table, (uint8_t)i, formulas->of[i].bound->root);
    see_titles(k, table);
    see_sums(k, table);
}

void check_kinds(CheckRun *run) {
    const Model *model = run->model;
    uint32_t count = model->things[KIND_MONEY].count;
    if (run->verdicts_only || count <= 2)
        return;
    Kinds k = {
        .run = run, .model = model, .scratch = arena_new(arena_memory(run->arena))};
    k.rests = names_new(k.scratch);
    k.rest = ARENA_ARRAY(k.scratch, NameId, count);
    for (Id id = 1; id < model->tables.count && !stop_asked(run->stop); id++)
        see_table(&k, id);
    find_groups(&k);
    for (uint32_t i = 0; i < k.compared.count; i++) {
        const KindPair *pair = &k.compared.at[i];
        Id root = root_of(k.up, pair->one);
        if (k.added[root] || versions_differ(model, pair->one, pair->other))
            continue;
        k.added[root] = true; /* once for the group */
        report(&k, pair);
    }
    arena_drop(k.scratch);
}
