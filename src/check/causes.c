/* A story underlined in a finding: its figures, each with a question of a few words. */
#include "check/causes.h"

#include <string.h>

enum { LABELS_MOST = 8 };

typedef struct CauseLabel {
    const char *kind, *label;
} CauseLabel;

/* What is written under the figures of a cause, by its kind. */
static const char *cause_label(const char *kind) {
    static const CauseLabel labels[] = {
        {"left-out", "left out?"},
        {"counted-twice", "counted twice?"},
        {"other-scope", "from here?"},
        {"other-sign", "wrong sign?"},
        {"neighbour-figure", "this figure instead?"},
        {"version", "another version?"},
        {"neighbour-total", "this figure instead?"},
        {"running-total", "the years so far?"},
        {"exchanged", "exchanged?"},
        {"figure", "another figure here?"},
        {"blank", "not given here?"},
        {"dash", "a figure here?"},
        {"slid", "one column off?"},
        {"digit", "typing slip?"},
        {"digits-interchanged", "digits interchanged?"},
        {"digit-added", "a digit too many?"},
        {"digit-omitted", "a digit left out?"},
        {"decimal-point", "the decimal point?"},
        {"thousands", "thousands lost?"},
        {"sign", "wrong sign?"},
    };
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (strcmp(kind, labels[i].kind) == 0)
            return labels[i].label;
    return "";
}

static bool same_place(Place a, Place b) {
    return a.source == b.source && a.span.start == b.span.start;
}

void causes_attach(Diagnostic *d, const ExplanationVec *causes) {
    d->explanations.at = causes->at;
    d->explanations.count = causes->count;
    d->explanations.room = causes->room;
}

/* What the column itself would explain stands where nothing else does. */
void causes_of_cells(CheckRun *run, const ExplanationVec *causes) {
    for (uint32_t i = 0; i < run->model->cells.count; i++) {
        Diagnostic *d = run->cells_off[i];
        const ExplanationVec *own = &run->cells_own[i], *found = &causes[i];
        bool none = found->count == 0 || found->at[0].strength == STRENGTH_NONE ||
                    (own->count > 0 && own->at[0].strength < found->at[0].strength);
        if (d == NULL || (none && own->count == 0 && found->count == 0))
            continue;
        const ExplanationVec *told = none && own->count > 0 ? own : found;
        causes_attach(d, told);
        causes_label(run->findings, d, told);
    }
}

void causes_label(Findings *findings, Diagnostic *d, const ExplanationVec *causes) {
    if (causes->count == 0 || causes->at[0].strength == STRENGTH_NONE)
        return;
    const Explanation *cause = &causes->at[0];
    const char *text = cause_label(cause->kind);
    for (uint32_t i = 0; i < cause->entries.count && i < LABELS_MOST; i++) {
        Place place = cause->entries.at[i].place;
        bool found = same_place(place, d->place);
        for (uint32_t k = 0; k < d->labels.count && !found; k++) {
            if (same_place(place, d->labels.at[k].place)) {
                d->labels.at[k].message = slice_of(text);
                found = true;
            }
        }
        if (!found)
            diagnostic_label(findings, d, place, "%s", text);
    }
}
