/* What a name in an expression means: a column of the table in hand, a field of a thing,
 * a printed table in a check, a name of a rule; a bare word that is none of these is
 * bind_word.c's. A name that is nothing is a finding that suggests the nearest, never an
 * empty result. */
#include "eval/bind.h"
#include "eval/rule.h"

const char *const rule_names[RULE_NAME_COUNT] = {"purpose", "targets", "measured", "met",
                                                 "missed",  "pending", "age"};

/* ---- what is there ---- */

static int32_t find_rule_name(Slice name) {
    for (int32_t i = 0; i < RULE_NAME_COUNT; i++)
        if (slice_is(name, rule_names[i]))
            return i;
    return -1;
}

bool bind_is_column(const Binder *binder, NameId name) {
    const TableDef *table = table_def((TableId)binder->table);
    Slice text = names_text(binder->model->names, name);
    Type type;
    return column_find((Shape)table->shape, text) != COLUMN_COUNT ||
           (table->kind != KIND_COUNT &&
            property_known(binder->model, (ThingKind)table->kind, name, &type));
}

/* As in SQLite a column comes before an alias of the same name. */
const SelectItem *bind_alias(const Binder *binder, NameId name) {
    for (uint32_t i = 0; i < binder->alias_count && !bind_is_column(binder, name); i++)
        if (binder->aliases[i].alias.name == name)
            return &binder->aliases[i];
    return NULL;
}

bool bind_knows(const Binder *binder, const Expr *expr) {
    NameId name = expr->path.at[0].name;
    if (binder->rule)
        return find_rule_name(names_text(binder->model->names, name)) >= 0;
    if (bind_alias(binder, name) != NULL)
        return true;
    return binder->table == TABLE_COUNT
               ? printed_is_table(binder->model, binder->document, name)
               : bind_is_column(binder, name);
}

/* ---- fields ---- */

static Step *field_step(Binder *binder, const Step *of, FieldKind field, Type type,
                        NameId name, Span span) {
    Step *step = bind_step(binder, STEP_FIELD, type, span);
    step->left = of;
    step->field = (uint8_t)field;
    step->name = name;
    return step;
}

/* Columns that the checks fill are there for queries only. */
static Step *computed_step(Binder *binder, const Step *of, ColumnId column, Span span) {
    const ColumnDef *def = column_def(column);
    if (!binder->query) {
        Diagnostic *d = bind_finding(
            binder, CODE_Q03, span,
            "\"%s\" is known only after the checks: only a query can ask for it",
            def->name);
        if (d != NULL && column == COLUMN_PROJECT_effect) {
            diagnostic_help(binder->model->findings, d,
                            "count(effects where category = …) counts claims");
        }
        return bind_error(binder, span);
    }
    Step *step = field_step(binder, of, FIELD_COMPUTED, def->type, 0, span);
    step->column = (uint8_t)column;
    return step;
}

/* The names that a thing's fields have. */
static void field_names(Binder *binder, ThingKind kind, PropertyNames *out) {
    Arena *arena = binder->model->arena;
    *VEC_PUSH(arena, out) = SLICE("title");
    *VEC_PUSH(arena, out) = SLICE("name");
    if (kind == KIND_AREA || kind == KIND_PROJECT)
        *VEC_PUSH(arena, out) = SLICE("parent");
    TableId table = table_of_kind(kind);
    for (uint32_t i = 0; table != TABLE_COUNT && i < COLUMN_COUNT; i++) {
        const ColumnDef *def = column_def((ColumnId)i);
        if (def->shape == table_def(table)->shape)
            *VEC_PUSH(arena, out) = slice_of(def->name);
    }
    property_names(binder->model, kind, out);
}

/* The field of a thing of a kind; NULL where it has none of that name. `of` NULL: of the
 * row itself. */
static Step *find_field(Binder *binder, const Step *of, ThingKind kind, Ref ref) {
    Slice name = bind_ref_text(binder, ref);
    if (slice_is(name, "title"))
        return field_step(binder, of, FIELD_TITLE, (Type){TYPE_TEXT, 0}, 0, ref.span);
    if (slice_is(name, "name"))
        return field_step(binder, of, FIELD_NAME, (Type){TYPE_WORD, 0}, 0, ref.span);
    if (slice_is(name, "parent") && (kind == KIND_AREA || kind == KIND_PROJECT)) {
        return field_step(binder, of, FIELD_PARENT, (Type){TYPE_REF, (uint8_t)kind}, 0,
                          ref.span);
    }
    TableId table = table_of_kind(kind);
    if (table != TABLE_COUNT) {
        ColumnId column = column_find((Shape)table_def(table)->shape, name);
        if (column != COLUMN_COUNT && column_def(column)->known == KNOWN_COMPUTED)
            return computed_step(binder, of, column, ref.span);
    }
    Type type;
    if (property_known(binder->model, kind, ref.name, &type)) {
        if (property_is_free(binder->model, kind, ref.name))
            bind_refer(binder, ref, REFERENCE_PROPERTY, ref.name);
        return field_step(binder, of, FIELD_PROPERTY, type, ref.name, ref.span);
    }
    return NULL;
}

static Step *bind_field(Binder *binder, Step *of, Ref ref) {
    if (of->type.kind == TYPE_ERROR)
        return of;
    Slice name = bind_ref_text(binder, ref);
    Findings *findings = binder->model->findings;
    if (of->type.kind != TYPE_REF) {
        Slice before = bind_source(binder, of->span);
        bool open = of->kind == STEP_FIELD && of->name != 0 && of->type.kind == TYPE_ANY;
        Diagnostic *d = bind_finding(
            binder, CODE_Q03, ref.span, "\"%.*s\" has no \"%.*s\": it is %s",
            SLICE_ARGS(before), SLICE_ARGS(name),
            open ? "not declared as the name of a thing" : type_text(of->type));
        if (d != NULL && open) {
            diagnostic_help(findings, d,
                            "say what it names, as in: attribute %.*s on project: "
                            "organisation",
                            SLICE_ARGS(names_text(binder->model->names, of->name)));
        }
        return bind_error(binder, ref.span);
    }
    Step *step = find_field(binder, of, (ThingKind)of->type.of, ref);
    if (step != NULL) {
        step->span = span_join(of->span, ref.span);
        return step;
    }
    Diagnostic *d = bind_finding(binder, CODE_Q03, ref.span, "%s has no \"%.*s\"",
                                 type_text(of->type), SLICE_ARGS(name));
    if (d != NULL) {
        PropertyNames names = {0};
        field_names(binder, (ThingKind)of->type.of, &names);
        bind_suggest(binder, d, ref.span, name, names.at, names.count);
    }
    return bind_error(binder, ref.span);
}

/* ---- columns ---- */

/* Columns that are fields of the row's indicator. */
static Step *indicator_field(Binder *binder, ColumnId column, Ref ref) {
    Step *of = bind_step(binder, STEP_COLUMN, (Type){TYPE_REF, KIND_INDICATOR}, ref.span);
    of->column = COLUMN_INDICATOR_indicator;
    if (column == COLUMN_INDICATOR_title)
        return field_step(binder, of, FIELD_TITLE, column_def(column)->type, 0, ref.span);
    Type type = property_type(binder->model, KIND_INDICATOR, ref.name);
    return field_step(binder, of, FIELD_PROPERTY, type, ref.name, ref.span);
}

static Step *column_step(Binder *binder, ColumnId column, Ref ref) {
    const ColumnDef *def = column_def(column);
    if (def->known == KNOWN_COMPUTED)
        return computed_step(binder, NULL, column, ref.span);
    if (column == COLUMN_INDICATOR_title || column == COLUMN_INDICATOR_judged)
        return indicator_field(binder, column, ref);
    Step *step = bind_step(binder, STEP_COLUMN, def->type, ref.span);
    step->column = (uint8_t)column;
    return step;
}

/* The column of the table in force, or NULL. */
static Step *find_column(Binder *binder, Ref ref) {
    const TableDef *table = table_def((TableId)binder->table);
    if (table->kind != KIND_COUNT)
        return find_field(binder, NULL, (ThingKind)table->kind, ref);
    ColumnId column = column_find((Shape)table->shape, bind_ref_text(binder, ref));
    return column == COLUMN_COUNT ? NULL : column_step(binder, column, ref);
}

void bind_columns(Binder *binder, PropertyNames *out) {
    const TableDef *table = table_def((TableId)binder->table);
    for (uint32_t i = 0; i < COLUMN_COUNT; i++) {
        const ColumnDef *def = column_def((ColumnId)i);
        if (def->shape == table->shape)
            *VEC_PUSH(binder->model->arena, out) = slice_of(def->name);
    }
    if (table->kind != KIND_COUNT)
        property_names(binder->model, (ThingKind)table->kind, out);
}

/* Whether a query gives the name to an item, which cannot be meant here. */
static bool is_later_alias(const Binder *binder, NameId name) {
    const Select *select = binder->select;
    for (uint32_t i = 0; select != NULL && i < select->item_count; i++)
        if (select->items[i].alias.name == name)
            return true;
    return false;
}

/* `project` in a table of projects: each row is one, and has a name. */
static bool suggest_own(Binder *binder, Diagnostic *d, Ref ref) {
    const TableDef *table = table_def((TableId)binder->table);
    if (table->kind == KIND_COUNT ||
        !slice_is(bind_ref_text(binder, ref), kind_text((ThingKind)table->kind)))
        return false;
    bind_suggest_name(binder, d, ref.span, SLICE("name"), false);
    diagnostic_help(binder->model->findings, d,
                    "each row is %s, with the columns name and title",
                    type_text((Type){TYPE_REF, table->kind}));
    return true;
}

/* `title` in a table of entries: that of which thing? */
static bool suggest_fields(Binder *binder, Diagnostic *d, Ref ref) {
    const TableDef *table = table_def((TableId)binder->table);
    Slice name = bind_ref_text(binder, ref);
    if (table->kind != KIND_COUNT || !(slice_is(name, "title") || slice_is(name, "name")))
        return false;
    Text list = {.memory = arena_memory(binder->model->arena)};
    for (uint32_t i = 0; i < COLUMN_COUNT; i++) {
        const ColumnDef *def = column_def((ColumnId)i);
        if (def->shape == table->shape && def->type.kind == TYPE_REF) {
            text_format(&list, "%s%s.%.*s", text_view(&list).length > 0 ? ", " : "",
                        def->name, SLICE_ARGS(name));
        }
    }
    bool any = text_view(&list).length > 0;
    if (any) {
        diagnostic_help(binder->model->findings, d, "say whose: %.*s",
                        SLICE_ARGS(text_view(&list)));
    }
    text_free(&list);
    return any;
}

static void suggest_column(Binder *binder, Diagnostic *d, Ref ref) {
    if (d == NULL)
        return;
    PropertyNames names = {0};
    bind_columns(binder, &names);
    for (uint32_t i = 0; i < binder->alias_count; i++) {
        if (binder->aliases[i].alias.name != 0) {
            *VEC_PUSH(binder->model->arena, &names) =
                bind_ref_text(binder, binder->aliases[i].alias);
        }
    }
    if (is_later_alias(binder, ref.name)) {
        diagnostic_help(binder->model->findings, d,
                        "use an alias only in \"group by\", \"having\" and \"order by\"; "
                        "write out what it means");
        return;
    }
    if (suggest_own(binder, d, ref) || suggest_fields(binder, d, ref))
        return;
    bind_suggest_or_list(binder, d, ref.span, bind_ref_text(binder, ref), "columns",
                         names.at, names.count);
}

static Step *no_column(Binder *binder, Ref ref) {
    Slice name = bind_ref_text(binder, ref);
    suggest_column(binder,
                   bind_finding(binder, CODE_Q03, ref.span, "%s has no column \"%.*s\"",
                                table_def((TableId)binder->table)->name,
                                SLICE_ARGS(name)),
                   ref);
    return bind_error(binder, ref.span);
}

/* ---- names ---- */

static Step *bind_rule_name(Binder *binder, const Expr *expr) {
    Ref ref = expr->path.at[0];
    Slice name = bind_ref_text(binder, ref);
    int32_t index = expr->path.count == 1 ? find_rule_name(name) : -1;
    if (index >= 0) {
        Type type = {index == 0 ? TYPE_BOOL : TYPE_NUMBER, 0};
        Step *step = bind_step(binder, STEP_RULE, type, ref.span);
        step->rule_index = (uint8_t)index;
        return step;
    }
    Slice whole = bind_source(binder, expr->span);
    Diagnostic *d = bind_finding(binder, CODE_Q03, expr->span, "a rule sees no \"%.*s\"",
                                 SLICE_ARGS(whole));
    if (d != NULL) {
        Slice all[RULE_NAME_COUNT];
        for (uint32_t i = 0; i < RULE_NAME_COUNT; i++)
            all[i] = slice_of(rule_names[i]);
        bind_suggest(binder, d, expr->span, whole, all, RULE_NAME_COUNT);
        diagnostic_help(binder->model->findings, d,
                        "a rule sees purpose, targets, measured, met, missed, pending "
                        "and age");
    }
    return bind_error(binder, expr->span);
}

void bind_printed_names(const Binder *binder, PropertyNames *out) {
    const Model *model = binder->model;
    for (uint32_t i = 1; i < model->tables.count; i++) {
        const TableInfo *table = &model->tables.at[i];
        if (table->name != 0 && table->document == binder->document)
            *VEC_PUSH(model->arena, out) = names_text(model->names, table->name);
    }
}

static void suggest_printed_table(Binder *binder, Diagnostic *d, Ref ref) {
    PropertyNames names = {0};
    if (d != NULL)
        bind_printed_names(binder, &names);
    bind_suggest(binder, d, ref.span, bind_ref_text(binder, ref), names.at, names.count);
}

/* A name in a check, outside an aggregate: a printed table. */
static Step *bind_printed_table(Binder *binder, const Expr *expr) {
    Ref ref = expr->path.at[0];
    Slice name = bind_ref_text(binder, ref);
    if (expr->path.count == 1 &&
        printed_is_table(binder->model, binder->document, ref.name))
        return bind_printed(binder, expr);
    TableId table = table_find(name);
    if (table != TABLE_COUNT) {
        Slice whole = bind_source(binder, expr->span);
        Diagnostic *d = bind_finding(binder, CODE_Q04, expr->span,
                                     "\"%.*s\" has many values, and a check needs one",
                                     SLICE_ARGS(whole));
        if (d != NULL) {
            const char *function = expr->path.count > 1 ? "sum" : "count";
            diagnostic_help(binder->model->findings, d,
                            "say what to make of them, as in %s(%.*s where …)", function,
                            SLICE_ARGS(whole));
        }
        return bind_error(binder, expr->span);
    }
    Diagnostic *d = bind_finding(binder, CODE_N01, ref.span,
                                 "no printed table of this document is called \"%.*s\"",
                                 SLICE_ARGS(name));
    suggest_printed_table(binder, d, ref);
    return bind_error(binder, expr->span);
}

Step *bind_name(Binder *binder, const Expr *expr, const Step *against) {
    if (binder->rule)
        return bind_rule_name(binder, expr);
    uint32_t at = 0, count = expr->path.count;
    Ref first = expr->path.at[0];
    const SelectItem *alias = count == 1 ? bind_alias(binder, first.name) : NULL;
    if (alias != NULL) {
        Binder again = *binder;
        again.aliases = NULL;
        again.alias_count = 0;
        Step *step = bind_expr(&again, alias->expr, NULL);
        binder->failed = binder->failed || again.failed;
        return step;
    }
    bool word = count == 1 && !bind_knows(binder, expr);
    if (word && against != NULL) {
        Step *value = bind_value(binder, first, against);
        if (value != NULL)
            return value;
    }
    if (binder->table == TABLE_COUNT)
        return bind_printed_table(binder, expr);
    /* funding.year is year, where funding is the table in force. */
    if (count > 1 &&
        slice_is(bind_ref_text(binder, first), table_def((TableId)binder->table)->name))
        at = 1;
    Step *step = find_column(binder, expr->path.at[at]);
    if (step == NULL)
        return no_column(binder, expr->path.at[at]);
    while (++at < count)
        step = bind_field(binder, step, expr->path.at[at]);
    step->span = expr->span;
    return step;
}
