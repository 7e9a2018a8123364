/* Counting lines by unit. */
#include "eval/units.h"

typedef struct UnitCount {
    LinesUnit unit;
    uint64_t lines, amounts;
} UnitCount;

enum { UNITS_MOST = 64 };

/* Units by how many lines are written in each. */
typedef struct UnitTally {
    UnitCount at[UNITS_MOST];
    uint32_t count;
    uint64_t amounts; /* of all */
} UnitTally;

static void take(UnitTally *tally, const LineUnit *unit) {
    uint32_t at = 0;
    while (at < tally->count && (tally->at[at].unit.power != unit->power ||
                                 tally->at[at].unit.currency != unit->currency))
        at++;
    if (at == UNITS_MOST)
        return;
    if (at == tally->count) {
        tally->at[tally->count++] =
            (UnitCount){{unit->power, unit->currency, false}, 0, 0};
    }
    tally->at[at].lines += unit->lines;
    tally->at[at].amounts += unit->amounts;
    tally->amounts += unit->amounts;
}

LinesUnit lines_unit(const Model *model, const Id *documents, uint32_t count,
                     LinesUnit unsaid) {
    uint32_t all = model->things[KIND_DOCUMENT].count;
    uint8_t *asked = count == 0 ? NULL : ARENA_ARRAY(model->arena, uint8_t, all);
    for (uint32_t i = 0; i < count; i++)
        asked[documents[i]] = 1;
    UnitTally tally = {.count = 0};
    for (uint32_t i = 0; i < model->line_units.count; i++) {
        const LineUnit *unit = &model->line_units.at[i];
        if (asked == NULL || asked[unit->document] != 0)
            take(&tally, unit);
    }
    LinesUnit best = unsaid;
    uint64_t most = 0;
    uint32_t units = 0;
    for (uint32_t i = 0; i < tally.count; i++) {
        const UnitCount *one = &tally.at[i];
        uint64_t lines = tally.amounts > 0 ? one->amounts : one->lines;
        units += lines > 0;
        if (lines > most ||
            (lines == most && lines > 0 && one->unit.power > best.power)) {
            best = one->unit;
            most = lines;
        }
    }
    best.only = units == 1 && best.currency != 0;
    return best;
}
