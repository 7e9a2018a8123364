/* The cells of computed columns as rows of `claims`: what is stated and computed, in the
 * way in which the document prints it, and what it is about. */
#include "query/claim_cells.h"

#include "eval/datum.h"
#include "model/view.h"

Datum claim_cell_side(const ClaimBase *base, uint32_t index, ClaimSide side) {
    const CellOutcome *outcome = &base->checked->cells[index];
    if (side != SIDE_STATED && outcome->verdict >= VERDICT_BLANK)
        return datum_null();
    Datum datum = side == SIDE_STATED     ? outcome->stated
                  : side == SIDE_COMPUTED ? outcome->computed
                                          : outcome->difference;
    datum = formula_as_printed(outcome, datum);
    datum.points = datum.kind == DATUM_PERCENT && side == SIDE_DIFFERENCE;
    return datum.kind == DATUM_UNKNOWN ? datum_null() : datum;
}

static Slice things_text(const Model *model, const CellClaim *cell) {
    if (cell->project != 0)
        return view_title(model, KIND_PROJECT, cell->project, cell->document);
    if (cell->subject_count == 0 && cell->group == 0)
        return SLICE("total");
    if (cell->subject_count == 0)
        return view_title(model, KIND_AREA, model->groups.at[cell->group].area,
                          cell->document);
    return view_titles(model, cell->subjects, cell->subject_count, cell->document);
}

Slice claim_cell_subject(const Model *model, uint32_t index) {
    const CellClaim *cell = &model->cells.at[index];
    const Column *column = model->tables.at[cell->table].columns[cell->column].computed;
    Slice heading = tree_string(model->arena, sources_get(model->sources, cell->file),
                                column->heading);
    Slice things = things_text(model, cell);
    return arena_format(model->arena, "%.*s, %.*s", SLICE_ARGS(things),
                        SLICE_ARGS(heading));
}
