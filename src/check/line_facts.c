/* The facts of each line. Files state them line by line as a rule, and then their own
 * numbers serve. */
#include "check/line_facts.h"

#include "base/by_key.h"

LineFacts line_facts_new(const Model *model, Arena *arena) {
    const Facts *facts = &model->facts;
    uint32_t lines = model->lines.count;
    bool ordered = true;
    for (uint32_t i = 1; i < facts->count; i++)
        ordered = ordered && facts->line[i - 1] <= facts->line[i];
    if (ordered)
        return (LineFacts){by_key_first(arena, NULL, facts->count, facts->line, lines),
                           NULL};
    ByKey sorted = by_key_sort(arena, NULL, facts->count, facts->line, lines);
    return (LineFacts){sorted.first, sorted.items};
}
