/* Y03, the same money entered twice: the same project, area, source, kind of money and
 * year in one document. Linear in the entries: lines that are alone in their project and
 * area cannot repeat each other and are passed over; the entries of the others go through
 * one hash table. */
#include "check/life.h"

#include <string.h>

typedef struct Pair {
    uint32_t first, second; /* facts */
} Pair;

typedef struct Slot {
    uint32_t hash, fact; /* fact + 1; 0: empty */
} Slot;

typedef struct Repeats {
    CheckRun *run;
    const Model *model;
    Arena *scratch;
    uint8_t *shared; /* by line: there are others like it, or it repeats a year */
    uint32_t *head;  /* open addressing over lines: line + 1 */
    VEC(Pair) pairs;
} Repeats;

static bool same_line_key(const Line *a, const Line *b) {
    return a->project == b->project && a->document == b->document && a->area == b->area &&
           a->within == b->within && a->kind == b->kind;
}

static uint64_t hash_line(const Line *line) {
    uint64_t hash = life_mix(line->kind, line->document);
    hash = life_mix(hash, line->project);
    hash = life_mix(hash, line->area);
    return life_mix(hash, line->within);
}

/* Marks the lines that share project and area with another. */
static void mark_lines(Repeats *r) {
    const Model *model = r->model;
    uint32_t count = model->lines.count, room = life_room(count);
    r->head = ARENA_ARRAY(r->scratch, uint32_t, room);
    for (uint32_t i = 0; i < count; i++) {
        const Line *line = &model->lines.at[i];
        if (line->project == 0) {
            continue;
        }
        uint32_t at = (uint32_t)hash_line(line) & (room - 1);
        while (r->head[at] != 0 &&
               !same_line_key(&model->lines.at[r->head[at] - 1], line)) {
            at = (at + 1) & (room - 1);
        }
        if (r->head[at] == 0) {
            r->head[at] = i + 1;
        } else {
            r->shared[r->head[at] - 1] = r->shared[i] = 1;
        }
    }
}

/* Marks lines that name a year again, and counts the entries of marked lines. */
static uint32_t count_entries(Repeats *r) {
    const Facts *facts = &r->model->facts;
    uint32_t count = 0;
    for (uint32_t i = 1; i < facts->count; i++) {
        if (facts->line[i] == facts->line[i - 1] &&
            facts->year[i] <= facts->year[i - 1]) {
            r->shared[facts->line[i]] = 1;
        }
    }
    for (uint32_t i = 0; i < facts->count; i++) {
        count += r->shared[facts->line[i]];
    }
    return count;
}

/* When an entry is; false where that is not stated. */
static bool entry_time(const Model *model, uint32_t fact, int32_t *from, int32_t *to) {
    *from = *to = model->facts.year[fact];
    if ((model->facts.flags[fact] & FACT_SPECIAL) == 0) {
        return true;
    }
    const Special *special = model_special(model, fact);
    if (special == NULL || special->time.kind != TIME_SPAN) {
        return false;
    }
    *from = special->time.from;
    *to = special->time.to;
    return true;
}

static bool same_entry(const Model *model, uint32_t a, uint32_t b) {
    const Facts *facts = &model->facts;
    const Line *x = &model->lines.at[facts->line[a]];
    const Line *y = &model->lines.at[facts->line[b]];
    Origin from = life_origin(model, x, facts->column[a]);
    Origin other = life_origin(model, y, facts->column[b]);
    int32_t a_from, a_to, b_from, b_to;
    return same_line_key(x, y) && from.source == other.source &&
           from.money == other.money && entry_time(model, a, &a_from, &a_to) &&
           entry_time(model, b, &b_from, &b_to) && a_from == b_from && a_to == b_to;
}

static bool hash_entry(const Model *model, uint32_t fact, uint32_t *out) {
    const Line *line = &model->lines.at[model->facts.line[fact]];
    int32_t from, to;
    Figure figure = model->facts.figure[fact];
    if (line->project == 0 || (figure.flags & (FIGURE_BLANK | FIGURE_BAD)) != 0 ||
        !entry_time(model, fact, &from, &to)) {
        return false;
    }
    Origin origin = life_origin(model, line, model->facts.column[fact]);
    uint64_t hash = life_mix(hash_line(line), origin.source);
    hash = life_mix(hash, origin.money);
    hash = life_mix(hash, (uint32_t)from);
    *out = (uint32_t)life_mix(hash, (uint32_t)to);
    return true;
}

static void find_pairs(Repeats *r, uint32_t count) {
    const Model *model = r->model;
    uint32_t room = life_room(count), hash;
    Slot *slots = ARENA_ARRAY(r->scratch, Slot, room);
    for (uint32_t i = 0; i < model->facts.count; i++) {
        if (!r->shared[model->facts.line[i]] || !hash_entry(model, i, &hash)) {
            continue;
        }
        uint32_t at = hash & (room - 1);
        while (slots[at].fact != 0 &&
               (slots[at].hash != hash || !same_entry(model, slots[at].fact - 1, i))) {
            at = (at + 1) & (room - 1);
        }
        if (slots[at].fact == 0) {
            slots[at] = (Slot){hash, i + 1};
        } else {
            *VEC_PUSH(r->scratch, &r->pairs) = (Pair){slots[at].fact - 1, i};
        }
    }
}

/* ---- what is said ---- */

static bool equal_figures(const Model *model, Pair pair) {
    Figure a = model->facts.figure[pair.first], b = model->facts.figure[pair.second];
    return a.currency == b.currency &&
           decimal_compare(figure_decimal(a), figure_decimal(b)) == 0;
}

static Slice entry_time_text(const Model *model, uint32_t fact) {
    int32_t from, to;
    if (!entry_time(model, fact, &from, &to)) {
        return SLICE("?");
    }
    Time time = {.kind = from == to ? TIME_YEAR : TIME_RANGE, .from = from, .to = to};
    return time_text(model->arena, time);
}

static Slice printed(const Model *model, uint32_t fact) {
    const Line *line = &model->lines.at[model->facts.line[fact]];
    return life_printed(model, line->file, model->facts.figure[fact]);
}

static Slice origin_text(const Model *model, Origin origin, Id document) {
    if (origin.source == 0) {
        return SLICE("");
    }
    Slice label = model_label(model, KIND_SOURCE, origin.source, document);
    return arena_format(model->arena, " from %.*s", SLICE_ARGS(label));
}

/* One finding for all entries that two lines have in common. */
static void report(Repeats *r, const Pair *pairs, uint32_t count) {
    const Model *model = r->model;
    Findings *findings = r->run->findings;
    const Pair *pair = &pairs[0];
    uint32_t different = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (!equal_figures(model, pairs[i])) {
            if (different++ == 0) {
                pair = &pairs[i];
            }
        }
    }
    const Line *line = &model->lines.at[model->facts.line[pair->second]];
    Origin origin = life_origin(model, line, model->facts.column[pair->second]);
    Slice label = model_label(model, KIND_PROJECT, line->project, line->document);
    Slice from = origin_text(model, origin, line->document);
    Slice when = entry_time_text(model, pair->second);
    Slice figure = printed(model, pair->second), first = printed(model, pair->first);
    Place place = model_fact_place(model, pair->second);
    Diagnostic *d;
    if (different > 0) {
        d = findings_add(
            findings, CODE_Y03, place,
            "%.*s has two figures for %.*s%.*s, which disagree: %.*s and %.*s",
            SLICE_ARGS(label), SLICE_ARGS(when), SLICE_ARGS(from), SLICE_ARGS(first),
            SLICE_ARGS(figure));
        diagnostic_here(findings, d, "entered again, with another figure");
    } else {
        d = findings_add(findings, CODE_Y03, place,
                         "%.*s has the same money for %.*s%.*s entered twice: %.*s is "
                         "counted twice",
                         SLICE_ARGS(label), SLICE_ARGS(when), SLICE_ARGS(from),
                         SLICE_ARGS(figure));
        diagnostic_here(findings, d, "entered again");
    }
    diagnostic_label(findings, d, model_fact_place(model, pair->first),
                     "entered first here");
    if (count > 1) {
        diagnostic_note(findings, d,
                        "so it is with %u entries of these two lines, %u with different "
                        "figures",
                        count, different);
    }
    if (different > 0) {
        diagnostic_help(
            findings, d,
            "if they are two grants, tell them apart (from, as, or another "
            "area); if the document prints both for one, keep one as a claim: "
            "total %.*s: %.*s; if it is known, note it: allow Y03 \"…\"",
            SLICE_ARGS(when), SLICE_ARGS(figure));
    } else {
        diagnostic_help(
            findings, d,
            "to repeat a figure on purpose, claim it: total %.*s: %.*s; if they "
            "are two grants, tell them apart (from, as, or another area)",
            SLICE_ARGS(when), SLICE_ARGS(figure));
    }
}

void life_repeats(CheckRun *run) {
    const Model *model = run->model;
    if (model->facts.count < 2) {
        return;
    }
    Arena *scratch = arena_new(arena_memory(run->arena));
    Repeats r = {.run = run, .model = model, .scratch = scratch};
    r.shared = ARENA_ARRAY(scratch, uint8_t, model->lines.count);
    mark_lines(&r);
    uint32_t count = count_entries(&r);
    if (count > 1) {
        find_pairs(&r, count);
    }
    for (uint32_t i = 0; i < r.pairs.count;) {
        const uint32_t *line = model->facts.line;
        Pair first = r.pairs.at[i];
        uint32_t end = i + 1;
        while (end < r.pairs.count && line[r.pairs.at[end].first] == line[first.first] &&
               line[r.pairs.at[end].second] == line[first.second]) {
            end++;
        }
        report(&r, &r.pairs.at[i], end - i);
        i = end;
    }
    arena_drop(scratch);
}
