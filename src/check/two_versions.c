/* Two versions of one amount in a sum: their titles, and where each comes in. */
#include "check/two_versions.h"

#include "model/view.h"

Slice two_versions_text(const Model *model, const Version versions[2], Id document) {
    Slice first = view_label(model, KIND_MONEY, versions[0].money, document);
    Slice other = view_label(model, KIND_MONEY, versions[1].money, document);
    return arena_format(model->arena, "%.*s and %.*s", SLICE_ARGS(first),
                        SLICE_ARGS(other));
}

/* The first `version_of` that some document states of a kind of money; NULL: none. */
static const Prop *said_of(const Model *model, NameId name, Id money) {
    const Prop *said = NULL;
    for (uint32_t at = model->things[KIND_MONEY].at[money].first_prop; at != 0;
         at = model->props.at[at - 1].next)
        if (said == NULL && model->props.at[at - 1].name == name)
            said = &model->props.at[at - 1];
    return said;
}

/* Another document may say it, or the kind between the two. */
static void label_elsewhere(Findings *findings, Diagnostic *d, const Model *model,
                            const Version versions[2], Id document) {
    NameId name = names_find(model->names, SLICE("version_of"));
    const Prop *said = NULL;
    for (uint32_t i = 0; i < 2; i++) {
        if (view_own_prop(model, KIND_MONEY, versions[i].money, name, document) != NULL)
            return;
        if (said == NULL)
            said = said_of(model, name, versions[i].money);
    }
    if (said != NULL)
        diagnostic_label(findings, d, (Place){said->source, said->node->node.span},
                         "makes it a version");
}

void two_versions_label(Findings *findings, Diagnostic *d, const Model *model,
                        const Version versions[2], const Place places[2], Id document) {
    for (uint32_t i = 0; i < 2; i++) {
        Slice name = model_name(model, KIND_MONEY, versions[i].money);
        diagnostic_label(findings, d, places[i], "as %.*s", SLICE_ARGS(name));
    }
    label_elsewhere(findings, d, model, versions, document);
}
