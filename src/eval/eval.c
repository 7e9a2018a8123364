/* Evaluation: a walk over the steps for the row in hand. Comparisons of things, years
 * and words allocate nothing; texts are only copied where they have escapes. */
#include "base/utf8.h"
#include "eval/among.h"
#include "eval/doubt.h"
#include "eval/evaluate.h"
#include "eval/held.h"
#include "model/view.h"

/* ---- what is missing ---- */

void remarks_add(Remarks *remarks, Slice why) {
    for (uint32_t i = 0; i < remarks->count; i++) {
        if (slice_equal(remarks->at[i].why, why)) {
            remarks->at[i].count++;
            return;
        }
    }
    if (remarks->count < REMARKS_MOST) {
        remarks->at[remarks->count].why = why;
        remarks->at[remarks->count++].count = 1;
    } else {
        remarks->at[REMARKS_MOST - 1].count++;
    }
}

/* In a query what is unknown is missing, and is counted. */
static Datum known(const Seat *row, Datum datum) {
    if (datum.kind != DATUM_UNKNOWN || row->remarks == NULL)
        return datum;
    if (datum.text.length > 0)
        remarks_add(row->remarks, datum.text);
    return datum_null();
}

/* ---- operands ---- */

void values_one(Values *values, Datum datum) {
    values->count = 1;
    values->one = datum;
    values->prop = NULL;
    values->ids = NULL;
    values->titles = 0;
    if (datum.kind == DATUM_LIST && datum.list_count == 1)
        values->one = datum.list[0];
}

void values_things(Values *values, EntityKind kind, const Id *ids, uint32_t count) {
    if (count <= 1) {
        values_one(values, count == 0 ? datum_null() : datum_ref(kind, ids[0]));
        return;
    }
    values->count = count;
    values->prop = NULL;
    values->titles = 0;
    values->ids = ids;
    values->ids_kind = (uint8_t)kind;
}

/* They are asked for in their order, so that a step along the chain is enough. */
static Datum title_at(const Model *model, Values *values, uint32_t index) {
    if (index < values->at || index == 0) {
        values->title = values->titles;
        values->at = 0;
    }
    for (; values->at < index; values->at++)
        values->title = model->titles.at[values->title - 1].next;
    return datum_string(view_title_text(model, &model->titles.at[values->title - 1]));
}

Datum values_at(const Seat *row, Values *values, uint32_t index) {
    if (values->titles != 0)
        return title_at(row->model, values, index);
    if (values->prop != NULL)
        return known(row, property_value(row, values->prop, index, values->type));
    if (values->ids != NULL)
        return datum_ref((EntityKind)values->ids_kind, values->ids[index]);
    return known(row, values->one);
}

static Datum values_list(const Seat *row, Values *values) {
    if (values->count == 1)
        return values_at(row, values, 0);
    Datum *list = ARENA_ARRAY(row->model->arena, Datum, values->count);
    for (uint32_t i = 0; i < values->count; i++)
        list[i] = values_at(row, values, i);
    return (Datum){.kind = DATUM_LIST, .list = list, .list_count = values->count};
}

/* The field of each of several things; of a title that is compared, all that each has. */
static Datum field_of_each(const Step *step, const Seat *row, Values *things) {
    VEC(Datum) list = {0};
    for (uint32_t i = 0; i < things->count; i++) {
        Datum thing = values_at(row, things, i);
        Values field = {.count = 1};
        if (thing.kind == DATUM_REF)
            thing_values(row, step, (EntityKind)thing.ref_kind, thing.ref, &field);
        for (uint32_t j = 0; j < (step->any_title ? field.count : 1); j++) {
            *VEC_PUSH(row->model->arena, &list) =
                thing.kind == DATUM_REF ? values_at(row, &field, j) : datum_null();
        }
    }
    return (Datum){.kind = DATUM_LIST, .list = list.at, .list_count = list.count};
}

static void field_values(const Step *step, const Seat *row, Values *values) {
    if (step->left == NULL) {
        const TableDef *table = table_def((TableId)row->table);
        if (table->kind == KIND_COUNT) { /* what the checks say of the row itself */
            ColumnId column = (ColumnId)step->column;
            values_one(values,
                       row->computed == NULL
                           ? datum_null()
                           : row->computed->column(row->computed, column, row->index));
            return;
        }
        thing_values(row, step, (EntityKind)table->kind, row->index, values);
        return;
    }
    Values things;
    step_values(step->left, row, &things);
    if (things.count > 1) {
        values_one(values, field_of_each(step, row, &things));
        return;
    }
    Datum thing = values_at(row, &things, 0);
    if (thing.kind == DATUM_REF)
        thing_values(row, step, (EntityKind)thing.ref_kind, thing.ref, values);
    else
        values_one(values, thing.kind == DATUM_UNKNOWN ? thing : datum_null());
}

void step_values(const Step *step, const Seat *row, Values *values) {
    if (step->kind == STEP_FIELD)
        field_values(step, row, values);
    else if (step->kind == STEP_COLUMN &&
             column_def((ColumnId)step->column)->shape != SHAPE_ENTRY)
        record_values(row, (ColumnId)step->column, values);
    else
        values_one(values, step_value(step, row));
}

/* ---- truth ---- */

Datum step_side(const Step *step, const Seat *row) {
    bool negated = step->kind == STEP_NEGATE && step->left->kind == STEP_CONSTANT;
    const Step *number = negated ? step->left : step;
    if (!row->doubts || number->kind != STEP_CONSTANT ||
        !datum_is_number(number->constant))
        return step_value(step, row);
    Datum claim = *number->constant;
    uint64_t figure = doubt_figure_id(FIGURE_OF_EXPRESSION, number->span.start);
    claim.doubt =
        doubt_figure(row->model->arena, figure, claim.grain, claim.grain, claim.rough);
    claim = negated ? datum_negate(row->model->arena, &claim) : claim;
    claim.claim = true;
    return claim;
}

/* `printed`: how well it is known tells whether the comparison holds. */
static void side_values(const Step *step, bool printed, const Seat *row, Values *values) {
    if (printed && row->doubts &&
        (step->kind == STEP_CONSTANT || step->kind == STEP_NEGATE))
        values_one(values, step_side(step, row));
    else
        step_values(step, row, values);
}

static void say_why(const Seat *row, Slice why) {
    if (row->why != NULL && row->why->length == 0)
        *row->why = why;
}

/* The opposite of what held, where nothing but rounding made it hold, is not known. */
static Tri denied(const Seat *row, Tri holds) {
    if (holds == TRI_TRUE && row->verdict != NULL && *row->verdict != VERDICT_EXACT) {
        say_why(row, SLICE(HELD_BY_ROUNDING));
        return TRI_UNKNOWN;
    }
    return tri_not(holds);
}

/* How what follows holds is found apart from what was found before. */
static uint8_t verdict_begin(const Seat *row) {
    uint8_t before = row->verdict == NULL ? VERDICT_EXACT : *row->verdict;
    if (row->verdict != NULL)
        *row->verdict = VERDICT_EXACT;
    return before;
}

static void verdict_end(const Seat *row, uint8_t before, Tri holds) {
    if (row->verdict != NULL && (holds != TRI_TRUE || *row->verdict < before))
        *row->verdict = before;
}

/* Amounts in two currencies, whose rate is not known: a query counts what does not hold
 * for that. That they differ does hold there, and leaves out nothing. */
static Tri apart(CompareOp op, const Datum *one, const Datum *other, const Seat *row) {
    if (row->remarks == NULL && !row->year_unknown) {
        say_why(row, SLICE(EVAL_CURRENCIES));
        return TRI_UNKNOWN;
    }
    if (row->remarks != NULL && op != OP_NE)
        remarks_add(row->remarks, SLICE(EVAL_CURRENCIES));
    return datum_compare(op, one, other);
}

static Tri compare_pair(CompareOp op, const Datum *one, const Datum *other, bool printed,
                        const Seat *row) {
    bool ordered = op != OP_EQ && op != OP_NE;
    if (!printed && ordered && datum_points_differ(one, other)) {
        Datum neither = datum_unknown(SLICE("percentage points beside a percentage"));
        neither = known(row, neither);
        say_why(row, neither.text);
        return neither.kind == DATUM_UNKNOWN ? TRI_UNKNOWN : TRI_FALSE;
    }
    Tri holds = printed && datum_is_number(one) && datum_is_number(other)
                    ? held_compare(op, one, other, row)
                : datum_are_apart(one, other) ? apart(op, one, other, row)
                                              : datum_compare(op, one, other);
    if (holds == TRI_UNKNOWN) {
        say_why(row, one->kind == DATUM_UNKNOWN     ? one->text
                     : other->kind == DATUM_UNKNOWN ? other->text
                                                    : SLICE(""));
    }
    return holds;
}

/* One of the left ones with one of the right ones. */
static Tri compare_any(CompareOp op, Values *left, Values *right, bool printed,
                       const Seat *row) {
    Tri any = TRI_FALSE;
    for (uint32_t i = 0; i < left->count; i++) {
        Datum one = values_at(row, left, i);
        for (uint32_t j = 0; j < right->count; j++) {
            Datum other = values_at(row, right, j);
            any = tri_or(any, compare_pair(op, &one, &other, printed, row));
        }
    }
    return any;
}

static Tri compare_values(CompareOp op, Values *left, Values *right, bool printed,
                          const Seat *row) {
    if (left->count == 1 && right->count == 1) {
        Datum one = values_at(row, left, 0), other = values_at(row, right, 0);
        return compare_pair(op, &one, &other, printed, row);
    }
    if (op != OP_NE)
        return compare_any(op, left, right, printed, row);
    uint8_t before = verdict_begin(row);
    Tri differ = denied(row, compare_any(OP_EQ, left, right, printed, row));
    verdict_end(row, before, TRI_FALSE);
    return differ;
}

Tri sides_compare(CompareOp op, const Datum *left, const Datum *right, bool printed,
                  const Seat *row) {
    Values one, other;
    values_one(&one, *left);
    values_one(&other, *right);
    return compare_values(op, &one, &other, printed, row);
}

static Tri compare_truth(const Step *step, const Seat *row) {
    if (step->left->type.kind == TYPE_STATED)
        return stated_truth(step, row);
    Values left, right;
    side_values(step->left, step->printed, row, &left);
    side_values(step->right, step->printed, row, &right);
    return compare_values((CompareOp)step->op, &left, &right, step->printed, row);
}

/* Whether any of the left values is among those of a long list, as far as a hash tells.
 */
static AmongFound find_among(const Step *step, Values *left, const Seat *row) {
    AmongFound found = AMONG_REST;
    for (uint32_t i = 0; i < left->count && found != AMONG_YES; i++) {
        Datum one = values_at(row, left, i);
        AmongFound here = among_find(step->among, step->args, &one);
        found = here == AMONG_REST ? found : here;
    }
    return found;
}

static Tri in_truth(const Step *step, const Seat *row) {
    Values left, arg;
    uint8_t before = verdict_begin(row);
    side_values(step->left, step->printed, row, &left);
    AmongFound found = step->among == NULL ? AMONG_OPEN : find_among(step, &left, row);
    uint32_t count = found == AMONG_YES    ? 0
                     : found == AMONG_REST ? step->among->rest_count
                                           : step->arg_count;
    Tri any = found == AMONG_YES ? TRI_TRUE : TRI_FALSE;
    for (uint32_t i = 0; i < count && any != TRI_TRUE; i++) {
        uint32_t at = found == AMONG_REST ? step->among->rest[i] : i;
        side_values(step->args[at], step->printed, row, &arg);
        any = tri_or(any, compare_values(OP_EQ, &left, &arg, step->printed, row));
    }
    any = step->negated ? denied(row, any) : any;
    verdict_end(row, before, step->negated ? TRI_FALSE : any);
    return any;
}

static Tri between_truth(const Step *step, const Seat *row) {
    Values left, low, high;
    if (step->arg_count != 2)
        return TRI_UNKNOWN;
    uint8_t before = verdict_begin(row);
    side_values(step->left, step->printed, row, &left);
    side_values(step->args[0], step->printed, row, &low);
    side_values(step->args[1], step->printed, row, &high);
    Tri within = tri_and(compare_values(OP_GE, &left, &low, step->printed, row),
                         compare_values(OP_LE, &left, &high, step->printed, row));
    within = step->negated ? denied(row, within) : within;
    verdict_end(row, before, step->negated ? TRI_FALSE : within);
    return within;
}

/* A doubt of one side is none where the other holds without it. */
static Tri or_truth(const Step *step, const Seat *row) {
    if (row->verdict == NULL) {
        Tri only = step_truth(step->left, row);
        return only == TRI_TRUE ? only : tri_or(only, step_truth(step->right, row));
    }
    uint8_t before = verdict_begin(row);
    Tri left = step_truth(step->left, row);
    uint8_t of_left = verdict_begin(row);
    if (left == TRI_TRUE && of_left == VERDICT_EXACT) {
        verdict_end(row, before, left);
        return left;
    }
    Tri right = step_truth(step->right, row);
    if (right != TRI_TRUE || (left == TRI_TRUE && of_left < *row->verdict))
        verdict_end(row, of_left, TRI_FALSE);
    Tri either = tri_or(left, right);
    verdict_end(row, before, either);
    return either;
}

static Tri not_truth(const Step *step, const Seat *row) {
    uint8_t before = verdict_begin(row);
    Tri opposite = denied(row, step_truth(step->left, row));
    verdict_end(row, before, TRI_FALSE);
    return opposite;
}

static bool is_text(const Datum *datum) {
    return datum->kind == DATUM_TEXT || datum->kind == DATUM_WORD;
}

static Tri like_datum(const Datum *datum, const Datum *pattern, uint32_t escape) {
    Tri any = TRI_FALSE;
    if (datum->kind == DATUM_UNKNOWN || pattern->kind == DATUM_UNKNOWN)
        return TRI_UNKNOWN;
    for (uint32_t i = 0; datum->kind == DATUM_LIST && i < datum->list_count; i++)
        any = tri_or(any, like_datum(&datum->list[i], pattern, escape));
    return is_text(datum) && is_text(pattern)
               ? (Tri)datum_like(datum->text, pattern->text, escape)
               : any;
}

static Tri like_truth(const Step *step, const Seat *row) {
    Values left;
    step_values(step->left, row, &left);
    Datum pattern = step_value(step->right, row);
    uint32_t escape = 0, bytes;
    if (step->arg_count > 0) {
        Slice sign = step->args[0]->constant->text;
        escape = utf8_decode(sign.at, sign.length, &bytes);
    }
    Tri any = TRI_FALSE;
    for (uint32_t i = 0; i < left.count && any != TRI_TRUE; i++) {
        Datum one = values_at(row, &left, i);
        any = tri_or(any, like_datum(&one, &pattern, escape));
    }
    return step->negated ? tri_not(any) : any;
}

static Tri is_null_truth(const Step *step, const Seat *row) {
    Values left;
    step_values(step->left, row, &left);
    Datum first = values_at(row, &left, 0);
    if (first.kind == DATUM_UNKNOWN)
        return TRI_UNKNOWN;
    return (Tri)((first.kind == DATUM_NULL) != step->negated);
}

static Tri datum_tri(const Datum *datum) {
    return datum->kind == DATUM_BOOL      ? (Tri)datum->truth
           : datum->kind == DATUM_UNKNOWN ? TRI_UNKNOWN
                                          : TRI_FALSE;
}

static bool year_holds(CompareOp op, int year, int other) {
    switch (op) {
    case OP_EQ: return year == other;
    case OP_NE: return year != other;
    case OP_LT: return year < other;
    case OP_LE: return year <= other;
    case OP_GT: return year > other;
    case OP_GE: return year >= other;
    }
    return false;
}

static Tri by_thing_truth(const Step *step, const Seat *row) {
    const Model *model = row->model;
    const Line *line = &model->lines.at[entry_line(row)];
    Id id = entry_thing(model, line, (ColumnId)step->column);
    if (id >= step->memo_count || row->document != row->bound->document)
        return step_truth(step->left, row);
    if (step->memo[id] != 0)
        return (Tri)(step->memo[id] - 1);
    Tri holds = step_truth(step->left, row);
    if (holds != TRI_UNKNOWN) /* why it is not known is said each time */
        step->memo[id] = (uint8_t)(holds + 1);
    return holds;
}

Tri step_truth(const Step *step, const Seat *row) {
    const Model *model = row->model;
    switch ((StepKind)step->kind) {
    case STEP_NOT: return not_truth(step, row);
    case STEP_AND: {
        Tri left = step_truth(step->left, row);
        return left == TRI_FALSE ? left : tri_and(left, step_truth(step->right, row));
    }
    case STEP_OR: return or_truth(step, row);
    case STEP_COMPARE: return compare_truth(step, row);
    case STEP_IN: return in_truth(step, row);
    case STEP_BETWEEN: return between_truth(step, row);
    case STEP_LIKE: return like_truth(step, row);
    case STEP_IS_NULL: return is_null_truth(step, row);
    case STEP_ENTRY_REF: {
        const Line *line = &model->lines.at[entry_line(row)];
        Id id = entry_thing(model, line, (ColumnId)step->column);
        return (Tri)((id == step->id) != step->negated);
    }
    case STEP_ENTRY_YEAR: {
        int16_t year = entry_year(row);
        if (year == 0 && row->year_unknown)
            return TRI_UNKNOWN;
        return year == 0 ? (Tri)(step->op == OP_NE)
                         : (Tri)year_holds((CompareOp)step->op, year, step->year);
    }
    case STEP_BY_THING: return by_thing_truth(step, row);
    default: {
        Datum datum = step_value(step, row);
        return datum_tri(&datum);
    }
    }
}

/* ---- values ---- */

static Datum case_value(const Step *step, const Seat *row) {
    Values operand, when;
    if (step->left != NULL)
        step_values(step->left, row, &operand);
    for (uint32_t i = 0; i + 1 < step->arg_count; i += 2) {
        Tri holds;
        if (step->left != NULL) {
            step_values(step->args[i], row, &when);
            holds = compare_values(OP_EQ, &operand, &when, false, row);
        } else {
            holds = step_truth(step->args[i], row);
        }
        if (holds == TRI_UNKNOWN)
            return datum_unknown(SLICE(""));
        if (holds == TRI_TRUE)
            return step_value(step->args[i + 1], row);
    }
    return step->right == NULL ? datum_null() : step_value(step->right, row);
}

static Datum rule_value(const Step *step, const RuleFacts *facts) {
    if (facts == NULL)
        return datum_unknown(SLICE(""));
    switch (step->rule_index) {
    case 0: return facts->purpose;
    case 1: return facts->targets;
    case 2: return facts->measured;
    case 3: return facts->met;
    case 4: return facts->missed;
    case 5: return facts->pending;
    case 6: return facts->age;
    }
    return datum_unknown(SLICE(""));
}

static Datum joined(const Seat *row, const Datum *left, const Datum *right) {
    if (left->kind == DATUM_UNKNOWN || right->kind == DATUM_NULL)
        return left->kind == DATUM_UNKNOWN ? *left : *right;
    if (right->kind == DATUM_UNKNOWN || left->kind == DATUM_NULL)
        return right->kind == DATUM_UNKNOWN ? *right : *left;
    int8_t power = row->bound == NULL ? 0 : row->bound->shown;
    Slice a = datum_text(row->model, left, power);
    Slice b = datum_text(row->model, right, power);
    if ((uint64_t)a.length + b.length > TEXT_MOST)
        return scalar_too_long();
    return datum_string(
        arena_format(row->model->arena, "%.*s%.*s", SLICE_ARGS(a), SLICE_ARGS(b)));
}

/* Several values of a row are joined one by one, with a single one; those of list() are
 * one text. */
static Datum join_value(const Step *step, const Seat *row) {
    Datum left = step_value(step->left, row), right = step_value(step->right, row);
    bool of_row = row->aggregates == NULL;
    bool left_list = of_row && left.kind == DATUM_LIST;
    bool right_list = of_row && right.kind == DATUM_LIST;
    if (left_list && right_list)
        return datum_unknown(SLICE("several values where one is wanted"));
    if (!left_list && !right_list)
        return joined(row, &left, &right);
    const Datum *list = left_list ? &left : &right;
    Datum *each = ARENA_ARRAY(row->model->arena, Datum, list->list_count);
    for (uint32_t i = 0; i < list->list_count; i++) {
        each[i] = joined(row, left_list ? &list->list[i] : &left,
                         right_list ? &list->list[i] : &right);
    }
    return (Datum){.kind = DATUM_LIST, .list = each, .list_count = list->list_count};
}

static Datum in_unit_value(const Step *step, const Seat *row) {
    Datum datum = step_value(step->left, row);
    if (datum.kind == DATUM_NUMBER && row->bound != NULL) {
        datum = datum_plain(datum);
        datum.kind = DATUM_AMOUNT;
        datum.number = decimal_shift(datum.number, -row->bound->power);
        datum.doubt = doubt_shift(row->model->arena, datum.doubt, -row->bound->power);
        datum.currency = row->bound->currency;
    }
    return datum;
}

static Datum truth_value(Tri tri) {
    return tri == TRI_UNKNOWN ? datum_unknown(SLICE("")) : datum_truth(tri == TRI_TRUE);
}

/* A number in the midst of an expression is exact: nobody rounded the 1 of new / old - 1.
 * But `~` says that it is not. */
static Datum constant_value(const Step *step, const Seat *row) {
    Datum datum = *step->constant;
    if (datum.rough && row->doubts) {
        uint64_t figure = doubt_figure_id(FIGURE_OF_EXPRESSION, step->span.start);
        datum.doubt =
            doubt_figure(row->model->arena, figure, datum.grain, datum.grain, true);
    }
    return datum;
}

static Datum value_of(const Step *step, const Seat *row) {
    switch ((StepKind)step->kind) {
    case STEP_CONSTANT: return constant_value(step, row);
    case STEP_COLUMN:
        if (column_def((ColumnId)step->column)->shape == SHAPE_ENTRY) {
            return entry_value(row, (ColumnId)step->column);
        } /* fall through */
    case STEP_FIELD: {
        Values values;
        step_values(step, row, &values);
        return values_list(row, &values);
    }
    case STEP_RULE: return rule_value(step, row->rule);
    case STEP_PARAM: return datum_null();
    case STEP_NEGATE: {
        Datum datum = step_value(step->left, row);
        return datum_negate(row->model->arena, &datum);
    }
    case STEP_ARITHMETIC: {
        Datum left = step_value(step->left, row), right = step_value(step->right, row);
        return datum_arithmetic(row->model->arena, (ExprKind)step->op, &left, &right);
    }
    case STEP_JOIN: return join_value(step, row);
    case STEP_CASE: return case_value(step, row);
    case STEP_AGGREGATE:
        return row->aggregates != NULL ? row->aggregates[step->id]
                                       : aggregate_value(step, row);
    case STEP_KEY: return row->keys[step->id];
    case STEP_SCALAR: return scalar_value(step, row);
    case STEP_STATED: return datum_null();
    case STEP_CELL: return step->cell->value;
    case STEP_IN_UNIT: return in_unit_value(step, row);
    default: return truth_value(step_truth(step, row));
    }
}

Datum step_shown(const Step *step, const Seat *row) {
    Seat uncounted = *row;
    if (step->kind == STEP_COLUMN && step->type.kind == TYPE_ANY)
        uncounted.remarks = NULL;
    Datum datum = value_of(step, &uncounted);
    if (datum.kind == DATUM_UNKNOWN && datum.list != NULL) {
        Slice text = datum.list->text;
        datum = datum_null();
        datum.text = text;
    }
    return known(row, datum);
}

Datum step_value(const Step *step, const Seat *row) {
    return known(row, value_of(step, row));
}

bool eval_entry(const Model *model, const Bound *bound, uint32_t fact, bool *apart) {
    if (bound == NULL || bound->to != BIND_FUNDING || fact >= model->facts.count)
        return false;
    Slice why = SLICE("");
    Seat row = {.model = model,
                .bound = bound,
                .table = TABLE_funding,
                .index = fact,
                .why = &why,
                .document = model->lines.at[model->facts.line[fact]].document};
    Tri passes = step_truth(bound->root, &row);
    if (passes == TRI_UNKNOWN && slice_is(why, EVAL_CURRENCIES)) {
        *apart = true;
        return true;
    }
    return passes == TRI_TRUE ||
           (passes == TRI_UNKNOWN &&
            (facts_figure(&model->facts, fact).flags & FIGURE_BAD) != 0);
}
