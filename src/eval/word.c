/* What a bare word or a text stands for beside what it is compared with: a thing, one of
 * the words that a property can be, a name or a title. One that nothing is, is a finding
 * that suggests the nearest or lists what there is, never an empty result. */
#include "eval/query.h"
#include "model/view.h"

static void label_declared(Binder *binder, Diagnostic *d, EntityKind kind, Id id) {
    const Thing *thing = model_thing(binder->model, kind, id);
    diagnostic_label(binder->model->findings, d, (Place){thing->source, thing->span},
                     "declared here");
}

/* A thing whose name is near, or whose title; else the names that there are, if few. */
static void suggest_thing(Binder *binder, Diagnostic *d, EntityKind wanted, Ref ref) {
    enum { LISTED_MOST = 12 };
    Model *model = binder->model;
    Slice name = bind_ref_text(binder, ref);
    bool sure = false, exactly;
    Id nearest = model_nearest_sure(model, wanted, name, &sure);
    sure = nearest != 0 && sure && !findings_lost(model->findings);
    nearest = nearest != 0 ? nearest : view_titled(model, wanted, name, &exactly);
    if (nearest != 0) {
        bind_suggest_name(binder, d, ref.span, model_name(model, wanted, nearest), sure);
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
    Slice name = bind_ref_text(binder, ref);
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
        slice_is(bind_ref_text(binder, ref), "none")) {
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
    Slice rest = slice_of(column ? column_def((ColumnId)step->column)->words : ""), word;
    bool any = rest.length > 0;
    while (slice_split(&rest, ' ', &word)) {
        *VEC_PUSH(binder->model->arena, out) = word;
    }
    return any;
}

/* A word that no value is, but nearly: a slip of the pen, which would find nothing. */
static Step *bind_word(Binder *binder, Ref ref, const Step *against) {
    PropertyNames words = {0};
    Slice name = bind_ref_text(binder, ref);
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
    Slice name = bind_ref_text(binder, ref);
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
    Id near = named == KIND_COUNT ? view_titled(model, kind, wanted, &exactly)
                                  : model_nearest(model, kind, wanted);
    if (exactly || (named != KIND_COUNT && name != 0 && has_name(model, kind, name))) {
        return true;
    }
    Diagnostic *d = bind_finding(
        binder, CODE_N01, text->span, "no %s %s \"%.*s\"", kind_text(kind),
        named == KIND_COUNT ? "has the title" : "is called", SLICE_ARGS(wanted));
    if (d != NULL && near != 0) {
        Slice nearest = named == KIND_COUNT ? view_title(model, kind, near, 0)
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
        return slice_is(bind_ref_text(binder, ref), "never") ? word_step(binder, ref)
                                                             : NULL;
    default: return NULL;
    }
}
