/* Shortcuts for filters, which see every entry: comparing a thing or the year with a
 * constant becomes one step, and what depends on one thing of the entry only (its
 * source's kind, its project's owner) is worked out once for each such thing. */
#include "eval/bind.h"

/* Above that many things of a kind, a table of answers costs more than it saves. */
enum { MEMO_MOST = 4096 };

/* The one column of the entry that an expression depends on; COLUMN_COUNT: none;
 * COLUMN_COUNT + 1: several, or one that is not a thing. */
enum { DEPENDS_ON_NONE = COLUMN_COUNT, DEPENDS_ON_MORE = COLUMN_COUNT + 1 };

static uint32_t both(uint32_t a, uint32_t b) {
    return a == DEPENDS_ON_NONE             ? b
           : b == DEPENDS_ON_NONE || a == b ? a
                                            : DEPENDS_ON_MORE;
}

static uint32_t depends_on(const Step *step) {
    if (step == NULL || step->kind == STEP_CONSTANT)
        return DEPENDS_ON_NONE;
    if (step->kind == STEP_COLUMN)
        return step->type.kind == TYPE_REF ? step->column : DEPENDS_ON_MORE;
    if (step->kind == STEP_FIELD && step->left == NULL)
        return DEPENDS_ON_MORE;
    uint32_t on = both(depends_on(step->left), depends_on(step->right));
    for (uint32_t i = 0; i < step->arg_count; i++)
        on = both(on, depends_on(step->args[i]));
    return on;
}

/* area = job, in either order */
static const Step *thing_test(Binder *binder, const Step *step) {
    bool swapped = step->left->kind == STEP_CONSTANT;
    const Step *column = swapped ? step->right : step->left;
    const Step *constant = swapped ? step->left : step->right;
    if ((step->op != OP_EQ && step->op != OP_NE) || column->kind != STEP_COLUMN ||
        column->type.kind != TYPE_REF || constant->kind != STEP_CONSTANT ||
        (constant->constant->kind != DATUM_REF && constant->constant->kind != DATUM_NULL))
        return NULL;
    Step *fast = bind_step(binder, STEP_ENTRY_REF, step->type, step->span);
    fast->column = column->column;
    fast->id = constant->constant->ref;
    fast->negated = step->op == OP_NE;
    return fast;
}

/* year >= 2020 */
static const Step *year_test(Binder *binder, const Step *step) {
    const Step *column = step->left, *constant = step->right;
    if (column->kind != STEP_COLUMN || column->column != COLUMN_ENTRY_year ||
        constant->kind != STEP_CONSTANT || binder->model->facts.first_year < 0)
        return NULL; /* with years such as 2022/23 numbers are not in order */
    const Datum *datum = constant->constant;
    Decimal year;
    if ((datum->kind != DATUM_NUMBER && datum->kind != DATUM_YEAR) ||
        !decimal_rescale(datum->number, 0, &year) ||
        decimal_compare(year, datum->number) != 0 || year.units <= 0 ||
        year.units > INT16_MAX)
        return NULL;
    Step *fast = bind_step(binder, STEP_ENTRY_YEAR, step->type, step->span);
    fast->op = step->op;
    fast->year = (int16_t)year.units;
    return fast;
}

static const Step *by_thing(Binder *binder, const Step *step) {
    uint32_t column = depends_on(step);
    if (column >= COLUMN_COUNT || column == COLUMN_ENTRY_document)
        return step;
    ThingKind kind = (ThingKind)column_def((ColumnId)column)->type.of;
    uint32_t count = binder->model->things[kind].count;
    if (count > MEMO_MOST)
        return step;
    Step *fast = bind_step(binder, STEP_BY_THING, step->type, step->span);
    fast->column = (uint8_t)column;
    fast->left = step;
    fast->memo = binder->memo_size;
    fast->memo_count = count + 1;
    binder->memo_size += fast->memo_count;
    return fast;
}

Memo *eval_memo(Arena *arena, const Bound *bound) {
    return bound->memo_size == 0 ? NULL : ARENA_ARRAY(arena, Memo, bound->memo_size);
}

static Step *comparison(Binder *binder, const Step *of, CompareOp op, const Step *with) {
    Step *step = bind_step(binder, STEP_COMPARE, of->type, of->span);
    step->op = (uint8_t)op;
    step->left = of->left;
    step->right = with;
    return step;
}

/* year in (2020, 2021) as year = 2020 or year = 2021; between as >= and <=. */
static const Step *spread_out(Binder *binder, const Step *step) {
    enum { SPREAD_MOST = 16 }; /* each is a level of steps */
    if (step->left->kind != STEP_COLUMN || step->arg_count == 0 ||
        step->arg_count > SPREAD_MOST)
        return by_thing(binder, step);
    bool between = step->kind == STEP_BETWEEN;
    const Step *all = NULL;
    for (uint32_t i = 0; i < step->arg_count; i++) {
        CompareOp op = !between ? OP_EQ : i == 0 ? OP_GE : OP_LE;
        const Step *one = bind_fast(binder, comparison(binder, step, op, step->args[i]));
        if (all == NULL) {
            all = one;
            continue;
        }
        Step *both_of =
            bind_step(binder, between ? STEP_AND : STEP_OR, step->type, step->span);
        both_of->left = all;
        both_of->right = one;
        all = both_of;
    }
    if (!step->negated)
        return all;
    Step *none = bind_step(binder, STEP_NOT, step->type, step->span);
    none->left = all;
    return none;
}

const Step *bind_fast(Binder *binder, const Step *step) {
    switch ((StepKind)step->kind) {
    case STEP_NOT:
    case STEP_AND:
    case STEP_OR: {
        Step *copy = bind_step(binder, (StepKind)step->kind, step->type, step->span);
        copy->left = bind_fast(binder, step->left);
        copy->right = step->right == NULL ? NULL : bind_fast(binder, step->right);
        return copy;
    }
    case STEP_COMPARE: {
        const Step *fast = thing_test(binder, step);
        if (fast == NULL)
            fast = year_test(binder, step);
        return fast != NULL ? fast : by_thing(binder, step);
    }
    case STEP_IN:
    case STEP_BETWEEN: return spread_out(binder, step);
    case STEP_LIKE:
    case STEP_IS_NULL: return by_thing(binder, step);
    default: return step;
    }
}
