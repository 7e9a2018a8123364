/* The words of findings about totals. */
#include "check/totals/words.h"
#include "base/phrase.h"

#include "base/utf8.h"
#include "model/view.h"

/* What is longer is cut, or said in another way. */
enum { TITLE_MOST = 40, FILTER_MOST = 60, SUMMANDS_MOST = 16, SUBJECTS_MOST = 3 };

static Slice subjects_text(const Model *model, const Claim *claim) {
    Slice items[SUBJECTS_MOST + 1];
    uint32_t count = claim->subject_count, shown = count;
    if (count > SUBJECTS_MOST)
        shown = SUBJECTS_MOST - 1;
    for (uint32_t i = 0; i < shown; i++) {
        const Subject *subject = &claim->subjects[i];
        items[i] =
            view_label(model, (ThingKind)subject->kind, subject->id, claim->document);
    }
    if (shown < count) {
        items[shown] = arena_format(model->arena, "%u more", count - shown);
        shown++;
    }
    return phrase_list(model->arena, items, shown);
}

/* " where source.kind = external" as it is written, if that is short. */
static Slice filter_text(const Model *model, const Claim *claim) {
    if (!claim->where)
        return SLICE("");
    Slice text = sources_get(model->sources, claim->file)->text;
    Span span = claim->where->span;
    if (span.start >= span.end || span.end > text.length ||
        span.end - span.start > FILTER_MOST)
        return SLICE(" with its filter");
    Slice filter = {text.at + span.start, span.end - span.start};
    for (uint32_t i = 0; i < filter.length; i++)
        if (filter.at[i] == '\n')
            return SLICE(" with its filter");
    return arena_format(model->arena, " where %.*s", SLICE_ARGS(filter));
}

/* Whether a plain total of a table of totals, over all that its rows name. */
static bool sums_up_table(const Claim *claim) {
    return claim->scope == SCOPE_NAMED &&
           (claim->subject_count == 0 ||
            (claim->node->kind == NODE_TOTAL && claim->table != 0 && claim->group == 0 &&
             ((const Total *)claim->node)->of.count == 0));
}

Slice total_name(const Model *model, const Claim *claim) {
    Slice filter = filter_text(model, claim);
    Slice of = SLICE("");
    switch ((ScopeKind)claim->scope) {
    case SCOPE_ROW:
        of = view_label(model, KIND_PROJECT, model->lines.at[claim->first_line].project,
                        claim->document);
        return arena_format(model->arena, "the row's total of %.*s", SLICE_ARGS(of));
    case SCOPE_GROUP:
        of = view_label(model, KIND_AREA, model->groups.at[claim->group].area,
                        claim->document);
        break;
    case SCOPE_NAMED:
    case SCOPE_AREA:
    case SCOPE_PROJECT:
    case SCOPE_GROSS:
        if (!sums_up_table(claim))
            of = subjects_text(model, claim);
        break;
    case SCOPE_DOCUMENT:
        return arena_format(model->arena, "the document's total%.*s", SLICE_ARGS(filter));
    case SCOPE_TABLE: break;
    }
    const char *kind = claim->kind == MONEY_SPENDING ? "spending total" : "total";
    if (of.length == 0)
        return arena_format(model->arena, "the %s%.*s", kind, SLICE_ARGS(filter));
    return arena_format(model->arena, "the %s of %.*s%.*s", kind, SLICE_ARGS(of),
                        SLICE_ARGS(filter));
}

Slice total_when(const Model *model, const Claim *claim) {
    Slice when = time_text(model->arena, claim->time);
    if (claim->money == 0)
        return when;
    Slice money = model_name(model, KIND_MONEY, claim->money);
    return arena_format(model->arena, "%.*s as %.*s", SLICE_ARGS(when),
                        SLICE_ARGS(money));
}

Slice total_subject(const Model *model, const Claim *claim) {
    Slice name = total_name(model, claim);
    Slice when = total_when(model, claim);
    switch ((TimeKind)claim->time.kind) {
    case TIME_ALL:
        if (claim->scope == SCOPE_ROW && claim->money == 0)
            return name;
        if ((claim->scope == SCOPE_TABLE || sums_up_table(claim)) && claim->money == 0) {
            Slice filter = filter_text(model, claim);
            return arena_format(model->arena, "the grand total%.*s", SLICE_ARGS(filter));
        }
        if (claim->money != 0) {
            return arena_format(model->arena, "%.*s for %.*s", SLICE_ARGS(name),
                                SLICE_ARGS(when));
        }
        return arena_format(model->arena, "%.*s for all years", SLICE_ARGS(name));
    case TIME_SPAN:
    case TIME_MONTH_SPAN:
        return arena_format(model->arena, "%.*s over %.*s", SLICE_ARGS(name),
                            SLICE_ARGS(when));
    case TIME_UNSTATED:
        return arena_format(model->arena, "%.*s without a year", SLICE_ARGS(name));
    default:
        return arena_format(model->arena, "%.*s for %.*s", SLICE_ARGS(name),
                            SLICE_ARGS(when));
    }
}

Slice total_table(const Model *model, Id table) {
    if (table == 0)
        return SLICE("");
    const TableInfo *info = &model->tables.at[table];
    /* A further block of a printed table may leave out its title. */
    const TableInfo *titled = info;
    if (info->node->title.start == info->node->title.end)
        titled = &model->tables.at[info->printed];
    if (titled->node->title.start != titled->node->title.end) {
        Slice title = tree_string(model->arena, sources_get(model->sources, titled->file),
                                  titled->node->title);
        if (utf8_text_length(title) <= TITLE_MOST)
            return arena_format(model->arena, "table \"%.*s\"", SLICE_ARGS(title));
        /* "Tabel 2: Uddybet oversigt over …" */
        for (uint32_t i = 1; i < title.length && i <= TITLE_MOST; i++)
            if (title.at[i] == ':' || title.at[i] == '.')
                return arena_format(model->arena, "table \"%.*s\"", (int)i, title.at);
    }
    if (info->name != 0) {
        Slice name = names_text(model->names, info->name);
        return arena_format(model->arena, "table %.*s", SLICE_ARGS(name));
    }
    return SLICE("");
}

Slice total_basis(const Model *model, const Outcome *outcome) {
    switch ((Basis)outcome->basis) {
    case BASIS_ROWS: return SLICE("the rows' stated totals");
    case BASIS_COLUMNS: return SLICE("the columns' stated totals");
    case BASIS_SUBTOTALS: return SLICE("the stated subtotals");
    case BASIS_TABLES: return SLICE("the stated totals of other tables");
    case BASIS_COUNT:
    case BASIS_ENTRIES: break;
    }
    if (outcome->open_by != 0) {
        Slice given =
            outcome->blanks == 1
                ? SLICE("the amount not given")
                : arena_format(model->arena, "the %u amounts not given", outcome->blanks);
        if (outcome->summands == 0)
            return given;
        if (outcome->summands == 1)
            return arena_format(model->arena, "its entry and %.*s", SLICE_ARGS(given));
        return arena_format(model->arena, "its %u entries and %.*s", outcome->summands,
                            SLICE_ARGS(given));
    }
    if (outcome->summands == 0)
        return SLICE("its entries");
    if (outcome->summands == 1)
        return outcome->parts_left ? SLICE("the only entry that it counts")
                                   : SLICE("its only entry");
    return arena_format(model->arena, "its %u entries", outcome->summands);
}

Slice total_amount(const Model *model, const Claim *claim, Decimal amount) {
    return model_amount(model, amount, claim->power);
}

Slice total_unit(const Model *model, const Claim *claim) {
    uint8_t currency = claim->stated.currency != 0 ? claim->stated.currency & 15u
                                                   : claim->currency;
    return model_unit(model, claim->power, currency);
}

Slice total_amount_in(const Model *model, const Claim *claim, Decimal amount) {
    return model_with_unit(model, total_amount(model, claim, amount),
                           total_unit(model, claim));
}

Slice total_sum(const Model *model, const Claim *claim, const Outcome *outcome,
                const uint32_t *facts, uint32_t count) {
    if (outcome->summands + outcome->blanks == 0)
        return SLICE("no entry");
    if (count == 0 || count > SUMMANDS_MOST) {
        if (outcome->blanks > 0) {
            return arena_format(model->arena, "%u entries and %u amount%s not given",
                                outcome->summands, outcome->blanks,
                                phrase_s(outcome->blanks));
        }
        return arena_format(model->arena, "%u entries", outcome->summands);
    }
    Slice sum = {"", 0};
    for (uint32_t i = 0; i < count; i++) {
        Figure figure = facts_figure(&model->facts, facts[i]);
        Decimal value = figure_value(figure);
        bool minus = i > 0 && decimal_sign(value) < 0;
        Slice text =
            (figure.flags & (FIGURE_BLANK | FIGURE_BAD))
                ? SLICE("?")
                : total_amount(model, claim, minus ? decimal_negate(value) : value);
        sum = arena_format(model->arena, "%.*s%s%s%.*s", SLICE_ARGS(sum),
                           i == 0  ? ""
                           : minus ? " - "
                                   : " + ",
                           figure.flags & FIGURE_APPROXIMATE ? "~" : "",
                           SLICE_ARGS(text));
    }
    return sum;
}

Slice total_spaced(Arena *arena, Slice text) {
    char *at = arena_alloc(arena, text.length + 1);
    uint32_t length = 0;
    for (uint32_t i = 0; i < text.length; i++) {
        char c = text.at[i];
        bool parts = char_is_space(c);
        if (!parts || (length > 0 && at[length - 1] != ' '))
            at[length++] = parts ? ' ' : c;
    }
    return (Slice){at, length};
}
