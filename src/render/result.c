/* Results of queries: which format shows them. */
#include "render/result.h"

#include "render/cells.h"

bool render_result(const ResultPage *page, Writer *out, const char **why) {
    switch (page->style->format) {
    case RESULT_TABLE: render_result_table(page, out); return true;
    case RESULT_CSV: render_result_csv(page, out); return true;
    case RESULT_JSON: render_result_json(page, out); return true;
    case RESULT_JSONL: render_result_jsonl(page, out); return true;
    case RESULT_MARKDOWN: render_result_markdown(page, out); return true;
    case RESULT_INTEG: return render_result_integ(page, out, why);
    case RESULT_FORMAT_COUNT: break;
    }
    return true;
}
