/* The chapters of a comparison and their lines, for the formats that people read. Private
 * to render/. */
#ifndef INTEG_RENDER_COMPARISON_LINES_H
#define INTEG_RENDER_COMPARISON_LINES_H

#include "render/comparison.h"

typedef enum Chapter {
    CHAPTER_BROKE,
    CHAPTER_SUMS,
    CHAPTER_MONEY,
    CHAPTER_MENDED,
    CHAPTER_CLAIMS,
    CHAPTER_RESULTS,
    CHAPTER_NAMES,
    CHAPTER_FINDINGS,
    CHAPTER_COUNT
} Chapter;

/* "Claims that are off now". */
const char *chapter_title(Chapter chapter);
/* How many lines it has, and where in the comparison they are; in `numbers`, which has
 * room for all. */
uint32_t chapter_lines(const ComparisonPage *page, Chapter chapter, uint32_t *numbers);
/* A line of it, by its number: not escaped. */
void chapter_line(const ComparisonPage *page, Chapter chapter, uint32_t number,
                  Text *out);
/* The changed entries behind a line of claims, as numbers of lines of CHAPTER_MONEY;
 * returns how many there are, of which at most `most` are in `numbers`. */
uint32_t chapter_causes(const ComparisonPage *page, Chapter chapter, uint32_t number,
                        uint32_t *numbers, uint32_t most);
/* "2 claims are off now; 3 amounts changed, +0.2 mio DKK in all", no full stop. */
void comparison_summary(const ComparisonPage *page, Text *out);
/* Whether records of the group are shown. */
bool comparison_wants(const ComparisonPage *page, RecordGroup group);
/* The unit of a record's amount: "mio DKK"; empty where it has none. */
Slice comparison_unit(const ComparisonPage *page, const Record *record);
/* A record's value as a person reads it, without its unit. */
void comparison_value(const ComparisonPage *page, const Record *record, Text *out);
/* "2.2" of the value before; false where that is no question. */
bool comparison_percent(const RecordChange *change, Decimal *percent);

#endif
