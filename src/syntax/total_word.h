/* Words that tables print before their totals, in the languages whose documents are
 * typed or imported: "Total", "I alt", "Sub-total", "Summe". A row that has one for its
 * title is hardly a project. */
#ifndef INTEG_SYNTAX_TOTAL_WORD_H
#define INTEG_SYNTAX_TOTAL_WORD_H

#include <stdbool.h>
#include "base/str.h"

/* Whether the letters of a text are such a word and nothing else: capitals, spaces,
 * digits and signs do not count, so that "I ALT:", i_alt and "Total 2023" are ones too.
 */
bool total_word_is(Slice text);
/* Such a word that begins no title of another row: "samlet" does, as in "Samlet indsats".
 */
bool total_word_begins(Slice text);
/* Such a word for the sum of some rows: "Subtotal", "Mellemsum". */
bool total_word_is_part(Slice text);
/* Whether it begins or ends with such a word and has others: "Schools, in all" is none,
 * but "Schools i alt" and "Total schools" are. */
bool total_word_within(Slice text);

/* The first letters of these words, a bit for each; and whether one of them begins a word
 * of a text: in most titles none does, and neither of the above is true of them. */
uint32_t total_word_letters(void);
bool total_word_may_be_in(Slice text, uint32_t letters);

#endif
