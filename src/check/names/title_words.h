/* The words of a title, to tell whether two titles can be of one thing. Private to
 * check/. */
#ifndef INTEG_CHECK_NAMES_TITLE_WORDS_H
#define INTEG_CHECK_NAMES_TITLE_WORDS_H

#include <stdbool.h>
#include <stdint.h>
#include "base/arena.h"
#include "base/names.h"
#include "base/str.h"

/* Words as numbers, in lower case. Those of four letters and more count by their first
 * four, whatever their ending: park, parks, Parken; so do abbreviations: IT. Other short
 * ones
 * ("of", "the", "og") and numbers say little: they count where one of the two titles has
 * nothing else. */
typedef struct TitleWords {
    NameId *stems, *all;
    uint32_t stem_count, count;
} TitleWords;

TitleWords title_words(Arena *arena, Names *words, Slice title);

/* How a word is to be found again: a title is like another where they have a mark in
 * common, one of those that it leaves and one of those that the other looks for. */
typedef enum WordMark { MARK_NONE, MARK_STEM, MARK_WORD, MARK_BRIEF } WordMark;

typedef struct Marked {
    NameId word;
    WordMark mark;
} Marked;

/* The marks by number, from 0; false behind the last. */
bool title_leaves(const TitleWords *title, uint32_t number, Marked *out);
bool title_looks_for(const TitleWords *title, uint32_t number, Marked *out);

#endif
