/* What a `check` comes down to: a point for each comparison that it joins by `and`, and
 * for printed tables one for each thing and year. */
#include "eval/evaluate.h"

static bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

Slice span_text(const Model *model, SourceId file, Span span) {
    Slice text = source_slice(sources_get(model->sources, file), span);
    char *at = arena_alloc(model->arena, (size_t)text.length + 1);
    uint32_t length = 0;
    bool quoted = false;
    for (uint32_t i = 0; i < text.length; i++) {
        char c = text.at[i];
        if (c == '"' && (i == 0 || text.at[i - 1] != '\\')) {
            quoted = !quoted;
        }
        if (quoted || !is_space(c)) {
            at[length++] = c;
        } else if (length > 0 && at[length - 1] != ' ') {
            at[length++] = ' ';
        }
    }
    return (Slice){at, length};
}

/* The cells of printed tables in an expression. */
static void add_cells(const Step *step, const Seat *row, CheckPoint *point) {
    enum { MOST = sizeof point->places / sizeof point->places[0] };
    if (step == NULL) {
        return;
    }
    if (step->kind == STEP_CELL && point->place_count < MOST) {
        point->places[point->place_count++] = (CheckPlace){
            step->cell->place, span_text(row->model, row->bound->file, step->span)};
    }
    add_cells(step->left, row, point);
    add_cells(step->right, row, point);
    for (uint32_t i = 0; i < step->arg_count; i++) {
        add_cells(step->args[i], row, point);
    }
}

/* A difference of percentages is in points: what is compared with it is shown so too. */
static void show_alike(Datum *left, Datum *right) {
    bool points = left->kind == DATUM_PERCENT && right->kind == DATUM_PERCENT &&
                  (left->points || right->points);
    left->points = left->points || points;
    right->points = right->points || points;
}

static void add_point(const Step *step, Seat *row, bool joined, CheckPointVec *points) {
    CheckPoint point = {0};
    if (joined) {
        point.what = span_text(row->model, row->bound->file, step->span);
    }
    Slice why = SLICE("");
    row->why = &why;
    if (step->kind == STEP_COMPARE) {
        point.left = step_value(step->left, row);
        point.right = step_value(step->right, row);
        point.holds =
            datum_compare((CompareOp)step->op, &point.left, &point.right, step->printed);
        show_alike(&point.left, &point.right);
        if (point.holds == TRI_UNKNOWN) {
            why = point.left.kind == DATUM_UNKNOWN    ? point.left.text
                  : point.right.kind == DATUM_UNKNOWN ? point.right.text
                                                      : SLICE("several currencies");
        }
    } else {
        point.holds = step_truth(step, row);
    }
    point.why = why;
    add_cells(step, row, &point);
    row->why = NULL;
    *VEC_PUSH(row->model->arena, points) = point;
}

/* joined: it is one of several, so that a point needs a name. */
static void add_points(const Step *step, Seat *row, bool joined, CheckPointVec *points) {
    if (step->kind == STEP_AND) {
        add_points(step->left, row, true, points);
        add_points(step->right, row, true, points);
    } else if (step->kind == STEP_COMPARE && step->left->type.kind == TYPE_STATED) {
        stated_points(step, row, points);
    } else {
        add_point(step, row, joined, points);
    }
}

void eval_check(const Model *model, const Bound *bound, const CheckClaim *check,
                CheckPointVec *points) {
    if (bound == NULL || bound->to != BIND_CHECK) {
        return;
    }
    Seat row = {.model = model, .bound = bound, .document = check->document};
    add_points(bound->root, &row, false, points);
}
