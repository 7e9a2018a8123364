/* Each statement stands in a set for each year or month, source and kind of money that it
 * can be compared by. In a set, those of a thing, of what is above and of what is below
 * it are found in one walk over the things from the top down. */
#include "query/restated.h"

#include <stdlib.h>
#include "base/vec.h"

enum {
    ANY = -1,  /* a source or kind of money, whatever it is */
    WHOLE = 0, /* a year as a whole */
    SOME = 1,  /* some month of a year */
    SET_PARTS = 9
};

/* A statement in a set: what others are compared with there, or compared with them. */
typedef struct Member {
    int32_t set[SET_PARTS]; /* figure, group, sort (3), year, month, source, money */
    uint32_t number, statement;
    bool held, asks;
} Member;

/* A source, a kind of money or a month by which a statement is compared. */
typedef struct RestatedChoice {
    int32_t value;
    bool held, asks;
} RestatedChoice;

typedef struct RestatedChoices {
    RestatedChoice at[3];
    uint32_t count;
} RestatedChoices;

/* The documents that hold something, by the least and the largest id; least 0: none. */
typedef struct HeldFigure {
    Id least, most;
} HeldFigure;

typedef struct Frame {
    uint32_t end;            /* of the thing's numbers */
    uint32_t first, behind;  /* its members */
    HeldFigure above, below; /* with its own */
} Frame;

typedef struct Restated {
    Arena *arena;
    Statement *statements;
    bool sources, moneys, months; /* some statement names one */
    VEC(Member) members;
    VEC(Frame) open;
} Restated;

/* ---- sets ---- */

static bool is_month(int32_t time) {
    enum { YEAR_LAST = 9999 };
    return time > YEAR_LAST;
}

/* What names none is compared with all, and what names one with it and with those that
 * name none. */
static RestatedChoices choices_of(Id id, bool named) {
    int32_t value = (int32_t)id;
    if (!named)
        return (RestatedChoices){{{ANY, true, true}}, 1};
    if (id == 0)
        return (RestatedChoices){{{ANY, true, true}, {0, true, false}}, 2};
    return (RestatedChoices){{{ANY, true, false}, {value, true, true}, {0, false, true}},
                             3};
}

/* A month is compared with itself and its year, a year with itself and its months. */
static RestatedChoices months_of(const Restated *restated, int32_t time) {
    if (is_month(time)) {
        return (RestatedChoices){
            {{time, true, true}, {SOME, true, false}, {WHOLE, false, true}}, 3};
    }
    return (RestatedChoices){{{WHOLE, true, true}, {SOME, false, true}},
                             restated->months ? 2 : 1};
}

static void put(Restated *restated, uint32_t index, int32_t year,
                const RestatedChoice *month, const RestatedChoice *source,
                const RestatedChoice *money) {
    const Statement *statement = &restated->statements[index];
    bool held = month->held && source->held && money->held;
    bool asks = month->asks && source->asks && money->asks;
    if (held || asks) {
        *VEC_PUSH(restated->arena, &restated->members) =
            (Member){.set = {(int32_t)statement->figure, (int32_t)statement->group,
                             statement->sort[0], statement->sort[1], statement->sort[2],
                             year, month->value, source->value, money->value},
                     .number = statement->number,
                     .statement = index,
                     .held = held,
                     .asks = asks};
    }
}

static void put_at(Restated *restated, uint32_t index, int32_t time) {
    const Statement *statement = &restated->statements[index];
    RestatedChoices months = months_of(restated, time);
    RestatedChoices sources = choices_of(statement->source, restated->sources);
    RestatedChoices moneys = choices_of(statement->money, restated->moneys);
    int32_t year = is_month(time) ? time / 100 : time;
    for (uint32_t i = 0; i < months.count; i++) {
        for (uint32_t j = 0; j < sources.count; j++)
            for (uint32_t k = 0; k < moneys.count; k++)
                put(restated, index, year, &months.at[i], &sources.at[j], &moneys.at[k]);
    }
}

static int32_t time_after(int32_t time) {
    enum { DECEMBER = 12, TO_JANUARY = 89 };
    return time + (is_month(time) && time % 100 == DECEMBER ? TO_JANUARY : 1);
}

static void put_all(Restated *restated, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        const Statement *statement = &restated->statements[i];
        restated->sources = restated->sources || statement->source != 0;
        restated->moneys = restated->moneys || statement->money != 0;
        restated->months = restated->months || is_month(statement->from);
    }
    for (uint32_t i = 0; i < count; i++) {
        int32_t last = restated->statements[i].to;
        int32_t time = restated->statements[i].from;
        do {
            put_at(restated, i, time);
            time = time_after(time);
        } while (time <= last);
    }
}

static int compare_sets(const Member *a, const Member *b) {
    for (uint32_t i = 0; i < SET_PARTS; i++)
        if (a->set[i] != b->set[i])
            return a->set[i] < b->set[i] ? -1 : 1;
    return 0;
}

static int compare_members(const void *left, const void *right) {
    const Member *a = left, *b = right;
    int order = compare_sets(a, b);
    if (order != 0 || a->number != b->number)
        return order != 0 ? order : a->number < b->number ? -1 : 1;
    return (a->statement > b->statement) - (a->statement < b->statement);
}

/* ---- the walk ---- */

static void hold(Id *least, Id *most, HeldFigure more) {
    if (more.least != 0) {
        *least = *least == 0 || more.least < *least ? more.least : *least;
        *most = more.most > *most ? more.most : *most;
    }
}

/* All above and below the thing is known. */
static void close_frame(Restated *restated) {
    Frame frame = restated->open.at[--restated->open.count];
    for (uint32_t i = frame.first; i < frame.behind; i++) {
        const Member *member = &restated->members.at[i];
        Statement *statement = &restated->statements[member->statement];
        if (member->asks) {
            hold(&statement->least, &statement->most, frame.above);
            hold(&statement->least, &statement->most, frame.below);
        }
    }
    if (restated->open.count > 0) {
        HeldFigure *below = &restated->open.at[restated->open.count - 1].below;
        hold(&below->least, &below->most, frame.below);
    }
}

/* The members of a thing in a set, from `first` to `behind`. */
static void open_frame(Restated *restated, uint32_t first, uint32_t behind) {
    const Member *member = &restated->members.at[first];
    while (restated->open.count > 0 &&
           restated->open.at[restated->open.count - 1].end <= member->number)
        close_frame(restated);
    Frame frame = {restated->statements[member->statement].end, first, behind, {0}, {0}};
    if (restated->open.count > 0)
        frame.above = restated->open.at[restated->open.count - 1].above;
    for (uint32_t i = first; i < behind; i++) {
        Id document = restated->statements[restated->members.at[i].statement].document;
        if (restated->members.at[i].held) {
            hold(&frame.above.least, &frame.above.most, (HeldFigure){document, document});
            hold(&frame.below.least, &frame.below.most, (HeldFigure){document, document});
        }
    }
    *VEC_PUSH(restated->arena, &restated->open) = frame;
}

void restated_find(Arena *arena, Statement *statements, uint32_t count) {
    Restated restated = {.arena = arena, .statements = statements};
    put_all(&restated, count);
    if (restated.members.count == 0)
        return;
    qsort(restated.members.at, restated.members.count, sizeof restated.members.at[0],
          compare_members);
    uint32_t behind;
    for (uint32_t i = 0; i < restated.members.count; i = behind) {
        const Member *member = &restated.members.at[i];
        while (restated.open.count > 0 && compare_sets(member - 1, member) != 0)
            close_frame(&restated);
        for (behind = i + 1; behind < restated.members.count &&
                             compare_sets(&restated.members.at[behind], member) == 0 &&
                             restated.members.at[behind].number == member->number;)
            behind++;
        open_frame(&restated, i, behind);
    }
    while (restated.open.count > 0)
        close_frame(&restated);
}

bool restated_first(const Statement *statement) {
    return statement->least >= statement->document &&
           statement->most > statement->document;
}
