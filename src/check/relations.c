/* `check` statements: each is evaluated at every point that it compares, and gives at
 * most one finding, with a line for each point that fails. */
#include "check/damage.h"
#include "check/families.h"
#include "check/targets.h"
#include "eval/eval.h"

enum { POINTS_SHOWN = 8, LABELS_MOST = 8 };

typedef struct Came {
    uint32_t holds, fails, unknown;
    const CheckPoint *failing, *open; /* the first of each */
} Came;

static Came count_points(const CheckPointVec *points) {
    Came came = {0};
    for (uint32_t i = 0; i < points->count; i++) {
        const CheckPoint *point = &points->at[i];
        switch (point->holds) {
        case TRI_TRUE: came.holds++; break;
        case TRI_FALSE:
            if (came.fails++ == 0) {
                came.failing = point;
            }
            break;
        case TRI_UNKNOWN:
            if (came.unknown++ == 0) {
                came.open = point;
            }
            break;
        }
    }
    return came;
}

static Place check_place(const CheckClaim *check) {
    return (Place){check->file, check->node->node.span};
}

static Slice says_text(const Model *model, const CheckClaim *check) {
    return tree_string(model->arena, sources_get(model->sources, check->file),
                       check->node->says);
}

static bool is_figure(const Datum *datum) {
    return datum->kind == DATUM_NUMBER || datum->kind == DATUM_PERCENT ||
           datum->kind == DATUM_AMOUNT;
}

/* left - right, where both are figures of one kind. */
static bool point_difference(const CheckPoint *point, Datum *out) {
    *out = point->left;
    return is_figure(&point->left) && point->left.kind == point->right.kind &&
           (point->left.kind != DATUM_AMOUNT ||
            point->left.currency == point->right.currency) &&
           decimal_sub(point->left.number, point->right.number, &out->number);
}

/* Whether the point compares two values, rather than being true or false as a whole. */
static bool has_sides(const CheckPoint *point) {
    return point->left.kind != DATUM_BOOL && point->left.kind != DATUM_NULL &&
           point->left.kind != DATUM_UNKNOWN && point->right.kind != DATUM_NULL &&
           point->right.kind != DATUM_UNKNOWN;
}

/* "8.9 against 9.0, 0.1 too low" */
static Slice sides_text(const Model *model, const CheckClaim *check,
                        const CheckPoint *point) {
    Slice left = datum_text(model, &point->left, check->power);
    Slice right = datum_text(model, &point->right, check->power);
    Datum difference;
    if (!point_difference(point, &difference) || decimal_sign(difference.number) == 0) {
        return arena_format(model->arena, "%.*s against %.*s", SLICE_ARGS(left),
                            SLICE_ARGS(right));
    }
    bool low = decimal_sign(difference.number) < 0;
    difference.number = decimal_abs(difference.number);
    bool points = difference.kind == DATUM_PERCENT;
    if (points) {
        difference.kind = DATUM_NUMBER;
    }
    Slice gap = datum_text(model, &difference, check->power);
    if (points) {
        gap = arena_format(model->arena, "%.*s percentage points", SLICE_ARGS(gap));
    }
    return arena_format(model->arena,
                        low ? "%.*s against %.*s, %.*s less"
                            : "%.*s against %.*s, %.*s more",
                        SLICE_ARGS(left), SLICE_ARGS(right), SLICE_ARGS(gap));
}

static void label_places(CheckRun *run, Diagnostic *d, const CheckPointVec *points,
                         Tri which) {
    for (uint32_t i = 0; i < points->count; i++) {
        const CheckPoint *point = &points->at[i];
        if (point->holds != which) {
            continue;
        }
        for (uint32_t j = 0; j < point->place_count; j++) {
            if (d->labels.count == LABELS_MOST) {
                return;
            }
            const CheckPlace *place = &point->places[j];
            Slice name = place->name.length > 0 ? place->name : point->what;
            diagnostic_label(run->findings, d, place->place, "%.*s", SLICE_ARGS(name));
        }
    }
}

static void note_points(CheckRun *run, Diagnostic *d, const CheckClaim *check,
                        const CheckPointVec *points, Tri which, uint32_t all) {
    const Model *model = run->model;
    uint32_t shown = 0;
    for (uint32_t i = 0; i < points->count && shown < POINTS_SHOWN; i++) {
        const CheckPoint *point = &points->at[i];
        if (point->holds != which) {
            continue;
        }
        shown++;
        if (point->why.length > 0 && point->what.length > 0) {
            diagnostic_note(run->findings, d, "%.*s: %.*s", SLICE_ARGS(point->what),
                            SLICE_ARGS(point->why));
            continue;
        }
        if (!has_sides(point)) {
            diagnostic_note(run->findings, d, "%.*s", SLICE_ARGS(point->what));
            continue;
        }
        Slice sides = sides_text(model, check, point);
        diagnostic_note(run->findings, d, "%.*s: %.*s", SLICE_ARGS(point->what),
                        SLICE_ARGS(sides));
    }
    if (all > shown) {
        diagnostic_note(run->findings, d, "and %u more", all - shown);
    }
}

/* What was divided has more digits than anybody prints. */
static Decimal shorter(Decimal value) {
    enum { DIGITS_MOST = 4 };
    Decimal out = value;
    return value.scale > DIGITS_MOST && decimal_rescale(value, DIGITS_MOST, &out) &&
                   decimal_sign(out) != 0
               ? out
               : value;
}

/* The figures of a single point, for `allow`: in the unit that is in force. */
static void set_figures(CheckRun *run, Diagnostic *d, const CheckClaim *check,
                        const CheckPoint *point) {
    Datum difference;
    if (!point_difference(point, &difference)) {
        return;
    }
    if (point->left.kind != DATUM_AMOUNT) {
        diagnostic_figures(d, shorter(point->left.number), shorter(point->right.number),
                           shorter(difference.number),
                           point->left.kind == DATUM_PERCENT ? SLICE("%") : SLICE(""));
        return;
    }
    Slice unit = model_unit(run->model, check->power, point->left.currency);
    diagnostic_figures(d, decimal_shift(point->left.number, check->power),
                       decimal_shift(point->right.number, check->power),
                       decimal_shift(difference.number, check->power), unit);
}

static void help_allow(CheckRun *run, Diagnostic *d) {
    char digits[DECIMAL_TEXT];
    if (!d->has_figures) {
        diagnostic_help(
            run->findings, d,
            "if the document prints these figures, keep them and note it: allow "
            "C01 \"…\"; if not, correct this file");
        return;
    }
    Slice difference = decimal_text(decimal_trim(d->difference, 0), digits);
    diagnostic_help(
        run->findings, d,
        "if the document prints these figures, keep them and note it: allow C01 "
        "%.*s \"…\"; if not, correct this file",
        SLICE_ARGS(difference));
}

static void report_fails(CheckRun *run, const CheckClaim *check,
                         const CheckPointVec *points, const Came *came) {
    const Model *model = run->model;
    Findings *findings = run->findings;
    Slice says = says_text(model, check);
    Diagnostic *d;
    if (points->count > 1 || came->failing->what.length > 0) {
        d = findings_add(findings, CODE_C01, check_place(check),
                         "\"%.*s\" does not hold: it fails at %u of %u points",
                         SLICE_ARGS(says), came->fails, points->count);
        label_places(run, d, points, TRI_FALSE);
        note_points(run, d, check, points, TRI_FALSE, came->fails);
        if (came->unknown > 0) {
            diagnostic_note(findings, d, "%u more cannot be computed", came->unknown);
        }
    } else if (has_sides(came->failing)) {
        Slice sides = sides_text(model, check, came->failing);
        d = findings_add(findings, CODE_C01, check_place(check),
                         "\"%.*s\" does not hold: %.*s", SLICE_ARGS(says),
                         SLICE_ARGS(sides));
        label_places(run, d, points, TRI_FALSE);
    } else {
        d = findings_add(findings, CODE_C01, check_place(check), "\"%.*s\" does not hold",
                         SLICE_ARGS(says));
        label_places(run, d, points, TRI_FALSE);
    }
    if (came->fails == 1) {
        set_figures(run, d, check, came->failing);
    }
    help_allow(run, d);
}

static void report_unknown(CheckRun *run, const CheckClaim *check,
                           const CheckPointVec *points, const Came *came) {
    Findings *findings = run->findings;
    Slice says = says_text(run->model, check);
    Place place = check_place(check);
    Diagnostic *d;
    if (points->count == 1 && came->open->nothing) {
        d = findings_add(findings, CODE_C02, place, "\"%.*s\" compares nothing %.*s",
                         SLICE_ARGS(says), SLICE_ARGS(came->open->why));
        if (came->open->help.length > 0) {
            diagnostic_help(findings, d, "%.*s", SLICE_ARGS(came->open->help));
            return;
        }
    } else if (came->holds > 0) {
        d = findings_add(findings, CODE_C02, place,
                         "\"%.*s\" cannot be computed at %u of %u points",
                         SLICE_ARGS(says), came->unknown, points->count);
        note_points(run, d, check, points, TRI_UNKNOWN, came->unknown);
    } else {
        d = findings_add(findings, CODE_C02, place,
                         "\"%.*s\" cannot be computed from what is recorded",
                         SLICE_ARGS(says));
        if (came->open != NULL && came->open->what.length > 0) {
            note_points(run, d, check, points, TRI_UNKNOWN, came->unknown);
        } else if (came->open != NULL && came->open->why.length > 0) {
            diagnostic_here(findings, d, "%.*s", SLICE_ARGS(came->open->why));
        }
    }
    label_places(run, d, points, TRI_UNKNOWN);
    diagnostic_help(findings, d,
                    "enter the figures that it needs; where the document does not print "
                    "them, note it: allow C02 \"…\"");
}

static ClaimStatus check_claim(CheckRun *run, const CheckClaim *check,
                               CheckPointVec *points) {
    Standing standing = {check->file, check->document, check->power, check->currency};
    Bound *bound = eval_bind(run->model, BIND_CHECK, check->node->expr, standing);
    if (bound == NULL) {
        return CLAIM_UNKNOWN;
    }
    eval_check(run->model, bound, check, points);
    Came came = count_points(points);
    bool holds = came.fails == 0 && came.unknown == 0 && points->count > 0;
    if (!holds && damage_in(run->damage, check->document)) {
        return CLAIM_UNKNOWN; /* what it needs may be among what was lost */
    }
    if (came.fails > 0) {
        report_fails(run, check, points, &came);
        return CLAIM_OFF;
    }
    if (came.open != NULL && slice_is(came.open->why, EVAL_UNREAD)) {
        return CLAIM_UNKNOWN; /* what could not be read was said where it stands */
    }
    if (came.unknown > 0 || points->count == 0) {
        report_unknown(run, check, points, &came);
        return CLAIM_UNVERIFIABLE;
    }
    return CLAIM_HOLDS;
}

void check_relations(CheckRun *run) {
    uint32_t count = run->model->checks.count;
    CheckPointVec *points = ARENA_ARRAY(run->arena, CheckPointVec, count);
    uint8_t *statuses = ARENA_ARRAY(run->arena, uint8_t, count);
    run->points = points;
    run->relations = statuses;
    for (uint32_t i = 0; i < count; i++) {
        ClaimStatus status = check_claim(run, &run->model->checks.at[i], &points[i]);
        claim_tally(&run->summary->checks, status);
        statuses[i] = (uint8_t)status;
    }
}
