/* Who states money, and when. */
#include "model/wholes.h"
#include "model/chains.h"
#include "model/versions.h"

/* Of a year's key: all of it, or some month of it. Months have theirs: 202402. */
enum { ANY_TIME = 0, NO_YEAR = 1, SOME_MONTH = -1 };

/* The year that holds a month of a time; 0: none does. */
static int32_t year_of(int32_t month, Time time) {
    Time one = {.kind = TIME_MONTH, .from = time_month(month), .begins = time.begins};
    return time_year_of(one);
}

static bool is_of_years(Time time) {
    return time.kind == TIME_YEAR || time.kind == TIME_SPAN;
}

/* What a set is of: all money, that which is no version of another, or that of one
 * version: BY_VERSION and its number. */
enum { OF_ALL, OF_PLAIN, BY_VERSION };

static SetKey set_of(SetKey key, uint32_t of) {
    enum { KINDS = 4 };
    key.kind += of * KINDS;
    return key;
}

static void state(Wholes *wholes, Arena *arena, SetKey key, int32_t time, Id project) {
    key.from = key.to = time;
    nearest_add(&wholes->nearest, arena, key, project);
}

static void state_at(Wholes *wholes, Arena *arena, SetKey key, Time time, Id project) {
    state(wholes, arena, key, ANY_TIME, project);
    Months months = time_months_of(time);
    if (time.kind == TIME_UNSTATED) {
        state(wholes, arena, key, NO_YEAR, project);
    } else if (is_of_years(time)) {
        for (int32_t year = time.from; year <= time.to; year++)
            state(wholes, arena, key, year, project);
    } else {
        int32_t last = 0;
        for (int32_t month = months.from; month <= months.to; month++) {
            int32_t year = year_of(month, time);
            state(wholes, arena, key, time_month(month), project);
            if (year != last)
                state(wholes, arena, key, SOME_MONTH * year, project);
            last = year;
        }
    }
}

void wholes_add(Wholes *wholes, Arena *arena, uint32_t owner, uint32_t kind,
                uint32_t fact) {
    const Model *model = wholes->model;
    const Line *line = &model->lines.at[model->facts.line[fact]];
    SetKey key = {owner, kind, 0, 0};
    if (facts_figure(&model->facts, fact).flags & (FIGURE_NONE | FIGURE_BLANK))
        return;
    Time time = model_fact_time(model, fact);
    state_at(wholes, arena, set_of(key, OF_ALL), time, line->project);
    if (model->families == NULL)
        return;
    bool plain = versions_family(model, line->money) == 0;
    uint32_t of = plain ? OF_PLAIN : BY_VERSION + line->money;
    state_at(wholes, arena, set_of(key, of), time, line->project);
}

void wholes_settle(Wholes *wholes, Arena *arena) {
    nearest_settle(&wholes->nearest, arena, wholes->projects);
}

/* What is followed from a project on: all is in one document, of one kind of money. */
typedef struct Follow {
    const Wholes *wholes;
    SetKey key;
    Time time;
    Id document;
    uint8_t kind;
    Id version; /* what is left out is that version of an amount; 0: it is none */
} Follow;

static Id stating_of(const Follow *way, int32_t time, uint32_t of, Id project) {
    SetKey key = set_of(way->key, of);
    key.from = key.to = time;
    return nearest_from(&way->wholes->nearest, way->wholes->projects, key, project);
}

static Id stating(const Follow *way, int32_t time, Id project) {
    if (way->version == 0)
        return stating_of(way, time, OF_ALL, project);
    Id plain = stating_of(way, time, OF_PLAIN, project);
    Id same = stating_of(way, time, BY_VERSION + way->version, project);
    bool nearer = same == 0 ||
                  (plain != 0 && nesting_below(way->wholes->projects, plain, same));
    return nearer ? plain : same;
}

/* The project itself, or the nearest that it stands in, that states money at the time. */
static Id nearest_stating(const Follow *way, Id project) {
    Time time = way->time;
    Id found = 0;
    Months months = time_months_of(time);
    if (months.from == months_all.from)
        return stating(way, ANY_TIME, project);
    bool years = is_of_years(time);
    for (int32_t month = months.from; month <= months.to && !years && found == 0; month++)
        found = stating(way, time_month(month), project);
    int32_t first = years ? time.from : year_of(months.from, time);
    int32_t last = years ? time.to : year_of(months.to, time);
    for (int32_t year = first; year <= last && found == 0; year++) {
        found = stating(way, year, project);
        if (found == 0 && years)
            found = stating(way, SOME_MONTH * year, project);
    }
    return found;
}

static Id follow(const Follow *way, Id project) {
    const Model *model = way->wholes->model;
    Id found = nearest_stating(way, project);
    if (found != 0 || model->chains == NULL)
        return found;
    for (Id id = project; id != 0; id = model->things[KIND_PROJECT].at[id].parent) {
        uint32_t count;
        const Link *links =
            chains_of(model->chains, way->document, way->kind, id, &count);
        for (uint32_t i = 0; i < count && found == 0; i++)
            if (links[i].whole != 0)
                found = follow(way, links[i].whole);
        if (found != 0)
            return found;
    }
    return 0;
}

/* The project itself, or the nearest that its money is part of, that states money at that
 * time; 0: none does. Ways from one project to another are those of the line's document
 * and kind of money. */
static Id wholes_find(const Wholes *wholes, uint32_t owner, uint32_t kind, Id project,
                      const Line *line, Time time) {
    Id family = versions_family(wholes->model, line->money);
    Follow way = {.wholes = wholes,
                  .key = {owner, kind, 0, 0},
                  .time = time,
                  .document = line->document,
                  .kind = line->kind,
                  .version = family == 0 ? 0 : line->money};
    return project == 0 ? 0 : follow(&way, project);
}

Id wholes_beyond(const Wholes *wholes, uint32_t owner, uint32_t kind, uint32_t fact,
                 Time time) {
    const Model *model = wholes->model;
    const Line *own = &model->lines.at[model->facts.line[fact]], *line = own;
    Id found = wholes_find(wholes, owner, kind, line->within, own, time);
    while (found == 0 && line->around != 0) {
        line = &model->lines.at[line->around - 1];
        found = wholes_find(wholes, owner, kind, line->within, own, time);
    }
    Id parent = model->things[KIND_PROJECT].at[line->project].parent;
    return found != 0 ? found : wholes_find(wholes, owner, kind, parent, own, time);
}

bool wholes_cover(const Wholes *wholes, uint32_t owner, uint32_t kind, uint32_t fact) {
    return wholes_beyond(wholes, owner, kind, fact,
                         model_fact_time(wholes->model, fact)) != 0;
}

Figure wholes_row_cell(const Model *model, uint32_t line, uint32_t fact) {
    const Line *around = &model->lines.at[line];
    const Row *row = (const Row *)around->node;
    bool good = row->cell_count == model->tables.at[around->table].column_count;
    return good ? row->cells[model->facts.column[fact]] : (Figure){.flags = FIGURE_BAD};
}

uint32_t wholes_row_above(const Model *model, uint32_t line, uint32_t fact) {
    uint32_t around = model->lines.at[line].around;
    while (around != 0 &&
           (wholes_row_cell(model, around - 1, fact).flags & FIGURE_BLANK) != 0)
        around = model->lines.at[around - 1].around;
    return around;
}

uint32_t wholes_row(const Model *model, uint32_t fact) {
    return wholes_row_above(model, model->facts.line[fact], fact);
}
