/* `check` statements: each is evaluated at every point that it compares, and gives at
 * most one finding, with a line for each point that fails. */
#include "check/accept.h"
#include "check/causes.h"
#include "check/two_versions.h"
#include "check/unread.h"
#include "check/families.h"
#include "eval/datum.h"
#include "eval/held.h"

enum { POINTS_SHOWN = 8, LABELS_MOST = 8 };

/* How a point came out: as the verdict of a total, where it compares figures. */
typedef enum PointState {
    POINT_HOLDS,
    POINT_ROUNDING, /* it holds but for rounding */
    POINT_COARSE,   /* it does not, unless figures were rounded more coarsely */
    POINT_FAILS,
    POINT_OPEN, /* it cannot be told */
    POINT_STATES
} PointState;

typedef struct Came {
    uint32_t count[POINT_STATES];
    const CheckPoint *first[POINT_STATES];
} Came;

static PointState state_of(const CheckPoint *point) {
    switch (point->holds) {
    case TRI_FALSE: return POINT_FAILS;
    case TRI_UNKNOWN: return POINT_OPEN;
    case TRI_TRUE: break;
    }
    return point->verdict == VERDICT_COARSE     ? POINT_COARSE
           : point->verdict == VERDICT_ROUNDING ? POINT_ROUNDING
                                                : POINT_HOLDS;
}

static Came count_points(const CheckPointVec *points) {
    Came came = {.count = {0}};
    for (uint32_t i = 0; i < points->count; i++) {
        PointState state = state_of(&points->at[i]);
        if (came.count[state]++ == 0)
            came.first[state] = &points->at[i];
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

/* Both sides in one form: a ratio beside a percentage is one. */
typedef struct Sides {
    Datum left, right;
    int8_t power; /* in which amounts are shown */
} Sides;

/* The scale in which the check's text writes money, else the one in force. */
static int8_t written_power(const Model *model, const CheckClaim *check,
                            const Expr *expr) {
    int8_t power = check->power;
    uint8_t currency;
    if (expr == NULL || expr->kind == EXPR_CALL)
        return power;
    if (expr->kind == EXPR_FIGURE && (expr->figure.flags & FIGURE_UNIT)) {
        Slice text = source_slice(sources_get(model->sources, check->file), expr->span);
        while (text.length > 0 && ((text.at[0] | 32) < 'a' || (text.at[0] | 32) > 'z')) {
            text.at++;
            text.length--;
        }
        return model_read_unit(text, &power, &currency) ? power : check->power;
    }
    if (expr->kind == EXPR_NEGATE || expr->kind == EXPR_COMPARE) {
        power = written_power(model, check, expr->left);
        return power != check->power || expr->kind == EXPR_NEGATE
                   ? power
                   : written_power(model, check, expr->right);
    }
    return power;
}

static Sides sides_of(const Model *model, const CheckClaim *check,
                      const CheckPoint *point) {
    Sides sides = {point->left, point->right,
                   written_power(model, check, check->node->expr)};
    Datum *ratio = sides.left.kind == DATUM_NUMBER ? &sides.left : &sides.right;
    const Datum *percent = ratio == &sides.left ? &sides.right : &sides.left;
    if (ratio->kind == DATUM_NUMBER && percent->kind == DATUM_PERCENT) {
        ratio->kind = DATUM_PERCENT;
        int32_t digits = percent->number.scale + 1;
        ratio->number = decimal_shift(ratio->number, -2);
        ratio->number = decimal_trim(datum_decimal(ratio, digits < 2 ? 2 : digits), 0);
        ratio->over = 0;
    }
    return sides;
}

/* left - right, where both are figures of one kind. */
static bool sides_difference(Arena *arena, const Sides *sides, Datum *out) {
    if (!is_figure(&sides->left) || sides->left.kind != sides->right.kind ||
        (sides->left.kind == DATUM_AMOUNT &&
         sides->left.currency != sides->right.currency))
        return false;
    *out = datum_arithmetic(arena, EXPR_SUB, &sides->left, &sides->right);
    return is_figure(out);
}

/* Whether the point compares two values, rather than being true or false as a whole. */
static bool has_sides(const CheckPoint *point) {
    return point->left.kind != DATUM_BOOL && point->left.kind != DATUM_NULL &&
           point->left.kind != DATUM_UNKNOWN && point->right.kind != DATUM_NULL &&
           point->right.kind != DATUM_UNKNOWN;
}

static Slice side_text(const Model *model, const Sides *sides, const Datum *side) {
    Slice text = datum_text(model, side, sides->power);
    return side->kind == DATUM_AMOUNT
               ? model_with_unit(model, text,
                                 model_unit(model, sides->power, side->currency))
               : text;
}

/* How a difference is called: numbers of things are too few, amounts too low. */
static const char *sides_way(const Datum *difference, bool points, bool low) {
    bool things = difference->kind == DATUM_NUMBER && difference->number.scale <= 0 &&
                  !points;
    return low ? (things ? "few" : "low") : things ? "many" : "high";
}

/* "left 8.9 mio DKK, right 9.0 mio DKK, so 0.1 too low" */
static Slice sides_text(const Model *model, const CheckClaim *check,
                        const CheckPoint *point) {
    Sides sides = sides_of(model, check, point);
    Slice left = side_text(model, &sides, &sides.left);
    Slice right = side_text(model, &sides, &sides.right);
    Datum difference;
    if (!sides_difference(model->arena, &sides, &difference) ||
        decimal_sign(difference.number) == 0) {
        return arena_format(model->arena, "left %.*s, right %.*s", SLICE_ARGS(left),
                            SLICE_ARGS(right));
    }
    bool low = decimal_sign(difference.number) < 0;
    difference.number = decimal_abs(difference.number);
    bool points = difference.kind == DATUM_PERCENT;
    if (points)
        difference.kind = DATUM_NUMBER;
    Slice gap = datum_text(model, &difference, sides.power);
    if (points)
        gap = arena_format(model->arena, "%.*s percentage points", SLICE_ARGS(gap));
    return arena_format(model->arena, "left %.*s, right %.*s, so %.*s too %s",
                        SLICE_ARGS(left), SLICE_ARGS(right), SLICE_ARGS(gap),
                        sides_way(&difference, points, low));
}

static void label_places(CheckRun *run, Diagnostic *d, const CheckPointVec *points,
                         PointState which) {
    for (uint32_t i = 0; i < points->count; i++) {
        const CheckPoint *point = &points->at[i];
        if (state_of(point) != which)
            continue;
        for (uint32_t j = 0; j < point->place_count; j++) {
            if (d->labels.count == LABELS_MOST)
                return;
            const CheckPlace *place = &point->places[j];
            Slice name = place->name.length > 0 ? place->name : point->what;
            diagnostic_label(run->findings, d, place->place, "%.*s", SLICE_ARGS(name));
        }
    }
}

static void note_points(CheckRun *run, Diagnostic *d, const CheckClaim *check,
                        const CheckPointVec *points, PointState which, uint32_t all) {
    const Model *model = run->model;
    uint32_t shown = 0;
    for (uint32_t i = 0; i < points->count && shown < POINTS_SHOWN; i++) {
        const CheckPoint *point = &points->at[i];
        if (state_of(point) != which)
            continue;
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
    if (all > shown)
        diagnostic_note(run->findings, d, "and %u more", all - shown);
}

/* What was divided has more digits than anybody prints. */
static Decimal shorter(const Datum *value) {
    enum { DIGITS_MOST = 4 };
    Decimal out = datum_decimal(value, DIGITS_MOST);
    return decimal_sign(out) != 0 || value->over != 0 ? out : value->number;
}

/* The figures of a single point, for `allow`: in the unit that is in force. */
static void set_figures(CheckRun *run, Diagnostic *d, const CheckClaim *check,
                        const CheckPoint *point) {
    Datum difference;
    Sides sides = sides_of(run->model, check, point);
    if (!sides_difference(run->model->arena, &sides, &difference))
        return;
    if (sides.left.kind != DATUM_AMOUNT) {
        diagnostic_figures(d, shorter(&sides.left), shorter(&sides.right),
                           shorter(&difference),
                           sides.left.kind == DATUM_PERCENT ? SLICE("%") : SLICE(""));
        return;
    }
    enum { DIGITS_MOST = 4 };
    int32_t scale = DIGITS_MOST - check->power;
    Slice unit = model_unit(run->model, check->power, sides.left.currency);
    Datum *values[] = {&sides.left, &sides.right, &difference};
    for (uint32_t i = 0; i < 3; i++) {
        Decimal exact = values[i]->over == 0 ? values[i]->number
                                             : datum_decimal(values[i], scale);
        values[i]->number = decimal_shift(exact, check->power);
    }
    diagnostic_figures(d, sides.left.number, sides.right.number, difference.number, unit);
}

static void help_allow(CheckRun *run, Diagnostic *d) {
    char digits[DECIMAL_TEXT];
    Slice difference = SLICE("");
    if (d->has_figures)
        difference = decimal_text(decimal_trim(d->difference, 0), digits);
    accept_help(run->findings, d, SLICE("these figures"), "them", difference);
}

/* What a finding says before the figures, and at the end. */
typedef struct CheckTelling {
    Code code;
    const char *says, *doubt;
} CheckTelling;

static void note_open(CheckRun *run, Diagnostic *d, const Came *came) {
    if (came->count[POINT_OPEN] > 0) {
        diagnostic_note(run->findings, d, "%u more cannot be checked",
                        came->count[POINT_OPEN]);
    }
}

static Diagnostic *report_points(CheckRun *run, const CheckClaim *check,
                                 const CheckPointVec *points, const Came *came,
                                 PointState state) {
    static const CheckTelling tellings[POINT_STATES] = {
        [POINT_ROUNDING] = {CODE_C03, "differs by rounding", ""},
        [POINT_COARSE] = {CODE_C04, "may fail",
                          "; some figures may be rounded more coarsely than others"},
        [POINT_FAILS] = {CODE_C01, "fails", ""}};
    const CheckTelling *telling = &tellings[state];
    const CheckPoint *first = came->first[state];
    Slice says = says_text(run->model, check);
    Place place = check_place(check);
    Findings *findings = run->findings;
    bool one = first->what.length > 0 && came->count[state] == 1 && has_sides(first);
    Diagnostic *d;
    if (one && points->count > 1) {
        Slice sides = sides_text(run->model, check, first);
        d = findings_add(findings, telling->code, place,
                         "the check \"%.*s\" %s at 1 of %u points: %.*s: %.*s%s",
                         SLICE_ARGS(says), telling->says, points->count,
                         SLICE_ARGS(first->what), SLICE_ARGS(sides), telling->doubt);
    } else if (one) {
        Slice sides = sides_text(run->model, check, first);
        d = findings_add(findings, telling->code, place,
                         "the check \"%.*s\" %s: %.*s: %.*s%s", SLICE_ARGS(says),
                         telling->says, SLICE_ARGS(first->what), SLICE_ARGS(sides),
                         telling->doubt);
    } else if (points->count > 1 || first->what.length > 0) {
        d = findings_add(findings, telling->code, place,
                         "the check \"%.*s\" %s at %u of %u points%s", SLICE_ARGS(says),
                         telling->says, came->count[state], points->count,
                         telling->doubt);
    } else if (has_sides(first)) {
        Slice sides = sides_text(run->model, check, first);
        d = findings_add(findings, telling->code, place, "the check \"%.*s\" %s: %.*s%s",
                         SLICE_ARGS(says), telling->says, SLICE_ARGS(sides),
                         telling->doubt);
    } else {
        d = findings_add(findings, telling->code, place, "the check \"%.*s\" %s%s",
                         SLICE_ARGS(says), telling->says, telling->doubt);
    }
    label_places(run, d, points, state);
    if (!one && (points->count > 1 || first->what.length > 0))
        note_points(run, d, check, points, state, came->count[state]);
    if (first->what.length > 0 || points->count > 1)
        note_open(run, d, came);
    if (came->count[state] == 1)
        set_figures(run, d, check, first);
    if (state != POINT_ROUNDING)
        help_allow(run, d);
    return d;
}

static bool is_open_by_rounding(const CheckPoint *point) {
    return slice_is(point->why, HELD_BY_ROUNDING);
}

/* `<`, `>`, `!=` and `not`, where the printed figures are too near each other to tell. */
static void report_too_near(CheckRun *run, const CheckClaim *check,
                            const CheckPointVec *points, const CheckPoint *open) {
    Slice says = says_text(run->model, check), sides = SLICE("");
    if (has_sides(open)) {
        sides = arena_format(run->arena, ", %.*s",
                             SLICE_ARGS(sides_text(run->model, check, open)));
    }
    Diagnostic *d = findings_add(run->findings, CODE_C02, check_place(check),
                                 "the check \"%.*s\" cannot be checked: " HELD_BY_ROUNDING
                                 "%.*s",
                                 SLICE_ARGS(says), SLICE_ARGS(sides));
    label_places(run, d, points, POINT_OPEN);
    diagnostic_help(run->findings, d,
                    "enter the figures with more digits if the document prints them; if "
                    "not, accept it: allow C02 \"…\"");
}

static void report_unknown(CheckRun *run, const CheckClaim *check,
                           const CheckPointVec *points, const Came *came) {
    Findings *findings = run->findings;
    Slice says = says_text(run->model, check);
    Place place = check_place(check);
    Diagnostic *d;
    if (points->count == 1 && is_open_by_rounding(came->first[POINT_OPEN])) {
        report_too_near(run, check, points, came->first[POINT_OPEN]);
        return;
    }
    if (points->count == 1 && came->first[POINT_OPEN]->nothing) {
        d = findings_add(findings, CODE_C02, place,
                         "the check \"%.*s\" compares nothing %.*s", SLICE_ARGS(says),
                         SLICE_ARGS(came->first[POINT_OPEN]->why));
        if (came->first[POINT_OPEN]->help.length > 0) {
            diagnostic_help(findings, d, "%.*s",
                            SLICE_ARGS(came->first[POINT_OPEN]->help));
            return;
        }
    } else if (came->count[POINT_OPEN] < points->count) {
        d = findings_add(findings, CODE_C02, place,
                         "the check \"%.*s\" cannot be computed at %u of %u points",
                         SLICE_ARGS(says), came->count[POINT_OPEN], points->count);
        note_points(run, d, check, points, POINT_OPEN, came->count[POINT_OPEN]);
    } else {
        d = findings_add(
            findings, CODE_C02, place,
            "the check \"%.*s\" cannot be computed from what the file states",
            SLICE_ARGS(says));
        if (came->first[POINT_OPEN] != NULL && came->first[POINT_OPEN]->what.length > 0) {
            note_points(run, d, check, points, POINT_OPEN, came->count[POINT_OPEN]);
        } else if (came->first[POINT_OPEN] != NULL &&
                   came->first[POINT_OPEN]->why.length > 0) {
            diagnostic_here(findings, d, "%.*s",
                            SLICE_ARGS(came->first[POINT_OPEN]->why));
        }
    }
    label_places(run, d, points, POINT_OPEN);
    if (came->first[POINT_OPEN] != NULL &&
        slice_is(came->first[POINT_OPEN]->why, EVAL_CURRENCIES)) {
        diagnostic_help(findings, d,
                        "choose entries of one currency with \"where\" first: integ "
                        "assumes no exchange rate");
        return;
    }
    diagnostic_help(findings, d,
                    "enter the figures that the check needs; if the document does not "
                    "print them, accept it: allow C02 \"…\"");
}

/* T16: a sum over two versions of one amount. */
static void report_versions(CheckRun *run, const CheckClaim *check,
                            const CheckMixed *mixed) {
    const Model *model = run->model;
    Findings *findings = run->findings;
    Slice says = says_text(model, check);
    Slice names = two_versions_text(model, mixed->versions, check->document);
    Diagnostic *d =
        findings_add(findings, CODE_T16, (Place){check->file, mixed->span},
                     "the check \"%.*s\" adds up two versions of one amount: %.*s",
                     SLICE_ARGS(says), SLICE_ARGS(names));
    diagnostic_here(findings, d, "one sum");
    two_versions_label(findings, d, model, mixed->versions, mixed->places,
                       check->document);
    Slice where = SLICE("");
    if (!mixed->cells)
        where = arena_format(
            run->arena, ": where money = %.*s",
            SLICE_ARGS(model_name(model, KIND_MONEY, mixed->versions[1].money)));
    diagnostic_help(findings, d,
                    "choose one%.*s; if the two are added, they are no versions: remove "
                    "\"version_of\"",
                    SLICE_ARGS(where));
}

/* The first point that cannot be told, for a sum over two versions; NULL: there is none.
 */
static const CheckPoint *mixed_point(const CheckPointVec *points) {
    for (uint32_t i = 0; i < points->count; i++)
        if (points->at[i].holds == TRI_UNKNOWN &&
            points->at[i].mixed.versions[0].money != 0)
            return &points->at[i];
    return NULL;
}

/* *off gets the finding of a check that does not hold. */
static ClaimStatus check_claim(CheckRun *run, const CheckClaim *check, const Bound *bound,
                               CheckPointVec *points, Diagnostic **off) {
    if (bound == NULL)
        return CLAIM_UNKNOWN;
    if (!budget_spent(&run->budget))
        eval_check(run->model, bound, check, &run->budget, points);
    if (budget_spent(&run->budget)) {
        points->count = 0;
        unchecked_add(run, check_place(check));
        return CLAIM_UNKNOWN;
    }
    Came came = count_points(points);
    bool holds = came.count[POINT_HOLDS] == points->count && points->count > 0;
    /* What it needs, or adds up, may be among what was lost. */
    if (((!holds || eval_adds_up(bound)) && unread_in(run->unread, check->document)) ||
        (!holds && eval_adds_up(bound) && unread_origin(run->unread, check->document)))
        return CLAIM_UNKNOWN;
    const CheckPoint *open = came.first[POINT_OPEN], *mixed = mixed_point(points);
    if (mixed != NULL)
        report_versions(run, check, &mixed->mixed);
    if (came.count[POINT_FAILS] > 0) {
        *off = report_points(run, check, points, &came, POINT_FAILS);
        return CLAIM_OFF;
    }
    if (mixed != NULL || (open != NULL && slice_is(open->why, EVAL_UNREAD)))
        return CLAIM_UNKNOWN; /* what could not be read was said where it stands */
    if (open != NULL || points->count == 0) {
        report_unknown(run, check, points, &came);
        return CLAIM_UNVERIFIABLE;
    }
    if (came.count[POINT_COARSE] > 0) {
        *off = report_points(run, check, points, &came, POINT_COARSE);
        return CLAIM_COARSE;
    }
    if (came.count[POINT_ROUNDING] > 0) {
        report_points(run, check, points, &came, POINT_ROUNDING);
        return CLAIM_ROUNDING;
    }
    return CLAIM_HOLDS;
}

void check_relations(CheckRun *run) {
    uint32_t count = run->model->checks.count;
    CheckPointVec *points = ARENA_ARRAY(run->arena, CheckPointVec, count);
    uint8_t *statuses = ARENA_ARRAY(run->arena, uint8_t, count);
    const Bound **bounds = ARENA_ARRAY(run->arena, const Bound *, count);
    Diagnostic **off = ARENA_ARRAY(run->arena, Diagnostic *, count);
    run->points = points;
    run->relations = statuses;
    run->bounds = bounds;
    run->relations_off = off;
    for (uint32_t i = 0; i < count; i++) {
        const CheckClaim *check = &run->model->checks.at[i];
        Standing standing = {check->file, check->document, check->power, check->currency};
        bounds[i] = eval_bind(run->model, BIND_CHECK, check->node->expr, standing);
        ClaimStatus status = check_claim(run, check, bounds[i], &points[i], &off[i]);
        summary_add(&run->summary->checks, status);
        statuses[i] = (uint8_t)status;
    }
}

void causes_of_relations(CheckRun *run, const ExplanationVec *causes) {
    for (uint32_t i = 0; i < run->model->checks.count; i++) {
        Diagnostic *d = run->relations_off[i];
        if (d != NULL && causes[i].count > 0) {
            causes_attach(d, &causes[i]);
            causes_label(run->findings, d, &causes[i]);
        }
    }
}
