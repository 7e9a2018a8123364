/* Which statement belongs in which block, in the words of the domain. The grammar lets
 * any member stand in any block, so that this can be said here. */
#include "model/place.h"

#define AT(where) (1u << (where))
#define AT_KIND(kind) (1u << (AT_THING + (kind)))

enum {
    EVERYWHERE = (1u << AT_COUNT) - 1,
    THE_TOP = AT(AT_TOP) | AT(AT_DOCUMENT),
    THINGS = AT_KIND(KIND_DOCUMENT) | AT_KIND(KIND_ORGANISATION) | AT_KIND(KIND_AREA) |
             AT_KIND(KIND_SOURCE) | AT_KIND(KIND_MONEY) | AT_KIND(KIND_PROJECT) |
             AT_KIND(KIND_GOAL) | AT_KIND(KIND_INDICATOR) | AT_KIND(KIND_DIMENSION) |
             AT_KIND(KIND_CATEGORY) | AT(AT_GROUP) | AT(AT_ROW),
    PROJECTS = AT(AT_PROJECT) | AT(AT_ROW),
    TABLES = AT(AT_TABLE) | AT(AT_GROUP),
    OUTSIDE_TOTALS = THE_TOP | AT(AT_AREA) | PROJECTS
};

static const PlaceRule statements[] = {
    [NODE_INCLUDE] = {AT(AT_TOP), "an include belongs at the top of a file",
                      "move it out of the block: it brings names for the whole file"},
    [NODE_YEARS] = {EVERYWHERE & ~AT(AT_EVERY), "years do not belong in \"every\"",
                    "state them in the block around it"},
    [NODE_UNIT] = {EVERYWHERE & ~AT(AT_EVERY), "a unit does not belong in \"every\"",
                   "state it in the block around it"},
    [NODE_TOLERANCE] = {EVERYWHERE & ~AT(AT_EVERY),
                        "a tolerance does not belong in \"every\"",
                        "state it in the block around it"},
    [NODE_EVERY] =
        {THE_TOP | AT(AT_AREA) | PROJECTS | AT(AT_GOAL),
         "\"every\" belongs at the top of a file or in an area",
         "put it beside the projects or around the table that it is meant for"},
    [NODE_ATTRIBUTE] = {THE_TOP, "an attribute is declared at the top of a file",
                        "move it out of the block: it holds for its document"},
    [NODE_MONEY] =
        {PROJECTS, "\"%.*s\" belongs in a project",
         "put it in the project that has the money: project name { funding "
         "2020: 1.2 }; a sum over several projects is a total: total 2020: 1.2"},
    [NODE_SHARE] = {PROJECTS, "shares belong in a project",
                    "put them in the project whose money is shared"},
    [NODE_TABLE] = {THE_TOP | AT(AT_AREA),
                    "a table belongs at the top of a file or in an area",
                    "move it out of the block; a row names the project that it is of"},
    [NODE_ROW] = {TABLES | AT(AT_ROW), "a row of figures belongs in a table",
                  "put a table around it: table 2020..2022 { … }; or name the years: "
                  "project name { funding 2020: 1.2 }"},
    [NODE_CHECK] = {THE_TOP | AT(AT_AREA) | PROJECTS | AT(AT_GROUP),
                    "a check belongs at the top of a file, in an area or in a project",
                    "move it out of the block"},
    [NODE_EFFECT] =
        {PROJECTS, "an effect is claimed of a project",
         "put it in the project: project name { effect clear on employment }"},
    [NODE_MEASURE] = {AT(AT_INDICATOR), "\"%.*s\" belongs in an indicator",
                      "say what is measured: indicator name \"Title\" on employment { "
                      "target 2020: >= 40% }"},
    [NODE_ALLOW] = {EVERYWHERE & ~AT(AT_EVERY), "\"allow\" does not belong in \"every\"",
                    "state it in the block around it"},
    [NODE_QUERY] = {THE_TOP, "a query belongs at the top of a file",
                    "move it out of the block; \"where\" narrows it down: where area = "
                    "name"},
    [NODE_REQUIRES] = {AT(AT_CATEGORY), "\"requires\" belongs in a category",
                       "write it in a category, as its rule: category clear \"Title\" { "
                       "requires met = measured }"},
    [NODE_PROPERTY] = {THINGS | AT(AT_EVERY),
                       "the property \"%.*s\" is not in the block of a thing",
                       "move it into the block of the thing that it describes: project "
                       "name { owner: bif }"},
};

static const PlaceRule declarations[KIND_COUNT] = {
    [KIND_DOCUMENT] = {AT(AT_TOP), "the document \"%.*s\" is named inside a block",
                       "move it to the top of a file"},
    [KIND_ORGANISATION] = {THE_TOP | AT(AT_AREA),
                           "the organisation \"%.*s\" is declared inside a block",
                           "move it to the top of the file; here its name will do"},
    [KIND_AREA] = {THE_TOP | AT(AT_AREA) | AT(AT_TABLE) | AT(AT_GROUP),
                   "the area \"%.*s\" is inside something that is no area",
                   "move it out: an area contains projects, not the other way round"},
    [KIND_SOURCE] = {THE_TOP | AT(AT_AREA),
                     "the source \"%.*s\" is declared inside a block",
                     "move it to the top of the file; here its name will do"},
    [KIND_MONEY] = {THE_TOP | AT(AT_AREA),
                    "the kind of money \"%.*s\" is declared inside a block",
                    "move it to the top of the file; here its name will do"},
    [KIND_PROJECT] = {THE_TOP | AT(AT_AREA) | PROJECTS,
                      "the project \"%.*s\" does not belong here",
                      "move it to the top, into an area or into a project; in a table "
                      "write a row without \"project\": name \"Title\" 1.2 1.3"},
    [KIND_GOAL] =
        {THE_TOP | AT(AT_AREA) | AT(AT_GOAL),
         "the goal \"%.*s\" is declared inside a block",
         "move it to the top of the file; a project names it: contributes: name"},
    [KIND_INDICATOR] = {PROJECTS | AT(AT_GOAL),
                        "the indicator \"%.*s\" is not in a project or goal",
                        "put it in the project or goal whose results it measures"},
    [KIND_DIMENSION] = {THE_TOP | AT(AT_AREA),
                        "the dimension \"%.*s\" is declared inside a block",
                        "move it to the top of the file; here its name will do"},
    [KIND_CATEGORY] = {THE_TOP | AT(AT_AREA),
                       "the category \"%.*s\" is declared inside a block",
                       "move it to the top of the file; here its name will do"},
};

const PlaceRule *place_rule(NodeKind kind, uint8_t what) {
    return kind == NODE_DECLARE ? &declarations[what] : &statements[kind];
}

bool place_may(uint8_t where, NodeKind kind, uint8_t what) {
    uint32_t places = kind == NODE_TOTAL   ? TABLES | OUTSIDE_TOTALS
                      : kind == NODE_ERROR ? EVERYWHERE
                                           : place_rule(kind, what)->places;
    return (places & AT(where)) != 0;
}

uint8_t place_inside(uint8_t where, NodeKind kind, uint8_t what) {
    bool in_table = (TABLES & AT(where)) != 0;
    switch (kind) {
    case NODE_TABLE: return AT_TABLE;
    case NODE_ROW: return AT_ROW;
    case NODE_EVERY: return AT_EVERY;
    case NODE_DECLARE:
        return in_table && what == KIND_AREA ? AT_GROUP : (uint8_t)(AT_THING + what);
    default: return where;
    }
}

ThingKind place_thing(uint8_t where) {
    switch (where) {
    case AT_GROUP: return KIND_AREA;
    case AT_ROW: return KIND_PROJECT;
    default:
        return where >= AT_THING && where < AT_THING + KIND_COUNT
                   ? (ThingKind)(where - AT_THING)
                   : KIND_COUNT;
    }
}
