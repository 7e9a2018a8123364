/* Sums that could not be made: of several currencies, of different things, too large. */
#include "query/pivot.h"

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

bool pivot_sound(const Pivot *wide, const Fold *folds) {
    const Rows *rows = wide->builder->rows;
    for (uint32_t i = 0; i < wide->query->aggregate_count; i++) {
        const Step *aggregate = wide->query->aggregates[i];
        if (folds[i].fault == FOLD_CURRENCIES) {
            report_currencies(rows, aggregate, &folds[i]);
            return false;
        }
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
