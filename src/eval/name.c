/* What a name in an expression means: a column of the table in hand, a field of a thing,
 * a printed table in a check, a name of a rule; or, a bare word, a value of the type of
 * what it is compared with. A name that is none of these is a finding that suggests the
 * nearest, never an empty result. */
#include "eval/query.h"

#include <string.h>

const char *const rule_names[RULE_NAME_COUNT] = {"purpose", "targets", "measured", "met",
                                                 "missed",  "pending", "age"};

static Slice name_of(const Binder *binder, Ref ref) {
    return names_text(binder->model->names, ref.name);
}

/* ---- what is there ---- */

static int32_t find_rule_name(Slice name) {
    for (int32_t i = 0; i < RULE_NAME_COUNT; i++) {
        if (slice_is(name, rule_names[i])) {
            return i;
        }
    }
    return -1;
}

static const SelectItem *find_alias(const Binder *binder, NameId name) {
    for (uint32_t i = 0; i < binder->alias_count; i++) {
        if (binder->aliases[i].alias.name == name) {
            return &binder->aliases[i];
        }
    }
    return NULL;
}

static bool is_printed_table(const Binder *binder, NameId name) {
    const Model *model = binder->model;
    for (uint32_t i = 1; i < model->tables.count; i++) {
        if (model->tables.at[i].name == name &&
            model->tables.at[i].document == binder->document) {
            return true;
        }
    }
    return false;
}

bool bind_is_column(const Binder *binder, NameId name) {
    const TableDef *table = table_def((TableId)binder->table);
    Slice text = names_text(binder->model->names, name);
    Type type;
    return column_find((Shape)table->shape, text) != COLUMN_COUNT ||
           (table->kind != KIND_COUNT &&
            property_known(binder->model, (EntityKind)table->kind, name, &type));
}

bool bind_knows(const Binder *binder, const Expr *expr) {
    NameId name = expr->path.at[0].name;
    if (binder->rule) {
        return find_rule_name(names_text(binder->model->names, name)) >= 0;
    }
    if (find_alias(binder, name) != NULL) {
        return true;
    }
    return binder->table == TABLE_COUNT ? is_printed_table(binder, name)
                                        : bind_is_column(binder, name);
}

/* ---- the unit in force ---- */

void bind_unit(Binder *binder) {
    const Model *model = binder->model;
    if (binder->unit_known) {
        return;
    }
    binder->unit_known = true;
    if (binder->query) {
        binder->power = binder->context->power;
        binder->currency = binder->context->currency;
        return;
    }
    for (uint32_t i = 0; binder->check && i < model->checks.count; i++) {
        const CheckClaim *check = &model->checks.at[i];
        if (check->node->expr == binder->root) {
            binder->power = check->power;
            binder->currency = check->currency;
            return;
        }
    }
    for (uint32_t i = 0; !binder->check && i < model->claims.count; i++) {
        const Claim *claim = &model->claims.at[i];
        if (claim->where == binder->root || claim->table_where == binder->root) {
            binder->power = claim->power;
            binder->currency = claim->currency;
            return;
        }
    }
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
static void field_names(Binder *binder, EntityKind kind, PropertyNames *out) {
    Arena *arena = binder->model->arena;
    *VEC_PUSH(arena, out) = SLICE("title");
    *VEC_PUSH(arena, out) = SLICE("name");
    if (kind == KIND_AREA || kind == KIND_PROJECT) {
        *VEC_PUSH(arena, out) = SLICE("parent");
    }
    TableId table = table_of_kind(kind);
    for (uint32_t i = 0; table != TABLE_COUNT && i < COLUMN_COUNT; i++) {
        const ColumnDef *def = column_def((ColumnId)i);
        if (def->shape == table_def(table)->shape) {
            *VEC_PUSH(arena, out) = slice_of(def->name);
        }
    }
    property_names(binder->model, kind, out);
}

/* The field of a thing of a kind; NULL where it has none of that name. `of` NULL: of the
 * row itself. */
static Step *find_field(Binder *binder, const Step *of, EntityKind kind, Ref ref) {
    Slice name = name_of(binder, ref);
    if (slice_is(name, "title")) {
        return field_step(binder, of, FIELD_TITLE, (Type){TYPE_TEXT, 0}, 0, ref.span);
    }
    if (slice_is(name, "name")) {
        return field_step(binder, of, FIELD_NAME, (Type){TYPE_WORD, 0}, 0, ref.span);
    }
    if (slice_is(name, "parent") && (kind == KIND_AREA || kind == KIND_PROJECT)) {
        return field_step(binder, of, FIELD_PARENT, (Type){TYPE_REF, (uint8_t)kind}, 0,
                          ref.span);
    }
    if (slice_is(name, "owner") && kind == KIND_INDICATOR) {
        return field_step(binder, of, FIELD_OWNER, (Type){TYPE_ANY, 0}, 0, ref.span);
    }
    TableId table = table_of_kind(kind);
    if (table != TABLE_COUNT) {
        ColumnId column = column_find((Shape)table_def(table)->shape, name);
        if (column != COLUMN_COUNT && column_def(column)->known == KNOWN_COMPUTED) {
            return computed_step(binder, of, column, ref.span);
        }
    }
    Type type;
    if (property_known(binder->model, kind, ref.name, &type)) {
        return field_step(binder, of, FIELD_PROPERTY, type, ref.name, ref.span);
    }
    return NULL;
}

static Step *bind_field(Binder *binder, Step *of, Ref ref) {
    if (of->type.kind == TYPE_ERROR) {
        return of;
    }
    Slice name = name_of(binder, ref);
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
    Step *step = find_field(binder, of, (EntityKind)of->type.of, ref);
    if (step != NULL) {
        step->span = span_join(of->span, ref.span);
        return step;
    }
    Diagnostic *d = bind_finding(binder, CODE_Q03, ref.span, "%s has no \"%.*s\"",
                                 type_text(of->type), SLICE_ARGS(name));
    if (d != NULL) {
        PropertyNames names = {0};
        field_names(binder, (EntityKind)of->type.of, &names);
        bind_suggest(binder, d, ref.span, name, names.at, names.count);
    }
    return bind_error(binder, ref.span);
}

/* ---- columns ---- */

static Step *column_step(Binder *binder, ColumnId column, Ref ref) {
    const ColumnDef *def = column_def(column);
    if (def->known == KNOWN_COMPUTED) {
        return computed_step(binder, NULL, column, ref.span);
    }
    if (def->shape == SHAPE_INDICATOR && def->known == KNOWN_PROPERTY) {
        Step *of =
            bind_step(binder, STEP_COLUMN, (Type){TYPE_REF, KIND_INDICATOR}, ref.span);
        of->column = COLUMN_INDICATOR_indicator;
        return field_step(binder, of, FIELD_PROPERTY, def->type, ref.name, ref.span);
    }
    Step *step = bind_step(binder, STEP_COLUMN, def->type, ref.span);
    step->column = (uint8_t)column;
    return step;
}

/* The column of the table in force, or NULL. */
static Step *find_column(Binder *binder, Ref ref) {
    const TableDef *table = table_def((TableId)binder->table);
    if (table->kind != KIND_COUNT) {
        return find_field(binder, NULL, (EntityKind)table->kind, ref);
    }
    ColumnId column = column_find((Shape)table->shape, name_of(binder, ref));
    return column == COLUMN_COUNT ? NULL : column_step(binder, column, ref);
}

void bind_columns(Binder *binder, PropertyNames *out) {
    const TableDef *table = table_def((TableId)binder->table);
    for (uint32_t i = 0; i < COLUMN_COUNT; i++) {
        const ColumnDef *def = column_def((ColumnId)i);
        if (def->shape == table->shape) {
            *VEC_PUSH(binder->model->arena, out) = slice_of(def->name);
        }
    }
    if (table->kind != KIND_COUNT) {
        property_names(binder->model, (EntityKind)table->kind, out);
    }
}

/* Whether a query gives the name to an item, which cannot be meant here. */
static bool is_later_alias(const Binder *binder, NameId name) {
    const Select *select = binder->select;
    for (uint32_t i = 0; select != NULL && i < select->item_count; i++) {
        if (select->items[i].alias.name == name) {
            return true;
        }
    }
    return false;
}

/* `project` in a table of projects: each row is one, and has a name. */
static bool suggest_own(Binder *binder, Diagnostic *d, Ref ref) {
    const TableDef *table = table_def((TableId)binder->table);
    if (table->kind == KIND_COUNT ||
        !slice_is(name_of(binder, ref), kind_text((EntityKind)table->kind))) {
        return false;
    }
    bind_suggest_name(binder, d, ref.span, SLICE("name"), false);
    diagnostic_help(binder->model->findings, d,
                    "each row is %s, with the columns name and title",
                    type_text((Type){TYPE_REF, table->kind}));
    return true;
}

/* `title` in a table of entries: that of which thing? */
static bool suggest_fields(Binder *binder, Diagnostic *d, Ref ref) {
    const TableDef *table = table_def((TableId)binder->table);
    Slice name = name_of(binder, ref);
    if (table->kind != KIND_COUNT ||
        !(slice_is(name, "title") || slice_is(name, "name"))) {
        return false;
    }
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
    if (d == NULL) {
        return;
    }
    PropertyNames names = {0};
    bind_columns(binder, &names);
    for (uint32_t i = 0; i < binder->alias_count; i++) {
        if (binder->aliases[i].alias.name != 0) {
            *VEC_PUSH(binder->model->arena, &names) =
                name_of(binder, binder->aliases[i].alias);
        }
    }
    if (is_later_alias(binder, ref.name)) {
        diagnostic_help(
            binder->model->findings, d,
            "an alias can stand in \"group by\", \"having\" and \"order by\"; "
            "write out what it stands for");
        return;
    }
    if (suggest_own(binder, d, ref) || suggest_fields(binder, d, ref)) {
        return;
    }
    bind_suggest_or_list(binder, d, ref.span, name_of(binder, ref), "columns", names.at,
                         names.count);
}

static Step *no_column(Binder *binder, Ref ref) {
    Slice name = name_of(binder, ref);
    suggest_column(binder,
                   bind_finding(binder, CODE_Q03, ref.span, "%s has no column \"%.*s\"",
                                table_def((TableId)binder->table)->name,
                                SLICE_ARGS(name)),
                   ref);
    return bind_error(binder, ref.span);
}

/* ---- bare words ---- */

static void label_declared(Binder *binder, Diagnostic *d, EntityKind kind, Id id) {
    const Thing *thing = model_thing(binder->model, kind, id);
    diagnostic_label(binder->model->findings, d, (Place){thing->source, thing->span},
                     "declared here");
}

/* A thing whose name is near, or whose title; else the names that there are, if few. */
static void suggest_thing(Binder *binder, Diagnostic *d, EntityKind wanted, Ref ref) {
    enum { LISTED_MOST = 12 };
    Model *model = binder->model;
    Slice name = name_of(binder, ref);
    bool sure = false, exactly;
    Id nearest = model_nearest_sure(model, wanted, name, &sure);
    if (nearest != 0) {
        bind_suggest_name(binder, d, ref.span, model_name(model, wanted, nearest),
                          sure && !findings_lost(model->findings));
        label_declared(binder, d, wanted, nearest);
        return;
    }
    nearest = model_titled(model, wanted, name, &exactly);
    if (nearest != 0) {
        bind_suggest_name(binder, d, ref.span, model_name(model, wanted, nearest), false);
        label_declared(binder, d, wanted, nearest);
        return;
    }
    PropertyNames names = {0};
    for (Id id = 1; id < model->things[wanted].count; id++) {
        if (model->things[wanted].at[id].name != 0) {
            *VEC_PUSH(model->arena, &names) = model_name(model, wanted, id);
        }
    }
    if (names.count > 0 && names.count <= LISTED_MOST) {
        bind_suggest_or_list(binder, d, ref.span, name, "names", names.at, names.count);
    }
}

/* Things of the wanted kind come first, then things of another, then the nearest. */
static Step *no_thing(Binder *binder, EntityKind wanted, Ref ref) {
    Model *model = binder->model;
    Slice name = name_of(binder, ref);
    for (uint32_t kind = 0; kind < KIND_COUNT; kind++) {
        Id id = kind == KIND_INDICATOR ? 0
                                       : model_find(model, (EntityKind)kind, ref.name);
        if (id == 0) {
            continue;
        }
        Diagnostic *d =
            bind_finding(binder, CODE_N05, ref.span, "\"%.*s\" is %s; %s is wanted here",
                         SLICE_ARGS(name), type_text((Type){TYPE_REF, (uint8_t)kind}),
                         type_text((Type){TYPE_REF, (uint8_t)wanted}));
        if (d != NULL) {
            label_declared(binder, d, (EntityKind)kind, id);
        }
        return bind_error(binder, ref.span);
    }
    Diagnostic *d = bind_finding(binder, CODE_N01, ref.span, "no %s is called \"%.*s\"",
                                 kind_text(wanted), SLICE_ARGS(name));
    if (d != NULL) {
        suggest_thing(binder, d, wanted, ref);
    }
    return bind_error(binder, ref.span);
}

/* Names of indicators are their owners' own: there may be several of one name. */
static bool has_name(const Model *model, EntityKind kind, NameId name) {
    if (kind != KIND_INDICATOR) {
        return model_find(model, kind, name) != 0;
    }
    const ThingVec *indicators = &model->things[kind];
    for (uint32_t id = 1; id < indicators->count; id++) {
        if (indicators->at[id].name == name) {
            return true;
        }
    }
    return false;
}

static Step *word_step(Binder *binder, Ref ref) {
    return bind_constant(binder, datum_word(binder->model, ref.name),
                         (Type){TYPE_WORD, 0}, ref.span);
}

static Step *bind_thing(Binder *binder, Ref ref, const Step *against) {
    EntityKind kind = (EntityKind)against->type.of;
    const Model *model = binder->model;
    if (kind == KIND_INDICATOR) {
        return has_name(model, kind, ref.name) ? word_step(binder, ref)
                                               : no_thing(binder, kind, ref);
    }
    Id id = model_find(model, kind, ref.name);
    if (id != 0) {
        return bind_constant(binder, datum_ref(kind, id), against->type, ref.span);
    }
    /* `purpose: none` denies. */
    if (against->kind == STEP_FIELD && against->field == FIELD_PROPERTY &&
        slice_is(name_of(binder, ref), "none")) {
        return word_step(binder, ref);
    }
    return no_thing(binder, kind, ref);
}

/* The kind of things whose name, title or property (`field`) a step is; KIND_COUNT: it is
 * no such thing. */
static EntityKind kind_of_field(const Binder *binder, const Step *step, FieldKind field) {
    if (step->kind != STEP_FIELD || step->field != field) {
        return KIND_COUNT;
    }
    return (EntityKind)(step->left != NULL ? step->left->type.of
                                           : table_def((TableId)binder->table)->kind);
}

/* The usual case, without a list of all words. */
static bool is_stated_word(const Binder *binder, NameId word, const Step *against) {
    EntityKind kind = kind_of_field(binder, against, FIELD_PROPERTY);
    return kind != KIND_COUNT &&
           property_has_word(binder->model, kind, against->name, word);
}

/* The words that a step's values can be, appended; true where there are no others. */
static bool words_of(const Binder *binder, const Step *step, PropertyNames *out) {
    EntityKind kind = kind_of_field(binder, step, FIELD_PROPERTY);
    if (kind != KIND_COUNT) {
        return property_words(binder->model, kind, step->name, out);
    }
    bool column = step->kind == STEP_COLUMN ||
                  (step->kind == STEP_FIELD && step->field == FIELD_COMPUTED);
    const char *at = column ? column_def((ColumnId)step->column)->words : "";
    bool any = *at != 0;
    while (*at != 0) {
        const char *space = strchr(at, ' ');
        size_t length = space == NULL ? strlen(at) : (size_t)(space - at);
        *VEC_PUSH(binder->model->arena, out) = (Slice){at, (uint32_t)length};
        at += length + (space != NULL);
    }
    return any;
}

/* A word that no value is, but nearly: a slip of the pen, which would find nothing. */
static Step *bind_word(Binder *binder, Ref ref, const Step *against) {
    PropertyNames words = {0};
    Slice name = name_of(binder, ref);
    if (is_stated_word(binder, ref.name, against)) {
        return word_step(binder, ref);
    }
    bool closed = words_of(binder, against, &words);
    for (uint32_t i = 0; i < words.count; i++) {
        if (slice_equal(words.at[i], name)) {
            return word_step(binder, ref);
        }
    }
    if (!closed && slice_nearest(name, words.at, words.count) < 0) {
        return word_step(binder, ref);
    }
    Slice what = bind_source(binder, against->span);
    Diagnostic *d = bind_finding(binder, CODE_N01, ref.span, "\"%.*s\" is never \"%.*s\"",
                                 SLICE_ARGS(what), SLICE_ARGS(name));
    bind_suggest_or_list(binder, d, ref.span, name, "words", words.at, words.count);
    if (d != NULL && d->mends.count > 0 && !closed) {
        d->mends.at[d->mends.count - 1].safe = false; /* other words may be meant */
    }
    return bind_error(binder, ref.span);
}

static Step *text_wants_quotes(Binder *binder, Ref ref) {
    Model *model = binder->model;
    Slice name = name_of(binder, ref);
    Diagnostic *d = bind_finding(binder, CODE_Q02, ref.span,
                                 "a text is compared with the bare word \"%.*s\"",
                                 SLICE_ARGS(name));
    if (d != NULL) {
        diagnostic_here(model->findings, d, "text stands in quotes");
        diagnostic_mend(model->findings, d, bind_place(binder, ref.span),
                        arena_format(model->arena, "\"%.*s\"", SLICE_ARGS(name)));
    }
    return bind_error(binder, ref.span);
}

bool bind_is_known(Binder *binder, const Step *field, const Step *text) {
    EntityKind named = kind_of_field(binder, field, FIELD_NAME);
    EntityKind kind = named != KIND_COUNT ? named
                                          : kind_of_field(binder, field, FIELD_TITLE);
    if (!binder->query || kind == KIND_COUNT || text->kind != STEP_CONSTANT ||
        text->constant->kind != DATUM_TEXT) {
        return true;
    }
    Model *model = binder->model;
    Slice wanted = text->constant->text;
    NameId name = names_find(model->names, wanted);
    bool exactly = false;
    Id near = named == KIND_COUNT ? model_titled(model, kind, wanted, &exactly)
                                  : model_nearest(model, kind, wanted);
    if (exactly || (named != KIND_COUNT && name != 0 && has_name(model, kind, name))) {
        return true;
    }
    Diagnostic *d = bind_finding(
        binder, CODE_N01, text->span, "no %s %s \"%.*s\"", kind_text(kind),
        named == KIND_COUNT ? "has the title" : "is called", SLICE_ARGS(wanted));
    if (d != NULL && near != 0) {
        Slice nearest = named == KIND_COUNT ? model_title(model, kind, near, 0)
                                            : model_name(model, kind, near);
        diagnostic_here(model->findings, d, "did you mean \"%.*s\"?",
                        SLICE_ARGS(nearest));
        label_declared(binder, d, kind, near);
    } else if (d != NULL && named == KIND_COUNT) {
        diagnostic_help(model->findings, d,
                        "the whole title is compared, letter by letter; to find a part "
                        "of it: title like \"%%part%%\"");
    }
    return false;
}

Step *bind_value(Binder *binder, Ref ref, const Step *against) {
    switch ((TypeKind)against->type.kind) {
    case TYPE_ERROR: return bind_error(binder, ref.span);
    case TYPE_REF: return bind_thing(binder, ref, against);
    case TYPE_WORD: {
        EntityKind kind = kind_of_field(binder, against, FIELD_NAME);
        return kind == KIND_COUNT || has_name(binder->model, kind, ref.name)
                   ? bind_word(binder, ref, against)
                   : no_thing(binder, kind, ref);
    }
    case TYPE_ANY: return bind_word(binder, ref, against);
    case TYPE_TEXT: return text_wants_quotes(binder, ref);
    case TYPE_YEAR:
    case TYPE_DATE:
        return slice_is(name_of(binder, ref), "never") ? word_step(binder, ref) : NULL;
    default: return NULL;
    }
}

/* ---- names ---- */

static Step *bind_rule_name(Binder *binder, const Expr *expr) {
    Ref ref = expr->path.at[0];
    Slice name = name_of(binder, ref);
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
        for (uint32_t i = 0; i < RULE_NAME_COUNT; i++) {
            all[i] = slice_of(rule_names[i]);
        }
        bind_suggest(binder, d, expr->span, whole, all, RULE_NAME_COUNT);
        diagnostic_help(binder->model->findings, d,
                        "a rule sees purpose, targets, measured, met, missed, pending "
                        "and age");
    }
    return bind_error(binder, expr->span);
}

static void suggest_printed_table(Binder *binder, Diagnostic *d, Ref ref) {
    const Model *model = binder->model;
    PropertyNames names = {0};
    for (uint32_t i = 1; d != NULL && i < model->tables.count; i++) {
        const TableInfo *table = &model->tables.at[i];
        if (table->name != 0 && table->document == binder->document) {
            *VEC_PUSH(model->arena, &names) = names_text(model->names, table->name);
        }
    }
    bind_suggest(binder, d, ref.span, name_of(binder, ref), names.at, names.count);
}

/* A name in a check, outside an aggregate: a printed table. */
static Step *bind_printed_table(Binder *binder, const Expr *expr) {
    Ref ref = expr->path.at[0];
    Slice name = name_of(binder, ref);
    if (expr->path.count == 1 && is_printed_table(binder, ref.name)) {
        Step *step = bind_step(binder, STEP_STATED, (Type){TYPE_STATED, 0}, ref.span);
        step->name = ref.name;
        return step;
    }
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
    if (binder->rule) {
        return bind_rule_name(binder, expr);
    }
    uint32_t at = 0, count = expr->path.count;
    Ref first = expr->path.at[0];
    const SelectItem *alias = count == 1 ? find_alias(binder, first.name) : NULL;
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
        if (value != NULL) {
            return value;
        }
    }
    if (binder->table == TABLE_COUNT) {
        return bind_printed_table(binder, expr);
    }
    /* funding.year is year, where funding is the table in force. */
    if (count > 1 &&
        slice_is(name_of(binder, first), table_def((TableId)binder->table)->name)) {
        at = 1;
    }
    Step *step = find_column(binder, expr->path.at[at]);
    if (step == NULL) {
        return no_column(binder, expr->path.at[at]);
    }
    while (++at < count) {
        step = bind_field(binder, step, expr->path.at[at]);
    }
    step->span = expr->span;
    return step;
}
