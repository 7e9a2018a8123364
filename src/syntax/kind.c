/* The kinds of things. */
#include "syntax/kind.h"

const char *kind_text(ThingKind kind) {
    static const char *const texts[KIND_COUNT] = {
        [KIND_DOCUMENT] = "document",   [KIND_ORGANISATION] = "organisation",
        [KIND_AREA] = "area",           [KIND_SOURCE] = "source",
        [KIND_MONEY] = "money",         [KIND_PROJECT] = "project",
        [KIND_GOAL] = "goal",           [KIND_INDICATOR] = "indicator",
        [KIND_DIMENSION] = "dimension", [KIND_CATEGORY] = "category",
    };
    return texts[kind];
}

const char *kind_noun(ThingKind kind) {
    return kind == KIND_MONEY ? "kind of money" : kind_text(kind);
}

const char *kind_article(ThingKind kind) {
    static const char *const texts[KIND_COUNT] = {
        [KIND_DOCUMENT] = "a document",   [KIND_ORGANISATION] = "an organisation",
        [KIND_AREA] = "an area",          [KIND_SOURCE] = "a source",
        [KIND_MONEY] = "a kind of money", [KIND_PROJECT] = "a project",
        [KIND_GOAL] = "a goal",           [KIND_INDICATOR] = "an indicator",
        [KIND_DIMENSION] = "a dimension", [KIND_CATEGORY] = "a category",
    };
    return texts[kind];
}

const char *kind_plural(ThingKind kind) {
    static const char *const texts[KIND_COUNT] = {
        [KIND_DOCUMENT] = "documents",   [KIND_ORGANISATION] = "organisations",
        [KIND_AREA] = "areas",           [KIND_SOURCE] = "sources",
        [KIND_MONEY] = "kinds of money", [KIND_PROJECT] = "projects",
        [KIND_GOAL] = "goals",           [KIND_INDICATOR] = "indicators",
        [KIND_DIMENSION] = "dimensions", [KIND_CATEGORY] = "categories",
    };
    return texts[kind];
}
