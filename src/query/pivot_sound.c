/* Sums that could not be made: of several currencies, of several versions of one amount,
 * of different things, too large. */
#include "query/pivot.h"

#include "model/view.h"

static Place row_place(const Rows *rows, uint32_t row) {
    return model_fact_place(rows->run->model, row);
}

static void report_currencies(const Rows *rows, const Step *aggregate, const Fold *fold) {
    Findings *findings = rows->run->findings;
    FunctionId function = (FunctionId)aggregate->op;
    bool extreme = function == FUNCTION_min || function == FUNCTION_max;
    Diagnostic *d = findings_add(
        findings, CODE_Q05, (Place){rows->query->bound.file, aggregate->span},
        "amounts in %s and in %s are %s", currency_text(fold->currency),
        currency_text(fold->other), extreme ? "compared" : "added up");
    if (table_def(rows->query->table)->shape == SHAPE_ENTRY) {
        diagnostic_label(findings, d, row_place(rows, fold->currency_row), "%s",
                         currency_text(fold->currency));
        diagnostic_label(findings, d, row_place(rows, fold->fault_row), "%s",
                         currency_text(fold->other));
    }
    diagnostic_help(findings, d,
                    "one %s has one currency: leave the other out with \"where\", or %s "
                    "each by itself",
                    extreme ? function_def(function)->name : "sum",
                    extreme ? "take" : "add up");
}

static const char *values_text(uint8_t kind) {
    switch (kind) {
    case FOLD_POINTS: return "percentage points";
    case DATUM_NUMBER: return "plain numbers";
    case DATUM_PERCENT: return "percentages";
    case DATUM_AMOUNT: return "amounts of money";
    case DATUM_TEXT:
    case DATUM_WORD: return "texts";
    case DATUM_YEAR:
    case DATUM_DATE: return "times";
    default: return "things";
    }
}

static void report_kinds(const Rows *rows, const Step *aggregate, const Fold *fold) {
    Findings *findings = rows->run->findings;
    FunctionId function = (FunctionId)aggregate->op;
    bool extreme = function == FUNCTION_min || function == FUNCTION_max;
    Diagnostic *d = findings_add(
        findings, CODE_Q05, (Place){rows->query->bound.file, aggregate->span},
        "%s and %s are %s", values_text(fold->mixed[0]), values_text(fold->mixed[1]),
        extreme ? "compared" : "added up");
    diagnostic_help(findings, d,
                    "take those of one kind with \"where\", or \"group by\" what they "
                    "measure");
}

static Slice version_label(const Rows *rows, Version version) {
    return view_label(rows->run->model, KIND_MONEY, version.money, rows->query->document);
}

static bool is_money(const Step *step) {
    return step->type.kind == TYPE_REF && step->type.of == KIND_MONEY;
}

static void help_versions(const Rows *rows, Diagnostic *d, Version version) {
    const Model *model = rows->run->model;
    const BoundQuery *query = rows->query;
    Slice name = model_name(model, KIND_MONEY, version.money);
    bool grouped = false;
    for (uint32_t i = 0; i < query->group_count; i++)
        grouped = grouped || is_money(query->groups[i]);
    if (query->pivot != NULL && is_money(query->groups[query->pivot_group]))
        diagnostic_help(rows->run->findings, d,
                        "choose one: where money = %.*s; or order by the column of one: "
                        "order by %.*s",
                        SLICE_ARGS(name), SLICE_ARGS(version_label(rows, version)));
    else
        diagnostic_help(rows->run->findings, d,
                        "choose one: where money = %.*s; or %s by money",
                        SLICE_ARGS(name), grouped ? "pivot" : "group");
}

/* `what`: "are added up". */
static void report_versions(const Rows *rows, const Step *aggregate, Version first,
                            Version other, const char *what) {
    const Model *model = rows->run->model;
    Findings *findings = rows->run->findings;
    Slice name = model_name(model, KIND_MONEY, other.money);
    Diagnostic *d = findings_add(
        findings, CODE_Q05, (Place){rows->query->bound.file, aggregate->span},
        "two versions of one amount %s: %.*s and %.*s", what,
        SLICE_ARGS(version_label(rows, first)), SLICE_ARGS(version_label(rows, other)));
    diagnostic_label(findings, d, row_place(rows, first.where), "as %.*s",
                     SLICE_ARGS(model_name(model, KIND_MONEY, first.money)));
    diagnostic_label(findings, d, row_place(rows, other.where), "as %.*s",
                     SLICE_ARGS(name));
    help_versions(rows, d, other);
}

/* What folds are of. */
typedef enum SoundOf { OF_GROUP, OF_WHOLE, OF_TOTAL } SoundOf;

/* Two versions of one amount in a sum are no fault of a total, which is left empty, and
 * of a whole only where there is a share of it. */
static bool versions_sound(const Pivot *wide, const Step *aggregate, const Fold *fold,
                           SoundOf of) {
    if (fold->fault != FOLD_VERSIONS || of == OF_TOTAL ||
        (of == OF_WHOLE && aggregate->op != FUNCTION_share))
        return true;
    const Versions *versions = fold->versions;
    report_versions(wide->builder->rows, aggregate, versions->first, versions->other,
                    of == OF_WHOLE ? "are added up to what the shares are of"
                                   : "are added up");
    return false;
}

static bool are_sound(const Pivot *wide, const Fold *folds, SoundOf of) {
    const Rows *rows = wide->builder->rows;
    for (uint32_t i = 0; i < wide->query->aggregate_count; i++) {
        const Step *aggregate = wide->query->aggregates[i];
        if (folds[i].fault == FOLD_CURRENCIES) {
            report_currencies(rows, aggregate, &folds[i]);
            return false;
        }
        if (!versions_sound(wide, aggregate, &folds[i], of))
            return false;
        if (folds[i].fault == FOLD_KINDS) {
            report_kinds(rows, aggregate, &folds[i]);
            return false;
        }
        if (folds[i].fault == FOLD_OVERFLOW) {
            Diagnostic *d =
                findings_add(rows->run->findings, CODE_Q05,
                             (Place){rows->query->bound.file, aggregate->span},
                             "the sum is too large to be kept exactly");
            diagnostic_help(rows->run->findings, d, "choose fewer rows with \"where\"");
            return false;
        }
    }
    return true;
}

bool pivot_sound(const Pivot *wide, const Fold *folds) {
    return are_sound(wide, folds, OF_GROUP);
}

bool pivot_whole_sound(const Pivot *wide, const Fold *folds) {
    return are_sound(wide, folds, OF_WHOLE);
}

bool pivot_change_sound(const Pivot *wide, const Fold *folds, const Fold *before) {
    for (uint32_t i = 0; i < wide->query->aggregate_count; i++) {
        const Step *aggregate = wide->query->aggregates[i];
        Version first, other;
        if (aggregate->op == FUNCTION_change &&
            fold_clash(&folds[i], &before[i], &first, &other)) {
            report_versions(wide->builder->rows, aggregate, first, other,
                            "are subtracted, of one year and the year before");
            return false;
        }
    }
    return true;
}

bool pivot_total_sound(Pivot *wide, const Fold *folds) {
    for (uint32_t i = 0; i < wide->query->aggregate_count; i++)
        if (folds[i].fault == FOLD_VERSIONS && wide->mixed == NULL)
            wide->mixed = &folds[i];
    return are_sound(wide, folds, OF_TOTAL);
}
