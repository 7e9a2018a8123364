/* Results of queries as text for people, and in the formats that programs read: one file
 * a format, all to a writer that is handed in. */
#ifndef INTEG_RENDER_RESULT_H
#define INTEG_RENDER_RESULT_H

#include <stdbool.h>
#include <stdint.h>
#include "base/writer.h"
#include "render/result_page.h"

/* False where the result cannot be shown in that format (`integ` wants a first column of
 * names and columns of years); *why is then a sentence. Nothing was written then. */
bool render_result(const ResultPage *page, Writer *out, const char **why);
/* "2 rows · 5 entries": what RESULT_TABLE closes with. */
void render_result_counts(const ResultPage *page, Writer *out);
/* How many lines RESULT_TABLE takes, and whether columns are cut to the width. */
typedef struct ResultExtent {
    uint32_t lines;
    bool cut;
} ResultExtent;

ResultExtent result_extent(const ResultPage *page);

#endif
