/* The columns of `claims`: what is stated, what the facts make of it, how it came out. */
#include "query/claim_cells.h"

#include "check/results/judgements.h"
#include "eval/evaluate.h"
#include "model/view.h"

const char *claim_status_word(ClaimStatus status) {
    switch (status) {
    case CLAIM_HOLDS: return "holds";
    case CLAIM_ROUNDING: return "rounding";
    case CLAIM_COARSE: return "coarse";
    case CLAIM_OFF: return "off";
    case CLAIM_UNVERIFIABLE: return "unverifiable";
    case CLAIM_UNKNOWN: break;
    }
    return "unknown";
}

static const char *verdict_word(Verdict verdict) {
    switch (verdict) {
    case VERDICT_EXACT: return "exact";
    case VERDICT_ROUNDING: return "rounding";
    case VERDICT_COARSE: return "coarse";
    case VERDICT_OFF: return "off";
    case VERDICT_BLANK: return "blank";
    case VERDICT_NOTHING: return "unverifiable";
    case VERDICT_UNKNOWN:
    case VERDICT_CURRENCIES:
    case VERDICT_VERSIONS:
    case VERDICT_OVERFLOW: break;
    }
    return "unknown";
}

Datum claim_word(const Model *model, const char *word) {
    Slice text = slice_of(word);
    return (Datum){
        .kind = DATUM_WORD, .ref = names_find(model->names, text), .text = text};
}

/* ---- how claims came out ---- */

static EffectOutcome effect_outcome(const ClaimBase *base, const ClaimRow *row) {
    EffectOutcomes outcomes = {0};
    effects_of_claim(base->effects, row->index, &outcomes);
    for (uint32_t i = 0; i < outcomes.count; i++)
        if (outcomes.at[i].dimension == row->part)
            return outcomes.at[i];
    return (EffectOutcome){.claim = row->index, .status = CLAIM_UNKNOWN};
}

ClaimStatus claim_effect_status(const ClaimBase *base, uint32_t effect) {
    EffectOutcomes outcomes = {0};
    bool seen[CLAIM_UNKNOWN + 1] = {false};
    effects_of_claim(base->effects, effect, &outcomes);
    for (uint32_t i = 0; i < outcomes.count; i++)
        seen[outcomes.at[i].status] = true;
    return seen[CLAIM_OFF]            ? CLAIM_OFF
           : seen[CLAIM_UNVERIFIABLE] ? CLAIM_UNVERIFIABLE
           : seen[CLAIM_UNKNOWN]      ? CLAIM_UNKNOWN
                                      : CLAIM_HOLDS;
}

/* What the targets say of that of which a judgement or forecast is. */
static TargetCounts targets_behind(const ClaimBase *base, const ClaimRow *row) {
    Id document = base->model->props.at[row->index].document;
    Viewpoint from = row->kind == CLAIM_FORECAST
                         ? targets_hindsight(base->targets, document)
                         : targets_viewpoint(base->targets, document);
    TargetViews views = {0};
    return judgement_targets(base->targets, (ThingKind)row->thing_kind, row->thing,
                             &base->model->props.at[row->index], &from, &views);
}

static const CheckPoint *check_point(const ClaimBase *base, const ClaimRow *row) {
    return row->part == 0 ? NULL : &base->checked->points[row->index].at[row->part - 1];
}

static const char *check_word(const ClaimBase *base, const ClaimRow *row) {
    const CheckPoint *point = check_point(base, row);
    ClaimStatus whole = (ClaimStatus)base->checked->relations[row->index];
    if (point == NULL || whole == CLAIM_UNKNOWN) {
        whole = point != NULL && point->holds == TRI_TRUE ? CLAIM_HOLDS : whole;
        return claim_status_word(whole);
    }
    switch (point->holds) {
    case TRI_TRUE:
        return claim_status_word(point->verdict == VERDICT_ROUNDING ? CLAIM_ROUNDING
                                 : point->verdict == VERDICT_COARSE ? CLAIM_COARSE
                                                                    : CLAIM_HOLDS);
    case TRI_FALSE: return claim_status_word(CLAIM_OFF);
    case TRI_UNKNOWN: break;
    }
    return claim_status_word(slice_is(point->why, EVAL_UNREAD) ? CLAIM_UNKNOWN
                                                               : CLAIM_UNVERIFIABLE);
}

static const char *status_word(const ClaimBase *base, const ClaimRow *row) {
    const Model *model = base->model;
    switch ((ClaimKind)row->kind) {
    case CLAIM_TOTAL:
    case CLAIM_GROSS:
        return verdict_word((Verdict)base->checked->totals[row->index].verdict);
    case CLAIM_CELL:
        return verdict_word((Verdict)base->checked->cells[row->index].verdict);
    case CLAIM_SHARE:
        return verdict_word((Verdict)base->checked->shares[row->index].verdict);
    case CLAIM_EFFECT:
        return claim_status_word((ClaimStatus)effect_outcome(base, row).status);
    case CLAIM_JUDGEMENT: {
        TargetCounts counts = targets_behind(base, row);
        Judgement said = judgement_of(model, &model->props.at[row->index]);
        return claim_status_word(judgement_status(said, &counts));
    }
    case CLAIM_FORECAST: {
        TargetCounts counts = targets_behind(base, row);
        Judgement said = judgement_of(model, &model->props.at[row->index]);
        ClaimStatus status = judgement_forecast_status(said, &counts);
        bool waits = status == CLAIM_UNKNOWN && said != JUDGED_NONE && counts.pending > 0;
        return waits ? "pending" : claim_status_word(status);
    }
    case CLAIM_CHECK: return check_word(base, row);
    }
    return "unknown";
}

/* ---- what is stated, and what the facts make ---- */

static Datum no_unknown(Datum datum) {
    return datum.kind == DATUM_UNKNOWN ? datum_null() : datum;
}

static Datum of_outcome(const Outcome *outcome, ClaimSide side, Datum like) {
    if (outcome->verdict >= VERDICT_NOTHING)
        return datum_null();
    like.number = side == SIDE_COMPUTED ? outcome->computed : outcome->difference;
    like.points = like.kind == DATUM_PERCENT && side == SIDE_DIFFERENCE;
    return like;
}

static Datum total_side(const ClaimBase *base, const ClaimRow *row, ClaimSide side) {
    const Claim *claim = &base->model->claims.at[row->index];
    const Outcome *outcome = &base->checked->totals[row->index];
    Datum stated = no_unknown(datum_money(claim->stated));
    if (claim->stated.flags & FIGURE_NONE)
        stated = (Datum){.kind = DATUM_AMOUNT, .number = {0, -claim->power}};
    Datum like = {.kind = DATUM_AMOUNT,
                  .currency = claim->stated.currency != 0
                                  ? (uint8_t)claim->stated.currency
                                  : claim->currency};
    if (stated.kind == DATUM_AMOUNT && stated.currency == 0)
        stated.currency = like.currency;
    if (side != SIDE_STATED)
        return of_outcome(outcome, side, like);
    /* What a gross amount claims is its net. */
    if (row->kind == CLAIM_GROSS) {
        return outcome->verdict < VERDICT_NOTHING &&
                       decimal_add(outcome->computed, outcome->difference, &like.number)
                   ? like
                   : datum_null();
    }
    return stated;
}

static Datum share_side(const ClaimBase *base, const ClaimRow *row, ClaimSide side) {
    Datum whole = {.kind = DATUM_PERCENT, .number = {100, 0}};
    return side == SIDE_STATED
               ? whole
               : of_outcome(&base->checked->shares[row->index], side, whole);
}

static Datum effect_side(const ClaimBase *base, const ClaimRow *row, ClaimSide side) {
    if (side == SIDE_STATED)
        return datum_ref(KIND_CATEGORY, base->model->effects.at[row->index].category);
    EffectOutcome outcome = effect_outcome(base, row);
    if (side == SIDE_DIFFERENCE || outcome.status == CLAIM_UNKNOWN)
        return datum_null();
    return datum_ref(KIND_CATEGORY, effects_fitting(base->effects, &outcome));
}

static Datum judgement_side(const ClaimBase *base, const ClaimRow *row, ClaimSide side) {
    const Model *model = base->model;
    if (side == SIDE_STATED) {
        const char *word =
            judgement_text(judgement_of(model, &model->props.at[row->index]));
        return *word == 0 ? datum_null() : claim_word(model, word);
    }
    TargetCounts counts = targets_behind(base, row);
    return side == SIDE_DIFFERENCE
               ? datum_null()
               : claim_word(model, judgement_text(judgement_figures(&counts)));
}

static Datum check_side(const ClaimBase *base, const ClaimRow *row, ClaimSide side) {
    const CheckPoint *point = check_point(base, row);
    const Model *model = base->model;
    if (point == NULL)
        return datum_null();
    if (side == SIDE_DIFFERENCE) {
        bool figures = point->left.kind >= DATUM_NUMBER &&
                       point->left.kind <= DATUM_AMOUNT &&
                       point->left.kind == point->right.kind;
        return figures ? no_unknown(datum_arithmetic(model->arena, EXPR_SUB, &point->left,
                                                     &point->right))
                       : datum_null();
    }
    return no_unknown(side == SIDE_STATED ? point->left : point->right);
}

static Datum side_of(const ClaimBase *base, const ClaimRow *row, ClaimSide side) {
    switch ((ClaimKind)row->kind) {
    case CLAIM_TOTAL:
    case CLAIM_GROSS: return total_side(base, row, side);
    case CLAIM_CELL: return claim_cell_side(base, row->index, side);
    case CLAIM_SHARE: return share_side(base, row, side);
    case CLAIM_EFFECT: return effect_side(base, row, side);
    case CLAIM_JUDGEMENT:
    case CLAIM_FORECAST: return judgement_side(base, row, side);
    case CLAIM_CHECK: return check_side(base, row, side);
    }
    return datum_null();
}

/* ---- what it is about ---- */

static Slice quoted(const Model *model, SourceId file, Quoted text) {
    return tree_string(model->arena, sources_get(model->sources, file), text);
}

/* The name of a printed table, which is short, else its title; empty: it has neither. */
static Slice table_text(const Model *model, Id table) {
    const TableInfo *info = &model->tables.at[table];
    const TableInfo *first = &model->tables.at[info->printed];
    if (info->name != 0 || first->name != 0)
        return names_text(model->names, info->name != 0 ? info->name : first->name);
    const TableInfo *titled = info->node->title.start < info->node->title.end ? info
                                                                              : first;
    return titled->node->title.start < titled->node->title.end
               ? quoted(model, titled->file, titled->node->title)
               : SLICE("");
}

/* Over all rows of a table, or all that a table of totals names. */
static bool sums_up_table(const Claim *claim) {
    return claim->scope == SCOPE_TABLE ||
           (claim->scope == SCOPE_NAMED && claim->table != 0 && claim->group == 0 &&
            claim->node->kind == NODE_TOTAL &&
            ((const Total *)claim->node)->of.count == 0);
}

bool claim_of_table(const ClaimBase *base, const ClaimRow *row) {
    return row->kind == CLAIM_TOTAL && sums_up_table(&base->model->claims.at[row->index]);
}

static Slice total_thing(const Model *model, const Claim *claim) {
    Id document = claim->document;
    if (sums_up_table(claim))
        return SLICE("total");
    switch ((ScopeKind)claim->scope) {
    case SCOPE_ROW:
        return view_title(model, KIND_PROJECT, model->lines.at[claim->first_line].project,
                          document);
    case SCOPE_GROUP:
        return view_title(model, KIND_AREA, model->groups.at[claim->group].area,
                          document);
    case SCOPE_NAMED:
    case SCOPE_AREA:
    case SCOPE_PROJECT:
    case SCOPE_GROSS:
        return claim->subject_count == 0
                   ? SLICE("document")
                   : view_titles(model, claim->subjects, claim->subject_count,
                                 claim->document);
    case SCOPE_TABLE:
    case SCOPE_DOCUMENT: break;
    }
    return SLICE("document");
}

/* With what sets it apart from another total of the same. */
static Slice total_subject_text(const Model *model, const Claim *claim) {
    Slice text = total_thing(model, claim);
    if (claim->kind == MONEY_SPENDING)
        text = arena_format(model->arena, "%.*s, spending", SLICE_ARGS(text));
    if (claim->money != 0) {
        Slice money = view_title(model, KIND_MONEY, claim->money, claim->document);
        text =
            arena_format(model->arena, "%.*s, %.*s", SLICE_ARGS(text), SLICE_ARGS(money));
    }
    if (claim->where != NULL) {
        Slice where = span_text(model, claim->file, claim->where->span);
        text = arena_format(model->arena, "%.*s where %.*s", SLICE_ARGS(text),
                            SLICE_ARGS(where));
    }
    return text;
}

static Slice check_subject(const ClaimBase *base, const ClaimRow *row) {
    const Model *model = base->model;
    const CheckClaim *check = &model->checks.at[row->index];
    const CheckPoint *point = check_point(base, row);
    Slice says = quoted(model, check->file, check->node->says);
    Slice part = point == NULL                     ? SLICE("")
                 : point->time.kind == TIME_ABSENT ? point->what
                                                   : point->thing;
    return part.length == 0 ? says
                            : arena_format(model->arena, "%.*s: %.*s", SLICE_ARGS(says),
                                           SLICE_ARGS(part));
}

/* An effect stands beside the dimension that it is on. */
static Slice effect_subject(const Model *model, const ClaimRow *row) {
    const EffectClaim *effect = &model->effects.at[row->index];
    Slice title = view_title(model, KIND_PROJECT, effect->project, effect->document);
    if (row->part == 0)
        return title;
    Slice on = view_title(model, KIND_DIMENSION, row->part, effect->document);
    return arena_format(model->arena, "%.*s: %.*s", SLICE_ARGS(title), SLICE_ARGS(on));
}

static Slice subject_of(const ClaimBase *base, const ClaimRow *row) {
    const Model *model = base->model;
    switch ((ClaimKind)row->kind) {
    case CLAIM_TOTAL:
    case CLAIM_GROSS: return total_subject_text(model, &model->claims.at[row->index]);
    case CLAIM_CELL: return claim_cell_subject(model, row->index);
    case CLAIM_SHARE: {
        const ShareClaim *share = &model->shares.at[row->index];
        return view_title(model, KIND_PROJECT, share->project, share->document);
    }
    case CLAIM_EFFECT: return effect_subject(model, row);
    case CLAIM_JUDGEMENT:
    case CLAIM_FORECAST:
        return view_title(model, (ThingKind)row->thing_kind, row->thing,
                          claim_document(base, row));
    case CLAIM_CHECK: return check_subject(base, row);
    }
    return SLICE("");
}

static bool is_total(const ClaimRow *row) {
    return row->kind == CLAIM_TOTAL || row->kind == CLAIM_GROSS;
}

/* What is no single year is missing, with the span to show. */
static Datum year_of(const ClaimBase *base, const ClaimRow *row) {
    const Model *model = base->model;
    const CheckPoint *point = row->kind == CLAIM_CHECK ? check_point(base, row) : NULL;
    Time time = {.kind = TIME_ABSENT};
    if (is_total(row))
        time = model->claims.at[row->index].time;
    else if (point != NULL)
        time = point->time;
    if (time.kind == TIME_YEAR)
        return datum_year(time.from);
    Datum none = datum_null();
    none.text = time_text(model->arena, time);
    return none;
}

static const char *kind_word(ClaimKind kind) {
    switch (kind) {
    case CLAIM_TOTAL: return "total";
    case CLAIM_GROSS: return "gross";
    case CLAIM_CELL: return "cell";
    case CLAIM_SHARE: return "share";
    case CLAIM_EFFECT: return "effect";
    case CLAIM_JUDGEMENT: return "judgement";
    case CLAIM_FORECAST: return "forecast";
    case CLAIM_CHECK: break;
    }
    return "check";
}

Id claim_document(const ClaimBase *base, const ClaimRow *row) {
    const Model *model = base->model;
    switch ((ClaimKind)row->kind) {
    case CLAIM_TOTAL:
    case CLAIM_GROSS: return model->claims.at[row->index].document;
    case CLAIM_CELL: return model->cells.at[row->index].document;
    case CLAIM_SHARE: return model->shares.at[row->index].document;
    case CLAIM_EFFECT: return model->effects.at[row->index].document;
    case CLAIM_JUDGEMENT:
    case CLAIM_FORECAST: return model->props.at[row->index].document;
    case CLAIM_CHECK: break;
    }
    return model->checks.at[row->index].document;
}

Datum claim_column(const ClaimBase *base, const ClaimRow *row, ColumnId column) {
    const Model *model = base->model;
    const Source *source = sources_get(model->sources, row->place.source);
    switch (column) {
    case COLUMN_CLAIM_kind: return claim_word(model, kind_word((ClaimKind)row->kind));
    case COLUMN_CLAIM_table: {
        Id table = is_total(row)             ? model->claims.at[row->index].table
                   : row->kind == CLAIM_CELL ? model->cells.at[row->index].table
                                             : 0;
        Slice text = table == 0 ? SLICE("") : table_text(model, table);
        return text.length == 0 ? datum_null() : datum_string(text);
    }
    case COLUMN_CLAIM_subject: return datum_string(subject_of(base, row));
    case COLUMN_CLAIM_year: return year_of(base, row);
    case COLUMN_CLAIM_money:
        return datum_ref(KIND_MONEY,
                         is_total(row) ? model->claims.at[row->index].money : 0);
    case COLUMN_CLAIM_stated: return side_of(base, row, SIDE_STATED);
    case COLUMN_CLAIM_computed: return side_of(base, row, SIDE_COMPUTED);
    case COLUMN_CLAIM_difference: return side_of(base, row, SIDE_DIFFERENCE);
    case COLUMN_CLAIM_status: return claim_word(model, status_word(base, row));
    case COLUMN_CLAIM_document:
        return datum_ref(KIND_DOCUMENT, claim_document(base, row));
    case COLUMN_CLAIM_file: return datum_string(source->path);
    case COLUMN_CLAIM_line:
        return datum_integer(source_line(source, row->place.span.start));
    default: return datum_null();
    }
}
