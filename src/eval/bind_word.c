/* What a bare word or a text stands for beside what it is compared with: a thing, one of
 * the words that a property can be, a name or a title. One that nothing is, is a finding
 * that suggests the nearest or lists what there is, never an empty result. */
#include "eval/bind.h"
#include "base/nearest.h"
#include "model/given.h"
#include "model/view.h"

static void label_declared(Binder *binder, Diagnostic *d, ThingKind kind, Id id) {
    const Thing *thing = model_thing(binder->model, kind, id);
    diagnostic_label(binder->model->findings, d, (Place){thing->source, thing->span},
                     "declared here");
}

/* A thing whose name is near, or whose title; else the names that there are, if few. */
static void suggest_thing(Binder *binder, Diagnostic *d, ThingKind wanted, Ref ref) {
    enum { LISTED_MOST = 12 };
    Model *model = binder->model;
    Slice name = bind_ref_text(binder, ref);
    bool sure = false;
    Slice title;
    Id nearest = model_nearest_sure(model, wanted, name, &sure);
    sure = nearest != 0 && sure && !findings_lost(model->findings);
    nearest = nearest != 0 ? nearest : view_titled(model, wanted, name, &title);
    if (nearest != 0) {
        bind_suggest_name(binder, d, ref.span, model_name(model, wanted, nearest), sure);
        label_declared(binder, d, wanted, nearest);
        return;
    }
    PropertyNames names = {0};
    for (Id id = 1; id < model->things[wanted].count; id++)
        if (model->things[wanted].at[id].name != 0)
            *VEC_PUSH(model->arena, &names) = model_name(model, wanted, id);
    if (names.count > 0 && names.count <= LISTED_MOST)
        bind_suggest_or_list(binder, d, ref.span, name, "names", names.at, names.count);
}

/* Things of the wanted kind come first, then things of another, then the nearest. */
static Step *no_thing(Binder *binder, ThingKind wanted, Ref ref) {
    Model *model = binder->model;
    Slice name = bind_ref_text(binder, ref);
    for (uint32_t kind = 0; kind < KIND_COUNT; kind++) {
        Id id = kind == KIND_INDICATOR ? 0 : model_find(model, (ThingKind)kind, ref.name);
        if (id == 0)
            continue;
        Diagnostic *d = bind_finding(
            binder, CODE_N05, ref.span, "\"%.*s\" is %s, but this must be %s",
            SLICE_ARGS(name), type_text((Type){TYPE_REF, (uint8_t)kind}),
            type_text((Type){TYPE_REF, (uint8_t)wanted}));
        if (d != NULL)
            label_declared(binder, d, (ThingKind)kind, id);
        return bind_error(binder, ref.span);
    }
    Diagnostic *d = bind_finding(binder, CODE_N01, ref.span, "no %s is called \"%.*s\"",
                                 kind_noun(wanted), SLICE_ARGS(name));
    if (d != NULL)
        suggest_thing(binder, d, wanted, ref);
    return bind_error(binder, ref.span);
}

/* Names of indicators are their owners' own: there may be several of one name. *only is
 * that of the only one, else 0. */
static bool find_name(const Model *model, ThingKind kind, NameId name, Id *only) {
    *only = kind == KIND_INDICATOR ? 0 : model_find(model, kind, name);
    if (kind != KIND_INDICATOR)
        return *only != 0;
    const ThingVec *indicators = &model->things[kind];
    uint32_t count = 0;
    for (Id id = 1; id < indicators->count; id++)
        if (indicators->at[id].name == name)
            *only = ++count == 1 ? id : 0;
    return count > 0;
}

static bool has_name(const Model *model, ThingKind kind, NameId name) {
    Id only;
    return find_name(model, kind, name, &only);
}

/* The name of a thing as a word, or in quotes. */
static void refer_word(const Binder *binder, Ref ref, ThingKind kind) {
    Id only;
    if (binder->model->references != NULL &&
        find_name(binder->model, kind, ref.name, &only))
        bind_refer(binder, ref, kind, only);
}

/* A text that is a name, where its bytes between the quotes are. */
static void refer_text(const Binder *binder, const Step *text, NameId name,
                       ThingKind kind) {
    Slice source = bind_source(binder, text->span);
    Span inner = {text->span.start + 1, text->span.end - 1};
    if (source.length >= 2 && source.at[0] == '"' &&
        slice_equal(bind_source(binder, inner), names_text(binder->model->names, name)))
        refer_word(binder, (Ref){name, inner}, kind);
}

static Step *word_step(Binder *binder, Ref ref) {
    return bind_constant(binder, datum_word(binder->model, ref.name),
                         (Type){TYPE_WORD, 0}, ref.span);
}

/* The kind of things whose name, title or property (`field`) a step is; KIND_COUNT: it is
 * no such thing. */
static ThingKind kind_of_field(const Binder *binder, const Step *step, FieldKind field) {
    if (step->kind != STEP_FIELD || step->field != field)
        return KIND_COUNT;
    return (ThingKind)(step->left != NULL ? step->left->type.of
                                          : table_def((TableId)binder->table)->kind);
}

/* A word that may stand for a value of a property: none, never. */
static bool stands_for(const Binder *binder, NameId word, const Step *property) {
    ThingKind kind = kind_of_field(binder, property, FIELD_PROPERTY);
    PropertySpec wanted;
    return kind != KIND_COUNT &&
           property_spec(binder->model, kind, property->name, &wanted) &&
           property_type_has_word(binder->model, &wanted, word);
}

static Step *bind_thing(Binder *binder, Ref ref, const Step *against) {
    ThingKind kind = (ThingKind)against->type.of;
    const Model *model = binder->model;
    if (kind == KIND_INDICATOR) {
        refer_word(binder, ref, kind);
        return has_name(model, kind, ref.name) ? word_step(binder, ref)
                                               : no_thing(binder, kind, ref);
    }
    Id id = model_find(model, kind, ref.name);
    if (id != 0) {
        bind_refer(binder, ref, kind, id);
        return bind_constant(binder, datum_ref(kind, id), against->type, ref.span);
    }
    /* `purpose: none` denies. */
    return stands_for(binder, ref.name, against) ? word_step(binder, ref)
                                                 : no_thing(binder, kind, ref);
}

/* ---- values that nobody gives ---- */

/* What a property or column can be. */
typedef struct Choices {
    bool closed;                /* nothing else: it is declared or built in */
    PropertyNames words, texts; /* that stand in the files, or are all there can be */
} Choices;

static bool is_codes(const Step *step) {
    return step->kind == STEP_FIELD && step->field == FIELD_COMPUTED &&
           step->column == COLUMN_FINDING_code;
}

/* The words of a column, separated by spaces. */
static Slice column_words(const Step *step) {
    bool column = step->kind == STEP_COLUMN ||
                  (step->kind == STEP_FIELD && step->field == FIELD_COMPUTED);
    return slice_of(column ? column_def((ColumnId)step->column)->words : "");
}

/* Number `i` of the values of which a step chooses one; NULL: there are no more. */
static const Step *branch(const Step *step, uint32_t i) {
    FunctionId function = step->kind == STEP_SCALAR ? (FunctionId)step->op
                                                    : FUNCTION_COUNT;
    if (step->kind == STEP_CASE) {
        return i < step->arg_count / 2    ? step->args[2 * i + 1]
               : i == step->arg_count / 2 ? step->right
                                          : NULL;
    }
    uint32_t first = function == FUNCTION_iif;
    uint32_t end = function == FUNCTION_nullif     ? 1
                   : function == FUNCTION_coalesce ? step->arg_count
                   : function == FUNCTION_iif      ? 3
                                                   : 0;
    return first + i < end ? step->args[first + i] : NULL;
}

static bool is_textual(const Step *constant) {
    return constant->constant->kind == DATUM_TEXT ||
           constant->constant->kind == DATUM_WORD;
}

static void add_choices(const Binder *binder, const Step *step, Choices *choices) {
    Arena *arena = binder->model->arena;
    ThingKind kind = kind_of_field(binder, step, FIELD_PROPERTY);
    Slice rest = column_words(step), word;
    bool closed = rest.length > 0 || is_codes(step) || step->kind == STEP_CONSTANT ||
                  branch(step, 0) != NULL;
    for (uint32_t i = 0; branch(step, i) != NULL; i++)
        add_choices(binder, branch(step, i), choices);
    if (step->kind == STEP_CONSTANT && is_textual(step)) {
        *VEC_PUSH(arena, step->constant->kind == DATUM_WORD
                             ? &choices->words
                             : &choices->texts) = step->constant->text;
    }
    while (slice_split(&rest, ' ', &word))
        *VEC_PUSH(arena, &choices->words) = word;
    for (uint32_t code = 0; is_codes(step) && code < CODE_COUNT; code++)
        *VEC_PUSH(arena, &choices->words) = slice_of(code_info((Code)code)->code);
    if (kind != KIND_COUNT) {
        closed = property_words(binder->model, kind, step->name, &choices->words);
        property_texts(binder->model, kind, step->name, &choices->texts);
    }
    choices->closed = choices->closed && closed;
}

static bool property_gives(const Binder *binder, ThingKind kind, const Step *property,
                           Slice text) {
    const Model *model = binder->model;
    NameId name = names_find(model->names, text);
    PropertySpec wanted;
    return (name != 0 && stands_for(binder, name, property)) ||
           given_value(model, kind, property->name, text) ||
           (property_spec(model, kind, property->name, &wanted) &&
            wanted.type == PROPERTY_RANGE &&
            given_figure(model, kind, property->name, text));
}

/* Whether the text can be a value of what it is compared with, as far as is known before
 * the query is run. */
static bool is_given(const Binder *binder, const Step *step, Slice text) {
    ThingKind kind = kind_of_field(binder, step, FIELD_PROPERTY);
    Slice rest = column_words(step), word;
    if (kind != KIND_COUNT)
        return property_gives(binder, kind, step, text);
    if (is_codes(step)) {
        Code code = code_find(text);
        return code != CODE_COUNT && slice_is(text, code_info(code)->code);
    }
    bool given = rest.length == 0 && branch(step, 0) == NULL;
    while (slice_split(&rest, ' ', &word))
        given = given || slice_equal(word, text);
    for (uint32_t i = 0; branch(step, i) != NULL; i++) {
        const Step *one = branch(step, i);
        given = given || (one->kind == STEP_CONSTANT
                              ? is_textual(one) && slice_equal(one->constant->text, text)
                              : is_given(binder, one, text));
    }
    return given;
}

/* As it is written in quotes; empty where that needs escapes. */
static Slice in_quotes(const Binder *binder, Slice text) {
    bool plain = true;
    for (uint32_t i = 0; i < text.length; i++) {
        plain = plain && text.at[i] != '"' && text.at[i] != '\\' &&
                (unsigned char)text.at[i] >= ' ';
    }
    return plain ? arena_format(binder->model->arena, "\"%.*s\"", SLICE_ARGS(text))
                 : SLICE("");
}

/* The nearest of the choices, as it is to be written; false: none is near. */
static bool suggest_choice(Binder *binder, Diagnostic *d, Span span, Slice name,
                           bool quoted, const Choices *choices) {
    PropertyNames all = {0};
    for (uint32_t i = 0; i < choices->words.count; i++)
        *VEC_PUSH(binder->model->arena, &all) = choices->words.at[i];
    for (uint32_t i = 0; i < choices->texts.count; i++)
        *VEC_PUSH(binder->model->arena, &all) = choices->texts.at[i];
    int32_t near = model_compares(binder->model, name, all.count)
                       ? nearest_of(name, all.at, all.count)
                       : -1;
    if (d == NULL || near < 0)
        return near >= 0;
    Slice nearest = all.at[near];
    bool is_word = (uint32_t)near < choices->words.count;
    Slice written = quoted || !is_word ? in_quotes(binder, nearest) : nearest;
    diagnostic_suggest(binder->model->findings, d, nearest);
    if (written.length > 0 && bind_source(binder, span).at[0] != '$') {
        /* Where others may come, another one may be meant. */
        bool sure = choices->closed && nearest_surely(name, all.at, all.count, near);
        diagnostic_fix_safe(binder->model->findings, d, bind_place(binder, span), written,
                            sure);
    }
    return true;
}

static void list_choices(Binder *binder, Diagnostic *d, Span span, Slice name,
                         const Step *step, Choices *choices) {
    enum { TEXTS_MOST = 8 }; /* that a person reads through */
    ThingKind kind = kind_of_field(binder, step, FIELD_PROPERTY);
    for (uint32_t i = 0; i < choices->texts.count; i++) {
        Slice text = in_quotes(binder, choices->texts.at[i]);
        *VEC_PUSH(binder->model->arena, &choices->words) =
            text.length > 0 ? text : choices->texts.at[i];
    }
    if (name.length == 0) {
        diagnostic_help(binder->model->findings, d,
                        "write %.*s is null for what is not stated",
                        SLICE_ARGS(bind_source(binder, step->span)));
        return;
    }
    if (choices->texts.count > TEXTS_MOST) {
        diagnostic_help(binder->model->findings, d,
                        "the whole text is compared; to find a part of it: %.*s like "
                        "\"%%part%%\"",
                        SLICE_ARGS(bind_source(binder, step->span)));
        return;
    }
    if (choices->words.count == 0 && kind != KIND_COUNT) {
        diagnostic_help(binder->model->findings, d, "no %s states a \"%.*s\" in words",
                        kind_noun(kind),
                        SLICE_ARGS(names_text(binder->model->names, step->name)));
        return;
    }
    bind_suggest_or_list(binder, d, span, name, "values", choices->words.at,
                         choices->words.count);
}

/* Whether a value is given; if not, it was reported: comparing with it would find
 * nothing, or everything, in silence. Where something could not be read, the value may be
 * there. */
static bool check_given(Binder *binder, const Step *step, Span span, Slice name,
                        bool quoted) {
    if (is_given(binder, step, name))
        return true;
    Choices choices = {.closed = true};
    add_choices(binder, step, &choices);
    if (!choices.closed && findings_lost(binder->model->findings) &&
        !suggest_choice(binder, NULL, span, name, quoted, &choices))
        return true;
    Slice what = bind_source(binder, step->span);
    Diagnostic *d = bind_finding(binder, CODE_N01, span, "\"%.*s\" is never \"%.*s\"",
                                 SLICE_ARGS(what), SLICE_ARGS(name));
    if (d != NULL && !suggest_choice(binder, d, span, name, quoted, &choices))
        list_choices(binder, d, span, name, step, &choices);
    return false;
}

static Step *bind_word(Binder *binder, Ref ref, const Step *against) {
    return check_given(binder, against, ref.span, bind_ref_text(binder, ref), false)
               ? word_step(binder, ref)
               : bind_error(binder, ref.span);
}

static Step *text_wants_quotes(Binder *binder, Ref ref) {
    Model *model = binder->model;
    Slice name = bind_ref_text(binder, ref);
    Diagnostic *d = bind_finding(binder, CODE_Q02, ref.span,
                                 "a text is compared with the bare word \"%.*s\"",
                                 SLICE_ARGS(name));
    if (d != NULL) {
        diagnostic_here(model->findings, d, "put text in quotes");
        diagnostic_fix(model->findings, d, bind_place(binder, ref.span),
                       arena_format(model->arena, "\"%.*s\"", SLICE_ARGS(name)));
    }
    return bind_error(binder, ref.span);
}

/* No thing of the kind has the name or title: of what is near, its own one is shown. */
static bool report_called(Binder *binder, ThingKind kind, const Step *text, bool title) {
    Model *model = binder->model;
    Slice wanted = text->constant->text, nearest = SLICE("");
    Id near = title ? view_titled(model, kind, wanted, &nearest)
                    : model_nearest(model, kind, wanted);
    if (title && near != 0 && slice_equal(nearest, wanted))
        return true; /* the name of a thing without a title */
    if (!binder->query && near == 0 && findings_lost(model->findings))
        return true; /* it may be declared in what could not be read */
    Diagnostic *d = bind_finding(binder, CODE_N01, text->span, "no %s %s \"%.*s\"",
                                 kind_noun(kind), title ? "has the title" : "is called",
                                 SLICE_ARGS(wanted));
    if (d != NULL && near != 0) {
        nearest = title ? nearest : model_name(model, kind, near);
        diagnostic_suggest(model->findings, d, nearest);
        label_declared(binder, d, kind, near);
    } else if (d != NULL && title) {
        diagnostic_help(model->findings, d,
                        "the whole title is compared, letter by letter; to find a part "
                        "of it: title like \"%%part%%\"");
    }
    return false;
}

Step *bind_titled(Binder *binder, const Step *text, Type type) {
    Model *model = binder->model;
    ThingKind kind = (ThingKind)type.of;
    Id found = 0;
    uint32_t count = 0;
    for (Id id = 1; id < model->things[kind].count; id++)
        if (view_has_title(model, kind, id, text->constant->text)) {
            found = id;
            count++;
        }
    if (count == 1)
        return bind_constant(binder, datum_ref(kind, found), type, text->span);
    if (count > 1)
        return NULL;
    Slice near_title;
    Id near = view_titled(model, kind, text->constant->text, &near_title);
    if (!binder->query && near == 0 && findings_lost(model->findings))
        return bind_error(binder, text->span); /* it may be declared in what was lost */
    Diagnostic *d = bind_finding(binder, CODE_N01, text->span,
                                 "no %s has the title \"%.*s\"", kind_noun(kind),
                                 SLICE_ARGS(text->constant->text));
    if (d != NULL && near != 0) {
        diagnostic_suggest(model->findings, d, near_title);
        label_declared(binder, d, kind, near);
    } else if (d != NULL) {
        diagnostic_help(model->findings, d,
                        "write its title as it is declared, or its name without quotes");
    }
    return bind_error(binder, text->span);
}

bool bind_is_known(Binder *binder, const Step *field, const Step *text) {
    if (text->kind != STEP_CONSTANT || text->constant->kind != DATUM_TEXT)
        return true;
    const Model *model = binder->model;
    Slice wanted = text->constant->text;
    ThingKind named = kind_of_field(binder, field, FIELD_NAME);
    ThingKind titled = kind_of_field(binder, field, FIELD_TITLE);
    if (named != KIND_COUNT) {
        NameId name = names_find(model->names, wanted);
        refer_text(binder, text, name, named);
        return (name != 0 && has_name(model, named, name)) ||
               report_called(binder, named, text, false);
    }
    if (titled != KIND_COUNT) {
        return given_title(model, titled, wanted) ||
               report_called(binder, titled, text, true);
    }
    return check_given(binder, field, text->span, wanted, true);
}

Step *bind_chosen_value(Binder *binder, const Expr *expr, const Step *against) {
    bool words = against != NULL &&
                 (against->type.kind == TYPE_WORD || against->type.kind == TYPE_ANY);
    bool bare = expr->kind == EXPR_NAME && expr->path.count == 1 &&
                !bind_knows(binder, expr);
    return words && bare ? word_step(binder, expr->path.at[0])
                         : bind_expr(binder, expr, against);
}

/* What expires may never do so; other times are some time, or are not stated. */
static Step *is_never_never(Binder *binder, Ref ref, const Step *against) {
    Slice what = bind_source(binder, against->span);
    Diagnostic *d = bind_finding(binder, CODE_N01, ref.span,
                                 "\"%.*s\" is never \"never\"", SLICE_ARGS(what));
    if (d != NULL) {
        diagnostic_help(
            binder->model->findings, d,
            "only \"expires\" can be; for what is not stated write: %.*s is null",
            SLICE_ARGS(what));
    }
    return bind_error(binder, ref.span);
}

Step *bind_value(Binder *binder, Ref ref, const Step *against) {
    switch ((TypeKind)against->type.kind) {
    case TYPE_ERROR: return bind_error(binder, ref.span);
    case TYPE_REF: return bind_thing(binder, ref, against);
    case TYPE_WORD: {
        ThingKind kind = kind_of_field(binder, against, FIELD_NAME);
        if (kind != KIND_COUNT)
            refer_word(binder, ref, kind);
        return kind == KIND_COUNT || has_name(binder->model, kind, ref.name)
                   ? bind_word(binder, ref, against)
                   : no_thing(binder, kind, ref);
    }
    case TYPE_ANY: return bind_word(binder, ref, against);
    case TYPE_TEXT: return text_wants_quotes(binder, ref);
    case TYPE_YEAR:
    case TYPE_DATE:
        if (stands_for(binder, ref.name, against))
            return word_step(binder, ref);
        return slice_is(bind_ref_text(binder, ref), "never")
                   ? is_never_never(binder, ref, against)
                   : NULL;
    default: return NULL;
    }
}
