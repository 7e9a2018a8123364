/* The help that ends most findings with figures. */
#include "check/accept.h"

#include "syntax/tree.h"

bool accept_states(Slice difference) {
    uint32_t digits = 0, decimals = 0;
    bool point = false;
    for (uint32_t i = 0; i < difference.length; i++) {
        char c = difference.at[i];
        if (c >= '0' && c <= '9') {
            digits += digits > 0 || c != '0';
            decimals += point;
        }
        point = point || c == '.';
    }
    return digits <= FIGURE_DIGITS_MOST && decimals <= FIGURE_DIGITS_MOST;
}

void accept_help(Findings *findings, Diagnostic *d, Slice printed, const char *them,
                 Slice difference) {
    if (!accept_states(difference)) {
        diagnostic_help(
            findings, d,
            "correct this file; a difference of more than %d digits cannot be accepted",
            FIGURE_DIGITS_MOST);
        return;
    }
    diagnostic_help(findings, d,
                    "if the document prints %.*s, accept %s: allow %s %.*s%s\"…\"; if "
                    "not, correct this file",
                    SLICE_ARGS(printed), them, code_info(d->code)->code,
                    SLICE_ARGS(difference), difference.length > 0 ? " " : "");
}
